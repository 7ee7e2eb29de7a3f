/*
 * Below ir/doc.h: the marks of comments off, inline markup out.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_DOC_TEXT_H
#define FFIR_DOC_TEXT_H

#include "ir/arena.h"

/* Who writes so: Doxygen and plain text (@param name), gtk-doc and kernel-doc (@name:). */
enum doc_dialect { DOC_DOXYGEN, DOC_GTK, DOC_KERNEL };

struct doc_lines {
	const char **lines;
	size_t n;
};

/* The lines of comment RAW without its marks and the blanks behind them; indentation within is kept.
 * Valid UTF-8: bytes that are none become U+FFFD, control characters blanks. */
struct doc_lines doc_split(struct ffir_arena *a, const char *raw, size_t size);

/* TEXT on one line without inline markup: "@p x" and "%NULL" are "x" and "NULL". */
const char *doc_plain(struct ffir_arena *a, const char *text, enum doc_dialect dialect);

#endif
