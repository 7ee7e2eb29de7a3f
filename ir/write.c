/*
 * The model as XML: model -> text, one function for each element. ir/interface.rng describes what comes
 * out. Also runs inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/write.h"

#include <stdlib.h>
#include <string.h>

#include "ir/writing.h"

/* ---- what many declarations hold ---- */

static const char *doc_kind_name(enum ffir_doc_kind kind)
{
	switch (kind) {
	case FFIR_DOC_PARAM:
		return "param";
	case FFIR_DOC_RETURNS:
		return "returns";
	case FFIR_DOC_ERRORS:
		return "errors";
	case FFIR_DOC_SINCE:
		return "since";
	case FFIR_DOC_DEPRECATED:
		return "deprecated";
	case FFIR_DOC_SEE:
		return "see";
	case FFIR_DOC_NOTE:
		return "note";
	}
	return "note";
}

static const char *doc_direction_name(enum ffir_doc_direction direction)
{
	switch (direction) {
	case FFIR_DOC_UNSAID:
		return NULL;
	case FFIR_DOC_IN:
		return "in";
	case FFIR_DOC_OUT:
		return "out";
	case FFIR_DOC_INOUT:
		return "inout";
	}
	return NULL;
}

/* A comment of one line stands behind what it is about. */
static void put_comment(struct xml *x, const struct ffir_doc *doc)
{
	bool many_lines = doc->raw_size ? memchr(doc->raw, '\n', doc->raw_size) : strchr(doc->raw, '\n');
	if (many_lines || x_has_lines(x))
		x_open(x, "comment");
	else
		x_open_inline(x, "comment");
	if (doc->raw_size)
		x_close_with_source(x, "comment", doc->raw, doc->raw_size);
	else
		x_close_with_text(x, "comment", doc->raw);
}

void ffir_put_each_doc(struct xml *x, const struct ffir_doc *doc)
{
	if (x->shape)
		return;
	if (doc->raw)
		put_comment(x, doc);
	if (!doc->brief && !doc->description && !doc->n_sections)
		return;
	x_open(x, "doc");
	x_text_element(x, "brief", doc->brief);
	x_text_element(x, "description", doc->description);
	for (size_t i = 0; i < doc->n_sections; i++) {
		x_open(x, "section");
		x_attribute(x, "kind", doc_kind_name(doc->sections[i].kind));
		x_attribute(x, "name", doc->sections[i].name);
		if (doc->sections[i].kind == FFIR_DOC_PARAM)
			x_attribute(x, "direction", doc_direction_name(doc->sections[i].direction));
		x_close_with_text(x, "section", doc->sections[i].text);
	}
	x_close(x, "doc");
}

static const char *by_name(enum ffir_by by)
{
	switch (by) {
	case FFIR_BY_DECLARED:
		return "declared";
	case FFIR_BY_STANDARD:
		return "standard";
	case FFIR_BY_NOTED:
		return "noted";
	}
	return "declared";
}

void ffir_put_arg_value(struct xml *x, size_t arg, const struct ffir_value *value, const char *targets)
{
	x_open(x, "on");
	x_attribute(x, "target", targets);
	x_number(x, "arg", arg);
	ffir_put_value(x, value);
	x_close(x, "on");
}

static void put_each_annotation(struct xml *x, const struct ffir_annotation *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct ffir_annotation *annotation = &list[i];
		x_open(x, "annotation");
		x_attribute(x, "name", ffir_words[annotation->word].name);
		x_attribute(x, "by", by_name(annotation->by));
		x_location(x, &annotation->at);
		for (size_t j = 0; j < annotation->n_args; j++)
			x_text_element(x, "arg", annotation->args[j].text);
		put_each_annotation(x, annotation->nested, annotation->n_nested);
		for (size_t j = 0; j < annotation->n_args; j++) {
			if (annotation->args[j].value.kind == FFIR_VALUE_NONE)
				continue;
			if (x->on_value)
				x->on_value(x, j + 1, &annotation->args[j].value);
			else
				ffir_put_arg_value(x, j + 1, &annotation->args[j].value, x->target);
		}
		x_close(x, "annotation");
	}
}

/* Most have none. */
static inline void put_annotations(struct xml *x, const struct ffir_annotation *list, size_t n)
{
	if (n > 0)
		put_each_annotation(x, list, n);
}

static void put_each_evidence(struct xml *x, const struct ffir_evidence *list, size_t n)
{
	for (size_t i = 0; i < n && !x->record && !x->shape; i++) {
		x_open(x, "evidence");
		x_attribute(x, "name", list[i].name);
		x_attribute(x, "as", list[i].as);
		x_attribute(x, "from", list[i].from);
		x_close(x, "evidence");
	}
}

static inline void put_evidence(struct xml *x, const struct ffir_evidence *list, size_t n)
{
	if (n > 0)
		put_each_evidence(x, list, n);
}

/* ---- types ---- */

static struct xml_name type_element(enum ffir_type_kind kind)
{
	switch (kind) {
	case FFIR_TYPE_VOID:
		return X_NAME("void");
	case FFIR_TYPE_BOOL:
		return X_NAME("bool");
	case FFIR_TYPE_INT:
		return X_NAME("int");
	case FFIR_TYPE_FLOAT:
		return X_NAME("float");
	case FFIR_TYPE_COMPLEX:
		return X_NAME("complex");
	case FFIR_TYPE_VECTOR:
		return X_NAME("vector");
	case FFIR_TYPE_POINTER:
		return X_NAME("pointer");
	case FFIR_TYPE_ARRAY:
		return X_NAME("array");
	case FFIR_TYPE_FUNCTION:
		return X_NAME("function");
	case FFIR_TYPE_NAMED:
		return X_NAME("named");
	case FFIR_TYPE_UNSUPPORTED:
		return X_NAME("unsupported");
	}
	return X_NAME("unsupported");
}

static void put_function_type(struct xml *x, const struct ffir_function_type *function);

static void put_function_attributes(struct xml *x, const struct ffir_function_type *function)
{
	x_yes(x, "variadic", function->variadic);
	x_yes(x, "unprototyped", function->unprototyped);
}

static void put_type_attributes(struct xml *x, const struct ffir_type *type)
{
	switch (type->kind) {
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_POINTER:
		break;
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		x_attribute(x, "name", type->name);
		break;
	case FFIR_TYPE_VECTOR:
		x_number(x, "count", type->count);
		break;
	case FFIR_TYPE_ARRAY:
		if (type->has_count)
			x_number(x, "count", type->count);
		break;
	case FFIR_TYPE_FUNCTION:
		put_function_attributes(x, type->function);
		break;
	case FFIR_TYPE_NAMED:
		x_attribute(x, "to", type->name);
		break;
	case FFIR_TYPE_UNSUPPORTED:
		x_attribute(x, "reason", type->name);
		x_location(x, &type->at);
		break;
	}
	x_yes(x, "const", type->quals & FFIR_CONST);
	x_yes(x, "volatile", type->quals & FFIR_VOLATILE);
	x_yes(x, "restrict", type->quals & FFIR_RESTRICT);
	x_yes(x, "atomic", type->quals & FFIR_ATOMIC);
}

static void put_type_anew(struct xml *x, const struct ffir_type *type)
{
	if (!type)
		return;
	struct xml_name element = type_element(type->kind);
	x_open_inline_sized(x, element.text, element.size);
	put_type_attributes(x, type);
	if (type->kind == FFIR_TYPE_FUNCTION)
		put_function_type(x, type->function);
	else
		put_type_anew(x, type->to);
	x_close_sized(x, element.text, element.size);
}

static void put_type(struct xml *x, const struct ffir_type *type)
{
	const struct ffir_type *last = type;
	if (!type)
		return;
	x_end_tag(x);
	if (x_put_again(x, type))
		return;
	size_t from = x->b->size;
	put_type_anew(x, type);
	while (last->kind != FFIR_TYPE_FUNCTION && last->to)
		last = last->to;
	if (last->kind != FFIR_TYPE_FUNCTION && last->kind != FFIR_TYPE_UNSUPPORTED)
		x_keep(x, type, from);
}

/* C gave none to what is called "#N", which is number N of its kind. */
static void put_name(struct xml *x, const char *name, size_t number)
{
	if (name[0] != '#' || strtoul(name + 1, NULL, 10) != number)
		x_attribute(x, "name", name);
}

static void put_value_of_call(struct xml *x, struct xml_name element, const struct ffir_param *param,
			      size_t number)
{
	x_open_sized(x, element.text, element.size);
	if (param->name)
		put_name(x, param->name, number);
	x_location(x, &param->at);
	put_type(x, param->type);
	ffir_put_doc(x, param->doc);
	put_annotations(x, param->annotations, param->n_annotations);
	put_evidence(x, param->evidence, param->n_evidence);
	x_close_sized(x, element.text, element.size);
}

static bool is_nothing(const struct ffir_param *result)
{
	return result->type && result->type->kind == FFIR_TYPE_VOID && !result->type->quals && !result->doc &&
	       !result->n_annotations && !result->n_evidence;
}

static void put_function_type(struct xml *x, const struct ffir_function_type *function)
{
	if (!is_nothing(&function->result))
		put_value_of_call(x, X_NAME("result"), &function->result, 0);
	for (size_t i = 0; i < function->n_params; i++)
		put_value_of_call(x, X_NAME("param"), &function->params[i], i + 1);
}

/* ---- declarations ---- */

static void put_fields(struct xml *x, const struct ffir_decl *d)
{
	for (size_t i = 0; i < d->n_fields; i++) {
		const struct ffir_field *field = &d->fields[i];
		x_open(x, "field");
		put_name(x, field->name, i + 1);
		if (field->is_bits)
			x_number(x, "bits", field->bits);
		x_yes(x, "anonymous", field->anonymous);
		x_location(x, &field->at);
		put_type(x, field->type);
		ffir_put_doc(x, field->doc);
		put_annotations(x, field->annotations, field->n_annotations);
		x_close(x, "field");
	}
}

static void put_enumerators(struct xml *x, const struct ffir_decl *d)
{
	for (size_t i = 0; i < d->n_enumerators; i++) {
		const struct ffir_enumerator *enumerator = &d->enumerators[i];
		x_open(x, "enumerator");
		x_attribute(x, "name", enumerator->name);
		ffir_put_value(x, &enumerator->value);
		x_location(x, &enumerator->at);
		ffir_put_doc(x, enumerator->doc);
		put_annotations(x, enumerator->annotations, enumerator->n_annotations);
		x_close(x, "enumerator");
	}
}

static void put_function(struct xml *x, const struct ffir_decl *d)
{
	if (d->function)
		put_function_type(x, d->function);
	for (size_t i = 0; i < d->n_signatures; i++) {
		x_open(x, "signature");
		put_function_attributes(x, d->signatures[i]);
		put_function_type(x, d->signatures[i]);
		x_close(x, "signature");
	}
}

static struct xml_name decl_element(enum ffir_decl_kind kind)
{
	switch (kind) {
	case FFIR_DECL_RECORD:
		return X_NAME("record");
	case FFIR_DECL_ENUMERATION:
		return X_NAME("enumeration");
	case FFIR_DECL_ALIAS:
		return X_NAME("alias");
	case FFIR_DECL_FUNCTION:
		return X_NAME("function");
	case FFIR_DECL_VARIABLE:
		return X_NAME("variable");
	case FFIR_DECL_CONSTANT:
		return X_NAME("constant");
	case FFIR_DECL_DOMAIN:
		return X_NAME("domain");
	case FFIR_DECL_MACRO:
		return X_NAME("macro");
	}
	return X_NAME("record");
}

static void put_decl_attributes(struct xml *x, const struct ffir_decl *d)
{
	x_attribute(x, "id", d->id);
	x_attribute(x, "targets", x->targets);
	if (d->record_kind == FFIR_UNION)
		x_attribute(x, "kind", "union");
	x_yes(x, "transparent", d->transparent);
	x_yes(x, "opaque", d->opaque);
	if (d->from && strcmp(d->from, "macro") != 0)
		x_attribute(x, "from", d->from);
	if (d->function)
		put_function_attributes(x, d->function);
	x_location(x, &d->at);
	if (!x->record && !x->shape)
		x_yes(x, "defined", d->defined);
	x_yes(x, "inline", d->is_inline);
	x_attribute(x, "deprecated", d->deprecated);
	x_attribute(x, "unsupported", d->unsupported);
}

static void put_members(struct xml *x, const struct ffir_decl *d)
{
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		put_fields(x, d);
		break;
	case FFIR_DECL_ENUMERATION:
	case FFIR_DECL_DOMAIN:
		put_enumerators(x, d);
		break;
	case FFIR_DECL_ALIAS:
	case FFIR_DECL_VARIABLE:
	case FFIR_DECL_CONSTANT:
		break;
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_MACRO:
		put_function(x, d);
		break;
	}
}

void ffir_put_decl_open(struct xml *x, const struct ffir_decl *d)
{
	struct xml_name element = decl_element(d->kind);
	x_open_sized(x, element.text, element.size);
	put_decl_attributes(x, d);
	put_type(x, d->type);
	ffir_put_doc(x, d->doc);
	put_annotations(x, d->annotations, d->n_annotations);
	put_evidence(x, d->evidence, d->n_evidence);
	put_members(x, d);
}

void ffir_put_decl_close(struct xml *x, const struct ffir_decl *d)
{
	struct xml_name element = decl_element(d->kind);
	x_close_sized(x, element.text, element.size);
}
