/*
 * Comments to lines, lines to plain text. Also runs inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/doc_text.h"

#include <stdlib.h>
#include <string.h>

#include "ir/characters.h"
#include "ir/xml.h"

/* ---- marks ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static const char *valid_text(struct ffir_arena *a, const char *text, size_t size)
{
	char *out = (char *)ffir_alloc(a, size * 3 + 1);
	size_t n = 0;
	for (size_t i = 0; i < size;) {
		size_t run = i;
		while (run < size && text[run] >= 0x20 && text[run] < 0x7f)
			run++;
		size_t control = run > i || text[i] == '\t' ? 0 : ffir_control_size(text + i, size - i);
		size_t character = run > i ? run - i : ffir_character_size(text + i, size - i);
		if (control) {
			out[n++] = ' ';
			i += control;
		} else if (character) {
			memcpy(out + n, text + i, character);
			n += character;
			i += character;
		} else {
			memcpy(out + n, "\xef\xbf\xbd", 3);
			n += 3;
			i++;
		}
	}
	while (n > 0 && is_blank(out[n - 1]))
		n--;
	out[n] = '\0';
	return out;
}

static struct doc_lines split_lines(struct ffir_arena *a, const char *text, const char *end)
{
	struct doc_lines lines = {0};
	while (text < end) {
		const char *stop = text;
		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		*FFIR_PUSH(a, lines.lines, lines.n) = valid_text(a, text, (size_t)(stop - text));
		text = stop + (end - stop > 1 && stop[0] == '\r' && stop[1] == '\n') + 1;
	}
	return lines;
}

static const char *skip_blanks(const char *line)
{
	while (is_blank(*line))
		line++;
	return line;
}

/* "///< text" and "//! text" to "text". */
static const char *cut_line_mark(const char *line)
{
	const char *at = skip_blanks(line);
	if (at[0] != '/' || at[1] != '/')
		return line;
	at += 2;
	while (*at == '/' || *at == '!')
		at++;
	at += *at == '<';
	return at + is_blank(*at);
}

/* Most lines behind the first start with a star, or half of them, the first among them. */
static bool has_stars(const struct doc_lines *lines)
{
	size_t stars = 0, others = 0;
	bool first = false; /* does the first of them? */
	for (size_t i = 1; i < lines->n; i++) {
		const char *at = skip_blanks(lines->lines[i]);
		first |= *at == '*' && !others;
		stars += *at == '*';
		others += *at && *at != '*';
	}
	return stars > others || (first && stars == others);
}

static const char *cut_star(const char *line)
{
	const char *at = skip_blanks(line);
	if (*at != '*')
		return line;
	const char *rest = at + strspn(at, "*");
	if (!*rest || at[1] == '*')
		return rest;
	return at + 1 + is_blank(at[1]);
}

static void cut_common_indent(struct doc_lines *lines)
{
	size_t common = SIZE_MAX;
	for (size_t i = 1; i < lines->n; i++) {
		size_t indent = (size_t)(skip_blanks(lines->lines[i]) - lines->lines[i]);
		if (lines->lines[i][indent] && indent < common)
			common = indent;
	}
	for (size_t i = 1; i < lines->n; i++) {
		size_t indent = strnlen(lines->lines[i], common);
		lines->lines[i] += indent;
	}
}

static struct doc_lines split_one_block(struct ffir_arena *a, const char *raw, const char *end)
{
	raw += 2;
	if (end - raw >= 2 && end[-1] == '/' && end[-2] == '*')
		end -= 2;
	while (raw < end && *raw == '*')
		raw++;
	if (raw < end && *raw == '!')
		raw++;
	if (raw < end && *raw == '<')
		raw++;
	while (end > raw && end[-1] == '*')
		end--;
	struct doc_lines lines = split_lines(a, raw, end);
	if (lines.n)
		lines.lines[0] = skip_blanks(lines.lines[0]);
	bool stars = has_stars(&lines);
	for (size_t i = 1; stars && i < lines.n; i++)
		lines.lines[i] = cut_star(lines.lines[i]);
	if (!stars)
		cut_common_indent(&lines);
	return lines;
}

/* Behind the mark that ends the block comment at RAW, if another follows, else END. */
static const char *end_of_block(const char *raw, const char *end)
{
	for (const char *close = raw + 2; end - close >= 2; close++) {
		if (close[0] != '*' || close[1] != '/')
			continue;
		for (const char *at = close + 2; end - at >= 4; at++) {
			if (at[0] == '/' && at[1] == '*')
				return close + 2;
			if (!strchr(" \t\r\n", *at))
				return end;
		}
		return end;
	}
	return end;
}

/* One or several below each other; what Doxygen reads has paragraphs of them. */
static struct doc_lines split_blocks(struct ffir_arena *a, const char *raw, const char *end)
{
	struct doc_lines all = {0};
	while (raw < end) {
		const char *close = end_of_block(raw, end);
		bool doc = close - raw > 4 && strchr("*!", raw[2]);
		struct doc_lines lines = split_one_block(a, raw, close);
		if (all.n && doc)
			*FFIR_PUSH(a, all.lines, all.n) = "";
		for (size_t i = 0; i < lines.n; i++)
			*FFIR_PUSH(a, all.lines, all.n) = lines.lines[i];
		for (raw = close; raw < end && *raw != '/';)
			raw++;
	}
	return all;
}

struct doc_lines doc_split(struct ffir_arena *a, const char *raw, size_t size)
{
	while (size && strchr(" \t\r\n", raw[size - 1]))
		size--;
	const char *end = raw + size;
	if (size >= 2 && raw[0] == '/' && raw[1] == '*')
		return split_blocks(a, raw, end);
	struct doc_lines lines = split_lines(a, raw, end);
	for (size_t i = 0; i < lines.n; i++)
		lines.lines[i] = cut_line_mark(lines.lines[i]);
	return lines;
}

/* ---- inline markup ---- */

static const char *const font_commands[] = {"p",   "c",	      "a",	"e",	    "em",	   "b",
					    "ref", "refitem", "anchor", "parblock", "endparblock", NULL};
static const char *const html_tags[] = {
	"b",	"i",   "em",  "strong", "code",	 "tt",	   "p",		 "br",	  "a",	   "ul",  "ol",
	"li",	"pre", "sub", "sup",	"small", "center", "hr",	 "dl",	  "dt",	   "dd",  "table",
	"tr",	"td",  "th",  "para",	"h1",	 "h2",	   "h3",	 "h4",	  "h5",	   "h6",  "caption",
	"span", "div", "kbd", "var",	"samp",	 "u",	   "blockquote", "thead", "tbody", "img", NULL};
static const char *const entities[][2] = {
	{"&lt;", "<"},		{"&gt;", ">"},		{"&amp;", "&"},	       {"&quot;", "\""},
	{"&nbsp;", " "},	{"&apos;", "'"},	{"&ndash;", "\u2013"}, {"&mdash;", "\u2014"},
	{"&hellip;", "\u2026"}, {"&larr;", "\u2190"},	{"&rarr;", "\u2192"},  {"&rArr;", "\u21d2"},
	{"&times;", "\u00d7"},	{"&plusmn;", "\u00b1"}, {"&deg;", "\u00b0"},   {"&le;", "\u2264"},
	{"&ge;", "\u2265"},	{"&ne;", "\u2260"},	{"&copy;", "\u00a9"},  {"&reg;", "\u00ae"},
	{"&commat;", "@"},	{"&lsquo;", "\u2018"},	{"&rsquo;", "\u2019"}, {"&ldquo;", "\u201c"},
	{"&rdquo;", "\u201d"},	{"&middot;", "\u00b7"}, {"&bull;", "\u2022"},  {"&infin;", "\u221e"},
	{"&micro;", "\u00b5"},	{"&num;", "#"}};

static bool is_among(const char *word, size_t length, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == length && memcmp(*list, word, length) == 0)
			return true;
	return false;
}

static size_t name_length(const char *at)
{
	size_t n = 0;
	while (is_name(at[n]))
		n++;
	return n;
}

/* Text of one line that is being made; ORIGIN tells what stands before AT. */
struct plain {
	struct ffir_buf out;
	const char *origin, *at;
	enum doc_dialect dialect;
};

static bool starts_word(const struct plain *p)
{
	return p->at == p->origin || !is_name(p->at[-1]);
}

/* "@p name", "\c name", "@@", "\#", "{@link X text}" and, in gtk-doc and kernel-doc, "@name". */
static bool take_command(struct plain *p)
{
	char mark = p->at[0], next = p->at[1];
	if (next == 'f' && p->at[2] && strchr("$[]", p->at[2])) { /* of a formula */
		p->at += 3;
		return true;
	}
	if (next && strchr("@\\<>&#%\"$.:|-[]_*`!", next)) {
		bool escapes = next == mark || mark == '\\' || !strchr(".:|-\"[]_*`!", next);
		if (escapes) {
			ffir_buf_add(&p->out, &next, 1);
			p->at += 2;
		}
		return escapes;
	}
	size_t length = name_length(p->at + 1);
	bool breaks = length == 1 && next == 'n' && mark == '\\';
	if (!length || (!starts_word(p) && !breaks))
		return false;
	if (p->dialect != DOC_DOXYGEN && mark == '@') {
		p->at++;
		return true;
	}
	if (breaks || (length == 1 && next == 'n')) {
		p->at += 2;
		return true;
	}
	bool link =
		(length == 4 && memcmp(p->at + 1, "link", 4) == 0) ||
		(length == 7 && memcmp(p->at + 1, "endlink", 7) == 0) ||
		(length == 4 && memcmp(p->at + 1, "code", 4) == 0 && p->at != p->origin && p->at[-1] == '{');
	if (!link && !is_among(p->at + 1, length, font_commands))
		return false;
	p->at = skip_blanks(p->at + 1 + length);
	return true;
}

/* "{@link X}" and "{@code x}": the braces go with the command. */
static bool take_brace(struct plain *p)
{
	const char *close = strchr(p->at, '}');
	if (p->at[1] != '@' || !close || !is_name(p->at[2]))
		return false;
	const char *from = p->at + 2 + name_length(p->at + 2);
	from = skip_blanks(from);
	if (from > close)
		return false;
	ffir_buf_add(&p->out, from, (size_t)(close - from));
	p->at = close + 1;
	return true;
}

/* "[func@Geo.point]" and "[`x`](y)" of gi-docgen: what stands behind the kind. */
static bool take_bracket(struct plain *p)
{
	static const char *const kinds[] = {"alias",	"callback", "class",  "const", "ctor",	"enum",
					    "error",	"flags",    "func",   "id",    "iface", "method",
					    "property", "signal",   "struct", "type",  "vfunc", NULL};
	size_t length = name_length(p->at + 1);
	const char *name = p->at + 1 + length, *close = strchr(p->at, ']');
	if (*name != '@' || !close || !is_among(p->at + 1, length, kinds))
		return false;
	ffir_buf_add(&p->out, name + 1, (size_t)(close - name) - 1);
	p->at = close + 1;
	return true;
}

static bool take_tag(struct plain *p)
{
	const char *hidden = strncmp(p->at, "<!--", 4) == 0 ? strstr(p->at, "-->") : NULL;
	if (hidden) {
		p->at = hidden + 3;
		return true;
	}
	const char *name = p->at + 1 + (p->at[1] == '/');
	size_t length = name_length(name);
	char lower[16] = "";
	const char *close = strchr(p->at, '>');
	if (!length || length >= sizeof lower || !close)
		return false;
	for (size_t i = 0; i < length; i++)
		lower[i] = (char)(is_capital(name[i]) ? name[i] + 32 : name[i]);
	char after = name[length];
	if (!is_among(lower, length, html_tags) || !(after == '>' || after == '/' || is_blank(after)))
		return false;
	p->at = close + 1;
	return true;
}

/* As UTF-8, unless it is one that text is cleared of. */
static void add_character(struct ffir_buf *out, unsigned code)
{
	char text[4];
	size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = size; i-- > 1; code >>= 6)
		text[i] = (char)(0x80 | (code & 0x3f));
	text[0] = (char)(size == 1 ? code : (0xf00u >> size & 0xff) | code);
	if (!ffir_control_size(text, size))
		ffir_buf_add(out, text, size);
}

/* "&#39;" and "&#x27;". */
static bool take_number(struct plain *p)
{
	bool hexadecimal = p->at[2] == 'x' || p->at[2] == 'X';
	char *end;
	const char *digits = p->at + 2 + hexadecimal;
	unsigned long code = is_name(*digits) ? strtoul(digits, &end, hexadecimal ? 16 : 10) : 0;
	if (code < ' ' || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || *end != ';')
		return false;
	add_character(&p->out, (unsigned)code);
	p->at = end + 1;
	return true;
}

static bool take_entity(struct plain *p)
{
	if (p->at[1] == '#' && take_number(p))
		return true;
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		size_t length = strlen(entities[i][0]);
		if (strncmp(p->at, entities[i][0], length) == 0) {
			ffir_buf_puts(&p->out, entities[i][1]);
			p->at += length;
			return true;
		}
	}
	if (p->dialect == DOC_KERNEL && is_name(p->at[1]) && starts_word(p)) {
		p->at++;
		return true;
	}
	return false;
}

/* "#geo_point" and "#open()" are links; no number and no directive looks like them. */
static bool is_link(const struct plain *p)
{
	size_t length = name_length(p->at + 1);
	bool starts = p->at == p->origin || strchr(" \t([{,'\"*", p->at[-1]);
	return starts && (p->at[1] < '0' || p->at[1] > '9') &&
	       (memchr(p->at + 1, '_', length) || strncmp(p->at + 1 + length, "()", 2) == 0);
}

/* "%NULL" and "#GObject"; Doxygen has both, so there only what no number or format looks like. */
static bool take_sign(struct plain *p)
{
	bool name = is_name(p->at[1]) && starts_word(p);
	if (p->dialect == DOC_DOXYGEN)
		name = name && ((is_capital(p->at[1]) && is_name(p->at[2])) || (*p->at == '#' && is_link(p)));
	if (name)
		p->at++;
	return name;
}

static bool take_markup(struct plain *p)
{
	switch (*p->at) {
	case '@':
	case '\\':
		return take_command(p);
	case '{':
		return take_brace(p);
	case '[':
		return take_bracket(p);
	case '<':
		return take_tag(p);
	case '&':
		return take_entity(p);
	case '%':
	case '#':
		return take_sign(p);
	}
	return false;
}

/* How many characters stand as they are: take_markup() takes none of them. */
static size_t plain_run(const char *at)
{
	size_t n = 0;
	while (at[n] && !is_blank(at[n]) && !strchr("@\\{[<&%#", at[n]))
		n++;
	return n;
}

const char *doc_plain(struct ffir_arena *a, const char *text, enum doc_dialect dialect)
{
	struct plain p = {.origin = text, .at = skip_blanks(text), .dialect = dialect};
	while (*p.at) {
		if (take_markup(&p))
			continue;
		if (is_blank(*p.at)) {
			if (p.out.size && p.out.text[p.out.size - 1] != ' ')
				ffir_buf_puts(&p.out, " ");
			p.at++;
			continue;
		}
		size_t run = plain_run(p.at);
		ffir_buf_add(&p.out, p.at, run ? run : 1);
		p.at += run ? run : 1;
	}
	while (p.out.size && p.out.text[p.out.size - 1] == ' ')
		p.out.size--;
	const char *plain = ffir_strndup(a, p.out.text ? p.out.text : "", p.out.size);
	ffir_buf_release(&p.out);
	return plain;
}
