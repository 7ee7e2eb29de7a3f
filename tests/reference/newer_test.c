/*
 * What came later: newer.h, which the library has, or lacks if there is an argument.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

int main(int argc, char **argv)
{
	struct safe_ref_failure failure;
	int n = 0;
	(void)argv;
	if (argc > 1) {
		EXPECT(!safe_ref_triple(2, &n, &failure) && failure.kind == SAFE_REF_MISUSE);
		EXPECT(strstr(failure.message, "came with 1.1") != NULL);
		EXPECT(!&ref_age);
	} else {
		EXPECT(safe_ref_triple(2, &n, &failure) && n == 6);
		EXPECT(&ref_age && ref_age == 11);
	}
	EXPECT_NOTHING_ALIVE();
	return wrong != 0;
}
