import { defineConfig } from "vitest/config";

/** The guest's C under sanitizers: a build of its own, so apart from the rest. */
export default defineConfig({
  test: {
    include: ["test/sanitized/*.sanitized.ts"],
    testTimeout: 240_000,
    fileParallelism: false,
    watch: false,
  },
});
