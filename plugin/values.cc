/*
 * Constants that GCC has evaluated, as the model's values.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

/* Of the integers that have a value. */
enum { MAX_VALUE_BITS = 128 };

/* The decimal digits of NUMBER, which GCC's own printers show in hexadecimal where it is wide, before END. */
static char *
put_digits (char *end, const wide_int &value)
{
	wide_int number = value, digit;
	do {
		number = wi::divmod_trunc (number, 10, UNSIGNED, &digit);
		*--end = '0' + digit.to_uhwi ();
	} while (number != 0);
	return end;
}

static char *
put_digits (char *end, unsigned HOST_WIDE_INT number)
{
	for (; number >= 100; number /= 100) {
		*--end = '0' + number % 10;
		*--end = '0' + number / 10 % 10;
	}
	if (number >= 10)
		*--end = '0' + number % 10;
	*--end = '0' + (number >= 10 ? number / 10 : number);
	return end;
}

struct ffir_value
integer_value (tree cst)
{
	char digits[MAX_VALUE_BITS / 3 + 3], *end = digits + sizeof digits, *first;
	bool is_natural = tree_fits_uhwi_p (cst), is_negative = !is_natural && tree_int_cst_sgn (cst) < 0;
	if (is_natural)
		first = put_digits (end, tree_to_uhwi (cst));
	else if (tree_fits_shwi_p (cst))
		first = put_digits (end, -(unsigned HOST_WIDE_INT) tree_to_shwi (cst));
	else if (is_negative)
		first = put_digits (end, wi::neg (wi::to_wide (cst)));
	else
		first = put_digits (end, wi::to_wide (cst));
	if (is_negative)
		*--first = '-';
	size_t size = end - first;
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
	/* char four[4] = "four" has no NUL. */
	size_t size = TREE_STRING_LENGTH (value),
	       unit = tree_to_uhwi (TYPE_SIZE_UNIT (TREE_TYPE (TREE_TYPE (value))));
	const char *last = TREE_STRING_POINTER (value) + size - unit;
	bool ends = size >= unit;
	for (size_t i = 0; ends && i < unit; i++)
		ends = last[i] == '\0';
	size -= ends ? unit : 0;
	struct ffir_value v = {FFIR_VALUE_STRING,
			       ffir_strndup (&module->arena, TREE_STRING_POINTER (value), size), size};
	return v;
}

bool
has_value (tree cst)
{
	switch (TREE_CODE (cst)) {
	case INTEGER_CST:
		return !TREE_OVERFLOW (cst)
		       && wi::min_precision (wi::to_wide (cst), TYPE_SIGN (TREE_TYPE (cst)))
				  <= MAX_VALUE_BITS;
	case REAL_CST:
		return !DECIMAL_FLOAT_TYPE_P (TREE_TYPE (cst));
	case STRING_CST:
		return true;
	default:
		return false;
	}
}

bool
value_of_constant (tree cst, struct ffir_value *out)
{
	if (!has_value (cst))
		return false;
	*out = TREE_CODE (cst) == INTEGER_CST ? integer_value (cst)
	       : TREE_CODE (cst) == REAL_CST  ? float_value (cst)
					      : string_value (cst);
	return true;
}

/* The string literal at *AT, and blanks behind it; false if there is none. TYPE is set where it has a prefix. */
static bool
next_literal (const char **at, vec<cpp_string> *literals, enum cpp_ttype *type)
{
	static const struct {
		const char *prefix;
		enum cpp_ttype type;
	} prefixes[] = {
		{"u8\"", CPP_UTF8STRING}, {"u\"", CPP_STRING16}, {"U\"", CPP_STRING32}, {"L\"", CPP_WSTRING}};
	const char *start = *at, *end = strchr (start, '"');
	if (end == NULL)
		return false;
	if (*start != '"') {
		size_t i = 0;
		while (i < ARRAY_SIZE (prefixes) && !startswith (start, prefixes[i].prefix))
			i++;
		if (i == ARRAY_SIZE (prefixes))
			return false;
		*type = prefixes[i].type;
	}
	for (end++; *end != '"'; end++)
		if (*end == '\0' || (*end == '\\' && *++end == '\0'))
			return false;
	end++;
	literals->safe_push ({(unsigned) (end - start), (const unsigned char *) start});
	*at = end + strspn (end, " ");
	return true;
}

bool
text_of_literals (const char *text, struct ffir_value *out)
{
	auto_vec<cpp_string> literals;
	enum cpp_ttype type = CPP_STRING;
	cpp_string bytes = {0, NULL};
	size_t brackets = strspn (text, "( ");
	const char *at = text + brackets;
	while (next_literal (&at, &literals, &type))
		continue;
	if (literals.is_empty () || at[strspn (at, ") ")] != '\0'
	    || !cpp_interpret_string (parse_in, literals.address (), literals.length (), &bytes, type))
		return false;
	size_t unit = type == CPP_STRING16   ? 2
		      : type == CPP_STRING32 ? 4
		      : type == CPP_WSTRING  ? tree_to_uhwi (TYPE_SIZE_UNIT (wchar_type_node))
					     : 1;
	out->size = bytes.len - unit;
	out->text = ffir_strndup (&module->arena, (const char *) bytes.text, out->size);
	free (const_cast<unsigned char *> (bytes.text));
	return true;
}
