/*
 * What a comment is about by itself: a declaration, the file, a group, or what stands below a heading.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/comment_kind.h"

#include <string.h>

#include "ir/chunk.h"

/* Behind "<!-- text -->" at S, or S: Doxygen shows nothing of it. */
static const char *skip_hidden(const char *s, const char *end)
{
	if (end - s < 4 || memcmp(s, "<!--", 4) != 0)
		return s;
	for (const char *close = s + 4; end - close >= 3; close++)
		if (memcmp(close, "-->", 3) == 0)
			return close + 3;
	return s;
}

bool comment_has_letters(const struct token *t)
{
	const char *end = t->text + t->size;

	for (const char *s = t->text; s < end; s++) {
		if (t->doc && *s == '<')
			s = skip_hidden(s, end);
		if (s < end && is_name_char(*s) && *s != '_')
			return true;
	}
	return false;
}

/* The command, "file" of "@file", that starts at S; its size, 0 if there is none. "@file_name" is another word, and
 * "@file:" what gtk-doc and kernel-doc say of a parameter of this name. */
static size_t command_at(const char *s, const char *end, const char **word)
{
	if (s == end || (*s != '@' && *s != '\\'))
		return 0;
	*word = ++s;
	if (s < end && (*s == '{' || *s == '}'))
		return 1;
	while (s < end && *s >= 'a' && *s <= 'z')
		s++;
	return s < end && (is_name_char(*s) || *s == ':' || *s == '.') ? 0 : (size_t)(s - *word);
}

/* Where text starts behind the marks at the start of a comment's line. */
static const char *skip_marks(const char *s, const char *end)
{
	while (s < end && (is_blank(*s) || *s == '*' || *s == '/' || *s == '!' || *s == '<'))
		s++;
	return s;
}

static bool is_among(const char *word, size_t size, const char *const *words)
{
	while (*words && !word_is(word, size, *words))
		words++;
	return *words != NULL;
}

/* Does a line of T start with MARK and one of WORDS? */
static bool has_command(const struct token *t, char mark, const char *const *words)
{
	const char *s = t->text, *end = t->text + t->size, *word;

	for (; (s = (const char *)memchr(s, mark, (size_t)(end - s))); s++) {
		const char *line = s;
		size_t size = command_at(s, end, &word);

		if (!size || !is_among(word, size, words))
			continue;
		while (line > t->text && line[-1] != '\n')
			line--;
		if (skip_marks(line, end) == s)
			return true;
	}
	return false;
}

static bool has_one_command(const struct token *t, const char *const *words)
{
	return has_command(t, '@', words) || has_command(t, '\\', words);
}

bool comment_is_of_file(const struct token *t)
{
	static const char *const words[] = {"file", NULL};

	return t->doc && has_one_command(t, words);
}

/* Nothing from S on but marks, behind "{arguments}". */
static bool is_at_end(const char *s, const char *end)
{
	if (s < end && *s == '{')
		while (s < end && *s++ != '}')
			continue;
	while (s < end && (is_blank(*s) || strchr("\r\n*/", *s)))
		s++;
	return s == end;
}

/* The marks of gtk-doc and kernel-doc: "< private >", of glib-mkenums: "< skip >", and "private:". */
static bool is_access(const struct token *t)
{
	static const char *const words[] = {"private:", "public:", NULL};
	const char *s = t->text + 2, *end = t->text + t->size - 2;

	if (t->doc || t->text[1] != '*' || t->size < 4)
		return false;
	while (s < end && is_blank(*s))
		s++;
	while (s < end && is_blank(end[-1]))
		end--;
	return (end - s > 1 && *s == '<' && end[-1] == '>') || is_among(s, (size_t)(end - s), words);
}

bool comment_is_group(const struct token *t)
{
	static const char *const words[] = {"mainpage", "page",	   "defgroup", "addtogroup", "weakgroup",
					    "name",	"dir",	   "example",  "{",	     "}",
					    "cond",	"endcond", NULL};
	static const char *const things[] = {"struct", "union", "enum", "typedef", "fn", "var", "def", NULL};
	const char *s = t->text, *end = t->text + t->size, *word;
	size_t size;

	do
		s = skip_marks(s, end);
	while (s < end && *s == '\n' && ++s);
	size = command_at(s, end, &word);
	if (!size)
		return is_access(t);
	if (is_among(word, size, words))
		return !t->doc || !has_one_command(t, things);
	return t->doc && !word_is(word, size, "deprecated") && is_at_end(word + size, end);
}

/* Three of these in a row are a rule; of the marks that comments are made of it takes more. */
static bool is_rule(char mark, size_t length)
{
	return mark == '*' || mark == '/' ? length > 3 : length > 2 && mark && strchr("-=#~+", mark);
}

/* Three equal bytes in a row that are no blanks, or too few bytes to tell at once. */
static bool may_have_rule(const struct token *t)
{
	size_t last = t->size < CHUNK + 2 ? 0 : t->size - CHUNK - 2;

	for (size_t i = 0; last > 0; i = i + CHUNK < last ? i + CHUNK : last) {
		chunk first = chunk_at(t->text + i), second = chunk_at(t->text + i + 1),
		      third = chunk_at(t->text + i + 2);

		if (chunk_any((first == second) & (second == third) & (first != ' ')))
			return true;
		if (i == last)
			return false;
	}
	return true;
}

static bool has_rule(const struct token *t)
{
	for (size_t i = 0, start = 0; i <= t->size; i++) {
		if (i < t->size && t->text[i] == t->text[start])
			continue;
		if (is_rule(t->text[start], i - start))
			return true;
		start = i;
	}
	return false;
}

/* One line alone has letters; *LAST is the last of them, or the mark of a sentence behind. */
static bool has_one_line(const struct token *t, char *last)
{
	unsigned lines = 0;
	bool counted = false;
	for (size_t i = 0; i < t->size && lines < 2; i++) {
		char c = t->text[i];
		if (c == '\n')
			counted = false;
		if (!is_name_char(c) && c != '.' && c != ';')
			continue;
		*last = c;
		lines += !counted;
		counted = true;
	}
	return lines == 1;
}

/* Letters at both ends of the only line have no rule beside them. */
static bool is_framed_by_letters(const struct token *t)
{
	const char *from = t->text + 2, *to = t->text + t->size;
	if (t->line != t->end_line || t->size < 4)
		return false;
	if (t->text[1] == '*')
		to -= 2;
	while (from < to && is_blank(*from))
		from++;
	while (from < to && is_blank(to[-1]))
		to--;
	return from < to && is_name_char(*from) && is_name_char(to[-1]);
}

bool comment_is_heading(const struct token *t)
{
	enum { MOST_LINES = 6 }; /* rules, empty lines, and the one with text */
	char last = '\0';
	return !t->doc && t->end_line - t->line < MOST_LINES && !is_framed_by_letters(t) &&
	       may_have_rule(t) && has_one_line(t, &last) && last != '.' && last != ';' && has_rule(t);
}

bool comment_is_structural(const struct token *t)
{
	return comment_is_heading(t) || comment_is_group(t) || comment_is_of_file(t);
}
