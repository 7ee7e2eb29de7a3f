/*
 * Numbers that ctypes has no type for: complex ones, wide integers, halves. Each has a class of the run time, whose
 * value is Python's; in memory it is what C has.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "backends/python/python.h"

/* What has a value as Python has it in a class of the module's own. */
static const struct made {
	const char *c, *python;
	enum python_part part;
} made_numbers[] = {
	{"_Complex float", "_ComplexFloat", PART_COMPLEX_FLOAT},
	{"_Complex double", "_ComplexDouble", PART_COMPLEX_DOUBLE},
	{"_Complex long double", "_ComplexLong", PART_COMPLEX_LONG},
	{"_Float16", "_Half", PART_HALF},
};

static const char *made_integer(struct python *e, const struct ffir_type *real)
{
	const struct ffir_basic *basic = ffir_basic_find(e->p->module, real->name);
	const char *sized = strstr(real->name, "_BitInt(");
	unsigned width = strstr(real->name, "__int128") ? 128 : 0;
	if (sized && sscanf(sized, "_BitInt(%u)", &width) != 1)
		return NULL;
	if (!basic || !width)
		return NULL;
	need(e, PART_WIDE_INTEGER);
	return TEXT(e, "_wide_integer(%u, %llu, %s)", width, (unsigned long long)basic->size,
		    basic->is_signed ? "True" : "False");
}

const char *made_number(struct python *e, const struct ffir_type *type)
{
	const char *reason = NULL;
	const struct ffir_type *real = type_real(e->p, type, NULL);
	if (real->kind == FFIR_TYPE_INT)
		return made_integer(e, real);
	if (real->kind != FFIR_TYPE_FLOAT && real->kind != FFIR_TYPE_COMPLEX)
		return NULL;
	if (strcmp(real->name, "_Complex long double") == 0 && !long_double_ctype(e, &reason))
		return NULL;
	for (size_t i = 0; i < sizeof made_numbers / sizeof *made_numbers; i++) {
		if (strcmp(made_numbers[i].c, real->name) != 0)
			continue;
		need(e, made_numbers[i].part);
		return made_numbers[i].python;
	}
	return NULL;
}

const char *made_class(struct python *e, const struct ffir_type *type)
{
	const char *made = made_number(e, type);
	return made && strchr(made, '(') ? "_WideInteger" : made;
}

const char *made_ctype(struct python *e, const struct ffir_type *type, const char *made,
		       enum type_place place, const char **reason)
{
	const char *name = type_real(e->p, type, NULL)->name;
	switch (place) {
	case PLACE_FIELD:
	case PLACE_ELEMENT:
		return made;
	case PLACE_CALLBACK_RESULT:
		*reason = TEXT(e, "ctypes cannot return '%s' from a callback", name);
		return NULL;
	case PLACE_ARGUMENT:
	case PLACE_RESULT:
	case PLACE_CALLBACK_ARGUMENT:
		if (complex_is_pair(e->p, type))
			return made;
		*reason = TEXT(e, "ctypes cannot pass '%s' by value", name);
		return NULL;
	}
	return NULL;
}
