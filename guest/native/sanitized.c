/*
 * The guest's own C and its mruby as a program of the build machine, so that sanitizers can
 * watch it. Requests come on stdin and answers leave on stdout: a byte, a length of four
 * bytes (little-endian) and that many bytes. Each request is worked on by a child of the
 * booted process, as each invocation starts from the image.
 *
 * Requests: 'e' evaluates a source; 'd' reads a message of values and writes each back; 'x'
 * does what a sanitizer must report.
 */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <mruby.h>
#include <mruby/error.h>

#include "kb_decode.h"
#include "kb_encode.h"
#include "kb_host.h"
#include "kb_outcome.h"
#include "kb_remote.h"
#include "kb_stack.h"
#include "kb_state.h"
#include "kb_static.h"
#include "kb_variant.h"

void kb_boot(void);
void *kb_reserve(uint32_t length);
void *kb_inbox(void);
const kb_outcome *kb_setup(const uint8_t *paths, uint32_t length);
const kb_outcome *kb_compile(const uint8_t *source, uint32_t length, const char *name, uint32_t name_length);
const kb_outcome *kb_eval(const uint8_t *bytecode, uint32_t length);
const kb_outcome *kb_yield(uint32_t id, const uint8_t *message, uint32_t length, uint32_t count);

/* What a child may end with besides the kinds of outcome. */
enum { TRAP = 100, MEMORY = 101, TIME = 102, SANITIZER = 103 };
enum { HEAP_MAX = 256 << 20, SECONDS_MAX = 20, STACK = 6 << 20 };

uint8_t *kb_stack;
static size_t heap_used;
static int answers = 1;

static void
put(uint8_t status, const uint8_t *bytes, uint32_t length)
{
  uint8_t head[5] = { status, (uint8_t)length, (uint8_t)(length >> 8), (uint8_t)(length >> 16), (uint8_t)(length >> 24) };
  if (write(answers, head, sizeof(head)) != (ssize_t)sizeof(head)) _exit(1);
  for (uint32_t at = 0; at < length;) {
    ssize_t n = write(answers, bytes + at, length - at);
    if (n <= 0) _exit(1);
    at += (uint32_t)n;
  }
}

static void
end(uint8_t status)
{
  put(status, NULL, 0);
  _exit(0);
}

void kb_meter_point(int32_t weight) { (void)weight; }
void kb_host_out_of_memory(void) { end(MEMORY); __builtin_unreachable(); }
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
  if (size > HEAP_MAX || heap_used - before + size > HEAP_MAX) return NULL;
  void *fresh = realloc(block, size);
  if (fresh) heap_used += malloc_usable_size(fresh) - before;
  return fresh;
}

/* Nothing is constant here, and no capability is linked. */
void *kb_constant_alloc(size_t size) { (void)size; return NULL; }
void kb_constant_reuse(uint8_t *bytes, size_t size) { (void)bytes, (void)size; }
int kb_constant_begun(void) { return 0; }
void kb_constant_end(void) {}
void kb_variant_init(mrb_state *mrb) { (void)mrb; }

static const char *constant_begin, *constant_end;

void
kb_static_begin(const uint8_t *bytes, uint32_t length)
{
  constant_begin = (const char *)bytes;
  constant_end = constant_begin + length;
}

mrb_bool
mrb_ro_data_p(const char *p)
{
  extern const char __executable_start, edata;
  return (p >= &__executable_start && p < &edata) || (p >= constant_begin && p < constant_end);
}

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

static void
put_outcome(const kb_outcome *o)
{
  put((uint8_t)o->kind, o->bytes, o->length);
}

static void
evaluate(const uint8_t *source, uint32_t length)
{
  const kb_outcome *compiled = kb_compile(source, length, "(eval)", 6);
  if (compiled->kind != KB_BYTECODE) {
    put_outcome(compiled);
    return;
  }
  put_outcome(kb_eval(compiled->bytes, compiled->length));
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

static void
copy_message(const uint8_t *bytes, uint32_t length)
{
  mrb_state *mrb = kb_state();
  struct message m = { { bytes, bytes + length }, kb_encode_buffer(mrb) };
  mrb_bool failed;
  mrb_value error = mrb_protect_error(mrb, copy_values, &m, &failed);
  if (failed) put_outcome(kb_answer_panic(mrb, error));
  else put(KB_VALUE, m.b.bytes, (uint32_t)m.b.length);
}

/* What a sanitizer must not let pass: the proof that it watches. */
static void
touch_freed(void)
{
  volatile char *block = malloc(16);
  free((void *)block);
  block[3] = 1;
}

static void
on_signal(int signal)
{
  end(signal == SIGALRM ? TIME : TRAP);
}

static void
work(uint8_t request, const uint8_t *bytes, uint32_t length)
{
  uint8_t here;
  kb_stack = &here - STACK;
  signal(SIGALRM, on_signal);
  signal(SIGILL, on_signal);
  signal(SIGTRAP, on_signal);
  alarm(SECONDS_MAX);
  if (request == 'e') evaluate(bytes, length);
  else if (request == 'd') copy_message(bytes, length);
  else touch_freed();
  _exit(0);
}

static uint8_t *
read_all(size_t length)
{
  uint8_t *bytes = malloc(length + 1);
  if (fread(bytes, 1, length, stdin) != length) exit(length == 5 ? 0 : 1);
  return bytes;
}

int
main(void)
{
  kb_boot();
  static const uint8_t paths[] = { 0xa4, 'H', 'o', 's', 't' };
  uint8_t *given = kb_reserve(sizeof(paths));
  memcpy(given, paths, sizeof(paths));
  kb_setup(given, sizeof(paths));
  for (;;) {
    uint8_t *head = read_all(5);
    uint32_t length = head[1] | (uint32_t)head[2] << 8 | (uint32_t)head[3] << 16 | (uint32_t)head[4] << 24;
    uint8_t *bytes = read_all(length);
    pid_t child = fork();
    if (child == 0) work(head[0], bytes, length);
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) put(SANITIZER, NULL, 0);
    free(head);
    free(bytes);
  }
}
