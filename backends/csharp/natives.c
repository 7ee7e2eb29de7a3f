/*
 * What callers have for structs whose fields are values by themselves, and for tagged unions: records of C#, with
 * a class each that reads and makes C's struct.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/csharp/csharp.h"

#define ULL(n) ((unsigned long long)(n))

const char *csharp_struct(const struct plan_record *record)
{
	return csharp_name(record_is_native(record) ? &record->in_c : &record->name);
}

/* ---- structs ---- */

static bool is_raw_text(const struct plan_shape *shape)
{
	return shape->kind == SHAPE_STRING && shape->encoding == ENCODING_BYTES;
}

/* What .NET reads as an array, which no property gives (CA1819). */
static bool is_many(const struct plan_shape *shape)
{
	return !shape->indirect &&
	       (shape->kind == SHAPE_SLICE || shape->kind == SHAPE_VECTOR || is_raw_text(shape));
}

static const char *field_type(struct csharp *e, const struct plan_shape *shape)
{
	if (is_many(shape))
		return TEXT(e, "IReadOnlyList<%s>%s", is_raw_text(shape) ? "byte" : csharp_element(e, shape),
			    shape->nullable ? "?" : "");
	return csharp_type(e, shape, AS_ELEMENT);
}

static const char *member(const struct plan_slot *slot)
{
	return csharp_name(&slot->field->name);
}

static bool is_required(struct csharp *e, const struct plan_shape *shape)
{
	const char *type = field_type(e, shape);
	bool reference = is_many(shape) || shape->carrier || shape->kind == SHAPE_STRING ||
			 shape->kind == SHAPE_OBJECT;
	return reference && type[strlen(type) - 1] != '?';
}

/* What has to be set cannot be obsolete: nobody could make the object without being warned. */
static void emit_slot_doc(struct csharp *e, const struct plan_slot *slot, bool required)
{
	const struct plan_standing *standing = &slot->field->standing;
	const char *says = plan_standing_says(e->a, standing);
	const char *otherwise = TEXT(e, "C's %s.", slot->field->name.cname);
	if (!required) {
		csharp_summary_of(e, slot->doc, standing, otherwise);
		return;
	}
	csharp_summary(e, slot->doc, otherwise);
	if (says)
		csharp_doc(e, "remarks", NULL, says);
}

static void emit_compound(struct csharp *e, const struct plan_carrier *c)
{
	csharp_gap(e);
	csharp_summary_of(e, c->record->doc, &c->record->standing, TEXT(e, "C's %s.", c->record->decl->id));
	csharp_open(e, "public sealed record %s", csharp_own(csharp_name(&c->record->name)));
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role != SLOT_VALUE)
			continue;
		csharp_gap(e);
		bool required = is_required(e, &slot->shape);
		emit_slot_doc(e, slot, required);
		w_line(e->w, "public %s%s %s { get; init; }", required ? "required " : "",
		       field_type(e, &slot->shape), member(slot));
	}
	csharp_close(e, "");
}

static void emit_prepare(struct csharp *e, const struct plan_carrier *c)
{
	if (!plan_slot_of(c, SLOT_FIXED))
		return;
	csharp_gap(e);
	csharp_open(e, "internal static void Prepare(byte* at)");
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		const char *reason = NULL;
		if (slot->role != SLOT_FIXED)
			continue;
		const struct ffir_type *type = slot->field->field->type;
		w_line(e->w, "Unsafe.WriteUnaligned<%s>(at + %llu, %s);",
		       csharp_raw_type(e, type, PLACE_FIELD, &reason), ULL(slot->offset),
		       csharp_constant(e, &slot->value, type));
	}
	csharp_close(e, "");
}

static void emit_read_fields(struct csharp *e, const struct plan_carrier *c)
{
	uint64_t at;
	csharp_gap(e);
	csharp_open(e, "internal override %s Read(byte* at) => new()", csharp_name(&c->record->name));
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE) {
			const char *form = csharp_slot_form(e, c, &c->slots[i], &at);
			w_line(e->w, "%s = %s.Read(at + %llu),", member(&c->slots[i]), form, ULL(at));
		}
	csharp_close(e, ";");
}

static void emit_write_fields(struct csharp *e, const struct plan_carrier *c)
{
	uint64_t at;
	csharp_gap(e);
	csharp_open(e, "internal override void Write(byte* at, %s value, string name, NativeKeep keep)",
		    csharp_name(&c->record->name));
	w_line(e->w, "ArgumentNullException.ThrowIfNull(value, name);");
	if (plan_slot_of(c, SLOT_FIXED))
		w_line(e->w, "Prepare(at);");
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role != SLOT_VALUE)
			continue;
		const char *value = TEXT(e, "value.%s", member(slot));
		const char *form = csharp_slot_form(e, c, slot, &at);
		if (is_many(&slot->shape) && slot->shape.nullable)
			value = TEXT(e, "%s is null ? null : System.Linq.Enumerable.ToArray(%s)", value,
				     value);
		else if (is_many(&slot->shape))
			value = TEXT(e, "System.Linq.Enumerable.ToArray(%s)", value);
		w_line(e->w, "%s.Write(at + %llu, %s, name, keep);", form, ULL(at), value);
	}
	csharp_close(e, "");
}

static void emit_free_fields(struct csharp *e, const struct plan_carrier *c)
{
	uint64_t at;
	if (!c->owns)
		return;
	csharp_gap(e);
	csharp_open(e, "internal override void Free(byte* at)");
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE && plan_owns_parts(&c->slots[i].shape)) {
			const char *form = csharp_slot_form(e, c, &c->slots[i], &at);
			w_line(e->w, "%s.Free(at + %llu);", form, ULL(at));
		}
	csharp_close(e, "");
}

/* ---- tagged unions ---- */

static const char *tag_constant(struct csharp *e, const struct plan_carrier *c, const struct plan_slot *slot)
{
	return csharp_constant(e, &slot->value, plan_slot_of(c, SLOT_TAG)->field->field->type);
}

static void emit_tagged(struct csharp *e, const struct plan_carrier *c)
{
	const char *name = csharp_name(&c->record->name);
	csharp_gap(e);
	csharp_summary_of(e, c->record->doc, &c->record->standing, TEXT(e, "C's %s.", c->record->decl->id));
	csharp_open(e, "public abstract record %s", csharp_own(name));
	csharp_open(e, "private protected %s()", csharp_own(name));
	csharp_close(e, "");
	csharp_close(e, "");
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role != SLOT_VALUE)
			continue;
		csharp_gap(e);
		csharp_summary(
			e, slot->doc,
			TEXT(e, "C's %s whose tag is %s.", c->record->decl->id, tag_constant(e, c, slot)));
		if (!slot->field) {
			w_line(e->w, "public sealed record %s : %s;", csharp_own(csharp_name(&slot->type)),
			       name);
			continue;
		}
		csharp_doc(e, "param", "Value", "What it is.");
		csharp_obsolete(e, slot->field->standing.deprecated);
		w_line(e->w, "public sealed record %s(%s Value) : %s;", csharp_own(csharp_name(&slot->type)),
		       field_type(e, &slot->shape), name);
	}
}

static const char *tag_type(struct csharp *e, const struct plan_slot *tag)
{
	const char *reason = NULL, *type = csharp_raw_type(e, tag->field->field->type, PLACE_FIELD, &reason);
	return type ? type : "int";
}

static void emit_read_case(struct csharp *e, const struct plan_carrier *c)
{
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG);
	const char *name = csharp_name(&c->record->name), *type = tag_type(e, tag);
	uint64_t at;
	csharp_gap(e);
	csharp_open(e, "internal override %s Read(byte* at) => Unsafe.ReadUnaligned<%s>(at + %llu) switch",
		    name, type, ULL(tag->offset));
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role != SLOT_VALUE)
			continue;
		const char *read = "";
		if (slot->field) {
			const char *form = csharp_slot_form(e, c, slot, &at);
			read = TEXT(e, "%s.Read(at + %llu)", form, ULL(at));
		}
		w_line(e->w, "%s => new %s(%s),", tag_constant(e, c, slot), csharp_name(&slot->type), read);
	}
	w_line(e->w, "_ => throw new InvalidOperationException(\"C gave a tag that no case has.\"),");
	csharp_close(e, ";");
}

static void emit_write_case(struct csharp *e, const struct plan_carrier *c)
{
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG);
	const char *name = csharp_name(&c->record->name), *type = tag_type(e, tag);
	uint64_t at;
	csharp_gap(e);
	csharp_open(e, "internal override void Write(byte* at, %s value, string name, NativeKeep keep)",
		    name);
	w_line(e->w, "ArgumentNullException.ThrowIfNull(value, name);");
	csharp_open(e, "switch (value)");
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role != SLOT_VALUE)
			continue;
		w_line(e->w, "case %s%s:", csharp_name(&slot->type), slot->field ? " one" : "");
		e->w->level++;
		w_line(e->w, "Unsafe.WriteUnaligned<%s>(at + %llu, %s);", type, ULL(tag->offset),
		       tag_constant(e, c, slot));
		if (slot->field) {
			const char *form = csharp_slot_form(e, c, slot, &at);
			w_line(e->w,
			       is_many(&slot->shape)
				       ? "%s.Write(at + %llu, System.Linq.Enumerable.ToArray(one.Value), "
					 "name, keep);"
				       : "%s.Write(at + %llu, one.Value, name, keep);",
			       form, ULL(at));
		}
		w_line(e->w, "break;");
		e->w->level--;
	}
	csharp_close(e, "");
	csharp_close(e, "");
}

static void emit_free_case(struct csharp *e, const struct plan_carrier *c)
{
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG);
	uint64_t at;
	if (!c->owns)
		return;
	csharp_gap(e);
	csharp_open(e, "internal override void Free(byte* at)");
	csharp_open(e, "switch (Unsafe.ReadUnaligned<%s>(at + %llu))", tag_type(e, tag), ULL(tag->offset));
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role != SLOT_VALUE || !slot->field || !plan_owns_parts(&slot->shape))
			continue;
		const char *form = csharp_slot_form(e, c, slot, &at);
		w_line(e->w, "case %s:", tag_constant(e, c, slot));
		w_line(e->w, "    %s.Free(at + %llu);", form, ULL(at));
		w_line(e->w, "    break;");
	}
	csharp_close(e, "");
	csharp_close(e, "");
}

/* ---- both ---- */

void csharp_emit_reader(struct csharp *e, const struct plan_carrier *c)
{
	const char *name = csharp_name(&c->record->name);
	w_line(e->w, "");
	csharp_open(e, "internal sealed unsafe class %sReader() : Form<%s>(%llu)", csharp_flat(e, name), name,
		    ULL(c->record->size));
	if (c->shape.kind == SHAPE_TAGGED) {
		emit_read_case(e, c);
		emit_write_case(e, c);
		emit_free_case(e, c);
	} else {
		emit_prepare(e, c);
		emit_read_fields(e, c);
		emit_write_fields(e, c);
		emit_free_fields(e, c);
	}
	csharp_close(e, "");
}

void csharp_emit_natives(struct csharp *e)
{
	for (size_t i = 0; i < e->p->n_carriers; i++) {
		const struct plan_carrier *c = e->p->carriers[i];
		if (!record_is_native(c->record) || c->record->name.from)
			continue;
		csharp_enter(e, &c->record->name);
		if (c->shape.kind == SHAPE_TAGGED)
			emit_tagged(e, c);
		else
			emit_compound(e, c);
		csharp_leave(e, &c->record->name);
	}
}
