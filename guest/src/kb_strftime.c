/* Time#strftime. There is no time zone but UTC. */
#include <mruby.h>
#include <mruby/class.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kb_core.h"

static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July",
                                      "August", "September", "October", "November", "December" };

struct moment {
  struct tm tm;
  int64_t seconds;
  int32_t nanoseconds;
  const char *zone;
};

/* How a field is shown: `pad` is 0 when the field's own is not to be changed, '-' for none. */
struct style {
  char pad;
  char sharp;
  char upper;
  char colon;
  int width;
};

static void
put_text(mrb_state *mrb, mrb_value out, const char *text, size_t length, const struct style *style)
{
  for (int room = style->width - (int)length; room > 0 && style->pad != '-'; room--) {
    mrb_str_cat(mrb, out, style->pad == '0' ? "0" : " ", 1);
  }
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    if (style->upper && c >= 'a' && c <= 'z') c -= 32;
    mrb_str_cat(mrb, out, &c, 1);
  }
}

static void
put_number(mrb_state *mrb, mrb_value out, int64_t value, int width, char pad, const struct style *style)
{
  char text[32];
  struct style own = *style;
  if (!own.pad) own.pad = pad;
  if (!own.width) own.width = width;
  int length = snprintf(text, sizeof(text), "%lld", (long long)value);
  put_text(mrb, out, text, (size_t)length, &own);
}

static int
days_of(int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 366 : 365;
}

/* The week that ISO 8601 counts the day in, and through `year` the year it belongs to. */
static int
iso_week(const struct tm *tm, int *year)
{
  int weekday = (tm->tm_wday + 6) % 7;
  int week = (tm->tm_yday - weekday + 10) / 7;
  *year = tm->tm_year + 1900;
  if (week < 1) {
    --*year;
    return (tm->tm_yday + days_of(*year) - weekday + 10) / 7;
  }
  if (week == 53 && tm->tm_yday - weekday + 3 >= days_of(*year)) {
    ++*year;
    return 1;
  }
  return week;
}

static void format(mrb_state *mrb, mrb_value out, const char *p, const char *end, const struct moment *at);

/* A field that stands for others, padded as a whole. */
static void
put_format(mrb_state *mrb, mrb_value out, const char *fields, const struct moment *at, const struct style *style)
{
  mrb_value text = mrb_str_new_capa(mrb, 32);
  format(mrb, text, fields, fields + strlen(fields), at);
  put_text(mrb, out, RSTRING_PTR(text), (size_t)RSTRING_LEN(text), style);
}

/* Answers whether the letter is a field. */
static mrb_bool
put_field(mrb_state *mrb, mrb_value out, char letter, struct style *style, const struct moment *at)
{
  const struct tm *tm = &at->tm;
  int hour12 = (tm->tm_hour + 11) % 12 + 1, year;
  const char *text = NULL;
  size_t length = 0;
#define NUMBER(value, width, pad) return put_number(mrb, out, value, width, pad, style), TRUE
#define FIELDS(fields) return put_format(mrb, out, fields, at, style), TRUE
  switch (letter) {
  case 'Y': NUMBER(tm->tm_year + 1900, tm->tm_year < -1900 ? 5 : 4, '0');
  case 'C': NUMBER((tm->tm_year + 1900) / 100, 2, '0');
  case 'y': NUMBER((tm->tm_year % 100 + 100) % 100, 2, '0');
  case 'm': NUMBER(tm->tm_mon + 1, 2, '0');
  case 'd': NUMBER(tm->tm_mday, 2, '0');
  case 'e': NUMBER(tm->tm_mday, 2, ' ');
  case 'j': NUMBER(tm->tm_yday + 1, 3, '0');
  case 'H': NUMBER(tm->tm_hour, 2, '0');
  case 'k': NUMBER(tm->tm_hour, 2, ' ');
  case 'I': NUMBER(hour12, 2, '0');
  case 'l': NUMBER(hour12, 2, ' ');
  case 'M': NUMBER(tm->tm_min, 2, '0');
  case 'S': NUMBER(tm->tm_sec, 2, '0');
  case 's': NUMBER(at->seconds, 1, '0');
  case 'u': NUMBER((tm->tm_wday + 6) % 7 + 1, 1, '0');
  case 'w': NUMBER(tm->tm_wday, 1, '0');
  case 'U': NUMBER((tm->tm_yday + 7 - tm->tm_wday) / 7, 2, '0');
  case 'W': NUMBER((tm->tm_yday + 7 - (tm->tm_wday + 6) % 7) / 7, 2, '0');
  case 'V': NUMBER(iso_week(tm, &year), 2, '0');
  case 'G': iso_week(tm, &year); NUMBER(year, 4, '0');
  case 'g': iso_week(tm, &year); NUMBER(year % 100, 2, '0');
  case 'F': FIELDS("%Y-%m-%d");
  case 'T': case 'X': FIELDS("%H:%M:%S");
  case 'D': case 'x': FIELDS("%m/%d/%y");
  case 'R': FIELDS("%H:%M");
  case 'r': FIELDS("%I:%M:%S %p");
  case 'c': FIELDS("%a %b %e %H:%M:%S %Y");
  case 'v': FIELDS("%e-%^b-%Y");
  case 'L': case 'N': {
    char digits[10];
    int wanted = style->width ? style->width : letter == 'L' ? 3 : 9;
    snprintf(digits, sizeof(digits), "%09d", (int)at->nanoseconds);
    for (int i = 0; i < wanted; i++) mrb_str_cat(mrb, out, i < 9 ? &digits[i] : "0", 1);
    return TRUE;
  }
  case 'A': case 'a': text = days[tm->tm_wday]; length = letter == 'a' ? 3 : 0; break;
  case 'B': case 'b': case 'h': text = months[tm->tm_mon]; length = letter == 'B' ? 0 : 3; break;
  case 'p': text = tm->tm_hour < 12 ? (style->sharp ? "am" : "AM") : style->sharp ? "pm" : "PM"; break;
  case 'P': text = tm->tm_hour < 12 ? "am" : "pm"; break;
  case 'Z': text = at->zone; break;
  case 'z': text = style->colon ? "+00:00" : "+0000"; break;
  case 'n': text = "\n"; break;
  case 't': text = "\t"; break;
  case '%': text = "%"; break;
  default: return FALSE;
  }
  if (style->sharp && letter != 'p') style->upper = 1;
  put_text(mrb, out, text, length ? length : strlen(text), style);
  return TRUE;
}

static void
format(mrb_state *mrb, mrb_value out, const char *p, const char *end, const struct moment *at)
{
  while (p < end) {
    const char *field = p;
    if (*p++ != '%') {
      mrb_str_cat(mrb, out, field, 1);
      continue;
    }
    struct style style = { 0 };
    for (; p < end; p++) {
      if (*p == '-' || *p == '0') style.pad = *p;
      else if (*p == '_') style.pad = ' ';
      else if (*p == '^') style.upper = 1;
      else if (*p == '#') style.sharp = 1;
      else if (*p == ':') style.colon = 1;
      else break;
    }
    for (; p < end && *p >= '0' && *p <= '9' && style.width < 1000; p++) style.width = style.width * 10 + (*p - '0');
    if (p < end && put_field(mrb, out, *p, &style, at)) p++;
    else mrb_str_cat(mrb, out, field, (size_t)(p - field));
  }
}

/* strftime(format) */
static mrb_value
time_strftime(mrb_state *mrb, mrb_value self)
{
  mrb_value source = mrb_get_arg1(mrb);
  mrb_ensure_string_type(mrb, source);
  struct moment at = { .zone = "UTC" };
  at.seconds = mrb_as_int(mrb, mrb_funcall_id(mrb, self, MRB_SYM(to_i), 0));
  at.nanoseconds = (int32_t)mrb_as_int(mrb, mrb_funcall_id(mrb, self, MRB_SYM(usec), 0)) * 1000;
  time_t seconds = (time_t)at.seconds;
  if (!gmtime_r(&seconds, &at.tm)) mrb_raise(mrb, E_RANGE_ERROR, "time out of range");
  mrb_value out = mrb_str_new_capa(mrb, RSTRING_LEN(source) * 2);
  /* a copy: nothing that is called from here may change what is being read */
  source = mrb_str_dup(mrb, source);
  format(mrb, out, RSTRING_PTR(source), RSTRING_PTR(source) + RSTRING_LEN(source), &at);
  return out;
}

void
kb_strftime_init(mrb_state *mrb)
{
  mrb_define_method_id(mrb, mrb_class_get_id(mrb, MRB_SYM(Time)), MRB_SYM(strftime), time_strftime, MRB_ARGS_REQ(1));
}
