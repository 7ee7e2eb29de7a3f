/*
 * ffirender merge: the records of many units, or several documents, of one target or many, as one document.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/command.h"

struct settings {
	struct strings inputs, notes;
	const char *output;
	bool warnings_are_errors;
};

static bool parse_settings(struct settings *s, int argc, char **argv, enum exit_status *status)
{
	const struct option_spec options[] = {
		{"-o", "--output", "FILE", "where to; standard output if it is left out", NULL, &s->output,
		 NULL},
		{NULL, "--notes", "FILE", "annotations to add; may be repeated", NULL, NULL, &s->notes},
		{NULL, "-Werror", NULL, "warnings are errors", &s->warnings_are_errors, NULL, NULL},
		{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
	};
	const struct usage u = {
		.name = "ffirender merge",
		.synopsis = "[OPTION]... INPUT...",
		.about = "Writes the interface that all INPUTs (objects, archives, shared libraries, "
			 "documents)\n"
			 "make together as one document. Declarations that contradict are errors naming both "
			 "places.\n"
			 "Of several targets it holds what is the same once, and what each makes of it.\n",
		.examples = "ffirender merge build/*.o -o foo.ffi.xml\n"
			    "ffirender merge foo.ffi.xml extra.ffi.xml -o all.ffi.xml\n"
			    "ffirender merge foo.x86-64.ffi.xml foo.aarch64.ffi.xml -o foo.ffi.xml\n",
		.options = options,
	};
	if (!usage_parse(&u, argc, argv, &s->inputs, NULL, status))
		return false;
	if (s->inputs.n)
		return true;
	*status = usage_error(&u, "no input; name objects, libraries or documents");
	return false;
}

static bool merge(const struct settings *s, struct diag *d)
{
	struct ffir_interface all = {0};
	struct output out = {0};
	bool good = false;

	if (load_interface(&s->inputs, &s->notes, NULL, &all, d) && !d->errors) {
		ffir_write_interface(&output_file(&out, "interface.ffi.xml", "")->buf, &all);
		good = output_write(&out, s->output, d);
	}
	output_release(&out);
	ffir_interface_release(&all);
	return good;
}

static int run(int argc, char **argv)
{
	struct settings s = {0};
	enum exit_status status;

	if (parse_settings(&s, argc, argv, &status)) {
		struct diag d = {.program = "ffirender", .warnings_are_errors = s.warnings_are_errors};
		status = merge(&s, &d) ? STATUS_OK : STATUS_ERROR;
	}
	strings_release(&s.inputs);
	strings_release(&s.notes);
	return status;
}

const struct command command_merge = {"merge", "write one document from many objects or documents", run};
