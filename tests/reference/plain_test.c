/*
 * Plain C: plain.h through its generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <errno.h>

static struct safe_ref_failure failure;

static void numbers_are_as_they_are(void)
{
	safe_ref_nothing();
	EXPECT(safe_ref_opposite(false));
	EXPECT(safe_ref_next_i8(-128) == -127 && safe_ref_next_u8(254) == 255);
	EXPECT(safe_ref_next_i16(-32768) == -32767 && safe_ref_next_u16(65534) == 65535);
	EXPECT(safe_ref_next_i32(INT32_MIN) == INT32_MIN + 1 && safe_ref_next_u32(0) == 1);
	EXPECT(safe_ref_next_i64(INT64_MIN) == INT64_MIN + 1 && safe_ref_next_u64(UINT64_MAX) == 0);
	EXPECT(safe_ref_next_size(1) == 2 && safe_ref_next_difference(-1) == 0);
	EXPECT(safe_ref_half_float(3) == 1.5f && safe_ref_half_double(0.5) == 0.25);
	EXPECT(safe_ref_sum_ten(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 55);
	EXPECT(REF_ANSWER == 42 && REF_PI == 3.25 && strcmp(REF_MAKER, "the \"makers\"") == 0);
}

static void enums_and_structs_are_as_they_are(void)
{
	enum ref_closed other;
	struct ref_corner corner = {1, 2};
	struct ref_grid grid = safe_ref_grid_fill(3);
	struct ref_packed packed = {'a', 4, 5};
	int sum = 0;
	EXPECT(safe_ref_open_next(REF_OPEN_LOW) == (enum ref_open) - 4);
	EXPECT(safe_ref_closed_other(REF_CLOSED_A, &other, &failure) && other == REF_CLOSED_B);
	EXPECT(!safe_ref_closed_other((enum ref_closed)7, &other, &failure) &&
	       failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_bits_without((enum ref_bits)5, REF_BITS_ONE) == REF_BITS_FOUR);
	EXPECT(safe_ref_mode_add(1, 2) == 3 && safe_ref_colour_other(1) == 2);
	corner = safe_ref_corner_swap(corner);
	EXPECT(corner.x == 2 && corner.y == 1);
	EXPECT(safe_ref_grid_sum(&grid, &sum, &failure) && sum == 18);
	EXPECT(safe_ref_packed_double(&packed, &failure) && packed.b == 8 && packed.c == 10);
}

static void variables_are_the_librarys(void)
{
	ref_nothings = 5;
	safe_ref_nothing();
	EXPECT(ref_nothings == 6);
	EXPECT(ref_third > 0.333 && ref_third < 0.334 && ref_more && ref_usual == REF_OPEN_LOW);
	EXPECT(ref_origin.x == 1 && ref_origin.y == 2 && strcmp(ref_owner, "the owner") == 0);
}

static void failures_are_told(void)
{
	int value = 7, before = 0, quotient = 0, rest = 0, code = 0;
	EXPECT(safe_ref_add(1, 2) == 3);
	EXPECT(safe_ref_check_size(&failure));
	EXPECT(safe_ref_square(&value, &before, &failure) && value == 49 && before == 7);
	EXPECT(safe_ref_divide(17, 5, &quotient, &rest, &failure) && quotient == 3 && rest == 2);
	EXPECT(safe_ref_step(1, &code, &failure) && code == REF_CODE_MORE);
	EXPECT(!safe_ref_step(-1, &code, &failure) && failure.code == REF_CODE_BROKEN);
	EXPECT(safe_ref_position('c', &value, &failure) && value == 2);
	EXPECT(!safe_ref_position('?', &value, &failure) && failure.kind == SAFE_REF_FAILED);
	EXPECT(safe_ref_root(17, &value, &failure) && value == 4);
	EXPECT(!safe_ref_root(-1, &value, &failure) && failure.code == EDOM);
}

int main(void)
{
	numbers_are_as_they_are();
	enums_and_structs_are_as_they_are();
	variables_are_the_librarys();
	failures_are_told();
	EXPECT_NOTHING_ALIVE();
	return wrong != 0;
}
