/* Additions to the core classes that have to be quick or exact to the last bit. */
#include "kb_core.h"

#include "kb_absent.h"

#include <math.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <stdlib.h>
#include <string.h>

#include "kb_float.h"

enum half { HALF_UP, HALF_DOWN, HALF_EVEN };

static enum half
half_mode(mrb_state *mrb, mrb_value mode)
{
  if (mrb_undef_p(mode) || mrb_nil_p(mode)) return HALF_UP;
  mrb_sym name = mrb_symbol_p(mode) ? mrb_symbol(mode) : mrb_string_p(mode) ? mrb_intern_str(mrb, mode) : 0;
  if (name == MRB_SYM(up)) return HALF_UP;
  if (name == MRB_SYM(down)) return HALF_DOWN;
  if (name == MRB_SYM(even)) return HALF_EVEN;
  mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid rounding mode: %v", mode);
}

/* A float that is not negative to `scale` units; what reads as a half counts as one. */
static double
round_units(double x, double scale, enum half half)
{
  double units = round(x * scale);
  if ((units + 0.5) / scale <= x) units += 1;
  if (half == HALF_UP || (units - 0.5) / scale != x) return units;
  return half == HALF_DOWN || fmod(units, 2) != 0 ? units - 1 : units;
}

/* round(digits = 0, half: :up) of a Float. */
static mrb_value
float_round(mrb_state *mrb, mrb_value self)
{
  mrb_int digits = 0;
  mrb_sym keys[] = { MRB_SYM(half) };
  mrb_value values[1];
  mrb_kwargs keywords = { 1, 0, keys, values, NULL };
  mrb_get_args(mrb, "|i:", &digits, &keywords);
  enum half half = half_mode(mrb, values[0]);
  double f = mrb_float(self);
  if (digits > 0 && (!isfinite(f) || digits > 16 || fabs(f) >= 4503599627370496.0)) return self;
  if (digits > 14) {
    char text[64];
    kb_float_format(text, sizeof(text), 'f', 0, 0, (int)digits, f);
    return mrb_float_value(mrb, strtod(text, NULL));
  }
  if (digits > 0) {
    double scale = pow(10, (double)digits);
    return mrb_float_value(mrb, copysign(round_units(fabs(f), scale, half) / scale, f));
  }
  mrb_check_num_exact(mrb, f);
  if (digits == 0) return mrb_float_to_integer(mrb, mrb_float_value(mrb, copysign(round_units(fabs(f), 1, half), f)));
  mrb_value whole = mrb_float_to_integer(mrb, self);
  return mrb_funcall_id(mrb, whole, MRB_SYM(round), 1, mrb_int_value(mrb, digits));
}

/* Takes elements from an end, one by one: the others stay where they are. */
static mrb_value
take_out(mrb_state *mrb, mrb_value self, mrb_int count, mrb_bool last)
{
  if (count < 0) mrb_raise(mrb, E_ARGUMENT_ERROR, "negative array size");
  mrb_check_frozen(mrb, mrb_ary_ptr(self));
  mrb_int size = RARRAY_LEN(self);
  if (count > size) count = size;
  mrb_value taken = mrb_ary_new_from_values(mrb, count, RARRAY_PTR(self) + (last ? size - count : 0));
  for (mrb_int i = 0; i < count; i++) {
    if (last) mrb_ary_pop(mrb, self);
    else mrb_ary_shift(mrb, self);
  }
  return taken;
}

static mrb_value
array_pop(mrb_state *mrb, mrb_value self)
{
  mrb_int count;
  return mrb_get_args(mrb, "|i", &count) ? take_out(mrb, self, count, TRUE) : mrb_ary_pop(mrb, self);
}

static mrb_value
array_shift(mrb_state *mrb, mrb_value self)
{
  mrb_int count;
  return mrb_get_args(mrb, "|i", &count) ? take_out(mrb, self, count, FALSE) : mrb_ary_shift(mrb, self);
}

/* The exception that was being handled when this one was raised. */
static mrb_value
exception_cause(mrb_state *mrb, mrb_value self)
{
  return mrb_iv_get(mrb, self, MRB_SYM(__cause__));
}

/* As mruby's own; the exception says what was asked, so that near names can be found, unless it is known to be absent. */
static mrb_value
const_missing(mrb_state *mrb, mrb_value self)
{
  mrb_sym sym;
  mrb_get_args(mrb, "n", &sym);
  const char *name = mrb_sym_name(mrb, sym);
  if (kb_absent_constant(name)) mrb_name_error(mrb, sym, "uninitialized constant %s: the sandbox does not have it", name);
  mrb_bool top = mrb_class_real(mrb_class_ptr(self)) == mrb->object_class;
  mrb_value text = top ? mrb_format(mrb, "uninitialized constant %n", sym)
                       : mrb_format(mrb, "uninitialized constant %v::%n", self, sym);
  mrb_value exception = mrb_exc_new_str(mrb, E_NAME_ERROR, text);
  mrb_iv_set(mrb, exception, MRB_IVSYM(name), mrb_symbol_value(sym));
  mrb_iv_set(mrb, exception, MRB_IVSYM(receiver), self);
  mrb_exc_raise(mrb, exception);
}

/* What scripts ask of the interpreter that runs them: `if __FILE__ == $0` is true of a source, and not of a snippet. */
static void
define_globals(mrb_state *mrb)
{
  mrb_value name = mrb_obj_freeze(mrb, mrb_str_new_lit(mrb, "(eval)"));
  mrb_gv_set(mrb, mrb_intern_lit(mrb, "$0"), name);
  mrb_gv_set(mrb, mrb_intern_lit(mrb, "$PROGRAM_NAME"), name);
  mrb_gv_set(mrb, mrb_intern_lit(mrb, "$/"), mrb_obj_freeze(mrb, mrb_str_new_lit(mrb, "\n")));
  mrb_gv_set(mrb, mrb_intern_lit(mrb, "$DEBUG"), mrb_false_value());
  mrb_gv_set(mrb, mrb_intern_lit(mrb, "$VERBOSE"), mrb_false_value());
}

void
kb_core_init(mrb_state *mrb)
{
  define_globals(mrb);
  kb_absent_init(mrb);
  kb_plain_array = mrb->array_class, kb_plain_hash = mrb->hash_class, kb_plain_string = mrb->string_class;
  mrb_define_method_id(mrb, mrb->module_class, MRB_SYM(const_missing), const_missing, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, mrb->eException_class, MRB_SYM(cause), exception_cause, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, mrb->array_class, MRB_SYM(pop), array_pop, MRB_ARGS_OPT(1));
  mrb_define_method_id(mrb, mrb->array_class, MRB_SYM(shift), array_shift, MRB_ARGS_OPT(1));
  mrb_define_method_id(mrb, mrb->float_class, MRB_SYM(round), float_round, MRB_ARGS_OPT(1) | MRB_ARGS_KEY(1, 0));
}
