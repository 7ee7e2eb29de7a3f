/*
 * When a call failed: tests, exceptions, what is undone, and rounds of growing buffers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/python/body.h"

#include <stdlib.h>
#include <string.h>

/* ---- failures ---- */

const char *failure_test(struct python *e, const struct plan_op *op, const char *text,
			 const struct ffir_type *type, bool address)
{
	const char **oks = NULL;
	size_t n = 0;
	int64_t value;
	switch (op->test) {
	case TEST_STATUS:
		for (size_t i = 0; i < op->n_oks; i++)
			*FFIR_PUSH(e->a, oks, n) = value_literal(e, &op->oks[i]);
		if (n < 2)
			return TEXT(e, "%s != %s", text, n ? oks[0] : "0");
		return TEXT(e, "%s not in (%s)", text, text_joined(e->a, oks, n, ", "));
	case TEST_SENTINEL:
		if (type && type_pointed_to(e->p, type) && ffir_value_int64(&op->value, &value) && value == 0)
			return TEXT(e, address ? "not %s" : "%s is None", text);
		return TEXT(e, "%s == %s", text, integer_for(e, &op->value, type));
	case TEST_NEGATIVE:
		return TEXT(e, "%s < 0", text);
	}
	return "False";
}

const char *failure_of(struct python *e, const struct plan_call *call, const struct plan_error *error,
		       const char *code, const char *told)
{
	switch (program_fails(call, error)) {
	case FAILS_WITH_CODE:
		return TEXT(e, "%s(%s%s%s)", error_maker(e, error), code, told ? ", " : "", told ? told : "");
	case FAILS_WITH_ERRNO:
		need(e, PART_OS_ERROR);
		return "_os_error()";
	case FAILS_WITHOUT_CODE:
		return TEXT(e, "%s(\"%s() failed\")", python_name(&e->p->base_error),
			    call->function->name.cname);
	}
	return NULL;
}

/* The text that an object tells, as bytes or None. */
static const char *object_message(struct body *b, const struct plan_error *error)
{
	struct python *e = b->e;
	const struct plan_op *op = program_message(b->call, error);
	if (!op || op->src < 0)
		return "None";
	const struct plan_value *src = value_at(b, op->src);
	const char *function = python_raw(e, error->message);
	if (src->kind == VALUE_CELL)
		return TEXT(e, "%s(%s) if %s else None", function, b->values[op->src].text,
			    b->values[op->src].text);
	const char *handle = TEXT(e, "%s._handle", param_name(b, op->src));
	if (error_is_told_by(error, src->shape.klass))
		return TEXT(e, "%s(%s)", function, handle);
	need(e, PART_KEPT);
	return TEXT(e, "_told_by(%s, %s, %s)", function, handle, handle_name(e, error->message_class));
}

/* The exception; what an object has to tell is asked for in a line of its own before. */
static const char *failure_text(struct body *b, const struct plan_op *op)
{
	const char *told = NULL;
	if (error_is_told_by_object(op->error)) {
		const char *text = object_message(b, op->error);
		told = strcmp(text, "None") == 0 ? text : new_name(b, "message");
		if (told != text)
			w_line(b->e->w, "%s = %s", told, text);
	}
	return failure_of(b->e, b->call, op->error, b->values[op->src].text, told);
}

static void emit_one_undo(struct body *b, const struct program_undo *undo)
{
	const char *text = b->values[undo->value].text;
	switch (undo->kind) {
	case UNDO_OBJECT:
		w_open(b->e->w, "if %s:", text);
		w_line(b->e->w, "%s(%s)", python_raw(b->e, undo->function), text);
		w_close(b->e->w, "");
		return;
	case UNDO_CLOSURE:
		w_line(b->e->w, "%s.release()", text);
		return;
	case UNDO_KEEP:
		emit_keep_alive(b, undo->keep);
		return;
	case UNDO_STORAGE:
		return;
	}
}

/* What has to be undone when the call failed; how much there is. Memory of ctypes goes by itself. */
static size_t emit_undo(struct body *b, const struct plan_op *test, bool print)
{
	struct program_undo *undoes;
	size_t n = program_undoes(b->e->a, b->call, test, &undoes), printed = 0;
	for (size_t i = 0; i < n; i++) {
		printed += undoes[i].kind != UNDO_STORAGE;
		if (print)
			emit_one_undo(b, &undoes[i]);
	}
	return printed;
}

/* What a callback raised comes before what C says of it. */
static void emit_reraise(struct body *b)
{
	for (size_t i = 0; i < b->n_closures; i++)
		w_line(b->e->w, "%s.reraise()", b->closures[i]);
	if (!b->e->p->keeps_callbacks)
		return;
	need(b->e, PART_RAISED);
	w_open(b->e->w, "if _raised:");
	w_line(b->e->w, "_reraise()");
	w_close(b->e->w, "");
}

void emit_raise(struct body *b, const struct plan_op *op)
{
	w_open(b->e->w, "if %s:",
	       failure_test(b->e, op, b->values[op->src].text, value_at(b, op->src)->type,
			    b->values[op->src].form == HELD_ADDRESS));
	const char *failure = failure_text(b, op);
	if (emit_undo(b, op, false)) {
		const char *variable = new_name(b, "error");
		w_line(b->e->w, "%s = %s", variable, failure);
		emit_undo(b, op, true);
		failure = variable;
	}
	if (program_raises_late(b->call))
		emit_reraise(b);
	w_line(b->e->w, "raise %s", failure);
	w_close(b->e->w, "");
}

/* The names of what the closure was given, and what is wrong if it tells a failure. */
static void emit_completed(struct body *b, const char *const *names)
{
	struct python *e = b->e;
	const struct plan_completion *completes = b->call->completes;
	const struct plan_closure *closure = value_at(b, completes->closure)->shape.closure;
	struct ffir_buf back = {0};
	if (completes->status >= 0) {
		const struct plan_op test = {
			.test = TEST_STATUS, .oks = completes->oks, .n_oks = completes->n_oks};
		const char *status = names[completes->status];
		w_open(e->w, "if %s:", failure_test(e, &test, status, NULL, false));
		w_line(e->w, "raise %s",
		       failure_of(e, b->call, completes->error, status,
				  error_is_told_by_object(completes->error) ? "None" : NULL));
		w_close(e->w, "");
	}
	for (size_t i = 0; i < closure->n_params; i++)
		if ((int)i != completes->status)
			ffir_buf_printf(&back, "%s%s", back.size ? ", " : "", names[i]);
	if (back.size)
		w_line(e->w, "return %s", back.text);
	ffir_buf_release(&back);
}

void emit_await(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_closure *closure = value_at(b, op->src)->shape.closure;
	struct ffir_buf cancel = {0}, given = {0}, types = {0};
	const char **names = (const char **)ffir_alloc(e->a, (closure->n_params + 1) * sizeof *names);
	if (op->function) {
		ffir_buf_printf(&cancel, "lambda: %s(", python_raw(b->e, op->function));
		for (size_t i = 0; i < op->n_args; i++)
			ffir_buf_printf(&cancel, "%s%s", i ? ", " : "", argument_text(b, op->args[i]));
		ffir_buf_puts(&cancel, ")");
	}
	for (size_t i = 0; i < closure->n_params; i++) {
		const struct plan_value *value = &closure->values[closure->params[i]];
		names[i] = local_for(&b->names, &value->name, "value");
		ffir_buf_printf(&given, "%s%s", i ? ", " : "", names[i]);
		ffir_buf_printf(&types, "%s%s", i ? ", " : "", annotation(e, &value->shape, AS_RESULT));
	}
	const char *wait = TEXT(e, "await %s.wait(%s)", b->completion, cancel.size ? cancel.text : "");
	if (closure->n_params) {
		const char *values = new_name(b, "values");
		need_import(e, "from typing import Tuple");
		w_line(e->w, "%s: Tuple[%s] = %s", values, types.text, wait);
		w_line(e->w, closure->n_params == 1 ? "(%s,) = %s" : "%s = %s", given.text, values);
	} else {
		w_line(e->w, "%s", wait);
	}
	emit_completed(b, names);
	ffir_buf_release(&cancel);
	ffir_buf_release(&given);
	ffir_buf_release(&types);
}

void emit_pending(struct body *b)
{
	for (size_t i = 0; i < b->n_closures; i++) {
		if (emit_undo(b, NULL, false)) {
			w_open(b->e->w, "if %s.error is not None:", b->closures[i]);
			emit_undo(b, NULL, true);
			w_line(b->e->w, "%s.reraise()", b->closures[i]);
			w_close(b->e->w, "");
		} else {
			w_line(b->e->w, "%s.reraise()", b->closures[i]);
		}
	}
	if (!b->e->p->keeps_callbacks)
		return;
	need(b->e, PART_RAISED);
	if (emit_undo(b, NULL, false)) {
		need_import(b->e, "import threading");
		w_open(b->e->w, "if threading.get_ident() in _raised:");
	} else {
		w_open(b->e->w, "if _raised:");
	}
	emit_undo(b, NULL, true);
	w_line(b->e->w, "_reraise()");
	w_close(b->e->w, "");
}

void emit_retry(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const char *low, *high = "0x7FFFFFFFFFFFFFFF", *capacity = b->values[op->with].text;
	integer_limits(e, value_at(b, op->with)->type, &low, &high);
	if (strlen(high) > strlen("0x7FFFFFFFFFFFFFFF") || strcmp(high, "0xFFFFFFFFFFFFFFFF") == 0)
		high = "0x7FFFFFFFFFFFFFFF"; /* Python's own memory ends there */
	w_open(e->w, "if %s != %s or %s > %s // 2:", b->values[op->src].text,
	       integer_for(e, &op->value, value_at(b, op->src)->type), capacity, high);
	w_line(e->w, "break");
	w_close(e->w, "");
	w_line(e->w, "%s = 2 * %s or 1", capacity, capacity);
}
