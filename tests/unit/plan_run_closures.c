/*
 * Functions of the caller, for the interpreter.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_run_closures.h"

#include <string.h>

static void *pointer_at(const void *at)
{
	void *pointer;
	memcpy(&pointer, at, sizeof pointer);
	return pointer;
}

/* ---- C calls ---- */

static void closure_params(struct run_closure *c, void **args, struct run_value *params)
{
	const struct plan_closure *p = c->closure;
	for (size_t i = 0; i < p->n_ops; i++) {
		const struct plan_op *op = &p->ops[i];
		if (op->dst < 0 || p->values[op->dst].kind != VALUE_PARAM)
			continue;
		/* Its values begin with C's parameters, in order. */
		params[op->dst] =
			run_decode(c->r, &p->values[op->dst].shape, p->values[op->src].type, args[op->src]);
		const struct plan_shape *shape = &p->values[op->dst].shape;
		bool parts = shape->terminated || (shape->element && !plan_is_plain(shape->element));
		if (shape->carrier || shape->indirect) {
			params[op->dst] = run_read(c->r, shape, args[op->src]);
		} else if (op->kind == OP_COPY && (parts || op->with < 0)) {
			int64_t n = op->with < 0 ? 0
						 : run_load_integer(c->r, p->values[op->with].type,
								    args[op->with]);
			params[op->dst] = run_read_many(c->r, shape, pointer_at(args[op->src]), n);
		} else if (op->kind == OP_COPY || op->kind == OP_VIEW) {
			struct run_value *v = &params[op->dst];
			uint64_t one = run_element_size(c->r, p->values[op->src].type);
			v->kind = RUN_BYTES;
			v->count = op->with < 0 ? (size_t)shape->fixed
						: (size_t)run_load_integer(c->r, p->values[op->with].type,
									   args[op->with]);
			v->size = v->count * one;
			v->bytes = pointer_at(args[op->src]);
			if (op->kind == OP_VIEW)
				continue;
			v->bytes = ffir_alloc(&c->r->arena, v->size + 1);
			memcpy(v->bytes, pointer_at(args[op->src]), v->size);
		}
	}
}

static void store_closure_result(struct run_closure *c, const struct run_value *back, void *result)
{
	const struct ffir_type *type = c->closure->type->result.type;
	if (c->closure->ret < 0)
		return;
	ffi_type *ffi = run_type_of(c->r, type);
	if (ffi->type != FFI_TYPE_STRUCT && ffi->size < sizeof(ffi_arg))
		memset(result, 0, sizeof(ffi_arg));
	const struct plan_shape *shape = &c->closure->values[c->closure->result].shape;
	if (shape->carrier)
		run_write(c->r, shape, back, result);
	else if (back->kind == RUN_TEXT)
		run_store_pointer(result, strdup(back->text));
	else
		run_store(c->r, type, back, result);
}

static void run_closure_body(ffi_cif *cif, void *result, void **args, void *data)
{
	struct run_closure *c = (struct run_closure *)data;
	const struct plan_closure *p = c->closure;
	struct run_value *params =
		(struct run_value *)ffir_alloc(&c->r->arena, (p->n_values + 1) * sizeof *params);
	struct run_value given[16], back = {.kind = RUN_INTEGER};
	(void)cif;
	closure_params(c, args, params);
	for (size_t i = 0; i < p->n_params && i < 16; i++)
		given[i] = params[p->params[i]];
	c->runs++;
	c->r->late += c->gone;
	c->gone = c->gone || c->scope == SCOPE_ASYNC;
	if (!c->r->pending && c->function.function(c->function.user, given, p->n_params, &back)) {
		store_closure_result(c, &back, result);
		return;
	}
	c->r->pending = true;
	back = (struct run_value){.kind = RUN_INTEGER};
	ffir_value_int64(&p->on_exception, &back.integer);
	store_closure_result(c, &back, result);
}

/* ---- how long ---- */

struct run_closure *run_closure_make(struct run *r, const struct plan_closure *closure,
				     const struct run_value *function, enum plan_scope scope, void **code)
{
	struct run_closure *c = (struct run_closure *)ffir_alloc(&r->arena, sizeof *c);
	memset(c, 0, sizeof *c);
	c->memory = (ffi_closure *)ffi_closure_alloc(sizeof *c->memory, code);
	c->before = r->closures;
	r->closures = c;
	c->r = r;
	c->closure = closure;
	c->function = *function;
	c->scope = scope;
	run_prepare(r, closure->type, &c->cif);
	ffi_prep_closure_loc(c->memory, &c->cif, run_closure_body, c, *code);
	return c;
}

void run_closure_destroyed(void *user)
{
	struct run_closure *c = (struct run_closure *)user;
	if (!c)
		return;
	c->r->freed++;
	for (; c; c = c->sharing) {
		c->r->late += c->gone;
		c->gone = true;
	}
}

static bool is_over(const struct run_closure *c, bool failed)
{
	switch (c->scope) {
	case SCOPE_CALL:
		return true;
	case SCOPE_ASYNC:
		return failed;
	case SCOPE_OBJECT:
		return !c->kept;
	case SCOPE_NOTIFIED:
	case SCOPE_FOREVER:
		return false;
	}
	return true;
}

void run_closures_end(struct run *r, const struct run_closure *before, bool failed)
{
	for (struct run_closure *c = r->closures; c != before; c = c->before)
		c->gone = c->gone || is_over(c, failed);
}

void run_closures_let_go(struct run_object *object, struct run_object *taker)
{
	for (size_t i = 0; i < object->n_closures; i++)
		if (taker && taker->n_closures < sizeof taker->closures / sizeof *taker->closures)
			taker->closures[taker->n_closures++] = object->closures[i];
		else
			object->closures[i]->gone = true;
	object->n_closures = 0;
}

void run_closures_free(struct run *r)
{
	for (struct run_closure *c = r->closures; c; c = c->before)
		ffi_closure_free(c->memory);
	r->closures = NULL;
}
