/*
 * members 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef MEMBERS_FFI_H
#define MEMBERS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define MEMBERS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define MEMBERS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

typedef int members_slot;

struct members_coin;

typedef struct members_coin members_coin;

members_coin *members_coin_new(int value);

void members_coin_free(members_coin *coin);

int members_coin_get_value(const members_coin *coin);

void members_coin_set_value(members_coin *coin, int value);

const char *members_coin_text(const members_coin *coin);

bool members_coin_equals(const members_coin *coin, const members_coin *other);

uint64_t members_coin_hash(const members_coin *coin);

int members_coin_compare(const members_coin *coin, const members_coin *other);

bool members_coin_next(members_coin *coin, int *digit);

members_slot members_coin_slot(const members_coin *coin);

void members_coin_put(members_coin *coin, members_slot slot);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

MEMBERS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
MEMBERS_CHECK(sizeof(short) == 2, "sizeof(short)");
MEMBERS_CHECK(sizeof(int) == 4, "sizeof(int)");
MEMBERS_CHECK(sizeof(long) == 8, "sizeof(long)");
MEMBERS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
MEMBERS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_members_failure_kind {
	SAFE_MEMBERS_NOTHING, /**< all is well */
	SAFE_MEMBERS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_MEMBERS_MEMORY,  /**< there is none left */
	SAFE_MEMBERS_ERRNO,   /**< the code is errno's */
	SAFE_MEMBERS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_members_failure {
	enum safe_members_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_members_fail(struct safe_members_failure *failure, enum safe_members_failure_kind kind,
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
static inline void *safe_members_copy(const void *from, size_t count, size_t size)
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

struct safe_members_coin {
	struct members_coin *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
};

static inline bool safe_members_coin_new(struct safe_members_coin *coin, int value,
				struct safe_members_failure *failure)
{
	memset(coin, 0, sizeof *coin);
	members_coin *c_result = members_coin_new(value);
	if (!c_result)
		return safe_members_fail(failure, SAFE_MEMBERS_FAILED, 0, "members_coin_new failed");
	coin->handle = c_result;
	return true;
}

static inline void safe_members_coin_free(struct safe_members_coin *coin)
{
	if (!coin || !coin->handle)
		return;
	if (coin->borrowed) {
		coin->handle = NULL;
		return;
	}
	members_coin *c_coin = coin->handle;
	coin->handle = NULL;
	members_coin_free(c_coin);
}

static inline bool safe_members_coin_get_value(struct safe_members_coin *coin, int *result,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_get_value: 'coin' is gone");
	int c_result = members_coin_get_value(coin->handle);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_members_coin_set_value(struct safe_members_coin *coin, int value,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_set_value: 'coin' is gone");
	members_coin_set_value(coin->handle, value);
	return true;
}

static inline bool safe_members_coin_text(struct safe_members_coin *coin, const char **result,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_text: 'coin' is gone");
	const char *c_result = members_coin_text(coin->handle);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_members_coin_equals(struct safe_members_coin *coin,
				struct safe_members_coin *other, bool *result,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_equals: 'coin' is gone");
	if (!other || !other->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_equals: 'other' is gone");
	bool c_result = members_coin_equals(coin->handle, other->handle);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_members_coin_hash(struct safe_members_coin *coin, uint64_t *result,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_hash: 'coin' is gone");
	uint64_t c_result = members_coin_hash(coin->handle);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_members_coin_compare(struct safe_members_coin *coin,
				struct safe_members_coin *other, int *result,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_compare: 'coin' is gone");
	if (!other || !other->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_compare: 'other' is gone");
	int c_result = members_coin_compare(coin->handle, other->handle);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_members_coin_next(struct safe_members_coin *coin, bool *result, int *digit,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_next: 'coin' is gone");
	int c_digit = 0;
	bool c_result = members_coin_next(coin->handle, &c_digit);
	if (result)
		*result = c_result;
	if (digit)
		*digit = c_digit;
	return true;
}

static inline bool safe_members_coin_slot(struct safe_members_coin *coin, members_slot *result,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_slot: 'coin' is gone");
	members_slot c_result = members_coin_slot(coin->handle);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_members_coin_put(struct safe_members_coin *coin, members_slot slot,
				struct safe_members_failure *failure)
{
	if (!coin || !coin->handle)
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_put: 'coin' is gone");
	if (slot == (-1))
		return safe_members_fail(failure, SAFE_MEMBERS_MISUSE, 0, "members_coin_put: 'slot' is none");
	members_coin_put(coin->handle, slot);
	return true;
}

#ifdef __cplusplus
}
#endif
#undef MEMBERS_CHECK

#endif
