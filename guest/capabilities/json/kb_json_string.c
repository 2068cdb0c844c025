/* Strings of JSON, eight bytes at a time. */
#include "kb_json_parser.h"

#include <mruby/array.h>
#include <mruby/string.h>
#include <string.h>

#define EACH_BYTE 0x0101010101010101u

/* The next eight bytes, zeros past the end. */
static inline uint64_t
eight(const kb_json_parser *p, const char *at)
{
  uint64_t word = 0;
  size_t left = (size_t)(p->end - at);
  if (left >= 8) memcpy(&word, at, 8);
  else memcpy(&word, at, left);
  return word;
}

/* The high bit of each byte that ends a run of plain text; past the first of them there may be others. */
static inline uint64_t
special(uint64_t word)
{
  uint64_t quote = word ^ EACH_BYTE * '"', backslash = word ^ EACH_BYTE * '\\';
  uint64_t found = ((word - EACH_BYTE * 0x20) & ~word) | ((quote - EACH_BYTE) & ~quote) | ((backslash - EACH_BYTE) & ~backslash);
  return found & EACH_BYTE * 0x80;
}

/* From `at` to the next quote or backslash; folds what is passed into `hash`. */
static inline const char *
plain(kb_json_parser *p, const char *at, uint64_t *hash)
{
  for (;; at += 8) {
    uint64_t word = eight(p, at), found = special(word);
    if (!found) {
      if (hash) *hash = (*hash ^ word) * 0x9e3779b97f4a7c15u;
      continue;
    }
    int n = __builtin_ctzll(found) >> 3;
    if (hash && n) *hash = (*hash ^ (word & (((uint64_t)1 << 8 * n) - 1))) * 0x9e3779b97f4a7c15u;
    at += n;
    if (at >= p->end) kb_json_unexpected(p);
    if ((uint8_t)*at < 0x20) kb_json_fail(p, at, "ParserError", "control character in a string");
    return at;
  }
}

static uint32_t
hex4(kb_json_parser *p)
{
  uint32_t code = 0;
  for (int i = 0; i < 4; i++) {
    char c = p->at < p->end ? *p->at : 0;
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) kb_json_fail(p, p->at, "ParserError", "incomplete unicode escape");
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
unescape(kb_json_parser *p, char *to)
{
  static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
  const char *start = p->at - 1;
  if (p->at >= p->end) kb_json_unexpected(p);
  char c = *p->at++;
  if (c != 'u') {
    const char *found = c ? memchr(from, c, 8) : NULL;
    if (!found) kb_json_fail(p, start, "ParserError", "invalid escape");
    to[0] = into[found - from];
    return 1;
  }
  uint32_t code = hex4(p);
  if (code >= 0xd800 && code < 0xdc00 && kb_json_take(p, "\\u", 2)) {
    uint32_t low = hex4(p);
    if (low < 0xdc00 || low > 0xdfff) kb_json_fail(p, start, "ParserError", "half a surrogate pair");
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  if (code >= 0xd800 && code < 0xe000) kb_json_fail(p, start, "ParserError", "half a surrogate pair");
  return put_utf8(to, code);
}

/* The rest of a string whose first backslash is at `at`. */
static mrb_value
escaped(kb_json_parser *p, const char *start, const char *at)
{
  mrb_state *mrb = p->mrb;
  mrb_value out = mrb_str_new_capa(mrb, (at - start) * 2 + 16);
  for (;;) {
    mrb_str_cat(mrb, out, start, (size_t)(at - start));
    if (*at == '"') break;
    char text[4];
    p->at = at + 1;
    int n = unescape(p, text);
    mrb_str_cat(mrb, out, text, (size_t)n);
    start = p->at;
    at = plain(p, start, NULL);
  }
  p->at = at + 1;
  return out;
}

mrb_value
kb_json_string(kb_json_parser *p)
{
  const char *start = p->at + 1;
  p->at = p->end; /* where what is unexpected would be */
  const char *at = plain(p, start, NULL);
  if (*at != '"') return escaped(p, start, at);
  p->at = at + 1;
  return mrb_str_new(p->mrb, start, (size_t)(at - start));
}

static mrb_bool
same_text(mrb_state *mrb, mrb_value key, const char *bytes, mrb_int n)
{
  mrb_int length = 0;
  const char *text = NULL;
  if (mrb_string_p(key)) text = RSTRING_PTR(key), length = RSTRING_LEN(key);
  else if (mrb_symbol_p(key)) text = mrb_sym_name_len(mrb, mrb_symbol(key), &length);
  return text && length == n && memcmp(text, bytes, (size_t)n) == 0;
}

mrb_value
kb_json_key(kb_json_parser *p, uint32_t *hash)
{
  mrb_state *mrb = p->mrb;
  const char *start = p->at + 1;
  uint64_t mixed = 0;
  p->at = p->end;
  const char *at = plain(p, start, &mixed);
  if (*at != '"') {
    mrb_value text = escaped(p, start, at);
    *hash = 0;
    return p->symbols ? mrb_symbol_value(mrb_intern_str(mrb, text)) : mrb_obj_freeze(mrb, text);
  }
  p->at = at + 1;
  size_t n = (size_t)(at - start);
  *hash = (uint32_t)(mixed >> 32) | 1;
  mrb_int slot = *hash >> 1 & (KB_JSON_KEYS - 1);
  mrb_value key = RARRAY_PTR(p->keys)[slot];
  if (same_text(mrb, key, start, (mrb_int)n)) {
    if (!p->symbols) mrb_gc_protect(mrb, key);
    return key;
  }
  key = p->symbols ? mrb_symbol_value(mrb_intern(mrb, start, n)) : mrb_obj_freeze(mrb, mrb_str_new(mrb, start, n));
  mrb_ary_set(mrb, p->keys, slot, key);
  return key;
}
