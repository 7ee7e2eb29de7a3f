/*
 * callbacks 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef CALLBACKS_FFI_H
#define CALLBACKS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define CALLBACKS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define CALLBACKS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

typedef int (*compare)(const int *a, const int *b, void *user);

typedef void (*each)(int value, void *user);

typedef void (*release)(void *user);

/* Raw only: parameter 'with': its parameter 'a': 'const int *' may mean many things (FFI_ARRAY, FFI_IN). */
int callbacks_compare(int a, int b, compare with, void *user);

int callbacks_apply(int (*f)(int value), int value);

struct bell;

typedef struct bell bell;

bell *bell_new(void);

void bell_free(bell *b);

void bell_on_ring(bell *b, each ring, void *user, release done);

void bell_ring(bell *b, int times);

struct callbacks_samples {
	int16_t *samples;
	size_t n;
};

typedef size_t (*fill)(float *samples, size_t n, void *user);

size_t callbacks_fill(fill with, void *user);

size_t callbacks_read(size_t (*read)(void *bytes, size_t room, void *user), void *user);

void callbacks_change(void (*change)(struct callbacks_samples samples, void *user), void *user);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

CALLBACKS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
CALLBACKS_CHECK(sizeof(short) == 2, "sizeof(short)");
CALLBACKS_CHECK(sizeof(int) == 4, "sizeof(int)");
CALLBACKS_CHECK(sizeof(long) == 8, "sizeof(long)");
CALLBACKS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
CALLBACKS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
CALLBACKS_CHECK(sizeof(struct callbacks_samples) == 16, "sizeof(struct callbacks_samples)");
CALLBACKS_CHECK(__alignof__(struct callbacks_samples) == 8, "__alignof__(struct callbacks_samples)");
CALLBACKS_CHECK(offsetof(struct callbacks_samples, samples) == 0, "offsetof(struct callbacks_samples, samples)");
CALLBACKS_CHECK(offsetof(struct callbacks_samples, n) == 8, "offsetof(struct callbacks_samples, n)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_callbacks_failure_kind {
	SAFE_CALLBACKS_NOTHING, /**< all is well */
	SAFE_CALLBACKS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_CALLBACKS_MEMORY,  /**< there is none left */
	SAFE_CALLBACKS_ERRNO,   /**< the code is errno's */
	SAFE_CALLBACKS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_callbacks_failure {
	enum safe_callbacks_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_callbacks_fail(struct safe_callbacks_failure *failure, enum safe_callbacks_failure_kind kind,
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
__attribute__((weak)) __thread struct safe_callbacks_failure *safe_callbacks_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_callbacks_report(const struct safe_callbacks_failure *failure)
{
	if (safe_callbacks_pending && safe_callbacks_pending->kind == SAFE_CALLBACKS_NOTHING)
		*safe_callbacks_pending = *failure;
}

/* A call begins: its callbacks report to PENDING. What they reported to before is returned. */
static inline struct safe_callbacks_failure *safe_callbacks_enter(struct safe_callbacks_failure *pending)
{
	struct safe_callbacks_failure *outer = safe_callbacks_pending;

	pending->kind = SAFE_CALLBACKS_NOTHING;
	safe_callbacks_pending = pending;
	return outer;
}

/* The call is over. False, with FAILURE filled, if a callback reported one. */
static inline bool safe_callbacks_leave(const struct safe_callbacks_failure *pending,
				      struct safe_callbacks_failure *outer, struct safe_callbacks_failure *failure)
{
	safe_callbacks_pending = outer;
	if (pending->kind == SAFE_CALLBACKS_NOTHING)
		return true;
	if (failure)
		*failure = *pending;
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_callbacks_copy(const void *from, size_t count, size_t size)
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

struct safe_bell {
	struct bell *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
	unsigned calls; /**< running now: it cannot be freed before they end */
};

/**
 * @param failure for safe_callbacks_fail: the call that runs this fails with it
 */
typedef void (*safe_each)(int value, void *user, struct safe_callbacks_failure *failure);

struct safe_each_call {
	safe_each function;
	void *user;
	void (*end)(void *);
};

static inline void safe_each_run(int value, void *user)
{
	struct safe_each_call *call = (struct safe_each_call *)user;
	struct safe_callbacks_failure failure;

	memset(&failure, 0, sizeof failure);
	call->function(value, call->user, &failure);
	if (failure.kind != SAFE_CALLBACKS_NOTHING) {
		safe_callbacks_report(&failure);
	}
}

static inline void safe_each_end(void *user)
{
	struct safe_each_call *call = (struct safe_each_call *)user;

	if (call && call->end)
		call->end(call->user);
	free(call);
}

/**
 * @param failure for safe_callbacks_fail: the call that runs this fails with it
 */
typedef size_t (*safe_fill)(float *samples, size_t samples_count, void *user, struct safe_callbacks_failure *failure);

struct safe_fill_call {
	safe_fill function;
	void *user;
};

static inline size_t safe_fill_run(float *samples, size_t n, void *user)
{
	struct safe_fill_call *call = (struct safe_fill_call *)user;
	struct safe_callbacks_failure failure;
	size_t result;

	memset(&failure, 0, sizeof failure);
	result = call->function(samples, (size_t)n, call->user, &failure);
	if (failure.kind != SAFE_CALLBACKS_NOTHING) {
		safe_callbacks_report(&failure);
		memset(&result, 0, sizeof result);
	}
	return result;
}

/**
 * @param failure for safe_callbacks_fail: the call that runs this fails with it
 */
typedef size_t (*safe_callbacks_read_read)(void *bytes, size_t bytes_count, void *user, struct safe_callbacks_failure *failure);

struct safe_callbacks_read_read_call {
	safe_callbacks_read_read function;
	void *user;
};

static inline size_t safe_callbacks_read_read_run(void *bytes, size_t room, void *user)
{
	struct safe_callbacks_read_read_call *call = (struct safe_callbacks_read_read_call *)user;
	struct safe_callbacks_failure failure;
	size_t result;

	memset(&failure, 0, sizeof failure);
	result = call->function(bytes, (size_t)room, call->user, &failure);
	if (failure.kind != SAFE_CALLBACKS_NOTHING) {
		safe_callbacks_report(&failure);
		memset(&result, 0, sizeof result);
	}
	return result;
}

/**
 * @param failure for safe_callbacks_fail: the call that runs this fails with it
 */
typedef void (*safe_callbacks_change_change)(struct callbacks_samples samples, void *user, struct safe_callbacks_failure *failure);

struct safe_callbacks_change_change_call {
	safe_callbacks_change_change function;
	void *user;
};

static inline void safe_callbacks_change_change_run(struct callbacks_samples samples, void *user)
{
	struct safe_callbacks_change_change_call *call = (struct safe_callbacks_change_change_call *)user;
	struct safe_callbacks_failure failure;

	memset(&failure, 0, sizeof failure);
	call->function(samples, call->user, &failure);
	if (failure.kind != SAFE_CALLBACKS_NOTHING) {
		safe_callbacks_report(&failure);
	}
}

static inline bool safe_callbacks_apply(int (*f)(int value), int value, int *result,
				struct safe_callbacks_failure *failure)
{
	struct safe_callbacks_failure pending, *outer;

	if (!f)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MISUSE, 0, "callbacks_apply: 'f' is NULL");
	outer = safe_callbacks_enter(&pending);
	int c_result = callbacks_apply(f, value);
	if (!safe_callbacks_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_callbacks_fill(safe_fill with, void *user, size_t *result,
				struct safe_callbacks_failure *failure)
{
	struct safe_fill_call c_with;
	struct safe_callbacks_failure pending, *outer;

	if (!with)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MISUSE, 0, "callbacks_fill: 'with' is NULL");
	c_with.user = user;
	c_with.function = with;
	outer = safe_callbacks_enter(&pending);
	size_t c_result = callbacks_fill(safe_fill_run, (void *)&c_with);
	if (!safe_callbacks_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_callbacks_read(safe_callbacks_read_read read, void *user, size_t *result,
				struct safe_callbacks_failure *failure)
{
	struct safe_callbacks_read_read_call c_read;
	struct safe_callbacks_failure pending, *outer;

	if (!read)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MISUSE, 0, "callbacks_read: 'read' is NULL");
	c_read.user = user;
	c_read.function = read;
	outer = safe_callbacks_enter(&pending);
	size_t c_result = callbacks_read(safe_callbacks_read_read_run, (void *)&c_read);
	if (!safe_callbacks_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_callbacks_change(safe_callbacks_change_change change, void *user,
				struct safe_callbacks_failure *failure)
{
	struct safe_callbacks_change_change_call c_change;
	struct safe_callbacks_failure pending, *outer;

	if (!change)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MISUSE, 0, "callbacks_change: 'change' is NULL");
	c_change.user = user;
	c_change.function = change;
	outer = safe_callbacks_enter(&pending);
	callbacks_change(safe_callbacks_change_change_run, (void *)&c_change);
	if (!safe_callbacks_leave(&pending, outer, failure))
		return false;
	return true;
}

static inline bool safe_bell_new(struct safe_bell *b, struct safe_callbacks_failure *failure)
{
	bell *c_result = NULL;
	bool ok = true;
	struct safe_callbacks_failure pending, *outer;

	memset(b, 0, sizeof *b);
	outer = safe_callbacks_enter(&pending);
	c_result = bell_new();
	ok = safe_callbacks_leave(&pending, outer, failure);
	if (ok && !c_result)
		ok = safe_callbacks_fail(failure, SAFE_CALLBACKS_FAILED, 0, "bell_new failed");
	if (!ok && c_result)
		bell_free(c_result);
	if (!ok)
		return false;
	b->handle = c_result;
	return true;
}

static inline bool safe_bell_free(struct safe_bell *b, struct safe_callbacks_failure *failure)
{
	struct safe_callbacks_failure pending, *outer;

	if (!b || !b->handle)
		return true;
	if (b->borrowed) {
		b->handle = NULL;
		return true;
	}
	if (b->calls)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MISUSE, 0, "bell_free: 'b' is in use by a call that is running");
	bell *c_b = b->handle;
	b->handle = NULL;
	outer = safe_callbacks_enter(&pending);
	bell_free(c_b);
	if (!safe_callbacks_leave(&pending, outer, failure))
		return false;
	return true;
}

static inline bool safe_bell_on_ring(struct safe_bell *b, safe_each ring, void *user,
				void (*done)(void *), struct safe_callbacks_failure *failure)
{
	struct safe_each_call *c_ring;
	struct safe_callbacks_failure pending, *outer;

	if (!b || !b->handle)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MISUSE, 0, "bell_on_ring: 'b' is gone");
	if (!ring)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MISUSE, 0, "bell_on_ring: 'ring' is NULL");
	c_ring = (struct safe_each_call *)calloc(1, sizeof *c_ring);
	if (!c_ring)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MEMORY, 0, "out of memory");
	c_ring->user = user;
	c_ring->end = done;
	c_ring->function = ring;
	b->calls++;
	outer = safe_callbacks_enter(&pending);
	bell_on_ring(b->handle, safe_each_run, (void *)c_ring, (release)safe_each_end);
	b->calls--;
	if (!safe_callbacks_leave(&pending, outer, failure))
		return false;
	return true;
}

static inline bool safe_bell_ring(struct safe_bell *b, int times,
				struct safe_callbacks_failure *failure)
{
	struct safe_callbacks_failure pending, *outer;

	if (!b || !b->handle)
		return safe_callbacks_fail(failure, SAFE_CALLBACKS_MISUSE, 0, "bell_ring: 'b' is gone");
	b->calls++;
	outer = safe_callbacks_enter(&pending);
	bell_ring(b->handle, times);
	b->calls--;
	if (!safe_callbacks_leave(&pending, outer, failure))
		return false;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef CALLBACKS_CHECK

#endif
