/*
 * Are two declarations of one name the same? What differs is said in words. Names of parameters, docs,
 * annotations and evidence do not count.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_COMPARE_H
#define FFIR_COMPARE_H

#include "ir/annotation.h"
#include "ir/model.h"

/* "WHAT is A in one and B in the other": "field 'x'", "'int'", "'long'"; WHAT is NULL if it is the whole. */
struct ffir_difference {
	const char *what, *a, *b;
};

/* False if there is none. The texts are allocated in ARENA. */
bool ffir_decl_differs(struct ffir_arena *arena, const struct ffir_decl *a, const struct ffir_decl *b,
		       struct ffir_difference *out);
bool ffir_type_equal(const struct ffir_type *a, const struct ffir_type *b);
bool ffir_value_equal(const struct ffir_value *a, const struct ffir_value *b);
/* Same words, arguments and nested annotations, whoever said it. */
bool ffir_annotation_equal(const struct ffir_annotation *a, const struct ffir_annotation *b);

#endif
