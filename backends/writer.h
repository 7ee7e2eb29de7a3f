/*
 * Printing source code: lines with indentation into named files, written only when all went well.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_WRITER_H
#define FFI_WRITER_H

#include "ir/diag.h"

struct writer {
	struct ffir_buf buf;
	const char *indent; /* one level: "\t", "    " */
	unsigned level;
	const char *path; /* of the file, relative to the output */
};

/* One line, indented; an empty FORMAT gives an empty line, never two in a row. */
void w_line(struct writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A line, and one level deeper; w_close goes back and prints a line if FORMAT is not empty. */
void w_open(struct writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
void w_close(struct writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Part of a line: indented if the line is empty so far; no newline added. */
void w_part(struct writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* TEXT line by line at this level, PREFIX before each (trailing blanks cut). */
void w_text(struct writer *w, const char *prefix, const char *text);

/* The files of one rendering. */
struct output {
	struct writer **files;
	size_t n_files;
};

struct writer *output_file(struct output *o, const char *path, const char *indent);
/* Writes all files, each to a temporary name beside it and then renamed: DEST is a file if there is one
 * file, or a folder (made if it ends in '/'); NULL is standard output. Nothing is left behind on failure. */
bool output_write(struct output *o, const char *dest, struct diag *d);
void output_release(struct output *o);

#endif
