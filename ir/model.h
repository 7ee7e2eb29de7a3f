/*
 * The interface of a C library as a compiler saw it: declarations, their types, and what a target
 * makes of them. plugin/ fills it from GCC's trees, read.c from XML, write.c prints it, backends/
 * lower it to calls. Sizes, alignments and offsets are bytes, bit_* are bits. The XML that mirrors
 * it is ir/interface.rng. Compiles as C++ for the plugin; GCC owns names like ir_type, so all of
 * ours that it can see start with ffir_.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_MODEL_H
#define FFIR_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ir/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FFIR_VERSION_MAJOR 1
#define FFIR_VERSION_MINOR 0

struct ffir_annotation; /* ir/annotation.h; what was promised is seen by the plan, not by backends */
struct ffir_shim;	/* backends/shims.h */
struct ffir_function_type;

/* LINE and COLUMN count from 1; 0 is unknown. FILE is NULL if nothing is known. */
struct ffir_loc {
	const char *file;
	unsigned line, column;
};

/* ---- values: constant expressions, evaluated in the target's arithmetic ---- */

enum ffir_value_kind { FFIR_VALUE_NONE, FFIR_VALUE_INTEGER, FFIR_VALUE_FLOAT, FFIR_VALUE_STRING };

struct ffir_value {
	enum ffir_value_kind kind;
	const char *text; /* integer: decimal, "-" in front if negative; float: C hex float, or "inf", "-inf",
			   * "nan"; string: the bytes, without the NUL at the end */
	size_t size;	  /* bytes of text; a string may hold NULs */
};

/* False if the value is no integer or does not fit. */
bool ffir_value_int64(const struct ffir_value *v, int64_t *out);
bool ffir_value_uint64(const struct ffir_value *v, uint64_t *out);
/* The halves of 128 bits, of a negative one as two's complement. */
bool ffir_value_words(const struct ffir_value *v, uint64_t *high, uint64_t *low);

/* ---- documentation ---- */

enum ffir_doc_kind {
	FFIR_DOC_PARAM, /* name is the parameter's */
	FFIR_DOC_RETURNS,
	FFIR_DOC_ERRORS,
	FFIR_DOC_SINCE,
	FFIR_DOC_DEPRECATED,
	FFIR_DOC_SEE,
	FFIR_DOC_NOTE,
};

enum ffir_doc_direction { FFIR_DOC_UNSAID, FFIR_DOC_IN, FFIR_DOC_OUT, FFIR_DOC_INOUT };

struct ffir_doc_section {
	enum ffir_doc_kind kind;
	enum ffir_doc_direction direction; /* of a parameter; it says so and shapes no binding */
	const char *name, *text;
};

/* RAW is the comment byte for byte; the rest is what ffir_doc_parse (ir/doc.h) made of it: plain
 * text, paragraphs separated by an empty line, no markup of the comment left. The plugin sets RAW alone, and
 * the reader parses. */
struct ffir_doc {
	const char *raw;
	size_t raw_size; /* 0: RAW ends in NUL; else it stands in a file's text as it is, which only the plugin's does */
	const char *brief, *description; /* either may be NULL */
	struct ffir_doc_section *sections;
	size_t n_sections;
};

/* ---- types ---- */

enum ffir_type_kind {
	FFIR_TYPE_VOID,
	FFIR_TYPE_BOOL,
	FFIR_TYPE_INT,
	FFIR_TYPE_FLOAT,
	FFIR_TYPE_COMPLEX,
	FFIR_TYPE_VECTOR,
	FFIR_TYPE_POINTER,
	FFIR_TYPE_ARRAY,
	FFIR_TYPE_FUNCTION,
	FFIR_TYPE_NAMED,
	FFIR_TYPE_UNSUPPORTED,
};

enum { FFIR_CONST = 1, FFIR_VOLATILE = 2, FFIR_RESTRICT = 4, FFIR_ATOMIC = 8 };

struct ffir_type {
	enum ffir_type_kind kind;
	unsigned quals;	  /* FFIR_CONST | ... */
	const char *name; /* bool, int, float, complex: C's spelling, a basic of the target; named: the key of
			   * a record, enumeration, alias, or the name of a basic with IS; unsupported: the
			   * reason */
	struct ffir_type *to;		     /* pointer: what it points to; array, vector: the element */
	bool has_count;			     /* array: false for [] (flexible or of unknown size) */
	uint64_t count;			     /* array, vector: elements */
	struct ffir_function_type *function; /* function */
	struct ffir_loc at;
};

/* A parameter of a function or of a function type, or a result (NAME is NULL then). */
struct ffir_param {
	const char *name; /* "#N", from 1, if C gave none */
	struct ffir_type *type;
	struct ffir_annotation *annotations;
	size_t n_annotations;
	struct ffir_evidence *evidence;
	size_t n_evidence;
	struct ffir_doc *doc;
	struct ffir_loc at;
};

struct ffir_function_type {
	struct ffir_param result;
	struct ffir_param *params;
	size_t n_params;
	bool variadic;
	bool unprototyped; /* int f(); before C23 */
};

/* What a compiler saw in a body; it documents and checks promises, it never shapes a binding. */
struct ffir_evidence {
	const char *name; /* "not-written", "calls-nothing-unknown", ... */
	const char *from; /* "GCC 12.2.0 -O2" */
	const char *as;	  /* "named": what the definition calls the parameter; else NULL */
};

/* ---- what a target makes of a declaration: <on> ---- */

struct ffir_place {
	uint64_t offset;     /* bytes; of a bit-field unset */
	uint64_t bit_offset; /* bit-fields: as DWARF's DW_AT_data_bit_offset counts */
	bool is_bits;
};

/* A piece of a value in a register, at the least significant end of one that is wider. */
struct ffir_piece {
	const char *reg;
	uint64_t offset, size;
	bool is_high; /* at the most significant end */
	/* NULL; "double", "extended": a narrower number was converted to it; "boxed": all bits above it are ones */
	const char *format;
};

enum ffir_pass_in { FFIR_IN_REGISTERS, FFIR_IN_MEMORY, FFIR_BY_REFERENCE, FFIR_NOT_CALLABLE };

/* How one value travels. */
struct ffir_pass {
	enum ffir_pass_in in;
	struct ffir_piece *pieces;
	size_t n_pieces;
	const char *extended; /* NULL, "sign", "zero": by the caller (argument) or callee (result) */
};

/* How the values of a call travel; functions that are called alike may share one. */
struct ffir_call {
	struct ffir_pass
		*arguments; /* of the parameters in their order; one that cannot be passed ends the list */
	size_t n_arguments;
	struct ffir_pass result;
	bool has_result;
};

struct ffir_on {
	const char *targets; /* ids, separated by blanks */
	/* record, enumeration */
	bool has_layout;
	bool is_signed; /* enumeration: of the underlying integer */
	uint64_t size;
	uint64_t align; /* alias: this alone, where it is not that of its type; of a vector, its size */
	struct ffir_place *places; /* record: parallel to the fields */
	const char *byte_order;	   /* record: "big" or "little" where its numbers are not in the target's own
				    * order (scalar_storage_order); else NULL */
	/* function, variable */
	const char *symbol;	/* assembler name, without the target's leading underscore */
	const char *visibility; /* "default", "hidden", "protected", "internal" */
	const char *convention; /* "c", "ms", "sysv", "stdcall", "stdcall regparm(2)", ... */
	struct ffir_call *call; /* function: or NULL */
	/* constant */
	struct ffir_value value;
};

/* ---- declarations ---- */

enum ffir_decl_kind {
	FFIR_DECL_RECORD,
	FFIR_DECL_ENUMERATION,
	FFIR_DECL_ALIAS,
	FFIR_DECL_FUNCTION,
	FFIR_DECL_VARIABLE,
	FFIR_DECL_CONSTANT,
	FFIR_DECL_DOMAIN,
	FFIR_DECL_MACRO,
};

enum ffir_record_kind { FFIR_STRUCT, FFIR_UNION };

struct ffir_field {
	const char *name; /* "#N", from 1, if C gave none */
	struct ffir_type *type;
	bool is_bits;	/* a bit-field, also one of width 0 */
	bool anonymous; /* an anonymous struct or union member: its fields are the outer's */
	unsigned bits;	/* the width of a bit-field */
	struct ffir_annotation *annotations;
	size_t n_annotations;
	struct ffir_doc *doc;
	struct ffir_loc at;
};

struct ffir_enumerator {
	const char *name;
	struct ffir_value value;
	struct ffir_annotation *annotations;
	size_t n_annotations;
	struct ffir_doc *doc;
	struct ffir_loc at;
};

/* One declaration. ID is its key as C spells it: "struct point", "union u", "enum err", "row_fn",
 * "each", "#LIMIT", "domain/NAME", "macro NAME"; (kind apart) unique in a module. */
struct ffir_decl {
	enum ffir_decl_kind kind;
	uint32_t hash; /* of ID, for the module */
	const char *id;
	struct ffir_loc at;
	struct ffir_loc read_at; /* where it stands in the XML that was read, for messages about that */
	struct ffir_doc *doc;
	struct ffir_annotation *annotations;
	size_t n_annotations;
	struct ffir_evidence *evidence; /* of the function itself */
	size_t n_evidence;
	const char *deprecated;	 /* NULL, or the message ("" if none was given) */
	const char *unsupported; /* NULL, or why this declaration cannot be expressed */
	struct ffir_on *on;
	size_t n_on;

	/* function, variable */
	bool defined; /* a unit that was seen defines it */
	/* function */
	bool is_inline; /* static or extern inline: no symbol to call */
	/* record */
	bool transparent; /* a union that is passed as its first member would be (transparent_union) */
	bool opaque;	  /* never completed, or its body is not of the interface */
	enum ffir_record_kind record_kind;
	const char *imported; /* the module of another binding that has it, or NULL; in no document */
	struct ffir_field *fields;
	size_t n_fields;
	/* enumeration; domain (its codes) */
	struct ffir_enumerator *enumerators;
	size_t n_enumerators;
	/* alias, variable, constant */
	struct ffir_type *type;
	/* function, macro */
	struct ffir_function_type *function;
	struct ffir_function_type **signatures; /* one for each FFI_VARIADIC */
	size_t n_signatures;
	struct ffir_shim
		*shim;	  /* how bindings call what has no symbol, or values that they cannot pass; in no
				 * document */
	const char *from; /* constant: "macro", "declared", "note" */
};

/* ---- target ---- */

/* An arithmetic type (or pointer, "void*") of the target, or a standard typedef of one (IS set). */
struct ffir_basic {
	const char *name, *is;
	uint64_t size, align, field_align;
	bool is_signed; /* integers */
};

struct ffir_target {
	const char *id, *compiler, *flags;
	bool big_endian, char_signed;
	struct ffir_basic *basics;
	size_t n_basics;
};

/* ---- units: who said what; only in records of objects and documents of the plugin ---- */

struct ffir_has {
	const char *key;
	uint64_t hash; /* of the text of its decl record, ffir_hash */
};

struct ffir_unit_evidence {
	const char *key, *param; /* param NULL: the function, "" the result */
	struct ffir_evidence evidence;
};

struct ffir_unit {
	const char *name, *target, *plugin_version;
	bool preprocessed;
	struct ffir_has *has; /* in order of declaration */
	size_t n_has;
	const char **declares; /* keys of functions and variables declared, not defined, here */
	size_t n_declares;
	const char **defines;
	size_t n_defines;
	const char **opaque; /* keys of records that this unit leaves incomplete */
	size_t n_opaque;
	struct ffir_unit_evidence *evidence;
	size_t n_evidence;
};

struct ffir_library {
	const char *name, *version, *soname;
	struct ffir_doc *doc;
	struct ffir_loc at;
};

/* What a macro of the headers says wherever it stands; only in note files. */
struct ffir_marker {
	const char *macro;
	struct ffir_annotation *annotations; /* an argument "$1" is the macro's first */
	size_t n_annotations;
	struct ffir_loc at;
};

struct ffir_module {
	struct ffir_arena arena;
	struct ffir_library library; /* name NULL if nobody said */
	struct ffir_target *targets;
	size_t n_targets;
	struct ffir_decl **decls; /* in order of declaration */
	size_t n_decls;
	struct ffir_unit *units;
	size_t n_units;
	struct ffir_marker *markers;
	size_t n_markers;
	const char *
		*exported; /* symbols of the shared libraries that it was read from, sorted; in no document */
	size_t n_exported;
	void *index; /* by id, kept by module_add */
};

struct ffir_module *ffir_module_new(void);
void ffir_module_free(struct ffir_module *m);
/* Appends a new declaration with that id, which lives as long as M; NULL if there is one already. */
struct ffir_decl *ffir_module_add(struct ffir_module *m, enum ffir_decl_kind kind, const char *id);
/* Takes declarations of M out, each of which stands once in GONE; references to them are the caller's to care for. */
void ffir_module_remove(struct ffir_module *m, struct ffir_decl *const *gone, size_t n_gone);
/* The id of D, a declaration of M, is free again; D stays in M's list, which is the caller's to care for. */
void ffir_module_forget(struct ffir_module *m, const struct ffir_decl *d);
/* NULL if there is none. A constant's id starts with '#', so kinds do not clash. */
struct ffir_decl *ffir_module_find(const struct ffir_module *m, const char *id);
/* The name without "struct ", "union ", "enum ", "#", "domain/" or "macro ". */
const char *ffir_decl_name(const struct ffir_decl *d);
const struct ffir_basic *ffir_basic_find(const struct ffir_module *m, const char *name);
/* The signed integer of SIZE bytes that an enumeration of that size is laid out as; NULL if there is none. */
const struct ffir_basic *ffir_integer_of_size(const struct ffir_module *m, uint64_t size);

struct ffir_type *ffir_type_new(struct ffir_module *m, enum ffir_type_kind kind);
/* What TYPE is when aliases and standard typedefs are looked through; qualifiers on the way are lost.
 * A record or enumeration stays FFIR_TYPE_NAMED. *DECL, if DECL is not NULL, is its declaration or
 * NULL. Never NULL for a module that was validated. */
const struct ffir_type *ffir_type_resolve(const struct ffir_module *m, const struct ffir_type *type,
					  const struct ffir_decl **decl);
/* The same for quals that hold at any step of the way; an array has those of its elements. */
unsigned ffir_type_quals(const struct ffir_module *m, const struct ffir_type *type);
/* Bytes on the module's target; false where there is no size (void, function, opaque, []). */
bool ffir_type_size(const struct ffir_module *m, const struct ffir_type *type, uint64_t *size,
		    uint64_t *align);
/* What 'aligned' makes of TYPE, a typedef, or of one that this names, which ffir_type_size() looks through; else 0. */
uint64_t ffir_alias_align(const struct ffir_module *m, const struct ffir_type *type);
/* The declaration's facts on the module's (only) target, or NULL. */
const struct ffir_on *ffir_decl_on(const struct ffir_decl *d);
/* Is D called by the target's one convention? "sysv" and "ms" are other ones than "c" only where they differ. */
bool ffir_is_usual_call(const struct ffir_decl *d);
/* What a document leaves out since a declaration has it if nothing else is said: D's name, "default", "c"; NULL for what
 * has none. */
const char *ffir_implied_symbol(const struct ffir_decl *d);
const char *ffir_implied_visibility(const struct ffir_decl *d);
const char *ffir_implied_convention(const struct ffir_decl *d);
/* "registers", "memory", "reference", "not-callable". */
const char *ffir_pass_in_name(enum ffir_pass_in in);
/* Does the compiler hide D's symbol from other libraries? */
bool ffir_is_hidden(const struct ffir_decl *d);
/* What the symbols of shims (backends/shims.h) begin with: "point". Only a name that the author gave counts: a file's
 * is another one for the document than for the library. Allocated in A. */
const char *ffir_shims_prefix(struct ffir_arena *a, const struct ffir_module *m);
/* FNV-1a, 64 bits. */
uint64_t ffir_hash(const char *bytes, size_t size);
/* Both NULL, or the same characters. */
bool ffir_same_text(const char *a, const char *b);
/* Adds E, which is A's, to what is known, unless it is there already. */
void ffir_evidence_add(struct ffir_arena *a, struct ffir_evidence **list, size_t *n,
		       const struct ffir_evidence *e);

/* TYPE as C spells it, declarator and all, around NAME ("" for an abstract one):
 * "const char *(*f)(int)". Allocated in A. */
const char *ffir_type_spell(struct ffir_arena *a, const struct ffir_type *type, const char *name);
/* F around DECLARATOR with the names of its parameters: "int f(const char *name, ...)". */
const char *ffir_function_spell(struct ffir_arena *a, const struct ffir_function_type *f,
				const char *declarator);

#ifdef __cplusplus
}
#endif
#endif
