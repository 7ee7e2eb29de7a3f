/*
 * The idiomatic layer: functions, and classes over C's objects.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

/* ---- signatures and docs ---- */

static const char *default_text(struct python *e, const struct plan_value *value)
{
	const char *text = value_literal(e, &value->constant);
	if (!text)
		return NULL;
	if (value->shape.kind == SHAPE_HANDLE && plan_is_none(value->shape.handle, &value->constant))
		return "None";
	if (wrapper_name(&value->shape))
		return TEXT(e, "%s(%s)", wrapper_name(&value->shape), text);
	if (value->shape.kind == SHAPE_SCALAR && type_real(e->p, value->type, NULL)->kind == FFIR_TYPE_BOOL)
		return strcmp(text, "0") == 0 ? "False" : "True";
	if (value->shape.kind == SHAPE_SCALAR)
		return text;
	return value->constant.kind == FFIR_VALUE_STRING ? text : "None";
}

static const char *param_text(struct python *e, const struct plan_value *value)
{
	const char *otherwise = default_text(e, value);
	return TEXT(e, "%s: %s%s%s", python_name(&value->name), annotation(e, &value->shape, AS_PARAM),
		    otherwise ? " = " : "", otherwise ? otherwise : "");
}

static const char *result_text(struct python *e, const struct plan_call *call)
{
	const struct plan_value **given;
	size_t n = program_given(e->a, call, &given);
	if (!n)
		return "None";
	if (n == 1)
		return annotation(e, &given[0]->shape, AS_RESULT);
	struct ffir_buf b = {0};
	need_import(e, "from typing import Tuple");
	ffir_buf_puts(&b, "Tuple[");
	for (size_t i = 0; i < n; i++)
		ffir_buf_printf(&b, "%s%s", i ? ", " : "", annotation(e, &given[i]->shape, AS_RESULT));
	ffir_buf_puts(&b, "]");
	const char *text = ffir_strndup(e->a, b.text, b.size);
	ffir_buf_release(&b);
	return text;
}

static void emit_signature(struct python *e, const struct plan_call *call, const char *name,
			   const char *first, const char *result)
{
	const char **params = NULL;
	size_t n = 0;
	if (first)
		*FFIR_PUSH(e->a, params, n) = first;
	for (size_t i = 0; i < call->n_params; i++)
		if (program_shows(call, call->params[i]))
			*FFIR_PUSH(e->a, params, n) = param_text(e, &call->values[call->params[i]]);
	emit_list(e, TEXT(e, "%sdef %s(", call->completes ? "async " : "", name), params, n,
		  TEXT(e, ") -> %s:", result));
	e->w->level++;
}

static void doc_results(struct python *e, const struct plan_call *call, struct doc_text *doc,
			const char **title)
{
	size_t n = 0;
	for (size_t i = 0; i < call->n_results; i++)
		n += call->values[call->results[i]].doc && *call->values[call->results[i]].doc;
	for (size_t i = 0; i < call->n_results && call->role != ROLE_CONSTRUCTOR && !call->completes; i++) {
		const struct plan_value *result = &call->values[call->results[i]];
		const char *name = call->n_results > 1 && result->name.cname
					   ? name_case(e->a, result->name.cname, CASE_SNAKE)
					   : NULL;
		doc_item(doc, title, "Returns", n ? name : NULL, result->doc);
	}
}

static void doc_raises(struct python *e, const struct plan_call *call, struct doc_text *doc,
		       const char **title)
{
	struct plan_failure *failures;
	size_t n = program_failures(e->a, call, &failures);
	for (size_t i = 0; i < n; i++) {
		const struct plan_failure *f = &failures[i];
		const char *name = f->error			? python_name(&f->error->name)
				   : f->how == FAILS_WITH_ERRNO ? "OSError"
								: python_name(&e->p->base_error);
		doc_item(doc, title, "Raises", name, f->text);
	}
}

static void emit_call_doc(struct python *e, const struct plan_call *call)
{
	struct doc_text doc;
	const char *title = NULL;
	doc_begin(&doc, call->doc);
	if (!doc.text.size)
		doc_paragraph(&doc, TEXT(e, "Calls %s().", call->name.cname));
	doc_paragraph(&doc, plan_deprecation(e->a, call->deprecated));
	doc_paragraph(&doc, plan_call_promise(e->a, call));
	for (size_t i = 0; i < call->n_params; i++) {
		const struct plan_value *param = &call->values[call->params[i]];
		if (program_shows(call, call->params[i]))
			doc_item(&doc, &title, "Args", python_name(&param->name), param->doc);
	}
	doc_results(e, call, &doc, &title);
	doc_raises(e, call, &doc, &title);
	doc_rest(&doc, call->doc, &title);
	doc_print(e, &doc);
}

/* Who makes an object of a deprecated class is warned, as who calls a deprecated function. */
static void emit_deprecated(struct python *e, const struct plan_call *call)
{
	const char *message = call->deprecated, *cname = call->name.cname;
	if (!message && call->role == ROLE_CONSTRUCTOR) {
		message = call->klass->record->standing.deprecated;
		cname = call->klass->name.cname;
	}
	if (!message)
		return;
	need_import(e, "import warnings");
	const char *text = TEXT(e, "%s is deprecated%s%s", cname, *message ? ": " : "", message);
	const char *const items[] = {str_literal(e, text, strlen(text)), "DeprecationWarning",
				     "stacklevel=2"};
	emit_list(e, "warnings.warn(", items, 3, ")");
}

static void emit_call(struct python *e, const struct plan_call *call, const char *name, const char *first,
		      const char *result)
{
	emit_signature(e, call, name, first, result);
	emit_call_doc(e, call);
	emit_deprecated(e, call);
	emit_call_body(e, call);
	/* A body without a line: a function that C declares, of which nothing is left to do. */
	e->w->level--;
}

/* ---- functions ---- */

void emit_functions(struct python *e)
{
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_call *call = e->p->functions[i]->call;
		if (!call || call->role != ROLE_FUNCTION)
			continue;
		const char *name = python_name(&call->name);
		export_item(e, &call->name, EXPORTED_FUNCTION);
		emit_gap(e);
		emit_call(e, call, name, NULL, result_text(e, call));
	}
}

/* ---- handles ---- */

const char *handle_name(struct python *e, const struct plan_class *k)
{
	return python_private(e, python_name(&k->name), "Handle");
}

/* An object of one thread that another one drops stays: ending it there would be worse. */
static void emit_stray_check(struct python *e)
{
	need_import(e, "import threading");
	need_import(e, "import warnings");
	w_open(e->w, "if self.thread != threading.get_ident():");
	w_line(e->w,
	       "warnings.warn(\"an object was dropped by another thread than its own\", ResourceWarning)");
	w_line(e->w, "return");
	w_close(e->w, "");
}

/* A destructor that can fail leaves its failure for close(). */
static void emit_failing_end(struct python *e, const struct plan_class *k)
{
	const struct plan_op *test = destructor_test(k);
	need_import(e, "from typing import Any, List");
	w_line(e->w, "failures: List[Exception] = []");
	w_line(e->w, "");
	w_open(e->w, "def _end(self, pointer: Any) -> None:");
	if (k->thread_bound)
		emit_stray_check(e);
	w_line(e->w, "status = %s(pointer)", python_raw(e, k->destructor->function));
	w_open(e->w,
	       "if %s:", failure_test(e, test, "status", k->destructor->function->type->result.type, true));
	w_line(e->w, "self.failures.append(%s)",
	       failure_of(e, k->destructor, test->error, "status",
			  error_is_told_by_object(test->error) ? "None" : NULL));
	w_close(e->w, "");
	w_close(e->w, "");
}

static void emit_bound_end(struct python *e, const struct plan_class *k)
{
	need_import(e, "from typing import Any");
	w_open(e->w, "def _end(self, pointer: Any) -> None:");
	emit_stray_check(e);
	w_line(e->w, "%s(pointer)", python_raw(e, k->destructor->function));
	w_close(e->w, "");
}

static void emit_handle(struct python *e, const struct plan_class *k)
{
	const char *name = python_name(&k->name);
	bool binding = k->storage == STORAGE_BINDING;
	need(e, PART_HANDLE);
	emit_gap(e);
	w_open(e->w, "class %s(%s%s):", handle_name(e, k), binding ? "_Owner, " : "",
	       binding ? record_name(e, k->record) : "_Handle");
	w_line(e->w, "\"\"\"The C object of a %s.\"\"\"", name);
	w_line(e->w, "");
	if (binding)
		w_line(e->w, "owned = False  # until the constructor has filled it");
	if (destructor_test(k))
		emit_failing_end(e, k);
	else if (k->destructor && k->thread_bound)
		emit_bound_end(e, k);
	else if (k->destructor)
		w_line(e->w, "_end = %s", python_raw(e, k->destructor->function));
	w_close(e->w, "");
}

/* ---- classes ---- */

static void emit_constructors(struct python *e, const struct plan_class *k)
{
	bool direct = false;
	for (size_t i = 0; i < k->n_constructors; i++) {
		const struct plan_call *call = k->constructors[i];
		w_line(e->w, "");
		if (call == plan_main_constructor(k)) {
			direct = true;
			emit_call(e, call, "__init__", "self", "None");
			continue;
		}
		w_line(e->w, "@classmethod");
		emit_call(e, call, python_name(&call->name), "cls", python_name(&k->name));
	}
	if (direct)
		return;
	w_line(e->w, "");
	w_open(e->w, "def __init__(self) -> None:");
	w_line(e->w, "raise TypeError(\"%s objects come from other functions\")", python_own(&k->name));
	w_close(e->w, "");
}

static void emit_close(struct python *e, const struct plan_class *k)
{
	if (!k->destructor)
		return;
	w_line(e->w, "");
	w_open(e->w, "def close(self) -> None:");
	emit_call_doc(e, k->destructor);
	if (k->thread_bound) {
		need(e, PART_CHECK_THREAD);
		w_open(e->w, "try:");
		w_line(e->w, "_check_thread(self)");
		w_close(e->w, "except ValueError:");
		e->w->level++;
		w_line(e->w, "return");
		e->w->level--;
	}
	if (destructor_test(k)) {
		w_open(e->w, "try:");
		w_line(e->w, "failures = self._handle.failures = []");
		w_close(e->w, "except ValueError:");
		e->w->level++;
		w_line(e->w, "return");
		e->w->level--;
		w_line(e->w, "super().close()");
		w_open(e->w, "if failures:");
		w_line(e->w, "raise failures[0]");
		w_close(e->w, "");
	} else {
		w_line(e->w, "super().close()");
	}
	w_close(e->w, "");
}

static void emit_methods(struct python *e, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_methods; i++) {
		const struct plan_call *call = k->methods[i];
		w_line(e->w, "");
		if (call->role == ROLE_STATIC)
			w_line(e->w, "@staticmethod");
		emit_call(e, call, python_name(&call->name), call->role == ROLE_STATIC ? NULL : "self",
			  result_text(e, call));
	}
}

/* ---- what the language asks of objects ---- */

static void open_special(struct python *e, const char *head)
{
	w_line(e->w, "");
	w_open(e->w, "%s", head);
}

static void emit_comparison(struct python *e, const struct plan_class *k, const struct plan_call *call,
			    const char *special, const char *behind)
{
	open_special(e, TEXT(e, "def %s(self, other: object) -> bool:", special));
	w_open(e->w, "if not isinstance(other, %s):", python_name(&k->name));
	w_line(e->w, "return NotImplemented");
	w_close(e->w, "");
	w_line(e->w, "return self.%s(other)%s", python_name(&call->name), behind);
	w_close(e->w, "");
}

static void emit_order(struct python *e, const struct plan_class *k, const struct plan_call *call)
{
	static const struct {
		const char *special, *behind;
	} orders[] = {{"__lt__", " < 0"}, {"__le__", " <= 0"}, {"__gt__", " > 0"}, {"__ge__", " >= 0"}};
	if (plan_equality(k) == call)
		emit_comparison(e, k, call, "__eq__", " == 0");
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
		emit_comparison(e, k, call, orders[i].special, orders[i].behind);
}

/* What a for statement is given for each element. */
static const char *element_text(struct python *e, const struct plan_call *call)
{
	if (call->n_results == 1) {
		struct plan_shape shape = call->values[call->results[0]].shape;
		shape.nullable = false;
		return annotation(e, &shape, AS_RESULT);
	}
	struct plan_call rest = program_rest(call);
	return result_text(e, &rest);
}

static void emit_next(struct python *e, const struct plan_class *k, const struct plan_call *call)
{
	const char *name = python_name(&call->name), *item = "item";
	open_special(e, TEXT(e, "def __iter__(self) -> %s:", python_name(&k->name)));
	w_line(e->w, "return self");
	w_close(e->w, "");
	open_special(e, TEXT(e, "def __next__(self) -> %s:", element_text(e, call)));
	if (call->n_results == 1) {
		w_line(e->w, "item = self.%s()", name);
		w_open(e->w, "if item is None:");
	} else {
		for (size_t i = 1; call->n_results > 2 && i < call->n_results; i++)
			item = i == 1 ? "item_1" : TEXT(e, "%s, item_%zu", item, i);
		w_line(e->w, "more, %s = self.%s()", item, name);
		w_open(e->w, "if more != %s:", value_literal(e, &call->more));
	}
	w_line(e->w, "raise StopIteration");
	w_close(e->w, "");
	w_line(e->w, "return %s", item);
	w_close(e->w, "");
}

static void emit_protocol(struct python *e, const struct plan_class *k, const struct plan_call *call)
{
	const char *name = python_name(&call->name);
	switch (call->protocol) {
	case PROTOCOL_TEXT:
		open_special(e, "def __str__(self) -> str:");
		w_line(e->w,
		       call->values[call->results[0]].shape.nullable ? "return self.%s() or \"\""
								     : "return self.%s()",
		       name);
		w_close(e->w, "");
		return;
	case PROTOCOL_EQUALS:
		emit_comparison(e, k, call, "__eq__", " != 0");
		return;
	case PROTOCOL_HASH:
		open_special(e, "def __hash__(self) -> int:");
		w_line(e->w, "return hash(self.%s())", name);
		w_close(e->w, "");
		return;
	case PROTOCOL_COMPARE:
		emit_order(e, k, call);
		return;
	case PROTOCOL_NEXT:
		emit_next(e, k, call);
		return;
	case PROTOCOL_COPY:
		open_special(e, TEXT(e, "def __copy__(self) -> %s:", result_text(e, call)));
		w_line(e->w, "return self.%s()", name);
		w_close(e->w, "");
		return;
	case PROTOCOL_NONE:
	case PROTOCOL_GETTER:
	case PROTOCOL_SETTER:
		return;
	}
}

static void emit_protocols(struct python *e, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_methods; i++)
		emit_protocol(e, k, k->methods[i]);
}

static void emit_accessors(struct python *e, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_accessors; i++) {
		const struct plan_accessor *accessor = &k->accessors[i];
		const char *name = python_name(&accessor->name);
		w_line(e->w, "");
		w_line(e->w, "@property");
		emit_call(e, accessor->getter, name, "self", result_text(e, accessor->getter));
		if (!accessor->setter)
			continue;
		w_line(e->w, "");
		w_line(e->w, "@%s.setter", name);
		emit_call(e, accessor->setter, name, "self", "None");
	}
}

static void emit_class(struct python *e, const struct plan_class *k)
{
	const char *name = python_name(&k->name);
	struct doc_text doc;
	need(e, PART_OBJECT);
	if (k->destructor)
		need(e, PART_CLOSABLE);
	export_item(e, &k->name, EXPORTED_CLASS);
	emit_handle(e, k);
	emit_gap(e);
	w_open(e->w, "class %s(%s):", name, k->destructor ? "_Closable" : "_Object");
	doc_begin_of(e, &doc, k->doc, &k->record->standing, TEXT(e, "C's %s.", k->name.cname));
	if (plan_class_promise(k))
		doc_paragraph(&doc, plan_class_promise(k));
	doc_print(e, &doc);
	w_line(e->w, "");
	w_line(e->w, "__slots__ = ()");
	emit_constructors(e, k);
	emit_close(e, k);
	emit_class_properties(e, k);
	emit_accessors(e, k);
	emit_methods(e, k);
	emit_protocols(e, k);
	w_close(e->w, "");
}

void emit_classes(struct python *e)
{
	for (size_t i = 0; i < e->p->n_classes; i++)
		emit_class(e, e->p->classes[i]);
}
