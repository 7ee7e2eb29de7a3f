// Types that cannot carry a word.
#include <ffiextract.h>
#include <stddef.h>

struct s { int a; };
void out_value(FFI_OUT int value); // EXPECT: 6: error: 'FFI_OUT' needs a pointer to what can be written, and this is 'int'
void out_const(FFI_OUT const int *value); // EXPECT: 7: error: 'FFI_OUT' says that the callee writes here, but the pointer is to 'const'
void text(FFI_UTF8 double *text); // EXPECT: 8: error: 'FFI_UTF8' needs a pointer to characters, and this is 'double
void wide(FFI_UTF16 char *text); // EXPECT: 9: error: 'FFI_UTF16' needs a pointer to 16-bit characters, and this is 'char
void callback(FFI_USER_DATA(user) int *callback, void *user); // EXPECT: 10: error: 'FFI_USER_DATA' needs a pointer to a function, and this is 'int
FFI_NULLABLE int number(void); // EXPECT: 11: error: 'FFI_NULLABLE' needs a pointer, and this is 'int'
FFI_OWNED void nothing(void); // EXPECT: 12: error: 'FFI_OWNED' is said of a result, and '
FFI_VARIADIC(int) int fixed(int a); // EXPECT: 13: error: 'FFI_VARIADIC' is for functions that end in '...', and '
typedef int number_t FFI_SERVICE; // EXPECT: 14: error: 'FFI_SERVICE' needs a struct or union, and this is 'int'
typedef int flags_t FFI_FLAGS; // EXPECT: 15: error: 'FFI_FLAGS' needs an enum, and this is 'int'; for flags that are macros write FFI_FLAGS_ENUM
typedef int error_t_ FFI_ERROR(0); // EXPECT: 16: error: 'FFI_ERROR' needs an enum, and this is 'int'; for codes that are macros write FFI_ERROR_DOMAIN
typedef double handle_t FFI_HANDLE(0); // EXPECT: 17: error: 'FFI_HANDLE' needs an integer or a pointer, and this is 'double'
FFI_STATUS(domain) struct s status(void); // EXPECT: 18: error: 'FFI_STATUS' needs an integer, or a pointer to one, and this is 's
FFI_ERROR_DOMAIN(domain, 0);
struct t {
	double size FFI_SIZE_OF_SELF; // EXPECT: 21: error: 'FFI_SIZE_OF_SELF' needs an integer, and this is 'double'
	int one FFI_ARRAY(n); // EXPECT: 22: error: 'FFI_ARRAY' needs a pointer or an array, and this is 'int'
	int n;
};
