/*
 * The records of objects to a module: heads first, then each unit's declarations.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/loading.h"

#include <stdlib.h>
#include <string.h>

#include "ir/read.h"
#include "ir/sequence.h"

/* A decl record, found by its hash. */
struct decl_record {
	const struct ffir_object_record *record;
	bool used;
};

struct records {
	const struct ffir_object *o;
	struct diag *d;
	struct ffir_module *m;
	struct ffir_arena arena;
	struct decl_record *decls; /* sorted by hash */
	size_t n_decls;
	struct ffir_module **others; /* declarations that M has differently, one module a unit */
	size_t n_others;
	bool fine;
};

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = ((const struct decl_record *)a)->record->hash,
		 y = ((const struct decl_record *)b)->record->hash;
	return (x > y) - (x < y);
}

static void read_record(struct records *r, struct ffir_module *m, const struct ffir_object_record *record)
{
	if (!ffir_read_record(m, record->xml, record->size, record->where, r->d))
		r->fine = false;
}

static bool is_kind(const struct ffir_object_record *record, const char *kind)
{
	return strcmp(record->kind, kind) == 0;
}

/* The first target and library are M's; others are merged later. */
static void read_heads(struct records *r)
{
	bool has_target = false, has_library = false;
	for (size_t i = 0; i < r->o->n_records; i++) {
		const struct ffir_object_record *record = &r->o->records[i];
		bool *has = is_kind(record, "target")	 ? &has_target
			    : is_kind(record, "library") ? &has_library
							 : NULL;
		if (!has)
			continue;
		struct ffir_module *m = *has ? ffir_module_new() : r->m;
		if (*has)
			*FFIR_PUSH(&r->arena, r->others, r->n_others) = m;
		*has = true;
		read_record(r, m, record);
	}
}

static void read_units(struct records *r)
{
	for (size_t i = 0; i < r->o->n_records; i++)
		if (is_kind(&r->o->records[i], "unit"))
			read_record(r, r->m, &r->o->records[i]);
	ffir_sort_units(r->m);
}

static void find_decls(struct records *r)
{
	for (size_t i = 0; i < r->o->n_records; i++)
		if (is_kind(&r->o->records[i], "decl"))
			FFIR_PUSH(&r->arena, r->decls, r->n_decls)->record = &r->o->records[i];
	if (r->n_decls)
		qsort(r->decls, r->n_decls, sizeof *r->decls, compare_hashes);
}

static struct decl_record *find_decl(const struct records *r, uint64_t hash)
{
	const struct ffir_object_record wanted = {.hash = hash};
	const struct decl_record key = {&wanted, false};
	return r->n_decls
		       ? (struct decl_record *)bsearch(&key, r->decls, r->n_decls, sizeof key, compare_hashes)
		       : NULL;
}

/* A module for what UNIT declares in another way than the units before it. */
static struct ffir_module *module_of_unit(struct records *r, const struct ffir_unit *unit)
{
	struct ffir_module *m = ffir_module_new();
	struct ffir_unit *copy = FFIR_PUSH(&m->arena, m->units, m->n_units);
	*copy = *unit;
	copy->evidence = NULL;
	copy->n_evidence = 0;
	for (size_t i = 0; i < unit->n_evidence; i++)
		*FFIR_PUSH(&m->arena, copy->evidence, copy->n_evidence) = unit->evidence[i];
	*FFIR_PUSH(&r->arena, r->others, r->n_others) = m;
	return m;
}

/* Where the record of UNIT stands. */
static struct ffir_loc unit_place(const struct records *r, const struct ffir_unit *unit)
{
	struct ffir_loc loc = {NULL, 0, 0};
	for (size_t i = 0; i < r->o->n_records; i++)
		if (is_kind(&r->o->records[i], "unit") && strcmp(r->o->records[i].key, unit->name) == 0)
			loc.file = r->o->records[i].where;
	return loc;
}

static void read_unit_decls(struct records *r, const struct ffir_unit *unit)
{
	struct ffir_module *other = NULL;
	for (size_t i = 0; i < unit->n_has; i++) {
		const struct ffir_has *has = &unit->has[i];
		struct decl_record *found = find_decl(r, has->hash);
		if (!found) {
			const struct ffir_loc loc = unit_place(r, unit);
			diag_error(r->d, &loc,
				   "the record of '%s', which unit '%s' has, is missing or damaged", has->key,
				   unit->name);
			r->fine = false;
		} else if (!found->used) {
			found->used = true;
			if (ffir_module_find(r->m, has->key) && !other)
				other = module_of_unit(r, unit);
			read_record(r, ffir_module_find(r->m, has->key) ? other : r->m, found->record);
		}
	}
}

static void refuse_strays(struct records *r)
{
	for (size_t i = 0; i < r->n_decls; i++) {
		const struct ffir_object_record *record = r->decls[i].record;
		const struct ffir_loc loc = {record->where, 0, 0};
		if (r->decls[i].used)
			continue;
		diag_error(r->d, &loc,
			   "the record of '%s' belongs to no unit; a unit record is missing or damaged",
			   record->key);
		r->fine = false;
		return;
	}
}

struct ffir_module *ffir_module_of_object(const struct ffir_object *o, struct diag *d)
{
	struct records r = {.o = o, .d = d, .m = ffir_module_new(), .fine = true};
	read_heads(&r);
	read_units(&r);
	find_decls(&r);
	for (size_t i = 0; r.fine && i < r.m->n_units; i++)
		read_unit_decls(&r, &r.m->units[i]);
	if (r.fine)
		refuse_strays(&r);
	for (size_t i = 0; i < r.n_others; i++) {
		if (!r.fine)
			ffir_module_free(r.others[i]);
		else if (!ffir_merge(r.m, r.others[i], d))
			r.fine = false;
	}
	ffir_arena_release(&r.arena);
	if (r.fine)
		return r.m;
	ffir_module_free(r.m);
	return NULL;
}

const char *ffir_object_target(const struct ffir_object *o)
{
	for (size_t i = 0; i < o->n_records; i++)
		if (is_kind(&o->records[i], "target"))
			return o->records[i].key;
	return NULL;
}
