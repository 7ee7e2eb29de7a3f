/*
 * What bindings of shims cannot call as it is, as functions: written by ffirender. Do not edit.
 *
 * Compile it into the library, or into one of its own that is linked with it. Values that some
 * language cannot pass go by pointer; a result that does is the last parameter. The first
 * symbol tells a binding that these are the shims of the interface that it was made from.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "tests/golden/shims/shims.h"

#if defined _WIN32
#define SHIMS_SHIM __declspec(dllexport)
#elif defined __GNUC__
#define SHIMS_SHIM __attribute__((visibility("default")))
#else
#define SHIMS_SHIM
#endif

#if defined __GNUC__
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
#endif

_Static_assert(sizeof(int) == 4, "int is another one than was described");
_Static_assert(sizeof(struct pair) == 8, "struct pair is another one than was described");
_Static_assert(sizeof(double) == 8, "double is another one than was described");
_Static_assert(sizeof(void *) == 8, "void * is another one than was described");
_Static_assert(sizeof(__int128) == 16, "__int128 is another one than was described");
_Static_assert(sizeof(union either) == 8, "union either is another one than was described");
_Static_assert(sizeof(struct bits) == 8, "struct bits is another one than was described");
_Static_assert(sizeof(four) == 16, "four is another one than was described");
_Static_assert(sizeof(float) == 4, "float is another one than was described");
_Static_assert(sizeof(long double) == 16, "long double is another one than was described");

SHIMS_SHIM extern const char shims_shims_e27e0a0516a117be;
const char shims_shims_e27e0a0516a117be = 0;

/* inline: int shims_add(int a, int b); */
SHIMS_SHIM int shims_shim_shims_add(int ffi_a, int ffi_b);
int shims_shim_shims_add(int ffi_a, int ffi_b)
{
	return (shims_add)(ffi_a, ffi_b);
}

/* inline: struct pair shims_swap(struct pair p); */
SHIMS_SHIM void shims_shim_shims_swap(const struct pair *ffi_p, struct pair *ffi_result);
void shims_shim_shims_swap(const struct pair *ffi_p, struct pair *ffi_result)
{
	*ffi_result = (shims_swap)(*ffi_p);
}

/* macro: int SHIMS_SQUARE(int number); */
SHIMS_SHIM int shims_shim_SHIMS_SQUARE(int ffi_number);
int shims_shim_SHIMS_SQUARE(int ffi_number)
{
	return SHIMS_SQUARE(ffi_number);
}

/* macro: int SHIMS_IGNORE(int number); */
SHIMS_SHIM int shims_shim_SHIMS_IGNORE(int ffi_number);
int shims_shim_SHIMS_IGNORE(int ffi_number)
{
	return SHIMS_IGNORE(ffi_number);
}

/* double shims_sum(int count, ...); */
SHIMS_SHIM double shims_shim_shims_sum(int ffi_count);
double shims_shim_shims_sum(int ffi_count)
{
	return (shims_sum)(ffi_count);
}

/* double shims_sum(int count, ...); */
SHIMS_SHIM double shims_shim_shims_sum_int(int ffi_count, int ffi_first);
double shims_shim_shims_sum_int(int ffi_count, int ffi_first)
{
	return (shims_sum)(ffi_count, ffi_first);
}

/* double shims_sum(int count, ...); */
SHIMS_SHIM double shims_shim_shims_sum_int_double(int ffi_count, int ffi_first, double ffi_second);
double shims_shim_shims_sum_int_double(int ffi_count, int ffi_first, double ffi_second)
{
	return (shims_sum)(ffi_count, ffi_first, ffi_second);
}

/* int shims_say(const char *format, ...); */
SHIMS_SHIM int shims_shim_shims_say(const char *ffi_format, int ffi_number, const char *ffi_more);
int shims_shim_shims_say(const char *ffi_format, int ffi_number, const char *ffi_more)
{
	return (shims_say)(ffi_format, ffi_number, ffi_more);
}

/* int shims_note(const char *format, ...); */
SHIMS_SHIM int shims_shim_shims_note(const char *ffi_format, int ffi_2);
int shims_shim_shims_note(const char *ffi_format, int ffi_2)
{
	return (shims_note)(ffi_format, ffi_2);
}

/* __int128 shims_double(__int128 number); */
SHIMS_SHIM void shims_shim_shims_double(const __int128 *ffi_number, __int128 *ffi_result);
void shims_shim_shims_double(const __int128 *ffi_number, __int128 *ffi_result)
{
	*ffi_result = (shims_double)(*ffi_number);
}

/* union either shims_half(union either number, int is_whole); */
SHIMS_SHIM void shims_shim_shims_half(const union either *ffi_number, int ffi_is_whole, union either *ffi_result);
void shims_shim_shims_half(const union either *ffi_number, int ffi_is_whole, union either *ffi_result)
{
	*ffi_result = (shims_half)(*ffi_number, ffi_is_whole);
}

/* struct bits shims_turn(struct bits bits); */
SHIMS_SHIM void shims_shim_shims_turn(const struct bits *ffi_bits, struct bits *ffi_result);
void shims_shim_shims_turn(const struct bits *ffi_bits, struct bits *ffi_result)
{
	*ffi_result = (shims_turn)(*ffi_bits);
}

/* four shims_scale(four numbers, float factor); */
SHIMS_SHIM void shims_shim_shims_scale(const float *ffi_numbers, float ffi_factor, float *ffi_result);
void shims_shim_shims_scale(const float *ffi_numbers, float ffi_factor, float *ffi_result)
{
	four call_numbers;
	memcpy(&call_numbers, ffi_numbers, sizeof call_numbers);
	four call_result = (shims_scale)(call_numbers, ffi_factor);
	memcpy(ffi_result, &call_result, sizeof call_result);
}

/* long double shims_halve(long double number); */
SHIMS_SHIM double shims_shim_shims_halve(double ffi_number);
double shims_shim_shims_halve(double ffi_number)
{
	return (double)(shims_halve)(ffi_number);
}
