/*
 * What the plan makes of what only attributes say, each function with it in a PLAN comment: safe where the attribute
 * promises enough, else raw.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stddef.h>

#define A(...) __attribute__((__VA_ARGS__))

struct point { int x, y; };
struct thing;

/* PLAN: reads: function, gives (p: slice of bytes, read), gets scalar long */
long reads(const void *p, size_t n) A(access(read_only, 1, 2));
/* Memory that may be filled in part is the caller's. */
/* PLAN: writes: function, gives (p: slice of bytes, changed in place), gets scalar long */
long writes(void *p, size_t n) A(access(write_only, 1, 2));
/* PLAN: duplicates: function, gives (from: slice of scalar int, read; to: slice of scalar int, changed in place), gets nothing */
void duplicates(const int *from, int *to, size_t n) A(access(read_only, 1, 3), access(write_only, 2, 3));
/* Without a size, access says: at least one. */
/* PLAN: reads_some: raw layer only: parameter 'v': 'const int *' may mean many things (FFI_ARRAY, FFI_BYTE_LENGTH, FFI_IN) */
int reads_some(const int *v) A(access(read_only, 1));
/* PLAN: writes_some: raw layer only: parameter 'v': 'char *' may mean many things (FFI_OUT, FFI_INOUT, FFI_ARRAY, FFI_BUFFER) */
int writes_some(char *v) A(access(write_only, 1));
/* PLAN: where: function, gives (), gets scalar int; p: record point */
int where(struct point *p) A(access(write_only, 1));
/* PLAN: wheres: raw layer only: parameter 'p': 'n' follows it, so it may point to many (FFI_ARRAY, FFI_IN, FFI_INOUT) */
int wheres(struct point *p, int n) A(access(write_only, 1));
/* PLAN: look: function, gives (p: record point by reference, read), gets scalar int */
int look(const struct point *p) A(access(read_only, 1));
/* PLAN: looks: raw layer only: parameter 'p': 'n' follows it, so it may point to many (FFI_ARRAY, FFI_IN, FFI_INOUT) */
int looks(const struct point *p, int n) A(access(read_only, 1));

/* PLAN: name: function, gives (), gets string, UTF-8 */
const char *name(void) A(returns_nonnull);
/* PLAN: name_or_null: function, gives (), gets string, UTF-8, or null */
const char *name_or_null(void);
/* PLAN: copy: function, gives (s: string, UTF-8), gets string, UTF-8, or null */
char *copy(const char *s) A(malloc(__builtin_free, 1));
/* PLAN: fresh: raw layer only: what comes back: nobody says who frees the 'char *' (FFI_OWNED_BY, FFI_BORROWED) */
char *fresh(const char *s) A(malloc);
/* PLAN: end: raw layer only: parameter 't': 'struct thing' is opaque and no service (FFI_SERVICE) */
void end(struct thing *t);
/* PLAN: begin: raw layer only: what comes back: 'struct thing' is opaque and no service (FFI_SERVICE) */
A(malloc(end)) struct thing *begin(void);

/* PLAN: must: its result must be used */
/* PLAN: must: function, gives (), gets scalar int */
A(warn_unused_result) int must(void);
#if __has_attribute(unavailable)
/* PLAN: gone: cannot be called: its author made it unavailable: use must */
A(unavailable("use must")) int gone(void);
#endif
/* PLAN: stop: does not return */
/* PLAN: stop: function, gives (status: scalar int), gets nothing */
A(noreturn) void stop(int status);
/* PLAN: old: deprecated: use must */
/* PLAN: old: function, gives (), gets scalar int */
A(deprecated("use must")) int old(void);

/* PLAN: four: function, gives (v: slice of scalar int, read, exactly 4), gets scalar int */
int four(const int v[static 4]);
/* PLAN: four_or_more: raw layer only: parameter 'v': 'n' follows it, so it may point to many (FFI_ARRAY, FFI_IN, FFI_INOUT) */
int four_or_more(const int v[static 4], int n);
/* PLAN: counted: function, gives (v: slice of scalar int, read), gets scalar int */
int counted(int n, const int v[n]);

/* What not every GCC has. */

#if __has_attribute(fd_arg)
/* PLAN: reads_from: function, gives (fd: scalar int), gets scalar int */
int reads_from(int fd) A(fd_arg_read(1));
#endif
#if __has_attribute(null_terminated_string_arg)
/* PLAN: say: function, gives (text: string, UTF-8; length: scalar int), gets nothing */
void say(const char *text, int length) A(null_terminated_string_arg(1));
#endif
/* PLAN: tell: raw layer only: parameter 'text': an integer follows it that may count it, so it may have no NUL (FFI_BYTE_LENGTH, FFI_UTF8) */
void tell(const char *text, int length);
#if __has_attribute(strub)
/* PLAN: scrubbed: cannot be called: its calling convention is 'strub(at-calls)'; it needs a shim, which 'ffirender shims' writes */
int scrubbed(int a) A(strub("at-calls"));
/* PLAN: scrubbed_inside: function, gives (a: scalar int), gets scalar int */
int scrubbed_inside(int a) A(strub("internal"));
/* PLAN: takes_scrubbed: cannot be called: parameter 'f': a pointer to a function that is called in another way (strub(at-calls)) */
void takes_scrubbed(int (*f)(int) A(strub("at-calls")));
#endif
#if __has_attribute(hardbool)
typedef unsigned char A(hardbool(0x5a, 0xa5)) hardened;
/* PLAN: hardens: function, gives (a: enumeration hardened), gets enumeration hardened */
hardened hardens(hardened a);
#endif
#if __has_attribute(nonnull_if_nonzero)
/* NULL that is none of them is so by itself. */
/* PLAN: sums: function, gives (p: slice of bytes, read), gets scalar long */
long sums(const void *p, size_t n) A(access(read_only, 1, 2), nonnull_if_nonzero(1, 2));
/* PLAN: scales: function, gives (p: slice of bytes, read; k: scalar size_t), gets scalar long */
long scales(const void *p, size_t n, size_t k) A(access(read_only, 1, 2), nonnull_if_nonzero(1, 3));
#endif
#if __has_attribute(flag_enum)
enum A(flag_enum) access { ACCESS_READ = 1, ACCESS_WRITE = 2 };
/* PLAN: opens: function, gives (access: flags access), gets scalar int */
int opens(enum access access);
#endif
#if __GNUC__ >= 16
struct numbers { size_t n; const int *v A(counted_by(n)); };
/* PLAN: adds: function, gives (numbers: compound numbers by pointer), gets scalar int */
int adds(const struct numbers *numbers);
#endif
#if __has_attribute(preserve_none)
/* PLAN: kept: cannot be called: its calling convention is 'preserve_none'; it needs a shim, which 'ffirender shims' writes */
int kept(int a) A(preserve_none);
#endif
#if __has_attribute(no_callee_saved_registers)
/* PLAN: spoils: cannot be called: its calling convention is 'no_callee_saved_registers'; it needs a shim, which 'ffirender shims' writes */
int spoils(int a) A(no_callee_saved_registers);
#endif
