/*
 * Constants that GCC has evaluated, as the model's values.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

struct ffir_value
integer_value (tree cst)
{
	char digits[WIDE_INT_PRINT_BUFFER_SIZE];
	const char *first = digits;
	size_t size = 0;
	if (tree_fits_uhwi_p (cst)) {
		char *end = digits + sizeof digits, *to = end;
		unsigned HOST_WIDE_INT number = tree_to_uhwi (cst);
		do
			*--to = '0' + number % 10;
		while ((number /= 10) != 0);
		first = to;
		size = end - to;
	} else {
		print_dec (wi::to_wide (cst), digits, TYPE_SIGN (TREE_TYPE (cst)));
		size = strlen (digits);
	}
	struct ffir_value value = {FFIR_VALUE_INTEGER, ffir_strndup (&module->arena, first, size), size};
	return value;
}

static struct ffir_value
float_value (tree value)
{
	struct ffir_value v = {FFIR_VALUE_FLOAT, NULL, 0};
	const REAL_VALUE_TYPE *real = TREE_REAL_CST_PTR (value);
	char digits[128];
	if (REAL_VALUE_ISINF (*real))
		v.text = REAL_VALUE_NEGATIVE (*real) ? "-inf" : "inf";
	else if (REAL_VALUE_ISNAN (*real))
		v.text = "nan";
	else {
		real_to_hexadecimal (digits, real, sizeof digits, 0, 1);
		v.text = ffir_strdup (&module->arena, digits);
	}
	v.size = strlen (v.text);
	return v;
}

static struct ffir_value
string_value (tree value)
{
	size_t size = TREE_STRING_LENGTH (value),
	       unit = tree_to_uhwi (TYPE_SIZE_UNIT (TREE_TYPE (TREE_TYPE (value))));
	size = size > unit ? size - unit : 0;
	struct ffir_value v = {FFIR_VALUE_STRING,
			       ffir_strndup (&module->arena, TREE_STRING_POINTER (value), size), size};
	return v;
}

bool
value_of_constant (tree cst, struct ffir_value *out)
{
	switch (TREE_CODE (cst)) {
	case INTEGER_CST:
		*out = integer_value (cst);
		return true;
	case REAL_CST:
		*out = float_value (cst);
		return true;
	case STRING_CST:
		*out = string_value (cst);
		return true;
	default:
		return false;
	}
}
