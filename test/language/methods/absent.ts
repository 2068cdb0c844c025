/** Methods that Ruby has in 3.2 to 3.4, and the machine's does not know. */
export const later: readonly string[] = [
  "Array#fetch_values Integer#ceildiv String#byteindex String#byterindex String#bytesplice String#dedup",
  "String#append_as_bytes Struct.keyword_init? Data#with Data#to_h Data#inspect Data#hash Data#eql? Data.define",
  "Enumerator.product Set#<=> Set#join MatchData#deconstruct_keys MatchData#deconstruct MatchData#byteoffset",
  "MatchData#bytebegin MatchData#byteend Module#undefined_instance_methods Module#set_temporary_name",
  "Module#refinements Class#attached_object Class#subclasses Time#deconstruct_keys Time#xmlschema Time#iso8601",
  "Regexp.timeout Regexp.timeout= Regexp.linear_time? Regexp#timeout Exception#detailed_message Range#overlap?",
  "Range#reverse_each Fiber#storage Fiber#kill Fiber.[] ObjectSpace.count_objects",
].flatMap((line) => line.split(" "));

/** What no guest has, with the reason of each group; each name stands in it once. */
export const absent: readonly { readonly because: string; readonly methods: string }[] = [
  {
    because: "a guest is one thread of computing, and schedules nothing",
    methods: [
      "Fiber#backtrace Fiber#backtrace_locations Fiber#blocking? Fiber#kill Fiber#storage Fiber.[]",
      "Fiber.blocking? Fiber.current_scheduler Fiber.schedule Fiber.scheduler Fiber.set_scheduler",
    ].join(" "),
  },
  {
    because: "the collector and the objects it keeps are the guest's own affair",
    methods: [
      "GC#garbage_collect GC.auto_compact GC.auto_compact= GC.compact GC.count GC.latest_compact_info",
      "GC.latest_gc_info GC.measure_total_time GC.measure_total_time= GC.stat GC.stress GC.stress=",
      "GC.total_time GC.using_rvargc? GC.verify_compaction_references GC.verify_internal_consistency",
      "GC.verify_transient_heap_internal_consistency ObjectSpace._id2ref ObjectSpace.define_finalizer",
      "ObjectSpace.garbage_collect ObjectSpace.undefine_finalizer",
    ].join(" "),
  },
  {
    because: "the guest reaches nothing of the system",
    methods: [
      "Kernel#select Kernel#set_trace_func Kernel#syscall Kernel#test Kernel#trace_var Kernel#untrace_var",
      "Kernel.select Kernel.set_trace_func Kernel.syscall Kernel.test Kernel.trace_var Kernel.untrace_var",
      "Random.urandom String#crypt",
    ].join(" "),
  },
  {
    because: "there are no files to load",
    methods: ["Kernel#autoload? Kernel.autoload? Module#autoload?", "Module#const_source_location"].join(" "),
  },
  { because: "refinements are refused", methods: "Module#refinements Module.used_modules" },
  {
    because: "a string has no encoding of its own",
    methods: [
      "Encoding#_dump Encoding#ascii_compatible? Encoding#dummy? Encoding#names Encoding#replicate",
      "Encoding._load Encoding.aliases Encoding.compatible? Encoding.default_external",
      "Encoding.default_external= Encoding.default_internal Encoding.default_internal= Encoding.find",
      "Encoding.list Encoding.locale_charmap Encoding.name_list Regexp#encoding Symbol#encoding",
    ].join(" "),
  },
  {
    because: "Ruby itself dropped them by 3.4",
    methods: [
      "Kernel#=~ Kernel#taint Kernel#tainted? Kernel#trust Kernel#untaint Kernel#untrust Kernel#untrusted?",
      "Method#private? Method#protected? Method#public? UnboundMethod#private? UnboundMethod#protected?",
      "UnboundMethod#public?",
    ].join(" "),
  },
  {
    because: "they are CRuby's own affair",
    methods: [
      "Exception#backtrace_locations Exception.to_tty? Hash.ruby2_keywords_hash Hash.ruby2_keywords_hash?",
      "Kernel#caller_locations Kernel#initialize_clone Kernel#initialize_dup Kernel.caller_locations",
      "Method#original_name Module#deprecate_constant Module#set_temporary_name Proc#ruby2_keywords",
      "Regexp#timeout Regexp.linear_time? Regexp.timeout Regexp.timeout= Set#pretty_print",
      "Set#pretty_print_cycle Symbol.all_symbols UnboundMethod#original_name",
    ].join(" "),
  },
  {
    because: "Unicode's tables are large",
    methods: "String#each_grapheme_cluster String#grapheme_clusters String#unicode_normalize!",
  },
  {
    because: "numbers that are seldom treated as complex, or read from text",
    methods: [
      "Complex#** Complex#coerce Complex#denominator Complex#numerator Complex#rationalize Float#abs2",
      "Float#angle Float#arg Float#conj Float#conjugate Float#imag Float#imaginary Float#phase Float#polar",
      "Float#rationalize Float#real Float#rect Float#rectangular Integer#abs2 Integer#angle Integer#arg",
      "Integer#conj Integer#conjugate Integer#denominator Integer#imag Integer#imaginary Integer#numerator",
      "Integer#phase Integer#polar Integer#rationalize Integer#real Integer#rect Integer#rectangular Math.gamma",
      "Math.lgamma NilClass#rationalize Rational#abs2 Rational#angle Rational#arg",
      "Rational#conj Rational#conjugate Rational#imag Rational#imaginary",
      "Rational#phase Rational#polar Rational#rationalize Rational#real Rational#rect",
      "Rational#rectangular String#to_c",
    ].join(" "),
  },
  {
    because: "a class of the program that is a Numeric brings its own arithmetic",
    methods: [
      "Numeric#% Numeric#abs2 Numeric#angle Numeric#arg Numeric#ceil Numeric#coerce Numeric#conj",
      "Numeric#conjugate Numeric#denominator Numeric#div Numeric#divmod Numeric#floor Numeric#imag",
      "Numeric#imaginary Numeric#magnitude Numeric#modulo Numeric#numerator Numeric#phase Numeric#polar",
      "Numeric#quo Numeric#real Numeric#rect Numeric#rectangular Numeric#remainder Numeric#round",
      "Numeric#step Numeric#truncate",
    ].join(" "),
  },
  {
    because: "rare: each makes the guest and every image larger",
    methods: [
      "Enumerator.product Hash.try_convert",
      "Integer.try_convert Kernel#public_method Module#public_instance_method Random#random_number Random#seed",
      "Random.new_seed Random.random_number Random.seed Set#compare_by_identity Set#compare_by_identity?",
      "String#undump String.try_convert Struct.keyword_init?",
      "LoadError#path LocalJumpError#exit_value LocalJumpError#reason NoMethodError#private_call?",
      "SystemExit#status SystemExit#success?",
      "Encoding::UndefinedConversionError#destination_encoding",
      "Encoding::UndefinedConversionError#destination_encoding_name",
      "Encoding::UndefinedConversionError#error_char Encoding::UndefinedConversionError#source_encoding",
      "Encoding::UndefinedConversionError#source_encoding_name",
    ].join(" "),
  },
];
