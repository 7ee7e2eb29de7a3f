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
	bool *owned;  /* by result: the caller has to free() it */
	bool *in_out; /* by param and result: one pointer, read and then written */
	bool *taken;  /* by value: memory that a result takes over */
	struct local_names names;
	const char *failure; /* name of the failure's parameter */
	bool fails;	     /* returns bool, results go through pointers */
	bool gotos;	     /* something has to be cleaned up on every way out: labels and a variable ok */
	bool plain;	     /* neither: the value is returned */
	bool jumps;	     /* a goto out was printed */
};

/* ---- call.c ---- */

/* What callers give for VALUE, as C spells its type. */
const char *c_given_type(struct c_call *x, int value);
/* HEAD and the parameters, folded where they are too long for a line. */
void c_emit_folded(struct writer *w, const char *head, const char *params);
void c_emit_call(struct c_emit *e, const struct plan_call *call);

/* ---- call_doc.c ---- */

void c_emit_call_doc(struct c_call *x);
void c_emit_call_attributes(struct c_call *x);
/* What calls a deprecated function here is deprecated itself: the user is warned at its use. TEXT is a line for that. */
void c_emit_call_directive(struct c_call *x, const char *text);

/* ---- ops.c ---- */

#define VALUE(x, i) (&(x)->c->values[i])

/* Prints the body's ops and its return. */
void c_emit_ops(struct c_call *x);
const char *c_failing(struct c_call *x, const char *kind, const char *code, const char *message);
const char *c_misuse(struct c_call *x, const char *format, const char *name);
const char *c_no_memory(struct c_call *x);
void c_fail_if(struct c_call *x, const struct plan_op *op, const char *condition, const char *fail);
bool c_behind_call(const struct c_call *x, const struct plan_op *op);
const char *c_variable_name(struct c_call *x, int value);
const struct ffir_type *c_value_type(struct c_call *x, int value);
const char *c_zero_of(struct c_call *x, const struct ffir_type *type);
const char *c_assign_to(struct c_call *x, int value);
bool c_needs_variable(const struct c_call *x, const struct plan_op *op);
const char *c_limit_of(struct c_call *x, const struct ffir_type *type);
const char *c_element_size(struct c_call *x, const struct plan_shape *shape);
/* Bytes in a code unit of text SHAPE. */
unsigned c_unit_size(const struct plan_shape *shape);
/* How many code units text TEXT has, up to its NUL. */
const char *c_units_of(struct c_call *x, const struct plan_shape *shape, const char *text);
const char *c_arguments(struct c_call *x, const int *args, size_t n);
const char *c_raw_name(struct c_call *x, const struct plan_function *f);
const char *c_object_pointer(struct c_call *x, int value);
const char *c_owned_type(struct c_call *x, int result, const char *name);
unsigned c_uses_of(const struct plan_call *c, int value);

/* ---- prepare.c ---- */

void c_op_check_alive(struct c_call *x, const struct plan_op *op);
void c_op_check_null(struct c_call *x, const struct plan_op *op);
void c_op_check_range(struct c_call *x, const struct plan_op *op);
void c_op_check_thread(struct c_call *x, const struct plan_op *op);
/* The condition that OBJECT was made by another thread than the one that runs. */
const char *c_is_of_another_thread(struct c_call *x, const char *object);
void c_op_check_owned(struct c_call *x, const struct plan_op *op);
void c_op_check_other(struct c_call *x, const struct plan_op *op);
void c_op_check_there(struct c_call *x, const struct plan_op *op);
void c_op_ref(struct c_call *x, const struct plan_op *op);
void c_op_give_pointer(struct c_call *x, const struct plan_op *op);
void c_op_length(struct c_call *x, const struct plan_op *op);
void c_op_closure(struct c_call *x, const struct plan_op *op);
/* The condition that VALUE, which is read more than once, is none of ITEMS. */
const char *c_is_unknown(struct c_call *x, const struct plan_enum *items, const char *value);
/* The enumeration without other values of which RESULT, or each element of it, is; or NULL. */
const struct plan_enum *c_closed_enum(const struct plan_call *c, int result);
void c_op_detach(struct c_call *x, const struct plan_op *op);
void c_op_inherit(struct c_call *x, const struct plan_op *op);
void c_op_alloc_out(struct c_call *x, const struct plan_op *op);
void c_op_alloc_object(struct c_call *x, const struct plan_op *op);
void c_op_alloc_buffer(struct c_call *x, const struct plan_op *op);
void c_op_bound(struct c_call *x, const struct plan_op *op);
void c_op_capacity(struct c_call *x, const struct plan_op *op);
void c_op_pass(struct c_call *x, const struct plan_op *op);

/* ---- results.c ---- */

/* The condition under which C itself failed, whatever callbacks did; "false" if it cannot. */
const char *c_failure_condition(struct c_call *x);
/* Whether RECORD, of a callback, is freed where the failure is returned, behind the object that it would belong to. */
bool c_lets_go_at_end(struct c_call *x, const char *record);
void c_op_retry(struct c_call *x, const struct plan_op *op);
void c_op_raise_pending(struct c_call *x, const struct plan_op *op);
void c_op_test_error(struct c_call *x, const struct plan_op *op);
void c_op_decode(struct c_call *x, const struct plan_op *op);
void c_op_view(struct c_call *x, const struct plan_op *op);
void c_op_free_value(struct c_call *x, const struct plan_op *op);
void c_op_release(struct c_call *x, const struct plan_op *op);
void c_op_finish(struct c_call *x);
void c_op_begin_result(struct c_call *x, int result);

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
/* Whether it has a record of its own: of those that share their user data the first has it for all. */
bool c_closure_has_record(const struct plan_closure *closure);
/* The member of the record that holds its function: "function", or "function_2" for the second of several. */
const char *c_closure_function(struct c_emit *e, const struct plan_closure *closure);
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
