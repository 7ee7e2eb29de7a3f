/* Every kind of declaration that C has, for the round trip header -> IR -> C -> IR. */
#ifndef SHAPES_H
#define SHAPES_H

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

/* ---- records ---- */

/** Plain. */
struct plain {
	char c;	  /**< one byte */
	double d; /**< eight */
	short s;
};

struct __attribute__((packed)) packed_all {
	char c;
	int i;
	double d;
};

struct packed_some {
	char c;
	int i __attribute__((packed));
	double d;
};

struct packed_aligned {
	char c;
	long l;
} __attribute__((packed, aligned(4)));

struct aligned_field {
	char c;
	char far __attribute__((aligned(32)));
	int i;
};

struct aligned_whole {
	int i;
} __attribute__((aligned(64)));

struct bits {
	unsigned a : 3;
	unsigned b : 7;
	int : 0;
	signed c : 5;
	unsigned long long d : 40;
	bool e : 1;
	unsigned : 4;
	unsigned f : 9;
};

struct packed_bits {
	unsigned a : 3;
	unsigned b : 30;
	char c;
} __attribute__((packed));

union value {
	int i;
	double d;
	char bytes[12];
	struct {
		short low, high;
	} halves;
};

struct nested {
	int kind;
	union {
		int i;
		float f;
		struct {
			char a, b;
		};
	};
	struct {
		int x, y;
	} places[3];
	struct plain inner;
	struct nested *next;
};

struct flexible {
	size_t n;
	struct plain items[];
};

struct empty_tail {
	int n;
	int none[0];
};

typedef struct {
	int x;
	const char *name;
} untagged;

typedef union {
	int i;
	float f;
} untagged_union;

struct pointers {
	int *p;
	const int *cp;
	int *const pc;
	const int *const *const cpc;
	volatile int *v;
	int (*array)[4];
	int *array_of[4];
	int matrix[2][3];
	void (*callback)(int number, void *user);
	int (*(*returns)(char))(double);
	void (*table[3])(void);
	struct opaque *opaque;
	FILE *file;
};

struct choices {
	enum { CHOICE_A, CHOICE_B = 5 } choice;
	enum named_choice { NAMED_A = -1, NAMED_B } named;
};

struct numbers {
	int8_t i8;
	uint16_t u16;
	int64_t i64;
	uintptr_t up;
	long double ld;
	float _Complex fc;
	long long ll;
	signed char sc;
	unsigned char uc;
	wchar_t wc;
};

struct node;
struct edge {
	struct node *from, *to;
};
struct node {
	struct edge edges[2];
};

struct class {
	int new, delete, template;
};

/* ---- enumerations ---- */

enum negative { MINUS = -5, ZERO = 0, PLUS = 5 };
enum wide { NARROW = 1, WIDE = 0x100000000 };
enum big { BIG = 4000000000u };
enum least { LEAST = -2147483647 - 1 };
enum __attribute__((packed)) tiny { TINY_A, TINY_B };
typedef enum { ANON_A = 1, ANON_B } anonymous_enum;
enum { FREE_A = 10, FREE_B = 20 };

/* ---- typedefs ---- */

typedef struct opaque opaque;
typedef int row[4];
typedef int (*compare)(const void *a, const void *b);
typedef compare (*chooser)(int which, compare fallback);
typedef void function_type(int);
typedef float vector4 __attribute__((vector_size(16)));
typedef const struct plain *plain_list;

/* ---- variables and functions ---- */

extern int counter;
extern const char *const names[3];
extern struct plain table[];

void nothing(void);
int many(int a, unsigned b, long c, unsigned long d, long long e, unsigned long long f, short g, char h, bool i);
struct plain by_value(struct plain p, union value v, untagged u);
void arrays(int n, int values[], const row rows[2], double (*matrix)[3]);
void restricted(char *restrict to, const char *restrict from);
compare chosen(chooser c);
int (*returns_pointer(int which))(double);
void unnamed(int, const char *, void (*)(int));
int printed(const char *format, ...);
opaque *opaque_new(void);
size_t moment(const struct tm *tm, time_t t, FILE *out);
enum wide widened(enum negative n, anonymous_enum e);
double _Complex squared(double _Complex z);
void old(void) __attribute__((deprecated("use nothing()")));
void keyword_params(int class, int new);
int renamed(void) __asm__("other_symbol");
void takes(function_type *f);

/* ---- constants ---- */

#define INT_CONSTANT 42
#define UNSIGNED_CONSTANT 42u
#define LONG_CONSTANT (-7L)
#define LEAST_INT (-2147483647 - 1)
#define GREATEST 18446744073709551615ull
#define CHARACTER 'x'
#define HALF 0.5
#define THIRD (1.0f / 3)
#define TEXT "a \"quoted\"\ttext\\ with ?\?= and \x01\x80"
#define SIZE sizeof(struct plain)
#define ENUM_TWIN ZERO
#define FREE_A FREE_A

/* ---- parameters that are called as what their callers need ---- */

struct same_name {
	int a;
};
int same_name(const struct same_name *same_name, const char *strlen, const char *memcpy);
typedef int count_type;
count_type counted(const char *text, int count_type);

/* ---- what fails before it is called, and what others define ---- */

__attribute__((noreturn)) void never_returns(const char *why);
#define __SHAPES_RESERVED 1
enum hidden_enumerator { HIDDEN_ENUMERATOR = 1 };
#define HIDDEN_ENUMERATOR 0x1000

#endif
