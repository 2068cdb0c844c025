import { expect, test } from "vitest";

import { crates, lockProblems, manifestProblems } from "../../tools/hardening/supply.ts";

test("a package of the lock file without a hash, of another licence or with an install script is refused", () => {
  const good = { integrity: "sha512-x", license: "MIT" };
  const packages = {
    "": {},
    "node_modules/good": good,
    "node_modules/either": { ...good, license: "(GPL-3.0 OR MIT)" },
    "node_modules/node26": { ...good, hasInstallScript: true },
    "node_modules/unpinned": { license: "MIT" },
    "node_modules/weak": { ...good, integrity: "sha1-x" },
    "node_modules/other": { ...good, license: "GPL-3.0" },
    "node_modules/scripted": { ...good, hasInstallScript: true },
  };
  expect(lockProblems("package-lock.json", packages)).toEqual([
    "package-lock.json: node_modules/unpinned has no hash",
    "package-lock.json: node_modules/weak has no hash",
    "package-lock.json: node_modules/other has the licence GPL-3.0",
    "package-lock.json: node_modules/scripted has an install script",
  ]);
});

test("a dependency, a range and an install script of the package itself are refused", () => {
  const manifest = { name: "kobako", version: "0.1.0" };
  expect(manifestProblems({ ...manifest, devDependencies: { a: "1.2.3", b: "npm:node@22.1.0" } })).toEqual([]);
  expect(
    manifestProblems({
      ...manifest,
      dependencies: { left: "1.0.0" },
      devDependencies: { a: "^1.2.3" },
      scripts: { postinstall: "x", prepare: "y", test: "z" },
    }),
  ).toEqual([
    "the package depends on left",
    "a is pinned to ^1.2.3, which is not one version",
    "the package has an install script, postinstall",
    "the package has an install script, prepare",
  ]);
});

test("crates are read with their hashes", () => {
  const lock =
    '[[package]]\nname = "a"\nversion = "1.0.0"\nchecksum = "ff"\n\n[[package]]\nname = "b"\nversion = "2.0.0"\n';
  expect([...crates(lock)]).toEqual([
    ["a", { version: "1.0.0", checksum: "ff" }],
    ["b", { version: "2.0.0", checksum: undefined }],
  ]);
});
