/*
 * Parts of a language's run time: real source files in backends/LANGUAGE/runtime/, of which a binding gets those that
 * something in it needs. A file begins with comments; one that says "Needs a b." names parts that this one rests on.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_PARTS_H
#define FFI_PARTS_H

#include "backends/writer.h"

struct part {
	const char *name, *text;
};

/* PART(ENUMERATOR, FILE) of a list of parts as a row of the table: FILE is the array that the Makefile makes. */
#define PART_ROW(enumerator, file)	  [enumerator] = {#file, file},
/* The same as an enumerator. */
#define PART_ENUMERATOR(enumerator, file) enumerator,

struct run_time {
	const struct part *parts; /* each may be declared behind those before it */
	size_t n;
	const char *suffix;	 /* of their names: "_py" */
	const char *behind_head; /* ends what stands in a file for people alone: "\n\n" */
};

/* Marks PART, and those that it needs, in WANTED, which has a place for each. */
void part_need(const struct run_time *r, bool *wanted, size_t part);
/* What a binding gets of PART. */
const char *part_body(const struct run_time *r, size_t part);
/* The part that NAME is in a file, without suffix; R->n if there is none. */
size_t part_called(const struct run_time *r, const char *name, size_t size);
/* Calls EACH with the name of each part that PART's file says it needs; the number of them. */
size_t part_needs(const struct run_time *r, size_t part,
		  void (*each)(void *data, const char *name, size_t size), void *data);

#endif
