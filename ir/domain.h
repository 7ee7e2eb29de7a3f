/*
 * Domains: sets of codes that are constants of the interface, named by globs.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_DOMAIN_H
#define FFIR_DOMAIN_H

#include "ir/annotation.h"
#include "ir/diag.h"

/* Adds M's integer constants that GLOBS match to DOMAIN's codes. The first glob among GLOBS that matches
 * nothing, allocated in SCRATCH, or NULL. */
const char *ffir_domain_add(struct ffir_module *m, struct ffir_decl *domain, const char *globs,
			    struct ffir_arena *scratch);
/* The globs in the word "enum" or "flags_enum"; NULL for other words. */
const char *ffir_domain_globs(const struct ffir_annotation *a);
/* The codes in the order of their constants. */
void ffir_domain_sort(struct ffir_module *m, struct ffir_decl *domain);

/* Fills the domains that have no codes yet and say by globs which they are; warns of globs that match
 * nothing. */
void ffir_fill_domains(struct ffir_module *m, struct diag *d);

#endif
