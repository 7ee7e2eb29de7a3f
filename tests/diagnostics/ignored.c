// Places where GCC drops attributes.
// LANG: c
// FLAGS: -Wno-attributes
#include <ffiextract.h>

FFI_EXPORT struct a { int x; }; // EXPECT: 6: warning: GCC drops 'FFI_EXPORT' here; on a type write it behind the closing brace, or behind the name of a typedef [ffi-ignored]
FFI_SERVICE struct b; // EXPECT: 7: warning: GCC drops 'FFI_SERVICE' here; on a type write it behind the closing brace, or behind the name of a typedef [ffi-ignored]
struct FFI_SERVICE c; // EXPECT: 8: warning: GCC drops 'FFI_SERVICE' here; on a type write it behind the closing brace, or behind the name of a typedef [ffi-ignored]
typedef struct FFI_SERVICE d d; // EXPECT: 9: warning: GCC drops 'FFI_SERVICE' here; on a type write it behind the closing brace, or behind the name of a typedef [ffi-ignored]
FFI_EXPORT enum e { E }; // EXPECT: 10: warning: GCC drops 'FFI_EXPORT' here; on a type write it behind the closing brace, or behind the name of a typedef [ffi-ignored]
typedef struct f f FFI_SERVICE;
struct g { int x; } FFI_OPAQUE;
#define API FFI_EXPORT
API struct h { int x; }; // EXPECT: 14: warning: GCC drops 'FFI_EXPORT' here; on a type write it behind the closing brace, or behind the name of a typedef [ffi-ignored]
API int used(struct a *a);
int multi(FFI_BUFFER(size,
		     size) char *text, unsigned *size);
