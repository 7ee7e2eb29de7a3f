/*
 * What the files of the reader share: attributes of an element checked and converted, with messages at
 * the element's line.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_READER_H
#define FFIR_READER_H

#include "ir/annotation.h"
#include "ir/read_tree.h"

struct reader {
	struct ffir_module *m;
	struct diag *d;
	const char *file;	/* in M's arena */
	const char *last_file;	/* of locations, so that equal ones share their text */
	struct ffir_decl *decl; /* being read, or NULL */
	bool notes;		/* a note file: shapes may be left out */
	const char *const *ids; /* the targets that the document describes */
	size_t n_ids;
	const char *target; /* of several the one that is read; NULL: the only one */
	struct ffir_arena *scratch;
};

void reader_error(struct reader *r, const struct tree_node *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* An element or annotation of a later version: the declaration that holds it becomes unsupported. In a
 * note file, and outside of declarations, it is an error. KIND is "element" or "annotation". */
void reader_unknown(struct reader *r, const struct tree_node *node, const char *kind, const char *name);

/* Attributes; strings are copied into the module. */
const char *reader_string(struct reader *r, const struct tree_node *node, const char *name);
/* Never NULL: an error if it is not there. */
const char *reader_required(struct reader *r, const struct tree_node *node, const char *name);
/* The attribute "name", or, but in note files, "#N" for number N of its kind. */
const char *reader_name(struct reader *r, const struct tree_node *node, size_t n);
bool reader_yes(struct reader *r, const struct tree_node *node, const char *name);
/* False if it is not there; an error if it is no number from 0 to MAX. */
bool reader_number(struct reader *r, const struct tree_node *node, const char *name, uint64_t max,
		   uint64_t *out);
/* A decimal number to MAX and nothing else. */
bool reader_parse_number(const char *text, uint64_t max, uint64_t *out);
uint64_t reader_required_number(struct reader *r, const struct tree_node *node, const char *name,
				uint64_t max);
/* The place of the attribute's value in NAMES, ended by NULL; an error, and 0, if it is not among them or
 * not there. */
unsigned reader_choice(struct reader *r, const struct tree_node *node, const char *name,
		       const char *const *names);
struct ffir_loc reader_location(struct reader *r, const struct tree_node *node);
struct ffir_value reader_value(struct reader *r, const struct tree_node *node);
/* Whether attribute NAME, a list of ids, has the target that is read, or, if there is one only, any. */
bool reader_has_target(struct reader *r, const struct tree_node *node, const char *name);
/* Whether facts, NODE, hold on the target that is read; without the attribute they do on all. */
bool reader_is_here(struct reader *r, const struct tree_node *node);
/* The id that facts of the target that is read are kept under; NODE is their <on>. */
const char *reader_target(struct reader *r, const struct tree_node *node);

bool tree_is(const struct tree_node *node, const char *name);

/* Names and their places, for look-ups that stay fast whatever the input. */
struct name_entry {
	const char *name;
	size_t place;
};

struct names {
	struct name_entry *entries;
	size_t n;
};

void names_add(struct ffir_arena *a, struct names *names, const char *name, size_t place);
/* To be called once all are added. Returns a name that is there twice, or NULL. */
const char *names_sort(struct names *names);
/* False if it is not there. */
bool names_find(const struct names *names, const char *name, size_t *place);

/* ---- read_type.c ---- */

/* Adds NODE to *DOC, which may be NULL, if it is a comment or what a comment says; else false. */
bool read_doc(struct reader *r, const struct tree_node *node, struct ffir_doc **doc);
/* PLACE is FFIR_ON_x. Appends to the list. */
void read_annotation(struct reader *r, const struct tree_node *node, unsigned place,
		     struct ffir_annotation **list, size_t *n);
struct ffir_evidence read_evidence(struct reader *r, const struct tree_node *node);

/* What may stand in an element that has a type. TYPE is never NULL afterwards but in a note file, where
 * the parameters of a callback, if there are any, stand in a type FFIR_TYPE_FUNCTION without a pointer. */
struct typed {
	struct ffir_type *type;
	struct ffir_doc *doc;
	struct ffir_annotation *annotations;
	size_t n_annotations;
	struct ffir_evidence *evidence;
	size_t n_evidence;
};

/* Elements named SKIP, which may be NULL, are left to the caller. */
struct typed read_typed(struct reader *r, const struct tree_node *node, unsigned place, const char *skip);
/* Result and parameters in NODE; elements named "result" and "param" only, the rest is the caller's. */
struct ffir_function_type *read_function_type(struct reader *r, const struct tree_node *node);

/* ---- read_on.c ---- */

/* NODE, an <on> of the declaration that is read. */
void read_on(struct reader *r, const struct tree_node *node);

/* ---- read_decl.c ---- */

/* False if NODE is no declaration. */
bool read_decl(struct reader *r, const struct tree_node *node);

#endif
