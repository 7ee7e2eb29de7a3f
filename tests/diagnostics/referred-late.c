// What a name of a field stands for must be of a type that fits.
#include <ffiextract.h>

struct FFI_OPTION(has) maybe { // EXPECT: 4: error: 'FFI_OPTION(has)' must name an integer, and '
	double has;
	int value;
};
struct FFI_TAGGED(tag) event { // EXPECT: 8: error: 'FFI_TAGGED(tag)' must name an integer, and '
	const char *tag;
};
struct fine {
	int *items FFI_ARRAY(n);
	unsigned n : 12;
};
