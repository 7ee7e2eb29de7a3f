/*
 * What can be decided only when all units are known: which records stay opaque, and what units saw in the
 * bodies of functions.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/merge.h"

#include <string.h>

#include "ir/uses.h"

/* ---- evidence ---- */

/* False if the function is not there, or not yet. */
static bool place_evidence(struct ffir_module *m, const struct ffir_unit_evidence *e)
{
	struct ffir_decl *d = ffir_module_find(m, e->key);
	if (!d || !d->function)
		return false;
	if (!e->param)
		ffir_evidence_add(&m->arena, &d->evidence, &d->n_evidence, &e->evidence);
	else if (!*e->param)
		ffir_evidence_add(&m->arena, &d->function->result.evidence, &d->function->result.n_evidence,
				  &e->evidence);
	for (size_t i = 0; e->param && i < d->function->n_params; i++) {
		struct ffir_param *param = &d->function->params[i];
		if (strcmp(param->name, e->param) == 0)
			ffir_evidence_add(&m->arena, &param->evidence, &param->n_evidence, &e->evidence);
	}
	return true;
}

void ffir_settle_evidence(struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_units; i++) {
		struct ffir_unit *unit = &m->units[i];
		size_t kept = 0;
		for (size_t j = 0; j < unit->n_evidence; j++)
			if (!place_evidence(m, &unit->evidence[j]))
				unit->evidence[kept++] = unit->evidence[j];
		unit->n_evidence = kept;
	}
}

/* ---- opaque records ---- */

struct settling {
	struct ffir_arena arena;
	struct ffir_module *m;
	struct ffir_uses *uses;
	bool *candidate; /* by place: complete, but somebody leaves it incomplete */
	bool *private_;	 /* by place: only a body that went needed it, perhaps */
	bool *reached;	 /* by place */
};

static bool is_exported(const struct ffir_decl *d)
{
	return ffir_annotation_find(d->annotations, d->n_annotations, FFIR_W_EXPORT) != NULL;
}

/* Place of the declaration KEY among the decls, or n_decls. */
static size_t find_place(const struct ffir_module *m, const char *key)
{
	const struct ffir_decl *d = ffir_module_find(m, key);
	size_t i = 0;
	while (i < m->n_decls && m->decls[i] != d)
		i++;
	return i;
}

static bool add_candidate(struct settling *s, const char *key)
{
	const struct ffir_decl *d = ffir_module_find(s->m, key);
	if (!d || d->kind != FFIR_DECL_RECORD || d->opaque || d->unsupported || is_exported(d))
		return false;
	s->candidate[find_place(s->m, key)] = true;
	return true;
}

static bool find_candidates(struct settling *s, const char *const *incomplete, size_t n_incomplete)
{
	bool any = false;
	for (size_t i = 0; i < s->m->n_units; i++)
		for (size_t j = 0; j < s->m->units[i].n_opaque; j++)
			any |= add_candidate(s, s->m->units[i].opaque[j]);
	for (size_t i = 0; i < n_incomplete; i++)
		any |= add_candidate(s, incomplete[i]);
	return any;
}

/* Another name for something. */
static bool is_name(const struct ffir_decl *d)
{
	return d->kind == FFIR_DECL_ALIAS && d->type && d->type->kind == FFIR_TYPE_NAMED;
}

/* Uses by value of USER, which is no candidate, keep a body. */
static bool keep_bodies(struct settling *s, size_t user)
{
	bool kept = false;
	for (size_t i = 0; i < s->uses[user].n_uses; i++) {
		const struct ffir_use *use = &s->uses[user].uses[i];
		/* "typedef struct box box;" uses nothing by itself. */
		bool counts = use->how == FFIR_USE_CALL ||
			      (use->how == FFIR_USE_LAYOUT && !is_name(s->m->decls[user]));
		if (!counts || !s->candidate[use->to])
			continue;
		s->candidate[use->to] = false;
		kept = true;
	}
	return kept;
}

static void keep_what_travels(struct settling *s)
{
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < s->m->n_decls; i++)
			again |= !s->candidate[i] && keep_bodies(s, i);
	}
}

/* Marks all that the declarations marked in MARKS mention, and what these mention. */
static void mark_mentions(struct settling *s, bool *marks)
{
	size_t *stack = (size_t *)ffir_alloc(&s->arena, (s->m->n_decls + 1) * sizeof *stack), depth = 0;
	for (size_t i = 0; i < s->m->n_decls; i++)
		if (marks[i])
			stack[depth++] = i;
	while (depth) {
		const struct ffir_uses *uses = &s->uses[stack[--depth]];
		for (size_t i = 0; i < uses->n_uses; i++) {
			if (marks[uses->uses[i].to])
				continue;
			marks[uses->uses[i].to] = true;
			stack[depth++] = uses->uses[i].to;
		}
	}
}

/* A file that declares a function, a variable or a constant of the interface. */
static bool is_public_file(const struct ffir_module *m, const char *file)
{
	for (size_t i = 0; file && i < m->n_decls; i++) {
		const struct ffir_decl *d = m->decls[i];
		bool counts = d->kind == FFIR_DECL_FUNCTION || d->kind == FFIR_DECL_VARIABLE ||
			      d->kind == FFIR_DECL_CONSTANT;
		if (counts && d->at.file && strcmp(d->at.file, file) == 0)
			return true;
	}
	return false;
}

static bool is_type(const struct ffir_decl *d)
{
	return d->kind == FFIR_DECL_RECORD || d->kind == FFIR_DECL_ENUMERATION || d->kind == FFIR_DECL_ALIAS;
}

static void drop_body(struct ffir_decl *d)
{
	d->opaque = true;
	d->fields = NULL;
	d->n_fields = 0;
	d->on = NULL;
	d->n_on = 0;
}

/* After the bodies went: types of private files that nothing mentions any more go, too. */
static void drop_private_types(struct settling *s)
{
	s->uses = ffir_uses_of(&s->arena, s->m);
	for (size_t i = 0; i < s->m->n_decls; i++) {
		const struct ffir_decl *d = s->m->decls[i];
		s->reached[i] = !s->private_[i] || !is_type(d) || d->n_annotations ||
				is_public_file(s->m, d->at.file);
	}
	mark_mentions(s, s->reached);
	struct ffir_decl **gone = NULL;
	size_t n_gone = 0;
	for (size_t i = 0; i < s->m->n_decls; i++)
		if (!s->reached[i])
			*FFIR_PUSH(&s->arena, gone, n_gone) = s->m->decls[i];
	ffir_module_remove(s->m, gone, n_gone);
}

static void drop_bodies(struct settling *s)
{
	for (size_t i = 0; i < s->m->n_decls; i++)
		s->private_[i] = s->candidate[i];
	mark_mentions(s, s->private_);
	for (size_t i = 0; i < s->m->n_decls; i++) {
		if (!s->candidate[i])
			continue;
		drop_body(s->m->decls[i]);
		s->private_[i] = false;
	}
	drop_private_types(s);
}

void ffir_settle_opaque(struct ffir_module *m, const char *const *incomplete, size_t n_incomplete)
{
	struct settling s = {.m = m};
	s.candidate = (bool *)ffir_alloc(&s.arena, m->n_decls + 1);
	s.private_ = (bool *)ffir_alloc(&s.arena, m->n_decls + 1);
	s.reached = (bool *)ffir_alloc(&s.arena, m->n_decls + 1);
	if (find_candidates(&s, incomplete, n_incomplete)) {
		s.uses = ffir_uses_of(&s.arena, m);
		keep_what_travels(&s);
		drop_bodies(&s);
	}
	ffir_arena_release(&s.arena);
}
