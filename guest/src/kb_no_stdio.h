/*
 * Included before every file of the compiler and of Oniguruma: their messages of last resort go nowhere, as
 * the guest has no streams. What the compiler reports, it reports as diagnostics.
 */
#ifndef KB_NO_STDIO_H
#define KB_NO_STDIO_H

#include <stdio.h>
#include <stdlib.h>

#define fprintf(...) ((void)0)
#define fputs(...) ((void)0)
#define fflush(...) ((void)0)
#undef stdout
#define stdout NULL

#endif
