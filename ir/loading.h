/*
 * Inside of load: what is read for one target.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_LOADING_H
#define FFIR_LOADING_H

#include "ir/load.h"
#include "ir/object.h"

struct loading {
	struct diag *d;
	struct ffir_arena arena;
	struct ffir_module *m;	    /* of the documents; in the end of all */
	struct ffir_object objects; /* the records of all objects, archives and shared libraries */
	const char *soname;
	const char **shared; /* the shared libraries among the inputs */
	size_t n_shared;
	const char *bare; /* the first of them without records: it tells what it exports only; or NULL */
	const struct ffir_load_settings *settings;
	const char **exported; /* by all of SHARED, sorted */
	size_t n_exported;
	const char *name; /* of the library, as the first input's file name tells */
};

/* ---- load_records.c ---- */

/* What the records of O, of one target, make together; NULL after messages. */
struct ffir_module *ffir_module_of_object(const struct ffir_object *o, struct diag *d);
/* The target that the first record of a target in O is of, or NULL. */
const char *ffir_object_target(const struct ffir_object *o);

/* ---- load_symbols.c ---- */

/* Compares the interface with what its shared libraries export; false after messages. */
bool ffir_load_symbols(struct loading *l);

#endif
