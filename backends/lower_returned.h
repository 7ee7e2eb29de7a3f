/*
 * Between lower_results.c and lower_outs.c.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_LOWER_RETURNED_H
#define FFI_LOWER_RETURNED_H

#include "backends/lower.h"

/* A pointer that came back, through the result or a cell. PARAM says what it is. */
struct returned {
	const struct ffir_param *param;
	const struct ffir_type *type; /* the pointer */
	int src;		      /* RETURN or loaded LOCAL */
	int cell;		      /* CELL, or -1 */
	const char *name;
	bool nullable; /* unless it is said to be nonnull */
};

/* A pointer that comes back becomes what words and its type say. */
void lower_returned(struct call_builder *b, const struct returned *r);
/* What PARAM points to is there on failure too. */
bool set_on_error(const struct call_builder *b, const struct ffir_param *param);

#endif
