/*
 * The C++ runtime that mruby's exceptions need, and no more. Exactly one type is ever
 * thrown, `mrb_jmpbuf *`, by value: a throw carries the pointer, every handler catches
 * that type, and which handler is meant is decided by comparing pointers (see
 * mruby/throw.h). So there is no type matching and no exception object on the heap.
 */
#include <stddef.h>
#include <stdint.h>

extern "C" {

/* What a landing pad exchanges with the personality function; the compiler knows its layout. */
struct lpad_context {
  uintptr_t lpad_index;
  uintptr_t lsda;
  uintptr_t selector;
};
struct lpad_context __wasm_lpad_context;

/* At most one exception is in flight: the compiler stores the thrown pointer here. */
static void *in_flight;

void *
__cxa_allocate_exception(size_t)
{
  return &in_flight;
}

void
__cxa_throw(void *thrown, void *, void (*)(void *))
{
  __builtin_wasm_throw(0, thrown);
}

/* A handler by value of a pointer type is given the pointer itself. */
void *
__cxa_begin_catch(void *thrown) noexcept
{
  return *(void **)thrown;
}

void
__cxa_end_catch(void)
{
}

/* One type, so the first selector is always the one. */
int
_Unwind_CallPersonality(void *)
{
  __wasm_lpad_context.selector = 1;
  return 0;
}

int
__gxx_personality_wasm0(int, ...)
{
  return 0;
}

/* Type descriptions name these tables; nothing reads them. */
void *_ZTVN10__cxxabiv119__pointer_type_infoE[4];
void *_ZTVN10__cxxabiv117__class_type_infoE[4];
void *_ZTVN10__cxxabiv116__enum_type_infoE[4];

}
