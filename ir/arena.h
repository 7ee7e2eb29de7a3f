/*
 * Memory of a module: everything allocated here lives until the arena is released, nobody frees a
 * node. Also the growing byte buffer that writers fill. The plugin uses both, so this compiles as
 * C++ and knows no other header of ours.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_ARENA_H
#define FFIR_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct ffir_arena_block;

/* A zeroed struct is an empty arena. Built with -DFFIR_ARENA_MALLOC every allocation is a malloc of
 * its own, so that the sanitizers and valgrind see each one. */
struct ffir_arena {
	struct ffir_arena_block *blocks;
	struct ffir_arena_block *spare; /* in what was given back */
	size_t used;			/* bytes handed out */
	bool is_large;			/* will be of megabytes */
};

/* Zeroed memory, aligned for any type. Out of memory ends the process with a message: the one exit
 * outside of main. */
void *ffir_alloc(struct ffir_arena *a, size_t size);
/* A copy of TEXT (SIZE bytes and a NUL); NULL gives NULL. */
char *ffir_strndup(struct ffir_arena *a, const char *text, size_t size);
char *ffir_strdup(struct ffir_arena *a, const char *text);
char *ffir_printf(struct ffir_arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *ffir_vprintf(struct ffir_arena *a, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));
/* Nobody uses the SIZE bytes at MEMORY, which are A's, any longer: later allocations may have them. */
void ffir_give_back(struct ffir_arena *a, void *memory, size_t size);
void ffir_arena_release(struct ffir_arena *a);
/* A owns from now on what FROM did; FROM is empty. */
void ffir_arena_join(struct ffir_arena *a, struct ffir_arena *from);

/* Grows ITEMS, an array of N elements of SIZE bytes, when N has reached a power of two (or 0), and
 * returns it with room, zeroed, for one more. Use FFIR_PUSH. */
void *ffir_grow(struct ffir_arena *a, void *items, size_t n, size_t size);

/* A pointer to a new, zeroed last element of array ITEMS with count N. */
#define FFIR_PUSH(a, items, n)                                                                               \
	((items) = ((n) & ((n)-1))                                                                           \
			   ? (items)                                                                         \
			   : (__typeof__(items))ffir_grow((a), (void *)(items), (n), sizeof *(items)),       \
	 &(items)[(n)++])
/* A new, zeroed object of TYPE. */
#define FFIR_NEW(a, type) ((type *)ffir_alloc((a), sizeof(type)))

/* As realloc, but does not fail. */
void *ffir_realloc(void *memory, size_t size);

/* A growing string on the heap; zeroed is empty. TEXT is NULL or NUL-terminated. */
struct ffir_buf {
	char *text;
	size_t size, room;
};

/* Room for MORE bytes and a NUL behind SIZE. */
void ffir_buf_reserve(struct ffir_buf *b, size_t more);
void ffir_buf_add(struct ffir_buf *b, const char *bytes, size_t size);
void ffir_buf_puts(struct ffir_buf *b, const char *text);
void ffir_buf_printf(struct ffir_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ffir_buf_release(struct ffir_buf *b);

#ifdef __cplusplus
}
#endif
#endif
