/*
 * What is wrong between an interface, its headers and its library: what `ffirender check` lists. Loading finds
 * some, a comparison with the headers as a compiler sees them the others.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_FINDINGS_H
#define FFIR_FINDINGS_H

#include "ir/model.h"

enum ffir_finding_kind {
	FFIR_FINDING_HIDDEN,	 /* of the interface, and the library does not export it */
	FFIR_FINDING_UNDEFINED,	 /* declared, and no input defines it */
	FFIR_FINDING_UNLISTED,	 /* exported by the library, and not of the interface */
	FFIR_FINDING_UNDECLARED, /* of the interface, and the headers do not declare it */
	FFIR_FINDING_DIFFERENT,	 /* not the same in the interface and in the headers */
	FFIR_FINDING_OPAQUE,	 /* complete in the interface, opaque to who includes the headers */
	FFIR_FINDING_NAMES,	 /* a parameter is called differently in a definition */
	FFIR_N_FINDINGS
};

struct ffir_finding_info {
	const char *name; /* "hidden" */
	bool is_error;	  /* else a warning */
	const char *says; /* one line for people */
};

extern const struct ffir_finding_info ffir_findings_info[FFIR_N_FINDINGS];

struct ffir_finding {
	enum ffir_finding_kind kind;
	struct ffir_loc at;  /* FILE may be NULL */
	const char *subject; /* a key of the interface, or a symbol */
	const char *text;    /* for people */
};

/* Zeroed is empty. */
struct ffir_findings {
	struct ffir_arena arena; /* owns all below */
	struct ffir_finding *items;
	size_t n;
};

/* Copies what it is given. */
void ffir_findings_add(struct ffir_findings *f, enum ffir_finding_kind kind, const struct ffir_loc *at,
		       const char *subject, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Sorts by kind, then place, then subject. */
void ffir_findings_sort(struct ffir_findings *f);
void ffir_findings_release(struct ffir_findings *f);

/* Adds what is not the same in M, the interface, and in HEADERS, all that they declare to a compiler.
 * EXPORTED are the symbols of the library, sorted; NULL if none is known. */
void ffir_compare_headers(struct ffir_findings *f, const struct ffir_module *m,
			  const struct ffir_module *headers, const char *const *exported, size_t n_exported);
/* Adds the parameters of M whose names a compiler saw to differ in the definition. */
void ffir_compare_names(struct ffir_findings *f, const struct ffir_module *m);

#endif
