/*
 * A call's program as the body of a Python function: each op is an expression or a line or two.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/python/body.h"

#include <stdlib.h>
#include <string.h>

static void emit_op(struct body *b, const struct plan_op *op);

/* ---- the call ---- */

/* Whether OP's expression names its source once: of what may be NULL at an address it does not. */
static bool reads_once(const struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = op->kind == OP_DECODE ? &value_at(b, op->dst)->shape : NULL;
	if (!shape || shape->kind == SHAPE_RECORD_REF || shape->carrier || shape->indirect ||
	    (shape->kind == SHAPE_HANDLE && shape->nullable))
		return false;
	return shape->kind != SHAPE_STRING || !shape->nullable ||
	       (b->values[op->src].form == FORM_VALUE && op->with < 0);
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
		b->values[op->dst].form = address ? FORM_ADDRESS : FORM_VALUE;
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
	case OP_MESSAGE: /* part of TEST_ERROR's line */
	case OP_FREE_PARTS:
	case OP_FREE:	 /* printed around what is between CALL and it */
	case OP_RELEASE: /* part of TEST_ERROR's lines */
	case OP_RAISE:
	case OP_RETURN:
	case N_OPS:
		return;
	}
}

static bool frees(const struct plan_op *op, enum plan_when when)
{
	bool owned = op->kind == OP_FREE_PARTS || (op->kind == OP_FREE && op->function);
	return owned && op->when == when;
}

static size_t open_frees(struct body *b, enum plan_when when)
{
	size_t n = 0;
	for (size_t i = 0; i < b->call->n_ops; i++)
		n += frees(&b->call->ops[i], when);
	if (n)
		w_open(b->e->w, "try:");
	return n;
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

static void close_frees(struct body *b, enum plan_when when, size_t n)
{
	if (!n)
		return;
	w_close(b->e->w, "finally:");
	b->e->w->level++;
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (!frees(op, when))
			continue;
		if (op->kind == OP_FREE_PARTS) {
			emit_free_parts(b, op);
			continue;
		}
		w_open(b->e->w, "if %s:", b->values[op->src].text);
		w_line(b->e->w, "%s(%s)", python_raw(b->e, op->function), freed_text(b, op));
		w_close(b->e->w, "");
	}
	b->e->w->level--;
}

static void emit_return(struct body *b)
{
	struct ffir_buf text = {0};
	const struct plan_call *call = b->call;
	if (call->completes || (call->role == ROLE_CONSTRUCTOR && call == plan_main_constructor(call->klass)))
		return;
	for (size_t i = 0; i < call->n_results; i++)
		ffir_buf_printf(&text, "%s%s", i ? ", " : "", b->values[call->results[i]].text);
	if (call->n_results)
		w_line(b->e->w, "return %s", text.text);
	ffir_buf_release(&text);
}

/* A value that was tested or loaded keeps its place, so that FREE finds it in a variable. */
static void settle_freed(struct body *b, const struct plan_op *op)
{
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *free_op = &b->call->ops[i];
		bool whole = free_op->kind == OP_FREE && free_op->function;
		if ((!whole && free_op->kind != OP_FREE_PARTS) || free_op->src != op->dst)
			continue;
		const char *variable = new_name(b, "address");
		w_line(b->e->w, "%s = %s", variable, b->values[op->dst].text);
		b->values[op->dst].text = variable;
		return;
	}
}

static bool is_early(const struct plan_op *op)
{
	return op->when == WHEN_ALWAYS || op->kind == OP_RETRY || op->kind == OP_TEST_ERROR;
}

/* Everything behind CALL: what always happens, then the failures, then what is only there on success. */
static void emit_rest(struct body *b, size_t from)
{
	const struct plan_call *call = b->call;
	size_t always = 0, last_test = from;
	for (size_t i = from; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_TEST_ERROR)
			last_test = i + 1;
	for (size_t i = from; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		if (op->kind == OP_LOAD_OUT && op->when == WHEN_ALWAYS) {
			emit_op(b, op);
			settle_freed(b, op);
		}
	}
	always = open_frees(b, WHEN_ALWAYS);
	for (size_t i = from; i < last_test; i++) {
		const struct plan_op *op = &call->ops[i];
		bool loaded = op->kind == OP_LOAD_OUT && op->when == WHEN_ALWAYS;
		if (!loaded && (is_early(op) || op->kind == OP_LOAD_OUT || op->kind == OP_BOUND))
			emit_op(b, op);
	}
	size_t success = open_frees(b, WHEN_SUCCESS);
	for (size_t i = from; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		bool done = (i < last_test &&
			     (is_early(op) || op->kind == OP_LOAD_OUT || op->kind == OP_BOUND)) ||
			    (op->kind == OP_LOAD_OUT && op->when == WHEN_ALWAYS);
		if (!done && op->when != WHEN_FAILURE)
			emit_op(b, op);
	}
	emit_return(b);
	close_frees(b, WHEN_SUCCESS, success);
	close_frees(b, WHEN_ALWAYS, always);
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
	size_t first = SIZE_MAX, last = SIZE_MAX, i;
	b.values = (struct value_state *)ffir_alloc(e->a, (call->n_values + 1) * sizeof *b.values);
	take_names(&b);
	bool loops = program_loop(call, &first, &last);
	for (i = 0; i < call->n_ops; i++) {
		if (i == first)
			w_open(e->w, "while True:");
		emit_op(&b, &call->ops[i]);
		if (call->ops[i].kind == OP_CALL && !loops)
			break;
		if (i == last)
			break;
	}
	if (loops)
		w_close(e->w, "");
	emit_rest(&b, i + 1);
}
