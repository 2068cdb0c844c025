/* Values to JSON text. What is no value of JSON is asked for `to_json`, if its class has one, or refused. */
#include "kb_json.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <math.h>
#include <string.h>

#include "kb_remote.h"
#include "kb_variant.h"
#include "kb_wire.h"

typedef struct generator {
  mrb_state *mrb;
  mrb_value out, indent, space, object_nl, array_nl;
  mrb_bool allow_nan;
  int limit;
} generator;

static void put(generator *g, mrb_value v, int depth);

mrb_noreturn void
kb_json_raise(mrb_state *mrb, const char *class, mrb_value message)
{
  struct RClass *error = mrb_class_get_under(mrb, mrb_module_get(mrb, "JSON"), class);
  mrb_exc_raise(mrb, mrb_exc_new_str(mrb, error, message));
}

static mrb_noreturn void
refuse(generator *g, mrb_value v)
{
  mrb_value message = mrb_format(g->mrb, "%C has no form in JSON", mrb_obj_class(g->mrb, v));
  kb_json_raise(g->mrb, "GeneratorError", message);
}

static void
put_bytes(generator *g, const char *bytes, size_t n)
{
  mrb_str_cat(g->mrb, g->out, bytes, n);
}

static void
put_text(generator *g, const char *s, mrb_int n)
{
  static const char hex[] = "0123456789abcdef";
  mrb_state *mrb = g->mrb;
  if (!kb_utf8_valid(s, (size_t)n)) {
    kb_json_raise(mrb, "GeneratorError", mrb_str_new_lit(mrb, "a String that is not valid UTF-8 has no form in JSON"));
  }
  put_bytes(g, "\"", 1);
  mrb_int from = 0;
  for (mrb_int i = 0; i < n; i++) {
    uint8_t c = (uint8_t)s[i];
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    char escape[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };
    static const char special[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
    const char *found = c ? memchr(special, c, 7) : NULL;
    if (found) escape[1] = letter[found - special];
    put_bytes(g, s + from, (size_t)(i - from));
    put_bytes(g, escape, found ? 2 : 6);
    from = i + 1;
  }
  put_bytes(g, s + from, (size_t)(n - from));
  put_bytes(g, "\"", 1);
}

static void
put_symbol(generator *g, mrb_value v)
{
  mrb_int n;
  const char *name = mrb_sym_name_len(g->mrb, mrb_symbol(v), &n);
  put_text(g, name, n);
}

static void
put_float(generator *g, mrb_value v)
{
  double d = mrb_float(v);
  if (isnan(d) || isinf(d)) {
    const char *name = isnan(d) ? "NaN" : d < 0 ? "-Infinity" : "Infinity";
    if (!g->allow_nan) {
      kb_json_raise(g->mrb, "GeneratorError", mrb_format(g->mrb, "%s not allowed in JSON", name));
    }
    put_bytes(g, name, strlen(name));
    return;
  }
  char text[48];
  put_bytes(g, text, (size_t)kb_json_write_double(text, d));
}

static void
put_line(generator *g, mrb_value nl, int depth)
{
  if (RSTRING_LEN(nl) == 0) return;
  put_bytes(g, RSTRING_PTR(nl), (size_t)RSTRING_LEN(nl));
  for (int i = 0; i < depth; i++) put_bytes(g, RSTRING_PTR(g->indent), (size_t)RSTRING_LEN(g->indent));
}

static void
put_array(generator *g, mrb_value v, int depth)
{
  put_bytes(g, "[", 1);
  for (mrb_int i = 0; i < RARRAY_LEN(v); i++) {
    if (i) put_bytes(g, ",", 1);
    put_line(g, g->array_nl, depth);
    put(g, RARRAY_PTR(v)[i], depth);
  }
  if (RARRAY_LEN(v) > 0) put_line(g, g->array_nl, depth - 1);
  put_bytes(g, "]", 1);
}

static void
put_key(generator *g, mrb_value key)
{
  mrb_state *mrb = g->mrb;
  if (mrb_symbol_p(key)) {
    put_symbol(g, key);
    return;
  }
  if (mrb_integer_p(key)) key = mrb_integer_to_str(mrb, key, 10);
  else if (mrb_nil_p(key)) key = mrb_str_new_lit(mrb, "");
  else if (!mrb_string_p(key)) {
    kb_json_raise(mrb, "GeneratorError", mrb_format(mrb, "%C cannot be a key in JSON", mrb_obj_class(mrb, key)));
  }
  put_text(g, RSTRING_PTR(key), RSTRING_LEN(key));
}

static void
put_hash(generator *g, mrb_value v, int depth)
{
  mrb_state *mrb = g->mrb;
  /* a to_json within may change the Hash */
  mrb_value keys = mrb_hash_keys(mrb, v), values = mrb_hash_values(mrb, v);
  int arena = mrb_gc_arena_save(mrb);
  put_bytes(g, "{", 1);
  for (mrb_int i = 0; i < RARRAY_LEN(keys); i++) {
    if (i) put_bytes(g, ",", 1);
    put_line(g, g->object_nl, depth);
    put_key(g, RARRAY_PTR(keys)[i]);
    put_bytes(g, ":", 1);
    put_bytes(g, RSTRING_PTR(g->space), (size_t)RSTRING_LEN(g->space));
    put(g, RARRAY_PTR(values)[i], depth);
    mrb_gc_arena_restore(mrb, arena);
  }
  if (RARRAY_LEN(keys) > 0) put_line(g, g->object_nl, depth - 1);
  put_bytes(g, "}", 1);
}

/* An object of the program by its own to_json; one that stands for the host's is never called. */
static void
put_object(generator *g, mrb_value v)
{
  mrb_state *mrb = g->mrb;
  struct RClass *class = mrb_class(mrb, v);
  mrb_sym name = mrb_intern_lit(mrb, "to_json");
  if (mrb_data_p(v) || !MRB_METHOD_UNDEF_P(kb_remote_method(mrb, class))) refuse(g, v);
  if (!mrb_obj_respond_to(mrb, class, name)) refuse(g, v);
  mrb_value text = mrb_funcall_argv(mrb, v, name, 0, NULL);
  if (!mrb_string_p(text)) refuse(g, v);
  put_bytes(g, RSTRING_PTR(text), (size_t)RSTRING_LEN(text));
}

static void
put(generator *g, mrb_value v, int depth)
{
  mrb_state *mrb = g->mrb;
  int arena = mrb_gc_arena_save(mrb);
  enum mrb_vtype type = mrb_type(v);
  if ((type == MRB_TT_ARRAY || type == MRB_TT_HASH) && ++depth > g->limit) {
    kb_json_raise(mrb, "NestingError", mrb_format(mrb, "nesting of %i is too deep", (mrb_int)depth));
  }
  switch (type) {
  case MRB_TT_FALSE: put_bytes(g, mrb_nil_p(v) ? "null" : "false", mrb_nil_p(v) ? 4 : 5); break;
  case MRB_TT_TRUE: put_bytes(g, "true", 4); break;
  case MRB_TT_FLOAT: put_float(g, v); break;
  case MRB_TT_STRING: put_text(g, RSTRING_PTR(v), RSTRING_LEN(v)); break;
  case MRB_TT_SYMBOL: put_symbol(g, v); break;
  case MRB_TT_ARRAY: put_array(g, v, depth); break;
  case MRB_TT_HASH: put_hash(g, v, depth); break;
  case MRB_TT_INTEGER:
  case MRB_TT_BIGINT: {
    mrb_value text = type == MRB_TT_BIGINT ? mrb_bint_to_s(mrb, v, 10) : mrb_integer_to_str(mrb, v, 10);
    put_bytes(g, RSTRING_PTR(text), (size_t)RSTRING_LEN(text));
    break;
  }
  default: put_object(g, v);
  }
  mrb_gc_arena_restore(mrb, arena);
}

mrb_value
kb_json_generate(mrb_state *mrb, mrb_value self)
{
  generator g = { 0 };
  mrb_value v;
  mrb_int depth;
  g.mrb = mrb;
  mrb_get_args(mrb, "oSSSSbi", &v, &g.indent, &g.space, &g.object_nl, &g.array_nl, &g.allow_nan, &depth);
  g.limit = depth <= 0 || depth > KB_JSON_DEPTH ? KB_JSON_DEPTH : (int)depth;
  g.out = mrb_str_new_capa(mrb, 64);
  put(&g, v, 0);
  return g.out;
}

void
kb_json_init(mrb_state *mrb)
{
  struct RClass *json = mrb_define_module(mrb, "JSON");
  struct RClass *base = mrb_define_class_under(mrb, json, "JSONError", mrb_class_get(mrb, "StandardError"));
  struct RClass *parser = mrb_define_class_under(mrb, json, "ParserError", base);
  mrb_define_class_under(mrb, json, "NestingError", parser);
  mrb_define_class_under(mrb, json, "GeneratorError", base);
  mrb_define_class_method(mrb, json, "__parse", kb_json_parse, MRB_ARGS_REQ(4));
  mrb_define_class_method(mrb, json, "__generate", kb_json_generate, MRB_ARGS_REQ(7));
}
