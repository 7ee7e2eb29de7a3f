/*
 * Records and enumerations: places, sizes and values.
 *
 * SPDX-License-Identifier: MIT
 */
#include <dwarf.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tests/oracle/dwarf.h"

/* ---- records and enumerations ---- */

static bool is_unnamed_bits(const struct ffir_field *field)
{
	return field->is_bits && *field->name == '#';
}

static void compare_place(struct oracle *o, const struct ffir_field *field, const struct ffir_place *place,
			  Dwarf_Die *member)
{
	const char *what = field->name;
	expect(o, what, "whether it is a bit-field", field->is_bits, dwarf_hasattr(member, DW_AT_bit_size));
	if (!field->is_bits) {
		expect(o, what, "offset", place->offset,
		       die_number_or(member, DW_AT_data_member_location, 0));
		return;
	}
	uint64_t offset = 8 * die_number_or(member, DW_AT_data_member_location, 0) +
			  die_number_or(member, DW_AT_data_bit_offset, 0);
	expect(o, what, "bit offset", place->bit_offset, offset);
	expect(o, what, "bit size", field->bits, die_number_or(member, DW_AT_bit_size, 0));
}

/* The byte order of the first number in the type of MEMBER, where DWARF says one. */
static bool has_endianity(Dwarf_Die *member)
{
	Dwarf_Die type;
	unsigned quals = 0;
	if (!die_type(member, &type))
		return false;
	while (die_strip(&type, &type, &quals) &&
	       (dwarf_tag(&type) == DW_TAG_typedef || dwarf_tag(&type) == DW_TAG_array_type) &&
	       die_type(&type, &type))
		;
	return dwarf_hasattr(&type, DW_AT_endianity);
}

static bool is_number(struct oracle *o, const struct ffir_type *type)
{
	type = ffir_type_resolve(o->m, type, NULL);
	if (type && type->kind == FFIR_TYPE_ARRAY)
		return is_number(o, type->to);
	/* One byte has no order: of an array of them DWARF says none. */
	uint64_t size, align;
	return type && (type->kind == FFIR_TYPE_INT || type->kind == FFIR_TYPE_FLOAT) &&
	       ffir_type_size(o->m, type, &size, &align) && size > 1;
}

static void compare_fields(struct oracle *o, const struct ffir_decl *d, const struct ffir_on *on,
			   Dwarf_Die *die)
{
	Dwarf_Die child, type;
	size_t i = 0;
	for (EACH_CHILD(die, child)) {
		if (dwarf_tag(&child) != DW_TAG_member)
			continue;
		while (i < d->n_fields && is_unnamed_bits(&d->fields[i]))
			i++;
		if (i == d->n_fields) {
			differs(o, "field '%s' is missing", die_name(&child));
			return;
		}
		const struct ffir_field *field = &d->fields[i];
		const char *name = *field->name == '#' ? "" : field->name;
		if (strcmp(name, die_name(&child)) != 0) {
			differs(o, "field '%s' is '%s' in DWARF", field->name, die_name(&child));
			return;
		}
		compare_place(o, field, &on->places[i], &child);
		if (is_number(o, field->type))
			expect(o, field->name, "whether it is in the other byte order",
			       on->byte_order != NULL, has_endianity(&child));
		compare_type(o, field->type, die_type(&child, &type) ? &type : NULL, field->name);
		o->counts->fields++;
		i++;
	}
	while (i < d->n_fields && is_unnamed_bits(&d->fields[i]))
		i++;
	if (i < d->n_fields)
		differs(o, "DWARF has no field '%s'", d->fields[i].name);
}

/* A record that its typedef names is aligned as that is: its own DIE does not know. */
static bool find_alignment(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die, uint64_t *align)
{
	Dwarf_Die *named = ffir_decl_name(d) == d->id ? find_name(o, DW_TAG_typedef, d->id) : NULL;
	return (named && die_number(named, DW_AT_alignment, align)) ||
	       die_number(die, DW_AT_alignment, align);
}

void compare_record(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die)
{
	const struct ffir_on *on = ffir_decl_on(d);
	if (d->opaque || !on || !on->has_layout) {
		o->counts->opaque++;
		return;
	}
	uint64_t align;
	o->counts->records++;
	expect(o, d->id, "whether it is a union", d->record_kind == FFIR_UNION,
	       dwarf_tag(die) == DW_TAG_union_type);
	expect(o, d->id, "size", on->size, die_number_or(die, DW_AT_byte_size, 0));
	if (find_alignment(o, d, die, &align))
		expect(o, d->id, "alignment", on->align, align);
	/* Of a union that its typedef makes transparent GCC writes no members. */
	if (dwarf_haschildren(die) > 0 ||
	    (d->n_fields > 0 && !(d->transparent && strchr(d->id, ' ') == NULL))) {
		o->is_reversed = on->byte_order != NULL;
		compare_fields(o, d, on, die);
		o->is_reversed = false;
	}
}

static void compare_enumerators(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die)
{
	Dwarf_Die child;
	size_t i = 0;
	for (EACH_CHILD(die, child)) {
		if (dwarf_tag(&child) != DW_TAG_enumerator)
			continue;
		if (i == d->n_enumerators || strcmp(d->enumerators[i].name, die_name(&child)) != 0) {
			differs(o, "enumerator '%s' is missing", die_name(&child));
			return;
		}
		Dwarf_Attribute attribute;
		Dwarf_Sword theirs;
		const struct ffir_value *value = &d->enumerators[i++].value;
		uint64_t unsigned_value;
		int64_t ours;
		bool fits = ffir_value_int64(value, &ours);
		if (!fits && ffir_value_uint64(value, &unsigned_value)) {
			ours = (int64_t)unsigned_value;
			fits = true;
		}
		if (!fits || !dwarf_attr(&child, DW_AT_const_value, &attribute) ||
		    dwarf_formsdata(&attribute, &theirs) != 0)
			continue; /* more than 64 bits */
		/* A constant's size is a form's, and its sign extended by the reader. */
		Dwarf_Word word;
		if (ours != theirs &&
		    !(dwarf_formudata(&attribute, &word) == 0 && (uint64_t)ours == (uint64_t)word))
			differs(o, "%s is %" PRId64 ", DWARF says %" PRId64, die_name(&child), ours,
				(int64_t)theirs);
		o->counts->enumerators++;
	}
	expect(o, d->id, "the number of enumerators", d->n_enumerators, i);
}

void compare_enumeration(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die)
{
	const struct ffir_on *on = ffir_decl_on(d);
	uint64_t encoding;
	if (!on || !on->has_layout) {
		o->counts->opaque++;
		return;
	}
	o->counts->enumerations++;
	expect(o, d->id, "size", on->size, die_number_or(die, DW_AT_byte_size, 0));
	/* GCC keeps its own encoding from before the enumerators, if there was a declaration; the type below is right. */
	Dwarf_Die below;
	if (die_number(die_type(die, &below) ? &below : die, DW_AT_encoding, &encoding))
		expect(o, d->id, "whether it is signed", on->is_signed,
		       encoding == DW_ATE_signed || encoding == DW_ATE_signed_char);
	compare_enumerators(o, d, die);
}
