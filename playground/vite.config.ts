import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// the package as it is built here; elsewhere "kobako" is a dependency like any other
const kobako = fileURLToPath(new URL("../dist/browser.js", import.meta.url));

export default defineConfig({
  base: "./",
  resolve: { alias: { kobako } },
  server: { fs: { allow: [".."] } },
  build: { target: "es2024", chunkSizeWarningLimit: 700 },
});
