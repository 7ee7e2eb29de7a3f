/*
 * A note file over a module: each entry finds its declarations, parameters and fields, and adds its words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/notes.h"

#include <fnmatch.h>
#include <stdarg.h>
#include <string.h>

#include "ir/merge.h"
#include "ir/nearest.h"
#include "ir/noting.h"
#include "ir/read.h"

void notes_error(struct noting *n, const struct ffir_loc *at, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	diag_error(n->d, at, "%s", ffir_vprintf(&n->scratch, format, ap));
	va_end(ap);
	n->fine = false;
}

/* ---- globs ---- */

static bool is_glob(const char *text)
{
	return strpbrk(text, "*?[,") != NULL;
}

bool ffir_glob_match(const char *glob, const char *name)
{
	while (*glob) {
		size_t length = strcspn(glob, ",");
		char one[256];
		if (length < sizeof one) {
			memcpy(one, glob, length);
			one[length] = '\0';
			if (length && fnmatch(one, name, 0) == 0)
				return true;
		}
		glob += length + (glob[length] == ',');
	}
	return false;
}

/* ---- what matched nothing ---- */

static const char *kind_element(enum ffir_decl_kind kind)
{
	switch (kind) {
	case FFIR_DECL_RECORD:
		return "record";
	case FFIR_DECL_ENUMERATION:
		return "enumeration";
	case FFIR_DECL_ALIAS:
		return "alias";
	case FFIR_DECL_FUNCTION:
		return "function";
	case FFIR_DECL_VARIABLE:
		return "variable";
	case FFIR_DECL_CONSTANT:
		return "constant";
	case FFIR_DECL_DOMAIN:
		return "domain";
	case FFIR_DECL_MACRO:
		return "macro";
	}
	return "";
}

/* The declaration that was meant: of another kind, or written with its tag only. */
static const struct ffir_decl *find_meant(const struct ffir_module *m, const char *id)
{
	const struct ffir_decl *d = ffir_module_find(m, id);
	for (size_t i = 0; !d && i < m->n_decls; i++)
		if (strcmp(ffir_decl_name(m->decls[i]), id) == 0)
			d = m->decls[i];
	if (d && d->kind == FFIR_DECL_ALIAS && d->type->kind == FFIR_TYPE_NAMED &&
	    ffir_module_find(m, d->type->name))
		d = ffir_module_find(m, d->type->name);
	return d;
}

static void warn_unmatched(struct noting *n, const struct ffir_decl *entry)
{
	const char *element = kind_element(entry->kind);
	const struct ffir_decl *meant = find_meant(n->m, entry->id);
	struct ffir_nearest nearest = ffir_nearest_to(entry->id);
	for (size_t i = 0; i < n->m->n_decls; i++)
		if (n->m->decls[i]->kind == entry->kind)
			ffir_nearest_offer(&nearest, n->m->decls[i]->id);
	if (ffir_annotation_find(entry->annotations, entry->n_annotations, FFIR_W_MACRO_FUNCTION) && !meant)
		diag_warning(n->d, &entry->at,
			     "the types of '%s' are those that only a compiler knows: give the notes to "
			     "'ffirender scan'",
			     entry->id);
	else if (is_glob(entry->id))
		diag_warning(n->d, &entry->at, "no %s of the interface matches '%s'", element, entry->id);
	else if (meant)
		diag_warning(n->d, &entry->at, "no %s '%s' in the interface; did you mean <%s id=\"%s\">?",
			     element, entry->id, kind_element(meant->kind), meant->id);
	else if (nearest.name)
		diag_warning(n->d, &entry->at, "no %s '%s' in the interface; did you mean '%s'?", element,
			     entry->id, nearest.name);
	else
		diag_warning(n->d, &entry->at, "no %s '%s' in the interface", element, entry->id);
}

/* ---- values: parameters, results, fields, what types hold ---- */

/* What an element of the notes says of a value, and the value. */
struct saying {
	const char *of; /* the declaration, for messages */
	bool by_glob;	/* of many: what one of them lacks is no mistake */
};

static void add_params(struct noting *n, const struct saying *s, const struct ffir_function_type *note,
		       struct ffir_function_type *into);

static void add_doc(struct noting *n, const struct ffir_doc *doc, struct ffir_doc **into)
{
	if (doc && !*into)
		*into = notes_copy_doc(n, doc);
}

/* The function type that TYPE points to; NULL with the alias that hides it, if one does. */
static struct ffir_function_type *function_in(struct ffir_type *type, const char **alias)
{
	*alias = NULL;
	for (; type; type = type->to) {
		if (type->kind == FFIR_TYPE_FUNCTION)
			return type->function;
		if (type->kind == FFIR_TYPE_NAMED)
			*alias = type->name;
	}
	return NULL;
}

/* NOTE's parameters, if it has any, are those of the callback INTO, the parameter or field NAME. */
static void add_callback(struct noting *n, const struct saying *s, const char *name,
			 const struct ffir_type *note, struct ffir_type *into, const struct ffir_loc *at)
{
	const char *alias;
	if (!note || note->kind != FFIR_TYPE_FUNCTION)
		return;
	struct ffir_function_type *function = function_in(into, &alias);
	if (function)
		add_params(n, s, note->function, function);
	else if (alias && ffir_module_find(n->m, alias))
		notes_error(n, at,
			    "'%s' of '%s' has the type '%s': write its parameters in <alias id=\"%s\">", name,
			    s->of, alias, alias);
	else
		notes_error(n, at, "'%s' of '%s' is no callback: it has no parameters", name, s->of);
}

static struct ffir_param *find_param(struct ffir_function_type *function, const char *name)
{
	size_t number = 0;
	for (size_t i = 0; i < function->n_params; i++)
		if (strcmp(function->params[i].name, name) == 0)
			return &function->params[i];
	for (const char *digit = name + 1; name[0] == '#' && *digit >= '0' && *digit <= '9' && number < 1000;
	     digit++)
		number = number * 10 + (size_t)(*digit - '0');
	return number > 0 && number <= function->n_params ? &function->params[number - 1] : NULL;
}

static void warn_of_param(struct noting *n, const struct saying *s, const struct ffir_param *note,
			  const struct ffir_function_type *into)
{
	struct ffir_nearest nearest = ffir_nearest_to(note->name);
	const char *names = "";
	for (size_t i = 0; i < into->n_params; i++) {
		ffir_nearest_offer(&nearest, into->params[i].name);
		if (i < 8)
			names = ffir_printf(&n->scratch, "%s%s'%s'", names, i ? ", " : "",
					    into->params[i].name);
	}
	if (s->by_glob)
		return;
	if (nearest.name)
		diag_warning(n->d, &note->at, "'%s' has no parameter '%s'; did you mean '%s'?", s->of,
			     note->name, nearest.name);
	else if (into->n_params)
		diag_warning(n->d, &note->at, "'%s' has no parameter '%s'; it has %s", s->of, note->name,
			     names);
	else
		diag_warning(n->d, &note->at, "'%s' has no parameter '%s'; it has none", s->of, note->name);
}

static void add_value(struct noting *n, const struct saying *s, const struct ffir_param *note,
		      struct ffir_param *into)
{
	notes_add_words(n, note->annotations, note->n_annotations, &into->annotations, &into->n_annotations);
	add_doc(n, note->doc, &into->doc);
	add_callback(n, s, into->name ? into->name : "result", note->type, into->type, &note->at);
}

static void add_params(struct noting *n, const struct saying *s, const struct ffir_function_type *note,
		       struct ffir_function_type *into)
{
	add_value(n, s, &note->result, &into->result);
	for (size_t i = 0; i < note->n_params; i++) {
		struct ffir_param *param = find_param(into, note->params[i].name);
		if (param)
			add_value(n, s, &note->params[i], param);
		else
			warn_of_param(n, s, &note->params[i], into);
	}
}

/* NOTE's parameter, in the function and in each of its signatures that has it. */
static void add_call_param(struct noting *n, const struct saying *s, const struct ffir_param *note,
			   struct ffir_decl *d)
{
	struct ffir_param *param = find_param(d->function, note->name);
	bool found = param != NULL;
	if (param)
		add_value(n, s, note, param);
	for (size_t i = 0; i < d->n_signatures; i++) {
		param = find_param(d->signatures[i], note->name);
		found = found || param;
		if (param)
			add_value(n, s, note, param);
	}
	if (!found)
		warn_of_param(n, s, note, d->n_signatures ? d->signatures[d->n_signatures - 1] : d->function);
}

static void add_call(struct noting *n, const struct saying *s, const struct ffir_function_type *note,
		     struct ffir_decl *d)
{
	add_value(n, s, &note->result, &d->function->result);
	for (size_t i = 0; i < d->n_signatures; i++)
		add_value(n, s, &note->result, &d->signatures[i]->result);
	for (size_t i = 0; i < note->n_params; i++)
		add_call_param(n, s, &note->params[i], d);
}

/* ---- declarations ---- */

static void add_fields(struct noting *n, const struct saying *s, const struct ffir_decl *entry,
		       struct ffir_decl *d)
{
	for (size_t i = 0; i < entry->n_fields; i++) {
		const struct ffir_field *note = &entry->fields[i];
		struct ffir_nearest nearest = ffir_nearest_to(note->name);
		size_t j = 0;
		while (j < d->n_fields && strcmp(d->fields[j].name, note->name) != 0)
			ffir_nearest_offer(&nearest, d->fields[j++].name);
		if (j < d->n_fields) {
			struct ffir_field *field = &d->fields[j];
			notes_add_words(n, note->annotations, note->n_annotations, &field->annotations,
					&field->n_annotations);
			add_doc(n, note->doc, &field->doc);
			add_callback(n, s, field->name, note->type, field->type, &note->at);
		} else if (d->opaque && !s->by_glob) {
			diag_warning(n->d, &note->at, "'%s' is opaque: it has no field '%s'", d->id,
				     note->name);
		} else if (!s->by_glob) {
			diag_warning(n->d, &note->at, "'%s' has no field '%s'%s%s%s", d->id, note->name,
				     nearest.name ? "; did you mean '" : "", nearest.name ? nearest.name : "",
				     nearest.name ? "'?" : "");
		}
	}
}

static void add_enumerators(struct noting *n, const struct saying *s, const struct ffir_decl *entry,
			    struct ffir_decl *d)
{
	for (size_t i = 0; i < entry->n_enumerators; i++) {
		const struct ffir_enumerator *note = &entry->enumerators[i];
		struct ffir_nearest nearest = ffir_nearest_to(note->name);
		size_t j = 0;
		while (j < d->n_enumerators && strcmp(d->enumerators[j].name, note->name) != 0)
			ffir_nearest_offer(&nearest, d->enumerators[j++].name);
		if (j < d->n_enumerators) {
			struct ffir_enumerator *into = &d->enumerators[j];
			notes_add_words(n, note->annotations, note->n_annotations, &into->annotations,
					&into->n_annotations);
			add_doc(n, note->doc, &into->doc);
		} else if (!s->by_glob) {
			diag_warning(n->d, &note->at, "'%s' has no enumerator '%s'%s%s%s", d->id, note->name,
				     nearest.name ? "; did you mean '" : "", nearest.name ? nearest.name : "",
				     nearest.name ? "'?" : "");
		}
	}
}

/* A word that makes a kind of type goes to the record or enum that an alias names, as in C. */
static void add_alias_words(struct noting *n, const struct ffir_decl *entry, struct ffir_decl *d)
{
	struct ffir_decl *named =
		d->type->kind == FFIR_TYPE_NAMED ? ffir_module_find(n->m, d->type->name) : NULL;
	bool is_type = named && (named->kind == FFIR_DECL_RECORD || named->kind == FFIR_DECL_ENUMERATION);
	struct ffir_annotation *of_type = NULL, *of_alias = NULL;
	size_t n_type = 0, n_alias = 0;
	for (size_t i = 0; i < entry->n_annotations; i++) {
		if (is_type && ffir_words[entry->annotations[i].word].of == FFIR_OF_TYPE)
			*FFIR_PUSH(&n->scratch, of_type, n_type) = entry->annotations[i];
		else
			*FFIR_PUSH(&n->scratch, of_alias, n_alias) = entry->annotations[i];
	}
	if (n_type)
		notes_add_words(n, of_type, n_type, &named->annotations, &named->n_annotations);
	notes_add_words(n, of_alias, n_alias, &d->annotations, &d->n_annotations);
}

static void add_entry(struct noting *n, const struct ffir_decl *entry, struct ffir_decl *d)
{
	const struct saying s = {d->id, is_glob(entry->id)};
	add_doc(n, entry->doc, &d->doc);
	if (d->kind == FFIR_DECL_ALIAS)
		add_alias_words(n, entry, d);
	else
		notes_add_words(n, entry->annotations, entry->n_annotations, &d->annotations,
				&d->n_annotations);
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		add_fields(n, &s, entry, d);
		break;
	case FFIR_DECL_ENUMERATION:
	case FFIR_DECL_DOMAIN:
		add_enumerators(n, &s, entry, d);
		break;
	case FFIR_DECL_ALIAS:
	case FFIR_DECL_VARIABLE:
	case FFIR_DECL_CONSTANT:
		add_callback(n, &s, "type", entry->type, d->type, &entry->at);
		break;
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_MACRO:
		if (entry->function && d->function)
			add_call(n, &s, entry->function, d);
		break;
	}
}

/* Whether a parameter that a glob's entry names is in one of the functions at least. */
static void check_glob_params(struct noting *n, const struct ffir_decl *entry)
{
	for (size_t i = 0; entry->function && is_glob(entry->id) && i < entry->function->n_params; i++) {
		const struct ffir_param *note = &entry->function->params[i];
		bool found = false;
		for (size_t j = 0; j < n->m->n_decls && !found; j++) {
			struct ffir_decl *d = n->m->decls[j];
			found = d->kind == entry->kind && d->function && ffir_glob_match(entry->id, d->id) &&
				find_param(d->function, note->name);
		}
		if (!found)
			diag_warning(n->d, &note->at,
				     "none of the functions that '%s' matches has a parameter '%s'",
				     entry->id, note->name);
	}
}

static bool matches_elsewhere(const struct noting *n, const struct ffir_decl *entry)
{
	for (size_t i = 0; i < n->all->n_modules; i++) {
		const struct ffir_module *m = n->all->modules[i];
		for (size_t j = 0; j < m->n_decls; j++)
			if (m->decls[j]->kind == entry->kind && ffir_glob_match(entry->id, m->decls[j]->id))
				return true;
	}
	return false;
}

static void apply_entry(struct noting *n, const struct ffir_decl *entry)
{
	size_t n_matches = 0;
	for (size_t i = 0; i < n->m->n_decls; i++) {
		struct ffir_decl *d = n->m->decls[i];
		if (d->kind != entry->kind || !ffir_glob_match(entry->id, d->id))
			continue;
		n_matches++;
		add_entry(n, entry, d);
	}
	if (n_matches)
		check_glob_params(n, entry);
	else if (!matches_elsewhere(n, entry))
		warn_unmatched(n, entry);
}

/* ---- what notes define ---- */

static void apply_library(struct noting *n)
{
	struct ffir_library *into = &n->m->library;
	const struct ffir_library *note = &n->notes->library;
	struct ffir_arena *a = &n->m->arena;
	/* A name without a place is a file's. */
	if (note->name && (!into->name || !into->at.file)) {
		into->name = ffir_strdup(a, note->name);
		into->at = notes_copy_location(n, &note->at);
	}
	if (!into->version)
		into->version = ffir_strdup(a, note->version);
	if (!into->soname)
		into->soname = ffir_strdup(a, note->soname);
	if (note->doc && !into->doc)
		into->doc = notes_copy_doc(n, note->doc);
}

/* A function-like macro with the prototype that the notes give it. */
static bool define_macro(struct noting *n, const struct ffir_decl *note)
{
	struct ffir_decl *macro =
		is_glob(note->id) || !note->function || !note->function->result.type
			? NULL
			: ffir_module_add(n->m, FFIR_DECL_MACRO, ffir_strdup(&n->m->arena, note->id));
	if (!macro)
		return false;
	macro->at = notes_copy_location(n, &note->at);
	macro->function = notes_copy_function(n, note->function);
	add_doc(n, note->doc, &macro->doc);
	notes_add_words(n, note->annotations, note->n_annotations, &macro->annotations,
			&macro->n_annotations);
	return true;
}

/* ---- all ---- */

/* A record that notes call opaque has no body in the bindings, as one that C calls so. */
static void settle_opaque(struct noting *n)
{
	const char **keys = NULL;
	size_t n_keys = 0;
	for (size_t i = 0; i < n->m->n_decls; i++) {
		const struct ffir_decl *d = n->m->decls[i];
		const struct ffir_annotation *a =
			ffir_annotation_find(d->annotations, d->n_annotations, FFIR_W_OPAQUE);
		if (a && a->at.file == n->file)
			*FFIR_PUSH(&n->scratch, keys, n_keys) = d->id;
	}
	if (n_keys)
		ffir_settle_opaque(n->m, keys, n_keys);
}

static void apply_all(struct noting *n)
{
	bool defined = false;
	notes_know(n);
	apply_library(n);
	for (size_t i = 0; i < n->notes->n_decls; i++) {
		const struct ffir_decl *note = n->notes->decls[i];
		if (note->kind == FFIR_DECL_DOMAIN && !is_glob(note->id))
			notes_add_domain(n, note);
		else if (note->kind == FFIR_DECL_MACRO && define_macro(n, note))
			defined = true;
		else
			apply_entry(n, note);
	}
	notes_check(n);
	settle_opaque(n);
	if (defined && n->fine && !ffir_validate(n->m, n->d))
		n->fine = false;
}

bool ffir_notes_apply(struct ffir_module *m, const struct ffir_module *notes, struct diag *d)
{
	struct ffir_interface all = {.modules = &m, .n_modules = 1};
	return ffir_notes_apply_to(&all, notes, d);
}

static bool apply_to(const struct ffir_interface *all, struct ffir_module *m, const struct ffir_module *notes,
		     struct diag *d)
{
	struct noting n = {.all = all, .m = m, .notes = notes, .d = d, .fine = true};
	const char *file = notes->library.at.file;
	for (size_t i = 0; !file && i < notes->n_decls; i++)
		file = notes->decls[i]->at.file;
	n.file = ffir_strdup(&m->arena, file ? file : "<notes>");
	apply_all(&n);
	ffir_arena_release(&n.scratch);
	return n.fine;
}

bool ffir_notes_apply_to(const struct ffir_interface *all, const struct ffir_module *notes, struct diag *d)
{
	struct diag_said said = {0};
	bool fine = true;
	if (all->n_modules > 1)
		d->said = &said;
	for (size_t i = 0; i < all->n_modules; i++)
		fine = apply_to(all, all->modules[i], notes, d) && fine;
	d->said = NULL;
	ffir_arena_release(&said.arena);
	return fine;
}
