/* The guest's only allocator. Blocks are owned by the caller until kb_heap_free. */
#ifndef KB_HEAP_H
#define KB_HEAP_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Answers size bytes aligned to 8, or NULL when the host refuses to grow. */
void *kb_heap_alloc(size_t size);
/* Answers a block of size bytes with the old content (the old block is gone), or NULL (it stays). */
void *kb_heap_realloc(void *block, size_t size);
/* Gives a block back; NULL is fine. */
void kb_heap_free(void *block);

#ifdef __cplusplus
}
#endif

#endif
