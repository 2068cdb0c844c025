/*
 * The part of `defined?` that must look at its caller: each helper is a method of Kernel
 * that generated code calls on self, and answers a frozen String or nil. And what the
 * interpreter raises where no pattern matched.
 */
#include "rite0400.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/data.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <string.h>

static mrb_value
answer(mrb_state *mrb, const char *text)
{
  return mrb_obj_freeze(mrb, mrb_str_new_cstr(mrb, text));
}

/* Whether the constant is there, in the order of a bare name's search: scopes, then ancestors. */
static mrb_bool
lexical_const_p(mrb_state *mrb, const struct RProc *proc, mrb_sym name)
{
  struct RClass *first = NULL;
  for (; proc; proc = proc->upper) {
    struct RClass *scope = MRB_PROC_TARGET_CLASS(proc);
    if (!scope) scope = mrb->object_class;
    if (!first) first = scope;
    if (mrb_const_defined_at(mrb, mrb_obj_value(scope), name)) return TRUE;
  }
  if (first && mrb_const_defined(mrb, mrb_obj_value(first), name)) return TRUE;
  return mrb_const_defined(mrb, mrb_obj_value(mrb->object_class), name);
}

static mrb_value
defined_const(mrb_state *mrb, mrb_value self)
{
  mrb_sym name;
  mrb_get_args(mrb, "n", &name);
  return lexical_const_p(mrb, mrb->c->ci[-1].proc, name) ? answer(mrb, "constant") : mrb_nil_value();
}

/* __defined_const_path?(start, names): from start, or as a bare name where start is nil. */
static mrb_value
defined_const_path(mrb_state *mrb, mrb_value self)
{
  mrb_value at, *names;
  mrb_int count;
  mrb_get_args(mrb, "oA", &at, &self);
  names = RARRAY_PTR(self);
  count = RARRAY_LEN(self);
  for (mrb_int i = 0; i < count; i++) {
    mrb_sym name = mrb_symbol(names[i]);
    if (i == 0 && mrb_nil_p(at)) {
      if (!lexical_const_p(mrb, mrb->c->ci[-1].proc, name)) return mrb_nil_value();
      at = mrb_obj_value(mrb->object_class);
      const struct RProc *proc = mrb->c->ci[-1].proc;
      for (; proc; proc = proc->upper) {
        struct RClass *scope = MRB_PROC_TARGET_CLASS(proc);
        if (scope && mrb_const_defined_at(mrb, mrb_obj_value(scope), name)) {
          at = mrb_obj_value(scope);
          break;
        }
      }
    }
    else {
      if (!mrb_class_p(at) && !mrb_module_p(at)) return mrb_nil_value();
      if (!mrb_const_defined(mrb, at, name)) return mrb_nil_value();
    }
    if (i + 1 < count) at = mrb_const_get(mrb, at, name);
  }
  return answer(mrb, "constant");
}

static mrb_value
defined_yield(mrb_state *mrb, mrb_value self)
{
  /* block_given? reads its caller's frame, and this frame stands where its own would */
  struct RClass *kernel = mrb->kernel_module;
  mrb_method_t method = mrb_method_search_vm(mrb, &kernel, MRB_SYM_Q(block_given));
  if (MRB_METHOD_UNDEF_P(method) || !MRB_METHOD_CFUNC_P(method)) return mrb_nil_value();
  return mrb_test(MRB_METHOD_CFUNC(method)(mrb, self)) ? answer(mrb, "yield") : mrb_nil_value();
}

static mrb_value
defined_super(mrb_state *mrb, mrb_value self)
{
  const mrb_callinfo *caller = &mrb->c->ci[-1];
  mrb_sym name = caller->mid;
  struct RClass *class = mrb_vm_ci_target_class(caller);
  if (!name || !class || !class->super) return mrb_nil_value();
  class = class->super;
  return MRB_METHOD_UNDEF_P(mrb_method_search_vm(mrb, &class, name)) ? mrb_nil_value() : answer(mrb, "super");
}

static mrb_value
defined_gvar(mrb_state *mrb, mrb_value self)
{
  mrb_sym name;
  mrb_get_args(mrb, "n", &name);
  mrb_value names = mrb_f_global_variables(mrb, self);
  for (mrb_int i = 0; i < RARRAY_LEN(names); i++) {
    if (mrb_symbol(RARRAY_PTR(names)[i]) == name) return answer(mrb, "global-variable");
  }
  return mrb_nil_value();
}

/* What is assigned to `$~`. */
static mrb_value
last_match(mrb_state *mrb, mrb_value self)
{
  mrb_value v;
  mrb_get_args(mrb, "o", &v);
  if (mrb_nil_p(v) || (mrb_data_p(v) && strcmp(DATA_TYPE(v)->struct_name, "MatchData") == 0)) return v;
  mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %C (expected MatchData)", mrb_obj_class(mrb, v));
}

/* Why one pattern has not matched: the compiler's `enum pattern_reason` numbers them. */
static const char *const reasons[] = {
  "%v: %!v === %!v does not return true",
  "%v: %!v does not respond to #deconstruct",
  "%v: %!v does not respond to #deconstruct_keys",
  "%v: %!v length mismatch (given %i, expected %i)",
  "%v: %!v length mismatch (given %i, expected %i+)",
  "%v: %!v does not match to find pattern",
  "%v: key not found: %!v",
  "%v: %!v is not empty",
  "%v: rest of %!v is not empty",
  "%v: guard clause does not return true",
};
enum { REASON_EQQ = 0, REASON_LENGTH = 3, REASON_MINIMUM = 4, REASON_KEY = 6 };

static mrb_noreturn void
no_key(mrb_state *mrb, mrb_value text, mrb_value hash, mrb_value keys)
{
  mrb_value key = mrb_nil_value();
  for (mrb_int i = 0; i < RARRAY_LEN(keys); i++) {
    key = RARRAY_PTR(keys)[i];
    if (!mrb_hash_key_p(mrb, hash, key)) break;
  }
  mrb_value message = mrb_format(mrb, reasons[REASON_KEY], text, key);
  mrb_value error = mrb_exc_new_str(mrb, mrb_exc_get_id(mrb, MRB_SYM(NoMatchingPatternKeyError)), message);
  mrb_iv_set(mrb, error, MRB_IVSYM(matchee), hash);
  mrb_iv_set(mrb, error, MRB_IVSYM(key), key);
  mrb_exc_raise(mrb, error);
}

void
kb_no_match(mrb_state *mrb, const mrb_value *at, mrb_int count)
{
  mrb_value subject = count > 0 ? at[0] : mrb_nil_value();
  mrb_int reason = count > 3 && mrb_fixnum_p(at[1]) ? mrb_fixnum(at[1]) : -1;
  mrb_value about = count > 3 ? at[2] : subject, other = count > 3 ? at[3] : subject;
  mrb_value text = mrb_inspect(mrb, subject);
  if (reason == REASON_KEY && mrb_hash_p(about) && mrb_array_p(other)) no_key(mrb, text, about, other);
  if (reason == REASON_EQQ) {
    text = mrb_format(mrb, reasons[reason], text, other, about);
  }
  else if ((reason == REASON_LENGTH || reason == REASON_MINIMUM) && mrb_array_p(about) && mrb_fixnum_p(other)) {
    text = mrb_format(mrb, reasons[reason], text, about, RARRAY_LEN(about), mrb_fixnum(other));
  }
  else if (reason > 0 && (size_t)reason < sizeof(reasons) / sizeof(reasons[0])) {
    text = mrb_format(mrb, reasons[reason], text, about);
  }
  mrb_exc_raise(mrb, mrb_exc_new_str(mrb, mrb_exc_get_id(mrb, MRB_SYM(NoMatchingPatternError)), text));
}

void
kb_rite0400_init(mrb_state *mrb)
{
  struct RClass *kernel = mrb->kernel_module;
  mrb_define_method_id(mrb, kernel, MRB_SYM_Q(__defined_const), defined_const, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, kernel, MRB_SYM_Q(__defined_const_path), defined_const_path, MRB_ARGS_REQ(2));
  mrb_define_method_id(mrb, kernel, MRB_SYM_Q(__defined_yield), defined_yield, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, kernel, MRB_SYM_Q(__defined_super), defined_super, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, kernel, MRB_SYM_Q(__defined_gvar), defined_gvar, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, kernel, MRB_SYM(__last_match), last_match, MRB_ARGS_REQ(1));
  struct RClass *standard = mrb_class_get_id(mrb, MRB_SYM(StandardError));
  struct RClass *pattern = mrb_define_class_id(mrb, MRB_SYM(NoMatchingPatternError), standard);
  mrb_define_class_id(mrb, MRB_SYM(NoMatchingPatternKeyError), pattern);
}
