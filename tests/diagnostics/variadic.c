// What stands in FFI_VARIADIC, and what stands on FFI_MACRO_FUNCTION as on a function; C++ has no names of the former.
// LANG: c
#include <stddef.h>
#include <ffiextract.h>

FFI_EXPORT_BEGIN
typedef struct label label FFI_SERVICE;
FFI_VARIADIC(FFI_ARRAY(n) const int *v, int n) FFI_VARIADIC(FFI_ARRAY(count) const int *v, int cuont) int control(int what, ...); // EXPECT: 8: error: 'FFI_ARRAY' names 'count', which is no parameter, field or function; did you mean 'cuont'?
FFI_VARIADIC(FFI_UTF8 int number) int text(int what, ...); // EXPECT: 9: error: 'FFI_UTF8' needs a pointer to characters, and this is 'int'
FFI_VARIADIC(FFI_ARRAY(what) const int *v) int counted(int what, ...);
#define LABEL_NEW(t) label_new(t, 3)
FFI_CONSTRUCTOR(label) FFI_MACRO_FUNCTION(FFI_OWNED label *, LABEL_NEW, (FFI_UTF8 const char *text));
#define LABEL_SIZE(l) 3
FFI_METHOD(label) FFI_LEAF FFI_MACRO_FUNCTION(FFI_UTF8 int, LABEL_SIZE, (const label *l)); // EXPECT: 14: error: 'FFI_UTF8' needs a pointer to characters, and this is 'int'
#define LABEL_ALL(l) 3
FFI_SERVICE FFI_MACRO_FUNCTION(int, LABEL_ALL, (const label *l)); // EXPECT: 16: error: 'FFI_SERVICE' does not stand on a function, but on a struct or union or a typedef
#define LABEL_MANY(l) NULL
FFI_ARRAY(m) FFI_MACRO_FUNCTION(const int *, LABEL_MANY, (const label *l, FFI_OUT size_t *n)); // EXPECT: 18: error: 'FFI_ARRAY' names 'm', which is no parameter, field or function
FFI_EXPORT_END
