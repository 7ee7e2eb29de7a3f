/*
 * Between layout.c and records.c.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_PYTHON_RECORDS_H
#define FFI_PYTHON_RECORDS_H

#include "backends/python/python.h"

/* How a field is seen. */
enum view {
	VIEW_NUMBER, /* an attribute of ctypes: int, float, bool */
	VIEW_TEXT,   /* char[n]: bytes up to the first NUL */
	VIEW_ENUM,   /* an enumeration or a number of a type of its own: a property over a hidden field */
	VIEW_BITS,   /* a property over padding */
	VIEW_MADE,   /* a number of a class of the module's own: a property over a hidden field */
	VIEW_RECORD, /* another structure inside */
	VIEW_ARRAY,
	VIEW_POINTER,
	VIEW_HIDDEN, /* bytes that ctypes has no type for, and what has no name */
};

struct field_view {
	const struct plan_field *field;
	enum view view;
	const char *name;    /* as callers see it */
	const char *storage; /* of the field of ctypes */
	const char *type;    /* of ctypes */
	const char *hint;
	uint64_t size, align; /* of ctypes */
};

/* The fields of R, parallel to its own. */
struct field_view *make_views(struct python *e, const struct plan_record *r);
/* Whether TYPE is an array of numbers that do not hold all of Python's. */
bool has_checked_elements(struct python *e, const struct ffir_type *type);
/* What Python's own type of V's number is called. */
const char *number_hint(struct python *e, const struct field_view *v);

#endif
