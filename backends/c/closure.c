/*
 * Callbacks: the type of what callers give, the record that carries it through C's user data, and the
 * function that C calls. What the caller's function reports as a failure becomes that of the call which is
 * running.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/call.h"

#include <string.h>

/* Without user data nothing can be carried: C gets the caller's function as it is. */
bool c_closure_is_bare(const struct plan_closure *closure)
{
	return closure->context < 0;
}

bool c_closure_has_record(const struct plan_closure *closure)
{
	return !c_closure_is_bare(closure) && closure->member <= 0;
}

const char *c_closure_function(struct c_emit *e, const struct plan_closure *closure)
{
	return closure->member <= 0 ? "function" : c_text(e, "function_%d", closure->member + 1);
}

const char *c_closure_name(struct c_emit *e, const struct plan_closure *closure, const char *behind)
{
	return c_text(e, "%s_%s", closure->name.name, behind);
}

const char *c_closure_param(struct c_emit *e, const struct plan_shape *shape, const char *name)
{
	if (c_closure_is_bare(shape->closure))
		return c_declare(e, c_unqualified(e, shape->type), name);
	return c_text(e, "%s %s", shape->closure->name.name, name);
}

struct closing {
	struct c_emit *e;
	const struct plan_closure *c;
	const struct plan_closure *first; /* whose record it is */
	const char **names;		  /* of C's parameters */
};

static const char *arg_name(struct closing *x, size_t i)
{
	static const char *const own[] = {"user", "call", "failure", "result", NULL};
	return name_argument(&x->e->a, &backend_c.naming, x->c->type, i, own + !x->c->context_by);
}

/* The parameter of the caller's function that is made of C's parameter I, and how; NULL if there is none. */
static const struct plan_op *op_for(const struct plan_closure *c, size_t i)
{
	for (size_t k = 0; k < c->n_ops; k++) {
		const struct plan_op *op = &c->ops[k];
		bool made = op->kind == OP_DECODE || op->kind == OP_COPY || op->kind == OP_VIEW ||
			    op->kind == OP_BORROW || op->kind == OP_ADOPT;
		if (made && op->src == c->args[i])
			return op;
	}
	return NULL;
}

static bool is_user(const struct plan_closure *c, size_t i)
{
	return (int)i == c->context && !c->context_by;
}

static const char *pointer_to(struct c_emit *e, const struct plan_shape *shape, const char *name,
			      bool constant)
{
	const struct ffir_type *resolved = ffir_type_resolve(e->m, shape->type, NULL);
	struct ffir_type to = shape->element && shape->element->type ? *shape->element->type : *resolved->to;
	const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER, .to = &to};

	to.quals = constant ? FFIR_CONST : 0;
	return c_declare(e, &pointer, name);
}

/* Many objects that are lent: an array of them is made for the call. */
static bool gives_objects(const struct plan_shape *shape)
{
	return shape->kind == SHAPE_VECTOR && shape->element->kind == SHAPE_OBJECT;
}

/* One parameter of the caller's function, or two for memory with a count. */
static const char *given_text(struct closing *x, size_t i, const struct plan_op *op)
{
	const struct plan_shape *shape = &x->c->values[op->dst].shape;
	const char *name = x->names[i], *text;

	if (shape->kind == SHAPE_OBJECT)
		return c_text(x->e, "%s *%s", c_class(x->e, shape->klass), name);
	bool memory =
		shape->kind == SHAPE_STRING || shape->kind == SHAPE_VECTOR || shape->kind == SHAPE_SLICE;
	if (!memory)
		return c_declare(x->e, c_unqualified(x->e, x->c->type->params[i].type), name);
	if (gives_objects(shape))
		return c_text(x->e, "%s *%s, size_t %s_count", c_class(x->e, shape->element->klass), name,
			      name);
	text = pointer_to(x->e, shape, name, shape->kind != SHAPE_SLICE);
	return op->with >= 0 ? c_text(x->e, "%s, size_t %s_count", text, name) : text;
}

static const char *given_params(struct closing *x)
{
	const char *list = "";

	for (size_t i = 0; i < x->c->n_args; i++) {
		const struct plan_op *op = op_for(x->c, i);
		const char *part = is_user(x->c, i) ? c_text(x->e, "void *%s", x->names[i])
				   : op		    ? given_text(x, i, op)
						    : NULL;
		if (part)
			list = c_text(x->e, "%s%s%s", list, *list ? ", " : "", part);
	}
	if (x->c->context_by)
		list = c_text(x->e, "%s%svoid *user", list, *list ? ", " : "");
	return c_text(x->e, "%s%sstruct safe_%s_failure *failure", list, *list ? ", " : "", x->e->library);
}

static const char *counted(struct closing *x, const struct plan_op *op)
{
	for (size_t i = 0; i < x->c->n_args; i++)
		if (x->c->args[i] == op->with)
			return x->names[i];
	return "0";
}

static const char *passed_text(struct closing *x, size_t i, const struct plan_op *op)
{
	const struct plan_shape *shape = &x->c->values[op->dst].shape;
	const char *name = x->names[i];

	if (shape->kind == SHAPE_OBJECT)
		return c_text(x->e, "&%s_object", name);
	if (op->with < 0)
		return name;
	if (gives_objects(shape))
		return c_text(x->e, "%s_objects, (size_t)%s", name, counted(x, op));
	if (!op->bytes || !shape->element || type_is_bytes(x->e->p, shape->element->type))
		return c_text(x->e, "%s, (size_t)%s", name, counted(x, op));
	return c_text(x->e, "%s, (size_t)%s / sizeof *%s", name, counted(x, op), name);
}

static const char *passed_args(struct closing *x)
{
	const char *list = "";

	for (size_t i = 0; i < x->c->n_args; i++) {
		const struct plan_op *op = op_for(x->c, i);
		const char *part = is_user(x->c, i) ? "call->user" : op ? passed_text(x, i, op) : NULL;
		if (part)
			list = c_text(x->e, "%s%s%s", list, *list ? ", " : "", part);
	}
	if (x->c->context_by)
		list = c_text(x->e, "%s%scall->user", list, *list ? ", " : "");
	return c_text(x->e, "%s%s&failure", list, *list ? ", " : "");
}

/* ---- what is printed ---- */

static void emit_doc(struct closing *x)
{
	const struct ffir_doc *doc = x->c->doc;

	w_line(x->e->w, "");
	w_line(x->e->w, "/**");
	if (doc && doc->brief)
		c_doc_lines(x->e, doc->brief);
	if (doc && doc->description) {
		w_line(x->e->w, " *");
		c_doc_lines(x->e, doc->description);
	}
	const char *says = plan_standing_says(&x->e->a, &x->c->standing);
	if (doc && (doc->brief || doc->description))
		w_line(x->e->w, " *");
	if (says) {
		c_doc_lines(x->e, says);
		w_line(x->e->w, " *");
	}
	for (size_t i = 0; i < x->c->n_params; i++)
		if (x->c->values[x->c->params[i]].doc)
			c_doc_lines(x->e,
				    c_text(x->e, "@param %s %s", x->c->values[x->c->params[i]].name.cname,
					   x->c->values[x->c->params[i]].doc));
	for (size_t i = 0; i < x->c->n_ops; i++)
		if (x->c->ops[i].kind == OP_ADOPT)
			c_doc_lines(x->e, c_text(x->e, "@param %s is copied and ended by who gets it",
						 x->c->values[x->c->ops[i].dst].name.cname));
	c_doc_lines(x->e,
		    c_text(x->e, "@param failure for safe_%s_fail: the call that runs this fails with it",
			   x->e->library));
	if (x->c->result >= 0 && x->c->values[x->c->result].doc)
		c_doc_lines(x->e, c_text(x->e, "@return %s", x->c->values[x->c->result].doc));
	w_line(x->e->w, " */");
}

static void emit_record(struct closing *x, const struct plan_closure *const *members, size_t n)
{
	struct writer *w = x->e->w;

	w_line(w, "");
	w_open(w, "struct %s {", c_closure_name(x->e, x->c, "call"));
	if (x->c->used & 1u << SCOPE_OBJECT)
		w_line(w, "void *next;");
	for (size_t i = 0; i < n; i++)
		w_line(w, "%s %s;", members[i]->name.name, c_closure_function(x->e, members[i]));
	w_line(w, "void *user;");
	if (x->c->used & 1u << SCOPE_NOTIFIED)
		w_line(w, "void (*end)(void *);");
	if (x->c->used & 1u << SCOPE_ASYNC)
		w_line(w, "bool once; /* it is freed when it has run */");
	w_close(w, "};");
}

static void emit_failed_return(struct closing *x, const struct ffir_type *result)
{
	const struct ffir_value *v = &x->c->on_exception;
	struct writer *w = x->e->w;
	const char *value = v->kind == FFIR_VALUE_NONE ? NULL : c_value(x->e, v, NULL);

	w_line(w, "safe_%s_report(&failure);", x->e->library);
	if (result->kind == FFIR_TYPE_VOID)
		return;
	if (value)
		w_line(w, "result = %s;", c_cast(x->e, result, NULL, value));
	else
		w_line(w, "memset(&result, 0, sizeof result);");
}

static const char *user_pointer(struct closing *x)
{
	const char *name = x->names[x->c->context];
	const char *pointer =
		x->c->context_by ? c_text(x->e, "%s(%s)", x->c->context_by->name.cname, name) : name;
	return c_text(x->e, "(struct %s *)%s", c_closure_name(x->e, x->first, "call"), pointer);
}

static void emit_objects(struct closing *x)
{
	for (size_t i = 0; i < x->c->n_args; i++) {
		const struct plan_op *op = op_for(x->c, i);
		if (!op || x->c->values[op->dst].shape.kind != SHAPE_OBJECT)
			continue;
		const struct plan_class *klass = x->c->values[op->dst].shape.klass;
		struct ffir_type record = {.kind = FFIR_TYPE_NAMED, .name = klass->record->decl->id};
		const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER, .to = &record};
		w_line(x->e->w, "memset(&%s_object, 0, sizeof %s_object);", x->names[i], x->names[i]);
		w_line(x->e->w, "%s_object.handle = %s;", x->names[i],
		       c_cast(x->e, &pointer, x->c->type->params[i].type, x->names[i]));
		if (op->kind == OP_BORROW)
			w_line(x->e->w, "%s_object.borrowed = true;", x->names[i]);
	}
}

static void declare_objects(struct closing *x)
{
	for (size_t i = 0; i < x->c->n_args; i++) {
		const struct plan_op *op = op_for(x->c, i);
		if (op && x->c->values[op->dst].shape.kind == SHAPE_OBJECT)
			w_line(x->e->w, "%s %s_object;", c_class(x->e, x->c->values[op->dst].shape.klass),
			       x->names[i]);
	}
}

static const struct plan_op *next_array(struct closing *x, size_t *i)
{
	for (; *i < x->c->n_args; (*i)++) {
		const struct plan_op *op = op_for(x->c, *i);
		if (op && gives_objects(&x->c->values[op->dst].shape))
			return op;
	}
	return NULL;
}

static void declare_arrays(struct closing *x)
{
	const struct plan_op *op;
	for (size_t i = 0; (op = next_array(x, &i)); i++)
		w_line(x->e->w, "%s *%s_objects;", c_class(x->e, x->c->values[op->dst].shape.element->klass),
		       x->names[i]);
}

/* Arrays of the objects that C lends; gives what is true if there was memory for all. */
static const char *emit_arrays(struct closing *x)
{
	struct writer *w = x->e->w;
	const char *all = NULL;
	const struct plan_op *op;
	for (size_t i = 0; (op = next_array(x, &i)); i++) {
		const char *objects = c_text(x->e, "%s_objects", x->names[i]), *count = counted(x, op);
		w_line(w, "%s = (%s *)calloc((size_t)%s + 1, sizeof *%s);", objects,
		       c_class(x->e, x->c->values[op->dst].shape.element->klass), count, objects);
		w_open(w, "for (size_t i = 0; %s && i < (size_t)%s; i++) {", objects, count);
		w_line(w, "%s[i].handle = %s[i];", objects, x->names[i]);
		w_line(w, "%s[i].borrowed = true;", objects);
		w_close(w, "}");
		all = all ? c_text(x->e, "%s && %s", all, objects) : objects;
	}
	return all;
}

static void free_arrays(struct closing *x)
{
	for (size_t i = 0; next_array(x, &i); i++)
		w_line(x->e->w, "free(%s_objects);", x->names[i]);
}

static void call_function(struct closing *x, bool is_void)
{
	struct writer *w = x->e->w;
	const char *all = emit_arrays(x);
	if (all)
		w_open(w, "if (%s)", all);
	w_line(w, "%scall->%s(%s);", is_void ? "" : "result = ", c_closure_function(x->e, x->c),
	       passed_args(x));
	if (!all)
		return;
	w_close(w, "else");
	w->level++;
	w_line(w, "safe_%s_fail(&failure, SAFE_%s_MEMORY, 0, \"out of memory\");", x->e->library,
	       x->e->upper);
	w->level--;
	free_arrays(x);
}

/* The function that C gets, of C's own type. */
static void emit_run(struct closing *x)
{
	const struct ffir_type *result = c_unqualified(x->e, x->c->type->result.type);
	bool is_void = type_is_void(x->e->p, result);
	const char *params = "";
	struct writer *w = x->e->w;

	for (size_t i = 0; i < x->c->n_args; i++)
		params = c_text(x->e, "%s%s%s", params, i ? ", " : "",
				c_declare(x->e, x->c->type->params[i].type, x->names[i]));
	w_line(w, "");
	w_line(w, "static inline %s",
	       c_declare(x->e, result, c_text(x->e, "%s(%s)", c_closure_name(x->e, x->c, "run"), params)));
	w_open(w, "{");
	w_line(w, "struct %s *call = %s;", c_closure_name(x->e, x->first, "call"), user_pointer(x));
	w_line(w, "struct safe_%s_failure failure;", x->e->library);
	if (!is_void)
		w_line(w, "%s;", c_declare(x->e, result, "result"));
	declare_objects(x);
	declare_arrays(x);
	w_line(w, "");
	w_line(w, "memset(&failure, 0, sizeof failure);");
	emit_objects(x);
	call_function(x, is_void);
	w_open(w, "if (failure.kind != SAFE_%s_NOTHING) {", x->e->upper);
	emit_failed_return(x, result);
	w_close(w, "}");
	if (x->c->used & 1u << SCOPE_ASYNC) {
		w_open(w, "if (call->once)");
		w_line(w, "free(call);");
		w_close(w, "");
	}
	if (!is_void)
		w_line(w, "return result;");
	w_close(w, "}");
}

/* The function that C calls when it lets the user data go. */
static void emit_end(struct closing *x)
{
	const char *record = c_closure_name(x->e, x->c, "call");
	struct writer *w = x->e->w;

	w_line(w, "");
	w_line(w, "static inline void %s(void *user)", c_closure_name(x->e, x->c, "end"));
	w_open(w, "{");
	w_line(w, "struct %s *call = (struct %s *)user;", record, record);
	w_line(w, "");
	w_open(w, "if (call && call->end)");
	w_line(w, "call->end(call->user);");
	w_close(w, "");
	w_line(w, "free(call);");
	w_close(w, "}");
}

static struct closing begin(struct c_emit *e, const struct plan_closure *closure,
			    const struct plan_closure *first)
{
	struct closing x = {.e = e, .c = closure, .first = first};

	x.names = (const char **)ffir_alloc(&e->a, (closure->n_args + 1) * sizeof *x.names);
	for (size_t i = 0; i < closure->n_args; i++)
		x.names[i] = arg_name(&x, i);
	return x;
}

static void emit_type(struct closing *x)
{
	emit_doc(x);
	const char *declarator = c_text(x->e, "(*%s)(%s)", x->c->name.name, given_params(x));
	w_line(x->e->w, "typedef %s;",
	       c_declare(x->e, c_unqualified(x->e, x->c->type->result.type), declarator));
}

/* FIRST and those that share its user data in CALL, in their order; 0 if CALL does not take it. */
static size_t members_in(struct c_emit *e, const struct plan_call *call, const struct plan_closure *first,
			 const struct plan_closure ***members)
{
	const struct plan_op **ops;
	size_t n = 0, n_ops;
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		if (op->kind != OP_CLOSURE || call->values[op->src].shape.closure != first)
			continue;
		n_ops = program_sharing(&e->a, call, op->with, &ops);
		for (size_t k = 0; k < n_ops; k++)
			*FFIR_PUSH(&e->a, *members, n) = call->values[ops[k]->src].shape.closure;
		return n;
	}
	return 0;
}

void c_emit_closure(struct c_emit *e, const struct plan_closure *closure)
{
	const struct plan_closure **members = NULL;
	size_t n = 0;

	if (closure->refused || !closure->used || !c_closure_has_record(closure))
		return;
	for (size_t i = 0; closure->member == 0 && !n && i < e->p->n_functions; i++)
		if (e->p->functions[i]->call)
			n = members_in(e, e->p->functions[i]->call, closure, &members);
	if (!n)
		*FFIR_PUSH(&e->a, members, n) = closure;
	struct closing x = begin(e, closure, closure);
	for (size_t i = 0; i < n; i++) {
		struct closing member = begin(e, members[i], closure);
		emit_type(&member);
	}
	emit_record(&x, members, n);
	for (size_t i = 0; i < n; i++) {
		struct closing member = begin(e, members[i], closure);
		emit_run(&member);
	}
	if (closure->used & 1u << SCOPE_NOTIFIED)
		emit_end(&x);
}
