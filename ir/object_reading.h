/*
 * Between object.c, object_archive.c and object_symbols.c.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_OBJECT_READING_H
#define FFIR_OBJECT_READING_H

#include <gelf.h>
#include <libelf.h>

#include "ir/object.h"

/* An object or a member of an archive. */
struct reading {
	struct ffir_object *o;
	struct diag *d;
	const char *name; /* "foo.o", "libfoo.a(foo.o)" */
	int fd;
	Elf *elf;
	bool has_section;
	bool has_lto;	 /* .gnu.lto_ sections */
	bool imports;	 /* members of an import library for a DLL */
	bool is_program; /* position-independent, which the loader takes for no library */
};

/* An error about R: WHAT, and what libelf says if that failed. */
void object_complain(const struct reading *r, const char *what);
/* The bytes of a file, or of a member of a whole archive, for free(); NULL if they cannot be read. libelf would keep
 * those of each member (elfutils 0.188). */
char *object_read_bytes(int fd, Elf *elf, size_t *size);

/* ---- object_archive.c ---- */

/* Whether each header of a member leads to the next; false after an error. libelf ends in the same way at the end of an
 * archive and at a damaged header. */
bool object_is_whole_archive(const struct reading *r);

/* A file that a thin archive names. */
struct thin_member {
	const char *name; /* as the archive has it */
	const char *path;
	off_t origin; /* the file is an archive, and this the offset of a member's header; or 0 */
};

bool object_is_thin(int fd);
/* All that the thin archive R names, in the arena of R's object; false after an error. */
bool object_thin_members(const struct reading *r, struct thin_member **members, size_t *n);

#endif
