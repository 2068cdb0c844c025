/* The one interpreter of the guest, made when the module is built. */
#ifndef KB_STATE_H
#define KB_STATE_H

#include <mruby.h>

mrb_state *kb_state(void);

#endif
