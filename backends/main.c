/*
 * ffirender: from the interface that a compiler recorded to bindings. This file chooses the sub-command.
 *
 * SPDX-License-Identifier: MIT
 */
#include <signal.h>
#include <string.h>

#include "backends/command.h"
#include "ir/nearest.h"

static const struct command *const commands[] = {&command_scan,	 &command_show,	 &command_notes,
						 &command_check, &command_merge, &command_shims};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void print_help(void)
{
	puts("Usage: ffirender LANGUAGE [OPTION]... INPUT...\n"
	     "       ffirender COMMAND [OPTION]... ...\n"
	     "\n"
	     "Writes bindings for a C library from what the compiler recorded about it.\n"
	     "\n"
	     "Languages ('--list' tells what each can):");
	for (const struct backend *const *b = backends; *b; b++)
		printf("  %-10s %s\n", (*b)->name, (*b)->summary);
	puts("\nCommands:");
	for (size_t i = 0; i < N_COMMANDS; i++)
		printf("  %-10s %s\n", commands[i]->name, commands[i]->summary);
	puts("\n"
	     "Options:\n"
	     "  --list     what each language can do\n"
	     "  --version  print the version\n"
	     "  --help     print this; 'ffirender LANGUAGE --help' and 'ffirender COMMAND --help' tell more\n"
	     "\n"
	     "Examples:\n"
	     "  gcc -fplugin=ffiextract -fPIC -shared foo.c -o libfoo.so  # a library with annotations\n"
	     "  ffirender python libfoo.so -o foo.py                      # its Python module\n"
	     "  ffirender c libfoo.so -o foo.ffi.h                        # a safe C header for it\n"
	     "\n"
	     "  ffirender scan --notes zlib.notes.xml zlib.h -o zlib.ffi.xml  # a library as it is\n"
	     "  ffirender python zlib.ffi.xml --library libz.so.1 -o libz.py");
}

static int print_version(void)
{
	printf("ffirender %s (interfaces up to version %d.%d)\n", FFI_VERSION, FFIR_VERSION_MAJOR,
	       FFIR_VERSION_MINOR);
	return STATUS_OK;
}

static int complain(const char *word)
{
	struct ffir_nearest nearest = ffir_nearest_to(word);

	for (size_t i = 0; i < N_COMMANDS; i++)
		ffir_nearest_offer(&nearest, commands[i]->name);
	for (const struct backend *const *b = backends; *b; b++)
		ffir_nearest_offer(&nearest, (*b)->name);
	ffir_nearest_offer(&nearest, "--help");
	ffir_nearest_offer(&nearest, "--version");
	ffir_nearest_offer(&nearest, "--list");
	if (nearest.name)
		fprintf(stderr, "ffirender: unknown %s '%s'; did you mean '%s'?\n",
			word[0] == '-' ? "option" : "language or command", word, nearest.name);
	else if (word[0] == '-')
		fprintf(stderr,
			"ffirender: a language or command stands first, as in 'ffirender python %s ...'\n",
			word);
	else
		fprintf(stderr, "ffirender: unknown language or command '%s'\n", word);
	fputs("Try 'ffirender --help'.\n", stderr);
	return STATUS_USAGE;
}

static int run(int argc, char **argv)
{
	if (argc < 2) {
		fputs("ffirender: what to do is missing, as in 'ffirender python libfoo.so -o foo.py'\n"
		      "Try 'ffirender --help'.\n",
		      stderr);
		return STATUS_USAGE;
	}
	const char *word = argv[1];
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
		print_help();
		return STATUS_OK;
	}
	if (strcmp(word, "--version") == 0)
		return print_version();
	if (strcmp(word, "--list") == 0)
		return list_run();
	for (size_t i = 0; i < N_COMMANDS; i++)
		if (strcmp(word, commands[i]->name) == 0)
			return commands[i]->run(argc - 1, argv + 1);
	const struct backend *b = backend_find(word);
	return b ? render_run(b, argc - 1, argv + 1) : complain(word);
}

int main(int argc, char **argv)
{
	/* A file that may not grow further is a write that fails, with a message and nothing left behind. */
	signal(SIGXFSZ, SIG_IGN);
	int status = run(argc, argv);

	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("ffirender: cannot write to standard output");
		return STATUS_ERROR;
	}
	return status;
}
