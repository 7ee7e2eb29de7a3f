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
/* The first op of KIND that has WITH. */
const struct plan_op *program_op_with(const struct plan_call *call, enum plan_op_kind kind, int with);
/* The ops that RETRY goes round, first and last; false if there is no RETRY. */
bool program_loop(const struct plan_call *call, size_t *first, size_t *last);
/* The op that asks for the text of ERROR. */
const struct plan_op *program_message(const struct plan_call *call, const struct plan_error *error);
/* CALL with all results but the first, as what NEXT gives is seen once that says that there is more. */
struct plan_call program_rest(const struct plan_call *call);
/* The op that makes VALUE, a result or what one is made of. */
const struct plan_op *program_maker(const struct plan_call *call, int value);
/* The parameter that C changes and gives back as RESULT; -1 if there is none. */
int program_changed(const struct plan_call *call, int result);
/* What ALLOC_BUFFER counted of the memory that OP reads, against which the count of OP has to be held: a value, or -1
 * where nothing is known or it is the count itself. */
int program_room(const struct plan_call *call, const struct plan_op *op);
/* A pointer that is NULL, or another sentinel, in VALUE is a failure. */
bool program_tests_sentinel(const struct plan_call *call, int value);
/* A pointer in VALUE that SHAPE does not know as NULL is looked at all the same: no test has. */
bool program_doubts(const struct plan_call *call, int value, const struct plan_shape *shape);
/* KEEP_ALIVE has to do with VALUE: it keeps or is kept. */
bool program_keeps(const struct plan_call *call, int value);
/* The object's own constructor in languages that have one: it gives nothing, the object is there already. */
bool program_is_main(const struct plan_call *call);
/* Whether callers give parameter PARAM: the closure through which the call completes is the binding's. */
bool program_shows(const struct plan_call *call, int param);
/* What callers get in the end: the results, or what the closure through which the call completes is given. Returns how
 * many; *GIVEN lies in A. */
size_t program_given(struct ffir_arena *a, const struct plan_call *call, const struct plan_value ***given);
/* The test by which K's destructor says that it failed. */
const struct plan_op *destructor_test(const struct plan_class *k);
/* C's return value is a result of the caller's: what C's documentation says of it holds for that. */
bool program_gives_return(const struct plan_call *call);

/* What a failure is to the language. */
enum program_fails {
	FAILS_WITH_CODE,    /* the error has a code */
	FAILS_WITH_ERRNO,   /* the system's own, with errno */
	FAILS_WITHOUT_CODE, /* the library's general error, which says that FUNCTION failed */
};

/* ERROR is that of the test, or NULL. */
enum program_fails program_fails(const struct plan_call *call, const struct plan_error *error);

/* A way in which a call can fail, for its documentation. */
struct plan_failure {
	enum program_fails how;
	const struct plan_error *error; /* FAILS_WITH_CODE */
	const char *text;		/* what C's documentation says of it, else "if it fails" */
};

/* Those of CALL, each kind once; returns how many. *FAILURES lies in A. */
size_t program_failures(struct ffir_arena *a, const struct plan_call *call, struct plan_failure **failures);

/* An object has to be asked for the text of ERROR. */
bool error_is_told_by_object(const struct plan_error *error);
/* Objects of KLASS tell it themselves: they are of error->message_class, or of another class over its struct. */
bool error_is_told_by(const struct plan_error *error, const struct plan_class *klass);

/* ---- the order in which a language with exceptions prints a program ---- */

enum program_step_kind {
	STEP_LOOP,     /* the rounds of RETRY begin, which breaks out of them */
	STEP_LOOP_END, /* they end */
	STEP_OP,       /* OP */
	STEP_GUARD,    /* what comes now may raise, and OP, a FREE or FREE_PARTS, runs all the same */
};

struct program_step {
	enum program_step_kind kind;
	const struct plan_op *op;
};

/* The steps of CALL's program; returns how many, *STEPS lies in A. Left out is what runs on failure alone
 * (program_undoes) and FREE of memory that ALLOC_* made, which is the language's own. */
size_t program_steps(struct ffir_arena *a, const struct plan_call *call, struct program_step **steps);

/* Whether C, if it ended well although a callback raised, gave what has to be freed: C's own failure is then tested before
 * RAISE_PENDING runs, and where C failed the callback's exception is raised in place of the code's. */
bool program_raises_late(const struct plan_call *call);

/* Whether OP adopts an object that no RELEASE ends where the call fails: it is there only if C ended well. */
bool program_is_unclaimed(const struct plan_call *call, const struct plan_op *op);

enum program_undo_kind {
	UNDO_OBJECT,  /* FUNCTION frees what is in VALUE, if that is not NULL */
	UNDO_STORAGE, /* memory that ALLOC_OBJECT made for VALUE is freed, without a call of C */
	UNDO_CLOSURE, /* what CLOSURE or INTERFACE made for VALUE is let go: C does not call it any more */
	UNDO_KEEP,    /* nothing: C may have succeeded, and KEEP, a KEEP_ALIVE, is to be done all the same */
};

struct program_undo {
	enum program_undo_kind kind;
	int value;
	const struct plan_function *function;
	const struct plan_op *keep;
};

/* What is undone, in this order, where TEST found that C failed (NULL: a callback raised, and C may have succeeded);
 * returns how many, *UNDOES lies in A. */
size_t program_undoes(struct ffir_arena *a, const struct plan_call *call, const struct plan_op *test,
		      struct program_undo **undoes);

/* ---- closures ---- */

/* How long what an op makes is held. */
enum program_hold {
	HOLD_SHARED, /* another op, which has the same user data, has made it */
	HOLD_CALL,   /* until the call is over */
	HOLD_ONCE,   /* until it has run */
	HOLD_LASTING /* until C or an object lets it go, if ever */
};

/* Of OP, a CLOSURE or INTERFACE. */
enum program_hold program_hold(const struct plan_call *call, const struct plan_op *op);
/* The ops whose closures have user data WITH, in order; returns how many, *OPS lies in A. */
size_t program_sharing(struct ffir_arena *a, const struct plan_call *call, int with,
		       const struct plan_op ***ops);
/* The first of them; OP itself if it has its user data alone. */
const struct plan_op *program_first_sharing(const struct plan_call *call, const struct plan_op *op);

/* The place among C's arguments of VALUE. */
int closure_argument(const struct plan_closure *c, int value);
const struct plan_op *closure_op_to(const struct plan_closure *c, int value);
/* What is lent for the call of a closure alone: an object, or several. */
bool closure_lends(const struct plan_shape *shape);
/* Whether parameter I of C is that: it is C's again behind the call. */
bool closure_is_lent(const struct plan_closure *c, size_t i);

#endif
