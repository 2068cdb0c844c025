/* What the guest writes: two channels, and nothing but bytes. */
#ifndef KB_OUTPUT_H
#define KB_OUTPUT_H

#include <mruby.h>
#include <stddef.h>
#include <stdint.h>

enum { KB_STDOUT = 1, KB_STDERR = 2 };

/* Hands the bytes to the host, which copies them. */
void kb_write(int32_t channel, const char *bytes, size_t len);
/* Defines Kobako::Output, its two objects, and Kernel's methods that are written in C. */
void kb_output_init(mrb_state *mrb);

#endif
