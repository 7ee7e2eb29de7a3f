/*
 * Numbers and pointers of C that are types of their own.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

static const char *number_type(struct csharp *e, const struct plan_handle *handle)
{
	const char *reason = NULL;
	return csharp_raw_type(e, handle->alias->decl->type, PLACE_FIELD, &reason);
}

/* What C gets for none, as a number. */
static const char *none(struct csharp *e, const struct plan_handle *handle)
{
	if (handle->is_pointer)
		return TEXT(e, "unchecked((nint)(%s))", handle->invalid.text);
	return csharp_constant(e, &handle->invalid, handle->alias->decl->type);
}

const char *csharp_typed_handle(struct csharp *e, const struct plan_shape *shape, const char *text)
{
	const struct plan_handle *handle = shape->handle;
	const char *name = csharp_name(&handle->alias->name),
		   *number = TEXT(e, "(%s)%s", number_type(e, handle), text);
	if (!shape->nullable)
		return TEXT(e, "new %s(%s)", name, number);
	return TEXT(e, "%s == %s ? null : new %s(%s)", number, none(e, handle), name, number);
}

const char *csharp_handle_number(struct csharp *e, const struct plan_shape *shape, const char *text)
{
	return shape->nullable ? TEXT(e, "(%s?.Value ?? %s)", text, none(e, shape->handle))
			       : TEXT(e, "%s.Value", text);
}

void csharp_emit_handles(struct csharp *e)
{
	for (size_t i = 0; i < e->p->n_handles; i++) {
		const struct plan_handle *handle = e->p->handles[i];
		if (!handle->used)
			continue;
		csharp_enter(e, &handle->alias->name);
		csharp_gap(e);
		csharp_summary_since(
			e, handle->alias->doc, &handle->alias->standing,
			TEXT(e, "C's %s: %s.", handle->alias->name.cname, plan_handle_says(handle)));
		csharp_doc(e, "param", "Value", "what C has for it");
		csharp_obsolete(e, handle->alias->standing.deprecated);
		w_line(e->w, "public readonly record struct %s(%s Value);",
		       csharp_own(csharp_name(&handle->alias->name)), number_type(e, handle));
		csharp_leave(e, &handle->alias->name);
	}
}
