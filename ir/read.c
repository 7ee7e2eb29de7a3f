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
	if (library->name || library->soname)
		reader_error(r, node, "a second library '%s'; there is '%s' already",
			     reader_required(r, node, "name"),
			     library->name ? library->name : library->soname);
	library->name = reader_string(r, node, "name");
	library->version = reader_string(r, node, "version");
	library->soname = reader_string(r, node, "soname");
	library->at = reader_location(r, node);
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "doc"))
			library->doc = read_doc(r, child);
		else
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

static void read_top(struct reader *r, const struct tree_node *node)
{
	if (tree_is(node, "target"))
		read_target(r, node);
	else if (tree_is(node, "library"))
		read_library(r, node);
	else if (tree_is(node, "unit"))
		read_unit(r, node);
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
		" version id kind codes deprecated name soname by at value encoded encoding target arg"
		" anonymous bits const volatile restrict atomic count to reason variadic unprototyped ";
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
	for (const struct tree_node *child = root->first; child; child = child->next) {
		if (tree_is(child, "target") && r->m->n_targets)
			reader_refuse_targets(r, child);
		read_top(r, child);
	}
	return true;
}

static struct ffir_module *read_module(const char *text, size_t size, const char *name, bool notes,
				       struct diag *d)
{
	struct ffir_arena scratch = {0};
	struct ffir_module *m = ffir_module_new();
	struct reader r = {.m = m, .d = d, .notes = notes, .scratch = &scratch};
	unsigned errors = d->errors;
	r.file = ffir_strdup(&m->arena, name);
	struct tree_node *root = tree_parse(&scratch, text, size, r.file, d);
	bool good = root && read_root(&r, root, notes ? "notes" : "interface") && d->errors == errors;
	ffir_arena_release(&scratch);
	if (good && (notes || ffir_validate(m, d)))
		return m;
	ffir_module_free(m);
	return NULL;
}

struct ffir_module *ffir_read_memory(const char *text, size_t size, const char *name, struct diag *d)
{
	return read_module(text, size, name, false, d);
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

static struct ffir_module *read_path(const char *path, bool notes, struct diag *d)
{
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct ffir_buf text = {0};
	struct ffir_module *m = NULL;
	if (read_file(&text, path, name, d))
		m = read_module(text.text ? text.text : "", text.size, name, notes, d);
	ffir_buf_release(&text);
	return m;
}

struct ffir_module *ffir_read_document(const char *path, struct diag *d)
{
	return read_path(path, false, d);
}

struct ffir_module *ffir_read_notes(const char *path, struct diag *d)
{
	return read_path(path, true, d);
}
