/*
 * warn=suggest: what a body keeps and nobody promised, as GCC's own -Wsuggest-attribute has it. A suggestion is no
 * fact: the author knows whether the next version will keep it, too.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

static bool
has_word (const struct ffir_annotation *list, size_t n, std::initializer_list<enum ffir_word> words)
{
	for (enum ffir_word word : words)
		if (ffir_annotation_find (list, n, word) != NULL)
			return true;
	return false;
}

static bool
points_to_const (tree type)
{
	return TYPE_READONLY (TREE_TYPE (type)) || FUNC_OR_METHOD_TYPE_P (TREE_TYPE (type));
}

/* A pointer through which nothing is written. */
static void
suggest_in (tree fndecl, tree parm, const struct ffir_param *param)
{
	if (points_to_const (TREE_TYPE (parm))
	    || has_word (param->annotations, param->n_annotations,
			 {FFIR_W_IN, FFIR_W_OUT, FFIR_W_INOUT, FFIR_W_BUFFER, FFIR_W_CONTEXT, FFIR_W_PASS,
			  FFIR_W_RESERVED, FFIR_W_TRANSFER}))
		return;
	ffi_warning_about (fndecl, "suggest",
			   "nothing is written through %qs of %qD: %<const%>, or %<FFI_IN%>, would say so",
			   param->name, fndecl);
}

/* Each block once, none that is on the way already: that would be a loop. */
static bool
is_loop_free (function *fun)
{
	enum { NEW, OPEN, DONE };
	auto_vec<char> state;
	auto_vec<basic_block> stack;
	state.safe_grow_cleared (last_basic_block_for_fn (fun));
	stack.safe_push (ENTRY_BLOCK_PTR_FOR_FN (fun));
	while (!stack.is_empty ()) {
		basic_block block = stack.last ();
		if (state[block->index] != NEW) {
			state[block->index] = DONE;
			stack.pop ();
			continue;
		}
		state[block->index] = OPEN;
		edge e;
		edge_iterator ei;
		FOR_EACH_EDGE (e, ei, block->succs)
		{
			if (state[e->dest->index] == OPEN)
				return false;
			if (state[e->dest->index] == NEW)
				stack.safe_push (e->dest);
		}
	}
	return true;
}

/* A few statements that call nothing. */
static bool
is_short (function *fun)
{
	unsigned n = 0;
	basic_block block;
	FOR_EACH_BB_FN (block, fun)
	for (gimple_stmt_iterator i = gsi_start_bb (block); !gsi_end_p (i); gsi_next (&i)) {
		gimple *stmt = gsi_stmt (i);
		if (is_gimple_call (stmt) || gimple_code (stmt) == GIMPLE_ASM
		    || gimple_has_volatile_ops (stmt))
			return false;
		n += !is_gimple_debug (stmt);
	}
	return n <= 64 && is_loop_free (fun);
}

static void
suggest_leaf (tree fndecl, const struct ffir_decl *d)
{
	if (!has_word (d->annotations, d->n_annotations, {FFIR_W_LEAF, FFIR_W_BLOCKING})
	    && is_short (DECL_STRUCT_FUNCTION (fndecl)))
		ffi_warning_about (
			fndecl, "suggest",
			"%qD is short and calls nothing: %<FFI_LEAF%> would let bindings call it at "
			"less cost",
			fndecl);
}

/* Does every return give the address of an object? */
static bool
returns_object (function *fun)
{
	edge e;
	edge_iterator ei;
	bool any = false;
	FOR_EACH_EDGE (e, ei, EXIT_BLOCK_PTR_FOR_FN (fun)->preds)
	{
		gimple *last = last_stmt_of (e->src);
		if (last == NULL || gimple_code (last) != GIMPLE_RETURN)
			return false;
		tree value = gimple_return_retval (as_a<greturn *> (last));
		if (value != NULL_TREE && TREE_CODE (value) == SSA_NAME
		    && gimple_assign_single_p (SSA_NAME_DEF_STMT (value)))
			value = gimple_assign_rhs1 (SSA_NAME_DEF_STMT (value));
		tree object = value != NULL_TREE && TREE_CODE (value) == ADDR_EXPR
				      ? get_base_address (TREE_OPERAND (value, 0))
				      : NULL_TREE;
		if (object == NULL_TREE || (TREE_CODE (object) != STRING_CST && !VAR_P (object))
		    || (VAR_P (object) && DECL_WEAK (object)))
			return false;
		any = true;
	}
	return any;
}

static void
suggest_nonnull (tree fndecl, const struct ffir_decl *d)
{
	const struct ffir_param *result = &d->function->result;
	if (POINTER_TYPE_P (TREE_TYPE (TREE_TYPE (fndecl)))
	    && !has_word (result->annotations, result->n_annotations, {FFIR_W_NONNULL, FFIR_W_NULLABLE})
	    && returns_object (DECL_STRUCT_FUNCTION (fndecl)))
		ffi_warning_about (fndecl, "suggest", "%qD never returns NULL: %<FFI_NONNULL%> would say so",
				   fndecl);
}

void
suggest_for (tree fndecl, const struct ffir_decl *d, uint64_t written)
{
	size_t i = 0;
	for (tree parm = DECL_ARGUMENTS (fndecl); parm != NULL_TREE && i < d->function->n_params && i < 64;
	     parm = DECL_CHAIN (parm), i++)
		if (POINTER_TYPE_P (TREE_TYPE (parm)) && !(written >> i & 1))
			suggest_in (fndecl, parm, &d->function->params[i]);
	suggest_leaf (fndecl, d);
	suggest_nonnull (fndecl, d);
}
