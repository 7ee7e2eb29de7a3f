// What a name stands for must be of a type that fits.
#include <ffiextract.h>
#include <stddef.h>

int sum(FFI_ARRAY(user) const int *v, void *user); // EXPECT: 5: error: 'FFI_ARRAY(user)' must name an integer, or a pointer to one, and 'user' is 'void
int fine(FFI_ARRAY(n) const int *v, size_t *n);
void destroyed(FFI_USER_DATA(user) FFI_DESTROY(user) void (*f)(void *), void *user); // EXPECT: 7: error: 'FFI_DESTROY(user)' must name a pointer to a function, and 'user' is 'void
void data(FFI_USER_DATA(user) void (*f)(void *), double user); // EXPECT: 8: error: 'FFI_USER_DATA(user)' must name an integer or a pointer, and 'user' is 'double'
FFI_ASYNC(user) void load(void *user); // EXPECT: 9: error: 'FFI_ASYNC(user)' must name a pointer to a function, and 'user' is 'void
FFI_BORROWED_FROM(x) const char *borrowed(double x); // EXPECT: 10: error: 'FFI_BORROWED_FROM(x)' must name a pointer, a handle or a struct, and 'x' is 'double'
FFI_KEEPS(#1) const char *kept(void *);
void context(FFI_CONTEXT void *user); // EXPECT: 12: error: 'FFI_CONTEXT' stands on a parameter of a callback, and '
int fill(FFI_BUFFER(room, used) char *text, double room, size_t *used); // EXPECT: 13: error: 'FFI_BUFFER(room, used)' must name an integer, or a pointer to one, and 'room' is 'double'
