/*
 * A safe function: its names and signature. What can fail returns bool and writes its results through
 * pointers; what cannot returns its result.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/call.h"

#include <ctype.h>
#include <string.h>

/* ---- names ---- */

/* What a body may call, or a local of it be of: a keyword, a function of C's library, a name of the interface at file
 * scope. A C parameter may be called so, as in "struct point *point(const struct point *point)". */
static bool is_used(struct c_emit *e, const char *name)
{
	static const char *const functions[] = {"calloc", "free", "memcpy", "memset", "size_t", "strlen"};
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
		if (strcmp(name, functions[i]) == 0)
			return true;
	return c_is_keyword(name) || ffir_module_find(e->m, name);
}

/* WANTED, or something like it that is free. */
static const char *fresh_name(struct c_call *x, const char *wanted)
{
	const char *name = wanted[0] == '#' ? c_text(x->e, "argument_%s", wanted + 1) : wanted;
	return local_name(&x->names, is_used(x->e, name) ? c_text(x->e, "%s_", name) : name);
}

static const char *param_name(const struct plan_value *v)
{
	return v->name.name ? v->name.name : v->name.cname ? v->name.cname : "value";
}

/* The parameter whose value comes back changed as RESULT, or -1: C has it as one pointer. */
static int changed_param(const struct plan_call *c, int result)
{
	int param = program_changed(c, result);
	return param >= 0 && plan_is_plain(&c->values[param].shape) ? param : -1;
}

static void find_in_out(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_results; i++) {
		int param = changed_param(x->c, x->c->results[i]);
		if (param < 0)
			continue;
		x->in_out[param] = x->in_out[x->c->results[i]] = true;
		x->fails = true;
	}
}

static void name_param(struct c_call *x, int value)
{
	const struct plan_value *v = &x->c->values[value];
	const struct plan_op *length = program_op_of(x->c, OP_LENGTH, value);

	x->text[value] = fresh_name(x, param_name(v));
	if (x->in_out[value]) {
		x->out[value] = x->text[value];
		x->text[value] = c_text(x->e, "*%s", x->text[value]);
	}
	if (v->shape.kind == SHAPE_SLICE && length)
		x->count[value] = fresh_name(x, param_name(&x->c->values[length->dst]));
}

static void name_closure_data(struct c_call *x, int value)
{
	const struct plan_shape *shape = &x->c->values[value].shape;
	for (size_t i = 0; i < x->c->n_ops; i++) {
		const struct plan_op *op = &x->c->ops[i];
		if (op->kind != OP_CLOSURE || op->src != value || !c_closure_has_record(shape->closure))
			continue;
		x->count[value] = fresh_name(x, op->with >= 0 ? param_name(&x->c->values[op->with]) : "user");
		if (op->third >= 0)
			x->out_count[value] = fresh_name(x, param_name(&x->c->values[op->third]));
	}
}

/* A slice that is as long as another has no length of its own. */
static void name_shared_slice(struct c_call *x, int value)
{
	const struct plan_op *shared = program_op_of(x->c, OP_CHECK_LENGTH, value);
	const struct plan_op *length = shared ? program_op_to(x->c, OP_LENGTH, shared->with) : NULL;
	if (length && shared->with >= 0)
		x->count[value] = x->count[length->src];
}

/* The object that a constructor makes stands first, as it does in the methods. */
static bool is_made_object(const struct c_call *x, int value)
{
	return x->c->role == ROLE_CONSTRUCTOR && x->c->values[value].shape.kind == SHAPE_OBJECT &&
	       x->c->values[value].shape.klass == x->c->klass;
}

/* What C's destructor, or a method, calls the object. */
static const char *object_name(const struct plan_class *klass)
{
	const struct plan_call *c = klass->destructor  ? klass->destructor
				    : klass->n_methods ? klass->methods[0]
						       : NULL;
	const char *name = c && c->self >= 0 ? c->values[c->self].name.cname : NULL;
	return name && name[0] != '#' ? name : "object";
}

static bool gives_memory(const struct plan_shape *shape)
{
	return shape->kind == SHAPE_VECTOR;
}

static void name_result(struct c_call *x, int value)
{
	const struct plan_value *v = &x->c->values[value];
	const char *name = v->name.name ? v->name.name : v->name.cname;

	if (x->in_out[value]) {
		x->out[value] = x->out[changed_param(x->c, value)];
		return;
	}
	if (is_made_object(x, value))
		name = object_name(x->c->klass);
	else if (!name)
		name = "result";
	x->out[value] = fresh_name(x, name);
	if (gives_memory(&v->shape) && !v->shape.fixed)
		x->out_count[value] = fresh_name(x, c_text(x->e, "%s_count", x->out[value]));
}

static void name_values(struct c_call *x)
{
	const struct plan_call *c = x->c;

	if (c->self >= 0)
		x->text[c->self] = fresh_name(x, param_name(&c->values[c->self]));
	for (size_t i = 0; i < c->n_params; i++)
		name_param(x, c->params[i]);
	for (size_t i = 0; i < c->n_params; i++)
		name_shared_slice(x, c->params[i]);
	for (size_t i = 0; i < c->n_params; i++)
		if (c->values[c->params[i]].shape.kind == SHAPE_CLOSURE)
			name_closure_data(x, c->params[i]);
	for (size_t i = 0; i < c->n_results; i++)
		name_result(x, c->results[i]);
	x->failure = fresh_name(x, "failure");
}

static void name_constants(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_values; i++)
		if (x->c->values[i].kind == VALUE_CONSTANT)
			x->text[i] = c_value(x->e, &x->c->values[i].constant, NULL);
}

/* ---- what it can do to the caller ---- */

static bool op_fails(const struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *src = op->src >= 0 ? &x->c->values[op->src] : NULL;
	uint64_t size, align;

	switch (op->kind) {
	case OP_CHECK_ALIVE:
	case OP_CHECK_THREAD:
	case OP_CHECK_OWNED:
	case OP_CHECK_OTHER:
	case OP_CHECK_THERE:
	case OP_ALLOC_OBJECT:
	case OP_ALLOC_BUFFER:
	case OP_RAISE_PENDING:
	case OP_TEST_ERROR:
	case OP_COPY:
		return true;
	case OP_CHECK_NULL:
		return src->shape.kind != SHAPE_HANDLE || src->shape.handle->invalid.kind != FFIR_VALUE_NONE;
	case OP_CHECK_RANGE:
		return src && enum_is_checked(src->shape.enumeration);
	case OP_LENGTH:
		return op->bytes || !ffir_type_size(x->e->m, x->c->values[op->dst].type, &size, &align) ||
		       size < 8;
	case OP_CLOSURE:
		return src && !c_closure_is_bare(src->shape.closure) && src->shape.scope != SCOPE_CALL;
	case OP_DECODE:
		return x->owned[op->dst] || c_closed_enum(x->c, op->dst);
	case OP_DETACH:
		return c_counts_calls(x->e) || src->shape.klass->thread_bound;
	case OP_CHECK_LENGTH:
	case OP_INTERFACE:
	case OP_HOLD:
	case OP_ENCODE:
	case OP_PIN:
	case OP_ALLOC_OUT:
	case OP_BOUND:
	case OP_CAPACITY:
	case OP_PASS:
	case OP_CALL:
	case OP_SAVE_ERRNO:
	case OP_RETRY:
	case OP_MESSAGE:
	case OP_LOAD_OUT:
	case OP_VIEW:
	case OP_REF:
	case OP_ADOPT:
	case OP_BORROW:
	case OP_KEEP_ALIVE:
	case OP_INHERIT:
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

/* A text or array is the caller's to free if its source does not outlive the call. */
static void find_owned(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_ops; i++) {
		const struct plan_op *op = &x->c->ops[i];
		if (op->kind != OP_DECODE && op->kind != OP_COPY)
			continue;
		enum plan_shape_kind kind = x->c->values[op->dst].shape.kind;
		if (kind != SHAPE_STRING && kind != SHAPE_VECTOR && kind != SHAPE_RECORD_REF)
			continue;
		x->taken[op->src] = program_op_to(x->c, OP_ALLOC_BUFFER, op->src) != NULL;
		x->owned[op->dst] =
			op->kind == OP_COPY || program_op_of(x->c, OP_FREE, op->src) || op->with >= 0;
	}
}

static void find_ways_out(struct c_call *x)
{
	const struct plan_call *c = x->c;
	bool called = false, returns_object = false;

	for (size_t i = 0; i < c->n_ops; i++) {
		const struct plan_op *op = &c->ops[i];
		x->fails = x->fails || op_fails(x, op);
		called = called || op->kind == OP_CALL;
		if (called && (op->kind == OP_FREE || op->kind == OP_RELEASE || op->kind == OP_RETRY))
			x->gotos = true;
	}
	size_t copies = 0;
	for (size_t i = 0; i < c->n_results; i++) {
		enum plan_shape_kind kind = c->values[c->results[i]].shape.kind;
		returns_object = returns_object || kind == SHAPE_OBJECT || kind == SHAPE_VECTOR ||
				 x->owned[c->results[i]];
		copies += x->owned[c->results[i]] || c_closed_enum(c, c->results[i]);
	}
	x->gotos = x->gotos || copies > 1;
	x->plain = !x->fails && c->n_results <= 1 && !returns_object && !x->gotos;
	x->gotos = x->gotos && x->fails;
}

/* ---- signature ---- */

static void add_part(struct c_call *x, const char **list, const char *part)
{
	*list = c_text(x->e, "%s%s%s", *list, **list ? ", " : "", part);
}

/* What a pointer to elements is to the caller; void and bytes stay what they are. */
static const struct ffir_type *element_type(const struct plan_shape *shape)
{
	return shape->element && shape->element->type ? shape->element->type : NULL;
}

static const char *slice_text(struct c_call *x, const struct plan_shape *shape, const char *name)
{
	const struct ffir_type *element = element_type(shape);
	struct ffir_type to = element ? *element : (struct ffir_type){.kind = FFIR_TYPE_VOID};
	const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER, .to = &to};

	to.quals = shape->read_only ? FFIR_CONST : 0;
	return c_declare(x->e, &pointer, name);
}

/* A text is read only to whom gives it, whatever C says. */
static const char *string_text(struct c_call *x, const struct plan_shape *shape, const char *name,
			       bool constant)
{
	const struct ffir_type *resolved = ffir_type_resolve(x->e->m, shape->type, NULL);
	struct ffir_type to =
		resolved->to ? *resolved->to : (struct ffir_type){.kind = FFIR_TYPE_INT, .name = "char"};
	const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER, .to = &to};

	to.quals = constant ? FFIR_CONST : 0;
	return c_declare(x->e, &pointer, name);
}

const char *c_given_type(struct c_call *x, int value)
{
	const struct plan_value *v = &x->c->values[value];

	if (v->shape.kind == SHAPE_STRING)
		return string_text(x, &v->shape, "", true);
	if (v->shape.kind == SHAPE_SLICE)
		return slice_text(x, &v->shape, "");
	return c_declare(x->e, c_unqualified(x->e, v->shape.type ? v->shape.type : v->type), "");
}

static void param_part(struct c_call *x, int value, const char **list)
{
	const struct plan_value *v = &x->c->values[value];
	const char *name = x->text[value];

	switch (v->shape.kind) {
	case SHAPE_OBJECT:
		add_part(x, list, c_text(x->e, "%s *%s", c_class(x->e, v->shape.klass), name));
		return;
	case SHAPE_STRING:
		add_part(x, list, string_text(x, &v->shape, name, true));
		return;
	case SHAPE_SLICE:
		add_part(x, list, slice_text(x, &v->shape, name));
		return;
	case SHAPE_CLOSURE:
		add_part(x, list, c_closure_param(x->e, &v->shape, name));
		return;
	case SHAPE_VOID:
	case SHAPE_SCALAR:
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
	case SHAPE_RECORD:
	case SHAPE_RECORD_REF:
	case SHAPE_HANDLE:
	case SHAPE_VECTOR:
	case SHAPE_COMPOUND:
	case SHAPE_OPTION:
	case SHAPE_RESULT:
	case SHAPE_TAGGED:
	case SHAPE_INTERFACE:
	case SHAPE_RAW:
	case N_SHAPES:
		add_part(x, list,
			 c_declare(x->e, c_unqualified(x->e, v->shape.type ? v->shape.type : v->type), name));
		return;
	}
}

/* TEXT declared as the type of result VALUE. */
static const char *result_type_text(struct c_call *x, int value, const char *text)
{
	const struct plan_value *v = &x->c->values[value];
	const struct ffir_type *type = v->shape.type ? v->shape.type : v->type;

	if (v->shape.kind == SHAPE_STRING)
		return string_text(x, &v->shape, text, !x->owned[value]);
	if (v->shape.kind == SHAPE_VECTOR)
		return slice_text(x, &v->shape, text);
	if (v->shape.kind == SHAPE_RECORD_REF && x->owned[value]) {
		const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER,
						  .to = (struct ffir_type *)c_unqualified(
							  x->e, ffir_type_resolve(x->e->m, type, NULL)->to)};
		return c_declare(x->e, &pointer, text);
	}
	return c_declare(x->e, c_unqualified(x->e, type), text);
}

static void result_part(struct c_call *x, int value, const char **list)
{
	const struct plan_value *v = &x->c->values[value];

	if (v->shape.kind == SHAPE_OBJECT) {
		add_part(x, list, c_text(x->e, "%s *%s", c_class(x->e, v->shape.klass), x->out[value]));
		return;
	}
	add_part(x, list, result_type_text(x, value, c_text(x->e, "*%s", x->out[value])));
	if (x->out_count[value])
		add_part(x, list, c_text(x->e, "size_t *%s", x->out_count[value]));
}

static bool is_called(const struct plan_value *v, const char *name)
{
	return v->name.cname && strcmp(v->name.cname, name) == 0;
}

/* What stands where C has parameter NAME: a value, the length of one, or what travels with a callback. */
static void add_params_called(struct c_call *x, const char *name, const char **list)
{
	const struct plan_call *c = x->c;

	for (size_t i = 0; i < c->n_params; i++)
		if (is_called(&c->values[c->params[i]], name))
			param_part(x, c->params[i], list);
	for (size_t i = 0; i < c->n_ops; i++) {
		const struct plan_op *op = &c->ops[i];
		if (op->kind == OP_LENGTH && x->count[op->src] && is_called(&c->values[op->dst], name))
			add_part(x, list, c_text(x->e, "size_t %s", x->count[op->src]));
		if (op->kind != OP_CLOSURE || !x->count[op->src])
			continue;
		if (op->with >= 0 && is_called(&c->values[op->with], name))
			add_part(x, list, c_text(x->e, "void *%s", x->count[op->src]));
		if (op->third >= 0 && is_called(&c->values[op->third], name))
			add_part(x, list, c_text(x->e, "void (*%s)(void *)", x->out_count[op->src]));
	}
}

static const char *params_text(struct c_call *x)
{
	const struct plan_call *c = x->c;
	const char *list = "";

	for (size_t i = 0; i < c->n_results; i++)
		if (is_made_object(x, c->results[i]))
			result_part(x, c->results[i], &list);
	if (c->self >= 0)
		add_part(x, &list,
			 c_text(x->e, "%s *%s", c_class(x->e, c->values[c->self].shape.klass),
				x->text[c->self]));
	for (size_t i = 0; i < c->function->type->n_params; i++)
		add_params_called(x, c->function->type->params[i].name, &list);
	for (size_t i = 0; i < c->n_results && !x->plain; i++)
		if (!is_made_object(x, c->results[i]) && !x->in_out[c->results[i]])
			result_part(x, c->results[i], &list);
	if (x->fails)
		add_part(x, &list, c_text(x->e, "struct safe_%s_failure *%s", x->e->library, x->failure));
	return *list ? list : "void";
}

enum { LINE = 100, TABS = 4, TAB = 8 };

/* Bytes up to the comma that ends the parameter at TEXT; one inside of its own brackets does not. */
static size_t parameter_size(const char *text)
{
	size_t n = 0;
	for (int depth = 0; text[n] && (depth || text[n] != ','); n++)
		depth += (text[n] == '(') - (text[n] == ')');
	return n;
}

void c_emit_folded(struct writer *w, const char *head, const char *params)
{
	size_t column = strlen(head);

	w_part(w, "%s", head);
	for (bool first = true; *params; first = false) {
		size_t n = parameter_size(params);
		const char *end = params[n] ? "," : ")";
		if (!first && column + 1 + n + 1 > LINE) {
			w_line(w, "");
			w_part(w, "%.*s", TABS, "\t\t\t\t");
			column = TABS * TAB;
			first = true;
		}
		w_part(w, "%s%.*s%s", first ? "" : " ", (int)n, params, end);
		column += n + 2;
		params += n + (params[n] != '\0');
		params += strspn(params, " ");
	}
	w_line(w, "");
}

/* "static inline TYPE NAME(PARAMETERS)" and the opening brace. */
static void emit_signature(struct c_call *x)
{
	const char *name = c_text(x->e, "%s(", x->c->name.name);
	const char *head = x->fails			 ? c_text(x->e, "bool %s", name)
			   : x->plain && x->c->n_results ? result_type_text(x, x->c->results[0], name)
							 : c_text(x->e, "void %s", name);
	const struct ffir_type type = {.kind = FFIR_TYPE_FUNCTION,
				       .function = x->c->function->decl->function};
	const char *extension = c_is_extension(x->e, &type) ? "__extension__ " : "";
	c_emit_folded(x->e->w, c_text(x->e, "%sstatic inline %s", extension, head), params_text(x));
	w_open(x->e->w, "{");
}

/* ---- all of it ---- */

static const char **texts(struct c_emit *e, size_t n)
{
	return (const char **)ffir_alloc(&e->a, (n + 1) * sizeof(const char *));
}

/* Whether a check can fail depends on sizes: where none does, a compiler is told that this is meant. */
static void emit_body(struct c_call *x)
{
	struct ffir_buf *b = &x->e->w->buf;
	size_t from = b->size;
	c_emit_ops(x);
	if (!x->fails || strstr(b->text + from, x->failure))
		return;
	const char *body = ffir_strdup(&x->e->a, b->text + from);
	b->size = from;
	w_line(x->e->w, "(void)%s;", x->failure);
	ffir_buf_puts(b, body);
}

/* What C changed where the caller's own pointer leads to, which may be NULL. */
static bool is_in_place(const struct plan_call *call, int result)
{
	const struct plan_op *made = program_maker(call, result);
	return made && made->kind == OP_DECODE && program_op_to(call, OP_PIN, made->src);
}

/* CALL without the results that callers have already. */
static const struct plan_call *without_own(struct c_emit *e, const struct plan_call *call)
{
	struct plan_call *copy = (struct plan_call *)ffir_alloc(&e->a, sizeof *copy);
	*copy = *call;
	copy->results = NULL;
	copy->n_results = 0;
	for (size_t i = 0; i < call->n_results; i++)
		if (!is_in_place(call, call->results[i]))
			*FFIR_PUSH(&e->a, copy->results, copy->n_results) = call->results[i];
	return copy->n_results == call->n_results ? call : copy;
}

void c_emit_call(struct c_emit *e, const struct plan_call *call)
{
	struct c_call x = {
		.e = e, .c = without_own(e, call), .names = {.a = &e->a, .naming = &backend_c.naming}};
	size_t n = call->n_values;

	x.text = texts(e, n);
	x.count = texts(e, n);
	x.out = texts(e, n);
	x.out_count = texts(e, n);
	x.owned = (bool *)ffir_alloc(&e->a, n + 1);
	x.in_out = (bool *)ffir_alloc(&e->a, n + 1);
	x.taken = (bool *)ffir_alloc(&e->a, n + 1);
	find_owned(&x);
	find_in_out(&x);
	find_ways_out(&x);
	name_values(&x);
	name_constants(&x);
	c_emit_call_doc(&x);
	c_emit_call_directive(&x, "#pragma GCC diagnostic push");
	c_emit_call_directive(&x, "#pragma GCC diagnostic ignored \"-Wdeprecated-declarations\"");
	c_emit_call_attributes(&x);
	emit_signature(&x);
	emit_body(&x);
	w_close(e->w, "}");
	c_emit_call_directive(&x, "#pragma GCC diagnostic pop");
}
