/*
 * Order of declaration: what must stand before what, and what stays.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/suites.h"
#include "tests/unit/support.h"

#include "ir/load.h"
#include "ir/sequence.h"

static struct ffir_type *named(struct ffir_module *m, const char *name)
{
	struct ffir_type *type = ffir_type_new(m, FFIR_TYPE_NAMED);
	type->name = name;
	return type;
}

static struct ffir_type *pointer_to(struct ffir_module *m, struct ffir_type *to)
{
	struct ffir_type *type = ffir_type_new(m, FFIR_TYPE_POINTER);
	type->to = to;
	return type;
}

static struct ffir_type *array_of(struct ffir_module *m, struct ffir_type *to)
{
	struct ffir_type *type = ffir_type_new(m, FFIR_TYPE_ARRAY);
	type->to = to;
	type->has_count = true;
	type->count = 3;
	return type;
}

static void add_field(struct ffir_module *m, const char *record, const char *name, struct ffir_type *type)
{
	struct ffir_decl *d = ffir_module_find(m, record);
	struct ffir_field *field = FFIR_PUSH(&m->arena, d->fields, d->n_fields);
	field->name = name;
	field->type = type;
}

static void add_alias(struct ffir_module *m, const char *id, struct ffir_type *type)
{
	ffir_module_add(m, FFIR_DECL_ALIAS, id)->type = type;
}

static const char *ids_of(struct ffir_module *m)
{
	const char *text = "";
	for (size_t i = 0; i < m->n_decls; i++)
		text = ffir_printf(&m->arena, "%s%s%s", text, i ? ", " : "", m->decls[i]->id);
	return text;
}

#define ASSERT_ORDER(m, expected)                                                                            \
	do {                                                                                                 \
		if (strcmp(ids_of(m), (expected)) != 0)                                                      \
			printf("# order: %s\n", ids_of(m));                                                  \
		CU_ASSERT_STRING_EQUAL(ids_of(m), (expected));                                               \
	} while (0)

static void keeps_source_order_where_nothing_depends(void)
{
	struct ffir_module *m = ffir_module_new();
	ffir_module_add(m, FFIR_DECL_RECORD, "struct b");
	ffir_module_add(m, FFIR_DECL_CONSTANT, "#A");
	ffir_module_add(m, FFIR_DECL_RECORD, "struct a");
	ffir_order(m);
	ASSERT_ORDER(m, "struct b, #A, struct a");
	ffir_module_free(m);
}

static void puts_a_record_behind_what_it_holds_by_value(void)
{
	struct ffir_module *m = ffir_module_new();
	ffir_module_add(m, FFIR_DECL_RECORD, "struct outer");
	ffir_module_add(m, FFIR_DECL_RECORD, "struct other");
	ffir_module_add(m, FFIR_DECL_RECORD, "struct inner");
	add_field(m, "struct outer", "x", array_of(m, named(m, "struct inner")));
	ffir_order(m);
	ASSERT_ORDER(m, "struct inner, struct outer, struct other");
	ffir_module_free(m);
}

static void leaves_a_record_before_what_it_points_to(void)
{
	struct ffir_module *m = ffir_module_new();
	ffir_module_add(m, FFIR_DECL_RECORD, "struct list");
	ffir_module_add(m, FFIR_DECL_RECORD, "struct item");
	add_field(m, "struct list", "first", pointer_to(m, named(m, "struct item")));
	add_field(m, "struct item", "list", named(m, "struct list"));
	ffir_order(m);
	ASSERT_ORDER(m, "struct list, struct item");
	ffir_module_free(m);
}

static void looks_through_aliases_of_records(void)
{
	struct ffir_module *m = ffir_module_new();
	ffir_module_add(m, FFIR_DECL_RECORD, "struct user");
	add_alias(m, "box", named(m, "struct box"));
	ffir_module_add(m, FFIR_DECL_RECORD, "struct box");
	add_field(m, "struct user", "b", named(m, "box"));
	add_field(m, "struct box", "next", pointer_to(m, named(m, "box")));
	ffir_order(m);
	ASSERT_ORDER(m, "box, struct box, struct user");
	ffir_module_free(m);
}

static void needs_aliases_and_enums_even_behind_pointers(void)
{
	struct ffir_module *m = ffir_module_new();
	ffir_module_add(m, FFIR_DECL_RECORD, "struct s");
	ffir_module_add(m, FFIR_DECL_ENUMERATION, "enum e");
	add_alias(m, "callback", pointer_to(m, ffir_type_new(m, FFIR_TYPE_VOID)));
	add_field(m, "struct s", "c", pointer_to(m, named(m, "callback")));
	add_field(m, "struct s", "e", pointer_to(m, named(m, "enum e")));
	ffir_order(m);
	ASSERT_ORDER(m, "callback, enum e, struct s");
	ffir_module_free(m);
}

static void needs_records_without_a_tag_even_behind_pointers(void)
{
	struct ffir_module *m = ffir_module_new();
	ffir_module_add(m, FFIR_DECL_RECORD, "struct s");
	ffir_module_add(m, FFIR_DECL_RECORD, "info");
	add_alias(m, "map", pointer_to(m, named(m, "info")));
	add_field(m, "struct s", "m", named(m, "map"));
	add_field(m, "info", "s", pointer_to(m, named(m, "struct s")));
	ffir_order(m);
	ASSERT_ORDER(m, "info, map, struct s");
	ffir_module_free(m);
}

static void survives_declarations_that_contain_each_other(void)
{
	struct ffir_module *m = ffir_module_new();
	ffir_module_add(m, FFIR_DECL_RECORD, "struct a");
	ffir_module_add(m, FFIR_DECL_RECORD, "struct b");
	add_field(m, "struct a", "b", named(m, "struct b"));
	add_field(m, "struct b", "a", named(m, "struct a"));
	ffir_order(m);
	CU_ASSERT_EQUAL(m->n_decls, 2);
	ffir_module_free(m);
}

/* Deeper than the stack of a recursive walk would be. */
static void orders_a_chain_of_100000_aliases(void)
{
	enum { N = 100000 };
	struct ffir_module *m = ffir_module_new();
	for (unsigned i = 0; i < N; i++) {
		const char *id = ffir_printf(&m->arena, "t%u", i);
		add_alias(m, id, pointer_to(m, named(m, ffir_printf(&m->arena, "t%u", i + 1))));
	}
	ffir_order(m);
	CU_ASSERT_STRING_EQUAL(m->decls[0]->id, "t99999");
	CU_ASSERT_STRING_EQUAL(m->decls[N - 1]->id, "t0");
	ffir_module_free(m);
}

/* ---- units ---- */

static void add_located(struct ffir_module *m, const char *id, const char *file, unsigned line)
{
	struct ffir_decl *d = ffir_module_add(m, FFIR_DECL_FUNCTION, id);
	d->at.file = file;
	d->at.line = line;
}

static void add_unit(struct ffir_module *m, const char *name, const char *const *keys)
{
	struct ffir_unit *unit = FFIR_PUSH(&m->arena, m->units, m->n_units);
	unit->name = name;
	for (; *keys; keys++)
		FFIR_PUSH(&m->arena, unit->has, unit->n_has)->key = *keys;
}

static void weaves_units_by_file_and_line(void)
{
	struct ffir_module *m = ffir_module_new();
	add_located(m, "f4", "x.h", 4);
	add_located(m, "f2", "x.h", 2);
	add_located(m, "f3", "x.h", 3);
	add_located(m, "f1", "x.h", 1);
	add_unit(m, "b.c", (const char *const[]){"f2", "f4", NULL});
	add_unit(m, "a.c", (const char *const[]){"f1", "f3", NULL});
	ffir_sort_units(m);
	ffir_sequence(m);
	ASSERT_ORDER(m, "f1, f2, f3, f4");
	ffir_module_free(m);
}

static void lets_a_unit_decide_before_lines_do(void)
{
	struct ffir_module *m = ffir_module_new();
	add_located(m, "late", "x.h", 9);
	add_located(m, "inner", "y.h", 5);
	add_located(m, "early", "x.h", 1);
	add_unit(m, "a.c", (const char *const[]){"early", "inner", "late", NULL});
	ffir_sequence(m);
	ASSERT_ORDER(m, "early, inner, late");
	ffir_module_free(m);
}

static void goes_on_where_units_contradict(void)
{
	struct ffir_module *m = ffir_module_new();
	add_located(m, "x", "x.h", 1);
	add_located(m, "y", "y.h", 1);
	add_unit(m, "a.c", (const char *const[]){"x", "y", NULL});
	add_unit(m, "b.c", (const char *const[]){"y", "x", NULL});
	ffir_sequence(m);
	ASSERT_ORDER(m, "x, y");
	ffir_module_free(m);
}

static void keeps_what_no_unit_has(void)
{
	struct ffir_module *m = ffir_module_new();
	add_located(m, "stray", NULL, 0);
	add_located(m, "x", "x.h", 1);
	add_unit(m, "a.c", (const char *const[]){"x", "gone", "x", NULL});
	ffir_sequence(m);
	ASSERT_ORDER(m, "x, stray");
	ffir_module_free(m);
}

CU_TestInfo order_tests[] = {
	TEST(keeps_source_order_where_nothing_depends),
	TEST(puts_a_record_behind_what_it_holds_by_value),
	TEST(leaves_a_record_before_what_it_points_to),
	TEST(looks_through_aliases_of_records),
	TEST(needs_aliases_and_enums_even_behind_pointers),
	TEST(needs_records_without_a_tag_even_behind_pointers),
	TEST(survives_declarations_that_contain_each_other),
	TEST(orders_a_chain_of_100000_aliases),
	TEST(weaves_units_by_file_and_line),
	TEST(lets_a_unit_decide_before_lines_do),
	TEST(goes_on_where_units_contradict),
	TEST(keeps_what_no_unit_has),
	CU_TEST_INFO_NULL,
};
