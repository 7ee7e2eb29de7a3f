/*
 * Doc comments: from the text between the comment's marks to brief, description, parameters, result.
 * Doxygen, gtk-doc, kernel-doc and plain text. Not inside the compiler: comments are parsed when they are
 * read back.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_DOC_H
#define FFIR_DOC_H

#include "ir/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Parses RAW, one comment (or a run of line comments) with its marks, any bytes. Allocated in A;
 * never NULL. */
struct ffir_doc *ffir_doc_parse(struct ffir_arena *a, const char *raw, size_t size);

#ifdef __cplusplus
}
#endif
#endif
