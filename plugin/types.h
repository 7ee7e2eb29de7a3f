/*
 * What the files about types share. Keys are as in the model's manual: the tag, else the typedef,
 * else the place where the type stands.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_TYPES_H
#define FFI_TYPES_H

#include "plugin/extract.h"

/* What a type is described for. */
struct context {
	const char *owner; /* key of the declaration it stands in */
	const char
		*place; /* the field, "#2", or the parameter, "2"; "0": the declaration itself, or a result */
	const struct callback_params *params;
	size_t next; /* of PARAMS */
};

/* ---- types.cc ---- */

/* PREFIX and NAME, in the module's arena. */
const char *prefixed (const char *prefix, const char *name);
/* IDENTIFIER's text, there. */
const char *name_of (tree identifier);
struct ffir_type *unsupported (const char *reason);
struct ffir_type *named (const char *id);
/* TYPE in a node of its own, which may be changed. */
struct ffir_type *copy_of (const struct ffir_type *type);
/* Any type, with its qualifiers; not to be changed, since others share it. */
struct ffir_type *describe (tree type, struct context *c);

/* ---- types_function.cc ---- */

/* FNTYPE, with the parameters that are next in C's list, if they are known. */
struct ffir_function_type *describe_function_type (tree fntype, struct context *c);

/* ---- types_basic.cc ---- */

/* C's spelling of an integer type, or NULL. */
const char *integer_name (tree type);
/* Is NAME an integer typedef of the C, POSIX or kernel headers? */
bool is_standard_name (const char *name);
struct ffir_type *basic (enum ffir_type_kind kind, const char *name, tree type);
struct ffir_type *standard (const char *name, tree type);
struct ffir_type *describe_integer (tree type);
struct ffir_type *describe_bitint (tree type);
struct ffir_type *describe_float (tree type);
struct ffir_type *describe_complex (tree type);

/* ---- types_tagged.cc ---- */

/* A record or enum? */
bool is_tagged_type (tree type);
/* NULL where there is none that another declaration can use. */
const char *tag_of (tree type);
/* Is WORD said of the record or enum where a typedef of it carries it? */
bool is_about_type (enum ffir_word word);
struct ffir_type *describe_tagged_use (tree type, struct context *c);
/* The type of something that holds a value of TYPE, or of an array of them. */
struct ffir_type *describe_value (tree type, struct context *c);
/* The function type, in TYPE itself, that TYPE is, points to or is an array of; or NULL. */
struct ffir_function_type *function_behind (struct ffir_type *type);
/* What is said on DECL of the result of the function that it points to. */
void annotate_result (struct ffir_type *type, tree decl);

#endif
