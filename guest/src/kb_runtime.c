/* Entry of the runtime gem: what is written in C goes in before guest/mrblib is loaded. */
#include <mruby.h>

#include "kb_core.h"
#include "kb_output.h"
#include "kb_remote.h"
#include "rite0400.h"

void
mrb_kobako_runtime_gem_init(mrb_state *mrb)
{
  kb_core_init(mrb);
  kb_strftime_init(mrb);
  kb_output_init(mrb);
  kb_rite0400_init(mrb);
  kb_remote_init(mrb);
}

void
mrb_kobako_runtime_gem_final(mrb_state *mrb)
{
  (void)mrb;
}
