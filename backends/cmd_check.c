/*
 * ffirender check: an interface against its library and its headers, for people and for CI.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "backends/command.h"
#include "ir/arena.h"
#include "ir/findings.h"
#include "ir/load.h"
#include "ir/nearest.h"
#include "ir/xml.h"

struct settings {
	struct strings inputs, allowed;
	struct scan_settings scan; /* of the headers; none if HEADERS is empty */
	const char *output, *target;
	bool xml, warnings_are_errors;
};

/* ---- printing ---- */

static bool is_error(const struct settings *s, const struct ffir_finding *finding)
{
	return s->warnings_are_errors || ffir_findings_info[finding->kind].is_error;
}

static bool is_allowed(const struct settings *s, const struct ffir_finding *finding)
{
	for (size_t i = 0; i < s->allowed.n; i++)
		if (strcmp(s->allowed.items[i], ffir_findings_info[finding->kind].name) == 0)
			return true;
	return false;
}

static void print_text(const struct settings *s, struct writer *w, const struct ffir_finding *finding)
{
	const char *kind = is_error(s, finding) ? "error" : "warning";
	const char *name = ffir_findings_info[finding->kind].name;
	if (finding->at.file)
		w_part(w, "%s:", finding->at.file);
	if (finding->at.file && finding->at.line)
		w_part(w, "%u:", finding->at.line);
	if (finding->at.file && finding->at.line && finding->at.column)
		w_part(w, "%u:", finding->at.column);
	w_line(w, "%s%s: %s [%s]", finding->at.file ? " " : "", kind, finding->text, name);
}

static void print_xml(const struct settings *s, struct xml *x, const struct ffir_finding *finding)
{
	x_open(x, "finding");
	x_attribute(x, "kind", ffir_findings_info[finding->kind].name);
	x_attribute(x, "level", is_error(s, finding) ? "error" : "warning");
	x_attribute(x, "subject", finding->subject);
	x_location(x, &finding->at);
	x_close_with_text(x, "finding", finding->text);
}

static void print_document(const struct settings *s, struct writer *w, const struct ffir_findings *f)
{
	struct xml x = {.b = &w->buf};
	ffir_buf_puts(&w->buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	x_open(&x, "findings");
	x_attribute(&x, "version", "1.0");
	for (size_t i = 0; i < f->n; i++)
		if (!is_allowed(s, &f->items[i]))
			print_xml(s, &x, &f->items[i]);
	x_close(&x, "findings");
	ffir_buf_puts(&w->buf, "\n");
}

/* Writes what was found; false if that cannot be. Errors among them are counted in D. */
static bool print_findings(const struct settings *s, const struct ffir_findings *f, struct diag *d)
{
	struct output out = {0};
	struct writer *w = output_file(&out, s->xml ? "findings.xml" : "findings.txt", "");
	unsigned n_errors = 0, n_warnings = 0;

	for (size_t i = 0; i < f->n; i++) {
		if (is_allowed(s, &f->items[i]))
			continue;
		n_errors += is_error(s, &f->items[i]);
		n_warnings += !is_error(s, &f->items[i]);
		if (!s->xml)
			print_text(s, w, &f->items[i]);
	}
	if (s->xml)
		print_document(s, w, f);
	bool good = output_write(&out, s->output, d);
	output_release(&out);
	d->errors += n_errors;
	d->warnings += n_warnings;
	return good;
}

/* ---- the command ---- */

static bool check_allowed(const struct usage *u, const struct settings *s, enum exit_status *status)
{
	for (size_t i = 0; i < s->allowed.n; i++) {
		struct ffir_nearest nearest = ffir_nearest_to(s->allowed.items[i]);
		size_t k = 0;
		while (k < FFIR_N_FINDINGS && strcmp(ffir_findings_info[k].name, s->allowed.items[i]) != 0)
			ffir_nearest_offer(&nearest, ffir_findings_info[k++].name);
		if (k < FFIR_N_FINDINGS)
			continue;
		*status = nearest.name
				  ? usage_error(u, "'--allow %s' is no kind of finding; did you mean '%s'?",
						s->allowed.items[i], nearest.name)
				  : usage_error(u, "'--allow %s' is no kind of finding", s->allowed.items[i]);
		return false;
	}
	return true;
}

/* The kinds as the help has them. */
static const char *list_kinds(struct ffir_arena *a)
{
	const char *text = "";
	for (size_t i = 0; i < FFIR_N_FINDINGS; i++)
		text = ffir_printf(a, "%s  %-10s %-7s  %s\n", text, ffir_findings_info[i].name,
				   ffir_findings_info[i].is_error ? "error" : "warning",
				   ffir_findings_info[i].says);
	return text;
}

static bool parse_settings(struct settings *s, int argc, char **argv, enum exit_status *status)
{
	const struct option_spec options[] = {
		{NULL, "--header", "HEADER",
		 "compare with what this header declares to a compiler; may be repeated", NULL, NULL,
		 &s->scan.headers},
		{NULL, "--cc", "COMPILER", "the GCC that reads the headers (gcc)", NULL, &s->scan.cc, NULL},
		{NULL, "--plugin", "FILE", "ffiextract.so for it, if it is not found", NULL, &s->scan.plugin,
		 NULL},
		{NULL, "--allow", "KIND", "say nothing of this kind of finding; may be repeated", NULL, NULL,
		 &s->allowed},
		{NULL, "--xml", NULL, "the findings as a document, for programs", &s->xml, NULL, NULL},
		{"-o", "--output", "FILE", "where to; standard output if it is left out", NULL, &s->output,
		 NULL},
		TARGET_OPTION(&s->target),
		{NULL, "-Werror", NULL, "warnings are errors", &s->warnings_are_errors, NULL, NULL},
		{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
	};
	struct ffir_arena a = {0};
	const struct usage u = {
		.name = "ffirender check",
		.synopsis = "[OPTION]... INPUT... [-- FLAG...]",
		.about = ffir_printf(
			&a,
			"Looks for mistakes between an interface, its library and its headers. "
			"INPUT is a library,\n"
			"object or document as for a language; FLAGs are the compiler's, for the "
			"headers.\n\n"
			"Findings, each with its kind in brackets behind it:\n%s\n"
			"Exit status: 0 if there is no error among them, 1 if there is one or the "
			"check could not\n"
			"be made, 2 if the command line is wrong.\n",
			list_kinds(&a)),
		.examples = "ffirender check libfoo.so --header foo.h -- -Iinclude\n"
			    "ffirender check foo.ffi.xml /usr/lib/libfoo.so --allow unlisted --xml -o "
			    "foo.findings.xml\n",
		.options = options,
	};
	bool go = usage_parse(&u, argc, argv, &s->inputs, &s->scan.flags, status);
	if (go && !s->inputs.n) {
		*status = usage_error(&u, "no input; name a library, object or document");
		go = false;
	}
	go = go && check_allowed(&u, s, status);
	ffir_arena_release(&a);
	return go;
}

/* The files that the interface comes from, of which the headers may include many. */
static char *files_of(const struct ffir_module *m)
{
	struct ffir_buf b = {0};
	const char *last = "";
	for (size_t i = 0; i < m->n_decls; i++) {
		const char *file = m->decls[i]->at.file;
		if (!file || strcmp(file, last) == 0 || strpbrk(file, "*?[,"))
			continue;
		ffir_buf_printf(&b, "%s%s", b.size ? "," : "", file);
		last = file;
	}
	return b.text;
}

static struct ffir_module *module_of_headers(const struct settings *s, const struct ffir_module *m,
					     struct diag *d)
{
	struct scan_settings scan = s->scan;
	char *files = files_of(m);
	scan.files = files;
	struct ffir_module *headers = scan_headers(&scan, d);
	free(files);
	return headers;
}

static bool check(const struct settings *s, struct diag *d)
{
	struct ffir_findings findings = {0};
	const char **exported;
	size_t n_exported;
	struct ffir_module *m = ffir_load_checked(s->inputs.items, s->inputs.n, s->target, &findings,
						  &exported, &n_exported, d);
	struct ffir_module *headers = m && s->scan.headers.n ? module_of_headers(s, m, d) : NULL;
	bool good = m && (headers || !s->scan.headers.n);

	if (good)
		ffir_compare_names(&findings, m);
	if (good && headers)
		ffir_compare_headers(&findings, m, headers, exported, n_exported);
	if (good) {
		ffir_findings_sort(&findings);
		good = print_findings(s, &findings, d);
	}
	ffir_module_free(headers);
	ffir_module_free(m);
	ffir_findings_release(&findings);
	return good;
}

static int run(int argc, char **argv)
{
	struct settings s = {.scan.cc = "gcc"};
	enum exit_status status;

	if (parse_settings(&s, argc, argv, &status)) {
		struct diag d = {.program = "ffirender", .warnings_are_errors = s.warnings_are_errors};
		status = check(&s, &d) && !d.errors ? STATUS_OK : STATUS_ERROR;
	}
	strings_release(&s.inputs);
	strings_release(&s.allowed);
	strings_release(&s.scan.headers);
	strings_release(&s.scan.flags);
	return status;
}

const struct command command_check = {"check", "look for mistakes between interface, library and headers",
				      run};
