/*
 * The list of tokens, made as far as somebody asks. In front of the last comment that was asked for, code that
 * nobody looked at is one token, and becomes many, a few lines at a time, when it is looked at from behind.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/tokens.h"

#include <string.h>

#include "ir/chunk.h"
#include "ir/lexer.h"

void tokens_start(struct tokens *tokens, const char *text, size_t size)
{
	struct lexer *l;

	memset(tokens, 0, sizeof *tokens);
	tokens->start.kind = TOKEN_CODE;
	tokens->lexer = l = FFIR_NEW(&tokens->arena, struct lexer);
	*l = (struct lexer){.arena = &tokens->arena,
			    .last = &tokens->start,
			    .p = text,
			    .end = text + size,
			    .line_start = text,
			    .line = 1,
			    .first = true};
	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		l->p = l->line_start = text + 3;
}

void tokens_release(struct tokens *tokens)
{
	ffir_arena_release(&tokens->arena);
}

static bool opens(char c)
{
	return c == '(' || c == '[' || c == '{';
}

static bool closes(char c)
{
	return c == ')' || c == ']' || c == '}';
}

/* A comment is whole when what follows is none of its kind, which may be part of it. */
static void complete_comment(struct lexer *l)
{
	while (l->last->kind == TOKEN_COMMENT) {
		lexer_skip_space(l);
		if (!lexer_at_comment(l) || l->p[1] != l->last->text[1])
			break;
		lexer_read(l);
	}
}

/* A token more, unless the text ends, and those behind it on its line up to a bracket, which may be passed over. */
static void read_token(struct lexer *l)
{
	const struct token *last = l->last;

	while (l->p < l->end && (l->last == last || (l->last->kind >= TOKEN_NAME && *l->p != '\n' &&
						     !opens(l->last->punctuation))))
		lexer_read(l);
	complete_comment(l);
}

/* ---- code that is passed over ---- */

static inline chunk marks_in(chunk c, bool brackets)
{
	chunk found = ((c | 1) == '#') | ((c | 8) == '/');

	if (brackets)
		found |= ((c | 1) == ')') | ((c | 0x20) == '{') | ((c | 0x20) == '}');
	return found;
}

/* The next byte of code that may be more than itself: / " ' #, and where BRACKETS matter, these. */
static const char *next_mark(const char *p, const char *end, bool brackets)
{
	while (end - p >= 2 * CHUNK &&
	       !chunk_any(marks_in(chunk_at(p), brackets) | marks_in(chunk_at(p + CHUNK), brackets)))
		p += 2 * CHUNK;
	for (; end - p >= CHUNK; p += CHUNK) {
		chunk found = marks_in(chunk_at(p), brackets);

		if (chunk_any(found))
			return p + chunk_first(found);
	}
	while (p < end && *p != '/' && *p != '"' && *p != '\'' && *p != '#' &&
	       !(brackets && (opens(*p) || closes(*p))))
		p++;
	return p;
}

/* Where the directive at P ends, if neither a comment nor a further line is part of it; else NULL. */
static const char *end_of_directive(const char *p, const char *end)
{
	for (; end - p >= CHUNK; p += CHUNK) {
		chunk c = chunk_at(p), found = (c == '\n') | (c == '"') | ((c | 8) == '/') | (c == '\\');

		if (chunk_any(found)) {
			p += chunk_first(found);
			break;
		}
	}
	while (p < end && !(token_bytes[(unsigned char)*p] & BYTE_MARK))
		p++;
	return p == end || *p == '\n' ? p : NULL;
}

/* Does only space stand on the line in front of AT, which is in CODE? CODE itself does not start with space. */
static bool is_first_in(const struct token *code, const char *at)
{
	while (at > code->text && (is_blank(at[-1]) || at[-1] == '\n')) {
		if (at[-1] == '\n' && !is_spliced(code->text, at))
			return true;
		at -= at[-1] != '\n' ? 1 : at[-2] == '\r' ? 3 : 2;
	}
	return false;
}

/* The quote at AT stands behind a name or a number, and may be part of it: reads its line. */
static void pass_tokens(struct lexer *l, const char *at)
{
	struct ffir_arena *arena = l->arena;

	lexer_move(l, line_start_of(l->p, at));
	l->arena = NULL;
	l->first = false;
	while (l->p <= at)
		lexer_read(l);
	l->arena = arena;
}

/* Passes over what is no comment as one token: to a comment, a directive with one, or the end. With DEPTH, the
 * brackets that are open, also to the one that closes the last of them. */
static void pass_code(struct lexer *l, size_t *depth)
{
	struct token *code;
	const char *p, *behind;

	lexer_skip_space(l);
	if (l->p == l->end || lexer_at_comment(l) || (depth && *depth == 1 && closes(*l->p)))
		return;
	p = l->p;
	if (lexer_at_directive(l) && !(p = end_of_directive(p, l->end)))
		return;
	code = lexer_add(l, TOKEN_CODE);
	l->raw_string = false;
	while ((p = next_mark(p, l->end, depth)) < l->end) {
		if (*p == '/' && l->end - p > 1 && (p[1] == '/' || p[1] == '*'))
			break;
		if (*p == '#' && is_first_in(code, p)) {
			if (!(behind = end_of_directive(p, l->end)))
				break;
			p = behind;
		} else if (*p == '#' || *p == '/') {
			p++;
		} else if (depth && opens(*p)) {
			(*depth)++;
			p++;
		} else if (depth && closes(*p)) {
			if (*depth == 1)
				break;
			(*depth)--;
			p++;
		} else if (p > l->p && is_name_char(p[-1])) {
			pass_tokens(l, p);
			p = l->p;
		} else {
			lexer_move(l, p);
			lexer_skip_literal(l);
			p = l->p;
		}
	}
	lexer_move(l, p);
	l->first = is_first_in(code, p);
	code->size = (unsigned)(p - code->text);
	code->end_line = l->line;
	code->whole = l->raw_string;
}

/* Where at least the last line of CODE starts. */
static const char *end_of_code(const struct token *code)
{
	enum { LEAST = 256 };
	const char *at = code->text + code->size - (code->size > LEAST ? LEAST : code->size);

	while (!code->whole && (at = line_start_of(code->text, at)) > code->text &&
	       is_spliced(code->text, at))
		at--;
	return code->whole ? code->text : at;
}

/* Reads CODE from FROM on, where a line starts, or all of it. */
static void read_code(struct tokens *tokens, struct token *code, const char *from)
{
	const char *end = code->text + code->size;
	bool is_last = tokens->lexer->last == code;
	struct lexer l = {.arena = &tokens->arena,
			  .last = code,
			  .p = from,
			  .end = end,
			  .line_start = from,
			  .first = true};

	if (from == code->text) {
		l.line = code->line;
		l.line_start = from - (code->column - 1);
		l.first = code->first;
	} else {
		l.line = code->end_line - count_newlines(from, (size_t)(end - from));
	}
	code->size = (unsigned)(from - code->text);
	code->end_line = l.line;
	while (l.p < l.end)
		lexer_read(&l);
	if (code->size == 0) {
		code->prev->next = code->next;
		if (code->next)
			code->next->prev = code->prev;
		if (l.last == code)
			l.last = code->prev;
	}
	if (is_last)
		tokens->lexer->last = l.last;
}

/* ---- what is asked ---- */

struct token *token_made_after(struct tokens *tokens, struct token *t)
{
	while (t->next ? t->next->kind == TOKEN_CODE : tokens->lexer->p < tokens->lexer->end) {
		if (t->next)
			read_code(tokens, t->next, t->next->text);
		else
			read_token(tokens->lexer);
	}
	return t->next;
}

struct token *token_before(struct tokens *tokens, struct token *t)
{
	while (t->prev != &tokens->start && t->prev->kind == TOKEN_CODE)
		read_code(tokens, t->prev, end_of_code(t->prev));
	return t->prev == &tokens->start ? NULL : t->prev;
}

struct token *comment_after(struct tokens *tokens, struct token *t)
{
	struct lexer *l = tokens->lexer;

	for (;;) {
		while (t->next) {
			t = t->next;
			if (t->kind == TOKEN_COMMENT)
				return t;
		}
		if (l->p == l->end)
			return NULL;
		pass_code(l, NULL);
		if (l->p < l->end)
			read_token(l);
	}
}

struct token *token_closing(struct tokens *tokens, struct token *t)
{
	struct token *opening = t;
	struct lexer *l = tokens->lexer;
	size_t depth = 1;

	for (;;) {
		while (t->next) {
			if (t->next->kind == TOKEN_CODE) {
				read_code(tokens, t->next, t->next->text);
				continue;
			}
			t = t->next;
			depth += opens(t->punctuation);
			depth -= closes(t->punctuation);
			if (depth == 0)
				return opening->closing = t;
		}
		if (l->p == l->end)
			return NULL;
		pass_code(l, &depth);
		t = l->last;
		if (l->p < l->end)
			read_token(l);
	}
}
