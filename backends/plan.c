/*
 * The plan as data: the names of its enums, its index, its end. What fills it is lower.c.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/plan.h"

#include <stdlib.h>
#include <strings.h>

#include "backends/lower.h"

/* In the order of enum plan_op_kind. */
const char *const plan_op_names[N_OPS] = {
	"check_alive", "check_null",   "check_range",  "check_length",	"check_thread", "check_other",
	"hold",	       "encode",       "pin",	       "length",	"closure",	"detach",
	"alloc_out",   "alloc_object", "alloc_buffer", "bound",		"capacity",	"pass",
	"call",	       "save_errno",   "retry",	       "raise_pending", "test_error",	"message",
	"load_out",    "decode",       "copy",	       "view",		"ref",		"adopt",
	"borrow",      "keep_alive",   "free",	       "release",	"raise",	"return",
};

/* In the order of enum plan_shape_kind. */
const char *const plan_shape_names[N_SHAPES] = {
	"void",	 "scalar", "enumeration", "flags",  "record", "record_ref", "handle",	 "object", "string",
	"slice", "vector", "option",	  "result", "tagged", "closure",    "interface", "raw",
};

struct plan_slot {
	const struct ffir_decl *decl;
	void *item;
};

/* Open addressing over declarations; as large as the module needs from the start. */
struct plan_index {
	size_t n_slots;
	struct plan_slot *slots;
};

static struct plan_index *index_new(struct plan *p)
{
	struct plan_index *index = (struct plan_index *)ffir_alloc(&p->arena, sizeof *index);
	for (index->n_slots = 64; index->n_slots < 2 * p->module->n_decls + 2;)
		index->n_slots *= 2;
	index->slots = (struct plan_slot *)ffir_alloc(&p->arena, index->n_slots * sizeof *index->slots);
	return index;
}

static size_t slot_of(const struct plan_index *index, const struct ffir_decl *decl)
{
	size_t i = (size_t)(((uintptr_t)decl >> 4) * UINT64_C(0x9e3779b97f4a7c15)) & (index->n_slots - 1);
	while (index->slots[i].decl && index->slots[i].decl != decl)
		i = (i + 1) & (index->n_slots - 1);
	return i;
}

void plan_index_add(struct plan *p, const struct ffir_decl *decl, void *item)
{
	if (!p->index)
		p->index = index_new(p);
	size_t i = slot_of(p->index, decl);
	p->index->slots[i].decl = decl;
	p->index->slots[i].item = item;
}

void *plan_index_find(const struct plan *p, const struct ffir_decl *decl)
{
	if (!p->index || !decl)
		return NULL;
	return p->index->slots[slot_of(p->index, decl)].item;
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

const char *plan_call_promise(const struct plan_call *call)
{
	if (call->function->noreturn)
		return "It does not return.";
	return call->must_use ? "What it gives is not to be ignored." : NULL;
}
