/*
 * The program of a call as C, one op after the other. Where something has to be cleaned up on every way out,
 * failures jump to the label "out" behind the call and the variable "ok" remembers; else they return.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/call.h"

#include <inttypes.h>
#include <string.h>

/* ---- failures ---- */

/* "safe_point_fail(failure, SAFE_POINT_KIND, CODE, MESSAGE)" */
const char *c_failing(struct c_call *x, const char *kind, const char *code, const char *message)
{
	return c_text(x->e, "safe_%s_fail(%s, %s, %s, %s)", x->e->library, x->failure, kind, code, message);
}

const char *c_misuse(struct c_call *x, const char *format, const char *name)
{
	const char *message = c_text(x->e, "%s: '%s' %s", x->c->function->name.cname, name, format);
	return c_failing(x, c_text(x->e, "SAFE_%s_MISUSE", x->e->upper), "0",
			 c_string(x->e, message, strlen(message)));
}

const char *c_no_memory(struct c_call *x)
{
	return c_failing(x, c_text(x->e, "SAFE_%s_MEMORY", x->e->upper), "0", "\"out of memory\"");
}

bool c_behind_call(const struct c_call *x, const struct plan_op *op)
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
void c_fail_if(struct c_call *x, const struct plan_op *op, const char *condition, const char *fail)
{
	struct writer *w = x->e->w;

	if (!x->gotos || !holds_something(x, op)) {
		w_open(w, "if (%s)", condition);
		w_line(w, "return %s;", fail);
		w_close(w, "");
	} else if (c_behind_call(x, op)) {
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

const char *c_variable_name(struct c_call *x, int value)
{
	const struct plan_value *v = VALUE(x, value);
	const char *wanted =
		v->kind == VALUE_RETURN ? "c_result" : c_text(x->e, "c_%s", name_in_c(&v->name, "value"));
	return local_name(&x->names, wanted);
}

const struct ffir_type *c_value_type(struct c_call *x, int value)
{
	return c_unqualified(x->e, VALUE(x, value)->type);
}

/* How a variable of that type is zero from the beginning; NULL: by memset. */
const char *c_zero_of(struct c_call *x, const struct ffir_type *type)
{
	const struct ffir_decl *d = NULL;
	const struct ffir_type *resolved = ffir_type_resolve(x->e->m, type, &d);

	if (resolved->kind == FFIR_TYPE_POINTER)
		return "NULL";
	if (d && d->kind == FFIR_DECL_ENUMERATION)
		return c_cast(x->e, type, NULL, "0");
	if (resolved->kind == FFIR_TYPE_BOOL)
		return "false";
	return resolved->kind == FFIR_TYPE_INT || resolved->kind == FFIR_TYPE_FLOAT ||
			       resolved->kind == FFIR_TYPE_COMPLEX
		       ? "0"
		       : NULL;
}

/* What a statement begins with that gives VALUE its C value: a declaration unless it stands at the top. */
const char *c_assign_to(struct c_call *x, int value)
{
	if (x->gotos)
		return x->text[value];
	x->text[value] = c_variable_name(x, value);
	return c_declare(x->e, c_value_type(x, value), x->text[value]);
}

unsigned c_uses_of(const struct plan_call *c, int value)
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
bool c_needs_variable(const struct c_call *x, const struct plan_op *op)
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
		return op->dst >= 0 && c_uses_of(x->c, op->dst);
	case OP_PASS:
		return VALUE(x, op->src)->shape.kind == SHAPE_OBJECT &&
		       program_op_of(x->c, OP_DETACH, op->src);
	case OP_COPY:
	case OP_DECODE:
		return x->owned[op->dst] && !x->taken[op->src];
	case OP_LENGTH:
	case OP_CHECK_ALIVE:
	case OP_CHECK_NULL:
	case OP_CHECK_RANGE:
	case OP_CHECK_LENGTH:
	case OP_CHECK_THREAD:
	case OP_CHECK_OWNED:
	case OP_CHECK_OTHER:
	case OP_CHECK_THERE:
	case OP_REF:
	case OP_HOLD:
	case OP_ENCODE:
	case OP_PIN:
	case OP_CLOSURE:
	case OP_INTERFACE:
	case OP_DETACH:
	case OP_INHERIT:
	case OP_RETRY:
	case OP_RAISE_PENDING:
	case OP_TEST_ERROR:
	case OP_MESSAGE:
	case OP_LOAD_OUT:
	case OP_VIEW:
	case OP_ADOPT:
	case OP_BORROW:
	case OP_KEEP_ALIVE:
	case OP_GIVE:
	case OP_FREE:
	case OP_FREE_PARTS:
	case OP_RELEASE:
	case OP_RAISE:
	case OP_AWAIT:
	case OP_RETURN:
	case N_OPS:
		return false;
	}
	return false;
}

static void declare_zeroed(struct c_call *x, int value, const char *name)
{
	const struct ffir_type *type = c_value_type(x, value);
	const char *zero = c_zero_of(x, type);

	if (zero)
		w_line(x->e->w, "%s = %s;", c_declare(x->e, type, name), zero);
	else
		w_line(x->e->w, "%s;", c_declare(x->e, type, name));
}

/* ---- variables at the top, where gotos pass over what follows ---- */

const char *c_owned_type(struct c_call *x, int result, const char *name)
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
		if (!c_needs_variable(x, op) || op->dst < 0 || x->text[op->dst])
			continue;
		x->text[op->dst] = c_variable_name(x, op->dst);
		if (op->kind == OP_COPY || op->kind == OP_DECODE)
			w_line(x->e->w, "%s = NULL;", c_owned_type(x, op->dst, x->text[op->dst]));
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
		if (!c_closure_has_record(shape->closure))
			continue;
		const char *record = c_text(x->e, "c_%s", x->text[op->src]);
		w_line(x->e->w, "struct %s %s%s%s;", c_closure_name(x->e, shape->closure, "call"),
		       shape->scope == SCOPE_CALL ? "" : "*", record,
		       c_lets_go_at_end(x, record) ? " = NULL" : "");
	}
}

const char *c_object_pointer(struct c_call *x, int value)
{
	const char *object = x->text[value];
	return VALUE(x, value)->shape.nullable ? c_text(x->e, "(%s ? %s->handle : NULL)", object, object)
					       : c_text(x->e, "%s->handle", object);
}

/* The greatest value of integer TYPE as a literal; NULL if every size_t fits. */
const char *c_limit_of(struct c_call *x, const struct ffir_type *type)
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

const char *c_element_size(struct c_call *x, const struct plan_shape *shape)
{
	const struct ffir_type *element = shape->element ? shape->element->type : NULL;
	if (!element || type_is_void(x->e->p, element))
		return "1";
	return c_text(x->e, "sizeof(%s)", c_declare(x->e, c_unqualified(x->e, element), ""));
}

unsigned c_unit_size(const struct plan_shape *shape)
{
	unsigned wide = shape->kind == SHAPE_STRING ? wide_unit(shape->encoding) : 0;
	return wide ? wide : 1;
}

const char *c_units_of(struct c_call *x, const struct plan_shape *shape, const char *text)
{
	unsigned size = c_unit_size(shape);
	const struct ffir_type *to = ffir_type_resolve(x->e->m, shape->type, NULL)->to;
	const struct ffir_type *unit = to ? ffir_type_resolve(x->e->m, to, NULL) : NULL;
	bool plain = unit && unit->kind == FFIR_TYPE_INT && strcmp(unit->name, "char") == 0;
	if (size > 1)
		return c_text(x->e, "safe_%s_units(%s, %u)", x->e->library, text, size);
	return c_text(x->e, plain ? "strlen(%s)" : "strlen((const char *)%s)", text);
}

const char *c_arguments(struct c_call *x, const int *args, size_t n)
{
	const char *list = "";
	for (size_t i = 0; i < n; i++) {
		const struct plan_value *v = VALUE(x, args[i]);
		const char *text = x->text[args[i]];
		if (v->kind == VALUE_CELL)
			text = c_text(x->e, "&%s", text);
		else if (v->kind == VALUE_CONSTANT)
			text = c_cast(x->e, v->type, NULL, text);
		list = c_text(x->e, "%s%s%s", list, i ? ", " : "", text);
	}
	return list;
}

const char *c_raw_name(struct c_call *x, const struct plan_function *f)
{
	return c_name(x->e, f->shim && f->shim->way == SHIM_DIRECT ? f->shim->name : f->name.cname);
}

/* ---- the call ---- */

static void count_calls(struct c_call *x, const char *how)
{
	for (size_t i = 0; c_counts_calls(x->e) && i < x->c->n_ops; i++) {
		const struct plan_op *op = &x->c->ops[i];
		if (op->kind != OP_HOLD || program_op_of(x->c, OP_DETACH, op->src) ||
		    VALUE(x, op->src)->shape.klass->name.from)
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
		c_text(x->e, "%s(%s)", c_raw_name(x, op->function), c_arguments(x, c->args, c->n_args));
	bool pending = program_op(c, OP_RAISE_PENDING), used = op->dst >= 0 && c_uses_of(c, op->dst);

	if (x->plain && used && c_uses_of(c, op->dst) == 1 && !program_op(c, OP_HOLD)) {
		x->text[op->dst] = called;
		return;
	}
	count_calls(x, "++");
	if (pending) {
		w_line(w, "outer = safe_%s_enter(&pending);", x->e->library);
	}
	if (c->saves_errno)
		w_line(w, "errno = 0;");
	if (used)
		w_line(w, "%s = %s;", c_assign_to(x, op->dst), called);
	else
		w_line(w, "%s;", called);
	if (c->saves_errno)
		w_line(w, "%s = errno;", c_assign_to(x, program_op(c, OP_SAVE_ERRNO)->dst));
	count_calls(x, "--");
	if (c->role == ROLE_DESTRUCTOR && c_class_keeps_closures(x->e, c->klass))
		w_line(w, "safe_%s_end_closures(&%s->closures);", x->e->library, x->text[c->self]);
}

/* ---- the program ---- */

static void emit_op(struct c_call *x, const struct plan_op *op)
{
	switch (op->kind) {
	case OP_CHECK_ALIVE:
		c_op_check_alive(x, op);
		return;
	case OP_CHECK_NULL:
		c_op_check_null(x, op);
		return;
	case OP_CHECK_RANGE:
		c_op_check_range(x, op);
		return;
	case OP_CHECK_THREAD:
		c_op_check_thread(x, op);
		return;
	case OP_CHECK_OWNED:
		c_op_check_owned(x, op);
		return;
	case OP_CHECK_OTHER:
		c_op_check_other(x, op);
		return;
	case OP_CHECK_THERE:
		c_op_check_there(x, op);
		return;
	case OP_REF:
		c_op_ref(x, op);
		return;
	case OP_ENCODE:
	case OP_PIN:
		c_op_give_pointer(x, op);
		return;
	case OP_LENGTH:
		c_op_length(x, op);
		return;
	case OP_CLOSURE:
		c_op_closure(x, op);
		return;
	case OP_INTERFACE: /* it is C's own */
		x->text[op->dst] = x->text[op->src];
		return;
	case OP_DETACH:
		c_op_detach(x, op);
		return;
	case OP_INHERIT: /* of what is made, with RETURN */
		if (VALUE(x, op->dst)->kind != VALUE_RESULT)
			c_op_inherit(x, op);
		return;
	case OP_ALLOC_OUT:
		c_op_alloc_out(x, op);
		return;
	case OP_ALLOC_OBJECT:
		c_op_alloc_object(x, op);
		return;
	case OP_ALLOC_BUFFER:
		c_op_alloc_buffer(x, op);
		return;
	case OP_BOUND:
		c_op_bound(x, op);
		return;
	case OP_CAPACITY:
		c_op_capacity(x, op);
		return;
	case OP_PASS:
		c_op_pass(x, op);
		return;
	case OP_CALL:
		call(x, op);
		return;
	case OP_RETRY:
		c_op_retry(x, op);
		return;
	case OP_RAISE_PENDING:
		c_op_raise_pending(x, op);
		return;
	case OP_TEST_ERROR:
		c_op_test_error(x, op);
		return;
	case OP_LOAD_OUT:
		x->text[op->dst] = x->text[op->src];
		return;
	case OP_DECODE:
	case OP_COPY:
		c_op_decode(x, op);
		return;
	case OP_VIEW:
		c_op_view(x, op);
		return;
	case OP_FREE:
		c_op_free_value(x, op);
		return;
	case OP_GIVE:
	case OP_FREE_PARTS: /* callers have C's own objects */
		return;
	case OP_RELEASE:
		c_op_release(x, op);
		return;
	case OP_RETURN:
		c_op_finish(x);
		return;
	case OP_CHECK_LENGTH: /* one count serves all slices that share it; a fixed length cannot be seen */
	case OP_HOLD:	      /* around CALL */
	case OP_SAVE_ERRNO:   /* with CALL */
	case OP_MESSAGE:      /* with TEST_ERROR */
	case OP_ADOPT:	      /* with RETURN, as KEEP_ALIVE is */
	case OP_BORROW:
	case OP_KEEP_ALIVE:
	case OP_RAISE:
	case OP_AWAIT: /* callers give the callback */
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
	if (x->c->values[x->c->self].shape.klass->thread_bound) {
		w_open(x->e->w, "if (%s)", c_is_of_another_thread(x, self));
		w_line(x->e->w, "return %s;", c_misuse(x, "belongs to another thread", self));
		w_close(x->e->w, "");
	}
	if (!c_counts_calls(x->e))
		return;
	w_open(x->e->w, "if (%s->calls)", self);
	w_line(x->e->w, "return %s;", c_misuse(x, "is in use by a call that is running", self));
	w_close(x->e->w, "");
}

/* A pointer to a value that is read and written cannot be left out. */
static void check_in_out(struct c_call *x, int param)
{
	if (!x->in_out[param])
		return;
	w_open(x->e->w, "if (!%s)", x->out[param]);
	w_line(x->e->w, "return %s;", c_misuse(x, "is NULL", x->out[param]));
	w_close(x->e->w, "");
}

void c_emit_ops(struct c_call *x)
{
	const struct plan_call *c = x->c;
	bool out = false, tested = false;
	size_t again = c->n_ops, last;

	program_loop(c, &again, &last);
	size_t before = x->e->w->buf.size;
	declare_top(x);
	declare_closures(x);
	if (x->e->w->buf.size > before)
		w_line(x->e->w, "");
	for (size_t i = 0; i < c->n_results; i++)
		c_op_begin_result(x, c->results[i]);
	if (c->role == ROLE_DESTRUCTOR)
		check_destructible(x);
	for (size_t i = 0; i < c->n_params; i++)
		check_in_out(x, c->params[i]);
	for (size_t i = 0; i < c->n_ops; i++) {
		const struct plan_op *op = &c->ops[i];
		if (i == again) {
			x->e->w->level--;
			w_line(x->e->w, "again:");
			x->e->w->level++;
		}
		bool result = op->kind == OP_DECODE || op->kind == OP_COPY || op->kind == OP_ADOPT;
		if (result && x->gotos && !tested && frees_on_success(c)) {
			w_line(x->e->w, "succeeded = %s;",
			       program_raises_late(c) ? c_text(x->e, "ok || !(%s)", c_failure_condition(x))
						      : "ok");
			tested = true;
		}
		if (x->gotos && !out && c_behind_call(x, op) && is_way_out(op)) {
			x->e->w->level--;
			if (x->jumps)
				w_line(x->e->w, "out:");
			x->e->w->level++;
			out = true;
		}
		emit_op(x, op);
	}
}
