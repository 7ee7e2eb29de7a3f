/*
 * Between doc.c and doc_gather.c.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_DOC_GATHER_H
#define FFIR_DOC_GATHER_H

#include "ir/doc.h"
#include "ir/doc_text.h"

/* Text that is being gathered. */
struct gathered {
	struct ffir_buf text;
	bool gap;  /* an empty line comes before what comes next */
	bool line; /* a new line, at least */
	bool code; /* the last line was code */
	bool drop; /* what comes here is nobody's: authors, dates */
};

struct section {
	enum ffir_doc_kind kind;
	enum ffir_doc_direction direction;
	const char *name;
	struct gathered gathered;
};

struct parse {
	struct ffir_arena *arena, *scratch;
	enum doc_dialect dialect;
	struct gathered brief, description, dropped;
	struct section **sections;
	size_t n_sections;
	size_t n_group;	       /* sections from here on are open: "@param a,b" opens two */
	struct gathered *open; /* where lines go; of a group the last */
	bool brief_by_command;
	size_t indent;	      /* of the last line of the description; code stands deeper */
	const char *code_end; /* inside of @code: the command that ends it */
};

/* LINE, without its markup, behind what G has; as code, as it is. */
void doc_gather(struct parse *p, struct gathered *g, const char *line);
void doc_gather_code(struct gathered *g, const char *line);
/* Sections that are opened from now on get one text. */
void doc_open_group(struct parse *p);
/* Of a group, the first gets what the last got. */
void doc_close_group(struct parse *p);
struct section *doc_open_section(struct parse *p, enum ffir_doc_kind kind, const char *name);
/* What comes belongs to the description again. */
void doc_open_description(struct parse *p);

#endif
