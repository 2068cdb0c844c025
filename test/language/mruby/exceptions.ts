const needsC = "calls C that mruby's own test program has and no guest does";
const placed = "expects the file's own name and line numbers; here the harness goes before it, in (eval)";
const fewerGems = "was written for a runtime without the gems that are linked here, which answer as CRuby does";

const newer = "expects what Ruby answered before 3.4";
const floats = "expects whole numbers where CRuby and the sandbox step by Floats";
const inspected =
  "expects the name alone of an exception without a message, which CRuby writes as #<Exception: Exception>";
const bare = "expects NoMethodError of a bare name, which is CRuby's NameError";
const within = "expects that a Range covers what it overlaps, where CRuby and the sandbox ask that all of it be within";
const packed = "expects nothing of a `pack` whose values are too few, where CRuby and the sandbox raise";
const wider = "expects an error where CRuby and the sandbox take any Enumerable";

/** Assertions of mruby's own tests that do not hold, by file and title, each with its reason. */
export const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "test/t/exception.rb": { "Exception#inspect": inspected },
  "test/t/kernel.rb": { "Kernel#method_missing": newer },
  "test/t/methods.rb": { "The undef statement": bare },
  "test/t/module.rb": { "method visibility": newer, "Module#alias_method": newer },
  "test/t/numeric.rb": { "Numeric#step": floats },
  "test/t/range.rb": { "Range#last": fewerGems },
  "test/t/syntax.rb": { __FILE__: placed, __LINE__: placed },
  "test/t/vformat.rb": { mrb_vformat: needsC },
  "mrbgems/mruby-enum-chain/test/enum_chain.rb": { "Enumerator::Chain#size": fewerGems },
  "mrbgems/mruby-enum-ext/test/enum.rb": { "Enumerable#each_cons": newer, "Enumerable#each_slice": newer },
  "mrbgems/mruby-pack/test/pack.rb": { 'pack/unpack \\"U\\"': packed },
  "mrbgems/mruby-range-ext/test/range.rb": { "Range#cover?": within },
  "mrbgems/mruby-set/test/set.rb": { "Set#intersect?": wider, "Set#disjoint?": wider },
  "mrbgems/mruby-error/test/exception.rb": {
    mrb_protect: needsC,
    mrb_ensure: needsC,
    mrb_rescue: needsC,
    mrb_rescue_exceptions: needsC,
  },
  "mrbgems/mruby-fiber/test/fiber2.rb": {
    "Call Fiber#resume nested with C": needsC,
    "Call Fiber#resume and Fiber.yield mixed with C.": needsC,
    "Call Fiber#resume and Fiber.yield mixed with C and raising exceptions": needsC,
    "Call Fiber#transfer with C": needsC,
  },
  "mrbgems/mruby-kernel-ext/test/kernel.rb": { "Kernel.caller, Kernel#caller": placed },
  "mrbgems/mruby-object-ext/test/object.rb": { "argument forwarding via instance_exec from c": needsC },
  "mrbgems/mruby-proc-ext/test/proc.rb": { mrb_proc_new_cfunc_with_env: needsC, mrb_cfunc_env_get: needsC },
};
