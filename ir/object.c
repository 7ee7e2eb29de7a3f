/*
 * Records from section .ffi.ir, by libelf, which also takes archives of other objects apart. Linkers may reorder records, fold equal ones, and put zeros
 * between them; what else stands between is passed over, because the unit records tell what is lost.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/object_reading.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ir/load.h"
#include "ir/pe.h"
#include "ir/write.h"

void object_complain(const struct reading *r, const char *what)
{
	struct ffir_loc loc = {r->name, 0, 0};
	int error = elf_errno();
	if (error)
		diag_error(r->d, &loc, "%s: %s", what, elf_errmsg(error));
	else
		diag_error(r->d, &loc, "%s", what);
}

/* ---- records ---- */

struct seen {
	const struct ffir_object_record **slots;
	size_t n_slots;
};

static bool same_record(const struct ffir_object_record *a, const struct ffir_object_record *b)
{
	return a->hash == b->hash && a->size == b->size && strcmp(a->kind, b->kind) == 0 &&
	       strcmp(a->key, b->key) == 0 && memcmp(a->xml, b->xml, a->size) == 0;
}

static bool is_word(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (text[i] < 'a' || text[i] > 'z')
			return false;
	return size > 0;
}

/* TEXT, SIZE bytes without a NUL, starts with the magic; OFFSET is its place in the section. */
static bool add_record(struct reading *r, const char *text, size_t size, uint64_t offset)
{
	struct ffir_object *o = r->o;
	struct ffir_loc loc = {ffir_printf(&o->arena, "%s:%s+0x%" PRIx64, r->name, FFIR_SECTION, offset), 0,
			       0};
	const char *kind = text + strlen(FFIR_RECORD_MAGIC);
	const char *end = (const char *)memchr(text, '\n', size);
	const char *blank = end ? (const char *)memchr(kind, ' ', (size_t)(end - kind)) : NULL;
	if (!blank || !is_word(kind, (size_t)(blank - kind)) || end + 1 == text + size) {
		diag_error(r->d, &loc, "damaged record: it has no kind, key and text");
		return false;
	}
	struct ffir_object_record *record = FFIR_PUSH(&o->arena, o->records, o->n_records);
	record->kind = ffir_strndup(&o->arena, kind, (size_t)(blank - kind));
	record->key = ffir_strndup(&o->arena, blank + 1, (size_t)(end - blank - 1));
	record->size = (size_t)(text + size - end - 1);
	record->xml = ffir_strndup(&o->arena, end + 1, record->size);
	record->hash = ffir_hash(record->xml, record->size);
	record->where = loc.file;
	return true;
}

/* "FFI2 ": of a version that this program does not know. */
static bool is_other_version(const char *text, size_t size)
{
	size_t i = 3;
	if (size < 5 || memcmp(text, "FFI", 3) != 0)
		return false;
	while (i < size && text[i] >= '0' && text[i] <= '9')
		i++;
	return i > 3 && i < size && text[i] == ' ';
}

static bool split_section(struct reading *r, const char *bytes, size_t size)
{
	size_t magic = strlen(FFIR_RECORD_MAGIC), before = r->o->n_records;
	struct ffir_loc loc = {r->name, 0, 0};
	for (size_t at = 0, length; at < size; at += length + 1) {
		const char *text = bytes + at;
		length = strnlen(text, size - at);
		if (length >= magic && memcmp(text, FFIR_RECORD_MAGIC, magic) == 0) {
			if (at + length == size) {
				diag_error(r->d, &loc,
					   "section '%s' ends inside the record at offset 0x%zx; is the file "
					   "truncated?",
					   FFIR_SECTION, at);
				return false;
			}
			if (!add_record(r, text, length, at))
				return false;
		} else if (is_other_version(text, length)) {
			diag_error(r->d, &loc,
				   "section '%s' was written by another version of ffiextract; use its "
				   "ffirender, or compile again",
				   FFIR_SECTION);
			return false;
		}
	}
	if (r->o->n_records > before || size == 0)
		return true;
	diag_error(r->d, &loc, "section '%s' holds no record of ffiextract", FFIR_SECTION);
	return false;
}

/* ---- sections ---- */

static bool read_section(struct reading *r, Elf_Scn *scn, const GElf_Shdr *shdr)
{
	struct ffir_loc loc = {r->name, 0, 0};
	if (shdr->sh_flags & SHF_COMPRESSED) {
		diag_error(r->d, &loc,
			   "section '%s' is compressed; decompress it with 'objcopy "
			   "--decompress-debug-sections'",
			   FFIR_SECTION);
		return false;
	}
	if (shdr->sh_type == SHT_NOBITS) {
		diag_error(r->d, &loc,
			   "section '%s' has no content here: this file holds debug information only; give "
			   "the file that it was split from",
			   FFIR_SECTION);
		return false;
	}
	if (shdr->sh_size == 0)
		return true;
	const Elf_Data *data = elf_rawdata(scn, NULL);
	if (!data || !data->d_buf || data->d_size != shdr->sh_size) {
		object_complain(r, "section '" FFIR_SECTION "' cannot be read");
		return false;
	}
	return split_section(r, (const char *)data->d_buf, data->d_size);
}

static void read_dynamic(struct reading *r, Elf_Scn *scn, const GElf_Shdr *shdr)
{
	Elf_Data *data = elf_getdata(scn, NULL);
	GElf_Dyn dyn;
	for (int i = 0; data && gelf_getdyn(data, i, &dyn) && dyn.d_tag != DT_NULL; i++) {
		const char *name =
			dyn.d_tag == DT_SONAME ? elf_strptr(r->elf, shdr->sh_link, dyn.d_un.d_val) : NULL;
		if (name && *name)
			r->o->soname = ffir_strdup(&r->o->arena, name);
		r->is_program |= dyn.d_tag == DT_FLAGS_1 && (dyn.d_un.d_val & DF_1_PIE);
	}
}

static bool read_sections(struct reading *r)
{
	size_t names;
	if (elf_getshdrstrndx(r->elf, &names) != 0) {
		object_complain(r, "the names of the sections cannot be read");
		return false;
	}
	for (Elf_Scn *scn = elf_nextscn(r->elf, NULL); scn; scn = elf_nextscn(r->elf, scn)) {
		GElf_Shdr shdr;
		const char *name = gelf_getshdr(scn, &shdr) ? elf_strptr(r->elf, names, shdr.sh_name) : NULL;
		if (!name) {
			object_complain(r, "a section header cannot be read");
			return false;
		}
		if (strcmp(name, FFIR_SECTION) == 0) {
			r->has_section = true;
			if (!read_section(r, scn, &shdr))
				return false;
		} else if (strncmp(name, ".gnu.lto_", 9) == 0) {
			r->has_lto = true;
		} else if (shdr.sh_type == SHT_DYNAMIC) {
			read_dynamic(r, scn, &shdr);
		}
	}
	return true;
}

/* GCC marks an object that holds nothing but its own representation with this common symbol (toplev.cc). */
static bool is_slim_lto(struct reading *r)
{
	Elf_Scn *scn = NULL;
	while (r->has_lto && (scn = elf_nextscn(r->elf, scn))) {
		GElf_Shdr shdr;
		Elf_Data *data;
		GElf_Sym sym;
		if (!gelf_getshdr(scn, &shdr) || shdr.sh_type != SHT_SYMTAB ||
		    !(data = elf_getdata(scn, NULL)))
			continue;
		for (int i = 0; gelf_getsym(data, i, &sym); i++) {
			const char *name = elf_strptr(r->elf, shdr.sh_link, sym.st_name);
			if (name && strcmp(name, "__gnu_lto_slim") == 0)
				return true;
		}
	}
	return false;
}

static bool refuse_slim_lto(const struct reading *r)
{
	const struct ffir_loc loc = {r->name, 0, 0};
	diag_error(r->d, &loc,
		   "a slim LTO object: its interface exists once it is linked; link it, or compile with "
		   "-ffat-lto-objects");
	return false;
}

/* ---- files ---- */

/* One ELF file. What has no section is told by the caller, who knows whether others have one. */
static bool read_elf(struct reading *r)
{
	GElf_Ehdr ehdr;
	struct ffir_loc loc = {r->name, 0, 0};
	if (!gelf_getehdr(r->elf, &ehdr)) {
		object_complain(r, "the ELF header is damaged");
		return false;
	}
	size_t n_sections = 0;
	if (elf_getshdrnum(r->elf, &n_sections) != 0 || (n_sections == 0 && ehdr.e_shoff != 0)) {
		diag_error(r->d, &loc,
			   "the table of sections is beyond the end of the file; is it truncated?");
		return false;
	}
	if (!read_sections(r))
		return false;
	r->o->is_shared |= ehdr.e_type == ET_DYN && !r->is_program;
	return r->has_section || !is_slim_lto(r) || refuse_slim_lto(r);
}

/* ---- Windows ---- */

char *object_read_bytes(int fd, Elf *elf, size_t *size)
{
	const Elf_Arhdr *member = elf_getarhdr(elf);
	off_t end = lseek(fd, 0, SEEK_END), start = member ? elf_getbase(elf) : 0;
	off_t length = member ? member->ar_size : end;
	if (start < 0 || length < 0 || start > end || length > end - start)
		return NULL;
	char *bytes = (char *)malloc((size_t)length + 1);
	*size = 0;
	for (ssize_t n; bytes && *size < (size_t)length; *size += (size_t)n) {
		n = pread(fd, bytes + *size, (size_t)length - *size, start + (off_t)*size);
		if (n <= 0) {
			free(bytes);
			return NULL;
		}
	}
	return bytes;
}

static bool read_pe_section(struct reading *r, const struct pe *pe)
{
	struct ffir_loc loc = {r->name, 0, 0};
	struct pe_section section;
	const char *why;
	if (pe_section(pe, FFIR_SECTION, &section, &why)) {
		r->has_section = true;
		return split_section(r, section.bytes, section.size);
	}
	if (why)
		diag_error(r->d, &loc, "section '%s' %s", FFIR_SECTION, why);
	return !why && (!pe_has_lto(pe) || refuse_slim_lto(r));
}

/* A file or a member that is no ELF; false with messages. What is neither is passed over: *IS_PE. */
static bool read_pe(struct reading *r, bool *is_pe)
{
	struct ffir_loc loc = {r->name, 0, 0};
	struct pe pe;
	const char *why = NULL, *name = NULL;
	size_t size;
	char *bytes = object_read_bytes(r->fd, r->elf, &size);
	bool fine = true;
	*is_pe = bytes && pe_open(&pe, bytes, size, &why);
	if (*is_pe) {
		if (pe.imports_from)
			name = ffir_strdup(&r->o->arena, pe.imports_from);
		else if (pe.is_dll)
			name = pe_name(&pe, &r->o->arena);
		r->o->soname = name ? name : r->o->soname;
		r->o->is_shared |= pe.is_dll;
		r->imports |= pe.imports_from != NULL;
		fine = read_pe_section(r, &pe);
	} else if (why) {
		diag_error(r->d, &loc, "%s", why);
		fine = false;
	}
	free(bytes);
	return fine;
}

/* One member; those that are no objects are passed over, as linkers do. */
static bool read_member(struct reading *r)
{
	const struct ffir_loc loc = {r->name, 0, 0};
	bool is_pe;
	r->has_section = r->has_lto = r->is_program = false;
	if (elf_kind(r->elf) == ELF_K_ELF)
		return read_elf(r);
	if (elf_kind(r->elf) == ELF_K_AR)
		diag_warning(
			r->d, &loc,
			"an archive in an archive, which is passed over, as linkers do; give it by itself");
	return read_pe(r, &is_pe);
}

static bool read_archive(struct reading *r, Elf *archive)
{
	const char *path = r->name;
	bool has_section = false, fine = object_is_whole_archive(r);
	Elf_Cmd command = ELF_C_READ;
	while (fine && command != ELF_C_NULL && (r->elf = elf_begin(r->fd, command, archive))) {
		const Elf_Arhdr *header = elf_getarhdr(r->elf);
		r->name = ffir_printf(&r->o->arena, "%s(%s)", path,
				      header && header->ar_name ? header->ar_name : "?");
		fine = read_member(r);
		has_section |= r->has_section;
		command = elf_next(r->elf);
		elf_end(r->elf);
	}
	r->name = path;
	r->elf = archive;
	r->has_section = has_section;
	r->o->is_shared |= r->imports;
	return fine;
}

/* A file that a thin archive names, or one member of it. */
static bool read_named(struct reading *r, const struct thin_member *member)
{
	Elf *file = elf_begin(r->fd, ELF_C_READ, NULL);
	bool fine = file != NULL;
	r->elf = file;
	if (fine && member->origin) {
		fine = elf_rand(file, (size_t)member->origin) == (size_t)member->origin;
		r->elf = fine ? elf_begin(r->fd, ELF_C_READ, file) : NULL;
		fine = r->elf != NULL;
	}
	if (fine)
		fine = read_member(r);
	else
		object_complain(r, "cannot be read");
	if (r->elf != file)
		elf_end(r->elf);
	elf_end(file);
	return fine;
}

static bool read_thin_archive(struct reading *r)
{
	struct thin_member *members;
	size_t n;
	bool fine = object_thin_members(r, &members, &n);
	for (size_t i = 0; fine && i < n; i++) {
		struct reading inner = {.o = r->o, .d = r->d};
		const struct ffir_loc loc = {r->name, 0, 0};
		inner.name = ffir_printf(&r->o->arena, "%s(%s)", r->name, members[i].name);
		inner.fd = open(members[i].path, O_RDONLY | O_CLOEXEC);
		if (inner.fd < 0) {
			diag_error(r->d, &loc,
				   "a thin archive, which only names its objects, and '%s' cannot be opened: "
				   "%s",
				   members[i].path, strerror(errno));
			return false;
		}
		fine = read_named(&inner, &members[i]);
		r->has_section |= inner.has_section;
		close(inner.fd);
	}
	return fine;
}

void ffir_object_fold(struct ffir_object *o)
{
	struct seen seen = {NULL, 64};
	size_t n = 0;
	while (seen.n_slots < o->n_records * 2)
		seen.n_slots *= 2;
	seen.slots =
		(const struct ffir_object_record **)ffir_alloc(&o->arena, seen.n_slots * sizeof *seen.slots);
	for (size_t i = 0; i < o->n_records; i++) {
		size_t slot = (size_t)o->records[i].hash & (seen.n_slots - 1);
		while (seen.slots[slot] && !same_record(seen.slots[slot], &o->records[i]))
			slot = (slot + 1) & (seen.n_slots - 1);
		if (seen.slots[slot])
			continue;
		o->records[n] = o->records[i];
		seen.slots[slot] = &o->records[n++];
	}
	o->n_records = n;
}

void ffir_object_join(struct ffir_object *into, struct ffir_object *from)
{
	for (size_t i = 0; i < from->n_records; i++)
		*FFIR_PUSH(&into->arena, into->records, into->n_records) = from->records[i];
	ffir_arena_join(&into->arena, &from->arena);
	*from = (struct ffir_object){0};
}

void ffir_object_no_section(const char *path, struct diag *d)
{
	struct ffir_loc loc = {path, 0, 0};
	diag_error(
		d, &loc,
		"there is no section '" FFIR_SECTION
		"': compile with -fplugin=ffiextract.so, mark what belongs to the interface with FFI_EXPORT, "
		"and do not strip it with llvm-strip; of a library that others build, 'ffirender scan' "
		"describes "
		"the headers");
}

static bool read_file(struct reading *r)
{
	struct ffir_loc loc = {r->name, 0, 0};
	size_t before = r->o->n_records;
	bool fine = false, is_pe = false;
	elf_version(EV_CURRENT);
	elf_errno();
	Elf *elf = elf_begin(r->fd, ELF_C_READ, NULL);
	r->elf = elf;
	if (!elf)
		object_complain(r, "cannot be read");
	else if (object_is_thin(r->fd))
		fine = read_thin_archive(r);
	else if (elf_kind(elf) == ELF_K_AR)
		fine = read_archive(r, elf);
	else if (elf_kind(elf) == ELF_K_ELF)
		fine = read_elf(r);
	else if ((fine = read_pe(r, &is_pe)) && !is_pe) {
		fine = false;
		diag_error(r->d, &loc, "neither an object nor an archive nor a shared library (ELF or PE)");
	}
	if (fine && r->o->n_records == before) {
		r->o->is_bare = r->o->is_shared && !r->has_section;
		fine = r->o->is_bare;
		if (r->has_section)
			diag_error(r->d, &loc,
				   "nothing is exported here: mark what belongs to the interface with "
				   "FFI_EXPORT, or name it with -fplugin-arg-ffiextract-select=");
		else if (!fine)
			ffir_object_no_section(r->name, r->d);
	}
	elf_end(elf);
	return fine;
}

bool ffir_object_read(struct ffir_object *o, const char *path, struct diag *d)
{
	struct reading r = {.o = o, .d = d, .name = path, .fd = -1};
	o->soname = NULL;
	o->is_shared = o->is_bare = false;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		struct ffir_loc loc = {path, 0, 0};
		diag_error(d, &loc, "cannot be opened: %s", strerror(errno));
		return false;
	}
	r.fd = fd;
	bool fine = read_file(&r);
	close(fd);
	return fine;
}

void ffir_object_release(struct ffir_object *o)
{
	ffir_arena_release(&o->arena);
	o->records = NULL;
	o->n_records = 0;
}
