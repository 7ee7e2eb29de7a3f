/*
 * A call's program as the body of a Python function: each op is an expression or a line or two.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/python/body.h"

#include <stdlib.h>
#include <string.h>

static void emit_op(struct body *b, const struct plan_op *op);
static void emit_return(struct body *b);

/* ---- the call ---- */

/* Whether OP's expression names its source once: of what may be NULL at an address it does not. */
static bool reads_once(const struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = op->kind == OP_DECODE ? &value_at(b, op->dst)->shape : NULL;
	if (!shape || shape->kind == SHAPE_RECORD_REF || plan_reading(shape, false) != READ_VALUE ||
	    (shape->kind == SHAPE_HANDLE && shape->nullable))
		return false;
	return shape->kind != SHAPE_STRING || !shape->nullable ||
	       (b->values[op->src].form == HELD_VALUE && op->with < 0);
}

/* How often ops behind the call read its result. */
static size_t count_reads(const struct body *b, int value)
{
	size_t n = 0;
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (op->src == value || op->with == value)
			n += reads_once(b, op) ? 1 : 2;
		for (size_t k = 0; op->kind == OP_AWAIT && k < op->n_args; k++)
			n += op->args[k] == value ? 2 : 0;
	}
	return n;
}

static const char *result_variable(struct body *b, const struct plan_op *call)
{
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (op->kind == OP_TEST_ERROR && op->src == call->dst && op->test == TEST_STATUS)
			return new_name(b, "status");
	}
	return new_name(b, is_pointer(b, call->dst) ? "pointer" : "result");
}

static const char *cell_argument(struct body *b, size_t i)
{
	int value = b->call->args[i];
	const char *text = argument_text(b, value), *reason = NULL;
	if (value_at(b, value)->kind != VALUE_CELL)
		return text;
	/* ctypes takes an instance for a pointer to its class; an address has no class. */
	const char *type = ctype(b->e, b->call->function->type->params[i].type, PLACE_ARGUMENT, &reason);
	return type && strncmp(type, "ctypes.POINTER", 14) == 0 ? text : TEXT(b->e, "ctypes.byref(%s)", text);
}

/* Whether lines stand between the call and the return. */
static bool looks_behind(const struct body *b)
{
	for (size_t i = 0; i < b->call->n_ops; i++)
		if (b->call->ops[i].kind == OP_TEST_ERROR)
			return true;
	return b->call->calls_back && b->e->p->keeps_callbacks;
}

static void emit_the_call(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_function *f = op->function ? op->function : b->call->function;
	const char **args = (const char **)ffir_alloc(e->a, (b->call->n_args + 1) * sizeof *args);
	const char *reason = NULL;
	for (size_t i = 0; i < b->call->n_args; i++)
		args[i] = cell_argument(b, i);
	const char *callee = TEXT(e, "%s(", python_raw(e, f));
	if (op->dst >= 0) {
		const char *type = ctype_result(e, f, &reason);
		bool address = is_pointer(b, op->dst) && type && strcmp(type, "ctypes.c_char_p") != 0;
		b->values[op->dst].form = address ? HELD_ADDRESS : HELD_VALUE;
	}
	bool inlined = op->dst >= 0 && !b->n_contexts && !b->call->retries && count_reads(b, op->dst) == 1 &&
		       b->call->n_results == 1 && !looks_behind(b);
	if (inlined) {
		struct ffir_buf text = {0};
		ffir_buf_puts(&text, callee);
		for (size_t i = 0; i < b->call->n_args; i++)
			ffir_buf_printf(&text, "%s%s", i ? ", " : "", args[i]);
		ffir_buf_puts(&text, ")");
		b->values[op->dst].text = ffir_strndup(e->a, text.text, text.size);
		ffir_buf_release(&text);
		return;
	}
	if (b->n_contexts) {
		struct ffir_buf with = {0};
		for (size_t i = 0; i < b->n_contexts; i++)
			ffir_buf_printf(&with, "%s%s", i ? ", " : "", b->contexts[i]);
		w_open(e->w, "with %s:", with.text);
		ffir_buf_release(&with);
	}
	if (op->dst >= 0 && count_reads(b, op->dst)) {
		b->values[op->dst].text = result_variable(b, op);
		callee = TEXT(e, "%s = %s", b->values[op->dst].text, callee);
	}
	emit_list(e, callee, args, b->call->n_args, ")");
	if (b->n_contexts)
		w_close(e->w, "");
}

static void emit_op(struct body *b, const struct plan_op *op)
{
	switch (op->kind) {
	case OP_CHECK_ALIVE:
		emit_check_alive(b, op);
		return;
	case OP_CHECK_NULL:
		emit_check_null(b, op);
		return;
	case OP_CHECK_RANGE:
		emit_check_range(b, op);
		return;
	case OP_CHECK_LENGTH:
		emit_check_length(b, op);
		return;
	case OP_CHECK_THREAD:
		emit_check_thread(b, op);
		return;
	case OP_CHECK_OWNED:
		emit_check_owned(b, op);
		return;
	case OP_CHECK_OTHER:
		emit_check_other(b, op);
		return;
	case OP_REF:
		emit_ref(b, op);
		return;
	case OP_CHECK_THERE: /* the raw layer's function does */
	case OP_HOLD:	     /* the argument is a reference to the handle */
		return;
	case OP_ENCODE:
		emit_encode(b, op);
		return;
	case OP_PIN:
		emit_pin(b, op);
		return;
	case OP_LENGTH:
		emit_length(b, op);
		return;
	case OP_CLOSURE:
		emit_closure(b, op);
		return;
	case OP_INTERFACE:
		emit_interface(b, op);
		return;
	case OP_DETACH:
		emit_detach(b, op);
		return;
	case OP_INHERIT:
		emit_inherit(b, op);
		return;
	case OP_ALLOC_OUT:
		emit_alloc_out(b, op);
		return;
	case OP_ALLOC_OBJECT:
		emit_alloc_object(b, op);
		return;
	case OP_ALLOC_BUFFER:
		emit_alloc_buffer(b, op);
		return;
	case OP_BOUND:
		emit_bound(b, op);
		return;
	case OP_CAPACITY:
		emit_capacity(b, op);
		return;
	case OP_PASS:
		emit_pass(b, op);
		return;
	case OP_CALL:
		emit_the_call(b, op);
		return;
	case OP_GIVE:
		emit_give(b, op);
		return;
	case OP_SAVE_ERRNO:
		b->values[op->dst].text = "ctypes.get_errno()";
		return;
	case OP_RETRY:
		emit_retry(b, op);
		return;
	case OP_RAISE_PENDING:
		emit_pending(b);
		return;
	case OP_TEST_ERROR:
		emit_raise(b, op);
		return;
	case OP_LOAD_OUT:
		emit_load_out(b, op);
		return;
	case OP_DECODE:
		emit_decode(b, op);
		return;
	case OP_COPY:
	case OP_VIEW:
		emit_copy(b, op);
		return;
	case OP_ADOPT:
	case OP_BORROW:
		emit_adopt(b, op);
		return;
	case OP_KEEP_ALIVE:
		emit_keep_alive(b, op);
		return;
	case OP_AWAIT:
		emit_await(b, op);
		return;
	case OP_RETURN:
		emit_return(b);
		return;
	case OP_MESSAGE: /* part of TEST_ERROR's line */
	case OP_FREE_PARTS:
	case OP_FREE:	 /* printed around what is between CALL and it */
	case OP_RELEASE: /* part of TEST_ERROR's lines */
	case OP_RAISE:
	case N_OPS:
		return;
	}
}

/* What FREE passes: ctypes does not take a bare address for a pointer to something. */
static const char *freed_text(struct body *b, const struct plan_op *op)
{
	const struct ffir_function_type *type = op->function->type;
	const struct plan_value *src = value_at(b, op->src);
	const char *reason = NULL, *text = b->values[op->src].text;
	const char *wanted = ctype(b->e, type->params[0].type, PLACE_ARGUMENT, &reason);
	const char *given = src->kind == VALUE_RETURN ? ctype_result(b->e, b->call->function, &reason)
						      : ctype(b->e, src->type, PLACE_FIELD, &reason);
	bool casts =
		wanted && strncmp(wanted, "ctypes.POINTER", 14) == 0 && given && strcmp(wanted, given) != 0;
	return casts ? TEXT(b->e, "ctypes.cast(%s, %s)", text, wanted) : text;
}

static void emit_guarded(struct body *b, const struct plan_op *op)
{
	if (op->kind == OP_FREE_PARTS) {
		emit_free_parts(b, op);
		return;
	}
	w_open(b->e->w, "if %s:", b->values[op->src].text);
	w_line(b->e->w, "%s(%s)", python_raw(b->e, op->function), freed_text(b, op));
	w_close(b->e->w, "");
}

static bool is_guard(const struct program_step *step, enum plan_when when)
{
	return step->kind == STEP_GUARD && step->op->when == when;
}

static void close_guards(struct body *b, const struct program_step *steps, size_t n, enum plan_when when)
{
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		if (!is_guard(&steps[i], when))
			continue;
		if (!any) {
			w_close(b->e->w, "finally:");
			b->e->w->level++;
		}
		any = true;
		emit_guarded(b, steps[i].op);
	}
	if (any)
		b->e->w->level--;
}

static void emit_return(struct body *b)
{
	struct ffir_buf text = {0};
	const struct plan_call *call = b->call;
	if (call->completes || program_is_main(call))
		return;
	for (size_t i = 0; i < call->n_results; i++)
		ffir_buf_printf(&text, "%s%s", i ? ", " : "", b->values[call->results[i]].text);
	if (call->n_results)
		w_line(b->e->w, "return %s", text.text);
	ffir_buf_release(&text);
}

/* What was loaded whatever happened keeps its place, so that FREE finds it in a variable. */
static void settle_freed(struct body *b, const struct plan_op *op)
{
	const struct plan_op *whole = program_op_of(b->call, OP_FREE, op->dst);
	if (op->when != WHEN_ALWAYS ||
	    !((whole && whole->function) || program_op_of(b->call, OP_FREE_PARTS, op->dst)))
		return;
	const char *variable = new_name(b, "address");
	w_line(b->e->w, "%s = %s", variable, b->values[op->dst].text);
	b->values[op->dst].text = variable;
}

static void emit_step(struct body *b, const struct program_step *step, bool opens)
{
	switch (step->kind) {
	case STEP_LOOP:
		w_open(b->e->w, "while True:");
		return;
	case STEP_LOOP_END:
		w_close(b->e->w, "");
		return;
	case STEP_GUARD:
		if (opens)
			w_open(b->e->w, "try:");
		return;
	case STEP_OP:
		emit_op(b, step->op);
		if (step->op->kind == OP_LOAD_OUT)
			settle_freed(b, step->op);
		return;
	}
}

static void take_names(struct body *b)
{
	new_name(b, b->call->role == ROLE_CONSTRUCTOR ? "cls_" : "self_");
	for (size_t i = 0; i < b->call->n_params; i++)
		local_take(&b->names, param_name(b, b->call->params[i]));
}

void emit_call_body(struct python *e, const struct plan_call *call)
{
	struct body b = {.e = e, .call = call, .names = {.a = e->a, .naming = &backend_python.naming}};
	struct program_step *steps;
	size_t n = program_steps(e->a, call, &steps);
	b.values = (struct value_state *)ffir_alloc(e->a, (call->n_values + 1) * sizeof *b.values);
	take_names(&b);
	for (size_t i = 0; i < n; i++) {
		bool first = steps[i].kind == STEP_GUARD;
		for (size_t k = 0; first && k < i; k++)
			first = !is_guard(&steps[k], steps[i].op->when);
		emit_step(&b, &steps[i], first);
	}
	close_guards(&b, steps, n, WHEN_SUCCESS);
	close_guards(&b, steps, n, WHEN_ALWAYS);
}
