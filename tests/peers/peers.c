/* SPDX-License-Identifier: MIT */
#include "peers.h"

#include <string.h>

#define FILL(kind, name, ...)                                                                                \
	void peers_fill_##name(kind name *r)                                                                 \
	{                                                                                                    \
		memset(r, 0, sizeof *r);                                                                     \
		__VA_ARGS__;                                                                                 \
	}

long double peers_long_double(float f, long double more)
{
	return (long double)f + more;
}
double _Complex peers_complex(double _Complex z)
{
	return z * 2;
}
float _Complex peers_float_complex(float _Complex z)
{
	return z * 2;
}
double peers_last_register(int a, int b, int c, int d, int e, float x, struct both_registers last)
{
	return a + b + c + d + e + x * 100 + last.n * 1000 + last.x * 10000;
}
double peers_register_before(int a, int b, int c, int d, float x, struct both_registers last)
{
	return peers_last_register(a, b, c, d, 0, x, last);
}
double peers_last_register_first(int a, int b, int c, int d, int e, struct both_registers last, float x)
{
	return peers_last_register(a, b, c, d, e, x, last);
}
static int increment(int x)
{
	return x + 1;
}
FILL(struct, xregs_state, r->header.features = 0x1122334455667788; r->header.small = 99)
FILL(struct, alt_instr, r->offset = -5; r->skewed = -6; r->cpuid = 0xabcd; r->flags = 0x1234; r->length = 77)
FILL(struct, sgl_descriptor, r->address = 42; r->keyed.length = 0x123456; r->keyed.key = 0xfedcba98;
     r->keyed.subtype = 5; r->keyed.type = 10)
FILL(struct, finder_info, r->opaque[2] = -3; r->number = -70000)
FILL(union, long_double_bits, r->x = -2)
FILL(struct, mostly_bytes, r->first = 1.5; r->middle = -17000000000LL; r->behind = 'x')
FILL(struct, packed_behind, r->a = 'a'; r->b = -2)
FILL(struct, packed_before, r->a = 'a'; r->b = -2)
FILL(struct, attributes, r->a = 'a'; r->b = 'b'; r->c = -3; r->f = increment)
FILL(struct, mixed_bits, r->a = 9; r->b = 0xabc; r->c = 0xfedc; r->d = 0x1fedcba98; r->e = 100; r->f = -3)
FILL(struct, kept_bits, r->a = 0; r->b = 1)
FILL(struct, crossed_bits, r->one = 1; r->two = 15; r->three = -1; r->four = -1)
FILL(struct, outer_record, r->inner.x = -4; r->inner.deep.y = 'y'; r->inner.deep.z = 123456;
     r->choice = INNER_LAST)
FILL(struct, zero_width, r->a = 5; r->b = -60; r->c = true; r->d = true)
FILL(struct, atomic_record, r->a = 'a'; r->b = -1234567890123; r->c = true)
