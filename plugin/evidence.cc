/*
 * What bodies tell: of a pointer parameter that nothing is written through it, nor is it kept so that it
 * could be later ("not-written"); of a function that it calls nothing whose body or behaviour is not
 * known here ("calls-nothing-unknown"). By a walk of our own over fresh SSA, before anything is inlined:
 * GCC's summaries do not exist at -O0 and for what -fPIC makes replaceable, and ignore what a noreturn
 * callee does. So the facts do not depend on flags. Bodies of replaceable functions are believed, those
 * of weak, noipa and ifunc ones are not.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

/* A set of parameters, the first is bit 0. Those from the 65th on have no evidence. */
typedef uint64_t params_set;

struct summary {
	cgraph_node *node;
	params_set spoiled;  /* written through, kept, freed, or given to somebody unknown */
	params_set returned; /* the result may be derived from these */
	bool calls_unknown;
	bool queued;
	vec<size_t> callers; /* indices of those to look at again when this changes */
};

/* Everything starts as innocent and is spoiled until nothing changes, so recursion costs no facts. */
static vec<struct summary> summaries;
static hash_map<cgraph_node *, size_t> *index_of;

/* One function under the walk. */
struct body {
	function *fun;
	size_t index;			  /* of its summary */
	vec<params_set> derived;	  /* by SSA version: the parameters a value comes from */
	hash_map<tree, params_set> *held; /* the same for locals that are in memory, and not address-taken */
	params_set spoiled, returned;
	bool calls_unknown, changed;
};

/* ---- functions of the C library ---- */

/* Functions of the system's headers, or built in, that call nothing back. SPOILED: arguments written, kept or
 * freed. RETURNED: arguments that the result points into. */
struct library_function {
	const char *name;
	params_set spoiled, returned;
};

static const struct library_function library[] = {
	{"abs", 0, 0},
	{"atof", 0, 0},
	{"atoi", 0, 0},
	{"atol", 0, 0},
	{"atoll", 0, 0},
	{"bcmp", 0, 0},
	{"bzero", 1, 0},
	{"calloc", 0, 0},
	{"free", 1, 0},
	{"index", 0, 1},
	{"labs", 0, 0},
	{"llabs", 0, 0},
	{"malloc", 0, 0},
	{"memchr", 0, 1},
	{"memcmp", 0, 0},
	{"memcpy", 1, 1},
	{"memmem", 0, 1},
	{"memmove", 1, 1},
	{"mempcpy", 1, 1},
	{"memrchr", 0, 1},
	{"memset", 1, 1},
	{"realloc", 1, 1},
	{"rindex", 0, 1},
	{"stpcpy", 1, 1},
	{"stpncpy", 1, 1},
	{"strcasecmp", 0, 0},
	{"strcat", 1, 1},
	{"strchr", 0, 1},
	{"strchrnul", 0, 1},
	{"strcmp", 0, 0},
	{"strcpy", 1, 1},
	{"strcspn", 0, 0},
	{"strdup", 0, 0},
	{"strlen", 0, 0},
	{"strncasecmp", 0, 0},
	{"strncat", 1, 1},
	{"strncmp", 0, 0},
	{"strncpy", 1, 1},
	{"strndup", 0, 0},
	{"strnlen", 0, 0},
	{"strpbrk", 0, 1},
	{"strrchr", 0, 1},
	{"strspn", 0, 0},
	{"strstr", 0, 1},
	{"strtod", 3, 0},
	{"strtof", 3, 0},
	{"strtol", 3, 0},
	{"strtold", 3, 0},
	{"strtoll", 3, 0},
	{"strtoul", 3, 0},
	{"strtoull", 3, 0},
	{"tolower", 0, 0},
	{"toupper", 0, 0},
	{"__builtin_alloca", 0, 0},
	{"__builtin_expect", 0, 0},
	{"__builtin_object_size", 0, 0},
	{"__builtin_prefetch", 0, 0},
	{"__builtin_stack_restore", 0, 0},
	{"__builtin_stack_save", 0, 0},
	{"__builtin_trap", 0, 0},
	{"__builtin_unreachable", 0, 0},
	{"__builtin_va_copy", 3, 0},
	{"__builtin_va_end", 1, 0},
	{"__builtin_va_start", 1, 0},
	{"__ctype_b_loc", 0, 0},
	{"__ctype_tolower_loc", 0, 0},
	{"__ctype_toupper_loc", 0, 0},
	{"__errno_location", 0, 0},
};

/* "__builtin_memcpy" and "__memcpy_chk" are memcpy. */
static bool
is_named (const char *name, const char *plain)
{
	size_t n = strlen (plain);
	if (strcmp (name, plain) == 0)
		return true;
	if (startswith (name, "__builtin_")) {
		name += strlen ("__builtin_");
		if (strcmp (name, plain) == 0)
			return true;
	}
	return startswith (name, "__") && strncmp (name + 2, plain, n) == 0
	       && strcmp (name + 2 + n, "_chk") == 0;
}

static const struct library_function *
find_library_function (tree decl)
{
	static const struct library_function harmless = {"", 0, 0}, spoils = {"", ~(params_set) 0, 0};
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	if (!TREE_PUBLIC (decl) || !(fndecl_built_in_p (decl) || DECL_IN_SYSTEM_HEADER (decl)))
		return NULL;
	for (const struct library_function &f : library)
		if (is_named (name, f.name))
			return &f;
	if (!fndecl_built_in_p (decl))
		return NULL;
	/* Of its own instruction set, or arithmetic on memory. */
	if (DECL_BUILT_IN_CLASS (decl) == BUILT_IN_MD || startswith (name, "__atomic_")
	    || startswith (name, "__sync_"))
		return &spoils;
	return flags_from_decl_or_type (decl) & (ECF_CONST | ECF_PURE) ? &harmless : NULL;
}

/* ---- who is called ---- */

static bool
is_believed (cgraph_node *node)
{
	tree decl = node->decl;
	return !(DECL_WEAK (decl) && !DECL_COMDAT (decl)) && !node->ifunc_resolver && !DECL_EXTERNAL (decl)
	       && !lookup_attribute ("noipa", DECL_ATTRIBUTES (decl));
}

/* The node with the body that a call of DECL runs; NULL if that is not known. */
static cgraph_node *
body_of (tree decl)
{
	cgraph_node *node = cgraph_node::get (decl);
	while (node != NULL && node->alias && is_believed (node))
		node = node->analyzed ? node->get_alias_target () : NULL;
	if (node == NULL || node->alias || node->thunk || !is_believed (node) || !node->has_gimple_body_p ())
		return NULL;
	function *fun = DECL_STRUCT_FUNCTION (node->decl);
	return fun != NULL && fun->cfg != NULL && gimple_in_ssa_p (fun) ? node : NULL;
}

static size_t
summary_of (cgraph_node *node)
{
	bool known;
	size_t &index = index_of->get_or_insert (node, &known);
	if (!known) {
		index = summaries.length ();
		struct summary s = {node, 0, 0, false, true, vNULL};
		summaries.safe_push (s);
	}
	return index;
}

/* ---- the walk ---- */

static bool
is_quiet_local (const struct body *b, tree decl)
{
	return (VAR_P (decl) || TREE_CODE (decl) == PARM_DECL || TREE_CODE (decl) == RESULT_DECL)
	       && auto_var_in_fn_p (decl, b->fun->decl) && !TREE_ADDRESSABLE (decl);
}

static params_set
held_in (const struct body *b, tree decl)
{
	params_set *set = b->held->get (decl);
	return set != NULL ? *set : 0;
}

/* What the value of operand OP is derived from. What is loaded through a pointer is another object. */
static params_set
derived_from (const struct body *b, tree op)
{
	if (op == NULL_TREE)
		return 0;
	if (TREE_CODE (op) == SSA_NAME)
		return b->derived[SSA_NAME_VERSION (op)];
	if (TREE_CODE (op) == ADDR_EXPR) {
		tree base = get_base_address (TREE_OPERAND (op, 0));
		if (base != NULL_TREE && (TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF))
			return derived_from (b, TREE_OPERAND (base, 0));
		return 0;
	}
	if (TREE_CODE (op) == CONSTRUCTOR) {
		params_set set = 0;
		unsigned i;
		tree value;
		FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (op), i, value)
		set |= derived_from (b, value);
		return set;
	}
	while (handled_component_p (op))
		op = TREE_OPERAND (op, 0);
	if (TREE_CODE (op) == SSA_NAME) /* seen as another type */
		return b->derived[SSA_NAME_VERSION (op)];
	tree base = get_base_address (op);
	return base != NULL_TREE && DECL_P (base) ? held_in (b, base) : 0;
}

static void
spoil (struct body *b, params_set set)
{
	b->changed |= (set & ~b->spoiled) != 0;
	b->spoiled |= set;
}

/* A value derived from SET goes to LHS, a register or memory. */
static void
store (struct body *b, tree lhs, params_set set)
{
	if (TREE_CODE (lhs) == SSA_NAME) {
		params_set &known = b->derived[SSA_NAME_VERSION (lhs)];
		b->changed |= (set & ~known) != 0;
		known |= set;
		return;
	}
	tree base = get_base_address (lhs);
	if (base != NULL_TREE && DECL_P (base) && is_quiet_local (b, base)) {
		params_set &known = b->held->get_or_insert (base);
		b->changed |= (set & ~known) != 0;
		known |= set;
		return;
	}
	if (base != NULL_TREE && (TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF))
		spoil (b, derived_from (b, TREE_OPERAND (base, 0)));
	spoil (b, set);
}

static void
walk_assign (struct body *b, gassign *stmt)
{
	enum tree_code code = gimple_assign_rhs_code (stmt);
	params_set set = 0;
	if (code != POINTER_DIFF_EXPR && TREE_CODE_CLASS (code) != tcc_comparison)
		for (unsigned i = 1; i < gimple_num_ops (stmt); i++)
			set |= derived_from (b, gimple_op (stmt, i));
	store (b, gimple_assign_lhs (stmt), set);
}

static params_set
walk_known_call (struct body *b, gcall *stmt, cgraph_node *callee)
{
	size_t index = summary_of (callee);
	struct summary *s = &summaries[index];
	if (!s->callers.contains (b->index))
		s->callers.safe_push (b->index);
	params_set result = 0;
	unsigned i = 0;
	tree param = DECL_ARGUMENTS (callee->decl);
	for (; i < gimple_call_num_args (stmt); i++) {
		params_set set = derived_from (b, gimple_call_arg (stmt, i));
		if (param == NULL_TREE || i >= 64 || (s->spoiled >> i & 1))
			spoil (b, set);
		else if (s->returned >> i & 1)
			result |= set;
		param = param != NULL_TREE ? DECL_CHAIN (param) : NULL_TREE;
	}
	if (s->calls_unknown && !b->calls_unknown)
		b->calls_unknown = b->changed = true;
	return result;
}

static params_set
walk_library_call (struct body *b, gcall *stmt, const struct library_function *callee)
{
	params_set result = 0;
	for (unsigned i = 0; i < gimple_call_num_args (stmt); i++) {
		params_set set = derived_from (b, gimple_call_arg (stmt, i));
		if (i >= 64 || (callee->spoiled >> i & 1))
			spoil (b, set);
		else if (callee->returned >> i & 1)
			result |= set;
	}
	return result;
}

static void
walk_unknown_call (struct body *b, gcall *stmt)
{
	for (unsigned i = 0; i < gimple_call_num_args (stmt); i++)
		spoil (b, derived_from (b, gimple_call_arg (stmt, i)));
	if (!gimple_call_internal_p (stmt))
		b->calls_unknown = true;
}

static void
walk_call (struct body *b, gcall *stmt)
{
	tree decl = gimple_call_fndecl (stmt);
	cgraph_node *callee = decl != NULL_TREE ? body_of (decl) : NULL;
	const struct library_function *function =
		callee == NULL && decl != NULL_TREE ? find_library_function (decl) : NULL;
	params_set result = 0;
	spoil (b, derived_from (b, gimple_call_chain (stmt)));
	if (callee != NULL)
		result = walk_known_call (b, stmt, callee);
	else if (function != NULL)
		result = walk_library_call (b, stmt, function);
	else
		walk_unknown_call (b, stmt);
	if (gimple_call_lhs (stmt) != NULL_TREE)
		store (b, gimple_call_lhs (stmt), result);
}

/* An operand of an asm: a value, or memory that it may change. */
static void
walk_asm_operand (struct body *b, tree op)
{
	tree base = get_base_address (op);
	spoil (b, derived_from (b, op));
	if (base != NULL_TREE && (TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF))
		spoil (b, derived_from (b, TREE_OPERAND (base, 0)));
}

static void
walk_asm (struct body *b, gasm *stmt)
{
	if (*gimple_asm_string (stmt) != '\0')
		b->calls_unknown = true;
	for (unsigned i = 0; i < gimple_asm_ninputs (stmt); i++)
		walk_asm_operand (b, TREE_VALUE (gimple_asm_input_op (stmt, i)));
	for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
		walk_asm_operand (b, TREE_VALUE (gimple_asm_output_op (stmt, i)));
}

static void
walk_return (struct body *b, greturn *stmt)
{
	tree value = gimple_return_retval (stmt);
	params_set set = derived_from (b, value);
	if (value != NULL_TREE && TREE_CODE (value) == SSA_NAME)
		b->returned |= set;
	else /* in a struct */
		spoil (b, set);
}

static void
walk_statement (struct body *b, gimple *stmt)
{
	switch (gimple_code (stmt)) {
	case GIMPLE_ASSIGN:
		walk_assign (b, as_a<gassign *> (stmt));
		break;
	case GIMPLE_CALL:
		walk_call (b, as_a<gcall *> (stmt));
		break;
	case GIMPLE_ASM:
		walk_asm (b, as_a<gasm *> (stmt));
		break;
	case GIMPLE_RETURN:
		walk_return (b, as_a<greturn *> (stmt));
		break;
	case GIMPLE_COND:
	case GIMPLE_SWITCH:
	case GIMPLE_LABEL:
	case GIMPLE_GOTO:
	case GIMPLE_NOP:
	case GIMPLE_DEBUG:
	case GIMPLE_PREDICT:
	case GIMPLE_RESX:
	case GIMPLE_EH_DISPATCH:
		break;
	default:
		b->calls_unknown = true;
		for (unsigned i = 0; i < gimple_num_ops (stmt); i++)
			spoil (b, derived_from (b, gimple_op (stmt, i)));
	}
}

static void
walk_blocks (struct body *b)
{
	basic_block block;
	FOR_EACH_BB_FN (block, b->fun)
	{
		for (gphi_iterator i = gsi_start_phis (block); !gsi_end_p (i); gsi_next (&i))
			for (unsigned k = 0; k < gimple_phi_num_args (i.phi ()); k++)
				store (b, gimple_phi_result (i.phi ()),
				       derived_from (b, gimple_phi_arg_def (i.phi (), k)));
		for (gimple_stmt_iterator i = gsi_start_bb (block); !gsi_end_p (i); gsi_next (&i))
			walk_statement (b, gsi_stmt (i));
	}
}

/* A parameter that has no register cannot be followed. */
static void
start_params (struct body *b)
{
	unsigned i = 0;
	for (tree param = DECL_ARGUMENTS (b->fun->decl); param != NULL_TREE && i < 64;
	     param = DECL_CHAIN (param), i++) {
		tree value = is_gimple_reg (param) ? ssa_default_def (b->fun, param) : NULL_TREE;
		if (value != NULL_TREE)
			b->derived[SSA_NAME_VERSION (value)] |= (params_set) 1 << i;
		else if (!is_gimple_reg (param))
			b->spoiled |= (params_set) 1 << i;
	}
}

/* Walks a body with what is known of its callees by now; true if its summary changed. */
static bool
summarise (size_t index)
{
	struct body b = {
		DECL_STRUCT_FUNCTION (summaries[index].node->decl), index, vNULL, NULL, 0, 0, false, false};
	hash_map<tree, params_set> held;
	b.held = &held;
	b.derived.safe_grow_cleared (SSANAMES (b.fun)->length ());
	start_params (&b);
	do {
		b.changed = false;
		walk_blocks (&b);
	} while (b.changed);
	b.derived.release ();
	struct summary *s = &summaries[index];
	bool changed =
		s->spoiled != b.spoiled || s->returned != b.returned || s->calls_unknown != b.calls_unknown;
	s->spoiled = b.spoiled;
	s->returned = b.returned;
	s->calls_unknown = b.calls_unknown;
	return changed;
}

/* From the callees up, then again whose callees changed. */
static void
summarise_all (void)
{
	for (bool any = true; any;) {
		any = false;
		for (size_t i = summaries.length (); i-- > 0;) {
			if (!summaries[i].queued)
				continue;
			any = true;
			summaries[i].queued = false;
			if (!summarise (i))
				continue;
			for (size_t caller : summaries[i].callers)
				summaries[caller].queued = true;
		}
	}
}

/* ---- into the record ---- */

static const char *
from_whom (void)
{
	const char *compiler = module->targets[0].compiler;
	if (optimize_size)
		return ffir_printf (&module->arena, "%s -Os", compiler);
	if (optimize_debug)
		return ffir_printf (&module->arena, "%s -Og", compiler);
	return ffir_printf (&module->arena, "%s -O%d", compiler, optimize);
}

static struct ffir_evidence *
add_evidence (struct ffir_unit *unit, const char *key, const char *param, const char *name, const char *from)
{
	struct ffir_unit_evidence *e = FFIR_PUSH (&module->arena, unit->evidence, unit->n_evidence);
	e->key = key;
	e->param = param;
	e->evidence.name = name;
	e->evidence.from = from;
	return &e->evidence;
}

/* A definition may call its parameter otherwise than the prototype that callers read. */
static void
record_name (struct ffir_unit *unit, const struct ffir_decl *d, const char *name, tree param,
	     const char *from)
{
	if (DECL_NAME (param) == NULL_TREE || *name == '#'
	    || strcmp (IDENTIFIER_POINTER (DECL_NAME (param)), name) == 0)
		return;
	add_evidence (unit, d->id, name, "named", from)->as =
		ffir_strdup (&module->arena, IDENTIFIER_POINTER (DECL_NAME (param)));
}

static void
record (struct ffir_unit *unit, const struct ffir_decl *d, const struct summary *s, const char *from)
{
	tree param = DECL_ARGUMENTS (s->node->decl);
	if (!s->calls_unknown)
		add_evidence (unit, d->id, NULL, "calls-nothing-unknown", from);
	for (size_t i = 0; i < d->function->n_params && i < 64 && param != NULL_TREE;
	     i++, param = DECL_CHAIN (param)) {
		record_name (unit, d, d->function->params[i].name, param, from);
		if (POINTER_TYPE_P (TREE_TYPE (param)) && !(s->spoiled >> i & 1))
			add_evidence (unit, d->id, d->function->params[i].name, "not-written", from);
	}
}

void
evidence_collect (struct ffir_unit *unit)
{
	hash_map<nofree_string_hash, cgraph_node *> defined;
	cgraph_node *node;
	FOR_EACH_DEFINED_FUNCTION (node)
	if (DECL_NAME (node->decl) != NULL_TREE && body_of (node->decl) == node)
		defined.put (IDENTIFIER_POINTER (DECL_NAME (node->decl)), node);
	if (defined.elements () == 0)
		return;
	index_of = new hash_map<cgraph_node *, size_t>;
	for (size_t i = 0; i < module->n_decls; i++) {
		cgraph_node **found = module->decls[i]->kind == FFIR_DECL_FUNCTION
					      ? defined.get (module->decls[i]->id)
					      : NULL;
		if (found != NULL)
			summary_of (*found);
	}
	summarise_all ();
	const char *from = from_whom ();
	bool as_error, is_said = attributes_used (), suggests = warning_on ("suggest", &as_error);
	for (size_t i = 0; i < module->n_decls; i++) {
		const struct ffir_decl *d = module->decls[i];
		cgraph_node **found =
			d->kind == FFIR_DECL_FUNCTION && d->function != NULL ? defined.get (d->id) : NULL;
		if (found == NULL)
			continue;
		const struct summary *s = &summaries[summary_of (*found)];
		record (unit, d, s, from);
		if (is_said)
			contradictions_of ((*found)->decl, d);
		if (suggests)
			suggest_for ((*found)->decl, d, s->spoiled);
	}
	delete index_of;
}
