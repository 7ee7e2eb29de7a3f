/*
 * Memory that is given away, counted. Inside of the library.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_MEMORY_H
#define REFERENCE_MEMORY_H

#include <stddef.h>

#pragma GCC visibility push(hidden)

/* SIZE zeroed bytes for ref_free(), NULL without memory. */
void *memory_allocate(size_t size);
/* A copy of TEXT. */
char *memory_copy(const char *text);

#pragma GCC visibility pop

#endif
