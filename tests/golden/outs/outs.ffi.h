/*
 * outs 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef OUTS_FFI_H
#define OUTS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define OUTS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define OUTS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

enum outs_error {
	OUTS_OK = 0,
	OUTS_ZERO = 1
};

void outs_split(double value, int *whole, double *rest);

enum outs_error outs_divide(int a, int b, int *quotient);

bool outs_next(unsigned int *seed);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

OUTS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
OUTS_CHECK(sizeof(short) == 2, "sizeof(short)");
OUTS_CHECK(sizeof(int) == 4, "sizeof(int)");
OUTS_CHECK(sizeof(long) == 8, "sizeof(long)");
OUTS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
OUTS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
OUTS_CHECK(sizeof(enum outs_error) == 4, "sizeof(enum outs_error)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_outs_failure_kind {
	SAFE_OUTS_NOTHING, /**< all is well */
	SAFE_OUTS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_OUTS_MEMORY,  /**< there is none left */
	SAFE_OUTS_ERRNO,   /**< the code is errno's */
	SAFE_OUTS_FAILED,  /**< the library gave no reason */
	SAFE_OUTS_ERROR, /**< the code is of enum outs_error */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_outs_failure {
	enum safe_outs_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_outs_fail(struct safe_outs_failure *failure, enum safe_outs_failure_kind kind,
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
static inline void *safe_outs_copy(const void *from, size_t count, size_t size)
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

static inline void safe_outs_split(double value, int *whole, double *rest)
{
	int c_whole = 0;
	double c_rest = 0;
	outs_split(value, &c_whole, &c_rest);
	if (whole)
		*whole = c_whole;
	if (rest)
		*rest = c_rest;
}

static inline bool safe_outs_divide(int a, int b, int *quotient, struct safe_outs_failure *failure)
{
	int c_quotient = 0;
	enum outs_error c_result = outs_divide(a, b, &c_quotient);
	if (c_result != OUTS_OK)
		return safe_outs_fail(failure, SAFE_OUTS_ERROR, c_result, "outs_divide failed");
	if (quotient)
		*quotient = c_quotient;
	return true;
}

static inline bool safe_outs_next(unsigned int *seed, bool *result,
				struct safe_outs_failure *failure)
{
	if (!seed)
		return safe_outs_fail(failure, SAFE_OUTS_MISUSE, 0, "outs_next: 'seed' is NULL");
	unsigned int c_seed = *seed;
	bool c_result = outs_next(&c_seed);
	if (result)
		*result = c_result;
	*seed = c_seed;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef OUTS_CHECK

#endif
