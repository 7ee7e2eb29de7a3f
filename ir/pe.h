/*
 * What is read of Windows' files: PE images (DLLs, programs), COFF objects and the members of import libraries.
 * Layouts are those of Microsoft's "PE Format". The bytes are nobody's word: all places are checked.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_PE_H
#define FFIR_PE_H

#include "ir/arena.h"

/* One file or member; what points into the bytes lives as long as they do. */
struct pe {
	const unsigned char *bytes;
	size_t size;
	size_t sections; /* offset of the table */
	size_t n_sections;
	size_t strings;	  /* offset of the string table of an object; 0 for none */
	size_t directory; /* offset of the entry of the export directory; 0 for none */
	bool is_image, is_dll, is_i386;
	const char *imports_from; /* a member of an import library: the name of the DLL, or NULL */
};

struct pe_section {
	const char *bytes;
	size_t size; /* without what pads it in the file */
};

/* False if BYTES are no such file, and then *WHY is NULL; or damaged, and *WHY says how. */
bool pe_open(struct pe *pe, const void *bytes, size_t size, const char **why);
/* False if there is none of that name, or, with *WHY, if it is not whole. NAME is not longer than 8. */
bool pe_section(const struct pe *pe, const char *name, struct pe_section *out, const char **why);
/* Whether an object holds GCC's own representation. */
bool pe_has_lto(const struct pe *pe);
/* The name that a DLL has for itself; NULL if it exports nothing. Allocated in A. */
const char *pe_name(const struct pe *pe, struct ffir_arena *a);
/* The names that a DLL exports, in its order, allocated in A; false with *WHY if they are damaged. */
bool pe_exports(const struct pe *pe, struct ffir_arena *a, const char ***names, size_t *n, const char **why);

#endif
