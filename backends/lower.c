/*
 * From the IR and its annotations to the plan: the order of the work, and the items that need little.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"
#include "backends/shims.h"

#include <stdlib.h>
#include <string.h>

/* ---- functions ---- */

static const char *type_refused(const struct lowering *l, const struct ffir_type *type)
{
	type = resolve(l, type, NULL);
	if (type->kind != FFIR_TYPE_UNSUPPORTED)
		return NULL;
	static const char *const advice[][2] = {
		{"va_list", "va_list, which only C can make: export a variadic function beside it"},
		{"an array whose size is not constant",
		 "an array whose size is not constant: declare a pointer"}};
	for (size_t i = 0; type->name && i < sizeof advice / sizeof *advice; i++)
		if (strcmp(type->name, advice[i][0]) == 0)
			return advice[i][1];
	return type->name ? type->name : "its type cannot be described";
}

static const char *values_refused(struct lowering *l, const struct ffir_function_type *type)
{
	const char *why = type_refused(l, type->result.type);
	if (why)
		return ffir_printf(l->a, "its result: %s", why);
	for (size_t i = 0; i < type->n_params; i++) {
		why = type_refused(l, type->params[i].type);
		if (why)
			return ffir_printf(l->a, "parameter '%s': %s", type->params[i].name, why);
	}
	return NULL;
}

static const char *passing_refused(struct lowering *l, const struct ffir_function_type *type,
				   const struct ffir_on *on)
{
	const struct ffir_call *call = on->call;
	for (size_t i = 0; call && i < call->n_arguments; i++)
		if (call->arguments[i].in == FFIR_NOT_CALLABLE)
			return ffir_printf(l->a, "parameter '%s' cannot be passed with the compiler's flags",
					   type->params[i].name);
	if (call && call->has_result && call->result.in == FFIR_NOT_CALLABLE)
		return "its result cannot be returned with the compiler's flags";
	return NULL;
}

static const char *unavailable(const struct lowering *l, const struct ffir_annotation *word)
{
	const char *why = arg_text(word, 0);
	return ffir_printf(l->a, "its author made it unavailable%s%s", why ? ": " : "", why ? why : "");
}

/* What is called through a shim, while nobody said that there are shims. */
static const char *shim_refused(const struct ffir_decl *decl)
{
	if (!decl->shim || decl->shim->way != SHIM_NONE)
		return NULL;
	switch (decl->shim->kind) {
	case SHIM_INLINE:
		return "it is inline: the library has no symbol for it" NEEDS_SHIM;
	case SHIM_MACRO:
		return "it is a macro: the library has no symbol for it" NEEDS_SHIM;
	case SHIM_VARIADIC:
		return "it takes any number of arguments" NEEDS_SHIM;
	case SHIM_PASSING:
		break;
	}
	return NULL;
}

static const char *function_refused(struct lowering *l, const struct ffir_decl *decl)
{
	const struct ffir_on *on = ffir_decl_on(decl);
	if (decl->unsupported)
		return decl->unsupported;
	if (!decl->function)
		return "its type is not known";
	if (said_of(decl, FFIR_W_UNAVAILABLE))
		return unavailable(l, said_of(decl, FFIR_W_UNAVAILABLE));
	if (shim_refused(decl))
		return shim_refused(decl);
	if (decl->function->variadic)
		return "it takes any number of arguments: 'FFI_VARIADIC' says which it is called with";
	if (decl->function->unprototyped)
		return "it has no prototype: declare its parameters, '(void)' if it has none";
	const char *why = values_refused(l, decl->function);
	if (why)
		return why;
	if (decl->is_inline)
		return "it is inline: the library has no symbol for it";
	if (ffir_is_hidden(decl))
		return ffir_printf(l->a, "its visibility is %s", on->visibility);
	why = target_refuses_call(l, decl->function, on ? on->convention : NULL);
	return why || !on ? why : passing_refused(l, decl->function, on);
}

static const char *convention_refused(struct lowering *l, const struct ffir_decl *decl)
{
	const struct ffir_on *on = ffir_decl_on(decl);
	if (ffir_is_usual_call(decl))
		return NULL;
	return ffir_printf(l->a, "its calling convention is '%s'%s", on->convention,
			   decl->shim ? NEEDS_SHIM : "");
}

static const struct ffir_type *first_member(const struct lowering *l, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	resolve(l, type, &decl);
	return decl && decl->kind == FFIR_DECL_RECORD && decl->transparent && decl->n_fields
		       ? decl->fields[0].type
		       : NULL;
}

/* TYPE with the first member in place of each transparent union: so it is called (GCC's manual, 6.33.1). */
static struct ffir_function_type *as_called(struct lowering *l, struct ffir_function_type *type)
{
	struct ffir_function_type *called = NULL;
	for (size_t i = 0; i < type->n_params; i++) {
		const struct ffir_type *member = first_member(l, type->params[i].type);
		if (!member)
			continue;
		if (!called) {
			called = (struct ffir_function_type *)ffir_alloc(l->a, sizeof *called);
			*called = *type;
			called->params = (struct ffir_param *)ffir_alloc(
				l->a, type->n_params * sizeof *called->params);
			memcpy(called->params, type->params, type->n_params * sizeof *called->params);
		}
		called->params[i].type = (struct ffir_type *)member;
	}
	return called ? called : type;
}

static void add_function(struct lowering *l, const struct ffir_decl *decl)
{
	const struct ffir_on *on = ffir_decl_on(decl);
	struct plan_function *f = (struct plan_function *)ffir_alloc(l->a, sizeof *f);
	f->name = plan_name_of(decl->id, &decl->at, decl->annotations, decl->n_annotations);
	f->name.from = decl->imported;
	f->decl = decl;
	f->type = decl->function ? as_called(l, decl->function) : NULL;
	f->doc = decl->doc;
	f->symbol = on && on->symbol ? on->symbol : decl->id;
	f->deprecated = plan_standing_of(decl).deprecated;
	f->since = arg_text(said_of(decl, FFIR_W_SINCE), 0);
	f->leaf = said_of(decl, FFIR_W_LEAF) != NULL;
	f->blocking = said_of(decl, FFIR_W_BLOCKING) != NULL;
	f->thread_safe = said_of(decl, FFIR_W_THREAD_SAFE) != NULL;
	f->noreturn = said_of(decl, FFIR_W_NORETURN) != NULL;
	f->must_use = said_of_param(l, &decl->function->result, FFIR_W_MUST_USE) != NULL;
	f->refused = function_refused(l, decl);
	if (!f->refused) {
		f->refused = convention_refused(l, decl);
		f->odd_convention = f->refused != NULL;
	}
	f->shim = decl->shim && decl->shim->way != SHIM_NONE ? decl->shim : NULL;
	if (f->shim && f->shim->way == SHIM_CALLED)
		l->p->uses_shims = true;
	plan_index_add(l->p, decl, f);
	*FFIR_PUSH(l->a, l->p->functions, l->p->n_functions) = f;
}

struct plan_function *function_named(const struct lowering *l, const char *name)
{
	const struct ffir_decl *decl = name ? ffir_module_find(l->m, name) : NULL;
	if (!decl || decl->kind != FFIR_DECL_FUNCTION)
		return NULL;
	return (struct plan_function *)plan_index_find(l->p, decl);
}

struct plan_function *free_function(struct lowering *l)
{
	if (l->free)
		return l->free;
	struct ffir_decl *decl = (struct ffir_decl *)ffir_alloc(l->a, sizeof *decl);
	decl->kind = FFIR_DECL_FUNCTION;
	decl->id = "free";
	decl->function = (struct ffir_function_type *)ffir_alloc(l->a, sizeof *decl->function);
	decl->function->result.type = new_type(l, FFIR_TYPE_VOID, NULL);
	struct ffir_param *param = FFIR_PUSH(l->a, decl->function->params, decl->function->n_params);
	param->name = "pointer";
	param->type = new_type(l, FFIR_TYPE_POINTER, NULL);
	param->type->to = new_type(l, FFIR_TYPE_VOID, NULL);
	add_function(l, decl);
	l->free = l->p->functions[l->p->n_functions - 1];
	l->free->raw_reason = "it is the C library's";
	return l->free;
}

/* ---- constants and variables ---- */

/* What a note had the compiler evaluate is a constant of the interface, too: "A | B". */
static bool is_name(const char *text)
{
	size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$0123456789");
	while ((unsigned char)text[n] >= 0x80)
		n++;
	return !text[n];
}

static void add_constant(struct lowering *l, const struct ffir_decl *decl)
{
	const struct ffir_on *on = ffir_decl_on(decl);
	if (!on || on->value.kind == FFIR_VALUE_NONE || !is_name(ffir_decl_name(decl)))
		return;
	struct plan_constant *c = (struct plan_constant *)ffir_alloc(l->a, sizeof *c);
	c->name = plan_name_of(ffir_decl_name(decl), &decl->at, decl->annotations, decl->n_annotations);
	c->decl = decl;
	c->doc = decl->doc;
	c->standing = plan_standing_of(decl);
	c->type = decl->type;
	c->value = on->value;
	lower_wide_text(l, c);
	plan_index_add(l->p, decl, c);
	*FFIR_PUSH(l->a, l->p->constants, l->p->n_constants) = c;
}

static void add_variable(struct lowering *l, const struct ffir_decl *decl)
{
	const struct ffir_on *on = ffir_decl_on(decl);
	struct plan_variable *v = (struct plan_variable *)ffir_alloc(l->a, sizeof *v);
	uint64_t size, align;
	v->name = plan_name_of(decl->id, &decl->at, decl->annotations, decl->n_annotations);
	v->decl = decl;
	v->doc = decl->doc;
	v->standing = plan_standing_of(decl);
	v->symbol = on && on->symbol ? on->symbol : decl->id;
	if (decl->unsupported)
		v->refused = decl->unsupported;
	else if (said_of(decl, FFIR_W_UNAVAILABLE))
		v->refused = unavailable(l, said_of(decl, FFIR_W_UNAVAILABLE));
	else if (!ffir_type_size(l->m, decl->type, &size, &align))
		v->refused = "its size is not known";
	else if (on && on->visibility && strcmp(on->visibility, "hidden") == 0)
		v->refused = "its visibility is hidden";
	plan_index_add(l->p, decl, v);
	*FFIR_PUSH(l->a, l->p->variables, l->p->n_variables) = v;
}

/* ---- the order of the work ---- */

static void add_item(struct lowering *l, const struct ffir_decl *decl)
{
	if (said_of(decl, FFIR_W_HIDE))
		return;
	switch (decl->kind) {
	case FFIR_DECL_RECORD:
		record_for(l, decl);
		return;
	case FFIR_DECL_ENUMERATION:
	case FFIR_DECL_DOMAIN:
		enum_for(l, decl);
		return;
	case FFIR_DECL_ALIAS:
		alias_for(l, decl);
		return;
	case FFIR_DECL_FUNCTION:
		add_function(l, decl);
		return;
	case FFIR_DECL_VARIABLE:
		add_variable(l, decl);
		return;
	case FFIR_DECL_CONSTANT:
		add_constant(l, decl);
		return;
	case FFIR_DECL_MACRO:
		diag_warning(l->d, &decl->at, "'%s' has no binding: a macro cannot be called",
			     ffir_decl_name(decl));
		return;
	}
}

/* What surrounds a tag whose typedef is its name in C: "_box", "box_s". */
static const char *bare_tag(struct lowering *l, const char *tag)
{
	static const char *const suffixes[] = {"_s", "_t", "_st", "_tag", "_struct", "_"};
	size_t n;
	tag += strspn(tag, "_");
	n = strlen(tag);
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		size_t more = strlen(suffixes[i]);
		if (n > more && strcmp(tag + n - more, suffixes[i]) == 0)
			return ffir_strndup(l->a, tag, n - more);
	}
	return tag;
}

/* Whether a typedef's standing is that of the type itself. A deprecated typedef of a complete struct by another name than
 * its tag is what the struct was called before. */
static bool stands_for(struct lowering *l, const struct ffir_decl *alias, const struct ffir_decl *decl)
{
	return decl->opaque || strcmp(bare_tag(l, alias->id), bare_tag(l, ffir_decl_name(decl))) == 0;
}

static void take_standing(struct plan_standing *standing, const struct plan_standing *from)
{
	if (!standing->deprecated)
		standing->deprecated = from->deprecated;
	if (!standing->since)
		standing->since = from->since;
}

/* The typedef that a record or enum goes by is the first that names it, unless it is the tag with _t behind. What a
 * typedef is called for bindings, and where it is, what it names is. */
static void lower_known_as(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_aliases; i++) {
		const struct ffir_decl *alias = l->p->aliases[i]->decl;
		const struct ffir_decl *decl = alias->type->kind == FFIR_TYPE_NAMED
						       ? ffir_module_find(l->m, alias->type->name)
						       : NULL;
		struct plan_name *name = NULL;
		struct plan_standing *standing = NULL;
		if (decl && decl->kind == FFIR_DECL_RECORD && plan_index_find(l->p, decl)) {
			struct plan_record *record = (struct plan_record *)plan_index_find(l->p, decl);
			name = &record->name;
			standing = &record->standing;
		} else if (decl && decl->kind == FFIR_DECL_ENUMERATION && plan_index_find(l->p, decl)) {
			struct plan_enum *item = (struct plan_enum *)plan_index_find(l->p, decl);
			name = &item->name;
			standing = &item->standing;
		}
		if (!name || (alias->deprecated && !stands_for(l, alias, decl)))
			continue;
		if (!name->given)
			name->given = l->p->aliases[i]->name.given;
		if (!name->space)
			name->space = l->p->aliases[i]->name.space;
		if (name->known_as)
			continue;
		if (stands_for(l, alias, decl))
			take_standing(standing, &l->p->aliases[i]->standing);
		size_t tag = strlen(name->cname);
		bool is_tag_t =
			strncmp(alias->id, name->cname, tag) == 0 && strcmp(alias->id + tag, "_t") == 0;
		if (strcmp(alias->id, name->cname) == 0 || !is_tag_t)
			name->known_as = alias->id;
	}
}

static void lower_alias_closures(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_aliases; i++) {
		const struct plan_alias *alias = l->p->aliases[i];
		struct ffir_type named = {.kind = FFIR_TYPE_NAMED, .name = alias->decl->id};
		if (function_of(l, &named, NULL))
			closure_for(l, &named, NULL, alias->decl->id);
	}
}

static void lower_library(struct lowering *l)
{
	const struct ffir_library *library = &l->m->library;
	l->p->name.cname = library->name;
	l->p->name.at = library->at;
	l->p->version = library->version;
	l->p->soname = library->soname;
	l->p->doc = library->doc;
}

static void mark_objects(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_classes; i++)
		if (l->p->classes[i]->storage == STORAGE_C)
			l->p->classes[i]->record->is_object = true;
}

static void lower_all(struct lowering *l)
{
	lower_library(l);
	for (size_t i = 0; i < l->m->n_decls; i++)
		add_item(l, l->m->decls[i]);
	lower_known_as(l);
	lower_classes(l);
	lower_errors(l);
	lower_carriers(l);
	lower_alias_closures(l);
	lower_interfaces(l);
	lower_calls(l);
	order_constructors(l);
	lower_accessors(l);
	warn_of_endless(l);
	lower_properties(l);
	mark_objects(l);
	lower_groups(l);
	set_others_aside(l);
}

static struct plan *lower(const struct ffir_module *m, struct diag *d, bool surveys)
{
	struct plan *p = (struct plan *)calloc(1, sizeof *p);
	if (!p)
		abort();
	struct lowering l = {
		.p = p, .m = m, .d = d, .a = &p->arena, .surveys = surveys, .silence = {.silent = true}};
	unsigned errors = d->errors;
	p->module = m;
	lower_all(&l);
	if (d->errors == errors)
		return p;
	plan_free(p);
	return NULL;
}

struct plan *plan_lower(const struct ffir_module *m, struct diag *d)
{
	return lower(m, d, false);
}

struct plan *plan_survey(const struct ffir_module *m, struct diag *d)
{
	return lower(m, d, true);
}
