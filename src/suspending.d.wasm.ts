/** The module between guest and host, which the build writes from engine/suspension.ts. */
declare const module: WebAssembly.Module;
export default module;
