/*
 * Order of declaration. C needs an alias and an enumeration before they are named, and a record before
 * its fields count; behind a pointer its name is enough, if it has one of its own.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/load.h"
#include "ir/uses.h"

#include <string.h>

/* A walk in depth with a stack of its own: chains of declarations can be longer than the machine's stack. */
struct visit {
	size_t decl, next; /* the next of its uses to look at */
};

struct ordering {
	struct ffir_arena arena;
	struct ffir_module *m;
	struct ffir_uses *uses;
	struct visit *stack;
	size_t depth;
	bool *begun;
	struct ffir_decl **sorted;
	size_t n_sorted;
};

/* A record without a tag has no name before its typedef. */
static bool is_named_by_typedef(const struct ffir_decl *record)
{
	return !strchr(record->id, ' ') && !strchr(record->id, '/');
}

static bool must_stand_before(const struct ordering *o, size_t user, const struct ffir_use *use)
{
	const struct ffir_decl *used = o->m->decls[use->to];
	switch (used->kind) {
	case FFIR_DECL_ALIAS:
	case FFIR_DECL_ENUMERATION:
		return true;
	case FFIR_DECL_RECORD:
		if (is_named_by_typedef(used))
			return true;
		/* "typedef struct point point;" needs no more than the name; an array of them does. */
		if (o->m->decls[user]->kind == FFIR_DECL_ALIAS &&
		    o->m->decls[user]->type->kind == FFIR_TYPE_NAMED)
			return false;
		return (use->how & FFIR_USE_LAYOUT) ||
		       ((use->how & FFIR_USE_CALL) && o->m->decls[user]->kind == FFIR_DECL_FUNCTION);
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_VARIABLE:
	case FFIR_DECL_CONSTANT:
	case FFIR_DECL_DOMAIN:
	case FFIR_DECL_MACRO:
		return false;
	}
	return false;
}

static void begin(struct ordering *o, size_t decl)
{
	if (o->begun[decl])
		return;
	o->begun[decl] = true;
	o->stack[o->depth++] = (struct visit){decl, 0};
}

static void place(struct ordering *o, size_t decl)
{
	begin(o, decl);
	while (o->depth) {
		struct visit *top = &o->stack[o->depth - 1];
		const struct ffir_uses *uses = &o->uses[top->decl];
		if (top->next < uses->n_uses) {
			const struct ffir_use *use = &uses->uses[top->next++];
			if (must_stand_before(o, top->decl, use))
				begin(o, use->to);
		} else {
			o->sorted[o->n_sorted++] = o->m->decls[top->decl];
			o->depth--;
		}
	}
}

void ffir_order(struct ffir_module *m)
{
	struct ordering o = {.m = m};
	o.uses = ffir_uses_of(&o.arena, m);
	o.stack = (struct visit *)ffir_alloc(&o.arena, (m->n_decls + 1) * sizeof *o.stack);
	o.begun = (bool *)ffir_alloc(&o.arena, m->n_decls + 1);
	o.sorted = (struct ffir_decl **)ffir_alloc(&o.arena, (m->n_decls + 1) * sizeof *o.sorted);
	for (size_t i = 0; i < m->n_decls; i++)
		place(&o, i);
	for (size_t i = 0; i < m->n_decls; i++)
		m->decls[i] = o.sorted[i];
	ffir_arena_release(&o.arena);
}
