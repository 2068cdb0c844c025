/* What goes through all matches of a pattern: scan, sub, gsub, split. */
#include "kb_regexp.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/string.h>
#include <string.h>

/* A subject that stays as it is whatever a block does to the String. */
static mrb_value
subject_of(mrb_state *mrb, mrb_value v)
{
  mrb_value string = kb_frozen(mrb, kb_subject(mrb, v));
  mrb_gc_protect(mrb, string);
  return string;
}

static mrb_value
group(mrb_state *mrb, mrb_value string, int n)
{
  if (n < 0 || n >= kb_found.num_regs || kb_found.beg[n] < 0) return mrb_nil_value();
  return kb_piece(mrb, string, kb_found.beg[n], kb_found.end[n]);
}

/* Where the next search begins after what was found: past it, and past a character where it is empty. */
static mrb_int
after_match(mrb_value string)
{
  mrb_int end = kb_found.end[0];
  return end > kb_found.beg[0] ? end : kb_next_char(string, end);
}

static mrb_value
scanned(mrb_state *mrb, mrb_value string)
{
  if (kb_found.num_regs == 1) return group(mrb, string, 0);
  mrb_value groups = mrb_ary_new_capa(mrb, kb_found.num_regs - 1);
  for (int i = 1; i < kb_found.num_regs; i++) mrb_ary_push(mrb, groups, group(mrb, string, i));
  return groups;
}

/* __scan(string) { |found| }: answers a list without a block, else the string. */
static mrb_value
regexp_scan(mrb_state *mrb, mrb_value self)
{
  mrb_value v, block, last = mrb_nil_value();
  mrb_get_args(mrb, "o&", &v, &block);
  kb_regexp *r = kb_regexp_of(mrb, self);
  mrb_value string = subject_of(mrb, v);
  mrb_value list = mrb_nil_p(block) ? mrb_ary_new(mrb) : v;
  int arena = mrb_gc_arena_save(mrb);
  mrb_int final = -1;
  mrb_bool wanted = kb_match_wanted(mrb);
  for (mrb_int from = 0; from <= RSTRING_LEN(string) && kb_search(mrb, r, string, from, FALSE) >= 0;) {
    mrb_int next = after_match(string);
    mrb_value found = scanned(mrb, string);
    final = from;
    if (mrb_nil_p(block)) {
      mrb_ary_push(mrb, list, found);
    }
    else {
      if (wanted) kb_match_set(mrb, last = kb_match_new(mrb, self, string));
      mrb_yield(mrb, block, found);
      if (wanted) kb_match_set(mrb, last);
    }
    mrb_gc_arena_restore(mrb, arena);
    from = next;
  }
  if (!wanted) return list;
  if (mrb_nil_p(block) && final >= 0) {
    kb_search(mrb, r, string, final, FALSE);
    last = kb_match_new(mrb, self, string);
  }
  if (mrb_nil_p(block) || final < 0) kb_match_set(mrb, last);
  return list;
}

static void
put_group(mrb_state *mrb, mrb_value out, mrb_value string, int n)
{
  if (n < 0 || n >= kb_found.num_regs || kb_found.beg[n] < 0) return;
  const char *s = RSTRING_PTR(string);
  mrb_str_cat(mrb, out, s + kb_found.beg[n], (size_t)(kb_found.end[n] - kb_found.beg[n]));
}

/* A replacement with its back references: \0 \& \1 .. \9 \k<name> \` \' and \\. */
static void
put_template(mrb_state *mrb, mrb_value out, kb_regexp *r, mrb_value string, mrb_value template)
{
  const char *at = RSTRING_PTR(template), *end = at + RSTRING_LEN(template);
  const char *s = RSTRING_PTR(string);
  while (at < end) {
    const char *slash = memchr(at, '\\', (size_t)(end - at));
    if (!slash || slash + 1 == end) {
      mrb_str_cat(mrb, out, at, (size_t)(end - at));
      return;
    }
    mrb_str_cat(mrb, out, at, (size_t)(slash - at));
    char c = slash[1];
    at = slash + 2;
    if (c >= '0' && c <= '9') put_group(mrb, out, string, c - '0');
    else if (c == '&') put_group(mrb, out, string, 0);
    else if (c == '`') mrb_str_cat(mrb, out, s, (size_t)kb_found.beg[0]);
    else if (c == '\'') mrb_str_cat(mrb, out, s + kb_found.end[0], (size_t)(RSTRING_LEN(string) - kb_found.end[0]));
    else if (c == '\\') mrb_str_cat_lit(mrb, out, "\\");
    else if (c == 'k' && at < end && *at == '<' && memchr(at, '>', (size_t)(end - at))) {
      const char *close = memchr(at, '>', (size_t)(end - at));
      int n = kb_group_named(r, at + 1, close - at - 1, NULL);
      if (n < 0) {
        mrb_raisef(mrb, E_INDEX_ERROR, "undefined group name reference: %l", at + 1, (size_t)(close - at - 1));
      }
      put_group(mrb, out, string, n);
      at = close + 1;
    }
    else mrb_str_cat(mrb, out, slash, 2);
  }
}

/* __sub(string, all, replacement) { |found| }: the new String, or nil where nothing matched. */
static mrb_value
regexp_sub(mrb_state *mrb, mrb_value self)
{
  mrb_value v, replacement = mrb_nil_value(), block, last = mrb_nil_value();
  mrb_bool all, given;
  mrb_get_args(mrb, "ob|o?&", &v, &all, &replacement, &given, &block);
  kb_regexp *r = kb_regexp_of(mrb, self);
  mrb_bool computed = !given || mrb_hash_p(replacement);
  mrb_bool wanted = kb_match_wanted(mrb);
  if (given && !computed) {
    kb_expect_string(mrb, replacement);
    replacement = subject_of(mrb, replacement);
  }
  mrb_value string = subject_of(mrb, v);
  if (kb_search(mrb, r, string, 0, FALSE) < 0) {
    kb_match_set(mrb, last);
    return last;
  }
  mrb_value out = mrb_str_new_capa(mrb, RSTRING_LEN(string) + 16);
  int arena = mrb_gc_arena_save(mrb);
  mrb_int copied = 0;
  for (;;) {
    mrb_int begin = kb_found.beg[0], end = kb_found.end[0], next = after_match(string);
    mrb_str_cat(mrb, out, RSTRING_PTR(string) + copied, (size_t)(begin - copied));
    if (computed) {
      mrb_value found = group(mrb, string, 0);
      if (wanted) kb_match_set(mrb, last = kb_match_new(mrb, self, string));
      mrb_value text = given ? mrb_hash_get(mrb, replacement, found) : mrb_yield(mrb, block, found);
      mrb_str_concat(mrb, out, mrb_obj_as_string(mrb, text));
      if (wanted) kb_match_set(mrb, last);
    }
    else put_template(mrb, out, r, string, replacement);
    copied = end;
    if (all && next <= RSTRING_LEN(string)) {
      if (kb_search(mrb, r, string, next, FALSE) >= 0) {
        mrb_gc_arena_restore(mrb, arena);
        continue;
      }
      if (wanted && !computed) kb_search(mrb, r, string, begin, FALSE);
    }
    break;
  }
  mrb_str_cat(mrb, out, RSTRING_PTR(string) + copied, (size_t)(RSTRING_LEN(string) - copied));
  if (wanted && !computed) kb_match_set(mrb, kb_match_new(mrb, self, string));
  return out;
}

/* __split(string, limit): as String#split of a pattern. */
static mrb_value
regexp_split(mrb_state *mrb, mrb_value self)
{
  mrb_value v;
  mrb_int limit = 0;
  mrb_get_args(mrb, "oi", &v, &limit);
  kb_regexp *r = kb_regexp_of(mrb, self);
  mrb_value string = subject_of(mrb, v), list = mrb_ary_new(mrb);
  mrb_int length = RSTRING_LEN(string), begin = 0, from = 0, count = 1;
  int arena = mrb_gc_arena_save(mrb);
  if (limit == 1) {
    if (length > 0) mrb_ary_push(mrb, list, kb_piece(mrb, string, 0, length));
    return list;
  }
  while (length > 0 && from <= length && kb_search(mrb, r, string, from, FALSE) >= 0) {
    mrb_int at = kb_found.beg[0], end = kb_found.end[0];
    if (at == end) {
      /* an empty match splits between characters, not at the ends */
      if (at >= length) break;
      if (at == begin) {
        from = kb_next_char(string, at);
        if (at != from && kb_search(mrb, r, string, from, FALSE) < 0) break;
        if (kb_found.beg[0] >= length && kb_found.end[0] >= length) break;
        at = kb_found.beg[0], end = kb_found.end[0];
      }
    }
    mrb_ary_push(mrb, list, kb_piece(mrb, string, begin, at));
    for (int i = 1; i < kb_found.num_regs; i++) {
      if (kb_found.beg[i] >= 0) mrb_ary_push(mrb, list, group(mrb, string, i));
    }
    mrb_gc_arena_restore(mrb, arena);
    begin = from = end;
    if (limit > 0 && ++count >= limit) break;
  }
  kb_match_set(mrb, limit > 0 && count >= limit ? kb_match_new(mrb, self, string) : mrb_nil_value());
  if (length > 0 && (limit != 0 || length > begin)) mrb_ary_push(mrb, list, kb_piece(mrb, string, begin, length));
  while (limit == 0 && RARRAY_LEN(list) > 0 && RSTRING_LEN(RARRAY_PTR(list)[RARRAY_LEN(list) - 1]) == 0) {
    mrb_ary_pop(mrb, list);
  }
  return list;
}

void
kb_replace_init(mrb_state *mrb, struct RClass *regexp)
{
  mrb_define_method(mrb, regexp, "__scan", regexp_scan, MRB_ARGS_REQ(1) | MRB_ARGS_BLOCK());
  mrb_define_method(mrb, regexp, "__sub", regexp_sub, MRB_ARGS_ARG(2, 1) | MRB_ARGS_BLOCK());
  mrb_define_method(mrb, regexp, "__split", regexp_split, MRB_ARGS_REQ(2));
}
