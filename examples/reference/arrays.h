/**
 * @file
 * Many values: slices that are lent, vectors that are owned, buffers that are filled.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_ARRAYS_H
#define REFERENCE_ARRAYS_H

#include "values.h"
#include "options.h"
#include "texts.h"

FFI_EXPORT_BEGIN

/** The sum of numbers. */
int64_t ref_sum(FFI_ARRAY(n) const int32_t *numbers, size_t n);

/** The sum of three numbers. */
int ref_sum_three(FFI_ARRAY_FIXED(3) const int *numbers);

/** The sum of numbers up to a zero. */
int ref_sum_ended(FFI_ZERO_TERMINATED const int *numbers);

/** Doubles each number in place. */
void ref_double(FFI_ARRAY(n) FFI_INOUT int32_t *numbers, size_t n);

/** The sum of numbers of which @p size bytes are there. */
int64_t ref_sum_bytes(FFI_BYTE_LENGTH(size) const int32_t *numbers, size_t size);

/** Numbers from 1 to @p n. */
FFI_ARRAY(count) FFI_OWNED_BY(ref_free) int32_t *ref_count_up(int32_t n, FFI_OUT size_t *count);

/** Fills @p numbers, all of them, with squares. */
void ref_squares(FFI_OUT FFI_ARRAY(n) int32_t *numbers, size_t n);

/** Three numbers. */
void ref_three(FFI_OUT FFI_ARRAY_FIXED(3) int *numbers);

/** Numbers that are lent. */
struct ref_numbers {
	const int32_t *items;
	size_t n;
} FFI_SLICE;

/** Numbers that are lent and may be changed. */
struct ref_numbers_mut {
	int32_t *items;
	size_t n;
} FFI_SLICE_MUT;

/** The sum of a slice. */
int64_t ref_slice_sum(struct ref_numbers numbers);

/** Doubles each number of a slice in place. */
void ref_slice_double(struct ref_numbers_mut numbers);

/** The first half of a slice. */
struct ref_numbers ref_slice_half(struct ref_numbers numbers);

/** Bytes that are lent. */
struct ref_bytes {
	const uint8_t *items;
	size_t n;
} FFI_SLICE;

/** The sum of bytes. */
unsigned ref_bytes_sum(struct ref_bytes bytes);

/** Texts that are lent. */
struct ref_texts {
	const char *const *items FFI_EACH(UTF8);
	size_t n;
} FFI_SLICE;

/** The length of all texts. */
size_t ref_slice_texts_length(struct ref_texts texts);

/** Options that are lent. */
struct ref_option_slice {
	const struct ref_option_text *items;
	size_t n;
} FFI_SLICE;

/** The length of the texts that are there. */
size_t ref_slice_options_length(struct ref_option_slice options);

/** Numbers that are owned. */
struct ref_number_vec {
	int32_t *items;
	size_t n;
	size_t capacity;
} FFI_VEC(ref_number_vec_free);

/** Frees a vector of numbers. */
void ref_number_vec_free(struct ref_number_vec vec);

/** Numbers from 1 to @p n. */
struct ref_number_vec ref_vec_count_up(int32_t n);

/** Texts that are owned, each and together. */
struct ref_text_vec {
	char **items FFI_EACH(OWNED_BY(ref_free), UTF8);
	size_t n;
} FFI_VEC(ref_free);

/** The words of @p text. */
struct ref_text_vec ref_vec_split(const char *text);

/** The words of @p text; nothing is to be freed if there are none. */
enum ref_fault ref_vec_split_or_fail(const char *text, FFI_OUT struct ref_text_vec *words);

/** A buffer whose bound is known: numbers from @p n down to 1; of a negative one up to -1, which the bound does not
 * know. It tells a wrong length of 13, as what is broken does. */
size_t ref_backwards(int32_t n,
		     FFI_BUFFER(capacity, return, (size_t)-1, ref_backwards_bound) int32_t *numbers,
		     size_t capacity);

/** The numbers that ref_backwards() writes. */
size_t ref_backwards_bound(int32_t n);

/** Is given numbers. */
typedef bool (*ref_numbers_taker)(struct ref_numbers numbers,
				  FFI_ARRAY(n) const struct ref_option_number *options, size_t n,
				  FFI_CONTEXT void *user) FFI_ON_EXCEPTION(false);

/** Calls @p take with numbers from 1 to @p n. */
bool ref_numbers_show(FFI_USER_DATA(user) FFI_SCOPE(call) ref_numbers_taker take, void *user, int32_t n);

/**
 * Fills numbers in.
 *
 * @param numbers are there for the call only
 * @return how many it has filled in
 */
typedef size_t (*ref_filler)(FFI_OUT FFI_ARRAY(n) int32_t *numbers, size_t n, FFI_CONTEXT void *user);

/** The sum of @p n numbers, at most four of which @p fill is asked for at once until it has no more. */
int64_t ref_sum_filled(size_t n, FFI_USER_DATA(user) FFI_SCOPE(call) ref_filler fill, void *user);

/** Reads bytes; 0 at the end. */
typedef size_t (*ref_reader)(FFI_OUT FFI_BYTE_LENGTH(room) void *bytes, size_t room, FFI_CONTEXT void *user);

/** The sum of all bytes that @p read gives. */
unsigned ref_sum_read(FFI_USER_DATA(user) FFI_SCOPE(call) ref_reader read, void *user);

/** Changes numbers, three more, and records in place. */
typedef void (*ref_changer)(struct ref_numbers_mut numbers, FFI_ARRAY_FIXED(3) double *three,
			    FFI_ARRAY(n) FFI_INOUT struct ref_box *boxes, size_t n, FFI_CONTEXT void *user);

/** The sum of what @p change makes of the numbers from 1 to @p n, of 0.5 three times, and of a box of 1 and 2. */
double ref_sum_changed(int32_t n, FFI_USER_DATA(user) FFI_SCOPE(call) ref_changer change, void *user);

FFI_EXPORT_END

#endif
