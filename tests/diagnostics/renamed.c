// Declarations that name their parameters differently: each annotation speaks of those beside it.
#include <ffiextract.h>
#include <stddef.h>

int sum(FFI_ARRAY(count) const int *values, size_t count);
int sum(const int *v, size_t n);
int sum(FFI_ARRAY(n) const int *v, size_t n)
{
	return n ? v[0] : 0;
}
