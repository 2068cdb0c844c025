import { defineConfig } from "vitest/config";

/** What needs a browser or another runtime: slow to set up, so apart from the rest. */
export default defineConfig({
  test: {
    include: ["test/**/*.runtime.ts"],
    testTimeout: 60_000,
    fileParallelism: false,
    watch: false,
  },
});
