/*
 * Between object.c and object_symbols.c.
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
	bool has_lto; /* .gnu.lto_ sections */
	bool imports; /* members of an import library for a DLL */
};

/* An error about R: WHAT, and what libelf says if that failed. */
void object_complain(const struct reading *r, const char *what);
/* The bytes of a file, or of a member of a whole archive, for free(); NULL if they cannot be read. libelf would keep
 * those of each member (elfutils 0.188). */
char *object_read_bytes(int fd, Elf *elf, size_t *size);

#endif
