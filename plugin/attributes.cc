/*
 * The vocabulary inside GCC: registers each word as __attribute__((ffi_x)) and [[ffi::x]], moves what
 * stands on a type out to its declaration, and reads attribute lists back as annotations.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

static auto_vec<struct use *> uses;
static int errors;	/* that were given here */
static tree index_mark; /* purpose of an argument that is the index of a use */

bool
attributes_used (void)
{
	return !uses.is_empty ();
}

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

bool
same_use (const struct use *a, const struct use *b)
{
	const struct ffir_annotation *x = &a->annotation, *y = &b->annotation;
	if (x->word != y->word || x->n_args != y->n_args)
		return false;
	for (size_t i = 0; i < x->n_args; i++) {
		unsigned m = a->positions != NULL ? a->positions[i] : 0,
			 n = b->positions != NULL ? b->positions[i] : 0;
		bool named = m != 0 && n != 0;
		if (named ? m != n : strcmp (x->args[i].text, y->args[i].text) != 0)
			return false;
	}
	return true;
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
		text = ffir_printf (&module->arena, "%s%s%s%s%s", text, i ? ", " : "", quote,
				    u->annotation.args[i].text, quote);
	}
	return ffir_printf (&module->arena, "%s)", text);
}

const char *
did_you_mean (const char *name)
{
	if (name == NULL)
		return "";
	return ffir_printf (&module->arena, "; did you mean %s%s%s?", open_quote, name, close_quote);
}

void
use_error (struct use *u, const char *gmsgid, ...)
{
	if (u->reported)
		return;
	u->reported = true;
	errors += !u->marked;
	va_list ap;
	va_start (ap, gmsgid);
	gcc_report_va (!u->marked, u->at, gmsgid, &ap);
	va_end (ap);
}

void
place_warning (location_t at, const char *gmsgid, ...)
{
	va_list ap;
	va_start (ap, gmsgid);
	gcc_report_va (false, at, gmsgid, &ap);
	va_end (ap);
}

void
place_error (location_t at, const char *gmsgid, ...)
{
	errors++;
	va_list ap;
	va_start (ap, gmsgid);
	gcc_report_va (true, at, gmsgid, &ap);
	va_end (ap);
}

/* ---- the handler ---- */

/* The line that a macro passes in front of its arguments, as "@12"; 0 if the attribute was written by hand.
 */
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

/* In front of the arguments stands that a header's own macro is meant. */
static bool
is_marked (tree arguments)
{
	const char *text = arguments == NULL_TREE ? NULL : text_in (TREE_VALUE (arguments));
	return text != NULL && strcmp (text, "@marker") == 0;
}

static const char *
written_by_hand (enum ffir_word word, int flags)
{
	return ffir_printf (&module->arena, flags & ATTR_FLAG_CXX11 ? "ffi::%s" : "ffi_%s",
			    ffir_words[word].name);
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
	u->marked = is_marked (arguments);
	if (line == 0 && is_of_file (word)) {
		use_error (u, "%qs is a declaration of its own: write it with the macro %qs", u->written,
			   macro_name (word));
		return NULL;
	}
	if (line != 0 || u->marked)
		arguments = TREE_CHAIN (arguments);
	return read_arguments (u, arguments, line != 0) ? u : NULL;
}

/* A word that stands on a type on the way to a declaration belongs to that declaration. */
static tree
push_outwards (struct use *u, int flags)
{
	if (!(flags & (ATTR_FLAG_DECL_NEXT | ATTR_FLAG_FUNCTION_NEXT | ATTR_FLAG_ARRAY_NEXT))) {
		use_error (u,
			   "%qs belongs to no declaration here; write it in front of the declaration, or "
			   "behind its name",
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
	for (tree variant = TYPE_MAIN_VARIANT (type); variant != NULL_TREE;
	     variant = TYPE_NEXT_VARIANT (variant))
		TYPE_ATTRIBUTES (variant) = tree_cons (TREE_PURPOSE (attribute), TREE_VALUE (attribute),
						       TYPE_ATTRIBUTES (variant));
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
	return TREE_CODE (type) == ENUMERAL_TYPE ? (unsigned) FFIR_ON_ENUM : 0;
}

static void
place_on_type (struct use *u, tree type)
{
	u->place = place_of_type (type);
	if (check_use (u, type, u->place))
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
	DECL_ATTRIBUTES (decl) =
		tree_cons (attribute_name (u->word), arguments_of (u), DECL_ATTRIBUTES (decl));
}

/* What is said of an object is said of its type, whichever of its names carries it. */
static bool
is_of_type (enum ffir_word word)
{
	return ffir_words[word].of == FFIR_OF_TYPE || word == FFIR_W_THREAD_SAFE
	       || word == FFIR_W_THREAD_BOUND;
}

/* Not the one that TYPEDEF_DECL, of ours, gives it. */
static bool
has_own_name (tree type, tree typedef_decl)
{
	tree name = identifier_of (type);
	return name != NULL_TREE && name != DECL_NAME (typedef_decl) && !IDENTIFIER_ANON_P (name);
}

/* FFI_TYPE: what is said of the type that the typedef DECL repeats. */
static void
place_about (struct use *u, tree decl)
{
	tree type = TREE_TYPE (decl);
	bool tagged = place_of_type (type) != 0;
	if (tagged ? !has_own_name (type, decl) : !is_typedef (type) || TYPE_NAME (type) == decl) {
		use_error (u, "%<FFI_TYPE%> needs the name of a struct, union, enum or typedef");
		return;
	}
	bool by_typedef = is_typedef (type) && TYPE_NAME (type) != decl;
	if (tagged && (is_of_type (u->word) || !by_typedef))
		place_on_type (u, type);
	else
		place_on_decl (u, TYPE_NAME (type), FFIR_ON_TYPEDEF);
}

/* A typedef: of ours, or one of the user's. What a word says of a kind of type goes to the struct, union or
 * enum that the typedef names. */
static void
place_on_typedef (struct use *u, tree decl)
{
	unsigned what = scope_place (decl);
	tree type = TREE_TYPE (decl);
	if (what == 0 && is_of_file (u->word)) {
		use_error (u, "%qs is a declaration of its own: end it with a semicolon", u->written);
		return;
	}
	if (scope_is_macro (decl) && u->word != FFIR_W_MACRO_FUNCTION) {
		place_on_decl (u, decl, FFIR_ON_FUNCTION);
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
	u->uid = TYPE_P (*node) ? TYPE_UID (*node) : DECL_UID (*node);
	if (TYPE_P (*node))
		place_on_type (u, *node);
	else if (TREE_CODE (*node) == TYPE_DECL)
		place_on_typedef (u, *node);
	else
		place_on_decl (u, *node, place_of_decl (*node));
	if (is_cxx && TREE_CODE (*node) == PARM_DECL)
		cxx_note_param (*node);
	if (!u->reported)
		expect_names (u);
	return NULL_TREE;
}

static const struct attribute_spec plain_words[] = {
#define STANDARD(ID, name, places, of, args, says)
#define WORD(ID, name, places, of, args, says) {"ffi_" name, 0, -1, false, false, false, false, handle, NULL},
#include "ir/vocabulary.def"
#undef WORD
};

static const struct attribute_spec scoped_words[] = {
#define STANDARD(ID, name, places, of, args, says)
#define WORD(ID, name, places, of, args, says) {name, 0, -1, false, false, false, false, handle, NULL},
#include "ir/vocabulary.def"
#undef WORD
	{NULL, 0, 0, false, false, false, false, NULL, NULL},
};

void
attributes_register (void)
{
	index_mark = get_identifier ("ffi index");
	for (const struct attribute_spec &spec : plain_words)
		register_attribute (&spec);
	gcc_register_scoped (scoped_words, ARRAY_SIZE (plain_words), "ffi");
}

/* ---- what others ask ---- */

static int
by_index (const void *a, const void *b)
{
	const struct use *x = *(struct use *const *) a, *y = *(struct use *const *) b;
	return x->index < y->index ? -1 : x->index > y->index;
}

void
add_annotations (tree attributes, bool for_result, struct ffir_annotation **list, size_t *n)
{
	auto_vec<struct use *> chosen;
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u != NULL && u->of_result == for_result)
			chosen.safe_push (u);
	}
	chosen.qsort (by_index);
	for (unsigned i = 0; i < chosen.length (); i++) {
		bool twice = false;
		for (unsigned j = 0; j < i; j++)
			twice |= same_use (chosen[i], chosen[j]);
		if (!twice)
			*FFIR_PUSH (&module->arena, *list, *n) = chosen[i]->annotation;
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
		if (warning_is (warning, u->annotation.args[0].text))
			return true;
	}
	return false;
}

/* What the unit declares is known in spite of errors if they are all ours. */
void
attributes_check_unit (void)
{
	static bool checked;
	if (checked || parse_in == NULL || errorcount > errors)
		return;
	checked = true;
	region_check ();
	bool includes_header = cpp_defined (parse_in, (const unsigned char *) "FFI_PLUGIN_", 11);
	if (uses.is_empty () && !includes_header)
		return;
	check_records ();
	report_unknown_names ();
	if (includes_header)
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

static bool
has_param (const struct ffir_function_type *f, const char *name)
{
	for (size_t i = 0; i < f->n_params; i++)
		if (strcmp (f->params[i].name, name) == 0)
			return true;
	return false;
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
		bool unnamed = further->params[i].name[0] == '#' || has_param (f, further->params[i].name);
		struct ffir_param *param = FFIR_PUSH (&module->arena, f->params, f->n_params);
		*param = further->params[i];
		param->doc = NULL; /* the place is the macro's, whose comment is the function's */
		if (unnamed)
			param->name = ffir_printf (&module->arena, "#%u", (unsigned) f->n_params);
	}
	return f;
}

static int
by_place (const void *a, const void *b)
{
	location_t x = *(const location_t *) a, y = *(const location_t *) b;
	return x < y ? -1 : x > y;
}

/* Uses of FFI_VARIADIC on FNDECL, in order of the source. */
static void
find_signatures (tree fndecl, vec<struct use *> *found)
{
	for (tree a = DECL_ATTRIBUTES (fndecl); a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u != NULL && u->word == FFIR_W_VARIADIC && u->type != NULL_TREE)
			found->safe_push (u);
	}
	found->qsort (by_index);
}

void
attributes_own_signatures (tree fndecl, const struct callback_params *params,
			   struct callback_params (*find) (tree fntype, location_t at))
{
	auto_vec<struct use *> found;
	find_signatures (fndecl, &found);
	auto_vec<location_t>
		places; /* of several on one line it is known that they are there, not which is which */
	for (const struct use *u : found)
		if (u->params.n == 0)
			places.safe_push (u->at);
	places.qsort (by_place);
	unsigned i = 0;
	for (struct use *u : found) {
		if (u->params.n > 0)
			continue;
		u->params = find (TREE_TYPE (u->type), places[i++]);
		auto_vec<tree> all;
		for (size_t i = 0; i < params->n; i++)
			all.safe_push (params->params[i]);
		for (size_t i = 0; i < u->params.n; i++)
			all.safe_push (u->params.params[i]);
		if (u->params.n > 0)
			attributes_check_params (u->params.params[0], all.address (), all.length ());
	}
}

void
attributes_signatures (tree fndecl, struct ffir_decl *function)
{
	auto_vec<struct use *> found;
	find_signatures (fndecl, &found);
	for (struct use *u : found) {
		const struct ffir_type *further =
			describe_type (u->type, u->params.n > 0 ? &u->params : NULL);
		if (further->kind == FFIR_TYPE_POINTER && further->to->kind == FFIR_TYPE_FUNCTION)
			*FFIR_PUSH (&module->arena, function->signatures, function->n_signatures) =
				whole_signature (function->function, further->to->function);
	}
}

void
attributes_mark (void)
{
	if (index_mark == NULL_TREE)
		return;
	mark_tree (index_mark);
	for (struct use *u : uses) {
		if (u->type != NULL_TREE)
			mark_tree (u->type);
		for (size_t i = 0; i < u->params.n; i++)
			mark_tree (u->params.params[i]);
	}
	scope_mark ();
	lines_mark ();
	check_mark ();
}
