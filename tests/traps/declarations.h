/*
 * Every kind of C declaration. SPDX-License-Identifier: MIT
 */
#ifndef TRAPS_DECLARATIONS_H
#define TRAPS_DECLARATIONS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- functions ---- */

int plain(int a, const char *b);
int unnamed(int, const char *, void (*)(int));
int variadic(const char *format, ...);
#ifndef __cplusplus
int old_style();
int old_style_defined();
#endif
static inline int inlined(int a)
{
	return a + 1;
}
static int only_static(int a) __attribute__((unused));
static int only_static(int a)
{
	return a;
}
__attribute__((noreturn)) void stops(int status);
#ifndef __cplusplus
_Noreturn void stops_c11(int status);
#endif
int weak(int a) __attribute__((weak));
int aliased(int a);
int alias(int a);
int chosen(int a);
int renamed(int a) __asm__("the_symbol");
int hidden(int a) __attribute__((visibility("hidden")));
int protected_one(int a) __attribute__((visibility("protected")));
int versioned(int a);
#if defined __x86_64__
int windows(int a, double b) __attribute__((ms_abi));
int windows_callback(int (*f)(int x) __attribute__((ms_abi)));
#endif
#if defined __i386__
int called_std(int a) __attribute__((stdcall));
int called_fast(int a, int b) __attribute__((fastcall));
int called_reg(int a, int b, int c) __attribute__((regparm(3)));
int std_callback(int (*f)(int x) __attribute__((stdcall)));
#endif
#if defined __arm__
double called_pcs(double a) __attribute__((pcs("aapcs")));
#endif
int again(int a);
int again(int better_name) __attribute__((deprecated("use plain")));
__attribute__((warn_unused_result)) int must_use(void);
__attribute__((deprecated)) int just_old(void);
typedef struct old_result old_result __attribute__((deprecated("the type is old")));
__attribute__((deprecated)) old_result *old_with_result(void);
__attribute__((deprecated("use young"))) old_result *old_in_other_words(void);
const int const_result(void);
int takes_arrays(int a[10], int b[][3], int n);
#ifndef __cplusplus
int takes_c_arrays(const char c[static 4], int n, int d[n], int e[const 2]);
#endif
typedef int function_type(int x, ...);
function_type of_type;
int takes_function(int f(int x), function_type *g);
int (*returns_function(int a))(char b);
int (*(*returns_function_twice(int a))(char b))(double c);
const char *(*returns_array_pointer(void))[3];
enum returned { RETURNED_A };
enum returned returns_enum(enum returned e);
struct by_value {
	int a, b;
};
struct by_value returns_record(struct by_value v);
void takes_nothing(void);
extern int declared_extern(int a);
int two(int a), three(int b, int c), *four(void);
int macro_name(int (a));
#define and_macro(x) macro_name(x)
int(and_macro)(int a);
__attribute__((const)) int pure_one(int a);
int takes_volatile(volatile int *p, int *__restrict q, const volatile void *r);
int nested_callback(void (*outer)(int row, int (*inner)(const char *name, void *user), void *user), void *user);

/* ---- variables ---- */

extern int counter;
extern const int limit;
extern const char *const words[];
extern int numbers[4];
extern int unknown_size[];
extern const char text[];
extern __thread int per_thread;
extern volatile int changes;
extern struct by_value record_variable;
extern int (*hook)(int event);
extern void (*hooks[3])(void);
extern int renamed_variable __asm__("the_variable");
extern const double ratio __attribute__((visibility("hidden")));
static const int in_header = 42;
static const unsigned long long large_in_header = 0xffffffffffffffffULL;
static const double real_in_header = 0.5;
static const char string_in_header[] = "text";

#ifdef __cplusplus
}
#endif
#endif
