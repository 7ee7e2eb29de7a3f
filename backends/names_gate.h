/*
 * Inside of names.c: one name passes the gate at a time. It gets the first wish that is free in its scope, in the
 * case of its kind, escaped where the language cannot have it; a collision is an error that names both sources.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_NAMES_GATE_H
#define FFI_NAMES_GATE_H

#include "backends/names.h"

/* Names of one scope, open addressing; all zero is an empty one. */
struct scope {
	struct slot *slots;
	size_t n_slots, n_used;
};

/* A namespace that an author names; each scope at top level has one of its own in it. */
struct space {
	const char *text;   /* the author's */
	const char **parts; /* as the language writes them */
	size_t n_parts;
	struct scope scope;
	const struct scope *outer;
};

struct assigning {
	struct plan *p;
	const struct naming *n;
	struct diag *d;
	struct ffir_arena scratch;
	const char *prefix; /* of the library, or NULL */
	const char *module; /* what the binding calls itself, or NULL */
	struct space *spaces;
	size_t n_spaces;
	const char *const *renames;
	bool *renamed;
	size_t n_renames;
	unsigned errors;
};

/* A name that is wanted, and what it may be instead, best first. */
struct wish {
	struct plan_name *name;
	enum name_kind kind;
	bool prefixed;	   /* with the naming's type_prefix */
	bool no_rename;	   /* its C name is no one thing: fields, parameters, the struct of a class */
	bool unnamed;	   /* C gives it none, so it yields to all others: a number tells it from them */
	const char *owner; /* name of the class or record that it is a member of, or NULL */
	const char *candidates[4];
	size_t n;
};

/* Adds a wish; NULL and more than there is room for are ignored. */
void wish_for(struct wish *wish, const char *candidate);
void assign(struct assigning *a, struct scope *scope, struct wish *wish);
/* names_beside.c: what is beside the declarations of SCOPE, whose names are all assigned. */
void assign_beside(struct assigning *a, struct scope *scope);
/* names_beside.c: what no declaration can be called in SCOPE, since the run time has it; what it has for a closure, and
 * for the properties of a class, whose name is assigned. */
void take_own(struct assigning *a, struct scope *scope);
void take_of_closure(struct assigning *a, struct scope *scope, const struct plan_closure *closure);
void take_of_properties(struct assigning *a, struct scope *scope, const struct plan_class *k);
/* C's own name, escaped if it has to be. */
void assign_raw(struct assigning *a, struct scope *scope, struct plan_name *name);
bool scope_has(const struct scope *scope, const char *text);
/* SOURCE NULL: the language's own. */
void scope_enter(struct assigning *a, struct scope *scope, const char *text, const struct plan_name *source);
/* What was given to FROM, in SCOPE, is TO's. */
void scope_hand_over(struct assigning *a, struct scope *scope, const struct plan_name *from,
		     struct plan_name *to);

#endif
