/*
 * The whole of what the guest can ask of its host: one function an import.
 * Nothing else leaves the module.
 */
#ifndef KB_HOST_H
#define KB_HOST_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __wasm__
#define KB_IMPORT(name) __attribute__((import_module("kobako"), import_name(#name)))
#define KB_EXPORT(name) __attribute__((export_name(#name)))
#else
#define KB_IMPORT(name)
#define KB_EXPORT(name)
#endif

/* The metering counter fell below zero: answers the next slice, or unwinds the guest. */
KB_IMPORT(interrupt) int32_t kb_host_interrupt(void);
/* Asks for `bytes` more of heap past what was granted; 1 if they are there, 0 if refused. */
KB_IMPORT(grow) int32_t kb_host_grow(int32_t bytes);
/* Memory is short even after a collection: unwinds the guest. */
KB_IMPORT(out_of_memory) void kb_host_out_of_memory(void) __attribute__((noreturn));
/* Hands `len` bytes to channel 1 (stdout) or 2 (stderr); the host copies them. */
KB_IMPORT(write) void kb_host_write(int32_t channel, const char *bytes, int32_t len);
/* Milliseconds since the epoch. */
KB_IMPORT(clock) double kb_host_clock(void);
/* 32 random bits. */
KB_IMPORT(entropy) int32_t kb_host_entropy(void);
/*
 * Calls a host object. `target` and `flags` are as in kb_transport.h, `method` numbers the
 * name for as long as the invocation lasts, `count` values follow each other in `arguments`,
 * `frame` is what the host calls the block by, 0 for none. Answers a reply in guest memory.
 */
KB_IMPORT(dispatch)
void *kb_host_dispatch(int32_t target, int32_t method, const char *name, int32_t name_length,
                       const uint8_t *arguments, int32_t length, int32_t count, int32_t flags, int32_t frame);
/* A metering point of the given weight; the build replaces every call of it. */
KB_IMPORT(meter_point) void kb_meter_point(int32_t weight);
/* Adds to the metering counter and answers it; below zero, `kb_meter_point(0)` is to follow soon. */
KB_IMPORT(meter_add) int32_t kb_meter_add(int32_t points);
/* The loop around this makes so few turns, whatever memory holds, that it needs no metering point. */
KB_IMPORT(meter_bounded) void kb_meter_bounded(void);

#ifdef __cplusplus
}
#endif

#endif
