/*
 * Lowering of calls that complete later, through a callback that C runs exactly once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

void find_completion(struct call_builder *b)
{
	const struct ffir_annotation *word = said_of(b->function->decl, FFIR_W_ASYNC);
	const struct ffir_annotation *cancel = said_of(b->function->decl, FFIR_W_CANCEL);
	const char *name = word ? arg_text(word, 0) : NULL;
	if (!word && cancel)
		impossible(b, &cancel->at,
			   "FFI_CANCEL: '%s' gives nothing up: FFI_ASYNC says what completes it",
			   b->function->name.cname);
	if (!word)
		return;
	int found = find_param(b, name);
	if (found < 0)
		impossible(b, &word->at, "FFI_ASYNC: '%s' has no parameter '%s'", b->function->name.cname,
			   name ? name : "");
	else if (!function_of(b->l, b->args[found].param->type, NULL))
		impossible(b, &word->at, "FFI_ASYNC: '%s' is no callback", name);
	else if (said_of_param(b->l, b->args[found].param, FFIR_W_NULLABLE))
		impossible(b, &word->at,
			   "FFI_ASYNC: '%s' may be NULL, and what completes the call has to be there", name);
	else
		b->completion = found;
}

/* What callers give and C goes on using stays until the callback has run. */
static void keep_until_completed(struct call_builder *b, int closure)
{
	for (size_t i = 0; i < b->n_args; i++) {
		const struct argument *arg = &b->args[i];
		int kept = -1;
		if (arg->source >= 0 && b->call->values[arg->source].shape.kind == SHAPE_OBJECT)
			kept = arg->source;
		else if (arg->source >= 0 && said_of_param(b->l, arg->param, FFIR_W_SCOPE) &&
			 b->call->values[arg->source].shape.kind != SHAPE_CLOSURE)
			kept = arg->value;
		if (kept >= 0)
			add_op(b, PHASE_GIVE, OP_KEEP_ALIVE, closure, -1)->with = kept;
	}
}

/* The first code that tells whether it went well. */
static void find_status(struct plan_completion *completes, const struct plan_closure *closure)
{
	for (size_t i = 0; i < closure->n_params; i++) {
		const struct plan_enum *codes = closure->values[closure->params[i]].shape.enumeration;
		if (!codes || !codes->error)
			continue;
		completes->status = (int)i;
		completes->error = codes->error;
		completes->oks = codes->error->oks;
		completes->n_oks = codes->error->n_oks;
		return;
	}
}

static bool is_same(const struct call_builder *b, const struct ffir_type *x, const struct ffir_type *y)
{
	const struct ffir_type *a = pointee(b->l, x), *c = pointee(b->l, y);
	if (!a || !c)
		return !a && !c && strcmp(spell(b->l, x), spell(b->l, y)) == 0;
	return (is_void(b->l, a) && is_void(b->l, c)) || resolve(b->l, a, NULL) == resolve(b->l, c, NULL) ||
	       (record_decl_pointed_to(b->l, x) &&
		record_decl_pointed_to(b->l, x) == record_decl_pointed_to(b->l, y));
}

/* What the starting call has for a parameter of the function that gives it up: an argument of the same name and
 * type, what came through one of that name, the object, the callback's user data, or what C returned. */
static int found_for(const struct call_builder *b, const struct ffir_param *param)
{
	for (size_t i = 0; i < b->n_args; i++)
		if (strcmp(b->args[i].param->name, param->name) == 0 && b->args[i].value >= 0 &&
		    is_same(b, b->args[i].param->type, param->type))
			return b->args[i].value;
	for (size_t i = 0; i < b->n_args; i++) {
		const struct ffir_type *to = pointee(b->l, b->args[i].param->type);
		if (strcmp(b->args[i].param->name, param->name) == 0 && b->args[i].loaded >= 0 && to &&
		    is_same(b, to, param->type))
			return b->args[i].loaded;
	}
	for (size_t i = 0; i < b->n_args; i++) {
		const struct argument *arg = &b->args[i];
		bool known = arg->use == USE_SELF || (arg->use == USE_USER_DATA && arg->of == b->completion);
		if (known && is_same(b, arg->param->type, param->type))
			return arg->value;
	}
	return b->ret >= 0 && is_same(b, b->type->result.type, param->type) ? b->ret : -1;
}

static void lower_cancel(struct call_builder *b, struct plan_op *wait)
{
	const struct ffir_annotation *word = said_of(b->function->decl, FFIR_W_CANCEL);
	const struct plan_function *cancel = word ? function_named(b->l, arg_text(word, 0)) : NULL;
	if (!word)
		return;
	if (!cancel || cancel->refused) {
		impossible(b, &word->at,
			   cancel ? "FFI_CANCEL: '%s' cannot be called"
				  : "FFI_CANCEL: there is no function '%s'",
			   arg_text(word, 0) ? arg_text(word, 0) : "");
		return;
	}
	wait->function = cancel;
	for (size_t i = 0; i < cancel->type->n_params && !b->reason; i++) {
		int value = found_for(b, &cancel->type->params[i]);
		if (value < 0)
			impossible(b, &word->at, "FFI_CANCEL: '%s' has nothing that '%s' could take as '%s'",
				   b->function->name.cname, cancel->name.cname, cancel->type->params[i].name);
		*FFIR_PUSH(b->l->a, wait->args, wait->n_args) = value;
	}
}

/* What starting the call gives is there to give it up with. */
static bool are_used_to_cancel(const struct call_builder *b, const struct plan_op *wait)
{
	size_t used = 0;
	for (size_t i = 0; i < wait->n_args; i++) {
		bool loaded = false;
		for (size_t k = 0; k < b->n_args; k++)
			loaded = loaded || b->args[k].loaded == wait->args[i];
		used += loaded || wait->args[i] == b->ret;
	}
	return used == b->n_out_results;
}

/* What the callback is to change is gone when the caller goes on. */
static void refuse_views(struct call_builder *b, const struct plan_closure *closure)
{
	for (size_t i = 0; i < closure->n_ops; i++)
		if (closure->ops[i].kind == OP_VIEW)
			stay_raw_without(
				b, WORDS(FFIR_W_IN),
				"what completes it may change '%s', which is gone when the caller goes on",
				closure->values[closure->ops[i].dst].name.cname);
}

void lower_completion(struct call_builder *b)
{
	const struct ffir_annotation *word = said_of(b->function->decl, FFIR_W_ASYNC);
	if (b->completion < 0)
		return;
	int source = b->args[b->completion].source;
	struct plan_completion *completes = (struct plan_completion *)ffir_alloc(b->l->a, sizeof *completes);
	*completes = (struct plan_completion){.closure = source, .status = -1};
	find_status(completes, b->call->values[source].shape.closure);
	refuse_views(b, b->call->values[source].shape.closure);
	keep_until_completed(b, source);
	struct plan_op *wait = add_op(b, PHASE_AWAIT, OP_AWAIT, -1, source);
	wait->when = WHEN_SUCCESS;
	lower_cancel(b, wait);
	if (!b->reason && !are_used_to_cancel(b, wait))
		impossible(b, &word->at,
			   "FFI_ASYNC: '%s' gives something when it is started, which nobody gets: "
			   "FFI_STATUS says that it is a code, FFI_CANCEL that it gives the call up",
			   b->function->name.cname);
	b->call->completes = completes;
}
