/*
 * What is not the same on every target: sizes, signs, values, shapes, what there is at all.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef MANY_H
#define MANY_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <wchar.h>

#include <ffiextract.h>

FFI_LIBRARY("many", "1.0");
FFI_EXPORT_BEGIN

/** The same shape, another size nearly everywhere. */
typedef struct many_sizes {
	char c;
	long l;
	time_t t;
	size_t s;
	wchar_t w;
	const char *text;
	long long ll;
	double d;
	unsigned low : 3;
	unsigned long middle : 20;
	signed high : 5;
	uint16_t halves[3];
} many_sizes;

/** Another value where a long is another one. */
enum many_level { MANY_NONE, MANY_LONG = sizeof(long), MANY_LAST = 100 };

/** As wide as a pointer, another type. */
#if __SIZEOF_POINTER__ == 8
typedef long long many_word;
#else
typedef int many_word;
#endif

/** Another shape on big-endian targets. */
typedef struct many_pair {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	short high;
	unsigned short low;
#else
	unsigned short low;
	short high;
#endif
} many_pair;

/** A value that a target has. */
#define MANY_MAX ((unsigned long)-1)
#define MANY_NAME "many"
#ifdef __linux__
#define MANY_PATH "/etc"
#else
#define MANY_DRIVE 'C'
#endif

size_t many_size(void);
void many_fill(many_sizes *out FFI_OUT);
long many_sum(const many_sizes *sizes);
/** @return all @p values together; they come as often as they are long */
long many_add(const long *values FFI_ARRAY(n), size_t n);
time_t many_later(time_t from, long seconds);
enum many_level many_level_of(many_word word);
char many_char(int code);
many_pair many_swap(many_pair pair);
wchar_t many_wide(wchar_t w);
/** Calls back with each long up to @p n. */
void many_each(long n, void (*each)(long value, void *user FFI_CONTEXT) FFI_USER_DATA(user), void *user);

#ifdef __s390x__
int many_only_big(int x);
#elif defined(_WIN32)
int many_only_windows(int x);
#endif

FFI_EXPORT_END

#endif
