/*
 * What not every compiler that reads the header has: numbers of GCC's, and what C++ lacks or lays out in another
 * way. What needs one stands between #if and #endif; a record of them is its bytes elsewhere.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"
#include "backends/types.h"

#include <stdio.h>
#include <string.h>

enum in_cxx { AS_IN_C, SINCE_GCC_13, CLANG_ALONE, NEVER };

static const struct number {
	const char *name, *macro; /* without "_Complex ", which goes wherever the number does */
	enum in_cxx in_cxx;	  /* GCC 13's release notes; no C++ has decimal numbers */
} numbers[] = {
	{"_Decimal32", "__DEC32_MAX__", NEVER},	       {"_Decimal64", "__DEC64_MAX__", NEVER},
	{"_Decimal128", "__DEC128_MAX__", NEVER},      {"_Float16", "__FLT16_MAX__", SINCE_GCC_13},
	{"_Float32", "__FLT32_MAX__", SINCE_GCC_13},   {"_Float64", "__FLT64_MAX__", SINCE_GCC_13},
	{"_Float128", "__FLT128_MAX__", SINCE_GCC_13}, {"_Float32x", "__FLT32X_MAX__", SINCE_GCC_13},
	{"_Float64x", "__FLT64X_MAX__", SINCE_GCC_13},
};

/* A record whose fields were looked at. */
struct seen {
	const struct ffir_decl *decl;
	bool whole;
};

struct needs {
	struct c_emit *e;
	const char *text; /* NULL: nothing, or nothing but IN_CXX */
	enum in_cxx in_cxx;
	struct seen *seen;
	size_t n_seen;
};

static void need(struct needs *n, const char *one)
{
	if (!n->text)
		n->text = one;
	else if (!strstr(n->text, one))
		n->text = c_text(n->e, "%s && %s", n->text, one);
}

static void need_cxx(struct needs *n, enum in_cxx in_cxx)
{
	if (in_cxx > n->in_cxx)
		n->in_cxx = in_cxx;
}

static void need_number(struct needs *n, const char *name)
{
	const char *sized = strstr(name, "_BitInt(");
	unsigned bits;

	if (sized && sscanf(sized, "_BitInt(%u)", &bits) == 1) {
		need(n, c_text(n->e, "__BITINT_MAXWIDTH__ >= %u", bits));
		need_cxx(n, NEVER);
	}
	if (complex_part_name(name))
		name = complex_part_name(name);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		if (strcmp(numbers[i].name, name) != 0)
			continue;
		need(n, c_text(n->e, "defined %s", numbers[i].macro));
		need_cxx(n, numbers[i].in_cxx);
	}
}

static void add_type(struct needs *n, const struct ffir_type *type, bool whole);

/* An empty struct has no size in C and one in C++. */
static bool is_empty(const struct c_emit *e, const struct ffir_type *type)
{
	const struct ffir_decl *d = NULL;
	const struct ffir_type *real = ffir_type_resolve(e->m, type, &d);
	if (real && real->kind == FFIR_TYPE_ARRAY)
		return is_empty(e, real->to);
	return d && d->kind == FFIR_DECL_RECORD && !d->opaque && !d->n_fields;
}

/* A struct may hold functions that take it by value. */
static bool is_new(struct needs *n, const struct ffir_decl *d, bool whole)
{
	for (size_t i = 0; i < n->n_seen; i++)
		if (n->seen[i].decl == d && n->seen[i].whole == whole)
			return false;
	struct seen *seen = FFIR_PUSH(&n->e->a, n->seen, n->n_seen);
	seen->decl = d;
	seen->whole = whole;
	return true;
}

/* clang passes a struct that holds one in memory, GCC as if it were not atomic. */
static bool is_atomic(const struct c_emit *e, const struct ffir_type *type)
{
	const struct ffir_type *real = ffir_type_resolve(e->m, type, NULL);
	if (real && real->kind == FFIR_TYPE_ARRAY)
		return is_atomic(e, real->to);
	return ffir_type_quals(e->m, type) & FFIR_ATOMIC;
}

static void add_fields(struct needs *n, const struct ffir_decl *d, bool whole)
{
	if (!is_new(n, d, whole))
		return;
	for (size_t i = 0; i < d->n_fields && !d->opaque; i++) {
		add_type(n, d->fields[i].type, whole);
		if (whole && is_atomic(n->e, d->fields[i].type))
			need(n, "!defined __clang__");
		if (is_empty(n->e, d->fields[i].type))
			need_cxx(n, NEVER);
	}
}

/* What is behind a record's name counts where a value of it travels. C++ knows no transparent unions. */
static void add_named(struct needs *n, const struct ffir_type *type, bool whole)
{
	const struct ffir_decl *d = ffir_module_find(n->e->m, type->name);
	if (d && d->kind == FFIR_DECL_ALIAS)
		add_type(n, d->type, whole);
	else if (d && d->kind == FFIR_DECL_RECORD && (whole || c_is_nameless(n->e, d)))
		add_fields(n, d, whole);
	if (d && d->kind == FFIR_DECL_RECORD && whole && (d->transparent || is_empty(n->e, type)))
		need_cxx(n, NEVER);
}

static void add_type(struct needs *n, const struct ffir_type *type, bool whole)
{
	if (type->quals & FFIR_ATOMIC)
		need_cxx(n, CLANG_ALONE);
	switch (type->kind) {
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		need_number(n, type->name);
		return;
	case FFIR_TYPE_POINTER:
		add_type(n, type->to, false);
		return;
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_VECTOR:
		add_type(n, type->to, whole);
		return;
	case FFIR_TYPE_FUNCTION:
		add_type(n, type->function->result.type, true);
		for (size_t i = 0; i < type->function->n_params; i++)
			add_type(n, type->function->params[i].type, true);
		return;
	case FFIR_TYPE_NAMED:
		add_named(n, type, whole);
		return;
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_UNSUPPORTED:
		return;
	}
}

static const char *condition_of(const struct needs *n)
{
	const char *in_cxx = NULL;
	switch (n->in_cxx) {
	case AS_IN_C:
		return n->text;
	case SINCE_GCC_13:
		in_cxx = "(!defined __cplusplus || __GNUC__ >= 13)";
		break;
	case CLANG_ALONE:
		in_cxx = "(!defined __cplusplus || defined __clang__)";
		break;
	case NEVER:
		in_cxx = "!defined __cplusplus";
		break;
	}
	return n->text ? c_text(n->e, "%s && %s", n->text, in_cxx) : in_cxx;
}

const char *c_condition(struct c_emit *e, const struct ffir_type *type)
{
	struct needs n = {.e = e};
	add_type(&n, type, false);
	return condition_of(&n);
}

const char *c_condition_of_function(struct c_emit *e, const struct ffir_function_type *function)
{
	const struct ffir_type type = {.kind = FFIR_TYPE_FUNCTION,
				       .function = (struct ffir_function_type *)function};
	return c_condition(e, &type);
}

const char *c_condition_of_fields(struct c_emit *e, const struct ffir_decl *record)
{
	struct needs n = {.e = e};
	add_fields(&n, record, false);
	if (record->transparent)
		need_cxx(&n, NEVER);
	return condition_of(&n);
}

void c_open_condition(struct c_emit *e, const char *condition)
{
	if (condition)
		w_line(e->w, "#if %s", condition);
}

void c_close_condition(struct c_emit *e, const char *condition)
{
	if (condition)
		w_line(e->w, "#endif");
}
