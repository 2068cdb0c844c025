/* What the files that read JSON share. */
#ifndef KB_JSON_PARSER_H
#define KB_JSON_PARSER_H

#include <mruby.h>
#include <stdint.h>

enum {
  /* names that are remembered */
  KB_JSON_KEYS = 64,
  /* entries up to which a Hash needs no index: as in hash.c */
  KB_JSON_SMALL = 16,
  /* elements that are gathered before there is an Array */
  KB_JSON_BATCH = 64
};

typedef struct kb_json_parser {
  mrb_state *mrb;
  const char *begin;
  const char *at;
  const char *end;
  mrb_bool symbols;
  mrb_bool allow_nan;
  int depth;
  /* keys seen, by their hash: documents repeat them, and one String does for all */
  mrb_value keys;
  /* what the containers that are being read hold so far; the collector finds it in its arena */
  mrb_value *stack;
  mrb_int used, room;
} kb_json_parser;

/* Raises what is wrong at a place of the source. */
mrb_noreturn void kb_json_fail(kb_json_parser *p, const char *at, const char *class, const char *what);
mrb_noreturn void kb_json_unexpected(kb_json_parser *p);
/* Takes a word if it comes next. */
mrb_bool kb_json_take(kb_json_parser *p, const char *word, size_t n);
/* At a quote: a new String. */
mrb_value kb_json_string(kb_json_parser *p);
/* At a quote: a name, which is a frozen String or a Symbol. Equal names have equal hashes. */
mrb_value kb_json_key(kb_json_parser *p, uint32_t *hash);
/* At a digit or a minus: an Integer or a Float. */
mrb_value kb_json_number(kb_json_parser *p);

#endif
