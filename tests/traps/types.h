/*
 * Every kind of C type, by name: what a reader of C's types is known to get wrong. The plugin's record of each is
 * compared with DWARF. SPDX-License-Identifier: MIT
 */
#ifndef TRAPS_TYPES_H
#define TRAPS_TYPES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if __has_include(<uchar.h>)
#include <uchar.h>
#elif !defined(__cplusplus) /* newlib has none */
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
#endif
#include <wchar.h>

/* ---- integers, by name and by width ---- */

struct integers {
	char c;
	signed char sc;
	unsigned char uc;
	short s;
	unsigned short us;
	int i;
	unsigned u;
	long l;
	unsigned long ul;
	long long ll;
	unsigned long long ull;
	_Bool b;
	wchar_t w;
	wint_t wi;
	char16_t c16;
	char32_t c32;
	int8_t i8;
	uint16_t u16;
	int_least32_t l32;
	uint_fast64_t f64;
	intmax_t im;
	uintptr_t up;
	size_t sz;
	ptrdiff_t pd;
};
#ifndef __cplusplus /* of each standard's own namespace */
struct most_aligned {
	char c;
	max_align_t m;
};
#endif
#ifdef __SIZEOF_INT128__
struct wide_integers {
	__int128 i;
	unsigned __int128 u;
	char c;
	__int128 packed __attribute__((packed));
};
#endif

typedef int mode_byte __attribute__((mode(QI)));
typedef unsigned mode_half __attribute__((mode(HI)));
typedef int mode_word __attribute__((mode(word)));
typedef unsigned mode_double __attribute__((mode(DI)));
typedef float mode_float __attribute__((mode(DF)));
struct modes {
	mode_byte b;
	mode_half h;
	mode_word w;
	mode_double d;
	mode_float f;
};

/* ---- other numbers ---- */

struct floats {
	float f;
	double d;
	long double l;
	float _Complex fc;
	double _Complex dc;
	long double _Complex lc;
	__extension__ unsigned char _Complex cc;
	__extension__ long long _Complex llc;
#ifdef __FLT32_MAX__
	_Float32 f32;
	_Float64 f64;
	_Float32x f32x;
#endif
#ifdef __FLT64X_MAX__
	_Float64x f64x;
#endif
};
#ifdef __FLT128_MAX__
struct quad {
	_Float128 q;
	_Float128 _Complex qc;
};
#endif
#ifdef __FLT16_MAX__
struct half {
	_Float16 h;
	_Float16 a[3];
};
#endif
#ifdef __SIZEOF_FLOAT128__
struct float128 {
	__float128 q;
};
#endif
#ifdef __DEC32_MAX__
struct decimals {
	_Decimal32 d32;
	_Decimal64 d64;
	_Decimal128 d128;
	int behind;
};
int takes_decimals(const struct decimals *d);
#endif
struct integer_complex {
	int _Complex c;
};
int takes_integer_complex(const struct integer_complex *c);

#if __BITINT_MAXWIDTH__ >= 128
struct bit_ints {
	_BitInt(7) a;
	unsigned _BitInt(33) b;
	_BitInt(100) c;
};
int takes_bit_ints(const struct bit_ints *b);
#endif

typedef int vector4 __attribute__((vector_size(16)));
typedef double vector2d __attribute__((vector_size(16)));
typedef unsigned char vector8 __attribute__((vector_size(8)));
typedef float vector_under __attribute__((vector_size(16), aligned(4)));
struct vectors {
	char c;
	vector4 v4;
	vector8 v8[2];
	vector2d v2;
	vector_under vu;
};

/* ---- qualifiers ---- */

struct qualifiers {
	_Atomic int a;
	_Atomic(long long) al;
	_Atomic struct small {
		char bytes[3];
	} as;
	const int ci;
	volatile unsigned vu;
	const volatile char *cvp;
	char *const volatile *restrict pcv;
	const char *const *const table;
	const int matrix[2][3];
	int *_Atomic ap;
};
typedef const struct small const_small;
typedef volatile const_small *pointer_to_cv_small;
typedef const int const_row[3];
struct uses_const_rows {
	const_row rows[2];
	volatile const_row *pointer;
};

/* ---- pointers, functions, arrays ---- */

typedef int binary(int left, int right);
typedef binary *binary_pointer;
typedef void (*nested)(int (*inner)(const char *name, void (*innermost)(double x)), binary *b);
typedef int (*(*returns_function)(int first))(char second);
typedef int (*(*array_of_functions[3])(void))[5];
struct functions {
	binary *b;
	binary_pointer pair[2];
	nested n;
	returns_function r;
	int (*variadic)(const char *format, ...);
	int (*unprototyped)();
	void (*stops)(void) __attribute__((noreturn));
	int (*pure_one)(int x) __attribute__((const));
	void (*takes_arrays)(int a[3][4], int n, int b[n], const char s[static 2]);
	struct functions *(*self)(struct functions *f);
};
struct arrays {
	int one[7];
	int three[2][3][4];
	char *names[2][2];
	int (*to_array)[6];
	int (*(*deep)[2])[3];
	unsigned char zero[0];
};
struct flexible {
	size_t n;
	struct {
		int x, y;
	} rest[];
};
struct flexible_in_union {
	int n;
	union {
		struct {
			struct {
			} empty;
			int ints[];
		};
		char bytes[4];
	};
};
struct empty {
};
struct with_empty {
	int a;
	struct empty e;
	struct empty es[3];
	int b;
};

/* ---- records in records ---- */

struct outer {
	int kind;
	struct inner_tagged {
		int a;
		struct deeper {
			char c;
			union {
				int i;
				float f;
				struct {
					short lo, hi;
				};
			};
		} deep;
	} inner;
	union {
		struct inner_tagged *by_pointer;
		struct {
			int x;
			struct {
				int y;
				union {
					char z;
					long w;
				};
			};
		};
	};
	struct {
		int q;
	} unnamed[2], *unnamed_pointer;
	enum inner_enum { INNER_A, INNER_B = 7 } e;
	enum { NAMELESS_A = 3, NAMELESS_B } ne;
};
struct uses_inner {
	struct inner_tagged t;
	struct deeper d;
	enum inner_enum e;
};

struct left {
	struct right *other;
	struct left *self;
};
struct right {
	struct left by_value;
	struct right *next;
};

struct later;
typedef struct later later_type;
struct uses_later {
	later_type *p;
	struct later **pp;
};
struct later {
	int now_complete;
	later_type *next;
};
struct never;
typedef struct never never_type;
struct uses_never {
	never_type *p;
	struct never *q;
};

typedef struct same {
	int a;
} same;
typedef struct {
	int a;
} other_name, *other_pointer;
typedef struct tag_a {
	int a;
} name_b;
struct name_b {
	char different;
};
typedef name_b chain1;
typedef const chain1 chain2;
typedef chain2 *chain3;
typedef union {
	int i;
	double d;
} nameless_union;
typedef enum { NAMELESS_ENUM_A = -1, NAMELESS_ENUM_B = 1 } nameless_enum;
struct chains {
	chain1 a;
	chain3 b;
	nameless_union u;
	nameless_enum e;
	struct name_b n;
	other_pointer p;
};
typedef struct pointed_only {
	int z;
} *pointed_only_pointer;
typedef struct {
	int z;
} *nameless_pointer;
struct pointers_only {
	pointed_only_pointer p;
	nameless_pointer q;
};

/* ---- repeated ---- */

typedef int repeated;
typedef int repeated;
typedef void (*repeated_callback)(repeated first, const char *second);
typedef repeated after_repetition;
typedef repeated after_repetition;
typedef void (*repeated_callback)(repeated first, const char *second);
typedef __SIZE_TYPE__ size_t;
typedef struct left repeated_left;
typedef struct left repeated_left;
typedef const char *repeated_text;
typedef const char *repeated_text;
struct uses_repeated {
	repeated r;
	repeated_callback cb;
	after_repetition a;
	size_t n;
	repeated_left *l;
	repeated_text t;
};
repeated takes_repeated(repeated a, repeated_callback cb, size_t n, repeated_text t);

/* ---- enums ---- */

enum negative { NEGATIVE_A = -5, NEGATIVE_B, NEGATIVE_C = 127 };
#ifndef __cplusplus
typedef enum announced announced; /* GCC's DWARF says unsigned of it beside "int" */
enum announced { ANNOUNCED_A = -3, ANNOUNCED_B };
#endif
enum large { LARGE_A = 0xffffffffu, LARGE_B = 0 };
enum larger { LARGER_A = 0x7fffffffffffffffLL, LARGER_B = -1 };
enum largest { LARGEST_A = 0xffffffffffffffffULL, LARGEST_B = 1 };
enum __attribute__((packed)) tiny { TINY_A, TINY_B = 255 };
enum __attribute__((packed)) tiny_signed { TINY_SIGNED_A = -1, TINY_SIGNED_B = 200 };
enum forward;
enum forward_user { FORWARD_USER };
enum forward { FORWARD_A = 1 };
enum { NOBODY_A = 40, NOBODY_B = NOBODY_A << 1 };
#if __STDC_VERSION__ > 201710L && __GNUC__ >= 13
enum fixed : unsigned char { FIXED_A = 1, FIXED_B = 255 };
enum fixed_wide : long long { FIXED_WIDE = -1 };
struct fixed_enums {
	enum fixed f;
	enum fixed_wide w;
	enum fixed bits : 3;
};
#endif
struct enums {
	enum negative n;
	enum large l;
	enum larger ll;
	enum largest lll;
	enum tiny t;
	enum tiny_signed ts;
	enum forward *f;
};
/* On i686 a field of 64 bits is aligned to four bytes, so only its attribute aligns this one. */
struct __attribute__((aligned(8))) aligned_enum {
	enum larger l;
};

/* ---- bit-fields ---- */

struct bits {
	signed s : 3;
	int plain : 5;
	unsigned u : 7;
	_Bool b : 1;
	enum negative e : 8;
	enum tiny t : 8;
	char c : 2;
	unsigned char uc : 7;
	long long straddles : 45;
	unsigned long long whole : 64;
	uint16_t standard : 11;
	int : 4;
	int : 0;
	short after_zero : 2;
};
struct bits_packed {
	unsigned a : 3;
	unsigned : 0;
	int b : 7;
	unsigned long long c : 41;
	char d;
	unsigned e : 5;
} __attribute__((packed));
struct bits_zero_char {
	char a : 3;
	char : 0;
	char b : 5;
	int : 0;
	char c;
};
struct bits_only_unnamed {
	int : 5;
	unsigned : 0;
	int x;
};
struct bits_in_union {
	union {
		unsigned a : 5;
		unsigned long long b : 50;
		int : 0;
	};
	unsigned tail : 1;
};
struct bits_behind_bytes {
	char head;
	int in_int : 7;
	int next : 17;
	short third : 9;
	char tail;
};
struct __attribute__((aligned(16))) bits_aligned {
	unsigned a : 1 __attribute__((aligned(8)));
	unsigned b : 1;
};
struct bits_typedef_aligned {
	char c;
	int packed_field : 20 __attribute__((packed));
	int behind : 12;
};
#if defined __x86_64__ || defined __i386__
struct __attribute__((ms_struct)) bits_ms {
	char a : 3;
	int b : 5;
	short c : 4;
	short : 0;
	long long d : 33;
	char e;
};
struct __attribute__((gcc_struct)) bits_gcc {
	char a : 3;
	int b : 5;
	short c : 4;
};
#endif

/* ---- alignment ---- */

struct packed {
	char c;
	int i;
	double d;
	struct {
		char c;
		long l;
	} inner;
} __attribute__((packed));
struct packed_aligned {
	char c;
	long long l;
	short s;
} __attribute__((packed, aligned(4)));
struct one_packed {
	char c;
	int i __attribute__((packed));
	int j;
	char d;
	double x __attribute__((packed, aligned(2)));
};
struct over_aligned {
	char c;
	int i __attribute__((aligned(32)));
	char d;
};
struct __attribute__((aligned(64))) cache_line {
	int x;
};
struct array_of_lines {
	char c;
	struct cache_line lines[2];
};
typedef int over_typedef __attribute__((aligned(16)));
typedef long long under_typedef __attribute__((aligned(2)));
struct typedef_alignments {
	char c;
	over_typedef o;
	char d;
	under_typedef u;
	char e;
	under_typedef us[2];
};
typedef struct {
	int a;
	char b;
} __attribute__((aligned(32))) over_typedef_record;
typedef struct {
	long a[3];
} over_typedef_name __attribute__((aligned(16)));
struct uses_over_typedef_name {
	char c;
	over_typedef_name o;
	char d;
};
typedef struct same same_aligned __attribute__((aligned(16)));
struct uses_same_aligned {
	char c;
	same_aligned s;
	same plain;
};
struct alignas_field {
	char c;
	_Alignas(16) char d;
	_Alignas(double) int e;
};
struct largest_alignment {
	char c;
	int i __attribute__((aligned));
};
struct natural {
	char c;
	double d;
	char e;
	long long l;
	char f;
	long double x;
	char g;
	double _Complex z;
};

#pragma pack(push, 1)
struct pragma1 {
	char c;
	int i;
	double d;
	unsigned bits : 3;
	short s;
	int aligned_member __attribute__((aligned(4)));
};
#pragma pack(2)
struct pragma2 {
	char c;
	int i;
	double d;
	struct cache_line line;
	unsigned long long bits : 33;
};
union pragma_union {
	char c;
	int i;
};
#pragma pack(pop)
struct after_pragma {
	char c;
	struct pragma1 p1;
	struct pragma2 p2;
	int i;
};

/* ---- other shapes ---- */

struct __attribute__((scalar_storage_order("big-endian"))) stored_big {
	int i;
	unsigned bits : 5;
	short s[2];
	char text[4];
};
struct __attribute__((scalar_storage_order("little-endian"))) stored_little {
	int i;
	unsigned bits : 5;
	short s[2];
	char text[4];
};
int takes_stored(const struct stored_big *b, const struct stored_little *l);

typedef union {
	int *i;
	const char *c;
} transparent __attribute__((transparent_union));
union __attribute__((transparent_union)) transparent_tagged {
	struct packed *p;
	void *v;
};
int takes_transparent(transparent t);
int takes_transparent_tagged(union transparent_tagged t, union transparent_tagged *p);

int takes_va_list(const char *format, va_list list);
int takes_va_list_pointer(va_list *list);

struct __attribute__((designated_init)) designated {
	int a, b;
};
struct __attribute__((deprecated("use designated"))) deprecated_record {
	int a __attribute__((deprecated("gone")));
};
struct nonstring {
	char bytes[8] __attribute__((nonstring));
};
struct __attribute__((may_alias)) alias_any {
	int a;
};
typedef int may_alias_int __attribute__((may_alias));
struct uses_may_alias {
	may_alias_int *p;
	may_alias_int i;
};

#define macro_named field_with_macro_name
struct macro_fields {
	int macro_named;
	char other;
};
#define macro_struct struct made_by_macro
macro_struct
{
	int x;
};

struct large_array {
	char bytes[0x7fffffff];
};
#if __SIZEOF_POINTER__ == 8 && __LP64__
struct larger_array {
	char bytes[0x100000000UL][4];
	int behind;
};
#endif

/* ---- arrays that a typedef names have the qualifiers of their elements ---- */

typedef int triple[3];
typedef const triple triple_constants;
typedef volatile triple_constants *triple_registers;
struct arrays_by_name {
	const triple one, two[2];
	volatile triple of_devices;
	triple_constants constants;
	volatile triple_constants registers;
	const triple *behind;
	triple_constants *const *further;
	triple_registers last;
	triple plain;
};
const triple *takes_arrays_by_name(const triple a, volatile triple *b, triple_constants *c, triple_registers d, triple e);

/* ---- defined again, as it was ---- */

#if __STDC_VERSION__ >= 202311L && __GNUC__ >= 15
struct defined_again {
	int x;
	struct defined_again *next;
};
struct defined_again {
	int x;
	struct defined_again *next;
};
typedef struct defined_again defined_again;
typedef struct defined_again {
	int x;
	struct defined_again *next;
} defined_again;
enum numbered_again { AGAIN_A = 1, AGAIN_B };
enum numbered_again { AGAIN_A = 1, AGAIN_B };
struct uses_defined_again {
	struct defined_again tag;
	defined_again name;
	enum numbered_again number;
};
defined_again takes_defined_again(struct defined_again a, defined_again *b, enum numbered_again c);
#endif
#ifdef __BITINT_MAXWIDTH__
struct wide_bits {
	_BitInt(1000) b;
	unsigned _BitInt(513) u;
	_BitInt(2) small;
};
#endif

/* ---- declared where nobody can name it ---- */

int takes_unnamable(struct only_here *p);
int takes_unnamable_whole(struct only_here_whole {
	int a;
	char b;
} *p);
int takes_unnamable_enum(enum only_here_enum { ONLY_HERE_A = 2 } e);
static inline int local_types(int x)
{
	struct local {
		int a[2];
	} l = {{x, x}};
	enum { LOCAL_A = 1 };
	return l.a[LOCAL_A];
}
__typeof__(struct in_typeof { int a; }) *from_typeof(void);

#endif
