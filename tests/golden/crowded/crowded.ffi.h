/*
 * crowded 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef CROWDED_FFI_H
#define CROWDED_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define CROWDED_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define CROWDED_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

typedef struct {
	const char *text;
	int size;
} crowded_box;

typedef struct {
	int width;
} crowded_box_struct;

crowded_box crowded_pack(const char *text, crowded_box_struct room);

struct crowded_hook;

typedef struct crowded_hook crowded_hook;

typedef struct {
	int length;
} crowded_hook_handle;

crowded_hook *crowded_hook_new(crowded_hook_handle handle);

void crowded_hook_free(crowded_hook *hook);

void crowded_hook_close(crowded_hook *hook, int close);

int crowded_close(int close);

enum crowded_kind {
	CROWDED_KIND_LINE = 0,
	CROWDED_KIND_DISC = 1
};

struct crowded_shape {
	enum crowded_kind kind;
	union {
		int line;
		int disc;
	} as;
};

typedef struct crowded_shape crowded_shape;

typedef struct {
	int x;
} crowded_shape_line;

crowded_shape crowded_shape_of(crowded_shape_line line);

struct crowded_sink {
	void *user;
	int (*write)(void *user, int line);
	int (*flush)(void *user);
	void (*close)(void *user);
};

typedef struct crowded_sink crowded_sink;

typedef struct {
	int x;
} crowded_i_sink;

typedef struct {
	int x;
} crowded_i_sink_flush;

typedef struct {
	int x;
} crowded_sink_functions;

int crowded_write(const crowded_sink *sink, crowded_i_sink a, crowded_i_sink_flush b, crowded_sink_functions c);

typedef int (*crowded_visit)(int x);

typedef struct {
	int x;
} crowded_visit_native;

int crowded_each(crowded_visit visit, crowded_visit_native native);

typedef struct {
	int x;
} crowded_task;

typedef struct {
	int x;
} crowded_encoding;

crowded_task crowded_run(crowded_encoding encoding);

void Raw(void);

int Equals(int a, int b);

void Loader(void);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

CROWDED_CHECK(sizeof(void *) == 8, "sizeof(void *)");
CROWDED_CHECK(sizeof(short) == 2, "sizeof(short)");
CROWDED_CHECK(sizeof(int) == 4, "sizeof(int)");
CROWDED_CHECK(sizeof(long) == 8, "sizeof(long)");
CROWDED_CHECK(sizeof(long double) == 16, "sizeof(long double)");
CROWDED_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
CROWDED_CHECK(sizeof(crowded_box) == 16, "sizeof(crowded_box)");
CROWDED_CHECK(__alignof__(crowded_box) == 8, "__alignof__(crowded_box)");
CROWDED_CHECK(offsetof(crowded_box, text) == 0, "offsetof(crowded_box, text)");
CROWDED_CHECK(offsetof(crowded_box, size) == 8, "offsetof(crowded_box, size)");
CROWDED_CHECK(sizeof(crowded_box_struct) == 4, "sizeof(crowded_box_struct)");
CROWDED_CHECK(__alignof__(crowded_box_struct) == 4, "__alignof__(crowded_box_struct)");
CROWDED_CHECK(offsetof(crowded_box_struct, width) == 0, "offsetof(crowded_box_struct, width)");
CROWDED_CHECK(sizeof(crowded_hook_handle) == 4, "sizeof(crowded_hook_handle)");
CROWDED_CHECK(__alignof__(crowded_hook_handle) == 4, "__alignof__(crowded_hook_handle)");
CROWDED_CHECK(offsetof(crowded_hook_handle, length) == 0, "offsetof(crowded_hook_handle, length)");
CROWDED_CHECK(sizeof(enum crowded_kind) == 4, "sizeof(enum crowded_kind)");
CROWDED_CHECK(sizeof(struct crowded_shape) == 8, "sizeof(struct crowded_shape)");
CROWDED_CHECK(__alignof__(struct crowded_shape) == 4, "__alignof__(struct crowded_shape)");
CROWDED_CHECK(offsetof(struct crowded_shape, kind) == 0, "offsetof(struct crowded_shape, kind)");
CROWDED_CHECK(offsetof(struct crowded_shape, as.line) == 4, "offsetof(struct crowded_shape, as.line)");
CROWDED_CHECK(offsetof(struct crowded_shape, as.disc) == 4, "offsetof(struct crowded_shape, as.disc)");
CROWDED_CHECK(sizeof(crowded_shape_line) == 4, "sizeof(crowded_shape_line)");
CROWDED_CHECK(__alignof__(crowded_shape_line) == 4, "__alignof__(crowded_shape_line)");
CROWDED_CHECK(offsetof(crowded_shape_line, x) == 0, "offsetof(crowded_shape_line, x)");
CROWDED_CHECK(sizeof(struct crowded_sink) == 32, "sizeof(struct crowded_sink)");
CROWDED_CHECK(__alignof__(struct crowded_sink) == 8, "__alignof__(struct crowded_sink)");
CROWDED_CHECK(offsetof(struct crowded_sink, user) == 0, "offsetof(struct crowded_sink, user)");
CROWDED_CHECK(offsetof(struct crowded_sink, write) == 8, "offsetof(struct crowded_sink, write)");
CROWDED_CHECK(offsetof(struct crowded_sink, flush) == 16, "offsetof(struct crowded_sink, flush)");
CROWDED_CHECK(offsetof(struct crowded_sink, close) == 24, "offsetof(struct crowded_sink, close)");
CROWDED_CHECK(sizeof(crowded_i_sink) == 4, "sizeof(crowded_i_sink)");
CROWDED_CHECK(__alignof__(crowded_i_sink) == 4, "__alignof__(crowded_i_sink)");
CROWDED_CHECK(offsetof(crowded_i_sink, x) == 0, "offsetof(crowded_i_sink, x)");
CROWDED_CHECK(sizeof(crowded_i_sink_flush) == 4, "sizeof(crowded_i_sink_flush)");
CROWDED_CHECK(__alignof__(crowded_i_sink_flush) == 4, "__alignof__(crowded_i_sink_flush)");
CROWDED_CHECK(offsetof(crowded_i_sink_flush, x) == 0, "offsetof(crowded_i_sink_flush, x)");
CROWDED_CHECK(sizeof(crowded_sink_functions) == 4, "sizeof(crowded_sink_functions)");
CROWDED_CHECK(__alignof__(crowded_sink_functions) == 4, "__alignof__(crowded_sink_functions)");
CROWDED_CHECK(offsetof(crowded_sink_functions, x) == 0, "offsetof(crowded_sink_functions, x)");
CROWDED_CHECK(sizeof(crowded_visit_native) == 4, "sizeof(crowded_visit_native)");
CROWDED_CHECK(__alignof__(crowded_visit_native) == 4, "__alignof__(crowded_visit_native)");
CROWDED_CHECK(offsetof(crowded_visit_native, x) == 0, "offsetof(crowded_visit_native, x)");
CROWDED_CHECK(sizeof(crowded_task) == 4, "sizeof(crowded_task)");
CROWDED_CHECK(__alignof__(crowded_task) == 4, "__alignof__(crowded_task)");
CROWDED_CHECK(offsetof(crowded_task, x) == 0, "offsetof(crowded_task, x)");
CROWDED_CHECK(sizeof(crowded_encoding) == 4, "sizeof(crowded_encoding)");
CROWDED_CHECK(__alignof__(crowded_encoding) == 4, "__alignof__(crowded_encoding)");
CROWDED_CHECK(offsetof(crowded_encoding, x) == 0, "offsetof(crowded_encoding, x)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_crowded_failure_kind {
	SAFE_CROWDED_NOTHING, /**< all is well */
	SAFE_CROWDED_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_CROWDED_MEMORY,  /**< there is none left */
	SAFE_CROWDED_ERRNO,   /**< the code is errno's */
	SAFE_CROWDED_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_crowded_failure {
	enum safe_crowded_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_crowded_fail(struct safe_crowded_failure *failure, enum safe_crowded_failure_kind kind,
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
__attribute__((weak)) __thread struct safe_crowded_failure *safe_crowded_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_crowded_report(const struct safe_crowded_failure *failure)
{
	if (safe_crowded_pending && safe_crowded_pending->kind == SAFE_CROWDED_NOTHING)
		*safe_crowded_pending = *failure;
}

/* A call begins: its callbacks report to PENDING. What they reported to before is returned. */
static inline struct safe_crowded_failure *safe_crowded_enter(struct safe_crowded_failure *pending)
{
	struct safe_crowded_failure *outer = safe_crowded_pending;

	pending->kind = SAFE_CROWDED_NOTHING;
	safe_crowded_pending = pending;
	return outer;
}

/* The call is over. False, with FAILURE filled, if a callback reported one. */
static inline bool safe_crowded_leave(const struct safe_crowded_failure *pending,
				      struct safe_crowded_failure *outer, struct safe_crowded_failure *failure)
{
	safe_crowded_pending = outer;
	if (pending->kind == SAFE_CROWDED_NOTHING)
		return true;
	if (failure)
		*failure = *pending;
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_crowded_copy(const void *from, size_t count, size_t size)
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

struct safe_crowded_hook {
	struct crowded_hook *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
};

static inline bool safe_crowded_pack(const char *text, crowded_box_struct room,
				crowded_box *result, struct safe_crowded_failure *failure)
{
	if (!text)
		return safe_crowded_fail(failure, SAFE_CROWDED_MISUSE, 0, "crowded_pack: 'text' is NULL");
	crowded_box c_result = crowded_pack(text, room);
	if (result)
		*result = c_result;
	return true;
}

static inline int safe_crowded_close(int close)
{
	return crowded_close(close);
}

static inline crowded_shape safe_crowded_shape_of(crowded_shape_line line)
{
	return crowded_shape_of(line);
}

static inline bool safe_crowded_write(const crowded_sink *sink, crowded_i_sink a,
				crowded_i_sink_flush b, crowded_sink_functions c, int *result,
				struct safe_crowded_failure *failure)
{
	struct safe_crowded_failure pending, *outer;

	if (!sink)
		return safe_crowded_fail(failure, SAFE_CROWDED_MISUSE, 0, "crowded_write: 'sink' is NULL");
	outer = safe_crowded_enter(&pending);
	int c_result = crowded_write(sink, a, b, c);
	if (!safe_crowded_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_crowded_each(crowded_visit visit, crowded_visit_native native, int *result,
				struct safe_crowded_failure *failure)
{
	struct safe_crowded_failure pending, *outer;

	if (!visit)
		return safe_crowded_fail(failure, SAFE_CROWDED_MISUSE, 0, "crowded_each: 'visit' is NULL");
	outer = safe_crowded_enter(&pending);
	int c_result = crowded_each(visit, native);
	if (!safe_crowded_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline crowded_task safe_crowded_run(crowded_encoding encoding)
{
	return crowded_run(encoding);
}

static inline void safe_Raw(void)
{
	Raw();
}

static inline int safe_Equals(int a, int b)
{
	return Equals(a, b);
}

static inline void safe_Loader(void)
{
	Loader();
}

static inline bool safe_crowded_hook_new(struct safe_crowded_hook *hook,
				crowded_hook_handle handle, struct safe_crowded_failure *failure)
{
	memset(hook, 0, sizeof *hook);
	crowded_hook *c_result = crowded_hook_new(handle);
	if (!c_result)
		return safe_crowded_fail(failure, SAFE_CROWDED_FAILED, 0, "crowded_hook_new failed");
	hook->handle = c_result;
	return true;
}

static inline void safe_crowded_hook_free(struct safe_crowded_hook *hook)
{
	if (!hook || !hook->handle)
		return;
	if (hook->borrowed) {
		hook->handle = NULL;
		return;
	}
	crowded_hook *c_hook = hook->handle;
	hook->handle = NULL;
	crowded_hook_free(c_hook);
}

static inline bool safe_crowded_hook_close(struct safe_crowded_hook *hook, int close,
				struct safe_crowded_failure *failure)
{
	if (!hook || !hook->handle)
		return safe_crowded_fail(failure, SAFE_CROWDED_MISUSE, 0, "crowded_hook_close: 'hook' is gone");
	crowded_hook_close(hook->handle, close);
	return true;
}

#ifdef __cplusplus
}
#endif
#undef CROWDED_CHECK

#endif
