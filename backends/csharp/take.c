/*
 * What a call does behind C: failures, what comes back, what is freed.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/body.h"

#include <string.h>

/* ---- the call ---- */

static void call_c(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_call *call = b->call;
	const char **args = NULL, *first;
	size_t n = 0;
	for (size_t i = 0; i < call->n_args; i++)
		*FFIR_PUSH(e->a, args, n) = csharp_argument(b, call->args[i]);
	const char *function = csharp_name(&call->function->name);
	if (op->dst < 0) {
		bool gives = function_gives(e->p, call->function);
		first = TEXT(e, "%sRaw.%s(", gives ? "_ = " : "", function);
	} else {
		const char *name = csharp_new_name(b, "result"), *type = csharp_type_of(b, op->dst);
		b->values[op->dst].text = name;
		if (b->loops)
			w_line(b->head, "%s %s = default;", type, name);
		first = TEXT(e, "%s%s%s = Raw.%s(", b->loops ? "" : type, b->loops ? "" : " ", name,
			     function);
	}
	csharp_list(e, first, args, n, ");");
}

static void save_errno(struct csharp_body *b, const struct plan_op *op)
{
	const char *name = csharp_new_name(b, "errno");
	w_line(b->e->w, "int %s = Marshal.GetLastPInvokeError();", name);
	if (op->dst >= 0)
		b->values[op->dst].text = name;
}

/* ---- what lives as long as something else ---- */

/* A handle, or what lets go of a closure. */
static const char *kept_text(struct csharp_body *b, int i, bool by_object)
{
	const struct plan_value *kept = csharp_value_at(b, i);
	const char *memory = b->values[i].memory;
	if (memory)
		return by_object ? TEXT(b->e, "(System.Action)(() => System.GC.KeepAlive(%s))", memory)
				 : memory;
	if (kept->shape.kind == SHAPE_CLOSURE || kept->shape.kind == SHAPE_INTERFACE)
		return TEXT(b->e, "(System.Action)%s.Release", b->values[i].text);
	return kept->kind == VALUE_RESULT ? TEXT(b->e, "(%s)._handle", b->values[i].text)
					  : csharp_handle_of(b, i);
}

/* The handle of an object that was given away, or null. */
static const char *given_handle(struct csharp_body *b, int i)
{
	return TEXT(b->e, csharp_value_at(b, i)->shape.nullable ? "%s?._handle" : "%s._handle",
		    csharp_param(b, i));
}

/* What adopt() made keeps what it has to already. */
static void keep_alive(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_value *dst = csharp_value_at(b, op->dst);
	bool self = dst->kind == VALUE_RESULT && strcmp(b->values[op->dst].text, "this") == 0;
	if (dst->kind == VALUE_RESULT && !self)
		return;
	const char *keeper = self				? "_handle"
			     : dst->shape.kind == SHAPE_CLOSURE ? b->values[op->dst].text
								: csharp_handle_of(b, op->dst);
	w_line(b->e->w, "%s.Keep(%s);", keeper, kept_text(b, op->with, dst->shape.kind != SHAPE_CLOSURE));
}

/* The same of what an object has that was given away. */
static void inherit(struct csharp_body *b, const struct plan_op *op)
{
	bool made = csharp_value_at(b, op->dst)->kind == VALUE_RESULT;
	if (made && strcmp(b->values[op->dst].text, "this") != 0)
		return;
	w_line(b->e->w, "%s.Inherit(%s);", made ? "_handle" : csharp_handle_of(b, op->dst),
	       given_handle(b, op->src));
}

/* ---- failures ---- */

const char *csharp_failure_test(struct csharp *e, const struct plan_op *op, const char *text,
				const struct ffir_type *type)
{
	const char **oks = NULL;
	size_t n = 0;
	switch (op->test) {
	case TEST_STATUS:
		for (size_t i = 0; i < op->n_oks; i++)
			*FFIR_PUSH(e->a, oks, n) = csharp_constant(e, &op->oks[i], type);
		if (n < 2)
			return TEXT(e, "%s != %s", text, n ? oks[0] : "0");
		return TEXT(e, "%s is not (%s)", text, text_joined(e->a, oks, n, " or "));
	case TEST_SENTINEL:
		return TEXT(e, "%s == %s", text, csharp_constant(e, &op->value, type));
	case TEST_NEGATIVE:
		return TEXT(e, plan_enum_of(e->p, type) ? "(int)%s < 0" : "%s < 0", text);
	}
	return "false";
}

/* What is in value I behind the call, if it is a cell. */
static const char *loaded(struct csharp_body *b, int i)
{
	const struct plan_op *load = program_op_of(b->call, OP_LOAD_OUT, i);
	return b->values[load ? load->dst : i].text;
}

/* The text that an object tells, as a pointer. */
static const char *object_message(struct csharp_body *b, const struct plan_error *error)
{
	struct csharp *e = b->e;
	const struct plan_op *op = program_message(b->call, error);
	if (!op || op->src < 0)
		return "null";
	const struct plan_value *src = csharp_value_at(b, op->src);
	const char *function = csharp_raw(e, error->message), *reason = NULL;
	const char *takes = csharp_raw_type(e, error->message->type->params[0].type, PLACE_ARGUMENT, &reason);
	const char *pointer;
	if (src->kind == VALUE_CELL) {
		pointer = loaded(b, op->src);
	} else {
		pointer = csharp_new_name(b, "teller");
		if (error_is_told_by(error, src->shape.klass))
			w_line(e->w, "nint %s = %s.DangerousGetHandle();", pointer,
			       csharp_handle_of(b, op->src));
		else
			w_line(e->w, "nint %s = %s.PointerOf<%s>();", pointer, csharp_handle_of(b, op->src),
			       csharp_name(&error->message_class->handle));
	}
	return TEXT(e, "NativeHandle.IsThere(%s) ? %s((%s)%s) : null", pointer, function, takes, pointer);
}

const char *csharp_failure(struct csharp *e, const struct plan_call *call, const struct plan_error *error,
			   const char *code, const char *told, const char *number)
{
	switch (program_fails(call, error)) {
	case FAILS_WITH_CODE:
		return TEXT(e, "%s(%s%s%s)", csharp_error_maker(e, error), code, told ? ", " : "",
			    told ? told : "");
	case FAILS_WITH_ERRNO:
		return TEXT(e, "new System.ComponentModel.Win32Exception(%s)", number);
	case FAILS_WITHOUT_CODE:
		return TEXT(e, "new %s(\"%s() failed\")", csharp_name(&e->p->base_error),
			    call->function->name.cname);
	}
	return NULL;
}

static const char *failure_text(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_error *error = op->error;
	const char *code = b->values[op->src].text;
	const char *codes = error ? csharp_name(&error->codes->name) : NULL;
	if (codes && strcmp(csharp_type_of(b, op->src), codes) != 0)
		code = TEXT(b->e, "(%s)%s", codes, code);
	return csharp_failure(b->e, b->call, error, code,
			      error_is_told_by_object(error) ? object_message(b, error) : NULL, "errno");
}

static void end_object(struct csharp_body *b, const struct program_undo *undo)
{
	struct csharp *e = b->e;
	const char *src = loaded(b, undo->value);
	bool gives = function_gives(e->p, undo->function);
	if (strcmp(csharp_type_of(b, undo->value), "nint") == 0)
		csharp_open(e, "if (NativeHandle.IsThere(%s))", src);
	else
		csharp_open(e, "if (%s != null)", src);
	w_line(e->w, "%s%s(%s);", gives ? "_ = " : "", csharp_raw(e, undo->function), src);
	csharp_close(e, "");
}

static void emit_undoes(struct csharp_body *b, const struct program_undo *undoes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct csharp_value *value = &b->values[undoes[i].value];
		switch (undoes[i].kind) {
		case UNDO_OBJECT:
			end_object(b, &undoes[i]);
			break;
		case UNDO_STORAGE:
			w_line(b->e->w, "%s.Dispose();", value->handle);
			break;
		case UNDO_CLOSURE:
			w_line(b->e->w, "%s.Release();", value->text);
			break;
		case UNDO_KEEP:
			keep_alive(b, undoes[i].keep);
			break;
		}
	}
}

static void test_error(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	csharp_open(e, "if (%s)",
		    csharp_failure_test(e, op, b->values[op->src].text, csharp_value_at(b, op->src)->type));
	const char *failure = failure_text(b, op);
	struct program_undo *undoes;
	size_t n = program_undoes(e->a, b->call, op, &undoes);
	if (n) {
		w_line(e->w, "%s failure = %s;", op->error ? csharp_name(&op->error->name) : "Exception",
		       failure);
		emit_undoes(b, undoes, n);
		failure = "failure";
	}
	/* What a callback raised comes before what C says of it. */
	for (size_t i = 0; program_raises_late(b->call) && i < b->n_closures; i++)
		w_line(e->w, "%s.Rethrow();", b->closures[i]);
	if (program_raises_late(b->call) && e->p->keeps_callbacks)
		w_line(e->w, "NativeCalls.Rethrow();");
	w_line(e->w, "throw %s;", failure);
	csharp_close(e, "");
	csharp_gap(e);
}

static void rethrow(struct csharp_body *b, const char *owner)
{
	struct program_undo *undoes;
	size_t n = program_undoes(b->e->a, b->call, NULL, &undoes);
	if (n)
		csharp_open(b->e, "if (%s.Failed)", owner);
	emit_undoes(b, undoes, n);
	w_line(b->e->w, "%s.Rethrow();", owner);
	if (n)
		csharp_close(b->e, "");
}

static void raise_pending(struct csharp_body *b, const struct plan_op *op)
{
	(void)op;
	for (size_t i = 0; i < b->n_closures; i++)
		rethrow(b, b->closures[i]);
	if (b->e->p->keeps_callbacks)
		rethrow(b, "NativeCalls");
}

static void retry(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *src = b->values[op->src].text, *room = b->values[op->with].text;
	csharp_open(e, "if (%s != %s || %s > %s.MaxValue / 2)", src,
		    csharp_constant(e, &op->value, csharp_value_at(b, op->src)->type), room,
		    csharp_type_of(b, op->with));
	w_line(e->w, "break;");
	csharp_close(e, "");
	csharp_gap(e);
	uint64_t size = 8;
	bool is_signed;
	type_integer(e->p, csharp_value_at(b, op->with)->type, &size, &is_signed);
	const char *more = TEXT(e, "%s == 0 ? 1 : %s * 2", room, room);
	w_line(e->w, size < 4 ? "%s = (%s)(%s);" : "%s = %s%s;", room,
	       size < 4 ? csharp_type_of(b, op->with) : "", more);
}

/* ---- what comes back ---- */

/* How many elements or units C says that OP reads, no more than there is room for; NULL if their end says it. */
static const char *counted(struct csharp_body *b, const struct plan_op *op)
{
	if (op->with < 0)
		return NULL;
	const char *count = csharp_argument(b, op->with);
	int room = program_room(b->call, op);
	if (room < 0)
		return count;
	csharp_need(b->e, CSHARP_COUNTED);
	return TEXT(b->e, "NativeCount.Within((ulong)%s, (ulong)%s, \"%s\")", count, csharp_argument(b, room),
		    b->call->function->name.cname);
}

static void decode_text(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	const char *src = b->values[op->src].text;
	if (strcmp(csharp_type_of(b, op->src), "byte*") != 0)
		src = TEXT(e, "(byte*)%s", src);
	b->values[op->dst].text = csharp_text_of(e, shape, src, counted(b, op), op->bytes);
}

static void read_object(struct csharp_body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	const char *text = csharp_read_object(b->e, shape, b->values[op->src].text);
	b->values[op->dst].text = shape->kind == SHAPE_RESULT ? TEXT(b->e, "%s.Value", text) : text;
}

static void decode(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	if (plan_reading(shape, false) != READ_VALUE) {
		read_object(b, op);
		return;
	}
	const char *src = b->values[op->src].text, *type = csharp_type(e, shape, AS_RESULT);
	if (shape->kind == SHAPE_STRING) {
		decode_text(b, op);
		return;
	}
	if (shape->kind == SHAPE_HANDLE)
		src = csharp_typed_handle(e, shape, src);
	else if (shape->kind == SHAPE_RECORD_REF)
		src = shape->nullable ? TEXT(e, "%s == null ? null : (%s)(*%s)", src, type, src)
				      : TEXT(e, "*%s", src);
	else if (strcmp(type, "bool") == 0)
		src = TEXT(e, "%s != 0", src);
	else if (strcmp(type, csharp_type_of(b, op->src)) != 0)
		src = csharp_enum_cast(e, shape->enumeration, csharp_value_at(b, op->src)->type, false, type,
				       src);
	b->values[op->dst].text = csharp_known(e, shape->enumeration, src);
}

static const char *elements_count(struct csharp_body *b, const struct plan_op *op)
{
	return csharp_elements_count(b->e, op, &csharp_value_at(b, op->dst)->shape, counted(b, op));
}

/* Elements at a pointer: their number is held beside it. */
static const char *freed_elements(struct csharp_body *b, const struct plan_op *op, const char *name)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	const char *count = elements_count(b, op), *form = csharp_many_form(e, shape);
	const char *there = csharp_new_name(b, "partsThere");
	w_line(b->head, "long %s = 0;", there);
	w_line(e->w, "%s = %s;", name, b->values[op->src].text);
	if (count)
		w_line(e->w, "%s = %s;", there, count);
	else
		w_line(e->w, "%s = (void*)%s == null ? 0 : %s.Length((byte*)%s);", there, name, form, name);
	return TEXT(e, "%s.FreeMany((void*)%s, %s);", form, name, there);
}

static const char *freed_pointed(struct csharp_body *b, const struct plan_op *op, const char *name)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	struct plan_shape direct = shape_direct(e->p, shape);
	const char *parts = plan_owns_parts(&direct)
				    ? TEXT(e, "%s.Free((byte*)%s);", csharp_form(e, &direct), name)
				    : NULL;
	const char *whole =
		shape->free ? TEXT(e, "%s%s((%s)%s);", function_gives(e->p, shape->free) ? "_ = " : "",
				   csharp_raw(e, shape->free), csharp_type_of(b, op->src), name)
			    : NULL;
	const char *const lines[] = {parts, whole};
	w_line(e->w, "%s = %s;", name, b->values[op->src].text);
	return TEXT(e, "if ((nint)%s != 0)\n{\n    %s\n}", name, text_joined(e->a, lines, 2, "\n    "));
}

static const char *freed_object(struct csharp_body *b, const struct plan_op *op, const char *name)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	const char *there = csharp_new_name(b, "partsThere");
	w_line(b->head, "bool %s = false;", there);
	w_line(e->w, "%s = %s;", name, b->values[op->src].text);
	w_line(e->w, "%s = true;", there);
	return TEXT(e, "if (%s)\n{\n    %s.Free((byte*)&%s);\n}", there, csharp_form(e, shape), name);
}

/* What is freed is held where the finally block sees it. */
static void free_parts(struct csharp_body *b, const struct plan_op *op)
{
	const char *name = csharp_new_name(b, "parts"), *freed = NULL;
	w_line(b->head, "%s %s = default;", csharp_type_of(b, op->src), name);
	switch (plan_reading(&csharp_value_at(b, op->dst)->shape, false)) {
	case READ_ENDED:
	case READ_MANY:
	case READ_EACH:
		freed = freed_elements(b, op, name);
		break;
	case READ_POINTED:
		freed = freed_pointed(b, op, name);
		break;
	case READ_OBJECT:
	case READ_VALUE:
		freed = freed_object(b, op, name);
		break;
	}
	*FFIR_PUSH(b->e->a, b->parts, b->n_parts) = freed;
}

static void copy(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	if (plan_reading(shape, false) != READ_VALUE) {
		b->values[op->dst].text =
			csharp_read_elements(e, shape, b->values[op->src].text, elements_count(b, op));
		return;
	}
	const char *count =
		op->with >= 0 ? TEXT(e, program_room(b->call, op) < 0 ? "(ulong)%s" : "%s", counted(b, op))
			      : TEXT(e, "%llu", (unsigned long long)shape->fixed);
	const char *element = csharp_element(e, shape);
	if (op->bytes && strcmp(element, "byte") != 0)
		count = TEXT(e, "%s / (ulong)sizeof(%s)", count, element);
	csharp_need(e, CSHARP_COPY);
	const char *src = b->values[op->src].text;
	const char *type = csharp_type_of(b, op->src);
	if (type[strlen(type) - 1] != '*')
		src = TEXT(e, "(void*)%s", src);
	b->values[op->dst].text = csharp_known(
		e, shape->element ? shape->element->enumeration : NULL,
		TEXT(e, "Copies.%s<%s>(%s, %s)", shape->nullable ? "OrNull" : "Of", element, src, count));
}

/* The object that a constructor of C# makes is there already, and keeps what it has to by itself. */
static bool is_this(const struct csharp_body *b, const struct plan_op *op)
{
	return program_is_main(b->call) && op->kind == OP_ADOPT &&
	       csharp_value_at(b, op->dst)->shape.klass == b->call->klass;
}

/* "new NodeHandle((nint)result, true, kept)", with all that the object keeps. */
static const char *made_handle(struct csharp_body *b, const struct plan_op *op, const char *cast)
{
	struct csharp *e = b->e;
	const struct plan_class *klass = csharp_value_at(b, op->dst)->shape.klass;
	const char **args = NULL;
	size_t n = 0;
	*FFIR_PUSH(e->a, args, n) = TEXT(e, "%s%s", cast, b->values[op->src].text);
	*FFIR_PUSH(e->a, args, n) = op->kind == OP_ADOPT ? "true" : "false";
	for (size_t i = 0; i < b->call->n_ops && !is_this(b, op); i++)
		if (b->call->ops[i].kind == OP_KEEP_ALIVE && b->call->ops[i].dst == op->dst)
			*FFIR_PUSH(e->a, args, n) = kept_text(b, b->call->ops[i].with, true);
		else if (b->call->ops[i].kind == OP_INHERIT && b->call->ops[i].dst == op->dst)
			*FFIR_PUSH(e->a, args, n) =
				TEXT(e, "new Inherited(%s)", given_handle(b, b->call->ops[i].src));
	return TEXT(e, "new %s(%s)", csharp_name(&klass->handle), text_joined(e->a, args, n, ", "));
}

/* The object of HANDLE, in a variable if it is one result of several. */
static const char *made_object(struct csharp_body *b, const struct plan_op *op, const char *handle,
			       const char *null)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	const char *name = csharp_name(&shape->klass->name), *made = TEXT(e, "new %s(%s)", name, handle);
	if (shape->nullable && !b->values[op->src].handle)
		made = TEXT(e, "%s == %s ? null : %s", b->values[op->src].text, null, made);
	if (b->call->n_results == 1)
		return made;
	const char *variable = csharp_new_name(b, "instance");
	w_line(e->w, "%s%s %s = %s;", name, shape->nullable ? "?" : "", variable, made);
	return variable;
}

static void adopt(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const struct plan_shape *shape = &csharp_value_at(b, op->dst)->shape;
	const char *own = b->values[op->src].handle, *src = b->values[op->src].text;
	bool pointer = strcmp(csharp_type_of(b, op->src), "nint") != 0;
	const char *null = pointer ? "null" : "0";
	if (program_doubts(b->call, op->src, shape) && !own) {
		csharp_open(e, "if (%s == %s)", src, null);
		w_line(e->w, "throw new InvalidOperationException(\"%s() returned NULL.\");",
		       b->call->function->name.cname);
		csharp_close(e, "");
		csharp_gap(e);
	}
	if (own)
		w_line(e->w, "%s.Owned = true;", own);
	const char *handle = own ? own : made_handle(b, op, pointer ? "(nint)" : "");
	if (is_this(b, op)) {
		w_line(e->w, "_handle = %s;", handle);
		b->values[op->dst].text = "this";
		return;
	}
	b->values[op->dst].text = made_object(b, op, handle, null);
}

/* Whether pointer NAME, which OP frees, is there. What C filled behind the back of an analyzer counts as null for it, where
 * what is raised comes between or nothing that C says decides. */
static const char *there(struct csharp_body *b, const struct plan_op *op, const char *name, const char *null)
{
	bool filled = program_op_to(b->call, OP_LOAD_OUT, op->src) && !program_op(b->call, OP_TEST_ERROR);
	if (!filled && !program_raises_late(b->call))
		return TEXT(b->e, "%s != %s", name, null);
	csharp_need(b->e, CSHARP_HANDLE);
	return TEXT(b->e, "NativeHandle.IsThere(%s%s)",
		    strcmp(csharp_type_of(b, op->src), "nint") == 0 ? "" : "(nint)", name);
}

static void free_later(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp *e = b->e;
	const char *src = b->values[op->src].text, *type = csharp_type_of(b, op->src);
	const char *name = csharp_new_name(b, "owned");
	const char *null = strcmp(type, "nint") == 0 ? "0" : "null";
	bool gives = function_gives(e->p, op->function);
	w_line(b->head, "%s %s = %s;", type, name, null);
	w_line(e->w, "%s = %s;", name, src);
	csharp_finally(b, TEXT(e, "if (%s)\n{\n    %s%s(%s);\n}", there(b, op, name, null),
			       gives ? "_ = " : "", csharp_raw(e, op->function), name));
}

static void give_back(struct csharp_body *b, const struct plan_op *op)
{
	struct ffir_buf all = {0};
	(void)op;
	if (!b->call->n_results || b->call->completes || program_is_main(b->call))
		return;
	const struct plan_shape *only = &csharp_value_at(b, b->call->results[0])->shape;
	if (b->call->n_results == 1 && strcmp(csharp_type(b->e, only, AS_RESULT), "void") == 0) {
		w_line(b->e->w, "_ = %s;", b->values[b->call->results[0]].text);
		return;
	}
	for (size_t i = 0; i < b->call->n_results; i++)
		ffir_buf_printf(&all, "%s%s", i ? ", " : "", b->values[b->call->results[i]].text);
	w_line(b->e->w, b->call->n_results > 1 ? "return (%s);" : "return %s;", all.text);
	ffir_buf_release(&all);
}

static void load_out(struct csharp_body *b, const struct plan_op *op)
{
	struct csharp_value *dst = &b->values[op->dst];
	*dst = b->values[op->src];
	dst->type = NULL;
	if (strcmp(csharp_type_of(b, op->src), "nint") != 0)
		return;
	const char *name = csharp_new_name(b, TEXT(b->e, "%sAddress", dst->text));
	w_line(b->e->w, "nint %s = %s;", name, dst->text);
	dst->text = name;
}

bool csharp_take(struct csharp_body *b, const struct plan_op *op)
{
	static void (*const printers[N_OPS])(struct csharp_body *, const struct plan_op *) = {
		[OP_CALL] = call_c,
		[OP_SAVE_ERRNO] = save_errno,
		[OP_RETRY] = retry,
		[OP_RAISE_PENDING] = raise_pending,
		[OP_TEST_ERROR] = test_error,
		[OP_LOAD_OUT] = load_out,
		[OP_DECODE] = decode,
		[OP_COPY] = copy,
		[OP_VIEW] = copy,
		[OP_ADOPT] = adopt,
		[OP_BORROW] = adopt,
		[OP_KEEP_ALIVE] = keep_alive,
		[OP_INHERIT] = inherit,
		[OP_AWAIT] = csharp_await,
		[OP_FREE] = free_later,
		[OP_FREE_PARTS] = free_parts,
		[OP_RETURN] = give_back,
	};
	if (!printers[op->kind])
		return false;
	printers[op->kind](b, op);
	return true;
}
