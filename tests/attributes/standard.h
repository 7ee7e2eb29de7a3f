/*
 * Standard attributes and array spellings, each with what it says in the interface in a SAYS comment, which the
 * preprocessor keeps where the compiler at hand has the attribute. What says nothing has none.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stddef.h>

#include "ffiextract.h"

#define A(...) __attribute__((__VA_ARGS__))
#ifdef __cplusplus
extern "C" {
#endif

struct thing;
void thing_free(struct thing *t);
struct thing *thing_grow(struct thing *t, int n);

/* ---- NULL ---- */

/* SAYS: nonnull_one a: nonnull */
void nonnull_one(int *a, int *b, int c) A(nonnull(1));
/* SAYS: nonnull_all a: nonnull */
/* SAYS: nonnull_all b: nonnull */
void nonnull_all(int *a, int *b, int c) A(nonnull);
/* SAYS: nonnull_many a: nonnull */
/* SAYS: nonnull_many c: nonnull */
void nonnull_many(int *a, int *b, int *c) A(nonnull(1)) A(nonnull(3));
/* SAYS: result_nonnull result: nonnull */
int *result_nonnull(void) A(returns_nonnull);
#if __has_attribute(nonnull_if_nonzero)
/* SAYS: nonnull_counted p: nonnull_if_nonzero(n) */
void nonnull_counted(const void *p, size_t n) A(nonnull_if_nonzero(1, 2));
#if __GNUC__ >= 16
/* SAYS: nonnull_product p: nonnull_if_nonzero(size, n) */
void nonnull_product(const void *p, size_t size, size_t n) A(nonnull_if_nonzero(1, 2, 3));
#endif
#endif

/* ---- access ---- */

/* SAYS: reads p: in */
/* SAYS: reads p: array(n) */
long reads(const void *p, size_t n) A(access(read_only, 1, 2));
/* SAYS: writes p: out */
/* SAYS: writes p: array(n) */
long writes(void *p, size_t n) A(access(write_only, 1, 2));
/* SAYS: changes p: inout */
long changes(char *p) A(access(read_write, 1));
long uses(const void *p) A(access(none, 1));
/* SAYS: copies from: in */
/* SAYS: copies from: array(n) */
/* SAYS: copies to: out */
/* SAYS: copies to: array(n) */
void copies(const void *from, void *to, size_t n) A(access(read_only, 1, 3), access(write_only, 2, 3));

/* ---- who frees it; nothing is guessed ---- */

/* SAYS: thing_new result: malloc */
/* SAYS: thing_new result: owned_by(thing_free) */
A(malloc(thing_free)) A(malloc(thing_grow, 1)) struct thing *thing_new(void);
/* SAYS: thing_new_too result: malloc */
/* SAYS: thing_new_too result: owned_by(thing_free) */
A(malloc(thing_grow, 1)) A(malloc(thing_free, 1)) A(malloc) struct thing *thing_new_too(void);
/* SAYS: thing_grown result: malloc */
A(malloc(thing_grow, 1)) struct thing *thing_grown(void);
/* SAYS: thing_fresh result: malloc */
A(malloc) struct thing *thing_fresh(void);
/* SAYS: text_copy result: malloc */
/* SAYS: text_copy result: owned_by(free) */
char *text_copy(const char *s) A(malloc(__builtin_free, 1));
/* SAYS: memory result: alloc_size(n, size) */
/* SAYS: memory result: alloc_align(size) */
void *memory(size_t n, size_t size) A(alloc_size(1, 2)) A(alloc_align(2));
/* SAYS: bytes result: alloc_size(n) */
void *bytes(size_t n) A(alloc_size(1));

/* ---- of the function ---- */

/* SAYS: must result: must_use */
A(warn_unused_result) int must(void);
#if __has_attribute(unavailable)
/* SAYS: gone: unavailable(use must) */
A(unavailable("use must")) int gone(void);
/* SAYS: gone_too: unavailable */
A(unavailable) int gone_too(void);
#endif
/* SAYS: square: const */
A(const) int square(int a);
/* SAYS: first: pure */
A(pure) int first(const int *a);
/* SAYS: quiet: nothrow */
/* SAYS: quiet: no_callback */
A(nothrow, leaf) int quiet(void);
/* SAYS: stop: noreturn */
A(noreturn) void stop(int status);
A(deprecated("use must")) int old(void);
#if __has_attribute(unsequenced) && !defined __cplusplus
/* SAYS: same: unsequenced */
int same(int a) [[unsequenced]];
/* SAYS: same_of: unsequenced */
int same_of(const int *a) [[unsequenced]];
/* SAYS: again: reproducible */
int again(int a) [[reproducible]];
/* SAYS: again_of: reproducible */
int again_of(const int *a) [[reproducible]];
#endif
#if !defined __cplusplus
/* SAYS: halt: noreturn */
_Noreturn void halt(int status);
#endif
#if defined __cplusplus || __STDC_VERSION__ > 201710L
/* SAYS: must_too result: must_use */
[[nodiscard]] int must_too(void);
/* SAYS: must_with_reason result: must_use */
[[nodiscard("it may fail")]] int must_with_reason(void);
struct [[nodiscard]] ticket { int number; };
/* SAYS: typed result: must_use */
struct ticket typed(void);
/* SAYS: typed_callback result: must_use */
typedef struct ticket (*typed_callback)(void);
enum [[nodiscard]] outcome { OUTCOME_FINE, OUTCOME_WRONG [[deprecated("nothing is wrong")]] };
/* SAYS: enum outcome OUTCOME_WRONG: deprecated(nothing is wrong) */
/* SAYS: tried result: must_use */
enum outcome tried(void);
[[deprecated("use typed")]] int typed_once(void);
struct changed {
	/* SAYS: struct changed old: deprecated */
	[[deprecated]] int old;
};
/* SAYS: stop_too: noreturn */
[[gnu::noreturn]] void stop_too(int status);
/* SAYS: reads_too p: in */
/* SAYS: reads_too p: array(n) */
[[gnu::access(read_only, 1, 2)]] void reads_too(const int *p, int n);
#endif

/* ---- texts ---- */

/* SAYS: say format: format(printf, ...) */
int say(int level, const char *format, ...) A(format(printf, 2, 3));
/* SAYS: when format: format(strftime) */
int when(const char *format) A(format(strftime, 1, 0));
#if __has_attribute(null_terminated_string_arg)
/* SAYS: ended s: zero_terminated */
void ended(char *s) A(null_terminated_string_arg(1));
#endif

/* ---- file descriptors ---- */

#if __has_attribute(fd_arg)
/* SAYS: syncs fd: descriptor */
int syncs(int fd) A(fd_arg(1));
/* SAYS: splices from: descriptor(read) */
/* SAYS: splices to: descriptor(write) */
int splices(int from, int to) A(fd_arg_read(1), fd_arg_write(2));
/* SAYS: polls fd: descriptor */
typedef int (*polls)(int fd, void *user) A(fd_arg(1));
#endif

/* ---- C's arrays ---- */

#ifndef __cplusplus
/* SAYS: four v: nonnull */
/* SAYS: four v: array_fixed(4) */
/* SAYS: four w: nonnull */
int four(int v[static 4], const int w[static 1], int x[4], int y[]);
/* SAYS: counted v: array(n) */
int counted(int n, const int v[n]);
/* SAYS: rows v: array(n) */
int rows(int n, int m, int v[n][3], int u[n + 1], int w[][m]);
/* SAYS: defined_here v: array(n) */
static inline int defined_here(int n, const int v[n])
{
	return n > 0 ? v[0] : 0;
}
#endif

/* ---- callbacks ---- */

/* SAYS: callback result: must_use */
/* SAYS: callback name: nonnull */
/* SAYS: callback p: in */
/* SAYS: callback p: array(n) */
typedef int (*callback)(const char *name, void *p, size_t n)
	A(nonnull(1), access(read_only, 2, 3), warn_unused_result);

/* ---- fields, enums, variables ---- */

struct record {
	/* SAYS: struct record tag: bytes */
	char tag[4] A(nonstring);
	/* SAYS: struct record was: deprecated(use n) */
	int was A(deprecated("use n"));
	int n;
#if __has_attribute(counted_by) && !defined __cplusplus
	/* SAYS: struct record v: array(n) */
	int v[] A(counted_by(n));
#endif
};
#if __GNUC__ >= 16 && !defined __cplusplus
struct counted_pointers {
	size_t n;
	/* SAYS: struct counted_pointers numbers: array(n) */
	int *numbers A(counted_by(n));
	/* SAYS: struct counted_pointers text: array(n) */
	const char *text A(counted_by(n));
	/* SAYS: struct counted_pointers memory: array(n) */
	void *memory A(counted_by(n));
};
#endif
enum kind {
	KIND_A,
	/* SAYS: enum kind KIND_B: deprecated(use KIND_A) */
	KIND_B A(deprecated("use KIND_A")),
#if __has_attribute(unavailable)
	/* SAYS: enum kind KIND_C: unavailable */
	KIND_C A(unavailable),
#endif
}
#if __has_attribute(flag_enum) && !defined __cplusplus
/* SAYS: enum kind: flags */
A(flag_enum)
#endif
;
#if __has_attribute(hardbool) && !defined __cplusplus
/* SAYS: hardened: closed */
typedef unsigned char A(hardbool(0x5a, 0xa5)) hardened;
#endif
/* SAYS: magic: bytes */
extern char magic[8] A(nonstring);

/* ---- beside FFI_ words, which have more authority ---- */

int said_before(FFI_NONNULL int *a, FFI_ARRAY_FIXED(3) const int *p, size_t n) A(nonnull(1), access(none, 2));
/* SAYS: more_exact p: in */
int more_exact(FFI_BYTE_LENGTH(n) const int *p, size_t n) A(access(read_only, 1, 2));
FFI_OWNED_BY(other_free) char *freed_by(void) A(malloc(__builtin_free, 1), warn_unused_result);
/* SAYS: freed_by result: malloc */
/* SAYS: freed_by result: must_use */
void other_free(char *p);
/* SAYS: buffered s: out */
int buffered(FFI_BUFFER(n) char *s, size_t n) A(access(write_only, 1, 2));
typedef int *FFI_NULLABLE (*finder)(int key) A(returns_nonnull);
#ifdef __cplusplus
}
#endif
