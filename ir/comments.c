/*
 * Each comment becomes ranges of places; a name inside one is documented by it. Brackets are only counted
 * from a comment to the end of what it documents, since dead branches are read, too.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/comments.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "ir/comment_kind.h"
#include "ir/tokens.h"

/* Ranks: what counts where several comments reach a name. */
enum rank { PLAIN_ABOVE, PLAIN_BEHIND, DOC_BEHIND, DOC_ABOVE };

struct text {
	const char *text;
	size_t size;
};

struct range {
	unsigned line, column, end_line, end_column; /* both ends belong to it */
	unsigned reach;				     /* the largest end_line of this and all ranges before */
	enum rank rank;
	struct text comment;
};

struct ffir_comments {
	struct ffir_arena arena;
	struct range *ranges;
	size_t n_ranges;
	struct text of_file;
};

/* ---- ranges ---- */

struct attacher {
	struct ffir_comments *c;
	const struct token *tokens;
	size_t n;
};

static bool is(const struct attacher *a, size_t at, char punctuation)
{
	return at < a->n && a->tokens[at].kind == TOKEN_PUNCTUATION &&
	       a->tokens[at].punctuation == punctuation;
}

static bool is_name(const struct attacher *a, size_t at, const char *name)
{
	return at < a->n && a->tokens[at].kind == TOKEN_NAME &&
	       word_is(a->tokens[at].text, a->tokens[at].size, name);
}

static char bracket(const struct token *t)
{
	if (t->kind != TOKEN_PUNCTUATION || !strchr("()[]{}", t->punctuation))
		return '\0';
	return t->punctuation;
}

static bool opens(const struct token *t)
{
	char c = bracket(t);
	return c == '(' || c == '[' || c == '{';
}

static bool closes(const struct token *t)
{
	char c = bracket(t);
	return c == ')' || c == ']' || c == '}';
}

/* The token behind AT that is neither comment nor directive. */
static size_t next_of(const struct attacher *a, size_t at)
{
	do
		at++;
	while (at < a->n && (a->tokens[at].kind == TOKEN_COMMENT || a->tokens[at].kind == TOKEN_DIRECTIVE));
	return at;
}

/* The closing bracket of the one at AT, or LIMIT. */
static size_t match(const struct attacher *a, size_t at, size_t limit)
{
	size_t depth = 0;

	for (; at < limit; at++) {
		if (opens(&a->tokens[at]))
			depth++;
		else if (closes(&a->tokens[at]) && --depth == 0)
			return at;
	}
	return limit;
}

static void add_range(struct attacher *a, const struct token *comment, enum rank rank,
		      const struct token *from, const struct token *to)
{
	struct range *r = FFIR_PUSH(&a->c->arena, a->c->ranges, a->c->n_ranges);

	r->line = from->line;
	r->column = from->column;
	r->end_line = to ? to->line : UINT_MAX;
	r->end_column = to ? to->column : UINT_MAX;
	r->rank = rank;
	r->comment.text = comment->text;
	r->comment.size = comment->size;
}

/* A macro's: from its '#' to the end of its last line. */
static void add_define(struct attacher *a, const struct token *comment, enum rank rank,
		       const struct token *define)
{
	struct range *r;

	add_range(a, comment, rank, define, define);
	r = &a->c->ranges[a->c->n_ranges - 1];
	r->end_line = define->end_line;
	r->end_column = UINT_MAX;
}

/* From token FROM to token TO (N: the end of the file) without lists of parameters: names in brackets
 * count only where a further bracket follows, as in (*f)(int). */
static void add_declarators(struct attacher *a, const struct token *comment, enum rank rank, size_t from,
			    size_t to)
{
	if (from >= to)
		return;
	for (size_t i = from; i < to; i++) {
		size_t close, next;

		if (!is(a, i, '(') && !is(a, i, '['))
			continue;
		close = match(a, i, to);
		next = next_of(a, close);
		if (next < to && (is(a, next, '(') || is(a, next, '[')))
			continue;
		add_range(a, comment, rank, &a->tokens[from], &a->tokens[i]);
		if (close == to)
			return;
		from = i = close;
	}
	add_range(a, comment, rank, &a->tokens[from], to < a->n ? &a->tokens[to] : NULL);
}

/* Whether the '{' at BRACE, of what starts at FROM, opens the body of a struct, union or enum: no list of
 * parameters before it, but attributes, or macros that stand for some, between keyword and tag. */
static bool opens_aggregate(const struct attacher *a, size_t from, size_t brace)
{
	static const char *const keywords[] = {"struct", "union", "enum", "class"};
	static const char *const attributes[] = {"__attribute__", "__attribute", "__declspec", "alignas",
						 "_Alignas"};
	bool keyword = false, tag = false;

	for (size_t i = from; i < brace; i = next_of(a, i)) {
		bool attribute = false;

		if (a->tokens[i].kind != TOKEN_NAME)
			continue;
		for (size_t k = 0; k < sizeof keywords / sizeof keywords[0]; k++)
			if (is_name(a, i, keywords[k]))
				keyword = true, tag = false, attribute = true;
		if (attribute)
			continue;
		for (size_t k = 0; k < sizeof attributes / sizeof attributes[0]; k++)
			attribute |= is_name(a, i, attributes[k]);
		if (!is(a, next_of(a, i), '(')) {
			tag = true;
			continue;
		}
		if (tag && !attribute)
			return false;
		i = match(a, next_of(a, i), brace);
	}
	return keyword;
}

/* COMMENT is about what starts at token FROM. Returns the token where that ends. */
static size_t attach_declaration(struct attacher *a, const struct token *comment, size_t from)
{
	enum rank rank = comment->doc ? DOC_ABOVE : PLAIN_ABOVE;
	size_t depth = 0, comma = 0, at, last = from;
	bool initialised = false, gap = false;

	for (at = from; at < a->n; at++) {
		const struct token *t = &a->tokens[at];
		bool counts = t->kind != TOKEN_COMMENT && t->kind != TOKEN_DIRECTIVE;

		/* DECLARE(int, f) without a semicolon, an empty line, and what follows is another. */
		gap |= at > from && t->line > t[-1].end_line + 1;
		if (depth == 0 && gap && t->kind == TOKEN_NAME && is(a, last, ')'))
			break;
		if (counts) {
			gap = false;
			last = at;
		}

		if (t->kind == TOKEN_COMMENT && depth == 0 && t->doc && t->first && !t->behind)
			break;
		if (t->kind == TOKEN_DIRECTIVE && depth == 0 &&
		    (t->directive == DIRECTIVE_DEFINE || t->directive == DIRECTIVE_INCLUDE))
			break;
		if (t->kind != TOKEN_PUNCTUATION)
			continue;
		if (depth == 0 && t->punctuation == '{') {
			if (initialised || !opens_aggregate(a, from, at))
				break;
			add_declarators(a, comment, rank, from, at);
			from = at = match(a, at, a->n);
		} else if (opens(t)) {
			depth++;
		} else if (closes(t)) {
			if (depth-- == 0)
				break;
		} else if (depth == 0 && t->punctuation == ';') {
			break;
		} else if (depth == 0 && t->punctuation == '=') {
			initialised = true;
		} else if (depth == 0 && t->punctuation == ',') {
			comma = comma ? comma : at;
			initialised = false;
		}
	}
	/* Of enumerators and parameters only the first is meant, declarators share. */
	if (comma && at < a->n && closes(&a->tokens[at]))
		at = comma;
	add_declarators(a, comment, rank, from, at);
	return at;
}

/* The number of tokens of extern "C" { at AT. */
static size_t linkage_block(const struct attacher *a, size_t at)
{
	if (is_name(a, at, "extern") && at + 1 < a->n && a->tokens[at + 1].kind == TOKEN_STRING &&
	    is(a, at + 2, '{'))
		return 3;
	return 0;
}

/* The comment stands alone before what follows: first on its line, or between tokens of it. */
static bool documents_following(const struct attacher *a, size_t comment)
{
	const struct token *t = &a->tokens[comment];
	size_t next = comment + 1;

	if (t->behind || t->in_directive || !comment_has_letters(t))
		return false;
	if (t->doc || t->first)
		return true;
	return next < a->n && a->tokens[next].line == t->end_line && !is(a, next, ',') && !is(a, next, ')') &&
	       !is(a, next, ';') && !is(a, next, '}');
}

/* A declaration that stands in each branch of a conditional, behind the comment before it: the other
 * branches, from token AT, which is inside the first of LEVELS. MACRO is the one #defined there, or NULL. */
static void attach_branches(struct attacher *a, const struct token *comment, size_t at, unsigned levels,
			    const struct token *macro)
{
	unsigned depth = 0;

	for (; at < a->n; at++) {
		const struct token *t = &a->tokens[at];
		size_t next;

		if (t->kind != TOKEN_DIRECTIVE)
			continue;
		if (t->directive == DIRECTIVE_IF)
			depth++;
		if (t->directive == DIRECTIVE_ENDIF && depth > 0)
			depth--;
		else if (t->directive == DIRECTIVE_ENDIF && --levels == 0)
			return;
		if (t->directive != DIRECTIVE_ELSE || depth > 0)
			continue;
		for (next = at + 1; next < a->n && a->tokens[next].kind == TOKEN_COMMENT; next++)
			continue;
		if (next == a->n)
			return;
		t = &a->tokens[next];
		if (macro && t->kind == TOKEN_DIRECTIVE && t->directive == DIRECTIVE_DEFINE &&
		    word_is(t->text, t->size, ffir_strndup(&a->c->arena, macro->text, macro->size)))
			add_define(a, comment, comment->doc ? DOC_ABOVE : PLAIN_ABOVE, t);
		else if (!macro && t->kind != TOKEN_DIRECTIVE && !closes(t))
			at = attach_declaration(a, comment, next) - 1;
	}
}

/* COMMENT stands before all else: is it followed by an include guard? */
static bool before_guard(const struct attacher *a, size_t comment)
{
	const struct token *condition, *define;
	size_t at = comment;

	for (size_t i = 0; i < comment; i++)
		if (a->tokens[i].kind != TOKEN_COMMENT)
			return false;
	while (at < a->n && a->tokens[at].kind == TOKEN_COMMENT)
		at++;
	if (at + 1 >= a->n)
		return false;
	condition = &a->tokens[at];
	define = condition + 1;
	return condition->kind == TOKEN_DIRECTIVE && condition->directive == DIRECTIVE_IF &&
	       define->kind == TOKEN_DIRECTIVE && define->directive == DIRECTIVE_DEFINE &&
	       !define->has_value && define->size == condition->size &&
	       memcmp(define->text, condition->text, define->size) == 0;
}

/* Reads forward from the comment to what it documents. */
static void attach_following(struct attacher *a, size_t index)
{
	const struct token *comment = &a->tokens[index];
	unsigned line = comment->end_line, conditions = 0;
	size_t at, skip;

	for (at = index + 1; at < a->n; at++) {
		const struct token *t = &a->tokens[at];

		if (!comment->doc && t->line > line + 1)
			return;
		line = t->end_line;
		if (t->kind == TOKEN_COMMENT) {
			if (documents_following(a, at) && (t->doc || !comment->doc) &&
			    !comment_is_structural(t))
				return;
		} else if (t->kind == TOKEN_DIRECTIVE) {
			if (t->directive == DIRECTIVE_INCLUDE || t->directive == DIRECTIVE_ONCE ||
			    t->directive == DIRECTIVE_ELSE)
				return;
			if (t->directive == DIRECTIVE_DEFINE) {
				add_define(a, comment, comment->doc ? DOC_ABOVE : PLAIN_ABOVE, t);
				if (conditions)
					attach_branches(a, comment, at, conditions, t);
				return;
			}
			if (t->directive == DIRECTIVE_ENDIF && !comment->doc)
				return;
			if (t->directive == DIRECTIVE_IF)
				conditions++;
			else if (t->directive == DIRECTIVE_ENDIF && conditions)
				conditions--;
		} else if ((skip = linkage_block(a, at)) != 0) {
			at += skip - 1;
		} else {
			break;
		}
	}
	if (at == a->n)
		return;
	at = attach_declaration(a, comment, at);
	if (conditions)
		attach_branches(a, comment, at, conditions, NULL);
}

/* Reads backward to what stands before the comment. */
static void attach_preceding(struct attacher *a, size_t index)
{
	const struct token *comment = &a->tokens[index];
	enum rank rank = comment->doc ? DOC_BEHIND : PLAIN_BEHIND;
	size_t end = index, from, depth = 0;
	bool shared;

	while (end > 0 && (a->tokens[end - 1].kind == TOKEN_COMMENT ||
			   (a->tokens[end - 1].kind == TOKEN_DIRECTIVE &&
			    a->tokens[end - 1].directive != DIRECTIVE_DEFINE)))
		end--;
	if (end == 0)
		return;
	if (a->tokens[end - 1].kind == TOKEN_DIRECTIVE) {
		add_define(a, comment, rank, &a->tokens[end - 1]);
		return;
	}
	if (is(a, end - 1, ';') || is(a, end - 1, ',') || (is(a, end - 1, '{') && comment->doc))
		end--;
	else if (is(a, end - 1, '}') || is(a, end - 1, '(') || is(a, end - 1, '{'))
		return;
	shared = is(a, end, ';');
	for (from = end; from > 0; from--) {
		const struct token *t = &a->tokens[from - 1];

		if (t->kind == TOKEN_DIRECTIVE &&
		    (t->directive == DIRECTIVE_DEFINE || t->directive == DIRECTIVE_INCLUDE))
			break;
		if (depth == 0 &&
		    (is(a, from - 1, '}') || is(a, from - 1, ';') || (is(a, from - 1, ',') && !shared)))
			break;
		if (closes(t))
			depth++;
		else if (opens(t) && depth-- == 0)
			break;
	}
	add_declarators(a, comment, rank, from, end);
}

/* Plain text behind a name on its line. */
static bool documents_preceding(const struct attacher *a, size_t index)
{
	const struct token *t = &a->tokens[index];
	size_t next = index + 1;

	if (t->behind || t->in_directive)
		return comment_has_letters(t);
	if (t->doc || t->first || !comment_has_letters(t))
		return false;
	if (index > 0 && is(a, index - 1, ';'))
		return true;
	return next == a->n || a->tokens[next].line > t->end_line || is(a, next, ',') || is(a, next, ')') ||
	       is(a, next, ';') || is(a, next, '}');
}

static void attach(struct attacher *a)
{
	const struct token *of_file = NULL;

	for (size_t i = 0; i < a->n; i++) {
		const struct token *t = &a->tokens[i];
		bool guard, file;

		if (t->kind != TOKEN_COMMENT)
			continue;
		file = comment_is_of_file(t);
		guard = t->first && before_guard(a, i);
		if (file ? !of_file || !comment_is_of_file(of_file) : guard && t->doc && !of_file)
			of_file = t;
		if (guard || file || comment_is_group(t) || comment_is_heading(t))
			continue;
		if (documents_preceding(a, i))
			attach_preceding(a, i);
		else if (documents_following(a, i))
			attach_following(a, i);
	}
	if (of_file) {
		a->c->of_file.text = of_file->text;
		a->c->of_file.size = of_file->size;
	}
}

static int compare_ranges(const void *left, const void *right)
{
	const struct range *l = (const struct range *)left, *r = (const struct range *)right;

	if (l->line != r->line)
		return l->line < r->line ? -1 : 1;
	if (l->column != r->column)
		return l->column < r->column ? -1 : 1;
	return l->comment.text < r->comment.text ? -1 : l->comment.text > r->comment.text;
}

/* Nearly in order as they come: a comment is about what follows it, most often. */
static void sort_ranges(struct ffir_comments *c)
{
	size_t moves = 0, most = 8 * c->n_ranges;
	unsigned reach = 0;

	for (size_t i = 1; i < c->n_ranges && moves < most; i++) {
		struct range r = c->ranges[i];
		size_t to = i;

		for (; to > 0 && compare_ranges(&c->ranges[to - 1], &r) > 0 && moves < most; to--, moves++)
			c->ranges[to] = c->ranges[to - 1];
		c->ranges[to] = r;
	}
	if (moves >= most && c->n_ranges)
		qsort(c->ranges, c->n_ranges, sizeof *c->ranges, compare_ranges);
	for (size_t i = 0; i < c->n_ranges; i++) {
		reach = c->ranges[i].end_line > reach ? c->ranges[i].end_line : reach;
		c->ranges[i].reach = reach;
	}
}

struct ffir_comments *ffir_comments_read(const char *text, size_t size)
{
	struct ffir_arena arena = {0};
	struct ffir_comments *c = (struct ffir_comments *)ffir_alloc(&arena, sizeof *c);
	struct tokens tokens = tokens_read(text, size);
	struct attacher a = {c, tokens.list, tokens.n};

	c->arena = arena;
	attach(&a);
	tokens_release(&tokens);
	sort_ranges(c);
	return c;
}

void ffir_comments_free(struct ffir_comments *c)
{
	struct ffir_arena arena;

	if (!c)
		return;
	arena = c->arena;
	ffir_arena_release(&arena);
}

static bool covers(const struct range *r, unsigned line, unsigned column)
{
	if (line < r->line || line > r->end_line)
		return false;
	return column == 0 ||
	       ((line > r->line || column >= r->column) && (line < r->end_line || column <= r->end_column));
}

const char *ffir_comments_find(const struct ffir_comments *c, unsigned line, unsigned column, size_t *size)
{
	const struct range *best = NULL;
	size_t low = 0, high = c->n_ranges;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->ranges[middle].line <= line)
			low = middle + 1;
		else
			high = middle;
	}
	/* Of equal rank the nearest, which starts last, wins. */
	while (low-- > 0 && c->ranges[low].reach >= line)
		if (covers(&c->ranges[low], line, column) && (!best || c->ranges[low].rank > best->rank))
			best = &c->ranges[low];
	if (!best)
		return NULL;
	*size = best->comment.size;
	return best->comment.text;
}

const char *ffir_comments_of_file(const struct ffir_comments *c, size_t *size)
{
	*size = c->of_file.size;
	return c->of_file.text;
}

static bool is_one_of(const struct token *t, const char *const *words)
{
	while (t->kind == TOKEN_NAME && *words && !word_is(t->text, t->size, *words))
		words++;
	return t->kind == TOKEN_NAME && *words;
}

bool ffir_ends_after(const char *text, size_t size, unsigned line, const char *const *words)
{
	const char *from = line_in(text, size, line);
	struct tokens tokens = tokens_read(from, from ? (size_t)(text + size - from) : 0);
	bool start = true, after = false;

	for (size_t i = 0; i < tokens.n; i++) {
		const struct token *t = &tokens.list[i];

		if (t->kind == TOKEN_COMMENT || t->kind == TOKEN_DIRECTIVE)
			continue;
		if (start)
			after = is_one_of(t, words);
		start = t->kind == TOKEN_PUNCTUATION && (t->punctuation == ';' || t->punctuation == '}');
		after = after && !start;
	}
	tokens_release(&tokens);
	return after;
}
