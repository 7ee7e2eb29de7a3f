/*
 * Macros whose value needs no parser: integers, enumerators, arithmetic with them, and strings.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/macros.h"

/* The tokens of macro NODE. DEPTH ends the walk of macros and brackets in each other. */
struct reading {
	cpp_hashnode *node;
	const cpp_token *at, *end;
	unsigned depth;
};

static tree plain_macro (cpp_hashnode *node, unsigned depth);

/* C 6.4.4.1: the first type of the list for the suffix and radix that holds the value. */
static tree
type_of_integer (cpp_num number, unsigned flags)
{
	static const enum integer_type_kind list[] = {itk_int,	     itk_unsigned_int,
						      itk_long,	     itk_unsigned_long,
						      itk_long_long, itk_unsigned_long_long};
	unsigned first = (flags & CPP_N_WIDTH) == CPP_N_LARGE	 ? 4
			 : (flags & CPP_N_WIDTH) == CPP_N_MEDIUM ? 2
								 : 0;
	for (unsigned i = first; i < ARRAY_SIZE (list); i++) {
		bool is_unsigned = i % 2 != 0;
		if (is_unsigned ? !(flags & CPP_N_UNSIGNED) && (flags & CPP_N_DECIMAL)
				: (flags & CPP_N_UNSIGNED) != 0)
			continue;
		tree type = integer_types[list[i]];
		unsigned bits = TYPE_PRECISION (type) - !is_unsigned;
		if (number.high == 0 && (bits >= 64 || number.low >> bits == 0))
			return type;
	}
	return NULL_TREE;
}

static tree
plain_number (const cpp_token *token)
{
	const char *suffix;
	unsigned flags = cpp_classify_number (parse_in, token, &suffix, token->src_loc);
	if ((flags & CPP_N_CATEGORY) != CPP_N_INTEGER
	    || (flags & (CPP_N_IMAGINARY | CPP_N_USERDEF | CPP_N_SIZE_T | CPP_N_WIDTH_MD | CPP_N_BITINT)))
		return NULL_TREE;
	cpp_num number = cpp_interpret_integer (parse_in, token, flags);
	tree type = number.overflow ? NULL_TREE : type_of_integer (number, flags);
	return type != NULL_TREE ? build_int_cstu (type, number.low) : NULL_TREE;
}

static tree plain_expression (struct reading *r, unsigned level);

static tree
constant_or_null (tree value)
{
	return value != NULL_TREE && TREE_CODE (value) == INTEGER_CST && !TREE_OVERFLOW (value) ? value
												: NULL_TREE;
}

/* The value of an enumerator; NULL_TREE of any other identifier. C++'s have types of their own. */
static tree
plain_enumerator (cpp_hashnode *node)
{
	if (is_cxx)
		return NULL_TREE;
	tree decl = identifier_global_value (HT_IDENT_TO_GCC_IDENT (HT_NODE (node)));
	return decl != NULL_TREE && TREE_CODE (decl) == CONST_DECL ? constant_or_null (DECL_INITIAL (decl))
								   : NULL_TREE;
}

static tree
plain_name (const struct reading *r, cpp_hashnode *node)
{
	if (!cpp_macro_p (node) || node == r->node)
		return plain_enumerator (node);
	return cpp_user_macro_p (node) ? plain_macro (node, r->depth - 1) : NULL_TREE;
}

/* Is VALUE of an integer type that the operators do not promote? */
static bool
is_operand (tree value)
{
	return value != NULL_TREE && TREE_CODE (value) == INTEGER_CST
	       && TREE_CODE (TREE_TYPE (value)) == INTEGER_TYPE
	       && TYPE_PRECISION (TREE_TYPE (value)) >= TYPE_PRECISION (integer_type_node);
}

/* [+-~] or brackets around a number, or around the name of what is one. */
static tree
plain_operand (struct reading *r)
{
	if (r->at == r->end || r->depth == 0)
		return NULL_TREE;
	const cpp_token *token = r->at++;
	if (token->flags & (PASTE_LEFT | STRINGIFY_ARG))
		return NULL_TREE;
	tree value;
	switch (token->type) {
	case CPP_NUMBER:
		return plain_number (token);
	case CPP_NAME:
		return plain_name (r, token->val.node.node);
	case CPP_OPEN_PAREN:
		r->depth--;
		value = plain_expression (r, 0);
		r->depth++;
		if (r->at == r->end || r->at++->type != CPP_CLOSE_PAREN)
			return NULL_TREE;
		return value;
	case CPP_PLUS:
	case CPP_MINUS:
	case CPP_COMPL:
		r->depth--;
		value = plain_operand (r);
		r->depth++;
		if (!is_operand (value))
			return NULL_TREE;
		if (token->type == CPP_PLUS)
			return value;
		value = fold_build1 (token->type == CPP_MINUS ? NEGATE_EXPR : BIT_NOT_EXPR, TREE_TYPE (value),
				     value);
		return constant_or_null (value);
	default:
		return NULL_TREE;
	}
}

/* C 6.5, by how strong they bind. What is not here is left to the parser. */
static const struct binary {
	enum cpp_ttype type;
	unsigned strength;
	enum tree_code code;
} binaries[] = {
	{CPP_OR, 1, BIT_IOR_EXPR},    {CPP_XOR, 2, BIT_XOR_EXPR},   {CPP_AND, 3, BIT_AND_EXPR},
	{CPP_EQ_EQ, 4, EQ_EXPR},      {CPP_NOT_EQ, 4, NE_EXPR},	    {CPP_LESS, 5, LT_EXPR},
	{CPP_LESS_EQ, 5, LE_EXPR},    {CPP_GREATER, 5, GT_EXPR},    {CPP_GREATER_EQ, 5, GE_EXPR},
	{CPP_LSHIFT, 6, LSHIFT_EXPR}, {CPP_RSHIFT, 6, RSHIFT_EXPR}, {CPP_PLUS, 7, PLUS_EXPR},
	{CPP_MINUS, 7, MINUS_EXPR},   {CPP_MULT, 8, MULT_EXPR},	    {CPP_DIV, 8, TRUNC_DIV_EXPR},
	{CPP_MOD, 8, TRUNC_MOD_EXPR},
};

static const struct binary *
binary_of (enum cpp_ttype type)
{
	for (const struct binary &one : binaries)
		if (one.type == type)
			return &one;
	return NULL;
}

/* C 6.5.7; what is undefined there is left to the parser. */
static tree
plain_shift (enum tree_code code, tree a, tree b)
{
	tree type = TREE_TYPE (a);
	if (tree_int_cst_sgn (a) < 0 || !tree_fits_uhwi_p (b) || tree_to_uhwi (b) >= TYPE_PRECISION (type))
		return NULL_TREE;
	unsigned bits = tree_to_uhwi (b);
	if (code == RSHIFT_EXPR)
		return wide_int_to_tree (type, wi::lrshift (wi::to_wide (a), bits));
	wide_int shifted = wi::lshift (wi::to_wide (a), bits);
	if (!TYPE_UNSIGNED (type) && wi::arshift (shifted, bits) != wi::to_wide (a))
		return NULL_TREE;
	return wide_int_to_tree (type, shifted);
}

static tree
plain_binary (enum tree_code code, tree a, tree b)
{
	if (!is_operand (a) || !is_operand (b))
		return NULL_TREE;
	if (code == LSHIFT_EXPR || code == RSHIFT_EXPR)
		return plain_shift (code, a, b);
	tree type = common_type (TREE_TYPE (a), TREE_TYPE (b));
	tree result = TREE_CODE_CLASS (code) == tcc_comparison ? truthvalue_type_node : type;
	return constant_or_null (fold_build2 (code, result, fold_convert (type, a), fold_convert (type, b)));
}

/* Operands and operators that bind more than LEVEL. */
static tree
plain_expression (struct reading *r, unsigned level)
{
	tree value = plain_operand (r);
	while (value != NULL_TREE && r->at < r->end) {
		const struct binary *binary = binary_of (r->at->type);
		if (binary == NULL || binary->strength <= level
		    || (r->at->flags & (PASTE_LEFT | STRINGIFY_ARG)))
			break;
		r->at++;
		value = plain_binary (binary->code, value, plain_expression (r, binary->strength));
	}
	return value;
}

/* What macros came to. While one is walked it is in here without a value: what meets its name again, further
 * down, is left to the parser, since that depends on where it started. */
static hash_map<cpp_hashnode *, tree> *values;

static tree
plain_macro (cpp_hashnode *node, unsigned depth)
{
	const cpp_macro *macro = node->value.macro;
	if (macro->kind != cmk_macro || macro->fun_like || macro->lazy)
		return NULL_TREE;
	struct reading r = {node, macro->exp.tokens, macro->exp.tokens + macro_token_count (macro), depth};
	if (r.end - r.at == 1 && r.at->type != CPP_NAME)
		return plain_expression (&r, 0);
	if (values == NULL)
		values = new hash_map<cpp_hashnode *, tree>;
	bool known;
	tree &kept = values->get_or_insert (node, &known);
	if (known)
		return kept;
	kept = NULL_TREE;
	tree value = plain_expression (&r, 0);
	if (r.at != r.end)
		value = NULL_TREE;
	values->put (node, value);
	return value;
}

tree
macro_plain_number (cpp_hashnode *node)
{
	enum { MOST = 100 };
	return plain_macro (node, MOST);
}

void
macro_plain_finish (void)
{
	delete values;
	values = NULL;
}

/* Appends the literals of NODE, which consists of nothing but narrow strings and macros that do. */
static bool
gather_strings (cpp_hashnode *node, unsigned depth, vec<cpp_string> *strings)
{
	const cpp_macro *macro = node->value.macro;
	if (depth == 0 || macro->kind != cmk_macro || macro->fun_like || macro->lazy)
		return false;
	for (unsigned i = 0; i < macro_token_count (macro); i++) {
		const cpp_token *token = &macro->exp.tokens[i];
		if (token->flags & PASTE_LEFT)
			return false;
		if (token->type == CPP_STRING)
			strings->safe_push (token->val.str);
		else if (token->type != CPP_NAME || !cpp_user_macro_p (token->val.node.node)
			 || !gather_strings (token->val.node.node, depth - 1, strings))
			return false;
	}
	return true;
}

tree
macro_plain_string (cpp_hashnode *node)
{
	auto_vec<cpp_string> strings;
	cpp_string joined = {0, NULL};
	if (!gather_strings (node, 100, &strings) || strings.is_empty ()
	    || !cpp_interpret_string (parse_in, strings.address (), strings.length (), &joined, CPP_STRING))
		return NULL_TREE;
	tree value = build_string (joined.len, (const char *) joined.text);
	TREE_TYPE (value) = char_array_type_node;
	free (const_cast<unsigned char *> (joined.text));
	return value;
}
