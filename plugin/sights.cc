/*
 * What the declarations of one thing say together: places, comments, typedefs that name a record or say
 * something of it; and the order of the source.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/collect.h"

struct list<struct entity> entities;
/* The declarations of the module, and where. */
struct placed {
	struct ffir_decl *decl;
	location_t at;
};
static struct list<struct placed> placed;
static struct address_map<size_t> entity_of; /* its number, from 1 */
/* Unnamed records and enums by the first typedef of them; words that typedefs carry about a type. */
static struct address_map<tree> named_by;
static struct address_map<struct list<tree>> about;

static const char *
file_of (location_t at)
{
	return place_at (at).file;
}

/* By what included it, not by name: #line gives other names to generated text. */
bool
in_main_file (location_t at)
{
	if (at <= BUILTINS_LOCATION)
		return true;
	const line_map_ordinary *map;
	expansion_of (at, &map);
	return map == NULL || MAIN_FILE_P (map);
}

/* Many patterns, as of a command that names each header, against a file once. Files are known by where their
 * names stand. */
static bool
find_match (const char *file)
{
	static hash_map<nofree_ptr_hash<const char>, bool> *matches;
	if (matches == NULL)
		matches = new hash_map<nofree_ptr_hash<const char>, bool>;
	bool known;
	bool &matched = matches->get_or_insert (file, &known);
	if (!known)
		matched = file_match (options.headers, file);
	return matched;
}

/* Most questions in turn are about one file. */
bool
headers_match (const char *file)
{
	static const char *last;
	static bool matched;
	if (file != last)
		matched = file != NULL && find_match (file);
	last = file;
	return matched;
}

bool
in_interface_header (location_t at)
{
	const char *file = file_of (at);
	if (file == NULL || in_main_file (at))
		return false;
	return options.headers == NULL || headers_match (file) || in_system_header_at (at);
}

/* GCC reads stdc-predef.h by itself. Most questions in turn are about one file. */
static bool
is_users (const char *file)
{
	static const char *last;
	static bool users;
	if (file != last)
		users = (*file != '<' || strcmp (file, "<stdin>") == 0)
			&& strcmp (lbasename (file), "stdc-predef.h") != 0;
	last = file;
	return users;
}

bool
is_selected (const char *name, location_t at)
{
	if (options.select == NULL && options.headers == NULL)
		return false;
	const char *file = file_of (at);
	if (file == NULL || !is_users (file))
		return false;
	return glob_match (options.select, name) || headers_match (file);
}

/* All sights: those in headers first, then those in the main file. */
static void
order_sights (list<const struct sight *> *order)
{
	list<const struct sight *> in_main = {NULL, 0, 0};
	for (const struct sight &s : sights)
		(in_main_file (s.at) ? &in_main : order)->add (&s);
	for (const struct sight *s : in_main)
		order->add (s);
}

static void
add_to_entity (const struct sight &s)
{
	size_t &number = entity_of.at (s.decl);
	if (number == 0) {
		entities.add ({s.decl, false, 0, NULL});
		number = entities.n;
	}
	entities[number - 1].n++;
	entities[number - 1].in_region |= s.in_region;
}

void
group_sights (void)
{
	list<const struct sight *> order = {NULL, 0, 0};
	entities.reserve (sights.n);
	order.reserve (sights.n);
	placed.reserve (sights.n + types.n);
	order_sights (&order);
	for (const struct sight *s : order)
		add_to_entity (*s);
	const struct sight **list =
		(const struct sight **) ffir_alloc (&module->arena, sights.n * sizeof *list + 1);
	for (struct entity &e : entities) {
		e.list = list;
		list += e.n;
		e.n = 0;
	}
	for (const struct sight *s : order) {
		struct entity &e = entities[*entity_of.get (s->decl) - 1];
		e.list[e.n++] = s;
	}
	order.give_back ();
}

static const struct entity *
entity_with (tree decl)
{
	const size_t *number = entity_of.get (decl);
	return number == NULL ? NULL : &entities[*number - 1];
}

location_t
place_of (tree decl)
{
	const struct entity *e = entity_with (decl);
	return e == NULL ? DECL_SOURCE_LOCATION (decl) : e->list[0]->at;
}

struct ffir_doc *
doc_of (tree decl)
{
	const struct entity *e = entity_with (decl);
	if (e == NULL)
		return comment_of (DECL_SOURCE_LOCATION (decl));
	struct ffir_doc *doc = NULL;
	for (size_t i = 0; i < e->n && doc == NULL; i++)
		doc = comment_of (e->list[i]->at);
	return doc;
}

bool
is_declared_carrier (tree decl)
{
	if (TREE_CODE (decl) != TYPE_DECL || DECL_NAME (decl) == NULL_TREE)
		return false;
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	return *name == 'f' && strncmp (name, "ffi_declared_", 13) == 0;
}

/* Is a typedef of TYPE, in its own eyes of ORIGINAL, something else? Once "aligned" has made it a typedef, as it does at
 * once, "vector_size" and "mode" change its type alone. */
static bool
was_changed (tree type, tree original)
{
	if (type == error_mark_node || original == error_mark_node)
		return false;
	if (TREE_CODE (type) != TREE_CODE (original))
		return true;
	bool number = INTEGRAL_TYPE_P (type) || SCALAR_FLOAT_TYPE_P (type);
	return (number && TYPE_PRECISION (type) != TYPE_PRECISION (original))
	       || (TREE_CODE (type) == VECTOR_TYPE && TYPE_MODE (type) != TYPE_MODE (original));
}

/* C's front end, merging two declarations, takes the second's as it is before it is a typedef. */
tree
original_type_of (tree decl)
{
	static struct address_map<tree> originals;
	static size_t indexed;
	if (DECL_ORIGINAL_TYPE (decl) != NULL_TREE
	    && was_changed (TREE_TYPE (decl), DECL_ORIGINAL_TYPE (decl)))
		return TYPE_NAME (TREE_TYPE (decl)) == decl ? TYPE_MAIN_VARIANT (TREE_TYPE (decl))
							    : TREE_TYPE (decl);
	if (DECL_ORIGINAL_TYPE (decl) != NULL_TREE || DECL_ARTIFICIAL (decl)
	    || DECL_SOURCE_LOCATION (decl) <= BUILTINS_LOCATION)
		return DECL_ORIGINAL_TYPE (decl);
	for (; indexed < sights.n; indexed++)
		if (sights[indexed].original != NULL_TREE)
			originals.at (sights[indexed].decl) = sights[indexed].original;
	tree *found = originals.get (decl);
	return found == NULL ? NULL_TREE : *found;
}

bool
is_typedef (const_tree type)
{
	tree name = TYPE_NAME (type);
	return name != NULL_TREE && TREE_CODE (name) == TYPE_DECL
	       && (DECL_ORIGINAL_TYPE (name) != NULL_TREE || original_type_of (name) != NULL_TREE);
}

/* What a typedef's words about a type are said of: the record or enum that it names, or the typedef that
 * it repeats (FFI_TYPE). */
static tree
subject_of (tree decl)
{
	tree type = original_type_of (decl);
	if (type == NULL_TREE)
		type = TREE_TYPE (decl);
	if (is_declared_carrier (decl) && is_typedef (type)) {
		tree named = TYPE_NAME (type);
		tree original = original_type_of (named);
		if (original == NULL_TREE
		    || (!RECORD_OR_UNION_TYPE_P (original) && TREE_CODE (original) != ENUMERAL_TYPE))
			return named;
	}
	if (RECORD_OR_UNION_TYPE_P (type) || TREE_CODE (type) == ENUMERAL_TYPE)
		return TYPE_MAIN_VARIANT (type);
	return NULL_TREE;
}

void
index_typedefs (void)
{
	for (const struct entity &e : entities) {
		if (TREE_CODE (e.decl) != TYPE_DECL)
			continue;
		tree subject = subject_of (e.decl);
		if (subject == NULL_TREE)
			continue;
		if (DECL_ATTRIBUTES (e.decl) != NULL_TREE)
			about.at (subject).add (e.decl);
		tree type = original_type_of (e.decl);
		if (TYPE_P (subject) && !is_declared_carrier (e.decl) && type != NULL_TREE
		    && TYPE_QUALS (type) == TYPE_UNQUALIFIED && !is_typedef (type)) {
			tree &name = named_by.at (subject);
			if (name == NULL_TREE)
				name = e.decl;
		}
	}
}

tree
naming_typedef (tree type)
{
	tree name = TYPE_NAME (TYPE_MAIN_VARIANT (type));
	if (name != NULL_TREE && TREE_CODE (name) == TYPE_DECL && !DECL_ARTIFICIAL (name)) /* g++ */
		return name;
	tree *found = named_by.get (TYPE_MAIN_VARIANT (type));
	return found == NULL ? NULL_TREE : *found;
}

const tree *
about_type (tree type, size_t *n)
{
	struct list<tree> *found = about.get (type);
	*n = found == NULL ? 0 : found->n;
	return found == NULL ? NULL : found->items;
}

/* ---- the order of the source ---- */

struct ffir_decl *
add_decl (enum ffir_decl_kind kind, const char *id, location_t at)
{
	struct ffir_decl *d = ffir_module_add (module, kind, id);
	if (d == NULL)
		return NULL;
	d->at = loc_of (at);
	placed.add ({d, expansion_of (at)});
	return d;
}

void
move_decl (struct ffir_decl *d, location_t at)
{
	d->at = loc_of (at);
	size_t i = placed.n;
	while (i-- > 0 && placed[i].decl != d)
		continue;
	placed[i].at = expansion_of (at);
}

/* Numbers of PLACED by place, digit by digit; those of one place stay as they are. */
static const unsigned *
order_placed (void)
{
	enum { BITS = 11, DIGITS = 1 << BITS };
	unsigned *from = (unsigned *) ffir_alloc (&module->arena, 2 * placed.n * sizeof (unsigned) + 1),
		 *to = from + placed.n;
	for (size_t i = 0; i < placed.n; i++)
		from[i] = i;
	for (unsigned shift = 0; shift < sizeof (location_t) * CHAR_BIT; shift += BITS) {
		unsigned start[DIGITS + 1] = {};
		for (const struct placed &p : placed)
			start[(p.at >> shift) % DIGITS + 1]++;
		for (unsigned digit = 0; digit < DIGITS; digit++)
			start[digit + 1] += start[digit];
		for (size_t i = 0; i < placed.n; i++)
			to[start[(placed[from[i]].at >> shift) % DIGITS]++] = from[i];
		std::swap (from, to);
	}
	return from;
}

/* Declarations that did not come through add_decl stay behind the others. */
void
sort_module (void)
{
	list<struct ffir_decl *> rest = {NULL, 0, 0};
	size_t next = 0; /* of PLACED, which is in the order of the module so far */
	for (size_t i = 0; i < module->n_decls; i++)
		if (next < placed.n && placed[next].decl == module->decls[i])
			next++;
		else
			rest.add (module->decls[i]);
	const unsigned *order = order_placed ();
	size_t n = 0;
	for (; n < placed.n; n++)
		module->decls[n] = placed[order[n]].decl;
	for (struct ffir_decl *d : rest)
		module->decls[n++] = d;
}
