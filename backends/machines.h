/*
 * How a program finds out which target it runs on, or is compiled for: CPU and system by the target's triplet, the
 * rest by what is measured.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_MACHINES_H
#define FFI_MACHINES_H

#include "ir/targets.h"

/* The basics that a program can ask for, and that differ between targets of one CPU. 0: the target has none. */
struct machine_facts {
	uint64_t pointer, long_, long_double; /* sizes */
	uint64_t long_long_align;	      /* as of a field */
	bool big_endian;
};

struct machine {
	struct machine_facts facts;
	/* Conditions of the C preprocessor, without those on sizes. */
	const char *c_cpu, *c_system;
	/* How platform.machine() in lower case may begin, as literals with commas; a process may have half of the width
	 * that the system has. */
	const char *python_cpus;
	const char *python_system; /* how sys.platform begins; NULL: there is no Python */
};

/* False after a message if the target of M is of no kind that is known. What is made lies in A. */
bool machine_of(struct ffir_arena *a, const struct ffir_module *m, struct machine *out, struct diag *d);

#endif
