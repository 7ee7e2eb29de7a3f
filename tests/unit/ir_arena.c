/* SPDX-License-Identifier: MIT */
#include "tests/unit/suites.h"

#include <stdint.h>
#include <string.h>

#include "ir/arena.h"

static void memory_is_zeroed_and_aligned(void)
{
	struct ffir_arena arena = {0};
	for (size_t size = 1; size < 200; size += 7) {
		unsigned char *memory = (unsigned char *)ffir_alloc(&arena, size);
		CU_ASSERT_EQUAL((uintptr_t)memory % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			CU_ASSERT_EQUAL(memory[i], 0);
		memset(memory, 0xff, size);
	}
	ffir_arena_release(&arena);
}

static void big_objects_leave_room_in_the_block(void)
{
	struct ffir_arena arena = {0};
	char *first = (char *)ffir_alloc(&arena, 16);
	memset(first, 'a', 16);
	char *big = (char *)ffir_alloc(&arena, 1 << 20);
	memset(big, 'b', 1 << 20);
	char *second = (char *)ffir_alloc(&arena, 16);
	memset(second, 'c', 16);
	CU_ASSERT_EQUAL(first[15], 'a');
	CU_ASSERT_EQUAL(big[(1 << 20) - 1], 'b');
	CU_ASSERT_EQUAL(arena.used, 32u + (1 << 20));
	ffir_arena_release(&arena);
	CU_ASSERT_PTR_NULL(arena.blocks);
	ffir_arena_release(&arena);
}

static void objects_of_many_blocks_are_zeroed_and_kept(void)
{
	enum { SIZE = 1000, N = 8000, HUGE = 5 * 1024 * 1024 };
	struct ffir_arena arena = {0}, other = {0};
	unsigned char *objects[N];
	size_t dirty = 0, lost = 0;
	for (size_t i = 0; i < N; i++) {
		objects[i] = (unsigned char *)ffir_alloc(&arena, SIZE);
		for (size_t k = 0; k < SIZE; k++)
			dirty += objects[i][k] != 0;
		memset(objects[i], (int)(i & 0xff), SIZE);
	}
	for (size_t i = 0; i < N; i++)
		lost += objects[i][0] != (i & 0xff) || objects[i][SIZE - 1] != (i & 0xff);
	CU_ASSERT_EQUAL(dirty, 0);
	CU_ASSERT_EQUAL(lost, 0);
	unsigned char *first = (unsigned char *)ffir_alloc(&other, HUGE);
	CU_ASSERT_EQUAL(first[0] | first[HUGE - 1], 0);
	memset(first, 'a', HUGE);
	CU_ASSERT_EQUAL(((unsigned char *)ffir_alloc(&other, SIZE))[0], 0);
	CU_ASSERT_EQUAL(first[HUGE - 1], 'a');
	ffir_arena_join(&arena, &other);
	ffir_arena_release(&arena);
}

static void arrays_grow_and_keep_their_elements(void)
{
	struct ffir_arena arena = {0};
	unsigned *numbers = NULL;
	size_t n = 0;
	for (unsigned i = 0; i < 1000; i++)
		*FFIR_PUSH(&arena, numbers, n) += i;
	CU_ASSERT_EQUAL(n, 1000);
	for (unsigned i = 0; i < 1000; i++)
		CU_ASSERT_EQUAL(numbers[i], i);
	ffir_arena_release(&arena);
}

static void a_joined_arena_owns_both(void)
{
	struct ffir_arena arena = {0}, other = {0};
	char *mine = ffir_strdup(&arena, "mine");
	char *given = ffir_strdup(&other, "given");
	ffir_arena_join(&arena, &other);
	CU_ASSERT_PTR_NULL(other.blocks);
	CU_ASSERT_EQUAL(other.used, 0);
	ffir_arena_release(&other);
	CU_ASSERT_EQUAL(arena.used, 11);
	char *later = ffir_strdup(&arena, "later");
	CU_ASSERT_STRING_EQUAL(mine, "mine");
	CU_ASSERT_STRING_EQUAL(given, "given");
	CU_ASSERT_STRING_EQUAL(later, "later");
	ffir_arena_join(&other, &arena);
	CU_ASSERT_EQUAL(other.used, 17);
	ffir_arena_release(&other);
}

static void texts_are_copied_with_a_nul(void)
{
	struct ffir_arena arena = {0};
	CU_ASSERT_PTR_NULL(ffir_strdup(&arena, NULL));
	CU_ASSERT_STRING_EQUAL(ffir_strndup(&arena, "abcdef", 3), "abc");
	CU_ASSERT_STRING_EQUAL(ffir_printf(&arena, "%d-%s", 42, "x"), "42-x");
	ffir_arena_release(&arena);
}

static void buffers_grow_and_end_in_nul(void)
{
	struct ffir_buf buf = {0};
	ffir_buf_add(&buf, "a\0b", 3);
	CU_ASSERT_EQUAL(buf.size, 3);
	CU_ASSERT_EQUAL(buf.text[3], '\0');
	for (int i = 0; i < 1000; i++)
		ffir_buf_printf(&buf, "%03d", i);
	CU_ASSERT_EQUAL(buf.size, 3003);
	CU_ASSERT_STRING_EQUAL(buf.text + 3000, "999");
	ffir_buf_puts(&buf, "");
	CU_ASSERT_EQUAL(buf.size, 3003);
	ffir_buf_release(&buf);
	CU_ASSERT_PTR_NULL(buf.text);
}

CU_TestInfo ir_arena_tests[] = {
	TEST(memory_is_zeroed_and_aligned),
	TEST(big_objects_leave_room_in_the_block),
	TEST(objects_of_many_blocks_are_zeroed_and_kept),
	TEST(arrays_grow_and_keep_their_elements),
	TEST(a_joined_arena_owns_both),
	TEST(texts_are_copied_with_a_nul),
	TEST(buffers_grow_and_end_in_nul),
	CU_TEST_INFO_NULL,
};
