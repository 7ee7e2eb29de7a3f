/*
 * Options, help and mistakes, the same way in every sub-command.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/command.h"

#include <stdlib.h>
#include <string.h>

#include "ir/nearest.h"
#include "ir/notes.h"
#include "ir/read.h"

void strings_add(struct strings *list, const char *text)
{
	const char **items = (const char **)realloc(list->items, (list->n + 1) * sizeof *items);
	if (!items) {
		fputs("ffirender: out of memory\n", stderr);
		exit(STATUS_ERROR);
	}
	list->items = items;
	list->items[list->n++] = text;
}

void strings_release(struct strings *list)
{
	free(list->items);
	*list = (struct strings){0};
}

/* ---- help ---- */

/* "-o, --output FILE" */
static size_t print_option_head(FILE *to, const struct option_spec *o)
{
	int n = o->letter ? fprintf(to, "  %s, %s", o->letter, o->name) : fprintf(to, "  %s", o->name);
	if (o->value)
		n += fprintf(to, " %s", o->value);
	return n < 0 ? 0 : (size_t)n;
}

enum { OPTION_COLUMN = 28, TEXT_COLUMNS = 78 };

/* Says TEXT from OPTION_COLUMN on, word by word; the line is filled up to COLUMN. */
static void print_option_text(FILE *to, size_t column, const char *text)
{
	if (column >= OPTION_COLUMN) {
		fputc('\n', to);
		column = 0;
	}
	column += (size_t)fprintf(to, "%*s", (int)(OPTION_COLUMN - column), "");
	while (*text) {
		size_t word = strcspn(text, " ");
		if (column > OPTION_COLUMN && column + 1 + word > TEXT_COLUMNS) {
			fprintf(to, "\n%*s", OPTION_COLUMN, "");
			column = OPTION_COLUMN;
		}
		column += (size_t)fprintf(to, "%s%.*s", column > OPTION_COLUMN ? " " : "", (int)word, text);
		text += word + (text[word] == ' ');
	}
	fputc('\n', to);
}

static void print_examples(FILE *to, const char *examples)
{
	fputs("\nExamples:\n", to);
	while (*examples) {
		size_t n = strcspn(examples, "\n");
		fprintf(to, n ? "  %.*s\n" : "\n", (int)n, examples);
		examples += n + (examples[n] == '\n');
	}
}

void usage_print(FILE *to, const struct usage *u)
{
	fprintf(to, "Usage: %s %s\n\n%s\nOptions:\n", u->name, u->synopsis, u->about);
	for (const struct option_spec *o = u->options; o->name; o++)
		print_option_text(to, print_option_head(to, o), o->says);
	print_option_text(to, (size_t)fprintf(to, "  --help"), "print this");
	if (u->examples)
		print_examples(to, u->examples);
}

enum exit_status usage_error(const struct usage *u, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	fprintf(stderr, "%s: ", u->name);
	vfprintf(stderr, format, ap);
	fprintf(stderr, "\nTry '%s --help'.\n", u->name);
	va_end(ap);
	return STATUS_USAGE;
}

/* ---- reading ---- */

struct reading {
	const struct usage *usage;
	int argc, at;
	char **argv;
};

/* The option that ARGUMENT spells: alone, as --name=value or -Xvalue. *VALUE is what is joined to it. */
static const struct option_spec *find_option(const struct usage *u, const char *argument, const char **value)
{
	*value = NULL;
	for (const struct option_spec *o = u->options; o->name; o++) {
		size_t n = strlen(o->name);
		if (strcmp(argument, o->name) == 0 || (o->letter && strcmp(argument, o->letter) == 0))
			return o;
		if (strncmp(argument, o->name, n) == 0 && argument[n] == '=') {
			*value = argument + n + 1;
			return o;
		}
		if (o->letter && o->value && strncmp(argument, o->letter, 2) == 0) {
			*value = argument + 2;
			return o;
		}
	}
	return NULL;
}

static enum exit_status unknown_option(const struct usage *u, const char *argument)
{
	struct ffir_arena a = {0};
	const char *name = ffir_strndup(&a, argument, strcspn(argument, "="));
	struct ffir_nearest nearest = ffir_nearest_to(name);

	for (const struct option_spec *o = u->options; o->name; o++)
		ffir_nearest_offer(&nearest, o->name);
	enum exit_status status =
		nearest.name ? usage_error(u, "unknown option '%s'; did you mean '%s'?", name, nearest.name)
			     : usage_error(u, "unknown option '%s'", name);
	ffir_arena_release(&a);
	return status;
}

static enum exit_status take_option(struct reading *r, const char *argument)
{
	const char *value;
	const struct option_spec *o = find_option(r->usage, argument, &value);

	if (!o)
		return unknown_option(r->usage, argument);
	if (!o->value) {
		if (value)
			return usage_error(r->usage, "option '%s' takes no value", o->name);
		*o->flag = true;
		return STATUS_OK;
	}
	if (!value && r->at < r->argc)
		value = r->argv[r->at++];
	if (!value || !*value)
		return usage_error(r->usage, "option '%s' needs a value: %s %s", argument, o->name, o->value);
	if (o->list)
		strings_add(o->list, value);
	else
		*o->text = value;
	return STATUS_OK;
}

bool usage_parse(const struct usage *u, int argc, char **argv, struct strings *operands, struct strings *rest,
		 enum exit_status *status)
{
	struct reading r = {.usage = u, .argc = argc, .at = 1, .argv = argv};

	while (r.at < argc) {
		const char *argument = argv[r.at++];
		if (strcmp(argument, "--") == 0)
			break;
		if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
			usage_print(stdout, u);
			*status = fflush(stdout) == 0 ? STATUS_OK : STATUS_ERROR;
			return false;
		}
		if (argument[0] != '-' || !argument[1]) {
			strings_add(operands, argument);
			continue;
		}
		*status = take_option(&r, argument);
		if (*status != STATUS_OK)
			return false;
	}
	while (r.at < argc)
		strings_add(rest ? rest : operands, argv[r.at++]);
	return true;
}

/* ---- what every command reads ---- */

static bool apply_notes(const struct ffir_interface *all, const char *path, struct diag *d)
{
	struct ffir_module *notes = ffir_read_notes(path, d);
	bool good = notes && ffir_notes_apply_to(all, notes, d);
	ffir_module_free(notes);
	return good;
}

bool load_interface(const struct strings *inputs, const struct strings *notes,
		    const struct ffir_load_settings *settings, struct ffir_interface *out, struct diag *d)
{
	bool good = ffir_load_interface(inputs->items, inputs->n, settings, out, d);

	for (size_t i = 0; good && notes && i < notes->n; i++)
		good = apply_notes(out, notes->items[i], d);
	if (!good)
		ffir_interface_release(out);
	return good;
}
