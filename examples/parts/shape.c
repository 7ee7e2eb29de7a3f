/* SPDX-License-Identifier: MIT */
#include "shape.h"

#include <stdlib.h>
#include <string.h>

FFI_LIBRARY("shape", "1.0");

struct shape {
	size_t n;
	enum shape_color color;
	struct shape_point corners[];
};

static int live;

const char *shape_error_text(shape_error error)
{
	static const char *const texts[] = {"all is well", "no memory", "a shape has three corners at least"};
	return error <= SHAPE_TOO_FEW ? texts[error] : "unknown";
}

shape_error shape_new(shape **out, const struct shape_point *corners, size_t n, enum shape_color color)
{
	if (n < 3)
		return SHAPE_TOO_FEW;
	shape *s = malloc(sizeof *s + n * sizeof *corners);
	if (!s)
		return SHAPE_NO_MEMORY;
	s->n = n;
	s->color = color;
	memcpy(s->corners, corners, n * sizeof *corners);
	live++;
	*out = s;
	return SHAPE_OK;
}

void shape_free(shape *s)
{
	if (!s)
		return;
	live--;
	free(s);
}

size_t shape_corners(const shape *s)
{
	return s->n;
}

enum shape_color shape_get_color(const shape *s)
{
	return s->color;
}

shape_error shape_corner(const shape *s, size_t i, struct shape_point *corner)
{
	if (i >= s->n)
		return SHAPE_TOO_FEW;
	*corner = s->corners[i];
	return SHAPE_OK;
}

int shape_tell(const shape *s, shape_told told, void *with)
{
	int stop = 0;
	for (size_t i = 0; i < s->n && !stop; i++)
		stop = told(with, &s->corners[i]);
	return stop;
}

int shape_show(const shape *s, const shape_viewer *viewer)
{
	int stop = viewer->begin(viewer->with, s);
	return stop || !viewer->corner ? stop : shape_tell(s, viewer->corner, viewer->with);
}

int shape_live(void)
{
	return live;
}
