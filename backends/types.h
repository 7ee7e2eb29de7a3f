/*
 * What every backend asks of C's types: what stands behind a name, what an integer can hold, what is bytes.
 * How a language spells the answer is the backend's.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_TYPES_H
#define FFI_TYPES_H

#include "backends/plan.h"

/* "double" of "_Complex double"; NULL if NAME is no complex number's. */
const char *complex_part_name(const char *name);

/* TYPE behind all aliases, never NULL: of one that the interface lacks UNSUPPORTED, whose name says so. *DECL (may
 * be NULL) is the record or enum, or NULL. */
const struct ffir_type *type_real(const struct plan *p, const struct ffir_type *type,
				  const struct ffir_decl **decl);
/* What pointer TYPE leads to, behind all aliases; NULL if TYPE is no pointer. */
const struct ffir_type *type_pointed_to(const struct plan *p, const struct ffir_type *type);
/* The element of array TYPE, of all its dimensions, and how many there are in all; TYPE and 1 if it is no array. */
const struct ffir_type *type_element(const struct plan *p, const struct ffir_type *type, uint64_t *count);

bool type_is_void(const struct plan *p, const struct ffir_type *type);
bool type_is_bool(const struct plan *p, const struct ffir_type *type);
/* An integer type of one byte: char and its like. */
bool type_is_byte(const struct plan *p, const struct ffir_type *type);
/* Memory of TYPE, NULL included, is bytes: void or an integer of one byte. */
bool type_is_bytes(const struct plan *p, const struct ffir_type *type);
/* Bytes and sign of an integer or enumeration; false if TYPE is neither, or nobody knows. */
bool type_integer(const struct plan *p, const struct ffir_type *type, uint64_t *size, bool *is_signed);
/* The name that TYPE, or an alias that it goes through, has in NAMES (NULL last), the first on the way; or NULL. */
const char *type_called(const struct plan *p, const struct ffir_type *type, const char *const *names);
/* A pointer to record DECL is an address and no more: nobody outside knows, or has to know, what is there. */
bool type_is_address(const struct plan *p, const struct ffir_decl *decl);

/* What an INDIRECT shape leads to, which nobody frees by itself; another as it is. */
struct plan_shape shape_direct(const struct plan *p, const struct plan_shape *shape);
/* Bytes in an element of SHAPE; 1 of bytes and of what has no elements. */
uint64_t shape_element_size(const struct plan *p, const struct plan_shape *shape);

/* Whether R's fields lie where C's natural rules put them if each is aligned as ALIGNS, parallel to them, says, and R
 * ends there; *ALIGN is what it is aligned to then. Bit-fields and records without fields are nothing natural. */
bool record_is_natural(const struct plan *p, const struct plan_record *r, const uint64_t *aligns,
		       uint64_t *align);
/* Why nothing in a binding is the struct or union DECL, or NULL. */
const char *record_missing(struct ffir_arena *a, const struct plan *p, const struct ffir_decl *decl);
/* Why no value in any language is of TYPE itself, or NULL. */
const char *type_missing(const struct plan *p, const struct ffir_type *type);

/* Arguments travel after the System V ABI for x86-64. */
bool target_is_system_v(const struct plan *p);

/* "double" of "_Complex double", also behind aliases; NULL if TYPE is no complex number. */
const char *type_complex_part(const struct plan *p, const struct ffir_type *type);
/* Whether complex TYPE travels by value as a struct of its two parts does. */
bool complex_is_pair(const struct plan *p, const struct ffir_type *type);

/* Bytes in a code unit of text of 16 or 32 bits; 0 of other text. */
unsigned wide_unit(enum plan_encoding encoding);
/* C gives something back. */
bool function_gives(const struct plan *p, const struct plan_function *f);

#endif
