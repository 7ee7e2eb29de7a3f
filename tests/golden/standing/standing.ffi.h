/*
 * standing 3.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef STANDING_FFI_H
#define STANDING_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define STANDING_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define STANDING_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

enum standing_mode {
	STANDING_PLAIN = 0,
	/** Made by hand. */
	/* Deprecated: use STANDING_PLAIN */
	STANDING_OLD = 1,
	/* Deprecated. */
	STANDING_OLDER = 2, /**< Made by no one. */
	/* It came with version 2.1. */
	STANDING_NEW = 3, /**< Made anew */
	/* It came with version 2.2. Deprecated: it came, "and" went */
	STANDING_BRIEF = 4
};

/** Where it goes. */
__extension__ struct standing_point {
	int x; /**< to the right */
	/* Deprecated: it is always 0 */
	int y;
	/** Towards you. */
	/* It came with version 2.0. */
	int z;
	/* Deprecated. */
	bool flat;
	/* It came with version 1.5. Deprecated: use x */
	unsigned int kind : 3;
	/* Deprecated: use x */
	enum standing_mode mode;
	/* Deprecated: use x */
	int many[2];
};

/** What has a text. */
struct standing_note {
	/* Deprecated: use the other */
	const char *text;
	/* It came with version 2.0. Deprecated: use neither */
	const char *other;
};

/** What it is worth. */
/* It came with version 2.0: a library may lack it. */
int standing_worth(struct standing_point p, enum standing_mode mode) __attribute__((weak));

/* It came with version 2.0: a library may lack it. */
int standing_bare(void) __attribute__((weak));

int standing_price(const struct standing_note *note) __attribute__((deprecated("use standing_worth")));

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

STANDING_CHECK(sizeof(void *) == 8, "sizeof(void *)");
STANDING_CHECK(sizeof(short) == 2, "sizeof(short)");
STANDING_CHECK(sizeof(int) == 4, "sizeof(int)");
STANDING_CHECK(sizeof(long) == 8, "sizeof(long)");
STANDING_CHECK(sizeof(long double) == 16, "sizeof(long double)");
STANDING_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
STANDING_CHECK(sizeof(enum standing_mode) == 4, "sizeof(enum standing_mode)");
STANDING_CHECK(sizeof(struct standing_point) == 28, "sizeof(struct standing_point)");
STANDING_CHECK(__alignof__(struct standing_point) == 4, "__alignof__(struct standing_point)");
STANDING_CHECK(offsetof(struct standing_point, x) == 0, "offsetof(struct standing_point, x)");
STANDING_CHECK(offsetof(struct standing_point, y) == 4, "offsetof(struct standing_point, y)");
STANDING_CHECK(offsetof(struct standing_point, z) == 8, "offsetof(struct standing_point, z)");
STANDING_CHECK(offsetof(struct standing_point, flat) == 12, "offsetof(struct standing_point, flat)");
STANDING_CHECK(offsetof(struct standing_point, mode) == 16, "offsetof(struct standing_point, mode)");
STANDING_CHECK(offsetof(struct standing_point, many) == 20, "offsetof(struct standing_point, many)");
STANDING_CHECK(sizeof(struct standing_note) == 16, "sizeof(struct standing_note)");
STANDING_CHECK(__alignof__(struct standing_note) == 8, "__alignof__(struct standing_note)");
STANDING_CHECK(offsetof(struct standing_note, text) == 0, "offsetof(struct standing_note, text)");
STANDING_CHECK(offsetof(struct standing_note, other) == 8, "offsetof(struct standing_note, other)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_standing_failure_kind {
	SAFE_STANDING_NOTHING, /**< all is well */
	SAFE_STANDING_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_STANDING_MEMORY,  /**< there is none left */
	SAFE_STANDING_ERRNO,   /**< the code is errno's */
	SAFE_STANDING_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_standing_failure {
	enum safe_standing_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_standing_fail(struct safe_standing_failure *failure, enum safe_standing_failure_kind kind,
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
static inline void *safe_standing_copy(const void *from, size_t count, size_t size)
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

/**
 * What it is worth.
 *
 * It came with version 2.0: a library may lack it.
 */
static inline bool safe_standing_worth(struct standing_point p, enum standing_mode mode,
				int *result, struct safe_standing_failure *failure)
{
	if (!standing_worth)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_worth: the library that is loaded lacks it, it came with 2.0");
	int c_result = standing_worth(p, mode);
	if (result)
		*result = c_result;
	return true;
}

/**
 * It came with version 2.0: a library may lack it.
 */
static inline bool safe_standing_bare(int *result, struct safe_standing_failure *failure)
{
	if (!standing_bare)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_bare: the library that is loaded lacks it, it came with 2.0");
	int c_result = standing_bare();
	if (result)
		*result = c_result;
	return true;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
__attribute__((deprecated("use standing_worth")))
static inline bool safe_standing_price(const struct standing_note *note, int *result,
				struct safe_standing_failure *failure)
{
	if (!note)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_price: 'note' is NULL");
	int c_result = standing_price(note);
	if (result)
		*result = c_result;
	return true;
}
#pragma GCC diagnostic pop

#ifdef __cplusplus
}
#endif
#undef STANDING_CHECK

#endif
