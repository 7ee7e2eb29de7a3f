/*
 * Structs with C's exact layout.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

#include <string.h>

/* Sequential layout in C# is C's own, unless something is packed, over-aligned or made of bits. */
bool csharp_is_natural(const struct csharp *e, const struct plan_record *r)
{
	uint64_t *aligns = (uint64_t *)ffir_alloc(e->a, (r->n_fields + 1) * sizeof *aligns), align;
	if (r->is_union)
		return false;
	for (size_t i = 0; i < r->n_fields; i++) {
		uint64_t size;
		const struct ffir_field *field = r->fields[i].field;
		const struct plan_record *inner = plan_record_of(e->p, field->type);
		if (field->anonymous || !ffir_type_size(e->p->module, field->type, &size, &aligns[i]) ||
		    aligns[i] > 8 || (inner && !csharp_is_natural(e, inner)))
			return false;
	}
	return record_is_natural(e->p, r, aligns, &align) && align == r->align;
}

/* Of numbers alone, so that the compiler can write what compares two. */
static bool is_plain(const struct csharp *e, const struct plan_record *r)
{
	if (r->is_union)
		return false;
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct ffir_field *field = r->fields[i].field;
		const struct plan_record *inner = plan_record_of(e->p, field->type);
		if (field->is_bits || field->anonymous ||
		    type_real(e->p, field->type, NULL)->kind == FFIR_TYPE_ARRAY ||
		    (inner && !is_plain(e, inner)))
			return false;
	}
	return true;
}

struct record_state {
	const struct plan_record *record;
	const char *name;
	bool natural, bits;
};

static void emit_place(struct csharp *e, const struct record_state *s, uint64_t offset)
{
	if (!s->natural)
		w_line(e->w, "[FieldOffset(%llu)]", (unsigned long long)offset);
}

static const char *hidden_name(struct csharp *e, const char *name)
{
	char *text = TEXT(e, "_%s", name);
	if (text[1] >= 'A' && text[1] <= 'Z')
		text[1] = (char)(text[1] - 'A' + 'a');
	return text;
}

static void emit_array(struct csharp *e, const struct record_state *s, const struct plan_field *field,
		       uint64_t offset)
{
	uint64_t count;
	const char *reason = NULL;
	const struct ffir_type *element = type_element(e->p, field->field->type, &count);
	const char *type = csharp_raw_type(e, element, PLACE_FIELD, &reason);
	const char *name = csharp_name(&field->name);
	if (!type || !count) {
		csharp_comment(e, TEXT(e, "%s: %s", field->name.cname,
				       reason ? reason : "an array without a length"));
		return;
	}
	const struct ffir_type *real = type_real(e->p, element, NULL);
	if (real->kind == FFIR_TYPE_INT && strcmp(real->name, "char") == 0) /* a text, not numbers */
		type = "byte";
	emit_place(e, s, offset);
	w_line(e->w, "private %sArray %s;", name, hidden_name(e, name));
	csharp_gap(e);
	csharp_summary_of(e, field->doc, &field->standing, TEXT(e, "C's %s.", field->name.cname));
	w_line(e->w, "[UnscopedRef]");
	const char *elements = hidden_name(e, name);
	if (enum_is_checked(plan_enum_of(e->p, element))) {
		csharp_need(e, CSHARP_CLOSED);
		elements = TEXT(e, "NativeEnum.Known((Span<%s>)%s)", type, elements);
	}
	w_line(e->w, "public Span<%s> %s => %s;", type, name, elements);
	csharp_gap(e);
	w_line(e->w, "[InlineArray(%llu)]", (unsigned long long)count);
	csharp_open(e, "private struct %sArray", name);
	w_line(e->w, "private %s _element;", type);
	csharp_close(e, "");
}

static void emit_bool(struct csharp *e, const struct record_state *s, const struct plan_field *field,
		      uint64_t offset)
{
	const char *name = csharp_name(&field->name), *hidden = hidden_name(e, name);
	emit_place(e, s, offset);
	w_line(e->w, "private byte %s;", hidden);
	csharp_gap(e);
	csharp_summary_of(e, field->doc, &field->standing, TEXT(e, "C's %s.", field->name.cname));
	csharp_open(e, "public bool %s", name);
	w_line(e->w, "readonly get => %s != 0;", hidden);
	w_line(e->w, "set => %s = value ? (byte)1 : (byte)0;", hidden);
	csharp_close(e, "");
}

/* Whether FIELD, which is of TYPE, has no values without a name. */
static bool is_closed(const struct plan_field *field, const char *type)
{
	return enum_is_checked(field->shape.enumeration) &&
	       strcmp(type, csharp_name(&field->shape.enumeration->name)) == 0;
}

/* Nobody sees a value without a name. */
static void emit_closed(struct csharp *e, const struct record_state *s, const struct plan_field *field,
			uint64_t offset)
{
	const char *name = csharp_name(&field->name), *hidden = hidden_name(e, name);
	const char *type = csharp_name(&field->shape.enumeration->name);
	emit_place(e, s, offset);
	w_line(e->w, "private %s %s;", type, hidden);
	csharp_gap(e);
	csharp_summary_of(e, field->doc, &field->standing, TEXT(e, "C's %s.", field->name.cname));
	csharp_open(e, "public %s %s", type, name);
	w_line(e->w, "readonly get => %s;", csharp_known(e, field->shape.enumeration, hidden));
	w_line(e->w, "set => %s = NativeEnum.Given(value, nameof(value));", hidden);
	csharp_close(e, "");
}

/* Bit-fields are read and written by shifts in the word of eight bytes or fewer that they lie in. */
static void emit_bits(struct csharp *e, const struct plan_field *field, uint64_t base)
{
	const char *name = csharp_name(&field->name), *reason = NULL;
	bool is_bool = type_is_bool(e->p, field->field->type);
	const char *type = is_bool ? "bool" : csharp_raw_type(e, field->field->type, PLACE_FIELD, &reason);
	unsigned width = field->field->bits;
	uint64_t size = 0, first = base * 8 + field->place->bit_offset;
	bool is_signed = false;
	if (!width || field->name.cname[0] == '#')
		return;
	type_integer(e->p, field->field->type, &size, &is_signed);
	csharp_gap(e);
	csharp_summary_of(e, field->doc, &field->standing,
			  TEXT(e, "C's %s, of %u bits.", field->name.cname, width));
	csharp_open(e, "public %s %s", type, name);
	const char *read = TEXT(e, "BitFields.Get(_bits, %llu, %u)", (unsigned long long)first, width);
	bool closed = is_closed(field, type);
	const char *value = closed ? "NativeEnum.Given(value, nameof(value))" : "value";
	if (is_bool)
		read = TEXT(e, "%s != 0", read);
	else if (is_signed)
		read = TEXT(e, "(%s)((long)%s << %u >> %u)", type, read, 64 - width, 64 - width);
	else
		read = TEXT(e, "(%s)%s", type, read);
	w_line(e->w, "readonly get => %s;", closed ? csharp_known(e, field->shape.enumeration, read) : read);
	w_line(e->w, "set => BitFields.Set%s(_bits, %llu, %u, %s);", is_signed && !is_bool ? "Signed" : "",
	       (unsigned long long)first, width,
	       is_bool	   ? "value ? 1UL : 0UL"
	       : is_signed ? TEXT(e, "(long)%s", value)
			   : TEXT(e, "unchecked((ulong)%s)", value));
	csharp_close(e, "");
}

static void emit_field(struct csharp *e, const struct record_state *s, const struct plan_field *field,
		       uint64_t base)
{
	const struct ffir_type *real = type_real(e->p, field->field->type, NULL);
	const char *reason = NULL;
	const struct plan_record *inner = plan_record_of(e->p, field->field->type);
	if (field->field->is_bits)
		return;
	uint64_t offset = base + field->place->offset;
	csharp_gap(e);
	if (field->field->anonymous && inner) {
		for (size_t i = 0; i < inner->n_fields; i++)
			emit_field(e, s, &inner->fields[i], offset);
		return;
	}
	if (real->kind == FFIR_TYPE_ARRAY) {
		emit_array(e, s, field, offset);
		return;
	}
	if (real->kind == FFIR_TYPE_BOOL) {
		emit_bool(e, s, field, offset);
		return;
	}
	const char *type = csharp_raw_type(e, field->field->type, PLACE_FIELD, &reason);
	if (!type) {
		csharp_comment(e, TEXT(e, "%s: %s", field->name.cname, reason));
		return;
	}
	if (is_closed(field, type)) {
		emit_closed(e, s, field, offset);
		return;
	}
	if (field->shape.kind == SHAPE_HANDLE)
		type = csharp_name(&field->shape.handle->alias->name);
	csharp_summary_of(e, field->doc, &field->standing, TEXT(e, "C's %s.", field->name.cname));
	emit_place(e, s, offset);
	w_line(e->w, "public %s %s;", type, csharp_name(&field->name));
}

static void emit_layout(struct csharp *e, const struct record_state *s)
{
	if (s->natural)
		w_line(e->w, "[StructLayout(LayoutKind.Sequential)]");
	else
		w_line(e->w, "[StructLayout(LayoutKind.Explicit, Size = %llu)]",
		       (unsigned long long)s->record->size);
}

/* The record in a member without a name, whose members are the outer one's; or NULL. */
static const struct plan_record *anonymous_record(struct csharp *e, const struct plan_field *field)
{
	return field->field->anonymous ? plan_record_of(e->p, field->field->type) : NULL;
}

static bool has_bits(struct csharp *e, const struct plan_record *r)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct plan_record *inner = anonymous_record(e, &r->fields[i]);
		if (r->fields[i].field->is_bits || (inner && has_bits(e, inner)))
			return true;
	}
	return false;
}

static void emit_bits_of(struct csharp *e, const struct plan_record *r, uint64_t base)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct plan_record *inner = anonymous_record(e, &r->fields[i]);
		if (r->fields[i].field->is_bits)
			emit_bits(e, &r->fields[i], base);
		else if (inner)
			emit_bits_of(e, inner, base + r->fields[i].place->offset);
	}
}

static void emit_all_bits(struct csharp *e, const struct record_state *s)
{
	csharp_gap(e);
	w_line(e->w, "[FieldOffset(0)]");
	w_line(e->w, "private BitsArray _bits;");
	emit_bits_of(e, s->record, 0);
	csharp_gap(e);
	w_line(e->w, "[InlineArray(%llu)]", (unsigned long long)s->record->size);
	csharp_open(e, "private struct BitsArray");
	w_line(e->w, "private byte _element;");
	csharp_close(e, "");
}

static void emit_record(struct csharp *e, const struct plan_record *r)
{
	struct record_state s = {.record = r,
				 .name = csharp_struct(r),
				 .natural = csharp_is_natural(e, r),
				 .bits = has_bits(e, r)};
	bool plain = is_plain(e, r);
	csharp_gap(e);
	csharp_summary_of(e, r->doc, &r->standing, TEXT(e, "C's %s.", r->decl->id));
	if (!plain)
		w_line(e->w, "[SuppressMessage(\"Performance\", \"CA1815\", Justification = \"C does not say "
			     "what makes two equal.\")]");
	emit_layout(e, &s);
	csharp_open(e, "public %sstruct %s", plain ? "record " : "", csharp_own(s.name));
	for (size_t i = 0; i < r->n_fields; i++)
		emit_field(e, &s, &r->fields[i], 0);
	if (s.bits)
		emit_all_bits(e, &s);
	csharp_close(e, "");
	if (s.bits)
		csharp_need(e, CSHARP_BITS);
}

void csharp_emit_records(struct csharp *e)
{
	for (size_t i = 0; i < e->p->n_records; i++) {
		const struct plan_record *r = e->p->records[i];
		if (r->opaque || r->refused || r->name.from)
			continue;
		csharp_enter(e, &r->name);
		emit_record(e, r);
		csharp_leave(e, &r->name);
	}
}
