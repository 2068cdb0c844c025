/* What code compiled for RITE 0400 calls and mruby 3.4.0 does not have. */
#ifndef KB_RITE0400_H
#define KB_RITE0400_H

#include <mruby.h>

void kb_rite0400_init(mrb_state *mrb);

#endif
