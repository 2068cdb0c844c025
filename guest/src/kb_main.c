/*
 * The guest's exports. `kb_boot` runs once, when the module is built; what it leaves in
 * memory is the image that every invocation starts from.
 */
#include <mruby.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/gc.h>
#include <mruby/internal.h>
#include <mruby/irep.h>
#include <mruby/proc.h>
#include <mruby/string.h>

#include "kb_decode.h"
#include "kb_encode.h"
#include "kb_entry.h"
#include "kb_host.h"
#include "kb_outcome.h"
#include "kb_output.h"
#include "kb_platform.h"
#include "kb_remote.h"
#include "kb_stack.h"
#include "kb_state.h"
#include "kb_static.h"
#include "kb_variant.h"

enum { ABI_VERSION = 3 };

static mrb_state *M;

mrb_state *kb_state(void) { return M; }

double kb_clock_ms(void) { return kb_host_clock(); }
uint32_t kb_entropy(void) { return (uint32_t)kb_host_entropy(); }

void
kb_write(int32_t channel, const char *bytes, size_t len)
{
  kb_host_write(channel, bytes, (int32_t)len);
}

static int
keep_method(mrb_state *mrb, mrb_sym name, mrb_method_t method, void *kept)
{
  if (MRB_METHOD_UNDEF_P(method) || MRB_METHOD_FUNC_P(method)) return 0;
  const struct RProc *proc = MRB_METHOD_PROC(method);
  if (proc->gc_color != MRB_GC_RED) mrb_ary_push(mrb, *(mrb_value *)kept, mrb_obj_value((void *)(uintptr_t)proc));
  return 0;
}

static int
keep_class(mrb_state *mrb, struct RBasic *object, void *kept)
{
  switch (object->tt) {
  case MRB_TT_CLASS: case MRB_TT_MODULE: mrb_ary_push(mrb, *(mrb_value *)kept, mrb_obj_value(object)); /* fall through */
  case MRB_TT_SCLASS: mrb_mt_foreach(mrb, (struct RClass *)object, keep_method, kept); /* fall through */
  default: return MRB_EACH_OBJ_OK;
  }
}

/*
 * What constants point to that is none: methods that are constant stand in classes, which a
 * program may give up, and some methods in constant tables are objects.
 */
static void
keep_for_constants(mrb_state *mrb)
{
  mrb_value kept = mrb_ary_new_capa(mrb, 128);
  mrb_objspace_each_objects(mrb, keep_class, &kept);
  mrb_gc_register(mrb, kept);
}

KB_EXPORT(kb_boot) void
kb_boot(void)
{
  M = mrb_open();
  if (!M) __builtin_trap();
  kb_variant_init(M);
  if (M->exc) __builtin_trap();
  kb_encode_init(M);
  kb_entry_init(M);
  keep_for_constants(M);
  mrb_full_gc(M);
  kb_constant_end();
}

KB_EXPORT(kb_abi) int32_t
kb_abi(void)
{
  return ABI_VERSION;
}

/* The block belongs to the invocation and is never given back. */
KB_EXPORT(kb_reserve) void *
kb_reserve(uint32_t length)
{
  return mrb_malloc(M, length ? length : 1);
}

/* A body that answers an outcome, run so that an exception of it is an outcome too. */
struct body {
  void (*run)(mrb_state *mrb, struct body *body);
  const uint8_t *bytes;
  uint32_t length;
  uint32_t count;
  const kb_outcome *outcome;
};

static mrb_value
run_body(mrb_state *mrb, void *data)
{
  struct body *body = (struct body *)data;
  body->run(mrb, body);
  return mrb_nil_value();
}

static const kb_outcome *
protect(struct body *body)
{
  mrb_bool failed;
  mrb_value error = mrb_protect_error(M, run_body, body, &failed);
  return failed ? kb_answer_panic(M, error) : body->outcome;
}

/* Runs bytecode at the top level; answers its value, or raises. */
static mrb_value
run_bytecode(mrb_state *mrb, const struct body *body)
{
  mrb_value value = mrb_load_irep_buf(mrb, body->bytes, body->length);
  if (mrb->exc) {
    mrb_value exception = mrb_obj_value(mrb->exc);
    mrb->exc = NULL;
    mrb_exc_raise(mrb, exception);
  }
  return value;
}

static void
eval_program(mrb_state *mrb, struct body *body)
{
  kb_static_begin(body->bytes, body->length);
  mrb_value value = run_bytecode(mrb, body);
  mrb_gc_protect(mrb, value);
  body->outcome = kb_answer_value(mrb, value);
}

KB_EXPORT(kb_eval) const kb_outcome *
kb_eval(const uint8_t *bytecode, uint32_t length)
{
  struct body body = { eval_program, bytecode, length, 0, NULL };
  return protect(&body);
}

static void
load_snippet(mrb_state *mrb, struct body *body)
{
  int arena = mrb_gc_arena_save(mrb);
  run_bytecode(mrb, body);
  mrb->c->ci->proc = NULL; /* else backtraces of what runs next would end in the snippet */
  mrb_gc_arena_restore(mrb, arena);
  body->outcome = kb_answer_kind(KB_VALUE);
}

/* Runs a snippet for what it defines; more may follow. Its bytecode is copied and given back. */
KB_EXPORT(kb_load) const kb_outcome *
kb_load(const uint8_t *bytecode, uint32_t length)
{
  struct body body = { load_snippet, bytecode, length, 0, NULL };
  const kb_outcome *outcome = protect(&body);
  mrb_free(M, (void *)bytecode);
  return outcome;
}

static void
call_entry(mrb_state *mrb, struct body *body)
{
  kb_reader r = { body->bytes, body->bytes + body->length };
  body->outcome = kb_entry_call(mrb, &r, body->count);
}

/* Calls an entrypoint with a name, `count` arguments and keywords; see kb_entry.h. */
KB_EXPORT(kb_run) const kb_outcome *
kb_run(const uint8_t *message, uint32_t length, uint32_t count)
{
  struct body body = { call_entry, message, length, count, NULL };
  return protect(&body);
}

/* Collects what setting up left behind: what is then in memory is the image of a sandbox. */
KB_EXPORT(kb_settle) void
kb_settle(void)
{
  mrb_full_gc(M);
}

/* The paths as Strings one after the other; the first is service 0. */
static void
define_services(mrb_state *mrb, struct body *body)
{
  kb_reader r = { body->bytes, body->bytes + body->length };
  int arena = mrb_gc_arena_save(mrb);
  for (uint32_t index = 0; r.at < r.end; index++) {
    mrb_value path = kb_decode(mrb, &r);
    kb_service_define(mrb, RSTRING_PTR(path), (size_t)RSTRING_LEN(path), index);
    mrb_gc_arena_restore(mrb, arena);
  }
  mrb_free(mrb, (void *)body->bytes);
  body->outcome = kb_answer_kind(KB_VALUE);
}

/* Makes the services of a sandbox. */
KB_EXPORT(kb_setup) const kb_outcome *
kb_setup(const uint8_t *paths, uint32_t length)
{
  struct body body = { define_services, paths, length, 0, NULL };
  return protect(&body);
}
