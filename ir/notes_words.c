/*
 * Annotations of a note file beside those that are there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/compare.h"
#include "ir/merge.h"
#include "ir/noting.h"

/* Within one element nothing wins. */
static bool check_words(struct noting *n, const struct ffir_annotation *list, size_t i)
{
	for (size_t j = 0; j < i; j++) {
		const char *word = ffir_words[list[i].word].name;
		if (ffir_words_exclude(list[i].word, list[j].word)) {
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
	return ffir_words_exclude(a->word, b->word);
}

/* Whether B says what the attribute A does, or says it more exactly. */
static bool takes_the_place_of(const struct ffir_annotation *b, const struct ffir_annotation *a)
{
	return a->word == b->word ? ffir_annotation_equal(a, b) : ffir_word_refines(b->word, a->word);
}

/* Whether A, which stands against the noted B, has more authority. */
static bool stays(struct noting *n, const struct ffir_annotation *a, const struct ffir_annotation *b)
{
	if (a->by == FFIR_BY_STANDARD && !takes_the_place_of(b, a))
		diag_warning(n->d, &b->at, "annotation '%s' is left out: an attribute in C says '%s'",
			     ffir_words[b->word].name, ffir_words[a->word].name);
	return a->by == FFIR_BY_DECLARED || (a->by == FFIR_BY_STANDARD && !takes_the_place_of(b, a));
}

static void add_word(struct noting *n, const struct ffir_annotation *b, struct ffir_annotation **into,
		     size_t *n_into)
{
	size_t kept = 0;
	for (size_t i = 0; i < *n_into; i++)
		if (stands_against(&(*into)[i], b) && stays(n, &(*into)[i], b))
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
