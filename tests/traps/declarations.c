/* SPDX-License-Identifier: MIT */
#include "declarations.h"

#include <stdarg.h>
#include <stdlib.h>

int plain(int x, const char *y)
{
	return x + (y != NULL);
}
int unnamed(int one, const char *two_, void (*f)(int))
{
	f(one);
	return two_ != NULL;
}
int variadic(const char *f, ...)
{
	va_list list;
	va_start(list, f);
	int n = va_arg(list, int);
	va_end(list);
	return n;
}
int old_style(void)
{
	return 1;
}
int old_style_defined(a, c, f) int a;
char c;
float f;
{
	return a + c + (int)f;
}
void stops(int s)
{
	exit(s);
}
void stops_c11(int s)
{
	exit(s);
}
int weak(int a)
{
	return a;
}
int aliased(int a)
{
	return a;
}
int alias(int a) __attribute__((alias("aliased")));
static int choice(int a)
{
	return a;
}
__attribute__((used)) static int (*choose(void))(int)
{
	return choice;
}
int chosen(int a) __attribute__((ifunc("choose")));
int renamed(int a)
{
	return a;
}
int hidden(int a)
{
	return a;
}
int protected_one(int a)
{
	return a;
}
int versioned_old(int a)
{
	return a;
}
int versioned_new(int a)
{
	return a + 1;
}
__asm__(".symver versioned_old,versioned@TRAPS_1.0");
__asm__(".symver versioned_new,versioned@@TRAPS_2.0");
#if defined __x86_64__
__attribute__((ms_abi)) int windows(int a, double b)
{
	return a + (int)b;
}
#endif
extern inline __attribute__((gnu_inline)) int gnu_inline_only(int a)
{
	return a;
}
inline int c99_inline(int a)
{
	return a;
}
extern inline int c99_inline(int a);
int again(int a)
{
	return a;
}
int counter = 1;
const int limit = 7;
const char *const words[] = {"a", "b"};
int numbers[4];
int unknown_size[] = {1, 2, 3};
const char text[] = "text";
__thread int per_thread;
volatile int changes;
struct by_value record_variable;
int (*hook)(int event);
int renamed_variable;
const double ratio = 0.5;
int tentative;
int tentative = 3;
