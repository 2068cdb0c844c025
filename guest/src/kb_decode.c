#include "kb_decode.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <string.h>

#include "kb_encode.h"
#include "kb_remote.h"
#include "kb_wire.h"

static mrb_noreturn void
malformed(mrb_state *mrb)
{
  mrb_raise(mrb, E_RUNTIME_ERROR, "the host broke the wire");
}

static const uint8_t *
take(mrb_state *mrb, kb_reader *r, uint32_t n)
{
  const uint8_t *at = r->at;
  if (n > (size_t)(r->end - at)) malformed(mrb);
  r->at += n;
  return at;
}

/* A number of 1, 2, 4 or 8 bytes. */
static uint64_t
number(mrb_state *mrb, kb_reader *r, uint32_t bytes)
{
  const uint8_t *at = take(mrb, r, bytes);
  uint64_t value = 0;
  for (uint32_t i = 0; i < bytes; i++) value = value << 8 | at[i];
  return value;
}

static mrb_value
unsigned_value(mrb_state *mrb, uint64_t value)
{
  return value <= INT64_MAX ? mrb_int_value(mrb, (mrb_int)value) : mrb_bint_new_uint64(mrb, value);
}

static mrb_value
text(mrb_state *mrb, kb_reader *r, uint32_t n)
{
  return mrb_str_new(mrb, (const char *)take(mrb, r, n), n);
}

static mrb_value
array(mrb_state *mrb, kb_reader *r, uint32_t n)
{
  if (n > (size_t)(r->end - r->at)) malformed(mrb);
  mrb_value out = mrb_ary_new_capa(mrb, n);
  int arena = mrb_gc_arena_save(mrb);
  for (uint32_t i = 0; i < n; i++) {
    mrb_ary_push(mrb, out, kb_decode(mrb, r));
    mrb_gc_arena_restore(mrb, arena);
  }
  return out;
}

static mrb_value
hash(mrb_state *mrb, kb_reader *r, uint32_t n)
{
  if (n > (size_t)(r->end - r->at) / 2) malformed(mrb);
  mrb_value out = mrb_hash_new_capa(mrb, n);
  int arena = mrb_gc_arena_save(mrb);
  for (uint32_t i = 0; i < n; i++) {
    mrb_value key = kb_decode(mrb, r);
    mrb_value value = kb_decode(mrb, r);
    mrb_hash_set(mrb, out, key, value);
    mrb_gc_arena_restore(mrb, arena);
  }
  return out;
}

/* A Set as its class keeps it, without running any of its methods. */
static mrb_value
set(mrb_state *mrb, kb_reader *r, uint32_t n)
{
  kb_reader inner = { take(mrb, r, n), r->at };
  mrb_value elements = kb_decode(mrb, &inner);
  if (!mrb_array_p(elements)) malformed(mrb);
  mrb_value keys = mrb_hash_new_capa(mrb, RARRAY_LEN(elements));
  for (mrb_int i = 0; i < RARRAY_LEN(elements); i++) {
    mrb_hash_set(mrb, keys, RARRAY_PTR(elements)[i], mrb_true_value());
  }
  mrb_value out = mrb_obj_value(mrb_obj_alloc(mrb, MRB_TT_OBJECT, kb_set_class()));
  mrb_iv_set(mrb, out, MRB_IVSYM(hash), keys);
  return out;
}

static mrb_value
extension(mrb_state *mrb, kb_reader *r, uint32_t n)
{
  uint8_t type = *take(mrb, r, 1);
  switch (type) {
  case KB_EXT_SYMBOL: return mrb_symbol_value(mrb_intern(mrb, (const char *)take(mrb, r, n), n));
  case KB_EXT_HANDLE: return kb_handle_new(mrb, (uint32_t)number(mrb, r, n));
  case KB_EXT_INTEGER: return mrb_str_to_integer(mrb, text(mrb, r, n), 16, FALSE); /* its check refuses what is long */
  case KB_EXT_SET: return set(mrb, r, n);
  default: malformed(mrb);
  }
}

static mrb_value
float_value(mrb_state *mrb, kb_reader *r)
{
  uint64_t bits = number(mrb, r, 8);
  double value;
  memcpy(&value, &bits, sizeof value);
  return mrb_float_value(mrb, value);
}

mrb_value
kb_decode(mrb_state *mrb, kb_reader *r)
{
  uint8_t tag = *take(mrb, r, 1);
  if (tag < 0x80) return mrb_fixnum_value(tag);
  if (tag >= 0xe0) return mrb_fixnum_value((int8_t)tag);
  if (tag < 0x90) return hash(mrb, r, tag & 0x0f);
  if (tag < 0xa0) return array(mrb, r, tag & 0x0f);
  if (tag < 0xc0) return text(mrb, r, tag & 0x1f);
  switch (tag) {
  case 0xc0: return mrb_nil_value();
  case 0xc2: return mrb_false_value();
  case 0xc3: return mrb_true_value();
  case 0xc4: case 0xc5: case 0xc6: return text(mrb, r, (uint32_t)number(mrb, r, 1u << (tag - 0xc4)));
  case 0xc7: case 0xc8: case 0xc9: return extension(mrb, r, (uint32_t)number(mrb, r, 1u << (tag - 0xc7)));
  case 0xcb: return float_value(mrb, r);
  case 0xcc: case 0xcd: case 0xce: case 0xcf: return unsigned_value(mrb, number(mrb, r, 1u << (tag - 0xcc)));
  case 0xd0: return mrb_fixnum_value((int8_t)number(mrb, r, 1));
  case 0xd1: return mrb_fixnum_value((int16_t)number(mrb, r, 2));
  case 0xd2: return mrb_fixnum_value((int32_t)number(mrb, r, 4));
  case 0xd3: return mrb_int_value(mrb, (mrb_int)number(mrb, r, 8));
  case 0xd4: case 0xd5: case 0xd6: case 0xd7: case 0xd8: return extension(mrb, r, 1u << (tag - 0xd4));
  case 0xd9: case 0xda: case 0xdb: return text(mrb, r, (uint32_t)number(mrb, r, 1u << (tag - 0xd9)));
  case 0xdc: case 0xdd: return array(mrb, r, (uint32_t)number(mrb, r, 2u << (tag - 0xdc)));
  case 0xde: case 0xdf: return hash(mrb, r, (uint32_t)number(mrb, r, 2u << (tag - 0xde)));
  default: malformed(mrb);
  }
}
