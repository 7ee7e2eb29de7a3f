/*
 * Section .ffi.ir of objects: the records that the plugin wrote, as text. Objects, archives and shared libraries:
 * ELF of 32 and 64 bits and either byte order, and Windows' PE.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_OBJECT_H
#define FFIR_OBJECT_H

#include "ir/arena.h"
#include "ir/diag.h"

#define FFIR_SECTION ".ffi.ir"

/* One record, "FFI1 KIND KEY\nXML\0". */
struct ffir_object_record {
	const char *kind; /* "target", "library", "decl", "unit"; a reader ignores others */
	const char *key;
	const char *xml;
	size_t size;	   /* bytes of XML */
	uint64_t hash;	   /* ffir_hash of XML */
	const char *where; /* for messages: "libfoo.a(foo.o):.ffi.ir+0x40" */
};

/* What several files hold; zeroed is empty. */
struct ffir_object {
	struct ffir_arena arena; /* owns all below */
	const char
		*soname; /* of the file read last: DT_SONAME of a shared library, a DLL's own name, or NULL */
	bool is_shared;	 /* of the file read last */
	bool is_bare;	 /* so is; and without a section, it tells its symbols only */
	struct ffir_object_record *records; /* in the order of the files */
	size_t n_records;
};

/* Adds all records of PATH, an object, an image or an archive. False after messages: none of these, no section (but
 * for shared libraries, IS_BARE then, and import libraries, which are DLLs here), slim LTO, damaged. */
bool ffir_object_read(struct ffir_object *o, const char *path, struct diag *d);
/* The error that PATH has no section, and what to do. */
void ffir_object_no_section(const char *path, struct diag *d);
/* Drops the second of equal records, of a file whose linker did not fold them or of several files. */
void ffir_object_fold(struct ffir_object *o);
/* INTO has the records of FROM, too, which is empty then. */
void ffir_object_join(struct ffir_object *into, struct ffir_object *from);
void ffir_object_release(struct ffir_object *o);

#endif
