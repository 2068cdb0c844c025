/*
 * A two-level segregated fit allocator: constant time for both calls, neighbours merge at
 * once, four bytes of overhead a block. The heap is one run of bytes from the end of the
 * static data to `heap_end`; only the host moves that end.
 *
 * A block is a header word followed by its payload. The header holds the payload's size,
 * whose two low bits say whether this block and the one before it are free. A free block
 * keeps its list links at the start of the payload and a pointer to its own header in the
 * last word, where the block behind it finds it. A header of size 0 ends the heap.
 */
#include "kb_heap.h"

#include <stdint.h>
#include <string.h>

#include "kb_host.h"
#include "kb_stack.h"

enum {
  ALIGN = 8,
  HEADER = 4,
  MIN_PAYLOAD = 12,
  SL_BITS = 4,
  SL_COUNT = 1 << SL_BITS,
  SMALL_BITS = 7,
  SMALL = 1 << SMALL_BITS,
  FL_COUNT = 32 - SMALL_BITS + 1,
  GROW_UNIT = 4096,
  GROW_STEP = 16384
};

#define FREE_BIT 1u
#define PREV_FREE_BIT 2u
#define FLAGS 3u
#define MAX_REQUEST ((size_t)0x7fff0000u)

typedef struct block {
  uint32_t header;
  struct block *next_free;
  struct block *prev_free;
} block;

static uint32_t fl_map;
static uint32_t sl_map[FL_COUNT];
static block *lists[FL_COUNT][SL_COUNT];
static block *heap_end; /* the end marker */

extern unsigned char __heap_base;

static inline uint32_t size_of(const block *b) { return b->header & ~FLAGS; }
static inline block *next_of(block *b) { return (block *)((char *)b + HEADER + size_of(b)); }
static inline block **footer_of(block *b) { return (block **)((char *)next_of(b) - sizeof(block *)); }
static inline void *payload_of(block *b) { return (char *)b + HEADER; }
static inline block *block_of(void *p) { return (block *)((char *)p - HEADER); }
static inline int high_bit(uint32_t v) { return 31 - __builtin_clz(v); }

static inline void
class_of(uint32_t size, int *fl, int *sl)
{
  if (size < SMALL) {
    *fl = 0;
    *sl = (int)(size / (SMALL / SL_COUNT));
  }
  else {
    int bit = high_bit(size);
    *sl = (int)((size >> (bit - SL_BITS)) ^ (1u << SL_BITS));
    *fl = bit - SMALL_BITS + 1;
  }
}

static void
list_insert(block *b)
{
  int fl, sl;
  class_of(size_of(b), &fl, &sl);
  b->prev_free = NULL;
  b->next_free = lists[fl][sl];
  if (b->next_free) b->next_free->prev_free = b;
  lists[fl][sl] = b;
  fl_map |= 1u << fl;
  sl_map[fl] |= 1u << sl;
  b->header |= FREE_BIT;
  *footer_of(b) = b;
  next_of(b)->header |= PREV_FREE_BIT;
}

static void
list_remove(block *b)
{
  int fl, sl;
  class_of(size_of(b), &fl, &sl);
  if (b->next_free) b->next_free->prev_free = b->prev_free;
  if (b->prev_free) {
    b->prev_free->next_free = b->next_free;
  }
  else {
    lists[fl][sl] = b->next_free;
    if (!b->next_free) {
      sl_map[fl] &= ~(1u << sl);
      if (!sl_map[fl]) fl_map &= ~(1u << fl);
    }
  }
  b->header &= ~FREE_BIT;
  next_of(b)->header &= ~PREV_FREE_BIT;
}

/* Finds a free block of at least `size` and takes it from its list. */
static block *
list_take(uint32_t size)
{
  int fl, sl;
  /* below SMALL every class holds one size; above, only the next class is sure to fit */
  uint32_t rounded = size < SMALL ? size : size + (1u << (high_bit(size) - SL_BITS)) - 1;
  class_of(rounded, &fl, &sl);
  uint32_t map = fl < FL_COUNT ? sl_map[fl] & (~0u << sl) : 0;
  if (!map) {
    uint32_t upper = fl + 1 < 32 ? fl_map & (~0u << (fl + 1)) : 0;
    if (!upper) return NULL;
    fl = __builtin_ctz(upper);
    map = sl_map[fl];
  }
  block *b = lists[fl][__builtin_ctz(map)];
  list_remove(b);
  return b;
}

/* Cuts what a used block has past `size` off and gives it back. */
static void
trim(block *b, uint32_t size)
{
  uint32_t rest = size_of(b) - size;
  if (rest < HEADER + MIN_PAYLOAD) return;
  b->header = size | (b->header & FLAGS);
  block *tail = next_of(b);
  tail->header = rest - HEADER;
  block *after = next_of(tail);
  if (after->header & FREE_BIT) {
    list_remove(after);
    tail->header += HEADER + size_of(after);
  }
  list_insert(tail);
}

/* Moves the end of the heap so that a block of `size` fits before it; 0 if the host refuses. */
static int
extend(uint32_t size)
{
  uint32_t have = 0;
  block *last = NULL;
  if (heap_end->header & PREV_FREE_BIT) {
    last = ((block **)heap_end)[-1];
    have = size_of(last);
    if (have >= size) return 1;
  }
  uint32_t least = (size - have + HEADER + GROW_UNIT - 1) & ~(uint32_t)(GROW_UNIT - 1);
  uint32_t more = least < GROW_STEP ? GROW_STEP : least;
  if (!kb_host_grow((int32_t)more)) {
    if (more == least || !kb_host_grow((int32_t)least)) return 0;
    more = least;
  }
  block *fresh = heap_end;
  uint32_t flags = fresh->header & FLAGS;
  fresh->header = (more - HEADER) | flags;
  heap_end = next_of(fresh);
  heap_end->header = 0;
  if (last) {
    list_remove(last);
    last->header += HEADER + size_of(fresh);
    fresh = last;
  }
  list_insert(fresh);
  return 1;
}

/* The first use: the heap begins behind the static data, at the end of initial memory. */
static void
start(void)
{
  uintptr_t base = ((uintptr_t)&__heap_base + ALIGN - 1) & ~(uintptr_t)(ALIGN - 1);
  uintptr_t end = (uintptr_t)__builtin_wasm_memory_size(0) << 16;
  block *first = (block *)(base + ALIGN - HEADER);
  heap_end = (block *)(end - HEADER);
  heap_end->header = 0;
  first->header = (uint32_t)((char *)heap_end - (char *)first) - HEADER;
  list_insert(first);
}

static inline uint32_t
payload_size(size_t size)
{
  if (size < MIN_PAYLOAD) return MIN_PAYLOAD;
  return (uint32_t)((size + HEADER + ALIGN - 1) & ~(size_t)(ALIGN - 1)) - HEADER;
}

void *
kb_heap_alloc(size_t size)
{
  if (size > MAX_REQUEST) return NULL;
  if (!heap_end) start();
  uint32_t want = payload_size(size);
  block *b = list_take(want);
  if (!b) {
    if (!extend(want)) return NULL;
    /* the last block is large enough now, whatever class it is in */
    b = ((block **)heap_end)[-1];
    list_remove(b);
  }
  trim(b, want);
  return payload_of(b);
}

void
kb_heap_free(void *p)
{
  if (kb_constant_p(p)) return; /* NULL, too */
  block *b = block_of(p);
  block *after = next_of(b);
  if (after->header & FREE_BIT) {
    list_remove(after);
    b->header += HEADER + size_of(after);
  }
  if (b->header & PREV_FREE_BIT) {
    block *before = ((block **)b)[-1];
    list_remove(before);
    before->header += HEADER + size_of(b);
    b = before;
  }
  list_insert(b);
}

void *
kb_heap_realloc(void *p, size_t size)
{
  if (!p) return kb_heap_alloc(size);
  if (size > MAX_REQUEST) return NULL;
  block *b = block_of(p);
  uint32_t want = payload_size(size);
  if (size_of(b) < want) {
    block *after = next_of(b);
    uint32_t room = size_of(b) + (after->header & FREE_BIT ? HEADER + size_of(after) : 0);
    if (room < want) {
      block *end = after->header & FREE_BIT ? next_of(after) : after;
      if (end == heap_end && extend(want - size_of(b) - HEADER)) {
        after = next_of(b);
        room = size_of(b) + HEADER + size_of(after);
      }
    }
    if (room < want) {
      void *q = kb_heap_alloc(size);
      if (!q) return NULL;
      memcpy(q, p, size_of(b));
      kb_heap_free(p);
      return q;
    }
    list_remove(after);
    b->header += HEADER + size_of(after);
  }
  trim(b, want);
  return p;
}
