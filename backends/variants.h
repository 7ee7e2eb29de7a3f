/*
 * Text that was printed for several targets as one: what is the same once, what differs under conditions.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_VARIANTS_H
#define FFI_VARIANTS_H

#include "backends/writer.h"

/* Lines that stand or fall together; those of HEAD, INSIDE and TAIL are one piece, too. */
struct chunk {
	const char *head;
	struct chunk *inside;
	size_t n_inside;
	const char *tail; /* "" if there is none */
	unsigned gap;	  /* empty lines before it */
	const char *
		key; /* of one without INSIDE: those of the same key are variants of one; NULL: of the same text */
	bool harmless; /* it may stand where it is of no use: no condition is needed */
	uint64_t hash; /* of what it is found by; variants.c's */
};

/* Lines that some targets have. */
struct variant {
	const char *text;
	size_t *targets; /* ascending */
	size_t n_targets;
};

struct variants {
	struct ffir_arena *a;
	struct ffir_buf *b; /* where the text goes */
	void *context;
};

/* How a language says it. */
struct variants_style {
	/* So many chunks that are the same end a condition; fewer are repeated in it. */
	size_t min_common;
	/* TEXT, a whole file, as parts. Allocated in A. */
	void (*split)(struct ffir_arena *a, const char *text, struct chunk **parts, size_t *n);
	/* Prints those of N variants that have text, each under a condition; the last one otherwise if ALL, which is
	 * when each target is one variant's and all have text. */
	void (*print)(const struct variants *v, const struct variant *list, size_t n, bool all);
};

/* TEXTS of N targets into V->b. */
void variants_join(const struct variants *v, const struct variants_style *style, const char *const *texts,
		   size_t n);

#endif
