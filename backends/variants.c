/*
 * Lists of parts are aligned one after the other (Myers' shortest script of changes), then walked: runs of parts that
 * not all targets have become variants. Whatever the alignment, each target's lines stay its own, in their order.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/variants.h"

#include <string.h>

/* A place in the joined list: what each target has there, or NULL. */
struct slot {
	const struct chunk **of;
	size_t n_of; /* those that are not NULL */
	const struct chunk *any;
};

struct joining {
	const struct variants *v;
	const struct variants_style *style;
	size_t n; /* targets */
};

static void join(const struct joining *j, const struct chunk *const *lists, const size_t *sizes);

/* ---- alignment ---- */

static void hash_parts(struct chunk *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *found_by = parts[i].key ? parts[i].key : parts[i].head;
		uint64_t tail = ffir_hash(parts[i].tail, strlen(parts[i].tail));
		parts[i].hash = ffir_hash(found_by, strlen(found_by)) ^ (tail << 1) ^
				(parts[i].n_inside ? 1 : 0) ^ (parts[i].key ? 2 : 0);
		hash_parts(parts[i].inside, parts[i].n_inside);
	}
}

/* The same but for what is inside. */
static bool heads_match(const struct chunk *a, const struct chunk *b)
{
	return !a->n_inside == !b->n_inside && strcmp(a->head, b->head) == 0 && strcmp(a->tail, b->tail) == 0;
}

static bool parts_match(const struct chunk *a, const struct chunk *b)
{
	if (a->hash != b->hash || !a->key != !b->key)
		return false;
	return a->key ? strcmp(a->key, b->key) == 0 : heads_match(a, b);
}

/* What follows: the next of the old list, of the new one, or of both. */
enum step { STEP_OLD, STEP_NEW, STEP_BOTH };

struct alignment {
	struct ffir_arena *a;
	const struct slot *old;
	const struct chunk *new_;
	size_t n_old, n_new;
	enum step *steps; /* N_OLD + N_NEW at most */
	size_t n_steps;
};

static bool matches(const struct alignment *l, size_t i, size_t k)
{
	return parts_match(l->old[i].any, &l->new_[k]);
}

static void push_steps(struct alignment *l, enum step step, size_t n)
{
	while (n--)
		l->steps[l->n_steps++] = step;
}

/* More changes than these are not looked for: what is left is taken as different. */
enum { MAX_CHANGES = 2000 };

/* FURTHEST[d] holds for each diagonal, from -d on, how far into the old list D changes lead. */
struct search {
	size_t first, last_old, last_new; /* what lies between is to be aligned */
	long **furthest;
	long changes;
};

static long reach(const struct search *s, long d, long diagonal)
{
	return diagonal < -d || diagonal > d ? -1 : s->furthest[d][diagonal + d];
}

/* How far D changes lead on DIAGONAL: one more old part, or one more new one, then all that match. */
static long go(const struct alignment *l, const struct search *s, long d, long diagonal)
{
	long x = 0;
	if (d > 0) {
		long by_new = reach(s, d - 1, diagonal + 1), by_old = reach(s, d - 1, diagonal - 1);
		x = by_old < 0 ? by_new : by_old + 1 > by_new ? by_old + 1 : by_new;
	}
	long n_old = (long)(s->last_old - s->first), n_new = (long)(s->last_new - s->first);
	while (x >= 0 && x < n_old && x - diagonal >= 0 && x - diagonal < n_new &&
	       matches(l, s->first + (size_t)x, s->first + (size_t)(x - diagonal)))
		x++;
	return x;
}

static bool search(const struct alignment *l, struct search *s)
{
	long n_old = (long)(s->last_old - s->first), n_new = (long)(s->last_new - s->first);
	s->furthest = (long **)ffir_alloc(l->a, (MAX_CHANGES + 1) * sizeof *s->furthest);
	for (long d = 0; d <= MAX_CHANGES; d++) {
		s->furthest[d] = (long *)ffir_alloc(l->a, (size_t)(2 * d + 1) * sizeof **s->furthest);
		for (long k = -d; k <= d; k++)
			s->furthest[d][k + d] = -1;
		for (long k = -d; k <= d; k += 2) {
			long x = go(l, s, d, k);
			s->furthest[d][k + d] = x > n_old || x - k > n_new || x - k < 0 ? -1 : x;
			if (x == n_old && x - k == n_new) {
				s->changes = d;
				return true;
			}
		}
	}
	return false;
}

/* The steps between, from the last one back. */
static void trace(struct alignment *l, const struct search *s)
{
	long x = (long)(s->last_old - s->first), y = (long)(s->last_new - s->first);
	enum step *back = NULL;
	size_t n = 0;
	for (long d = s->changes; d > 0; d--) {
		long k = x - y, by_new = reach(s, d - 1, k + 1), by_old = reach(s, d - 1, k - 1);
		bool is_old = by_old >= 0 && by_old + 1 > by_new;
		long from = is_old ? by_old + 1 : by_new;
		for (; x > from; x--, y--)
			*FFIR_PUSH(l->a, back, n) = STEP_BOTH;
		*FFIR_PUSH(l->a, back, n) = is_old ? STEP_OLD : STEP_NEW;
		if (is_old)
			x--;
		else
			y--;
	}
	for (; x > 0; x--)
		*FFIR_PUSH(l->a, back, n) = STEP_BOTH;
	while (n)
		l->steps[l->n_steps++] = back[--n];
}

static void align(struct alignment *l)
{
	struct search s = {.last_old = l->n_old, .last_new = l->n_new};
	l->steps = (enum step *)ffir_alloc(l->a, (l->n_old + l->n_new + 1) * sizeof *l->steps);
	while (s.first < s.last_old && s.first < s.last_new && matches(l, s.first, s.first))
		s.first++;
	while (s.last_old > s.first && s.last_new > s.first && matches(l, s.last_old - 1, s.last_new - 1)) {
		s.last_old--;
		s.last_new--;
	}
	push_steps(l, STEP_BOTH, s.first);
	if (search(l, &s)) {
		trace(l, &s);
	} else {
		push_steps(l, STEP_OLD, s.last_old - s.first);
		push_steps(l, STEP_NEW, s.last_new - s.first);
	}
	push_steps(l, STEP_BOTH, l->n_old - s.last_old);
}

/* ---- the joined list ---- */

static void fill(const struct joining *j, struct slot *slot, size_t target, const struct chunk *part)
{
	if (!slot->of)
		slot->of = (const struct chunk **)ffir_alloc(j->v->a, j->n * sizeof *slot->of);
	slot->of[target] = part;
	slot->any = slot->any ? slot->any : part;
	slot->n_of++;
}

static struct slot *add_list(const struct joining *j, const struct slot *old, size_t *n, size_t target,
			     const struct chunk *parts, size_t n_parts)
{
	struct alignment l = {.a = j->v->a, .old = old, .new_ = parts, .n_old = *n, .n_new = n_parts};
	struct slot *slots = NULL;
	size_t n_slots = 0, i = 0, k = 0;
	align(&l);
	for (size_t s = 0; s < l.n_steps; s++) {
		struct slot *slot = FFIR_PUSH(j->v->a, slots, n_slots);
		if (l.steps[s] != STEP_NEW)
			*slot = old[i++];
		if (l.steps[s] != STEP_OLD)
			fill(j, slot, target, &parts[k++]);
	}
	*n = n_slots;
	return slots;
}

/* ---- text ---- */

static void put_gap(struct ffir_buf *b, size_t lines)
{
	while (lines--)
		ffir_buf_puts(b, "\n");
}

static void put_part(struct ffir_buf *b, const struct chunk *part)
{
	put_gap(b, part->gap);
	ffir_buf_puts(b, part->head);
	for (size_t i = 0; i < part->n_inside; i++)
		put_part(b, &part->inside[i]);
	ffir_buf_puts(b, part->tail);
}

static bool is_whole(const struct chunk *part, const struct chunk *other)
{
	bool same = heads_match(part, other) && part->n_inside == other->n_inside;
	for (size_t i = 0; same && i < part->n_inside; i++)
		same = part->inside[i].gap == other->inside[i].gap &&
		       is_whole(&part->inside[i], &other->inside[i]);
	return same;
}

/* Whether all targets have the same there, without a condition. */
static bool is_common(const struct joining *j, const struct slot *slot)
{
	for (size_t i = 0; i < j->n; i++)
		if (!slot->of[i] || !is_whole(slot->of[i], slot->any))
			return false;
	return true;
}

/* A gap before all of it stays outside of the condition. */
static size_t cut_gap(struct ffir_buf *b)
{
	size_t gap = b->size ? strspn(b->text, "\n") : 0;
	if (gap) {
		memmove(b->text, b->text + gap, b->size - gap + 1);
		b->size -= gap;
	}
	return gap;
}

static void add_variant(const struct joining *j, struct variant **list, size_t *n, const char *text,
			size_t target)
{
	size_t i = 0;
	while (i < *n && strcmp((*list)[i].text, text) != 0)
		i++;
	struct variant *variant = i < *n ? &(*list)[i] : FFIR_PUSH(j->v->a, *list, *n);
	variant->text = text;
	*FFIR_PUSH(j->v->a, variant->targets, variant->n_targets) = target;
}

/* Those of the most targets last, where "otherwise" says it all; an empty one is no variant. */
static bool sort_variants(struct variant *list, size_t *n)
{
	bool all = true;
	size_t kept = 0, most = 0;
	for (size_t i = 0; i < *n; i++) {
		if (*list[i].text)
			list[kept++] = list[i];
		else
			all = false;
	}
	for (size_t i = 1; i < kept; i++)
		if (list[i].n_targets >= list[most].n_targets)
			most = i;
	if (kept) {
		struct variant last = list[most];
		memmove(&list[most], &list[most + 1], (kept - most - 1) * sizeof *list);
		list[kept - 1] = last;
	}
	*n = kept;
	return all;
}

static void print_region(const struct joining *j, const struct slot *slots, size_t n)
{
	struct variant *list = NULL;
	size_t n_list = 0;
	size_t gap = 0;
	for (size_t target = 0; target < j->n; target++) {
		struct ffir_buf b = {0};
		for (size_t i = 0; i < n; i++)
			if (slots[i].of[target])
				put_part(&b, slots[i].of[target]);
		size_t own = cut_gap(&b);
		gap = own > gap ? own : gap;
		add_variant(j, &list, &n_list, ffir_strndup(j->v->a, b.text ? b.text : "", b.size), target);
		ffir_buf_release(&b);
	}
	bool all = sort_variants(list, &n_list);
	put_gap(j->v->b, gap);
	if (n_list == 1 && all)
		ffir_buf_puts(j->v->b, list[0].text);
	else
		j->style->print(j->v, list, n_list, all);
}

/* What all targets have, and is to be looked into. */
static bool opens(const struct joining *j, const struct slot *slot)
{
	return slot->n_of == j->n && slot->any->n_inside && !is_common(j, slot);
}

/* Whether it is printed for itself, not with what stands around it. */
static bool is_alone(const struct joining *j, const struct slot *slot)
{
	return slot->any->harmless || opens(j, slot) ||
	       (slot->n_of == j->n && slot->any->key && !is_common(j, slot));
}

/* How many from I on are the same, up to as many as end a region. */
static size_t count_common(const struct joining *j, const struct slot *slots, size_t n, size_t i)
{
	size_t common = 0;
	while (i + common < n && common < j->style->min_common && is_common(j, &slots[i + common]))
		if (slots[i + common++].any->n_inside)
			return j->style->min_common;
	return i + common == n ? j->style->min_common : common;
}

/* The first slot behind I, which starts a region, that is of it no more. */
static size_t region_end(const struct joining *j, const struct slot *slots, size_t n, size_t i)
{
	size_t end = i;
	while (i < n && !is_alone(j, &slots[i])) {
		size_t common = count_common(j, slots, n, i);
		if (common == j->style->min_common)
			break;
		i += common;
		if (!common)
			end = ++i;
	}
	return end;
}

static void print_inside(const struct joining *j, const struct slot *slot)
{
	const struct chunk **lists = (const struct chunk **)ffir_alloc(j->v->a, j->n * sizeof *lists);
	size_t *sizes = (size_t *)ffir_alloc(j->v->a, j->n * sizeof *sizes);
	for (size_t i = 0; i < j->n; i++) {
		lists[i] = slot->of[i]->inside;
		sizes[i] = slot->of[i]->n_inside;
	}
	put_gap(j->v->b, slot->any->gap);
	ffir_buf_puts(j->v->b, slot->any->head);
	join(j, lists, sizes);
	ffir_buf_puts(j->v->b, slot->any->tail);
}

/* Where it stands is not the same everywhere: once is enough. */
static void put_harmless(const struct joining *j, const struct slot *slots, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (slots[k].any->harmless && strcmp(slots[k].any->head, slots[i].any->head) == 0)
			return;
	put_part(j->v->b, slots[i].any);
}

static void join(const struct joining *j, const struct chunk *const *lists, const size_t *sizes)
{
	struct slot *slots = NULL;
	size_t n = 0;
	for (size_t target = 0; target < j->n; target++)
		slots = add_list(j, slots, &n, target, lists[target], sizes[target]);
	for (size_t i = 0; i < n;) {
		if (slots[i].any->harmless) {
			put_harmless(j, slots, i++);
		} else if (opens(j, &slots[i])) {
			print_inside(j, &slots[i++]);
		} else if (is_common(j, &slots[i])) {
			put_part(j->v->b, slots[i++].any);
		} else {
			size_t end = is_alone(j, &slots[i]) ? i + 1 : region_end(j, slots, n, i);
			print_region(j, &slots[i], end - i);
			i = end;
		}
	}
}

void variants_join(const struct variants *v, const struct variants_style *style, const char *const *texts,
		   size_t n)
{
	struct joining j = {.v = v, .style = style, .n = n};
	const struct chunk **lists = (const struct chunk **)ffir_alloc(v->a, n * sizeof *lists);
	size_t *sizes = (size_t *)ffir_alloc(v->a, n * sizeof *sizes);
	for (size_t i = 0; i < n; i++) {
		struct chunk *parts = NULL;
		style->split(v->a, texts[i], &parts, &sizes[i]);
		hash_parts(parts, sizes[i]);
		lists[i] = parts;
	}
	join(&j, lists, sizes);
}
