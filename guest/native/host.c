/*
 * The host of a guest that is built for this machine: memory, imports, and one service,
 * `Host`. The machine's own C library stands in for the guest's.
 */
#include "host.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include <mruby/error.h>

#include "kb_decode.h"
#include "kb_encode.h"
#include "kb_host.h"
#include "kb_remote.h"
#include "kb_stack.h"
#include "kb_state.h"
#include "kb_variant.h"

void kb_boot(void);
void *kb_reserve(uint32_t length);
void *kb_inbox(void);
const kb_outcome *kb_setup(const uint8_t *paths, uint32_t length);
const kb_outcome *kb_compile(const uint8_t *source, uint32_t length, const char *name, uint32_t name_length);
const kb_outcome *kb_eval(const uint8_t *bytecode, uint32_t length);
const kb_outcome *kb_yield(uint32_t id, const uint8_t *message, uint32_t length, uint32_t count);

enum { STACK = 6 << 20 };

uint8_t *kb_stack;
size_t native_heap_max = 256 << 20;
static size_t heap_used;

/* Never interrupts, but counts, so that the interpreter is left and entered again as it is in the guest. */
static int32_t points = 10000;

int32_t kb_meter_add(int32_t more) { return points += more; }
void kb_meter_bounded(void) {}

void
kb_meter_point(int32_t weight)
{
  if ((points -= weight) < 0) points = 10000;
}

void kb_host_out_of_memory(void) { native_out_of_memory(); }
void kb_host_write(int32_t channel, const char *bytes, int32_t len) { (void)channel, (void)bytes, (void)len; }
double kb_host_clock(void) { return 0; }
int32_t kb_host_entropy(void) { return 0; }

void *mrb_basic_alloc_func(void *block, size_t size);

void *
mrb_basic_alloc_func(void *block, size_t size)
{
  size_t before = block ? malloc_usable_size(block) : 0;
  if (size == 0) {
    heap_used -= before;
    free(block);
    return NULL;
  }
  if (size > native_heap_max || heap_used - before + size > native_heap_max) return NULL;
  void *fresh = realloc(block, size);
  if (fresh) heap_used += malloc_usable_size(fresh) - before;
  return fresh;
}

/* Nothing is constant here, and no capability is linked. */
void *kb_constant_alloc(size_t size) { (void)size; return NULL; }
void kb_constant_reuse(uint8_t *bytes, size_t size) { (void)bytes, (void)size; }
uint8_t *kb_boot_scratch(size_t size) { (void)size; return NULL; }
int kb_constant_begun(void) { return 0; }
void kb_constant_end(void) {}
void kb_variant_init(mrb_state *mrb) { (void)mrb; }

typedef struct reply {
  uint32_t length;
  uint32_t status;
  uint8_t bytes[];
} reply;

static reply *
reply_of(uint32_t status, const uint8_t *bytes, uint32_t length)
{
  reply *r = length + sizeof(reply) <= 4096 ? kb_inbox() : kb_reserve(length + (uint32_t)sizeof(reply));
  r->length = length;
  r->status = status;
  memcpy(r->bytes, bytes, length);
  return r;
}

/*
 * The service answers its one argument, or what its block answers to its arguments; `fail`
 * is a failure of the service's.
 */
void *
kb_host_dispatch(int32_t target, int32_t method, const char *name, int32_t name_length,
                 const uint8_t *arguments, int32_t length, int32_t count, int32_t flags, int32_t frame)
{
  (void)target, (void)method;
  static const uint8_t nil = 0xc0, no = 0xc2;
  if (flags & 1) return reply_of(0, &no, 1);
  if (name_length == 4 && memcmp(name, "fail", 4) == 0) {
    static const uint8_t failure[] = { 0x01, 0xa4, 'o', 'o', 'p', 's', 0xc0 };
    return reply_of(1, failure, sizeof(failure));
  }
  if (frame) {
    /* the message belongs to the guest, which frees it unless it is in the inbox */
    uint8_t *message = length <= 4096 ? kb_inbox() : kb_reserve((uint32_t)length);
    memcpy(message, arguments, (size_t)length);
    const kb_outcome *o = kb_yield((uint32_t)frame, message, (uint32_t)length, (uint32_t)count);
    if (o->kind == KB_VALUE) return reply_of(0, o->bytes, o->length);
    uint8_t which[] = { 0xce, (uint8_t)(frame >> 24), (uint8_t)(frame >> 16), (uint8_t)(frame >> 8), (uint8_t)frame, 0x00 };
    return reply_of(o->kind == KB_UNWIND ? 2 : 3, which, sizeof(which));
  }
  return count == 1 ? reply_of(0, arguments, (uint32_t)length) : reply_of(0, &nil, 1);
}

void
native_boot(void)
{
  kb_boot();
  static const uint8_t paths[] = { 0xa4, 'H', 'o', 's', 't' };
  uint8_t *given = kb_reserve(sizeof(paths));
  memcpy(given, paths, sizeof(paths));
  kb_setup(given, sizeof(paths));
}

void
native_stack(const uint8_t *here)
{
  kb_stack = (uint8_t *)here - STACK;
}

const kb_outcome *
native_evaluate(const uint8_t *source, uint32_t length)
{
  const kb_outcome *compiled = kb_compile(source, length, "(eval)", 6);
  return compiled->kind == KB_BYTECODE ? kb_eval(compiled->bytes, compiled->length) : compiled;
}

struct message {
  kb_reader r;
  kb_buffer b;
};

static mrb_value
copy_values(mrb_state *mrb, void *data)
{
  struct message *m = data;
  while (m->r.at < m->r.end) {
    int arena = mrb_gc_arena_save(mrb);
    kb_encode(mrb, &m->b, kb_decode(mrb, &m->r));
    mrb_gc_arena_restore(mrb, arena);
  }
  return mrb_nil_value();
}

const kb_outcome *
native_copy(const uint8_t *bytes, uint32_t length)
{
  mrb_state *mrb = kb_state();
  struct message m = { { bytes, bytes + length }, kb_encode_buffer(mrb) };
  mrb_bool failed;
  mrb_value error = mrb_protect_error(mrb, copy_values, &m, &failed);
  if (failed) return kb_answer_panic(mrb, error);
  static kb_outcome copied;
  copied = (kb_outcome){ KB_VALUE, m.b.bytes, (uint32_t)m.b.length };
  return &copied;
}
