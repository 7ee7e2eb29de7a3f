/*
 * Legalise: values inside C objects. A language reads and makes them, has C's own objects, or leaves the
 * functions that need them raw.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/legalise.h"

/* ---- what is there to refuse ---- */

static bool is_inside(const struct plan_shape *shape, enum position position)
{
	const struct plan_shape *element = shape->element;
	if (shape->carrier || shape->indirect || shape->terminated)
		return true;
	if (!element || plan_is_plain(element))
		return false;
	bool lent = !element->carrier && !element->indirect && !element->element;
	return position != AS_CALLBACK_PARAM || !lent;
}

const char *refuse_objects(struct plan *p, const struct backend *b, const struct plan_shape *shape,
			   enum position position, const char *name)
{
	if (b->objects != OBJECTS_REFUSED || !is_inside(shape, position))
		return NULL;
	return ffir_printf(&p->arena, "%s%s%s%s does not carry values inside C objects", name ? "'" : "",
			   name ? name : "", name ? "': " : "", b->title);
}

/* ---- as C has them ---- */

static void bare(struct plan_shape *shape)
{
	if (shape->carrier && !shape->indirect) {
		shape->kind = SHAPE_RECORD;
		shape->record = shape->carrier->record;
	} else {
		shape->kind = SHAPE_RAW;
	}
	shape->element = NULL;
	shape->carrier = NULL;
	shape->fixed = 0;
}

static bool is_buffer(const struct plan_call *call, int value)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_ALLOC_BUFFER && call->ops[i].dst == value)
			return true;
	return false;
}

static void drop_op(struct plan_call *call, size_t i)
{
	for (size_t k = i + 1; k < call->n_ops; k++)
		call->ops[k - 1] = call->ops[k];
	call->n_ops--;
	for (size_t k = 0; k < call->n_ops; k++)
		if (call->ops[k].kind == OP_RETRY && call->ops[k].target > (int)i)
			call->ops[k].target--;
}

/* Callers get C's own object, and free it. */
static void hand_over(struct plan_call *call, int result, int src)
{
	struct plan_value *value = &call->values[result];
	value->freed_by = value->shape.free;
	for (size_t i = call->n_ops; i-- > 0;) {
		const struct plan_op *op = &call->ops[i];
		bool parts = op->kind == OP_FREE_PARTS && op->dst == result;
		bool whole = op->kind == OP_FREE && op->src == src && op->function;
		if (whole)
			value->freed_by = op->function;
		if (parts || whole)
			drop_op(call, i);
	}
}

static void bare_result(struct plan *p, struct plan_call *call, int result)
{
	struct plan_shape *shape = &call->values[result].shape, *element = shape->element;
	struct plan_op *op = NULL;
	for (size_t i = 0; !op && i < call->n_ops; i++)
		if (call->ops[i].dst == result &&
		    (call->ops[i].kind == OP_DECODE || call->ops[i].kind == OP_COPY))
			op = &call->ops[i];
	bool whole = shape->carrier || shape->indirect || shape->terminated;
	if (!op || (!whole && (!element || plan_is_plain(element))))
		return;
	int src = op->src;
	if (whole) {
		op->kind = OP_DECODE;
	} else {
		shape->element = (struct plan_shape *)ffir_alloc(&p->arena, sizeof *element);
		*shape->element = *element;
		bare(shape->element);
		if (!is_buffer(call, src))
			op->kind = OP_VIEW;
	}
	hand_over(call, result, src);
	if (whole)
		bare(shape);
}

static void bare_param(struct plan *p, struct plan_shape *shape)
{
	struct plan_shape *element = shape->element;
	if (shape->carrier || shape->indirect || shape->terminated) {
		bare(shape);
	} else if (element && !plan_is_plain(element)) {
		shape->element = (struct plan_shape *)ffir_alloc(&p->arena, sizeof *element);
		*shape->element = *element;
		bare(shape->element);
	}
}

static void bare_closure(struct plan *p, struct plan_closure *c)
{
	for (size_t i = 0; i < c->n_params; i++) {
		struct plan_shape *shape = &c->values[c->params[i]].shape;
		if (is_inside(shape, AS_CALLBACK_PARAM))
			bare_param(p, shape);
	}
	if (c->result < 0)
		return;
	for (size_t i = 0; i < c->n_ops; i++) {
		if (c->ops[i].kind == OP_GIVE) {
			c->ops[i].kind = OP_PASS;
			bare(&c->values[c->result].shape);
		}
	}
	bare_param(p, &c->values[c->result].shape);
}

static void bare_call(struct plan *p, struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++) {
		if (call->ops[i].kind != OP_GIVE)
			continue;
		call->ops[i].kind = OP_PASS;
		bare(&call->values[call->ops[i].with].shape);
	}
	for (size_t i = 0; i < call->n_params; i++)
		bare_param(p, &call->values[call->params[i]].shape);
	for (size_t i = 0; i < call->n_results; i++)
		bare_result(p, call, call->results[i]);
}

void legalise_objects(struct plan *p, const struct backend *b)
{
	if (b->objects != OBJECTS_AS_C)
		return;
	for (size_t i = 0; i < p->n_closures; i++)
		if (!p->closures[i]->refused)
			bare_closure(p, p->closures[i]);
	for (size_t i = 0; i < p->n_functions; i++)
		if (p->functions[i]->call)
			bare_call(p, p->functions[i]->call);
}
