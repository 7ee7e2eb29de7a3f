/*
 * XML text: indentation, escapes, base64. Also runs inside the compiler: no library, no stdio but for
 * numbers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/xml.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ir/write.h"

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

static bool is_xml_text(const char *text, size_t size)
{
	for (size_t i = 0; i < size;) {
		size_t n = ffir_character_size(text + i, size - i);
		if (!n)
			return false;
		i += n;
	}
	return true;
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

/* The magic of records stands nowhere in their text: linkers merge a string with the tail of another. */
static const char *escape_of(const char *at, size_t rest, bool attribute)
{
	switch (*at) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	case '"':
		return attribute ? "&quot;" : NULL;
	case '\t':
		return attribute ? "&#9;" : NULL;
	case '\n':
		return attribute ? "&#10;" : NULL;
	case 'F':
		return rest >= strlen(FFIR_RECORD_MAGIC) &&
				       memcmp(at, FFIR_RECORD_MAGIC, strlen(FFIR_RECORD_MAGIC)) == 0
			       ? "&#70;"
			       : NULL;
	}
	return NULL;
}

static void put_escaped(struct ffir_buf *b, const char *text, size_t size, bool attribute)
{
	size_t from = 0;
	for (size_t i = 0; i < size; i++) {
		const char *escape = escape_of(text + i, size - i, attribute);
		if (!escape)
			continue;
		ffir_buf_add(b, text + from, i - from);
		ffir_buf_puts(b, escape);
		from = i + 1;
	}
	ffir_buf_add(b, text + from, size - from);
}

static void x_end_tag(struct xml *x)
{
	if (!x->tag_open)
		return;
	for (unsigned i = 0; i < x->n_encoded; i++) {
		ffir_buf_puts(x->b, i ? " " : " encoded=\"");
		ffir_buf_puts(x->b, x->encoded[i]);
	}
	ffir_buf_puts(x->b, x->n_encoded ? "\">" : ">");
	x->n_encoded = 0;
	x->tag_open = false;
}

static void x_newline(struct xml *x)
{
	ffir_buf_puts(x->b, "\n");
	for (unsigned i = 0; i < x->level; i++)
		ffir_buf_puts(x->b, " ");
}

void x_open_inline(struct xml *x, const char *name)
{
	x_end_tag(x);
	ffir_buf_puts(x->b, "<");
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
		ffir_buf_puts(x->b, ">");
		return;
	}
	if (lines)
		x_newline(x);
	ffir_buf_printf(x->b, "</%s>", name);
}

void x_attribute_bytes(struct xml *x, const char *name, const char *value, size_t size)
{
	ffir_buf_printf(x->b, " %s=\"", name);
	if (is_xml_text(value, size)) {
		put_escaped(x->b, value, size, true);
	} else {
		put_base64(x->b, value, size);
		x->encoded[x->n_encoded++] = name;
	}
	ffir_buf_puts(x->b, "\"");
}

void x_attribute(struct xml *x, const char *name, const char *value)
{
	if (value)
		x_attribute_bytes(x, name, value, strlen(value));
}

void x_number(struct xml *x, const char *name, uint64_t number)
{
	ffir_buf_printf(x->b, " %s=\"%" PRIu64 "\"", name, number);
}

void x_yes(struct xml *x, const char *name, bool yes)
{
	if (yes)
		ffir_buf_printf(x->b, " %s=\"yes\"", name);
}

void x_close_with_text(struct xml *x, const char *element, const char *text)
{
	size_t size = text ? strlen(text) : 0;
	if (size && !is_xml_text(text, size)) {
		x_attribute(x, "encoding", "base64");
		x_end_tag(x);
		put_base64(x->b, text, size);
	} else if (size) {
		x_end_tag(x);
		put_escaped(x->b, text, size, false);
	}
	x_close(x, element);
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

void x_location(struct xml *x, const struct ffir_loc *at)
{
	if (!at->file)
		return;
	char numbers[32];
	if (at->column || ends_in_number(at->file))
		snprintf(numbers, sizeof numbers, ":%u:%u", at->line, at->column);
	else
		snprintf(numbers, sizeof numbers, ":%u", at->line);
	struct ffir_buf place = {0};
	ffir_buf_puts(&place, at->file);
	ffir_buf_puts(&place, numbers);
	x_attribute_bytes(x, "at", place.text, place.size);
	ffir_buf_release(&place);
}
