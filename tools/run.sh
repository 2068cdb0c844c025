#!/usr/bin/env bash
# Sets up whatever is missing, then runs a task: build, demo, example, test, bench or docs.
# Only this file runs under the machine's own Node; everything else under the pinned one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

task="${1:?usage: tools/run.sh build|demo|example|test|bench|docs}"
shift

packages=(clang-19 lld-19 llvm-19 wasi-libc libclang-rt-19-dev-wasm32 ruby rake patch)
[ "$task" != test ] || packages+=(chromium libclang-rt-19-dev) # a real browser for pages, sanitizers for the guest's C

die() {
  echo "kobako: $*" >&2
  exit 1
}

say() {
  echo "kobako: $* (${SECONDS}s)" >&2
}

need() {
  command -v "$1" >/dev/null || die "$1 is missing: install $2"
}

need node "Node 20 or later"
need npm "npm 11"
need cargo "Rust's cargo, 1.70 or later"
need dpkg-query "this on a Debian system; the set-up uses apt-get"

mkdir -p node_modules
exec 9>node_modules/.set-up-lock
flock 9

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  [ "$(id -u)" = 0 ] || die "Debian packages are missing; as root, run: apt-get install ${missing[*]}"
  say "installing ${missing[*]}"
  apt-get update -qq </dev/null >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
fi

lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ "$(cat node_modules/.set-up-stamp 2>/dev/null || true)" != "$lock" ]; then
  say "installing npm packages"
  npm ci --no-audit --no-fund --loglevel=error </dev/null >&2
  [ -x node_modules/node26/bin/node ] || die "npm did not install Node 26; allow the install script of the package node"
  mkdir -p node_modules
  echo "$lock" >node_modules/.set-up-stamp
fi

node=node_modules/node26/bin/node
"$node" guest/build.ts </dev/null
stamp=$(find src tools/merge.ts tsconfig.build.json tsconfig.json -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
if [ ! -f dist/node.js ] || [ ! -f dist/suspending.wasm ] || [ "$(cat node_modules/.library-stamp 2>/dev/null || true)" != "$stamp" ]; then
  say "compiling the library"
  find dist -name '*.js' -delete -o -name '*.d.ts' -delete -o -name '*.map' -delete
  "$node" node_modules/typescript/bin/tsc -p tsconfig.build.json
  "$node" tools/write-adapter.ts
  "$node" tools/merge.ts
  echo "$stamp" >node_modules/.library-stamp
fi
flock -u 9

case "$task" in
  build) ;;
  demo) exec "$node" examples/demo.ts "$@" ;;
  test) exec "$node" tools/test.ts "$@" ;;
  example) exec "$node" "examples/${1:?usage: npm run example -- NAME}/main.ts" ;;
  docs) exec "$node" tools/api/build.ts "$@" ;;
  fuzz) exec "$node" tools/hardening/fuzz.ts "$@" ;;
  soak) exec "$node" --expose-gc tools/hardening/soak.ts "$@" ;;
  bench) exec "$node" bench/run.ts "$@" ;;
  bench:gate) exec "$node" bench/gate.ts "$@" ;;
  bench:report) exec "$node" bench/report.ts "$@" ;;
  bench:peers) exec "$node" bench/peers/run.ts "$@" ;;
  *) die "there is no task $task" ;;
esac
