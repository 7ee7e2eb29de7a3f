/*
 * A library that is written in C++ with an interface of C: classes of standard layout by value, scoped enums, methods.
 *
 * SPDX-License-Identifier: MIT
 */
#include "layouts.h"

extern "C" {
int layouts_private(with_private p, with_defaults *d)
{
	*d = with_defaults();
	return p.product() + d->a;
}

with_defaults layouts_defaults(kind k, small s)
{
	with_defaults d;
	d.a = static_cast<int>(k);
	d.b = static_cast<unsigned short>(s);
	return d;
}

int layouts_bits(bits b, aligned_one *a) noexcept
{
	return b.a + b.b + b.c + a->c;
}

small layouts_small(int *p, double *q)
{
	*q = *p * 0.5;
	return small::large;
}
}
