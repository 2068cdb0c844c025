/** The guest as a runtime gives it that compiles modules ahead. */
declare const module: WebAssembly.Module;
export default module;
