/*
 * Names: what each thing wishes to be called, for whatever language a table describes; names_gate.c gives it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/names_gate.h"

#include <string.h>
#include <strings.h>

#include "backends/words.h"
#include "ir/nearest.h"

/* "#2", which C left without a name. */
static const char *readable(struct assigning *a, const char *cname, const char *what)
{
	return cname[0] == '#' ? ffir_printf(&a->p->arena, "%s_%s", what, cname + 1) : cname;
}

/* A name at top level: without the library's prefix, unless functions of all libraries live side by side. */
static void assign_top(struct assigning *a, struct scope *scope, struct plan_name *name, enum name_kind kind)
{
	struct wish wish = {
		.name = name, .kind = kind, .prefixed = kind == NAME_TYPE || kind == NAME_FUNCTION};
	if (!a->n->flat)
		wish_for(&wish, without_prefix(name->cname, a->prefix));
	wish_for(&wish, name->cname);
	assign(a, scope, &wish);
}

/* ---- types ---- */

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);
	return n >= m && strcasecmp(text + n - m, end) == 0;
}

static const char *with_suffix(struct assigning *a, const char *cname, const char *suffix)
{
	if (!cname || !suffix || ends_with(cname, suffix))
		return cname;
	/* The suffix is a word of its own in whatever case the name has. */
	return ffir_printf(&a->p->arena, "%s%s%s", cname, is_mixed(cname) ? "" : "_", suffix);
}

static const char *known_name(const struct plan_name *name)
{
	return name->known_as ? name->known_as : name->cname;
}

static void assign_error(struct assigning *a, struct scope *scope, struct plan_error *error)
{
	struct wish wish = {.name = &error->name, .kind = NAME_TYPE, .prefixed = true};
	const char *known = known_name(&error->codes->name);
	if (!a->n->flat)
		wish_for(&wish, with_suffix(a, without_prefix(known, a->prefix), a->n->error_suffix));
	wish_for(&wish, with_suffix(a, known, a->n->error_suffix));
	assign(a, scope, &wish);
}

/* It is called after what its enumerators share, which another declaration may be called too. */
static bool is_unnamed_enum(const struct plan_enum *e)
{
	return e->anonymous && !e->name.given && !e->name.known_as;
}

/* The codes of an error yield its name to the exception: Error, ErrorCode. */
static void assign_enum(struct assigning *a, struct scope *scope, struct plan_enum *e)
{
	struct wish wish = {.name = &e->name, .kind = NAME_TYPE, .prefixed = true};
	wish.unnamed = is_unnamed_enum(e);
	const char *known = known_name(&e->name);
	const char *stripped = a->n->flat ? NULL : without_prefix(known, a->prefix);
	wish_for(&wish, stripped);
	if (e->error)
		wish_for(&wish, with_suffix(a, stripped, "Code"));
	wish_for(&wish, known);
	if (e->error)
		wish_for(&wish, with_suffix(a, known, "Code"));
	else if (e->anonymous && e->n_items)
		wish_for(&wish, e->items[0].name.cname);
	if (wish.unnamed)
		wish_for(&wish, with_suffix(a, known, "Values"));
	/* A name that the author gave is the exception's. */
	if (e->error && e->name.given && e->error->name.given)
		e->name.given = with_suffix(a, e->name.given, "Code");
	assign(a, scope, &wish);
}

/* The struct behind a class yields its name to it: PointCloud, PointCloudStruct. */
static void assign_record(struct assigning *a, struct scope *scope, struct plan_record *r)
{
	struct wish wish = {.name = &r->name, .kind = NAME_TYPE, .prefixed = true};
	const char *known = known_name(&r->name);
	const char *stripped = a->n->flat ? NULL : without_prefix(known, a->prefix);
	struct plan_name plain = r->name;
	if (r->klass || r->interface) {
		plain.given = NULL; /* the class has it */
		wish.name = &plain;
		wish.no_rename = true;
	}
	wish_for(&wish, stripped);
	if (r->klass || r->interface)
		wish_for(&wish, with_suffix(a, stripped, "Struct"));
	wish_for(&wish, known);
	if (r->klass || r->interface)
		wish_for(&wish, with_suffix(a, known, "Struct"));
	else
		wish_for(&wish, r->name.cname);
	assign(a, scope, &wish);
	if (wish.name == &plain)
		scope_hand_over(a, scope, &plain, &r->name);
}

/* "v/pos": where C would say it, if it could. */
static void assign_anonymous(struct assigning *a, struct scope *scope, struct plan_record *r)
{
	struct wish wish = {.name = &r->name, .kind = NAME_TYPE, .no_rename = true, .unnamed = true};
	const char *text = name_identifier(&a->p->arena, ffir_decl_name(r->decl), CASE_KEEP);
	text += strspn(text, "_");
	wish_for(&wish, ffir_printf(&a->p->arena, "%s%s", a->n->unnamed ? a->n->unnamed : "", text));
	wish_for(&wish, ffir_printf(&a->p->arena, "%s_type", wish.candidates[0]));
	assign(a, scope, &wish);
}

/* A typedef may be called as what it leads to: typedef struct gzFile_s *gzFile, where gzFile_s is GzFile. */
static void assign_alias(struct assigning *a, struct scope *scope, struct plan_alias *alias)
{
	struct wish wish = {.name = &alias->name, .kind = NAME_TYPE, .prefixed = true};
	bool pointer = alias->decl->type->kind == FFIR_TYPE_POINTER;
	if (!a->n->flat)
		wish_for(&wish, without_prefix(alias->name.cname, a->prefix));
	else if (alias->decl->imported && a->p->name.cname) /* the other binding has one, of another type */
		wish_for(&wish, ffir_printf(&a->p->arena, "%s_%s",
					    name_identifier(&a->p->arena, known_name(&a->p->name), CASE_KEEP),
					    alias->name.cname));
	wish_for(&wish, alias->name.cname);
	wish_for(&wish, with_suffix(a, alias->name.cname, pointer ? "Pointer" : "Type"));
	assign(a, scope, &wish);
}

/* It is called after the parameter that takes it, and keeps the prefix. */
static void assign_closure(struct assigning *a, struct scope *scope, struct plan_closure *closure)
{
	struct wish wish = {.name = &closure->name, .kind = NAME_TYPE, .prefixed = true};
	wish_for(&wish, name_identifier(&a->p->arena, closure->name.cname, CASE_KEEP));
	assign(a, scope, &wish);
}

static void assign_aliases(struct assigning *a, struct scope *scope)
{
	for (size_t i = 0; i < a->p->n_aliases; i++) {
		struct plan_alias *alias = a->p->aliases[i];
		if (!alias->closure && (!alias->handle || a->n->flat))
			alias->name.name = alias->name.cname; /* only C has it */
		else if (!alias->name.from)
			assign_alias(a, scope, alias);
		if (alias->closure)
			alias->closure->name = alias->name;
	}
	for (size_t i = 0; i < a->p->n_closures; i++)
		if (!a->p->closures[i]->decl && !a->p->closures[i]->name.from)
			assign_closure(a, scope, a->p->closures[i]);
	for (size_t i = 0; i < a->p->n_closures; i++)
		take_of_closure(a, scope, a->p->closures[i]);
}

static void keep_types(struct plan *p)
{
	for (size_t i = 0; i < p->n_errors; i++)
		p->errors[i]->name.name = p->errors[i]->name.cname;
	for (size_t i = 0; i < p->n_enums; i++)
		p->enums[i]->name.name = p->enums[i]->name.cname;
	for (size_t i = 0; i < p->n_records; i++)
		if (!p->records[i]->name.from)
			p->records[i]->name.name = p->records[i]->name.cname;
}

static void assign_types(struct assigning *a, struct scope *scope)
{
	struct plan *p = a->p;
	for (size_t i = 0; i < p->n_classes; i++)
		assign_top(a, scope, &p->classes[i]->name, NAME_TYPE);
	for (size_t i = 0; i < p->n_interfaces && !a->n->own_types; i++)
		if (!p->interfaces[i]->name.from)
			assign_top(a, scope, &p->interfaces[i]->name, NAME_TYPE);
	if (a->n->own_types) {
		keep_types(p);
		assign_aliases(a, scope);
		return;
	}
	for (size_t i = 0; i < p->n_errors; i++)
		assign_error(a, scope, p->errors[i]);
	for (size_t i = 0; i < p->n_enums; i++)
		if (!is_unnamed_enum(p->enums[i]))
			assign_enum(a, scope, p->enums[i]);
	for (size_t i = 0; i < p->n_records; i++) {
		struct plan_record *r = p->records[i];
		if (r->opaque && !r->name.from)
			r->name.name = r->name.cname; /* a class has it, or nobody */
		else if (!r->anonymous && !r->name.from)
			assign_record(a, scope, r);
	}
	assign_aliases(a, scope);
}

/* Types that C gives no name: nothing that has one yields to them. */
static void assign_unnamed(struct assigning *a, struct scope *scope)
{
	struct plan *p = a->p;
	for (size_t i = 0; i < p->n_enums && !a->n->own_types; i++)
		if (is_unnamed_enum(p->enums[i]))
			assign_enum(a, scope, p->enums[i]);
	for (size_t i = 0; i < p->n_records && !a->n->own_types; i++) {
		struct plan_record *r = p->records[i];
		if (r->anonymous && !r->opaque && !r->name.from)
			assign_anonymous(a, scope, r);
	}
}

/* The class of all exceptions. */
static void assign_base_error(struct assigning *a, struct scope *scope)
{
	struct plan *p = a->p;
	struct wish wish = {.name = &p->base_error, .kind = NAME_TYPE, .no_rename = true};
	const char *library =
		name_identifier(&p->arena, p->name.cname ? p->name.cname : "library", CASE_KEEP);
	if (!a->n->error_suffix)
		return;
	p->base_error.cname = ffir_printf(&p->arena, "%s%s", library, a->n->error_suffix);
	p->base_error.at = p->name.at;
	wish_for(&wish, ffir_printf(&p->arena, "%s_%s", library, a->n->error_suffix));
	wish_for(&wish, ffir_printf(&p->arena, "%s_library_%s", library, a->n->error_suffix));
	assign(a, scope, &wish);
}

static void assign_module(struct assigning *a, const struct scope *scope)
{
	struct plan *p = a->p;
	enum name_case to = a->n->cases[NAME_MODULE];
	const char *cname = p->name.cname ? p->name.cname : "bindings";
	const char *name = name_identifier(&p->arena, cname, to);
	if (!a->n->module_apart && scope_has(scope, name))
		name = name_identifier(&p->arena, ffir_printf(&p->arena, "%s_library", cname), to);
	p->name.name = name;
}

/* ---- inside of types ---- */

static void assign_enumerators(struct assigning *a, struct plan_enum *e)
{
	struct scope scope = {0};
	size_t skip = a->n->flat ? 0 : shared_words(e->items, e->n_items);
	while (skip && !can_skip(e->items, e->n_items, skip))
		skip--;
	for (size_t i = 0; i < e->n_items; i++) {
		struct wish wish = {.name = &e->items[i].name, .kind = NAME_ENUMERATOR};
		const char *cname = e->items[i].name.cname;
		if (skip)
			wish_for(&wish, skip_words(cname, skip));
		else if (!a->n->flat && e->n_items == 1)
			wish_for(&wish, without_prefix(cname, e->name.cname));
		wish_for(&wish, cname);
		assign(a, &scope, &wish);
	}
}

static void assign_fields(struct assigning *a, struct plan_record *r)
{
	struct scope scope = {0};
	for (size_t i = 0; i < r->n_fields; i++) {
		struct plan_name *name = &r->fields[i].name;
		struct wish wish = {
			.name = name, .kind = NAME_FIELD, .no_rename = true, .owner = r->name.name};
		wish_for(&wish, readable(a, name->cname, "unnamed"));
		wish_for(&wish, name->cname);
		if (name->cname[0] == '#')
			wish.n = 1;
		assign(a, &scope, &wish);
	}
}

static void assign_member(struct assigning *a, struct scope *scope, struct plan_call *call)
{
	const char *cname = call->name.cname, *class_name = call->klass->name.cname;
	/* Where members live side by side with all else, the author's name for one needs its class's. */
	if (a->n->flat && call->name.given) {
		const char *of = call->klass->name.given ? call->klass->name.given : class_name;
		call->name.given = ffir_printf(&a->p->arena, "%s_%s", of, call->name.given);
	}
	struct wish wish = {.name = &call->name,
			    .kind = NAME_METHOD,
			    .prefixed = a->n->flat,
			    .owner = call->klass->name.name};
	const char *rest = without_prefix(cname, class_name);
	if (!rest)
		rest = without_prefix(cname, ffir_decl_name(call->klass->record->decl));
	if (!rest)
		rest = without_prefix(cname, a->prefix);
	if (!a->n->flat)
		wish_for(&wish, rest);
	else
		wish_for(&wish, ffir_printf(&a->p->arena, "%s_%s", class_name, rest ? rest : cname));
	wish_for(&wish, cname);
	assign(a, scope, &wish);
}

static void assign_methods(struct assigning *a, struct plan_interface *interface)
{
	struct scope scope = {0};
	for (size_t i = 0; i < interface->n_methods; i++) {
		struct wish wish = {
			.name = &interface->methods[i].name, .kind = NAME_IMPLEMENTED, .no_rename = true};
		wish_for(&wish, interface->methods[i].name.cname);
		assign(a, &scope, &wish);
	}
}

/* Properties go by names that their author gave; methods have C's to yield with. */
static void assign_class(struct assigning *a, struct scope *top, struct plan_class *k)
{
	struct scope own = {0};
	struct scope *scope = a->n->flat ? top : &own;
	take_of_properties(a, scope, k);
	for (size_t i = 0; i < k->n_accessors; i++) {
		struct wish wish = {.name = &k->accessors[i].name,
				    .kind = NAME_METHOD,
				    .no_rename = true,
				    .owner = k->name.name};
		wish_for(&wish, k->accessors[i].name.cname);
		assign(a, scope, &wish);
	}
	for (size_t i = 0; i < k->n_methods; i++)
		assign_member(a, scope, k->methods[i]);
	for (size_t i = 0; i < k->n_constructors; i++)
		assign_member(a, scope, k->constructors[i]);
	if (k->destructor)
		assign_member(a, scope, k->destructor);
	for (size_t i = 0; i < k->n_properties; i++) {
		struct wish wish = {.name = &k->properties[i].name,
				    .kind = NAME_FIELD,
				    .no_rename = true,
				    .owner = k->name.name};
		wish_for(&wish, k->properties[i].name.cname);
		assign(a, &own, &wish);
	}
}

/* ---- values ---- */

/* Parameters are one scope, results another: an in-out parameter is in both. */
static void assign_values(struct assigning *a, struct plan_value *values, size_t n)
{
	struct scope params = {0}, results = {0};
	for (size_t i = 0; i < n; i++) {
		struct plan_value *v = &values[i];
		struct wish wish = {.name = &v->name, .kind = NAME_PARAM, .no_rename = true};
		bool is_param = v->kind == VALUE_PARAM || v->kind == VALUE_SELF;
		if (v->kind == VALUE_RESULT && !v->name.cname)
			v->name.name = "result";
		if (!v->name.cname || (!is_param && v->kind != VALUE_RESULT))
			continue;
		wish_for(&wish, readable(a, v->name.cname, "argument"));
		assign(a, is_param ? &params : &results, &wish);
	}
}

/* ---- all of it ---- */

/* The library's own name, if some function begins with it, else the word that all functions begin with. */
static const char *library_prefix(struct assigning *a)
{
	const struct plan *p = a->p;
	struct words first, other;
	for (size_t i = 0; p->name.cname && i < p->n_functions; i++)
		if (without_prefix(p->functions[i]->name.cname, p->name.cname))
			return p->name.cname;
	if (p->n_functions < 2)
		return NULL;
	split_words(p->functions[0]->name.cname, &first);
	for (size_t i = 1; i < p->n_functions; i++) {
		split_words(p->functions[i]->name.cname, &other);
		if (!first.n || !other.n || !same_word(&first.items[0], &other.items[0]))
			return NULL;
	}
	return ffir_strndup(&a->scratch, first.items[0].text, first.items[0].size);
}

static void assign_top_level(struct assigning *a, struct scope *top)
{
	struct plan *p = a->p;
	struct scope constants = {0}, raw = {0};
	take_own(a, top);
	assign_types(a, top);
	assign_base_error(a, top);
	assign_module(a, top);
	for (size_t i = 0; i < p->n_classes; i++)
		assign_class(a, top, p->classes[i]);
	for (size_t i = 0; i < p->n_functions; i++) {
		struct plan_function *f = p->functions[i];
		assign_raw(a, &raw, &f->name);
		if (f->call && f->call->role == ROLE_FUNCTION)
			assign_top(a, top, &f->call->name, NAME_FUNCTION);
	}
	for (size_t i = 0; i < p->n_constants; i++)
		assign_top(a, a->n->constants_apart ? &constants : top, &p->constants[i]->name,
			   NAME_CONSTANT);
	assign_unnamed(a, top);
	for (size_t i = 0; i < p->n_variables; i++)
		assign_raw(a, &raw, &p->variables[i]->name);
}

static void assign_inner(struct assigning *a)
{
	struct plan *p = a->p;
	for (size_t i = 0; i < p->n_enums; i++)
		assign_enumerators(a, p->enums[i]);
	for (size_t i = 0; i < p->n_records; i++)
		if (!p->records[i]->name.from)
			assign_fields(a, p->records[i]);
	for (size_t i = 0; i < p->n_interfaces; i++)
		if (!p->interfaces[i]->name.from)
			assign_methods(a, p->interfaces[i]);
	for (size_t i = 0; i < p->n_functions; i++)
		if (p->functions[i]->call)
			assign_values(a, p->functions[i]->call->values, p->functions[i]->call->n_values);
	for (size_t i = 0; i < p->n_closures; i++)
		assign_values(a, p->closures[i]->values, p->closures[i]->n_values);
}

static const char *nearest_cname(const struct plan *p, const char *wanted)
{
	struct ffir_nearest nearest = ffir_nearest_to(wanted);
	for (size_t i = 0; i < p->n_functions; i++)
		ffir_nearest_offer(&nearest, p->functions[i]->name.cname);
	for (size_t i = 0; i < p->n_records; i++)
		ffir_nearest_offer(&nearest, p->records[i]->name.cname);
	for (size_t i = 0; i < p->n_enums; i++)
		ffir_nearest_offer(&nearest, p->enums[i]->name.cname);
	for (size_t i = 0; i < p->n_constants; i++)
		ffir_nearest_offer(&nearest, p->constants[i]->name.cname);
	return nearest.name;
}

static void check_renames(struct assigning *a)
{
	for (size_t i = 0; i < a->n_renames; i++) {
		if (a->renamed[i])
			continue;
		const char *equals = strchr(a->renames[i], '=');
		size_t size = equals ? (size_t)(equals - a->renames[i]) : strlen(a->renames[i]);
		const char *wanted = ffir_strndup(&a->scratch, a->renames[i], size);
		const char *nearest = nearest_cname(a->p, wanted);
		diag_error(a->d, NULL, "--rename %s: nothing is called '%s'%s%s%s", a->renames[i], wanted,
			   nearest ? ", did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
		a->errors++;
	}
}

bool names_assign(struct plan *p, const struct naming *n, const char *module, const char *const *renames,
		  size_t n_renames, struct diag *d)
{
	struct assigning a = {
		.p = p, .n = n, .d = d, .module = module, .renames = renames, .n_renames = n_renames};
	a.renamed = (bool *)ffir_alloc(&a.scratch, (n_renames + 1) * sizeof *a.renamed);
	a.prefix = library_prefix(&a);
	struct scope top = {0};
	assign_top_level(&a, &top);
	assign_inner(&a);
	assign_beside(&a, &top);
	check_renames(&a);
	ffir_arena_release(&a.scratch);
	return a.errors == 0;
}

/* ---- names of others ---- */

struct importing {
	struct plan *p;
	const char *module, *qualifier;
	struct diag *d;
};

static void import_name(struct importing *n, struct plan_name *name, const struct plan_name *from)
{
	if (!from || !from->name)
		diag_error(n->d, &name->at, "'%s' is taken from '%s', which does not bind it", name->cname,
			   n->module);
	else if (n->qualifier)
		name->name = ffir_printf(&n->p->arena, "%s%s%s", n->module, n->qualifier, from->name);
	else
		name->name = ffir_strdup(&n->p->arena, from->name);
}

static bool is_from(const struct importing *n, const struct plan_name *name)
{
	return name->from && strcmp(name->from, n->module) == 0;
}

static bool same_decl(const struct ffir_decl *a, const struct ffir_decl *b)
{
	return strcmp(a->id, b->id) == 0;
}

static void import_enum(struct importing *n, struct plan_enum *e, const struct plan *other)
{
	const struct plan_enum *from = NULL;
	for (size_t i = 0; i < other->n_enums; i++)
		if (same_decl(other->enums[i]->decl, e->decl))
			from = other->enums[i];
	import_name(n, &e->name, from ? &from->name : NULL);
	for (size_t i = 0; from && i < e->n_items && i < from->n_items; i++)
		e->items[i].name.name = ffir_strdup(&n->p->arena, from->items[i].name.name);
	if (e->error)
		import_name(n, &e->error->name, from && from->error ? &from->error->name : NULL);
}

static void import_class(struct importing *n, struct plan_class *k, const struct plan *other)
{
	const struct plan_class *from = NULL;
	for (size_t i = 0; i < other->n_classes; i++)
		if (strcmp(other->classes[i]->name.cname, k->name.cname) == 0)
			from = other->classes[i];
	import_name(n, &k->name, from ? &from->name : NULL);
	if (from && from->handle.name)
		import_name(n, &k->handle, &from->handle);
}

static void import_record(struct importing *n, struct plan_record *r, const struct plan *other)
{
	const struct plan_record *from = NULL;
	for (size_t i = 0; i < other->n_records; i++)
		if (same_decl(other->records[i]->decl, r->decl))
			from = other->records[i];
	import_name(n, &r->name, from ? &from->name : NULL);
	if (from && from->in_c.name)
		import_name(n, &r->in_c, &from->in_c);
	for (size_t i = 0; from && from->carrier && r->carrier && i < r->carrier->n_slots; i++)
		if (from->carrier->slots[i].type.name)
			import_name(n, &r->carrier->slots[i].type, &from->carrier->slots[i].type);
	for (size_t i = 0; from && i < r->n_fields && i < from->n_fields; i++)
		r->fields[i].name.name = ffir_strdup(&n->p->arena, from->fields[i].name.name);
}

/* The type of a callback; one that OTHER has no use for is made here. */
static void import_alias(struct importing *n, struct plan_alias *alias, const struct plan *other)
{
	for (size_t i = 0; i < other->n_aliases; i++) {
		const struct plan_alias *from = other->aliases[i];
		if (!same_decl(from->decl, alias->decl) || !from->closure || !from->closure->used)
			continue;
		alias->name.from = n->module;
		import_name(n, &alias->name, &from->name);
	}
}

/* What callers implement; what OTHER has no use for is made here, and so is what makes C's struct of it. */
static void import_interface(struct importing *n, struct plan_interface *interface, const struct plan *other)
{
	const struct plan_interface *from = NULL;
	for (size_t i = 0; i < other->n_interfaces; i++)
		if (other->interfaces[i]->used &&
		    same_decl(other->interfaces[i]->record->decl, interface->record->decl))
			from = other->interfaces[i];
	if (!from)
		return;
	interface->name.from = n->module;
	import_name(n, &interface->name, &from->name);
	if (from->implemented.name)
		import_name(n, &interface->implemented, &from->implemented);
	for (size_t i = 0; i < interface->n_methods && i < from->n_methods; i++) {
		struct plan_method *method = &interface->methods[i];
		method->name.name = ffir_strdup(&n->p->arena, from->methods[i].name.name);
		if (from->methods[i].alone.name)
			import_name(n, &method->alone, &from->methods[i].alone);
		method->closure->name.from = n->module;
		import_name(n, &method->closure->name, &from->methods[i].closure->name);
	}
}

void names_import(struct plan *p, const struct plan *other, const char *module, const char *qualifier,
		  struct diag *d)
{
	struct importing n = {p, module, qualifier, d};
	for (size_t i = 0; i < p->others.n_enums; i++)
		if (is_from(&n, &p->others.enums[i]->name))
			import_enum(&n, p->others.enums[i], other);
	for (size_t i = 0; i < p->others.n_classes; i++)
		if (is_from(&n, &p->others.classes[i]->name))
			import_class(&n, p->others.classes[i], other);
	for (size_t i = 0; i < p->n_records; i++)
		if (is_from(&n, &p->records[i]->name))
			import_record(&n, p->records[i], other);
	/* Without a qualifier it is no type of the language: C's has its own library's failures. */
	for (size_t i = 0; i < p->n_aliases && qualifier; i++)
		if (p->aliases[i]->closure && p->aliases[i]->decl->imported &&
		    strcmp(p->aliases[i]->decl->imported, module) == 0)
			import_alias(&n, p->aliases[i], other);
	for (size_t i = 0; i < p->n_interfaces && qualifier; i++)
		if (is_from(&n, &p->interfaces[i]->record->name))
			import_interface(&n, p->interfaces[i], other);
	for (size_t i = 0; i < p->others.n_functions; i++)
		p->others.functions[i]->name.name = p->others.functions[i]->name.cname;
}
