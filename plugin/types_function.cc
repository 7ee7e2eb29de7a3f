/*
 * Function types, their parameters, and what several declarations of one function say together.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/types.h"

/* The annotations of FROM that LIST has not. */
static void
join_annotations (struct ffir_annotation **list, size_t *n, const struct ffir_annotation *from, size_t n_from)
{
	for (size_t i = 0; i < n_from; i++) {
		bool known = false;
		for (size_t j = 0; j < *n && !known; j++) {
			const struct ffir_annotation *a = &(*list)[j];
			known = a->word == from[i].word && a->n_args == from[i].n_args;
			for (size_t k = 0; k < a->n_args && known; k++)
				known = strcmp (a->args[k].text, from[i].args[k].text) == 0;
		}
		if (!known)
			*FFIR_PUSH (&module->arena, *list, *n) = from[i];
	}
}

/* A parameter's number, from 1; those of the first are made once. */
static const char *
number_of (size_t index)
{
	static const char *first[8];
	const char *one = index < ARRAY_SIZE (first) ? first[index] : NULL;
	if (one == NULL)
		one = ffir_printf (&module->arena, "%u", (unsigned) index + 1);
	if (index < ARRAY_SIZE (first))
		first[index] = one;
	return one;
}

/* What is passed or returned has no qualifiers (C11 6.7.6.3), so a typedef of a qualified type is looked through:
 * TYPE, or what is behind it. */
static tree
unqualified_use (tree type)
{
	while (is_typedef (type) && TYPE_QUALS (TREE_TYPE (TYPE_NAME (type))) != TYPE_UNQUALIFIED)
		type = original_type_of (TYPE_NAME (type));
	return type;
}

/* Parameter INDEX, as PARM declares it, or of type TYPE where no declaration is known. */
static void
describe_param (struct ffir_param *param, const char *owner, size_t index, tree parm, tree type)
{
	struct context c = {owner, number_of (index), NULL, 0};
	if (parm != NULL_TREE && DECL_NAME (parm) != NULL_TREE)
		param->name = name_of (DECL_NAME (parm));
	else
		param->name = prefixed ("#", c.place);
	if (parm != NULL_TREE) {
		param->at = loc_of (DECL_SOURCE_LOCATION (parm));
		param->doc = comment_of (DECL_SOURCE_LOCATION (parm));
		annotations_of (DECL_ATTRIBUTES (parm), false, &param->annotations, &param->n_annotations);
		type = TREE_TYPE (parm);
		c.params = params_of (parm);
	}
	param->type = describe_value (unqualified_use (type), &c);
	if (parm != NULL_TREE)
		annotate_result (param->type, parm);
	param->type = unqualified (param->type);
}

static size_t
count_arguments (tree fntype)
{
	size_t n = 0;
	for (tree arg = TYPE_ARG_TYPES (fntype); arg != NULL_TREE && arg != void_list_node;
	     arg = TREE_CHAIN (arg))
		n++;
	return n;
}

/* Takes the PARM_DECLs of FNTYPE from C's list; NULL if they are not known. */
static const tree *
next_params (tree fntype, struct context *c)
{
	size_t n = count_arguments (fntype);
	size_t spelled = n == 0 && TYPE_ARG_TYPES (fntype) == void_list_node ? 1 : n;
	if (c->params == NULL || c->next + spelled > c->params->n)
		return NULL;
	const tree *list = c->params->params + c->next;
	c->next += spelled;
	return list;
}

struct ffir_function_type *
describe_function_type (tree fntype, struct context *c)
{
	struct ffir_function_type *f =
		(struct ffir_function_type *) ffir_alloc (&module->arena, sizeof (struct ffir_function_type));
	size_t n = count_arguments (fntype);
	const tree *parms = next_params (fntype, c);
	f->params = (struct ffir_param *) ffir_alloc (&module->arena, n * sizeof *f->params + 1);
	f->n_params = n;
	f->variadic = stdarg_p (fntype);
	f->unprototyped = !prototype_p (fntype);
	size_t i = 0;
	for (tree arg = TYPE_ARG_TYPES (fntype); i < n; arg = TREE_CHAIN (arg), i++)
		describe_param (&f->params[i], c->owner, i, parms ? parms[i] : NULL_TREE, TREE_VALUE (arg));
	struct context result = {c->owner, "0", c->params, c->next};
	f->result.type = unqualified (describe_value (unqualified_use (TREE_TYPE (fntype)), &result));
	c->next = result.next;
	return f;
}

/* Does argument INDEX of WORD name a parameter? */
static bool
names_param (enum ffir_word word, size_t index)
{
	for (const char *p = ffir_words[word].args; *p != '\0'; p++) {
		if (*p == '?' || *p == '*' || *p == '+')
			continue;
		if (index == 0)
			return *p == 'n';
		index--;
	}
	return false;
}

/* The annotations in LIST are of a declaration with PARAMS; the parameters that they name have F's names. */
static void
rename_params (const struct ffir_function_type *f, const struct callback_params *params,
	       struct ffir_annotation *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < list[i].n_args; j++) {
			if (!names_param (list[i].word, j))
				continue;
			for (size_t k = 0; k < f->n_params && k < params->n; k++) {
				tree name = DECL_NAME (params->params[k]);
				if (name == NULL_TREE
				    || strcmp (IDENTIFIER_POINTER (name), list[i].args[j].text) != 0)
					continue;
				list[i].args[j].text = f->params[k].name;
				break;
			}
		}
		rename_params (f, params, list[i].nested, list[i].n_nested);
	}
}

/* What another declaration of the same function, with PARAMS, adds: names where there were none, and annotations; the
 * same of functions that are passed, where no typedef names their type. */
static void
add_params (struct ffir_function_type *f, const struct callback_params *params)
{
	for (size_t i = 0; i < f->n_params && i < params->n; i++) {
		tree name = DECL_NAME (params->params[i]);
		if (*f->params[i].name == '#' && name != NULL_TREE)
			f->params[i].name = name_of (name);
	}
	for (size_t i = 0; i < f->n_params && i < params->n; i++) {
		tree parm = params->params[i];
		struct ffir_param *param = &f->params[i];
		if (param->doc == NULL)
			param->doc = comment_of (DECL_SOURCE_LOCATION (parm));
		struct ffir_annotation *list = NULL;
		size_t n = 0;
		annotations_of (DECL_ATTRIBUTES (parm), false, &list, &n);
		rename_params (f, params, list, n);
		join_annotations (&param->annotations, &param->n_annotations, list, n);
		struct ffir_function_type *passed = function_behind (param->type);
		const struct callback_params *own = passed == NULL ? NULL : params_of (parm);
		if (own != NULL)
			add_params (passed, own);
	}
}

/* A definition in the old style says its parameters, but is no prototype. */
static void
describe_old_style (struct ffir_function_type *f, const char *owner, const struct sight *s)
{
	f->params = (struct ffir_param *) ffir_alloc (&module->arena, s->params.n * sizeof *f->params + 1);
	f->n_params = s->params.n;
	for (size_t i = 0; i < f->n_params; i++) {
		tree parm = s->params.params[i];
		describe_param (&f->params[i], owner, i, parm, TREE_TYPE (parm));
	}
}

struct ffir_function_type *
describe_function (tree fndecl, const struct sight *const *list, size_t n)
{
	tree fntype = TREE_TYPE (fndecl);
	const struct sight *first = NULL;
	for (size_t i = 0; i < n && first == NULL; i++)
		if (list[i]->params.n > 0)
			first = list[i];
	const struct callback_params *params = first != NULL	     ? &first->params
					       : is_typedef (fntype) ? params_of (TYPE_NAME (fntype))
								     : NULL;
	struct context c = {IDENTIFIER_POINTER (DECL_NAME (fndecl)), "0", params, 0};
	struct ffir_function_type *f = describe_function_type (fntype, &c);
	if (!prototype_p (fntype) && first != NULL)
		describe_old_style (f, c.owner, first);
	for (size_t i = 0; i < n; i++)
		if (list[i] != first)
			add_params (f, &list[i]->params);
	return f;
}
