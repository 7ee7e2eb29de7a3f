// Names and places are checked where nothing is compiled, too.
// LANG: c
// FLAGS: -fsyntax-only
#include <ffiextract.h>

void give_back(void *p);
FFI_OWNED_BY(give_bak) int *values(int count); // EXPECT: 7: error: 'FFI_OWNED_BY' names the function 'give_bak', which is not declared; did you mean 'give_back'?
FFI_EXPORT struct dropped { int x; }; // EXPECT: 8: warning: GCC drops 'FFI_EXPORT' here; on a type write it behind the closing brace, or behind the name of a typedef [ffi-ignored]
