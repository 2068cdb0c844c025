/* The compiler's code generator catches its own exceptions: this one file of it goes through C++. */
extern "C" {
#include "codegen.c"
}
