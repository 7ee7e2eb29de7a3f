/* SPDX-License-Identifier: MIT */
#include "many.h"

size_t many_size(void)
{
	return sizeof(many_sizes);
}

void many_fill(many_sizes *out)
{
	*out = (many_sizes){'c', -5, 1u << 30, 7, L'w', "text", -(1LL << 40), 1.5, 5, 0x54321, -3, {1, 2, 3}};
}

long many_sum(const many_sizes *s)
{
	return (long)(s->c + s->l + (long)s->t + (long)s->s + (long)s->w + (long)s->d + (long)s->low +
		      (long)s->middle + s->high + s->halves[0] + s->halves[1] + s->halves[2]);
}

long many_add(const long *values, size_t n)
{
	long sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += values[i];
	return sum;
}

time_t many_later(time_t from, long seconds)
{
	return from + seconds;
}

enum many_level many_level_of(many_word word)
{
	return word == 0 ? MANY_NONE : word == sizeof(long) ? MANY_LONG : MANY_LAST;
}

char many_char(int code)
{
	return (char)code;
}

many_pair many_swap(many_pair pair)
{
	many_pair swapped = {0};
	swapped.low = (unsigned short)pair.high;
	swapped.high = (short)pair.low;
	return swapped;
}

wchar_t many_wide(wchar_t w)
{
	return (wchar_t)(w + 1);
}

void many_each(long n, void (*each)(long value, void *user), void *user)
{
	for (long i = 0; i < n; i++)
		each(i, user);
}

#ifdef __s390x__
int many_only_big(int x)
{
	return x + 1;
}
#elif defined(_WIN32)
int many_only_windows(int x)
{
	return x + 1;
}
#endif
