/*
 * constants 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef CONSTANTS_FFI_H
#define CONSTANTS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define CONSTANTS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define CONSTANTS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

int constants_level(int at);

extern const int constants_answer;

extern int constants_counter;

#define LIMIT 16u
#define BIG 9223372036854775808UL
#define NEGATIVE (-3)
#define RATIO 0.5f
#define NAME "constants"
#define LETTER 120
#define SIZE 8UL
#define WIDE_NAME u"w\000\u00efde\u1234"
#define BYTES ((const unsigned char *)"\377\000\001")
#define WIDEST ((unsigned __int128)((unsigned __int128)0xffffffffffffffffULL << 64 | 0xffffffffffffffffULL))
#define WIDE_NEGATIVE ((__int128)((unsigned __int128)0xfffffffffbffffffULL << 64 | 0xffffffffffffffffULL))
#define ENDLESS (-__builtin_inf())
#define TENTH 0.100000000000000000001355252715606881L

/*
 * How much is told.
 *
 * These constants are what a call takes, and this comment is about all of them.
 */
#define LEVEL_LOW 1
#define LEVEL_HIGH 2

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

CONSTANTS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
CONSTANTS_CHECK(sizeof(short) == 2, "sizeof(short)");
CONSTANTS_CHECK(sizeof(int) == 4, "sizeof(int)");
CONSTANTS_CHECK(sizeof(long) == 8, "sizeof(long)");
CONSTANTS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
CONSTANTS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_constants_failure_kind {
	SAFE_CONSTANTS_NOTHING, /**< all is well */
	SAFE_CONSTANTS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_CONSTANTS_MEMORY,  /**< there is none left */
	SAFE_CONSTANTS_ERRNO,   /**< the code is errno's */
	SAFE_CONSTANTS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_constants_failure {
	enum safe_constants_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_constants_fail(struct safe_constants_failure *failure, enum safe_constants_failure_kind kind,
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
static inline void *safe_constants_copy(const void *from, size_t count, size_t size)
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

static inline int safe_constants_level(int at)
{
	return constants_level(at);
}

#ifdef __cplusplus
}
#endif
#undef CONSTANTS_CHECK

#endif
