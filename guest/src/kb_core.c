/* Additions to the core classes that have to be quick or exact to the last bit. */
#include "kb_core.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/variable.h>
#include <string.h>

/* `slice!(from, count)`, or nothing of an empty array. */
static mrb_value
take_out(mrb_state *mrb, mrb_value self, mrb_int count, mrb_bool last)
{
  if (count < 0) mrb_raise(mrb, E_ARGUMENT_ERROR, "negative array size");
  mrb_int size = RARRAY_LEN(self);
  if (count > size) count = size;
  return mrb_funcall_id(mrb, self, MRB_SYM_B(slice), 2, mrb_int_value(mrb, last ? size - count : 0),
                        mrb_int_value(mrb, count));
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

/* No constant is defined for these: an application may bind a service of the same name. */
static const char *const absent[] = {
  "ARGV", "Binding", "CSV", "Date", "DateTime", "Digest", "Dir", "ENV", "ERB", "File", "FileUtils", "IO", "Logger",
  "Marshal", "Mutex", "Net", "Open3", "OpenStruct", "Pathname", "Process", "Queue", "Ractor", "SecureRandom", "Socket",
  "StringIO", "StringScanner", "TCPSocket", "Tempfile", "Thread", "Timeout", "URI", "YAML"
};

static mrb_func_t ordinary;

static mrb_value
const_missing(mrb_state *mrb, mrb_value self)
{
  mrb_sym sym;
  mrb_get_args(mrb, "n", &sym);
  const char *name = mrb_sym_name(mrb, sym);
  for (size_t i = 0; i < sizeof(absent) / sizeof(*absent); i++) {
    if (strcmp(name, absent[i]) == 0) {
      mrb_name_error(mrb, sym, "uninitialized constant %s: the sandbox does not have it", name);
    }
  }
  return ordinary(mrb, self);
}

static void
explain_absence(mrb_state *mrb)
{
  struct RClass *class = mrb->module_class;
  mrb_method_t method = mrb_method_search_vm(mrb, &class, MRB_SYM(const_missing));
  if (MRB_METHOD_UNDEF_P(method) || !MRB_METHOD_CFUNC_P(method)) __builtin_trap();
  ordinary = MRB_METHOD_CFUNC(method);
  mrb_define_method_id(mrb, class, MRB_SYM(const_missing), const_missing, MRB_ARGS_REQ(1));
}

void
kb_core_init(mrb_state *mrb)
{
  explain_absence(mrb);
  mrb_define_method_id(mrb, mrb->eException_class, MRB_SYM(cause), exception_cause, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, mrb->array_class, MRB_SYM(pop), array_pop, MRB_ARGS_OPT(1));
  mrb_define_method_id(mrb, mrb->array_class, MRB_SYM(shift), array_shift, MRB_ARGS_OPT(1));
}
