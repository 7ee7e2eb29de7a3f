/*
 * What a module consists of besides calls: enumerations, constants, exceptions, and the raw layer.
 *
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "backends/python/python.h"

/* ---- enumerations ---- */

/* The bits of VALUE in ITEM's C type. */
static const char *bits_literal(struct python *e, const struct plan_enum *item,
				const struct ffir_value *value)
{
	if (value->text[0] != '-')
		return value->text;
	return TEXT(e, "0x%" PRIX64, (uint64_t)strtoll(value->text, NULL, 0) & bits_mask(item->size));
}

static void emit_enumerators(struct python *e, const struct plan_enum *item)
{
	for (size_t i = 0; i < item->n_items; i++) {
		const struct plan_enumerator *member = &item->items[i];
		w_line(e->w, "%s = %s", python_name(&member->name),
		       enum_has_sign_bit(item) ? bits_literal(e, item, &member->value)
					       : value_literal(e, &member->value));
		doc_emit_of(e, member->doc, &member->standing);
	}
}

/* An IntFlag knows no negative values: it takes bits away, or drops the sign bit. */
static void emit_sign_bit(struct python *e, const struct plan_enum *item)
{
	const char *low, *high;
	if (!item->n_items || !enum_has_sign_bit(item) || !number_limits(e, item->type, item, &low, &high))
		return;
	need_import(e, "from typing import Any");
	w_line(e->w, "");
	w_line(e->w, "@classmethod");
	w_open(e->w, "def _missing_(cls, value: object) -> Any:");
	w_open(e->w, "if isinstance(value, int) and %s <= value < 0:", low);
	w_line(e->w, "return cls(value & %s)", high);
	w_close(e->w, "");
	w_line(e->w, "return super()._missing_(value)");
	w_close(e->w, "");
}

static const char *enum_base(struct python *e, const struct plan_enum *item)
{
	/* An IntEnum without members would take a call for the making of a new one. */
	if (!item->n_items)
		return "int";
	need_import(e, "import enum");
	if (item->flags)
		return "enum.IntFlag";
	if (enum_is_checked(item))
		return "enum.IntEnum";
	need(e, PART_OPEN_ENUM);
	return "_OpenEnum";
}

static void emit_enum_doc(struct python *e, const struct plan_enum *item)
{
	struct doc_text doc;
	const char *title = NULL;
	doc_begin_of(e, &doc, item->doc, &item->standing, enum_says(e->a, item));
	doc_rest(&doc, item->doc, &title);
	doc_print(e, &doc);
}

void emit_enums(struct python *e)
{
	for (size_t i = 0; i < e->p->n_enums; i++) {
		const struct plan_enum *item = e->p->enums[i];
		const char *name = python_name(&item->name);
		export_item(e, &item->name, EXPORTED_CLASS);
		emit_gap(e);
		w_open(e->w, "class %s(%s):", name, enum_base(e, item));
		emit_enum_doc(e, item);
		w_line(e->w, "");
		emit_enumerators(e, item);
		emit_sign_bit(e, item);
		w_close(e->w, "");
	}
}

/* ---- constants ---- */

void emit_constants(struct python *e)
{
	if (!e->p->n_constants)
		return;
	need_import(e, "from typing import Final");
	emit_gap(e);
	for (size_t i = 0; i < e->p->n_constants; i++) {
		const struct plan_constant *item = e->p->constants[i];
		const char *name = python_name(&item->name);
		const char *value = value_literal(e, &item->value);
		if (!value) {
			if (item->value.kind != FFIR_VALUE_NONE)
				comment_emit(e, TEXT(e, "%s: Python has no literal for its value",
						     item->name.cname));
			continue;
		}
		export_item(e, &item->name, EXPORTED_CONSTANT);
		if (item->group) {
			w_line(e->w, "");
			const char *const parts[] = {item->group->brief, item->group->description};
			comment_emit(e, text_joined(e->a, parts, 2, "\n\n"));
		}
		w_line(e->w, "%s: Final = %s", name, value);
		doc_emit_of(e, item->doc, &item->standing);
	}
}

/* ---- exceptions ---- */

void emit_base_error(struct python *e, struct writer *w)
{
	struct writer *body = e->w;
	e->w = w;
	emit_gap(e);
	w_open(w, "class %s(Exception):", python_name(&e->p->base_error));
	w_line(w, "\"\"\"What goes wrong in %s.\"\"\"",
	       name_identifier(e->a, e->p->name.cname ? e->p->name.cname : "the library", CASE_KEEP));
	w_close(w, "");
	e->w = body;
}

const char *error_maker(struct python *e, const struct plan_error *error)
{
	const char *name = python_name(&error->name), *dot = strrchr(name, '.');
	const char *own = name_case(e->a, dot ? dot + 1 : name, CASE_SNAKE);
	return TEXT(e, "%.*s_%s", dot ? (int)(dot + 1 - name) : 0, name, own);
}

static void emit_error_class(struct python *e, const struct plan_error *error)
{
	const char *name = python_name(&error->name), *code = python_name(&error->codes->name);
	const char *title = NULL;
	struct doc_text doc;
	export_item(e, &error->name, EXPORTED_CLASS);
	emit_gap(e);
	w_open(e->w, "class %s(%s):", name, python_name(&e->p->base_error));
	doc_begin_of(e, &doc, error->codes->doc, &error->codes->standing,
		     TEXT(e, "A failure that C tells with %s.", error->codes->name.cname));
	doc_item(&doc, &title, "Attributes", "message", "what went wrong");
	doc_item(&doc, &title, "Attributes", "code", "what C returned");
	doc_print(e, &doc);
	w_line(e->w, "");
	w_open(e->w, "def __init__(self, message: str, code: %s) -> None:", code);
	w_line(e->w, "super().__init__(message, code)");
	w_line(e->w, "self.message = message");
	w_line(e->w, "self.code = code");
	w_close(e->w, "");
	w_line(e->w, "");
	need(e, PART_CODE);
	w_open(e->w, "def __str__(self) -> str:");
	w_line(e->w, "return f\"{self.message} ({_code_text(self.code)})\"");
	w_close(e->w, "");
	w_close(e->w, "");
}

/* The text of MESSAGE as bytes or None in variable 'text'. */
static void emit_message_call(struct python *e, const struct plan_error *error)
{
	const char *reason = NULL;
	const char *result = ctype_result(e, error->message, &reason);
	const char *call = TEXT(e, "%s(%s)", python_raw(e, error->message),
				error->message_takes == MESSAGE_OF_CODE ? "code" : "");
	if (error->message_field) {
		w_line(e->w, "address = ctypes.cast(%s, ctypes.c_void_p).value", call);
		w_line(e->w,
		       "text = ctypes.c_char_p.from_address(address + %" PRIu64
		       ").value if address else None",
		       error->message_offset);
		return;
	}
	if (result && strcmp(result, "ctypes.c_char_p") == 0) {
		w_line(e->w, "text = %s", call);
		return;
	}
	w_line(e->w, "address = %s", call);
	w_line(e->w, "text = ctypes.string_at(address) if address else None");
}

/* What is said where C has no text for a code. */
static const char unknown_failure[] = "\"failed\"";

static void emit_error_maker(struct python *e, const struct plan_error *error)
{
	const char *name = python_name(&error->name), *codes = python_name(&error->codes->name);
	bool known = error->message != NULL;
	bool given = error_is_told_by_object(error);
	if (given)
		need_import(e, "from typing import Optional");
	emit_gap(e);
	w_open(e->w, "def %s(code: int%s) -> %s:", error_maker(e, error),
	       given ? ", text: Optional[bytes]" : "", name);
	w_line(e->w, "\"\"\"The exception for what C returned.\"\"\"");
	w_line(e->w, "value = %s(code)", codes);
	if (known && !given)
		emit_message_call(e, error);
	if (known)
		w_line(e->w, "message = %s if text is None else text.decode(\"utf-8\", \"replace\")",
		       unknown_failure);
	w_line(e->w, "return %s(%s, value)", name, known ? "message" : unknown_failure);
	w_close(e->w, "");
}

void emit_errors(struct python *e)
{
	for (size_t i = 0; i < e->p->n_errors; i++) {
		emit_error_class(e, e->p->errors[i]);
		emit_error_maker(e, e->p->errors[i]);
	}
}

/* ---- the raw layer ---- */

/* The two libraries that there may be. */
static const char *const library_names[] = {"_library", "_shims"};

static bool is_in_shims(struct python *e, const struct plan_function *f)
{
	return f->shim && shims_file(e->a, e->p, e->options);
}

/* Libraries' objects differ in what ctypes does around the call. */
static const char *library_suffix(const struct plan_function *f)
{
	return f->call && f->call->saves_errno ? "_errno" : f->leaf ? "_leaf" : "";
}

/* Which object F is taken from; NULL if it is the usual one. */
static const char *library_of(struct python *e, const struct plan_function *f)
{
	const char *suffix = library_suffix(f);
	bool in_shims = is_in_shims(e, f);
	return in_shims || *suffix ? TEXT(e, "library=%s%s", library_names[in_shims], suffix) : NULL;
}

/* What C's comment says of a function that stands nowhere else. */
static void emit_raw_doc(struct python *e, const struct plan_function *f)
{
	struct doc_text doc;
	const char *title = NULL;
	if (!f->raw_reason)
		return;
	doc_begin(&doc, f->doc);
	doc_paragraph(&doc, plan_deprecation(e->a, f->deprecated));
	for (size_t i = 0; i < f->type->n_params; i++) {
		const char *name = f->type->params[i].name;
		doc_item(&doc, &title, "Args", name, plan_doc_of_param(e->a, f->doc, name));
	}
	doc_sections(&doc, f->doc, FFIR_DOC_RETURNS, "Returns", &title);
	doc_sections(&doc, f->doc, FFIR_DOC_ERRORS, "Errors", &title);
	doc_rest(&doc, f->doc, &title);
	doc_print(e, &doc);
}

static void emit_raw_function(struct python *e, const struct plan_function *f)
{
	const char *name = python_name(&f->name), *reason = NULL;
	if (f->refused) {
		comment_emit(e, TEXT(e, "%s cannot be called: %s", f->name.cname, f->refused));
		return;
	}
	if (f->raw_reason)
		comment_emit(e, TEXT(e, "only here: %s", f->raw_reason));
	need(e, f->since ? PART_SINCE : PART_FUNCTION);
	const char *made = "_function(";
	need_import(e, "from typing import Callable");
	const char **types = NULL, **hints = NULL;
	size_t n_types = 0, n_hints = 0;
	if (f->since) {
		made = "_since(";
		*FFIR_PUSH(e->a, types, n_types) = str_literal(e, f->since, strlen(f->since));
	}
	*FFIR_PUSH(e->a, types, n_types) = TEXT(e, "\"%s\"", f->symbol);
	const char *gives = ctype_result(e, f, &reason);
	*FFIR_PUSH(e->a, types, n_types) = gives;
	for (size_t i = 0; i < f->type->n_params; i++) {
		*FFIR_PUSH(e->a, types, n_types) = ctype(e, f->type->params[i].type, PLACE_ARGUMENT, &reason);
		*FFIR_PUSH(e->a, hints, n_hints) = raw_annotation(e, f->type->params[i].type, PLACE_ARGUMENT);
	}
	*FFIR_PUSH(e->a, types, n_types) = library_of(e, f);
	const char *result = raw_annotation(e, f->type->result.type, PLACE_RESULT);
	if (strcmp(gives, "ctypes.c_void_p") == 0)
		result = "Optional[int]";
	struct ffir_buf first = {0};
	ffir_buf_printf(&first, "%s: Callable[[", name);
	for (size_t i = 0; i < n_hints; i++)
		ffir_buf_printf(&first, "%s%s", i ? ", " : "", hints[i]);
	ffir_buf_printf(&first, "], %s] = %s", result, made);
	if (first.size + 4 <= PYTHON_COLUMNS) {
		emit_list(e, first.text, types, n_types, ")");
	} else {
		w_open(e->w, "%s: Callable[", name);
		emit_list(e, "[", hints, n_hints, "],");
		w_line(e->w, "%s,", result);
		w_close(e->w, "");
		emit_list(e, TEXT(e, "] = %s", made), types, n_types, ")");
	}
	ffir_buf_release(&first);
	emit_raw_doc(e, f);
}

static void emit_raw_variable(struct python *e, const struct plan_variable *v)
{
	const char *reason = v->refused;
	const char *type = reason ? NULL : ctype(e, v->decl->type, PLACE_FIELD, &reason);
	if (reason) {
		comment_emit(e, TEXT(e, "%s cannot be read: %s", v->name.cname, reason));
		return;
	}
	need(e, PART_VARIABLE);
	const char *const items[] = {TEXT(e, "\"%s\"", v->symbol), type,
				     v->standing.since ? "optional=True" : NULL};
	emit_list(e, TEXT(e, "%s: Any = _variable(", python_name(&v->name)), items, 3, ")");
	doc_emit_of(e, v->doc, &v->standing);
}

/* Layouts are a target's: on another one nothing of the module would be true. */
static void emit_target_check(struct python *e)
{
	const struct ffir_module *m = e->p->module;
	const struct ffir_basic *pointer = ffir_basic_find(m, "void*");
	emit_gap(e);
	if (!m->n_targets || !pointer || is_for_many(e))
		return;
	need_import(e, "import sys");
	w_open(e->w, "if ctypes.sizeof(ctypes.c_void_p) != %llu or sys.byteorder != \"%s\":",
	       (unsigned long long)pointer->size, m->targets[0].big_endian ? "big" : "little");
	w_line(e->w, "raise ImportError(\"this module is made for %s\", name=__name__)", m->targets[0].id);
	w_close(e->w, "");
	w_line(e->w, "");
}

/* The object that a library's functions are taken from, and those for functions that need another. */
static void emit_library(struct python *e, bool shims, const char *variable, const char *file)
{
	const char *name = library_names[shims];
	bool saves_errno = false, leaf = false;
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_function *f = e->p->functions[i];
		const char *suffix = is_in_shims(e, f) == shims ? library_suffix(f) : "";
		saves_errno = saves_errno || strcmp(suffix, "_errno") == 0;
		leaf = leaf || strcmp(suffix, "_leaf") == 0;
	}
	w_line(e->w, "%s = _open_library(\"%s\", %s)", name, variable, str_literal(e, file, strlen(file)));
	if (saves_errno)
		w_line(e->w, "%s_errno = ctypes.CDLL(%s._name, handle=%s._handle, use_errno=True)", name,
		       name, name);
	if (leaf)
		w_line(e->w, "%s_leaf = ctypes.PyDLL(%s._name, handle=%s._handle)", name, name, name);
}

/* Shims of another interface would be called with other arguments than theirs. */
static void emit_shims_check(struct python *e, const char *library)
{
	w_line(e->w, "");
	w_open(e->w, "if not hasattr(%s, \"%s\"):", library, e->options->shims_check);
	w_open(e->w, "raise ImportError(");
	w_line(e->w, "f\"the shims in {%s._name} are not those of this interface:\"", library);
	w_line(e->w, "\" write them anew with 'ffirender shims'\",");
	w_line(e->w, "name=__name__,");
	w_close(e->w, ")");
	w_close(e->w, "");
}

static void emit_libraries(struct python *e)
{
	const char *file = shims_file(e->a, e->p, e->options);
	bool apart = file && e->p->uses_shims;
	emit_target_check(e);
	emit_library(e, false, library_variable(e->a, e->p), library_file(e->a, e->p, e->options));
	if (apart)
		emit_library(e, true, shims_variable(e->a, e->p), file);
	if (e->p->uses_shims)
		emit_shims_check(e, library_names[apart]);
}

/* What a library that lacks a function is called, all of them. */
static const char *library_title(struct python *e)
{
	bool apart = e->p->uses_shims && shims_file(e->a, e->p, e->options);
	return apart ? "{_library._name} or {_shims._name}" : "{_library._name}";
}

void emit_raw(struct python *e)
{
	need(e, PART_LIBRARY);
	need_import(e, "import ctypes");
	need_import(e, "from typing import Any");
	export_name(e, "raw");
	w_line(e->w, "");
	emit_libraries(e);
	emit_gap(e);
	w_open(e->w, "class raw:");
	w_line(e->w, "\"\"\"The C functions themselves: nothing is checked, nothing is freed.\"\"\"");
	w_line(e->w, "");
	emit_closure_types(e);
	for (size_t i = 0; i < e->p->n_functions; i++)
		emit_raw_function(e, e->p->functions[i]);
	for (size_t i = 0; i < e->p->n_variables; i++)
		emit_raw_variable(e, e->p->variables[i]);
	w_close(e->w, "");
	emit_gap(e);
	w_open(e->w, "if _missing:");
	w_line(e->w, "raise ImportError(f\"%s lacks {', '.join(_missing)}\", name=__name__)",
	       library_title(e));
	w_close(e->w, "");
}
