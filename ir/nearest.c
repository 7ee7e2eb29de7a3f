/*
 * Distance of names: letters to insert, remove or replace; two letters that changed places count once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/nearest.h"

#include <string.h>

enum { MAX_LENGTH = 80 };

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Three rows of Damerau's table. */
static unsigned distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
	unsigned rows[3][MAX_LENGTH + 1];
	for (size_t j = 0; j <= n_b; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= n_a; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= n_b; j++) {
			row[j] =
				least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], two_above[j - 2] + 1);
		}
	}
	return rows[n_a % 3][n_b];
}

struct ffir_nearest ffir_nearest_to(const char *wanted)
{
	size_t length = strlen(wanted);
	struct ffir_nearest nearest = {wanted, NULL, length < 4 ? 2 : length < 8 ? 3 : 4};
	return nearest;
}

void ffir_nearest_offer(struct ffir_nearest *nearest, const char *name)
{
	size_t n_a = strlen(nearest->wanted), n_b = name ? strlen(name) : 0;
	if (!name || n_a > MAX_LENGTH || n_b > MAX_LENGTH || n_a + nearest->distance <= n_b ||
	    n_b + nearest->distance <= n_a)
		return;
	unsigned d = distance(nearest->wanted, n_a, name, n_b);
	/* A short name that shares no letter is no suggestion. */
	if (d >= nearest->distance || d >= n_a)
		return;
	nearest->name = name;
	nearest->distance = d;
}
