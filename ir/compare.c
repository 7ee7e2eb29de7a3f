/*
 * Differences between two declarations of one name: the first that is found is told.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/compare.h"

#include <inttypes.h>
#include <string.h>

struct comparison {
	struct ffir_arena *arena;
	struct ffir_difference *out;
};

/* ---- values, types, annotations ---- */

bool ffir_value_equal(const struct ffir_value *a, const struct ffir_value *b)
{
	return a->kind == b->kind && a->size == b->size &&
	       (a->size == 0 || memcmp(a->text, b->text, a->size) == 0);
}

static bool functions_equal(const struct ffir_function_type *a, const struct ffir_function_type *b)
{
	if (!a || !b)
		return a == b;
	if (a->n_params != b->n_params || a->variadic != b->variadic || a->unprototyped != b->unprototyped ||
	    !ffir_type_equal(a->result.type, b->result.type))
		return false;
	for (size_t i = 0; i < a->n_params; i++)
		if (!ffir_type_equal(a->params[i].type, b->params[i].type))
			return false;
	return true;
}

bool ffir_type_equal(const struct ffir_type *a, const struct ffir_type *b)
{
	for (; a && b; a = a->to, b = b->to) {
		if (a->kind != b->kind || a->quals != b->quals || !ffir_same_text(a->name, b->name) ||
		    a->has_count != b->has_count || a->count != b->count)
			return false;
		if (a->kind == FFIR_TYPE_FUNCTION && !functions_equal(a->function, b->function))
			return false;
	}
	return a == b;
}

bool ffir_annotation_equal(const struct ffir_annotation *a, const struct ffir_annotation *b)
{
	if (a->word != b->word || a->n_args != b->n_args || a->n_nested != b->n_nested)
		return false;
	for (size_t i = 0; i < a->n_args; i++)
		if (!ffir_same_text(a->args[i].text, b->args[i].text))
			return false;
	for (size_t i = 0; i < a->n_nested; i++)
		if (!ffir_annotation_equal(&a->nested[i], &b->nested[i]))
			return false;
	return true;
}

/* ---- what differs ---- */

static bool differ(const struct comparison *c, const char *what, const char *a, const char *b)
{
	*c->out = (struct ffir_difference){what, a, b};
	return true;
}

static const char *quoted(const struct comparison *c, const char *text)
{
	return text ? ffir_printf(c->arena, "'%s'", text) : "nothing";
}

static const char *spelled(const struct comparison *c, const struct ffir_type *type)
{
	return type ? quoted(c, ffir_type_spell(c->arena, type, "")) : "nothing";
}

static const char *shown(const struct comparison *c, const struct ffir_value *v)
{
	switch (v->kind) {
	case FFIR_VALUE_NONE:
		return "without a value";
	case FFIR_VALUE_INTEGER:
	case FFIR_VALUE_FLOAT:
		return v->text;
	case FFIR_VALUE_STRING:
		return ffir_printf(c->arena, "\"%.*s\"", (int)(v->size < 60 ? v->size : 60), v->text);
	}
	return "";
}

static bool types_differ(const struct comparison *c, const char *what, const struct ffir_type *a,
			 const struct ffir_type *b)
{
	return !ffir_type_equal(a, b) && differ(c, what, spelled(c, a), spelled(c, b));
}

static bool texts_differ(const struct comparison *c, const char *what, const char *a, const char *b)
{
	return !ffir_same_text(a, b) && differ(c, what, quoted(c, a), quoted(c, b));
}

static bool numbers_differ(const struct comparison *c, const char *what, const char *unit, uint64_t a,
			   uint64_t b)
{
	return a != b && differ(c, what, ffir_printf(c->arena, "%" PRIu64 "%s", a, unit),
				ffir_printf(c->arena, "%" PRIu64 "%s", b, unit));
}

static const char *kind_name(enum ffir_decl_kind kind)
{
	switch (kind) {
	case FFIR_DECL_RECORD:
		return "a struct or union";
	case FFIR_DECL_ENUMERATION:
		return "an enum";
	case FFIR_DECL_ALIAS:
		return "a typedef";
	case FFIR_DECL_FUNCTION:
		return "a function";
	case FFIR_DECL_VARIABLE:
		return "a variable";
	case FFIR_DECL_CONSTANT:
		return "a constant";
	case FFIR_DECL_DOMAIN:
		return "a domain";
	case FFIR_DECL_MACRO:
		return "a function-like macro";
	}
	return "";
}

static bool fields_differ(const struct comparison *c, const struct ffir_decl *a, const struct ffir_decl *b)
{
	size_t n = a->n_fields < b->n_fields ? a->n_fields : b->n_fields;
	for (size_t i = 0; i < n; i++) {
		const struct ffir_field *x = &a->fields[i], *y = &b->fields[i];
		const char *what = ffir_printf(c->arena, "field '%s'", x->name);
		if (texts_differ(c, ffir_printf(c->arena, "field %zu", i + 1), x->name, y->name) ||
		    types_differ(c, what, x->type, y->type))
			return true;
		if (x->is_bits != y->is_bits)
			return differ(c, what, x->is_bits ? "a bit-field" : "no bit-field",
				      y->is_bits ? "a bit-field" : "no bit-field");
		if (numbers_differ(c, what, " bits wide", x->bits, y->bits))
			return true;
	}
	return numbers_differ(c, "the number of fields", "", a->n_fields, b->n_fields);
}

static bool places_differ(const struct comparison *c, const struct ffir_decl *d, const struct ffir_on *a,
			  const struct ffir_on *b)
{
	for (size_t i = 0; a->places && b->places && i < d->n_fields; i++) {
		const struct ffir_place *x = &a->places[i], *y = &b->places[i];
		const char *name = d->fields[i].name;
		if (numbers_differ(c, ffir_printf(c->arena, "the offset of field '%s'", name), "", x->offset,
				   y->offset) ||
		    numbers_differ(c, ffir_printf(c->arena, "the bit offset of field '%s'", name), "",
				   x->bit_offset, y->bit_offset))
			return true;
	}
	return false;
}

static bool layouts_differ(const struct comparison *c, const struct ffir_decl *a, const struct ffir_decl *b)
{
	const struct ffir_on *x = ffir_decl_on(a), *y = ffir_decl_on(b);
	if (!x || !y || !x->has_layout || !y->has_layout)
		return false;
	if (numbers_differ(c, "the size", "", x->size, y->size) ||
	    numbers_differ(c, "the alignment", "", x->align, y->align) ||
	    texts_differ(c, "the byte order", x->byte_order ? x->byte_order : "the target's",
			 y->byte_order ? y->byte_order : "the target's"))
		return true;
	if (a->kind == FFIR_DECL_RECORD)
		return places_differ(c, a, x, y);
	return x->is_signed != y->is_signed &&
	       differ(c, "the underlying integer", x->is_signed ? "signed" : "unsigned",
		      y->is_signed ? "signed" : "unsigned");
}

static bool aliases_differ(const struct comparison *c, const struct ffir_decl *a, const struct ffir_decl *b)
{
	const struct ffir_on *x = ffir_decl_on(a), *y = ffir_decl_on(b);
	uint64_t aligned = x ? x->align : 0, other = y ? y->align : 0;
	static const char natural[] = "its type's";
	if (types_differ(c, NULL, a->type, b->type))
		return true;
	return aligned != other &&
	       differ(c, "the alignment", aligned ? ffir_printf(c->arena, "%" PRIu64, aligned) : natural,
		      other ? ffir_printf(c->arena, "%" PRIu64, other) : natural);
}

static bool records_differ(const struct comparison *c, const struct ffir_decl *a, const struct ffir_decl *b)
{
	if (a->record_kind != b->record_kind)
		return differ(c, NULL, a->record_kind == FFIR_UNION ? "a union" : "a struct",
			      b->record_kind == FFIR_UNION ? "a union" : "a struct");
	if (a->opaque || b->opaque)
		return false;
	if (a->transparent != b->transparent)
		return differ(c, NULL, a->transparent ? "a transparent union" : "not transparent",
			      b->transparent ? "a transparent union" : "not transparent");
	return fields_differ(c, a, b) || layouts_differ(c, a, b);
}

static bool enumerators_differ(const struct comparison *c, const struct ffir_decl *a,
			       const struct ffir_decl *b)
{
	size_t n = a->n_enumerators < b->n_enumerators ? a->n_enumerators : b->n_enumerators;
	for (size_t i = 0; i < n; i++) {
		const struct ffir_enumerator *x = &a->enumerators[i], *y = &b->enumerators[i];
		if (texts_differ(c, ffir_printf(c->arena, "enumerator %zu", i + 1), x->name, y->name))
			return true;
		if (!ffir_value_equal(&x->value, &y->value))
			return differ(c, quoted(c, x->name), shown(c, &x->value), shown(c, &y->value));
	}
	return numbers_differ(c, "the number of values", "", a->n_enumerators, b->n_enumerators) ||
	       layouts_differ(c, a, b);
}

/* Of each the codes that were seen are listed. */
static bool codes_differ(const struct comparison *c, const struct ffir_decl *a, const struct ffir_decl *b)
{
	for (size_t i = 0; i < a->n_enumerators; i++)
		for (size_t j = 0; j < b->n_enumerators; j++) {
			const struct ffir_enumerator *x = &a->enumerators[i], *y = &b->enumerators[j];
			if (strcmp(x->name, y->name) == 0 && !ffir_value_equal(&x->value, &y->value))
				return differ(c, quoted(c, x->name), shown(c, &x->value),
					      shown(c, &y->value));
		}
	return false;
}

static bool prototypes_differ(const struct comparison *c, const struct ffir_function_type *a,
			      const struct ffir_function_type *b)
{
	if (!a || !b || a->unprototyped || b->unprototyped)
		return false;
	if (types_differ(c, "the result", a->result.type, b->result.type) ||
	    numbers_differ(c, "the number of parameters", "", a->n_params, b->n_params))
		return true;
	for (size_t i = 0; i < a->n_params; i++)
		if (types_differ(c, ffir_printf(c->arena, "parameter %zu", i + 1), a->params[i].type,
				 b->params[i].type))
			return true;
	return a->variadic != b->variadic && differ(c, NULL, a->variadic ? "variadic" : "not variadic",
						    b->variadic ? "variadic" : "not variadic");
}

/* A declaration that nobody defined may not know its symbol. */
static bool symbols_differ(const struct comparison *c, const struct ffir_decl *a, const struct ffir_decl *b)
{
	const struct ffir_on *x = ffir_decl_on(a), *y = ffir_decl_on(b);
	if (!x || !y)
		return false;
	return (x->symbol && y->symbol && texts_differ(c, "the symbol", x->symbol, y->symbol)) ||
	       (x->convention && y->convention &&
		texts_differ(c, "the calling convention", x->convention, y->convention));
}

static bool constants_differ(const struct comparison *c, const struct ffir_decl *a, const struct ffir_decl *b)
{
	const struct ffir_on *x = ffir_decl_on(a), *y = ffir_decl_on(b);
	if (x && y && !ffir_value_equal(&x->value, &y->value))
		return differ(c, "its value", shown(c, &x->value), shown(c, &y->value));
	return types_differ(c, "its type", a->type, b->type);
}

bool ffir_decl_differs(struct ffir_arena *arena, const struct ffir_decl *a, const struct ffir_decl *b,
		       struct ffir_difference *out)
{
	const struct comparison c = {arena, out};
	if (a->kind != b->kind)
		return differ(&c, NULL, kind_name(a->kind), kind_name(b->kind));
	if (a->unsupported || b->unsupported)
		return false;
	switch (a->kind) {
	case FFIR_DECL_RECORD:
		return records_differ(&c, a, b);
	case FFIR_DECL_ENUMERATION:
		return enumerators_differ(&c, a, b);
	case FFIR_DECL_DOMAIN:
		return codes_differ(&c, a, b);
	case FFIR_DECL_ALIAS:
		return aliases_differ(&c, a, b);
	case FFIR_DECL_VARIABLE:
		return types_differ(&c, "its type", a->type, b->type) || symbols_differ(&c, a, b);
	case FFIR_DECL_CONSTANT:
		return constants_differ(&c, a, b);
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_MACRO:
		return prototypes_differ(&c, a->function, b->function) || symbols_differ(&c, a, b);
	}
	return false;
}
