/*
 * Shims: C functions that stand between a binding and what it cannot call as it is: inline functions, function-like
 * macros, variadic functions, values that a language cannot pass. `ffirender shims` writes them (shims_text.c), a
 * binding that is told where they are calls them like any other function of the library.
 *
 * What some language cannot pass by value a shim takes and gives in a form that all can, see enum shim_form. A
 * result that is given by pointer is its last parameter. That depends on nothing but the C type: one file of shims
 * serves all languages.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_SHIMS_H
#define FFI_SHIMS_H

#include "backends/backend.h"
#include "backends/writer.h"

/* Behind a reason why something cannot be called. */
#define NEEDS_SHIM "; it needs a shim, which 'ffirender shims' writes"

enum shim_kind {
	SHIM_INLINE,
	SHIM_MACRO,
	SHIM_VARIADIC, /* one of the signatures of a variadic function */
	SHIM_PASSING,  /* of values that not every language can pass, or with a convention of its own */
};

/* How a shim takes and gives a value. */
enum shim_form {
	FORM_SAME,
	FORM_POINTER, /* to it: records, complex numbers, wide integers, and floats of a kind that no language has */
	FORM_PARTS,   /* pointer to its elements: vectors, complex integers (real, imaginary) */
	FORM_DOUBLE,  /* long double, rounded to a double */
	FORM_COMPLEX, /* pointer to a double _Complex, to which a long double _Complex is rounded */
};

enum shim_way {
	SHIM_NONE,   /* nobody calls the shim */
	SHIM_CALLED, /* the binding calls the shim: the declaration is the shim's */
	SHIM_DIRECT, /* the language calls the variadic function itself */
};

struct ffir_shim {
	enum shim_kind kind;
	enum shim_way way;
	bool needed;				/* shims_need: some language does */
	const char *name;			/* what C calls: the function, the macro */
	const char *symbol;			/* of the shim */
	const struct ffir_function_type *as_is; /* what C calls: of a variadic function with its "..." */
	const struct ffir_function_type *call;	/* that for this call */
	const struct ffir_function_type *type;	/* the shim's */
};

enum shim_form shim_form_of(const struct ffir_module *m, const struct ffir_type *type);

/* Gives each declaration of M that a shim can stand for its own: macros become functions, a variadic function one
 * for each of its signatures. Nothing is called through them yet. */
void shims_find(struct ffir_module *m);
/* Marks those that B needs. */
void shims_need(struct ffir_module *m, const struct backend *b);
/* Marks those that any language needs, whatever it can pass: all but those of SHIM_PASSING. */
void shims_need_always(struct ffir_module *m);
/* From now on those that are marked are called through their shims. */
void shims_use(struct ffir_module *m);
/* From now on variadic functions are called by each of their signatures. */
void shims_call_variadic(struct ffir_module *m);

/* The symbol that tells of what interface shims are: it names all of them with their types. */
const char *shims_check(struct ffir_arena *a, const struct ffir_module *m);

/* Whether a library that M was read from has the shims of M; *OTHERS are set if it has those of another interface. */
bool shims_are_there(const struct ffir_module *m, const char **others);

/* Prints those of M that are needed as a C file which includes HEADERS, or, if there are none, the headers that the
 * declarations stand in. */
void shims_print(struct writer *w, const struct ffir_module *m, const char *const *headers, size_t n_headers);

#endif
