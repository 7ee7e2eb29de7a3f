/*
 * Lowering of services: which structs become classes, which functions are their members, and the fields
 * that callers see.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

/* ---- classes ---- */

static const char *class_cname(struct lowering *l, const struct ffir_decl *decl)
{
	const struct plan_record *record = record_for(l, decl);
	return record && record->name.known_as ? record->name.known_as : ffir_decl_name(decl);
}

static struct plan_class *add_class(struct lowering *l, const struct ffir_decl *decl, const char *cname,
				    const struct ffir_loc *at)
{
	struct plan_record *record = record_for(l, decl);
	if (!record)
		return NULL;
	struct plan_class *klass = (struct plan_class *)ffir_alloc(l->a, sizeof *klass);
	/* What FFI_SERVICE_AS says is the class's own name; FFI_NAME is the record's. */
	bool own = at != &decl->at;
	klass->name = plan_name_of(cname, at, decl->annotations, own ? 0 : decl->n_annotations);
	klass->name.from = decl->imported;
	klass->name.space = record->name.space;
	if (!own)
		klass->name.given = record->name.given;
	klass->record = record;
	klass->doc = decl->doc;
	klass->thread_bound = said_of(decl, FFIR_W_THREAD_BOUND) != NULL;
	klass->thread_safe = said_of(decl, FFIR_W_THREAD_SAFE) != NULL;
	if (!record->klass)
		record->klass = klass;
	*FFIR_PUSH(l->a, l->p->classes, l->p->n_classes) = klass;
	return klass;
}

static const struct ffir_decl *record_named(const struct lowering *l, const char *name)
{
	const struct ffir_decl *decl = ffir_module_find(l->m, name);
	if (!decl)
		decl = ffir_module_find(l->m, ffir_printf(l->a, "struct %s", name));
	if (!decl)
		decl = ffir_module_find(l->m, ffir_printf(l->a, "union %s", name));
	if (decl && decl->kind == FFIR_DECL_ALIAS) {
		const struct ffir_type *type = decl->type;
		if (pointee(l, type))
			type = pointee(l, type);
		resolve(l, type, &decl);
	}
	return decl && decl->kind == FFIR_DECL_RECORD ? decl : NULL;
}

struct plan_class *class_of(const struct lowering *l, const struct plan_record *record)
{
	struct plan_class *found = NULL;
	for (size_t i = 0; record && record->klass && i < l->p->n_classes; i++) {
		if (l->p->classes[i]->record != record)
			continue;
		if (found)
			return NULL;
		found = l->p->classes[i];
	}
	return found;
}

struct plan_class *class_named(const struct lowering *l, const char *name)
{
	for (size_t i = 0; i < l->p->n_classes; i++)
		if (strcmp(l->p->classes[i]->name.cname, name) == 0)
			return l->p->classes[i];
	const struct ffir_decl *decl = record_named(l, name);
	return class_of(l, (const struct plan_record *)plan_index_find(l->p, decl));
}

/* A struct with a destructor is a service without being told. */
static void class_of_destructor(struct lowering *l, const struct ffir_annotation *word)
{
	const char *name = word ? arg_text(word, 0) : NULL;
	if (!name || class_named(l, name))
		return;
	const struct ffir_decl *decl = record_named(l, name);
	if (decl)
		add_class(l, decl, class_cname(l, decl), &decl->at);
}

/* The function that takes references to objects of its class. */
static void note_reference(struct lowering *l, const struct ffir_decl *decl)
{
	const struct ffir_annotation *word = said_of(decl, FFIR_W_REF);
	struct plan_class *klass = word && arg_text(word, 0) ? class_named(l, arg_text(word, 0)) : NULL;
	const struct plan_function *function = function_named(l, decl->id);
	if (!word)
		return;
	if (!klass || !function)
		diag_error(l->d, &word->at,
			   "FFI_REF: '%s' is not a service: write FFI_SERVICE behind its typedef",
			   arg_text(word, 0) ? arg_text(word, 0) : "");
	else if (klass->ref)
		diag_error(l->d, &word->at, "FFI_REF: '%s' has one already, '%s'", klass->name.cname,
			   klass->ref->name.cname);
	else if (function->type->n_params != 1 ||
		 record_pointed_to(l, function->type->params[0].type) != klass->record)
		diag_error(l->d, &word->at, "FFI_REF: '%s' does not take one '%s *'", decl->id,
			   klass->record->decl->id);
	else if (!function->refused)
		klass->ref = function;
}

void lower_classes(struct lowering *l)
{
	for (size_t i = 0; i < l->m->n_decls; i++) {
		const struct ffir_decl *decl = l->m->decls[i];
		if (decl->kind != FFIR_DECL_RECORD || said_of(decl, FFIR_W_HIDE))
			continue;
		if (said_of(decl, FFIR_W_SERVICE))
			add_class(l, decl, class_cname(l, decl), &decl->at);
		for (size_t k = 0; k < decl->n_annotations; k++) {
			const struct ffir_annotation *word = &decl->annotations[k];
			if (word->word == FFIR_W_SERVICE_AS && arg_text(word, 0))
				add_class(l, decl, arg_text(word, 0), &word->at);
		}
	}
	for (size_t i = 0; i < l->m->n_decls; i++) {
		const struct ffir_decl *decl = l->m->decls[i];
		if (decl->kind != FFIR_DECL_FUNCTION || said_of(decl, FFIR_W_HIDE))
			continue;
		class_of_destructor(l, said_of(decl, FFIR_W_DESTRUCTOR));
		class_of_destructor(l, said_of(decl, FFIR_W_UNREF));
	}
	for (size_t i = 0; i < l->m->n_decls; i++)
		if (l->m->decls[i]->kind == FFIR_DECL_FUNCTION && !said_of(l->m->decls[i], FFIR_W_HIDE))
			note_reference(l, l->m->decls[i]);
}

/* ---- members ---- */

static const struct {
	enum ffir_word word;
	enum plan_role role;
} member_words[] = {
	{FFIR_W_CONSTRUCTOR, ROLE_CONSTRUCTOR}, {FFIR_W_DESTRUCTOR, ROLE_DESTRUCTOR},
	{FFIR_W_UNREF, ROLE_DESTRUCTOR},	{FFIR_W_STATIC, ROLE_STATIC},
	{FFIR_W_METHOD, ROLE_METHOD},		{FFIR_W_CLONE, ROLE_METHOD},
};

const struct ffir_annotation *role_word(const struct ffir_decl *function)
{
	const struct ffir_annotation *word = NULL;
	for (size_t i = 0; !word && i < sizeof member_words / sizeof *member_words; i++)
		word = said_of(function, member_words[i].word);
	return word;
}

static bool role_by_first_param(struct lowering *l, const struct plan_function *function,
				enum plan_role *role, struct plan_class **klass, const char **reason)
{
	if (!function->type->n_params)
		return true;
	struct plan_record *record = record_pointed_to(l, function->type->params[0].type);
	if (!record || !record->klass)
		return true;
	const struct ffir_param *first = &function->type->params[0];
	if (is_out(l, first) || said_of_param(l, first, FFIR_W_ARRAY))
		return true;
	*klass = class_of(l, record);
	if (*klass)
		*role = ROLE_METHOD;
	else
		*reason = ffir_printf(l->a, "several classes are made of '%s'", record->decl->id);
	return true;
}

static bool role_said(struct lowering *l, const struct plan_function *function, enum plan_role *role,
		      struct plan_class **klass, const char **reason)
{
	const struct ffir_annotation *said = NULL;
	for (size_t i = 0; i < sizeof member_words / sizeof *member_words; i++) {
		const struct ffir_annotation *word = said_of(function->decl, member_words[i].word);
		if (!word)
			continue;
		if (said) {
			diag_error(l->d, &word->at, "'%s' cannot be %s and %s at once", function->name.cname,
				   macro_name(l, said->word), macro_name(l, word->word));
			return false;
		}
		said = word;
		*role = member_words[i].role;
	}
	if (!said)
		return role_by_first_param(l, function, role, klass, reason);
	const char *name = arg_text(said, 0);
	*klass = name ? class_named(l, name) : NULL;
	if (*klass)
		return true;
	diag_error(l->d, &said->at, "%s: '%s' is not a service: write FFI_SERVICE behind its typedef",
		   macro_name(l, said->word), name ? name : "");
	return false;
}

bool find_role(struct lowering *l, const struct plan_function *function, enum plan_role *role,
	       struct plan_class **klass, const char **reason)
{
	*role = ROLE_FUNCTION;
	*klass = NULL;
	if (!role_said(l, function, role, klass, reason))
		return false;
	/* The class of another binding gets no members here. */
	if (*klass && (*klass)->name.from && !function->name.from) {
		*role = ROLE_FUNCTION;
		*klass = NULL;
	}
	return true;
}

void add_member(struct lowering *l, struct plan_call *call)
{
	struct plan_class *klass = call->klass;
	switch (call->role) {
	case ROLE_FUNCTION:
		return;
	case ROLE_CONSTRUCTOR:
		*FFIR_PUSH(l->a, klass->constructors, klass->n_constructors) = call;
		return;
	case ROLE_METHOD:
	case ROLE_STATIC:
		*FFIR_PUSH(l->a, klass->methods, klass->n_methods) = call;
		return;
	case ROLE_DESTRUCTOR:
		if (klass->destructor) {
			diag_error(l->d, &call->name.at, "'%s' has two destructors, '%s' and '%s'",
				   klass->name.cname, klass->destructor->name.cname, call->name.cname);
			diag_note(l->d, &klass->destructor->name.at, "'%s' is here",
				  klass->destructor->name.cname);
			return;
		}
		klass->destructor = call;
		return;
	}
}

/* Whether CALL is called new, by its author or in its last word. */
static bool is_new(const struct plan_call *call)
{
	const char *name = call->name.given ? call->name.given : call->name.cname;
	size_t size = strlen(name);
	if (size < 3)
		return false;
	const char *end = name + size - 3;
	return strcmp(end, "New") == 0 || (strcmp(end, "new") == 0 && (end == name || end[-1] == '_'));
}

/* The main constructor stands first: the first that is called new, else the first that was declared. */
void order_constructors(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_classes; i++) {
		struct plan_class *klass = l->p->classes[i];
		size_t first = 0;
		while (first < klass->n_constructors && !is_new(klass->constructors[first]))
			first++;
		if (first == klass->n_constructors)
			continue;
		struct plan_call *call = klass->constructors[first];
		memmove(klass->constructors + 1, klass->constructors, first * sizeof *klass->constructors);
		klass->constructors[0] = call;
	}
}

static bool has_declared_end(const struct lowering *l, const struct plan_class *klass)
{
	for (size_t i = 0; i < l->p->n_functions; i++) {
		const struct ffir_decl *decl = l->p->functions[i]->decl;
		const struct ffir_annotation *word = said_of(decl, FFIR_W_DESTRUCTOR);
		if (!word)
			word = said_of(decl, FFIR_W_UNREF);
		if (word && arg_text(word, 0) && class_named(l, arg_text(word, 0)) == klass)
			return true;
	}
	return false;
}

/* A method that takes its object over ends it. */
static bool has_ending_method(const struct plan_class *klass)
{
	for (size_t i = 0; i < klass->n_methods; i++)
		for (size_t k = 0; k < klass->methods[i]->n_ops; k++)
			if (klass->methods[i]->ops[k].kind == OP_DETACH &&
			    klass->methods[i]->ops[k].src == klass->methods[i]->self)
				return true;
	return false;
}

static bool adopts(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_ADOPT)
			return true;
	return false;
}

void warn_of_endless(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_classes; i++) {
		const struct plan_class *klass = l->p->classes[i];
		if (klass->storage != STORAGE_C || klass->destructor || klass->n_constructors == 0 ||
		    !adopts(klass->constructors[0]) || has_declared_end(l, klass) || has_ending_method(klass))
			continue;
		diag_warning(l->d, &klass->constructors[0]->name.at,
			     "what '%s' makes is never freed: no function says FFI_DESTRUCTOR(%s)",
			     klass->constructors[0]->name.cname, klass->name.cname);
	}
}

/* ---- properties ---- */

static int field_named(const struct ffir_decl *record, const char *name)
{
	for (size_t i = 0; name && i < record->n_fields; i++)
		if (strcmp(record->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

static const struct ffir_annotation *said_of_field(const struct lowering *l, const struct ffir_field *field,
						   enum ffir_word word)
{
	return said_of_value(l, field->annotations, field->n_annotations, field->type, word);
}

/* Whether another exported field of the record is counted by FIELD: it is then set with that. */
static bool counts_another(const struct lowering *l, const struct ffir_decl *record,
			   const struct ffir_field *field)
{
	for (size_t i = 0; i < record->n_fields; i++) {
		const struct ffir_annotation *word = said_of_field(l, &record->fields[i], FFIR_W_ARRAY);
		if (!word)
			word = said_of_field(l, &record->fields[i], FFIR_W_BYTE_LENGTH);
		if (word && arg_text(word, 0) && strcmp(arg_text(word, 0), field->name) == 0)
			return true;
	}
	return false;
}

static bool slice_property(struct lowering *l, const struct ffir_decl *record, const struct ffir_field *field,
			   const struct ffir_annotation *count, struct plan_property *property,
			   const char **reason)
{
	const struct ffir_type *to = pointee(l, field->type);
	struct plan_shape element = {.kind = SHAPE_SCALAR, .type = to};
	property->length = field_named(record, arg_text(count, 0));
	if (property->length < 0 || !is_integer(l, record->fields[property->length].type)) {
		diag_error(l->d, &count->at, "%s: '%s' has no integer field '%s'", macro_name(l, count->word),
			   record->id, arg_text(count, 0) ? arg_text(count, 0) : "");
		return false;
	}
	if (!to || (!is_void(l, to) && !value_shape(l, to, NULL, &element, reason)))
		return false;
	property->kind = PROPERTY_MEMORY;
	property->shape = (struct plan_shape){.kind = SHAPE_SLICE, .type = field->type, .nullable = true};
	property->shape.read_only = points_to_const(l, field->type);
	property->shape.element = copy_shape(l, &element);
	property->writable = true;
	return true;
}

static bool property_shape(struct lowering *l, const struct ffir_decl *record, const struct ffir_field *field,
			   struct plan_property *property, const char **reason)
{
	const struct ffir_annotation *count = said_of_field(l, field, FFIR_W_ARRAY);
	const struct ffir_type *to = pointee(l, field->type);
	enum plan_encoding encoding = ENCODING_UTF8;
	if (!count)
		count = said_of_field(l, field, FFIR_W_BYTE_LENGTH);
	property->length = -1;
	if (count)
		return slice_property(l, record, field, count, property, reason);
	bool text = text_encoding(l, field->annotations, field->n_annotations, field->type, &encoding);
	if (to && is_byte(l, to) && (text || is_character(l, to))) {
		property->kind = PROPERTY_TEXT;
		property->shape = (struct plan_shape){
			.kind = SHAPE_STRING, .type = field->type, .nullable = true, .encoding = encoding};
		if (!text && !points_to_const(l, field->type) && !said_of_field(l, field, FFIR_W_BORROWED)) {
			*reason = "a 'char *' may mean many things: FFI_UTF8 says that it is a text";
			return false;
		}
		return true;
	}
	if (!value_shape(l, field->type, said_of_field(l, field, FFIR_W_AS), &property->shape, reason))
		return false;
	if (property->shape.kind == SHAPE_RECORD) {
		*reason = "a record inside an object has no property";
		return false;
	}
	property->writable =
		!counts_another(l, record, field) && !(ffir_type_quals(l->m, field->type) & FFIR_CONST);
	return true;
}

static void lower_property(struct lowering *l, struct plan_class *klass, size_t i)
{
	const struct ffir_decl *record = klass->record->decl;
	const struct ffir_field *field = &record->fields[i];
	const char *reason = NULL;
	struct plan_property property = {.field = field, .index = i, .doc = field->doc};
	if (field->is_bits) {
		diag_warning(l->d, &field->at, "field '%s' is no property of '%s': it is a bit-field",
			     field->name, klass->name.cname);
		return;
	}
	property.name = plan_name_of(field->name, &field->at, field->annotations, field->n_annotations);
	property.offset = klass->record->fields[i].place->offset;
	if (property_shape(l, record, field, &property, &reason))
		*FFIR_PUSH(l->a, klass->properties, klass->n_properties) = property;
	else if (reason)
		diag_warning(l->d, &field->at, "field '%s' is no property of '%s': %s", field->name,
			     klass->name.cname, reason);
}

void lower_properties(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_classes; i++) {
		struct plan_class *klass = l->p->classes[i];
		const struct ffir_decl *record = klass->record->decl;
		for (size_t k = 0; !klass->record->opaque && k < record->n_fields; k++) {
			const struct ffir_field *field = &record->fields[k];
			if (ffir_annotation_find(field->annotations, field->n_annotations, FFIR_W_EXPORT))
				lower_property(l, klass, k);
		}
	}
}
