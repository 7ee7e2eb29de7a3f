/*
 * Lowering of records that carry one value in several fields: slices, vectors, texts, options, results, tagged
 * unions, and records whose fields are more than numbers. What each field is there for is decided here, once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

struct carrier_builder {
	struct lowering *l;
	struct plan_carrier *c;
	const struct ffir_annotation *word; /* of the record; NULL: a compound */
};

/* ---- fields ---- */

/* A field, also one of a member without a tag of its own: "as" in struct v { int tag; union { int as; }; }. */
struct found {
	const struct plan_field *field;
	uint64_t offset;
};

typedef bool (*field_test)(const struct carrier_builder *b, const struct plan_field *field, const void *arg);

/* A member that is no value by itself: what lies in it is the outer record's. */
static struct plan_record *inside_of(const struct carrier_builder *b, const struct plan_field *field)
{
	const struct ffir_decl *decl = NULL;
	if (field->place->is_bits)
		return NULL;
	resolve(b->l, field->field->type, &decl);
	if (!decl || decl->kind != FFIR_DECL_RECORD || !strchr(decl->id, '/'))
		return NULL;
	return record_for(b->l, decl);
}

static bool find_field(const struct carrier_builder *b, const struct plan_record *r, uint64_t offset,
		       field_test test, const void *arg, struct found *found)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct plan_field *field = &r->fields[i];
		const struct plan_record *inside = inside_of(b, field);
		if (test(b, field, arg)) {
			*found = (struct found){field, offset + field->place->offset};
			return true;
		}
		if (inside && find_field(b, inside, offset + field->place->offset, test, arg, found))
			return true;
	}
	return false;
}

static bool is_called(const struct carrier_builder *b, const struct plan_field *field, const void *arg)
{
	(void)b;
	return strcmp(field->field->name, (const char *)arg) == 0;
}

static const struct ffir_annotation *field_word(const struct carrier_builder *b,
						const struct plan_field *field, enum ffir_word word)
{
	return said_of_value(b->l, field->field->annotations, field->field->n_annotations, field->field->type,
			     word);
}

/* ---- what cannot be ---- */

static void refuse(struct carrier_builder *b, const struct ffir_loc *at, const char *text)
{
	diag_error(b->l->d, at, "%s", text);
	if (!b->c->refused)
		b->c->refused = text;
}

#define REFUSE_CARRIER(b, at, ...) refuse(b, at, ffir_printf((b)->l->a, __VA_ARGS__))

static void one_way(struct carrier_builder *b, const char *why)
{
	if (!b->c->one_way)
		b->c->one_way = why;
}

/* ---- slots ---- */

static struct plan_slot *add_slot(struct carrier_builder *b, enum plan_slot_role role,
				  const struct found *found)
{
	struct plan_slot *slot = FFIR_PUSH(b->l->a, b->c->slots, b->c->n_slots);
	slot->role = role;
	slot->length = -1;
	if (!found->field)
		return slot;
	const struct ffir_field *field = found->field->field;
	slot->name = plan_name_of(field->name, &field->at, field->annotations, field->n_annotations);
	slot->field = found->field;
	slot->offset = found->offset;
	slot->doc = field->doc;
	slot->shape = (struct plan_shape){.kind = SHAPE_SCALAR, .type = field->type};
	if (found->field->place->is_bits)
		REFUSE_CARRIER(b, &field->at, "'%s' is a bit-field, in which no binding finds a value",
			       field->name);
	return slot;
}

/* What a value in a slot says of the whole. */
static void note_shape(struct carrier_builder *b, const struct plan_shape *shape)
{
	const struct plan_carrier *inner = shape->carrier;
	if (shape->kind == SHAPE_OBJECT || (!plan_is_plain(shape) && !inner))
		b->c->points = true;
	b->c->owns = b->c->owns || plan_owns_parts(shape);
	if (inner) {
		b->c->points = b->c->points || inner->points;
		if (inner->one_way)
			one_way(b, inner->one_way);
	}
	if (shape->element)
		note_shape(b, shape->element);
}

static bool value_in(struct carrier_builder *b, struct plan_slot *slot)
{
	const char *reason = NULL;
	struct ffir_param words = words_of_field(slot->field->field);
	if (!object_shape(b->l, &words, &slot->shape, &reason)) {
		REFUSE_CARRIER(b, &words.at, "'%s' of '%s': %s", words.name, b->c->record->decl->id, reason);
		return false;
	}
	note_shape(b, &slot->shape);
	return true;
}

/* The field that argument I of the record's word names; NULL without a message where it is "void". */
static struct plan_slot *slot_named(struct carrier_builder *b, enum plan_slot_role role, size_t i)
{
	struct found found;
	const char *name = arg_text(b->word, i);
	if (name && strcmp(name, "void") == 0)
		return NULL;
	if (name && find_field(b, b->c->record, 0, is_called, name, &found))
		return add_slot(b, role, &found);
	REFUSE_CARRIER(b, &b->word->at, "%s: '%s' has no field '%s'", macro_name(b->l, b->word->word),
		       b->c->record->decl->id, name ? name : "");
	return NULL;
}

static void tag_value_of(struct carrier_builder *b, struct plan_slot *slot,
			 const struct ffir_annotation *word)
{
	if (!word->n_args || word->args[0].value.kind != FFIR_VALUE_INTEGER)
		REFUSE_CARRIER(b, &word->at, "FFI_CASE: the value of '%s' is not known",
			       word->n_args ? word->args[0].text : "");
	else
		slot->value = word->args[0].value;
}

static void tag_value(struct carrier_builder *b, struct plan_slot *slot)
{
	const struct ffir_annotation *word = slot ? field_word(b, slot->field, FFIR_W_CASE) : NULL;
	if (word)
		tag_value_of(b, slot, word);
}

static struct plan_slot *tag_slot(struct carrier_builder *b)
{
	struct plan_slot *tag = slot_named(b, SLOT_TAG, 0);
	const char *reason = NULL;
	if (!tag)
		return NULL;
	const struct ffir_field *field = tag->field->field;
	enum ffir_type_kind kind = resolve(b->l, field->type, NULL)->kind;
	bool known =
		value_shape(b->l, field->type, field_word(b, tag->field, FFIR_W_AS), &tag->shape, &reason);
	if (!known || (kind != FFIR_TYPE_BOOL && kind != FFIR_TYPE_INT && !tag->shape.enumeration)) {
		REFUSE_CARRIER(b, &b->word->at, "%s: '%s' is neither a bool, an integer nor an enum",
			       macro_name(b->l, b->word->word), field->name);
		return NULL;
	}
	return tag;
}

/* ---- options, results, tagged unions ---- */

static bool is_filler(const struct carrier_builder *b, const struct plan_field *field)
{
	return field->field->name[0] == '#' || field_word(b, field, FFIR_W_RESERVED);
}

static void lower_option(struct carrier_builder *b)
{
	const struct plan_record *r = b->c->record;
	const struct plan_slot *tag = tag_slot(b);
	const struct plan_field *tag_field = tag ? tag->field : NULL;
	struct found found = {0};
	size_t n = 0;
	for (size_t i = 0; tag && i < r->n_fields; i++)
		if (&r->fields[i] != tag_field && !is_filler(b, &r->fields[i])) {
			found = (struct found){&r->fields[i], r->fields[i].place->offset};
			n++;
		}
	if (!tag)
		return;
	if (n != 1) {
		REFUSE_CARRIER(b, &b->word->at,
			       "FFI_OPTION: beside '%s', '%s' has to have one field, which holds the value",
			       tag_field->field->name, r->decl->id);
		return;
	}
	struct plan_slot *value = add_slot(b, SLOT_VALUE, &found);
	tag_value(b, value);
	if (value_in(b, value))
		b->c->shape.element = copy_shape(b->l, &value->shape);
}

/* Where the tag is no bool, somebody has to say which value of it means that all is well. */
static void check_result_tags(struct carrier_builder *b, const struct plan_field *tag, struct plan_slot *ok,
			      struct plan_slot *error)
{
	bool is_bool = resolve(b->l, tag->field->type, NULL)->kind == FFIR_TYPE_BOOL;
	bool said =
		(ok && ok->value.kind != FFIR_VALUE_NONE) || (error && error->value.kind != FFIR_VALUE_NONE);
	static const struct ffir_value one = {FFIR_VALUE_INTEGER, "1", 1};
	if (said)
		return;
	if (is_bool && ok)
		ok->value = one;
	else if (is_bool && error)
		error->value = (struct ffir_value){FFIR_VALUE_INTEGER, "0", 1};
	else
		REFUSE_CARRIER(b, &b->word->at,
			       "FFI_RESULT: which value of '%s' means that all is well? FFI_CASE(value) on "
			       "the field "
			       "of the value, or on that of the error, says it",
			       tag->field->name);
}

static void lower_result_record(struct carrier_builder *b)
{
	const struct plan_slot *tag = tag_slot(b);
	const struct plan_field *tag_field = tag ? tag->field : NULL;
	struct plan_slot *slot;
	if (!tag)
		return;
	/* A slot's address holds until the next one is added. */
	slot = slot_named(b, SLOT_VALUE, 1);
	if (slot && value_in(b, slot)) {
		tag_value(b, slot);
		b->c->shape.element = copy_shape(b->l, &slot->shape);
	}
	slot = slot_named(b, SLOT_ERROR, 2);
	if (slot && value_in(b, slot)) {
		tag_value(b, slot);
		b->c->error = slot->shape.enumeration ? slot->shape.enumeration->error : NULL;
	}
	if (b->c->refused)
		return;
	check_result_tags(b, tag_field, (struct plan_slot *)plan_slot_of(b->c, SLOT_VALUE),
			  (struct plan_slot *)plan_slot_of(b->c, SLOT_ERROR));
	one_way(b, "a failure cannot be given to C as a value");
}

static bool has_case(const struct plan_carrier *c, const struct ffir_value *value)
{
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE && c->slots[i].value.kind == FFIR_VALUE_INTEGER &&
		    strcmp(c->slots[i].value.text, value->text) == 0)
			return true;
	return false;
}

static void add_case(struct carrier_builder *b, const struct found *found, const struct ffir_annotation *word)
{
	struct plan_slot *slot = add_slot(b, SLOT_VALUE, found);
	tag_value_of(b, slot, word);
	struct ffir_value value = slot->value;
	slot->value.kind = FFIR_VALUE_NONE;
	if (value.kind == FFIR_VALUE_INTEGER && has_case(b->c, &value))
		REFUSE_CARRIER(b, &found->field->field->at, "FFI_CASE: '%s' has another field for %s",
			       b->c->record->decl->id, value.text);
	slot->value = value;
	value_in(b, slot);
}

static void add_cases(struct carrier_builder *b, const struct plan_record *r, uint64_t offset)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		struct found found = {&r->fields[i], offset + r->fields[i].place->offset};
		const struct plan_record *inside = inside_of(b, found.field);
		const struct ffir_field *field = found.field->field;
		bool is_case = false;
		for (size_t k = 0; k < field->n_annotations; k++) {
			if (field->annotations[k].word != FFIR_W_CASE)
				continue;
			add_case(b, &found, &field->annotations[k]);
			is_case = true;
		}
		if (inside && !is_case)
			add_cases(b, inside, found.offset);
	}
}

/* Values of the tag for which no field is there: nothing but the tag. */
static void add_empty_cases(struct carrier_builder *b, const struct plan_enum *e)
{
	for (size_t i = 0; i < e->n_items; i++) {
		struct found nothing = {0};
		if (has_case(b->c, &e->items[i].value))
			continue;
		struct plan_slot *slot = add_slot(b, SLOT_VALUE, &nothing);
		slot->name = e->items[i].name;
		slot->value = e->items[i].value;
	}
}

static void lower_tagged(struct carrier_builder *b)
{
	const struct plan_slot *tag = tag_slot(b);
	const struct plan_enum *e = tag ? tag->shape.enumeration : NULL;
	if (!tag)
		return;
	size_t before = b->c->n_slots;
	add_cases(b, b->c->record, 0);
	if (b->c->n_slots == before)
		REFUSE_CARRIER(
			b, &b->word->at,
			"FFI_TAGGED: no field of '%s' says with FFI_CASE(enumerator) when it is the one",
			b->c->record->decl->id);
	else if (e)
		add_empty_cases(b, e);
}

/* ---- pointer and length ---- */

static const struct ffir_annotation *count_word(const struct carrier_builder *b,
						const struct plan_field *field)
{
	const struct ffir_annotation *word = field_word(b, field, FFIR_W_ARRAY);
	return word ? word : field_word(b, field, FFIR_W_BYTE_LENGTH);
}

static bool is_data(const struct carrier_builder *b, const struct plan_field *field, const void *arg)
{
	const struct ffir_type *type = field->field->type;
	(void)arg;
	return pointee(b->l, type) && !function_of(b->l, type, NULL) &&
	       !field_word(b, field, FFIR_W_RESERVED);
}

static bool is_number(const struct carrier_builder *b, const struct plan_field *field, const void *arg)
{
	(void)arg;
	return is_count(b->l, field->field->type) && !field_word(b, field, FFIR_W_RESERVED) &&
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
	add_slot(b, role, &found)->bytes = bytes;
}

/* LENGTH is what FFI_ARRAY on the pointer names, else the only integer that is no capacity. */
static void find_counts(struct carrier_builder *b, const struct plan_field *data, bool needed)
{
	const struct plan_record *r = b->c->record;
	const struct ffir_annotation *word = count_word(b, data);
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
	if (count_fields(b, is_data) == 1 && find_field(b, b->c->record, 0, is_data, NULL, &found)) {
		add_slot(b, SLOT_POINTER, &found);
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

static void lower_many(struct carrier_builder *b, bool read_only, bool owned)
{
	const char *reason = NULL;
	struct plan_shape element;
	const struct plan_field *data = find_data(b);
	if (!data)
		return;
	struct ffir_param words = words_of_field(data->field), one = words_of_element(b->l, &words);
	b->c->points = true;
	find_counts(b, data, true);
	if (!object_shape(b->l, &one, &element, &reason)) {
		REFUSE_CARRIER(b, &words.at, "'%s' of '%s': its elements: %s", words.name,
			       b->c->record->decl->id, reason);
		return;
	}
	b->c->shape.element = copy_shape(b->l, &element);
	b->c->shape.read_only = read_only;
	b->c->shape.nullable = said_of(b->c->record->decl, FFIR_W_NULLABLE) != NULL;
	note_shape(b, &element);
	if (!read_only && !owned && !plan_is_plain(&element))
		REFUSE_CARRIER(
			b, &b->word->at,
			"FFI_SLICE_MUT: C cannot change '%s' of other languages: FFI_SLICE lets it read them",
			spell(b->l, one.type));
	if (owned)
		find_carrier_free(b, data);
}

static void lower_text(struct carrier_builder *b, bool owned)
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
	shape->nullable = field_word(b, data, FFIR_W_NULLABLE) != NULL;
	if (!can_hold_text(b->l, field->type, shape->encoding))
		REFUSE_CARRIER(b, &field->at, "%s: '%s' does not point to characters of its encoding",
			       macro_name(b->l, b->word->word), field->name);
	if (owned)
		find_carrier_free(b, data);
}

/* ---- compounds ---- */

/* A word that makes more of a field than C's type says. */
static bool is_more(const struct carrier_builder *b, const struct plan_field *field)
{
	static const enum ffir_word words[] = {
		FFIR_W_UTF8,	    FFIR_W_ASCII,	    FFIR_W_UTF16,    FFIR_W_UTF32,
		FFIR_W_LOCALE,	    FFIR_W_ARRAY,	    FFIR_W_BYTES,    FFIR_W_BYTE_LENGTH,
		FFIR_W_ARRAY_FIXED, FFIR_W_ZERO_TERMINATED, FFIR_W_OWNED,    FFIR_W_OWNED_BY,
		FFIR_W_EACH,	    FFIR_W_SIZE_OF_SELF,    FFIR_W_RESERVED, FFIR_W_NULLABLE};
	if (function_of(b->l, field->field->type, NULL))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (field_word(b, field, words[i]))
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
	const struct ffir_annotation *reserved = field_word(b, found->field, FFIR_W_RESERVED);
	if (!reserved && !field_word(b, found->field, FFIR_W_SIZE_OF_SELF))
		return false;
	struct plan_slot *slot = add_slot(b, SLOT_FIXED, found);
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
	struct plan_shape element, *shape = &slot->shape;
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
		REFUSE_CARRIER(b, &words.at, "'%s' of '%s': its elements: %s", words.name,
			       b->c->record->decl->id, reason);
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
	note_shape(b, shape);
}

static void link_length(struct carrier_builder *b, size_t i)
{
	const struct ffir_annotation *word = count_word(b, b->c->slots[i].field);
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
	const struct ffir_annotation *count = count_word(b, slot->field);
	if (count && pointee(b->l, words.type)) {
		lower_counted_field(b, slot, count);
	} else if (object_shape(b->l, &words, &slot->shape, &reason)) {
		note_shape(b, &slot->shape);
	} else if (pointee(b->l, words.type) && !is_more(b, slot->field)) {
		slot->shape = (struct plan_shape){.kind = SHAPE_RAW, .type = words.type, .nullable = true};
	} else {
		REFUSE_CARRIER(b, &words.at, "'%s' of '%s': %s", words.name, b->c->record->decl->id, reason);
	}
}

static void add_compound_slots(struct carrier_builder *b, const struct plan_record *r, uint64_t offset)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		struct found found = {&r->fields[i], offset + r->fields[i].place->offset};
		const struct plan_record *inside = inside_of(b, found.field);
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
			add_slot(b, SLOT_VALUE, &found);
	}
}

static void lower_compound(struct carrier_builder *b)
{
	add_compound_slots(b, b->c->record, 0);
	for (size_t i = 0; i < b->c->n_slots; i++)
		if (b->c->slots[i].role == SLOT_VALUE)
			lower_compound_field(b, &b->c->slots[i]);
	for (size_t i = 0; !b->c->refused && i < b->c->n_slots; i++)
		if (b->c->slots[i].role == SLOT_VALUE && pointee(b->l, b->c->slots[i].field->field->type) &&
		    count_word(b, b->c->slots[i].field))
			link_length(b, i);
}

/* ---- which of them ---- */

static const struct {
	enum ffir_word word;
	enum plan_shape_kind kind;
} patterns[] = {
	{FFIR_W_SLICE, SHAPE_SLICE},   {FFIR_W_SLICE_MUT, SHAPE_SLICE},	   {FFIR_W_VEC, SHAPE_VECTOR},
	{FFIR_W_STRING, SHAPE_STRING}, {FFIR_W_STRING_VIEW, SHAPE_STRING}, {FFIR_W_OPTION, SHAPE_OPTION},
	{FFIR_W_RESULT, SHAPE_RESULT}, {FFIR_W_TAGGED, SHAPE_TAGGED},
};

static bool find_pattern(struct carrier_builder *b)
{
	const struct plan_record *r = b->c->record;
	b->c->shape.kind = SHAPE_COMPOUND;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		const struct ffir_annotation *word = said_of(r->decl, patterns[i].word);
		if (word && b->word) {
			REFUSE_CARRIER(b, &word->at, "'%s' cannot be %s and %s at once", r->decl->id,
				       macro_name(b->l, b->word->word), macro_name(b->l, word->word));
			return true;
		}
		if (!word)
			continue;
		b->word = word;
		b->c->shape.kind = patterns[i].kind;
	}
	if (b->word)
		return true;
	for (size_t i = 0; !r->is_union && i < r->n_fields; i++)
		if (is_more(b, &r->fields[i]))
			return true;
	return false;
}

static void lower_pattern(struct carrier_builder *b)
{
	if (!b->word) {
		lower_compound(b);
		return;
	}
	if (b->c->record->is_union) {
		REFUSE_CARRIER(b, &b->word->at,
			       "%s: '%s' is a union: what tells its members stands beside it",
			       macro_name(b->l, b->word->word), b->c->record->decl->id);
		return;
	}
	switch (b->c->shape.kind) {
	case SHAPE_SLICE:
		lower_many(b, b->word->word == FFIR_W_SLICE, false);
		return;
	case SHAPE_VECTOR:
		lower_many(b, true, true);
		return;
	case SHAPE_STRING:
		lower_text(b, b->word->word == FFIR_W_STRING);
		return;
	case SHAPE_OPTION:
		lower_option(b);
		return;
	case SHAPE_RESULT:
		lower_result_record(b);
		return;
	case SHAPE_TAGGED:
		lower_tagged(b);
		return;
	case SHAPE_VOID:
	case SHAPE_SCALAR:
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
	case SHAPE_RECORD:
	case SHAPE_RECORD_REF:
	case SHAPE_HANDLE:
	case SHAPE_OBJECT:
	case SHAPE_COMPOUND:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
	case SHAPE_RAW:
	case N_SHAPES:
		return;
	}
}

static const struct ffir_type *type_of_record(struct lowering *l, const struct plan_record *r)
{
	return new_type(l, FFIR_TYPE_NAMED, r->decl->id);
}

struct plan_carrier *carrier_for(struct lowering *l, struct plan_record *r)
{
	struct carrier_builder b = {.l = l};
	if (r->carrier || r->carrier_known)
		return r->carrier;
	if (r->opaque || r->klass || r->anonymous)
		return NULL;
	r->carrier_known = true;
	b.c = (struct plan_carrier *)ffir_alloc(l->a, sizeof *b.c);
	b.c->record = r;
	if (!find_pattern(&b))
		return NULL;
	r->carrier = b.c;
	b.c->shape.type = type_of_record(l, r);
	b.c->shape.record = r;
	b.c->shape.carrier = b.c;
	b.c->busy = true;
	if (!b.c->refused)
		lower_pattern(&b);
	b.c->busy = false;
	*FFIR_PUSH(l->a, l->p->carriers, l->p->n_carriers) = b.c;
	return b.c;
}

void lower_carriers(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_records; i++)
		carrier_for(l, l->p->records[i]);
}
