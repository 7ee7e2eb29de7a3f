// What stands at file scope ends with a semicolon: without one, what follows is said of it.
// LANG: c
#include <ffiextract.h>

FFI_LIBRARY("lines", "1.0")
FFI_EXPORT int behind; // EXPECT: 6: error: 'FFI_EXPORT' does not stand on a declaration of its own, but on a function, a field, a struct or union, an enum, a typedef or a variable: if it belongs to what follows, a semicolon is missing in front of it
// EXPECT: 6: error: expected ',' or ';' before 'int'
