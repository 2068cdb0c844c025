#include "kb_meant.h"

#include <string.h>

#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/irep.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>

#include "kb_encode.h"

enum { MOST = 128, LENGTH_MAX = 64 };

typedef struct {
  mrb_int length;
  mrb_bool constant;
  /* of the candidates, those that are constants of the receiver */
  int scoped;
  int count;
  mrb_sym names[MOST];
} candidates;

static mrb_bool
usable(const char *name, mrb_int length)
{
  return length > 0 && length <= LENGTH_MAX && name[0] != '_' && kb_utf8_valid(name, (size_t)length);
}

/* Keeps a name whose length is near; answers whether there is room for no more. */
static int
consider(mrb_state *mrb, candidates *c, mrb_sym symbol)
{
  mrb_int length;
  const char *name = mrb_sym_name_len(mrb, symbol, &length);
  mrb_int slack = c->length < 6 ? 1 : c->length / 3;
  if (!usable(name, length) || length > c->length + slack || length < c->length - slack) return 0;
  if (c->constant && (name[0] < 'A' || name[0] > 'Z')) return 0;
  for (int i = 0; i < c->count; i++) {
    if (c->names[i] == symbol) return 0;
  }
  c->names[c->count++] = symbol;
  return c->count == MOST;
}

static int
consider_constant(mrb_state *mrb, mrb_sym symbol, mrb_value value, void *data)
{
  return consider(mrb, (candidates *)data, symbol);
}

static int
consider_method(mrb_state *mrb, mrb_sym symbol, mrb_method_t method, void *data)
{
  return MRB_METHOD_UNDEF_P(method) ? 0 : consider(mrb, (candidates *)data, symbol);
}

static mrb_bool
within_p(const mrb_irep *outer, const mrb_irep *inner)
{
  for (int i = 0; i < outer->rlen; i++) {
    if (outer->reps[i] == inner) return TRUE;
  }
  return FALSE;
}

/* The local variables of where it was raised, and of what that stands in as far as that was running. */
static void
consider_locals(mrb_state *mrb, candidates *c, mrb_value exception)
{
  const struct RBacktrace *trace = (const struct RBacktrace *)mrb_exc_ptr(exception)->backtrace;
  if (!trace || trace->tt != MRB_TT_BACKTRACE) return;
  const mrb_irep *inner = NULL;
  for (size_t i = 0; i < trace->len && c->count < MOST; i++) {
    const mrb_irep *irep = trace->locations[i].irep;
    if (!irep || irep == inner || (inner && !within_p(irep, inner))) continue;
    inner = irep;
    for (int k = 0; irep->lv && k + 1 < irep->nlocals && c->count < MOST; k++) {
      if (irep->lv[k]) consider(mrb, c, irep->lv[k]);
    }
  }
}

static void
consider_all(mrb_state *mrb, candidates *c, mrb_value exception, mrb_value receiver)
{
  mrb_value top = mrb_obj_value(mrb->object_class);
  if (!c->constant) {
    consider_locals(mrb, c, exception);
    for (struct RClass *class = mrb_class(mrb, receiver); class && c->count < MOST; class = class->super) {
      mrb_mt_foreach(mrb, class, consider_method, c);
    }
    return;
  }
  if (mrb_module_p(receiver) || mrb_class_p(receiver)) {
    if (mrb_class_ptr(receiver) != mrb->object_class) mrb_iv_foreach(mrb, receiver, consider_constant, c);
    c->scoped = c->count;
  }
  if (c->count < MOST) mrb_iv_foreach(mrb, top, consider_constant, c);
}

/* A constant of the receiver is spelt with its path. What a short symbol's name points to is used for the next, too. */
static void
put_name(mrb_state *mrb, kb_buffer *b, mrb_sym symbol, mrb_value scope)
{
  mrb_int length;
  const char *name = mrb_sym_name_len(mrb, symbol, &length);
  char text[3 * LENGTH_MAX];
  mrb_int at = 0;
  if (mrb_string_p(scope)) {
    at = RSTRING_LEN(scope) + 2;
    memcpy(text, RSTRING_PTR(scope), (size_t)(at - 2));
    memcpy(text + at - 2, "::", 2);
  }
  memcpy(text + at, name, (size_t)length);
  kb_put_text(b, text, (size_t)(at + length));
}

void
kb_put_meant(mrb_state *mrb, kb_buffer *b, mrb_value exception)
{
  mrb_value name = mrb_nil_value();
  if (mrb_obj_is_kind_of(mrb, exception, E_NAME_ERROR)) name = mrb_iv_get(mrb, exception, MRB_IVSYM(name));
  mrb_int length = 0;
  const char *text = mrb_symbol_p(name) ? mrb_sym_name_len(mrb, mrb_symbol(name), &length) : "";
  if (!usable(text, length)) {
    kb_put_nil(b);
    return;
  }
  mrb_bool method = mrb_obj_is_kind_of(mrb, exception, E_NOMETHOD_ERROR);
  candidates c = { .length = length, .constant = !method && text[0] >= 'A' && text[0] <= 'Z' };
  mrb_value receiver = mrb_iv_get(mrb, exception, MRB_IVSYM(receiver));
  mrb_bool known = mrb_iv_defined(mrb, exception, MRB_IVSYM(receiver));
  if (known) consider_all(mrb, &c, exception, receiver);
  mrb_value scope = c.scoped > 0 ? mrb_class_path(mrb, mrb_class_ptr(receiver)) : mrb_nil_value();
  int from = mrb_string_p(scope) && RSTRING_LEN(scope) > LENGTH_MAX ? c.scoped : 0;
  kb_put_array(b, (size_t)(1 + c.count - from));
  put_name(mrb, b, mrb_symbol(name), mrb_nil_value());
  for (int i = from; i < c.count; i++) {
    put_name(mrb, b, c.names[i], i < c.scoped ? scope : mrb_nil_value());
  }
}
