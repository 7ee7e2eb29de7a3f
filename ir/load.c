/*
 * Inputs to a module for each target: what each file is, its records or its document, all merged, and what can be
 * said only when all are there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/loading.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "ir/domain.h"
#include "ir/merge.h"
#include "ir/read.h"
#include "ir/sequence.h"

/* ---- files ---- */

enum content { CONTENT_OBJECT, CONTENT_DOCUMENT, CONTENT_REFUSED };

struct magic {
	const char *bytes;
	size_t size;
	enum content content;
	const char *refused;
};

#define MAGIC(bytes) bytes, sizeof bytes - 1
static const struct magic magics[] = {
	{MAGIC("\177ELF"), CONTENT_OBJECT, NULL},
	{MAGIC("!<arch>\n"), CONTENT_OBJECT, NULL},
	{MAGIC("!<thin>\n"), CONTENT_OBJECT, NULL},
	{MAGIC("\xef\xbb\xbf"), CONTENT_DOCUMENT, NULL},
	{MAGIC("\xff\xfe"), CONTENT_DOCUMENT, NULL},
	{MAGIC("\xfe\xff"), CONTENT_DOCUMENT, NULL},
	{MAGIC("MZ"), CONTENT_OBJECT, NULL},	       /* PE */
	{MAGIC("\x64\x86"), CONTENT_OBJECT, NULL},     /* COFF, x86-64 */
	{MAGIC("\x4c\x01"), CONTENT_OBJECT, NULL},     /* COFF, i386 */
	{MAGIC("\x64\xaa"), CONTENT_OBJECT, NULL},     /* COFF, aarch64 */
	{MAGIC("\xc4\x01"), CONTENT_OBJECT, NULL},     /* COFF, ARM */
	{MAGIC("\0\0\xff\xff"), CONTENT_OBJECT, NULL}, /* COFF of many sections */
	{MAGIC("\xcf\xfa\xed\xfe"), CONTENT_REFUSED,
	 "a Mach-O file; interfaces are read from ELF and PE files and from documents"},
	{MAGIC("BC\xc0\xde"), CONTENT_REFUSED, "LLVM bitcode; the interface is recorded by GCC"},
	{MAGIC("gpch"), CONTENT_REFUSED, "a precompiled header; give the object that was compiled with it"},
	{MAGIC("/* GNU ld script"), CONTENT_REFUSED, "a linker script; give the library that it names"},
};
#undef MAGIC

static const char no_input[] =
	"neither an object, an archive, a shared library (ELF or PE) nor an interface document (XML)";

static const char source_given[] =
	"C itself; compile it with -fplugin=ffiextract.so and give the object, or describe a header with "
	"'ffirender scan'";

static bool is_source(const char *path)
{
	static const char *const ends[] = {".h", ".c", ".hh", ".hpp", ".cc", ".cpp", ".i"};
	const char *end = strrchr(path, '.');
	for (size_t i = 0; end && i < sizeof ends / sizeof *ends; i++)
		if (strcmp(end, ends[i]) == 0)
			return true;
	return false;
}

static enum content refuse_content(const char *path, const char *why, struct diag *d)
{
	const struct ffir_loc loc = {path, 0, 0};
	diag_error(d, &loc, "%s", why);
	return CONTENT_REFUSED;
}

static enum content content_of_bytes(const char *path, const char *bytes, size_t size, struct diag *d)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		const struct magic *magic = &magics[i];
		if (size < magic->size || memcmp(bytes, magic->bytes, magic->size) != 0)
			continue;
		return magic->refused ? refuse_content(path, magic->refused, d) : magic->content;
	}
	size_t blanks = 0;
	while (blanks < size && strchr(" \t\r\n", bytes[blanks]) && bytes[blanks])
		blanks++;
	if (blanks < size && bytes[blanks] == '<')
		return CONTENT_DOCUMENT;
	if (blanks == size)
		return refuse_content(path, "the file is empty", d);
	return refuse_content(path, is_source(path) ? source_given : no_input, d);
}

static enum content content_of(const char *path, struct diag *d)
{
	char bytes[64];
	if (strcmp(path, "-") == 0)
		return CONTENT_DOCUMENT;
	FILE *file = fopen(path, "rb");
	size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
	bool fine = file && !ferror(file);
	const struct ffir_loc loc = {path, 0, 0};
	if (!fine)
		diag_error(d, &loc, "cannot be read: %s", strerror(errno));
	if (file)
		fclose(file);
	return fine ? content_of_bytes(path, bytes, size, d) : CONTENT_REFUSED;
}

/* "lib/libfoo.so.1" -> "foo", "foo.ffi.xml" -> "foo". */
static const char *library_name(struct ffir_arena *a, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	static const char *const ends[] = {".so", ".dll", ".a", ".ffi.xml", ".xml", ".o"};
	if (strncmp(name, "lib", 3) == 0 && name[3] && name[3] != '.')
		name += 3;
	size_t size = strlen(name);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = strstr(name, ends[i]);
		char after = end ? end[strlen(ends[i])] : 'x';
		if (end && end > name && (after == '\0' || after == '.') && (size_t)(end - name) < size)
			size = (size_t)(end - name);
	}
	return ffir_strndup(a, name, size);
}

static bool set_soname(struct loading *l, const char *path, const char *soname)
{
	if (l->soname && strcmp(l->soname, soname) != 0) {
		const struct ffir_loc loc = {path, 0, 0};
		diag_error(l->d, &loc,
			   "the inputs are of different libraries: their sonames are '%s' and '%s'; give "
			   "those of one library",
			   l->soname, soname);
		return false;
	}
	l->soname = ffir_strdup(&l->arena, soname);
	return true;
}

/* A library that is L's, and how it is called there. */
static bool add_shared(struct loading *l, const char *path, const char *soname, bool is_bare)
{
	*FFIR_PUSH(&l->arena, l->shared, l->n_shared) = path;
	if (is_bare && !l->bare)
		l->bare = path;
	l->name = library_name(&l->arena, soname);
	return set_soname(l, path, soname);
}

/* The order of a document that one unit wrote is the unit's, while documents are merged: hash 0 is of no
 * record. */
static void list_decls(struct ffir_module *m)
{
	if (m->n_units != 1 || m->units[0].n_has)
		return;
	for (size_t i = 0; i < m->n_decls; i++)
		FFIR_PUSH(&m->arena, m->units[0].has, m->units[0].n_has)->key = m->decls[i]->id;
}

/* Merges M, which may be NULL after messages. */
static bool add_module(struct loading *l, struct ffir_module *m)
{
	if (!m)
		return false;
	if (l->m)
		return ffir_merge(l->m, m, l->d);
	l->m = m;
	return true;
}

/* ---- files of any target ---- */

/* A shared library without records does not tell whose it is. */
struct bare {
	const char *path, *soname;
};

/* What is read for one target. */
struct target {
	const char *id; /* "" of a document that has none */
	struct loading *loading;
	bool taken; /* its module is an interface's */
};

struct files {
	struct diag *d;
	struct ffir_arena arena;
	const struct ffir_load_settings *settings;
	struct target *targets;
	size_t n_targets;
	struct bare *bare;
	size_t n_bare;
};

static struct loading *loading_of(struct files *f, const char *id)
{
	for (size_t i = 0; i < f->n_targets; i++)
		if (strcmp(f->targets[i].id, id) == 0)
			return f->targets[i].loading;
	struct target *target = FFIR_PUSH(&f->arena, f->targets, f->n_targets);
	target->id = ffir_strdup(&f->arena, id);
	target->loading = FFIR_NEW(&f->arena, struct loading);
	target->loading->d = f->d;
	target->loading->settings = f->settings;
	return target->loading;
}

/* The one whose module is M: what damaged records say of their target may differ from what their keys do. */
static struct loading *loading_with(const struct files *f, const struct ffir_module *m)
{
	size_t i = 0;
	while (f->targets[i].loading->m != m)
		i++;
	return f->targets[i].loading;
}

static bool load_object(struct files *f, const char *path)
{
	struct ffir_object o = {0};
	bool fine = ffir_object_read(&o, path, f->d);
	const char *id = fine ? ffir_object_target(&o) : NULL;
	const char *slash = strrchr(path, '/');
	/* The loader knows a library without DT_SONAME by the name of its file. */
	const char *soname = o.soname ? o.soname : slash ? slash + 1 : path;
	if (fine && (id || !o.is_shared)) {
		struct loading *l = loading_of(f, id ? id : "");
		bool is_shared = o.is_shared;
		ffir_object_join(&l->objects, &o);
		fine = !is_shared || add_shared(l, path, soname, false);
		if (!l->name)
			l->name = library_name(&l->arena, path);
	} else if (fine) {
		*FFIR_PUSH(&f->arena, f->bare, f->n_bare) =
			(struct bare){path, ffir_strdup(&f->arena, soname)};
	}
	ffir_object_release(&o);
	return fine;
}

static bool load_document(struct files *f, const char *path)
{
	struct ffir_interface all = {0};
	bool fine = ffir_read_interface(path, &all, f->d);
	for (size_t i = 0; fine && i < all.n_modules; i++) {
		struct ffir_module *m = all.modules[i];
		struct loading *l = loading_of(f, ffir_target_id(m));
		all.modules[i] = NULL;
		list_decls(m);
		fine = add_module(l, m);
		if (!l->name && strcmp(path, "-") != 0)
			l->name = library_name(&l->arena, path);
	}
	ffir_interface_release(&all);
	return fine;
}

static bool load_file(struct files *f, const char *path)
{
	switch (content_of(path, f->d)) {
	case CONTENT_OBJECT:
		return load_object(f, path);
	case CONTENT_DOCUMENT:
		return load_document(f, path);
	case CONTENT_REFUSED:
		return false;
	}
	return false;
}

/* ---- when all are there ---- */

static void mark_defined(struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_units; i++)
		for (size_t j = 0; j < m->units[i].n_defines; j++) {
			struct ffir_decl *d = ffir_module_find(m, m->units[i].defines[j]);
			if (d)
				d->defined = true;
		}
}

static bool is_of_others(const struct loading *l, const char *key)
{
	for (size_t i = 0; i < l->settings->n_beside; i++) {
		const struct ffir_module *other =
			ffir_interface_find(l->settings->beside[i], ffir_target_id(l->m));
		if (other && ffir_module_find(other, key))
			return true;
	}
	return false;
}

/* Only the unit that defines a function or variable writes its declaration. */
static void warn_undefined(struct loading *l)
{
	struct ffir_module *told = ffir_module_new();
	for (size_t i = 0; i < l->m->n_units; i++) {
		const struct ffir_unit *unit = &l->m->units[i];
		const struct ffir_loc loc = {unit->name, 0, 0};
		for (size_t j = 0; j < unit->n_declares; j++) {
			const char *key = unit->declares[j];
			if (ffir_module_find(l->m, key) || is_of_others(l, key) ||
			    !ffir_module_add(told, FFIR_DECL_FUNCTION, key))
				continue;
			if (l->settings->findings)
				ffir_findings_add(
					l->settings->findings, FFIR_FINDING_UNDEFINED, &loc, key,
					"'%s' is exported and declared here, but no input defines it", key);
			else
				diag_warning(
					l->d, &loc,
					"'%s' is exported and declared here, but no input defines it; it is "
					"left out",
					key);
		}
	}
	ffir_module_free(told);
}

/* Units do not speak of what is left out, nor of what list_decls added. */
static void forget_dropped(struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_units; i++) {
		struct ffir_unit *unit = &m->units[i];
		size_t kept = 0;
		for (size_t j = 0; j < unit->n_has; j++)
			if (unit->has[j].hash && ffir_module_find(m, unit->has[j].key))
				unit->has[kept++] = unit->has[j];
		unit->n_has = kept;
	}
}

static bool name_library(struct loading *l)
{
	struct ffir_library *library = &l->m->library;
	if (library->soname && !set_soname(l, library->at.file, library->soname))
		return false;
	library->soname = ffir_strdup(&l->m->arena, l->soname);
	if (!library->name)
		library->name = ffir_strdup(&l->m->arena, l->name);
	return true;
}

static bool finish(struct loading *l)
{
	struct ffir_module *m = l->m;
	mark_defined(m);
	ffir_settle_evidence(m);
	ffir_settle_opaque(m, NULL, 0);
	ffir_sort_units(m);
	if (!name_library(l) || !ffir_load_symbols(l))
		return false;
	warn_undefined(l);
	ffir_sequence(m);
	forget_dropped(m);
	ffir_fill_domains(m, l->d);
	if (!ffir_validate(m, l->d))
		return false;
	ffir_order(m);
	return true;
}

/* ---- all ---- */

/* A document without a target has no declarations: what it says is said with what the first other one says. */
static bool settle_targetless(struct files *f)
{
	struct loading *l = f->n_targets > 1 ? loading_of(f, "") : NULL;
	struct target *first = f->targets;
	bool fine = true;
	if (first && l && first->loading == l)
		first++;
	if (l && l->m) {
		fine = add_module(first->loading, l->m);
		l->m = NULL;
	}
	return fine;
}

/* All that was read for one target as a module. */
static bool join_inputs(struct loading *l)
{
	if (!l->objects.n_records)
		return true;
	ffir_object_fold(&l->objects);
	return add_module(l, ffir_module_of_object(&l->objects, l->d));
}

/* Their symbols are those of one target, which they do not name. */
static bool add_bare(struct files *f, const struct ffir_interface *all)
{
	bool fine = true;
	const struct ffir_loc loc = {f->n_bare ? f->bare[0].path : NULL, 0, 0};
	if (f->n_bare && all->n_modules != 1) {
		diag_error(f->d, &loc,
			   "it has no records, which would tell its target, and the interface is of several; "
			   "choose one with '--target'");
		return false;
	}
	for (size_t i = 0; i < f->n_bare; i++)
		fine = add_shared(loading_with(f, all->modules[0]), f->bare[i].path, f->bare[i].soname,
				  true) &&
		       fine;
	return fine;
}

static bool read_files(struct files *f, const char *const *paths, size_t n_paths)
{
	bool fine = n_paths > 0;
	for (size_t i = 0; i < n_paths; i++)
		fine = load_file(f, paths[i]) && fine;
	if (fine && !f->n_targets) {
		ffir_object_no_section(f->bare[0].path, f->d);
		return false;
	}
	for (size_t i = 0; fine && i < f->n_targets; i++)
		fine = join_inputs(f->targets[i].loading);
	return fine && settle_targetless(f);
}

static bool finish_all(struct files *f, const struct ffir_interface *all)
{
	struct diag_said said = {0};
	bool fine = true;
	if (all->n_modules > 1)
		f->d->said = &said;
	for (size_t i = 0; i < all->n_modules; i++)
		fine = finish(loading_with(f, all->modules[i])) && fine;
	f->d->said = NULL;
	ffir_arena_release(&said.arena);
	return fine;
}

static void mark_chosen(const struct ffir_interface *all, const struct ffir_module *m, bool *chosen)
{
	for (size_t i = 0; i < all->n_modules; i++)
		chosen[i] |= all->modules[i] == m;
}

/* Only those that are wished for. */
static bool choose(struct files *f, struct ffir_interface *all, const char *file)
{
	const struct ffir_load_settings *s = f->settings;
	bool *chosen = (bool *)ffir_alloc(&f->arena, all->n_modules + 1);
	size_t n = 0;
	for (size_t i = 0; i < s->n_targets || (i == 0 && s->only_one); i++) {
		struct ffir_module *m =
			ffir_interface_choose(all, s->n_targets ? s->targets[i] : NULL, file, f->d);
		if (!m)
			return false;
		mark_chosen(all, m, chosen);
	}
	for (size_t i = 0; (s->n_targets || s->only_one) && i < all->n_modules; i++) {
		if (chosen[i])
			all->modules[n++] = all->modules[i];
		else
			ffir_module_free(all->modules[i]);
	}
	all->n_modules = s->n_targets || s->only_one ? n : all->n_modules;
	return true;
}

/* What no document has. */
static void keep_exported(struct ffir_module *m, const struct ffir_module *read)
{
	for (size_t i = 0; i < read->n_exported; i++)
		*FFIR_PUSH(&m->arena, m->exported, m->n_exported) = ffir_strdup(&m->arena, read->exported[i]);
}

/* What several inputs make is what their document makes: where shapes are the same, one of them tells all. */
static bool unify(struct ffir_interface *all, struct diag *d)
{
	struct ffir_buf text = {0};
	if (all->n_modules < 2)
		return true;
	ffir_write_interface(&text, all);
	struct ffir_interface parts = *all;
	*all = (struct ffir_interface){0};
	bool fine = ffir_read_interface_memory(text.text, text.size, "<merged>", all, d);
	for (size_t i = 0; fine && i < all->n_modules; i++)
		keep_exported(all->modules[i], parts.modules[i]);
	ffir_interface_release(&parts);
	ffir_buf_release(&text);
	return fine;
}

/* What was read is ALL's. */
static bool take_modules(struct files *f, struct ffir_interface *all)
{
	bool fine = true;
	for (size_t i = 0; i < f->n_targets; i++) {
		struct ffir_module *m = f->targets[i].loading->m;
		struct ffir_module *same = m ? ffir_interface_find(all, ffir_target_id(m)) : NULL;
		if (same)
			fine = ffir_merge(same, m, f->d) && fine;
		else if (m)
			ffir_interface_add(all, m);
		f->targets[i].taken = true;
	}
	return fine;
}

static bool load(struct files *f, const char *const *paths, size_t n_paths, struct ffir_interface *all)
{
	if (!read_files(f, paths, n_paths))
		return false;
	if (!take_modules(f, all))
		return false;
	return choose(f, all, n_paths == 1 ? paths[0] : NULL) && add_bare(f, all) && finish_all(f, all) &&
	       ffir_interface_agree(all, f->d) && unify(all, f->d);
}

/* *EXPORTED, allocated in A. */
static void copy_exported(const struct loading *l, struct ffir_arena *a, const char ***exported,
			  size_t *n_exported)
{
	*exported = NULL;
	*n_exported = 0;
	for (size_t i = 0; i < l->n_exported; i++)
		*FFIR_PUSH(a, *exported, *n_exported) = ffir_strdup(a, l->exported[i]);
}

static void release(struct files *f)
{
	for (size_t i = 0; i < f->n_targets; i++) {
		struct loading *l = f->targets[i].loading;
		if (!f->targets[i].taken)
			ffir_module_free(l->m);
		ffir_object_release(&l->objects);
		ffir_arena_release(&l->arena);
	}
	ffir_arena_release(&f->arena);
}

bool ffir_load_interface(const char *const *paths, size_t n_paths, const struct ffir_load_settings *settings,
			 struct ffir_interface *out, struct diag *d)
{
	static const struct ffir_load_settings plain = {.only_one = false};
	struct files f = {.d = d, .settings = settings ? settings : &plain};
	bool fine = load(&f, paths, n_paths, out);
	if (!fine)
		ffir_interface_release(out);
	release(&f);
	return fine;
}

/* The only module of ALL. */
static struct ffir_module *only_module(struct ffir_interface *all)
{
	return ffir_interface_take(all, all->modules[0]);
}

struct ffir_module *ffir_load(const char *const *paths, size_t n_paths, struct diag *d)
{
	const struct ffir_load_settings settings = {.only_one = true};
	struct ffir_interface all = {0};
	return ffir_load_interface(paths, n_paths, &settings, &all, d) ? only_module(&all) : NULL;
}

struct ffir_module *ffir_load_checked(const char *const *paths, size_t n_paths, const char *target,
				      struct ffir_findings *findings, const char ***exported,
				      size_t *n_exported, struct diag *d)
{
	const struct ffir_load_settings settings = {
		.targets = &target, .n_targets = target != NULL, .only_one = true, .findings = findings};
	struct files f = {.d = d, .settings = &settings};
	struct ffir_interface all = {0};
	struct ffir_module *m = load(&f, paths, n_paths, &all) ? only_module(&all) : NULL;
	if (m)
		copy_exported(loading_with(&f, m), &findings->arena, exported, n_exported);
	ffir_interface_release(&all);
	release(&f);
	return m;
}
