/*
 * Bodies against promises: what a function's own statements do is held against what was said of it. Only a
 * statement is proof, reached from a parameter by copies, casts and offsets: what GCC's summaries do not show is no
 * evidence. And the other way round, if asked: what a body keeps without having promised it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

/* A function of the interface, with its body in fresh SSA. */
struct subject {
	tree decl;
	function *fun;
	const struct ffir_decl *d;
	auto_vec<tree> params; /* of the definition */
};

/* ---- what was said ---- */

static struct use *
use_in (tree attributes, enum ffir_word word)
{
	for (tree a = attributes; a != NULL_TREE; a = TREE_CHAIN (a)) {
		struct use *u = use_of (a);
		if (u != NULL && u->word == word)
			return u;
	}
	return NULL;
}

/* WORD, as any declaration of the function says it of parameter INDEX; NULL if none does. */
static struct use *
said_of_param (const struct subject *s, size_t index, enum ffir_word word)
{
	for (const struct sight &sight : sights)
		if (sight.decl == s->decl && index < sight.params.n) {
			struct use *u = use_in (DECL_ATTRIBUTES (sight.params.params[index]), word);
			if (u != NULL)
				return u;
		}
	return NULL;
}

static struct use *
said_of_function (const struct subject *s, enum ffir_word word)
{
	return use_in (DECL_ATTRIBUTES (s->decl), word);
}

static bool
is_allowed (const struct subject *s, size_t index, const char *warning)
{
	if (attributes_allow (DECL_ATTRIBUTES (s->decl), warning))
		return true;
	for (const struct sight &sight : sights)
		if (sight.decl == s->decl && index < sight.params.n
		    && attributes_allow (DECL_ATTRIBUTES (sight.params.params[index]), warning))
			return true;
	return false;
}

/* Not of a parameter. */
static const size_t no_param = SIZE_MAX;

/* AT is the statement; what was said is shown behind. */
static void contradict (const struct subject *s, size_t index, const struct use *u, location_t at,
			const char *gmsgid) ATTRIBUTE_GCC_DIAG (5, 0);

static void
contradict (const struct subject *s, size_t index, const struct use *u, location_t at, const char *gmsgid)
{
	if (is_allowed (s, index, "ffi-contradiction"))
		return;
	/* Where a system header's macro is used, as NULL: there GCC shows nothing. */
	at = at == UNKNOWN_LOCATION ? DECL_SOURCE_LOCATION (s->decl) : expansion_of (at);
	if (ffi_warning (at, "ffi-contradiction", gmsgid, use_text (u),
			 DECL_NAME (index == no_param ? s->decl : s->params[index])))
		inform (u->at, "%qs is here", use_text (u));
}

/* ---- values ---- */

tree
param_of (tree value)
{
	for (int steps = 0; steps < 100 && value != NULL_TREE; steps++) {
		if (TREE_CODE (value) == ADDR_EXPR) {
			tree base = get_base_address (TREE_OPERAND (value, 0));
			value = base != NULL_TREE && TREE_CODE (base) == MEM_REF ? TREE_OPERAND (base, 0)
										 : NULL_TREE;
			continue;
		}
		if (TREE_CODE (value) != SSA_NAME)
			return NULL_TREE;
		tree variable = SSA_NAME_VAR (value);
		if (SSA_NAME_IS_DEFAULT_DEF (value))
			return variable != NULL_TREE && TREE_CODE (variable) == PARM_DECL ? variable
											  : NULL_TREE;
		gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (value));
		if (def == NULL)
			return NULL_TREE;
		enum tree_code code = gimple_assign_rhs_code (def);
		if (code != SSA_NAME && !CONVERT_EXPR_CODE_P (code) && code != POINTER_PLUS_EXPR
		    && code != ADDR_EXPR)
			return NULL_TREE;
		value = gimple_assign_rhs1 (def);
	}
	return NULL_TREE;
}

static size_t
index_of_param (const struct subject *s, tree parm)
{
	for (size_t i = 0; parm != NULL_TREE && i < s->params.length (); i++)
		if (s->params[i] == parm)
			return i;
	return no_param;
}

/* ---- FFI_IN ---- */

/* Functions of C that write to what their first argument leads to. */
static bool
writes_to_first (gcall *call)
{
	tree decl = gimple_call_fndecl (call);
	if (decl == NULL_TREE || !fndecl_built_in_p (decl, BUILT_IN_NORMAL))
		return false;
	switch (DECL_FUNCTION_CODE (decl)) {
	case BUILT_IN_MEMSET:
	case BUILT_IN_MEMCPY:
	case BUILT_IN_MEMMOVE:
	case BUILT_IN_MEMPCPY:
	case BUILT_IN_STRCPY:
	case BUILT_IN_STRNCPY:
	case BUILT_IN_STRCAT:
	case BUILT_IN_STRNCAT:
	case BUILT_IN_STPCPY:
	case BUILT_IN_SPRINTF:
	case BUILT_IN_SNPRINTF:
	case BUILT_IN_BZERO:
	case BUILT_IN_MEMSET_CHK:
	case BUILT_IN_MEMCPY_CHK:
	case BUILT_IN_MEMMOVE_CHK:
	case BUILT_IN_STRCPY_CHK:
	case BUILT_IN_STRCAT_CHK:
		return gimple_call_num_args (call) > 0;
	default:
		return false;
	}
}

/* The pointer through which STMT writes, or NULL_TREE. */
static tree
written_through (gimple *stmt)
{
	if (gcall *call = dyn_cast<gcall *> (stmt))
		if (writes_to_first (call))
			return gimple_call_arg (call, 0);
	tree lhs = gimple_get_lhs (stmt);
	tree base = lhs != NULL_TREE && TREE_CODE (lhs) != SSA_NAME ? get_base_address (lhs) : NULL_TREE;
	return base != NULL_TREE && TREE_CODE (base) == MEM_REF ? TREE_OPERAND (base, 0) : NULL_TREE;
}

static void
check_in (const struct subject *s, gimple *stmt)
{
	size_t index = index_of_param (s, param_of (written_through (stmt)));
	const struct use *u = index != no_param ? said_of_param (s, index, FFIR_W_IN) : NULL;
	if (u != NULL)
		contradict (s, index, u, gimple_location (stmt),
			    "%qs contradicts the body: what %qE points to is written here");
}

/* ---- FFI_SCOPE (call) ---- */

static bool
may_clear (gimple *stmt)
{
	return gimple_vdef (stmt) != NULL_TREE || gimple_code (stmt) == GIMPLE_ASM;
}

/* Whether something behind STMT could undo what it stored. */
static bool
may_be_cleared (gimple *stmt)
{
	gimple_stmt_iterator i = gsi_for_stmt (stmt);
	for (gsi_next (&i); !gsi_end_p (i); gsi_next (&i))
		if (may_clear (gsi_stmt (i)))
			return true;
	auto_vec<basic_block> queue;
	hash_set<basic_block> seen;
	queue.safe_push (gimple_bb (stmt));
	while (!queue.is_empty ()) {
		edge e;
		edge_iterator ei;
		FOR_EACH_EDGE (e, ei, queue.pop ()->succs)
		{
			if (seen.add (e->dest))
				continue;
			for (i = gsi_start_bb (e->dest); !gsi_end_p (i); gsi_next (&i))
				if (may_clear (gsi_stmt (i)))
					return true;
			queue.safe_push (e->dest);
		}
	}
	return false;
}

static bool is_lasting (tree lhs);

/* Whether POINTER leads to memory that the function has not made for itself: a parameter gave it, or what lasts. */
static bool
leads_to_lasting (tree pointer)
{
	if (TREE_CODE (pointer) == ADDR_EXPR)
		return is_lasting (TREE_OPERAND (pointer, 0));
	if (param_of (pointer) != NULL_TREE)
		return true;
	gimple *def = TREE_CODE (pointer) == SSA_NAME ? SSA_NAME_DEF_STMT (pointer) : NULL;
	if (def == NULL || !is_gimple_assign (def))
		return false;
	enum tree_code code = gimple_assign_rhs_code (def);
	if (CONVERT_EXPR_CODE_P (code) || code == POINTER_PLUS_EXPR || code == SSA_NAME || code == ADDR_EXPR)
		return leads_to_lasting (gimple_assign_rhs1 (def));
	return gimple_assign_load_p (def) && is_lasting (gimple_assign_rhs1 (def));
}

/* Memory that is still there when the function has returned. */
static bool
is_lasting (tree lhs)
{
	tree base = get_base_address (lhs);
	if (base == NULL_TREE)
		return false;
	if (VAR_P (base))
		return is_global_var (base);
	return TREE_CODE (base) == MEM_REF && leads_to_lasting (TREE_OPERAND (base, 0));
}

static void
check_scope (const struct subject *s, gimple *stmt)
{
	if (!gimple_assign_single_p (stmt) || !is_lasting (gimple_assign_lhs (stmt)))
		return;
	size_t index = index_of_param (s, param_of (gimple_assign_rhs1 (stmt)));
	const struct use *u = index != no_param ? said_of_param (s, index, FFIR_W_SCOPE) : NULL;
	if (u != NULL && strcmp (u->annotation.args[0].text, "call") == 0 && !may_be_cleared (stmt))
		contradict (s, index, u, gimple_location (stmt),
			    "%qs contradicts the body: %qE is kept here");
}

/* ---- FFI_LEAF ---- */

/* A parameter that is called here, or given to a function of C that calls it; or NULL_TREE. */
static tree
called_param (gcall *call)
{
	tree decl = gimple_call_fndecl (call);
	if (decl == NULL_TREE)
		return param_of (gimple_call_fn (call));
	const char *name = DECL_NAME (decl) != NULL_TREE ? IDENTIFIER_POINTER (DECL_NAME (decl)) : "";
	if (strcmp (name, "qsort") != 0 && strcmp (name, "bsearch") != 0)
		return NULL_TREE;
	unsigned last = gimple_call_num_args (call);
	return last > 0 ? param_of (gimple_call_arg (call, last - 1)) : NULL_TREE;
}

static void
check_leaf (const struct subject *s, gimple *stmt)
{
	const struct use *u = is_gimple_call (stmt) ? said_of_function (s, FFIR_W_LEAF) : NULL;
	size_t index = u != NULL ? index_of_param (s, called_param (as_a<gcall *> (stmt))) : no_param;
	if (index != no_param)
		contradict (s, index, u, gimple_location (stmt),
			    "%qs contradicts the body: %qE is called back here");
}

/* ---- results ---- */

/* A value that is returned, and where it comes from. */
struct returned {
	tree value;
	basic_block from;
	location_t at;
};

static void
add_returned (tree value, basic_block from, location_t at, vec<struct returned> *list, hash_set<tree> *seen)
{
	if (value == NULL_TREE || TREE_CODE (value) != SSA_NAME || SSA_NAME_IS_DEFAULT_DEF (value)) {
		list->safe_push ({value, from, at});
		return;
	}
	gimple *def = SSA_NAME_DEF_STMT (value);
	if (seen->add (value))
		return;
	if (gphi *phi = dyn_cast<gphi *> (def)) {
		for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
			add_returned (gimple_phi_arg_def (phi, i), gimple_phi_arg_edge (phi, i)->src,
				      gimple_phi_arg_location (phi, i), list, seen);
		return;
	}
	bool copy = gimple_assign_single_p (def) || gimple_assign_cast_p (def);
	if (copy
	    && (TREE_CODE (gimple_assign_rhs1 (def)) == SSA_NAME
		|| is_gimple_min_invariant (gimple_assign_rhs1 (def))))
		add_returned (gimple_assign_rhs1 (def), gimple_bb (def), gimple_location (def), list, seen);
	else
		list->safe_push ({value, from, at});
}

/* A literal, or a static object as a whole; an element of an array may be one of a pool. */
static bool
is_static (tree value)
{
	if (value == NULL_TREE || TREE_CODE (value) != ADDR_EXPR)
		return false;
	tree object = TREE_OPERAND (value, 0);
	tree base = get_base_address (object);
	if (base != NULL_TREE && TREE_CODE (base) == STRING_CST)
		return true;
	return VAR_P (object) && is_global_var (object);
}

static bool
is_null (tree value)
{
	return value != NULL_TREE && POINTER_TYPE_P (TREE_TYPE (value)) && integer_zerop (value);
}

static void
check_owned (const struct subject *s, const vec<struct returned> &values)
{
	const struct use *u = said_of_function (s, FFIR_W_OWNED);
	const struct returned *found = NULL;
	if (u == NULL)
		u = said_of_function (s, FFIR_W_OWNED_BY);
	for (const struct returned &r : values) {
		if (!is_null (r.value) && !is_static (r.value))
			return;
		if (is_static (r.value))
			found = &r;
	}
	if (u != NULL && found != NULL)
		contradict (s, no_param, u, found->at,
			    "%qs contradicts the body: what %qE returns here is nobody%'s to free");
}

/* The pointers that callers do not give as NULL. */
static void
params_there (const struct subject *s, vec<tree> *list)
{
	for (size_t i = 0; i < s->params.length (); i++)
		if (POINTER_TYPE_P (TREE_TYPE (s->params[i]))
		    && said_of_param (s, i, FFIR_W_NULLABLE) == NULL)
			list->safe_push (s->params[i]);
}

static void
check_nonnull (const struct subject *s)
{
	const struct use *u = said_of_function (s, FFIR_W_NONNULL);
	auto_vec<tree> there;
	location_t at;
	params_there (s, &there);
	if (u != NULL && returns_null (s->fun, there, &at))
		contradict (s, no_param, u, at, "%qs contradicts the body: %qE returns NULL here");
}

static void
check_result (const struct subject *s)
{
	auto_vec<struct returned> values;
	hash_set<tree> seen;
	edge e;
	edge_iterator ei;
	FOR_EACH_EDGE (e, ei, EXIT_BLOCK_PTR_FOR_FN (s->fun)->preds)
	{
		greturn *stmt = safe_dyn_cast<greturn *> (last_stmt_of (e->src));
		if (stmt != NULL && gimple_return_retval (stmt) != NULL_TREE)
			add_returned (gimple_return_retval (stmt), e->src, gimple_location (stmt), &values,
				      &seen);
	}
	check_owned (s, values);
	check_nonnull (s);
}

void
contradictions_of (tree fndecl, const struct ffir_decl *d)
{
	struct subject s = {fndecl, DECL_STRUCT_FUNCTION (fndecl), d, {}};
	for (tree parm = DECL_ARGUMENTS (fndecl); parm != NULL_TREE; parm = DECL_CHAIN (parm))
		s.params.safe_push (parm);
	basic_block block;
	FOR_EACH_BB_FN (block, s.fun)
	for (gimple_stmt_iterator i = gsi_start_bb (block); !gsi_end_p (i); gsi_next (&i)) {
		check_in (&s, gsi_stmt (i));
		check_scope (&s, gsi_stmt (i));
		check_leaf (&s, gsi_stmt (i));
	}
	if (POINTER_TYPE_P (TREE_TYPE (TREE_TYPE (fndecl))))
		check_result (&s);
}
