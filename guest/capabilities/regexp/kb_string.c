/* What of String takes a pattern and is called too often to be Ruby: `=~`, `match?`, `[]`. */
#include "kb_regexp.h"

#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/proc.h>
#include <mruby/string.h>

static mrb_func_t plain_aref;

static mrb_value
string_aref(mrb_state *mrb, mrb_value self)
{
  mrb_value key, which = mrb_fixnum_value(0);
  if (mrb_get_argc(mrb) == 0 || !kb_regexp_if(mrb_get_argv(mrb)[0])) return plain_aref(mrb, self);
  mrb_get_args(mrb, "o|o", &key, &which);
  mrb_value arguments[1] = { self };
  mrb_value match = mrb_funcall_argv(mrb, key, mrb_intern_lit(mrb, "__match"), 1, arguments);
  return mrb_nil_p(match) ? match : mrb_funcall_argv(mrb, match, mrb_intern_lit(mrb, "__group"), 1, &which);
}

/* __char_to_byte(index) of a valid String: the byte of a character, negative ones from the end; nil outside. */
static mrb_value
char_to_byte(mrb_state *mrb, mrb_value self)
{
  mrb_int index;
  mrb_get_args(mrb, "i", &index);
  mrb_int at = kb_byte_of(RSTRING_PTR(self), RSTRING_LEN(self), index);
  return at < 0 ? mrb_nil_value() : mrb_int_value(mrb, at);
}

/* Regexp.escape(string): what is special in a pattern, quoted. */
static mrb_value
regexp_escape(mrb_state *mrb, mrb_value self)
{
  mrb_value v;
  mrb_get_args(mrb, "o", &v);
  if (mrb_symbol_p(v)) v = mrb_sym_str(mrb, mrb_symbol(v));
  else kb_expect_string(mrb, v);
  mrb_value out = mrb_str_new_capa(mrb, RSTRING_LEN(v) + 8);
  for (mrb_int i = 0; i < RSTRING_LEN(v); i++) {
    static const char special[] = "[]{}()|-*.\\?+^$# \n\t\r\f\v", letter[] = "[]{}()|-*.\\?+^$# ntrfv";
    char c = RSTRING_PTR(v)[i];
    const char *found = c ? __builtin_strchr(special, c) : NULL;
    if (found) mrb_str_cat_lit(mrb, out, "\\");
    mrb_str_cat(mrb, out, found ? &letter[found - special] : &c, 1);
  }
  return out;
}

void
kb_string_init(mrb_state *mrb, struct RClass *regexp)
{
  struct RClass *class = mrb->string_class;
  mrb_method_t method = mrb_method_search_vm(mrb, &class, mrb_intern_lit(mrb, "[]"));
  if (MRB_METHOD_UNDEF_P(method) || !MRB_METHOD_CFUNC_P(method)) __builtin_trap();
  plain_aref = MRB_METHOD_CFUNC(method);
  mrb_define_method(mrb, mrb->string_class, "[]", string_aref, MRB_ARGS_ANY());
  mrb_define_method(mrb, mrb->string_class, "slice", string_aref, MRB_ARGS_ANY());
  mrb_define_method(mrb, mrb->string_class, "__char_to_byte", char_to_byte, MRB_ARGS_REQ(1));
  mrb_define_class_method(mrb, regexp, "escape", regexp_escape, MRB_ARGS_REQ(1));
  mrb_define_class_method(mrb, regexp, "quote", regexp_escape, MRB_ARGS_REQ(1));
}
