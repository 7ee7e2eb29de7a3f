// Pointer and length: read, written, shared lengths, bytes, fixed, returned, growing.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("arrays", "1.0");

#include <string.h>

FFI_EXPORT_BEGIN

enum array_error { ARRAY_OK, ARRAY_SHORT } FFI_ERROR(ARRAY_OK);
struct item { int id; float weight; };

long array_sum(const int *values FFI_ARRAY(n), size_t n);
long array_sum(const int *values, size_t n) { long s = 0; while (n--) s += values[n]; return s; }
void array_scale(double *values FFI_ARRAY(n), unsigned n, double by);
void array_scale(double *values, unsigned n, double by) { while (n--) values[n] *= by; }
void array_add(const int *a FFI_ARRAY(n), int *b FFI_ARRAY(n), size_t n);
void array_add(const int *a, int *b, size_t n) { while (n--) b[n] += a[n]; }
unsigned array_check(const void *bytes FFI_BYTE_LENGTH(size), size_t size);
unsigned array_check(const void *bytes, size_t size) { return size ? *(const unsigned char *)bytes : 0; }
float array_weight(const struct item *items FFI_ARRAY(n), size_t n);
float array_weight(const struct item *items, size_t n) { float w = 0; while (n--) w += items[n].weight; return w; }
int array_dot(const int a[3] FFI_ARRAY_FIXED(3), const int b[3] FFI_ARRAY_FIXED(3));
int array_dot(const int a[3], const int b[3]) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }
FFI_ARRAY_FIXED(4) FFI_NONNULL FFI_BORROWED const int *array_primes(void);
const int *array_primes(void) { static const int primes[] = {2, 3, 5, 7}; return primes; }
enum array_error array_digits(unsigned number, FFI_BUFFER(size, size, ARRAY_SHORT) unsigned char *digits, size_t *size);
enum array_error array_digits(unsigned number, unsigned char *digits, size_t *size)
{
	size_t n = 0;
	do {
		if (n == *size)
			return ARRAY_SHORT;
		digits[n++] = (unsigned char)(number % 10);
	} while (number /= 10);
	*size = n;
	return ARRAY_OK;
}

FFI_EXPORT_END
