/*
 * The vocabulary of annotations as a table, and look-ups in it. Also runs inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/annotation.h"

#include <string.h>

const struct ffir_word_info ffir_words[FFIR_N_WORDS] = {
#define WORD(ID, name, places, of, args, says) {name, places, of, args, says},
#include "ir/vocabulary.def"
#undef WORD
};

enum ffir_word ffir_word_find(const char *name)
{
	unsigned i = 0;
	while (i < FFIR_N_WORDS && strcmp(ffir_words[i].name, name) != 0)
		i++;
	return (enum ffir_word)i;
}

/* How many letters must be inserted, removed or replaced; both are at most 32 letters. */
static unsigned distance(const char *a, const char *b)
{
	unsigned row[33];
	size_t n = strlen(b);
	for (unsigned j = 0; j <= n; j++)
		row[j] = j;
	for (unsigned i = 0; a[i]; i++) {
		unsigned diagonal = row[0];
		row[0] = i + 1;
		for (unsigned j = 0; j < n; j++) {
			unsigned best = diagonal + (a[i] != b[j]);
			diagonal = row[j + 1];
			if (row[j + 1] + 1 < best)
				best = row[j + 1] + 1;
			if (row[j] + 1 < best)
				best = row[j] + 1;
			row[j + 1] = best;
		}
	}
	return row[n];
}

const char *ffir_word_nearest(const char *name)
{
	size_t length = strlen(name);
	if (length < 2 || length > 32)
		return NULL;
	const char *nearest = NULL;
	unsigned best = length < 6 ? 2 : 3;
	for (unsigned i = 0; i < FFIR_N_WORDS; i++) {
		unsigned d = distance(name, ffir_words[i].name);
		if (d < best) {
			best = d;
			nearest = ffir_words[i].name;
		}
	}
	return nearest;
}

const struct ffir_annotation *ffir_annotation_find(const struct ffir_annotation *list, size_t n,
						   enum ffir_word word)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].word == word)
			return &list[i];
	return NULL;
}
