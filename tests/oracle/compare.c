/*
 * The declarations of an interface, each with what DWARF has of it: one walk for both, from file scope down
 * through the types; a record, enumeration or typedef is compared once, where it is met first.
 *
 * SPDX-License-Identifier: MIT
 */
#include <dwarf.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/dwarf.h"

/* ---- names of file scope ---- */

static int compare_names(const void *a, const void *b)
{
	const struct named_die *one = (const struct named_die *)a, *other = (const struct named_die *)b;
	int order = one->tag - other->tag;
	return order ? order : strcmp(one->name, other->name);
}

static void collect_names(struct oracle *o, Dwarf_Die *unit)
{
	Dwarf_Die child;
	for (EACH_CHILD(unit, child)) {
		if (!dwarf_hasattr(&child, DW_AT_name) || die_has(&child, DW_AT_declaration))
			continue;
		struct named_die named = {dwarf_tag(&child), die_name(&child), child};
		*FFIR_PUSH(&o->m->arena, o->names, o->n_names) = named;
	}
	if (o->n_names)
		qsort(o->names, o->n_names, sizeof *o->names, compare_names);
}

Dwarf_Die *find_name(struct oracle *o, int tag, const char *name)
{
	struct named_die key = {.tag = tag, .name = name};
	struct named_die *found = !o->n_names ? NULL
					      : (struct named_die *)bsearch(&key, o->names, o->n_names,
									    sizeof key, compare_names);
	return found ? &found->die : NULL;
}

/* ---- declarations of file scope ---- */

static Dwarf_Die *find_tagged(struct oracle *o, const struct ffir_decl *d)
{
	const char *name = ffir_decl_name(d);
	if (name == d->id)
		return find_name(o, DW_TAG_typedef, name);
	if (d->kind == FFIR_DECL_ENUMERATION)
		return find_name(o, DW_TAG_enumeration_type, name);
	return find_name(o, d->record_kind == FFIR_UNION ? DW_TAG_union_type : DW_TAG_structure_type, name);
}

/* An enum that nobody names is known by its first enumerator. */
static bool find_enum(Dwarf_Die *unit, const char *first, Dwarf_Die *found)
{
	Dwarf_Die child, enumerator;
	for (EACH_CHILD(unit, child))
		if (dwarf_tag(&child) == DW_TAG_enumeration_type && dwarf_child(&child, &enumerator) == 0 &&
		    strcmp(die_name(&enumerator), first) == 0) {
			*found = child;
			return true;
		}
	return false;
}

static void compare_object(struct oracle *o, const struct ffir_decl *d)
{
	char *name = ffir_printf(&o->m->arena, ORACLE_PREFIX "%s", d->id);
	Dwarf_Die *die = find_name(o, DW_TAG_typedef, name), type;
	if (!die || !die_type(die, &type)) {
		unknown(o, d, "the unit was not continued with its type");
		return;
	}
	o->where = d->id;
	if (d->kind == FFIR_DECL_FUNCTION) {
		o->counts->functions++;
		unsigned quals = 0;
		Dwarf_Die at = type;
		while (die_strip(&at, &at, &quals) && dwarf_tag(&at) == DW_TAG_typedef && die_type(&at, &at))
			;
		compare_function(o, d->function, &at, d->id);
	} else {
		o->counts->variables++;
		compare_type(o, d->type, &type, d->id);
	}
}

static void compare_root(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *unit)
{
	Dwarf_Die *die = NULL, found;
	if (d->unsupported) {
		o->counts->refused++;
		if (o->verbose)
			printf("refused: %s: %s\n", d->id, d->unsupported);
		return;
	}
	switch (d->kind) {
	case FFIR_DECL_RECORD:
	case FFIR_DECL_ENUMERATION:
		die = find_tagged(o, d);
		if (!die && strncmp(d->id, "enum/", 5) == 0 && find_enum(unit, d->id + 5, &found))
			die = &found;
		if (die)
			compare_tagged(o, d, die, d->id);
		break;
	case FFIR_DECL_ALIAS:
		die = find_name(o, DW_TAG_typedef, d->id);
		if (die)
			compare_decl(o, d, die);
		break;
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_VARIABLE:
		compare_object(o, d);
		break;
	case FFIR_DECL_CONSTANT:
		o->counts->constants++;
		break;
	case FFIR_DECL_DOMAIN:
	case FFIR_DECL_MACRO:
		break;
	}
}

/* What no other declaration led to. */
static void count_unknown(struct oracle *o)
{
	for (size_t i = 0; i < o->m->n_decls; i++) {
		const struct ffir_decl *d = o->m->decls[i];
		bool is_type = d->kind == FFIR_DECL_RECORD || d->kind == FFIR_DECL_ENUMERATION ||
			       d->kind == FFIR_DECL_ALIAS;
		if (!is_type || o->done[i] || d->unsupported)
			continue;
		if (d->kind == FFIR_DECL_RECORD && d->opaque)
			o->counts->opaque++;
		else
			unknown(o, d, "not in DWARF");
	}
}

static bool find_unit(Dwfl *dwfl, Dwarf_Die *unit)
{
	Dwarf_Addr bias;
	Dwarf_Die *die = dwfl_nextcu(dwfl, NULL, &bias);
	if (die)
		*unit = *die;
	return die != NULL;
}

bool oracle_compare(struct ffir_module *m, const char *object, const char *respelled, bool verbose,
		    struct oracle_counts *counts)
{
	static char *no_path;
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
		.debuginfo_path = &no_path,
	};
	struct oracle o = {.m = m, .counts = counts, .respelled = respelled, .verbose = verbose};
	Dwarf_Die unit;
	Dwfl *dwfl = dwfl_begin(&callbacks);
	bool fine = dwfl && dwfl_report_offline(dwfl, "", object, -1) &&
		    dwfl_report_end(dwfl, NULL, NULL) == 0 && find_unit(dwfl, &unit);
	if (!fine)
		fprintf(stderr, "oracle: %s: %s\n", object, dwfl ? dwfl_errmsg(-1) : "libdw");
	else {
		o.done = (bool *)ffir_alloc(&m->arena, m->n_decls * sizeof *o.done + 1);
		int language = dwarf_srclang(&unit);
		o.is_c = language == DW_LANG_C89 || language == DW_LANG_C99 || language == DW_LANG_C11;
		collect_names(&o, &unit);
		for (size_t i = 0; i < m->n_decls; i++)
			compare_root(&o, m->decls[i], &unit);
		count_unknown(&o);
	}
	dwfl_end(dwfl);
	return fine;
}
