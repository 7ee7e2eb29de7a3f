/*
 * An oracle that is not us: what the DWARF of a compile says of the types that the interface of the same compile
 * describes, read by elfutils' libdw.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include <elfutils/libdwfl.h>

#include "ir/model.h"

/* What a typedef of the type of function or variable X is called in the unit that extend() continues. */
#define ORACLE_PREFIX "ffi_oracle_"

struct oracle_counts {
	unsigned functions, variables, aliases;
	unsigned records, fields, enumerations, enumerators; /* that were compared */
	unsigned opaque;
	unsigned constants;
	unsigned refused;    /* declarations that the interface has as unsupported */
	unsigned unknown;    /* declarations that DWARF does not have */
	unsigned mismatched; /* lines that were said */
};

/* Prints C that continues the unit: a typedef for each function's and variable's type, and assertions of
 * what DWARF does not tell: alignments, and the constants' values. */
void oracle_extend(const struct ffir_module *m);

/* Compares all that M declares with the types of OBJECT; a line on stdout for each difference. With VERBOSE also
 * for what cannot be compared. RESPELLED has, a line each, the declarations whose typedefs GCC may have under other
 * names: what is declared more than once has the composite of its types (C11 6.2.7), and the variant of a type that
 * may_alias makes has no typedef. With "!" behind them it has typedefs that vector_size or mode make another type, which
 * DWARF has as they were before: their sizes are asserted by extend(). False if OBJECT has no types. */
bool oracle_compare(struct ffir_module *m, const char *object, const char *respelled, bool verbose,
		    struct oracle_counts *counts);

#endif
