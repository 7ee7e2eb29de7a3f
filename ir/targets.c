/*
 * Modules of several targets together.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/targets.h"

#include <string.h>

void ffir_interface_release(struct ffir_interface *all)
{
	for (size_t i = 0; i < all->n_modules; i++)
		ffir_module_free(all->modules[i]);
	ffir_arena_release(&all->arena);
	*all = (struct ffir_interface){0};
}

const char *ffir_target_id(const struct ffir_module *m)
{
	return m->n_targets ? m->targets[0].id : "";
}

void ffir_interface_add(struct ffir_interface *all, struct ffir_module *m)
{
	FFIR_PUSH(&all->arena, all->modules, all->n_modules);
	size_t i = all->n_modules - 1;
	for (; i > 0 && strcmp(ffir_target_id(all->modules[i - 1]), ffir_target_id(m)) > 0; i--)
		all->modules[i] = all->modules[i - 1];
	all->modules[i] = m;
}

struct ffir_module *ffir_interface_find(const struct ffir_interface *all, const char *id)
{
	for (size_t i = 0; i < all->n_modules; i++)
		if (strcmp(ffir_target_id(all->modules[i]), id) == 0)
			return all->modules[i];
	return NULL;
}

struct ffir_module *ffir_interface_take(struct ffir_interface *all, struct ffir_module *m)
{
	for (size_t i = 0; i < all->n_modules; i++)
		if (all->modules[i] == m)
			all->modules[i] = NULL;
	ffir_interface_release(all);
	return m;
}

/* ---- one of them ---- */

/* "'a', 'b'" */
static const char *list_ids(struct ffir_arena *a, const struct ffir_interface *all)
{
	const char *text = "";
	for (size_t i = 0; i < all->n_modules; i++)
		text = ffir_printf(a, "%s%s'%s'", text, i ? ", " : "", ffir_target_id(all->modules[i]));
	return text;
}

/* The only module whose target's id begins with TARGET; *N is how many there are. */
static struct ffir_module *find_beginning(const struct ffir_interface *all, const char *target, size_t *n)
{
	struct ffir_module *found = NULL;
	*n = 0;
	for (size_t i = 0; i < all->n_modules; i++) {
		if (strncmp(ffir_target_id(all->modules[i]), target, strlen(target)) != 0)
			continue;
		found = all->modules[i];
		++*n;
	}
	return *n == 1 ? found : NULL;
}

struct ffir_module *ffir_interface_choose(const struct ffir_interface *all, const char *target,
					  const char *file, struct diag *d)
{
	struct ffir_arena scratch = {0};
	const struct ffir_loc loc = {file, 0, 0};
	const char *ids = list_ids(&scratch, all);
	struct ffir_module *found = NULL;
	size_t n = all->n_modules;

	if (target)
		found = ffir_interface_find(all, target);
	else if (n == 1)
		found = all->modules[0];
	if (!found && target)
		found = find_beginning(all, target, &n);
	if (!found && !target)
		diag_error(d, &loc, "this is an interface of several targets, %s; choose one with '--target'",
			   ids);
	else if (!found && n)
		diag_error(d, &loc, "'%s' begins the names of several targets: %s; say more", target, ids);
	else if (!found)
		diag_error(d, &loc, "there is nothing of target '%s' here, but of %s", target, ids);
	ffir_arena_release(&scratch);
	return found;
}

/* ---- the library ---- */

static bool refuse_libraries(const char *what, const char *a, const struct ffir_library *first, const char *b,
			     const struct ffir_library *second, struct diag *d)
{
	const struct ffir_loc *here = &second->at, *there = &first->at;
	diag_error(d, here->file ? here : there,
		   "the inputs are of different libraries: their %s are '%s' and '%s'; give those of one "
		   "library",
		   what, a, b);
	if (here->file && there->file)
		diag_note(d, there, "the other one is here");
	return false;
}

/* Of names that are not alike from their first part on, the one that would stand first. A part ends before
 * '.' or '-': "foo" of "foo.x86-64" and "foo.aarch64", whichever names are compared first. */
static const char *common_name(struct ffir_arena *arena, const char *a, const char *b)
{
	size_t same = 0, parts = 0;
	while (a[same] && a[same] == b[same])
		same++;
	for (size_t i = 1; i <= same; i++)
		if ((!a[i] || strchr(".-", a[i])) && (!b[i] || strchr(".-", b[i])))
			parts = i;
	if (parts)
		return ffir_strndup(arena, a, parts);
	const char *first_a = ffir_strndup(arena, a, strcspn(a, ".-"));
	const char *first_b = ffir_strndup(arena, b, strcspn(b, ".-"));
	return strcmp(first_a, first_b) <= 0 ? a : b;
}

static bool agree_on_name(struct ffir_interface *all, struct diag *d)
{
	const struct ffir_library *said = NULL;
	const char *name = NULL;
	for (size_t i = 0; i < all->n_modules; i++) {
		const struct ffir_library *l = &all->modules[i]->library;
		if (l->name && l->at.file && said && strcmp(said->name, l->name) != 0)
			return refuse_libraries("names", said->name, said, l->name, l, d);
		if (l->name && l->at.file && !said)
			said = l;
		if (l->name)
			name = name ? common_name(&all->arena, name, l->name) : l->name;
	}
	for (size_t i = 0; i < all->n_modules; i++) {
		struct ffir_module *m = all->modules[i];
		m->library.name = ffir_strdup(&m->arena, said ? said->name : name);
		if (said && !m->library.at.file) {
			m->library.at = said->at;
			m->library.at.file = ffir_strdup(&m->arena, said->at.file);
		}
	}
	return true;
}

static bool agree_on_version(struct ffir_interface *all, struct diag *d)
{
	const struct ffir_library *said = NULL;
	for (size_t i = 0; i < all->n_modules; i++) {
		const struct ffir_library *l = &all->modules[i]->library;
		if (l->version && said && strcmp(said->version, l->version) != 0)
			return refuse_libraries("versions", said->version, said, l->version, l, d);
		if (l->version && !said)
			said = l;
	}
	for (size_t i = 0; said && i < all->n_modules; i++)
		all->modules[i]->library.version = ffir_strdup(&all->modules[i]->arena, said->version);
	return true;
}

static size_t doc_size(const struct ffir_doc *doc)
{
	return doc && doc->raw ? strlen(doc->raw) : 0;
}

static bool is_better(const struct ffir_doc *doc, const struct ffir_doc *than)
{
	size_t size = doc_size(doc), than_size = doc_size(than);
	return size != than_size ? size > than_size : size && strcmp(doc->raw, than->raw) < 0;
}

/* The longest one is that of all, which live as long as each other. */
static void agree_on_doc(struct ffir_interface *all)
{
	struct ffir_doc *best = NULL;
	for (size_t i = 0; i < all->n_modules; i++)
		if (is_better(all->modules[i]->library.doc, best))
			best = all->modules[i]->library.doc;
	for (size_t i = 0; best && i < all->n_modules; i++)
		all->modules[i]->library.doc = best;
}

bool ffir_interface_agree(struct ffir_interface *all, struct diag *d)
{
	if (all->n_modules < 2)
		return true;
	agree_on_doc(all);
	return agree_on_name(all, d) && agree_on_version(all, d);
}
