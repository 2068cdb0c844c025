/* JSON: parsing and generating, both in one pass and without running code of the guest but a `to_json` of its own. */
#ifndef KB_JSON_H
#define KB_JSON_H

#include <mruby.h>

/* Containers within containers, at most; a program can only lower it. */
enum { KB_JSON_DEPTH = 128 };

/* JSON.__parse(source, symbolize, allow_nan, depth) */
mrb_value kb_json_parse(mrb_state *mrb, mrb_value self);
/* JSON.__generate(value, indent, space, object_nl, array_nl, allow_nan, depth, nesting) */
mrb_value kb_json_generate(mrb_state *mrb, mrb_value self);
mrb_noreturn void kb_json_raise(mrb_state *mrb, const char *class, mrb_value message);
/* Digits that read back as the same double, as Ruby writes them; answers how many. At least 40 bytes of room. */
int kb_json_write_double(char *to, double value);

#endif
