/*
 * How values travel: in which registers, in memory, by reference, extended by whom. GCC's own hooks are asked as
 * it asks them itself when it expands a call (initialize_argument_information of calls.cc).
 *
 * The hooks report errors for what the flags make impossible (a double under -mno-sse), some of them once only,
 * which the user's own code must still get: so the first word of an error is the end of the question, and notes
 * about changes of the ABI, which also come once, are not due while it lasts.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/passing.h"
#include "plugin/types.h"

#include <setjmp.h>

/* The one question at hand: what was asked about when an error came. */
static struct {
	jmp_buf refused;
	struct ffir_pass *pass;
	struct ffir_pass result;
} question;

static gcc_diagnostics *diagnostics_of_user;
static int psabi_of_user;

static void
refuse (void)
{
	longjmp (question.refused, 1);
}

static gcc_diagnostics *
refusing_diagnostics (void)
{
	static gcc_diagnostics *refusing;
	if (refusing == NULL) {
		refusing = XCNEW (gcc_diagnostics);
		new (refusing) gcc_diagnostics ();
	}
	initialize_silent (refusing);
	catch_errors<refuse> (refusing);
	return refusing;
}

/* Targets look at cfun. */
void
passing_start (void)
{
	push_dummy_function (true);
	diagnostics_of_user = global_dc;
	psabi_of_user = warn_psabi;
	warn_psabi = 0;
	global_dc = refusing_diagnostics ();
}

void
passing_finish (void)
{
	global_dc = diagnostics_of_user;
	warn_psabi = psabi_of_user;
	pop_dummy_function ();
}

/* A function is called as its own target says, attribute "target". */
static void
enter_target (tree fndecl)
{
	tree target = DECL_FUNCTION_SPECIFIC_TARGET (fndecl);
	if (DECL_FUNCTION_SPECIFIC_TARGET (current_function_decl) == target)
		return;
	DECL_FUNCTION_SPECIFIC_TARGET (current_function_decl) = target;
	set_cfun (cfun, true);
}

static HOST_WIDE_INT
size_of (tree type)
{
	HOST_WIDE_INT size = int_size_in_bytes (type);
	return size < 0 ? 0 : size;
}

/* Of TYPE nothing travels, neither on the stack: C's empty structs, and C++'s, which have a byte, where the ABI of the
 * target says so. */
static bool
has_no_bytes (tree type)
{
	return size_of (type) == 0 || TYPE_EMPTY_P (type);
}

/* ---- arguments ---- */

static struct ffir_pass *
add_argument (struct ffir_call *call)
{
	question.pass = FFIR_PUSH (&module->arena, call->arguments, call->n_arguments);
	question.pass->in = FFIR_IN_MEMORY;
	return question.pass;
}

/* What the caller makes of a value of TYPE before the target sees it. */
static tree
passed_type (tree fntype, tree type)
{
	if (RECORD_OR_UNION_TYPE_P (type) && TYPE_TRANSPARENT_AGGR (type) && first_field (type) != NULL_TREE)
		return TREE_TYPE (first_field (type));
	if (INTEGRAL_TYPE_P (type) && targetm.calls.promote_prototypes (fntype)
	    && TYPE_PRECISION (type) < TYPE_PRECISION (integer_type_node))
		return integer_type_node;
	return type;
}

/* What the hooks say of an argument of type TYPE, with pieces from OFFSET on; SO_FAR counts it. */
static void
ask_value (struct ffir_pass *pass, CUMULATIVE_ARGS *so_far, tree fntype, tree type, bool is_named,
	   HOST_WIDE_INT offset)
{
	cumulative_args_t packed = pack_cumulative_args (so_far);
	tree passed = passed_type (fntype, type);
	int is_unsigned = TYPE_UNSIGNED (passed);
	function_arg_info arg (passed, is_named);
	if (pass_by_reference (so_far, arg)) {
		pass->in = FFIR_BY_REFERENCE;
		passed = build_pointer_type (passed);
		arg.type = passed;
		arg.mode = TYPE_MODE (passed);
		arg.pass_by_reference = true;
	}
	arg.mode = promote_function_mode (passed, TYPE_MODE (passed), &is_unsigned, fntype, 0);
	rtx value = targetm.calls.function_arg (packed, arg);
	struct carried v = {passed, arg.mode, offset, size_of (arg.pass_by_reference ? passed : type), false};
	int partial = 0;
	if (value != NULL_RTX)
		partial = targetm.calls.arg_partial_bytes (packed, arg);
	targetm.calls.function_arg_advance (packed, arg);
	if (partial > 0)
		v.size = MIN (v.size, partial);
	bool has_pieces = add_pieces (pass, value, &v);
	if ((has_pieces || has_no_bytes (passed)) && pass->in != FFIR_BY_REFERENCE)
		pass->in = FFIR_IN_REGISTERS;
	if (INTEGRAL_TYPE_P (type) && !arg.pass_by_reference
	    && (passed != type || arg.mode != TYPE_MODE (type)))
		pass->extended = (passed == type ? is_unsigned : TYPE_UNSIGNED (type)) ? "zero" : "sign";
}

/* Some targets pass a complex number as two arguments. */
static bool
is_split (tree type)
{
	return TREE_CODE (type) == COMPLEX_TYPE && targetm.calls.split_complex_arg != NULL
	       && targetm.calls.split_complex_arg (type);
}

static void
ask_argument (struct ffir_pass *pass, CUMULATIVE_ARGS *so_far, tree fntype, tree type, bool is_named)
{
	tree part = is_split (type) ? TREE_TYPE (type) : type;
	ask_value (pass, so_far, fntype, part, is_named, 0);
	if (part != type)
		ask_value (pass, so_far, fntype, part, is_named, size_of (part));
}

/* The arguments that the prototype of FNTYPE makes, and one for the void that ends what is not variadic. */
static int
count_prototype (tree fntype)
{
	int n = 0;
	for (tree arg = TYPE_ARG_TYPES (fntype); arg != NULL_TREE; arg = TREE_CHAIN (arg))
		n += 1 + is_split (TREE_VALUE (arg));
	return n;
}

/* As expand_call counts them: TYPE_ARG_TYPES of what is not variadic ends in void. */
static int
count_named (CUMULATIVE_ARGS *so_far, tree fntype, bool hidden)
{
	int n = count_prototype (fntype) + hidden;
	cumulative_args_t packed = pack_cumulative_args (so_far);
	if (!prototype_p (fntype))
		return INT_MAX;
	if (targetm.calls.strict_argument_naming (packed))
		return n;
	return targetm.calls.pretend_outgoing_varargs_named (packed) ? INT_MAX : n - 1;
}

/* ---- results ---- */

/* Whether the caller passes an address for the result in front of the arguments. */
static bool
has_hidden_argument (tree fntype, bool in_memory)
{
	return in_memory && targetm.calls.struct_value_rtx (fntype, 0) == NULL_RTX;
}

static void
ask_result (struct ffir_pass *pass, CUMULATIVE_ARGS *so_far, tree fntype, bool in_memory)
{
	tree type = TREE_TYPE (fntype);
	if (in_memory) {
		rtx address = targetm.calls.struct_value_rtx (fntype, 0);
		struct carried pointer = {ptr_type_node, Pmode, 0, size_of (ptr_type_node), false};
		if (address != NULL_RTX)
			add_pieces (pass, address, &pointer);
		else
			ask_argument (pass, so_far, fntype, build_pointer_type (type), true);
		pass->in = FFIR_IN_MEMORY;
		return;
	}
	struct carried v = {type, TYPE_MODE (type), 0, size_of (type), true};
	add_pieces (pass, hard_function_value (type, NULL_TREE, fntype, 0), &v);
	pass->in = FFIR_IN_REGISTERS;
	int is_unsigned = TYPE_UNSIGNED (type);
	if (INTEGRAL_TYPE_P (type)
	    && promote_function_mode (type, TYPE_MODE (type), &is_unsigned, fntype, 1) != TYPE_MODE (type))
		pass->extended = is_unsigned ? "zero" : "sign";
}

/* ---- functions ---- */

/* The type that the next parameter arrives with: what has no prototype is called with promoted ones. */
static tree
type_of_param (tree *arg, tree *parm)
{
	tree type;
	if (*arg != NULL_TREE) {
		type = TREE_VALUE (*arg);
		*arg = TREE_CHAIN (*arg);
	} else {
		type = *parm == NULL_TREE ? NULL_TREE : DECL_ARG_TYPE (*parm);
		*parm = *parm == NULL_TREE ? NULL_TREE : DECL_CHAIN (*parm);
	}
	return type;
}

/* How FNDECL's parameters and its result travel. */
static void
ask (tree fndecl, size_t n_params, struct ffir_call *call)
{
	tree fntype = TREE_TYPE (fndecl), result = TREE_TYPE (fntype);
	CUMULATIVE_ARGS so_far_value;
	CUMULATIVE_ARGS *so_far = &so_far_value;
	memset (so_far, 0, sizeof *so_far);
	enter_target (fndecl);
	bool has_result = !VOID_TYPE_P (result) && COMPLETE_TYPE_P (result);
	bool in_memory = has_result && aggregate_value_p (result, fntype);
	bool hidden = has_hidden_argument (fntype, in_memory);
	INIT_CUMULATIVE_ARGS (so_far_value, fntype, NULL_RTX, NULL_TREE,
			      (prototype_p (fntype) ? count_prototype (fntype) : (int) n_params) + hidden);
	int n_named = count_named (so_far, fntype, hidden);
	if (has_result)
		ask_result (&question.result, so_far, fntype, in_memory);
	tree arg = TYPE_ARG_TYPES (fntype), parm = DECL_ARGUMENTS (fndecl);
	int position = hidden;
	for (size_t i = 0; i < n_params; i++) {
		tree type = type_of_param (&arg, &parm);
		if (type == NULL_TREE || !COMPLETE_TYPE_P (type))
			break;
		ask_argument (add_argument (call), so_far, fntype, type, position < n_named);
		position += 1 + is_split (type);
	}
	call->has_result = has_result;
	if (has_result)
		call->result = question.result;
}

/* The same, up to the value that is refused. */
static void
ask_or_refuse (tree fndecl, size_t n_params, struct ffir_call *call)
{
	question.result = {};
	question.result.in = FFIR_IN_MEMORY;
	question.pass = &question.result;
	if (setjmp (question.refused) == 0) {
		ask (fndecl, n_params, call);
		return;
	}
	global_dc = refusing_diagnostics ();
	question.pass->in = FFIR_NOT_CALLABLE;
	question.pass->n_pieces = 0;
	call->has_result = question.pass == &question.result;
	if (call->has_result)
		call->result = question.result;
}

/* ---- what was asked before ---- */

static bool
has_natural_width (tree type)
{
	return TREE_CODE (type) == BOOLEAN_TYPE
	       || TYPE_PRECISION (type) == GET_MODE_PRECISION (SCALAR_INT_TYPE_MODE (type));
}

/* Most functions take and give nothing but pointers and numbers: all that the hooks can see of those is mode and
 * sign. Writes that of TYPE to KEY; false if there is more to it. */
static bool
add_to_key (char *key, tree type)
{
	machine_mode mode = TYPE_MODE (type);
	bool plain = VOID_TYPE_P (type) || TREE_CODE (type) == POINTER_TYPE
		     || (INTEGRAL_TYPE_P (type) && SCALAR_INT_MODE_P (mode) && has_natural_width (type))
		     || mode == TYPE_MODE (float_type_node) || mode == TYPE_MODE (double_type_node);
	if (!plain || AGGREGATE_TYPE_P (type) || TYPE_USER_ALIGN (type)
	    || TYPE_USER_ALIGN (TYPE_MAIN_VARIANT (type)))
		return false;
	key[0] = (char) ('!' + (int) mode % 64);
	key[1] = (char) ('!' + (int) mode / 64 * 4 + (TYPE_UNSIGNED (type) ? 2 : 0)
			 + (TREE_CODE (type) == BOOLEAN_TYPE));
	return true;
}

enum { MAX_KEY = 40 };

/* A key for how functions of FNDECL's type are called; false if only such a type itself tells. */
static bool
key_of_call (char *key, tree fndecl)
{
	tree fntype = TREE_TYPE (fndecl);
	if (TYPE_ATTRIBUTES (fntype) != NULL_TREE || !prototype_p (fntype) || stdarg_p (fntype)
	    || DECL_FUNCTION_SPECIFIC_TARGET (fndecl) != NULL_TREE || !add_to_key (key, TREE_TYPE (fntype)))
		return false;
	size_t size = 2;
	for (tree arg = TYPE_ARG_TYPES (fntype); arg != void_list_node; arg = TREE_CHAIN (arg), size += 2)
		if (size + 3 > MAX_KEY || !add_to_key (key + size, TREE_VALUE (arg)))
			return false;
	key[size] = '\0';
	return true;
}

void
describe_passing (const struct ffir_decl *d, tree fndecl, struct ffir_on *on)
{
	static hash_map<nofree_string_hash, struct ffir_call *> *answers;
	char key[MAX_KEY];
	if (answers == NULL)
		answers = new hash_map<nofree_string_hash, struct ffir_call *>;
	bool has_key = key_of_call (key, fndecl);
	struct ffir_call **answer = has_key ? answers->get (key) : NULL;
	if (answer != NULL) {
		on->call = *answer;
		return;
	}
	on->call = FFIR_NEW (&module->arena, struct ffir_call);
	ask_or_refuse (fndecl, d->function->n_params, on->call);
	if (has_key)
		answers->put (ffir_strdup (&module->arena, key), on->call);
}
