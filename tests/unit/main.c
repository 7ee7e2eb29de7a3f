/*
 * Runs the unit tests, or those of the suites that are named: one line for each test, and what failed
 * behind it.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/suites.h"

static void on_complete(const CU_pTest test, const CU_pSuite suite, const CU_pFailureRecord failures)
{
	printf("%s unit: %s: %s\n", failures ? "not ok" : "ok", suite->pName, test->pName);
	for (const CU_FailureRecord *f = failures; f; f = f->pNext)
		if (f->pTest == test)
			printf("# %s:%u: %s\n", f->strFileName ? f->strFileName : "?", f->uiLineNumber,
			       f->strCondition ? f->strCondition : "");
	fflush(stdout);
}

static bool wanted(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return argc < 2;
}

int main(int argc, char **argv)
{
	static CU_SuiteInfo all[] = {
#define LIST(name) {#name, NULL, NULL, NULL, NULL, name##_tests},
		SUITES(LIST)
#undef LIST
	};
	if (CU_initialize_registry() != CUE_SUCCESS)
		return EXIT_FAILURE;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		CU_SuiteInfo chosen[] = {all[i], CU_SUITE_INFO_NULL};
		if (wanted(all[i].pName, argc, argv) && CU_register_suites(chosen) != CUE_SUCCESS) {
			fprintf(stderr, "unit: %s: %s\n", all[i].pName, CU_get_error_msg());
			return EXIT_FAILURE;
		}
	}
	CU_set_test_complete_handler(on_complete);
	CU_ErrorCode error = CU_run_all_tests();
	bool failed =
		error != CUE_SUCCESS || CU_get_number_of_tests_failed() || !CU_get_number_of_tests_run();
	CU_cleanup_registry();
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
