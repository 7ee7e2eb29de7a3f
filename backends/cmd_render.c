/*
 * ffirender LANGUAGE: interface -> plan -> text of the language.
 *
 * SPDX-License-Identifier: MIT
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/imports.h"
#include "backends/many.h"
#include "backends/shims.h"

struct settings {
	struct strings inputs, notes, renames, imports, targets;
	struct emit_options emit;
	bool warnings_are_errors, verbose;
};

static bool parse_settings(const struct backend *b, struct settings *s, int argc, char **argv,
			   enum exit_status *status)
{
	const struct option_spec options[] = {
		{"-o", "--output", "FILE|FOLDER", "where to; standard output if it is left out", NULL,
		 &s->emit.output, NULL},
		{NULL, "--notes", "FILE", "annotations for headers that cannot be edited; may be repeated",
		 NULL, NULL, &s->notes},
		{NULL, "--library", "NAME", "the library to load or link, if it is not the one that was read",
		 NULL, &s->emit.library, NULL},
		{NULL, "--shims", "FILE",
		 "the library that has what 'ffirender shims' wrote, if it is not the one that was read",
		 NULL, &s->emit.shims, NULL},
		{NULL, "--module", "NAME", "what the module is called, if not as the output or the library",
		 NULL, &s->emit.module, NULL},
		{NULL, "--rename", "OLD=NEW",
		 "NEW for what C calls OLD, as 'box_open' or 'struct box'; may be repeated", NULL, NULL,
		 &s->renames},
		{NULL, "--import", "FILE=MODULE",
		 "types that interface FILE has come from its binding, MODULE; may be repeated, what others "
		 "rest on first",
		 NULL, NULL, &s->imports},
		TARGETS_OPTION(&s->targets),
		{NULL, "-Werror", NULL, "warnings are errors", &s->warnings_are_errors, NULL, NULL},
		{"-v", "--verbose", NULL, "say of each function that stays raw why it does", &s->verbose,
		 NULL, NULL},
		{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
	};
	struct ffir_arena a = {0};
	const struct usage u = {
		.name = ffir_printf(&a, "ffirender %s", b->name),
		.synopsis = "[OPTION]... INPUT...",
		.about = ffir_printf(&a,
				     "%s. Needs %s.\n\n"
				     "INPUT is what was compiled with the plugin (an object, archive or "
				     "shared library), or\n"
				     "a document that the plugin or 'ffirender scan' wrote; '-' is one on "
				     "standard input.\n"
				     "Several are merged; those of several targets become one text that is "
				     "right on each.\n"
				     "Nothing is written if there was an error.\n",
				     b->summary, b->minimum),
		.examples = ffir_printf(&a,
					"ffirender %s libfoo.so -o foo%s\n"
					"ffirender %s foo.ffi.xml --notes foo.notes.xml -o bindings/\n",
					b->name, b->suffix, b->name),
		.options = options,
	};
	bool go = usage_parse(&u, argc, argv, &s->inputs, NULL, status);
	if (go && !s->inputs.n) {
		*status = usage_error(&u, "no input; name a library, object or document");
		go = false;
	}
	for (size_t i = 0; go && i < s->renames.n; i++) {
		const char *equals = strchr(s->renames.items[i], '=');
		if (!equals || equals == s->renames.items[i] || !equals[1]) {
			*status = usage_error(&u, "'--rename %s' is not OLD=NEW", s->renames.items[i]);
			go = false;
		}
	}
	ffir_arena_release(&a);
	return go;
}

static void release_settings(struct settings *s)
{
	strings_release(&s->inputs);
	strings_release(&s->notes);
	strings_release(&s->targets);
	strings_release(&s->renames);
	strings_release(&s->imports);
}

/* Says of each function that the caller gets raw, or not at all, why; in one line unless VERBOSE. What frees is not
 * missed: bindings call it. */
static void report_raw(const struct plan *p, bool verbose, struct diag *d)
{
	size_t n_raw = 0, n_refused = 0;

	for (size_t i = 0; i < p->n_functions; i++) {
		const struct plan_function *f = p->functions[i];
		if (f->refused) {
			n_refused++;
			if (verbose)
				diag_note(d, &f->name.at, "'%s' cannot be called: %s", f->name.cname,
					  f->refused);
		} else if (f->raw_reason && !f->frees) {
			n_raw++;
			if (verbose)
				diag_note(d, &f->name.at, "'%s' is in the raw layer only: %s", f->name.cname,
					  f->raw_reason);
		}
	}
	if (verbose || n_raw + n_refused == 0)
		return;
	if (n_raw)
		diag_note(d, NULL, "%zu of %zu functions are in the raw layer only; '-v' tells why", n_raw,
			  p->n_functions);
	if (n_refused)
		diag_note(d, NULL, "%zu of %zu functions cannot be called; '-v' tells why", n_refused,
			  p->n_functions);
}

/* How many of M need a shim that they have not. */
static void report_shims(const struct plan *p, struct diag *d)
{
	size_t n = 0;
	for (size_t i = 0; i < p->n_functions; i++)
		n += p->functions[i]->refused && p->functions[i]->decl->shim && !p->functions[i]->shim;
	if (n)
		diag_note(d, NULL,
			  "%zu function%s a shim: 'ffirender shims' writes %s, and '--shims' says where %s",
			  n, n > 1 ? "s need" : " needs", n > 1 ? "them" : "it",
			  n > 1 ? "they are" : "it is");
}

/* What B needs a shim for is called through it, if there are shims. */
static void find_shims(const struct backend *b, const struct settings *s, struct ffir_module *m,
		       struct diag *d)
{
	const char *others;
	shims_find(m);
	if (b->variadic)
		shims_call_variadic(m);
	bool there = shims_are_there(m, &others);
	if (!s->emit.shims && !there && others)
		diag_warning(d, NULL,
			     "the library has shims, but '%s' is of another interface: write them anew with "
			     "'ffirender shims'",
			     others);
	if (!s->emit.shims && !there)
		return;
	shims_need(m, b);
	shims_use(m);
}

/* Prints M, one of the targets of S->emit.all. */
static bool render_target(const struct backend *b, struct ffir_module *m, struct imports *imports,
			  const struct settings *s, struct rendering *r, struct diag *d)
{
	if (!imports_choose(imports, ffir_target_id(m), d) || !imports_join(imports, m, d))
		return false;
	find_shims(b, s, m, d);
	struct plan *p = r->p = plan_lower(m, d);
	if (!p || d->errors)
		return false;
	plan_legalise(p, b, d);
	if (!imports_name(imports, p, b, d) ||
	    !names_assign(p, &b->naming, s->emit.module, s->renames.items, s->renames.n, d) || d->errors)
		return false;
	struct emit_options options = s->emit;
	options.shims_check = p->uses_shims ? shims_check(&p->arena, p->module) : NULL;
	b->emit(p, &options, &r->out, d);
	if (!d->errors) {
		report_raw(p, s->verbose, d);
		report_shims(p, d);
	}
	return !d->errors;
}

/* What is said of several targets is said once. */
static bool render_each(const struct backend *b, struct imports *imports, const struct settings *s,
			struct rendering *each, struct diag *d)
{
	const struct ffir_interface *all = s->emit.all;
	struct diag_said said = {0};
	bool good = true;

	if (all->n_modules > 1)
		d->said = &said;
	for (size_t i = 0; i < all->n_modules; i++)
		good = render_target(b, all->modules[i], imports, s, &each[i], d) && good;
	d->said = NULL;
	ffir_arena_release(&said.arena);
	return good;
}

static bool render_all(const struct backend *b, struct imports *imports, const struct settings *s,
		       struct diag *d)
{
	struct ffir_arena a = {0};
	struct rendering *each = (struct rendering *)ffir_alloc(&a, s->emit.all->n_modules * sizeof *each);
	struct output out = {0};
	bool good = render_each(b, imports, s, each, d) && many_join(b, each, &s->emit, &out, d) &&
		    output_write(&out, s->emit.output, d);

	for (size_t i = 0; i < s->emit.all->n_modules; i++) {
		output_release(&each[i].out);
		plan_free(each[i].p);
	}
	output_release(&out);
	ffir_arena_release(&a);
	return good;
}

/* A name, or several with dots between. */
static bool is_module_name(const char *name)
{
	bool begins = true;
	for (; *name; name++) {
		if (*name == '.' ? begins
				 : !(isalpha((unsigned char)*name) || *name == '_' ||
				     (!begins && isdigit((unsigned char)*name))))
			return false;
		begins = *name == '.';
	}
	return !begins;
}

static bool check_imports(const struct settings *s, struct diag *d)
{
	for (size_t i = 0; i < s->imports.n; i++) {
		const char *equals = strrchr(s->imports.items[i], '=');
		if (equals && equals != s->imports.items[i] && is_module_name(equals + 1))
			continue;
		diag_error(d, NULL,
			   "'--import %s' is not FILE=MODULE, a document and what its binding is called",
			   s->imports.items[i]);
		return false;
	}
	return true;
}

static bool render(const struct backend *b, struct settings *s, struct diag *d)
{
	if (s->emit.module && !is_module_name(s->emit.module)) {
		diag_error(d, NULL,
			   "--module: '%s' is no name of a module: letters, digits and '_', dots between",
			   s->emit.module);
		return false;
	}
	struct imports imports = {0};
	struct ffir_interface all = {0};
	bool good = check_imports(s, d) && imports_load(&imports, &s->imports, d);
	const struct ffir_load_settings settings = {.targets = s->targets.items,
						    .n_targets = s->targets.n,
						    .beside = imports.interfaces,
						    .n_beside = imports.n};

	good = good && load_interface(&s->inputs, &s->notes, &settings, &all, d);
	s->emit.all = &all;
	good = good && render_all(b, &imports, s, d);
	ffir_interface_release(&all);
	imports_release(&imports);
	return good;
}

int render_run(const struct backend *b, int argc, char **argv)
{
	struct settings s = {0};
	enum exit_status status;

	if (parse_settings(b, &s, argc, argv, &status)) {
		struct diag d = {.program = "ffirender", .warnings_are_errors = s.warnings_are_errors};
		status = render(b, &s, &d) && !d.errors ? STATUS_OK : STATUS_ERROR;
	}
	release_settings(&s);
	return status;
}
