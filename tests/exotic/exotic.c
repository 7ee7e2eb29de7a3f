/* The library of exotic.h: everything is added up, so that a value that arrives wrongly shows. */
#include "exotic.h"

#define EXOTIC(name, type)                                                                                   \
	type name##_global;                                                                                  \
	type name##_twice(type value)                                                                        \
	{                                                                                                    \
		return value + value;                                                                        \
	}                                                                                                    \
	type name##_behind(double a, int b, type first, char c, type second, struct name##_box box)          \
	{                                                                                                    \
		return a == 0.5 && b == 7 && c == 'c' ? first + second + box.one + box.many[1]               \
						      : first - first;                                       \
	}                                                                                                    \
	void name##_put(const type *value, type *twice)                                                      \
	{                                                                                                    \
		*twice = *value + *value;                                                                    \
	}                                                                                                    \
	void name##_raise(type *value)                                                                       \
	{                                                                                                    \
		*value = *value + *value;                                                                    \
	}                                                                                                    \
	type name##_sum(const type *values, size_t count)                                                    \
	{                                                                                                    \
		type sum = values[0];                                                                        \
		for (size_t i = 1; i < count; i++)                                                           \
			sum = sum + values[i];                                                               \
		return sum;                                                                                  \
	}                                                                                                    \
	void name##_fill(type *values, size_t count)                                                         \
	{                                                                                                    \
		for (size_t i = 0; i < count; i++)                                                           \
			values[i] = values[i] + values[i];                                                   \
	}                                                                                                    \
	struct name##_box name##_boxed(type value)                                                           \
	{                                                                                                    \
		return (struct name##_box){1, value, {value + value, value}};                                \
	}                                                                                                    \
	type name##_unbox(struct name##_box box)                                                             \
	{                                                                                                    \
		return box.one + box.many[0] + box.many[1];                                                  \
	}                                                                                                    \
	void name##_rebox(struct name##_box *box)                                                            \
	{                                                                                                    \
		box->one = box->many[0] + box->many[1];                                                      \
	}                                                                                                    \
	type name##_each(type value, name##_step step, void *user)                                           \
	{                                                                                                    \
		return step(value, user) + value;                                                            \
	}                                                                                                    \
	void name##_tell(type value, name##_told told, void *user)                                           \
	{                                                                                                    \
		told(value + value, user);                                                                   \
	}

#include "families.h"

void set_bits(struct mixed *m, struct straddle *s, struct sized *w, struct inner *i)
{
	*m = (struct mixed){-1, 5, 99, -7, -123456789012, 1, HUE_BLUE, -100};
	*s = (struct straddle){21, 0x1234567890, -200, 0x2345678};
	*w = (struct sized){-3, -11, -200, -0x87654321LL, 0xDEADBEEF};
	*i = (struct inner){255, 0xABC, 0xFFFFF, {-2, 33}};
}

int wrong_bits(const struct mixed *m, const struct straddle *s, const struct sized *w, const struct inner *i)
{
	return (m->before != 1) + (m->a != 2) + (m->b != 77) + (m->s != 9) + (m->w != 234567890123) +
	       (m->f != 0) + (m->h != HUE_GREEN) + (m->g != 100) + (s->a != 11) + (s->b != 0xFEDCBA987) +
	       (s->c != 199) + (s->d != 0x3FEDCBA9) + (w->a != 3) + (w->b != 11) + (w->c != 200) +
	       (w->d != 0x87654321LL) + (w->e != 0x12345678) + (i->before != 1) + (i->x != 0x123) +
	       (i->y != 0x98765) + (i->p != 1) + (i->q != 44);
}

double _Complex successor(double _Complex z)
{
	return z + 1;
}

double _Complex filled(filler fill, void *user)
{
	double _Complex numbers[2] = {1, 2};
	fill(numbers, 2, user);
	return numbers[0] + numbers[1];
}

size_t text16(const char16_t *text)
{
	size_t n = 0;
	while (text[n])
		n++;
	return n;
}

size_t text32(const char32_t *text)
{
	size_t n = 0;
	while (text[n])
		n++;
	return n;
}
