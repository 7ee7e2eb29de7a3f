/*
 * What several words say together, through the generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <stdlib.h>

static struct safe_ref_failure failure;

static void values(void)
{
	static const char *const items[] = {"ab", "c"};
	const struct ref_texts texts = {items, 2};
	struct ref_mixed_maybe maybe;
	struct ref_corner corners[] = {{1, 2}, {3, 4}};
	float sum = 0;
	size_t n = 0;
	EXPECT(safe_ref_mixed_ask(0, &maybe, &failure) && !maybe.there);
	EXPECT(safe_ref_mixed_ask(1, &maybe, &failure) && maybe.there && maybe.answer.ok &&
	       !maybe.answer.text.there);
	EXPECT(safe_ref_mixed_ask(2, &maybe, &failure) && strcmp(maybe.answer.text.text, "two") == 0);
	EXPECT(safe_ref_mixed_ask(3, &maybe, &failure) && maybe.there && !maybe.answer.ok &&
	       maybe.answer.fault == REF_FAULT_NOT_FOUND);
	EXPECT(safe_ref_corners_sum((struct ref_corners){corners, 2}, &sum, &failure) && sum == 10);
	EXPECT(safe_ref_corners_swap((struct ref_corners_mut){corners, 2}, &failure) && corners[1].x == 4);
	EXPECT(safe_ref_mixed_length(&texts, &n, &failure) && n == 3);
	EXPECT(safe_ref_mixed_length(NULL, &n, &failure) && n == 0);
	EXPECT_NOTHING_ALIVE();
}

static void objects(void)
{
	struct safe_ref_node node, below;
	struct ref_node_result result;
	struct ref_result_number share;
	char *text = NULL;
	int *weights = NULL;
	size_t n = 0;
	EXPECT(safe_ref_node_read("pear:4", &result, &failure) && result.ok);
	ref_node_unref(result.is.node);
	EXPECT(safe_ref_node_read("nothing", &result, &failure) && !result.ok &&
	       result.is.error == REF_INVALID);
	EXPECT(safe_ref_node_new(&node, "pear", 4, &failure));
	EXPECT(safe_ref_node_share(&node, 2, &share, &failure) && share.ok && share.is.number == 2);
	EXPECT(safe_ref_node_share(&node, 0, &share, &failure) && !share.ok &&
	       share.is.fault == REF_FAULT_INVALID);
	EXPECT(safe_ref_node_repeat(&node, 3, &text, &failure) && strcmp(text, "pearpearpear") == 0);
	free(text);
	EXPECT(safe_ref_node_repeat(&node, 500, &text, &failure) && strlen(text) == 2000);
	free(text);
	EXPECT(!safe_ref_node_repeat(&node, 0, &text, &failure) && failure.code == REF_EMPTY);
	EXPECT(safe_ref_node_new(&below, "fig", 2, &failure) && safe_ref_node_hang(&node, &below, &failure));
	EXPECT(safe_ref_node_depth(&node, &n, &failure) && n == 2);
	EXPECT(safe_ref_node_weights(&node, &weights, &n, &failure) && n == 2 && weights[1] == 2);
	free(weights);
	EXPECT(safe_ref_node_unref(&below, &failure) && safe_ref_node_unref(&node, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void references(void)
{
	const enum ref_open high = REF_OPEN_HIGH;
	enum ref_closed turned = REF_CLOSED_A;
	enum ref_open seen;
	int n = 0;
	EXPECT(safe_ref_mixed_turn(&turned, &failure) && turned == REF_CLOSED_B);
	EXPECT(safe_ref_mixed_look(&high, &seen, &failure) && seen == REF_OPEN_HIGH);
	EXPECT(safe_ref_mixed_look(NULL, &seen, &failure) && seen == REF_OPEN_LOW);
	EXPECT(safe_ref_mixed_count(3, &n, &failure) && n == 3);
	EXPECT(!safe_ref_mixed_count(-1, &n, &failure) && failure.code == REF_CODE_BROKEN);
}

static int told;

static void tell(int number)
{
	told += number;
}

/* A square; 3 has none. */
static int square(int value, void *user, struct safe_ref_failure *why)
{
	(void)user;
	if (value == 3)
		safe_ref_fail(why, SAFE_REF_FAILED, 3, "three");
	return value * value;
}

static int no_weight(int value, void *user, struct safe_ref_failure *why)
{
	*(int *)user += value;
	safe_ref_fail(why, SAFE_REF_FAILED, 4, "no weight");
	return 4;
}

static int lacking(int value, void *user, struct safe_ref_failure *why)
{
	(void)value;
	(void)user;
	(void)why;
	return 0;
}

/* A callback that fails in a call that C ends well: what C gave is gone. */
static void failing_callbacks(void)
{
	struct safe_ref_node node;
	int *numbers = NULL, asked = 0;
	size_t n = 0;
	EXPECT(safe_ref_mixed_collect(2, square, NULL, &numbers, &n, &failure) && n == 2 && numbers[1] == 4);
	free(numbers);
	EXPECT(!safe_ref_mixed_collect(3, square, NULL, &numbers, &n, &failure) && failure.code == 3 &&
	       !numbers);
	EXPECT(!safe_ref_mixed_collect(-1, square, NULL, &numbers, &n, &failure) &&
	       failure.code == REF_FAULT_INVALID);
	EXPECT(!safe_ref_mixed_collect(-1, no_weight, &asked, &numbers, &n, &failure) && failure.code == 4);
	EXPECT(!safe_ref_mixed_weigh(no_weight, &asked, &node, &failure) && failure.code == 4 &&
	       !node.handle);
	EXPECT(!safe_ref_mixed_weigh(lacking, NULL, &node, &failure) && failure.code == REF_FAULT_INVALID);
	EXPECT(safe_ref_mixed_weigh(square, NULL, &node, &failure) && safe_ref_node_unref(&node, &failure));
	EXPECT(asked == 0);
	EXPECT_NOTHING_ALIVE();
}

static void callbacks(void)
{
	EXPECT(safe_ref_mixed_witness(tell, &failure));
	EXPECT(safe_ref_mixed_tell(7, &failure) && safe_ref_mixed_tell(8, &failure) && told == 15);
}

static void types(void)
{
	struct ref_line line = {0};
	struct ref_smalls smalls = {REF_SMALL_SOME, REF_SMALL_NONE, 3};
	struct ref_int_pair ints;
	struct ref_double_pair doubles;
	enum ref_small small;
	unsigned distance = 1;
	bool well = false;
	double half = 0;
	int n = 0;
	EXPECT(safe_ref_line_next(&line, &distance, &failure) && !distance && line.first == 1 &&
	       line.aligned == 1);
	EXPECT(safe_ref_line_make(&well, &line, &failure) && well && line.aligned == 2);
	EXPECT(safe_ref_small_other(REF_SMALL_NONE, &small, &failure) && small == REF_SMALL_SOME);
	EXPECT(safe_ref_smalls_swap(smalls, &smalls, &failure) && smalls.other == REF_SMALL_SOME &&
	       smalls.behind == 3);
	EXPECT(safe_ref_int_pair_make(2, 3, &ints, &failure) && safe_ref_int_pair_sum(ints, &n, &failure) &&
	       n == 5);
	EXPECT(safe_ref_double_pair_make(0.5, 0.25, &doubles, &failure) &&
	       safe_ref_double_pair_sum(doubles, &half, &failure) && half == 0.75);
}

int main(void)
{
	values();
	objects();
	references();
	callbacks();
	failing_callbacks();
	types();
	return wrong != 0;
}
