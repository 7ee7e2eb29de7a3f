/*
 * What is exported, and the declarations that it becomes: functions and variables here, types by types.cc.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/collect.h"
#include "plugin/types.h"

/* ---- what is exported ---- */

enum exported { NOT_EXPORTED, BY_GLOB, BY_ANNOTATION };

static enum exported
export_of (const char *name, tree attributes, bool in_region, location_t at)
{
	if (has_annotation (attributes, FFIR_W_HIDE))
		return NOT_EXPORTED;
	if ((in_region || has_annotation (attributes, FFIR_W_EXPORT)) && !of_other_library (at))
		return BY_ANNOTATION;
	return is_selected (name, at) ? BY_GLOB : NOT_EXPORTED;
}

static bool
has_c_linkage (tree decl)
{
	return !is_cxx || cxx_is_extern_c (decl);
}

/* In C++, of a namespace or a class. */
static bool
is_scoped (tree context)
{
	return context != NULL_TREE && TREE_CODE (context) != TRANSLATION_UNIT_DECL;
}

/* Sight I goes in front: an interface has a declaration from where it makes it, not from a header of the
 * system that makes it too. */
static void
prefer_sight (const struct entity *e, size_t i)
{
	const struct sight *preferred = e->list[i];
	memmove (e->list + 1, e->list, i * sizeof *e->list);
	e->list[0] = preferred;
}

static enum exported
export_of_entity (const struct entity *e)
{
	if (DECL_NAME (e->decl) == NULL_TREE || is_declared_carrier (e->decl))
		return NOT_EXPORTED;
	if (DECL_ARTIFICIAL (e->decl)) /* g++'s typeinfo */
		return NOT_EXPORTED;
	if (is_scoped (DECL_CONTEXT (e->decl)) && !has_c_linkage (e->decl))
		return NOT_EXPORTED;
	const char *name = IDENTIFIER_POINTER (DECL_NAME (e->decl));
	enum exported by = NOT_EXPORTED;
	for (size_t i = 0; i < e->n && by == NOT_EXPORTED; i++) {
		by = export_of (name, DECL_ATTRIBUTES (e->decl), e->in_region, e->list[i]->at);
		if (by != NOT_EXPORTED)
			prefer_sight (e, i);
	}
	return by;
}

static bool
selects_enumerator (tree type, location_t at)
{
	if (TREE_CODE (type) != ENUMERAL_TYPE || options.select == NULL)
		return false;
	for (tree value = TYPE_VALUES (type); value != NULL_TREE; value = TREE_CHAIN (value))
		if (is_selected (IDENTIFIER_POINTER (TREE_PURPOSE (value)), at))
			return true;
	return false;
}

static enum exported
export_of_type (const struct seen_type *t)
{
	if (is_scoped (TYPE_CONTEXT (t->type)) || is_of_prototype (t->type))
		return NOT_EXPORTED;
	tree name = identifier_of (t->type);
	location_t at = place_of_type (t->type);
	enum exported by = export_of (name ? IDENTIFIER_POINTER (name) : "", TYPE_ATTRIBUTES (t->type),
				      t->in_region, at);
	if (by == NOT_EXPORTED && !has_annotation (TYPE_ATTRIBUTES (t->type), FFIR_W_HIDE)
	    && selects_enumerator (t->type, at))
		by = BY_GLOB;
	return by;
}

bool
collect_wanted (void)
{
	if (is_cxx)
		cxx_walk (collect_late);
	if (options.output != NULL || options.select != NULL || options.headers != NULL
	    || options.macros != NULL)
		return true;
	for (const struct sight &s : sights)
		if (s.in_region || is_declared_carrier (s.decl)
		    || has_annotation (DECL_ATTRIBUTES (s.decl), FFIR_W_EXPORT))
			return true;
	for (const struct seen_type &t : types)
		if (t.in_region || has_annotation (TYPE_ATTRIBUTES (t.type), FFIR_W_EXPORT))
			return true;
	return false;
}

/* ---- functions and variables ---- */

/* What the linker sees, without the prefix that the target puts before C's names. */
static const char *
symbol_of (tree decl)
{
	const char *symbol = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl));
	size_t prefix = strlen (user_label_prefix);
	if (*symbol == '*') {
		symbol++;
		if (prefix > 0 && strncmp (symbol, user_label_prefix, prefix) == 0)
			symbol += prefix;
	}
	return symbol;
}

static const char *
visibility_of (tree decl)
{
	switch (DECL_VISIBILITY (decl)) {
	case VISIBILITY_HIDDEN:
		return "hidden";
	case VISIBILITY_PROTECTED:
		return "protected";
	case VISIBILITY_INTERNAL:
		return "internal";
	default:
		return "default";
	}
}

static bool
is_defined (tree decl)
{
	symtab_node *node = symtab_node::get (decl);
	return node != NULL && node->definition && !DECL_EXTERNAL (decl);
}

static void
add_key (const char ***list, size_t *n, const char *key)
{
	const char **grown = *list;
	*FFIR_PUSH (&module->arena, grown, *n) = ffir_strdup (&module->arena, key);
	*list = grown;
}

/* Is DECL one that other languages can reach? Says so where its author asked for it in vain. */
static bool
is_reachable (tree decl, enum exported by)
{
	bool internal = !TREE_PUBLIC (decl);
	bool hidden =
		DECL_VISIBILITY (decl) == VISIBILITY_HIDDEN || DECL_VISIBILITY (decl) == VISIBILITY_INTERNAL;
	bool in_main = in_main_file (place_of (decl)); /* no other unit has its text */
	bool is_everywhere =
		TREE_CODE (decl) == FUNCTION_DECL && internal
		&& (DECL_DECLARED_INLINE_P (decl) || (DECL_INITIAL (decl) != NULL_TREE && !in_main));
	if (is_everywhere)
		return !in_main || by == BY_ANNOTATION;
	if (!internal && !hidden)
		return true;
	if (by == BY_ANNOTATION)
		ffi_warning_about (
			decl, "ffi-hidden",
			internal ? G_ (
				"%qD is exported, but static: nothing outside of this unit can reach it")
				 : G_ ("%qD is exported, but hidden: nothing outside of the library can "
				       "reach it"),
			decl);
	return !internal;
}

/* Functions of the module, whose passing is asked for when nothing else is to be said. */
struct described_function {
	struct ffir_decl *d;
	tree decl;
};
static struct list<struct described_function> described_functions;

static struct ffir_on *
describe_symbol (struct ffir_decl *d, tree decl)
{
	struct ffir_on *on = FFIR_PUSH (&module->arena, d->on, d->n_on);
	on->targets = module->targets[0].id;
	if (TREE_PUBLIC (decl) && has_c_linkage (decl)) {
		on->symbol = ffir_strdup (&module->arena, symbol_of (decl));
		on->visibility = visibility_of (decl);
	}
	return on;
}

/* A deprecated function without a message has that of the typedef that its result is declared with, in GCC's own
 * warnings too: the C front end keeps one attribute of the two, the typedef's own. */
static bool
has_message_of_result (tree decl)
{
	if (TREE_CODE (decl) != FUNCTION_DECL)
		return false;
	tree type = TREE_TYPE (TREE_TYPE (decl));
	while (TYPE_NAME (type) == NULL_TREE && TREE_TYPE (type) != NULL_TREE)
		type = TREE_TYPE (type);
	tree name = TYPE_NAME (type), own = lookup_attribute ("deprecated", DECL_ATTRIBUTES (decl));
	if (name == NULL_TREE || TREE_CODE (name) != TYPE_DECL || own == NULL_TREE)
		return false;
	tree other = lookup_attribute ("deprecated", DECL_ATTRIBUTES (name));
	return other != NULL_TREE && TREE_VALUE (other) == TREE_VALUE (own);
}

static void
describe_annotations (struct ffir_decl *d, tree decl)
{
	annotations_of (DECL_ATTRIBUTES (decl), false, &d->annotations, &d->n_annotations);
	d->deprecated = deprecation_of (TREE_DEPRECATED (decl), DECL_ATTRIBUTES (decl));
	if (d->deprecated != NULL && has_message_of_result (decl))
		d->deprecated = "";
	d->doc = doc_of (decl);
}

/* All that a macro's argument holds stands where the macro does, int f OF((int n)), and so has the comment
 * in front of the function: it is the function's alone. */
static void
drop_shared_docs (struct ffir_decl *d)
{
	for (size_t i = 0; i < d->function->n_params; i++)
		if (d->function->params[i].doc == d->doc)
			d->function->params[i].doc = NULL;
}

static void
add_function (const struct entity *e, struct ffir_unit *unit, enum exported by)
{
	tree decl = e->decl;
	if (!is_reachable (decl, by))
		return;
	const char *name = name_of (DECL_NAME (decl));
	bool defined = is_defined (decl),
	     is_inline = !TREE_PUBLIC (decl) || (options.scan && DECL_COMDAT (decl));
	if (!defined && !is_inline && !options.scan) {
		add_key (&unit->declares, &unit->n_declares, name);
		return;
	}
	struct ffir_decl *d = add_decl (FFIR_DECL_FUNCTION, name, e->list[0]->at);
	if (d == NULL)
		return;
	if (defined && !is_inline)
		add_key (&unit->defines, &unit->n_defines, name);
	d->defined = defined && !is_inline;
	d->is_inline = is_inline;
	describe_annotations (d, decl);
	d->function = describe_function (decl, e->list, e->n);
	annotations_of (DECL_ATTRIBUTES (decl), true, &d->function->result.annotations,
			&d->function->result.n_annotations);
	standard_of_function (decl, d);
	drop_shared_docs (d);
	attributes_signatures (decl, d);
	if (by == BY_ANNOTATION && !options.scan)
		warn_of_function (e, d);
	if (!has_c_linkage (decl)) {
		d->unsupported = "a C++ function: it needs extern \"C\"";
		if (by == BY_ANNOTATION)
			ffi_warning_about (decl, "ffi-type",
					   "%qD is exported, but a C++ function: declare it %<extern \"C\"%>",
					   decl);
	}
	describe_symbol (d, decl)->convention = convention_of (TREE_TYPE (decl));
	if (d->function->n_params > MAX_PARAMS) {
		d->unsupported = "a function of more than 4096 parameters";
		d->function->n_params = 0;
	} else
		described_functions.add ({d, decl});
}

/* What DECL begins with; where it points to a text that nobody writes, the text. */
static tree
constant_of (tree decl)
{
	tree type = TREE_TYPE (decl), text = literal_behind (type, DECL_INITIAL (decl));
	return text != NULL_TREE && TYPE_READONLY (TREE_TYPE (type)) ? text : DECL_INITIAL (decl);
}

/* static const int limit = 5; in a header has no symbol, but a value; of what is inline in C++ a library has
 * a symbol only where it uses it. */
static bool
add_static_constant (const struct entity *e)
{
	tree decl = e->decl;
	struct ffir_value value;
	/* GCC marks what nobody writes as read-only, too. */
	if ((TREE_PUBLIC (decl) && !DECL_COMDAT (decl)) || !TREE_READONLY (decl)
	    || !TYPE_READONLY (strip_array_types (TREE_TYPE (decl))) || in_main_file (e->list[0]->at)
	    || DECL_INITIAL (decl) == NULL_TREE || !value_of_constant (constant_of (decl), &value))
		return false;
	const char *id = prefixed ("#", IDENTIFIER_POINTER (DECL_NAME (decl)));
	struct ffir_decl *d = add_decl (FFIR_DECL_CONSTANT, id, e->list[0]->at);
	if (d == NULL)
		return true;
	describe_annotations (d, decl);
	d->from = "declared";
	d->type = unqualified (describe_variable (decl));
	if (value.kind == FFIR_VALUE_STRING && TREE_CODE (TREE_TYPE (decl)) == ARRAY_TYPE) /* as it is used */
		d->type = describe_type (build_pointer_type (TREE_TYPE (TREE_TYPE (decl))), NULL);
	struct ffir_on *on = FFIR_PUSH (&module->arena, d->on, d->n_on);
	on->targets = module->targets[0].id;
	on->value = value;
	return true;
}

static void
add_variable (const struct entity *e, struct ffir_unit *unit, enum exported by)
{
	tree decl = e->decl;
	if (add_static_constant (e))
		return;
	/* What of a header nobody can reach is not left out without a word. */
	bool is_each_units = options.scan && !TREE_PUBLIC (decl) && !in_main_file (e->list[0]->at);
	if (!is_reachable (decl, by) && !is_each_units)
		return;
	const char *name = name_of (DECL_NAME (decl));
	bool defined = is_defined (decl) && !is_each_units;
	if (!defined && !options.scan) {
		add_key (&unit->declares, &unit->n_declares, name);
		return;
	}
	struct ffir_decl *d = add_decl (FFIR_DECL_VARIABLE, name, e->list[0]->at);
	if (d == NULL)
		return;
	if (defined)
		add_key (&unit->defines, &unit->n_defines, name);
	d->defined = defined;
	describe_annotations (d, decl);
	standard_of_variable (decl, d);
	d->type = describe_variable (decl);
	if (is_each_units)
		d->unsupported = "a static variable: each unit has one of its own";
	else if (!has_c_linkage (decl))
		d->unsupported = "a C++ variable: it needs extern \"C\"";
	else if (options.scan && DECL_COMDAT (decl))
		d->unsupported = "an inline variable: a library has it only where it uses it";
	else if (e->list[0]->is_thread_local) {
		d->unsupported = "a thread-local variable: export a function that returns it";
		if (by == BY_ANNOTATION)
			ffi_warning_about (
				decl, "ffi-type",
				"%qD is exported, but thread-local: export a function that returns it", decl);
	}
	describe_symbol (d, decl);
}

static void
describe_entity (const struct entity *e, struct ffir_unit *unit)
{
	enum exported by = export_of_entity (e);
	if (by == NOT_EXPORTED)
		return;
	switch (TREE_CODE (e->decl)) {
	case FUNCTION_DECL:
		add_function (e, unit, by);
		break;
	case VAR_DECL:
		add_variable (e, unit, by);
		break;
	case TYPE_DECL:
		describe_typedef (e->decl);
		break;
	default:
		break;
	}
}

static void
describe_passings (void)
{
	if (described_functions.n == 0)
		return;
	passing_start ();
	for (const struct described_function &f : described_functions)
		describe_passing (f.d, f.decl, &f.d->on[0]);
	passing_finish ();
}

/* Records of the module that nobody completed here: another unit's body of them is no interface. */
static void
list_opaque (struct ffir_unit *unit)
{
	for (size_t i = 0; i < module->n_decls; i++) {
		const struct ffir_decl *d = module->decls[i];
		if (d->kind == FFIR_DECL_RECORD && d->opaque)
			add_key (&unit->opaque, &unit->n_opaque, d->id);
	}
}

void
collect_describe (struct ffir_unit *unit)
{
	types_start ();
	group_sights ();
	index_typedefs ();
	for (const struct seen_type &t : types)
		if (export_of_type (&t) != NOT_EXPORTED)
			describe_tagged (t.type);
	for (const struct entity &e : entities)
		describe_entity (&e, unit);
	describe_passings ();
	macros_describe ();
	attributes_file_scope ();
	sort_module ();
	list_opaque (unit);
	types_finish ();
}
