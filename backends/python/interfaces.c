/*
 * Structs of functions that an object of Python implements: a class for type checkers, and what makes C's
 * struct of such an object.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

const char *interface_helper(struct python *e, const char *prefix, const struct plan_interface *interface)
{
	const char *name = python_name(&interface->name), *dot = strrchr(name, '.');
	return TEXT(e, "%s_%s", prefix, name_case(e->a, dot ? dot + 1 : name, CASE_SNAKE));
}

static void emit_method(struct python *e, const struct plan_method *method)
{
	const struct plan_closure *c = method->closure;
	const char **params = NULL;
	size_t n = 0;
	*FFIR_PUSH(e->a, params, n) = "self";
	for (size_t i = 0; i < c->n_params; i++) {
		const struct plan_value *value = &c->values[c->params[i]];
		*FFIR_PUSH(e->a, params, n) = TEXT(e, "%s: %s", python_name(&value->name),
						   annotation(e, &value->shape, AS_CALLBACK_PARAM));
	}
	const char *result =
		c->result < 0 ? "None" : annotation(e, &c->values[c->result].shape, AS_CALLBACK_RESULT);
	w_line(e->w, "");
	emit_list(e, TEXT(e, "def %s(", python_name(&method->name)), params, n, TEXT(e, ") -> %s:", result));
	e->w->level++;
	doc_emit_of(e, c->doc, &c->standing);
	w_line(e->w, "...");
	e->w->level--;
}

static bool has_options(const struct plan_interface *interface)
{
	for (size_t i = 0; i < interface->n_methods; i++)
		if (interface->methods[i].optional)
			return true;
	return false;
}

/* What is left out of the class has no docstring of its own. */
static void doc_optional(struct python *e, struct doc_text *doc, const struct plan_method *method)
{
	const char *says = plan_standing_says(e->a, &method->closure->standing);
	if (method->optional && says)
		doc_paragraph(doc, TEXT(e, "%s(): %s", python_name(&method->name), says));
}

static void emit_protocol(struct python *e, const struct plan_interface *interface)
{
	struct doc_text doc;
	const char *name = python_name(&interface->name);
	need_import(e, "from typing import Protocol");
	export_item(e, &interface->name, EXPORTED_CLASS);
	emit_gap(e);
	w_open(e->w, "class %s(Protocol):", name);
	doc_begin_of(e, &doc, interface->doc, &interface->record->standing,
		     TEXT(e, "What C calls as %s.", interface->name.cname));
	if (has_options(interface)) {
		struct ffir_buf left_out = {0};
		for (size_t i = 0; i < interface->n_methods; i++)
			if (interface->methods[i].optional)
				ffir_buf_printf(&left_out, "%s%s()", left_out.size ? ", " : "",
						python_name(&interface->methods[i].name));
		doc_paragraph(&doc, TEXT(e, "May also have: %s.", left_out.text));
		ffir_buf_release(&left_out);
		for (size_t i = 0; i < interface->n_methods; i++)
			doc_optional(e, &doc, &interface->methods[i]);
	}
	doc_print(e, &doc);
	for (size_t i = 0; i < interface->n_methods; i++)
		if (!interface->methods[i].optional)
			emit_method(e, &interface->methods[i]);
	w_close(e->w, "");
}

static void emit_functions_of(struct python *e, const struct plan_interface *interface)
{
	const char *name = python_name(&interface->name);
	const char **items = NULL;
	size_t n = 0;
	emit_gap(e);
	need_import(e, "from typing import Any");
	w_open(e->w, "def %s(implemented: Any) -> Any:", interface_helper(e, "_functions_of", interface));
	for (size_t i = 0; i < interface->n_methods; i++) {
		const struct plan_method *method = &interface->methods[i];
		*FFIR_PUSH(e->a, items, n) =
			method->optional ? TEXT(e, "(getattr(implemented, \"%s\", None), \"%s.%s\", True)",
						python_name(&method->name), name, python_name(&method->name))
					 : TEXT(e, "(implemented.%s, \"%s.%s\", False)",
						python_name(&method->name), name, python_name(&method->name));
	}
	emit_list(e, "return (", items, n, n == 1 ? ",)" : ")");
	w_close(e->w, "");
}

static void emit_struct_of(struct python *e, const struct plan_interface *interface)
{
	emit_gap(e);
	w_open(e->w, "def %s(closure: Any) -> Any:", interface_helper(e, "_struct_of", interface));
	w_line(e->w, "functions = %s()", record_name(e, interface->record));
	w_line(e->w, "functions.%s = closure.key", python_name(&interface->user->name));
	if (interface->destroy) {
		need(e, PART_LASTING_CLOSURE);
		w_line(e->w, "functions.%s = ctypes.cast(_destroy_closure, ctypes.c_void_p)",
		       python_name(&interface->destroy->name));
	}
	for (size_t i = 0; i < interface->n_methods; i++) {
		const struct plan_method *method = &interface->methods[i];
		if (method->optional)
			w_open(e->w, "if closure.function[%zu] is not None:", i);
		w_line(e->w, "functions.%s = ctypes.cast(%s, ctypes.c_void_p)",
		       python_name(&method->field->name), closure_runner(e, method->closure, false));
		if (method->optional)
			w_close(e->w, "");
	}
	w_line(e->w, "closure.pointer = functions");
	w_line(e->w, "return functions");
	w_close(e->w, "");
}

void emit_interfaces(struct python *e)
{
	for (size_t i = 0; i < e->p->n_interfaces; i++) {
		const struct plan_interface *interface = e->p->interfaces[i];
		if (!interface->used)
			continue;
		if (!interface->name.from)
			emit_protocol(e, interface);
		emit_functions_of(e, interface);
		emit_struct_of(e, interface);
	}
}
