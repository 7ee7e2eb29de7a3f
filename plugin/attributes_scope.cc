/*
 * What stands at file scope for itself: regions (FFI_EXPORT_BEGIN and FFI_EXPORT_END), the library,
 * constants, enums made of constants, error domains, function-like macros. Each macro declares a typedef
 * whose name begins with "ffi_declared_" and that carries the word.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

/* ---- regions ---- */

static auto_vec<location_t> regions; /* those that are open, by their beginning */

/* The outermost regions, each by the places of its markers; the end of an open one is unknown. */
struct region {
	location_t begin, end;
};
static auto_vec<struct region> outermost;

/* Where the last marker stood; a type that began before it and ends behind it has it inside. */
static location_t last_marker;

bool
attributes_in_region (void)
{
	return !regions.is_empty ();
}

bool
attributes_region_at (location_t at)
{
	at = linemap_resolve_location (line_table, at, LRK_MACRO_EXPANSION_POINT, NULL);
	unsigned low = 0, high = outermost.length (); /* of those that begin before AT there are LOW */
	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		if (linemap_compare_locations (line_table, outermost[middle].begin, at) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return false;
	location_t end = outermost[low - 1].end;
	return end == UNKNOWN_LOCATION || linemap_compare_locations (line_table, at, end) > 0;
}

/* Where the marker stands; an error if no declaration of file scope can begin there. */
static location_t
place_of_marker (const char *marker)
{
	location_t at =
		linemap_resolve_location (line_table, input_location, LRK_MACRO_EXPANSION_POINT, NULL);
	if (current_function_decl != NULL_TREE)
		place_error (at, "%qs stands inside of a function: write it between declarations", marker);
	return at;
}

static void
region_begin (cpp_reader *)
{
	if (module == NULL)
		return;
	last_marker = place_of_marker ("FFI_EXPORT_BEGIN");
	if (regions.is_empty ())
		outermost.safe_push ({last_marker, UNKNOWN_LOCATION});
	regions.safe_push (last_marker);
}

static void
region_end (cpp_reader *)
{
	if (module == NULL)
		return;
	last_marker = place_of_marker ("FFI_EXPORT_END");
	if (!regions.is_empty ()) {
		regions.pop ();
		if (regions.is_empty ())
			outermost.last ().end = last_marker;
	} else
		place_error (last_marker, "%qs ends nothing: there is no %qs before it", "FFI_EXPORT_END",
			     "FFI_EXPORT_BEGIN");
}

void
attributes_pragmas (void)
{
	c_register_pragma ("ffi", "push", region_begin);
	c_register_pragma ("ffi", "pop", region_end);
}

void
region_check_type (tree type)
{
	tree decl = TYPE_STUB_DECL (type);
	if (last_marker == UNKNOWN_LOCATION || decl == NULL_TREE)
		return;
	location_t begin = linemap_resolve_location (line_table, DECL_SOURCE_LOCATION (decl),
						     LRK_MACRO_EXPANSION_POINT, NULL);
	if (begin <= BUILTINS_LOCATION || linemap_compare_locations (line_table, begin, last_marker) <= 0)
		return;
	place_error (last_marker,
		     "a region of %qs begins or ends inside of %qT: write it between declarations",
		     "FFI_EXPORT_BEGIN", type);
	last_marker = UNKNOWN_LOCATION;
}

void
region_check (void)
{
	for (location_t at : regions)
		place_error (at, "%qs has no %qs", "FFI_EXPORT_BEGIN", "FFI_EXPORT_END");
	regions.truncate (0);
}

/* ---- declarations of their own ---- */

struct scope_word {
	struct use *use;
	tree name; /* of the typedef; words on the same one belong together */
	tree decl; /* of a function-like macro: the typedef, which has the parameters; else NULL_TREE */
	location_t defined; /* of a constant that is a macro: its #define */
	unsigned next;	    /* of the same name, 0 if there is none */
};
static auto_vec<struct scope_word> scope_words;

/* The words of one name, in SCOPE_WORDS. */
struct chain {
	unsigned first, last;
};
static hash_map<tree, struct chain> *chains;

static void
keep_word (const struct scope_word &w)
{
	unsigned index = scope_words.length ();
	bool known;
	if (chains == NULL)
		chains = new hash_map<tree, struct chain>;
	struct chain &chain = chains->get_or_insert (w.name, &known);
	if (known)
		scope_words[chain.last].next = index;
	else
		chain.first = index;
	chain.last = index;
	scope_words.safe_push (w);
}

/* What stands behind "ffi_declared_" in the name of the typedef, or NULL. */
static const char *
declared_kind (tree decl)
{
	static const char prefix[] = "ffi_declared_";
	if (DECL_NAME (decl) == NULL_TREE)
		return NULL;
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	return strncmp (name, prefix, sizeof prefix - 1) == 0 ? name + sizeof prefix - 1 : NULL;
}

unsigned
scope_place (tree decl)
{
	const char *kind = declared_kind (decl);
	if (kind == NULL)
		return 0;
	if (strncmp (kind, "type_", 5) == 0)
		return FFIR_ON_TYPEDEF;
	if (strncmp (kind, "domain_", 7) == 0 || strncmp (kind, "enum_", 5) == 0)
		return FFIR_ON_FILE | FFIR_ON_DOMAIN | FFIR_ON_ENUM;
	return FFIR_ON_FILE | (strncmp (kind, "constant_", 9) == 0 ? FFIR_ON_ENUMERATOR : 0);
}

bool
scope_is_macro (tree decl)
{
	const char *kind = DECL_P (decl) && TREE_CODE (decl) == TYPE_DECL ? declared_kind (decl) : NULL;
	return kind != NULL && strncmp (kind, "macro_", 6) == 0;
}

/* Where NAME is #defined; UNKNOWN_LOCATION if it is no macro. */
static location_t
place_of_define (const char *name)
{
	cpp_hashnode *node = cpp_lookup (parse_in, (const unsigned char *) name, strlen (name));
	return cpp_user_macro_p (node) ? cpp_macro_definition_location (node) : UNKNOWN_LOCATION;
}

static bool
makes_domain (enum ffir_word word)
{
	return word == FFIR_W_ENUM || word == FFIR_W_FLAGS_ENUM || word == FFIR_W_ERROR_DOMAIN;
}

/* Do both declare the same thing, the library, the enum or the error domain of a name? */
static bool
same_subject (const struct use *a, const struct use *b)
{
	if (a->word == FFIR_W_LIBRARY || b->word == FFIR_W_LIBRARY)
		return a->word == b->word;
	if (!makes_domain (a->word) || !makes_domain (b->word)
	    || (a->word == FFIR_W_ERROR_DOMAIN) != (b->word == FFIR_W_ERROR_DOMAIN))
		return false;
	return strcmp (a->annotation.args[0].text, b->annotation.args[0].text) == 0;
}

/* ---- libraries ---- */

/* The files in which FFI_LIBRARY stands. */
static vec<struct use *> libraries;

static const char *
library_of_file (const char *file)
{
	for (const struct use *u : libraries)
		if (strcmp (LOCATION_FILE (u->at), file) == 0)
			return u->annotation.args[0].text;
	return NULL;
}

/* A file without FFI_LIBRARY belongs where the one that includes it does. */
bool
of_other_library (location_t at)
{
	if (options.library == NULL || libraries.is_empty () || at <= BUILTINS_LOCATION)
		return false;
	at = linemap_resolve_location (line_table, at, LRK_MACRO_EXPANSION_POINT, NULL);
	const line_map_ordinary *map = linemap_check_ordinary (linemap_lookup (line_table, at));
	for (; map != NULL; map = linemap_included_from_linemap (line_table, map)) {
		const char *name = library_of_file (ORDINARY_MAP_FILE_NAME (map));
		if (name != NULL)
			return strcmp (name, options.library) != 0;
	}
	return false;
}

/* Headers may repeat what they declare; false if U is a repetition, or wrong. */
static bool
is_new (struct use *u)
{
	if (u->word != FFIR_W_LIBRARY && !makes_domain (u->word))
		return true;
	for (const struct scope_word &w : scope_words) {
		if (!same_subject (w.use, u))
			continue;
		if (strcmp (use_text (w.use), use_text (u)) == 0)
			return false;
		if (u->word == FFIR_W_LIBRARY)
			use_error (u,
				   "%qs contradicts %qs: a unit belongs to one library; "
				   "%<-fplugin-arg-ffiextract-library=NAME%> says to which",
				   use_text (u), use_text (w.use));
		else
			use_error (u, "%qs contradicts %qs: keep one of them, or give them different names",
				   use_text (u), use_text (w.use));
		inform (w.use->at, "%qs is here", use_text (w.use));
		return false;
	}
	return true;
}

/* Preprocessed text has no macros left. */
static bool
check_macro (struct use *u)
{
	const char *name = u->annotation.args[0].text;
	cpp_hashnode *node = cpp_lookup (parse_in, (const unsigned char *) name, strlen (name));
	if (cpp_get_options (parse_in)->preprocessed
	    || (cpp_user_macro_p (node) && cpp_fun_like_macro_p (node)))
		return true;
	if (cpp_user_macro_p (node))
		use_error (u, "%qs has no parameters: write %<FFI_CONSTANT(%s);%>", name, name);
	else
		use_error (u, "there is no macro %qs; write %qs behind its %<#define%>", name, u->written);
	return false;
}

void
scope_note (struct use *u, tree decl)
{
	struct scope_word w = {u, DECL_NAME (decl), NULL_TREE, UNKNOWN_LOCATION, 0};
	if (u->word == FFIR_W_LIBRARY)
		libraries.safe_push (u);
	if (u->word == FFIR_W_LIBRARY && of_other_library (u->at))
		return;
	if (!is_new (u))
		return;
	if (u->word == FFIR_W_CONSTANT) {
		w.decl = decl;
		w.defined = place_of_define (u->annotation.args[0].text);
	}
	if (u->word == FFIR_W_MACRO_FUNCTION && check_macro (u))
		w.decl = decl;
	keep_word (w);
}

void
scope_mark (void)
{
	for (const struct scope_word &w : scope_words)
		if (w.decl != NULL_TREE)
			mark_tree (w.decl);
}

bool
scope_has_domain (const char *name, vec<const char *> *names)
{
	bool found = false;
	for (const struct scope_word &w : scope_words) {
		if (!makes_domain (w.use->word))
			continue;
		names->safe_push (w.use->annotation.args[0].text);
		found |= strcmp (w.use->annotation.args[0].text, name) == 0;
	}
	return found;
}

/* ---- into the module ---- */

static void
describe_library (const struct use *u)
{
	if (module->library.name != NULL)
		return;
	module->library.name = u->annotation.args[0].text;
	if (u->annotation.n_args > 1)
		module->library.version = u->annotation.args[1].text;
	module->library.at = u->annotation.at;
	module->library.doc = comment_of_file (expand_location (u->at).file);
}

/* Words beside the one that made the declaration: FFI_CONSTANT(X) FFI_NAME("y"); */
static void
add_words (struct ffir_decl *d, tree name, enum ffir_word but)
{
	unsigned i = chains->get (name)->first;
	do {
		const struct use *u = scope_words[i].use;
		if (u->word != but)
			*FFIR_PUSH (&module->arena, d->annotations, d->n_annotations) = u->annotation;
		i = scope_words[i].next;
	} while (i != 0);
}

/* A string constant is a pointer to its characters, as it is in an expression. */
static tree
decayed (tree type)
{
	if (TREE_CODE (type) != ARRAY_TYPE)
		return type;
	return build_pointer_type (build_qualified_type (TREE_TYPE (type), TYPE_QUAL_CONST));
}

static void
describe_constant (const struct scope_word *w)
{
	const struct ffir_annotation *a = &w->use->annotation;
	const char *id = ffir_printf (&module->arena, "#%s", a->args[0].text);
	bool is_macro = w->defined > BUILTINS_LOCATION;
	struct ffir_decl *d = ffir_module_find (module, id);
	if (d == NULL) {
		d = add_decl (FFIR_DECL_CONSTANT, id, is_macro ? w->defined : w->use->at);
		if (is_macro)
			d->at.column = 0; /* not known before GCC 14 */
		d->type = describe_type (decayed (w->use->type), NULL);
		d->from = is_macro || strcmp (a->args[0].text, a->args[1].text) != 0 ? "macro" : "declared";
		struct ffir_on *on = FFIR_PUSH (&module->arena, d->on, d->n_on);
		on->targets = module->targets[0].id;
		on->value = a->args[1].value;
	}
	if (d->doc == NULL && is_macro)
		d->doc = comment_of (w->defined);
	if (d->doc == NULL)
		d->doc = comment_of (w->use->at);
	if (d->deprecated == NULL)
		d->deprecated = deprecation_of (TREE_DEPRECATED (w->decl), DECL_ATTRIBUTES (w->decl));
	add_words (d, w->name, FFIR_W_CONSTANT);
}

static void
describe_domain (const struct use *u, tree name)
{
	const char *id = ffir_printf (&module->arena, "domain/%s", u->annotation.args[0].text);
	struct ffir_decl *d = ffir_module_find (module, id);
	if (d == NULL) {
		d = add_decl (FFIR_DECL_DOMAIN, id, u->at);
		d->doc = comment_of (u->at);
	}
	*FFIR_PUSH (&module->arena, d->annotations, d->n_annotations) = u->annotation;
	add_words (d, name, u->word);
}

/* A parameter of MACRO that becomes part of a word; NULL if none does. The "##" in ", ## __VA_ARGS__" is another. */
static const char *
pasted_parameter (const cpp_macro *macro)
{
	for (unsigned i = 0; i < macro->count; i++) {
		const cpp_token *token = &macro->exp.tokens[i];
		bool is_behind = i > 0 && (token[-1].flags & PASTE_LEFT) && token[-1].type != CPP_COMMA;
		if (token->type == CPP_MACRO_ARG && (is_behind || (token->flags & PASTE_LEFT)))
			return (const char *) NODE_NAME (token->val.macro_arg.spelling);
	}
	return NULL;
}

/* A parameter of MACRO whose value is in nothing that it becomes, but its spelling is; NULL if none is like that. */
static const char *
quoted_parameter (const cpp_macro *macro)
{
	for (unsigned n = 1; n <= macro->paramc; n++) {
		const char *quoted = NULL;
		bool has_value = false;
		for (unsigned i = 0; i < macro->count; i++) {
			const cpp_token *token = &macro->exp.tokens[i];
			if (token->type != CPP_MACRO_ARG || token->val.macro_arg.arg_no != n)
				continue;
			has_value |= !(token->flags & STRINGIFY_ARG);
			quoted = (const char *) NODE_NAME (token->val.macro_arg.spelling);
		}
		if (quoted != NULL && !has_value)
			return quoted;
	}
	return NULL;
}

/* Whether the macro, as it stands at the end of the unit, can be called with the parameters of F. */
static bool
check_macro_call (struct use *u, const struct ffir_function_type *f)
{
	const char *name = u->annotation.args[0].text;
	cpp_hashnode *node = cpp_lookup (parse_in, (const unsigned char *) name, strlen (name));
	if (cpp_get_options (parse_in)->preprocessed)
		return true;
	if (!cpp_user_macro_p (node) || !cpp_fun_like_macro_p (node)) {
		use_error (
			u,
			"%qs is no macro any more at the end of the unit: who includes this cannot call it",
			name);
		return false;
	}
	const cpp_macro *macro = node->value.macro;
	size_t n = f->n_params, taken = macro->paramc;
	const char *pasted = pasted_parameter (macro), *quoted = quoted_parameter (macro);
	if (f->variadic)
		use_error (u, "%qs has %<...%>: write the arguments of one call of %qs", u->written, name);
	else if (macro->variadic ? n + 1 < taken : n != taken && (n != 0 || taken != 1))
		use_error (u, "the macro %qs takes %wu arguments, and %qs says %wu", name,
			   (unsigned HOST_WIDE_INT) taken, u->written, (unsigned HOST_WIDE_INT) n);
	else if (pasted != NULL)
		use_error (u,
			   "the macro %qs makes a word of its parameter %qs, with %<##%>: a call has values",
			   name, pasted);
	else if (quoted != NULL)
		use_error (
			u,
			"the macro %qs has only the words of its parameter %qs, by %<#%>: a call has values",
			name, quoted);
	else
		return true;
	return false;
}

static void
describe_macro_function (struct use *u, tree typedef_decl)
{
	const char *id = ffir_printf (&module->arena, "macro %s", u->annotation.args[0].text);
	struct ffir_decl *d = add_decl (FFIR_DECL_MACRO, id, u->at);
	if (d == NULL)
		return;
	struct ffir_type *type = describe_type (original_type_of (typedef_decl), params_of (typedef_decl));
	d->function = type->function;
	if (!check_macro_call (u, d->function))
		return;
	for (size_t i = 0; i < d->function->n_params; i++)
		d->function->params[i].doc = NULL; /* their place is the macro's */
	location_t defined = place_of_define (u->annotation.args[0].text);
	if (defined > BUILTINS_LOCATION) {
		d->at = loc_of (defined);
		d->at.column = 0; /* not known before GCC 14 */
	}
	d->doc = comment_of (defined > BUILTINS_LOCATION ? defined : u->at);
	annotations_of (DECL_ATTRIBUTES (typedef_decl), true, &d->function->result.annotations,
			&d->function->result.n_annotations);
	struct ffir_annotation *words = NULL;
	size_t n_words = 0;
	annotations_of (DECL_ATTRIBUTES (typedef_decl), false, &words, &n_words);
	for (size_t i = 0; i < n_words; i++)
		if (words[i].word != FFIR_W_MACRO_FUNCTION)
			*FFIR_PUSH (&module->arena, d->annotations, d->n_annotations) = words[i];
}

void
attributes_file_scope (void)
{
	for (const struct scope_word &w : scope_words)
		if (w.use->word == FFIR_W_LIBRARY)
			describe_library (w.use);
		else if (w.use->word == FFIR_W_CONSTANT && !of_other_library (w.use->at))
			describe_constant (&w);
	for (const struct scope_word &w : scope_words)
		if (makes_domain (w.use->word))
			describe_domain (w.use, w.name);
		else if (w.use->word == FFIR_W_MACRO_FUNCTION && !of_other_library (w.use->at))
			describe_macro_function (w.use, w.decl);
}
