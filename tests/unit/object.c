/*
 * Section .ffi.ir, from objects that are written here: both classes, both byte orders, and damaged ones.
 *
 * SPDX-License-Identifier: MIT
 */
#include <fcntl.h>
#include <gelf.h>
#include <unistd.h>

#include "tests/unit/suites.h"
#include "tests/unit/support.h"

#include "ir/load.h"
#include "ir/object.h"

/* An object that consists of one section. */
struct made {
	char path[32];
	struct caught c;
	struct ffir_object o;
	bool fine;
};

struct section {
	const char *name;
	const char *bytes;
	size_t size;
	uint64_t flags;
	uint32_t type;
};

static void add_section(Elf *elf, const struct section *section, unsigned name, unsigned type)
{
	Elf_Scn *scn = elf_newscn(elf);
	Elf_Data *data = elf_newdata(scn);
	GElf_Shdr shdr;
	data->d_buf = (void *)(uintptr_t)section->bytes;
	data->d_size = section->size;
	data->d_align = 1;
	data->d_type = ELF_T_BYTE;
	gelf_getshdr(scn, &shdr);
	shdr.sh_name = name;
	shdr.sh_type = type;
	shdr.sh_flags = section->flags;
	gelf_update_shdr(scn, &shdr);
}

static void write_elf(int fd, int width, int encoding, const struct section *section)
{
	char names[64] = "\0.shstrtab";
	size_t length = strlen(section->name) + 1;
	memcpy(names + 11, section->name, length);
	const struct section strings = {".shstrtab", names, 11 + length, 0, SHT_STRTAB};
	elf_version(EV_CURRENT);
	Elf *elf = elf_begin(fd, ELF_C_WRITE, NULL);
	gelf_newehdr(elf, width);
	GElf_Ehdr ehdr;
	gelf_getehdr(elf, &ehdr);
	ehdr.e_ident[EI_DATA] = (unsigned char)encoding;
	ehdr.e_type = ET_REL;
	ehdr.e_machine = width == ELFCLASS64 ? EM_S390 : EM_386;
	ehdr.e_version = EV_CURRENT;
	ehdr.e_shstrndx = 1;
	gelf_update_ehdr(elf, &ehdr);
	add_section(elf, &strings, 1, SHT_STRTAB);
	add_section(elf, section, 11, section->type);
	CU_ASSERT_NOT_EQUAL(elf_update(elf, ELF_C_WRITE), -1);
	elf_end(elf);
}

/* Writes the object and reads it again. */
static void make_object(struct made *m, int width, int encoding, const struct section *section)
{
	memset(m, 0, sizeof *m);
	strcpy(m->path, "/tmp/ffi-object-XXXXXX");
	int fd = mkstemp(m->path);
	CU_ASSERT_NOT_EQUAL_FATAL(fd, -1);
	write_elf(fd, width, encoding, section);
	close(fd);
	caught_start(&m->c);
	m->fine = ffir_object_read(&m->o, m->path, &m->c.diag);
	ffir_object_fold(&m->o);
}

static void release_object(struct made *m)
{
	ffir_object_release(&m->o);
	unlink(m->path);
	caught_end(&m->c);
}

#define SECTION(bytes)                                                                                       \
	&(const struct section)                                                                              \
	{                                                                                                    \
		".ffi.ir", bytes, sizeof(bytes) - 1, 0, SHT_PROGBITS                                         \
	}
#define MAKE(m, bytes) make_object(m, ELFCLASS64, ELFDATA2LSB, SECTION(bytes))

static void reads_both_classes_and_byte_orders(void)
{
	static const int kinds[][2] = {{ELFCLASS64, ELFDATA2LSB},
				       {ELFCLASS64, ELFDATA2MSB},
				       {ELFCLASS32, ELFDATA2LSB},
				       {ELFCLASS32, ELFDATA2MSB}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct made m;
		make_object(&m, kinds[i][0], kinds[i][1],
			    SECTION("FFI1 decl struct p\n<x/>\0FFI1 unit a.c\n<u/>\0"));
		CU_ASSERT_TRUE(m.fine);
		CU_ASSERT_EQUAL_FATAL(m.o.n_records, 2);
		CU_ASSERT_STRING_EQUAL(m.o.records[0].kind, "decl");
		CU_ASSERT_STRING_EQUAL(m.o.records[0].key, "struct p");
		CU_ASSERT_STRING_EQUAL(m.o.records[0].xml, "<x/>");
		CU_ASSERT_EQUAL(m.o.records[0].size, 4);
		CU_ASSERT_EQUAL(m.o.records[0].hash, ffir_hash("<x/>", 4));
		CU_ASSERT_PTR_NOT_NULL(strstr(m.o.records[1].where, ":.ffi.ir+0x18"));
		release_object(&m);
	}
}

static void folds_equal_records_and_skips_padding(void)
{
	struct made m;
	MAKE(&m, "\0\0\0FFI1 decl f\n<x/>\0\0\0\0stray\0FFI1 decl f\n<x/>\0FFI1 decl f\n<y/>\0");
	CU_ASSERT_TRUE(m.fine);
	CU_ASSERT_EQUAL(m.o.n_records, 2);
	release_object(&m);
}

static void refuses(const char *bytes, size_t size, const char *said)
{
	struct made m;
	const struct section section = {".ffi.ir", bytes, size, 0, SHT_PROGBITS};
	make_object(&m, ELFCLASS64, ELFDATA2LSB, &section);
	CU_ASSERT_FALSE(m.fine);
	ASSERT_SAYS(&m.c, said);
	release_object(&m);
}

#define REFUSES(bytes, said) refuses(bytes, sizeof(bytes) - 1, said)

static void refuses_damaged_records(void)
{
	REFUSES("FFI1 decl f\n<x/>", "ends inside the record at offset 0x0");
	REFUSES("FFI1 decl f\n<x/>\0FFI1 decl g\n<x", "ends inside the record at offset 0x11");
	REFUSES("FFI1 decl f\n\0", "it has no kind, key and text");
	REFUSES("FFI1 decl\n<x/>\0", "it has no kind, key and text");
	REFUSES("FFI1  f\n<x/>\0", "it has no kind, key and text");
	REFUSES("FFI1 decl f <x/>\0", "it has no kind, key and text");
	REFUSES("FFI1 \0", "it has no kind, key and text");
	REFUSES("something else\0", "holds no record");
	REFUSES("\0\0\0\0", "holds no record");
	REFUSES("", "nothing is exported here");
}

static void refuses_records_of_another_version(void)
{
	REFUSES("FFI2 decl f\n<x/>\0", "was written by another version of ffiextract");
	REFUSES("FFI1 decl f\n<x/>\0FFI12 decl f\n<x/>\0", "was written by another version of ffiextract");
}

static void refuses_compressed_and_empty_sections(void)
{
	struct made m;
	make_object(
		&m, ELFCLASS64, ELFDATA2LSB,
		&(const struct section){".ffi.ir", "FFI1 decl f\n<x/>", 17, SHF_COMPRESSED, SHT_PROGBITS});
	CU_ASSERT_FALSE(m.fine);
	ASSERT_SAYS(&m.c, "is compressed");
	release_object(&m);
	make_object(&m, ELFCLASS64, ELFDATA2LSB,
		    &(const struct section){".ffi.ir", "FFI1 decl f\n<x/>", 17, 0, SHT_NOBITS});
	CU_ASSERT_FALSE(m.fine);
	ASSERT_SAYS(&m.c, "has no content here");
	release_object(&m);
}

static void says_how_to_get_a_section(void)
{
	struct made m;
	make_object(&m, ELFCLASS64, ELFDATA2LSB, &(const struct section){".text", "x", 1, 0, SHT_PROGBITS});
	CU_ASSERT_FALSE(m.fine);
	ASSERT_SAYS(&m.c, "there is no section '.ffi.ir': compile with -fplugin=ffiextract.so");
	release_object(&m);
}

static void refuses_every_truncation(void)
{
	struct made m;
	char bytes[4096];
	MAKE(&m, "FFI1 decl f\n<x/>\0FFI1 unit a.c\n<u/>\0");
	int fd = open(m.path, O_RDWR);
	ssize_t size = read(fd, bytes, sizeof bytes);
	for (ssize_t n = size - 1; n >= 0; n--) {
		struct ffir_object o = {.soname = NULL};
		CU_ASSERT_EQUAL(ftruncate(fd, n), 0);
		CU_ASSERT_FALSE(ffir_object_read(&o, m.path, &m.c.diag));
		ffir_object_release(&o);
	}
	close(fd);
	release_object(&m);
}

static void refuses_to_list_the_symbols_of_what_is_no_library(void)
{
	struct made m;
	size_t n;
	MAKE(&m, "FFI1 decl f\n<x/>\0");
	CU_ASSERT_PTR_NULL(ffir_exported_symbols(&m.o.arena, m.path, &n, &m.c.diag));
	ASSERT_SAYS(&m.c, "not a shared library (ELF or PE)");
	CU_ASSERT_PTR_NULL(ffir_exported_symbols(&m.o.arena, "/nonexistent.so", &n, &m.c.diag));
	ASSERT_SAYS(&m.c, "/nonexistent.so: error: cannot be opened: No such file or directory");
	release_object(&m);
}

CU_TestInfo object_tests[] = {
	TEST(reads_both_classes_and_byte_orders),
	TEST(folds_equal_records_and_skips_padding),
	TEST(refuses_damaged_records),
	TEST(refuses_records_of_another_version),
	TEST(refuses_compressed_and_empty_sections),
	TEST(says_how_to_get_a_section),
	TEST(refuses_every_truncation),
	TEST(refuses_to_list_the_symbols_of_what_is_no_library),
	CU_TEST_INFO_NULL,
};
