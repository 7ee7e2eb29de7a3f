/*
 * What a call does before C runs with parameters that are values inside C objects: C's objects made of what the
 * caller gave, slices around memory as it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/body.h"

#include <string.h>

/* The argument of a form that writes parameter SRC. */
static const char *written(struct csharp_body *b, int src)
{
	const char *name = csharp_param(b, src);
	return TEXT(b->e, "%s, nameof(%s), %s", name, name, csharp_keep(b));
}

static const char *plain_name(const char *name)
{
	return name[0] == '@' ? name + 1 : name;
}

/* A copy of slice SRC that stays where it is as long as something knows it. */
void csharp_pin_copy(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *name = csharp_param(b, op->src);
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *element = csharp_element(e, shape);
	const char *memory = csharp_new_name(b, TEXT(e, "%sMemory", plain_name(name)));
	csharp_need(e, CSHARP_LASTING_MEMORY);
	w_line(b->head, "%s[]%s %s = LastingMemory.Of<%s>(%s)%s;", element, shape->nullable ? "?" : "",
	       memory, element, name, shape->nullable ? "" : " ?? []");
	const char *first = TEXT(e, "Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(%s))", memory);
	b->values[op->dst].memory = memory;
	b->values[op->dst].text = TEXT(e, shape->nullable ? "(%s)(%s is null ? null : %s)" : "(%s)%s%s",
				       csharp_type_of(b, op->dst), shape->nullable ? memory : "", first);
}

/* The pointer to the elements of slice SRC: its memory, or C objects for the call. */
const char *csharp_elements(struct csharp_body *b, int src)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, src)->shape;
	const char *name = csharp_param(b, src), *element = csharp_element(e, shape);
	const char *pointer = csharp_new_name(b, TEXT(e, "%sPointer", plain_name(name)));
	if (shape->terminated || !plan_is_plain(shape->element)) {
		const char *args = written(b, src);
		w_line(b->head, "byte* %s = %s.MakeSpan(%s);", pointer, csharp_many_form(e, shape), args);
		return pointer;
	}
	if (!shape->nullable)
		csharp_need(e, CSHARP_SLICE);
	const char *first = shape->nullable ? TEXT(e, "&MemoryMarshal.GetReference(%s)", name)
					    : TEXT(e, "&Slices.First<%s>(%s)", element, name);
	*FFIR_PUSH(e->a, b->fixed, b->n_fixed) = TEXT(e, "fixed (%s* %s = %s)", element, pointer, first);
	return pointer;
}

static const char *counted(struct csharp_body *b, const struct plan_slot *slot, int src)
{
	struct csharp *e = b->e;
	uint64_t step = slot_step(e->p, slot, &csharp_value_at(b, src)->shape);
	const char *count = TEXT(e, "%s.Length", csharp_param(b, src));
	if (step > 1)
		count = TEXT(e, "%s * %llu", count, (unsigned long long)step);
	return TEXT(e, "checked((%s)(%s))", csharp_integer(e, slot->field->field->type), count);
}

/* C's struct of a slice, which has the memory itself. */
void csharp_pass_slice(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_carrier *c = csharp_value_at(b, op->src)->shape.carrier;
	const char **fields = NULL, *pointer = csharp_elements(b, op->src);
	size_t n = 0;
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		const char *value =
			slot->role == SLOT_POINTER ? TEXT(e, "(nint)%s", pointer) : counted(b, slot, op->src);
		*FFIR_PUSH(e->a, fields, n) = TEXT(e, "%s = %s", csharp_name(&slot->field->name), value);
	}
	b->values[op->dst].text =
		TEXT(e, "new %s { %s }", csharp_struct(c->record), text_joined(e->a, fields, n, ", "));
}

/* A C object made of SRC, or its address, for the call. */
void csharp_pass_inside(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *name = csharp_param(b, op->src), *type = csharp_type_of(b, op->dst), *variable;
	const char *args = written(b, op->src);
	if (shape->indirect) {
		struct plan_shape direct = shape_direct(e->p, shape);
		bool lifts = shape->nullable && strcmp(csharp_type(e, &direct, AS_ELEMENT),
						       csharp_type(e, shape, AS_ELEMENT)) != 0;
		const char *form = csharp_form(e, &direct);
		variable = csharp_new_name(b, TEXT(e, "%sPointer", plain_name(name)));
		if (lifts && csharp_is_value(&direct))
			w_line(b->head,
			       "byte* %s = %s is { } %sValue ? %s.Make(%sValue, nameof(%s), %s) : null;",
			       variable, name, plain_name(name), form, plain_name(name), name, b->keep);
		else
			w_line(b->head, "byte* %s = %s.Make%s(%s);", variable, form,
			       shape->nullable ? "OrNull" : "",
			       shape->nullable ? TEXT(e, "%s!, nameof(%s), %s", name, name, b->keep) : args);
		b->values[op->dst].text = TEXT(e, "(%s)%s", type, variable);
		return;
	}
	variable = csharp_new_name(b, TEXT(e, "%sStruct", plain_name(name)));
	w_line(b->head, "%s %s = default;", type, variable);
	w_line(b->head, "%s.Write((byte*)&%s, %s);", csharp_form(e, shape), variable, args);
	b->values[op->dst].text = variable;
}
