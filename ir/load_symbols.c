/*
 * An interface against the symbols of its shared libraries: what these do not export cannot be bound.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/loading.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_name(const char *const *names, size_t n, const char *name)
{
	return n && bsearch(&name, names, n, sizeof name, compare_names);
}

static bool is_shim(struct loading *l, const char *symbol)
{
	const char *prefix = ffir_shims_prefix(&l->arena, l->m);
	size_t n = strlen(prefix);
	return strncmp(symbol, prefix, n) == 0 &&
	       (strncmp(symbol + n, "_shim_", 6) == 0 || strncmp(symbol + n, "_shims_", 7) == 0);
}

/* Symbols of one shared library that stand in no declaration: a part of it was compiled without the plugin,
 * or they are not for others. */
static void count_others(struct loading *l, const char *path, const char *const *exported, size_t n)
{
	const char **known = NULL;
	size_t n_known = 0, n_others = 0;
	const char *shown = "";
	const struct ffir_loc loc = {path, 0, 0};
	for (size_t i = 0; i < l->m->n_decls; i++) {
		const struct ffir_on *on = ffir_decl_on(l->m->decls[i]);
		if (on && on->symbol)
			*FFIR_PUSH(&l->arena, known, n_known) = on->symbol;
	}
	if (n_known)
		qsort(known, n_known, sizeof *known, compare_names);
	for (size_t i = 0; i < n; i++) {
		if (has_name(known, n_known, exported[i]) || is_shim(l, exported[i]))
			continue;
		if (l->settings->findings)
			ffir_findings_add(l->settings->findings, FFIR_FINDING_UNLISTED, &loc, exported[i],
					  "'%s' is exported, but it is not of the interface", exported[i]);
		if (n_others < 3)
			shown = ffir_printf(&l->arena, "%s%s'%s'", shown, n_others ? ", " : "", exported[i]);
		n_others++;
	}
	if (n_others && !l->settings->findings)
		diag_note(l->d, &loc, "%zu more exported symbol%s not of the interface: %s%s", n_others,
			  n_others > 1 ? "s are" : " is", shown, n_others > 3 ? ", ..." : "");
}

static bool has_symbol(const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	bool can_have = d->kind == FFIR_DECL_FUNCTION || d->kind == FFIR_DECL_VARIABLE;
	return can_have && !d->is_inline && !d->unsupported && on && on->symbol;
}

/* A DLL exports all that is global as long as nothing in it is marked dllexport; shims are. */
static const char *what_hides(const struct loading *l, const struct ffir_on *on)
{
	if (on->visibility && strcmp(on->visibility, "default") != 0)
		return "; give it default visibility";
	if (strstr(l->shared[0], ".dll"))
		return "; mark it with __declspec(dllexport), or link with -Wl,--export-all-symbols";
	return "; was it left out of the build, or of a version script?";
}

static void warn_hidden(struct loading *l, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *text = ffir_printf(
		&l->arena, "'%s' is part of the interface, but '%s' does not export its symbol '%s'%s", d->id,
		l->shared[0], on->symbol, what_hides(l, on));
	if (l->settings->findings)
		ffir_findings_add(l->settings->findings, FFIR_FINDING_HIDDEN, &d->at, d->id, "%s", text);
	else
		diag_warning(l->d, &d->at, "%s", text);
}

/* What a header declares may be left out of a build for good reasons, so of a library that is given beside its document
 * all is one note; and where nothing is exported, one reason is enough. */
static bool tell_hidden(struct loading *l, struct ffir_decl *const *hidden, size_t n, bool all)
{
	const struct ffir_loc loc = {l->bare ? l->bare : l->shared[0], 0, 0};
	const char *shown = "";
	for (size_t i = 0; i < n && i < 3; i++)
		shown = ffir_printf(&l->arena, "%s%s'%s'", shown, i ? ", " : "", hidden[i]->id);
	if (n > 3)
		shown = ffir_printf(&l->arena, "%s, ...", shown);
	if (!all)
		diag_note(l->d, &loc, "%zu function%s of the interface %s not exported: %s", n,
			  n > 1 ? "s" : "", n > 1 ? "are" : "is", shown);
	else if (l->bare)
		diag_error(l->d, &loc,
			   "exports nothing of the interface, not even %s; is it another library?", shown);
	else
		diag_warning(l->d, &loc, "exports nothing of its interface, not even %s%s", shown,
			     what_hides(l, ffir_decl_on(hidden[0])));
	return !all || !l->bare;
}

/* A binding that names a symbol which the library lacks could not be loaded. */
static bool refuse_hidden(struct loading *l, const char *const *exported, size_t n)
{
	struct ffir_decl **hidden = NULL;
	size_t n_hidden = 0, n_there = 0;
	for (size_t i = 0; i < l->m->n_decls; i++) {
		struct ffir_decl *d = l->m->decls[i];
		if (!has_symbol(d))
			continue;
		if (has_name(exported, n, ffir_decl_on(d)->symbol)) {
			n_there++;
			continue;
		}
		*FFIR_PUSH(&l->arena, hidden, n_hidden) = d;
		d->unsupported = "the library does not export its symbol";
	}
	if (n_hidden > 0 && !l->settings->findings && (l->bare || (n_there == 0 && n_hidden > 1)))
		return tell_hidden(l, hidden, n_hidden, n_there == 0);
	for (size_t i = 0; i < n_hidden; i++)
		warn_hidden(l, hidden[i]);
	return true;
}

bool ffir_load_symbols(struct loading *l)
{
	const char **all = NULL;
	size_t n_all = 0;
	for (size_t i = 0; i < l->n_shared; i++) {
		size_t n;
		const char **exported = ffir_exported_symbols(&l->arena, l->shared[i], &n, l->d);
		if (!exported)
			return false;
		if (!l->bare || l->settings->findings)
			count_others(l, l->shared[i], exported, n);
		for (size_t j = 0; j < n; j++)
			*FFIR_PUSH(&l->arena, all, n_all) = exported[j];
	}
	if (n_all)
		qsort(all, n_all, sizeof *all, compare_names);
	l->exported = all;
	l->n_exported = n_all;
	for (size_t i = 0; i < n_all; i++)
		*FFIR_PUSH(&l->m->arena, l->m->exported, l->m->n_exported) =
			ffir_strdup(&l->m->arena, all[i]);
	return l->n_shared == 0 || refuse_hidden(l, all, n_all);
}
