/*
 * Structures with C's exact layout. Where ctypes' own rules give the offsets that the compiler gave,
 * the class is written as a person would; else everything is packed and each gap is a field of bytes,
 * and bit-fields are read from those by properties: no version of ctypes can then lay it out otherwise.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/records.h"

static bool is_visible(const struct field_view *v)
{
	return v->view != VIEW_HIDDEN && v->name[0] != '_';
}

static void emit_doc(struct python *e, const struct plan_record *r, const struct field_view *views)
{
	struct doc_text doc;
	const char *title = NULL;
	doc_begin_of(e, &doc, r->doc, &r->standing, TEXT(e, "C's %s.", r->decl->id));
	for (size_t i = 0; i < r->n_fields; i++)
		if (is_visible(&views[i]))
			doc_attribute(e, &doc, &title, views[i].name, r->fields[i].doc,
				      &r->fields[i].standing);
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
		w_line(e->w, "%s: %s", v->storage,
		       v->view == VIEW_ENUM   ? number_hint(e, v)
		       : v->view == VIEW_MADE ? made_class(e, v->field->field->type)
					      : v->hint);
		n++;
	}
	if (n)
		w_line(e->w, "");
}

bool zero_is_member(const struct plan_enum *item)
{
	static const struct ffir_value zero = {.kind = FFIR_VALUE_INTEGER, .text = "0"};
	return !enum_is_checked(item) || enumerator_of(item, &zero);
}

static const char *wrapped_param(struct python *e, const struct field_view *v)
{
	const struct plan_enum *item = v->field->shape.enumeration;
	if (!item || zero_is_member(item))
		return TEXT(e, "%s: %s = %s(0)", v->name, v->hint, v->hint);
	return TEXT(e, "%s: %s = %s.%s", v->name, v->hint, v->hint, python_name(&item->items[0].name));
}

/* "x: float = 0.0"; NULL if the constructor does not take it. */
static const char *init_param(struct python *e, const struct field_view *v)
{
	if (!is_visible(v))
		return NULL;
	switch (v->view) {
	case VIEW_BITS:
		if (v->field->shape.enumeration)
			return wrapped_param(e, v);
		return TEXT(e, "%s: %s = %s", v->name, v->hint, strcmp(v->hint, "bool") == 0 ? "False" : "0");
	case VIEW_NUMBER:
	case VIEW_MADE:
		return TEXT(e, "%s: %s = %s", v->name, v->hint,
			    strcmp(v->hint, "bool") == 0    ? "False"
			    : strcmp(v->hint, "float") == 0 ? "0.0"
							    : "0");
	case VIEW_TEXT:
		return TEXT(e, "%s: bytes = b\"\"", v->name);
	case VIEW_ENUM:
		return wrapped_param(e, v);
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
	case VIEW_TEXT:
	case VIEW_ENUM:
	case VIEW_BITS:
	case VIEW_MADE:
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
		need(e, PART_FILL);
		w_line(e->w, "_fill(self.%s, %s, \"%s\")", v->name, v->name, v->name);
		w_close(e->w, "");
		return;
	case VIEW_HIDDEN:
		return;
	}
}

/* Whether ctypes' own constructor can take all values in order: there are no gaps in R, whose layout is NATURAL. */
static bool is_plain(const struct plan_record *r, const struct field_view *views, bool natural)
{
	if (!natural)
		return false;
	for (size_t i = 0; i < r->n_fields; i++)
		if (!is_visible(&views[i]) || views[i].view != VIEW_NUMBER)
			return false;
	return r->n_fields > 0;
}

static void emit_init(struct python *e, const struct plan_record *r, const struct field_view *views,
		      bool natural)
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
	if (is_plain(r, views, natural)) {
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

/* Such an array can be set to any sequence, too. */
static bool is_of_floats(struct python *e, const struct ffir_type *array)
{
	uint64_t count;
	return type_real(e->p, type_element(e->p, array, &count), NULL)->kind == FFIR_TYPE_FLOAT;
}

/* The rows of _limits_: the numbers of R, and of its members without a name, that are not as wide as Python's. */
static void list_limits(struct python *e, const struct plan_record *r, const char ***rows, size_t *n)
{
	const struct field_view *views = make_views(e, r);
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct ffir_type *type = r->fields[i].field->type;
		const struct plan_record *inner = plan_record_of(e->p, type);
		const char *low, *high;
		if (r->fields[i].field->anonymous && views[i].view == VIEW_RECORD && inner)
			list_limits(e, inner, rows, n);
		if (!is_visible(&views[i]))
			continue;
		if (views[i].view == VIEW_ARRAY && (has_checked_elements(e, type) || is_of_floats(e, type))) {
			need(e, PART_ELEMENT);
			*FFIR_PUSH(e->a, *rows, *n) =
				TEXT(e, "\"%s\": (_element, %s),", views[i].name, views[i].type);
		}
		if (views[i].view != VIEW_NUMBER)
			continue;
		if (is_single(e, type)) {
			need(e, PART_SINGLE);
			*FFIR_PUSH(e->a, *rows, *n) = TEXT(e, "\"%s\": (_single,),", views[i].name);
		} else if (integer_limits(e, type, &low, &high)) {
			need(e, PART_INTEGER);
			*FFIR_PUSH(e->a, *rows, *n) =
				TEXT(e, "\"%s\": (_integer, %s, %s, \"%s\"),", views[i].name, low, high,
				     ffir_type_spell(e->a, type, ""));
		}
	}
}

static void emit_limits_of(struct python *e, const char **rows, size_t n)
{
	if (!n)
		return;
	need(e, PART_LIMITED);
	need_import(e, "from typing import Any, ClassVar, Dict");
	w_open(e->w, "_limits_: ClassVar[Dict[str, Any]] = {");
	for (size_t i = 0; i < n; i++)
		w_line(e->w, "%s", rows[i]);
	w_close(e->w, "}");
}

static bool is_property(const struct field_view *v)
{
	return v->view == VIEW_ENUM || v->view == VIEW_BITS || v->view == VIEW_MADE;
}

static void emit_properties(struct python *e, const struct plan_record *r, const struct field_view *views)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct field_view *v = &views[i];
		const char *low, *high;
		if (!is_property(v))
			continue;
		bool is_signed = integer_limits(e, v->field->field->type, &low, &high) && low[0] == '-';
		const char *place = TEXT(e, "%llu, %u, %s", (unsigned long long)v->field->place->bit_offset,
					 v->field->field->bits, is_signed ? "True" : "False");
		const char *hint = v->hint;
		w_line(e->w, "");
		w_line(e->w, "@property");
		w_open(e->w, "def %s(self) -> %s:", v->name, hint);
		doc_emit_of(e, v->field->doc, &v->field->standing);
		if (v->view == VIEW_BITS)
			need(e, PART_BITS);
		const char *read = v->view == VIEW_ENUM	  ? TEXT(e, "self.%s", v->storage)
				   : v->view == VIEW_MADE ? TEXT(e, "self.%s.value", v->storage)
							  : TEXT(e, "_get_bits(self, %s)", place);
		bool as_it_is = strcmp(hint, "int") == 0 || v->view == VIEW_MADE;
		w_line(e->w, as_it_is ? "return %s%s" : "return %s(%s)", as_it_is ? "" : hint, read);
		w_close(e->w, "");
		w_line(e->w, "");
		w_line(e->w, "@%s.setter", v->name);
		w_open(e->w, "def %s(self, value: %s) -> None:", v->name, hint);
		if (v->view == VIEW_ENUM) {
			emit_number(e, "value", v->name, v->field->field->type, v->field->shape.enumeration);
			w_line(e->w, "self.%s = value", v->storage);
		} else if (v->view == VIEW_MADE) {
			w_line(e->w, "self.%s.value = value", v->storage);
		} else {
			if (enum_is_checked(v->field->shape.enumeration))
				emit_number(e, "value", v->name, v->field->field->type,
					    v->field->shape.enumeration);
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
		if (!is_property(of))
			continue;
		w_line(e->w, "");
		w_line(e->w, "@property");
		w_open(e->w, "def %s(self) -> %s:", of->name, of->hint);
		doc_emit_of(e, of->field->doc, &of->field->standing);
		w_line(e->w, "return %s.%s", path, of->name);
		w_close(e->w, "");
		w_line(e->w, "");
		w_line(e->w, "@%s.setter", of->name);
		w_open(e->w, "def %s(self, value: %s) -> None:", of->name, of->hint);
		w_line(e->w, "%s.%s = value", path, of->name);
		w_close(e->w, "");
	}
}

/* Whether two objects of TYPE that are equal may be different bytes, looked at element by element: numbers of x87's
 * have 10 bytes of 12 or 16, and zero and NaN are special in all floats. */
static bool may_be_padded(struct python *e, const struct ffir_type *type)
{
	enum ffir_type_kind kind = type_real(e->p, type, NULL)->kind;
	return plan_record_of(e->p, type) || kind == FFIR_TYPE_FLOAT || kind == FFIR_TYPE_COMPLEX;
}

/* Values are the same; of pointers only whether there is one, of unions, whose meaning is not known, the bytes. */
static const char *same_text(struct python *e, const struct field_view *v)
{
	static const char *const formats[] = {
		[VIEW_NUMBER] = "self.%s == other.%s",
		[VIEW_TEXT] = "self.%s == other.%s",
		[VIEW_ENUM] = "self.%s == other.%s",
		[VIEW_BITS] = "self.%s == other.%s",
		[VIEW_MADE] = "self.%s == other.%s",
		[VIEW_RECORD] = "self.%s == other.%s",
		[VIEW_ARRAY] = "bytes(self.%s) == bytes(other.%s)", /* but of structures */
		[VIEW_POINTER] = "bool(self.%s) == bool(other.%s)",
		[VIEW_HIDDEN] = "%s%s",
	};
	const struct ffir_type *type = type_real(e->p, v->field->field->type, NULL);
	if (v->view == VIEW_ARRAY && may_be_padded(e, type->to))
		return TEXT(e, "list(self.%s) == list(other.%s)", v->name, v->name);
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
	if (r->is_union)
		*FFIR_PUSH(e->a, same, n) = "bytes(self) == bytes(other)";
	for (size_t i = 0; i < r->n_fields && !r->is_union; i++)
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
		const struct ffir_type *type = type_real(e->p, v->field->field->type, NULL);
		const char *format = v->view != VIEW_ARRAY ? "{self.%s!r}"
				     : type_real(e->p, type->to, NULL)->kind == FFIR_TYPE_ARRAY
					     ? "{[list(row) for row in self.%s]!r}"
					     : "{list(self.%s)!r}";
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
	}
	if (n || (r->is_union && r->size))
		emit_equality(e, name, r, views);
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
	const char **limits = NULL;
	size_t n_limits = 0;
	list_limits(e, r, &limits, &n_limits);
	w_open(e->w, "class %s(%sctypes.%s):", name, n_limits ? "_Limited, " : "",
	       r->is_union ? "Union" : "Structure");
	emit_doc(e, r, views);
	emit_hints(e, r, views);
	emit_fields(e, r, views, info->natural);
	emit_limits_of(e, limits, n_limits);
	emit_aligned(e, r, info->align);
	if (!r->is_union)
		emit_init(e, r, views, info->natural);
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
