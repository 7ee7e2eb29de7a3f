/*
 * The plan as data: the names of its enums, its index, its end. What fills it is lower.c.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/plan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "backends/lower.h"

/* In the order of enum plan_op_kind. */
const char *const plan_op_names[N_OPS] = {
	"check_there",	"check_alive", "check_null",	"check_range", "check_length", "check_thread",
	"check_owned",	"check_other", "hold",		"encode",      "pin",	       "length",
	"closure",	"interface",   "detach",	"inherit",     "alloc_out",    "alloc_object",
	"alloc_buffer", "bound",       "capacity",	"pass",	       "give",	       "call",
	"save_errno",	"retry",       "raise_pending", "test_error",  "message",      "load_out",
	"decode",	"copy",	       "view",		"ref",	       "adopt",	       "borrow",
	"keep_alive",	"free",	       "free_parts",	"release",     "raise",	       "await",
	"return",
};

/* In the order of enum plan_shape_kind. */
const char *const plan_shape_names[N_SHAPES] = {
	"void",	 "scalar", "enumeration", "flags",  "record", "record_ref", "handle",  "object",    "string",
	"slice", "vector", "compound",	  "option", "result", "tagged",	    "closure", "interface", "raw",
};

struct plan_entry {
	const struct ffir_decl *decl;
	void *item;
};

/* Open addressing over declarations; as large as the module needs from the start. */
struct plan_index {
	size_t n_entries;
	struct plan_entry *entries;
};

static struct plan_index *index_new(struct plan *p)
{
	struct plan_index *index = (struct plan_index *)ffir_alloc(&p->arena, sizeof *index);
	for (index->n_entries = 64; index->n_entries < 2 * p->module->n_decls + 2;)
		index->n_entries *= 2;
	index->entries =
		(struct plan_entry *)ffir_alloc(&p->arena, index->n_entries * sizeof *index->entries);
	return index;
}

static size_t entry_of(const struct plan_index *index, const struct ffir_decl *decl)
{
	size_t i = (size_t)(((uintptr_t)decl * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (index->n_entries - 1);
	while (index->entries[i].decl && index->entries[i].decl != decl)
		i = (i + 1) & (index->n_entries - 1);
	return i;
}

void plan_index_add(struct plan *p, const struct ffir_decl *decl, void *item)
{
	if (!p->index)
		p->index = index_new(p);
	size_t i = entry_of(p->index, decl);
	p->index->entries[i].decl = decl;
	p->index->entries[i].item = item;
}

void *plan_index_find(const struct plan *p, const struct ffir_decl *decl)
{
	if (!p->index || !decl)
		return NULL;
	return p->index->entries[entry_of(p->index, decl)].item;
}

struct plan_record *plan_record_of_decl(const struct plan *p, const struct ffir_decl *decl)
{
	return decl && decl->kind == FFIR_DECL_RECORD ? (struct plan_record *)plan_index_find(p, decl) : NULL;
}

static void *item_of(const struct plan *p, const struct ffir_type *type, enum ffir_decl_kind kind)
{
	const struct ffir_decl *decl;
	if (!ffir_type_resolve(p->module, type, &decl) || !decl || decl->kind != kind)
		return NULL;
	return plan_index_find(p, decl);
}

struct plan_record *plan_record_of(const struct plan *p, const struct ffir_type *type)
{
	return (struct plan_record *)item_of(p, type, FFIR_DECL_RECORD);
}

struct plan_enum *plan_enum_of(const struct plan *p, const struct ffir_type *type)
{
	return (struct plan_enum *)item_of(p, type, FFIR_DECL_ENUMERATION);
}

const struct plan_slot *plan_slot_of(const struct plan_carrier *c, enum plan_slot_role role)
{
	for (size_t i = 0; i < c->n_slots; i++)
		if (c->slots[i].role == role)
			return &c->slots[i];
	return NULL;
}

bool plan_is_plain(const struct plan_shape *shape)
{
	if (shape->indirect)
		return false;
	switch (shape->kind) {
	case SHAPE_VOID:
	case SHAPE_SCALAR:
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
	case SHAPE_RECORD:
	case SHAPE_HANDLE:
	case SHAPE_RAW:
		return true;
	case SHAPE_RECORD_REF:
	case SHAPE_OBJECT:
	case SHAPE_STRING:
	case SHAPE_SLICE:
	case SHAPE_VECTOR:
	case SHAPE_COMPOUND:
	case SHAPE_OPTION:
	case SHAPE_RESULT:
	case SHAPE_TAGGED:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
	case N_SHAPES:
		return false;
	}
	return false;
}

bool plan_needs_form(const struct plan_shape *shape)
{
	return shape->carrier || shape->indirect || shape->terminated ||
	       (shape->element && !plan_is_plain(shape->element));
}

enum plan_reading plan_reading(const struct plan_shape *shape, bool lent)
{
	if (shape->indirect)
		return READ_POINTED;
	if (shape->carrier)
		return READ_OBJECT;
	if (!plan_needs_form(shape))
		return READ_VALUE;
	if (shape->terminated)
		return READ_ENDED;
	const struct plan_shape *element = shape->element;
	bool is_pointer = !element->carrier && !element->indirect &&
			  (element->kind == SHAPE_STRING || element->kind == SHAPE_OBJECT);
	return lent && is_pointer ? READ_EACH : READ_MANY;
}

bool plan_owns_parts(const struct plan_shape *shape)
{
	if (shape->free || (shape->kind == SHAPE_OBJECT && shape->adopted))
		return shape->free != NULL;
	if (shape->carrier)
		return shape->carrier->owns;
	return shape->element && plan_owns_parts(shape->element);
}

static bool takes_its_own(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_params; i++)
		if (call->values[call->params[i]].shape.klass == call->klass)
			return true;
	return false;
}

const struct plan_call *plan_main_constructor(const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_constructors; i++) {
		const struct plan_name *name = &k->constructors[i]->name;
		if (strcasecmp(name->name ? name->name : name->cname, "new") == 0)
			return k->constructors[i];
	}
	for (size_t i = 0; i < k->n_constructors; i++)
		if (!takes_its_own(k->constructors[i]))
			return k->constructors[i];
	return k->n_constructors ? k->constructors[0] : NULL;
}

void plan_free(struct plan *p)
{
	if (!p)
		return;
	ffir_arena_release(&p->arena);
	free(p);
}

static const char *promise_of(const struct plan_call *call)
{
	static const char *const promises[] = {
		NULL,
		"What it gives is not to be ignored.",
		"Any thread may call it at any time.",
		"Any thread may call it at any time. What it gives is not to be ignored.",
		"It may wait.",
		"It may wait. What it gives is not to be ignored.",
		"It may wait. Any thread may call it at any time.",
		"It may wait. Any thread may call it at any time. What it gives is not to be ignored.",
	};
	if (call->function->noreturn)
		return "It does not return.";
	return promises[call->function->blocking << 2 | call->function->thread_safe << 1 | call->must_use];
}

const char *plan_call_promise(struct ffir_arena *a, const struct plan_call *call)
{
	const char *promise = promise_of(call), *since = plan_function_since(a, call->function);
	return since && promise ? ffir_printf(a, "%s %s", since, promise) : since ? since : promise;
}

const char *plan_function_since(struct ffir_arena *a, const struct plan_function *f)
{
	return f->since ? ffir_printf(a, "It came with version %s: a library may lack it.", f->since) : NULL;
}

const char *plan_deprecation(struct ffir_arena *a, const char *message)
{
	if (!message)
		return NULL;
	return *message ? ffir_printf(a, "Deprecated: %s", message) : "Deprecated.";
}

const char *plan_standing_since(struct ffir_arena *a, const struct plan_standing *standing)
{
	return standing->since ? ffir_printf(a, "It came with version %s.", standing->since) : NULL;
}

const char *plan_standing_says(struct ffir_arena *a, const struct plan_standing *standing)
{
	const char *deprecated = plan_deprecation(a, standing->deprecated);
	const char *since = plan_standing_since(a, standing);
	if (!deprecated || !since)
		return deprecated ? deprecated : since;
	return ffir_printf(a, "%s %s", since, deprecated);
}

const char *plan_doc_deprecation(const struct ffir_doc *doc)
{
	for (size_t i = 0; doc && i < doc->n_sections; i++)
		if (doc->sections[i].kind == FFIR_DOC_DEPRECATED)
			return doc->sections[i].text ? doc->sections[i].text : "";
	return NULL;
}

const char *plan_doc_text(struct ffir_arena *a, const struct ffir_doc *doc)
{
	if (!doc || !doc->brief || !doc->description)
		return !doc ? NULL : doc->brief ? doc->brief : doc->description;
	bool ended = *doc->brief && strchr(".!?:", doc->brief[strlen(doc->brief) - 1]);
	return ffir_printf(a, "%s%s%s", doc->brief,
			   strchr(doc->description, '\n') ? "\n\n"
			   : ended			  ? " "
							  : ". ",
			   doc->description);
}

const char *plan_doc_of_param(struct ffir_arena *a, const struct ffir_doc *doc, const char *name)
{
	static const char *const directions[] = {[FFIR_DOC_UNSAID] = "",
						 [FFIR_DOC_IN] = "(in) ",
						 [FFIR_DOC_OUT] = "(out) ",
						 [FFIR_DOC_INOUT] = "(in, out) "};
	for (size_t i = 0; doc && i < doc->n_sections; i++) {
		const struct ffir_doc_section *s = &doc->sections[i];
		if (s->kind == FFIR_DOC_PARAM && s->name && strcmp(s->name, name) == 0)
			return ffir_printf(a, "%s%s", directions[s->direction], s->text);
	}
	return NULL;
}

static struct plan_standing standing_of(const struct ffir_annotation *list, size_t n,
					const struct ffir_doc *doc)
{
	const struct ffir_annotation *deprecated = ffir_annotation_find(list, n, FFIR_W_DEPRECATED);
	const struct ffir_annotation *since = ffir_annotation_find(list, n, FFIR_W_SINCE);
	const char *message = arg_text(deprecated, 0);
	return (struct plan_standing){deprecated ? message ? message : "" : plan_doc_deprecation(doc),
				      arg_text(since, 0)};
}

struct plan_standing plan_standing_of_field(const struct ffir_field *field)
{
	return standing_of(field->annotations, field->n_annotations, field->doc);
}

struct plan_standing plan_standing_of_enumerator(const struct ffir_enumerator *item)
{
	return standing_of(item->annotations, item->n_annotations, item->doc);
}

struct plan_standing plan_standing_of(const struct ffir_decl *decl)
{
	struct plan_standing standing = standing_of(decl->annotations, decl->n_annotations, decl->doc);
	if (decl->deprecated)
		standing.deprecated = decl->deprecated;
	return standing;
}

bool plan_is_none(const struct plan_handle *handle, const struct ffir_value *value)
{
	return handle->invalid.kind == FFIR_VALUE_INTEGER && value->kind == FFIR_VALUE_INTEGER &&
	       strcmp(handle->invalid.text, value->text) == 0;
}

const char *plan_handle_says(const struct plan_handle *handle)
{
	return handle->is_number ? "a number of its own kind" : "it stands for something that C knows";
}

const char *plan_class_promise(const struct plan_class *klass)
{
	if (klass->thread_bound)
		return "Only the thread that made it may use it.";
	return klass->thread_safe ? "Any thread may use it at any time." : NULL;
}
