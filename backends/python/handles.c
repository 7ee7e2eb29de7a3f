/*
 * Numbers and pointers of C that are types of their own: classes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/python/python.h"

const char *handle_none(struct python *e, const struct plan_handle *handle)
{
	const char *text = value_literal(e, &handle->invalid);
	/* An address is never negative. */
	return handle->is_pointer && text && text[0] == '-'
		       ? TEXT(e, "2 ** (8 * ctypes.sizeof(ctypes.c_void_p)) - %s", text + 1)
		       : text;
}

const char *typed_handle(struct python *e, const struct plan_shape *shape, const char *text)
{
	const struct plan_handle *handle = shape->handle;
	const char *name = python_name(&handle->alias->name);
	/* ctypes has None for an address of 0. */
	const char *number = handle->is_pointer ? TEXT(e, "%s or 0", text) : text;
	if (!shape->nullable)
		return TEXT(e, "%s(%s)", name, number);
	return TEXT(e, handle->is_pointer ? "None if (%s) == %s else %s(%s)" : "None if %s == %s else %s(%s)",
		    number, handle_none(e, handle), name, number);
}

void emit_handles(struct python *e)
{
	for (size_t i = 0; i < e->p->n_handles; i++) {
		const struct plan_handle *handle = e->p->handles[i];
		const char *name = python_name(&handle->alias->name);
		struct doc_text doc;
		if (!handle->used)
			continue;
		export_item(e, &handle->alias->name, EXPORTED_CLASS);
		emit_gap(e);
		const char *base = type_real(e->p, handle->alias->decl->type, NULL)->kind == FFIR_TYPE_FLOAT
					   ? "float"
					   : "int";
		w_open(e->w, "class %s(%s):", name, base);
		doc_begin_of(e, &doc, handle->alias->doc, &handle->alias->standing,
			     TEXT(e, "C's %s: %s.", handle->alias->name.cname, plan_handle_says(handle)));
		doc_print(e, &doc);
		w_line(e->w, "");
		w_line(e->w, "__slots__ = ()");
		w_line(e->w, "");
		w_open(e->w, "def __repr__(self) -> str:");
		w_line(e->w, "return f\"%s({%s(self)})\"", python_own(&handle->alias->name), base);
		w_close(e->w, "");
		w_close(e->w, "");
	}
}
