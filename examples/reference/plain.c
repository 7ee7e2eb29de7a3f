/*
 * What plain C has.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plain.h"

#include <errno.h>

int ref_nothings;
const double ref_third = 1.0 / 3;
bool ref_more = true;
enum ref_open ref_usual = REF_OPEN_LOW;
struct ref_corner ref_origin = {1, 2};
const char *const ref_owner = "the owner";

void ref_nothing(void)
{
	ref_nothings++;
}

bool ref_opposite(bool value)
{
	return !value;
}

#define NEXT(name, type)                                                                                     \
	type ref_next_##name(type value)                                                                     \
	{                                                                                                    \
		return (type)(value + 1);                                                                    \
	}

NEXT(i8, int8_t)
NEXT(u8, uint8_t)
NEXT(i16, int16_t)
NEXT(u16, uint16_t)
NEXT(i32, int32_t)
NEXT(u32, uint32_t)
NEXT(i64, int64_t)
NEXT(u64, uint64_t)
NEXT(size, size_t)
NEXT(difference, ptrdiff_t)

float ref_half_float(float value)
{
	return value / 2;
}

double ref_half_double(double value)
{
	return value / 2;
}

int ref_sum_ten(int a, int8_t b, int16_t c, int32_t d, int64_t e, float f, double g, uint8_t h, uint16_t i,
		uint32_t j)
{
	return a + b + c + d + (int)e + (int)f + (int)g + h + i + (int)j;
}

enum ref_open ref_open_next(enum ref_open value)
{
	return (enum ref_open)((int)value + 1);
}

enum ref_closed ref_closed_other(enum ref_closed value)
{
	return value == REF_CLOSED_A ? REF_CLOSED_B : REF_CLOSED_A;
}

enum ref_bits ref_bits_without(enum ref_bits value, enum ref_bits bits)
{
	return (enum ref_bits)((unsigned)value & ~(unsigned)bits);
}

int ref_mode_add(int mode, int more)
{
	return mode | more;
}

int ref_colour_other(int colour)
{
	return colour == REF_COLOUR_RED ? REF_COLOUR_BLUE : REF_COLOUR_RED;
}

struct ref_corner ref_corner_swap(struct ref_corner corner)
{
	return (struct ref_corner){corner.y, corner.x};
}

struct ref_grid ref_grid_fill(int value)
{
	struct ref_grid grid = {.corners = {{1, 2}, {3, 4}}};
	for (int i = 0; i < 6; i++)
		grid.cells[i / 3][i % 3] = value;
	return grid;
}

int ref_grid_sum(const struct ref_grid *grid)
{
	int sum = 0;
	for (int i = 0; i < 6; i++)
		sum += grid->cells[i / 3][i % 3];
	return sum;
}

void ref_packed_double(struct ref_packed *packed)
{
	packed->b *= 2;
	packed->c = (short)(packed->c * 2);
}

int ref_add(int a, int b)
{
	return a + b;
}

int ref_check_size(size_t size)
{
	return size == sizeof(int) ? REF_CODE_OK : REF_CODE_BROKEN;
}

int ref_square(int *value)
{
	int before = *value;
	*value *= before;
	return before;
}

void ref_divide(int a, int b, int *quotient, int *rest)
{
	*quotient = b ? a / b : 0;
	*rest = b ? a % b : a;
}

int ref_step(int n)
{
	return n < 0 ? REF_CODE_BROKEN : n ? REF_CODE_MORE : REF_CODE_OK;
}

int ref_position(char letter)
{
	return letter >= 'a' && letter <= 'z' ? letter - 'a' : -1;
}

int ref_root(int n)
{
	int root = 0;
	if (n < 0) {
		errno = EDOM;
		return -1;
	}
	while ((root + 1) * (root + 1) <= n)
		root++;
	return root;
}
