/*
 * Codes of domains: what FFI_ENUM, or a note file, lists by globs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/domain.h"

#include <ctype.h>
#include <string.h>

#include "ir/notes.h"

static bool has_code(const struct ffir_decl *domain, const char *name)
{
	for (size_t i = 0; i < domain->n_enumerators; i++)
		if (strcmp(domain->enumerators[i].name, name) == 0)
			return true;
	return false;
}

static void add_code(struct ffir_module *m, struct ffir_decl *domain, const struct ffir_decl *constant)
{
	const struct ffir_on *on = ffir_decl_on(constant);
	const char *name = ffir_decl_name(constant);
	if (!on || on->value.kind != FFIR_VALUE_INTEGER || has_code(domain, name))
		return;
	struct ffir_enumerator *code = FFIR_PUSH(&m->arena, domain->enumerators, domain->n_enumerators);
	code->name = name;
	code->value = on->value;
	code->doc = constant->doc;
	code->at = constant->at;
}

/* The values of expressions in notes stand among the constants, too, under their text. */
static bool is_expression(const char *name)
{
	for (; *name; name++)
		if (!isalnum((unsigned char)*name) && *name != '_' && *name != '$')
			return true;
	return false;
}

static bool add_codes(struct ffir_module *m, struct ffir_decl *domain, const char *glob)
{
	bool any = false;
	for (size_t i = 0; i < m->n_decls; i++) {
		const struct ffir_decl *d = m->decls[i];
		if (d->kind != FFIR_DECL_CONSTANT || d->unsupported || is_expression(ffir_decl_name(d)) ||
		    !ffir_glob_match(glob, ffir_decl_name(d)))
			continue;
		any = true;
		add_code(m, domain, d);
	}
	return any;
}

const char *ffir_domain_add(struct ffir_module *m, struct ffir_decl *domain, const char *globs,
			    struct ffir_arena *scratch)
{
	const char *unmatched = NULL;
	while (*globs) {
		size_t length = strcspn(globs, ",");
		const char *glob = ffir_strndup(scratch, globs, length);
		if (length && !add_codes(m, domain, glob) && !unmatched)
			unmatched = glob;
		globs += length + (globs[length] == ',');
	}
	return unmatched;
}

const char *ffir_domain_globs(const struct ffir_annotation *a)
{
	bool lists = a->word == FFIR_W_ENUM || a->word == FFIR_W_FLAGS_ENUM;
	return lists && a->n_args > 1 ? a->args[1].text : NULL;
}

void ffir_domain_sort(struct ffir_module *m, struct ffir_decl *domain)
{
	size_t n_sorted = 0;
	for (size_t i = 0; i < m->n_decls; i++) {
		if (m->decls[i]->kind != FFIR_DECL_CONSTANT)
			continue;
		for (size_t j = n_sorted; j < domain->n_enumerators; j++) {
			struct ffir_enumerator code = domain->enumerators[j];
			if (strcmp(code.name, ffir_decl_name(m->decls[i])) != 0)
				continue;
			memmove(&domain->enumerators[n_sorted + 1], &domain->enumerators[n_sorted],
				(j - n_sorted) * sizeof code);
			domain->enumerators[n_sorted++] = code;
			break;
		}
	}
}

static void fill_domain(struct ffir_module *m, struct ffir_decl *domain, struct diag *d)
{
	struct ffir_arena scratch = {0};
	for (size_t i = 0; i < domain->n_annotations; i++) {
		const struct ffir_annotation *a = &domain->annotations[i];
		const char *globs = ffir_domain_globs(a);
		const char *unmatched = globs ? ffir_domain_add(m, domain, globs, &scratch) : NULL;
		if (unmatched)
			diag_warning(d, &a->at, "no constant of the interface matches '%s'", unmatched);
	}
	ffir_domain_sort(m, domain);
	ffir_arena_release(&scratch);
}

void ffir_fill_domains(struct ffir_module *m, struct diag *d)
{
	for (size_t i = 0; i < m->n_decls; i++)
		if (m->decls[i]->kind == FFIR_DECL_DOMAIN && m->decls[i]->n_enumerators == 0)
			fill_domain(m, m->decls[i], d);
}
