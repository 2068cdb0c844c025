/* Floats as text and text as floats, by the C library's exact routines. */
#include "kb_float.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The digits and the decimal exponent of the shortest text that reads back as `f`. */
static __attribute__((noinline)) int
shortest(double f, char digits[24], int *exponent)
{
  char text[32];
  /* 15 digits are always right to show, 17 always enough; subnormal numbers have fewer */
  int precision = fabs(f) < DBL_MIN ? 0 : 14;
  for (; precision <= 16; precision++) {
    snprintf(text, sizeof(text), "%.*e", precision, f);
    if (precision == 16 || strtod(text, NULL) == f) break;
  }
  char *e = strchr(text, 'e');
  *exponent = atoi(e + 1);
  int count = 0;
  for (char *p = text; p < e; p++) {
    if (*p != '.') digits[count++] = *p;
  }
  while (count > 1 && digits[count - 1] == '0') count--;
  return count;
}

void
kb_float_text(double f, char out[KB_FLOAT_TEXT])
{
  char digits[24];
  int exponent;
  if (signbit(f)) *out++ = '-';
  int count = shortest(fabs(f), digits, &exponent);
  /* with 16 digits before the point only if there are some behind it */
  if (exponent < -4 || exponent > 15 || (exponent == 15 && count <= 16)) {
    *out++ = digits[0];
    *out++ = '.';
    if (count == 1) *out++ = '0';
    memcpy(out, digits + 1, (size_t)count - 1);
    snprintf(out + count - 1, 8, "e%+03d", exponent);
    return;
  }
  int point = exponent + 1;
  if (point <= 0) {
    *out++ = '0';
    *out++ = '.';
    for (; point < 0; point++) *out++ = '0';
    memcpy(out, digits, (size_t)count);
    out[count] = 0;
    return;
  }
  for (int i = 0; i < point; i++) *out++ = i < count ? digits[i] : '0';
  *out++ = '.';
  if (count <= point) *out++ = '0';
  for (int i = point; i < count; i++) *out++ = digits[i];
  *out = 0;
}

/*
 * The number that the library rounds to `precision` digits as CRuby does: of 2 to 15 digits, the last of them a 5 past
 * those, the text counts as a half, which goes to the even digit, though the number itself lies above or below.
 */
static double
half_to_even(double f, int precision)
{
  char digits[24];
  int exponent;
  if (!isfinite(f) || precision < 0) return f;
  int count = shortest(fabs(f), digits, &exponent);
  if (count < 2 || count > 15 || digits[count - 1] != '5' || count - 1 - exponent != precision + 1) return f;
  return nextafter(f, digits[count - 2] % 2 ? copysign(INFINITY, f) : 0);
}

int
kb_float_format(char *out, size_t size, char form, int flags, int width, int precision, double f)
{
  char format[16] = "%";
  char *p = format + 1;
  if (flags & KB_LEFT) *p++ = '-';
  if (flags & KB_PLUS) *p++ = '+';
  if (flags & KB_SPACE) *p++ = ' ';
  if (flags & KB_ZERO) *p++ = '0';
  if (flags & KB_ALTERNATIVE) *p++ = '#';
  strcpy(p, "*.*");
  p[3] = form;
  p[4] = 0;
  return snprintf(out, size, format, width, precision, form == 'f' ? half_to_even(f, precision) : f);
}

_Bool
kb_read_float(const char *text, char **end, double *f)
{
  const char *p = text;
  while (*p == ' ' || (*p >= '\t' && *p <= '\r')) p++;
  if (*p == '-' || *p == '+') p++;
  const char *digit = *p == '.' ? p + 1 : p;
  if (*digit < '0' || *digit > '9') {
    if (end) *end = (char *)text;
    *f = 0;
    return 0;
  }
  /* the library would read hexadecimal digits, too */
  if (p[0] == '0' && (p[1] | 32) == 'x') {
    if (end) *end = (char *)p + 1;
    *f = 0;
    return 1;
  }
  *f = strtod(text, end);
  return 1;
}
