/*
 * Sizes, offsets and values: whatever the numbers say, they must fit each other.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/validate.h"

#include <inttypes.h>
#include <string.h>

/* ---- records ---- */

/* Bits of a record that fields before this one have taken; of a union always 0. */
struct room {
	uint64_t size; /* bits of the record */
	uint64_t taken;
};

static void take_room(struct check *c, const struct ffir_decl *d, size_t i, struct room *room, uint64_t start,
		      uint64_t size)
{
	const char *name = d->fields[i].name;
	uint64_t end;
	if (__builtin_add_overflow(start, size, &end) || end > room->size) {
		check_error(c, d, "field '%s' ends behind the %" PRIu64 " bytes of '%s'", name,
			    room->size / 8, d->id);
		return;
	}
	if (start < room->taken && size)
		check_error(c, d, "field '%s' of '%s' overlaps the one before it", name, d->id);
	if (d->record_kind == FFIR_STRUCT && end > room->taken)
		room->taken = end;
}

static void check_bits(struct check *c, const struct ffir_decl *d, size_t i, const struct ffir_place *place,
		       struct room *room)
{
	const struct ffir_field *field = &d->fields[i];
	uint64_t size, align;
	if (!ffir_type_size(c->m, field->type, &size, &align) || field->bits > size * 8)
		check_error(c, d, "bit-field '%s' of '%s' is wider than its type", field->name, d->id);
	else if (field->bits)
		take_room(c, d, i, room, place->bit_offset, field->bits);
}

/* "char text[]" at the end, or in a union. */
static bool is_flexible(struct check *c, const struct ffir_decl *d, size_t i)
{
	const struct ffir_type *type = ffir_type_resolve(c->m, d->fields[i].type, NULL);
	return type->kind == FFIR_TYPE_ARRAY && !type->has_count &&
	       (i + 1 == d->n_fields || d->record_kind == FFIR_UNION);
}

static void check_field(struct check *c, const struct ffir_decl *d, size_t i, const struct ffir_place *place,
			struct room *room)
{
	const struct ffir_field *field = &d->fields[i];
	uint64_t size = 0, align, start;
	if (ffir_type_resolve(c->m, field->type, NULL)->kind == FFIR_TYPE_UNSUPPORTED)
		return;
	if (!ffir_type_size(c->m, field->type, &size, &align) && !is_flexible(c, d, i)) {
		check_error(c, d, "field '%s' of '%s' has a type without a size, or of one that does not fit",
			    field->name, d->id);
		return;
	}
	if (__builtin_mul_overflow(place->offset, 8, &start) || __builtin_mul_overflow(size, 8, &size))
		check_error(c, d, "field '%s' of '%s' has an offset or size that does not fit", field->name,
			    d->id);
	else
		take_room(c, d, i, room, start, size);
}

static void check_record(struct check *c, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	struct room room = {0, 0};
	if (d->opaque || d->unsupported)
		return;
	if (!on || !on->has_layout) {
		check_error(c, d, "'%s' has no layout and is not opaque", d->id);
		return;
	}
	if (!on->align || on->align & (on->align - 1))
		check_error(c, d, "'%s' has the alignment %" PRIu64 ", which is no power of two", d->id,
			    on->align);
	if (__builtin_mul_overflow(on->size, 8, &room.size)) {
		check_error(c, d, "'%s' has a size that does not fit", d->id);
		return;
	}
	for (size_t i = 0; on->places && i < d->n_fields; i++) {
		if (d->fields[i].is_bits)
			check_bits(c, d, i, &on->places[i], &room);
		else
			check_field(c, d, i, &on->places[i], &room);
	}
}

/* ---- integers ---- */

static bool integer_fits(const struct ffir_value *value, uint64_t size, bool is_signed)
{
	int64_t number;
	uint64_t magnitude;
	if (size > 8)
		return true;
	if (is_signed)
		return ffir_value_int64(value, &number) &&
		       (size == 8 ||
			(number >= -(INT64_C(1) << (8 * size - 1)) && number < INT64_C(1) << (8 * size - 1)));
	return ffir_value_uint64(value, &magnitude) && (size == 8 || magnitude < UINT64_C(1) << (8 * size));
}

static void check_enumeration(struct check *c, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	if (d->opaque || d->unsupported)
		return;
	if (!on || !on->has_layout || !on->size || on->size > 16 || on->size & (on->size - 1)) {
		check_error(c, d, "'%s' has no possible size", d->id);
		return;
	}
	for (size_t i = 0; i < d->n_enumerators; i++)
		if (!integer_fits(&d->enumerators[i].value, on->size, on->is_signed))
			check_error(c, d, "enumerator '%s' does not fit into the %" PRIu64 " bytes of '%s'",
				    d->enumerators[i].name, on->size, d->id);
}

/* ---- constants ---- */

static bool constant_fits(struct check *c, const struct ffir_type *type, const struct ffir_value *value)
{
	const struct ffir_basic *basic;
	switch (type->kind) {
	case FFIR_TYPE_INT:
		basic = ffir_basic_find(c->m, type->name);
		return value->kind == FFIR_VALUE_INTEGER &&
		       integer_fits(value, basic->size, basic->is_signed);
	case FFIR_TYPE_BOOL:
		return value->kind == FFIR_VALUE_INTEGER && integer_fits(value, 1, false);
	case FFIR_TYPE_NAMED:
		return value->kind == FFIR_VALUE_INTEGER;
	case FFIR_TYPE_FLOAT:
		return value->kind == FFIR_VALUE_FLOAT;
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_ARRAY:
		return value->kind == FFIR_VALUE_STRING || value->kind == FFIR_VALUE_INTEGER;
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_COMPLEX:
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_FUNCTION:
		return false;
	case FFIR_TYPE_UNSUPPORTED:
		return true;
	}
	return false;
}

static void check_constant(struct check *c, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	if (d->unsupported)
		return;
	if (!on || on->value.kind == FFIR_VALUE_NONE)
		check_error(c, d, "'%s' has no value", d->id);
	else if (!constant_fits(c, ffir_type_resolve(c->m, d->type, NULL), &on->value))
		check_error(c, d, "the value of '%s' is none of its type", d->id);
}

/* ---- functions ---- */

static void check_pass(struct check *c, const struct ffir_decl *d, const struct ffir_pass *pass)
{
	for (size_t i = 0; i < pass->n_pieces; i++) {
		uint64_t end;
		if (!pass->pieces[i].size ||
		    __builtin_add_overflow(pass->pieces[i].offset, pass->pieces[i].size, &end))
			check_error(c, d, "a piece in register '%s' has no possible size",
				    pass->pieces[i].reg);
	}
}

static void check_call(struct check *c, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const struct ffir_call *call = on ? on->call : NULL;
	if (!call)
		return;
	if (call->n_arguments > d->function->n_params)
		check_error(c, d, "'%s' has %zu parameters, but %zu arguments travel", d->id,
			    d->function->n_params, call->n_arguments);
	for (size_t i = 0; i < call->n_arguments; i++)
		check_pass(c, d, &call->arguments[i]);
	check_pass(c, d, &call->result);
}

void check_layout(struct check *c, const struct ffir_decl *d)
{
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		check_record(c, d);
		break;
	case FFIR_DECL_ENUMERATION:
		check_enumeration(c, d);
		break;
	case FFIR_DECL_CONSTANT:
		check_constant(c, d);
		break;
	case FFIR_DECL_FUNCTION:
		check_call(c, d);
		break;
	case FFIR_DECL_ALIAS:
	case FFIR_DECL_VARIABLE:
	case FFIR_DECL_DOMAIN:
	case FFIR_DECL_MACRO:
		break;
	}
}
