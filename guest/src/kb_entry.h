/* Calls of an entrypoint: a top-level constant that answers `call`. */
#ifndef KB_ENTRY_H
#define KB_ENTRY_H

#include <mruby.h>

#include "kb_decode.h"
#include "kb_wire.h"

/* Makes what calls an entrypoint; once, at boot. */
void kb_entry_init(mrb_state *mrb);
/*
 * Reads a name, `count` arguments, and a Hash of keywords or nil; calls the constant of that
 * name and answers its value. Where there is no such entrypoint answers KB_ABSENT with the
 * names of those there are.
 */
const kb_outcome *kb_entry_call(mrb_state *mrb, kb_reader *r, uint32_t count);

#endif
