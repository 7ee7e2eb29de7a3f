/**
 * @file
 * What has no symbol to call, and is called all the same: inline functions, macros, variadic functions.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_SHIMS_H
#define REFERENCE_SHIMS_H

#include <errno.h>

#include "callbacks.h"
#include "texts.h"

FFI_EXPORT_BEGIN

/* ---- inline functions ---- */

/** The sum of some numbers. */
static inline long ref_inline_sum(FFI_ARRAY(n) const int *values, size_t n)
{
	long sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += values[i];
	return sum;
}

/** From where to where. */
struct ref_range {
	long from, to;
};

/** The range turned round. */
static inline struct ref_range ref_range_turn(struct ref_range range)
{
	struct ref_range turned = {range.to, range.from};
	return turned;
}

/** As ref_visit(), inline. */
static inline int ref_inline_visit(int n, ref_visitor visit FFI_USER_DATA(user) FFI_SCOPE(call), void *user)
{
	int sum = 0;
	for (int i = 1; i <= n; i++) {
		int gave = visit(i, user);
		if (gave < 0)
			break;
		sum += gave;
	}
	return sum;
}

/**
 * The number itself, if it is not negative.
 *
 * @return -1 with EDOM in errno if it is
 */
FFI_SENTINEL(-1) FFI_ERRNO static inline int ref_inline_check(int number)
{
	if (number >= 0)
		return number;
	errno = EDOM;
	return -1;
}

/* ---- macros ---- */

/** A text with a number. */
typedef struct ref_badge ref_badge FFI_SERVICE;

/** What REF_BADGE() calls, which knows the version of the header. */
FFI_HIDE ref_badge *ref_badge_make(const char *text, int version);
/** Ends a badge. */
FFI_DESTRUCTOR(ref_badge) void ref_badge_free(ref_badge *badge);
/** The version that the badge was made with. */
int ref_badge_version(const ref_badge *badge);
/** The text of a badge. */
const char *ref_badge_text(const ref_badge *badge);
/** The number of a badge. */
long ref_badge_number(const ref_badge *badge);

/** Makes a badge for @p text. */
#define REF_BADGE(text) ref_badge_make((text), 3)
FFI_NAME("new") FFI_CONSTRUCTOR(ref_badge) FFI_MACRO_FUNCTION(ref_badge *, REF_BADGE, (const char *text));

/** Whether a badge has a text. */
#define REF_BADGE_HAS_TEXT(badge) (*ref_badge_text(badge) != '\0')
FFI_NAME("has_text") FFI_METHOD(ref_badge) FFI_MACRO_FUNCTION(bool, REF_BADGE_HAS_TEXT, (const ref_badge *badge));

/** The larger of two numbers. */
#define REF_LARGER(a, b) ((a) > (b) ? (a) : (b))
FFI_MACRO_FUNCTION(int, REF_LARGER, (int a, int b FFI_DEFAULT(0)));

/** The text of a badge as one of the caller's own. */
static inline FFI_METHOD(ref_badge) FFI_OWNED_BY(ref_free) FFI_NONNULL FFI_UTF8
char *ref_badge_copy(const ref_badge *badge)
{
	return ref_text_join(ref_badge_text(badge), "");
}

/* ---- variadic functions ---- */

/** What ref_badge_set() sets. */
enum ref_badge_part {
	REF_BADGE_TEXT = 1,   /**< the text: a string */
	REF_BADGE_NUMBER = 2, /**< the number: a long */
	REF_BADGE_COLOUR = 3  /**< badges have none yet */
};

/**
 * Sets a part of a badge.
 *
 * @param part which one
 * @param text the text, or nothing for none
 * @param number the number
 * @return REF_INVALID if the badge has not such a part
 */
FFI_VARIADIC(long number)
FFI_VARIADIC(FFI_NULLABLE const char *text)
enum ref_error ref_badge_set(ref_badge *badge, enum ref_badge_part part, ...);

/**
 * Adds up numbers.
 *
 * @param count how many follow
 */
FFI_VARIADIC() FFI_VARIADIC(double first) FFI_VARIADIC(double first, double second)
double ref_variadic_sum(int count, ...);

FFI_EXPORT_END

#endif
