/*
 * XML text: indentation, escapes, base64. Also runs inside the compiler, where most of the plugin's time
 * would go into it: no library, no stdio, and each text is looked at once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/xml.h"

#include <string.h>

#include "ir/chunk.h"
#include "ir/write.h"

static inline void put(struct ffir_buf *b, const char *bytes, size_t size)
{
	if (b->room - b->size <= size) {
		ffir_buf_add(b, bytes, size);
		return;
	}
	*x_append(b->text + b->size, bytes, size) = '\0';
	b->size += size;
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

/* Where a text stands. */
enum place { IN_ATTRIBUTE, IN_RECORD, IN_DOCUMENT };

/* What NEEDS says of those bytes, MAGIC and tabs aside; bytes of several-byte characters are negative. */
static inline chunk stops_in(chunk c, enum place place)
{
	return place == IN_ATTRIBUTE ? (c < ' ') | (c == '&') | ((c | 2) == '>') | (c == '"')
				     : ((c < ' ') & (c != '\n')) | (c == '&') | ((c | 2) == '>');
}

/* The same of the text AT, with the magic, which starts with two equal letters. */
static inline chunk stops_at(const char *at, enum place place)
{
	chunk c = chunk_at(at), behind;
	if (place == IN_DOCUMENT)
		return stops_in(c, place);
	behind = chunk_at(at + 1);
	return stops_in(c, place) | ((c == 'F') & (behind == 'F'));
}

/* How many bytes at the start of TEXT need none of STOPS. */
static inline __attribute__((always_inline)) size_t run_of(const char *text, size_t size, unsigned stops,
							   enum place place)
{
	size_t i = 0;
	while (size - i > 2 * CHUNK) {
		chunk c = stops_at(text + i, place), second = stops_at(text + i + CHUNK, place);
		if (!chunk_any(c | second)) {
			i += 2 * CHUNK;
			continue;
		}
		i += chunk_any(c) ? chunk_first(c) : CHUNK + chunk_first(second);
		if (needs[(unsigned char)text[i]] & stops)
			return i;
		i++;
	}
	while (i < size && !(needs[(unsigned char)text[i]] & stops))
		i++;
	return i;
}

/* The magic of records stands nowhere in their text: linkers merge a string with the tail of another. */
static bool is_magic(const char *at, size_t rest)
{
	return rest >= strlen(FFIR_RECORD_MAGIC) &&
	       memcmp(at, FFIR_RECORD_MAGIC, strlen(FFIR_RECORD_MAGIC)) == 0;
}

static bool has_magic(const char *text, size_t size)
{
	const char *end = text + size;
	while ((text = (const char *)memchr(text, 'F', (size_t)(end - text))) &&
	       !is_magic(text, (size_t)(end - text)))
		text++;
	return text;
}

/* Whether a value may be written as it is, magic aside; a short one is looked at as parts that overlap. */
static inline bool is_clean(const char *text, size_t size)
{
	chunk c, stops = {0};
	if (size >= CHUNK) {
		for (size_t i = 0; i < size - CHUNK; i += CHUNK) {
			memcpy(&c, text + i, CHUNK);
			stops |= stops_in(c, IN_ATTRIBUTE);
		}
		memcpy(&c, text + size - CHUNK, CHUNK);
	} else if (size >= CHUNK / 2) {
		uint64_t first, last;
		memcpy(&first, text, sizeof first);
		memcpy(&last, text + size - sizeof last, sizeof last);
		c = (chunk)(chunk_halves){first, last};
	} else if (size >= 4) {
		uint32_t first, last;
		memcpy(&first, text, sizeof first);
		memcpy(&last, text + size - sizeof last, sizeof last);
		uint64_t both = (uint64_t)first << 32 | last;
		c = (chunk)(chunk_halves){both, both};
	} else {
		return size == 0 || !(needs[(unsigned char)text[0]] | needs[(unsigned char)text[size / 2]] |
				      needs[(unsigned char)text[size - 1]]);
	}
	return !chunk_any(stops | stops_in(c, IN_ATTRIBUTE));
}

/* Documents hold no records. */
static inline bool is_plain(const struct xml *x, const char *text, size_t size)
{
	return is_clean(text, size) && (!x->record || !has_magic(text, size));
}

static void put_escape(struct ffir_buf *b, char c)
{
	switch (c) {
	case '&':
		PUT(b, "&amp;");
		return;
	case '<':
		PUT(b, "&lt;");
		return;
	case '>':
		PUT(b, "&gt;");
		return;
	case '\r':
		PUT(b, "&#13;");
		return;
	case '"':
		PUT(b, "&quot;");
		return;
	case '\t':
		PUT(b, "&#9;");
		return;
	case '\n':
		PUT(b, "&#10;");
		return;
	}
	PUT(b, "&#70;"); /* the F of the magic */
}

/* False, with nothing written, if XML 1.0 cannot hold TEXT; AS_IT_IS: or if a return is in it. */
static inline __attribute__((always_inline)) bool put_escaped(struct ffir_buf *b, const char *text,
							      size_t size, enum place place, bool as_it_is)
{
	unsigned stops = place == IN_ATTRIBUTE ? ~0u
			 : place == IN_RECORD  ? ~(unsigned)QUOTED
					       : ~(unsigned)(QUOTED | MAGIC);
	size_t start = b->size, from = 0, i = 0;
	while ((i += run_of(text + i, size - i, stops, place)) < size) {
		unsigned need = needs[(unsigned char)text[i]];
		size_t n = need == WIDE ? ffir_character_size(text + i, size - i) : need != NEVER;
		if (n == 0 || (as_it_is && text[i] == '\r')) {
			b->size = start;
			return false;
		}
		if (need == ESCAPED || need == QUOTED || (need == MAGIC && is_magic(text + i, size - i))) {
			put(b, text + from, i - from);
			put_escape(b, text[i]);
			from = i + 1;
		}
		i += n;
	}
	put(b, text + from, size - from);
	return true;
}

void x_put_encoded(struct xml *x)
{
	for (unsigned i = 0; i < x->n_encoded; i++) {
		const char *name = x->encoded[i] + 1;
		ffir_buf_puts(x->b, i ? " " : " encoded=\"");
		ffir_buf_add(x->b, name, strcspn(name, "="));
	}
	PUT(x->b, "\"");
	x->n_encoded = 0;
}

/* VALUE is not plain. */
static void put_escaped_attribute(struct xml *x, const char *start, size_t start_size, const char *value,
				  size_t size)
{
	put(x->b, start, start_size);
	if (!put_escaped(x->b, value, size, IN_ATTRIBUTE, false)) {
		put_base64(x->b, value, size);
		x->encoded[x->n_encoded++] = start;
	}
	PUT(x->b, "\"");
}

/* What identifiers and keys are made of: all from '0' on but < and >, and blanks. */
struct seen_bytes {
	chunk fine, angles;
};

static inline void see_bytes(struct seen_bytes *seen, chunk c)
{
	seen->fine &= (c > '/') | (c == ' ');
	seen->angles |= (c | 2) == '>';
}

static inline bool all_fine(const struct seen_bytes *seen)
{
	return !chunk_any(~seen->fine | seen->angles);
}

/* A short text is two parts that overlap. */
bool x_append_plain(char *to, const char *bytes, size_t size)
{
	struct seen_bytes seen = {~(chunk){0}, {0}};
	chunk c;
	if (size >= CHUNK) {
		for (size_t i = 0; i < size - CHUNK; i += CHUNK) {
			memcpy(&c, bytes + i, CHUNK);
			memcpy(to + i, &c, CHUNK);
			see_bytes(&seen, c);
		}
		memcpy(&c, bytes + size - CHUNK, CHUNK);
		memcpy(to + size - CHUNK, &c, CHUNK);
	} else if (size >= CHUNK / 2) {
		uint64_t first, last;
		memcpy(&first, bytes, sizeof first);
		memcpy(&last, bytes + size - sizeof last, sizeof last);
		memcpy(to, &first, sizeof first);
		memcpy(to + size - sizeof last, &last, sizeof last);
		c = (chunk)(chunk_halves){first, last};
	} else if (size >= 4) {
		uint32_t first, last;
		memcpy(&first, bytes, sizeof first);
		memcpy(&last, bytes + size - sizeof last, sizeof last);
		memcpy(to, &first, sizeof first);
		memcpy(to + size - sizeof last, &last, sizeof last);
		uint64_t both = (uint64_t)first << 32 | last;
		c = (chunk)(chunk_halves){both, both};
	} else {
		unsigned char need = 0;
		for (size_t i = 0; i < size; i++) {
			to[i] = bytes[i];
			need |= needs[(unsigned char)bytes[i]];
		}
		return !need;
	}
	see_bytes(&seen, c);
	return all_fine(&seen);
}

void x_put_any_bytes(struct xml *x, const char *start, size_t start_size, const char *value, size_t size)
{
	if (is_plain(x, value, size)) {
		put(x->b, start, start_size);
		put(x->b, value, size);
		PUT(x->b, "\"");
	} else {
		put_escaped_attribute(x, start, start_size, value, size);
	}
}

enum { DIGITS = 20 }; /* of 64 bits */

static inline char *append_pair(char *to, uint64_t number)
{
	static const char pairs[] = "0001020304050607080910111213141516171819"
				    "2021222324252627282930313233343536373839"
				    "4041424344454647484950515253545556575859"
				    "6061626364656667686970717273747576777879"
				    "8081828384858687888990919293949596979899";
	memcpy(to, pairs + number * 2, 2);
	return to + 2;
}

/* NUMBER, less than 100, without a 0 in front. */
static inline char *append_short(char *to, uint64_t number)
{
	if (number >= 10)
		return append_pair(to, number);
	*to++ = (char)('0' + number);
	return to;
}

/* NUMBER at TO, where there is room for DIGITS; returns where it ends. Lines, columns and offsets are most of the
 * numbers. */
static char *append_decimal(char *to, uint64_t number)
{
	if (number < 100)
		return append_short(to, number);
	if (number < 10000)
		return append_pair(append_short(to, number / 100), number % 100);
	to = number < 1000000 ? append_short(to, number / 10000) : append_decimal(to, number / 10000);
	number %= 10000;
	return append_pair(append_pair(to, number / 100), number % 100);
}

void x_put_number(struct xml *x, const char *start, size_t start_size, uint64_t number)
{
	char *to = x_room(x->b, start_size + DIGITS + 1);
	to = x_append(to, start, start_size);
	to = append_decimal(to, number);
	*to++ = '"';
	x_ends_at(x->b, to);
}

void x_put_decimal(struct xml *x, const char *before, size_t before_size, uint64_t number)
{
	char *to = x_append(x_room(x->b, before_size + DIGITS), before, before_size);
	x_ends_at(x->b, append_decimal(to, number));
}

void x_put_hash(struct xml *x, const char *start, size_t start_size, uint64_t number)
{
	char digits[16];
	for (size_t i = sizeof digits; i-- > 0; number >>= 4)
		digits[i] = "0123456789abcdef"[number & 15];
	put(x->b, start, start_size);
	put(x->b, digits, sizeof digits);
	PUT(x->b, "\"");
}

static bool put_text(struct xml *x, const char *text, size_t size, bool as_it_is)
{
	size_t start = x->b->size;
	unsigned n_encoded = x->n_encoded;
	x_end_tag(x);
	if (x->record ? put_escaped(x->b, text, size, IN_RECORD, as_it_is)
		      : put_escaped(x->b, text, size, IN_DOCUMENT, as_it_is))
		return true;
	x->b->size = start;
	x->n_encoded = n_encoded;
	x->tag_open = true;
	return false;
}

void x_close_with_bytes(struct xml *x, const char *element, const char *text, size_t size)
{
	if (size && !put_text(x, text, size, false)) {
		x_attribute(x, "encoding", "base64");
		x_end_tag(x);
		put_base64(x->b, text, size);
	}
	x_close(x, element);
}

/* Lines of the model end in a newline alone, and NULs are blanks. */
static void normalize(struct ffir_buf *to, const char *text, size_t size)
{
	ffir_buf_reserve(to, size);
	for (size_t i = 0; i < size; i++)
		if (text[i] != '\r' || i + 1 == size || text[i + 1] != '\n')
			to->text[to->size++] = text[i] ? text[i] : ' ';
	to->text[to->size] = '\0';
}

void x_close_with_source(struct xml *x, const char *element, const char *text, size_t size)
{
	if (size && !put_text(x, text, size, true)) {
		struct ffir_buf normal = {0};
		normalize(&normal, text, size);
		x_close_with_bytes(x, element, normal.text, normal.size);
		ffir_buf_release(&normal);
		return;
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

/* Elements so deep that FILES does not hold them always say where they are. */
bool x_is_in_file(struct xml *x, const char *file)
{
	const char **around = x->level < XML_MAX_LEVEL ? &x->files[x->level] : NULL;
	if (!around || !*around || (*around != file && strcmp(*around, file) != 0))
		return false;
	*around = file; /* which is likely to come again */
	return true;
}

/* LINE at TO, where there is room for LINE_DIGITS; returns where it ends. */
static inline char *append_line(struct xml *x, char *to, unsigned line)
{
	enum { LINE_DIGITS = sizeof x->line_digits };
	char *last = x->line_digits + x->n_line_digits - 1;
	if (line == x->line + 1 && x->n_line_digits > 0 && *last < '9')
		++*last;
	else if (line != x->line || x->n_line_digits == 0)
		x->n_line_digits = (size_t)(append_decimal(x->line_digits, line) - x->line_digits);
	x->line = line;
	memcpy(to, x->line_digits, LINE_DIGITS);
	return to + x->n_line_digits;
}

void x_location(struct xml *x, const struct ffir_loc *at)
{
	static const char start[] = " at=\"";
	enum { START_SIZE = sizeof start - 1, ROOM = START_SIZE + 2 * (DIGITS + 1) };
	if (!at->file || x->shape)
		return;
	if (!x_is_in_file(x, at->file)) {
		x_attribute(x, "file", at->file);
		if (x->level < XML_MAX_LEVEL)
			x->files[x->level] = at->file;
	}
	char *to = x_append(x_room(x->b, ROOM), start, START_SIZE);
	to = append_line(x, to, at->line);
	if (at->column) {
		*to++ = ':';
		to = append_decimal(to, at->column);
	}
	*to++ = '"';
	x_ends_at(x->b, to);
}

void x_keep(struct xml *x, const void *of, size_t from)
{
	if (!x->pieces)
		return;
	struct ffir_buf *text = &x->pieces->text;
	size_t place = x_piece_of(of);
	x->pieces->piece[place].of = of;
	x->pieces->piece[place].from = (uint32_t)text->size;
	x->pieces->piece[place].size = (uint32_t)(x->b->size - from);
	ffir_buf_add(text, x->b->text + from, x->b->size - from);
}
