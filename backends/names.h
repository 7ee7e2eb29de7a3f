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
	NAME_IMPLEMENTED, /* a method that callers write: plan_method.name */
	NAME_PARAM,
	NAME_FIELD,
	NAME_CONSTANT,
	NAME_ENUMERATOR,
	NAME_MODULE, /* what a file calls itself, or a namespace */
	N_NAME_KINDS
};

/* What a language may have beside a declaration. */
enum name_beside {
	BESIDE_STRUCT,	  /* plan_record.in_c */
	BESIDE_HANDLE,	  /* plan_class.handle */
	BESIDE_INTERFACE, /* plan_interface.implemented */
	BESIDE_OPTIONAL,  /* plan_method.alone, of that and the method's name */
	BESIDE_FUNCTIONS, /* plan_interface.functions */
	BESIDE_POINTER,	  /* plan_closure.pointer */
	BESIDE_CASE,	  /* plan_slot.type, of the union's name and the case's */
	N_NAMES_BESIDE
};

struct naming {
	enum name_case cases[N_NAME_KINDS];
	const char *const *keywords; /* sorted, NULL last */
	/* Names of the run time's own at top level, NULL last, '*' what the binding calls itself; those it makes for each
	 * closure, '*' its name; and for each property, '*' the class's name, then the property's. */
	const char *const *taken, *const *taken_by_closure, *const *taken_by_property;
	const char *const
		*unwelcome; /* names of types that are had only where somebody gave them, NULL last */
	/* What things of a kind cannot be called, each NULL last or NULL itself, and what is put behind such a name. */
	const char *const *reserved[N_NAME_KINDS];
	const char *const *raw_reserved; /* the same of C's own names */
	const char *aside;
	const char *owner_aside; /* behind the name of a member that is its class's too; NULL: it may be */
	/* What is beside a declaration is called so, each '*' one of the names that it is made of; NULL: it is not there. */
	const char *beside[N_NAMES_BESIDE];
	const char *
		qualifier; /* between another binding's module and a name of it: "."; NULL: no module is named */
	const char *escape;	  /* put behind a keyword: "_"; before it if it starts with '@' */
	const char *type_prefix;  /* before every type and function at top level, or NULL */
	const char *unnamed;	  /* before a type that C gives no name, or NULL */
	const char *error_suffix; /* behind an exception's name if it does not end so: "Error" */
	bool nests;		  /* it has namespaces; else theirs are words in front of a name */
	bool constants_apart;	  /* constants are members of something, not at top level */
	bool module_apart;	  /* a module can be called as a type in it */
	bool mangles;		  /* of two underscores in front of a name one goes */
	bool own_types;		  /* enums, records and typedefs keep C's names, apart from all others (C) */
	bool flat; /* methods and enumerators live at top level (C): the class's name stands before them */
};

/* Fills every plan_name.name of P. MODULE is what the binding calls itself, NULL if that is the library's name.
 * RENAMES are "old=new" pairs, old a C name. Collisions and names that match nothing are errors. */
bool names_assign(struct plan *p, const struct naming *n, const char *module, const char *const *renames,
		  size_t n_renames, struct diag *d);

/* The names of what OTHER, the named plan of MODULE's interface, has and P goes by: qualified with QUALIFIER
 * unless that is NULL. */
void names_import(struct plan *p, const struct plan *other, const char *module, const char *qualifier,
		  struct diag *d);

/* NAME in that case, split at '_', at case changes and around digits: XMLParser2 -> xml_parser_2. */
char *name_case(struct ffir_arena *a, const char *name, enum name_case to);

bool name_is_keyword(const struct naming *n, const char *name);
/* TEXT, which may hold any characters, as a name. */
const char *name_identifier(struct ffir_arena *a, const char *text, enum name_case to);
/* C's own name in the raw layer, escaped if it has to be. */
const char *name_raw(struct ffir_arena *a, const struct naming *n, const char *cname);
/* Parameter I of a C function as the raw layer calls it; none of TAKEN (NULL last). */
const char *name_argument(struct ffir_arena *a, const struct naming *n, const struct ffir_function_type *type,
			  size_t i, const char *const *taken);

/* C's name of a value, OTHERWISE if C has none for it. */
const char *name_in_c(const struct plan_name *name, const char *otherwise);

/* Names inside of one body. */
struct local_names {
	struct ffir_arena *a;
	const struct naming *naming;
	const char **items;
	size_t n;
};

bool local_is_free(const struct local_names *names, const char *name);
/* NAME, whatever it is, is somebody's from now on. */
void local_take(struct local_names *names, const char *name);
/* WISH, or it with a number behind, which is free and no keyword; taken from now on. */
const char *local_name(struct local_names *names, const char *wish);
/* The same of what NAME would be for a parameter. */
const char *local_for(struct local_names *names, const struct plan_name *name, const char *otherwise);

#endif
