#include "kb_outcome.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/string.h>

#include "kb_encode.h"
#include "kb_meant.h"
#include "kb_remote.h"

enum { MESSAGE_LIMIT = 65536, LINE_LIMIT = 1024, BACKTRACE_LIMIT = 100, OUTBOX_KEPT = 65536 };

static kb_outcome outcome;
static kb_buffer outbox;

kb_buffer *
kb_outbox(mrb_state *mrb)
{
  if (outbox.capacity > OUTBOX_KEPT) mrb_free(mrb, outbox.bytes);
  if (!outbox.resize || outbox.capacity > OUTBOX_KEPT) outbox = kb_encode_buffer(mrb);
  outbox.length = 0;
  outbox.overflow = 0;
  return &outbox;
}

static const kb_outcome *
answer(enum kb_kind kind, const kb_buffer *b)
{
  outcome.kind = kind;
  outcome.bytes = b->bytes;
  outcome.length = (uint32_t)b->length;
  return &outcome;
}

const kb_outcome *
kb_answer_kind(enum kb_kind kind)
{
  static const kb_buffer nothing;
  return answer(kind, &nothing);
}

const kb_outcome *
kb_answer_value(mrb_state *mrb, mrb_value value)
{
  kb_buffer *b = kb_outbox(mrb);
  kb_encode(mrb, b, value);
  return answer(KB_VALUE, b);
}

struct question {
  mrb_value exception;
  mrb_sym method;
};

static mrb_value
ask(mrb_state *mrb, void *data)
{
  struct question *q = (struct question *)data;
  return mrb_funcall_argv(mrb, q->exception, q->method, 0, NULL);
}

/* What `message` says, as for any Ruby program; its class's name if it fails or says no String. */
static mrb_value
message_of(mrb_state *mrb, mrb_value exception)
{
  struct question q = { exception, mrb_intern_lit(mrb, "message") };
  mrb_bool failed;
  mrb_value message = mrb_protect_error(mrb, ask, &q, &failed);
  if (failed || !mrb_string_p(message)) return mrb_class_path(mrb, mrb_obj_class(mrb, exception));
  return message;
}

static mrb_value
encode_alone(mrb_state *mrb, void *data)
{
  kb_encode(mrb, kb_outbox(mrb), *(mrb_value *)data);
  return mrb_nil_value();
}

/* What the exception's `details` says, when its class has such a method and that has a wire form. */
static mrb_value
details_of(mrb_state *mrb, mrb_value exception)
{
  struct question q = { exception, mrb_intern_lit(mrb, "details") };
  if (!mrb_obj_respond_to(mrb, mrb_class(mrb, exception), q.method)) return mrb_nil_value();
  mrb_bool failed;
  mrb_value details = mrb_protect_error(mrb, ask, &q, &failed);
  if (failed) return mrb_nil_value();
  mrb_protect_error(mrb, encode_alone, &details, &failed);
  return failed ? mrb_nil_value() : details;
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
put_backtrace(kb_buffer *b, mrb_value lines)
{
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
  mrb_value class = mrb_class_path(mrb, mrb_obj_class(mrb, exception));
  mrb_value message = message_of(mrb, exception);
  mrb_value details = details_of(mrb, exception);
  mrb_value failure = kb_failure_of(mrb, exception);
  kb_buffer *b = kb_outbox(mrb);
  kb_put_array(b, 7);
  kb_put_meant(mrb, b, exception);
  mrb_value lines = mrb_exc_backtrace(mrb, exception);
  if (mrb_integer_p(failure)) kb_put_text(b, "service", 7);
  else kb_put_text(b, "sandbox", 7);
  put_bounded(b, class, LINE_LIMIT);
  put_bounded(b, message, MESSAGE_LIMIT);
  put_backtrace(b, lines);
  kb_encode(mrb, b, details);
  if (mrb_integer_p(failure)) kb_put_int(b, mrb_integer(failure));
  else kb_put_nil(b);
  answer(KB_PANIC, b);
  return mrb_nil_value();
}

/* Nothing can be done where even describing it fails. */
const kb_outcome *
kb_answer_panic(mrb_state *mrb, mrb_value exception)
{
  mrb_bool failed;
  mrb_gc_protect(mrb, exception);
  mrb->exc = NULL;
  mrb_protect_error(mrb, write_panic, &exception, &failed);
  if (failed) __builtin_trap();
  return &outcome;
}
