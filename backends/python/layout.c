/*
 * How ctypes sees the fields of a structure, and whether its own rules lay them out as C did.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/records.h"

static uint64_t scalar_align(const struct python *e, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_module *m = e->p->module;
	const struct ffir_type *real = type_real(e->p, type, &decl);
	uint64_t size = 0, align = 1;
	const struct ffir_basic *basic = ffir_basic_find(m, real->kind == FFIR_TYPE_POINTER ? "void*"
							    : real->name		    ? real->name
											    : "");
	ffir_type_size(m, type, &size, &align);
	if (decl && decl->kind == FFIR_DECL_ENUMERATION)
		basic = ffir_integer_of_size(m, size);
	if (basic)
		return basic->field_align ? basic->field_align : basic->align;
	return align;
}

/* Of a class of the module's own: that of the parts of a complex number, of _Half, of bytes. */
static uint64_t made_align(const struct python *e, const struct ffir_type *type)
{
	const char *part = type_complex_part(e->p, type);
	const struct ffir_basic *basic = part ? ffir_basic_find(e->p->module, part) : NULL;
	if (basic)
		return basic->field_align ? basic->field_align : basic->align;
	return type_real(e->p, type, NULL)->kind == FFIR_TYPE_FLOAT ? 2 : 1;
}

static uint64_t ctypes_align(struct python *e, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(e->p, type, &decl);
	if (real->kind == FFIR_TYPE_ARRAY)
		return ctypes_align(e, real->to);
	const struct plan_record *r = plan_record_of_decl(e->p, decl);
	if (!r && made_number(e, type))
		return made_align(e, type);
	return r ? e->records[r->index].align : scalar_align(e, type);
}

static enum view view_of(struct python *e, const struct plan_field *field)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(e->p, field->field->type, &decl);
	if (field->field->is_bits)
		return field->field->name[0] == '#' || !field->field->bits ? VIEW_HIDDEN : VIEW_BITS;
	if (made_number(e, real))
		return VIEW_MADE;
	switch (real->kind) {
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
		return wrapper_name(&field->shape) ? VIEW_ENUM : VIEW_NUMBER;
	case FFIR_TYPE_NAMED:
		if (decl && decl->kind == FFIR_DECL_RECORD)
			return VIEW_RECORD;
		return field->shape.enumeration ? VIEW_ENUM : VIEW_NUMBER;
	case FFIR_TYPE_POINTER:
		return VIEW_POINTER;
	case FFIR_TYPE_ARRAY: {
		const struct ffir_type *element = type_real(e->p, real->to, NULL);
		return element->kind == FFIR_TYPE_INT && strcmp(element->name, "char") == 0 ? VIEW_TEXT
											    : VIEW_ARRAY;
	}
	case FFIR_TYPE_COMPLEX:
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_UNSUPPORTED:
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_FUNCTION:
		return VIEW_HIDDEN;
	}
	return VIEW_HIDDEN;
}

bool has_checked_elements(struct python *e, const struct ffir_type *type)
{
	const char *low, *high;
	if (type_real(e->p, type, NULL)->kind != FFIR_TYPE_ARRAY)
		return false;
	while (type_real(e->p, type, NULL)->kind == FFIR_TYPE_ARRAY)
		type = type_real(e->p, type, NULL)->to;
	const struct ffir_type *real = type_real(e->p, type, NULL);
	bool text = real->kind == FFIR_TYPE_INT && strcmp(real->name, "char") == 0;
	return !text && (is_single(e, type) || integer_limits(e, type, &low, &high) || made_number(e, type));
}

/* TYPE is an array of numbers, or of such arrays; or the element. */
static const char *checked_ctype(struct python *e, const struct ffir_type *type, const char **reason)
{
	const struct ffir_type *real = type_real(e->p, type, NULL);
	if (real->kind != FFIR_TYPE_ARRAY)
		return ctype(e, type, PLACE_ELEMENT, reason);
	const char *element = checked_ctype(e, real->to, reason);
	if (made_number(e, real->to)) {
		need(e, PART_MADE_INSIDE);
		return TEXT(e, "_made_inside(%s, %llu)", element,
			    (unsigned long long)(real->has_count ? real->count : 0));
	}
	need(e, PART_NUMBERS_INSIDE);
	const struct plan_enum *item = plan_enum_of(e->p, real->to);
	return element ? TEXT(e, "_numbers_inside(%s, %llu%s)", element,
			      (unsigned long long)(real->has_count ? real->count : 0),
			      enum_is_checked(item) ? TEXT(e, ", %s", python_name(&item->name)) : "")
		       : NULL;
}

/* Whether TYPE is made of pointers and arrays of a record that is not there yet. */
static bool leads_ahead(const struct python *e, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	while (type->kind == FFIR_TYPE_POINTER || type->kind == FFIR_TYPE_ARRAY)
		type = type_real(e->p, type->to, &decl);
	const struct plan_record *r = plan_record_of_decl(e->p, decl);
	return r && !e->records[r->index].declared;
}

/* A pointer to a record that is not there yet, as of one to itself, is an address. */
static const char *field_ctype(struct python *e, const struct ffir_type *type, const char **reason)
{
	const struct ffir_type *real = type_real(e->p, type, NULL);
	if (real->kind == FFIR_TYPE_POINTER && leads_ahead(e, real))
		return "ctypes.c_void_p";
	if (real->kind == FFIR_TYPE_ARRAY && leads_ahead(e, real))
		return ctype_array(e, real, field_ctype(e, real->to, reason));
	if (has_checked_elements(e, type))
		return checked_ctype(e, type, reason);
	return ctype(e, type, PLACE_FIELD, reason);
}

const char *number_hint(struct python *e, const struct field_view *v)
{
	enum ffir_type_kind kind = type_real(e->p, v->field->field->type, NULL)->kind;
	return kind == FFIR_TYPE_BOOL	   ? "bool"
	       : kind == FFIR_TYPE_FLOAT   ? "float"
	       : kind == FFIR_TYPE_COMPLEX ? "complex"
					   : "int";
}

static const char *field_hint(struct python *e, const struct field_view *v)
{
	const struct ffir_type *real = type_real(e->p, v->field->field->type, NULL);
	switch (v->view) {
	case VIEW_NUMBER:
	case VIEW_MADE:
		return number_hint(e, v);
	case VIEW_TEXT:
		return "bytes";
	case VIEW_ENUM:
		return wrapper_name(&v->field->shape);
	case VIEW_BITS:
		if (v->field->shape.enumeration)
			return python_name(&v->field->shape.enumeration->name);
		return real->kind == FFIR_TYPE_BOOL ? "bool" : "int";
	case VIEW_RECORD:
		return v->type;
	case VIEW_ARRAY:
		need_import(e, "from typing import Any");
		return "ctypes.Array[Any]";
	case VIEW_POINTER:
	case VIEW_HIDDEN:
		return "_Pointer";
	}
	return NULL;
}

static struct field_view make_view(struct python *e, const struct plan_record *r, size_t i)
{
	const struct plan_field *field = &r->fields[i];
	struct field_view v = {.field = field, .view = view_of(e, field)};
	const char *reason = NULL;
	v.name = field->field->name[0] == '#' ? TEXT(e, "_%s", field->field->name + 1)
					      : python_name(&field->name);
	v.storage = v.view == VIEW_ENUM || v.view == VIEW_MADE ? TEXT(e, "_%s", v.name) : v.name;
	v.hint = field_hint(e, &v);
	if (field->field->is_bits)
		return v;
	ffir_type_size(e->p->module, field->field->type, &v.size, &v.align);
	v.align = ctypes_align(e, field->field->type);
	v.type = v.view == VIEW_HIDDEN ? NULL : field_ctype(e, field->field->type, &reason);
	if (!v.type) {
		v.view = VIEW_HIDDEN;
		v.storage = TEXT(e, "_%s", v.name);
		v.type = TEXT(e, "ctypes.c_ubyte * %llu", (unsigned long long)v.size);
		v.align = 1;
	}
	v.hint = field_hint(e, &v);
	return v;
}

struct field_view *make_views(struct python *e, const struct plan_record *r)
{
	struct field_view *views = (struct field_view *)ffir_alloc(e->a, (r->n_fields + 1) * sizeof *views);
	for (size_t i = 0; i < r->n_fields; i++)
		views[i] = make_view(e, r, i);
	return views;
}

/* ctypes tells libffi of the elements of an array in a struct that may travel in registers, but takes an array of arrays
 * for pointers (bpo-22273 was mended for one dimension). */
static bool is_taken_for_pointers(struct python *e, const struct plan_record *r, const struct ffir_type *type)
{
	uint64_t in_registers = target_is_system_v(e->p) ? 16 : 64;

	type = type_real(e->p, type, NULL);
	return r->size <= in_registers && type->kind == FFIR_TYPE_ARRAY &&
	       type_real(e->p, type->to, NULL)->kind == FFIR_TYPE_ARRAY;
}

static const char *why_no_copy(struct python *e, const struct plan_record *r, const struct field_view *views,
			       bool natural, uint64_t align)
{
	if (r->is_union)
		return TEXT(e, "ctypes cannot pass '%s' by value: it is a union", r->decl->id);
	if (!natural || align != r->align)
		return TEXT(e, "ctypes cannot pass '%s' by value: its layout is not the usual one",
			    r->decl->id);
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct ffir_decl *decl = NULL;
		const struct ffir_type *type = type_real(e->p, r->fields[i].field->type, &decl);
		if (is_taken_for_pointers(e, r, type))
			return TEXT(e, "ctypes cannot pass '%s' by value: '%s' is an array of arrays",
				    r->decl->id, r->fields[i].field->name);
		while (type->kind == FFIR_TYPE_ARRAY)
			type = type_real(e->p, type->to, &decl);
		const struct plan_record *inner = plan_record_of_decl(e->p, decl);
		if (inner && e->records[inner->index].no_copy)
			return e->records[inner->index].no_copy;
		if (views[i].view == VIEW_HIDDEN || (made_number(e, type) && !complex_is_pair(e->p, type)))
			return TEXT(e, "ctypes cannot pass '%s' by value: it has no type for '%s'",
				    r->decl->id, r->fields[i].field->name);
	}
	return NULL;
}

static void layout_record(struct python *e, size_t index)
{
	const struct plan_record *r = e->p->records[index];
	struct python_record *info = &e->records[index];
	uint64_t *aligns = (uint64_t *)ffir_alloc(e->a, (r->n_fields + 1) * sizeof *aligns), align;
	if (r->opaque || r->refused)
		return;
	struct field_view *views = make_views(e, r);
	for (size_t i = 0; i < r->n_fields; i++)
		aligns[i] = views[i].align;
	info->natural = record_is_natural(e->p, r, aligns, &align) && r->size;
	info->align = info->natural ? align : 1;
	info->no_copy = why_no_copy(e, r, views, info->natural, align);
	if (info->no_copy)
		info->by_value = by_value_name(e, r);
}

void layout_records(struct python *e)
{
	e->records = (struct python_record *)ffir_alloc(e->a, (e->p->n_records + 1) * sizeof *e->records);
	for (size_t i = 0; i < e->p->n_records; i++)
		layout_record(e, i);
}
