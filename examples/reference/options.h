/**
 * @file
 * Values that may be absent, results that may be errors, values of one kind or another.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_OPTIONS_H
#define REFERENCE_OPTIONS_H

#include "values.h"

FFI_EXPORT_BEGIN

/** A number, or none. */
struct ref_option_number {
	bool there;
	int32_t number;
} FFI_OPTION(there);

/** A text, or none. */
struct ref_option_text {
	bool there;
	const char *text FFI_UTF8;
} FFI_OPTION(there);

/** Half of a number, if that is one. */
struct ref_option_number ref_option_half(int32_t number);

/** The number, or @p otherwise. */
int32_t ref_option_or(struct ref_option_number number, int32_t otherwise);

/** The length of the text, or -1. */
int ref_option_text_length(struct ref_option_text text);

/** The name of a number up to three, or none. */
struct ref_option_text ref_option_name(int number);

/** One more than the number, if it is there. */
void ref_option_increment(FFI_INOUT struct ref_option_number *number);

/** The number that @p number points to, or @p otherwise. */
int ref_pointed_or(FFI_NULLABLE FFI_IN const int *number, int otherwise);

/** One of the library's own numbers; NULL if there is no such one. */
FFI_NULLABLE const int *ref_pointed(unsigned i);

/** The option that @p number points to, or that with nothing in it. */
bool ref_pointed_option(FFI_NULLABLE FFI_IN const struct ref_option_number *number);

/** A number, or an error. */
struct ref_result_number {
	bool ok;
	union {
		int32_t number;
		enum ref_fault fault;
	} is;
} FFI_RESULT(ok, number, fault);

/** A quotient; REF_FAULT_INVALID for one by 0. */
struct ref_result_number ref_result_divide(int32_t a, int32_t b);

/** An option of a number, or a text that tells why not. */
struct ref_result_option {
	int status;
	struct ref_option_number value FFI_CASE(0);
	char *why FFI_UTF8 FFI_OWNED_BY(ref_free);
} FFI_RESULT(status, value, why);

/** The number in @p text, nothing for an empty one, an error for anything else. */
struct ref_result_option ref_result_parse(const char *text);

/** Results that are owned. */
struct ref_result_vec {
	struct ref_result_number *items;
	size_t n;
} FFI_VEC(ref_free);

/** 12 divided by each number from 0 to @p n. */
struct ref_result_vec ref_result_quotients(int32_t n);

/** What a shape is. */
enum ref_shape_kind {
	REF_SHAPE_NOTHING,
	REF_SHAPE_CIRCLE,
	REF_SHAPE_BOX,
	REF_SHAPE_LABEL,
};

/** The sides of a box. */
struct ref_box {
	double width, height;
};

/** A shape of some kind. */
struct ref_shape {
	enum ref_shape_kind kind;
	union {
		double radius FFI_CASE(REF_SHAPE_CIRCLE);
		struct ref_box box FFI_CASE(REF_SHAPE_BOX);
		const char *label FFI_CASE(REF_SHAPE_LABEL) FFI_UTF8;
	} as;
} FFI_TAGGED(kind);

/** The area of a shape; of a label, its length. */
double ref_shape_area(struct ref_shape shape);

/** A shape of @p kind, each side 2. */
struct ref_shape ref_shape_make(enum ref_shape_kind kind);

/** The area of all shapes. */
double ref_shapes_area(FFI_ARRAY(n) const struct ref_shape *shapes, size_t n);

FFI_EXPORT_END

#endif
