/*
 * Values inside C objects: for each C type that carries one, a constant of class Forms that reads, makes and frees
 * it (runtime/Form.cs and others), put together of the offsets that the compiler gave.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/csharp/csharp.h"

#define ULL(n) ((unsigned long long)(n))

bool csharp_is_value(const struct plan_shape *shape)
{
	switch (shape->kind) {
	case SHAPE_SCALAR:
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
	case SHAPE_RECORD:
	case SHAPE_HANDLE:
	case SHAPE_RAW:
	case SHAPE_RECORD_REF:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
		return true;
	case SHAPE_VOID:
	case SHAPE_OBJECT:
	case SHAPE_STRING:
	case SHAPE_SLICE:
	case SHAPE_VECTOR:
	case SHAPE_COMPOUND:
	case SHAPE_OPTION:
	case SHAPE_RESULT:
	case SHAPE_TAGGED:
	case N_SHAPES:
		return false;
	}
	return false;
}

/* ---- who frees it ---- */

static const char *release_text(struct csharp *e, const struct plan_shape *shape)
{
	const struct plan_function *f = shape->free;
	const char *reason = NULL,
		   *taken = csharp_raw_type(e, f->type->params[0].type, PLACE_ARGUMENT, &reason);
	const struct plan_record *record = form_freed_record(shape);
	if (shape->free_takes == FREE_TAKES_RECORD)
		return TEXT(e, "static at => %s(*(%s*)at)", csharp_raw(e, f), csharp_struct(record));
	return TEXT(e, "static at => %s((%s)at)", csharp_raw(e, f), taken);
}

/* ", true, release" */
static const char *pointer_options(struct csharp *e, const struct plan_shape *shape)
{
	const char *nullable = shape->nullable ? ", true" : "";
	if (!shape->free)
		return nullable;
	return TEXT(e, "%s, %s%s", nullable, shape->nullable ? "" : "release: ", release_text(e, shape));
}

/* ---- forms ---- */

static const char *encoding_text(const struct plan_shape *shape)
{
	static const char *const encodings[] = {
		[ENCODING_UTF8] = "TextEncodings.Utf8",	  [ENCODING_ASCII] = "TextEncodings.Ascii",
		[ENCODING_LOCALE] = "TextEncodings.Utf8", [ENCODING_UTF16] = "TextEncodings.Utf16",
		[ENCODING_UTF32] = "TextEncodings.Utf32", [ENCODING_BYTES] = "TextEncodings.Utf8",
	};
	return encodings[shape->encoding];
}

static const char *text_form(struct csharp *e, const struct plan_shape *shape)
{
	const char *options = pointer_options(e, shape);
	if (shape->encoding == ENCODING_BYTES) {
		csharp_need(e, CSHARP_FORM_BYTES);
		return TEXT(e, "new BytesForm(%s)", *options ? options + 2 : "");
	}
	csharp_need(e, CSHARP_FORM_TEXT);
	return TEXT(e, "new TextForm(%s%s)", encoding_text(shape), options);
}

static const char *text_inside_form(struct csharp *e, const struct plan_shape *shape)
{
	uint64_t size = 0, align;
	ffir_type_size(e->p->module, shape->type, &size, &align);
	if (shape->encoding == ENCODING_BYTES) {
		csharp_need(e, CSHARP_FORM_BYTES_INSIDE);
		return TEXT(e, "new BytesInside(%llu)", ULL(size));
	}
	csharp_need(e, CSHARP_FORM_TEXT_INSIDE);
	return TEXT(e, "new TextInside(%s, %llu)", encoding_text(shape), ULL(size));
}

static const char *item_form(struct csharp *e, const struct plan_shape *element)
{
	bool bytes = !element ||
		     (!element->indirect && (element->kind == SHAPE_SCALAR || element->kind == SHAPE_VOID) &&
		      type_is_bytes(e->p, element->type));
	csharp_need(e, CSHARP_FORM_PLAIN);
	return bytes ? "new PlainForm<byte>()" : csharp_form_text(e, element);
}

/* Of the elements at a pointer. */
static const char *many_form(struct csharp *e, const struct plan_shape *shape)
{
	const char *item = item_form(e, shape->element), *type = csharp_element(e, shape);
	const char *count = shape->fixed ? TEXT(e, "%llu", ULL(shape->fixed)) : "-1";
	const char *options = pointer_options(e, shape);
	csharp_need(e, CSHARP_FORM_MANY);
	return shape->fixed || *options ? TEXT(e, "new ManyForm<%s>(%s, %s%s)", type, item, count, options)
					: TEXT(e, "new ManyForm<%s>(%s)", type, item);
}

static const char *instance_form(struct csharp *e, const struct plan_shape *shape)
{
	const char *name = csharp_name(&shape->klass->name);
	csharp_need(e, CSHARP_FORM_INSTANCE);
	return TEXT(e,
		    "new InstanceForm<%s>(static at => new(new %s(at, %s)), static item => item._handle%s)",
		    name, csharp_name(&shape->klass->handle), shape->adopted ? "true" : "false",
		    shape->nullable ? ", true" : "");
}

static const char *carrier_name(struct csharp *e, const struct plan_carrier *c)
{
	forms_use(&e->forms, c);
	return TEXT(e, "Forms.%sForm", csharp_flat(e, csharp_name(&c->record->name)));
}

static const char *indirect_form(struct csharp *e, const struct plan_shape *shape)
{
	struct plan_shape direct = shape_direct(e->p, shape);
	const char *inner = csharp_form_text(e, &direct), *type = csharp_type(e, shape, AS_ELEMENT);
	csharp_need(e, CSHARP_FORM_INDIRECT);
	if (shape->nullable && csharp_is_value(&direct)) {
		csharp_need(e, CSHARP_FORM_LIFTED);
		inner = TEXT(e, "new LiftedForm<%s>(%s)", csharp_type(e, &direct, AS_ELEMENT), inner);
	}
	return TEXT(e, "new IndirectForm<%s>(%s!%s)", type, inner, pointer_options(e, shape));
}

/* A record that something else than its carrier's own word frees. */
static const char *freed_form(struct csharp *e, const struct plan_shape *shape, const char *form)
{
	if (!form_is_freed_apart(shape))
		return form;
	csharp_need(e, CSHARP_FORM_FREED);
	return TEXT(e, "new FreedForm<%s>(%s, %s)", csharp_type(e, shape, AS_ELEMENT), form,
		    release_text(e, shape));
}

static const char *plain_form(struct csharp *e, const struct plan_shape *shape)
{
	const char *type = csharp_type(e, shape, AS_ELEMENT);
	bool closed = enum_is_checked(shape->enumeration) &&
		      strcmp(type, csharp_name(&shape->enumeration->name)) == 0;
	csharp_need(e, closed ? CSHARP_FORM_CLOSED : CSHARP_FORM_PLAIN);
	return TEXT(e, closed ? "new ClosedForm<%s>()" : "new PlainForm<%s>()", type);
}

const char *csharp_form_text(struct csharp *e, const struct plan_shape *shape)
{
	switch (form_kind(e->p, shape)) {
	case FORM_POINTER:
		return indirect_form(e, shape);
	case FORM_CARRIER:
		csharp_need(e, CSHARP_FORM);
		return freed_form(e, shape, carrier_name(e, shape->carrier));
	case FORM_INSTANCE:
		return instance_form(e, shape);
	case FORM_TEXT:
		return text_form(e, shape);
	case FORM_TEXT_INSIDE:
		return text_inside_form(e, shape);
	case FORM_MANY:
	case FORM_CHANGED:
		return many_form(e, shape);
	case FORM_MANY_INSIDE:
		csharp_need(e, CSHARP_FORM_MANY_INSIDE);
		return TEXT(e, "new ManyInside<%s>(%s, %llu)", csharp_element(e, shape),
			    item_form(e, shape->element), ULL(shape->fixed));
	case FORM_NUMBER:
	case FORM_ENUMERATION:
	case FORM_RECORD:
	case FORM_RAW:
		return freed_form(e, shape, plain_form(e, shape));
	}
	return NULL;
}

static const char *constant_for(struct csharp *e, const char *type, const char *text)
{
	return strpbrk(text, "( ") ? TEXT(e, "Forms.%s", forms_constant(&e->forms, type, text)->name) : text;
}

const char *csharp_form(struct csharp *e, const struct plan_shape *shape)
{
	return constant_for(e, TEXT(e, "Form<%s>", csharp_type(e, shape, AS_ELEMENT)),
			    csharp_form_text(e, shape));
}

const char *csharp_many_form(struct csharp *e, const struct plan_shape *shape)
{
	struct plan_shape pointer = shape->carrier ? carrier_pointed(shape->carrier) : *shape;
	pointer.free = NULL;
	return constant_for(e, TEXT(e, "ManyForm<%s>", csharp_element(e, &pointer)), many_form(e, &pointer));
}

/* ---- what they are asked ---- */

const char *csharp_read_object(struct csharp *e, const struct plan_shape *shape, const char *name)
{
	struct plan_shape direct = shape_direct(e->p, shape);
	const char *form = csharp_form(e, &direct);
	if (!shape->indirect)
		return TEXT(e, "%s.Read((byte*)&%s)", form, name);
	if (!shape->nullable)
		return TEXT(e, "%s.There((void*)%s)", form, name);
	if (csharp_is_value(&direct))
		return TEXT(e, "(nint)%s == 0 ? null : %s.Read((byte*)%s)", name, form, name);
	return TEXT(e, "%s.OrNull((void*)%s)", form, name);
}

const char *csharp_elements_count(struct csharp *e, const struct plan_op *op, const struct plan_shape *shape,
				  const char *count)
{
	if (op->with < 0)
		return shape->fixed ? TEXT(e, "%llu", ULL(shape->fixed)) : NULL;
	return TEXT(e, op->bytes ? "(long)%s / %s.ItemSize" : "(long)%s", count, csharp_many_form(e, shape));
}

const char *csharp_read_elements(struct csharp *e, const struct plan_shape *shape, const char *name,
				 const char *count)
{
	const char *form = csharp_many_form(e, shape);
	return count ? TEXT(e, "%s.ReadMany((void*)%s, %s)", form, name, count)
		     : TEXT(e, "%s.ReadEnded((void*)%s)", form, name);
}

/* ---- forms of records ---- */

static const char *number_at(struct csharp *e, const struct plan_slot *slot, uint64_t step)
{
	const char *type = csharp_integer(e, slot->field->field->type);
	csharp_need(e, CSHARP_FORM_NUMBER_AT);
	return step > 1 ? TEXT(e, "new NumberAt<%s>(%llu, %llu)", type, ULL(slot->offset), ULL(step))
			: TEXT(e, "new NumberAt<%s>(%llu)", type, ULL(slot->offset));
}

static const char *count_text(struct csharp *e, const struct plan_slot *slot, const struct plan_shape *shape)
{
	return slot ? number_at(e, slot, slot_step(e->p, slot, shape)) : "null";
}

static void counted(struct csharp *e, const struct plan_carrier *c, const char ***args, size_t *n)
{
	const struct plan_slot *pointer = plan_slot_of(c, SLOT_POINTER);
	const struct plan_slot *length = plan_slot_of(c, SLOT_LENGTH);
	const struct plan_slot *capacity = plan_slot_of(c, SLOT_CAPACITY);
	struct plan_shape inner = carrier_pointed(c);
	*FFIR_PUSH(e->a, *args, *n) = TEXT(e, "%s%s", csharp_form_text(e, &inner), inner.nullable ? "!" : "");
	*FFIR_PUSH(e->a, *args, *n) = TEXT(e, "%llu", ULL(pointer->offset));
	*FFIR_PUSH(e->a, *args, *n) = count_text(e, length, &c->shape);
	if (capacity)
		*FFIR_PUSH(e->a, *args, *n) = count_text(e, capacity, &c->shape);
	if (!c->shape.free)
		return;
	*FFIR_PUSH(e->a, *args, *n) = TEXT(e, "release: %s", release_text(e, &c->shape));
	if (c->shape.free_takes == FREE_TAKES_POINTER)
		*FFIR_PUSH(e->a, *args, *n) = "takesPointer: true";
}

static const char *tag_value(const struct plan_slot *slot)
{
	return slot && slot->value.kind == FFIR_VALUE_INTEGER ? slot->value.text : "null";
}

static void option(struct csharp *e, const struct plan_carrier *c, const char ***args, size_t *n)
{
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG), *value = plan_slot_of(c, SLOT_VALUE);
	const char *inner = csharp_form_text(e, &value->shape);
	if (csharp_is_value(&value->shape) && !(value->shape.indirect && value->shape.nullable)) {
		csharp_need(e, CSHARP_FORM_LIFTED);
		inner = TEXT(e, "new LiftedForm<%s>(%s)", csharp_type(e, &value->shape, AS_ELEMENT), inner);
	}
	*FFIR_PUSH(e->a, *args, *n) = number_at(e, tag, 1);
	*FFIR_PUSH(e->a, *args, *n) = tag_value(value);
	*FFIR_PUSH(e->a, *args, *n) = TEXT(e, "%s!", inner);
	*FFIR_PUSH(e->a, *args, *n) = TEXT(e, "%llu", ULL(value->offset));
}

static const char *failure_text(struct csharp *e, const struct plan_carrier *c)
{
	const struct plan_slot *error = plan_slot_of(c, SLOT_ERROR);
	const char *base = csharp_name(&e->p->base_error);
	if (!error)
		return TEXT(e, "static at => new %s(\"%s says that it failed\")", base, c->record->decl->id);
	const char *read = TEXT(e, "%s!.Read(at + %llu)", csharp_form(e, &error->shape), ULL(error->offset));
	if (c->error && !error_is_told_by_object(c->error))
		return TEXT(e, "static at => %s((%s)%s)", csharp_error_maker(e, c->error),
			    csharp_name(&c->error->codes->name), read);
	if (error->shape.kind == SHAPE_STRING && error->shape.encoding != ENCODING_BYTES)
		return TEXT(e, "static at => new %s(%s%s)", base, read,
			    error->shape.nullable ? " ?? string.Empty" : "");
	return TEXT(e, "static at => new %s(FormattableString.Invariant($\"{%s}\"))", base, read);
}

static void result(struct csharp *e, const struct plan_carrier *c, const char ***args, size_t *n)
{
	const struct plan_slot *tag = plan_slot_of(c, SLOT_TAG), *ok = plan_slot_of(c, SLOT_VALUE),
			       *error = plan_slot_of(c, SLOT_ERROR);
	*FFIR_PUSH(e->a, *args, *n) = number_at(e, tag, 1);
	*FFIR_PUSH(e->a, *args, *n) = tag_value(ok);
	*FFIR_PUSH(e->a, *args, *n) = tag_value(error);
	*FFIR_PUSH(e->a, *args, *n) = ok ? csharp_form_text(e, &ok->shape) : "null";
	*FFIR_PUSH(e->a, *args, *n) = TEXT(e, "%llu", ULL(ok ? ok->offset : 0));
	*FFIR_PUSH(e->a, *args, *n) = failure_text(e, c);
	if (error && plan_owns_parts(&error->shape))
		*FFIR_PUSH(e->a, *args, *n) = TEXT(e, "static at => %s!.Free(at + %llu)",
						   csharp_form(e, &error->shape), ULL(error->offset));
}

const char *csharp_slot_form(struct csharp *e, const struct plan_carrier *c, const struct plan_slot *slot,
			     uint64_t *at)
{
	const char *type = csharp_type(e, &slot->shape, AS_ELEMENT);
	*at = slot->offset;
	if (slot->length < 0)
		return csharp_form(e, &slot->shape);
	struct plan_shape pointer = slot->shape;
	pointer.free = NULL;
	*at = 0;
	csharp_need(e, CSHARP_FORM_COUNTED);
	const char *release =
		slot->shape.free ? TEXT(e, ", release: %s, takesPointer: true", release_text(e, &slot->shape))
				 : "";
	return constant_for(e, TEXT(e, "Form<%s>", type),
			    TEXT(e, "new CountedForm<%s>(0, %s%s, %llu, %s%s)", type,
				 csharp_form_text(e, &pointer), pointer.nullable ? "!" : "",
				 ULL(slot->offset), count_text(e, &c->slots[slot->length], &slot->shape),
				 release));
}

/* ---- class Forms ---- */

/* "TYPE NAME = new CLASS(ARGS);" */
struct constant {
	const char *class_name, **args;
	size_t n_args;
};

static void emit_constant(struct csharp *e, const char *type, const char *name, const struct constant *c)
{
	bool nullable = strchr(type, '?') != NULL;
	csharp_gap(e);
	csharp_list(e, TEXT(e, "internal static readonly %s %s = new %s(", type, name, c->class_name),
		    c->args, c->n_args, nullable ? ")!;" : ");");
}

static void emit_form(struct csharp *e, const struct form_constant *form)
{
	const char *first = TEXT(e, "internal static readonly %s %s =", form->type, form->name);
	bool nullable = strchr(form->type, '?') != NULL;
	csharp_gap(e);
	if (strlen(first) + strlen(form->text) + 7 <= CSHARP_COLUMNS) {
		w_line(e->w, "%s %s%s;", first, form->text, nullable ? "!" : "");
		return;
	}
	w_line(e->w, "%s", first);
	w_line(e->w, "    %s%s;", form->text, nullable ? "!" : "");
}

static struct constant carrier_text(struct csharp *e, const struct plan_carrier *c)
{
	const char **args = NULL, *class_name, *type = csharp_type(e, &c->shape, AS_ELEMENT);
	size_t n = 0;
	*FFIR_PUSH(e->a, args, n) = TEXT(e, "%llu", ULL(c->record->size));
	if (c->shape.kind == SHAPE_OPTION) {
		csharp_need(e, CSHARP_FORM_OPTION);
		class_name = TEXT(e, "OptionForm<%s>", type);
		option(e, c, &args, &n);
	} else if (c->shape.kind == SHAPE_RESULT) {
		const struct plan_slot *ok = plan_slot_of(c, SLOT_VALUE);
		csharp_need(e, CSHARP_FORM_RESULT);
		class_name = TEXT(e, "ResultForm<%s>", ok ? csharp_type(e, &ok->shape, AS_ELEMENT) : "bool");
		result(e, c, &args, &n);
	} else if (record_is_native(c->record)) {
		class_name = TEXT(e, "%.*sReader", (int)(strlen(carrier_name(e, c)) - strlen("Forms.Form")),
				  carrier_name(e, c) + strlen("Forms."));
		n = 0;
	} else {
		csharp_need(e, CSHARP_FORM_COUNTED);
		class_name = TEXT(e, "CountedForm<%s>", type);
		counted(e, c, &args, &n);
	}
	return (struct constant){class_name, args, n};
}

struct printing {
	struct csharp *e;
	struct constant *constants; /* parallel to the plan's carriers */
};

static void prepare(void *data, const struct plan_carrier *c, size_t i)
{
	const struct printing *printing = (const struct printing *)data;
	printing->constants[i] = carrier_text(printing->e, c);
	if (record_is_native(c->record))
		csharp_emit_reader(printing->e, c);
}

static void emit_class(struct csharp *e, const struct constant *constants)
{
	csharp_gap(e);
	csharp_open(e, "internal static unsafe class Forms");
	for (size_t i = 0; i < e->p->n_carriers; i++) {
		const struct plan_carrier *c = e->p->carriers[i];
		if (e->forms.used[i])
			emit_constant(e, TEXT(e, "Form<%s>", csharp_type(e, &c->shape, AS_ELEMENT)),
				      carrier_name(e, c) + strlen("Forms."), &constants[i]);
	}
	for (size_t i = 0; i < e->forms.n; i++)
		emit_form(e, &e->forms.items[i]);
	csharp_close(e, "");
}

void csharp_emit_forms(struct csharp *e)
{
	struct writer readers = {.indent = "    "}, *w = e->w;
	struct printing printing = {
		e, (struct constant *)ffir_alloc(e->a, (e->p->n_carriers + 1) * sizeof(struct constant))};
	e->w = &readers;
	bool any = forms_walk(&e->forms, prepare, &printing);
	e->w = w;
	if (any) {
		emit_class(e, printing.constants);
		w_part(w, "%s", readers.buf.text ? readers.buf.text : "");
	}
	ffir_buf_release(&readers.buf);
}
