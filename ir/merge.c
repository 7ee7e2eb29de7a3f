/*
 * Two modules of one target become one: what several units, or several documents, said of one library.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/merge.h"

#include <string.h>

#include "ir/compare.h"
#include "ir/load.h"

/* ---- targets ---- */

static const struct ffir_basic *find_basic(const struct ffir_target *t, const char *name)
{
	for (size_t i = 0; i < t->n_basics; i++)
		if (strcmp(t->basics[i].name, name) == 0)
			return &t->basics[i];
	return NULL;
}

static void merge_basic(struct ffir_merging *g, struct ffir_target *into, const struct ffir_basic *b)
{
	const struct ffir_basic *a = find_basic(into, b->name);
	if (!a) {
		*FFIR_PUSH(&g->into->arena, into->basics, into->n_basics) = *b;
		return;
	}
	if (ffir_same_text(a->is, b->is) && a->size == b->size && a->align == b->align &&
	    a->field_align == b->field_align && a->is_signed == b->is_signed)
		return;
	diag_error(g->d, NULL,
		   "the inputs were compiled with different flags: '%s' is not the same type in all of them; "
		   "compile all with one set of flags",
		   b->name);
	g->fine = false;
}

static void merge_target(struct ffir_merging *g, const struct ffir_target *b)
{
	if (!g->into->n_targets) {
		*FFIR_PUSH(&g->into->arena, g->into->targets, g->into->n_targets) = *b;
		return;
	}
	struct ffir_target *a = &g->into->targets[0];
	if (!ffir_same_text(a->id, b->id) || a->big_endian != b->big_endian ||
	    a->char_signed != b->char_signed) {
		diag_error(g->d, NULL,
			   "these inputs cannot be one: they are for different targets, '%s' and '%s'", a->id,
			   b->id);
		g->fine = false;
		return;
	}
	for (size_t i = 0; i < b->n_basics; i++)
		merge_basic(g, a, &b->basics[i]);
}

/* ---- the library ---- */

static void merge_library_text(struct ffir_merging *g, const char *what, const char **a, const char *b)
{
	if (!*a)
		*a = b;
	if (!b || strcmp(*a, b) == 0)
		return;
	const struct ffir_loc *here = &g->from->library.at, *there = &g->into->library.at;
	diag_error(g->d, here->file ? here : there,
		   "the inputs are of different libraries: their %s are '%s' and '%s'; give those of one "
		   "library",
		   what, *a, b);
	if (here->file && there->file)
		diag_note(g->d, there, "the other one is here");
	g->fine = false;
}

/* A name without a place is that of a file, because nobody said one. */
static void merge_library(struct ffir_merging *g)
{
	struct ffir_library *a = &g->into->library, *b = &g->from->library;
	if (!a->name || (!a->at.file && b->at.file))
		a->name = b->name ? b->name : a->name;
	if (b->name && b->at.file)
		merge_library_text(g, "names", &a->name, b->name);
	merge_library_text(g, "versions", &a->version, b->version);
	merge_library_text(g, "sonames", &a->soname, b->soname);
	if (!a->doc)
		a->doc = b->doc;
	if (!a->at.file)
		a->at = b->at;
}

/* ---- units ---- */

static bool keys_equal(const char *const *a, size_t n_a, const char *const *b, size_t n_b)
{
	if (n_a != n_b)
		return false;
	for (size_t i = 0; i < n_a; i++)
		if (strcmp(a[i], b[i]) != 0)
			return false;
	return true;
}

/* The same unit twice, as from an archive and the library that was linked of it. */
static bool units_equal(const struct ffir_unit *a, const struct ffir_unit *b)
{
	if (!ffir_same_text(a->name, b->name) || a->n_has != b->n_has ||
	    !keys_equal(a->declares, a->n_declares, b->declares, b->n_declares) ||
	    !keys_equal(a->defines, a->n_defines, b->defines, b->n_defines) ||
	    !keys_equal(a->opaque, a->n_opaque, b->opaque, b->n_opaque))
		return false;
	for (size_t i = 0; i < a->n_has; i++)
		if (a->has[i].hash != b->has[i].hash || strcmp(a->has[i].key, b->has[i].key) != 0)
			return false;
	return true;
}

static void merge_unit(struct ffir_merging *g, const struct ffir_unit *b)
{
	for (size_t i = 0; i < g->into->n_units; i++)
		if (units_equal(&g->into->units[i], b))
			return;
	*FFIR_PUSH(&g->into->arena, g->into->units, g->into->n_units) = *b;
}

/* ---- all ---- */

static void merge_decls(struct ffir_merging *g)
{
	for (size_t i = 0; i < g->from->n_decls; i++) {
		struct ffir_decl *b = g->from->decls[i];
		struct ffir_decl *a = ffir_module_add(g->into, b->kind, b->id);
		if (a)
			*a = *b;
		else
			ffir_merge_decl(g, ffir_module_find(g->into, b->id), b);
	}
}

bool ffir_merge(struct ffir_module *into, struct ffir_module *from, struct diag *d)
{
	struct ffir_merging g = {.into = into, .from = from, .d = d, .fine = true};
	ffir_settle_evidence(into);
	ffir_settle_evidence(from);
	for (size_t i = 0; i < from->n_targets; i++)
		merge_target(&g, &from->targets[i]);
	/* Across targets all would be reported. */
	if (g.fine) {
		merge_library(&g);
		merge_decls(&g);
		for (size_t i = 0; i < from->n_units; i++)
			merge_unit(&g, &from->units[i]);
		ffir_settle_opaque(into, g.incomplete, g.n_incomplete);
	}
	ffir_arena_release(&g.scratch);
	/* FROM itself lives in its arena. */
	struct ffir_arena arena = from->arena;
	ffir_arena_join(&into->arena, &arena);
	return g.fine;
}
