/*
 * Inside of notes: what their files share.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_NOTING_H
#define FFIR_NOTING_H

#include "ir/annotation.h"
#include "ir/targets.h"

struct noting {
	const struct ffir_interface *all; /* M and the other targets */
	struct ffir_module *m;
	const struct ffir_module *notes;
	struct diag *d;
	struct ffir_arena scratch;
	const char *file; /* the note file, in M's arena: also marks the annotations that are of it */
	struct ffir_annotation_arg *known; /* what a compiler evaluated for notes of before: see notes_know */
	size_t n_known;
	bool fine;
};

/* An error; the rest of the file is still looked at. */
void notes_error(struct noting *n, const struct ffir_loc *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- notes_copy.c: into M's arena ---- */

struct ffir_annotation notes_copy_annotation(struct noting *n, const struct ffir_annotation *a);
struct ffir_doc *notes_copy_doc(struct noting *n, const struct ffir_doc *doc);
struct ffir_function_type *notes_copy_function(struct noting *n, const struct ffir_function_type *function);
struct ffir_loc notes_copy_location(struct noting *n, const struct ffir_loc *at);

/* ---- notes_words.c: annotations against each other ---- */

/* Adds the words of LIST, from one element of the notes, to *INTO: what is declared or standard there wins,
 * what was noted before loses. */
void notes_add_words(struct noting *n, const struct ffir_annotation *list, size_t n_list,
		     struct ffir_annotation **into, size_t *n_into);

/* ---- notes_domain.c ---- */

/* Declares domain NOTE, or annotates the one that M has; its enumerators are globs of constants. */
void notes_add_domain(struct noting *n, const struct ffir_decl *note);

/* ---- notes_value.c ---- */

/* What TEXT, a literal of C, stands for; false if it is none. Allocated in A. */
bool notes_literal(struct ffir_arena *a, const char *text, struct ffir_value *out);
/* The letter of argument I in the vocabulary's column "args"; '\0' if there is none. */
char notes_letter(enum ffir_word word, size_t i);
/* Remembers the values of all arguments in M: the same expression in these notes has the same value. */
void notes_know(struct noting *n);
/* The arguments of all annotations of this file: values looked up, names checked. */
void notes_check(struct noting *n);

#endif
