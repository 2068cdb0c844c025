/* Where Oniguruma takes its memory from; the build puts these in the place of malloc and the like. */
#include <mruby.h>

#include "kb_state.h"

/* Oniguruma's memory: garbage is collected before it is short. */
void *kb_regexp_malloc(size_t n);
void *kb_regexp_realloc(void *p, size_t n);
void *kb_regexp_calloc(size_t count, size_t size);
void kb_regexp_free(void *p);

void *kb_regexp_malloc(size_t n) { return mrb_malloc(kb_state(), n ? n : 1); }
void *kb_regexp_realloc(void *p, size_t n) { return mrb_realloc(kb_state(), p, n ? n : 1); }
void *kb_regexp_calloc(size_t count, size_t size) { return mrb_calloc(kb_state(), count ? count : 1, size ? size : 1); }
void kb_regexp_free(void *p) { mrb_free(kb_state(), p); }
