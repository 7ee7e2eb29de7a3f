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
	if (property->kind != PROPERTY_MEMORY)
		return annotation(e, &property->shape, AS_RESULT);
	need_import(e, "from typing import Optional");
	need_typing(e, property->shape.read_only ? "from _typeshed import ReadableBuffer"
						 : "from _typeshed import WriteableBuffer");
	return property->shape.read_only ? "Optional[ReadableBuffer]" : "Optional[WriteableBuffer]";
}

/* "return _text_or_none(text)" */
static const char *text_return(struct python *e, enum plan_encoding encoding)
{
	switch (encoding) {
	case ENCODING_BYTES:
		return "return text";
	case ENCODING_LOCALE:
		need(e, PART_LOCALE_OR_NONE);
		return "return _locale_or_none(text)";
	case ENCODING_UTF8:
	case ENCODING_ASCII:
	case ENCODING_UTF16:
	case ENCODING_UTF32:
		need(e, PART_TEXT_OR_NONE);
		return "return _text_or_none(text)";
	}
	return NULL;
}

static void emit_getter(struct python *e, const struct plan_class *k, const struct plan_property *property)
{
	const char *record = record_text(e, k),
		   *field = python_name(&k->record->fields[property->index].name);
	const char *reason = NULL, *type;
	switch (property->kind) {
	case PROPERTY_MEMORY:
		need(e, PART_PIN);
		w_line(e->w, "handle = self._handle");
		w_line(e->w, "return _pinned(handle, \"%s\", handle.%s)", field,
		       python_name(&k->record->fields[property->length].name));
		return;
	case PROPERTY_TEXT:
		type = ctype(e, property->field->type, PLACE_FIELD, &reason);
		w_line(e->w, "text = %s.%s", record, field);
		if (type && strcmp(type, "ctypes.c_char_p") != 0)
			w_line(e->w, "text = ctypes.string_at(text) if text else None");
		w_line(e->w, "%s", text_return(e, property->shape.encoding));
		return;
	case PROPERTY_VALUE:
		w_line(e->w, "return %s(%s.%s)", annotation(e, &property->shape, AS_RESULT), record, field);
		return;
	}
}

static void emit_setter(struct python *e, const struct plan_class *k, const struct plan_property *property)
{
	const char *record = record_text(e, k),
		   *field = python_name(&k->record->fields[property->index].name);
	if (property->kind != PROPERTY_MEMORY) {
		emit_number(e, "value", field, property->field->type, property->shape.enumeration);
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
		doc_emit_of(e, property->doc, &k->record->fields[property->index].standing);
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
