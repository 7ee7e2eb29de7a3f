/*
 * Sixteen bytes at once, which each machine's compiler makes the best of: comparing two chunks gives 0 or -1 for each
 * byte.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_CHUNK_H
#define FFIR_CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { CHUNK = 16 };
typedef signed char chunk __attribute__((vector_size(CHUNK)));
typedef uint64_t chunk_halves __attribute__((vector_size(CHUNK)));

static inline chunk chunk_at(const void *bytes)
{
	chunk c;
	memcpy(&c, bytes, CHUNK);
	return c;
}

/* Is one of its bytes not 0? */
static inline bool chunk_any(chunk c)
{
	chunk_halves halves = (chunk_halves)c;
	return (halves[0] | halves[1]) != 0;
}

/* Where the first byte stands that is not 0; there is one. */
static inline size_t chunk_first(chunk c)
{
	chunk_halves halves = (chunk_halves)c;
	size_t i = halves[0] ? 0 : 1;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return i * 8 + (size_t)__builtin_ctzll(halves[i]) / 8;
#else
	return i * 8 + (size_t)__builtin_clzll(halves[i]) / 8;
#endif
}

#endif
