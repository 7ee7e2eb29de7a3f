/* SPDX-License-Identifier: MIT */
#include "tests/unit/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ir/annotation.h"
#include "ir/model.h"

static struct ffir_module *m;

static struct ffir_type *named(enum ffir_type_kind kind, const char *name, unsigned quals)
{
	struct ffir_type *type = ffir_type_new(m, kind);
	type->name = name;
	type->quals = quals;
	return type;
}

static struct ffir_type *pointer(struct ffir_type *to, unsigned quals)
{
	struct ffir_type *type = ffir_type_new(m, FFIR_TYPE_POINTER);
	type->to = to;
	type->quals = quals;
	return type;
}

static struct ffir_type *array(struct ffir_type *of, uint64_t count)
{
	struct ffir_type *type = ffir_type_new(m, FFIR_TYPE_ARRAY);
	type->to = of;
	type->has_count = true;
	type->count = count;
	return type;
}

static struct ffir_type *function(struct ffir_type *result, struct ffir_type *param)
{
	struct ffir_type *type = ffir_type_new(m, FFIR_TYPE_FUNCTION);
	type->function = FFIR_NEW(&m->arena, struct ffir_function_type);
	type->function->result.type = result;
	if (param) {
		struct ffir_param *p = FFIR_PUSH(&m->arena, type->function->params, type->function->n_params);
		p->name = "p";
		p->type = param;
	}
	return type;
}

static struct ffir_type *integer(unsigned quals)
{
	return named(FFIR_TYPE_INT, "int", quals);
}

static struct ffir_basic *basic(const char *name, const char *is, uint64_t size)
{
	if (!m->n_targets)
		FFIR_PUSH(&m->arena, m->targets, m->n_targets)->id = "t";
	struct ffir_basic *b = FFIR_PUSH(&m->arena, m->targets[0].basics, m->targets[0].n_basics);
	b->name = name;
	b->is = is;
	b->size = b->align = b->field_align = size;
	return b;
}

#define SPELLS(type, name, text) CU_ASSERT_STRING_EQUAL(ffir_type_spell(&m->arena, (type), (name)), (text))

static void spells_base_types_with_qualifiers(void)
{
	m = ffir_module_new();
	SPELLS(integer(0), "x", "int x");
	SPELLS(integer(FFIR_CONST | FFIR_VOLATILE), "", "const volatile int");
	SPELLS(named(FFIR_TYPE_NAMED, "struct point", FFIR_CONST), "p", "const struct point p");
	SPELLS(ffir_type_new(m, FFIR_TYPE_VOID), "", "void");
	SPELLS(integer(FFIR_ATOMIC), "n", "_Atomic int n");
	ffir_module_free(m);
}

static void spells_pointers_outwards_from_the_name(void)
{
	m = ffir_module_new();
	struct ffir_type *text = pointer(named(FFIR_TYPE_INT, "char", FFIR_CONST), 0);
	SPELLS(text, "s", "const char *s");
	SPELLS(text, "", "const char *");
	SPELLS(pointer(text, FFIR_CONST), "s", "const char **const s");
	SPELLS(pointer(text, FFIR_CONST), "", "const char **const");
	SPELLS(pointer(integer(0), FFIR_RESTRICT), "r", "int *restrict r");
	ffir_module_free(m);
}

static void spells_arrays_and_pointers_to_arrays(void)
{
	m = ffir_module_new();
	SPELLS(array(array(integer(0), 3), 2), "a", "int a[2][3]");
	SPELLS(array(pointer(integer(0), 0), 2), "a", "int *a[2]");
	SPELLS(pointer(array(integer(0), 2), 0), "a", "int (*a)[2]");
	SPELLS(pointer(array(integer(0), 2), 0), "", "int (*)[2]");
	struct ffir_type *open = array(integer(0), 0);
	open->has_count = false;
	SPELLS(open, "a", "int a[]");
	struct ffir_type *read_only = array(integer(0), 4);
	read_only->quals = FFIR_CONST;
	SPELLS(read_only, "a", "const int a[4]");
	ffir_module_free(m);
}

static void spells_functions_that_return_function_pointers(void)
{
	m = ffir_module_new();
	struct ffir_type *handler = pointer(function(ffir_type_new(m, FFIR_TYPE_VOID), integer(0)), 0);
	SPELLS(handler, "f", "void (*f)(int)");
	SPELLS(handler, "", "void (*)(int)");
	SPELLS(function(handler, handler), "signal", "void (*signal(void (*)(int)))(int)");
	SPELLS(pointer(function(pointer(array(integer(0), 3), 0), NULL), FFIR_CONST), "f",
	       "int (*(*const f)(void))[3]");
	SPELLS(function(integer(0), NULL), "", "int (void)");
	SPELLS(array(handler, 5), "table", "void (*table[5])(int)");
	ffir_module_free(m);
}

static void spells_variadic_and_unprototyped_functions(void)
{
	m = ffir_module_new();
	struct ffir_type *variadic = function(integer(0), integer(0));
	variadic->function->variadic = true;
	SPELLS(variadic, "f", "int f(int, ...)");
	struct ffir_type *old = function(integer(0), NULL);
	old->function->unprototyped = true;
	SPELLS(old, "f", "int f()");
	ffir_module_free(m);
}

static void spells_vectors_for_gcc_and_clang(void)
{
	m = ffir_module_new();
	struct ffir_type *vector = named(FFIR_TYPE_VECTOR, NULL, 0);
	vector->to = named(FFIR_TYPE_FLOAT, "float", 0);
	vector->count = 4;
	SPELLS(vector, "v", "__attribute__((vector_size(4 * sizeof(float)))) float v");
	ffir_module_free(m);
}

static bool size_is(const struct ffir_type *type, uint64_t size, uint64_t align)
{
	uint64_t s = 0, a = 0;
	return ffir_type_size(m, type, &s, &a) && s == size && a == align;
}

static void sizes_follow_the_target(void)
{
	m = ffir_module_new();
	basic("int", NULL, 4);
	basic("unsigned long", NULL, 8);
	basic("void*", NULL, 4);
	basic("size_t", "unsigned long", 8);
	struct ffir_decl *record = ffir_module_add(m, FFIR_DECL_RECORD, "struct s");
	struct ffir_on *on = FFIR_PUSH(&m->arena, record->on, record->n_on);
	on->has_layout = true;
	on->size = 24;
	on->align = 8;
	struct ffir_decl *alias = ffir_module_add(m, FFIR_DECL_ALIAS, "s_t");
	alias->type = named(FFIR_TYPE_NAMED, "struct s", 0);
	CU_ASSERT_TRUE(size_is(integer(0), 4, 4));
	CU_ASSERT_TRUE(size_is(named(FFIR_TYPE_NAMED, "size_t", 0), 8, 8));
	CU_ASSERT_TRUE(size_is(pointer(integer(0), 0), 4, 4));
	CU_ASSERT_TRUE(size_is(array(named(FFIR_TYPE_NAMED, "s_t", 0), 3), 72, 8));
	CU_ASSERT_FALSE(size_is(array(integer(0), UINT64_MAX), 0, 0));
	CU_ASSERT_FALSE(size_is(ffir_type_new(m, FFIR_TYPE_VOID), 0, 0));
	CU_ASSERT_FALSE(size_is(named(FFIR_TYPE_NAMED, "struct nowhere", 0), 0, 0));
	record->opaque = true;
	CU_ASSERT_FALSE(size_is(alias->type, 24, 8));
	ffir_module_free(m);
}

static void an_enumeration_is_aligned_as_its_integer(void)
{
	m = ffir_module_new();
	basic("long long", NULL, 8)->align = 4;
	struct ffir_decl *e = ffir_module_add(m, FFIR_DECL_ENUMERATION, "enum e");
	struct ffir_on *on = FFIR_PUSH(&m->arena, e->on, e->n_on);
	on->has_layout = true;
	on->size = 8;
	CU_ASSERT_TRUE(size_is(named(FFIR_TYPE_NAMED, "enum e", 0), 8, 4));
	ffir_module_free(m);
}

static void resolving_looks_through_aliases_and_standard_typedefs(void)
{
	m = ffir_module_new();
	basic("unsigned long", NULL, 8);
	basic("size_t", "unsigned long", 8);
	ffir_module_add(m, FFIR_DECL_ALIAS, "length")->type = named(FFIR_TYPE_NAMED, "size_t", FFIR_VOLATILE);
	const struct ffir_type *type = named(FFIR_TYPE_NAMED, "length", FFIR_CONST);
	const struct ffir_decl *decl;
	const struct ffir_type *is = ffir_type_resolve(m, type, &decl);
	CU_ASSERT_EQUAL(is->kind, FFIR_TYPE_INT);
	CU_ASSERT_STRING_EQUAL(is->name, "unsigned long");
	CU_ASSERT_PTR_NULL(decl);
	CU_ASSERT_PTR_EQUAL(ffir_type_resolve(m, type, NULL), is);
	CU_ASSERT_EQUAL(ffir_type_quals(m, type), FFIR_CONST | FFIR_VOLATILE);
	struct ffir_decl *record = ffir_module_add(m, FFIR_DECL_RECORD, "struct s");
	ffir_module_add(m, FFIR_DECL_ALIAS, "s")->type = named(FFIR_TYPE_NAMED, "struct s", 0);
	is = ffir_type_resolve(m, named(FFIR_TYPE_NAMED, "s", 0), &decl);
	CU_ASSERT_EQUAL(is->kind, FFIR_TYPE_NAMED);
	CU_ASSERT_PTR_EQUAL(decl, record);
	ffir_module_free(m);
}

static void resolving_a_ring_of_aliases_ends(void)
{
	m = ffir_module_new();
	ffir_module_add(m, FFIR_DECL_ALIAS, "a")->type = named(FFIR_TYPE_NAMED, "b", 0);
	ffir_module_add(m, FFIR_DECL_ALIAS, "b")->type = named(FFIR_TYPE_NAMED, "a", FFIR_CONST);
	CU_ASSERT_PTR_NULL(ffir_type_resolve(m, named(FFIR_TYPE_NAMED, "a", 0), NULL));
	CU_ASSERT_EQUAL(ffir_type_quals(m, named(FFIR_TYPE_NAMED, "a", 0)), FFIR_CONST);
	ffir_module_free(m);
}

static void a_name_is_declared_once(void)
{
	m = ffir_module_new();
	for (int i = 0; i < 500; i++)
		CU_ASSERT_PTR_NOT_NULL(
			ffir_module_add(m, FFIR_DECL_FUNCTION, ffir_printf(&m->arena, "f%d", i)));
	CU_ASSERT_PTR_NULL(ffir_module_add(m, FFIR_DECL_VARIABLE, "f499"));
	CU_ASSERT_EQUAL(m->n_decls, 500);
	CU_ASSERT_PTR_EQUAL(ffir_module_find(m, "f77"), m->decls[77]);
	CU_ASSERT_PTR_NULL(ffir_module_find(m, "f500"));
	CU_ASSERT_PTR_NULL(ffir_module_find(m, NULL));
	ffir_module_free(m);
	ffir_module_free(NULL);
}

static void a_removed_declaration_is_gone(void)
{
	m = ffir_module_new();
	struct ffir_decl *gone[150];
	for (int i = 0; i < 300; i++) {
		struct ffir_decl *d =
			ffir_module_add(m, FFIR_DECL_FUNCTION, ffir_printf(&m->arena, "f%d", i));
		if (i % 2 == 0)
			gone[i / 2] = d;
	}
	ffir_module_remove(m, gone, 150);
	CU_ASSERT_EQUAL(m->n_decls, 150);
	for (int i = 0; i < 300; i++) {
		const char *id = ffir_printf(&m->arena, "f%d", i);
		CU_ASSERT_PTR_EQUAL(ffir_module_find(m, id), i % 2 ? m->decls[i / 2] : NULL);
	}
	CU_ASSERT_PTR_NULL(ffir_module_find(m, "f0"));
	CU_ASSERT_PTR_EQUAL(ffir_module_find(m, "f299"), m->decls[149]);
	CU_ASSERT_PTR_NOT_NULL(ffir_module_add(m, FFIR_DECL_FUNCTION, "f0"));
	ffir_module_free(m);
}

static void the_name_leaves_the_kind_out(void)
{
	static const char *const ids[][2] = {{"struct point", "point"}, {"union u", "u"},
					     {"enum err", "err"},	{"#LIMIT", "LIMIT"},
					     {"domain/Z", "Z"},		{"macro MAX", "MAX"},
					     {"row_fn", "row_fn"},	{"structure", "structure"}};
	m = ffir_module_new();
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		CU_ASSERT_STRING_EQUAL(ffir_decl_name(ffir_module_add(m, FFIR_DECL_ALIAS, ids[i][0])),
				       ids[i][1]);
	ffir_module_free(m);
}

static bool int64_is(const char *text, int64_t number)
{
	struct ffir_value value = {FFIR_VALUE_INTEGER, text, strlen(text)};
	int64_t out = 0;
	return ffir_value_int64(&value, &out) && out == number;
}

static bool uint64_is(const char *text, uint64_t number)
{
	struct ffir_value value = {FFIR_VALUE_INTEGER, text, strlen(text)};
	uint64_t out = 0;
	return ffir_value_uint64(&value, &out) && out == number;
}

static void values_that_do_not_fit_are_refused(void)
{
	CU_ASSERT_TRUE(int64_is("-9223372036854775808", INT64_MIN));
	CU_ASSERT_FALSE(int64_is("9223372036854775808", 0));
	CU_ASSERT_FALSE(int64_is("", 0));
	CU_ASSERT_FALSE(int64_is("12x", 12));
	CU_ASSERT_TRUE(uint64_is("18446744073709551615", UINT64_MAX));
	CU_ASSERT_FALSE(uint64_is("18446744073709551616", 0));
	CU_ASSERT_FALSE(uint64_is("-1", UINT64_MAX));
	struct ffir_value text = {FFIR_VALUE_STRING, "1", 1};
	int64_t out;
	CU_ASSERT_FALSE(ffir_value_int64(&text, &out));
}

static void hashes_are_fnv1a(void)
{
	CU_ASSERT_EQUAL(ffir_hash("", 0), UINT64_C(0xcbf29ce484222325));
	CU_ASSERT_EQUAL(ffir_hash("a", 1), UINT64_C(0xaf63dc4c8601ec8c));
}

static void words_are_found_and_the_nearest_is_offered(void)
{
	CU_ASSERT_EQUAL(ffir_word_find("user_data"), FFIR_W_USER_DATA);
	CU_ASSERT_EQUAL(ffir_word_find("userdata"), FFIR_N_WORDS);
	CU_ASSERT_STRING_EQUAL(ffir_word_nearest("userdata"), "user_data");
	CU_ASSERT_STRING_EQUAL(ffir_word_nearest("nulable"), "nullable");
	CU_ASSERT_PTR_NULL(ffir_word_nearest("zebra_crossing"));
	CU_ASSERT_PTR_NULL(ffir_word_nearest(""));
}

CU_TestInfo ir_model_tests[] = {
	TEST(spells_base_types_with_qualifiers),
	TEST(spells_pointers_outwards_from_the_name),
	TEST(spells_arrays_and_pointers_to_arrays),
	TEST(spells_functions_that_return_function_pointers),
	TEST(spells_variadic_and_unprototyped_functions),
	TEST(spells_vectors_for_gcc_and_clang),
	TEST(sizes_follow_the_target),
	TEST(an_enumeration_is_aligned_as_its_integer),
	TEST(resolving_looks_through_aliases_and_standard_typedefs),
	TEST(resolving_a_ring_of_aliases_ends),
	TEST(a_name_is_declared_once),
	TEST(a_removed_declaration_is_gone),
	TEST(the_name_leaves_the_kind_out),
	TEST(values_that_do_not_fit_are_refused),
	TEST(hashes_are_fnv1a),
	TEST(words_are_found_and_the_nearest_is_offered),
	CU_TEST_INFO_NULL,
};
