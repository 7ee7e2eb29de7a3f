/*
 * The C that continues a unit for the oracle.
 *
 * SPDX-License-Identifier: MIT
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tests/oracle/oracle.h"

/* Macros may have the names of what is declared. */
static void hide_macro(const char *name)
{
	printf("#pragma push_macro(\"%s\")\n#undef %s\n", name, name);
}

static void show_macro(const char *name)
{
	printf("#pragma pop_macro(\"%s\")\n", name);
}

/* A key that is a name of the place where it stands, as "struct s/pos" is, is none that C can spell. */
static bool is_spelled(const struct ffir_decl *d)
{
	return !strpbrk(d->id, "/$.") && !d->unsupported;
}

static void assert_layout(const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	if (!on || !on->has_layout || !is_spelled(d))
		return;
	hide_macro(ffir_decl_name(d));
	printf("_Static_assert(sizeof(%s) == %" PRIu64 ", \"sizeof(%s)\");\n", d->id, on->size, d->id);
	if (on->align)
		printf("_Static_assert(__alignof__(%s) == %" PRIu64 ", \"alignof(%s)\");\n", d->id, on->align,
		       d->id);
	show_macro(ffir_decl_name(d));
}

/* Typedefs that align otherwise are on the way, and in what an array is made of. */
static void assert_alignment(const struct ffir_module *m, const struct ffir_decl *d, uint64_t natural)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const struct ffir_type *type = d->type;
	uint64_t align = on ? on->align : 0;
	while (!align && !(align = ffir_alias_align(m, type)) &&
	       (type = ffir_type_resolve(m, type, NULL))->kind == FFIR_TYPE_ARRAY)
		type = type->to;
	printf("_Static_assert(__alignof__(%s) == %" PRIu64 ", \"alignof(%s)\");\n", d->id,
	       align ? align : natural, d->id);
}

/* DWARF has GCC's idea of what a typedef names, which attributes may have changed since: the size is what counts. */
static void assert_alias(const struct ffir_module *m, const struct ffir_decl *d)
{
	uint64_t size, align;
	bool number = d->type->kind == FFIR_TYPE_INT || d->type->kind == FFIR_TYPE_FLOAT;
	if (!is_spelled(d) || !ffir_type_size(m, d->type, &size, &align))
		return;
	hide_macro(d->id);
	printf("_Static_assert(sizeof(%s) == %" PRIu64 ", \"sizeof(%s)\");\n", d->id, size, d->id);
	assert_alignment(m, d, align);
	if (number)
		printf("#ifndef __cplusplus\n_Static_assert(__builtin_types_compatible_p(%s, %s), "
		       "\"%s\");\n#endif\n",
		       d->id, d->type->name, d->id);
	show_macro(d->id);
}

static void assert_enumerators(const struct ffir_decl *d)
{
	if (!is_spelled(d) && strncmp(d->id, "enum/", 5) != 0)
		return;
	for (size_t i = 0; i < d->n_enumerators; i++) {
		const struct ffir_enumerator *e = &d->enumerators[i];
		if (e->value.kind != FFIR_VALUE_INTEGER || e->value.size >= 19)
			continue;
		hide_macro(e->name);
		printf("_Static_assert(%s == (%sLL), \"%s\");\n", e->name, e->value.text, e->name);
		show_macro(e->name);
	}
}

/* An integer that no constant of C has is left out. */
static void assert_constant(const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *name = ffir_decl_name(d);
	if (!on || on->value.kind != FFIR_VALUE_INTEGER || on->value.size > 18 || d->unsupported ||
	    d->type->kind != FFIR_TYPE_INT || !d->from || strcmp(d->from, "macro") != 0)
		return;
	printf("#if defined %s && !defined __cplusplus\n_Static_assert((%s) == (%sLL) && "
	       "__builtin_types_compatible_p(__typeof__(%s), "
	       "%s), \"%s\");\n#endif\n",
	       name, name, on->value.text, name, d->type->name, name);
}

static void name_type(const struct ffir_decl *d)
{
	if (!d->unsupported)
		printf("#undef %s\ntypedef __typeof__(%s) " ORACLE_PREFIX "%s;\n", d->id, d->id, d->id);
}

static void assert_decl(const struct ffir_module *m, const struct ffir_decl *d)
{
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		assert_layout(d);
		break;
	case FFIR_DECL_ENUMERATION:
		assert_layout(d);
		assert_enumerators(d);
		break;
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_VARIABLE:
		name_type(d);
		break;
	case FFIR_DECL_ALIAS:
		assert_alias(m, d);
		break;
	case FFIR_DECL_CONSTANT:
	case FFIR_DECL_DOMAIN:
	case FFIR_DECL_MACRO:
		break;
	}
}

void oracle_extend(const struct ffir_module *m)
{
	puts("#ifdef __cplusplus\n#define _Static_assert static_assert\n#endif");
	for (size_t i = 0; i < m->n_decls; i++)
		if (m->decls[i]->kind == FFIR_DECL_CONSTANT)
			assert_constant(m->decls[i]);
	for (size_t i = 0; i < m->n_decls; i++)
		assert_decl(m, m->decls[i]);
}
