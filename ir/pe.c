/*
 * PE and COFF, little-endian always. Offsets and lengths are widened before they are added, and looked at before
 * they are used.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/pe.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum {
	MACHINE_I386 = 0x14c,
	MACHINE_ARM = 0x1c4,
	MACHINE_X86_64 = 0x8664,
	MACHINE_ARM64 = 0xaa64,
};

enum {
	HEADER_SIZE = 20,
	BIG_HEADER_SIZE = 56,
	IMPORT_HEADER_SIZE = 20,
	SECTION_SIZE = 40,
	SYMBOL_SIZE = 18,
	BIG_SYMBOL_SIZE = 20,
	EXPORTS_SIZE = 40,
	IS_DLL = 0x2000, /* of Characteristics */
};

static bool fits(const struct pe *pe, uint64_t at, uint64_t size)
{
	return at <= pe->size && size <= pe->size - at;
}

/* AT was looked at. */
static uint16_t half(const struct pe *pe, size_t at)
{
	return (uint16_t)(pe->bytes[at] | pe->bytes[at + 1] << 8);
}

static uint32_t word(const struct pe *pe, size_t at)
{
	return half(pe, at) | (uint32_t)half(pe, at + 2) << 16;
}

static bool is_machine(unsigned machine)
{
	return machine == MACHINE_I386 || machine == MACHINE_ARM || machine == MACHINE_X86_64 ||
	       machine == MACHINE_ARM64;
}

/* The text at AT, which ends within the file; else NULL. */
static const char *text_at(const struct pe *pe, uint64_t at)
{
	if (at >= pe->size || !memchr(pe->bytes + at, '\0', pe->size - (size_t)at))
		return NULL;
	return (const char *)pe->bytes + at;
}

/* ---- sections ---- */

static bool is_section(const struct pe *pe, size_t header, const char *name)
{
	size_t length = strlen(name);
	return length <= 8 && memcmp(pe->bytes + header, name, length) == 0 &&
	       (length == 8 || pe->bytes[header + length] == '\0');
}

/* The bytes of a section that are in the file. In an image VirtualSize leaves out what pads it there. */
static size_t section_size(const struct pe *pe, size_t header)
{
	uint32_t memory = word(pe, header + 8), file = word(pe, header + 16);
	return pe->is_image && memory < file ? memory : file;
}

bool pe_section(const struct pe *pe, const char *name, struct pe_section *out, const char **why)
{
	*why = NULL;
	for (size_t i = 0; i < pe->n_sections; i++) {
		size_t header = pe->sections + i * SECTION_SIZE;
		if (!is_section(pe, header, name))
			continue;
		size_t size = section_size(pe, header), at = word(pe, header + 20);
		if (!fits(pe, at, size)) {
			*why = "goes beyond the end of the file; is it truncated?";
			return false;
		}
		out->bytes = (const char *)pe->bytes + at;
		out->size = size;
		return true;
	}
	return false;
}

/* A name of more than 8 bytes is "/" and its place in the string table, in decimal. */
static const char *long_name(const struct pe *pe, size_t header)
{
	const unsigned char *digit = pe->bytes + header;
	uint64_t at = 0;
	if (!pe->strings || *digit++ != '/')
		return NULL;
	for (; digit < pe->bytes + header + 8 && *digit >= '0' && *digit <= '9'; digit++)
		at = at * 10 + (*digit - '0');
	return text_at(pe, pe->strings + at);
}

bool pe_has_lto(const struct pe *pe)
{
	for (size_t i = 0; i < pe->n_sections; i++) {
		const char *name = long_name(pe, pe->sections + i * SECTION_SIZE);
		if (name && strncmp(name, ".gnu.lto_", 9) == 0)
			return true;
	}
	return false;
}

/* ---- what kind of file ---- */

/* The string table is behind the symbols. */
static void find_strings(struct pe *pe, size_t symbols, uint64_t n, size_t symbol_size)
{
	uint64_t at = symbols + n * symbol_size;
	if (symbols && fits(pe, at, 4))
		pe->strings = (size_t)at;
}

/* binutils' import libraries name the DLL in a section of one member, Microsoft's in each. */
static const char *dll_of_member(const struct pe *pe)
{
	struct pe_section names;
	const char *why;
	if (!pe_section(pe, ".idata$7", &names, &why) || names.size < 5 ||
	    !memchr(names.bytes, '\0', names.size))
		return NULL;
	size_t length = strlen(names.bytes);
	return length > 4 && strcasecmp(names.bytes + length - 4, ".dll") == 0 ? names.bytes : NULL;
}

/* The first two halves are 0 and 0xffff: an import (version 0), or an object with many sections. */
static bool open_anonymous(struct pe *pe, const char **why)
{
	if (half(pe, 4) == 0 && fits(pe, 0, IMPORT_HEADER_SIZE) && is_machine(half(pe, 6))) {
		pe->is_i386 = half(pe, 6) == MACHINE_I386;
		const char *symbol = text_at(pe, IMPORT_HEADER_SIZE);
		pe->imports_from = symbol ? text_at(pe, IMPORT_HEADER_SIZE + strlen(symbol) + 1) : NULL;
		if (!pe->imports_from)
			*why = "a damaged import: it names no DLL";
		return pe->imports_from != NULL;
	}
	if (half(pe, 4) < 2 || !fits(pe, 0, BIG_HEADER_SIZE) || !is_machine(half(pe, 6)))
		return false;
	pe->is_i386 = half(pe, 6) == MACHINE_I386;
	pe->n_sections = word(pe, 44);
	find_strings(pe, word(pe, 48), word(pe, 52), BIG_SYMBOL_SIZE);
	pe->sections = BIG_HEADER_SIZE;
	return true;
}

static bool open_object(struct pe *pe)
{
	if (!is_machine(half(pe, 0)) || half(pe, 16) != 0)
		return false;
	pe->is_i386 = half(pe, 0) == MACHINE_I386;
	pe->n_sections = half(pe, 2);
	find_strings(pe, word(pe, 8), word(pe, 12), SYMBOL_SIZE);
	pe->sections = HEADER_SIZE;
	return true;
}

/* The optional header starts at AT: with magic 0x10b as for 32 bits, with 0x20b for 64. */
static void find_exports(struct pe *pe, size_t at, size_t size)
{
	unsigned magic = size >= 2 ? half(pe, at) : 0;
	size_t directories = magic == 0x10b ? 96 : magic == 0x20b ? 112 : 0;
	if (directories && size >= directories + 8 && word(pe, at + directories - 4) > 0)
		pe->directory = at + directories;
}

/* "MZ", and at 0x3c where "PE\0\0" and the header are. */
static bool open_image(struct pe *pe, const char **why)
{
	if (!fits(pe, 0, 0x40))
		return false;
	size_t at = word(pe, 0x3c);
	if (!fits(pe, at, 4 + HEADER_SIZE) || memcmp(pe->bytes + at, "PE\0\0", 4) != 0)
		return false;
	at += 4;
	size_t optional = half(pe, at + 16);
	pe->is_image = true;
	pe->is_dll = half(pe, at + 18) & IS_DLL;
	pe->is_i386 = half(pe, at) == MACHINE_I386;
	pe->n_sections = half(pe, at + 2);
	pe->sections = at + HEADER_SIZE + optional;
	if (!fits(pe, at + HEADER_SIZE, optional)) {
		*why = "the headers are beyond the end of the file; is it truncated?";
		return false;
	}
	find_exports(pe, at + HEADER_SIZE, optional);
	return true;
}

static bool open_any(struct pe *pe, const char **why)
{
	if (!fits(pe, 0, HEADER_SIZE))
		return false;
	if (memcmp(pe->bytes, "MZ", 2) == 0)
		return open_image(pe, why);
	return half(pe, 0) == 0 && half(pe, 2) == 0xffff ? open_anonymous(pe, why) : open_object(pe);
}

bool pe_open(struct pe *pe, const void *bytes, size_t size, const char **why)
{
	memset(pe, 0, sizeof *pe);
	pe->bytes = (const unsigned char *)bytes;
	pe->size = size;
	*why = NULL;
	if (!open_any(pe, why))
		return false;
	if (!fits(pe, pe->sections, (uint64_t)pe->n_sections * SECTION_SIZE)) {
		*why = "the table of sections is beyond the end of the file; is it truncated?";
		return false;
	}
	if (!pe->is_image && !pe->imports_from)
		pe->imports_from = dll_of_member(pe);
	return true;
}

/* ---- exports ---- */

/* Where SIZE bytes at address RVA are in the file; false if nowhere. */
static bool find_address(const struct pe *pe, uint64_t rva, uint64_t size, size_t *out)
{
	for (size_t i = 0; i < pe->n_sections; i++) {
		size_t header = pe->sections + i * SECTION_SIZE;
		uint64_t start = word(pe, header + 12), length = word(pe, header + 16);
		if (rva < start || rva - start > length || size > length - (rva - start))
			continue;
		uint64_t at = word(pe, header + 20) + (rva - start);
		if (!fits(pe, at, size))
			return false;
		*out = (size_t)at;
		return true;
	}
	return false;
}

static const char *text_at_address(const struct pe *pe, uint32_t rva)
{
	size_t at;
	return find_address(pe, rva, 1, &at) ? text_at(pe, at) : NULL;
}

static bool exports_at(const struct pe *pe, size_t *at)
{
	return pe->directory && word(pe, pe->directory) &&
	       find_address(pe, word(pe, pe->directory), EXPORTS_SIZE, at);
}

const char *pe_name(const struct pe *pe, struct ffir_arena *a)
{
	size_t at;
	const char *name = exports_at(pe, &at) ? text_at_address(pe, word(pe, at + 12)) : NULL;
	return name && *name ? ffir_strdup(a, name) : NULL;
}

bool pe_exports(const struct pe *pe, struct ffir_arena *a, const char ***names, size_t *n, const char **why)
{
	size_t at, table;
	*names = (const char **)ffir_alloc(a, sizeof **names);
	*n = 0;
	if (!pe->directory || !word(pe, pe->directory))
		return true;
	*why = "the table of exports is damaged";
	if (!exports_at(pe, &at))
		return false;
	size_t count = word(pe, at + 24);
	if (count && !find_address(pe, word(pe, at + 32), (uint64_t)count * 4, &table))
		return false;
	const char **list = NULL;
	size_t n_list = 0;
	for (size_t i = 0; i < count; i++) {
		const char *name = text_at_address(pe, word(pe, table + i * 4));
		if (!name)
			return false;
		*FFIR_PUSH(a, list, n_list) = ffir_strdup(a, name);
	}
	if (list)
		*names = list;
	*n = n_list;
	return true;
}
