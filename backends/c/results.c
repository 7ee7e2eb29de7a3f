/*
 * The ops behind the call: what a failure is, what comes back, what is given up.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/call.h"

#include <inttypes.h>
#include <string.h>

/* ---- behind it ---- */

static const char *operand(struct c_call *x, int value)
{
	return x->text[value];
}

static void keep_alive(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *with = VALUE(x, op->with);
	const char *keeper = x->text[op->dst];

	const struct plan_shape *dst = &VALUE(x, op->dst)->shape;
	if (dst->kind == SHAPE_CLOSURE || (dst->kind == SHAPE_OBJECT && dst->klass->name.from))
		return; /* callers see to it */
	if (with->shape.kind == SHAPE_OBJECT)
		w_line(x->e->w, "%s->%s = %s;", keeper, c_keeps_member(x->e, with->shape.klass),
		       c_object_pointer(x, op->with));
	if (with->shape.kind != SHAPE_CLOSURE || !c_closure_has_record(with->shape.closure))
		return;
	w_line(x->e->w, "c_%s->next = %s->closures;", x->text[op->with], keeper);
	w_line(x->e->w, "%s->closures = c_%s;", keeper, x->text[op->with]);
}

/* The next record of a callback, from I on, that is let go where TEST failed (NULL: a callback did); NULL at the end. */
static const char *record_let_go(struct c_call *x, const struct plan_op *test, size_t *i)
{
	struct program_undo *undoes;
	size_t n = program_undoes(&x->e->a, x->c, test, &undoes);

	while (*i < n) {
		const struct program_undo *undo = &undoes[(*i)++];
		const struct plan_shape *shape = &VALUE(x, undo->value)->shape;
		if (undo->kind == UNDO_CLOSURE && shape->kind == SHAPE_CLOSURE &&
		    c_closure_has_record(shape->closure))
			return c_text(x->e, "c_%s", x->text[undo->value]);
	}
	return NULL;
}

bool c_lets_go_at_end(struct c_call *x, const char *record)
{
	const char *one;
	for (size_t i = 0; x->gotos && (one = record_let_go(x, NULL, &i));)
		if (strcmp(one, record) == 0)
			return true;
	return false;
}

static const char *test_condition(struct c_call *x, const struct plan_op *op);

/* What C has for VALUE, which may not be loaded yet. */
static const char *in_cell(struct c_call *x, int value)
{
	for (size_t i = 0; !x->text[value] && i < x->c->n_ops; i++)
		if (x->c->ops[i].kind == OP_LOAD_OUT && x->c->ops[i].dst == value)
			return x->text[x->c->ops[i].src];
	return x->text[value];
}

const char *c_failure_condition(struct c_call *x)
{
	const char *all = NULL;
	for (size_t i = 0; i < x->c->n_ops; i++) {
		if (x->c->ops[i].kind != OP_TEST_ERROR)
			continue;
		const char **text = &x->text[x->c->ops[i].src], *before = *text;
		*text = in_cell(x, x->c->ops[i].src);
		const char *one = test_condition(x, &x->c->ops[i]);
		*text = before;
		all = all ? c_text(x->e, "(%s) || (%s)", all, one) : one;
	}
	return all ? all : "false";
}

/* An object that C gave in a call in which a callback failed. */
static void end_unclaimed(struct c_call *x, const struct plan_op *op)
{
	const char *text = in_cell(x, op->src);
	w_line(x->e->w, "if (!(%s) && %s)", c_failure_condition(x), text);
	w_line(x->e->w, "\t%s(%s);", VALUE(x, op->dst)->shape.klass->destructor->function->name.cname, text);
}

/* What C may have kept although a callback failed stays with its object; records of what was not made go. */
static void undo_pending(struct c_call *x)
{
	struct program_undo *undoes;
	size_t n = program_undoes(&x->e->a, x->c, NULL, &undoes);
	const char *record;

	for (size_t i = 0; i < n; i++)
		if (undoes[i].kind == UNDO_KEEP)
			keep_alive(x, undoes[i].keep);
	for (size_t i = 0; program_raises_late(x->c) && i < x->c->n_ops; i++)
		if (program_is_unclaimed(x->c, &x->c->ops[i]))
			end_unclaimed(x, &x->c->ops[i]);
	for (size_t i = 0; !x->gotos && (record = record_let_go(x, NULL, &i));)
		w_line(x->e->w, "free(%s);", record);
}

void c_op_raise_pending(struct c_call *x, const struct plan_op *op)
{
	const char *leave = c_text(x->e, "safe_%s_leave(&pending, outer, %s)", x->e->library, x->failure);
	struct writer *w = x->e->w, undone = {.indent = w->indent, .level = w->level + 1};

	(void)op;
	x->e->w = &undone;
	undo_pending(x);
	x->e->w = w;
	bool undoes = undone.buf.size;
	if (x->gotos) {
		w_line(w, "ok = %s;", leave);
		if (undoes)
			w_open(w, "if (!ok) {");
	} else {
		w_open(w, undoes ? "if (!%s) {" : "if (!%s)", leave);
	}
	if (undoes)
		ffir_buf_add(&w->buf, undone.buf.text, undone.buf.size);
	if (!x->gotos)
		w_line(w, "return false;");
	if (undoes || !x->gotos)
		w_close(w, undoes ? "}" : "");
	ffir_buf_release(&undone.buf);
}

static bool is_constant(const struct plan *p, const char *name)
{
	for (size_t i = 0; i < p->n_constants; i++)
		if (strcmp(ffir_decl_name(p->constants[i]->decl), name) == 0)
			return true;
	return false;
}

/* The name of the enumerator or macro that is VALUE, where the header declares one. */
static const char *code_text(struct c_call *x, const struct plan_enum *codes, const struct ffir_value *value)
{
	bool declared = codes->decl && codes->decl->kind == FFIR_DECL_ENUMERATION;
	const struct plan_enumerator *found = enumerator_of(codes, value);

	if (found && (declared || is_constant(x->e->p, found->name.cname)))
		return found->name.cname;
	return c_value(x->e, value, NULL);
}

/* The codes that VALUE is one of, or NULL. */
static const struct plan_enum *codes_of(const struct c_call *x, int value)
{
	const struct plan_op *test = program_op_of(x->c, OP_TEST_ERROR, value);
	if (test && test->error)
		return test->error->codes;
	return plan_enum_of(x->e->p, VALUE(x, value)->type);
}

void c_op_retry(struct c_call *x, const struct plan_op *op)
{
	const char *limit = c_limit_of(x, VALUE(x, op->with)->type), *room = x->text[op->with];

	const struct plan_enum *codes = codes_of(x, op->src);
	const char *value = codes ? code_text(x, codes, &op->value) : c_value(x->e, &op->value, NULL);
	w_open(x->e->w, "if (%s%s == %s && (size_t)%s <= %s / 2) {", x->c->calls_back ? "ok && " : "",
	       operand(x, op->src), value, room, limit ? limit : "SIZE_MAX");
	w_line(x->e->w, "%s = %s ? 2 * %s : 1;", room, room, room);
	w_line(x->e->w, "goto again;");
	w_close(x->e->w, "}");
}

static const char *test_condition(struct c_call *x, const struct plan_op *op)
{
	const char *src = operand(x, op->src), *condition = "";
	const struct ffir_type *type = VALUE(x, op->src)->type;

	switch (op->test) {
	case TEST_STATUS:
		for (size_t i = 0; i < op->n_oks; i++)
			condition = c_text(x->e, "%s%s%s != %s", condition, i ? " && " : "", src,
					   code_text(x, op->error->codes, &op->oks[i]));
		return *condition ? condition : "true";
	case TEST_SENTINEL:
		if (ffir_type_resolve(x->e->m, type, NULL)->kind == FFIR_TYPE_POINTER)
			return strcmp(op->value.text, "0") == 0
				       ? c_text(x->e, "!%s", src)
				       : c_text(x->e, "%s == %s", src, c_value(x->e, &op->value, type));
		return c_text(x->e, "%s == %s", src, c_value(x->e, &op->value, type));
	case TEST_NEGATIVE:
		return c_text(x->e, "%s < 0", src);
	}
	return "false";
}

/* The pointer to the C object whose class tells the message; NULL if none is at hand. */
static const char *telling_object(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *v = VALUE(x, op->src);
	const struct plan_class *teller = op->error->message_class;

	if (v->kind == VALUE_CELL || v->kind == VALUE_LOCAL)
		return x->text[op->src];
	if (error_is_told_by(op->error, v->shape.klass))
		return c_text(x->e, "%s->handle", x->text[op->src]);
	return c_class_keeps(x->e, v->shape.klass, teller)
		       ? c_text(x->e, "%s->%s", x->text[op->src], c_keeps_member(x->e, teller))
		       : NULL;
}

static const char *message_text(struct c_call *x, const struct plan_op *test, const char *otherwise)
{
	const struct plan_op *op = program_message(x->c, test->error);
	const char *object, *argument = "";

	if (!op || !op->error->message)
		return otherwise;
	const struct plan_function *f = op->error->message;
	switch (op->error->message_takes) {
	case MESSAGE_OF_CODE:
		argument =
			c_cast(x->e, f->type->params[0].type, VALUE(x, test->src)->type, x->text[test->src]);
		break;
	case MESSAGE_OF_OBJECT:
		object = op->src >= 0 ? telling_object(x, op) : NULL;
		if (!object)
			return otherwise;
		return c_text(x->e, "%s ? %s(%s) : %s", object, c_raw_name(x, f), object, otherwise);
	case MESSAGE_OF_NOTHING:
		break;
	}
	const char *call = c_text(x->e, "%s(%s)", c_raw_name(x, f), argument);
	if (!op->error->message_field)
		return call;
	return c_text(x->e, "%s ? %s->%s : %s", call, call, op->error->message_field->name, otherwise);
}

/* Records of callbacks that a failed call does not use: nothing runs or ends them later. */
static void free_unused(struct c_call *x, const struct plan_op *test, const char *condition)
{
	const char *record;
	for (size_t i = 0; (record = record_let_go(x, test, &i));) {
		if (c_lets_go_at_end(x, record))
			continue;
		w_open(x->e->w, "if (%s)", condition);
		w_line(x->e->w, "free(%s);", record);
		w_close(x->e->w, "");
	}
}

void c_op_test_error(struct c_call *x, const struct plan_op *op)
{
	const char *kind = c_failure_kind(x->e, op->error), *code = "0";
	const char *failed = c_text(x->e, "%s failed", x->c->function->name.cname);
	const char *message = c_string(x->e, failed, strlen(failed));

	if (op->error) {
		code = x->text[op->src];
		message = message_text(x, op, message);
	} else if (x->c->saves_errno) {
		code = x->text[program_op(x->c, OP_SAVE_ERRNO)->dst];
		kind = c_text(x->e, "SAFE_%s_ERRNO", x->e->upper);
		message = c_text(x->e, "strerror(%s)", code);
	}
	free_unused(x, op, test_condition(x, op));
	c_fail_if(x, op, test_condition(x, op), c_failing(x, kind, code, message));
}

/* How many elements C says there are; NULL if nobody does. */
static const char *count_of(struct c_call *x, const struct plan_op *op)
{
	const struct plan_shape *shape = &VALUE(x, op->dst)->shape;
	if (op->with < 0)
		return shape->fixed ? c_text(x->e, "%" PRIu64, shape->fixed) : NULL;
	const char *count = x->text[op->with];
	const char *size = shape->kind == SHAPE_STRING ? c_text(x->e, "%u", c_unit_size(shape))
						       : c_element_size(x, shape);
	return op->bytes && strcmp(size, "1") != 0 ? c_text(x->e, "%s / %s", count, size) : count;
}

/* The result becomes the owner of the buffer; a text gets its NUL, for which there is room. */
static void take_over(struct c_call *x, const struct plan_op *op)
{
	const char *buffer = x->text[op->src], *count = count_of(x, op);

	x->count[op->dst] = count;
	x->text[op->dst] = buffer;
	int room = program_room(x->c, op);
	if (room >= 0)
		c_fail_if(x, op, c_text(x->e, "(size_t)%s > (size_t)%s", x->text[op->with], x->text[room]),
			  c_failing(x, c_text(x->e, "SAFE_%s_FAILED", x->e->upper), "0",
				    "\"more was written than there was room for\""));
	if (VALUE(x, op->dst)->shape.kind != SHAPE_STRING || !count)
		return;
	w_open(x->e->w, "if (ok)");
	w_line(x->e->w, "%s[%s] = 0;", buffer, count);
	w_close(x->e->w, "");
}

static const char *text_length(struct c_call *x, const struct plan_op *op)
{
	const char *count = count_of(x, op);
	return count ? count : c_units_of(x, &VALUE(x, op->dst)->shape, x->text[op->src]);
}

static void copy_memory(struct c_call *x, const struct plan_op *op)
{
	const struct plan_shape *shape = &VALUE(x, op->dst)->shape;
	const char *from = x->text[op->src], *size = shape->kind == SHAPE_STRING
							     ? c_text(x->e, "%u", c_unit_size(shape))
							     : c_element_size(x, shape);
	const char *count = shape->kind == SHAPE_STRING ? text_length(x, op) : count_of(x, op);
	struct writer *w = x->e->w;

	if (shape->kind == SHAPE_RECORD_REF) {
		count = "1";
		size = c_text(x->e, "sizeof *%s", from);
	}

	if (!x->gotos) {
		x->text[op->dst] = c_variable_name(x, op->dst);
		w_line(w, "%s = NULL;", c_owned_type(x, op->dst, x->text[op->dst]));
	}
	const char *to = x->text[op->dst];
	const char *copy = c_text(x->e, "safe_%s_copy(%s, (size_t)%s, %s)", x->e->library, from, count, size);
	w_open(w, x->gotos ? "if (ok && %s)" : "if (%s)", from);
	const char *type = c_owned_type(x, op->dst, "");
	w_line(w, "%s = (%s)%s;", to, type, copy);
	w_close(w, "");
	c_fail_if(x, op, c_text(x->e, "%s && !%s", from, to), c_no_memory(x));
	x->count[op->dst] = c_text(x->e, "%s ? (size_t)%s : 0", from, count);
}

const struct plan_enum *c_closed_enum(const struct plan_call *c, int result)
{
	const struct plan_shape *shape = &c->values[result].shape;

	if (shape->kind == SHAPE_VECTOR)
		shape = shape->element;
	return !shape->carrier && enum_is_checked(shape->enumeration) ? shape->enumeration : NULL;
}

/* What C gave has to be of its enumeration. */
static void check_known(struct c_call *x, const struct plan_op *op)
{
	const struct plan_enum *items = c_closed_enum(x->c, op->dst);
	const struct plan_shape *shape = &VALUE(x, op->dst)->shape;
	bool many = shape->kind == SHAPE_VECTOR;
	const char *value = x->text[op->src], *count = many ? count_of(x, op) : NULL;

	if (!items || (many && !count))
		return;
	const char *message =
		c_text(x->e, "%s: what came back is no value of its enumeration", x->c->function->name.cname);
	const char *each = many ? c_variable_name(x, op->dst) : NULL;
	const char *one = many		    ? c_text(x->e, "*%s", each)
			  : shape->indirect ? c_text(x->e, "*%s", value)
					    : value;
	const char *unknown = c_is_unknown(x, items, one);
	if (shape->indirect)
		unknown = c_text(x->e, "%s && %s", value, unknown);
	if (many) {
		const struct ffir_type *to = ffir_type_resolve(x->e->m, VALUE(x, op->src)->type, NULL)->to;
		struct ffir_type constant = *to;
		const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER, .to = &constant};
		constant.quals |= FFIR_CONST;
		w_open(x->e->w, "for (%s = %s; %s%s && %s < %s + %s; %s++) {",
		       c_declare(x->e, &pointer, each), value, x->gotos ? "ok && " : "", value, each, value,
		       count, each);
	}
	c_fail_if(x, op, unknown,
		  c_failing(x, c_text(x->e, "SAFE_%s_FAILED", x->e->upper),
			    c_text(x->e, "(long long)%s", one), c_string(x->e, message, strlen(message))));
	if (many)
		w_close(x->e->w, "}");
}

void c_op_decode(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *dst = VALUE(x, op->dst);
	const struct ffir_type *from = VALUE(x, op->src)->type;

	check_known(x, op);
	if (x->owned[op->dst] && x->taken[op->src])
		take_over(x, op);
	else if (x->owned[op->dst])
		copy_memory(x, op);
	else if (dst->shape.kind == SHAPE_STRING || dst->shape.kind == SHAPE_RECORD)
		x->text[op->dst] = x->text[op->src];
	else
		x->text[op->dst] =
			c_cast(x->e, dst->shape.type ? dst->shape.type : dst->type, from, x->text[op->src]);
}

void c_op_view(struct c_call *x, const struct plan_op *op)
{
	x->text[op->dst] = x->text[op->src];
	x->count[op->dst] = count_of(x, op);
}

void c_op_release(struct c_call *x, const struct plan_op *op)
{
	const struct plan_class *klass = VALUE(x, op->with)->shape.klass;

	if (!klass->destructor)
		return;
	w_open(x->e->w, "if (!ok && %s)", x->text[op->src]);
	w_line(x->e->w, "%s(%s);", c_raw_name(x, klass->destructor->function), x->text[op->src]);
	w_close(x->e->w, "");
}

/* Memory that a result takes over, or that only an object would own, is freed where the failure is returned.
 */
static bool is_freed_at_end(const struct c_call *x, const struct plan_op *op)
{
	return op->kind == OP_FREE && !op->function && (op->when == WHEN_FAILURE || x->taken[op->src]);
}

void c_op_free_value(struct c_call *x, const struct plan_op *op)
{
	const char *text = x->text[op->src];
	const char *when = op->when == WHEN_SUCCESS   ? "succeeded && "
			   : op->when == WHEN_FAILURE ? "!ok && "
						      : "";

	if (is_freed_at_end(x, op))
		return;
	if (!op->function) {
		w_line(x->e->w, "free(%s);", text);
		return;
	}
	w_open(x->e->w, "if (%s%s)", when, text);
	w_line(x->e->w, "%s(%s);", c_raw_name(x, op->function),
	       c_cast(x->e, op->function->type->params[0].type, VALUE(x, op->src)->type, text));
	w_close(x->e->w, "");
}

/* ---- results ---- */

static void fill_object(struct c_call *x, int result)
{
	const struct plan_class *klass = VALUE(x, result)->shape.klass;
	const struct plan_op *op = program_maker(x->c, result);
	const char *out = x->out[result];
	struct writer *w = x->e->w;

	struct ffir_type record = {.kind = FFIR_TYPE_NAMED, .name = klass->record->decl->id};
	const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER, .to = &record};
	w_line(w, "%s->handle = %s;", out, c_cast(x->e, &pointer, VALUE(x, op->src)->type, x->text[op->src]));
	if (op->kind == OP_BORROW)
		w_line(w, "%s->borrowed = true;", out);
	if (klass->thread_bound)
		w_line(w, "%s->thread = &safe_%s_pending;", out, x->e->library);
	x->text[result] = out;
}

static void give_result(struct c_call *x, int result)
{
	const char *out = x->out[result];
	struct writer *w = x->e->w;

	if (VALUE(x, result)->shape.kind == SHAPE_OBJECT) {
		fill_object(x, result);
		return;
	}
	if (x->owned[result] || VALUE(x, result)->shape.kind == SHAPE_VECTOR) {
		w_line(w, "*%s = %s;", out, x->text[result]);
		if (x->out_count[result])
			w_line(w, "*%s = %s;", x->out_count[result], x->count[result]);
		return;
	}
	if (x->in_out[result]) {
		w_line(w, "*%s = %s;", out, x->text[result]);
		return;
	}
	w_open(w, "if (%s)", out);
	if (VALUE(x, result)->type && c_has_constant(x->e, VALUE(x, result)->type))
		w_line(w, "memcpy((void *)%s, &%s, sizeof *%s);", out, x->text[result], out);
	else
		w_line(w, "*%s = %s;", out, x->text[result]);
	w_close(w, "");
}

static bool has_copies(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_results; i++) {
		const struct plan_op *op = program_maker(x->c, x->c->results[i]);
		if (x->owned[x->c->results[i]] && op && !x->taken[op->src])
			return true;
	}
	for (size_t i = 0; i < x->c->n_ops; i++)
		if (is_freed_at_end(x, &x->c->ops[i]))
			return true;
	size_t none = 0;
	return record_let_go(x, NULL, &none) != NULL;
}

static void free_copies(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_results; i++) {
		int result = x->c->results[i];
		const struct plan_op *op = program_maker(x->c, result);
		if (x->owned[result] && op && !x->taken[op->src])
			w_line(x->e->w, "free(%s);", x->text[result]);
	}
	for (size_t i = 0; i < x->c->n_ops; i++)
		if (is_freed_at_end(x, &x->c->ops[i]))
			w_line(x->e->w, "free(%s);", x->text[x->c->ops[i].src]);
	const char *record;
	for (size_t i = 0; (record = record_let_go(x, NULL, &i));)
		w_line(x->e->w, "free(%s);", record);
}

void c_op_finish(struct c_call *x)
{
	const struct plan_call *c = x->c;
	struct writer *w = x->e->w;

	if (x->plain) {
		if (c->n_results)
			w_line(w, "return %s;", x->text[c->results[0]]);
		return;
	}
	if (x->gotos) {
		bool copies = has_copies(x);
		w_open(w, copies ? "if (!ok) {" : "if (!ok)");
		free_copies(x);
		w_line(w, "return false;");
		w_close(w, copies ? "}" : "");
	}
	for (size_t i = 0; i < c->n_results; i++)
		give_result(x, c->results[i]);
	for (size_t i = 0; i < c->n_ops; i++)
		if (c->ops[i].kind == OP_KEEP_ALIVE)
			keep_alive(x, &c->ops[i]);
		else if (c->ops[i].kind == OP_INHERIT && VALUE(x, c->ops[i].dst)->kind == VALUE_RESULT)
			c_op_inherit(x, &c->ops[i]);
	if (x->fails)
		w_line(w, "return true;");
}

/* What the caller has to end is nothing until the call has succeeded. */
void c_op_begin_result(struct c_call *x, int result)
{
	if (VALUE(x, result)->shape.kind == SHAPE_OBJECT)
		w_line(x->e->w, "memset(%s, 0, sizeof *%s);", x->out[result], x->out[result]);
	else if (x->owned[result])
		w_line(x->e->w, "*%s = NULL;", x->out[result]);
}
