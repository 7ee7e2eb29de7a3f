/*
 * Where a value is: registers.cc tells it of what passing.cc learned from the target's hooks.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_PASSING_H
#define FFI_PASSING_H

#include "plugin/extract.h"

/* A value as the caller or the callee hands it over. */
struct carried {
	tree type;	      /* a pointer, if it travels by reference */
	machine_mode mode;    /* of TYPE, or what it is promoted to */
	HOST_WIDE_INT offset; /* where it begins in what travels */
	HOST_WIDE_INT size;   /* bytes that are in registers */
	bool is_result;
};

/* Adds the pieces of V that VALUE, a hook's answer, has in registers; false if there are none. */
bool add_pieces (struct ffir_pass *pass, rtx value, const struct carried *v);

#endif
