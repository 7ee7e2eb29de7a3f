/* SPDX-License-Identifier: MIT */
/** Shapes: the library that others build on. */
#ifndef SHAPE_H
#define SHAPE_H

#include <ffiextract.h>
#include <stddef.h>

FFI_EXPORT_BEGIN

/** How something went. */
typedef enum shape_error {
	SHAPE_OK,
	SHAPE_NO_MEMORY,
	SHAPE_TOO_FEW, /**< fewer than three corners */
} shape_error FFI_ERROR(SHAPE_OK) FFI_ERROR_MESSAGE(shape_error_text);

enum shape_color { SHAPE_RED, SHAPE_GREEN, SHAPE_BLUE };

/** Where something is. */
struct shape_point {
	double x, y;
};

/** A polygon. */
typedef struct shape shape FFI_SERVICE;

const char *shape_error_text(shape_error error);

/** A polygon with these corners. */
FFI_CONSTRUCTOR(shape)
shape_error shape_new(FFI_OUT shape **out, const struct shape_point *corners FFI_ARRAY(n), size_t n,
		      enum shape_color color);
FFI_DESTRUCTOR(shape) void shape_free(shape *s);

size_t shape_corners(const shape *s);
enum shape_color shape_get_color(const shape *s);
/** The corner @p i. */
shape_error shape_corner(const shape *s, size_t i, FFI_OUT struct shape_point *corner);
/** Told of a corner; not 0 stops. */
typedef int (*shape_told)(void *with FFI_CONTEXT, const struct shape_point *corner);
/** Tells of each corner. */
int shape_tell(const shape *s, FFI_USER_DATA(with) FFI_SCOPE(call) shape_told told, void *with);
/** What is shown shapes. */
typedef struct shape_viewer {
	/** A shape begins. */
	int (*begin)(void *with FFI_CONTEXT, const shape *s) FFI_USER_DATA(with);
	/** Its corners; who does not care leaves it out. */
	int (*corner)(void *with FFI_CONTEXT, const struct shape_point *corner) FFI_USER_DATA(with)
		FFI_NULLABLE;
	void *with;
} shape_viewer FFI_INTERFACE;
/** Shows @p s; not 0 of the viewer stops, and is returned. */
int shape_show(const shape *s, const shape_viewer *viewer);
/** How many shapes there are, to see that none is left. */
int shape_live(void);

FFI_EXPORT_END
#endif
