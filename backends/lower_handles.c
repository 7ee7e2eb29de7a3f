/*
 * Lowering of numbers and pointers that are types of their own: FFI_HANDLE, FFI_TRANSPARENT.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

static bool is_number(const struct lowering *l, const struct ffir_type *type)
{
	enum ffir_type_kind kind = resolve(l, type, NULL)->kind;
	return kind == FFIR_TYPE_INT || kind == FFIR_TYPE_FLOAT;
}

static struct plan_handle *make_handle(struct lowering *l, const struct ffir_decl *decl,
				       const struct ffir_annotation *word)
{
	struct plan_alias *alias = alias_for(l, decl);
	if (!alias)
		return NULL;
	struct plan_handle *handle = (struct plan_handle *)ffir_alloc(l->a, sizeof *handle);
	handle->alias = alias;
	handle->is_pointer = pointee(l, decl->type) != NULL;
	handle->is_number = word->word == FFIR_W_TRANSPARENT;
	if (handle->is_number && !is_number(l, decl->type))
		diag_error(l->d, &word->at, "FFI_TRANSPARENT: '%s' is no number", decl->id);
	if (word->n_args)
		handle->invalid = value_as(l, word->args[0].value, decl->type);
	if (word->n_args && handle->invalid.kind == FFIR_VALUE_NONE)
		diag_error(l->d, &word->at, "FFI_HANDLE: the value of '%s' is not known", word->args[0].text);
	alias->handle = handle;
	*FFIR_PUSH(l->a, l->p->handles, l->p->n_handles) = handle;
	return handle;
}

struct plan_handle *handle_of(struct lowering *l, const struct ffir_type *type)
{
	while (type && type->kind == FFIR_TYPE_NAMED) {
		const struct ffir_decl *decl = ffir_module_find(l->m, type->name);
		if (!decl || decl->kind != FFIR_DECL_ALIAS)
			return NULL;
		const struct ffir_annotation *word = said_of(decl, FFIR_W_HANDLE);
		if (!word)
			word = said_of(decl, FFIR_W_TRANSPARENT);
		struct plan_alias *alias = (struct plan_alias *)plan_index_find(l->p, decl);
		if (word)
			return alias && alias->handle ? alias->handle : make_handle(l, decl, word);
		type = decl->type;
	}
	return NULL;
}

bool handle_shape(struct lowering *l, const struct ffir_param *words, const struct ffir_type *type,
		  bool may_lack, struct plan_shape *shape)
{
	struct plan_handle *handle = handle_of(l, type);
	if (!handle)
		return false;
	*shape = (struct plan_shape){.kind = SHAPE_HANDLE, .type = type, .handle = handle};
	shape->nullable = handle->invalid.kind != FFIR_VALUE_NONE && is_nullable(l, words, may_lack);
	return true;
}

void lower_handle_param(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape shape;
	if (!handle_shape(b->l, param, param->type, false, &shape))
		return;
	if (!shape.nullable && said_of_param(b->l, param, FFIR_W_NULLABLE)) {
		impossible(b, &param->at, "FFI_NULLABLE: no value of '%s' is none: FFI_HANDLE has to name it",
			   param->name);
		return;
	}
	int source = add_param(b, i, &shape);
	b->args[i].value = add_value(b, VALUE_LOCAL, param->name, param->type);
	if (!shape.nullable)
		add_op(b, PHASE_CHECK, OP_CHECK_NULL, -1, source);
	if (is_ranged(b->l, param->type))
		add_op(b, PHASE_CHECK, OP_CHECK_RANGE, b->args[i].value, source);
	add_op(b, PHASE_PREPARE, OP_PASS, b->args[i].value, source);
	lower_param_default(b, i, source);
}
