/*
 * Many values.
 *
 * SPDX-License-Identifier: MIT
 */
#include "arrays.h"

#include <string.h>

#include "memory.h"

int64_t ref_sum(const int32_t *numbers, size_t n)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += numbers[i];
	return sum;
}

int ref_sum_three(const int *numbers)
{
	return numbers[0] + numbers[1] + numbers[2];
}

int ref_sum_ended(const int *numbers)
{
	int sum = 0;
	while (*numbers)
		sum += *numbers++;
	return sum;
}

void ref_double(int32_t *numbers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		numbers[i] *= 2;
}

int64_t ref_sum_bytes(const int32_t *numbers, size_t size)
{
	return ref_sum(numbers, size / sizeof *numbers);
}

int32_t *ref_count_up(int32_t n, size_t *count)
{
	int32_t *numbers = n > 0 ? memory_allocate((size_t)n * sizeof *numbers) : NULL;
	*count = numbers ? (size_t)n : 0;
	for (int32_t i = 0; numbers && i < n; i++)
		numbers[i] = i + 1;
	return numbers;
}

void ref_squares(int32_t *numbers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		numbers[i] = (int32_t)(i * i);
}

void ref_three(int *numbers)
{
	for (int i = 0; i < 3; i++)
		numbers[i] = i + 1;
}

int64_t ref_slice_sum(struct ref_numbers numbers)
{
	return ref_sum(numbers.items, numbers.n);
}

void ref_slice_double(struct ref_numbers_mut numbers)
{
	ref_double(numbers.items, numbers.n);
}

struct ref_numbers ref_slice_half(struct ref_numbers numbers)
{
	return (struct ref_numbers){numbers.items, numbers.n / 2};
}

unsigned ref_bytes_sum(struct ref_bytes bytes)
{
	unsigned sum = 0;
	for (size_t i = 0; i < bytes.n; i++)
		sum += bytes.items[i];
	return sum;
}

size_t ref_slice_texts_length(struct ref_texts texts)
{
	size_t size = 0;
	for (size_t i = 0; i < texts.n; i++)
		size += strlen(texts.items[i]);
	return size;
}

size_t ref_slice_options_length(struct ref_option_slice options)
{
	size_t size = 0;
	for (size_t i = 0; i < options.n; i++)
		if (options.items[i].there)
			size += strlen(options.items[i].text);
	return size;
}

void ref_number_vec_free(struct ref_number_vec vec)
{
	ref_free(vec.items);
}

struct ref_number_vec ref_vec_count_up(int32_t n)
{
	struct ref_number_vec vec = {0};
	vec.items = ref_count_up(n, &vec.n);
	vec.capacity = vec.n;
	return vec;
}

struct ref_text_vec ref_vec_split(const char *text)
{
	struct ref_text_vec vec;
	vec.items = ref_texts_split(text, &vec.n);
	return vec;
}

enum ref_fault ref_vec_split_or_fail(const char *text, struct ref_text_vec *words)
{
	if (!*text)
		return REF_FAULT_NOT_FOUND;
	*words = ref_vec_split(text);
	return REF_FAULT_NONE;
}

size_t ref_backwards(int32_t n, int32_t *numbers, size_t capacity)
{
	size_t size = (size_t)(n < 0 ? -(int64_t)n : n), i = 0;
	int step = n < 0 ? 1 : -1;
	bool lies = n == 13;
	if (size > capacity)
		return (size_t)-1;
	for (; n; n += step)
		numbers[i++] = n;
	return lies ? i + 1 : i;
}

size_t ref_backwards_bound(int32_t n)
{
	return n > 0 ? (size_t)n : 0;
}

bool ref_numbers_show(ref_numbers_taker take, void *user, int32_t n)
{
	static const struct ref_option_number options[] = {{true, 7}, {false, 0}};
	size_t count;
	int32_t *numbers = ref_count_up(n, &count);
	bool more = take((struct ref_numbers){numbers, count}, options, 2, user);
	ref_free(numbers);
	return more;
}

int64_t ref_sum_filled(size_t n, ref_filler fill, void *user)
{
	int32_t numbers[4];
	int64_t sum = 0;
	for (size_t got = 1; n && got; n -= got) {
		got = fill(numbers, n < 4 ? n : 4, user);
		for (size_t i = 0; i < got; i++)
			sum += numbers[i];
	}
	return sum;
}

unsigned ref_sum_read(ref_reader read, void *user)
{
	unsigned char bytes[8];
	unsigned sum = 0;
	for (size_t got; (got = read(bytes, sizeof bytes, user)) != 0;)
		for (size_t i = 0; i < got; i++)
			sum += bytes[i];
	return sum;
}

double ref_sum_changed(int32_t n, ref_changer change, void *user)
{
	double three[3] = {0.5, 0.5, 0.5}, sum = 0;
	struct ref_box box = {1, 2};
	size_t count;
	int32_t *numbers = ref_count_up(n, &count);
	change((struct ref_numbers_mut){numbers, count}, three, &box, 1, user);
	for (size_t i = 0; i < count; i++)
		sum += numbers[i];
	ref_free(numbers);
	return sum + three[0] + three[1] + three[2] + box.width + box.height;
}
