/*
 * Legalise: what a language cannot carry stays raw there, with the reason.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/legalise.h"

static const char *const position_says[N_POSITIONS] = {
	"as a parameter",	  "as a result", "as a callback's parameter",
	"as a callback's result", "as a field",	 "in a vector",
};

static const char *refuse_shape(struct plan *p, const struct backend *b, const struct plan_shape *shape,
				enum position position, const char *name)
{
	if (b->can[shape->kind][position] == REFUSE)
		return ffir_printf(&p->arena, "%s%s%s%s does not carry a %s %s", name ? "'" : "",
				   name ? name : "", name ? "': " : "", b->name,
				   plan_shape_names[shape->kind], position_says[position]);
	const char *why = refuse_objects(p, b, shape, position, name);
	if (why || !shape->element || shape->element->kind == SHAPE_VOID)
		return why;
	bool lent = shape->element->kind == SHAPE_STRING || shape->element->kind == SHAPE_OBJECT;
	return refuse_shape(p, b, shape->element, lent ? AS_ELEMENT : position, name);
}

static const char *refuse_values(struct plan *p, const struct backend *b, const struct plan_value *values,
				 const int *indices, size_t n, enum position position)
{
	for (size_t i = 0; i < n; i++) {
		const struct plan_value *v = &values[indices[i]];
		const char *why = refuse_shape(p, b, &v->shape, position, v->name.cname);
		if (why)
			return why;
	}
	return NULL;
}

static const char *refuse_closure(struct plan *p, const struct backend *b, const struct plan_closure *c)
{
	if (c->refused)
		return c->refused;
	if (c->member >= 0 && !b->shares_user_data)
		return ffir_printf(&p->arena, "%s does not carry callbacks that share their user data",
				   b->name);
	const char *why = refuse_values(p, b, c->values, c->params, c->n_params, AS_CALLBACK_PARAM);
	return why || c->result < 0 ? why : refuse_values(p, b, c->values, &c->result, 1, AS_CALLBACK_RESULT);
}

static const char *refuse_call(struct plan *p, const struct backend *b, const struct plan_call *call)
{
	const char *why = refuse_values(p, b, call->values, call->params, call->n_params, AS_PARAM);
	if (!why && call->self >= 0)
		why = refuse_values(p, b, call->values, &call->self, 1, AS_PARAM);
	if (!why)
		why = refuse_values(p, b, call->values, call->results, call->n_results, AS_RESULT);
	for (size_t i = 0; !why && i < call->n_params; i++) {
		const struct plan_shape *shape = &call->values[call->params[i]].shape;
		if (shape->kind != SHAPE_CLOSURE)
			continue;
		why = shape->closure->refused;
		if (!why && shape->scope == SCOPE_ASYNC && !b->runs_once)
			why = ffir_printf(&p->arena, "%s does not carry callbacks that run once, later",
					  b->name);
	}
	return why;
}

static void drop_from(struct plan_call **calls, size_t *n, const struct plan_call *call)
{
	size_t kept = 0;
	for (size_t i = 0; i < *n; i++)
		if (calls[i] != call)
			calls[kept++] = calls[i];
	*n = kept;
}

static void drop_call(struct plan_function *f, const char *why)
{
	struct plan_class *klass = f->call->klass;
	if (klass) {
		drop_from(klass->constructors, &klass->n_constructors, f->call);
		drop_from(klass->methods, &klass->n_methods, f->call);
		if (klass->destructor == f->call)
			klass->destructor = NULL;
	}
	f->call = NULL;
	f->raw_reason = why;
}

/* A language has properties that methods make instead of those methods, or only the methods. */
static void legalise_accessors(const struct backend *b, struct plan_class *klass)
{
	size_t kept = 0;
	for (size_t i = 0; b->accessors && i < klass->n_accessors; i++) {
		struct plan_accessor *accessor = &klass->accessors[i];
		if (accessor->setter && !accessor->setter->function->call)
			accessor->setter = NULL;
		if (!accessor->getter->function->call)
			continue;
		drop_from(klass->methods, &klass->n_methods, accessor->getter);
		if (accessor->setter)
			drop_from(klass->methods, &klass->n_methods, accessor->setter);
		klass->accessors[kept++] = *accessor;
	}
	klass->n_accessors = kept;
}

static void legalise_properties(struct plan *p, const struct backend *b, struct plan_class *klass)
{
	size_t kept = 0;
	for (size_t i = 0; i < klass->n_properties; i++)
		if (!refuse_shape(p, b, &klass->properties[i].shape, AS_FIELD, NULL))
			klass->properties[kept++] = klass->properties[i];
	klass->n_properties = kept;
}

/* Notes which closures the calls that are left take. */
static void note_closures(struct plan *p)
{
	for (size_t i = 0; i < p->n_closures; i++)
		p->closures[i]->used = false;
	for (size_t i = 0; i < p->n_functions; i++) {
		const struct plan_call *call = p->functions[i]->call;
		for (size_t k = 0; call && k < call->n_params; k++) {
			const struct plan_shape *shape = &call->values[call->params[k]].shape;
			if (shape->kind == SHAPE_CLOSURE)
				shape->closure->used = true;
		}
	}
}

void plan_legalise(struct plan *p, const struct backend *b)
{
	legalise_objects(p, b);
	for (size_t i = 0; i < p->n_closures; i++)
		p->closures[i]->refused = refuse_closure(p, b, p->closures[i]);
	for (size_t i = 0; i < p->n_functions; i++) {
		struct plan_function *f = p->functions[i];
		const char *why = f->call ? refuse_call(p, b, f->call) : NULL;
		if (why)
			drop_call(f, why);
	}
	for (size_t i = 0; i < p->n_classes; i++) {
		legalise_properties(p, b, p->classes[i]);
		legalise_accessors(b, p->classes[i]);
	}
	note_closures(p);
}
