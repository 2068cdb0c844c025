/*
 * The part of the C library that must be ours: memory comes from the guest's heap, and
 * block operations go in metered pieces so that no single one outlasts a deadline.
 * This file alone is compiled with bulk memory instructions.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kb_heap.h"
#include "kb_host.h"

enum { PIECE = 16384, SHORT = 32 };
/* A piece takes as long as so many turns of a loop, more where its memory is new. */
#define PIECE_DONE() kb_meter_point(128)

static void *
sure(void *p)
{
  if (!p) kb_host_out_of_memory();
  return p;
}

/* The compiler and the C library have nothing to collect: short memory ends the invocation. */
void *malloc(size_t size) { return sure(kb_heap_alloc(size)); }
void free(void *p) { kb_heap_free(p); }
void *realloc(void *p, size_t size) { return sure(kb_heap_realloc(p, size)); }

void *
calloc(size_t count, size_t size)
{
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) kb_host_out_of_memory();
  return memset(malloc(bytes), 0, bytes);
}

/* mruby's own allocations: NULL makes it collect garbage and ask again. */
void *mrb_basic_alloc_func(void *block, size_t size);

void *
mrb_basic_alloc_func(void *block, size_t size)
{
  if (size > 0) return kb_heap_realloc(block, size);
  kb_heap_free(block);
  return NULL;
}

void abort(void) { __builtin_trap(); }

/* The library's printf drags stderr in, whose functions would reach for a file descriptor. */
size_t __stdio_write(void *file, const char *bytes, size_t n) { (void)file, (void)bytes, (void)n, __builtin_trap(); }
long long __stdio_seek(void *file, long long at, int from) { (void)file, (void)at, (void)from, __builtin_trap(); }
int __stdio_close(void *file) { (void)file, __builtin_trap(); }

void
__assert_fail(const char *what, const char *file, int line, const char *function)
{
  (void)what, (void)file, (void)line, (void)function;
  __builtin_trap();
}

/* Without a loop: the first and the last bytes, which may be the same ones. */
static inline void *
copy_short(unsigned char *d, const unsigned char *s, size_t n)
{
  if (n >= 16) {
    __builtin_memcpy(d, s, 8);
    __builtin_memcpy(d + 8, s + 8, 8);
    __builtin_memcpy(d + n - 16, s + n - 16, 8);
    __builtin_memcpy(d + n - 8, s + n - 8, 8);
  }
  else if (n >= 8) {
    __builtin_memcpy(d, s, 8);
    __builtin_memcpy(d + n - 8, s + n - 8, 8);
  }
  else if (n >= 4) {
    __builtin_memcpy(d, s, 4);
    __builtin_memcpy(d + n - 4, s + n - 4, 4);
  }
  else if (n >= 2) {
    __builtin_memcpy(d, s, 2);
    __builtin_memcpy(d + n - 2, s + n - 2, 2);
  }
  else if (n) {
    *d = *s;
  }
  return d;
}

void *
memcpy(void *restrict to, const void *restrict from, size_t n)
{
  unsigned char *d = to;
  const unsigned char *s = from;
  if (n <= SHORT) return copy_short(d, s, n);
  for (; n > PIECE; n -= PIECE, d += PIECE, s += PIECE) {
    PIECE_DONE();
    __builtin_memcpy(d, s, PIECE);
  }
  __builtin_memcpy(d, s, n);
  return to;
}

void *
memmove(void *to, const void *from, size_t n)
{
  unsigned char *d = to;
  const unsigned char *s = from;
  if (d <= s || d >= s + n) {
    for (; n > PIECE; n -= PIECE, d += PIECE, s += PIECE) {
      PIECE_DONE();
      __builtin_memmove(d, s, PIECE);
    }
    __builtin_memmove(d, s, n);
  }
  else {
    for (; n > PIECE; n -= PIECE) {
      PIECE_DONE();
      __builtin_memmove(d + n - PIECE, s + n - PIECE, PIECE);
    }
    __builtin_memmove(d, s, n);
  }
  return to;
}

void *
memset(void *to, int value, size_t n)
{
  unsigned char *d = to;
  for (; n > PIECE; n -= PIECE, d += PIECE) {
    PIECE_DONE();
    __builtin_memset(d, value, PIECE);
  }
  __builtin_memset(d, value, n);
  return to;
}

static inline uint64_t
eight(const unsigned char *from)
{
  uint64_t bytes;
  __builtin_memcpy(&bytes, from, 8);
  return bytes;
}

/* By eight bytes: the library's goes one by one. */
int
memcmp(const void *left, const void *right, size_t n)
{
  const unsigned char *l = left, *r = right;
  for (; n >= 8 && eight(l) == eight(r); n -= 8, l += 8, r += 8) {}
  for (; n > 0; n--, l++, r++) {
    kb_meter_bounded(); /* eight, or the rest */
    if (*l != *r) return *l - *r;
  }
  return 0;
}

/* By eight bytes: the library's goes by four, on addresses that it has to reach one by one. */
void *
memchr(const void *from, int wanted, size_t n)
{
  const uint64_t ones = ~0ULL / 255, tops = ones << 7, pattern = ones * (unsigned char)wanted;
  const unsigned char *s = from;
  for (; n >= 8; n -= 8, s += 8) {
    uint64_t bytes = eight(s) ^ pattern;
    if ((bytes - ones) & ~bytes & tops) break;
  }
  for (; n > 0; n--, s++) {
    kb_meter_bounded();
    if (*s == (unsigned char)wanted) return (void *)s;
  }
  return NULL;
}
