#include "kb_transport.h"

#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>

#include "kb_decode.h"
#include "kb_encode.h"
#include "kb_host.h"
#include "kb_outcome.h"
#include "kb_remote.h"
#include "kb_state.h"

enum { INBOX_SIZE = 4096, ERRORS_KEPT = 16, FRAMES_MAX = 50 };
/* What a reply says; the numbers of failures follow those of enum kb_error. */
enum { REPLY_VALUE = 0, REPLY_FAILURE = 1, REPLY_UNWIND = 2, REPLY_RAISE = 3 };
/* What a request says. */
enum { REQUEST_ASK = 1, REQUEST_KEYWORDS = 2 };

typedef struct reply {
  uint32_t length;
  uint32_t status;
  uint8_t bytes[];
} reply;

/* One dispatch in progress, while the host may call its block. */
typedef struct frame {
  struct frame *up;
  uint32_t id;
  mrb_value block;
  /* a `break` or `return` on its way out through the host */
  mrb_value unwinding;
  /* the last exceptions that left the block, by their number; nil before the first */
  mrb_value errors;
  uint32_t error_count;
} frame;

static frame *frames;
static uint32_t depth, last_id;
static _Alignas(8) uint8_t inbox[INBOX_SIZE];

KB_EXPORT(kb_inbox) void *
kb_inbox(void)
{
  return inbox;
}

/* The dispatch of that number among `f` and those it is within. */
static frame *
find_frame(frame *f, uint32_t id)
{
  while (f && f->id != id) f = f->up;
  return f;
}

/* A reply read, its block given back. */
typedef struct answer {
  uint32_t status;
  mrb_value parts[3];
} answer;

static answer
read_reply(mrb_state *mrb, reply *from)
{
  answer a = { from->status, { mrb_nil_value(), mrb_nil_value(), mrb_nil_value() } };
  kb_reader r = { from->bytes, from->bytes + from->length };
  int parts = a.status == REPLY_VALUE ? 1 : a.status == REPLY_FAILURE ? 3 : 2;
  for (int i = 0; i < parts; i++) {
    a.parts[i] = kb_decode(mrb, &r);
    if (parts > 1) mrb_gc_protect(mrb, a.parts[i]);
  }
  if ((uint8_t *)from != inbox) mrb_free(mrb, from);
  return a;
}

/* The exception, or the `break` on its way, that the host has let pass. */
static mrb_value
left_block(mrb_state *mrb, frame *within, const answer *a)
{
  const frame *f = find_frame(within, (uint32_t)mrb_integer(a->parts[0]));
  if (f && a->status == REPLY_UNWIND) return f->unwinding;
  if (f && mrb_array_p(f->errors)) return mrb_ary_entry(f->errors, mrb_integer(a->parts[1]) % ERRORS_KEPT);
  return mrb_nil_value();
}

static void
write_request(mrb_state *mrb, kb_buffer *b, const kb_call *call)
{
  for (mrb_int i = 0; i < call->count; i++) kb_encode(mrb, b, call->arguments[i]);
  if (!mrb_nil_p(call->keywords)) kb_encode(mrb, b, call->keywords);
}

mrb_value
kb_dispatch(mrb_state *mrb, const kb_call *call)
{
  if (depth >= FRAMES_MAX) mrb_raise(mrb, E_RUNTIME_ERROR, "calls between guest and host are nested too deep");
  kb_call c = *call;
  if (mrb_hash_p(c.keywords) && mrb_hash_empty_p(mrb, c.keywords)) c.keywords = mrb_nil_value();
  kb_buffer *b = kb_outbox(mrb);
  write_request(mrb, b, &c);

  frame f = { frames, 0, c.block, mrb_nil_value(), mrb_nil_value(), 0 };
  if (!mrb_nil_p(c.block)) f.id = ++last_id;
  int keywords = !mrb_nil_p(c.keywords);
  int32_t flags = (c.ask ? REQUEST_ASK : 0) | (keywords ? REQUEST_KEYWORDS : 0);
  mrb_int length;
  const char *name = mrb_sym_name_len(mrb, c.method, &length);
  frames = &f;
  depth++;
  reply *from = kb_host_dispatch(c.target, (int32_t)c.method, name, (int32_t)length, b->bytes, (int32_t)b->length,
                                 (int32_t)c.count + keywords, flags, (int32_t)f.id);
  depth--;
  frames = f.up;
  if (from->status == REPLY_VALUE) return read_reply(mrb, from).parts[0];
  answer a = read_reply(mrb, from);
  mrb_value raised = a.status == REPLY_FAILURE
    ? kb_failure_new(mrb, (enum kb_error)mrb_integer(a.parts[0]), a.parts[1], a.parts[2])
    : left_block(mrb, &f, &a);
  mrb_exc_raise(mrb, raised);
}

struct yield {
  frame *frame;
  const uint8_t *message;
  uint32_t length;
  uint32_t count;
  const kb_outcome *outcome;
};

static mrb_value
call_block(mrb_state *mrb, void *data)
{
  struct yield *y = (struct yield *)data;
  kb_reader r = { y->message, y->message + y->length };
  mrb_value few[4], *values = few;
  if (y->count > 4) {
    mrb_value all = mrb_ary_new_capa(mrb, y->count);
    for (uint32_t i = 0; i < y->count; i++) mrb_ary_push(mrb, all, kb_decode(mrb, &r));
    values = RARRAY_PTR(all);
  }
  else {
    for (uint32_t i = 0; i < y->count; i++) {
      few[i] = kb_decode(mrb, &r);
      mrb_gc_protect(mrb, few[i]);
    }
  }
  if (y->message != inbox) mrb_free(mrb, (void *)y->message);
  mrb_value result = mrb_yield_argv(mrb, y->frame->block, y->count, values);
  mrb_gc_protect(mrb, result);
  y->outcome = kb_answer_value(mrb, result);
  return mrb_nil_value();
}

static const kb_outcome *
keep_error(mrb_state *mrb, frame *f, mrb_value exception)
{
  if (mrb_nil_p(f->errors)) {
    f->errors = mrb_ary_new_capa(mrb, ERRORS_KEPT);
    mrb_gc_protect(mrb, f->errors);
  }
  mrb_ary_set(mrb, f->errors, f->error_count++ % ERRORS_KEPT, exception);
  return kb_answer_panic(mrb, exception);
}

/* Calls the block of a dispatch in progress with `count` values; the message is the guest's then. */
KB_EXPORT(kb_yield) const kb_outcome *
kb_yield(uint32_t id, const uint8_t *message, uint32_t length, uint32_t count)
{
  mrb_state *mrb = kb_state();
  struct yield y = { find_frame(frames, id), message, length, count, NULL };
  if (!y.frame || !id) __builtin_trap();
  int arena = mrb_gc_arena_save(mrb);
  mrb_bool failed;
  mrb_value error = mrb_protect_error(mrb, call_block, &y, &failed);
  mrb_gc_arena_restore(mrb, arena);
  if (!failed) return y.outcome;
  mrb_gc_protect(mrb, error);
  if (mrb_type(error) != MRB_TT_BREAK) return keep_error(mrb, y.frame, error);
  y.frame->unwinding = error;
  return kb_answer_kind(KB_UNWIND);
}
