/*
 * examples/point run by the interpreter of plans: every function, failures and exceptions included.
 *
 * SPDX-License-Identifier: MIT
 */
#include <math.h>

#include "tests/unit/plan_support.h"

static struct caught said;
static struct ffir_module *module;
static struct plan *plan;
static struct run run;
static struct run_value results[4];
static size_t n_results;

struct pair {
	double x, y;
};

static void open_point(void)
{
	caught_start(&said);
	module = ffir_read_document("tests/data/point.ffi.xml", &said.diag);
	plan = module ? plan_lower(module, &said.diag) : NULL;
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
	ASSERT_SAID(&said, "");
	CU_ASSERT_FATAL(run_open(&run, plan, run_compile("examples/point/point.c")));
}

static void close_point(void)
{
	run_close(&run);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

static struct run_value real(double value)
{
	return (struct run_value){.kind = RUN_FLOAT, .number = value};
}

static struct run_value pairs(struct pair *p, size_t n)
{
	return (struct run_value){.kind = RUN_BYTES, .bytes = p, .count = n, .size = n * sizeof *p};
}

static bool call(const char *name, const struct run_value *given, size_t n)
{
	return run_call(&run, name, given, n, results, &n_results);
}

static struct run_value new_cloud(int options)
{
	struct run_value given[] = {text("c"), integer(options)};
	CU_ASSERT(call("point_cloud_new", given, 2));
	return results[0];
}

static void add(struct run_value cloud, double x, double y)
{
	struct pair p = {x, y};
	struct run_value given[] = {cloud, pairs(&p, 1)};
	CU_ASSERT(call("point_cloud_add", given, 2));
}

static void end(struct run_value cloud)
{
	CU_ASSERT(call("point_cloud_free", &cloud, 1));
	CU_ASSERT(call("point_clouds_alive", NULL, 0));
	CU_ASSERT_EQUAL(results[0].integer, 0);
}

static void passes_records_by_value(void)
{
	struct pair p = {3, 4}, q = {5, 6};
	struct run_value given[] = {pairs(&p, 1), pairs(&q, 1)};
	open_point();
	CU_ASSERT(call("point_norm", given, 1));
	CU_ASSERT_DOUBLE_EQUAL(results[0].number, 5, 1e-12);
	CU_ASSERT(call("point_middle", given, 2));
	CU_ASSERT_EQUAL(((struct pair *)results[0].bytes)->x, 4);
	CU_ASSERT_EQUAL(((struct pair *)results[0].bytes)->y, 5);
	close_point();
}

static void changes_a_record_in_place(void)
{
	struct pair p = {1, 2};
	struct run_value given[] = {pairs(&p, 1), integer(1), real(3)};
	open_point();
	CU_ASSERT(call("point_move", given, 3));
	CU_ASSERT_EQUAL(p.x, 1);
	CU_ASSERT_EQUAL(p.y, 5);
	close_point();
}

static void refuses_null_and_what_does_not_fit(void)
{
	struct pair p = {1, 2};
	struct run_value null[] = {{.kind = RUN_NULL}, integer(0)};
	struct run_value wide[] = {pairs(&p, 1), integer(INT64_C(1) << 32), real(3)};
	open_point();
	CU_ASSERT_FALSE(call("point_cloud_new", null, 2));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_REFUSED);
	CU_ASSERT_FALSE(call("point_move", wide, 3));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_REFUSED);
	CU_ASSERT_EQUAL(p.x, 1);
	close_point();
}

static void makes_and_ends_an_object(void)
{
	open_point();
	struct run_value cloud = new_cloud(0);
	CU_ASSERT_EQUAL(cloud.kind, RUN_OBJECT);
	CU_ASSERT(call("point_cloud_name", &cloud, 1));
	CU_ASSERT_STRING_EQUAL(results[0].text, "c");
	end(cloud);
	CU_ASSERT_FALSE(call("point_cloud_size", &cloud, 1));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_REFUSED);
	close_point();
}

static void a_constructor_that_gives_null_has_failed(void)
{
	struct run_value given[] = {text(""), integer(0)};
	open_point();
	CU_ASSERT_FALSE(call("point_cloud_new", given, 2));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_FAILED);
	close_point();
}

static void a_slice_gives_pointer_and_length(void)
{
	struct pair p[] = {{1, 1}, {2, 2}, {3, 3}};
	open_point();
	struct run_value cloud = new_cloud(0);
	struct run_value given[] = {cloud, pairs(p, 3)};
	CU_ASSERT(call("point_cloud_add_all", given, 2));
	CU_ASSERT(call("point_cloud_size", &cloud, 1));
	CU_ASSERT_EQUAL(results[0].integer, 3);
	end(cloud);
	close_point();
}

static void out_parameters_come_back_in_order(void)
{
	open_point();
	struct run_value cloud = new_cloud(0);
	add(cloud, 1, 5);
	add(cloud, 3, 1);
	CU_ASSERT(call("point_cloud_bounds", &cloud, 1));
	CU_ASSERT_EQUAL(n_results, 2);
	CU_ASSERT_EQUAL(((struct pair *)results[0].bytes)->y, 1);
	CU_ASSERT_EQUAL(((struct pair *)results[1].bytes)->x, 3);
	CU_ASSERT(call("point_cloud_centre", &cloud, 1));
	CU_ASSERT_EQUAL(((struct pair *)results[0].bytes)->x, 2);
	end(cloud);
	close_point();
}

static void a_code_that_is_an_error_fails_with_its_text(void)
{
	struct pair bad = {NAN, 0};
	open_point();
	struct run_value cloud = new_cloud(0);
	struct run_value given[] = {cloud, pairs(&bad, 1)};
	CU_ASSERT_FALSE(call("point_cloud_centre", &cloud, 1));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_FAILED);
	CU_ASSERT_EQUAL(run.failure.code, 1);
	CU_ASSERT_STRING_EQUAL(run.failure.text, "the cloud holds no points");
	CU_ASSERT_FALSE(call("point_cloud_add", given, 2));
	CU_ASSERT_EQUAL(run.failure.code, 4);
	end(cloud);
	close_point();
}

static void a_buffer_grows_until_all_fits(void)
{
	open_point();
	struct run_value cloud = new_cloud(0);
	CU_ASSERT(call("point_cloud_format", &cloud, 1));
	CU_ASSERT_STRING_EQUAL(results[0].text, "c:");
	CU_ASSERT_EQUAL(run.rounds, 1);
	for (int i = 0; i < 100; i++)
		add(cloud, 1000 + i, -i);
	CU_ASSERT(call("point_cloud_format", &cloud, 1));
	CU_ASSERT_EQUAL(run.rounds, 4);
	CU_ASSERT_STRING_EQUAL(results[0].text + strlen(results[0].text) - 11, "(1099, -99)");
	end(cloud);
	close_point();
}

static bool count_to_three(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	int *count = (int *)user;
	CU_ASSERT_EQUAL(n, 1);
	CU_ASSERT_EQUAL(((struct pair *)given[0].bytes)->x, *count);
	back->integer = ++*count < 3;
	return true;
}

static bool raise_at_once(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	(void)given, (void)n, (void)back;
	++*(int *)user;
	return false;
}

static void a_callback_is_called_with_its_user_data(void)
{
	int count = 0;
	open_point();
	struct run_value cloud = new_cloud(0);
	for (int i = 0; i < 5; i++)
		add(cloud, i, 0);
	struct run_value given[] = {cloud, {.kind = RUN_CLOSURE, .function = count_to_three, .user = &count}};
	CU_ASSERT(call("point_cloud_each", given, 2));
	CU_ASSERT_EQUAL(results[0].integer, 3);
	CU_ASSERT_EQUAL(count, 3);
	end(cloud);
	close_point();
}

static void an_exception_in_a_callback_goes_on_behind_the_call(void)
{
	int count = 0;
	open_point();
	struct run_value cloud = new_cloud(0);
	add(cloud, 0, 0);
	add(cloud, 1, 0);
	struct run_value given[] = {cloud, {.kind = RUN_CLOSURE, .function = raise_at_once, .user = &count}};
	CU_ASSERT_FALSE(call("point_cloud_each", given, 2));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_CALLBACK);
	CU_ASSERT_EQUAL(count, 1);
	CU_ASSERT_FALSE(run.pending);
	CU_ASSERT(call("point_cloud_size", &cloud, 1));
	end(cloud);
	close_point();
}

CU_TestInfo plan_point_tests[] = {
	TEST(passes_records_by_value),
	TEST(changes_a_record_in_place),
	TEST(refuses_null_and_what_does_not_fit),
	TEST(makes_and_ends_an_object),
	TEST(a_constructor_that_gives_null_has_failed),
	TEST(a_slice_gives_pointer_and_length),
	TEST(out_parameters_come_back_in_order),
	TEST(a_code_that_is_an_error_fails_with_its_text),
	TEST(a_buffer_grows_until_all_fits),
	TEST(a_callback_is_called_with_its_user_data),
	TEST(an_exception_in_a_callback_goes_on_behind_the_call),
	CU_TEST_INFO_NULL,
};
