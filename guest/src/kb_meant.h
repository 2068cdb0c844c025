/* What a name that stands for nothing may have been meant for: for the host, which chooses; the script is not told. */
#ifndef KB_MEANT_H
#define KB_MEANT_H

#include <mruby.h>

#include "kb_wire.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Writes [name, candidate...] for a NameError, else nil. Runs nothing of the guest. To be called before the
 * backtrace is asked for, since the names of local variables come from what it was packed from.
 */
void kb_put_meant(mrb_state *mrb, kb_buffer *b, mrb_value exception);

#ifdef __cplusplus
}
#endif

#endif
