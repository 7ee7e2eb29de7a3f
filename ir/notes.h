/*
 * Note files: annotations for headers that cannot be edited. The same XML vocabulary as the IR; an id
 * may be a glob; a callback's parameters stand directly in its param or field.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_NOTES_H
#define FFIR_NOTES_H

#include "ir/targets.h"

/* Adds what NOTES say to M, with FFIR_BY_NOTED; a word that is there already, declared or standard,
 * wins; of several note files the later wins: call in order. An entry that matches nothing is a warning
 * with the nearest name. Domains, enums made of constants, macros and the library may be defined by
 * notes. Value arguments are looked up: literals, constants of M, else the constant "#TEXT" that scan
 * had GCC evaluate; anything else is an error that says to give the notes to scan. False after an error. */
bool ffir_notes_apply(struct ffir_module *m, const struct ffir_module *notes, struct diag *d);
/* The same to each target; what an entry is about need not be on all of them. */
bool ffir_notes_apply_to(const struct ffir_interface *all, const struct ffir_module *notes, struct diag *d);

/* A value argument that only a compiler can evaluate, where it first stands. */
struct ffir_expression {
	const char *text;
	struct ffir_loc at;
};

/* Those of NOTES, each text once, for scan to append to its unit as FFI_CONSTANTs; literals left out.
 * Allocated in NOTES' arena. */
struct ffir_expression *ffir_notes_expressions(struct ffir_module *notes, size_t *n);

/* A call that only a compiler can tell the types of. */
struct ffir_noted_call {
	const char *name;   /* of the macro, or of the variadic function */
	const char *result; /* C's spelling; NULL: of a variadic function, whose result is known */
	const char *
		params; /* of a macro in brackets; of a function the further ones, as FFI_VARIADIC has them */
	struct ffir_loc at;
};

/* The prototypes that NOTES give to macros (macro_function) and the signatures to variadic functions (variadic), for
 * scan to append to its unit. Allocated in NOTES' arena. */
struct ffir_noted_call *ffir_notes_calls(struct ffir_module *notes, size_t *n);

/* Globs of the constants that domains of NOTES are made of, separated by commas, for scan to select; NULL if
 * there are none. Allocated in NOTES' arena. */
const char *ffir_notes_constants(struct ffir_module *notes);

/* GLOB with * ? [..], as fnmatch without special files; a comma separates alternatives. */
bool ffir_glob_match(const char *glob, const char *name);

#endif
