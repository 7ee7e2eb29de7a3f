/*
 * shims 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef SHIMS_FFI_H
#define SHIMS_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SHIMS_TEXT_(text) #text
#define SHIMS_TEXT(text) SHIMS_TEXT_(text)
#define SHIMS_ASM(symbol) __asm__(SHIMS_TEXT(__USER_LABEL_PREFIX__) symbol)

#ifdef __cplusplus
#define SHIMS_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define SHIMS_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* What the compiler cannot call as it is, 'ffirender shims' has written: link that too. Shims of
 * another interface lack this symbol. */
extern const char shims_shims_e27e0a0516a117be;
__attribute__((unused, used)) static const char *const shims_shims = &shims_shims_e27e0a0516a117be;

/* ---- the raw layer ---- */

/** A number of either kind. */
union either {
	long whole;
	double part;
};

__extension__ struct bits {
	unsigned int low : 3;
	unsigned int high : 5;
	int rest;
};

struct pair {
	int a;
	int b;
};

/** Adds two numbers. */
int shims_add(int a, int b) SHIMS_ASM("shims_shim_shims_add");

/** Turns a pair. */
void shims_swap(const struct pair *p, struct pair *result) SHIMS_ASM("shims_shim_shims_swap");

/** The square of a number. */
int SHIMS_SQUARE(int number) SHIMS_ASM("shims_shim_SHIMS_SQUARE");

/** Does not look at the number. */
int SHIMS_IGNORE(int number) SHIMS_ASM("shims_shim_SHIMS_IGNORE");

/** Sums up what follows. */
double shims_sum(int count, ...);

/** Says it. */
int shims_say(const char *format, ...);

/** Notes it: what is behind the text does not count it. */
int shims_note(const char *format, ...);

/** Its conjugate. */
__extension__ _Complex double shims_conjugate(_Complex double z);

/** Twice that. */
__extension__ __int128 shims_double(__int128 number);

/** The half of it. */
union either shims_half(union either number, int is_whole);

/** The bits the other way round. */
struct bits shims_turn(struct bits bits);

/** Four numbers that are calculated with at once. */
__extension__ typedef float __attribute__((vector_size(16))) four;

/** Each of them times a factor. */
/* Raw only: parameter 'numbers': bindings do not carry vectors of the processor. */
four shims_scale(four numbers, float factor);

/** Half of it, exactly. */
long double shims_halve(long double number);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

SHIMS_CHECK(sizeof(void *) == 8, "sizeof(void *)");
SHIMS_CHECK(sizeof(short) == 2, "sizeof(short)");
SHIMS_CHECK(sizeof(int) == 4, "sizeof(int)");
SHIMS_CHECK(sizeof(long) == 8, "sizeof(long)");
SHIMS_CHECK(sizeof(long double) == 16, "sizeof(long double)");
SHIMS_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
SHIMS_CHECK(sizeof(union either) == 8, "sizeof(union either)");
SHIMS_CHECK(__alignof__(union either) == 8, "__alignof__(union either)");
SHIMS_CHECK(offsetof(union either, whole) == 0, "offsetof(union either, whole)");
SHIMS_CHECK(offsetof(union either, part) == 0, "offsetof(union either, part)");
SHIMS_CHECK(sizeof(struct bits) == 8, "sizeof(struct bits)");
SHIMS_CHECK(__alignof__(struct bits) == 4, "__alignof__(struct bits)");
SHIMS_CHECK(offsetof(struct bits, rest) == 4, "offsetof(struct bits, rest)");
SHIMS_CHECK(sizeof(struct pair) == 8, "sizeof(struct pair)");
SHIMS_CHECK(__alignof__(struct pair) == 4, "__alignof__(struct pair)");
SHIMS_CHECK(offsetof(struct pair, a) == 0, "offsetof(struct pair, a)");
SHIMS_CHECK(offsetof(struct pair, b) == 4, "offsetof(struct pair, b)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_shims_failure_kind {
	SAFE_SHIMS_NOTHING, /**< all is well */
	SAFE_SHIMS_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_SHIMS_MEMORY,  /**< there is none left */
	SAFE_SHIMS_ERRNO,   /**< the code is errno's */
	SAFE_SHIMS_FAILED,  /**< the library gave no reason */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_shims_failure {
	enum safe_shims_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_shims_fail(struct safe_shims_failure *failure, enum safe_shims_failure_kind kind,
				     long long code, const char *message)
{
	size_t size = message ? strlen(message) : 0;

	if (!failure)
		return false;
	if (size >= sizeof failure->message)
		size = sizeof failure->message - 1;
	while (message && message[size] && ((unsigned char)message[size] & 0xc0) == 0x80)
		size--; /* no half characters of UTF-8 */
	failure->kind = kind;
	failure->code = code;
	if (size)
		memcpy(failure->message, message, size);
	failure->message[size] = '\0';
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_shims_copy(const void *from, size_t count, size_t size)
{
	unsigned char *copy = NULL;

	if (size && count > (SIZE_MAX - 4) / size)
		return NULL;
	copy = (unsigned char *)malloc(count * size + 4);
	if (!copy)
		return NULL;
	if (count && from)
		memcpy(copy, from, count * size);
	memset(copy + count * size, 0, 4);
	return copy;
}

/** Adds two numbers. */
static inline int safe_shims_add(int a, int b)
{
	return shims_add(a, b);
}

/** Turns a pair. */
static inline bool safe_shims_swap(const struct pair *p, struct pair *result,
				struct safe_shims_failure *failure)
{
	if (!p)
		return safe_shims_fail(failure, SAFE_SHIMS_MISUSE, 0, "shims_swap: 'p' is NULL");
	struct pair c_result;
	memset(&c_result, 0, sizeof c_result);
	shims_swap(p, &c_result);
	if (result)
		*result = c_result;
	return true;
}

/** The square of a number. */
static inline int safe_SHIMS_SQUARE(int number)
{
	return SHIMS_SQUARE(number);
}

/** Does not look at the number. */
static inline int safe_SHIMS_IGNORE(int number)
{
	return SHIMS_IGNORE(number);
}

/** Sums up what follows. */
static inline double safe_shims_sum(int count)
{
	return shims_sum(count);
}

/** Sums up what follows. */
static inline double safe_shims_sum_int(int count, int first)
{
	return shims_sum(count, first);
}

/** Sums up what follows. */
static inline double safe_shims_sum_int_double(int count, int first, double second)
{
	return shims_sum(count, first, second);
}

/** Says it. */
static inline bool safe_shims_say(const char *format, int number, const char *more, int *result,
				struct safe_shims_failure *failure)
{
	if (!format)
		return safe_shims_fail(failure, SAFE_SHIMS_MISUSE, 0, "shims_say: 'format' is NULL");
	int c_result = shims_say(format, number, more);
	if (result)
		*result = c_result;
	return true;
}

/** Notes it: what is behind the text does not count it. */
static inline bool safe_shims_note(const char *format, int argument_2, int *result,
				struct safe_shims_failure *failure)
{
	if (!format)
		return safe_shims_fail(failure, SAFE_SHIMS_MISUSE, 0, "shims_note: 'format' is NULL");
	int c_result = shims_note(format, argument_2);
	if (result)
		*result = c_result;
	return true;
}

/** Its conjugate. */
__extension__ static inline _Complex double safe_shims_conjugate(_Complex double z)
{
	return shims_conjugate(z);
}

/** Twice that. */
__extension__ static inline __int128 safe_shims_double(__int128 number)
{
	return shims_double(number);
}

/** The half of it. */
static inline union either safe_shims_half(union either number, int is_whole)
{
	return shims_half(number, is_whole);
}

/** The bits the other way round. */
static inline struct bits safe_shims_turn(struct bits bits)
{
	return shims_turn(bits);
}

/** Half of it, exactly. */
static inline long double safe_shims_halve(long double number)
{
	return shims_halve(number);
}

#ifdef __cplusplus
}
#endif
#undef SHIMS_CHECK

#endif
