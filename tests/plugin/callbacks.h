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
#ifdef __cplusplus
}
#endif
