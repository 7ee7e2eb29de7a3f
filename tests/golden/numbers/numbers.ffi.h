/*
 * numbers 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef NUMBERS_FFI_H
#define NUMBERS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define NUMBERS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define NUMBERS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

/** A length. */
typedef double metres;

typedef unsigned int numbers_key;

/** A way. */
struct numbers_way {
	metres length;
	int parts;
};

/** A length, if it is known. */
struct numbers_known {
	bool known;
	metres length;
};

/** Goes on. */
struct numbers_walker {
	metres at; /**< where it is */
};

/** Changes a length. */
typedef metres (*numbers_change)(metres length, void *user);

metres numbers_add(metres a, metres b);

numbers_key numbers_next(numbers_key key);

void numbers_double(metres *length);

metres numbers_sum(const metres *lengths, unsigned int n);

void numbers_steps(metres *lengths, unsigned int n);

metres numbers_all(struct numbers_way way);

struct numbers_known numbers_half(struct numbers_known length);

metres numbers_changed(metres length, numbers_change change, void *user);

struct numbers_walker *numbers_walker_new(metres at);

void numbers_walker_free(struct numbers_walker *walker);

metres numbers_walker_go(struct numbers_walker *walker, metres by);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

NUMBERS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
NUMBERS_CHECK(sizeof(short) == 2, "sizeof(short)");
NUMBERS_CHECK(sizeof(int) == 4, "sizeof(int)");
NUMBERS_CHECK(sizeof(long) == 8, "sizeof(long)");
NUMBERS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
NUMBERS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
NUMBERS_CHECK(sizeof(struct numbers_way) == 16, "sizeof(struct numbers_way)");
NUMBERS_CHECK(__alignof__(struct numbers_way) == 8, "__alignof__(struct numbers_way)");
NUMBERS_CHECK(offsetof(struct numbers_way, length) == 0, "offsetof(struct numbers_way, length)");
NUMBERS_CHECK(offsetof(struct numbers_way, parts) == 8, "offsetof(struct numbers_way, parts)");
NUMBERS_CHECK(sizeof(struct numbers_known) == 16, "sizeof(struct numbers_known)");
NUMBERS_CHECK(__alignof__(struct numbers_known) == 8, "__alignof__(struct numbers_known)");
NUMBERS_CHECK(offsetof(struct numbers_known, known) == 0, "offsetof(struct numbers_known, known)");
NUMBERS_CHECK(offsetof(struct numbers_known, length) == 8, "offsetof(struct numbers_known, length)");
NUMBERS_CHECK(sizeof(struct numbers_walker) == 8, "sizeof(struct numbers_walker)");
NUMBERS_CHECK(__alignof__(struct numbers_walker) == 8, "__alignof__(struct numbers_walker)");
NUMBERS_CHECK(offsetof(struct numbers_walker, at) == 0, "offsetof(struct numbers_walker, at)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_numbers_failure_kind {
	SAFE_NUMBERS_NOTHING, /**< all is well */
	SAFE_NUMBERS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_NUMBERS_MEMORY,  /**< there is none left */
	SAFE_NUMBERS_ERRNO,   /**< the code is errno's */
	SAFE_NUMBERS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_numbers_failure {
	enum safe_numbers_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_numbers_fail(struct safe_numbers_failure *failure, enum safe_numbers_failure_kind kind,
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

/* Where callbacks of the running call report to, one record for each thread and call; one variable for the
 * whole program. */
__attribute__((weak)) __thread struct safe_numbers_failure *safe_numbers_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_numbers_report(const struct safe_numbers_failure *failure)
{
	if (safe_numbers_pending && safe_numbers_pending->kind == SAFE_NUMBERS_NOTHING)
		*safe_numbers_pending = *failure;
}

/* A call begins: its callbacks report to PENDING. What they reported to before is returned. */
static inline struct safe_numbers_failure *safe_numbers_enter(struct safe_numbers_failure *pending)
{
	struct safe_numbers_failure *outer = safe_numbers_pending;

	pending->kind = SAFE_NUMBERS_NOTHING;
	safe_numbers_pending = pending;
	return outer;
}

/* The call is over. False, with FAILURE filled, if a callback reported one. */
static inline bool safe_numbers_leave(const struct safe_numbers_failure *pending,
				      struct safe_numbers_failure *outer, struct safe_numbers_failure *failure)
{
	safe_numbers_pending = outer;
	if (pending->kind == SAFE_NUMBERS_NOTHING)
		return true;
	if (failure)
		*failure = *pending;
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_numbers_copy(const void *from, size_t count, size_t size)
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

/** Goes on. */
struct safe_numbers_walker {
	struct numbers_walker *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
	unsigned calls; /**< running now: it cannot be freed before they end */
};

/**
 * Changes a length.
 *
 * @param failure for safe_numbers_fail: the call that runs this fails with it
 */
typedef metres (*safe_numbers_change)(metres length, void *user, struct safe_numbers_failure *failure);

struct safe_numbers_change_call {
	safe_numbers_change function;
	void *user;
};

static inline metres safe_numbers_change_run(metres length, void *user)
{
	struct safe_numbers_change_call *call = (struct safe_numbers_change_call *)user;
	struct safe_numbers_failure failure;
	metres result;

	memset(&failure, 0, sizeof failure);
	result = call->function(length, call->user, &failure);
	if (failure.kind != SAFE_NUMBERS_NOTHING) {
		safe_numbers_report(&failure);
		memset(&result, 0, sizeof result);
	}
	return result;
}

static inline metres safe_numbers_add(metres a, metres b)
{
	return numbers_add(a, b);
}

static inline numbers_key safe_numbers_next(numbers_key key)
{
	return numbers_next(key);
}

static inline bool safe_numbers_double(metres *length, struct safe_numbers_failure *failure)
{
	if (!length)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MISUSE, 0, "numbers_double: 'length' is NULL");
	metres c_length = *length;
	numbers_double(&c_length);
	*length = c_length;
	return true;
}

static inline bool safe_numbers_sum(const metres *lengths, size_t n, metres *result,
				struct safe_numbers_failure *failure)
{
	if (!lengths && n)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MISUSE, 0, "numbers_sum: 'lengths' is NULL");
	if (n > 4294967295UL)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MISUSE, 0, "numbers_sum: 'lengths' is too long");
	metres c_result = numbers_sum(lengths, (unsigned int)n);
	if (result)
		*result = c_result;
	return true;
}

/**
 * @param[out] lengths to be freed with free()
 */
static inline bool safe_numbers_steps(unsigned int n, metres **lengths, size_t *lengths_count,
				struct safe_numbers_failure *failure)
{
	metres *c_lengths = NULL;
	bool ok = true;

	*lengths = NULL;
	c_lengths = (metres *)malloc((size_t)n * 8 + 4);
	if (!c_lengths)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MEMORY, 0, "out of memory");
	numbers_steps(c_lengths, n);
	if (!ok) {
		free(c_lengths);
		return false;
	}
	*lengths = c_lengths;
	*lengths_count = n;
	return true;
}

static inline metres safe_numbers_all(struct numbers_way way)
{
	return numbers_all(way);
}

static inline struct numbers_known safe_numbers_half(struct numbers_known length)
{
	return numbers_half(length);
}

static inline bool safe_numbers_changed(metres length, safe_numbers_change change, void *user,
				metres *result, struct safe_numbers_failure *failure)
{
	struct safe_numbers_change_call c_change;
	struct safe_numbers_failure pending, *outer;

	if (!change)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MISUSE, 0, "numbers_changed: 'change' is NULL");
	c_change.user = user;
	c_change.function = change;
	outer = safe_numbers_enter(&pending);
	metres c_result = numbers_changed(length, safe_numbers_change_run, (void *)&c_change);
	if (!safe_numbers_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_numbers_walker_new(struct safe_numbers_walker *walker, metres at,
				struct safe_numbers_failure *failure)
{
	memset(walker, 0, sizeof *walker);
	struct numbers_walker *c_result = numbers_walker_new(at);
	if (!c_result)
		return safe_numbers_fail(failure, SAFE_NUMBERS_FAILED, 0, "numbers_walker_new failed");
	walker->handle = c_result;
	return true;
}

static inline bool safe_numbers_walker_free(struct safe_numbers_walker *walker,
				struct safe_numbers_failure *failure)
{
	if (!walker || !walker->handle)
		return true;
	if (walker->borrowed) {
		walker->handle = NULL;
		return true;
	}
	if (walker->calls)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MISUSE, 0, "numbers_walker_free: 'walker' is in use by a call that is running");
	struct numbers_walker *c_walker = walker->handle;
	walker->handle = NULL;
	numbers_walker_free(c_walker);
	return true;
}

static inline bool safe_numbers_walker_go(struct safe_numbers_walker *walker, metres by,
				metres *result, struct safe_numbers_failure *failure)
{
	if (!walker || !walker->handle)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MISUSE, 0, "numbers_walker_go: 'walker' is gone");
	walker->calls++;
	metres c_result = numbers_walker_go(walker->handle, by);
	walker->calls--;
	if (result)
		*result = c_result;
	return true;
}

/** where it is */
static inline bool safe_numbers_walker_get_at(struct safe_numbers_walker *object, metres *value,
				struct safe_numbers_failure *failure)
{
	if (!object || !object->handle)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MISUSE, 0, "numbers_walker_at: the object is gone");
	*value = object->handle->at;
	return true;
}

static inline bool safe_numbers_walker_set_at(struct safe_numbers_walker *object, metres value,
				struct safe_numbers_failure *failure)
{
	if (!object || !object->handle)
		return safe_numbers_fail(failure, SAFE_NUMBERS_MISUSE, 0, "numbers_walker_at: the object is gone");
	object->handle->at = value;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef NUMBERS_CHECK

#endif
