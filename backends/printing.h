/*
 * What emitters share beside the plan: the library's file, lists, numbers.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_PRINTING_H
#define FFI_PRINTING_H

#include "backends/backend.h"
#include "backends/program.h"
#include "backends/types.h"

/* What the loader is asked for: --library, else the soname, else "libNAME.so". */
const char *library_file(struct ffir_arena *a, const struct plan *p, const struct emit_options *options);
/* "POINT_LIBRARY": the environment's name for another file. */
const char *library_variable(struct ffir_arena *a, const struct plan *p);

/* The same of the library that shims are in: "libpoint_shims.so", "POINT_SHIMS"; the file is NULL if they are in the
 * library itself. */
const char *shims_file(struct ffir_arena *a, const struct plan *p, const struct emit_options *options);
const char *shims_variable(struct ffir_arena *a, const struct plan *p);
/* ITEMS with SEPARATOR between; NULL and empty ones are left out. Never NULL. */
char *text_joined(struct ffir_arena *a, const char *const *items, size_t n, const char *separator);
/* The shortest decimal that is the same double as TEXT, with a point or exponent; NULL if a double cannot hold it, as
 * a long double, or it is no number. */
const char *float_decimal(struct ffir_arena *a, const char *text);
/* TEXT between quotes, for a person: what is not to be seen, or is no UTF-8, is octal. */
char *text_quoted(struct ffir_arena *a, const char *text, size_t size);
/* What ITEM is where nobody says it: that enumeration of C, or constants that an annotation made a type of. */
const char *enum_says(struct ffir_arena *a, const struct plan_enum *item);
/* What is no enumerator of ITEM (NULL: of none) is neither given to C nor taken from it. A later library may know
 * more failures, and more bits of a set. */
bool enum_is_checked(const struct plan_enum *item);
/* ITEM is a bit set in a signed integer of C: where the highest bit is set, C's value is negative. */
bool enum_has_sign_bit(const struct plan_enum *item);
/* The first enumerator of ITEM (NULL: of none) that is VALUE, or NULL. */
const struct plan_enumerator *enumerator_of(const struct plan_enum *item, const struct ffir_value *value);
/* For each enumerator of ITEM the first of its value, NULL if that is itself; in A. */
const struct plan_enumerator **enumerators_before(struct ffir_arena *a, const struct plan_enum *item);

#endif
