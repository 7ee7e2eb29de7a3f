/*
 * The plan: what every binding does, decided once for all languages. Lowering (lower.c) reads the IR
 * and its annotations and writes straight-line programs of ops; a backend prints them, one printer
 * per op, per shape and per kind of item. Nothing here shows an annotation: if two backends would
 * have to take the same decision, an op or a field is missing here. `ffirender show --plan` prints it.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_PLAN_H
#define FFI_PLAN_H

#include "ir/diag.h"
#include "ir/model.h"

#define PLAN_ABI 1

/* ---- names ----
 * CNAME is C's; GIVEN is the author's (FFI_NAME, a note, --rename) or NULL; NAME is the one to print,
 * filled by names_assign for the language at hand: prefix stripped, cased, keyword escaped, unique. What has a
 * SPACE ("shapes.io", the author's, of things at top level) stands in PLACE, which is that as the language writes
 * it, and is called OWN there; both are NULL for all others. */
struct plan_name {
	const char *cname, *given, *name;
	const char *space, *place, *own;
	const char *
		from; /* the module of another binding that has it, and that NAME is qualified with; or NULL */
	const char
		*known_as; /* the typedef that a struct or enum goes by (z_stream, not z_stream_s), or NULL */
	struct ffir_loc at;
};

/* What its author says of a declaration beside its comment. */
struct plan_standing {
	const char *deprecated; /* NULL, or the message ("" if none was given) */
	const char *since;	/* the version that brought it, or NULL */
};

/* ---- shapes: what a value is for the caller, a closed set ---- */

enum plan_shape_kind {
	SHAPE_VOID,
	SHAPE_SCALAR,	   /* bool, integer, float, complex number: as they are */
	SHAPE_ENUMERATION, /* ENUMERATION */
	SHAPE_FLAGS,	   /* ENUMERATION, a bit set */
	SHAPE_RECORD,	   /* RECORD by value */
	SHAPE_RECORD_REF,  /* RECORD by pointer: one, read or (unless READ_ONLY) changed in place */
	SHAPE_HANDLE,	   /* HANDLE: a number or pointer of a type of its own; its invalid value is null */
	SHAPE_OBJECT,	   /* of CLASS */
	SHAPE_STRING,	   /* NUL-terminated text in ENCODING */
	SHAPE_SLICE, /* memory of the caller, ELEMENT each; bytes if ELEMENT is an 8-bit integer or void; of a callback C's
		      * own, which it changes in place */
	SHAPE_VECTOR, /* many ELEMENTs that come back, copied into the language's own; of a callback also strings
			     * and objects, which are lent for its call */
	SHAPE_COMPOUND, /* of CARRIER: a record whose fields are values by themselves: texts, many, options */
	SHAPE_OPTION,	/* ELEMENT or nothing, as CARRIER's tag says */
	SHAPE_RESULT, /* ok ELEMENT or an error, as CARRIER's tag says; ELEMENT is NULL if there is no value */
	SHAPE_TAGGED,	 /* one of CARRIER's values, as its tag says */
	SHAPE_CLOSURE,	 /* a function of the caller: CLOSURE, kept for SCOPE */
	SHAPE_INTERFACE, /* a struct of functions of the caller */
	SHAPE_RAW,	 /* a C pointer as it is; in the raw layer only, and for lent memory nobody typed */
	N_SHAPES
};

enum plan_encoding {
	ENCODING_UTF8,
	ENCODING_ASCII,
	ENCODING_LOCALE,
	ENCODING_UTF16,
	ENCODING_UTF32,
	ENCODING_BYTES
};
enum plan_scope { SCOPE_CALL, SCOPE_ASYNC, SCOPE_NOTIFIED, SCOPE_OBJECT, SCOPE_FOREVER };

/* What a function that frees a value is given: the pointer that the value is (of a carrier: the one in its
 * SLOT_POINTER), the record, or the record's address. */
enum plan_free_takes { FREE_TAKES_POINTER, FREE_TAKES_RECORD, FREE_TAKES_ADDRESS };

/* A string, slice, vector, option, result, tagged union or compound that lies in the fields of a record:
 * which field is there for what. Others lie in one C value: a number, a pointer. */
struct plan_carrier;

struct plan_shape {
	enum plan_shape_kind kind;
	const struct ffir_type *type; /* the C type that carries it */
	bool nullable;
	bool indirect;	 /* TYPE is a pointer to the C object that holds it; NULL is null */
	bool terminated; /* slice, vector: a zero element follows the last; nothing counts them */
	bool adopted;	 /* object in a carrier or vector that comes back: it is owned */
	const struct plan_carrier *carrier;
	/* Of elements and fields: frees the C value where it came back; NULL: nobody does. */
	const struct plan_function *free;
	enum plan_free_takes free_takes;
	bool read_only; /* slice, record ref: the callee does not write */
	enum plan_encoding encoding;
	enum plan_scope scope; /* closure, interface */
	struct plan_enum *enumeration;
	struct plan_record *record;
	struct plan_class *klass;
	struct plan_closure *closure;
	struct plan_interface *interface;
	struct plan_handle *handle;
	struct plan_shape *element;
	uint64_t fixed; /* slice, vector: exactly so many elements; 0: any number */
};

/* ---- values in the fields of records ---- */

enum plan_slot_role {
	SLOT_POINTER,  /* to the text or the elements; SHAPE is its C type alone */
	SLOT_LENGTH,   /* of that; of a compound: of the VALUE whose LENGTH this is */
	SLOT_CAPACITY, /* of that */
	SLOT_TAG,      /* which of the values is there */
	SLOT_VALUE,    /* a field of a compound, a case; ok */
	SLOT_ERROR,
	SLOT_FIXED, /* VALUE, which callers do not see */
};

struct plan_slot {
	enum plan_slot_role role;
	struct plan_name name;
	struct plan_name type;		/* VALUE of a tagged union: of what callers have for this case */
	const struct plan_field *field; /* NULL: a case of a tagged union that has no value */
	uint64_t offset;		/* bytes, in the outermost record */
	struct plan_shape shape;
	struct ffir_value
		value; /* VALUE, ERROR: the tag when it is there, NONE: any other; FIXED: what it holds */
	int length;    /* VALUE that is a pointer to many: the slot that counts them, else -1 */
	bool bytes;    /* LENGTH, CAPACITY: counted in bytes */
	const struct ffir_doc *doc;
};

struct plan_carrier {
	struct plan_record *record;
	struct plan_shape shape; /* of the record by value; with FREE, of what comes back */
	struct plan_slot *slots;
	size_t n_slots;
	const struct plan_error *error; /* RESULT: of the codes in SLOT_ERROR, or NULL */
	bool owns;			/* something in it is freed when it came back */
	bool points;			/* C memory beside the record belongs to it */
	const char *one_way;		/* why no binding can make one for C, or NULL */
	const char *refused;		/* why nothing carries it at all, or NULL */
	bool busy;			/* while the plan is made: what it holds is looked at */
};

/* The slot of ROLE, or NULL. */
const struct plan_slot *plan_slot_of(const struct plan_carrier *c, enum plan_slot_role role);
/* Whether the C object is the value as it is, whatever language: a number, an enum, a record, an address. */
bool plan_is_plain(const struct plan_shape *shape);
/* Whether a value of SHAPE is C objects that are read or made piece by piece: more than a number or memory as it is. */
bool plan_needs_form(const struct plan_shape *shape);

enum plan_reading {
	READ_VALUE,   /* as it is, or memory as it is */
	READ_OBJECT,  /* of the C object that holds it */
	READ_POINTED, /* of the C object that the pointer leads to */
	READ_ENDED,   /* piece by piece, to the zero behind the last */
	READ_MANY,    /* piece by piece, as many as are counted or fixed */
	READ_EACH,    /* the same, of pointers to texts and objects that a callback is lent */
};

/* How a value of SHAPE, a closure's parameter if it is LENT, is read of what C has for it; it is made alike. */
enum plan_reading plan_reading(const struct plan_shape *shape, bool lent);
/* Whether FREE_PARTS has anything to do for a value of SHAPE that came back. */
bool plan_owns_parts(const struct plan_shape *shape);

/* ---- items ---- */

enum plan_message { MESSAGE_OF_CODE, MESSAGE_OF_OBJECT, MESSAGE_OF_NOTHING };

/* A set of codes of which some are errors: an error enum, or a domain of int codes. */
struct plan_error {
	struct plan_name name;
	struct plan_enum *codes; /* never NULL; may have no enumerators */
	struct ffir_value *oks;	 /* these codes are no errors */
	size_t n_oks;
	/* The function that tells the text, or NULL. It takes the code, an object of MESSAGE_CLASS, or nothing. */
	const struct plan_function *message;
	enum plan_message message_takes;
	struct plan_class *message_class;
	/* It returns a pointer to a struct, or NULL, and this is the text in it; NULL: it returns the text. */
	const struct ffir_field *message_field;
	uint64_t message_offset; /* of it */
	bool used;		 /* some call can fail with it; plan_legalise finds out */
};

struct plan_enumerator {
	struct plan_name name;
	struct ffir_value value;
	const struct ffir_doc *doc;
	struct plan_standing standing;
};

/* An enumeration of C, or one made of constants (DECL is its domain then, or NULL). */
struct plan_enum {
	struct plan_name name;
	const struct ffir_decl *decl;
	const struct ffir_doc *doc;
	struct plan_standing standing;
	const struct ffir_type *type; /* the C integer that carries it */
	uint64_t size;
	bool is_signed, flags, closed;
	bool anonymous; /* nobody names it: NAME is made of what its enumerators share */
	struct plan_enumerator *items;
	size_t n_items;
	struct plan_error *error; /* NULL: not of errors */
};

struct plan_field {
	struct plan_name name;
	const struct ffir_field *field;
	const struct ffir_place *place;
	struct plan_shape shape; /* of the value in the field; RAW for pointers */
	const struct ffir_doc *doc;
	struct plan_standing standing;
};

/* A struct or union whose body is of the interface, laid out as C's; or an opaque one. */
struct plan_record {
	struct plan_name name;
	struct plan_name in_c; /* of C's struct, where callers have NAME for its value */
	const struct ffir_decl *decl;
	const struct ffir_doc *doc;
	struct plan_standing standing;
	bool opaque, is_union;
	bool anonymous; /* a member without tag or typedef of another record; not shown by itself */
	bool is_object; /* C makes what its pointers lead to: they are addresses, whatever is known of it */
	size_t index;	/* its place in plan->records */
	bool by_value;	/* a function takes or gives it so, or a callback takes it; plan_legalise finds out */
	uint64_t size, align;
	struct plan_field *fields; /* parallel to decl->fields */
	size_t n_fields;
	struct plan_class *klass;	  /* NULL: no service */
	struct plan_interface *interface; /* NULL: none */
	struct plan_carrier *carrier;	  /* NULL: it is its fields */
	bool carrier_known;		  /* while the plan is made: CARRIER has been looked for */
	const char *refused;		  /* why its layout cannot be shown (it is then opaque), or NULL */
};

/* A type of its own: an integer or pointer that stands for something else, or a number of some kind. */
struct plan_handle {
	const struct plan_alias *alias;
	bool is_pointer;
	bool is_number;		   /* people calculate with it; it may be a float */
	struct ffir_value invalid; /* stands for none; kind NONE: there is no such value */
	bool used;		   /* some call has to do with it; plan_legalise finds out */
};

struct plan_alias {
	struct plan_name name;
	const struct ffir_decl *decl;
	const struct ffir_doc *doc;
	struct plan_standing standing;
	struct plan_closure *closure; /* of a function pointer, or NULL */
	struct plan_handle *handle;   /* or NULL */
};

struct plan_constant {
	struct plan_name name;
	const struct ffir_decl *decl;
	const struct ffir_doc *doc;
	struct plan_standing standing;
	/* What stands in front of several and is said of all of them, of which this is the first; or NULL. */
	const struct ffir_doc *group;
	const struct ffir_type *type;
	struct ffir_value value; /* a text in UTF-8 where UNIT is not 1; kind NONE if it is no text */
	unsigned unit;		 /* bytes of a unit of its text in C: 1, 2 (u"") or 4 (U"", most L"") */
};

struct plan_variable {
	struct plan_name name;
	const struct ffir_decl *decl;
	const struct ffir_doc *doc;
	struct plan_standing standing;
	const char *symbol;
	const char *refused;
};

/* ---- calls ---- */

enum plan_value_kind {
	VALUE_SELF,	/* the object, SHAPE_OBJECT */
	VALUE_PARAM,	/* given by the caller, in its shape */
	VALUE_LOCAL,	/* a C value of TYPE that an op makes; passed by value */
	VALUE_CELL,	/* storage for a C object of TYPE; its address is passed */
	VALUE_CONSTANT, /* CONSTANT, of TYPE; of a pointer only 0 (NULL), a string or an integer cast */
	VALUE_RETURN,	/* what C returned, of TYPE */
	VALUE_RESULT,	/* given to the caller, in its shape */
};

struct plan_value {
	enum plan_value_kind kind;
	struct plan_name name;		      /* PARAM; others for people */
	const struct ffir_type *type;	      /* all but PARAM and RESULT that no single C value carries */
	struct plan_shape shape;	      /* SELF, PARAM, RESULT */
	struct ffir_value constant;	      /* CONSTANT; PARAM: its default, or kind NONE */
	const char *doc;		      /* PARAM, RESULT: of the C comment */
	const struct plan_function *freed_by; /* RESULT that is C's own object: callers call it; else NULL */
};

/* Operands DST, SRC, WITH are indices into the call's values, -1 for none. The order of ops is the
 * program's. "Fails" means: raises the language's own exception before C is called. */
enum plan_op_kind {
	OP_CHECK_THERE, /* fails if the library that was loaded lacks FUNCTION, which came with its SINCE */
	OP_CHECK_ALIVE, /* fails if object SRC is disposed */
	OP_CHECK_NULL,	/* fails if SRC is null, where the language can say so */
	OP_CHECK_RANGE, /* fails if SRC, an integer or a float of less than 8 bytes, does not fit its C type (dst's), or is no member of a
	closed enum */
	OP_CHECK_LENGTH, /* fails if slice SRC has not WITH (a local) elements, or shape.fixed if WITH is -1 */
	OP_CHECK_THREAD, /* fails if object SRC was made by another thread */
	OP_CHECK_OWNED,	 /* fails if object SRC is only lent to the caller: C takes it over */
	OP_CHECK_OTHER,	 /* fails if SRC and WITH are one object: C takes SRC over */
	OP_HOLD,	 /* object SRC is neither disposed nor collected until CALL is over */
	OP_ENCODE, /* DST := pointer to string SRC, NUL-terminated, for the call; fails if it holds a NUL or cannot be encoded */
	OP_PIN, /* DST := pointer to the memory of slice or record SRC, for the call; NULL for a null one. Of elements that
			  * are not plain, of terminated slices and of indirect values: to C objects made for the call */
	OP_LENGTH, /* DST := number of elements of slice SRC (bytes if BYTES); of a string: code units, without the
			  * NUL, of what ENCODE put into WITH; 0 for null; fails if that does not fit */
	OP_CLOSURE, /* DST := C function pointer for closure SRC; WITH := its user data (-1: none is passed);
			  * THIRD := pointer to the function that frees the user data (-1: none). Ops with the same WITH
			  * follow one another and share one user data, which is freed once: see plan_closure.MEMBER */
	OP_INTERFACE, /* DST := C's struct of functions for what implements SRC, or a pointer to one, NULL for a null one; it
			  * stays for SRC's scope */
	OP_DETACH, /* object SRC is disposed from now on, its C object is not ended (it was given away, or is being). Without
			  * an INHERIT nobody knows how long C uses what it keeps alive, so objects live until their own
			  * owner ends them by name, callbacks and memory for ever */
	OP_INHERIT, /* what SRC, which was DETACHed, keeps alive lives as long as object DST, which took SRC over (a null SRC
			  * keeps nothing; a DST that is only lent takes nothing, as if there were no INHERIT) */
	OP_ALLOC_OUT,	 /* cell DST := zero, or the C value of SRC */
	OP_ALLOC_OBJECT, /* DST := pointer to zeroed storage of class CLASS's record, never moved */
	OP_ALLOC_BUFFER, /* DST := pointer to fresh memory of WITH (a local or constant, of elements; bytes if BYTES) for the callee
			  * to fill; what an earlier round of RETRY put there is freed */
	OP_BOUND, /* DST := FUNCTION (ARGS): the capacity to begin with; behind CALL: how many elements came back */
	OP_CAPACITY, /* DST := a capacity to begin with: 4 times local SRC (if not -1), at least 256 */
	OP_PASS, /* DST := C value of SRC: scalar, enumeration, flags, record by value, handle, object's pointer; of what a
			  * carrier holds: a C object with all that it points to, for the call */
	OP_GIVE, /* DST := pointer to a copy, in memory of C's malloc, of what ENCODE made of param WITH in SRC; in a
		   * closure, of what it would make of SRC (WITH is -1). NULL for null. C frees it; nothing fails between
		   * this and CALL */
	OP_CALL,       /* DST (or -1) := FUNCTION (args) */
	OP_SAVE_ERRNO, /* DST := errno as CALL left it */
	OP_RETRY, /* if return value SRC equals VALUE: double capacity WITH (a local; 1 if it is 0) and go back to op TARGET, an
			  * ALLOC_BUFFER before CALL; if the capacity's type cannot hold that, go on: the call failed */
	OP_RAISE_PENDING, /* if a callback of this call left an exception: that is the failure */
	OP_TEST_ERROR,	  /* the call failed if SRC ... TEST; not if it failed already */
	OP_MESSAGE, /* text of the failure that TEST_ERROR found, from error->message; WITH is the code. SRC is the
			  * object that tells it: SELF, a PARAM, or the cell with its C pointer (NULL: no text); an object
			  * of another class than error->message_class: the one of that class which it keeps alive tells
			  * it. -1: no object */
	OP_LOAD_OUT, /* DST (local) := what is in cell SRC */
	OP_DECODE, /* DST (result) := native value of C value SRC, as dst's shape says; strings are copied: WITH code
			  * units (a local or return; bytes if BYTES), up to the NUL if -1. SRC of a record ref is its pointer: copied too
			  * (a closure's parameter that is not READ_ONLY: seen in place for the call). Fails if it is a result
			  * that holds an error, or NULL where the shape knows none */
	OP_COPY, /* DST (vector, read element by element, or bytes) := copy of WITH elements (a local, return or constant; bytes if BYTES; -1:
			  * shape.fixed) at pointer SRC */
	OP_VIEW, /* as COPY, or as DECODE of a carrier, without copying; of a closure's parameter for its call */
	OP_REF, /* FUNCTION (SRC), if SRC is not NULL: one reference more to the object at pointer SRC, which is
			  * WITH (-1: C gave it) */
	OP_ADOPT, /* DST := new object of dst's class that owns pointer SRC; null if it is NULL and nullable */
	OP_BORROW, /* DST := object of dst's class that does not own pointer SRC */
	OP_KEEP_ALIVE, /* DST (object, self, or closure that runs once) keeps WITH alive as long as it lives, or until it
			* has run: an object, a closure, or the memory that ENCODE or PIN made of a param for local WITH.
			* Where only a callback raised, a DST that was there before does so too: C may have succeeded */
	OP_FREE, /* FUNCTION (SRC), if SRC is not NULL; no FUNCTION: memory that ALLOC_* made. Also when an op behind
			  * CALL raised by itself, as DECODE of wrong UTF-8 does; of WHEN_SUCCESS: if C had not
			  * failed, whatever a callback raised */
	OP_FREE_PARTS, /* frees what C value SRC owns by its parts, as result DST's shape says: each element (WITH of them; -1: as
			  * COPY counts) and field that has a FREE, the inner ones first. Runs when FREE does */
	OP_RELEASE, /* ends the C object in cell or return SRC with the destructor of result WITH's class, if not NULL */
	OP_RAISE, /* if the call failed: throw */
	OP_AWAIT, /* of plan_call.COMPLETES: waits until closure SRC has run; given up with FUNCTION (ARGS), if not
		    * NULL, which may meet one that has run meanwhile. A language that does not wait has the closure instead */
	OP_RETURN, /* the results, in order */
	N_OPS
};

enum plan_when { WHEN_ALWAYS, WHEN_SUCCESS, WHEN_FAILURE };

enum plan_test {
	TEST_STATUS,   /* is none of OKS */
	TEST_SENTINEL, /* equals VALUE */
	TEST_NEGATIVE, /* < 0 */
};

struct plan_op {
	enum plan_op_kind kind;
	enum plan_when when;
	int dst, src, with, third;
	bool bytes;
	int target; /* RETRY: index of an op */
	enum plan_test test;
	const struct ffir_value
		*oks; /* TEST_STATUS: error->oks, or those of them that this function returns */
	size_t n_oks;
	struct ffir_value value;
	struct plan_error *
		error; /* TEST_ERROR, MESSAGE; NULL: errno if the call saves it, else the library's general error */
	const struct plan_function *function;
	int *args; /* BOUND, AWAIT: values */
	size_t n_args;
};

/* What a method is to the language besides a method. Its form is checked: a backend need not look. */
enum plan_protocol {
	PROTOCOL_NONE,
	PROTOCOL_GETTER, /* of PROPERTY: takes nothing, gives one value */
	PROTOCOL_SETTER, /* of PROPERTY: takes one value, gives nothing */
	PROTOCOL_TEXT,	 /* takes nothing, gives a string */
	PROTOCOL_EQUALS, /* takes another object of the class; gives true or an integer that is not 0 if they are equal */
	PROTOCOL_HASH,	  /* takes nothing, gives an integer */
	PROTOCOL_COMPARE, /* takes another object of the class, gives a negative, zero or positive number */
	PROTOCOL_NEXT, /* takes nothing, gives the next element: one result, null at the end; or several, where the
			   * first equals MORE unless it is the end, and the others are the element */
	PROTOCOL_COPY, /* takes nothing, gives another object of the class */
};

enum plan_role { ROLE_FUNCTION, ROLE_CONSTRUCTOR, ROLE_METHOD, ROLE_STATIC, ROLE_DESTRUCTOR };

/* How a call completes later: C runs one of its closures exactly once, on any thread, maybe before it returns; never
 * if the call itself failed. The results are then what the closure is given, STATUS left out. */
struct plan_completion {
	int closure;		  /* the call's PARAM */
	int status;		  /* index in closure->params, or -1 */
	struct plan_error *error; /* of STATUS: codes other than OKS are failures */
	const struct ffir_value *oks;
	size_t n_oks;
};

/* A call of a C function as a program. Ops up to CALL run in order until one fails; behind CALL those of
 * WHEN_SUCCESS run while nothing failed, those of WHEN_FAILURE once something did. */
struct plan_call {
	struct plan_name name;
	enum plan_role role;
	struct plan_class *klass; /* of a class, or NULL */
	const struct plan_function *function;
	struct plan_value *values;
	size_t n_values;
	int self;    /* a value, or -1 */
	int *params; /* what the caller gives, in order, self left out */
	size_t n_params;
	int *results; /* none, one, or several (a tuple) */
	size_t n_results;
	int *args; /* one for each C parameter: LOCAL, CELL (its address), CONSTANT */
	size_t n_args;
	struct plan_op *ops;
	size_t n_ops;
	bool saves_errno, leaf, can_fail, retries, calls_back;
	bool must_use; /* what it gives; not where that is only a status, which is raised */
	enum plan_protocol protocol;
	const char *property; /* of a getter or setter */
	struct plan_completion
		*completes; /* NULL: when it returns. RESULTS are only what starting it gives */
	struct ffir_value more;
	const struct ffir_doc *doc;
	const char *returns_doc, *deprecated;
};

enum plan_question_kind {
	QUESTION_RAW,	 /* without an answer the function stays raw */
	QUESTION_ASSUMED /* the plan goes by C's habits, which an answer may correct */
};

/* What neither C nor an annotation says of a function. */
struct plan_question {
	enum plan_question_kind kind;
	const struct ffir_param *about; /* a parameter or the result; NULL: the function as a whole */
	const struct ffir_param
		*within; /* ABOUT is a parameter of this callback; NULL: of the function itself */
	const struct ffir_decl *alias; /* the typedef that declares ABOUT, or NULL */
	const struct plan_record
		*record;    /* the answer belongs to this type, for all that use it; else NULL */
	const char *text;   /* names ABOUT; without the words */
	const char **words; /* of the vocabulary, each an answer; none: no annotation helps */
	size_t n_words;
};

/* A C function. The raw layer has each that is callable; CALL is the idiomatic one. */
struct plan_function {
	struct plan_name name; /* of the raw layer: C's */
	const struct ffir_decl *decl;
	const struct ffir_function_type *type;
	const struct ffir_doc *doc;
	const char *symbol;
	const char *refused; /* why even the raw layer cannot call it (variadic, inline, ...), or NULL */
	bool odd_convention; /* that is the reason: who can say its calling convention may call it all the same */
	struct plan_call *call;		 /* NULL: raw layer only */
	const char *raw_reason;		 /* why, if CALL is NULL: for a comment beside the raw function */
	const struct ffir_shim *shim;	 /* called through it, and TYPE is the shim's; or NULL */
	struct plan_question *questions; /* plan_survey fills them */
	size_t n_questions;
	const char *deprecated;
	const char
		*since; /* the version that brought it: the library may lack it when it is loaded; or NULL */
	bool leaf, noreturn;
	bool blocking;	  /* may wait */
	bool thread_safe; /* any thread may call it while others do */
	bool frees;	  /* values that come back are freed with it: bindings call it, callers do not */
	bool must_use; /* its result, by an attribute: the raw layer's; of the idiomatic one see plan_call */
};

/* A C function pointer that the other language provides. The program runs when C calls:
 * args of C (VALUE_LOCAL, one for each parameter) -> params (shapes) -> the function -> RESULT -> RETURN. */
struct plan_closure {
	struct plan_name name;
	struct plan_name pointer;     /* CONTEXT -1: of what makes C's pointer */
	const struct ffir_decl *decl; /* its alias, or NULL */
	const struct ffir_function_type *type;
	const struct ffir_doc *doc;
	struct plan_standing standing;
	struct plan_value *values;
	size_t n_values;
	int *args; /* one for each C parameter */
	size_t n_args;
	int *params; /* what the function is given, in order */
	size_t n_params;
	int result;				/* VALUE_RESULT: what the function gives back, or -1 */
	int ret;				/* VALUE_RETURN: what C gets, or -1 */
	int context;				/* the C parameter in which the user data arrives, or -1 */
	const struct plan_function *context_by; /* user data is this function of parameter CONTEXT, or NULL */
	int member; /* its place among those that share its user data, which C frees; -1: it has one alone */
	struct ffir_value on_exception; /* what C gets when the function raised; zero if kind NONE */
	struct plan_op *ops;		/* DECODE, COPY, BORROW ... of args; then PASS of the result */
	size_t n_ops;
	const char *refused;		  /* why it cannot be made, or NULL */
	const struct ffir_param *unclear; /* its parameter that REFUSED is about, or NULL */
	unsigned used; /* 1 << scope of each call that takes one; 0: none does; plan_legalise finds out */
};

/* A function of an interface. */
struct plan_method {
	struct plan_name name;
	struct plan_name alone; /* OPTIONAL: of what has this one alone */
	const struct plan_field *field;
	struct plan_closure *closure; /* all of an interface share their user data */
	bool optional;		      /* what implements the interface may lack it: C gets NULL */
};

/* A struct of C functions that an object of the other language implements. Fields that are not named here are zero. */
struct plan_interface {
	struct plan_name name;
	struct plan_name implemented; /* of what callers implement */
	struct plan_name functions;   /* of what makes C's struct of that */
	struct plan_record *record;
	const struct ffir_doc *doc;
	struct plan_method *methods;
	size_t n_methods;
	const struct plan_field *user;	  /* where the user data lies */
	const struct plan_field *destroy; /* what C calls with it when it is let go, or NULL */
	bool used;			  /* some call takes one; plan_legalise finds out */
};

enum plan_property_kind {
	PROPERTY_VALUE, /* scalar, enumeration, flags */
	PROPERTY_TEXT,	/* string: read only, maybe NULL */
	PROPERTY_MEMORY /* slice: setting pins the memory for as long as the object lives or until it is set again */
};

/* A field of a class that callers see. */
struct plan_property {
	enum plan_property_kind kind;
	struct plan_name name;
	const struct ffir_field *field;
	size_t index; /* of it in the record */
	uint64_t offset;
	struct plan_shape shape;
	int length; /* MEMORY: index of the record's field that counts, set with it; else -1 */
	bool writable;
	const struct ffir_doc *doc;
};

/* A property that methods read and, if SETTER is not NULL, write. */
struct plan_accessor {
	struct plan_name name;
	struct plan_call *getter, *setter;
};

enum plan_storage {
	STORAGE_C, /* C allocates and frees the object */
	STORAGE_BINDING /* the binding allocates record->size zeroed bytes, the constructor fills, the destructor empties them */
};

struct plan_class {
	struct plan_name name;
	struct plan_name handle;    /* of what holds the C object */
	struct plan_record *record; /* several classes may share one */
	const struct ffir_doc *doc;
	enum plan_storage storage;
	struct plan_call **constructors; /* the main one first */
	size_t n_constructors;
	struct plan_call *destructor; /* NULL: objects are never ended by the binding */
	struct plan_call **methods;   /* and static methods */
	size_t n_methods;
	struct plan_property *properties;
	size_t n_properties;
	struct plan_accessor
		*accessors; /* their calls are among the methods, until plan_legalise takes them out for a
					  * language that has properties, or the accessors for one that has none */
	size_t n_accessors;
	const struct plan_function *ref; /* takes a reference to an object, or NULL: they are not counted */
	struct plan_class **keeps; /* objects of these are kept alive by some of this one (KEEP_ALIVE) */
	size_t n_keeps;
	bool thread_bound;
	bool thread_safe;
};

/* What the bindings of other interfaces have (--import): shapes and ops of this plan name it, its lists do not
 * hold it, but for records, whose layout others need. */
struct plan_others {
	struct plan_enum **enums;
	size_t n_enums;
	struct plan_error **errors;
	size_t n_errors;
	struct plan_class **classes;
	size_t n_classes;
	struct plan_function **functions;
	size_t n_functions;
};

struct plan {
	struct ffir_arena arena;
	const struct ffir_module *module;
	struct plan_name name;	     /* of the library: "point"; NAME is the module's */
	struct plan_name base_error; /* the class of all exceptions */
	const char *version, *soname;
	const struct ffir_doc *doc;
	/* Each in an order in which it can be declared. */
	struct plan_enum **enums;
	size_t n_enums;
	struct plan_error **errors;
	size_t n_errors;
	struct plan_record **records;
	size_t n_records;
	struct plan_carrier **carriers; /* those that others hold come first */
	size_t n_carriers;
	struct plan_alias **aliases;
	size_t n_aliases;
	struct plan_closure **closures;
	size_t n_closures;
	struct plan_handle **handles;
	size_t n_handles;
	struct plan_interface **interfaces;
	size_t n_interfaces;
	struct plan_class **classes;
	size_t n_classes;
	struct plan_constant **constants;
	size_t n_constants;
	struct plan_variable **variables;
	size_t n_variables;
	struct plan_function *
		*functions; /* all, raw; the idiomatic free functions are their CALLs of ROLE_FUNCTION */
	size_t n_functions;
	struct plan_others others;
	bool has_places;      /* some names have a PLACE; names_assign finds out */
	const char **imports; /* the modules of OTHERS */
	size_t n_imports;
	bool uses_shims; /* some function is called through one */
	bool keeps_callbacks; /* some call keeps one beyond itself: any other may run it; plan_legalise finds out */
	struct plan_index *index; /* items by their declaration */
};

/* Lowers M, which must outlive the plan. Impossible annotations are errors at their line; what is not
 * there yet stays raw, with a warning that names its line. NULL after an error. */
struct plan *plan_lower(const struct ffir_module *m, struct diag *d);
/* The same for people who annotate: each function has all its questions, also those behind the first that keeps
 * it raw. What that brings into the plan is for no backend. */
struct plan *plan_survey(const struct ffir_module *m, struct diag *d);
void plan_free(struct plan *p);

/* Prints the plan for people: each function with its reasons, shapes and ops. */
void plan_show(struct ffir_buf *b, const struct plan *p);

/* Names of enumerators of the enums above, for people and tests. */
extern const char *const plan_op_names[N_OPS], *const plan_shape_names[N_SHAPES];

/* The record or enum that C type TYPE names, looking through aliases; NULL if none. */
struct plan_record *plan_record_of(const struct plan *p, const struct ffir_type *type);
/* The record that DECL is, or NULL: of another kind, not of the interface, NULL itself. */
struct plan_record *plan_record_of_decl(const struct plan *p, const struct ffir_decl *decl);
struct plan_enum *plan_enum_of(const struct plan *p, const struct ffir_type *type);

/* A sentence for the documentation where the language has no word for it: what C's attributes say of the call, and
 * which version brought it; NULL if there is nothing to say. */
const char *plan_call_promise(struct ffir_arena *a, const struct plan_call *call);
/* Of these, which version brought the function, or NULL: for a language that has words for the rest. */
const char *plan_function_since(struct ffir_arena *a, const struct plan_function *f);
/* "Deprecated: MESSAGE"; without one if MESSAGE is "", NULL if it is NULL. */
const char *plan_deprecation(struct ffir_arena *a, const char *message);
/* What stands in documentation: that it is deprecated, and which version brought it; NULL if there is nothing to
 * say. */
const char *plan_standing_says(struct ffir_arena *a, const struct plan_standing *standing);
/* The second half of it, or NULL: for a language that has a word for what is deprecated. */
const char *plan_standing_since(struct ffir_arena *a, const struct plan_standing *standing);
/* What the comment says is to be used instead ("" if it says no more), or NULL: it is not deprecated by its comment. */
const char *plan_doc_deprecation(const struct ffir_doc *doc);
/* DOC's brief and description as one text; NULL if it says nothing. */
const char *plan_doc_text(struct ffir_arena *a, const struct ffir_doc *doc);
/* "(out) " and the like in front of what DOC says of parameter NAME; NULL if it says nothing. */
const char *plan_doc_of_param(struct ffir_arena *a, const struct ffir_doc *doc, const char *name);
/* For what prints C's own declarations, also those that the plan lacks. */
struct plan_standing plan_standing_of_field(const struct ffir_field *field);
struct plan_standing plan_standing_of_enumerator(const struct ffir_enumerator *item);
struct plan_standing plan_standing_of(const struct ffir_decl *decl);
/* What plan_call_promise says, of a class's objects. */
const char *plan_class_promise(const struct plan_class *klass);
/* Whether VALUE is the one of HANDLE that stands for none. */
bool plan_is_none(const struct plan_handle *handle, const struct ffir_value *value);
/* What HANDLE is, for docs where its author wrote none. */
const char *plan_handle_says(const struct plan_handle *handle);

/* The constructor that a language's own way of making an object calls: the one called "new", else the
 * first that is no copy of another object; NULL if there is none. Names are assigned before. */
const struct plan_call *plan_main_constructor(const struct plan_class *k);

/* The method of K that is PROTOCOL (no property) to the language, or NULL. */
const struct plan_call *plan_protocol_method(const struct plan_class *k, enum plan_protocol protocol);
/* The method that tells whether two objects of K are equal: EQUALS, else COMPARE; NULL if none does. */
const struct plan_call *plan_equality(const struct plan_class *k);

#endif
