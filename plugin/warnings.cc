/*
 * Warnings of what the declaration of an exported function leaves open, so that bindings have to be worse than they
 * could be.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/collect.h"

/* A parameter, as it is recorded and as GCC has it. */
struct place {
	const struct entity *function;
	const struct ffir_decl *d;
	const struct ffir_param *param;
	tree parm;
};

static void warn_at (const struct place *p, const char *name, const char *gmsgid, ...)
	ATTRIBUTE_GCC_DIAG (3, 4);

/* Unless the parameter or its function allows it. */
static void
warn_at (const struct place *p, const char *name, const char *gmsgid, ...)
{
	if (attributes_allow (DECL_ATTRIBUTES (p->function->decl), name)
	    || attributes_allow (DECL_ATTRIBUTES (p->parm), name))
		return;
	va_list ap;
	va_start (ap, gmsgid);
	ffi_warning_va (DECL_SOURCE_LOCATION (p->parm), name, gmsgid, &ap);
	va_end (ap);
}

static bool
has_word (const struct ffir_param *param, enum ffir_word word)
{
	return ffir_annotation_find (param->annotations, param->n_annotations, word) != NULL;
}

/* Whether WORD in the list names PARAM; any word for FFIR_N_WORDS. */
static bool
names (const struct ffir_annotation *list, size_t n, enum ffir_word word, const char *param)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < list[i].n_args; j++)
			if ((word == FFIR_N_WORDS || list[i].word == word)
			    && strcmp (list[i].args[j].text, param) == 0)
				return true;
	return false;
}

/* Is PARAM named by WORD of the function, its result or another parameter? */
static bool
is_named (const struct ffir_decl *d, enum ffir_word word, const char *param)
{
	const struct ffir_function_type *f = d->function;
	for (size_t i = 0; i < f->n_params; i++)
		if (names (f->params[i].annotations, f->params[i].n_annotations, word, param))
			return true;
	return names (d->annotations, d->n_annotations, word, param)
	       || names (f->result.annotations, f->result.n_annotations, word, param);
}

/* ---- ffi-scope ---- */

static bool
has_lifetime (const struct place *p)
{
	for (enum ffir_word word :
	     {FFIR_W_SCOPE, FFIR_W_RETAINED, FFIR_W_DESTROY, FFIR_W_PASS, FFIR_W_RESERVED})
		if (has_word (p->param, word))
			return true;
	return is_named (p->d, FFIR_W_DESTROY, p->param->name)
	       || is_named (p->d, FFIR_W_ASYNC, p->param->name);
}

/* Of a callback whose lifetime nobody told, bindings can never let go. */
static void
warn_of_scope (const struct place *p)
{
	tree type = TREE_TYPE (p->parm);
	if (!POINTER_TYPE_P (type) || TREE_CODE (TREE_TYPE (type)) != FUNCTION_TYPE || has_lifetime (p))
		return;
	warn_at (p, "ffi-scope",
		 "callback %qs of %qD is kept for ever: say with %<FFI_SCOPE(call)%>, "
		 "%<FFI_RETAINED%> or %<FFI_DESTROY%> how long it is used, or %<FFI_SCOPE(forever)%>",
		 p->param->name, p->function->decl);
}

/* ---- ffi-unused-length ---- */

static bool
ends_in (const char *name, const char *end)
{
	size_t n = strlen (name), m = strlen (end);
	return n >= m && strcasecmp (name + n - m, end) == 0;
}

static bool
sounds_like_length (const char *name)
{
	for (const char *whole : {"n", "num", "count", "cnt", "size", "sz", "bytes", "nmemb"})
		if (strcasecmp (name, whole) == 0)
			return true;
	for (const char *end : {"len", "length", "_size", "_count", "_n", "_num", "_bytes"})
		if (ends_in (name, end))
			return true;
	return startswith (name, "n_") || startswith (name, "num_");
}

static bool
is_object (const struct ffir_decl *record)
{
	return record->opaque
	       || ffir_annotation_find (record->annotations, record->n_annotations, FFIR_W_SERVICE) != NULL
	       || ffir_annotation_find (record->annotations, record->n_annotations, FFIR_W_SERVICE_AS)
			  != NULL;
}

/* Many, perhaps: an object, a callback or what has a word for it is one. */
static bool
may_be_many (const struct ffir_param *param)
{
	const struct ffir_type *type = ffir_type_resolve (module, param->type, NULL);
	const struct ffir_decl *record = NULL;
	if (type == NULL || type->kind != FFIR_TYPE_POINTER)
		return false;
	const struct ffir_type *to = ffir_type_resolve (module, type->to, &record);
	if (to == NULL || to->kind == FFIR_TYPE_FUNCTION || to->kind == FFIR_TYPE_POINTER)
		return false;
	if (record != NULL && record->kind == FFIR_DECL_RECORD && is_object (record))
		return false;
	for (enum ffir_word word :
	     {FFIR_W_ARRAY, FFIR_W_ARRAY_FIXED, FFIR_W_ZERO_TERMINATED, FFIR_W_BYTE_LENGTH, FFIR_W_BUFFER,
	      FFIR_W_IN, FFIR_W_OUT, FFIR_W_INOUT, FFIR_W_PASS, FFIR_W_RESERVED, FFIR_W_HIDE, FFIR_W_CONTEXT})
		if (has_word (param, word))
			return false;
	return true;
}

static void
warn_of_length (const struct place *p, const struct ffir_param *before)
{
	const struct ffir_type *type = ffir_type_resolve (module, p->param->type, NULL);
	if (type == NULL || type->kind != FFIR_TYPE_INT || !sounds_like_length (p->param->name)
	    || p->param->n_annotations > 0 || is_named (p->d, FFIR_N_WORDS, p->param->name)
	    || !may_be_many (before) || is_named (p->d, FFIR_N_WORDS, before->name))
		return;
	warn_at (p, "ffi-unused-length",
		 "nothing says whether %qs counts what %qs points to: say it with %<FFI_ARRAY(%s)%> of %qs, "
		 "or with %<FFI_IN%> or %<FFI_INOUT%> that it is one",
		 p->param->name, before->name, p->param->name, before->name);
}

void
warn_of_function (const struct entity *e, const struct ffir_decl *d)
{
	const struct callback_params *trees = &e->list[0]->params;
	for (size_t i = 0; i < d->function->n_params && i < trees->n; i++) {
		struct place p = {e, d, &d->function->params[i], trees->params[i]};
		warn_of_scope (&p);
		if (i > 0)
			warn_of_length (&p, &d->function->params[i - 1]);
	}
}
