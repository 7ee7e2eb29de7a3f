/*
 * Structures with C's exact layout. Where ctypes' own rules give the offsets that the compiler gave,
 * the class is written as a person would; else everything is packed and each gap is a field of bytes,
 * and bit-fields are read from those by properties: no version of ctypes can then lay it out otherwise.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

/* How a field is seen. */
enum view {
	VIEW_NUMBER, /* an attribute of ctypes: int, float, bool */
	VIEW_TEXT,   /* char[n]: bytes up to the first NUL */
	VIEW_ENUM,   /* an enumeration or a number of a type of its own: a property over a hidden field */
	VIEW_BITS,   /* a property over padding */
	VIEW_RECORD, /* another structure inside */
	VIEW_ARRAY,
	VIEW_POINTER,
	VIEW_HIDDEN, /* bytes that ctypes has no type for, and what has no name */
};

struct field_view {
	const struct plan_field *field;
	enum view view;
	const char *name;    /* as callers see it */
	const char *storage; /* of the field of ctypes */
	const char *type;    /* of ctypes */
	const char *hint;
	uint64_t size, align; /* of ctypes */
};

/* ---- layout ---- */

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
	if (basic)
		return basic->field_align ? basic->field_align : basic->align;
	if (decl && decl->kind == FFIR_DECL_ENUMERATION && m->n_targets)
		for (size_t i = 0; i < m->targets[0].n_basics; i++) {
			basic = &m->targets[0].basics[i];
			if (!basic->is && basic->size == size && strstr(basic->name, "float") == NULL &&
			    strstr(basic->name, "double") == NULL)
				return basic->field_align ? basic->field_align : basic->align;
		}
	return align;
}

static uint64_t ctypes_align(const struct python *e, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(e->p, type, &decl);
	if (real->kind == FFIR_TYPE_ARRAY)
		return ctypes_align(e, real->to);
	const struct plan_record *r = plan_record_of_decl(e->p, decl);
	return r ? e->records[r->index].align : scalar_align(e, type);
}

static enum view view_of(struct python *e, const struct plan_field *field)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(e->p, field->field->type, &decl);
	if (field->field->is_bits)
		return field->field->name[0] == '#' || !field->field->bits ? VIEW_HIDDEN : VIEW_BITS;
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

/* A pointer to a record that is not there yet is an address. */
static const char *field_ctype(struct python *e, const struct ffir_type *type, const char **reason)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(e->p, type, NULL);
	if (real->kind == FFIR_TYPE_POINTER) {
		const struct ffir_type *to = real;
		while (to->kind == FFIR_TYPE_POINTER || to->kind == FFIR_TYPE_ARRAY)
			to = type_real(e->p, to->to, &decl);
		const struct plan_record *r = plan_record_of_decl(e->p, decl);
		if (r && !e->records[r->index].declared)
			return "ctypes.c_void_p";
	}
	return ctype(e, type, PLACE_FIELD, reason);
}

/* What Python's own is called. */
static const char *number_hint(struct python *e, const struct field_view *v)
{
	enum ffir_type_kind kind = type_real(e->p, v->field->field->type, NULL)->kind;
	return kind == FFIR_TYPE_BOOL ? "bool" : kind == FFIR_TYPE_FLOAT ? "float" : "int";
}

static const char *field_hint(struct python *e, const struct field_view *v)
{
	const struct ffir_type *real = type_real(e->p, v->field->field->type, NULL);
	switch (v->view) {
	case VIEW_NUMBER:
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
	v.storage = v.view == VIEW_ENUM ? TEXT(e, "_%s", v.name) : v.name;
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

static struct field_view *make_views(struct python *e, const struct plan_record *r)
{
	struct field_view *views = (struct field_view *)ffir_alloc(e->a, (r->n_fields + 1) * sizeof *views);
	for (size_t i = 0; i < r->n_fields; i++)
		views[i] = make_view(e, r, i);
	return views;
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
		while (type->kind == FFIR_TYPE_ARRAY)
			type = type_real(e->p, type->to, &decl);
		const struct plan_record *inner = plan_record_of_decl(e->p, decl);
		if (inner && e->records[inner->index].no_copy)
			return e->records[inner->index].no_copy;
		if (views[i].view == VIEW_HIDDEN)
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

/* ---- printing ---- */

static bool is_visible(const struct field_view *v)
{
	return v->view != VIEW_HIDDEN && v->name[0] != '_';
}

static void emit_doc(struct python *e, const struct plan_record *r, const struct field_view *views)
{
	struct doc_text doc;
	const char *title = NULL;
	doc_begin(&doc, r->doc);
	if (!doc.text.size)
		doc_paragraph(&doc, TEXT(e, "C's %s.", r->decl->id));
	for (size_t i = 0; i < r->n_fields; i++)
		if (is_visible(&views[i]) && r->fields[i].doc)
			doc_item(&doc, &title, "Attributes", views[i].name,
				 r->fields[i].doc->brief ? r->fields[i].doc->brief
							 : r->fields[i].doc->description);
	doc_print(e, &doc);
	w_line(e->w, "");
}

static void emit_gap_field(struct python *e, uint64_t from, uint64_t to)
{
	if (to > from)
		w_line(e->w, "(\"_at%llu\", ctypes.c_ubyte * %llu),", (unsigned long long)from,
		       (unsigned long long)(to - from));
}

static void emit_fields(struct python *e, const struct plan_record *r, const struct field_view *views,
			bool natural)
{
	uint64_t end = 0;
	if (!natural) {
		w_line(e->w, "_layout_ = \"ms\"");
		w_line(e->w, "_pack_ = 1");
	}
	const char **anonymous = NULL;
	size_t n_anonymous = 0;
	for (size_t i = 0; i < r->n_fields; i++)
		if (r->fields[i].field->anonymous)
			*FFIR_PUSH(e->a, anonymous, n_anonymous) = TEXT(e, "\"%s\"", views[i].storage);
	if (n_anonymous)
		emit_list(e, "_anonymous_ = [", anonymous, n_anonymous, "]");
	if (!r->size) {
		need_import(e, "from typing import Any, ClassVar, List");
		w_line(e->w, "_fields_: ClassVar[List[Any]] = []");
		return;
	}
	w_open(e->w, "_fields_ = [");
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct field_view *v = &views[i];
		if (v->field->field->is_bits)
			continue;
		if (!natural && !r->is_union)
			emit_gap_field(e, end, v->field->place->offset);
		w_line(e->w, "(\"%s\", %s),", v->storage, v->type);
		end = v->field->place->offset + v->size;
	}
	if (!natural)
		emit_gap_field(e, r->is_union ? 0 : end, r->size);
	w_close(e->w, "]");
}

static void emit_hints(struct python *e, const struct plan_record *r, const struct field_view *views)
{
	size_t n = 0;
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct field_view *v = &views[i];
		if (v->view == VIEW_BITS || v->view == VIEW_HIDDEN)
			continue;
		w_line(e->w, "%s: %s", v->storage, v->view == VIEW_ENUM ? number_hint(e, v) : v->hint);
		n++;
	}
	if (n)
		w_line(e->w, "");
}

static bool zero_is_member(const struct plan_enum *item)
{
	static const struct ffir_value zero = {.kind = FFIR_VALUE_INTEGER, .text = "0"};
	return !item->closed || item->flags || item->error || enumerator_of(item, &zero);
}

/* "x: float = 0.0"; NULL if the constructor does not take it. */
static const char *init_param(struct python *e, const struct field_view *v)
{
	if (!is_visible(v))
		return NULL;
	switch (v->view) {
	case VIEW_BITS:
		if (v->field->shape.enumeration)
			return TEXT(e, "%s: %s = %s(0)", v->name, v->hint, v->hint);
		return TEXT(e, "%s: %s = %s", v->name, v->hint, strcmp(v->hint, "bool") == 0 ? "False" : "0");
	case VIEW_NUMBER:
		return TEXT(e, "%s: %s = %s", v->name, v->hint,
			    strcmp(v->hint, "bool") == 0    ? "False"
			    : strcmp(v->hint, "float") == 0 ? "0.0"
							    : "0");
	case VIEW_TEXT:
		return TEXT(e, "%s: bytes = b\"\"", v->name);
	case VIEW_ENUM:
		if (!v->field->shape.enumeration || zero_is_member(v->field->shape.enumeration))
			return TEXT(e, "%s: %s = %s(0)", v->name, v->hint, v->hint);
		return TEXT(e, "%s: %s = %s.%s", v->name, v->hint, v->hint,
			    python_name(&v->field->shape.enumeration->items[0].name));
	case VIEW_RECORD:
		need_import(e, "from typing import Optional");
		return TEXT(e, "%s: Optional[%s] = None", v->name, v->hint);
	case VIEW_ARRAY:
		need_import(e, "from typing import Any, Optional, Sequence");
		return TEXT(e, "%s: Optional[Sequence[Any]] = None", v->name);
	case VIEW_POINTER:
		return TEXT(e, "%s: _Pointer = None", v->name);
	case VIEW_HIDDEN:
		return NULL;
	}
	return NULL;
}

static void emit_init_field(struct python *e, const struct field_view *v)
{
	switch (v->view) {
	case VIEW_NUMBER:
		emit_integer(e, v->name, v->name, v->field->field->type);
		w_line(e->w, "self.%s = %s", v->name, v->name);
		return;
	case VIEW_TEXT:
	case VIEW_ENUM:
	case VIEW_BITS:
		w_line(e->w, "self.%s = %s", v->name, v->name);
		return;
	case VIEW_RECORD:
	case VIEW_POINTER:
		w_open(e->w, "if %s is not None:", v->name);
		w_line(e->w, "self.%s = %s", v->name, v->name);
		w_close(e->w, "");
		return;
	case VIEW_ARRAY:
		w_open(e->w, "if %s is not None:", v->name);
		w_line(e->w, "self.%s = type(self.%s)(*%s)", v->name, v->name, v->name);
		w_close(e->w, "");
		return;
	case VIEW_HIDDEN:
		return;
	}
}

/* Whether ctypes' own constructor can take all values in order. */
static bool is_plain(struct python *e, const struct plan_record *r, const struct field_view *views)
{
	const char *low, *high;
	for (size_t i = 0; i < r->n_fields; i++)
		if (!is_visible(&views[i]) || views[i].view != VIEW_NUMBER ||
		    integer_limits(e, views[i].field->field->type, &low, &high))
			return false;
	return r->n_fields > 0;
}

static void emit_init(struct python *e, const struct plan_record *r, const struct field_view *views)
{
	const char **params = NULL;
	size_t n = 0;
	*FFIR_PUSH(e->a, params, n) = "self";
	for (size_t i = 0; i < r->n_fields; i++) {
		const char *param = init_param(e, &views[i]);
		if (param)
			*FFIR_PUSH(e->a, params, n) = param;
	}
	if (n == 1)
		return;
	w_line(e->w, "");
	emit_list(e, "def __init__(", params, n, ") -> None:");
	e->w->level++;
	if (is_plain(e, r, views)) {
		for (size_t i = 0; i < r->n_fields; i++)
			params[i] = views[i].name;
		emit_list(e, "super().__init__(", params, r->n_fields, ")");
	} else {
		w_line(e->w, "super().__init__()");
		for (size_t i = 0; i < r->n_fields; i++)
			if (is_visible(&views[i]))
				emit_init_field(e, &views[i]);
	}
	w_close(e->w, "");
}

static void emit_properties(struct python *e, const struct plan_record *r, const struct field_view *views)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct field_view *v = &views[i];
		const char *low, *high;
		if (v->view != VIEW_ENUM && v->view != VIEW_BITS)
			continue;
		bool is_signed = integer_limits(e, v->field->field->type, &low, &high) && low[0] == '-';
		const char *place = TEXT(e, "%llu, %u, %s", (unsigned long long)v->field->place->bit_offset,
					 v->field->field->bits, is_signed ? "True" : "False");
		const char *hint = v->hint;
		w_line(e->w, "");
		w_line(e->w, "@property");
		w_open(e->w, "def %s(self) -> %s:", v->name, hint);
		doc_emit(e, v->field->doc);
		if (v->view == VIEW_BITS)
			need(e, PART_BITS);
		const char *read = v->view == VIEW_ENUM ? TEXT(e, "self.%s", v->storage)
							: TEXT(e, "_get_bits(self, %s)", place);
		w_line(e->w, strcmp(hint, "int") == 0 ? "return %s%s" : "return %s(%s)",
		       strcmp(hint, "int") == 0 ? "" : hint, read);
		w_close(e->w, "");
		w_line(e->w, "");
		w_line(e->w, "@%s.setter", v->name);
		w_open(e->w, "def %s(self, value: %s) -> None:", v->name, hint);
		if (v->view == VIEW_ENUM) {
			emit_integer(e, "value", v->name, v->field->field->type);
			w_line(e->w, "self.%s = value", v->storage);
		} else {
			w_line(e->w, "_set_bits(self, %s, value)", place);
		}
		w_close(e->w, "");
	}
}

/* What ctypes' _anonymous_ does not give: the properties of the record in V, a member without a name. */
static void emit_inherited(struct python *e, const struct field_view *v, const char *path)
{
	const struct plan_record *inner = plan_record_of(e->p, v->field->field->type);
	if (!v->field->field->anonymous || v->view != VIEW_RECORD || !inner)
		return;
	const struct field_view *views = make_views(e, inner);
	path = TEXT(e, "%s.%s", path, v->storage);
	for (size_t i = 0; i < inner->n_fields; i++) {
		const struct field_view *of = &views[i];
		emit_inherited(e, of, path);
		if (of->view != VIEW_ENUM && of->view != VIEW_BITS)
			continue;
		w_line(e->w, "");
		w_line(e->w, "@property");
		w_open(e->w, "def %s(self) -> %s:", of->name, of->hint);
		doc_emit(e, of->field->doc);
		w_line(e->w, "return %s.%s", path, of->name);
		w_close(e->w, "");
		w_line(e->w, "");
		w_line(e->w, "@%s.setter", of->name);
		w_open(e->w, "def %s(self, value: %s) -> None:", of->name, of->hint);
		w_line(e->w, "%s.%s = value", path, of->name);
		w_close(e->w, "");
	}
}

/* Values are the same; of pointers only whether there is one. */
static const char *same_text(struct python *e, const struct field_view *v)
{
	static const char *const formats[] = {
		[VIEW_NUMBER] = "self.%s == other.%s",
		[VIEW_TEXT] = "self.%s == other.%s",
		[VIEW_ENUM] = "self.%s == other.%s",
		[VIEW_BITS] = "self.%s == other.%s",
		[VIEW_RECORD] = "self.%s == other.%s",
		[VIEW_ARRAY] = "bytes(self.%s) == bytes(other.%s)",
		[VIEW_POINTER] = "bool(self.%s) == bool(other.%s)",
		[VIEW_HIDDEN] = "%s%s",
	};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return TEXT(e, formats[v->view], v->name, v->name);
#pragma GCC diagnostic pop
}

static void emit_equality(struct python *e, const char *name, const struct plan_record *r,
			  const struct field_view *views)
{
	const char **same = NULL;
	size_t n = 0;
	w_line(e->w, "");
	w_open(e->w, "def __eq__(self, other: object) -> bool:");
	w_open(e->w, "if not isinstance(other, %s):", name);
	w_line(e->w, "return NotImplemented");
	w_close(e->w, "");
	for (size_t i = 0; i < r->n_fields; i++)
		if (is_visible(&views[i]))
			*FFIR_PUSH(e->a, same, n) = same_text(e, &views[i]);
	emit_all_of(e, same, n);
	w_close(e->w, "");
}

/* One f-string, or one a line. */
static void emit_repr_parts(struct python *e, const char *name, const char **parts, size_t n)
{
	size_t columns = strlen(name) + 12 + e->w->level * 4;
	for (size_t i = 0; i < n; i++)
		columns += strlen(parts[i]) + 2;
	if (columns > PYTHON_COLUMNS) {
		w_open(e->w, "return (");
		for (size_t i = 0; i < n; i++)
			w_line(e->w, "f\"%s%s%s%s\"", i ? "" : name, i ? "" : "(", parts[i],
			       i + 1 < n ? ", " : ")");
		w_close(e->w, ")");
		return;
	}
	struct ffir_buf text = {0};
	for (size_t i = 0; i < n; i++)
		ffir_buf_printf(&text, "%s%s", i ? ", " : "", parts[i]);
	w_line(e->w, "return f\"%s(%s)\"", name, text.text);
	ffir_buf_release(&text);
}

static void emit_repr(struct python *e, const char *name, const struct plan_record *r,
		      const struct field_view *views)
{
	const char **parts = NULL;
	size_t n = 0;
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct field_view *v = &views[i];
		if (!is_visible(v))
			continue;
		const char *format = v->view == VIEW_ARRAY ? "{list(self.%s)!r}" : "{self.%s!r}";
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		*FFIR_PUSH(e->a, parts, n) = TEXT(e, "%s=%s", v->name, TEXT(e, format, v->name));
#pragma GCC diagnostic pop
	}
	if (n && !r->is_union) {
		w_line(e->w, "");
		w_open(e->w, "def __repr__(self) -> str:");
		emit_repr_parts(e, record_is_native(r) ? name : python_own(&r->name), parts, n);
		w_close(e->w, "");
		emit_equality(e, name, r, views);
	}
}

static void emit_aligned(struct python *e, const struct plan_record *r, uint64_t align)
{
	if (r->align <= 8 || r->align <= align)
		return;
	need(e, PART_ALIGNED);
	need_import(e, "from typing import Any");
	w_line(e->w, "");
	w_open(e->w, "def __new__(cls, *arguments: object, **named: object) -> Any:");
	w_line(e->w, "return _aligned(cls, %llu, %llu)", (unsigned long long)r->size,
	       (unsigned long long)r->align);
	w_close(e->w, "");
}

static void emit_record(struct python *e, size_t index)
{
	const struct plan_record *r = e->p->records[index];
	struct python_record *info = &e->records[index];
	info->declared = info->declared || r->name.from;
	if (r->opaque || r->name.from)
		return;
	if (r->refused) {
		emit_gap(e);
		comment_emit(e, TEXT(e, "%s is not here: %s", r->decl->id, r->refused));
		return;
	}
	struct field_view *views = make_views(e, r);
	const char *name = record_name(e, r);
	if (!record_is_native(r))
		export_item(e, &r->name, EXPORTED_CLASS);
	emit_gap(e);
	w_open(e->w, "class %s(ctypes.%s):", name, r->is_union ? "Union" : "Structure");
	emit_doc(e, r, views);
	emit_hints(e, r, views);
	emit_fields(e, r, views, info->natural);
	emit_aligned(e, r, info->align);
	if (!r->is_union)
		emit_init(e, r, views);
	emit_properties(e, r, views);
	for (size_t i = 0; i < r->n_fields; i++)
		emit_inherited(e, &views[i], "self");
	emit_repr(e, name, r, views);
	w_close(e->w, "");
	info->declared = true;
	if (r->by_value)
		emit_by_value(e, r);
}

void emit_records(struct python *e)
{
	if (e->p->n_records)
		need_import(e, "import ctypes");
	for (size_t i = 0; i < e->p->n_records; i++)
		emit_record(e, i);
}
