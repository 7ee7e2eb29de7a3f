/*
 * C's text as tokens without values, for what reads comments: dead branches of conditionals are read like
 * live ones, and so is text that no compiler would take. Only what is asked for becomes tokens: code between
 * comments that nobody looks at is passed over.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_TOKENS_H
#define FFIR_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "ir/arena.h"

enum token_kind {
	TOKEN_COMMENT,
	TOKEN_DIRECTIVE,
	TOKEN_NAME, /* from here on: code */
	TOKEN_STRING,
	TOKEN_PUNCTUATION,
	TOKEN_OTHER,
	TOKEN_CODE, /* what was passed over; nobody is given one */
};

enum directive {
	DIRECTIVE_INCLUDE,
	DIRECTIVE_DEFINE,
	DIRECTIVE_IF,
	DIRECTIVE_ELSE,
	DIRECTIVE_ENDIF,
	DIRECTIVE_ONCE,
	DIRECTIVE_OTHER,
};

/* LINE and COLUMN count from 1, columns in bytes. TEXT is SIZE bytes of the source. */
struct token {
	struct token *prev, *next; /* token_before() and token_after() know more */
	struct token *closing;	   /* opening bracket: what token_closing() found */
	const char *text;	   /* comment: all of it; name: itself; #define, #if: the name */
	unsigned size;
	unsigned line, column, end_line;
	unsigned indent; /* comment: columns before it, tabs are 8 */
	enum token_kind kind : 8;
	enum directive directive : 8; /* it ends where its logical line ends */
	char punctuation;	      /* NUL if it is none */
	bool first : 1;		      /* on its line */
	/* comment; below each other in one column, line comments are one, and block comments that are alike */
	bool joined : 1;       /* of several */
	bool doc : 1;	       /* Doxygen's marks: two stars, three slashes, or an exclamation mark */
	bool behind : 1;       /* and "<": documents what stands before */
	bool in_directive : 1; /* the token before it, comments aside, is that directive */
	bool has_value : 1;    /* #define: something else than 1 stands behind the name */
	bool whole : 1;	       /* code: a newline in it may be part of a string */
};

struct lexer;

struct tokens {
	struct ffir_arena arena;
	struct token start; /* in front of the first one */
	struct lexer *lexer;
};

/* The tokens of TEXT, which is not copied; of less than 4 GB. T stays where it is. */
void tokens_start(struct tokens *t, const char *text, size_t size);
void tokens_release(struct tokens *t);

/* The token behind T, or the first one, behind &tokens->start; NULL at the end. */
struct token *token_made_after(struct tokens *tokens, struct token *t);
static inline struct token *token_after(struct tokens *tokens, struct token *t)
{
	return t->next && t->next->kind != TOKEN_CODE ? t->next : token_made_after(tokens, t);
}
/* The token in front of T, or NULL. */
struct token *token_before(struct tokens *tokens, struct token *t);
/* The bracket that closes the one at T; NULL if there is none. What stands between is passed over. */
struct token *token_closing(struct tokens *tokens, struct token *t);
/* The comment behind T, and whatever code stands between; NULL if there is none. */
struct token *comment_after(struct tokens *tokens, struct token *t);

/* What a byte of the source may be part of. */
enum { BYTE_NAME = 1, BYTE_DIGIT = 2, BYTE_BLANK = 4, BYTE_MARK = 8 /* means something in a directive */ };
extern const unsigned char token_bytes[0x100];

static inline bool is_name_char(char c)
{
	return token_bytes[(unsigned char)c] & BYTE_NAME;
}

/* But not a newline. */
static inline bool is_blank(char c)
{
	return token_bytes[(unsigned char)c] & BYTE_BLANK;
}

/* Where LINE, counted from 1, starts in TEXT; NULL if there are fewer. */
const char *line_in(const char *text, size_t size, unsigned line);

bool word_is(const char *word, size_t size, const char *is);

#endif
