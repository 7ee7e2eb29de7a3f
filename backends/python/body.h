/*
 * A call while it is printed: what each value of its program is in Python so far.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_PYTHON_BODY_H
#define FFI_PYTHON_BODY_H

#include "backends/python/python.h"

/* What Python has for a value of the program. */
enum held {
	HELD_VALUE,   /* a number, bytes, an instance */
	HELD_ADDRESS, /* a C pointer, as the raw layer gives it */
	HELD_MEMORY,  /* a bytearray that ALLOC_BUFFER made */
	HELD_ARRAY,   /* a ctypes array that ALLOC_BUFFER made */
	HELD_CELL,    /* an instance of ctypes */
};

struct value_state {
	const char *text; /* the expression */
	enum held form;
	const char *pointer; /* of MEMORY: what C is given */
	const char *count;   /* of a pinned slice */
	bool pinned;
};

struct body {
	struct python *e;
	const struct plan_call *call;
	struct value_state *values;
	struct local_names names;
	const char **contexts; /* "x as y" of the with statement around the call */
	size_t n_contexts;
	const char **closures; /* their variables */
	size_t n_closures;
	const char *completion; /* the variable of what the call waits for */
	const char *keep;	/* the list of what C sees while the call runs, or NULL */
};

/* ---- body.c ---- */

/* A name that no parameter and no other variable of the call has. */
const char *new_name(struct body *b, const char *wish);
/* A variable for value I, called as C calls it. */
const char *variable_for(struct body *b, int i, const char *otherwise);
const char *param_name(const struct body *b, int i);
const struct plan_value *value_at(const struct body *b, int i);
bool is_pointer(const struct body *b, int i);
/* An integer constant as Python spells it for C type TYPE: -1 of a size_t is its greatest value. */
const char *integer_for(struct python *e, const struct ffir_value *value, const struct ffir_type *type);
/* Value I as an argument of C. */
const char *argument_text(struct body *b, int i);
/* The ctypes class of the elements that pointer value I leads to. */
const char *element_class(struct body *b, int i);
bool points_to_bytes(const struct body *b, int i);

/* ---- give.c: ops in front of CALL ---- */

void emit_check_null(struct body *b, const struct plan_op *op);
void emit_check_range(struct body *b, const struct plan_op *op);
void emit_check_alive(struct body *b, const struct plan_op *op);
void emit_check_thread(struct body *b, const struct plan_op *op);
void emit_check_owned(struct body *b, const struct plan_op *op);
void emit_check_other(struct body *b, const struct plan_op *op);
void emit_ref(struct body *b, const struct plan_op *op);
void emit_encode(struct body *b, const struct plan_op *op);
void emit_pin(struct body *b, const struct plan_op *op);
void emit_length(struct body *b, const struct plan_op *op);
void emit_check_length(struct body *b, const struct plan_op *op);
void emit_pass(struct body *b, const struct plan_op *op);
void emit_detach(struct body *b, const struct plan_op *op);
void emit_inherit(struct body *b, const struct plan_op *op);
void emit_alloc_object(struct body *b, const struct plan_op *op);
void emit_alloc_out(struct body *b, const struct plan_op *op);
void emit_bound(struct body *b, const struct plan_op *op);
void emit_capacity(struct body *b, const struct plan_op *op);
void emit_give(struct body *b, const struct plan_op *op);
void emit_alloc_buffer(struct body *b, const struct plan_op *op);

/* ---- give_closures.c: functions that C is given ---- */

void emit_closure(struct body *b, const struct plan_op *op);
void emit_interface(struct body *b, const struct plan_op *op);

/* ---- take.c: what comes back ---- */

void emit_load_out(struct body *b, const struct plan_op *op);
void emit_decode(struct body *b, const struct plan_op *op);
void emit_copy(struct body *b, const struct plan_op *op);
void emit_adopt(struct body *b, const struct plan_op *op);
void emit_free_parts(struct body *b, const struct plan_op *op);
void emit_keep_alive(struct body *b, const struct plan_op *op);

/* ---- failures.c ---- */

void emit_raise(struct body *b, const struct plan_op *op);
void emit_retry(struct body *b, const struct plan_op *op);
void emit_pending(struct body *b);
void emit_await(struct body *b, const struct plan_op *op);

#endif
