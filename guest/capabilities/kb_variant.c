/* Compiled once a guest, told by KB_HAS_... which capabilities it has. */
#include "kb_variant.h"

#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/irep.h>
#include <mruby/proc.h>
#include <string.h>

#include "kb_stack.h"

#ifdef KB_HAS_REGEXP
extern const uint8_t kb_regexp_bytecode[];
#else
static const char *const regexp_names[] = { "Regexp", "MatchData", "RegexpError" };
#endif
#ifdef KB_HAS_JSON
extern const uint8_t kb_json_bytecode[];
#endif

/* Kilobytes that boot needs for constants, and a few more. */
enum {
  CONSTANTS = 78
#ifdef KB_HAS_REGEXP
    + 6
#endif
#ifdef KB_HAS_JSON
    + 5
#endif
};
__attribute__((section(".rodata.kb_constants"))) _Alignas(8) uint8_t kb_constants[CONSTANTS * 1024] = { 0 };
const size_t kb_constants_size = sizeof kb_constants;

#if !defined(KB_HAS_REGEXP) || !defined(KB_HAS_JSON)

static mrb_func_t original;

/* What of another guest a name is of, NULL for a name of none. */
static const char *
guest_of(const char *name)
{
#ifndef KB_HAS_REGEXP
  for (size_t i = 0; i < sizeof(regexp_names) / sizeof(*regexp_names); i++) {
    if (strcmp(name, regexp_names[i]) == 0) return "regexp";
  }
#endif
#ifndef KB_HAS_JSON
  if (strcmp(name, "JSON") == 0) return "json";
#endif
  return NULL;
}

static mrb_value
const_missing(mrb_state *mrb, mrb_value self)
{
  mrb_sym sym;
  mrb_get_args(mrb, "n", &sym);
  const char *name = mrb_sym_name(mrb, sym);
  const char *guest = guest_of(name);
  if (!guest) return original(mrb, self);
  mrb_name_error(mrb, sym, "uninitialized constant %s: this sandbox has none, it takes guest: \"%s\" or \"full\"",
                 name, guest);
}

static void
explain_absence(mrb_state *mrb)
{
  struct RClass *class = mrb->module_class;
  mrb_method_t method = mrb_method_search_vm(mrb, &class, mrb_intern_lit(mrb, "const_missing"));
  if (MRB_METHOD_UNDEF_P(method) || !MRB_METHOD_CFUNC_P(method)) __builtin_trap();
  original = MRB_METHOD_CFUNC(method);
  mrb_define_method(mrb, mrb->module_class, "const_missing", const_missing, MRB_ARGS_REQ(1));
}

#endif

#ifndef KB_HAS_REGEXP
/* A method of String that takes a pattern says which guest has it. */
static mrb_value
takes_pattern(mrb_state *mrb, mrb_value self)
{
  mrb_raisef(mrb, E_NOTIMP_ERROR, "the sandbox does not have %n: it takes guest: \"regexp\" or \"full\"", mrb->c->ci->mid);
}
#endif

void
kb_variant_init(mrb_state *mrb)
{
#ifndef KB_HAS_REGEXP
  static const char *const names[] = { "match", "match?", "scan" };
  for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
    mrb_define_method(mrb, mrb->string_class, names[i], takes_pattern, MRB_ARGS_ANY());
  }
#endif
#if !defined(KB_HAS_REGEXP) || !defined(KB_HAS_JSON)
  explain_absence(mrb);
#endif
#ifdef KB_HAS_REGEXP
  kb_regexp_init(mrb);
  mrb_load_irep(mrb, kb_regexp_bytecode);
#endif
#ifdef KB_HAS_JSON
  kb_json_init(mrb);
  mrb_load_irep(mrb, kb_json_bytecode);
#endif
}
