/**
 * What the package and its making come from: every third-party source pinned by hash, of a licence
 * that we accept, and named in NOTICE. `supply.ts` checks; `supply.ts --sbom FILE` writes the
 * software bill of materials (CycloneDX) of what the package contains.
 */
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** the crate that carries it */
  readonly crate?: string;
  /** or the Debian package, whose version is the one installed */
  readonly debian?: string;
  /** its heading in NOTICE */
  readonly notice: string;
}

/** What is linked into the guests. Libraries of the C toolchain have the version of the Debian package they are from. */
export const components: readonly Component[] = [
  { name: "mruby", version: "3.4.0", licence: "MIT", crate: "libnghttp2-sys", notice: "mruby 3.4.0" },
  {
    name: "mruby-compiler2",
    version: "0.5.0",
    licence: "MIT",
    crate: "mruby-compiler2-sys",
    notice: "mruby-compiler2",
  },
  { name: "prism", version: "1.9.0", licence: "MIT", crate: "mruby-compiler2-sys", notice: "Prism 1.9.0" },
  { name: "oniguruma", version: "6.9.10", licence: "BSD-2-Clause", crate: "onig_sys", notice: "Oniguruma 6.9.10" },
  { name: "wasi-libc", version: "", licence: "MIT", debian: "wasi-libc", notice: "wasi-libc" },
  {
    name: "compiler-rt",
    version: "",
    licence: "Apache-2.0 WITH LLVM-exception",
    debian: "libclang-rt-19-dev-wasm32",
    notice: "compiler-rt builtins (LLVM)",
  },
];

/** Licences of what builds and tests the package; none of it is in the package. */
const accepted = new Set(["Apache-2.0", "MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "BlueOak-1.0.0", "0BSD", "CC0-1.0", "Python-2.0", "CC-BY-4.0"]); // prettier-ignore
/** And of what only the suites of other runtimes install. */
const acceptedInTests = "LGPL-3.0-or-later";
/** The one install script that set-up runs: it puts the binary of a pinned Node in place. */
const scripted = /^node_modules\/node2[246]$/;
const exact = /^(npm:[@\w/.-]+@)?\d+\.\d+\.\d+([-+][\w.-]+)?$/;

const json = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** Crates of the lock file with their SHA-256. */
export function crates(lock: string): Map<string, { version: string; checksum: string | undefined }> {
  const found = new Map<string, { version: string; checksum: string | undefined }>();
  for (const block of lock.split("[[package]]").slice(1)) {
    const field = (name: string): string | undefined => new RegExp(`^${name} = "([^"]*)"$`, "m").exec(block)?.[1];
    const [name, version] = [field("name"), field("version")];
    if (name !== undefined && version !== undefined) found.set(name, { version, checksum: field("checksum") });
  }
  return found;
}

/** Whether a licence, as SPDX writes it, is one that we accept in a lock file. */
function isAccepted(path: string, licence: string): boolean {
  const known = (one: string): boolean => accepted.has(one) || (one === acceptedInTests && path.startsWith("test/"));
  const choices = licence.replaceAll(/[()]/g, "").split(" OR ");
  return choices.some((choice) => choice.split(" AND ").every(known));
}

/** What is wrong with a lock file of npm. */
export function lockProblems(path: string, packages: Readonly<Record<string, Locked>>): string[] {
  const problems: string[] = [];
  for (const [place, { integrity, license, link, hasInstallScript }] of Object.entries(packages)) {
    if (place === "" || link === true || !place.includes("node_modules/")) continue;
    if (integrity === undefined || !integrity.startsWith("sha512-")) problems.push(`${path}: ${place} has no hash`);
    if (!isAccepted(path, license ?? "none")) problems.push(`${path}: ${place} has the licence ${license}`);
    if (hasInstallScript === true && path === "package-lock.json" && !scripted.test(place)) {
      problems.push(`${path}: ${place} has an install script`);
    }
  }
  return problems;
}

/** What is wrong with the manifest of the package itself. */
export function manifestProblems(manifest: Manifest): string[] {
  const problems: string[] = [];
  for (const name of Object.keys(manifest.dependencies ?? {})) problems.push(`the package depends on ${name}`);
  for (const [name, version] of Object.entries(manifest.devDependencies ?? {})) {
    if (!exact.test(version)) problems.push(`${name} is pinned to ${version}, which is not one version`);
  }
  for (const name of Object.keys(manifest.scripts ?? {})) {
    if (/^(pre|post)?(install|prepare)/.test(name)) problems.push(`the package has an install script, ${name}`);
  }
  return problems;
}

/** What is wrong with the manifest of a project within this one: it is not published, and its dependencies are pinned. */
export function sideProblems(path: string, manifest: Manifest): string[] {
  const problems = manifest.private === true ? [] : [`${path} could be published`];
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (!exact.test(version) && version !== "file:../..") problems.push(`${path}: ${name} is pinned to ${version}`);
  }
  return problems;
}

/** The version of a Debian package that is installed. */
const installed = (name: string): string =>
  execFileSync("dpkg-query", ["-W", "-f", "${Version}", name], { encoding: "utf8" });

/** The bill of materials. */
export function bill(
  manifest: Manifest,
  lock: ReturnType<typeof crates>,
  debianVersion: (name: string) => string = installed,
): object {
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "library", name: manifest.name, version: manifest.version } },
    components: components.map(({ name, version, licence, crate, debian }) => {
      const from = crate === undefined ? undefined : lock.get(crate);
      return {
        type: "library",
        name,
        version: debian === undefined ? version : debianVersion(debian),
        licenses: [licence.includes(" ") ? { expression: licence } : { license: { id: licence } }],
        ...(from && {
          purl: `pkg:cargo/${crate}@${encodeURIComponent(from.version)}`,
          hashes: [{ alg: "SHA-256", content: from.checksum }],
        }),
        ...(debian !== undefined && { purl: `pkg:deb/debian/${debian}@${encodeURIComponent(debianVersion(debian))}` }),
      };
    }),
  };
}

if (import.meta.main) {
  const manifest = json("package.json") as Manifest;
  const lock = crates(readFileSync("guest/sources/Cargo.lock", "utf8"));
  const out = process.argv.indexOf("--sbom");
  if (out > 0) {
    writeFileSync(process.argv[out + 1] as string, `${JSON.stringify(bill(manifest, lock), undefined, 2)}\n`);
  } else {
    const problems = manifestProblems(manifest);
    for (const path of globSync("**/package-lock.json", { exclude: ["**/node_modules"] })) {
      const { packages } = json(path) as { packages: Record<string, Locked> };
      problems.push(...lockProblems(path, packages));
      const beside = join(dirname(path), "package.json");
      if (dirname(path) !== ".") problems.push(...sideProblems(beside, json(beside) as Manifest));
    }
    for (const [name, { checksum }] of lock) {
      if (checksum === undefined && name !== "kobako-guest-sources") problems.push(`the crate ${name} has no hash`);
    }
    const notice = readFileSync("NOTICE", "utf8");
    for (const { name, crate, notice: heading } of components) {
      if (!notice.includes(`\n${heading}`)) problems.push(`NOTICE does not name ${name}`);
      if (crate !== undefined && !/^[0-9a-f]{64}$/.test(lock.get(crate)?.checksum ?? "")) {
        problems.push(`${crate} is not pinned by its hash`);
      }
    }
    for (const problem of problems) process.stdout.write(`${problem}\n`);
    if (problems.length > 0) process.exitCode = 1;
  }
}
