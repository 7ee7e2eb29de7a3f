/**
 * @file
 * What came later: a program that was made with this header may meet a library that lacks it.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_NEWER_H
#define REFERENCE_NEWER_H

#include "reference.h"

FFI_EXPORT_BEGIN

/** Three times @p n. */
FFI_SINCE("1.1") int ref_triple(int n);

/** How old it is. */
extern int ref_age FFI_SINCE("1.1");

FFI_EXPORT_END

#endif
