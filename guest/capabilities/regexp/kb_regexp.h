/* Regexp and MatchData on Oniguruma. Both are frozen, and neither can be made but by matching or compiling. */
#ifndef KB_REGEXP_H
#define KB_REGEXP_H

#include <mruby.h>
#include <mruby/data.h>
#include <oniguruma.h>

typedef struct kb_regexp {
  regex_t *program;
  /* of Ruby: IGNORECASE 1, EXTENDED 2, MULTILINE 4 */
  uint32_t options;
  char *source;
  mrb_int length;
} kb_regexp;

/* Where each group matched, in bytes: begin and end, -1 where it did not. Group 0 is the whole. */
typedef struct kb_match {
  int32_t count;
  int32_t at[];
} kb_match;

extern const mrb_data_type kb_regexp_type;
extern const mrb_data_type kb_match_type;

/* The pattern of a Regexp; raises TypeError for anything else. */
kb_regexp *kb_regexp_of(mrb_state *mrb, mrb_value v);
/* NULL for anything but a Regexp. */
kb_regexp *kb_regexp_if(mrb_value v);
/* Raises TypeError for anything but a String. */
void kb_expect_string(mrb_state *mrb, mrb_value v);
/* Raises ArgumentError for a String that is not valid UTF-8. */
void kb_subject_check(mrb_state *mrb, mrb_value string);
/* The String that a pattern is matched against, of a String or a Symbol; raises TypeError. */
mrb_value kb_subject(mrb_state *mrb, mrb_value v);
/*
 * Searches a checked String from a byte on, backwards with `back`; answers the byte where the match
 * begins, or -1. What matched is in kb_found until the next search. Raises RegexpError.
 */
int kb_search(mrb_state *mrb, kb_regexp *r, mrb_value string, mrb_int from, mrb_bool back);
extern OnigRegion kb_found;
/* What kb_found says as a MatchData. The string must be frozen. */
mrb_value kb_match_new(mrb_state *mrb, mrb_value regexp, mrb_value string);
/* Whether the program can see `$~` where it called what is running, and what it sees there. */
mrb_bool kb_match_wanted(mrb_state *mrb);
void kb_match_set(mrb_state *mrb, mrb_value match);
/* A frozen copy of a String that no program can change. */
mrb_value kb_frozen(mrb_state *mrb, mrb_value string);
/* The group that a name means in kb_found's or a match's groups; -1 for none. */
int kb_group_named(kb_regexp *r, const char *name, mrb_int length, const int32_t *at);
mrb_int kb_chars(const char *bytes, mrb_int n);
/* The byte where a character begins that stands `index` after `from`; -1 past the end. */
mrb_int kb_byte_of(const char *bytes, mrb_int n, mrb_int index);
mrb_int kb_next_char(mrb_value string, mrb_int at);
mrb_value kb_piece(mrb_state *mrb, mrb_value string, mrb_int from, mrb_int to);

void kb_match_init(mrb_state *mrb);
void kb_last_match_init(mrb_state *mrb, struct RClass *regexp);
void kb_replace_init(mrb_state *mrb, struct RClass *regexp);
void kb_string_init(mrb_state *mrb, struct RClass *regexp);

#endif
