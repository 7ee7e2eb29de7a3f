/*
 * Names of what a language has beside a declaration: C's struct of a record whose value callers have, the handle of
 * a class, the cases of a tagged union. They pass the gate last, so that nothing that C declares yields to them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/names_gate.h"

#include <string.h>

#include "backends/forms.h"
#include "backends/printing.h"

/* The name inside of its namespace, if the language has them. */
static const char *own(const struct plan_name *name)
{
	return name->own ? name->own : name->name;
}

/* PATTERN with FIRST and then SECOND for '*'. */
static const char *filled(struct ffir_arena *arena, const char *pattern, const char *first,
			  const char *second)
{
	struct ffir_buf b = {0};
	for (; *pattern; pattern++) {
		ffir_buf_add(&b, *pattern == '*' ? first : pattern, *pattern == '*' ? strlen(first) : 1);
		if (*pattern == '*')
			first = second;
	}
	const char *text = ffir_strndup(arena, b.text, b.size);
	ffir_buf_release(&b);
	return text;
}

static void assign_one(struct assigning *a, struct scope *scope, enum name_beside what,
		       const struct plan_name *of, const char *part, struct plan_name *name)
{
	const char *pattern = a->n->beside[what];
	if (!pattern || !of->name || of->from)
		return;
	const char *text = filled(&a->p->arena, pattern, own(of), part ? part : "");
	struct wish wish = {.name = name, .kind = NAME_TYPE, .no_rename = true};
	*name = (struct plan_name){.cname = of->cname, .space = of->space, .at = of->at};
	wish_for(&wish, text);
	wish_for(&wish, ffir_printf(&a->p->arena, "%s%s", text, a->n->aside ? a->n->aside : "_"));
	assign(a, scope, &wish);
}

/* What this binding makes for a type that maybe another one has. */
static void assign_helper(struct assigning *a, struct scope *scope, enum name_beside what,
			  const struct plan_name *type, struct plan_name *name)
{
	struct plan_name of = *type;
	const char *dot = of.from ? strrchr(of.name, '.') : NULL;
	if (dot)
		of.name = dot + 1;
	of.from = NULL;
	assign_one(a, scope, what, &of, NULL, name);
}

static void assign_of_interface(struct assigning *a, struct scope *scope, struct plan_interface *interface)
{
	assign_one(a, scope, BESIDE_INTERFACE, &interface->name, NULL, &interface->implemented);
	assign_helper(a, scope, BESIDE_FUNCTIONS, &interface->name, &interface->functions);
	for (size_t i = 0; i < interface->n_methods; i++) {
		struct plan_method *method = &interface->methods[i];
		if (method->optional)
			assign_one(a, scope, BESIDE_OPTIONAL, &interface->name, method->name.name,
				   &method->alone);
	}
}

/* Its enumerator, if the tag has them, else the member of the union. */
static const char *case_text(struct assigning *a, const struct plan_carrier *c, const struct plan_slot *slot)
{
	const struct plan_enumerator *found =
		enumerator_of(plan_slot_of(c, SLOT_TAG)->shape.enumeration, &slot->value);
	if (found)
		return found->name.name;
	if (slot->field)
		return slot->field->name.name;
	const char *value = slot->value.text ? slot->value.text : "other";
	return name_identifier(&a->p->arena, ffir_printf(&a->p->arena, "case_%s", value),
			       a->n->cases[NAME_TYPE]);
}

static void assign_of_carrier(struct assigning *a, struct scope *scope, struct plan_carrier *c)
{
	if (!record_is_native(c->record))
		return;
	assign_one(a, scope, BESIDE_STRUCT, &c->record->name, NULL, &c->record->in_c);
	for (size_t i = 0; c->shape.kind == SHAPE_TAGGED && i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE)
			assign_one(a, scope, BESIDE_CASE, &c->record->name, case_text(a, c, &c->slots[i]),
				   &c->slots[i].type);
}

/* ---- the run time's own ---- */

/* PATTERNS, NULL last, with FIRST and SECOND in them, are nobody's from now on. */
static void take_filled(struct assigning *a, struct scope *scope, const char *const *patterns,
			const char *first, const char *second)
{
	for (size_t i = 0; patterns && patterns[i]; i++) {
		const char *text = filled(&a->p->arena, patterns[i], first, second);
		if (!scope_has(scope, text))
			scope_enter(a, scope, text, NULL);
	}
}

/* C's functions keep their names, and those of the bindings end as the library's does. */
static void refuse_own(struct assigning *a, const struct scope *scope)
{
	for (size_t i = 0; i < a->p->n_functions; i++) {
		const struct plan_name *name = &a->p->functions[i]->name;
		if (!scope_has(scope, name->cname))
			continue;
		diag_error(a->d, &name->at,
			   "'%s' is what the bindings call something of their own: let them have another "
			   "name with --module NAME",
			   name->cname);
		a->errors++;
	}
}

static void take_if_prefixed(struct assigning *a, struct scope *scope, const char *name)
{
	if (strncmp(name, a->n->type_prefix, strlen(a->n->type_prefix)) == 0 && !scope_has(scope, name))
		scope_enter(a, scope, name, NULL);
}

/* What C itself has called as the bindings call theirs. */
static void take_from_c(struct assigning *a, struct scope *scope)
{
	const struct ffir_module *m = a->p->module;
	for (size_t i = 0; i < m->n_decls; i++) {
		take_if_prefixed(a, scope, ffir_decl_name(m->decls[i]));
		for (size_t k = 0; k < m->decls[i]->n_enumerators; k++)
			take_if_prefixed(a, scope, m->decls[i]->enumerators[k].name);
	}
}

void take_own(struct assigning *a, struct scope *scope)
{
	const struct plan *p = a->p;
	const char *module = a->module ? a->module : p->name.cname ? p->name.cname : "library";
	take_filled(a, scope, a->n->taken, name_identifier(&a->scratch, module, CASE_KEEP), "");
	for (size_t i = 0; a->n->flat && i < p->n_imports; i++)
		take_filled(a, scope, a->n->taken, name_identifier(&a->scratch, p->imports[i], CASE_KEEP),
			    "");
	if (!a->n->flat || !a->n->type_prefix)
		return;
	refuse_own(a, scope);
	take_from_c(a, scope);
}

void take_of_closure(struct assigning *a, struct scope *scope, const struct plan_closure *closure)
{
	take_filled(a, scope, a->n->taken_by_closure, closure->name.name, "");
}

void take_of_properties(struct assigning *a, struct scope *scope, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_properties; i++)
		take_filled(a, scope, a->n->taken_by_property, k->name.name, k->properties[i].name.cname);
}

/* ---- beside declarations ---- */

void assign_beside(struct assigning *a, struct scope *scope)
{
	struct plan *p = a->p;
	for (size_t i = 0; i < p->n_carriers; i++)
		assign_of_carrier(a, scope, p->carriers[i]);
	for (size_t i = 0; i < p->n_interfaces; i++)
		assign_of_interface(a, scope, p->interfaces[i]);
	for (size_t i = 0; i < p->n_classes; i++)
		assign_one(a, scope, BESIDE_HANDLE, &p->classes[i]->name, NULL, &p->classes[i]->handle);
	for (size_t i = 0; i < p->n_closures; i++)
		if (p->closures[i]->context < 0)
			assign_helper(a, scope, BESIDE_POINTER, &p->closures[i]->name,
				      &p->closures[i]->pointer);
}
