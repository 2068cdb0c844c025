/* What code compiled for RITE 0400 calls and mruby 3.4.0 does not have. */
#ifndef KB_RITE0400_H
#define KB_RITE0400_H

#include <mruby.h>

#ifdef __cplusplus
extern "C" {
#endif

void kb_rite0400_init(mrb_state *mrb);
/* Raises for what matched no pattern; `keys` is what the only pattern, of a hash, asks for, or nil. */
mrb_noreturn void kb_no_match(mrb_state *mrb, mrb_value value, mrb_value keys);

#ifdef __cplusplus
}
#endif

#endif
