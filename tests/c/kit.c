/* SPDX-License-Identifier: MIT */
#include "kit.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static size_t alive;

const char *kit_error_text(enum kit_error error)
{
	return error == KIT_BAD ? "that is bad" : error == KIT_SMALL ? "too small" : "no error";
}

const char *kit_status_text(enum kit_status status)
{
	return status == KIT_FINE ? "fine" : "refused";
}

int kit_add(int a, int b)
{
	return a + b;
}

enum kit_colour kit_other(enum kit_colour colour)
{
	return colour == KIT_RED ? KIT_GREEN : KIT_RED;
}

void kit_swap(struct kit_pair *pair)
{
	int a = pair->a;
	pair->a = pair->b;
	pair->b = a;
}

int kit_sum_pair(const struct kit_pair *pair)
{
	return pair->a + pair->b;
}

enum kit_error kit_divide(int a, int b, int *quotient, int *rest)
{
	if (!b)
		return KIT_BAD;
	*quotient = a / b;
	*rest = a % b;
	return *rest ? KIT_DONE : KIT_OK;
}

void kit_increment(int *number)
{
	++*number;
}

size_t kit_length(const char *text)
{
	return strlen(text);
}

bool kit_is_null(const char *text)
{
	return !text;
}

void kit_free(void *memory)
{
	alive--;
	free(memory);
}

char *kit_upper(const char *text)
{
	char *copy = strdup(text);
	alive++;
	for (char *c = copy; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return copy;
}

const char *kit_none(void)
{
	return NULL;
}

uint16_t kit_checksum(const uint8_t *bytes, uint16_t n)
{
	uint16_t sum = 0;
	while (n--)
		sum = (uint16_t)(sum + bytes[n]);
	return sum;
}

int kit_dot(const int *a, const int *b, size_t n)
{
	int sum = 0;
	while (n--)
		sum += a[n] * b[n];
	return sum;
}

int kit_sum_bytes(const int *values, size_t size)
{
	int sum = 0;
	for (size_t i = 0; i < size / sizeof *values; i++)
		sum += values[i];
	return sum;
}

void kit_double_all(int *values, size_t n)
{
	while (n--)
		values[n] *= 2;
}

int *kit_range(int from, size_t *n)
{
	int *values;
	*n = from > 0 ? (size_t)from : 0;
	if (!*n)
		return NULL;
	values = malloc(*n * sizeof *values);
	alive++;
	for (size_t i = 0; i < *n; i++)
		values[i] = (int)i;
	return values;
}

void kit_triple(int x, int out[3])
{
	out[0] = x, out[1] = 2 * x, out[2] = 3 * x;
}

size_t kit_repeat_bound(size_t times)
{
	return times;
}

enum kit_error kit_repeat(char c, size_t times, char *text, size_t room, size_t *written)
{
	if (times > room)
		return KIT_SMALL;
	memset(text, c, times);
	*written = times;
	return KIT_OK;
}

int kit_negative_fails(int x)
{
	return x < 0 ? -1 : x;
}

int kit_errno(int number)
{
	errno = number;
	return number ? -1 : 7;
}

enum kit_error kit_maybe(int x)
{
	return (enum kit_error)x;
}

struct kit_box {
	int size;
	kit_key *key;
	kit_map map;
	void *user;
};

struct kit_key {
	int number;
};

enum kit_status kit_box_open(int size, kit_box **box)
{
	*box = calloc(1, sizeof **box);
	alive++;
	(*box)->size = size;
	return size < 0 ? KIT_REFUSED : KIT_FINE;
}

enum kit_status kit_box_close(kit_box *box)
{
	enum kit_status status = box->size == 13 ? KIT_REFUSED : KIT_FINE;
	if (box->key)
		kit_key_free(box->key);
	free(box);
	alive--;
	return status;
}

int kit_box_size(const kit_box *box)
{
	return box->size;
}

kit_key *kit_box_key(kit_box *box)
{
	kit_key *key = malloc(sizeof *key);
	alive++;
	key->number = box->size + 1;
	return key;
}

void kit_key_free(kit_key *key)
{
	alive--;
	free(key);
}

int kit_key_number(const kit_key *key)
{
	return key->number;
}

void kit_box_take(kit_box *box, kit_key *key)
{
	box->key = key;
}

int kit_box_fits(kit_box *box, kit_key *key)
{
	return key ? key->number > box->size : -1;
}

size_t kit_alive(void)
{
	return alive;
}

enum kit_status kit_counter_init(kit_counter *counter, int start)
{
	if (counter->count || counter->hidden)
		abort();
	if (start < 0)
		return KIT_REFUSED;
	alive++;
	counter->count = start;
	return KIT_FINE;
}

void kit_counter_end(kit_counter *counter)
{
	counter->count = 0;
	alive--;
}

int kit_counter_next(kit_counter *counter)
{
	return ++counter->count;
}

int kit_apply(kit_map map, void *user, int value)
{
	return map(value, user);
}

static struct {
	kit_map map;
	void *user;
	kit_end end;
} listener;

void kit_unlisten(void)
{
	if (listener.end)
		listener.end(listener.user);
	memset(&listener, 0, sizeof listener);
}

void kit_listen(kit_map map, void *user, kit_end end)
{
	kit_unlisten();
	listener.map = map;
	listener.user = user;
	listener.end = end;
}

int kit_tell(int value)
{
	return listener.map ? listener.map(value, listener.user) : 0;
}

void kit_box_watch(kit_box *box, kit_map map, void *user)
{
	box->map = map;
	box->user = user;
}

int kit_box_shake(kit_box *box, int value)
{
	return box->map ? box->map(value, box->user) : 0;
}

int kit_with_texts(kit_texts call, void *user)
{
	const int values[] = {1, 2, 3};
	return call("three", values, 3, user);
}

struct kit_crate {
	kit_box *box;
};

kit_crate *kit_crate_of(kit_box *box)
{
	kit_crate *crate = calloc(1, sizeof *crate);
	crate->box = box;
	alive++;
	return crate;
}

void kit_crate_fill(kit_crate *crate, kit_box *box)
{
	if (crate->box)
		kit_box_close(crate->box);
	crate->box = box;
}

void kit_crate_free(kit_crate *crate)
{
	kit_crate_fill(crate, NULL);
	free(crate);
	alive--;
}

int kit_crate_shake(kit_crate *crate, int value)
{
	return kit_box_shake(crate->box, value);
}

/* ---- values that may have no name ---- */

enum kit_colour kit_colour_make(int value)
{
	return (enum kit_colour)value;
}

enum kit_status kit_colour_set(int value, enum kit_colour *colour, char **name)
{
	*colour = (enum kit_colour)value;
	*name = strcpy(malloc(4), "red");
	alive++;
	return KIT_FINE;
}

void kit_colour_change(int value, enum kit_colour *colour)
{
	if (colour)
		*colour = (enum kit_colour)value;
}

enum kit_colour *kit_colours(int value, size_t *n)
{
	enum kit_colour *colours = malloc(2 * sizeof *colours);
	alive++;
	colours[0] = KIT_RED;
	colours[1] = (enum kit_colour)value;
	*n = 2;
	return colours;
}

void kit_colour_three(int value, enum kit_colour *colours)
{
	colours[0] = colours[1] = KIT_GREEN;
	colours[2] = (enum kit_colour)value;
}

const enum kit_colour *kit_colour_at(int value)
{
	static enum kit_colour colour;
	colour = (enum kit_colour)value;
	return value ? &colour : NULL;
}
