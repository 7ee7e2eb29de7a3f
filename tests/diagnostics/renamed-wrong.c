// A name of another declaration's parameter.
// LANG: c
#include <ffiextract.h>

int first(FFI_BORROWED_FROM(b) const int *a, const int *b);
int first(FFI_BORROWED_FROM(b) const int *x, const int *y); // EXPECT: 6: error: 'FFI_BORROWED_FROM' names the parameter 'b', which does not exist
