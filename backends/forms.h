/*
 * Values inside C objects: for each C type that carries one, a language has a constant, its form, that reads, makes and
 * frees it. Which there are, and what each is made of; how one is spelled is the language's.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_FORMS_H
#define FFI_FORMS_H

#include "backends/plan.h"

enum form_kind {
	FORM_POINTER,	  /* of a pointer to what has a form by itself */
	FORM_CARRIER,	  /* of SHAPE's carrier */
	FORM_NUMBER,	  /* a scalar or handle */
	FORM_ENUMERATION, /* or flags */
	FORM_RECORD,	  /* as it is */
	FORM_INSTANCE,	  /* of a class: a pointer */
	FORM_TEXT,	  /* that a pointer leads to */
	FORM_TEXT_INSIDE, /* in an array */
	FORM_MANY,	  /* elements that a pointer leads to */
	FORM_MANY_INSIDE, /* in an array */
	FORM_CHANGED,	  /* the caller's memory, which C changes */
	FORM_RAW,	  /* a pointer as it is */
};

/* What the form of SHAPE is. */
enum form_kind form_kind(const struct plan *p, const struct plan_shape *shape);
/* A C object of SHAPE is freed by something else than its form. */
bool form_is_freed_apart(const struct plan_shape *shape);
/* The record whose address or copy SHAPE's FREE takes; NULL if it takes a pointer in it. */
const struct plan_record *form_freed_record(const struct plan_shape *shape);
/* Callers have a type of the language's own for what C has in RECORD. */
bool record_is_native(const struct plan_record *record);
/* What C's counted carrier C points to, by the pointer alone. */
struct plan_shape carrier_pointed(const struct plan_carrier *c);
/* How much SLOT, a length or capacity, counts for each element or code unit of SHAPE. */
uint64_t slot_step(const struct plan *p, const struct plan_slot *slot, const struct plan_shape *shape);

/* ---- the constants of a binding ---- */

struct form_constant {
	const char *name, *type, *text;
};

struct forms {
	struct ffir_arena *a;
	const struct plan *p;
	const char *prefix; /* of their names: "_form_" */
	struct form_constant *items;
	size_t n;
	bool *used; /* parallel to the plan's carriers */
};

void forms_begin(struct forms *f, struct ffir_arena *a, const struct plan *p, const char *prefix);
/* The constant of TYPE ("" if the language has none) that is TEXT, made if it is not there yet. */
const struct form_constant *forms_constant(struct forms *f, const char *type, const char *text);
void forms_use(struct forms *f, const struct plan_carrier *c);
/* Calls EACH with those carriers that are used and their index, those that hold others first, as that may make more
 * used; returns whether there is any constant at all. */
bool forms_walk(struct forms *f, void (*each)(void *data, const struct plan_carrier *c, size_t i),
		void *data);

#endif
