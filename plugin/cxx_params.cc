/*
 * The parameters of function pointers in g++, which reports none of them: their names and places are those of the
 * tokens behind the declarator's name, their types are the type's. Where the tokens are not what the type says,
 * nothing is said.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/cxx_tokens.h"

/* Parameters that attributes stand on are known: the handler is called for them. */
static vec<tree> annotated;

void
cxx_note_param (tree parm)
{
	annotated.safe_push (parm);
}

void
cxx_mark (void)
{
	for (tree parm : annotated)
		mark_tree (parm);
}

/* ---- words ---- */

static bool
is_word (const struct token *t, const char *word)
{
	return t->size == strlen (word) && memcmp (t->text, word, t->size) == 0;
}

template <size_t n>
static bool
is_one_of (const struct token *t, const char *const (&words)[n])
{
	for (const char *word : words)
		if (is_word (t, word))
			return true;
	return false;
}

static bool
is_qualifier (const struct token *t)
{
	static const char *const words[] = {"const",	  "volatile",	  "register",	  "restrict",
					    "__restrict", "__const",	  "__restrict__", "__volatile__",
					    "typename",	  "__extension__"};
	return is_one_of (t, words);
}

static bool
is_tag (const struct token *t)
{
	static const char *const words[] = {"struct", "union", "enum", "class"};
	return is_one_of (t, words);
}

static bool
is_type_word (const struct token *t)
{
	static const char *const words[] = {"void",  "char",	 "short",     "int",	  "long",
					    "float", "double",	 "signed",    "unsigned", "bool",
					    "_Bool", "wchar_t",	 "char16_t",  "char32_t", "char8_t",
					    "auto",  "__int128", "__signed__"};
	return is_one_of (t, words);
}

/* Words that a group of arguments follows, which say nothing of names; the last ones are types. */
static bool
is_attribute (const struct token *t)
{
	static const char *const words[] = {"__attribute__", "__attribute", "alignas", "_Alignas", "__asm__"};
	return is_one_of (t, words);
}

static bool
is_type_of (const struct token *t)
{
	static const char *const words[] = {"decltype", "typeof", "__typeof__", "__typeof", "_Atomic"};
	return is_one_of (t, words);
}

/* ---- declarators ---- */

/* Tokens FROM to TO of a list. */
struct tokens {
	const struct token *from, *to;
};

static bool
starts_with (const struct tokens *t, const char *text)
{
	return t->from < t->to && is_word (t->from, text);
}

/* Behind the bracket that closes the first token; false if there is none. */
static bool
skip_group (struct tokens *t)
{
	int depth = 0;
	while (t->from < t->to) {
		const struct token *one = t->from++;
		depth += strchr ("([{", *one->text) != NULL;
		if (strchr (")]}", *one->text) != NULL && --depth == 0)
			return true;
	}
	return false;
}

/* Skips __attribute__ ((...)), [[...]] and the like; false if there is none. */
static bool
skip_attribute (struct tokens *t)
{
	if (t->from == t->to)
		return false;
	if (is_attribute (t->from)) {
		t->from++;
		skip_group (t);
		return true;
	}
	if (is_word (t->from, "[") && t->to - t->from > 1 && is_word (t->from + 1, "[")) {
		skip_group (t);
		return true;
	}
	return false;
}

/* Where a declarator's name stands, or would: what it is an array or a function of follows. */
struct declarator {
	const struct token *name; /* NULL: none */
	struct tokens behind;
};

/* Does '(', the first token, stand around a declarator? Else it opens a list of parameters. */
static bool
is_nested (struct tokens t)
{
	t.from++;
	while (skip_attribute (&t))
		;
	return t.from < t.to && strchr ("*&(", *t.from->text) != NULL;
}

static void
skip_template_arguments (struct tokens *t)
{
	int depth = 0;
	do {
		depth += is_word (t->from, "<") - is_word (t->from, ">");
		t->from++;
	} while (depth > 0 && t->from < t->to);
}

/* Reads a parameter up to its name. False where it may be another word: none is known then. */
static bool
find_declarator (struct tokens t, bool has_type, struct declarator *d)
{
	*d = {NULL, t};
	while (t.from < t.to) {
		const struct token *word = t.from;
		if (skip_attribute (&t))
			continue;
		if (is_word (word, "(")) {
			if (d->name != NULL || !has_type || !is_nested (t))
				break;
			t.from++;
			return find_declarator (t, true, d);
		}
		if (is_type_of (word)) {
			t.from++;
			skip_group (&t);
			has_type = true;
		} else if (*word->text == '*' || *word->text == '&') {
			t.from++;
			d->name = NULL;
			has_type = true;
		} else if (is_word (word, "::")) {
			t.from++;
			has_type = false;
		} else if (is_word (word, "<")) {
			skip_template_arguments (&t);
		} else if (!ISIDST (*word->text)) {
			break;
		} else if (is_qualifier (word)) {
			t.from++;
		} else if (is_tag (word)) {
			t.from++;
			while (skip_attribute (&t))
				;
			t.from += t.from < t.to;
			has_type = true;
		} else {
			if (has_type && !is_type_word (word)) {
				if (d->name != NULL)
					return false;
				d->name = word;
			}
			has_type = true;
			t.from++;
		}
	}
	d->behind = t;
	return true;
}

/* ---- from tokens to declarations ---- */

/* The place of a parameter that has no name is its first token's, as in C. */
static tree
make_param (struct tokens t, const struct token *name, tree type)
{
	for (tree parm : annotated)
		for (const struct token *one = t.from; one < t.to; one++)
			if ((name == NULL || one == name)
			    && same_place (DECL_SOURCE_LOCATION (parm), one->at))
				return parm;
	if (name == NULL)
		return build_decl (t.from < t.to ? t.from->at : UNKNOWN_LOCATION, PARM_DECL, NULL_TREE, type);
	return build_decl (name->at, PARM_DECL, get_identifier_with_length (name->text, name->size), type);
}

static bool read_declarators (struct tokens t, tree type, vec<tree> *list);

static bool
read_param (struct tokens t, tree type, vec<tree> *list)
{
	struct declarator d;
	if (!find_declarator (t, false, &d))
		return false;
	struct tokens own = {t.from, d.name != NULL ? t.to : d.behind.from};
	tree parm = make_param (own, d.name, type);
	list->safe_push (parm);
	auto_vec<tree> inner;
	if (read_declarators (d.behind, type, &inner))
		own_read_params (parm, &inner);
	return true;
}

/* Splits T at its commas. */
static void
split_list (struct tokens t, vec<struct tokens> *params)
{
	struct tokens one = t;
	while (t.from < t.to && !is_word (t.from, "...")) {
		if (is_word (t.from, ",")) {
			one.to = t.from;
			params->safe_push (one);
			one.from = ++t.from;
		} else if (strchr ("([{", *t.from->text) != NULL) {
			skip_group (&t);
		} else if (is_word (t.from, "<")) {
			skip_template_arguments (&t);
		} else {
			t.from++;
		}
	}
	one.to = t.from;
	if (one.from < one.to)
		params->safe_push (one);
}

/* What stands between the parentheses of a function of TYPE. */
static bool
read_list (struct tokens t, tree type, vec<tree> *list)
{
	auto_vec<struct tokens> params;
	split_list (t, &params);
	unsigned i = 0;
	for (tree arg = TYPE_ARG_TYPES (type); arg != NULL_TREE && arg != void_list_node;
	     arg = TREE_CHAIN (arg), i++)
		if (i == params.length () || !read_param (params[i], TREE_VALUE (arg), list))
			return false;
	if (i > 0)
		return i == params.length ();
	list->safe_push (build_decl (UNKNOWN_LOCATION, PARM_DECL, NULL_TREE, void_type_node));
	return params.length () <= 1;
}

/* T stands behind the name, or its place, of a declarator of TYPE. */
static bool
read_declarators (struct tokens t, tree type, vec<tree> *list)
{
	for (; type != NULL_TREE && type != error_mark_node && !typedef_variant_p (type);
	     type = TREE_TYPE (type)) {
		if (TREE_CODE (type) != FUNCTION_TYPE) {
			if (!POINTER_TYPE_P (type) && TREE_CODE (type) != ARRAY_TYPE)
				break;
			continue;
		}
		while (skip_attribute (&t) || starts_with (&t, ")") || starts_with (&t, "["))
			if (starts_with (&t, ")"))
				t.from++;
			else if (starts_with (&t, "["))
				skip_group (&t);
		const struct token *open = t.from;
		if (!starts_with (&t, "(") || !skip_group (&t)
		    || !read_list ({open + 1, t.from - 1}, type, list))
			return false;
	}
	return !list->is_empty ();
}

bool
cxx_read_params (tree decl, location_t at, tree type, vec<tree> *list)
{
	auto_vec<struct token> tokens;
	if (DECL_NAME (decl) == NULL_TREE)
		return false;
	cxx_tokens_at (at, &tokens);
	if (tokens.is_empty () || !is_word (&tokens[0], IDENTIFIER_POINTER (DECL_NAME (decl))))
		return false;
	return read_declarators ({tokens.begin () + 1, tokens.end ()}, type, list);
}

bool
cxx_read_signature (location_t at, tree fntype, vec<tree> *list)
{
	static const char *const cast[] = {"(", "void", "(", "*", ")", "("};
	auto_vec<struct token> tokens;
	cxx_tokens_at (at, &tokens);
	for (struct tokens t = {tokens.begin (), tokens.end ()}; t.to - t.from > 6; t.from++) {
		unsigned n = 0;
		while (n < 6 && is_word (t.from + n, cast[n]))
			n++;
		if (n == 6)
			return read_declarators ({t.from + 5, t.to}, fntype, list);
	}
	return false;
}
