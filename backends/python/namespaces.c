/*
 * Namespaces: what has a place is defined at top level, under a name with its place in front, and shown in classes
 * that stand for namespaces.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

void export_item(struct python *e, const struct plan_name *name, enum exported kind)
{
	if (name->place)
		*FFIR_PUSH(e->a, e->placed, e->n_placed) = (struct placed){.name = name, .kind = kind};
	else
		export_name(e, python_name(name));
}

/* PLACE is FROM, or is in it. */
static bool is_in(const char *place, const char *from)
{
	size_t n = strlen(from);
	return strncmp(place, from, n) == 0 && (!place[n] || place[n] == '.');
}

/* The first of the items that stand in FROM, at whatever depth, and before which no other one has its word there. */
static bool is_first_of_its(struct python *e, size_t i, const char *word)
{
	for (size_t k = 0; k < i; k++)
		if (is_in(e->placed[k].name->place, word))
			return false;
	return true;
}

static void emit_placed(struct python *e, const struct placed *item)
{
	const char *own = item->name->own, *name = python_name(item->name);
	switch (item->kind) {
	case EXPORTED_CLASS:
	case EXPORTED_TYPE:
		w_line(e->w, "%s = %s", own, name);
		return;
	case EXPORTED_CONSTANT:
		w_line(e->w, "%s: Final = %s", own, name);
		return;
	case EXPORTED_FUNCTION:
		w_line(e->w, "%s = staticmethod(%s)", own, name);
		return;
	}
}

/* The namespaces in FROM ("" for top level), each with what is in it. */
static void emit_inside(struct python *e, const char *from)
{
	size_t n = *from ? strlen(from) + 1 : 0;
	for (size_t i = 0; i < e->n_placed; i++) {
		const char *place = e->placed[i].name->place;
		if (*from && (!is_in(place, from) || !place[n - 1]))
			continue;
		const char *word = ffir_strndup(e->a, place, n + strcspn(place + n, "."));
		if (!is_first_of_its(e, i, word))
			continue;
		if (!*from)
			export_name(e, word);
		emit_gap(e);
		w_open(e->w, "class %s:", word + n);
		w_line(e->w, "\"\"\"What is in %s.\"\"\"", word);
		bool any = false;
		for (size_t k = i; k < e->n_placed; k++) {
			if (strcmp(e->placed[k].name->place, word) != 0)
				continue;
			if (!any)
				w_line(e->w, "");
			any = true;
			emit_placed(e, &e->placed[k]);
		}
		emit_inside(e, word);
		w_close(e->w, "");
	}
}

void emit_namespaces(struct python *e)
{
	bool any = false;
	emit_inside(e, "");
	for (size_t i = 0; i < e->n_placed; i++) {
		const struct plan_name *name = e->placed[i].name;
		if (e->placed[i].kind != EXPORTED_CLASS)
			continue;
		if (!any)
			emit_gap(e);
		any = true;
		w_line(e->w, "%s.__name__, %s.__qualname__ = \"%s\", \"%s.%s\"", python_name(name),
		       python_name(name), name->own, name->place, name->own);
	}
}
