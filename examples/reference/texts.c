/*
 * Texts.
 *
 * SPDX-License-Identifier: MIT
 */
#include "texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counts.h"
#include "memory.h"

size_t ref_text_length(const char *text)
{
	return strlen(text);
}

size_t ref_text_length_or_zero(const char *text)
{
	return text ? strlen(text) : 0;
}

size_t ref_text_ascii(const char *text)
{
	return strlen(text);
}

const char *ref_text_borrowed(void)
{
	return "h\303\251llo";
}

char *ref_text_join(const char *text, const char *more)
{
	char *joined = memory_allocate(strlen(text) + strlen(more) + 1);
	if (joined) {
		strcpy(joined, text);
		strcat(joined, more);
	}
	return joined;
}

char *ref_text_maybe(const char *text)
{
	return *text ? memory_copy(text) : NULL;
}

static size_t count_bytes(const unsigned char *bytes, size_t size, unsigned char wanted)
{
	size_t n = 0;
	for (size_t i = 0; i < size; i++)
		n += bytes[i] == wanted;
	return n;
}

size_t ref_text_count(const char *text, size_t size, char wanted)
{
	return count_bytes((const unsigned char *)text, size, (unsigned char)wanted);
}

size_t ref_bytes_count(const void *bytes, size_t size, unsigned char wanted)
{
	return count_bytes(bytes, size, wanted);
}

size_t ref_text_utf16_length(const char16_t *text)
{
	size_t n = 0;
	while (text[n])
		n++;
	return n;
}

char16_t *ref_text_utf16_copy(const char16_t *text, size_t units, size_t *count)
{
	char16_t *copy = memory_allocate((units + 1) * sizeof *copy);
	*count = copy ? units : 0;
	if (copy)
		memcpy(copy, text, units * sizeof *copy);
	return copy;
}

size_t ref_text_utf32_length(const char32_t *text)
{
	size_t n = 0;
	while (text[n])
		n++;
	return n;
}

size_t ref_text_locale_length(const char *text)
{
	return strlen(text);
}

char *ref_text_bytes(const char *text)
{
	return memory_copy(text);
}

static char *given;

void ref_text_give(char *text)
{
	free(given);
	given = text;
}

size_t ref_text_given(void)
{
	return given ? strlen(given) : 0;
}

enum ref_fault ref_text_number(long n, char *text, size_t capacity, size_t *written)
{
	/* Wider than most first guesses, so that callers have to ask again. */
	int size = snprintf(text, capacity, "%600ld", n);
	if (size < 0 || (size_t)size >= capacity)
		return REF_FAULT_TOO_SMALL;
	*written = (size_t)size;
	return REF_FAULT_NONE;
}

char *ref_texts_join(const char *const *texts, size_t n)
{
	size_t size = 1;
	for (size_t i = 0; i < n; i++)
		size += strlen(texts[i]) + 1;
	char *joined = memory_allocate(size);
	for (size_t i = 0; joined && i < n; i++) {
		if (i)
			strcat(joined, " ");
		strcat(joined, texts[i]);
	}
	return joined;
}

char *ref_texts_join_ended(const char *const *texts)
{
	size_t n = 0;
	while (texts[n])
		n++;
	return ref_texts_join(texts, n);
}

static size_t count_words(const char *text)
{
	size_t n = 0;
	for (const char *c = text; *c; c += strspn(c, " ")) {
		n++;
		c += strcspn(c, " ");
	}
	return n;
}

char **ref_texts_split(const char *text, size_t *n)
{
	size_t count = count_words(text += strspn(text, " "));
	char **words = memory_allocate((count + 1) * sizeof *words);
	*n = 0;
	for (size_t i = 0; words && i < count; i++) {
		size_t size = strcspn(text, " ");
		words[i] = memory_allocate(size + 1);
		if (words[i])
			memcpy(words[i], text, size);
		text += size;
		text += strspn(text, " ");
		(*n)++;
	}
	return words;
}

const char *const *ref_texts_days(void)
{
	static const char *const days[] = {"Monday", "Tuesday",	 "Wednesday", "Thursday",
					   "Friday", "Saturday", "Sunday",    NULL};
	return days;
}

char **ref_texts_words(const char *text)
{
	size_t n;
	return ref_texts_split(text, &n);
}

void ref_texts_free(char **texts)
{
	for (size_t i = 0; texts && texts[i]; i++)
		ref_free(texts[i]);
	ref_free(texts);
}

size_t ref_view_length(struct ref_view view)
{
	return view.size;
}

struct ref_view ref_view_first(struct ref_view view)
{
	const char *end = view.size ? memchr(view.text, ' ', view.size) : NULL;
	return (struct ref_view){view.text, end ? (size_t)(end - view.text) : view.size};
}

void ref_string_free(struct ref_string *string)
{
	ref_free(string->text);
	string->text = NULL;
	string->size = string->capacity = 0;
}

struct ref_string ref_string_repeat(struct ref_view text, unsigned n)
{
	struct ref_string string = {.size = text.size * n, .capacity = text.size * n + 1};
	string.text = memory_allocate(string.capacity);
	for (unsigned i = 0; string.text && text.size && i < n; i++)
		memcpy(string.text + i * text.size, text.text, text.size);
	return string;
}

enum ref_fault ref_string_fill(const char *text, struct ref_string *string)
{
	if (!*text)
		return REF_FAULT_INVALID;
	*string = ref_string_repeat((struct ref_view){text, strlen(text)}, 1);
	return REF_FAULT_NONE;
}

struct ref_label {
	const char *text;
	const int *numbers;
	size_t n;
};

ref_label *ref_label_new(const char *text)
{
	ref_label *label = calloc(1, sizeof *label);
	if (label) {
		count_objects(1);
		label->text = text;
	}
	return label;
}

void ref_label_free(ref_label *label)
{
	if (label)
		count_objects(-1);
	free(label);
}

void ref_label_number(ref_label *label, const int *numbers, size_t n)
{
	label->numbers = numbers;
	label->n = n;
}

char *ref_label_show(const ref_label *label)
{
	char *shown = memory_allocate(strlen(label->text) + 16);
	int sum = 0;
	for (size_t i = 0; i < label->n; i++)
		sum += label->numbers[i];
	if (shown)
		sprintf(shown, "%s: %d", label->text, sum);
	return shown;
}

size_t ref_text_from(ref_text_maker make, void *user, int n)
{
	size_t size = 0;
	for (int i = 1; i <= n; i++) {
		char *text = make(i, user);
		size += text ? strlen(text) : 0;
		free(text);
	}
	return size;
}

char *ref_text_collect(ref_text_maker make, void *user, int n)
{
	char *all = memory_copy("");
	for (int i = 1; all && i <= n; i++) {
		char *text = make(i, user);
		if (!text)
			continue;
		char *longer = memory_allocate(strlen(all) + strlen(text) + 1);
		if (longer)
			strcat(strcpy(longer, all), text);
		ref_free(all);
		all = longer;
		free(text);
	}
	return all;
}

void ref_text_show(ref_text_taker take, void *user)
{
	static const char *const many[] = {"one", "two"};
	take("t\u00ebxt", NULL, (struct ref_view){"view and more", 4}, u"w\u00efde", many, 2, user);
}
