/*
 * Documents, records and note files: from bytes to a module.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/read.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ir/reader.h"

/* ---- target, library, unit ---- */

static void read_basic(struct reader *r, const struct tree_node *node, struct ffir_target *target)
{
	struct ffir_basic *basic = FFIR_PUSH(&r->m->arena, target->basics, target->n_basics);
	basic->name = reader_required(r, node, "name");
	basic->is = reader_string(r, node, "is");
	if (basic->is)
		return;
	basic->size = reader_required_number(r, node, "size", 1024);
	basic->align = reader_required_number(r, node, "align", 1024);
	if (!reader_number(r, node, "field-align", 1024, &basic->field_align))
		basic->field_align = basic->align;
	basic->is_signed = reader_yes(r, node, "signed");
}

/* A basic with IS has the facts of what it is. */
static void complete_basics(struct reader *r, const struct tree_node *node, struct ffir_target *target)
{
	struct names names = {0};
	size_t place;
	for (size_t i = 0; i < target->n_basics; i++)
		names_add(r->scratch, &names, target->basics[i].name, i);
	const char *twice = names_sort(&names);
	if (twice)
		reader_error(r, node, "basic '%s' is there twice", twice);
	for (size_t i = 0; i < target->n_basics; i++) {
		struct ffir_basic *basic = &target->basics[i];
		if (!basic->is)
			continue;
		if (!names_find(&names, basic->is, &place) || target->basics[place].is) {
			reader_error(r, node, "basic '%s' is '%s', which is no basic of its own", basic->name,
				     basic->is);
			continue;
		}
		const struct ffir_basic *of = &target->basics[place];
		basic->size = of->size;
		basic->align = of->align;
		basic->field_align = of->field_align;
		basic->is_signed = of->is_signed;
	}
}

static void read_target(struct reader *r, const struct tree_node *node)
{
	static const char *const endians[] = {"little", "big", NULL};
	static const char *const chars[] = {"signed", "unsigned", NULL};
	const struct tree_attribute *id = tree_attribute(node, "id");
	if (r->target && id && strcmp(id->value, r->target) != 0)
		return;
	struct ffir_target *target = FFIR_PUSH(&r->m->arena, r->m->targets, r->m->n_targets);
	target->id = reader_required(r, node, "id");
	target->compiler = reader_string(r, node, "compiler");
	target->flags = reader_string(r, node, "flags");
	target->big_endian = reader_choice(r, node, "endian", endians) == 1;
	target->char_signed = reader_choice(r, node, "char", chars) == 0;
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "basic"))
			read_basic(r, child, target);
		else
			reader_unknown(r, child, "element", child->name);
	}
	complete_basics(r, node, target);
}

static void read_library(struct reader *r, const struct tree_node *node)
{
	struct ffir_library *library = &r->m->library;
	if (tree_attribute(node, "targets") && !reader_has_target(r, node, "targets"))
		return;
	if (library->name || library->soname)
		reader_error(r, node, "a second library '%s'; there is '%s' already",
			     reader_required(r, node, "name"),
			     library->name ? library->name : library->soname);
	library->name = reader_string(r, node, "name");
	library->version = reader_string(r, node, "version");
	library->soname = reader_string(r, node, "soname");
	library->at = reader_location(r, node);
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (!read_doc(r, child, &library->doc))
			reader_unknown(r, child, "element", child->name);
	}
}

static uint64_t read_hash(struct reader *r, const struct tree_node *node)
{
	const char *text = reader_required(r, node, "hash");
	if (strlen(text) != 16 || strspn(text, "0123456789abcdef") != 16)
		reader_error(r, node, "attribute 'hash' is 16 hexadecimal digits, not '%.40s'", text);
	return (uint64_t)strtoull(text, NULL, 16);
}

static void read_unit_evidence(struct reader *r, const struct tree_node *node, struct ffir_unit *unit)
{
	struct ffir_unit_evidence *seen = FFIR_PUSH(&r->m->arena, unit->evidence, unit->n_evidence);
	seen->key = reader_required(r, node, "key");
	seen->param = reader_yes(r, node, "result") ? "" : reader_string(r, node, "param");
	seen->evidence = read_evidence(r, node);
}

static void read_unit(struct reader *r, const struct tree_node *node)
{
	struct ffir_arena *a = &r->m->arena;
	if (r->target && !reader_has_target(r, node, "target"))
		return;
	struct ffir_unit *unit = FFIR_PUSH(a, r->m->units, r->m->n_units);
	unit->name = reader_required(r, node, "name");
	unit->target = reader_string(r, node, "target");
	unit->plugin_version = reader_string(r, node, "plugin");
	unit->preprocessed = reader_yes(r, node, "preprocessed");
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "has")) {
			struct ffir_has *has = FFIR_PUSH(a, unit->has, unit->n_has);
			has->key = reader_required(r, child, "key");
			has->hash = read_hash(r, child);
		} else if (tree_is(child, "declares")) {
			*FFIR_PUSH(a, unit->declares, unit->n_declares) = reader_required(r, child, "key");
		} else if (tree_is(child, "defines")) {
			*FFIR_PUSH(a, unit->defines, unit->n_defines) = reader_required(r, child, "key");
		} else if (tree_is(child, "opaque")) {
			*FFIR_PUSH(a, unit->opaque, unit->n_opaque) = reader_required(r, child, "key");
		} else if (tree_is(child, "evidence")) {
			read_unit_evidence(r, child, unit);
		} else {
			reader_unknown(r, child, "element", child->name);
		}
	}
}

static void read_marker(struct reader *r, const struct tree_node *node)
{
	struct ffir_marker *marker = FFIR_PUSH(&r->m->arena, r->m->markers, r->m->n_markers);
	*marker = (struct ffir_marker){.macro = reader_required(r, node, "macro"),
				       .at = reader_location(r, node)};
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "annotation"))
			read_annotation(r, child, 0, &marker->annotations, &marker->n_annotations);
		else
			reader_unknown(r, child, "element", child->name);
	}
	if (!ffir_word_takes(FFIR_W_NAME, marker->macro))
		reader_error(r, node, "'%s' is no name of a macro", marker->macro);
	if (!marker->n_annotations)
		reader_error(r, node, "marker '%s' says nothing: it needs an annotation", marker->macro);
}

/* Declarations of one file. */
static void read_source(struct reader *r, const struct tree_node *node)
{
	reader_required(r, node, "file");
	for (const struct tree_node *child = node->first; child; child = child->next)
		if (!read_decl(r, child))
			reader_unknown(r, child, "element", child->name);
}

static void read_top(struct reader *r, const struct tree_node *node)
{
	if (!r->notes && tree_is(node, "source"))
		read_source(r, node);
	else if (tree_is(node, "target"))
		read_target(r, node);
	else if (tree_is(node, "library"))
		read_library(r, node);
	else if (tree_is(node, "unit"))
		read_unit(r, node);
	else if (r->notes && tree_is(node, "marker"))
		read_marker(r, node);
	else if (!read_decl(r, node))
		reader_unknown(r, node, "element", node->name);
}

/* ---- the whole ---- */

/* "MAJOR.MINOR": a later minor version only adds what can be passed over. */
static bool check_version(struct reader *r, const struct tree_node *root)
{
	const char *version = reader_required(r, root, "version");
	char *end;
	unsigned long major = strtoul(version, &end, 10);
	if (*version < '0' || *version > '9' || *end != '.' || end[1] < '0' || end[1] > '9') {
		if (*version)
			reader_error(r, root, "'%.40s' is no version", version);
		return false;
	}
	if (major == FFIR_VERSION_MAJOR)
		return true;
	reader_error(r, root,
		     "this is version %.40s of the format, and this ffirender reads version %d.x: use %s one",
		     version, FFIR_VERSION_MAJOR, major > FFIR_VERSION_MAJOR ? "a newer" : "an older");
	return false;
}

/* Documents may hold attributes of later versions; in a note file they are slips of the pen. */
static void warn_of_attributes(struct reader *r, const struct tree_node *node)
{
	static const char known[] =
		" version id kind codes deprecated name soname by file at value encoded encoding target arg"
		" anonymous bits const volatile restrict atomic count to reason variadic unprototyped macro ";
	for (size_t i = 0; i < node->n_attributes; i++) {
		const char *word = ffir_printf(r->scratch, " %s ", node->attributes[i].name);
		struct ffir_loc at = {r->file, node->line, 0};
		if (!strstr(known, word))
			diag_warning(r->d, &at, "unknown attribute '%s' of '%s' is passed over",
				     node->attributes[i].name, node->name);
	}
	for (const struct tree_node *child = node->first; child; child = child->next)
		warn_of_attributes(r, child);
}

static bool read_root(struct reader *r, const struct tree_node *root, const char *name)
{
	if (!tree_is(root, name)) {
		reader_error(r, root, "the outermost element is '%s', not '%s'", root->name, name);
		return false;
	}
	if (!check_version(r, root))
		return false;
	if (r->notes)
		warn_of_attributes(r, root);
	for (const struct tree_node *child = root->first; child; child = child->next)
		read_top(r, child);
	return true;
}

/* ROOT as TARGET sees it, one of IDS; NULL: there is one at most. */
static struct ffir_module *read_module(const struct tree_node *root, struct reader *r, const char *name)
{
	unsigned errors = r->d->errors;
	r->m = ffir_module_new();
	r->last_file = NULL;
	r->file = ffir_strdup(&r->m->arena, name);
	r->target = ffir_strdup(&r->m->arena, r->target);
	if (read_root(r, root, r->notes ? "notes" : "interface") && r->d->errors == errors &&
	    (r->notes || ffir_validate(r->m, r->d)))
		return r->m;
	ffir_module_free(r->m);
	return NULL;
}

/* The ids of the targets that ROOT describes, at the lines where they do. */
static bool read_ids(struct reader *r, const struct tree_node *root)
{
	const char **ids = NULL;
	unsigned errors = r->d->errors;
	struct names names = {0};
	for (const struct tree_node *child = root->first; child; child = child->next) {
		const struct tree_attribute *id =
			tree_is(child, "target") ? tree_attribute(child, "id") : NULL;
		size_t place;
		if (!id)
			continue;
		names_sort(&names);
		if (names_find(&names, id->value, &place))
			reader_error(r, child, "target '%s' is described a second time", id->value);
		else if (strchr(id->value, ' '))
			reader_error(r, child, "the id of a target holds no blanks, as '%s' does", id->value);
		names_add(r->scratch, &names, id->value, 0);
		*FFIR_PUSH(r->scratch, ids, r->n_ids) = id->value;
	}
	r->ids = ids;
	return r->d->errors == errors;
}

/* Each target is read for itself; what is wrong for several is said once. */
static bool read_each(struct reader *r, const struct tree_node *root, const char *name,
		      struct ffir_interface *out)
{
	struct diag_said said = {0};
	bool good = true;
	if (r->n_ids > 1)
		r->d->said = &said;
	for (size_t i = 0; i < r->n_ids || i == 0; i++) {
		r->target = r->n_ids > 1 ? r->ids[i] : NULL;
		struct ffir_module *m = read_module(root, r, name);
		if (m)
			ffir_interface_add(out, m);
		good = good && m;
	}
	r->d->said = NULL;
	ffir_arena_release(&said.arena);
	return good;
}

/* Beyond that, whoever reads each for itself would take too long. */
enum { MAX_TARGETS = 100 };

static bool read_text(const char *text, size_t size, const char *name, bool notes, struct ffir_interface *out,
		      struct diag *d)
{
	struct ffir_arena scratch = {0};
	struct reader r = {.d = d, .notes = notes, .scratch = &scratch, .file = name};
	struct tree_node *root = tree_parse(&scratch, text, size, name, d);
	bool good = root && (notes || read_ids(&r, root));
	if (good && r.n_ids > MAX_TARGETS)
		reader_error(&r, root, "there are %zu targets, more than %d", r.n_ids, MAX_TARGETS);
	good = good && r.n_ids <= MAX_TARGETS && read_each(&r, root, name, out);
	ffir_arena_release(&scratch);
	if (!good)
		ffir_interface_release(out);
	return good;
}

/* The only module of ALL, or NULL. */
static struct ffir_module *only_module(struct ffir_interface *all, const char *name, struct diag *d)
{
	return ffir_interface_take(all, ffir_interface_choose(all, NULL, name, d));
}

bool ffir_read_interface_memory(const char *text, size_t size, const char *name, struct ffir_interface *out,
				struct diag *d)
{
	return read_text(text, size, name, false, out, d);
}

struct ffir_module *ffir_read_memory(const char *text, size_t size, const char *name, struct diag *d)
{
	struct ffir_interface all = {0};
	return ffir_read_interface_memory(text, size, name, &all, d) ? only_module(&all, name, d) : NULL;
}

bool ffir_read_record(struct ffir_module *m, const char *xml, size_t size, const char *name, struct diag *d)
{
	struct ffir_arena scratch = {0};
	struct reader r = {.m = m, .d = d, .scratch = &scratch};
	unsigned errors = d->errors;
	r.file = ffir_strdup(&m->arena, name);
	struct tree_node *root = tree_parse(&scratch, xml, size, r.file, d);
	if (root)
		read_top(&r, root);
	ffir_arena_release(&scratch);
	return d->errors == errors;
}

/* ---- files ---- */

/* All of PATH; false after a message. */
static bool read_file(struct ffir_buf *b, const char *path, const char *name, struct diag *d)
{
	struct ffir_loc at = {name, 0, 0};
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	if (!file) {
		diag_error(d, &at, "cannot be read: %s", strerror(errno));
		return false;
	}
	char chunk[1 << 14];
	size_t n;
	errno = 0;
	while ((n = fread(chunk, 1, sizeof chunk, file)) > 0 && b->size < INT_MAX)
		ffir_buf_add(b, chunk, n);
	bool good = !ferror(file);
	if (!good)
		diag_error(d, &at, "cannot be read: %s", strerror(errno));
	if (file != stdin)
		fclose(file);
	return good;
}

static bool read_path(const char *path, bool notes, struct ffir_interface *out, struct diag *d)
{
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct ffir_buf text = {0};
	bool good = read_file(&text, path, name, d) &&
		    read_text(text.text ? text.text : "", text.size, name, notes, out, d);
	ffir_buf_release(&text);
	return good;
}

bool ffir_read_interface(const char *path, struct ffir_interface *out, struct diag *d)
{
	return read_path(path, false, out, d);
}

struct ffir_module *ffir_read_document(const char *path, struct diag *d)
{
	struct ffir_interface all = {0};
	return read_path(path, false, &all, d) ? only_module(&all, path, d) : NULL;
}

struct ffir_module *ffir_read_notes(const char *path, struct diag *d)
{
	struct ffir_interface all = {0};
	return read_path(path, true, &all, d) ? ffir_interface_take(&all, all.modules[0]) : NULL;
}
