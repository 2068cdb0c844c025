/*
 * A compiler for the build machine: turns Ruby files into one C array of bytecode, as
 * mruby's build asks of its external mrbc (-B<name> -o- [-g] [-s] files...).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mrc_ccontext.h"
#include "mrc_compile.h"
#include "mrc_diagnostic.h"
#include "mrc_dump.h"

int
main(int argc, char **argv)
{
  const char *name = NULL;
  uint8_t flags = 0;
  int files = 1;
  for (; files < argc && argv[files][0] == '-'; files++) {
    const char *option = argv[files];
    if (strncmp(option, "-B", 2) == 0) name = option + 2;
    else if (strcmp(option, "-s") == 0) flags |= MRC_DUMP_STATIC;
    else if (strcmp(option, "-g") == 0) flags |= MRC_DUMP_DEBUG_INFO;
    else if (strcmp(option, "-o-") != 0) {
      fprintf(stderr, "mrbc: unknown option %s\n", option);
      return 2;
    }
  }
  if (!name || files == argc) {
    fprintf(stderr, "usage: mrbc -B<name> -o- [-g] [-s] files...\n");
    return 2;
  }
  mrc_ccontext *c = mrc_ccontext_new(NULL);
  c->quiet_errors = 1;
  uint8_t *source = NULL;
  mrc_irep *irep = mrc_load_file_cxt(c, (const char **)argv + files, &source);
  for (const mrc_diagnostic_list *d = c->diagnostic_list; d; d = d->next) {
    if (d->code != MRC_PARSER_ERROR && d->code != MRC_GENERATOR_ERROR) continue;
    fprintf(stderr, "%s:%u:%u: %s\n", d->filename ? d->filename : "?", d->line, d->column, d->message);
  }
  if (!irep) return 1;
  mrc_irep_remove_lv(c, irep);
  return mrc_dump_irep_cfunc(c, irep, flags, stdout, name) == MRC_DUMP_OK ? 0 : 1;
}
