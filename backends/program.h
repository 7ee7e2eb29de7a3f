/*
 * Questions about programs of the plan, that more than one emitter turns on: which op makes a value, what a failure
 * undoes, where the loop is. Ops stand in the order of plan.h; NULL and -1 say that there is none.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_PROGRAM_H
#define FFI_PROGRAM_H

#include "backends/plan.h"

/* ---- calls ---- */

/* The first op of KIND. */
const struct plan_op *program_op(const struct plan_call *call, enum plan_op_kind kind);
/* The first op of KIND whose source is SRC. */
const struct plan_op *program_op_of(const struct plan_call *call, enum plan_op_kind kind, int src);
/* The first op of KIND whose destination is DST. */
const struct plan_op *program_op_to(const struct plan_call *call, enum plan_op_kind kind, int dst);
/* The ops that RETRY goes round, first and last; false if there is no RETRY. */
bool program_loop(const struct plan_call *call, size_t *first, size_t *last);
/* The op that asks for the text of ERROR. */
const struct plan_op *program_message(const struct plan_call *call, const struct plan_error *error);
/* A pointer that is NULL, or another sentinel, in VALUE is a failure. */
bool program_tests_sentinel(const struct plan_call *call, int value);
/* KEEP_ALIVE has to do with VALUE: it keeps or is kept. */
bool program_keeps(const struct plan_call *call, int value);
/* The function that undoes what OP is about, a RELEASE or FREE of WHEN_FAILURE, if TEST failed (NULL: something
 * else did); NULL if there is nothing to undo, as where TEST found just that to be NULL. */
const struct plan_function *program_undo(const struct plan_call *call, const struct plan_op *op,
					 const struct plan_op *test);
/* The test by which K's destructor says that it failed. */
const struct plan_op *destructor_test(const struct plan_class *k);
/* C's return value is a result of the caller's: what C's documentation says of it holds for that. */
bool program_gives_return(const struct plan_call *call);

/* A way in which a call can fail, for its documentation. */
struct plan_failure {
	const struct plan_error *error; /* NULL: errno's if IS_ERRNO, else the library's general error */
	bool is_errno;
	const char *text; /* what C's documentation says of it, else "if it fails" */
};

/* Those of CALL, each kind once; returns how many. *FAILURES lies in A. */
size_t program_failures(struct ffir_arena *a, const struct plan_call *call, struct plan_failure **failures);

/* An object has to be asked for the text of ERROR. */
bool error_is_told_by_object(const struct plan_error *error);

/* ---- closures ---- */

/* The place among C's arguments of VALUE. */
int closure_argument(const struct plan_closure *c, int value);
const struct plan_op *closure_op_to(const struct plan_closure *c, int value);
/* What is lent for the call of a closure alone: an object, or several. */
bool closure_lends(const struct plan_shape *shape);

#endif
