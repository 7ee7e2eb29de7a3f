/*
 * An interpreter of plans: runs calls of a real library through libffi with no language at all. What it
 * can do without a decision of its own, a backend can print without one.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_PLAN_RUN_H
#define TESTS_PLAN_RUN_H

#include "backends/plan.h"

enum run_kind {
	RUN_NULL,
	RUN_INTEGER,
	RUN_FLOAT,
	RUN_TEXT,   /* TEXT, NUL-terminated */
	RUN_BYTES,  /* COUNT elements, or one record, at BYTES */
	RUN_OBJECT, /* OBJECT */
	RUN_CLOSURE,
	RUN_MANY, /* COUNT ITEMS: elements, a compound's fields, a tagged union's value (its tag is INTEGER) */
	RUN_ERROR, /* of a result that holds one: INTEGER or TEXT */
};

struct run;
struct run_value;
struct run_closure;

/* A function of the caller; false means that it raised. */
typedef bool (*run_function)(void *user, const struct run_value *given, size_t n, struct run_value *back);

struct run_object {
	const struct plan_class *klass;
	void *pointer;
	bool owns, disposed;
	unsigned holds;
	struct run_object *kept[4];
	size_t n_kept;
	struct run_closure *closures[8];
	size_t n_closures;
};

struct run_value {
	enum run_kind kind;
	int64_t integer;
	double number;
	const char *text;
	void *bytes;
	size_t count, size; /* elements, bytes */
	struct run_object *object;
	struct run_value *items;
	run_function function;
	const run_function *functions; /* of an interface, in its order; NULL: it lacks one */
	void *user;
};

static inline struct run_value integer(int64_t value)
{
	return (struct run_value){.kind = RUN_INTEGER, .integer = value};
}

static inline struct run_value text(const char *value)
{
	return (struct run_value){.kind = RUN_TEXT, .text = value};
}

static inline struct run_value many(struct run_value *items, size_t count)
{
	return (struct run_value){.kind = RUN_MANY, .items = items, .count = count};
}

enum run_outcome {
	RUN_OK,
	RUN_REFUSED, /* before C was called */
	RUN_FAILED,  /* C said so */
	RUN_ERRNO,
	RUN_CALLBACK, /* a callback raised */
};

/* The exception of the last call. */
struct run_failure {
	enum run_outcome kind;
	int64_t code;	  /* or errno */
	const char *text; /* of the library, or what was refused; NULL: none */
};

struct run {
	const struct plan *p;
	void *library, *process; /* of dlopen */
	struct ffir_arena arena;
	struct run_failure failure;
	bool pending;				 /* a callback raised */
	bool gives_up;				 /* on what completes later */
	struct run_closure *closures;		 /* all, the last one first; freed at the end */
	unsigned freed, released, ended, rounds; /* counts of FREE, RELEASE, destructors, rounds of RETRY */
	unsigned late; /* C ran a closure, or let it go, that a language would have freed by then */
};

/* PATH of the library that P is of; false, with a line on standard output, if it cannot be loaded. */
bool run_open(struct run *r, const struct plan *p, const char *path);
void run_close(struct run *r);
/* Calls C function NAME; GIVEN are self, if it has one, and the parameters. RESULTS has room for 4. */
bool run_call(struct run *r, const char *name, const struct run_value *given, size_t n_given,
	      struct run_value *results, size_t *n_results);

/* Compiles TEXT, the source of a shared library, or the file that it names if it ends in ".c". The path
 * of the library, valid until the next call; NULL if the compiler refused. */
const char *run_compile(const char *text);

#endif
