/*
 * Types of the raw layer: records, enumerations and typedefs, laid out as the compiler laid them out.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"

#include <inttypes.h>
#include <string.h>

/* ---- records ---- */

bool c_has_tag(const struct c_emit *e, const struct ffir_decl *d)
{
	return strchr(d->id, ' ') || c_namer(e, d);
}

static const char *attributes_text(struct c_emit *e, bool packed, uint64_t aligned)
{
	if (packed && aligned)
		return c_text(e, " __attribute__((packed, aligned(%llu)))", (unsigned long long)aligned);
	if (packed)
		return " __attribute__((packed))";
	return aligned ? c_text(e, " __attribute__((aligned(%llu)))", (unsigned long long)aligned) : "";
}

static const char *record_attributes(struct c_emit *e, const struct ffir_decl *d,
				     const struct c_layout *layout)
{
	const char *text = c_text(e, "%s%s", attributes_text(e, layout->packed, layout->aligned),
				  c_has_tag(e, d) ? c_deprecated_text(e, d) : "");
	if (layout->transparent)
		text = c_text(e, " __attribute__((transparent_union))%s", text);
	return layout->gcc_struct ? c_text(e, " __attribute__((gcc_struct))%s", text) : text;
}

static const char *record_word(const struct ffir_decl *d)
{
	return d->record_kind == FFIR_UNION ? "union" : "struct";
}

/* OUTER is what tells the bytes between its fields from those of a record around it. */
static bool emit_body(struct c_emit *e, const struct ffir_decl *d, const struct c_layout *layout,
		      const char *outer);

static bool emit_inline_record(struct c_emit *e, const struct ffir_field *f, const struct ffir_decl *inner,
			       bool packed, uint64_t aligned, const char *outer)
{
	struct c_layout layout;
	const char *name = f->anonymous || f->name[0] == '#' ? "" : c_name(e, f->name);
	const char *declarator = c_declarator(e, f->type, name);
	const char *quals = f->type->kind != FFIR_TYPE_NAMED ? ""
			    : f->type->quals & FFIR_CONST    ? "const "
			    : f->type->quals & FFIR_VOLATILE ? "volatile "
							     : "";
	if (!c_layout_of(e, inner, &layout))
		return false;
	const struct plan_standing standing = plan_standing_of_field(f);
	c_emit_doc(e, f->doc);
	c_emit_remark(e, plan_standing_says(&e->a, &standing));
	w_open(e->w, "%s%s {", quals, record_word(inner));
	bool good = emit_body(e, inner, &layout, f->anonymous ? outer : "");
	w_close(e->w, "}%s%s%s%s;", record_attributes(e, inner, &layout), *declarator ? " " : "", declarator,
		attributes_text(e, packed, aligned));
	return good;
}

static bool emit_field(struct c_emit *e, const struct ffir_field *f, bool packed, uint64_t aligned,
		       const char *outer)
{
	const struct ffir_decl *inner = c_inline_record(e, f->type);

	if (inner)
		return emit_inline_record(e, f, inner, packed, aligned, outer);
	const char *name = f->name[0] == '#' ? "" : c_name(e, f->name);
	const char *text = c_declare(e, f->type, name);
	if (f->is_bits)
		text = c_text(e, "%s : %u", text, f->bits);
	c_emit_with_doc(e, c_text(e, "%s%s;", text, attributes_text(e, packed, aligned)), f->doc,
			plan_standing_of_field(f));
	return true;
}

static void emit_pad(struct c_emit *e, const char *outer, size_t number, uint64_t size)
{
	if (size)
		w_line(e->w, "unsigned char hidden%s%zu_[%" PRIu64 "];", outer, number + 1, size);
}

static bool emit_body(struct c_emit *e, const struct ffir_decl *d, const struct c_layout *layout,
		      const char *outer)
{
	bool good = true;
	for (size_t i = 0; i < d->n_fields; i++) {
		emit_pad(e, outer, i, layout->pads[i]);
		good = emit_field(e, &d->fields[i], layout->packs[i], layout->fields[i],
				  c_text(e, "%s%zu_", outer, i + 1)) &&
		       good;
	}
	emit_pad(e, outer, d->n_fields, layout->pads[d->n_fields]);
	return good;
}

/* Whether ISO C99 or C++11 would complain of the body. */
static bool needs_extension(const struct c_emit *e, const struct ffir_decl *d)
{
	if (!d->n_fields)
		return true;
	for (size_t i = 0; i < d->n_fields; i++) {
		const struct ffir_field *f = &d->fields[i];
		const struct ffir_decl *inner = c_inline_record(e, f->type);
		if (f->anonymous || f->is_bits || c_is_extension(e, f->type) ||
		    (inner && needs_extension(e, inner)))
			return true;
	}
	return false;
}

const char *c_why_no_body(struct c_emit *e, const struct ffir_decl *d, struct c_layout *layout)
{
	const struct ffir_on *on = ffir_decl_on(d);

	if (d->unsupported)
		return d->unsupported;
	if (on && on->byte_order)
		return c_text(e, "its numbers are %s-endian", on->byte_order);
	for (size_t i = 0; i < d->n_fields; i++) {
		const char *why = c_unspeakable(e, d->fields[i].type);
		const struct ffir_decl *inner = c_inline_record(e, d->fields[i].type);
		struct c_layout inside;
		if (!why && inner)
			why = c_why_no_body(e, inner, &inside);
		if (why)
			return c_text(e, "field '%s': %s", d->fields[i].name, why);
	}
	return c_layout_of(e, d, layout) ? NULL : "no declaration gives its layout";
}

/* What stands behind the body: the name of a record without tag, aligned to ALIGNED. */
static const char *typedef_text(struct c_emit *e, const struct ffir_decl *d, uint64_t aligned)
{
	return c_has_tag(e, d) ? ""
			       : c_text(e, " %s%s%s", d->id, attributes_text(e, false, aligned),
					c_deprecated_text(e, d));
}

/* An array of bytes of the same size and alignment. */
static void emit_bytes(struct c_emit *e, const struct ffir_decl *d, const struct ffir_on *on)
{
	const char *size = c_text(e, "%llu", (unsigned long long)on->size);

	w_line(e->w, "%s%s { unsigned char bytes_[%s]; }%s%s;", c_has_tag(e, d) ? "" : "typedef ",
	       c_has_tag(e, d) ? c_tag(e, d->id) : record_word(d), size,
	       attributes_text(e, false, c_own_align(on)),
	       typedef_text(e, d, c_own_align(on) < on->align ? on->align : 0));
}

/* A body that cannot be said is its bytes. */
static void emit_opaque_body(struct c_emit *e, const struct ffir_decl *d, const char *why)
{
	const struct ffir_on *on = ffir_decl_on(d);

	if (!on || !on->has_layout || !on->size) {
		w_line(e->w, "/* %s: %s */", d->id, c_comment_text(e, why));
		if (!c_has_tag(e, d))
			w_line(e->w, "typedef %s %s_ %s;", record_word(d), d->id, d->id);
		return;
	}
	w_line(e->w, "/* Its fields cannot be shown: %s. */", c_comment_text(e, why));
	emit_bytes(e, d, on);
}

void c_emit_record(struct c_emit *e, const struct ffir_decl *d)
{
	struct c_layout layout;

	c_emit_doc_since(e, d->doc, d);
	if (d->opaque) {
		if (c_has_tag(e, d))
			w_line(e->w, "%s;", c_tag(e, d->id));
		else
			w_line(e->w, "typedef %s %s_ %s;", record_word(d), d->id, d->id);
		return;
	}
	const char *why = c_why_no_body(e, d, &layout);
	if (why) {
		emit_opaque_body(e, d, why);
		return;
	}
	const char *extension = needs_extension(e, d) ? "__extension__ " : "";
	const char *condition = c_condition_of_fields(e, d);
	c_open_condition(e, condition);
	if (c_has_tag(e, d))
		w_open(e->w, "%s%s {", extension, c_tag(e, d->id));
	else
		w_open(e->w, "%stypedef %s {", extension, record_word(d));
	if (!emit_body(e, d, &layout, ""))
		diag_error(e->d, &d->at, "'%s' has a member whose layout no declaration in C gives", d->id);
	w_close(e->w, "}%s%s;", record_attributes(e, d, &layout), typedef_text(e, d, layout.by_name));
	if (condition) {
		w_line(e->w, "#else");
		emit_bytes(e, d, ffir_decl_on(d));
	}
	c_close_condition(e, condition);
}

/* ---- enumerations ---- */

static void emit_enumerator(struct c_emit *e, const struct ffir_enumerator *item, bool last)
{
	int64_t number;
	bool plain = ffir_value_int64(&item->value, &number) && number > INT32_MIN && number <= INT32_MAX;
	const char *value = plain ? item->value.text : c_value(e, &item->value, NULL);

	c_emit_with_doc(e, c_text(e, "%s = %s%s", c_name(e, item->name), value, last ? "" : ","), item->doc,
			plan_standing_of_enumerator(item));
}

/* An enumerator that no int holds is an extension before C23. */
static bool has_wide_enumerator(const struct ffir_decl *d)
{
	for (size_t i = 0; i < d->n_enumerators; i++) {
		int64_t number;
		if (!ffir_value_int64(&d->enumerators[i].value, &number) || number > INT32_MAX ||
		    number < INT32_MIN)
			return true;
	}
	return false;
}

/* The bytes of an integer that holds all enumerators. */
static uint64_t least_size(const struct ffir_decl *d)
{
	int64_t low = 0, high = 0, number;

	for (size_t i = 0; i < d->n_enumerators; i++) {
		if (!ffir_value_int64(&d->enumerators[i].value, &number))
			return 8;
		low = number < low ? number : low;
		high = number > high ? number : high;
	}
	for (unsigned size = 1; size < 8; size *= 2) {
		int64_t limit = (int64_t)1 << (8 * size - (low < 0));

		if (high < limit && low >= -limit)
			return size;
	}
	return 8;
}

/* A size that the values alone do not give: an enum is an int then, or has a fixed type (C23, C++). */
static const char *size_text(const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);

	if (!on || !on->has_layout)
		return "";
	if (on->size < 4 && on->size == least_size(d))
		return " __attribute__((packed))";
	if (on->size < 4)
		return on->size == 2 ? " __attribute__((mode(HI)))" : " __attribute__((mode(QI)))";
	return on->size == 8 && least_size(d) < 8 ? " __attribute__((mode(DI)))" : "";
}

/* What the typedef that names an enum without tag aligns it to, where the integer of its size is aligned otherwise. */
static uint64_t alignment_of_name(struct c_emit *e, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const struct ffir_basic *integer = on && on->has_layout ? ffir_integer_of_size(e->m, on->size) : NULL;

	return integer && integer->align != on->align && !c_has_tag(e, d) ? on->align : 0;
}

void c_emit_enumeration(struct c_emit *e, const struct ffir_decl *d)
{
	bool nameless = strchr(d->id, '/') != NULL, tagged = !nameless && c_has_tag(e, d);
	const char *extension = has_wide_enumerator(d) ? "__extension__ " : "";

	c_emit_doc_since(e, d->doc, d);
	if (!d->n_enumerators) {
		w_line(e->w, "/* %s has no enumerators */", d->id);
		return;
	}
	const char *head = tagged || c_mentions(e, d) > 1 ? c_tag(e, d->id)
			   : nameless			  ? "enum"
							  : "typedef enum";
	w_open(e->w, "%s%s {", extension, head);
	for (size_t i = 0; i < d->n_enumerators; i++)
		emit_enumerator(e, &d->enumerators[i], i + 1 == d->n_enumerators);
	w_close(e->w, "}%s%s%s%s%s;", size_text(d), tagged || nameless ? "" : " ",
		tagged || nameless ? "" : d->id,
		nameless ? "" : attributes_text(e, false, alignment_of_name(e, d)), c_deprecated_text(e, d));
}

/* ---- typedefs ---- */

/* The vector's size and alignment stand in one attribute: of two GCC takes the alignment first, and loses it. */
static const char *alias_text(struct c_emit *e, const struct ffir_decl *d, uint64_t aligned)
{
	uint64_t size, align;

	if (d->type->kind != FFIR_TYPE_VECTOR || !aligned || !ffir_type_size(e->m, d->type, &size, &align))
		return c_text(e, "%s%s", c_declare(e, d->type, c_name(e, d->id)),
			      attributes_text(e, false, aligned));
	struct ffir_type element = *d->type->to;
	element.quals |= d->type->quals;
	return c_text(e, "%s __attribute__((vector_size(%" PRIu64 "), aligned(%" PRIu64 "))) %s",
		      c_declare(e, &element, ""), size, aligned, c_name(e, d->id));
}

void c_emit_alias(struct c_emit *e, const struct ffir_decl *d)
{
	const char *why = d->unsupported ? d->unsupported : c_unspeakable(e, d->type);
	const struct ffir_decl *named =
		d->type->kind == FFIR_TYPE_NAMED ? ffir_module_find(e->m, d->type->name) : NULL;
	bool said = named && named->doc && d->doc && named->doc->raw && d->doc->raw &&
		    strcmp(named->doc->raw, d->doc->raw) == 0;

	c_emit_doc_since(e, said ? NULL : d->doc, d);
	if (why) {
		w_line(e->w, "/* typedef %s: %s */", d->id, c_comment_text(e, why));
		return;
	}
	const char *extension = c_is_extension(e, d->type) ? "__extension__ " : "";
	const struct ffir_on *on = ffir_decl_on(d);
	const char *text = alias_text(e, d, on ? on->align : 0);
	const char *condition = c_condition(e, d->type);
	c_open_condition(e, condition);
	w_line(e->w, "%stypedef %s%s;", extension, text, c_deprecated_text(e, d));
	c_close_condition(e, condition);
}
