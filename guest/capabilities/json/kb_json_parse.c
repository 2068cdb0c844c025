/* JSON text to values. The text is checked as a whole to be UTF-8 first. */
#include "kb_json.h"
#include "kb_json_parser.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/string.h>
#include <math.h>
#include <string.h>

#include "kb_wire.h"

static mrb_value value(kb_json_parser *p, int depth);

mrb_noreturn void
kb_json_fail(kb_json_parser *p, const char *at, const char *class, const char *what)
{
  mrb_state *mrb = p->mrb;
  mrb_int line = 1, column = 1;
  for (const char *c = p->begin; c < at; c++) {
    if (*c == '\n') line++, column = 1;
    else if (((uint8_t)*c & 0xc0) != 0x80) column++;
  }
  mrb_value position[2] = { mrb_int_value(mrb, line), mrb_int_value(mrb, column) };
  kb_json_raise(mrb, class, mrb_format(mrb, "%s at line %v column %v", what, position[0], position[1]));
}

mrb_noreturn void
kb_json_unexpected(kb_json_parser *p)
{
  if (p->at >= p->end) kb_json_fail(p, p->end, "ParserError", "unexpected end of input");
  kb_json_fail(p, p->at, "ParserError", "unexpected character");
}

static void
skip_blanks(kb_json_parser *p)
{
  while (p->at < p->end && (*p->at == ' ' || *p->at == '\n' || *p->at == '\t' || *p->at == '\r')) p->at++;
}

mrb_bool
kb_json_take(kb_json_parser *p, const char *word, size_t n)
{
  if ((size_t)(p->end - p->at) < n || memcmp(p->at, word, n) != 0) return FALSE;
  p->at += n;
  return TRUE;
}

static void
push(kb_json_parser *p, mrb_value v)
{
  if (p->used == p->room) {
    p->room += KB_JSON_BATCH * 2;
    p->stack = (mrb_value *)mrb_realloc(p->mrb, p->stack, (size_t)p->room * sizeof(mrb_value));
  }
  p->stack[p->used++] = v;
}

/* The elements since `base`, as an Array of just that size or added to the one that there is. */
static mrb_value
gather(kb_json_parser *p, mrb_int base, mrb_value out)
{
  mrb_state *mrb = p->mrb;
  const mrb_value *elements = p->stack + base;
  mrb_int n = p->used - base;
  p->used = base;
  if (mrb_nil_p(out)) return mrb_ary_new_from_values(mrb, n, elements);
  for (mrb_int i = 0; i < n; i++) mrb_ary_push(mrb, out, elements[i]);
  return out;
}

static mrb_value
array(kb_json_parser *p, int depth)
{
  mrb_state *mrb = p->mrb;
  mrb_value out = mrb_nil_value();
  mrb_int base = p->used;
  int arena = mrb_gc_arena_save(mrb);
  p->at++;
  skip_blanks(p);
  if (p->at < p->end && *p->at == ']') return p->at++, mrb_ary_new(mrb);
  for (;;) {
    push(p, value(p, depth));
    if (p->at >= p->end || (*p->at != ',' && *p->at != ']')) kb_json_unexpected(p);
    mrb_bool last = *p->at++ == ']';
    if (!last && p->used - base < KB_JSON_BATCH) continue;
    out = gather(p, base, out);
    mrb_gc_arena_restore(mrb, arena);
    mrb_gc_protect(mrb, out);
    if (last) return out;
  }
}

/* Whether two of a few names may be the same. */
static mrb_bool
repeated(const uint32_t *hashes, mrb_int n)
{
  for (mrb_int i = 0; i < n; i++) {
    if (hashes[i] == 0) return TRUE;
    for (mrb_int j = 0; j < i; j++) if (hashes[i] == hashes[j]) return TRUE;
  }
  return FALSE;
}

static mrb_value
object(kb_json_parser *p, int depth)
{
  mrb_state *mrb = p->mrb;
  mrb_value out = mrb_nil_value();
  mrb_int base = p->used, n = 0;
  uint32_t hashes[KB_JSON_SMALL];
  int arena = mrb_gc_arena_save(mrb);
  p->at++;
  skip_blanks(p);
  if (p->at < p->end && *p->at == '}') return p->at++, mrb_hash_new(mrb);
  for (;;) {
    skip_blanks(p);
    if (p->at >= p->end || *p->at != '"') kb_json_unexpected(p);
    push(p, kb_json_key(p, hashes + n++));
    skip_blanks(p);
    if (p->at >= p->end || *p->at != ':') kb_json_unexpected(p);
    p->at++;
    push(p, value(p, depth));
    if (p->at >= p->end || (*p->at != ',' && *p->at != '}')) kb_json_unexpected(p);
    mrb_bool last = *p->at++ == '}';
    if (!last && n < KB_JSON_SMALL) continue;
    const mrb_value *pairs = p->stack + base;
    if (mrb_nil_p(out) && !repeated(hashes, n)) out = kb_hash_of_pairs(mrb, n, pairs);
    else {
      if (mrb_nil_p(out)) out = mrb_hash_new(mrb);
      for (mrb_int i = 0; i < n; i++) mrb_hash_set(mrb, out, pairs[2 * i], pairs[2 * i + 1]);
    }
    p->used = base;
    n = 0;
    mrb_gc_arena_restore(mrb, arena);
    mrb_gc_protect(mrb, out);
    if (last) return out;
  }
}

/* A value with the blanks around it. */
static mrb_value
value(kb_json_parser *p, int depth)
{
  skip_blanks(p);
  if (p->at >= p->end) kb_json_unexpected(p);
  char c = *p->at;
  mrb_value out;
  if (c == '"') out = kb_json_string(p);
  else if (c == '{' || c == '[') {
    if (++depth > p->depth) kb_json_fail(p, p->at, "NestingError", "nesting too deep");
    out = c == '{' ? object(p, depth) : array(p, depth);
  }
  else if (c == '-' || (c >= '0' && c <= '9')) out = kb_json_number(p);
  else if (kb_json_take(p, "null", 4)) out = mrb_nil_value();
  else if (kb_json_take(p, "true", 4)) out = mrb_true_value();
  else if (kb_json_take(p, "false", 5)) out = mrb_false_value();
  else if (p->allow_nan && kb_json_take(p, "NaN", 3)) out = mrb_float_value(p->mrb, NAN);
  else if (p->allow_nan && kb_json_take(p, "Infinity", 8)) out = mrb_float_value(p->mrb, INFINITY);
  else kb_json_unexpected(p);
  skip_blanks(p);
  return out;
}

static mrb_value
parse(mrb_state *mrb, void *data)
{
  kb_json_parser *p = (kb_json_parser *)data;
  mrb_value out = value(p, 0);
  if (p->at < p->end) kb_json_unexpected(p);
  return out;
}

mrb_value
kb_json_parse(mrb_state *mrb, mrb_value self)
{
  mrb_value source;
  mrb_int depth;
  kb_json_parser p = { .mrb = mrb, .keys = mrb_ary_new_capa(mrb, KB_JSON_KEYS) };
  mrb_get_args(mrb, "Sbbi", &source, &p.symbols, &p.allow_nan, &depth);
  source = mrb_str_dup(mrb, source); /* no code runs while it is read, but a collection may */
  p.begin = p.at = RSTRING_PTR(source);
  p.end = p.begin + RSTRING_LEN(source);
  p.depth = depth > KB_JSON_DEPTH || depth < 0 ? KB_JSON_DEPTH : (int)depth;
  if (!kb_utf8_valid(p.begin, (size_t)(p.end - p.begin))) {
    kb_json_raise(mrb, "ParserError", mrb_str_new_lit(mrb, "the source is not valid UTF-8"));
  }
  for (int i = 0; i < KB_JSON_KEYS; i++) mrb_ary_push(mrb, p.keys, mrb_nil_value());
  /* there is next to no garbage; where memory is short it is collected all the same */
  mrb_bool disabled = mrb->gc.disabled, failed;
  mrb->gc.disabled = TRUE;
  mrb_value out = mrb_protect_error(mrb, parse, &p, &failed);
  mrb->gc.disabled = disabled;
  mrb_free(mrb, p.stack);
  if (failed) mrb_exc_raise(mrb, out);
  return out;
}
