#include "kb_absent.h"

#include <string.h>

#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/presym.h>

/* No constant is defined for these: an application may bind a service of the same name. */
static const char *const constants[] = {
  "ARGF", "ARGV", "Base64", "Benchmark", "BigDecimal", "Binding", "CSV", "ConditionVariable", "DATA", "Date", "DateTime",
  "Delegator", "Digest", "Dir", "ENV", "ERB", "Etc", "File", "FileUtils", "Find", "Forwardable", "IO", "Logger", "Marshal",
  "Matrix", "Monitor", "MonitorMixin", "Mutex", "Net", "Observable", "Open3", "OpenSSL", "OpenStruct", "OptionParser",
  "PStore", "Pathname", "Prime", "Psych", "Queue", "Ractor", "Readline", "Ripper", "RubyVM", "STDIN", "SecureRandom",
  "Shellwords", "Signal", "SimpleDelegator", "Singleton", "SizedQueue", "Socket", "StringIO", "StringScanner", "TCPServer",
  "TCPSocket", "TOPLEVEL_BINDING", "Tempfile", "Thread", "ThreadGroup", "Timeout", "TracePoint", "UDPSocket", "UNIXSocket",
  "URI", "Vector", "WeakRef", "YAML", "Zlib"
};

mrb_bool
kb_absent_constant(const char *name)
{
  for (size_t i = 0; i < sizeof(constants) / sizeof(*constants); i++) {
    if (strcmp(name, constants[i]) == 0) return TRUE;
  }
  return FALSE;
}

/* Says that there is no method of the name that it was called by. */
static mrb_value
absent(mrb_state *mrb, mrb_value self)
{
  mrb_raisef(mrb, E_NOTIMP_ERROR, "the sandbox does not have %n", mrb->c->ci->mid);
}

void
kb_absent_init(mrb_state *mrb)
{
  static const mrb_sym of_kernel[] = {
    MRB_SYM(BigDecimal), MRB_SYM(abort), MRB_SYM(at_exit), MRB_SYM(autoload), MRB_SYM(binding), MRB_SYM(exec),
    MRB_SYM(exit), MRB_SYM_B(exit), MRB_SYM(fork), MRB_SYM(gets), MRB_SYM(open), MRB_SYM(readline),
    MRB_SYM(readlines), MRB_SYM(sleep), MRB_SYM(spawn), MRB_SYM(system), MRB_SYM(trap)
  };
  static const mrb_sym of_process[] = {
    MRB_SYM(daemon), MRB_SYM(exit), MRB_SYM(fork), MRB_SYM(kill), MRB_SYM(pid), MRB_SYM(ppid), MRB_SYM(spawn), MRB_SYM(wait)
  };
  for (size_t i = 0; i < sizeof(of_kernel) / sizeof(*of_kernel); i++) {
    mrb_define_private_method_id(mrb, mrb->kernel_module, of_kernel[i], absent, MRB_ARGS_ANY());
    mrb_define_class_method_id(mrb, mrb->kernel_module, of_kernel[i], absent, MRB_ARGS_ANY());
  }
  struct RClass *process = mrb_define_module_id(mrb, MRB_SYM(Process));
  for (size_t i = 0; i < sizeof(of_process) / sizeof(*of_process); i++) {
    mrb_define_class_method_id(mrb, process, of_process[i], absent, MRB_ARGS_ANY());
  }
  mrb_define_method_id(mrb, mrb->module_class, MRB_SYM(autoload), absent, MRB_ARGS_ANY());
}
