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

/* LINE and COLUMN count from 1, columns in bytes. TEXT is SIZE bytes of the source. */
struct token {
	enum token_kind kind;
	char punctuation;
	bool first; /* on its line */
	unsigned line, column, end_line;
	const char *text; /* comment: all of it; name: itself; #define, #if: the name */
	size_t size;
	/* comment; below each other in one column, line comments are one */
	unsigned indent;   /* columns before it, tabs are 8 */
	bool doc;	   /* Doxygen's marks: two stars, three slashes, or an exclamation mark */
	bool behind;	   /* and "<": documents what stands before */
	bool in_directive; /* the token before it, comments aside, is that directive */
	/* directive; it ends where its logical line ends */
	enum directive directive;
	bool has_value; /* #define: something else than 1 stands behind the name */
};

struct tokens {
	struct token *list;
	size_t n;
};

struct tokens tokens_read(struct ffir_arena *a, const char *text, size_t size);

bool is_name_char(char c);
bool is_blank(char c); /* but not a newline */
bool word_is(const char *word, size_t size, const char *is);

#endif
