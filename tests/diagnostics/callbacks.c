// Parameters of callbacks.
// LANG: c
#include <ffiextract.h>
#include <stddef.h>

struct hooks {
	void (*each)(void *at FFI_BORROWED_FROM(form), void *from); // EXPECT: 7: error: 'FFI_BORROWED_FROM' names the parameter 'form', which does not exist; did you mean 'from'?
};
void walk(void (*each)(FFI_KEEPS(owner) void *item, void *ownr), void *user); // EXPECT: 9: error: 'FFI_KEEPS' names the parameter 'owner', which does not exist; did you mean 'ownr'?
typedef int (*reader)(void *user FFI_CONTEXT) FFI_ON_EXCEPTION(-1);
typedef void (*nested)(void (*inner)(void *a FFI_KEEPS(b), void *b), void *c);
typedef void (*wrong)(void (*inner)(void *a FFI_KEEPS(c), void *b), void *c); // EXPECT: 12: error: 'FFI_KEEPS' names the parameter 'c', which does not exist
