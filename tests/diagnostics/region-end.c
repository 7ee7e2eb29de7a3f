// A region that was never begun.
#include <ffiextract.h>

FFI_EXPORT_BEGIN
struct t;
struct t {
	int a;
};
FFI_EXPORT_END
struct t *make(void);
FFI_EXPORT_END // EXPECT: 11: error: 'FFI_EXPORT_END' ends nothing: there is no 'FFI_EXPORT_BEGIN' before it
