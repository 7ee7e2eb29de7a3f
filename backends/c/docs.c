/*
 * Comments of the raw layer: the author's, and what no attribute says of a declaration.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"
#include "ir/characters.h"

#include <string.h>

static bool is_trailing(const char *raw)
{
	return strncmp(raw, "/**<", 4) == 0 || strncmp(raw, "/*!<", 4) == 0 || strncmp(raw, "///<", 4) == 0 ||
	       strncmp(raw, "//!<", 4) == 0;
}

static bool is_one_line(const char *raw)
{
	return !strchr(raw, '\n');
}

static bool is_block(const char *comment)
{
	return comment[0] == '/' && comment[1] == '*';
}

/* Inside of block comments, of which TEXT may be several, "/ *" is broken up: compilers warn of it. */
static void break_openings(char *text)
{
	for (char *c = text + 2; *c; c++) {
		if (c[0] == '*' && c[1] == '/') {
			char *next = strstr(c + 2, "/*");
			if (!next)
				return;
			c = next + 1;
		} else if (c[0] == '/' && c[1] == '*') {
			*c = '|';
		}
	}
}

/* RAW without what ends a line elsewhere, or turns the text around. */
static char *visible_text(struct c_emit *e, const char *raw)
{
	char *copy = c_text(e, "%s", raw);
	const char *end = copy + strlen(copy);
	for (char *c = copy; *c;) {
		size_t control = strchr("\t\n", *c) ? 0 : ffir_control_size(c, (size_t)(end - c));
		memset(c, ' ', control);
		c += control ? control : 1;
	}
	if (is_block(copy))
		break_openings(copy);
	return copy;
}

/* RAW as it stood in the source, indented anew. */
static void emit_comment(struct c_emit *e, const char *raw)
{
	char *copy = visible_text(e, raw), *rest = copy;
	bool block = is_block(copy);

	for (bool first = true; rest; first = false) {
		char *line = rest, *end = strchr(line, '\n');
		rest = end ? end + 1 : NULL;
		if (end)
			*end = '\0';
		line += strspn(line, " \t");
		size_t n = strlen(line);
		while (n && strchr(" \t\r\\", line[n - 1]) && (line[n - 1] != '\\' || !block))
			n--;
		if (!n && !block)
			continue;
		bool opens = first || !block || is_block(line);
		w_line(e->w, "%s%.*s", opens ? "" : line[0] == '*' ? " " : " * ", (int)n, line);
	}
}

void c_emit_doc(struct c_emit *e, const struct ffir_doc *doc)
{
	if (!doc || !doc->raw)
		return;
	if (!is_trailing(doc->raw)) {
		emit_comment(e, doc->raw);
		return;
	}
	/* It stood behind, where it does not fit any more: the text without the mark. */
	if (!doc->brief)
		return;
	w_line(e->w, "/**");
	w_text(e->w, " * ", c_comment_text(e, doc->brief));
	w_line(e->w, " */");
}

static bool fits_behind(const struct ffir_doc *doc)
{
	return doc && doc->raw && is_trailing(doc->raw) && is_one_line(doc->raw);
}

void c_emit_remark(struct c_emit *e, const char *says)
{
	if (says)
		w_line(e->w, "/* %s */", c_comment_text(e, says));
}

void c_emit_doc_since(struct c_emit *e, const struct ffir_doc *doc, const struct ffir_decl *d)
{
	const struct plan_standing standing = plan_standing_of(d);
	c_emit_doc(e, doc);
	c_emit_remark(e, plan_standing_since(&e->a, &standing));
}

const char *c_deprecated_text(struct c_emit *e, const struct ffir_decl *d)
{
	if (!d->deprecated)
		return "";
	return *d->deprecated ? c_text(e, " __attribute__((deprecated(%s)))",
				       c_string(e, d->deprecated, strlen(d->deprecated)))
			      : " __attribute__((deprecated))";
}

void c_emit_with_doc(struct c_emit *e, const char *text, const struct ffir_doc *doc,
		     struct plan_standing standing)
{
	const char *says = plan_standing_says(&e->a, &standing);
	if (fits_behind(doc)) {
		c_emit_remark(e, says);
		w_line(e->w, "%s %s", text, visible_text(e, doc->raw));
		return;
	}
	c_emit_doc(e, doc);
	c_emit_remark(e, says);
	w_line(e->w, "%s", text);
}
