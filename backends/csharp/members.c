/*
 * Functions, handles and classes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

#include <stdlib.h>
#include <string.h>

/* ---- one method ---- */

const char *csharp_result_type(struct csharp *e, const struct plan_call *call)
{
	struct ffir_buf b = {0};
	if (call->completes) {
		const char *value = csharp_task_value(e, call);
		return value ? TEXT(e, "Task<%s>", value) : "Task";
	}
	if (!call->n_results)
		return "void";
	if (call->n_results == 1)
		return csharp_type(e, &call->values[call->results[0]].shape, AS_RESULT);
	for (size_t i = 0; i < call->n_results; i++) {
		const struct plan_value *value = &call->values[call->results[i]];
		const char *name = name_case(e->a, name_in_c(&value->name, "result"), CASE_PASCAL);
		if (strcmp(name, "Rest") == 0 || strncmp(name, "Item", 4) == 0)
			name = TEXT(e, "%sValue", name); /* of every tuple */
		ffir_buf_printf(&b, "%s%s %s", i ? ", " : "(", csharp_type(e, &value->shape, AS_RESULT),
				name);
	}
	ffir_buf_puts(&b, ")");
	const char *text = ffir_strndup(e->a, b.text, b.size);
	ffir_buf_release(&b);
	return text;
}

static void emit_failure_docs(struct csharp *e, const struct plan_call *call)
{
	struct plan_failure *failures;
	size_t n = program_failures(e->a, call, &failures);
	for (size_t i = 0; i < n; i++) {
		const struct plan_failure *f = &failures[i];
		const char *name = f->error			? csharp_name(&f->error->name)
				   : f->how == FAILS_WITH_ERRNO ? "System.ComponentModel.Win32Exception"
								: csharp_name(&e->p->base_error);
		csharp_doc_of(e, "exception", "cref", name, f->text);
	}
}

/* Behind the name of what completes later; not where C's name says it, unless that is another's then. */
static const char *later_suffix(struct csharp *e, const struct plan_call *call)
{
	static const char suffix[] = "Async";
	const char *name = csharp_name(&call->name);
	size_t size = strlen(name), own = strlen(suffix);
	if (!call->completes || size <= own || strcmp(name + size - own, suffix) != 0)
		return call->completes ? suffix : "";
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_call *other = e->p->functions[i]->call;
		if (other && other->completes && other->klass == call->klass &&
		    strlen(csharp_name(&other->name)) == size - own &&
		    strncmp(csharp_name(&other->name), name, size - own) == 0)
			return suffix;
	}
	return "";
}

static void emit_returns_doc(struct csharp *e, const struct plan_call *call)
{
	const char **texts = NULL;
	size_t n = 0;
	for (size_t i = 0; i < call->n_results; i++)
		*FFIR_PUSH(e->a, texts, n) = call->values[call->results[i]].doc;
	const char *text = text_joined(e->a, texts, n, "; ");
	if (!*text && call->returns_doc && program_gives_return(call))
		text = call->returns_doc;
	csharp_doc(e, "returns", NULL, *text ? text : "what C gives back");
}

static void emit_doc(struct csharp *e, const struct plan_call *call, bool returns)
{
	csharp_summary(e, call->doc, TEXT(e, "Calls C's %s.", call->function->name.cname));
	if (plan_call_promise(e->a, call))
		csharp_doc(e, "remarks", NULL, plan_call_promise(e->a, call));
	for (size_t i = 0; i < call->n_params; i++) {
		const struct plan_value *param = &call->values[call->params[i]];
		const char *name = csharp_name(&param->name);
		if (!program_shows(call, call->params[i]))
			continue;
		const char *doc =
			param->doc && *param->doc ? param->doc : TEXT(e, "C's %s", param->name.cname);
		if (param->shape.kind == SHAPE_SLICE && param->shape.nullable)
			doc = TEXT(e, "%s (NULL for the default, not for an empty span)", doc);
		csharp_doc(e, "param", name[0] == '@' ? name + 1 : name, doc);
	}
	if (csharp_can_cancel(call))
		csharp_doc(e, "param", "cancellationToken", "tells C to give up");
	if (call->completes && returns)
		csharp_doc(e, "returns", NULL, "a task that ends when C is done");
	if (returns && call->n_results && !call->completes)
		emit_returns_doc(e, call);
	emit_failure_docs(e, call);
}

/* The members of flags ITEM that make up VALUE, or NULL. */
static const char *flags_of(struct csharp *e, const struct plan_enum *item, const struct ffir_value *value)
{
	int64_t rest, bits;
	const char *text = NULL, *name = csharp_name(&item->name);
	if (!ffir_value_int64(value, &rest) || rest <= 0)
		return NULL;
	for (size_t i = 0; i < item->n_items && rest; i++) {
		bool one = ffir_value_int64(&item->items[i].value, &bits) && bits > 0 && !(bits & (bits - 1));
		if (!one || !(rest & bits))
			continue;
		rest &= ~bits;
		text = TEXT(e, "%s%s%s.%s", text ? text : "", text ? " | " : "", name,
			    csharp_name(&item->items[i].name));
	}
	return rest ? NULL : text;
}

static const char *enum_default(struct csharp *e, const struct plan_enum *item,
				const struct ffir_value *value)
{
	const char *name = csharp_name(&item->name), *flags = item->flags ? flags_of(e, item, value) : NULL;
	const struct plan_enumerator *found = enumerator_of(item, value);
	if (found)
		return TEXT(e, "%s.%s", name, csharp_name(&found->name));
	if (flags || strcmp(value->text, "0") == 0)
		return flags ? flags : "0"; /* 0 is of every enum */
	return TEXT(e, "(%s)(%s)", name, value->text);
}

static const char *default_value(struct csharp *e, const struct plan_value *param)
{
	if (param->constant.kind == FFIR_VALUE_NONE)
		return "";
	if (param->shape.kind == SHAPE_HANDLE) {
		if (plan_is_none(param->shape.handle, &param->constant))
			return " = null";
		return !param->shape.nullable && strtod(param->constant.text, NULL) == 0 ? " = default" : "";
	}
	if (type_is_bool(e->p, param->shape.type))
		return strcmp(param->constant.text, "0") == 0 ? " = false" : " = true";
	if (param->shape.enumeration)
		return TEXT(e, " = %s", enum_default(e, param->shape.enumeration, &param->constant));
	if (csharp_is_dotnet(e, param->shape.type)) /* of a struct C# has no other constant */
		return strtod(param->constant.text, NULL) == 0 ? " = default" : "";
	if (param->shape.kind == SHAPE_SCALAR)
		return TEXT(e, " = %s", csharp_constant(e, &param->constant, param->shape.type));
	return param->shape.nullable ? " = null" : "";
}

/* C# wants optional parameters last; earlier defaults are of no use. */
static bool default_counts(struct csharp *e, const struct plan_call *call, size_t i)
{
	for (; i < call->n_params; i++)
		if (program_shows(call, call->params[i]) &&
		    !*default_value(e, &call->values[call->params[i]]))
			return false;
	return true;
}

static void emit_signature(struct csharp *e, const struct plan_call *call, const char *start)
{
	const char **params = NULL;
	size_t n = 0;
	for (size_t i = 0; i < call->n_params; i++) {
		const struct plan_value *param = &call->values[call->params[i]];
		if (!program_shows(call, call->params[i]))
			continue;
		*FFIR_PUSH(e->a, params, n) =
			TEXT(e, "%s %s%s", csharp_type(e, &param->shape, AS_PARAM), csharp_name(&param->name),
			     default_counts(e, call, i) ? default_value(e, param) : "");
	}
	if (csharp_can_cancel(call))
		*FFIR_PUSH(e->a, params, n) = "CancellationToken cancellationToken = default";
	csharp_list(e, TEXT(e, "%s(", start), params, n, ")");
}

static void emit_call(struct csharp *e, const struct plan_call *call, const char *start, bool returns)
{
	csharp_gap(e);
	emit_doc(e, call, returns);
	csharp_obsolete(e, call->deprecated);
	emit_signature(e, call, start);
	csharp_open(e, "%s", "");
	csharp_emit_call_body(e, call);
	csharp_close(e, "");
}

/* ---- functions ---- */

static bool is_free(const struct plan_function *f)
{
	return f->call && f->call->role == ROLE_FUNCTION;
}

/* Those in the place of the FIRST one. */
static void emit_functions(struct csharp *e, size_t first)
{
	const struct plan_name *place = &e->p->functions[first]->call->name;
	csharp_enter(e, place);
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "The functions of the C library that belong to no class.");
	csharp_open(e, "public static unsafe class Functions");
	for (size_t i = first; i < e->p->n_functions; i++) {
		const struct plan_call *call = e->p->functions[i]->call;
		if (!is_free(e->p->functions[i]) || !csharp_same_place(&call->name, place))
			continue;
		emit_call(e, call,
			  TEXT(e, "public static %s %s%s", csharp_result_type(e, call),
			       csharp_own(csharp_name(&call->name)), later_suffix(e, call)),
			  true);
	}
	csharp_close(e, "");
	csharp_leave(e, place);
}

void csharp_emit_functions(struct csharp *e)
{
	struct plan_function *const *functions = e->p->functions;
	for (size_t i = 0; i < e->p->n_functions; i++) {
		size_t first = 0;
		if (!is_free(functions[i]))
			continue;
		while (!is_free(functions[first]) ||
		       !csharp_same_place(&functions[first]->call->name, &functions[i]->call->name))
			first++;
		if (first == i)
			emit_functions(e, i);
	}
}

/* ---- handles ---- */

static const char *end_failure(struct csharp *e, const struct plan_class *k)
{
	const struct plan_error *error = destructor_test(k)->error;
	const char *code = error ? TEXT(e, "(%s)status", csharp_name(&error->codes->name)) : NULL;
	return csharp_failure(e, k->destructor, error, code, error_is_told_by_object(error) ? "null" : NULL,
			      "Marshal.GetLastPInvokeError()");
}

static void emit_end(struct csharp *e, const struct plan_class *k)
{
	csharp_open(e, "protected override void End(nint pointer)");
	if (k->destructor) {
		const struct plan_function *f = k->destructor->function;
		const char *reason = NULL;
		const char *type = csharp_raw_type(e, f->type->params[0].type, PLACE_ARGUMENT, &reason);
		const char *call = TEXT(e, "Raw.%s(%spointer)", csharp_name(&f->name),
					strcmp(type, "nint") == 0 ? "" : TEXT(e, "(%s)", type));
		bool gives = function_gives(e->p, f);
		if (k->thread_bound) {
			csharp_open(e, "if (_thread != System.Environment.CurrentManagedThreadId)");
			w_line(e->w, "return;");
			csharp_close(e, "");
			csharp_gap(e);
		}
		if (destructor_test(k)) {
			w_line(e->w, "%s status = %s;",
			       csharp_raw_type(e, f->type->result.type, PLACE_ARGUMENT, &reason), call);
			csharp_open(
				e, "if (%s)",
				csharp_failure_test(e, destructor_test(k), "status", f->type->result.type));
			w_line(e->w, "Failure = %s;", end_failure(e, k));
			csharp_close(e, "");
		} else {
			w_line(e->w, "%s%s;", gives ? "_ = " : "", call);
		}
	}
	csharp_close(e, "");
}

static void emit_thread(struct csharp *e, const struct plan_class *k)
{
	w_line(e->w, "private readonly int _thread = System.Environment.CurrentManagedThreadId;");
	csharp_gap(e);
	csharp_open(e, "internal void CheckThread()");
	csharp_open(e, "if (_thread != System.Environment.CurrentManagedThreadId)");
	w_line(e->w, "throw new InvalidOperationException(\"This %s belongs to another thread.\");",
	       csharp_own(csharp_name(&k->name)));
	csharp_close(e, "");
	csharp_close(e, "");
	csharp_gap(e);
}

/* An object in memory of the binding: C fills and empties it. */
static void emit_storage(struct csharp *e, const struct plan_class *k)
{
	const char *name = csharp_own(csharp_name(&k->handle));
	unsigned long long size = k->record->size, align = k->record->align;
	w_line(e->w, "private readonly bool _allocated;");
	csharp_gap(e);
	w_line(e->w, "internal %s()", name);
	w_line(e->w, "    : base((nint)NativeMemory.AlignedAlloc(%llu, %llu), false)", size,
	       align < 8 ? 8 : align);
	csharp_open(e, "%s", "");
	w_line(e->w, "NativeMemory.Clear((void*)handle, %llu);", size);
	w_line(e->w, "_allocated = true;");
	csharp_close(e, "");
	csharp_gap(e);
	w_line(e->w, "internal %s(nint pointer, bool owned, params object?[] kept)", name);
	w_line(e->w, "    : base(pointer, owned, kept)");
	csharp_open(e, "%s", "");
	csharp_close(e, "");
	csharp_gap(e);
	csharp_open(e, "protected override bool ReleaseHandle()");
	w_line(e->w, "bool released = base.ReleaseHandle();");
	csharp_open(e, "if (_allocated)");
	w_line(e->w, "NativeMemory.AlignedFree((void*)handle);");
	csharp_close(e, "");
	csharp_gap(e);
	w_line(e->w, "return released;");
	csharp_close(e, "");
	csharp_gap(e);
}

static void emit_handle(struct csharp *e, const struct plan_class *k)
{
	csharp_need(e, CSHARP_HANDLE);
	csharp_gap(e);
	csharp_open(e, "internal sealed unsafe class %s : NativeHandle", csharp_own(csharp_name(&k->handle)));
	if (k->thread_bound)
		emit_thread(e, k);
	if (k->storage == STORAGE_BINDING) {
		emit_storage(e, k);
	} else {
		w_line(e->w, "internal %s(nint pointer, bool owned, params object?[] kept)",
		       csharp_own(csharp_name(&k->handle)));
		w_line(e->w, "    : base(pointer, owned, kept)");
		csharp_open(e, "%s", "");
		csharp_close(e, "");
		csharp_gap(e);
	}
	if (destructor_test(k)) {
		w_line(e->w, "internal Exception? Failure { get; private set; }");
		csharp_gap(e);
	}
	emit_end(e, k);
	csharp_close(e, "");
}

/* ---- classes ---- */

static void emit_constructors(struct csharp *e, const struct plan_class *k)
{
	const char *name = csharp_name(&k->name);
	for (size_t i = 0; i < k->n_constructors; i++) {
		const struct plan_call *call = k->constructors[i];
		if (call == plan_main_constructor(k))
			emit_call(e, call, TEXT(e, "public %s", csharp_own(name)), false);
		else
			emit_call(e, call, TEXT(e, "public static %s %s", name, csharp_name(&call->name)),
				  true);
	}
}

static void emit_dispose(struct csharp *e, const struct plan_class *k)
{
	csharp_gap(e);
	csharp_summary(e, k->destructor ? k->destructor->doc : NULL, "Lets go of the C object.");
	csharp_open(e, "public void Dispose()");
	if (k->thread_bound) {
		csharp_open(e, "if (!_handle.IsGone)");
		w_line(e->w, "_handle.CheckThread();");
		csharp_close(e, "");
		csharp_gap(e);
	}
	w_line(e->w, "_handle.Dispose();");
	csharp_close(e, "");
	if (!destructor_test(k))
		return;
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "Disposes of the object, and throws if C says that this failed.");
	csharp_open(e, "public void Close()");
	w_line(e->w, "Dispose();");
	csharp_open(e, "if (_handle.Failure is not null)");
	w_line(e->w, "throw _handle.Failure;");
	csharp_close(e, "");
	csharp_close(e, "");
}

void csharp_emit_method(struct csharp *e, const struct plan_call *call, const char *access)
{
	emit_call(e, call,
		  TEXT(e, "%s %s%s %s%s", access, call->role == ROLE_STATIC ? "static " : "",
		       csharp_result_type(e, call), csharp_name(&call->name), later_suffix(e, call)),
		  true);
}

static void emit_methods(struct csharp *e, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_methods; i++)
		csharp_emit_method(e, k->methods[i], csharp_is_hidden(k->methods[i]) ? "private" : "public");
}

static void emit_class(struct csharp *e, const struct plan_class *k)
{
	const char *name = csharp_own(csharp_name(&k->name));
	csharp_enter(e, &k->name);
	emit_handle(e, k);
	csharp_gap(e);
	csharp_summary_since(e, k->doc, &k->record->standing, TEXT(e, "C's %s.", k->name.cname));
	if (plan_class_promise(k))
		csharp_doc(e, "remarks", NULL, plan_class_promise(k));
	csharp_obsolete(e, k->record->standing.deprecated);
	csharp_open(e, "public sealed unsafe class %s : %s", name, csharp_bases(e, k));
	w_line(e->w, "internal readonly %s _handle;", csharp_name(&k->handle));
	csharp_gap(e);
	csharp_open(e, "internal %s(%s handle)", name, csharp_name(&k->handle));
	w_line(e->w, "_handle = handle;");
	csharp_close(e, "");
	emit_constructors(e, k);
	emit_dispose(e, k);
	csharp_emit_properties(e, k);
	csharp_emit_accessors(e, k);
	emit_methods(e, k);
	csharp_emit_protocols(e, k);
	csharp_close(e, "");
	csharp_leave(e, &k->name);
}

void csharp_emit_classes(struct csharp *e)
{
	for (size_t i = 0; i < e->p->n_classes; i++)
		emit_class(e, e->p->classes[i]);
}
