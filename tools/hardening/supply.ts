/**
 * What the package and its making come from: every third-party source pinned by hash, of a licence
 * that we accept, and named in NOTICE. `supply.ts` checks; `supply.ts --sbom FILE` writes the
 * software bill of materials (CycloneDX) of what the package contains.
 */
import { readFileSync, writeFileSync } from "node:fs";

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
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** the crate that carries it, or the Debian package */
  readonly crate?: string;
  /** its heading in NOTICE */
  readonly notice: string;
}

/** What is linked into the guests. Libraries of the C toolchain have the version of the Debian package that built them. */
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
  { name: "wasi-libc", version: "Debian", licence: "MIT", notice: "wasi-libc" },
  {
    name: "compiler-rt",
    version: "Debian",
    licence: "Apache-2.0 WITH LLVM-exception",
    notice: "compiler-rt builtins (LLVM)",
  },
];

/** Licences of what builds and tests the package; none of it is in the package. */
const accepted = new Set(["Apache-2.0", "MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "BlueOak-1.0.0", "0BSD", "CC0-1.0", "Python-2.0", "CC-BY-4.0"]); // prettier-ignore
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

/** What is wrong with a lock file of npm. */
export function lockProblems(path: string, packages: Readonly<Record<string, Locked>>): string[] {
  const problems: string[] = [];
  for (const [place, { integrity, license, link, hasInstallScript }] of Object.entries(packages)) {
    if (place === "" || link === true || !place.includes("node_modules/")) continue;
    if (integrity === undefined || !integrity.startsWith("sha512-")) problems.push(`${path}: ${place} has no hash`);
    const licences = (license ?? "none").replaceAll(/[()]/g, "").split(" OR ");
    if (!licences.some((one) => accepted.has(one))) problems.push(`${path}: ${place} has the licence ${license}`);
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

function bill(manifest: Manifest, lock: ReturnType<typeof crates>): object {
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "library", name: manifest.name, version: manifest.version } },
    components: components.map(({ name, version, licence, crate }) => {
      const from = crate === undefined ? undefined : lock.get(crate);
      return {
        type: "library",
        name,
        version,
        licenses: [licence.includes(" ") ? { expression: licence } : { license: { id: licence } }],
        ...(from && {
          purl: `pkg:cargo/${crate}@${from.version}`,
          hashes: [{ alg: "SHA-256", content: from.checksum }],
        }),
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
    const { packages } = json("package-lock.json") as { packages: Record<string, Locked> };
    const problems = [...lockProblems("package-lock.json", packages), ...manifestProblems(manifest)];
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
