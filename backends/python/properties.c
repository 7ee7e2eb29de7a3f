/*
 * Fields of an object that callers see, as properties of its class.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

static const char *record_text(struct python *e, const struct plan_class *k)
{
	if (k->storage == STORAGE_BINDING)
		return "self._handle";
	return TEXT(e, "%s.from_address(self._handle.value)", record_name(e, k->record));
}

static const char *property_hint(struct python *e, const struct plan_property *property)
{
	if (property->shape.kind != SHAPE_SLICE)
		return annotation(e, &property->shape, AS_RESULT);
	need_import(e, "from typing import Optional");
	need_typing(e, property->shape.read_only ? "from _typeshed import ReadableBuffer"
						 : "from _typeshed import WriteableBuffer");
	return property->shape.read_only ? "Optional[ReadableBuffer]" : "Optional[WriteableBuffer]";
}

static void emit_getter(struct python *e, const struct plan_class *k, const struct plan_property *property)
{
	const char *record = record_text(e, k),
		   *field = python_name(&k->record->fields[property->index].name);
	const char *reason = NULL;
	switch (property->shape.kind) {
	case SHAPE_SLICE:
		need(e, PART_PIN);
		w_line(e->w, "handle = self._handle");
		w_line(e->w, "return _pinned(handle, \"%s\", handle.%s)", field,
		       python_name(&k->record->fields[property->length].name));
		return;
	case SHAPE_STRING: {
		const char *type = ctype(e, property->field->type, PLACE_FIELD, &reason);
		w_line(e->w, "text = %s.%s", record, field);
		if (type && strcmp(type, "ctypes.c_char_p") != 0)
			w_line(e->w, "text = ctypes.string_at(text) if text else None");
		if (property->shape.encoding == ENCODING_LOCALE)
			need(e, PART_LOCALE_OR_NONE);
		else if (property->shape.encoding != ENCODING_BYTES)
			need(e, PART_TEXT_OR_NONE);
		w_line(e->w, property->shape.encoding == ENCODING_BYTES	   ? "return text"
			     : property->shape.encoding == ENCODING_LOCALE ? "return _locale_or_none(text)"
									   : "return _text_or_none(text)");
		return;
	}
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
	case SHAPE_HANDLE:
		w_line(e->w, "return %s(%s.%s)", wrapper_name(&property->shape), record, field);
		return;
	case SHAPE_SCALAR: {
		const char *hint = annotation(e, &property->shape, AS_RESULT);
		w_line(e->w, "return %s(%s.%s)", hint, record, field);
		return;
	}
	case SHAPE_VOID:
	case SHAPE_RECORD:
	case SHAPE_RECORD_REF:
	case SHAPE_OBJECT:
	case SHAPE_VECTOR:
	case SHAPE_COMPOUND:
	case SHAPE_OPTION:
	case SHAPE_RESULT:
	case SHAPE_TAGGED:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
	case SHAPE_RAW:
	case N_SHAPES:
		return;
	}
}

static void emit_setter(struct python *e, const struct plan_class *k, const struct plan_property *property)
{
	const char *record = record_text(e, k),
		   *field = python_name(&k->record->fields[property->index].name);
	if (property->shape.kind != SHAPE_SLICE) {
		emit_integer(e, "value", field, property->field->type);
		w_line(e->w, "%s.%s = value", record, field);
		return;
	}
	const struct plan_field *length = &k->record->fields[property->length];
	w_line(e->w, "handle = self._handle");
	w_line(e->w, "size = 0 if value is None else memoryview(value).nbytes");
	emit_limits(e, "size", TEXT(e, "the length of %s", field), length->field->type);
	w_line(e->w, "handle.%s = _pin(handle, \"%s\", value, %d)",
	       python_name(&k->record->fields[property->length].name), field,
	       property->shape.read_only ? 0 : 1);
}

void emit_class_properties(struct python *e, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_properties; i++) {
		const struct plan_property *property = &k->properties[i];
		const char *name = python_name(&property->name);
		const char *hint = property_hint(e, property);
		w_line(e->w, "");
		w_line(e->w, "@property");
		w_open(e->w, "def %s(self) -> %s:", name, hint);
		doc_emit(e, property->doc);
		emit_getter(e, k, property);
		w_close(e->w, "");
		if (!property->writable)
			continue;
		w_line(e->w, "");
		w_line(e->w, "@%s.setter", name);
		w_open(e->w, "def %s(self, value: %s) -> None:", name, hint);
		emit_setter(e, k, property);
		w_close(e->w, "");
	}
}
