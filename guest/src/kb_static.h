/* Which memory mruby may take for constant: it keeps pointers into it and never frees them. */
#ifndef KB_STATIC_H
#define KB_STATIC_H

#include <stdint.h>

/* The bytecode of this invocation stays where it is until the end, so nothing of it is copied. */
void kb_static_begin(const uint8_t *bytes, uint32_t length);

#endif
