/*
 * Macros whose value needs no parser: plain integers, sums and shifts of them, and strings.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/macros.h"

struct tokens {
	const cpp_token *at, *end;
};

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

static tree plain_expression (struct tokens *t, unsigned depth, unsigned level);

/* [+-~] or brackets around a number, or around the name of a macro that is so. */
static tree
plain_operand (struct tokens *t, unsigned depth)
{
	if (t->at == t->end || depth == 0)
		return NULL_TREE;
	const cpp_token *token = t->at++;
	if (token->flags & (PASTE_LEFT | STRINGIFY_ARG))
		return NULL_TREE;
	tree value;
	switch (token->type) {
	case CPP_NUMBER:
		return plain_number (token);
	case CPP_NAME:
		return cpp_user_macro_p (token->val.node.node)
			       ? macro_plain_number (token->val.node.node, depth - 1)
			       : NULL_TREE;
	case CPP_OPEN_PAREN:
		value = plain_expression (t, depth - 1, 0);
		if (t->at == t->end || t->at++->type != CPP_CLOSE_PAREN)
			return NULL_TREE;
		return value;
	case CPP_PLUS:
		return plain_operand (t, depth - 1);
	case CPP_MINUS:
	case CPP_COMPL:
		value = plain_operand (t, depth - 1);
		if (value == NULL_TREE)
			return NULL_TREE;
		value = fold_build1 (token->type == CPP_MINUS ? NEGATE_EXPR : BIT_NOT_EXPR, TREE_TYPE (value),
				     value);
		return TREE_CODE (value) == INTEGER_CST && !TREE_OVERFLOW (value) ? value : NULL_TREE;
	default:
		return NULL_TREE;
	}
}

/* C 6.5: how strong operator TYPE binds; 0 for what is left to the parser. */
static unsigned
strength_of (enum cpp_ttype type)
{
	switch (type) {
	case CPP_OR:
		return 1;
	case CPP_AND:
		return 2;
	case CPP_LSHIFT:
		return 3;
	case CPP_PLUS:
		return 4;
	case CPP_MULT:
		return 5;
	default:
		return 0;
	}
}

static bool
is_small (tree value)
{
	return value != NULL_TREE && TREE_TYPE (value) == integer_type_node && tree_int_cst_sgn (value) >= 0;
}

/* A TYPE B: of two numbers of type int that are not negative, where the result is such a one. */
static tree
plain_binary (enum cpp_ttype type, tree a, tree b)
{
	if (!is_small (a) || !is_small (b))
		return NULL_TREE;
	uint64_t x = tree_to_uhwi (a), y = tree_to_uhwi (b), result;
	switch (type) {
	case CPP_OR:
		result = x | y;
		break;
	case CPP_AND:
		result = x & y;
		break;
	case CPP_LSHIFT:
		if (y >= TYPE_PRECISION (integer_type_node))
			return NULL_TREE;
		result = x << y;
		break;
	case CPP_PLUS:
		result = x + y;
		break;
	case CPP_MULT:
		result = x * y;
		break;
	default:
		return NULL_TREE;
	}
	bool fits = result >> (TYPE_PRECISION (integer_type_node) - 1) == 0;
	return fits ? build_int_cstu (integer_type_node, result) : NULL_TREE;
}

/* Operands and operators that bind more than LEVEL. */
static tree
plain_expression (struct tokens *t, unsigned depth, unsigned level)
{
	tree value = plain_operand (t, depth);
	while (value != NULL_TREE && t->at < t->end) {
		enum cpp_ttype type = t->at->type;
		unsigned strength = strength_of (type);
		if (strength <= level || (t->at->flags & (PASTE_LEFT | STRINGIFY_ARG)))
			break;
		t->at++;
		value = plain_binary (type, value, plain_expression (t, depth - 1, strength));
	}
	return value;
}

tree
macro_plain_number (cpp_hashnode *node, unsigned depth)
{
	const cpp_macro *macro = node->value.macro;
	if (macro->kind != cmk_macro || macro->fun_like || macro->lazy)
		return NULL_TREE;
	struct tokens t = {macro->exp.tokens, macro->exp.tokens + macro_token_count (macro)};
	tree value = plain_expression (&t, depth, 0);
	return t.at == t.end ? value : NULL_TREE;
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
	TREE_TYPE (value) = build_array_type_nelts (char_type_node, joined.len);
	free (const_cast<unsigned char *> (joined.text));
	return value;
}
