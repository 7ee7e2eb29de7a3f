/*
 * The one gate for names: splits C's into words, strips the library's prefix, cases, escapes keywords,
 * and refuses collisions by naming both sources.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_NAMES_H
#define FFI_NAMES_H

#include "backends/plan.h"

enum name_case {
	CASE_KEEP,   /* as in C, nothing stripped */
	CASE_SNAKE,  /* point_new */
	CASE_CAMEL,  /* pointNew */
	CASE_PASCAL, /* PointNew */
	CASE_UPPER,  /* POINT_NEW */
};

enum name_kind {
	NAME_TYPE,
	NAME_FUNCTION,
	NAME_METHOD,
	NAME_PARAM,
	NAME_FIELD,
	NAME_CONSTANT,
	NAME_ENUMERATOR,
	N_NAME_KINDS
};

struct naming {
	enum name_case cases[N_NAME_KINDS];
	const char *const *keywords; /* sorted, NULL last */
	const char *const *taken;    /* names of the run time's own at top level, NULL last */
	const char *const *
		unwelcome; /* names of types that are had only where somebody gave them, NULL last; may be NULL */
	const char *escape;	  /* put behind a keyword: "_"; before it if it starts with '@' */
	const char *type_prefix;  /* before every type and function at top level, or NULL */
	const char *error_suffix; /* behind an exception's name if it does not end so: "Error" */
	bool own_types;		  /* enums, records and typedefs keep C's names, apart from all others (C) */
	bool flat; /* methods and enumerators live at top level (C): the class's name stands before them */
};

/* Fills every plan_name.name of P. RENAMES are "old=new" pairs, old a C name. Collisions and names that
 * match nothing are errors. */
bool names_assign(struct plan *p, const struct naming *n, const char *const *renames, size_t n_renames,
		  struct diag *d);

/* NAME in that case, split at '_', at case changes and around digits: XMLParser2 -> xml_parser_2. */
char *name_case(struct ffir_arena *a, const char *name, enum name_case to);

#endif
