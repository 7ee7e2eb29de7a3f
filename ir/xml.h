/*
 * XML as it is written: elements with indentation, attributes, text. What XML 1.0 cannot hold becomes
 * base64.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_XML_H
#define FFIR_XML_H

#include <string.h>

#include "ir/model.h"

enum { XML_MAX_LEVEL = 128, XML_PIECE_BITS = 10, XML_N_PIECES = 1 << XML_PIECE_BITS };

/* What stands in many places, of a model that does not change while it is written: the text of types and registers,
 * by what it was written of. It is made once and then copied; one more with the same place takes it over. */
struct xml_pieces {
	struct {
		const void *of;
		uint32_t from, size;
	} piece[XML_N_PIECES];
	struct ffir_buf text;
};

struct xml {
	struct ffir_buf *b;
	struct xml_pieces *pieces; /* or NULL */
	unsigned level;
	bool tag_open;			  /* the '>' of the last start tag is not written yet */
	bool lines[XML_MAX_LEVEL];	  /* by level: has a child on a line of its own */
	const char *files[XML_MAX_LEVEL]; /* by level: where that element stands and what is in it, or NULL */
	bool record;			  /* for an object: nothing that differs between units */
	bool shape;	    /* nothing that may differ where the shape of a declaration is the same */
	const char *target; /* the target that values of annotations hold on */
	/* What to do with each of them instead, with argument number ARG's; in the order of the text. */
	void (*on_value)(struct xml *x, size_t arg, const struct ffir_value *value);
	const char *targets; /* of a declaration or library that not all have, or NULL */
	unsigned line;	     /* of the last location, in decimal, as most lines are the next */
	char line_digits[16];
	size_t n_line_digits;
	const char *encoded[8]; /* attributes of the open tag that are base64, as X_START has them */
	unsigned n_encoded;
};

/* What stands before the value of attribute NAME, a literal, and its size. */
#define X_START(name) " " name "=\"", sizeof(" " name "=\"") - 1

/* The name of an element, where it is not a literal at hand. */
struct xml_name {
	const char *text;
	size_t size;
};
#define X_NAME(name) ((struct xml_name){name, sizeof(name) - 1})

/* ---- the text in place: what each element needs, and a call would cost more than its bytes ---- */

/* SIZE bytes at TO; returns where they end. */
static inline char *x_append(char *to, const char *bytes, size_t size)
{
	if (size > 32 || __builtin_constant_p(size)) {
		memcpy(to, bytes, size);
	} else if (size >= 16) {
		memcpy(to, bytes, 16);
		memcpy(to + size - 16, bytes + size - 16, 16);
	} else if (size >= 8) {
		memcpy(to, bytes, 8);
		memcpy(to + size - 8, bytes + size - 8, 8);
	} else if (size >= 4) {
		memcpy(to, bytes, 4);
		memcpy(to + size - 4, bytes + size - 4, 4);
	} else if (size > 0) {
		to[0] = bytes[0];
		to[size / 2] = bytes[size / 2];
		to[size - 1] = bytes[size - 1];
	}
	return to + size;
}

/* Room for SIZE bytes and a NUL. */
static inline char *x_room(struct ffir_buf *b, size_t size)
{
	if (b->room - b->size <= size)
		ffir_buf_reserve(b, size);
	return b->text + b->size;
}

/* All in front of END is written. */
static inline void x_ends_at(struct ffir_buf *b, char *end)
{
	*end = '\0';
	b->size = (size_t)(end - b->text);
}

/* Ends what the start tag that is open says of its base64. */
void x_put_encoded(struct xml *x);

/* Room for SIZE bytes behind the start tag that is open, which ends. */
static inline char *x_room_in_element(struct xml *x, size_t size)
{
	if (x->tag_open && x->n_encoded)
		x_put_encoded(x);
	char *to = x_room(x->b, size + 1);
	if (x->tag_open)
		*to++ = '>';
	x->tag_open = false;
	return to;
}

/* The largest level whose line starts in one piece. */
enum { X_BLANKS = 30, X_LINE_START = X_BLANKS + 2 };

/* A line of LEVEL at TO, where there is room for X_LINE_START and LEVEL bytes; returns where its text starts. */
static inline char *x_start_line(char *to, size_t level)
{
	memcpy(to, "\n                              ", X_LINE_START);
	if (level > X_BLANKS)
		memset(to + 1 + X_BLANKS, ' ', level - X_BLANKS);
	return to + 1 + level;
}

static inline void x_open_at(struct xml *x, char *to, const char *element, size_t size)
{
	*to++ = '<';
	x_ends_at(x->b, x_append(to, element, size));
	x->tag_open = true;
	if (++x->level < XML_MAX_LEVEL) {
		x->lines[x->level] = false;
		x->files[x->level] = x->files[x->level - 1];
	}
}

/* Starts an element on a line of its own. */
static inline void x_open_sized(struct xml *x, const char *element, size_t size)
{
	char *to = x_room_in_element(x, X_LINE_START + x->level + size + 1);
	if (x->level > 0) {
		if (x->level < XML_MAX_LEVEL)
			x->lines[x->level] = true;
		to = x_start_line(to, x->level);
	}
	x_open_at(x, to, element, size);
}

static inline void x_open(struct xml *x, const char *element)
{
	x_open_sized(x, element, strlen(element));
}

/* Starts an element behind what stands there: types, inside of what has them. */
static inline void x_open_inline_sized(struct xml *x, const char *element, size_t size)
{
	x_open_at(x, x_room_in_element(x, size + 1), element, size);
}

static inline void x_open_inline(struct xml *x, const char *element)
{
	x_open_inline_sized(x, element, strlen(element));
}

/* Has the element that is open a child on a line of its own? */
static inline bool x_has_lines(const struct xml *x)
{
	return x->level >= XML_MAX_LEVEL || x->lines[x->level];
}

static inline void x_close_sized(struct xml *x, const char *element, size_t size)
{
	bool lines = x_has_lines(x), has_content = !x->tag_open;
	if (!has_content && x->n_encoded)
		x_put_encoded(x);
	x->tag_open = false;
	x->level--;
	char *to = x_room(x->b, X_LINE_START + x->level + size + 3);
	if (!has_content) {
		x_ends_at(x->b, x_append(to, "/>", 2));
		return;
	}
	if (lines)
		to = x_start_line(to, x->level);
	to = x_append(to, "</", 2);
	to = x_append(to, element, size);
	*to++ = '>';
	x_ends_at(x->b, to);
}

static inline void x_close(struct xml *x, const char *element)
{
	x_close_sized(x, element, strlen(element));
}

/* Ends an element whose attributes are written. */
void x_close_with_text(struct xml *x, const char *element, const char *text);
void x_close_with_bytes(struct xml *x, const char *element, const char *text, size_t size);
/* With a piece of a source file: its lines end in a newline alone then, and NULs are blanks. */
void x_close_with_source(struct xml *x, const char *element, const char *text, size_t size);
/* Nothing if TEXT is NULL. */
void x_text_element(struct xml *x, const char *element, const char *text);

/* Attributes of the element that was opened last; START is X_START's. Nothing if VALUE is NULL. */
#define x_attribute(x, name, value)		x_put_attribute((x), X_START(name), (value))
#define x_attribute_bytes(x, name, value, size) x_put_bytes((x), X_START(name), (value), (size))
/* SIZE bytes at TO; false if one of them is none that identifiers and keys are made of. */
bool x_append_plain(char *to, const char *bytes, size_t size);
void x_put_any_bytes(struct xml *x, const char *start, size_t start_size, const char *value, size_t size);
static inline void x_put_bytes(struct xml *x, const char *start, size_t start_size, const char *value,
			       size_t size)
{
	char *to = x_append(x_room(x->b, start_size + size + 1), start, start_size);
	if (x->record || !x_append_plain(to, value, size)) {
		x_put_any_bytes(x, start, start_size, value, size);
		return;
	}
	to += size;
	*to++ = '"';
	x_ends_at(x->b, to);
}
static inline void x_put_attribute(struct xml *x, const char *start, size_t start_size, const char *value)
{
	if (value)
		x_put_bytes(x, start, start_size, value, strlen(value));
}
#define x_number(x, name, number) x_put_number((x), X_START(name), (number))
void x_put_number(struct xml *x, const char *start, size_t start_size, uint64_t number);
/* NUMBER in 16 hexadecimal digits. */
#define x_hash(x, name, number) x_put_hash((x), X_START(name), (number))
void x_put_hash(struct xml *x, const char *start, size_t start_size, uint64_t number);
/* name="yes", or nothing. */
#define x_yes(x, name, yes)    ((yes) ? x_put_literal((x), " " name "=\"yes\"") : (void)0)
#define x_put_literal(x, text) x_put((x), "" text, sizeof(text) - 1)
static inline void x_put(struct xml *x, const char *bytes, size_t size)
{
	x_ends_at(x->b, x_append(x_room(x->b, size), bytes, size));
}

/* NUMBER inside of a value, behind BEFORE, a literal. */
#define x_decimal(x, before, number) x_put_decimal((x), "" before, sizeof(before) - 1, (number))
void x_put_decimal(struct xml *x, const char *before, size_t before_size, uint64_t number);
/* at="line" or "line:column", and file="..." where it is not that of the element around; nothing if AT has no file. */
void x_location(struct xml *x, const struct ffir_loc *at);
/* Is FILE that of the element that is open? */
bool x_is_in_file(struct xml *x, const char *file);
/* Ends the start tag that is open, if one is. */
static inline void x_end_tag(struct xml *x)
{
	if (x->tag_open)
		x_ends_at(x->b, x_room_in_element(x, 0));
}

/* Nodes of one kind are a multiple of their size apart. */
static inline size_t x_piece_of(const void *of)
{
	return (uint32_t)((uintptr_t)of >> 4) * 0x9e3779b1u >> (32 - XML_PIECE_BITS);
}

/* Writes again what was written of OF; false if that is not known. */
static inline bool x_put_again(struct xml *x, const void *of)
{
	size_t place = x_piece_of(of);
	if (!x->pieces || x->pieces->piece[place].of != of)
		return false;
	x_put(x, x->pieces->text.text + x->pieces->piece[place].from, x->pieces->piece[place].size);
	return true;
}
/* Keeps what stands behind FROM in X's text, whole attributes, or whole elements without lines of their own, as what
 * is written of OF. */
void x_keep(struct xml *x, const void *of, size_t from);

/* Bytes of the UTF-8 character at TEXT, or 0 if XML 1.0 cannot hold it (or it is no UTF-8). */
size_t ffir_character_size(const char *text, size_t size);

#endif
