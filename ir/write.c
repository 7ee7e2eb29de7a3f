/*
 * The model as XML: model -> text, one function for each element. ir/interface.rng describes what comes
 * out. Also runs inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/write.h"

#include <string.h>

#include "ir/writing.h"

/* ---- what many declarations hold ---- */

static void put_value(struct xml *x, const struct ffir_value *value)
{
	if (value->kind == FFIR_VALUE_NONE)
		return;
	x_attribute_bytes(x, "value", value->text, value->size);
	if (value->kind != FFIR_VALUE_INTEGER)
		x_attribute(x, "kind", value->kind == FFIR_VALUE_FLOAT ? "float" : "string");
}

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

void ffir_put_doc(struct xml *x, const struct ffir_doc *doc)
{
	if (!doc || x->shape)
		return;
	x_open(x, "doc");
	if (doc->raw_size) {
		x_open(x, "raw");
		x_close_with_source(x, "raw", doc->raw, doc->raw_size);
	} else {
		x_text_element(x, "raw", doc->raw);
	}
	x_text_element(x, "brief", doc->brief);
	x_text_element(x, "description", doc->description);
	for (size_t i = 0; i < doc->n_sections; i++) {
		x_open(x, "section");
		x_attribute(x, "kind", doc_kind_name(doc->sections[i].kind));
		x_attribute(x, "name", doc->sections[i].name);
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
	put_value(x, value);
	x_close(x, "on");
}

static void put_annotations(struct xml *x, const struct ffir_annotation *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct ffir_annotation *annotation = &list[i];
		x_open(x, "annotation");
		x_attribute(x, "name", ffir_words[annotation->word].name);
		x_attribute(x, "by", by_name(annotation->by));
		x_location(x, &annotation->at);
		for (size_t j = 0; j < annotation->n_args; j++)
			x_text_element(x, "arg", annotation->args[j].text);
		put_annotations(x, annotation->nested, annotation->n_nested);
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

static void put_evidence(struct xml *x, const struct ffir_evidence *list, size_t n)
{
	for (size_t i = 0; i < n && !x->record && !x->shape; i++) {
		x_open(x, "evidence");
		x_attribute(x, "name", list[i].name);
		x_attribute(x, "as", list[i].as);
		x_attribute(x, "from", list[i].from);
		x_close(x, "evidence");
	}
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
	if (!type || x_put_again(x, type))
		return;
	size_t from = x_mark(x);
	put_type_anew(x, type);
	while (last->kind != FFIR_TYPE_FUNCTION && last->to)
		last = last->to;
	if (last->kind != FFIR_TYPE_FUNCTION)
		x_keep(x, type, from);
}

static void put_param(struct xml *x, struct xml_name element, const struct ffir_param *param)
{
	x_open_sized(x, element.text, element.size);
	x_attribute(x, "name", param->name);
	x_location(x, &param->at);
	put_type(x, param->type);
	ffir_put_doc(x, param->doc);
	put_annotations(x, param->annotations, param->n_annotations);
	put_evidence(x, param->evidence, param->n_evidence);
	x_close_sized(x, element.text, element.size);
}

static void put_function_type(struct xml *x, const struct ffir_function_type *function)
{
	put_param(x, X_NAME("result"), &function->result);
	for (size_t i = 0; i < function->n_params; i++)
		put_param(x, X_NAME("param"), &function->params[i]);
}

/* ---- what a target makes of a declaration ---- */

static void put_places(struct xml *x, const struct ffir_decl *d, const struct ffir_on *on)
{
	for (size_t i = 0; on->places && i < d->n_fields; i++) {
		x_open(x, "place");
		x_attribute(x, "field", d->fields[i].name);
		if (on->places[i].is_bits)
			x_number(x, "bit-offset", on->places[i].bit_offset);
		else
			x_number(x, "offset", on->places[i].offset);
		x_close(x, "place");
	}
}

static const char *pass_in_name(enum ffir_pass_in in)
{
	switch (in) {
	case FFIR_IN_REGISTERS:
		return "registers";
	case FFIR_IN_MEMORY:
		return "memory";
	case FFIR_BY_REFERENCE:
		return "reference";
	case FFIR_NOT_CALLABLE:
		return "not-callable";
	}
	return "not-callable";
}

static void put_pieces(struct xml *x, const struct ffir_pass *pass)
{
	if (pass->n_pieces == 0 || x_put_again(x, pass->pieces))
		return;
	size_t from = x_mark(x);
	for (size_t i = 0; i < pass->n_pieces; i++) {
		x_open_inline(x, "piece");
		x_attribute(x, "reg", pass->pieces[i].reg);
		x_number(x, "offset", pass->pieces[i].offset);
		x_number(x, "size", pass->pieces[i].size);
		x_close(x, "piece");
	}
	x_keep(x, pass->pieces, from);
}

static void put_pass(struct xml *x, const struct ffir_pass *pass)
{
	struct xml_name element = pass->param ? X_NAME("pass") : X_NAME("return");
	x_open_sized(x, element.text, element.size);
	x_attribute(x, "param", pass->param);
	x_attribute(x, "in", pass_in_name(pass->in));
	x_attribute(x, "extended", pass->extended);
	put_pieces(x, pass);
	x_close_sized(x, element.text, element.size);
}

void ffir_put_on(struct xml *x, const struct ffir_decl *d, const struct ffir_on *on, const char *targets)
{
	x_open(x, "on");
	x_attribute(x, "target", targets);
	if (on->has_layout) {
		x_number(x, "size", on->size);
		if (on->align)
			x_number(x, "align", on->align);
		if (d->kind == FFIR_DECL_ENUMERATION)
			x_attribute(x, "signed", on->is_signed ? "yes" : "no");
		x_attribute(x, "byte-order", on->byte_order);
	}
	x_attribute(x, "symbol", on->symbol);
	x_attribute(x, "visibility", on->visibility);
	x_attribute(x, "convention", on->convention);
	put_value(x, &on->value);
	put_places(x, d, on);
	for (size_t i = 0; i < on->n_passes; i++)
		put_pass(x, &on->passes[i]);
	x_close(x, "on");
}

/* ---- declarations ---- */

static void put_fields(struct xml *x, const struct ffir_decl *d)
{
	for (size_t i = 0; i < d->n_fields; i++) {
		const struct ffir_field *field = &d->fields[i];
		x_open(x, "field");
		x_attribute(x, "name", field->name);
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
		put_value(x, &enumerator->value);
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
	if (d->kind == FFIR_DECL_RECORD)
		x_attribute(x, "kind", d->record_kind == FFIR_UNION ? "union" : "struct");
	x_yes(x, "transparent", d->transparent);
	x_yes(x, "opaque", d->opaque);
	x_attribute(x, "from", d->from);
	if (d->function)
		put_function_attributes(x, d->function);
	x_location(x, &d->at);
	if (!x->record && !x->shape && (d->kind == FFIR_DECL_FUNCTION || d->kind == FFIR_DECL_VARIABLE))
		x_attribute(x, "defined", d->defined ? "yes" : "no");
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

void ffir_put_decl(struct xml *x, const struct ffir_decl *d)
{
	ffir_put_decl_open(x, d);
	for (size_t i = 0; i < d->n_on; i++)
		ffir_put_on(x, d, &d->on[i], d->on[i].targets);
	ffir_put_decl_close(x, d);
}
