/*
 * Literals, docstrings, imports and the run time's text.
 *
 * SPDX-License-Identifier: MIT
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/python/python.h"
#include "ir/characters.h"

/* ---- layout of the text ---- */

void emit_gap(struct python *e)
{
	w_line(e->w, "");
	if (e->w->level == 0)
		w_part(e->w, e->w->buf.size ? "\n" : "\n\n");
}

bool line_fits(const struct python *e, const char *line, unsigned deeper)
{
	return strlen(line) + (e->w->level + deeper) * 4 <= PYTHON_COLUMNS;
}

void emit_list(struct python *e, const char *first, const char *const *items, size_t n, const char *last)
{
	const char *inside = text_joined(e->a, items, n, ", ");
	const char *line = TEXT(e, "%s%s%s", first, inside, last);
	if (!*inside || line_fits(e, line, 0)) {
		w_line(e->w, "%s", line);
		return;
	}
	w_open(e->w, "%s", first);
	if (line_fits(e, inside, 1))
		w_line(e->w, "%s", inside);
	else
		for (size_t i = 0; i < n; i++)
			if (items[i] && *items[i])
				w_line(e->w, "%s,", items[i]);
	w_close(e->w, "%s", last);
}

void emit_all_of(struct python *e, const char *const *items, size_t n)
{
	const char *line = TEXT(e, "return %s", text_joined(e->a, items, n, " and "));
	if (line_fits(e, line, 0)) {
		w_line(e->w, "%s", line);
		return;
	}
	w_open(e->w, "return (");
	for (size_t i = 0; i < n; i++)
		w_line(e->w, "%s%s", i ? "and " : "", items[i]);
	w_close(e->w, ")");
}

/* ---- imports ---- */

static int compare_imports(const void *a, const void *b)
{
	const struct import *x = (const struct import *)a, *y = (const struct import *)b;
	if (x->typing != y->typing)
		return x->typing - y->typing;
	if (!x->name != !y->name)
		return x->name ? 1 : -1;
	int order = strcmp(x->module, y->module);
	return order || !x->name ? order : strcmp(x->name, y->name);
}

static void add_import(struct python *e, const char *module, const char *name, bool typing)
{
	for (size_t i = 0; i < e->n_imports; i++) {
		struct import *known = &e->imports[i];
		if (strcmp(known->module, module) || !known->name != !name ||
		    (name && strcmp(known->name, name)))
			continue;
		known->typing = known->typing && typing;
		return;
	}
	struct import *new_one = FFIR_PUSH(e->a, e->imports, e->n_imports);
	*new_one = (struct import){.module = module, .name = name, .typing = typing};
}

static void add_line(struct python *e, const char *line, bool typing)
{
	if (strncmp(line, "import ", 7) == 0) {
		add_import(e, ffir_strdup(e->a, line + 7), NULL, typing);
		return;
	}
	const char *names = strstr(line, " import ");
	const char *module = ffir_strndup(e->a, line + 5, (size_t)(names - line) - 5);
	if (strcmp(module, "__future__") == 0)
		return;
	for (names += 8; *names;) {
		size_t n = strcspn(names, ", ");
		add_import(e, module, ffir_strndup(e->a, names, n), typing);
		names += n + strspn(names + n, ", ");
	}
}

void need_import(struct python *e, const char *line)
{
	add_line(e, line, false);
}

void need_typing(struct python *e, const char *line)
{
	add_line(e, line, true);
	add_import(e, "typing", "TYPE_CHECKING", false);
}

void export_name(struct python *e, const char *name)
{
	if (name[0] != '_')
		*FFIR_PUSH(e->a, e->exports, e->n_exports) = name;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One line for all names of the module that import I begins; returns the next import's index. */
static size_t emit_import(struct python *e, size_t i)
{
	const struct import *first = &e->imports[i];
	if (!first->name) {
		w_line(e->w, "import %s", first->module);
		return i + 1;
	}
	const char **names = NULL;
	size_t n = 0;
	for (; i < e->n_imports; i++) {
		const struct import *next = &e->imports[i];
		if (!next->name || next->typing != first->typing || strcmp(next->module, first->module))
			break;
		*FFIR_PUSH(e->a, names, n) = next->name;
	}
	const char *head = TEXT(e, "from %s import ", first->module);
	const char *line = TEXT(e, "%s%s", head, text_joined(e->a, names, n, ", "));
	if (line_fits(e, line, 0))
		w_line(e->w, "%s", line);
	else
		emit_list(e, TEXT(e, "%s(", head), names, n, ")");
	return i;
}

static void emit_imports(struct python *e)
{
	if (e->n_imports)
		qsort(e->imports, e->n_imports, sizeof *e->imports, compare_imports);
	bool typing = false;
	for (size_t i = 0; i < e->n_imports;) {
		if (e->imports[i].typing && !typing) {
			typing = true;
			w_line(e->w, "");
			w_open(e->w, "if TYPE_CHECKING:");
		}
		i = emit_import(e, i);
	}
	if (typing)
		w_close(e->w, "");
	w_line(e->w, "");
}

void emit_head(struct python *e, struct writer *w)
{
	struct writer *body = e->w;
	e->w = w;
	struct doc_text doc;
	doc_begin(&doc, e->p->doc);
	if (!doc.text.size)
		doc_paragraph(&doc, TEXT(e, "The C library %s.",
					 e->p->name.cname ? e->p->name.cname : "without a name"));
	doc_print(e, &doc);
	w_line(w, "# Made by ffirender from the description that the compiler wrote; changes will be lost.");
	w_line(w, "");
	w_line(w, "from __future__ import annotations");
	w_line(w, "");
	emit_imports(e);
	if (is_for_many(e))
		emit_targets(e);
	if (e->n_exports)
		qsort(e->exports, e->n_exports, sizeof *e->exports, compare_texts);
	w_open(w, "__all__ = [");
	for (size_t i = 0; i < e->n_exports; i++)
		w_line(w, "\"%s\",", e->exports[i]);
	w_close(w, "]");
	e->w = body;
}

/* ---- literals ---- */

/* Adds one character; what would not be seen, or not be the same in a str, as an escape. */
static size_t add_character(struct ffir_buf *b, const char *text, size_t size, bool is_bytes)
{
	const unsigned char *at = (const unsigned char *)text;
	size_t n = ffir_utf8_size(text, size);
	bool hidden = n > 1 && !is_bytes && ffir_control_size(text, size);
	if (at[0] == '\n')
		ffir_buf_puts(b, "\\n");
	else if (at[0] == '\t')
		ffir_buf_puts(b, "\\t");
	else if (n == 1 && at[0] >= ' ' && at[0] != 0x7f)
		ffir_buf_add(b, text, 1);
	else if (hidden)
		ffir_buf_printf(b, "\\u%04x", (unsigned)ffir_character_next(&text));
	else if (n > 1 && !is_bytes)
		ffir_buf_add(b, text, n);
	else
		ffir_buf_printf(b, "\\x%02x", at[0]);
	return n > 1 && !is_bytes ? n : 1;
}

static const char *quoted(struct python *e, const char *prefix, const char *text, size_t size)
{
	struct ffir_buf b = {0};
	ffir_buf_printf(&b, "%s\"", prefix);
	for (size_t i = 0; i < size;) {
		if (text[i] == '"' || text[i] == '\\')
			ffir_buf_puts(&b, "\\");
		i += add_character(&b, text + i, size - i, *prefix != '\0');
	}
	ffir_buf_puts(&b, "\"");
	const char *result = ffir_strndup(e->a, b.text, b.size);
	ffir_buf_release(&b);
	return result;
}

const char *bytes_literal(struct python *e, const char *text, size_t size)
{
	return quoted(e, "b", text, size);
}

const char *str_literal(struct python *e, const char *text, size_t size)
{
	return ffir_is_utf8(text, size) ? quoted(e, "", text, size) : bytes_literal(e, text, size);
}

static const char *float_literal(struct python *e, const char *text)
{
	static const char *const special[] = {"inf", "-inf", "nan", "-nan"};
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (strcmp(text, special[i]) == 0)
			return TEXT(e, "float(\"%s\")", text);
	return float_decimal(e->a, text);
}

const char *value_literal(struct python *e, const struct ffir_value *value)
{
	switch (value->kind) {
	case FFIR_VALUE_NONE:
		return NULL;
	case FFIR_VALUE_INTEGER:
		return value->text;
	case FFIR_VALUE_FLOAT:
		return float_literal(e, value->text);
	case FFIR_VALUE_STRING:
		return str_literal(e, value->text, value->size);
	}
	return NULL;
}

/* ---- C's texts ---- */

const char *decoded_text(struct python *e, const char *bytes, enum plan_encoding encoding, bool copy)
{
	switch (encoding) {
	case ENCODING_UTF8:
		return TEXT(e, "%s.decode()", bytes);
	case ENCODING_ASCII:
		return TEXT(e, "%s.decode(\"ascii\")", bytes);
	case ENCODING_LOCALE:
		need_import(e, "import os");
		return TEXT(e, copy ? "os.fsdecode(bytes(%s))" : "os.fsdecode(%s)", bytes);
	case ENCODING_UTF16:
	case ENCODING_UTF32: /* wide_text() sees to these */
	case ENCODING_BYTES:
		return copy ? TEXT(e, "bytes(%s)", bytes) : bytes;
	}
	return bytes;
}

const char *wide_text(struct python *e, const struct plan_shape *shape, const char *pointer,
		      const char *count, bool bytes)
{
	unsigned unit = wide_unit(shape->encoding);
	need(e, PART_WIDE);
	if (!count)
		return TEXT(e, "_wide_text(%s, %u)", pointer, unit);
	return TEXT(e, bytes ? "_wide_text(%s, %u, %s)" : "_wide_text(%s, %u, %s * %u)", pointer, unit, count,
		    unit);
}

/* ---- docstrings ---- */

/* Before a line whose continuation stands deeper. */
#define ITEM_MARK "\001"

static void doc_add(struct doc_text *t, const char *indent, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n"), kept = n;
		while (kept && isspace((unsigned char)text[kept - 1]))
			kept--;
		if (kept)
			ffir_buf_printf(&t->text, "%s%.*s", indent, (int)kept, text);
		ffir_buf_puts(&t->text, "\n");
		text += n + (text[n] == '\n');
	}
}

void doc_paragraph(struct doc_text *t, const char *text)
{
	if (!text || !*text)
		return;
	if (t->text.size)
		ffir_buf_puts(&t->text, "\n");
	doc_add(t, "", text);
}

void doc_item(struct doc_text *t, const char **title_now, const char *title, const char *name,
	      const char *text)
{
	if (!text || !*text)
		return;
	if (*title_now != title)
		ffir_buf_printf(&t->text, "%s%s:\n", t->text.size ? "\n" : "", title);
	*title_now = title;
	size_t n = strcspn(text, "\n");
	ffir_buf_printf(&t->text, "%s    %s%s%.*s\n", ITEM_MARK, name ? name : "", name ? ": " : "", (int)n,
			text);
	if (text[n])
		doc_add(t, name ? "        " : "    ", text + n + 1);
}

void doc_begin(struct doc_text *t, const struct ffir_doc *doc)
{
	*t = (struct doc_text){{0}};
	if (!doc)
		return;
	doc_paragraph(t, doc->brief);
	doc_paragraph(t, doc->description);
}

void doc_begin_of(struct python *e, struct doc_text *t, const struct ffir_doc *doc,
		  const struct plan_standing *standing, const char *otherwise)
{
	doc_begin(t, doc);
	if (!t->text.size)
		doc_paragraph(t, otherwise);
	doc_paragraph(t, plan_standing_says(e->a, standing));
}

void doc_sections(struct doc_text *t, const struct ffir_doc *doc, enum ffir_doc_kind kind, const char *title,
		  const char **title_now)
{
	for (size_t i = 0; doc && i < doc->n_sections; i++)
		if (doc->sections[i].kind == kind)
			doc_item(t, title_now, title, NULL, doc->sections[i].text);
}

void doc_rest(struct doc_text *t, const struct ffir_doc *doc, const char **title_now)
{
	static const struct {
		enum ffir_doc_kind kind;
		const char *title;
	} kinds[] = {{FFIR_DOC_NOTE, "Note"}, {FFIR_DOC_SEE, "See Also"}, {FFIR_DOC_SINCE, "Since"}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		doc_sections(t, doc, kinds[i].kind, kinds[i].title, title_now);
}

/* TEXT as it stands between three quotes. */
static char *doc_escaped(struct python *e, const char *text, size_t size)
{
	struct ffir_buf b = {0};
	for (size_t i = 0; i < size;) {
		bool quotes = text[i] == '"' && (i + 1 == size || (i + 1 < size && text[i + 1] == '"'));
		if (text[i] == '\\' || quotes)
			ffir_buf_puts(&b, "\\");
		if (text[i] == '\n' || text[i] == ITEM_MARK[0]) {
			ffir_buf_add(&b, &text[i], 1);
			i++;
		} else if (text[i] == '\t') {
			ffir_buf_puts(&b, "    ");
			i++;
		} else {
			i += add_character(&b, text + i, size - i, false);
		}
	}
	char *result = ffir_strndup(e->a, b.text ? b.text : "", b.size);
	ffir_buf_release(&b);
	return result;
}

/* One line of a docstring or comment, broken at blanks where it is too long. */
static void emit_wrapped(struct python *e, const char *prefix, const char *line, size_t n)
{
	size_t room = PYTHON_COLUMNS - e->w->level * 4 - strlen(prefix);
	size_t deeper = n && *line == ITEM_MARK[0] ? 4 : 0;
	if (deeper)
		line++, n--;
	size_t indent = strspn(line, " ") + deeper;
	if (indent > room / 2)
		indent = room / 2;
	for (bool first = true; n; first = false) {
		size_t fits = n;
		size_t space = first ? room : room - indent;
		if (n > space) {
			fits = space;
			while (fits > indent + 1 && line[fits] != ' ')
				fits--;
			if (line[fits] != ' ')
				for (fits = space; fits < n && line[fits] != ' ';)
					fits++;
		}
		w_line(e->w, "%s%*s%.*s", prefix, first ? 0 : (int)indent, "", (int)fits, line);
		line += fits;
		n -= fits;
		while (n && *line == ' ')
			line++, n--;
	}
}

static void emit_lines(struct python *e, const char *prefix, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		if (n)
			emit_wrapped(e, prefix, text, n);
		else
			w_line(e->w, "");
		text += n + (text[n] == '\n');
	}
}

void comment_emit(struct python *e, const char *text)
{
	emit_lines(e, "# ", doc_escaped(e, text, strlen(text)));
}

void doc_print(struct python *e, struct doc_text *t)
{
	while (t->text.size && t->text.text[t->text.size - 1] == '\n')
		t->text.text[--t->text.size] = '\0';
	if (t->text.size) {
		char *text = doc_escaped(e, t->text.text, t->text.size);
		size_t columns = strlen(text) + 6 + e->w->level * 4;
		if (!strchr(text, '\n') && columns <= PYTHON_COLUMNS) {
			w_line(e->w, "\"\"\"%s\"\"\"", text);
		} else {
			size_t n = strcspn(text, "\n");
			struct ffir_buf first = {0};
			ffir_buf_printf(&first, "\"\"\"%.*s", (int)n, text);
			emit_wrapped(e, "", first.text, first.size);
			ffir_buf_release(&first);
			emit_lines(e, "", text + n + (text[n] == '\n'));
			w_line(e->w, "\"\"\"");
		}
	}
	ffir_buf_release(&t->text);
}

void doc_attribute(struct python *e, struct doc_text *t, const char **title_now, const char *name,
		   const struct ffir_doc *doc, const struct plan_standing *standing)
{
	const char *text = plan_doc_text(e->a, doc);
	const char *says = standing ? plan_standing_says(e->a, standing) : NULL;
	bool ended = text && *text && strchr(".!?\n", text[strlen(text) - 1]);
	if (text && *text && says)
		text = TEXT(e, "%s%s%s", text, ended ? " " : ". ", says);
	doc_item(t, title_now, "Attributes", name, text && *text ? text : says);
}

void doc_emit_of(struct python *e, const struct ffir_doc *doc, const struct plan_standing *standing)
{
	struct doc_text t;
	const char *title = NULL;
	doc_begin_of(e, &t, doc, standing, NULL);
	doc_rest(&t, doc, &title);
	doc_print(e, &t);
}
