/*
 * Inside of the Python backend: a module that describes the library to ctypes, and the idiomatic
 * layer over it. How its files share the work:
 *
 *	python.c   what the language can do; the order of a module
 *	names.c    keywords and cases; names that only this language needs
 *	texts.c    literals, docstrings, imports
 *	parts.c    run-time text
 *	types.c    C types as ctypes knows them, shapes as annotations; made.c numbers that it lacks
 *	items.c    enums, constants, exceptions, variables, the raw layer
 *	targets.c  which of several targets it runs on, and what only some have
 *	records.c  structures with their exact layout, which layout.c finds
 *	by_value.c structs by value that ctypes refuses
 *	forms.c    values inside C objects
 *	calls.c    a call's program: body.c its values, give.c (give_closures.c) and take.c the ops, failures.c
 *	members.c  functions and classes; properties.c their properties
 *	closures.c functions that C calls
 *	namespaces.c where things stand
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_PYTHON_H
#define FFI_PYTHON_H

#include "backends/forms.h"
#include "backends/parts.h"
#include "backends/printing.h"

/* The longest line of a module. */
#define PYTHON_COLUMNS 99

/* clang-format off */

/* Parts of the run time, each of a file in runtime/, in an order in which a module can declare them: those that
 * enumerations, records and the raw layer rest on, then the others. */
#define PYTHON_EARLY_PARTS(PART) \
	PART(PART_TARGET, target_py) \
	PART(PART_OPEN_ENUM, open_enum_py) \
	PART(PART_CODE, code_py) \
	PART(PART_OUT_OF_RANGE, out_of_range_py) \
	PART(PART_INTEGER, integer_py) \
	PART(PART_SINGLE, single_py) \
	PART(PART_LIMITED, limited_py) \
	PART(PART_LOST, lost_py) \
	PART(PART_ELEMENT, element_py) \
	PART(PART_NUMBERS_INSIDE, numbers_inside_py) \
	PART(PART_FILL, fill_py) \
	PART(PART_MADE, made_py) \
	PART(PART_COMPLEX, complex_py) \
	PART(PART_COMPLEX_FLOAT, complex_float_py) \
	PART(PART_COMPLEX_DOUBLE, complex_double_py) \
	PART(PART_COMPLEX_LONG, complex_long_py) \
	PART(PART_HALF, half_py) \
	PART(PART_WIDE_INTEGER, wide_integer_py) \
	PART(PART_MADE_INSIDE, made_inside_py) \
	PART(PART_BITS, bits_py) \
	PART(PART_ALIGNED, aligned_py) \
	PART(PART_LIBRARY, library_py) \
	PART(PART_FUNCTION, function_py) \
	PART(PART_SINCE, since_py) \
	PART(PART_VARIABLE, variable_py)

#define PYTHON_LATE_PARTS(PART) \
	PART(PART_NONE, none_py) \
	PART(PART_ENCODE, encode_py) \
	PART(PART_ENCODE_LOCALE, encode_locale_py) \
	PART(PART_ENCODE_BYTES, encode_bytes_py) \
	PART(PART_TEXT, text_py) \
	PART(PART_TEXT_OR_NONE, text_or_none_py) \
	PART(PART_LOCALE_OR_NONE, locale_or_none_py) \
	PART(PART_BUFFER, buffer_py) \
	PART(PART_READABLE, readable_py) \
	PART(PART_WRITABLE, writable_py) \
	PART(PART_ARRAY, array_py) \
	PART(PART_OWN_ARRAY, own_array_py) \
	PART(PART_NUMBERS, numbers_py) \
	PART(PART_OWN_NUMBERS, own_numbers_py) \
	PART(PART_MADE_NUMBERS, made_numbers_py) \
	PART(PART_ROOM, room_py) \
	PART(PART_BYTES_AT, bytes_at_py) \
	PART(PART_WIDE, wide_py) \
	PART(PART_COUNTED, counted_py) \
	PART(PART_THERE, there_py) \
	PART(PART_PIN, pin_py) \
	PART(PART_OS_ERROR, os_error_py) \
	PART(PART_RAISED, raised_py) \
	PART(PART_STAYS, stays_py) \
	PART(PART_CLOSURE, closure_py) \
	PART(PART_LASTING_CLOSURE, lasting_closure_py) \
	PART(PART_METHODS, methods_py) \
	PART(PART_SHARED_CLOSURE, shared_closure_py) \
	PART(PART_ONCE_CLOSURE, once_closure_py) \
	PART(PART_COMPLETION, completion_py) \
	PART(PART_INTEGER_RESULT, integer_result_py) \
	PART(PART_FLOAT_RESULT, float_result_py) \
	PART(PART_HANDLE, handle_py) \
	PART(PART_KEPT, kept_py) \
	PART(PART_CHECK_OBJECT, check_object_py) \
	PART(PART_CHECK_THREAD, check_thread_py) \
	PART(PART_OBJECT, object_py) \
	PART(PART_CLOSABLE, closable_py) \
	PART(PART_FORM_BASE, form_base_py) \
	PART(PART_FORM_ENCODING, form_encoding_py) \
	PART(PART_FORM_NUMBER, form_number_py) \
	PART(PART_FORM_MADE, form_made_py) \
	PART(PART_FORM_STRUCT, form_struct_py) \
	PART(PART_FORM_RAW, form_raw_py) \
	PART(PART_FORM_INDIRECT, form_indirect_py) \
	PART(PART_FORM_TEXT_POINTER, form_text_pointer_py) \
	PART(PART_FORM_TEXT_INSIDE, form_text_inside_py) \
	PART(PART_FORM_MANY, form_many_py) \
	PART(PART_VIEW, view_py) \
	PART(PART_FORM_MUTABLE, form_mutable_py) \
	PART(PART_FORM_MANY_INSIDE, form_many_inside_py) \
	PART(PART_FORM_INSTANCE, form_instance_py) \
	PART(PART_FORM_COUNT, form_count_py) \
	PART(PART_FORM_UNITS, form_units_py) \
	PART(PART_FORM_COUNTED, form_counted_py) \
	PART(PART_FORM_OPTION, form_option_py) \
	PART(PART_FORM_RESULT, form_result_py) \
	PART(PART_FORM_TAGGED, form_tagged_py) \
	PART(PART_FORM_FIELD, form_field_py) \
	PART(PART_FORM_COMPOUND, form_compound_py) \
	PART(PART_FORM_FREED, form_freed_py) \
	PART(PART_GIVEN_MEMORY, given_memory_py) \
	PART(PART_KEEP_MEMORY, keep_memory_py)

/* clang-format on */

enum python_part {
	PYTHON_EARLY_PARTS(PART_ENUMERATOR) N_EARLY_PARTS,
	LAST_EARLY_PART = N_EARLY_PARTS - 1,
	PYTHON_LATE_PARTS(PART_ENUMERATOR) N_PARTS
};

/* "import MODULE", or "from MODULE import NAME", for type checkers only if TYPING. */
struct import {
	const char *module, *name;
	bool typing;
};

/* What Python makes of a plan_record, parallel to the plan's. */
struct python_record {
	bool natural;		      /* ctypes' own rules give C's offsets; else padding is explicit */
	uint64_t align;		      /* as ctypes sees it */
	const char *no_copy;	      /* why ctypes cannot pass it by value, or NULL */
	const char *by_value, *units; /* the class that travels in its place then, of these fields; or NULL */
	bool declared;
};

enum exported { EXPORTED_CLASS, EXPORTED_TYPE, EXPORTED_CONSTANT, EXPORTED_FUNCTION };

/* What stands in a namespace. */
struct placed {
	const struct plan_name *name;
	enum exported kind;
};

struct python {
	const struct plan *p;
	const struct emit_options *options;
	struct diag *d;
	struct ffir_arena *a;
	struct writer *w; /* the body */
	bool parts[N_PARTS];
	struct import *imports;
	size_t n_imports;
	const char **exports; /* of __all__ */
	size_t n_exports;
	struct placed *placed;
	size_t n_placed;
	struct python_record *records;
	struct forms forms;
	const char *module; /* its name */
};

#define TEXT(e, ...) ffir_printf((e)->a, __VA_ARGS__)

/* ---- names.c ---- */

extern const struct backend backend_python;
extern const char *const python_keywords[], *const python_taken[], *const python_of_classes[],
									   *const python_reserved[];
/* The name that was assigned, else C's. */
const char *python_name(const struct plan_name *name);
/* The same for people: without the place in front. */
const char *python_own(const struct plan_name *name);
/* The class that numbers of SHAPE are given to callers as, an enumeration or a type of its own; NULL if there is none. */
const char *wrapper_name(const struct plan_shape *shape);
/* Whether 0 can be a value of ITEM. */
bool zero_is_member(const struct plan_enum *item);
/* The class of ctypes for R: callers have another one of its name where they have no C object. */
const char *record_name(struct python *e, const struct plan_record *r);
/* "_NAME SUFFIX", in the module that NAME may be qualified with; two underscores would be mangled inside of classes. */
const char *python_private(struct python *e, const char *name, const char *suffix);
/* F as it is called: "raw.NAME", in its own module. */
const char *python_raw(struct python *e, const struct plan_function *f);
/* C's NAME as an attribute of the raw layer. */
const char *python_attribute(struct python *e, const char *name);

/* ---- texts.c ---- */

/* LINE is a line of Python, "import x" or "from x import a, b". */
void need_import(struct python *e, const char *line);
void need_typing(struct python *e, const char *line);
void export_name(struct python *e, const char *name);
/* A str or bytes literal, quotes and all. */
const char *str_literal(struct python *e, const char *text, size_t size);
const char *bytes_literal(struct python *e, const char *text, size_t size);
/* A number or text; NULL kind gives NULL. */
const char *value_literal(struct python *e, const struct ffir_value *value);
/* The text that BYTES, an expression, is in an encoding of 8 bits; a COPY of bytes that may change. */
const char *decoded_text(struct python *e, const char *bytes, enum plan_encoding encoding, bool copy);
/* The text at POINTER in one of 16 or 32: COUNT units of it (bytes if BYTES), up to the NUL if NULL. */
const char *wide_text(struct python *e, const struct plan_shape *shape, const char *pointer,
		      const char *count, bool bytes);
/* A docstring of paragraphs and sections; nothing if all are empty. SECTIONS are lines, "" between. */
struct doc_text {
	struct ffir_buf text;
};
void doc_begin(struct doc_text *t, const struct ffir_doc *doc);
/* The same, or OTHERWISE if there is nothing, and what STANDING says. */
void doc_begin_of(struct python *e, struct doc_text *t, const struct ffir_doc *doc,
		  const struct plan_standing *standing, const char *otherwise);
void doc_paragraph(struct doc_text *t, const char *text);
/* "    NAME: TEXT" in section TITLE, whose heading is printed when it changes. */
void doc_item(struct doc_text *t, const char **title_now, const char *title, const char *name,
	      const char *text);
/* Notes, references and versions of DOC. */
/* The sections of DOC that are KIND. */
void doc_sections(struct doc_text *t, const struct ffir_doc *doc, enum ffir_doc_kind kind, const char *title,
		  const char **title_now);
void doc_rest(struct doc_text *t, const struct ffir_doc *doc, const char **title_now);
/* Prints and releases. */
void doc_print(struct python *e, struct doc_text *t);
/* The docstring of DOC and STANDING, maybe none. */
void doc_emit_of(struct python *e, const struct ffir_doc *doc, const struct plan_standing *standing);
/* An attribute NAME of a class's documentation, with what is said of the field that it is; STANDING may be NULL. */
void doc_attribute(struct python *e, struct doc_text *t, const char **title_now, const char *name,
		   const struct ffir_doc *doc, const struct plan_standing *standing);
/* Lines of TEXT as comments. */
void comment_emit(struct python *e, const char *text);
/* FIRST + ITEMS joined by ", " + LAST, on one line or one item a line. Empty ITEMS are left out. */
void emit_list(struct python *e, const char *first, const char *const *items, size_t n, const char *last);
/* LINE, DEEPER levels inside, is not too long. */
bool line_fits(const struct python *e, const char *line, unsigned deeper);
/* "return A and B", on one line or one item a line. */
void emit_all_of(struct python *e, const char *const *items, size_t n);
/* Two empty lines, as between definitions. */
void emit_gap(struct python *e);
/* The module's head into W. */
void emit_head(struct python *e, struct writer *w);

/* ---- namespaces.c ---- */

/* What callers have by NAME: in __all__, or in its namespace. */
void export_item(struct python *e, const struct plan_name *name, enum exported kind);
/* The namespaces, once all that is in them is printed. */
void emit_namespaces(struct python *e);

/* ---- targets.c ---- */

extern const struct many_style python_many;

/* Finds out which of several targets the module is imported on; behind the imports. */
void emit_targets(struct python *e);
/* Whether the module is for more than one. */
static inline bool is_for_many(const struct python *e)
{
	return e->options->all->n_modules > 1;
}

/* ---- parts.c ---- */

extern const struct run_time python_run_time;
void need(struct python *e, enum python_part part);
/* What the parts that are needed import. */
void import_for_parts(struct python *e);
/* Those of FROM up to TO, TO left out. */
void emit_parts(struct python *e, struct writer *w, size_t from, size_t to);

/* ---- types.c ---- */

/* The ctypes expression for TYPE; NULL with *REASON if there is none. */
const char *ctype(struct python *e, const struct ffir_type *type, enum type_place place, const char **reason);
/* C's long double; NULL with *REASON if Python's own compiler had another one: that for Windows, where it is a double. */
const char *long_double_ctype(struct python *e, const char **reason);
/* Of ELEMENTs, an expression or NULL, as many as array TYPE has. */
const char *ctype_array(struct python *e, const struct ffir_type *type, const char *element);
/* ctypes.CFUNCTYPE (...) for TYPE. */
const char *ctype_function(struct python *e, const struct ffir_function_type *type, const char **reason);
/* What the value is in annotations of the raw layer. */
const char *raw_annotation(struct python *e, const struct ffir_type *type, enum type_place place);
/* What a value is in annotations of the idiomatic layer. */
const char *annotation(struct python *e, const struct plan_shape *shape, enum position position);
/* The limits of integer TYPE as literals, false if it is none (bool, float). */
bool integer_limits(struct python *e, const struct ffir_type *type, const char **low, const char **high);
/* All bits of SIZE bytes, 8 or fewer. */
uint64_t bits_mask(uint64_t size);
/* Whether floating-point TYPE has fewer values than Python's. */
bool is_single(struct python *e, const struct ffir_type *type);
/* The same as integer_limits() for a value of ITEM, NULL if it is of none, in TYPE: a bit set may have the sign bit as its highest one. */
bool number_limits(struct python *e, const struct ffir_type *type, const struct plan_enum *item,
		   const char **low, const char **high);
const char *ctype_integer(uint64_t size, bool is_signed);
/* The result type of F as its program needs it: the address instead of bytes that ctypes would copy. */
const char *ctype_result(struct python *e, const struct plan_function *f, const char **reason);
/* What the table of the backend cannot say. */
const char *python_refuse_type(void *begun, const struct ffir_type *type, enum type_place place);
const char *python_refuse_function(void *begun, const struct plan_function *f);
const char *python_refuse_call(void *begun, const struct plan_call *call);

/* ---- made.c ---- */

/* The class of the module's own that number TYPE has because ctypes has none; NULL if it needs none. */
const char *made_number(struct python *e, const struct ffir_type *type);
/* The same as a type checker knows it. */
const char *made_class(struct python *e, const struct ffir_type *type);
/* Class MADE of TYPE where it travels: only the parts of a complex number may do so as ctypes knows it. */
const char *made_ctype(struct python *e, const struct ffir_type *type, const char *made,
		       enum type_place place, const char **reason);

/* ---- items.c ---- */

void emit_enums(struct python *e);
void emit_constants(struct python *e);
void emit_base_error(struct python *e, struct writer *w);
void emit_errors(struct python *e);
void emit_raw(struct python *e);
/* The name of the helper that makes the exception of ERROR. */
const char *error_maker(struct python *e, const struct plan_error *error);

/* ---- layout.c, records.c ---- */

void layout_records(struct python *e);
void emit_records(struct python *e);

/* ---- by_value.c ---- */

/* The name of a class that travels as R does, though ctypes refuses R itself; NULL if there is none. */
const char *by_value_name(struct python *e, const struct plan_record *r);
void emit_by_value(struct python *e, const struct plan_record *r);
/* What functions give of such classes becomes their own. */
void emit_returned(struct python *e);

/* ---- forms.c ---- */

/* The classes that stand for compounds and tagged unions. */
void emit_natives(struct python *e);
/* What reads, makes and frees C objects of SHAPE: an expression. */
const char *form_text(struct python *e, const struct plan_shape *shape);
/* The same as a constant of the module. */
const char *form_name(struct python *e, const struct plan_shape *shape);
/* Of the elements of SHAPE at a pointer. */
const char *many_form_name(struct python *e, const struct plan_shape *shape);
/* Text NAME as bytes with its NUL. */
const char *ended_text(struct python *e, const struct plan_shape *shape, const char *name, const char *shown);
/* ADDRESS, a number, as C's TYPE. */
const char *pointer_text(struct python *e, const struct ffir_type *type, const char *address);
/* The constants, once all that use them are printed. */
void emit_forms(struct python *e);

/* ---- closures.c ---- */

void emit_closure_types(struct python *e);
void emit_closures(struct python *e);
void emit_handles(struct python *e);
/* The handle that C gives as TEXT. */
const char *typed_handle(struct python *e, const struct plan_shape *shape, const char *text);
/* What C gets for none. */
const char *handle_none(struct python *e, const struct plan_handle *handle);
/* Classes of what implements C's structs of functions. */
void emit_interfaces(struct python *e);
/* The name behind PREFIX of a helper for INTERFACE. */
const char *interface_helper(struct python *e, const char *prefix, const struct plan_interface *interface);
/* "Callable[[...], ...]" or the alias's name. */
const char *closure_annotation(struct python *e, const struct plan_closure *c);
/* C calls it as long as an object lives, or for ever: it has a C function pointer of its own. */
bool closure_is_kept(const struct plan_shape *shape);
/* The C function pointer that closures with user data share, or the function that makes one. */
const char *closure_runner(struct python *e, const struct plan_closure *c, bool kept);
/* The class of its C function pointers; called without arguments it makes a NULL. */
const char *closure_class(struct python *e, const struct plan_closure *c);
/* The same inside of the raw layer; only of one that a typedef declares. */
const char *closure_attribute(struct python *e, const struct plan_closure *c);

/* ---- calls.c ---- */

/* CALL's body at the writer's level. */
void emit_call_body(struct python *e, const struct plan_call *call);

/* ---- failures.c ---- */

/* Whether TEXT of C type TYPE, a pointer as an ADDRESS or as what ctypes made of it, is the failure that OP tests for. */
const char *failure_test(struct python *e, const struct plan_op *op, const char *text,
			 const struct ffir_type *type, bool address);
/* A new exception for a failure of CALL with CODE. TOLD is the text that an object told, or NULL. */
const char *failure_of(struct python *e, const struct plan_call *call, const struct plan_error *error,
		       const char *code, const char *told);

/* ---- body.c ---- */

/* Makes a number of what variable NAME holds, which people know as SHOWN; raises what says why that is no value of
 * TYPE, or of ITEM, NULL if it is of no enumeration. Nothing if TYPE holds all numbers of its kind. */
void emit_number(struct python *e, const char *name, const char *shown, const struct ffir_type *type,
		 const struct plan_enum *item);
/* Raises OverflowError if int TEXT, called SHOWN, does not fit into integer TYPE. */
void emit_limits(struct python *e, const char *text, const char *shown, const struct ffir_type *type);

/* ---- properties.c ---- */

void emit_class_properties(struct python *e, const struct plan_class *k);

/* ---- members.c ---- */

void emit_functions(struct python *e);
void emit_classes(struct python *e);
/* The handle class of K. */
const char *handle_name(struct python *e, const struct plan_class *k);

#endif
