/* Numbers of JSON, exact both ways. */
#include "kb_json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double
kb_json_double(const char *text, mrb_int n)
{
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  const char *at = text, *end = text + n;
  int negative = *at == '-';
  int digits = 0, exponent = 0, fraction = 0;
  uint64_t mantissa = 0;
  for (at += negative; at < end && (*at == '.' || (*at >= '0' && *at <= '9')); at++) {
    if (*at == '.') fraction = 1;
    else {
      if (mantissa || *at != '0') digits++;
      if (digits <= 18) mantissa = mantissa * 10 + (uint64_t)(*at - '0');
      exponent -= fraction;
    }
  }
  if (at < end) {
    int minus = at[1] == '-', value = 0;
    for (at += at[1] == '-' || at[1] == '+' ? 2 : 1; at < end; at++) if (value < 10000) value = value * 10 + (*at - '0');
    exponent += minus ? -value : value;
  }
  /* both exact, so one rounding, which is the right one */
  if (digits <= 18 && mantissa <= (uint64_t)1 << 53 && exponent >= -22 && exponent <= 22) {
    double value = exponent < 0 ? (double)mantissa / powers[-exponent] : (double)mantissa * powers[exponent];
    return negative ? -value : value;
  }
  return strtod(text, NULL);
}

int
kb_json_write_double(char *to, double value)
{
  char text[40], digits[20];
  for (int precision = 15; precision <= 17; precision++) {
    snprintf(text, sizeof text, "%.*e", precision - 1, value);
    if (precision == 17 || strtod(text, NULL) == value) break;
  }
  char *out = to;
  const char *at = text;
  if (*at == '-') *out++ = *at++;
  int n = 0;
  for (; *at != 'e'; at++) if (*at != '.') digits[n++] = *at;
  int exponent = atoi(at + 1);
  while (n > 1 && digits[n - 1] == '0') n--;
  if (exponent < -4 || exponent >= 16) {
    *out++ = digits[0];
    *out++ = '.';
    if (n == 1) *out++ = '0';
    memcpy(out, digits + 1, (size_t)n - 1);
    out += n - 1;
    out += snprintf(out, 8, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
  }
  else if (exponent < 0) {
    *out++ = '0';
    *out++ = '.';
    for (int i = -1; i > exponent; i--) *out++ = '0';
    memcpy(out, digits, (size_t)n);
    out += n;
  }
  else {
    for (int i = 0; i <= exponent; i++) *out++ = i < n ? digits[i] : '0';
    *out++ = '.';
    if (n <= exponent + 1) *out++ = '0';
    for (int i = exponent + 1; i < n; i++) *out++ = digits[i];
  }
  return (int)(out - to);
}
