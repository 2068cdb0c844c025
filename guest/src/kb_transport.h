/*
 * Calls from the guest to the host, and the host's calls of the guest's blocks.
 *
 * A request is the arguments one after the other in a buffer that the next request uses
 * again: the host has read it before it does anything else. A reply is in the inbox, or in a
 * block of its own where it is too long for that; the guest has read it before any other
 * code of the guest runs, and gives such a block back.
 */
#ifndef KB_TRANSPORT_H
#define KB_TRANSPORT_H

#include <mruby.h>
#include <stdint.h>

typedef struct kb_call {
  /* of a handle its number, of a service -1 - index, 0 for neither */
  int32_t target;
  mrb_sym method;
  mrb_int count;
  const mrb_value *arguments;
  /* a Hash, or nil */
  mrb_value keywords;
  mrb_value block;
  /* only whether the target would answer */
  mrb_bool ask;
} kb_call;

/* Calls the host; answers the result or raises. The result is the caller's to keep from the collector. */
mrb_value kb_dispatch(mrb_state *mrb, const kb_call *call);

#endif
