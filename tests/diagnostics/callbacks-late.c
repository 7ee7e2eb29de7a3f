// Lengths of parameters of callbacks, which may also be functions.
// LANG: c
#include <ffiextract.h>

typedef void (*visitor)(int row, char **columns FFI_ARRAY(rows), void *user FFI_CONTEXT); // EXPECT: 5: error: 'FFI_ARRAY' names 'rows', which is no parameter, field or function; did you mean 'row'?
typedef void (*other)(int row, char **columns FFI_ARRAY(row), void *user FFI_CONTEXT);
typedef void (*asked)(void *row, char **columns FFI_ARRAY(width));
int width(void *row);
