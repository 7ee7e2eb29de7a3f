/*
 * The run time: real Python in runtime/, of which a module gets what it uses.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"
#include "backends/python/runtime.h"

static const struct part parts[N_PARTS] = {PYTHON_EARLY_PARTS(PART_ROW) PYTHON_LATE_PARTS(PART_ROW)};

const struct run_time python_run_time = {
	.parts = parts, .n = N_PARTS, .suffix = "_py", .behind_head = "\n\n\n"};

void need(struct python *e, enum python_part part)
{
	part_need(&python_run_time, e->parts, part);
}

/* Behind the comments of a file stand its imports, those for type checkers below a condition. */
static void import_for(struct python *e, size_t part)
{
	const char *end = part_body(&python_run_time, part);
	bool typing = false;
	for (const char *line = parts[part].text; line < end;) {
		size_t n = strcspn(line, "\n");
		if (strncmp(line, "if TYPE_CHECKING:", 17) == 0)
			typing = true;
		else if (strncmp(line, "import ", 7) == 0 || strncmp(line, "from ", 5) == 0)
			need_import(e, ffir_strndup(e->a, line, n));
		else if (typing && line[0] == ' ')
			need_typing(e, ffir_strndup(e->a, line + strspn(line, " "), n - strspn(line, " ")));
		line += n + (line[n] == '\n');
	}
}

void import_for_parts(struct python *e)
{
	for (size_t i = 0; i < N_PARTS; i++)
		if (e->parts[i])
			import_for(e, i);
}

static void emit_part(struct python *e, struct writer *w, size_t part)
{
	struct writer *body = e->w;
	e->w = w;
	emit_gap(e);
	e->w = body;
	for (const char *line = part_body(&python_run_time, part); *line;) {
		size_t n = strcspn(line, "\n");
		if (n)
			w_line(w, "%.*s", (int)n, line);
		else
			w_part(w, "\n");
		line += n + (line[n] == '\n');
	}
}

void emit_parts(struct python *e, struct writer *w, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (e->parts[i])
			emit_part(e, w, i);
}
