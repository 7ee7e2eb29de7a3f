/*
 * Calls everything that the safe layer of kit.ffi.h has, as C and as C++. Ends with status 1 at the first
 * thing that is not as it should be.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "kit.ffi.h"

static struct safe_kit_failure failure;

#define MUST(condition)                                                                                      \
	do {                                                                                                 \
		if (!(condition)) {                                                                          \
			fprintf(stderr, "%s:%d: %s (%d: %s)\n", __FILE__, __LINE__, #condition,              \
				(int)failure.kind, failure.message);                                         \
			exit(1);                                                                             \
		}                                                                                            \
	} while (0)
/* CALL fails with KIND and CODE. */
#define FAILS(call, wanted_kind, wanted_code)                                                                \
	MUST(!(call) && failure.kind == (wanted_kind) && failure.code == (wanted_code) && failure.message[0])

static void plain_values(void)
{
	struct kit_pair pair = {1, 2};
	enum kit_colour colour;
	enum kit_error status;
	int sum, quotient, rest, number = 6;

	MUST(safe_kit_add(2, 3, &sum, &failure) && sum == 5);
	MUST(safe_kit_add(2, 3, NULL, NULL));
	MUST(safe_kit_other(KIT_RED, &colour, &failure) && colour == KIT_GREEN);
	FAILS(safe_kit_other((enum kit_colour)3, &colour, &failure), SAFE_KIT_MISUSE, 0);
	MUST(safe_kit_swap(&pair, &failure) && pair.a == 2 && pair.b == 1);
	FAILS(safe_kit_swap(NULL, &failure), SAFE_KIT_MISUSE, 0);
	MUST(safe_kit_sum_pair(&pair, &sum, &failure) && sum == 3);
	MUST(safe_kit_divide(7, 2, &status, &quotient, &rest, &failure));
	MUST(status == KIT_DONE && quotient == 3 && rest == 1);
	FAILS(safe_kit_divide(7, 0, &status, &quotient, &rest, &failure), SAFE_KIT_ERROR, KIT_BAD);
	MUST(strcmp(failure.message, "that is bad") == 0 && quotient == 3);
	MUST(!safe_kit_divide(7, 0, NULL, NULL, NULL, NULL));
	MUST(safe_kit_increment(&number, &failure) && number == 7);
	FAILS(safe_kit_increment(NULL, &failure), SAFE_KIT_MISUSE, 0);
}

static void texts_and_memory(void)
{
	const int a[] = {1, 2, 3}, b[] = {4, 5, 6};
	int values[] = {1, 2}, sum, *range, *triple;
	const uint8_t bytes[] = {250, 10};
	const char *none = "";
	enum kit_error status;
	uint16_t checksum;
	size_t n;
	bool is_null;
	char *text;

	MUST(safe_kit_length("four", &n, &failure) && n == 4);
	FAILS(safe_kit_length(NULL, &n, &failure), SAFE_KIT_MISUSE, 0);
	MUST(safe_kit_is_null(NULL, &is_null, &failure) && is_null);
	MUST(safe_kit_upper("abc", &text, &failure) && strcmp(text, "ABC") == 0);
	free(text);
	FAILS(safe_kit_upper(NULL, &text, &failure), SAFE_KIT_MISUSE, 0);
	MUST(!text);
	MUST(safe_kit_none(&none, &failure) && !none);
	MUST(safe_kit_checksum(bytes, 2, &checksum, &failure) && checksum == 260);
	MUST(safe_kit_checksum(NULL, 0, &checksum, &failure) && checksum == 0);
	FAILS(safe_kit_checksum(NULL, 2, &checksum, &failure), SAFE_KIT_MISUSE, 0);
	FAILS(safe_kit_checksum(bytes, 65536, &checksum, &failure), SAFE_KIT_MISUSE, 0);
	MUST(safe_kit_dot(a, b, 3, &sum, &failure) && sum == 32);
	MUST(safe_kit_sum_bytes(a, 3, &sum, &failure) && sum == 6);
	FAILS(safe_kit_sum_bytes(a, SIZE_MAX / 2, &sum, &failure), SAFE_KIT_MISUSE, 0);
	MUST(safe_kit_double_all(values, 2, &failure) && values[0] == 2 && values[1] == 4);
	MUST(safe_kit_range(3, &range, &n, &failure) && n == 3 && range[2] == 2);
	free(range);
	MUST(safe_kit_range(0, &range, &n, &failure) && n == 0 && !range);
	MUST(safe_kit_triple(5, &triple, &n, &failure) && n == 3 && triple[2] == 15);
	free(triple);
	MUST(safe_kit_repeat('x', 1000, &status, &text, &failure) && strlen(text) == 1000 &&
	     text[999] == 'x');
	free(text);
	MUST(safe_kit_repeat('x', 0, &status, &text, &failure) && text[0] == '\0');
	free(text);
}

static void failures(void)
{
	enum kit_error status;
	int result;

	MUST(safe_kit_negative_fails(3, &result, &failure) && result == 3);
	FAILS(safe_kit_negative_fails(-3, &result, &failure), SAFE_KIT_FAILED, 0);
	MUST(safe_kit_errno(0, &result, &failure) && result == 7);
	FAILS(safe_kit_errno(ENOENT, &result, &failure), SAFE_KIT_ERRNO, ENOENT);
	MUST(strcmp(failure.message, strerror(ENOENT)) == 0);
	MUST(safe_kit_maybe(KIT_DONE, &status, &failure) && status == KIT_DONE);
	FAILS(safe_kit_maybe(KIT_SMALL, &status, &failure), SAFE_KIT_ERROR, KIT_SMALL);
	FAILS(safe_kit_maybe(77, &status, &failure), SAFE_KIT_ERROR, 77);

	char text[600];
	memset(text, 'a', sizeof text);
	text[599] = '\0';
	memcpy(text + 254, "\xc3\xa4", 2);
	MUST(!safe_kit_fail(&failure, SAFE_KIT_FAILED, 1, text) && strlen(failure.message) == 254);
	MUST(!safe_kit_fail(&failure, SAFE_KIT_FAILED, 1, NULL) && !failure.message[0]);
}

static void objects(void)
{
	struct safe_kit_box box, other;
	struct safe_kit_key key;
	size_t alive;
	int size, number;

	MUST(safe_kit_box_open(&box, 4, &failure) && box.handle);
	MUST(safe_kit_box_size(&box, &size, &failure) && size == 4);
	MUST(safe_kit_alive(&alive, &failure) && alive == 1);
	/* What came back from a call that failed is ended. */
	FAILS(safe_kit_box_open(&other, -1, &failure), SAFE_KIT_STATUS, KIT_REFUSED);
	MUST(!other.handle && safe_kit_alive(&alive, &failure) && alive == 1);
	MUST(safe_kit_box_close(&other, &failure));
	MUST(safe_kit_box_key(&box, &key, &failure));
	MUST(safe_kit_key_number(&key, &number, &failure) && number == 5);
	MUST(safe_kit_box_fits(&box, &key, &number, &failure) && number == 1);
	MUST(safe_kit_box_fits(&box, NULL, &number, &failure) && number == -1);
	MUST(safe_kit_box_take(&box, &key, &failure) && !key.handle);
	FAILS(safe_kit_key_number(&key, &number, &failure), SAFE_KIT_MISUSE, 0);
	FAILS(safe_kit_box_fits(&box, &key, &number, &failure), SAFE_KIT_MISUSE, 0);
	MUST(safe_kit_key_free(&key, &failure));
	MUST(safe_kit_box_close(&box, &failure) && !box.handle);
	MUST(safe_kit_box_close(&box, &failure));
	MUST(safe_kit_box_close(NULL, &failure));
	FAILS(safe_kit_box_size(&box, &size, &failure), SAFE_KIT_MISUSE, 0);
	/* A destructor that fails has ended the object all the same. */
	MUST(safe_kit_box_open(&box, 13, &failure));
	FAILS(safe_kit_box_close(&box, &failure), SAFE_KIT_STATUS, KIT_REFUSED);
	MUST(!box.handle && safe_kit_box_close(&box, &failure));
}

static void storage(void)
{
	struct safe_kit_counter counter;
	int count;

	FAILS(safe_kit_counter_init(&counter, -1, &failure), SAFE_KIT_STATUS, KIT_REFUSED);
	MUST(!counter.handle);
	MUST(safe_kit_counter_init(&counter, 3, &failure));
	MUST(safe_kit_counter_next(&counter, &count, &failure) && count == 4);
	MUST(safe_kit_counter_set_count(&counter, 10, &failure));
	MUST(safe_kit_counter_get_count(&counter, &count, &failure) && count == 10);
	MUST(safe_kit_counter_end(&counter, &failure) && safe_kit_counter_end(&counter, &failure));
	FAILS(safe_kit_counter_get_count(&counter, &count, &failure), SAFE_KIT_MISUSE, 0);
}

/* ---- callbacks ---- */

static int add_to(int value, void *user, struct safe_kit_failure *why)
{
	if (value < 0) {
		safe_kit_fail(why, SAFE_KIT_ERRNO, value, "no negative numbers");
		return 99;
	}
	return value + *(int *)user;
}

/* Calls again from inside of a call. */
static int nests(int value, void *user, struct safe_kit_failure *why)
{
	int inner = 0;
	struct safe_kit_failure inside;

	MUST(!safe_kit_apply(add_to, user, -1, &inner, &inside) && inside.code == -1);
	return safe_kit_apply(add_to, user, value, &inner, why) ? inner : 0;
}

static void count_end(void *user)
{
	++*(int *)user;
}

/* Frees the object whose call is running. */
static int closes(int value, void *user, struct safe_kit_failure *why)
{
	(void)value;
	return safe_kit_box_close((struct safe_kit_box *)user, why);
}

static int sums(const char *text, const int *values, size_t n, void *user, struct safe_kit_failure *why)
{
	(void)why;
	*(size_t *)user = strlen(text);
	return n == 3 ? values[0] + values[1] + values[2] : 0;
}

static void callbacks(void)
{
	struct safe_kit_box box;
	int ten = 10, result, ended = 0;
	size_t length;

	MUST(safe_kit_apply(add_to, &ten, 1, &result, &failure) && result == 11);
	FAILS(safe_kit_apply(add_to, &ten, -1, &result, &failure), SAFE_KIT_ERRNO, -1);
	MUST(strcmp(failure.message, "no negative numbers") == 0 && result == 11);
	MUST(!safe_kit_apply(add_to, &ten, -1, &result, NULL));
	FAILS(safe_kit_apply(NULL, &ten, 1, &result, &failure), SAFE_KIT_MISUSE, 0);
	MUST(safe_kit_apply(nests, &ten, 5, &result, &failure) && result == 15);
	MUST(safe_kit_with_texts(sums, &length, &result, &failure) && result == 6 && length == 5);

	/* Kept until C lets go: a failure belongs to the call that runs then. */
	MUST(safe_kit_listen(add_to, &ten, NULL, &failure));
	MUST(safe_kit_tell(2, &result, &failure) && result == 12);
	FAILS(safe_kit_tell(-2, &result, &failure), SAFE_KIT_ERRNO, -2);
	MUST(safe_kit_listen(add_to, &ended, count_end, &failure) && ended == 0);
	MUST(safe_kit_unlisten(&failure) && ended == 1);

	/* Kept as long as the object lives. */
	MUST(safe_kit_box_open(&box, 1, &failure));
	MUST(safe_kit_box_watch(&box, add_to, &ten, &failure) &&
	     safe_kit_box_watch(&box, add_to, &ten, &failure));
	MUST(safe_kit_box_shake(&box, 3, &result, &failure) && result == 13);
	MUST(safe_kit_box_watch(&box, closes, &box, &failure));
	FAILS(safe_kit_box_shake(&box, 3, &result, &failure), SAFE_KIT_MISUSE, 0);
	MUST(box.handle && safe_kit_box_close(&box, &failure));
}

static int records;

static int count_calls(int value, void *user, struct safe_kit_failure *why)
{
	(void)why;
	++*(int *)user;
	return value;
}

/* What a box that was given away is called with lives as long as the crate. */
static void crates(void)
{
	struct safe_kit_box box, other;
	struct safe_kit_crate crate;
	int result = 0;

	MUST(safe_kit_box_open(&box, 1, &failure) && safe_kit_box_open(&other, 2, &failure));
	MUST(safe_kit_box_watch(&box, count_calls, &records, &failure));
	MUST(safe_kit_box_watch(&other, count_calls, &records, &failure));
	MUST(safe_kit_crate_of(&crate, &box, &failure) && !box.handle);
	MUST(safe_kit_crate_shake(&crate, 4, &result, &failure) && result == 4 && records == 1);
	MUST(safe_kit_crate_fill(&crate, &other, &failure) && !other.handle);
	MUST(safe_kit_crate_shake(&crate, 5, &result, &failure) && result == 5 && records == 2);
	MUST(safe_kit_crate_free(&crate, &failure));
}

static void values_without_a_name(void)
{
	enum kit_colour colour = KIT_RED, *colours;
	const enum kit_colour *at;
	char *name;
	size_t n;

	MUST(safe_kit_colour_make(2, &colour, &failure) && colour == KIT_GREEN);
	FAILS(safe_kit_colour_make(7, &colour, &failure), SAFE_KIT_FAILED, 7);
	MUST(strcmp(failure.message, "kit_colour_make: what came back is no value of its enumeration") == 0);
	MUST(colour == KIT_GREEN);
	MUST(safe_kit_colour_set(1, &colour, &name, &failure) && colour == KIT_RED &&
	     strcmp(name, "red") == 0);
	free(name);
	FAILS(safe_kit_colour_set(0, &colour, &name, &failure), SAFE_KIT_FAILED, 0);
	MUST(!name && colour == KIT_RED);
	MUST(safe_kit_colour_change(2, &colour, &failure) && colour == KIT_GREEN);
	MUST(safe_kit_colour_change(7, NULL, &failure));
	FAILS(safe_kit_colour_change(7, &colour, &failure), SAFE_KIT_FAILED, 7);
	MUST(safe_kit_colours(2, &colours, &n, &failure) && n == 2 && colours[1] == KIT_GREEN);
	free(colours);
	FAILS(safe_kit_colours(7, &colours, &n, &failure), SAFE_KIT_FAILED, 7);
	MUST(!colours);
	MUST(safe_kit_colour_three(1, &colours, &n, &failure) && n == 3 && colours[2] == KIT_RED);
	free(colours);
	FAILS(safe_kit_colour_three(7, &colours, &n, &failure), SAFE_KIT_FAILED, 7);
	MUST(safe_kit_colour_at(2, &at, &failure) && *at == KIT_GREEN &&
	     safe_kit_colour_at(0, &at, &failure) && !at);
	FAILS(safe_kit_colour_at(7, &at, &failure), SAFE_KIT_FAILED, 7);
}

int main(void)
{
	size_t alive;

	plain_values();
	texts_and_memory();
	failures();
	objects();
	storage();
	callbacks();
	crates();
	values_without_a_name();
	MUST(safe_kit_alive(&alive, &failure) && alive == 0);
	return 0;
}
