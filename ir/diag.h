/*
 * Messages of ffirender and of what it reads: one line each, at a place the user can open. The
 * plugin does not use this, it has GCC's own.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_DIAG_H
#define FFIR_DIAG_H

#include <stdio.h>

#include "ir/model.h"

/* What was said, by hash. Zeroed is empty. */
struct diag_said {
	struct ffir_arena arena;
	uint64_t *hashes;
	size_t n;
};

/* Counts what was said; an error anywhere means exit status 1 and no output file. */
struct diag {
	FILE *out;	     /* NULL: stderr */
	const char *program; /* stands first where a message has no location */
	unsigned errors, warnings;
	bool warnings_are_errors;
	bool silent; /* counts only */
	struct diag_said
		*said; /* while the same is done for several targets: what is said again is not; or NULL */
	bool again;    /* the last message was, and with it the notes that belong to it */
};

/* Prints "FILE:LINE: error: TEXT". Lower case, no full stop, names in quotes, what to do about it.
 * LOC may be NULL or have no file. An error does not stop anything: go on, so that one run shows all. */
void diag_error(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_warning(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* A line that belongs to the message before it. */
void diag_note(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
