/*
 * What the callers of the reference library in C share: an expectation that is counted, and what is alive.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_REFERENCE_EXPECT_H
#define TESTS_REFERENCE_EXPECT_H

#include <stdio.h>
#include <string.h>

#include "reference.ffi.h"

static int wrong;

#define EXPECT(what)                                                                                         \
	do {                                                                                                 \
		if (!(what)) {                                                                               \
			printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #what);                            \
			wrong++;                                                                             \
		}                                                                                            \
	} while (0)

/* That all is gone again at the end of a test. */
#define EXPECT_NOTHING_ALIVE()                                                                               \
	do {                                                                                                 \
		struct ref_counts now = safe_ref_counts_now();                                               \
		EXPECT(now.objects == 0);                                                                    \
		EXPECT(now.callbacks == 0);                                                                  \
		EXPECT(now.memory == 0);                                                                     \
	} while (0)

#endif
