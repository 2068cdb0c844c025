# mruby's own gems that are linked: all of its standard set that only computes.
# Nothing here reaches files, sockets, processes, signals or a clock of its own.
GUEST_GEMS = %w[
  mruby-array-ext mruby-hash-ext mruby-string-ext mruby-symbol-ext mruby-range-ext
  mruby-numeric-ext mruby-object-ext mruby-kernel-ext mruby-class-ext mruby-toplevel-ext
  mruby-compar-ext mruby-enum-ext mruby-enum-chain mruby-enum-lazy mruby-enumerator mruby-fiber
  mruby-proc-ext mruby-method mruby-metaprog mruby-objectspace mruby-catch mruby-error
  mruby-struct mruby-data mruby-set
  mruby-math mruby-bigint mruby-rational mruby-complex mruby-random
  mruby-sprintf mruby-pack mruby-time
].freeze

# Of those, the ones whose C is called too seldom to be worth what speed takes: they are built for size.
COLD_GEMS = %w[
  mruby-array-ext mruby-hash-ext mruby-kernel-ext mruby-class-ext mruby-toplevel-ext mruby-proc-ext mruby-symbol-ext
  mruby-enum-chain mruby-enum-lazy mruby-enumerator mruby-fiber mruby-method mruby-metaprog mruby-objectspace
  mruby-catch mruby-error mruby-struct mruby-data mruby-range-ext mruby-rational mruby-complex mruby-random
  mruby-sprintf mruby-pack mruby-time mruby-bigint mruby-numeric-ext mruby-object-ext mruby-math mruby-string-ext
].freeze
