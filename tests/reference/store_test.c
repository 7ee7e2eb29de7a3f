/*
 * Objects that tell what went wrong with them: store.h through its generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

static struct safe_ref_failure failure;

static bool said(const char *text)
{
	return strcmp(failure.message, text) == 0;
}

int main(void)
{
	struct safe_Store store;
	struct safe_ref_rows rows;
	struct safe_ref_summary summary;
	struct safe_ref_seal seal;
	bool holds = false;
	int number = 0, n = 0, code = 0;
	const char *name = NULL, *first = NULL;
	EXPECT(!safe_ref_store_open(&store, "!", &failure) && said("no store has such a name"));
	EXPECT(safe_ref_store_open(&store, "s", &failure));
	EXPECT(!safe_ref_rows_open(&rows, &store, &failure) && failure.code == REF_STORE_UNKNOWN);
	EXPECT(safe_ref_store_set(&store, "one", 1, &failure) &&
	       safe_ref_store_set(&store, "two", 2, &failure));
	EXPECT(!safe_Store_number_of(&store, "three", &number, &failure) &&
	       said("nothing has that name"));
	EXPECT(safe_Store_number_of(&store, "two", &number, &failure) && number == 2);
	EXPECT(safe_ref_rows_open(&rows, &store, &failure));
	while (safe_ref_rows_next(&rows, &code, &name, &number, &failure) && code == REF_STORE_ROW)
		n += number;
	EXPECT(code == REF_STORE_DONE && n == 3);
	EXPECT(safe_ref_rows_close(&rows, &failure));
	EXPECT(safe_ref_summary_new(&summary, &store, &failure));
	EXPECT(safe_ref_summary_get_first(&summary, &first, &failure) && strcmp(first, "one") == 0);
	EXPECT(safe_ref_summary_set_weight(&summary, 7, &failure));
	EXPECT(safe_ref_summary_get_weight(&summary, &n, &failure) && n == 7);
	EXPECT(safe_ref_seal_new(&seal, &store, &failure) && safe_ref_seal_holds(&seal, &holds, &failure) &&
	       holds);
	EXPECT(safe_ref_seal_free(&seal, &failure));
	EXPECT(safe_ref_summary_free(&summary, &failure) && safe_ref_store_close(&store, &failure));
	EXPECT_NOTHING_ALIVE();
	EXPECT(safe_ref_store_open(&store, "s", &failure) && safe_ref_store_set(&store, "!", -1, &failure));
	EXPECT(!safe_ref_store_set(&store, "a name that is too long", 1, &failure) &&
	       said("there is no room"));
	EXPECT(safe_ref_rows_open(&rows, &store, &failure));
	EXPECT(!safe_ref_rows_next(&rows, &code, &name, &number, &failure) && said("a number is negative"));
	EXPECT(safe_ref_rows_close(&rows, &failure));
	EXPECT(!safe_ref_store_close(&store, &failure) && failure.code == REF_STORE_BROKEN);
	EXPECT(safe_ref_store_close(&store, &failure));
	EXPECT_NOTHING_ALIVE();
	return wrong != 0;
}
