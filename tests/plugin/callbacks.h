/*
 * Function pointers in every place: what g++ has to read from the source is what the C front end tells.
 *
 * SPDX-License-Identifier: MIT
 */
#include <ffiextract.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
struct s;

#define OF(arguments) arguments
#define NOTHING
#define CALL __attribute__((__ms_abi__))
#define CALLBACK(type, name, arguments) typedef type (CALL *name) OF(arguments)
#define A_CALLBACK(name) int (*name)(int in_macro, const char *NOTHING second)
#define PASTE(a, b) a##b
#define PASTED(name) typedef void (*PASTE(name, _function))(int PASTE(name, _parameter), int y)
#define SUFFIXED(type, name, suffix) typedef void (*type name##suffix)(int name##suffix##_x)
#define NESTED(name, ...) typedef int (*name)(A_CALLBACK(first), __VA_ARGS__)
#define FUNCTION(result, name, arguments) extern result name arguments
#define A_MACRO_WHOSE_NAME_IS_LONGER_THAN_A_PLACE_CAN_SAY(x) typedef void (*x)(int of_long)

typedef int (*visitor)(int what, void *user FFI_CONTEXT, FFI_IN const int *v /* of v */, size_t n);
typedef void (*unnamed)(int, const char *, size_t, const size_t, struct s *, unsigned long, void (*)(int));
typedef void (*none)(void);
typedef int function_type(int a, char b);
typedef void (*(*maker)(int first))(char second);
void (*returns_pointer(int sig, void (*func)(int s)))(int);
typedef void (*arrays)(int v[4], char (*p)[3], const char *const names[], int m);
typedef void (*many)(int a, ...);
typedef void (*lines)(int a, /** Doc of b. */ int b,
	// of c, and a bracket )
	int c);
typedef visitor (*nested)(visitor inside, int (*plain)(visitor deep));
struct s { visitor f; void (*g)(int gg), *h; void (*tab[2])(int t); };
struct s by_value(struct s v);
void take(void (*each)(int row, char **cols FFI_NULLABLE), int n, struct s *s);
extern void (*hook)(const char *text __attribute__((unused)), int);

typedef int (*of) OF((int a, void (*b)(int c)));
CALLBACK(void, error_function, (struct s *png, const char *text));
CALLBACK(void, unnamed_error_function, (struct s *, const char *));
PASTED(some);
SUFFIXED(, empty_suffix, );
SUFFIXED(NOTHING, suffix, _ed);
NESTED(in_nested, int z, void (*more)(double d));
A_MACRO_WHOSE_NAME_IS_LONGER_THAN_A_PLACE_CAN_SAY(long_one);
FUNCTION(int, made, (int (*each)(int x, const char *y), int (*)(int u, int v), A_CALLBACK(third)));
int unnamed_callback(int (*)(int a, void *user FFI_CONTEXT), int (*)(int (*)(long deep)), void *);
int (*returns(int (*)(int q)))(int r);
int (*returns_two(int x NOTHING))(int r, int (*)(int w));
struct t { int (CALL *f)(int a, int); A_CALLBACK(field); int (*OF(g)) (OF(int h)); };
typedef void (*tables)(int (*table[2])(int t), char m[4][5], int function(int ff));
typedef const char *(*attributed)(int x __attribute__((unused)), FFI_NULLABLE const char *, size_t n);
typedef visitor (*by_typedef)(visitor, size_t u, size_t, struct t, const struct t named);
int directive_behind(int (*fun)(int *before, void *))
#ifdef __GNUC__
	__attribute__((deprecated))
#endif
	;
FFI_VARIADIC(int width) FFI_VARIADIC(FFI_NULLABLE const char *title, int (*inner)(int inside))
int control(struct s *s, int what, ...);
FFI_VARIADIC(int a_line) FFI_VARIADIC(char *two_lines FFI_NONNULL, double) int control_more(int what, ...);

#undef A_CALLBACK
#undef CALLBACK
#undef NOTHING
#define NOTHING something
#ifdef __cplusplus
}
#endif
