/*
 * scalars 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef SCALARS_FFI_H
#define SCALARS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define SCALARS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define SCALARS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

bool scalars_not(bool value);

int8_t scalars_i8(int8_t value);

uint8_t scalars_u8(uint8_t value);

short scalars_short(short value);

unsigned int scalars_unsigned(unsigned int value);

long scalars_long(long value);

int64_t scalars_i64(int64_t value);

size_t scalars_size(size_t value);

float scalars_float(float value);

double scalars_double(double value);

char scalars_char(char value);

void scalars_none(void);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

SCALARS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
SCALARS_CHECK(sizeof(short) == 2, "sizeof(short)");
SCALARS_CHECK(sizeof(int) == 4, "sizeof(int)");
SCALARS_CHECK(sizeof(long) == 8, "sizeof(long)");
SCALARS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
SCALARS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_scalars_failure_kind {
	SAFE_SCALARS_NOTHING, /**< all is well */
	SAFE_SCALARS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_SCALARS_MEMORY,  /**< there is none left */
	SAFE_SCALARS_ERRNO,   /**< the code is errno's */
	SAFE_SCALARS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_scalars_failure {
	enum safe_scalars_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_scalars_fail(struct safe_scalars_failure *failure, enum safe_scalars_failure_kind kind,
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
static inline void *safe_scalars_copy(const void *from, size_t count, size_t size)
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

static inline bool safe_scalars_not(bool value)
{
	return scalars_not(value);
}

static inline int8_t safe_scalars_i8(int8_t value)
{
	return scalars_i8(value);
}

static inline uint8_t safe_scalars_u8(uint8_t value)
{
	return scalars_u8(value);
}

static inline short safe_scalars_short(short value)
{
	return scalars_short(value);
}

static inline unsigned int safe_scalars_unsigned(unsigned int value)
{
	return scalars_unsigned(value);
}

static inline long safe_scalars_long(long value)
{
	return scalars_long(value);
}

static inline int64_t safe_scalars_i64(int64_t value)
{
	return scalars_i64(value);
}

static inline size_t safe_scalars_size(size_t value)
{
	return scalars_size(value);
}

static inline float safe_scalars_float(float value)
{
	return scalars_float(value);
}

static inline double safe_scalars_double(double value)
{
	return scalars_double(value);
}

static inline char safe_scalars_char(char value)
{
	return scalars_char(value);
}

static inline void safe_scalars_none(void)
{
	scalars_none();
}

#ifdef __cplusplus
}
#endif
#undef SCALARS_CHECK

#endif
