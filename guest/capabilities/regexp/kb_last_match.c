/*
 * `$~`: the compiler has a method, or a body, that looks at its last match keep it in a hidden
 * variable, which the blocks in it share. One that does not look has none, and nothing is kept.
 */
#include "kb_regexp.h"

#include <mruby/internal.h>
#include <mruby/irep.h>
#include <mruby/proc.h>

#include "kb_stack.h"

static mrb_sym name;

/*
 * The variable of the code of the program that called what is running: code of C, and of the
 * library, keeps no match of its own. An owner is what it is part of besides a frame.
 */
static mrb_value *
variable(mrb_state *mrb, struct REnv **owner)
{
  const struct mrb_context *c = mrb->c;
  const mrb_callinfo *ci = c->ci;
  for (;; ci--) {
    const struct RProc *proc = ci->proc;
    /* what was read while the guest booted is constant */
    if (proc && !MRB_PROC_CFUNC_P(proc) && proc->body.irep && !kb_constant_p(proc->body.irep)) break;
    if (ci == c->cibase) return NULL;
  }
  *owner = NULL;
  mrb_value *at = ci->stack;
  for (const struct RProc *proc = ci->proc;;) {
    const mrb_irep *irep = proc->body.irep;
    for (int i = 0; irep->lv && i + 1 < irep->nlocals; i++) {
      if (irep->lv[i] != name) continue;
      return *owner && i + 1 >= MRB_ENV_LEN(*owner) ? NULL : at + i + 1;
    }
    *owner = MRB_PROC_ENV(proc); /* none for a method or a body, but for one that a block was made of */
    proc = proc->upper;
    if (!*owner || !proc || MRB_PROC_CFUNC_P(proc) || !proc->body.irep) return NULL;
    at = (*owner)->stack;
  }
}

mrb_bool
kb_match_wanted(mrb_state *mrb)
{
  struct REnv *owner;
  return variable(mrb, &owner) != NULL;
}

void
kb_match_set(mrb_state *mrb, mrb_value match)
{
  struct REnv *owner;
  mrb_value *at = variable(mrb, &owner);
  if (!at) return;
  *at = match;
  if (owner) mrb_write_barrier(mrb, (struct RBasic *)owner);
}

/* Regexp.last_match(group = nil) */
static mrb_value
last_match(mrb_state *mrb, mrb_value self)
{
  mrb_value group = mrb_nil_value();
  mrb_get_args(mrb, "|o", &group);
  struct REnv *owner;
  const mrb_value *at = variable(mrb, &owner);
  if (!at || mrb_nil_p(*at) || mrb_nil_p(group)) return at ? *at : mrb_nil_value();
  return mrb_funcall_argv(mrb, *at, mrb_intern_lit(mrb, "__group"), 1, &group);
}

void
kb_last_match_init(mrb_state *mrb, struct RClass *regexp)
{
  name = mrb_intern_lit(mrb, "!~");
  mrb_define_class_method(mrb, regexp, "last_match", last_match, MRB_ARGS_OPT(1));
}
