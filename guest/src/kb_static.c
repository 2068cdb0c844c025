#include "kb_static.h"

#include <mruby.h>
#include <mruby/internal.h>

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
