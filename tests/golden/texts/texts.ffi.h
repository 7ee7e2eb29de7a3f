/*
 * texts 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef TEXTS_FFI_H
#define TEXTS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define TEXTS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define TEXTS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

/* Raw only: it frees what other functions give, which bindings see to. */
void text_free(char *text);

size_t text_length(const char *text);

size_t text_length_or_zero(const char *text);

const char *text_constant(void);

char *text_copy(const char *text);

char *text_maybe(bool yes);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

TEXTS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
TEXTS_CHECK(sizeof(short) == 2, "sizeof(short)");
TEXTS_CHECK(sizeof(int) == 4, "sizeof(int)");
TEXTS_CHECK(sizeof(long) == 8, "sizeof(long)");
TEXTS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
TEXTS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_texts_failure_kind {
	SAFE_TEXTS_NOTHING, /**< all is well */
	SAFE_TEXTS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_TEXTS_MEMORY,  /**< there is none left */
	SAFE_TEXTS_ERRNO,   /**< the code is errno's */
	SAFE_TEXTS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_texts_failure {
	enum safe_texts_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_texts_fail(struct safe_texts_failure *failure, enum safe_texts_failure_kind kind,
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
static inline void *safe_texts_copy(const void *from, size_t count, size_t size)
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

static inline bool safe_text_length(const char *text, size_t *result,
				struct safe_texts_failure *failure)
{
	if (!text)
		return safe_texts_fail(failure, SAFE_TEXTS_MISUSE, 0, "text_length: 'text' is NULL");
	size_t c_result = text_length(text);
	if (result)
		*result = c_result;
	return true;
}

static inline size_t safe_text_length_or_zero(const char *text)
{
	return text_length_or_zero(text);
}

static inline const char *safe_text_constant(void)
{
	return text_constant();
}

/**
 * @param[out] result to be freed with free()
 */
static inline bool safe_text_copy(const char *text, char **result,
				struct safe_texts_failure *failure)
{
	char *c_result = NULL;
	char *c_value = NULL;
	bool ok = true;
	bool succeeded = false;

	*result = NULL;
	if (!text)
		return safe_texts_fail(failure, SAFE_TEXTS_MISUSE, 0, "text_copy: 'text' is NULL");
	c_result = text_copy(text);
	succeeded = ok;
	if (ok && c_result)
		c_value = (char *)safe_texts_copy(c_result, (size_t)strlen(c_result), 1);
	if (ok && (c_result && !c_value))
		ok = safe_texts_fail(failure, SAFE_TEXTS_MEMORY, 0, "out of memory");
	if (succeeded && c_result)
		text_free(c_result);
	if (!ok) {
		free(c_value);
		return false;
	}
	*result = c_value;
	return true;
}

/**
 * @param[out] result to be freed with free()
 */
static inline bool safe_text_maybe(bool yes, char **result, struct safe_texts_failure *failure)
{
	char *c_result = NULL;
	char *c_value = NULL;
	bool ok = true;
	bool succeeded = false;

	*result = NULL;
	c_result = text_maybe(yes);
	succeeded = ok;
	if (ok && c_result)
		c_value = (char *)safe_texts_copy(c_result, (size_t)strlen(c_result), 1);
	if (ok && (c_result && !c_value))
		ok = safe_texts_fail(failure, SAFE_TEXTS_MEMORY, 0, "out of memory");
	if (succeeded && c_result)
		text_free(c_result);
	if (!ok) {
		free(c_value);
		return false;
	}
	*result = c_value;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef TEXTS_CHECK

#endif
