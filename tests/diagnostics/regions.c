// Regions where they cannot be.
#include <ffiextract.h>

struct s {
	int a;
	FFI_EXPORT_BEGIN // EXPECT: 6: error: a region of 'FFI_EXPORT_BEGIN' begins or ends inside of 's
	int b;
};
FFI_EXPORT_END
int f(void)
{
	FFI_EXPORT_BEGIN // EXPECT: 12: error: 'FFI_EXPORT_BEGIN' stands inside of a function: write it between declarations
	return 0;
}
FFI_EXPORT_END
