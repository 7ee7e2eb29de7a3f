/**
 * @file
 * References: to numbers, enums, options and vectors, const and not, that may be missing or not; pointers to pointers;
 * and values that are passed by many or in few bytes.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_REFERENCES_H
#define REFERENCE_REFERENCES_H

#include "arrays.h"
#include "plain.h"

FFI_EXPORT_BEGIN

/* ---- of numbers ---- */

/** One more than what is pointed to. */
int64_t ref_read(FFI_IN const int64_t *value);
/** One more there, if it is there; whether it is. */
bool ref_bump(FFI_INOUT FFI_NULLABLE int64_t *value);

/* ---- of enums ---- */

/** What is pointed to. */
enum ref_open ref_read_open(FFI_IN const enum ref_open *value);
/** What is pointed to; an answer to "none" is REF_CLOSED_B. */
enum ref_closed ref_read_closed(FFI_IN FFI_NULLABLE const enum ref_closed *value);
/** The other one, in place, if it is there; whether it is. */
bool ref_turn(FFI_INOUT FFI_NULLABLE enum ref_closed *value);

/* ---- of options ---- */

/** Whether there is a number in it. */
bool ref_read_option(FFI_IN const struct ref_option_number *number);
/** Takes the number away, if an option is there; whether it was. */
bool ref_empty_option(FFI_INOUT FFI_NULLABLE struct ref_option_number *number);

/* ---- of vectors ---- */

/** How many texts there are. */
size_t ref_read_texts(FFI_IN const struct ref_texts *texts);
/** The same; none at all is 100. */
size_t ref_read_texts_or_none(FFI_IN FFI_NULLABLE const struct ref_texts *texts);

/* ---- pointers to pointers ---- */

/** A pointer to one of the library's own numbers; NULL if there is no such one. */
bool ref_find_number(unsigned i, FFI_OUT FFI_BORROWED FFI_NULLABLE const int **number);
/** A text of its own in @p text. */
bool ref_find_text(int number, FFI_OUT FFI_OWNED_BY(ref_free) FFI_UTF8 char **text);

/* ---- few bytes, many arguments ---- */

/** An enum of two bytes. */
enum __attribute__((packed)) ref_middle { REF_MIDDLE_LOW = -300, REF_MIDDLE_HIGH = 300 };

/** The other one. */
enum ref_middle ref_middle_other(enum ref_middle value);
/** A packed struct by value, of which each number is one more. */
struct ref_packed ref_packed_next(struct ref_packed packed);

/** Sums of so many numbers. */
FFI_LEAF int ref_sum_of_three(int a, int b, int c);
FFI_LEAF int ref_sum_of_four(int a, int b, int c, int d);
FFI_LEAF int ref_sum_of_five(int a, int b, int c, int d, int e);
FFI_LEAF int ref_sum_of_six(int a, int b, int c, int d, int e, int f);
FFI_LEAF int ref_sum_of_seven(int a, int b, int c, int d, int e, int f, int g);
FFI_LEAF int ref_sum_of_eight(int a, int b, int c, int d, int e, int f, int g, int h);
FFI_LEAF int ref_sum_of_nine(int a, int b, int c, int d, int e, int f, int g, int h, int i);

FFI_EXPORT_END

#endif
