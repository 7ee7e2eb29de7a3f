/* The header as a C89 or C++98 program uses it, each variadic macro with its fewest and its most arguments.
 */
#include <ffiextract.h>

#ifdef __cplusplus
extern "C" {
#endif

FFI_LIBRARY("plain", "1");
#define PLAIN_LIMIT 3
FFI_CONSTANT(PLAIN_LIMIT);
FFI_CONSTANT(PLAIN_LIMIT);
FFI_ENUM(PlainKind, "PLAIN_KIND_*");
FFI_ERROR_DOMAIN(PlainError, 0, 1);
FFI_ERROR_DOMAIN(PlainOther);
struct plain;
FFI_TYPE(struct plain, FFI_SERVICE);
enum failure { FINE, BAD } FFI_ERROR();
enum more { GOOD, BETTER, WORST } FFI_ERROR(GOOD, BETTER);
typedef int plain_id FFI_HANDLE();
typedef int plain_handle FFI_HANDLE(-1);

FFI_EXPORT_BEGIN
FFI_VARIADIC() FFI_VARIADIC(int) FFI_VARIADIC(int, const char *) int plain_control(int a, ...);
int plain_fill(FFI_BUFFER(n) char *a, FFI_BUFFER(n, m) char *b, FFI_BUFFER(n, m, 1) char *c,
	       FFI_BUFFER(n, m, 1, plain_bound) char *d, FFI_BUFFER(n, m, , plain_bound) char *e,
	       FFI_BUFFER(n, , 1) char *f, unsigned long n, unsigned long *m);
unsigned long plain_bound(void);
int plain_each(FFI_EACH(UTF8) FFI_ARRAY_FIXED(2) char **a,
	       FFI_EACH(OWNED_BY(plain_free), UTF8) FFI_ARRAY_FIXED(2) char **b);
void plain_free(void *p);
FFI_EXPORT_END

#define plain_square(x) ((x) * (x))
FFI_MACRO_FUNCTION(int, plain_square, (int number));

#ifdef __cplusplus
}
#endif
