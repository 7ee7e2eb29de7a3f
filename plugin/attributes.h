/*
 * Shared by the files of the vocabulary: attributes.cc reads uses of words, attributes_check.cc judges
 * them, attributes_scope.cc has what stands at file scope.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_ATTRIBUTES_H
#define FFI_ATTRIBUTES_H

#include "plugin/extract.h"

/* One word in the source, on one declarator. An attribute list holds its index only, as
 * ffi_WORD(INDEX): nothing here depends on how long GCC keeps a declaration, or copies one. */
struct use {
	enum ffir_word word;
	unsigned index;
	const char *written; /* as the source has it: "FFI_OUT", "ffi::out", "ffi_out" */
	location_t at;
	bool of_result; /* of a function, or of the function that a callback points to */
	bool reported;	/* an error was given; one is enough */
	unsigned place;	/* FFIR_ON_x of the declaration or type it stands on; 0: on none yet */
	struct ffir_annotation annotation;
	tree type; /* of a constant; FFI_VARIADIC: a pointer to the function type */
};

/* ---- attributes.cc ---- */

/* The use that an element of an attribute list stands for, or NULL. */
struct use *use_of (tree attribute);
struct use *use_of_arguments (tree arguments);
unsigned use_count (void);
struct use *use_at (unsigned index);
/* The use as the source has it, "FFI_ARRAY(n)"; lives as long as the module. */
const char *use_text (const struct use *u);
/* Reports at the use, once; counts as a compile error. */
void use_error (struct use *u, const char *gmsgid, ...) ATTRIBUTE_GCC_DIAG (2, 3);

/* The words in brackets of FFI_EACH, RAW as written and EXPANDED by the preprocessor. */
bool read_nested (struct use *u, const char *raw, const char *expanded);
/* Takes words off a function that stand on a typedef. */
void drop_borrowed_words (tree fndecl);
/* The value of a constant expression on the target; false if it is none. */
bool value_of (tree expression, struct ffir_value *value);
/* The parts of TEXT between commas that stand in no brackets or quotes, without blanks around them. */
void split_at_commas (const char *text, vec<const char *> *parts);

/* ---- attributes_check.cc ---- */

/* Judges a use on NODE, a declaration or type, beside those it has already: false after an error. WHAT is
 * one of FFIR_ON_x, or 0 for a thing that no word stands on. */
bool check_use (struct use *u, tree node, unsigned what);
/* The same for what depends on nothing but the word: kinds of arguments. */
bool check_arguments (struct use *u);
/* Notes names in the arguments that are to exist at the end of the unit. */
void expect_names (struct use *u);
void report_unknown_names (void);
/* Names of fields, in all records of the unit. */
void check_records (void);
void check_mark (void);

/* ---- attributes_scope.cc ---- */

/* Whether the typedef is one that FFI_CONSTANT and the like declare; the FFIR_ON_x of it, or 0. */
unsigned scope_place (tree decl);
/* Notes what a word of a declaration of its own says. */
void scope_note (struct use *u, tree decl);
/* The words of the domain or enum made of constants with that name. */
bool scope_has_domain (const char *name, vec<const char *> *names);
void scope_mark (void);

/* Reports regions that are open at the end of the unit. */
void region_check (void);
/* Reports a region that begins or ends inside of TYPE, which has just been completed. */
void region_check_type (tree type);

#endif
