/*
 * What must hold between declarations before anybody relies on a module: names exist, nothing contains
 * itself, then (validate_layout.c) sizes and values fit.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/validate.h"

#include <string.h>

#include "ir/read.h"
#include "ir/reader.h"

/* ---- messages ---- */

void check_error(struct check *c, const struct ffir_decl *d, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	bool was_read = d->read_at.file != NULL;
	diag_error(c->d, was_read ? &d->read_at : &d->at, "%s", ffir_vprintf(&c->scratch, format, ap));
	va_end(ap);
	if (was_read && d->at.file)
		diag_note(c->d, &d->at, "'%s' is declared here", d->id);
}

/* ---- names in types ---- */

/* What a type may be, by where it stands. */
enum { MAY_BE_VOID = 1, MAY_BE_FUNCTION = 2, MAY_BE_ARRAY = 4, MAY_BE_ANY = 7 };

static void check_basic(struct check *c, const struct ffir_decl *d, const struct ffir_type *type)
{
	if (!ffir_basic_find(c->m, type->name))
		check_error(c, d, "'%s' uses '%s', which is no basic type of target '%s'", d->id, type->name,
			    c->m->targets[0].id);
}

static void check_named(struct check *c, const struct ffir_decl *d, const struct ffir_type *type)
{
	const struct ffir_decl *to = ffir_module_find(c->m, type->name);
	if (!to && !ffir_basic_find(c->m, type->name))
		check_error(c, d, "'%s' uses '%s', which is declared nowhere", d->id, type->name);
	else if (to && to->kind != FFIR_DECL_RECORD && to->kind != FFIR_DECL_ENUMERATION &&
		 to->kind != FFIR_DECL_ALIAS)
		check_error(c, d, "'%s' uses '%s' as a type, which is none", d->id, type->name);
}

static void check_function(struct check *c, const struct ffir_decl *d,
			   const struct ffir_function_type *function);

static void check_type(struct check *c, const struct ffir_decl *d, const struct ffir_type *type,
		       unsigned may_be)
{
	switch (type->kind) {
	case FFIR_TYPE_VOID:
		if (!(may_be & MAY_BE_VOID))
			check_error(c, d, "'%s' has a 'void' where a value must be", d->id);
		break;
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		check_basic(c, d, type);
		break;
	case FFIR_TYPE_VECTOR:
		if (type->to->kind != FFIR_TYPE_INT && type->to->kind != FFIR_TYPE_FLOAT &&
		    type->to->kind != FFIR_TYPE_BOOL && type->to->kind != FFIR_TYPE_NAMED)
			check_error(c, d, "'%s' has a vector of what is no number", d->id);
		check_type(c, d, type->to, 0);
		break;
	case FFIR_TYPE_POINTER:
		check_type(c, d, type->to, MAY_BE_ANY);
		break;
	case FFIR_TYPE_ARRAY:
		if (!(may_be & MAY_BE_ARRAY))
			check_error(c, d, "'%s' takes or returns an array by value", d->id);
		check_type(c, d, type->to, MAY_BE_ARRAY);
		break;
	case FFIR_TYPE_FUNCTION:
		if (!(may_be & MAY_BE_FUNCTION))
			check_error(c, d, "'%s' has a function where a value must be", d->id);
		check_function(c, d, type->function);
		break;
	case FFIR_TYPE_NAMED:
		check_named(c, d, type);
		break;
	case FFIR_TYPE_UNSUPPORTED:
		break;
	}
}

static void check_function(struct check *c, const struct ffir_decl *d,
			   const struct ffir_function_type *function)
{
	check_type(c, d, function->result.type, MAY_BE_VOID);
	for (size_t i = 0; i < function->n_params; i++)
		check_type(c, d, function->params[i].type, 0);
}

static void check_names(struct check *c, const struct ffir_decl *d)
{
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		for (size_t i = 0; i < d->n_fields; i++)
			check_type(c, d, d->fields[i].type, MAY_BE_ARRAY);
		break;
	case FFIR_DECL_ENUMERATION:
	case FFIR_DECL_DOMAIN:
		break;
	case FFIR_DECL_ALIAS:
		check_type(c, d, d->type, MAY_BE_ANY);
		break;
	case FFIR_DECL_VARIABLE:
	case FFIR_DECL_CONSTANT:
		check_type(c, d, d->type, MAY_BE_ARRAY);
		break;
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_MACRO:
		check_function(c, d, d->function);
		for (size_t i = 0; i < d->n_signatures; i++)
			check_function(c, d, d->signatures[i]);
		break;
	}
	for (size_t i = 0; i < d->n_on; i++)
		if (strcmp(d->on[i].targets, c->m->targets[0].id) != 0)
			check_error(c, d, "'%s' has facts of target '%s', which is not described", d->id,
				    d->on[i].targets);
}

/* ---- nesting ---- */

/* No C that people write comes near; whoever walks a type may recurse. */
enum { MAX_NESTING = 100 };

/* The declarations that one is made of. */
struct parts {
	size_t *to;
	size_t n;
};

enum walk_state { WALK_NEW, WALK_OPEN, WALK_DONE };

struct walk {
	size_t decl, next;
};

struct nesting {
	struct names ids;
	struct parts *parts;
	unsigned *depth;
	enum walk_state *state;
	struct walk *stack;
	size_t n_stack;
};

/* By value: what gives TYPE its size. Else the aliases on the way to it, also behind pointers: whoever looks
 * through aliases must come to an end. A record may well hold a callback that takes an alias of it. */
static void add_parts(struct check *c, const struct nesting *n, struct parts *parts,
		      const struct ffir_type *type, bool by_value)
{
	size_t place;
	switch (type->kind) {
	case FFIR_TYPE_NAMED:
		if (names_find(&n->ids, type->name, &place) &&
		    (by_value || c->m->decls[place]->kind == FFIR_DECL_ALIAS))
			*FFIR_PUSH(&c->scratch, parts->to, parts->n) = place;
		break;
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_VECTOR:
		add_parts(c, n, parts, type->to, by_value);
		break;
	case FFIR_TYPE_POINTER:
		if (!by_value)
			add_parts(c, n, parts, type->to, by_value);
		break;
	case FFIR_TYPE_FUNCTION:
		if (by_value)
			break;
		add_parts(c, n, parts, type->function->result.type, by_value);
		for (size_t i = 0; i < type->function->n_params; i++)
			add_parts(c, n, parts, type->function->params[i].type, by_value);
		break;
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
	case FFIR_TYPE_UNSUPPORTED:
		break;
	}
}

static void push_walk(struct nesting *n, size_t decl)
{
	n->state[decl] = WALK_OPEN;
	n->stack[n->n_stack].decl = decl;
	n->stack[n->n_stack++].next = 0;
}

static void end_walk(struct check *c, struct nesting *n)
{
	size_t decl = n->stack[--n->n_stack].decl;
	unsigned deepest = 0;
	for (size_t i = 0; i < n->parts[decl].n; i++)
		if (n->depth[n->parts[decl].to[i]] + 1 > deepest)
			deepest = n->depth[n->parts[decl].to[i]] + 1;
	if (deepest > MAX_NESTING) {
		check_error(c, c->m->decls[decl], "'%s' is nested more than %d levels deep",
			    c->m->decls[decl]->id, MAX_NESTING);
		deepest = 0;
	}
	n->depth[decl] = deepest;
	n->state[decl] = WALK_DONE;
}

/* Depth first, with a stack of its own: input decides how deep. */
static void walk_nesting(struct check *c, struct nesting *n, size_t root)
{
	push_walk(n, root);
	while (n->n_stack) {
		struct walk *top = &n->stack[n->n_stack - 1];
		if (top->next == n->parts[top->decl].n) {
			end_walk(c, n);
			continue;
		}
		size_t part = n->parts[top->decl].to[top->next++];
		if (n->state[part] == WALK_OPEN)
			check_error(c, c->m->decls[part], "'%s' contains itself", c->m->decls[part]->id);
		else if (n->state[part] == WALK_NEW)
			push_walk(n, part);
	}
}

static void check_nesting(struct check *c, bool by_value)
{
	size_t n_decls = c->m->n_decls;
	struct nesting n = {{0}, NULL, NULL, NULL, NULL, 0};
	n.parts = (struct parts *)ffir_alloc(&c->scratch, n_decls * sizeof *n.parts);
	n.depth = (unsigned *)ffir_alloc(&c->scratch, n_decls * sizeof *n.depth);
	n.state = (enum walk_state *)ffir_alloc(&c->scratch, n_decls * sizeof *n.state);
	n.stack = (struct walk *)ffir_alloc(&c->scratch, n_decls * sizeof *n.stack);
	for (size_t i = 0; i < n_decls; i++)
		names_add(&c->scratch, &n.ids, c->m->decls[i]->id, i);
	names_sort(&n.ids);
	for (size_t i = 0; i < n_decls; i++) {
		const struct ffir_decl *d = c->m->decls[i];
		if (d->kind == FFIR_DECL_ALIAS)
			add_parts(c, &n, &n.parts[i], d->type, by_value);
		for (size_t j = 0; by_value && d->kind == FFIR_DECL_RECORD && j < d->n_fields; j++)
			add_parts(c, &n, &n.parts[i], d->fields[j].type, by_value);
	}
	for (size_t i = 0; i < n_decls; i++)
		if (n.state[i] == WALK_NEW)
			walk_nesting(c, &n, i);
}

/* ---- the target ---- */

/* Look-ups are linear. */
enum { MAX_BASICS = 300 };

static bool is_power_of_two(uint64_t number)
{
	return number && !(number & (number - 1));
}

/* _BitInt(65535), the widest that GCC has. */
enum { MAX_BASIC_SIZE = 8192 };

static void check_target(struct check *c)
{
	const struct ffir_target *target = &c->m->targets[0];
	if (target->n_basics > MAX_BASICS)
		diag_error(c->d, NULL, "target '%s' has more than %d basic types", target->id, MAX_BASICS);
	for (size_t i = 0; i < target->n_basics; i++) {
		const struct ffir_basic *basic = &target->basics[i];
		if (!basic->is && (!basic->size || basic->size > MAX_BASIC_SIZE ||
				   !is_power_of_two(basic->align) || !is_power_of_two(basic->field_align)))
			diag_error(c->d, NULL,
				   "basic type '%s' of target '%s' has no possible size or alignment",
				   basic->name, target->id);
	}
	if (!ffir_basic_find(c->m, "void*"))
		diag_error(c->d, NULL, "target '%s' has no basic type 'void*'", target->id);
}

static bool has_target(struct check *c)
{
	if (!c->m->n_targets && c->m->n_decls)
		check_error(c, c->m->decls[0], "no 'target' says what these declarations are for");
	if (c->m->n_targets > 1)
		diag_error(c->d, NULL,
			   "there are facts of several targets, '%s' and '%s', where those of one must be",
			   c->m->targets[0].id, c->m->targets[1].id);
	return c->m->n_targets == 1;
}

bool ffir_validate(struct ffir_module *m, struct diag *d)
{
	struct check c = {.m = m, .d = d};
	unsigned errors = d->errors;
	if (has_target(&c)) {
		check_target(&c);
		for (size_t i = 0; i < m->n_decls && d->errors == errors; i++)
			check_names(&c, m->decls[i]);
		if (d->errors == errors)
			check_nesting(&c, true);
		if (d->errors == errors)
			check_nesting(&c, false);
		for (size_t i = 0; i < m->n_decls && d->errors == errors; i++)
			check_layout(&c, m->decls[i]);
	}
	ffir_arena_release(&c.scratch);
	return d->errors == errors;
}
