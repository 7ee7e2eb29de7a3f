/*
 * Reads C's text token by token, any bytes of it. Comments keep their marks. For ir/tokens.c, which keeps what
 * is read in order.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_LEXER_H
#define FFIR_LEXER_H

#include "ir/tokens.h"

/* What is read comes behind LAST. Without ARENA it is only passed over. */
struct lexer {
	struct ffir_arena *arena;
	struct token *last;
	struct token *spare; /* N_SPARE zeroed ones, to be used next */
	size_t n_spare;
	struct token passed;
	const char *p, *end, *line_start;
	unsigned line;
	bool first;	 /* nothing but blanks and comments on this line so far */
	bool raw_string; /* one was read, in which a newline is not the end of a line */
};

/* From what stands at P: one token, a directive with the comments in it, or blanks. P is not END. */
void lexer_read(struct lexer *l);
/* Blanks and newlines, as far as there are. */
void lexer_skip_space(struct lexer *l);
/* P moves on to TO; nothing but code is in between. */
void lexer_move(struct lexer *l, const char *to);
bool lexer_at_comment(const struct lexer *l);
bool lexer_at_directive(const struct lexer *l);
/* A literal ends at its quote, or unterminated (in text that is not compiled) at the end of the line. */
void lexer_skip_literal(struct lexer *l);
struct token *lexer_add(struct lexer *l, enum token_kind kind);

/* How many newlines stand in SIZE bytes. */
unsigned count_newlines(const char *text, size_t size);
/* Where the line of AT starts, not before START. */
const char *line_start_of(const char *start, const char *at);
/* Does the newline before AT, which is behind START, stand behind a backslash? */
bool is_spliced(const char *start, const char *at);

#endif
