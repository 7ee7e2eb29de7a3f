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

enum { XML_MAX_LEVEL = 128, XML_PIECE_BITS = 9, XML_N_PIECES = 1 << XML_PIECE_BITS };

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
	const char *targets;	/* of a declaration or library that not all have, or NULL */
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

/* Starts an element on a line of its own. */
void x_open_sized(struct xml *x, const char *element, size_t size);
static inline void x_open(struct xml *x, const char *element)
{
	x_open_sized(x, element, strlen(element));
}
/* Starts an element behind what stands there: types, inside of what has them. */
void x_open_inline_sized(struct xml *x, const char *element, size_t size);
static inline void x_open_inline(struct xml *x, const char *element)
{
	x_open_inline_sized(x, element, strlen(element));
}
void x_close_sized(struct xml *x, const char *element, size_t size);
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
void x_put_bytes(struct xml *x, const char *start, size_t start_size, const char *value, size_t size);
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
void x_put(struct xml *x, const char *bytes, size_t size);
/* NUMBER inside of a value, behind BEFORE. */
void x_decimal(struct xml *x, const char *before, uint64_t number);
/* at="line" or "line:column", and file="..." where it is not that of the element around; nothing if AT has no file. */
void x_location(struct xml *x, const struct ffir_loc *at);
/* Is FILE that of the element that is open? */
bool x_is_in_file(struct xml *x, const char *file);
/* Has the element that is open a child on a line of its own? */
static inline bool x_has_lines(const struct xml *x)
{
	return x->level >= XML_MAX_LEVEL || x->lines[x->level];
}

/* Ends the start tag that is open, if one is. */
void x_end_tag(struct xml *x);
/* Writes again what was written of OF; false if that is not known. */
bool x_put_again(struct xml *x, const void *of);
/* Keeps what stands behind FROM in X's text, whole attributes, or whole elements without lines of their own, as what
 * is written of OF. */
void x_keep(struct xml *x, const void *of, size_t from);

/* Bytes of the UTF-8 character at TEXT, or 0 if XML 1.0 cannot hold it (or it is no UTF-8). */
size_t ffir_character_size(const char *text, size_t size);

#endif
