/*
 * What an export answers to the host. Messages are written to one buffer, the outbox, which
 * is used again: the host reads each before the guest goes on.
 */
#ifndef KB_OUTCOME_H
#define KB_OUTCOME_H

#include <mruby.h>

#include "kb_wire.h"

/* The outbox, empty. Nothing that runs guest code may come between this and handing it over. */
kb_buffer *kb_outbox(mrb_state *mrb);
/* The value as the outcome; raises where it has no wire form. */
const kb_outcome *kb_answer_value(mrb_state *mrb, mrb_value value);
/* The exception as [meant, origin, class, message, backtrace, details, failure]; see kb_meant.h. */
const kb_outcome *kb_answer_panic(mrb_state *mrb, mrb_value exception);
/* A kind without a message. */
const kb_outcome *kb_answer_kind(enum kb_kind kind);

#endif
