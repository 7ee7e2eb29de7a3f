/*
 * Inside of the lowering of carriers: lower_carriers.c finds out what a record is, options, results and tagged
 * unions are there; lower_compounds.c has what points to many, and compounds.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_LOWER_CARRIERS_H
#define FFI_LOWER_CARRIERS_H

#include "backends/lower.h"

struct carrier_builder {
	struct lowering *l;
	struct plan_carrier *c;
	const struct ffir_annotation *word; /* of the record; NULL: a compound */
};

/* A field, also one of a member without a tag of its own: "as" in struct v { int tag; union { int as; }; }. */
struct found {
	const struct plan_field *field;
	uint64_t offset; /* in the outermost record */
};

typedef bool (*field_test)(const struct carrier_builder *b, const struct plan_field *field, const void *arg);

/* What an error at AT says of the carrier, which nothing carries then. */
#define REFUSE_CARRIER(b, at, ...) carrier_refuse(b, at, ffir_printf((b)->l->a, __VA_ARGS__))
void carrier_refuse(struct carrier_builder *b, const struct ffir_loc *at, const char *text);

/* Refuses it for REASON: SHAPE, of what WORDS tell of, is no value; WHAT is "", or "its elements: ". An error, unless
 * that of SHAPE's own carrier has been told. */
void carrier_refuse_value(struct carrier_builder *b, const struct ffir_param *words,
			  const struct plan_shape *shape, const char *what, const char *reason);

/* A member that is no value by itself: what lies in it is the outer record's. NULL if FIELD is none. */
struct plan_record *carrier_inside(const struct carrier_builder *b, const struct plan_field *field);
/* The first field that passes TEST, in R or members inside of it. */
bool carrier_find_field(const struct carrier_builder *b, const struct plan_record *r, uint64_t offset,
			field_test test, const void *arg, struct found *found);
const struct ffir_annotation *carrier_word(const struct carrier_builder *b, const struct plan_field *field,
					   enum ffir_word word);
/* FFI_ARRAY or FFI_BYTE_LENGTH of FIELD. */
const struct ffir_annotation *carrier_count_word(const struct carrier_builder *b,
						 const struct plan_field *field);
/* A new slot; its address holds until the next one. */
struct plan_slot *carrier_add_slot(struct carrier_builder *b, enum plan_slot_role role,
				   const struct found *found);
/* What a value in a slot says of the whole: who owns it, whether one can be made. */
void carrier_note_shape(struct carrier_builder *b, const struct plan_shape *shape);

void carrier_many(struct carrier_builder *b, bool read_only, bool owned);
void carrier_text(struct carrier_builder *b, bool owned);
void carrier_compound(struct carrier_builder *b);
/* Whether FIELD is more than C's type says, and its record so a compound. */
bool carrier_is_more(const struct carrier_builder *b, const struct plan_field *field);

#endif
