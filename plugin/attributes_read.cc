/*
 * The arguments of an annotation: names, texts, and values in the target's arithmetic; and whether they are
 * of the kinds that the vocabulary asks for.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

/* ---- values and texts ---- */

/* The constant that EXPRESSION is, or what is left of it. */
static tree
constant_in (tree expression)
{
	if (expression == NULL_TREE || expression == error_mark_node)
		return NULL_TREE;
	tree value = expression;
	if (TREE_CODE (value) == IDENTIFIER_NODE)
		value = identifier_global_value (value);
	if (value != NULL_TREE && (EXPR_P (value) || (is_cxx && VAR_P (value))))
		value = is_cxx ? fold_for_warn (value) : fold_as_initializer (value);
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
	return TREE_CODE (value) == STRING_CST && value_of_constant (value, out);
}

/* The value of a constant expression on the target; false if it is none. */
static bool
value_of (tree expression, struct ffir_value *out)
{
	tree value = constant_in (expression);
	if (value == NULL_TREE || value == error_mark_node)
		return false;
	return value_of_constant (value, out) || string_of (value, out);
}

/* The parts of TEXT between commas that stand in no brackets or quotes, without blanks around them. */
static void
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
	struct ffir_annotation_arg *arg =
		FFIR_PUSH (&module->arena, u->annotation.args, u->annotation.n_args);
	arg->text = text;
	return arg;
}

const char *
text_in (tree argument)
{
	argument = tree_strip_any_location_wrapper (argument);
	if (TREE_CODE (argument) == IDENTIFIER_NODE)
		return ffir_strdup (&module->arena, IDENTIFIER_POINTER (argument));
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
translate_string (struct use *u, const char *text, tree expression, struct ffir_value *value)
{
	tree type = TREE_TYPE (expression);
	if (text != NULL && text_of_literals (text, value))
		return true;
	if (type == NULL_TREE || TREE_TYPE (type) == NULL_TREE
	    || integer_onep (TYPE_SIZE_UNIT (TREE_TYPE (type))))
		return true;
	use_error (u, "%qs takes a wide string only as a literal, and %qs is more", u->written, text);
	return false;
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
	if (value.kind == FFIR_VALUE_STRING && !translate_string (u, text, expression, &value))
		return false;
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
		auto_vec<const char *> names;
		for (const char *scope : scopes)
			names.safe_push (scope);
		use_error (u, "%qs takes %<call%>, %<async%>, %<notified%> or %<forever%>, not %qs%s",
			   u->written, text, did_you_mean (find_closest_string (text, &names)));
		return false;
	}
	if (u->word == FFIR_W_ALLOW && !warning_known (text)) {
		use_error (u, "%qs takes the name of a warning of this plugin, and %qs is none%s", u->written,
			   text, did_you_mean (warning_nearest (text)));
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
		use_error (u,
			   "%qs takes the name of what counts, not %qs; for a constant write "
			   "%<FFI_ARRAY_FIXED(%s)%>",
			   u->written, text, text);
	else
		use_error (u, "%qs takes a name, not %qs", u->written, text);
	return false;
}

static bool
check_text_argument (struct use *u, const char *text)
{
	if (ffir_word_takes (u->word, text))
		return true;
	if (u->word == FFIR_W_NAMESPACE)
		use_error (u, "%qs takes a name, or several with dots between, not %qs", u->written, text);
	else
		use_error (u,
			   "%qs takes a name without dots or blanks, not %qs; a place is %<FFI_NAMESPACE%>",
			   u->written, text);
	return false;
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

static bool
check_arguments (struct use *u)
{
	if (u->word == FFIR_W_VARIADIC || u->word == FFIR_W_EACH)
		return true;
	const char *letters = ffir_words[u->word].args;
	size_t i = 0;
	for (const char *p = letters; *p; p++) {
		if (*p == '?' || *p == '*')
			continue;
		if (u->word == FFIR_W_MACRO_FUNCTION && i == 1)
			return true; /* the macro's types are the typedef's */
		if (i == u->annotation.n_args && p[1] != '?' && p[1] != '*') {
			use_error (u, "%qs needs %s", u->written, i == 0 ? "an argument" : "more arguments");
			return false;
		}
		do {
			if (i == u->annotation.n_args)
				break;
			const char *text = u->annotation.args[i].text;
			bool left_out = p[1] == '?' && *text == '\0';
			if (!left_out && !check_argument (u, *p, i, text))
				return false;
			i++;
		} while (p[1] == '*');
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

/* What can be said of any value, also of one in memory, can be said of one in an array. */
static bool
is_of_elements (enum ffir_word word)
{
	return word == FFIR_W_TRANSFER
	       || (ffir_words[word].of == FFIR_OF_VALUE && (ffir_words[word].places & FFIR_ON_VARIABLE) != 0);
}

static bool
check_nested_count (struct use *u, const char *part, enum ffir_word word, unsigned n)
{
	unsigned least = 0, most = 0;
	for (const char *p = ffir_words[word].args; *p != '\0'; p++) {
		if (*p == '?' || *p == '*' || *p == '+')
			continue;
		least += p[1] != '?' && p[1] != '*';
		most = p[1] == '*' || p[1] == '+' ? UINT_MAX : most + 1;
	}
	if (n >= least && n <= most)
		return true;
	use_error (u,
		   n < least ? G_ ("%qs in %qs needs more arguments")
			     : G_ ("too many arguments for %qs in %qs"),
		   part, u->written);
	return false;
}

/* Does WORD fit beside those that U has already? */
static bool
check_nested_beside (struct use *u, const char *part, enum ffir_word word)
{
	for (size_t i = 0; i < u->annotation.n_nested; i++) {
		enum ffir_word other = u->annotation.nested[i].word;
		if (other != word && !ffir_words_exclude (other, word))
			continue;
		if (other == word)
			use_error (u, "%qs stands in %qs twice", part, u->written);
		else
			use_error (u, "%qs in %qs contradicts %qs: keep one of them", part, u->written,
				   macro_name (other) + strlen ("FFI_"));
		return false;
	}
	return true;
}

static bool
read_nested_word (struct use *u, const char *part, const char *expanded)
{
	char name[64], other[64];
	auto_vec<const char *> arguments, as_expanded;
	if (!split_nested (part, name, sizeof name, &arguments)) {
		use_error (u,
			   "%qs takes annotations without %<FFI_%>, as in %<FFI_EACH(OWNED_BY(free), "
			   "UTF8)%>, not %qs",
			   u->written, part);
		return false;
	}
	enum ffir_word word = ffir_word_find (name);
	if (word == FFIR_N_WORDS) {
		const char *near = ffir_word_nearest (startswith (name, "ffi_") ? name + 4 : name);
		if (near != NULL && ISUPPER (*part))
			near = macro_name (ffir_word_find (near)) + strlen ("FFI_");
		use_error (u, "%qs in %qs is no annotation%s", part, u->written, did_you_mean (near));
		return false;
	}
	if (!is_of_elements (word)) {
		use_error (u, "%qs in %qs is not said of elements", part, u->written);
		return false;
	}
	if (split_nested (expanded, other, sizeof other, &as_expanded)
	    && as_expanded.length () == arguments.length ()) {
		arguments.truncate (0);
		arguments.safe_splice (as_expanded);
	}
	if (!check_nested_count (u, part, word, arguments.length ()) || !check_nested_beside (u, part, word))
		return false;
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

static bool
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

/* ---- all of a word's ---- */

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
	tree type = arguments != NULL_TREE ? TREE_TYPE (TREE_VALUE (arguments)) : NULL_TREE;
	if (text == NULL || type == NULL_TREE || !POINTER_TYPE_P (type)
	    || !FUNC_OR_METHOD_TYPE_P (TREE_TYPE (type))) {
		use_error (u, "%qs takes types: write it with the macro %<FFI_VARIADIC%>", u->written);
		return false;
	}
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

/* An optional value that is left out, though another argument stands behind it. */
static bool
is_empty_text (const char *text, tree argument)
{
	if (text == NULL)
		text = text_in (argument);
	return text != NULL && *text == '\0';
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
					use_error (u,
						   "argument %u of %qs is a name or text: write it in quotes",
						   (unsigned) u->annotation.n_args + 1, u->written);
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
			if (p[1] == '?' && is_empty_text (text, argument))
				add_argument (u, "");
			else if (!add_value (u, text, argument))
				return false;
		} while (p[1] == '*');
	}
	if (arguments == NULL_TREE)
		return true;
	use_error (u, "too many arguments for %qs", u->written);
	return false;
}

static bool
read_by_word (struct use *u, tree arguments, bool by_macro)
{
	enum ffir_word word = u->word;
	if (word == FFIR_W_VARIADIC)
		return read_signature (u, arguments, by_macro);
	if (word == FFIR_W_EACH)
		return read_each (u, arguments);
	if (word == FFIR_W_CONSTANT)
		return read_constant (u, arguments);
	if (word == FFIR_W_ERROR_DOMAIN || (word == FFIR_W_STATUS && by_macro))
		return read_list (u, arguments, 1);
	if (word == FFIR_W_ERROR && by_macro)
		return read_list (u, arguments, 0);
	return read_by_letters (u, arguments, by_macro);
}

bool
read_arguments (struct use *u, tree arguments, bool by_macro)
{
	if (read_by_word (u, arguments, by_macro) && check_arguments (u))
		return true;
	use_error (u, "%qs has not the arguments that it needs", u->written);
	return false;
}
