#include "kb_remote.h"

#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/data.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>

#include "kb_transport.h"

static struct RClass *remote_class, *service_class, *handle_class, *proxy_module;
static struct RClass *errors[4];
static const mrb_data_type handle_type = { "Kobako::Handle", NULL };

mrb_value
kb_handle_new(mrb_state *mrb, uint32_t id)
{
  struct RData *data = mrb_data_object_alloc(mrb, handle_class, (void *)(uintptr_t)id, &handle_type);
  data->frozen = 1;
  return mrb_obj_value(data);
}

uint32_t
kb_handle_id(mrb_value v)
{
  if (mrb_type(v) != MRB_TT_CDATA || DATA_TYPE(v) != &handle_type) return 0;
  return (uint32_t)(uintptr_t)DATA_PTR(v);
}

/* Handles are numbered from 1, services from -1 downwards; 0 is nothing. */
static int32_t
target_of(mrb_state *mrb, mrb_value self)
{
  uint32_t id = kb_handle_id(self);
  if (id) return (int32_t)id;
  mrb_value index = mrb_iv_get(mrb, self, MRB_SYM(__service__));
  return mrb_integer_p(index) ? -1 - (int32_t)mrb_integer(index) : 0;
}

mrb_bool
kb_remote_p(mrb_value v)
{
  if (kb_handle_id(v)) return TRUE;
  if (!mrb_module_p(v)) return FALSE;
  struct RClass *class = mrb_class_ptr(v)->c;
  while (class && class != service_class) class = class->super;
  return class != NULL;
}

static mrb_value
forward(mrb_state *mrb, mrb_value self)
{
  mrb_callinfo *ci = mrb->c->ci;
  mrb_int n = ci->n;
  const mrb_value *argv = ci->stack + 1;
  const mrb_value *rest = argv + (n == 15 ? 1 : n);
  kb_call call = { target_of(mrb, self), ci->mid, n, argv, mrb_nil_value(), mrb_nil_value(), FALSE };
  if (ci->nk > 0) call.keywords = *rest++;
  call.block = *rest;
  if (n == 15) {
    call.count = RARRAY_LEN(argv[0]);
    call.arguments = RARRAY_PTR(argv[0]);
  }
  return kb_dispatch(mrb, &call);
}

mrb_method_t
kb_remote_method(mrb_state *mrb, struct RClass *class)
{
  mrb_method_t method;
  MRB_METHOD_FROM_PROC(method, NULL);
  for (; class; class = class->super) {
    if (class == remote_class) {
      MRB_METHOD_FROM_FUNC(method, forward);
      break;
    }
  }
  return method;
}

static mrb_value
remote_respond_to(mrb_state *mrb, mrb_value self)
{
  mrb_sym name;
  mrb_bool all = FALSE;
  mrb_get_args(mrb, "n|b", &name, &all);
  if (mrb_obj_respond_to(mrb, mrb_class(mrb, self), name)) return mrb_true_value();
  kb_call call = { target_of(mrb, self), name, 0, NULL, mrb_nil_value(), mrb_nil_value(), TRUE };
  return kb_dispatch(mrb, &call);
}

/* What the host object says of itself if it says anything; else what `inspect` does. */
static mrb_value
remote_to_s(mrb_state *mrb, mrb_value self)
{
  kb_call call = { target_of(mrb, self), MRB_SYM(to_s), 0, NULL, mrb_nil_value(), mrb_nil_value(), TRUE };
  if (!mrb_test(kb_dispatch(mrb, &call))) return mrb_funcall_id(mrb, self, MRB_SYM(inspect), 0);
  call.ask = FALSE;
  return kb_dispatch(mrb, &call);
}

static mrb_value
service_inspect(mrb_state *mrb, mrb_value self)
{
  mrb_value path = mrb_iv_get(mrb, self, MRB_SYM(__path__));
  return mrb_string_p(path) ? mrb_str_dup(mrb, path) : mrb_str_new_lit(mrb, "Kobako::Service");
}

static mrb_value
handle_inspect(mrb_state *mrb, mrb_value self)
{
  return mrb_str_new_lit(mrb, "#<Kobako::Handle>");
}

static mrb_value
never(mrb_state *mrb, mrb_value self)
{
  return mrb_false_value();
}

/* What the interpreter calls when a module is reopened is no call of the host. */
static mrb_value
ignore(mrb_state *mrb, mrb_value self)
{
  return mrb_nil_value();
}

/* A service has Kobako::Proxy's ways from the start; other modules extend it as any object. */
static mrb_value
service_extend(mrb_state *mrb, mrb_value self)
{
  mrb_int count;
  const mrb_value *modules;
  mrb_get_args(mrb, "*", &modules, &count);
  for (mrb_int i = 0; i < count; i++) {
    mrb_check_type(mrb, modules[i], MRB_TT_MODULE);
    struct RClass *module = mrb_class_ptr(modules[i]);
    if (module == proxy_module) continue;
    mrb_include_module(mrb, mrb_singleton_class_ptr(mrb, self), module);
  }
  return self;
}

/* Of a module that says `extend Kobako::Proxy` but is bound to nothing. */
static mrb_value
proxy_missing(mrb_state *mrb, mrb_value self)
{
  mrb_sym name;
  mrb_int count;
  const mrb_value *arguments;
  mrb_get_args(mrb, "n*", &name, &arguments, &count);
  kb_call call = { target_of(mrb, self), name, count, arguments, mrb_nil_value(), mrb_nil_value(), FALSE };
  return kb_dispatch(mrb, &call);
}

static mrb_bool
constant_p(mrb_state *mrb, struct RClass *scope, mrb_sym name)
{
  return mrb_const_defined_at(mrb, mrb_obj_value(scope), name);
}

static mrb_noreturn void
taken(mrb_state *mrb, const char *path, size_t length)
{
  mrb_raisef(mrb, E_TYPE_ERROR, "%l is a constant of the guest already", path, length);
}

/* The module that a path's next segment names inside a scope, made where there is none. */
static struct RClass *
namespace(mrb_state *mrb, struct RClass *scope, mrb_sym name, const char *path, size_t length)
{
  if (!constant_p(mrb, scope, name)) {
    return scope == mrb->object_class ? mrb_define_module_id(mrb, name)
                                      : mrb_define_module_under_id(mrb, scope, name);
  }
  mrb_value found = mrb_const_get(mrb, mrb_obj_value(scope), name);
  if (!mrb_class_p(found) && !mrb_module_p(found)) taken(mrb, path, length);
  return mrb_class_ptr(found);
}

/*
 * A service is a module, so that a guest idiom can reopen it, whose class is not Module but
 * Kobako::Service: what modules otherwise answer goes to the host.
 */
void
kb_service_define(mrb_state *mrb, const char *path, size_t length, uint32_t index)
{
  struct RClass *scope = mrb->object_class;
  const char *at = path, *end = path + length;
  for (;;) {
    const char *colon = at;
    while (colon < end && *colon != ':') colon++;
    mrb_sym name = mrb_intern(mrb, at, (size_t)(colon - at));
    if (colon != end) {
      scope = namespace(mrb, scope, name, path, (size_t)(colon - path));
      at = colon + 2;
      continue;
    }
    if (constant_p(mrb, scope, name)) taken(mrb, path, length);
    struct RClass *module = mrb_module_new(mrb);
    module->c = service_class;
    mrb_value service = mrb_obj_value(module);
    mrb_singleton_class(mrb, service);
    mrb_iv_set(mrb, service, MRB_SYM(__service__), mrb_int_value(mrb, index));
    mrb_iv_set(mrb, service, MRB_SYM(__path__), mrb_str_new(mrb, path, length));
    mrb_const_set(mrb, mrb_obj_value(scope), name, service);
    return;
  }
}

mrb_value
kb_failure_new(mrb_state *mrb, enum kb_error kind, mrb_value message, mrb_value number)
{
  mrb_value exception = mrb_exc_new_str(mrb, errors[kind], message);
  mrb_iv_set(mrb, exception, MRB_SYM(__failure__), number);
  return exception;
}

mrb_value
kb_failure_of(mrb_state *mrb, mrb_value exception)
{
  return mrb_iv_get(mrb, exception, MRB_SYM(__failure__));
}

static void
define_errors(mrb_state *mrb, struct RClass *kobako)
{
  struct RClass *standard = mrb_class_get_id(mrb, MRB_SYM(StandardError));
  struct RClass *service = mrb_define_class_under_id(mrb, kobako, MRB_SYM(ServiceError), standard);
  errors[KB_SERVICE_ERROR] = service;
  errors[KB_NO_SERVICE_ERROR] = mrb_define_class_under_id(mrb, kobako, MRB_SYM(NoServiceError), service);
  errors[KB_SERVICE_ARGUMENT_ERROR] = mrb_define_class_under_id(mrb, kobako, MRB_SYM(ServiceArgumentError), service);
  errors[KB_HANDLE_EXHAUSTED_ERROR] = mrb_define_class_under_id(mrb, kobako, MRB_SYM(HandleExhaustedError), standard);
}

/* A program may remove the constants; what this file points to must outlive that. */
static void
keep(mrb_state *mrb)
{
  struct RClass *const all[] = { remote_class, service_class, handle_class, proxy_module, errors[0], errors[1],
                                 errors[2], errors[3] };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) mrb_gc_register(mrb, mrb_obj_value(all[i]));
}

void
kb_remote_init(mrb_state *mrb)
{
  struct RClass *kobako = mrb_define_module_id(mrb, MRB_SYM(Kobako));
  struct RClass *basic = mrb_class_get_id(mrb, MRB_SYM(BasicObject));
  remote_class = mrb_define_class_under_id(mrb, kobako, MRB_SYM(Remote), basic);
  service_class = mrb_define_class_under_id(mrb, kobako, MRB_SYM(Service), remote_class);
  handle_class = mrb_define_class_under_id(mrb, kobako, MRB_SYM(Handle), remote_class);
  mrb_undef_class_method_id(mrb, remote_class, MRB_SYM(new));
  mrb_undef_class_method_id(mrb, remote_class, MRB_SYM(allocate));
  MRB_UNDEF_ALLOCATOR(remote_class);
  MRB_UNDEF_ALLOCATOR(service_class);
  MRB_UNDEF_ALLOCATOR(handle_class);
  mrb_undef_method_id(mrb, remote_class, MRB_SYM(instance_eval));
  mrb_undef_method_id(mrb, remote_class, MRB_SYM(instance_exec));
  mrb_define_method_id(mrb, remote_class, MRB_SYM_Q(respond_to), remote_respond_to, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, remote_class, MRB_SYM_Q(nil), never, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, remote_class, MRB_SYM(to_s), remote_to_s, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, service_class, MRB_SYM(inspect), service_inspect, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, service_class, MRB_SYM(extend), service_extend, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, service_class, MRB_SYM(const_added), ignore, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, service_class, MRB_SYM(method_added), ignore, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, handle_class, MRB_SYM(inspect), handle_inspect, MRB_ARGS_NONE());
  proxy_module = mrb_define_module_under_id(mrb, kobako, MRB_SYM(Proxy));
  mrb_define_method_id(mrb, proxy_module, MRB_SYM(method_missing), proxy_missing, MRB_ARGS_ANY());
  define_errors(mrb, kobako);
  keep(mrb);
}
