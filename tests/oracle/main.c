/*
 * oracle extend DOCUMENT: C that continues the unit that DOCUMENT describes.
 * oracle compare [-v] DOCUMENT OBJECT RESPELLED: DOCUMENT against the DWARF of the unit's object; RESPELLED names what
 * oracle_compare() asks for, a line each. Exit status 1 if they differ. The last line is a summary, for tables.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "ir/read.h"
#include "tests/oracle/oracle.h"

static bool read_lines(const char *path, struct ffir_buf *text)
{
	FILE *in = fopen(path, "r");
	char line[256];
	if (!in)
		return false;
	ffir_buf_puts(text, "");
	while (fgets(line, sizeof line, in))
		ffir_buf_puts(text, line);
	return fclose(in) == 0;
}

static int compare(struct ffir_module *m, const char *object, const char *respelled, bool verbose)
{
	struct oracle_counts c = {0};
	if (!oracle_compare(m, object, respelled, verbose, &c))
		return 2;
	printf("functions %u variables %u records %u fields %u enums %u enumerators %u opaque %u aliases %u "
	       "constants %u refused %u unknown %u mismatched %u\n",
	       c.functions, c.variables, c.records, c.fields, c.enumerations, c.enumerators, c.opaque,
	       c.aliases, c.constants, c.refused, c.unknown, c.mismatched);
	return c.mismatched > 0;
}

int main(int argc, char **argv)
{
	struct diag d = {.program = "oracle"};
	bool extends = argc == 3 && strcmp(argv[1], "extend") == 0;
	bool verbose = argc == 6 && strcmp(argv[2], "-v") == 0;
	if (!extends && (argc != 5 + verbose || strcmp(argv[1], "compare") != 0)) {
		fputs("usage: oracle extend DOCUMENT\n       oracle compare [-v] DOCUMENT OBJECT RESPELLED\n",
		      stderr);
		return 2;
	}
	struct ffir_module *m = ffir_read_document(argv[2 + verbose], &d);
	if (!m)
		return 2;
	int status = 2;
	struct ffir_buf respelled = {0};
	if (extends) {
		oracle_extend(m);
		status = 0;
	} else if (read_lines(argv[4 + verbose], &respelled)) {
		status = compare(m, argv[3 + verbose], respelled.text, verbose);
	} else {
		perror(argv[4 + verbose]);
	}
	ffir_buf_release(&respelled);
	ffir_module_free(m);
	return status;
}
