/*
 * What a call does before C runs: checks, and C's arguments made of what the caller gave.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/python/body.h"

#include <stdlib.h>
#include <string.h>

/* ---- checks ---- */

/* ENCODE, PIN, CLOSURE and CHECK_ALIVE look at the type of what they are given. */
void emit_check_null(struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	if (shape->kind == SHAPE_HANDLE) {
		const char *kind = python_name(&shape->handle->alias->name);
		w_open(b->e->w, "if not isinstance(%s, %s):", name, kind);
		w_line(b->e->w, "raise TypeError(f\"%s must be %s, not {type(%s).__name__}\")", name,
		       python_own(&shape->handle->alias->name), name);
		w_close(b->e->w, "");
	}
	if (shape->kind != SHAPE_RECORD_REF && shape->kind != SHAPE_RAW && shape->kind != SHAPE_INTERFACE)
		return;
	need(b->e, PART_NONE);
	w_open(b->e->w, "if %s is None:", name);
	w_line(b->e->w, "raise _none(\"%s\")", name);
	w_close(b->e->w, "");
}

void emit_check_range(struct body *b, const struct plan_op *op)
{
	const struct plan_value *src = value_at(b, op->src);
	const char *name = param_name(b, op->src);
	if (src->shape.kind == SHAPE_HANDLE && src->shape.nullable) {
		w_open(b->e->w, "if %s is not None:", name);
		emit_number(b->e, name, name, value_at(b, op->dst)->type, NULL);
		w_close(b->e->w, "");
		return;
	}
	emit_number(b->e, name, name, op->dst >= 0 ? value_at(b, op->dst)->type : src->type,
		    src->shape.enumeration);
}

void emit_check_alive(struct body *b, const struct plan_op *op)
{
	const struct plan_value *src = value_at(b, op->src);
	const char *name = param_name(b, op->src);
	if (src->kind == VALUE_SELF)
		return; /* self._handle raises if it is gone */
	need(b->e, PART_CHECK_OBJECT);
	if (src->shape.nullable)
		w_open(b->e->w, "if %s is not None:", name);
	w_line(b->e->w, "_check_object(%s, %s, \"%s\")", name, python_name(&src->shape.klass->name), name);
	if (src->shape.nullable)
		w_close(b->e->w, "");
}

void emit_check_thread(struct body *b, const struct plan_op *op)
{
	need(b->e, PART_CHECK_THREAD);
	w_line(b->e->w, "_check_thread(%s)", param_name(b, op->src));
}

void emit_check_owned(struct body *b, const struct plan_op *op)
{
	const char *name = param_name(b, op->src);
	const char *is_there =
		value_at(b, op->src)->shape.nullable ? TEXT(b->e, "%s is not None and ", name) : "";
	w_open(b->e->w, "if %snot %s._handle.owned:", is_there, name);
	w_line(b->e->w, "raise ValueError(\"%s is only lent\")", name);
	w_close(b->e->w, "");
}

void emit_check_other(struct body *b, const struct plan_op *op)
{
	const char *name = param_name(b, op->src), *other = param_name(b, op->with);
	const char *is_there =
		value_at(b, op->src)->shape.nullable ? TEXT(b->e, "%s is not None and ", name) : "";
	w_open(b->e->w, "if %s%s is %s:", is_there, name, other);
	w_line(b->e->w, "raise ValueError(\"%s and %s are the same object\")", name, other);
	w_close(b->e->w, "");
}

void emit_ref(struct body *b, const struct plan_op *op)
{
	const char *text = b->values[op->src].text;
	bool given = op->with >= 0;
	bool may_be_null = !given || value_at(b, op->with)->shape.nullable;
	if (given && may_be_null) {
		w_open(b->e->w, "if %s is not None:", param_name(b, op->with));
		text = TEXT(b->e, "%s._handle", param_name(b, op->with));
	} else if (may_be_null) {
		w_open(b->e->w, "if %s:", text);
	}
	w_line(b->e->w, "%s(%s)", python_raw(b->e, op->function), text);
	if (may_be_null)
		w_close(b->e->w, "");
}

/* ---- memory of the caller ---- */

/* The bytes, with their NUL, of a text that is given away. */
static void encode_given(struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	const char *variable = new_name(b, TEXT(b->e, "%s_bytes", name));
	const char *ended = ended_text(b->e, shape, name, name);
	if (shape->nullable)
		ended = TEXT(b->e, "None if %s is None else %s", name, ended);
	w_line(b->e->w, "%s = %s", variable, ended);
	b->values[op->dst].text = variable;
}

/* Bytes TEXT as the pointer to code units that C wants. */
static const char *wide_pointer(struct body *b, const struct plan_op *op, const char *text)
{
	const char *reason = NULL,
		   *class_text = ctype(b->e, value_at(b, op->dst)->type, PLACE_ARGUMENT, &reason);
	if (!class_text || strncmp(class_text, "ctypes.POINTER", 14) != 0)
		return text;
	const char *const args[] = {TEXT(b->e, "ctypes.c_char_p(%s)", text), class_text};
	const char *variable = new_name(b, TEXT(b->e, "%s_pointer", param_name(b, op->src)));
	emit_list(b->e, TEXT(b->e, "%s = ctypes.cast(", variable), args, 2, ")");
	return variable;
}

void emit_encode(struct body *b, const struct plan_op *op)
{
	if (program_op_of(b->call, OP_GIVE, op->dst)) {
		encode_given(b, op);
		return;
	}
	static const struct {
		enum python_part part;
		const char *call;
	} encodings[] = {
		[ENCODING_UTF8] = {PART_ENCODE, "_encode(%s, \"%s\")"},
		[ENCODING_ASCII] = {PART_ENCODE, "_encode(%s, \"%s\", \"ascii\")"},
		[ENCODING_LOCALE] = {PART_ENCODE_LOCALE, "_encode_locale(%s, \"%s\")"},
		[ENCODING_UTF16] = {PART_WIDE, "_encode_wide(%s, \"%s\", 2)"},
		[ENCODING_UTF32] = {PART_WIDE, "_encode_wide(%s, \"%s\", 4)"},
		[ENCODING_BYTES] = {PART_ENCODE_BYTES, "_encode_bytes(%s, \"%s\")"},
	};
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	unsigned wide = wide_unit(shape->encoding);
	need(b->e, encodings[shape->encoding].part);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	const char *text = TEXT(b->e, encodings[shape->encoding].call, name, name);
#pragma GCC diagnostic pop
	if (shape->nullable)
		text = TEXT(b->e, "None if %s is None else %s", name, text);
	if (program_op_with(b->call, OP_LENGTH, op->dst) ||
	    program_op_with(b->call, OP_KEEP_ALIVE, op->dst) || program_op(b->call, OP_DETACH)) {
		const char *variable = new_name(b, TEXT(b->e, "%s_bytes", name));
		w_line(b->e->w, "%s = %s", variable, text);
		text = variable;
		const char *count = TEXT(b->e, wide ? "len(%s) - %u" : "len(%s)", text, wide);
		b->values[op->dst].count =
			shape->nullable ? TEXT(b->e, "(0 if %s is None else %s)", text, count) : count;
	}
	b->values[op->dst].text = wide ? wide_pointer(b, op, text) : text;
}

/* "keep", the list that holds what C sees as long as the call runs. */
static const char *kept_list(struct body *b)
{
	if (b->keep)
		return b->keep;
	b->keep = new_name(b, "keep");
	need_import(b->e, "from typing import Any, List");
	w_line(b->e->w, "%s: List[Any] = []", b->keep);
	return b->keep;
}

/* Variable ADDRESS, a number, as an argument of TYPE. */
static const char *typed_variable(struct body *b, const struct ffir_type *type, const char *address)
{
	struct python *e = b->e;
	const char *reason = NULL, *class_text = ctype(e, type, PLACE_ARGUMENT, &reason);
	if (!class_text || strcmp(class_text, "ctypes.c_void_p") == 0)
		return address;
	const char *const args[] = {address, class_text};
	const char *variable = new_name(b, TEXT(e, "%s_typed", address));
	emit_list(e, TEXT(e, "%s = ctypes.cast(", variable), args, 2, ")");
	return variable;
}

/* A C object made of SRC, for the call. */
static void make_object(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const char *name = param_name(b, op->src), *reason = NULL, *keep = kept_list(b);
	const char *variable = new_name(b, TEXT(e, "%s_struct", name));
	const char *const args[] = {TEXT(e, "ctypes.addressof(%s)", variable), name, TEXT(e, "\"%s\"", name),
				    keep};
	w_line(e->w, "%s = %s()", variable, ctype(e, value_at(b, op->dst)->type, PLACE_FIELD, &reason));
	emit_list(e, TEXT(e, "%s.write(", form_name(e, &value_at(b, op->src)->shape)), args, 4, ")");
	b->values[op->dst].text = variable;
}

/* The address of one, or NULL. */
static void make_pointed(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	struct plan_shape direct = shape_direct(e->p, shape);
	const char *name = param_name(b, op->src), *keep = kept_list(b);
	const char *variable = new_name(b, TEXT(e, "%s_pointer", name));
	const char *const args[] = {name, TEXT(e, "\"%s\"", name), keep};
	if (shape->nullable) {
		w_line(e->w, "%s = 0", variable);
		w_open(e->w, "if %s is not None:", name);
	}
	emit_list(e, TEXT(e, "%s = %s.make(", variable, form_name(e, &direct)), args, 3, ")");
	if (shape->nullable)
		w_close(e->w, "");
	b->values[op->dst].text = typed_variable(b, value_at(b, op->dst)->type, variable);
}

/* Elements that are more than numbers, and what a zero ends. */
static void make_elements(struct body *b, int src)
{
	struct python *e = b->e;
	struct value_state *state = &b->values[src];
	const struct plan_shape *shape = &value_at(b, src)->shape;
	const char *name = param_name(b, src), *keep = kept_list(b);
	const char *pointer = new_name(b, TEXT(e, "%s_pointer", name));
	const char *const args[] = {name, TEXT(e, "\"%s\"", name), keep};
	state->count = new_name(b, TEXT(e, "%s_size", name));
	emit_list(e, TEXT(e, "%s, %s = %s.make_many(", pointer, state->count, many_form_name(e, shape)), args,
		  3, ")");
	state->text = typed_variable(b, shape->type, pointer);
}

/* Slice SRC as a pointer and a count, made once, when the first op asks. */
static void pin_slice(struct body *b, int src)
{
	struct python *e = b->e;
	struct value_state *state = &b->values[src];
	const struct plan_shape *shape = &value_at(b, src)->shape;
	const char *name = param_name(b, src), *reason = NULL;
	if (state->pinned)
		return;
	state->pinned = true;
	if (plan_needs_form(shape)) {
		make_elements(b, src);
		return;
	}
	const char *otherwise = shape->nullable ? TEXT(e, " if %s is not None else ", name) : "";
	if (type_is_bytes(e->p, shape->element->type)) {
		need(e, shape->read_only ? PART_READABLE : PART_WRITABLE);
		state->text = new_name(b, TEXT(e, "%s_pointer", name));
		state->count = new_name(b, TEXT(e, "%s_size", name));
		w_line(e->w, "%s, %s = %s(%s)%s%s", state->text, state->count,
		       shape->read_only ? "_readable" : "_writable", name, otherwise,
		       *otherwise ? "(None, 0)" : "");
		return;
	}
	bool numbers = shape->element->kind == SHAPE_SCALAR || shape->element->enumeration;
	bool made = made_number(e, shape->element->type) != NULL;
	enum python_part part = made		   ? PART_MADE_NUMBERS
				: numbers	   ? shape->read_only ? PART_NUMBERS : PART_OWN_NUMBERS
				: shape->read_only ? PART_ARRAY
						   : PART_OWN_ARRAY;
	static const char *const makers[] = {[PART_ARRAY] = "_array",
					     [PART_OWN_ARRAY] = "_own_array",
					     [PART_NUMBERS] = "_numbers",
					     [PART_OWN_NUMBERS] = "_own_numbers",
					     [PART_MADE_NUMBERS] = "_made_numbers"};
	need(e, part);
	state->text = new_name(b, TEXT(e, "%s_array", name));
	const struct plan_enum *item = shape->element->enumeration;
	const char *wrap = part == PART_NUMBERS && (enum_has_sign_bit(item) || enum_is_checked(item))
				   ? TEXT(e, ", %s", python_name(&item->name))
				   : "";
	w_line(e->w, "%s = %s(%s, %s, \"%s\"%s)%s%s", state->text,
	       made && !shape->read_only ? "_own_made" : makers[part], name,
	       ctype(e, shape->element->type, PLACE_ELEMENT, &reason), name, wrap, otherwise,
	       *otherwise ? "None" : "");
	state->count = shape->nullable ? TEXT(e, "(0 if %s is None else len(%s))", name, state->text)
				       : TEXT(e, "len(%s)", state->text);
}

void emit_pin(struct body *b, const struct plan_op *op)
{
	if (value_at(b, op->src)->shape.indirect) {
		make_pointed(b, op);
		return;
	}
	if (value_at(b, op->src)->shape.kind != SHAPE_SLICE) {
		b->values[op->dst].text = param_name(b, op->src);
		return;
	}
	pin_slice(b, op->src);
	b->values[op->dst].text = b->values[op->src].text;
}

static const char *slice_count(struct body *b, const struct plan_op *op)
{
	uint64_t size = op->bytes ? shape_element_size(b->e->p, &value_at(b, op->src)->shape) : 1;
	pin_slice(b, op->src);
	const char *count = b->values[op->src].count;
	return size == 1 ? count : TEXT(b->e, "%s * %llu", count, (unsigned long long)size);
}

void emit_length(struct body *b, const struct plan_op *op)
{
	uint64_t size = 8, align;
	const struct ffir_type *type = value_at(b, op->dst)->type;
	const char *text = value_at(b, op->src)->shape.kind == SHAPE_STRING ? b->values[op->with].count
									    : slice_count(b, op);
	unsigned wide = value_at(b, op->src)->shape.kind == SHAPE_STRING
				? wide_unit(value_at(b, op->src)->shape.encoding)
				: 0;
	if (wide)
		text = TEXT(b->e, op->bytes ? "(%s)" : "(%s) // %u", text, wide);
	ffir_type_size(b->e->p->module, type, &size, &align);
	if (size < 8)
		emit_limits(b->e, text, TEXT(b->e, "the length of %s", param_name(b, op->src)), type);
	b->values[op->dst].text = text;
}

void emit_check_length(struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	const char *count = shape->kind == SHAPE_STRING ? TEXT(b->e, "len(%s)", name) : slice_count(b, op);
	const char *wanted = op->with >= 0 ? argument_text(b, op->with)
					   : TEXT(b->e, "%llu", (unsigned long long)shape->fixed);
	const char *shown = op->with >= 0 ? TEXT(b->e, "{%s}", wanted) : wanted;
	w_open(b->e->w, "if %s%s != %s:", shape->nullable ? TEXT(b->e, "%s is not None and ", name) : "",
	       count, wanted);
	w_line(b->e->w, "raise ValueError(f\"%s must have %s elements, not {%s}\")", name, shown, count);
	w_close(b->e->w, "");
}

/* ---- objects ---- */

static void pass_object(struct body *b, const struct plan_op *op, const char *name)
{
	const char *text = value_at(b, op->src)->shape.nullable
				   ? TEXT(b->e, "None if %s is None else %s._handle", name, name)
				   : TEXT(b->e, "%s._handle", name);
	if (program_keeps(b->call, op->src) ||
	    (program_op(b->call, OP_DETACH) && !program_op_of(b->call, OP_DETACH, op->src))) {
		const char *variable =
			new_name(b, strcmp(name, "self") == 0 ? "handle" : TEXT(b->e, "%s_handle", name));
		w_line(b->e->w, "%s = %s", variable, text);
		b->values[op->src].text = text = variable;
	}
	b->values[op->dst].text = text;
}

void emit_pass(struct body *b, const struct plan_op *op)
{
	const struct plan_value *src = value_at(b, op->src);
	const char *name = param_name(b, op->src);
	if (src->shape.carrier) {
		make_object(b, op);
		return;
	}
	if (src->kind != VALUE_SELF && src->kind != VALUE_PARAM)
		b->values[op->dst] = b->values[op->src];
	else if (src->shape.kind == SHAPE_HANDLE && src->shape.nullable)
		b->values[op->dst].text = TEXT(b->e, "%s if %s is None else %s",
					       handle_none(b->e, src->shape.handle), name, name);
	else if (src->shape.kind != SHAPE_OBJECT)
		b->values[op->dst].text = name;
	else
		pass_object(b, op, name);
}

void emit_detach(struct body *b, const struct plan_op *op)
{
	const char *name = param_name(b, op->src);
	const char *variable = new_name(b, "handle");
	const char *before = TEXT(b->e, "%s._handle", name);
	bool inherited = program_op_of(b->call, OP_INHERIT, op->src);
	const char *detached = TEXT(b->e, inherited ? "%s._hand_over()" : "%s._detach()", name);
	if (value_at(b, op->src)->shape.nullable) {
		detached = TEXT(b->e, "None if %s is None else %s", name, detached);
		before = TEXT(b->e, "None if %s is None else %s", name, before);
	}
	w_line(b->e->w, "%s = %s", variable, detached);
	for (size_t i = 0; i < b->call->n_values; i++)
		if (b->values[i].text && strcmp(b->values[i].text, before) == 0)
			b->values[i].text = variable;
	if (inherited)
		b->values[op->src].text = variable;
}

void emit_inherit(struct body *b, const struct plan_op *op)
{
	const char *given = b->values[op->src].text, *taker = b->values[op->dst].text;
	bool nullable = value_at(b, op->src)->shape.nullable;
	if (nullable)
		w_open(b->e->w, "if %s is not None:", given);
	w_line(b->e->w,
	       value_at(b, op->dst)->kind == VALUE_RESULT ? "%s._handle.inherit(%s)" : "%s.inherit(%s)",
	       taker, given);
	if (nullable)
		w_close(b->e->w, "");
}

void emit_alloc_object(struct body *b, const struct plan_op *op)
{
	const char *variable = new_name(b, "handle");
	w_line(b->e->w, "%s = %s()", variable, handle_name(b->e, b->call->klass));
	b->values[op->dst].text = variable;
}

/* ---- storage for the callee ---- */

void emit_alloc_out(struct body *b, const struct plan_op *op)
{
	const char *reason = NULL;
	const char *variable = b->values[op->dst].text;
	const char *type = ctype(b->e, value_at(b, op->dst)->type, PLACE_FIELD, &reason);
	const struct plan_record *r = plan_record_of(b->e->p, value_at(b, op->dst)->type);
	if (op->src >= 0 && r) {
		b->values[op->dst] = (struct value_state){.text = b->values[op->src].text, .form = HELD_CELL};
		return;
	}
	if (!variable)
		variable = variable_for(b, op->dst, "cell");
	w_line(b->e->w, "%s = %s(%s)", variable, type, op->src >= 0 ? argument_text(b, op->src) : "");
	b->values[op->dst] = (struct value_state){.text = variable, .form = HELD_CELL};
	if (r && r->carrier && plan_slot_of(r->carrier, SLOT_FIXED))
		w_line(b->e->w, "%s.prepare(ctypes.addressof(%s))", form_name(b->e, &r->carrier->shape),
		       variable);
}

/* A text that C frees. */
void emit_give(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const char *encoded = b->values[op->src].text, *variable = new_name(b, "given");
	const char *given = TEXT(e, "_given(%s)", encoded);
	need(e, PART_GIVEN_MEMORY);
	if (value_at(b, op->with)->shape.nullable)
		given = TEXT(e, "0 if %s is None else %s", encoded, given);
	w_line(e->w, "%s = %s", variable, given);
	b->values[op->dst].text = typed_variable(b, value_at(b, op->dst)->type, variable);
}

static const char *const *bound_arguments(struct body *b, const struct plan_op *op)
{
	const char **args = (const char **)ffir_alloc(b->e->a, (op->n_args + 1) * sizeof *args);
	for (size_t i = 0; i < op->n_args; i++)
		args[i] = argument_text(b, op->args[i]);
	return args;
}

void emit_bound(struct body *b, const struct plan_op *op)
{
	const char *variable = variable_for(b, op->dst, "length");
	const char *first = TEXT(b->e, "%s = %s(", variable, python_raw(b->e, op->function));
	emit_list(b->e, first, bound_arguments(b, op), op->n_args, ")");
	b->values[op->dst].text = variable;
}

void emit_capacity(struct body *b, const struct plan_op *op)
{
	const char *low, *high;
	const char *variable = variable_for(b, op->dst, "capacity");
	const char *text = op->src >= 0 ? TEXT(b->e, "max(256, 4 * %s)", argument_text(b, op->src)) : "256";
	uint64_t size = 8, align;
	ffir_type_size(b->e->p->module, value_at(b, op->dst)->type, &size, &align);
	if (size < 8 && op->src >= 0 && integer_limits(b->e, value_at(b, op->dst)->type, &low, &high))
		text = TEXT(b->e, "min(%s, %s)", text, high);
	w_line(b->e->w, "%s = %s", variable, text);
	b->values[op->dst].text = variable;
}

void emit_alloc_buffer(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	struct value_state *state = &b->values[op->dst];
	const char *capacity = argument_text(b, op->with);
	state->text = variable_for(b, op->dst, "buffer");
	if (points_to_bytes(b, op->dst)) {
		need(e, PART_ROOM);
		state->form = HELD_MEMORY;
		state->pointer = new_name(b, TEXT(e, "%s_pointer", state->text));
		w_line(e->w, "%s, %s = _room(%s)", state->text, state->pointer, capacity);
		return;
	}
	const char *element = element_class(b, op->dst);
	state->form = HELD_ARRAY;
	if (op->bytes)
		capacity = TEXT(e, "(%s // ctypes.sizeof(%s))", capacity, element);
	w_line(e->w, "%s = (%s * %s)()", state->text, element, capacity);
}
