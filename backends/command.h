/*
 * The command line: what each sub-command of ffirender is given, and how it tells about itself. A
 * sub-command is one file, cmd_<name>.c; main.c only chooses.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_COMMAND_H
#define FFI_COMMAND_H

#include "backends/backend.h"
#include "ir/load.h"

enum exit_status { STATUS_OK = 0, STATUS_ERROR = 1, STATUS_USAGE = 2 };

/* A growing list; the texts are argv's, the list itself is the heap's. */
struct strings {
	const char **items;
	size_t n;
};

void strings_add(struct strings *list, const char *text);
void strings_release(struct strings *list);

/* One option and where its value goes: exactly one of FLAG, TEXT (the last one given counts) and LIST
 * (each one given) is set. */
struct option_spec {
	const char *letter; /* "-o", or NULL */
	const char *name;   /* "--output"; a long name with one dash ("-Werror") is fine; NULL ends a table */
	const char *value;  /* what the value is called in the help, NULL for a flag */
	const char *says;
	bool *flag;
	const char **text;
	struct strings *list;
};

/* What a command says of itself. */
struct usage {
	const char *name;     /* "ffirender scan", as it stands before each message */
	const char *synopsis; /* "[OPTION]... HEADER... -- FLAG..." */
	const char *about;    /* paragraphs of lines that fit 80 columns */
	const char *examples; /* lines, shown indented */
	const struct option_spec *options;
};

/* Reads ARGV[1...] into the options' targets and OPERANDS; what follows "--" goes to REST, or to the
 * operands if REST is NULL. False if the command is over: *STATUS is then 0 after --help, or 2 after a
 * message that names the nearest option. */
bool usage_parse(const struct usage *u, int argc, char **argv, struct strings *operands, struct strings *rest,
		 enum exit_status *status);
void usage_print(FILE *to, const struct usage *u);
/* "NAME: TEXT" and where to read more, on standard error; STATUS_USAGE. */
enum exit_status usage_error(const struct usage *u, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Loads INPUTS and applies NOTES in order: what every command that reads interfaces does first. SETTINGS may be
 * NULL; false, and OUT is empty, after messages. */
bool load_interface(const struct strings *inputs, const struct strings *notes,
		    const struct ffir_load_settings *settings, struct ffir_interface *out, struct diag *d);

/* What `ffirender scan` is asked for. */
struct scan_settings {
	struct strings headers, notes, flags;
	const char *cc, *select, *globs, *plugin, *output;
	const char *files; /* globs: the declarations of these count as those of the headers do */
	bool warnings_are_errors;
};

/* The interface of the headers as their compiler sees it; NULL after messages. */
struct ffir_module *scan_headers(const struct scan_settings *settings, struct diag *d);

/* An entry of a table of options: the one target that is meant. */
#define TARGET_OPTION(text)                                                                                  \
	{                                                                                                    \
		NULL, "--target", "TARGET",                                                                  \
			"of an interface of several targets only this one, by its name or how it begins",    \
			NULL, text, NULL                                                                     \
	}

/* The same where several can be meant. */
#define TARGETS_OPTION(list)                                                                                 \
	{                                                                                                    \
		NULL, "--target", "TARGET",                                                                  \
			"of an interface of several targets only this one, by its name or how it begins; "   \
			"may be repeated",                                                                   \
			NULL, NULL, list                                                                     \
	}

struct command {
	const char *name, *summary;
	int (*run)(int argc, char **argv);
};

extern const struct command command_check, command_merge, command_notes, command_scan, command_shims,
	command_show;

/* `ffirender LANGUAGE ...` */
int render_run(const struct backend *b, int argc, char **argv);
/* `ffirender --list` */
int list_run(void);

#endif
