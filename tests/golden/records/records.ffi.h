/*
 * records 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef RECORDS_FFI_H
#define RECORDS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define RECORDS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define RECORDS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

struct pair {
	int first;
	short second;
};

__extension__ struct nested {
	struct pair pair;
	struct {
		int a;
		char b;
	} inner;
	union {
		int as_int;
		float as_float;
	};
	double matrix[2][3];
	const char *text;
};

__extension__ struct bits {
	unsigned int low : 3;
	unsigned int middle : 5;
	int high : 24;
};

struct packed {
	char c;
	int i __attribute__((packed));
};

struct aligned {
	char c;
	int i __attribute__((aligned(32)));
};

union number {
	int i;
	double d;
};

struct pair pair_swap(struct pair p);

int nested_sum(const struct nested *n);

/* Raw only: parameter 'b': 'low' follows it, so it may point to many (FFI_ARRAY, FFI_IN, FFI_INOUT). */
void bits_set(struct bits *b, unsigned int low);

int packed_get(struct packed p);

int aligned_get(const struct aligned *a);

union number number_double(union number n);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

RECORDS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
RECORDS_CHECK(sizeof(short) == 2, "sizeof(short)");
RECORDS_CHECK(sizeof(int) == 4, "sizeof(int)");
RECORDS_CHECK(sizeof(long) == 8, "sizeof(long)");
RECORDS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
RECORDS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
RECORDS_CHECK(sizeof(struct pair) == 8, "sizeof(struct pair)");
RECORDS_CHECK(__alignof__(struct pair) == 4, "__alignof__(struct pair)");
RECORDS_CHECK(offsetof(struct pair, first) == 0, "offsetof(struct pair, first)");
RECORDS_CHECK(offsetof(struct pair, second) == 4, "offsetof(struct pair, second)");
RECORDS_CHECK(sizeof(struct nested) == 80, "sizeof(struct nested)");
RECORDS_CHECK(__alignof__(struct nested) == 8, "__alignof__(struct nested)");
RECORDS_CHECK(offsetof(struct nested, pair) == 0, "offsetof(struct nested, pair)");
RECORDS_CHECK(offsetof(struct nested, inner.a) == 8, "offsetof(struct nested, inner.a)");
RECORDS_CHECK(offsetof(struct nested, inner.b) == 12, "offsetof(struct nested, inner.b)");
RECORDS_CHECK(offsetof(struct nested, as_int) == 16, "offsetof(struct nested, as_int)");
RECORDS_CHECK(offsetof(struct nested, as_float) == 16, "offsetof(struct nested, as_float)");
RECORDS_CHECK(offsetof(struct nested, matrix) == 24, "offsetof(struct nested, matrix)");
RECORDS_CHECK(offsetof(struct nested, text) == 72, "offsetof(struct nested, text)");
RECORDS_CHECK(sizeof(struct bits) == 4, "sizeof(struct bits)");
RECORDS_CHECK(__alignof__(struct bits) == 4, "__alignof__(struct bits)");
RECORDS_CHECK(sizeof(struct packed) == 5, "sizeof(struct packed)");
RECORDS_CHECK(__alignof__(struct packed) == 1, "__alignof__(struct packed)");
RECORDS_CHECK(offsetof(struct packed, c) == 0, "offsetof(struct packed, c)");
RECORDS_CHECK(offsetof(struct packed, i) == 1, "offsetof(struct packed, i)");
RECORDS_CHECK(sizeof(struct aligned) == 64, "sizeof(struct aligned)");
RECORDS_CHECK(__alignof__(struct aligned) == 32, "__alignof__(struct aligned)");
RECORDS_CHECK(offsetof(struct aligned, c) == 0, "offsetof(struct aligned, c)");
RECORDS_CHECK(offsetof(struct aligned, i) == 32, "offsetof(struct aligned, i)");
RECORDS_CHECK(sizeof(union number) == 8, "sizeof(union number)");
RECORDS_CHECK(__alignof__(union number) == 8, "__alignof__(union number)");
RECORDS_CHECK(offsetof(union number, i) == 0, "offsetof(union number, i)");
RECORDS_CHECK(offsetof(union number, d) == 0, "offsetof(union number, d)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_records_failure_kind {
	SAFE_RECORDS_NOTHING, /**< all is well */
	SAFE_RECORDS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_RECORDS_MEMORY,  /**< there is none left */
	SAFE_RECORDS_ERRNO,   /**< the code is errno's */
	SAFE_RECORDS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_records_failure {
	enum safe_records_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_records_fail(struct safe_records_failure *failure, enum safe_records_failure_kind kind,
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
static inline void *safe_records_copy(const void *from, size_t count, size_t size)
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

static inline struct pair safe_pair_swap(struct pair p)
{
	return pair_swap(p);
}

static inline bool safe_nested_sum(const struct nested *n, int *result,
				struct safe_records_failure *failure)
{
	if (!n)
		return safe_records_fail(failure, SAFE_RECORDS_MISUSE, 0, "nested_sum: 'n' is NULL");
	int c_result = nested_sum(n);
	if (result)
		*result = c_result;
	return true;
}

static inline int safe_packed_get(struct packed p)
{
	return packed_get(p);
}

static inline bool safe_aligned_get(const struct aligned *a, int *result,
				struct safe_records_failure *failure)
{
	if (!a)
		return safe_records_fail(failure, SAFE_RECORDS_MISUSE, 0, "aligned_get: 'a' is NULL");
	int c_result = aligned_get(a);
	if (result)
		*result = c_result;
	return true;
}

static inline union number safe_number_double(union number n)
{
	return number_double(n);
}

#ifdef __cplusplus
}
#endif
#undef RECORDS_CHECK

#endif
