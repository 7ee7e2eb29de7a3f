/*
 * Counting what is alive.
 *
 * SPDX-License-Identifier: MIT
 */
#include "counts.h"

static long objects, callbacks, memory;

void count_objects(long n)
{
	__atomic_add_fetch(&objects, n, __ATOMIC_SEQ_CST);
}

void count_callbacks(long n)
{
	__atomic_add_fetch(&callbacks, n, __ATOMIC_SEQ_CST);
}

void count_memory(long n)
{
	__atomic_add_fetch(&memory, n, __ATOMIC_SEQ_CST);
}

struct ref_counts ref_counts_now(void)
{
	return (struct ref_counts){
		.objects = __atomic_load_n(&objects, __ATOMIC_SEQ_CST),
		.callbacks = __atomic_load_n(&callbacks, __ATOMIC_SEQ_CST),
		.memory = __atomic_load_n(&memory, __ATOMIC_SEQ_CST),
	};
}
