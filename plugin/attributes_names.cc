/*
 * Names in the arguments of annotations: parameters and fields are looked up when their declaration ends,
 * functions, types and domains at the end of the unit. Of a name that is nowhere the nearest is offered.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

/* ---- names of functions, types and domains: at the end of the unit ---- */

struct expected_name {
	struct use *use;
	const char *name;
	char letter; /* as in ffir_word_info.args; a name of 'n' is a function's, if it is that of no
			parameter */
	bool declared_before;
	const char *nearest; /* parameter or field, for 'n' */
};
static auto_vec<struct expected_name> expected;

static struct list<const char *> functions, types;

/* The declaration that has NAME in C now, or at any time in C++. */
static bool
is_declared (const char *name, char letter)
{
	static const char *const tags[] = {"struct ", "union ", "enum "};
	for (const char *tag : tags)
		if (strncmp (name, tag, strlen (tag)) == 0)
			return identifier_global_tag (get_identifier (name + strlen (tag))) != NULL_TREE;
	tree id = get_identifier (name);
	tree decl = identifier_global_value (id);
	if (decl == NULL_TREE)
		return letter != 'f' && identifier_global_tag (id) != NULL_TREE;
	if (letter == 'f')
		return TREE_CODE (decl) == FUNCTION_DECL || TREE_CODE (decl) == OVERLOAD;
	return TREE_CODE (decl) == TYPE_DECL || identifier_global_tag (id) != NULL_TREE;
}

static void
expect (struct use *u, const char *name, char letter)
{
	expected.safe_push ({u, name, letter, is_declared (name, letter), NULL});
}

void
expect_names (struct use *u)
{
	const char *letters = ffir_words[u->word].args;
	size_t i = 0;
	for (const char *p = letters; *p && i < u->annotation.n_args; p++) {
		if (*p == '?' || *p == '*')
			continue;
		bool left_out = *u->annotation.args[i].text == '\0';
		if (!left_out && (*p == 'f' || *p == 't' || *p == 'd'))
			expect (u, u->annotation.args[i].text, *p);
		i++;
	}
	for (size_t k = 0; k < u->annotation.n_nested; k++) {
		const struct ffir_annotation *a = &u->annotation.nested[k];
		if (a->n_args > 0 && ffir_words[a->word].args[0] == 'f')
			expect (u, a->args[0].text, 'f');
	}
}

void
attributes_finish_decl (tree decl)
{
	if (DECL_NAME (decl) == NULL_TREE)
		return;
	if (TREE_CODE (decl) == FUNCTION_DECL) {
		drop_borrowed_words (decl);
		functions.add (IDENTIFIER_POINTER (DECL_NAME (decl)));
	} else if (TREE_CODE (decl) == TYPE_DECL)
		types.add (IDENTIFIER_POINTER (DECL_NAME (decl)));
}

static void
finish_tag (tree type)
{
	tree name = TYPE_NAME (type);
	if (name != NULL_TREE && TREE_CODE (name) == TYPE_DECL)
		name = DECL_NAME (name);
	if (name != NULL_TREE && TREE_CODE (name) == IDENTIFIER_NODE)
		types.add (IDENTIFIER_POINTER (name));
}

static bool
has_name (const vec<const char *> &names, const char *name)
{
	for (const char *n : names)
		if (strcmp (n, name) == 0)
			return true;
	return false;
}

static const char *
without_tag (const char *name)
{
	const char *blank = strchr (name, ' ');
	return blank != NULL ? blank + 1 : name;
}

static void
note_cxx_type (tree node)
{
	if (!TYPE_P (node))
		types.add (IDENTIFIER_POINTER (DECL_NAME (node)));
	else if (identifier_of (node) != NULL_TREE && !IDENTIFIER_ANON_P (identifier_of (node)))
		types.add (IDENTIFIER_POINTER (identifier_of (node)));
}

/* What g++ reports of types is less than what it knows. */
static void
note_cxx_types (void)
{
	static bool noted;
	if (!is_cxx || noted)
		return;
	noted = true;
	cxx_walk (note_cxx_type);
}

static bool
exists (const struct expected_name &e, vec<const char *> *near)
{
	if (e.declared_before)
		return true;
	if (e.letter == 'f' || e.letter == 'n') {
		for (const char *name : functions)
			near->safe_push (name);
		return has_name (*near, e.name) || (is_cxx && is_declared (e.name, 'f'));
	}
	if (e.letter == 'd' && scope_has_domain (e.name, near))
		return true;
	note_cxx_types ();
	for (const char *name : types)
		near->safe_push (name);
	for (unsigned i = 0; i < use_count (); i++)
		if (use_at (i)->word == FFIR_W_SERVICE_AS && use_at (i)->annotation.n_args > 0)
			near->safe_push (use_at (i)->annotation.args[0].text);
	return has_name (*near, without_tag (e.name)) || (is_cxx && is_declared (e.name, e.letter));
}

static void
report_unknown (const struct expected_name *e, const char *closest)
{
	static const char *const messages[] = {
		"%qs names %qs, which is no parameter, field or function%s",
		"%qs names the function %qs, which is not declared%s",
		"%qs names the type %qs, which is not declared%s",
		"%qs names the enum or error domain %qs, which is not declared%s",
	};
	const char *letters = "nftd";
	use_error (e->use, messages[strchr (letters, e->letter) - letters], e->use->written, e->name,
		   did_you_mean (closest));
}

static int
by_place (const void *a, const void *b)
{
	const struct expected_name *x = (const struct expected_name *) a,
				   *y = (const struct expected_name *) b;
	return linemap_compare_locations (line_table, y->use->at, x->use->at);
}

void
report_unknown_names (void)
{
	expected.qsort (by_place);
	for (const struct expected_name &e : expected) {
		auto_vec<const char *> near;
		bool known = exists (e, &near);
		if (known && e.letter == 'f')
			check_sense_of_named (e.use, e.name);
		if (known || e.use->reported)
			continue;
		report_unknown (&e, e.nearest != NULL ? e.nearest : find_closest_string (e.name, &near));
	}
}

/* ---- names of parameters and fields: when the declaration ends ---- */

/* The members beside which a name is looked up. */
struct siblings {
	const char *what; /* "parameter", "field" */
	auto_vec<tree> decls;
	auto_vec<const char *> names;
};

/* The number, from 1, of the member of that name; also "#2" is a name. 0 if there is none. */
static unsigned
number_of (const struct siblings &s, const char *name)
{
	if (name[0] == '#') {
		unsigned number = atoi (name + 1);
		return number <= s.decls.length () ? number : 0;
	}
	for (unsigned i = 0; i < s.decls.length (); i++)
		if (DECL_NAME (s.decls[i]) != NULL_TREE
		    && strcmp (IDENTIFIER_POINTER (DECL_NAME (s.decls[i])), name) == 0)
			return i + 1;
	return 0;
}

/* A length may also be the name of a function that is asked afterwards. */
static bool
may_be_function (enum ffir_word word)
{
	return word == FFIR_W_ARRAY || word == FFIR_W_BYTE_LENGTH;
}

/* What a member must be for argument INDEX of the word to name it. */
static enum carrier
carrier_of_argument (enum ffir_word word, size_t index)
{
	if (word == FFIR_W_ARRAY || word == FFIR_W_BYTE_LENGTH || word == FFIR_W_BUFFER)
		return CARRIES_INTEGER_INSIDE;
	if (word == FFIR_W_DESTROY || word == FFIR_W_ASYNC)
		return CARRIES_CALLBACK;
	if (word == FFIR_W_USER_DATA)
		return CARRIES_INTEGER_OR_POINTER;
	if (word == FFIR_W_BORROWED_FROM || word == FFIR_W_KEEPS)
		return CARRIES_RESOURCE;
	if (word == FFIR_W_OPTION || word == FFIR_W_TAGGED || (word == FFIR_W_RESULT && index == 0))
		return CARRIES_INTEGER;
	return CARRIES_ANY;
}

static void
check_sibling_type (struct use *u, tree decl, size_t index)
{
	enum carrier carrier = carrier_of_argument (u->word, index);
	tree type = TREE_TYPE (decl);
	if (type != error_mark_node && !type_carries (type, carrier))
		use_error (u, "%qs must name %s, and %qD is %qT", use_text (u), carrier_text (carrier), decl,
			   type);
}

/* There is no such member. */
static void
miss_sibling (struct use *u, const char *name, const struct siblings &s)
{
	/* What was written may be told by the result. */
	if (u->word == FFIR_W_BUFFER && strcmp (name, "return") == 0)
		return;
	const char *closest = find_closest_string (name, &s.names);
	if (may_be_function (u->word) && name[0] != '#') {
		expected.safe_push ({u, name, 'n', is_declared (name, 'f'), closest});
		return;
	}
	use_error (u, "%qs names the %s %qs, which does not exist%s", u->written, s.what, name,
		   did_you_mean (closest));
}

/* Argument INDEX of U is NAME; its number is returned. */
static unsigned
check_sibling (struct use *u, const char *name, size_t index, const struct siblings &s)
{
	unsigned number = number_of (s, name);
	if (number != 0)
		check_sibling_type (u, s.decls[number - 1], index);
	else if (!u->reported)
		miss_sibling (u, name, s);
	return number;
}

/* New names, which are not looked up. */
static bool
makes_name (enum ffir_word word)
{
	return word == FFIR_W_SERVICE_AS;
}

static void
check_names_in (tree attributes, const struct siblings &s)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u == NULL || u->looked_up || makes_name (u->word))
			continue;
		u->looked_up = true;
		unsigned *positions = (unsigned *) ffir_alloc (&module->arena, (u->annotation.n_args + 1)
										       * sizeof (unsigned));
		size_t i = 0;
		for (const char *p = ffir_words[u->word].args; *p && i < u->annotation.n_args; p++) {
			if (*p == '?' || *p == '*')
				continue;
			if (*p == 'n' && *u->annotation.args[i].text != '\0')
				positions[i] = check_sibling (u, u->annotation.args[i].text, i, s);
			i++;
		}
		u->positions = positions;
		for (size_t k = 0; k < u->annotation.n_nested; k++) {
			const struct ffir_annotation *n = &u->annotation.nested[k];
			if (n->n_args > 0 && ffir_words[n->word].args[0] == 'n')
				check_sibling (u, n->args[0].text, SIZE_MAX, s);
		}
	}
}

static void
check_list (tree attributes)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u != NULL)
			check_beside (u, TREE_CHAIN (a));
	}
}

static void
add_sibling (struct siblings *s, tree decl)
{
	s->decls.safe_push (decl);
	if (DECL_NAME (decl) != NULL_TREE)
		s->names.safe_push (IDENTIFIER_POINTER (DECL_NAME (decl)));
}

/* Words for parameters of callbacks alone. */
static void
check_not_of_callback (tree attributes, tree fndecl)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u != NULL && (u->word == FFIR_W_CONTEXT || u->word == FFIR_W_CONTEXT_BY))
			use_error (u, "%qs stands on a parameter of a callback, and %qD is a function",
				   u->written, fndecl);
	}
}

void
attributes_check_params (tree owner, const tree *params, size_t n)
{
	if (!attributes_used ())
		return;
	struct siblings s = {"parameter", {}, {}};
	for (size_t i = 0; i < n; i++)
		if (!VOID_TYPE_P (TREE_TYPE (params[i])))
			add_sibling (&s, params[i]);
	for (size_t i = 0; i < n; i++) {
		check_names_in (DECL_ATTRIBUTES (params[i]), s);
		check_list (DECL_ATTRIBUTES (params[i]));
	}
	check_sense_of_params (owner, s.decls.address (), s.decls.length ());
	if (TREE_CODE (owner) != FUNCTION_DECL && !scope_is_macro (owner))
		return;
	for (size_t i = 0; i < n; i++)
		check_not_of_callback (DECL_ATTRIBUTES (params[i]), owner);
	check_names_in (DECL_ATTRIBUTES (owner), s);
	check_list (DECL_ATTRIBUTES (owner));
}

static void
add_fields (struct siblings *s, tree type)
{
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field)) {
		if (TREE_CODE (field) != FIELD_DECL || DECL_ARTIFICIAL (field))
			continue;
		add_sibling (s, field);
		if (DECL_NAME (field) == NULL_TREE && RECORD_OR_UNION_TYPE_P (TREE_TYPE (field)))
			add_fields (s, TREE_TYPE (field));
	}
}

/* g++ gives one without a tag a name of its own. */
static bool
has_no_name (tree type)
{
	return TYPE_NAME (type) == NULL_TREE || identifier_of (type) == NULL_TREE
	       || IDENTIFIER_ANON_P (identifier_of (type));
}

/* What is said of a struct as a whole may name what lies in a member whose type has no tag:
 * "value" of struct { bool ok; union { int value; int error; } as; }. */
static void
add_inner_fields (struct siblings *s, tree type)
{
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field)) {
		if (TREE_CODE (field) != FIELD_DECL || !RECORD_OR_UNION_TYPE_P (TREE_TYPE (field)))
			continue;
		if (DECL_NAME (field) != NULL_TREE && has_no_name (TREE_TYPE (field)))
			add_fields (s, TREE_TYPE (field));
		if (has_no_name (TREE_TYPE (field)))
			add_inner_fields (s, TREE_TYPE (field));
	}
}

static void check_fields_in (tree type, const struct siblings &s, const struct siblings &whole);

/* The fields of an anonymous member are named beside those around it. */
static void
check_field (tree field, const struct siblings &s)
{
	check_names_in (DECL_ATTRIBUTES (field), s);
	check_list (DECL_ATTRIBUTES (field));
	if (DECL_NAME (field) == NULL_TREE && RECORD_OR_UNION_TYPE_P (TREE_TYPE (field)))
		check_fields_in (TREE_TYPE (field), s, s);
}

/* WHOLE is what words about the type itself may name. */
static void
check_fields_in (tree type, const struct siblings &s, const struct siblings &whole)
{
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field))
		if (TREE_CODE (field) == FIELD_DECL)
			check_field (field, s);
	check_names_in (TYPE_ATTRIBUTES (type), whole);
	check_list (TYPE_ATTRIBUTES (type));
	check_sense_of_record (type);
}

static void
check_record (tree type)
{
	struct siblings s = {"field", {}, {}}, whole = {"field", {}, {}};
	add_fields (&s, type);
	add_fields (&whole, type);
	add_inner_fields (&whole, type);
	check_fields_in (type, s, whole);
}

/* Records, to be judged at the end of the unit: an annotation may come with a typedef behind the body, and
 * whether one is an anonymous member is not known before what is around it ends. */
static struct list<tree> records;

void
attributes_finish_type (tree type)
{
	finish_tag (type);
	if (!COMPLETE_TYPE_P (type))
		return;
	region_check_type (type);
	if (RECORD_OR_UNION_TYPE_P (type))
		records.add (type);
}

/* Types that are anonymous members of another. */
static void
find_inner (tree type, hash_set<tree> *inner)
{
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field))
		if (TREE_CODE (field) == FIELD_DECL && DECL_NAME (field) == NULL_TREE
		    && RECORD_OR_UNION_TYPE_P (TREE_TYPE (field)))
			inner->add (TYPE_MAIN_VARIANT (TREE_TYPE (field)));
}

void
check_records (void)
{
	hash_set<tree> inner;
	for (tree type : records)
		find_inner (type, &inner);
	for (tree type : records)
		if (!inner.contains (type))
			check_record (type);
}

void
check_mark (void)
{
	for (tree type : records)
		mark_tree (type);
}
