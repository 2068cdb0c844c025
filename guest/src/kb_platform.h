/* What the guest knows of the outside without a service: constants under the hermetic profile. */
#ifndef KB_PLATFORM_H
#define KB_PLATFORM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Milliseconds since the epoch. */
double kb_clock_ms(void);
/* 32 bits to seed a random number generator with. */
uint32_t kb_entropy(void);

#ifdef __cplusplus
}
#endif

#endif
