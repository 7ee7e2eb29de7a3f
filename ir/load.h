/*
 * Any number of inputs to one module: documents (.xml), objects, archives and shared libraries with a
 * section .ffi.ir (libelf). The order in which they are given does not count.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_LOAD_H
#define FFIR_LOAD_H

#include "ir/diag.h"
#include "ir/findings.h"
#include "ir/model.h"

/* Reads and merges PATHS, validates and orders; the module, or NULL after messages. What each file is is
 * seen from its first bytes. A shared library also gives its soname, and what it does not export becomes
 * unsupported, with a warning; one without records, beside a document, does only that, with a note. Slim LTO objects are refused with what to do. */
struct ffir_module *ffir_load(const char *const *paths, size_t n_paths, struct diag *d);

/* The same for an interface that rests on OTHERS, which stay as they are: what these define need not be defined by
 * PATHS. */
struct ffir_module *ffir_load_beside(const char *const *paths, size_t n_paths,
				     const struct ffir_module *const *others, size_t n_others,
				     struct diag *d);

/* The same, for who looks for mistakes: what the library does not export, what nobody defines and what is in no
 * unit is added to FINDINGS, not said. *EXPORTED are the symbols of all shared libraries among PATHS, sorted,
 * allocated in FINDINGS' arena; NULL if there are none. */
struct ffir_module *ffir_load_checked(const char *const *paths, size_t n_paths,
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
