/*
 * XML as a tree of elements, with lines that are right in files of any length. The only part of the
 * project that calls libxml2. Document type declarations, and with them entities, are refused.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_READ_TREE_H
#define FFIR_READ_TREE_H

#include "ir/diag.h"

struct tree_attribute {
	const char *name, *value;
	size_t size; /* bytes of value: decoded base64 may hold NULs */
};

/* Text is kept where the vocabulary has text (comment, brief, description, section, arg), "" if there is
 * none, and refused elsewhere. */
struct tree_node {
	const char *name;
	unsigned line;
	const char *text;
	struct tree_attribute *attributes;
	size_t n_attributes;
	struct tree_node *parent, *first, *last, *next; /* parent: NULL of the outermost */
};

/* Parses TEXT into a tree that is allocated in A; NULL after a message at FILE and the line. */
struct tree_node *tree_parse(struct ffir_arena *a, const char *text, size_t size, const char *file,
			     struct diag *d);

/* NULL if there is none of that name. */
const struct tree_attribute *tree_attribute(const struct tree_node *node, const char *name);

#endif
