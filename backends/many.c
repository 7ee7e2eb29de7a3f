/*
 * What was printed for several targets as one file.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/many.h"

#include <string.h>

struct many {
	const struct backend *b;
	const struct rendering *each;
	const struct emit_options *options;
	struct diag *d;
	struct ffir_arena a;
	/* Those that are told apart. */
	size_t *apart;
	const char **ids, **tells;
	size_t n_apart;
};

static const char *text_of(const struct many *g, size_t target, size_t file)
{
	const struct ffir_buf *b = &g->each[target].out.files[file]->buf;
	return b->text ? b->text : "";
}

static const char *id_of(const struct many *g, size_t target)
{
	return ffir_target_id(g->options->all->modules[target]);
}

/* The line of A that B does not have at its place. */
static const char *different_line(struct many *g, const char *a, const char *b)
{
	const char *line = a;
	for (; *a && *a == *b; a++, b++)
		if (*a == '\n')
			line = a + 1;
	line += strspn(line, " \t");
	size_t size = strcspn(line, "\n");
	return ffir_printf(&g->a, "%.*s%s", size < 80 ? (int)size : 77, line, size < 80 ? "" : "...");
}

/* Both are the same in all files, or it is said what is not, and WHY that is wrong. */
static bool require_same(struct many *g, size_t i, size_t k, const char *why)
{
	for (size_t file = 0; file < g->each[i].out.n_files; file++) {
		const char *a = text_of(g, i, file), *b = text_of(g, k, file);
		if (strcmp(a, b) == 0)
			continue;
		diag_error(g->d, NULL,
			   "targets '%s' and '%s' are not the same in %s, %s; render each by itself with "
			   "'--target'. It begins with '%s' and '%s'",
			   id_of(g, i), id_of(g, k), g->b->title, why, different_line(g, a, b),
			   different_line(g, b, a));
		return false;
	}
	return true;
}

static bool tell_apart(struct many *g)
{
	for (size_t i = 0; i < g->options->all->n_modules; i++) {
		const struct ffir_module *m = g->options->all->modules[i];
		bool asks = g->b->many && g->options->all->n_modules > 1;
		const char *tell = asks ? g->b->many->tell(&g->a, m, g->d) : "";
		size_t k = 0;
		if (!tell)
			return false;
		while (k < g->n_apart && strcmp(g->tells[k], tell) != 0)
			k++;
		if (k < g->n_apart) {
			const char *why = g->b->many ? "and a program cannot tell which one it is on"
						     : "which does not choose between targets when it runs";
			if (!require_same(g, g->apart[k], i, why))
				return false;
			continue;
		}
		*FFIR_PUSH(&g->a, g->apart, k) = i;
		k = g->n_apart;
		*FFIR_PUSH(&g->a, g->ids, k) = id_of(g, i);
		*FFIR_PUSH(&g->a, g->tells, g->n_apart) = tell;
	}
	return true;
}

static void join_file(struct many *g, size_t file, struct output *out)
{
	const struct writer *first = g->each[g->apart[0]].out.files[file];
	const char **texts = (const char **)ffir_alloc(&g->a, g->n_apart * sizeof *texts);
	struct many_targets targets = {.p = g->each[0].p, .options = g->options, .ids = g->ids};
	struct variants v = {
		.a = &g->a, .b = &output_file(out, first->path, first->indent)->buf, .context = &targets};
	for (size_t i = 0; i < g->n_apart; i++)
		texts[i] = text_of(g, g->apart[i], file);
	if (g->n_apart == 1)
		ffir_buf_puts(v.b, texts[0]);
	else
		variants_join(&v, &g->b->many->variants, texts, g->n_apart);
}

bool many_join(const struct backend *b, const struct rendering *each, const struct emit_options *options,
	       struct output *out, struct diag *d)
{
	struct many g = {.b = b, .each = each, .options = options, .d = d};
	bool good = tell_apart(&g);
	for (size_t file = 0; good && file < each[0].out.n_files; file++)
		join_file(&g, file, out);
	ffir_arena_release(&g.a);
	return good;
}
