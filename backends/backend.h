/*
 * A language: what it can do (data), how it names things (data), and a printer. Add one by writing
 * backends/<language>/<language>.c with a const struct backend and naming it in backends.c.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_BACKEND_H
#define FFI_BACKEND_H

#include "backends/names.h"
#include "backends/plan.h"
#include "backends/variants.h"
#include "backends/writer.h"
#include "ir/targets.h"

/* How a language carries a shape; REFUSE leaves the function raw, with the reason. */
enum strategy { REFUSE, PIN, COPY, VIEW, SHIM };

/* AS_ELEMENT: a string or object in a vector that a callback is given. */
enum position {
	AS_PARAM,
	AS_RESULT,
	AS_CALLBACK_PARAM,
	AS_CALLBACK_RESULT,
	AS_FIELD,
	AS_ELEMENT,
	N_POSITIONS
};

/* Where a C type stands. */
enum type_place {
	PLACE_ARGUMENT,
	PLACE_RESULT,
	PLACE_FIELD,   /* also a cell that C fills */
	PLACE_ELEMENT, /* of an array, or what a pointer leads to */
	PLACE_CALLBACK_ARGUMENT,
	PLACE_CALLBACK_RESULT,
};

/* What callers have where a value lies in a C object: the value; C's own object, as the plan has to say it then;
 * nothing, the function stays raw. */
enum objects { OBJECTS_REFUSED, OBJECTS_READ, OBJECTS_AS_C };

/* What happens when C calls a callback on a thread the language does not know. */
enum callback_threads { ANY_THREAD, LOOP, ISOLATE };

struct emit_options {
	const char *output;  /* -o: a file, or a folder ending in '/' or existing; NULL: standard output */
	const char *library; /* --library: what to load or link; NULL: the soname, else lib<name>.so */
	const char *module;  /* --module, --namespace: NULL: from the output's or library's name */
	const char *shims;   /* --shims: the library that has them; NULL: it is the same, or there are none */
	const char *shims_check; /* shims_check of the interface; NULL if the plan uses none */
	/* The targets that the text is for, of which the plan's is one: more than one if what is printed for each
	 * becomes one text. */
	const struct ffir_interface *all;
};

/* Several targets in one text. */
struct many_targets {
	const struct plan *p; /* of the first */
	const struct emit_options *options;
	const char *const *ids; /* of those that are told apart: what variants are of */
};

struct many_style {
	/* By what a program tells that it is on the target of M: two of the same text are not told apart. NULL after
	 * a message if it cannot. Allocated in A. */
	const char *(*tell)(struct ffir_arena *a, const struct ffir_module *m, struct diag *d);
	/* The context is a struct many_targets. */
	struct variants_style variants;
};

struct backend {
	int abi;	     /* PLAN_ABI */
	const char *name;    /* "python" */
	const char *title;   /* "Python", in messages */
	const char *summary; /* one line for --list */
	const char *family;  /* "declares", "describes", "glue" */
	const char *minimum; /* "Python 3.8" */
	const char *suffix;  /* of its file: ".py" */
	enum strategy can[N_SHAPES][N_POSITIONS];
	enum objects objects;
	enum callback_threads callbacks;
	bool variadic;		/* functions of any number of arguments are called as they are */
	bool declares_variadic; /* the raw layer has them as they are */
	bool accessors;		/* classes have properties that run functions (plan_accessor) */
	bool runs_once;		/* callbacks can be of SCOPE_ASYNC */
	bool shares_user_data;	/* several callbacks of a call can have one user data (plan_closure.member) */
	/* What the table cannot say, each NULL if there is no more to say. The reasons may lie in A, as what BEGIN
	 * makes of the plan, before its names are assigned, for the others: of a type, of types that are fine each by
	 * itself but not together, of the steps of a call. */
	void *(*begin)(const struct plan *p, struct ffir_arena *a);
	const char *(*refuse_type)(void *begun, const struct ffir_type *type, enum type_place place);
	const char *(*refuse_function)(void *begun, const struct plan_function *f);
	const char *(*refuse_call)(void *begun, const struct plan_call *call);
	struct naming naming;
	/* How what differs between targets is told apart; NULL: nothing may differ. */
	const struct many_style *many;
	/* Prints all of P, named and legalised, into files of OUT (output_file). */
	void (*emit)(const struct plan *p, const struct emit_options *options, struct output *out,
		     struct diag *d);
};

/* All languages, sorted by name, NULL last. */
extern const struct backend *const backends[];
const struct backend *backend_find(const char *name);

/* Leaves in P what B can carry. Functions that it cannot call are refused, calls dropped, each with its reason,
 * messages and members of classes that need them with them: an emitter prints all that is left. Warns of what
 * the language lacks. */
void plan_legalise(struct plan *p, const struct backend *b, struct diag *d);

#endif
