#include "kb_encode.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/string.h>
#include <mruby/variable.h>

#include "kb_remote.h"

static struct RClass *set_class;
static mrb_sym set_ivar;

static void encode(mrb_state *mrb, kb_buffer *b, mrb_value v, int depth);

void
kb_encode_init(mrb_state *mrb)
{
  set_class = mrb_class_get(mrb, "Set");
  mrb_gc_register(mrb, mrb_obj_value(set_class)); /* a program may remove the constant */
  set_ivar = mrb_intern_lit(mrb, "@hash");
}

struct RClass *
kb_set_class(void)
{
  return set_class;
}

static void *
resize(void *context, void *block, size_t size)
{
  return mrb_realloc((mrb_state *)context, block, size);
}

kb_buffer
kb_encode_buffer(mrb_state *mrb)
{
  kb_buffer b = { NULL, 0, 0, resize, mrb, 0 };
  return b;
}

static mrb_noreturn void
refuse(mrb_state *mrb, mrb_value v)
{
  mrb_raisef(mrb, E_TYPE_ERROR, "%C has no form outside the sandbox", mrb_obj_class(mrb, v));
}

static void
encode_symbol(mrb_state *mrb, kb_buffer *b, mrb_value v)
{
  mrb_int n;
  const char *name = mrb_sym_name_len(mrb, mrb_symbol(v), &n);
  if (!kb_utf8_valid(name, (size_t)n)) {
    mrb_raise(mrb, E_TYPE_ERROR, "a Symbol that is not valid UTF-8 has no form outside the sandbox");
  }
  kb_put_ext(b, KB_EXT_SYMBOL, name, (size_t)n);
}

static uint64_t
parse_hex(const char *digits, size_t n)
{
  uint64_t value = 0;
  for (size_t i = 0; i < n; i++) {
    char c = digits[i];
    value = value << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return value;
}

/* Integers past int64: as uint64 where they fit, else as hexadecimal digits. */
static void
encode_bigint(mrb_state *mrb, kb_buffer *b, mrb_value v)
{
  mrb_value hex = mrb_bint_to_s(mrb, v, 16);
  const char *digits = RSTRING_PTR(hex);
  size_t n = (size_t)RSTRING_LEN(hex);
  size_t negative = digits[0] == '-';
  if (n - negative <= 16) {
    uint64_t magnitude = parse_hex(digits + negative, n - negative);
    if (!negative) {
      kb_put_uint(b, magnitude);
      return;
    }
    if (magnitude <= (uint64_t)INT64_MAX + 1) {
      kb_put_int(b, (int64_t)(0 - magnitude));
      return;
    }
  }
  kb_put_ext(b, KB_EXT_INTEGER, digits, n);
}

struct walk {
  kb_buffer *b;
  int depth;
  int keys_only;
};

static int
encode_pair(mrb_state *mrb, mrb_value key, mrb_value value, void *data)
{
  struct walk *w = (struct walk *)data;
  encode(mrb, w->b, key, w->depth);
  if (!w->keys_only) encode(mrb, w->b, value, w->depth);
  return w->b->overflow;
}

static void
encode_pairs(mrb_state *mrb, kb_buffer *b, mrb_value hash, int depth, int keys_only)
{
  struct walk w = { b, depth, keys_only };
  mrb_hash_foreach(mrb, mrb_hash_ptr(hash), encode_pair, &w);
}

static void
encode_object(mrb_state *mrb, kb_buffer *b, mrb_value v, int depth)
{
  if (!mrb_obj_is_kind_of(mrb, v, set_class)) refuse(mrb, v);
  mrb_value hash = mrb_iv_get(mrb, v, set_ivar);
  if (!mrb_hash_p(hash)) refuse(mrb, v);
  size_t mark = kb_begin_set(b);
  kb_put_array(b, (size_t)mrb_hash_size(mrb, hash));
  encode_pairs(mrb, b, hash, depth, 1);
  kb_end_set(b, mark);
}

/* The depth of what stands inside a container of depth `depth`. */
static int
deeper(mrb_state *mrb, int depth)
{
  if (depth >= KB_DEPTH_MAX) {
    mrb_raisef(mrb, E_ARGUMENT_ERROR, "a value nested deeper than %d levels, or within itself, cannot leave the sandbox",
               KB_DEPTH_MAX);
  }
  return depth + 1;
}

static void
encode_handle(mrb_state *mrb, kb_buffer *b, mrb_value v)
{
  uint32_t id = kb_handle_id(v);
  if (!id) refuse(mrb, v);
  const char bytes[4] = { (char)(id >> 24), (char)(id >> 16), (char)(id >> 8), (char)id };
  kb_put_ext(b, KB_EXT_HANDLE, bytes, sizeof bytes);
}

static void
encode(mrb_state *mrb, kb_buffer *b, mrb_value v, int depth)
{
  switch (mrb_type(v)) {
  case MRB_TT_FALSE:
    if (mrb_nil_p(v)) kb_put_nil(b);
    else kb_put_bool(b, 0);
    break;
  case MRB_TT_TRUE: kb_put_bool(b, 1); break;
  case MRB_TT_INTEGER: kb_put_int(b, mrb_integer(v)); break;
  case MRB_TT_FLOAT: kb_put_float(b, mrb_float(v)); break;
  case MRB_TT_BIGINT: encode_bigint(mrb, b, v); break;
  case MRB_TT_SYMBOL: encode_symbol(mrb, b, v); break;
  case MRB_TT_STRING: kb_put_text(b, RSTRING_PTR(v), (size_t)RSTRING_LEN(v)); break;
  case MRB_TT_ARRAY: {
    int inner = deeper(mrb, depth);
    mrb_int n = RARRAY_LEN(v);
    kb_put_array(b, (size_t)n);
    for (mrb_int i = 0; i < n && !b->overflow; i++) encode(mrb, b, RARRAY_PTR(v)[i], inner);
    break;
  }
  case MRB_TT_HASH: {
    int inner = deeper(mrb, depth);
    kb_put_map(b, (size_t)mrb_hash_size(mrb, v));
    encode_pairs(mrb, b, v, inner, 0);
    break;
  }
  case MRB_TT_CDATA: encode_handle(mrb, b, v); break;
  case MRB_TT_OBJECT: encode_object(mrb, b, v, deeper(mrb, depth)); break;
  default: refuse(mrb, v);
  }
}

void
kb_encode(mrb_state *mrb, kb_buffer *b, mrb_value value)
{
  int arena = mrb_gc_arena_save(mrb);
  mrb_gc_protect(mrb, value);
  encode(mrb, b, value, 0);
  mrb_gc_arena_restore(mrb, arena);
  if (b->overflow) mrb_raise(mrb, E_ARGUMENT_ERROR, "a value larger than 16 MiB cannot leave the sandbox");
}
