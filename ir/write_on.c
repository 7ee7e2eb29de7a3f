/*
 * What a target makes of a declaration, <on>: model -> text. What C's rules give every declaration of its kind is left
 * out: ffir_implied_symbol and the like, which reading goes by too. Also runs inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/writing.h"

#include <string.h>

void ffir_put_value(struct xml *x, const struct ffir_value *value)
{
	if (value->kind == FFIR_VALUE_NONE)
		return;
	x_attribute_bytes(x, "value", value->text, value->size);
	if (value->kind != FFIR_VALUE_INTEGER)
		x_attribute(x, "kind", value->kind == FFIR_VALUE_FLOAT ? "float" : "string");
}

static void put_layout(struct xml *x, const struct ffir_decl *d, const struct ffir_on *on)
{
	if (on->has_layout)
		x_number(x, "size", on->size);
	if (on->align)
		x_number(x, "align", on->align);
	if (!on->has_layout)
		return;
	if (d->kind == FFIR_DECL_ENUMERATION)
		x_attribute(x, "signed", on->is_signed ? "yes" : "no");
	x_attribute(x, "byte-order", on->byte_order);
}

static void put_offsets(struct xml *x, const struct ffir_decl *d, const struct ffir_on *on)
{
	if (!on->places || d->n_fields == 0)
		return;
	x_put_literal(x, " offsets=\"");
	for (size_t i = 0; i < d->n_fields; i++) {
		const struct ffir_place *place = &on->places[i];
		x_put(x, " ", i > 0);
		if (place->is_bits)
			x_decimal(x, "b", place->bit_offset);
		else
			x_decimal(x, "", place->offset);
	}
	x_put_literal(x, "\"");
}

/* ---- calls ---- */

static void put_text(struct xml *x, const char *text)
{
	x_put(x, text, strlen(text));
}

/* A register's name needs no escape: the reader takes no other. */
static void put_pieces(struct xml *x, const struct ffir_pass *pass)
{
	for (size_t i = 0; i < pass->n_pieces; i++) {
		const struct ffir_piece *piece = &pass->pieces[i];
		x_put(x, "+", i > 0);
		put_text(x, piece->reg);
		x_decimal(x, ":", piece->size);
		if (piece->offset)
			x_decimal(x, "@", piece->offset);
		x_put(x, "^", piece->is_high);
		x_put(x, "=", piece->format != NULL);
		if (piece->format)
			put_text(x, piece->format);
	}
}

static void put_pass(struct xml *x, const struct ffir_pass *pass)
{
	bool in_registers = pass->in == FFIR_IN_REGISTERS && pass->n_pieces > 0;
	bool in_brackets = !in_registers && pass->n_pieces > 0;
	if (!in_registers)
		put_text(x, ffir_pass_in_name(pass->in));
	x_put(x, "(", in_brackets);
	put_pieces(x, pass);
	x_put(x, ")", in_brackets);
	if (pass->extended) {
		x_put(x, "/", 1);
		put_text(x, pass->extended);
	}
}

static void put_call_anew(struct xml *x, const struct ffir_call *call)
{
	if (call->n_arguments) {
		x_put_literal(x, " arguments=\"");
		for (size_t i = 0; i < call->n_arguments; i++) {
			x_put(x, " ", i > 0);
			put_pass(x, &call->arguments[i]);
		}
		x_put_literal(x, "\"");
	}
	if (call->has_result) {
		x_put_literal(x, " result=\"");
		put_pass(x, &call->result);
		x_put_literal(x, "\"");
	}
}

static void put_call(struct xml *x, const struct ffir_call *call)
{
	if (!call || x_put_again(x, call))
		return;
	size_t from = x->b->size;
	put_call_anew(x, call);
	x_keep(x, call, from);
}

/* ---- symbols ---- */

/* Nothing if TEXT is what the declaration has without a word; "" is none. */
static void put_unless_implied(struct xml *x, const char *start, size_t start_size, const char *text,
			       const char *implied)
{
	if (text == implied || (text && implied && strcmp(text, implied) == 0))
		return;
	x_put_attribute(x, start, start_size, text ? text : "");
}

static void put_symbol(struct xml *x, const struct ffir_decl *d, const struct ffir_on *on)
{
	put_unless_implied(x, X_START("symbol"), on->symbol, ffir_implied_symbol(d));
	put_unless_implied(x, X_START("visibility"), on->visibility, ffir_implied_visibility(d));
	put_unless_implied(x, X_START("convention"), on->convention, ffir_implied_convention(d));
}

/* ---- all ---- */

void ffir_put_on(struct xml *x, const struct ffir_decl *d, const struct ffir_on *on, const char *targets)
{
	bool in_line = d->kind == FFIR_DECL_CONSTANT && !targets && !x_has_lines(x);
	if (in_line)
		x_open_inline(x, "on");
	else
		x_open(x, "on");
	x_attribute(x, "target", targets);
	put_layout(x, d, on);
	put_offsets(x, d, on);
	put_symbol(x, d, on);
	put_call(x, on->call);
	ffir_put_value(x, &on->value);
	x_close(x, "on");
}
