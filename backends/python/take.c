/*
 * What a call makes of what C gave back.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/python/body.h"

#include <stdlib.h>
#include <string.h>

/* ---- what comes back ---- */

void emit_load_out(struct body *b, const struct plan_op *op)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *type = type_real(b->e->p, value_at(b, op->src)->type, &decl);
	const char *reason = NULL, *cell = b->values[op->src].text;
	bool record = decl && decl->kind == FFIR_DECL_RECORD;
	const char *class_text = ctype(b->e, value_at(b, op->src)->type, PLACE_FIELD, &reason);
	bool pointer = class_text && strncmp(class_text, "ctypes.POINTER", 14) == 0;
	bool text = class_text && strcmp(class_text, "ctypes.c_char_p") == 0;
	b->values[op->dst].form = type->kind == FFIR_TYPE_POINTER && !text ? HELD_ADDRESS : HELD_VALUE;
	b->values[op->dst].text = record || pointer ? cell : TEXT(b->e, "%s.value", cell);
}

/* Pointer SRC for a result of SHAPE: what may not be NULL is not trusted to be none. */
static const char *checked_pointer(struct body *b, int src, const struct plan_shape *shape)
{
	const struct value_state *state = &b->values[src];
	if (state->form != HELD_ADDRESS || !program_doubts(b->call, src, shape))
		return state->text;
	need(b->e, PART_THERE);
	return TEXT(b->e, "_there(%s, \"%s\")", state->text, b->call->function->name.cname);
}

/* The number of elements that OP reads: what C says is held against the room that there was. */
static const char *count_text(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const char *count = argument_text(b, op->with), *low, *high, *name = b->call->function->name.cname;
	const struct plan_value *with = value_at(b, op->with);
	int room = program_room(b->call, op);
	if (room >= 0) {
		need(e, PART_COUNTED);
		return TEXT(e, "_counted(%s, \"%s\", %s)", count, name, argument_text(b, room));
	}
	bool may_be_negative = with->kind != VALUE_CONSTANT && with->type &&
			       !program_op_to(b->call, OP_ALLOC_BUFFER, op->src) &&
			       integer_limits(e, with->type, &low, &high) && low[0] == '-';
	if (!may_be_negative)
		return count;
	need(e, PART_COUNTED);
	return TEXT(e, "_counted(%s, \"%s\")", count, name);
}

/* The bytes at pointer SRC, COUNT of them; up to the NUL if COUNT is NULL. */
static const char *bytes_of(struct body *b, int src, const struct plan_shape *shape, const char *count)
{
	struct python *e = b->e;
	const struct value_state *state = &b->values[src];
	if (state->form == HELD_MEMORY)
		return count ? TEXT(e, "%s[:%s]", state->text, count)
			     : TEXT(e, "%s.partition(b\"\\0\")[0]", state->text);
	const char *pointer = checked_pointer(b, src, shape);
	if (count) {
		need(e, PART_BYTES_AT);
		return TEXT(e, "_bytes_at(%s, %s)", pointer, count);
	}
	return state->form == HELD_ADDRESS ? TEXT(e, "ctypes.string_at(%s)", pointer) : state->text;
}

/* Texts that ctypes has copied already: a helper looks at None. */
static const char *copied_text(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	const char *text = b->values[op->src].text;
	if (!shape->nullable) {
		need(e, PART_TEXT);
		text = TEXT(e, "_text(%s, \"%s\")", text, b->call->function->name.cname);
		return decoded_text(e, text, shape->encoding, false);
	}
	if (shape->encoding == ENCODING_BYTES)
		return text;
	if (shape->encoding == ENCODING_LOCALE) {
		need(e, PART_LOCALE_OR_NONE);
		return TEXT(e, "_locale_or_none(%s)", text);
	}
	need(e, PART_TEXT_OR_NONE);
	return TEXT(e, "_text_or_none(%s%s)", text, shape->encoding == ENCODING_ASCII ? ", \"ascii\"" : "");
}

static const char *wide_string(struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	return wide_text(b->e, shape, checked_pointer(b, op->src, shape),
			 op->with >= 0 ? argument_text(b, op->with) : NULL, op->bytes);
}

static const char *decoded_string(struct body *b, const struct plan_op *op)
{
	const struct value_state *state = &b->values[op->src];
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	if (wide_unit(shape->encoding)) {
		const char *wide = wide_string(b, op);
		return shape->nullable ? TEXT(b->e, "%s if %s else None", wide, state->text) : wide;
	}
	if (state->form == HELD_VALUE && op->with < 0)
		return copied_text(b, op);
	const char *count = op->with >= 0 ? count_text(b, op) : NULL;
	const char *text = decoded_text(b->e, bytes_of(b, op->src, shape, count), shape->encoding,
					state->form == HELD_MEMORY);
	return shape->nullable ? TEXT(b->e, "%s if %s else None", text, state->text) : text;
}

/* The address of the C object that SRC is or, if SHAPE is INDIRECT, points to. */
static const char *object_address(struct body *b, int src, const struct plan_shape *shape)
{
	const struct value_state *state = &b->values[src];
	if (!shape->indirect)
		return TEXT(b->e, "ctypes.addressof(%s)", state->text);
	return TEXT(b->e, "_Form.address(%s)", state->text);
}

/* A variable for result DST, of its own type: what forms give is of any. */
static const char *begin_result(struct body *b, int dst, const char *wish)
{
	struct python *e = b->e;
	const char *variable = new_name(b, wish);
	w_line(e->w, "%s: %s", variable, annotation(e, &value_at(b, dst)->shape, AS_RESULT));
	return variable;
}

/* "VARIABLE = None", and what follows is for a pointer SRC that is not NULL. */
static void open_if_there(struct body *b, const char *variable, const char *src)
{
	w_line(b->e->w, "%s = None", variable);
	w_open(b->e->w, "if %s:", src);
}

static const char *result_name(struct body *b, int dst)
{
	return name_case(b->e->a, name_in_c(&value_at(b, dst)->name, "value"), CASE_SNAKE);
}

static void read_object(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	struct plan_shape direct = shape_direct(e->p, shape);
	bool looks = shape->nullable && shape->indirect;
	const char *address = object_address(b, op->src, shape), *src = b->values[op->src].text;
	const char *variable = begin_result(b, op->dst, result_name(b, op->dst));
	if (shape->indirect && !looks) {
		need(e, PART_THERE);
		address = TEXT(e, "_there(%s, \"%s\")", address, b->call->function->name.cname);
	}
	if (looks)
		open_if_there(b, variable, src);
	emit_list(e,
		  TEXT(e, "%s = %s.%s(", variable, form_name(e, &direct),
		       direct.kind == SHAPE_RESULT ? "take" : "read"),
		  &address, 1, ")");
	if (looks)
		w_close(e->w, "");
	b->values[op->dst].text = variable;
}

/* The address of the first element that SRC points to. */
static const char *elements_address(struct body *b, int src)
{
	const struct value_state *state = &b->values[src];
	return state->form == HELD_ARRAY ? TEXT(b->e, "ctypes.addressof(%s)", state->text)
					 : TEXT(b->e, "_Form.address(%s)", state->text);
}

static const char *elements_count(struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	const char *form = many_form_name(b->e, shape);
	if (op->with < 0)
		return TEXT(b->e, "%s.length(%s)", form, elements_address(b, op->src));
	const char *count = count_text(b, op);
	return op->bytes ? TEXT(b->e, "%s // %s.item.size", count, form) : count;
}

static void read_elements(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	bool looks = shape->nullable && b->values[op->src].form != HELD_ARRAY;
	const char *src = b->values[op->src].text, *address = elements_address(b, op->src);
	const char *variable = begin_result(b, op->dst, result_name(b, op->dst));
	if (looks)
		open_if_there(b, variable, src);
	if (op->with < 0 && !shape->nullable) {
		need(e, PART_THERE);
		address = TEXT(e, "_there(%s, \"%s\")", address, b->call->function->name.cname);
	}
	const char *const args[] = {address, elements_count(b, op)};
	emit_list(e, TEXT(e, "%s = %s.read_many(", variable, many_form_name(e, shape)), args, 2, ")");
	if (looks)
		w_close(e->w, "");
	b->values[op->dst].text = variable;
}

void emit_free_parts(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	struct plan_shape direct = shape_direct(e->p, shape);
	const char *src = b->values[op->src].text;
	switch (plan_reading(shape, false)) {
	case READ_ENDED:
	case READ_MANY:
	case READ_EACH:
		w_open(e->w, "if %s:", src);
		w_line(e->w, "%s.free_many(%s, %s)", many_form_name(e, shape), elements_address(b, op->src),
		       elements_count(b, op));
		w_close(e->w, "");
		return;
	case READ_POINTED:
		w_open(e->w, "if %s:", src);
		if (plan_owns_parts(&direct))
			w_line(e->w, "%s.free(%s)", form_name(e, &direct), object_address(b, op->src, shape));
		if (shape->free)
			w_line(e->w, "%s(%s)", python_raw(e, shape->free), src);
		w_close(e->w, "");
		return;
	case READ_OBJECT:
	case READ_VALUE:
		w_line(e->w, "%s.free(%s)", form_name(e, shape), object_address(b, op->src, shape));
		return;
	}
}

void emit_decode(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	if (plan_reading(shape, false) != READ_VALUE) {
		read_object(b, op);
		return;
	}
	const char *src = b->values[op->src].text, *text = src;
	if (shape->kind == SHAPE_ENUMERATION || shape->kind == SHAPE_FLAGS) {
		text = TEXT(e, "%s(%s)", python_name(&shape->enumeration->name), src);
	} else if (shape->kind == SHAPE_HANDLE) {
		text = typed_handle(e, shape, src);
	} else if (shape->kind == SHAPE_STRING) {
		text = decoded_string(b, op);
	} else if (shape->kind == SHAPE_RECORD_REF) {
		text = TEXT(e, "%s.from_buffer_copy(%s.contents)", record_name(e, shape->record), src);
		if (shape->nullable)
			text = TEXT(e, "%s if %s else None", text, src);
	}
	b->values[op->dst].text = text;
}

/* Elements that ctypes gives one by one, as callers see them. */
static const char *elements_text(struct body *b, const struct plan_shape *element, const char *list,
				 bool foreign)
{
	struct python *e = b->e;
	if (wrapper_name(element))
		return TEXT(e, "[%s(item) for item in %s]", wrapper_name(element), list);
	if (made_number(e, element->type))
		return TEXT(e, "[item.value for item in %s]", list);
	if (element->kind == SHAPE_RECORD && foreign)
		return TEXT(e, "[%s.from_buffer_copy(item) for item in %s]", record_name(e, element->record),
			    list);
	return foreign ? TEXT(e, "list(%s)", list) : list;
}

void emit_copy(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct value_state *state = &b->values[op->src];
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	if (plan_reading(shape, false) != READ_VALUE) {
		read_elements(b, op);
		return;
	}
	const char *count =
		op->with >= 0 ? count_text(b, op) : TEXT(e, "%llu", (unsigned long long)shape->fixed);
	const char *text;
	if (state->form == HELD_MEMORY) {
		text = TEXT(e, "bytes(memoryview(%s)[:%s])", state->text, count);
	} else if (!shape->element || type_is_bytes(e->p, shape->element->type)) {
		text = bytes_of(b, op->src, shape, count);
	} else {
		if (op->bytes)
			count = TEXT(e, "%s // ctypes.sizeof(%s)", count, element_class(b, op->src));
		text = elements_text(b, shape->element, TEXT(e, "%s[:%s]", state->text, count),
				     state->form != HELD_ARRAY);
	}
	if (shape->nullable && state->form == HELD_ADDRESS)
		text = TEXT(e, "%s if %s else None", text, state->text);
	b->values[op->dst].text = text;
}

/* ---- objects that come back ---- */

/* "_CloudHandle(POINTER)"; the storage of the binding is a handle already. */
static const char *adopted(struct body *b, const struct plan_op *op, const struct plan_class *klass)
{
	if (klass->storage == STORAGE_BINDING) {
		w_line(b->e->w, "%s.owned = True", b->values[op->src].text);
		return b->values[op->src].text;
	}
	const char *pointer = checked_pointer(b, op->src, &value_at(b, op->dst)->shape);
	if (op->kind == OP_BORROW)
		return TEXT(b->e, "%s.borrow(%s)", handle_name(b->e, klass), pointer);
	return TEXT(b->e, "%s(%s)", handle_name(b->e, klass), pointer);
}

void emit_adopt(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_value *dst = value_at(b, op->dst);
	const struct plan_class *klass = dst->shape.klass;
	const char *handle = adopted(b, op, klass);
	bool first = b->call->role == ROLE_CONSTRUCTOR && klass == b->call->klass && op->kind == OP_ADOPT;
	if (first && program_is_main(b->call)) {
		w_line(e->w, "self._handle = %s", handle);
		if (klass->thread_bound) {
			need_import(e, "import threading");
			w_line(e->w, "self._handle.thread = threading.get_ident()");
		}
		b->values[op->dst].text = "self";
		return;
	}
	const char *text = TEXT(e, "%s._of(%s)", first ? "cls" : python_name(&klass->name), handle);
	if (dst->shape.nullable)
		text = TEXT(e, "%s if %s else None", text, b->values[op->src].text);
	if (program_op_to(b->call, OP_KEEP_ALIVE, op->dst) || program_op_to(b->call, OP_INHERIT, op->dst) ||
	    klass->thread_bound) {
		const char *variable = new_name(b, "instance");
		w_line(e->w, "%s = %s", variable, text);
		if (klass->thread_bound) {
			need_import(e, "import threading");
			w_line(e->w, "%s._handle.thread = threading.get_ident()", variable);
		}
		text = variable;
	}
	b->values[op->dst].text = text;
}

/* What C uses until the closure has run. */
static void keep_until_run(struct body *b, const struct plan_op *op)
{
	struct value_state *kept = &b->values[op->with];
	if (value_at(b, op->with)->shape.kind != SHAPE_OBJECT) {
		const char *variable = new_name(b, "memory");
		w_line(b->e->w, "%s = %s", variable, kept->text);
		kept->text = variable;
	}
	w_line(b->e->w, "%s.keeps += (%s,)", b->completion, kept->text);
}

/* The memory that ENCODE or PIN made of a param, whose own it may be. */
static void keep_memory(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const char *keeper = b->values[op->dst].text;
	const char *args[4] = {value_at(b, op->dst)->kind == VALUE_RESULT ? TEXT(e, "%s._handle", keeper)
									  : keeper,
			       b->values[op->with].text};
	size_t n = 2;
	for (size_t i = 0; i < b->call->n_ops; i++)
		if (b->call->ops[i].dst == op->with && b->call->ops[i].kind == OP_PIN)
			args[n++] = param_name(b, b->call->ops[i].src);
	if (b->keep)
		args[n++] = b->keep;
	need(e, PART_KEEP_MEMORY);
	emit_list(e, "_keep_memory(", args, n, ")");
}

void emit_keep_alive(struct body *b, const struct plan_op *op)
{
	const struct plan_value *kept = value_at(b, op->with), *dst = value_at(b, op->dst);
	if (kept->kind == VALUE_LOCAL && dst->shape.kind == SHAPE_OBJECT) {
		keep_memory(b, op);
		return;
	}
	if (dst->shape.kind == SHAPE_CLOSURE) {
		keep_until_run(b, op);
		return;
	}
	/* Of objects that the caller gave, PASS has put the handle into a variable. */
	const char *keeper = b->values[op->dst].text;
	const char *what = b->values[op->with].text;
	const char *may_be_none = dst->kind == VALUE_RESULT && dst->shape.nullable	     ? keeper
				  : kept->shape.kind == SHAPE_OBJECT && kept->shape.nullable ? what
											     : NULL;
	if (may_be_none)
		w_open(b->e->w, "if %s is not None:", may_be_none);
	w_line(b->e->w, dst->kind == VALUE_RESULT ? "%s._keep(%s)" : "%s.retain(%s)", keeper, what);
	if (may_be_none)
		w_close(b->e->w, "");
}
