/*
 * Walks the types of declarations for the names in them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/uses.h"

#include <stdlib.h>

struct place {
	const struct ffir_decl *decl;
	size_t at;
};

struct walk {
	struct ffir_arena *arena;
	const struct ffir_module *m;
	const struct place *places; /* sorted by address of the declaration */
	struct ffir_uses *out;
};

static int compare_places(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct place *)a)->decl,
		  y = (uintptr_t)((const struct place *)b)->decl;
	return (x > y) - (x < y);
}

/* The declaration of that name, or NULL if there is none or the use was known. */
static const struct ffir_decl *add_use(struct walk *w, const char *name, unsigned how)
{
	const struct place key = {ffir_module_find(w->m, name), 0};
	if (!key.decl)
		return NULL;
	const struct place *found =
		(const struct place *)bsearch(&key, w->places, w->m->n_decls, sizeof key, compare_places);
	for (size_t i = 0; i < w->out->n_uses; i++)
		if (w->out->uses[i].to == found->at && w->out->uses[i].how == how)
			return NULL;
	struct ffir_use *use = FFIR_PUSH(w->arena, w->out->uses, w->out->n_uses);
	use->to = found->at;
	use->how = how;
	return key.decl;
}

/* What NAME stands for is used in the same way, as long as it is there by value. */
static void add_uses(struct walk *w, const char *name, unsigned how)
{
	while (name) {
		const struct ffir_decl *decl = add_use(w, name, how);
		if (!how || !decl || decl->kind != FFIR_DECL_ALIAS)
			return;
		const struct ffir_type *type = decl->type;
		while (type && how == FFIR_USE_LAYOUT && type->kind == FFIR_TYPE_ARRAY)
			type = type->to;
		name = type && type->kind == FFIR_TYPE_NAMED ? type->name : NULL;
	}
}

static void walk_function(struct walk *w, const struct ffir_function_type *function);

/* HOW is what a name here would mean to the user. */
static void walk_type(struct walk *w, const struct ffir_type *type, unsigned how)
{
	for (; type; type = type->to) {
		switch (type->kind) {
		case FFIR_TYPE_NAMED:
			add_uses(w, type->name, how);
			return;
		case FFIR_TYPE_FUNCTION:
			walk_function(w, type->function);
			return;
		case FFIR_TYPE_POINTER:
			how = 0;
			break;
		case FFIR_TYPE_ARRAY:
			/* A parameter that is an array is a pointer. */
			how = how == FFIR_USE_CALL ? 0 : how;
			break;
		case FFIR_TYPE_VECTOR:
			break;
		case FFIR_TYPE_VOID:
		case FFIR_TYPE_BOOL:
		case FFIR_TYPE_INT:
		case FFIR_TYPE_FLOAT:
		case FFIR_TYPE_COMPLEX:
		case FFIR_TYPE_UNSUPPORTED:
			return;
		}
	}
}

static void walk_function(struct walk *w, const struct ffir_function_type *function)
{
	if (!function)
		return;
	walk_type(w, function->result.type, FFIR_USE_CALL);
	for (size_t i = 0; i < function->n_params; i++)
		walk_type(w, function->params[i].type, FFIR_USE_CALL);
}

static void walk_decl(struct walk *w, const struct ffir_decl *d)
{
	for (size_t i = 0; i < d->n_fields; i++)
		walk_type(w, d->fields[i].type, FFIR_USE_LAYOUT);
	walk_type(w, d->type, FFIR_USE_LAYOUT);
	walk_function(w, d->function);
	for (size_t i = 0; i < d->n_signatures; i++)
		walk_function(w, d->signatures[i]);
}

struct ffir_uses *ffir_uses_of(struct ffir_arena *a, const struct ffir_module *m)
{
	struct place *places = (struct place *)ffir_alloc(a, (m->n_decls + 1) * sizeof *places);
	struct ffir_uses *uses = (struct ffir_uses *)ffir_alloc(a, (m->n_decls + 1) * sizeof *uses);
	for (size_t i = 0; i < m->n_decls; i++)
		places[i] = (struct place){m->decls[i], i};
	qsort(places, m->n_decls, sizeof *places, compare_places);
	for (size_t i = 0; i < m->n_decls; i++) {
		struct walk w = {a, m, places, &uses[i]};
		walk_decl(&w, m->decls[i]);
	}
	return uses;
}
