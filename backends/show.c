/*
 * The plan for people: what a reviewer checks a binding by.
 *
 *	name	what the caller gives or gets
 *	c:name	a C value that is passed as it is
 *	&name	storage whose address is passed
 *
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <string.h>

#include "backends/printing.h"
#include "backends/shims.h"
#include "backends/showing.h"

/* ---- values and types ---- */

static const char *type_text(struct shown *s, const struct ffir_type *type)
{
	return type ? ffir_type_spell(&s->scratch, type, "") : "?";
}

const char *show_value_type_text(struct shown *s, const struct ffir_type *type)
{
	struct ffir_type plain = *type;
	plain.quals = 0;
	return type_text(s, &plain);
}

const char *show_constant_text(struct shown *s, const struct ffir_value *v)
{
	switch (v->kind) {
	case FFIR_VALUE_NONE:
		return "nothing";
	case FFIR_VALUE_INTEGER:
	case FFIR_VALUE_FLOAT:
		return v->text;
	case FFIR_VALUE_STRING:
		return text_quoted(&s->scratch, v->text, v->size);
	}
	return "?";
}

/* Values of one kind that share a name are counted: size, size.2. */
static const char *value_name(struct shown *s, int index)
{
	const struct plan_value *v = &s->values[index];
	const char *name = v->name.cname;
	unsigned same = 1;
	for (int i = 0; name && i < index; i++)
		if (s->values[i].kind == v->kind && s->values[i].name.cname &&
		    strcmp(s->values[i].name.cname, name) == 0)
			same++;
	return !name || same == 1 ? name : ffir_printf(&s->scratch, "%s.%u", name, same);
}

const char *show_value_text(struct shown *s, int index)
{
	if (index < 0)
		return "nothing";
	const struct plan_value *v = &s->values[index];
	const char *name = value_name(s, index);
	switch (v->kind) {
	case VALUE_SELF:
		return "self";
	case VALUE_PARAM:
		return name;
	case VALUE_LOCAL:
		return ffir_printf(&s->scratch, "c:%s", name);
	case VALUE_CELL:
		return ffir_printf(&s->scratch, "&%s", name);
	case VALUE_CONSTANT:
		return show_constant_text(s, &v->constant);
	case VALUE_RETURN:
		return "c:return";
	case VALUE_RESULT:
		return name ? ffir_printf(&s->scratch, "result:%s", name) : "result";
	}
	return "?";
}

static const char *const encoding_names[] = {"UTF-8", "ASCII", "locale", "UTF-16", "UTF-32", "bytes"};
static const char *const scope_names[] = {"for the call", "until it is called", "until it is freed",
					  "as long as the object", "for ever"};

static const char *shape_text(struct shown *s, const struct plan_shape *shape);

static bool holds_bytes(struct shown *s, const struct plan_shape *shape)
{
	const struct ffir_type *type = ffir_type_resolve(s->p->module, shape->element->type, NULL);
	uint64_t size, align;
	if (shape->element->kind != SHAPE_SCALAR || !type)
		return false;
	return type->kind == FFIR_TYPE_VOID ||
	       (type->kind == FFIR_TYPE_INT && ffir_type_size(s->p->module, type, &size, &align) &&
		size == 1);
}

static const char *elements_text(struct shown *s, const struct plan_shape *shape)
{
	return holds_bytes(s, shape) ? "bytes" : shape_text(s, shape->element);
}

static const char *shape_kind_text(struct shown *s, const struct plan_shape *shape)
{
	struct ffir_arena *a = &s->scratch;
	const char *name = plan_shape_names[shape->kind];
	switch (shape->kind) {
	case SHAPE_VOID:
		return "nothing";
	case SHAPE_SCALAR:
	case SHAPE_RAW:
		return ffir_printf(a, "%s %s", name, show_value_type_text(s, shape->type));
	case SHAPE_HANDLE:
		return ffir_printf(a, "%s %s", shape->handle->is_number ? "number" : name,
				   show_value_type_text(s, shape->type));
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
		return ffir_printf(a, "%s %s", name, shape->enumeration->name.cname);
	case SHAPE_RECORD:
		return ffir_printf(a, "record %s", shape->record->name.cname);
	case SHAPE_RECORD_REF:
		return ffir_printf(a, "record %s by reference, %s", shape->record->name.cname,
				   shape->read_only ? "read" : "changed in place");
	case SHAPE_OBJECT:
		return ffir_printf(a, "object of %s", shape->klass->name.cname);
	case SHAPE_STRING:
		return ffir_printf(a, "string, %s", encoding_names[shape->encoding]);
	case SHAPE_SLICE:
		return ffir_printf(a, "slice of %s, %s", elements_text(s, shape),
				   shape->read_only ? "read" : "changed in place");
	case SHAPE_VECTOR:
		return ffir_printf(a, "vector of %s", elements_text(s, shape));
	case SHAPE_OPTION:
		return ffir_printf(a, "option of %s", shape_text(s, shape->element));
	case SHAPE_CLOSURE:
		return ffir_printf(a, "closure %s, kept %s", shape->closure->name.cname,
				   scope_names[shape->scope]);
	case SHAPE_RESULT:
		return ffir_printf(a, "result of %s",
				   shape->element ? shape_text(s, shape->element) : "nothing");
	case SHAPE_COMPOUND:
	case SHAPE_TAGGED:
		return ffir_printf(a, "%s %s", name, shape->carrier->record->name.cname);
	case SHAPE_INTERFACE:
		return ffir_printf(a, "interface %s, kept %s", shape->interface->name.cname,
				   scope_names[shape->scope]);
	case N_SHAPES:
		return name;
	}
	return name;
}

static const char *shape_text(struct shown *s, const struct plan_shape *shape)
{
	const char *text = shape_kind_text(s, shape);
	if (shape->fixed)
		text = ffir_printf(&s->scratch, "%s, exactly %" PRIu64, text, shape->fixed);
	if (shape->terminated)
		text = ffir_printf(&s->scratch, "%s, up to a zero", text);
	if (shape->carrier && shape->kind != SHAPE_COMPOUND && shape->kind != SHAPE_TAGGED)
		text = ffir_printf(&s->scratch, "%s in a %s", text, shape->carrier->record->name.cname);
	if (shape->indirect)
		text = ffir_printf(&s->scratch, "%s by pointer", text);
	if (shape->free)
		text = ffir_printf(&s->scratch, "%s, freed with %s", text, shape->free->name.cname);
	return shape->nullable ? ffir_printf(&s->scratch, "%s, or null", text) : text;
}

static const char *prototype_text(struct shown *s, const char *name, const struct ffir_function_type *type)
{
	const char *text = ffir_printf(&s->scratch, "%s(", name);
	for (size_t i = 0; i < type->n_params; i++) {
		const struct ffir_param *param = &type->params[i];
		const char *param_name = param->name[0] == '#' ? "" : param->name;
		text = ffir_printf(&s->scratch, "%s%s%s", text, i ? ", " : "",
				   ffir_type_spell(&s->scratch, param->type, param_name));
	}
	if (type->variadic)
		text = ffir_printf(&s->scratch, "%s%s...", text, type->n_params ? ", " : "");
	else if (!type->n_params && !type->unprototyped)
		text = ffir_printf(&s->scratch, "%svoid", text);
	return ffir_type_spell(&s->scratch, type->result.type, ffir_printf(&s->scratch, "%s)", text));
}

/* ---- calls ---- */

static const char *params_text(struct shown *s, const int *params, size_t n)
{
	const char *text = "";
	for (size_t i = 0; i < n; i++) {
		const struct plan_value *v = &s->values[params[i]];
		text = ffir_printf(&s->scratch, "%s%s%s: %s", text, i ? "; " : "", v->name.cname,
				   shape_text(s, &v->shape));
		if (v->constant.kind != FFIR_VALUE_NONE)
			text = ffir_printf(&s->scratch, "%s = %s", text, show_constant_text(s, &v->constant));
	}
	return text;
}

static const char *results_text(struct shown *s, const int *results, size_t n)
{
	const char *text = n ? "" : "nothing";
	for (size_t i = 0; i < n; i++) {
		const struct plan_value *v = &s->values[results[i]];
		text = ffir_printf(&s->scratch, "%s%s%s%s%s", text, i ? "; " : "",
				   v->name.cname ? v->name.cname : "", v->name.cname ? ": " : "",
				   shape_text(s, &v->shape));
	}
	return text;
}

static const char *role_text(struct shown *s, const struct plan_call *call)
{
	const char *klass = call->klass ? call->klass->name.cname : "";
	switch (call->role) {
	case ROLE_FUNCTION:
		return call->name.space ? ffir_printf(&s->scratch, "function in %s", call->name.space)
					: "function";
	case ROLE_CONSTRUCTOR:
		return ffir_printf(&s->scratch, "constructor of %s", klass);
	case ROLE_METHOD:
		return ffir_printf(&s->scratch, "method of %s", klass);
	case ROLE_STATIC:
		return ffir_printf(&s->scratch, "static method of %s", klass);
	case ROLE_DESTRUCTOR:
		return ffir_printf(&s->scratch, "destructor of %s", klass);
	}
	return "";
}

/* In the order of enum plan_protocol. */
static const char *const protocol_texts[] = {
	"",
	", reads a property",
	", writes a property",
	", the object as text",
	", equality",
	", hash",
	", order",
	", the next element",
	", a copy",
};

static void show_completion(struct shown *s, const struct plan_call *call)
{
	const struct plan_completion *completes = call->completes;
	if (!completes)
		return;
	const struct plan_closure *closure = call->values[completes->closure].shape.closure;
	ffir_buf_printf(s->b, "  completes through %s", call->values[completes->closure].name.cname);
	if (completes->status >= 0)
		ffir_buf_printf(s->b, ", failed if %s is an error of %s, not%s",
				closure->values[closure->params[completes->status]].name.cname,
				completes->error->name.cname,
				show_oks_text(s, completes->oks, completes->n_oks));
	ffir_buf_puts(s->b, "\n");
}

static void show_call(struct shown *s, const struct plan_call *call)
{
	s->values = call->values;
	s->n_values = call->n_values;
	ffir_buf_printf(s->b, "  %s%s, gives (%s), gets %s%s%s\n", role_text(s, call),
			protocol_texts[call->protocol], params_text(s, call->params, call->n_params),
			results_text(s, call->results, call->n_results), call->can_fail ? ", may fail" : "",
			call->leaf ? ", leaf" : "");
	show_completion(s, call);
	show_ops(s, call->ops, call->n_ops, call);
}

static void show_standing(struct shown *s, struct plan_standing standing)
{
	if (standing.since)
		ffir_buf_printf(s->b, "  since %s\n", standing.since);
	if (standing.deprecated)
		ffir_buf_printf(s->b, "  deprecated%s%s\n", *standing.deprecated ? ": " : "",
				standing.deprecated);
}

static void show_function(struct shown *s, const struct plan_function *f)
{
	ffir_buf_printf(s->b, "\n%s;\n", prototype_text(s, f->name.cname, f->type));
	show_standing(s, (struct plan_standing){f->deprecated, f->since});
	if (f->blocking || f->thread_safe)
		ffir_buf_printf(s->b, "  %s%s%s\n", f->blocking ? "may wait" : "",
				f->blocking && f->thread_safe ? ", " : "",
				f->thread_safe ? "any thread at once" : "");
	if (f->noreturn || f->must_use)
		ffir_buf_printf(s->b, "  %s\n", f->noreturn ? "does not return" : "its result must be used");
	if (f->shim)
		ffir_buf_printf(s->b, "  by shim %s\n", f->shim->symbol);
	if (f->refused)
		ffir_buf_printf(s->b, "  cannot be called: %s\n", f->refused);
	else if (f->call)
		show_call(s, f->call);
	else
		ffir_buf_printf(s->b, "  raw layer only: %s\n", f->raw_reason);
	ffir_arena_release(&s->scratch);
}

static void show_closure(struct shown *s, const struct plan_closure *c)
{
	s->values = c->values;
	s->n_values = c->n_values;
	ffir_buf_printf(s->b, "\nclosure %s\n", prototype_text(s, c->name.cname, c->type));
	show_standing(s, c->standing);
	if (c->refused) {
		ffir_buf_printf(s->b, "  cannot be made: %s\n", c->refused);
		return;
	}
	ffir_buf_printf(s->b, "  is given (%s), gives back %s\n", params_text(s, c->params, c->n_params),
			results_text(s, &c->result, c->result >= 0));
	if (c->context >= 0)
		ffir_buf_printf(s->b, "  its user data arrives %s '%s'\n",
				c->context_by
					? ffir_printf(&s->scratch, "through %s of", c->context_by->name.cname)
					: "in",
				c->type->params[c->context].name);
	if (c->ret >= 0)
		ffir_buf_printf(s->b, "  C gets %s when it raised\n",
				c->on_exception.kind == FFIR_VALUE_NONE
					? "zero"
					: show_constant_text(s, &c->on_exception));
	show_ops(s, c->ops, c->n_ops, NULL);
	ffir_arena_release(&s->scratch);
}

/* ---- items ---- */

static void show_enum(struct shown *s, const struct plan_enum *e)
{
	ffir_buf_printf(s->b, "\n%s %s: %s%s%s%s\n", e->flags ? "flags" : "enumeration", e->name.cname,
			type_text(s, e->type), e->closed ? ", closed" : "",
			e->anonymous ? ", without a name in C" : "", e->error ? ", errors" : "");
	show_standing(s, e->standing);
	for (size_t i = 0; i < e->n_items; i++)
		ffir_buf_printf(s->b, "  %s = %s\n", e->items[i].name.cname,
				show_constant_text(s, &e->items[i].value));
	if (!e->error)
		return;
	ffir_buf_printf(s->b, "  errors are all but%s", show_oks_text(s, e->error->oks, e->error->n_oks));
	if (e->error->message)
		ffir_buf_printf(s->b, "; %s tells the text", e->error->message->name.cname);
	ffir_buf_puts(s->b, "\n");
}

static void show_record(struct shown *s, const struct plan_record *r)
{
	if (r->anonymous)
		return;
	ffir_buf_printf(s->b, "\nrecord %s: ", r->name.cname);
	if (r->refused)
		ffir_buf_printf(s->b, "opaque, since %s\n", r->refused);
	else if (r->opaque)
		ffir_buf_puts(s->b, "opaque\n");
	else
		ffir_buf_printf(s->b, "%s, %" PRIu64 " bytes, aligned to %" PRIu64 "\n",
				r->is_union ? "union" : "struct", r->size, r->align);
	show_standing(s, r->standing);
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct plan_field *f = &r->fields[i];
		ffir_buf_printf(s->b, "  %s: %s, at ",
				ffir_type_spell(&s->scratch, f->field->type, f->name.cname),
				shape_text(s, &f->shape));
		if (f->place->is_bits)
			ffir_buf_printf(s->b, "bit %" PRIu64 ", %u wide\n", f->place->bit_offset,
					f->field->bits);
		else
			ffir_buf_printf(s->b, "%" PRIu64 "\n", f->place->offset);
	}
}

static const char *const slot_names[] = {
	[SLOT_POINTER] = "pointer", [SLOT_LENGTH] = "length", [SLOT_CAPACITY] = "capacity",
	[SLOT_TAG] = "tag",	    [SLOT_VALUE] = "value",   [SLOT_ERROR] = "error",
	[SLOT_FIXED] = "fixed"};

static void show_carrier(struct shown *s, const struct plan_carrier *c)
{
	ffir_buf_printf(s->b, "\n%s is a %s%s%s\n", c->record->decl->id, shape_text(s, &c->shape),
			c->one_way ? "; none can be made: " : "", c->one_way ? c->one_way : "");
	for (size_t i = 0; i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		bool bare = slot->role == SLOT_POINTER || slot->role == SLOT_LENGTH ||
			    slot->role == SLOT_CAPACITY;
		ffir_buf_printf(s->b, "  %s", slot_names[slot->role]);
		if (slot->field)
			ffir_buf_printf(s->b, " %s at %" PRIu64, slot->name.cname, slot->offset);
		if (slot->role == SLOT_FIXED)
			ffir_buf_printf(s->b, ", always %s", show_constant_text(s, &slot->value));
		else if (slot->value.kind != FFIR_VALUE_NONE)
			ffir_buf_printf(s->b, ", if the tag is %s", show_constant_text(s, &slot->value));
		if (slot->field && !bare && slot->role != SLOT_FIXED)
			ffir_buf_printf(s->b, ": %s", shape_text(s, &slot->shape));
		if (slot->length >= 0)
			ffir_buf_printf(s->b, ", counted by %s", c->slots[slot->length].name.cname);
		ffir_buf_printf(s->b, "%s\n", slot->bytes ? ", in bytes" : "");
	}
}

static void show_property(struct shown *s, const struct plan_class *k, const struct plan_property *property)
{
	ffir_buf_printf(s->b, "  property %s: %s%s", property->name.cname, shape_text(s, &property->shape),
			property->writable ? "" : ", read only");
	if (property->length >= 0)
		ffir_buf_printf(s->b, ", counted by %s", k->record->decl->fields[property->length].name);
	ffir_buf_puts(s->b, "\n");
}

static void show_class(struct shown *s, const struct plan_class *k)
{
	ffir_buf_printf(s->b, "\nclass %s: %s, storage of %s%s\n", k->name.cname, k->record->decl->id,
			k->storage == STORAGE_C ? "C" : "the binding",
			k->thread_bound	 ? ", bound to its thread"
			: k->thread_safe ? ", for any thread at once"
					 : "");
	for (size_t i = 0; i < k->n_constructors; i++)
		ffir_buf_printf(s->b, "  constructor %s\n", k->constructors[i]->name.cname);
	if (k->destructor)
		ffir_buf_printf(s->b, "  destructor %s\n", k->destructor->name.cname);
	for (size_t i = 0; i < k->n_methods; i++)
		ffir_buf_printf(s->b, "  %s %s\n",
				k->methods[i]->role == ROLE_STATIC ? "static method" : "method",
				k->methods[i]->name.cname);
	for (size_t i = 0; i < k->n_properties; i++)
		show_property(s, k, &k->properties[i]);
	for (size_t i = 0; i < k->n_accessors; i++) {
		const struct plan_accessor *a = &k->accessors[i];
		ffir_buf_printf(s->b, "  property %s: %s%s%s\n", a->name.cname, a->getter->name.cname,
				a->setter ? ", " : ", read only", a->setter ? a->setter->name.cname : "");
	}
	if (k->ref)
		ffir_buf_printf(s->b, "  references by %s\n", k->ref->name.cname);
}

static void show_interface(struct shown *s, const struct plan_interface *interface)
{
	ffir_buf_printf(s->b, "\ninterface %s: user data in %s", interface->name.cname,
			interface->user->name.cname);
	if (interface->destroy)
		ffir_buf_printf(s->b, ", let go through %s", interface->destroy->name.cname);
	ffir_buf_puts(s->b, "\n");
	for (size_t i = 0; i < interface->n_methods; i++)
		ffir_buf_printf(s->b, "  %s%s: closure %s\n", interface->methods[i].name.cname,
				interface->methods[i].optional ? ", may be left out" : "",
				interface->methods[i].closure->name.cname);
}

static void show_items(struct shown *s)
{
	const struct plan *p = s->p;
	for (size_t i = 0; i < p->n_constants; i++) {
		ffir_buf_printf(s->b, "constant %s = %s\n", p->constants[i]->name.cname,
				show_constant_text(s, &p->constants[i]->value));
		show_standing(s, p->constants[i]->standing);
	}
	for (size_t i = 0; i < p->n_variables; i++) {
		const struct plan_variable *v = p->variables[i];
		ffir_buf_printf(s->b, "variable %s%s%s\n",
				ffir_type_spell(&s->scratch, v->decl->type, v->name.cname),
				v->refused ? ", not to be had: " : "", v->refused ? v->refused : "");
		show_standing(s, v->standing);
	}
	for (size_t i = 0; i < p->n_enums; i++)
		show_enum(s, p->enums[i]);
	for (size_t i = 0; i < p->n_records; i++)
		show_record(s, p->records[i]);
	for (size_t i = 0; i < p->n_carriers; i++)
		show_carrier(s, p->carriers[i]);
	for (size_t i = 0; i < p->n_interfaces; i++)
		show_interface(s, p->interfaces[i]);
	for (size_t i = 0; i < p->n_classes; i++)
		show_class(s, p->classes[i]);
	ffir_arena_release(&s->scratch);
}

void plan_show(struct ffir_buf *b, const struct plan *p)
{
	struct shown s = {.b = b, .p = p};
	size_t idiomatic = 0, refused = 0;
	for (size_t i = 0; i < p->n_functions; i++) {
		idiomatic += p->functions[i]->call != NULL;
		refused += p->functions[i]->refused != NULL;
	}
	ffir_buf_printf(
		b, "library %s%s%s: %zu functions, %zu of them idiomatic, %zu raw only, %zu not callable\n",
		p->name.cname ? p->name.cname : "without a name", p->version ? " " : "",
		p->version ? p->version : "", p->n_functions, idiomatic, p->n_functions - idiomatic - refused,
		refused);
	show_items(&s);
	for (size_t i = 0; i < p->n_closures; i++)
		show_closure(&s, p->closures[i]);
	for (size_t i = 0; i < p->n_functions; i++)
		show_function(&s, p->functions[i]);
	ffir_arena_release(&s.scratch);
}
