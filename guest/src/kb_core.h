#ifndef KB_CORE_H
#define KB_CORE_H

#include <mruby.h>

/* Defines what of the core classes is written in C. */
void kb_core_init(mrb_state *mrb);
/* Defines Time#strftime. */
void kb_strftime_init(mrb_state *mrb);

#endif
