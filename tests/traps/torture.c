/*
 * C that GCC takes and few readers of its trees survive; nothing here is an interface. SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>

int vla_param(int n, int m, int a[n][m], int (*p)[n], int b[static n], int c[const *][m]);
int vla_of_call(int n, char s[sizeof(int[n])]);
int nested_vla(int n, void (*f)(int k, int v[k]), int q[n + 1][2 * n]);
struct selves {
	struct selves *(*(*self[2])(struct selves *(*)(struct selves)))[3];
};
int (*(*(*(*deep)(int (*)(int (*)(void))))[2])(void))(double);
typedef int (*recursive(void))(void);
recursive *through_typedef(recursive **p);
__typeof__(through_typedef) *by_typeof;
__auto_type inferred = (struct selves *)0;
extern __typeof__(by_typeof(0)) of_call;
static inline int statement(int x)
{
	return ({
		struct inner {
			int a[3];
		} s = {.a = {[0 ... 2] = x}};
		s.a[2];
	});
}
int outer_function(int x)
{
	__label__ out;
	int nested(int y)
	{
		struct in_nested {
			int q;
		} s = {x + y};
		return s.q;
	}
	static void *labels[] = {&&out, &&out};
	goto *labels[x & 1];
out:
	return nested(x);
}
#define SELF SELF
#define PASTE(a, b) a##b
int PASTE(pas, ted)(int PASTE(ar, g));
enum { SELF_SIZE = sizeof(enum { IN_SIZEOF = 5 }), CHAR_SUM = 'ab' + L'x' };
enum wide { WIDE_NEGATIVE = -0x7fffffffffffffffLL - 1, WIDE_END = 0x7fffffffffffffffLL };
struct bits_of_enum {
	enum wide e : 63;
	_Bool : 0;
	_Bool b : 1;
};
struct { int a; } nameless_variable, *nameless_pointer[2];
union { struct { union { struct { int x; }; float f; }; }; int y; } deep_anonymous;
struct flexible_inside {
	int n;
	struct {
		int m;
		char tail[];
	} last;
};
struct zero {
	int none[0];
	struct {
	} empty[5];
};
int only_declared_in_param(struct seen_here { int a; } *p, union { int a; float b; } *q, enum { HERE } e);
int k_and_r(a, b, c) struct selves *a; float b; short c;
{
	return a != 0 && b > c;
}
int implicit_int_pointer(), (*unprototyped_pointer)(), (*table_of[3])();
int attributes(const char *a __attribute__((unused)), ...) __attribute__((sentinel, cold, nonnull, format(printf, 1, 2), section(".text.torture"), noinline, optimize("O1")));
int aliased_twice(int a) __asm__("torture_symbol") __attribute__((weak, visibility("hidden")));
int aliased_twice(int a);
typedef int vector3 __attribute__((vector_size(32)));
vector3 shuffle(vector3 v, vector3 w)
{
	return __builtin_shuffle(v, w, v) < w;
}
typedef int aligned_more __attribute__((aligned(64))), aligned_array[4] __attribute__((aligned(32)));
int takes_aligned(aligned_more a, aligned_array b, aligned_more *c);
_Complex double complex_one(_Complex float a, _Complex int b);
__attribute__((malloc)) void *(*returns_function(void))(size_t);
const volatile struct selves *const volatile restrict_and_all(const volatile char *volatile const *restrict *p);
_Atomic(struct { int a, b; }) atomic_struct;
_Atomic int *_Atomic atomic_pointer;
extern const struct never_complete incomplete_variable, *incomplete_pointers[];
extern int unknown_bounds[][3];
int known_later[] = {[7] = 1};
char text_array[] = "abc" "def", *texts[] = {[2] = "x"};
_Thread_local int per_thread __attribute__((tls_model("initial-exec")));
register long stack_pointer __asm__("sp");
static int never_used(void) __attribute__((unused));
extern inline __attribute__((gnu_inline, always_inline)) int inlined_only(void)
{
	return 1;
}
int ends_with_va(va_list list, va_list *lists, const char *format, ...);
_Static_assert(_Generic(1, int: 1, default: 0), "generic");
_Noreturn void stops(void), stops_too(void) __attribute__((noreturn));
int huge_array(char (*p)[0x7fffffffL][0x7fffL]);
