/* The class MatchData. The string and the pattern are hidden instance variables. */
#include "kb_regexp.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/internal.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <string.h>

static struct RClass *match_class;
static mrb_sym string_sym, regexp_sym;

const mrb_data_type kb_match_type = { "MatchData", mrb_free };

mrb_value
kb_frozen(mrb_state *mrb, mrb_value string)
{
  if (mrb_frozen_p(mrb_str_ptr(string)) && mrb_obj_class(mrb, string) == mrb->string_class) return string;
  return mrb_obj_freeze(mrb, mrb_str_byte_subseq(mrb, string, 0, RSTRING_LEN(string)));
}

mrb_int
kb_chars(const char *bytes, mrb_int n)
{
  mrb_int count = 0;
  for (mrb_int i = 0; i < n; i++) count += ((uint8_t)bytes[i] & 0xc0) != 0x80;
  return count;
}

mrb_int
kb_byte_of(const char *bytes, mrb_int n, mrb_int index)
{
  if (index < 0) index += kb_chars(bytes, n);
  if (index < 0 || index > n) return -1;
  for (mrb_int i = 0; i < n; i++) {
    if (((uint8_t)bytes[i] & 0xc0) != 0x80 && index-- == 0) return i;
  }
  return index == 0 ? n : -1;
}

mrb_int
kb_next_char(mrb_value string, mrb_int at)
{
  mrb_int n = RSTRING_LEN(string);
  for (at++; at < n && ((uint8_t)RSTRING_PTR(string)[at] & 0xc0) == 0x80;) at++;
  return at;
}

mrb_value
kb_piece(mrb_state *mrb, mrb_value string, mrb_int from, mrb_int to)
{
  return mrb_str_byte_subseq(mrb, string, from, to - from);
}

mrb_value
kb_match_new(mrb_state *mrb, mrb_value regexp, mrb_value string)
{
  int count = kb_found.num_regs;
  mrb_gc_protect(mrb, string);
  kb_match *m = (kb_match *)mrb_malloc(mrb, sizeof *m + (size_t)count * 2 * sizeof(int32_t));
  m->count = count;
  for (int i = 0; i < count; i++) {
    m->at[2 * i] = kb_found.beg[i];
    m->at[2 * i + 1] = kb_found.end[i];
  }
  mrb_value match = mrb_obj_value(mrb_data_object_alloc(mrb, match_class, m, &kb_match_type));
  mrb_iv_set(mrb, match, string_sym, string);
  mrb_iv_set(mrb, match, regexp_sym, regexp);
  return match;
}

static kb_match *
match_of(mrb_state *mrb, mrb_value v)
{
  return (kb_match *)mrb_data_get_ptr(mrb, v, &kb_match_type);
}

static mrb_value
string_of(mrb_state *mrb, mrb_value self)
{
  match_of(mrb, self);
  return mrb_iv_get(mrb, self, string_sym);
}

static mrb_value
regexp_of(mrb_state *mrb, mrb_value self)
{
  match_of(mrb, self);
  return mrb_iv_get(mrb, self, regexp_sym);
}

int
kb_group_named(kb_regexp *r, const char *name, mrb_int length, const int32_t *at)
{
  int *groups;
  const OnigUChar *begin = (const OnigUChar *)name;
  int count = onig_name_to_group_numbers(r->program, begin, begin + length, &groups);
  if (count <= 0) return -1;
  for (int i = count - 1; i > 0; i--) {
    int32_t from = at ? at[2 * groups[i]] : kb_found.beg[groups[i]];
    if (from >= 0) return groups[i];
  }
  return groups[0];
}

/* The number of the group that an Integer, a String or a Symbol means; -1 for a number of none. */
static int
group_of(mrb_state *mrb, mrb_value self, mrb_value key)
{
  kb_match *m = match_of(mrb, self);
  if (mrb_symbol_p(key) || mrb_string_p(key)) {
    mrb_value name = mrb_symbol_p(key) ? mrb_sym_str(mrb, mrb_symbol(key)) : key;
    kb_regexp *r = kb_regexp_of(mrb, regexp_of(mrb, self));
    int group = kb_group_named(r, RSTRING_PTR(name), RSTRING_LEN(name), m->at);
    if (group < 0) mrb_raisef(mrb, E_INDEX_ERROR, "undefined group name reference: %v", name);
    return group;
  }
  mrb_int index = mrb_as_int(mrb, key);
  if (index < 0) index += m->count;
  return index >= 0 && index < m->count ? (int)index : -1;
}

static mrb_value
group(mrb_state *mrb, mrb_value self, int n)
{
  kb_match *m = match_of(mrb, self);
  if (n < 0 || n >= m->count || m->at[2 * n] < 0) return mrb_nil_value();
  return kb_piece(mrb, string_of(mrb, self), m->at[2 * n], m->at[2 * n + 1]);
}

static mrb_value
match_group(mrb_state *mrb, mrb_value self)
{
  mrb_value key;
  mrb_get_args(mrb, "o", &key);
  return group(mrb, self, group_of(mrb, self, key));
}

static mrb_value
groups_from(mrb_state *mrb, mrb_value self, int first)
{
  kb_match *m = match_of(mrb, self);
  mrb_value list = mrb_ary_new_capa(mrb, m->count - first);
  int arena = mrb_gc_arena_save(mrb);
  for (int i = first; i < m->count; i++) {
    mrb_ary_push(mrb, list, group(mrb, self, i));
    mrb_gc_arena_restore(mrb, arena);
  }
  return list;
}

static mrb_value match_to_a(mrb_state *mrb, mrb_value self) { return groups_from(mrb, self, 0); }
static mrb_value match_captures(mrb_state *mrb, mrb_value self) { return groups_from(mrb, self, 1); }
static mrb_value match_to_s(mrb_state *mrb, mrb_value self) { return group(mrb, self, 0); }
static mrb_value match_size(mrb_state *mrb, mrb_value self) { return mrb_fixnum_value(match_of(mrb, self)->count); }

static mrb_value
match_pre(mrb_state *mrb, mrb_value self)
{
  return kb_piece(mrb, string_of(mrb, self), 0, match_of(mrb, self)->at[0]);
}

static mrb_value
match_post(mrb_state *mrb, mrb_value self)
{
  mrb_value string = string_of(mrb, self);
  return kb_piece(mrb, string, match_of(mrb, self)->at[1], RSTRING_LEN(string));
}

static mrb_value
match_last(mrb_state *mrb, mrb_value self)
{
  kb_match *m = match_of(mrb, self);
  for (int i = m->count - 1; i > 0; i--) {
    if (m->at[2 * i] >= 0) return group(mrb, self, i);
  }
  return mrb_nil_value();
}

/* [begin, end] of a group in characters, or in bytes; of nils where it did not match. */
static mrb_value
offsets(mrb_state *mrb, mrb_value self, mrb_bool bytes)
{
  mrb_value key;
  mrb_get_args(mrb, "o", &key);
  kb_match *m = match_of(mrb, self);
  int n = group_of(mrb, self, key);
  if (n < 0) mrb_raisef(mrb, E_INDEX_ERROR, "index %v out of matches", key);
  mrb_value pair[2] = { mrb_nil_value(), mrb_nil_value() };
  const char *s = RSTRING_PTR(string_of(mrb, self));
  for (int i = 0; i < 2 && m->at[2 * n] >= 0; i++) {
    int32_t at = m->at[2 * n + i];
    pair[i] = mrb_int_value(mrb, bytes ? at : kb_chars(s, at));
  }
  return mrb_ary_new_from_values(mrb, 2, pair);
}

static mrb_value match_offset(mrb_state *mrb, mrb_value self) { return offsets(mrb, self, FALSE); }
static mrb_value match_byteoffset(mrb_state *mrb, mrb_value self) { return offsets(mrb, self, TRUE); }
static mrb_value match_begin(mrb_state *mrb, mrb_value self) { return RARRAY_PTR(offsets(mrb, self, FALSE))[0]; }
static mrb_value match_end(mrb_state *mrb, mrb_value self) { return RARRAY_PTR(offsets(mrb, self, FALSE))[1]; }

void
kb_match_init(mrb_state *mrb)
{
  static const struct { const char *name; mrb_func_t body; mrb_aspec args; } methods[] = {
    { "string", string_of, MRB_ARGS_NONE() },       { "regexp", regexp_of, MRB_ARGS_NONE() },
    { "__group", match_group, MRB_ARGS_REQ(1) },    { "to_a", match_to_a, MRB_ARGS_NONE() },
    { "captures", match_captures, MRB_ARGS_NONE() }, { "to_s", match_to_s, MRB_ARGS_NONE() },
    { "size", match_size, MRB_ARGS_NONE() },        { "pre_match", match_pre, MRB_ARGS_NONE() },
    { "post_match", match_post, MRB_ARGS_NONE() },  { "__pre_match", match_pre, MRB_ARGS_NONE() },
    { "__post_match", match_post, MRB_ARGS_NONE() }, { "__last_group", match_last, MRB_ARGS_NONE() },
    { "offset", match_offset, MRB_ARGS_REQ(1) },    { "byteoffset", match_byteoffset, MRB_ARGS_REQ(1) },
    { "begin", match_begin, MRB_ARGS_REQ(1) },      { "end", match_end, MRB_ARGS_REQ(1) },
  };
  string_sym = mrb_intern_lit(mrb, "__string__");
  regexp_sym = mrb_intern_lit(mrb, "__regexp__");
  match_class = mrb_define_class(mrb, "MatchData", mrb->object_class);
  MRB_SET_INSTANCE_TT(match_class, MRB_TT_CDATA);
  mrb_undef_class_method(mrb, match_class, "new");
  mrb_undef_class_method(mrb, match_class, "allocate");
  for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
    mrb_define_method(mrb, match_class, methods[i].name, methods[i].body, methods[i].args);
  }
}
