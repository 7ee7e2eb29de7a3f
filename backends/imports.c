/*
 * Interfaces whose bindings another one builds on.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/imports.h"

#include <string.h>

#include "ir/load.h"
#include "ir/read.h"

/* What M has of OTHER, and nobody else has. */
static void mark(struct ffir_module *m, const struct ffir_module *other, const char *module)
{
	for (size_t i = 0; i < other->n_decls; i++) {
		struct ffir_decl *d = ffir_module_find(m, other->decls[i]->id);
		if (d && !d->imported)
			d->imported = module;
	}
}

/* OTHER into M, which stays the library that it is. */
static bool join(struct ffir_module *m, const char *path, const struct imports *before, size_t n,
		 struct diag *d)
{
	const char *target = ffir_target_id(m);
	const struct ffir_load_settings settings = {
		.targets = &target, .n_targets = 1, .beside = before->interfaces, .n_beside = n};
	struct ffir_interface all = {0};
	if (!ffir_load_interface(&path, 1, &settings, &all, d))
		return false;
	struct ffir_module *other = ffir_interface_take(&all, all.modules[0]);
	other->library = (struct ffir_library){0};
	other->n_units = 0;
	return ffir_merge(m, other, d);
}

/* Those of IMPORTS that stand before number N, into M. */
static bool join_first(const struct imports *imports, size_t n, struct ffir_module *m, struct diag *d)
{
	for (size_t i = 0; i < n; i++) {
		if (!join(m, imports->items[i].path, imports, i, d))
			return false;
		mark(m, ffir_interface_find(imports->items[i].all, ffir_target_id(m)),
		     imports->items[i].module);
	}
	if (n && !ffir_validate(m, d))
		return false;
	if (n)
		ffir_order(m);
	return true;
}

static bool load_one(struct imports *imports, const char *text, struct diag *d)
{
	const char *equals = strrchr(text, '=');
	size_t before = imports->n, n = before;
	struct import *import = FFIR_PUSH(&imports->arena, imports->items, imports->n);
	*import = (struct import){0};
	import->all = FFIR_NEW(&imports->arena, struct ffir_interface);
	import->path = ffir_strndup(&imports->arena, text, (size_t)(equals - text));
	import->module = ffir_strdup(&imports->arena, equals + 1);
	const struct ffir_load_settings settings = {.beside = imports->interfaces, .n_beside = before};
	if (!ffir_load_interface(&import->path, 1, &settings, import->all, d))
		return false;
	for (size_t i = 0; i < import->all->n_modules; i++)
		if (!join_first(imports, before, import->all->modules[i], d))
			return false;
	*FFIR_PUSH(&imports->arena, imports->interfaces, n) = import->all;
	return true;
}

bool imports_load(struct imports *imports, const struct strings *list, struct diag *d)
{
	for (size_t i = 0; i < list->n; i++)
		if (!load_one(imports, list->items[i], d))
			return false;
	return true;
}

bool imports_choose(struct imports *imports, const char *id, struct diag *d)
{
	for (size_t i = 0; i < imports->n; i++) {
		struct import *import = &imports->items[i];
		const struct ffir_loc loc = {import->path, 0, 0};
		import->m = ffir_interface_find(import->all, id);
		if (import->m)
			continue;
		diag_error(d, &loc, "this interface has nothing of target '%s', which what imports it is for",
			   id);
		return false;
	}
	return true;
}

bool imports_join(const struct imports *imports, struct ffir_module *m, struct diag *d)
{
	return join_first(imports, imports->n, m, d);
}

static bool name_one(const struct import *import, struct plan *p, const struct backend *b, struct diag *d)
{
	struct diag silent = {.silent = true};
	struct plan *other = plan_lower(import->m, &silent);
	bool good = other != NULL;
	if (good)
		plan_legalise(other, b, &silent);
	good = good && names_assign(other, &b->naming, import->module, NULL, 0, &silent);
	if (good)
		names_import(p, other, import->module, b->naming.qualifier, d);
	else
		diag_error(d, NULL, "--import %s=%s: it cannot be rendered by itself: do that first",
			   import->path, import->module);
	plan_free(other);
	return good && !d->errors;
}

bool imports_name(const struct imports *imports, struct plan *p, const struct backend *b, struct diag *d)
{
	for (size_t i = 0; i < imports->n; i++)
		if (!name_one(&imports->items[i], p, b, d))
			return false;
	return true;
}

void imports_release(struct imports *imports)
{
	for (size_t i = 0; i < imports->n; i++)
		ffir_interface_release(imports->items[i].all);
	ffir_arena_release(&imports->arena);
	*imports = (struct imports){0};
}
