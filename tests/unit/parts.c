/*
 * Parts of the languages' run times.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"
#undef TEXT
#include "backends/python/python.h"
#include "tests/unit/suites.h"

#include <string.h>

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

static bool is_taken(const char *name, size_t size)
{
	for (const char *const *one = csharp_taken; *one; one++)
		if (strncmp(*one, name, size) == 0 && !(*one)[size])
			return true;
	return false;
}

/* "internal readonly struct Lent<T>(": the run time's types stand beside the binding's. */
static void no_name_of_a_binding_is_that_of_a_part(void)
{
	for (size_t i = 0; i < csharp_run_time.n; i++) {
		const char *at = part_body(&csharp_run_time, i);
		while (at && *at) {
			size_t size = strcspn(at, "<(:\n");
			const char *end = at + size;
			while (end > at && end[-1] == ' ')
				end--;
			const char *name = end;
			while (name > at && name[-1] != ' ')
				name--;
			if (strncmp(at, "internal ", 9) == 0 && !is_taken(name, (size_t)(end - name))) {
				printf("# %.*s\n", (int)(end - name), name);
				CU_FAIL("a name that is not taken");
			}
			at = strchr(at, '\n');
			at += at != NULL;
		}
	}
}

CU_TestInfo parts_tests[] = {
	TEST(each_needs_parts_that_are_there),
	TEST(what_a_part_needs_is_wanted_too),
	TEST(no_name_of_a_binding_is_that_of_a_part),
	CU_TEST_INFO_NULL,
};
