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

/* What boot makes constants in, all of it zero; each guest needs its own amount. */
extern uint8_t kb_constants[];
extern const size_t kb_constants_size;

/* Memory that is never given back, nor written after boot; NULL once that is over. A trap if it is used up. */
void *kb_constant_alloc(size_t size);
/* Gives constants that are read no more back to be used for others. */
void kb_constant_reuse(uint8_t *bytes, size_t size);
/* Whether memory is constant once boot is over; on the build machine nothing is. */
#ifdef __wasm__
static inline int kb_constant_p(const void *p) { return (const uint8_t *)p < kb_stack; }
#else
static inline int kb_constant_p(const void *p) { return (void)p, 0; }
#endif
/* Room for `size` bytes at the far end of the stack, which boot does not reach; a trap where that is in doubt. */
uint8_t *kb_boot_scratch(size_t size);
/* Whether the guest boots. */
int kb_constant_begun(void);
void kb_constant_end(void);
/* Whether this was made while the guest booted, so that only a copy of it may be changed now. */
static inline int kb_settled_p(const void *p) { return p && kb_constant_p(p) && !kb_constant_begun(); }

struct mrb_state;
/* Memory for bytecode as it is read, never given back: constant while the guest boots. NULL on the build machine. */
void *kb_irep_alloc(struct mrb_state *mrb, size_t size);
/* Zeroed memory for what is copied before it is changed: constant while the guest boots, else of the heap. */
void *kb_lasting_alloc(struct mrb_state *mrb, size_t size);
void kb_lasting_free(struct mrb_state *mrb, void *p, size_t size);
void *kb_lasting_copy(struct mrb_state *mrb, const void *p, size_t size);

#ifdef __cplusplus
}
#endif

#endif
