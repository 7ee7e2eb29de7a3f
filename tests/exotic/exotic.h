/* Types that few languages have: each by value, by pointer, in a struct, in arrays, in callbacks and as a variable. */
#ifndef EXOTIC_H
#define EXOTIC_H

#include <ffiextract.h>
#include <stddef.h>
#include <uchar.h>
#include <wchar.h>

FFI_LIBRARY("exotic", "1.0");
FFI_EXPORT_BEGIN

#define EXOTIC(name, type)                                                                                   \
	struct name##_box {                                                                                  \
		char before;                                                                                 \
		type one;                                                                                    \
		type many[2];                                                                                \
	};                                                                                                   \
	typedef type (*name##_step)(type value, void *user FFI_CONTEXT);                                     \
	typedef void (*name##_told)(type value, void *user FFI_CONTEXT);                                     \
	type name##_twice(type value);                                                                       \
	type name##_behind(double a, int b, type first, char c, type second, struct name##_box box);         \
	void name##_put(FFI_IN const type *value, FFI_OUT type *twice);                                      \
	void name##_raise(FFI_INOUT type *value);                                                            \
	type name##_sum(const type *values FFI_ARRAY(count), size_t count);                                  \
	void name##_fill(type *values FFI_ARRAY(count), size_t count);                                       \
	struct name##_box name##_boxed(type value);                                                          \
	type name##_unbox(struct name##_box box);                                                            \
	void name##_rebox(FFI_INOUT struct name##_box *box);                                                 \
	type name##_each(type value, name##_step step FFI_USER_DATA(user) FFI_SCOPE(call), void *user);      \
	void name##_tell(type value, name##_told told FFI_USER_DATA(user) FFI_SCOPE(call), void *user);      \
	extern type name##_global;

#include "families.h"

#if defined __x86_64__ || defined __i386__
#define EXOTIC_OF_MICROSOFT __attribute__((ms_struct))
#else
#define EXOTIC_OF_MICROSOFT
#endif

/* Bit-fields that straddle units, as GCC, packed and as Microsoft lay them out. */
enum hue { HUE_RED, HUE_GREEN, HUE_BLUE };
struct mixed {
	char before;
	unsigned a : 3;
	unsigned short b : 7;
	int s : 5;
	long long w : 40;
	_Bool f : 1;
	enum hue h : 2;
	signed char g : 8;
};
struct __attribute__((packed)) straddle {
	unsigned a : 5;
	unsigned long long b : 37;
	int c : 9;
	unsigned d : 30;
};
struct EXOTIC_OF_MICROSOFT sized {
	signed char a : 3;
	int b : 5;
	short c : 9;
	long long d : 33;
	unsigned e : 32;
};
struct inner {
	unsigned char before;
	unsigned x : 12;
	unsigned : 0;
	unsigned y : 20;
	struct {
		int p : 3;
		unsigned q : 6;
	};
};
/** Sets each bit-field to a value that only its own bits hold. */
void set_bits(FFI_INOUT struct mixed *m, FFI_INOUT struct straddle *s, FFI_INOUT struct sized *w,
	      FFI_INOUT struct inner *i);
/** The number of those that hold another one than a caller is to set. */
int wrong_bits(const struct mixed *m FFI_IN, const struct straddle *s FFI_IN, const struct sized *w FFI_IN,
	       const struct inner *i FFI_IN);

/** One more. */
double _Complex successor(double _Complex z FFI_DEFAULT(2));
/** What a function fills in. */
typedef void (*filler)(double _Complex *out FFI_ARRAY(n), size_t n, void *user FFI_CONTEXT);
/** The sum of two numbers that FILL gives. */
double _Complex filled(filler fill FFI_USER_DATA(user) FFI_SCOPE(call), void *user);

/** The number of units of a text. */
size_t text16(FFI_UTF16 const char16_t *text);
size_t text32(FFI_UTF32 const char32_t *text);

FFI_EXPORT_END

#undef EXOTIC

#endif
