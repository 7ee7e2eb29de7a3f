/*
 * From a layout back to the attributes that give it: fields are placed as a compiler would, first by the
 * rules of the ABI, with packed and aligned(N) on a field that stands elsewhere, then as in a packed record,
 * and at last with bytes between them, where fields are hidden. The rules are GCC's own: where the target has
 * Microsoft's for bit-fields, the record says that it has not.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"

#include <string.h>

enum {
	MOST_ALIGNED = 4096,
	UNTYPED_BOUNDARY =
		2, /* bytes: where the next field starts behind ':0' (GCC's EMPTY_FIELD_BOUNDARY) */
};

struct placing {
	struct c_emit *e;
	const struct ffir_decl *record;
	const struct ffir_on *on;
	struct c_layout *layout;
	uint64_t bits;	/* where the next field may start */
	uint64_t end;	/* bytes: of a union the longest */
	uint64_t align; /* what the record gets by itself */
	bool padded;	/* every gap becomes a member */
	bool unnamed;	/* bit-fields without a name align the record, too (GCC's align_anon_bitfield) */
	bool untyped;	/* of no bit-field does the type count (GCC's PCC_BITFIELD_TYPE_MATTERS is 0) */
	bool ends_open; /* with a flexible array, behind which nothing can stand */
	bool by_size;	/* it has vectors, which some targets align in other ways than by their size */
};

static bool field_measure(struct placing *p, const struct ffir_type *type, uint64_t *size, uint64_t *align);

static uint64_t round_up(uint64_t value, uint64_t to)
{
	return to > 1 ? (value + to - 1) / to * to : value;
}

/* Bytes a field of TYPE, no typedef that is aligned otherwise, is aligned to by itself. A flexible array has size 0. */
static bool natural_measure(struct placing *p, const struct ffir_type *type, uint64_t *size, uint64_t *align)
{
	const struct ffir_module *m = p->e->m;
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *resolved = ffir_type_resolve(m, type, &decl);

	if (resolved && resolved->kind == FFIR_TYPE_ARRAY && !resolved->has_count) {
		if (!field_measure(p, resolved->to, size, align))
			return false;
		*size = 0;
		p->ends_open = true;
		return true;
	}
	if (resolved && resolved->kind == FFIR_TYPE_ARRAY) {
		if (!field_measure(p, resolved->to, size, align))
			return false;
		*size *= resolved->count;
		return true;
	}
	if (!ffir_type_size(m, type, size, align))
		return false;
	const struct ffir_basic *basic =
		resolved && resolved->name ? ffir_basic_find(m, resolved->name) : NULL;
	if (decl && decl->kind == FFIR_DECL_ENUMERATION)
		basic = ffir_integer_of_size(m, *size);
	if (basic && basic->field_align && basic->align == *align)
		*align = basic->field_align;
	p->by_size |= resolved && resolved->kind == FFIR_TYPE_VECTOR;
	return true;
}

static bool field_measure(struct placing *p, const struct ffir_type *type, uint64_t *size, uint64_t *align)
{
	uint64_t aligned = ffir_alias_align(p->e->m, type);
	if (!natural_measure(p, type, size, align))
		return false;
	*align = aligned ? aligned : *align;
	return true;
}

static void note_align(struct placing *p, uint64_t align)
{
	if (align > p->align)
		p->align = align;
}

static void note_end(struct placing *p, uint64_t bits)
{
	uint64_t bytes = (bits + 7) / 8;
	if (bytes > p->end)
		p->end = bytes;
	p->bits = p->record->record_kind == FFIR_UNION ? 0 : bits;
}

/* GCC's excess_unit_span (stor-layout.cc): a bit-field takes no more units of its alignment than its type has, which of a
 * type that is aligned to more than its size is none. */
static bool crosses(uint64_t at, uint64_t bits, uint64_t size, uint64_t align)
{
	uint64_t unit = align * 8;
	return (at % unit + bits + unit - 1) / unit > size * 8 / unit;
}

static bool is_target(const struct ffir_module *m, const char *machine)
{
	const char *id = m->n_targets ? m->targets[0].id : NULL;
	return id && strncmp(id, machine, strlen(machine)) == 0;
}

static void note_bits_align(struct placing *p, const struct ffir_field *f, uint64_t align)
{
	if (p->unnamed || f->name[0] != '#')
		note_align(p, align);
}

/* Has bit-field I, which may start at bit AT, start at WANTED: aligned to as many bytes as that takes. */
static bool move_bits(struct placing *p, size_t i, uint64_t at, uint64_t wanted)
{
	uint64_t align = 1;

	while (align <= MOST_ALIGNED && round_up(at, align * 8) != wanted)
		align *= 2;
	if (align > MOST_ALIGNED)
		return false;
	p->layout->fields[i] = align;
	note_bits_align(p, &p->record->fields[i], align);
	return true;
}

/* The System V rule: a bit-field does not cross a boundary of its type. A packed one stands behind the last. Of one
 * whose type is a byte clang says that compilers differed about 'packed' (-Wattribute-packed-for-bitfield), of a whole
 * record it does not. */
static bool place_bits(struct placing *p, size_t i, uint64_t size, uint64_t align)
{
	const struct ffir_field *f = &p->record->fields[i];
	uint64_t at = p->bits, wanted = p->on->places ? p->on->places[i].bit_offset : at;

	if (p->untyped)
		align = f->bits == 0 ? UNTYPED_BOUNDARY : 1;
	if (f->bits == 0) {
		note_bits_align(p, f, align);
		note_end(p, round_up(at, align * 8));
		return true;
	}
	if (!p->layout->packed && !p->untyped && crosses(wanted, f->bits, size, align)) {
		if (align == 1)
			return false;
		p->layout->packs[i] = true;
	} else if (!p->layout->packed && !p->untyped) {
		at = crosses(at, f->bits, size, align) ? round_up(at, align * 8) : at;
		note_bits_align(p, f, align);
	}
	if (wanted != at && !move_bits(p, i, p->bits, wanted))
		return false;
	note_end(p, wanted + f->bits);
	return true;
}

/* Has field I, which would stand elsewhere, stand at AT: packed if that is too early for its type. *ALIGN
 * becomes what it is aligned to then. A member without a name can carry no attributes. */
static bool move_field(struct placing *p, size_t i, uint64_t free_byte, uint64_t at, uint64_t *align)
{
	uint64_t wanted = *align;

	if (p->record->fields[i].anonymous)
		return false;
	if (at < round_up(free_byte, *align)) {
		while (wanted > 1 && round_up(free_byte, wanted) != at)
			wanted /= 2;
		p->layout->packs[i] = true;
	} else {
		while (wanted <= MOST_ALIGNED && round_up(free_byte, wanted) != at)
			wanted *= 2;
	}
	if (wanted > MOST_ALIGNED || round_up(free_byte, wanted) != at)
		return false;
	p->layout->fields[i] = wanted > 1 ? wanted : 0;
	*align = wanted;
	return true;
}

static bool place_field(struct placing *p, size_t i)
{
	const struct ffir_field *f = &p->record->fields[i];
	uint64_t size, align;

	if (!field_measure(p, f->type, &size, &align))
		return false;
	if (f->is_bits)
		return place_bits(p, i, size, align);
	if (p->layout->packed) {
		align = 1;
	} else if (align > c_own_align(p->on) && !f->anonymous) {
		align = c_own_align(p->on);
		p->layout->packs[i] = true;
		p->layout->fields[i] = align > 1 ? align : 0;
	}
	uint64_t free_byte = (p->bits + 7) / 8, at = p->on->places ? p->on->places[i].offset : 0;
	if (p->padded) {
		if (at < free_byte)
			return false;
		p->layout->pads[i] = at - free_byte;
		note_end(p, (at + size) * 8);
		return true;
	}
	if (round_up(free_byte, align) != at && !move_field(p, i, free_byte, at, &align))
		return false;
	note_align(p, align);
	note_end(p, (at + size) * 8);
	return true;
}

uint64_t c_own_align(const struct ffir_on *on)
{
	uint64_t align = on->align;
	while (align > 1 && on->size % align)
		align /= 2;
	return align;
}

static bool try_layout(struct c_emit *e, const struct ffir_decl *record, const struct ffir_on *on,
		       bool packed, bool padded, struct c_layout *layout)
{
	struct placing p = {
		.e = e, .record = record, .on = on, .layout = layout, .align = 1, .padded = padded};

	p.unnamed = is_target(e->m, "arm") || is_target(e->m, "aarch64");
	p.untyped = is_target(e->m, "m68k");

	*layout = (struct c_layout){.packed = packed, .transparent = record->transparent};
	layout->fields = (uint64_t *)ffir_alloc(&e->a, (record->n_fields + 1) * sizeof *layout->fields);
	layout->packs = (bool *)ffir_alloc(&e->a, record->n_fields + 1);
	layout->pads = (uint64_t *)ffir_alloc(&e->a, (record->n_fields + 1) * sizeof *layout->pads);
	for (size_t i = 0; i < record->n_fields; i++)
		if (!place_field(&p, i))
			return false;
	if (padded && p.end < on->size && p.ends_open)
		return false;
	layout->pads[record->n_fields] = padded && p.end < on->size ? on->size - p.end : 0;
	p.end += layout->pads[record->n_fields];
	uint64_t align = c_own_align(on);
	if (p.align > align)
		return false;
	if (p.align < align || p.by_size)
		layout->aligned = align;
	layout->by_name = align < on->align ? on->align : 0;
	return round_up(p.end, align) == on->size;
}

static bool has_bits(const struct ffir_decl *record)
{
	for (size_t i = 0; i < record->n_fields; i++)
		if (record->fields[i].is_bits)
			return true;
	return false;
}

bool c_is_windows(const struct ffir_module *m)
{
	return m->n_targets && m->targets[0].id && strstr(m->targets[0].id, "-mingw");
}

/* -mms-bitfields is the default of GCC for Windows (config/i386/cygming.h). */
static bool has_microsoft_rules(const struct ffir_module *m)
{
	const struct ffir_target *target = m->n_targets ? &m->targets[0] : NULL;
	if (!target || !target->id)
		return false;
	if (target->flags && strstr(target->flags, "-mms-bitfields"))
		return true;
	return (c_is_windows(m) || strstr(target->id, "-cygwin")) &&
	       !(target->flags && strstr(target->flags, "-mno-ms-bitfields"));
}

bool c_layout_of(struct c_emit *e, const struct ffir_decl *record, struct c_layout *layout)
{
	const struct ffir_on *on = ffir_decl_on(record);

	if (!on || !on->has_layout || on->byte_order)
		return false;
	bool found = try_layout(e, record, on, false, false, layout) ||
		     try_layout(e, record, on, true, false, layout) ||
		     try_layout(e, record, on, true, true, layout);
	layout->gcc_struct = found && has_bits(record) && has_microsoft_rules(e->m);
	return found;
}
