/*
 * Doc comments to sections. Lines are read one by one; each goes to the brief, the description or the
 * section that is open.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/doc.h"

#include <string.h>

#include "ir/doc_commands.h"
#include "ir/doc_gather.h"

/* ---- commands ---- */

/* Blanks, then one ':' or '-' that only separates. */
static const char *skip_separator(const char *at)
{
	at = skip_blanks(at);
	if ((at[0] == '-' && (at[1] == ' ' || at[1] == '\t')) || (at[0] == ':' && at[1] != ':'))
		at = skip_blanks(at + 1);
	return at;
}

static size_t param_name_length(const char *at)
{
	if (strncmp(at, "...", 3) == 0)
		return 3;
	size_t length = 0;
	while (is_name(at[length]) || (length && at[length] == '.' && is_name(at[length + 1])) ||
	       (length && at[length] == '-' && at[length + 1] == '>'))
		length += at[length] == '-' ? 2 : 1;
	return length;
}

/* Of "in,out", "inout" and the like, SIZE bytes. */
static enum ffir_doc_direction direction_of(const char *text, size_t size)
{
	static const struct {
		const char *word;
		enum ffir_doc_direction direction;
	} words[] = {{"in", FFIR_DOC_IN},	 {"out", FFIR_DOC_OUT},	     {"inout", FFIR_DOC_INOUT},
		     {"in,out", FFIR_DOC_INOUT}, {"out,in", FFIR_DOC_INOUT}, {"in/out", FFIR_DOC_INOUT}};
	char kept[8];
	size_t n = 0;
	for (size_t i = 0; i < size && n < sizeof kept; i++)
		if (text[i] != ' ' && text[i] != '\t')
			kept[n++] = text[i];
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == n && memcmp(words[i].word, kept, n) == 0)
			return words[i].direction;
	return FFIR_DOC_UNSAID;
}

/* "[in,out] a, b text". */
static void read_param(struct parse *p, const char *rest)
{
	enum ffir_doc_direction direction = FFIR_DOC_UNSAID;
	rest = skip_blanks(rest);
	if (*rest == '[') {
		size_t size = strcspn(rest, "]");
		direction = direction_of(rest + 1, size - 1);
		rest = skip_blanks(rest + size + (rest[size] == ']'));
	}
	doc_open_group(p);
	for (;;) {
		rest += *rest == '*' || *rest == '&';
		size_t length = param_name_length(rest);
		if (!length)
			break;
		doc_open_section(p, FFIR_DOC_PARAM, ffir_strndup(p->arena, rest, length))->direction =
			direction;
		rest = skip_blanks(rest + length);
		if (*rest != ',')
			break;
		rest = skip_blanks(rest + 1);
	}
	if (p->n_group == p->n_sections)
		p->open = &p->dropped;
	doc_gather(p, p->open, skip_separator(rest));
}

/* Returns what stands in one place: several "@retval" are one section, a line each. */
static struct section *find_section(struct parse *p, enum ffir_doc_kind kind)
{
	for (size_t i = 0; i < p->n_sections; i++)
		if (p->sections[i]->kind == kind) {
			p->open = &p->sections[i]->gathered;
			p->open->line = true;
			p->open->gap = false;
			return p->sections[i];
		}
	return doc_open_section(p, kind, NULL);
}

static void read_listed(struct parse *p, enum ffir_doc_kind kind, const char *rest)
{
	rest = skip_blanks(rest);
	const char *quote = *rest == '"' ? strchr(rest + 1, '"') : NULL;
	size_t length = quote ? (size_t)(quote + 1 - rest) : strcspn(rest, " \t");
	find_section(p, kind);
	const char *text = skip_separator(rest + length);
	doc_gather(p, p->open,
		   ffir_printf(p->scratch, "%.*s%s%s", (int)length, rest, *text && length ? ": " : "", text));
}

static void run_command(struct parse *p, const struct command *command, const char *rest)
{
	doc_close_group(p);
	rest = *rest == ':' ? rest + 1 : rest;
	switch (command->kind) {
	case COMMAND_BRIEF:
		p->open = &p->brief;
		p->brief_by_command = true;
		doc_gather(p, p->open, rest);
		break;
	case COMMAND_PARAM:
		read_param(p, rest);
		break;
	case COMMAND_SECTION:
		doc_open_group(p);
		if (command->section == FFIR_DOC_RETURNS)
			find_section(p, command->section);
		else
			doc_open_section(p, command->section, NULL);
		doc_gather(p, p->open,
			   ffir_printf(p->scratch, "%s%s", command->title ? command->title : "",
				       skip_separator(rest)));
		break;
	case COMMAND_RETVAL:
	case COMMAND_THROWS:
		read_listed(p, command->section, rest);
		break;
	case COMMAND_DETAILS:
		doc_open_description(p);
		p->indent = strlen("@details");
		doc_gather(p, p->open, rest);
		break;
	case COMMAND_PARAGRAPH:
		if (p->open == &p->brief)
			doc_open_description(p);
		p->open->gap = strcmp(command->name, "par") == 0;
		p->open->line = true;
		doc_gather(p, p->open,
			   ffir_printf(p->scratch, "%s%s", p->open->gap ? "" : "- ", skip_blanks(rest)));
		break;
	case COMMAND_CODE:
		p->code_end = command->title;
		p->open->gap = true;
		break;
	case COMMAND_DROP_LINE:
		break;
	case COMMAND_DROP:
		p->open = &p->dropped;
		break;
	}
}

/* ---- gtk-doc and kernel-doc ---- */

/* "(out) (nullable):" of gtk-doc; *DIRECTION only if it says one. */
static const char *read_gtk_annotations(const char *at, enum ffir_doc_direction *direction)
{
	const char *start = at = skip_blanks(at);
	while (*at == '(') {
		const char *close = strchr(at, ')');
		if (!close)
			return start;
		enum ffir_doc_direction said = direction_of(at + 1, strcspn(at, " )") - 1);
		*direction = said ? said : *direction;
		at = skip_blanks(close + 1);
	}
	return at > start && *at == ':' ? skip_blanks(at + 1) : start;
}

/* "@name: text" and "@...: text". */
static bool read_at_param(struct parse *p, const char *line)
{
	size_t length = *line == '@' ? param_name_length(line + 1) : 0;
	const char *rest = line + 1 + length;
	if (length && strncmp(rest, "...", 3) == 0)
		rest += 3;
	if (p->dialect != DOC_DOXYGEN)
		rest = skip_blanks(rest);
	const char *ignored;
	if (!length || *rest != ':' || rest[1] == ':')
		return false;
	/* "@return: text" is Doxygen's; "@file: text" cannot be. */
	const struct command *command =
		p->dialect == DOC_DOXYGEN ? doc_find_command(line, &ignored, false) : NULL;
	if (command && command->kind != COMMAND_DROP_LINE)
		return false;
	doc_close_group(p);
	doc_open_group(p);
	struct section *section =
		doc_open_section(p, FFIR_DOC_PARAM, ffir_strndup(p->arena, line + 1, length));
	doc_gather(p, p->open, read_gtk_annotations(rest + 1, &section->direction));
	return true;
}

/* "Returns: text", in any dialect. */
static bool read_heading(struct parse *p, const char *line)
{
	static const struct {
		const char *heading;
		enum ffir_doc_kind kind;
		bool anywhere;
	} headings[] = {
		{"Returns:", FFIR_DOC_RETURNS, true},
		{"Return value:", FFIR_DOC_RETURNS, true},
		{"Return:", FFIR_DOC_RETURNS, true},
		{"Since:", FFIR_DOC_SINCE, false},
		{"Deprecated:", FFIR_DOC_DEPRECATED, false},
		{"Note:", FFIR_DOC_NOTE, false},
		{"NOTE:", FFIR_DOC_NOTE, false},
		{"Context:", FFIR_DOC_NOTE, false},
	};
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		size_t length = strlen(headings[i].heading);
		if (strncmp(line, headings[i].heading, length) != 0 ||
		    (p->dialect == DOC_DOXYGEN && !headings[i].anywhere))
			continue;
		doc_close_group(p);
		doc_open_group(p);
		struct section *section = doc_open_section(p, headings[i].kind, NULL);
		const char *title = strcmp(headings[i].heading, "Context:") == 0 ? "Context: " : "";
		doc_gather(p, p->open,
			   ffir_printf(p->scratch, "%s%s", title,
				       read_gtk_annotations(line + length, &section->direction)));
		return true;
	}
	if (p->dialect == DOC_KERNEL && strncmp(line, "Description:", 12) == 0) {
		doc_open_description(p);
		doc_gather(p, p->open, line + 12);
		return true;
	}
	return false;
}

/* "name: (annotations)" or "SECTION:name" alone on the first line. */
static bool is_gtk_start(const char *line)
{
	size_t length = 0;
	while (is_name(line[length]) ||
	       (length && line[length] && strchr("-:.", line[length]) && is_name(line[length + 1])) ||
	       (length && strncmp(line + length, "::", 2) == 0))
		length++;
	if (strncmp(line, "SECTION:", 8) == 0)
		return !line[length];
	const char *rest = line + length;
	if (!length || *rest != ':')
		return false;
	rest = skip_blanks(rest + 1);
	while (*rest == '(' && strchr(rest, ')'))
		rest = skip_blanks(strchr(rest, ')') + 1);
	return !*rest;
}

/* "@name: text". */
static bool is_at_line(const char *line)
{
	line = skip_blanks(line);
	size_t length = *line == '@' ? param_name_length(line + 1) : 0;
	return length && line[1 + length] == ':';
}

/* "name() - text", "struct name - text" or, in front of NEXT line's "@name:", "name - text"; *TEXT is behind the dash. */
static bool is_kernel_start(const char *line, const char *next, const char **text)
{
	static const char *const kinds[] = {"struct ",	 "union ",  "enum ", "typedef ",
					    "function ", "define ", "macro "};
	bool kind = false;
	for (size_t i = 0; !kind && i < sizeof kinds / sizeof *kinds; i++)
		if (strncmp(line, kinds[i], strlen(kinds[i])) == 0) {
			kind = true;
			line = skip_blanks(line + strlen(kinds[i]));
		}
	const char *at = line;
	while (is_name(*at))
		at++;
	if (at == line)
		return false;
	bool call = *at == '(';
	if (call)
		at += strcspn(at, ")") + (strchr(at, ')') != NULL);
	at = skip_blanks(at);
	*text = skip_separator(at);
	bool dash = *at == '-' && at[1] != '-';
	return (kind || call ? dash || *at == ':' : dash && is_at_line(next)) && *text;
}

/* Takes the first line with text if it is one of a dialect. */
static bool read_first_line(struct parse *p, const char *line, const char *next)
{
	const char *text;
	if (is_gtk_start(line)) {
		p->dialect = DOC_GTK;
		return true;
	}
	if (!is_kernel_start(line, next, &text))
		return false;
	p->dialect = DOC_KERNEL;
	p->brief_by_command = true;
	p->open = &p->brief;
	doc_gather(p, p->open, text);
	return true;
}

/* ---- lines ---- */

/* Nothing but signs: a ruler, or "@{" and "@}"; or the licence. */
static bool is_decoration(const char *line)
{
	if (strcmp(line, "@{") == 0 || strcmp(line, "@}") == 0 || strcmp(line, "\\{") == 0 ||
	    strcmp(line, "\\}") == 0)
		return true;
	if (strncmp(line, "SPDX-", 5) == 0)
		return true;
	size_t length = strlen(line);
	return length > 2 && strspn(line, "*-=_#/~+") == length;
}

/* Where the code that LINE is part of ends in it; NULL: it goes on. */
static const char *end_of_code(const struct parse *p, const char *line)
{
	const char *at = skip_blanks(line);
	size_t length = strlen(p->code_end);
	if (strcmp(p->code_end, "]|") == 0)
		return strstr(line, "]|");
	bool ends = is_letter(*p->code_end)
			    ? (*at == '@' || *at == '\\') && strncmp(at + 1, p->code_end, length) == 0
			    : strncmp(at, p->code_end, length) == 0;
	return ends ? line : NULL;
}

static bool read_code_line(struct parse *p, const char *line)
{
	if (!p->code_end)
		return false;
	const char *end = end_of_code(p, line);
	if (!end || end != line)
		doc_gather_code(p->open, end ? ffir_strndup(p->scratch, line, (size_t)(end - line)) : line);
	if (end) {
		p->code_end = NULL;
		p->open->gap = true;
	}
	return true;
}

/* "```c", and gtk-doc's "|[<!-- language="C" -->", behind which code may stand. */
static bool read_code_start(struct parse *p, const char *line)
{
	static const char *const starts[][2] = {{"```", "```"}, {"|[", "]|"}};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		if (strncmp(line, starts[i][0], strlen(starts[i][0])) != 0)
			continue;
		p->code_end = starts[i][1];
		p->open->gap = true;
		if (*line == '|' && line[2]) {
			const char *hidden = strstr(line, "-->");
			line = skip_blanks(hidden ? hidden + 3 : line + 2);
			return !*line || read_code_line(p, line);
		}
		return true;
	}
	return false;
}

static void read_empty_line(struct parse *p)
{
	p->open->gap = true;
	if (p->open != &p->description && (p->open != &p->brief || p->brief.text.size))
		doc_open_description(p);
}

static bool is_indented_code(const struct parse *p, const char *line)
{
	return p->open == &p->description && (p->open->gap || p->open->code) &&
	       (size_t)(skip_blanks(line) - line) >= p->indent + 4;
}

static void read_piece(struct parse *p, const char *line)
{
	const char *rest;
	const char *at = skip_blanks(line);
	const struct command *command = p->dialect == DOC_DOXYGEN || *at == '\\'
						? doc_find_command(at, &rest, p->dialect == DOC_DOXYGEN)
						: NULL;
	if (!*at || is_decoration(at)) {
		read_empty_line(p);
	} else if (is_indented_code(p, line)) {
		doc_gather_code(p->open, line + p->indent + 4);
	} else if (!read_code_start(p, at) && !read_at_param(p, at)) {
		if (command)
			run_command(p, command, rest);
		else if (!read_heading(p, at)) {
			p->indent = p->open == &p->description ? (size_t)(at - line) : p->indent;
			doc_gather(p, p->open, at);
		}
	}
}

/* Doxygen's sections also begin inside a line: "Gives it. @return it"; NULL if there is none, or only between
 * backticks. */
static const char *find_inner_section(const char *line)
{
	const char *rest, *start = skip_blanks(line);
	bool quoted = false;
	for (const char *at = start; *at; at++) {
		quoted ^= *at == '`';
		if (quoted || at == start || !strchr(" \t", at[-1]))
			continue;
		const struct command *command = doc_find_command(at, &rest, false);
		if (command && (command->kind == COMMAND_PARAM || command->kind == COMMAND_SECTION ||
				command->kind == COMMAND_RETVAL || command->kind == COMMAND_THROWS))
			return at;
	}
	return NULL;
}

static void read_line(struct parse *p, const char *line)
{
	if (read_code_line(p, line))
		return;
	const char *inner;
	while (p->dialect == DOC_DOXYGEN && !is_indented_code(p, line) &&
	       (inner = find_inner_section(line))) {
		read_piece(p, ffir_strndup(p->scratch, line, (size_t)(inner - line)));
		line = inner;
	}
	read_piece(p, line);
}

/* ---- the result ---- */

static bool ends_abbreviation(const char *text, const char *dot)
{
	static const char *const abbreviations[] = {"e.g", "i.e", "cf",	 "vs",	 "etc", "resp", "approx",
						    "No",  "max", "min", "incl", "Fig", "Sec"};
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
		size_t length = strlen(abbreviations[i]);
		if ((size_t)(dot - text) >= length && memcmp(dot - length, abbreviations[i], length) == 0 &&
		    (dot - length == text || !is_name(dot[-1 - (long)length])))
			return true;
	}
	return false;
}

/* Bytes of the first sentence of TEXT, at most its first paragraph, with its full stop. */
static size_t sentence_length(const char *text)
{
	size_t open = 0;
	for (const char *at = text; *at; at++) {
		if (*at == '\n')
			return (size_t)(at - text);
		open += *at == '(';
		open -= *at == ')' && open;
		if (!open && strchr(".!?", *at) && (at[1] == ' ' || at[1] == '\n') &&
		    !ends_abbreviation(text, at))
			return (size_t)(at - text) + 1;
	}
	return strlen(text);
}

/* A comment without "@brief": its first sentence is one. */
static void take_brief(struct parse *p)
{
	if (p->brief_by_command || !p->description.text.size)
		return;
	const char *text = p->description.text.text;
	size_t length = strncmp(text, "    ", 4) == 0 ? 0 : sentence_length(text);
	ffir_buf_add(&p->brief.text, text, length);
	const char *rest = length ? text + length + strspn(text + length, " ") : text;
	rest += strspn(rest, "\n");
	struct ffir_buf description = {0};
	ffir_buf_puts(&description, rest);
	ffir_buf_release(&p->description.text);
	p->description.text = description;
}

/* NULL if there is none; without the empty lines at the end. */
static const char *finish(struct parse *p, struct gathered *g)
{
	size_t size = g->text.size;
	while (size && (g->text.text[size - 1] == '\n' || g->text.text[size - 1] == ' '))
		size--;
	const char *text = size ? ffir_strndup(p->arena, g->text.text, size) : NULL;
	ffir_buf_release(&g->text);
	return text;
}

static void finish_sections(struct parse *p, struct ffir_doc *doc)
{
	for (size_t i = 0; i < p->n_sections; i++) {
		const char *text = finish(p, &p->sections[i]->gathered);
		if (!text && p->sections[i]->kind != FFIR_DOC_DEPRECATED)
			continue;
		struct ffir_doc_section *section = FFIR_PUSH(p->arena, doc->sections, doc->n_sections);
		section->kind = p->sections[i]->kind;
		section->direction = p->sections[i]->direction;
		section->name = p->sections[i]->name;
		section->text = text ? text : "";
	}
}

/* A C string: NULs in a comment become blanks. */
static const char *copy_raw(struct ffir_arena *a, const char *raw, size_t size)
{
	char *copy = ffir_strndup(a, raw, size);
	for (size_t i = 0; i < size; i++)
		if (!copy[i])
			copy[i] = ' ';
	return copy;
}

struct ffir_doc *ffir_doc_parse(struct ffir_arena *a, const char *raw, size_t size)
{
	struct ffir_arena scratch = {0};
	struct parse p = {.arena = a, .scratch = &scratch};
	struct doc_lines lines = doc_split(&scratch, raw, size);
	struct ffir_doc *doc = FFIR_NEW(a, struct ffir_doc);
	size_t i = 0;
	p.open = &p.description;
	p.dropped.drop = true;
	while (i < lines.n && !*skip_blanks(lines.lines[i]))
		i++;
	if (i < lines.n &&
	    read_first_line(&p, skip_blanks(lines.lines[i]), i + 1 < lines.n ? lines.lines[i + 1] : ""))
		i++;
	for (; i < lines.n; i++)
		read_line(&p, lines.lines[i]);
	doc_close_group(&p);
	take_brief(&p);
	doc->raw = copy_raw(a, raw, size);
	doc->brief = finish(&p, &p.brief);
	doc->description = finish(&p, &p.description);
	finish_sections(&p, doc);
	finish(&p, &p.dropped);
	ffir_arena_release(&scratch);
	return doc;
}
