/* SPDX-License-Identifier: MIT */
#include "draw.h"

#include <stdlib.h>

FFI_LIBRARY("draw", "1.0");

enum { MOST = 16 };

struct canvas {
	enum shape_color background;
	size_t n;
	shape *drawn[MOST];
};

canvas *canvas_new(enum shape_color background)
{
	canvas *c = calloc(1, sizeof *c);
	if (c)
		c->background = background;
	return c;
}

void canvas_free(canvas *c)
{
	free(c);
}

shape_error canvas_draw(canvas *c, shape *s)
{
	if (c->n == MOST)
		return SHAPE_NO_MEMORY;
	c->drawn[c->n++] = s;
	return SHAPE_OK;
}

shape *canvas_drawn(canvas *c, size_t i)
{
	return i < c->n ? c->drawn[i] : NULL;
}

int canvas_visit(canvas *c, draw_each each, void *with)
{
	int stop = 0;
	for (size_t i = 0; i < c->n && !stop; i++)
		stop = each(with, c->drawn[i], shape_get_color(c->drawn[i]));
	return stop;
}

int canvas_tell(canvas *c, shape_told told, void *with)
{
	int stop = 0;
	for (size_t i = 0; i < c->n && !stop; i++)
		stop = shape_tell(c->drawn[i], told, with);
	return stop;
}

int canvas_show(canvas *c, const shape_viewer *viewer)
{
	int stop = 0;
	for (size_t i = 0; i < c->n && !stop; i++)
		stop = shape_show(c->drawn[i], viewer);
	return stop;
}

struct draw_box draw_box_of(const shape *s)
{
	struct draw_box box = {{0, 0}, {0, 0}, shape_get_color(s)};
	for (size_t i = 0; i < shape_corners(s); i++) {
		struct shape_point p;
		if (shape_corner(s, i, &p) != SHAPE_OK)
			break;
		if (i == 0 || p.x < box.low.x)
			box.low.x = p.x;
		if (i == 0 || p.y < box.low.y)
			box.low.y = p.y;
		if (i == 0 || p.x > box.high.x)
			box.high.x = p.x;
		if (i == 0 || p.y > box.high.y)
			box.high.y = p.y;
	}
	return box;
}

shape_error draw_square(shape **out, const struct shape_point *middle, double side)
{
	const struct shape_point corners[] = {
		{middle->x - side / 2, middle->y - side / 2},
		{middle->x + side / 2, middle->y - side / 2},
		{middle->x + side / 2, middle->y + side / 2},
		{middle->x - side / 2, middle->y + side / 2},
	};
	return shape_new(out, corners, side > 0 ? 4 : 0, SHAPE_BLUE);
}
