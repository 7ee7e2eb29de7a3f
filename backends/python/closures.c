/*
 * Functions that C calls. A function that C keeps has a C function pointer of its own, so that nothing has
 * to be looked up when it is called. Others with user data share one pointer for each type, made once, as
 * to make one costs more than to look up the closure by the key that C hands back; those without get a
 * pointer for the call.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

static const char *private_name(struct python *e, const struct plan_closure *c)
{
	return name_case(e->a, c->name.cname, CASE_SNAKE);
}

static bool has_context(const struct plan_closure *c)
{
	return c->context >= 0;
}

/* Those that share their user data, and those that C can be done with while they run, are held another way. */
static const unsigned kept_scopes = 1u << SCOPE_OBJECT | 1u << SCOPE_FOREVER;

bool closure_is_kept(const struct plan_shape *shape)
{
	return shape->closure->member < 0 && kept_scopes & 1u << shape->scope;
}

/* C's own memory, which the function may change until it returns. */
static bool is_view(const struct plan_shape *shape)
{
	return shape->kind == SHAPE_SLICE && !shape->read_only;
}

static const char *callable_text(struct python *e, const struct plan_closure *c)
{
	struct ffir_buf b = {0};
	need_import(e, "from typing import Callable");
	ffir_buf_puts(&b, "Callable[[");
	for (size_t i = 0; i < c->n_params; i++) {
		const struct plan_shape *shape = &c->values[c->params[i]].shape;
		/* Classes stand behind, and Python 3.8 knows no parameters of ctypes.Array. */
		bool later = closure_lends(shape) || is_view(shape);
		ffir_buf_printf(&b, "%s%s%s%s", i ? ", " : "", later ? "\"" : "",
				annotation(e, shape, AS_CALLBACK_PARAM), later ? "\"" : "");
	}
	ffir_buf_printf(&b, "], %s]",
			c->result < 0 ? "None"
				      : annotation(e, &c->values[c->result].shape, AS_CALLBACK_RESULT));
	const char *text = ffir_strndup(e->a, b.text, b.size);
	ffir_buf_release(&b);
	return text;
}

const char *closure_annotation(struct python *e, const struct plan_closure *c)
{
	return c->decl ? python_name(&c->name) : callable_text(e, c);
}

const char *closure_runner(struct python *e, const struct plan_closure *c, bool kept)
{
	if (kept)
		return TEXT(e, "_keep_%s", private_name(e, c));
	return TEXT(e, has_context(c) ? "_call_%s" : "_make_%s", private_name(e, c));
}

const char *closure_attribute(struct python *e, const struct plan_closure *c)
{
	return TEXT(e, "%s%s%s", c->name.from ? c->name.from : "", c->name.from ? ".raw." : "",
		    python_attribute(e, c->decl->id));
}

const char *closure_class(struct python *e, const struct plan_closure *c)
{
	const char *reason = NULL;
	if (c->decl)
		return TEXT(e, c->name.from ? "%s" : "raw.%s", closure_attribute(e, c));
	return ctype_function(e, c->type, &reason);
}

static void emit_closure_type(struct python *e, const struct plan_closure *c)
{
	const char **types = NULL, *reason = NULL;
	size_t n = 0;
	*FFIR_PUSH(e->a, types, n) = ctype(e, c->type->result.type, PLACE_CALLBACK_RESULT, &reason);
	for (size_t i = 0; i < c->type->n_params; i++)
		*FFIR_PUSH(e->a, types, n) = ctype(e, c->type->params[i].type, PLACE_RESULT, &reason);
	emit_list(e, TEXT(e, "%s = ctypes.CFUNCTYPE(", python_attribute(e, c->decl->id)), types, n, ")");
}

void emit_closure_types(struct python *e)
{
	size_t n = 0;
	for (size_t i = 0; i < e->p->n_closures; i++) {
		const struct plan_closure *c = e->p->closures[i];
		const char *reason = NULL;
		const char *type = ctype_function(e, c->type, &reason);
		if (!c->decl || c->name.from)
			continue;
		if (type)
			emit_closure_type(e, c);
		else
			comment_emit(e, TEXT(e, "%s: %s", c->decl->id, reason));
		n++;
	}
	if (n)
		w_line(e->w, "");
}

/* ---- what runs when C calls ---- */

static const char *argument_name(struct python *e, const struct plan_closure *c, size_t i)
{
	static const char *const own[] = {"closure", "error", "function", "result", NULL};
	return name_argument(e->a, &backend_python.naming, c->type, i, own);
}

static const char *text_argument(struct python *e, const struct plan_shape *shape, const char *name,
				 const char *count, bool bytes_counted, const char *class_text)
{
	const char *bytes = name;
	if (wide_unit(shape->encoding)) {
		const char *text = wide_text(e, shape, name, count, bytes_counted);
		return shape->nullable ? TEXT(e, "%s if %s else None", text, name) : text;
	}
	if (count) {
		need(e, PART_BYTES_AT);
		bytes = TEXT(e, "_bytes_at(%s, %s)", name, count);
	} else if (strcmp(class_text, "ctypes.c_char_p") != 0) {
		bytes = TEXT(e, "ctypes.string_at(%s)", name);
	}
	const char *text = decoded_text(e, bytes, shape->encoding, false);
	const char *is_there =
		strcmp(class_text, "ctypes.c_char_p") == 0 ? TEXT(e, "%s is not None", name) : name;
	return shape->nullable ? TEXT(e, "%s if %s else None", text, is_there) : text;
}

static const char *record_argument(struct python *e, const struct plan_shape *shape, const char *name)
{
	const char *text = TEXT(e, "%s.contents", name);
	if (shape->read_only)
		text = TEXT(e, "%s.from_buffer_copy(%s)", record_name(e, shape->record), text);
	return shape->nullable ? TEXT(e, "%s if %s else None", text, name) : text;
}

static const char *vector_argument(struct python *e, const struct plan_shape *shape, const char *name,
				   const char *count, bool bytes)
{
	uint64_t size = 1, align;
	if (type_is_bytes(e->p, shape->element->type)) {
		need(e, PART_BYTES_AT);
		return TEXT(e, "_bytes_at(%s, %s)", name, count);
	}
	ffir_type_size(e->p->module, shape->element->type, &size, &align);
	const char *list =
		TEXT(e, bytes ? "%s[:%s // %llu]" : "%s[:%s]", name, count, (unsigned long long)size);
	if (shape->element->kind == SHAPE_RECORD)
		return TEXT(e, "[%s.from_buffer_copy(item) for item in %s]",
			    record_name(e, shape->element->record), list);
	if (shape->element->kind == SHAPE_STRING) {
		const char *reason = NULL,
			   *class_text = ctype(e, shape->element->type, PLACE_ELEMENT, &reason);
		return TEXT(e, "[%s for item in %s]",
			    text_argument(e, shape->element, "item", NULL, false, class_text), list);
	}
	if (shape->element->kind == SHAPE_OBJECT)
		return TEXT(e, "[%s._of(%s.lend(item)) for item in %s]",
			    python_name(&shape->element->klass->name), handle_name(e, shape->element->klass),
			    list);
	if (made_number(e, shape->element->type))
		return TEXT(e, "[item.value for item in %s]", list);
	if (shape->element->enumeration)
		return TEXT(e, "[%s(item) for item in %s]", python_name(&shape->element->enumeration->name),
			    list);
	return list;
}

static const char *view_argument(struct python *e, const struct plan_shape *shape, const char *name,
				 const char *count, bool bytes)
{
	const struct plan_shape *element = shape->element;
	const char *reason = NULL, *or_none = shape->nullable ? TEXT(e, " if %s else None", name) : "";
	const struct plan_shape direct = shape_direct(e->p, shape);
	uint64_t size = 1, align;
	need(e, PART_VIEW);
	if (shape->carrier)
		return TEXT(
			e, shape->indirect ? "%s.view(_Form.address(%s))%s" : "%s.view(ctypes.addressof(%s))",
			form_name(e, &direct), name, or_none);
	if (type_is_bytes(e->p, element->type))
		return TEXT(e, "_view(%s, %s)%s", name, count, or_none);
	ffir_type_size(e->p->module, element->type, &size, &align);
	if (bytes)
		count = TEXT(e, "%s // %llu", count, (unsigned long long)size);
	if (made_number(e, element->type)) {
		need(e, PART_MADE_INSIDE);
		return TEXT(e, "_view(%s, %s, %s, inside=_made_inside)%s", name, count,
			    ctype(e, element->type, PLACE_ELEMENT, &reason), or_none);
	}
	return TEXT(e, "_view(%s, %s, %s%s)%s", name, count, ctype(e, element->type, PLACE_ELEMENT, &reason),
		    enum_is_checked(element->enumeration)
			    ? TEXT(e, ", %s", python_name(&element->enumeration->name))
			    : "",
		    or_none);
}

/* The length that argument I tells, which C may give as a negative one. */
static const char *count_argument(struct python *e, const struct plan_closure *c, size_t i)
{
	const char *name = argument_name(e, c, i), *low, *high;
	if (!integer_limits(e, c->type->params[i].type, &low, &high) || low[0] != '-')
		return name;
	need(e, PART_COUNTED);
	return TEXT(e, "_counted(%s, \"%s\")", name, c->name.cname);
}

/* What forms read of C's argument NAME, COUNT elements if it is not NULL; NULL of values that need none. */
static const char *formed_argument(struct python *e, const struct plan_shape *shape, const char *name,
				   const struct plan_op *op, const char *count)
{
	struct plan_shape direct = shape_direct(e->p, shape);
	const char *form, *or_none = shape->nullable ? TEXT(e, " if %s else None", name) : "";
	switch (plan_reading(shape, true)) {
	case READ_OBJECT:
		return TEXT(e, "%s.read(ctypes.addressof(%s))", form_name(e, shape), name);
	case READ_POINTED:
		return TEXT(e, "%s.read(_Form.promised(_Form.address(%s), False))%s", form_name(e, &direct),
			    name, or_none);
	case READ_ENDED:
	case READ_MANY:
		form = many_form_name(e, shape);
		if (count && op->bytes)
			count = TEXT(e, "%s // %s.item.size", count, form);
		if (!count)
			count = TEXT(e, "%s.length(_Form.address(%s))", form, name);
		return TEXT(e, "%s.read_many(_Form.address(%s), %s)%s", form, name, count, or_none);
	case READ_EACH:
	case READ_VALUE:
		return NULL;
	}
	return NULL;
}

/* What OP makes of the C argument that it reads. */
static const char *converted(struct python *e, const struct plan_closure *c, const struct plan_op *op)
{
	const struct plan_shape *shape = &c->values[op->dst].shape;
	int i = closure_argument(c, op->src);
	const char *reason = NULL;
	const char *name = i < 0 ? "None" : argument_name(e, c, (size_t)i);
	const char *class_text = i < 0 ? "" : ctype(e, c->type->params[i].type, PLACE_RESULT, &reason);
	int counted = op->with >= 0 ? closure_argument(c, op->with) : -1;
	const char *count = counted < 0 ? NULL : count_argument(e, c, (size_t)counted);

	const char *fixed = TEXT(e, "%llu", (unsigned long long)shape->fixed);

	if (op->kind == OP_VIEW && is_view(shape))
		return view_argument(e, shape, name, count ? count : fixed, op->bytes);
	const char *formed = formed_argument(e, shape, name, op, count);
	if (formed)
		return formed;
	switch (shape->kind) {
	case SHAPE_STRING:
		return text_argument(e, shape, name, count, op->bytes, class_text);
	case SHAPE_RECORD_REF:
		return record_argument(e, shape, name);
	case SHAPE_VECTOR:
		return vector_argument(e, shape, name, count ? count : fixed, op->bytes);
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
		return TEXT(e, "%s(%s)", python_name(&shape->enumeration->name), name);
	case SHAPE_RECORD:
		return e->records[shape->record->index].by_value
			       ? TEXT(e, "%s.returned(%s)", e->records[shape->record->index].by_value, name)
			       : name;
	case SHAPE_OBJECT:
		if (op->kind == OP_ADOPT)
			return TEXT(e, "%s._of(%s(%s)) if %s else None", python_name(&shape->klass->name),
				    handle_name(e, shape->klass), name, name);
		return TEXT(e,
			    shape->nullable ? "%s._of(%s.lend(%s)) if %s else None" : "%s._of(%s.lend(%s))",
			    python_name(&shape->klass->name), handle_name(e, shape->klass), name, name);
	case SHAPE_HANDLE:
		return typed_handle(e, shape, name);
	case SHAPE_SCALAR:
		return made_number(e, shape->type) ? TEXT(e, "%s.value", name) : name;
	case SHAPE_VOID:
	case SHAPE_SLICE:
	case SHAPE_COMPOUND:
	case SHAPE_OPTION:
	case SHAPE_RESULT:
	case SHAPE_TAGGED:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
	case SHAPE_RAW:
	case N_SHAPES:
		return name;
	}
	return name;
}

static const char *exception_value(struct python *e, const struct plan_closure *c)
{
	const char *value = value_literal(e, &c->on_exception);
	if (c->ret < 0)
		return NULL;
	const struct ffir_type *type = type_real(e->p, c->type->result.type, NULL);
	if (type->kind == FFIR_TYPE_BOOL)
		return value && strcmp(value, "0") != 0 ? "True" : "False";
	if (value)
		return value;
	return type->kind == FFIR_TYPE_FLOAT ? "0.0" : "0";
}

/*
 * Gives C what is in the variable "result". Python compares integers of up to 30 bits without a call, which
 * saves a tenth of a callback: only one that is greater is looked at again.
 */
static void emit_result(struct python *e, const struct plan_closure *c)
{
	const char *low, *high;
	const struct ffir_type *type = type_real(e->p, c->type->result.type, NULL);
	const struct plan_shape *shape = &c->values[c->result].shape;
	if (shape->kind == SHAPE_STRING && !shape->carrier) {
		const char *given = TEXT(e, "_given(%s)", ended_text(e, shape, "result", "the result"));
		need(e, PART_GIVEN_MEMORY);
		w_line(e->w, shape->nullable ? "return None if result is None else %s" : "return %s", given);
	} else if (type->kind == FFIR_TYPE_BOOL) {
		w_line(e->w, "return bool(result)");
	} else if (type->kind == FFIR_TYPE_FLOAT) {
		need(e, is_single(e, type) ? PART_SINGLE : PART_FLOAT_RESULT);
		w_line(e->w, is_single(e, type) ? "return _single(\"the result\", result)"
						: "return _float_result(result)");
	} else if (enum_is_checked(shape->enumeration)) {
		w_line(e->w, "return %s(result)", python_name(&shape->enumeration->name));
	} else if (number_limits(e, c->type->result.type, shape->enumeration, &low, &high)) {
		w_open(e->w, "if result < %s or result > %s:", strlen(low) > 10 ? "-0x3FFFFFFF" : low,
		       strlen(high) > 9 ? "0x3FFFFFFF" : high);
		w_line(e->w, "_check_result(result, %s, %s)", low, high);
		w_close(e->w, "return result");
	} else {
		w_line(e->w, "return result");
	}
}

/* What is over behind the call: objects that C lent, views of bytes. */
static bool ends_with_call(struct python *e, const struct plan_closure *c, size_t i)
{
	const struct plan_shape *shape = &c->values[c->params[i]].shape;
	return closure_is_lent(c, i) || (is_view(shape) && type_is_bytes(e->p, shape->element->type));
}

static void emit_detaches(struct python *e, const struct plan_closure *c)
{
	size_t n = 0;
	for (size_t i = 0; i < c->n_params; i++) {
		const struct plan_shape *shape = &c->values[c->params[i]].shape;
		if (!ends_with_call(e, c, i))
			continue;
		n++;
		if (is_view(shape)) {
			w_line(e->w, "_end_view(object_%zu)", n);
			continue;
		}
		if (shape->kind == SHAPE_OBJECT && shape->nullable)
			w_open(e->w, "if object_%zu is not None:", n);
		if (shape->kind == SHAPE_OBJECT) {
			w_line(e->w, "object_%zu._end_loan()", n);
			if (shape->nullable)
				w_close(e->w, "");
			continue;
		}
		w_open(e->w, "for item in object_%zu:", n);
		w_line(e->w, "item._end_loan()");
		w_close(e->w, "");
	}
}

/* Calls FUNCTION, a Python expression. */
static void emit_function_call(struct python *e, const struct plan_closure *c, const char *function)
{
	const char **args = NULL, *low, *high;
	size_t n = 0, n_lent = 0;
	for (size_t i = 0; i < c->n_params; i++) {
		const struct plan_op *op = closure_op_to(c, c->params[i]);
		const char *text = op ? converted(e, c, op) : "None";
		if (ends_with_call(e, c, i)) {
			const char *variable = TEXT(e, "object_%zu", ++n_lent);
			w_line(e->w, "%s = %s", variable, text);
			text = variable;
		}
		*FFIR_PUSH(e->a, args, n) = text;
	}
	if (n_lent)
		w_open(e->w, "try:");
	if (c->ret < 0) {
		emit_list(e, TEXT(e, "%s(", function), args, n, ")");
	} else if (type_real(e->p, c->type->result.type, NULL)->kind != FFIR_TYPE_BOOL &&
		   integer_limits(e, c->type->result.type, &low, &high)) {
		need(e, PART_INTEGER_RESULT);
		emit_list(e, TEXT(e, "result = _index(%s(", function), args, n, "))");
	} else {
		emit_list(e, TEXT(e, "result = %s(", function), args, n, ")");
	}
	if (c->ret >= 0)
		emit_result(e, c);
	if (n_lent) {
		w_close(e->w, "finally:");
		e->w->level++;
		emit_detaches(e, c);
		e->w->level--;
	}
}

static void emit_lookup(struct python *e, const struct plan_closure *c, const char *otherwise)
{
	const char *key = argument_name(e, c, (size_t)c->context);
	if (c->context_by)
		key = TEXT(e, "%s(%s) or 0", python_raw(e, c->context_by), key);
	w_line(e->w, "closure = _closures.get(%s)", key);
	w_open(e->w, "if closure is None or closure.error is not None:");
	w_line(e->w, "return %s", otherwise ? otherwise : "None");
	w_close(e->w, "");
}

/* "def NAME(...)" of a function with C's parameters, behind FIRST if it is not NULL. */
static void emit_def(struct python *e, const struct plan_closure *c, const char *name, const char *first)
{
	const char **params = NULL;
	size_t n = 0;
	if (first)
		*FFIR_PUSH(e->a, params, n) = first;
	for (size_t i = 0; i < c->type->n_params; i++) {
		const struct ffir_type *type = c->type->params[i].type;
		const char *made = made_class(e, type);
		*FFIR_PUSH(e->a, params, n) = TEXT(e, "%s: %s", argument_name(e, c, i),
						   made ? made : raw_annotation(e, type, PLACE_ARGUMENT));
	}
	emit_list(e, TEXT(e, "def %s(", name), params, n,
		  TEXT(e, ") -> %s:", raw_annotation(e, c->type->result.type, PLACE_RESULT)));
}

/* Calls FUNCTION; what it raises goes to FAILED, the beginning of a Python call. */
static void emit_try(struct python *e, const struct plan_closure *c, const char *function, const char *failed)
{
	const char *otherwise = exception_value(e, c);
	w_open(e->w, "try:");
	emit_function_call(e, c, function);
	w_close(e->w, "except BaseException as error:");
	e->w->level++;
	w_line(e->w, "%s", failed);
	if (otherwise)
		w_line(e->w, "return %s", otherwise);
	e->w->level--;
}

static void emit_runner(struct python *e, const struct plan_closure *c)
{
	const char *name = private_name(e, c), *otherwise = exception_value(e, c);
	bool context = has_context(c);
	emit_gap(e);
	emit_def(e, c, TEXT(e, "_run_%s", name), context ? NULL : "closure: _Closure");
	e->w->level++;
	if (context) {
		emit_lookup(e, c, otherwise);
	} else {
		w_open(e->w, "if closure.error is not None:");
		w_line(e->w, "return %s", otherwise ? otherwise : "None");
		w_close(e->w, "");
	}
	emit_try(e, c, c->member < 0 ? "closure.function" : TEXT(e, "closure.function[%d]", c->member),
		 "closure.failed(error)");
	e->w->level--;
	emit_gap(e);
	if (context) {
		const char *const run[] = {TEXT(e, "_run_%s", name)};
		emit_list(e, TEXT(e, "_call_%s = %s(", name, closure_class(e, c)), run, 1, ")");
		need(e, PART_STAYS);
		w_line(e->w, "_stays(_call_%s)", name);
		return;
	}
	need_import(e, "import functools");
	w_open(e->w, "def _make_%s(closure: _Closure) -> Any:", name);
	const char *const bound[] = {TEXT(e, "functools.partial(_run_%s, closure)", name)};
	emit_list(e, TEXT(e, "return %s(", closure_class(e, c)), bound, 1, ")");
	w_close(e->w, "");
}

/* A pointer that knows the function, and no more: in a ring with its closure it would outlive the object. */
static void emit_keeper(struct python *e, const struct plan_closure *c)
{
	emit_gap(e);
	w_open(e->w, "def _keep_%s(function: Any) -> Any:", private_name(e, c));
	emit_def(e, c, "run", NULL);
	e->w->level++;
	emit_try(e, c, "function", "_keep_raised(error, 1)");
	e->w->level--;
	w_line(e->w, "");
	const char *const runner[] = {"run"};
	emit_list(e, TEXT(e, "return %s(", closure_class(e, c)), runner, 1, ")");
	w_close(e->w, "");
}

static void emit_alias(struct python *e, const struct plan_closure *c)
{
	struct doc_text doc;
	const char *title = NULL;
	const char *name = python_name(&c->name);
	export_item(e, &c->name, EXPORTED_TYPE);
	emit_gap(e);
	w_line(e->w, "%s = %s", name, callable_text(e, c));
	doc_begin_of(e, &doc, c->doc, &c->standing, NULL);
	for (size_t i = 0; i < c->n_params; i++) {
		const struct plan_value *param = &c->values[c->params[i]];
		doc_item(&doc, &title, "Args", param->name.name ? param->name.name : param->name.cname,
			 param->doc);
	}
	if (c->result >= 0)
		doc_item(&doc, &title, "Returns", NULL, c->values[c->result].doc);
	doc_print(e, &doc);
}

void emit_closures(struct python *e)
{
	for (size_t i = 0; i < e->p->n_closures; i++) {
		const struct plan_closure *c = e->p->closures[i];
		bool kept = c->member < 0 && c->used & kept_scopes;
		bool other = c->member >= 0 || c->used & ~kept_scopes;
		if (!c->used)
			continue;
		need(e, PART_CLOSURE);
		if (c->decl && !c->name.from)
			emit_alias(e, c);
		if (other)
			emit_runner(e, c);
		if (kept)
			emit_keeper(e, c);
	}
}
