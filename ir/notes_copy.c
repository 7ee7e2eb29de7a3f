/*
 * Copies of what a note file says, because its module does not outlive it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/noting.h"

struct ffir_loc notes_copy_location(struct noting *n, const struct ffir_loc *at)
{
	struct ffir_loc copy = {n->file, at->line, at->column};
	return copy;
}

struct ffir_annotation notes_copy_annotation(struct noting *n, const struct ffir_annotation *a)
{
	struct ffir_arena *arena = &n->m->arena;
	struct ffir_annotation copy = {
		.word = a->word, .by = FFIR_BY_NOTED, .at = notes_copy_location(n, &a->at)};
	for (size_t i = 0; i < a->n_args; i++)
		FFIR_PUSH(arena, copy.args, copy.n_args)->text = ffir_strdup(arena, a->args[i].text);
	for (size_t i = 0; i < a->n_nested; i++) {
		struct ffir_annotation nested = notes_copy_annotation(n, &a->nested[i]);
		*FFIR_PUSH(arena, copy.nested, copy.n_nested) = nested;
	}
	return copy;
}

struct ffir_doc *notes_copy_doc(struct noting *n, const struct ffir_doc *doc)
{
	struct ffir_arena *arena = &n->m->arena;
	struct ffir_doc *copy = FFIR_NEW(arena, struct ffir_doc);
	copy->raw = ffir_strdup(arena, doc->raw);
	copy->brief = ffir_strdup(arena, doc->brief);
	copy->description = ffir_strdup(arena, doc->description);
	for (size_t i = 0; i < doc->n_sections; i++) {
		struct ffir_doc_section *section = FFIR_PUSH(arena, copy->sections, copy->n_sections);
		section->kind = doc->sections[i].kind;
		section->name = ffir_strdup(arena, doc->sections[i].name);
		section->text = ffir_strdup(arena, doc->sections[i].text);
	}
	return copy;
}

static struct ffir_type *copy_type(struct noting *n, const struct ffir_type *type)
{
	if (!type)
		return NULL;
	struct ffir_type *copy = ffir_type_new(n->m, type->kind);
	*copy = *type;
	copy->name = ffir_strdup(&n->m->arena, type->name);
	copy->at = notes_copy_location(n, &type->at);
	copy->to = copy_type(n, type->to);
	copy->function = type->function ? notes_copy_function(n, type->function) : NULL;
	return copy;
}

static struct ffir_param copy_param(struct noting *n, const struct ffir_param *param)
{
	struct ffir_param copy = {.name = ffir_strdup(&n->m->arena, param->name),
				  .at = notes_copy_location(n, &param->at)};
	copy.type = param->type ? copy_type(n, param->type) : ffir_type_new(n->m, FFIR_TYPE_VOID);
	copy.doc = param->doc ? notes_copy_doc(n, param->doc) : NULL;
	notes_add_words(n, param->annotations, param->n_annotations, &copy.annotations, &copy.n_annotations);
	return copy;
}

struct ffir_function_type *notes_copy_function(struct noting *n, const struct ffir_function_type *function)
{
	struct ffir_function_type *copy = FFIR_NEW(&n->m->arena, struct ffir_function_type);
	copy->variadic = function->variadic;
	copy->unprototyped = function->unprototyped;
	copy->result = copy_param(n, &function->result);
	for (size_t i = 0; i < function->n_params; i++) {
		struct ffir_param param = copy_param(n, &function->params[i]);
		*FFIR_PUSH(&n->m->arena, copy->params, copy->n_params) = param;
	}
	return copy;
}
