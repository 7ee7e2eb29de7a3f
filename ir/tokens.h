/*
 * C's text as tokens without values, for what reads comments: dead branches of conditionals are read like
 * live ones, and so is text that no compiler would take.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_TOKENS_H
#define FFIR_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "ir/arena.h"

enum token_kind { TOKEN_COMMENT, TOKEN_DIRECTIVE, TOKEN_NAME, TOKEN_STRING, TOKEN_PUNCTUATION, TOKEN_OTHER };

enum directive {
	DIRECTIVE_INCLUDE,
	DIRECTIVE_DEFINE,
	DIRECTIVE_IF,
	DIRECTIVE_ELSE,
	DIRECTIVE_ENDIF,
	DIRECTIVE_ONCE,
	DIRECTIVE_OTHER,
};

/* LINE and COLUMN count from 1, columns in bytes. TEXT is SIZE bytes of the source. Small, since a header
 * has tens of thousands. */
struct token {
	enum token_kind kind : 8;
	enum directive directive : 8; /* it ends where its logical line ends */
	char punctuation;
	bool first : 1; /* on its line */
	/* comment; below each other in one column, line comments are one */
	bool doc : 1;	       /* Doxygen's marks: two stars, three slashes, or an exclamation mark */
	bool behind : 1;       /* and "<": documents what stands before */
	bool in_directive : 1; /* the token before it, comments aside, is that directive */
	bool has_value : 1;    /* #define: something else than 1 stands behind the name */
	unsigned line, column, end_line;
	unsigned indent; /* comment: columns before it, tabs are 8 */
	unsigned size;
	const char *text; /* comment: all of it; name: itself; #define, #if: the name */
};

struct tokens {
	struct token *list;
	size_t n;
	struct ffir_buf memory; /* of LIST */
};

/* The tokens of TEXT, which is not copied; of less than 4 GB. */
struct tokens tokens_read(const char *text, size_t size);
void tokens_release(struct tokens *tokens);

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
