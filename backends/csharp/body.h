/*
 * A call while it is printed: what each value of its program is in C# so far.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_CSHARP_BODY_H
#define FFI_CSHARP_BODY_H

#include "backends/csharp/csharp.h"

struct csharp_value {
	const char *text;   /* the expression */
	const char *type;   /* of the raw layer */
	const char *count;  /* of an encoded text */
	const char *handle; /* of an object of the binding's storage */
	const char *memory; /* that C reads until a callback has run */
};

/* A body is HEAD, then the writer's text, in a try block if there are FINALS. */
struct csharp_body {
	struct csharp *e;
	const struct plan_call *call;
	struct csharp_value *values;
	struct local_names names;
	struct writer *head;
	const char **finals; /* lines, to be printed last to first */
	size_t n_finals;
	const char **parts; /* lines that come in front of FINALS */
	size_t n_parts;
	const char **fixed; /* headers of fixed statements that are to be opened */
	size_t n_fixed;
	const char **closures; /* of the call */
	size_t n_closures;
	const char *keep;	/* what C objects of the call point to, or NULL */
	const char *completion; /* of a call that completes later */
	bool loops;		/* what is printed is a round of RETRY */
	unsigned depth;		/* of open fixed statements */
};

const char *csharp_new_name(struct csharp_body *b, const char *wish);
/* A name for value I, called as C calls it. */
const char *csharp_name_for(struct csharp_body *b, int i, const char *otherwise);
const char *csharp_param(struct csharp_body *b, int i);
const struct plan_value *csharp_value_at(const struct csharp_body *b, int i);
/* Value I as an argument of C. */
const char *csharp_argument(struct csharp_body *b, int i);
/* The type that the raw layer has for value I. */
const char *csharp_type_of(struct csharp_body *b, int i);
/* "name._handle", or "_handle". */
const char *csharp_handle_of(struct csharp_body *b, int i);
/* "keep": the variable that holds what C objects point to. */
const char *csharp_keep(struct csharp_body *b);
void csharp_finally(struct csharp_body *b, const char *line);
/* Opens the fixed statements that wait. */
void csharp_open_fixed(struct csharp_body *b);

/* later.c: the closure through which the call completes, in front of it; and what callers get of it */
void csharp_completing_closure(struct csharp_body *b, const struct plan_op *op, const char *variable);
void csharp_await(struct csharp_body *b, const struct plan_op *op);

/* give.c: false if OP is not one in front of CALL */
bool csharp_give(struct csharp_body *b, const struct plan_op *op);
/* give_inside.c: parameters that are values inside C objects */
/* The pointer to the elements of slice SRC: its memory, or C objects for the call. */
const char *csharp_elements(struct csharp_body *b, int src);
/* A copy of slice SRC that stays where it is as long as something knows it. */
void csharp_pin_copy(struct csharp_body *b, const struct plan_op *op);
/* C's struct of a slice, which has the memory itself. */
void csharp_pass_slice(struct csharp_body *b, const struct plan_op *op);
/* A C object made of SRC, or its address, for the call. */
void csharp_pass_inside(struct csharp_body *b, const struct plan_op *op);
/* take.c */
bool csharp_take(struct csharp_body *b, const struct plan_op *op);

#endif
