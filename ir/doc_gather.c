/*
 * Text of a doc comment, while it is read: what is gathered line by line into the brief, the description and the
 * sections.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/doc_gather.h"

#include <string.h>

static void start_text(struct gathered *g)
{
	if (g->text.size)
		ffir_buf_puts(&g->text, g->gap ? "\n\n" : g->line ? "\n" : " ");
	g->gap = g->line = false;
}

/* "- ", "* ", "+ ", "1. ", "-# " and kernel-doc's "%X - " keep their line. */
static bool is_list_item(const char *line)
{
	size_t digits = strspn(line, "0123456789");
	if (digits && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ')
		return true;
	return line[0] && strchr("-*+", line[0]) && (line[1] == ' ' || (line[1] == '#' && line[2] == ' '));
}

void doc_gather(struct parse *p, struct gathered *g, const char *line)
{
	if (g->drop)
		return;
	while (*line == ' ' || *line == '\t')
		line++;
	if (is_list_item(line))
		g->line = true;
	const char *plain = doc_plain(p->scratch, line, p->dialect);
	if (!*plain)
		return;
	g->gap |= g->code;
	g->code = false;
	start_text(g);
	ffir_buf_puts(&g->text, plain);
}

void doc_gather_code(struct gathered *g, const char *line)
{
	if (g->drop)
		return;
	if (!*line) {
		g->gap |= g->code;
		return;
	}
	start_text(g);
	ffir_buf_puts(&g->text, "    ");
	ffir_buf_puts(&g->text, line);
	g->line = g->code = true;
}

void doc_open_group(struct parse *p)
{
	p->n_group = p->n_sections;
}

struct section *doc_open_section(struct parse *p, enum ffir_doc_kind kind, const char *name)
{
	struct section *s = FFIR_NEW(p->scratch, struct section);
	s->kind = kind;
	s->name = name;
	*FFIR_PUSH(p->scratch, p->sections, p->n_sections) = s;
	p->open = &s->gathered;
	return s;
}

void doc_close_group(struct parse *p)
{
	for (size_t i = p->n_group; i + 1 < p->n_sections; i++) {
		struct gathered *to = &p->sections[i]->gathered;
		const struct gathered *from = &p->sections[p->n_sections - 1]->gathered;
		if (!to->text.size && from->text.size)
			ffir_buf_add(&to->text, from->text.text, from->text.size);
	}
	p->n_group = p->n_sections;
}

void doc_open_description(struct parse *p)
{
	doc_close_group(p);
	p->open = &p->description;
	p->description.gap = true;
}
