import { javascript } from "../programs.mjs";

export const language = "JavaScript";
export const cold = `const { getQuickJS } = await import("quickjs-emscripten"); const vm = (await getQuickJS()).newContext(); vm.unwrapResult(vm.evalCode("6 * 7")).dispose();`;

export async function start() {
  const { getQuickJS, shouldInterruptAfterDeadline } = await import("quickjs-emscripten");
  const quickjs = await getQuickJS();
  const within = (vm, source) => {
    const handle = vm.unwrapResult(vm.evalCode(source));
    const value = vm.dump(handle);
    handle.dispose();
    return value;
  };
  const fresh = () => quickjs.newContext();
  const alone = (source) => {
    const vm = fresh();
    const value = within(vm, source);
    vm.dispose();
    return value;
  };
  const serving = fresh();
  const echo = serving.newFunction("echo", (text) => serving.newString(serving.getString(text)));
  serving.setProp(serving.global, "echo", echo);
  const each = serving.newFunction("each", (block) => {
    for (let i = 0; i < 1000; i++) {
      const argument = serving.newNumber(i);
      serving.unwrapResult(serving.callFunction(block, serving.undefined, argument)).dispose();
      argument.dispose();
    }
  });
  serving.setProp(serving.global, "each", each);
  return {
    isolated: () => alone("6 * 7"),
    evaluate: alone,
    programs: javascript,
    calls: () => within(serving, "{ let i = 0; while (i < 1000) { echo('alpha'); i++; } i }"),
    callbacks: () => within(serving, "each((value) => value); 1000"),
    timeout: (ms) => {
      const vm = fresh();
      vm.runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + ms));
      const result = vm.evalCode("for (;;) {}");
      const stopped = result.error !== undefined;
      result.dispose();
      return stopped;
    },
    live: fresh,
    lives: 30,
  };
}
