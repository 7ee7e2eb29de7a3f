/*
 * Values inside C objects, for the interpreter: read, made and freed as their shapes say, from the offsets
 * that the compiler gave.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_run_objects.h"

#include <stdlib.h>
#include <string.h>

static uint64_t object_size(const struct run *r, const struct ffir_type *type)
{
	uint64_t size = 1, align;
	ffir_type_size(r->p->module, type, &size, &align);
	return size;
}

static void *pointer_at(const void *at)
{
	void *pointer;
	memcpy(&pointer, at, sizeof pointer);
	return pointer;
}

static void *room(struct run *r, uint64_t size)
{
	void *memory = ffir_alloc(&r->arena, size + 16);
	memset(memory, 0, size + 16);
	return memory;
}

static bool is_inline(const struct run *r, const struct plan_shape *shape)
{
	return ffir_type_resolve(r->p->module, shape->type, NULL)->kind == FFIR_TYPE_ARRAY;
}

static int64_t integer_in(struct run *r, const struct plan_slot *slot, const void *at)
{
	return run_load_integer(r, slot->field->field->type, (const char *)at + slot->offset);
}

/* ---- many, texts ---- */

static bool is_zero(const void *at, uint64_t size)
{
	for (uint64_t i = 0; i < size; i++)
		if (((const char *)at)[i])
			return false;
	return true;
}

static size_t count_elements(struct run *r, const struct plan_shape *shape, const void *first, int64_t count)
{
	uint64_t size = object_size(r, shape->element->type);
	size_t n = 0;
	if (!shape->terminated)
		return shape->fixed ? (size_t)shape->fixed : (size_t)count;
	while (!is_zero((const char *)first + n * size, size))
		n++;
	return n;
}

struct run_value run_read_many(struct run *r, const struct plan_shape *shape, const void *first,
			       int64_t count)
{
	struct run_value v = {.kind = RUN_NULL};
	uint64_t size = object_size(r, shape->element->type);
	if (!first && count)
		return v;
	v.kind = plan_is_plain(shape->element) ? RUN_BYTES : RUN_MANY;
	v.count = first ? count_elements(r, shape, first, count) : 0;
	v.size = v.count * size;
	v.bytes = room(r, v.size);
	if (v.size)
		memcpy(v.bytes, first, v.size);
	if (v.kind == RUN_BYTES)
		return v;
	v.items = (struct run_value *)room(r, v.count * sizeof *v.items);
	for (size_t i = 0; i < v.count; i++)
		v.items[i] = run_read(r, shape->element, (const char *)first + i * size);
	return v;
}

static struct run_value read_text(struct run *r, const void *text, int64_t size)
{
	struct run_value v = {.kind = RUN_NULL};
	if (!text && size <= 0)
		return size == 0 ? (struct run_value){.kind = RUN_TEXT, .text = ""} : v;
	v.kind = RUN_TEXT;
	v.text = size < 0 ? ffir_strdup(&r->arena, (const char *)text)
			  : ffir_strndup(&r->arena, (const char *)text, (size_t)size);
	return v;
}

/* ---- reading ---- */

static int64_t counted(struct run *r, const struct plan_carrier *c, const void *at, uint64_t size)
{
	const struct plan_slot *length = plan_slot_of(c, SLOT_LENGTH);
	if (!length)
		return -1;
	return integer_in(r, length, at) / (length->bytes && size ? (int64_t)size : 1);
}

static bool is_there(struct run *r, const struct plan_carrier *c, const struct plan_slot *slot,
		     const void *at)
{
	int64_t tag = integer_in(r, plan_slot_of(c, SLOT_TAG), at), wanted;
	if (slot->value.kind == FFIR_VALUE_NONE)
		return c->shape.kind == SHAPE_OPTION ? tag != 0 : true;
	return ffir_value_int64(&slot->value, &wanted) && tag == wanted;
}

static struct run_value read_slot(struct run *r, const struct plan_carrier *c, const struct plan_slot *slot,
				  const void *at)
{
	const char *field = (const char *)at + slot->offset;
	if (!slot->field)
		return (struct run_value){.kind = RUN_NULL};
	if (slot->length < 0)
		return run_read(r, &slot->shape, field);
	const struct plan_slot *length = &c->slots[slot->length];
	int64_t n = integer_in(r, length, at);
	if (slot->shape.kind == SHAPE_STRING)
		return read_text(r, pointer_at(field), n);
	if (length->bytes)
		n /= (int64_t)object_size(r, slot->shape.element->type);
	return run_read_many(r, &slot->shape, pointer_at(field), n);
}

static struct run_value read_result(struct run *r, const struct plan_carrier *c, const void *at)
{
	const struct plan_slot *ok = plan_slot_of(c, SLOT_VALUE), *error = plan_slot_of(c, SLOT_ERROR);
	struct run_value none = {.kind = RUN_NULL};
	bool good = ok && (ok->value.kind != FFIR_VALUE_NONE || !error) ? is_there(r, c, ok, at)
									: !is_there(r, c, error, at);
	if (good)
		return ok ? read_slot(r, c, ok, at) : none;
	struct run_value why = error ? read_slot(r, c, error, at) : none;
	r->failure = (struct run_failure){RUN_FAILED, why.kind == RUN_INTEGER ? why.integer : 0, why.text};
	return (struct run_value){.kind = RUN_ERROR, .integer = why.integer, .text = why.text};
}

static struct run_value read_compound(struct run *r, const struct plan_carrier *c, const void *at)
{
	struct run_value v = {.kind = RUN_MANY};
	v.items = (struct run_value *)room(r, c->n_slots * sizeof *v.items);
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE)
			v.items[v.count++] = read_slot(r, c, &c->slots[i], at);
	return v;
}

static struct run_value read_tagged(struct run *r, const struct plan_carrier *c, const void *at)
{
	struct run_value v = {.kind = RUN_MANY, .integer = integer_in(r, plan_slot_of(c, SLOT_TAG), at)};
	for (size_t i = 0; i < c->n_slots; i++) {
		if (c->slots[i].role != SLOT_VALUE || !is_there(r, c, &c->slots[i], at))
			continue;
		v.items = (struct run_value *)room(r, sizeof *v.items);
		v.items[0] = read_slot(r, c, &c->slots[i], at);
		v.count = 1;
	}
	return v;
}

static struct run_value read_carried(struct run *r, const struct plan_carrier *c, const void *at)
{
	const struct plan_slot *pointer = plan_slot_of(c, SLOT_POINTER), *value = plan_slot_of(c, SLOT_VALUE);
	const void *first = pointer ? pointer_at((const char *)at + pointer->offset) : NULL;
	switch (c->shape.kind) {
	case SHAPE_STRING:
		return read_text(r, first, counted(r, c, at, 1));
	case SHAPE_SLICE:
	case SHAPE_VECTOR:
		return run_read_many(r, &c->shape, first,
				     counted(r, c, at, object_size(r, c->shape.element->type)));
	case SHAPE_OPTION:
		if (is_there(r, c, value, at))
			return read_slot(r, c, value, at);
		return (struct run_value){.kind = RUN_NULL};
	case SHAPE_RESULT:
		return read_result(r, c, at);
	case SHAPE_TAGGED:
		return read_tagged(r, c, at);
	case SHAPE_COMPOUND:
		return read_compound(r, c, at);
	case SHAPE_VOID:
	case SHAPE_SCALAR:
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
	case SHAPE_RECORD:
	case SHAPE_RECORD_REF:
	case SHAPE_HANDLE:
	case SHAPE_OBJECT:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
	case SHAPE_RAW:
	case N_SHAPES:
		break;
	}
	abort(); /* no object carries any other */
}

struct run_value run_read(struct run *r, const struct plan_shape *shape, const void *at)
{
	if (shape->indirect) {
		struct plan_shape direct = *shape;
		const void *to = pointer_at(at);
		direct.indirect = false;
		direct.type = ffir_type_resolve(r->p->module, shape->type, NULL)->to;
		return to ? run_read(r, &direct, to) : (struct run_value){.kind = RUN_NULL};
	}
	if (shape->carrier)
		return read_carried(r, shape->carrier, at);
	if (shape->kind == SHAPE_VECTOR)
		return run_read_many(r, shape, is_inline(r, shape) ? at : pointer_at(at), 0);
	if (shape->kind == SHAPE_STRING && is_inline(r, shape))
		return read_text(r, at, -1);
	if (shape->kind == SHAPE_OBJECT)
		return run_adopt(r, shape->klass, pointer_at(at), shape->adopted);
	return run_load(r, shape, at);
}

/* ---- making ---- */

static void write_many(struct run *r, const struct plan_shape *shape, const struct run_value *v, void *at)
{
	run_store_pointer(at, v->kind == RUN_NULL ? NULL : run_make_many(r, shape, v));
}

void *run_make_many(struct run *r, const struct plan_shape *shape, const struct run_value *v)
{
	uint64_t size = object_size(r, shape->element->type);
	char *first = (char *)room(r, (v->count + 1) * size);
	if (v->kind == RUN_BYTES)
		memcpy(first, v->bytes, v->size);
	for (size_t i = 0; v->kind == RUN_MANY && i < v->count; i++)
		run_write(r, shape->element, &v->items[i], first + i * size);
	return first;
}

static void write_integer(struct run *r, const struct plan_slot *slot, void *at, int64_t value)
{
	run_store_integer(r, slot->field->field->type, (char *)at + slot->offset, value);
}

static void write_slot(struct run *r, const struct plan_carrier *c, const struct plan_slot *slot,
		       const struct run_value *v, void *at)
{
	char *field = (char *)at + slot->offset;
	if (!slot->field)
		return;
	if (slot->length < 0) {
		run_write(r, &slot->shape, v, field);
		return;
	}
	const struct plan_slot *length = &c->slots[slot->length];
	int64_t n = v->kind == RUN_TEXT ? (int64_t)strlen(v->text) : (int64_t)v->count;
	if (slot->shape.kind == SHAPE_STRING)
		run_store_pointer(field, v->kind == RUN_TEXT ? v->text : NULL);
	else
		write_many(r, &slot->shape, v, field);
	if (length->bytes && slot->shape.element)
		n *= (int64_t)object_size(r, slot->shape.element->type);
	write_integer(r, length, at, n);
}

static void write_counts(struct run *r, const struct plan_carrier *c, int64_t n, uint64_t size, void *at)
{
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_LENGTH || c->slots[i].role == SLOT_CAPACITY)
			write_integer(r, &c->slots[i], at, n * (c->slots[i].bytes ? (int64_t)size : 1));
}

static void write_fixed(struct run *r, const struct plan_carrier *c, void *at)
{
	int64_t value;
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_FIXED && ffir_value_int64(&c->slots[i].value, &value))
			write_integer(r, &c->slots[i], at, value);
}

static void write_case(struct run *r, const struct plan_carrier *c, const struct plan_slot *slot,
		       const struct run_value *v, void *at)
{
	int64_t tag = 1;
	ffir_value_int64(&slot->value, &tag);
	write_integer(r, plan_slot_of(c, SLOT_TAG), at, tag);
	write_slot(r, c, slot, v, at);
}

static void write_tagged(struct run *r, const struct plan_carrier *c, const struct run_value *v, void *at)
{
	int64_t tag;
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE && ffir_value_int64(&c->slots[i].value, &tag) &&
		    tag == v->integer)
			write_case(r, c, &c->slots[i], v->items, at);
}

static void write_carried(struct run *r, const struct plan_carrier *c, const struct run_value *v, void *at)
{
	const struct plan_slot *pointer = plan_slot_of(c, SLOT_POINTER);
	size_t next = 0;
	write_fixed(r, c, at);
	switch (c->shape.kind) {
	case SHAPE_STRING:
		run_store_pointer((char *)at + pointer->offset, v->kind == RUN_TEXT ? v->text : NULL);
		write_counts(r, c, v->kind == RUN_TEXT ? (int64_t)strlen(v->text) : 0, 1, at);
		return;
	case SHAPE_SLICE:
	case SHAPE_VECTOR:
		write_many(r, &c->shape, v, (char *)at + pointer->offset);
		write_counts(r, c, (int64_t)v->count, object_size(r, c->shape.element->type), at);
		return;
	case SHAPE_OPTION:
		if (v->kind != RUN_NULL)
			write_case(r, c, plan_slot_of(c, SLOT_VALUE), v, at);
		return;
	case SHAPE_TAGGED:
		write_tagged(r, c, v, at);
		return;
	case SHAPE_COMPOUND:
	case SHAPE_RESULT:
		for (size_t i = 0; i < c->n_slots; i++)
			if (c->slots[i].role == SLOT_VALUE && next < v->count)
				write_slot(r, c, &c->slots[i], &v->items[next++], at);
		return;
	case SHAPE_VOID:
	case SHAPE_SCALAR:
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
	case SHAPE_RECORD:
	case SHAPE_RECORD_REF:
	case SHAPE_HANDLE:
	case SHAPE_OBJECT:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
	case SHAPE_RAW:
	case N_SHAPES:
		break;
	}
	abort(); /* no object carries any other */
}

void run_write(struct run *r, const struct plan_shape *shape, const struct run_value *v, void *at)
{
	if (shape->indirect) {
		struct plan_shape direct = *shape;
		direct.indirect = false;
		direct.type = ffir_type_resolve(r->p->module, shape->type, NULL)->to;
		void *to = v->kind == RUN_NULL ? NULL : room(r, object_size(r, direct.type));
		if (to)
			run_write(r, &direct, v, to);
		run_store_pointer(at, to);
	} else if (shape->carrier) {
		write_carried(r, shape->carrier, v, at);
	} else if (shape->kind == SHAPE_VECTOR && !is_inline(r, shape)) {
		write_many(r, shape, v, at);
	} else if (shape->kind == SHAPE_STRING && is_inline(r, shape)) {
		strncpy((char *)at, v->text, object_size(r, shape->type) - 1);
	} else if (shape->kind == SHAPE_VECTOR) {
		memcpy(at, run_make_many(r, shape, v), object_size(r, shape->type));
	} else {
		run_store(r, shape->type, v, at);
	}
}

/* ---- freeing ---- */

static void call_free(struct run *r, const struct plan_shape *shape, void *at)
{
	const struct plan_slot *pointer = shape->carrier ? plan_slot_of(shape->carrier, SLOT_POINTER) : NULL;
	void *data = shape->free_takes == FREE_TAKES_POINTER
			     ? pointer_at((char *)at + (pointer && !shape->indirect ? pointer->offset : 0))
			     : at;
	void *by_value[] = {at}, *by_pointer[] = {&data};
	unsigned char result[64];
	if (shape->free_takes == FREE_TAKES_POINTER && !data)
		return;
	r->freed++;
	run_invoke(r, shape->free, shape->free_takes == FREE_TAKES_RECORD ? by_value : by_pointer, result);
}

void run_free_many(struct run *r, const struct plan_shape *shape, void *first, int64_t count)
{
	uint64_t size = object_size(r, shape->element->type);
	size_t n = first ? count_elements(r, shape, first, count) : 0;
	for (size_t i = 0; i < n; i++)
		run_free_parts(r, shape->element, (char *)first + i * size);
}

static void free_slots(struct run *r, const struct plan_carrier *c, void *at)
{
	const struct plan_slot *pointer = plan_slot_of(c, SLOT_POINTER);
	if (pointer && c->shape.element)
		run_free_many(r, &c->shape, pointer_at((char *)at + pointer->offset),
			      counted(r, c, at, object_size(r, c->shape.element->type)));
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		bool value = slot->role == SLOT_VALUE || slot->role == SLOT_ERROR;
		if (!value || !slot->field || !plan_owns_parts(&slot->shape))
			continue;
		if (plan_slot_of(c, SLOT_TAG) && !is_there(r, c, slot, at))
			continue;
		if (slot->length >= 0 && slot->shape.element)
			run_free_many(r, &slot->shape, pointer_at((char *)at + slot->offset),
				      integer_in(r, &c->slots[slot->length], at));
		if (slot->length >= 0 && slot->shape.free)
			call_free(r, &slot->shape, (char *)at + slot->offset);
		else if (slot->length < 0)
			run_free_parts(r, &slot->shape, (char *)at + slot->offset);
	}
}

void run_free_parts(struct run *r, const struct plan_shape *shape, void *at)
{
	void *inside = shape->indirect ? pointer_at(at) : at;
	if (!inside)
		return;
	if (shape->carrier)
		free_slots(r, shape->carrier, inside);
	else if (shape->kind == SHAPE_VECTOR)
		run_free_many(r, shape, is_inline(r, shape) ? inside : pointer_at(inside), 0);
	if (shape->free)
		call_free(r, shape, at);
}
