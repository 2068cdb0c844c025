# What mruby is configured with, and why.
GUEST_DEFINES = [
  'MRB_NAN_BOXING',
  'MRB_INT64',                  # millisecond timestamps stay small integers
  'MRB_USE_BIGINT', 'MRB_USE_RATIONAL', 'MRB_USE_COMPLEX', # what the gems of those names turn on
  'MRB_UTF8_STRING',            # strings count characters
  'MRB_NO_STDIO',               # output leaves through kb_output.c alone
  'MRB_USE_CUSTOM_RO_DATA_P', 'MRB_LINK_TIME_RO_DATA_P', # kb_static.c knows what is constant
  'MRB_STACK_EXTEND_DOUBLING',  # deep recursion without quadratic copying
  'MRB_CALL_LEVEL_MAX=2048',    # calls within calls before SystemStackError
  'MRB_STR_LENGTH_MAX=1073741823', # memory is limited by the host; these keep sizes within 32 bits
  'MRB_ARY_LENGTH_MAX=67108863',
  'MRB_HEAP_PAGE_SIZE=256'      # smaller steps of growth, fewer free slots in the image
].freeze
