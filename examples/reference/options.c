/*
 * Options, results, tagged unions.
 *
 * SPDX-License-Identifier: MIT
 */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

struct ref_option_number ref_option_half(int32_t number)
{
	if (number % 2)
		return (struct ref_option_number){.there = false};
	return (struct ref_option_number){true, number / 2};
}

int32_t ref_option_or(struct ref_option_number number, int32_t otherwise)
{
	return number.there ? number.number : otherwise;
}

int ref_option_text_length(struct ref_option_text text)
{
	return text.there ? (int)strlen(text.text) : -1;
}

struct ref_option_text ref_option_name(int number)
{
	static const char *const names[] = {"zero", "one", "two", "three"};
	if (number < 0 || number > 3)
		return (struct ref_option_text){.there = false};
	return (struct ref_option_text){true, names[number]};
}

void ref_option_increment(struct ref_option_number *number)
{
	if (number->there)
		number->number++;
}

int ref_pointed_or(const int *number, int otherwise)
{
	return number ? *number : otherwise;
}

const int *ref_pointed(unsigned i)
{
	static const int numbers[] = {3, 5, 7};
	return i < sizeof numbers / sizeof *numbers ? &numbers[i] : NULL;
}

bool ref_pointed_option(const struct ref_option_number *number)
{
	return number && number->there;
}

struct ref_result_number ref_result_divide(int32_t a, int32_t b)
{
	if (!b)
		return (struct ref_result_number){.ok = false, .is.fault = REF_FAULT_INVALID};
	return (struct ref_result_number){.ok = true, .is.number = a / b};
}

struct ref_result_option ref_result_parse(const char *text)
{
	struct ref_result_option result = {0};
	char *end;
	long number = strtol(text, &end, 10);
	if (*end) {
		result.status = 1;
		result.why = memory_copy("this is no number");
		return result;
	}
	result.value = (struct ref_option_number){*text != '\0', (int32_t)number};
	return result;
}

struct ref_result_vec ref_result_quotients(int32_t n)
{
	struct ref_result_vec vec = {.items = memory_allocate(((size_t)n + 1) * sizeof *vec.items)};
	for (int32_t i = 0; vec.items && i <= n; i++)
		vec.items[vec.n++] = ref_result_divide(12, i);
	return vec;
}

double ref_shape_area(struct ref_shape shape)
{
	switch (shape.kind) {
	case REF_SHAPE_CIRCLE:
		return 3 * shape.as.radius * shape.as.radius;
	case REF_SHAPE_BOX:
		return shape.as.box.width * shape.as.box.height;
	case REF_SHAPE_LABEL:
		return (double)strlen(shape.as.label);
	case REF_SHAPE_NOTHING:
		return 0;
	}
	return -1;
}

struct ref_shape ref_shape_make(enum ref_shape_kind kind)
{
	struct ref_shape shape = {.kind = kind};
	switch (kind) {
	case REF_SHAPE_CIRCLE:
		shape.as.radius = 2;
		break;
	case REF_SHAPE_BOX:
		shape.as.box = (struct ref_box){2, 2};
		break;
	case REF_SHAPE_LABEL:
		shape.as.label = "two";
		break;
	case REF_SHAPE_NOTHING:
		break;
	}
	return shape;
}

double ref_shapes_area(const struct ref_shape *shapes, size_t n)
{
	double area = 0;
	for (size_t i = 0; i < n; i++)
		area += ref_shape_area(shapes[i]);
	return area;
}
