/*
 * Legalise: what a language cannot carry stays raw there, with the reason.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/legalise.h"
#include "backends/shims.h"
#include "backends/types.h"

/* What the language says of types and calls beside its table. */
struct language {
	struct plan *p;
	const struct backend *b;
	struct ffir_arena scratch;
	void *begun;
};

static const char *const position_says[N_POSITIONS] = {
	"as a parameter",	  "as a result", "as a callback's parameter",
	"as a callback's result", "as a field",	 "in a vector",
};

static const char *refuse_shape(struct plan *p, const struct backend *b, const struct plan_shape *shape,
				enum position position, const char *name)
{
	const char *shape_name = plan_shape_names[shape->kind];
	if (b->can[shape->kind][position] == REFUSE)
		return ffir_printf(&p->arena, "%s%s%s%s does not carry %s %s %s", name ? "'" : "",
				   name ? name : "", name ? "': " : "", b->title,
				   strchr("aeio", shape_name[0]) ? "an" : "a", shape_name,
				   position_says[position]);
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
				   b->title);
	const char *why = refuse_values(p, b, c->values, c->params, c->n_params, AS_CALLBACK_PARAM);
	return why || c->result < 0 ? why : refuse_values(p, b, c->values, &c->result, 1, AS_CALLBACK_RESULT);
}

static const char *refuse_interface(const struct plan_interface *interface)
{
	for (size_t i = 0; i < interface->n_methods; i++)
		if (interface->methods[i].closure->refused)
			return interface->methods[i].closure->refused;
	return NULL;
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
		if (shape->kind == SHAPE_INTERFACE && b->can[SHAPE_INTERFACE][AS_PARAM] != VIEW)
			why = refuse_interface(shape->interface);
		if (shape->kind != SHAPE_CLOSURE)
			continue;
		why = shape->closure->refused;
		if (!why && shape->scope == SCOPE_ASYNC && !b->runs_once)
			why = ffir_printf(&p->arena, "%s does not carry callbacks that run once, later",
					  b->title);
	}
	return why;
}

/* ---- what the language itself says ---- */

static const char *refuse_type(struct language *l, const struct ffir_type *type, enum type_place place)
{
	const char *why = type && l->b->refuse_type ? l->b->refuse_type(l->begun, type, place) : NULL;
	return why ? ffir_strdup(&l->p->arena, why) : NULL;
}

static const char *refuse_types(struct language *l, const struct ffir_function_type *type,
				enum type_place argument, enum type_place result)
{
	const char *why = refuse_type(l, type->result.type, result);
	for (size_t i = 0; i < type->n_params && !why; i++)
		why = refuse_type(l, type->params[i].type, argument);
	return why;
}

static const char *refuse_callback(struct language *l, const struct plan_closure *c)
{
	const char *why = NULL;
	if (l->b->refuse_type && (c->type->variadic || c->type->unprototyped))
		why = c->type->variadic ? "it is variadic" : "it has no prototype: declare its parameters";
	if (!why)
		why = refuse_types(l, c->type, PLACE_CALLBACK_ARGUMENT, PLACE_CALLBACK_RESULT);
	return why ? ffir_printf(&l->p->arena, "callback '%s': %s", c->name.cname, why) : NULL;
}

static const char *refuse_value(struct language *l, const struct plan_value *value)
{
	const struct plan_shape *shape = &value->shape;
	if (value->kind == VALUE_CELL)
		return refuse_type(l, value->type, PLACE_FIELD);
	if (value->kind != VALUE_PARAM && value->kind != VALUE_RESULT)
		return NULL;
	if (shape->kind == SHAPE_RECORD_REF)
		return shape->record->refused;
	bool many = shape->kind == SHAPE_SLICE || shape->kind == SHAPE_VECTOR;
	if (!many || !shape->element || type_is_bytes(l->p, shape->element->type))
		return NULL;
	return refuse_type(l, shape->element->type, PLACE_ELEMENT);
}

/* Of functions that are not the interface's, as free(), nobody has asked yet. */
static const char *refuse_function(struct language *l, const struct plan_function *f)
{
	const char *why = f->refused ? f->refused : refuse_types(l, f->type, PLACE_ARGUMENT, PLACE_RESULT);
	if (why || !l->b->refuse_function)
		return why;
	why = l->b->refuse_function(l->begun, f);
	return why ? ffir_strdup(&l->p->arena, why) : NULL;
}

static const char *refuse_program(struct language *l, const struct plan_call *call)
{
	const char *why = call->function->refused;
	for (size_t i = 0; i < call->n_values && !why; i++)
		why = refuse_value(l, &call->values[i]);
	for (size_t i = 0; i < call->n_ops && !why; i++)
		why = call->ops[i].function ? refuse_function(l, call->ops[i].function) : NULL;
	if (!why && l->b->refuse_call)
		why = l->b->refuse_call(l->begun, call);
	return why ? ffir_strdup(&l->p->arena, why) : NULL;
}

/* What no other language calls is C's own. */
static void admit_variadic(const struct language *l, struct plan_function *f)
{
	if (!f->refused || !l->b->declares_variadic || !f->type || !f->type->variadic || f->decl->is_inline ||
	    f->decl->unsupported)
		return;
	f->raw_reason = f->refused;
	f->refused = NULL;
}

static void legalise_functions(struct language *l, struct diag *d)
{
	for (size_t i = 0; i < l->p->n_functions; i++) {
		struct plan_function *f = l->p->functions[i];
		admit_variadic(l, f);
		if (f->refused)
			continue;
		f->refused = refuse_function(l, f);
		if (f->refused && f->decl->shim && !f->shim)
			f->refused = ffir_printf(&l->p->arena, "%s" NEEDS_SHIM, f->refused);
		if (f->refused)
			diag_warning(d, &f->name.at, "'%s' cannot be called from %s: %s", f->name.cname,
				     l->b->title, f->refused);
	}
	for (size_t i = 0; i < l->p->n_errors; i++) {
		struct plan_error *error = l->p->errors[i];
		if (error->message && refuse_function(l, error->message))
			error->message = NULL;
	}
}

/* ---- what is dropped ---- */

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

/* Memory that is pinned lies in an object whose end the binding knows; that of C has other owners. Of other things
 * than bytes a language has no one type that many kinds of memory are. */
static bool carries_property(struct plan *p, const struct backend *b, const struct plan_class *klass,
			     const struct plan_property *property)
{
	const struct plan_shape *shape = &property->shape;
	bool pinned = shape->kind == SHAPE_SLICE && b->can[SHAPE_SLICE][AS_FIELD] == PIN;
	if (refuse_shape(p, b, shape, AS_FIELD, NULL))
		return false;
	return !pinned || (klass->storage == STORAGE_BINDING && type_is_bytes(p, shape->element->type));
}

static void legalise_properties(struct plan *p, const struct backend *b, struct plan_class *klass)
{
	size_t kept = 0;
	for (size_t i = 0; i < klass->n_properties; i++)
		if (carries_property(p, b, klass, &klass->properties[i]))
			klass->properties[kept++] = klass->properties[i];
	klass->n_properties = kept;
}

/* ---- what is used ---- */

/* C's own struct needs none of the functions that the language makes for it. */
static void note_interface(struct plan *p, const struct backend *b, const struct plan_shape *shape)
{
	shape->interface->used = true;
	if (b->can[SHAPE_INTERFACE][AS_PARAM] == VIEW)
		return;
	for (size_t i = 0; i < shape->interface->n_methods; i++)
		shape->interface->methods[i].closure->used |= 1u << shape->scope;
	p->keeps_callbacks = p->keeps_callbacks || shape->scope != SCOPE_CALL;
}

static void note_closures(struct plan *p, const struct backend *b, const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_params; i++) {
		const struct plan_shape *shape = &call->values[call->params[i]].shape;
		if (shape->kind == SHAPE_INTERFACE)
			note_interface(p, b, shape);
		if (shape->kind != SHAPE_CLOSURE)
			continue;
		shape->closure->used |= 1u << shape->scope;
		p->keeps_callbacks = p->keeps_callbacks || shape->scope != SCOPE_CALL;
	}
}

static void note_handle(const struct plan_shape *shape)
{
	for (; shape; shape = shape->element)
		if (shape->kind == SHAPE_HANDLE)
			shape->handle->used = true;
}

static void note_handles(const struct plan_value *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		note_handle(&values[i].shape);
}

static void note_inner_handles(const struct plan *p)
{
	for (size_t i = 0; i < p->n_records; i++)
		for (size_t j = 0; j < p->records[i]->n_fields; j++)
			note_handle(&p->records[i]->fields[j].shape);
	for (size_t i = 0; i < p->n_carriers; i++)
		for (size_t j = 0; j < p->carriers[i]->n_slots; j++)
			note_handle(&p->carriers[i]->slots[j].shape);
	for (size_t i = 0; i < p->n_classes; i++)
		for (size_t j = 0; j < p->classes[i]->n_properties; j++)
			note_handle(&p->classes[i]->properties[j].shape);
}

static void note_errors(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_TEST_ERROR && call->ops[i].error)
			call->ops[i].error->used = true;
	if (call->completes && call->completes->error)
		call->completes->error->used = true;
}

static void note_value(struct plan *p, const struct ffir_type *type)
{
	struct plan_record *r = plan_record_of(p, type);
	if (r)
		r->by_value = true;
}

static void note_params(struct plan *p, const struct ffir_function_type *type)
{
	for (size_t i = 0; i < type->n_params; i++)
		note_value(p, type->params[i].type);
}

/* What the callbacks take that TYPE does: those of raw functions are no closures of the plan. */
static void note_callbacks(struct plan *p, const struct ffir_function_type *type)
{
	for (size_t i = 0; i < type->n_params; i++) {
		const struct ffir_type *real = type_real(p, type->params[i].type, NULL);
		const struct ffir_type *to =
			real->kind == FFIR_TYPE_POINTER ? type_real(p, real->to, NULL) : real;
		if (to->kind == FFIR_TYPE_FUNCTION)
			note_params(p, to->function);
	}
}

/* Which closures and errors the calls that are left have to do with. */
static void note_uses(struct plan *p, const struct backend *b)
{
	p->keeps_callbacks = false;
	for (size_t i = 0; i < p->n_interfaces; i++)
		p->interfaces[i]->used = false;
	for (size_t i = 0; i < p->n_closures; i++)
		p->closures[i]->used = 0;
	for (size_t i = 0; i < p->n_errors; i++)
		p->errors[i]->used = false;
	for (size_t i = 0; i < p->n_carriers; i++)
		if (p->carriers[i]->error)
			((struct plan_error *)p->carriers[i]->error)->used = true;
	for (size_t i = 0; i < p->n_functions; i++) {
		if (!p->functions[i]->refused) {
			note_value(p, p->functions[i]->type->result.type);
			note_params(p, p->functions[i]->type);
			note_callbacks(p, p->functions[i]->type);
		}
		if (!p->functions[i]->call)
			continue;
		note_closures(p, b, p->functions[i]->call);
		note_errors(p->functions[i]->call);
		note_handles(p->functions[i]->call->values, p->functions[i]->call->n_values);
	}
	note_inner_handles(p);
	for (size_t i = 0; i < p->n_closures; i++)
		note_params(p, p->closures[i]->type);
	for (size_t i = 0; i < p->n_closures; i++)
		if (p->closures[i]->used)
			note_handles(p->closures[i]->values, p->closures[i]->n_values);
}

static void legalise_call(struct language *l, struct plan_function *f, struct diag *d)
{
	const char *why = refuse_call(l->p, l->b, f->call);
	if (!why) {
		why = refuse_program(l, f->call);
		if (why && !f->refused)
			diag_warning(d, &f->name.at, "'%s' is in %s's raw layer only: %s", f->name.cname,
				     l->b->title, why);
	}
	if (why)
		drop_call(f, why);
}

void plan_legalise(struct plan *p, const struct backend *b, struct diag *d)
{
	struct language l = {.p = p, .b = b};
	l.begun = b->begin ? b->begin(p, &l.scratch) : NULL;
	legalise_objects(p, b);
	legalise_functions(&l, d);
	for (size_t i = 0; i < p->n_closures; i++) {
		const char *why = refuse_closure(p, b, p->closures[i]);
		p->closures[i]->refused = why ? why : refuse_callback(&l, p->closures[i]);
	}
	for (size_t i = 0; i < p->n_functions; i++)
		if (p->functions[i]->call)
			legalise_call(&l, p->functions[i], d);
	for (size_t i = 0; i < p->n_classes; i++) {
		legalise_properties(p, b, p->classes[i]);
		legalise_accessors(b, p->classes[i]);
	}
	note_uses(p, b);
	ffir_arena_release(&l.scratch);
}
