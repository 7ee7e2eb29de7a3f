/**
 * @file
 * Clouds of points in the plane.
 *
 * A small library that has one of everything a C interface is made of, annotated so that its bindings
 * are written by the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef POINT_H
#define POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ffiextract.h>

FFI_LIBRARY("point", "1.0");

/** The greatest number of points that a cloud can hold. */
#define POINT_CLOUD_MAX 1000000u
FFI_CONSTANT(POINT_CLOUD_MAX);

/** The version of this header. */
#define POINT_VERSION "1.0"
FFI_CONSTANT(POINT_VERSION);

FFI_EXPORT_BEGIN

/** A point in the plane. */
struct point {
	double x; /**< to the right */
	double y; /**< upwards */
};

/** What can go wrong. */
enum point_error {
	POINT_OK = 0,		/**< all is well */
	POINT_EMPTY = 1,	/**< the cloud holds no points */
	POINT_FULL = 2,		/**< the cloud can hold no more points */
	POINT_TOO_SMALL = 3,	/**< the buffer cannot hold the text */
	POINT_NO_NUMBER = 4,	/**< a coordinate is not a number */
} FFI_ERROR(POINT_OK) FFI_ERROR_MESSAGE(point_error_text);

/** The text of an error, in English. */
const char *point_error_text(enum point_error error);

/** A direction in which points can be moved. */
enum point_axis {
	POINT_AXIS_X, /**< to the right */
	POINT_AXIS_Y, /**< upwards */
};

/** How a cloud behaves. */
enum point_options {
	POINT_OPTION_NONE = 0,
	POINT_OPTION_SORTED = 1, /**< keep the points sorted by their distance from the origin */
	POINT_OPTION_UNIQUE = 2, /**< ignore a point that is there already */
} FFI_FLAGS;

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
typedef struct point_cloud point_cloud FFI_SERVICE;

/**
 * Makes an empty cloud.
 *
 * @param name what to call it
 * @param options how it behaves
 * @return the cloud, or NULL if @p name is empty
 */
FFI_CONSTRUCTOR(point_cloud) FFI_OWNED
point_cloud *point_cloud_new(const char *name, enum point_options options);

/** Frees a cloud and all its points. */
FFI_DESTRUCTOR(point_cloud) void point_cloud_free(point_cloud *cloud);

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
enum point_error point_cloud_add_all(point_cloud *cloud, const struct point *points FFI_ARRAY(n), size_t n);

/**
 * Finds the middle of all points.
 *
 * @param[out] centre the middle
 * @return POINT_EMPTY if there are no points
 */
enum point_error point_cloud_centre(const point_cloud *cloud, struct point *centre FFI_OUT);

/**
 * Finds the box around all points.
 *
 * @param[out] low the corner at the lower left
 * @param[out] high the corner at the upper right
 */
enum point_error point_cloud_bounds(const point_cloud *cloud, struct point *low FFI_OUT,
				    struct point *high FFI_OUT);

/**
 * Writes the cloud as text, "name: (x, y) (x, y) ...".
 *
 * @param text where to
 * @param[in,out] size the room in @p text; then the length of the text
 * @return POINT_TOO_SMALL if the room is too small
 */
enum point_error point_cloud_format(const point_cloud *cloud,
				    FFI_BUFFER(size, size, POINT_TOO_SMALL) FFI_UTF8 char *text, size_t *size);

/**
 * Looks at a point.
 *
 * @param p the point
 * @return false to stop
 */
typedef bool (*point_visitor)(struct point p, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(false);

/**
 * Calls @p visit for each point until it returns false.
 *
 * @param visit looks at a point
 * @param user is given to @p visit
 * @return how many points were visited
 */
size_t point_cloud_each(const point_cloud *cloud,
			point_visitor visit FFI_USER_DATA(user) FFI_SCOPE(call), void *user);

/** How many clouds exist. */
size_t point_clouds_alive(void);

FFI_EXPORT_END

#endif
