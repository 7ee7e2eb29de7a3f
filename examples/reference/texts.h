/**
 * @file
 * Texts: borrowed and owned, in each encoding, counted or ended by a NUL, alone and many.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_TEXTS_H
#define REFERENCE_TEXTS_H

#include <uchar.h>

#include "values.h"

FFI_EXPORT_BEGIN

/** The number of bytes in front of the NUL. */
size_t ref_text_length(const char *text);

/** The same, of a text that may be missing: then 0. */
size_t ref_text_length_or_zero(FFI_NULLABLE const char *text);

/** The number of characters of ASCII. */
size_t ref_text_ascii(FFI_ASCII const char *text);

/** A text of the library's own. */
const char *ref_text_borrowed(void);

/** A copy of @p text with @p more behind it. */
FFI_OWNED_BY(ref_free) FFI_NONNULL char *ref_text_join(const char *text, const char *more);

/** A copy of @p text, or nothing if it is empty. */
FFI_OWNED_BY(ref_free) FFI_NULLABLE FFI_UTF8 char *ref_text_maybe(const char *text);

/** How often byte @p wanted is in @p text, which may hold NULs. */
size_t ref_text_count(FFI_UTF8 FFI_BYTE_LENGTH(size) const char *text, size_t size, char wanted);

/** How often byte @p wanted is in @p bytes. */
size_t ref_bytes_count(FFI_BYTE_LENGTH(size) const void *bytes, size_t size, unsigned char wanted);

/** The number of units of a UTF-16 text. */
size_t ref_text_utf16_length(FFI_UTF16 const char16_t *text);

/** A copy of a UTF-16 text, of @p count units. */
FFI_UTF16 FFI_OWNED_BY(ref_free)
	FFI_ARRAY(count) char16_t *ref_text_utf16_copy(FFI_UTF16 FFI_ARRAY(units) const char16_t *text,
						       size_t units, FFI_OUT size_t *count);

/** The number of characters of a UTF-32 text. */
size_t ref_text_utf32_length(FFI_UTF32 const char32_t *text);

/** A text in the locale's encoding: a file's name. */
size_t ref_text_locale_length(FFI_LOCALE const char *text);

/** The bytes up to the NUL, whatever they are. */
FFI_BYTES FFI_OWNED_BY(ref_free)
char *ref_text_bytes(FFI_BYTES const char *text);

/** Keeps @p text, which was made with malloc(), and frees it with the next one. */
void ref_text_give(FFI_TRANSFER FFI_OWNED_BY(free) FFI_NULLABLE FFI_UTF8 char *text);

/** The length of the text that ref_text_give() keeps. */
size_t ref_text_given(void);

/** Writes @p n as a number; REF_FAULT_TOO_SMALL if @p capacity is too small. */
enum ref_fault ref_text_number(long n, FFI_BUFFER(capacity, written, REF_FAULT_TOO_SMALL) FFI_UTF8 char *text,
			       size_t capacity, size_t *written);

/** Joins texts with a blank between them. */
FFI_OWNED_BY(ref_free)
FFI_NONNULL FFI_UTF8 char *ref_texts_join(FFI_ARRAY(n) FFI_EACH(UTF8) const char *const *texts, size_t n);

/** The same, of texts that a NULL ends. */
FFI_OWNED_BY(ref_free)
FFI_NONNULL FFI_UTF8 char *ref_texts_join_ended(FFI_ZERO_TERMINATED FFI_EACH(UTF8) const char *const *texts);

/** The words of @p text, each to be freed, and then the array. */
FFI_ARRAY(n)
FFI_EACH(OWNED_BY(ref_free), UTF8)
FFI_OWNED_BY(ref_free) char **ref_texts_split(const char *text, FFI_OUT size_t *n);

/** The days of the week, ended by a NULL. */
FFI_ZERO_TERMINATED FFI_EACH(UTF8) const char *const *ref_texts_days(void);

/** The words of @p text, ended by a NULL; ref_texts_free() frees all of them. */
FFI_ZERO_TERMINATED FFI_EACH(UTF8) FFI_OWNED_BY(ref_texts_free) char **ref_texts_words(const char *text);

/** Frees what ref_texts_words() gave. */
void ref_texts_free(char **texts);

/** A text that somebody else owns. */
struct ref_view {
	const char *text;
	size_t size;
} FFI_STRING_VIEW;

/** The number of bytes of a view. */
size_t ref_view_length(struct ref_view view);

/** The first word of a view, which is a part of it. */
struct ref_view ref_view_first(struct ref_view view);

/** A text that its holder frees. */
struct ref_string {
	char *text;
	size_t size;
	size_t capacity;
} FFI_STRING(ref_string_free);

/** Frees a string. */
void ref_string_free(struct ref_string *string);

/** A string of @p n times @p text. */
struct ref_string ref_string_repeat(struct ref_view text, unsigned n);

/** Fills in a string; nothing is to be freed if there is an error. */
enum ref_fault ref_string_fill(const char *text, FFI_OUT struct ref_string *string);

/** A text in memory for free(). */
typedef char *ref_made_text FFI_OWNED_BY(free) FFI_UTF8;

/** A label, which uses texts of its maker's as long as it lives. */
typedef struct ref_label ref_label FFI_SERVICE;

/** A label of @p text. */
FFI_CONSTRUCTOR(ref_label) ref_label *ref_label_new(FFI_UTF8 FFI_BORROWED const char *text);
/** Ends a label. */
FFI_DESTRUCTOR(ref_label) void ref_label_free(ref_label *label);
/** Adds @p numbers, which stay the caller's. */
void ref_label_number(ref_label *label, FFI_RETAINED FFI_ARRAY(n) const int *numbers, size_t n);
/** The text, and the sum of the numbers behind it. */
FFI_OWNED_BY(ref_free) FFI_NONNULL FFI_UTF8 char *ref_label_show(const ref_label *label);

/** Makes a text for ref_text_from(). */
typedef ref_made_text (*ref_text_maker)(int n, void *user FFI_CONTEXT);

/** The length of all texts that @p make gives for 1 to @p n. */
size_t ref_text_from(FFI_USER_DATA(user) FFI_SCOPE(call) ref_text_maker make, void *user, int n);

/** The texts that @p make gives for 1 to @p n, one behind the other. */
FFI_OWNED_BY(ref_free) FFI_NONNULL FFI_UTF8 char *ref_text_collect(FFI_USER_DATA(user) FFI_SCOPE(call) ref_text_maker make,
								   void *user, int n);

/** Is given texts in each form. */
typedef void (*ref_text_taker)(FFI_UTF8 const char *text, FFI_NULLABLE FFI_UTF8 const char *none,
			       struct ref_view view, FFI_UTF16 const char16_t *wide,
			       FFI_ARRAY(n) FFI_EACH(UTF8) const char *const *many, size_t n,
			       FFI_CONTEXT void *user);

/** Calls @p take once. */
void ref_text_show(FFI_USER_DATA(user) FFI_SCOPE(call) ref_text_taker take, void *user);

FFI_EXPORT_END

#endif
