/*
 * Inside of the interpreter: functions of the caller as C's. Each knows how long the plan says that C may call it, and
 * what C does with it afterwards is counted.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_PLAN_RUN_CLOSURES_H
#define TESTS_PLAN_RUN_CLOSURES_H

#include <ffi.h>

#include "tests/unit/plan_run_objects.h"

struct run_closure {
	struct run *r;
	const struct plan_closure *closure;
	struct run_value function;
	enum plan_scope scope;
	unsigned runs;
	bool gone;			/* a language would have freed it */
	bool kept;			/* by an object */
	const struct run_object *keeps; /* as long as it is not gone; or NULL */
	ffi_cif cif;
	ffi_closure *memory;
	struct run_closure *sharing; /* one made before with the same user data, or NULL */
	struct run_closure *before;  /* of this run */
};

/* C's function for FUNCTION is CODE of the result. */
struct run_closure *run_closure_make(struct run *r, const struct plan_closure *closure,
				     const struct run_value *function, enum plan_scope scope, void **code);
/* What frees the user data, where C asks for such a function: that is a closure. */
void run_closure_destroyed(void *user);
/* A call is over: which of its closures, all made behind BEFORE, C may use from now on. FAILED: C said so, or was not
 * called. */
void run_closures_end(struct run *r, const struct run_closure *before, bool failed);
/* OBJECT is disposed: what it kept is kept by TAKER from now on, which may be NULL; then it goes. */
void run_closures_let_go(struct run_object *object, struct run_object *taker);
/* Frees all of the run. */
void run_closures_free(struct run *r);

/* ---- plan_run.c ---- */

void run_prepare(struct run *r, const struct ffir_function_type *type, ffi_cif *cif);
ffi_type *run_type_of(struct run *r, const struct ffir_type *type);
uint64_t run_element_size(const struct run *r, const struct ffir_type *pointer);
struct run_value run_decode(struct run *r, const struct plan_shape *shape, const struct ffir_type *type,
			    const void *at);

#endif
