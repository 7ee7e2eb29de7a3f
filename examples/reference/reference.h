/**
 * @file
 * The reference library: one function at least for everything that an interface in C can say, in headers by
 * theme. It counts what is alive, so that a binding which leaks is found out.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ffiextract.h>

FFI_LIBRARY("ref", "1.0");

FFI_EXPORT_BEGIN

/** What is alive. All are zero when a caller has let go of everything. */
struct ref_counts {
	long objects;	/**< objects that were made and not ended */
	long callbacks; /**< callbacks that may still be called */
	long memory;	/**< texts and arrays that callers have to free */
};

/** What is alive now. */
FFI_LEAF struct ref_counts ref_counts_now(void);

FFI_EXPORT_END

#endif
