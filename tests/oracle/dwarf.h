/*
 * What the parts of the comparison share.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ORACLE_DWARF_H
#define TESTS_ORACLE_DWARF_H

#include <elfutils/libdw.h>

#include "tests/oracle/oracle.h"

struct named_die {
	int tag;
	const char *name;
	Dwarf_Die die;
};

struct oracle {
	struct ffir_module *m;
	struct oracle_counts *counts;
	bool verbose, is_c;
	const char *where;     /* the declaration at hand */
	bool is_reversed;      /* so are its numbers: in the other byte order */
	const char *respelled; /* as oracle_compare() takes it; or NULL */
	struct named_die *names;
	size_t n_names;
	unsigned carried; /* qualifiers of the arrays around the type at hand: those of its elements */
	bool forgotten;	  /* one of these arrays has a typedef: DWARF lacks some of them */
	bool *done;	  /* parallel to the module's declarations */
};

/* ---- dwarf.c ---- */

void differs(struct oracle *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
void expect(struct oracle *o, const char *what, const char *fact, uint64_t ours, uint64_t theirs);
void unknown(struct oracle *o, const struct ffir_decl *d, const char *why);

/* False, with nothing set, where the DIE does not have it. */
bool die_number(Dwarf_Die *die, unsigned name, uint64_t *value);
uint64_t die_number_or(Dwarf_Die *die, unsigned name, uint64_t otherwise);
bool die_has(Dwarf_Die *die, unsigned name);
/* False for void, which has no DIE. */
bool die_type(Dwarf_Die *die, Dwarf_Die *type);
/* "" if it has none. */
const char *die_name(Dwarf_Die *die);
/* What DIE is without its qualifiers, which are added to QUALS; false for void. */
bool die_strip(Dwarf_Die *die, Dwarf_Die *stripped, unsigned *quals);
bool die_next_child(Dwarf_Die *parent, Dwarf_Die *child, bool *started);

#define EACH_CHILD(parent, child)                                                                            \
	bool started_##child = false;                                                                        \
	die_next_child(parent, &(child), &started_##child);

/* ---- compare.c ---- */

/* The DIE at file scope of NAME and the tag; NULL if there is none. */
Dwarf_Die *find_name(struct oracle *o, int tag, const char *name);

/* ---- types.c ---- */

/* DIE is NULL for void; WHAT stands in messages. */
void compare_type(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, const char *what);
void compare_function(struct oracle *o, const struct ffir_function_type *f, Dwarf_Die *die, const char *what);
void compare_tagged(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die, const char *what);
/* DIE is what D names. */
void compare_decl(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die);

/* ---- tagged.c ---- */

void compare_record(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die);
void compare_enumeration(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die);

#endif
