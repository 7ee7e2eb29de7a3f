/*
 * DIEs as the comparison asks for them, and what it says.
 *
 * SPDX-License-Identifier: MIT
 */
#include <dwarf.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tests/oracle/dwarf.h"

/* ---- what is said ---- */

void differs(struct oracle *o, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	printf("differs: %s: ", o->where);
	vprintf(format, ap);
	putchar('\n');
	va_end(ap);
	o->counts->mismatched++;
}

void expect(struct oracle *o, const char *what, const char *fact, uint64_t ours, uint64_t theirs)
{
	if (ours != theirs)
		differs(o, "%s: %s is %" PRIu64 ", DWARF says %" PRIu64, what, fact, ours, theirs);
}

void unknown(struct oracle *o, const struct ffir_decl *d, const char *why)
{
	o->counts->unknown++;
	if (o->verbose)
		printf("unknown: %s: %s\n", d->id, why);
}

/* ---- attributes ---- */

bool die_number(Dwarf_Die *die, unsigned name, uint64_t *value)
{
	Dwarf_Attribute attribute;
	Dwarf_Word word;
	if (!dwarf_attr_integrate(die, name, &attribute) || dwarf_formudata(&attribute, &word) != 0)
		return false;
	*value = word;
	return true;
}

uint64_t die_number_or(Dwarf_Die *die, unsigned name, uint64_t otherwise)
{
	uint64_t value;
	return die_number(die, name, &value) ? value : otherwise;
}

bool die_has(Dwarf_Die *die, unsigned name)
{
	return die && dwarf_hasattr_integrate(die, name);
}

/* False for void, which has no DIE. */
bool die_type(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute attribute;
	return dwarf_attr_integrate(die, DW_AT_type, &attribute) && dwarf_formref_die(&attribute, type);
}

const char *die_name(Dwarf_Die *die)
{
	const char *name = dwarf_diename(die);
	return name ? name : "";
}

bool die_next_child(Dwarf_Die *parent, Dwarf_Die *child, bool *started)
{
	int status = *started ? dwarf_siblingof(child, child) : dwarf_child(parent, child);
	*started = true;
	return status == 0;
}

bool die_strip(Dwarf_Die *die, Dwarf_Die *stripped, unsigned *quals)
{
	*stripped = *die;
	for (;;) {
		switch (dwarf_tag(stripped)) {
		case DW_TAG_const_type:
			*quals |= FFIR_CONST;
			break;
		case DW_TAG_volatile_type:
			*quals |= FFIR_VOLATILE;
			break;
		case DW_TAG_restrict_type:
			*quals |= FFIR_RESTRICT;
			break;
		case DW_TAG_atomic_type:
			*quals |= FFIR_ATOMIC;
			break;
		default:
			return true;
		}
		if (!die_type(stripped, stripped))
			return false;
	}
}
