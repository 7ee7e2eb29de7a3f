/*
 * docs 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef DOCS_FFI_H
#define DOCS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define DOCS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define DOCS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

/**
 * Brief words that end here. And more of them, with "quotes", \"\"\" and a backslash: \\n.
 *
 * A paragraph with </summary> & <b>markup</b>, and 100 % of it.
 *
 * @param[in] a the first, a very long description that has to be broken over several lines of the output because it is so long
 * @param b the second
 *   that goes on
 * @return their sum
 * @since 1.2
 */
int docs_add(int a, int b);

/// One line.
void docs_line(void);

/* Plain, and touching. */
void docs_plain(void);

/**
 * docs_kernel - in the kernel's way
 * @n: how many
 *
 * Return: twice as many
 */
int docs_kernel(int n);

/**
 * enum docs_mode - how it is done
 * @DOCS_FAST: at once
 * @DOCS_SLOW: later on.
 *             Then well.
 */
enum docs_mode {
	DOCS_FAST = 0,
	DOCS_SLOW = 1,
	/** @DOCS_NEVER: not at all */
	DOCS_NEVER = 2
};

/**
 * docs_pair:
 * @first: the first &mdash; &#39;one&#39;
 * @second: (nullable): see [func@Docs.add]
 *
 * A pair.
 */
struct docs_pair {
	int first;
	int second; /**< The second. It follows. */
};

/**
 * Reads pairs.
 *
 * What is read:
 * - pairs
 * - nothing else
 *
 * Like this:
 * @code
 * int n = 1 < 2;
 *
 * docs_read("x", &n);
 * @endcode
 * Or not.
 *
 * @param name whose
 * @param[out] out where they go
 * @param[in,out] n how many
 * @return how many there were
 * @see docs_add
 * @deprecated write on
 */
/* Raw only: parameter 'out': 'struct docs_pair **' may mean many things (FFI_OUT, FFI_INOUT, FFI_ARRAY, FFI_BUFFER). */
int docs_read(const char *name, struct docs_pair **out, int *n);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

DOCS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
DOCS_CHECK(sizeof(short) == 2, "sizeof(short)");
DOCS_CHECK(sizeof(int) == 4, "sizeof(int)");
DOCS_CHECK(sizeof(long) == 8, "sizeof(long)");
DOCS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
DOCS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
DOCS_CHECK(sizeof(enum docs_mode) == 4, "sizeof(enum docs_mode)");
DOCS_CHECK(sizeof(struct docs_pair) == 8, "sizeof(struct docs_pair)");
DOCS_CHECK(__alignof__(struct docs_pair) == 4, "__alignof__(struct docs_pair)");
DOCS_CHECK(offsetof(struct docs_pair, first) == 0, "offsetof(struct docs_pair, first)");
DOCS_CHECK(offsetof(struct docs_pair, second) == 4, "offsetof(struct docs_pair, second)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_docs_failure_kind {
	SAFE_DOCS_NOTHING, /**< all is well */
	SAFE_DOCS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_DOCS_MEMORY,  /**< there is none left */
	SAFE_DOCS_ERRNO,   /**< the code is errno's */
	SAFE_DOCS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_docs_failure {
	enum safe_docs_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_docs_fail(struct safe_docs_failure *failure, enum safe_docs_failure_kind kind,
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
static inline void *safe_docs_copy(const void *from, size_t count, size_t size)
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
 * Brief words that end here.
 *
 * And more of them, with "quotes", """ and a backslash: \n.
 *
 * A paragraph with </summary> & markup, and 100 % of it.
 *
 * @param a the first, a very long description that has to be broken over several lines of the output because it is so long
 * @param b the second that goes on
 * @return their sum
 * @since 1.2
 */
static inline int safe_docs_add(int a, int b)
{
	return docs_add(a, b);
}

/** One line. */
static inline void safe_docs_line(void)
{
	docs_line();
}

/** Plain, and touching. */
static inline void safe_docs_plain(void)
{
	docs_plain();
}

/**
 * in the kernel's way
 *
 * @param n how many
 * @return twice as many
 */
static inline int safe_docs_kernel(int n)
{
	return docs_kernel(n);
}

#ifdef __cplusplus
}
#endif
#undef DOCS_CHECK

#endif
