/*
 * The parameters of function pointers in g++, which reports none of them: their names and places are read from the
 * source behind the declarator's name, their types are the type's. Where the text is not what the type says, as
 * behind a macro, nothing is said.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/collect.h"

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

/* ---- text ---- */

static const char *
skip_space (const char *p, const char *end)
{
	while (p < end) {
		if (ISSPACE (*p) || (*p == '\\' && p + 1 < end && p[1] == '\n'))
			p++;
		else if (*p == '/' && p + 1 < end && p[1] == '/')
			while (p < end && *p != '\n')
				p++;
		else if (*p == '/' && p + 1 < end && p[1] == '*') {
			for (p += 2; p + 1 < end && !(p[0] == '*' && p[1] == '/'); p++)
				;
			p = MIN (p + 2, end);
		} else
			break;
	}
	return p;
}

/* Behind the bracket that closes the one at P; END if there is none. */
static const char *
skip_group (const char *p, const char *end)
{
	int depth = 0;
	while (p < end) {
		const char *next = skip_space (p, end);
		if (next != p) {
			p = next;
			continue;
		}
		if (*p == '"' || *p == '\'') {
			char quote = *p++;
			while (p < end && *p != quote)
				p += *p == '\\' ? 2 : 1;
		} else if (strchr ("([{", *p) != NULL)
			depth++;
		else if (strchr (")]}", *p) != NULL && --depth == 0)
			return p + 1;
		p++;
	}
	return end;
}

static size_t
word_at (const char *p, const char *end)
{
	size_t n = 0;
	while (p + n < end && ISIDNUM (p[n]))
		n++;
	return n > 0 && ISDIGIT (*p) ? 0 : n;
}

static bool
is_word (const char *word, size_t size, const char *one)
{
	return strlen (one) == size && strncmp (word, one, size) == 0;
}

/* Words that are no name, and behind which one has not to be. */
static bool
is_qualifier (const char *word, size_t size)
{
	for (const char *one : {"const", "volatile", "restrict", "__restrict", "__restrict__", "register",
				"struct", "union", "enum", "class", "typename"})
		if (is_word (word, size, one))
			return true;
	return false;
}

static bool
is_type_word (const char *word, size_t size)
{
	for (const char *one : {"void", "char", "short", "int", "long", "float", "double", "signed",
				"unsigned", "bool", "_Bool", "wchar_t", "char16_t", "char32_t", "auto"})
		if (is_word (word, size, one))
			return true;
	return false;
}

static bool
is_macro (const char *word, size_t size)
{
	const cpp_hashnode *node = cpp_lookup (parse_in, (const unsigned char *) word, size);
	return cpp_macro_p (node) || is_word (word, size, "__attribute__")
	       || is_word (word, size, "__extension__") || is_word (word, size, "alignas");
}

struct spelled {
	const char *name; /* NULL: none */
	size_t size;
};

/* The name in the declarator of a parameter. */
static struct spelled
name_in (const char *p, const char *end)
{
	struct spelled last = {NULL, 0};
	bool may_follow = false; /* a type, or '*', stands before */
	while ((p = skip_space (p, end)) < end) {
		size_t size = word_at (p, end);
		if (size > 0 && is_macro (p, size)) {
			p = skip_space (p + size, end);
			if (p < end && *p == '(')
				p = skip_group (p, end);
		} else if (size > 0) {
			if (is_type_word (p, size))
				may_follow = true;
			else if (!is_qualifier (p, size)) {
				if (may_follow)
					last = {p, size};
				may_follow = true;
			} else if (strchr ("suetc", *p) != NULL && !is_word (p, size, "const"))
				may_follow = false; /* a tag follows */
			p += size;
		} else if (*p == '*' || *p == '&') {
			last = {NULL, 0};
			may_follow = true;
			p++;
		} else if (*p == '(') {
			const char *inner = skip_space (p + 1, end);
			if (inner < end && strchr ("*&(", *inner) != NULL)
				return name_in (inner, skip_group (p, end) - 1);
			return last;
		} else if (*p == '[' && p + 1 < end && p[1] == '[')
			p = skip_group (p, end);
		else
			return last;
	}
	return last;
}

/* The names in the list of parameters between P and END. */
static void
read_list (const char *p, const char *end, vec<struct spelled> *names)
{
	while ((p = skip_space (p, end)) < end && *p != '.') {
		const char *comma = p;
		while ((comma = skip_space (comma, end)) < end && *comma != ',')
			comma = strchr ("([{", *comma) != NULL ? skip_group (comma, end) : comma + 1;
		names->safe_push (name_in (p, comma));
		p = comma + 1;
	}
}

/* ---- from the text to declarations ---- */

/* Where the text of the source says PLACE; NULL if it is not there. */
static const char *
text_at (location_t at, const char **end, const line_map_ordinary **map)
{
	expanded_location place = place_at (at);
	size_t size;
	const char *text = place.file != NULL ? text_of_source (place.file, &size) : NULL;
	expansion_of (at, map);
	if (text == NULL || *map == NULL || place.column == 0)
		return NULL;
	*end = text + size;
	for (int line = 1; line < place.line && text < *end; text++)
		line += *text == '\n';
	return text + place.column - 1 < *end ? text + place.column - 1 : NULL;
}

/* The place of P, which stands behind FROM at AT; UNKNOWN_LOCATION if GCC has none for it. */
static location_t
location_behind (const char *from, const char *p, location_t at, const line_map_ordinary *map)
{
	expanded_location place = place_at (at);
	unsigned line = place.line, column = place.column;
	for (; from < p; from++) {
		column = *from == '\n' ? 1 : column + 1;
		line += *from == '\n';
	}
	location_t found = linemap_position_for_line_and_column (line_table, map, line, column);
	expanded_location said = expand_location (found);
	return said.line == (int) line && said.column == (int) column ? found : UNKNOWN_LOCATION;
}

static tree
make_param (const struct spelled *s, tree type, location_t at)
{
	for (tree parm : annotated)
		if (at != UNKNOWN_LOCATION && expansion_of (DECL_SOURCE_LOCATION (parm)) == at)
			return parm;
	tree name = s->name != NULL ? get_identifier_with_length (s->name, s->size) : NULL_TREE;
	return build_decl (at, PARM_DECL, name, type);
}

/* The text of one list of TYPE's parameters, appended to LIST; false if it says something else. */
static bool
add_params (const vec<struct spelled> &names, tree type, const char *from, location_t at,
	    const line_map_ordinary *map, vec<tree> *list)
{
	unsigned i = 0;
	for (tree arg = TYPE_ARG_TYPES (type); arg != NULL_TREE && arg != void_list_node;
	     arg = TREE_CHAIN (arg), i++) {
		if (i == names.length ())
			return false;
		location_t place = names[i].name != NULL ? location_behind (from, names[i].name, at, map)
							 : UNKNOWN_LOCATION;
		list->safe_push (make_param (&names[i], TREE_VALUE (arg), place));
	}
	if (i > 0)
		return i == names.length ();
	struct spelled none = {NULL, 0};
	list->safe_push (make_param (&none, void_type_node, UNKNOWN_LOCATION));
	return names.length () <= 1;
}

bool
cxx_read_params (tree decl, tree type, vec<tree> *list)
{
	const char *end;
	const line_map_ordinary *map;
	location_t at = expansion_of (DECL_SOURCE_LOCATION (decl));
	const char *from =
		DECL_NAME (decl) != NULL_TREE && at > BUILTINS_LOCATION ? text_at (at, &end, &map) : NULL;
	if (from == NULL)
		return false;
	size_t size = word_at (from, end);
	if (!is_word (from, size, IDENTIFIER_POINTER (DECL_NAME (decl))))
		return false;
	const char *p = from + size;
	for (; type != NULL_TREE && type != error_mark_node && !typedef_variant_p (type);
	     type = TREE_TYPE (type)) {
		if (TREE_CODE (type) != FUNCTION_TYPE) {
			if (!POINTER_TYPE_P (type) && TREE_CODE (type) != ARRAY_TYPE)
				break;
			continue;
		}
		p = skip_space (p, end);
		while (p < end && (*p == ')' || *p == '['))
			p = skip_space (*p == '[' ? skip_group (p, end) : p + 1, end);
		if (p == end || *p != '(')
			return false;
		auto_vec<struct spelled> names;
		const char *close = skip_group (p, end);
		read_list (p + 1, close - 1, &names);
		if (!add_params (names, type, from, at, map, list))
			return false;
		p = close;
	}
	return !list->is_empty ();
}
