/*
 * The layout oracle: what the compiler that built the library made of each type, asserted by the compiler
 * that reads the header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"

#include <string.h>

static void emit_check(struct c_emit *e, const char *left, uint64_t right)
{
	w_line(e->w, "%s_CHECK(%s == %llu, \"%s\");", e->upper, left, (unsigned long long)right, left);
}

/* Macros that are defined by then hide the fields of their names. */
static void check_offset(struct c_emit *e, const char *record, const char *path, uint64_t offset)
{
	for (const char *part = path; part; part = strchr(part, '.')) {
		part += *part == '.';
		const char *macro = c_text(e, "#%.*s", (int)strcspn(part, "."), part);
		if (ffir_module_find(e->m, macro))
			return;
	}
	emit_check(e, c_text(e, "offsetof(%s, %s)", record, path), offset);
}

static void check_fields(struct c_emit *e, const struct ffir_decl *d, const char *record, const char *prefix)
{
	const struct ffir_on *on = ffir_decl_on(d);

	for (size_t i = 0; i < d->n_fields; i++) {
		const struct ffir_field *f = &d->fields[i];
		const struct ffir_decl *inner =
			f->type->kind == FFIR_TYPE_NAMED ? c_inline_record(e, f->type) : NULL;
		const char *path = c_text(e, "%s%s", prefix, f->anonymous ? "" : c_name(e, f->name));
		if (f->is_bits || !on || !on->places)
			continue;
		if (inner) {
			/* Its members are checked from the outer record's start. */
			const struct ffir_on *inside = ffir_decl_on(inner);
			for (size_t j = 0; inside && inside->places && j < inner->n_fields; j++) {
				const struct ffir_field *g = &inner->fields[j];
				if (g->is_bits || g->anonymous || g->name[0] == '#')
					continue;
				check_offset(e, record,
					     c_text(e, "%s%s%s", path, f->anonymous ? "" : ".",
						    c_name(e, g->name)),
					     on->places[i].offset + inside->places[j].offset);
			}
		} else if (f->name[0] != '#') {
			check_offset(e, record, path, on->places[i].offset);
		}
	}
}

static void check_record(struct c_emit *e, const struct ffir_decl *d, bool of_system)
{
	const struct ffir_on *on = ffir_decl_on(d);
	struct c_layout layout;

	/* An empty struct has size 1 in C++. */
	if (d->opaque || c_is_nameless(e, d) || !on || !on->has_layout || !on->size)
		return;
	/* What is declared inside another record has a longer name in C++. */
	const char *c_only = of_system && !c_system_header(d->id) ? "!defined __cplusplus" : NULL;
	c_open_condition(e, c_only);
	emit_check(e, c_text(e, "sizeof(%s)", c_tag(e, d->id)), on->size);
	emit_check(e, c_text(e, "__alignof__(%s)", c_tag(e, d->id)), on->align);
	c_close_condition(e, c_only);
	/* The C library's own structs have other members with other feature macros. */
	if (of_system || c_why_no_body(e, d, &layout))
		return;
	const char *condition = c_condition_of_fields(e, d);
	c_open_condition(e, condition);
	check_fields(e, d, c_tag(e, d->id), "");
	c_close_condition(e, condition);
}

static void check_alias(struct c_emit *e, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	if (d->unsupported || c_unspeakable(e, d->type) || !on || !on->align)
		return;
	const char *condition = c_condition(e, d->type);
	c_open_condition(e, condition);
	emit_check(e, c_text(e, "__alignof__(%s)", c_name(e, d->id)), on->align);
	c_close_condition(e, condition);
}

static void check_enumeration(struct c_emit *e, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	if (on && on->has_layout && !strchr(d->id, '/') && d->n_enumerators)
		emit_check(e, c_text(e, "sizeof(%s)", c_tag(e, d->id)), on->size);
}

/* What the raw layer rests on: a header that was made for another target is refused here. */
static void check_target(struct c_emit *e)
{
	static const char *const basics[][2] = {{"void*", "void *"},  {"short", "short"},
						{"int", "int"},	      {"long", "long"},
						{"long int", "long"}, {"long double", "long double"},
						{"size_t", "size_t"}, {"wchar_t", "wchar_t"}};
	for (size_t i = 0; i < sizeof basics / sizeof *basics; i++) {
		const struct ffir_basic *b = ffir_basic_find(e->m, basics[i][0]);
		if (b)
			emit_check(e, c_text(e, "sizeof(%s)", basics[i][1]), b->size);
	}
}

void c_emit_checks(struct c_emit *e, const struct ffir_interface *all)
{
	w_line(e->w, "");
	w_line(e->w, "/* What the compiler that built the library made of all this, on %s. */",
	       all->n_modules > 1 ? "each target"
	       : e->m->n_targets  ? e->m->targets[0].id
				  : "its target");
	w_line(e->w, "");
	check_target(e);
	for (size_t i = 0; i < e->m->n_decls; i++) {
		const struct ffir_decl *d = e->m->decls[i];
		if (d->kind == FFIR_DECL_RECORD)
			check_record(e, d, e->system[i]);
		else if (d->kind == FFIR_DECL_ENUMERATION)
			check_enumeration(e, d);
		else if (d->kind == FFIR_DECL_ALIAS && !e->system[i])
			check_alias(e, d);
	}
}
