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
#include "ir/comment_ranges.h"

/* ---- ranges ---- */

struct attacher {
	struct ffir_comments *c;
	struct tokens tokens;
	struct ffir_comment *comment; /* what is attached; NULL before it has a range */
	const struct token *preceded; /* the last comment about what stands before it; NULL: none yet */
	struct token *behind; /* the first of the comments that it is one of, which stand there together */
};

static struct token *after(struct attacher *a, struct token *t)
{
	return token_after(&a->tokens, t);
}

/* T may be NULL in what asks for a token. */
static bool is(const struct token *t, char punctuation)
{
	return t && t->punctuation == punctuation;
}

static bool is_name(const struct token *t, const char *name)
{
	return t && t->kind == TOKEN_NAME && word_is(t->text, t->size, name);
}

static bool is_code(const struct token *t)
{
	return t->kind >= TOKEN_NAME;
}

static bool opens(const struct token *t)
{
	char c = t->punctuation;
	return c == '(' || c == '[' || c == '{';
}

static bool closes(const struct token *t)
{
	char c = t->punctuation;
	return c == ')' || c == ']' || c == '}';
}

/* Does T stand in front of LIMIT? NULL is the end of the file. */
static bool is_before(const struct token *t, const struct token *limit)
{
	return t && (!limit || t->text < limit->text);
}

/* The token behind T that is neither comment nor directive. */
static struct token *next_of(struct attacher *a, struct token *t)
{
	do
		t = after(a, t);
	while (t && !is_code(t));
	return t;
}

/* The closing bracket of the one at T, or LIMIT. */
static struct token *match(struct attacher *a, struct token *t, struct token *limit)
{
	size_t depth = 0;

	if (t->closing)
		return is_before(t->closing, limit) ? t->closing : limit;
	for (; is_before(t, limit); t = after(a, t)) {
		if (opens(t))
			depth++;
		else if (closes(t) && --depth == 0)
			return t;
	}
	return limit;
}

static struct ffir_comment *keep_comment(struct ffir_comments *c, const struct token *comment)
{
	struct ffir_comment *kept = FFIR_NEW(&c->arena, struct ffir_comment);

	kept->text = comment->text;
	kept->size = comment->size;
	return kept;
}

static struct range *new_range(struct ffir_comments *c)
{
	if (c->n_ranges == c->room) {
		c->room = c->room ? c->room * 2 : 64;
		c->ranges = (struct range *)ffir_realloc(c->ranges, c->room * sizeof *c->ranges);
	}
	return &c->ranges[c->n_ranges++];
}

static struct range *add_range(struct attacher *a, const struct token *comment, enum rank rank,
			       const struct token *from, const struct token *to)
{
	struct range *r = new_range(a->c);

	if (!a->comment)
		a->comment = keep_comment(a->c, comment);
	r->line = from->line;
	r->column = from->column;
	r->text = from->text;
	r->end_line = to ? to->line : UINT_MAX;
	r->end_column = to ? to->column : UINT_MAX;
	r->rank = rank;
	r->comment = a->comment;
	return r;
}

/* A macro's: from its '#' to the end of its last line. */
static void add_define(struct attacher *a, const struct token *comment, enum rank rank,
		       const struct token *define)
{
	struct range *r = add_range(a, comment, rank, define, define);

	r->end_line = define->end_line;
	r->end_column = UINT_MAX;
}

/* From token FROM to token TO (NULL: the end of the file) without lists of parameters: names in brackets
 * count only where a further bracket follows, as in (*f)(int). */
static void add_declarators(struct attacher *a, const struct token *comment, enum rank rank,
			    struct token *from, struct token *to)
{
	if (!is_before(from, to))
		return;
	for (struct token *t = from; is_before(t, to); t = after(a, t)) {
		struct token *close, *next;

		if (!is(t, '(') && !is(t, '['))
			continue;
		close = match(a, t, to);
		next = close ? next_of(a, close) : NULL;
		if (is_before(next, to) && (is(next, '(') || is(next, '[')))
			continue;
		add_range(a, comment, rank, from, t);
		if (close == to)
			return;
		from = t = close;
	}
	add_range(a, comment, rank, from, to);
}

static bool is_one_of(const struct token *t, const char *const *words)
{
	while (t->kind == TOKEN_NAME && *words && !word_is(t->text, t->size, *words))
		words++;
	return t->kind == TOKEN_NAME && *words;
}

/* Whether the '{' at BRACE, of what starts at FROM, opens the body of a struct, union or enum: no list of
 * parameters before it, but attributes, or macros that stand for some, between keyword and tag. */
static bool opens_aggregate(struct attacher *a, struct token *from, struct token *brace)
{
	static const char *const keywords[] = {"struct", "union", "enum", "class", NULL};
	static const char *const attributes[] = {"__attribute__", "__attribute", "__declspec",
						 "alignas",	  "_Alignas",	 NULL};
	bool keyword = false, tag = false;

	for (struct token *t = from; is_before(t, brace); t = next_of(a, t)) {
		bool attribute = is_one_of(t, attributes);

		if (t->kind != TOKEN_NAME)
			continue;
		if (is_one_of(t, keywords)) {
			keyword = true;
			tag = false;
			continue;
		}
		if (!is(next_of(a, t), '(')) {
			tag = true;
			continue;
		}
		if (tag && !attribute)
			return false;
		t = match(a, next_of(a, t), brace);
	}
	return keyword;
}

/* Is what starts at token FROM an enumerator, or an element of an initialiser? Types have more words. */
static bool starts_list(struct attacher *a, struct token *from)
{
	const struct token *next = next_of(a, from);

	return from->kind != TOKEN_NAME || is(next, '=') || is(next, ',');
}

/* Does what goes on behind COMMENT, which stands between the tokens of what starts at FROM, need no look? Of a list the
 * first is meant, and there behind LAST is a further one. */
static bool ends_list(struct attacher *a, const struct token *comment, struct token *from,
		      const struct token *last)
{
	if (!comment->first || comment->behind)
		return false;
	return comment->doc || (is(last, ',') && starts_list(a, from));
}

/* COMMENT is about what starts at token FROM. Returns the token where that ends. */
static struct token *attach_declaration(struct attacher *a, const struct token *comment, struct token *from)
{
	enum rank rank = comment->doc ? DOC_ABOVE : PLAIN_ABOVE;
	struct token *const first = from, *comma = NULL, *last = from, *t;
	bool initialised = false, gap = false;

	for (t = from; t; t = after(a, t)) {
		/* DECLARE(int, f) without a semicolon, an empty line or the next comment, and what follows is
		 * another. */
		gap |= t != from && t->line > t->prev->end_line + 1;
		gap |= t->kind == TOKEN_COMMENT && t->first && !comment->doc;
		if (gap && t->kind == TOKEN_NAME && is(last, ')')) {
			t = last;
			break;
		}
		if (is_code(t)) {
			gap = false;
			last = t;
		}

		if (t->kind == TOKEN_COMMENT && ends_list(a, t, first, last))
			break;
		if (t->kind == TOKEN_DIRECTIVE &&
		    (t->directive == DIRECTIVE_DEFINE || t->directive == DIRECTIVE_INCLUDE))
			break;
		if (t->kind != TOKEN_PUNCTUATION)
			continue;
		if (t->punctuation == '{') {
			if (initialised || !opens_aggregate(a, from, t))
				break;
			add_declarators(a, comment, rank, from, t);
			from = t = token_closing(&a->tokens, t);
			if (!t)
				return NULL;
		} else if (opens(t)) {
			last = t = token_closing(&a->tokens, t);
			if (!t)
				break;
		} else if (closes(t) || t->punctuation == ';') {
			break;
		} else if (t->punctuation == '=') {
			initialised = true;
		} else if (t->punctuation == ',') {
			comma = comma ? comma : t;
			initialised = false;
		}
	}
	/* Of enumerators and parameters only the first is meant, declarators share. A list that goes on behind a
	 * comment or a #define is one of enumerators. */
	if (comma && t && (closes(t) || !is_code(t)))
		t = comma;
	add_declarators(a, comment, rank, from, t);
	return t;
}

/* The '{' of extern "C" { at T; NULL if it is none. */
static struct token *linkage_block(struct attacher *a, struct token *t)
{
	struct token *language = is_name(t, "extern") ? after(a, t) : NULL, *brace;

	if (!language || language->kind != TOKEN_STRING)
		return NULL;
	brace = after(a, language);
	return is(brace, '{') ? brace : NULL;
}

/* The comment stands alone before what follows: first on its line, or between tokens of it. */
static bool documents_following(struct attacher *a, struct token *t)
{
	const struct token *next;

	if (t->behind || t->in_directive || !comment_has_letters(t))
		return false;
	if (t->doc || t->first)
		return true;
	next = after(a, t);
	return next && next->line == t->end_line && !is(next, ',') && !is(next, ')') && !is(next, ';') &&
	       !is(next, '}');
}

/* A declaration that stands in each branch of a conditional, behind the comment before it: the other
 * branches, from token T, which is inside the first of LEVELS. MACRO is the one #defined there, or NULL. */
static void attach_branches(struct attacher *a, const struct token *comment, struct token *t, unsigned levels,
			    const struct token *macro)
{
	struct token *next;
	unsigned depth = 0;

	for (; t; t = next) {
		next = after(a, t);
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
		for (t = next; t && t->kind == TOKEN_COMMENT; t = after(a, t))
			continue;
		if (!t)
			return;
		if (macro && t->kind == TOKEN_DIRECTIVE && t->directive == DIRECTIVE_DEFINE &&
		    t->size == macro->size && memcmp(t->text, macro->text, t->size) == 0)
			add_define(a, comment, comment->doc ? DOC_ABOVE : PLAIN_ABOVE, t);
		else if (!macro && t->kind != TOKEN_DIRECTIVE && !closes(t))
			next = attach_declaration(a, comment, t);
	}
}

/* The #ifndef of the include guard, if nothing but comments stands before it; else NULL. */
static const struct token *find_guard(struct attacher *a)
{
	struct token *condition = after(a, &a->tokens.start);
	const struct token *define;

	while (condition && condition->kind == TOKEN_COMMENT)
		condition = after(a, condition);
	if (!condition || condition->kind != TOKEN_DIRECTIVE || condition->directive != DIRECTIVE_IF)
		return NULL;
	define = after(a, condition);
	return define && define->kind == TOKEN_DIRECTIVE && define->directive == DIRECTIVE_DEFINE &&
			       !define->has_value && define->size == condition->size &&
			       memcmp(define->text, condition->text, define->size) == 0
		       ? condition
		       : NULL;
}

/* Reads forward from the comment to what it documents. */
static void attach_following(struct attacher *a, struct token *comment)
{
	unsigned line = comment->end_line, conditions = 0;
	struct token *t, *brace;

	for (t = after(a, comment); t; t = after(a, t)) {
		if (!comment->doc && t->line > line + 1)
			return;
		line = t->end_line;
		if (t->kind == TOKEN_COMMENT) {
			if (documents_following(a, t) && (t->doc || !comment->doc) &&
			    !comment_is_structural(t))
				return;
		} else if (t->kind == TOKEN_DIRECTIVE) {
			if (t->directive == DIRECTIVE_INCLUDE || t->directive == DIRECTIVE_ONCE ||
			    t->directive == DIRECTIVE_ELSE)
				return;
			if (t->directive == DIRECTIVE_DEFINE) {
				add_define(a, comment, comment->doc ? DOC_ABOVE : PLAIN_ABOVE, t);
				if (conditions)
					attach_branches(a, comment, t, conditions, t);
				return;
			}
			if (t->directive == DIRECTIVE_ENDIF && !comment->doc)
				return;
			if (t->directive == DIRECTIVE_IF)
				conditions++;
			else if (t->directive == DIRECTIVE_ENDIF && conditions)
				conditions--;
		} else if ((brace = linkage_block(a, t))) {
			t = brace;
		} else {
			break;
		}
	}
	if (!t)
		return;
	t = attach_declaration(a, comment, t);
	if (conditions)
		attach_branches(a, comment, t, conditions, NULL);
}

/* Reads backward to what stands before the comment. */
static void attach_preceding(struct attacher *a, struct token *comment)
{
	enum rank rank = comment->doc ? DOC_BEHIND : PLAIN_BEHIND;
	struct token *end = comment, *from, *t;
	size_t depth = 0;
	bool shared;

	while ((t = token_before(&a->tokens, end)) && !is_code(t) &&
	       (t->kind == TOKEN_COMMENT || t->directive != DIRECTIVE_DEFINE))
		end = t == a->preceded ? a->behind : t;
	a->preceded = comment;
	a->behind = end;
	if (!t)
		return;
	if (t->kind == TOKEN_DIRECTIVE) {
		add_define(a, comment, rank, t);
		return;
	}
	if (is(t, ';') || is(t, ',') || (is(t, '{') && comment->doc))
		end = t;
	else if (is(t, '}') || is(t, '(') || is(t, '{'))
		return;
	shared = is(end, ';');
	for (from = end; (t = token_before(&a->tokens, from)); from = t) {
		if (t->kind == TOKEN_DIRECTIVE &&
		    (t->directive == DIRECTIVE_DEFINE || t->directive == DIRECTIVE_INCLUDE))
			break;
		if (depth == 0 && (is(t, '}') || is(t, ';') || (is(t, ',') && !shared)))
			break;
		if (closes(t))
			depth++;
		else if (opens(t) && depth-- == 0)
			break;
	}
	add_declarators(a, comment, rank, from, end);
}

/* Is the comment on the line of a directive that defines nothing, as #if or #endif? It is about that. */
static bool of_condition(struct attacher *a, struct token *t)
{
	struct token *before = t;

	while (t->in_directive && (before = token_before(&a->tokens, before)))
		if (before->kind == TOKEN_DIRECTIVE)
			return before->directive != DIRECTIVE_DEFINE;
	return false;
}

/* Plain text behind a name on its line. */
static bool documents_preceding(struct attacher *a, struct token *t)
{
	const struct token *next;

	if (of_condition(a, t))
		return false;
	if (t->behind || t->in_directive)
		return comment_has_letters(t);
	if (t->doc || t->first || !comment_has_letters(t))
		return false;
	if (is(token_before(&a->tokens, t), ';'))
		return true;
	next = after(a, t);
	return !next || next->line > t->end_line || is(next, ',') || is(next, ')') || is(next, ';') ||
	       is(next, '}');
}

static void attach(struct attacher *a)
{
	const struct token *of_file = NULL, *guarding = find_guard(a);

	for (struct token *t = &a->tokens.start; (t = comment_after(&a->tokens, t));) {
		bool file = comment_is_of_file(t), guard = guarding && t->first && is_before(t, guarding);

		if (file ? !of_file || !comment_is_of_file(of_file) : guard && t->doc && !of_file)
			of_file = t;
		a->comment = NULL;
		if (guard || file || comment_is_group(t) || comment_is_heading(t))
			continue;
		if (documents_preceding(a, t))
			attach_preceding(a, t);
		else if (documents_following(a, t))
			attach_following(a, t);
	}
	if (of_file)
		a->c->of_file = keep_comment(a->c, of_file);
}

static int compare_ranges(const void *left, const void *right)
{
	const struct range *l = (const struct range *)left, *r = (const struct range *)right;

	if (l->line != r->line)
		return l->line < r->line ? -1 : 1;
	if (l->column != r->column)
		return l->column < r->column ? -1 : 1;
	return l->comment->text < r->comment->text ? -1 : l->comment->text > r->comment->text;
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
	struct attacher a = {.c = c};

	c->arena = arena;
	c->end = text + size;
	tokens_start(&a.tokens, text, size);
	attach(&a);
	tokens_release(&a.tokens);
	sort_ranges(c);
	return c;
}

void ffir_comments_free(struct ffir_comments *c)
{
	struct ffir_arena arena;

	if (!c)
		return;
	free(c->ranges);
	arena = c->arena;
	ffir_arena_release(&arena);
}

bool ffir_ends_after(const char *text, size_t size, unsigned line, const char *const *words)
{
	const char *from = line_in(text, size, line);
	struct tokens tokens;
	bool start = true, found = false;

	tokens_start(&tokens, from, from ? (size_t)(text + size - from) : 0);
	for (struct token *t = &tokens.start; (t = token_after(&tokens, t));) {
		if (!is_code(t))
			continue;
		if (start)
			found = is_one_of(t, words);
		start = is(t, ';') || is(t, '}');
		found = found && !start;
	}
	tokens_release(&tokens);
	return found;
}
