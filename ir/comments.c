/*
 * A light reader of C: tokens without values, comments, directives. Each comment becomes ranges of
 * places; a name inside one is documented by it. Dead branches of conditionals are read like live
 * ones, so brackets are only counted from a comment to the end of what it documents.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/comments.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "ir/arena.h"

enum token_kind { TOKEN_COMMENT, TOKEN_DIRECTIVE, TOKEN_NAME, TOKEN_STRING, TOKEN_PUNCTUATION, TOKEN_OTHER };

enum directive { INCLUDE, DEFINE, IF, ELSE, ENDIF, ONCE, OTHER_DIRECTIVE };

struct token {
	enum token_kind kind;
	char punctuation;
	bool first; /* on its line */
	/* comment */
	unsigned indent;   /* columns before it, tabs are 8 */
	bool doc;	   /* Doxygen's marks: two stars, three slashes, or an exclamation mark */
	bool behind;	   /* and "<": documents what stands before */
	bool in_directive; /* the token before it, comments aside, is that directive */
	/* directive */
	enum directive directive;
	unsigned line, column, end_line;
	const char *text; /* comment: all of it; name: itself; #define, #ifndef: the name */
	size_t size;
	bool has_value; /* #define: something else than 1 stands behind the name */
};

/* Ranks: what counts where several comments reach a name. */
enum rank { PLAIN_ABOVE, PLAIN_BEHIND, DOC_BEHIND, DOC_ABOVE };

struct range {
	unsigned line, column, end_line, end_column; /* both ends belong to it */
	unsigned reach;				     /* the largest end_line of this and all ranges before */
	enum rank rank;
	const struct token *comment;
};

struct ffir_comments {
	struct ffir_arena arena;
	struct token *tokens;
	size_t n_tokens;
	struct range *ranges;
	size_t n_ranges;
	const struct token *of_file;
};

/* ---- tokens ---- */

struct lexer {
	struct ffir_comments *to;
	const char *p, *end, *line_start;
	unsigned line;
	bool first; /* nothing but blanks on this line so far */
};

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '$' || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\0';
}

/* Bytes of a backslash and the newline it removes, at P; 0 if there is none. */
static size_t splice(const struct lexer *l, const char *p)
{
	if (l->end - p >= 2 && p[0] == '\\' && p[1] == '\n')
		return 2;
	if (l->end - p >= 3 && p[0] == '\\' && p[1] == '\r' && p[2] == '\n')
		return 3;
	return 0;
}

static void newline(struct lexer *l)
{
	l->p++;
	l->line++;
	l->line_start = l->p;
}

static struct token *add_token(struct lexer *l, enum token_kind kind)
{
	struct ffir_comments *c = l->to;
	struct token *t = FFIR_PUSH(&c->arena, c->tokens, c->n_tokens);

	t->kind = kind;
	t->first = l->first;
	t->line = t->end_line = l->line;
	t->column = (unsigned)(l->p - l->line_start) + 1;
	t->text = l->p;
	l->first = false;
	return t;
}

static void classify(struct token *t)
{
	const char *s = t->text;

	if (t->size < 4 || (s[2] != s[1] && s[2] != '!'))
		t->doc = t->size == 3 && s[1] == '/' && (s[2] == '/' || s[2] == '!');
	else
		t->doc = s[2] == '!' || (s[3] != s[1] && s[3] != '/');
	t->behind = t->doc && t->size > 3 && s[3] == '<';
}

/* Line comments below each other in one column are one. */
static bool joins(const struct token *run, const struct token *t)
{
	return run->kind == TOKEN_COMMENT && run->text[1] == '/' && t->text[1] == '/' && t->first &&
	       run->end_line + 1 == t->line && run->indent == t->indent && run->doc == t->doc &&
	       (run->behind == t->behind || (run->behind && t->doc));
}

static void skip_block_comment(struct lexer *l)
{
	const char *p = l->p + 2, *end = l->end;

	for (; p < end; p++) {
		if (*p == '\n') {
			l->line++;
			l->line_start = p + 1;
		} else if (*p == '*' && end - p >= 2 && p[1] == '/') {
			l->p = p + 2;
			return;
		}
	}
	l->p = end;
}

static void skip_line_comment(struct lexer *l)
{
	size_t n;

	for (l->p += 2; l->p < l->end && *l->p != '\n'; l->p++) {
		if ((n = splice(l, l->p)) == 0)
			continue;
		l->p += n - 1;
		l->line++;
		l->line_start = l->p + 1;
	}
}

static void read_comment(struct lexer *l, bool in_directive)
{
	struct token *t = add_token(l, TOKEN_COMMENT);
	bool block = l->p[1] == '*';

	t->in_directive = in_directive;
	for (const char *p = l->line_start; p < l->p; p++)
		t->indent = *p == '\t' ? t->indent / 8 * 8 + 8 : t->indent + 1;
	if (block)
		skip_block_comment(l);
	else
		skip_line_comment(l);
	t->end_line = l->line;
	t->size = (size_t)(l->p - t->text);
	if (!block && t->text[t->size - 1] == '\r')
		t->size--;
	classify(t);
	if (t != l->to->tokens && joins(t - 1, t)) {
		t[-1].size = (size_t)(t->text + t->size - t[-1].text);
		t[-1].end_line = t->end_line;
		l->to->n_tokens--;
	}
}

/* A literal ends at its quote, or unterminated (in text that is not compiled) at the end of the line. */
static void skip_literal(struct lexer *l)
{
	char quote = *l->p++;
	size_t n;

	while (l->p < l->end && *l->p != '\n') {
		if (*l->p == quote) {
			l->p++;
			return;
		}
		if ((n = splice(l, l->p)) != 0) {
			l->p += n - 1;
			newline(l);
		} else {
			l->p += *l->p == '\\' && l->end - l->p >= 2 && l->p[1] != '\n' ? 2 : 1;
		}
	}
}

/* C++'s R"delimiter( ... )delimiter". */
static void skip_raw_string(struct lexer *l)
{
	const char *delimiter = ++l->p;
	size_t n;

	while (l->p < l->end && *l->p != '(' && *l->p != '\n')
		l->p++;
	n = (size_t)(l->p - delimiter);
	for (; l->p < l->end; l->p++) {
		if (*l->p == '\n') {
			l->line++;
			l->line_start = l->p + 1;
		}
		if (*l->p == ')' && (size_t)(l->end - l->p) > n + 1 && memcmp(l->p + 1, delimiter, n) == 0 &&
		    l->p[n + 1] == '"') {
			l->p += n + 2;
			return;
		}
	}
}

static bool word_is(const char *word, size_t size, const char *is)
{
	return strlen(is) == size && memcmp(word, is, size) == 0;
}

static enum directive directive_kind(const char *word, size_t size)
{
	static const struct {
		const char *word;
		enum directive kind;
	} kinds[] = {
		{"include", INCLUDE}, {"include_next", INCLUDE},
		{"import", INCLUDE},  {"define", DEFINE},
		{"if", IF},	      {"ifdef", IF},
		{"ifndef", IF},	      {"else", ELSE},
		{"elif", ELSE},	      {"elifdef", ELSE},
		{"elifndef", ELSE},   {"endif", ENDIF},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (word_is(word, size, kinds[i].word))
			return kinds[i].kind;
	return OTHER_DIRECTIVE;
}

static const char *read_word(struct lexer *l, size_t *size)
{
	const char *word;

	while (l->p < l->end && (*l->p == ' ' || *l->p == '\t'))
		l->p++;
	word = l->p;
	while (l->p < l->end && is_name_char(*l->p))
		l->p++;
	*size = (size_t)(l->p - word);
	return word;
}

static bool starts_comment(const struct lexer *l)
{
	return l->end - l->p >= 2 && l->p[0] == '/' && (l->p[1] == '*' || l->p[1] == '/');
}

/* To the end of the logical line. */
static void read_directive(struct lexer *l)
{
	size_t index = l->to->n_tokens, size, n;
	struct token *t = add_token(l, TOKEN_DIRECTIVE);
	unsigned values = 0;
	const char *word;

	l->p++;
	word = read_word(l, &size);
	t->directive = directive_kind(word, size);
	if (t->directive == DEFINE || t->directive == IF || t->directive == OTHER_DIRECTIVE) {
		bool pragma = word_is(word, size, "pragma");

		t->text = read_word(l, &t->size);
		if (pragma && word_is(t->text, t->size, "once"))
			t->directive = ONCE;
	}
	while (l->p < l->end && *l->p != '\n') {
		if ((n = splice(l, l->p)) != 0) {
			l->p += n - 1;
			newline(l);
		} else if (starts_comment(l)) {
			read_comment(l, true);
		} else if (*l->p == '"' || *l->p == '\'') {
			values = 2;
			skip_literal(l);
		} else {
			if (!is_blank(*l->p))
				values += *l->p == '1' ? 1 : 2;
			l->p++;
		}
	}
	l->to->tokens[index].end_line = l->line;
	l->to->tokens[index].has_value = values > 1;
}

static void read_name_or_number(struct lexer *l)
{
	struct token *t = add_token(l, is_digit(*l->p) ? TOKEN_OTHER : TOKEN_NAME);

	while (l->p < l->end &&
	       (is_name_char(*l->p) ||
		(t->kind == TOKEN_OTHER &&
		 (*l->p == '.' || (*l->p == '\'' && l->end - l->p >= 2 && is_name_char(l->p[1]))))))
		l->p++;
	t->size = (size_t)(l->p - t->text);
	if (t->kind == TOKEN_NAME && l->p < l->end && *l->p == '"' && t->text[t->size - 1] == 'R' &&
	    t->size <= 3) {
		t->kind = TOKEN_STRING;
		skip_raw_string(l);
	}
}

static void read_tokens(struct lexer *l)
{
	size_t n;

	while (l->p < l->end) {
		if (*l->p == '\n') {
			newline(l);
			l->first = true;
		} else if (is_blank(*l->p)) {
			l->p++;
		} else if ((n = splice(l, l->p)) != 0) {
			l->p += n - 1;
			newline(l);
		} else if (starts_comment(l)) {
			/* A comment keeps "first": what follows a comment that starts a line may be a
			 * directive. */
			bool first = l->first;
			read_comment(l, false);
			l->first = first;
		} else if (*l->p == '#' && l->first) {
			read_directive(l);
		} else if (*l->p == '"' || *l->p == '\'') {
			add_token(l, TOKEN_STRING);
			skip_literal(l);
		} else if (is_name_char(*l->p)) {
			read_name_or_number(l);
		} else {
			add_token(l, TOKEN_PUNCTUATION)->punctuation = *l->p;
			l->p++;
		}
	}
}

/* ---- what a comment is about ---- */

static bool has_letters(const struct token *t)
{
	for (size_t i = 0; i < t->size; i++)
		if (is_name_char(t->text[i]) && t->text[i] != '_')
			return true;
	return false;
}

/* The command, "file" of "@file", that starts at S; its size, 0 if there is none. */
static size_t command_at(const char *s, const char *end, const char **word)
{
	if (s == end || (*s != '@' && *s != '\\'))
		return 0;
	*word = ++s;
	if (s < end && (*s == '{' || *s == '}'))
		return 1;
	while (s < end && *s >= 'a' && *s <= 'z')
		s++;
	return (size_t)(s - *word);
}

/* Where text starts behind the marks at the start of a comment's line. */
static const char *skip_marks(const char *s, const char *end)
{
	while (s < end && (is_blank(*s) || *s == '*' || *s == '/' || *s == '!' || *s == '<'))
		s++;
	return s;
}

/* A line of T starts with @file. */
static bool is_of_file(const struct token *t)
{
	const char *s = t->text, *end = t->text + t->size, *word;

	while (s < end) {
		const char *line_end = (const char *)memchr(s, '\n', (size_t)(end - s));
		size_t size = command_at(skip_marks(s, end), end, &word);

		if (size && word_is(word, size, "file"))
			return true;
		s = line_end ? line_end + 1 : end;
	}
	return false;
}

/* Doxygen's groups, pages and marks of groups: about no declaration. */
static bool is_structural(const struct token *t)
{
	static const char *const words[] = {"mainpage",	 "page", "defgroup", "addtogroup",
					    "weakgroup", "name", "dir",	     "example",
					    "{",	 "}",	 "cond",     "endcond"};
	const char *s = t->text, *end = t->text + t->size, *word;
	size_t size;

	do
		s = skip_marks(s, end);
	while (s < end && *s == '\n' && ++s);
	size = command_at(s, end, &word);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (size && word_is(word, size, words[i]))
			return true;
	return is_of_file(t);
}

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
	r->comment = comment;
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
		    (t->directive == DEFINE || t->directive == INCLUDE))
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

	if (t->behind || t->in_directive || !has_letters(t))
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
		if (t->directive == IF)
			depth++;
		if (t->directive == ENDIF && depth > 0)
			depth--;
		else if (t->directive == ENDIF && --levels == 0)
			return;
		if (t->directive != ELSE || depth > 0)
			continue;
		for (next = at + 1; next < a->n && a->tokens[next].kind == TOKEN_COMMENT; next++)
			continue;
		if (next == a->n)
			return;
		t = &a->tokens[next];
		if (macro && t->kind == TOKEN_DIRECTIVE && t->directive == DEFINE &&
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
	return condition->kind == TOKEN_DIRECTIVE && condition->directive == IF &&
	       define->kind == TOKEN_DIRECTIVE && define->directive == DEFINE && !define->has_value &&
	       define->size == condition->size && memcmp(define->text, condition->text, define->size) == 0;
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
			if (documents_following(a, at) && (t->doc || !comment->doc) && !is_structural(t))
				return;
		} else if (t->kind == TOKEN_DIRECTIVE) {
			if (t->directive == INCLUDE || t->directive == ONCE || t->directive == ELSE)
				return;
			if (t->directive == DEFINE) {
				add_define(a, comment, comment->doc ? DOC_ABOVE : PLAIN_ABOVE, t);
				if (conditions)
					attach_branches(a, comment, at, conditions, t);
				return;
			}
			if (t->directive == ENDIF && !comment->doc)
				return;
			if (t->directive == IF)
				conditions++;
			else if (t->directive == ENDIF && conditions)
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

	while (end > 0 &&
	       (a->tokens[end - 1].kind == TOKEN_COMMENT ||
		(a->tokens[end - 1].kind == TOKEN_DIRECTIVE && a->tokens[end - 1].directive != DEFINE)))
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

		if (t->kind == TOKEN_DIRECTIVE && (t->directive == DEFINE || t->directive == INCLUDE))
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
		return has_letters(t);
	if (t->doc || t->first || !has_letters(t))
		return false;
	if (index > 0 && is(a, index - 1, ';'))
		return true;
	return next == a->n || a->tokens[next].line > t->end_line || is(a, next, ',') || is(a, next, ')') ||
	       is(a, next, ';') || is(a, next, '}');
}

static void attach(struct attacher *a)
{
	struct ffir_comments *c = a->c;

	for (size_t i = 0; i < a->n; i++) {
		const struct token *t = &a->tokens[i];
		bool guard;

		if (t->kind != TOKEN_COMMENT)
			continue;
		guard = t->first && before_guard(a, i);
		if (is_of_file(t) ? !c->of_file || !is_of_file(c->of_file) : guard && t->doc && !c->of_file)
			c->of_file = t;
		if (guard || is_structural(t))
			continue;
		if (documents_preceding(a, i))
			attach_preceding(a, i);
		else if (documents_following(a, i))
			attach_following(a, i);
	}
}

static int compare_ranges(const void *left, const void *right)
{
	const struct range *l = (const struct range *)left, *r = (const struct range *)right;

	if (l->line != r->line)
		return l->line < r->line ? -1 : 1;
	if (l->column != r->column)
		return l->column < r->column ? -1 : 1;
	return l->comment < r->comment ? -1 : l->comment > r->comment;
}

static void sort_ranges(struct ffir_comments *c)
{
	unsigned reach = 0;

	if (c->n_ranges)
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
	struct lexer l = {c, text, text + size, text, 1, true};
	struct attacher a = {c, NULL, 0};

	c->arena = arena;
	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		l.p = l.line_start = text + 3;
	read_tokens(&l);
	a.tokens = c->tokens;
	a.n = c->n_tokens;
	attach(&a);
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
	*size = best->comment->size;
	return best->comment->text;
}

const char *ffir_comments_of_file(const struct ffir_comments *c, size_t *size)
{
	if (!c->of_file)
		return NULL;
	*size = c->of_file->size;
	return c->of_file->text;
}

static bool is_one_of(const struct token *t, const char *const *words)
{
	while (t->kind == TOKEN_NAME && *words && !word_is(t->text, t->size, *words))
		words++;
	return t->kind == TOKEN_NAME && *words;
}

bool ffir_ends_after(const char *text, size_t size, const char *const *words)
{
	struct ffir_comments c = {0};
	struct lexer l = {&c, text, text + size, text, 1, true};
	bool start = true, after = false;

	read_tokens(&l);
	for (size_t i = 0; i < c.n_tokens; i++) {
		const struct token *t = &c.tokens[i];

		if (t->kind == TOKEN_COMMENT || t->kind == TOKEN_DIRECTIVE)
			continue;
		if (start)
			after = is_one_of(t, words);
		start = t->kind == TOKEN_PUNCTUATION && (t->punctuation == ';' || t->punctuation == '}');
		after = after && !start;
	}
	ffir_arena_release(&c.arena);
	return after;
}
