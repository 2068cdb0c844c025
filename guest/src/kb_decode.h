/* Reading MessagePack that the host wrote. */
#ifndef KB_DECODE_H
#define KB_DECODE_H

#include <mruby.h>
#include <stdint.h>

/* The bytes still to read. Values are copied out of them. */
typedef struct kb_reader {
  const uint8_t *at;
  const uint8_t *end;
} kb_reader;

/* The next value; the caller keeps it from the collector. Raises RuntimeError for malformed bytes. */
mrb_value kb_decode(mrb_state *mrb, kb_reader *r);

#endif
