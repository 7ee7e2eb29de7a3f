/*
 * Lowering of out parameters.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower_returned.h"

static void lower_status_out(struct call_builder *b, size_t i, const struct ffir_type *to)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_enum *e = status_enum(b, param, to);
	if (!e)
		return;
	int cell = b->args[i].value = add_value(b, VALUE_CELL, param->name, to);
	int loaded = b->args[i].loaded = add_value(b, VALUE_LOCAL, param->name, to);
	add_op(b, PHASE_MAKE, OP_ALLOC_OUT, cell, -1);
	add_op(b, PHASE_STATUS, OP_LOAD_OUT, loaded, cell);
	lower_status(b, param, e, loaded, to);
}

static void lower_out_value(struct call_builder *b, size_t i, const struct ffir_type *to)
{
	const struct ffir_param *param = b->args[i].param;
	struct ffir_param words = *param;
	struct plan_shape shape;
	const char *reason;
	words.type = (struct ffir_type *)to;
	if (!object_shape(b->l, &words, &shape, &reason)) {
		stay_raw(b, "%s: %s", param_label(b, i), reason);
		return;
	}
	bool always = set_on_error(b, param) && plan_owns_parts(&shape);
	int cell = b->args[i].value = add_value(b, VALUE_CELL, param->name, to);
	int loaded = b->args[i].loaded = add_value(b, VALUE_LOCAL, param->name, to);
	int result = add_result(b, param->name, &shape, to);
	b->call->values[result].doc = doc_of_param(b->l->a, b->function->doc, param);
	add_op(b, PHASE_MAKE, OP_ALLOC_OUT, cell, -1);
	add_op(b, PHASE_LOAD, OP_LOAD_OUT, loaded, cell)->when = always ? WHEN_ALWAYS : WHEN_SUCCESS;
	on_success(b, PHASE_RESULT, OP_DECODE, result, loaded);
	free_parts(b, result, loaded, -1, false, always);
	give(b, result);
}

static void lower_out_pointer(struct call_builder *b, size_t i, const struct ffir_type *to)
{
	const struct ffir_param *param = b->args[i].param;
	int cell = b->args[i].value = add_value(b, VALUE_CELL, param->name, to);
	int loaded = b->args[i].loaded = add_value(b, VALUE_LOCAL, param->name, to);
	bool always = said_of_param(b->l, param, FFIR_W_SET_ON_ERROR) && !record_pointed_to(b->l, to);
	struct returned r = {.param = param,
			     .type = to,
			     .src = loaded,
			     .cell = cell,
			     .name = param->name,
			     .nullable = true};
	add_op(b, PHASE_MAKE, OP_ALLOC_OUT, cell, -1);
	add_op(b, PHASE_LOAD, OP_LOAD_OUT, loaded, cell)->when = always ? WHEN_ALWAYS : WHEN_SUCCESS;
	size_t before = b->n_out_results;
	lower_returned(b, &r);
	if (b->n_out_results > before)
		b->call->values[b->out_results[before]].doc = doc_of_param(b->l->a, b->function->doc, param);
}

/* Memory of the caller that the callee fills whole: a buffer whose capacity is its length. */
static bool lower_out_array(struct call_builder *b, size_t i, const struct ffir_type *to)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_annotation *word = said_of_param(b->l, param, FFIR_W_ARRAY);
	if (!word)
		word = said_of_param(b->l, param, FFIR_W_BYTE_LENGTH);
	if (!word || pointee(b->l, to))
		return false;
	lower_buffer(b, i, word);
	return true;
}

void lower_out(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_type *to = pointee(b->l, param->type);
	const struct ffir_annotation *fixed = said_of_param(b->l, param, FFIR_W_ARRAY_FIXED);
	if (points_to_const(b->l, param->type))
		impossible(b, &param->at, "FFI_OUT: '%s' points to const, nothing can be written there",
			   param->name);
	else if (fixed && !pointee(b->l, to))
		lower_buffer(b, i, fixed);
	else if (lower_out_array(b, i, to))
		return;
	else if (said_of_param(b->l, param, FFIR_W_STATUS))
		lower_status_out(b, i, to);
	else if (handle_of(b->l, to) || (pointee(b->l, to) && !function_of(b->l, to, NULL)))
		lower_out_pointer(b, i, to);
	else
		lower_out_value(b, i, to);
}
