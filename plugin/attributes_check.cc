/*
 * Judges annotations where they stand: on what, of which type, beside which others, with names that exist.
 * Each message is at the annotation and says what to write instead.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

/* ---- on what ---- */

static const struct {
	unsigned place;
	const char *one; /* "a function" */
} place_names[] = {
	{FFIR_ON_FUNCTION, "a function"},
	{FFIR_ON_RESULT, "the result of a function (write it on the function)"},
	{FFIR_ON_PARAM, "a parameter"},
	{FFIR_ON_FIELD, "a field"},
	{FFIR_ON_RECORD, "a struct or union"},
	{FFIR_ON_ENUM, "an enum"},
	{FFIR_ON_ENUMERATOR, "an enumerator"},
	{FFIR_ON_TYPEDEF, "a typedef"},
	{FFIR_ON_VARIABLE, "a variable"},
	{FFIR_ON_FILE, "a declaration of its own"},
	{FFIR_ON_DOMAIN, "an error domain"},
};

static const char *
place_name (unsigned place)
{
	for (const auto &p : place_names)
		if (p.place == place)
			return p.one;
	return "this";
}

/* "a parameter, a field or a variable". */
static const char *
places_text (unsigned places)
{
	const char *text = NULL;
	for (const auto &p : place_names) {
		if (!(places & p.place))
			continue;
		places &= ~p.place;
		if (text == NULL)
			text = p.one;
		else
			text = ffir_printf (&module->arena, "%s%s%s", text, places ? ", " : " or ", p.one);
	}
	return text;
}

static bool
check_place (struct use *u, unsigned what)
{
	unsigned places = ffir_words[u->word].places;
	unsigned asked = what;
	if (what == FFIR_ON_FUNCTION || (u->of_result && what != 0))
		asked |= FFIR_ON_RESULT;
	if (u->of_result && what != FFIR_ON_FUNCTION)
		asked = FFIR_ON_RESULT;
	if (places & asked)
		return true;
	if (what == 0)
		use_error (u, "%qs does not stand here, but on %s", u->written, places_text (places));
	else
		use_error (u, "%qs does not stand on %s, but on %s", u->written, place_name (what),
			   places_text (places));
	return false;
}

/* ---- of which type ---- */

/* What a value must be for a word to be said of it. */
enum carrier {
	CARRIES_ANY,
	CARRIES_POINTER,
	CARRIES_WRITABLE, /* a pointer through which the callee can write */
	CARRIES_MANY,	  /* a pointer or an array */
	CARRIES_CALLBACK,
	CARRIES_TEXT8,
	CARRIES_TEXT16,
	CARRIES_TEXT32,
	CARRIES_INTEGER,
	CARRIES_INTEGER_OR_POINTER,
	CARRIES_INTEGER_INSIDE, /* an integer, or a pointer to one */
	CARRIES_RESOURCE,	/* what can be owned: a pointer, an integer or a struct */
	CARRIES_SCALAR,
	CARRIES_RECORD,
	CARRIES_ENUM,
	CARRIES_VARIADIC_FUNCTION,
};

static enum carrier
carrier_of (enum ffir_word word)
{
	switch (word) {
	case FFIR_W_OUT:
	case FFIR_W_INOUT:
	case FFIR_W_BUFFER:
	case FFIR_W_SET_ON_ERROR:
		return CARRIES_WRITABLE;
	case FFIR_W_IN:
	case FFIR_W_NULLABLE:
	case FFIR_W_NONNULL:
	case FFIR_W_SCOPE:
	case FFIR_W_RETAINED:
		return CARRIES_POINTER;
	case FFIR_W_ARRAY:
	case FFIR_W_ARRAY_FIXED:
	case FFIR_W_ZERO_TERMINATED:
	case FFIR_W_BYTE_LENGTH:
	case FFIR_W_EACH:
		return CARRIES_MANY;
	case FFIR_W_USER_DATA:
	case FFIR_W_DESTROY:
	case FFIR_W_ON_EXCEPTION:
		return CARRIES_CALLBACK;
	case FFIR_W_UTF8:
	case FFIR_W_ASCII:
	case FFIR_W_LOCALE:
	case FFIR_W_BYTES:
		return CARRIES_TEXT8;
	case FFIR_W_UTF16:
		return CARRIES_TEXT16;
	case FFIR_W_UTF32:
		return CARRIES_TEXT32;
	case FFIR_W_SIZE_OF_SELF:
		return CARRIES_INTEGER;
	case FFIR_W_HANDLE:
	case FFIR_W_CONTEXT:
	case FFIR_W_CONTEXT_BY:
		return CARRIES_INTEGER_OR_POINTER;
	case FFIR_W_AS:
	case FFIR_W_STATUS:
		return CARRIES_INTEGER_INSIDE;
	case FFIR_W_OWNED:
	case FFIR_W_OWNED_BY:
	case FFIR_W_BORROWED:
	case FFIR_W_BORROWED_FROM:
	case FFIR_W_KEEPS:
	case FFIR_W_TRANSFER:
		return CARRIES_RESOURCE;
	case FFIR_W_SENTINEL:
	case FFIR_W_ERRNO:
		return CARRIES_SCALAR;
	case FFIR_W_SERVICE:
	case FFIR_W_SERVICE_AS:
	case FFIR_W_SLICE:
	case FFIR_W_SLICE_MUT:
	case FFIR_W_VEC:
	case FFIR_W_STRING_VIEW:
	case FFIR_W_STRING:
	case FFIR_W_OPTION:
	case FFIR_W_RESULT:
	case FFIR_W_TAGGED:
	case FFIR_W_INTERFACE:
	case FFIR_W_OPAQUE:
		return CARRIES_RECORD;
	case FFIR_W_FLAGS:
	case FFIR_W_OPEN:
	case FFIR_W_CLOSED:
	case FFIR_W_ERROR:
		return CARRIES_ENUM;
	case FFIR_W_VARIADIC:
		return CARRIES_VARIADIC_FUNCTION;
	case FFIR_W_LIBRARY:
	case FFIR_W_EXPORT:
	case FFIR_W_HIDE:
	case FFIR_W_CONSTANT:
	case FFIR_W_MACRO_FUNCTION:
	case FFIR_W_NAME:
	case FFIR_W_NAMESPACE:
	case FFIR_W_SINCE:
	case FFIR_W_DEFAULT:
	case FFIR_W_PASS:
	case FFIR_W_ENUM:
	case FFIR_W_FLAGS_ENUM:
	case FFIR_W_ALLOW:
	case FFIR_W_CONSTRUCTOR:
	case FFIR_W_DESTRUCTOR:
	case FFIR_W_METHOD:
	case FFIR_W_STATIC:
	case FFIR_W_REF:
	case FFIR_W_UNREF:
	case FFIR_W_CLONE:
	case FFIR_W_GETTER:
	case FFIR_W_SETTER:
	case FFIR_W_TO_STRING:
	case FFIR_W_EQUALS:
	case FFIR_W_HASH:
	case FFIR_W_COMPARE:
	case FFIR_W_ITERATOR:
	case FFIR_W_ERROR_DOMAIN:
	case FFIR_W_ERROR_MESSAGE:
	case FFIR_W_CASE:
	case FFIR_W_RESERVED:
	case FFIR_W_TRANSPARENT:
	case FFIR_W_ASYNC:
	case FFIR_W_CANCEL:
	case FFIR_W_BLOCKING:
	case FFIR_W_LEAF:
	case FFIR_W_THREAD_SAFE:
	case FFIR_W_THREAD_BOUND:
	case FFIR_N_WORDS:
		return CARRIES_ANY;
	}
	return CARRIES_ANY;
}

static const char *
carrier_text (enum carrier carrier)
{
	switch (carrier) {
	case CARRIES_ANY:
		return "a value";
	case CARRIES_POINTER:
		return "a pointer";
	case CARRIES_WRITABLE:
		return "a pointer to what can be written";
	case CARRIES_MANY:
		return "a pointer or an array";
	case CARRIES_CALLBACK:
		return "a pointer to a function";
	case CARRIES_TEXT8:
		return "a pointer to characters";
	case CARRIES_TEXT16:
		return "a pointer to 16-bit characters";
	case CARRIES_TEXT32:
		return "a pointer to 32-bit characters";
	case CARRIES_INTEGER:
		return "an integer";
	case CARRIES_INTEGER_OR_POINTER:
		return "an integer or a pointer";
	case CARRIES_INTEGER_INSIDE:
		return "an integer, or a pointer to one";
	case CARRIES_RESOURCE:
		return "a pointer, a handle or a struct";
	case CARRIES_SCALAR:
		return "a number or a pointer";
	case CARRIES_RECORD:
		return "a struct or union";
	case CARRIES_ENUM:
		return "an enum";
	case CARRIES_VARIADIC_FUNCTION:
		return "a function with '...'";
	}
	return "";
}

static bool
is_callback (tree type)
{
	return FUNC_OR_METHOD_TYPE_P (type) || (POINTER_TYPE_P (type) && FUNC_OR_METHOD_TYPE_P (TREE_TYPE (type)));
}

static bool
is_many (tree type)
{
	return TREE_CODE (type) == ARRAY_TYPE || (POINTER_TYPE_P (type) && !is_callback (type));
}

/* What stands below all pointers and arrays. */
static tree
innermost (tree type)
{
	while (TREE_CODE (type) == ARRAY_TYPE || (POINTER_TYPE_P (type) && !is_callback (type)))
		type = TREE_TYPE (type);
	return type;
}

/* Whether characters of BITS are at the bottom; a struct there may hold a text. */
static bool
is_text (tree type, unsigned bits)
{
	if (RECORD_OR_UNION_TYPE_P (type))
		return true;
	if (!is_many (type))
		return false;
	tree character = innermost (type);
	if (VOID_TYPE_P (character) || RECORD_OR_UNION_TYPE_P (character))
		return true;
	return TREE_CODE (character) == INTEGER_TYPE && TYPE_PRECISION (character) == bits;
}

static bool
can_carry (tree type, enum carrier carrier)
{
	switch (carrier) {
	case CARRIES_ANY:
		return true;
	case CARRIES_POINTER:
		return POINTER_TYPE_P (type);
	case CARRIES_WRITABLE:
		return POINTER_TYPE_P (type) && !is_callback (type) && !TYPE_READONLY (TREE_TYPE (type));
	case CARRIES_MANY:
		return is_many (type);
	case CARRIES_CALLBACK:
		return is_callback (type);
	case CARRIES_TEXT8:
		return is_text (type, 8);
	case CARRIES_TEXT16:
		return is_text (type, 16);
	case CARRIES_TEXT32:
		return is_text (type, 32);
	case CARRIES_INTEGER:
		return INTEGRAL_TYPE_P (type);
	case CARRIES_INTEGER_OR_POINTER:
		return INTEGRAL_TYPE_P (type) || POINTER_TYPE_P (type);
	case CARRIES_INTEGER_INSIDE:
		return INTEGRAL_TYPE_P (innermost (type));
	case CARRIES_RESOURCE:
		return POINTER_TYPE_P (type) || INTEGRAL_TYPE_P (type) || RECORD_OR_UNION_TYPE_P (type)
		       || TREE_CODE (type) == ARRAY_TYPE;
	case CARRIES_SCALAR:
		return POINTER_TYPE_P (type) || INTEGRAL_TYPE_P (type) || SCALAR_FLOAT_TYPE_P (type);
	case CARRIES_RECORD:
		return RECORD_OR_UNION_TYPE_P (type);
	case CARRIES_ENUM:
		return TREE_CODE (type) == ENUMERAL_TYPE;
	case CARRIES_VARIADIC_FUNCTION:
		return FUNC_OR_METHOD_TYPE_P (type) && stdarg_p (type);
	}
	return true;
}

/* The type of what the word is said of. */
static tree
subject_type (const struct use *u, tree node)
{
	tree type = TYPE_P (node) ? node : TREE_TYPE (node);
	if (TREE_CODE (node) == FUNCTION_DECL)
		return ffir_words[u->word].of == FFIR_OF_VALUE ? TREE_TYPE (type) : type;
	if (u->of_result && POINTER_TYPE_P (type))
		type = TREE_TYPE (type);
	if (u->of_result && FUNC_OR_METHOD_TYPE_P (type))
		type = TREE_TYPE (type);
	return type;
}

/* A template's parameter, or what depends on one, is judged by nobody. */
static bool
is_known (tree type)
{
	tree inner = innermost (type);
	switch (TREE_CODE (inner)) {
	case VOID_TYPE:
	case BOOLEAN_TYPE:
	case INTEGER_TYPE:
	case ENUMERAL_TYPE:
	case REAL_TYPE:
	case COMPLEX_TYPE:
	case VECTOR_TYPE:
	case RECORD_TYPE:
	case UNION_TYPE:
	case FUNCTION_TYPE:
	case POINTER_TYPE:
		return true;
	default:
		return false;
	}
}

static const char *
instead_of_enum (enum ffir_word word)
{
	if (word == FFIR_W_ERROR)
		return "; for codes that are macros write FFI_ERROR_DOMAIN";
	return word == FFIR_W_FLAGS ? "; for flags that are macros write FFI_FLAGS_ENUM" : "";
}

static bool
check_type (struct use *u, tree node)
{
	enum carrier carrier = carrier_of (u->word);
	tree type = subject_type (u, node);
	if (carrier == CARRIES_ANY || type == NULL_TREE || type == error_mark_node)
		return true;
	if (!is_known (type) || can_carry (type, carrier))
		return true;
	if (carrier == CARRIES_WRITABLE && can_carry (type, CARRIES_MANY))
		use_error (u, "%qs says that the callee writes here, but the pointer is to %<const%>", u->written);
	else if (carrier == CARRIES_VARIADIC_FUNCTION)
		use_error (u, "%qs is for functions that end in %<...%>, and %qD does not", u->written, node);
	else if (VOID_TYPE_P (type) && TREE_CODE (node) == FUNCTION_DECL)
		use_error (u, "%qs is said of a result, and %qD returns nothing", u->written, node);
	else
		use_error (u, "%qs needs %s, and this is %qT%s", u->written, carrier_text (carrier), type,
			   instead_of_enum (u->word));
	return false;
}

/* ---- beside which others ---- */

/* Words of which a thing can have one only; lists end in FFIR_N_WORDS. */
static const enum ffir_word exclusive[][11] = {
	{FFIR_W_EXPORT, FFIR_W_HIDE, FFIR_N_WORDS},
	{FFIR_W_IN, FFIR_W_OUT, FFIR_W_INOUT, FFIR_N_WORDS},
	{FFIR_W_NULLABLE, FFIR_W_NONNULL, FFIR_N_WORDS},
	{FFIR_W_ARRAY, FFIR_W_ARRAY_FIXED, FFIR_W_ZERO_TERMINATED, FFIR_W_BYTE_LENGTH, FFIR_W_BUFFER, FFIR_N_WORDS},
	{FFIR_W_IN, FFIR_W_BUFFER, FFIR_N_WORDS},
	{FFIR_W_UTF8, FFIR_W_ASCII, FFIR_W_UTF16, FFIR_W_UTF32, FFIR_W_LOCALE, FFIR_W_BYTES, FFIR_N_WORDS},
	{FFIR_W_OWNED, FFIR_W_OWNED_BY, FFIR_W_BORROWED, FFIR_W_BORROWED_FROM, FFIR_W_TRANSFER, FFIR_N_WORDS},
	{FFIR_W_SCOPE, FFIR_W_RETAINED, FFIR_N_WORDS},
	{FFIR_W_CONTEXT, FFIR_W_CONTEXT_BY, FFIR_N_WORDS},
	{FFIR_W_DEFAULT, FFIR_W_PASS, FFIR_W_RESERVED, FFIR_N_WORDS},
	{FFIR_W_OPEN, FFIR_W_CLOSED, FFIR_N_WORDS},
	{FFIR_W_FLAGS, FFIR_W_ERROR, FFIR_N_WORDS},
	{FFIR_W_SERVICE, FFIR_W_SLICE, FFIR_W_SLICE_MUT, FFIR_W_VEC, FFIR_W_STRING_VIEW, FFIR_W_STRING, FFIR_W_OPTION,
	 FFIR_W_RESULT, FFIR_W_TAGGED, FFIR_W_INTERFACE, FFIR_N_WORDS},
	{FFIR_W_CONSTRUCTOR, FFIR_W_DESTRUCTOR, FFIR_W_METHOD, FFIR_W_STATIC, FFIR_W_REF, FFIR_W_UNREF, FFIR_W_CLONE,
	 FFIR_N_WORDS},
	{FFIR_W_GETTER, FFIR_W_SETTER, FFIR_N_WORDS},
	{FFIR_W_TO_STRING, FFIR_W_EQUALS, FFIR_W_HASH, FFIR_W_COMPARE, FFIR_W_ITERATOR, FFIR_N_WORDS},
	{FFIR_W_ENUM, FFIR_W_FLAGS_ENUM, FFIR_N_WORDS},
	{FFIR_W_BLOCKING, FFIR_W_LEAF, FFIR_N_WORDS},
	{FFIR_W_THREAD_SAFE, FFIR_W_THREAD_BOUND, FFIR_N_WORDS},
};

static bool
exclude_each_other (enum ffir_word a, enum ffir_word b)
{
	for (const auto &group : exclusive) {
		bool has_a = false, has_b = false;
		for (const enum ffir_word *w = group; *w != FFIR_N_WORDS; w++) {
			has_a |= *w == a;
			has_b |= *w == b;
		}
		if (has_a && has_b)
			return true;
	}
	return false;
}

static bool
may_repeat (enum ffir_word word)
{
	return word == FFIR_W_VARIADIC || word == FFIR_W_SERVICE_AS || word == FFIR_W_ALLOW || word == FFIR_W_KEEPS
	       || word == FFIR_W_SENTINEL || word == FFIR_W_CASE;
}

static bool
check_pair (struct use *u, const struct use *other)
{
	if (u->of_result != other->of_result || u->place != other->place)
		return true;
	bool contradicts = u->word == other->word ? !may_repeat (u->word) && strcmp (use_text (u), use_text (other)) != 0
						  : exclude_each_other (u->word, other->word);
	if (!contradicts || u->reported)
		return true;
	use_error (u, "%qs contradicts %qs: keep one of them", use_text (u), use_text (other));
	inform (other->at, "%qs is here", use_text (other));
	return false;
}

static bool
check_beside (struct use *u, tree attributes)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		const struct use *other = use_of (a);
		if (other != NULL && other != u && !check_pair (u, other))
			return false;
	}
	return true;
}

bool
check_use (struct use *u, tree node, unsigned what)
{
	if (u->reported || !check_place (u, what) || !check_type (u, node))
		return false;
	if (what == FFIR_ON_FUNCTION && ffir_words[u->word].of == FFIR_OF_VALUE)
		u->of_result = true;
	return check_beside (u, TYPE_P (node) ? TYPE_ATTRIBUTES (node) : DECL_ATTRIBUTES (node));
}

/* ---- arguments by themselves ---- */

static bool
is_identifier (const char *text)
{
	if (!ISIDST (*text) && !(*text & 0x80))
		return false;
	for (const char *p = text; *p; p++)
		if (!ISIDNUM (*p) && !(*p & 0x80) && *p != '$')
			return false;
	return true;
}

/* "name", or "#2" for the second of those without a name. */
static bool
is_member_name (const char *text)
{
	if (text[0] == '#' && ISDIGIT (text[1]))
		return strspn (text + 1, "0123456789") == strlen (text + 1);
	return is_identifier (text);
}

static bool
is_type_name (const char *text)
{
	static const char *const tags[] = {"struct ", "union ", "enum "};
	for (const char *tag : tags)
		if (strncmp (text, tag, strlen (tag)) == 0)
			return is_identifier (text + strlen (tag));
	return is_identifier (text);
}

static bool
is_one_of (const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp (text, words[i]) == 0)
			return true;
	return false;
}

static bool
check_word_argument (struct use *u, const char *text)
{
	static const char *const scopes[] = {"call", "async", "notified", "forever"};
	if (u->word == FFIR_W_SCOPE && !is_one_of (text, scopes, ARRAY_SIZE (scopes))) {
		use_error (u, "%qs takes %<call%>, %<async%>, %<notified%> or %<forever%>, not %qs", u->written, text);
		return false;
	}
	if (u->word == FFIR_W_ALLOW && !warning_known (text)) {
		use_error (u, "%qs takes the name of a warning of this plugin, and %qs is none", u->written, text);
		return false;
	}
	if (u->word != FFIR_W_SCOPE && u->word != FFIR_W_ALLOW && !is_identifier (text)) {
		use_error (u, "%qs takes a name, not %qs", u->written, text);
		return false;
	}
	return true;
}

static bool
check_member_argument (struct use *u, const char *text)
{
	/* ffirender scan names the expressions of note files by their text. */
	if (is_member_name (text) || (options.scan && u->word == FFIR_W_CONSTANT))
		return true;
	if (u->word == FFIR_W_ARRAY)
		use_error (u, "%qs takes the name of what counts, not %qs; for a constant write %<FFI_ARRAY_FIXED(%s)%>",
			   u->written, text, text);
	else
		use_error (u, "%qs takes a name, not %qs", u->written, text);
	return false;
}

static bool
check_text_argument (struct use *u, const char *text)
{
	if (u->word == FFIR_W_NAME && !is_identifier (text)) {
		use_error (u, "%qs takes a name without dots or blanks, not %qs; a place is %<FFI_NAMESPACE%>", u->written,
			   text);
		return false;
	}
	return true;
}

static bool
check_argument (struct use *u, char letter, unsigned i, const char *text)
{
	if (*text == '\0' && letter != 'v') {
		use_error (u, "argument %u of %qs is empty", i + 1, u->written);
		return false;
	}
	switch (letter) {
	case 'n':
		return check_member_argument (u, text);
	case 'f':
		if (is_identifier (text))
			return true;
		use_error (u, "%qs takes the name of a function, not %qs", u->written, text);
		return false;
	case 't':
		if (is_type_name (text))
			return true;
		use_error (u, "%qs takes the name of a type, not %qs", u->written, text);
		return false;
	case 'd':
		if (is_type_name (text))
			return true;
		use_error (u, "%qs takes the name of an enum or error domain, not %qs", u->written, text);
		return false;
	case 'w':
		return check_word_argument (u, text);
	case 'i':
		return check_text_argument (u, text);
	default:
		return true;
	}
}

bool
check_arguments (struct use *u)
{
	if (u->word == FFIR_W_VARIADIC || u->word == FFIR_W_EACH || u->word == FFIR_W_MACRO_FUNCTION)
		return true;
	const char *letters = ffir_words[u->word].args;
	size_t i = 0;
	for (const char *p = letters; *p; p++) {
		if (*p == '?' || *p == '*')
			continue;
		if (i == u->annotation.n_args && p[1] != '?' && p[1] != '*') {
			use_error (u, "%qs needs %s", u->written,
				   i == 0 ? "an argument" : "more arguments");
			return false;
		}
		for (bool more = true; more && i < u->annotation.n_args; i++) {
			if (!check_argument (u, *p, i, u->annotation.args[i].text))
				return false;
			more = p[1] == '*';
			if (!more) {
				i++;
				break;
			}
		}
	}
	return true;
}

/* ---- FFI_EACH ---- */

/* The value of a literal or an enumerator. */
static bool
nested_value (const char *text, struct ffir_value *value)
{
	char *end;
	errno = 0;
	long long number = strtoll (text, &end, 0);
	if (end != text && *end == '\0' && errno == 0) {
		value->kind = FFIR_VALUE_INTEGER;
		value->text = ffir_printf (&module->arena, "%lld", number);
		value->size = strlen (value->text);
		return true;
	}
	if (!is_identifier (text))
		return false;
	tree decl = identifier_global_value (get_identifier (text));
	return decl != NULL_TREE && TREE_CODE (decl) == CONST_DECL && value_of (decl, value);
}

/* "OWNED_BY(free)": the word and what stands in its brackets. */
static bool
split_nested (const char *part, char *name, size_t size, vec<const char *> *arguments)
{
	size_t n = 0;
	for (; ISIDNUM (part[n]) && n < size - 1; n++)
		name[n] = TOLOWER (part[n]);
	name[n] = '\0';
	const char *p = part + n;
	while (ISSPACE (*p))
		p++;
	if (*p == '\0')
		return n > 0;
	size_t length = strlen (p);
	if (n == 0 || *p != '(' || p[length - 1] != ')')
		return false;
	split_at_commas (ffir_strndup (&module->arena, p + 1, length - 2), arguments);
	return true;
}

static bool
read_nested_word (struct use *u, const char *part, const char *expanded)
{
	char name[64], other[64];
	auto_vec<const char *> arguments, as_expanded;
	if (!split_nested (part, name, sizeof name, &arguments)) {
		use_error (u, "%qs takes annotations without %<FFI_%>, as in %<FFI_EACH(OWNED_BY(free), UTF8)%>, not %qs",
			   u->written, part);
		return false;
	}
	enum ffir_word word = ffir_word_find (name);
	if (word == FFIR_N_WORDS) {
		const char *near = ffir_word_nearest (strncmp (name, "ffi_", 4) == 0 ? name + 4 : name);
		if (near != NULL)
			use_error (u, "%qs in %qs is no annotation; did you mean %qs?", part, u->written, near);
		else
			use_error (u, "%qs in %qs is no annotation", part, u->written);
		return false;
	}
	if (ffir_words[word].of != FFIR_OF_VALUE) {
		use_error (u, "%qs in %qs is not said of elements", part, u->written);
		return false;
	}
	if (split_nested (expanded, other, sizeof other, &as_expanded)
	    && as_expanded.length () == arguments.length ()) {
		arguments.truncate (0);
		arguments.safe_splice (as_expanded);
	}
	struct ffir_annotation *a = FFIR_PUSH (&module->arena, u->annotation.nested, u->annotation.n_nested);
	a->word = word;
	a->by = FFIR_BY_DECLARED;
	a->at = u->annotation.at;
	for (const char *argument : arguments) {
		struct ffir_annotation_arg *arg = FFIR_PUSH (&module->arena, a->args, a->n_args);
		arg->text = argument;
		if (ffir_words[word].args[0] == 'v' && !nested_value (argument, &arg->value)) {
			use_error (u, "%qs in %qs needs a number or an enumerator", part, u->written);
			return false;
		}
	}
	return true;
}

bool
read_nested (struct use *u, const char *raw, const char *expanded)
{
	auto_vec<const char *> parts, as_expanded;
	if (raw != NULL)
		split_at_commas (raw, &parts);
	if (expanded != NULL)
		split_at_commas (expanded, &as_expanded);
	if (parts.is_empty ()) {
		use_error (u, "%qs needs annotations, as in %<FFI_EACH(OWNED_BY(free), UTF8)%>", u->written);
		return false;
	}
	for (unsigned i = 0; i < parts.length (); i++) {
		bool same = parts.length () == as_expanded.length ();
		if (!read_nested_word (u, parts[i], same ? as_expanded[i] : parts[i]))
			return false;
	}
	return true;
}

/* ---- names of functions, types and domains: at the end of the unit ---- */

struct expected_name {
	struct use *use;
	const char *name;
	char letter; /* as in ffir_word_info.args; a name of 'n' is a function's, if it is that of no parameter */
	bool declared_before;
	const char *nearest; /* parameter or field, for 'n' */
};
static auto_vec<struct expected_name> expected;

static auto_vec<const char *> functions, types;

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
		if (*p == 'f' || *p == 't' || *p == 'd')
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
		functions.safe_push (IDENTIFIER_POINTER (DECL_NAME (decl)));
	} else if (TREE_CODE (decl) == TYPE_DECL)
		types.safe_push (IDENTIFIER_POINTER (DECL_NAME (decl)));
}

static void
finish_tag (tree type)
{
	tree name = TYPE_NAME (type);
	if (name != NULL_TREE && TREE_CODE (name) == TYPE_DECL)
		name = DECL_NAME (name);
	if (name != NULL_TREE && TREE_CODE (name) == IDENTIFIER_NODE)
		types.safe_push (IDENTIFIER_POINTER (name));
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

static bool
exists (const struct expected_name &e, vec<const char *> *near)
{
	if (e.declared_before)
		return true;
	if (e.letter == 'f' || e.letter == 'n') {
		near->safe_splice (functions);
		return has_name (functions, e.name) || (is_cxx && is_declared (e.name, 'f'));
	}
	if (e.letter == 'd' && scope_has_domain (e.name, near))
		return true;
	near->safe_splice (types);
	for (unsigned i = 0; i < use_count (); i++)
		if (use_at (i)->word == FFIR_W_SERVICE_AS)
			near->safe_push (use_at (i)->annotation.args[0].text);
	return has_name (*near, without_tag (e.name)) || (is_cxx && is_declared (e.name, e.letter));
}

/* "the function 'f', which is not declared". */
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
	const char *hint = "";
	if (closest != NULL)
		hint = ffir_printf (&module->arena, "; did you mean %s%s%s?", open_quote, closest, close_quote);
	use_error (e->use, messages[strchr (letters, e->letter) - letters], e->use->written, e->name, hint);
}

static int
by_place (const void *a, const void *b)
{
	const struct expected_name *x = (const struct expected_name *)a, *y = (const struct expected_name *)b;
	return linemap_compare_locations (line_table, y->use->at, x->use->at);
}

void
report_unknown_names (void)
{
	expected.qsort (by_place);
	for (const struct expected_name &e : expected) {
		auto_vec<const char *> near;
		if (exists (e, &near) || e.use->reported)
			continue;
		report_unknown (&e, e.nearest != NULL ? e.nearest : find_closest_string (e.name, &near));
	}
}

/* ---- names of parameters and fields: when the declaration ends ---- */

/* The members beside which a name is looked up. */
struct siblings {
	const char *what; /* "parameter", "field" */
	auto_vec<const char *> names;
	unsigned count;
};

static bool
is_sibling (const struct siblings &s, const char *name)
{
	if (name[0] == '#')
		return atoi (name + 1) >= 1 && (unsigned)atoi (name + 1) <= s.count;
	return has_name (s.names, name);
}

/* A length may also be the name of a function that is asked afterwards. */
static bool
may_be_function (enum ffir_word word)
{
	return word == FFIR_W_ARRAY || word == FFIR_W_BYTE_LENGTH;
}

static void
check_sibling (struct use *u, const char *name, const struct siblings &s)
{
	if (u->reported || is_sibling (s, name))
		return;
	/* What was written may be told by the result. */
	if (u->word == FFIR_W_BUFFER && strcmp (name, "return") == 0)
		return;
	const char *closest = find_closest_string (name, &s.names);
	if (may_be_function (u->word) && name[0] != '#') {
		expected.safe_push ({u, name, 'n', is_declared (name, 'f'), closest});
		return;
	}
	if (closest != NULL)
		use_error (u, "%qs names the %s %qs, which does not exist; did you mean %qs?", u->written, s.what, name,
			   closest);
	else
		use_error (u, "%qs names the %s %qs, which does not exist", u->written, s.what, name);
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
		if (u == NULL || makes_name (u->word))
			continue;
		const char *letters = ffir_words[u->word].args;
		size_t i = 0;
		for (const char *p = letters; *p && i < u->annotation.n_args; p++) {
			if (*p == '?' || *p == '*')
				continue;
			if (*p == 'n')
				check_sibling (u, u->annotation.args[i].text, s);
			i++;
		}
		for (size_t k = 0; k < u->annotation.n_nested; k++) {
			const struct ffir_annotation *n = &u->annotation.nested[k];
			if (n->n_args > 0 && ffir_words[n->word].args[0] == 'n')
				check_sibling (u, n->args[0].text, s);
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
	s->count++;
	if (DECL_NAME (decl) != NULL_TREE)
		s->names.safe_push (IDENTIFIER_POINTER (DECL_NAME (decl)));
}

void
attributes_check_params (tree owner, const tree *params, size_t n)
{
	struct siblings s = {"parameter", auto_vec<const char *> (), 0};
	for (size_t i = 0; i < n; i++)
		if (!VOID_TYPE_P (TREE_TYPE (params[i])))
			add_sibling (&s, params[i]);
	for (size_t i = 0; i < n; i++) {
		check_names_in (DECL_ATTRIBUTES (params[i]), s);
		check_list (DECL_ATTRIBUTES (params[i]));
	}
	if (TREE_CODE (owner) != FUNCTION_DECL)
		return;
	check_names_in (DECL_ATTRIBUTES (owner), s);
	check_list (DECL_ATTRIBUTES (owner));
}

void
attributes_check_function (tree fndecl, const vec<tree, va_gc> *params)
{
	attributes_check_params (fndecl, params != NULL ? params->address () : NULL, vec_safe_length (params));
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

static void check_fields_in (tree type, const struct siblings &s);

/* The fields of an anonymous member are named beside those around it. */
static void
check_field (tree field, const struct siblings &s)
{
	check_names_in (DECL_ATTRIBUTES (field), s);
	check_list (DECL_ATTRIBUTES (field));
	if (DECL_NAME (field) == NULL_TREE && RECORD_OR_UNION_TYPE_P (TREE_TYPE (field)))
		check_fields_in (TREE_TYPE (field), s);
}

static void
check_fields_in (tree type, const struct siblings &s)
{
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field))
		if (TREE_CODE (field) == FIELD_DECL)
			check_field (field, s);
	check_names_in (TYPE_ATTRIBUTES (type), s);
	check_list (TYPE_ATTRIBUTES (type));
}

static void
check_record (tree type)
{
	struct siblings s = {"field", auto_vec<const char *> (), 0};
	add_fields (&s, type);
	check_fields_in (type, s);
}

/* Records, to be judged at the end of the unit: an annotation may come with a typedef behind the body, and whether
 * one is an anonymous member is not known before what is around it ends. */
static auto_vec<tree> records;
static hash_set<tree> finished;

void
attributes_finish_type (tree type)
{
	type = TYPE_MAIN_VARIANT (type);
	if (!COMPLETE_TYPE_P (type)) {
		finish_tag (type);
		return;
	}
	if (finished.add (type))
		return;
	finish_tag (type);
	region_check_type (type);
	if (RECORD_OR_UNION_TYPE_P (type))
		records.safe_push (type);
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
		ggc_mark (type);
}
