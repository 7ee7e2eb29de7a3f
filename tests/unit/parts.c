/*
 * Parts of the languages' run times.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"
#undef TEXT
#include "backends/python/python.h"
#include "tests/unit/suites.h"

static const struct run_time *checked;

static void is_a_part(void *data, const char *name, size_t size)
{
	bool found = part_called(checked, name, size) < checked->n;
	if (!found)
		printf("# %s needs '%.*s'\n", (const char *)data, (int)size, name);
	CU_ASSERT(found);
}

static void each_needs_parts_that_are_there(void)
{
	const struct run_time *const all[] = {&python_run_time, &csharp_run_time};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		checked = all[i];
		for (size_t part = 0; part < checked->n; part++) {
			CU_ASSERT(checked->parts[part].text != NULL);
			CU_ASSERT(part_body(checked, part) > checked->parts[part].text);
			(void)part_needs(checked, part, is_a_part, (void *)checked->parts[part].name);
		}
	}
}

static void what_a_part_needs_is_wanted_too(void)
{
	bool wanted[N_PARTS] = {false};
	part_need(&python_run_time, wanted, PART_SHARED_CLOSURE);
	CU_ASSERT(wanted[PART_LASTING_CLOSURE] && wanted[PART_METHODS] && wanted[PART_CLOSURE]);
	CU_ASSERT(wanted[PART_RAISED]);
	CU_ASSERT(!wanted[PART_ONCE_CLOSURE]);
	CU_ASSERT_EQUAL(part_called(&python_run_time, "text_", 5), python_run_time.n);
}

CU_TestInfo parts_tests[] = {
	TEST(each_needs_parts_that_are_there),
	TEST(what_a_part_needs_is_wanted_too),
	CU_TEST_INFO_NULL,
};
