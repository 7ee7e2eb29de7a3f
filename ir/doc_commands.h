/*
 * Doxygen's commands, between doc_commands.c and doc.c.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_DOC_COMMANDS_H
#define FFIR_DOC_COMMANDS_H

#include <stdbool.h>

#include "ir/doc.h"

enum command_kind {
	COMMAND_BRIEF,
	COMMAND_PARAM,
	COMMAND_SECTION,
	COMMAND_RETVAL,
	COMMAND_THROWS,
	COMMAND_DETAILS,
	COMMAND_PARAGRAPH,
	COMMAND_CODE,
	COMMAND_DROP_LINE, /* the command and its argument mean nothing here */
	COMMAND_DROP,	   /* nor does the text behind it */
};

struct command {
	const char *name;
	enum command_kind kind;
	enum ffir_doc_kind section;
	const char *title; /* stands before the text of a note */
};

static inline bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

static inline const char *skip_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

/* "@word" at LINE; *REST is behind it. WHOLE: nothing stands in front of it, and where nothing stands behind it,
 * either, any word is a command. */
const struct command *doc_find_command(const char *line, const char **rest, bool whole);

#endif
