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
	bool of_result;		   /* of a function, or of the function that a callback points to */
	const unsigned *positions; /* of the parameters or fields that arguments name, from 1; 0: of none */
	bool looked_up; /* its names; g++ merges annotations into later declarations, which may have other
			   names */
	bool reported;	/* an error was given; one is enough */
	bool marked;	/* a macro of a header says it, by a note file: what is wrong there is no error */
	unsigned uid;	/* of the declaration or type that its handler was given */
	unsigned place; /* FFIR_ON_x of the declaration or type it stands on; 0: on none yet */
	struct ffir_annotation annotation;
	tree type;		       /* of a constant; FFI_VARIADIC: a pointer to the function type */
	struct callback_params params; /* FFI_VARIADIC: those of TYPE */
};

/* ---- attributes.cc ---- */

/* The use that an element of an attribute list stands for, or NULL. */
struct use *use_of (tree attribute);
struct use *use_of_arguments (tree arguments);
unsigned use_count (void);
struct use *use_at (unsigned index);
/* Do they say the same, be it of parameters that two declarations name differently? */
bool same_use (const struct use *a, const struct use *b);
/* The use as the source has it, "FFI_ARRAY(n)"; lives as long as the module. */
const char *use_text (const struct use *u);
/* "; did you mean 'NAME'?", or nothing for NULL. */
const char *did_you_mean (const char *name);
/* Reports at the use, once; counts as a compile error. */
void use_error (struct use *u, const char *gmsgid, ...) ATTRIBUTE_GCC_DIAG (2, 3);
/* The same for what is no use of a word; and what fails nothing. */
void place_error (location_t at, const char *gmsgid, ...) ATTRIBUTE_GCC_DIAG (2, 3);
void place_warning (location_t at, const char *gmsgid, ...) ATTRIBUTE_GCC_DIAG (2, 3);
/* The text of an attribute's argument, a string literal or in C a name without quotes; NULL if it is neither. */
const char *text_in (tree argument);

/* Takes words off a function that stand on a typedef. */
void drop_borrowed_words (tree fndecl);

/* ---- attributes_lines.cc ---- */

/* "FFI_SET_ON_ERROR". */
const char *macro_name (enum ffir_word word);
/* Where the macro of WORD was used that passed LINE; ARGUMENTS are the attribute's, NEAR is what it is said
 * of. */
location_t place_of_macro (enum ffir_word word, tree arguments, int line, location_t near);
/* Warns of uses of macros that reached no handler: GCC's C front end drops attributes in some places. */
void report_ignored (void);

/* ---- attributes_read.cc ---- */

/* Fills in U's arguments; false if they are wrong, mostly after an error. BY_MACRO: values come with their
 * text. */
bool read_arguments (struct use *u, tree arguments, bool by_macro);

/* ---- attributes_check.cc ---- */

/* What a value must be for a word to be said of it. */
enum carrier {
	CARRIES_ANY,
	CARRIES_POINTER,
	CARRIES_KEPT,	  /* what the callee can keep: a pointer, or a struct of functions by value */
	CARRIES_WRITABLE, /* a pointer through which the callee can write */
	CARRIES_MANY,	  /* a pointer or an array */
	CARRIES_CALLBACK,
	CARRIES_TEXT, /* of any width */
	CARRIES_TEXT8,
	CARRIES_TEXT16,
	CARRIES_TEXT32,
	CARRIES_INTEGER,
	CARRIES_INTEGER_OR_POINTER,
	CARRIES_INTEGER_INSIDE, /* an integer, or a pointer to one */
	CARRIES_RESOURCE,	/* what can be owned: a pointer, an integer or a struct */
	CARRIES_NUMBER,		/* no bool, no enum */
	CARRIES_SCALAR,
	CARRIES_RECORD,
	CARRIES_ENUM,
	CARRIES_VARIADIC_FUNCTION,
};

/* "a pointer or an array". */
const char *carrier_text (enum carrier carrier);
/* Declared with a typedef that says FFI_HANDLE. */
bool is_handle (tree type);
/* Not a template's parameter, nor what depends on one. */
bool type_is_known (tree type);
/* True also for what is not known. */
bool type_carries (tree type, enum carrier carrier);

/* Judges a use on NODE, a declaration or type, beside those it has already: false after an error. WHAT is
 * one of FFIR_ON_x, or 0 for a thing that no word stands on. */
bool check_use (struct use *u, tree node, unsigned what);
/* The same for a use among those of ATTRIBUTES alone. */
bool check_beside (struct use *u, tree attributes);

/* ---- attributes_names.cc ---- */

/* Notes names in the arguments that are to exist at the end of the unit. */
void expect_names (struct use *u);
void report_unknown_names (void);
/* Names of fields, and what words say together, in all records of the unit. */
void check_records (void);
void lines_mark (void); /* what a place is remembered by must not be another tree */
void check_mark (void);

/* ---- attributes_sense.cc ---- */

/* The value of a word that is said of something of TYPE. */
bool check_value (struct use *u, tree type);
/* What the words of a function, or of the function that OWNER points to, and of its N parameters say together;
 * of a record and its fields. */
void check_sense_of_params (tree owner, const tree *params, size_t n);
void check_sense_of_record (tree type);
/* Can function NAME, which U names, be called for what U says? */
void check_sense_of_named (struct use *u, const char *name);

/* ---- contradictions.cc ---- */

/* The parameter that a pointer is a copy of, or an address inside of what it leads to; or NULL_TREE. */
tree param_of (tree value);

/* ---- null_paths.cc ---- */

/* Whether FUN returns a literal NULL on a path that it does not rule out, nor reaches only where one of PARAMS is NULL;
 * *AT is where that stands. */
bool returns_null (function *fun, const vec<tree> &params, location_t *at);

/* ---- attributes_scope.cc ---- */

/* Whether the typedef is one that FFI_CONSTANT and the like declare; the FFIR_ON_x of it, or 0. */
unsigned scope_place (tree decl);
/* Is it the typedef of FFI_MACRO_FUNCTION? Words on it are said of a function. */
bool scope_is_macro (tree decl);
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
