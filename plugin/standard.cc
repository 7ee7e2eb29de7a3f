/*
 * What standard attributes and C's own array spellings say already, under the vocabulary's names,
 * by="standard": nobody is asked to say it again. FFI_ words have more authority, and a word of GCC's that
 * stands against one of them is left out.
 *
 * GCC keeps nonnull, access, alloc_size, format and their like on the function type, so they hold for
 * callbacks, too; malloc, leaf and noreturn on the declaration.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

/* A list of annotations that grows. */
struct words {
	struct ffir_annotation **list;
	size_t *n;
	struct ffir_loc at;    /* of what they are said */
	tree decl;	       /* where messages are, which it may FFI_ALLOW; NULL_TREE: a type, none */
	const char *attribute; /* that is being read, where an FFI_ word may stand against it */
};

/* ---- beside the words of FFI_ ---- */

static bool
stand_against (const struct ffir_annotation *a, enum ffir_word word)
{
	return a->word == word ? !ffir_word_repeats (word) : ffir_words_exclude (a->word, word);
}

static const char *
macro_of (enum ffir_word word)
{
	char *name = ffir_printf (&module->arena, "FFI_%s", ffir_words[word].name);
	for (char *p = name; *p; p++)
		*p = TOUPPER (*p);
	return name;
}

static bool
contradicts (enum ffir_word declared, enum ffir_word word)
{
	return ffir_words_exclude (declared, word) && !ffir_word_refines (declared, word);
}

static bool
is_allowed (const struct words *w)
{
	for (size_t i = 0; i < *w->n; i++) {
		const struct ffir_annotation *a = &(*w->list)[i];
		if (a->word == FFIR_W_ALLOW && warning_is ("ffi-contradiction", a->args[0].text))
			return true;
	}
	return w->decl == NULL_TREE;
}

static bool
is_overruled (const struct words *w, enum ffir_word word)
{
	for (size_t i = 0; i < *w->n; i++) {
		const struct ffir_annotation *a = &(*w->list)[i];
		if (!stand_against (a, word))
			continue;
		if (a->by == FFIR_BY_DECLARED && contradicts (a->word, word) && !is_allowed (w))
			ffi_warning_about (w->decl, "ffi-contradiction",
					   "%qs contradicts the attribute %qs of %qD; bindings go by %qs",
					   macro_of (a->word), w->attribute, w->decl, macro_of (a->word));
		return true;
	}
	return false;
}

void
standard_gives_way (struct ffir_annotation **list, size_t *n)
{
	size_t kept = 0;
	for (size_t i = 0; i < *n; i++) {
		bool overruled = false;
		for (size_t j = 0; j < *n; j++)
			overruled |= (*list)[j].by == FFIR_BY_DECLARED
				     && stand_against (&(*list)[j], (*list)[i].word);
		if ((*list)[i].by != FFIR_BY_STANDARD || !overruled)
			(*list)[kept++] = (*list)[i];
	}
	*n = kept;
}

/* Adds WORD with up to two arguments, unless something said already stands against it. */
static void
say (const struct words *w, enum ffir_word word, const char *first = NULL, const char *second = NULL)
{
	if (is_overruled (w, word))
		return;
	struct ffir_annotation *a = FFIR_PUSH (&module->arena, *w->list, *w->n);
	a->word = word;
	a->by = FFIR_BY_STANDARD;
	a->at = w->at;
	for (const char *text : {first, second})
		if (text != NULL)
			FFIR_PUSH (&module->arena, a->args, a->n_args)->text = text;
}

/* ---- the arguments of attributes ---- */

/* The next of each attribute NAME in LIST, from *AT on, which starts as the list. */
static tree
next_attribute (const char *name, tree *at)
{
	tree found = lookup_attribute (name, *at);
	*at = found != NULL_TREE ? TREE_CHAIN (found) : NULL_TREE;
	return found;
}

/* Argument INDEX as a number; 0 if there is none. */
static unsigned
number_in (tree arguments, unsigned index)
{
	while (index-- > 0 && arguments != NULL_TREE)
		arguments = TREE_CHAIN (arguments);
	tree value = arguments != NULL_TREE ? TREE_VALUE (arguments) : NULL_TREE;
	return value != NULL_TREE && tree_fits_uhwi_p (value) ? tree_to_uhwi (value) : 0;
}

const char *
text_of (tree arguments)
{
	tree value = arguments != NULL_TREE ? TREE_VALUE (arguments) : NULL_TREE;
	if (value != NULL_TREE && TREE_CODE (value) == STRING_CST)
		return ffir_strdup (&module->arena, TREE_STRING_POINTER (value));
	if (value != NULL_TREE && TREE_CODE (value) == IDENTIFIER_NODE)
		return ffir_strdup (&module->arena, IDENTIFIER_POINTER (value));
	return NULL;
}

/* ---- of a function type ---- */

/* The function whose attributes are read. */
struct subject {
	struct ffir_function_type *function;
	tree attributes; /* of its type */
	tree decl;	 /* NULL_TREE: it is a callback's type */
	const char *attribute;
};

static location_t
place_of_subject (const struct subject *s)
{
	return s->decl != NULL_TREE ? DECL_SOURCE_LOCATION (s->decl) : UNKNOWN_LOCATION;
}

static struct words
words_of_result (const struct subject *s)
{
	struct ffir_param *result = &s->function->result;
	return {&result->annotations, &result->n_annotations, loc_of (place_of_subject (s)), s->decl,
		s->attribute};
}

/* Those of parameter NUMBER, from 1; false if there is none. */
static bool
words_of_param (const struct subject *s, unsigned number, struct words *w)
{
	if (number == 0 || number > s->function->n_params)
		return false;
	struct ffir_param *param = &s->function->params[number - 1];
	*w = {&param->annotations, &param->n_annotations,
	      param->at.file != NULL ? param->at : loc_of (place_of_subject (s)), s->decl, s->attribute};
	return true;
}

/* The name of parameter NUMBER, or NULL. */
static const char *
name_of_param (const struct subject *s, unsigned number)
{
	if (number == 0 || number > s->function->n_params)
		return NULL;
	return s->function->params[number - 1].name;
}

static bool
is_pointer (const struct ffir_type *type)
{
	const struct ffir_type *resolved = ffir_type_resolve (module, type, NULL);
	return resolved != NULL && resolved->kind == FFIR_TYPE_POINTER;
}

static void
say_of_param (const struct subject *s, unsigned number, enum ffir_word word, const char *first = NULL,
	      const char *second = NULL)
{
	struct words w;
	if (words_of_param (s, number, &w))
		say (&w, word, first, second);
}

/* Without arguments it is said of all pointers. */
static void
read_nonnull (struct subject *s)
{
	tree at = s->attributes;
	s->attribute = "nonnull";
	for (tree a; (a = next_attribute ("nonnull", &at)) != NULL_TREE;) {
		if (TREE_VALUE (a) == NULL_TREE)
			for (unsigned i = 1; i <= s->function->n_params; i++)
				if (is_pointer (s->function->params[i - 1].type))
					say_of_param (s, i, FFIR_W_NONNULL);
		for (tree arg = TREE_VALUE (a); arg != NULL_TREE; arg = TREE_CHAIN (arg))
			say_of_param (s, number_in (arg, 0), FFIR_W_NONNULL);
	}
	s->attribute = "nonnull_if_nonzero";
	at = s->attributes;
	for (tree a; (a = next_attribute ("nonnull_if_nonzero", &at)) != NULL_TREE;) {
		tree args = TREE_VALUE (a);
		say_of_param (s, number_in (args, 0), FFIR_W_NONNULL_IF_NONZERO,
			      name_of_param (s, number_in (args, 1)), name_of_param (s, number_in (args, 2)));
	}
}

static void
say_access (const struct subject *s, const attr_access *access)
{
	static const enum ffir_word directions[] = {FFIR_N_WORDS, FFIR_W_IN, FFIR_W_OUT, FFIR_W_INOUT,
						    FFIR_N_WORDS};
	STATIC_ASSERT (access_none == 0 && access_read_only == 1 && access_write_only == 2
		       && access_read_write == 3 && access_deferred == 4);
	unsigned number = access->ptrarg + 1, unspecified;
	enum ffir_word direction = directions[access->mode];
	if (direction != FFIR_N_WORDS)
		say_of_param (s, number, direction);
	if (access->sizarg != UINT_MAX && access->vla_bounds (&unspecified) <= 1)
		say_of_param (s, number, FFIR_W_ARRAY, name_of_param (s, access->sizarg + 1));
}

/* int v[static 4]: not NULL, and at least 4. Of one it is only an idiom for not NULL. */
static void
say_static (struct subject *s, const attr_access *access)
{
	struct words w;
	s->attribute = "static";
	if (!words_of_param (s, access->ptrarg + 1, &w))
		return;
	say (&w, FFIR_W_NONNULL);
	if (access->minsize <= 1 || is_overruled (&w, FFIR_W_ARRAY_FIXED))
		return;
	const char *count = ffir_printf (&module->arena, "%llu", (unsigned long long) access->minsize);
	say (&w, FFIR_W_ARRAY_FIXED, count);
	struct ffir_annotation *a = &(*w.list)[*w.n - 1];
	a->args[0].value.kind = FFIR_VALUE_INTEGER;
	a->args[0].value.text = count;
	a->args[0].value.size = strlen (count);
}

/* Also what C's front end makes of int v[n] and int v[static 4]. */
static void
read_access (struct subject *s)
{
	if (lookup_attribute ("access", s->attributes) == NULL_TREE)
		return;
	rdwr_map map;
	init_attr_rdwr_indices (&map, s->attributes);
	for (unsigned i = 0; i < s->function->n_params; i++) {
		const attr_access *access = map.get (i);
		if (access == NULL || access->ptrarg != i || !is_pointer (s->function->params[i].type))
			continue;
		s->attribute = "access";
		say_access (s, access);
		if (access->static_p && access->minsize != HOST_WIDE_INT_M1U)
			say_static (s, access);
	}
}

static void
read_format (struct subject *s)
{
	tree at = s->attributes;
	s->attribute = "format";
	for (tree a; (a = next_attribute ("format", &at)) != NULL_TREE;) {
		const char *kind = text_of (TREE_VALUE (a));
		if (kind == NULL)
			continue;
		if (startswith (kind, "gnu_"))
			kind += 4;
		bool further = number_in (TREE_VALUE (a), 2) != 0;
		say_of_param (s, number_in (TREE_VALUE (a), 1), FFIR_W_FORMAT, kind, further ? "..." : NULL);
	}
	at = s->attributes;
	s->attribute = "null_terminated_string_arg";
	for (tree a; (a = next_attribute (s->attribute, &at)) != NULL_TREE;)
		say_of_param (s, number_in (TREE_VALUE (a), 0), FFIR_W_ZERO_TERMINATED);
}

/* Which are open for what. */
static void
read_descriptors (struct subject *s)
{
	static const char *const names[][2] = {
		{"fd_arg", NULL}, {"fd_arg_read", "read"}, {"fd_arg_write", "write"}};
	for (const char *const *name : names) {
		tree at = s->attributes;
		s->attribute = name[0];
		for (tree a; (a = next_attribute (name[0], &at)) != NULL_TREE;)
			say_of_param (s, number_in (TREE_VALUE (a), 0), FFIR_W_DESCRIPTOR, name[1]);
	}
}

/* Is it nodiscard, as what is declared may be, or its type? */
static bool
is_nodiscard (tree type)
{
	return lookup_attribute ("nodiscard", TYPE_ATTRIBUTES (TYPE_MAIN_VARIANT (type))) != NULL_TREE;
}

static void
read_result (struct subject *s)
{
	struct words w = words_of_result (s);
	tree a;
	w.attribute = "returns_nonnull";
	if (lookup_attribute (w.attribute, s->attributes) != NULL_TREE)
		say (&w, FFIR_W_NONNULL);
	if (lookup_attribute ("warn_unused_result", s->attributes) != NULL_TREE
	    || lookup_attribute ("nodiscard", s->attributes) != NULL_TREE)
		say (&w, FFIR_W_MUST_USE);
	if ((a = lookup_attribute ("alloc_size", s->attributes)) != NULL_TREE)
		say (&w, FFIR_W_ALLOC_SIZE, name_of_param (s, number_in (TREE_VALUE (a), 0)),
		     name_of_param (s, number_in (TREE_VALUE (a), 1)));
	if ((a = lookup_attribute ("alloc_align", s->attributes)) != NULL_TREE)
		say (&w, FFIR_W_ALLOC_ALIGN, name_of_param (s, number_in (TREE_VALUE (a), 0)));
}

void
standard_of_type (tree fntype, struct ffir_function_type *function, tree decl)
{
	struct subject s = {function, TYPE_ATTRIBUTES (fntype), decl, NULL};
	if (is_nodiscard (TREE_TYPE (fntype))) {
		struct words result = words_of_result (&s);
		say (&result, FFIR_W_MUST_USE);
	}
	if (s.attributes == NULL_TREE)
		return;
	read_nonnull (&s);
	read_access (&s);
	read_format (&s);
	read_descriptors (&s);
	read_result (&s);
}

/* ---- of a declaration ---- */

static struct words
words_of_decl (struct ffir_decl *d, tree decl)
{
	return {&d->annotations, &d->n_annotations, d->at, decl, NULL};
}

/* "free" of __builtin_free, which is how the C library's headers call it. */
static const char *
name_of_function (tree decl)
{
	if (TREE_CODE (decl) != FUNCTION_DECL)
		return NULL;
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	return startswith (name, "__builtin_") ? name + strlen ("__builtin_") : name;
}

/* Does the function take what it frees, and nothing else? */
static bool
takes_one (tree fndecl)
{
	tree list = TYPE_ARG_TYPES (TREE_TYPE (fndecl));
	return list != NULL_TREE && list != void_list_node && TREE_CHAIN (list) == void_list_node;
}

/* malloc (fn): of several such functions the one named first, those left out that also make something new,
 * as realloc does. Without a function it says nothing of who owns what. */
static void
read_malloc (tree fndecl, struct subject *s)
{
	const char *owner = NULL;
	bool any = false;
	tree at = DECL_ATTRIBUTES (fndecl);
	for (tree a; (a = next_attribute ("malloc", &at)) != NULL_TREE;) {
		any = true;
		tree function = TREE_VALUE (a) != NULL_TREE ? TREE_VALUE (TREE_VALUE (a)) : NULL_TREE;
		if (function == NULL_TREE || TREE_CODE (function) != FUNCTION_DECL || !takes_one (function))
			continue;
		owner = name_of_function (function);
	}
	struct words w = words_of_result (s);
	w.attribute = "malloc";
	if (any)
		say (&w, FFIR_W_MALLOC);
	if (owner != NULL)
		say (&w, FFIR_W_OWNED_BY, owner);
}

static void
say_flag (tree attributes, const char *name, struct words *w, enum ffir_word word)
{
	w->attribute = name;
	if (lookup_attribute (name, attributes) != NULL_TREE)
		say (w, word);
}

/* C23's words for functions; GCC calls them something else where no parameter is a pointer. */
static void
read_effects (tree attributes, struct words *w)
{
	say_flag (attributes, "unsequenced", w, FFIR_W_UNSEQUENCED);
	say_flag (attributes, "unsequenced noptr", w, FFIR_W_UNSEQUENCED);
	say_flag (attributes, "reproducible", w, FFIR_W_REPRODUCIBLE);
	say_flag (attributes, "reproducible noptr", w, FFIR_W_REPRODUCIBLE);
}

static void
say_unavailable (tree node, tree attributes, struct words *w)
{
	if (!TREE_UNAVAILABLE (node))
		return;
	tree a = lookup_attribute ("unavailable", attributes);
	say (w, FFIR_W_UNAVAILABLE, a != NULL_TREE ? text_of (TREE_VALUE (a)) : NULL);
}

void
standard_of_function (tree decl, struct ffir_decl *d)
{
	tree attributes = DECL_ATTRIBUTES (decl);
	struct words w = words_of_decl (d, decl);
	standard_of_type (TREE_TYPE (decl), d->function, decl);
	read_effects (TYPE_ATTRIBUTES (TREE_TYPE (decl)), &w);
	if (TREE_THIS_VOLATILE (decl))
		say (&w, FFIR_W_NORETURN);
	say_unavailable (decl, attributes, &w);
	bool is_noexcept = is_cxx && cxx_is_noexcept (TREE_TYPE (decl));
	if (attributes == NULL_TREE && !is_noexcept)
		return;
	struct subject s = {d->function, attributes, decl, NULL};
	read_malloc (decl, &s);
	if (lookup_attribute ("nodiscard", attributes) != NULL_TREE) {
		struct words result = words_of_result (&s);
		say (&result, FFIR_W_MUST_USE);
	}
	say_flag (attributes, "const", &w, FFIR_W_CONST);
	say_flag (attributes, "pure", &w, FFIR_W_PURE);
	say_flag (attributes, "nothrow", &w, FFIR_W_NOTHROW);
	if (is_noexcept && lookup_attribute ("nothrow", attributes) == NULL_TREE)
		say (&w, FFIR_W_NOTHROW);
	say_flag (attributes, "leaf", &w, FFIR_W_NO_CALLBACK);
}

void
standard_of_variable (tree decl, struct ffir_decl *d)
{
	struct words w = words_of_decl (d, decl);
	say_flag (DECL_ATTRIBUTES (decl), "nonstring", &w, FFIR_W_BYTES);
	say_unavailable (decl, DECL_ATTRIBUTES (decl), &w);
}

void
standard_of_tagged (tree type, struct ffir_decl *d)
{
	struct words w = {&d->annotations, &d->n_annotations, d->at, TYPE_STUB_DECL (type), NULL};
	if (d->kind == FFIR_DECL_ENUMERATION) {
		say_flag (TYPE_ATTRIBUTES (type), "flag_enum", &w, FFIR_W_FLAGS);
		say_flag (TYPE_ATTRIBUTES (type), "hardbool", &w, FFIR_W_CLOSED);
	}
	say_unavailable (type, TYPE_ATTRIBUTES (type), &w);
}

static void
say_deprecated (tree decl, struct words *w)
{
	const char *message = deprecation_of (TREE_DEPRECATED (decl), DECL_ATTRIBUTES (decl));
	if (message != NULL)
		say (w, FFIR_W_DEPRECATED, *message != '\0' ? message : NULL);
}

/* Most members. */
static bool
says_nothing (tree decl)
{
	return DECL_ATTRIBUTES (decl) == NULL_TREE && !TREE_DEPRECATED (decl) && !TREE_UNAVAILABLE (decl);
}

void
standard_of_field (tree decl, struct ffir_field *field)
{
	if (says_nothing (decl))
		return;
	struct words w = {&field->annotations, &field->n_annotations, field->at, decl, NULL};
	const char *counter = NULL;
	tree a = lookup_attribute ("counted_by", DECL_ATTRIBUTES (decl));
	if (a != NULL_TREE)
		counter = text_of (TREE_VALUE (a));
	if (counter != NULL)
		say (&w, FFIR_W_ARRAY, counter);
	say_flag (DECL_ATTRIBUTES (decl), "nonstring", &w, FFIR_W_BYTES);
	say_deprecated (decl, &w);
	say_unavailable (decl, DECL_ATTRIBUTES (decl), &w);
}

void
standard_of_enumerator (tree decl, struct ffir_enumerator *e)
{
	if (says_nothing (decl))
		return;
	struct words w = {&e->annotations, &e->n_annotations, e->at, decl, NULL};
	say_deprecated (decl, &w);
	say_unavailable (decl, DECL_ATTRIBUTES (decl), &w);
}
