/**
 * @file
 * What plain C has: numbers of every width, enums, structs by value, constants; and functions that fail in the
 * ways that C functions do.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_PLAIN_H
#define REFERENCE_PLAIN_H

#include "reference.h"

/** The answer. */
#define REF_ANSWER 42
FFI_CONSTANT(REF_ANSWER);
/** Nearly pi. */
#define REF_PI 3.25
FFI_CONSTANT(REF_PI);
/** Who made it. */
#define REF_MAKER "the \"makers\""
FFI_CONSTANT(REF_MAKER);

#define REF_MODE_READ 1
FFI_CONSTANT(REF_MODE_READ);
#define REF_MODE_WRITE 2
FFI_CONSTANT(REF_MODE_WRITE);
#define REF_MODE_BOTH 3
FFI_CONSTANT(REF_MODE_BOTH);
FFI_FLAGS_ENUM(ref_mode, "REF_MODE_*");
#define REF_COLOUR_RED 1
FFI_CONSTANT(REF_COLOUR_RED);
#define REF_COLOUR_BLUE 2
FFI_CONSTANT(REF_COLOUR_BLUE);
FFI_ENUM(ref_colour, "REF_COLOUR_*");

#define REF_CODE_OK 0
#define REF_CODE_MORE 1
#define REF_CODE_BROKEN (-1)
FFI_CONSTANT(REF_CODE_OK);
FFI_CONSTANT(REF_CODE_MORE);
FFI_CONSTANT(REF_CODE_BROKEN);
FFI_ERROR_DOMAIN(ref_step_code, REF_CODE_OK, REF_CODE_MORE);

FFI_EXPORT_BEGIN

/* ---- numbers ---- */

/** Does nothing. */
FFI_LEAF void ref_nothing(void);
/** The other one. */
FFI_LEAF bool ref_opposite(bool value);
/** One more, of each width. */
FFI_LEAF int8_t ref_next_i8(int8_t value);
FFI_LEAF uint8_t ref_next_u8(uint8_t value);
FFI_LEAF int16_t ref_next_i16(int16_t value);
FFI_LEAF uint16_t ref_next_u16(uint16_t value);
FFI_LEAF int32_t ref_next_i32(int32_t value);
FFI_LEAF uint32_t ref_next_u32(uint32_t value);
FFI_LEAF int64_t ref_next_i64(int64_t value);
FFI_LEAF uint64_t ref_next_u64(uint64_t value);
FFI_LEAF size_t ref_next_size(size_t value);
FFI_LEAF ptrdiff_t ref_next_difference(ptrdiff_t value);
/** Half. */
FFI_LEAF float ref_half_float(float value);
FFI_LEAF double ref_half_double(double value);
/** The sum of ten. */
FFI_LEAF int ref_sum_ten(int a, int8_t b, int16_t c, int32_t d, int64_t e, float f, double g, uint8_t h, uint16_t i,
		uint32_t j);

/* ---- enums ---- */

/** Values may be others. */
enum ref_open { REF_OPEN_LOW = -5, REF_OPEN_HIGH = 5 } FFI_OPEN;
/** Values may not be others. */
enum ref_closed { REF_CLOSED_A, REF_CLOSED_B } FFI_CLOSED;
/** A bit set. */
enum ref_bits { REF_BITS_ONE = 1, REF_BITS_TWO = 2, REF_BITS_FOUR = 4 } FFI_FLAGS;

FFI_LEAF enum ref_open ref_open_next(enum ref_open value);
enum ref_closed ref_closed_other(enum ref_closed value);
FFI_LEAF enum ref_bits ref_bits_without(enum ref_bits value, enum ref_bits bits);
/** Integers that are of an enum of constants. */
FFI_LEAF FFI_AS(ref_mode) int ref_mode_add(FFI_AS(ref_mode) int mode, FFI_AS(ref_mode) int more);
FFI_LEAF FFI_AS(ref_colour) int ref_colour_other(FFI_AS(ref_colour) int colour);

/* ---- structs ---- */

/** Packed. */
struct ref_packed {
	char a;
	int b;
	short c;
} __attribute__((packed));
/** Of a grid. */
struct ref_corner {
	float x, y;
};
/** Nested, with arrays of two dimensions. */
struct ref_grid {
	int cells[2][3];
	struct ref_corner corners[2];
};
/** By value, in registers. */
FFI_LEAF struct ref_corner ref_corner_swap(struct ref_corner corner);
/** In memory. */
FFI_LEAF struct ref_grid ref_grid_fill(int value);
int ref_grid_sum(const struct ref_grid *grid);
/** Changed in place. */
void ref_packed_double(struct ref_packed *packed);

/* ---- what is left out, what is passed ---- */

/** The sum; ten more if nothing is said. */
FFI_LEAF int ref_add(int a, FFI_DEFAULT(10) int b);
/** The size of an int is passed; REF_CODE_BROKEN for another. */
FFI_STATUS(ref_step_code, REF_CODE_OK) int ref_check_size(FFI_PASS(sizeof(int)) size_t size);
/** What was there comes back, and a square is there. */
int ref_square(FFI_INOUT int *value);
/** Both parts. */
void ref_divide(int a, int b, FFI_OUT int *quotient, FFI_OUT int *rest);

/* ---- variables ---- */

/** How often ref_nothing() was called; who likes begins anew. */
extern int ref_nothings;
/** A third. */
extern const double ref_third;
/** Whether there is more. */
extern bool ref_more;
/** What is usual. */
extern enum ref_open ref_usual;
/** Where all begins. */
extern struct ref_corner ref_origin;
/** Who has it. */
extern const char *const ref_owner;

/* ---- how it fails ---- */

/** REF_CODE_MORE as long as @p n is positive; a failure if it is negative. */
FFI_STATUS(ref_step_code) int ref_step(int n);
/** The position of a letter; -1, which is a failure, if it is in no alphabet. */
FFI_SENTINEL(-1) int ref_position(char letter);
/** Fails with errno for a negative number. */
FFI_ERRNO int ref_root(int n);

FFI_EXPORT_END

#endif
