/*
 * Values inside C objects: for each C type that carries one, a constant of the module that reads, makes and
 * frees it (runtime/form*.py), put together of the offsets that the compiler gave; and the classes that callers
 * have for compounds and tagged unions.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

#define ULL(n) ((unsigned long long)(n))

const char *pointer_text(struct python *e, const struct ffir_type *type, const char *address)
{
	const char *reason = NULL, *text = ctype(e, type, PLACE_ARGUMENT, &reason);
	if (!text || strcmp(text, "ctypes.c_void_p") == 0)
		return address;
	return TEXT(e, "ctypes.cast(%s, %s)", address, text);
}

/* ---- who frees it ---- */

static const char *release_text(struct python *e, const struct plan_shape *shape)
{
	const struct plan_function *f = shape->free;
	const char *name = python_raw(e, f);
	const struct plan_record *freed = form_freed_record(shape);
	const char *record = freed ? record_name(e, freed) : "";
	switch (shape->free_takes) {
	case FREE_TAKES_POINTER: {
		const char *pointer = pointer_text(e, f->type->params[0].type, "at");
		return strcmp(pointer, "at") == 0 ? name : TEXT(e, "lambda at: %s(%s)", name, pointer);
	}
	case FREE_TAKES_RECORD:
		return TEXT(e, "lambda at: %s(%s.from_address(at))", name, record);
	case FREE_TAKES_ADDRESS:
		return TEXT(e, "lambda at: %s(ctypes.byref(%s.from_address(at)))", name, record);
	}
	return "None";
}

/* ", nullable=True, release=..." */
static const char *pointer_options(struct python *e, const struct plan_shape *shape)
{
	const char *nullable = shape->nullable ? ", nullable=True" : "";
	return shape->free ? TEXT(e, "%s, release=%s", nullable, release_text(e, shape)) : nullable;
}

/* ---- forms ---- */

static const char *encoding_text(const struct plan_shape *shape)
{
	static const char *const encodings[] = {
		[ENCODING_UTF8] = "_Encoding(\"utf-8\")",      [ENCODING_ASCII] = "_Encoding(\"ascii\")",
		[ENCODING_LOCALE] = "_Encoding(\"locale\")",   [ENCODING_UTF16] = "_Encoding(\"utf-16\", 2)",
		[ENCODING_UTF32] = "_Encoding(\"utf-32\", 4)", [ENCODING_BYTES] = "_Encoding(\"bytes\")",
	};
	return encodings[shape->encoding];
}

static const char *number_text(struct python *e, const struct ffir_type *type, const char *wrap)
{
	const char *reason = NULL, *kind = ctype(e, type, PLACE_FIELD, &reason);
	if (made_number(e, type)) {
		need(e, PART_FORM_MADE);
		return TEXT(e, "_MadeNumber(%s)", kind);
	}
	need(e, PART_FORM_NUMBER);
	return TEXT(e, wrap ? "_Number(%s, %s)" : "_Number(%s)", kind ? kind : "ctypes.c_int", wrap);
}

static const char *text_inside_form(struct python *e, const struct plan_shape *shape)
{
	uint64_t size = 0, align;
	need(e, PART_FORM_TEXT_INSIDE);
	ffir_type_size(e->p->module, shape->type, &size, &align);
	return TEXT(e, "_TextInside(%s, %llu)", encoding_text(shape), ULL(size));
}

/* None stands for bytes. */
static const char *item_text(struct python *e, const struct plan_shape *element)
{
	bool bytes =
		element->kind == SHAPE_SCALAR && !element->indirect && type_is_bytes(e->p, element->type);
	return bytes ? "None" : form_text(e, element);
}

/* Of the elements at a pointer. */
static const char *many_form(struct python *e, const struct plan_shape *shape)
{
	const char *count = shape->fixed ? TEXT(e, ", %llu", ULL(shape->fixed)) : "";
	need(e, PART_FORM_MANY);
	return TEXT(e, "_Many(%s%s%s)", item_text(e, shape->element), count, pointer_options(e, shape));
}

static const char *instance_form(struct python *e, const struct plan_shape *shape)
{
	need(e, PART_FORM_INSTANCE);
	return TEXT(e, "_Instance(%s, %s, %s%s)", python_name(&shape->klass->name),
		    handle_name(e, shape->klass), shape->adopted ? "True" : "False",
		    shape->nullable ? ", nullable=True" : "");
}

static const char *carrier_name(struct python *e, const struct plan_carrier *c)
{
	forms_use(&e->forms, c);
	return TEXT(e, "_form_of_%s", name_case(e->a, record_name(e, c->record), CASE_SNAKE));
}

static const char *indirect_form(struct python *e, const struct plan_shape *shape)
{
	struct plan_shape direct = shape_direct(e->p, shape);
	need(e, PART_FORM_INDIRECT);
	return TEXT(e, "_Indirect(%s%s)", form_text(e, &direct), pointer_options(e, shape));
}

/* A record that something else than its carrier's own word frees. */
static const char *freed_form(struct python *e, const struct plan_shape *shape, const char *form)
{
	if (!form_is_freed_apart(shape))
		return form;
	need(e, PART_FORM_FREED);
	return TEXT(e, "_Freed(%s, %s)", form, release_text(e, shape));
}

const char *form_text(struct python *e, const struct plan_shape *shape)
{
	switch (form_kind(e->p, shape)) {
	case FORM_POINTER:
		return indirect_form(e, shape);
	case FORM_CARRIER:
		need(e, PART_FORM_BASE);
		return freed_form(e, shape, carrier_name(e, shape->carrier));
	case FORM_NUMBER:
	case FORM_ENUMERATION:
		return number_text(e, shape->type, wrapper_name(shape));
	case FORM_RECORD:
		need(e, PART_FORM_STRUCT);
		return freed_form(e, shape, TEXT(e, "_Struct(%s)", record_name(e, shape->record)));
	case FORM_INSTANCE:
		return instance_form(e, shape);
	case FORM_TEXT:
		need(e, PART_FORM_TEXT_POINTER);
		return TEXT(e, "_Text(%s%s)", encoding_text(shape), pointer_options(e, shape));
	case FORM_TEXT_INSIDE:
		return text_inside_form(e, shape);
	case FORM_MANY:
		return many_form(e, shape);
	case FORM_MANY_INSIDE:
		need(e, PART_FORM_MANY_INSIDE);
		return TEXT(e, "_ManyInside(%s, %llu)", item_text(e, shape->element), ULL(shape->fixed));
	case FORM_CHANGED:
		need(e, PART_FORM_MUTABLE);
		return TEXT(e, "_Mutable(%s%s)", item_text(e, shape->element), pointer_options(e, shape));
	case FORM_RAW:
		need(e, PART_FORM_RAW);
		return "_Raw()";
	}
	return NULL;
}

static const char *constant_for(struct python *e, const char *text)
{
	return strpbrk(text, "( ") ? forms_constant(&e->forms, "", text)->name : text;
}

const char *form_name(struct python *e, const struct plan_shape *shape)
{
	return constant_for(e, form_text(e, shape));
}

const char *many_form_name(struct python *e, const struct plan_shape *shape)
{
	struct plan_shape pointer = *shape;
	pointer.free = NULL;
	return constant_for(e, form_text(e, &pointer));
}

const char *ended_text(struct python *e, const struct plan_shape *shape, const char *name, const char *shown)
{
	need(e, PART_FORM_ENCODING);
	return TEXT(e, "%s.ended(%s, \"%s\")", encoding_text(shape), name, shown);
}

/* ---- forms of records ---- */

/* FIRST, ARGS, LAST on a line or on several. */
struct printed_item {
	const char *first, *args[4], *last;
	size_t n_args;
};

/* "NAME(ARGS, [ITEMS])" */
struct printed {
	const char *class_name;
	const char **args;
	size_t n_args;
	struct printed_item *items; /* one a line, between OPEN and CLOSE; none: left out */
	size_t n_items;
	const char *open, *close;
};

static void add_argument(struct python *e, struct printed *to, const char *text)
{
	*FFIR_PUSH(e->a, to->args, to->n_args) = text;
}

static const char *kind_of(struct python *e, const struct plan_slot *slot)
{
	const char *reason = NULL, *kind = ctype(e, slot->field->field->type, PLACE_FIELD, &reason);
	return kind ? kind : "ctypes.c_int";
}

/* "_Count(kind, offset, step)": FORM counts bytes of texts and elements of others. */
static const char *count_text(struct python *e, const struct plan_slot *slot, const struct plan_shape *shape)
{
	if (!slot)
		return "None";
	unsigned unit = shape->kind == SHAPE_STRING && !slot->bytes ? wide_unit(shape->encoding) : 0;
	uint64_t step = shape->kind == SHAPE_STRING ? 1 : slot_step(e->p, slot, shape);
	const char *kind = kind_of(e, slot);
	need(e, unit ? PART_FORM_UNITS : PART_FORM_COUNT);
	if (unit)
		return TEXT(e, "_Units(%s, %llu, %u)", kind, ULL(slot->offset), unit);
	return step > 1 ? TEXT(e, "_Count(%s, %llu, %llu)", kind, ULL(slot->offset), ULL(step))
			: TEXT(e, "_Count(%s, %llu)", kind, ULL(slot->offset));
}

static void counted_arguments(struct python *e, const struct plan_carrier *c, struct printed *to)
{
	const struct plan_slot *pointer = plan_slot_of(c, SLOT_POINTER);
	const struct plan_slot *length = plan_slot_of(c, SLOT_LENGTH);
	const struct plan_slot *capacity = plan_slot_of(c, SLOT_CAPACITY);
	struct plan_shape inner = carrier_pointed(c);
	add_argument(e, to, form_text(e, &inner));
	add_argument(e, to, TEXT(e, "%llu", ULL(pointer->offset)));
	add_argument(e, to, count_text(e, length, &c->shape));
	if (capacity)
		add_argument(e, to, TEXT(e, "capacity=%s", count_text(e, capacity, &c->shape)));
	if (!c->shape.free)
		return;
	add_argument(e, to, TEXT(e, "release=%s", release_text(e, &c->shape)));
	if (c->shape.free_takes == FREE_TAKES_POINTER)
		add_argument(e, to, "takes_pointer=True");
}

static const char *tag_text(const struct plan_slot *slot)
{
	return slot && slot->value.kind == FFIR_VALUE_INTEGER ? slot->value.text : "None";
}

static void option_arguments(struct python *e, const struct plan_carrier *c, struct printed *to)
{
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG), *value = plan_slot_of(c, SLOT_VALUE);
	add_argument(e, to, kind_of(e, tag));
	add_argument(e, to, TEXT(e, "%llu", ULL(tag->offset)));
	add_argument(e, to, tag_text(value));
	add_argument(e, to, form_text(e, &value->shape));
	add_argument(e, to, TEXT(e, "%llu", ULL(value->offset)));
}

static const char *raises_text(struct python *e, const struct plan_carrier *c)
{
	const struct plan_slot *error = plan_slot_of(c, SLOT_ERROR);
	if (!error)
		return TEXT(e, "lambda error: %s(\"%s says that it failed\")", python_name(&e->p->base_error),
			    c->record->decl->id);
	if (c->error && !error_is_told_by_object(c->error))
		return error_maker(e, c->error);
	return TEXT(e, "lambda error: %s(error)", python_name(&e->p->base_error));
}

static void result_arguments(struct python *e, const struct plan_carrier *c, struct printed *to)
{
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG), *ok = plan_slot_of(c, SLOT_VALUE),
			       *error = plan_slot_of(c, SLOT_ERROR);
	add_argument(e, to, kind_of(e, tag));
	add_argument(e, to, TEXT(e, "%llu", ULL(tag->offset)));
	add_argument(e, to, tag_text(ok));
	add_argument(e, to, tag_text(error));
	add_argument(e, to, ok ? form_text(e, &ok->shape) : "None");
	add_argument(e, to, TEXT(e, "%llu", ULL(ok ? ok->offset : 0)));
	add_argument(e, to, error ? form_text(e, &error->shape) : "None");
	add_argument(e, to, TEXT(e, "%llu", ULL(error ? error->offset : 0)));
	add_argument(e, to, raises_text(e, c));
}

static const char *tag_of_case(struct python *e, const struct plan_slot *tag, const struct plan_slot *slot)
{
	const struct plan_enum *item = tag->shape.enumeration;
	const struct plan_enumerator *found = enumerator_of(item, &slot->value);
	return found ? TEXT(e, "%s.%s", python_name(&item->name), python_name(&found->name))
		     : slot->value.text;
}

static void tagged_arguments(struct python *e, const struct plan_carrier *c, struct printed *to)
{
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG);
	add_argument(e, to, python_name(&c->record->name));
	add_argument(e, to, form_text(e, &tag->shape));
	add_argument(e, to, TEXT(e, "%llu", ULL(tag->offset)));
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role != SLOT_VALUE)
			continue;
		const char *held =
			slot->field ? TEXT(e, "(%s, %llu)", form_text(e, &slot->shape), ULL(slot->offset))
				    : "None";
		struct printed_item *item = FFIR_PUSH(e->a, to->items, to->n_items);
		*item = (struct printed_item){TEXT(e, "%s: ", tag_of_case(e, tag, slot)), {held}, ",", 1};
	}
	to->open = "{";
	to->close = "}";
}

static const char *slot_attribute(const struct plan_slot *slot)
{
	return python_name(&slot->field->name);
}

static struct printed_item field_item(struct python *e, const struct plan_carrier *c,
				      const struct plan_slot *slot)
{
	struct printed_item item = {.first = "_Field(", .last = "),", .n_args = 3};
	item.args[0] = TEXT(e, "\"%s\"", slot_attribute(slot));
	item.args[1] = form_text(e, &slot->shape);
	item.args[2] = TEXT(e, "%llu", ULL(slot->offset));
	if (slot->length >= 0)
		item.args[item.n_args++] = count_text(e, &c->slots[slot->length], &slot->shape);
	return item;
}

static void compound_arguments(struct python *e, const struct plan_carrier *c, struct printed *to)
{
	const char *fixed = "";
	add_argument(e, to, python_name(&c->record->name));
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role == SLOT_VALUE)
			*FFIR_PUSH(e->a, to->items, to->n_items) = field_item(e, c, slot);
		if (slot->role == SLOT_FIXED)
			fixed = TEXT(e, "%s%s(%s, %llu, %s)", fixed, *fixed ? ", " : "", kind_of(e, slot),
				     ULL(slot->offset), value_literal(e, &slot->value));
	}
	add_argument(e, to, TEXT(e, "[%s]", fixed));
	to->open = "[";
	to->close = "]";
}

static void carrier_arguments(struct python *e, const struct plan_carrier *c, struct printed *to)
{
	add_argument(e, to, TEXT(e, "%llu", ULL(c->record->size)));
	switch (c->shape.kind) {
	case SHAPE_STRING:
	case SHAPE_SLICE:
	case SHAPE_VECTOR:
		need(e, PART_FORM_COUNTED);
		to->class_name = "_Counted";
		counted_arguments(e, c, to);
		return;
	case SHAPE_OPTION:
		need(e, PART_FORM_OPTION);
		to->class_name = "_Option";
		option_arguments(e, c, to);
		return;
	case SHAPE_RESULT:
		need(e, PART_FORM_RESULT);
		to->class_name = "_Result";
		result_arguments(e, c, to);
		return;
	case SHAPE_TAGGED:
		need(e, PART_FORM_TAGGED);
		to->class_name = "_Tagged";
		tagged_arguments(e, c, to);
		return;
	case SHAPE_COMPOUND:
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
		need(e, PART_FORM_COMPOUND);
		to->class_name = "_Compound";
		compound_arguments(e, c, to);
		return;
	}
}

static void emit_carrier(struct python *e, const struct plan_carrier *c, const struct printed *to)
{
	const char *first = TEXT(e, "%s = %s(", carrier_name(e, c), to->class_name);
	if (!to->n_items) {
		emit_list(e, first, to->args, to->n_args, ")");
		return;
	}
	w_open(e->w, "%s", first);
	for (size_t i = 0; i < to->n_args; i++)
		w_line(e->w, "%s,", to->args[i]);
	w_open(e->w, "%s", to->open);
	for (size_t i = 0; i < to->n_items; i++)
		emit_list(e, to->items[i].first, to->items[i].args, to->items[i].n_args, to->items[i].last);
	w_close(e->w, "%s,", to->close);
	w_close(e->w, ")");
}

struct printing {
	struct python *e;
	struct printed *carriers; /* parallel to the plan's */
};

static void prepare(void *data, const struct plan_carrier *c, size_t i)
{
	const struct printing *printing = (const struct printing *)data;
	carrier_arguments(printing->e, c, &printing->carriers[i]);
}

void emit_forms(struct python *e)
{
	size_t n = e->p->n_carriers;
	struct printing printing = {e, (struct printed *)ffir_alloc(e->a, (n + 1) * sizeof(struct printed))};
	if (forms_walk(&e->forms, prepare, &printing))
		emit_gap(e);
	for (size_t i = 0; i < n; i++)
		if (e->forms.used[i])
			emit_carrier(e, e->p->carriers[i], &printing.carriers[i]);
	for (size_t i = 0; i < e->forms.n; i++)
		w_line(e->w, "%s = %s", e->forms.items[i].name, e->forms.items[i].text);
}

/* ---- classes ---- */

/* What a field that is not given holds, as in C; NULL if there is no value that all zeros are. */
static const char *zero_of(struct python *e, const struct plan_shape *shape)
{
	const struct plan_enum *item = shape->enumeration;
	if (shape->nullable || shape->kind == SHAPE_OPTION)
		return "None";
	if (item && !shape->indirect)
		return zero_is_member(item) ? TEXT(e, "%s(0)", python_name(&item->name)) : NULL;
	if (shape->kind != SHAPE_SCALAR || shape->indirect)
		return NULL;
	const char *type = annotation(e, shape, AS_FIELD);
	return strcmp(type, "bool") == 0 ? "False" : strcmp(type, "float") == 0 ? "0.0" : "0";
}

/* The fields from here on need not be given: behind one that need not none may have to be. */
static size_t first_with_zero(struct python *e, const struct plan_carrier *c)
{
	size_t first = c->n_slots;
	while (first && (c->slots[first - 1].role != SLOT_VALUE || zero_of(e, &c->slots[first - 1].shape)))
		first--;
	return first;
}

static void emit_compound(struct python *e, const struct plan_carrier *c)
{
	size_t first = first_with_zero(e, c);
	struct doc_text doc;
	const char *title = NULL;
	need_import(e, "import dataclasses");
	w_line(e->w, "@dataclasses.dataclass");
	w_open(e->w, "class %s:", python_name(&c->record->name));
	doc_begin_of(e, &doc, c->record->doc, &c->record->standing, TEXT(e, "C's %s.", c->record->decl->id));
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE)
			doc_attribute(e, &doc, &title, slot_attribute(&c->slots[i]), c->slots[i].doc,
				      c->slots[i].field ? &c->slots[i].field->standing : NULL);
	doc_print(e, &doc);
	w_line(e->w, "");
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE)
			w_line(e->w, "%s: %s%s%s", slot_attribute(&c->slots[i]),
			       annotation(e, &c->slots[i].shape, AS_FIELD), i < first ? "" : " = ",
			       i < first ? "" : zero_of(e, &c->slots[i].shape));
	w_close(e->w, "");
}

/* "Union[Circle, int, None]" of what the cases hold. */
static const char *held_annotation(struct python *e, const struct plan_carrier *c)
{
	const char **seen = NULL, *text = "";
	size_t n = 0;
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role != SLOT_VALUE)
			continue;
		const char *one = slot->field ? annotation(e, &slot->shape, AS_FIELD) : "None";
		bool again = false;
		for (size_t k = 0; k < n; k++)
			again = again || strcmp(seen[k], one) == 0;
		if (again)
			continue;
		*FFIR_PUSH(e->a, seen, n) = one;
		text = TEXT(e, "%s%s%s", text, *text ? ", " : "", one);
	}
	if (n < 2)
		return text;
	need_import(e, "from typing import Union");
	return TEXT(e, "Union[%s]", text);
}

static void emit_tagged(struct python *e, const struct plan_carrier *c)
{
	struct doc_text doc;
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG);
	const char *name = slot_attribute(tag);
	need_import(e, "from typing import NamedTuple");
	w_open(e->w, "class %s(NamedTuple):", python_name(&c->record->name));
	doc_begin_of(e, &doc, c->record->doc, &c->record->standing, TEXT(e, "C's %s.", c->record->decl->id));
	doc_print(e, &doc);
	w_line(e->w, "");
	w_line(e->w, "%s: %s", name, annotation(e, &tag->shape, AS_FIELD));
	w_line(e->w, "%s: %s", strcmp(name, "value") == 0 ? "held" : "value", held_annotation(e, c));
	w_close(e->w, "");
}

void emit_natives(struct python *e)
{
	for (size_t i = 0; i < e->p->n_carriers; i++) {
		const struct plan_carrier *c = e->p->carriers[i];
		if (!record_is_native(c->record) || c->record->name.from)
			continue;
		export_item(e, &c->record->name, EXPORTED_CLASS);
		emit_gap(e);
		if (c->shape.kind == SHAPE_TAGGED)
			emit_tagged(e, c);
		else
			emit_compound(e, c);
	}
}
