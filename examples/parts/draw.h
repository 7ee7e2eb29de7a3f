/* SPDX-License-Identifier: MIT */
/** Drawing: a second library, over the types of the first. */
#ifndef DRAW_H
#define DRAW_H

#include "shape.h"

FFI_EXPORT_BEGIN

/** A box around something. */
struct draw_box {
	struct shape_point low, high;
	enum shape_color color;
};

/** What shapes are drawn on. */
typedef struct canvas canvas FFI_SERVICE;

/** Called for each shape; not 0 stops. */
typedef int (*draw_each)(void *with FFI_CONTEXT, const shape *s, enum shape_color color);

FFI_CONSTRUCTOR(canvas) canvas *canvas_new(enum shape_color background);
FFI_DESTRUCTOR(canvas) void canvas_free(canvas *c);

/** Draws @p s, which the canvas goes on using. */
shape_error canvas_draw(canvas *c, FFI_RETAINED shape *s);
/** What was drawn @p i -th, if anything was. */
FFI_BORROWED_FROM(c) FFI_NULLABLE shape *canvas_drawn(canvas *c, size_t i);
int canvas_visit(canvas *c, FFI_USER_DATA(with) FFI_SCOPE(call) draw_each each, void *with);
/** Tells of the corners of all shapes, to a callback of the other library. */
int canvas_tell(canvas *c, FFI_USER_DATA(with) FFI_SCOPE(call) shape_told told, void *with);
/** Shows all shapes to a viewer of the other library. */
int canvas_show(canvas *c, const shape_viewer *viewer);

/** The box around a shape of the other library. */
struct draw_box draw_box_of(const shape *s);
/** A square: a new shape. */
shape_error draw_square(FFI_OUT FFI_OWNED FFI_NONNULL shape **out, const struct shape_point *middle,
			double side);

FFI_EXPORT_END
#endif
