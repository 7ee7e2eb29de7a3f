/*
 * What a call does before C runs: checks, and C's arguments made of what the caller gave.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/body.h"

#include <string.h>

/* ---- checks: in front of everything ---- */

static void head_throw(struct csharp_body *b, const char *test, const char *exception)
{
	w_line(b->head, "if (%s)", test);
	w_open(b->head, "{");
	w_line(b->head, "throw new %s;", exception);
	w_close(b->head, "}");
	w_line(b->head, "");
}

static bool is_reference(const struct plan_shape *shape)
{
	return shape->kind == SHAPE_STRING || shape->kind == SHAPE_OBJECT || shape->kind == SHAPE_CLOSURE ||
	       shape->kind == SHAPE_INTERFACE;
}

static void check_null(struct csharp_body *b, const struct plan_op *op)
{
	if (program_shows(b->call, op->src) && is_reference(&csharp_value_at(b, op->src)->shape))
		w_line(b->head, "ArgumentNullException.ThrowIfNull(%s);", csharp_param(b, op->src));
}

static void check_range(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_enum *item = csharp_value_at(b, op->src)->shape.enumeration;
	const char *name = csharp_param(b, op->src);
	struct ffir_buf any = {0};
	if (!enum_is_checked(item))
		return;
	for (size_t i = 0; i < item->n_items; i++)
		ffir_buf_printf(&any, "%s%s.%s", i ? " or " : "", csharp_name(&item->name),
				csharp_name(&item->items[i].name));
	head_throw(b, TEXT(b->e, "%s is not (%s)", name, any.text),
		   TEXT(b->e, "ArgumentOutOfRangeException(nameof(%s))", name));
	ffir_buf_release(&any);
}

static void check_alive(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_value *src = csharp_value_at(b, op->src);
	const char *name = csharp_param(b, op->src);
	if (src->kind == VALUE_SELF)
		w_line(b->head, "ObjectDisposedException.ThrowIf(_handle.IsGone, this);");
	else if (src->shape.nullable)
		w_line(b->head, "ObjectDisposedException.ThrowIf(%s is not null && %s._handle.IsGone, %s!);",
		       name, name, name);
	else
		w_line(b->head, "ObjectDisposedException.ThrowIf(%s._handle.IsGone, %s);", name, name);
}

static void check_length(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *name = csharp_param(b, op->src);
	const char *wanted = op->with >= 0 ? TEXT(b->e, "(int)%s", csharp_argument(b, op->with))
					   : TEXT(b->e, "%llu", (unsigned long long)shape->fixed);
	const char *null_is_fine = "";
	if (shape->nullable) {
		csharp_need(b->e, CSHARP_SLICE);
		null_is_fine = TEXT(b->e, "!Slices.IsNull(%s) && ", name);
	}
	head_throw(b, TEXT(b->e, "%s%s.Length != %s", null_is_fine, name, wanted),
		   TEXT(b->e, "ArgumentException(\"The number of elements is wrong.\", nameof(%s))", name));
}

/* ---- memory of the caller ---- */

/* Strings are UTF-16 with a NUL behind them already. */
static void encode_wide(struct csharp_body *b, const struct plan_op *op, const char *text)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *name = csharp_param(b, op->src);
	bool is_16 = wide_unit(shape->encoding) == 2;
	csharp_need(e, CSHARP_WIDE);
	w_line(b->head, "%s%s %s = WideText.%s(%s, nameof(%s));", is_16 ? "string" : "uint[]",
	       shape->nullable ? "?" : "", text, is_16 ? "Checked" : "Units", name, name);
	if (shape->nullable)
		text = is_16 ? TEXT(e, "(%s?.Length ?? 0)", text) : TEXT(e, "((%s?.Length ?? 1) - 1)", text);
	else
		text = TEXT(e, is_16 ? "%s.Length" : "(%s.Length - 1)", text);
	b->values[op->dst].count = text;
}

/* What C reads of a text of 8 bits a unit: bytes of the caller's, of a copy that stays, or of the call's. */
static void encode_narrow(struct csharp_body *b, const struct plan_op *op, const char *text)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *name = csharp_param(b, op->src),
		   *ascii = shape->encoding == ENCODING_ASCII ? ", true" : "";
	struct csharp_value *made = &b->values[op->dst];
	made->count = TEXT(e, shape->nullable ? "((%s?.Length ?? 1) - 1)" : "(%s.Length - 1)", text);
	if (shape->encoding == ENCODING_BYTES) {
		csharp_need(e, CSHARP_SLICE);
		w_line(b->head,
		       shape->nullable ? "byte[]? %s = %s is null ? null : Slices.Terminated(%s, nameof(%s));"
				       : "byte[] %s = Slices.Terminated(%s, nameof(%s));",
		       text, name, name, name);
	} else if (program_op_with(b->call, OP_KEEP_ALIVE, op->dst)) {
		csharp_need(e, CSHARP_LASTING_TEXT);
		w_line(b->head, "byte[]%s %s = LastingText.Make(%s, nameof(%s)%s);",
		       shape->nullable ? "?" : "", text, name, name, ascii);
		made->memory = text;
	} else {
		csharp_need(e, CSHARP_TEXT);
		w_line(b->head,
		       "using NativeText %s = new(%s, stackalloc byte[NativeText.Room], nameof(%s)%s);", text,
		       name, name, ascii);
		made->count = TEXT(e, "%s.Length", text);
	}
}

static void encode(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *name = csharp_param(b, op->src), *type = csharp_type_of(b, op->dst);
	const char *plain = name[0] == '@' ? name + 1 : name;
	const char *text = csharp_new_name(b, TEXT(e, "%sText", plain));
	const char *pointer = csharp_new_name(b, TEXT(e, "%sPointer", plain));
	unsigned wide = wide_unit(csharp_value_at(b, op->src)->shape.encoding);
	if (wide)
		encode_wide(b, op, text);
	else
		encode_narrow(b, op, text);
	const char *unit = wide == 2 ? "char" : wide == 4 ? "uint" : "byte";
	*FFIR_PUSH(e->a, b->fixed, b->n_fixed) = TEXT(e, "fixed (%s* %s = %s)", unit, pointer, text);
	b->values[op->dst].text =
		strcmp(type, "byte*") == 0 && !wide ? pointer : TEXT(e, "(%s)%s", type, pointer);
}

/* Memory of the call for a TYPE of SIZE bytes as C aligns it, at POINTER: what C# allocates may lie at any multiple of
 * 8. */
static void aligned_room(struct csharp_body *b, const char *type, uint64_t size, uint64_t align,
			 const char *pointer)
{
	const char *room = csharp_new_name(b, TEXT(b->e, "%sRoom", pointer));
	unsigned long long rest = align - 1;
	w_line(b->head, "byte* %s = stackalloc byte[%llu];", room, size + rest);
	w_line(b->head, "%s* %s = (%s*)(((nuint)%s + %llu) & ~(nuint)%llu);", type, pointer, type, room, rest,
	       rest);
}

/* C works on a copy, which is given back whatever happens: no op changes it but the call. */
static void pin_aligned(struct csharp_body *b, const struct plan_op *op, const char *pointer)
{
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *name = csharp_param(b, op->src);
	aligned_room(b, csharp_struct(shape->record), shape->record->size, shape->record->align, pointer);
	w_line(b->head, "*%s = %s;", pointer, name);
	if (!shape->read_only)
		csharp_finally(b, TEXT(b->e, "%s = *%s;", name, pointer));
	b->values[op->dst].text = pointer;
}

static void pin_record(struct csharp_body *b, const struct plan_op *op, const char *pointer)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *name = csharp_param(b, op->src), *type = csharp_struct(shape->record);
	if (shape->nullable && shape->read_only) {
		const char *variable = csharp_new_name(b, TEXT(e, "%sValue", name));
		w_line(b->head, "%s %s = %s.GetValueOrDefault();", type, variable, name);
		b->values[op->dst].text = TEXT(e, "%s.HasValue ? &%s : null", name, variable);
		return;
	}
	*FFIR_PUSH(e->a, b->fixed, b->n_fixed) = TEXT(e, "fixed (%s* %s = &%s)", type, pointer, name);
	b->values[op->dst].text = pointer;
}

static void pin(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_shape *given = &csharp_value_at(b, op->src)->shape;
	if (given->kind == SHAPE_SLICE && program_op_with(b->call, OP_KEEP_ALIVE, op->dst)) {
		csharp_pin_copy(b, op);
		return;
	}
	if (given->indirect) {
		csharp_pass_inside(b, op);
		return;
	}
	if (given->kind == SHAPE_SLICE && plan_needs_form(given)) {
		b->values[op->dst].text =
			TEXT(b->e, "(%s)%s", csharp_type_of(b, op->dst), csharp_elements(b, op->src));
		return;
	}
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *name = csharp_param(b, op->src);
	const char *pointer = csharp_new_name(b, TEXT(e, "%sPointer", name[0] == '@' ? name + 1 : name));
	if (shape->kind != SHAPE_SLICE) {
		if (shape->record->align > 8)
			pin_aligned(b, op, pointer);
		else
			pin_record(b, op, pointer);
		return;
	}
	const char *element = csharp_element(e, shape), *type = csharp_type_of(b, op->dst);
	if (enum_is_checked(shape->element ? shape->element->enumeration : NULL)) {
		csharp_need(e, CSHARP_CLOSED);
		w_line(b->head, "NativeEnum.Check<%s>(%s, nameof(%s));", element, name, name);
	}
	if (!shape->nullable)
		csharp_need(e, CSHARP_SLICE);
	const char *first = shape->nullable ? TEXT(e, "&MemoryMarshal.GetReference(%s)", name)
					    : TEXT(e, "&Slices.First<%s>(%s)", element, name);
	*FFIR_PUSH(e->a, b->fixed, b->n_fixed) = TEXT(e, "fixed (%s* %s = %s)", element, pointer, first);
	b->values[op->dst].text =
		strcmp(type, TEXT(e, "%s*", element)) == 0 ? pointer : TEXT(e, "(%s)%s", type, pointer);
}

static void length(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_value *src = csharp_value_at(b, op->src);
	const char *name = csharp_param(b, op->src), *type = csharp_type_of(b, op->dst);
	uint64_t size = 8, factor = 1, align;
	const char *text =
		src->shape.kind == SHAPE_STRING ? b->values[op->with].count : TEXT(e, "%s.Length", name);
	ffir_type_size(e->p->module, csharp_value_at(b, op->dst)->type, &size, &align);
	if (op->bytes && src->shape.element)
		ffir_type_size(e->p->module, src->shape.element->type, &factor, &align);
	if (op->bytes && src->shape.kind == SHAPE_STRING && wide_unit(src->shape.encoding))
		factor = wide_unit(src->shape.encoding);
	if (size < 4 || (size == 4 && factor > 1))
		head_throw(b, TEXT(e, "%s > %s.MaxValue / %llu", text, type, (unsigned long long)factor),
			   TEXT(e, "ArgumentException(\"It is too long for C.\", nameof(%s))", name));
	b->values[op->dst].text = factor > 1
					  ? TEXT(e, "(%s)%s * %llu", type, text, (unsigned long long)factor)
					  : TEXT(e, "(%s)%s", type, text);
}

/* ---- callbacks ---- */

/* "a, b": the closures whose user data is WITH. */
static const char *shared_names(struct csharp_body *b, int with)
{
	const struct plan_op **ops;
	size_t n = program_sharing(b->e->a, b->call, with, &ops);
	const char **names = (const char **)ffir_alloc(b->e->a, (n + 1) * sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[i] = csharp_param(b, ops[i]->src);
	return text_joined(b->e->a, names, n, ", ");
}

/* The expression that makes the closure object of OP, a CLOSURE, for as long as HOLD says. */
static const char *made_closure(struct csharp_body *b, const struct plan_op *op, enum program_hold hold)
{
	struct csharp *e = b->e;
	bool shares = csharp_value_at(b, op->src)->shape.closure->member == 0;
	if (shares)
		return TEXT(e, "%s.Share(%s)", hold == HOLD_CALL ? "NativeClosure" : "LastingClosure",
			    shared_names(b, op->with));
	return TEXT(e,
		    hold == HOLD_CALL	? "new(%s)"
		    : hold == HOLD_ONCE ? "OnceClosure.Make(%s)"
					: "LastingClosure.Make(%s)",
		    csharp_param(b, op->src));
}

static void need_closure(struct csharp *e, enum program_hold hold)
{
	csharp_need(e, hold == HOLD_CALL ? CSHARP_CLOSURE : hold == HOLD_ONCE ? CSHARP_ONCE : CSHARP_LASTING);
}

/* VARIABLE is let go when the call is over. */
static void release_behind(struct csharp_body *b, const char *variable)
{
	*FFIR_PUSH(b->e->a, b->closures, b->n_closures) = variable;
	csharp_finally(b, TEXT(b->e, "%s.Release();", variable));
}

/* The variable of the closure object: the first of those that share their user data makes it for all. */
static const char *closure_variable(struct csharp_body *b, const struct plan_op *op)
{
	enum program_hold hold = program_hold(b->call, op);
	if (hold == HOLD_SHARED)
		return b->values[program_first_sharing(b->call, op)->src].text;
	const char *variable = csharp_new_name(b, "closure");
	need_closure(b->e, hold);
	if (!program_shows(b->call, op->src))
		csharp_completing_closure(b, op, variable);
	else
		w_line(b->head, "%s %s = %s;", hold == HOLD_ONCE ? "OnceClosure" : "NativeClosure", variable,
		       made_closure(b, op, hold));
	if (hold == HOLD_CALL)
		release_behind(b, variable);
	return variable;
}

static void closure(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *name = csharp_param(b, op->src), *variable = closure_variable(b, op);
	const char *runner = csharp_runner(e, shape->closure), *type = csharp_type_of(b, op->dst);
	const char *pointer = TEXT(e, "(%s)&%s", type, runner);
	if (op->with < 0)
		pointer = TEXT(e, "(%s)%s.Make(%s%s)", type, runner, variable,
			       shape->scope == SCOPE_ASYNC ? ".Inner" : "");
	if (shape->nullable)
		pointer = TEXT(e, "%s is null ? null : %s", name, pointer);
	b->values[op->dst].text = pointer;
	b->values[op->src].text = variable;
	if (op->with >= 0)
		b->values[op->with].text = TEXT(e, "(%s)%s.Key", csharp_type_of(b, op->with), variable);
	if (op->third < 0)
		return;
	const char *destroy = TEXT(e, "(%s)&LastingClosure.Destroy", csharp_type_of(b, op->third));
	if (shape->closure->member >= 0)
		destroy = TEXT(e, "%s.Key == 0 ? null : %s", variable, destroy);
	else if (shape->nullable)
		destroy = TEXT(e, "%s is null ? null : %s", name, destroy);
	b->values[op->third].text = destroy;
}

/* C's struct of functions; its closure is kept as callbacks are. */
static void interface(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->src)->shape;
	const char *helper = csharp_name(&shape->interface->functions), *type = csharp_type_of(b, op->dst);
	const char *variable = csharp_new_name(b, "closure"), *name = csharp_param(b, op->src);
	bool call = program_hold(b->call, op) == HOLD_CALL;
	need_closure(e, shape->interface->destroy ? HOLD_LASTING : program_hold(b->call, op));
	w_line(b->head, "NativeClosure %s = %s.Share(%s.Of(%s));", variable,
	       call ? "NativeClosure" : "LastingClosure", helper, name);
	if (call)
		release_behind(b, variable);
	b->values[op->src].text = variable;
	if (type[strlen(type) - 1] != '*') {
		b->values[op->dst].text = TEXT(e, "%s.Struct(%s)", helper, variable);
		return;
	}
	const char *made = csharp_new_name(b, TEXT(e, "%sFunctions", name[0] == '@' ? name + 1 : name));
	const char *own = TEXT(e, "%s*", csharp_struct(shape->interface->record));
	const char *cast = strcmp(type, own) == 0 ? "" : TEXT(e, "(%s)", type);
	w_line(b->head, "%s %s = %s%s.Make(%s);", type, made, cast, helper, variable);
	b->values[op->dst].text = made;
}

/* A text that C frees. */
static void give(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *name = csharp_new_name(b, "given"), *type = csharp_type_of(b, op->dst);
	unsigned wide = wide_unit(csharp_value_at(b, op->with)->shape.encoding);
	csharp_need(e, CSHARP_GIVEN_TEXT);
	w_line(e->w, "%s %s = (%s)GivenText.Copy(%s, (%s + 1) * %u);", type, name, type,
	       b->values[op->src].text, b->values[op->src].count, wide ? wide : 1);
	b->values[op->dst].text = name;
}

/* ---- objects and values ---- */

static void hold(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_value *src = csharp_value_at(b, op->src);
	const char *name = src->kind == VALUE_SELF ? "self" : csharp_param(b, op->src);
	const char *handle = csharp_handle_of(b, op->src);
	const char *held = csharp_new_name(b, TEXT(b->e, "%sHeld", name[0] == '@' ? name + 1 : name));
	bool may_be_null = src->kind != VALUE_SELF && src->shape.nullable;
	w_line(b->head, "bool %s = false;", held);
	w_line(b->e->w, "%s%sDangerousAddRef(ref %s);", handle, may_be_null ? "?." : ".", held);
	csharp_finally(b, TEXT(b->e, "if (%s)\n{\n    %s%sDangerousRelease();\n}", held, handle,
			       may_be_null ? "!." : "."));
}

static void pass_object(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_value *src = csharp_value_at(b, op->src);
	const char *type = csharp_type_of(b, op->dst);
	const char *cast = strcmp(type, "nint") == 0 ? "" : TEXT(b->e, "(%s)", type);
	const char *pointer = TEXT(b->e, "%s%s.DangerousGetHandle()", cast, csharp_handle_of(b, op->src));
	if (src->kind != VALUE_SELF && src->shape.nullable)
		pointer =
			TEXT(b->e, "%s is null ? %s : %s%s._handle.DangerousGetHandle()",
			     csharp_param(b, op->src), *cast ? "null" : "0", cast, csharp_param(b, op->src));
	b->values[op->dst].text = pointer;
}

static void pass(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_value *src = csharp_value_at(b, op->src);
	const char *type = csharp_type_of(b, op->dst);
	if (src->kind != VALUE_SELF && src->kind != VALUE_PARAM) {
		b->values[op->dst] = b->values[op->src];
		return;
	}
	enum plan_reading reading = plan_reading(&src->shape, false);
	if (src->shape.kind == SHAPE_SLICE && reading == READ_OBJECT) {
		csharp_pass_slice(b, op);
		return;
	}
	if (reading == READ_OBJECT || reading == READ_POINTED) {
		csharp_pass_inside(b, op);
		return;
	}
	if (src->shape.kind == SHAPE_OBJECT) {
		pass_object(b, op);
		return;
	}
	const char *name = csharp_param(b, op->src), *given = csharp_type(e, &src->shape, AS_PARAM);
	if (src->shape.kind == SHAPE_HANDLE) {
		b->values[op->dst].text = TEXT(e, "(%s)%s", type, csharp_handle_number(e, &src->shape, name));
		return;
	}
	if (strcmp(given, "bool") == 0)
		name = TEXT(e, "%s ? (byte)1 : (byte)0", name);
	else if (strcmp(given, type) != 0)
		name = csharp_enum_cast(e, src->shape.enumeration, csharp_value_at(b, op->dst)->type, true,
					type, name);
	b->values[op->dst].text = name;
}

/* ---- memory for C ---- */

static void alloc_out(struct csharp_body *b, const struct plan_op *op)
{
	const char *name = csharp_name_for(b, op->dst, "cell"), *type = csharp_type_of(b, op->dst);
	const struct plan_record *r = plan_record_of(b->e->p, csharp_value_at(b, op->dst)->type);
	uint64_t size, align = 0;
	if (ffir_type_size(b->e->p->module, csharp_value_at(b, op->dst)->type, &size, &align) && align > 8) {
		aligned_room(b, type, size, align, name);
		name = TEXT(b->e, "(*%s)", name);
		w_line(b->head, "%s = default;", name);
	} else {
		w_line(b->head, "%s %s = default;", type, name);
	}
	if (op->src >= 0)
		w_line(b->e->w, "%s = %s;", name, csharp_argument(b, op->src));
	else if (b->loops)
		w_line(b->e->w, "%s = default;", name);
	if (op->src < 0 && r && record_is_native(r) && plan_slot_of(r->carrier, SLOT_FIXED)) {
		(void)csharp_form(b->e, &r->carrier->shape);
		w_line(b->e->w, "%sReader.Prepare((byte*)&%s);", csharp_flat(b->e, csharp_name(&r->name)),
		       name);
	}
	b->values[op->dst].text = name;
}

static void alloc_object(struct csharp_body *b, const struct plan_op *op)
{
	const char *name = csharp_new_name(b, "handle"), *type = csharp_type_of(b, op->dst);
	w_line(b->head, "%s %s = new();", csharp_name(&b->call->klass->handle), name);
	b->values[op->dst].handle = name;
	b->values[op->dst].text = TEXT(b->e, "(%s)%s.DangerousGetHandle()", type, name);
}

static void alloc_buffer(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *name = csharp_name_for(b, op->dst, "buffer"), *type = csharp_type_of(b, op->dst);
	const char *size = op->bytes || strcmp(type, "byte*") == 0 || strcmp(type, "void*") == 0
				   ? "1"
				   : TEXT(e, "(nuint)sizeof(%.*s)", (int)strlen(type) - 1, type);
	w_line(b->head, "%s %s = null;", type, name);
	if (b->loops)
		w_line(e->w, "NativeMemory.Free(%s);", name);
	const char *cast = strcmp(csharp_type_of(b, op->with), "nuint") == 0 ? "" : "(nuint)";
	w_line(e->w, "%s = (%s)NativeMemory.AllocZeroed(%s%s, %s);", name, type, cast,
	       csharp_argument(b, op->with), size);
	csharp_finally(b, TEXT(e, "NativeMemory.Free(%s);", name));
	b->values[op->dst].text = name;
}

static void capacity(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *name = csharp_name_for(b, op->dst, "capacity"), *type = csharp_type_of(b, op->dst);
	uint64_t size = 8, align;
	ffir_type_size(e->p->module, csharp_value_at(b, op->dst)->type, &size, &align);
	if (size == 1)
		w_line(e->w, "%s %s = %s.MaxValue;", type, name, type);
	else if (op->src < 0)
		w_line(e->w, "%s %s = 256;", type, name);
	else
		w_line(e->w, "%s %s = (%s)System.Math.Clamp(4 * (long)%s, 256, %s.MaxValue);", type, name,
		       type, csharp_argument(b, op->src), size == 8 ? "long" : type);
	b->values[op->dst].text = name;
}

static void bound(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *name = csharp_name_for(b, op->dst, "bound");
	const char **args = NULL;
	size_t n = 0;
	for (size_t i = 0; i < op->n_args; i++)
		*FFIR_PUSH(e->a, args, n) = csharp_argument(b, op->args[i]);
	csharp_list(e,
		    TEXT(e, "%s %s = Raw.%s(", csharp_type_of(b, op->dst), name,
			 csharp_name(&op->function->name)),
		    args, n, ");");
	b->values[op->dst].text = name;
}

static void detach(struct csharp_body *b, const struct plan_op *op)
{
	w_line(b->e->w, program_op_of(b->call, OP_INHERIT, op->src) ? "%s.HandOver();" : "%s.Detach();",
	       csharp_handle_of(b, op->src));
}

static void check_owned(struct csharp_body *b, const struct plan_op *op)
{
	bool self = csharp_value_at(b, op->src)->kind == VALUE_SELF;
	csharp_open(b->e,
		    csharp_value_at(b, op->src)->shape.nullable ? "if (%s is { Owned: false })"
								: "if (!%s.Owned)",
		    csharp_handle_of(b, op->src));
	if (self)
		w_line(b->e->w, "throw new InvalidOperationException(\"the object is only lent\");");
	else
		w_line(b->e->w, "throw new ArgumentException(\"the object is only lent\", nameof(%s));",
		       csharp_param(b, op->src));
	csharp_close(b->e, "");
}

static void check_other(struct csharp_body *b, const struct plan_op *op)
{
	const char *name = csharp_param(b, op->src), *other = csharp_param(b, op->with);
	const char *is_there =
		csharp_value_at(b, op->src)->shape.nullable ? TEXT(b->e, "%s is not null && ", name) : "";
	csharp_open(b->e, "if (%sReferenceEquals(%s, %s))", is_there, name, other);
	w_line(b->e->w, "throw new ArgumentException(\"the same object is given twice\"%s);",
	       csharp_value_at(b, op->src)->kind == VALUE_SELF ? "" : TEXT(b->e, ", nameof(%s)", name));
	csharp_close(b->e, "");
}

static void ref(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *text = b->values[op->src].text, *reason = NULL;
	const struct ffir_function_type *type = op->function->type;
	const char *wanted = csharp_raw_type(e, type->params[0].type, PLACE_ARGUMENT, &reason);
	bool gives = !type_is_void(e->p, type->result.type);
	bool may_be_null = op->with < 0 || csharp_value_at(b, op->with)->shape.nullable;
	if (may_be_null)
		csharp_open(e, "if ((nint)(%s) != 0)", text);
	w_line(e->w, "%s%s((%s)(%s));", gives ? "_ = " : "", csharp_raw(e, op->function), wanted, text);
	if (may_be_null)
		csharp_close(e, "");
}

bool csharp_give(struct csharp_body *b, const struct plan_op *op)
{
	static void (*const printers[N_OPS])(struct csharp_body *, const struct plan_op *) = {
		[OP_CHECK_ALIVE] = check_alive,
		[OP_CHECK_NULL] = check_null,
		[OP_CHECK_RANGE] = check_range,
		[OP_CHECK_LENGTH] = check_length,
		[OP_CHECK_OWNED] = check_owned,
		[OP_CHECK_OTHER] = check_other,
		[OP_REF] = ref,
		[OP_HOLD] = hold,
		[OP_ENCODE] = encode,
		[OP_PIN] = pin,
		[OP_LENGTH] = length,
		[OP_CLOSURE] = closure,
		[OP_DETACH] = detach,
		[OP_GIVE] = give,
		[OP_INTERFACE] = interface,
		[OP_ALLOC_OUT] = alloc_out,
		[OP_ALLOC_OBJECT] = alloc_object,
		[OP_ALLOC_BUFFER] = alloc_buffer,
		[OP_BOUND] = bound,
		[OP_CAPACITY] = capacity,
		[OP_PASS] = pass,
	};
	bool prints = op->kind == OP_BOUND || op->kind == OP_CAPACITY || op->kind == OP_ALLOC_BUFFER ||
		      op->kind == OP_GIVE;
	if (op->kind == OP_CHECK_THERE)
		return true; /* .NET names the entry point that is not there */
	if (op->kind == OP_CHECK_THREAD) {
		w_line(b->head, "%s.CheckThread();", csharp_handle_of(b, op->src));
		return true;
	}
	if (!printers[op->kind])
		return false;
	if (prints)
		csharp_open_fixed(b);
	printers[op->kind](b, op);
	return true;
}
