/*
 * Functions that C calls. Those with user data share one C function for each type, which finds the
 * closure by the user data; others get a C function of their own from a native delegate.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

#include <string.h>

const char *csharp_delegate(struct csharp *e, const struct plan_closure *c)
{
	(void)e;
	return csharp_name(&c->name);
}

const char *csharp_runner(struct csharp *e, const struct plan_closure *c)
{
	const char *name = csharp_delegate(e, c);
	return c->context >= 0 ? TEXT(e, "Trampolines.%s", csharp_flat(e, name)) : csharp_name(&c->pointer);
}

/* ---- what callers give ---- */

void csharp_emit_signature(struct csharp *e, const struct plan_closure *c, const struct ffir_doc *doc,
			   const char *cname, const char *words, const char *called)
{
	const char **params = NULL;
	size_t n = 0;
	csharp_gap(e);
	csharp_summary_since(e, doc, &c->standing, TEXT(e, "C's %s.", cname));
	for (size_t i = 0; i < c->n_params; i++) {
		const struct plan_value *param = &c->values[c->params[i]];
		const char *name = csharp_name(&param->name);
		csharp_doc(e, "param", name[0] == '@' ? name + 1 : name,
			   param->doc ? param->doc : TEXT(e, "C's %s", param->name.cname));
		*FFIR_PUSH(e->a, params, n) =
			TEXT(e, "%s %s", csharp_type(e, &param->shape, AS_CALLBACK_PARAM), name);
	}
	const struct plan_value *result = c->result < 0 ? NULL : &c->values[c->result];
	if (result)
		csharp_doc(e, "returns", NULL, result->doc ? result->doc : "what C gets");
	csharp_obsolete(e, c->standing.deprecated);
	csharp_list(e,
		    TEXT(e, "%s%s %s(", words,
			 result ? csharp_type(e, &result->shape, AS_CALLBACK_RESULT) : "void", called),
		    params, n, ");");
}

/* ---- what runs when C calls ---- */

static const char *argument_name(struct csharp *e, const struct plan_closure *c, size_t i)
{
	static const char *const own[] = {"closure", "error", "result", NULL};
	return name_argument(e->a, &backend_csharp.naming, c->type, i, own);
}

static const char *as_bytes(struct csharp *e, const char *raw, const char *name)
{
	return strcmp(raw, "byte*") == 0 ? name : TEXT(e, "(byte*)%s", name);
}

static const char *lent_object(struct csharp *e, const struct plan_shape *shape, const char *pointer,
			       bool owned)
{
	return TEXT(e,
		    owned ? "new %s(new %s((nint)%s, true))"
			  : "new %s(new %s((nint)%s, false) { IsLent = true })",
		    csharp_name(&shape->klass->name), csharp_name(&shape->klass->handle), pointer);
}

/* Elements that are pointers are made one by one. */
static const char *vector_argument(struct csharp *e, const struct plan_shape *shape, const char *name,
				   const char *count, bool bytes)
{
	const char *element = csharp_element(e, shape), *how = shape->nullable ? "OrNull" : "Of";
	const char *made = NULL;
	csharp_need(e, CSHARP_COPY);
	if (!count)
		count = TEXT(e, "%llu", (unsigned long long)shape->fixed);
	if (shape->element->kind == SHAPE_STRING)
		made = csharp_text_of(e, shape->element, "(byte*)item", NULL, false);
	else if (shape->element->kind == SHAPE_OBJECT)
		made = lent_object(e, shape->element, "item", false);
	if (bytes && strcmp(element, "byte") != 0)
		count = TEXT(e, made ? "%s / (ulong)sizeof(nint)" : "%s / (ulong)sizeof(%s)", count, element);
	if (made)
		return TEXT(e, "Copies.%s(%s, (ulong)%s, static item => %s)", how, name, count, made);
	return csharp_known(e, shape->element->enumeration,
			    TEXT(e, "Copies.%s<%s>(%s, (ulong)%s)", how, element, name, count));
}

/* A C integer in the struct that expression BASE points to. */
static const char *slot_number(struct csharp *e, const struct plan_slot *slot, const char *base)
{
	const char *reason = NULL, *type = csharp_raw_type(e, slot->shape.type, PLACE_FIELD, &reason);
	return TEXT(e, "(ulong)Unsafe.ReadUnaligned<%s>((byte*)%s + %llu)", type, base,
		    (unsigned long long)slot->offset);
}

/* C's own memory, which the function may change until it returns. */
static const char *view_argument(struct csharp *e, const struct plan_shape *shape, const char *name,
				 const char *count, bool bytes)
{
	const char *element = csharp_element(e, shape), *first = name, *empty = "";
	csharp_need(e, CSHARP_VIEW);
	if (shape->carrier) {
		const struct plan_slot *pointer = plan_slot_of(shape->carrier, SLOT_POINTER);
		const struct plan_slot *length = plan_slot_of(shape->carrier, SLOT_LENGTH);
		const char *base = shape->indirect ? name : TEXT(e, "&%s", name);
		first = TEXT(e, "(void*)Unsafe.ReadUnaligned<nint>((byte*)%s + %llu)", base,
			     (unsigned long long)pointer->offset);
		count = slot_number(e, length, base);
		bytes = length->bytes;
		empty = shape->indirect ? TEXT(e, "%s == null ? default : ", name) : "";
	} else {
		count = count ? TEXT(e, "(ulong)%s", count)
			      : TEXT(e, "%llu", (unsigned long long)shape->fixed);
	}
	if (bytes && strcmp(element, "byte") != 0)
		count = TEXT(e, "%s / (ulong)sizeof(%s)", count, element);
	return TEXT(e, "%sViews.Of<%s>(%s, %s)", empty, element, first, count);
}

/* What forms read of C's argument NAME; NULL of values that need none. */
static const char *formed_argument(struct csharp *e, const struct plan_shape *shape, const char *name,
				   const struct plan_op *op, const char *count)
{
	switch (plan_reading(shape, true)) {
	case READ_POINTED:
	case READ_OBJECT:
		return csharp_read_object(e, shape, name);
	case READ_ENDED:
	case READ_MANY:
		return csharp_read_elements(e, shape, name, csharp_elements_count(e, op, shape, count));
	case READ_EACH:
	case READ_VALUE:
		return NULL;
	}
	return NULL;
}

static const char *converted(struct csharp *e, const struct plan_closure *c, const struct plan_op *op)
{
	const struct plan_value *dst = &c->values[op->dst];
	const struct plan_shape *shape = &dst->shape;
	int i = closure_argument(c, op->src), counted = op->with >= 0 ? closure_argument(c, op->with) : -1;
	const char *reason = NULL;
	if (i < 0)
		return "default";
	const char *name = argument_name(e, c, (size_t)i);
	const char *raw = csharp_raw_type(e, c->type->params[i].type, PLACE_ARGUMENT, &reason);
	const char *type = csharp_type(e, shape, AS_CALLBACK_PARAM);
	const char *count = counted >= 0 ? argument_name(e, c, (size_t)counted) : NULL;

	if (op->kind == OP_VIEW && shape->kind == SHAPE_SLICE)
		return view_argument(e, shape, name, count, op->bytes);
	const char *formed = formed_argument(e, shape, name, op, count);
	if (formed)
		return formed;
	if (shape->kind == SHAPE_STRING)
		return csharp_text_of(e, shape, as_bytes(e, raw, name), count, op->bytes);
	if (shape->kind == SHAPE_RECORD_REF) {
		if (!shape->read_only)
			return TEXT(e, "ref *%s", name);
		return shape->nullable ? TEXT(e, "%s == null ? null : *%s", name, name)
				       : TEXT(e, "*%s", name);
	}
	if (shape->kind == SHAPE_VECTOR)
		return vector_argument(e, shape, name, count, op->bytes);
	if (shape->kind == SHAPE_OBJECT) {
		const char *object = lent_object(e, shape, name, false);
		if (op->kind == OP_ADOPT) {
			csharp_need(e, CSHARP_ADOPTED);
			return TEXT(e, "new Adopted<%s>((nint)%s, static item => %s).Item%s",
				    csharp_name(&shape->klass->name), name,
				    lent_object(e, shape, "item", true), shape->nullable ? "" : "!");
		}
		return shape->nullable ? TEXT(e, "(nint)%s == 0 ? null : %s", name, object) : object;
	}
	if (shape->kind == SHAPE_HANDLE)
		return csharp_typed_handle(e, shape, name);
	if (strcmp(type, "bool") == 0)
		return TEXT(e, "%s != 0", name);
	if (strcmp(type, raw) != 0)
		name = csharp_enum_cast(e, shape->enumeration, c->type->params[i].type, false, type, name);
	return csharp_known(e, shape->enumeration, name);
}

/* What C gets when the function threw; NULL if it gets nothing. */
static const char *otherwise(struct csharp *e, const struct plan_closure *c)
{
	if (type_is_void(e->p, c->type->result.type))
		return NULL;
	if (c->on_exception.kind == FFIR_VALUE_NONE)
		return "default";
	return csharp_constant(e, &c->on_exception, c->type->result.type);
}

/* Parameter I, which is lent, in a variable that is disposed of behind the call. */
static const char *lent(struct csharp *e, const struct plan_shape *shape, size_t i, const char *text)
{
	const char *variable = TEXT(e, "object%zu", i + 1);
	if (shape->kind == SHAPE_OBJECT) {
		w_line(e->w, "using %s %s = %s;", csharp_type(e, shape, AS_CALLBACK_RESULT), variable, text);
		return variable;
	}
	csharp_need(e, CSHARP_LENT);
	w_line(e->w, "using Lent<%s> %s = new(%s);", csharp_element(e, shape), variable, text);
	return TEXT(e, shape->nullable ? "%s.Items" : "%s.Items!", variable);
}

static void emit_function_call(struct csharp *e, const struct plan_closure *c, const char *raw)
{
	const char **args = NULL;
	size_t n = 0;
	for (size_t i = 0; i < c->n_params; i++) {
		const struct plan_op *op = closure_op_to(c, c->params[i]);
		const char *text = op ? converted(e, c, op) : "default";
		if (closure_is_lent(c, i))
			text = lent(e, &c->values[c->params[i]].shape, i, text);
		*FFIR_PUSH(e->a, args, n) = text;
	}
	const char *function =
		c->member < 0 ? "closure.Function" : TEXT(e, "closure.Members[%d]!", c->member);
	/* Each closure of this trampoline was made of this delegate: a cast would cost a tenth of the callback. */
	const char *first = TEXT(e, "Unsafe.As<%s>(%s)(", csharp_delegate(e, c), function);
	if (c->ret < 0 || !otherwise(e, c)) {
		csharp_list(e, first, args, n, ");");
		return;
	}
	const char *close = ");";
	const char *type =
		c->result < 0 ? raw : csharp_type(e, &c->values[c->result].shape, AS_CALLBACK_RESULT);
	const struct plan_shape *shape = c->result < 0 ? NULL : &c->values[c->result].shape;
	if (shape && shape->kind == SHAPE_STRING) {
		csharp_need(e, CSHARP_GIVEN_TEXT);
		csharp_list(e, TEXT(e, "return (%s)GivenText.Of(%s", raw, first), args, n, "));");
		return;
	}
	if (shape && shape->kind == SHAPE_HANDLE) {
		const char *variable = "handle";
		csharp_list(e, TEXT(e, "%s %s = %s", type, variable, first), args, n, ");");
		w_line(e->w, "return (%s)%s;", raw, csharp_handle_number(e, shape, variable));
		return;
	}
	if (shape && enum_is_checked(shape->enumeration)) {
		csharp_need(e, CSHARP_CLOSED);
		first = TEXT(e, "NativeEnum.Known(%s", first);
		close = "));";
	}
	if (strcmp(type, "bool") == 0)
		close = ") ? (byte)1 : (byte)0;";
	else if (strcmp(type, raw) != 0)
		first = TEXT(e, "(%s)%s", raw, first);
	csharp_list(e, TEXT(e, "return %s", first), args, n, close);
}

static void emit_run(struct csharp *e, const struct plan_closure *c, const char *raw)
{
	const char *value = otherwise(e, c);
	csharp_open(e, "if (closure.Failed)");
	w_line(e->w, value ? "return %s;" : "return%s;", value ? value : "");
	csharp_close(e, "");
	csharp_gap(e);
	csharp_open(e, "try");
	emit_function_call(e, c, raw);
	csharp_close(e, "");
	csharp_open(e, "catch (Exception error) when (closure.Fail(error))");
	if (value)
		w_line(e->w, "return %s;", value);
	csharp_close(e, "");
	if (!(c->used & 1u << SCOPE_ASYNC))
		return;
	csharp_open(e, "finally");
	w_line(e->w, "closure.Ran();");
	csharp_close(e, "");
}

static const char **native_params(struct csharp *e, const struct plan_closure *c, size_t *n)
{
	const char **params = NULL, *reason = NULL;
	*n = 0;
	for (size_t i = 0; i < c->type->n_params; i++)
		*FFIR_PUSH(e->a, params, *n) =
			TEXT(e, "%s %s", csharp_raw_type(e, c->type->params[i].type, PLACE_ARGUMENT, &reason),
			     argument_name(e, c, i));
	return params;
}

static void emit_trampoline(struct csharp *e, const struct plan_closure *c)
{
	const char *reason = NULL;
	const char *raw = csharp_raw_type(e, c->type->result.type, PLACE_ARGUMENT, &reason);
	size_t n;
	const char **params = native_params(e, c, &n);
	csharp_gap(e);
	w_line(e->w, "[UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]");
	csharp_list(e, TEXT(e, "internal static %s %s(", raw, csharp_flat(e, csharp_delegate(e, c))), params,
		    n, ")");
	csharp_open(e, "%s", "");
	const char *key = argument_name(e, c, (size_t)c->context);
	if (c->context_by)
		key = TEXT(e, "Raw.%s(%s)", csharp_name(&c->context_by->name), key);
	w_line(e->w, "NativeClosure closure = NativeClosure.At((nint)%s);", key);
	emit_run(e, c, raw);
	csharp_close(e, "");
}

/* The native delegate's target is an object that knows the closure. */
static void emit_native(struct csharp *e, const struct plan_closure *c)
{
	const char *reason = NULL, *name = csharp_own(csharp_name(&c->pointer));
	const char *raw = csharp_raw_type(e, c->type->result.type, PLACE_ARGUMENT, &reason);
	size_t n;
	const char **params = native_params(e, c, &n);
	csharp_gap(e);
	csharp_open(e, "internal sealed unsafe class %s(NativeClosure closure)", name);
	w_line(e->w, "[UnmanagedFunctionPointer(CallingConvention.Cdecl)]");
	csharp_list(e, TEXT(e, "private delegate %s Function(", raw), params, n, ");");
	csharp_gap(e);
	csharp_open(e, "internal static nint Make(NativeClosure closure)");
	w_line(e->w, "Function function = new %s(closure).Run;", name);
	w_line(e->w, "closure.Native = function;");
	w_line(e->w, "return Marshal.GetFunctionPointerForDelegate(function);");
	csharp_close(e, "");
	csharp_gap(e);
	csharp_list(e, TEXT(e, "private %s Run(", raw), params, n, ")");
	csharp_open(e, "%s", "");
	emit_run(e, c, raw);
	csharp_close(e, "");
	csharp_close(e, "");
}

void csharp_emit_closures(struct csharp *e)
{
	bool trampolines = false;
	for (size_t i = 0; i < e->p->n_closures; i++) {
		const struct plan_closure *c = e->p->closures[i];
		if (!c->used)
			continue;
		csharp_need(e, CSHARP_CLOSURE);
		csharp_enter(e, &c->name);
		if (!c->name.from)
			csharp_emit_signature(e, c, c->doc, c->name.cname, "public delegate ",
					      csharp_own(csharp_delegate(e, c)));
		if (c->context < 0)
			emit_native(e, c);
		else
			trampolines = true;
		csharp_leave(e, &c->name);
	}
	if (!trampolines)
		return;
	csharp_gap(e);
	csharp_open(e, "internal static unsafe class Trampolines");
	for (size_t i = 0; i < e->p->n_closures; i++)
		if (e->p->closures[i]->context >= 0 && e->p->closures[i]->used)
			emit_trampoline(e, e->p->closures[i]);
	csharp_close(e, "");
}
