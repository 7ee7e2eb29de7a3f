/*
 * Bodies for tests/suites/evidence.sh with the truth in their names: what a pointer parameter _W of w_* and
 * r_* points at may be written, that of the others not; c_* call nothing unknown, u_* do.
 */
#include <string.h>
#include <stdlib.h>
#include <stdio.h>
struct s { int x; struct s *next; char *buf; int bits : 3; };
extern void unknown(void *); static void *global; typedef long v2 __attribute__((vector_size(16)));
/* true facts: */
int r_read(const int *p) { return *p; }
int r_len(const char *s) { return strlen(s); }
int r_rec(const char *s) { return *s ? 1 + r_rec(s + 1) : 0; }
void r_memcpy(char *d_W, const char *s) { memcpy(d_W, s, 4); }
void r_indirect(struct s *p) { p->next->x = 1; }
static int helper(const int *q) { return q[1]; }
int r_helper(int *p) { return helper(p + 1); }
int *r_returns(int *p) { return p + 1; }
long r_diff(char *a, char *b) { return a - b; }
int r_local(int *p) { struct { int *q; } l = { p }; return *l.q; }
int r_loop(const char *p, int n) { int t = 0; for (int i = 0; i < n; i++) t += p[i]; return t; }
int r_cond(int *p, int *q, int c) { return *(c ? p : q); }
int r_unused(int *p) { return 0; }
int r_null(int *p) { return p == NULL; }
static int even(const int *p, int n); static int odd(const int *p, int n) { return n ? even(p, n - 1) : *p; }
static int even(const int *p, int n) { return n ? odd(p, n - 1) : *p; }
int r_mutual(int *p, int n) { return even(p, n); }
int r_strchr(const char *p) { return strchr(p, 'a') != NULL; }
struct s r_struct(const struct s *p) { return *p; }
/* false: */
void w_store(int *p_W) { *p_W = 1; }
void w_bits(struct s *p_W) { p_W->bits = 1; }
void w_inner(struct s *p_W) { int *q = &p_W->x; *q = 2; }
void w_unknown(int *p_W) { unknown(p_W); }
void w_global(int *p_W) { global = p_W; }
void w_other(struct s *a_W, char *b_W) { a_W->buf = b_W; }
void w_memset(char *p_W) { memset(p_W + 1, 0, 3); }
static void whelper(int *q) { *q = 1; }
void w_helper(int *p_W) { whelper(p_W); }
void w_free(void *p_W) { free(p_W); }
void w_addr(int *p_W) { int **q = &p_W; **q = 1; }
struct two { int *a; int b; }; struct two w_ret(int *p_W) { struct two t = { p_W, 1 }; return t; }
void w_asm(int *p_W) { __asm__("" : "+m"(*p_W)); }
void w_asm2(int *p_W) { __asm__("nop" : : "r"(p_W) : "memory"); }
void w_local(int *p_W) { struct { int *q; } l = { p_W }; *l.q = 1; }
void w_phi(int *p_W, int *q_W, int c) { int *r = c ? p_W : q_W; *r = 1; }
void w_int(char *p_W) { *(char *)((unsigned long)p_W & ~7ul) = 1; }
int *w_next(int *p_W) { int *q = r_returns(p_W); *q = 1; return q; }
void w_strchr(char *p_W) { *strchr(p_W, 'x') = 'y'; }
void w_fn(void (*f)(int *), int *p_W) { f(p_W); }
void w_strtol(char *p_W, char **e_W) { strtol(p_W, e_W, 0); }
__attribute__((weak)) int weakf(int *p) { return *p; }
int w_weak(int *p_W) { return weakf(p_W); }
__attribute__((noipa)) int noipaf(int *p) { return *p; }
int w_noipa(int *p_W) { return noipaf(p_W); }
void w_nested(int *p_W) { void in(void) { *p_W = 1; } in(); }
void w_va(char *p_W, ...) { __builtin_va_list ap; __builtin_va_start(ap, p_W); unknown(ap); unknown(p_W); __builtin_va_end(ap); }
void w_atomic(int *p_W) { __sync_fetch_and_add(p_W, 1); }
void w_atomic2(int *p_W) { __atomic_store_n(p_W, 1, __ATOMIC_SEQ_CST); }
void w_vec(v2 *p_W) { *p_W = (v2){1, 2}; }
void w_volatile(volatile int *p_W) { *p_W = 1; }
void w_calllhs(struct s *p_W) { *p_W = r_struct(p_W); }
void w_noreturn(int *p_W) { *p_W = 1; abort(); }
void w_deep(struct s *a_W, struct s *b_W) { struct s *l[2] = { a_W, b_W }; for (int i = 0; i < 2; i++) l[i]->x = i; }
void w_vla(int *p_W, int n) { int *l[n]; l[0] = p_W; *l[0] = 1; }
void w_union(int *p_W) { union { int *p; long l; } u; u.p = p_W; *(int *)u.l = 1; }
void w_printf(char *p_W) { printf("%s", p_W); }
int w_kr(p_W) int *p_W; { return *p_W = 1; }
void w_stmt(int *p_W) { ({ int *q = p_W; q; })[0] = 1; }
void w_qsort(int *p_W) { qsort(p_W, 1, 4, 0); }
/* calls: c_ nothing unknown, u_ unknown */
int c_plain(int a) { return a; }
int c_helper(int *p) { return helper(p) + strlen("abc"); }
int c_rec(int n) { return n ? c_rec(n - 1) : 0; }
void *c_malloc(int n) { return malloc(n); }
void u_unknown(void) { unknown(0); }
void u_pointer(void (*f)(void)) { f(); }
static void uh(void) { unknown(0); }
void u_deep(void) { uh(); }
void u_asm(void) { __asm__("nop"); }
int u_qsort(int *p) { qsort(p, 1, 4, 0); return 0; }
void u_printf(int n) { printf("%d\n", n); }
void u_puts(void) { printf("a\n"); }
int u_weak(int *p) { return weakf(p); }
static int um2(int n); static int um1(int n) { unknown(0); return n ? um2(n - 1) : 0; } static int um2(int n) { return n ? um1(n - 1) : 0; }
int u_mutual(int n) { return um2(n); }
/* somebody else's, whatever its name */
extern int tolower2(int); extern int trap(void); extern int rindex2(char *);
int u_other(void) { return trap() + tolower2(1); }
int w_other_name(char *p_W) { return rindex2(p_W); }
