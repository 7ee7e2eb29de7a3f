/*
 * From the tree to the model: what a target makes of a declaration.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "ir/reader.h"

/* The next of the words at *TEXT, separated by blanks, in the scratch arena; NULL at the end. */
static char *next_word(struct reader *r, const char **text)
{
	*text += strspn(*text, " ");
	size_t size = strcspn(*text, " ");
	char *word = size ? ffir_strndup(r->scratch, *text, size) : NULL;
	*text += size;
	return word;
}

/* ---- records ---- */

/* "16" bytes, or "b131" bits of a bit-field. */
static void read_offset(struct reader *r, const struct tree_node *node, const char *word,
			const struct ffir_field *field, struct ffir_place *place)
{
	bool is_bits = *word == 'b';
	place->is_bits = field->is_bits;
	if (is_bits != field->is_bits)
		reader_error(r, node, "field '%s' needs %s", field->name,
			     is_bits ? "an offset in bytes, without 'b': it is no bit-field"
				     : "an offset in bits, with 'b' in front: it is a bit-field");
	else if (!reader_parse_number(word + is_bits, UINT64_MAX,
				      is_bits ? &place->bit_offset : &place->offset))
		reader_error(r, node, "the offset of field '%s' cannot be '%.40s'", field->name, word);
}

static void read_offsets(struct reader *r, const struct tree_node *node, struct ffir_on *on)
{
	const struct ffir_decl *d = r->decl;
	const char *text = reader_string(r, node, "offsets"), *word;
	size_t n = 0;
	if (!on->has_layout) {
		if (text)
			reader_error(r, node, "'on' of '%s' needs the attribute 'size'", d->id);
		return;
	}
	if (d->n_fields)
		on->places = (struct ffir_place *)ffir_alloc(&r->m->arena, d->n_fields * sizeof *on->places);
	for (size_t i = 0; i < d->n_fields; i++)
		on->places[i].is_bits = d->fields[i].is_bits;
	for (; text && (word = next_word(r, &text)); n++)
		if (n < d->n_fields)
			read_offset(r, node, word, &d->fields[n], &on->places[n]);
	if (n > d->n_fields)
		reader_error(r, node, "'%s' has %zu fields, but %zu offsets", d->id, d->n_fields, n);
	else if (n < d->n_fields && !d->unsupported)
		reader_error(r, node, "field '%s' has no offset", d->fields[n].name);
}

/* ---- calls ---- */

/* Printed as it is. */
static bool is_register(const char *name)
{
	for (; *name; name++)
		if (*name <= ' ' || *name > '~' || strchr("<>&\"", *name))
			return false;
	return true;
}

/* What stands behind the first END of TEXT, which ends there; NULL if there is none. */
static char *cut_at(char *text, char end)
{
	char *rest = strchr(text, end);
	if (rest)
		*rest++ = '\0';
	return rest;
}

/* In *FORMAT a constant; false if nobody knows it. */
static bool parse_format(const char *text, const char **format)
{
	static const char *const formats[] = {"double", "extended", "boxed"};
	*format = NULL;
	for (size_t i = 0; text && i < sizeof formats / sizeof *formats; i++)
		if (strcmp(text, formats[i]) == 0)
			*format = formats[i];
	return !text || *format;
}

/* "di:4", or "r3:4@8" for bytes 8 to 11 of the value, "f0:4^" at the upper end, "f1:4=double" in another format. */
static bool parse_piece(struct reader *r, char *text, struct ffir_piece *piece)
{
	char *size = strrchr(text, ':');
	if (!size || size == text)
		return false;
	*size++ = '\0';
	const char *format = cut_at(size, '=');
	const char *end = cut_at(size, '^');
	const char *offset = cut_at(size, '@');
	piece->reg = ffir_strdup(&r->m->arena, text);
	piece->is_high = end != NULL;
	return (!end || !*end) && parse_format(format, &piece->format) && is_register(text) &&
	       reader_parse_number(size, UINT64_MAX, &piece->size) &&
	       (!offset || reader_parse_number(offset, UINT64_MAX, &piece->offset));
}

static bool parse_pieces(struct reader *r, char *text, struct ffir_pass *pass)
{
	for (char *next; text; text = next) {
		if ((next = strchr(text, '+')))
			*next++ = '\0';
		if (!parse_piece(r, text, FFIR_PUSH(&r->m->arena, pass->pieces, pass->n_pieces)))
			return false;
	}
	return true;
}

/* Pieces alone are of a value in registers. */
static enum ffir_pass_in cut_way(char **text)
{
	static const enum ffir_pass_in ins[] = {FFIR_IN_REGISTERS, FFIR_IN_MEMORY, FFIR_BY_REFERENCE,
						FFIR_NOT_CALLABLE};
	for (size_t i = 0; i < sizeof ins / sizeof *ins; i++) {
		size_t size = strlen(ffir_pass_in_name(ins[i]));
		char *rest = *text + size;
		if (strncmp(*text, ffir_pass_in_name(ins[i]), size) != 0 || (*rest && *rest != '('))
			continue;
		*text = *rest ? rest : NULL;
		return ins[i];
	}
	return FFIR_IN_REGISTERS;
}

/* Takes TEXT apart. */
static bool parse_pass(struct reader *r, char *text, struct ffir_pass *pass)
{
	char *extended = strrchr(text, '/');
	if (extended) {
		*extended++ = '\0';
		if (strcmp(extended, "sign") != 0 && strcmp(extended, "zero") != 0)
			return false;
		pass->extended = ffir_strdup(&r->m->arena, extended);
	}
	bool in_registers = true;
	char *start = text;
	pass->in = cut_way(&text);
	in_registers = text == start;
	if (!text)
		return true;
	if (in_registers)
		return parse_pieces(r, text, pass);
	size_t size = strlen(text);
	if (text[size - 1] != ')')
		return false;
	text[size - 1] = '\0';
	return parse_pieces(r, text + 1, pass);
}

static void read_pass(struct reader *r, const struct tree_node *node, char *word, struct ffir_pass *pass)
{
	const char *whole = ffir_strdup(r->scratch, word);
	if (!parse_pass(r, word, pass))
		reader_error(r, node, "a value cannot travel as '%.60s'", whole);
}

static void read_call(struct reader *r, const struct tree_node *node, struct ffir_on *on)
{
	const char *arguments = reader_string(r, node, "arguments");
	const char *result = reader_string(r, node, "result");
	if (!arguments && !result)
		return;
	on->call = FFIR_NEW(&r->m->arena, struct ffir_call);
	for (char *word; arguments && (word = next_word(r, &arguments));)
		read_pass(r, node, word, FFIR_PUSH(&r->m->arena, on->call->arguments, on->call->n_arguments));
	on->call->has_result = result != NULL;
	if (result)
		read_pass(r, node, ffir_strdup(r->scratch, result), &on->call->result);
}

/* ---- all ---- */

/* Without the attribute what goes without saying, and "" for none. */
static const char *read_implied(struct reader *r, const struct tree_node *node, const char *name,
				const char *implied)
{
	const char *text = reader_string(r, node, name);
	if (!text)
		return ffir_strdup(&r->m->arena, implied);
	return *text ? text : NULL;
}

void read_on(struct reader *r, const struct tree_node *node)
{
	struct ffir_decl *d = r->decl;
	if (!reader_is_here(r, node))
		return;
	if (d->n_on)
		reader_error(r, node, "'%s' has facts of target '%s' a second time", d->id, d->on->targets);
	struct ffir_on *on = FFIR_PUSH(&r->m->arena, d->on, d->n_on);
	on->targets = reader_target(r, node);
	on->has_layout = reader_number(r, node, "size", UINT64_MAX, &on->size);
	reader_number(r, node, "align", UINT64_MAX, &on->align);
	on->is_signed = reader_yes(r, node, "signed");
	on->byte_order = reader_string(r, node, "byte-order");
	on->symbol = read_implied(r, node, "symbol", ffir_implied_symbol(d));
	on->visibility = read_implied(r, node, "visibility", ffir_implied_visibility(d));
	on->convention = read_implied(r, node, "convention", ffir_implied_convention(d));
	on->value = reader_value(r, node);
	for (const struct tree_node *child = node->first; child; child = child->next)
		reader_unknown(r, child, "element", child->name);
	if (d->kind == FFIR_DECL_RECORD)
		read_offsets(r, node, on);
	read_call(r, node, on);
}
