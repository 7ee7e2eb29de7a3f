/*
 * Numbers of their own kinds through the generated header: C has their typedefs, and its own names.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <stdlib.h>

static struct safe_ref_failure failure;

static ref_metres four_times(ref_metres length, void *user, struct safe_ref_failure *error)
{
	(void)error;
	++*(int *)user;
	return 4 * length;
}

static void numbers(void)
{
	static const ref_metres lengths[] = {1, 2};
	ref_metres length = 0, *steps = NULL;
	ref_units_trip trip = {2, 5};
	struct ref_units_known known = {true, 3};
	int calls = 0;
	size_t n = 0;
	EXPECT(safe_ref_units_add(2.5, 1.5, &length, &failure) && length == 4);
	EXPECT(safe_ref_units_sum(lengths, 2, &length, &failure) && length == 3);
	EXPECT(safe_ref_units_steps(3, &steps, &n, &failure) && n == 3 && steps[2] == 2);
	free(steps);
	EXPECT(safe_ref_units_double(&length, &failure) && length == 6);
	EXPECT(!safe_ref_units_double(NULL, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_units_twice(trip, &trip, &failure) && trip.length == 4 && trip.time == 10);
	EXPECT(safe_ref_units_half(known, &known, &failure) && known.known && known.length == 1.5);
	EXPECT(safe_ref_units_stretch(3, four_times, &calls, &length, &failure) && length == 12 &&
	       calls == 1);
	EXPECT_NOTHING_ALIVE();
}

static void places(void)
{
	struct safe_units_lengths_Scale ruler;
	struct safe_units_times_Scale clock;
	ref_metres length = 0;
	ref_seconds now = 0;
	int n = 0;
	EXPECT(safe_ref_ruler_new(&ruler, REF_UNITS_KIND_COARSE, &failure) &&
	       safe_ref_clock_new(&clock, 5, &failure));
	EXPECT(safe_units_lengths_how_many(&n, &failure) && n == 1);
	EXPECT(safe_units_times_how_many(&n, &failure) && n == 1);
	EXPECT(safe_ref_ruler_read(&ruler, 2.75, &length, &failure) && length == 2);
	EXPECT(safe_ref_clock_go(&clock, 3, &now, &failure) && now == 8);
	EXPECT(safe_ref_ruler_free(&ruler, &failure) && safe_ref_clock_free(&clock, &failure));
	EXPECT(REF_UNITS_MILE == 1609.344);
	EXPECT_NOTHING_ALIVE();
}

int main(void)
{
	numbers();
	places();
	return wrong != 0;
}
