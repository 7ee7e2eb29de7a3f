/*
 * Lowering of records that are a pointer and a length, and of records whose fields are values by themselves.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower_carriers.h"

#include <string.h>

/* ---- pointer and length ---- */

const struct ffir_annotation *carrier_count_word(const struct carrier_builder *b,
						 const struct plan_field *field)
{
	const struct ffir_annotation *word = carrier_word(b, field, FFIR_W_ARRAY);
	return word ? word : carrier_word(b, field, FFIR_W_BYTE_LENGTH);
}

static bool is_data(const struct carrier_builder *b, const struct plan_field *field, const void *arg)
{
	const struct ffir_type *type = field->field->type;
	(void)arg;
	return pointee(b->l, type) && !function_of(b->l, type, NULL) &&
	       !carrier_word(b, field, FFIR_W_RESERVED);
}

static bool is_number(const struct carrier_builder *b, const struct plan_field *field, const void *arg)
{
	(void)arg;
	return is_count(b->l, field->field->type) && !carrier_word(b, field, FFIR_W_RESERVED) &&
	       !field->place->is_bits;
}

static bool says_capacity(const char *name)
{
	return strstr(name, "cap") || strstr(name, "alloc") || strstr(name, "room");
}

static size_t count_fields(const struct carrier_builder *b, field_test test)
{
	size_t n = 0;
	for (size_t i = 0; i < b->c->record->n_fields; i++)
		n += test(b, &b->c->record->fields[i], NULL);
	return n;
}

static void add_count(struct carrier_builder *b, enum plan_slot_role role, const struct plan_field *field,
		      bool bytes)
{
	const struct found found = {field, field->place->offset};
	carrier_add_slot(b, role, &found)->bytes = bytes;
}

/* LENGTH is what FFI_ARRAY on the pointer names, else the only integer that is no capacity. */
static void find_counts(struct carrier_builder *b, const struct plan_field *data, bool needed)
{
	const struct plan_record *r = b->c->record;
	const struct ffir_annotation *word = carrier_count_word(b, data);
	const struct plan_field *length = NULL, *capacity = NULL;
	size_t n = count_fields(b, is_number);
	bool bytes = word && word->word == FFIR_W_BYTE_LENGTH;
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct plan_field *field = &r->fields[i];
		const char *name = field->field->name;
		if (!is_number(b, field, NULL))
			continue;
		if (word && arg_text(word, 0) ? strcmp(name, arg_text(word, 0)) == 0
					      : n == 1 || !says_capacity(name))
			length = length ? length : field;
		else
			capacity = field;
	}
	if (n > 2 || (n == 2 && !word && !capacity) || (needed && !length)) {
		REFUSE_CARRIER(b, &b->word->at,
			       "%s: which field of '%s' counts what '%s' points to? FFI_ARRAY(field) on '%s' "
			       "says it",
			       macro_name(b->l, b->word->word), r->decl->id, data->field->name,
			       data->field->name);
		return;
	}
	if (length)
		add_count(b, SLOT_LENGTH, length, bytes);
	if (capacity)
		add_count(b, SLOT_CAPACITY, capacity, bytes);
}

static const struct plan_field *find_data(struct carrier_builder *b)
{
	struct found found;
	if (count_fields(b, is_data) == 1 && carrier_find_field(b, b->c->record, 0, is_data, NULL, &found)) {
		carrier_add_slot(b, SLOT_POINTER, &found);
		return found.field;
	}
	REFUSE_CARRIER(b, &b->word->at, "%s: '%s' has to have one pointer, to what it holds",
		       macro_name(b->l, b->word->word), b->c->record->decl->id);
	return NULL;
}

static void find_carrier_free(struct carrier_builder *b, const struct plan_field *data)
{
	const char *reason = NULL, *name = arg_text(b->word, 0);
	struct plan_shape *shape = &b->c->shape;
	const struct ffir_type named = {.kind = FFIR_TYPE_NAMED, .name = b->c->record->decl->id};
	(void)data;
	shape->free = freeing_function(b->l, name, &named, &shape->free_takes, &reason);
	if (!shape->free)
		REFUSE_CARRIER(b, &b->word->at, "%s: %s", macro_name(b->l, b->word->word), reason);
	b->c->owns = true;
}

void carrier_many(struct carrier_builder *b, bool read_only, bool owned)
{
	const char *reason = NULL;
	struct plan_shape element = {.kind = SHAPE_VOID};
	const struct plan_field *data = find_data(b);
	if (!data)
		return;
	struct ffir_param words = words_of_field(data->field), one = words_of_element(b->l, &words);
	b->c->points = true;
	find_counts(b, data, true);
	if (!object_shape(b->l, &one, &element, &reason)) {
		carrier_refuse_value(b, &words, &element, "its elements: ", reason);
		return;
	}
	b->c->shape.element = copy_shape(b->l, &element);
	b->c->shape.read_only = read_only;
	b->c->shape.nullable = said_of(b->c->record->decl, FFIR_W_NULLABLE) != NULL;
	carrier_note_shape(b, &element);
	if (!read_only && !owned && !plan_is_plain(&element))
		REFUSE_CARRIER(
			b, &b->word->at,
			"FFI_SLICE_MUT: C cannot change '%s' of other languages: FFI_SLICE lets it read them",
			spell(b->l, one.type));
	if (owned)
		find_carrier_free(b, data);
}

void carrier_text(struct carrier_builder *b, bool owned)
{
	const struct plan_field *data = find_data(b);
	if (!data)
		return;
	const struct ffir_field *field = data->field;
	struct plan_shape *shape = &b->c->shape;
	b->c->points = true;
	find_counts(b, data, !owned);
	shape->encoding = ENCODING_UTF8;
	text_encoding(b->l, field->annotations, field->n_annotations, field->type, &shape->encoding);
	shape->nullable = carrier_word(b, data, FFIR_W_NULLABLE) != NULL;
	if (!can_hold_text(b->l, field->type, shape->encoding))
		REFUSE_CARRIER(b, &field->at, "%s: '%s' does not point to characters of its encoding",
			       macro_name(b->l, b->word->word), field->name);
	if (owned)
		find_carrier_free(b, data);
}

/* ---- compounds ---- */

/* A word that makes more of a field than C's type says. */
bool carrier_is_more(const struct carrier_builder *b, const struct plan_field *field)
{
	static const enum ffir_word words[] = {
		FFIR_W_UTF8,	    FFIR_W_ASCII,	    FFIR_W_UTF16,    FFIR_W_UTF32,
		FFIR_W_LOCALE,	    FFIR_W_ARRAY,	    FFIR_W_BYTES,    FFIR_W_BYTE_LENGTH,
		FFIR_W_ARRAY_FIXED, FFIR_W_ZERO_TERMINATED, FFIR_W_OWNED,    FFIR_W_OWNED_BY,
		FFIR_W_EACH,	    FFIR_W_SIZE_OF_SELF,    FFIR_W_RESERVED, FFIR_W_NULLABLE};
	if (function_of(b->l, field->field->type, NULL))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (carrier_word(b, field, words[i]))
			return true;
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *type = resolve(b->l, field->field->type, &decl);
	while (type->kind == FFIR_TYPE_ARRAY)
		type = resolve(b->l, type->to, &decl);
	struct plan_record *inner = decl && decl->kind == FFIR_DECL_RECORD && !strchr(decl->id, '/')
					    ? record_for(b->l, decl)
					    : NULL;
	return inner && carrier_for(b->l, inner);
}

static bool lower_fixed(struct carrier_builder *b, const struct found *found)
{
	const struct ffir_annotation *reserved = carrier_word(b, found->field, FFIR_W_RESERVED);
	if (!reserved && !carrier_word(b, found->field, FFIR_W_SIZE_OF_SELF))
		return false;
	struct plan_slot *slot = carrier_add_slot(b, SLOT_FIXED, found);
	if (!reserved) {
		const char *size = ffir_printf(b->l->a, "%llu", (unsigned long long)b->c->record->size);
		slot->value = (struct ffir_value){FFIR_VALUE_INTEGER, size, strlen(size)};
	} else if (!reserved->n_args || reserved->args[0].value.kind == FFIR_VALUE_NONE) {
		REFUSE_CARRIER(b, &reserved->at, "FFI_RESERVED: the value of '%s' is not known",
			       reserved->n_args ? reserved->args[0].text : "");
	} else {
		slot->value = reserved->args[0].value;
	}
	return true;
}

static int slot_of_field(const struct plan_carrier *c, const char *name)
{
	for (size_t i = 0; name && i < c->n_slots; i++)
		if (c->slots[i].name.cname && strcmp(c->slots[i].name.cname, name) == 0)
			return (int)i;
	return -1;
}

/* A pointer to many, counted by another field of the record. */
static void lower_counted_field(struct carrier_builder *b, struct plan_slot *slot,
				const struct ffir_annotation *word)
{
	struct ffir_param words = words_of_field(slot->field->field), one = words_of_element(b->l, &words);
	struct plan_shape element = {.kind = SHAPE_VOID}, *shape = &slot->shape;
	const char *reason = NULL;
	enum plan_encoding encoding;
	*shape = (struct plan_shape){.kind = SHAPE_VECTOR, .type = words.type};
	shape->nullable = is_nullable(b->l, &words, false);
	shape->read_only = true;
	if (text_encoding(b->l, words.annotations, words.n_annotations, words.type, &encoding) &&
	    encoding != ENCODING_BYTES) {
		shape->kind = SHAPE_STRING;
		shape->encoding = encoding;
	} else if (!object_shape(b->l, &one, &element, &reason)) {
		carrier_refuse_value(b, &words, &element, "its elements: ", reason);
		return;
	} else {
		shape->element = copy_shape(b->l, &element);
	}
	const struct ffir_annotation *by = said_of_param(b->l, &words, FFIR_W_OWNED_BY);
	if (by)
		shape->free =
			freeing_function(b->l, arg_text(by, 0), words.type, &shape->free_takes, &reason);
	if (by && !shape->free)
		REFUSE_CARRIER(b, &by->at, "FFI_OWNED_BY: %s", reason);
	(void)word;
	carrier_note_shape(b, shape);
}

static void link_length(struct carrier_builder *b, size_t i)
{
	const struct ffir_annotation *word = carrier_count_word(b, b->c->slots[i].field);
	int length = slot_of_field(b->c, arg_text(word, 0));
	if (length < 0 || !is_count(b->l, b->c->slots[length].field->field->type)) {
		REFUSE_CARRIER(b, &word->at, "%s: '%s' has no integer '%s'", macro_name(b->l, word->word),
			       b->c->record->decl->id, arg_text(word, 0) ? arg_text(word, 0) : "");
		return;
	}
	b->c->slots[length].role = SLOT_LENGTH;
	b->c->slots[length].bytes = word->word == FFIR_W_BYTE_LENGTH;
	b->c->slots[i].length = length;
}

static void lower_compound_field(struct carrier_builder *b, struct plan_slot *slot)
{
	struct ffir_param words = words_of_field(slot->field->field);
	const char *reason = NULL;
	const struct ffir_annotation *count = carrier_count_word(b, slot->field);
	if (count && pointee(b->l, words.type)) {
		lower_counted_field(b, slot, count);
	} else if (object_shape(b->l, &words, &slot->shape, &reason)) {
		carrier_note_shape(b, &slot->shape);
	} else if (pointee(b->l, words.type) && !carrier_is_more(b, slot->field)) {
		slot->shape = (struct plan_shape){.kind = SHAPE_RAW, .type = words.type, .nullable = true};
	} else {
		carrier_refuse_value(b, &words, &slot->shape, "", reason);
	}
}

static void add_compound_slots(struct carrier_builder *b, const struct plan_record *r, uint64_t offset)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		struct found found = {&r->fields[i], offset + r->fields[i].place->offset};
		const struct plan_record *inside = carrier_inside(b, found.field);
		if (found.field->field->name[0] == '#' && !inside)
			continue;
		if (inside && found.field->field->anonymous && !inside->is_union)
			add_compound_slots(b, inside, found.offset);
		else if (inside && inside->is_union)
			REFUSE_CARRIER(
				b, &found.field->field->at,
				"'%s' of '%s' is a union that nothing tells the member of: FFI_TAGGED on a "
				"struct of it and its tag does",
				found.field->field->name, b->c->record->decl->id);
		else if (!lower_fixed(b, &found))
			carrier_add_slot(b, SLOT_VALUE, &found);
	}
}

void carrier_compound(struct carrier_builder *b)
{
	add_compound_slots(b, b->c->record, 0);
	for (size_t i = 0; i < b->c->n_slots; i++)
		if (b->c->slots[i].role == SLOT_VALUE)
			lower_compound_field(b, &b->c->slots[i]);
	for (size_t i = 0; !b->c->refused && i < b->c->n_slots; i++)
		if (b->c->slots[i].role == SLOT_VALUE && pointee(b->l, b->c->slots[i].field->field->type) &&
		    carrier_count_word(b, b->c->slots[i].field))
			link_length(b, i);
}
