import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import {
  bill,
  components,
  crates,
  lockProblems,
  manifestProblems,
  sideProblems,
} from "../../tools/hardening/supply.ts";

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
    "node_modules/both": { ...good, license: "MIT AND GPL-3.0" },
    "node_modules/scripted": { ...good, hasInstallScript: true },
  };
  expect(lockProblems("package-lock.json", packages)).toEqual([
    "package-lock.json: node_modules/unpinned has no hash",
    "package-lock.json: node_modules/weak has no hash",
    "package-lock.json: node_modules/other has the licence GPL-3.0",
    "package-lock.json: node_modules/both has the licence MIT AND GPL-3.0",
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

test("what only tests install may come under one licence more", () => {
  const packages = { "node_modules/a": { integrity: "sha512-x", license: "Apache-2.0 AND LGPL-3.0-or-later" } };
  expect(lockProblems("test/runtimes/package-lock.json", packages)).toEqual([]);
  expect(lockProblems("playground/package-lock.json", packages)).toHaveLength(1);
});

test("a project within this one that could be published, or whose dependencies are not pinned, is refused", () => {
  const manifest = { name: "side", version: "0.1.0", private: true };
  expect(sideProblems("side", { ...manifest, dependencies: { kobako: "file:../..", a: "1.2.3" } })).toEqual([]);
  expect(sideProblems("side", { name: "side", version: "0.1.0", dependencies: { a: "*" } })).toEqual([
    "side could be published",
    "side: a is pinned to *",
  ]);
});

test("the bill of materials names every component with its version, its licence and where it is from", () => {
  const lock = crates(readFileSync("guest/sources/Cargo.lock", "utf8"));
  const made = bill({ name: "kobako", version: "0.1.0" }, lock, () => "1:19.1.7-3");
  expect(made).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1 });
  const listed = (made as { components: Record<string, unknown>[] }).components;
  expect(listed.map(({ name }) => name)).toEqual(components.map(({ name }) => name));
  for (const { type, version, licenses, purl } of listed) {
    expect([type, licenses]).toEqual(["library", [expect.anything()]]);
    expect(version).toMatch(/^\d/);
    expect(purl).toMatch(/^pkg:(cargo\/[\w-]+@[\d.]+(%2B[\d.]+)?$|deb\/debian\/[\w-]+@[\w.%~-]+)/);
  }
  const crate = listed.find(({ name }) => name === "mruby");
  expect(crate?.["hashes"]).toEqual([{ alg: "SHA-256", content: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
});
