/*
 * Inside of merge: declarations, and what holds once all units are known.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_MERGE_H
#define FFIR_MERGE_H

#include "ir/annotation.h"
#include "ir/diag.h"
#include "ir/model.h"

struct ffir_merging {
	struct ffir_module *into, *from;
	struct diag *d;
	struct ffir_arena scratch;
	const char **incomplete; /* keys of records that one side leaves incomplete */
	size_t n_incomplete;
	bool fine;
};

/* Folds FROM's declaration B into A; both have the same id. What A takes is allocated in its module, or
 * was: FROM's arena joins it. */
void ffir_merge_decl(struct ffir_merging *g, struct ffir_decl *a, struct ffir_decl *b);
/* Adds B's words to *LIST, a list of INTO: by authority, then a conflict is an error. WHAT is whose they
 * are, "'each'", "parameter 'n' of 'each'". */
void ffir_merge_annotations(struct ffir_merging *g, const char *what, struct ffir_annotation **list,
			    size_t *n, const struct ffir_annotation *b, size_t n_b);

/* Records that a unit leaves incomplete (its list, and INCOMPLETE's keys) become opaque, unless they are
 * exported by name or travel by value; what only their bodies needed goes, unless it is public. */
void ffir_settle_opaque(struct ffir_module *m, const char *const *incomplete, size_t n_incomplete);
/* Units' evidence to the functions and parameters that it is of; what is of none stays with the unit. */
void ffir_settle_evidence(struct ffir_module *m);

#endif
