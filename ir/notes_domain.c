/*
 * Domains that notes define: error codes, or an enum, made of constants that globs name.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "ir/domain.h"
#include "ir/nearest.h"
#include "ir/notes.h"
#include "ir/noting.h"

static void warn_of_code(struct noting *n, const char *glob, const struct ffir_loc *at)
{
	struct ffir_nearest nearest = ffir_nearest_to(glob);
	for (size_t i = 0; i < n->m->n_decls; i++)
		if (n->m->decls[i]->kind == FFIR_DECL_CONSTANT)
			ffir_nearest_offer(&nearest, ffir_decl_name(n->m->decls[i]));
	if (strpbrk(glob, "*?["))
		diag_warning(n->d, at, "no constant of the interface matches '%s'; is it selected?", glob);
	else if (nearest.name)
		diag_warning(n->d, at, "no constant '%s' in the interface; did you mean '%s'?", glob,
			     nearest.name);
	else
		diag_warning(n->d, at, "no constant '%s' in the interface; is it selected?", glob);
}

static void add_codes(struct noting *n, struct ffir_decl *domain, const char *globs,
		      const struct ffir_loc *at)
{
	const char *unmatched = ffir_domain_add(n->m, domain, globs, &n->scratch);
	if (unmatched)
		warn_of_code(n, unmatched, at);
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

/* A library may have codes that nothing names: 0 and -1. */
static bool needs_codes(const struct ffir_decl *note)
{
	for (size_t i = 0; i < note->n_annotations; i++)
		if (note->annotations[i].word == FFIR_W_ERROR_DOMAIN)
			return note->n_enumerators != 0;
	return true;
}

/* The codes that NOTE lists; where it lists none, those of its globs in "enum". */
static void define_codes(struct noting *n, const struct ffir_decl *note, struct ffir_decl *domain)
{
	for (size_t i = 0; i < note->n_enumerators; i++)
		add_codes(n, domain, note->enumerators[i].name, &note->enumerators[i].at);
	for (size_t i = 0; note->n_enumerators == 0 && i < note->n_annotations; i++) {
		const char *globs = ffir_domain_globs(&note->annotations[i]);
		if (globs)
			add_codes(n, domain, globs, &note->annotations[i].at);
	}
	ffir_domain_sort(n->m, domain);
	if (domain->n_enumerators == 0 && needs_codes(note))
		notes_error(n, &note->at, "domain '%s' has no codes; list its constants: codes=\"A,B_*\"",
			    ffir_decl_name(note));
}

void notes_add_domain(struct noting *n, const struct ffir_decl *note)
{
	struct ffir_decl *domain =
		ffir_module_add(n->m, FFIR_DECL_DOMAIN, ffir_strdup(&n->m->arena, note->id));
	bool is_new = domain != NULL;
	if (is_new)
		domain->at = notes_copy_location(n, &note->at);
	else
		domain = ffir_module_find(n->m, note->id);
	check_name(n, note);
	notes_add_words(n, note->annotations, note->n_annotations, &domain->annotations,
			&domain->n_annotations);
	if (note->doc && !domain->doc)
		domain->doc = notes_copy_doc(n, note->doc);
	if (is_new || domain->n_enumerators == 0)
		define_codes(n, note, domain);
}

static const char *join_globs(struct ffir_module *notes, const char *globs, const char *more)
{
	return globs ? ffir_printf(&notes->arena, "%s,%s", globs, more) : more;
}

const char *ffir_notes_constants(struct ffir_module *notes)
{
	const char *globs = NULL;
	for (size_t i = 0; i < notes->n_decls; i++) {
		const struct ffir_decl *d = notes->decls[i];
		if (d->kind != FFIR_DECL_DOMAIN)
			continue;
		for (size_t j = 0; j < d->n_enumerators; j++)
			globs = join_globs(notes, globs, d->enumerators[j].name);
		for (size_t j = 0; j < d->n_annotations; j++) {
			const char *listed = ffir_domain_globs(&d->annotations[j]);
			globs = listed ? join_globs(notes, globs, listed) : globs;
		}
	}
	return globs;
}
