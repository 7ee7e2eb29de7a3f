/* SPDX-License-Identifier: MIT */
/* The safe layer of both parts: shapes of the one are drawn, visited and measured by the other. */
#include "draw.ffi.h"

#include <stdio.h>

static int say(void *with, struct safe_shape *s, enum shape_color color, struct safe_draw_failure *failure)
{
	struct safe_shape_failure inner;
	size_t corners;
	(void)failure;
	if (!safe_shape_corners(s, &corners, &inner))
		return -1;
	printf("%s %zu corners, color %d\n", (const char *)with, corners, (int)color);
	return 0;
}

static int count(void *with, const struct shape_point *corner, struct safe_draw_failure *failure)
{
	(void)corner;
	(void)failure;
	++*(int *)with;
	return 0;
}

static int begin(void *with, const shape *s)
{
	*(size_t *)with += 10 * shape_corners(s);
	return 0;
}

static int corner(void *with, const struct shape_point *at)
{
	(void)at;
	++*(size_t *)with;
	return 0;
}

int main(void)
{
	const struct shape_point corners[] = {{0, 0}, {4, 0}, {0, 3}};
	const struct shape_point middle = {1, 1};
	struct safe_draw_failure failure;
	struct safe_shape_failure inner;
	struct safe_shape triangle, square, nothing;
	struct safe_canvas canvas;
	struct draw_box box;
	char with[] = "visited";
	int live, stopped, told = 0;
	size_t shown = 0;
	shape_viewer viewer = {begin, corner, NULL};

	viewer.with = &shown;

	if (!safe_shape_new(&triangle, corners, 3, SHAPE_GREEN, &inner) ||
	    !safe_draw_square(&middle, 2, &square, &failure) ||
	    !safe_canvas_new(&canvas, SHAPE_RED, &failure) ||
	    !safe_canvas_draw(&canvas, &triangle, &failure) ||
	    !safe_canvas_draw(&canvas, &square, &failure) ||
	    !safe_canvas_visit(&canvas, say, with, &stopped, &failure) ||
	    !safe_canvas_tell(&canvas, count, &told, &stopped, &failure) ||
	    !safe_canvas_show(&canvas, &viewer, &stopped, &failure) ||
	    !safe_draw_box_of(&triangle, &box, &failure))
		return 1;
	printf("told of %d corners\n", told);
	printf("shown: %d\n", (int)shown);
	printf("box of the triangle: %g %g to %g %g\n", box.low.x, box.low.y, box.high.x, box.high.y);
	if (!safe_draw_square(&middle, -1, &nothing, &failure))
		printf("a wrong square: %s\n", failure.message);
	safe_canvas_free(&canvas, &failure);
	safe_shape_free(&square, &inner);
	safe_shape_free(&triangle, &inner);
	live = shape_live();
	printf("shapes left: %d\n", live);
	return live;
}
