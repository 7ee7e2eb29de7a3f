/*
 * A C caller of the library, over the generated point.ffi.h: the same calls as in point.h, checked.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>

#include "point.ffi.h"

/* Counts points until it meets the limit that USER points to; below 0 is no limit, and a failure. */
static bool look(struct point p, void *user, struct safe_point_failure *failure)
{
	int *left = user;

	if (*left < 0)
		return safe_point_fail(failure, SAFE_POINT_FAILED, *left, "a visitor gave up");
	printf("  visited (%g, %g)\n", p.x, p.y);
	return --*left > 0;
}

static void say(const char *what, const struct safe_point_failure *failure)
{
	printf("  %s: %s (%lld)\n", what, failure->message, failure->code);
}

static bool fill(struct safe_point_cloud *cloud, struct safe_point_failure *failure)
{
	const struct point corners[] = {{3, 4}, {0, 1}, {6, 8}};
	struct point centre;
	char *text;

	if (!safe_point_cloud_add_all(cloud, corners, 3, failure))
		return false;
	if (!safe_point_cloud_centre(cloud, &centre, failure))
		return false;
	if (!safe_point_cloud_format(cloud, &text, failure))
		return false;
	printf("  %s; the centre is (%g, %.2f)\n", text, centre.x, centre.y);
	free(text);
	return true;
}

static void fail(struct safe_point_cloud *cloud)
{
	struct safe_point_failure failure;
	struct safe_point_cloud nothing, empty;
	struct point centre;
	int gives_up = -1;

	if (!safe_point_cloud_new(&nothing, "", POINT_OPTION_NONE, &failure))
		say("a cloud without a name", &failure);
	if (safe_point_cloud_new(&empty, "empty", POINT_OPTION_NONE, &failure) &&
	    !safe_point_cloud_centre(&empty, &centre, &failure))
		say("the centre of nothing", &failure);
	safe_point_cloud_free(&empty, NULL);
	if (!safe_point_cloud_size(&empty, NULL, &failure))
		say("a cloud after its end", &failure);
	if (!safe_point_cloud_each(cloud, look, &gives_up, NULL, &failure))
		say("a callback that fails", &failure);
}

int main(void)
{
	struct safe_point_failure failure;
	struct safe_point_cloud cloud;
	int limit = 2;
	size_t visited;

	if (!safe_point_cloud_new(&cloud, "corners", POINT_OPTION_SORTED, &failure) || !fill(&cloud, &failure)) {
		say("failed", &failure);
		return 1;
	}
	if (safe_point_cloud_each(&cloud, look, &limit, &visited, &failure))
		printf("  stopped after %zu points\n", visited);
	fail(&cloud);
	safe_point_cloud_free(&cloud, NULL);
	safe_point_cloud_free(&cloud, NULL); /* harmless */
	printf("  %zu clouds are alive\n", safe_point_clouds_alive());
	return safe_point_clouds_alive() != 0;
}
