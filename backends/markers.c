/*
 * Macros of headers that are annotations: what scan defines in front of the headers for plugin/markers.cc.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/markers.h"

#include <string.h>

#include "ir/annotation.h"

void markers_quote(struct ffir_buf *unit, const char *text)
{
	ffir_buf_puts(unit, "\"");
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			ffir_buf_puts(unit, "\\");
		ffir_buf_add(unit, c, 1);
	}
	ffir_buf_puts(unit, "\"");
}

/* What follows stands in a note file, so that a message about it does. */
void markers_at(struct ffir_buf *unit, const struct ffir_loc *at)
{
	ffir_buf_printf(unit, "# %u ", at->line);
	markers_quote(unit, at->file);
	ffir_buf_puts(unit, "\n");
}

/* "$2": 2; else 0. */
static unsigned marker_param(const char *text)
{
	return text[0] == '$' && text[1] >= '1' && text[1] <= '9' && !text[2] ? (unsigned)(text[1] - '0') : 0;
}

static unsigned marker_params(const struct ffir_marker *marker)
{
	unsigned most = 0;
	for (size_t i = 0; i < marker->n_annotations; i++)
		for (size_t j = 0; j < marker->annotations[i].n_args; j++)
			if (marker_param(marker->annotations[i].args[j].text) > most)
				most = marker_param(marker->annotations[i].args[j].text);
	return most;
}

/* ARG of the kind that LETTER of the vocabulary says: a value is an expression, all else is quoted. */
static void define_argument(struct ffir_buf *unit, char letter, const char *arg)
{
	unsigned param = marker_param(arg);
	ffir_buf_puts(unit, ", ");
	if (param)
		ffir_buf_printf(unit, letter == 'v' ? "p%u" : "#p%u", param);
	else if (letter == 'v')
		ffir_buf_puts(unit, arg);
	else
		markers_quote(unit, arg);
}

static void define_annotation(struct ffir_buf *unit, const struct ffir_annotation *a)
{
	const char *letter = ffir_words[a->word].args;
	ffir_buf_printf(unit, " __attribute__((__ffi_%s__(\"@marker\"", ffir_words[a->word].name);
	for (size_t i = 0; i < a->n_args; i++) {
		define_argument(unit, *letter, a->args[i].text);
		/* '*' and '+': the last letter is of all that follow. */
		bool more = letter[1] == '*' || letter[1] == '+';
		if (*letter && !more)
			letter += 1 + (letter[1] == '?');
	}
	ffir_buf_puts(unit, ")))");
}

/* The macro that the plugin puts in its place, at its place in the note file. */
static void define_marker(struct ffir_buf *unit, const struct ffir_marker *marker)
{
	unsigned n = marker_params(marker);
	markers_at(unit, &marker->at);
	ffir_buf_printf(unit, "#define ffi_marker_%s", marker->macro);
	for (unsigned i = 1; i <= n; i++)
		ffir_buf_printf(unit, "%sp%u%s", i == 1 ? "(" : ", ", i, i == n ? ", ...)" : "");
	for (size_t i = 0; i < marker->n_annotations; i++)
		define_annotation(unit, &marker->annotations[i]);
	ffir_buf_puts(unit, "\n");
}

/* What only declares something of its own, or has parts, is in no attribute that could stand anywhere. */
static bool check_marker(const struct ffir_marker *marker, struct diag *d)
{
	for (size_t i = 0; i < marker->n_annotations; i++) {
		const struct ffir_word_info *word = &ffir_words[marker->annotations[i].word];
		if (word->places != FFIR_ON_FILE && !strpbrk(word->args, "ay"))
			continue;
		diag_error(d, &marker->at, "marker '%s': no macro that stands somewhere can say '%s'",
			   marker->macro, word->name);
		return false;
	}
	return true;
}

bool markers_define(struct ffir_buf *unit, const struct ffir_module *notes, struct diag *d)
{
	for (size_t i = 0; i < notes->n_markers; i++) {
		if (!check_marker(&notes->markers[i], d))
			return false;
		define_marker(unit, &notes->markers[i]);
	}
	return true;
}

void markers_end(struct ffir_buf *unit)
{
	if (unit->size)
		ffir_buf_puts(unit, "# 1 \"<stdin>\"\n");
}
