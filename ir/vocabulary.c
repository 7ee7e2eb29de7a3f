/*
 * The vocabulary of annotations as a table, and look-ups in it. Also runs inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/annotation.h"

#include <ctype.h>
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

/* Words of which a thing can have one only; rows end in FFIR_N_WORDS. */
static const enum ffir_word exclusive[][11] = {
	{FFIR_W_EXPORT, FFIR_W_HIDE, FFIR_N_WORDS},
	{FFIR_W_IN, FFIR_W_OUT, FFIR_W_INOUT, FFIR_N_WORDS},
	{FFIR_W_NULLABLE, FFIR_W_NONNULL, FFIR_N_WORDS},
	{FFIR_W_ARRAY, FFIR_W_ARRAY_FIXED, FFIR_W_ZERO_TERMINATED, FFIR_W_BYTE_LENGTH, FFIR_W_BUFFER,
	 FFIR_N_WORDS},
	{FFIR_W_IN, FFIR_W_BUFFER, FFIR_N_WORDS},
	{FFIR_W_UTF8, FFIR_W_ASCII, FFIR_W_UTF16, FFIR_W_UTF32, FFIR_W_LOCALE, FFIR_W_BYTES, FFIR_N_WORDS},
	{FFIR_W_OWNED, FFIR_W_OWNED_BY, FFIR_W_BORROWED, FFIR_W_BORROWED_FROM, FFIR_N_WORDS},
	{FFIR_W_OWNED, FFIR_W_TRANSFER, FFIR_W_BORROWED, FFIR_W_BORROWED_FROM, FFIR_N_WORDS},
	{FFIR_W_SCOPE, FFIR_W_RETAINED, FFIR_N_WORDS},
	{FFIR_W_CONTEXT, FFIR_W_CONTEXT_BY, FFIR_N_WORDS},
	{FFIR_W_DEFAULT, FFIR_W_PASS, FFIR_W_RESERVED, FFIR_N_WORDS},
	{FFIR_W_OPEN, FFIR_W_CLOSED, FFIR_N_WORDS},
	{FFIR_W_FLAGS, FFIR_W_ERROR, FFIR_N_WORDS},
	{FFIR_W_HANDLE, FFIR_W_TRANSPARENT, FFIR_N_WORDS},
	{FFIR_W_SERVICE, FFIR_W_SLICE, FFIR_W_SLICE_MUT, FFIR_W_VEC, FFIR_W_STRING_VIEW, FFIR_W_STRING,
	 FFIR_W_OPTION, FFIR_W_RESULT, FFIR_W_TAGGED, FFIR_W_INTERFACE, FFIR_N_WORDS},
	{FFIR_W_CONSTRUCTOR, FFIR_W_DESTRUCTOR, FFIR_W_METHOD, FFIR_W_STATIC, FFIR_W_REF, FFIR_W_UNREF,
	 FFIR_W_CLONE, FFIR_N_WORDS},
	{FFIR_W_GETTER, FFIR_W_SETTER, FFIR_N_WORDS},
	{FFIR_W_TO_STRING, FFIR_W_EQUALS, FFIR_W_HASH, FFIR_W_COMPARE, FFIR_W_ITERATOR, FFIR_N_WORDS},
	{FFIR_W_ENUM, FFIR_W_FLAGS_ENUM, FFIR_N_WORDS},
	{FFIR_W_BLOCKING, FFIR_W_LEAF, FFIR_N_WORDS},
	{FFIR_W_THREAD_SAFE, FFIR_W_THREAD_BOUND, FFIR_N_WORDS},
};

static bool in_row(const enum ffir_word *row, enum ffir_word word)
{
	while (*row != FFIR_N_WORDS && *row != word)
		row++;
	return *row == word && word != FFIR_N_WORDS;
}

bool ffir_words_exclude(enum ffir_word a, enum ffir_word b)
{
	for (size_t i = 0; a != b && i < sizeof exclusive / sizeof *exclusive; i++)
		if (in_row(exclusive[i], a) && in_row(exclusive[i], b))
			return true;
	return false;
}

bool ffir_word_refines(enum ffir_word word, enum ffir_word standard)
{
	return standard == FFIR_W_ARRAY || standard == FFIR_W_ARRAY_FIXED ||
	       standard == FFIR_W_ZERO_TERMINATED || word == FFIR_W_OWNED;
}

/* How many bytes of TEXT are an identifier of C; letters may be any that are not of ASCII. */
static size_t identifier_size(const char *text)
{
	size_t n = 0;
	while (isalpha((unsigned char)text[n]) || text[n] == '_' || text[n] & 0x80 ||
	       (n && isdigit((unsigned char)text[n])))
		n++;
	return n;
}

bool ffir_word_takes(enum ffir_word word, const char *text)
{
	if (word != FFIR_W_NAME && word != FFIR_W_NAMESPACE)
		return true;
	size_t n = identifier_size(text);
	while (n && text[n] == '.' && word == FFIR_W_NAMESPACE) {
		text += n + 1;
		n = identifier_size(text);
	}
	return n && !text[n];
}

bool ffir_word_repeats(enum ffir_word word)
{
	return word == FFIR_W_SERVICE_AS || word == FFIR_W_VARIADIC || word == FFIR_W_ALLOW ||
	       word == FFIR_W_CONSTRUCTOR || word == FFIR_W_DESTRUCTOR || word == FFIR_W_METHOD ||
	       word == FFIR_W_STATIC || word == FFIR_W_KEEPS || word == FFIR_W_SENTINEL ||
	       word == FFIR_W_CASE;
}

const struct ffir_annotation *ffir_annotation_find(const struct ffir_annotation *list, size_t n,
						   enum ffir_word word)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].word == word)
			return &list[i];
	return NULL;
}
