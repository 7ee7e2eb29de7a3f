/*
 * Domains that notes define: error codes, or an enum, made of constants that globs name.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "ir/nearest.h"
#include "ir/notes.h"
#include "ir/noting.h"

static bool has_code(const struct ffir_decl *domain, const char *name)
{
	for (size_t i = 0; i < domain->n_enumerators; i++)
		if (strcmp(domain->enumerators[i].name, name) == 0)
			return true;
	return false;
}

static void add_code(struct noting *n, struct ffir_decl *domain, const struct ffir_decl *constant)
{
	const struct ffir_on *on = ffir_decl_on(constant);
	const char *name = ffir_decl_name(constant);
	if (!on || on->value.kind != FFIR_VALUE_INTEGER || has_code(domain, name))
		return;
	struct ffir_enumerator *code = FFIR_PUSH(&n->m->arena, domain->enumerators, domain->n_enumerators);
	code->name = name;
	code->value = on->value;
	code->doc = constant->doc;
	code->at = constant->at;
}

static bool is_constant(const struct ffir_decl *d)
{
	return d->kind == FFIR_DECL_CONSTANT && !d->unsupported;
}

static void warn_of_code(struct noting *n, const char *glob, const struct ffir_loc *at)
{
	struct ffir_nearest nearest = ffir_nearest_to(glob);
	for (size_t i = 0; i < n->m->n_decls; i++)
		if (is_constant(n->m->decls[i]))
			ffir_nearest_offer(&nearest, ffir_decl_name(n->m->decls[i]));
	if (strpbrk(glob, "*?["))
		diag_warning(n->d, at, "no constant of the interface matches '%s'; is it selected?", glob);
	else if (nearest.name)
		diag_warning(n->d, at, "no constant '%s' in the interface; did you mean '%s'?", glob,
			     nearest.name);
	else
		diag_warning(n->d, at, "no constant '%s' in the interface; is it selected?", glob);
}

static void add_codes(struct noting *n, struct ffir_decl *domain, const char *glob, const struct ffir_loc *at)
{
	bool any = false;
	for (size_t i = 0; i < n->m->n_decls; i++) {
		const struct ffir_decl *d = n->m->decls[i];
		if (!is_constant(d) || !ffir_glob_match(glob, ffir_decl_name(d)))
			continue;
		any = true;
		add_code(n, domain, d);
	}
	if (!any)
		warn_of_code(n, glob, at);
}

/* "enum" and "flags_enum" name their constants in the second argument. */
static bool lists_codes(const struct ffir_annotation *a)
{
	return (a->word == FFIR_W_ENUM || a->word == FFIR_W_FLAGS_ENUM) && a->n_args > 1;
}

static void add_listed_codes(struct noting *n, struct ffir_decl *domain, const struct ffir_annotation *a)
{
	if (!lists_codes(a))
		return;
	for (const char *at = a->args[1].text; *at;) {
		size_t length = strcspn(at, ",");
		if (length)
			add_codes(n, domain, ffir_strndup(&n->scratch, at, length), &a->at);
		at += length + (at[length] == ',');
	}
}

static void check_name(struct noting *n, const struct ffir_decl *note)
{
	for (size_t i = 0; i < note->n_annotations; i++) {
		const struct ffir_annotation *a = &note->annotations[i];
		bool names = a->word == FFIR_W_ERROR_DOMAIN || a->word == FFIR_W_ENUM ||
			     a->word == FFIR_W_FLAGS_ENUM;
		if (names && a->n_args && strcmp(a->args[0].text, ffir_decl_name(note)) != 0)
			notes_error(n, &a->at, "annotation '%s' names '%s', but the domain's id is '%s'",
				    ffir_words[a->word].name, a->args[0].text, note->id);
	}
}

/* Source order, whatever the order of the globs. */
static void sort_codes(struct noting *n, struct ffir_decl *domain)
{
	struct ffir_enumerator *sorted = NULL;
	size_t n_sorted = 0;
	for (size_t i = 0; i < n->m->n_decls; i++) {
		const struct ffir_decl *d = n->m->decls[i];
		for (size_t j = 0; d->kind == FFIR_DECL_CONSTANT && j < domain->n_enumerators; j++)
			if (domain->enumerators[j].name == ffir_decl_name(d))
				*FFIR_PUSH(&n->m->arena, sorted, n_sorted) = domain->enumerators[j];
	}
	domain->enumerators = sorted;
	domain->n_enumerators = n_sorted;
}

void notes_add_domain(struct noting *n, const struct ffir_decl *note)
{
	struct ffir_decl *domain = ffir_module_add(n->m, FFIR_DECL_DOMAIN, note->id);
	bool is_new = domain != NULL;
	if (!is_new)
		domain = ffir_module_find(n->m, note->id);
	check_name(n, note);
	notes_add_words(n, note->annotations, note->n_annotations, &domain->annotations,
			&domain->n_annotations);
	if (note->doc && !domain->doc)
		domain->doc = notes_copy_doc(n, note->doc);
	if (!is_new)
		return;
	domain->at = notes_copy_location(n, &note->at);
	for (size_t i = 0; i < note->n_enumerators; i++)
		add_codes(n, domain, note->enumerators[i].name, &note->enumerators[i].at);
	for (size_t i = 0; note->n_enumerators == 0 && i < note->n_annotations; i++)
		add_listed_codes(n, domain, &note->annotations[i]);
	sort_codes(n, domain);
	if (domain->n_enumerators == 0)
		notes_error(n, &note->at, "domain '%s' has no codes; list its constants: codes=\"A,B_*\"",
			    ffir_decl_name(note));
}

const char *ffir_notes_constants(struct ffir_module *notes)
{
	const char *globs = NULL;
	for (size_t i = 0; i < notes->n_decls; i++) {
		const struct ffir_decl *d = notes->decls[i];
		for (size_t j = 0; d->kind == FFIR_DECL_DOMAIN && j < d->n_enumerators; j++)
			globs = ffir_printf(&notes->arena, "%s%s%s", globs ? globs : "", globs ? "," : "",
					    d->enumerators[j].name);
		for (size_t j = 0; d->kind == FFIR_DECL_DOMAIN && j < d->n_annotations; j++)
			if (lists_codes(&d->annotations[j]))
				globs = ffir_printf(&notes->arena, "%s%s%s", globs ? globs : "",
						    globs ? "," : "", d->annotations[j].args[1].text);
	}
	return globs;
}
