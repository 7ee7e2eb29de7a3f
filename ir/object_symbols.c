/*
 * The names that objects and libraries export.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/object_reading.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ir/load.h"
#include "ir/pe.h"

static bool is_exported(const GElf_Sym *sym, const char *name)
{
	unsigned bind = GELF_ST_BIND(sym->st_info), type = GELF_ST_TYPE(sym->st_info);
	unsigned visibility = GELF_ST_VISIBILITY(sym->st_other);
	/* An absolute object without size is the name of a version. */
	return name && *name && sym->st_shndx != SHN_UNDEF &&
	       !(sym->st_shndx == SHN_ABS && sym->st_size == 0) &&
	       (bind == STB_GLOBAL || bind == STB_WEAK || bind == STB_GNU_UNIQUE) &&
	       (type == STT_FUNC || type == STT_OBJECT || type == STT_GNU_IFUNC || type == STT_TLS) &&
	       (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **sort_names(const char **names, size_t *n)
{
	size_t kept = 0;
	if (*n)
		qsort(names, *n, sizeof *names, compare_names);
	for (size_t i = 0; i < *n; i++)
		if (i == 0 || strcmp(names[i], names[kept - 1]) != 0)
			names[kept++] = names[i];
	*n = kept;
	return names;
}

static Elf_Scn *find_dynamic_symbols(const struct reading *r, GElf_Shdr *shdr)
{
	Elf_Scn *scn = NULL;
	while ((scn = elf_nextscn(r->elf, scn)))
		if (gelf_getshdr(scn, shdr) && shdr->sh_type == SHT_DYNSYM)
			return scn;
	return NULL;
}

static const char **symbols_of(struct ffir_arena *a, const struct reading *r, size_t *n)
{
	const char **names = (const char **)ffir_alloc(a, sizeof *names);
	GElf_Shdr shdr;
	GElf_Sym sym;
	Elf_Scn *scn = find_dynamic_symbols(r, &shdr);
	Elf_Data *data = scn ? elf_getdata(scn, NULL) : NULL;
	if (!data) {
		object_complain(
			r, "the dynamic symbols cannot be read; does this file hold debug information only?");
		return NULL;
	}
	*n = 0;
	for (int i = 1; gelf_getsym(data, i, &sym); i++) {
		const char *name = elf_strptr(r->elf, shdr.sh_link, sym.st_name);
		if (is_exported(&sym, name))
			*FFIR_PUSH(a, names, *n) = ffir_strdup(a, name);
	}
	return sort_names(names, n);
}

/* Of an import library: __imp_X of its index is X, on the i386 with one more '_'. */
static const char **symbols_of_imports(struct ffir_arena *a, struct reading *r, bool is_i386, size_t *n)
{
	size_t n_symbols = 0;
	const char **names = (const char **)ffir_alloc(a, sizeof *names);
	const Elf_Arsym *symbols = elf_getarsym(r->elf, &n_symbols);
	*n = 0;
	for (size_t i = 0; symbols && i < n_symbols; i++) {
		const char *name = symbols[i].as_name;
		if (!name || strncmp(name, "__imp_", 6) != 0)
			continue;
		name += 6 + (is_i386 && name[6] == '_');
		*FFIR_PUSH(a, names, *n) = ffir_strdup(a, name);
	}
	return sort_names(names, n);
}

/* The first member of its kind tells the machine; false if the archive has none. */
static bool is_import_library(const struct reading *r, bool *is_i386)
{
	bool found = false;
	Elf_Cmd command = ELF_C_READ;
	for (Elf *member; !found && command != ELF_C_NULL && (member = elf_begin(r->fd, command, r->elf));) {
		struct pe pe;
		const char *why;
		size_t size;
		char *bytes = object_read_bytes(r->fd, member, &size);
		found = bytes && pe_open(&pe, bytes, size, &why) && pe.imports_from;
		if (found)
			*is_i386 = pe.is_i386;
		free(bytes);
		command = elf_next(member);
		elf_end(member);
	}
	return found;
}

/* NULL after messages; *IS_DLL is false, without any, if it is none. */
static const char **symbols_of_dll(struct ffir_arena *a, const struct reading *r, size_t *n, bool *is_dll)
{
	struct ffir_loc loc = {r->name, 0, 0};
	const char **names = NULL, *why = NULL;
	struct pe pe;
	size_t size;
	char *bytes = object_read_bytes(r->fd, r->elf, &size);
	*is_dll = bytes && pe_open(&pe, bytes, size, &why) && pe.is_dll;
	if (*is_dll && !pe_exports(&pe, a, &names, n, &why)) {
		diag_error(r->d, &loc, "%s", why);
		names = NULL;
	}
	free(bytes);
	return names ? sort_names(names, n) : NULL;
}

static const char **symbols_of_any(struct ffir_arena *a, struct reading *r, size_t *n)
{
	struct ffir_loc loc = {r->name, 0, 0};
	const char **names = NULL;
	GElf_Ehdr ehdr;
	bool is_i386, is_dll = false;
	Elf_Kind kind = elf_kind(r->elf);
	if (kind == ELF_K_ELF && gelf_getehdr(r->elf, &ehdr) && ehdr.e_type == ET_DYN)
		return symbols_of(a, r, n);
	if (kind == ELF_K_AR && is_import_library(r, &is_i386))
		return symbols_of_imports(a, r, is_i386, n);
	if (kind == ELF_K_NONE)
		names = symbols_of_dll(a, r, n, &is_dll);
	if (!is_dll)
		diag_error(r->d, &loc, "not a shared library (ELF or PE)");
	return names;
}

const char **ffir_exported_symbols(struct ffir_arena *a, const char *path, size_t *n, struct diag *d)
{
	struct reading r = {.d = d, .name = path};
	struct ffir_loc loc = {path, 0, 0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		diag_error(d, &loc, "cannot be opened: %s", strerror(errno));
		return NULL;
	}
	elf_version(EV_CURRENT);
	r.fd = fd;
	r.elf = elf_begin(fd, ELF_C_READ, NULL);
	const char **names = symbols_of_any(a, &r, n);
	elf_end(r.elf);
	close(fd);
	return names;
}
