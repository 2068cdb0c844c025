/* The class Regexp: compiling, kept compilations, searching. */
#include "kb_regexp.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <string.h>

#include "kb_variant.h"
#include "kb_wire.h"

enum {
  IGNORECASE = 1, EXTENDED = 2, MULTILINE = 4,
  KEPT = 64,               /* compiled patterns, by their hash */
  PATTERN_LIMIT = 1 << 20, /* bytes */
  NESTING_LIMIT = 200,
  RETRY_LIMIT = 2000000    /* steps back in one search */
};

static mrb_value kept;
static struct RClass *regexp_class;
OnigRegion kb_found;

static void
release(mrb_state *mrb, void *data)
{
  kb_regexp *r = (kb_regexp *)data;
  if (!r) return;
  if (r->program) onig_free(r->program);
  mrb_free(mrb, r->source);
  mrb_free(mrb, r);
}

const mrb_data_type kb_regexp_type = { "Regexp", release };

kb_regexp *
kb_regexp_if(mrb_value v)
{
  if (!mrb_data_p(v) || DATA_TYPE(v) != &kb_regexp_type) return NULL;
  return (kb_regexp *)DATA_PTR(v);
}

kb_regexp *
kb_regexp_of(mrb_state *mrb, mrb_value v)
{
  kb_regexp *r = kb_regexp_if(v);
  if (!r) mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %C (expected Regexp)", mrb_obj_class(mrb, v));
  return r;
}

static mrb_noreturn void
fail(mrb_state *mrb, int code, OnigErrorInfo *info, const char *source, mrb_int length)
{
  OnigUChar text[ONIG_MAX_ERROR_MESSAGE_LEN];
  int n = info ? onig_error_code_to_str(text, code, info) : onig_error_code_to_str(text, code);
  mrb_value message = mrb_str_new(mrb, (const char *)text, n);
  if (source) {
    mrb_str_cat_lit(mrb, message, ": /");
    mrb_str_cat(mrb, message, source, (size_t)(length > 200 ? 200 : length));
    mrb_str_cat_lit(mrb, message, "/");
  }
  mrb_exc_raise(mrb, mrb_exc_new_str(mrb, mrb_class_get(mrb, "RegexpError"), message));
}

static uint32_t
options_of(mrb_state *mrb, mrb_value v)
{
  uint32_t options = 0;
  if (mrb_integer_p(v)) return (uint32_t)mrb_integer(v) & (IGNORECASE | EXTENDED | MULTILINE);
  if (!mrb_string_p(v)) return mrb_test(v) ? IGNORECASE : 0;
  for (mrb_int i = 0; i < RSTRING_LEN(v); i++) {
    switch (RSTRING_PTR(v)[i]) {
    case 'i': options |= IGNORECASE; break;
    case 'x': options |= EXTENDED; break;
    case 'm': options |= MULTILINE; break;
    default: mrb_raisef(mrb, E_ARGUMENT_ERROR, "unknown regexp options: %v", v);
    }
  }
  return options;
}

static uint32_t
hash_of(const char *bytes, mrb_int n, uint32_t options)
{
  uint32_t hash = 2166136261u ^ options;
  for (mrb_int i = 0; i < n; i++) hash = (hash ^ (uint8_t)bytes[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static mrb_value
compile(mrb_state *mrb, struct RClass *class, const char *source, mrb_int n, uint32_t options)
{
  if (n > PATTERN_LIMIT) mrb_raise(mrb, mrb_class_get(mrb, "RegexpError"), "too big a pattern");
  if (!kb_utf8_valid(source, (size_t)n)) {
    mrb_raise(mrb, mrb_class_get(mrb, "RegexpError"), "invalid multibyte character");
  }
  kb_regexp *r = (kb_regexp *)mrb_calloc(mrb, 1, sizeof *r);
  mrb_value object = mrb_obj_value(mrb_data_object_alloc(mrb, class, r, &kb_regexp_type));
  r->source = (char *)mrb_malloc(mrb, (size_t)n + 1);
  memcpy(r->source, source, (size_t)n);
  r->source[n] = 0;
  r->length = n;
  r->options = options;
  /* \w \d \s are of ASCII in Ruby, brackets and \b of Unicode */
  OnigOptionType flags = ONIG_OPTION_WORD_IS_ASCII | ONIG_OPTION_DIGIT_IS_ASCII | ONIG_OPTION_SPACE_IS_ASCII;
  if (options & IGNORECASE) flags |= ONIG_OPTION_IGNORECASE;
  if (options & EXTENDED) flags |= ONIG_OPTION_EXTEND;
  if (options & MULTILINE) flags |= ONIG_OPTION_MULTILINE;
  OnigErrorInfo info;
  const OnigUChar *pattern = (const OnigUChar *)r->source;
  int code = onig_new(&r->program, pattern, pattern + n, flags, ONIG_ENCODING_UTF8, ONIG_SYNTAX_RUBY, &info);
  if (code != ONIG_NORMAL) {
    r->program = NULL;
    fail(mrb, code, &info, r->source, n);
  }
  mrb_obj_freeze(mrb, object);
  return object;
}

/* Regexp.new(source, options = nil): the same source again is compiled once, as long as it is kept. */
static mrb_value
regexp_new(mrb_state *mrb, mrb_value self)
{
  mrb_value source, option = mrb_nil_value(), encoding;
  mrb_get_args(mrb, "o|oo", &source, &option, &encoding);
  struct RClass *class = mrb_class_ptr(self);
  kb_regexp *other = kb_regexp_if(source);
  if (!other) kb_expect_string(mrb, source);
  const char *bytes = other ? other->source : RSTRING_PTR(source);
  mrb_int n = other ? other->length : RSTRING_LEN(source);
  uint32_t options = other ? other->options : options_of(mrb, option);
  if (class != regexp_class) return compile(mrb, class, bytes, n, options);
  mrb_int slot = hash_of(bytes, n, options) % KEPT;
  mrb_value found = RARRAY_PTR(kept)[slot];
  kb_regexp *r = kb_regexp_if(found);
  if (r && r->length == n && r->options == options && memcmp(r->source, bytes, (size_t)n) == 0) return found;
  found = compile(mrb, class, bytes, n, options);
  mrb_ary_set(mrb, kept, slot, found);
  return found;
}

static mrb_value
regexp_source(mrb_state *mrb, mrb_value self)
{
  kb_regexp *r = kb_regexp_of(mrb, self);
  return mrb_str_new(mrb, r->source, (size_t)r->length);
}

static mrb_value
regexp_options(mrb_state *mrb, mrb_value self)
{
  return mrb_fixnum_value(kb_regexp_of(mrb, self)->options);
}

struct names {
  mrb_state *mrb;
  mrb_value list;
};

static int
add_name(const OnigUChar *name, const OnigUChar *end, int count, int *groups, regex_t *program, void *data)
{
  struct names *n = (struct names *)data;
  int arena = mrb_gc_arena_save(n->mrb);
  mrb_value pair = mrb_ary_new(n->mrb);
  mrb_ary_push(n->mrb, pair, mrb_str_new(n->mrb, (const char *)name, (size_t)(end - name)));
  for (int i = 0; i < count; i++) mrb_ary_push(n->mrb, pair, mrb_fixnum_value(groups[i]));
  mrb_ary_push(n->mrb, n->list, pair);
  mrb_gc_arena_restore(n->mrb, arena);
  return 0;
}

/* Each name with the numbers of its groups, as [name, number, ...], in no order. */
static mrb_value
regexp_groups(mrb_state *mrb, mrb_value self)
{
  struct names n = { mrb, mrb_ary_new(mrb) };
  onig_foreach_name(kb_regexp_of(mrb, self)->program, add_name, &n);
  return n.list;
}

static int
search(mrb_state *mrb, kb_regexp *r, mrb_value string, mrb_int from, mrb_bool back, OnigRegion *region)
{
  const OnigUChar *begin = (const OnigUChar *)RSTRING_PTR(string);
  const OnigUChar *end = begin + RSTRING_LEN(string);
  int at = onig_search(r->program, begin, end, begin + from, back ? begin : end, region, ONIG_OPTION_NONE);
  if (at < ONIG_MISMATCH) fail(mrb, at, NULL, NULL, 0);
  return at;
}

int
kb_search(mrb_state *mrb, kb_regexp *r, mrb_value string, mrb_int from, mrb_bool back)
{
  return search(mrb, r, string, from, back, &kb_found);
}

/* __match(string, from, back): a MatchData, also as `$~`, or nil; `from` is a byte within the string. */
static mrb_value
regexp_match_at(mrb_state *mrb, mrb_value self)
{
  mrb_value v, match = mrb_nil_value();
  mrb_int from = 0;
  mrb_bool back = FALSE;
  mrb_get_args(mrb, "o|ib", &v, &from, &back);
  kb_regexp *r = kb_regexp_of(mrb, self);
  if (!mrb_nil_p(v)) {
    mrb_value string = kb_subject(mrb, v);
    mrb_bool inside = from >= 0 && from <= RSTRING_LEN(string);
    if (inside && kb_search(mrb, r, string, from, back) >= 0) match = kb_match_new(mrb, self, kb_frozen(mrb, string));
  }
  kb_match_set(mrb, match);
  return match;
}

static mrb_value
regexp_match_operator(mrb_state *mrb, mrb_value self)
{
  mrb_value v;
  mrb_get_args(mrb, "o", &v);
  kb_regexp *r = kb_regexp_of(mrb, self);
  int at = -1;
  if (!mrb_nil_p(v)) {
    v = kb_subject(mrb, v);
    at = kb_search(mrb, r, v, 0, FALSE);
  }
  if (kb_match_wanted(mrb)) {
    kb_match_set(mrb, at < 0 ? mrb_nil_value() : kb_match_new(mrb, self, kb_frozen(mrb, v)));
  }
  return at < 0 ? mrb_nil_value() : mrb_int_value(mrb, kb_chars(RSTRING_PTR(v), at));
}

static mrb_value
regexp_case(mrb_state *mrb, mrb_value self)
{
  mrb_value v;
  mrb_get_args(mrb, "o", &v);
  if (!mrb_string_p(v) && !mrb_symbol_p(v)) {
    kb_match_set(mrb, mrb_nil_value());
    return mrb_false_value();
  }
  return mrb_bool_value(mrb_test(regexp_match_operator(mrb, self)));
}

static mrb_value
regexp_match_p(mrb_state *mrb, mrb_value self)
{
  mrb_value v;
  mrb_int index = 0;
  mrb_get_args(mrb, "o|i", &v, &index);
  kb_regexp *r = kb_regexp_of(mrb, self);
  if (mrb_nil_p(v)) return mrb_false_value();
  v = kb_subject(mrb, v);
  mrb_int from = index == 0 ? 0 : kb_byte_of(RSTRING_PTR(v), RSTRING_LEN(v), index);
  return mrb_bool_value(from >= 0 && search(mrb, r, v, from, FALSE, NULL) >= 0);
}

void
kb_regexp_init(mrb_state *mrb)
{
  OnigEncoding encodings[] = { ONIG_ENCODING_UTF8 };
  onig_initialize(encodings, 1);
  onig_set_parse_depth_limit(NESTING_LIMIT);
  onig_set_retry_limit_in_match(RETRY_LIMIT);
  onig_set_retry_limit_in_search(RETRY_LIMIT);
  onig_region_init(&kb_found);
  kept = mrb_ary_new_capa(mrb, KEPT);
  for (int i = 0; i < KEPT; i++) mrb_ary_push(mrb, kept, mrb_nil_value());
  mrb_ary_ptr(kept)->c = NULL; /* out of reach of any program */
  mrb_gc_register(mrb, kept);

  mrb_define_class(mrb, "RegexpError", mrb_class_get(mrb, "StandardError"));
  struct RClass *class = regexp_class = mrb_define_class(mrb, "Regexp", mrb->object_class);
  MRB_SET_INSTANCE_TT(class, MRB_TT_CDATA);
  mrb_undef_class_method(mrb, class, "allocate");
  mrb_define_class_method(mrb, class, "new", regexp_new, MRB_ARGS_ARG(1, 2));
  mrb_define_class_method(mrb, class, "compile", regexp_new, MRB_ARGS_ARG(1, 2));
  mrb_define_method(mrb, class, "source", regexp_source, MRB_ARGS_NONE());
  mrb_define_method(mrb, class, "options", regexp_options, MRB_ARGS_NONE());
  mrb_define_method(mrb, class, "__groups", regexp_groups, MRB_ARGS_NONE());
  mrb_define_method(mrb, class, "__match", regexp_match_at, MRB_ARGS_ARG(1, 2));
  mrb_define_method(mrb, class, "=~", regexp_match_operator, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, class, "===", regexp_case, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, class, "match?", regexp_match_p, MRB_ARGS_ARG(1, 1));
  kb_match_init(mrb);
  kb_last_match_init(mrb, class);
  kb_replace_init(mrb, class);
  kb_string_init(mrb, class);
}
