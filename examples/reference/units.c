/*
 * Numbers that are types of their own, and what measures them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "units.h"

#include <stdlib.h>

#include "counts.h"

struct ref_ruler {
	enum ref_units_kind kind;
};

struct ref_clock {
	ref_seconds now;
};

static int rulers, clocks;

ref_metres ref_units_add(ref_metres a, ref_metres b)
{
	return a + b;
}

ref_metres ref_units_sum(const ref_metres *lengths, size_t n)
{
	ref_metres sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += lengths[i];
	return sum;
}

void ref_units_steps(ref_metres *lengths, size_t n)
{
	for (size_t i = 0; i < n; i++)
		lengths[i] = (ref_metres)i;
}

void ref_units_double(ref_metres *length)
{
	*length *= 2;
}

ref_units_trip ref_units_twice(ref_units_trip trip)
{
	return (ref_units_trip){trip.length * 2, trip.time * 2};
}

struct ref_units_known ref_units_half(struct ref_units_known length)
{
	length.length /= 2;
	return length;
}

ref_metres ref_units_stretch(ref_metres length, ref_stretcher stretch, void *user)
{
	return stretch(length, user);
}

ref_ruler *ref_ruler_new(enum ref_units_kind kind)
{
	ref_ruler *ruler = malloc(sizeof *ruler);
	if (!ruler)
		return NULL;
	ruler->kind = kind;
	rulers++;
	count_objects(1);
	return ruler;
}

void ref_ruler_free(ref_ruler *ruler)
{
	if (!ruler)
		return;
	rulers--;
	count_objects(-1);
	free(ruler);
}

ref_metres ref_ruler_read(const ref_ruler *ruler, ref_metres length)
{
	return ruler->kind == REF_UNITS_KIND_COARSE ? (ref_metres)(long)length : length;
}

ref_clock *ref_clock_new(ref_seconds start)
{
	ref_clock *clock = malloc(sizeof *clock);
	if (!clock)
		return NULL;
	clock->now = start;
	clocks++;
	count_objects(1);
	return clock;
}

void ref_clock_free(ref_clock *clock)
{
	if (!clock)
		return;
	clocks--;
	count_objects(-1);
	free(clock);
}

ref_seconds ref_clock_go(ref_clock *clock, ref_seconds time)
{
	return clock->now += time;
}

int ref_rulers(void)
{
	return rulers;
}

int ref_clocks(void)
{
	return clocks;
}
