/*
 * Lowering of types: records, typedefs, and the shapes of values that need no more than themselves.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"
#include "backends/types.h"

#include <ctype.h>
#include <string.h>

/* ---- words ---- */

const char *arg_text(const struct ffir_annotation *word, size_t i)
{
	if (!word || i >= word->n_args || !word->args[i].text || !word->args[i].text[0])
		return NULL;
	return word->args[i].text;
}

const struct ffir_annotation *said_of(const struct ffir_decl *decl, enum ffir_word word)
{
	return ffir_annotation_find(decl->annotations, decl->n_annotations, word);
}

const struct ffir_annotation *said_of_value(const struct lowering *l, const struct ffir_annotation *list,
					    size_t n, const struct ffir_type *type, enum ffir_word word)
{
	const struct ffir_annotation *found = ffir_annotation_find(list, n, word);
	while (!found && type && type->kind == FFIR_TYPE_NAMED) {
		const struct ffir_decl *alias = ffir_module_find(l->m, type->name);
		if (!alias || alias->kind != FFIR_DECL_ALIAS)
			break;
		found = said_of(alias, word);
		type = alias->type;
	}
	return found;
}

const struct ffir_annotation *said_of_param(const struct lowering *l, const struct ffir_param *param,
					    enum ffir_word word)
{
	return said_of_value(l, param->annotations, param->n_annotations, param->type, word);
}

bool is_out(const struct lowering *l, const struct ffir_param *param)
{
	const struct ffir_annotation *out = said_of_param(l, param, FFIR_W_OUT);
	if (!out || out->by != FFIR_BY_STANDARD)
		return out != NULL;
	const struct plan_record *record = record_pointed_to(l, param->type);
	return record && !record->klass && !record->opaque && !said_of_param(l, param, FFIR_W_ARRAY) &&
	       !said_of_param(l, param, FFIR_W_BYTE_LENGTH) && !said_of_param(l, param, FFIR_W_ARRAY_FIXED);
}

bool is_one(const struct lowering *l, const struct ffir_param *param)
{
	const struct ffir_annotation *in = said_of_param(l, param, FFIR_W_IN),
				     *inout = said_of_param(l, param, FFIR_W_INOUT);
	return (in && in->by != FFIR_BY_STANDARD) || (inout && inout->by != FFIR_BY_STANDARD);
}

const char *macro_name(const struct lowering *l, enum ffir_word word)
{
	char *name = ffir_printf(l->a, "FFI_%s", ffir_words[word].name);
	for (char *c = name; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return name;
}

struct plan_name plan_name_of(const char *cname, const struct ffir_loc *at,
			      const struct ffir_annotation *list, size_t n)
{
	struct plan_name name = {.cname = cname, .at = *at};
	name.given = arg_text(ffir_annotation_find(list, n, FFIR_W_NAME), 0);
	name.space = arg_text(ffir_annotation_find(list, n, FFIR_W_NAMESPACE), 0);
	return name;
}

/* ---- docs ---- */

/* What an attribute says of PARAM where its author says nothing. */
static const char *doc_of_descriptor(const struct ffir_param *param)
{
	const struct ffir_annotation *word =
		ffir_annotation_find(param->annotations, param->n_annotations, FFIR_W_DESCRIPTOR);
	if (!word)
		return NULL;
	if (!word->n_args)
		return "an open file descriptor";
	return strcmp(word->args[0].text, "read") == 0 ? "an open file descriptor, to read from"
						       : "an open file descriptor, to write to";
}

static const char *said_of_part(const struct ffir_doc *doc, const char *name)
{
	for (size_t i = 0; doc && i < doc->n_sections; i++)
		if (doc->sections[i].kind == FFIR_DOC_PARAM && doc->sections[i].name &&
		    strcmp(doc->sections[i].name, name) == 0)
			return doc->sections[i].text;
	return NULL;
}

const char *doc_of_param(struct ffir_arena *a, const struct ffir_doc *doc, const struct ffir_param *param)
{
	const char *text = said_of_part(doc, param->name);
	return text ? text : param->doc ? plan_doc_text(a, param->doc) : doc_of_descriptor(param);
}

/* A comment of its own may be kernel-doc's "@name: text". */
const struct ffir_doc *doc_of_part(struct ffir_arena *a, const struct ffir_doc *part,
				   const struct ffir_doc *whole, const char *name)
{
	if (part && (part->brief || part->description))
		return part;
	const char *text = said_of_part(part, name);
	if (!text && !(text = said_of_part(whole, name)))
		return part;
	struct ffir_doc *doc = FFIR_NEW(a, struct ffir_doc);
	if (part)
		*doc = *part;
	doc->brief = text;
	return doc;
}

const char *doc_of_result(const struct ffir_doc *doc)
{
	for (size_t i = 0; doc && i < doc->n_sections; i++)
		if (doc->sections[i].kind == FFIR_DOC_RETURNS)
			return doc->sections[i].text;
	return NULL;
}

/* ---- looking at types ---- */

const struct ffir_type *resolve(const struct lowering *l, const struct ffir_type *type,
				const struct ffir_decl **decl)
{
	static const struct ffir_type nothing = {.kind = FFIR_TYPE_UNSUPPORTED,
						 .name = "a type that is not known"};
	const struct ffir_type *found = ffir_type_resolve(l->m, type, decl);
	return found ? found : &nothing;
}

const struct ffir_type *pointee(const struct lowering *l, const struct ffir_type *type)
{
	type = resolve(l, type, NULL);
	return type->kind == FFIR_TYPE_POINTER ? type->to : NULL;
}

bool points_to_const(const struct lowering *l, const struct ffir_type *type)
{
	const struct ffir_type *to = pointee(l, type);
	return to && ffir_type_quals(l->m, to) & FFIR_CONST;
}

const struct ffir_function_type *function_of(const struct lowering *l, const struct ffir_type *type,
					     const struct ffir_decl **alias)
{
	const struct ffir_decl *found = NULL;
	if (type->kind == FFIR_TYPE_NAMED) {
		found = ffir_module_find(l->m, type->name);
		if (found && found->kind != FFIR_DECL_ALIAS)
			found = NULL;
	}
	if (alias)
		*alias = found;
	const struct ffir_type *to = pointee(l, type);
	if (!to)
		return NULL;
	to = resolve(l, to, NULL);
	return to->kind == FFIR_TYPE_FUNCTION ? to->function : NULL;
}

bool is_ranged(const struct lowering *l, const struct ffir_type *type)
{
	uint64_t size, align;
	return is_integer(l, type) || (resolve(l, type, NULL)->kind == FFIR_TYPE_FLOAT &&
				       ffir_type_size(l->m, type, &size, &align) && size < 8);
}

bool is_integer(const struct lowering *l, const struct ffir_type *type)
{
	const struct ffir_decl *decl;
	type = resolve(l, type, &decl);
	return type->kind == FFIR_TYPE_INT || (decl && decl->kind == FFIR_DECL_ENUMERATION);
}

bool is_count(const struct lowering *l, const struct ffir_type *type)
{
	return resolve(l, type, NULL)->kind == FFIR_TYPE_INT;
}

bool is_void(const struct lowering *l, const struct ffir_type *type)
{
	return resolve(l, type, NULL)->kind == FFIR_TYPE_VOID;
}

bool is_byte(const struct lowering *l, const struct ffir_type *type)
{
	return type_is_byte(l->p, type);
}

bool is_character(const struct lowering *l, const struct ffir_type *type)
{
	const struct ffir_type *real = resolve(l, type, NULL);
	return real->kind == FFIR_TYPE_INT && strcmp(real->name, "char") == 0;
}

const struct ffir_decl *record_decl_pointed_to(const struct lowering *l, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *to = pointee(l, type);
	if (!to)
		return NULL;
	resolve(l, to, &decl);
	return decl && decl->kind == FFIR_DECL_RECORD ? decl : NULL;
}

struct plan_record *record_pointed_to(const struct lowering *l, const struct ffir_type *type)
{
	return (struct plan_record *)plan_index_find(l->p, record_decl_pointed_to(l, type));
}

struct ffir_type *new_type(struct lowering *l, enum ffir_type_kind kind, const char *name)
{
	struct ffir_type *type = (struct ffir_type *)ffir_alloc(l->a, sizeof *type);
	type->kind = kind;
	type->name = name;
	return type;
}

const char *spell(const struct lowering *l, const struct ffir_type *type)
{
	return ffir_type_spell(l->a, type, "");
}

struct plan_shape *copy_shape(struct lowering *l, const struct plan_shape *shape)
{
	struct plan_shape *copy = (struct plan_shape *)ffir_alloc(l->a, sizeof *copy);
	*copy = *shape;
	return copy;
}

bool text_encoding(const struct lowering *l, const struct ffir_annotation *list, size_t n,
		   const struct ffir_type *type, enum plan_encoding *encoding)
{
	static const struct {
		enum ffir_word word;
		enum plan_encoding encoding;
	} encodings[] = {
		{FFIR_W_UTF8, ENCODING_UTF8},	  {FFIR_W_ASCII, ENCODING_ASCII},
		{FFIR_W_LOCALE, ENCODING_LOCALE}, {FFIR_W_UTF16, ENCODING_UTF16},
		{FFIR_W_UTF32, ENCODING_UTF32},	  {FFIR_W_BYTES, ENCODING_BYTES},
	};
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
		if (!said_of_value(l, list, n, type, encodings[i].word))
			continue;
		*encoding = encodings[i].encoding;
		return true;
	}
	return false;
}

bool can_hold_text(const struct lowering *l, const struct ffir_type *type, enum plan_encoding encoding)
{
	static const uint64_t units[] = {[ENCODING_UTF8] = 1,  [ENCODING_ASCII] = 1, [ENCODING_LOCALE] = 1,
					 [ENCODING_UTF16] = 2, [ENCODING_UTF32] = 4, [ENCODING_BYTES] = 1};
	uint64_t size, align;
	const struct ffir_type *to = pointee(l, type);
	if (to && pointee(l, to))
		to = pointee(l, to);
	if (!to || is_void(l, to))
		return to != NULL;
	return resolve(l, to, NULL)->kind == FFIR_TYPE_INT && ffir_type_size(l->m, to, &size, &align) &&
	       size == units[encoding];
}

/* ---- shapes of plain values ---- */

static bool enum_shape(const struct ffir_type *type, struct plan_enum *e, struct plan_shape *shape)
{
	*shape = (struct plan_shape){
		.kind = e->flags ? SHAPE_FLAGS : SHAPE_ENUMERATION, .type = type, .enumeration = e};
	return true;
}

static bool carried_shape(struct lowering *l, const struct ffir_type *type, struct plan_record *r,
			  struct plan_shape *shape, const char **reason)
{
	const struct plan_carrier *c = carrier_for(l, r);
	if (!c)
		return false;
	*shape = c->shape;
	shape->type = type;
	if (c->busy) {
		diag_error(l->d, &r->decl->at, "'%s' holds itself: no value of another language can",
			   r->decl->id);
		*reason = ffir_printf(l->a, "'%s' holds itself", r->decl->id);
	} else if (c->refused) {
		*reason = c->refused;
	}
	return true;
}

static bool named_shape(struct lowering *l, const struct ffir_type *type, const struct ffir_decl *decl,
			struct plan_shape *shape, const char **reason)
{
	if (decl && decl->kind == FFIR_DECL_ENUMERATION) {
		struct plan_enum *e = enum_for(l, decl);
		if (e)
			return enum_shape(type, e, shape);
	} else if (decl && decl->kind == FFIR_DECL_RECORD) {
		struct plan_record *r = record_for(l, decl);
		const struct ffir_annotation *pattern = said_of(decl, FFIR_W_INTERFACE);
		*shape = (struct plan_shape){.kind = SHAPE_RECORD, .type = type, .record = r};
		if (r && r->opaque)
			*reason = ffir_printf(l->a, "'%s' is opaque%s%s", decl->id,
					      r->refused ? ", since " : "", r->refused ? r->refused : "");
		else if (decl->transparent)
			*reason = "a transparent union is one of several things";
		else if (pattern)
			*reason = ffir_printf(l->a, "bindings do not carry '%s' (%s)", decl->id,
					      macro_name(l, pattern->word));
		else if (r && carried_shape(l, type, r, shape, reason))
			return !*reason;
		else if (r)
			return true;
	}
	if (!*reason)
		*reason = ffir_printf(l->a, "'%s' is not part of the interface", type->name);
	return false;
}

bool value_shape(struct lowering *l, const struct ffir_type *type, const struct ffir_annotation *as,
		 struct plan_shape *shape, const char **reason)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = resolve(l, type, &decl);
	struct plan_handle *handle = handle_of(l, type);
	*reason = NULL;
	/* Whether one that may be none is there, words about the place say. */
	if (handle && handle->invalid.kind == FFIR_VALUE_NONE && !handle->is_pointer) {
		*shape = (struct plan_shape){.kind = SHAPE_HANDLE, .type = type, .handle = handle};
		return true;
	}
	if (as && real->kind == FFIR_TYPE_INT) {
		struct plan_enum *e = enum_named(l, arg_text(as, 0), &as->at);
		if (e)
			return enum_shape(type, e, shape);
		*reason = "the enum that it names is not known";
		return false;
	}
	switch (real->kind) {
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		*shape = (struct plan_shape){.kind = SHAPE_SCALAR, .type = type};
		return true;
	case FFIR_TYPE_NAMED:
		return named_shape(l, type, decl, shape, reason);
	case FFIR_TYPE_VECTOR:
		*reason = "bindings do not carry vectors of the processor";
		return false;
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_FUNCTION:
		*reason = ffir_printf(l->a, "'%s' may mean many things", spell(l, type));
		return false;
	case FFIR_TYPE_UNSUPPORTED:
		*reason = real->name ? real->name : "a type that cannot be described";
		return false;
	}
	return false;
}

/* ---- records ---- */

/* The record that a field holds by value, arrays looked through. */
static const struct ffir_decl *record_inside(const struct lowering *l, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	type = resolve(l, type, &decl);
	while (type->kind == FFIR_TYPE_ARRAY)
		type = resolve(l, type->to, &decl);
	return decl && decl->kind == FFIR_DECL_RECORD ? decl : NULL;
}

static void field_shape(struct lowering *l, const struct ffir_type *type, const struct ffir_annotation *as,
			struct plan_shape *shape)
{
	const char *reason;
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = resolve(l, type, &decl);
	if (decl && decl->kind == FFIR_DECL_RECORD) {
		struct plan_record *r = record_for(l, decl);
		*shape = (struct plan_shape){
			.kind = r && !r->opaque ? SHAPE_RECORD : SHAPE_RAW, .type = type, .record = r};
	} else if (real->kind == FFIR_TYPE_ARRAY && real->has_count) {
		struct plan_shape element;
		field_shape(l, real->to, as, &element);
		*shape = (struct plan_shape){.kind = SHAPE_VECTOR, .type = type, .fixed = real->count};
		shape->element = copy_shape(l, &element);
	} else if (!value_shape(l, type, as, shape, &reason)) {
		*shape = (struct plan_shape){.kind = SHAPE_RAW, .type = type};
	}
}

static void lower_fields(struct lowering *l, struct plan_record *r, const struct ffir_on *on)
{
	for (size_t i = 0; i < r->decl->n_fields; i++) {
		const struct ffir_field *from = &r->decl->fields[i];
		struct plan_field *field = FFIR_PUSH(l->a, r->fields, r->n_fields);
		field->name = plan_name_of(from->name, &from->at, from->annotations, from->n_annotations);
		field->field = from;
		field->place = &on->places[i];
		field->doc = doc_of_part(l->a, from->doc, r->decl->doc, from->name);
		field->standing = plan_standing_of_field(from);
		field_shape(l, from->type,
			    said_of_value(l, from->annotations, from->n_annotations, from->type, FFIR_W_AS),
			    &field->shape);
	}
}

static const char *why_no_layout(struct lowering *l, const struct ffir_decl *decl)
{
	const struct ffir_on *on = ffir_decl_on(decl);
	if (decl->unsupported)
		return decl->unsupported;
	if (!on || !on->has_layout)
		return "its layout is not known";
	if (on->byte_order)
		return ffir_printf(l->a, "its numbers are %s-endian", on->byte_order);
	for (size_t i = 0; i < decl->n_fields; i++) {
		const struct ffir_type *type = resolve(l, decl->fields[i].type, NULL);
		while (type->kind == FFIR_TYPE_ARRAY)
			type = resolve(l, type->to, NULL);
		if (type->kind == FFIR_TYPE_UNSUPPORTED)
			return ffir_printf(l->a, "field '%s': %s", decl->fields[i].name,
					   type->name ? type->name : "its type cannot be described");
		const char *why = target_refuses_type(l, decl->fields[i].type);
		if (why)
			return ffir_printf(l->a, "field '%s': %s", decl->fields[i].name, why);
	}
	return NULL;
}

struct plan_record *record_for(struct lowering *l, const struct ffir_decl *decl)
{
	struct plan_record *r = (struct plan_record *)plan_index_find(l->p, decl);
	if (r)
		return r;
	if (said_of(decl, FFIR_W_HIDE))
		return NULL;
	r = (struct plan_record *)ffir_alloc(l->a, sizeof *r);
	plan_index_add(l->p, decl, r);
	r->name = plan_name_of(ffir_decl_name(decl), &decl->at, decl->annotations, decl->n_annotations);
	r->name.from = decl->imported;
	r->decl = decl;
	r->doc = decl->doc;
	r->standing = plan_standing_of(decl);
	r->is_union = decl->record_kind == FFIR_UNION;
	r->anonymous = strchr(decl->id, '/') != NULL;
	r->opaque = decl->opaque || said_of(decl, FFIR_W_OPAQUE);
	if (!r->opaque) {
		r->refused = why_no_layout(l, decl);
		r->opaque = r->refused != NULL;
	}
	/* A record stands behind those that it holds. */
	for (size_t i = 0; !r->opaque && i < decl->n_fields; i++) {
		const struct ffir_decl *inside = record_inside(l, decl->fields[i].type);
		if (inside && inside != decl)
			record_for(l, inside);
	}
	r->index = l->p->n_records;
	*FFIR_PUSH(l->a, l->p->records, l->p->n_records) = r;
	if (!r->opaque) {
		const struct ffir_on *on = ffir_decl_on(decl);
		r->size = on->size;
		r->align = on->align;
		lower_fields(l, r, on);
	}
	return r;
}

/* ---- typedefs ---- */

struct plan_alias *alias_for(struct lowering *l, const struct ffir_decl *decl)
{
	struct plan_alias *alias = (struct plan_alias *)plan_index_find(l->p, decl);
	if (alias)
		return alias;
	if (said_of(decl, FFIR_W_HIDE))
		return NULL;
	alias = (struct plan_alias *)ffir_alloc(l->a, sizeof *alias);
	plan_index_add(l->p, decl, alias);
	alias->name = plan_name_of(decl->id, &decl->at, decl->annotations, decl->n_annotations);
	alias->decl = decl;
	alias->doc = decl->doc;
	alias->standing = plan_standing_of(decl);
	*FFIR_PUSH(l->a, l->p->aliases, l->p->n_aliases) = alias;
	return alias;
}
