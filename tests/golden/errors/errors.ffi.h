/*
 * errors 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef ERRORS_FFI_H
#define ERRORS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define ERRORS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define ERRORS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

const char *fail_text(int code);

int fail_step(int n);

int fail_open(const char *path);

long fail_seek(long at);

/* The text stands in a struct: git's way. */
struct drop {
	const char *message;
	int kind;
};

/* Raw only: what comes back: nobody says who frees the 'struct drop' (FFI_OWNED_BY, FFI_BORROWED). */
const struct drop *drop_last(void);

int drop_it(int height);

int drop_count(int height);

/* An object tells the text, of whichever class over its struct it is; a property has the name that a method would have. */
struct tape;

typedef struct tape tape;

/* Raw only: several classes are made of 'struct tape' (FFI_METHOD). */
const char *tape_text(tape *t);

tape *tape_player(void);

void tape_eject(tape *t);

tape *tape_recorder(void);

void tape_end(tape *t);

int tape_record(tape *t);

int recorder_speed(const tape *t);

int tape_speed_in_hertz(const tape *t);

#define FAIL_OK 0
#define FAIL_MORE 1
#define FAIL_IO (-1)

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

ERRORS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
ERRORS_CHECK(sizeof(short) == 2, "sizeof(short)");
ERRORS_CHECK(sizeof(int) == 4, "sizeof(int)");
ERRORS_CHECK(sizeof(long) == 8, "sizeof(long)");
ERRORS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
ERRORS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
ERRORS_CHECK(sizeof(struct drop) == 16, "sizeof(struct drop)");
ERRORS_CHECK(__alignof__(struct drop) == 8, "__alignof__(struct drop)");
ERRORS_CHECK(offsetof(struct drop, message) == 0, "offsetof(struct drop, message)");
ERRORS_CHECK(offsetof(struct drop, kind) == 8, "offsetof(struct drop, kind)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_errors_failure_kind {
	SAFE_ERRORS_NOTHING, /**< all is well */
	SAFE_ERRORS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_ERRORS_MEMORY,  /**< there is none left */
	SAFE_ERRORS_ERRNO,   /**< the code is errno's */
	SAFE_ERRORS_FAILED,  /**< the library gave no reason */
	SAFE_ERRORS_FAIL, /**< the code is of domain/Fail */
	SAFE_ERRORS_DROPERROR, /**< the code is of domain/DropError */
	SAFE_ERRORS_TAPEERROR, /**< the code is of domain/TapeError */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_errors_failure {
	enum safe_errors_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_errors_fail(struct safe_errors_failure *failure, enum safe_errors_failure_kind kind,
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
static inline void *safe_errors_copy(const void *from, size_t count, size_t size)
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

/** An object tells the text, of whichever class over its struct it is; a property has the name that a method would have. */
struct safe_Player {
	struct tape *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
};

/** An object tells the text, of whichever class over its struct it is; a property has the name that a method would have. */
struct safe_Recorder {
	struct tape *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
};

static inline const char *safe_fail_text(int code)
{
	return fail_text(code);
}

static inline bool safe_fail_step(int n, int *result, struct safe_errors_failure *failure)
{
	int c_result = fail_step(n);
	if (c_result != FAIL_OK && c_result != FAIL_MORE)
		return safe_errors_fail(failure, SAFE_ERRORS_FAIL, c_result, fail_text(c_result));
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_fail_open(const char *path, int *result,
				struct safe_errors_failure *failure)
{
	if (!path)
		return safe_errors_fail(failure, SAFE_ERRORS_MISUSE, 0, "fail_open: 'path' is NULL");
	errno = 0;
	int c_result = fail_open(path);
	int c_errno = errno;
	if (c_result == (-1))
		return safe_errors_fail(failure, SAFE_ERRORS_ERRNO, c_errno, strerror(c_errno));
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_fail_seek(long at, long *result, struct safe_errors_failure *failure)
{
	long c_result = fail_seek(at);
	if (c_result == (-1L))
		return safe_errors_fail(failure, SAFE_ERRORS_FAILED, 0, "fail_seek failed");
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_drop_it(int height, struct safe_errors_failure *failure)
{
	int c_result = drop_it(height);
	if (c_result != 0)
		return safe_errors_fail(failure, SAFE_ERRORS_DROPERROR, c_result, drop_last() ? drop_last()->message : "drop_it failed");
	return true;
}

static inline bool safe_drop_count(int height, int *result, struct safe_errors_failure *failure)
{
	int c_result = drop_count(height);
	if (c_result < 0)
		return safe_errors_fail(failure, SAFE_ERRORS_DROPERROR, c_result, drop_last() ? drop_last()->message : "drop_count failed");
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_Player_player(struct safe_Player *t, struct safe_errors_failure *failure)
{
	memset(t, 0, sizeof *t);
	tape *c_result = tape_player();
	if (!c_result)
		return safe_errors_fail(failure, SAFE_ERRORS_FAILED, 0, "tape_player failed");
	t->handle = c_result;
	return true;
}

static inline void safe_Player_eject(struct safe_Player *t)
{
	if (!t || !t->handle)
		return;
	if (t->borrowed) {
		t->handle = NULL;
		return;
	}
	tape *c_t = t->handle;
	t->handle = NULL;
	tape_eject(c_t);
}

static inline bool safe_Recorder_recorder(struct safe_Recorder *t,
				struct safe_errors_failure *failure)
{
	memset(t, 0, sizeof *t);
	tape *c_result = tape_recorder();
	if (!c_result)
		return safe_errors_fail(failure, SAFE_ERRORS_FAILED, 0, "tape_recorder failed");
	t->handle = c_result;
	return true;
}

static inline void safe_Recorder_end(struct safe_Recorder *t)
{
	if (!t || !t->handle)
		return;
	if (t->borrowed) {
		t->handle = NULL;
		return;
	}
	tape *c_t = t->handle;
	t->handle = NULL;
	tape_end(c_t);
}

static inline bool safe_Recorder_record(struct safe_Recorder *t,
				struct safe_errors_failure *failure)
{
	if (!t || !t->handle)
		return safe_errors_fail(failure, SAFE_ERRORS_MISUSE, 0, "tape_record: 't' is gone");
	int c_result = tape_record(t->handle);
	if (c_result != 0)
		return safe_errors_fail(failure, SAFE_ERRORS_TAPEERROR, c_result, t->handle ? tape_text(t->handle) : "tape_record failed");
	return true;
}

static inline bool safe_Recorder_speed(struct safe_Recorder *t, int *result,
				struct safe_errors_failure *failure)
{
	if (!t || !t->handle)
		return safe_errors_fail(failure, SAFE_ERRORS_MISUSE, 0, "recorder_speed: 't' is gone");
	int c_result = recorder_speed(t->handle);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_Recorder_speed_in_hertz(struct safe_Recorder *t, int *result,
				struct safe_errors_failure *failure)
{
	if (!t || !t->handle)
		return safe_errors_fail(failure, SAFE_ERRORS_MISUSE, 0, "tape_speed_in_hertz: 't' is gone");
	int c_result = tape_speed_in_hertz(t->handle);
	if (result)
		*result = c_result;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef ERRORS_CHECK

#endif
