/* JSON text to values. The text is checked as a whole to be UTF-8 first. */
#include "kb_json.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/string.h>
#include <math.h>
#include <string.h>

#include "kb_wire.h"

enum { KEYS = 64 };

typedef struct parser {
  mrb_state *mrb;
  const char *begin;
  const char *at;
  const char *end;
  mrb_bool symbols;
  mrb_bool allow_nan;
  int depth;
  /* keys seen, by their hash: documents repeat them, and one String does for all */
  mrb_value keys;
} parser;

static mrb_value value(parser *p, int depth);

static mrb_noreturn void
fail(parser *p, const char *at, const char *class, const char *what)
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

static mrb_noreturn void
unexpected(parser *p)
{
  if (p->at >= p->end) fail(p, p->end, "ParserError", "unexpected end of input");
  fail(p, p->at, "ParserError", "unexpected character");
}

static void
skip_blanks(parser *p)
{
  while (p->at < p->end && (*p->at == ' ' || *p->at == '\n' || *p->at == '\t' || *p->at == '\r')) p->at++;
}

static mrb_bool
take(parser *p, const char *word, size_t n)
{
  if ((size_t)(p->end - p->at) < n || memcmp(p->at, word, n) != 0) return FALSE;
  p->at += n;
  return TRUE;
}

static uint32_t
hex4(parser *p)
{
  uint32_t code = 0;
  for (int i = 0; i < 4; i++) {
    char c = p->at < p->end ? *p->at : 0;
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) fail(p, p->at, "ParserError", "incomplete unicode escape");
    code = code << 4 | (uint32_t)digit;
    p->at++;
  }
  return code;
}

static int
put_utf8(char *to, uint32_t c)
{
  if (c < 0x80) return to[0] = (char)c, 1;
  if (c < 0x800) return to[0] = (char)(0xc0 | c >> 6), to[1] = (char)(0x80 | (c & 0x3f)), 2;
  if (c < 0x10000) {
    return to[0] = (char)(0xe0 | c >> 12), to[1] = (char)(0x80 | (c >> 6 & 0x3f)), to[2] = (char)(0x80 | (c & 0x3f)), 3;
  }
  to[0] = (char)(0xf0 | c >> 18), to[1] = (char)(0x80 | (c >> 12 & 0x3f));
  to[2] = (char)(0x80 | (c >> 6 & 0x3f)), to[3] = (char)(0x80 | (c & 0x3f));
  return 4;
}

/* After a backslash: writes what it means. Half a surrogate pair means nothing. */
static int
unescape(parser *p, char *to)
{
  static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
  const char *start = p->at - 1;
  if (p->at >= p->end) unexpected(p);
  char c = *p->at++;
  if (c != 'u') {
    const char *found = c ? memchr(from, c, 8) : NULL;
    if (!found) fail(p, start, "ParserError", "invalid escape");
    to[0] = into[found - from];
    return 1;
  }
  uint32_t code = hex4(p);
  if (code >= 0xd800 && code < 0xdc00 && take(p, "\\u", 2)) {
    uint32_t low = hex4(p);
    if (low < 0xdc00 || low > 0xdfff) fail(p, start, "ParserError", "half a surrogate pair");
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  if (code >= 0xd800 && code < 0xe000) fail(p, start, "ParserError", "half a surrogate pair");
  return put_utf8(to, code);
}

static mrb_value
known_key(parser *p, const char *bytes, size_t n)
{
  mrb_state *mrb = p->mrb;
  uint32_t hash = (uint32_t)n;
  for (size_t i = 0; i < n && i < 16; i++) hash = hash * 31 + (uint8_t)bytes[i];
  mrb_int slot = hash % KEYS;
  mrb_value known = RARRAY_PTR(p->keys)[slot];
  if (mrb_string_p(known) && (size_t)RSTRING_LEN(known) == n && memcmp(RSTRING_PTR(known), bytes, n) == 0) return known;
  mrb_value key = mrb_obj_freeze(mrb, mrb_str_new(mrb, bytes, n));
  mrb_ary_set(mrb, p->keys, slot, key);
  return key;
}

/* A String, or with `key` what stands for it as a key: frozen, or a Symbol. */
static mrb_value
string(parser *p, mrb_bool key)
{
  mrb_state *mrb = p->mrb;
  const char *start = ++p->at;
  mrb_value out = mrb_nil_value();
  for (;; p->at++) {
    if (p->at >= p->end) unexpected(p);
    uint8_t c = (uint8_t)*p->at;
    if (c == '"') break;
    if (c < 0x20) fail(p, p->at, "ParserError", "control character in a string");
    if (c != '\\') continue;
    char text[4];
    if (mrb_nil_p(out)) out = mrb_str_new_capa(mrb, (p->at - start) * 2 + 16);
    mrb_str_cat(mrb, out, start, (size_t)(p->at - start));
    p->at++;
    int n = unescape(p, text);
    mrb_str_cat(mrb, out, text, (size_t)n);
    start = p->at--;
  }
  size_t rest = (size_t)(p->at++ - start);
  if (key && p->symbols && mrb_nil_p(out)) return mrb_symbol_value(mrb_intern(mrb, start, rest));
  if (key && !p->symbols && mrb_nil_p(out)) return known_key(p, start, rest);
  if (mrb_nil_p(out)) out = mrb_str_new(mrb, start, rest);
  else mrb_str_cat(mrb, out, start, rest);
  if (key && p->symbols) return mrb_symbol_value(mrb_intern_str(mrb, out));
  return key ? mrb_obj_freeze(mrb, out) : out;
}

static mrb_value
number(parser *p)
{
  mrb_state *mrb = p->mrb;
  const char *start = p->at;
  mrb_bool whole = TRUE;
  if (*p->at == '-') p->at++;
  if (p->allow_nan && take(p, "Infinity", 8)) return mrb_float_value(mrb, -INFINITY);
  const char *digits = p->at;
  while (p->at < p->end && *p->at >= '0' && *p->at <= '9') p->at++;
  if (p->at == digits) unexpected(p);
  if (*digits == '0' && p->at - digits > 1) fail(p, digits, "ParserError", "a number that begins with 0");
  if (p->at < p->end && *p->at == '.') {
    const char *fraction = ++p->at;
    while (p->at < p->end && *p->at >= '0' && *p->at <= '9') p->at++;
    if (p->at == fraction) unexpected(p);
    whole = FALSE;
  }
  if (p->at < p->end && (*p->at == 'e' || *p->at == 'E')) {
    p->at++;
    if (p->at < p->end && (*p->at == '-' || *p->at == '+')) p->at++;
    const char *exponent = p->at;
    while (p->at < p->end && *p->at >= '0' && *p->at <= '9') p->at++;
    if (p->at == exponent) unexpected(p);
    whole = FALSE;
  }
  mrb_int n = p->at - start;
  mrb_bool negative = digits > start;
  if (whole && p->at - digits <= 19) {
    uint64_t magnitude = 0;
    for (const char *c = digits; c < p->at; c++) magnitude = magnitude * 10 + (uint64_t)(*c - '0');
    if (magnitude <= (uint64_t)INT64_MAX) return mrb_int_value(mrb, negative ? -(mrb_int)magnitude : (mrb_int)magnitude);
    if (negative && magnitude == (uint64_t)INT64_MAX + 1) return mrb_int_value(mrb, INT64_MIN);
  }
  if (whole) return mrb_bint_new_str(mrb, digits, p->at - digits, negative ? -10 : 10);
  mrb_value text = mrb_str_new(mrb, start, (size_t)n);
  return mrb_float_value(mrb, kb_json_double(mrb_string_cstr(mrb, text), n));
}

static mrb_value
array(parser *p, int depth)
{
  mrb_state *mrb = p->mrb;
  mrb_value out = mrb_ary_new(mrb);
  int arena = mrb_gc_arena_save(mrb);
  p->at++;
  skip_blanks(p);
  if (p->at < p->end && *p->at == ']') return p->at++, out;
  for (;;) {
    mrb_ary_push(mrb, out, value(p, depth));
    mrb_gc_arena_restore(mrb, arena);
    if (p->at >= p->end || (*p->at != ',' && *p->at != ']')) unexpected(p);
    if (*p->at++ == ']') return out;
  }
}

static mrb_value
object(parser *p, int depth)
{
  mrb_state *mrb = p->mrb;
  mrb_value out = mrb_hash_new(mrb);
  int arena = mrb_gc_arena_save(mrb);
  p->at++;
  skip_blanks(p);
  if (p->at < p->end && *p->at == '}') return p->at++, out;
  for (;;) {
    skip_blanks(p);
    if (p->at >= p->end || *p->at != '"') unexpected(p);
    mrb_value key = string(p, TRUE);
    skip_blanks(p);
    if (p->at >= p->end || *p->at != ':') unexpected(p);
    p->at++;
    mrb_hash_set(mrb, out, key, value(p, depth));
    mrb_gc_arena_restore(mrb, arena);
    if (p->at >= p->end || (*p->at != ',' && *p->at != '}')) unexpected(p);
    if (*p->at++ == '}') return out;
  }
}

/* A value with the blanks around it. */
static mrb_value
value(parser *p, int depth)
{
  skip_blanks(p);
  if (p->at >= p->end) unexpected(p);
  char c = *p->at;
  mrb_value out;
  if (c == '"') out = string(p, FALSE);
  else if (c == '{' || c == '[') {
    if (++depth > p->depth) fail(p, p->at, "NestingError", "nesting too deep");
    out = c == '{' ? object(p, depth) : array(p, depth);
  }
  else if (c == '-' || (c >= '0' && c <= '9')) out = number(p);
  else if (take(p, "null", 4)) out = mrb_nil_value();
  else if (take(p, "true", 4)) out = mrb_true_value();
  else if (take(p, "false", 5)) out = mrb_false_value();
  else if (p->allow_nan && take(p, "NaN", 3)) out = mrb_float_value(p->mrb, NAN);
  else if (p->allow_nan && take(p, "Infinity", 8)) out = mrb_float_value(p->mrb, INFINITY);
  else unexpected(p);
  skip_blanks(p);
  return out;
}

static mrb_value
parse(mrb_state *mrb, void *data)
{
  parser *p = (parser *)data;
  mrb_value out = value(p, 0);
  if (p->at < p->end) unexpected(p);
  return out;
}

mrb_value
kb_json_parse(mrb_state *mrb, mrb_value self)
{
  mrb_value source;
  mrb_int depth;
  parser p = { mrb, NULL, NULL, NULL, FALSE, FALSE, 0, mrb_ary_new_capa(mrb, KEYS) };
  mrb_get_args(mrb, "Sbbi", &source, &p.symbols, &p.allow_nan, &depth);
  source = mrb_str_dup(mrb, source); /* no code runs while it is read, but a collection may */
  p.begin = p.at = RSTRING_PTR(source);
  p.end = p.begin + RSTRING_LEN(source);
  p.depth = depth > KB_JSON_DEPTH || depth < 0 ? KB_JSON_DEPTH : (int)depth;
  if (!kb_utf8_valid(p.begin, (size_t)(p.end - p.begin))) {
    kb_json_raise(mrb, "ParserError", mrb_str_new_lit(mrb, "the source is not valid UTF-8"));
  }
  for (int i = 0; i < KEYS; i++) mrb_ary_push(mrb, p.keys, mrb_nil_value());
  /* there is next to no garbage; where memory is short it is collected all the same */
  mrb_bool disabled = mrb->gc.disabled, failed;
  mrb->gc.disabled = TRUE;
  mrb_value out = mrb_protect_error(mrb, parse, &p, &failed);
  mrb->gc.disabled = disabled;
  if (failed) mrb_exc_raise(mrb, out);
  return out;
}
