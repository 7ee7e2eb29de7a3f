/*
 * Between show.c and show_ops.c.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_SHOWING_H
#define FFI_SHOWING_H

#include "backends/plan.h"

struct shown {
	struct ffir_buf *b;
	const struct plan *p;
	struct ffir_arena scratch;
	const struct plan_value *values; /* of the call or closure at hand */
	size_t n_values;
};

/* ---- show.c ---- */

const char *show_constant_text(struct shown *s, const struct ffir_value *v);
/* Value INDEX of the call or closure at hand, as operands name it. */
const char *show_value_text(struct shown *s, int index);
/* The type of a value, which nobody changes through a copy of it. */
const char *show_value_type_text(struct shown *s, const struct ffir_type *type);

/* ---- show_ops.c ---- */

/* " 0, 1": codes that are no errors. */
const char *show_oks_text(struct shown *s, const struct ffir_value *oks, size_t n);
/* A line for each op; CALL is NULL for those of a closure. */
void show_ops(struct shown *s, const struct plan_op *ops, size_t n, const struct plan_call *call);

#endif
