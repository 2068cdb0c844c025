/* The capabilities that only some guests have. */
#ifndef KB_VARIANT_H
#define KB_VARIANT_H

#include <mruby.h>

/* Defines what this guest has, and what the constants of the others say; once, at boot. */
void kb_variant_init(mrb_state *mrb);
/* One of a capability each. */
void kb_regexp_init(mrb_state *mrb);
void kb_json_init(mrb_state *mrb);

#endif
