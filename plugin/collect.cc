/*
 * Declarations, kept as the front end reports them. The C
 * front end forgets extern declarations and, where a definition follows, a prototype's parameters; a
 * function type has neither names nor annotations for its parameters. So everything is noted when it
 * comes by.
 *
 * Parameters: the C front end reports each PARM_DECL, those of an inner declarator before those of the
 * outer, and then their owner (typedef, field, parameter, variable, function). PENDING holds those that
 * have no owner yet. g++ reports none of them; there only DECL_ARGUMENTS tells, and the source (cxx_params.cc).
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/collect.h"

struct list<struct sight> sights;
struct list<struct seen_type> types;

struct seen {
	bool in_region;
	unsigned first_enumerator; /* in ENUMERATORS */
};

static struct list<tree> enumerators; /* their CONST_DECLs, enum by enum; NULL_TREE: not known */
static vec<tree> pending;
static struct address_map<struct callback_params *> owned_params;
static struct address_map<struct seen> seen_types;
static struct address_map<bool> prototype_types;    /* declared inside a parameter list */
static struct address_map<location_t> mentioned_at; /* records, before their body */

/* PENDING while a function's signatures are looked for: the casts in FFI_VARIADIC have brought theirs. */
static vec<tree> cast_params;
/* Of the function whose body is being read. */
static struct callback_params params_of_body;

/* The last declarator of file scope, before it is merged into an earlier declaration of that name: where that one
 * stands in a header of the system, C's front end keeps its place; g++ always keeps its place and its parameters. */
static tree declarator_name;
static location_t declarator_place;
static tree declarator_arguments; /* in g++ */
static void (*insert_attributes) (tree, tree *);

/* The target's hook runs for each declaration that comes, attributes or none, and before it is merged. */
static void
note_declarator (tree node, tree *attributes)
{
	enum tree_code code = TREE_CODE (node);
	if (code != PARM_DECL && code != FIELD_DECL && DECL_P (node) && current_function_decl == NULL_TREE) {
		declarator_name = DECL_NAME (node);
		declarator_place = DECL_SOURCE_LOCATION (node);
		declarator_arguments = is_cxx && code == FUNCTION_DECL ? DECL_ARGUMENTS (node) : NULL_TREE;
	}
	insert_attributes (node, attributes);
}

/* What has C's linkage is one thing by its name. */
static bool
is_last_declarator (tree decl)
{
	return declarator_name != NULL_TREE && declarator_name == DECL_NAME (decl)
	       && (!is_cxx || cxx_is_extern_c (decl));
}

/* Where the name of DECL stands in the declaration that ends now. */
static location_t
place_of_declarator (tree decl)
{
	return is_last_declarator (decl) ? declarator_place : DECL_SOURCE_LOCATION (decl);
}

/* The parameters of FNDECL in that declaration. */
static tree
parameters_of_declarator (tree fndecl)
{
	bool known = is_last_declarator (fndecl) && declarator_arguments != NULL_TREE;
	return known ? declarator_arguments : DECL_ARGUMENTS (fndecl);
}

void
collect_start (void)
{
	insert_attributes = targetm.insert_attributes;
	targetm.insert_attributes = note_declarator;
}

static void
mark_params (const struct callback_params *list)
{
	for (size_t i = 0; i < list->n; i++)
		mark_tree (list->params[i]);
}

static void
mark_owners (void)
{
	for (size_t i = 0; i < owned_params.room; i++) {
		const auto &owner = owned_params.entries[i];
		if (owner.key == NULL)
			continue;
		mark_tree ((tree) owner.key);
		if (owner.value != NULL)
			mark_params (owner.value);
	}
	for (size_t i = 0; i < mentioned_at.room; i++)
		if (mentioned_at.entries[i].key != NULL)
			mark_tree ((tree) mentioned_at.entries[i].key);
}

/* What must survive garbage collection. */
void
collect_mark (void)
{
	for (const struct sight &s : sights) {
		mark_tree (s.decl);
		if (s.original != NULL_TREE)
			mark_tree (s.original);
		mark_params (&s.params);
	}
	for (const struct seen_type &t : types)
		mark_tree (t.type);
	for (tree decl : enumerators)
		if (decl != NULL_TREE)
			mark_tree (decl);
	for (tree parm : pending)
		mark_tree (parm);
	for (tree parm : cast_params)
		mark_tree (parm);
	mark_params (&params_of_body);
	mark_owners ();
	attributes_mark ();
	cxx_mark ();
}

/* Is TYPE a function, or made of pointers to one and arrays? Most are not. */
static bool
leads_to_function (tree type)
{
	while (POINTER_TYPE_P (type) || TREE_CODE (type) == ARRAY_TYPE)
		type = TREE_TYPE (type);
	return TREE_CODE (type) == FUNCTION_TYPE;
}

/* How many PARM_DECLs the declarators of TYPE have brought. A typedef has its own. */
static size_t
count_params (tree type)
{
	size_t n = 0;
	if (!leads_to_function (type))
		return 0;
	while (type != NULL_TREE && type != error_mark_node && !is_typedef (type)) {
		if (TREE_CODE (type) == FUNCTION_TYPE) {
			bool any = false;
			for (tree arg = TYPE_ARG_TYPES (type); arg && arg != void_list_node;
			     arg = TREE_CHAIN (arg)) {
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
	while (type != NULL_TREE && type != error_mark_node && !is_typedef (type)) {
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

/* PENDING from the declarator of OWNER on: what typeof and the like bring stands before its name. */
static size_t
first_behind (tree owner)
{
	location_t name = expansion_of (place_of_declarator (owner));
	size_t first = 0;
	while (first < pending.length () && expansion_of (DECL_SOURCE_LOCATION (pending[first])) < name)
		first++;
	return first;
}

/* Is PENDING nothing but the parameters of function OWNER itself? */
static bool
are_arguments (tree owner)
{
	if (TREE_CODE (owner) != FUNCTION_DECL)
		return false;
	unsigned n = 0;
	for (tree parm = DECL_ARGUMENTS (owner); parm != NULL_TREE; parm = DECL_CHAIN (parm), n++)
		if (n == pending.length () || pending[n] != parm)
			return false;
	return n == pending.length ();
}

/* Takes the parameters of the declarators of TYPE, OWNER's, from PENDING: an owner at file scope the first
 * behind its name, an inner one the last. */
static struct callback_params
take_params (tree owner, tree type, bool at_file_scope)
{
	struct callback_params taken = {NULL, 0};
	size_t have = pending.length (), first = 0, n = have;
	if (have > 0 && !are_arguments (owner)) {
		n = MIN (count_params (type), have);
		first = n == 0 ? 0 : at_file_scope ? first_behind (owner) : have - n;
		if (n > 0)
			n = count_fitting (pending.address () + first, have - first, type);
	}
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
	if (pending.is_empty ())
		return;
	tree original = TREE_CODE (owner) == TYPE_DECL ? original_type_of (owner) : NULL_TREE;
	tree type = original != NULL_TREE ? original : TREE_TYPE (owner);
	if (!at_file_scope && !leads_to_function (type))
		return;
	struct callback_params taken = take_params (owner, type, at_file_scope);
	if (taken.n == 0)
		return;
	struct callback_params *kept =
		(struct callback_params *) ffir_alloc (&module->arena, sizeof (struct callback_params));
	*kept = taken;
	attributes_check_params (owner, kept->params, kept->n);
	struct callback_params *&own = owned_params.at (owner);
	if (own == NULL) /* else a typedef is repeated */
		own = kept;
}

void
own_read_params (tree owner, const vec<tree> *list)
{
	struct callback_params *kept =
		(struct callback_params *) ffir_alloc (&module->arena, sizeof (struct callback_params));
	for (unsigned i = 0; list != NULL && i < list->length (); i++)
		*FFIR_PUSH (&module->arena, kept->params, kept->n) = (*list)[i];
	owned_params.at (owner) = kept->n > 0 ? kept : NULL;
}

/* Reads the parameters of DECL's function declarators where g++ has DECL. */
static void
read_params (tree decl)
{
	bool original = TREE_CODE (decl) == TYPE_DECL && DECL_ORIGINAL_TYPE (decl) != NULL_TREE;
	tree type = original ? DECL_ORIGINAL_TYPE (decl) : TREE_TYPE (decl);
	auto_vec<tree> read;
	bool done =
		count_params (type) > 0 && cxx_read_params (decl, DECL_SOURCE_LOCATION (decl), type, &read);
	own_read_params (decl, done ? &read : NULL);
}

/* The declaration of FNDECL that PARM is of. */
static const struct sight *
sight_with (tree fndecl, tree parm)
{
	for (const struct sight &s : sights)
		for (size_t i = 0; s.decl == fndecl && i < s.params.n; i++)
			if (s.params.params[i] == parm)
				return &s;
	return NULL;
}

/* What parameters without a name, as UNNAMED, are functions of is read with the whole declaration. */
static void
read_unnamed (tree fndecl, tree unnamed)
{
	const struct sight *s = sight_with (fndecl, unnamed);
	auto_vec<tree> read;
	bool done = s != NULL && cxx_read_params (fndecl, s->at, TREE_TYPE (fndecl), &read);
	owned_params.at (unnamed) = NULL;
	for (size_t i = 0; done && i < s->params.n && i < read.length (); i++) {
		struct callback_params **found = owned_params.get (read[i]);
		struct callback_params *kept = found == NULL ? NULL : *found;
		if (DECL_NAME (s->params.params[i]) == NULL_TREE)
			owned_params.at (s->params.params[i]) = kept;
	}
}

const struct callback_params *
params_of (tree decl)
{
	bool original = TREE_CODE (decl) == TYPE_DECL && DECL_ORIGINAL_TYPE (decl) != NULL_TREE;
	tree type = original ? DECL_ORIGINAL_TYPE (decl) : TREE_TYPE (decl);
	if (!leads_to_function (type))
		return NULL;
	struct callback_params **found = owned_params.get (decl);
	if (found == NULL && is_cxx) {
		if (DECL_NAME (decl) != NULL_TREE)
			read_params (decl);
		else if (count_params (TREE_TYPE (decl)) > 0 && TREE_CODE (decl) == PARM_DECL
			 && DECL_CONTEXT (decl) != NULL_TREE
			 && TREE_CODE (DECL_CONTEXT (decl)) == FUNCTION_DECL)
			read_unnamed (DECL_CONTEXT (decl), decl);
		found = owned_params.get (decl);
	}
	return found == NULL ? NULL : *found;
}

/* What g++ has no declarations for: the parameters of the function that the result of FNDECL points to. */
static bool
read_result_params (tree fndecl, tree own, struct callback_params *list)
{
	tree type = TREE_TYPE (fndecl);
	auto_vec<tree> read;
	if (!is_cxx || count_params (TREE_TYPE (type)) == 0
	    || !cxx_read_params (fndecl, place_of_declarator (fndecl), type, &read))
		return false;
	for (tree parm : read) {
		bool is_own = own != NULL_TREE;
		*FFIR_PUSH (&module->arena, list->params, list->n) = is_own ? own : parm;
		own = is_own ? DECL_CHAIN (own) : NULL_TREE;
	}
	return true;
}

/* OWN and what follows are FNDECL's: g++ has the parameters of every function declaration here, C those of the
 * declaration at hand. What those of a redeclaration in g++ belonged to is freed. */
static struct callback_params
arguments_of (tree fndecl, tree own)
{
	struct callback_params list = {NULL, 0};
	for (tree parm = own; parm != NULL_TREE; parm = DECL_CHAIN (parm))
		DECL_CONTEXT (parm) = fndecl;
	if (read_result_params (fndecl, own, &list))
		return list;
	for (tree parm = own; parm != NULL_TREE; parm = DECL_CHAIN (parm))
		*FFIR_PUSH (&module->arena, list.params, list.n) = parm;
	return list;
}

static bool
is_file_scope (tree decl)
{
	tree context = DECL_CONTEXT (decl);
	return context == NULL_TREE || TREE_CODE (context) == TRANSLATION_UNIT_DECL
	       || TREE_CODE (context) == NAMESPACE_DECL;
}

static void
drop_params (vec<tree> *list, const struct callback_params *params)
{
	for (size_t i = 0; i < params->n; i++)
		for (unsigned k = 0; k < list->length (); k++)
			if ((*list)[k] == params->params[i])
				list->ordered_remove (k--);
}

static struct callback_params
take_signature (tree fntype, location_t at)
{
	struct callback_params taken = {NULL, 0};
	auto_vec<tree> read;
	if (is_cxx && cxx_read_signature (at, fntype, &read))
		for (tree parm : read)
			*FFIR_PUSH (&module->arena, taken.params, taken.n) = parm;
	size_t n = count_params (fntype), have = cast_params.length ();
	for (size_t first = 0; n > 0 && first + n <= have; first++) {
		if (count_fitting (cast_params.address () + first, have - first, fntype) != n)
			continue;
		for (size_t i = 0; i < n; i++)
			*FFIR_PUSH (&module->arena, taken.params, taken.n) = cast_params[first + i];
		cast_params.block_remove (0, first + n);
		break;
	}
	return taken;
}

/* The annotations of a function can be checked when its declaration ends. */
static void
check_function (tree fndecl, const struct callback_params *params)
{
	if (!attributes_used ())
		return;
	size_t n = MIN (params->n, (size_t) list_length (TYPE_ARG_TYPES (TREE_TYPE (fndecl))));
	attributes_check_params (fndecl, params->params, n);
}

static struct sight *
see (tree decl, location_t at)
{
	bool is_thread_local = TREE_CODE (decl) == VAR_DECL && DECL_THREAD_LOCAL_P (decl);
	struct sight s = {decl, at, attributes_in_region (), is_thread_local, NULL_TREE, {NULL, 0}};
	if (TREE_CODE (decl) == TYPE_DECL)
		s.original = DECL_ORIGINAL_TYPE (decl);
	return &sights.add (s);
}

/* DECL, which may own what is PENDING. */
static void
collect_owner (tree decl)
{
	switch (TREE_CODE (decl)) {
	case PARM_DECL:
		own_params (decl, false);
		pending.safe_push (decl);
		break;
	case FIELD_DECL:
		own_params (decl, false);
		break;
	case TYPE_DECL:
		attributes_finish_decl (decl);
		/* fall through */
	case VAR_DECL:
		if (!is_file_scope (decl))
			break;
		own_params (decl, true);
		see (decl, place_of_declarator (decl));
		break;
	case FUNCTION_DECL: {
		attributes_finish_decl (decl);
		if (!is_file_scope (decl))
			break;
		struct sight *s = see (decl, place_of_declarator (decl));
		cast_params.truncate (0);
		if (!is_cxx && attributes_used ())
			cast_params.safe_splice (pending);
		s->params = is_cxx ? arguments_of (decl, parameters_of_declarator (decl))
				   : take_params (decl, TREE_TYPE (decl), true);
		check_function (decl, &s->params);
		drop_params (&cast_params, &s->params);
		attributes_own_signatures (decl, &s->params, take_signature);
		break;
	}
	default:
		break;
	}
}

/* Most are fields and parameters that own nothing. They come between what GCC does for each, so they are left with few
 * steps. */
void
collect_decl (tree decl)
{
	enum tree_code code = TREE_CODE (decl);
	if (code == FIELD_DECL && pending.is_empty ())
		return;
	if (code == ERROR_MARK || current_function_decl != NULL_TREE || macros_reading ())
		return;
	if (code == PARM_DECL && (pending.is_empty () || !leads_to_function (TREE_TYPE (decl))))
		pending.safe_push (decl);
	else
		collect_owner (decl);
}

void
collect_body (bool finished, tree fndecl)
{
	static location_t at;
	if (fndecl == NULL_TREE || TREE_CODE (fndecl) != FUNCTION_DECL)
		return;
	if (!finished) {
		/* This node is freed if the function was declared before: nothing may keep it. */
		if (current_function_decl == NULL_TREE) {
			params_of_body = take_params (fndecl, TREE_TYPE (fndecl), true);
			at = DECL_SOURCE_LOCATION (fndecl);
		}
		return;
	}
	if (!is_file_scope (fndecl))
		return;
	struct sight *s = see (fndecl, is_cxx ? DECL_SOURCE_LOCATION (fndecl) : at);
	s->params = params_of_body.n > 0 ? params_of_body : arguments_of (fndecl, DECL_ARGUMENTS (fndecl));
	params_of_body.n = 0;
	attributes_finish_decl (fndecl);
	check_function (fndecl, &s->params);
}

/* Whether TYPE_VALUES has integers instead of CONST_DECLs. */
static bool
forgets_enumerators (tree type)
{
	return TREE_CODE (type) == ENUMERAL_TYPE && TYPE_VALUES (type) != NULL_TREE
	       && TREE_CODE (TREE_VALUE (TYPE_VALUES (type))) != CONST_DECL;
}

/* By their names, which C forgets when parsing ends. */
static void
note_enumerators (tree type)
{
	for (tree value = TYPE_VALUES (type); value != NULL_TREE; value = TREE_CHAIN (value)) {
		tree decl = identifier_global_value (TREE_PURPOSE (value));
		bool known = decl != NULL_TREE && TREE_CODE (decl) == CONST_DECL;
		enumerators.add (known ? decl : NULL_TREE);
	}
}

const tree *
enumerators_of (tree type)
{
	struct seen *found = forgets_enumerators (type) ? seen_types.get (TYPE_MAIN_VARIANT (type)) : NULL;
	return found == NULL ? NULL : enumerators.items + found->first_enumerator;
}

void
collect_type (tree type)
{
	if (type == error_mark_node || current_function_decl != NULL_TREE || !TYPE_P (type))
		return;
	type = TYPE_MAIN_VARIANT (type);
	if ((!RECORD_OR_UNION_TYPE_P (type) && TREE_CODE (type) != ENUMERAL_TYPE)
	    || seen_types.get (type) != NULL)
		return;
	attributes_finish_type (type);
	if (!COMPLETE_TYPE_P (type)) {
		if (TYPE_STUB_DECL (type) != NULL_TREE && mentioned_at.get (type) == NULL)
			mentioned_at.at (type) = DECL_SOURCE_LOCATION (TYPE_STUB_DECL (type));
		return;
	}
	struct seen_type t = {type, attributes_in_region ()};
	seen_types.at (type) = {t.in_region, (unsigned) enumerators.n};
	types.add (t);
	if (!is_cxx && !global_bindings_p ())
		prototype_types.at (type) = true;
	if (forgets_enumerators (type))
		note_enumerators (type);
}

bool
is_of_prototype (tree type)
{
	return prototype_types.n > 0 && prototype_types.get (TYPE_MAIN_VARIANT (type)) != NULL;
}

location_t
mention_of (tree type)
{
	location_t *found = mentioned_at.get (TYPE_MAIN_VARIANT (type));
	return found == NULL ? UNKNOWN_LOCATION : *found;
}

bool
is_exported_body (tree type)
{
	struct seen *found = seen_types.get (TYPE_MAIN_VARIANT (type));
	return (found != NULL && found->in_region) || has_annotation (TYPE_ATTRIBUTES (type), FFIR_W_EXPORT);
}

location_t
place_of_type (tree type)
{
	return TYPE_STUB_DECL (type) ? DECL_SOURCE_LOCATION (TYPE_STUB_DECL (type)) : UNKNOWN_LOCATION;
}

/* What g++ reports only when asked. */
void
collect_late (tree node)
{
	if (!TYPE_P (node)) {
		struct sight *s = see (node, DECL_SOURCE_LOCATION (node));
		s->in_region = attributes_region_at (s->at);
	} else if (COMPLETE_TYPE_P (node) && seen_types.get (node) == NULL) {
		struct seen_type t = {node, attributes_region_at (place_of_type (node))};
		seen_types.at (node) = {t.in_region, 0};
		types.add (t);
	}
}
