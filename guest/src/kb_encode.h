#ifndef KB_ENCODE_H
#define KB_ENCODE_H

#include <mruby.h>

#include "kb_wire.h"

/* Remembers the classes that have a wire form of their own; once, at boot. */
void kb_encode_init(mrb_state *mrb);
/* The class Set as it was at boot, whatever its constant is now. */
struct RClass *kb_set_class(void);
/* A buffer in mruby's heap: short memory is collected for before it ends the invocation. */
kb_buffer kb_encode_buffer(mrb_state *mrb);
/*
 * Writes a value without running any guest code: no method is called on it or on what it
 * holds. Raises TypeError, naming the class, for what has no wire form.
 */
void kb_encode(mrb_state *mrb, kb_buffer *b, mrb_value value);

#endif
