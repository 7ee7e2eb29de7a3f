/* SPDX-License-Identifier: MIT */
#include "traps.h"

#include <stdlib.h>
#include <string.h>

const unsigned char *traps_bytes(void)
{
	return (const unsigned char *)"\1\0\2";
}

int traps_takes_bytes(const uint8_t *bytes)
{
	return bytes[0];
}

const unsigned char *traps_next(void)
{
	static unsigned char text[2] = "a";
	text[0]++;
	return text;
}

ssize_t traps_read(uint8_t *data, size_t room, ssize_t result)
{
	memset(data, 7, room);
	return result;
}

int traps_print(char *text, size_t room, int result)
{
	memset(text, 'x', room);
	return result;
}

void traps_numbers(int *data, size_t room, int *written, int result)
{
	for (size_t i = 0; i < room; i++)
		data[i] = (int)i;
	*written = result;
}

void traps_in_out(int *data, int *n, int result)
{
	traps_numbers(data, (size_t)*n, n, result);
}

const int *traps_vector(int *n, int result)
{
	static const int numbers[] = {1, 2, 3};
	*n = result;
	return numbers;
}

const char *traps_octets(int *n, int result)
{
	*n = result;
	return "abc";
}

void traps_fill(int *data, size_t n)
{
	for (size_t i = 0; i < n; i++)
		data[i] = (int)i + 1;
}

int traps_call(traps_each each, void *user, int n)
{
	static const int numbers[] = {1, 2, 3};
	return each(numbers, n, user);
}

int traps_guess(int guess)
{
	return guess;
}

enum traps_status traps_grow(char *text, int *n, int guess)
{
	(void)guess;
	if (*n < 10)
		return TRAPS_SMALL;
	memcpy(text, "0123456789", 10);
	*n = 10;
	return TRAPS_OK;
}

int traps_wide_sentinel(int x)
{
	return x;
}

uint16_t traps_negative_sentinel(uint16_t x)
{
	return x;
}

int traps_hresult(int x)
{
	return x;
}

size_t traps_wide(const char16_t *text, size_t n)
{
	return text[n] == 0 ? n : 0;
}

size_t traps_wider(const char32_t *text, size_t n)
{
	return text[n / sizeof *text] == 0 ? n : 0;
}

static const char16_t wide[] = u"\u00e4\u0100b";

const char16_t *traps_give_wide(size_t *n)
{
	*n = 3;
	return wide;
}

const char16_t *traps_give_bytes(size_t *n)
{
	*n = sizeof wide - sizeof *wide;
	return wide;
}

char16_t *traps_give_owned(void)
{
	char16_t *copy = malloc(sizeof wide);
	memcpy(copy, wide, sizeof wide);
	return copy;
}

struct traps_box {
	traps_hook hook;
	void *user;
	traps_box *eaten;
};

static int boxes, ended;

traps_box *traps_box_new(void)
{
	boxes++;
	return calloc(1, sizeof(traps_box));
}

void traps_box_free(traps_box *box)
{
	if (box->eaten)
		traps_box_free(box->eaten);
	boxes--;
	free(box);
}

void traps_box_hook(traps_box *box, traps_hook hook, void *user)
{
	box->hook = hook;
	box->user = user;
}

int traps_box_fire(traps_box *box, int value)
{
	return box->hook(value, box->user);
}

int traps_box_lend(traps_box *box, traps_visit visit, void *user)
{
	return visit(box, user);
}

int traps_box_eat(traps_box *box, traps_box *other, const char *name)
{
	(void)name;
	box->eaten = other;
	return 0;
}

int traps_box_fire_eaten(traps_box *box, int value)
{
	return traps_box_fire(box->eaten, value);
}

traps_box *traps_box_make(traps_box *box, traps_visit visit, void *user)
{
	visit(box, user);
	return traps_box_new();
}

int traps_boxes(void)
{
	return boxes;
}

struct traps_stream {
	int unused;
};

enum traps_status traps_read_open(traps_stream **stream, int fail)
{
	*stream = calloc(1, sizeof **stream);
	return fail ? TRAPS_SMALL : TRAPS_OK;
}

void traps_read_end(traps_stream *stream)
{
	ended++;
	free(stream);
}

enum traps_status traps_write_open(traps_stream **stream, int fail)
{
	return traps_read_open(stream, fail);
}

void traps_write_end(traps_stream *stream)
{
	ended += 100;
	free(stream);
}

int traps_ended(void)
{
	return ended;
}

int traps_sum(const struct traps_tree *tree, size_t size)
{
	int sum = tree->value;
	if (size != sizeof *tree)
		return -1;
	for (int i = 0; i < 2; i++)
		sum += (tree->sub[i] ? traps_sum(tree->sub[i], size) : 0) +
		       (tree->leaves[0][i] ? 10 * tree->leaves[0][i]->tree.value : 0);
	return sum;
}
