/*
 * Inside of the reference library: counting what is alive.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_COUNTS_H
#define REFERENCE_COUNTS_H

#include "reference.h"

#pragma GCC visibility push(hidden)

/* N more, or fewer. Any thread may count. */
void count_objects(long n);
void count_callbacks(long n);
void count_memory(long n);

#pragma GCC visibility pop

#endif
