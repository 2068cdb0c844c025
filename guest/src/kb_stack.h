/*
 * The machine's stack, and what lies below it: constants. Every address below kb_stack is
 * written while the guest boots and never again; the finished module cannot.
 */
#ifndef KB_STACK_H
#define KB_STACK_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Enough for the compiler, and for 50 runs of the interpreter within each other. It is zeroed for each invocation. */
enum { KB_STACK_SIZE = 65536 };
#ifdef __wasm__
extern uint8_t kb_stack[KB_STACK_SIZE];
#else
extern uint8_t *kb_stack; /* on the build machine, as much of its stack as is to be used ends here */
#endif

/* Memory that is never given back, nor written after boot; NULL once that is over or it is used up. */
void *kb_constant_alloc(size_t size);
/* Gives constants that are read no more back to be used for others. */
void kb_constant_reuse(uint8_t *bytes, size_t size);
/* Whether memory is constant once boot is over. */
static inline int kb_constant_p(const void *p) { return (const uint8_t *)p < kb_stack; }
/* Whether the guest boots. */
int kb_constant_begun(void);
void kb_constant_end(void);

#ifdef __cplusplus
}
#endif

#endif
