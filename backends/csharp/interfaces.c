/*
 * Structs of functions that C calls: interfaces that classes of the caller implement, and what makes C's struct
 * of such an object. What may be left out is an interface of its own.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

/* ---- what callers implement ---- */

static void emit_method(struct csharp *e, const struct plan_method *method)
{
	const struct plan_closure *c = method->closure;
	csharp_emit_signature(e, c, c->doc ? c->doc : method->field->doc, method->name.cname, "",
			      csharp_name(&method->name));
}

static void emit_interface(struct csharp *e, const struct plan_interface *interface)
{
	csharp_gap(e);
	csharp_summary_of(e, interface->doc, &interface->record->standing,
			  TEXT(e, "What C calls as %s.", interface->name.cname));
	csharp_open(e, "public interface %s", csharp_own(csharp_name(&interface->implemented)));
	for (size_t i = 0; i < interface->n_methods; i++)
		if (!interface->methods[i].optional)
			emit_method(e, &interface->methods[i]);
	csharp_close(e, "");
	for (size_t i = 0; i < interface->n_methods; i++) {
		const struct plan_method *method = &interface->methods[i];
		if (!method->optional)
			continue;
		csharp_gap(e);
		csharp_doc(e, "summary", NULL,
			   TEXT(e, "What an %s may have besides.", csharp_name(&interface->implemented)));
		csharp_open(e, "public interface %s : %s", csharp_own(csharp_name(&method->alone)),
			    csharp_name(&interface->implemented));
		emit_method(e, method);
		csharp_close(e, "");
	}
}

/* ---- what C is given ---- */

static void emit_functions(struct csharp *e, const struct plan_interface *interface)
{
	const char **items = NULL;
	size_t n = 0;
	for (size_t i = 0; i < interface->n_methods; i++) {
		const struct plan_method *method = &interface->methods[i];
		const char *delegate = csharp_delegate(e, method->closure),
			   *name = csharp_name(&method->name);
		*FFIR_PUSH(e->a, items, n) =
			method->optional ? TEXT(e, "implemented is %s with%zu ? new %s(with%zu.%s) : null",
						csharp_name(&method->alone), i + 1, delegate, i + 1, name)
					 : TEXT(e, "new %s(implemented.%s)", delegate, name);
	}
	csharp_open(e, "internal static System.Delegate?[] Of(%s? implemented)",
		    csharp_name(&interface->implemented));
	csharp_open(e, "if (implemented is null)");
	w_line(e->w, "return [];");
	csharp_close(e, "");
	csharp_gap(e);
	csharp_list(e, "return [", items, n, "];");
	csharp_close(e, "");
}

static void emit_field(struct csharp *e, const struct plan_field *field, const char *type, const char *test,
		       const char *function)
{
	w_line(e->w, "%s = %s(nint)(%s)&%s,", csharp_name(&field->name), test, type, function);
}

static void emit_struct(struct csharp *e, const struct plan_interface *interface)
{
	const char *record = csharp_struct(interface->record), *reason = NULL;
	csharp_gap(e);
	csharp_open(e, "internal static %s Struct(NativeClosure closure) => new()", record);
	w_line(e->w, "%s = closure.Key,", csharp_name(&interface->user->name));
	if (interface->destroy)
		emit_field(e, interface->destroy,
			   csharp_raw_type(e, interface->destroy->field->type, PLACE_ARGUMENT, &reason), "",
			   "LastingClosure.Destroy");
	for (size_t i = 0; i < interface->n_methods; i++) {
		const struct plan_method *method = &interface->methods[i];
		const char *test = method->optional ? TEXT(e, "closure.Members[%zu] is null ? 0 : ", i) : "";
		emit_field(e, method->field,
			   csharp_raw_type(e, method->field->field->type, PLACE_ARGUMENT, &reason), test,
			   csharp_runner(e, method->closure));
	}
	csharp_close(e, ";");
	csharp_gap(e);
	csharp_open(e, "internal static %s* Make(NativeClosure closure)", record);
	csharp_open(e, "if (closure.Key == 0)");
	w_line(e->w, "return null;");
	csharp_close(e, "");
	csharp_gap(e);
	w_line(e->w, "%s* made = (%s*)NativeMemory.Alloc((nuint)sizeof(%s));", record, record, record);
	w_line(e->w, "*made = Struct(closure);");
	w_line(e->w, "closure.LetGo = () => NativeMemory.Free(made);");
	w_line(e->w, "return made;");
	csharp_close(e, "");
}

void csharp_emit_interfaces(struct csharp *e)
{
	for (size_t i = 0; i < e->p->n_interfaces; i++) {
		const struct plan_interface *interface = e->p->interfaces[i];
		if (!interface->used)
			continue;
		csharp_enter(e, &interface->name);
		if (!interface->name.from)
			emit_interface(e, interface);
		csharp_gap(e);
		csharp_open(e, "internal static unsafe class %s",
			    csharp_own(csharp_name(&interface->functions)));
		emit_functions(e, interface);
		emit_struct(e, interface);
		csharp_close(e, "");
		csharp_leave(e, &interface->name);
	}
}
