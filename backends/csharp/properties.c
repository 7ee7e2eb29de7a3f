/*
 * Fields of an object that callers see, as properties of its class.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

#include <string.h>

static const char *got(struct csharp *e, const struct plan_property *property, const char *field,
		       const char *pin, const char *count)
{
	struct plan_shape text = property->shape;
	switch (property->kind) {
	case PROPERTY_TEXT:
		text.nullable = true;
		return csharp_text_of(e, &text, TEXT(e, "(byte*)%s", field), NULL, false);
	case PROPERTY_MEMORY:
		return TEXT(e, "%s.Last(%s)", pin, count);
	case PROPERTY_VALUE:
		return field;
	}
	return NULL;
}

/* BODY between a reference to the handle and its end: another thread may dispose of the object. */
static void emit_accessor(struct csharp *e, const char *head, const char *const *body, size_t n)
{
	csharp_open(e, "%s", head);
	w_line(e->w, "ObjectDisposedException.ThrowIf(_handle.IsGone, this);");
	w_line(e->w, "bool held = false;");
	csharp_open(e, "try");
	w_line(e->w, "_handle.DangerousAddRef(ref held);");
	for (size_t i = 0; i < n; i++)
		w_line(e->w, "%s", body[i]);
	csharp_close(e, "");
	csharp_open(e, "finally");
	csharp_open(e, "if (held)");
	w_line(e->w, "_handle.DangerousRelease();");
	csharp_close(e, "");
	csharp_close(e, "");
	csharp_close(e, "");
}

static void emit_slice_setter(struct csharp *e, const struct plan_property *property, const char *field,
			      const char *count, const struct ffir_type *count_type, const char *pin)
{
	const char *reason = NULL, *type = csharp_raw_type(e, count_type, PLACE_FIELD, &reason);
	const char *fits = TEXT(e, "_ = checked((%s)value.Length);", type);
	const char *const body[] = {fits, TEXT(e, "%s = (nint)%s.Set(_handle, value);", field, pin),
				    TEXT(e, "%s = (%s)value.Length;", count, type)};
	(void)property;
	emit_accessor(e, "set", body, 3);
}

static void emit_property(struct csharp *e, const struct plan_class *k, const struct plan_property *property)
{
	const char *name = csharp_name(&property->name);
	const char *record = csharp_struct(k->record);
	const char *pin = NULL, *count = NULL;
	const struct plan_field *length = property->length >= 0 ? &k->record->fields[property->length] : NULL;
	const char *at = TEXT(e, "((%s*)_handle.DangerousGetHandle())", record);
	const char *field = TEXT(e, "%s->%s", at, csharp_name(&k->record->fields[property->index].name));
	const char *type = csharp_type(e, &property->shape, AS_RESULT);
	if (property->kind == PROPERTY_TEXT && type[strlen(type) - 1] != '?')
		type = TEXT(e, "%s?", type);
	csharp_gap(e);
	if (property->kind == PROPERTY_MEMORY) {
		csharp_need(e, CSHARP_PIN);
		type = property->shape.read_only ? "ReadOnlyMemory<byte>" : "Memory<byte>";
		pin = TEXT(e, "_pinOf%s", name);
		count = TEXT(e, "%s->%s", at, csharp_name(&length->name));
		w_line(e->w, "private readonly NativePin %s = new();", pin);
		csharp_gap(e);
	}
	csharp_summary_of(e, property->doc, &k->record->fields[property->index].standing,
			  TEXT(e, "C's %s.", property->name.cname));
	csharp_open(e, "public %s %s", type, name);
	const char *const get[] = {TEXT(e, "return %s;", got(e, property, field, pin, count))};
	emit_accessor(e, "get", get, 1);
	if (property->writable) {
		const char *const set[] = {TEXT(e, "%s = value;", field)};
		csharp_gap(e);
		if (property->kind == PROPERTY_MEMORY)
			emit_slice_setter(e, property, field, count, length->field->type, pin);
		else
			emit_accessor(e, "set", set, 1);
	}
	csharp_close(e, "");
}

void csharp_emit_properties(struct csharp *e, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_properties; i++)
		emit_property(e, k, &k->properties[i]);
}
