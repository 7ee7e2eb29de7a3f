// A region that never ends.
#include <ffiextract.h>

struct t;
FFI_EXPORT_BEGIN // EXPECT: 5: error: 'FFI_EXPORT_BEGIN' has no 'FFI_EXPORT_END'
struct t {
	int a;
};
struct t *make(void);
