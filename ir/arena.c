/*
 * Memory of a module, and the byte buffer. Also runs inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/mman.h>

/* Blocks grow with what is used: a scratch arena is small. Those of an arena that has grown to LARGE are huge pages of
 * the machine, where it has such of that size: Linux clears one in the time that some 40 small ones take, each with a
 * fault of its own. */
enum {
	FIRST_BLOCK_SIZE = 2 * 1024,
	BLOCK_SIZE = 64 * 1024,
	LARGE = 64 * 1024,
	HUGE_SIZE = 2 * 1024 * 1024,
	SMALL = 512,
};
struct ffir_arena_block {
	struct ffir_arena_block *next;
	size_t used, room;
	void *mapping; /* what to unmap, 2 * HUGE_SIZE; NULL: the block is malloc's */
	_Alignas(max_align_t) char bytes[];
};

/* libiberty's: inside the compiler it reports as the compiler does. */
extern void xmalloc_failed(size_t size) __attribute__((weak));

static void out_of_memory(size_t size)
{
	if (xmalloc_failed)
		xmalloc_failed(size);
	fprintf(stderr, "ffirender: out of memory (%zu bytes)\n", size);
	exit(EXIT_FAILURE);
}

static struct ffir_arena_block *add_block(struct ffir_arena *a, struct ffir_arena_block *block, size_t room)
{
	block->room = room;
	block->next = a->blocks;
	a->blocks = block;
	return block;
}

static struct ffir_arena_block *new_block(struct ffir_arena *a, size_t room)
{
	struct ffir_arena_block *block = NULL;
	if (room <= SIZE_MAX - sizeof *block)
		block = (struct ffir_arena_block *)calloc(1, sizeof *block + room);
	if (!block)
		out_of_memory(room);
	return add_block(a, block, room);
}

/* NULL where there is none to have. What is mapped around the page, to align it, is never touched. */
static struct ffir_arena_block *new_huge_block(struct ffir_arena *a)
{
#ifdef MADV_HUGEPAGE
	enum { MAPPED = 2 * HUGE_SIZE };
	char *mapping =
		(char *)mmap(NULL, MAPPED, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (mapping == MAP_FAILED)
		return NULL;
	struct ffir_arena_block *block =
		(struct ffir_arena_block *)(mapping + (-(uintptr_t)mapping & (HUGE_SIZE - 1)));
	madvise(block, HUGE_SIZE, MADV_HUGEPAGE);
	block->mapping = mapping;
	return add_block(a, block, HUGE_SIZE - sizeof *block);
#else
	(void)a;
	return NULL;
#endif
}

static void free_block(struct ffir_arena_block *block)
{
	if (block->mapping)
		munmap(block->mapping, 2 * HUGE_SIZE);
	else
		free(block);
}

/* SIZE bytes of a new block. */
static void *take_more(struct ffir_arena *a, size_t size)
{
	struct ffir_arena_block *block = a->blocks, *own;
	if (size > SIZE_MAX / 2)
		out_of_memory(size);
	bool is_big = size > BLOCK_SIZE / 4;
	if (is_big && block) {
		/* A block of its own, behind the one that still has room. */
		own = new_block(a, size);
		own->used = size;
		a->blocks = block;
		own->next = block->next;
		block->next = own;
		return own->bytes;
	}
	size_t room = a->used > BLOCK_SIZE	   ? BLOCK_SIZE
		      : a->used > FIRST_BLOCK_SIZE ? a->used
						   : FIRST_BLOCK_SIZE;
	block = (a->is_large || a->used > LARGE) && !is_big ? new_huge_block(a) : NULL;
	if (!block)
		block = new_block(a, size > room ? size : room);
	block->used = size;
	return block->bytes;
}

/* Does BLOCK, from FROM bytes on, hold SIZE? */
static inline bool holds(const struct ffir_arena_block *block, size_t from, size_t size)
{
	return from <= block->room && size <= block->room - from;
}

static inline size_t next_place(const struct ffir_arena_block *block, size_t align)
{
	return (block->used + align - 1) & -align;
}

/* What was given back and holds SIZE bytes, or the block in use. Of a spare block little is left when it does not hold
 * what is small. */
static struct ffir_arena_block *block_for(struct ffir_arena *a, size_t size, size_t align)
{
	struct ffir_arena_block *spare = a->spare;
	while (spare && !holds(spare, next_place(spare, align), size)) {
		if (size > SMALL)
			return a->blocks;
		spare = a->spare = spare->next;
	}
	return spare ? spare : a->blocks;
}

/* SIZE zeroed bytes, at a multiple of ALIGN, a power of two. */
static inline void *take(struct ffir_arena *a, size_t size, size_t align)
{
	a->used += size;
#ifdef FFIR_ARENA_MALLOC
	(void)align;
	(void)take_more;
	(void)block_for;
	return new_block(a, size)->bytes;
#else
	struct ffir_arena_block *block = a->spare ? block_for(a, size, align) : a->blocks;
	size_t from = block ? next_place(block, align) : 0;
	if (!block || !holds(block, from, size))
		return take_more(a, size);
	block->used = from + size;
	return block->bytes + from;
#endif
}

void *ffir_alloc(struct ffir_arena *a, size_t size)
{
	return take(a, size, _Alignof(max_align_t));
}

char *ffir_strndup(struct ffir_arena *a, const char *text, size_t size)
{
	if (!text)
		return NULL;
	char *copy = (char *)take(a, size + 1, 1);
	memcpy(copy, text, size);
	return copy;
}

char *ffir_strdup(struct ffir_arena *a, const char *text)
{
	return text ? ffir_strndup(a, text, strlen(text)) : NULL;
}

char *ffir_vprintf(struct ffir_arena *a, const char *format, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	int size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (size < 0)
		return ffir_strdup(a, "");
	char *text = (char *)take(a, (size_t)size + 1, 1);
	vsnprintf(text, (size_t)size + 1, format, ap);
	return text;
}

char *ffir_printf(struct ffir_arena *a, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	char *text = ffir_vprintf(a, format, ap);
	va_end(ap);
	return text;
}

void ffir_give_back(struct ffir_arena *a, void *memory, size_t size)
{
#ifdef FFIR_ARENA_MALLOC
	(void)a;
	if (size)
		memset(memory, 0xdb, size); /* who uses it all the same will notice */
#else
	struct ffir_arena_block *block = (struct ffir_arena_block *)memory;
	a->used -= size;
	if (size < SMALL)
		return;
	memset(memory, 0, size);
	block->room = size - sizeof *block;
	block->next = a->spare;
	a->spare = block;
#endif
}

void ffir_arena_release(struct ffir_arena *a)
{
	struct ffir_arena_block *block = a->blocks;
	while (block) {
		struct ffir_arena_block *next = block->next;
		free_block(block);
		block = next;
	}
	a->blocks = a->spare = NULL;
	a->used = 0;
}

void ffir_arena_join(struct ffir_arena *a, struct ffir_arena *from)
{
	/* Behind the first block of A, which still has room. */
	struct ffir_arena_block **end = a->blocks ? &a->blocks->next : &a->blocks;
	struct ffir_arena_block *rest = *end;
	*end = from->blocks;
	while (*end)
		end = &(*end)->next;
	*end = rest;
	a->used += from->used;
	from->blocks = from->spare = NULL;
	from->used = 0;
}

void *ffir_grow(struct ffir_arena *a, void *items, size_t n, size_t size)
{
	if (n & (n - 1))
		return items;
	size_t room = n ? n * 2 : 1;
	if (room < n || room > SIZE_MAX / size)
		out_of_memory(SIZE_MAX);
	char *grown = (char *)take(a, room * size, _Alignof(max_align_t));
	if (n)
		memcpy(grown, items, n * size);
	return grown;
}

void *ffir_realloc(void *memory, size_t size)
{
	memory = realloc(memory, size);
	if (!memory)
		out_of_memory(size);
	return memory;
}

void ffir_buf_reserve(struct ffir_buf *b, size_t more)
{
	if (more > SIZE_MAX / 4 || b->size > SIZE_MAX / 4)
		out_of_memory(more);
	size_t needed = b->size + more + 1;
	if (needed <= b->room)
		return;
	size_t room = b->room ? b->room * 2 : 256;
	if (room < needed)
		room = needed;
	b->text = (char *)ffir_realloc(b->text, room);
	b->room = room;
}

void ffir_buf_add(struct ffir_buf *b, const char *bytes, size_t size)
{
	ffir_buf_reserve(b, size);
	if (size)
		memcpy(b->text + b->size, bytes, size);
	b->size += size;
	b->text[b->size] = '\0';
}

void ffir_buf_puts(struct ffir_buf *b, const char *text)
{
	ffir_buf_add(b, text, strlen(text));
}

void ffir_buf_printf(struct ffir_buf *b, const char *format, ...)
{
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	int size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (size >= 0) {
		ffir_buf_reserve(b, (size_t)size);
		vsnprintf(b->text + b->size, (size_t)size + 1, format, ap);
		b->size += (size_t)size;
	}
	va_end(ap);
}

void ffir_buf_release(struct ffir_buf *b)
{
	free(b->text);
	b->text = NULL;
	b->size = b->room = 0;
}
