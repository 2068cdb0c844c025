/* What a pattern is matched against: valid UTF-8, as a String or a Symbol. */
#include "kb_regexp.h"

#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/string.h>

#include "kb_wire.h"

void
kb_expect_string(mrb_state *mrb, mrb_value v)
{
  if (mrb_string_p(v)) return;
  if (mrb_nil_p(v)) mrb_raise(mrb, E_TYPE_ERROR, "no implicit conversion of nil into String");
  mrb_raisef(mrb, E_TYPE_ERROR, "no implicit conversion of %C into String", mrb_obj_class(mrb, v));
}

void
kb_subject_check(mrb_state *mrb, mrb_value string)
{
  if (!kb_utf8_valid(RSTRING_PTR(string), (size_t)RSTRING_LEN(string))) {
    mrb_raise(mrb, E_ARGUMENT_ERROR, "invalid byte sequence in UTF-8");
  }
}

mrb_value
kb_subject(mrb_state *mrb, mrb_value v)
{
  if (mrb_symbol_p(v)) v = mrb_sym_str(mrb, mrb_symbol(v));
  else kb_expect_string(mrb, v);
  kb_subject_check(mrb, v);
  return v;
}
