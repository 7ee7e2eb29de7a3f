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
	else if (what & FFIR_ON_FILE)
		use_error (
			u,
			"%qs does not stand on %s, but on %s: if it belongs to what follows, a semicolon is "
			"missing in front of it",
			u->written, place_name (what), places_text (places));
	else
		use_error (u, "%qs does not stand on %s, but on %s", u->written, place_name (what),
			   places_text (places));
	return false;
}

/* ---- of which type ---- */

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
		return CARRIES_POINTER;
	case FFIR_W_SCOPE:
	case FFIR_W_RETAINED:
		return CARRIES_KEPT;
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
	case FFIR_W_TRANSPARENT:
		return CARRIES_NUMBER;
	case FFIR_W_AS:
	case FFIR_W_STATUS:
		return CARRIES_INTEGER_INSIDE;
	case FFIR_W_NEGATIVE_STATUS:
		return CARRIES_INTEGER;
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
	case FFIR_W_ASYNC:
	case FFIR_W_CANCEL:
	case FFIR_W_BLOCKING:
	case FFIR_W_LEAF:
	case FFIR_W_THREAD_SAFE:
	case FFIR_W_THREAD_BOUND:
	case FFIR_W_MUST_USE:
	case FFIR_W_NONNULL_IF_NONZERO:
	case FFIR_W_DESCRIPTOR:
	case FFIR_W_FORMAT:
	case FFIR_W_MALLOC:
	case FFIR_W_ALLOC_SIZE:
	case FFIR_W_ALLOC_ALIGN:
	case FFIR_W_NORETURN:
	case FFIR_W_CONST:
	case FFIR_W_PURE:
	case FFIR_W_UNSEQUENCED:
	case FFIR_W_REPRODUCIBLE:
	case FFIR_W_NOTHROW:
	case FFIR_W_NO_CALLBACK:
	case FFIR_W_DEPRECATED:
	case FFIR_W_UNAVAILABLE:
	case FFIR_N_WORDS:
		return CARRIES_ANY;
	}
	return CARRIES_ANY;
}

const char *
carrier_text (enum carrier carrier)
{
	switch (carrier) {
	case CARRIES_ANY:
		return "a value";
	case CARRIES_POINTER:
		return "a pointer";
	case CARRIES_KEPT:
		return "a pointer or a struct of functions";
	case CARRIES_WRITABLE:
		return "a pointer to what can be written";
	case CARRIES_MANY:
		return "a pointer or an array";
	case CARRIES_CALLBACK:
		return "a pointer to a function";
	case CARRIES_TEXT:
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
	case CARRIES_NUMBER:
		return "a number";
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
	return FUNC_OR_METHOD_TYPE_P (type)
	       || (POINTER_TYPE_P (type) && FUNC_OR_METHOD_TYPE_P (TREE_TYPE (type)));
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
		return POINTER_TYPE_P (type) || is_handle (type);
	case CARRIES_KEPT:
		return POINTER_TYPE_P (type) || RECORD_OR_UNION_TYPE_P (type);
	case CARRIES_WRITABLE:
		return POINTER_TYPE_P (type) && !is_callback (type) && !TYPE_READONLY (TREE_TYPE (type));
	case CARRIES_MANY:
		return is_many (type);
	case CARRIES_CALLBACK:
		return is_callback (type);
	case CARRIES_TEXT:
		return is_many (type) && (is_text (type, 8) || is_text (type, 16) || is_text (type, 32));
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
	case CARRIES_NUMBER:
		return TREE_CODE (type) == INTEGER_TYPE || SCALAR_FLOAT_TYPE_P (type);
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
	if (TREE_CODE (node) == FUNCTION_DECL || scope_is_macro (node))
		return ffir_words[u->word].of == FFIR_OF_VALUE ? TREE_TYPE (type) : type;
	if (u->of_result && POINTER_TYPE_P (type))
		type = TREE_TYPE (type);
	if (u->of_result && FUNC_OR_METHOD_TYPE_P (type))
		type = TREE_TYPE (type);
	return type;
}

bool
type_is_known (tree type)
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

bool
type_carries (tree type, enum carrier carrier)
{
	return !type_is_known (type) || can_carry (type, carrier);
}

/* What to write about TYPE instead. */
static const char *
instead (enum ffir_word word, tree type)
{
	if (word == FFIR_W_TRANSPARENT)
		return POINTER_TYPE_P (type) ? "; for a pointer that stands for something write FFI_HANDLE"
					     : "";
	if (word == FFIR_W_ERROR)
		return "; for codes that are macros write FFI_ERROR_DOMAIN";
	return word == FFIR_W_FLAGS ? "; for flags that are macros write FFI_FLAGS_ENUM" : "";
}

/* What FFI_EACH says of the elements of TYPE. */
static bool
check_elements (struct use *u, tree type)
{
	if (u->word != FFIR_W_EACH || !is_many (type))
		return true;
	tree element = TREE_TYPE (type);
	for (size_t i = 0; i < u->annotation.n_nested; i++) {
		enum ffir_word word = u->annotation.nested[i].word;
		if (type_carries (element, carrier_of (word)))
			continue;
		use_error (u, "%qs in %qs needs %s, and the elements are %qT",
			   macro_name (word) + strlen ("FFI_"), u->written, carrier_text (carrier_of (word)),
			   element);
		return false;
	}
	return true;
}

static bool
check_type (struct use *u, tree node)
{
	enum carrier carrier = carrier_of (u->word);
	tree type = subject_type (u, node);
	if (carrier == CARRIES_ANY || type == NULL_TREE || type == error_mark_node)
		return true;
	if (type_carries (type, carrier))
		return check_elements (u, type);
	if (carrier == CARRIES_WRITABLE && can_carry (type, CARRIES_MANY))
		use_error (u, "%qs says that the callee writes here, but the pointer is to %<const%>",
			   u->written);
	else if (carrier == CARRIES_VARIADIC_FUNCTION)
		use_error (u, "%qs is for functions that end in %<...%>, and %qD does not", u->written, node);
	else if (VOID_TYPE_P (type) && TREE_CODE (node) == FUNCTION_DECL)
		use_error (u, "%qs is said of a result, and %qD returns nothing", u->written, node);
	else
		use_error (u, "%qs needs %s, and this is %qT%s", u->written, carrier_text (carrier), type,
			   instead (u->word, type));
	return false;
}

/* ---- beside which others ---- */

static bool
check_pair (struct use *u, const struct use *other)
{
	if (u->of_result != other->of_result || u->place != other->place)
		return true;
	bool contradicts = u->word == other->word ? !ffir_word_repeats (u->word) && !same_use (u, other)
						  : ffir_words_exclude (u->word, other->word);
	if (!contradicts || u->reported)
		return true;
	use_error (u, "%qs contradicts %qs: keep one of them", use_text (u), use_text (other));
	inform (other->at, "%qs is here", use_text (other));
	return false;
}

bool
check_beside (struct use *u, tree attributes)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		const struct use *other = use_of (a);
		if (other != NULL && other != u && !check_pair (u, other))
			return false;
	}
	return true;
}

/* Twice the same on one declaration; another declaration of the thing may repeat it. */
static void
warn_if_repeated (const struct use *u, tree attributes)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		const struct use *other = use_of (a);
		if (other == NULL || u->uid != other->uid || u->of_result != other->of_result
		    || !same_use (u, other) || attributes_allow (attributes, "ffi-duplicate"))
			continue;
		ffi_warning (u->at, "ffi-duplicate", "%qs stands here twice", use_text (u));
		return;
	}
}

bool
check_use (struct use *u, tree node, unsigned what)
{
	if (u->reported || !check_place (u, what) || !check_type (u, node))
		return false;
	if (what == FFIR_ON_FUNCTION && ffir_words[u->word].of == FFIR_OF_VALUE)
		u->of_result = true;
	tree attributes = TYPE_P (node) ? TYPE_ATTRIBUTES (node) : DECL_ATTRIBUTES (node);
	if (!check_value (u, subject_type (u, node)) || !check_beside (u, attributes))
		return false;
	warn_if_repeated (u, attributes);
	return true;
}
