/*
 * The idiomatic layer: failures, objects, then functions. Names begin with "safe_".
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/call.h"

#include <string.h>

#include "backends/c/runtime.h"

/* ---- names ---- */

const char *c_class(struct c_emit *e, const struct plan_class *klass)
{
	return c_text(e, "struct %s", klass->name.name);
}

const char *c_handle(struct c_emit *e, const struct plan_class *klass, const char *name)
{
	struct ffir_type record = {.kind = FFIR_TYPE_NAMED, .name = klass->record->decl->id};
	const struct ffir_type pointer = {.kind = FFIR_TYPE_POINTER, .to = &record};
	return c_declare(e, &pointer, name);
}

const char *c_failure_kind(struct c_emit *e, const struct plan_error *error)
{
	static const char *const own[] = {"NOTHING", "MISUSE", "MEMORY", "ERRNO", "FAILED"};
	size_t n = strlen(e->upper);

	if (!error)
		return c_text(e, "SAFE_%s_FAILED", e->upper);
	const char *name = c_identifier(e, error->name.cname, true), *rest = name + n + 1;
	bool doubled = strncmp(name, e->upper, n) == 0 && name[n] == '_' && *rest;
	for (size_t i = 0; doubled && i < sizeof own / sizeof *own; i++)
		doubled = strcmp(own[i], rest) != 0;
	return c_text(e, "SAFE_%s_%s", e->upper, doubled ? rest : name);
}

const char *c_keeps_member(struct c_emit *e, const struct plan_class *kept)
{
	return c_text(e, "keeps_%s", kept->name.cname);
}

/* Whether some call makes an object of KLASS keep one of KEPT. */
bool c_class_keeps(const struct c_emit *e, const struct plan_class *klass, const struct plan_class *kept)
{
	(void)e;
	for (size_t i = 0; i < klass->n_keeps; i++)
		if (klass->keeps[i] == kept)
			return true;
	return false;
}

static bool takes_closure(const struct plan_call *c, const struct plan_class *keeper)
{
	for (size_t i = 0; i < c->n_params; i++) {
		const struct plan_shape *shape = &c->values[c->params[i]].shape;
		if (shape->kind != SHAPE_CLOSURE || c_closure_is_bare(shape->closure))
			continue;
		if (!keeper || (shape->scope == SCOPE_OBJECT && c->klass == keeper))
			return true;
	}
	return false;
}

bool c_counts_calls(const struct c_emit *e)
{
	return e->counts_calls;
}

bool c_takes_closures(const struct c_emit *e)
{
	for (size_t i = 0; i < e->p->n_functions; i++)
		if (e->p->functions[i]->call && takes_closure(e->p->functions[i]->call, NULL))
			return true;
	return false;
}

static bool keeps_closures(const struct plan_class *klass, unsigned depth);

/* Whether CALL, which KLASS has, keeps callbacks with an object of it, its own or those of one that is given to it. */
static bool call_keeps_closures(const struct plan_call *call, const struct plan_class *klass, unsigned depth)
{
	if (takes_closure(call, klass))
		return true;
	for (size_t i = 0; depth && i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		if (op->kind == OP_INHERIT && call->values[op->src].shape.klass != klass &&
		    keeps_closures(call->values[op->src].shape.klass, depth - 1))
			return true;
	}
	return false;
}

/* DEPTH: how often they may have changed hands. */
static bool keeps_closures(const struct plan_class *klass, unsigned depth)
{
	for (size_t i = 0; i < klass->n_constructors; i++)
		if (call_keeps_closures(klass->constructors[i], klass, depth))
			return true;
	for (size_t i = 0; i < klass->n_methods; i++)
		if (call_keeps_closures(klass->methods[i], klass, depth))
			return true;
	return false;
}

bool c_class_keeps_closures(const struct c_emit *e, const struct plan_class *klass)
{
	(void)e;
	return keeps_closures(klass, 4);
}

const struct ffir_type *c_unqualified(struct c_emit *e, const struct ffir_type *type)
{
	struct ffir_type *copy = (struct ffir_type *)ffir_alloc(&e->a, sizeof *copy);
	*copy = *type;
	copy->quals = 0;
	return copy;
}

/* Whether one converts to the other without a cast, in C++ too: the same type behind its typedefs. */
static bool is_same_type(const struct c_emit *e, const struct ffir_type *a, const struct ffir_type *b)
{
	const struct ffir_decl *da = NULL, *db = NULL;

	a = ffir_type_resolve(e->m, a, &da);
	b = ffir_type_resolve(e->m, b, &db);
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case FFIR_TYPE_POINTER:
		return ffir_type_quals(e->m, a->to) == ffir_type_quals(e->m, b->to) &&
		       is_same_type(e, a->to, b->to);
	case FFIR_TYPE_VOID:
		return true;
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		return strcmp(a->name, b->name) == 0;
	case FFIR_TYPE_NAMED:
		return da && da == db;
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_UNSUPPORTED:
		return false;
	}
	return false;
}

/* A name, member, call or address: what a cast binds to as a whole. */
static bool is_operand(const char *text)
{
	static const char of_names[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.->";
	int depth = 1;

	text += *text == '&';
	text += strspn(text, of_names);
	if (*text != '(')
		return !*text;
	for (text++; *text && depth; text++)
		depth += (*text == '(') - (*text == ')');
	return !*text && !depth;
}

const char *c_cast(struct c_emit *e, const struct ffir_type *to, const struct ffir_type *from,
		   const char *text)
{
	if (from && is_same_type(e, to, from))
		return text;
	const char *wanted = c_declare(e, c_unqualified(e, to), "");
	return is_operand(text) ? c_text(e, "(%s)%s", wanted, text) : c_text(e, "(%s)(%s)", wanted, text);
}

void c_doc_lines(struct c_emit *e, const char *text)
{
	w_text(e->w, " * ", c_comment_text(e, text));
}

/* ---- the run time ---- */

/* TEXT with "library" and "LIBRARY" in its names made this library's. */
static void emit_runtime(struct c_emit *e, const char *text)
{
	w_line(e->w, "");
	for (const char *c = text; *c;) {
		if (strncmp(c, "safe_library_", 13) == 0) {
			ffir_buf_printf(&e->w->buf, "safe_%s_", e->library);
			c += 13;
		} else if (strncmp(c, "SAFE_LIBRARY_", 13) == 0) {
			ffir_buf_printf(&e->w->buf, "SAFE_%s_", e->upper);
			c += 13;
		} else {
			ffir_buf_add(&e->w->buf, c++, 1);
		}
	}
}

static void emit_error_kinds(struct c_emit *e, struct plan_error *const *errors, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct ffir_decl *d = errors[i]->codes->decl;
		w_line(e->w, "%s, /**< the code is of %s */", c_failure_kind(e, errors[i]),
		       d ? d->id : errors[i]->name.cname);
	}
}

static void emit_kinds(struct c_emit *e)
{
	w_line(e->w, "");
	w_line(e->w, "/** What kind of failure it was, and so what its code means. */");
	w_open(e->w, "enum safe_%s_failure_kind {", e->library);
	w_line(e->w, "SAFE_%s_NOTHING, /**< all is well */", e->upper);
	w_line(e->w, "SAFE_%s_MISUSE,  /**< an argument cannot be right; C was not called */", e->upper);
	w_line(e->w, "SAFE_%s_MEMORY,  /**< there is none left */", e->upper);
	w_line(e->w, "SAFE_%s_ERRNO,   /**< the code is errno's */", e->upper);
	w_line(e->w, "SAFE_%s_FAILED,  /**< the library gave no reason */", e->upper);
	emit_error_kinds(e, e->p->errors, e->p->n_errors);
	emit_error_kinds(e, e->p->others.errors, e->p->others.n_errors);
	w_close(e->w, "};");
}

static bool any_op(const struct c_emit *e, enum plan_op_kind kind)
{
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_call *c = e->p->functions[i]->call;
		for (size_t j = 0; c && j < c->n_ops; j++)
			if (c->ops[j].kind == kind)
				return true;
	}
	return false;
}

/* Threads are known by the address of a variable of their own. */
static bool any_thread_bound(const struct c_emit *e)
{
	for (size_t i = 0; i < e->p->n_classes; i++)
		if (e->p->classes[i]->thread_bound)
			return true;
	return false;
}

/* ---- objects ---- */

static void emit_class(struct c_emit *e, const struct plan_class *k)
{
	const struct ffir_doc *doc = k->doc;

	w_line(e->w, "");
	if (doc && doc->brief && !doc->description) {
		w_line(e->w, "/** %s */", c_comment_text(e, doc->brief));
	} else if (doc && (doc->brief || doc->description)) {
		w_line(e->w, "/**");
		if (doc->brief)
			c_doc_lines(e, doc->brief);
		if (doc->brief && doc->description)
			w_line(e->w, " *");
		if (doc->description)
			c_doc_lines(e, doc->description);
		w_line(e->w, " */");
	}
	w_open(e->w, "%s {", c_class(e, k));
	w_line(e->w, "%s; /**< C's object; NULL when it is gone */", c_handle(e, k, "handle"));
	w_line(e->w, "bool borrowed; /**< somebody else frees it */");
	if (c_counts_calls(e))
		w_line(e->w, "unsigned calls; /**< running now: it cannot be freed before they end */");
	if (k->thread_bound)
		w_line(e->w, "const void *thread; /**< that made it */");
	if (c_class_keeps_closures(e, k))
		w_line(e->w, "void *closures; /**< callbacks that live as long as it does */");
	for (size_t i = 0; i < e->p->n_classes; i++)
		if (c_class_keeps(e, k, e->p->classes[i]))
			w_line(e->w, "%s; /**< must live longer */",
			       c_handle(e, e->p->classes[i], c_keeps_member(e, e->p->classes[i])));
	for (size_t i = 0; i < k->n_keeps; i++)
		if (k->keeps[i]->name.from)
			w_line(e->w, "%s; /**< must live longer */",
			       c_handle(e, k->keeps[i], c_keeps_member(e, k->keeps[i])));
	w_close(e->w, "};");
}

/* ---- properties ---- */

/* "bool NAME(struct safe_x *object, VALUE, failure)", and the check that the object is there. */
static void open_accessor(struct c_emit *e, const struct plan_class *k, const struct plan_property *p,
			  const char *verb, const char *value)
{
	const char *name = c_text(e, "%s_%s_%s", k->name.name, verb, p->name.cname);
	const char *gone = c_text(e, "%s_%s: the object is gone", k->name.cname, p->name.cname);

	c_emit_folded(e->w, c_text(e, "static inline bool %s(", name),
		      c_text(e, "%s *object, %s, struct safe_%s_failure *failure", c_class(e, k), value,
			     e->library));
	w_open(e->w, "{");
	w_open(e->w, "if (!object || !object->handle)");
	w_line(e->w, "return safe_%s_fail(failure, SAFE_%s_MISUSE, 0, %s);", e->library, e->upper,
	       c_string(e, gone, strlen(gone)));
	w_close(e->w, "");
}

static const struct ffir_field *length_field(const struct plan_class *k, const struct plan_property *p)
{
	return p->length >= 0 ? &k->record->decl->fields[p->length] : NULL;
}

static void emit_getter(struct c_emit *e, const struct plan_class *k, const struct plan_property *p)
{
	const struct ffir_field *length = length_field(k, p);
	const char *value = c_declare(e, c_unqualified(e, p->field->type), "*value");

	w_line(e->w, "");
	const char *brief = p->doc ? p->doc->brief : NULL;
	const char *says = plan_standing_says(&e->a, &k->record->fields[p->index].standing);
	if (brief && says)
		brief = c_text(e, "%s%s%s", brief, brief[strlen(brief) - 1] == '.' ? " " : ". ", says);
	if (brief || says)
		w_line(e->w, "/** %s */", c_comment_text(e, brief ? brief : says));
	if (length)
		value = c_text(e, "%s, %s", value, c_declare(e, c_unqualified(e, length->type), "*count"));
	open_accessor(e, k, p, "get", value);
	w_line(e->w, "*value = object->handle->%s;", c_name(e, p->field->name));
	if (length)
		w_line(e->w, "*count = object->handle->%s;", c_name(e, length->name));
	w_line(e->w, "return true;");
	w_close(e->w, "}");
}

static void emit_setter(struct c_emit *e, const struct plan_class *k, const struct plan_property *p)
{
	const struct ffir_field *length = length_field(k, p);
	const char *value = c_declare(e, c_unqualified(e, p->field->type), "value");

	w_line(e->w, "");
	if (length) {
		w_line(e->w, "/** The memory must stay until it is set again or the object is gone. */");
		value = c_text(e, "%s, %s", value, c_declare(e, c_unqualified(e, length->type), "count"));
	}
	open_accessor(e, k, p, "set", value);
	w_line(e->w, "object->handle->%s = value;", c_name(e, p->field->name));
	if (length)
		w_line(e->w, "object->handle->%s = count;", c_name(e, length->name));
	w_line(e->w, "return true;");
	w_close(e->w, "}");
}

/* ---- bit sets ---- */

/* What C does with an enum's values anyway, C++ has to be told. */
static void emit_flag_operators(struct c_emit *e)
{
	bool open = false;

	for (size_t i = 0; i < e->p->n_enums; i++) {
		const struct plan_enum *f = e->p->enums[i];
		if (!f->flags || !f->decl || f->decl->kind != FFIR_DECL_ENUMERATION ||
		    strchr(f->decl->id, '/'))
			continue;
		const char *type = c_tag(e, f->decl->id);
		if (!open) {
			w_line(e->w, "");
			w_line(e->w, "#ifdef __cplusplus");
			w_line(e->w, "extern \"C++\" {");
		}
		open = true;
		for (const char *op = "|&"; *op; op++) {
			w_line(e->w, "inline %s operator%c(%s a, %s b)", type, *op, type, type);
			w_open(e->w, "{");
			w_line(e->w,
			       "return static_cast<%s>(static_cast<unsigned long long>(a) %c "
			       "static_cast<unsigned long long>(b));",
			       type, *op);
			w_close(e->w, "}");
		}
	}
	if (open) {
		w_line(e->w, "}");
		w_line(e->w, "#endif");
	}
}

/* Whether the length of some text in units of several bytes is asked for. */
static bool counts_units(const struct c_emit *e)
{
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_call *c = e->p->functions[i]->call;
		for (size_t j = 0; c && j < c->n_ops; j++) {
			const struct plan_op *op = &c->ops[j];
			int text = op->kind == OP_LENGTH ? op->src : op->kind == OP_DECODE ? op->dst : -1;
			if (text >= 0 && c_unit_size(&c->values[text].shape) > 1)
				return true;
		}
	}
	return false;
}

/* ---- all of it ---- */

static void emit_members(struct c_emit *e, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_constructors; i++)
		if (c_can_call(e, k->constructors[i]->function))
			c_emit_call(e, k->constructors[i]);
	if (k->destructor)
		c_emit_call(e, k->destructor);
	for (size_t i = 0; i < k->n_methods; i++)
		if (c_can_call(e, k->methods[i]->function))
			c_emit_call(e, k->methods[i]);
	for (size_t i = 0; i < k->n_properties; i++) {
		emit_getter(e, k, &k->properties[i]);
		if (k->properties[i].writable)
			emit_setter(e, k, &k->properties[i]);
	}
}

bool c_has_safe(struct c_emit *e)
{
	for (size_t i = 0; i < e->p->n_functions; i++)
		if (e->p->functions[i]->call && c_can_call(e, e->p->functions[i]))
			return true;
	for (size_t i = 0; i < e->p->n_closures; i++)
		if (e->p->closures[i]->used)
			return true;
	return e->p->n_classes || e->p->n_errors;
}

void c_emit_safe(struct c_emit *e)
{
	w_line(e->w, "");
	if (!c_has_safe(e)) {
		emit_flag_operators(e);
		return;
	}
	w_line(e->w, "/* ---- the safe layer ---- */");
	emit_kinds(e);
	emit_runtime(e, failure_h);
	if (any_op(e, OP_RAISE_PENDING) || c_counts_calls(e) || any_thread_bound(e))
		emit_runtime(e, pending_h);
	if (any_op(e, OP_COPY) || any_op(e, OP_DECODE))
		emit_runtime(e, memory_h);
	if (counts_units(e))
		emit_runtime(e, texts_h);
	for (size_t i = 0; i < e->p->n_classes; i++)
		if (c_class_keeps_closures(e, e->p->classes[i])) {
			emit_runtime(e, closures_h);
			break;
		}
	emit_flag_operators(e);
	for (size_t i = 0; i < e->p->n_classes; i++)
		emit_class(e, e->p->classes[i]);
	for (size_t i = 0; i < e->p->n_closures; i++)
		c_emit_closure(e, e->p->closures[i]);
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_call *c = e->p->functions[i]->call;
		if (c && c->role == ROLE_FUNCTION && c_can_call(e, c->function))
			c_emit_call(e, c);
	}
	for (size_t i = 0; i < e->p->n_classes; i++)
		emit_members(e, e->p->classes[i]);
}
