/*
 * Lowering of records that carry one value in several fields: slices, vectors, texts, options, results, tagged
 * unions, and records whose fields are more than numbers. What each field is there for is decided here, once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower_carriers.h"

#include <string.h>

/* ---- fields ---- */

/* A member that is no value by itself: what lies in it is the outer record's. */
struct plan_record *carrier_inside(const struct carrier_builder *b, const struct plan_field *field)
{
	const struct ffir_decl *decl = NULL;
	if (field->place->is_bits)
		return NULL;
	resolve(b->l, field->field->type, &decl);
	if (!decl || decl->kind != FFIR_DECL_RECORD || !strchr(decl->id, '/'))
		return NULL;
	return record_for(b->l, decl);
}

bool carrier_find_field(const struct carrier_builder *b, const struct plan_record *r, uint64_t offset,
			field_test test, const void *arg, struct found *found)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct plan_field *field = &r->fields[i];
		const struct plan_record *inside = carrier_inside(b, field);
		if (test(b, field, arg)) {
			*found = (struct found){field, offset + field->place->offset};
			return true;
		}
		if (inside && carrier_find_field(b, inside, offset + field->place->offset, test, arg, found))
			return true;
	}
	return false;
}

static bool is_called(const struct carrier_builder *b, const struct plan_field *field, const void *arg)
{
	(void)b;
	return strcmp(field->field->name, (const char *)arg) == 0;
}

const struct ffir_annotation *carrier_word(const struct carrier_builder *b, const struct plan_field *field,
					   enum ffir_word word)
{
	return said_of_value(b->l, field->field->annotations, field->field->n_annotations, field->field->type,
			     word);
}

/* ---- what cannot be ---- */

void carrier_refuse(struct carrier_builder *b, const struct ffir_loc *at, const char *text)
{
	diag_error(b->l->d, at, "%s", text);
	if (!b->c->refused)
		b->c->refused = text;
}

void carrier_refuse_value(struct carrier_builder *b, const struct ffir_param *words,
			  const struct plan_shape *shape, const char *what, const char *reason)
{
	const struct ffir_type *to = pointee(b->l, words->type);
	enum plan_encoding encoding;
	bool text_or_not =
		to && is_character(b->l, to) && !said_of_param(b->l, words, FFIR_W_ARRAY) &&
		!text_encoding(b->l, words->annotations, words->n_annotations, words->type, &encoding);
	const char *text = ffir_printf(b->l->a, "'%s' of '%s': %s%s%s", words->name, b->c->record->decl->id,
				       what, reason, text_or_not ? ": FFI_UTF8 says that it is a text" : "");
	if (!shape->carrier || !shape->carrier->refused)
		carrier_refuse(b, &words->at, text);
	else if (!b->c->refused)
		b->c->refused = text;
}

/* No mistake of the author's: what has to do with the record stays raw. */
static void refuse_bits(struct carrier_builder *b, const struct ffir_field *field)
{
	const char *text =
		ffir_printf(b->l->a, "'%s' of '%s' is a bit-field, in which no binding finds a value",
			    field->name, b->c->record->decl->id);
	if (b->c->refused)
		return;
	diag_warning(b->l->d, &field->at, "%s", text);
	b->c->refused = text;
}

static void one_way(struct carrier_builder *b, const char *why)
{
	if (!b->c->one_way)
		b->c->one_way = why;
}

/* ---- slots ---- */

struct plan_slot *carrier_add_slot(struct carrier_builder *b, enum plan_slot_role role,
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
		refuse_bits(b, field);
	return slot;
}

/* What a value in a slot says of the whole. */
void carrier_note_shape(struct carrier_builder *b, const struct plan_shape *shape)
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
		carrier_note_shape(b, shape->element);
}

static bool value_in(struct carrier_builder *b, struct plan_slot *slot)
{
	const char *reason = NULL;
	struct ffir_param words = words_of_field(slot->field->field);
	if (!object_shape(b->l, &words, &slot->shape, &reason)) {
		carrier_refuse_value(b, &words, &slot->shape, "", reason);
		return false;
	}
	carrier_note_shape(b, &slot->shape);
	return true;
}

/* The field that argument I of the record's word names; NULL without a message where it is "void". */
static struct plan_slot *slot_named(struct carrier_builder *b, enum plan_slot_role role, size_t i)
{
	struct found found;
	const char *name = arg_text(b->word, i);
	if (name && strcmp(name, "void") == 0)
		return NULL;
	if (name && carrier_find_field(b, b->c->record, 0, is_called, name, &found))
		return carrier_add_slot(b, role, &found);
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
	const struct ffir_annotation *word = slot ? carrier_word(b, slot->field, FFIR_W_CASE) : NULL;
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
		value_shape(b->l, field->type, carrier_word(b, tag->field, FFIR_W_AS), &tag->shape, &reason);
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
	return field->field->name[0] == '#' || carrier_word(b, field, FFIR_W_RESERVED);
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
	struct plan_slot *value = carrier_add_slot(b, SLOT_VALUE, &found);
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
	struct plan_slot *slot = carrier_add_slot(b, SLOT_VALUE, found);
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
		const struct plan_record *inside = carrier_inside(b, found.field);
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
		struct plan_slot *slot = carrier_add_slot(b, SLOT_VALUE, &nothing);
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
		if (carrier_is_more(b, &r->fields[i]))
			return true;
	return false;
}

static void lower_pattern(struct carrier_builder *b)
{
	if (!b->word) {
		carrier_compound(b);
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
		carrier_many(b, b->word->word == FFIR_W_SLICE, false);
		return;
	case SHAPE_VECTOR:
		carrier_many(b, true, true);
		return;
	case SHAPE_STRING:
		carrier_text(b, b->word->word == FFIR_W_STRING);
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
