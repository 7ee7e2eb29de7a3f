/*
 * Below ffir_validate: what its two files share.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_VALIDATE_H
#define FFIR_VALIDATE_H

#include "ir/diag.h"
#include "ir/model.h"

struct check {
	struct ffir_module *m;
	struct diag *d;
	struct ffir_arena scratch;
};

/* At the line of the XML that declares D, with a note where it stands in C. */
void check_error(struct check *c, const struct ffir_decl *d, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Sizes, offsets and values of D; all names in M exist and nothing contains itself. */
void check_layout(struct check *c, const struct ffir_decl *d);

#endif
