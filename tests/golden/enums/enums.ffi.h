/*
 * enums 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef ENUMS_FFI_H
#define ENUMS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define ENUMS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define ENUMS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

/** A colour. */
enum colour {
	COLOUR_RED = 0,
	COLOUR_GREEN = 5,
	COLOUR_BLUE = 6
};

enum access {
	ACCESS_READ = 1,
	ACCESS_WRITE = 2,
	ACCESS_ALL = 3
};

enum sign {
	SIGN_MINUS = -1,
	SIGN_NONE = 0,
	SIGN_PLUS = 1
};

__extension__ enum wide {
	WIDE_SMALL = 0,
	WIDE_LARGE = 4294967296ULL
};

enum mode {
	MODE_A = 0,
	MODE_B = 1
};

enum colour colour_next(enum colour c);

enum access access_add(enum access a, enum access b);

enum sign sign_of(int i);

enum wide wide_get(void);

void mode_set(enum mode m);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

ENUMS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
ENUMS_CHECK(sizeof(short) == 2, "sizeof(short)");
ENUMS_CHECK(sizeof(int) == 4, "sizeof(int)");
ENUMS_CHECK(sizeof(long) == 8, "sizeof(long)");
ENUMS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
ENUMS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
ENUMS_CHECK(sizeof(enum colour) == 4, "sizeof(enum colour)");
ENUMS_CHECK(sizeof(enum access) == 4, "sizeof(enum access)");
ENUMS_CHECK(sizeof(enum sign) == 4, "sizeof(enum sign)");
ENUMS_CHECK(sizeof(enum wide) == 8, "sizeof(enum wide)");
ENUMS_CHECK(sizeof(enum mode) == 4, "sizeof(enum mode)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_enums_failure_kind {
	SAFE_ENUMS_NOTHING, /**< all is well */
	SAFE_ENUMS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_ENUMS_MEMORY,  /**< there is none left */
	SAFE_ENUMS_ERRNO,   /**< the code is errno's */
	SAFE_ENUMS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_enums_failure {
	enum safe_enums_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_enums_fail(struct safe_enums_failure *failure, enum safe_enums_failure_kind kind,
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
static inline void *safe_enums_copy(const void *from, size_t count, size_t size)
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

#ifdef __cplusplus
extern "C++" {
inline enum access operator|(enum access a, enum access b)
{
	return static_cast<enum access>(static_cast<unsigned long long>(a) | static_cast<unsigned long long>(b));
}
inline enum access operator&(enum access a, enum access b)
{
	return static_cast<enum access>(static_cast<unsigned long long>(a) & static_cast<unsigned long long>(b));
}
}
#endif

static inline enum colour safe_colour_next(enum colour c)
{
	return colour_next(c);
}

static inline enum access safe_access_add(enum access a, enum access b)
{
	return access_add(a, b);
}

static inline enum sign safe_sign_of(int i)
{
	return sign_of(i);
}

static inline enum wide safe_wide_get(void)
{
	return wide_get();
}

static inline bool safe_mode_set(enum mode m, struct safe_enums_failure *failure)
{
	if (m != 0 && m != 1)
		return safe_enums_fail(failure, SAFE_ENUMS_MISUSE, 0, "mode_set: 'm' is no value of its enumeration");
	mode_set(m);
	return true;
}

#ifdef __cplusplus
}
#endif
#undef ENUMS_CHECK

#endif
