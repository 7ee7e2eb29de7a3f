/*
 * The vocabulary inside GCC: registers each word as __attribute__((ffi_x)) and [[ffi::x]], moves what
 * stands on a type out to its declaration, and reads attribute lists back as annotations.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

static auto_vec<struct use *> uses;
static tree index_mark; /* purpose of an argument that is the index of a use */

unsigned
use_count (void)
{
	return uses.length ();
}

struct use *
use_at (unsigned index)
{
	return uses[index];
}

struct use *
use_of_arguments (tree arguments)
{
	if (arguments == NULL_TREE || index_mark == NULL_TREE || TREE_PURPOSE (arguments) != index_mark)
		return NULL;
	return uses[tree_to_uhwi (TREE_VALUE (arguments))];
}

struct use *
use_of (tree attribute)
{
	return use_of_arguments (TREE_VALUE (attribute));
}

static struct use *
use_new (enum ffir_word word, location_t at)
{
	struct use *u = FFIR_NEW (&module->arena, struct use);
	u->word = word;
	u->index = uses.length ();
	u->at = at;
	u->annotation.word = word;
	u->annotation.by = FFIR_BY_DECLARED;
	u->annotation.at = loc_of (at);
	uses.safe_push (u);
	return u;
}

static struct use *
use_copy (const struct use *from)
{
	struct use *u = use_new (from->word, from->at);
	unsigned index = u->index;
	*u = *from;
	u->index = index;
	return u;
}

static tree
arguments_of (const struct use *u)
{
	return build_tree_list (index_mark, build_int_cst (unsigned_type_node, u->index));
}

static tree
attribute_name (enum ffir_word word)
{
	char name[64];
	snprintf (name, sizeof name, "ffi_%s", ffir_words[word].name);
	return get_identifier (name);
}

const char *
use_text (const struct use *u)
{
	char *text = ffir_printf (&module->arena, "%s", u->written);
	if (u->annotation.n_args == 0)
		return text;
	text = ffir_printf (&module->arena, "%s(", text);
	for (size_t i = 0; i < u->annotation.n_args; i++) {
		const char *quote = ffir_words[u->word].args[0] == 'i' ? "\"" : "";
		text = ffir_printf (&module->arena, "%s%s%s%s%s", text, i ? ", " : "", quote, u->annotation.args[i].text,
				    quote);
	}
	return ffir_printf (&module->arena, "%s)", text);
}

void
use_error (struct use *u, const char *gmsgid, ...)
{
	if (u->reported)
		return;
	u->reported = true;
	va_list ap;
	va_start (ap, gmsgid);
	gcc_error_va (u->at, gmsgid, &ap);
	va_end (ap);
}

/* ---- where a macro was used ---- */

/* The macro's name: "FFI_SET_ON_ERROR". */
static const char *
macro_name (enum ffir_word word)
{
	char *name = ffir_printf (&module->arena, "FFI_%s", ffir_words[word].name);
	for (char *p = name; *p; p++)
		*p = TOUPPER (*p);
	return name;
}

/* The use of a macro whose expansion MAP is, in the source proper. */
static location_t
expansion_point (const line_map_macro *map)
{
	return linemap_resolve_location (line_table, map->start_location, LRK_MACRO_EXPANSION_POINT, NULL);
}

/* Uses that were given to a handler's call already. One attribute comes once for each declarator that it
 * stands in front of, with the same ARGUMENTS, and soon after. */
struct claim {
	tree arguments;
	location_t at;
};
static auto_vec<struct claim> claims;

static bool
is_claimed (location_t at)
{
	for (unsigned i = claims.length (); i-- > 0 && i + 64 > claims.length ();)
		if (claims[i].at == at)
			return true;
	return false;
}

static location_t
claim_of (tree arguments)
{
	for (unsigned i = claims.length (); i-- > 0 && i + 8 > claims.length ();)
		if (claims[i].arguments == arguments)
			return claims[i].at;
	return UNKNOWN_LOCATION;
}

/* The uses of macro NAME on the line on which the latest of them at or before LINE began: a use may extend
 * over several lines, and its __LINE__ is one of them. Newest first; none if macro expansions are not tracked, or
 * the input was preprocessed. */
static void
find_expansions (const char *name, int line, vec<location_t> *found)
{
	int began = 0;
	unsigned last = 0;
	for (unsigned i = LINEMAPS_MACRO_USED (line_table); i-- > last;) {
		const line_map_macro *map = LINEMAPS_MACRO_MAP_AT (line_table, i);
		const char *macro = linemap_map_get_macro_name (map);
		if (macro[0] != 'F' || strcmp (macro, name) != 0)
			continue;
		location_t at = expansion_point (map);
		int at_line = LOCATION_LINE (at);
		if (at_line > line)
			continue;
		if (!found->is_empty () && at_line != began)
			return;
		began = at_line;
		found->safe_push (at);
		last = i > 256 ? i - 256 : 0;
	}
}

/* Is A a better guess than B for a use that is said of the name at NEAR? What stands before it goes first, then
 * what is nearer. */
static bool
is_better (location_t a, location_t b, location_t near)
{
	if (b == UNKNOWN_LOCATION)
		return true;
	if ((a < near) != (b < near))
		return a < near;
	return a < near ? a > b : a < b;
}

static location_t
choose_expansion (const vec<location_t> &found, location_t near)
{
	location_t best = UNKNOWN_LOCATION;
	near = linemap_resolve_location (line_table, near, LRK_MACRO_EXPANSION_POINT, NULL);
	for (location_t at : found)
		if (!is_claimed (at) && is_better (at, best, near))
			best = at;
	for (location_t at : found)
		if (best == UNKNOWN_LOCATION || (is_claimed (best) && is_better (at, best, near)))
			best = at;
	return best;
}

/* LINE of the file that is being read; NEAR if it has not come so far. */
static location_t
start_of_line (int line, location_t near)
{
	expanded_location here = expand_location (near);
	if (line > LOCATION_LINE (input_location))
		return near;
	for (unsigned i = LINEMAPS_ORDINARY_USED (line_table); i-- > 0;) {
		const line_map_ordinary *map = LINEMAPS_ORDINARY_MAP_AT (line_table, i);
		if (ORDINARY_MAP_FILE_NAME (map) == NULL || here.file == NULL
		    || strcmp (ORDINARY_MAP_FILE_NAME (map), here.file) != 0
		    || ORDINARY_MAP_STARTING_LINE_NUMBER (map) > (linenum_type) line)
			continue;
		return linemap_position_for_line_and_column (line_table, map, line, 0);
	}
	return near;
}

/* The lines on which a macro's attribute reached a handler: file, line, word. */
struct seen_place {
	const char *file;
	int line;
	enum ffir_word word;
};
static auto_vec<struct seen_place> seen;

static void
note_seen (enum ffir_word word, const char *file, int line)
{
	for (unsigned i = seen.length (); i-- > 0 && i + 8 > seen.length ();)
		if (seen[i].word == word && seen[i].line == line && seen[i].file == file)
			return;
	seen.safe_push ({file, line, word});
}

static bool
was_seen (enum ffir_word word, const char *file, int line)
{
	for (const struct seen_place &s : seen)
		if (s.word == word && s.line == line && strcmp (s.file, file) == 0)
			return true;
	return false;
}

/* Where the use is whose macro passed "@LINE". */
static location_t
place_of_macro (enum ffir_word word, tree arguments, int line, location_t near)
{
	location_t at = claim_of (arguments);
	if (at != UNKNOWN_LOCATION)
		return at;
	auto_vec<location_t> found;
	find_expansions (macro_name (word), line, &found);
	at = choose_expansion (found, near);
	if (at == UNKNOWN_LOCATION)
		at = start_of_line (line, near);
	claims.safe_push ({arguments, at});
	expanded_location place = expand_location (at);
	if (place.file != NULL) {
		note_seen (word, place.file, place.line);
		note_seen (word, place.file, line);
	}
	return at;
}

/* Whether the macro of a word was expanded, and which. */
static enum ffir_word
word_of_macro (const char *macro)
{
	if (strncmp (macro, "FFI_", 4) != 0 || macro[strlen (macro) - 1] == '_')
		return FFIR_N_WORDS;
	char name[64];
	size_t n = 0;
	for (const char *p = macro + 4; *p && n < sizeof name - 1; p++)
		name[n++] = TOLOWER (*p);
	name[n] = '\0';
	return ffir_word_find (name);
}

/* GCC's C front end drops attributes in some places without a word: says so. */
static void
report_ignored (void)
{
	for (unsigned i = 0; i < LINEMAPS_MACRO_USED (line_table); i++) {
		const line_map_macro *map = LINEMAPS_MACRO_MAP_AT (line_table, i);
		const char *macro = linemap_map_get_macro_name (map);
		if (macro[0] != 'F' || macro[1] != 'F')
			continue;
		enum ffir_word word = word_of_macro (macro);
		if (word == FFIR_N_WORDS)
			continue;
		location_t at = expansion_point (map);
		expanded_location place = expand_location (at);
		if (place.file == NULL || was_seen (word, place.file, place.line))
			continue;
		note_seen (word, place.file, place.line);
		unsigned on = ffir_words[word].places;
		ffi_warning (at, "ffi-ignored", "GCC drops %qs here; %s", macro,
			     on & (FFIR_ON_RECORD | FFIR_ON_ENUM)
				 ? "on a type write it behind the closing brace, or behind the name of a typedef"
				 : "write it in front of the declaration");
	}
}

/* ---- arguments ---- */

static tree
constant_in (tree expression)
{
	if (expression == NULL_TREE || expression == error_mark_node)
		return NULL_TREE;
	tree value = expression;
	if (TREE_CODE (value) == IDENTIFIER_NODE)
		value = identifier_global_value (value);
	if (value != NULL_TREE && (EXPR_P (value) || (is_cxx && VAR_P (value))))
		value = fold_for_warn (value);
	while (value != NULL_TREE) {
		value = tree_strip_any_location_wrapper (value);
		if (TREE_CODE (value) == CONST_DECL)
			value = DECL_INITIAL (value);
		else if (CONVERT_EXPR_P (value) || TREE_CODE (value) == NON_LVALUE_EXPR)
			value = TREE_OPERAND (value, 0);
		else
			break;
	}
	return value;
}

static bool
string_of (tree value, struct ffir_value *out)
{
	if (TREE_CODE (value) == ADDR_EXPR)
		value = tree_strip_any_location_wrapper (TREE_OPERAND (value, 0));
	if (TREE_CODE (value) != STRING_CST)
		return false;
	size_t size = TREE_STRING_LENGTH (value), unit = tree_to_uhwi (TYPE_SIZE_UNIT (TREE_TYPE (TREE_TYPE (value))));
	size = size > unit ? size - unit : 0;
	out->kind = FFIR_VALUE_STRING;
	out->text = ffir_strndup (&module->arena, TREE_STRING_POINTER (value), size);
	out->size = size;
	return true;
}

bool
value_of (tree expression, struct ffir_value *out)
{
	tree value = constant_in (expression);
	if (value == NULL_TREE || value == error_mark_node)
		return false;
	if (TREE_CODE (value) == INTEGER_CST) {
		char text[WIDE_INT_PRINT_BUFFER_SIZE];
		signop sign = TYPE_SIGN (TREE_TYPE (value));
		if (sign == UNSIGNED)
			print_decu (wi::to_wide (value), text);
		else
			print_decs (wi::to_wide (value), text);
		out->kind = FFIR_VALUE_INTEGER;
		out->text = ffir_strdup (&module->arena, text);
		out->size = strlen (text);
		return true;
	}
	if (TREE_CODE (value) == REAL_CST) {
		char text[128];
		const REAL_VALUE_TYPE *real = TREE_REAL_CST_PTR (value);
		if (REAL_VALUE_ISINF (*real))
			snprintf (text, sizeof text, REAL_VALUE_NEGATIVE (*real) ? "-inf" : "inf");
		else if (REAL_VALUE_ISNAN (*real))
			snprintf (text, sizeof text, "nan");
		else
			real_to_hexadecimal (text, real, sizeof text, 0, 1);
		out->kind = FFIR_VALUE_FLOAT;
		out->text = ffir_strdup (&module->arena, text);
		out->size = strlen (text);
		return true;
	}
	return string_of (value, out);
}

void
split_at_commas (const char *text, vec<const char *> *parts)
{
	int depth = 0;
	char quote = '\0';
	const char *start = text;
	for (const char *p = text;; p++) {
		if (quote != '\0' && *p != '\0') {
			if (*p == '\\' && p[1] != '\0')
				p++;
			else if (*p == quote)
				quote = '\0';
			continue;
		}
		if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '(' || *p == '[' || *p == '{')
			depth++;
		else if (*p == ')' || *p == ']' || *p == '}')
			depth--;
		if (*p != '\0' && (*p != ',' || depth > 0))
			continue;
		const char *end = p;
		while (start < end && ISSPACE (*start))
			start++;
		while (end > start && ISSPACE (end[-1]))
			end--;
		if (*p != '\0' || end > start || parts->length () > 0)
			parts->safe_push (ffir_strndup (&module->arena, start, end - start));
		if (*p == '\0')
			return;
		start = p + 1;
	}
}

static struct ffir_annotation_arg *
add_argument (struct use *u, const char *text)
{
	struct ffir_annotation_arg *arg
	    = FFIR_PUSH (&module->arena, u->annotation.args, u->annotation.n_args);
	arg->text = text;
	return arg;
}

/* The text of a string literal, or of a name without quotes in C; NULL if it is neither. */
static const char *
text_in (tree argument)
{
	argument = tree_strip_any_location_wrapper (argument);
	if (TREE_CODE (argument) == IDENTIFIER_NODE)
		return IDENTIFIER_POINTER (argument);
	if (TREE_CODE (argument) != STRING_CST || TREE_STRING_LENGTH (argument) == 0
	    || !integer_onep (TYPE_SIZE_UNIT (TREE_TYPE (TREE_TYPE (argument)))))
		return NULL;
	return ffir_strdup (&module->arena, TREE_STRING_POINTER (argument));
}

/* A value as C could have it in the source. */
static const char *
spell_value (const struct ffir_value *value)
{
	if (value->kind != FFIR_VALUE_STRING)
		return value->text;
	return ffir_printf (&module->arena, "\"%s\"", value->text);
}

static bool
add_value (struct use *u, const char *text, tree expression)
{
	if (expression == error_mark_node) {
		u->reported = true;
		return false;
	}
	struct ffir_value value = {};
	if (!value_of (expression, &value)) {
		use_error (u, "%qs needs a constant number or string, and %qs is none", u->written,
			   text != NULL ? text : "this");
		return false;
	}
	add_argument (u, text != NULL ? text : spell_value (&value))->value = value;
	return true;
}

/* Values behind one text that has all of them, as a variadic macro passes them. The first NAMES parts are
 * names. */
static bool
read_list (struct use *u, tree arguments, unsigned names)
{
	auto_vec<const char *> parts;
	const char *text = arguments != NULL_TREE ? text_in (TREE_VALUE (arguments)) : NULL;
	if (text == NULL)
		return false;
	split_at_commas (text, &parts);
	tree value = TREE_CHAIN (arguments);
	for (unsigned i = 0; i < parts.length (); i++) {
		if (i < names) {
			add_argument (u, parts[i]);
			continue;
		}
		if (value == NULL_TREE)
			return false;
		if (!add_value (u, parts[i], TREE_VALUE (value)))
			return false;
		value = TREE_CHAIN (value);
	}
	return true;
}

/* The text of the next argument; NULL if there is none or it is something else. */
static const char *
next_text (tree *arguments)
{
	if (*arguments == NULL_TREE)
		return NULL;
	const char *text = text_in (TREE_VALUE (*arguments));
	*arguments = TREE_CHAIN (*arguments);
	return text;
}

/* FFI_VARIADIC: the types as text, and a null pointer to a function that takes them. */
static bool
read_signature (struct use *u, tree arguments, bool by_macro)
{
	const char *text = by_macro ? next_text (&arguments) : "";
	if (text == NULL || arguments == NULL_TREE)
		return false;
	tree type = TREE_TYPE (TREE_VALUE (arguments));
	if (type == NULL_TREE || !POINTER_TYPE_P (type) || !FUNC_OR_METHOD_TYPE_P (TREE_TYPE (type)))
		return false;
	u->type = type;
	auto_vec<const char *> parts;
	split_at_commas (text, &parts);
	for (const char *part : parts)
		add_argument (u, part);
	return true;
}

/* FFI_CONSTANT: the name, what it expands to, the value. */
static bool
read_constant (struct use *u, tree arguments)
{
	const char *name = next_text (&arguments), *text = next_text (&arguments);
	if (name == NULL || text == NULL || arguments == NULL_TREE)
		return false;
	tree value = TREE_VALUE (arguments);
	add_argument (u, name);
	if (!add_value (u, text, value))
		return false;
	u->type = TREE_TYPE (TREE_CODE (value) == IDENTIFIER_NODE ? identifier_global_value (value) : value);
	return true;
}

static bool
read_each (struct use *u, tree arguments)
{
	const char *raw = next_text (&arguments), *expanded = next_text (&arguments);
	return read_nested (u, raw, expanded != NULL ? expanded : raw);
}

/* What the letters of the word's arguments say, one after the other. */
static bool
read_by_letters (struct use *u, tree arguments, bool by_macro)
{
	for (const char *p = ffir_words[u->word].args; *p; p++) {
		if (p[0] == '?' || p[0] == '*')
			continue;
		do {
			if (arguments == NULL_TREE)
				break;
			tree argument = TREE_VALUE (arguments);
			arguments = TREE_CHAIN (arguments);
			if (argument == error_mark_node) {
				u->reported = true;
				return false;
			}
			const char *text = by_macro || *p != 'v' ? text_in (argument) : NULL;
			if (*p != 'v') {
				if (text == NULL) {
					use_error (u, "argument %u of %qs is a name or text: write it in quotes",
						   (unsigned)u->annotation.n_args + 1, u->written);
					return false;
				}
				add_argument (u, text);
				continue;
			}
			if (by_macro && arguments == NULL_TREE)
				break;
			if (by_macro) {
				argument = TREE_VALUE (arguments);
				arguments = TREE_CHAIN (arguments);
			}
			if (!add_value (u, text, argument))
				return false;
		} while (p[1] == '*');
	}
	if (arguments == NULL_TREE)
		return true;
	use_error (u, "too many arguments for %qs", u->written);
	return false;
}

static bool
read_arguments (struct use *u, tree arguments, bool by_macro)
{
	switch (u->word) {
	case FFIR_W_ERROR:
		return by_macro ? read_list (u, arguments, 0) : read_by_letters (u, arguments, false);
	case FFIR_W_ERROR_DOMAIN:
		return read_list (u, arguments, 1);
	case FFIR_W_STATUS:
		return by_macro ? read_list (u, arguments, 1) : read_by_letters (u, arguments, false);
	case FFIR_W_VARIADIC:
		return read_signature (u, arguments, by_macro);
	case FFIR_W_EACH:
		return read_each (u, arguments);
	case FFIR_W_CONSTANT:
		return read_constant (u, arguments);
	default:
		return read_by_letters (u, arguments, by_macro);
	}
}

/* ---- the handler ---- */

/* The line that a macro passes in front of its arguments, as "@12"; 0 if the attribute was written by hand. */
static int
line_in (tree arguments)
{
	if (arguments == NULL_TREE)
		return 0;
	tree first = tree_strip_any_location_wrapper (TREE_VALUE (arguments));
	if (TREE_CODE (first) != STRING_CST || TREE_STRING_LENGTH (first) < 3
	    || TREE_STRING_POINTER (first)[0] != '@')
		return 0;
	return atoi (TREE_STRING_POINTER (first) + 1);
}

static const char *
written_by_hand (enum ffir_word word, int flags)
{
	return ffir_printf (&module->arena, flags & ATTR_FLAG_CXX11 ? "ffi::%s" : "ffi_%s", ffir_words[word].name);
}

static bool
is_of_file (enum ffir_word word)
{
	return ffir_words[word].places == FFIR_ON_FILE;
}

static struct use *
read_use (tree node, tree name, tree arguments, int flags)
{
	const char *text = IDENTIFIER_POINTER (name);
	enum ffir_word word = ffir_word_find (strncmp (text, "ffi_", 4) == 0 ? text + 4 : text);
	int line = line_in (arguments);
	location_t near = input_location;
	tree decl = DECL_P (node) ? node : line == 0 ? TYPE_STUB_DECL (node) : NULL_TREE;
	if (decl != NULL_TREE && DECL_SOURCE_LOCATION (decl) > BUILTINS_LOCATION)
		near = DECL_SOURCE_LOCATION (decl);
	location_t at = line != 0 ? place_of_macro (word, arguments, line, near) : near;
	struct use *u = use_new (word, at);
	u->written = line != 0 ? macro_name (word) : written_by_hand (word, flags);
	if (line == 0 && is_of_file (word)) {
		use_error (u, "%qs is a declaration of its own: write it with the macro %qs", u->written,
			   macro_name (word));
		return NULL;
	}
	if (!read_arguments (u, line != 0 ? TREE_CHAIN (arguments) : arguments, line != 0)
	    || !check_arguments (u)) {
		if (!u->reported)
			use_error (u, "%qs has not the arguments that it needs", u->written);
		return NULL;
	}
	return u;
}

/* A word that stands on a type on the way to a declaration belongs to that declaration. */
static tree
push_outwards (struct use *u, int flags)
{
	if (!(flags & (ATTR_FLAG_DECL_NEXT | ATTR_FLAG_FUNCTION_NEXT | ATTR_FLAG_ARRAY_NEXT))) {
		use_error (u, "%qs belongs to no declaration here; write it in front of the declaration, or behind its name",
			   u->written);
		return NULL_TREE;
	}
	struct use *outer = use_copy (u);
	if (flags & ATTR_FLAG_FUNCTION_NEXT)
		outer->of_result = true;
	return tree_cons (attribute_name (u->word), arguments_of (outer), NULL_TREE);
}

/* TYPE and its variants have the attribute from now on. */
static void
add_to_type (tree type, tree attribute)
{
	for (tree variant = TYPE_MAIN_VARIANT (type); variant != NULL_TREE; variant = TYPE_NEXT_VARIANT (variant))
		TYPE_ATTRIBUTES (variant)
		    = tree_cons (TREE_PURPOSE (attribute), TREE_VALUE (attribute), TYPE_ATTRIBUTES (variant));
}

static unsigned
place_of_decl (tree decl)
{
	switch (TREE_CODE (decl)) {
	case FUNCTION_DECL:
		return FFIR_ON_FUNCTION;
	case PARM_DECL:
		return FFIR_ON_PARAM;
	case FIELD_DECL:
		return FFIR_ON_FIELD;
	case VAR_DECL:
		return FFIR_ON_VARIABLE;
	case CONST_DECL:
		return FFIR_ON_ENUMERATOR;
	case TYPE_DECL:
		return FFIR_ON_TYPEDEF;
	default:
		return 0;
	}
}

static unsigned
place_of_type (tree type)
{
	if (RECORD_OR_UNION_TYPE_P (type))
		return FFIR_ON_RECORD;
	return TREE_CODE (type) == ENUMERAL_TYPE ? (unsigned)FFIR_ON_ENUM : 0;
}

static void
place_on_type (struct use *u, tree type)
{
	u->place = place_of_type (type);
	if (check_use (u, type, place_of_type (type)))
		add_to_type (type, build_tree_list (attribute_name (u->word), arguments_of (u)));
}

static void
place_on_decl (struct use *u, tree decl, unsigned what)
{
	u->place = what;
	if (!check_use (u, decl, what))
		return;
	if (what == FFIR_ON_FUNCTION && ffir_words[u->word].of == FFIR_OF_VALUE)
		u->of_result = true;
	DECL_ATTRIBUTES (decl) = tree_cons (attribute_name (u->word), arguments_of (u), DECL_ATTRIBUTES (decl));
}

/* What is said of an object is said of its type, whichever of its names carries it. */
static bool
is_of_type (enum ffir_word word)
{
	return ffir_words[word].of == FFIR_OF_TYPE || word == FFIR_W_THREAD_SAFE || word == FFIR_W_THREAD_BOUND;
}

/* Not the one that TYPEDEF_DECL, of ours, gives it. */
static bool
has_own_name (tree type, tree typedef_decl)
{
	tree name = TYPE_IDENTIFIER (type);
	return name != NULL_TREE && name != DECL_NAME (typedef_decl) && !IDENTIFIER_ANON_P (name);
}

/* FFI_TYPE: what is said of the type that the typedef DECL repeats. */
static void
place_about (struct use *u, tree decl)
{
	tree type = TREE_TYPE (decl);
	bool tagged = place_of_type (type) != 0;
	if (tagged ? !has_own_name (type, decl) : !typedef_variant_p (type) || TYPE_NAME (type) == decl) {
		use_error (u, "%<FFI_TYPE%> needs the name of a struct, union, enum or typedef");
		return;
	}
	bool by_typedef = typedef_variant_p (type) && TYPE_NAME (type) != decl;
	if (tagged && (is_of_type (u->word) || !by_typedef))
		place_on_type (u, type);
	else
		place_on_decl (u, TYPE_NAME (type), FFIR_ON_TYPEDEF);
}

/* A typedef: of ours, or one of the user's. What a word says of a kind of type goes to the struct, union or enum
 * that the typedef names. */
static void
place_on_typedef (struct use *u, tree decl)
{
	unsigned what = scope_place (decl);
	tree type = TREE_TYPE (decl);
	if (what == 0 && is_of_file (u->word)) {
		use_error (u, "%qs is a declaration of its own: end it with a semicolon", u->written);
		return;
	}
	if (what != 0 && what != FFIR_ON_TYPEDEF) {
		place_on_decl (u, decl, what);
		if (!u->reported)
			scope_note (u, decl);
		return;
	}
	if (what == FFIR_ON_TYPEDEF)
		place_about (u, decl);
	else if (is_of_type (u->word) && place_of_type (type) != 0) {
		if (check_use (u, decl, FFIR_ON_TYPEDEF))
			place_on_type (u, type);
	} else
		place_on_decl (u, decl, FFIR_ON_TYPEDEF);
}

static tree
handle (tree *node, tree name, tree arguments, int flags, bool *no_add_attrs)
{
	*no_add_attrs = true;
	if (module == NULL || *node == NULL_TREE || *node == error_mark_node)
		return NULL_TREE;
	struct use *u = use_of_arguments (arguments);
	if (u == NULL)
		u = read_use (*node, name, arguments, flags);
	if (u == NULL || u->place != 0)
		return NULL_TREE;
	if (TYPE_P (*node) && !(flags & ATTR_FLAG_TYPE_IN_PLACE))
		return push_outwards (u, flags);
	if (TYPE_P (*node))
		place_on_type (u, *node);
	else if (TREE_CODE (*node) == TYPE_DECL)
		place_on_typedef (u, *node);
	else
		place_on_decl (u, *node, place_of_decl (*node));
	if (!u->reported)
		expect_names (u);
	return NULL_TREE;
}

void
attributes_register (void)
{
	index_mark = get_identifier ("ffi index");
	static struct attribute_spec plain[FFIR_N_WORDS + 1], scoped[FFIR_N_WORDS + 1];
	for (unsigned i = 0; i < FFIR_N_WORDS; i++) {
		plain[i].name = xasprintf ("ffi_%s", ffir_words[i].name);
		plain[i].max_length = -1;
		plain[i].handler = handle;
		scoped[i] = plain[i];
		scoped[i].name = ffir_words[i].name;
		register_attribute (&plain[i]);
	}
	gcc_register_scoped (scoped, FFIR_N_WORDS, "ffi");
}

/* ---- what others ask ---- */

static int
by_index (const void *a, const void *b)
{
	const struct use *x = *(struct use *const *)a, *y = *(struct use *const *)b;
	return x->index < y->index ? -1 : x->index > y->index;
}

static bool
same_arguments (const struct ffir_annotation *a, const struct ffir_annotation *b)
{
	if (a->n_args != b->n_args)
		return false;
	for (size_t i = 0; i < a->n_args; i++)
		if (strcmp (a->args[i].text, b->args[i].text) != 0)
			return false;
	return true;
}

void
annotations_of (tree attributes, bool for_result, struct ffir_annotation **list, size_t *n)
{
	auto_vec<struct use *> chosen;
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u != NULL && u->of_result == for_result)
			chosen.safe_push (u);
	}
	chosen.qsort (by_index);
	for (struct use *u : chosen) {
		bool twice = false;
		for (size_t i = 0; i < *n; i++)
			twice |= (*list)[i].word == u->word && same_arguments (&(*list)[i], &u->annotation);
		if (!twice)
			*FFIR_PUSH (&module->arena, *list, *n) = u->annotation;
	}
}

bool
has_annotation (tree attributes, enum ffir_word word)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		const struct use *u = use_of (a);
		if (u != NULL && u->word == word)
			return true;
	}
	return false;
}

bool
attributes_allow (tree attributes, const char *warning)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		const struct use *u = use_of (a);
		if (u == NULL || u->word != FFIR_W_ALLOW)
			continue;
		const char *name = u->annotation.args[0].text;
		if (strcmp (name, warning) == 0
		    || (strncmp (warning, "ffi-", 4) == 0 && strcmp (name, warning + 4) == 0))
			return true;
	}
	return false;
}

void
attributes_check_unit (void)
{
	region_check ();
	if (seen_error ())
		return;
	if (uses.is_empty () && !cpp_defined (parse_in, (const unsigned char *)"FFI_PLUGIN_", 11))
		return;
	check_records ();
	report_unknown_names ();
	if (cpp_defined (parse_in, (const unsigned char *)"FFI_PLUGIN_", 11))
		report_ignored ();
}

/* C's front end gives a function the attributes of the typedef that names its result. */
void
drop_borrowed_words (tree fndecl)
{
	for (tree a = DECL_ATTRIBUTES (fndecl); a != NULL_TREE; a = TREE_CHAIN (a)) {
		const struct use *u = use_of (a);
		if (u == NULL || u->place == FFIR_ON_FUNCTION)
			continue;
		tree kept = NULL_TREE;
		for (tree b = DECL_ATTRIBUTES (fndecl); b != NULL_TREE; b = TREE_CHAIN (b)) {
			u = use_of (b);
			if (u == NULL || u->place == FFIR_ON_FUNCTION)
				kept = tree_cons (TREE_PURPOSE (b), TREE_VALUE (b), kept);
		}
		DECL_ATTRIBUTES (fndecl) = nreverse (kept);
		return;
	}
}

/* A call's parameters: those of FIXED, then the further ones. */
static struct ffir_function_type *
whole_signature (const struct ffir_function_type *fixed, const struct ffir_function_type *further)
{
	struct ffir_function_type *f = FFIR_NEW (&module->arena, struct ffir_function_type);
	f->result = fixed->result;
	for (size_t i = 0; i < fixed->n_params; i++)
		*FFIR_PUSH (&module->arena, f->params, f->n_params) = fixed->params[i];
	for (size_t i = 0; i < further->n_params; i++) {
		struct ffir_param *param = FFIR_PUSH (&module->arena, f->params, f->n_params);
		*param = further->params[i];
		param->name = ffir_printf (&module->arena, "#%u", (unsigned)f->n_params);
	}
	return f;
}

void
attributes_signatures (tree fndecl, struct ffir_decl *function)
{
	auto_vec<struct use *> found;
	for (tree a = DECL_ATTRIBUTES (fndecl); a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u != NULL && u->word == FFIR_W_VARIADIC && u->type != NULL_TREE)
			found.safe_push (u);
	}
	found.qsort (by_index);
	for (struct use *u : found) {
		const struct ffir_type *further = describe_type (u->type, NULL);
		if (further->kind == FFIR_TYPE_POINTER && further->to->kind == FFIR_TYPE_FUNCTION)
			*FFIR_PUSH (&module->arena, function->signatures, function->n_signatures)
			    = whole_signature (function->function, further->to->function);
	}
}

void
attributes_mark (void)
{
	if (index_mark == NULL_TREE)
		return;
	ggc_mark (index_mark);
	for (struct use *u : uses)
		if (u->type != NULL_TREE)
			ggc_mark (u->type);
	scope_mark ();
	check_mark ();
}
