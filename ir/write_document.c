/*
 * What stands around the declarations: targets, the library, units; records in objects, and documents. Also runs
 * inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/writing.h"

#include <string.h>

void ffir_put_target(struct xml *x, const struct ffir_target *t)
{
	x_open(x, "target");
	x_attribute(x, "id", t->id);
	x_attribute(x, "compiler", t->compiler);
	x_attribute(x, "endian", t->big_endian ? "big" : "little");
	x_attribute(x, "char", t->char_signed ? "signed" : "unsigned");
	x_attribute(x, "flags", t->flags);
	for (size_t i = 0; i < t->n_basics; i++) {
		const struct ffir_basic *basic = &t->basics[i];
		x_open(x, "basic");
		x_attribute(x, "name", basic->name);
		x_attribute(x, "is", basic->is);
		if (!basic->is) {
			x_number(x, "size", basic->size);
			x_number(x, "align", basic->align);
			x_number(x, "field-align", basic->field_align);
			x_yes(x, "signed", basic->is_signed);
		}
		x_close(x, "basic");
	}
	x_close(x, "target");
}

void ffir_put_library(struct xml *x, const struct ffir_library *l)
{
	x_open(x, "library");
	x_attribute(x, "targets", x->targets);
	x_attribute(x, "name", l->name);
	x_attribute(x, "version", l->version);
	x_attribute(x, "soname", l->soname);
	x_location(x, &l->at);
	ffir_put_doc(x, l->doc);
	x_close(x, "library");
}

static void put_keys(struct xml *x, const char *element, const char *const *keys, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		x_open(x, element);
		x_attribute(x, "key", keys[i]);
		x_close(x, element);
	}
}

void ffir_put_unit(struct xml *x, const struct ffir_unit *u)
{
	x_open(x, "unit");
	x_attribute(x, "name", u->name);
	x_attribute(x, "target", u->target);
	x_attribute(x, "plugin", u->plugin_version);
	x_yes(x, "preprocessed", u->preprocessed);
	for (size_t i = 0; i < u->n_has; i++) {
		x_open(x, "has");
		x_attribute(x, "key", u->has[i].key);
		x_hash(x, "hash", u->has[i].hash);
		x_close(x, "has");
	}
	put_keys(x, "declares", u->declares, u->n_declares);
	put_keys(x, "defines", u->defines, u->n_defines);
	put_keys(x, "opaque", u->opaque, u->n_opaque);
	for (size_t i = 0; i < u->n_evidence; i++) {
		const struct ffir_unit_evidence *seen = &u->evidence[i];
		x_open(x, "evidence");
		x_attribute(x, "key", seen->key);
		if (seen->param && *seen->param)
			x_attribute(x, "param", seen->param);
		x_yes(x, "result", seen->param && !*seen->param);
		x_attribute(x, "name", seen->evidence.name);
		x_attribute(x, "as", seen->evidence.as);
		x_attribute(x, "from", seen->evidence.from);
		x_close(x, "evidence");
	}
	x_close(x, "unit");
}

/* ---- records and documents ---- */

bool ffir_library_is_known(const struct ffir_library *l)
{
	return l->name || l->version || l->soname || l->doc;
}

void ffir_put_interface_open(struct xml *x)
{
	ffir_buf_puts(x->b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	x_open(x, "interface");
	ffir_buf_printf(x->b, " version=\"%d.%d\"", FFIR_VERSION_MAJOR, FFIR_VERSION_MINOR);
}

void ffir_put_source(struct xml *x, const char *file)
{
	bool is_open = x->level > 1;
	if (is_open ? file && x_is_in_file(x, file) : !file)
		return;
	if (is_open)
		x_close(x, "source");
	if (!file)
		return;
	x_open(x, "source");
	x_attribute(x, "file", file);
	x->files[x->level] = file;
}

void ffir_put_interface_close(struct xml *x)
{
	x_close(x, "interface");
	ffir_buf_puts(x->b, "\n");
}

void ffir_write_decl(struct ffir_buf *b, const struct ffir_decl *d, const char *target)
{
	struct xml x = {.b = b, .record = true, .target = target};
	ffir_put_decl_open(&x, d);
	for (size_t i = 0; i < d->n_on; i++)
		ffir_put_on(&x, d, &d->on[i], d->on[i].targets);
	ffir_put_decl_close(&x, d);
}

void ffir_write_target(struct ffir_buf *b, const struct ffir_target *t)
{
	struct xml x = {.b = b, .record = true};
	ffir_put_target(&x, t);
}

void ffir_write_library(struct ffir_buf *b, const struct ffir_library *l)
{
	struct xml x = {.b = b, .record = true};
	ffir_put_library(&x, l);
}

void ffir_write_unit(struct ffir_buf *b, const struct ffir_unit *u)
{
	struct xml x = {.b = b, .record = true};
	ffir_put_unit(&x, u);
}

/* The key stands on one line, without the magic; what names a file may hold anything. */
static void start_record(struct ffir_buf *b, const char *kind, const char *key)
{
	size_t size = key ? strlen(key) : 0, start;
	ffir_buf_puts(b, FFIR_RECORD_MAGIC);
	ffir_buf_puts(b, kind);
	ffir_buf_add(b, " ", 1);
	start = b->size;
	ffir_buf_add(b, key, size);
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)key[i] < 0x20 ||
		    strncmp(key + i, FFIR_RECORD_MAGIC, strlen(FFIR_RECORD_MAGIC)) == 0)
			b->text[start + i] = '?';
	ffir_buf_add(b, "\n", 1);
}

static void write_decl_record(struct ffir_buf *b, struct ffir_module *m, const struct ffir_decl *d,
			      struct ffir_unit *unit)
{
	start_record(b, "decl", d->id);
	size_t start = b->size;
	ffir_write_decl(b, d, m->n_targets ? m->targets[0].id : NULL);
	if (unit) {
		struct ffir_has *has = FFIR_PUSH(&m->arena, unit->has, unit->n_has);
		has->key = d->id;
		has->hash = ffir_hash(b->text + start, b->size - start);
	}
	ffir_buf_add(b, "", 1);
}

void ffir_write_records(struct ffir_buf *b, struct ffir_module *m)
{
	struct ffir_unit *unit = m->n_units ? &m->units[0] : NULL;
	for (size_t i = 0; i < m->n_targets; i++) {
		start_record(b, "target", m->targets[i].id);
		ffir_write_target(b, &m->targets[i]);
		ffir_buf_add(b, "", 1);
	}
	if (m->library.name) {
		start_record(b, "library", m->library.name);
		ffir_write_library(b, &m->library);
		ffir_buf_add(b, "", 1);
	}
	if (unit) {
		unit->has = NULL;
		unit->n_has = 0;
	}
	for (size_t i = 0; i < m->n_decls; i++)
		write_decl_record(b, m, m->decls[i], unit);
	if (unit) {
		start_record(b, "unit", unit->name);
		ffir_write_unit(b, unit);
		ffir_buf_add(b, "", 1);
	}
}

static void start_document(struct xml *x, const struct ffir_module *m)
{
	ffir_put_interface_open(x);
	for (size_t i = 0; i < m->n_targets; i++)
		ffir_put_target(x, &m->targets[i]);
	if (ffir_library_is_known(&m->library))
		ffir_put_library(x, &m->library);
}

static void end_document(struct xml *x, const struct ffir_module *m)
{
	ffir_put_source(x, NULL);
	for (size_t i = 0; i < m->n_units; i++)
		ffir_put_unit(x, &m->units[i]);
	ffir_put_interface_close(x);
}

/* What a document of one target has of one declaration. */
static void put_next_decl(struct xml *x, const struct ffir_decl *d)
{
	ffir_put_source(x, d->at.file);
	ffir_put_decl_open(x, d);
	for (size_t i = 0; i < d->n_on; i++)
		ffir_put_on(x, d, &d->on[i], NULL);
	ffir_put_decl_close(x, d);
}

void ffir_write_document(struct ffir_buf *b, const struct ffir_module *m)
{
	struct xml x = {.b = b};
	start_document(&x, m);
	for (size_t i = 0; i < m->n_decls; i++)
		put_next_decl(&x, m->decls[i]);
	end_document(&x, m);
}

bool ffir_write_document_to(struct ffir_buf *b, const struct ffir_module *m,
			    bool (*flush)(struct ffir_buf *b, void *context), void *context)
{
	enum { PIECE = 32 * 1024 };
	struct xml_pieces pieces = {0};
	struct xml x = {.b = b, .pieces = &pieces};
	bool flushed = true;
	ffir_buf_reserve(b, PIECE + PIECE / 2);
	start_document(&x, m);
	for (size_t i = 0; i < m->n_decls && flushed; i++) {
		put_next_decl(&x, m->decls[i]);
		if (b->size >= PIECE)
			flushed = flush(b, context);
	}
	if (flushed)
		end_document(&x, m);
	ffir_buf_release(&pieces.text);
	return flushed;
}
