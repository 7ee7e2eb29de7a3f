/*
 * One text of a language for all targets of an interface: each is rendered for itself, then they are joined.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_MANY_H
#define FFI_MANY_H

#include "backends/backend.h"

/* What was printed for one target. */
struct rendering {
	struct plan *p;
	struct output out;
};

/* Joins EACH, parallel to OPTIONS->all, into files of OUT. False after a message: a program could not tell two
 * targets apart that are not the same to it. */
bool many_join(const struct backend *b, const struct rendering *each, const struct emit_options *options,
	       struct output *out, struct diag *d);

#endif
