/*
 * The values of a call as Python expressions, and the names of its variables.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/python/body.h"

#include <stdlib.h>
#include <string.h>

/* ---- names of variables ---- */

const char *new_name(struct body *b, const char *wish)
{
	return local_name(&b->names, wish);
}

/* A variable for value I, called as C calls it. */
const char *variable_for(struct body *b, int i, const char *otherwise)
{
	const char *name = name_case(b->e->a, name_in_c(&b->call->values[i].name, otherwise), CASE_SNAKE);
	if (!local_is_free(&b->names, name) && b->call->values[i].kind == VALUE_CELL)
		name = TEXT(b->e, "%s_cell", name);
	return new_name(b, name);
}

const char *param_name(const struct body *b, int i)
{
	return b->call->values[i].kind == VALUE_SELF ? "self" : python_name(&b->call->values[i].name);
}

/* ---- values ---- */

const struct plan_value *value_at(const struct body *b, int i)
{
	return &b->call->values[i];
}

bool is_pointer(const struct body *b, int i)
{
	return value_at(b, i)->type && type_pointed_to(b->e->p, value_at(b, i)->type);
}

/* An integer constant as Python spells it for C type TYPE: -1 of a size_t is its greatest value. */
const char *integer_for(struct python *e, const struct ffir_value *value, const struct ffir_type *type)
{
	const char *low, *high, *text = value_literal(e, value);
	if (value->kind != FFIR_VALUE_INTEGER || text[0] != '-')
		return text;
	if (type && type_pointed_to(e->p, type)) {
		uint64_t size = 8, align;
		ffir_type_size(e->p->module, type, &size, &align);
		return TEXT(e, size == 8 ? "0x%llX" : "0x%llX & 0xFFFFFFFF",
			    (unsigned long long)strtoll(text, NULL, 10));
	}
	if (type && integer_limits(e, type, &low, &high) && low[0] == '0')
		return TEXT(e, "%s & %s", text, high);
	return text;
}

static const char *constant_text(struct body *b, const struct plan_value *value)
{
	struct python *e = b->e;
	const struct ffir_type *to = value->type ? type_pointed_to(e->p, value->type) : NULL;
	const char *reason = NULL;
	/* ctypes takes no None for a function pointer. */
	if (to && to->kind == FFIR_TYPE_FUNCTION && ctype_function(e, to->function, &reason)) {
		const char *address = integer_for(e, &value->constant, value->type);
		return TEXT(e, "%s(%s)", ctype_function(e, to->function, &reason), address);
	}
	if (to) {
		if (value->constant.kind == FFIR_VALUE_STRING)
			return bytes_literal(e, value->constant.text, value->constant.size);
		if (value->constant.kind == FFIR_VALUE_INTEGER && strcmp(value->constant.text, "0") == 0)
			return "None";
	}
	return integer_for(e, &value->constant, value->type);
}

/* Value I as an argument of C. */
const char *argument_text(struct body *b, int i)
{
	const struct plan_value *value = value_at(b, i);
	const struct value_state *state = &b->values[i];
	if (value->kind == VALUE_CONSTANT)
		return constant_text(b, value);
	if (state->form == HELD_MEMORY)
		return state->pointer;
	return state->text ? state->text : "None";
}

/* The ctypes class of the elements that pointer value I leads to. */
const char *element_class(struct body *b, int i)
{
	const char *reason = NULL;
	const struct ffir_type *to = type_real(b->e->p, value_at(b, i)->type, NULL)->to;
	const char *text = to ? ctype(b->e, to, PLACE_ELEMENT, &reason) : NULL;
	return text ? text : "ctypes.c_ubyte";
}

bool points_to_bytes(const struct body *b, int i)
{
	const struct ffir_type *to = type_pointed_to(b->e->p, value_at(b, i)->type);
	return to && type_is_bytes(b->e->p, to);
}

void emit_number(struct python *e, const char *name, const char *shown, const struct ffir_type *type,
		 const struct plan_enum *item)
{
	const char *low, *high;
	if (enum_is_checked(item)) {
		w_line(e->w, "%s = %s(%s)", name, python_name(&item->name), name);
		return;
	}
	if (is_single(e, type)) {
		need(e, PART_SINGLE);
		w_open(e->w, "if not isinstance(%s, float) or not -3e38 < %s < 3e38:", name, name);
		w_line(e->w, "%s = _single(\"%s\", %s)", name, shown, name);
		w_close(e->w, "");
		return;
	}
	if (!number_limits(e, type, item, &low, &high))
		return;
	need(e, PART_INTEGER);
	const char *is_int = TEXT(e, "isinstance(%s, int)", name);
	const char *fits = TEXT(e, "%s <= %s <= %s", low, name, high);
	const char *line = TEXT(e, "if not %s or not %s:", is_int, fits);
	if (line_fits(e, line, 0)) {
		w_open(e->w, "%s", line);
	} else {
		w_open(e->w, "if not (");
		w_line(e->w, "%s", is_int);
		w_line(e->w, "and %s", fits);
		w_close(e->w, "):");
		e->w->level++;
	}
	const char *const items[] = {TEXT(e, "\"%s\"", shown), name, low, high,
				     TEXT(e, "\"%s\"", ffir_type_spell(e->a, type, ""))};
	emit_list(e, TEXT(e, "%s = _integer(", name), items, 5, ")");
	w_close(e->w, "");
}

void emit_limits(struct python *e, const char *text, const char *shown, const struct ffir_type *type)
{
	const char *low, *high;
	if (!integer_limits(e, type, &low, &high))
		return;
	need(e, PART_OUT_OF_RANGE);
	w_open(e->w, "if not %s <= %s <= %s:", low, text, high);
	w_line(e->w, "raise _out_of_range(\"%s\", %s, \"%s\")", shown, text, ffir_type_spell(e->a, type, ""));
	w_close(e->w, "");
}
