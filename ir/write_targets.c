/*
 * A document of several targets: each shape once, beside it what each target makes of it. Whether two shapes are
 * the same is seen from their text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/sequence.h"
#include "ir/targets.h"
#include "ir/writing.h"

/* What is the same on several targets. The text of it says so. */
struct group {
	const char *text;
	size_t *modules; /* ascending */
	size_t n_modules;
};

struct grouping {
	struct ffir_arena *a;
	struct group *groups; /* by their first modules */
	size_t n_groups;
};

/* Takes the text out of B. */
static void add_to_group(struct grouping *g, struct ffir_buf *b, size_t module)
{
	const char *text = ffir_strndup(g->a, b->text ? b->text : "", b->size);
	size_t i = 0;
	while (i < g->n_groups && strcmp(g->groups[i].text, text) != 0)
		i++;
	struct group *group = i < g->n_groups ? &g->groups[i] : FFIR_PUSH(g->a, g->groups, g->n_groups);
	group->text = text;
	*FFIR_PUSH(g->a, group->modules, group->n_modules) = module;
	b->size = 0;
}

/* The values of annotations' arguments on one target, in the order of the text. */
struct values {
	const struct ffir_value **items;
	size_t n;
};

struct writing {
	struct xml x; /* the first member: what x.on_value is given */
	const struct ffir_interface *all;
	struct ffir_arena scratch; /* of one declaration */
	struct ffir_buf text;
	/* Of the shape that is being written. */
	const struct group *group;
	struct values *values; /* parallel to the group's modules */
	size_t n_values;       /* written so far */
};

static const char *ids_of(struct writing *w, const struct group *group)
{
	const char *text = "";
	for (size_t i = 0; i < group->n_modules; i++)
		text = ffir_printf(&w->scratch, "%s%s%s", text, i ? " " : "",
				   ffir_target_id(w->all->modules[group->modules[i]]));
	return text;
}

/* The same, or NULL if that is all of them, ALL. */
static const char *ids_unless(struct writing *w, const struct group *group, size_t all)
{
	return group->n_modules == all ? NULL : ids_of(w, group);
}

static void finish(struct writing *w)
{
	w->x.targets = NULL;
	ffir_arena_release(&w->scratch);
}

/* ---- the library ---- */

static void put_libraries(struct writing *w)
{
	struct grouping g = {.a = &w->scratch};
	for (size_t i = 0; i < w->all->n_modules; i++) {
		struct xml x = {.b = &w->text, .shape = true};
		const struct ffir_library *l = &w->all->modules[i]->library;
		if (!ffir_library_is_known(l))
			continue;
		ffir_put_library(&x, l);
		add_to_group(&g, &w->text, i);
	}
	for (size_t i = 0; i < g.n_groups; i++) {
		w->x.targets = ids_unless(w, &g.groups[i], w->all->n_modules);
		ffir_put_library(&w->x, &w->all->modules[g.groups[i].modules[0]]->library);
	}
	finish(w);
}

/* ---- declarations ---- */

static struct ffir_decl *decl_on(const struct writing *w, size_t module, const char *id)
{
	return ffir_module_find(w->all->modules[module], id);
}

/* Of declarations with one shape the one that tells the most, whichever are compared first: a definition, then the
 * longest text. */
static const struct ffir_decl *most_telling(struct writing *w, const struct group *group, const char *id)
{
	const struct ffir_decl *best = NULL;
	const char *best_text = NULL;
	size_t best_size = 0;
	for (size_t i = 0; i < group->n_modules; i++) {
		const struct ffir_decl *d = decl_on(w, group->modules[i], id);
		struct xml x = {.b = &w->text, .target = ""};
		ffir_put_decl_open(&x, d);
		ffir_put_decl_close(&x, d);
		const char *text = ffir_strndup(&w->scratch, w->text.text, w->text.size);
		bool better = !best || d->defined > best->defined ||
			      (d->defined == best->defined &&
			       (w->text.size > best_size ||
				(w->text.size == best_size && strcmp(text, best_text) < 0)));
		if (better) {
			best = d;
			best_text = text;
			best_size = w->text.size;
		}
		w->text.size = 0;
	}
	return best;
}

/* What the targets of GROUP make of D, each once. */
static void put_facts(struct writing *w, const struct group *group, const struct ffir_decl *d)
{
	struct grouping g = {.a = &w->scratch};
	for (size_t i = 0; i < group->n_modules; i++) {
		const struct ffir_decl *own = decl_on(w, group->modules[i], d->id);
		struct xml x = {.b = &w->text};
		if (!own->n_on)
			continue;
		ffir_put_on(&x, own, own->on, NULL);
		add_to_group(&g, &w->text, group->modules[i]);
	}
	for (size_t i = 0; i < g.n_groups; i++)
		ffir_put_on(&w->x, d, decl_on(w, g.groups[i].modules[0], d->id)->on,
			    ids_unless(w, &g.groups[i], group->n_modules));
}

/* ---- values of annotations' arguments ---- */

/* What is written is nothing but its values. */
struct collecting {
	struct xml x; /* the first member */
	struct ffir_arena *a;
	struct values *values;
};

static void collect_value(struct xml *x, size_t arg, const struct ffir_value *value)
{
	struct collecting *c = (struct collecting *)x;
	(void)arg;
	*FFIR_PUSH(c->a, c->values->items, c->values->n) = value;
}

static void collect_values(struct writing *w, const char *id)
{
	w->values = (struct values *)ffir_alloc(&w->scratch, w->group->n_modules * sizeof *w->values);
	w->n_values = 0;
	for (size_t i = 0; i < w->group->n_modules; i++) {
		struct collecting c = {.x = {.b = &w->text, .on_value = collect_value},
				       .a = &w->scratch,
				       .values = &w->values[i]};
		const struct ffir_decl *d = decl_on(w, w->group->modules[i], id);
		ffir_put_decl_open(&c.x, d);
		w->text.size = 0;
	}
}

/* That an argument has a value is shape; which one is not. */
static void put_that_there_is(struct xml *x, size_t arg, const struct ffir_value *value)
{
	(void)value;
	ffir_put_arg_value(x, arg, &(struct ffir_value){FFIR_VALUE_NONE, NULL, 0}, NULL);
}

static void put_values(struct xml *x, size_t arg, const struct ffir_value *value)
{
	struct writing *w = (struct writing *)x;
	struct grouping g = {.a = &w->scratch};
	(void)value;
	for (size_t i = 0; i < w->group->n_modules; i++) {
		struct xml one = {.b = &w->text};
		ffir_put_arg_value(&one, arg, w->values[i].items[w->n_values], NULL);
		add_to_group(&g, &w->text, i);
	}
	for (size_t i = 0; i < g.n_groups; i++) {
		const struct ffir_value *own = w->values[g.groups[i].modules[0]].items[w->n_values];
		for (size_t k = 0; k < g.groups[i].n_modules; k++)
			g.groups[i].modules[k] = w->group->modules[g.groups[i].modules[k]];
		ffir_put_arg_value(x, arg, own, ids_unless(w, &g.groups[i], w->group->n_modules));
	}
	w->n_values++;
}

static void put_shapes(struct writing *w, const char *id)
{
	struct grouping g = {.a = &w->scratch};
	for (size_t i = 0; i < w->all->n_modules; i++) {
		const struct ffir_decl *d = decl_on(w, i, id);
		struct xml x = {.b = &w->text, .shape = true, .on_value = put_that_there_is};
		if (!d)
			continue;
		ffir_put_decl_open(&x, d);
		ffir_put_decl_close(&x, d);
		ffir_buf_puts(&w->text, d->n_on ? " with facts" : "");
		add_to_group(&g, &w->text, i);
	}
	for (size_t i = 0; i < g.n_groups; i++) {
		const struct ffir_decl *d = most_telling(w, &g.groups[i], id);
		w->x.targets = ids_unless(w, &g.groups[i], w->all->n_modules);
		w->group = &g.groups[i];
		collect_values(w, id);
		ffir_put_source(&w->x, d->at.file);
		ffir_put_decl_open(&w->x, d);
		put_facts(w, &g.groups[i], d);
		ffir_put_decl_close(&w->x, d);
	}
	finish(w);
}

/* Every id once, in an order that is each target's own as far as these agree. */
static struct ffir_module *order_of(const struct ffir_interface *all)
{
	struct ffir_module *order = ffir_module_new();
	for (size_t i = 0; i < all->n_modules; i++) {
		const struct ffir_module *m = all->modules[i];
		struct ffir_unit *unit = FFIR_PUSH(&order->arena, order->units, order->n_units);
		for (size_t j = 0; j < m->n_decls; j++) {
			struct ffir_decl *d = ffir_module_add(order, FFIR_DECL_CONSTANT, m->decls[j]->id);
			if (d)
				d->at = m->decls[j]->at;
			FFIR_PUSH(&order->arena, unit->has, unit->n_has)->key = m->decls[j]->id;
		}
	}
	ffir_sequence(order);
	return order;
}

/* ---- all ---- */

static void put_units(struct writing *w, const struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_units; i++) {
		struct ffir_unit unit = m->units[i];
		unit.target = ffir_target_id(m);
		ffir_put_unit(&w->x, &unit);
	}
}

void ffir_write_interface(struct ffir_buf *b, const struct ffir_interface *all)
{
	if (all->n_modules == 1) {
		ffir_write_document(b, all->modules[0]);
		return;
	}
	struct writing w = {.x = {.b = b, .on_value = put_values}, .all = all};
	struct ffir_module *order = order_of(all);
	ffir_put_interface_open(&w.x);
	for (size_t i = 0; i < all->n_modules; i++)
		ffir_put_target(&w.x, &all->modules[i]->targets[0]);
	put_libraries(&w);
	for (size_t i = 0; i < order->n_decls; i++)
		put_shapes(&w, order->decls[i]->id);
	ffir_put_source(&w.x, NULL);
	for (size_t i = 0; i < all->n_modules; i++)
		put_units(&w, all->modules[i]);
	ffir_put_interface_close(&w.x);
	ffir_module_free(order);
	ffir_buf_release(&w.text);
}
