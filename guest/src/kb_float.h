/* Floats as text and text as floats, exact both ways. */
#ifndef KB_FLOAT_H
#define KB_FLOAT_H

#include <stddef.h>

enum { KB_FLOAT_TEXT = 32 };
enum { KB_LEFT = 1, KB_PLUS = 2, KB_SPACE = 4, KB_ZERO = 8, KB_ALTERNATIVE = 16 };

/* Writes the shortest text that reads back as the finite `f`, as Float#to_s has it. */
void kb_float_text(double f, char out[KB_FLOAT_TEXT]);
/* Formats for one of "aAeEfFgG"; a negative precision is none. Answers the length, as snprintf does. */
int kb_float_format(char *out, size_t size, char form, int flags, int width, int precision, double f);
/* Reads a decimal number at the start of `text`; answers whether there is one. */
_Bool kb_read_float(const char *text, char **end, double *f);

#endif
