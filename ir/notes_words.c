/*
 * Annotations of a note file beside those that are there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/compare.h"
#include "ir/merge.h"
#include "ir/noting.h"

/* Words of one row contradict each other. */
static const enum ffir_word exclusive[][8] = {
	{FFIR_W_IN, FFIR_W_OUT, FFIR_W_INOUT, FFIR_N_WORDS},
	{FFIR_W_NULLABLE, FFIR_W_NONNULL, FFIR_N_WORDS},
	{FFIR_W_ARRAY, FFIR_W_ARRAY_FIXED, FFIR_W_BYTE_LENGTH, FFIR_W_BUFFER, FFIR_N_WORDS},
	{FFIR_W_UTF8, FFIR_W_ASCII, FFIR_W_UTF16, FFIR_W_UTF32, FFIR_W_LOCALE, FFIR_W_BYTES, FFIR_N_WORDS},
	{FFIR_W_OWNED, FFIR_W_OWNED_BY, FFIR_W_BORROWED, FFIR_W_BORROWED_FROM, FFIR_W_TRANSFER, FFIR_N_WORDS},
	{FFIR_W_OPEN, FFIR_W_CLOSED, FFIR_N_WORDS},
	{FFIR_W_DEFAULT, FFIR_W_PASS, FFIR_N_WORDS},
	{FFIR_W_EXPORT, FFIR_W_HIDE, FFIR_N_WORDS},
	{FFIR_W_CONTEXT, FFIR_W_CONTEXT_BY, FFIR_N_WORDS},
};

static bool in_row(const enum ffir_word *row, enum ffir_word word)
{
	while (*row != FFIR_N_WORDS && *row != word)
		row++;
	return *row == word && word != FFIR_N_WORDS;
}

static bool words_exclude(enum ffir_word a, enum ffir_word b)
{
	for (size_t i = 0; a != b && i < sizeof exclusive / sizeof *exclusive; i++)
		if (in_row(exclusive[i], a) && in_row(exclusive[i], b))
			return true;
	return false;
}

/* Within one element nothing wins. */
static bool check_words(struct noting *n, const struct ffir_annotation *list, size_t i)
{
	for (size_t j = 0; j < i; j++) {
		const char *word = ffir_words[list[i].word].name;
		if (words_exclude(list[i].word, list[j].word)) {
			notes_error(n, &list[i].at,
				    "annotation '%s' contradicts '%s' in line %u; keep one of them", word,
				    ffir_words[list[j].word].name, list[j].at.line);
			return false;
		}
		if (list[i].word != list[j].word)
			continue;
		if (!ffir_word_repeats(list[i].word) || ffir_annotation_equal(&list[i], &list[j])) {
			notes_error(n, &list[i].at,
				    "annotation '%s' stands here for the second time, after line %u", word,
				    list[j].at.line);
			return false;
		}
	}
	return true;
}

/* Whether A, which is there already, stands against the noted B. */
static bool stands_against(const struct ffir_annotation *a, const struct ffir_annotation *b)
{
	if (a->word == b->word)
		return !ffir_word_repeats(b->word) || ffir_annotation_equal(a, b);
	return words_exclude(a->word, b->word);
}

static void add_word(struct noting *n, const struct ffir_annotation *b, struct ffir_annotation **into,
		     size_t *n_into)
{
	size_t kept = 0;
	for (size_t i = 0; i < *n_into; i++)
		if (stands_against(&(*into)[i], b) && (*into)[i].by != FFIR_BY_NOTED)
			return;
	for (size_t i = 0; i < *n_into; i++)
		if (!stands_against(&(*into)[i], b))
			(*into)[kept++] = (*into)[i];
	*n_into = kept;
	struct ffir_annotation copy = notes_copy_annotation(n, b);
	*FFIR_PUSH(&n->m->arena, *into, *n_into) = copy;
}

void notes_add_words(struct noting *n, const struct ffir_annotation *list, size_t n_list,
		     struct ffir_annotation **into, size_t *n_into)
{
	for (size_t i = 0; i < n_list; i++)
		if (check_words(n, list, i))
			add_word(n, &list[i], into, n_into);
}
