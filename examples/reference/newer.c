/*
 * What came later.
 *
 * SPDX-License-Identifier: MIT
 */
#include "newer.h"

int ref_age = 11;

int ref_triple(int n)
{
	return 3 * n;
}
