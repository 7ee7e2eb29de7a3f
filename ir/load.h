/*
 * Any number of inputs to a module for each of their targets: documents (.xml), objects, archives and shared libraries with a
 * section .ffi.ir (libelf). The order in which they are given does not count.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_LOAD_H
#define FFIR_LOAD_H

#include "ir/diag.h"
#include "ir/findings.h"
#include "ir/targets.h"

/* What is wished; zeroed is all targets of the inputs. */
struct ffir_load_settings {
	const char *const *targets; /* only these, as ffir_interface_choose takes each; none: all */
	size_t n_targets;
	bool only_one; /* several are an error that says to choose one */
	/* Interfaces that the inputs rest on, which stay as they are: what these define need not be defined. */
	const struct ffir_interface *const *beside;
	size_t n_beside;
	struct ffir_findings *findings; /* of ffir_load_checked, else NULL */
};

/* Reads and merges PATHS, a module for each target, validates and orders each; false, and OUT is empty, after
 * messages. What each file is is seen from its first bytes. A shared library also gives its soname, and what it
 * does not export becomes unsupported, with a warning; one without records, beside a document of one target, does
 * only that, with a note. Slim LTO objects are refused with what to do. SETTINGS may be NULL. */
bool ffir_load_interface(const char *const *paths, size_t n_paths, const struct ffir_load_settings *settings,
			 struct ffir_interface *out, struct diag *d);
/* The module of the only target; NULL after messages. */
struct ffir_module *ffir_load(const char *const *paths, size_t n_paths, struct diag *d);

/* The same of TARGET, or the only one if that is NULL, for who looks for mistakes: what the library does not export,
 * what nobody defines and what is in no unit is added to FINDINGS, not said. *EXPORTED are the symbols of all shared
 * libraries among PATHS, sorted, allocated in FINDINGS' arena; NULL if there are none. */
struct ffir_module *ffir_load_checked(const char *const *paths, size_t n_paths, const char *target,
				      struct ffir_findings *findings, const char ***exported,
				      size_t *n_exported, struct diag *d);

/* Merges FROM into INTO (same target): equal declarations fold, different ones are an error with both
 * places, opaque wins over a body that only some units see (ir.md), docs come from a header. Frees
 * FROM. False after messages. */
bool ffir_merge(struct ffir_module *into, struct ffir_module *from, struct diag *d);

/* Sorts so that each declaration stands after those its layout needs, source order otherwise. */
void ffir_order(struct ffir_module *m);

/* The exported dynamic symbols (functions and variables) of shared library PATH, sorted; NULL after a
 * message. Allocated in A. */
const char **ffir_exported_symbols(struct ffir_arena *a, const char *path, size_t *n, struct diag *d);

#endif
