// Structs, unions, nested and anonymous members, arrays, bit-fields, packed and aligned.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("records", "1.0");

FFI_EXPORT_BEGIN

struct pair { int first; short second; };

struct nested {
	struct pair pair;
	struct { int a; char b; } inner;
	union { int as_int; float as_float; };
	double matrix[2][3];
	const char *text;
};

struct bits { unsigned low:3, middle:5; int high:24; };

struct __attribute__((packed)) packed { char c; int i; };

struct aligned { char c; _Alignas(32) int i; };

union number { int i; double d; };

struct pair pair_swap(struct pair p);
struct pair pair_swap(struct pair p) { return (struct pair){p.second, (short)p.first}; }
int nested_sum(const struct nested *n);
int nested_sum(const struct nested *n) { return n->pair.first + n->inner.a; }
void bits_set(struct bits *b, unsigned low);
void bits_set(struct bits *b, unsigned low) { b->low = low & 7; }
int packed_get(struct packed p);
int packed_get(struct packed p) { return p.i; }
int aligned_get(const struct aligned *a);
int aligned_get(const struct aligned *a) { return a->i; }
union number number_double(union number n);
union number number_double(union number n) { n.d *= 2; return n; }

FFI_EXPORT_END
