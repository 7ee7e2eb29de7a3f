/**
 * @file
 * What all headers about values share: how they fail, and how their memory is freed.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_VALUES_H
#define REFERENCE_VALUES_H

#include "reference.h"

FFI_EXPORT_BEGIN

/** What can go wrong with values. */
enum ref_fault {
	REF_FAULT_NONE = 0,	 /**< all is well */
	REF_FAULT_INVALID = 1,	 /**< the argument makes no sense */
	REF_FAULT_TOO_SMALL = 2, /**< a buffer cannot hold what there is */
	REF_FAULT_NOT_FOUND = 3, /**< there is no such thing */
} FFI_ERROR(REF_FAULT_NONE) FFI_ERROR_MESSAGE(ref_fault_text);

/** The text of a fault, in English. */
const char *ref_fault_text(enum ref_fault fault);

/** Frees a piece of memory that this library gave away; NULL is fine. */
void ref_free(void *memory);

FFI_EXPORT_END

#endif
