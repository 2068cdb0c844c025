import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// the package as it is built here; elsewhere "kobako" is a dependency like any other
const dist = fileURLToPath(new URL("../dist", import.meta.url));

export default defineConfig({
  base: "./",
  resolve: {
    alias: [
      { find: /^kobako$/, replacement: `${dist}/browser.js` },
      { find: /^kobako\/(.+\.wasm)/, replacement: `${dist}/$1` },
    ],
  },
  server: { fs: { allow: [".."] } },
  build: { target: "es2024", chunkSizeWarningLimit: 700 },
});
