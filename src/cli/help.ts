const limits = `Limits of the run:
  --timeout MS          milliseconds, default 60000 (repl: 5000); "none" turns a limit off
  --memory BYTES        growth past the image, default 1m; 64k and 4m are understood
  --fuel POINTS         metering points, default none
  --guest NAME          core (default), regexp, json or full: what there is besides the language
  --profile PROFILE     hermetic (default): clock and entropy are constants; permissive: live

What the script may reach:
  --service MODULE      a JavaScript or TypeScript module whose default export is either an
                        object of services by path, or a function that is given the sandbox.
                        May be given more than once. Without it the script reaches nothing.`;

const codes = `Exit codes:
  0  a value               3  does not compile      6  the guest could not be loaded
  1  the script raised     4  a service failed      7  --timeout   8  --memory   9  --fuel
  2  wrong use             5  the guest trapped     130  interrupted by Ctrl-C`;

/** What `--help` prints, by command; the empty name is for all of them. */
export const help: Readonly<Record<string, string>> = {
  "": `kobako runs untrusted Ruby in a WebAssembly sandbox: no files, no network, no environment,
and a limit on time and memory. What the script may reach is what you hand it.

Usage: kobako COMMAND [OPTIONS]

  eval SOURCE           run a source; what it writes is printed, then its value
  run FILE|-            run a file, or standard input
  repl                  a prompt
  check FILE|-          report every syntax error, run nothing
  compile FILE|-        compile to RITE bytecode
  version               print versions
  help COMMAND          more about a command

${codes}

Examples:
  kobako eval '(1..5).sum { |n| n * n }'
  cat orders.rb | kobako run - --timeout 200 --json
  kobako run report.rb --service ./services.ts
`,
  eval: `Usage: kobako eval SOURCE [OPTIONS]

Runs SOURCE. What it writes goes to standard output and standard error; its value is printed
last, as "=> value", unless it is nil. Errors go to standard error with the lines around them.

  --json                print one JSON object instead: value, stdout, stderr, usage, or error
  --stats               print time, memory and fuel to standard error

${limits}

${codes}
`,
  run: `Usage: kobako run FILE|- [OPTIONS]

Runs a file, or standard input for "-". The value is printed only with --value or --json.

  --value               print the value at the end, as eval does
  --json                print one JSON object instead: value, stdout, stderr, usage, or error
  --stats               print time, memory and fuel to standard error

${limits}

${codes}
`,
  repl: `Usage: kobako repl [OPTIONS]

A prompt with history and entries of several lines; an empty line ends an unfinished entry.
Every entry runs in a fresh sandbox, after those before it that went well: variables, methods
and classes are there as if they had stayed, and nothing of an entry that failed is left. The
price: earlier entries run again each time, and so do their calls of services.

  .limits               the limits, and what the last entry used
  .source               the entries that are replayed
  .reset                forget them
  .exit                 leave, as Ctrl-D does

History is kept in ~/.kobako_history; KOBAKO_HISTORY names another file, or none when empty.

${limits}
`,
  check: `Usage: kobako check FILE|- [--json]

Compiles without running. Every error is printed with the lines around it; with --json, as an
array of { message, line, column, length }: line from 1, column from 0 in UTF-16 code units.
Exit code 3 when there are any.
`,
  compile: `Usage: kobako compile FILE|- -o OUT [--name NAME]

Writes RITE bytecode, which a sandbox takes as preload({ binary }).

  -o, --output OUT      the file to write; "-" for standard output
  --name NAME           what backtraces call it, default the file's name without extension
`,
  version: `Usage: kobako version\n`,
};
