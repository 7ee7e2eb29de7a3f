/*
 * The order of declarations of many units: what each unit saw first stays first, and where units do not
 * say, file and line decide. The order in which a linker left the units does not count.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/sequence.h"

#include <stdlib.h>
#include <string.h>

struct node {
	struct ffir_decl *decl;
	size_t *after; /* nodes that stand behind this one */
	size_t n_after;
	size_t n_before; /* of the nodes before it, those not placed yet */
	size_t file;	 /* rank of its file, by first appearance */
	size_t seen;	 /* rank of first appearance */
	bool placed;
};

/* A binary heap of nodes that may come next. */
struct sequence {
	struct ffir_arena arena;
	struct ffir_module *m;
	struct node *nodes; /* in order of first appearance, which is what SEEN says */
	size_t n_nodes;
	size_t *heap;
	size_t n_heap;
	const char **files;
	size_t n_files;
	struct ffir_module *places; /* by id: the line of AT is the node */
};

/* ---- nodes ---- */

static size_t file_rank(struct sequence *s, const char *file)
{
	size_t i = s->n_files;
	/* Neighbours mostly stand in the same file. */
	while (i > 0 && (file == NULL ? s->files[i - 1] != NULL
				      : !s->files[i - 1] || strcmp(s->files[i - 1], file) != 0))
		i--;
	if (i > 0)
		return i - 1;
	*FFIR_PUSH(&s->arena, s->files, s->n_files) = file;
	return s->n_files - 1;
}

/* The node of declaration ID, made if it is seen for the first time. */
static size_t node_of(struct sequence *s, const char *id)
{
	struct ffir_decl *decl = ffir_module_find(s->m, id);
	struct ffir_decl *place = ffir_module_find(s->places, id);
	if (place)
		return place->at.line;
	place = ffir_module_add(s->places, decl->kind, id);
	place->at.line = (unsigned)s->n_nodes;
	struct node *node = &s->nodes[s->n_nodes];
	node->decl = decl;
	node->seen = s->n_nodes;
	node->file = file_rank(s, decl->at.file);
	return s->n_nodes++;
}

static void add_edge(struct sequence *s, size_t before, size_t after)
{
	if (before == s->m->n_decls || before == after)
		return;
	*FFIR_PUSH(&s->arena, s->nodes[before].after, s->nodes[before].n_after) = after;
	s->nodes[after].n_before++;
}

/* A unit that knows the body of what is opaque, of what is not in OPEN, has it where the body stands, in private. */
static bool counts(const struct sequence *s, const struct ffir_module *open, const char *key)
{
	const struct ffir_decl *d = ffir_module_find(s->m, key);
	return d && !(d->kind == FFIR_DECL_RECORD && d->opaque && !ffir_module_find(open, key));
}

static void add_unit(struct sequence *s, const struct ffir_unit *unit)
{
	size_t before = s->m->n_decls;
	struct ffir_module *open = ffir_module_new();
	for (size_t i = 0; i < unit->n_opaque; i++)
		ffir_module_add(open, FFIR_DECL_RECORD, unit->opaque[i]);
	for (size_t i = 0; i < unit->n_has; i++) {
		if (!counts(s, open, unit->has[i].key))
			continue;
		size_t node = node_of(s, unit->has[i].key);
		add_edge(s, before, node);
		before = node;
	}
	ffir_module_free(open);
}

/* ---- the heap ---- */

static bool stands_before(const struct sequence *s, size_t a, size_t b)
{
	const struct node *x = &s->nodes[a], *y = &s->nodes[b];
	if (x->file != y->file)
		return x->file < y->file;
	if (x->decl->at.line != y->decl->at.line)
		return x->decl->at.line < y->decl->at.line;
	if (x->decl->at.column != y->decl->at.column)
		return x->decl->at.column < y->decl->at.column;
	return x->seen < y->seen;
}

static void swap(size_t *a, size_t *b)
{
	size_t kept = *a;
	*a = *b;
	*b = kept;
}

static void heap_push(struct sequence *s, size_t node)
{
	size_t i = s->n_heap++;
	s->heap[i] = node;
	for (; i > 0 && stands_before(s, s->heap[i], s->heap[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&s->heap[i], &s->heap[(i - 1) / 2]);
}

static size_t heap_pop(struct sequence *s)
{
	size_t first = s->heap[0], i = 0;
	s->heap[0] = s->heap[--s->n_heap];
	for (;;) {
		size_t least = i;
		for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < s->n_heap; child++)
			if (stands_before(s, s->heap[child], s->heap[least]))
				least = child;
		if (least == i)
			return first;
		swap(&s->heap[i], &s->heap[least]);
		i = least;
	}
}

/* ---- the order ---- */

static void place(struct sequence *s, size_t at, size_t node)
{
	struct node *n = &s->nodes[node];
	n->placed = true;
	s->m->decls[at] = n->decl;
	for (size_t i = 0; i < n->n_after; i++) {
		struct node *after = &s->nodes[n->after[i]];
		if (--after->n_before == 0 && !after->placed)
			heap_push(s, n->after[i]);
	}
}

/* Units that include headers in different orders contradict each other: the first one seen goes on. */
static size_t break_ring(const struct sequence *s, size_t *from)
{
	while (s->nodes[*from].placed)
		++*from;
	return *from;
}

static void sort_nodes(struct sequence *s)
{
	size_t unplaced = 0;
	for (size_t i = 0; i < s->n_nodes; i++)
		if (s->nodes[i].n_before == 0)
			heap_push(s, i);
	for (size_t at = 0; at < s->n_nodes; at++)
		place(s, at, s->n_heap ? heap_pop(s) : break_ring(s, &unplaced));
}

static int compare_units(const void *a, const void *b)
{
	const struct ffir_unit *x = (const struct ffir_unit *)a, *y = (const struct ffir_unit *)b;
	int order = strcmp(x->name ? x->name : "", y->name ? y->name : "");
	if (order || x->n_has == 0 || y->n_has == 0)
		return order ? order : (x->n_has > y->n_has) - (x->n_has < y->n_has);
	return (x->has[0].hash > y->has[0].hash) - (x->has[0].hash < y->has[0].hash);
}

void ffir_sort_units(struct ffir_module *m)
{
	if (m->n_units)
		qsort(m->units, m->n_units, sizeof *m->units, compare_units);
}

void ffir_sequence(struct ffir_module *m)
{
	if (m->n_units == 0)
		return;
	struct sequence s = {.m = m};
	s.nodes = (struct node *)ffir_alloc(&s.arena, (m->n_decls + 1) * sizeof *s.nodes);
	s.heap = (size_t *)ffir_alloc(&s.arena, (m->n_decls + 1) * sizeof *s.heap);
	s.places = ffir_module_new();
	for (size_t i = 0; i < m->n_units; i++)
		add_unit(&s, &m->units[i]);
	for (size_t i = 0; i < m->n_decls; i++)
		node_of(&s, m->decls[i]->id);
	sort_nodes(&s);
	ffir_module_free(s.places);
	ffir_arena_release(&s.arena);
}
