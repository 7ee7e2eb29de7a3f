/* Calls everything of exotic.h by the header that was made of it. What C++ lacks is left out there. */
#include <stdio.h>
#include <string.h>
#ifndef __cplusplus
#include <uchar.h>
#endif
#include <wchar.h>

#include "exotic.ffi.h"

static int failed;

static void check(int good, const char *what)
{
	if (!good)
		printf("wrong: %s\n", what);
	failed |= !good;
}

#define CHECK(good) check(good, #good)

/* What the raw layer alone has, every type. */
#define RAW(name, type, sample, same)                                                                        \
	static int name##_same(type a, type b)                                                               \
	{                                                                                                    \
		return same;                                                                                 \
	}                                                                                                    \
	static type name##_raw_step(type value, void *user)                                                  \
	{                                                                                                    \
		*(int *)user += 1;                                                                           \
		return value + value;                                                                        \
	}                                                                                                    \
	static void name##_raw(void)                                                                         \
	{                                                                                                    \
		type v = sample, out = v;                                                                    \
		type many[3] = {v, v, v};                                                                    \
		struct name##_box box = name##_boxed(v);                                                     \
		int calls = 0;                                                                               \
		CHECK(name##_same(name##_twice(v), v + v));                                                  \
		CHECK(name##_same(name##_behind(0.5, 7, v, 'c', v, box), v + v + v + v));                    \
		name##_put(&v, &out);                                                                        \
		CHECK(name##_same(out, v + v));                                                              \
		name##_raise(&out);                                                                          \
		CHECK(name##_same(out, v + v + v + v));                                                      \
		CHECK(name##_same(name##_sum(many, 3), v + v + v));                                          \
		name##_fill(many, 3);                                                                        \
		CHECK(name##_same(many[2], v + v));                                                          \
		CHECK(box.before == 1 && name##_same(box.many[0], v + v));                                   \
		CHECK(name##_same(name##_unbox(box), v + v + v + v));                                        \
		name##_rebox(&box);                                                                          \
		CHECK(name##_same(box.one, v + v + v));                                                      \
		CHECK(name##_same(name##_each(v, name##_raw_step, &calls), v + v + v) && calls == 1);        \
		name##_global = v;                                                                           \
		CHECK(name##_same(name##_global, v));                                                        \
	}

/* The safe layer's functions too. */
#define SAFE(name, type, sample, same)                                                                       \
	RAW(name, type, sample, same)                                                                        \
	static type name##_safe_step(type value, void *user, struct safe_exotic_failure *failure)            \
	{                                                                                                    \
		(void)failure;                                                                               \
		*(int *)user += 1;                                                                           \
		return value + value;                                                                        \
	}                                                                                                    \
	static void name##_safe(void)                                                                        \
	{                                                                                                    \
		struct safe_exotic_failure failure = {SAFE_EXOTIC_NOTHING, 0, ""};                           \
		type v = sample, out = v;                                                                    \
		type many[3] = {v, v, v};                                                                    \
		struct name##_box box = safe_##name##_boxed(v);                                              \
		int calls = 0;                                                                               \
		CHECK(name##_same(safe_##name##_twice(v), v + v));                                           \
		CHECK(name##_same(safe_##name##_behind(0.5, 7, v, 'c', v, box), v + v + v + v));             \
		CHECK(name##_same(safe_##name##_put(v), v + v));                                             \
		CHECK(safe_##name##_raise(&out, &failure) && name##_same(out, v + v));                       \
		CHECK(safe_##name##_sum(many, 3, &out, &failure) && name##_same(out, v + v + v));            \
		CHECK(safe_##name##_fill(many, 3, &failure) && name##_same(many[2], v + v));                 \
		CHECK(name##_same(safe_##name##_unbox(box), v + v + v + v));                                 \
		CHECK(safe_##name##_each(v, name##_safe_step, &calls, &out, &failure));                      \
		CHECK(name##_same(out, v + v + v) && calls == 1);                                            \
		name##_raw();                                                                                \
	}

/* Of other compilers and targets, and of C++ before GCC 13, what the header offers there. */
#if defined __FLT16_MAX__ && !defined __cplusplus
#define HALVES(RAW) RAW(f16, _Float16, 1.5f16, a == b)
#else
#define HALVES(RAW)
#endif
#if defined __FLT128_MAX__ && !defined __cplusplus
#define FLOATS(RAW)                                                                                          \
	RAW(f32, _Float32, 1.5f32, a == b)                                                                   \
	RAW(f64, _Float64, 1.1f64, a == b)                                                                   \
	RAW(f128, _Float128, 1.1f128, a == b)
#else
#define FLOATS(RAW)
#endif
#ifdef __SIZEOF_INT128__
#define INTEGERS(SAFE)                                                                                       \
	SAFE(i128, __int128, -((__int128)1 << 100) - 7, a == b)                                              \
	SAFE(u128, unsigned __int128, ((unsigned __int128)1 << 120) + 7, a == b)
#else
#define INTEGERS(SAFE)
#endif
#if defined __DEC32_MAX__ && !defined __cplusplus
#define DECIMALS(RAW)                                                                                        \
	RAW(d32, _Decimal32, 1.1df, a == b)                                                                  \
	RAW(d64, _Decimal64, 1.1dd, a == b)                                                                  \
	RAW(d128, _Decimal128, 1.1dl, a == b)
#else
#define DECIMALS(RAW)
#endif
#if defined __BITINT_MAXWIDTH__ && !defined __cplusplus
#define BITS(RAW)                                                                                            \
	RAW(bit7, _BitInt(7), -13, a == b)                                                                   \
	RAW(bit40, unsigned _BitInt(40), 1234567890123uwb / 8, a == b)                                       \
	WIDE_BITS(RAW)
#else
#define BITS(RAW)
#endif
#if defined __BITINT_MAXWIDTH__ && __BITINT_MAXWIDTH__ >= 200
#define WIDE_BITS(RAW)                                                                                       \
	RAW(bit100, _BitInt(100), -((_BitInt(100))1 << 90), a == b)                                          \
	RAW(bit200, unsigned _BitInt(200), (unsigned _BitInt(200))7 << 180, a == b)
#else
#define WIDE_BITS(RAW)
#endif
#ifdef __cplusplus
#define FAMILIES(RAW, SAFE)                                                                                  \
	SAFE(cfloat, float _Complex, 1.5f, a == b)                                                           \
	SAFE(cdouble, double _Complex, 1.1, a == b)                                                          \
	SAFE(clong, long double _Complex, 1.25L, a == b)                                                     \
	SAFE(ldouble, long double, 1.25L, a == b)                                                            \
	SAFE(wide, wchar_t, 5, a == b)                                                                       \
	INTEGERS(SAFE)
#else
#define FAMILIES(RAW, SAFE)                                                                                  \
	SAFE(cfloat, float _Complex, 1.5f + 2.5fi, a == b)                                                   \
	SAFE(cdouble, double _Complex, 1.1 - 2.1i, a == b)                                                   \
	SAFE(clong, long double _Complex, 1.25L + 2.5Li, a == b)                                             \
	SAFE(ldouble, long double, 1.25L, a == b)                                                            \
	SAFE(c16, char16_t, 5, a == b)                                                                       \
	SAFE(c32, char32_t, 5, a == b)                                                                       \
	SAFE(wide, wchar_t, 5, a == b)                                                                       \
	RAW(vec, exotic_four, ((exotic_four){1, 2, 3, 4}), a[0] == b[0] && a[1] == b[1] && a[3] == b[3])     \
	HALVES(RAW) FLOATS(RAW) INTEGERS(SAFE) DECIMALS(RAW) BITS(RAW)
#endif

FAMILIES(RAW, SAFE)

/* A struct of Microsoft's kind with units of several sizes is its bytes in C, so its five stay as they were. */
static void bits(void)
{
	struct mixed m;
	struct straddle s;
	struct sized w;
	struct inner i;
	memset(&m, 0, sizeof m);
	memset(&s, 0, sizeof s);
	memset(&w, 0, sizeof w);
	memset(&i, 0, sizeof i);
	set_bits(&m, &s, &w, &i);
	CHECK(m.before == (char)-1 && m.a == 5 && m.b == 99 && m.s == -7 && m.w == -123456789012);
	CHECK(m.f && m.h == HUE_BLUE && m.g == -100);
	CHECK(s.a == 21 && s.b == 0x1234567890 && s.c == -200 && s.d == 0x2345678);
	CHECK(i.before == 255 && i.x == 0xABC && i.y == 0xFFFFF && i.p == -2 && i.q == 33);
	m.before = 1, m.a = 2, m.b = 77, m.s = 9, m.w = 234567890123, m.f = 0, m.h = HUE_GREEN, m.g = 100;
	s.a = 11, s.b = 0xFEDCBA987, s.c = 199, s.d = 0x3FEDCBA9;
	i.before = 1, i.x = 0x123, i.y = 0x98765, i.p = 1, i.q = 44;
	CHECK(wrong_bits(&m, &s, &w, &i) == 5);
}

#if !defined __cplusplus && !defined __clang__
static int atom_step_of(int value, void *user)
{
	return value + *(int *)user;
}

/* By value it is an int. A struct with one clang passes in another way: it sees no such functions. */
static void atom_raw(void)
{
	_Atomic int v = 5, out = 0, many[2] = {5, 6};
	struct atom_box box = atom_boxed(v);
	int more = 1;
	CHECK(atom_twice(v) == 10 && safe_atom_twice(5) == 10);
	atom_put(&v, &out);
	CHECK(out == 10);
	CHECK(atom_sum(many, 2) == 11 && box.many[0] == 10 && atom_unbox(box) == 20);
	CHECK(atom_each(5, atom_step_of, &more) == 11);
	atom_global = 7;
	CHECK(atom_global == 7);
}
#else
static void atom_raw(void)
{
}
#endif

#define CALL_RAW(name, type, sample, same)  name##_raw();
#define CALL_SAFE(name, type, sample, same) name##_safe();

int main(void)
{
	FAMILIES(CALL_RAW, CALL_SAFE)
	atom_raw();
	bits();
	if (!failed)
		puts("called");
	return failed;
}
