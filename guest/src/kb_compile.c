/*
 * Source to bytecode. The compiler is mruby's own, built to stand alone: it needs no
 * interpreter, takes its memory from malloc, and leaves all of it to the image's next restore.
 */
#include <stdlib.h>
#include <string.h>

#include "mrc_ccontext.h"
#include "mrc_compile.h"
#include "mrc_diagnostic.h"
#include "mrc_dump.h"

#include "kb_host.h"
#include "kb_wire.h"

static kb_outcome outcome;

static void *
resize(void *context, void *block, size_t size)
{
  (void)context;
  return realloc(block, size);
}

static size_t
count(const mrc_diagnostic_list *d)
{
  size_t n = 0;
  for (; d; d = d->next) n++;
  return n;
}

/* Each problem as [level, message, line, column, length]; level 0 is an error, 1 a warning. */
static void
put_diagnostics(kb_buffer *b, const mrc_diagnostic_list *d)
{
  kb_put_array(b, count(d));
  for (; d; d = d->next) {
    kb_put_array(b, 5);
    kb_put_uint(b, d->code == MRC_PARSER_ERROR || d->code == MRC_GENERATOR_ERROR ? 0 : 1);
    kb_put_text(b, d->message, strlen(d->message));
    kb_put_uint(b, d->line);
    kb_put_uint(b, d->column);
    if (d->length) kb_put_uint(b, d->length);
    else kb_put_nil(b);
  }
}

KB_EXPORT(kb_compile) const kb_outcome *
kb_compile(const uint8_t *source, uint32_t length, const char *name, uint32_t name_length)
{
  /* Prism looks a little past the end and expects a NUL there */
  uint8_t *text = malloc((size_t)length + 16);
  memcpy(text, source, length);
  memset(text + length, 0, 16);
  char *file = malloc((size_t)name_length + 1);
  memcpy(file, name, name_length);
  file[name_length] = 0;

  mrc_ccontext *c = mrc_ccontext_new(NULL);
  c->quiet_errors = 1;
  mrc_ccontext_filename(c, file);
  const uint8_t *start = text;
  mrc_irep *irep = mrc_load_string_cxt(c, &start, length);

  uint8_t *bytes = NULL;
  size_t size = 0;
  if (irep && mrc_dump_irep(c, irep, MRC_DUMP_DEBUG_INFO, &bytes, &size) == MRC_DUMP_OK) {
    outcome.kind = KB_BYTECODE;
    outcome.bytes = bytes;
    outcome.length = (uint32_t)size;
  }
  else {
    kb_buffer b = { NULL, 0, 0, resize, NULL, 0 };
    put_diagnostics(&b, c->diagnostic_list);
    outcome.kind = KB_DIAGNOSTICS;
    outcome.bytes = b.bytes;
    outcome.length = (uint32_t)b.length;
  }
  return &outcome;
}
