/*
 * The ops of a program for people.
 *
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <string.h>

#include "backends/showing.h"

const char *show_oks_text(struct shown *s, const struct ffir_value *oks, size_t n)
{
	const char *text = "";
	for (size_t i = 0; i < n; i++)
		text = ffir_printf(&s->scratch, "%s%s %s", text, i ? "," : "",
				   show_constant_text(s, &oks[i]));
	return text;
}

static const char *test_text(struct shown *s, const struct plan_op *op)
{
	const char *src = show_value_text(s, op->src);
	switch (op->test) {
	case TEST_STATUS:
		return ffir_printf(&s->scratch, "%s is an error of %s, not%s", src, op->error->name.cname,
				   show_oks_text(s, op->oks, op->n_oks));
	case TEST_SENTINEL:
		return ffir_printf(&s->scratch, "%s is %s", src, show_constant_text(s, &op->value));
	case TEST_NEGATIVE:
		return ffir_printf(&s->scratch, "%s is negative", src);
	}
	return "?";
}

static const char *args_text(struct shown *s, const int *args, size_t n)
{
	const char *text = "";
	for (size_t i = 0; i < n; i++)
		text = ffir_printf(&s->scratch, "%s%s%s", text, i ? ", " : "", show_value_text(s, args[i]));
	return text;
}

static const char *length_text(struct shown *s, const struct plan_op *op)
{
	const char *what = op->bytes ? "bytes" : "elements";
	if (op->with >= 0)
		return ffir_printf(&s->scratch, "%s %s", show_value_text(s, op->with), what);
	return "its fixed number of elements";
}

/* What follows the op's name, its destination aside. */
static const char *op_details(struct shown *s, const struct plan_op *op, const struct plan_call *call)
{
	struct ffir_arena *a = &s->scratch;
	const char *src = show_value_text(s, op->src), *with = show_value_text(s, op->with);
	switch (op->kind) {
	case OP_CHECK_THERE:
		return ffir_printf(a, "%s, since %s", op->function->name.cname, op->function->since);
	case OP_CHECK_ALIVE:
	case OP_CHECK_NULL:
	case OP_CHECK_OWNED:
	case OP_CHECK_THREAD:
	case OP_HOLD:
	case OP_ENCODE:
	case OP_PIN:
	case OP_PASS:
	case OP_LOAD_OUT:
	case OP_ADOPT:
	case OP_BORROW:
	case OP_RELEASE:
	case OP_INTERFACE:
	case OP_DETACH:
		return src;
	case OP_INHERIT:
		return ffir_printf(a, "what %s keeps", src);
	case OP_CHECK_OTHER:
		return ffir_printf(a, "%s is not %s", src, with);
	case OP_REF:
		return ffir_printf(a, "%s by %s", src, op->function->name.cname);
	case OP_CHECK_RANGE:
		return ffir_printf(a, "%s fits %s", src, show_value_type_text(s, s->values[op->dst].type));
	case OP_CHECK_LENGTH:
		return ffir_printf(a, "%s has %s", src, length_text(s, op));
	case OP_LENGTH:
		return ffir_printf(a, "of %s%s%s%s", src, op->with >= 0 ? " as encoded in " : "",
				   op->with >= 0 ? with : "", op->bytes ? ", in bytes" : "");
	case OP_CLOSURE:
		return ffir_printf(a, "%s%s%s%s%s", src, op->with >= 0 ? ", user data " : "",
				   op->with >= 0 ? with : "", op->third >= 0 ? ", freed by " : "",
				   op->third >= 0 ? show_value_text(s, op->third) : "");
	case OP_ALLOC_OUT:
		return op->src >= 0 ? src : "zero";
	case OP_ALLOC_OBJECT:
		return call && call->klass ? call->klass->record->decl->id : "";
	case OP_ALLOC_BUFFER:
		return length_text(s, op);
	case OP_BOUND:
		return ffir_printf(a, "%s(%s)", op->function->name.cname, args_text(s, op->args, op->n_args));
	case OP_CAPACITY:
		return op->src >= 0 ? ffir_printf(a, "4 times %s, at least 256", src) : "256";
	case OP_CALL:
		return ffir_printf(a, "%s(%s)", op->function->name.cname,
				   args_text(s, call->args, call->n_args));
	case OP_RETRY:
		return ffir_printf(a, "from %d with %s doubled, if %s is %s", op->target + 1, with, src,
				   show_constant_text(s, &op->value));
	case OP_TEST_ERROR:
		return test_text(s, op);
	case OP_MESSAGE:
		return op->src >= 0 ? ffir_printf(a, "%s of %s", op->error->message->name.cname, src)
				    : op->error->message->name.cname;
	case OP_DECODE:
		return op->with >= 0 ? ffir_printf(a, "%s, %s", src, length_text(s, op)) : src;
	case OP_COPY:
	case OP_VIEW:
		return ffir_printf(a, "%s, %s", src, length_text(s, op));
	case OP_AWAIT:
		return op->function
			       ? ffir_printf(a, "%s, given up with %s(%s)", src, op->function->name.cname,
					     args_text(s, op->args, op->n_args))
			       : src;
	case OP_KEEP_ALIVE:
		return with;
	case OP_GIVE:
		return ffir_printf(a, "%s, for C to free", src);
	case OP_FREE_PARTS:
		return op->with >= 0 ? ffir_printf(a, "%s, %s", src, length_text(s, op)) : src;
	case OP_FREE:
		return op->function ? ffir_printf(a, "%s with %s", src, op->function->name.cname) : src;
	case OP_SAVE_ERRNO:
	case OP_RAISE_PENDING:
	case OP_RAISE:
		return "";
	case OP_RETURN:
		return call ? args_text(s, call->results, call->n_results) : "";
	case N_OPS:
		break;
	}
	return "";
}

static const char *when_text(enum plan_when when)
{
	switch (when) {
	case WHEN_ALWAYS:
		return "";
	case WHEN_SUCCESS:
		return "on success";
	case WHEN_FAILURE:
		return "on failure";
	}
	return "";
}

void show_ops(struct shown *s, const struct plan_op *ops, size_t n, const struct plan_call *call)
{
	for (size_t i = 0; i < n; i++) {
		const struct plan_op *op = &ops[i];
		const char *details = op_details(s, op, call);
		const char *when = op->kind == OP_RAISE || op->kind == OP_RETURN ? "" : when_text(op->when);
		bool assigns = op->dst >= 0 && op->kind != OP_CHECK_RANGE && op->kind != OP_FREE_PARTS &&
			       op->kind != OP_KEEP_ALIVE && op->kind != OP_INHERIT;
		ffir_buf_printf(s->b, "  %3zu  ", i + 1);
		if (assigns)
			ffir_buf_printf(s->b, "%s := ", show_value_text(s, op->dst));
		ffir_buf_puts(s->b, plan_op_names[op->kind]);
		if (op->kind == OP_KEEP_ALIVE)
			ffir_buf_printf(s->b, " %s keeps", show_value_text(s, op->dst));
		if (op->kind == OP_INHERIT)
			ffir_buf_printf(s->b, " by %s", show_value_text(s, op->dst));
		if (*details)
			ffir_buf_printf(s->b, " %s", details);
		if (*when)
			ffir_buf_printf(s->b, "    [%s]", when);
		ffir_buf_puts(s->b, "\n");
	}
}
