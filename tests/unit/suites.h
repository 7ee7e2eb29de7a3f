/*
 * The unit tests: one table of tests for each file, listed here once.
 *
 *	static void merges_equal_records(void) { CU_ASSERT_EQUAL(1 + 1, 2); }
 *	CU_TestInfo merge_tests[] = {TEST(merges_equal_records), CU_TEST_INFO_NULL};
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <CUnit/CUnit.h>

/* clang-format off */

/* Each name has a table NAME_tests in some file of this folder. */
#define SUITES(SUITE) \
	SUITE(ir_arena) \
	SUITE(ir_model) \
	SUITE(ir_write) \
	SUITE(ir_read) \
	SUITE(ir_validate) \
	SUITE(ir_doc) \
	SUITE(plan_point) \
	SUITE(plan_calls) \
	SUITE(plan_refusals) \
	SUITE(plan_classes) \
	SUITE(plan_async) \
	SUITE(plan_interfaces) \
	SUITE(plan_names) \
	SUITE(plan_runs) \
	SUITE(plan_values) \
	SUITE(plan_pairs) \
	SUITE(plan_items) \
	SUITE(program) \
	SUITE(parts) \
	SUITE(backend) \
	SUITE(object) \
	SUITE(merge) \
	SUITE(targets) \
	SUITE(order) \
	SUITE(notes) \
	SUITE(comments) \
	/* end */

#define DECLARE(name) extern CU_TestInfo name##_tests[];
SUITES(DECLARE)
#undef DECLARE

/* The name of a test is its function's: a sentence. */
#define TEST(function) {#function, function}

#endif
