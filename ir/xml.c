/*
 * XML text: indentation, escapes, base64. Also runs inside the compiler, where most of the plugin's time
 * would go into it: no library, no stdio, and each text is looked at once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/xml.h"

#include <string.h>

#include "ir/write.h"

static void put(struct ffir_buf *b, const char *bytes, size_t size)
{
	if (b->room - b->size <= size) {
		ffir_buf_add(b, bytes, size);
		return;
	}
	memcpy(b->text + b->size, bytes, size);
	b->size += size;
	b->text[b->size] = '\0';
}

#define PUT(b, literal) put((b), "" literal, sizeof(literal) - 1)

size_t ffir_character_size(const char *at, size_t size)
{
	const unsigned char *text = (const unsigned char *)at;
	unsigned char c = text[0];
	if (c < 0x80)
		return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
	size_t n = c >= 0xc2 && c <= 0xdf ? 2 : (c & 0xf0) == 0xe0 ? 3 : c >= 0xf0 && c <= 0xf4 ? 4 : 0;
	if (!n || n > size)
		return 0;
	uint32_t code = c & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (text[i] & 0x3f);
	}
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	bool holds = code >= least[n] && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) &&
		     code != 0xfffe && code != 0xffff;
	return holds ? n : 0;
}

static void put_base64(struct ffir_buf *b, const char *bytes, size_t size)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *in = (const unsigned char *)bytes;
	for (size_t i = 0; i < size; i += 3) {
		size_t n = size - i < 3 ? size - i : 3;
		uint32_t group = (uint32_t)in[i] << 16 | (n > 1 ? (uint32_t)in[i + 1] << 8 : 0) |
				 (n > 2 ? in[i + 2] : 0);
		char out[4] = {digits[group >> 18], digits[group >> 12 & 63], '=', '='};
		if (n > 1)
			out[2] = digits[group >> 6 & 63];
		if (n > 2)
			out[3] = digits[group & 63];
		ffir_buf_add(b, out, sizeof out);
	}
}

/* What a byte needs; the rest of them nothing. */
enum {
	ESCAPED = 1, /* everywhere */
	QUOTED = 2,  /* in attributes */
	MAGIC = 4,   /* may start the magic of records */
	WIDE = 8,    /* starts a character of several bytes */
	NEVER = 16,  /* XML 1.0 cannot hold it */
};

/* clang-format off */
#define WIDE_ROW WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE, WIDE
static const unsigned char needs[0x100] = {
	NEVER, NEVER,  NEVER,  NEVER, NEVER, NEVER,   NEVER, NEVER, /* 0x00 */
	NEVER, QUOTED, QUOTED, NEVER, NEVER, ESCAPED, NEVER, NEVER, /* 0x08: tab, newline, return */
	NEVER, NEVER,  NEVER,  NEVER, NEVER, NEVER,   NEVER, NEVER, /* 0x10 */
	NEVER, NEVER,  NEVER,  NEVER, NEVER, NEVER,   NEVER, NEVER, /* 0x18 */
	['"'] = QUOTED, ['&'] = ESCAPED, ['<'] = ESCAPED, ['>'] = ESCAPED, ['F'] = MAGIC,
	[0x80] = WIDE_ROW, WIDE_ROW, WIDE_ROW, WIDE_ROW, WIDE_ROW, WIDE_ROW, WIDE_ROW, WIDE_ROW,
};
/* clang-format on */

/* How many bytes at the start of TEXT need none of STOPS. */
static size_t run_of(const char *text, size_t size, unsigned stops)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t i = 0;
	while (size - i >= 4 &&
	       !((needs[s[i]] | needs[s[i + 1]] | needs[s[i + 2]] | needs[s[i + 3]]) & stops))
		i += 4;
	while (i < size && !(needs[s[i]] & stops))
		i++;
	return i;
}

static const char *escape_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	case '"':
		return "&quot;";
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	}
	return "&#70;"; /* the F of the magic */
}

/* The magic of records stands nowhere in their text: linkers merge a string with the tail of another. */
static bool is_magic(const char *at, size_t rest)
{
	return rest >= strlen(FFIR_RECORD_MAGIC) &&
	       memcmp(at, FFIR_RECORD_MAGIC, strlen(FFIR_RECORD_MAGIC)) == 0;
}

/* False, with nothing written, if XML 1.0 cannot hold TEXT. */
static bool put_escaped(struct ffir_buf *b, const char *text, size_t size, bool attribute)
{
	unsigned stops = attribute ? ~0u : ~(unsigned)QUOTED;
	size_t start = b->size, from = 0, i = 0;
	while ((i += run_of(text + i, size - i, stops)) < size) {
		unsigned need = needs[(unsigned char)text[i]];
		size_t n = need == WIDE ? ffir_character_size(text + i, size - i) : need != NEVER;
		if (n == 0) {
			b->size = start;
			return false;
		}
		if (need == ESCAPED || need == QUOTED || (need == MAGIC && is_magic(text + i, size - i))) {
			put(b, text + from, i - from);
			ffir_buf_puts(b, escape_of(text[i]));
			from = i + 1;
		}
		i += n;
	}
	put(b, text + from, size - from);
	return true;
}

static void x_end_tag(struct xml *x)
{
	if (!x->tag_open)
		return;
	for (unsigned i = 0; i < x->n_encoded; i++) {
		ffir_buf_puts(x->b, i ? " " : " encoded=\"");
		ffir_buf_puts(x->b, x->encoded[i]);
	}
	if (x->n_encoded)
		PUT(x->b, "\"");
	PUT(x->b, ">");
	x->n_encoded = 0;
	x->tag_open = false;
}

static void x_newline(struct xml *x)
{
	static const char line[] = "\n                              ";
	size_t blanks = sizeof line - 2, level = x->level;
	put(x->b, line, 1 + (level < blanks ? level : blanks));
	for (; level > blanks; level--)
		PUT(x->b, " ");
}

void x_open_inline(struct xml *x, const char *name)
{
	x_end_tag(x);
	PUT(x->b, "<");
	ffir_buf_puts(x->b, name);
	x->tag_open = true;
	if (++x->level < XML_MAX_LEVEL)
		x->lines[x->level] = false;
}

void x_open(struct xml *x, const char *name)
{
	x_end_tag(x);
	if (x->level > 0) {
		if (x->level < XML_MAX_LEVEL)
			x->lines[x->level] = true;
		x_newline(x);
	}
	x_open_inline(x, name);
}

void x_close(struct xml *x, const char *name)
{
	bool lines = x->level >= XML_MAX_LEVEL || x->lines[x->level];
	x->level--;
	if (x->tag_open) {
		x_end_tag(x);
		x->b->text[x->b->size - 1] = '/';
		PUT(x->b, ">");
		return;
	}
	if (lines)
		x_newline(x);
	PUT(x->b, "</");
	ffir_buf_puts(x->b, name);
	PUT(x->b, ">");
}

static void start_attribute(struct xml *x, const char *name)
{
	PUT(x->b, " ");
	ffir_buf_puts(x->b, name);
	PUT(x->b, "=\"");
}

void x_attribute_bytes(struct xml *x, const char *name, const char *value, size_t size)
{
	start_attribute(x, name);
	if (!put_escaped(x->b, value, size, true)) {
		put_base64(x->b, value, size);
		x->encoded[x->n_encoded++] = name;
	}
	PUT(x->b, "\"");
}

void x_attribute(struct xml *x, const char *name, const char *value)
{
	if (value)
		x_attribute_bytes(x, name, value, strlen(value));
}

/* The digits of NUMBER at the end of the SIZE bytes at DIGITS; returns where they start. */
static const char *in_base(char *digits, size_t size, uint64_t number, unsigned base)
{
	char *p = digits + size;
	do {
		*--p = "0123456789abcdef"[number % base];
		number /= base;
	} while (number);
	return p;
}

static void put_decimal(struct ffir_buf *b, uint64_t number)
{
	char digits[20];
	const char *p = in_base(digits, sizeof digits, number, 10);
	put(b, p, (size_t)(digits + sizeof digits - p));
}

void x_number(struct xml *x, const char *name, uint64_t number)
{
	start_attribute(x, name);
	put_decimal(x->b, number);
	PUT(x->b, "\"");
}

void x_hash(struct xml *x, const char *name, uint64_t number)
{
	char digits[16];
	memset(digits, '0', sizeof digits);
	in_base(digits, sizeof digits, number, 16);
	start_attribute(x, name);
	put(x->b, digits, sizeof digits);
	PUT(x->b, "\"");
}

void x_yes(struct xml *x, const char *name, bool yes)
{
	if (!yes)
		return;
	start_attribute(x, name);
	PUT(x->b, "yes\"");
}

void x_close_with_bytes(struct xml *x, const char *element, const char *text, size_t size)
{
	if (size) {
		size_t start = x->b->size;
		unsigned n_encoded = x->n_encoded;
		x_end_tag(x);
		if (!put_escaped(x->b, text, size, false)) {
			x->b->size = start;
			x->n_encoded = n_encoded;
			x->tag_open = true;
			x_attribute(x, "encoding", "base64");
			x_end_tag(x);
			put_base64(x->b, text, size);
		}
	}
	x_close(x, element);
}

void x_close_with_text(struct xml *x, const char *element, const char *text)
{
	x_close_with_bytes(x, element, text, text ? strlen(text) : 0);
}

void x_text_element(struct xml *x, const char *element, const char *text)
{
	if (!text)
		return;
	x_open(x, element);
	x_close_with_text(x, element, text);
}

static bool ends_in_number(const char *file)
{
	const char *colon = strrchr(file, ':');
	return colon && colon[1] && strspn(colon + 1, "0123456789") == strlen(colon + 1);
}

static void put_line_and_column(struct ffir_buf *b, const struct ffir_loc *at)
{
	PUT(b, ":");
	put_decimal(b, at->line);
	if (!at->column && !ends_in_number(at->file))
		return;
	PUT(b, ":");
	put_decimal(b, at->column);
}

void x_location(struct xml *x, const struct ffir_loc *at)
{
	if (!at->file)
		return;
	size_t start = x->b->size;
	start_attribute(x, "at");
	if (put_escaped(x->b, at->file, strlen(at->file), true)) {
		put_line_and_column(x->b, at);
		PUT(x->b, "\"");
		return;
	}
	x->b->size = start;
	struct ffir_buf place = {0};
	ffir_buf_puts(&place, at->file);
	put_line_and_column(&place, at);
	x_attribute_bytes(x, "at", place.text, place.size);
	ffir_buf_release(&place);
}
