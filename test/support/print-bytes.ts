/** A script that fills its output byte by byte, for a process with a small heap. */
import { Sandbox } from "../../src/node.ts";

const sandbox = new Sandbox({ timeout: 60_000, stdoutLimit: 1_000_000 });
process.stdout.write(String(sandbox.eval('i = 0; while i < 1_000_001; print "a"; i += 1; end').stdout.length));
