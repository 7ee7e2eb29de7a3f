/*
 * In what a struct or union by value travels on x86-64 after the System V ABI (AMD64 supplement, 3.2.3): each eight
 * bytes are of class INTEGER if any integer is in them, else SSE; more than sixteen bytes, or a field that is not aligned,
 * are in memory.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_SYSTEM_V_H
#define FFI_SYSTEM_V_H

#include "backends/plan.h"

struct system_v {
	bool any[2], integer[2]; /* by eight bytes: something is in them, an integer is */
	bool unaligned;		 /* a field is */
	bool strange;		 /* what has classes of its own: long double, vectors; what nobody knows */
	bool bits, floats;	 /* there are bit-fields, numbers of class SSE */
};

/* Of R, on any target: whether that travels so is target_is_system_v's. */
struct system_v system_v_of(const struct plan *p, const struct plan_record *r);

#endif
