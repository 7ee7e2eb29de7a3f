/*
 * What has no symbol: shims.h through its generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <errno.h>
#include <stdlib.h>

static struct safe_ref_failure failure;

static int add_up(int value, void *user)
{
	*(int *)user += value;
	return value;
}

static void inline_functions_are_called(void)
{
	static const int numbers[] = {1, 2, 3};
	struct ref_range range = {1, 9}, turned = {0, 0};
	long sum = 0;
	int value = 0, seen = 0;
	EXPECT(safe_ref_inline_sum(numbers, 3, &sum, &failure) && sum == 6);
	EXPECT(!safe_ref_inline_sum(NULL, 3, &sum, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_range_turn(&range, &turned, &failure) && turned.from == 9 && turned.to == 1);
	EXPECT(safe_ref_inline_check(5, &value, &failure) && value == 5);
	EXPECT(!safe_ref_inline_check(-5, &value, &failure) && failure.code == EDOM);
	EXPECT(ref_inline_visit(4, add_up, &seen) == 10 && seen == 10);
}

static void macros_are_called(void)
{
	struct safe_ref_badge badge;
	struct safe_ref_badge other;
	const char *text = NULL;
	char *copy = NULL;
	bool has = false;
	int version = 0;
	EXPECT(safe_REF_LARGER(3, 4, &version, &failure) && version == 4 && REF_LARGER(3, -4) == 3);
	EXPECT(safe_ref_badge_new(&badge, "red", &failure));
	EXPECT(safe_ref_badge_version(&badge, &version, &failure) && version == 3);
	EXPECT(safe_ref_badge_has_text(&badge, &has, &failure) && has);
	EXPECT(safe_ref_badge_text(&badge, &text, &failure) && strcmp(text, "red") == 0);
	EXPECT(safe_ref_badge_copy(&badge, &copy, &failure) && strcmp(copy, "red") == 0);
	free(copy);
	EXPECT(!safe_ref_badge_new(&other, NULL, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_badge_free(&badge, &failure));
}

static void variadic_functions_are_called(void)
{
	struct safe_ref_badge badge;
	const char *text = NULL;
	double sum = 1;
	long number = 0;
	EXPECT(safe_ref_badge_new(&badge, "red", &failure));
	EXPECT(safe_ref_badge_set_long(&badge, REF_BADGE_NUMBER, 1L << 40, &failure));
	EXPECT(safe_ref_badge_number(&badge, &number, &failure) && number == 1L << 40);
	EXPECT(safe_ref_badge_set_string(&badge, REF_BADGE_TEXT, "blue", &failure));
	EXPECT(safe_ref_badge_text(&badge, &text, &failure) && strcmp(text, "blue") == 0);
	EXPECT(safe_ref_badge_set_string(&badge, REF_BADGE_TEXT, NULL, &failure));
	EXPECT(!safe_ref_badge_set_string(&badge, REF_BADGE_COLOUR, "red", &failure) &&
	       failure.code == REF_INVALID);
	EXPECT(safe_ref_badge_text(&badge, &text, &failure) && !*text);
	EXPECT(!safe_ref_badge_set_long(&badge, REF_BADGE_COLOUR, 1, &failure) &&
	       failure.code == REF_INVALID);
	EXPECT(safe_ref_badge_free(&badge, &failure));
	EXPECT(safe_ref_variadic_sum(0, &sum, &failure) && sum == 0);
	EXPECT(safe_ref_variadic_sum_double(1, 0.5, &sum, &failure) && sum == 0.5);
	EXPECT(safe_ref_variadic_sum_double_double(2, 0.5, 2, &sum, &failure) && sum == 2.5);
	EXPECT(ref_variadic_sum(3, 1.0, 2.0, 3.0) == 6);
}

int main(void)
{
	inline_functions_are_called();
	macros_are_called();
	variadic_functions_are_called();
	EXPECT_NOTHING_ALIVE();
	return wrong != 0;
}
