/*
 * XML to the model, over libxml2; the only user of it. Everything is checked in the reader's own
 * code: elements, attributes, numbers that overflow, duplicate and dangling names, nesting, layouts.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_READ_H
#define FFIR_READ_H

#include "ir/diag.h"
#include "ir/model.h"
#include "ir/targets.h"

/* A document of any number of targets; OUT is empty before, and after a message for everything wrong, each with
 * false. PATH "-" is standard input. */
bool ffir_read_interface(const char *path, struct ffir_interface *out, struct diag *d);
bool ffir_read_interface_memory(const char *text, size_t size, const char *name, struct ffir_interface *out,
				struct diag *d);
/* One of one target, which is the caller's to free; NULL after messages. */
struct ffir_module *ffir_read_document(const char *path, struct diag *d);
struct ffir_module *ffir_read_memory(const char *text, size_t size, const char *name, struct diag *d);

/* Reads one record (its XML) into M, which may hold others already: decls are added, a unit and a
 * target appended. NAME stands in messages. */
bool ffir_read_record(struct ffir_module *m, const char *xml, size_t size, const char *name, struct diag *d);

/* A note file: the same vocabulary, ids may be globs (see ir/notes.h). Not validated for references.
 * Types are NULL where none is written; the parameters of a callback stand in a type FFIR_TYPE_FUNCTION
 * of their param, field or alias, without a pointer. Locations are those of the note file. */
struct ffir_module *ffir_read_notes(const char *path, struct diag *d);

/* Checks what holds between declarations: names exist, no record contains itself, layouts fit. Done by
 * ffir_read_document; to be called after records or a merge. False after messages. */
bool ffir_validate(struct ffir_module *m, struct diag *d);

#endif
