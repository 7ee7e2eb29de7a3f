/*
 * Whose range a place is in: the comment of a name.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/comment_ranges.h"

#include <limits.h>
#include <string.h>

static bool covers(const struct range *r, unsigned line, unsigned column)
{
	if (line < r->line || line > r->end_line)
		return false;
	return column == 0 ||
	       ((line > r->line || column >= r->column) && (line < r->end_line || column <= r->end_column));
}

/* How many ranges start at LINE or before. Most questions in turn are about lines that follow each other. */
static size_t count_passed(struct ffir_comments *c, unsigned line)
{
	enum { NEAR = 8 };
	size_t low = 0, high = c->n_ranges, near = 0;

	if (c->n_passed > 0 && c->ranges[c->n_passed - 1].line <= line)
		low = c->n_passed;
	while (low < high && near < NEAR && c->ranges[low].line <= line) {
		low++;
		near++;
	}
	if (near < NEAR)
		high = low;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->ranges[middle].line <= line)
			low = middle + 1;
		else
			high = middle;
	}
	c->n_passed = low;
	return low;
}

static const struct range *find_range(struct ffir_comments *c, unsigned line, unsigned column)
{
	const struct range *best = NULL;
	size_t i = count_passed(c, line);

	/* Of equal rank the nearest, which starts last, wins. */
	while (i-- > 0 && c->ranges[i].reach >= line)
		if (covers(&c->ranges[i], line, column) && (!best || c->ranges[i].rank > best->rank))
			best = &c->ranges[i];
	return best;
}

struct ffir_comment *ffir_comments_find(struct ffir_comments *c, unsigned line, unsigned column,
					unsigned *none_before)
{
	const struct range *found = find_range(c, line, column);
	size_t passed = c->n_passed;

	*none_before = line;
	if (passed == 0 || c->ranges[passed - 1].reach < line)
		*none_before = passed < c->n_ranges ? c->ranges[passed].line : UINT_MAX;
	return found ? found->comment : NULL;
}

/* What stands at LINE and COLUMN, which R covers. */
static const char *text_at(const struct range *r, const char *end, unsigned line, unsigned column)
{
	const char *at = r->text;

	if (line == r->line)
		return column >= r->column && (size_t)(end - at) > column - r->column
			       ? at + column - r->column
			       : end;
	for (; line > r->line; line--)
		if (!(at = (const char *)memchr(at, '\n', (size_t)(end - at))) || ++at == end)
			return end;
	return (size_t)(end - at) >= column ? at + column - 1 : end;
}

/* Behind a tag: "x;" or, of a typedef, "x *y;" and "x y ATTRIBUTE(", but no function that returns it. */
static bool is_tag_declared(const char *at, const char *end, bool is_typedef)
{
	size_t names = 0;

	for (bool first = true; at < end; first = false) {
		while (at < end && (is_blank(*at) || *at == '\n'))
			at++;
		if (at == end || *at == ';')
			return first || is_typedef;
		if (*at == '(')
			return is_typedef && names > 1;
		names += is_name_char(*at);
		do
			at++;
		while (at < end && is_name_char(*at) && is_name_char(at[-1]));
	}
	return is_typedef;
}

static bool starts_typedef(const char *text, const char *end)
{
	static const char word[] = "typedef";

	return (size_t)(end - text) >= sizeof word && memcmp(text, word, sizeof word - 1) == 0;
}

struct ffir_comment *ffir_comments_of_tag(struct ffir_comments *c, unsigned line, unsigned column,
					  const char *tag)
{
	const struct range *found = find_range(c, line, column);
	size_t size = strlen(tag);
	const char *at = found && column ? text_at(found, c->end, line, column) : c->end;

	if (!found)
		return NULL;
	if ((size_t)(c->end - at) <= size || memcmp(at, tag, size) != 0 ||
	    is_tag_declared(at + size, c->end, starts_typedef(found->text, c->end)))
		return found->comment;
	return NULL;
}

struct ffir_comment *ffir_comments_of_file(const struct ffir_comments *c)
{
	return c->of_file;
}
