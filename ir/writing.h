/*
 * Inside of write: the elements that records and documents of one target and of several share.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_WRITING_H
#define FFIR_WRITING_H

#include "ir/write.h"
#include "ir/xml.h"

void ffir_put_value(struct xml *x, const struct ffir_value *value);
void ffir_put_each_doc(struct xml *x, const struct ffir_doc *doc);
/* Most have none. */
static inline void ffir_put_doc(struct xml *x, const struct ffir_doc *doc)
{
	if (doc)
		ffir_put_each_doc(x, doc);
}
void ffir_put_interface_open(struct xml *x);
void ffir_put_interface_close(struct xml *x);
void ffir_put_target(struct xml *x, const struct ffir_target *t);
/* Declarations of FILE follow, or, if that is NULL, such as stand in none, or none. */
void ffir_put_source(struct xml *x, const char *file);
bool ffir_library_is_known(const struct ffir_library *l);
void ffir_put_library(struct xml *x, const struct ffir_library *l);
/* D without what targets make of it, and without its end. */
void ffir_put_decl_open(struct xml *x, const struct ffir_decl *d);
/* ON for TARGETS, ids with blanks between; NULL: all that have D. */
void ffir_put_on(struct xml *x, const struct ffir_decl *d, const struct ffir_on *on, const char *targets);
/* What argument number ARG of an annotation is on TARGETS. */
void ffir_put_arg_value(struct xml *x, size_t arg, const struct ffir_value *value, const char *targets);
void ffir_put_decl_close(struct xml *x, const struct ffir_decl *d);
void ffir_put_unit(struct xml *x, const struct ffir_unit *u);

#endif
