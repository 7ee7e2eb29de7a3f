/*
 * Two declarations of one name become one. What a header said of names and docs stands before what the
 * file that defines it said.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/merge.h"

#include <string.h>

#include "ir/compare.h"

/* ---- who said it ---- */

static const struct ffir_unit *unit_with(const struct ffir_module *m, const char *key)
{
	for (size_t i = 0; i < m->n_units; i++)
		for (size_t j = 0; j < m->units[i].n_has; j++)
			if (strcmp(m->units[i].has[j].key, key) == 0)
				return &m->units[i];
	return NULL;
}

static const char *seen_by(struct ffir_merging *g, const struct ffir_module *m, const struct ffir_decl *d,
			   const char *otherwise)
{
	const struct ffir_unit *unit = unit_with(m, d->id);
	return unit && unit->name ? ffir_printf(&g->scratch, "in '%s'", unit->name) : otherwise;
}

/* Whether D stands in a unit's main file, not in a header. */
static bool in_main_file(const struct ffir_module *m, const struct ffir_decl *d)
{
	for (size_t i = 0; d->at.file && i < m->n_units; i++)
		if (m->units[i].name && strcmp(m->units[i].name, d->at.file) == 0)
			return true;
	return false;
}

/* Whether names, docs and place are B's. The order in which inputs are given does not count. */
static bool prefers_other(const struct ffir_merging *g, const struct ffir_decl *a, const struct ffir_decl *b)
{
	if (!a->at.file || !b->at.file)
		return b->at.file != NULL;
	bool main_a = in_main_file(g->into, a), main_b = in_main_file(g->from, b);
	if (main_a != main_b)
		return main_a;
	/* What is incomplete somewhere mostly stays so: then its body's place is private. */
	if (a->opaque != b->opaque)
		return b->opaque;
	size_t length_a = strlen(a->at.file), length_b = strlen(b->at.file);
	if (length_a != length_b)
		return length_a > length_b;
	int order = strcmp(a->at.file, b->at.file);
	if (order)
		return order > 0;
	return a->at.line != b->at.line ? a->at.line > b->at.line : a->at.column > b->at.column;
}

static void tell_conflict(struct ffir_merging *g, struct ffir_decl *a, const struct ffir_decl *b,
			  const struct ffir_difference *difference)
{
	diag_error(g->d, &b->at, "conflicting declarations of '%s': %s is %s %s, %s %s", b->id,
		   difference->what ? difference->what : "it", difference->b, seen_by(g, g->from, b, "here"),
		   difference->a, seen_by(g, g->into, a, "there"));
	if (a->at.file)
		diag_note(g->d, &a->at, "the other declaration of '%s'", a->id);
	/* Once: the third declaration is not compared any more. */
	a->unsupported = "declared in contradicting ways";
	g->fine = false;
}

/* ---- annotations ---- */

static const char *annotation_text(struct ffir_merging *g, const struct ffir_annotation *a)
{
	const char *text = "";
	for (size_t i = 0; i < a->n_args; i++)
		text = ffir_printf(&g->scratch, "%s%s%s", text, i ? ", " : "", a->args[i].text);
	return ffir_printf(&g->scratch, "'%s(%s)'", ffir_words[a->word].name, text);
}

static void merge_annotation(struct ffir_merging *g, const char *what, struct ffir_annotation **list,
			     size_t *n, const struct ffir_annotation *b)
{
	for (size_t i = 0; i < *n; i++) {
		struct ffir_annotation *a = &(*list)[i];
		bool equal = ffir_annotation_equal(a, b);
		if (a->word != b->word || (!equal && ffir_word_repeats(b->word)))
			continue;
		if (b->by < a->by) {
			*a = *b;
		} else if (!equal && a->by == b->by) {
			diag_error(g->d, &b->at, "conflicting annotations of %s: %s here, %s there", what,
				   annotation_text(g, b), annotation_text(g, a));
			if (a->at.file)
				diag_note(g->d, &a->at, "the other annotation");
			g->fine = false;
		}
		return;
	}
	*FFIR_PUSH(&g->into->arena, *list, *n) = *b;
}

void ffir_merge_annotations(struct ffir_merging *g, const char *what, struct ffir_annotation **list,
			    size_t *n, const struct ffir_annotation *b, size_t n_b)
{
	for (size_t i = 0; i < n_b; i++)
		merge_annotation(g, what, list, n, &b[i]);
}

/* ---- what any declaration has ---- */

static void merge_evidence(struct ffir_merging *g, struct ffir_evidence **list, size_t *n,
			   const struct ffir_evidence *b, size_t n_b)
{
	for (size_t i = 0; i < n_b; i++)
		ffir_evidence_add(&g->into->arena, list, n, &b[i]);
}

static void merge_doc(struct ffir_doc **a, struct ffir_doc *b, bool prefer_b)
{
	if (b && (!*a || prefer_b))
		*a = b;
}

static void merge_enumerators(struct ffir_merging *g, struct ffir_decl *a, const struct ffir_decl *b,
			      bool prefer_b)
{
	for (size_t i = 0; i < a->n_enumerators && i < b->n_enumerators; i++) {
		struct ffir_enumerator *x = &a->enumerators[i], *y = &b->enumerators[i];
		merge_doc(&x->doc, y->doc, prefer_b);
		ffir_merge_annotations(g, ffir_printf(&g->scratch, "'%s'", x->name), &x->annotations,
				       &x->n_annotations, y->annotations, y->n_annotations);
	}
}

static void merge_codes(struct ffir_merging *g, struct ffir_decl *a, const struct ffir_decl *b)
{
	for (size_t i = 0; i < b->n_enumerators; i++) {
		size_t j = 0;
		while (j < a->n_enumerators && strcmp(a->enumerators[j].name, b->enumerators[i].name) != 0)
			j++;
		if (j == a->n_enumerators)
			*FFIR_PUSH(&g->into->arena, a->enumerators, a->n_enumerators) = b->enumerators[i];
	}
}

static void merge_type(struct ffir_merging *g, const char *what, struct ffir_type *a,
		       const struct ffir_type *b);

static void merge_fields(struct ffir_merging *g, struct ffir_decl *a, const struct ffir_decl *b,
			 bool prefer_b)
{
	for (size_t i = 0; i < a->n_fields && i < b->n_fields; i++) {
		struct ffir_field *x = &a->fields[i], *y = &b->fields[i];
		const char *what = ffir_printf(&g->scratch, "field '%s' of '%s'", x->name, a->id);
		merge_doc(&x->doc, y->doc, prefer_b);
		ffir_merge_annotations(g, what, &x->annotations, &x->n_annotations, y->annotations,
				       y->n_annotations);
		merge_type(g, what, x->type, y->type);
	}
}

/* ---- functions ---- */

/* All at once, because "f(int a, int b)" may become "f(int b, int a)". */
struct renaming {
	const char **from;
	const char **to;
	size_t n;
};

static const char *new_name(const struct renaming *r, const char *name)
{
	for (size_t i = 0; name && i < r->n; i++)
		if (strcmp(r->from[i], name) == 0)
			return r->to[i];
	return name;
}

static void rename_texts(const struct renaming *r, struct ffir_annotation *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < list[i].n_args; j++)
			if (list[i].args[j].value.kind == FFIR_VALUE_NONE)
				list[i].args[j].text = new_name(r, list[i].args[j].text);
		rename_texts(r, list[i].nested, list[i].n_nested);
	}
}

/* What declaration D says of its parameters. */
static void rename_decl(const struct renaming *r, struct ffir_decl *d)
{
	rename_texts(r, d->annotations, d->n_annotations);
	for (size_t i = 0; d->doc && i < d->doc->n_sections; i++)
		if (d->doc->sections[i].kind == FFIR_DOC_PARAM)
			d->doc->sections[i].name = new_name(r, d->doc->sections[i].name);
}

/* Gives the parameters of F, which may be that of declaration D, the names TO, also where they are spoken of.
 */
static void rename_params(struct ffir_merging *g, struct ffir_function_type *f, struct ffir_decl *d,
			  const char **to)
{
	struct renaming r = {NULL, to, f->n_params};
	r.from = (const char **)ffir_alloc(&g->scratch, (f->n_params + 1) * sizeof *r.from);
	for (size_t i = 0; i < f->n_params; i++)
		r.from[i] = f->params[i].name;
	rename_texts(&r, f->result.annotations, f->result.n_annotations);
	for (size_t i = 0; i < f->n_params; i++) {
		rename_texts(&r, f->params[i].annotations, f->params[i].n_annotations);
		f->params[i].name = to[i];
	}
	if (d)
		rename_decl(&r, d);
}

static bool has_param(const struct ffir_function_type *f, const char *name)
{
	for (size_t i = 0; i < f->n_params; i++)
		if (strcmp(f->params[i].name, name) == 0)
			return true;
	return false;
}

/* Both get the names of PREFERRED, and those of the other where it has none. */
static void agree_on_names(struct ffir_merging *g, struct ffir_function_type *preferred, struct ffir_decl *d,
			   struct ffir_function_type *other, struct ffir_decl *d_other)
{
	const char **names =
		(const char **)ffir_alloc(&g->scratch, (preferred->n_params + 1) * sizeof *names);
	for (size_t i = 0; i < preferred->n_params; i++) {
		const char *name = other->params[i].name;
		bool better =
			preferred->params[i].name[0] == '#' && name[0] != '#' && !has_param(preferred, name);
		names[i] = better ? name : preferred->params[i].name;
	}
	rename_params(g, preferred, d, names);
	rename_params(g, other, d_other, names);
}

static void merge_param(struct ffir_merging *g, const char *what, struct ffir_param *a, struct ffir_param *b,
			bool prefer_b)
{
	merge_doc(&a->doc, b->doc, prefer_b);
	ffir_merge_annotations(g, what, &a->annotations, &a->n_annotations, b->annotations, b->n_annotations);
	merge_evidence(g, &a->evidence, &a->n_evidence, b->evidence, b->n_evidence);
	merge_type(g, what, a->type, b->type);
}

/* Equal but for names; WHAT is whose type they are. */
static void merge_function_types(struct ffir_merging *g, const char *what, struct ffir_function_type *a,
				 struct ffir_function_type *b, bool prefer_b)
{
	merge_param(g, ffir_printf(&g->scratch, "the result of %s", what), &a->result, &b->result, prefer_b);
	for (size_t i = 0; i < a->n_params; i++)
		merge_param(g, ffir_printf(&g->scratch, "parameter '%s' of %s", a->params[i].name, what),
			    &a->params[i], &b->params[i], prefer_b);
}

/* Words and names of parameters of function types inside. */
static void merge_type(struct ffir_merging *g, const char *what, struct ffir_type *a,
		       const struct ffir_type *b)
{
	for (; a && b && a->kind == b->kind; a = a->to, b = b->to) {
		if (a->kind != FFIR_TYPE_FUNCTION || a->function->n_params != b->function->n_params)
			continue;
		agree_on_names(g, a->function, NULL, b->function, NULL);
		merge_function_types(g, what, a->function, b->function, false);
	}
}

static void merge_functions(struct ffir_merging *g, struct ffir_decl *a, struct ffir_decl *b, bool prefer_b)
{
	if (!a->function || !b->function)
		return;
	if (a->function->unprototyped && !b->function->unprototyped) {
		a->function = b->function;
		return;
	}
	if (a->function->n_params != b->function->n_params)
		return;
	if (prefer_b)
		agree_on_names(g, b->function, b, a->function, a);
	else
		agree_on_names(g, a->function, a, b->function, b);
	merge_function_types(g, ffir_printf(&g->scratch, "'%s'", a->id), a->function, b->function, prefer_b);
	for (size_t i = a->n_signatures; i < b->n_signatures; i++)
		*FFIR_PUSH(&g->into->arena, a->signatures, a->n_signatures) = b->signatures[i];
}

/* ---- one declaration ---- */

/* The body of the one that is complete. */
static void merge_bodies(struct ffir_merging *g, struct ffir_decl *a, struct ffir_decl *b)
{
	*FFIR_PUSH(&g->scratch, g->incomplete, g->n_incomplete) = a->id;
	if (!a->opaque)
		return;
	a->opaque = false;
	a->transparent = b->transparent;
	a->fields = b->fields;
	a->n_fields = b->n_fields;
	a->on = b->on;
	a->n_on = b->n_on;
}

static void merge_shapes(struct ffir_merging *g, struct ffir_decl *a, struct ffir_decl *b, bool prefer_b)
{
	switch (a->kind) {
	case FFIR_DECL_RECORD:
		if (a->opaque != b->opaque)
			merge_bodies(g, a, b);
		else
			merge_fields(g, a, b, prefer_b);
		break;
	case FFIR_DECL_ENUMERATION:
		merge_enumerators(g, a, b, prefer_b);
		break;
	case FFIR_DECL_DOMAIN:
		merge_codes(g, a, b);
		break;
	case FFIR_DECL_ALIAS:
	case FFIR_DECL_VARIABLE:
	case FFIR_DECL_CONSTANT:
		merge_type(g, ffir_printf(&g->scratch, "'%s'", a->id), a->type, b->type);
		break;
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_MACRO:
		merge_functions(g, a, b, prefer_b);
		break;
	}
}

/* Symbol and visibility are those of the definition. */
static void merge_facts(struct ffir_decl *a, const struct ffir_decl *b)
{
	if (!a->n_on || (b->defined && !a->defined && b->n_on)) {
		a->on = b->on;
		a->n_on = b->n_on;
	}
	a->is_inline = a->is_inline && b->is_inline;
	a->defined = a->defined || b->defined;
	if (!a->unsupported)
		a->unsupported = b->unsupported;
	if (!a->deprecated || (!*a->deprecated && b->deprecated))
		a->deprecated = b->deprecated;
}

void ffir_merge_decl(struct ffir_merging *g, struct ffir_decl *a, struct ffir_decl *b)
{
	struct ffir_difference difference;
	if (ffir_decl_differs(&g->scratch, a, b, &difference)) {
		tell_conflict(g, a, b, &difference);
		return;
	}
	bool prefer_b = prefers_other(g, a, b);
	merge_shapes(g, a, b, prefer_b);
	merge_doc(&a->doc, b->doc, prefer_b);
	ffir_merge_annotations(g, ffir_printf(&g->scratch, "'%s'", a->id), &a->annotations, &a->n_annotations,
			       b->annotations, b->n_annotations);
	merge_evidence(g, &a->evidence, &a->n_evidence, b->evidence, b->n_evidence);
	merge_facts(a, b);
	if (prefer_b)
		a->at = b->at;
}
