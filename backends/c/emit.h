/*
 * Inside of the C backend:
 *
 *	c.c        the table of what it can do, the header's frame
 *	declare.c  types and values as C spells them
 *	conditions.c  what not every compiler has
 *	layout.c   which attributes give a record the layout it has
 *	system.c   what the C library's own headers declare; system_files.c its files
 *	raw.c      the raw layer: declarations; types.c the types, docs.c their comments
 *	checks.c   the static assertions about it
 *	targets.c  which of several targets it is compiled for, and what only some have
 *	safe.c     the idiomatic layer: failures, objects, signatures
 *	call.c     the signature of a call; call_doc.c its comment
 *	ops.c      its program, and what comes back
 *	prepare.c  its ops before C is called
 *	closure.c  callbacks
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_C_EMIT_H
#define FFI_C_EMIT_H

#include "backends/shims.h"
#include "backends/printing.h"

struct c_emit {
	const struct plan *p;
	const struct ffir_module *m;
	struct writer *w;
	struct ffir_arena a;
	struct diag *d;
	const char *library; /* "point": in the names of what the header itself declares */
	const char *upper;   /* "POINT" */
	unsigned *
		mentions; /* parallel to m->decls: how often fields mention an enumeration without a name; all other
			     * mentions count twice */
	bool *system;	   /* parallel to m->decls: a header of the C library declares it, and is included */
	bool counts_calls; /* objects know the calls that run: some function takes a closure */
};

extern const struct backend backend_c;

char *c_text(struct c_emit *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- targets.c ---- */

extern const struct many_style c_many;

/* Macros that say for which of several targets this is compiled, and when they are not needed any more. Nothing for
 * one target. */
void c_emit_targets(struct c_emit *e, const struct ffir_interface *all);
void c_emit_targets_end(struct c_emit *e, const struct ffir_interface *all);
/* "POINT", by the header's name. */
const char *c_upper(struct c_emit *e, const struct emit_options *options);

/* ---- declare.c ---- */

/* TYPE around NAME ("" for an abstract one), parameters' names and all. The base type of an inline record is
 * left to the caller, who prints its body: see c_inline_record. */
const char *c_declare(struct c_emit *e, const struct ffir_type *type, const char *name);
/* The same without the base type and its qualifiers: "*(*name)(int)". */
const char *c_declarator(struct c_emit *e, const struct ffir_type *type, const char *name);
/* A prototype without ';'. */
const char *c_prototype(struct c_emit *e, const struct ffir_function_type *type, const char *name);
/* What alone names record D, as a typedef of an array of it or a pointer to it, a variable or a function that returns
 * it: "struct NAME_" is its tag here. NULL for others. */
const struct ffir_decl *c_namer(const struct c_emit *e, const struct ffir_decl *d);
/* Has D, a record or enumeration, no name in C at all? */
bool c_is_nameless(const struct c_emit *e, const struct ffir_decl *d);
/* Counts e->mentions. */
void c_count_mentions(struct c_emit *e);
/* Of an enumeration that has no name; 0 for others. What is mentioned once stands where that field is declared, what is
 * mentioned more often has a tag of the header's own, of its first enumerator and '_'. */
unsigned c_mentions(const struct c_emit *e, const struct ffir_decl *d);
/* The record without a name of its own that stands at the bottom of TYPE, or NULL. */
const struct ffir_decl *c_inline_record(const struct c_emit *e, const struct ffir_type *type);
/* Why C cannot spell TYPE, or NULL. */
const char *c_unspeakable(const struct c_emit *e, const struct ffir_type *type);
/* Whether ISO C99 or C++11 lacks something in it, so that __extension__ must stand before. */
bool c_is_extension(const struct c_emit *e, const struct ffir_type *type);
/* Is a part of TYPE const, so that C lets nobody assign to it? */
bool c_has_constant(const struct c_emit *e, const struct ffir_type *type);
/* VALUE as an expression of TYPE: "16u", "(-1)", "((enum e)3)"; NULL if C has no literal for it. */
const char *c_value(struct c_emit *e, const struct ffir_value *value, const struct ffir_type *type);
/* NAME, or what stands for it where it is a keyword of C++. */
const char *c_name(struct c_emit *e, const char *name);
/* The same for a key: "struct point", "point_t". */
const char *c_tag(struct c_emit *e, const char *id);
bool c_is_keyword(const char *name);
bool c_is_taken(
	const char *name); /* by C23 or an included header, so that it has to be another name everywhere */
/* The lines of a string literal or comment. */
const char *c_string(struct c_emit *e, const char *text, size_t size);
const char *c_comment_text(struct c_emit *e, const char *text);
/* A name of letters, digits and '_', from TEXT. */
const char *c_identifier(struct c_emit *e, const char *text, bool upper);

/* ---- conditions.c ---- */

/* What "#if" asks for what TYPE, a function or the fields of a record need, behind pointers and in
 * what travels by value too; NULL if every compiler has it. */
const char *c_condition(struct c_emit *e, const struct ffir_type *type);
const char *c_condition_of_function(struct c_emit *e, const struct ffir_function_type *function);
const char *c_condition_of_fields(struct c_emit *e, const struct ffir_decl *record);
/* "#if CONDITION" and "#endif", or nothing. */
void c_open_condition(struct c_emit *e, const char *condition);
void c_close_condition(struct c_emit *e, const char *condition);

/* ---- layout.c ---- */

/* The attributes that make a compiler lay a record out as it is. */
struct c_layout {
	bool packed;	  /* the record */
	bool transparent; /* the record */
	bool gcc_struct;  /* the record */
	uint64_t aligned; /* the record; 0: not needed */
	uint64_t
		by_name; /* what only its typedef aligns it to, since its size is no multiple of that; or 0 */
	uint64_t *fields; /* parallel to the fields: aligned(N), 0 not needed */
	bool *packs;	  /* parallel to the fields: packed */
	uint64_t *pads;	  /* bytes before each field, and behind the last, that are members of their own */
};

bool c_is_windows(const struct ffir_module *m);
/* What a record is aligned to without its typedef: typedef struct { } x __attribute__((aligned(16))). */
uint64_t c_own_align(const struct ffir_on *on);
/* False if no attributes do. */
bool c_layout_of(struct c_emit *e, const struct ffir_decl *record, struct c_layout *layout);

/* ---- docs.c ---- */

/* The author's comment, or nothing. */
void c_emit_doc(struct c_emit *e, const struct ffir_doc *doc);
/* What is to be said beside it, or nothing if SAYS is NULL. */
void c_emit_remark(struct c_emit *e, const char *says);
/* The comment of a declaration, and what no attribute says of it. */
void c_emit_doc_since(struct c_emit *e, const struct ffir_doc *doc, const struct ffir_decl *d);
/* A member or enumerator with its comment, behind it or before it. */
void c_emit_with_doc(struct c_emit *e, const char *text, const struct ffir_doc *doc,
		     struct plan_standing standing);
/* " __attribute__((deprecated))", or "". */
const char *c_deprecated_text(struct c_emit *e, const struct ffir_decl *d);

/* ---- types.c ---- */

/* It is "struct point", not a typedef's name; or a typedef says of what it is an array or a pointer (c_namer). */
bool c_has_tag(const struct c_emit *e, const struct ffir_decl *d);
/* Why the fields of a record cannot be shown, or NULL, with the layout that they have. */
const char *c_why_no_body(struct c_emit *e, const struct ffir_decl *d, struct c_layout *layout);
void c_emit_record(struct c_emit *e, const struct ffir_decl *d);
void c_emit_enumeration(struct c_emit *e, const struct ffir_decl *d);
void c_emit_alias(struct c_emit *e, const struct ffir_decl *d);

/* ---- system.c, raw.c, checks.c ---- */

/* Fills E->system. */
void c_mark_system(struct c_emit *e);
void c_emit_includes(struct c_emit *e);
/* The header to include for the type ID, wherever it stands; NULL if it is not known to be the C library's. */
const char *c_system_header(const char *id);
/* The header to include for what stands in FILE, if that is the C library's; else NULL. */
const char *c_system_header_of(const char *file);
/* Is FILE one of the kernel's, whose types are others than those that the C library has under the same names? More are
 * where it is ALONE: the C library's headers cannot be included with it. */
bool c_is_of_kernel(const char *file, bool alone);
void c_emit_raw(struct c_emit *e);
/* Whether the raw layer declares F so that it can be called. */
bool c_can_call(struct c_emit *e, const struct plan_function *f);
void c_emit_checks(struct c_emit *e, const struct ffir_interface *all);

/* ---- safe.c, call.c, closure.c ---- */

/* Whether there is anything to be safe with: functions, objects, callbacks, failures. */
bool c_has_safe(struct c_emit *e);
void c_emit_safe(struct c_emit *e);
/* Some function takes a callback with user data. */
bool c_takes_closures(const struct c_emit *e);

#endif
