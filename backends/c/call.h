/*
 * A call while it is printed. The C names of its values, and how its program ends.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_C_CALL_H
#define FFI_C_CALL_H

#include "backends/c/emit.h"

struct c_call {
	struct c_emit *e;
	const struct plan_call *c;
	const char **text;  /* by value: the expression that stands for it now */
	const char **count; /* by value: of a slice, text or vector, how many elements; NULL: nobody says */
	const char **out;   /* by result: the parameter that it is written through */
	const char **out_count;
	bool *owned;	       /* by result: the caller has to free() it */
	bool *taken;	       /* by value: memory that a result takes over */
	const char *names[64]; /* in use; fewer are no problem, more are numbered */
	size_t n_names;
	const char *failure; /* name of the failure's parameter */
	bool fails;	     /* returns bool, results go through pointers */
	bool gotos;	     /* something has to be cleaned up on every way out: labels and a variable ok */
	bool plain;	     /* neither: the value is returned */
	bool jumps;	     /* a goto out was printed */
};

/* ---- call.c ---- */

/* What callers give for VALUE, as C spells its type. */
const char *c_given_type(struct c_call *x, int value);
void c_emit_call(struct c_emit *e, const struct plan_call *call);

/* ---- ops.c ---- */

/* Prints the body's ops and its return. */
void c_emit_ops(struct c_call *x);

/* ---- names of the header's own ---- */

/* "struct safe_point_cloud" */
const char *c_class(struct c_emit *e, const struct plan_class *klass);
/* "struct point_cloud *" as it declares NAME. */
const char *c_handle(struct c_emit *e, const struct plan_class *klass, const char *name);
/* The enumerator for the failures of ERROR; NULL: the general one. */
const char *c_failure_kind(struct c_emit *e, const struct plan_error *error);
/* The class's member that points to an object of KEPT which it needs. */
const char *c_keeps_member(struct c_emit *e, const struct plan_class *kept);
bool c_class_keeps(const struct c_emit *e, const struct plan_class *klass, const struct plan_class *kept);
/* Whether calls of objects are counted, since a callback could free one in between. */
bool c_counts_calls(const struct c_emit *e);
/* Whether the closures of a class's methods live as long as the object. */
bool c_class_keeps_closures(const struct c_emit *e, const struct plan_class *klass);

/* ---- closure.c ---- */

/* The typedef of what callers give, and the function that C gets; nothing where C's own type serves. */
void c_emit_closure(struct c_emit *e, const struct plan_closure *closure);
bool c_closure_is_bare(const struct plan_closure *closure);
/* NAME declared as what callers give for it. */
const char *c_closure_param(struct c_emit *e, const struct plan_shape *shape, const char *name);
/* The names behind the closure's: "safe_visitor_call", "safe_visitor_run", "safe_visitor_end". */
const char *c_closure_name(struct c_emit *e, const struct plan_closure *closure, const char *behind);

/* TYPE without its outermost qualifiers. */
const struct ffir_type *c_unqualified(struct c_emit *e, const struct ffir_type *type);
/* "(T)TEXT", or TEXT if that is of TYPE already (FROM, NULL unknown). */
const char *c_cast(struct c_emit *e, const struct ffir_type *to, const struct ffir_type *from,
		   const char *text);
/* A doc comment: BRIEF, DESCRIPTION and lines. */
void c_doc_lines(struct c_emit *e, const char *text);

#endif
