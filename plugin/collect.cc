/*
 * Declarations, kept as the front end reports them, and the choice of those that are exported. The C
 * front end forgets extern declarations and, where a definition follows, a prototype's parameters; a
 * function type has neither names nor annotations for its parameters. So everything is noted when it
 * comes by.
 *
 * Parameters: the C front end reports each PARM_DECL, those of an inner declarator before those of the
 * outer, and then their owner (typedef, field, parameter, variable, function). PENDING holds those that
 * have no owner yet. g++ reports none of them; there only DECL_ARGUMENTS tells.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

vec<struct sight> sights;

struct seen_type {
	tree type; /* main variant */
	bool in_region;
};

struct seen_enumerator {
	tree name, decl;
};

static vec<struct seen_type> types;
static vec<struct seen_enumerator> enumerators;
static vec<tree> pending;
static vec<tree> marked; /* what must survive garbage collection */
static hash_map<tree, struct callback_params *> *owned_params;
static hash_map<tree, bool> *seen_types;	  /* in a region? */
static hash_map<tree, location_t> *mentioned_at; /* records, before their body */

/* ---- noting ---- */

void
collect_start (void)
{
	owned_params = new hash_map<tree, struct callback_params *>;
	seen_types = new hash_map<tree, bool>;
	mentioned_at = new hash_map<tree, location_t>;
}

void
collect_mark (void)
{
	for (tree node : marked)
		mark_tree (node);
	attributes_mark ();
}

/* How many PARM_DECLs the declarators of TYPE have brought. A typedef has its own. */
static size_t
count_params (tree type)
{
	size_t n = 0;
	while (type != NULL_TREE && type != error_mark_node && !typedef_variant_p (type)) {
		if (TREE_CODE (type) == FUNCTION_TYPE) {
			bool any = false;
			for (tree arg = TYPE_ARG_TYPES (type); arg && arg != void_list_node; arg = TREE_CHAIN (arg)) {
				any = true;
				n++;
			}
			if (!any && TYPE_ARG_TYPES (type) == void_list_node)
				n++;
		} else if (!POINTER_TYPE_P (type) && TREE_CODE (type) != ARRAY_TYPE)
			break;
		type = TREE_TYPE (type);
	}
	return n;
}

static bool
same_type (tree a, tree b)
{
	if (a == error_mark_node || b == error_mark_node)
		return false;
	return lang_hooks.types_compatible_p (TYPE_MAIN_VARIANT (a), TYPE_MAIN_VARIANT (b));
}

/* How many of the N PARM_DECLs in LIST are the parameters of TYPE's declarators, of whole ones only: an
 * initialiser's casts bring others, and a type that typeof gives has declarators of which none are here. */
static size_t
count_fitting (const tree *list, size_t n, tree type)
{
	size_t fitting = 0;
	while (type != NULL_TREE && type != error_mark_node && !typedef_variant_p (type)) {
		if (TREE_CODE (type) == FUNCTION_TYPE) {
			size_t used = fitting;
			tree arg = TYPE_ARG_TYPES (type);
			if (arg == void_list_node && (used == n || !VOID_TYPE_P (TREE_TYPE (list[used++]))))
				return fitting;
			for (; arg && arg != void_list_node; arg = TREE_CHAIN (arg))
				if (used == n || !same_type (TREE_TYPE (list[used++]), TREE_VALUE (arg)))
					return fitting;
			fitting = used;
		} else if (!POINTER_TYPE_P (type) && TREE_CODE (type) != ARRAY_TYPE)
			break;
		type = TREE_TYPE (type);
	}
	return fitting;
}

static location_t
expansion_of (location_t at)
{
	return linemap_resolve_location (line_table, at, LRK_MACRO_EXPANSION_POINT, NULL);
}

/* PENDING from the declarator of OWNER on: what typeof and the like bring stands before its name. */
static size_t
first_behind (tree owner)
{
	location_t name = expansion_of (DECL_SOURCE_LOCATION (owner));
	size_t first = 0;
	while (first < pending.length ()
	       && linemap_compare_locations (line_table, expansion_of (DECL_SOURCE_LOCATION (pending[first])), name) > 0)
		first++;
	return first;
}

/* Takes the parameters of the declarators of TYPE, OWNER's, from PENDING: an owner at file scope the first
 * behind its name, an inner one the last. */
static struct callback_params
take_params (tree owner, tree type, bool at_file_scope)
{
	struct callback_params taken = {NULL, 0};
	size_t have = pending.length (), n = MIN (count_params (type), have);
	size_t first = n == 0 ? 0 : at_file_scope ? first_behind (owner) : have - n;
	if (n > 0)
		n = count_fitting (pending.address () + first, have - first, type);
	if (n > 0) {
		taken.params = (tree *) ffir_alloc (&module->arena, n * sizeof (tree));
		memcpy (taken.params, pending.address () + first, n * sizeof (tree));
		taken.n = n;
	}
	if (at_file_scope)
		pending.truncate (0);
	else if (n > 0)
		pending.truncate (first);
	return taken;
}

static void
own_params (tree owner, bool at_file_scope)
{
	bool original = TREE_CODE (owner) == TYPE_DECL && DECL_ORIGINAL_TYPE (owner) != NULL_TREE;
	tree type = original ? DECL_ORIGINAL_TYPE (owner) : TREE_TYPE (owner);
	struct callback_params taken = take_params (owner, type, at_file_scope);
	if (taken.n == 0)
		return;
	struct callback_params *kept
		= (struct callback_params *) ffir_alloc (&module->arena, sizeof (struct callback_params));
	*kept = taken;
	attributes_check_params (owner, kept->params, kept->n);
	owned_params->put (owner, kept);
	marked.safe_push (owner);
}

const struct callback_params *
params_of (tree decl)
{
	struct callback_params **found = owned_params->get (decl);
	return found == NULL ? NULL : *found;
}

/* g++ has the parameters of every function declaration here, C those of the declaration at hand. */
static struct callback_params
arguments_of (tree fndecl)
{
	struct callback_params list = {NULL, 0};
	for (tree parm = DECL_ARGUMENTS (fndecl); parm != NULL_TREE; parm = DECL_CHAIN (parm)) {
		*FFIR_PUSH (&module->arena, list.params, list.n) = parm;
		marked.safe_push (parm);
	}
	return list;
}

static bool
is_file_scope (tree decl)
{
	tree context = DECL_CONTEXT (decl);
	return context == NULL_TREE || TREE_CODE (context) == TRANSLATION_UNIT_DECL
	       || TREE_CODE (context) == NAMESPACE_DECL;
}

/* The annotations of a function can be checked when its declaration ends. */
static void
check_function (tree fndecl, const struct callback_params *params)
{
	vec<tree, va_gc> *list = NULL;
	size_t n = MIN (params->n, (size_t) list_length (TYPE_ARG_TYPES (TREE_TYPE (fndecl))));
	for (size_t i = 0; i < n; i++)
		if (!VOID_TYPE_P (TREE_TYPE (params->params[i])))
			vec_safe_push (list, params->params[i]);
	attributes_check_function (fndecl, list);
	vec_free (list);
}

static struct sight *
see (tree decl)
{
	bool is_thread_local = TREE_CODE (decl) == VAR_DECL && DECL_THREAD_LOCAL_P (decl);
	struct sight s = {decl, DECL_SOURCE_LOCATION (decl), attributes_in_region (), is_thread_local, {NULL, 0}};
	sights.safe_push (s);
	marked.safe_push (decl);
	return &sights.last ();
}

void
collect_decl (tree decl)
{
	if (decl == error_mark_node || current_function_decl != NULL_TREE)
		return;
	attributes_finish_decl (decl);
	switch (TREE_CODE (decl)) {
	case PARM_DECL:
		own_params (decl, false);
		pending.safe_push (decl);
		marked.safe_push (decl);
		break;
	case FIELD_DECL:
		own_params (decl, false);
		break;
	case TYPE_DECL:
	case VAR_DECL:
		if (!is_file_scope (decl))
			break;
		own_params (decl, true);
		see (decl);
		break;
	case FUNCTION_DECL: {
		if (!is_file_scope (decl))
			break;
		struct sight *s = see (decl);
		s->params = is_cxx ? arguments_of (decl) : take_params (decl, TREE_TYPE (decl), true);
		check_function (decl, &s->params);
		break;
	}
	default:
		break;
	}
}

void
collect_body (bool finished, tree fndecl)
{
	static struct callback_params params;
	if (fndecl == NULL_TREE || TREE_CODE (fndecl) != FUNCTION_DECL)
		return;
	if (!finished) {
		/* This node is freed if the function was declared before: nothing may keep it. */
		if (current_function_decl == NULL_TREE)
			params = take_params (fndecl, TREE_TYPE (fndecl), true);
		return;
	}
	if (!is_file_scope (fndecl))
		return;
	struct sight *s = see (fndecl);
	s->params = params.n > 0 ? params : arguments_of (fndecl);
	params.n = 0;
	attributes_finish_decl (fndecl);
	check_function (fndecl, &s->params);
}

/* C before GCC 13 has integers instead of CONST_DECLs in TYPE_VALUES, and forgets names when parsing ends. */
static void
note_enumerators (tree type)
{
	if (is_cxx)
		return;
	for (tree value = TYPE_VALUES (type); value != NULL_TREE; value = TREE_CHAIN (value)) {
		if (TREE_CODE (TREE_VALUE (value)) == CONST_DECL)
			return;
		tree decl = identifier_global_value (TREE_PURPOSE (value));
		if (decl == NULL_TREE || TREE_CODE (decl) != CONST_DECL)
			continue;
		struct seen_enumerator e = {TREE_PURPOSE (value), decl};
		enumerators.safe_push (e);
		marked.safe_push (decl);
	}
}

void
collect_type (tree type)
{
	if (type == error_mark_node || current_function_decl != NULL_TREE || !TYPE_P (type))
		return;
	attributes_finish_type (type);
	type = TYPE_MAIN_VARIANT (type);
	if ((!RECORD_OR_UNION_TYPE_P (type) && TREE_CODE (type) != ENUMERAL_TYPE) || seen_types->get (type) != NULL)
		return;
	if (!COMPLETE_TYPE_P (type)) {
		if (TYPE_STUB_DECL (type) != NULL_TREE && mentioned_at->get (type) == NULL) {
			mentioned_at->put (type, DECL_SOURCE_LOCATION (TYPE_STUB_DECL (type)));
			marked.safe_push (type);
		}
		return;
	}
	struct seen_type t = {type, attributes_in_region ()};
	seen_types->put (type, t.in_region);
	types.safe_push (t);
	marked.safe_push (type);
	if (TREE_CODE (type) == ENUMERAL_TYPE)
		note_enumerators (type);
}

location_t
mention_of (tree type)
{
	location_t *found = mentioned_at->get (TYPE_MAIN_VARIANT (type));
	return found == NULL ? UNKNOWN_LOCATION : *found;
}

bool
is_exported_body (tree type)
{
	bool *in_region = seen_types->get (TYPE_MAIN_VARIANT (type));
	return (in_region != NULL && *in_region) || has_annotation (TYPE_ATTRIBUTES (type), FFIR_W_EXPORT);
}

tree
enumerator_of (tree name, tree value)
{
	if (TREE_CODE (value) == CONST_DECL)
		return value;
	static hash_map<tree, tree> *by_name;
	if (by_name == NULL) {
		by_name = new hash_map<tree, tree>;
		for (const struct seen_enumerator &e : enumerators)
			by_name->put (e.name, e.decl);
	}
	tree *found = by_name->get (name);
	return found == NULL ? NULL_TREE : *found;
}

/* ---- what several sights say of one declaration ---- */

/* All sights of a declaration: those in headers first, then those of the main file, each in order. */
struct entity {
	tree decl;
	bool in_region;
	vec<const struct sight *> list;
};

static vec<struct entity> entities;
static hash_map<tree, size_t> *entity_of;
/* Unnamed records and enums by the first typedef of them; words that typedefs carry about a type. */
static hash_map<tree, tree> *named_by;
static hash_map<tree, vec<tree>> *about;

static const char *
file_of (location_t at)
{
	if (at <= BUILTINS_LOCATION)
		return NULL;
	at = linemap_resolve_location (line_table, at, LRK_MACRO_EXPANSION_POINT, NULL);
	return expand_location (at).file;
}

static bool
in_main_file (location_t at)
{
	const char *file = file_of (at);
	return file == NULL || strcmp (file, main_input_filename) == 0;
}

bool
in_interface_header (location_t at)
{
	const char *file = file_of (at);
	if (file == NULL || strcmp (file, main_input_filename) == 0)
		return false;
	return options.headers == NULL || in_system_header_at (at) || file_match (options.headers, file);
}

bool
is_selected (const char *name, location_t at)
{
	if (options.select == NULL && options.headers == NULL)
		return false;
	/* GCC reads stdc-predef.h by itself. */
	const char *file = file_of (at);
	if (file == NULL || (*file == '<' && strcmp (file, "<stdin>") != 0)
	    || strcmp (lbasename (file), "stdc-predef.h") == 0)
		return false;
	return glob_match (options.select, name) || file_match (options.headers, file);
}

static void
group_sights (void)
{
	entity_of = new hash_map<tree, size_t>;
	for (int in_main = 0; in_main < 2; in_main++)
		for (const struct sight &s : sights) {
			if (in_main_file (s.at) != (bool) in_main)
				continue;
			bool known;
			size_t &index = entity_of->get_or_insert (s.decl, &known);
			if (!known) {
				index = entities.length ();
				struct entity e = {s.decl, false, vNULL};
				entities.safe_push (e);
			}
			entities[index].list.safe_push (&s);
			entities[index].in_region |= s.in_region;
		}
}

location_t
place_of (tree decl)
{
	size_t *found = entity_of == NULL ? NULL : entity_of->get (decl);
	return found == NULL ? DECL_SOURCE_LOCATION (decl) : entities[*found].list[0]->at;
}

struct ffir_doc *
doc_of (tree decl)
{
	size_t *found = entity_of == NULL ? NULL : entity_of->get (decl);
	if (found == NULL)
		return comment_of (DECL_SOURCE_LOCATION (decl));
	for (const struct sight *s : entities[*found].list) {
		struct ffir_doc *doc = comment_of (s->at);
		if (doc != NULL)
			return doc;
	}
	return NULL;
}

static bool
is_declared_carrier (tree decl)
{
	return TREE_CODE (decl) == TYPE_DECL && DECL_NAME (decl) != NULL_TREE
	       && strncmp (IDENTIFIER_POINTER (DECL_NAME (decl)), "ffi_declared_", 13) == 0;
}

/* What a typedef's words about a type are said of: the record or enum that it names, or the typedef that
 * it repeats (FFI_TYPE). */
static tree
subject_of (tree decl)
{
	tree type = DECL_ORIGINAL_TYPE (decl) ? DECL_ORIGINAL_TYPE (decl) : TREE_TYPE (decl);
	if (is_declared_carrier (decl) && typedef_variant_p (type)) {
		tree named = TYPE_NAME (type);
		tree original = DECL_ORIGINAL_TYPE (named);
		if (original == NULL_TREE || (!RECORD_OR_UNION_TYPE_P (original) && TREE_CODE (original) != ENUMERAL_TYPE))
			return named;
	}
	if (RECORD_OR_UNION_TYPE_P (type) || TREE_CODE (type) == ENUMERAL_TYPE)
		return TYPE_MAIN_VARIANT (type);
	return NULL_TREE;
}

static void
index_typedefs (void)
{
	named_by = new hash_map<tree, tree>;
	about = new hash_map<tree, vec<tree>>;
	for (const struct entity &e : entities) {
		if (TREE_CODE (e.decl) != TYPE_DECL)
			continue;
		tree subject = subject_of (e.decl);
		if (subject == NULL_TREE)
			continue;
		if (DECL_ATTRIBUTES (e.decl) != NULL_TREE)
			about->get_or_insert (subject).safe_push (e.decl);
		tree type = DECL_ORIGINAL_TYPE (e.decl);
		if (TYPE_P (subject) && !is_declared_carrier (e.decl) && type != NULL_TREE
		    && TYPE_QUALS (type) == TYPE_UNQUALIFIED && !typedef_variant_p (type)) {
			bool known;
			tree &name = named_by->get_or_insert (subject, &known);
			if (!known)
				name = e.decl;
		}
	}
}

tree
naming_typedef (tree type)
{
	tree *found = named_by->get (TYPE_MAIN_VARIANT (type));
	return found == NULL ? NULL_TREE : *found;
}

const tree *
about_type (tree type, size_t *n)
{
	vec<tree> *found = about->get (type);
	*n = found == NULL ? 0 : found->length ();
	return found == NULL ? NULL : found->address ();
}

/* ---- the order of the source ---- */

struct placed {
	struct ffir_decl *decl;
	location_t at;
	size_t index;
};

static vec<struct placed> placed;

struct ffir_decl *
add_decl (enum ffir_decl_kind kind, const char *id, location_t at)
{
	struct ffir_decl *d = ffir_module_add (module, kind, ffir_strdup (&module->arena, id));
	if (d == NULL)
		return NULL;
	d->at = loc_of (at);
	if (at > BUILTINS_LOCATION)
		at = linemap_resolve_location (line_table, at, LRK_MACRO_EXPANSION_POINT, NULL);
	struct placed p = {d, at, placed.length ()};
	placed.safe_push (p);
	return d;
}

void
move_decl (struct ffir_decl *d, location_t at)
{
	d->at = loc_of (at);
	for (size_t i = placed.length (); i-- > 0;)
		if (placed[i].decl == d)
			placed[i].at = linemap_resolve_location (line_table, at, LRK_MACRO_EXPANSION_POINT, NULL);
}

static int
compare_places (const void *a, const void *b)
{
	const struct placed *x = (const struct placed *) a, *y = (const struct placed *) b;
	if (x->at != y->at) {
		int before = linemap_compare_locations (line_table, x->at, y->at);
		if (before != 0)
			return before > 0 ? -1 : 1;
	}
	return x->index < y->index ? -1 : 1;
}

/* Declarations that did not come through add_decl stay behind the others. */
static void
sort_module (void)
{
	hash_map<void *, bool> known;
	placed.qsort (compare_places);
	for (const struct placed &p : placed)
		known.put (p.decl, true);
	vec<struct ffir_decl *> rest = vNULL;
	for (size_t i = 0; i < module->n_decls; i++)
		if (known.get (module->decls[i]) == NULL)
			rest.safe_push (module->decls[i]);
	size_t n = 0;
	for (const struct placed &p : placed)
		module->decls[n++] = p.decl;
	for (struct ffir_decl *d : rest)
		module->decls[n++] = d;
	rest.release ();
}

/* ---- what is exported ---- */

enum exported { NOT_EXPORTED, BY_GLOB, BY_ANNOTATION };

static enum exported
export_of (const char *name, tree attributes, bool in_region, location_t at)
{
	if (has_annotation (attributes, FFIR_W_HIDE))
		return NOT_EXPORTED;
	if (in_region || has_annotation (attributes, FFIR_W_EXPORT))
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

static enum exported
export_of_entity (const struct entity *e)
{
	if (DECL_NAME (e->decl) == NULL_TREE || is_declared_carrier (e->decl))
		return NOT_EXPORTED;
	if (is_scoped (DECL_CONTEXT (e->decl)) && !has_c_linkage (e->decl))
		return NOT_EXPORTED;
	const char *name = IDENTIFIER_POINTER (DECL_NAME (e->decl));
	enum exported by = NOT_EXPORTED;
	for (size_t i = 0; i < e->list.length () && by == NOT_EXPORTED; i++)
		by = export_of (name, DECL_ATTRIBUTES (e->decl), e->in_region, e->list[i]->at);
	return by;
}

static location_t
place_of_type (tree type)
{
	return TYPE_STUB_DECL (type) ? DECL_SOURCE_LOCATION (TYPE_STUB_DECL (type)) : UNKNOWN_LOCATION;
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
	if (is_scoped (TYPE_CONTEXT (t->type)))
		return NOT_EXPORTED;
	tree name = TYPE_IDENTIFIER (t->type);
	location_t at = place_of_type (t->type);
	enum exported by = export_of (name ? IDENTIFIER_POINTER (name) : "", TYPE_ATTRIBUTES (t->type), t->in_region, at);
	if (by == NOT_EXPORTED && !has_annotation (TYPE_ATTRIBUTES (t->type), FFIR_W_HIDE)
	    && selects_enumerator (t->type, at))
		by = BY_GLOB;
	return by;
}

/* What g++ reports only when asked. */
static void
see_late (tree node)
{
	if (!TYPE_P (node)) {
		struct sight *s = see (node);
		s->in_region = attributes_region_at (s->at);
	} else if (COMPLETE_TYPE_P (node) && seen_types->get (node) == NULL) {
		struct seen_type t = {node, attributes_region_at (place_of_type (node))};
		seen_types->put (node, t.in_region);
		types.safe_push (t);
	}
}

bool
collect_wanted (void)
{
	if (is_cxx)
		cxx_walk (see_late);
	if (options.output != NULL || options.select != NULL || options.headers != NULL || options.macros != NULL)
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
	bool hidden = DECL_VISIBILITY (decl) == VISIBILITY_HIDDEN || DECL_VISIBILITY (decl) == VISIBILITY_INTERNAL;
	if (TREE_CODE (decl) == FUNCTION_DECL && internal && DECL_DECLARED_INLINE_P (decl))
		return !in_main_file (place_of (decl)) || by == BY_ANNOTATION;
	if (!internal && !hidden)
		return true;
	if (by == BY_ANNOTATION)
		ffi_warning_about (decl, "ffi-hidden",
				   internal ? G_ ("%qD is exported, but static: nothing outside of this unit can reach it")
					    : G_ ("%qD is exported, but hidden: nothing outside of the library can reach it"),
				   decl);
	return !internal && by == BY_ANNOTATION;
}

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

static void
describe_annotations (struct ffir_decl *d, tree decl)
{
	annotations_of (DECL_ATTRIBUTES (decl), false, &d->annotations, &d->n_annotations);
	d->deprecated = deprecation_of (TREE_DEPRECATED (decl), DECL_ATTRIBUTES (decl));
	d->doc = doc_of (decl);
}

static void
add_function (const struct entity *e, struct ffir_unit *unit, enum exported by)
{
	tree decl = e->decl;
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	if (!is_reachable (decl, by))
		return;
	bool defined = is_defined (decl), is_inline = !TREE_PUBLIC (decl);
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
	d->function = describe_function (decl, e->list.address (), e->list.length ());
	annotations_of (DECL_ATTRIBUTES (decl), true, &d->function->result.annotations,
			&d->function->result.n_annotations);
	attributes_signatures (decl, d);
	if (!has_c_linkage (decl)) {
		d->unsupported = "a C++ function: it needs extern \"C\"";
		if (by == BY_ANNOTATION)
			ffi_warning_about (decl, "ffi-type",
					   "%qD is exported, but a C++ function: declare it %<extern \"C\"%>", decl);
	}
	describe_symbol (d, decl)->convention = convention_of (TREE_TYPE (decl));
}

/* static const int limit = 5; in a header has no symbol, but a value. */
static bool
add_static_constant (const struct entity *e)
{
	tree decl = e->decl, value = DECL_INITIAL (decl);
	if (TREE_PUBLIC (decl) || !TREE_READONLY (decl) || in_main_file (e->list[0]->at) || value == NULL_TREE
	    || TREE_CODE (value) != INTEGER_CST)
		return false;
	char *id = concat ("#", IDENTIFIER_POINTER (DECL_NAME (decl)), NULL);
	struct ffir_decl *d = add_decl (FFIR_DECL_CONSTANT, id, e->list[0]->at);
	free (id);
	if (d == NULL)
		return true;
	describe_annotations (d, decl);
	d->from = "declared";
	d->type = describe_variable (decl);
	d->type->quals = 0;
	struct ffir_on *on = FFIR_PUSH (&module->arena, d->on, d->n_on);
	on->targets = module->targets[0].id;
	on->value = integer_value (value);
	return true;
}

static void
add_variable (const struct entity *e, struct ffir_unit *unit, enum exported by)
{
	tree decl = e->decl;
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	if (add_static_constant (e) || !is_reachable (decl, by))
		return;
	bool defined = is_defined (decl);
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
	d->type = describe_variable (decl);
	if (!has_c_linkage (decl))
		d->unsupported = "a C++ variable: it needs extern \"C\"";
	else if (e->list[0]->is_thread_local) {
		d->unsupported = "a thread-local variable";
		if (by == BY_ANNOTATION)
			ffi_warning_about (decl, "ffi-type",
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
	group_sights ();
	index_typedefs ();
	for (const struct seen_type &t : types)
		if (export_of_type (&t) != NOT_EXPORTED)
			describe_tagged (t.type);
	for (const struct entity &e : entities)
		describe_entity (&e, unit);
	macros_describe ();
	attributes_file_scope ();
	sort_module ();
	list_opaque (unit);
}
