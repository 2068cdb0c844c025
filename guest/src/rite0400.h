/* What code compiled for RITE 0400 calls and mruby 3.4.0 does not have. */
#ifndef KB_RITE0400_H
#define KB_RITE0400_H

#include <mruby.h>

#ifdef __cplusplus
extern "C" {
#endif

void kb_rite0400_init(mrb_state *mrb);
/* Raises for what matched no pattern. Of the `count` registers at `at` the first holds it; where the
   pattern was the only one, the next holds the number of the reason, and two more what it speaks of. */
mrb_noreturn void kb_no_match(mrb_state *mrb, const mrb_value *at, mrb_int count);

#ifdef __cplusplus
}
#endif

#endif
