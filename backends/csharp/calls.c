/*
 * A call's program as the body of a method.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/body.h"

#include <string.h>

/* ---- names and values ---- */

const char *csharp_new_name(struct csharp_body *b, const char *wish)
{
	return local_name(&b->names, wish);
}

const char *csharp_name_for(struct csharp_body *b, int i, const char *otherwise)
{
	return local_for(&b->names, &b->call->values[i].name, otherwise);
}

const struct plan_value *csharp_value_at(const struct csharp_body *b, int i)
{
	return &b->call->values[i];
}

const char *csharp_param(struct csharp_body *b, int i)
{
	const struct plan_value *value = csharp_value_at(b, i);
	return value->kind == VALUE_SELF ? "this" : csharp_name(&value->name);
}

const char *csharp_handle_of(struct csharp_body *b, int i)
{
	const struct plan_value *value = csharp_value_at(b, i);
	if (value->kind == VALUE_SELF)
		return "_handle";
	return TEXT(b->e, "%s%s_handle", csharp_param(b, i), value->shape.nullable ? "?." : ".");
}

const char *csharp_type_of(struct csharp_body *b, int i)
{
	const char *reason = NULL, *type = NULL;
	if (csharp_value_at(b, i)->type)
		type = csharp_raw_type(b->e, csharp_value_at(b, i)->type, PLACE_ELEMENT, &reason);
	return type ? type : "nint";
}

const char *csharp_argument(struct csharp_body *b, int i)
{
	const struct plan_value *value = csharp_value_at(b, i);
	if (value->kind == VALUE_CONSTANT) {
		if (value->constant.kind == FFIR_VALUE_STRING)
			return TEXT(b->e, "(%s)Unsafe.AsPointer(ref MemoryMarshal.GetReference(%su8))",
				    csharp_type_of(b, i), csharp_literal(b->e, &value->constant));
		return csharp_constant(b->e, &value->constant, value->type);
	}
	if (value->kind == VALUE_CELL)
		return TEXT(b->e, "&%s", b->values[i].text);
	return b->values[i].text ? b->values[i].text : "default";
}

const char *csharp_keep(struct csharp_body *b)
{
	if (b->keep)
		return b->keep;
	b->keep = csharp_new_name(b, "keep");
	csharp_need(b->e, CSHARP_FORM);
	w_line(b->head, "using NativeKeep %s = new();", b->keep);
	return b->keep;
}

void csharp_finally(struct csharp_body *b, const char *line)
{
	*FFIR_PUSH(b->e->a, b->finals, b->n_finals) = line;
}

void csharp_open_fixed(struct csharp_body *b)
{
	if (!b->n_fixed)
		return;
	for (size_t i = 0; i < b->n_fixed; i++)
		w_line(b->e->w, "%s", b->fixed[i]);
	w_open(b->e->w, "{");
	b->depth++;
	b->n_fixed = 0;
}

/* ---- the program ---- */

static void emit_op(struct csharp_body *b, const struct plan_op *op)
{
	if (op->kind == OP_CALL)
		csharp_open_fixed(b);
	if (!csharp_give(b, op))
		csharp_take(b, op);
}

static void emit_program(struct csharp_body *b)
{
	struct program_step *steps;
	size_t n = program_steps(b->e->a, b->call, &steps);
	for (size_t i = 0; i < n; i++) {
		switch (steps[i].kind) {
		case STEP_LOOP:
			csharp_open_fixed(b);
			csharp_open(b->e, "while (true)");
			b->loops = true;
			break;
		case STEP_LOOP_END:
			csharp_close(b->e, "");
			csharp_gap(b->e);
			b->loops = false;
			break;
		case STEP_OP:
		case STEP_GUARD:
			emit_op(b, steps[i].op);
			break;
		}
	}
	for (; b->depth; b->depth--)
		csharp_close(b->e, "");
}

/* ---- the body ---- */

/* Lines of TEXT, which has its own indentation, at the level of W. */
static void replay(struct writer *w, const char *text)
{
	while (text && *text) {
		size_t n = strcspn(text, "\n");
		w_line(w, "%.*s", (int)n, text);
		text += n + (text[n] == '\n');
	}
}

static bool enters(const struct csharp_body *b)
{
	return b->e->p->keeps_callbacks && program_op(b->call, OP_RAISE_PENDING);
}

static void compose(struct csharp_body *b, struct writer *w, struct writer *head, struct writer *body)
{
	struct csharp *e = b->e;
	e->w = w;
	replay(w, head->buf.text);
	if (!b->n_finals && !b->n_parts) {
		replay(w, body->buf.text);
		return;
	}
	csharp_open(e, "try");
	replay(w, body->buf.text);
	csharp_close(e, "");
	csharp_open(e, "finally");
	for (size_t i = b->n_parts; i-- > 0;) {
		replay(w, b->parts[i]);
		if (b->n_finals || i)
			csharp_gap(e);
	}
	for (size_t i = b->n_finals; i-- > 0;) {
		replay(w, b->finals[i]);
		if (strchr(b->finals[i], '\n') && i)
			csharp_gap(e);
	}
	csharp_close(e, "");
}

void csharp_emit_call_body(struct csharp *e, const struct plan_call *call)
{
	struct writer head = {.indent = "    "}, body = {.indent = "    "}, *w = e->w;
	struct csharp_body b = {
		.e = e, .call = call, .head = &head, .names = {.a = e->a, .naming = &backend_csharp.naming}};
	b.values = (struct csharp_value *)ffir_alloc(e->a, (call->n_values + 1) * sizeof *b.values);
	for (size_t i = 0; i < call->n_params; i++)
		local_take(&b.names, csharp_param(&b, call->params[i]));
	e->w = &body;
	if (enters(&b)) {
		csharp_need(e, CSHARP_CALLS);
		csharp_finally(&b, "NativeCalls.Leave();");
	}
	emit_program(&b);
	if (enters(&b))
		w_line(&head, "NativeCalls.Enter();");
	compose(&b, w, &head, &body);
	ffir_buf_release(&head.buf);
	ffir_buf_release(&body.buf);
}
