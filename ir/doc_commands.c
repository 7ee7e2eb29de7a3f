/*
 * Which commands of Doxygen there are, and what each does to the text behind it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/doc_commands.h"

#include <string.h>

static const struct command commands[] = {
	{"brief", COMMAND_BRIEF, FFIR_DOC_NOTE, NULL},
	{"short", COMMAND_BRIEF, FFIR_DOC_NOTE, NULL},
	{"param", COMMAND_PARAM, FFIR_DOC_PARAM, NULL},
	{"arg", COMMAND_PARAGRAPH, FFIR_DOC_NOTE, NULL},
	{"return", COMMAND_SECTION, FFIR_DOC_RETURNS, NULL},
	{"returns", COMMAND_SECTION, FFIR_DOC_RETURNS, NULL},
	{"result", COMMAND_SECTION, FFIR_DOC_RETURNS, NULL},
	{"retval", COMMAND_RETVAL, FFIR_DOC_RETURNS, NULL},
	{"throw", COMMAND_THROWS, FFIR_DOC_ERRORS, NULL},
	{"throws", COMMAND_THROWS, FFIR_DOC_ERRORS, NULL},
	{"exception", COMMAND_THROWS, FFIR_DOC_ERRORS, NULL},
	{"errors", COMMAND_SECTION, FFIR_DOC_ERRORS, NULL},
	{"since", COMMAND_SECTION, FFIR_DOC_SINCE, NULL},
	{"deprecated", COMMAND_SECTION, FFIR_DOC_DEPRECATED, NULL},
	{"see", COMMAND_SECTION, FFIR_DOC_SEE, NULL},
	{"sa", COMMAND_SECTION, FFIR_DOC_SEE, NULL},
	{"copydoc", COMMAND_SECTION, FFIR_DOC_SEE, NULL},
	{"copybrief", COMMAND_SECTION, FFIR_DOC_SEE, NULL},
	{"copydetails", COMMAND_SECTION, FFIR_DOC_SEE, NULL},
	{"note", COMMAND_SECTION, FFIR_DOC_NOTE, NULL},
	{"remark", COMMAND_SECTION, FFIR_DOC_NOTE, NULL},
	{"remarks", COMMAND_SECTION, FFIR_DOC_NOTE, NULL},
	{"warning", COMMAND_SECTION, FFIR_DOC_NOTE, "Warning: "},
	{"attention", COMMAND_SECTION, FFIR_DOC_NOTE, "Attention: "},
	{"important", COMMAND_SECTION, FFIR_DOC_NOTE, "Important: "},
	{"pre", COMMAND_SECTION, FFIR_DOC_NOTE, "Before: "},
	{"post", COMMAND_SECTION, FFIR_DOC_NOTE, "After: "},
	{"invariant", COMMAND_SECTION, FFIR_DOC_NOTE, "Invariant: "},
	{"bug", COMMAND_SECTION, FFIR_DOC_NOTE, "Bug: "},
	{"details", COMMAND_DETAILS, FFIR_DOC_NOTE, NULL},
	{"par", COMMAND_PARAGRAPH, FFIR_DOC_NOTE, NULL},
	{"li", COMMAND_PARAGRAPH, FFIR_DOC_NOTE, NULL},
	{"code", COMMAND_CODE, FFIR_DOC_NOTE, "endcode"},
	{"verbatim", COMMAND_CODE, FFIR_DOC_NOTE, "endverbatim"},
};

/* Nothing of these belongs into the docs of a binding: of the first the line, of the others also what
 * follows up to an empty line. */
static const char line_commands[] =
	" file fn struct union enum typedef var def class headerfile defgroup addtogroup"
	" ingroup name relates memberof internal snippet snippetlineno include includelineno dontinclude "
	"image ";
static const char dropped_commands[] = " author authors date version copyright tparam todo test ";

static bool is_among(const char *list, const char *word, size_t length)
{
	for (const char *at = strchr(list, ' '); at && at[1]; at = strchr(at + 1, ' '))
		if (strncmp(at + 1, word, length) == 0 && at[1 + length] == ' ')
			return true;
	return false;
}

const struct command *doc_find_command(const char *line, const char **rest, bool whole)
{
	static const struct command line_command = {"", COMMAND_DROP_LINE, FFIR_DOC_NOTE, NULL};
	static const struct command dropped_command = {"", COMMAND_DROP, FFIR_DOC_NOTE, NULL};
	const char *word = line + 1;
	size_t length = 0;
	if (*line != '@' && *line != '\\')
		return NULL;
	while (is_letter(word[length]))
		length++;
	if (!length || is_name(word[length]))
		return NULL;
	*rest = word + length;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strlen(commands[i].name) == length && memcmp(commands[i].name, word, length) == 0)
			return &commands[i];
	if (is_among(line_commands, word, length))
		return &line_command;
	if (is_among(dropped_commands, word, length))
		return &dropped_command;
	/* "@function": a mark of the author's own. */
	return *skip_blanks(*rest) || !whole ? NULL : &line_command;
}
