/* SPDX-License-Identifier: MIT */
#include "point.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point_cloud {
	char *name;
	enum point_options options;
	struct point *points;
	size_t size, room;
};

static size_t clouds_alive;

const char *point_error_text(enum point_error error)
{
	switch (error) {
	case POINT_OK:
		return "all is well";
	case POINT_EMPTY:
		return "the cloud holds no points";
	case POINT_FULL:
		return "the cloud can hold no more points";
	case POINT_TOO_SMALL:
		return "the buffer cannot hold the text";
	case POINT_NO_NUMBER:
		return "a coordinate is not a number";
	}
	return "an unknown error";
}

double point_norm(struct point p)
{
	return hypot(p.x, p.y);
}

struct point point_middle(struct point a, struct point b)
{
	return (struct point){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

void point_move(struct point *p, enum point_axis axis, double distance)
{
	if (axis == POINT_AXIS_X)
		p->x += distance;
	else
		p->y += distance;
}

point_cloud *point_cloud_new(const char *name, enum point_options options)
{
	if (!*name)
		return NULL;
	point_cloud *cloud = calloc(1, sizeof *cloud);
	if (!cloud || !(cloud->name = strdup(name))) {
		free(cloud);
		return NULL;
	}
	cloud->options = options;
	clouds_alive++;
	return cloud;
}

void point_cloud_free(point_cloud *cloud)
{
	if (!cloud)
		return;
	clouds_alive--;
	free(cloud->points);
	free(cloud->name);
	free(cloud);
}

const char *point_cloud_name(const point_cloud *cloud)
{
	return cloud->name;
}

size_t point_cloud_size(const point_cloud *cloud)
{
	return cloud->size;
}

static bool holds(const point_cloud *cloud, struct point p)
{
	for (size_t i = 0; i < cloud->size; i++)
		if (cloud->points[i].x == p.x && cloud->points[i].y == p.y)
			return true;
	return false;
}

static bool reserve(point_cloud *cloud, size_t size)
{
	if (size > POINT_CLOUD_MAX)
		return false;
	if (size <= cloud->room)
		return true;
	size_t room = cloud->room ? cloud->room : 8;
	while (room < size)
		room *= 2;
	struct point *points = realloc(cloud->points, room * sizeof *points);
	if (!points)
		return false;
	cloud->points = points;
	cloud->room = room;
	return true;
}

enum point_error point_cloud_add(point_cloud *cloud, struct point p)
{
	if (isnan(p.x) || isnan(p.y))
		return POINT_NO_NUMBER;
	if ((cloud->options & POINT_OPTION_UNIQUE) && holds(cloud, p))
		return POINT_OK;
	if (!reserve(cloud, cloud->size + 1))
		return POINT_FULL;
	size_t at = cloud->size++;
	if (cloud->options & POINT_OPTION_SORTED)
		for (; at > 0 && point_norm(cloud->points[at - 1]) > point_norm(p); at--)
			cloud->points[at] = cloud->points[at - 1];
	cloud->points[at] = p;
	return POINT_OK;
}

enum point_error point_cloud_add_all(point_cloud *cloud, const struct point *points, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (isnan(points[i].x) || isnan(points[i].y))
			return POINT_NO_NUMBER;
	if (n > POINT_CLOUD_MAX || !reserve(cloud, cloud->size + n))
		return POINT_FULL;
	for (size_t i = 0; i < n; i++)
		point_cloud_add(cloud, points[i]);
	return POINT_OK;
}

enum point_error point_cloud_centre(const point_cloud *cloud, struct point *centre)
{
	if (!cloud->size)
		return POINT_EMPTY;
	*centre = (struct point){0, 0};
	for (size_t i = 0; i < cloud->size; i++) {
		centre->x += cloud->points[i].x / (double)cloud->size;
		centre->y += cloud->points[i].y / (double)cloud->size;
	}
	return POINT_OK;
}

enum point_error point_cloud_bounds(const point_cloud *cloud, struct point *low, struct point *high)
{
	if (!cloud->size)
		return POINT_EMPTY;
	*low = *high = cloud->points[0];
	for (size_t i = 1; i < cloud->size; i++) {
		low->x = fmin(low->x, cloud->points[i].x);
		low->y = fmin(low->y, cloud->points[i].y);
		high->x = fmax(high->x, cloud->points[i].x);
		high->y = fmax(high->y, cloud->points[i].y);
	}
	return POINT_OK;
}

enum point_error point_cloud_format(const point_cloud *cloud, char *text, size_t *size)
{
	size_t room = *size;
	size_t used = (size_t)snprintf(text, room, "%s:", cloud->name);
	for (size_t i = 0; i < cloud->size && used < room; i++)
		used += (size_t)snprintf(text + used, room - used, " (%g, %g)", cloud->points[i].x,
					 cloud->points[i].y);
	if (used >= room)
		return POINT_TOO_SMALL;
	*size = used;
	return POINT_OK;
}

size_t point_cloud_each(const point_cloud *cloud, point_visitor visit, void *user)
{
	size_t visited = 0;
	while (visited < cloud->size)
		if (!visit(cloud->points[visited++], user))
			break;
	return visited;
}

size_t point_clouds_alive(void)
{
	return clouds_alive;
}
