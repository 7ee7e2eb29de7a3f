/*
 * point 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * Clouds of points in the plane.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef POINT_FFI_H
#define POINT_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define POINT_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define POINT_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

/** A point in the plane. */
struct point {
	double x; /**< to the right */
	double y; /**< upwards */
};

/** What can go wrong. */
enum point_error {
	POINT_OK = 0, /**< all is well */
	POINT_EMPTY = 1, /**< the cloud holds no points */
	POINT_FULL = 2, /**< the cloud can hold no more points */
	POINT_TOO_SMALL = 3, /**< the buffer cannot hold the text */
	POINT_NO_NUMBER = 4 /**< a coordinate is not a number */
};

/** The text of an error, in English. */
const char *point_error_text(enum point_error error);

/** A direction in which points can be moved. */
enum point_axis {
	POINT_AXIS_X = 0, /**< to the right */
	POINT_AXIS_Y = 1 /**< upwards */
};

/** How a cloud behaves. */
enum point_options {
	POINT_OPTION_NONE = 0,
	POINT_OPTION_SORTED = 1, /**< keep the points sorted by their distance from the origin */
	POINT_OPTION_UNIQUE = 2 /**< ignore a point that is there already */
};

/** The distance of @p p from the origin. */
double point_norm(struct point p);

/**
 * The point in the middle between two.
 *
 * @param a one point
 * @param b the other
 * @return the point half way
 */
struct point point_middle(struct point a, struct point b);

/** Moves @p p by @p distance along @p axis. */
void point_move(struct point *p, enum point_axis axis, double distance);

/** A set of points, in the order in which they were added. */
struct point_cloud;

typedef struct point_cloud point_cloud;

/**
 * Makes an empty cloud.
 *
 * @param name what to call it
 * @param options how it behaves
 * @return the cloud, or NULL if @p name is empty
 */
point_cloud *point_cloud_new(const char *name, enum point_options options);

/** Frees a cloud and all its points. */
void point_cloud_free(point_cloud *cloud);

/** What the cloud is called. */
const char *point_cloud_name(const point_cloud *cloud);

/** The number of points. */
size_t point_cloud_size(const point_cloud *cloud);

/** Adds one point. */
enum point_error point_cloud_add(point_cloud *cloud, struct point p);

/**
 * Adds many points at once, or none if one of them is no number.
 *
 * @param points the points
 * @param n how many
 */
enum point_error point_cloud_add_all(point_cloud *cloud, const struct point *points, size_t n);

/**
 * Finds the middle of all points.
 *
 * @param[out] centre the middle
 * @return POINT_EMPTY if there are no points
 */
enum point_error point_cloud_centre(const point_cloud *cloud, struct point *centre);

/**
 * Finds the box around all points.
 *
 * @param[out] low the corner at the lower left
 * @param[out] high the corner at the upper right
 */
enum point_error point_cloud_bounds(const point_cloud *cloud, struct point *low, struct point *high);

/**
 * Writes the cloud as text, "name: (x, y) (x, y) ...".
 *
 * @param text where to
 * @param[in,out] size the room in @p text; then the length of the text
 * @return POINT_TOO_SMALL if the room is too small
 */
enum point_error point_cloud_format(const point_cloud *cloud, char *text, size_t *size);

/**
 * Looks at a point.
 *
 * @param p the point
 * @return false to stop
 */
typedef bool (*point_visitor)(struct point p, void *user);

/**
 * Calls @p visit for each point until it returns false.
 *
 * @param visit looks at a point
 * @param user is given to @p visit
 * @return how many points were visited
 */
size_t point_cloud_each(const point_cloud *cloud, point_visitor visit, void *user);

/** How many clouds exist. */
size_t point_clouds_alive(void);

/** The greatest number of points that a cloud can hold. */
#define POINT_CLOUD_MAX 1000000u

/** The version of this header. */
#define POINT_VERSION "1.0"

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

POINT_CHECK(sizeof(void *) == 8, "sizeof(void *)");
POINT_CHECK(sizeof(short) == 2, "sizeof(short)");
POINT_CHECK(sizeof(int) == 4, "sizeof(int)");
POINT_CHECK(sizeof(long) == 8, "sizeof(long)");
POINT_CHECK(sizeof(long double) == 16, "sizeof(long double)");
POINT_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
POINT_CHECK(sizeof(struct point) == 16, "sizeof(struct point)");
POINT_CHECK(__alignof__(struct point) == 8, "__alignof__(struct point)");
POINT_CHECK(offsetof(struct point, x) == 0, "offsetof(struct point, x)");
POINT_CHECK(offsetof(struct point, y) == 8, "offsetof(struct point, y)");
POINT_CHECK(sizeof(enum point_error) == 4, "sizeof(enum point_error)");
POINT_CHECK(sizeof(enum point_axis) == 4, "sizeof(enum point_axis)");
POINT_CHECK(sizeof(enum point_options) == 4, "sizeof(enum point_options)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_point_failure_kind {
	SAFE_POINT_NOTHING, /**< all is well */
	SAFE_POINT_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_POINT_MEMORY,  /**< there is none left */
	SAFE_POINT_ERRNO,   /**< the code is errno's */
	SAFE_POINT_FAILED,  /**< the library gave no reason */
	SAFE_POINT_ERROR, /**< the code is of enum point_error */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_point_failure {
	enum safe_point_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_point_fail(struct safe_point_failure *failure, enum safe_point_failure_kind kind,
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
__attribute__((weak)) __thread struct safe_point_failure *safe_point_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_point_report(const struct safe_point_failure *failure)
{
	if (safe_point_pending && safe_point_pending->kind == SAFE_POINT_NOTHING)
		*safe_point_pending = *failure;
}

/* A call begins: its callbacks report to PENDING. What they reported to before is returned. */
static inline struct safe_point_failure *safe_point_enter(struct safe_point_failure *pending)
{
	struct safe_point_failure *outer = safe_point_pending;

	pending->kind = SAFE_POINT_NOTHING;
	safe_point_pending = pending;
	return outer;
}

/* The call is over. False, with FAILURE filled, if a callback reported one. */
static inline bool safe_point_leave(const struct safe_point_failure *pending,
				      struct safe_point_failure *outer, struct safe_point_failure *failure)
{
	safe_point_pending = outer;
	if (pending->kind == SAFE_POINT_NOTHING)
		return true;
	if (failure)
		*failure = *pending;
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_point_copy(const void *from, size_t count, size_t size)
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

#ifdef __cplusplus
extern "C++" {
inline enum point_options operator|(enum point_options a, enum point_options b)
{
	return static_cast<enum point_options>(static_cast<unsigned long long>(a) | static_cast<unsigned long long>(b));
}
inline enum point_options operator&(enum point_options a, enum point_options b)
{
	return static_cast<enum point_options>(static_cast<unsigned long long>(a) & static_cast<unsigned long long>(b));
}
}
#endif

/** A set of points, in the order in which they were added. */
struct safe_point_cloud {
	struct point_cloud *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
	unsigned calls; /**< running now: it cannot be freed before they end */
};

/**
 * Looks at a point.
 *
 * @param p the point
 * @param failure for safe_point_fail: the call that runs this fails with it
 * @return false to stop
 */
typedef bool (*safe_point_visitor)(struct point p, void *user, struct safe_point_failure *failure);

struct safe_point_visitor_call {
	safe_point_visitor function;
	void *user;
};

static inline bool safe_point_visitor_run(struct point p, void *user)
{
	struct safe_point_visitor_call *call = (struct safe_point_visitor_call *)user;
	struct safe_point_failure failure;
	bool result;

	memset(&failure, 0, sizeof failure);
	result = call->function(p, call->user, &failure);
	if (failure.kind != SAFE_POINT_NOTHING) {
		safe_point_report(&failure);
		result = (bool)0;
	}
	return result;
}

/** The text of an error, in English. */
static inline const char *safe_point_error_text(enum point_error error)
{
	return point_error_text(error);
}

/** The distance of p from the origin. */
static inline double safe_point_norm(struct point p)
{
	return point_norm(p);
}

/**
 * The point in the middle between two.
 *
 * @param a one point
 * @param b the other
 * @return the point half way
 */
static inline struct point safe_point_middle(struct point a, struct point b)
{
	return point_middle(a, b);
}

/** Moves p by distance along axis. */
static inline bool safe_point_move(struct point *p, enum point_axis axis, double distance,
				struct safe_point_failure *failure)
{
	if (!p)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_move: 'p' is NULL");
	point_move(p, axis, distance);
	return true;
}

/** How many clouds exist. */
static inline size_t safe_point_clouds_alive(void)
{
	return point_clouds_alive();
}

/**
 * Makes an empty cloud.
 *
 * @param name what to call it
 * @param options how it behaves
 * @param[out] cloud the cloud, or NULL if name is empty
 */
static inline bool safe_point_cloud_new(struct safe_point_cloud *cloud, const char *name,
				enum point_options options, struct safe_point_failure *failure)
{
	memset(cloud, 0, sizeof *cloud);
	if (!name)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_new: 'name' is NULL");
	point_cloud *c_result = point_cloud_new(name, options);
	if (!c_result)
		return safe_point_fail(failure, SAFE_POINT_FAILED, 0, "point_cloud_new failed");
	cloud->handle = c_result;
	return true;
}

/** Frees a cloud and all its points. */
static inline bool safe_point_cloud_free(struct safe_point_cloud *cloud,
				struct safe_point_failure *failure)
{
	if (!cloud || !cloud->handle)
		return true;
	if (cloud->borrowed) {
		cloud->handle = NULL;
		return true;
	}
	if (cloud->calls)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_free: 'cloud' is in use by a call that is running");
	point_cloud *c_cloud = cloud->handle;
	cloud->handle = NULL;
	point_cloud_free(c_cloud);
	return true;
}

/** What the cloud is called. */
static inline bool safe_point_cloud_name(struct safe_point_cloud *cloud, const char **result,
				struct safe_point_failure *failure)
{
	if (!cloud || !cloud->handle)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_name: 'cloud' is gone");
	cloud->calls++;
	const char *c_result = point_cloud_name(cloud->handle);
	cloud->calls--;
	if (result)
		*result = c_result;
	return true;
}

/** The number of points. */
static inline bool safe_point_cloud_size(struct safe_point_cloud *cloud, size_t *result,
				struct safe_point_failure *failure)
{
	if (!cloud || !cloud->handle)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_size: 'cloud' is gone");
	cloud->calls++;
	size_t c_result = point_cloud_size(cloud->handle);
	cloud->calls--;
	if (result)
		*result = c_result;
	return true;
}

/** Adds one point. */
static inline bool safe_point_cloud_add(struct safe_point_cloud *cloud, struct point p,
				struct safe_point_failure *failure)
{
	if (!cloud || !cloud->handle)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_add: 'cloud' is gone");
	cloud->calls++;
	enum point_error c_result = point_cloud_add(cloud->handle, p);
	cloud->calls--;
	if (c_result != POINT_OK)
		return safe_point_fail(failure, SAFE_POINT_ERROR, c_result, point_error_text(c_result));
	return true;
}

/**
 * Adds many points at once, or none if one of them is no number.
 *
 * @param points the points
 * @param n how many
 */
static inline bool safe_point_cloud_add_all(struct safe_point_cloud *cloud,
				const struct point *points, size_t n,
				struct safe_point_failure *failure)
{
	if (!cloud || !cloud->handle)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_add_all: 'cloud' is gone");
	if (!points && n)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_add_all: 'points' is NULL");
	cloud->calls++;
	enum point_error c_result = point_cloud_add_all(cloud->handle, points, n);
	cloud->calls--;
	if (c_result != POINT_OK)
		return safe_point_fail(failure, SAFE_POINT_ERROR, c_result, point_error_text(c_result));
	return true;
}

/**
 * Finds the middle of all points.
 *
 * @param[out] centre the middle
 */
static inline bool safe_point_cloud_centre(struct safe_point_cloud *cloud, struct point *centre,
				struct safe_point_failure *failure)
{
	if (!cloud || !cloud->handle)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_centre: 'cloud' is gone");
	struct point c_centre;
	memset(&c_centre, 0, sizeof c_centre);
	cloud->calls++;
	enum point_error c_result = point_cloud_centre(cloud->handle, &c_centre);
	cloud->calls--;
	if (c_result != POINT_OK)
		return safe_point_fail(failure, SAFE_POINT_ERROR, c_result, point_error_text(c_result));
	if (centre)
		*centre = c_centre;
	return true;
}

/**
 * Finds the box around all points.
 *
 * @param[out] low the corner at the lower left
 * @param[out] high the corner at the upper right
 */
static inline bool safe_point_cloud_bounds(struct safe_point_cloud *cloud, struct point *low,
				struct point *high, struct safe_point_failure *failure)
{
	if (!cloud || !cloud->handle)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_bounds: 'cloud' is gone");
	struct point c_low;
	memset(&c_low, 0, sizeof c_low);
	struct point c_high;
	memset(&c_high, 0, sizeof c_high);
	cloud->calls++;
	enum point_error c_result = point_cloud_bounds(cloud->handle, &c_low, &c_high);
	cloud->calls--;
	if (c_result != POINT_OK)
		return safe_point_fail(failure, SAFE_POINT_ERROR, c_result, point_error_text(c_result));
	if (low)
		*low = c_low;
	if (high)
		*high = c_high;
	return true;
}

/**
 * Writes the cloud as text, "name: (x, y) (x, y) ...".
 *
 * @param[out] text where to; to be freed with free()
 */
static inline bool safe_point_cloud_format(struct safe_point_cloud *cloud, char **text,
				struct safe_point_failure *failure)
{
	size_t c_capacity = 0;
	char *c_text = NULL;
	size_t c_size = 0;
	enum point_error c_result = (enum point_error)0;
	bool ok = true;

	*text = NULL;
	if (!cloud || !cloud->handle)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_format: 'cloud' is gone");
	c_capacity = 256;
again:
	free(c_text);
	c_text = c_capacity <= SIZE_MAX - 4 ? (char *)malloc((size_t)c_capacity + 4) : NULL;
	if (!c_text)
		return safe_point_fail(failure, SAFE_POINT_MEMORY, 0, "out of memory");
	c_size = c_capacity;
	cloud->calls++;
	c_result = point_cloud_format(cloud->handle, c_text, &c_size);
	cloud->calls--;
	if (c_result == POINT_TOO_SMALL && (size_t)c_capacity <= SIZE_MAX / 2) {
		c_capacity = c_capacity ? 2 * c_capacity : 1;
		goto again;
	}
	if (ok && c_result != POINT_OK)
		ok = safe_point_fail(failure, SAFE_POINT_ERROR, c_result, point_error_text(c_result));
	if (ok && (size_t)c_size > (size_t)c_capacity)
		ok = safe_point_fail(failure, SAFE_POINT_FAILED, 0, "more was written than there was room for");
	if (ok)
		c_text[c_size] = 0;
	if (!ok) {
		free(c_text);
		return false;
	}
	*text = c_text;
	return true;
}

/**
 * Calls visit for each point until it returns false.
 *
 * @param visit looks at a point
 * @param user is given to visit
 * @param[out] result how many points were visited
 */
static inline bool safe_point_cloud_each(struct safe_point_cloud *cloud, safe_point_visitor visit,
				void *user, size_t *result, struct safe_point_failure *failure)
{
	struct safe_point_visitor_call c_visit;
	struct safe_point_failure pending, *outer;

	if (!cloud || !cloud->handle)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_each: 'cloud' is gone");
	if (!visit)
		return safe_point_fail(failure, SAFE_POINT_MISUSE, 0, "point_cloud_each: 'visit' is NULL");
	c_visit.user = user;
	c_visit.function = visit;
	cloud->calls++;
	outer = safe_point_enter(&pending);
	size_t c_result = point_cloud_each(cloud->handle, safe_point_visitor_run, (void *)&c_visit);
	cloud->calls--;
	if (!safe_point_leave(&pending, outer, failure))
		return false;
	if (result)
		*result = c_result;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef POINT_CHECK

#endif
