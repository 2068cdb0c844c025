/*
 * What stands in the guest for objects of the host: services, which are constants, and
 * handles, which are values. Both know nothing but a number, and forward what is called on
 * them (see kb_transport.h).
 */
#ifndef KB_REMOTE_H
#define KB_REMOTE_H

#include <mruby.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Defines Kobako::Remote and what descends from it, and the error classes; once, at boot. */
void kb_remote_init(mrb_state *mrb);
/* The method that takes what the class does not define, when the class is of a remote object. */
mrb_method_t kb_remote_method(mrb_state *mrb, struct RClass *c);
/* Whether a value is a service or a handle: as a key of a Hash it is itself, and the host is not asked. */
mrb_bool kb_remote_p(mrb_value v);
/* A frozen token for the host object of that number. */
mrb_value kb_handle_new(mrb_state *mrb, uint32_t id);
/* The number of a handle, 0 for anything else. */
uint32_t kb_handle_id(mrb_value v);
/* Defines the constant of a path as the service of that number; raises TypeError where it cannot be. */
void kb_service_define(mrb_state *mrb, const char *path, size_t length, uint32_t index);

enum kb_error { KB_SERVICE_ERROR, KB_NO_SERVICE_ERROR, KB_SERVICE_ARGUMENT_ERROR, KB_HANDLE_EXHAUSTED_ERROR };
/* An exception of that class for a failure of the host, known there by its number. */
mrb_value kb_failure_new(mrb_state *mrb, enum kb_error kind, mrb_value message, mrb_value number);
/* The number of the host's failure that an exception stands for, else nil. */
mrb_value kb_failure_of(mrb_state *mrb, mrb_value exception);

#ifdef __cplusplus
}
#endif

#endif
