/*
 * Inside of lowering: how lower*.c share the work. Only those files see annotations and include this.
 *
 *	lower.c          the order of the work; functions, variables, constants
 *	lower_types.c    records, aliases; shapes of plain values
 *	lower_objects.c  shapes of C objects in memory: elements, fields
 *	lower_carriers.c records that carry one value: slices, options, results, ...; lower_compounds.c
 *	lower_target.c   what the compiler's options make of calls and numbers
 *	lower_enums.c    enums and errors
 *	lower_classes.c  services, their members and properties
 *	lower_protocols.c what methods are to the language: properties, text, order
 *	lower_async.c    calls that complete later
 *	lower_handles.c  integers and pointers that stand for something else
 *	lower_interfaces.c structs of functions that the caller implements
 *	lower_closures.c C function pointers that the caller provides
 *	lower_calls.c    a call: what each parameter is for, and the order of the ops
 *	lower_params.c   what callers give: objects, callbacks, and which of them all; lower_values.c values
 *	lower_results.c  what they get: the result; lower_outs.c out parameters
 *	lower_failures.c what a failure is
 *	lower_buffers.c  memory that the callee fills
 *	lower_others.c   what the bindings of other interfaces have
 *	lower_wide.c     constant texts in units of several bytes
 *	lower_questions.c what keeps a call raw, and who could help
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_LOWER_H
#define FFI_LOWER_H

#include "backends/plan.h"
#include "ir/annotation.h"

struct lowering {
	struct plan *p;
	const struct ffir_module *m;
	struct diag *d;
	struct ffir_arena *a;
	struct plan_function *free; /* NULL until somebody needs it */
	bool surveys;		    /* plan_survey */
	struct diag *loud; /* D is SILENCE while a survey is behind a refusal, and this what it was */
	struct diag silence;
	bool keeps_callbacks; /* some function keeps a callback beyond its call: any call may run it */
};

/* ---- lower_wide.c ---- */

/* The integer that a text of TYPE consists of if it has 2 or 4 bytes, else NULL; and what C's literals of it begin with:
 * what they are made of is unsigned, but for a wchar_t that is signed. */
const struct ffir_basic *wide_text_unit(const struct ffir_module *m, const struct ffir_type *type);
const char *wide_text_prefix(const struct ffir_basic *unit);
/* Adds TEXT, in units of SIZE bytes of the target's, to B as UTF-8; false if it is no text. */
bool wide_text_decode(const struct ffir_module *m, const struct ffir_value *text, unsigned size,
		      struct ffir_buf *b);
/* Makes the text of C, in units of several bytes, UTF-8. */
void lower_wide_text(struct lowering *l, struct plan_constant *c);

/* ---- words ---- */

/* WORD on a parameter, field or result of TYPE: its own, else that of the typedefs it is declared with. */
const struct ffir_annotation *said_of_value(const struct lowering *l, const struct ffir_annotation *list,
					    size_t n, const struct ffir_type *type, enum ffir_word word);
const struct ffir_annotation *said_of_param(const struct lowering *l, const struct ffir_param *param,
					    enum ffir_word word);
const struct ffir_annotation *said_of(const struct ffir_decl *decl, enum ffir_word word);
/* Does the callee fill PARAM's memory, so that callers give none? What an attribute says to be written may be
 * filled in part, or hold more than one: it is so of one record alone. */
bool is_out(const struct lowering *l, const struct ffir_param *param);
/* Does a word, FFI_IN or FFI_INOUT, say that PARAM points to one? An attribute says: to one at least. */
bool is_one(const struct lowering *l, const struct ffir_param *param);
/* Argument I, NULL if it was left out or is empty. */
const char *arg_text(const struct ffir_annotation *word, size_t i);
/* "FFI_ARRAY" for messages. */
const char *macro_name(const struct lowering *l, enum ffir_word word);

/* ---- types ---- */

const struct ffir_type *resolve(const struct lowering *l, const struct ffir_type *type,
				const struct ffir_decl **decl);
/* What a pointer points to, as it was declared (aliases of the pointee kept), or NULL. */
const struct ffir_type *pointee(const struct lowering *l, const struct ffir_type *type);
bool points_to_const(const struct lowering *l, const struct ffir_type *type);
/* The function type that pointer TYPE leads to, or NULL; *ALIAS (may be NULL) is its typedef or NULL. */
const struct ffir_function_type *function_of(const struct lowering *l, const struct ffir_type *type,
					     const struct ffir_decl **alias);
/* An integer, an enum, or a floating-point number of less than 8 bytes, which languages without such ones have more of. */
bool is_ranged(const struct lowering *l, const struct ffir_type *type);
/* An integer or enum; an integer proper, which can count. */
bool is_integer(const struct lowering *l, const struct ffir_type *type);
bool is_count(const struct lowering *l, const struct ffir_type *type);
bool is_void(const struct lowering *l, const struct ffir_type *type);
/* An integer type of one byte: char, unsigned char, int8_t, ... */
bool is_byte(const struct lowering *l, const struct ffir_type *type);
/* What is text without a word: C's char, not its signed and unsigned kin, which are bytes and numbers. */
bool is_character(const struct lowering *l, const struct ffir_type *type);
struct plan_record *record_pointed_to(const struct lowering *l, const struct ffir_type *type);
const struct ffir_decl *record_decl_pointed_to(const struct lowering *l, const struct ffir_type *type);
struct ffir_type *new_type(struct lowering *l, enum ffir_type_kind kind, const char *name);
/* C's spelling for people, quotes not included. */
const char *spell(const struct lowering *l, const struct ffir_type *type);

/* The shape of a value that is passed as it is: scalar, enumeration, flags, record. False with the
 * reason why it is none. AS, if not NULL, names the enum that an integer is of. */
bool value_shape(struct lowering *l, const struct ffir_type *type, const struct ffir_annotation *as,
		 struct plan_shape *shape, const char **reason);
/* The shape of a C object of WORDS' type of which WORDS says what it is: an element, a field. */
bool object_shape(struct lowering *l, const struct ffir_param *words, struct plan_shape *shape,
		  const char **reason);
/* Whether WORDS, of a pointer, say that it leads to one value. */
bool says_one(const struct lowering *l, const struct ffir_param *words);
/* What FFI_EACH says of the elements of WORDS, a pointer or array, as words of their own. */
struct ffir_param words_of_element(const struct lowering *l, const struct ffir_param *words);
/* The shape of the elements of WORDS, a pointer or array. */
bool array_element_shape(struct lowering *l, const struct ffir_param *words, struct plan_shape *element,
			 const char **reason);
/* The number that FFI_ARRAY_FIXED names. */
bool fixed_count(const struct ffir_annotation *word, uint64_t *count);
struct ffir_param words_of_field(const struct ffir_field *field);
/* The function NAME that frees a value of TYPE; NULL with the reason. */
const struct plan_function *freeing_function(struct lowering *l, const char *name,
					     const struct ffir_type *type, enum plan_free_takes *takes,
					     const char **reason);
/* The encoding that annotations give to a text; false if none of them says that it is one. */
bool text_encoding(const struct lowering *l, const struct ffir_annotation *list, size_t n,
		   const struct ffir_type *type, enum plan_encoding *encoding);
/* Whether what pointer TYPE (or a pointer to it) leads to are code units of ENCODING, or void. */
bool can_hold_text(const struct lowering *l, const struct ffir_type *type, enum plan_encoding encoding);
struct plan_shape *copy_shape(struct lowering *l, const struct plan_shape *shape);

/* Why no binding can call a function of TYPE, or hold a value of TYPE, after the options that the library was
 * compiled with; NULL if it can. */
const char *target_refuses_call(const struct lowering *l, const struct ffir_function_type *type,
				const char *convention);
const char *target_refuses_type(const struct lowering *l, const struct ffir_type *type);

/* ---- items; each is made on first use, NULL if DECL is hidden ---- */

struct plan_record *record_for(struct lowering *l, const struct ffir_decl *decl);
/* What R carries, NULL if it is its fields; an error was said if that cannot be. */
struct plan_carrier *carrier_for(struct lowering *l, struct plan_record *r);
void lower_carriers(struct lowering *l);
/* Comments that are said of several constants or of a whole enum leave the first of them. */
void lower_groups(struct lowering *l);
struct plan_enum *enum_for(struct lowering *l, const struct ffir_decl *decl);
struct plan_alias *alias_for(struct lowering *l, const struct ffir_decl *decl);
/* The enum or domain that NAME means in an annotation, or NULL after an error at AT. */
struct plan_enum *enum_named(struct lowering *l, const char *name, const struct ffir_loc *at);
struct plan_function *function_named(const struct lowering *l, const char *name);
/* The C library's free, which no interface declares; the library's handle finds it. */
struct plan_function *free_function(struct lowering *l);
/* The closure of function pointer TYPE; PARAM (may be NULL) adds its own annotations. */
struct plan_closure *closure_for(struct lowering *l, const struct ffir_type *type,
				 const struct ffir_param *param, const char *owner);

/* That of PARAM alone, the MEMBERth of several that share their user data. */
struct plan_closure *closure_of_member(struct lowering *l, const struct ffir_param *param, const char *owner,
				       int member);

/* The handle that TYPE is declared as, NULL if it is none. */
struct plan_handle *handle_of(struct lowering *l, const struct ffir_type *type);
/* The shape of handle TYPE, of which WORDS and MAY_LACK say whether it can be none; false if it is no handle. */
bool handle_shape(struct lowering *l, const struct ffir_param *words, const struct ffir_type *type,
		  bool may_lack, struct plan_shape *shape);
void lower_interfaces(struct lowering *l);
/* The interface that TYPE, or what it points to, is; NULL if none. */
struct plan_interface *interface_of(struct lowering *l, const struct ffir_type *type);
void lower_errors(struct lowering *l);
void lower_classes(struct lowering *l);
void lower_properties(struct lowering *l);
/* The class that T names, looking through typedefs and tags, or NULL. */
struct plan_class *class_named(const struct lowering *l, const char *name);
/* The only class over RECORD, or NULL if there is none or several. */
struct plan_class *class_of(const struct lowering *l, const struct plan_record *record);
/* The annotation that gives FUNCTION its place in a class, or NULL. */
const struct ffir_annotation *role_word(const struct ffir_decl *function);
/* The place in a class that FUNCTION's annotations or first parameter give it; false if a message said
 * that there is none. *REASON is set if it has to stay raw. */
bool find_role(struct lowering *l, const struct plan_function *function, enum plan_role *role,
	       struct plan_class **klass, const char **reason);
void add_member(struct lowering *l, struct plan_call *call);
/* The properties that methods make, when all methods are known. */
void lower_accessors(struct lowering *l);
void order_constructors(struct lowering *l);
/* Of classes whose objects the binding makes and nothing ends. */
void warn_of_endless(struct lowering *l);

/* Fills each function's call or its raw_reason. */
void lower_calls(struct lowering *l);

/* Takes what other bindings have out of the plan's lists. */
void set_others_aside(struct lowering *l);

struct plan_name plan_name_of(const char *cname, const struct ffir_loc *at,
			      const struct ffir_annotation *list, size_t n);
const char *doc_of_param(struct ffir_arena *a, const struct ffir_doc *doc, const struct ffir_param *param);
const char *doc_of_result(const struct ffir_doc *doc);
/* Of the field or enumerator NAME: what stands beside it, else what the comment of the WHOLE says of it, as gtk-doc and
 * kernel-doc do. */
const struct ffir_doc *doc_of_part(struct ffir_arena *a, const struct ffir_doc *part,
				   const struct ffir_doc *whole, const char *name);

/* ---- the index of struct plan ---- */

void plan_index_add(struct plan *p, const struct ffir_decl *decl, void *item);
void *plan_index_find(const struct plan *p, const struct ffir_decl *decl);

/* ---- a call while it is made ---- */

/* Ops are collected by phase; a program is the phases one after the other, FREE in reverse. */
enum phase {
	PHASE_CHECK,	/* of what the caller gave */
	PHASE_PREPARE,	/* of what may fail: encoding, lengths */
	PHASE_HOLD,	/* objects, and their pointers */
	PHASE_MAKE,	/* closures, storage */
	PHASE_CAPACITY, /* of buffers */
	PHASE_ROUND,	/* RETRY comes back here */
	PHASE_GIVE,	/* objects given away */
	PHASE_CALL,
	PHASE_ERRNO,
	PHASE_PENDING,
	PHASE_RETRY,
	PHASE_STATUS, /* a status that comes back through a parameter */
	PHASE_TEST,
	PHASE_MESSAGE,
	PHASE_HELD, /* what an object that was there before keeps, however reading what came back ends */
	PHASE_LOAD,
	PHASE_NULL, /* a constructor that gave nothing */
	PHASE_RESULT,
	PHASE_KEEP,
	PHASE_RELEASE,
	PHASE_FREE,
	PHASE_RAISE,
	PHASE_AWAIT,
	PHASE_RETURN,
	N_PHASES
};

/* What a C parameter is there for. */
enum use {
	USE_NONE, /* not known yet: a value of the caller, by its type */
	USE_SELF,
	USE_LENGTH, /* of parameter OF */
	USE_RESULT_LENGTH,
	USE_CAPACITY,
	USE_WRITTEN,
	USE_CAPACITY_WRITTEN, /* one in-out parameter */
	USE_USER_DATA,
	USE_DESTROY,
	USE_CONSTANT,
	USE_STORAGE, /* of the object that a constructor fills */
};

struct argument {
	const struct ffir_param *param;
	enum use use;
	int of;	    /* the parameter it serves, -1 for the result */
	int value;  /* of the C argument, -1 until made */
	int source; /* VALUE_PARAM, -1 if callers give none */
	int loaded; /* VALUE_LOCAL that an out cell is loaded into, -1 if there is none */
	bool bytes; /* LENGTH: counted in bytes */
	bool begun; /* its lowering has begun */
};

struct call_builder {
	struct lowering *l;
	struct plan_call *call;
	struct plan_function *function;
	const struct ffir_function_type *type;
	struct argument *args;
	size_t n_args;
	int ret;	  /* VALUE_RETURN, -1 for void */
	int saved_errno;  /* value, -1 */
	int object;	  /* VALUE_RESULT of a constructor, or -1 */
	int completion;	  /* the parameter through which it completes, or -1 */
	int *out_results; /* results that come through parameters */
	size_t n_out_results;
	bool returns_count;		/* the C result counts what a buffer holds */
	const char *reason;		/* why it stays raw; NULL while all is well */
	const char *first_reason;	/* of a survey */
	const struct ffir_param *about; /* what is being lowered, for questions; NULL: the call as a whole */
	bool failed;			/* an error was said */
	struct {
		struct plan_op *ops;
		size_t n;
	} phases[N_PHASES];
};

int add_value(struct call_builder *b, enum plan_value_kind kind, const char *name,
	      const struct ffir_type *type);
struct plan_op *add_op(struct call_builder *b, enum phase phase, enum plan_op_kind kind, int dst, int src);
/* The call stays raw; the first reason counts. */
void stay_raw(struct call_builder *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The annotations that would answer a question. */
#define WORDS(...) ((const enum ffir_word[]){__VA_ARGS__, FFIR_N_WORDS})
/* The call stays raw until one of WORDS, which are put behind the reason, says more. */
void stay_raw_without(struct call_builder *b, const enum ffir_word *words, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same, and it is for all functions that use RECORD. */
void stay_raw_without_type(struct call_builder *b, const struct plan_record *record,
			   const enum ffir_word *words, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The call goes by C's habits where one of WORDS could say otherwise. */
void assume(struct call_builder *b, const enum ffir_word *words, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Callback I is given user data and does not say where. */
void stay_raw_without_context(struct call_builder *b, size_t i, const struct plan_closure *closure);
/* Callback I cannot be made. */
void stay_raw_by_closure(struct call_builder *b, size_t i, const struct plan_closure *closure);
/* A survey goes on behind a refusal, in silence; at the end the call is as raw as it was. */
void survey_on(struct call_builder *b);
void survey_end(struct call_builder *b);
/* The same with a warning at the word: it is one that no plan has ops for. */
void stay_raw_word(struct call_builder *b, const struct ffir_annotation *word);
/* What the annotations say cannot be. */
void impossible(struct call_builder *b, const struct ffir_loc *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same of WORD, but what only an attribute says makes the call raw: its author did not write for bindings. */
void impossible_word(struct call_builder *b, const struct ffir_annotation *word, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Index of the parameter NAME; -1 if there is none. */
int find_param(const struct call_builder *b, const char *name);
/* The name of parameter I as it stands in messages. */
const char *param_label(const struct call_builder *b, size_t i);
/* Marks parameter I; an error if it is there for something else already. */
bool claim(struct call_builder *b, const struct ffir_annotation *word, int i, enum use use, int of);

/* A new VALUE_PARAM for parameter I, in the order of C's parameters. */
int add_param(struct call_builder *b, size_t i, const struct plan_shape *shape);
int add_result(struct call_builder *b, const char *name, const struct plan_shape *shape,
	       const struct ffir_type *type);
/* VALUE as a C object of TYPE holds it: 0xffffffff of an int is -1, and -1 of an unsigned one 4294967295. */
struct ffir_value value_as(struct lowering *l, struct ffir_value value, const struct ffir_type *type);
/* A test of value SRC, and the op that gets the text of its failure. */
struct plan_op *add_test(struct call_builder *b, enum phase phase, enum plan_test test, int src,
			 struct plan_error *error);
/* What FFI_STATUS or the enum itself says of a code of TYPE; NULL if it is none. */
struct plan_enum *status_enum(struct call_builder *b, const struct ffir_param *param,
			      const struct ffir_type *type);
void lower_status(struct call_builder *b, const struct ffir_param *param, struct plan_enum *e, int src,
		  const struct ffir_type *type);
void lower_sentinel(struct call_builder *b);
/* The result is a value, unless it is negative: then a code of the domain that WORD names. */
void lower_negative_status(struct call_builder *b, const struct ffir_annotation *word);
/* RESULT is the next one for the caller. */
void give(struct call_builder *b, int result);
/* On failure, object SRC (a cell or the return value) is ended as result RESULT would be. */
void add_release(struct call_builder *b, int src, int result);
/* What RESULT was read of, at SRC, is freed as its shape says: LENGTH elements, -1 as the shape counts. */
void free_parts(struct call_builder *b, int result, int src, int length, bool bytes, bool always);
struct plan_op *on_success(struct call_builder *b, enum phase phase, enum plan_op_kind kind, int dst,
			   int src);
/* The C value that counts the elements at WORD (FFI_ARRAY, FFI_BYTE_LENGTH) of an out value or the
 * result, as a local after CALL; -1 with a reason. */
int counted_by(struct call_builder *b, const struct ffir_annotation *word);

bool is_nullable(const struct lowering *l, const struct ffir_param *param, bool otherwise);
/* ---- lower_values.c: parameter I as a value ---- */

/* The local that C is given. */
int add_argument_local(struct call_builder *b, size_t i);
void check_param_null(struct call_builder *b, int source);
void lower_param_default(struct call_builder *b, size_t i, int source);
void lower_value_param(struct call_builder *b, size_t i);
void lower_constant_param(struct call_builder *b, size_t i);
/* A pointer to one value that C reads (FFI_IN) or changes (FFI_INOUT). */
void lower_cell_param(struct call_builder *b, size_t i, bool changes);
/* Whether parameter I says FFI_INOUT of what leads to memory: no language can then say whose that is. Warns, and the call
 * stays raw. */
bool refuses_change(struct call_builder *b, size_t i);
void lower_text_param(struct call_builder *b, size_t i, enum plan_encoding encoding,
		      const struct ffir_annotation *count);
void lower_given_text_param(struct call_builder *b, size_t i);
void lower_slice_param(struct call_builder *b, size_t i, const struct ffir_annotation *word);
void lower_record_param(struct call_builder *b, size_t i, struct plan_record *record);
/* An integer that follows the pointer and that nothing explains may count it; says so. */
bool may_be_many(struct call_builder *b, size_t i);

/* ---- lower_params.c ---- */

void lower_param(struct call_builder *b, size_t i);
void lower_buffer(struct call_builder *b, size_t i, const struct ffir_annotation *word);
void lower_closure_param(struct call_builder *b, size_t i, const struct ffir_annotation *user_data);
void lower_handle_param(struct call_builder *b, size_t i);
void lower_interface_param(struct call_builder *b, size_t i, struct plan_interface *interface);
void lower_out(struct call_builder *b, size_t i);
void lower_result(struct call_builder *b);
void lower_storage(struct call_builder *b, size_t i);
void check_constructor(struct call_builder *b);
/* No object that the call takes away is given to it in another place as well. */
void check_given(struct call_builder *b);
/* A call that RETRY repeats takes nothing over: it would do so again. */
void check_rounds(struct call_builder *b);
/* Finds the callback through which the call completes (FFI_ASYNC). */
void find_completion(struct call_builder *b);
void lower_completion(struct call_builder *b);
/* What the call, whose params and out_results are known, is to the language besides a call. */
void lower_protocol(struct call_builder *b);

#endif
