/*
 * Calls layouts.cc by what was recorded of it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "layouts.ffi.h"

#include <stdio.h>

int main(void)
{
	struct with_private p = {6, 7};
	struct with_defaults d = {0, 0};
	struct bits b = {.a = 5, .b = -3, .c = 1};
	struct aligned_one a = {.c = 9};
	double half = 0;
	int number = 5;

	if (layouts_private(p, &d) != 45 || d.a != 3 || d.b != 4)
		return 1;
	d = layouts_defaults(first, large);
	if (d.a != -2 || d.b != 40000)
		return 2;
	if (layouts_bits(b, &a) != 12)
		return 3;
	if (layouts_small(&number, &half) != large || half != 2.5)
		return 4;
	puts("called");
	return 0;
}
