/*
 * The patterns that plan_pairs.c puts into one function, two at a time: how each is declared, what C does with it, what
 * callers give and what they get.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_PLAN_PATTERNS_H
#define TESTS_PLAN_PATTERNS_H

#include "tests/unit/plan_support.h"

#define BOX POINTER(NAMED("struct box"))

/* What C is told to do. */
enum mode {
	MODE_GOOD,
	MODE_NOTHING, /* it fails before it made anything */
	MODE_SET,     /* it fails, and has set what says so */
	MODE_INSIDE,  /* results inside of what comes back hold an error; callbacks raise */
	N_MODES
};

extern enum mode pattern_mode;

/* '#' stands for the number of the pattern in its function. C first does TAKES, whatever comes, and SETS before and GIVES
 * behind it has failed with MODE_SET; NULL is nothing. */
struct pattern {
	const char *name, *params, *c, *takes, *sets, *gives;
	struct run_value (*give)(void);		       /* NULL: callers give nothing */
	void (*check)(const struct run_value *result); /* NULL: nothing comes back */
	bool fails_inside;
	bool alone;	    /* it is said of the function, which can be so only once */
	bool again;	    /* C may be called a second time */
	bool taken;	    /* C takes it the first time, whatever comes */
	const char *keeper; /* needs an object: why a function that is no method is refused; or NULL */
	const char *words, *result; /* of the function; NULL: a status */
};

extern const struct pattern patterns[];
extern const size_t n_patterns;

/* Adds the interface that all share, without functions of two. */
void patterns_declare(struct ffir_buf *xml);
/* The library of it. later() runs what C kept and lets it go, pump() completes what was started. */
extern const char pattern_library[];
/* How often what completes later did. */
extern unsigned pattern_completions;

/* ---- plan_pairs.c ---- */

struct run_value pair_new_box(void);
void pair_end_box(struct run_value box);

#endif
