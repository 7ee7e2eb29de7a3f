/*
 * ffirender shims: C functions for what bindings cannot call as it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/command.h"
#include "backends/shims.h"
#include "ir/nearest.h"

struct settings {
	struct strings inputs, notes, headers, languages;
	const char *output, *target;
	bool warnings_are_errors;
};

static bool check_languages(const struct usage *u, const struct settings *s, enum exit_status *status)
{
	for (size_t i = 0; i < s->languages.n; i++) {
		const char *name = s->languages.items[i];
		struct ffir_nearest nearest = ffir_nearest_to(name);
		if (backend_find(name))
			continue;
		for (const struct backend *const *b = backends; *b; b++)
			ffir_nearest_offer(&nearest, (*b)->name);
		*status = nearest.name
				  ? usage_error(u, "'--for %s' is no language; did you mean '%s'?", name,
						nearest.name)
				  : usage_error(u, "'--for %s' is no language: 'ffirender --list'", name);
		return false;
	}
	return true;
}

static bool parse_settings(struct settings *s, int argc, char **argv, enum exit_status *status)
{
	const struct option_spec options[] = {
		{"-o", "--output", "FILE", "where to; standard output if it is left out", NULL, &s->output,
		 NULL},
		{NULL, "--for", "LANGUAGE",
		 "only what this language needs; may be repeated; all languages if it is left out", NULL,
		 NULL, &s->languages},
		{NULL, "--header", "HEADER",
		 "what the file includes, as zlib.h or '<zlib.h>'; may be repeated; the headers that the "
		 "declarations stand in if it is left out",
		 NULL, NULL, &s->headers},
		{NULL, "--notes", "FILE", "annotations, those that the bindings are given; may be repeated",
		 NULL, NULL, &s->notes},
		TARGET_OPTION(&s->target),
		{NULL, "-Werror", NULL, "warnings are errors", &s->warnings_are_errors, NULL, NULL},
		{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
	};
	const struct usage u = {
		.name = "ffirender shims",
		.synopsis = "[OPTION]... INPUT...",
		.about = "Writes a C file with a function for each thing of the interface that a binding "
			 "cannot call as\n"
			 "it is: inline functions, function-like macros with a prototype, the signatures of "
			 "variadic\n"
			 "functions, functions that take or give what a language cannot pass by value. "
			 "Compile it into\n"
			 "the library, or into a second one and name that with the languages' '--shims'.\n",
		.examples = "ffirender shims foo.o -o foo_shims.c\n"
			    "ffirender shims zlib.ffi.xml --header '<zlib.h>' -o zlib_shims.c\n"
			    "ffirender python zlib.ffi.xml --library libz.so.1 --shims libzlib_shims.so -o "
			    "zlib.py\n",
		.options = options,
	};
	if (!usage_parse(&u, argc, argv, &s->inputs, NULL, status) || !check_languages(&u, s, status))
		return false;
	if (s->inputs.n)
		return true;
	*status = usage_error(&u, "no input; name a library, object or document");
	return false;
}

static size_t count_needed(const struct ffir_module *m)
{
	size_t n = 0;
	for (size_t i = 0; i < m->n_decls; i++)
		n += m->decls[i]->shim && m->decls[i]->shim->needed;
	return n;
}

/* Without --header the file includes what the declarations stand in, which notes are not. */
static bool check_headers(const struct settings *s, const struct ffir_module *m, struct diag *d)
{
	for (size_t i = 0; !s->headers.n && i < m->n_decls; i++) {
		const struct ffir_decl *decl = m->decls[i];
		const char *end = decl->at.file ? strrchr(decl->at.file, '.') : NULL;
		if (decl->shim && decl->shim->needed && (!end || strcmp(end, ".xml") == 0))
			diag_error(d, &decl->at, "no header is known that has '%s': name it with '--header'",
				   decl->id);
	}
	return !d->errors;
}

static bool write_shims(const struct settings *s, struct ffir_module *m, struct diag *d)
{
	struct output out = {0};
	shims_find(m);
	for (const struct backend *const *b = backends; !s->languages.n && *b; b++)
		shims_need(m, *b);
	for (size_t i = 0; i < s->languages.n; i++)
		shims_need(m, backend_find(s->languages.items[i]));
	if (!count_needed(m))
		diag_note(d, NULL, "nothing needs a shim");
	bool good = check_headers(s, m, d);
	if (good) {
		shims_print(output_file(&out, "shims.c", "\t"), m, s->headers.items, s->headers.n);
		good = output_write(&out, s->output, d);
	}
	output_release(&out);
	return good;
}

static int run(int argc, char **argv)
{
	struct settings s = {0};
	enum exit_status status;

	if (parse_settings(&s, argc, argv, &status)) {
		struct diag d = {.program = "ffirender", .warnings_are_errors = s.warnings_are_errors};
		const struct ffir_load_settings settings = {
			.targets = &s.target, .n_targets = s.target != NULL, .only_one = true};
		struct ffir_interface all = {0};
		bool good = load_interface(&s.inputs, &s.notes, &settings, &all, &d) && !d.errors &&
			    write_shims(&s, all.modules[0], &d) && !d.errors;
		status = good ? STATUS_OK : STATUS_ERROR;
		ffir_interface_release(&all);
	}
	strings_release(&s.inputs);
	strings_release(&s.notes);
	strings_release(&s.headers);
	strings_release(&s.languages);
	return status;
}

const struct command command_shims = {"shims", "write C functions for what bindings cannot call as it is",
				      run};
