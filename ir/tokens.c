/*
 * A light reader of C, any bytes of it. Comments keep their marks.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/tokens.h"

#include <stdint.h>
#include <string.h>

struct lexer {
	struct tokens to;
	const char *p, *end, *line_start;
	unsigned line;
	bool first; /* nothing but blanks on this line so far */
};

/* clang-format off */
#define NAMES_2 BYTE_NAME, BYTE_NAME
#define NAMES_8 NAMES_2, NAMES_2, NAMES_2, NAMES_2
#define NAMES_26 NAMES_8, NAMES_8, NAMES_8, NAMES_2
#define NAMES_32 NAMES_8, NAMES_8, NAMES_8, NAMES_8
#define DIGIT (BYTE_NAME | BYTE_DIGIT)
const unsigned char token_bytes[0x100] = {
	[0] = BYTE_BLANK, ['\t'] = BYTE_BLANK, ['\v'] = BYTE_BLANK, BYTE_BLANK, BYTE_BLANK, [' '] = BYTE_BLANK,
	['\n'] = BYTE_MARK, ['"'] = BYTE_MARK, ['\''] = BYTE_MARK, ['/'] = BYTE_MARK, ['\\'] = BYTE_MARK,
	['0'] = DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
	['A'] = NAMES_26, ['a'] = NAMES_26, ['_'] = BYTE_NAME, ['$'] = BYTE_NAME,
	[0x80] = NAMES_32, NAMES_32, NAMES_32, NAMES_32,
};
/* clang-format on */

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
	struct ffir_buf *memory = &l->to.memory;
	struct token *t;

	if (memory->room - memory->size <= sizeof *t) {
		ffir_buf_reserve(memory, sizeof *t);
		l->to.list = (struct token *)(void *)memory->text;
	}
	memory->size += sizeof *t;
	t = &l->to.list[l->to.n++];
	*t = (struct token){
		.kind = kind, .first = l->first, .line = l->line, .end_line = l->line, .text = l->p};
	t->column = (unsigned)(l->p - l->line_start) + 1;
	l->first = false;
	return t;
}

static void drop_last_token(struct lexer *l)
{
	l->to.n--;
	l->to.memory.size -= sizeof *l->to.list;
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

enum { CHUNK = 16, MOST = 255 }; /* MOST chunks: what a byte can count */
typedef unsigned char chunk __attribute__((vector_size(CHUNK)));

static inline chunk chunk_at(const char *text)
{
	chunk c;
	memcpy(&c, text, CHUNK);
	return c;
}

static unsigned sum_of(chunk counts)
{
	unsigned n = 0;
	for (size_t i = 0; i < CHUNK; i++)
		n += counts[i];
	return n;
}

static inline bool any_in(chunk c)
{
	typedef uint64_t pair __attribute__((vector_size(CHUNK)));
	pair halves = (pair)c;
	return (halves[0] | halves[1]) != 0;
}

/* Which of the bytes there end a block comment, but for the slash. */
static inline chunk ends_at(const char *text)
{
	return (chunk)((chunk_at(text) == '*') & (chunk_at(text + 1) == '/'));
}

/* How many newlines stand in SIZE bytes. */
static unsigned count_newlines(const char *text, size_t size)
{
	unsigned n = 0;

	while (size >= CHUNK) {
		size_t chunks = size / CHUNK < MOST ? size / CHUNK : MOST;
		chunk counts = {0}, more = {0};

		size -= chunks * CHUNK;
		for (; chunks > 1; chunks -= 2, text += 2 * CHUNK) {
			counts -= (chunk)(chunk_at(text) == '\n');
			more -= (chunk)(chunk_at(text + CHUNK) == '\n');
		}
		if (chunks) {
			counts -= (chunk)(chunk_at(text) == '\n');
			text += CHUNK;
		}
		n += sum_of(counts) + sum_of(more);
	}
	while (size--)
		n += *text++ == '\n';
	return n;
}

const char *line_in(const char *text, size_t size, unsigned line)
{
	enum { PIECE = 4096 };
	const char *end = text + size;
	unsigned n;

	line--;
	while ((size_t)(end - text) >= PIECE && (n = count_newlines(text, PIECE)) < line) {
		line -= n;
		text += PIECE;
	}
	for (; line > 0 && text; line--) {
		text = (const char *)memchr(text, '\n', (size_t)(end - text));
		text = text ? text + 1 : NULL;
	}
	return text;
}

/* Where a piece starts that has the end of a block comment, or that END is in; *NEWLINES grows by those in
 * front of it. Most of a header's bytes are looked at here, and only here. */
static const char *piece_of_end(const char *text, const char *end, unsigned *newlines)
{
	enum { PIECE = 2 * CHUNK };
	while (end - text > PIECE) {
		size_t pieces = (size_t)(end - text - 1) / PIECE;
		chunk first = {0}, second = {0};

		pieces = pieces < MOST ? pieces : MOST;
		while (pieces > 0 && !any_in(ends_at(text) | ends_at(text + CHUNK))) {
			first -= (chunk)(chunk_at(text) == '\n');
			second -= (chunk)(chunk_at(text + CHUNK) == '\n');
			text += PIECE;
			pieces--;
		}
		*newlines += sum_of(first) + sum_of(second);
		if (pieces > 0)
			break;
	}
	return text;
}

static void skip_block_comment(struct lexer *l)
{
	unsigned line = l->line;
	const char *p = piece_of_end(l->p + 2, l->end, &l->line);

	for (; p < l->end && !(p[0] == '*' && l->end - p >= 2 && p[1] == '/'); p++)
		l->line += *p == '\n';
	l->p = l->end - p >= 2 ? p + 2 : l->end;
	if (l->line == line)
		return;
	for (p = l->p; p[-1] != '\n'; p--)
		continue;
	l->line_start = p;
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
	t->size = (unsigned)(l->p - t->text);
	if (!block && t->text[t->size - 1] == '\r')
		t->size--;
	classify(t);
	if (t != l->to.list && joins(t - 1, t)) {
		t[-1].size = (unsigned)(t->text + t->size - t[-1].text);
		t[-1].end_line = t->end_line;
		drop_last_token(l);
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

bool word_is(const char *word, size_t size, const char *is)
{
	return strlen(is) == size && memcmp(word, is, size) == 0;
}

static enum directive directive_kind(const char *word, size_t size)
{
	static const struct {
		const char *word;
		enum directive kind;
	} kinds[] = {
		{"include", DIRECTIVE_INCLUDE}, {"include_next", DIRECTIVE_INCLUDE},
		{"import", DIRECTIVE_INCLUDE},	{"define", DIRECTIVE_DEFINE},
		{"if", DIRECTIVE_IF},		{"ifdef", DIRECTIVE_IF},
		{"ifndef", DIRECTIVE_IF},	{"else", DIRECTIVE_ELSE},
		{"elif", DIRECTIVE_ELSE},	{"elifdef", DIRECTIVE_ELSE},
		{"elifndef", DIRECTIVE_ELSE},	{"endif", DIRECTIVE_ENDIF},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (word_is(word, size, kinds[i].word))
			return kinds[i].kind;
	return DIRECTIVE_OTHER;
}

static const char *read_word(struct lexer *l, size_t *size)
{
	const char *p = l->p, *word;

	while (p < l->end && (*p == ' ' || *p == '\t'))
		p++;
	word = p;
	while (p < l->end && is_name_char(*p))
		p++;
	*size = (size_t)(p - word);
	l->p = p;
	return word;
}

static bool starts_comment(const struct lexer *l)
{
	return l->end - l->p >= 2 && l->p[0] == '/' && (l->p[1] == '*' || l->p[1] == '/');
}

/* To the end of the logical line. */
static void read_directive(struct lexer *l)
{
	size_t index = l->to.n, size, n;
	struct token *t = add_token(l, TOKEN_DIRECTIVE);
	unsigned values = 0;
	const char *word;

	l->p++;
	word = read_word(l, &size);
	t->directive = directive_kind(word, size);
	if (t->directive == DIRECTIVE_DEFINE || t->directive == DIRECTIVE_IF ||
	    t->directive == DIRECTIVE_OTHER) {
		bool pragma = word_is(word, size, "pragma");

		t->text = read_word(l, &size);
		t->size = (unsigned)size;
		if (pragma && word_is(t->text, t->size, "once"))
			t->directive = DIRECTIVE_ONCE;
	}
	for (;;) {
		const char *p = l->p;

		for (; p < l->end && !(token_bytes[(unsigned char)*p] & BYTE_MARK); p++)
			if (!is_blank(*p))
				values += *p == '1' ? 1 : 2;
		l->p = p;
		if (p == l->end || *p == '\n')
			break;
		if ((n = splice(l, p)) != 0) {
			l->p += n - 1;
			newline(l);
		} else if (starts_comment(l)) {
			read_comment(l, true);
		} else if (*p == '"' || *p == '\'') {
			values = 2;
			skip_literal(l);
		} else {
			values += 2;
			l->p++;
		}
	}
	l->to.list[index].end_line = l->line;
	l->to.list[index].has_value = values > 1;
}

static void read_number(struct lexer *l)
{
	struct token *t = add_token(l, TOKEN_OTHER);

	while (l->p < l->end && (is_name_char(*l->p) || *l->p == '.' ||
				 (*l->p == '\'' && l->end - l->p >= 2 && is_name_char(l->p[1]))))
		l->p++;
	t->size = (unsigned)(l->p - t->text);
}

static void read_name(struct lexer *l)
{
	struct token *t = add_token(l, TOKEN_NAME);
	const char *p = l->p;

	while (p < l->end && is_name_char(*p))
		p++;
	l->p = p;
	t->size = (unsigned)(p - t->text);
	if (p < l->end && *p == '"' && p[-1] == 'R' && t->size <= 3) {
		t->kind = TOKEN_STRING;
		skip_raw_string(l);
	}
}

static void skip_blanks(struct lexer *l)
{
	const char *p = l->p;

	while (p < l->end && is_blank(*p))
		p++;
	l->p = p;
}

/* What is neither blank nor part of a name. */
static void read_mark(struct lexer *l)
{
	size_t n = splice(l, l->p);

	if (*l->p == '\n') {
		newline(l);
		l->first = true;
	} else if (n != 0) {
		l->p += n - 1;
		newline(l);
	} else if (starts_comment(l)) {
		/* A comment keeps "first": what follows a comment that starts a line may be a directive. */
		bool first = l->first;
		read_comment(l, false);
		l->first = first;
	} else if (*l->p == '"' || *l->p == '\'') {
		add_token(l, TOKEN_STRING);
		skip_literal(l);
	} else {
		add_token(l, TOKEN_PUNCTUATION)->punctuation = *l->p;
		l->p++;
	}
}

static void read_all(struct lexer *l)
{
	while (l->p < l->end) {
		unsigned char bytes = token_bytes[(unsigned char)*l->p];

		if (bytes & BYTE_BLANK)
			skip_blanks(l);
		else if (bytes & BYTE_DIGIT)
			read_number(l);
		else if (bytes & BYTE_NAME)
			read_name(l);
		else if (*l->p == '#' && l->first)
			read_directive(l);
		else
			read_mark(l);
	}
}

struct tokens tokens_read(const char *text, size_t size)
{
	struct lexer l = {{NULL, 0, {NULL, 0, 0}}, text, text + size, text, 1, true};

	/* A token for each 64 bytes is usual where there are comments: growing would copy them. */
	ffir_buf_reserve(&l.to.memory, size / 64 * sizeof *l.to.list);
	l.to.list = (struct token *)(void *)l.to.memory.text;
	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		l.p = l.line_start = text + 3;
	read_all(&l);
	return l.to;
}

void tokens_release(struct tokens *tokens)
{
	ffir_buf_release(&tokens->memory);
	tokens->list = NULL;
	tokens->n = 0;
}
