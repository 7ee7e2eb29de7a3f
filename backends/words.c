/*
 * The words of a name, and prefixes that are whole words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool is_mixed(const char *name)
{
	bool upper = false, lower = false;
	for (; *name; name++) {
		upper = upper || isupper((unsigned char)*name);
		lower = lower || islower((unsigned char)*name);
	}
	return upper && lower;
}

/* Letters of other alphabets are in a word; a library's name may hold dots and dashes. */
static bool is_separator(unsigned char c)
{
	return c < 0x80 && !isalnum(c);
}

/* Whether a word begins at C, which is not the first letter. Digits belong to the word before them, and so does
 * what follows them, but for a capital that begins a word: XMLParser2Sax is XML Parser2 Sax, block100k block100k. */
static bool begins_word(const char *c)
{
	unsigned char before = (unsigned char)c[-1], here = (unsigned char)c[0], after = (unsigned char)c[1];
	if (is_separator(before))
		return true;
	if (islower(before) && isupper(here))
		return true;
	return (isupper(before) || isdigit(before)) && isupper(here) && islower(after);
}

void split_words(const char *name, struct words *words)
{
	words->n = 0;
	words->mixed = is_mixed(name);
	for (const char *c = name; *c; c++) {
		if (is_separator((unsigned char)*c))
			continue;
		bool begins = c == name || begins_word(c);
		if (words->n == 0 || (begins && words->n < MAX_WORDS))
			words->items[words->n++] = (struct word){c, 0};
		struct word *last = &words->items[words->n - 1];
		last->size = (size_t)(c + 1 - last->text);
	}
}

static void put_word(char **to, const struct word *word, bool capital, bool upper)
{
	for (size_t i = 0; i < word->size; i++) {
		unsigned char c = (unsigned char)word->text[i];
		*(*to)++ = (char)(upper || (capital && i == 0) ? toupper(c) : tolower(c));
	}
}

static bool is_acronym(const struct words *words, const struct word *word)
{
	if (!words->mixed || word->size < 2)
		return false;
	for (size_t i = 0; i < word->size; i++)
		if (islower((unsigned char)word->text[i]))
			return false;
	return true;
}

char *name_case(struct ffir_arena *a, const char *name, enum name_case to)
{
	struct words words;
	split_words(name, &words);
	if (to == CASE_KEEP || words.n == 0)
		return ffir_strdup(a, name);
	char *text = (char *)ffir_alloc(a, 2 * strlen(name) + 1), *end = text;
	bool joined = to == CASE_CAMEL || to == CASE_PASCAL;
	for (size_t i = 0; i < words.n; i++) {
		const struct word *word = &words.items[i];
		bool capital = to == CASE_PASCAL || (to == CASE_CAMEL && i > 0);
		if (i && !joined)
			*end++ = '_';
		put_word(&end, word, capital, to == CASE_UPPER || (capital && is_acronym(&words, word)));
	}
	*end = '\0';
	return text;
}

/* ---- prefixes ---- */

bool same_word(const struct word *a, const struct word *b)
{
	return a->size == b->size && strncasecmp(a->text, b->text, a->size) == 0;
}

/* What is left of NAME without the words of PREFIX; NULL if it does not begin so, or nothing valid is left.
 */
const char *without_prefix(const char *name, const char *prefix)
{
	struct words of_name, of_prefix;
	if (!prefix)
		return NULL;
	split_words(name, &of_name);
	split_words(prefix, &of_prefix);
	if (of_prefix.n == 0 || of_name.n <= of_prefix.n)
		return NULL;
	for (size_t i = 0; i < of_prefix.n; i++)
		if (!same_word(&of_name.items[i], &of_prefix.items[i]))
			return NULL;
	const struct word *rest = &of_name.items[of_prefix.n];
	return isalpha((unsigned char)rest->text[0]) ? rest->text : NULL;
}

/* How many words all N names begin with; at least one word of each is left. */
size_t shared_words(const struct plan_enumerator *items, size_t n)
{
	struct words first, other;
	if (n < 2)
		return 0;
	split_words(items[0].name.cname, &first);
	size_t shared = first.n ? first.n - 1 : 0;
	for (size_t i = 1; i < n; i++) {
		size_t same = 0;
		split_words(items[i].name.cname, &other);
		while (same < shared && same + 1 < other.n &&
		       same_word(&first.items[same], &other.items[same]))
			same++;
		shared = same;
	}
	return shared;
}

const char *skip_words(const char *name, size_t n)
{
	struct words words;
	split_words(name, &words);
	return n < words.n ? words.items[n].text : name;
}

/* Without its first N words each enumerator has to be a name. */
bool can_skip(const struct plan_enumerator *items, size_t n_items, size_t n)
{
	for (size_t i = 0; i < n_items; i++)
		if (!isalpha((unsigned char)skip_words(items[i].name.cname, n)[0]))
			return false;
	return true;
}
