/*
 * later 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef LATER_FFI_H
#define LATER_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define LATER_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define LATER_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

enum later_code {
	LATER_OK = 0,
	LATER_FULL = 1,
	LATER_OVER = 2
};

struct later_queue;

typedef struct later_queue later_queue;

typedef void (*later_done)(void *user, enum later_code code, long result);

typedef void (*later_tick)(void *user);

struct later_sink {
	int (*write)(void *user, const char *line);
	bool (*has_room)(void *user);
	void *user;
};

later_queue *later_queue_new(void);

void later_queue_free(later_queue *queue);

unsigned int later_queue_add(later_queue *queue, const char *text, later_done done, void *user);

void later_queue_cancel(later_queue *queue, unsigned int job);

void later_queue_once(later_queue *queue, later_tick tick, void *user);

int later_queue_drain(later_queue *queue, const struct later_sink *sink);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

LATER_CHECK(sizeof(void *) == 8, "sizeof(void *)");
LATER_CHECK(sizeof(short) == 2, "sizeof(short)");
LATER_CHECK(sizeof(int) == 4, "sizeof(int)");
LATER_CHECK(sizeof(long) == 8, "sizeof(long)");
LATER_CHECK(sizeof(long double) == 16, "sizeof(long double)");
LATER_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
LATER_CHECK(sizeof(enum later_code) == 4, "sizeof(enum later_code)");
LATER_CHECK(sizeof(struct later_sink) == 24, "sizeof(struct later_sink)");
LATER_CHECK(__alignof__(struct later_sink) == 8, "__alignof__(struct later_sink)");
LATER_CHECK(offsetof(struct later_sink, write) == 0, "offsetof(struct later_sink, write)");
LATER_CHECK(offsetof(struct later_sink, has_room) == 8, "offsetof(struct later_sink, has_room)");
LATER_CHECK(offsetof(struct later_sink, user) == 16, "offsetof(struct later_sink, user)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_later_failure_kind {
	SAFE_LATER_NOTHING, /**< all is well */
	SAFE_LATER_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_LATER_MEMORY,  /**< there is none left */
	SAFE_LATER_ERRNO,   /**< the code is errno's */
	SAFE_LATER_FAILED,  /**< the library gave no reason */
	SAFE_LATER_CODE, /**< the code is of enum later_code */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_later_failure {
	enum safe_later_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_later_fail(struct safe_later_failure *failure, enum safe_later_failure_kind kind,
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
__attribute__((weak)) __thread struct safe_later_failure *safe_later_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_later_report(const struct safe_later_failure *failure)
{
	if (safe_later_pending && safe_later_pending->kind == SAFE_LATER_NOTHING)
		*safe_later_pending = *failure;
}

/* A call begins: its callbacks report to PENDING. What they reported to before is returned. */
static inline struct safe_later_failure *safe_later_enter(struct safe_later_failure *pending)
{
	struct safe_later_failure *outer = safe_later_pending;

	pending->kind = SAFE_LATER_NOTHING;
	safe_later_pending = pending;
	return outer;
}

/* The call is over. False, with FAILURE filled, if a callback reported one. */
static inline bool safe_later_leave(const struct safe_later_failure *pending,
				      struct safe_later_failure *outer, struct safe_later_failure *failure)
{
	safe_later_pending = outer;
	if (pending->kind == SAFE_LATER_NOTHING)
		return true;
	if (failure)
		*failure = *pending;
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_later_copy(const void *from, size_t count, size_t size)
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

struct safe_later_queue {
	struct later_queue *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
	unsigned calls; /**< running now: it cannot be freed before they end */
};

/**
 * @param failure for safe_later_fail: the call that runs this fails with it
 */
typedef void (*safe_later_done)(void *user, enum later_code code, long result_, struct safe_later_failure *failure);

struct safe_later_done_call {
	safe_later_done function;
	void *user;
	bool once; /* it is freed when it has run */
};

static inline void safe_later_done_run(void *user, enum later_code code, long result_)
{
	struct safe_later_done_call *call = (struct safe_later_done_call *)user;
	struct safe_later_failure failure;

	memset(&failure, 0, sizeof failure);
	call->function(call->user, code, result_, &failure);
	if (failure.kind != SAFE_LATER_NOTHING) {
		safe_later_report(&failure);
	}
	if (call->once)
		free(call);
}

/**
 * @param failure for safe_later_fail: the call that runs this fails with it
 */
typedef void (*safe_later_tick)(void *user, struct safe_later_failure *failure);

struct safe_later_tick_call {
	safe_later_tick function;
	void *user;
	bool once; /* it is freed when it has run */
};

static inline void safe_later_tick_run(void *user)
{
	struct safe_later_tick_call *call = (struct safe_later_tick_call *)user;
	struct safe_later_failure failure;

	memset(&failure, 0, sizeof failure);
	call->function(call->user, &failure);
	if (failure.kind != SAFE_LATER_NOTHING) {
		safe_later_report(&failure);
	}
	if (call->once)
		free(call);
}

static inline bool safe_later_queue_new(struct safe_later_queue *queue,
				struct safe_later_failure *failure)
{
	later_queue *c_result = NULL;
	bool ok = true;
	struct safe_later_failure pending, *outer;

	memset(queue, 0, sizeof *queue);
	outer = safe_later_enter(&pending);
	c_result = later_queue_new();
	ok = safe_later_leave(&pending, outer, failure);
	if (ok && !c_result)
		ok = safe_later_fail(failure, SAFE_LATER_FAILED, 0, "later_queue_new failed");
	if (!ok && c_result)
		later_queue_free(c_result);
	if (!ok)
		return false;
	queue->handle = c_result;
	return true;
}

static inline bool safe_later_queue_free(struct safe_later_queue *queue,
				struct safe_later_failure *failure)
{
	struct safe_later_failure pending, *outer;

	if (!queue || !queue->handle)
		return true;
	if (queue->borrowed) {
		queue->handle = NULL;
		return true;
	}
	if (queue->calls)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_free: 'queue' is in use by a call that is running");
	later_queue *c_queue = queue->handle;
	queue->handle = NULL;
	outer = safe_later_enter(&pending);
	later_queue_free(c_queue);
	if (!safe_later_leave(&pending, outer, failure))
		return false;
	return true;
}

static inline bool safe_later_queue_add(struct safe_later_queue *queue, const char *text,
				safe_later_done done, void *user, unsigned int *result,
				struct safe_later_failure *failure)
{
	struct safe_later_done_call *c_done;
	struct safe_later_failure pending, *outer;

	if (!queue || !queue->handle)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_add: 'queue' is gone");
	if (!text)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_add: 'text' is NULL");
	if (!done)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_add: 'done' is NULL");
	c_done = (struct safe_later_done_call *)calloc(1, sizeof *c_done);
	if (!c_done)
		return safe_later_fail(failure, SAFE_LATER_MEMORY, 0, "out of memory");
	c_done->user = user;
	c_done->once = true;
	c_done->function = done;
	queue->calls++;
	outer = safe_later_enter(&pending);
	unsigned int c_result = later_queue_add(queue->handle, text, safe_later_done_run, (void *)c_done);
	queue->calls--;
	if (!safe_later_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_later_queue_cancel(struct safe_later_queue *queue, unsigned int job,
				struct safe_later_failure *failure)
{
	struct safe_later_failure pending, *outer;

	if (!queue || !queue->handle)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_cancel: 'queue' is gone");
	queue->calls++;
	outer = safe_later_enter(&pending);
	later_queue_cancel(queue->handle, job);
	queue->calls--;
	if (!safe_later_leave(&pending, outer, failure))
		return false;
	return true;
}

static inline bool safe_later_queue_once(struct safe_later_queue *queue, safe_later_tick tick,
				void *user, struct safe_later_failure *failure)
{
	struct safe_later_tick_call *c_tick;
	struct safe_later_failure pending, *outer;

	if (!queue || !queue->handle)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_once: 'queue' is gone");
	if (!tick)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_once: 'tick' is NULL");
	c_tick = (struct safe_later_tick_call *)calloc(1, sizeof *c_tick);
	if (!c_tick)
		return safe_later_fail(failure, SAFE_LATER_MEMORY, 0, "out of memory");
	c_tick->user = user;
	c_tick->once = true;
	c_tick->function = tick;
	queue->calls++;
	outer = safe_later_enter(&pending);
	later_queue_once(queue->handle, safe_later_tick_run, (void *)c_tick);
	queue->calls--;
	if (!safe_later_leave(&pending, outer, failure))
		return false;
	return true;
}

static inline bool safe_later_queue_drain(struct safe_later_queue *queue,
				const struct later_sink *sink, int *result,
				struct safe_later_failure *failure)
{
	struct safe_later_failure pending, *outer;

	if (!queue || !queue->handle)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_drain: 'queue' is gone");
	if (!sink)
		return safe_later_fail(failure, SAFE_LATER_MISUSE, 0, "later_queue_drain: 'sink' is NULL");
	queue->calls++;
	outer = safe_later_enter(&pending);
	int c_result = later_queue_drain(queue->handle, sink);
	queue->calls--;
	if (!safe_later_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef LATER_CHECK

#endif
