/*
 * What several words say together.
 *
 * SPDX-License-Identifier: MIT
 */
#include "mixed.h"

#include <string.h>

#include "memory.h"

struct ref_mixed_maybe ref_mixed_ask(int which)
{
	struct ref_mixed_maybe maybe = {.there = which != 0};
	maybe.answer.ok = which == 1 || which == 2;
	maybe.answer.text.there = which == 2;
	maybe.answer.text.text = which == 2 ? "two" : NULL;
	maybe.answer.fault = REF_FAULT_NOT_FOUND;
	return maybe;
}

float ref_corners_sum(struct ref_corners corners)
{
	float sum = 0;
	for (size_t i = 0; i < corners.n; i++)
		sum += corners.items[i].x + corners.items[i].y;
	return sum;
}

void ref_corners_swap(struct ref_corners_mut corners)
{
	for (size_t i = 0; i < corners.n; i++)
		corners.items[i] = ref_corner_swap(corners.items[i]);
}

size_t ref_mixed_length(const struct ref_texts *texts)
{
	return texts ? ref_slice_texts_length(*texts) : 0;
}

struct ref_node_result ref_node_read(const char *text)
{
	struct ref_node_result result = {.ok = false};
	ref_node *node = NULL;
	enum ref_error error = ref_node_parse(text, &node);
	if (error != REF_OK) {
		result.is.error = error;
		return result;
	}
	result.ok = true;
	result.is.node = node;
	return result;
}

struct ref_result_number ref_node_share(const ref_node *node, int by)
{
	return ref_result_divide(ref_node_get_weight(node), by);
}

enum ref_error ref_node_repeat(const ref_node *node, int times, char *text, size_t capacity, size_t *written)
{
	const char *name = ref_node_name(node);
	size_t size = strlen(name);
	if (times <= 0)
		return REF_EMPTY;
	if (size * (size_t)times > capacity)
		return REF_INVALID;
	for (int i = 0; i < times; i++)
		memcpy(text + size * (size_t)i, name, size);
	*written = size * (size_t)times;
	return REF_OK;
}

size_t ref_node_weights(const ref_node *node, int *weights, size_t capacity)
{
	size_t n = 0;
	for (; node && n < capacity; node = ref_node_below(node))
		weights[n++] = ref_node_get_weight(node);
	return n;
}

size_t ref_node_depth(const ref_node *node)
{
	size_t n = 0;
	for (; node; node = ref_node_below(node))
		n++;
	return n;
}

void ref_mixed_turn(enum ref_closed *value)
{
	*value = ref_closed_other(*value);
}

enum ref_open ref_mixed_look(const enum ref_open *value)
{
	return value ? *value : REF_OPEN_LOW;
}

int ref_mixed_count(int n)
{
	return n < 0 ? REF_CODE_BROKEN : n;
}

static ref_witness witness_now;

void ref_mixed_witness(ref_witness witness)
{
	witness_now = witness;
}

void ref_mixed_tell(int number)
{
	if (witness_now)
		witness_now(number);
}

/* The compiler takes it for granted. */
enum ref_fault ref_mixed_collect(int n, ref_visitor visit, void *user, int **numbers, size_t *count)
{
	if (n < 0) {
		visit(n, user);
		return REF_FAULT_INVALID;
	}
	int *made = memory_allocate(((size_t)n + 1) * sizeof *made);
	if (!made)
		return REF_FAULT_TOO_SMALL;
	for (int i = 0; i < n; i++)
		made[i] = visit(i + 1, user);
	*numbers = made;
	*count = (size_t)n;
	return REF_FAULT_NONE;
}

enum ref_fault ref_mixed_weigh(ref_visitor visit, void *user, ref_node **node)
{
	int weight = visit(1, user);
	if (!weight)
		return REF_FAULT_INVALID;
	*node = ref_node_new("weighed", weight);
	return *node ? REF_FAULT_NONE : REF_FAULT_TOO_SMALL;
}

static unsigned distance(const volatile void *line)
{
	return (unsigned)((uintptr_t)line % 64);
}

unsigned ref_line_next(struct ref_line *line)
{
	line->first++;
	line->aligned++;
	return distance(line);
}

bool ref_line_make(struct ref_line *line)
{
	line->first = 1;
	line->aligned = 2;
	return !distance(line);
}

enum ref_small ref_small_other(enum ref_small value)
{
	return value == REF_SMALL_NONE ? REF_SMALL_SOME : REF_SMALL_NONE;
}

struct ref_smalls ref_smalls_swap(struct ref_smalls smalls)
{
	return (struct ref_smalls){.one = smalls.other, .other = smalls.one, .behind = smalls.behind};
}

#define PAIR_OF(type, name)                                                                                  \
	struct name name##_make(type first, type second)                                                     \
	{                                                                                                    \
		return (struct name){first, second};                                                         \
	}                                                                                                    \
	type name##_sum(struct name pair)                                                                    \
	{                                                                                                    \
		return pair.first + pair.second;                                                             \
	}

PAIR_OF(int, ref_int_pair)
PAIR_OF(double, ref_double_pair)
