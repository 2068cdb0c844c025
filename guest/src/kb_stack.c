/*
 * Linked first, so that the stack is the lowest of what can be written: it grows down to the
 * constants, and running over it is a trap.
 */
#include "kb_stack.h"

#include <string.h>

enum { ALIGN = 8, REGIONS = 256 };

__attribute__((section(".data.kb_stack"))) _Alignas(4096) uint8_t kb_stack[KB_STACK_SIZE] = { 0 };

struct region {
  uint8_t *at;
  size_t left;
};

/* What has not been given out, all of it zero; kept at the far end of the stack, which boot does not reach. */
static struct region *const regions = (struct region *)kb_stack;
static int count, over;

void *
kb_constant_alloc(size_t size)
{
  if (over) return NULL;
  if (count == 0) kb_constant_reuse(kb_constants, kb_constants_size);
  size_t n = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
  /* the last first: those before it are nearly used up */
  for (struct region *r = regions + count; r-- > regions;) {
    if (r->left < n) continue;
    void *p = r->at;
    r->at += n;
    r->left -= n;
    return p;
  }
  __builtin_trap();
}

void
kb_constant_reuse(uint8_t *bytes, size_t size)
{
  size_t skip = -(uintptr_t)bytes & (ALIGN - 1);
  memset(bytes, 0, size);
  if (count == REGIONS || size < skip) return;
  regions[count++] = (struct region){ bytes + skip, size - skip };
}

uint8_t *
kb_boot_scratch(size_t size)
{
  if (over || size > KB_STACK_SIZE / 4 * 3) __builtin_trap();
  return (uint8_t *)(regions + REGIONS);
}

int
kb_constant_begun(void)
{
  return !over;
}

void
kb_constant_end(void)
{
  over = 1;
}
