/*
 * Inside of the C# backend: one file with a raw layer of LibraryImport declarations and the idiomatic
 * layer over it. How its files share the work:
 *
 *	csharp.c   what the language can do; the order of the file
 *	texts.c    names, literals, XML comments, long lines
 *	parts.c    run-time text
 *	types.c    C types as the raw layer has them, shapes as callers see them
 *	items.c    enums, constants, exceptions, the raw layer
 *	variables.c global variables
 *	records.c  structs with their exact layout
 *	calls.c    a call's program; give.c (give_inside.c) the ops in front, take.c those behind it,
 *		   later.c what completes later
 *	members.c  functions, handles and classes; properties.c their fields; protocols.c what they are to C#
 *	handles.c  integers and pointers that are types of their own
 *	forms.c	   values inside C objects; natives.c what callers have for compounds and tagged unions
 *	closures.c functions that C calls; interfaces.c structs of them
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_CSHARP_H
#define FFI_CSHARP_H

#include "backends/forms.h"
#include "backends/parts.h"
#include "backends/printing.h"

/* The longest line of code; comments may be longer where a word is. */
#define CSHARP_COLUMNS 120

/* clang-format off */

/* Parts of the run time, each of a file in runtime/, in the order in which they are printed. */
#define CSHARP_PARTS(PART) \
	PART(CSHARP_LOADER, NativeLoader_cs) \
	PART(CSHARP_HANDLE, NativeHandle_cs) \
	PART(CSHARP_TEXT, NativeText_cs) \
	PART(CSHARP_LASTING_TEXT, LastingText_cs) \
	PART(CSHARP_LASTING_MEMORY, LastingMemory_cs) \
	PART(CSHARP_GIVEN_TEXT, GivenText_cs) \
	PART(CSHARP_TEXT_OF, TextOf_cs) \
	PART(CSHARP_WIDE, WideText_cs) \
	PART(CSHARP_SLICE, Slices_cs) \
	PART(CSHARP_COPY, Copies_cs) \
	PART(CSHARP_VIEW, Views_cs) \
	PART(CSHARP_COUNTED, NativeCount_cs) \
	PART(CSHARP_LENT, Lent_cs) \
	PART(CSHARP_ADOPTED, Adopted_cs) \
	PART(CSHARP_ITERATION, Iteration_cs) \
	PART(CSHARP_CLOSURE, NativeClosure_cs) \
	PART(CSHARP_LASTING, LastingClosure_cs) \
	PART(CSHARP_ONCE, OnceClosure_cs) \
	PART(CSHARP_COMPLETION, Completion_cs) \
	PART(CSHARP_CALLS, NativeCalls_cs) \
	PART(CSHARP_PIN, NativePin_cs) \
	PART(CSHARP_BITS, BitFields_cs) \
	PART(CSHARP_COMPLEX_SINGLE, ComplexSingle_cs) \
	PART(CSHARP_CLOSED, NativeEnum_cs) \
	PART(CSHARP_FORM, Form_cs) \
	PART(CSHARP_FORM_PLAIN, PlainForm_cs) \
	PART(CSHARP_FORM_CLOSED, ClosedForm_cs) \
	PART(CSHARP_FORM_NUMBER_AT, NumberAt_cs) \
	PART(CSHARP_FORM_TEXT, TextForm_cs) \
	PART(CSHARP_FORM_TEXT_INSIDE, TextInside_cs) \
	PART(CSHARP_FORM_BYTES, BytesForm_cs) \
	PART(CSHARP_FORM_BYTES_INSIDE, BytesInside_cs) \
	PART(CSHARP_FORM_MANY, ManyForm_cs) \
	PART(CSHARP_FORM_MANY_INSIDE, ManyInside_cs) \
	PART(CSHARP_FORM_COUNTED, CountedForm_cs) \
	PART(CSHARP_FORM_OPTION, OptionForm_cs) \
	PART(CSHARP_FORM_LIFTED, LiftedForm_cs) \
	PART(CSHARP_FORM_INDIRECT, IndirectForm_cs) \
	PART(CSHARP_FORM_INSTANCE, InstanceForm_cs) \
	PART(CSHARP_FORM_RESULT, ResultForm_cs) \
	PART(CSHARP_FORM_FREED, FreedForm_cs)

/* clang-format on */

enum csharp_part { CSHARP_PARTS(PART_ENUMERATOR) N_CSHARP_PARTS };

struct csharp {
	const struct plan *p;
	const struct emit_options *options;
	struct diag *d;
	struct ffir_arena *a;
	struct writer *w; /* the body */
	bool parts[N_CSHARP_PARTS];
	const char *space;   /* the namespace */
	const char *library; /* what the loader is asked for */
	struct forms forms;  /* of class Forms */
};

#define TEXT(e, ...) ffir_printf((e)->a, __VA_ARGS__)

/* ---- texts.c ---- */

extern const char *const csharp_keywords[],
	*const csharp_taken[], *const csharp_dotnet[], *const csharp_raw_reserved[],
							       *const csharp_unwelcome[],
								       *const csharp_reserved[],
									       *const csharp_of_interfaces[];
extern const struct backend backend_csharp;
/* The name that was assigned, else C's. */
const char *csharp_name(const struct plan_name *name);
/* NAME, which may be qualified, where it is declared. */
const char *csharp_own(const char *name);
/* NAME with '_' for its dots, where what is internal to the file is called after it. */
const char *csharp_flat(struct csharp *e, const char *name);
/* What is printed between stands in the namespace of NAME. */
void csharp_enter(struct csharp *e, const struct plan_name *name);
void csharp_leave(struct csharp *e, const struct plan_name *name);
bool csharp_same_place(const struct plan_name *a, const struct plan_name *b);
/* The function that makes the exception of ERROR; F as it is called: each in the namespace that has it. */
const char *csharp_error_maker(struct csharp *e, const struct plan_error *error);
const char *csharp_raw(struct csharp *e, const struct plan_function *f);
/* A literal of string or number; NULL if there is none. */
const char *csharp_string(struct csharp *e, const char *text, size_t size);
const char *csharp_literal(struct csharp *e, const struct ffir_value *value);
/* A line and an opening brace one level up, and back: "}" and TAIL. */
void csharp_open(struct csharp *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
void csharp_close(struct csharp *e, const char *tail);
/* An empty line, unless a brace was just opened. */
void csharp_gap(struct csharp *e);
/* FIRST + ITEMS joined by ", " + LAST, on one line or one item a line. */
void csharp_list(struct csharp *e, const char *first, const char *const *items, size_t n, const char *last);
/* <TAG>TEXT</TAG> as XML comments; TEXT is plain and gets escaped. NAME is an attribute or NULL. */
void csharp_doc(struct csharp *e, const char *tag, const char *name, const char *text);
/* The same with another attribute than "name". */
void csharp_doc_of(struct csharp *e, const char *tag, const char *attribute, const char *name,
		   const char *text);
/* A <summary> of DOC, else of OTHERWISE, and remarks. */
void csharp_summary(struct csharp *e, const struct ffir_doc *doc, const char *otherwise);
/* The same with what is said of it, and its attribute if it is deprecated: nothing of its comment may follow. */
void csharp_summary_of(struct csharp *e, const struct ffir_doc *doc, const struct plan_standing *standing,
		       const char *otherwise);
/* The same without the attribute, where more of the comment follows. */
void csharp_summary_since(struct csharp *e, const struct ffir_doc *doc, const struct plan_standing *standing,
			  const char *otherwise);
/* Whether users are warned of what the file itself goes on using. */
bool csharp_uses_obsolete(const struct plan *p);
/* The attribute for what is deprecated; nothing if MESSAGE is NULL. */
void csharp_obsolete(struct csharp *e, const char *message);
/* A comment of code. */
void csharp_comment(struct csharp *e, const char *text);
/* The same of each line of TEXT. */
void csharp_comment_lines(struct csharp *e, const char *text);

/* ---- parts.c ---- */

extern const struct run_time csharp_run_time;
void csharp_need(struct csharp *e, enum csharp_part part);
void csharp_emit_parts(struct csharp *e, struct writer *w);

/* ---- types.c ---- */

/* The type of the raw layer for TYPE; NULL with *REASON if there is none. */
const char *csharp_raw_type(struct csharp *e, const struct ffir_type *type, enum type_place place,
			    const char **reason);
/* What a value of SHAPE is for callers. */
const char *csharp_type(struct csharp *e, const struct plan_shape *shape, enum position position);
/* What an array of SHAPE's elements holds. */
const char *csharp_element(struct csharp *e, const struct plan_shape *shape);
/* What C's text at POINTER is for callers: COUNT code units of it (bytes if BYTES), up to the NUL if NULL. */
const char *csharp_text_of(struct csharp *e, const struct plan_shape *shape, const char *pointer,
			   const char *count, bool bytes);
/* TEXT as a TO, that of C type TYPE or that of ITEM, NULL if it is of no enumeration; throws what does not fit. */
const char *csharp_enum_cast(struct csharp *e, const struct plan_enum *item, const struct ffir_type *type,
			     bool to_c, const char *to, const char *text);
/* Constant VALUE as an expression of C type TYPE. */
const char *csharp_constant(struct csharp *e, const struct ffir_value *value, const struct ffir_type *type);
/* What the table of the backend cannot say. */
const char *csharp_refuse_type(void *begun, const struct ffir_type *type, enum type_place place);
const char *csharp_refuse_call(void *begun, const struct plan_call *call);
/* TEXT, a value of ITEM (NULL: of no enumeration) or many, which throws if it is of a closed one and has no name. */
const char *csharp_known(struct csharp *e, const struct plan_enum *item, const char *text);
/* "uint", or NULL where C# has none of SIZE bytes. */
const char *csharp_integer_name(uint64_t size, bool is_signed);
/* Why R cannot be passed by value, or NULL. */
const char *csharp_no_copy(struct csharp *e, const struct plan_record *r);
/* Whether a value of TYPE is one of .NET's own structs, or holds one. */
bool csharp_is_dotnet(struct csharp *e, const struct ffir_type *type);
/* Whether a value that TYPE takes or gives is of one of .NET's own structs, or holds one. */
bool csharp_takes_dotnet(struct csharp *e, const struct ffir_function_type *type);

/* The integer that carries TYPE, an enumeration also. */
const char *csharp_integer(struct csharp *e, const struct ffir_type *type);

/* ---- forms.c ---- */

/* Its type is a struct of C#. */
bool csharp_is_value(const struct plan_shape *shape);
/* An expression of type Form<...>, of what csharp_type() says AS_ELEMENT. */
const char *csharp_form_text(struct csharp *e, const struct plan_shape *shape);
/* The constant that holds it. */
const char *csharp_form(struct csharp *e, const struct plan_shape *shape);
/* The same, of type ManyForm<...>, for the elements of slice or vector SHAPE alone. */
const char *csharp_many_form(struct csharp *e, const struct plan_shape *shape);
/* What C object NAME, of SHAPE, is for callers, or what the object is that pointer NAME leads to. */
const char *csharp_read_object(struct csharp *e, const struct plan_shape *shape, const char *name);
/* The elements of SHAPE at pointer NAME, COUNT (csharp_elements_count) of them. */
const char *csharp_read_elements(struct csharp *e, const struct plan_shape *shape, const char *name,
				 const char *count);
/* How many elements OP reads of SHAPE, as a long: COUNT of them, or as many as SHAPE says; NULL: their end does. */
const char *csharp_elements_count(struct csharp *e, const struct plan_op *op, const struct plan_shape *shape,
				  const char *count);
/* The constant that reads SLOT's value, *AT bytes behind the beginning of C's. */
const char *csharp_slot_form(struct csharp *e, const struct plan_carrier *c, const struct plan_slot *slot,
			     uint64_t *at);
void csharp_emit_forms(struct csharp *e);

/* ---- natives.c ---- */

/* C's struct. */
const char *csharp_struct(const struct plan_record *record);
void csharp_emit_natives(struct csharp *e);
void csharp_emit_reader(struct csharp *e, const struct plan_carrier *c);

/* ---- items.c ---- */

void csharp_emit_enums(struct csharp *e);
void csharp_emit_constants(struct csharp *e);
void csharp_emit_base_error(struct csharp *e);
void csharp_emit_errors(struct csharp *e);
void csharp_emit_raw(struct csharp *e);

/* ---- variables.c ---- */

/* Whether it is bound; if not, csharp_emit_variable() prints why. */
bool csharp_has_variable(struct csharp *e, const struct plan_variable *v);
void csharp_emit_variable(struct csharp *e, const struct plan_variable *v);

/* ---- records.c ---- */

void csharp_emit_records(struct csharp *e);
/* Where C's natural rules put the fields is where they are. */
bool csharp_is_natural(const struct csharp *e, const struct plan_record *r);

/* ---- closures.c ---- */

const char *csharp_delegate(struct csharp *e, const struct plan_closure *c);
/* The method, or the class of native delegates, behind C's function pointer. */
const char *csharp_runner(struct csharp *e, const struct plan_closure *c);
/* C as callers give it, with its doc, which is DOC, else that it is C's CNAME: "WORDS type CALLED(params);". */
void csharp_emit_signature(struct csharp *e, const struct plan_closure *c, const struct ffir_doc *doc,
			   const char *cname, const char *words, const char *called);
void csharp_emit_closures(struct csharp *e);

/* ---- calls.c ---- */

void csharp_emit_call_body(struct csharp *e, const struct plan_call *call);

/* ---- take.c ---- */

/* Whether TEXT of C type TYPE is the failure that OP tests for. */
const char *csharp_failure_test(struct csharp *e, const struct plan_op *op, const char *text,
				const struct ffir_type *type);
/* A new exception for a failure of CALL with CODE; NUMBER is errno. TOLD is the text that an object told, or NULL. */
const char *csharp_failure(struct csharp *e, const struct plan_call *call, const struct plan_error *error,
			   const char *code, const char *told, const char *number);

/* ---- interfaces.c ---- */

void csharp_emit_interfaces(struct csharp *e);

/* ---- handles.c ---- */

/* The handle that C gives as TEXT, and what C is given of the one that is TEXT. */
const char *csharp_typed_handle(struct csharp *e, const struct plan_shape *shape, const char *text);
const char *csharp_handle_number(struct csharp *e, const struct plan_shape *shape, const char *text);
void csharp_emit_handles(struct csharp *e);

/* ---- later.c ---- */

/* What the task of a call that completes later gives: NULL for nothing. */
const char *csharp_task_value(struct csharp *e, const struct plan_call *call);
/* Whether such a call can be told to give up. */
bool csharp_can_cancel(const struct plan_call *call);
/* Why CALL cannot wait for what it completes through, or NULL. */
const char *csharp_refuse_later(struct csharp *e, const struct plan_call *call);

/* ---- properties.c ---- */

void csharp_emit_properties(struct csharp *e, const struct plan_class *k);

/* ---- members.c ---- */

void csharp_emit_functions(struct csharp *e);
void csharp_emit_classes(struct csharp *e);
const char *csharp_result_type(struct csharp *e, const struct plan_call *call);
/* ACCESS is "public" or "private". */
void csharp_emit_method(struct csharp *e, const struct plan_call *call, const char *access);

/* ---- protocols.c ---- */

/* What class K is besides: "IDisposable, IEquatable<Node>". */
const char *csharp_bases(struct csharp *e, const struct plan_class *k);
/* Callers have another form of it. */
bool csharp_is_hidden(const struct plan_call *call);
void csharp_emit_accessors(struct csharp *e, const struct plan_class *k);
void csharp_emit_protocols(struct csharp *e, const struct plan_class *k);

#endif
