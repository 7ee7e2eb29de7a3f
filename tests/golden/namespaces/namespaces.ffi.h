/*
 * spaces 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef SPACES_FFI_H
#define SPACES_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define SPACES_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define SPACES_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

/** What can go wrong with shapes. */
enum spaces_fault {
	SPACES_FINE = 0,
	SPACES_CROOKED = 1
};

/** The colour of a shape. */
enum spaces_colour {
	SPACES_COLOUR_RED = 0,
	SPACES_COLOUR_BLUE = 1
};

typedef enum spaces_colour spaces_colour;

/** A number of sides. */
typedef int spaces_sides;

/** Where a shape is. */
struct spaces_point {
	double x;
	double y;
};

/** A shape. */
struct spaces_shape;

typedef struct spaces_shape spaces_shape;

/** A letter. */
struct spaces_letter;

typedef struct spaces_letter spaces_letter;

/** Looks at a shape. */
typedef int (*spaces_look)(spaces_shape *shape, void *user);

spaces_shape *spaces_shape_new(spaces_sides sides, spaces_colour colour);

void spaces_shape_free(spaces_shape *shape);

spaces_letter *spaces_letter_new(void);

void spaces_letter_free(spaces_letter *letter);

spaces_sides spaces_shape_sides(const spaces_shape *shape);

enum spaces_fault spaces_shape_move(spaces_shape *shape, struct spaces_point to);

int spaces_shapes_count(void);

int spaces_shape_show(spaces_shape *shape, spaces_look look, void *user);

int spaces_letters(void);

int spaces_count(void);

/** So many sides there may be. */
#define SPACES_SHAPES_SIDES 8
#define SPACES_LIMIT 3

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

SPACES_CHECK(sizeof(void *) == 8, "sizeof(void *)");
SPACES_CHECK(sizeof(short) == 2, "sizeof(short)");
SPACES_CHECK(sizeof(int) == 4, "sizeof(int)");
SPACES_CHECK(sizeof(long) == 8, "sizeof(long)");
SPACES_CHECK(sizeof(long double) == 16, "sizeof(long double)");
SPACES_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
SPACES_CHECK(sizeof(enum spaces_fault) == 4, "sizeof(enum spaces_fault)");
SPACES_CHECK(sizeof(enum spaces_colour) == 4, "sizeof(enum spaces_colour)");
SPACES_CHECK(sizeof(struct spaces_point) == 16, "sizeof(struct spaces_point)");
SPACES_CHECK(__alignof__(struct spaces_point) == 8, "__alignof__(struct spaces_point)");
SPACES_CHECK(offsetof(struct spaces_point, x) == 0, "offsetof(struct spaces_point, x)");
SPACES_CHECK(offsetof(struct spaces_point, y) == 8, "offsetof(struct spaces_point, y)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_spaces_failure_kind {
	SAFE_SPACES_NOTHING, /**< all is well */
	SAFE_SPACES_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_SPACES_MEMORY,  /**< there is none left */
	SAFE_SPACES_ERRNO,   /**< the code is errno's */
	SAFE_SPACES_FAILED,  /**< the library gave no reason */
	SAFE_SPACES_FAULT, /**< the code is of enum spaces_fault */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_spaces_failure {
	enum safe_spaces_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_spaces_fail(struct safe_spaces_failure *failure, enum safe_spaces_failure_kind kind,
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
__attribute__((weak)) __thread struct safe_spaces_failure *safe_spaces_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_spaces_report(const struct safe_spaces_failure *failure)
{
	if (safe_spaces_pending && safe_spaces_pending->kind == SAFE_SPACES_NOTHING)
		*safe_spaces_pending = *failure;
}

/* A call begins: its callbacks report to PENDING. What they reported to before is returned. */
static inline struct safe_spaces_failure *safe_spaces_enter(struct safe_spaces_failure *pending)
{
	struct safe_spaces_failure *outer = safe_spaces_pending;

	pending->kind = SAFE_SPACES_NOTHING;
	safe_spaces_pending = pending;
	return outer;
}

/* The call is over. False, with FAILURE filled, if a callback reported one. */
static inline bool safe_spaces_leave(const struct safe_spaces_failure *pending,
				      struct safe_spaces_failure *outer, struct safe_spaces_failure *failure)
{
	safe_spaces_pending = outer;
	if (pending->kind == SAFE_SPACES_NOTHING)
		return true;
	if (failure)
		*failure = *pending;
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_spaces_copy(const void *from, size_t count, size_t size)
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

/** A shape. */
struct safe_shapes_flat_Item {
	struct spaces_shape *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
	unsigned calls; /**< running now: it cannot be freed before they end */
};

/** A letter. */
struct safe_texts_Item {
	struct spaces_letter *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
	unsigned calls; /**< running now: it cannot be freed before they end */
};

/**
 * Looks at a shape.
 *
 * @param failure for safe_spaces_fail: the call that runs this fails with it
 */
typedef int (*safe_spaces_look)(struct safe_shapes_flat_Item *shape, void *user, struct safe_spaces_failure *failure);

struct safe_spaces_look_call {
	safe_spaces_look function;
	void *user;
};

static inline int safe_spaces_look_run(spaces_shape *shape, void *user)
{
	struct safe_spaces_look_call *call = (struct safe_spaces_look_call *)user;
	struct safe_spaces_failure failure;
	int result;
	struct safe_shapes_flat_Item shape_object;

	memset(&failure, 0, sizeof failure);
	memset(&shape_object, 0, sizeof shape_object);
	shape_object.handle = shape;
	shape_object.borrowed = true;
	result = call->function(&shape_object, call->user, &failure);
	if (failure.kind != SAFE_SPACES_NOTHING) {
		safe_spaces_report(&failure);
		memset(&result, 0, sizeof result);
	}
	return result;
}

static inline int safe_spaces_shapes_count(void)
{
	return spaces_shapes_count();
}

static inline int safe_texts_count(void)
{
	return spaces_letters();
}

static inline int safe_spaces_count(void)
{
	return spaces_count();
}

static inline bool safe_spaces_shape_new(struct safe_shapes_flat_Item *shape, spaces_sides sides,
				spaces_colour colour, struct safe_spaces_failure *failure)
{
	memset(shape, 0, sizeof *shape);
	spaces_shape *c_result = spaces_shape_new(sides, colour);
	if (!c_result)
		return safe_spaces_fail(failure, SAFE_SPACES_FAILED, 0, "spaces_shape_new failed");
	shape->handle = c_result;
	return true;
}

static inline bool safe_spaces_shape_free(struct safe_shapes_flat_Item *shape,
				struct safe_spaces_failure *failure)
{
	if (!shape || !shape->handle)
		return true;
	if (shape->borrowed) {
		shape->handle = NULL;
		return true;
	}
	if (shape->calls)
		return safe_spaces_fail(failure, SAFE_SPACES_MISUSE, 0, "spaces_shape_free: 'shape' is in use by a call that is running");
	spaces_shape *c_shape = shape->handle;
	shape->handle = NULL;
	spaces_shape_free(c_shape);
	return true;
}

static inline bool safe_spaces_shape_sides(struct safe_shapes_flat_Item *shape,
				spaces_sides *result, struct safe_spaces_failure *failure)
{
	if (!shape || !shape->handle)
		return safe_spaces_fail(failure, SAFE_SPACES_MISUSE, 0, "spaces_shape_sides: 'shape' is gone");
	shape->calls++;
	spaces_sides c_result = spaces_shape_sides(shape->handle);
	shape->calls--;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_spaces_shape_move(struct safe_shapes_flat_Item *shape,
				struct spaces_point to, struct safe_spaces_failure *failure)
{
	if (!shape || !shape->handle)
		return safe_spaces_fail(failure, SAFE_SPACES_MISUSE, 0, "spaces_shape_move: 'shape' is gone");
	shape->calls++;
	enum spaces_fault c_result = spaces_shape_move(shape->handle, to);
	shape->calls--;
	if (c_result != SPACES_FINE)
		return safe_spaces_fail(failure, SAFE_SPACES_FAULT, c_result, "spaces_shape_move failed");
	return true;
}

static inline bool safe_spaces_shape_show(struct safe_shapes_flat_Item *shape,
				safe_spaces_look look, void *user, int *result,
				struct safe_spaces_failure *failure)
{
	struct safe_spaces_look_call c_look;
	struct safe_spaces_failure pending, *outer;

	if (!shape || !shape->handle)
		return safe_spaces_fail(failure, SAFE_SPACES_MISUSE, 0, "spaces_shape_show: 'shape' is gone");
	if (!look)
		return safe_spaces_fail(failure, SAFE_SPACES_MISUSE, 0, "spaces_shape_show: 'look' is NULL");
	c_look.user = user;
	c_look.function = look;
	shape->calls++;
	outer = safe_spaces_enter(&pending);
	int c_result = spaces_shape_show(shape->handle, safe_spaces_look_run, (void *)&c_look);
	shape->calls--;
	if (!safe_spaces_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

static inline bool safe_spaces_letter_new(struct safe_texts_Item *letter,
				struct safe_spaces_failure *failure)
{
	memset(letter, 0, sizeof *letter);
	spaces_letter *c_result = spaces_letter_new();
	if (!c_result)
		return safe_spaces_fail(failure, SAFE_SPACES_FAILED, 0, "spaces_letter_new failed");
	letter->handle = c_result;
	return true;
}

static inline bool safe_spaces_letter_free(struct safe_texts_Item *letter,
				struct safe_spaces_failure *failure)
{
	if (!letter || !letter->handle)
		return true;
	if (letter->borrowed) {
		letter->handle = NULL;
		return true;
	}
	if (letter->calls)
		return safe_spaces_fail(failure, SAFE_SPACES_MISUSE, 0, "spaces_letter_free: 'letter' is in use by a call that is running");
	spaces_letter *c_letter = letter->handle;
	letter->handle = NULL;
	spaces_letter_free(c_letter);
	return true;
}

#ifdef __cplusplus
}
#endif
#undef SPACES_CHECK

#endif
