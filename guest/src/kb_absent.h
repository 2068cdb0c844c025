/* What a sandbox has none of, by the names that scripts ask for. */
#ifndef KB_ABSENT_H
#define KB_ABSENT_H

#include <mruby.h>

/* Defines the methods that say so. */
void kb_absent_init(mrb_state *mrb);
/* Whether the sandbox has no constant of this name, and says so. */
mrb_bool kb_absent_constant(const char *name);

#endif
