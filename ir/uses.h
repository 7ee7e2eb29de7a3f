/*
 * Which declarations a declaration mentions, and how: the graph behind order and merge.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_USES_H
#define FFIR_USES_H

#include "ir/model.h"

enum {
	/* By value, also through aliases: its size is part of the user's (a field, an array's element). */
	FFIR_USE_LAYOUT = 1,
	/* By value, also through aliases, as a parameter or result of a function or function type. */
	FFIR_USE_CALL = 2,
};

struct ffir_use {
	size_t to;    /* place in the module's decls */
	unsigned how; /* FFIR_USE_x; 0: only behind a pointer */
};

/* What one declaration mentions, in order of mention; one entry for each pair of declaration and HOW. */
struct ffir_uses {
	struct ffir_use *uses;
	size_t n_uses;
};

/* One struct ffir_uses for each of M's decls, in their order. Names that M does not have are passed over.
 * Allocated in A. */
struct ffir_uses *ffir_uses_of(struct ffir_arena *a, const struct ffir_module *m);

#endif
