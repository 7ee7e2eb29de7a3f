/*
 * Lowering of structs of functions that the other language implements.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

static int field_index(const struct ffir_decl *decl, const char *name)
{
	for (size_t i = 0; name && i < decl->n_fields; i++)
		if (strcmp(decl->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

static const struct ffir_annotation *said_of_function(const struct lowering *l,
						      const struct ffir_field *field, enum ffir_word word)
{
	return said_of_value(l, field->annotations, field->n_annotations, field->type, word);
}

/* The field that WORD of all functions names; false after an error. */
static bool find_shared(struct lowering *l, const struct ffir_decl *decl, enum ffir_word word, int *index)
{
	const struct ffir_annotation *first = NULL;
	*index = -1;
	for (size_t i = 0; i < decl->n_fields; i++) {
		const struct ffir_annotation *said = said_of_function(l, &decl->fields[i], word);
		if (!said || !function_of(l, decl->fields[i].type, NULL))
			continue;
		int found = field_index(decl, arg_text(said, 0));
		if (found < 0 || (first && found != *index)) {
			diag_error(l->d, &said->at,
				   found < 0
					   ? "%s: '%s' has no field '%s'"
					   : "%s: all functions of '%s' have one in common, '%s' is another",
				   macro_name(l, word), decl->id, arg_text(said, 0) ? arg_text(said, 0) : "");
			return false;
		}
		first = said;
		*index = found;
	}
	return true;
}

static bool binding_fills(const struct ffir_field *field)
{
	return ffir_annotation_find(field->annotations, field->n_annotations, FFIR_W_SIZE_OF_SELF) ||
	       ffir_annotation_find(field->annotations, field->n_annotations, FFIR_W_RESERVED);
}

static void add_method(struct lowering *l, struct plan_interface *interface, size_t i)
{
	const struct ffir_decl *decl = interface->record->decl;
	const struct ffir_field *field = &decl->fields[i];
	struct ffir_param *param = (struct ffir_param *)ffir_alloc(l->a, sizeof *param);
	*param = (struct ffir_param){.name = field->name,
				     .type = field->type,
				     .at = field->at,
				     .annotations = field->annotations,
				     .n_annotations = field->n_annotations,
				     .doc = field->doc};
	struct plan_method *method = FFIR_PUSH(l->a, interface->methods, interface->n_methods);
	method->name = plan_name_of(field->name, &field->at, field->annotations, field->n_annotations);
	method->field = &interface->record->fields[i];
	method->optional = said_of_function(l, field, FFIR_W_NULLABLE) != NULL;
	method->closure = closure_of_member(l, param, ffir_decl_name(decl), (int)interface->n_methods - 1);
	method->closure->doc = field->doc;
	method->closure->standing = method->field->standing;
	if (!method->closure->refused && method->closure->context < 0)
		method->closure->refused = ffir_printf(
			l->a,
			"'%s' of '%s' does not say in which parameter its user data arrives (FFI_CONTEXT)",
			field->name, decl->id);
}

static void lower_interface(struct lowering *l, struct plan_record *record,
			    const struct ffir_annotation *word)
{
	const struct ffir_decl *decl = record->decl;
	int user, destroy;
	if (record->opaque) {
		diag_error(l->d, &word->at, "FFI_INTERFACE: '%s' is opaque: its functions are not known",
			   decl->id);
		return;
	}
	if (!find_shared(l, decl, FFIR_W_USER_DATA, &user) || !find_shared(l, decl, FFIR_W_DESTROY, &destroy))
		return;
	if (user < 0) {
		diag_error(l->d, &word->at,
			   "FFI_INTERFACE: no function of '%s' says which field is its user data "
			   "(FFI_USER_DATA)",
			   decl->id);
		return;
	}
	struct plan_interface *interface = (struct plan_interface *)ffir_alloc(l->a, sizeof *interface);
	interface->name = record->name;
	interface->name.from = NULL;
	interface->record = record;
	interface->doc = decl->doc;
	interface->user = &record->fields[user];
	interface->destroy = destroy < 0 ? NULL : &record->fields[destroy];
	for (size_t i = 0; i < decl->n_fields; i++) {
		const struct ffir_field *field = &decl->fields[i];
		if ((int)i == user || (int)i == destroy || binding_fills(field))
			continue;
		if (function_of(l, field->type, NULL))
			add_method(l, interface, i);
		else
			diag_error(l->d, &field->at,
				   "FFI_INTERFACE: '%s' of '%s' is neither a function nor what all of them "
				   "are given",
				   field->name, decl->id);
	}
	record->interface = interface;
	*FFIR_PUSH(l->a, l->p->interfaces, l->p->n_interfaces) = interface;
}

void lower_interfaces(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_records; i++) {
		const struct ffir_annotation *word = said_of(l->p->records[i]->decl, FFIR_W_INTERFACE);
		if (word)
			lower_interface(l, l->p->records[i], word);
	}
}

struct plan_interface *interface_of(struct lowering *l, const struct ffir_type *type)
{
	struct plan_record *record = record_pointed_to(l, type);
	if (!record)
		record = plan_record_of(l->p, type);
	return record ? record->interface : NULL;
}

/* ---- as a parameter ---- */

static const char *why_not_made(const struct plan_interface *interface)
{
	for (size_t i = 0; i < interface->n_methods; i++)
		if (interface->methods[i].closure->refused)
			return interface->methods[i].closure->refused;
	return NULL;
}

static enum plan_scope scope_of(struct call_builder *b, const struct ffir_param *param,
				const struct plan_interface *interface)
{
	const struct ffir_annotation *word = said_of_param(b->l, param, FFIR_W_SCOPE);
	const char *said = word ? arg_text(word, 0) : NULL;
	if (said_of_param(b->l, param, FFIR_W_RETAINED))
		return SCOPE_OBJECT;
	if (!said)
		return interface->destroy	    ? SCOPE_NOTIFIED
		       : pointee(b->l, param->type) ? SCOPE_CALL
						    : SCOPE_FOREVER;
	return strcmp(said, "call") == 0       ? SCOPE_CALL
	       : strcmp(said, "notified") == 0 ? SCOPE_NOTIFIED
	       : strcmp(said, "async") == 0    ? SCOPE_ASYNC
					       : SCOPE_FOREVER;
}

void lower_interface_param(struct call_builder *b, size_t i, struct plan_interface *interface)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape shape = {.kind = SHAPE_INTERFACE, .type = param->type, .interface = interface};
	const char *why = why_not_made(interface);
	shape.scope = scope_of(b, param, interface);
	shape.nullable = is_nullable(b->l, param, false);
	if (why)
		stay_raw(b, "%s: %s", param_label(b, i), why);
	else if (shape.scope == SCOPE_ASYNC)
		stay_raw(b, "%s: several functions do not run once", param_label(b, i));
	else if (shape.nullable && !pointee(b->l, param->type))
		impossible(b, &param->at, "FFI_NULLABLE: '%s' is no pointer", param->name);
	else if (shape.scope == SCOPE_OBJECT && b->call->self < 0 && b->call->role != ROLE_CONSTRUCTOR)
		impossible(b, &param->at, "FFI_RETAINED: '%s' has no object that keeps '%s'",
			   b->function->name.cname, param->name);
	else if (shape.scope == SCOPE_NOTIFIED && !interface->destroy)
		impossible(b, &param->at,
			   "FFI_SCOPE(notified): nothing says when '%s' ends: the functions of '%s' name a "
			   "field "
			   "with FFI_DESTROY",
			   param->name, interface->name.cname);
	if (b->reason)
		return;
	int source = add_param(b, i, &shape);
	if (!shape.nullable)
		add_op(b, PHASE_CHECK, OP_CHECK_NULL, -1, source);
	b->args[i].value = add_value(b, VALUE_LOCAL, param->name, param->type);
	add_op(b, PHASE_MAKE, OP_INTERFACE, b->args[i].value, source);
	if (shape.scope != SCOPE_CALL)
		return;
	b->call->calls_back = true;
	if (b->call->leaf)
		impossible(b, &param->at, "FFI_LEAF: '%s' calls '%s' back", b->function->name.cname,
			   param->name);
}
