/*
 * Calls that complete later: the binding's own closure ends a task.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/body.h"

#include <string.h>

static const struct plan_closure *completing(const struct plan_call *call)
{
	return call->values[call->completes->closure].shape.closure;
}

bool csharp_can_cancel(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_AWAIT && call->ops[i].function)
			return true;
	return false;
}

const char *csharp_task_value(struct csharp *e, const struct plan_call *call)
{
	const struct plan_closure *closure = completing(call);
	const char *types = "";
	size_t n = 0;
	for (size_t i = 0; i < closure->n_params; i++) {
		const struct plan_value *value = &closure->values[closure->params[i]];
		if ((int)i == call->completes->status)
			continue;
		types = TEXT(e, "%s%s%s %s", types, n++ ? ", " : "",
			     csharp_type(e, &value->shape, AS_CALLBACK_PARAM),
			     name_case(e->a, value->name.cname, CASE_PASCAL));
	}
	if (n == 1)
		return ffir_strndup(e->a, types, strcspn(types, " "));
	return n ? TEXT(e, "(%s)", types) : NULL;
}

/* What C reads until it is done has to be text, or an object; what it gives then has to last. */
const char *csharp_refuse_later(struct csharp *e, const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		if (op->kind != OP_KEEP_ALIVE || call->values[op->dst].shape.kind != SHAPE_CLOSURE)
			continue;
		const struct plan_value *with = &call->values[op->with];
		bool text = false;
		for (size_t k = 0; k < call->n_ops; k++)
			if (call->ops[k].kind == OP_ENCODE && call->ops[k].dst == op->with) {
				enum plan_encoding encoding = call->values[call->ops[k].src].shape.encoding;
				text = encoding != ENCODING_BYTES && !wide_unit(encoding);
			}
		if (!text && with->shape.kind != SHAPE_OBJECT)
			return TEXT(e, "C# does not keep '%s' until a callback has run", with->name.cname);
	}
	if (!call->completes)
		return NULL;
	const struct plan_closure *closure = completing(call);
	for (size_t i = 0; i < closure->n_params; i++) {
		const struct plan_shape *shape = &closure->values[closure->params[i]].shape;
		if (shape->kind == SHAPE_RECORD_REF && !shape->read_only)
			return TEXT(e, "what '%s' gives is lent", closure->name.cname);
	}
	return NULL;
}

static void emit_status(struct csharp_body *b, const struct plan_value *status, const char *name,
			const char *completion)
{
	const struct plan_completion *completes = b->call->completes;
	const struct plan_error *error = completes->error;
	const struct plan_op test = {.test = TEST_STATUS, .oks = completes->oks, .n_oks = completes->n_oks};
	const char *codes = csharp_name(&error->codes->name);
	bool number = status->shape.enumeration && !plan_enum_of(b->e->p, status->type);
	const char *code = status->shape.enumeration ? name : TEXT(b->e, "(%s)%s", codes, name);
	w_line(b->head, "if (%s)",
	       csharp_failure_test(b->e, &test, number ? TEXT(b->e, "(int)%s", name) : name, status->type));
	w_open(b->head, "{");
	w_line(b->head, "%s.Fail(%s);", completion,
	       csharp_failure(b->e, b->call, error, code, error_is_told_by_object(error) ? "null" : NULL,
			      NULL));
	w_line(b->head, "return;");
	w_close(b->head, "}");
	w_line(b->head, "");
}

void csharp_completing_closure(struct csharp_body *b, const struct plan_op *op, const char *variable)
{
	struct csharp *e = b->e;
	const struct plan_closure *closure = csharp_value_at(b, op->src)->shape.closure;
	const char *value = csharp_task_value(e, b->call), *given = "", *params = "", *status = NULL;
	size_t n = 0;
	csharp_need(e, CSHARP_COMPLETION);
	b->completion = csharp_new_name(b, "completion");
	for (size_t i = 0; i < closure->n_params; i++) {
		const char *name = local_for(&b->names, &closure->values[closure->params[i]].name, "given");
		params = TEXT(e, "%s%s%s", params, i ? ", " : "", name);
		if ((int)i == b->call->completes->status)
			status = name;
		else
			given = TEXT(e, "%s%s%s", given, n++ ? ", " : "", name);
	}
	if (csharp_can_cancel(b->call))
		w_line(b->head, "cancellationToken.ThrowIfCancellationRequested();");
	w_line(b->head, "Completion<%s> %s = new();", value ? value : "bool", b->completion);
	w_open(b->head, "OnceClosure %s = new(", variable);
	w_line(b->head, "(%s)((%s) =>", csharp_delegate(e, closure), params);
	w_open(b->head, "{");
	if (status)
		emit_status(b, &closure->values[closure->params[b->call->completes->status]], status,
			    b->completion);
	w_line(b->head, n > 1 ? "%s.Set((%s));" : "%s.Set(%s);", b->completion, n ? given : "true");
	w_close(b->head, "}),");
	w_line(b->head, "%s.Fail);", b->completion);
	b->head->level--;
}

/* The object that C needs to be told. */
static const char *held(struct csharp_body *b, int closure)
{
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (op->kind == OP_KEEP_ALIVE && op->dst == closure &&
		    csharp_value_at(b, op->with)->shape.kind == SHAPE_OBJECT)
			return csharp_handle_of(b, op->with);
	}
	return "null";
}

/* Argument I for a lambda, which cannot have a variable whose address C was given. */
static const char *captured(struct csharp_body *b, int i)
{
	for (size_t k = 0; k < b->call->n_ops; k++) {
		if (b->call->ops[k].kind != OP_LOAD_OUT || b->call->ops[k].dst != i)
			continue;
		const char *name = csharp_new_name(b, "given");
		w_line(b->e->w, "%s %s = %s;", csharp_type_of(b, i), name, csharp_argument(b, i));
		return name;
	}
	return csharp_argument(b, i);
}

void csharp_await(struct csharp_body *b, const struct plan_op *op)
{
	const char *args = "";
	for (size_t i = 0; i < op->n_args; i++)
		args = TEXT(b->e, "%s%s%s", args, i ? ", " : "", captured(b, op->args[i]));
	if (op->function)
		w_line(b->e->w, "%s.GiveUp(%s, () => Raw.%s(%s), cancellationToken);", b->completion,
		       held(b, op->src), csharp_name(&op->function->name), args);
	w_line(b->e->w, "return %s.Task;", b->completion);
}
