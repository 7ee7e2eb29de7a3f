/*
 * Values inside C objects.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/forms.h"

#include <string.h>

#include "backends/types.h"

enum form_kind form_kind(const struct plan *p, const struct plan_shape *shape)
{
	if (shape->indirect)
		return FORM_POINTER;
	if (shape->carrier)
		return FORM_CARRIER;
	bool is_array = type_real(p, shape->type, NULL)->kind == FFIR_TYPE_ARRAY;
	switch (shape->kind) {
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
		return FORM_ENUMERATION;
	case SHAPE_RECORD:
		return FORM_RECORD;
	case SHAPE_OBJECT:
		return FORM_INSTANCE;
	case SHAPE_STRING:
		return is_array ? FORM_TEXT_INSIDE : FORM_TEXT;
	case SHAPE_SLICE:
		if (!shape->read_only)
			return FORM_CHANGED;
		return is_array ? FORM_MANY_INSIDE : FORM_MANY;
	case SHAPE_VECTOR:
		return is_array ? FORM_MANY_INSIDE : FORM_MANY;
	case SHAPE_RAW:
	case SHAPE_RECORD_REF:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
		return FORM_RAW;
	case SHAPE_VOID:
	case SHAPE_SCALAR:
	case SHAPE_HANDLE:
	case SHAPE_COMPOUND:
	case SHAPE_OPTION:
	case SHAPE_RESULT:
	case SHAPE_TAGGED:
	case N_SHAPES:
		return FORM_NUMBER;
	}
	return FORM_NUMBER;
}

bool form_is_freed_apart(const struct plan_shape *shape)
{
	return shape->free && !(shape->carrier && shape->carrier->shape.free == shape->free);
}

const struct plan_record *form_freed_record(const struct plan_shape *shape)
{
	if (shape->free_takes == FREE_TAKES_POINTER)
		return NULL;
	return shape->carrier ? shape->carrier->record : shape->record;
}

bool record_is_native(const struct plan_record *record)
{
	const struct plan_carrier *c = record->carrier;
	return c && !c->refused && (c->shape.kind == SHAPE_COMPOUND || c->shape.kind == SHAPE_TAGGED);
}

struct plan_shape carrier_pointed(const struct plan_carrier *c)
{
	struct plan_shape pointed = c->shape;
	pointed.carrier = NULL;
	pointed.free = NULL;
	pointed.type = plan_slot_of(c, SLOT_POINTER)->field->field->type;
	return pointed;
}

uint64_t slot_step(const struct plan *p, const struct plan_slot *slot, const struct plan_shape *shape)
{
	unsigned unit = wide_unit(shape->encoding);
	if (!slot->bytes)
		return 1;
	if (shape->kind == SHAPE_STRING)
		return unit ? unit : 1;
	return shape_element_size(p, shape);
}

/* ---- the constants of a binding ---- */

void forms_begin(struct forms *f, struct ffir_arena *a, const struct plan *p, const char *prefix)
{
	*f = (struct forms){.a = a, .p = p, .prefix = prefix};
	f->used = (bool *)ffir_alloc(a, (p->n_carriers + 1) * sizeof *f->used);
}

const struct form_constant *forms_constant(struct forms *f, const char *type, const char *text)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->items[i].text, text) == 0 && strcmp(f->items[i].type, type) == 0)
			return &f->items[i];
	struct form_constant *form = FFIR_PUSH(f->a, f->items, f->n);
	*form = (struct form_constant){ffir_printf(f->a, "%s%zu", f->prefix, f->n), type, text};
	return form;
}

void forms_use(struct forms *f, const struct plan_carrier *c)
{
	for (size_t i = 0; i < f->p->n_carriers; i++)
		if (f->p->carriers[i] == c)
			f->used[i] = true;
}

bool forms_walk(struct forms *f, void (*each)(void *data, const struct plan_carrier *c, size_t i), void *data)
{
	bool any = f->n > 0;
	for (size_t i = f->p->n_carriers; i-- > 0;) {
		if (!f->used[i])
			continue;
		any = true;
		each(data, f->p->carriers[i], i);
	}
	return any || f->n > 0;
}
