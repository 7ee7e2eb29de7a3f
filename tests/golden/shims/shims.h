/* What cannot be called as it is. */
#ifndef SHIMS_H
#define SHIMS_H

#include <ffiextract.h>

FFI_LIBRARY("shims", "1.0");
FFI_EXPORT_BEGIN

/** A number of either kind. */
union either {
	long whole;
	double part;
};

struct bits {
	unsigned low : 3, high : 5;
	int rest;
};

struct pair {
	int a, b;
};

/** Adds two numbers. */
static inline int shims_add(int a, int b)
{
	return a + b;
}

/** Turns a pair. */
static inline struct pair shims_swap(struct pair p)
{
	return (struct pair){p.b, p.a};
}

/** The square of a number. */
#define SHIMS_SQUARE(x) ((x) * (x))
FFI_MACRO_FUNCTION(int, SHIMS_SQUARE, (int number FFI_DEFAULT(2)));

/** Does not look at the number. */
#define SHIMS_IGNORE(x) 5
FFI_MACRO_FUNCTION(int, SHIMS_IGNORE, (int number));

/** Sums up what follows. */
FFI_VARIADIC() FFI_VARIADIC(int first) FFI_VARIADIC(int first, double second) double shims_sum(int count, ...);

/** Says it. */
FFI_VARIADIC(int number, FFI_NULLABLE FFI_UTF8 const char *more) int shims_say(FFI_UTF8 const char *format, ...);

/** Notes it: what is behind the text does not count it. */
FFI_VARIADIC(int) int shims_note(const char *format, ...);

/** Its conjugate. */
double _Complex shims_conjugate(double _Complex z);
#ifdef __SIZEOF_INT128__
/** Twice that. */
__int128 shims_double(__int128 number);
#endif
/** The half of it. */
union either shims_half(union either number, int is_whole);
/** The bits the other way round. */
struct bits shims_turn(struct bits bits);
/** Four numbers that are calculated with at once. */
typedef float four __attribute__((vector_size(16)));
/** Each of them times a factor. */
four shims_scale(four numbers, float factor);
/** Half of it, exactly. */
long double shims_halve(long double number);

FFI_EXPORT_END

#endif
