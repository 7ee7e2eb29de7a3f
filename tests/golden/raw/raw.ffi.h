/*
 * raw 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef RAW_FFI_H
#define RAW_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define RAW_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define RAW_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

struct node {
	struct node *next;
};

/* Raw only: it takes any number of arguments: 'FFI_VARIADIC' says which it is called with. */
int raw_printf(const char *format, ...);

/* Raw only: parameter 'value': 'int *' may mean many things (FFI_OUT, FFI_INOUT, FFI_ARRAY, FFI_BUFFER). */
void raw_scalar(int *value);

/* Raw only: what comes back: 'void *' may mean many things (FFI_ARRAY, FFI_ARRAY_FIXED). */
void *raw_memory(void);

/* Raw only: what comes back: nobody says who frees the 'char *' (FFI_OWNED_BY, FFI_BORROWED). */
char *raw_text(void);

/* Raw only: parameter 'nodes': 'n' follows it, so it may point to many (FFI_ARRAY, FFI_IN, FFI_INOUT). */
void raw_many(struct node *nodes, int n);

/* Cannot be called: it is inline: the library has no symbol for it.
 * int raw_inline(int i); */

/* Raw only: parameter 'nodes': 'struct node **' may mean many things (FFI_OUT, FFI_INOUT, FFI_ARRAY, FFI_BUFFER). */
void raw_later(struct node **nodes);

long double raw_wide(long double x);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

RAW_CHECK(sizeof(void *) == 8, "sizeof(void *)");
RAW_CHECK(sizeof(short) == 2, "sizeof(short)");
RAW_CHECK(sizeof(int) == 4, "sizeof(int)");
RAW_CHECK(sizeof(long) == 8, "sizeof(long)");
RAW_CHECK(sizeof(long double) == 16, "sizeof(long double)");
RAW_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
RAW_CHECK(sizeof(struct node) == 8, "sizeof(struct node)");
RAW_CHECK(__alignof__(struct node) == 8, "__alignof__(struct node)");
RAW_CHECK(offsetof(struct node, next) == 0, "offsetof(struct node, next)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_raw_failure_kind {
	SAFE_RAW_NOTHING, /**< all is well */
	SAFE_RAW_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_RAW_MEMORY,  /**< there is none left */
	SAFE_RAW_ERRNO,   /**< the code is errno's */
	SAFE_RAW_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_raw_failure {
	enum safe_raw_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_raw_fail(struct safe_raw_failure *failure, enum safe_raw_failure_kind kind,
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
static inline void *safe_raw_copy(const void *from, size_t count, size_t size)
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

static inline long double safe_raw_wide(long double x)
{
	return raw_wide(x);
}

#ifdef __cplusplus
}
#endif
#undef RAW_CHECK

#endif
