/*
 * Kobako::Output, the class of STDOUT and STDERR: `write` in C, all else in
 * guest/mrblib/output.rb in terms of it. An object knows its channel by a hidden
 * instance variable, and the guest can make no further ones.
 */
#include "kb_output.h"

#include <mruby/class.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <mruby/presym.h>

static int32_t
channel_of(mrb_state *mrb, mrb_value self)
{
  mrb_value channel = mrb_iv_get(mrb, self, MRB_SYM(__channel__));
  if (!mrb_integer_p(channel)) mrb_raise(mrb, E_TYPE_ERROR, "not an output channel");
  return mrb_integer(channel) == KB_STDERR ? KB_STDERR : KB_STDOUT;
}

/* write(*values): the bytes of each value's `to_s`; answers how many there were. */
static mrb_value
output_write(mrb_state *mrb, mrb_value self)
{
  mrb_int count, total = 0;
  mrb_value *values;
  int32_t channel = channel_of(mrb, self);
  mrb_get_args(mrb, "*!", &values, &count);
  for (mrb_int i = 0; i < count; i++) {
    /* the arguments move when `to_s` makes the stack grow */
    mrb_get_args(mrb, "*!", &values, &count);
    mrb_value text = mrb_obj_as_string(mrb, values[i]);
    kb_write(channel, RSTRING_PTR(text), (size_t)RSTRING_LEN(text));
    total += RSTRING_LEN(text);
  }
  return mrb_int_value(mrb, total);
}

static mrb_value
output_fileno(mrb_state *mrb, mrb_value self)
{
  return mrb_fixnum_value(channel_of(mrb, self));
}

static mrb_value
make(mrb_state *mrb, struct RClass *class, int32_t channel)
{
  mrb_value output = mrb_obj_value(mrb_obj_alloc(mrb, MRB_TT_OBJECT, class));
  mrb_iv_set(mrb, output, MRB_SYM(__channel__), mrb_fixnum_value(channel));
  return output;
}

void
kb_output_init(mrb_state *mrb)
{
  struct RClass *kobako = mrb_define_module_id(mrb, MRB_SYM(Kobako));
  struct RClass *class = mrb_define_class_under_id(mrb, kobako, MRB_SYM(Output), mrb->object_class);
  mrb_undef_class_method_id(mrb, class, MRB_SYM(new));
  mrb_undef_class_method_id(mrb, class, MRB_SYM(allocate));
  mrb_define_method_id(mrb, class, MRB_SYM(write), output_write, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, class, MRB_SYM(fileno), output_fileno, MRB_ARGS_NONE());

  mrb_value out = make(mrb, class, KB_STDOUT);
  mrb_value err = make(mrb, class, KB_STDERR);
  mrb_define_const_id(mrb, mrb->object_class, MRB_SYM(STDOUT), out);
  mrb_define_const_id(mrb, mrb->object_class, MRB_SYM(STDERR), err);
  mrb_gv_set(mrb, mrb_intern_lit(mrb, "$stdout"), out);
  mrb_gv_set(mrb, mrb_intern_lit(mrb, "$stderr"), err);
}
