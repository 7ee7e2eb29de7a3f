/*
 * References, and what is passed by many or in few bytes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "references.h"

#include "memory.h"

int64_t ref_read(const int64_t *value)
{
	return *value + 1;
}

bool ref_bump(int64_t *value)
{
	if (value)
		++*value;
	return value;
}

enum ref_open ref_read_open(const enum ref_open *value)
{
	return *value;
}

enum ref_closed ref_read_closed(const enum ref_closed *value)
{
	return value ? *value : REF_CLOSED_B;
}

bool ref_turn(enum ref_closed *value)
{
	if (value)
		*value = *value == REF_CLOSED_A ? REF_CLOSED_B : REF_CLOSED_A;
	return value;
}

bool ref_read_option(const struct ref_option_number *number)
{
	return number->there;
}

bool ref_empty_option(struct ref_option_number *number)
{
	if (number)
		number->there = false;
	return number;
}

size_t ref_read_texts(const struct ref_texts *texts)
{
	return texts->n;
}

size_t ref_read_texts_or_none(const struct ref_texts *texts)
{
	return texts ? texts->n : 100;
}

bool ref_find_number(unsigned i, const int **number)
{
	static const int numbers[] = {10, 20, 30};
	*number = i < sizeof numbers / sizeof *numbers ? &numbers[i] : NULL;
	return *number;
}

bool ref_find_text(int number, char **text)
{
	*text = memory_copy(number == 1 ? "one" : "many");
	return number == 1;
}

enum ref_middle ref_middle_other(enum ref_middle value)
{
	return value == REF_MIDDLE_LOW ? REF_MIDDLE_HIGH : REF_MIDDLE_LOW;
}

struct ref_packed ref_packed_next(struct ref_packed packed)
{
	return (struct ref_packed){(char)(packed.a + 1), packed.b + 1, (short)(packed.c + 1)};
}

int ref_sum_of_three(int a, int b, int c)
{
	return a + b + c;
}

int ref_sum_of_four(int a, int b, int c, int d)
{
	return a + b + c + d;
}

int ref_sum_of_five(int a, int b, int c, int d, int e)
{
	return a + b + c + d + e;
}

int ref_sum_of_six(int a, int b, int c, int d, int e, int f)
{
	return a + b + c + d + e + f;
}

int ref_sum_of_seven(int a, int b, int c, int d, int e, int f, int g)
{
	return a + b + c + d + e + f + g;
}

int ref_sum_of_eight(int a, int b, int c, int d, int e, int f, int g, int h)
{
	return a + b + c + d + e + f + g + h;
}

int ref_sum_of_nine(int a, int b, int c, int d, int e, int f, int g, int h, int i)
{
	return a + b + c + d + e + f + g + h + i;
}
