/**
 * @file
 * Structs whose fields are more than numbers: texts, arrays, options, what the bindings fill in.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_RECORDS_H
#define REFERENCE_RECORDS_H

#include "arrays.h"

FFI_EXPORT_BEGIN

/** Somebody. */
struct ref_person {
	char *name FFI_UTF8 FFI_OWNED_BY(ref_free);		  /**< what they are called */
	char *nick FFI_UTF8 FFI_OWNED_BY(ref_free) FFI_NULLABLE;  /**< what friends call them */
	int32_t *marks FFI_ARRAY(n_marks) FFI_OWNED_BY(ref_free); /**< what they got */
	size_t n_marks;
	struct ref_option_number age; /**< if they tell */
	char code[8] FFI_UTF8;	      /**< of their country */
};

/** A person called @p name, with marks from 1 to @p marks. */
struct ref_person ref_person_make(const char *name, int32_t marks);

/** The length of the name, the sum of the marks, and the age. */
int64_t ref_person_weigh(FFI_IN const struct ref_person *person);

/** A person called @p name; nobody has an empty one. */
enum ref_fault ref_person_find(const char *name, FFI_OUT struct ref_person *person);

/** People who are owned. */
struct ref_people {
	struct ref_person *items;
	size_t n;
} FFI_VEC(ref_free);

/** A person for each word of @p names. */
struct ref_people ref_people_of(const char *names);

/** The same through a pointer. */
enum ref_fault ref_people_find(const char *names, FFI_OUT struct ref_people *people);

/** What all of them weigh. */
int64_t ref_people_weigh(FFI_ARRAY(n) FFI_IN const struct ref_person *people, size_t n);

/** What stands on a box: texts and bytes, all of them inside. */
struct ref_sticker {
	char title[8] FFI_UTF8;
	char mark[4]; /**< a text in whatever encoding */
	char digest[4] FFI_BYTES;
	uint8_t salt[4];
};

/** A sticker with that title, a mark of two bytes, and zeros among its other bytes. */
struct ref_sticker ref_sticker_make(const char *title);

/** The sum of all bytes, of texts up to their end. */
unsigned ref_sticker_weigh(FFI_IN const struct ref_sticker *sticker);

/** How something is to be done. */
struct ref_options {
	uint32_t size FFI_SIZE_OF_SELF;
	uint32_t version FFI_RESERVED(3);
	int32_t level;
	bool fast;
};

/** The level, twice if it is to be fast; REF_FAULT_INVALID of another version or size. */
enum ref_fault ref_options_apply(FFI_IN const struct ref_options *options, FFI_OUT int *level);

/** The usual options; REF_FAULT_INVALID if the size is not filled in. */
enum ref_fault ref_options_usual(FFI_OUT struct ref_options *options);

FFI_EXPORT_END

#endif
