/*
 * A light reader of C, any bytes of it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/lexer.h"

#include <stdint.h>
#include <string.h>

#include "ir/chunk.h"
#include "ir/comment_kind.h"

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

/* ---- lines ---- */

enum { MOST = 255 }; /* chunks: what a byte can count */

static inline unsigned sum_of(chunk counts)
{
	chunk_halves even = (chunk_halves)counts & 0x00ff00ff00ff00ff,
		     odd = ((chunk_halves)counts >> 8) & 0x00ff00ff00ff00ff;
	chunk_halves sums = even + odd;
	return (unsigned)(((sums[0] + sums[1]) * 0x0001000100010001) >> 48);
}

unsigned count_newlines(const char *text, size_t size)
{
	/* Behind N bytes of it: the last N bytes of a chunk count. */
	static const unsigned char counted[2 * CHUNK] = {[CHUNK] = 1, 1, 1, 1, 1, 1, 1, 1,
							 1,	      1, 1, 1, 1, 1, 1, 1};
	const char *start = text;
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
	if (text != start && size)
		return n + sum_of((chunk)(chunk_at(text + size - CHUNK) == '\n') & chunk_at(counted + size));
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

const char *line_start_of(const char *start, const char *at)
{
	while (at > start && at[-1] != '\n')
		at--;
	return at;
}

bool is_spliced(const char *start, const char *at)
{
	const char *newline = at - 1;

	if (newline > start && newline[-1] == '\r')
		newline--;
	return newline > start && newline[-1] == '\\';
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

void lexer_move(struct lexer *l, const char *to)
{
	unsigned lines = count_newlines(l->p, (size_t)(to - l->p));

	l->line += lines;
	if (lines)
		l->line_start = line_start_of(l->p, to);
	l->p = to;
}

/* ---- tokens ---- */

static inline struct token *new_token(struct lexer *l)
{
	enum { AT_ONCE = 16 };

	if (!l->arena) {
		memset(&l->passed, 0, sizeof l->passed);
		return &l->passed;
	}
	if (l->n_spare == 0) {
		l->n_spare = AT_ONCE;
		l->spare = (struct token *)ffir_alloc(l->arena, AT_ONCE * sizeof *l->spare);
	}
	l->n_spare--;
	return l->spare++;
}

static inline void link_token(struct lexer *l, struct token *t)
{
	t->prev = l->last;
	t->next = l->last->next;
	t->prev->next = t;
	if (t->next)
		t->next->prev = t;
	l->last = t;
}

static inline struct token *add_token(struct lexer *l, enum token_kind kind)
{
	struct token *t = new_token(l);

	t->kind = kind;
	t->first = l->first;
	t->line = t->end_line = l->line;
	t->column = (unsigned)(l->p - l->line_start) + 1;
	t->text = l->p;
	l->first = false;
	if (l->arena)
		link_token(l, t);
	return t;
}

struct token *lexer_add(struct lexer *l, enum token_kind kind)
{
	return add_token(l, kind);
}

/* It was taken last. */
static void drop_last_token(struct lexer *l)
{
	struct token *t = l->last;

	l->last = t->prev;
	l->last->next = NULL;
	memset(t, 0, sizeof *t);
	l->spare--;
	l->n_spare++;
}

/* ---- comments ---- */

static void classify(struct token *t)
{
	const char *s = t->text;

	if (t->size < 4 || (s[2] != s[1] && s[2] != '!'))
		t->doc = t->size == 3 && s[1] == '/' && (s[2] == '/' || s[2] == '!');
	else
		t->doc = s[2] == '!' || (s[3] != s[1] && s[3] != '/');
	t->behind = t->doc && t->size > 3 && s[3] == '<';
}

/* Block comments below each other: plain ones of a line each, as in a box, and what Doxygen reads, too, of any size. */
static bool joins_block(const struct token *run, const struct token *t)
{
	if (run->behind != t->behind || comment_is_structural(t) ||
	    (!run->joined && comment_is_structural(run)))
		return false;
	if (t->doc)
		return run->first || run->behind;
	return t->line == t->end_line && (run->joined || run->line == run->end_line);
}

/* Comments below each other in one column are one. */
static bool joins(const struct token *run, const struct token *t)
{
	if (run->kind != TOKEN_COMMENT || run->text[1] != t->text[1] || !t->first ||
	    run->end_line + 1 != t->line || run->indent != t->indent || run->doc != t->doc)
		return false;
	return t->text[1] == '*' ? joins_block(run, t) : run->behind == t->behind || (run->behind && t->doc);
}

/* Most of a header's bytes are looked at here, twice, and only here. */
static void skip_block_comment(struct lexer *l)
{
	const char *text = l->p + 2, *slash = text;

	while ((slash = (const char *)memchr(slash, '/', (size_t)(l->end - slash))) &&
	       (slash == text || slash[-1] != '*'))
		slash++;
	lexer_move(l, slash ? slash + 1 : l->end);
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
	if (joins(t->prev, t)) {
		t->prev->size = (unsigned)(t->text + t->size - t->prev->text);
		t->prev->end_line = t->end_line;
		t->prev->joined = true;
		drop_last_token(l);
	}
}

void lexer_skip_literal(struct lexer *l)
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

	l->raw_string = true;
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

bool lexer_at_directive(const struct lexer *l)
{
	return *l->p == '#' && l->first;
}

bool lexer_at_comment(const struct lexer *l)
{
	return l->end - l->p >= 2 && l->p[0] == '/' && (l->p[1] == '*' || l->p[1] == '/');
}

/* To the end of the logical line. */
static void read_directive(struct lexer *l)
{
	size_t size, n;
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
		} else if (lexer_at_comment(l)) {
			read_comment(l, true);
		} else if (*p == '"' || *p == '\'') {
			values = 2;
			lexer_skip_literal(l);
		} else {
			values += 2;
			l->p++;
		}
	}
	t->end_line = l->line;
	t->has_value = values > 1;
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

static inline void skip_blanks(struct lexer *l)
{
	const char *p = l->p;

	while (p < l->end && is_blank(*p))
		p++;
	l->p = p;
}

/* A newline, or a splice; false if P is at neither. */
static inline bool skip_newline(struct lexer *l)
{
	size_t n;

	if (*l->p == '\n')
		l->first = true;
	else if (*l->p == '\\' && (n = splice(l, l->p)) != 0)
		l->p += n - 1;
	else
		return false;
	newline(l);
	return true;
}

void lexer_skip_space(struct lexer *l)
{
	do
		skip_blanks(l);
	while (l->p < l->end && skip_newline(l));
}

/* What is neither blank nor part of a name. */
static void read_mark(struct lexer *l)
{
	if (skip_newline(l))
		return;
	if (lexer_at_comment(l)) {
		/* A comment keeps "first": what follows a comment that starts a line may be a directive. */
		bool first = l->first;
		read_comment(l, false);
		l->first = first;
	} else if (*l->p == '"' || *l->p == '\'') {
		add_token(l, TOKEN_STRING);
		lexer_skip_literal(l);
	} else {
		add_token(l, TOKEN_PUNCTUATION)->punctuation = *l->p;
		l->p++;
	}
}

void lexer_read(struct lexer *l)
{
	unsigned char bytes = token_bytes[(unsigned char)*l->p];

	if (bytes & BYTE_BLANK)
		skip_blanks(l);
	else if (bytes & BYTE_DIGIT)
		read_number(l);
	else if (bytes & BYTE_NAME)
		read_name(l);
	else if (lexer_at_directive(l))
		read_directive(l);
	else
		read_mark(l);
}
