/*
 * The model as XML. A small writer of our own with no library behind it, because it also runs inside
 * the compiler. Text that XML 1.0 cannot hold is base64: an element's with encoding="base64", an
 * attribute's with its name in the attribute "encoded".
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_WRITE_H
#define FFIR_WRITE_H

#include "ir/annotation.h"
#include "ir/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A whole document, <interface version="1.0">, with an XML declaration, UTF-8, ending in a newline. */
void ffir_write_document(struct ffir_buf *b, const struct ffir_module *m);
/* The same in pieces: whenever B holds a lot, FLUSH takes as much of its front as it likes. What is left at the
 * end stays in B. Stops, false, when FLUSH fails. */
bool ffir_write_document_to(struct ffir_buf *b, const struct ffir_module *m,
			    bool (*flush)(struct ffir_buf *b, void *context), void *context);

/* The XML of one record of section .ffi.ir, without its "FFI1 KIND KEY\n" line and NUL. The text of a
 * declaration names no unit, so that equal ones of many objects fold into one: no "defined", no evidence.
 * TARGET is the id of the target that the values of annotations' arguments hold on. */
void ffir_write_decl(struct ffir_buf *b, const struct ffir_decl *d, const char *target);
void ffir_write_target(struct ffir_buf *b, const struct ffir_target *t);
void ffir_write_library(struct ffir_buf *b, const struct ffir_library *l);
void ffir_write_unit(struct ffir_buf *b, const struct ffir_unit *u);

/* All records of a module of one unit, each "FFI1 KIND KEY\nXML" and a NUL: target, library, decls,
 * unit. Fills the unit's HAS from its decls; a hash is that of the XML alone. */
void ffir_write_records(struct ffir_buf *b, struct ffir_module *m);

#define FFIR_RECORD_MAGIC "FFI1 "

#ifdef __cplusplus
}
#endif
#endif
