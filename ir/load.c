/*
 * Inputs to one module: what each file is, its records or its document, all merged, and what can be said
 * only when all are there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/load.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ir/domain.h"
#include "ir/merge.h"
#include "ir/object.h"
#include "ir/read.h"
#include "ir/sequence.h"

struct loading {
	struct diag *d;
	struct ffir_arena arena;
	struct ffir_module *m;
	struct ffir_object objects; /* the records of all objects, archives and shared libraries */
	const char *soname;
	const char **shared; /* the shared libraries among the inputs */
	size_t n_shared;
	const char *bare; /* the first of them without records: it tells what it exports only; or NULL */
	const struct ffir_module *const *others; /* of ffir_load_beside */
	size_t n_others;
	struct ffir_findings *findings; /* of ffir_load_checked, or NULL */
	const char **exported;		/* by all of SHARED, sorted */
	size_t n_exported;
	const char *name; /* of the library, as the first input's file name tells */
};

/* ---- records ---- */

/* A decl record, found by its hash. */
struct decl_record {
	const struct ffir_object_record *record;
	bool used;
};

struct records {
	const struct ffir_object *o;
	struct diag *d;
	struct ffir_module *m;
	struct ffir_arena arena;
	struct decl_record *decls; /* sorted by hash */
	size_t n_decls;
	struct ffir_module **others; /* declarations that M has differently, one module a unit */
	size_t n_others;
	bool fine;
};

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = ((const struct decl_record *)a)->record->hash,
		 y = ((const struct decl_record *)b)->record->hash;
	return (x > y) - (x < y);
}

static void read_record(struct records *r, struct ffir_module *m, const struct ffir_object_record *record)
{
	if (!ffir_read_record(m, record->xml, record->size, record->where, r->d))
		r->fine = false;
}

static bool is_kind(const struct ffir_object_record *record, const char *kind)
{
	return strcmp(record->kind, kind) == 0;
}

/* The first target and library are M's; others are merged later. */
static void read_heads(struct records *r)
{
	bool has_target = false, has_library = false;
	for (size_t i = 0; i < r->o->n_records; i++) {
		const struct ffir_object_record *record = &r->o->records[i];
		bool *has = is_kind(record, "target")	 ? &has_target
			    : is_kind(record, "library") ? &has_library
							 : NULL;
		if (!has)
			continue;
		struct ffir_module *m = *has ? ffir_module_new() : r->m;
		if (*has)
			*FFIR_PUSH(&r->arena, r->others, r->n_others) = m;
		*has = true;
		read_record(r, m, record);
	}
}

static void read_units(struct records *r)
{
	for (size_t i = 0; i < r->o->n_records; i++)
		if (is_kind(&r->o->records[i], "unit"))
			read_record(r, r->m, &r->o->records[i]);
	ffir_sort_units(r->m);
}

static void find_decls(struct records *r)
{
	for (size_t i = 0; i < r->o->n_records; i++)
		if (is_kind(&r->o->records[i], "decl"))
			FFIR_PUSH(&r->arena, r->decls, r->n_decls)->record = &r->o->records[i];
	if (r->n_decls)
		qsort(r->decls, r->n_decls, sizeof *r->decls, compare_hashes);
}

static struct decl_record *find_decl(const struct records *r, uint64_t hash)
{
	const struct ffir_object_record wanted = {.hash = hash};
	const struct decl_record key = {&wanted, false};
	return r->n_decls
		       ? (struct decl_record *)bsearch(&key, r->decls, r->n_decls, sizeof key, compare_hashes)
		       : NULL;
}

/* A module for what UNIT declares in another way than the units before it. */
static struct ffir_module *module_of_unit(struct records *r, const struct ffir_unit *unit)
{
	struct ffir_module *m = ffir_module_new();
	struct ffir_unit *copy = FFIR_PUSH(&m->arena, m->units, m->n_units);
	*copy = *unit;
	copy->evidence = NULL;
	copy->n_evidence = 0;
	for (size_t i = 0; i < unit->n_evidence; i++)
		*FFIR_PUSH(&m->arena, copy->evidence, copy->n_evidence) = unit->evidence[i];
	*FFIR_PUSH(&r->arena, r->others, r->n_others) = m;
	return m;
}

/* Where the record of UNIT stands. */
static struct ffir_loc unit_place(const struct records *r, const struct ffir_unit *unit)
{
	struct ffir_loc loc = {NULL, 0, 0};
	for (size_t i = 0; i < r->o->n_records; i++)
		if (is_kind(&r->o->records[i], "unit") && strcmp(r->o->records[i].key, unit->name) == 0)
			loc.file = r->o->records[i].where;
	return loc;
}

static void read_unit_decls(struct records *r, const struct ffir_unit *unit)
{
	struct ffir_module *other = NULL;
	for (size_t i = 0; i < unit->n_has; i++) {
		const struct ffir_has *has = &unit->has[i];
		struct decl_record *found = find_decl(r, has->hash);
		if (!found) {
			const struct ffir_loc loc = unit_place(r, unit);
			diag_error(r->d, &loc,
				   "the record of '%s', which unit '%s' has, is missing or damaged", has->key,
				   unit->name);
			r->fine = false;
		} else if (!found->used) {
			found->used = true;
			if (ffir_module_find(r->m, has->key) && !other)
				other = module_of_unit(r, unit);
			read_record(r, ffir_module_find(r->m, has->key) ? other : r->m, found->record);
		}
	}
}

static void refuse_strays(struct records *r)
{
	for (size_t i = 0; i < r->n_decls; i++) {
		const struct ffir_object_record *record = r->decls[i].record;
		const struct ffir_loc loc = {record->where, 0, 0};
		if (r->decls[i].used)
			continue;
		diag_error(r->d, &loc,
			   "the record of '%s' belongs to no unit; a unit record is missing or damaged",
			   record->key);
		r->fine = false;
		return;
	}
}

static struct ffir_module *module_of_object(const struct ffir_object *o, struct diag *d)
{
	struct records r = {.o = o, .d = d, .m = ffir_module_new(), .fine = true};
	read_heads(&r);
	read_units(&r);
	find_decls(&r);
	for (size_t i = 0; r.fine && i < r.m->n_units; i++)
		read_unit_decls(&r, &r.m->units[i]);
	if (r.fine)
		refuse_strays(&r);
	for (size_t i = 0; i < r.n_others; i++) {
		if (!r.fine)
			ffir_module_free(r.others[i]);
		else if (!ffir_merge(r.m, r.others[i], d))
			r.fine = false;
	}
	ffir_arena_release(&r.arena);
	if (r.fine)
		return r.m;
	ffir_module_free(r.m);
	return NULL;
}

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
	{MAGIC("!<thin>\n"), CONTENT_REFUSED,
	 "a thin archive, which only names its objects; give the objects themselves"},
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

static enum content refuse_content(struct loading *l, const char *path, const char *why)
{
	const struct ffir_loc loc = {path, 0, 0};
	diag_error(l->d, &loc, "%s", why);
	return CONTENT_REFUSED;
}

static enum content content_of_bytes(struct loading *l, const char *path, const char *bytes, size_t size)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		const struct magic *magic = &magics[i];
		if (size < magic->size || memcmp(bytes, magic->bytes, magic->size) != 0)
			continue;
		return magic->refused ? refuse_content(l, path, magic->refused) : magic->content;
	}
	size_t blanks = 0;
	while (blanks < size && strchr(" \t\r\n", bytes[blanks]) && bytes[blanks])
		blanks++;
	if (blanks < size && bytes[blanks] == '<')
		return CONTENT_DOCUMENT;
	return refuse_content(l, path, blanks == size ? "the file is empty" : no_input);
}

static enum content content_of(struct loading *l, const char *path)
{
	char bytes[64];
	if (strcmp(path, "-") == 0)
		return CONTENT_DOCUMENT;
	FILE *file = fopen(path, "rb");
	size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
	bool fine = file && !ferror(file);
	const struct ffir_loc loc = {path, 0, 0};
	if (!fine)
		diag_error(l->d, &loc, "cannot be read: %s", strerror(errno));
	if (file)
		fclose(file);
	return fine ? content_of_bytes(l, path, bytes, size) : CONTENT_REFUSED;
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

static bool load_object(struct loading *l, const char *path)
{
	if (!ffir_object_read(&l->objects, path, l->d))
		return false;
	if (!l->objects.is_shared)
		return true;
	const char *slash = strrchr(path, '/');
	/* The loader knows a library without DT_SONAME by the name of its file. */
	const char *soname = l->objects.soname ? l->objects.soname : slash ? slash + 1 : path;
	*FFIR_PUSH(&l->arena, l->shared, l->n_shared) = path;
	if (l->objects.is_bare && !l->bare)
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

static bool load_document(struct loading *l, const char *path)
{
	struct ffir_module *m = ffir_read_document(path, l->d);
	if (m)
		list_decls(m);
	return add_module(l, m);
}

static bool load_file(struct loading *l, const char *path)
{
	switch (content_of(l, path)) {
	case CONTENT_OBJECT:
		return load_object(l, path);
	case CONTENT_DOCUMENT:
		return load_document(l, path);
	case CONTENT_REFUSED:
		return false;
	}
	return false;
}

static bool load_files(struct loading *l, const char *const *paths, size_t n_paths)
{
	bool fine = n_paths > 0;
	for (size_t i = 0; i < n_paths; i++) {
		fine = load_file(l, paths[i]) && fine;
		if (!l->name && strcmp(paths[i], "-") != 0)
			l->name = library_name(&l->arena, paths[i]);
	}
	if (fine && l->objects.n_records) {
		ffir_object_fold(&l->objects);
		fine = add_module(l, module_of_object(&l->objects, l->d));
	}
	if (fine && !l->m) {
		ffir_object_no_section(l->bare, l->d);
		fine = false;
	}
	return fine;
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
	for (size_t i = 0; i < l->n_others; i++)
		if (ffir_module_find(l->others[i], key))
			return true;
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
			if (l->findings)
				ffir_findings_add(
					l->findings, FFIR_FINDING_UNDEFINED, &loc, key,
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

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_name(const char *const *names, size_t n, const char *name)
{
	return n && bsearch(&name, names, n, sizeof name, compare_names);
}

static bool is_shim(struct loading *l, const char *symbol)
{
	const char *prefix = ffir_shims_prefix(&l->arena, l->m);
	size_t n = strlen(prefix);
	return strncmp(symbol, prefix, n) == 0 &&
	       (strncmp(symbol + n, "_shim_", 6) == 0 || strncmp(symbol + n, "_shims_", 7) == 0);
}

/* Symbols of one shared library that stand in no declaration: a part of it was compiled without the plugin,
 * or they are not for others. */
static void count_others(struct loading *l, const char *path, const char *const *exported, size_t n)
{
	const char **known = NULL;
	size_t n_known = 0, n_others = 0;
	const char *shown = "";
	const struct ffir_loc loc = {path, 0, 0};
	for (size_t i = 0; i < l->m->n_decls; i++) {
		const struct ffir_on *on = ffir_decl_on(l->m->decls[i]);
		if (on && on->symbol)
			*FFIR_PUSH(&l->arena, known, n_known) = on->symbol;
	}
	if (n_known)
		qsort(known, n_known, sizeof *known, compare_names);
	for (size_t i = 0; i < n; i++) {
		if (has_name(known, n_known, exported[i]) || is_shim(l, exported[i]))
			continue;
		if (l->findings)
			ffir_findings_add(l->findings, FFIR_FINDING_UNLISTED, &loc, exported[i],
					  "'%s' is exported, but it is in no unit's interface", exported[i]);
		if (n_others < 3)
			shown = ffir_printf(&l->arena, "%s%s'%s'", shown, n_others ? ", " : "", exported[i]);
		n_others++;
	}
	if (n_others && !l->findings)
		diag_note(l->d, &loc, "%zu more exported symbol%s in no unit's interface: %s%s", n_others,
			  n_others > 1 ? "s are" : " is", shown, n_others > 3 ? ", ..." : "");
}

static bool is_lacking(const struct ffir_decl *d, const char *const *exported, size_t n)
{
	const struct ffir_on *on = ffir_decl_on(d);
	bool has_symbol = d->kind == FFIR_DECL_FUNCTION || d->kind == FFIR_DECL_VARIABLE;
	return has_symbol && !d->is_inline && !d->unsupported && on && on->symbol &&
	       !has_name(exported, n, on->symbol);
}

static void warn_hidden(struct loading *l, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *text = ffir_printf(
		&l->arena, "'%s' is part of the interface, but '%s' does not export its symbol '%s'%s", d->id,
		l->shared[0], on->symbol,
		on->visibility && strcmp(on->visibility, "default") != 0
			? "; give it default visibility"
			: "; is it missing from a version script?");
	if (l->findings)
		ffir_findings_add(l->findings, FFIR_FINDING_HIDDEN, &d->at, d->id, "%s", text);
	else
		diag_warning(l->d, &d->at, "%s", text);
}

/* A binding that names a symbol which the library lacks could not be loaded. What a header declares may be left
 * out of a build for good reasons, so of a library that is given beside its document all is one note. */
static void refuse_hidden(struct loading *l, const char *const *exported, size_t n)
{
	size_t n_lacking = 0;
	const char *shown = "";
	for (size_t i = 0; i < l->m->n_decls; i++) {
		struct ffir_decl *d = l->m->decls[i];
		if (!is_lacking(d, exported, n))
			continue;
		if (!l->bare || l->findings)
			warn_hidden(l, d);
		else if (n_lacking < 3)
			shown = ffir_printf(&l->arena, "%s%s'%s'", shown, n_lacking ? ", " : "", d->id);
		n_lacking++;
		d->unsupported = "the library does not export its symbol";
	}
	const struct ffir_loc loc = {l->bare, 0, 0};
	if (l->bare && n_lacking && !l->findings)
		diag_note(l->d, &loc, "%zu function%s of the interface %s not exported: %s%s", n_lacking,
			  n_lacking > 1 ? "s" : "", n_lacking > 1 ? "are" : "is", shown,
			  n_lacking > 3 ? ", ..." : "");
}

static bool check_symbols(struct loading *l)
{
	const char **all = NULL;
	size_t n_all = 0;
	for (size_t i = 0; i < l->n_shared; i++) {
		size_t n;
		const char **exported = ffir_exported_symbols(&l->arena, l->shared[i], &n, l->d);
		if (!exported)
			return false;
		if (!l->bare || l->findings)
			count_others(l, l->shared[i], exported, n);
		for (size_t j = 0; j < n; j++)
			*FFIR_PUSH(&l->arena, all, n_all) = exported[j];
	}
	if (n_all)
		qsort(all, n_all, sizeof *all, compare_names);
	l->exported = all;
	l->n_exported = n_all;
	for (size_t i = 0; i < n_all; i++)
		*FFIR_PUSH(&l->m->arena, l->m->exported, l->m->n_exported) =
			ffir_strdup(&l->m->arena, all[i]);
	if (l->n_shared)
		refuse_hidden(l, all, n_all);
	return true;
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
	if (!name_library(l) || !check_symbols(l))
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

static struct ffir_module *load(struct loading *l, const char *const *paths, size_t n_paths)
{
	bool fine = load_files(l, paths, n_paths) && finish(l);
	ffir_object_release(&l->objects);
	if (fine)
		return l->m;
	ffir_module_free(l->m);
	return NULL;
}

struct ffir_module *ffir_load(const char *const *paths, size_t n_paths, struct diag *d)
{
	return ffir_load_beside(paths, n_paths, NULL, 0, d);
}

struct ffir_module *ffir_load_beside(const char *const *paths, size_t n_paths,
				     const struct ffir_module *const *others, size_t n_others, struct diag *d)
{
	struct loading l = {.d = d, .others = others, .n_others = n_others};
	struct ffir_module *m = load(&l, paths, n_paths);
	ffir_arena_release(&l.arena);
	return m;
}

struct ffir_module *ffir_load_checked(const char *const *paths, size_t n_paths,
				      struct ffir_findings *findings, const char ***exported,
				      size_t *n_exported, struct diag *d)
{
	struct loading l = {.d = d, .findings = findings};
	struct ffir_module *m = load(&l, paths, n_paths);
	*exported = NULL;
	*n_exported = 0;
	for (size_t i = 0; i < l.n_exported; i++)
		*FFIR_PUSH(&findings->arena, *exported, *n_exported) =
			ffir_strdup(&findings->arena, l.exported[i]);
	ffir_arena_release(&l.arena);
	return m;
}
