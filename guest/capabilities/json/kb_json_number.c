/* Numbers of JSON, exact both ways. */
#include "kb_json.h"
#include "kb_json_parser.h"

#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/string.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads digits into `number`, which is exact as long as there are 19 of them at most. */
static const char *
digits_of(const char *at, const char *end, uint64_t *number)
{
  uint64_t sum = *number;
  for (; at < end && (uint8_t)(*at - '0') <= 9; at++) sum = sum * 10 + (uint8_t)(*at - '0');
  *number = sum;
  return at;
}

/* The places of the number, from `start` on, that are read to the double nearest to it. */
static double
nearest(mrb_state *mrb, const char *start, size_t n)
{
  char text[64];
  if (n >= sizeof text) {
    mrb_value long_text = mrb_str_new(mrb, start, n);
    return strtod(mrb_string_cstr(mrb, long_text), NULL);
  }
  memcpy(text, start, n);
  text[n] = '\0';
  return strtod(text, NULL);
}

/* What follows the digits before the point. */
static mrb_value
fraction(kb_json_parser *p, const char *start, const char *digits, const char *at, uint64_t mantissa)
{
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  mrb_int count = at - digits, exponent = 0;
  if (*at == '.') {
    const char *places = at + 1;
    p->at = at = digits_of(places, p->end, &mantissa);
    if (at == places) kb_json_unexpected(p);
    exponent = places - at;
    count += at - places;
  }
  if (at < p->end && (*at | 0x20) == 'e') {
    mrb_bool minus = ++at < p->end && *at == '-';
    if (minus || (at < p->end && *at == '+')) at++;
    const char *from = at;
    uint64_t value = 0;
    p->at = at = digits_of(from, p->end, &value);
    if (at == from) kb_json_unexpected(p);
    if (at - from > 4) count = 99;
    exponent += minus ? -(mrb_int)value : (mrb_int)value;
  }
  /* both exact, so one rounding, which is the right one */
  if (count <= 19 && mantissa <= (uint64_t)1 << 53 && exponent >= -22 && exponent <= 22) {
    double value = exponent < 0 ? (double)mantissa / powers[-exponent] : (double)mantissa * powers[exponent];
    return mrb_float_value(p->mrb, *start == '-' ? -value : value);
  }
  return mrb_float_value(p->mrb, nearest(p->mrb, start, (size_t)(at - start)));
}

mrb_value
kb_json_number(kb_json_parser *p)
{
  mrb_state *mrb = p->mrb;
  const char *start = p->at, *digits = start;
  mrb_bool negative = *start == '-';
  if (negative) {
    digits = ++p->at;
    if (p->allow_nan && kb_json_take(p, "Infinity", 8)) return mrb_float_value(mrb, -INFINITY);
  }
  uint64_t number = 0;
  const char *at = p->at = digits_of(digits, p->end, &number);
  mrb_int n = at - digits;
  if (n == 0) kb_json_unexpected(p);
  if (*digits == '0' && n > 1) kb_json_fail(p, digits, "ParserError", "a number that begins with 0");
  if (at < p->end && (*at == '.' || (*at | 0x20) == 'e')) return fraction(p, start, digits, at, number);
  if (n <= 19) {
    if (number <= (uint64_t)INT64_MAX) return mrb_int_value(mrb, negative ? -(mrb_int)number : (mrb_int)number);
    if (negative && number == (uint64_t)INT64_MAX + 1) return mrb_int_value(mrb, INT64_MIN);
  }
  return mrb_bint_new_str(mrb, digits, n, negative ? -10 : 10);
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
