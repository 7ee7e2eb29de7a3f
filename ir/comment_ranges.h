/*
 * Between comments.c, which makes the ranges, and comments_find.c, which looks into them.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_COMMENT_RANGES_H
#define FFIR_COMMENT_RANGES_H

#include "ir/comments.h"
#include "ir/tokens.h"

/* Ranks: what counts where several comments reach a name. */
enum rank { PLAIN_ABOVE, PLAIN_BEHIND, DOC_BEHIND, DOC_ABOVE };

struct range {
	unsigned line, column, end_line, end_column; /* both ends belong to it */
	unsigned reach;				     /* the largest end_line of this and all ranges before */
	const char *text;			     /* where it starts */
	enum rank rank;
	struct ffir_comment *comment;
};

struct ffir_comments {
	struct ffir_arena arena;
	struct range *ranges;
	size_t n_ranges, room;
	size_t n_passed; /* ranges that start where was asked last, or before */
	const char *end; /* of the file's text */
	struct ffir_comment *of_file;
};

#endif
