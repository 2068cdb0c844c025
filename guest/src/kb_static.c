#include "kb_static.h"

#include <mruby.h>
#include <mruby/internal.h>
#include <string.h>

#include "kb_stack.h"

#ifdef __wasm__
static mrb_bool
linked_p(const char *p)
{
  extern const char __global_base;
  return p >= &__global_base && kb_constant_p(p);
}
#else
static mrb_bool
linked_p(const char *p)
{
  extern const char __executable_start, edata;
  return p >= &__executable_start && p < &edata;
}
#endif

static const char *begin;
static const char *end;

void
kb_static_begin(const uint8_t *bytes, uint32_t length)
{
  begin = (const char *)bytes;
  end = begin + length;
}

mrb_bool
mrb_ro_data_p(const char *p)
{
  return linked_p(p) || (p >= begin && p < end);
}

static void *
lasting(mrb_state *mrb, size_t size)
{
  return kb_constant_begun() ? kb_constant_alloc(size) : mrb_malloc(mrb, size);
}

#ifdef __wasm__
/* Bytecode is read in many small pieces, which are cut from larger ones. */
enum { PIECE = 2048, ALIGN = 4 };
static char *piece;
static size_t left;

void *
kb_irep_alloc(mrb_state *mrb, size_t size)
{
  size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
  if (size > PIECE / 4) return lasting(mrb, size);
  if (size > left || kb_settled_p(piece)) {
    piece = (char *)lasting(mrb, PIECE);
    left = PIECE;
  }
  void *p = piece;
  piece += size;
  left -= size;
  return p;
}
#else
void *
kb_irep_alloc(mrb_state *mrb, size_t size)
{
  return NULL;
}
#endif

void *
kb_lasting_alloc(mrb_state *mrb, size_t size)
{
  return memset(lasting(mrb, size), 0, size);
}

void *
kb_lasting_copy(mrb_state *mrb, const void *p, size_t size)
{
  return memcpy(lasting(mrb, size), p, size);
}

void
kb_lasting_free(mrb_state *mrb, void *p, size_t size)
{
  if (!p || !kb_constant_p(p)) mrb_free(mrb, p);
  else if (kb_constant_begun()) kb_constant_reuse((uint8_t *)p, size);
}
