/*
 * ffirender scan: the interface of a library that nobody annotated, from its headers. A unit that
 * includes them is given to the user's own compiler, with the plugin.
 *
 * SPDX-License-Identifier: MIT
 */
#define _GNU_SOURCE /* dirfd, unlinkat */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "backends/command.h"
#include "backends/interrupts.h"
#include "backends/markers.h"
#include "backends/spawn.h"
#include "ir/nearest.h"
#include "ir/notes.h"
#include "ir/read.h"
#include "ir/write.h"

/* The compiler that built ffirender, as "x86_64-linux-gnu-12": the plugin beside ffirender is for it. */
#ifndef FFI_BUILT_BY
#define FFI_BUILT_BY ""
#endif

struct scan {
	const struct scan_settings *settings;
	struct diag *d;
	struct ffir_arena arena;
	struct strings compiler;       /* --cc, split at blanks */
	const char *machine, *version; /* of the compiler: "x86_64-linux-gnu", "12" */
	const char *plugin;
	const char *globs;  /* of the headers to take, or NULL */
	const char *macros; /* globs of the macros to take, or NULL: those that are selected */
	const char *folder; /* for the plugin's output; removed at the end */
	struct ffir_buf unit;
	struct ffir_module **notes;
};

/* ---- the compiler ---- */

/* What the compiler prints for OPTION, without the newline; NULL after a message. */
static const char *ask_compiler(struct scan *s, const char *option, bool show_errors)
{
	struct strings argv = {0};
	struct ffir_buf answer = {0};
	const char *text = NULL;
	int status;

	for (size_t i = 0; i < s->compiler.n; i++)
		strings_add(&argv, s->compiler.items[i]);
	strings_add(&argv, option);
	strings_add(&argv, NULL);
	if (spawn(argv.items, "", 0, &answer, show_errors, &status, s->d)) {
		if (status == 0)
			text = ffir_strndup(&s->arena, answer.text ? answer.text : "",
					    strcspn(answer.text ? answer.text : "", "\n"));
		else
			diag_error(s->d, NULL, "'%s %s' failed with status %d", s->settings->cc, option,
				   status);
	}
	strings_release(&argv);
	ffir_buf_release(&answer);
	return text;
}

static bool meet_compiler(struct scan *s)
{
	char *words = ffir_strdup(&s->arena, s->settings->cc), *rest = NULL;

	for (char *word = strtok_r(words, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest))
		strings_add(&s->compiler, word);
	if (!s->compiler.n) {
		diag_error(s->d, NULL, "'--cc' names no compiler");
		return false;
	}
	const char *about = ask_compiler(s, "--version", true);
	if (!about)
		return false;
	if (strstr(about, "clang")) {
		diag_error(s->d, NULL, "'%s' is clang, which cannot load the plugin; name a GCC with '--cc'",
			   s->settings->cc);
		return false;
	}
	s->machine = ask_compiler(s, "-dumpmachine", true);
	const char *version = ask_compiler(s, "-dumpversion", true);
	if (version)
		s->version = ffir_strndup(&s->arena, version, strcspn(version, "."));
	return s->machine && s->version;
}

/* ---- the plugin ---- */

static bool try_plugin(struct scan *s, struct strings *tried, const char *path)
{
	if (access(path, R_OK) == 0) {
		s->plugin = path;
		return true;
	}
	strings_add(tried, path);
	return false;
}

/* The folder of the running ffirender. */
static const char *own_folder(struct ffir_arena *a)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
	if (n <= 0)
		return ".";
	path[n] = '\0';
	*strrchr(path, '/') = '\0';
	return ffir_strdup(a, *path ? path : "/");
}

/* Beside ffirender, in the folder that a build for another compiler has there, where that compiler keeps its
 * plugins, where somebody who is not root installs them. */
static bool search_plugin(struct scan *s, struct strings *tried)
{
	struct ffir_arena *a = &s->arena;
	const char *own = own_folder(a);
	const char *name = ffir_printf(a, "%s-%s", s->machine, s->version);

	if (try_plugin(s, tried, ffir_printf(a, "%s/%s/ffiextract.so", own, name)))
		return true;
	if (strcmp(name, FFI_BUILT_BY) == 0 && try_plugin(s, tried, ffir_printf(a, "%s/ffiextract.so", own)))
		return true;
	const char *folder = ask_compiler(s, "-print-file-name=plugin", true);
	if (folder && folder[0] == '/' && try_plugin(s, tried, ffir_printf(a, "%s/ffiextract.so", folder)))
		return true;
	return try_plugin(s, tried, ffir_printf(a, "%s/../lib/ffiextract/%s/ffiextract.so", own, name));
}

static bool find_plugin(struct scan *s)
{
	struct strings tried = {0};

	if (s->settings->plugin) {
		if (try_plugin(s, &tried, s->settings->plugin))
			s->plugin = realpath(s->settings->plugin, NULL);
		else
			diag_error(s->d, NULL, "cannot read the plugin '%s': %s", s->settings->plugin,
				   strerror(errno));
		const char *copy = ffir_strdup(&s->arena, s->plugin);
		if (s->plugin)
			free((char *)s->plugin);
		s->plugin = copy;
	} else if (!search_plugin(s, &tried) && !s->d->errors) {
		diag_error(s->d, NULL,
			   "no plugin for '%s' (%s, GCC %s); build it with 'make plugin PLUGIN_CC=%s' or "
			   "name it with "
			   "'--plugin'",
			   s->settings->cc, s->machine, s->version, s->settings->cc);
		for (size_t i = 0; i < tried.n; i++)
			diag_note(s->d, NULL, "looked for '%s'", tried.items[i]);
	}
	strings_release(&tried);
	return s->plugin != NULL;
}

/* ---- the unit ---- */

static void include_header(struct ffir_buf *unit, const char *header)
{
	if (header[0] == '<')
		ffir_buf_printf(unit, "#include %s\n", header);
	else if (access(header, R_OK) == 0)
		ffir_buf_printf(unit, "#include \"%s\"\n", header);
	else
		ffir_buf_printf(unit, "#include <%s>\n", header);
}

/* Has the compiler evaluate E as the constant "#TEXT": the declaration that FFI_CONSTANT expands to. */
static void evaluate(struct ffir_buf *unit, const struct ffir_expression *e, size_t number)
{
	markers_at(unit, &e->at);
	ffir_buf_printf(unit,
			"typedef struct ffi_declared_constant_noted_%zu ffi_declared_constant_noted_%zu "
			"__attribute__((__ffi_constant__(\"@%u\", ",
			number, number, e->at.line);
	markers_quote(unit, e->text);
	ffir_buf_puts(unit, ", ");
	markers_quote(unit, e->text);
	ffir_buf_printf(unit, ", %s)));\n", e->text);
}

/* What FFI_MACRO_FUNCTION expands to, or a declaration more of the function with FFI_VARIADIC. */
static void declare_call(struct ffir_buf *unit, const struct ffir_noted_call *call)
{
	markers_at(unit, &call->at);
	if (call->result) {
		ffir_buf_printf(unit,
				"typedef %s ffi_declared_macro_%s %s "
				"__attribute__((__ffi_macro_function__(\"@%u\", ",
				call->result, call->name, call->params, call->at.line);
		markers_quote(unit, call->name);
		ffir_buf_puts(unit, ")));\n");
		return;
	}
	ffir_buf_printf(unit, "__attribute__((__ffi_variadic__(\"@%u\", ", call->at.line);
	markers_quote(unit, call->params);
	ffir_buf_printf(unit, ", (void (*)(%s))0))) extern __typeof__(%s) %s;\n", call->params, call->name,
			call->name);
}

/* A macro whose prototype is in NOTES has to be there. */
static void demand_macros(struct ffir_buf *unit, const struct ffir_module *notes)
{
	for (size_t i = 0; i < notes->n_decls; i++) {
		const struct ffir_decl *d = notes->decls[i];
		if (d->kind != FFIR_DECL_MACRO)
			continue;
		const char *name = ffir_decl_name(d);
		ffir_buf_printf(unit, "#ifndef %s\n", name);
		markers_at(unit, &d->at);
		ffir_buf_printf(unit, "#pragma GCC error \"no header defines the macro '%s'\"\n#endif\n",
				name);
	}
}

static bool read_notes(struct scan *s)
{
	const struct strings *paths = &s->settings->notes;
	s->notes = (struct ffir_module **)ffir_alloc(&s->arena, (paths->n + 1) * sizeof *s->notes);
	for (size_t i = 0; i < paths->n; i++) {
		s->notes[i] = ffir_read_notes(paths->items[i], s->d);
		if (!s->notes[i])
			return false;
	}
	return true;
}

/* The constants that the notes make domains of, beside what --select names; --headers has them all. */
static void add_macros(struct scan *s)
{
	for (size_t i = 0; !s->globs && s->settings->select && i < s->settings->notes.n; i++) {
		const char *constants = ffir_notes_constants(s->notes[i]);
		if (constants)
			s->macros = ffir_printf(&s->arena, "%s,%s",
						s->macros ? s->macros : s->settings->select, constants);
	}
}

static bool write_unit(struct scan *s)
{
	size_t number = 0;

	for (size_t i = 0; i < s->settings->notes.n; i++)
		if (!markers_define(&s->unit, s->notes[i], s->d))
			return false;
	markers_end(&s->unit);
	for (size_t i = 0; i < s->settings->headers.n; i++) {
		const char *header = s->settings->headers.items[i];
		if (strpbrk(header, "\"\n\r")) {
			diag_error(s->d, NULL,
				   "no #include can name '%s', which has a quote or a line's end in it",
				   header);
			return false;
		}
		include_header(&s->unit, header);
	}
	for (size_t i = 0; i < s->settings->notes.n; i++) {
		size_t n;
		const struct ffir_expression *expressions = ffir_notes_expressions(s->notes[i], &n);
		for (size_t j = 0; j < n; j++)
			evaluate(&s->unit, &expressions[j], ++number);
		const struct ffir_noted_call *calls = ffir_notes_calls(s->notes[i], &n);
		for (size_t j = 0; j < n; j++)
			declare_call(&s->unit, &calls[j]);
		demand_macros(&s->unit, s->notes[i]);
	}
	return true;
}

/* ---- compiling ---- */

/* BASE, a file's name, as a glob that it matches: a comma would end it. */
static void add_glob(struct ffir_buf *b, const char *base, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (base[i] == ',')
			ffir_buf_puts(b, "?");
		else
			ffir_buf_printf(b, "%s%c", strchr("*?[\\", base[i]) ? "\\" : "", base[i]);
}

/* The headers themselves, if neither --select nor --headers says what to take. */
static const char *default_globs(struct scan *s)
{
	struct ffir_buf b = {0};
	if (s->settings->files)
		ffir_buf_printf(&b, "%s,", s->settings->files);
	for (size_t i = 0; i < s->settings->headers.n; i++) {
		const char *header = s->settings->headers.items[i];
		const char *slash = strrchr(header, '/');
		const char *base = slash ? slash + 1 : header + (*header == '<');
		ffir_buf_puts(&b, i ? "," : "");
		add_glob(&b, base, *header == '<' ? strcspn(base, ">") : strlen(base));
	}
	const char *globs = ffir_strdup(&s->arena, b.text);
	ffir_buf_release(&b);
	return globs;
}

static void plugin_argument(struct scan *s, struct strings *argv, const char *key, const char *value)
{
	if (value)
		strings_add(argv, ffir_printf(&s->arena, "-fplugin-arg-ffiextract-%s=%s", key, value));
}

/* A compiler that was stopped may have left more than the document. */
static void empty_folder(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	if (!folder)
		return;
	while ((entry = readdir(folder)))
		unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
}

/* What a signal ended may still run for a moment, and write. */
static void remove_folder(const char *path)
{
	const struct timespec moment = {.tv_nsec = 10000000};
	for (int tries = 0; rmdir(path) != 0 && errno != ENOENT && tries < 100; tries++) {
		empty_folder(path);
		nanosleep(&moment, NULL);
	}
}

/* Compiles the unit; what the plugin wrote is read into a module. NULL after messages, which are the
 * compiler's if it failed. */
static struct ffir_module *compile(struct scan *s, const char *select, const char *globs, bool show_errors)
{
	const char *result = ffir_printf(&s->arena, "%s/scan.ffi.xml", s->folder);
	struct strings argv = {0};
	struct ffir_module *m = NULL;
	int status = 0;

	for (size_t i = 0; i < s->compiler.n; i++)
		strings_add(&argv, s->compiler.items[i]);
	strings_add(&argv, "-xc");
	for (size_t i = 0; i < s->settings->flags.n; i++)
		strings_add(&argv, s->settings->flags.items[i]);
	strings_add(&argv, ffir_printf(&s->arena, "-fplugin=%s", s->plugin));
	strings_add(&argv, "-fplugin-arg-ffiextract-scan");
	plugin_argument(s, &argv, "select", select);
	plugin_argument(s, &argv, "headers", globs);
	plugin_argument(s, &argv, "macros", s->macros);
	plugin_argument(s, &argv, "output", result);
	const char *const tail[] = {"-S", "-o", "/dev/null", "-", NULL};
	for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
		strings_add(&argv, tail[i]);
	if (spawn(argv.items, s->unit.text, s->unit.size, NULL, show_errors, &status, s->d)) {
		if (interrupted())
			s->d->errors++; /* the signal says why */
		else if (status != 0)
			diag_error(s->d, NULL,
				   "'%s' could not compile the headers; the flags that they need stand "
				   "behind '--', as in '-- -Iinclude'",
				   s->settings->cc);
		else if (access(result, R_OK) != 0)
			m = ffir_module_new();
		else
			m = ffir_read_document(result, s->d);
	}
	empty_folder(s->folder);
	strings_release(&argv);
	return m;
}

/* ---- what came of it ---- */

static bool declares(const struct ffir_module *m, const char *name)
{
	for (size_t i = 0; i < m->n_decls; i++) {
		const struct ffir_decl *d = m->decls[i];
		if (strcmp(ffir_decl_name(d), name) == 0 || strcmp(d->id, name) == 0)
			return true;
		for (size_t j = 0; j < d->n_enumerators; j++)
			if (strcmp(d->enumerators[j].name, name) == 0)
				return true;
	}
	return false;
}

static void offer_names(const struct ffir_module *m, struct ffir_nearest *nearest)
{
	for (size_t i = 0; i < m->n_decls; i++) {
		ffir_nearest_offer(nearest, ffir_decl_name(m->decls[i]));
		for (size_t j = 0; j < m->decls[i]->n_enumerators; j++)
			ffir_nearest_offer(nearest, m->decls[i]->enumerators[j].name);
	}
}

/* The alternatives of a glob, split at commas. */
static void split_globs(struct scan *s, const char *globs, struct strings *list)
{
	while (*globs) {
		size_t n = strcspn(globs, ",");
		if (n)
			strings_add(list, ffir_strndup(&s->arena, globs, n));
		globs += n + (globs[n] == ',');
	}
}

/* The names of all that the headers declare; costs a second compile, so only where something is wrong. */
static struct ffir_module *compile_all(struct scan *s)
{
	struct diag silent = {.program = "ffirender", .out = fopen("/dev/null", "w")};
	struct diag *loud = s->d;
	s->d = &silent;
	struct ffir_module *all = silent.out ? compile(s, "*", NULL, false) : NULL;
	s->d = loud;
	if (silent.out)
		fclose(silent.out);
	return all;
}

static void complain_of_name(struct scan *s, const char *name, const struct ffir_module *all)
{
	struct ffir_nearest nearest = ffir_nearest_to(name);

	if (all)
		offer_names(all, &nearest);
	if (nearest.name)
		diag_error(s->d, NULL, "the headers declare no '%s' of '--select'; did you mean '%s'?", name,
			   nearest.name);
	else
		diag_error(s->d, NULL, "the headers declare no '%s' of '--select'", name);
}

/* The declarations that are meant are often not in the header itself. */
static void complain_of_nothing(struct scan *s)
{
	const char *select = s->settings->select, *header = s->settings->headers.items[0];
	if (select || s->settings->globs) {
		diag_error(s->d, NULL, "nothing that the headers declare matches %s'%s'",
			   select ? "--select=" : "--headers=", select ? select : s->settings->globs);
		return;
	}
	const char *slash = strrchr(header, '/'), *base = slash ? slash + 1 : header + (*header == '<');
	int size = (int)strcspn(base, ".>");
	diag_error(s->d, NULL,
		   "'%s' itself declares nothing; say whose declarations are meant of those that it "
		   "includes, as "
		   "in --headers='%.*s.h,*/%.*s/*'",
		   header, size, base, size, base);
}

/* Each name in --select that is no glob must be there, and something must have come of the globs. */
static bool check_selection(struct scan *s, const struct ffir_module *m)
{
	struct strings wanted = {0};
	struct ffir_module *all = NULL;

	split_globs(s, s->settings->select ? s->settings->select : "", &wanted);
	for (size_t i = 0; i < wanted.n; i++) {
		if (strpbrk(wanted.items[i], "*?[") || declares(m, wanted.items[i]))
			continue;
		all = all ? all : compile_all(s);
		complain_of_name(s, wanted.items[i], all);
	}
	strings_release(&wanted);
	ffir_module_free(all);
	if (!s->d->errors && !m->n_decls)
		complain_of_nothing(s);
	return !s->d->errors;
}

static bool is_selected(const struct scan *s, const struct ffir_decl *constant)
{
	const char *file = constant->at.file ? constant->at.file : "", *slash = strrchr(file, '/');
	const char *select = s->macros ? s->macros : s->settings->select;
	return (select && ffir_glob_match(select, ffir_decl_name(constant))) ||
	       (s->globs &&
		(ffir_glob_match(s->globs, file) || (slash && ffir_glob_match(s->globs, slash + 1))));
}

/* The constants that were added for the notes, unless the selection takes them anyway. */
static void drop_helpers(struct scan *s, struct ffir_module *m)
{
	for (size_t i = 0; i < s->settings->notes.n; i++) {
		size_t n;
		const struct ffir_expression *expressions = ffir_notes_expressions(s->notes[i], &n);
		for (size_t j = 0; j < n; j++) {
			struct ffir_decl *helper =
				ffir_module_find(m, ffir_printf(&s->arena, "#%s", expressions[j].text));
			if (helper && !is_selected(s, helper))
				ffir_module_remove(m, &helper, 1);
		}
	}
}

static bool finish(struct scan *s, struct ffir_module *m)
{
	bool good = check_selection(s, m);

	for (size_t i = 0; good && i < s->settings->notes.n; i++)
		good = ffir_notes_apply(m, s->notes[i], s->d);
	if (good)
		drop_helpers(s, m);
	return good && !s->d->errors;
}

static bool make_folder(struct scan *s)
{
	const char *base = getenv("TMPDIR");
	char *folder = ffir_printf(&s->arena, "%s/ffirender-XXXXXX", base && *base ? base : "/tmp");
	interrupts_hold();
	if (!mkdtemp(folder)) {
		diag_error(s->d, NULL, "cannot make a folder '%s': %s", folder, strerror(errno));
		interrupts_release();
		return false;
	}
	s->folder = folder;
	return true;
}

struct ffir_module *scan_headers(const struct scan_settings *settings, struct diag *d)
{
	struct scan s = {.settings = settings, .d = d};
	struct ffir_module *m = NULL;

	s.globs = settings->globs || settings->select ? settings->globs : default_globs(&s);
	bool good =
		read_notes(&s) && meet_compiler(&s) && find_plugin(&s) && make_folder(&s) && write_unit(&s);
	if (good) {
		add_macros(&s);
		m = compile(&s, settings->select, s.globs, true);
	}
	good = m && !d->errors && finish(&s, m);
	if (s.folder) {
		remove_folder(s.folder);
		interrupts_release();
	}
	for (size_t i = 0; s.notes && i < settings->notes.n; i++)
		ffir_module_free(s.notes[i]);
	strings_release(&s.compiler);
	ffir_buf_release(&s.unit);
	ffir_arena_release(&s.arena);
	if (good)
		return m;
	ffir_module_free(m);
	return NULL;
}

static bool scan(const struct scan_settings *settings, struct diag *d)
{
	struct ffir_module *m = scan_headers(settings, d);
	struct output out = {0};
	bool good = false;

	if (m) {
		ffir_write_document(&output_file(&out, "scan.ffi.xml", "")->buf, m);
		good = output_write(&out, settings->output, d);
	}
	output_release(&out);
	ffir_module_free(m);
	return good;
}

/* ---- the command ---- */

static bool parse_settings(struct scan_settings *s, int argc, char **argv, enum exit_status *status)
{
	const struct option_spec options[] = {
		{"-o", "--output", "FILE", "where to; standard output if it is left out", NULL, &s->output,
		 NULL},
		{NULL, "--select", "GLOBS",
		 "what to take, by name: functions, types, variables and macros; '*' and '?' stand for any, "
		 "a comma "
		 "separates; types that these need follow",
		 NULL, &s->select, NULL},
		{NULL, "--headers", "GLOBS",
		 "take all that these files declare; if neither this nor --select is given, the HEADERs "
		 "themselves",
		 NULL, &s->globs, NULL},
		{NULL, "--notes", "FILE", "annotations for the headers; may be repeated", NULL, NULL,
		 &s->notes},
		{NULL, "--cc", "COMPILER", "the GCC to ask (gcc): its target is the bindings' target", NULL,
		 &s->cc, NULL},
		{NULL, "--plugin", "FILE", "ffiextract.so for it, if it is not found", NULL, &s->plugin,
		 NULL},
		{NULL, "-Werror", NULL, "warnings are errors", &s->warnings_are_errors, NULL, NULL},
		{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
	};
	const struct usage u = {
		.name = "ffirender scan",
		.synopsis = "[OPTION]... HEADER... [-- FLAG...]",
		.about = "Writes the interface of a library that is not annotated, as a document, from its "
			 "headers.\n"
			 "HEADER is a file, or what stands behind #include, as zlib.h or '<zlib.h>'. The "
			 "FLAGs are\n"
			 "the compiler's, those that a user of the headers would give.\n",
		.examples = "ffirender scan --select='deflate*,inflate*,Z_*' zlib.h -o zlib.ffi.xml\n"
			    "ffirender scan --headers='curl/*.h' '<curl/curl.h>' -o curl.ffi.xml -- "
			    "-I/opt/curl/include\n"
			    "ffirender scan --cc=aarch64-linux-gnu-gcc --notes foo.notes.xml foo.h -o "
			    "foo.ffi.xml\n",
		.options = options,
	};
	if (!usage_parse(&u, argc, argv, &s->headers, &s->flags, status))
		return false;
	if (s->headers.n)
		return true;
	*status = usage_error(&u, "no header; name one, as in 'ffirender scan zlib.h'");
	return false;
}

static int run(int argc, char **argv)
{
	struct scan_settings s = {.cc = "gcc"};
	enum exit_status status;

	if (parse_settings(&s, argc, argv, &status)) {
		struct diag d = {.program = "ffirender", .warnings_are_errors = s.warnings_are_errors};
		status = scan(&s, &d) ? STATUS_OK : STATUS_ERROR;
	}
	strings_release(&s.headers);
	strings_release(&s.notes);
	strings_release(&s.flags);
	return status;
}

const struct command command_scan = {"scan", "write the document of a library's headers as they are", run};
