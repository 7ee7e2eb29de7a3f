/*
 * Whether what is said makes sense of the whole declaration: a class's functions have an object, a slice has a
 * pointer and a length, a value fits into the type that it is compared with or given to.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

/* The use of WORD in the list, or NULL. */
static struct use *
use_in (tree attributes, enum ffir_word word)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u != NULL && u->word == word)
			return u;
	}
	return NULL;
}

bool
is_handle (tree type)
{
	tree name = TYPE_NAME (type);
	return name != NULL_TREE && TREE_CODE (name) == TYPE_DECL
	       && use_in (DECL_ATTRIBUTES (name), FFIR_W_HANDLE) != NULL;
}

/* ---- values ---- */

/* An integer fits that TYPE can hold as a signed or as an unsigned number: (size_t) -1 is written -1. */
static bool
fits (const struct ffir_value *value, tree type)
{
	unsigned bits = TYPE_PRECISION (type);
	if (bits >= 64 || TREE_CODE (type) == ENUMERAL_TYPE)
		return true;
	errno = 0;
	long long number = strtoll (value->text, NULL, 10);
	return errno == 0 && number >= -(1LL << (bits - 1)) && number < 1LL << bits;
}

/* What the value of a word about something of TYPE is of; NULL_TREE if that is not known. */
static tree
type_of_value (const struct use *u, tree type)
{
	if (u->word == FFIR_W_ON_EXCEPTION) {
		if (POINTER_TYPE_P (type))
			type = TREE_TYPE (type);
		type = FUNC_OR_METHOD_TYPE_P (type) ? TREE_TYPE (type) : NULL_TREE;
	}
	return type != NULL_TREE && type_is_known (type) ? type : NULL_TREE;
}

bool
check_value (struct use *u, tree type)
{
	if (ffir_words[u->word].args[0] != 'v' || u->annotation.n_args == 0)
		return true;
	const struct ffir_value *value = &u->annotation.args[0].value;
	const char *text = u->annotation.args[0].text;
	if (u->word == FFIR_W_ARRAY_FIXED) {
		bool counts = value->kind == FFIR_VALUE_INTEGER && *value->text != '-' && *value->text != '0';
		if (!counts)
			use_error (u, "%qs needs a number of elements, from 1, and %qs is none", u->written,
				   text);
		return counts;
	}
	if (u->word == FFIR_W_CASE || u->word == FFIR_W_ERROR || u->word == FFIR_W_ERROR_DOMAIN)
		return true;
	type = type_of_value (u, type);
	if (type == NULL_TREE)
		return true;
	if (VOID_TYPE_P (type))
		use_error (u, "%qs gives a value to a callback that returns nothing", use_text (u));
	else if (value->kind == FFIR_VALUE_STRING && !POINTER_TYPE_P (type) && TREE_CODE (type) != ARRAY_TYPE)
		use_error (u, "%qs: a text, and this is %qT", use_text (u), type);
	else if (value->kind == FFIR_VALUE_FLOAT && !SCALAR_FLOAT_TYPE_P (type))
		use_error (u, "%qs: a number with a fraction, and this is %qT", use_text (u), type);
	else if (value->kind == FFIR_VALUE_INTEGER && INTEGRAL_TYPE_P (type) && !fits (value, type))
		use_error (u, "%qs: the value does not fit into %qT", use_text (u), type);
	return !u->reported;
}

/* ---- functions ---- */

/* Words of which a function has to have an object, or more. */
static const struct {
	enum ffir_word word;
	unsigned params;
	const char *needs;
} takes[] = {
	{FFIR_W_DESTRUCTOR, 1, "an object to end"},
	{FFIR_W_METHOD, 1, "an object"},
	{FFIR_W_REF, 1, "an object"},
	{FFIR_W_UNREF, 1, "an object"},
	{FFIR_W_CLONE, 1, "an object to copy"},
	{FFIR_W_SETTER, 1, "a value to set"},
	{FFIR_W_TO_STRING, 1, "an object"},
	{FFIR_W_EQUALS, 2, "two objects to compare"},
	{FFIR_W_HASH, 1, "an object"},
	{FFIR_W_COMPARE, 2, "two objects to compare"},
	{FFIR_W_ITERATOR, 1, "an object"},
};

/* Words of which a function has to return something, or to fill in something that a pointer leads to. */
static const struct {
	enum ffir_word word;
	enum carrier carrier;
	bool fills;
	const char *what; /* that it gives */
} gives[] = {
	{FFIR_W_CONSTRUCTOR, CARRIES_INTEGER_OR_POINTER, true, "an object"},
	{FFIR_W_CLONE, CARRIES_INTEGER_OR_POINTER, true, "an object"},
	{FFIR_W_GETTER, CARRIES_ANY, true, "a value"},
	{FFIR_W_TO_STRING, CARRIES_RESOURCE, true, "a text"},
	{FFIR_W_EQUALS, CARRIES_INTEGER, false, "whether they are equal, an integer or bool"},
	{FFIR_W_HASH, CARRIES_INTEGER, false, "an integer"},
	{FFIR_W_COMPARE, CARRIES_INTEGER, false, "an integer, less than, equal to or greater than 0"},
	{FFIR_W_ITERATOR, CARRIES_ANY, true, "an element"},
};

static bool
takes_pointer (const tree *params, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (type_carries (TREE_TYPE (params[i]), CARRIES_POINTER))
			return true;
	return false;
}

static void
check_role (tree fndecl, const tree *params, size_t n)
{
	tree attributes = DECL_ATTRIBUTES (fndecl), result = TREE_TYPE (TREE_TYPE (fndecl));
	for (const auto &role : takes) {
		struct use *u = use_in (attributes, role.word);
		if (u != NULL && n < role.params)
			use_error (u, "%qs needs a function that takes %s, and %qD does not", u->written,
				   role.needs, fndecl);
	}
	for (const auto &role : gives) {
		struct use *u = use_in (attributes, role.word);
		bool returns = !VOID_TYPE_P (result) && type_carries (result, role.carrier);
		if (u != NULL && !returns && !(role.fills && takes_pointer (params, n)))
			use_error (u, "%qs needs a function that gives %s, and %qD does not", u->written,
				   role.what, fndecl);
	}
}

static void
check_leaf (tree fndecl, const tree *params, size_t n)
{
	struct use *leaf = use_in (DECL_ATTRIBUTES (fndecl), FFIR_W_LEAF);
	for (size_t i = 0; leaf != NULL && i < n; i++) {
		const struct use *scope = use_in (DECL_ATTRIBUTES (params[i]), FFIR_W_SCOPE);
		if (scope != NULL && strcmp (scope->annotation.args[0].text, "call") == 0)
			use_error (leaf, "%qs contradicts %qs of %qD, which is called back", leaf->written,
				   use_text (scope), params[i]);
	}
}

/* A word that says more of what another one says. */
static void
check_needs (tree attributes, enum ffir_word word, enum ffir_word needed, const char *why)
{
	struct use *u = use_in (attributes, word);
	if (u != NULL && use_in (attributes, needed) == NULL)
		use_error (u, "%qs needs %qs beside it, %s", u->written, macro_name (needed), why);
}

static bool
names_itself (const struct use *u, tree decl)
{
	return u != NULL && DECL_NAME (decl) != NULL_TREE
	       && strcmp (u->annotation.args[0].text, IDENTIFIER_POINTER (DECL_NAME (decl))) == 0;
}

/* A parameter or field of OWNER. */
static void
check_member (tree decl, tree owner)
{
	tree attributes = DECL_ATTRIBUTES (decl);
	if (attributes == NULL_TREE)
		return;
	for (enum ffir_word word : {FFIR_W_ARRAY, FFIR_W_BYTE_LENGTH, FFIR_W_BUFFER, FFIR_W_USER_DATA,
				    FFIR_W_DESTROY, FFIR_W_BORROWED_FROM, FFIR_W_KEEPS}) {
		struct use *u = use_in (attributes, word);
		if (names_itself (u, decl))
			use_error (u, "%qs names %qD itself", use_text (u), decl);
	}
	/* What a constructor fills needs no word. */
	if (!DECL_P (owner) || use_in (DECL_ATTRIBUTES (owner), FFIR_W_CONSTRUCTOR) == NULL)
		check_needs (attributes, FFIR_W_SET_ON_ERROR, FFIR_W_OUT,
			     "which says that the callee sets it");
	check_needs (attributes, FFIR_W_DESTROY, FFIR_W_USER_DATA, "which says what it frees");
}

void
check_sense_of_params (tree owner, const tree *params, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_member (params[i], owner);
	bool calls = TREE_CODE (owner) == FUNCTION_DECL || scope_is_macro (owner);
	if (!calls || DECL_ATTRIBUTES (owner) == NULL_TREE)
		return;
	check_role (owner, params, n);
	check_leaf (owner, params, n);
}

/* ---- functions that are named ---- */

/* A declaration of NAME that has a prototype, or NULL_TREE. */
static tree
find_function (const char *name)
{
	for (const struct sight &s : sights)
		if (TREE_CODE (s.decl) == FUNCTION_DECL && DECL_NAME (s.decl) != NULL_TREE
		    && strcmp (IDENTIFIER_POINTER (DECL_NAME (s.decl)), name) == 0
		    && prototype_p (TREE_TYPE (s.decl)))
			return s.decl;
	return NULL_TREE;
}

/* Words that name a function: how many parameters it has at most and at least, and what it gives. */
static const struct {
	enum ffir_word word;
	unsigned least, most;
	enum carrier takes, gives;
	const char *needs;
} named[] = {
	{FFIR_W_OWNED_BY, 1, 1, CARRIES_INTEGER_OR_POINTER, CARRIES_ANY, "takes the pointer to free, alone"},
	{FFIR_W_CONTEXT_BY, 1, 1, CARRIES_INTEGER_OR_POINTER, CARRIES_INTEGER_OR_POINTER,
	 "takes this parameter and gives the user data"},
	{FFIR_W_ERROR_MESSAGE, 0, 1, CARRIES_INTEGER_OR_POINTER, CARRIES_TEXT,
	 "takes a code, an object or nothing, and gives a text"},
	{FFIR_W_BUFFER, 0, UINT_MAX, CARRIES_ANY, CARRIES_INTEGER, "gives a number"},
};

void
check_sense_of_named (struct use *u, const char *name)
{
	tree fndecl = find_function (name);
	for (const auto &f : named) {
		if (f.word != u->word || fndecl == NULL_TREE)
			continue;
		tree list = TYPE_ARG_TYPES (TREE_TYPE (fndecl)), result = TREE_TYPE (TREE_TYPE (fndecl));
		unsigned n = 0;
		bool fits =
			f.gives == CARRIES_ANY || (!VOID_TYPE_P (result) && type_carries (result, f.gives));
		for (; list != NULL_TREE && list != void_list_node; list = TREE_CHAIN (list), n++)
			fits &= type_carries (TREE_VALUE (list), f.takes);
		if (!fits || n < f.least || n > f.most)
			use_error (u, "%qs needs a function that %s, and %qD does not", use_text (u), f.needs,
				   fndecl);
	}
}

/* ---- records ---- */

/* How many of the fields can carry it. */
static unsigned
count_fields (tree type, enum carrier carrier)
{
	unsigned n = 0;
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field))
		if (TREE_CODE (field) == FIELD_DECL && type_carries (TREE_TYPE (field), carrier))
			n++;
	return n;
}

static bool
has_union (tree type)
{
	if (TREE_CODE (type) == UNION_TYPE)
		return true;
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field))
		if (TREE_CODE (field) == FIELD_DECL && TREE_CODE (TREE_TYPE (field)) == UNION_TYPE)
			return true;
	return false;
}

static const struct {
	enum ffir_word word;
	enum carrier carrier; /* one of these */
	bool length;	      /* and an integer */
	const char *needs;
} shapes[] = {
	{FFIR_W_SLICE, CARRIES_POINTER, true, "a pointer and a length"},
	{FFIR_W_SLICE_MUT, CARRIES_WRITABLE, true, "a pointer to what can be written and a length"},
	{FFIR_W_VEC, CARRIES_POINTER, true, "a pointer and a length"},
	{FFIR_W_STRING_VIEW, CARRIES_TEXT, true, "a pointer to characters and a length"},
	{FFIR_W_STRING, CARRIES_TEXT, true, "a pointer to characters and a length"},
	{FFIR_W_INTERFACE, CARRIES_CALLBACK, false, "pointers to functions"},
};

static void
check_shape (tree type)
{
	tree attributes = TYPE_ATTRIBUTES (type);
	for (const auto &shape : shapes) {
		struct use *u = use_in (attributes, shape.word);
		if (u != NULL
		    && (count_fields (type, shape.carrier) == 0
			|| (shape.length && count_fields (type, CARRIES_INTEGER) == 0)))
			use_error (u, "%qs needs a struct of %s, and %qT is none", u->written, shape.needs,
				   type);
	}
	struct use *u = use_in (attributes, FFIR_W_OPTION);
	if (u != NULL && count_fields (type, CARRIES_ANY) < 2)
		use_error (u, "%qs needs a value beside %qs, and %qT has none", u->written,
			   u->annotation.args[0].text, type);
	u = use_in (attributes, FFIR_W_TAGGED);
	if (u != NULL && !has_union (type))
		use_error (u, "%qs needs a union beside %qs, and %qT has none", u->written,
			   u->annotation.args[0].text, type);
}

/* Two members of one value cannot be told apart. */
static void
check_cases (tree type)
{
	auto_vec<struct use *> cases;
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field)) {
		if (TREE_CODE (field) != FIELD_DECL)
			continue;
		for (tree a = DECL_ATTRIBUTES (field); a != NULL_TREE; a = TREE_CHAIN (a)) {
			struct use *u = use_of (a);
			if (u != NULL && u->word == FFIR_W_CASE)
				cases.safe_push (u);
		}
	}
	for (unsigned i = 0; i < cases.length (); i++)
		for (unsigned j = 0; j < i; j++) {
			const struct ffir_value *a = &cases[i]->annotation.args[0].value,
						*b = &cases[j]->annotation.args[0].value;
			if (cases[i]->uid == cases[j]->uid || strcmp (a->text, b->text) != 0)
				continue;
			use_error (cases[i], "%qs is said of two members", use_text (cases[i]));
			inform (cases[j]->at, "%qs is here", use_text (cases[j]));
			break;
		}
}

void
check_sense_of_record (tree type)
{
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field))
		if (TREE_CODE (field) == FIELD_DECL)
			check_member (field, type);
	check_cases (type);
	check_shape (type);
}
