/*
 * The program of a call as C, one op after the other. Where something has to be cleaned up on every way out,
 * failures jump to the label "out" behind the call and the variable "ok" remembers; else they return.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/call.h"

#include <inttypes.h>
#include <string.h>

#define VALUE(x, i) (&(x)->c->values[i])

/* ---- failures ---- */

/* "safe_point_fail(failure, SAFE_POINT_KIND, CODE, MESSAGE)" */
static const char *failing(struct c_call *x, const char *kind, const char *code, const char *message)
{
	return c_text(x->e, "safe_%s_fail(%s, %s, %s, %s)", x->e->library, x->failure, kind, code, message);
}

static const char *misuse(struct c_call *x, const char *format, const char *name)
{
	const char *message = c_text(x->e, "%s: '%s' %s", x->c->function->name.cname, name, format);
	return failing(x, c_text(x->e, "SAFE_%s_MISUSE", x->e->upper), "0",
		       c_string(x->e, message, strlen(message)));
}

static const char *no_memory(struct c_call *x)
{
	return failing(x, c_text(x->e, "SAFE_%s_MEMORY", x->e->upper), "0", "\"out of memory\"");
}

static bool behind_call(const struct c_call *x, const struct plan_op *op)
{
	for (const struct plan_op *o = x->c->ops; o < op; o++)
		if (o->kind == OP_CALL)
			return true;
	return false;
}

/* Whether something was made before OP that every way out has to give back. */
static bool holds_something(const struct c_call *x, const struct plan_op *op)
{
	for (const struct plan_op *o = x->c->ops; o < op; o++)
		if (o->kind == OP_CALL || o->kind == OP_ALLOC_OBJECT || o->kind == OP_ALLOC_BUFFER)
			return true;
	return false;
}

/* "if (CONDITION)" the call fails with FAIL. */
static void fail_if(struct c_call *x, const struct plan_op *op, const char *condition, const char *fail)
{
	struct writer *w = x->e->w;

	if (!x->gotos || !holds_something(x, op)) {
		w_open(w, "if (%s)", condition);
		w_line(w, "return %s;", fail);
		w_close(w, "");
	} else if (behind_call(x, op)) {
		w_open(w, "if (ok && %s)",
		       strpbrk(condition, "|&") ? c_text(x->e, "(%s)", condition) : condition);
		w_line(w, "ok = %s;", fail);
		w_close(w, "");
	} else {
		w_open(w, "if (%s) {", condition);
		w_line(w, "ok = %s;", fail);
		w_line(w, "goto out;");
		w_close(w, "}");
		x->jumps = true;
	}
}

/* ---- values ---- */

static const char *variable_name(struct c_call *x, int value)
{
	const struct plan_value *v = VALUE(x, value);
	const char *name = v->name.cname && v->name.cname[0] != '#' ? v->name.cname : "value";
	const char *wanted = v->kind == VALUE_RETURN ? "c_result" : c_text(x->e, "c_%s", name);
	const char *chosen = wanted;

	for (unsigned n = 2;; n++) {
		bool used = false;
		for (size_t i = 0; i < x->n_names; i++)
			used = used || strcmp(x->names[i], chosen) == 0;
		if (!used)
			break;
		chosen = c_text(x->e, "%s%u", wanted, n);
	}
	if (x->n_names < sizeof x->names / sizeof *x->names)
		x->names[x->n_names++] = chosen;
	return chosen;
}

static const struct ffir_type *value_type(struct c_call *x, int value)
{
	return c_unqualified(x->e, VALUE(x, value)->type);
}

/* How a variable of that type is zero from the beginning; NULL: by memset. */
static const char *zero_of(struct c_call *x, const struct ffir_type *type)
{
	const struct ffir_decl *d = NULL;
	const struct ffir_type *resolved = ffir_type_resolve(x->e->m, type, &d);

	if (resolved->kind == FFIR_TYPE_POINTER)
		return "NULL";
	if (d && d->kind == FFIR_DECL_ENUMERATION)
		return c_cast(x->e, type, NULL, "0");
	if (resolved->kind == FFIR_TYPE_BOOL)
		return "false";
	return resolved->kind == FFIR_TYPE_INT || resolved->kind == FFIR_TYPE_FLOAT ? "0" : NULL;
}

/* What a statement begins with that gives VALUE its C value: a declaration unless it stands at the top. */
static const char *assign_to(struct c_call *x, int value)
{
	if (x->gotos)
		return x->text[value];
	x->text[value] = variable_name(x, value);
	return c_declare(x->e, value_type(x, value), x->text[value]);
}

static bool is_detached(const struct plan_call *c, int object)
{
	for (size_t i = 0; i < c->n_ops; i++)
		if (c->ops[i].kind == OP_DETACH && c->ops[i].src == object)
			return true;
	return false;
}

static unsigned uses_of(const struct plan_call *c, int value)
{
	unsigned n = 0;
	for (size_t i = 0; i < c->n_ops; i++) {
		const struct plan_op *op = &c->ops[i];
		n += (op->src == value) + (op->with == value);
		for (size_t j = 0; j < op->n_args; j++)
			n += op->args[j] == value;
	}
	for (size_t i = 0; i < c->n_args; i++)
		n += c->args[i] == value;
	return n;
}

/* Values that need a variable of their own, because an op fills them or they change. */
static bool needs_variable(const struct c_call *x, const struct plan_op *op)
{
	switch (op->kind) {
	case OP_ALLOC_OUT:
	case OP_ALLOC_OBJECT:
	case OP_ALLOC_BUFFER:
	case OP_BOUND:
	case OP_CAPACITY:
	case OP_SAVE_ERRNO:
		return true;
	case OP_CALL:
		return op->dst >= 0 && uses_of(x->c, op->dst);
	case OP_PASS:
		return VALUE(x, op->src)->shape.kind == SHAPE_OBJECT && is_detached(x->c, op->src);
	case OP_COPY:
	case OP_DECODE:
		return x->owned[op->dst] && !x->taken[op->src];
	case OP_LENGTH:
	case OP_CHECK_ALIVE:
	case OP_CHECK_NULL:
	case OP_CHECK_RANGE:
	case OP_CHECK_LENGTH:
	case OP_CHECK_THREAD:
	case OP_HOLD:
	case OP_ENCODE:
	case OP_PIN:
	case OP_CLOSURE:
	case OP_DETACH:
	case OP_RETRY:
	case OP_RAISE_PENDING:
	case OP_TEST_ERROR:
	case OP_MESSAGE:
	case OP_LOAD_OUT:
	case OP_VIEW:
	case OP_ADOPT:
	case OP_BORROW:
	case OP_KEEP_ALIVE:
	case OP_FREE:
	case OP_RELEASE:
	case OP_RAISE:
	case OP_RETURN:
	case N_OPS:
		return false;
	}
	return false;
}

static void declare_zeroed(struct c_call *x, int value, const char *name)
{
	const struct ffir_type *type = value_type(x, value);
	const char *zero = zero_of(x, type);

	if (zero)
		w_line(x->e->w, "%s = %s;", c_declare(x->e, type, name), zero);
	else
		w_line(x->e->w, "%s;", c_declare(x->e, type, name));
}

/* ---- variables at the top, where gotos pass over what follows ---- */

static const char *owned_type(struct c_call *x, int result, const char *name)
{
	const struct plan_shape *shape = &VALUE(x, result)->shape;
	const struct ffir_type *resolved = ffir_type_resolve(x->e->m, shape->type, NULL);
	struct ffir_type to = shape->element && shape->element->type ? *shape->element->type
			      : resolved->to			     ? *resolved->to
					     : (struct ffir_type){.kind = FFIR_TYPE_VOID};
	const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER, .to = &to};

	to.quals = 0;
	return c_declare(x->e, &pointer, name);
}

/* What C gave is freed if the call itself had succeeded, even when no memory was left to copy it. */
static bool frees_on_success(const struct plan_call *c)
{
	for (size_t i = 0; i < c->n_ops; i++)
		if (c->ops[i].kind == OP_FREE && c->ops[i].when == WHEN_SUCCESS)
			return true;
	return false;
}

static void declare_top(struct c_call *x)
{
	for (size_t i = 0; x->gotos && i < x->c->n_ops; i++) {
		const struct plan_op *op = &x->c->ops[i];
		if (!needs_variable(x, op) || op->dst < 0 || x->text[op->dst])
			continue;
		x->text[op->dst] = variable_name(x, op->dst);
		if (op->kind == OP_COPY || op->kind == OP_DECODE)
			w_line(x->e->w, "%s = NULL;", owned_type(x, op->dst, x->text[op->dst]));
		else
			declare_zeroed(x, op->dst, x->text[op->dst]);
	}
	if (!x->gotos)
		return;
	w_line(x->e->w, "bool ok = true;");
	if (frees_on_success(x->c))
		w_line(x->e->w, "bool succeeded = false;");
}

/* The callbacks' records and what they report; these are never initialised where they are declared. */
static void declare_closures(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_ops; i++) {
		const struct plan_op *op = &x->c->ops[i];
		if (op->kind == OP_RAISE_PENDING)
			w_line(x->e->w, "struct safe_%s_failure pending, *outer;", x->e->library);
		if (op->kind != OP_CLOSURE)
			continue;
		const struct plan_shape *shape = &VALUE(x, op->src)->shape;
		if (!c_closure_is_bare(shape->closure))
			w_line(x->e->w, "struct %s %sc_%s;", c_closure_name(x->e, shape->closure, "call"),
			       shape->scope == SCOPE_CALL ? "" : "*", x->text[op->src]);
	}
}

/* ---- before the call ---- */

static void check_alive(struct c_call *x, const struct plan_op *op)
{
	const char *object = x->text[op->src];
	bool nullable = VALUE(x, op->src)->shape.nullable;

	fail_if(x, op, c_text(x->e, nullable ? "%s && !%s->handle" : "!%s || !%s->handle", object, object),
		misuse(x, "is gone", object));
}

static void check_null(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *v = VALUE(x, op->src);
	const char *name = x->text[op->src];

	if (v->shape.kind == SHAPE_OBJECT)
		return; /* CHECK_ALIVE sees it */
	if (v->shape.kind == SHAPE_SLICE && x->count[op->src])
		fail_if(x, op, c_text(x->e, "!%s && %s", name, x->count[op->src]),
			misuse(x, "is NULL", name));
	else
		fail_if(x, op, c_text(x->e, "!%s", name), misuse(x, "is NULL", name));
}

static void check_range(struct c_call *x, const struct plan_op *op)
{
	const struct plan_enum *items = VALUE(x, op->src)->shape.enumeration;
	const char *name = x->text[op->src], *condition = "";

	if (!items || !items->closed || VALUE(x, op->src)->shape.kind != SHAPE_ENUMERATION)
		return;
	for (size_t i = 0; i < items->n_items; i++)
		condition = c_text(x->e, "%s%s%s != %s", condition, i ? " && " : "", name,
				   c_value(x->e, &items->items[i].value, NULL));
	if (*condition)
		fail_if(x, op, condition, misuse(x, "is no value of its enumeration", name));
}

static void check_thread(struct c_call *x, const struct plan_op *op)
{
	const char *object = x->text[op->src];
	fail_if(x, op, c_text(x->e, "%s->thread != &safe_%s_pending", object, x->e->library),
		misuse(x, "belongs to another thread", object));
}

static const char *object_pointer(struct c_call *x, int value)
{
	const char *object = x->text[value];
	return VALUE(x, value)->shape.nullable ? c_text(x->e, "(%s ? %s->handle : NULL)", object, object)
					       : c_text(x->e, "%s->handle", object);
}

static void pass(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *src = VALUE(x, op->src);

	if (src->shape.kind == SHAPE_OBJECT) {
		const char *pointer = object_pointer(x, op->src);
		if (needs_variable(x, op))
			w_line(x->e->w, "%s = %s;", assign_to(x, op->dst), pointer);
		else
			x->text[op->dst] = pointer;
		return;
	}
	const struct ffir_type *from = src->shape.type ? src->shape.type : src->type;
	bool same = src->shape.kind == SHAPE_RECORD;
	x->text[op->dst] =
		same ? x->text[op->src] : c_cast(x->e, VALUE(x, op->dst)->type, from, x->text[op->src]);
}

/* The pointer that the caller gave, as C wants it. */
static void give_pointer(struct c_call *x, const struct plan_op *op)
{
	const char *wanted = c_declare(x->e, value_type(x, op->dst), "");
	const char *given = c_given_type(x, op->src);
	x->text[op->dst] = strcmp(wanted, given) == 0
				   ? x->text[op->src]
				   : c_cast(x->e, VALUE(x, op->dst)->type, NULL, x->text[op->src]);
}

/* The greatest value of integer TYPE as a literal; NULL if every size_t fits. */
static const char *limit_of(struct c_call *x, const struct ffir_type *type)
{
	const struct ffir_type *resolved = ffir_type_resolve(x->e->m, type, NULL);
	const struct ffir_basic *b = resolved->name ? ffir_basic_find(x->e->m, resolved->name) : NULL;
	const struct ffir_basic *size = ffir_basic_find(x->e->m, "size_t");
	uint64_t size_bytes = size ? size->size : 8;

	if (!b || b->size > size_bytes || (b->size == size_bytes && !b->is_signed))
		return NULL;
	unsigned bits = (unsigned)b->size * 8 - (b->is_signed ? 1 : 0);
	return c_text(x->e, "%" PRIu64 "%s", ((uint64_t)1 << bits) - 1, bits > 31 ? "UL" : "u");
}

static const char *element_size(struct c_call *x, const struct plan_shape *shape)
{
	const struct ffir_type *element = shape->element ? shape->element->type : NULL;
	if (!element || ffir_type_resolve(x->e->m, element, NULL)->kind == FFIR_TYPE_VOID)
		return "1";
	return c_text(x->e, "sizeof(%s)", c_declare(x->e, c_unqualified(x->e, element), ""));
}

static void length(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *src = VALUE(x, op->src);
	const struct ffir_type *to = VALUE(x, op->dst)->type;
	const char *limit = limit_of(x, to), *count = x->count[op->src], *size = element_size(x, &src->shape);

	if (src->shape.kind == SHAPE_STRING) {
		count = c_text(x->e, src->shape.nullable ? "(%s ? strlen(%s) : 0)" : "strlen(%s)",
			       x->text[op->src], x->text[op->src]);
	} else if (op->bytes && strcmp(size, "1") != 0) {
		fail_if(x, op, c_text(x->e, "%s > %s / %s", count, limit ? limit : "SIZE_MAX", size),
			misuse(x, "is too long", x->text[op->src]));
		count = c_text(x->e, "%s * %s", count, size);
		limit = NULL;
	}
	if (limit)
		fail_if(x, op, c_text(x->e, "%s > %s", count, limit),
			misuse(x, "is too long", x->text[op->src]));
	const struct ffir_type size_type = {.kind = FFIR_TYPE_NAMED, .name = "size_t"};
	x->text[op->dst] = c_cast(x->e, to, &size_type, count);
}

static void alloc_out(struct c_call *x, const struct plan_op *op)
{
	const char *zero = zero_of(x, value_type(x, op->dst));

	if (op->src >= 0) {
		w_line(x->e->w, "%s = %s;", assign_to(x, op->dst), x->text[op->src]);
	} else if (zero) {
		w_line(x->e->w, "%s = %s;", assign_to(x, op->dst), zero);
	} else {
		if (!x->gotos)
			w_line(x->e->w, "%s;", assign_to(x, op->dst));
		w_line(x->e->w, "memset(&%s, 0, sizeof %s);", x->text[op->dst], x->text[op->dst]);
	}
}

static void alloc_object(struct c_call *x, const struct plan_op *op)
{
	const char *to = assign_to(x, op->dst), *name = x->text[op->dst];
	const char *made = c_text(x->e, "calloc(1, sizeof *%s)", name);

	w_line(x->e->w, "%s = %s;", to, c_cast(x->e, value_type(x, op->dst), NULL, made));
	fail_if(x, op, c_text(x->e, "!%s", name), no_memory(x));
}

/* Four bytes more than asked for: room for the NUL of a text in any encoding. */
static void alloc_buffer(struct c_call *x, const struct plan_op *op)
{
	const struct ffir_type *to = ffir_type_resolve(x->e->m, VALUE(x, op->dst)->type, NULL)->to;
	uint64_t size = 1, align;
	const char *capacity = x->text[op->with];

	if (op->bytes || !ffir_type_size(x->e->m, to, &size, &align))
		size = 1;
	if (x->c->retries)
		w_line(x->e->w, "free(%s);", x->text[op->dst]);
	const char *bytes = size > 1 ? c_text(x->e, "(size_t)%s * %" PRIu64 " + 4", capacity, size)
				     : c_text(x->e, "(size_t)%s + 4", capacity);
	w_line(x->e->w, "%s = NULL;", x->text[op->dst]);
	if (size > 1)
		w_open(x->e->w, "if ((size_t)%s <= (SIZE_MAX - 4) / %" PRIu64 ")", capacity, size);
	else
		w_open(x->e->w, "if ((size_t)%s <= SIZE_MAX - 4)", capacity);
	w_line(x->e->w, "%s = %s;", x->text[op->dst],
	       c_cast(x->e, value_type(x, op->dst), NULL, c_text(x->e, "malloc(%s)", bytes)));
	w_close(x->e->w, "");
	fail_if(x, op, c_text(x->e, "!%s", x->text[op->dst]), no_memory(x));
}

static const char *arguments(struct c_call *x, const int *args, size_t n)
{
	const char *list = "";
	for (size_t i = 0; i < n; i++) {
		const struct plan_value *v = VALUE(x, args[i]);
		const char *text = x->text[args[i]];
		if (v->kind == VALUE_CELL)
			text = c_text(x->e, "&%s", text);
		else if (v->kind == VALUE_CONSTANT)
			text = c_cast(x->e, v->type, NULL, c_value(x->e, &v->constant, NULL));
		list = c_text(x->e, "%s%s%s", list, i ? ", " : "", text);
	}
	return list;
}

static const char *raw_name(struct c_call *x, const struct plan_function *f)
{
	return c_name(x->e, f->name.cname);
}

static void bound(struct c_call *x, const struct plan_op *op)
{
	const char *called =
		c_text(x->e, "%s(%s)", raw_name(x, op->function), arguments(x, op->args, op->n_args));
	const struct ffir_type *from = op->function->type->result.type;

	w_line(x->e->w, "%s = %s;", assign_to(x, op->dst),
	       c_cast(x->e, value_type(x, op->dst), from, called));
}

static void capacity(struct c_call *x, const struct plan_op *op)
{
	const struct ffir_type *type = value_type(x, op->dst);
	const char *limit = limit_of(x, type);

	if (!limit)
		limit = "SIZE_MAX";
	if (op->src < 0) {
		w_line(x->e->w, "%s = 256;", assign_to(x, op->dst));
		return;
	}
	const char *input = x->text[op->src];
	const char *guess =
		c_text(x->e, "%s < 64 ? 256 : %s > %s / 4 ? %s : %s * 4", input, input, limit, limit, input);
	w_line(x->e->w, "%s = %s;", assign_to(x, op->dst), c_cast(x->e, type, NULL, guess));
}

static void detach(struct c_call *x, const struct plan_op *op)
{
	w_line(x->e->w, "%s->handle = NULL;", x->text[op->src]);
}

/* A callback for the length of the call stands in a record on the stack; else on the heap, where it stays
 * until C says that it is over, or the object ends, or for ever. */
static void closure(struct c_call *x, const struct plan_op *op)
{
	const struct plan_shape *shape = &VALUE(x, op->src)->shape;
	const struct plan_closure *c = shape->closure;
	const char *given = x->text[op->src];
	struct writer *w = x->e->w;

	if (c_closure_is_bare(c)) {
		x->text[op->dst] = given;
		return;
	}
	bool on_stack = shape->scope == SCOPE_CALL;
	const char *record = c_text(x->e, "c_%s", given), *dot = on_stack ? "." : "->";
	if (!on_stack) {
		w_line(w, "%s = (struct %s *)calloc(1, sizeof *%s);", record, c_closure_name(x->e, c, "call"),
		       record);
		fail_if(x, op, c_text(x->e, "!%s", record), no_memory(x));
	}
	w_line(w, "%s%sfunction = %s;", record, dot, given);
	w_line(w, "%s%suser = %s;", record, dot, x->count[op->src]);
	if (op->third >= 0)
		w_line(w, "%s%send = %s;", record, dot, x->out_count[op->src]);
	const char *run = c_closure_name(x->e, c, "run");
	x->text[op->dst] = shape->nullable ? c_text(x->e, "(%s ? %s : NULL)", given, run) : run;
	if (op->with >= 0)
		x->text[op->with] = c_cast(x->e, VALUE(x, op->with)->type, NULL,
					   c_text(x->e, "%s%s", on_stack ? "&" : "", record));
	if (op->third >= 0)
		x->text[op->third] =
			c_cast(x->e, VALUE(x, op->third)->type, NULL, c_closure_name(x->e, c, "end"));
}

/* ---- the call ---- */

static bool has_op(const struct plan_call *c, enum plan_op_kind kind)
{
	for (size_t i = 0; i < c->n_ops; i++)
		if (c->ops[i].kind == kind)
			return true;
	return false;
}

static void count_calls(struct c_call *x, const char *how)
{
	for (size_t i = 0; c_counts_calls(x->e) && i < x->c->n_ops; i++) {
		const struct plan_op *op = &x->c->ops[i];
		if (op->kind != OP_HOLD || is_detached(x->c, op->src))
			continue;
		if (VALUE(x, op->src)->shape.nullable) {
			w_open(x->e->w, "if (%s)", x->text[op->src]);
			w_line(x->e->w, "%s->calls%s;", x->text[op->src], how);
			w_close(x->e->w, "");
		} else {
			w_line(x->e->w, "%s->calls%s;", x->text[op->src], how);
		}
	}
}

static void call(struct c_call *x, const struct plan_op *op)
{
	const struct plan_call *c = x->c;
	struct writer *w = x->e->w;
	const char *called =
		c_text(x->e, "%s(%s)", raw_name(x, op->function), arguments(x, c->args, c->n_args));
	bool pending = has_op(c, OP_RAISE_PENDING), used = op->dst >= 0 && uses_of(c, op->dst);

	if (x->plain && used && uses_of(c, op->dst) == 1 && !has_op(c, OP_HOLD)) {
		x->text[op->dst] = called;
		return;
	}
	count_calls(x, "++");
	if (pending) {
		w_line(w, "pending.kind = SAFE_%s_NOTHING;", x->e->upper);
		w_line(w, "outer = safe_%s_pending;", x->e->library);
		w_line(w, "safe_%s_pending = &pending;", x->e->library);
	}
	if (c->saves_errno)
		w_line(w, "errno = 0;");
	if (used)
		w_line(w, "%s = %s;", assign_to(x, op->dst), called);
	else
		w_line(w, "%s;", called);
	if (c->saves_errno)
		for (size_t i = 0; i < c->n_ops; i++)
			if (c->ops[i].kind == OP_SAVE_ERRNO)
				w_line(w, "%s = errno;", assign_to(x, c->ops[i].dst));
	if (pending)
		w_line(w, "safe_%s_pending = outer;", x->e->library);
	count_calls(x, "--");
}

/* ---- behind it ---- */

static const char *operand(struct c_call *x, int value)
{
	return x->text[value];
}

static void raise_pending(struct c_call *x, const struct plan_op *op)
{
	const char *fail = failing(x, "pending.kind", "pending.code", "pending.message");
	fail_if(x, op, c_text(x->e, "pending.kind != SAFE_%s_NOTHING", x->e->upper), fail);
}

/* The enumerator's name, where VALUE has one. */
static const char *code_text(struct c_call *x, const struct plan_enum *codes, const struct ffir_value *value)
{
	for (size_t i = 0; i < codes->n_items; i++) {
		const struct plan_enumerator *item = &codes->items[i];
		if (codes->decl && codes->decl->kind == FFIR_DECL_ENUMERATION &&
		    strcmp(item->value.text, value->text) == 0)
			return item->name.cname;
	}
	return c_value(x->e, value, NULL);
}

static void retry(struct c_call *x, const struct plan_op *op)
{
	const char *limit = limit_of(x, VALUE(x, op->with)->type), *room = x->text[op->with];

	const struct plan_enum *codes = plan_enum_of(x->e->p, VALUE(x, op->src)->type);
	const char *value = codes ? code_text(x, codes, &op->value) : c_value(x->e, &op->value, NULL);
	w_open(x->e->w, "if (%s == %s && %s <= %s / 2) {", operand(x, op->src), value, room,
	       limit ? limit : "SIZE_MAX");
	w_line(x->e->w, "%s *= 2;", room);
	w_line(x->e->w, "goto again;");
	w_close(x->e->w, "}");
}

static const char *test_condition(struct c_call *x, const struct plan_op *op)
{
	const char *src = operand(x, op->src), *condition = "";
	const struct ffir_type *type = VALUE(x, op->src)->type;

	switch (op->test) {
	case TEST_STATUS:
		for (size_t i = 0; i < op->error->n_oks; i++)
			condition = c_text(x->e, "%s%s%s != %s", condition, i ? " && " : "", src,
					   code_text(x, op->error->codes, &op->error->oks[i]));
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
	if (v->shape.klass == teller)
		return c_text(x->e, "%s->handle", x->text[op->src]);
	return c_class_keeps(x->e, v->shape.klass, teller)
		       ? c_text(x->e, "%s->%s", x->text[op->src], c_keeps_member(x->e, teller))
		       : NULL;
}

static const char *message_text(struct c_call *x, const struct plan_op *test, const char *otherwise)
{
	const struct plan_op *op = NULL;
	const char *object, *argument = "";

	for (size_t i = 0; i < x->c->n_ops; i++)
		if (x->c->ops[i].kind == OP_MESSAGE && x->c->ops[i].error == test->error)
			op = &x->c->ops[i];
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
		return c_text(x->e, "%s ? %s(%s) : %s", object, raw_name(x, f), object, otherwise);
	case MESSAGE_OF_NOTHING:
		break;
	}
	return c_text(x->e, "%s(%s)", raw_name(x, f), argument);
}

static void test_error(struct c_call *x, const struct plan_op *op)
{
	const char *kind = c_failure_kind(x->e, op->error), *code = "0";
	const char *failed = c_text(x->e, "%s failed", x->c->function->name.cname);
	const char *message = c_string(x->e, failed, strlen(failed));

	if (op->error) {
		code = x->text[op->src];
		message = message_text(x, op, message);
	} else if (x->c->saves_errno) {
		for (size_t i = 0; i < x->c->n_ops; i++)
			if (x->c->ops[i].kind == OP_SAVE_ERRNO)
				code = x->text[x->c->ops[i].dst];
		kind = c_text(x->e, "SAFE_%s_ERRNO", x->e->upper);
		message = c_text(x->e, "strerror(%s)", code);
	}
	fail_if(x, op, test_condition(x, op), failing(x, kind, code, message));
}

/* How many elements C says there are; NULL if nobody does. */
static const char *count_of(struct c_call *x, const struct plan_op *op)
{
	const struct plan_shape *shape = &VALUE(x, op->dst)->shape;
	if (op->with < 0)
		return shape->fixed ? c_text(x->e, "%" PRIu64, shape->fixed) : NULL;
	const struct plan_value *with = VALUE(x, op->with);
	const char *count =
		with->kind == VALUE_CONSTANT ? c_value(x->e, &with->constant, NULL) : x->text[op->with];
	const char *size = element_size(x, shape);
	return op->bytes && strcmp(size, "1") != 0 ? c_text(x->e, "%s / %s", count, size) : count;
}

/* The result becomes the owner of the buffer; a text gets its NUL, for which there is room. */
static void take_over(struct c_call *x, const struct plan_op *op)
{
	const char *buffer = x->text[op->src];
	x->count[op->dst] = count_of(x, op);
	x->text[op->dst] = buffer;
	if (VALUE(x, op->dst)->shape.kind != SHAPE_STRING || !x->count[op->dst])
		return;
	w_open(x->e->w, "if (ok)");
	w_line(x->e->w, "%s[%s] = 0;", buffer, x->count[op->dst]);
	w_close(x->e->w, "");
}

static const char *text_length(struct c_call *x, const struct plan_op *op)
{
	const char *count = count_of(x, op);
	return count ? count : c_text(x->e, "strlen((const char *)%s)", x->text[op->src]);
}

static void copy_memory(struct c_call *x, const struct plan_op *op)
{
	const struct plan_shape *shape = &VALUE(x, op->dst)->shape;
	const char *from = x->text[op->src],
		   *size = shape->kind == SHAPE_STRING ? "1" : element_size(x, shape);
	const char *count = shape->kind == SHAPE_STRING ? text_length(x, op) : count_of(x, op);
	struct writer *w = x->e->w;

	if (shape->kind == SHAPE_RECORD_REF) {
		count = "1";
		size = c_text(x->e, "sizeof *%s", from);
	}

	if (shape->kind == SHAPE_STRING && strcmp(element_size(x, shape), "1") != 0)
		size = element_size(x, shape);
	if (!x->gotos) {
		x->text[op->dst] = c_text(x->e, "c_%s", x->out[op->dst]);
		w_line(w, "%s = NULL;", owned_type(x, op->dst, x->text[op->dst]));
	}
	const char *to = x->text[op->dst];
	const char *copy = c_text(x->e, "safe_%s_copy(%s, (size_t)%s, %s)", x->e->library, from, count, size);
	w_open(w, x->gotos ? "if (ok && %s)" : "if (%s)", from);
	const char *type = owned_type(x, op->dst, "");
	w_line(w, "%s = (%s)%s;", to, type, copy);
	w_close(w, "");
	fail_if(x, op, c_text(x->e, "%s && !%s", from, to), no_memory(x));
	x->count[op->dst] = c_text(x->e, "%s ? (size_t)%s : 0", from, count);
}

static void decode(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *dst = VALUE(x, op->dst);
	const struct ffir_type *from = VALUE(x, op->src)->type;

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

static void view(struct c_call *x, const struct plan_op *op)
{
	x->text[op->dst] = x->text[op->src];
	x->count[op->dst] = count_of(x, op);
}

static void release(struct c_call *x, const struct plan_op *op)
{
	const struct plan_class *klass = VALUE(x, op->src)->shape.klass;
	const struct ffir_type *resolved = ffir_type_resolve(x->e->m, VALUE(x, op->src)->type, NULL);
	const struct plan_record *record = resolved->to ? plan_record_of(x->e->p, resolved->to) : NULL;

	if (!klass && record)
		klass = record->klass;
	if (!klass || !klass->destructor)
		return;
	w_open(x->e->w, "if (!ok && %s)", x->text[op->src]);
	w_line(x->e->w, "%s(%s);", raw_name(x, klass->destructor->function), x->text[op->src]);
	w_close(x->e->w, "");
}

static void free_value(struct c_call *x, const struct plan_op *op)
{
	const char *text = x->text[op->src];
	const char *when = op->when == WHEN_FAILURE || x->taken[op->src] ? "!ok"
			   : op->when == WHEN_SUCCESS			 ? "succeeded"
									 : "";
	if (!op->function && !*when) {
		w_line(x->e->w, "free(%s);", text);
		return;
	}
	const char *condition = !op->function ? when : *when ? c_text(x->e, "%s && %s", when, text) : text;
	const char *function = op->function ? raw_name(x, op->function) : "free";
	const char *argument =
		op->function ? c_cast(x->e, op->function->type->params[0].type, VALUE(x, op->src)->type, text)
			     : text;
	w_open(x->e->w, "if (%s)", condition);
	w_line(x->e->w, "%s(%s);", function, argument);
	w_close(x->e->w, "");
}

/* ---- results ---- */

static const struct plan_op *maker_of(const struct plan_call *c, int result)
{
	for (size_t i = 0; i < c->n_ops; i++)
		if (c->ops[i].dst == result && c->ops[i].kind != OP_KEEP_ALIVE)
			return &c->ops[i];
	return NULL;
}

static void fill_object(struct c_call *x, int result)
{
	const struct plan_class *klass = VALUE(x, result)->shape.klass;
	const struct plan_op *op = maker_of(x->c, result);
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

static void keep_alive(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *with = VALUE(x, op->with);
	const char *keeper = x->text[op->dst];

	if (with->shape.kind == SHAPE_OBJECT)
		w_line(x->e->w, "%s->%s = %s;", keeper, c_keeps_member(x->e, with->shape.klass),
		       object_pointer(x, op->with));
	if (with->shape.kind != SHAPE_CLOSURE || c_closure_is_bare(with->shape.closure))
		return;
	w_line(x->e->w, "c_%s->next = %s->closures;", x->text[op->with], keeper);
	w_line(x->e->w, "%s->closures = c_%s;", keeper, x->text[op->with]);
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
	w_open(w, "if (%s)", out);
	w_line(w, "*%s = %s;", out, x->text[result]);
	w_close(w, "");
}

static bool has_copies(const struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_results; i++) {
		const struct plan_op *op = maker_of(x->c, x->c->results[i]);
		if (x->owned[x->c->results[i]] && op && !x->taken[op->src])
			return true;
	}
	return false;
}

static void free_copies(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_results; i++) {
		int result = x->c->results[i];
		const struct plan_op *op = maker_of(x->c, result);
		if (x->owned[result] && op && !x->taken[op->src])
			w_line(x->e->w, "free(%s);", x->text[result]);
	}
}

static void finish(struct c_call *x)
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
	if (x->c->role == ROLE_DESTRUCTOR && c_class_keeps_closures(x->e, x->c->klass))
		w_line(w, "safe_%s_end_closures(&%s->closures);", x->e->library, x->text[c->self]);
	w_line(w, "return true;");
}

/* ---- the program ---- */

static void emit_op(struct c_call *x, const struct plan_op *op)
{
	switch (op->kind) {
	case OP_CHECK_ALIVE:
		check_alive(x, op);
		return;
	case OP_CHECK_NULL:
		check_null(x, op);
		return;
	case OP_CHECK_RANGE:
		check_range(x, op);
		return;
	case OP_CHECK_THREAD:
		check_thread(x, op);
		return;
	case OP_ENCODE:
	case OP_PIN:
		give_pointer(x, op);
		return;
	case OP_LENGTH:
		length(x, op);
		return;
	case OP_CLOSURE:
		closure(x, op);
		return;
	case OP_DETACH:
		detach(x, op);
		return;
	case OP_ALLOC_OUT:
		alloc_out(x, op);
		return;
	case OP_ALLOC_OBJECT:
		alloc_object(x, op);
		return;
	case OP_ALLOC_BUFFER:
		alloc_buffer(x, op);
		return;
	case OP_BOUND:
		bound(x, op);
		return;
	case OP_CAPACITY:
		capacity(x, op);
		return;
	case OP_PASS:
		pass(x, op);
		return;
	case OP_CALL:
		call(x, op);
		return;
	case OP_RETRY:
		retry(x, op);
		return;
	case OP_RAISE_PENDING:
		raise_pending(x, op);
		return;
	case OP_TEST_ERROR:
		test_error(x, op);
		return;
	case OP_LOAD_OUT:
		x->text[op->dst] = x->text[op->src];
		return;
	case OP_DECODE:
	case OP_COPY:
		decode(x, op);
		return;
	case OP_VIEW:
		view(x, op);
		return;
	case OP_FREE:
		free_value(x, op);
		return;
	case OP_RELEASE:
		release(x, op);
		return;
	case OP_RETURN:
		finish(x);
		return;
	case OP_CHECK_LENGTH: /* one count serves all slices that share it; a fixed length cannot be seen */
	case OP_HOLD:	      /* around CALL */
	case OP_SAVE_ERRNO:   /* with CALL */
	case OP_MESSAGE:      /* with TEST_ERROR */
	case OP_ADOPT:	      /* with RETURN, as KEEP_ALIVE is */
	case OP_BORROW:
	case OP_KEEP_ALIVE:
	case OP_RAISE:
	case N_OPS:
		return;
	}
}

/* The first op behind the call's own tests: failures before it jump here. */
static bool is_way_out(const struct plan_op *op)
{
	return op->kind == OP_FREE || op->kind == OP_RELEASE || op->kind == OP_RAISE || op->kind == OP_RETURN;
}

static void check_destructible(struct c_call *x)
{
	const char *self = x->text[x->c->self];

	w_open(x->e->w, "if (!%s || !%s->handle)", self, self);
	w_line(x->e->w, x->fails ? "return true;" : "return;");
	w_close(x->e->w, "");
	w_open(x->e->w, "if (%s->borrowed) {", self);
	w_line(x->e->w, "%s->handle = NULL;", self);
	w_line(x->e->w, x->fails ? "return true;" : "return;");
	w_close(x->e->w, "}");
	if (!c_counts_calls(x->e))
		return;
	w_open(x->e->w, "if (%s->calls)", self);
	w_line(x->e->w, "return %s;", misuse(x, "is in use by a call that is running", self));
	w_close(x->e->w, "");
}

/* What the caller has to end is nothing until the call has succeeded. */
static void begin_result(struct c_call *x, int result)
{
	if (VALUE(x, result)->shape.kind == SHAPE_OBJECT)
		w_line(x->e->w, "memset(%s, 0, sizeof *%s);", x->out[result], x->out[result]);
	else if (x->owned[result])
		w_line(x->e->w, "*%s = NULL;", x->out[result]);
}

void c_emit_ops(struct c_call *x)
{
	const struct plan_call *c = x->c;
	bool out = false, tested = false;
	size_t again = c->n_ops;

	for (size_t i = 0; i < c->n_ops; i++)
		if (c->ops[i].kind == OP_RETRY)
			again = (size_t)c->ops[i].target;
	size_t before = x->e->w->buf.size;
	declare_top(x);
	declare_closures(x);
	if (x->e->w->buf.size > before)
		w_line(x->e->w, "");
	for (size_t i = 0; i < c->n_results; i++)
		if (VALUE(x, c->results[i])->shape.kind == SHAPE_OBJECT)
			w_line(x->e->w, "memset(%s, 0, sizeof *%s);", x->out[c->results[i]],
			       x->out[c->results[i]]);
	if (c->role == ROLE_DESTRUCTOR)
		check_destructible(x);
	for (size_t i = 0; i < c->n_ops; i++) {
		const struct plan_op *op = &c->ops[i];
		if (i == again) {
			x->e->w->level--;
			w_line(x->e->w, "again:");
			x->e->w->level++;
		}
		bool result = op->kind == OP_DECODE || op->kind == OP_COPY || op->kind == OP_ADOPT;
		if (result && x->gotos && !tested && frees_on_success(c)) {
			w_line(x->e->w, "succeeded = ok;");
			tested = true;
		}
		if (x->gotos && !out && behind_call(x, op) && is_way_out(op)) {
			x->e->w->level--;
			if (x->jumps)
				w_line(x->e->w, "out:");
			x->e->w->level++;
			out = true;
		}
		emit_op(x, op);
	}
}
