/*
 * Whether a body returns NULL on a path that its own statements do not rule out: for contradictions.cc. A literal NULL is
 * followed forwards from where it enters to the return. What tests it decides which way that goes; a test of anything
 * else that stands between says nothing, so that nothing is proved. And backwards: what is returned where a parameter
 * that must not be NULL was, is what a caller gets who broke a promise himself.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

enum { MOST_STEPS = 100 };

static bool
is_null (tree value)
{
	return value != NULL_TREE && POINTER_TYPE_P (TREE_TYPE (value)) && integer_zerop (value);
}

/* What VALUE is a copy of. */
static tree
copied_from (tree value)
{
	for (int steps = 0; steps < MOST_STEPS && TREE_CODE (value) == SSA_NAME; steps++) {
		gimple *def = SSA_NAME_DEF_STMT (value);
		if (!gimple_assign_single_p (def) && !gimple_assign_cast_p (def))
			return value;
		tree from = gimple_assign_rhs1 (def);
		if (TREE_CODE (from) != SSA_NAME && !is_gimple_min_invariant (from))
			return value;
		value = from;
	}
	return value;
}

/* The argument of __builtin_expect, which is its result; or NULL_TREE. */
static tree
expected (gimple *stmt)
{
	return gimple_call_builtin_p (stmt, BUILT_IN_EXPECT) ? gimple_call_arg (stmt, 0) : NULL_TREE;
}

/* ---- forwards ---- */

/* What is known of names while a path is followed: 0, or 1 for whatever is not 0. */
typedef hash_map<tree, int> known_values;

static const int unknown = -1;

static int
value_of (known_values *known, tree value)
{
	if (value == NULL_TREE)
		return unknown;
	if (integer_zerop (value))
		return 0;
	if (TREE_CODE (value) == INTEGER_CST)
		return 1;
	const int *found = TREE_CODE (value) == SSA_NAME ? known->get (value) : NULL;
	return found != NULL ? *found : unknown;
}

/* LEFT CODE RIGHT, of values that are known; of two that are not 0 nobody knows whether they are equal. */
static int
compared (enum tree_code code, int left, int right)
{
	if ((code != EQ_EXPR && code != NE_EXPR) || left == unknown || right == unknown || left + right == 2)
		return unknown;
	return (left == right) == (code == EQ_EXPR);
}

static int
assigned (known_values *known, gimple *stmt)
{
	enum tree_code code = gimple_assign_rhs_code (stmt);
	int left = value_of (known, gimple_assign_rhs1 (stmt));
	int right = gimple_num_ops (stmt) > 2 ? value_of (known, gimple_assign_rhs2 (stmt)) : unknown;
	bool is_bool = TREE_CODE (TREE_TYPE (gimple_assign_lhs (stmt))) == BOOLEAN_TYPE;
	if (code == BIT_AND_EXPR && is_bool)
		return left == 0 || right == 0 ? 0 : left == 1 && right == 1 ? 1 : unknown;
	if (code == BIT_IOR_EXPR && is_bool)
		return left == 1 || right == 1 ? 1 : left == 0 && right == 0 ? 0 : unknown;
	if (code == BIT_XOR_EXPR && is_bool && left != unknown && right != unknown)
		return left != right;
	if ((code == TRUTH_NOT_EXPR || (code == BIT_NOT_EXPR && is_bool)) && left != unknown)
		return !left;
	if (code == EQ_EXPR || code == NE_EXPR)
		return compared (code, left, right);
	if (gimple_assign_single_p (stmt) || (CONVERT_EXPR_CODE_P (code) && (left == 0 || is_bool)))
		return left;
	return unknown;
}

static void
learn (known_values *known, gimple *stmt)
{
	tree name = gimple_get_lhs (stmt);
	if (name == NULL_TREE || TREE_CODE (name) != SSA_NAME)
		return;
	int value = is_gimple_assign (stmt) ? assigned (known, stmt) : value_of (known, expected (stmt));
	if (value != unknown)
		known->put (name, value);
}

/* Whether STMT ends the path, since what is NULL there must not be. */
static bool
uses_null (known_values *known, gimple *stmt)
{
	use_operand_p use;
	ssa_op_iter i;
	FOR_EACH_SSA_USE_OPERAND (use, stmt, i, SSA_OP_USE)
	{
		tree name = USE_FROM_PTR (use);
		if (POINTER_TYPE_P (TREE_TYPE (name)) && value_of (known, name) == 0
		    && infer_nonnull_range (stmt, name))
			return true;
	}
	return false;
}

static void
learn_phis (known_values *known, edge e)
{
	for (gphi_iterator i = gsi_start_phis (e->dest); !gsi_end_p (i); gsi_next (&i)) {
		tree value = copied_from (PHI_ARG_DEF_FROM_EDGE (i.phi (), e));
		int of = value_of (known, value);
		if (of != unknown)
			known->put (gimple_phi_result (i.phi ()), of);
		else
			known->remove (gimple_phi_result (i.phi ()));
	}
}

/* Where the path goes on, or NULL. */
static edge
next_edge (known_values *known, basic_block block)
{
	gimple *last = last_stmt_of (block);
	if (single_succ_p (block))
		return single_succ_edge (block);
	if (last == NULL || gimple_code (last) != GIMPLE_COND)
		return NULL;
	int taken = compared (gimple_cond_code (last), value_of (known, gimple_cond_lhs (last)),
			      value_of (known, gimple_cond_rhs (last)));
	edge when_true, when_false;
	extract_true_false_edges_from_block (block, &when_true, &when_false);
	return taken == unknown ? NULL : taken != 0 ? when_true : when_false;
}

/* Whether what enters on E reaches a return, by statements alone, and NULL is returned there. */
static bool
leads_to_null (edge e)
{
	known_values known;
	for (int steps = 0; steps < MOST_STEPS && e != NULL; steps++) {
		learn_phis (&known, e);
		for (gimple_stmt_iterator i = gsi_start_bb (e->dest); !gsi_end_p (i); gsi_next (&i)) {
			gimple *stmt = gsi_stmt (i);
			if (greturn *back = dyn_cast<greturn *> (stmt))
				return value_of (&known, copied_from (gimple_return_retval (back))) == 0;
			if (uses_null (&known, stmt))
				return false;
			learn (&known, stmt);
		}
		e = next_edge (&known, e->dest);
	}
	return false;
}

/* ---- backwards ---- */

struct guards {
	const vec<tree> *params; /* those that must not be NULL */
	hash_set<basic_block> seen;
};

static bool is_guarded (struct guards *g, basic_block block);
static bool is_guarded_edge (struct guards *g, edge e);
static bool needs_null (struct guards *g, tree value, bool truth, int depth);

static bool
is_of_param (struct guards *g, tree value)
{
	tree parm = param_of (value);
	for (tree one : *g->params)
		if (one == parm)
			return true;
	return false;
}

/* Whether LEFT CODE RIGHT is TRUTH only if a parameter is NULL. */
static bool
comparison_needs_null (struct guards *g, enum tree_code code, tree left, tree right, bool truth, int depth)
{
	if ((code != EQ_EXPR && code != NE_EXPR) || !integer_zerop (right))
		return false;
	bool is_zero = truth == (code == EQ_EXPR);
	if (POINTER_TYPE_P (TREE_TYPE (left)))
		return is_zero && is_of_param (g, left);
	return needs_null (g, left, !is_zero, depth);
}

/* A variable that was set on several paths: all that make it TRUTH. */
static bool
phi_needs_null (struct guards *g, gphi *phi, bool truth, int depth)
{
	for (unsigned i = 0; i < gimple_phi_num_args (phi); i++) {
		tree value = copied_from (gimple_phi_arg_def (phi, i));
		if (TREE_CODE (value) == INTEGER_CST && integer_zerop (value) == truth)
			continue;
		if (!needs_null (g, value, truth, depth)
		    && !is_guarded_edge (g, gimple_phi_arg_edge (phi, i)))
			return false;
	}
	return true;
}

/* Whether VALUE is TRUTH only if a parameter is NULL. */
static bool
needs_null (struct guards *g, tree value, bool truth, int depth)
{
	if (depth > 20 || TREE_CODE (value) != SSA_NAME)
		return false;
	gimple *def = SSA_NAME_DEF_STMT (value);
	if (gphi *phi = dyn_cast<gphi *> (def))
		return phi_needs_null (g, phi, truth, depth + 1);
	if (tree inside = expected (def))
		return needs_null (g, inside, truth, depth + 1);
	if (!is_gimple_assign (def))
		return false;
	enum tree_code code = gimple_assign_rhs_code (def);
	tree left = gimple_assign_rhs1 (def),
	     right = gimple_num_ops (def) > 2 ? gimple_assign_rhs2 (def) : NULL;
	if (code == EQ_EXPR || code == NE_EXPR)
		return comparison_needs_null (g, code, left, right, truth, depth + 1);
	if (code == BIT_AND_EXPR || code == BIT_IOR_EXPR) {
		bool one = needs_null (g, left, truth, depth + 1),
		     other = needs_null (g, right, truth, depth + 1);
		return truth == (code == BIT_AND_EXPR) ? one || other : one && other;
	}
	if (code == TRUTH_NOT_EXPR || code == BIT_NOT_EXPR || (code == BIT_XOR_EXPR && integer_onep (right)))
		return needs_null (g, left, !truth, depth + 1);
	if (gimple_assign_single_p (def) || CONVERT_EXPR_CODE_P (code))
		return needs_null (g, left, truth, depth + 1);
	return false;
}

static bool
is_guarded_edge (struct guards *g, edge e)
{
	gimple *last = last_stmt_of (e->src);
	if (last != NULL && gimple_code (last) == GIMPLE_SWITCH)
		return true;
	if (last != NULL && gimple_code (last) == GIMPLE_COND
	    && comparison_needs_null (g, gimple_cond_code (last), gimple_cond_lhs (last),
				      gimple_cond_rhs (last), e->flags & EDGE_TRUE_VALUE, 0))
		return true;
	return is_guarded (g, e->src);
}

/* Is BLOCK reached only where a parameter was found to be NULL, or by a switch over an enum? */
static bool
is_guarded (struct guards *g, basic_block block)
{
	edge e;
	edge_iterator i;
	if (block == ENTRY_BLOCK_PTR_FOR_FN (cfun) || EDGE_COUNT (block->preds) == 0)
		return false;
	if (g->seen.add (block))
		return true;
	FOR_EACH_EDGE (e, i, block->preds)
	if (!is_guarded_edge (g, e))
		return false;
	return true;
}

/* ---- both ---- */

struct search {
	const vec<tree> *params;
	hash_set<tree> seen;
	location_t at;
};

/* Who looks for something in a loop may know that it is there. */
static bool
is_in_loop (basic_block block)
{
	auto_vec<basic_block> queue;
	hash_set<basic_block> seen;
	queue.safe_push (block);
	while (!queue.is_empty ()) {
		edge e;
		edge_iterator i;
		FOR_EACH_EDGE (e, i, queue.pop ()->succs)
		{
			if (e->dest == block)
				return true;
			if (!seen.add (e->dest))
				queue.safe_push (e->dest);
		}
	}
	return false;
}

/* E is where a literal NULL enters. */
static bool
is_proof (struct search *s, edge e, location_t at)
{
	struct guards g;
	g.params = s->params;
	if (is_guarded_edge (&g, e) || !leads_to_null (e) || is_in_loop (e->src))
		return false;
	s->at = at;
	return true;
}

/* Where the literal VALUE, or what copies it, was written. */
static location_t
place_of (tree value, location_t otherwise)
{
	location_t at = UNKNOWN_LOCATION;
	for (int steps = 0; steps < MOST_STEPS && TREE_CODE (value) == SSA_NAME; steps++) {
		gimple *def = SSA_NAME_DEF_STMT (value);
		if (!is_gimple_assign (def))
			break;
		at = gimple_location (def);
		value = gimple_assign_rhs1 (def);
	}
	return at != UNKNOWN_LOCATION ? at : otherwise;
}

static bool
finds_null (struct search *s, tree value, edge e, location_t at)
{
	tree from = copied_from (value);
	if (is_null (from))
		return e != NULL && is_proof (s, e, place_of (value, at));
	gphi *phi = TREE_CODE (from) == SSA_NAME ? dyn_cast<gphi *> (SSA_NAME_DEF_STMT (from)) : NULL;
	if (phi == NULL || s->seen.add (from))
		return false;
	for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
		if (finds_null (s, gimple_phi_arg_def (phi, i), gimple_phi_arg_edge (phi, i),
				gimple_phi_arg_location (phi, i)))
			return true;
	return false;
}

bool
returns_null (function *fun, const vec<tree> &params, location_t *at)
{
	struct search s;
	edge e, into;
	edge_iterator i, k;
	bool found = false;
	s.params = &params;
	s.at = UNKNOWN_LOCATION;
	push_cfun (fun);
	FOR_EACH_EDGE (e, i, EXIT_BLOCK_PTR_FOR_FN (fun)->preds)
	{
		greturn *stmt = safe_dyn_cast<greturn *> (last_stmt_of (e->src));
		tree value = stmt != NULL ? gimple_return_retval (stmt) : NULL_TREE;
		/* A literal in the block that returns enters on any edge into that. */
		if (value != NULL_TREE)
			FOR_EACH_EDGE (into, k, e->src->preds)
		found = found || finds_null (&s, value, into, gimple_location (stmt));
	}
	pop_cfun ();
	*at = s.at;
	return found;
}
