/*
 * Global variables, in the raw layer: properties that read and write C's own memory, which is looked for as functions
 * are.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

/* NULL with *REASON if C# cannot have it. */
static const char *type_of(struct csharp *e, const struct plan_variable *v, const char **reason)
{
	*reason = v->refused;
	const char *type = *reason ? NULL : csharp_raw_type(e, v->decl->type, PLACE_ELEMENT, reason);
	return *reason ? NULL : type;
}

bool csharp_has_variable(struct csharp *e, const struct plan_variable *v)
{
	const char *reason;
	return type_of(e, v, &reason) != NULL;
}

/* "FIRST*(int*)address LAST" */
static void emit_place(struct csharp *e, const struct plan_variable *v, const char *first, const char *type,
		       const char *last)
{
	const char *const entry[] = {TEXT(e, "ref NativeEntries.%s_entry.At", csharp_name(&v->name)),
				     TEXT(e, "\"%s\"", v->symbol)};
	csharp_list(e, TEXT(e, "%s*(%s*)NativeLoader.Entry(", first, type), entry, 2, TEXT(e, ")%s;", last));
}

void csharp_emit_variable(struct csharp *e, const struct plan_variable *v)
{
	const char *reason, *type = type_of(e, v, &reason), *name = csharp_name(&v->name);
	csharp_gap(e);
	if (!type) {
		csharp_comment(e, TEXT(e, "%s is not bound: %s", v->name.cname, reason));
		return;
	}
	csharp_summary_of(e, v->doc, &v->standing,
			  TEXT(e, "%s;", ffir_type_spell(e->a, v->decl->type, v->name.cname)));
	if (ffir_type_quals(e->p->module, v->decl->type) & FFIR_CONST) {
		emit_place(e, v, TEXT(e, "public static %s %s => ", type, name), type, "");
		return;
	}
	csharp_open(e, "public static %s %s", type, name);
	emit_place(e, v, "get => ", type, "");
	emit_place(e, v, "set => ", type, " = value");
	csharp_close(e, "");
}
