// The other spellings.
#include <ffiextract.h>
#include <stddef.h>

__attribute__((ffi_array("cuont"))) int *a(size_t count);
__attribute__((ffi_array(count))) int *b(size_t count); // EXPECT: 6: error: declared
__attribute__((ffi_sentinel(-1))) int c(void);
__attribute__((ffi_out)) int d(int *p); // EXPECT: 8: error: 'ffi_out' does not stand on a function, but on a parameter
__attribute__((ffi_library("x"))) int e(void); // EXPECT: 9: error: 'ffi_library' is a declaration of its own: write it with the macro 'FFI_LIBRARY'
__attribute__((ffi_sentinel)) int f(void); // EXPECT: 10: error: 'ffi_sentinel' needs an argument
__attribute__((ffi_leaf(1))) int g(void); // EXPECT: 11: error: too many arguments for 'ffi_leaf'
__attribute__((ffi_array)) int *h(size_t n); // EXPECT: 12: error: 'ffi_array' needs an argument
