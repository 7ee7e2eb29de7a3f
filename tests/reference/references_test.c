/*
 * References, and what is passed by many or in few bytes: references.h through its generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <stdlib.h>

static struct safe_ref_failure failure;

static void of_numbers(void)
{
	int64_t number = 41, read = 0;
	bool there = false;
	EXPECT(safe_ref_read(number, &read, &failure) && read == 42);
	EXPECT(safe_ref_bump(&number, &there, &failure) && there && number == 42);
	EXPECT(safe_ref_bump(NULL, &there, &failure) && !there);
}

static void of_enums(void)
{
	enum ref_open open = REF_OPEN_HIGH;
	enum ref_closed closed = REF_CLOSED_A, seen;
	bool there = false;
	EXPECT(safe_ref_read_open(REF_OPEN_LOW, &open, &failure) && open == REF_OPEN_LOW);
	EXPECT(safe_ref_read_closed(&closed, &seen, &failure) && seen == REF_CLOSED_A);
	EXPECT(safe_ref_read_closed(NULL, &seen, &failure) && seen == REF_CLOSED_B);
	EXPECT(safe_ref_turn(&closed, &there, &failure) && there && closed == REF_CLOSED_B);
	EXPECT(safe_ref_turn(NULL, &there, &failure) && !there);
}

static void of_options(void)
{
	struct ref_option_number number = {true, 5};
	bool there = false;
	EXPECT(safe_ref_read_option(&number, &there, &failure) && there);
	EXPECT(safe_ref_empty_option(&number, &there, &failure) && there && !number.there);
	EXPECT(safe_ref_read_option(&number, &there, &failure) && !there);
	EXPECT(safe_ref_empty_option(NULL, &there, &failure) && !there);
	EXPECT(!safe_ref_read_option(NULL, &there, &failure) && failure.kind == SAFE_REF_MISUSE);
}

static void of_vectors(void)
{
	static const char *const items[] = {"a", "b"};
	const struct ref_texts texts = {items, 2};
	size_t n = 0;
	EXPECT(safe_ref_read_texts(&texts, &n, &failure) && n == 2);
	EXPECT(!safe_ref_read_texts(NULL, &n, &failure));
	EXPECT(safe_ref_read_texts_or_none(&texts, &n, &failure) && n == 2);
	EXPECT(safe_ref_read_texts_or_none(NULL, &n, &failure) && n == 100);
}

static void of_pointers(void)
{
	const int *number = NULL;
	char *text = NULL;
	bool there = false;
	EXPECT(safe_ref_find_number(1, &there, &number, &failure) && there && *number == 20);
	EXPECT(safe_ref_find_number(7, &there, &number, &failure) && !there && !number);
	EXPECT(safe_ref_find_text(1, &there, &text, &failure) && there && strcmp(text, "one") == 0);
	free(text);
	EXPECT_NOTHING_ALIVE();
}

int main(void)
{
	struct ref_packed packed = {1, 2, 3};
	enum ref_middle middle;
	of_numbers();
	of_enums();
	of_options();
	of_vectors();
	of_pointers();
	EXPECT(safe_ref_middle_other(REF_MIDDLE_LOW, &middle, &failure) && middle == REF_MIDDLE_HIGH);
	EXPECT(safe_ref_packed_next(packed, &packed, &failure) && packed.a == 2 && packed.b == 3 &&
	       packed.c == 4);
	EXPECT(safe_ref_sum_of_three(1, 2, 3) == 6);
	EXPECT(safe_ref_sum_of_four(1, 2, 3, 4) == 10);
	EXPECT(safe_ref_sum_of_five(1, 2, 3, 4, 5) == 15);
	EXPECT(safe_ref_sum_of_six(1, 2, 3, 4, 5, 6) == 21);
	EXPECT(safe_ref_sum_of_seven(1, 2, 3, 4, 5, 6, 7) == 28);
	EXPECT(safe_ref_sum_of_eight(1, 2, 3, 4, 5, 6, 7, 8) == 36);
	EXPECT(safe_ref_sum_of_nine(1, 2, 3, 4, 5, 6, 7, 8, 9) == 45);
	return wrong != 0;
}
