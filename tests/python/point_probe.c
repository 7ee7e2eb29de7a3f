/* Prints the layout of struct point as C knows it. SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "point.h"

int main(void)
{
	printf("size %zu\nalign %zu\nx %zu\ny %zu\n", sizeof(struct point), _Alignof(struct point),
	       offsetof(struct point, x), offsetof(struct point, y));
	return 0;
}
