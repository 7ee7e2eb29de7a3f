/*
 * The tokens of a macro, and of those it reaches, before GCC's parser sees them. What could end a
 * declaration, have an effect or leave a trace in the user's compile is refused here, with the reason.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/macros.h"

/* Tokens of an expansion, and macros within each other, beyond which a macro is refused. */
static const unsigned max_expansion = 20000, max_depth = 1000;

struct walk {
	bool open;	       /* is being walked: its own name inside is no macro */
	bool used;	       /* as -Wunused-macros knew it */
	const char *reason;    /* NULL: none found */
	unsigned size;	       /* of the expansion; of a function-like macro without its arguments */
	unsigned times;	       /* function-like: how often an argument comes out */
	bool quotes_arguments; /* function-like: arguments need be no expressions */
	bool operand;	       /* names a value */
	bool type;	       /* names a type */
	bool may_ignore;       /* need not evaluate its operands, so variables and functions may be named */
	const char *variable;  /* it reads this one */
	const char *function;  /* it calls or names this one */
	cpp_hashnode *ending;  /* it ends in the name of this function-like macro, and what follows decides */
};

/* A declaration that the parser marks when an expression names it. */
struct touched {
	tree decl;
	bool used, read, c_used, addressable;
};

static hash_map<cpp_hashnode *, struct walk *> *walks;
static vec<struct touched> touched;

/* An open bracket. */
struct level {
	enum cpp_ttype type;
	bool unchecked; /* names inside need not be declared: members, arguments that are quoted */
	bool argument;	/* maybe of a macro, which may use names of macros as it likes */
	unsigned times; /* how often what is inside comes out */
};

struct walker {
	struct walk *walk;
	const cpp_token *tokens;
	unsigned n;
	auto_vec<struct level, 16> levels;
};

static struct walk *walk_macro (cpp_hashnode *node);

unsigned
macro_token_count (const cpp_macro *macro)
{
	unsigned n = macro->count;
	while (macro->extra_tokens && n > 0 && macro->exp.tokens[n - 1].type == CPP_PASTE)
		n--;
	return n;
}

static unsigned
saturated (uint64_t size)
{
	return size > max_expansion * 2 ? max_expansion * 2 : size;
}

/* REASON may be NULL: none. */
static void
refuse (struct walker *w, const char *reason)
{
	if (w->walk->reason == NULL)
		w->walk->reason = reason;
}

static void
refuse_name (struct walker *w, const char *format, const char *name)
{
	if (w->walk->reason == NULL)
		w->walk->reason = ffir_printf (&module->arena, format, name);
}

static bool
is_type_keyword (enum rid word)
{
	switch (word) {
	case RID_CONST:
	case RID_VOLATILE:
	case RID_RESTRICT:
	case RID_ATOMIC:
	case RID_UNSIGNED:
	case RID_SIGNED:
	case RID_SHORT:
	case RID_LONG:
	case RID_INT:
	case RID_CHAR:
	case RID_FLOAT:
	case RID_DOUBLE:
	case RID_VOID:
	case RID_BOOL:
	case RID_COMPLEX:
	case RID_INT_N_0:
	case RID_INT_N_1:
	case RID_INT_N_2:
	case RID_INT_N_3:
CASE_RID_FLOATN_NX:
	case RID_DFLOAT32:
	case RID_DFLOAT64:
	case RID_DFLOAT128:
	case RID_FRACT:
	case RID_ACCUM:
	case RID_SAT:
	case RID_STRUCT:
	case RID_UNION:
	case RID_ENUM:
	case RID_TYPEOF:
		return true;
	default:
		return false;
	}
}

static bool
is_operator_keyword (enum rid word)
{
	switch (word) {
	case RID_SIZEOF:
	case RID_ALIGNOF:
	case RID_OFFSETOF:
	case RID_TYPES_COMPATIBLE_P:
	case RID_CHOOSE_EXPR:
	case RID_GENERIC:
	case RID_TRUE:
	case RID_FALSE:
	case RID_NULLPTR:
		return true;
	default:
		return false;
	}
}

static void
walk_keyword (struct walker *w, enum rid word, const char *spelling)
{
	if (is_type_keyword (word)) {
		w->walk->type = true;
		w->walk->may_ignore |= word == RID_TYPEOF;
	} else if (is_operator_keyword (word)) {
		w->walk->operand = true;
		w->walk->may_ignore |= word == RID_SIZEOF || word == RID_ALIGNOF || word == RID_GENERIC
				       || word == RID_CHOOSE_EXPR;
	} else if (word != RID_EXTENSION && word != RID_DEFAULT && word != RID_REALPART
		   && word != RID_IMAGPART) {
		refuse_name (w, "it uses the keyword '%s'", spelling);
	}
}

static void
touch (tree decl)
{
	struct touched t = {decl, (bool) TREE_USED (decl), false, false, false};
	if (VAR_OR_FUNCTION_DECL_P (decl)) {
		t.read = DECL_READ_P (decl);
		t.addressable = TREE_ADDRESSABLE (decl);
		t.c_used = TREE_CODE (decl) == FUNCTION_DECL && C_DECL_USED (decl);
	}
	touched.safe_push (t);
}

static bool
is_constant_variable (tree decl)
{
	return TREE_READONLY (decl) && IS_CONSTEXPR (decl);
}

/* A name that is no macro, keyword, member or tag. */
static void
walk_identifier (struct walker *w, tree identifier)
{
	const char *name = IDENTIFIER_POINTER (identifier);
	tree decl = identifier_global_value (identifier);
	if (decl == NULL_TREE || decl == error_mark_node) {
		refuse_name (w, "it names '%s', which is not declared", name);
		return;
	}
	touch (decl);
	if (TREE_CODE (decl) == TYPE_DECL) {
		w->walk->type = true;
		return;
	}
	w->walk->operand = true;
	w->walk->may_ignore |= strcmp (name, "__builtin_constant_p") == 0;
	if (TREE_CODE (decl) == FUNCTION_DECL
	    && !(fndecl_built_in_p (decl) && startswith (name, "__builtin_")))
		w->walk->function = name;
	if (VAR_P (decl) && !is_constant_variable (decl))
		w->walk->variable = name;
}

static bool
follows (const struct walker *w, unsigned i, enum cpp_ttype type)
{
	return i > 0 && w->tokens[i - 1].type == type;
}

static bool
follows_tag_keyword (const struct walker *w, unsigned i)
{
	if (!follows (w, i, CPP_NAME))
		return false;
	tree identifier = HT_IDENT_TO_GCC_IDENT (HT_NODE (w->tokens[i - 1].val.node.node));
	if (!C_IS_RESERVED_WORD (identifier))
		return false;
	enum rid word = C_RID_CODE (identifier);
	return word == RID_STRUCT || word == RID_UNION || word == RID_ENUM;
}

static bool
is_pasted (const struct walker *w, unsigned i)
{
	return (w->tokens[i].flags & PASTE_LEFT) || (i > 0 && (w->tokens[i - 1].flags & PASTE_LEFT));
}

static void
walk_builtin (struct walker *w, const cpp_hashnode *node)
{
	w->walk->operand = true;
	if (node->value.builtin == BT_PRAGMA)
		refuse (w, "it has a _Pragma");
	else if (node->value.builtin != BT_STDC)
		refuse_name (w, "it depends on where it is used ('%s')", (const char *) NODE_NAME (node));
}

static void
walk_inner (struct walker *w, const struct walk *inner)
{
	uint64_t times = w->levels.is_empty () ? 1 : w->levels.last ().times;
	refuse (w, inner->reason);
	w->walk->size = saturated (w->walk->size + times * inner->size);
	w->walk->operand |= inner->operand;
	w->walk->type |= inner->type;
	w->walk->may_ignore |= inner->may_ignore;
	if (inner->variable != NULL)
		w->walk->variable = inner->variable;
	if (inner->function != NULL)
		w->walk->function = inner->function;
}

/* Why the name of function-like macro NODE, without arguments, is no expression; NULL: something else has it, too. */
static const char *
why_not_bare (cpp_hashnode *node)
{
	if (identifier_global_value (HT_IDENT_TO_GCC_IDENT (HT_NODE (node))) != NULL_TREE)
		return NULL;
	return ffir_printf (&module->arena, "it names the macro '%s', which takes arguments",
			    (const char *) NODE_NAME (node));
}

/* The name of function-like macro NODE ends at token I: without arguments it is an identifier. */
static void
walk_function_like (struct walker *w, unsigned i, cpp_hashnode *node)
{
	if (i + 1 == w->n)
		w->walk->ending = node;
	else if (w->tokens[i + 1].type != CPP_OPEN_PAREN
		 && (w->levels.is_empty () || !w->levels.last ().argument))
		refuse (w, why_not_bare (node));
}

/* __VA_OPT__ (...) stands for what is in its brackets, or for nothing. */
static bool
is_variadic_option (const cpp_hashnode *node)
{
	return strcmp ((const char *) NODE_NAME (node), "__VA_OPT__") == 0;
}

static void
walk_name (struct walker *w, unsigned i)
{
	cpp_hashnode *node = w->tokens[i].val.node.node;
	if (is_variadic_option (node))
		return;
	bool unchecked = is_pasted (w, i) || (!w->levels.is_empty () && w->levels.last ().unchecked);
	if (cpp_macro_p (node) && !is_pasted (w, i)) {
		if (cpp_builtin_macro_p (node)) {
			walk_builtin (w, node);
			return;
		}
		const struct walk *inner = walk_macro (node);
		if (!inner->open) {
			walk_inner (w, inner);
			if (node->value.macro->fun_like)
				walk_function_like (w, i, node);
			else if (inner->ending != NULL)
				walk_function_like (w, i, inner->ending);
			return;
		}
	}
	tree identifier = HT_IDENT_TO_GCC_IDENT (HT_NODE (node));
	if (C_IS_RESERVED_WORD (identifier))
		walk_keyword (w, C_RID_CODE (identifier), IDENTIFIER_POINTER (identifier));
	else if (unchecked)
		w->walk->operand = true;
	else if (!follows (w, i, CPP_DOT) && !follows (w, i, CPP_DEREF) && !follows_tag_keyword (w, i))
		walk_identifier (w, identifier);
}

static void
walk_open (struct walker *w, unsigned i)
{
	struct level level = {w->tokens[i].type, false, false, 1};
	if (!w->levels.is_empty ())
		level = w->levels.last ();
	level.type = w->tokens[i].type;
	level.argument |=
		follows (w, i, CPP_NAME) || follows (w, i, CPP_MACRO_ARG) || follows (w, i, CPP_CLOSE_PAREN);
	if (follows (w, i, CPP_NAME)) {
		cpp_hashnode *node = w->tokens[i - 1].val.node.node;
		tree identifier = HT_IDENT_TO_GCC_IDENT (HT_NODE (node));
		if (cpp_user_macro_p (node) && node->value.macro->fun_like) {
			const struct walk *inner = walk_macro (node);
			level.unchecked |= inner->quotes_arguments;
			level.times = saturated ((uint64_t) level.times * MAX (inner->times, 1));
		} else if (C_IS_RESERVED_WORD (identifier) && C_RID_CODE (identifier) == RID_OFFSETOF) {
			level.unchecked = true;
		}
	}
	w->levels.safe_push (level);
}

static void
walk_close (struct walker *w, enum cpp_ttype opened)
{
	if (w->levels.is_empty () || w->levels.last ().type != opened)
		refuse (w, "its brackets do not match");
	else
		w->levels.pop ();
}

static void
walk_argument (struct walker *w, const cpp_token *token)
{
	const struct level *level = w->levels.is_empty () ? NULL : &w->levels.last ();
	w->walk->operand = true;
	w->walk->times = saturated (w->walk->times + (level != NULL ? level->times : 1));
	if ((token->flags & (STRINGIFY_ARG | PASTE_LEFT)) || (level != NULL && level->unchecked))
		w->walk->quotes_arguments = true;
}

static void
walk_token (struct walker *w, unsigned i)
{
	const cpp_token *token = &w->tokens[i];
	switch (token->type) {
	case CPP_OPEN_PAREN:
	case CPP_OPEN_SQUARE:
		walk_open (w, i);
		break;
	case CPP_CLOSE_PAREN:
		walk_close (w, CPP_OPEN_PAREN);
		break;
	case CPP_CLOSE_SQUARE:
		walk_close (w, CPP_OPEN_SQUARE);
		break;
	case CPP_NAME:
		walk_name (w, i);
		break;
	case CPP_MACRO_ARG:
		if (i > 0 && (w->tokens[i - 1].flags & PASTE_LEFT))
			w->walk->quotes_arguments = true;
		walk_argument (w, token);
		break;
	case CPP_COMMA:
		if (w->levels.is_empty () && w->walk->times == 0)
			refuse (w, "it is a list");
		break;
	case CPP_SEMICOLON:
	case CPP_OPEN_BRACE:
	case CPP_CLOSE_BRACE:
		refuse (w, "it holds more than an expression");
		break;
	case CPP_EQ:
	case CPP_PLUS_EQ:
	case CPP_MINUS_EQ:
	case CPP_MULT_EQ:
	case CPP_DIV_EQ:
	case CPP_MOD_EQ:
	case CPP_AND_EQ:
	case CPP_OR_EQ:
	case CPP_XOR_EQ:
	case CPP_RSHIFT_EQ:
	case CPP_LSHIFT_EQ:
	case CPP_PLUS_PLUS:
	case CPP_MINUS_MINUS:
		refuse (w, "it changes something");
		break;
	case CPP_HASH:
	case CPP_PASTE:
	case CPP_ATSIGN:
	case CPP_AT_NAME:
	case CPP_OTHER:
	case CPP_ELLIPSIS:
		refuse (w, "it is no expression");
		break;
	case CPP_AND_AND:
	case CPP_OR_OR:
	case CPP_QUERY:
		w->walk->may_ignore = true;
		break;
	default:
		w->walk->operand |= token->type >= CPP_NUMBER;
	}
}

static void
walk_tokens (struct walker *w, const cpp_macro *macro)
{
	w->tokens = macro->exp.tokens;
	w->n = macro_token_count (macro);
	if (w->n == 0)
		return;
	w->walk->size = saturated (w->n);
	for (unsigned i = 0; i < w->n; i++)
		walk_token (w, i);
	if (!w->levels.is_empty ())
		refuse (w, "its brackets do not match");
	if (w->walk->size > max_expansion)
		refuse (w, "it expands to too many tokens");
}

static struct walk *
walk_macro (cpp_hashnode *node)
{
	bool known;
	if (walks == NULL)
		walks = new hash_map<cpp_hashnode *, struct walk *>;
	struct walk *&slot = walks->get_or_insert (node, &known);
	if (known)
		return slot;
	struct walk *walk = slot = (struct walk *) ffir_alloc (&module->arena, sizeof *walk);
	const cpp_macro *macro = node->value.macro;
	static unsigned depth;
	struct walker w;
	w.walk = walk;
	walk->used = macro->used;
	walk->open = true;
	if (macro->kind != cmk_macro)
		walk->reason = "it is no macro of standard C";
	else if (depth == max_depth)
		walk->reason = "it expands to too many tokens";
	else {
		depth++;
		walk_tokens (&w, macro);
		depth--;
	}
	walk->open = false;
	return walk;
}

/* What the walk of object-like macro NODE found against it; NULL: nothing. */
static const char *
why_not_parsed (cpp_hashnode *node, const struct walk *walk)
{
	const cpp_macro *macro = node->value.macro;
	const char *bare = walk->ending != NULL ? why_not_bare (walk->ending) : NULL;
	if (walk->reason != NULL)
		return walk->reason;
	if (bare != NULL)
		return bare;
	if (macro->kind == cmk_macro && macro_token_count (macro) == 0)
		return "it is empty";
	if (!walk->operand)
		return walk->type ? "it is a type" : "it is no expression";
	return NULL;
}

bool
macro_walk (cpp_hashnode *node, const char **reason)
{
	*reason = "it takes arguments";
	if (node->value.macro->fun_like)
		return false;
	const struct walk *walk = walk_macro (node);
	*reason = why_not_parsed (node, walk);
	if (*reason != NULL)
		return false;
	*reason = "it is no constant expression";
	if (walk->function != NULL)
		*reason = ffir_printf (&module->arena, "it uses the function '%s'", walk->function);
	if (walk->variable != NULL)
		*reason = ffir_printf (&module->arena, "it reads the variable '%s'", walk->variable);
	return walk->may_ignore || (walk->variable == NULL && walk->function == NULL);
}

static bool
set_back (cpp_hashnode *const &node, struct walk *const &walk, void *)
{
	if (cpp_user_macro_p (node))
		node->value.macro->used = walk->used;
	return true;
}

void
macro_walk_finish (void)
{
	if (walks != NULL)
		walks->traverse<void *, set_back> (NULL);
	while (!touched.is_empty ()) {
		struct touched t = touched.pop ();
		TREE_USED (t.decl) = t.used;
		if (VAR_OR_FUNCTION_DECL_P (t.decl)) {
			DECL_READ_P (t.decl) = t.read;
			TREE_ADDRESSABLE (t.decl) = t.addressable;
		}
		if (TREE_CODE (t.decl) == FUNCTION_DECL)
			C_DECL_USED (t.decl) = t.c_used;
	}
}
