/*
 * The guest's exports. `kb_boot` runs once, when the module is built; what it leaves in
 * memory is the image that every invocation starts from.
 */
#include <mruby.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/dump.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/irep.h>
#include <mruby/proc.h>
#include <mruby/string.h>

#include "kb_encode.h"
#include "kb_heap.h"
#include "kb_host.h"
#include "kb_platform.h"
#include "kb_output.h"
#include "kb_static.h"

enum { ABI_VERSION = 1, MESSAGE_LIMIT = 65536, LINE_LIMIT = 1024, BACKTRACE_LIMIT = 100 };

static mrb_state *M;
static kb_outcome outcome;

double kb_clock_ms(void) { return kb_host_clock(); }
uint32_t kb_entropy(void) { return (uint32_t)kb_host_entropy(); }

void
kb_write(int32_t channel, const char *bytes, size_t len)
{
  kb_host_write(channel, bytes, (int32_t)len);
}

KB_EXPORT(kb_boot) void
kb_boot(void)
{
  M = mrb_open();
  if (!M) __builtin_trap();
  kb_encode_init(M);
  mrb_full_gc(M);
}

KB_EXPORT(kb_abi) int32_t
kb_abi(void)
{
  return ABI_VERSION;
}

/* The block belongs to the invocation and is never given back. */
KB_EXPORT(kb_reserve) void *
kb_reserve(uint32_t length)
{
  return mrb_malloc(M, length ? length : 1);
}

static const kb_outcome *
answer(enum kb_kind kind, const kb_buffer *b)
{
  outcome.kind = kind;
  outcome.bytes = b->bytes;
  outcome.length = (uint32_t)b->length;
  return &outcome;
}

struct message_of {
  mrb_value exception;
};

static mrb_value
call_message(mrb_state *mrb, void *data)
{
  return mrb_funcall_argv(mrb, ((struct message_of *)data)->exception, mrb_intern_lit(mrb, "message"), 0, NULL);
}

/* What `message` says, as for any Ruby program; its class's name if it fails or says no String. */
static mrb_value
message_of(mrb_state *mrb, mrb_value exception)
{
  struct message_of call = { exception };
  mrb_bool failed;
  mrb_value message = mrb_protect_error(mrb, call_message, &call, &failed);
  if (failed || !mrb_string_p(message)) return mrb_class_path(mrb, mrb_obj_class(mrb, exception));
  return message;
}

static void
put_bounded(kb_buffer *b, mrb_value text, mrb_int limit)
{
  mrb_int n = RSTRING_LEN(text);
  if (n > limit) {
    /* not in the middle of a character */
    for (n = limit; n > limit - 4 && ((uint8_t)RSTRING_PTR(text)[n] & 0xc0) == 0x80;) n--;
  }
  kb_put_text(b, RSTRING_PTR(text), (size_t)n);
}

static void
put_backtrace(mrb_state *mrb, kb_buffer *b, mrb_value exception)
{
  mrb_value lines = mrb_exc_backtrace(mrb, exception);
  mrb_int n = mrb_array_p(lines) ? RARRAY_LEN(lines) : 0;
  if (n > BACKTRACE_LIMIT) n = BACKTRACE_LIMIT;
  kb_put_array(b, (size_t)n);
  for (mrb_int i = 0; i < n; i++) {
    mrb_value line = RARRAY_PTR(lines)[i];
    if (mrb_string_p(line) && kb_utf8_valid(RSTRING_PTR(line), (size_t)RSTRING_LEN(line))) {
      put_bounded(b, line, LINE_LIMIT);
    }
    else {
      kb_put_text(b, "?", 1);
    }
  }
}

static mrb_value
write_panic(mrb_state *mrb, void *data)
{
  mrb_value exception = *(mrb_value *)data;
  kb_buffer b = kb_encode_buffer(mrb);
  kb_put_array(&b, 5);
  kb_put_text(&b, "sandbox", 7);
  put_bounded(&b, mrb_class_path(mrb, mrb_obj_class(mrb, exception)), LINE_LIMIT);
  put_bounded(&b, message_of(mrb, exception), MESSAGE_LIMIT);
  put_backtrace(mrb, &b, exception);
  kb_put_nil(&b);
  answer(KB_PANIC, &b);
  return mrb_nil_value();
}

/* The outcome of an invocation that ended in an exception. Nothing can be done where even that fails. */
static const kb_outcome *
panic(mrb_value exception)
{
  mrb_bool failed;
  mrb_gc_protect(M, exception);
  M->exc = NULL;
  mrb_protect_error(M, write_panic, &exception, &failed);
  if (failed) __builtin_trap();
  return &outcome;
}

static mrb_value
write_value(mrb_state *mrb, void *data)
{
  kb_buffer b = kb_encode_buffer(mrb);
  kb_encode(mrb, &b, *(mrb_value *)data);
  answer(KB_VALUE, &b);
  return mrb_nil_value();
}

struct program {
  const uint8_t *bytecode;
  uint32_t length;
};

static mrb_value
run_program(mrb_state *mrb, void *data)
{
  struct program *p = (struct program *)data;
  kb_static_begin(p->bytecode, p->length);
  mrb_value value = mrb_load_irep_buf(mrb, p->bytecode, p->length);
  if (mrb->exc) {
    mrb_value exception = mrb_obj_value(mrb->exc);
    mrb->exc = NULL;
    mrb_exc_raise(mrb, exception);
  }
  return value;
}

KB_EXPORT(kb_eval) const kb_outcome *
kb_eval(const uint8_t *bytecode, uint32_t length)
{
  struct program p = { bytecode, length };
  mrb_bool failed;
  mrb_value value = mrb_protect_error(M, run_program, &p, &failed);
  if (failed) return panic(value);
  mrb_gc_protect(M, value);
  mrb_value error = mrb_protect_error(M, write_value, &value, &failed);
  return failed ? panic(error) : &outcome;
}
