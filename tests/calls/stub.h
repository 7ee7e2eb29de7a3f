/*
 * A callee that looks: it keeps all registers that may hold arguments, writes a result where it is to be written,
 * and gives every register that may hold one a pattern.
 *
 * SPDX-License-Identifier: MIT
 */
#include "machines.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef void filler(void *v, int seed);

enum { WORD = sizeof(void *), FLOATS_AT = 128, FORMATTED_AT = 256, STACK_AT = 288 };
#define IS_BIG_ENDIAN (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)

struct registers {
	_Alignas(16) unsigned char bytes[STACK_AT];
	unsigned char *stack;
};
struct registers seen, given;
extern char stub[];

/* Where a register is in struct registers. */
struct place {
	size_t at, size;
};

/* Which bytes of a value are where, as the interface says. */
struct piece {
	const char *reg;
	size_t offset, size;
	int is_high;
	const char *format;
};

static int failed, n_checks;
static const char *address_in;
static int address_on_stack;
static const void *image;
static size_t image_size;
static int n_formatted;
static unsigned char stack[1024];

static int find(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return -1;
}

/* Of size 0, if there is no such register. */
static struct place place_of(const char *name)
{
	static const char *const general[] = {GENERAL}, *const floats[] = {FLOATS};
	int i = find(general, sizeof general / sizeof *general, name);
	if (i >= 0)
		return (struct place){(size_t)i * WORD, WORD};
	i = find(floats, sizeof floats / sizeof *floats, name);
	if (i >= 0)
		return (struct place){FLOATS_AT + (size_t)i * FLOAT_SIZE, FLOAT_SIZE};
#ifdef FORMATTED
	static const char *const formatted[] = {FORMATTED};
	i = find(formatted, sizeof formatted / sizeof *formatted, name);
	if (i >= 0)
		return (struct place){FORMATTED_AT + (size_t)i * 16, 16};
#endif
	return (struct place){0, 0};
}

static void differs(const char *function, const char *what, const char *where)
{
	printf("%s: %s is not in %s\n", function, what, where);
	failed++;
}

/* Numbers with all the bits that the result's own format has: loads of powerpc do not round. */
static void give_numbers(void)
{
#ifdef FLOATS_ARE_BOXED
	if (n_formatted)
		for (int i = 0; i < (FORMATTED_AT - FLOATS_AT) / FLOAT_SIZE; i++)
			memset(given.bytes + FLOATS_AT + i * FLOAT_SIZE + 4, 0xff, 4);
#endif
#ifdef FORMATTED
	for (int i = 0; i < 2; i++) {
		long double number = (i + 1) / (3.0L + (long double)i);
		memcpy(given.bytes + FORMATTED_AT + i * 16, &number, sizeof number);
	}
#endif
#ifdef FLOATS_ARE_DOUBLE
	for (int i = 0; i < (FORMATTED_AT - FLOATS_AT) / FLOAT_SIZE; i++) {
		double number = (i + 1) / (3.0 + i);
		if (n_formatted)
			number = (float)number;
		memcpy(given.bytes + FLOATS_AT + i * FLOAT_SIZE, &number, sizeof number);
	}
#endif
}

/* The stub's second half: how many of the registers with a format are to be filled. */
int give(void);
int give(void)
{
	for (size_t i = 0; i < sizeof given.bytes; i++)
		given.bytes[i] = (unsigned char)(0x21 + i % 61);
	give_numbers();
	if (address_in || address_on_stack) {
		unsigned char *address;
		memcpy(&address, address_in ? seen.bytes + place_of(address_in).at : seen.stack,
		       sizeof address);
		memcpy(address, image, image_size);
		memcpy(given.bytes + place_of(ADDRESS).at, &address, sizeof address);
	}
	memcpy(stack, seen.stack, sizeof stack);
	return n_formatted;
}

/* MASK has 0xff where V's bytes mean something. */
static void prepare(void *v, void *mask, size_t size, filler *fill, int seed)
{
	unsigned char *m = (unsigned char *)mask, *bytes = (unsigned char *)v;
	memset(m, 0xff, size);
	fill(m, seed);
	memset(bytes, 0, size);
	fill(bytes, seed);
	for (size_t i = 0; i < size; i++)
		m[i] = m[i] == bytes[i] ? 0xff : 0;
}

/* The result is to be written to the address in register REG, or on the stack; else registers are what they are. */
static void expect_result(const char *reg, int on_stack, const void *value, size_t size, int formatted)
{
	n_formatted = formatted;
	address_in = reg;
	address_on_stack = on_stack;
	image = value;
	image_size = size;
}

static int same(const unsigned char *a, const unsigned char *b, const unsigned char *mask, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((!mask || mask[i]) && a[i] != b[i])
			return 0;
	return 1;
}

/* Bytes of a long double that mean something: x87 has 10 of them. */
static size_t known_size(const struct piece *piece)
{
#ifdef __i386__
	int is_long_double = strncmp(piece->reg, "st", 2) == 0 && piece->size > 8;
#else
	int is_long_double = strncmp(piece->reg, "st", 2) == 0;
#endif
	return is_long_double ? 10 : piece->size;
}

/* The SIZE bytes at AT as a number of that size, in the format of the bytes at IN. */
static int same_number(const unsigned char *in, const char *format, const unsigned char *at, size_t size)
{
	double d;
	float f;
	if (strcmp(format, "extended") != 0) {
		memcpy(&d, in, sizeof d);
	} else {
		long double l;
		memcpy(&l, in, sizeof l);
		d = (double)l;
		f = (float)l;
	}
	if (strcmp(format, "boxed") == 0) {
		memcpy(&f, in, sizeof f);
		return size == sizeof f && memcmp(in + sizeof f, "\xff\xff\xff\xff", 4) == 0 &&
		       memcmp(&f, at, size) == 0;
	}
	if (size == sizeof d)
		return memcmp(&d, at, size) == 0;
	if (strcmp(format, "double") == 0)
		f = (float)d;
	return size == sizeof f && memcmp(&f, at, size) == 0;
}

/* Is PIECE of VALUE in register image R? */
static int is_there(const struct registers *r, const struct piece *piece, const void *value, const void *mask)
{
	const unsigned char *bytes = (const unsigned char *)value + piece->offset;
	const unsigned char *m = mask ? (const unsigned char *)mask + piece->offset : NULL;
	struct place place = place_of(piece->reg);
	const unsigned char *at = r->bytes + place.at;
	if (piece->format)
		return place.size >= 8 && same_number(at, piece->format, bytes, piece->size);
	if (place.size < piece->size)
		return 0;
	if (piece->is_high != IS_BIG_ENDIAN && place.at < FORMATTED_AT)
		at += place.size - piece->size;
	return same(at, bytes, m, known_size(piece));
}

static inline void argument(const char *function, const char *name, const struct piece *piece,
			    const void *value, const void *mask)
{
	n_checks++;
	if (!is_there(&seen, piece, value, mask))
		differs(function, name, piece->reg);
}

static inline void referred(const char *function, const char *name, const struct piece *piece,
			    const void *value, const void *mask, size_t size)
{
	unsigned char *address;
	n_checks++;
	memcpy(&address, seen.bytes + place_of(piece->reg).at, sizeof address);
	if (place_of(piece->reg).size != sizeof address ||
	    !same(address, (const unsigned char *)value, (const unsigned char *)mask, size))
		differs(function, name, piece->reg);
}

static inline void in_memory(const char *function, const char *name, const void *value, const void *mask,
			     size_t size)
{
	n_checks++;
	for (size_t i = 0; i + size <= sizeof stack; i++)
		if (same(stack + i, (const unsigned char *)value, (const unsigned char *)mask, size))
			return;
	differs(function, name, "memory");
}

/* The rest of an int, or of the register where the ABI says so. */
static inline void extended(const char *function, const char *name, const struct piece *piece, int by_sign,
			    const void *value)
{
	const unsigned char *bytes = (const unsigned char *)value;
	struct place place = place_of(piece->reg);
	unsigned char fill = by_sign && bytes[IS_BIG_ENDIAN ? 0 : piece->size - 1] & 0x80 ? 0xff : 0;
	n_checks++;
	for (size_t i = piece->size; place.size && i < EXTENDED_SIZE; i++)
		if (seen.bytes[place.at + (IS_BIG_ENDIAN ? place.size - 1 - i : i)] != fill) {
			differs(function, name, "an extended register");
			return;
		}
}

static inline void returned(const char *function, const struct piece *piece, const void *result,
			    const void *mask)
{
	n_checks++;
	if (!is_there(&given, piece, result, mask))
		differs(function, "the result", piece->reg);
}

static inline void returned_in_memory(const char *function, const void *result, const void *expected,
				      const void *mask, size_t size)
{
	n_checks++;
	if (!same((const unsigned char *)expected, (const unsigned char *)result, (const unsigned char *)mask,
		  size))
		differs(function, "the result", "memory");
}

static int summary(void)
{
	printf("%d places\n", n_checks);
	return failed != 0;
}
