/*
 * Floating constants in decimal, exactly: the host's own floating types hold less than some targets'.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_DECIMAL_H
#define FFI_DECIMAL_H

#include "ir/arena.h"

/* TEXT, a hexadecimal float as constants of the model have it, rounded to so many significant digits and spelled as
 * printf's %g does, in A; NULL if it is no such number or beyond every format that C has. */
const char *decimal_of(struct ffir_arena *a, const char *text, unsigned digits);

#endif
