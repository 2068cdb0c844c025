#include "kb_entry.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/irep.h>
#include <mruby/opcode.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>

#include "kb_outcome.h"

enum { AVAILABLE_MAX = 100, LENGTH_MAX = 255 };

/*
 * R1.call(*R2, **R3). C of mruby passes no keywords, so this is done by code for the
 * interpreter, which no guest code can reach or redefine.
 */
static const mrb_code call_code[] = { OP_SEND, 1, 0, 0xff, OP_RETURN, 1 };
static mrb_sym call_symbols[1];
static const mrb_irep call_irep = {
  4, 6, 0, MRB_ISEQ_NO_FREE | MRB_IREP_NO_FREE, call_code, NULL, call_symbols, NULL, NULL, NULL, sizeof call_code,
  0, 1, 0, 0,
};
static struct RProc *call_proc;

void
kb_entry_init(mrb_state *mrb)
{
  call_symbols[0] = MRB_SYM(call);
  call_proc = mrb_proc_new(mrb, &call_irep);
  mrb_gc_register(mrb, mrb_obj_value(call_proc));
}

/* Whether the object's class has a public method `call`, found without running anything. */
static mrb_bool
callable_p(mrb_state *mrb, mrb_value object)
{
  struct RClass *class = mrb_class(mrb, object);
  mrb_method_t method = mrb_method_search_vm(mrb, &class, MRB_SYM(call));
  return !MRB_METHOD_UNDEF_P(method) && MRB_METHOD_VISIBILITY(method) == MRB_METHOD_PUBLIC_FL;
}

static int
put_name(mrb_state *mrb, mrb_sym symbol, mrb_value value, void *names)
{
  mrb_int length;
  const char *name = mrb_sym_name_len(mrb, symbol, &length);
  if (length < 1 || length > LENGTH_MAX || name[0] < 'A' || name[0] > 'Z') return 0;
  mrb_value list = mrb_obj_value(names);
  if (!callable_p(mrb, value)) return 0;
  mrb_ary_push(mrb, list, mrb_str_new(mrb, name, length));
  return RARRAY_LEN(list) >= AVAILABLE_MAX;
}

static const kb_outcome *
absent(mrb_state *mrb)
{
  mrb_value names = mrb_ary_new(mrb);
  mrb_iv_foreach(mrb, mrb_obj_value(mrb->object_class), put_name, mrb_ary_ptr(names));
  const kb_outcome *answer = kb_answer_value(mrb, names);
  ((kb_outcome *)answer)->kind = KB_ABSENT;
  return answer;
}

const kb_outcome *
kb_entry_call(mrb_state *mrb, kb_reader *r, uint32_t count)
{
  mrb_value name = kb_decode(mrb, r);
  mrb_sym symbol = mrb_intern(mrb, RSTRING_PTR(name), (size_t)RSTRING_LEN(name));
  mrb_value object = mrb_obj_value(mrb->object_class);
  if (!mrb_const_defined_at(mrb, object, symbol)) return absent(mrb);
  mrb_value target = mrb_const_get(mrb, object, symbol);
  if (!callable_p(mrb, target)) return absent(mrb);

  mrb_value list = mrb_ary_new_capa(mrb, count);
  int arena = mrb_gc_arena_save(mrb);
  for (uint32_t i = 0; i < count; i++) {
    mrb_ary_push(mrb, list, kb_decode(mrb, r));
    mrb_gc_arena_restore(mrb, arena);
  }
  mrb_value keywords = kb_decode(mrb, r);
  if (mrb_nil_p(keywords)) keywords = mrb_hash_new(mrb);
  mrb_gc_protect(mrb, keywords);
  const mrb_value values[3] = { target, list, keywords };
  mrb_value result = mrb_yield_argv(mrb, mrb_obj_value(call_proc), 3, values);
  mrb_gc_protect(mrb, result);
  return kb_answer_value(mrb, result);
}
