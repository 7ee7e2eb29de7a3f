/*
 * Questions about programs of the plan.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/program.h"

const struct plan_op *program_op(const struct plan_call *call, enum plan_op_kind kind)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == kind)
			return &call->ops[i];
	return NULL;
}

const struct plan_op *program_op_of(const struct plan_call *call, enum plan_op_kind kind, int src)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == kind && call->ops[i].src == src)
			return &call->ops[i];
	return NULL;
}

const struct plan_op *program_op_to(const struct plan_call *call, enum plan_op_kind kind, int dst)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == kind && call->ops[i].dst == dst)
			return &call->ops[i];
	return NULL;
}

const struct plan_op *program_op_with(const struct plan_call *call, enum plan_op_kind kind, int with)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == kind && call->ops[i].with == with)
			return &call->ops[i];
	return NULL;
}

bool program_loop(const struct plan_call *call, size_t *first, size_t *last)
{
	const struct plan_op *retry = program_op(call, OP_RETRY);
	if (!retry)
		return false;
	*first = (size_t)retry->target;
	*last = (size_t)(retry - call->ops);
	return true;
}

const struct plan_op *program_message(const struct plan_call *call, const struct plan_error *error)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_MESSAGE && call->ops[i].error == error)
			return &call->ops[i];
	return NULL;
}

struct plan_call program_rest(const struct plan_call *call)
{
	struct plan_call rest = *call;
	rest.results++;
	rest.n_results--;
	return rest;
}

const struct plan_op *program_maker(const struct plan_call *call, int value)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].dst == value && call->ops[i].kind != OP_KEEP_ALIVE)
			return &call->ops[i];
	return NULL;
}

int program_changed(const struct plan_call *call, int result)
{
	const struct plan_op *made = program_maker(call, result);
	const struct plan_op *load = made ? program_op_to(call, OP_LOAD_OUT, made->src) : NULL;
	const struct plan_op *cell = load ? program_op_to(call, OP_ALLOC_OUT, load->src) : NULL;
	const struct plan_op *pass = cell ? program_op_to(call, OP_PASS, cell->src) : NULL;
	int source = pass ? pass->src : cell ? cell->src : -1;
	return source >= 0 && call->values[source].kind == VALUE_PARAM ? source : -1;
}

int program_room(const struct plan_call *call, const struct plan_op *op)
{
	const struct plan_op *alloc = program_op_to(call, OP_ALLOC_BUFFER, op->src);
	return alloc && op->with >= 0 && alloc->with != op->with ? alloc->with : -1;
}

bool program_tests_sentinel(const struct plan_call *call, int value)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_TEST_ERROR && call->ops[i].test == TEST_SENTINEL &&
		    call->ops[i].src == value)
			return true;
	return false;
}

bool program_doubts(const struct plan_call *call, int value, const struct plan_shape *shape)
{
	return !shape->nullable && !program_tests_sentinel(call, value);
}

bool program_keeps(const struct plan_call *call, int value)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_KEEP_ALIVE &&
		    (call->ops[i].dst == value || call->ops[i].with == value))
			return true;
	return false;
}

bool program_is_main(const struct plan_call *call)
{
	return call->role == ROLE_CONSTRUCTOR && call == plan_main_constructor(call->klass);
}

bool program_shows(const struct plan_call *call, int param)
{
	return !call->completes || call->completes->closure != param;
}

size_t program_given(struct ffir_arena *a, const struct plan_call *call, const struct plan_value ***given)
{
	size_t n = 0;
	*given = NULL;
	if (!call->completes) {
		for (size_t i = 0; i < call->n_results; i++)
			*FFIR_PUSH(a, *given, n) = &call->values[call->results[i]];
		return n;
	}
	const struct plan_closure *closure = call->values[call->completes->closure].shape.closure;
	for (size_t i = 0; i < closure->n_params; i++)
		if ((int)i != call->completes->status)
			*FFIR_PUSH(a, *given, n) = &closure->values[closure->params[i]];
	return n;
}

const struct plan_op *destructor_test(const struct plan_class *k)
{
	return k->destructor ? program_op(k->destructor, OP_TEST_ERROR) : NULL;
}

bool program_gives_return(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		if (op->src >= 0 && call->values[op->src].kind == VALUE_RETURN && op->dst >= 0 &&
		    call->values[op->dst].kind == VALUE_RESULT)
			return true;
	}
	return false;
}

enum program_fails program_fails(const struct plan_call *call, const struct plan_error *error)
{
	return error ? FAILS_WITH_CODE : call->saves_errno ? FAILS_WITH_ERRNO : FAILS_WITHOUT_CODE;
}

/* What is said of errors, else of a return value that callers do not see: it is a status then. */
static const char *failure_text(struct ffir_arena *a, const struct plan_call *call)
{
	const char *text = NULL;
	for (size_t i = 0; call->doc && i < call->doc->n_sections; i++)
		if (call->doc->sections[i].kind == FFIR_DOC_ERRORS)
			text = call->doc->sections[i].text;
	if (!text && call->returns_doc && *call->returns_doc) {
		if (call->role == ROLE_CONSTRUCTOR)
			text = ffir_printf(a, "if it fails; C returns %s", call->returns_doc);
		else if (!program_gives_return(call))
			text = call->returns_doc;
	}
	return text && *text ? text : "if it fails";
}

static void add_failure(struct ffir_arena *a, struct plan_failure **failures, size_t *n,
			struct plan_failure failure)
{
	for (size_t i = 0; i < *n; i++)
		if ((*failures)[i].error == failure.error)
			return;
	*FFIR_PUSH(a, *failures, *n) = failure;
}

size_t program_failures(struct ffir_arena *a, const struct plan_call *call, struct plan_failure **failures)
{
	struct plan_failure failure = {.text = failure_text(a, call)};
	size_t n = 0;
	*failures = NULL;
	if (call->completes && call->completes->error) {
		failure.error = call->completes->error;
		failure.how = FAILS_WITH_CODE;
		add_failure(a, failures, &n, failure);
	}
	for (size_t i = 0; i < call->n_ops; i++) {
		if (call->ops[i].kind != OP_TEST_ERROR)
			continue;
		failure.error = call->ops[i].error;
		failure.how = program_fails(call, failure.error);
		if (n && failure.how == FAILS_WITHOUT_CODE)
			failure.text = call->completes ? "if C does not start it"
						       : "if C says that it went well and gives nothing";
		add_failure(a, failures, &n, failure);
	}
	return n;
}

bool error_is_told_by_object(const struct plan_error *error)
{
	return error && error->message && error->message_takes == MESSAGE_OF_OBJECT;
}

bool error_is_told_by(const struct plan_error *error, const struct plan_class *klass)
{
	return klass && klass->record == error->message_class->record;
}

enum program_hold program_hold(const struct plan_call *call, const struct plan_op *op)
{
	const struct plan_shape *shape = &call->values[op->src].shape;
	if (shape->closure && shape->closure->member > 0)
		return HOLD_SHARED;
	switch (shape->scope) {
	case SCOPE_CALL:
		return HOLD_CALL;
	case SCOPE_ASYNC:
		return HOLD_ONCE;
	case SCOPE_NOTIFIED:
	case SCOPE_OBJECT:
	case SCOPE_FOREVER:
		return HOLD_LASTING;
	}
	return HOLD_LASTING;
}

size_t program_sharing(struct ffir_arena *a, const struct plan_call *call, int with,
		       const struct plan_op ***ops)
{
	size_t n = 0;
	*ops = NULL;
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_CLOSURE && call->ops[i].with == with)
			*FFIR_PUSH(a, *ops, n) = &call->ops[i];
	return n;
}

const struct plan_op *program_first_sharing(const struct plan_call *call, const struct plan_op *op)
{
	const struct plan_op *first = op->with < 0 ? NULL : program_op_with(call, OP_CLOSURE, op->with);
	return first ? first : op;
}

int closure_argument(const struct plan_closure *c, int value)
{
	for (size_t i = 0; i < c->n_args; i++)
		if (c->args[i] == value)
			return (int)i;
	return -1;
}

const struct plan_op *closure_op_to(const struct plan_closure *c, int value)
{
	for (size_t i = 0; i < c->n_ops; i++)
		if (c->ops[i].dst == value)
			return &c->ops[i];
	return NULL;
}

bool closure_lends(const struct plan_shape *shape)
{
	return shape->kind == SHAPE_OBJECT ||
	       (shape->kind == SHAPE_VECTOR && shape->element->kind == SHAPE_OBJECT);
}

bool closure_is_lent(const struct plan_closure *c, size_t i)
{
	const struct plan_op *op = closure_op_to(c, c->params[i]);
	return op && op->kind != OP_ADOPT && closure_lends(&c->values[c->params[i]].shape);
}
