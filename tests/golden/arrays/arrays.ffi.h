/*
 * arrays 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef ARRAYS_FFI_H
#define ARRAYS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define ARRAYS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define ARRAYS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

enum array_error {
	ARRAY_OK = 0,
	ARRAY_SHORT = 1
};

struct item {
	int id;
	float weight;
};

long array_sum(const int *values, size_t n);

void array_scale(double *values, unsigned int n, double by);

void array_add(const int *a, int *b, size_t n);

unsigned int array_check(const void *bytes, size_t size);

float array_weight(const struct item *items, size_t n);

int array_dot(const int *a, const int *b);

const int *array_primes(void);

enum array_error array_digits(unsigned int number, unsigned char *digits, size_t *size);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

ARRAYS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
ARRAYS_CHECK(sizeof(short) == 2, "sizeof(short)");
ARRAYS_CHECK(sizeof(int) == 4, "sizeof(int)");
ARRAYS_CHECK(sizeof(long) == 8, "sizeof(long)");
ARRAYS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
ARRAYS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
ARRAYS_CHECK(sizeof(enum array_error) == 4, "sizeof(enum array_error)");
ARRAYS_CHECK(sizeof(struct item) == 8, "sizeof(struct item)");
ARRAYS_CHECK(__alignof__(struct item) == 4, "__alignof__(struct item)");
ARRAYS_CHECK(offsetof(struct item, id) == 0, "offsetof(struct item, id)");
ARRAYS_CHECK(offsetof(struct item, weight) == 4, "offsetof(struct item, weight)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_arrays_failure_kind {
	SAFE_ARRAYS_NOTHING, /**< all is well */
	SAFE_ARRAYS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_ARRAYS_MEMORY,  /**< there is none left */
	SAFE_ARRAYS_ERRNO,   /**< the code is errno's */
	SAFE_ARRAYS_FAILED,  /**< the library gave no reason */
	SAFE_ARRAYS_ARRAY_ERROR, /**< the code is of enum array_error */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_arrays_failure {
	enum safe_arrays_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_arrays_fail(struct safe_arrays_failure *failure, enum safe_arrays_failure_kind kind,
				     long long code, const char *message)
{
	size_t size = message ? strlen(message) : 0;

	if (!failure)
		return false;
	if (size >= sizeof failure->message)
		size = sizeof failure->message - 1;
	while (message && message[size] && ((unsigned char)message[size] & 0xc0) == 0x80)
		size--; /* no half characters of UTF-8 */
	failure->kind = kind;
	failure->code = code;
	if (size)
		memcpy(failure->message, message, size);
	failure->message[size] = '\0';
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_arrays_copy(const void *from, size_t count, size_t size)
{
	unsigned char *copy = NULL;

	if (size && count > (SIZE_MAX - 4) / size)
		return NULL;
	copy = (unsigned char *)malloc(count * size + 4);
	if (!copy)
		return NULL;
	if (count && from)
		memcpy(copy, from, count * size);
	memset(copy + count * size, 0, 4);
	return copy;
}

static inline bool safe_array_sum(const int *values, size_t n, long *result,
				struct safe_arrays_failure *failure)
{
	if (!values && n)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_sum: 'values' is NULL");
	long c_result = array_sum(values, n);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_array_scale(double *values, size_t n, double by,
				struct safe_arrays_failure *failure)
{
	if (!values && n)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_scale: 'values' is NULL");
	if (n > 4294967295UL)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_scale: 'values' is too long");
	array_scale(values, (unsigned int)n, by);
	return true;
}

static inline bool safe_array_add(const int *a, int *b, size_t n,
				struct safe_arrays_failure *failure)
{
	if (!a && n)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_add: 'a' is NULL");
	if (!b && n)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_add: 'b' is NULL");
	array_add(a, b, n);
	return true;
}

static inline bool safe_array_check(const void *bytes, size_t size, unsigned int *result,
				struct safe_arrays_failure *failure)
{
	if (!bytes && size)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_check: 'bytes' is NULL");
	unsigned int c_result = array_check(bytes, size);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_array_weight(const struct item *items, size_t n, float *result,
				struct safe_arrays_failure *failure)
{
	if (!items && n)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_weight: 'items' is NULL");
	float c_result = array_weight(items, n);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_array_dot(const int *a, const int *b, int *result,
				struct safe_arrays_failure *failure)
{
	if (!a)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_dot: 'a' is NULL");
	if (!b)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MISUSE, 0, "array_dot: 'b' is NULL");
	int c_result = array_dot(a, b);
	if (result)
		*result = c_result;
	return true;
}

/**
 * @param[out] result to be freed with free()
 */
static inline bool safe_array_primes(int **result, struct safe_arrays_failure *failure)
{
	*result = NULL;
	const int *c_result = array_primes();
	int *c_value = NULL;
	if (c_result)
		c_value = (int *)safe_arrays_copy(c_result, (size_t)4, sizeof(int));
	if (c_result && !c_value)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MEMORY, 0, "out of memory");
	*result = c_value;
	return true;
}

/**
 * @param[out] digits to be freed with free()
 */
static inline bool safe_array_digits(unsigned int number, unsigned char **digits,
				size_t *digits_count, struct safe_arrays_failure *failure)
{
	size_t c_capacity = 0;
	unsigned char *c_digits = NULL;
	size_t c_size = 0;
	enum array_error c_result = (enum array_error)0;
	bool ok = true;

	*digits = NULL;
	c_capacity = 256;
again:
	free(c_digits);
	c_digits = c_capacity <= SIZE_MAX - 4 ? (unsigned char *)malloc((size_t)c_capacity + 4) : NULL;
	if (!c_digits)
		return safe_arrays_fail(failure, SAFE_ARRAYS_MEMORY, 0, "out of memory");
	c_size = c_capacity;
	c_result = array_digits(number, c_digits, &c_size);
	if (c_result == ARRAY_SHORT && (size_t)c_capacity <= SIZE_MAX / 2) {
		c_capacity = c_capacity ? 2 * c_capacity : 1;
		goto again;
	}
	if (ok && c_result != ARRAY_OK)
		ok = safe_arrays_fail(failure, SAFE_ARRAYS_ARRAY_ERROR, c_result, "array_digits failed");
	if (ok && (size_t)c_size > (size_t)c_capacity)
		ok = safe_arrays_fail(failure, SAFE_ARRAYS_FAILED, 0, "more was written than there was room for");
	if (!ok) {
		free(c_digits);
		return false;
	}
	*digits = c_digits;
	*digits_count = c_size;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef ARRAYS_CHECK

#endif
