/*
 * One header for several targets: which one it is compiled for is told by what compilers define of themselves, and
 * what only some have stands between #ifdef and #endif.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/c/emit.h"
#include "backends/machines.h"

static const char *number(struct ffir_arena *a, const char *macro, uint64_t value)
{
	return value ? ffir_printf(a, " && %s == %llu", macro, (unsigned long long)value) : "";
}

static const char *tell(struct ffir_arena *a, const struct ffir_module *m, struct diag *d)
{
	struct machine machine;
	if (!machine_of(a, m, &machine, d))
		return NULL;
	return ffir_printf(a, "%s && %s%s%s%s && __BYTE_ORDER__ == %s", machine.c_cpu, machine.c_system,
			   number(a, "__SIZEOF_POINTER__", machine.facts.pointer),
			   number(a, "__SIZEOF_LONG__", machine.facts.long_),
			   number(a, "__SIZEOF_LONG_DOUBLE__", machine.facts.long_double),
			   machine.facts.big_endian ? "__ORDER_BIG_ENDIAN__" : "__ORDER_LITTLE_ENDIAN__");
}

static const char *macro_of(struct c_emit *e, const char *upper, const char *id)
{
	return c_text(e, "%s_ON_%s", upper, c_identifier(e, id, true));
}

/* CONDITION in lines that are not too long. */
static void emit_condition(struct c_emit *e, const char *directive, const char *condition)
{
	const char *line = c_text(e, "%s ", directive), *next;
	for (; *condition; condition = next) {
		const char *end = strstr(condition, " && ");
		size_t size = end ? (size_t)(end - condition) + 3 : strlen(condition);
		next = condition + size + (end != NULL);
		if (strlen(line) + size > 96) {
			w_line(e->w, "%s\\", line);
			line = "\t";
		}
		line = c_text(e, "%s%.*s%s", line, (int)size, condition, end ? " " : "");
	}
	w_line(e->w, "%s", line);
}

void c_emit_targets(struct c_emit *e, const struct ffir_interface *all)
{
	const char *ids = "";
	if (all->n_modules < 2)
		return;
	w_line(e->w, "/* Which of the targets that are described this is compiled for. */");
	for (size_t i = 0; i < all->n_modules; i++) {
		const char *id = ffir_target_id(all->modules[i]);
		const char *condition = tell(&e->a, all->modules[i], e->d);
		if (!condition)
			return;
		ids = c_text(e, "%s%s%s", ids, i ? ", " : "", id);
		emit_condition(e, i ? "#elif" : "#if", condition);
		w_line(e->w, "#define %s", macro_of(e, e->upper, id));
	}
	w_line(e->w, "#else");
	w_line(e->w, "#error \"this header describes %s, and this is another target\"", ids);
	w_line(e->w, "#endif");
	w_line(e->w, "");
}

void c_emit_targets_end(struct c_emit *e, const struct ffir_interface *all)
{
	for (size_t i = 0; i < all->n_modules && all->n_modules > 1; i++)
		w_line(e->w, "#undef %s", macro_of(e, e->upper, ffir_target_id(all->modules[i])));
}

/* ---- parts of a header ---- */

/* Where the reader of a text is, and what it has seen of the part that it is in. */
struct scan {
	struct ffir_arena *a;
	const char *at;
};

enum { CODE, COMMENT, LINE_COMMENT };

/* What stands between quotes. */
static const char *skip_quoted(const char *at)
{
	char quote = *at++;
	while (*at && *at != quote && *at != '\n')
		at += at[0] == '\\' && at[1] ? 2 : 1;
	return *at == quote ? at + 1 : at;
}

/* The end of the lines from AT on that cannot be parted: a comment, what is in parentheses, a macro. */
static const char *lines_end(const char *at)
{
	int where = CODE;
	size_t depth = 0;
	while (*at) {
		if (where == COMMENT) {
			where = strncmp(at, "*/", 2) == 0 ? CODE : COMMENT;
			at += where == CODE ? 2 : 1;
		} else if (*at == '\n') {
			if (at[-1] != '\\' && !depth)
				return at + 1;
			where = CODE;
			at++;
		} else if (where == LINE_COMMENT) {
			at++;
		} else if (strncmp(at, "/*", 2) == 0 || strncmp(at, "//", 2) == 0) {
			where = at[1] == '*' ? COMMENT : LINE_COMMENT;
			at += 2;
		} else if (*at == '"' || *at == '\'') {
			at = skip_quoted(at);
		} else {
			depth += *at == '(';
			depth -= *at == ')' && depth;
			at++;
		}
	}
	return at;
}

static bool is_directive(const char *line, const char *name)
{
	return *line == '#' && strncmp(line + 1, name, strlen(name)) == 0;
}

static unsigned take_gap(struct scan *s)
{
	unsigned gap = 0;
	while (*s->at == '\n') {
		gap++;
		s->at++;
	}
	return gap;
}

/* With the brace that opens a function's body. */
static const char *take_lines(struct scan *s)
{
	const char *from = s->at;
	s->at = lines_end(s->at);
	if (strncmp(s->at, "{\n", 2) == 0)
		s->at += 2;
	return ffir_strndup(s->a, from, (size_t)(s->at - from));
}

/* What ends the lines that are inside of something. */
enum closer { CLOSER_END, CLOSER_ENDIF, CLOSER_BRACE };

static bool starts_with_brace(const char *line)
{
	return line[strspn(line, "\t ")] == '}';
}

static bool ends_with_brace(const char *lines)
{
	size_t size = strlen(lines);
	return size > 1 && lines[size - 2] == '{' && *lines != '#';
}

static bool take_inside(struct scan *s, enum closer closer, struct chunk **list, size_t *n, bool *flat);

/* All of what HEAD begins, which ends with CLOSER. It is flat, one piece, if it has several bodies: "#else", "else".
 * False, and S is where it was, if the end is missing: the brace that C++ wants for all of a header. */
static bool take_body(struct scan *s, enum closer closer, struct chunk *chunk, const char *from)
{
	const char *start = s->at;
	struct chunk *inside = NULL;
	size_t n_inside = 0;
	bool flat = false;
	for (;;) {
		if (!take_inside(s, closer, &inside, &n_inside, &flat)) {
			s->at = start;
			return false;
		}
		chunk->tail = take_lines(s);
		if (closer == CLOSER_ENDIF || !ends_with_brace(chunk->tail))
			break;
		flat = true;
	}
	chunk->inside = inside;
	chunk->n_inside = n_inside;
	if (flat)
		*chunk = (struct chunk){.gap = chunk->gap,
					.head = ffir_strndup(s->a, from, (size_t)(s->at - from)),
					.tail = ""};
	return true;
}

/* Lines up to CLOSER, which is left; false if another one comes first. *FLAT if there is an #else among them. */
static bool take_inside(struct scan *s, enum closer closer, struct chunk **list, size_t *n, bool *flat)
{
	for (;;) {
		unsigned gap = take_gap(s);
		const char *from = s->at;
		if (!*from)
			return closer == CLOSER_END;
		if (is_directive(from, "endif"))
			return closer == CLOSER_ENDIF;
		if (starts_with_brace(from) && closer == CLOSER_BRACE)
			return true;
		if (is_directive(from, "el") && closer == CLOSER_BRACE)
			return false;
		*flat = *flat || is_directive(from, "el");
		struct chunk chunk = {.gap = gap, .head = take_lines(s), .tail = ""};
		if (is_directive(from, "if")) {
			if (!take_body(s, CLOSER_ENDIF, &chunk, from))
				return false;
		} else if (ends_with_brace(chunk.head) && !take_body(s, CLOSER_BRACE, &chunk, from)) {
			chunk.tail = "";
		}
		*FFIR_PUSH(s->a, *list, *n) = chunk;
	}
}

static void split(struct ffir_arena *a, const char *text, struct chunk **list, size_t *n)
{
	struct scan s = {.a = a, .at = text};
	bool flat = false;
	*list = NULL;
	*n = 0;
	if (take_inside(&s, CLOSER_END, list, n, &flat))
		return;
	*list = NULL;
	*n = 0;
	*FFIR_PUSH(a, *list, *n) = (struct chunk){.head = text, .tail = ""};
}

/* ---- what only some have ---- */

/* "#ifdef A", "#if defined(A) || defined(B)", with BEGIN "#if" or "#elif". */
static void print_condition(struct c_emit *e, const struct variants *v, const struct variant *variant,
			    const char *begin)
{
	const struct many_targets *targets = (const struct many_targets *)v->context;
	const char *upper = c_upper(e, targets->options), *line = begin;
	for (size_t i = 0; i < variant->n_targets; i++) {
		const char *macro = macro_of(e, upper, targets->ids[variant->targets[i]]);
		const char *more = c_text(e, "%sdefined(%s)", i ? "|| " : "", macro);
		if (i && strlen(line) + strlen(more) > 96) {
			ffir_buf_printf(v->b, "%s \\\n", line);
			line = "\t";
		}
		line = c_text(e, "%s%s%s", line, line[strlen(line) - 1] == '\t' ? "" : " ", more);
	}
	ffir_buf_printf(v->b, "%s\n", line);
}

static void print(const struct variants *v, const struct variant *list, size_t n, bool all)
{
	const struct many_targets *targets = (const struct many_targets *)v->context;
	struct c_emit e = {.p = targets->p};
	/* On another target one error is enough: no "#else". */
	(void)all;
	for (size_t i = 0; i < n; i++) {
		print_condition(&e, v, &list[i], i ? "#elif" : "#if");
		ffir_buf_puts(v->b, list[i].text);
	}
	ffir_buf_puts(v->b, "#endif\n");
	ffir_arena_release(&e.a);
}

/* A condition costs three lines. */
const struct many_style c_many = {tell, {3, split, print}};
