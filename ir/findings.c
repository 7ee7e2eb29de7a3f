/*
 * Findings, and the comparison of an interface with its headers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/findings.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "ir/compare.h"

/* In the order of enum ffir_finding_kind. */
const struct ffir_finding_info ffir_findings_info[FFIR_N_FINDINGS] = {
	{"hidden", true, "of the interface, and the library does not export it"},
	{"undefined", true, "declared, and nothing defines it"},
	{"unlisted", false, "exported by the library, and not of the interface"},
	{"undeclared", false, "of the interface, and the headers do not declare it"},
	{"different", true, "not the same in the interface and in the headers"},
	{"opaque", true, "complete in the interface, opaque to who includes the headers"},
	{"names", false, "a parameter is called differently in the definition and in the prototype"},
};

void ffir_findings_add(struct ffir_findings *f, enum ffir_finding_kind kind, const struct ffir_loc *at,
		       const char *subject, const char *format, ...)
{
	struct ffir_finding *finding = FFIR_PUSH(&f->arena, f->items, f->n);
	va_list ap;
	finding->kind = kind;
	finding->subject = ffir_strdup(&f->arena, subject);
	if (at && at->file)
		finding->at = (struct ffir_loc){ffir_strdup(&f->arena, at->file), at->line, at->column};
	va_start(ap, format);
	finding->text = ffir_vprintf(&f->arena, format, ap);
	va_end(ap);
}

static int compare_findings(const void *a, const void *b)
{
	const struct ffir_finding *x = (const struct ffir_finding *)a, *y = (const struct ffir_finding *)b;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	int files = strcmp(x->at.file ? x->at.file : "", y->at.file ? y->at.file : "");
	if (files)
		return files;
	if (x->at.line != y->at.line)
		return x->at.line < y->at.line ? -1 : 1;
	int subjects = strcmp(x->subject, y->subject);
	return subjects ? subjects : strcmp(x->text, y->text);
}

void ffir_findings_sort(struct ffir_findings *f)
{
	if (f->n)
		qsort(f->items, f->n, sizeof *f->items, compare_findings);
}

void ffir_findings_release(struct ffir_findings *f)
{
	ffir_arena_release(&f->arena);
	*f = (struct ffir_findings){0};
}

/* ---- names ---- */

static void compare_evidence(struct ffir_findings *f, const struct ffir_decl *d)
{
	for (size_t i = 0; d->function && i < d->function->n_params; i++) {
		const struct ffir_param *param = &d->function->params[i];
		for (size_t k = 0; k < param->n_evidence; k++)
			if (param->evidence[k].as)
				ffir_findings_add(f, FFIR_FINDING_NAMES, &d->at, d->id,
						  "parameter '%s' of '%s' is called '%s' in its definition",
						  param->name, d->id, param->evidence[k].as);
	}
}

void ffir_compare_names(struct ffir_findings *f, const struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_decls; i++)
		compare_evidence(f, m->decls[i]);
}

static void compare_params(struct ffir_findings *f, const struct ffir_decl *d, const struct ffir_decl *header)
{
	if (!d->function || !header->function || d->function->n_params != header->function->n_params)
		return;
	for (size_t i = 0; i < d->function->n_params; i++) {
		const char *a = d->function->params[i].name, *b = header->function->params[i].name;
		if (a[0] != '#' && b[0] != '#' && strcmp(a, b) != 0)
			ffir_findings_add(f, FFIR_FINDING_NAMES, &header->at, d->id,
					  "parameter '%s' of '%s' is called '%s' in the interface", b, d->id,
					  a);
	}
}

/* ---- declarations ---- */

static bool has_symbol(const struct ffir_decl *d)
{
	return (d->kind == FFIR_DECL_FUNCTION || d->kind == FFIR_DECL_VARIABLE) && !d->is_inline;
}

static int compare_symbols(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_exported(const struct ffir_decl *d, const char *const *exported, size_t n)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *symbol = on && on->symbol ? on->symbol : d->id;
	return n && bsearch(&symbol, exported, n, sizeof symbol, compare_symbols);
}

static void compare_decl(struct ffir_findings *f, const struct ffir_decl *d, const struct ffir_decl *header)
{
	struct ffir_difference difference;
	if (d->kind == FFIR_DECL_RECORD && header->kind == FFIR_DECL_RECORD && header->opaque && !d->opaque)
		ffir_findings_add(
			f, FFIR_FINDING_OPAQUE, &d->at, d->id,
			"'%s' is complete in the interface, but who includes the headers does not see "
			"its fields: move it to a header, or say FFI_OPAQUE",
			d->id);
	else if (ffir_decl_differs(&f->arena, d, header, &difference))
		ffir_findings_add(f, FFIR_FINDING_DIFFERENT, &header->at, d->id,
				  "%s%s'%s' is %s in the interface and %s in the headers",
				  difference.what ? difference.what : "", difference.what ? " of " : "",
				  d->id, difference.a, difference.b);
	else
		compare_params(f, d, header);
}

static bool is_found(const struct ffir_findings *f, enum ffir_finding_kind kind, const char *subject)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->items[i].kind == kind && strcmp(f->items[i].subject, subject) == 0)
			return true;
	return false;
}

void ffir_compare_headers(struct ffir_findings *f, const struct ffir_module *m,
			  const struct ffir_module *headers, const char *const *exported, size_t n_exported)
{
	for (size_t i = 0; i < headers->n_decls; i++) {
		const struct ffir_decl *header = headers->decls[i];
		const struct ffir_decl *d = ffir_module_find(m, header->id);
		if (d)
			compare_decl(f, d, header);
		else if (has_symbol(header) && !is_exported(header, exported, n_exported) &&
			 !is_found(f, FFIR_FINDING_UNDEFINED, header->id))
			ffir_findings_add(f, FFIR_FINDING_UNDEFINED, &header->at, header->id,
					  "'%s' is declared, but no input defines it", header->id);
	}
	for (size_t i = 0; i < m->n_decls; i++) {
		const struct ffir_decl *d = m->decls[i];
		if (has_symbol(d) && !ffir_module_find(headers, d->id))
			ffir_findings_add(f, FFIR_FINDING_UNDECLARED, &d->at, d->id,
					  "'%s' is part of the interface, but the headers do not declare it",
					  d->id);
	}
}
