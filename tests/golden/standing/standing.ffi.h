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

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

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

/** How fast. */
/* It came with version 1.1. */
enum standing_speed {
	STANDING_SLOW = 0,
	STANDING_FAST = 1
} __attribute__((deprecated("use numbers")));

/** What went before. */
/* It came with version 1.2. */
struct standing_past {
	int x;
} __attribute__((deprecated("use struct standing_point")));

union standing_both {
	int i;
	float f;
} __attribute__((deprecated));

/** A typedef that has taken its place deprecates nothing. */
struct standing_present {
	int x;
};

typedef struct standing_present standing_gift __attribute__((deprecated("use struct standing_present")));

/** Holds things. */
struct standing_box;

/* It came with version 1.3. */
typedef struct standing_box standing_box __attribute__((deprecated("use a bag")));

standing_box *standing_box_new(void);

void standing_box_free(standing_box *box);

int standing_box_speed(const standing_box *box, enum standing_speed speed);

/** How full it is. */
int standing_box_level(const standing_box *box) __attribute__((deprecated("weigh it")));

bool standing_box_equal(const standing_box *a, const standing_box *b) __attribute__((deprecated("weigh them")));

/* It came with version 1.4. */
typedef int standing_ticket __attribute__((deprecated("use a box")));

standing_ticket standing_take(void);

/* It came with version 1.5. */
typedef int (*standing_each)(void *user, int n) __attribute__((deprecated("use standing_watcher")));

int standing_call(standing_each each, void *user);

/** Watches. */
struct standing_watcher {
	/** Sees a number. */
	/* It came with version 1.6. Deprecated: use noticed */
	int (*seen)(void *user, int n);
	/** Is told. */
	/* It came with version 1.7. Deprecated. */
	int (*noticed)(void *user, int n);
	void *user;
};

/* It came with version 1.8. */
typedef struct standing_watcher standing_watcher __attribute__((deprecated("do not watch")));

int standing_watch(const standing_watcher *watcher);

/** How many there are. */
/* It came with version 1.10. */
extern int standing_count __attribute__((deprecated("do not count"))) __attribute__((weak));

struct standing_maybe {
	bool there;
	int value;
};

typedef struct standing_maybe standing_maybe __attribute__((deprecated));

standing_maybe standing_ask(struct standing_past past, union standing_both *both, standing_gift *gift);

struct standing_pair {
	const char *text;
	int n;
};

/* It came with version 1.12. */
typedef struct standing_pair standing_pair __attribute__((deprecated("no pairs")));

int standing_tie(const standing_pair *pair);

__extension__ struct standing_shape {
	enum standing_mode mode;
	union {
		int round;
		double square;
	};
};

/* It came with version 1.13. */
typedef struct standing_shape standing_shape __attribute__((deprecated("no shapes")));

int standing_draw(const standing_shape *shape);

/** Adds one.
 * @deprecated write + 1 */
int standing_next(int n);

/** What may go wrong. */
/* It came with version 1.14. */
enum standing_error {
	STANDING_OK = 0,
	STANDING_BAD = 1
} __attribute__((deprecated("all is well")));

enum standing_error standing_spoil(void);

/** How many there may be.
 * @deprecated there is none */
/* It came with version 1.9. Deprecated: there is none */
#define STANDING_LIMIT 16

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
STANDING_CHECK(sizeof(enum standing_speed) == 4, "sizeof(enum standing_speed)");
STANDING_CHECK(sizeof(struct standing_past) == 4, "sizeof(struct standing_past)");
STANDING_CHECK(__alignof__(struct standing_past) == 4, "__alignof__(struct standing_past)");
STANDING_CHECK(offsetof(struct standing_past, x) == 0, "offsetof(struct standing_past, x)");
STANDING_CHECK(sizeof(union standing_both) == 4, "sizeof(union standing_both)");
STANDING_CHECK(__alignof__(union standing_both) == 4, "__alignof__(union standing_both)");
STANDING_CHECK(offsetof(union standing_both, i) == 0, "offsetof(union standing_both, i)");
STANDING_CHECK(offsetof(union standing_both, f) == 0, "offsetof(union standing_both, f)");
STANDING_CHECK(sizeof(struct standing_present) == 4, "sizeof(struct standing_present)");
STANDING_CHECK(__alignof__(struct standing_present) == 4, "__alignof__(struct standing_present)");
STANDING_CHECK(offsetof(struct standing_present, x) == 0, "offsetof(struct standing_present, x)");
STANDING_CHECK(sizeof(struct standing_watcher) == 24, "sizeof(struct standing_watcher)");
STANDING_CHECK(__alignof__(struct standing_watcher) == 8, "__alignof__(struct standing_watcher)");
STANDING_CHECK(offsetof(struct standing_watcher, seen) == 0, "offsetof(struct standing_watcher, seen)");
STANDING_CHECK(offsetof(struct standing_watcher, noticed) == 8, "offsetof(struct standing_watcher, noticed)");
STANDING_CHECK(offsetof(struct standing_watcher, user) == 16, "offsetof(struct standing_watcher, user)");
STANDING_CHECK(sizeof(struct standing_maybe) == 8, "sizeof(struct standing_maybe)");
STANDING_CHECK(__alignof__(struct standing_maybe) == 4, "__alignof__(struct standing_maybe)");
STANDING_CHECK(offsetof(struct standing_maybe, there) == 0, "offsetof(struct standing_maybe, there)");
STANDING_CHECK(offsetof(struct standing_maybe, value) == 4, "offsetof(struct standing_maybe, value)");
STANDING_CHECK(sizeof(struct standing_pair) == 16, "sizeof(struct standing_pair)");
STANDING_CHECK(__alignof__(struct standing_pair) == 8, "__alignof__(struct standing_pair)");
STANDING_CHECK(offsetof(struct standing_pair, text) == 0, "offsetof(struct standing_pair, text)");
STANDING_CHECK(offsetof(struct standing_pair, n) == 8, "offsetof(struct standing_pair, n)");
STANDING_CHECK(sizeof(struct standing_shape) == 16, "sizeof(struct standing_shape)");
STANDING_CHECK(__alignof__(struct standing_shape) == 8, "__alignof__(struct standing_shape)");
STANDING_CHECK(offsetof(struct standing_shape, mode) == 0, "offsetof(struct standing_shape, mode)");
STANDING_CHECK(offsetof(struct standing_shape, round) == 8, "offsetof(struct standing_shape, round)");
STANDING_CHECK(offsetof(struct standing_shape, square) == 8, "offsetof(struct standing_shape, square)");
STANDING_CHECK(sizeof(enum standing_error) == 4, "sizeof(enum standing_error)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_standing_failure_kind {
	SAFE_STANDING_NOTHING, /**< all is well */
	SAFE_STANDING_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_STANDING_MEMORY,  /**< there is none left */
	SAFE_STANDING_ERRNO,   /**< the code is errno's */
	SAFE_STANDING_FAILED,  /**< the library gave no reason */
	SAFE_STANDING_ERROR, /**< the code is of enum standing_error */
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

/* Where callbacks of the running call report to, one record for each thread and call; one variable for the
 * whole program. */
__attribute__((weak)) __thread struct safe_standing_failure *safe_standing_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_standing_report(const struct safe_standing_failure *failure)
{
	if (safe_standing_pending && safe_standing_pending->kind == SAFE_STANDING_NOTHING)
		*safe_standing_pending = *failure;
}

/* A call begins: its callbacks report to PENDING. What they reported to before is returned. */
static inline struct safe_standing_failure *safe_standing_enter(struct safe_standing_failure *pending)
{
	struct safe_standing_failure *outer = safe_standing_pending;

	pending->kind = SAFE_STANDING_NOTHING;
	safe_standing_pending = pending;
	return outer;
}

/* The call is over. False, with FAILURE filled, if a callback reported one. */
static inline bool safe_standing_leave(const struct safe_standing_failure *pending,
				      struct safe_standing_failure *outer, struct safe_standing_failure *failure)
{
	safe_standing_pending = outer;
	if (pending->kind == SAFE_STANDING_NOTHING)
		return true;
	if (failure)
		*failure = *pending;
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

/** Holds things. */
struct safe_standing_box {
	struct standing_box *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
	unsigned calls; /**< running now: it cannot be freed before they end */
};

/**
 * It came with version 1.5. Deprecated: use standing_watcher
 *
 * @param failure for safe_standing_fail: the call that runs this fails with it
 */
typedef int (*safe_standing_each)(void *user, int n, struct safe_standing_failure *failure);

struct safe_standing_each_call {
	safe_standing_each function;
	void *user;
};

static inline int safe_standing_each_run(void *user, int n)
{
	struct safe_standing_each_call *call = (struct safe_standing_each_call *)user;
	struct safe_standing_failure failure;
	int result;

	memset(&failure, 0, sizeof failure);
	result = call->function(call->user, n, &failure);
	if (failure.kind != SAFE_STANDING_NOTHING) {
		safe_standing_report(&failure);
		memset(&result, 0, sizeof result);
	}
	return result;
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

static inline standing_ticket safe_standing_take(void)
{
	return standing_take();
}

static inline bool safe_standing_call(safe_standing_each each, void *user, int *result,
				struct safe_standing_failure *failure)
{
	struct safe_standing_each_call c_each;
	struct safe_standing_failure pending, *outer;

	if (!each)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_call: 'each' is NULL");
	c_each.user = user;
	c_each.function = each;
	outer = safe_standing_enter(&pending);
	int c_result = standing_call(safe_standing_each_run, (void *)&c_each);
	if (!safe_standing_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_standing_watch(const standing_watcher *watcher, int *result,
				struct safe_standing_failure *failure)
{
	struct safe_standing_failure pending, *outer;

	if (!watcher)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_watch: 'watcher' is NULL");
	outer = safe_standing_enter(&pending);
	int c_result = standing_watch(watcher);
	if (!safe_standing_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_standing_ask(struct standing_past past, union standing_both *both,
				standing_gift *gift, standing_maybe *result,
				struct safe_standing_failure *failure)
{
	if (!both)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_ask: 'both' is NULL");
	if (!gift)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_ask: 'gift' is NULL");
	standing_maybe c_result = standing_ask(past, both, gift);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_standing_tie(const standing_pair *pair, int *result,
				struct safe_standing_failure *failure)
{
	if (!pair)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_tie: 'pair' is NULL");
	int c_result = standing_tie(pair);
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_standing_draw(const standing_shape *shape, int *result,
				struct safe_standing_failure *failure)
{
	if (!shape)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_draw: 'shape' is NULL");
	int c_result = standing_draw(shape);
	if (result)
		*result = c_result;
	return true;
}

/**
 * Adds one.
 *
 * @deprecated write + 1
 */
static inline int safe_standing_next(int n)
{
	return standing_next(n);
}

static inline bool safe_standing_spoil(struct safe_standing_failure *failure)
{
	enum standing_error c_result = standing_spoil();
	if (c_result != STANDING_OK)
		return safe_standing_fail(failure, SAFE_STANDING_ERROR, c_result, "standing_spoil failed");
	return true;
}

static inline bool safe_standing_box_new(struct safe_standing_box *box,
				struct safe_standing_failure *failure)
{
	memset(box, 0, sizeof *box);
	standing_box *c_result = standing_box_new();
	if (!c_result)
		return safe_standing_fail(failure, SAFE_STANDING_FAILED, 0, "standing_box_new failed");
	box->handle = c_result;
	return true;
}

static inline bool safe_standing_box_free(struct safe_standing_box *box,
				struct safe_standing_failure *failure)
{
	if (!box || !box->handle)
		return true;
	if (box->borrowed) {
		box->handle = NULL;
		return true;
	}
	if (box->calls)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_box_free: 'box' is in use by a call that is running");
	standing_box *c_box = box->handle;
	box->handle = NULL;
	standing_box_free(c_box);
	return true;
}

static inline bool safe_standing_box_speed(struct safe_standing_box *box,
				enum standing_speed speed, int *result,
				struct safe_standing_failure *failure)
{
	if (!box || !box->handle)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_box_speed: 'box' is gone");
	box->calls++;
	int c_result = standing_box_speed(box->handle, speed);
	box->calls--;
	if (result)
		*result = c_result;
	return true;
}

/** How full it is. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
__attribute__((deprecated("weigh it")))
static inline bool safe_standing_box_level(struct safe_standing_box *box, int *result,
				struct safe_standing_failure *failure)
{
	if (!box || !box->handle)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_box_level: 'box' is gone");
	box->calls++;
	int c_result = standing_box_level(box->handle);
	box->calls--;
	if (result)
		*result = c_result;
	return true;
}
#pragma GCC diagnostic pop

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
__attribute__((deprecated("weigh them")))
static inline bool safe_standing_box_equal(struct safe_standing_box *a,
				struct safe_standing_box *b, bool *result,
				struct safe_standing_failure *failure)
{
	if (!a || !a->handle)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_box_equal: 'a' is gone");
	if (!b || !b->handle)
		return safe_standing_fail(failure, SAFE_STANDING_MISUSE, 0, "standing_box_equal: 'b' is gone");
	a->calls++;
	b->calls++;
	bool c_result = standing_box_equal(a->handle, b->handle);
	a->calls--;
	b->calls--;
	if (result)
		*result = c_result;
	return true;
}
#pragma GCC diagnostic pop
#pragma GCC diagnostic pop

#ifdef __cplusplus
}
#endif
#undef STANDING_CHECK

#endif
