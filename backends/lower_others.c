/*
 * What the bindings of other interfaces have: shapes and ops go on naming it, the lists of the plan do not hold it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

static void note_import(struct lowering *l, const char *module)
{
	for (size_t i = 0; i < l->p->n_imports; i++)
		if (strcmp(l->p->imports[i], module) == 0)
			return;
	*FFIR_PUSH(l->a, l->p->imports, l->p->n_imports) = module;
}

static void set_aside_errors(struct lowering *l)
{
	size_t n = l->p->n_errors;
	l->p->n_errors = 0;
	for (size_t i = 0; i < n; i++) {
		struct plan_error *error = l->p->errors[i];
		if (error->codes->name.from)
			*FFIR_PUSH(l->a, l->p->others.errors, l->p->others.n_errors) = error;
		else
			l->p->errors[l->p->n_errors++] = error;
	}
}

static void set_aside_enums(struct lowering *l)
{
	size_t n = l->p->n_enums;
	l->p->n_enums = 0;
	for (size_t i = 0; i < n; i++) {
		struct plan_enum *e = l->p->enums[i];
		if (e->name.from)
			*FFIR_PUSH(l->a, l->p->others.enums, l->p->others.n_enums) = e;
		else
			l->p->enums[l->p->n_enums++] = e;
	}
}

static void set_aside_classes(struct lowering *l)
{
	size_t n = l->p->n_classes;
	l->p->n_classes = 0;
	for (size_t i = 0; i < n; i++) {
		struct plan_class *k = l->p->classes[i];
		if (k->name.from)
			*FFIR_PUSH(l->a, l->p->others.classes, l->p->others.n_classes) = k;
		else
			l->p->classes[l->p->n_classes++] = k;
	}
}

static void set_aside_functions(struct lowering *l)
{
	size_t n = l->p->n_functions;
	l->p->n_functions = 0;
	for (size_t i = 0; i < n; i++) {
		struct plan_function *f = l->p->functions[i];
		if (f->name.from)
			*FFIR_PUSH(l->a, l->p->others.functions, l->p->others.n_functions) = f;
		else
			l->p->functions[l->p->n_functions++] = f;
	}
}

/* Constants, variables and handles of others are theirs alone; what runs their callbacks is made here, as needed. */
static void drop(struct lowering *l)
{
	struct plan *p = l->p;
	size_t n_constants = p->n_constants, n_variables = p->n_variables, n_aliases = p->n_aliases;
	p->n_constants = p->n_variables = p->n_aliases = 0;
	for (size_t i = 0; i < n_constants; i++)
		if (!p->constants[i]->decl->imported)
			p->constants[p->n_constants++] = p->constants[i];
	for (size_t i = 0; i < n_variables; i++)
		if (!p->variables[i]->decl->imported)
			p->variables[p->n_variables++] = p->variables[i];
	for (size_t i = 0; i < n_aliases; i++)
		if (!p->aliases[i]->decl->imported || p->aliases[i]->closure)
			p->aliases[p->n_aliases++] = p->aliases[i];
}

void set_others_aside(struct lowering *l)
{
	for (size_t i = 0; i < l->m->n_decls; i++)
		if (l->m->decls[i]->imported)
			note_import(l, l->m->decls[i]->imported);
	if (!l->p->n_imports)
		return;
	set_aside_errors(l);
	set_aside_enums(l);
	set_aside_classes(l);
	set_aside_functions(l);
	drop(l);
}
