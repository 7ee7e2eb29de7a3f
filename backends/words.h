/*
 * Names in words: XMLParser2 is XML Parser2. Used by names.c only.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_WORDS_H
#define FFI_WORDS_H

#include "backends/names.h"

struct word {
	const char *text;
	size_t size;
};

enum { MAX_WORDS = 64 };

struct words {
	struct word items[MAX_WORDS];
	size_t n;
	bool mixed; /* holds capitals and small letters: case tells words apart, and acronyms */
};

void split_words(const char *name, struct words *words);
/* Holds capitals and small letters. */
bool is_mixed(const char *name);
bool same_word(const struct word *a, const struct word *b);

/* What is left of NAME without the words of PREFIX; NULL if it does not begin so, or no name is left. */
const char *without_prefix(const char *name, const char *prefix);
const char *skip_words(const char *name, size_t n);
/* How many words all N names begin with; at least one word of each is left. */
size_t shared_words(const struct plan_enumerator *items, size_t n);
/* Whether each is a name without its first N words. */
bool can_skip(const struct plan_enumerator *items, size_t n_items, size_t n);

#endif
