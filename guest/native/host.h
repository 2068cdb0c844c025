/* What programs on this machine do with the guest: each has it in a process of its own. */
#ifndef NATIVE_HOST_H
#define NATIVE_HOST_H

#include <mruby.h>
#include <stdint.h>

#include "kb_outcome.h"

/* Bytes that the guest may have, 256 MiB unless the program says otherwise. */
extern size_t native_heap_max;
/* Makes the guest, with its one service; once a process. */
void native_boot(void);
/* The stack that the guest may use begins here; before every request. */
void native_stack(const uint8_t *here);
/* Compiles a source and runs it. */
const kb_outcome *native_evaluate(const uint8_t *source, uint32_t length);
/* Reads a message of values and writes each back. */
const kb_outcome *native_copy(const uint8_t *bytes, uint32_t length);
/* The program's own: what to do when the guest has no memory left. */
mrb_noreturn void native_out_of_memory(void);

#endif
