/*
 * One module for several targets: which one it runs on is found out when it is imported, and what only some have
 * stands under conditions.
 *
 * SPDX-License-Identifier: MIT
 */
#include <ctype.h>
#include <string.h>

#include "backends/machines.h"
#include "backends/python/python.h"

/* What _find_target compares, as the items of a tuple; NULL after a message. */
static const char *tell(struct ffir_arena *a, const struct ffir_module *m, struct diag *d)
{
	struct machine machine;
	if (!machine_of(a, m, &machine, d))
		return NULL;
	if (!machine.python_system) {
		diag_error(d, NULL,
			   "there is no Python on target '%s'; leave it out: name the others, each with "
			   "'--target'",
			   ffir_target_id(m));
		return NULL;
	}
	return ffir_printf(a, "\"%s\",\n(%s%s),\n(\"%s\", %llu, %llu, %llu),", machine.python_system,
			   machine.python_cpus, strchr(machine.python_cpus, ',') ? "" : ",",
			   machine.facts.big_endian ? "big" : "little",
			   (unsigned long long)machine.facts.pointer, (unsigned long long)machine.facts.long_,
			   (unsigned long long)machine.facts.long_long_align);
}

void emit_targets(struct python *e)
{
	const struct ffir_interface *all = e->options->all;
	emit_parts(e, e->w, PART_TARGET, PART_TARGET + 1);
	emit_gap(e);
	w_open(e->w, "_target = _find_target(");
	w_open(e->w, "(");
	for (size_t i = 0; i < all->n_modules; i++) {
		const char *text = tell(e->a, all->modules[i], e->d);
		if (!text)
			return;
		w_open(e->w, "(");
		w_line(e->w, "\"%s\",", ffir_target_id(all->modules[i]));
		w_text(e->w, "", text);
		w_close(e->w, "),");
	}
	w_close(e->w, ")");
	w_close(e->w, ")");
	w_line(e->w, "");
}

/* ---- statements ---- */

/* A line of the grammar: a statement, or the head of one, or a comment. */
struct line {
	const char *text;
	size_t size, indent;
	unsigned gap;
	char first, last; /* what it begins and ends with, comments left out */
};

/* The end of what a quote at AT begins. */
static const char *skip_string(const char *at)
{
	char quote = *at;
	bool triple = at[1] == quote && at[2] == quote;
	for (at += triple ? 3 : 1; *at; at++) {
		if (*at == '\\' && at[1])
			at++;
		else if (*at == quote && !triple)
			return at + 1;
		else if (*at == quote && at[1] == quote && at[2] == quote)
			return at + 3;
	}
	return at;
}

/* Reads one line of the grammar from AT, behind its indentation, up to the newline that ends it. */
static const char *read_line(const char *at, struct line *line)
{
	size_t depth = 0;
	line->first = *at;
	line->last = '\0';
	while (*at && (*at != '\n' || depth)) {
		if (*at == '#') {
			at += strcspn(at, "\n");
			continue;
		}
		if (!isspace((unsigned char)*at))
			line->last = *at;
		if (*at == '"' || *at == '\'') {
			at = skip_string(at);
			continue;
		}
		depth += strchr("([{", *at) != NULL;
		depth -= strchr(")]}", *at) && depth;
		at += *at == '\\' && at[1] ? 2 : 1;
	}
	return at + (*at == '\n');
}

static struct line *read_lines(struct ffir_arena *a, const char *text, size_t *n)
{
	struct line *lines = NULL;
	unsigned gap = 0;
	*n = 0;
	while (*text) {
		size_t indent = strspn(text, " ");
		if (text[indent] == '\n') {
			gap++;
			text += indent + 1;
			continue;
		}
		struct line *line = FFIR_PUSH(a, lines, *n);
		const char *end = read_line(text + indent, line);
		*line = (struct line){.text = text,
				      .size = (size_t)(end - text),
				      .indent = indent,
				      .gap = gap,
				      .first = line->first,
				      .last = line->last};
		gap = 0;
		text = end;
	}
	return lines;
}

static bool begins(const struct line *line, const char *word)
{
	size_t n = strlen(word);
	const char *text = line->text + line->indent;
	return strncmp(text, word, n) == 0 && !isalnum((unsigned char)text[n]) && text[n] != '_';
}

/* What belongs to the statement before it. */
static bool continues(const struct line *line)
{
	return begins(line, "else") || begins(line, "elif") || begins(line, "except") ||
	       begins(line, "finally");
}

struct splitting {
	struct ffir_arena *a;
	const struct line *lines;
	size_t n, at;
};

static const char *text_from(const struct splitting *s, size_t first)
{
	const char *from = s->lines[first].text, *to = s->lines[s->at - 1].text + s->lines[s->at - 1].size;
	return ffir_strndup(s->a, from, (size_t)(to - from));
}

static bool is_inside(const struct splitting *s, size_t indent)
{
	return s->at < s->n && s->lines[s->at].indent > indent;
}

/* Decorators, then the statement or its head, with the docstring of a class or function: without it, it would be
 * none. */
static void take_head(struct splitting *s)
{
	size_t indent = s->lines[s->at].indent;
	while (s->lines[s->at].first == '@' && s->at + 1 < s->n)
		s->at++;
	bool is_definition = begins(&s->lines[s->at], "def") || begins(&s->lines[s->at], "class") ||
			     begins(&s->lines[s->at], "async");
	s->at++;
	if (is_definition && is_inside(s, indent) && strchr("\"'rb", s->lines[s->at].first) &&
	    strchr("\"'", s->lines[s->at].last))
		s->at++;
}

/* The size of "name = " or "name: type = " at the start of an assignment; 0 if CHUNK is none. */
static size_t target_size(const struct chunk *chunk)
{
	const char *text = chunk->head + strspn(chunk->head, " ");
	size_t name = 0;
	while (isalnum((unsigned char)text[name]) || text[name] == '_')
		name++;
	const char *equals = strstr(text, " = "), *line = strchr(text, '\n');
	bool is_plain = equals == text + name || (text[name] == ':' && text[name + 1] == ' ');
	if (chunk->n_inside || !name || !equals || equals > line || !is_plain)
		return 0;
	return (size_t)(equals + 3 - chunk->head);
}

/* "import x", and "name: type", which tells type checkers that there is a name. */
static bool is_harmless(const struct chunk *chunk)
{
	const char *text = chunk->head + strspn(chunk->head, " ");
	size_t name = 0;
	while (isalnum((unsigned char)text[name]) || text[name] == '_')
		name++;
	bool is_declaration = name && strncmp(text + name, ": ", 2) == 0 && !strstr(text, " = ");
	bool is_import =
		text == chunk->head && (strncmp(text, "import ", 7) == 0 || strncmp(text, "from ", 5) == 0);
	return !chunk->n_inside && (is_declaration || is_import);
}

/* A name that is assigned is known by itself; imports go before what finds out the target. */
static void mark(struct ffir_arena *a, struct chunk *chunk)
{
	size_t size = target_size(chunk);
	chunk->harmless = is_harmless(chunk);
	if (size)
		chunk->key = ffir_strndup(a, chunk->head, size);
}

static void take_statements(struct splitting *s, size_t indent, struct chunk **list, size_t *n)
{
	while (s->at < s->n && s->lines[s->at].indent >= indent) {
		size_t first = s->at, own = s->lines[first].indent;
		struct chunk *chunk = FFIR_PUSH(s->a, *list, *n);
		struct chunk *inside = NULL;
		size_t n_inside = 0;
		chunk->gap = s->lines[first].gap;
		chunk->tail = "";
		take_head(s);
		chunk->head = text_from(s, first);
		if (is_inside(s, own))
			take_statements(s, own + 1, &inside, &n_inside);
		if (s->at < s->n && s->lines[s->at].indent == own && continues(&s->lines[s->at])) {
			while (is_inside(s, own) ||
			       (s->at < s->n && s->lines[s->at].indent == own && continues(&s->lines[s->at])))
				s->at++;
			chunk->head = text_from(s, first);
			continue;
		}
		chunk->inside = inside;
		chunk->n_inside = n_inside;
		mark(s->a, chunk);
	}
}

static void split(struct ffir_arena *a, const char *text, struct chunk **chunks, size_t *n)
{
	struct splitting s = {.a = a};
	s.lines = read_lines(a, text, &s.n);
	*chunks = NULL;
	*n = 0;
	take_statements(&s, 0, chunks, n);
}

/* ---- what only some have ---- */

/* "_target == "a"" or "_target in ("a", "b")"; in lines behind INDENT blanks if it is long. */
static const char *condition(const struct variants *v, const struct variant *variant, size_t indent)
{
	const struct many_targets *targets = (const struct many_targets *)v->context;
	const char *one_line = "", *lines = "";
	for (size_t i = 0; i < variant->n_targets; i++) {
		const char *id = targets->ids[variant->targets[i]];
		one_line = ffir_printf(v->a, "%s%s\"%s\"", one_line, i ? ", " : "", id);
		lines = ffir_printf(v->a, "%s%*s\"%s\",\n", lines, (int)indent + 4, "", id);
	}
	if (variant->n_targets == 1)
		return ffir_printf(v->a, "_target == %s", one_line);
	if (indent + strlen(one_line) + sizeof "elif _target in ():" <= PYTHON_COLUMNS)
		return ffir_printf(v->a, "_target in (%s)", one_line);
	return ffir_printf(v->a, "_target in (\n%s%*s)", lines, (int)indent, "");
}

/* TEXT four blanks further in. */
static void put_inside(struct ffir_buf *b, const char *text)
{
	while (*text) {
		size_t size = strcspn(text, "\n") + (text[strcspn(text, "\n")] == '\n');
		if (*text != '\n')
			ffir_buf_puts(b, "    ");
		ffir_buf_add(b, text, size);
		text += size;
	}
}

/* The variants' statements. */
struct statements {
	struct chunk *list;
	size_t n;
};

static struct statements *split_variants(const struct variants *v, const struct variant *list, size_t n)
{
	struct statements *all = (struct statements *)ffir_alloc(v->a, n * sizeof *all);
	for (size_t i = 0; i < n; i++)
		split(v->a, list[i].text, &all[i].list, &all[i].n);
	return all;
}

/* Whether all variants assign to the same names, one after the other. */
static bool are_assignments(const struct statements *all, size_t n)
{
	for (size_t k = 0; k < all[0].n; k++) {
		size_t size = target_size(&all[0].list[k]);
		for (size_t i = 0; i < n; i++)
			if (!size || all[i].n != all[0].n || target_size(&all[i].list[k]) != size ||
			    strncmp(all[i].list[k].head, all[0].list[k].head, size) != 0)
				return false;
	}
	return true;
}

static bool is_same(const struct statements *all, size_t n, size_t k)
{
	for (size_t i = 1; i < n; i++)
		if (strcmp(all[i].list[k].head, all[0].list[k].head) != 0)
			return false;
	return true;
}

/* "name = (A if ... else B)": a type checker knows a name that is assigned once. */
static void print_assignment(const struct variants *v, const struct variant *list,
			     const struct statements *all, size_t n, size_t k)
{
	const char *head = all[0].list[k].head;
	size_t size = target_size(&all[0].list[k]), indent = strspn(head, " ");
	if (is_same(all, n, k)) {
		ffir_buf_puts(v->b, head);
		return;
	}
	ffir_buf_printf(v->b, "%.*s(\n", (int)size, head);
	for (size_t i = 0; i < n; i++) {
		const char *value = all[i].list[k].head + size;
		ffir_buf_printf(v->b, "%*s%s", (int)indent + 4, "", i ? "else " : "");
		while (*value) {
			size_t line = strcspn(value, "\n") + 1;
			ffir_buf_add(v->b, value, line);
			value += line;
			if (*value)
				ffir_buf_puts(v->b, "    ");
		}
		if (i + 1 < n)
			ffir_buf_printf(v->b, "%*sif %s\n", (int)indent + 4, "",
					condition(v, &list[i], indent + 4));
	}
	ffir_buf_printf(v->b, "%*s)\n", (int)indent, "");
}

/* The targets of all variants. */
static struct variant together(const struct variants *v, const struct variant *list, size_t n)
{
	struct variant all = {0};
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < list[i].n_targets; k++)
			*FFIR_PUSH(v->a, all.targets, all.n_targets) = list[i].targets[k];
	return all;
}

static void print_assignments(const struct variants *v, const struct variant *list, size_t n)
{
	const struct statements *statements = split_variants(v, list, n);
	for (size_t k = 0; k < statements[0].n; k++)
		print_assignment(v, list, statements, n, k);
}

/* The same where some targets do not have the names. */
static void print_some_assignments(const struct variants *v, const struct variant *list, size_t n)
{
	struct ffir_buf inside = {0};
	const struct variants to = {v->a, &inside, v->context};
	const struct variant all = together(v, list, n);
	size_t indent = strspn(list[0].text, " ");
	print_assignments(&to, list, n);
	ffir_buf_printf(v->b, "%*sif %s:\n", (int)indent, "", condition(v, &all, indent));
	put_inside(v->b, inside.text);
	ffir_buf_release(&inside);
}

static void print_branches(const struct variants *v, const struct variant *list, size_t n, bool all)
{
	size_t indent = strspn(list[0].text, " ");
	for (size_t i = 0; i < n; i++) {
		if (all && i && i == n - 1)
			ffir_buf_printf(v->b, "%*selse:\n", (int)indent, "");
		else
			ffir_buf_printf(v->b, "%*s%s %s:\n", (int)indent, "", i ? "elif" : "if",
					condition(v, &list[i], indent));
		put_inside(v->b, list[i].text);
	}
}

static void print(const struct variants *v, const struct variant *list, size_t n, bool all)
{
	bool assigns = are_assignments(split_variants(v, list, n), n);
	if (assigns && all)
		print_assignments(v, list, n);
	else if (assigns && n > 1)
		print_some_assignments(v, list, n);
	else
		print_branches(v, list, n, all);
}

const struct many_style python_many = {tell, {1, split, print}};
