/*
 * Classes: services.h through its generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <pthread.h>
#include <stdlib.h>

static struct safe_ref_failure failure;

static void constructors_make_or_fail(void)
{
	struct safe_ref_node node;
	const char *name = NULL;
	EXPECT(safe_ref_node_new(&node, "apple", 3, &failure));
	EXPECT(safe_ref_node_name(&node, &name, &failure) && strcmp(name, "apple") == 0);
	EXPECT(safe_ref_node_unref(&node, &failure) && safe_ref_node_unref(&node, &failure));
	EXPECT(!node.handle);
	EXPECT(!safe_ref_node_name(&node, &name, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(!safe_ref_node_new(&node, "", 3, &failure) && failure.kind == SAFE_REF_FAILED);
	EXPECT(!safe_ref_node_parse(&node, "pear", &failure));
	EXPECT(failure.kind == SAFE_REF_ERROR && failure.code == REF_INVALID);
	EXPECT(strcmp(failure.message, safe_ref_error_text(REF_INVALID)) == 0);
	EXPECT(safe_ref_node_parse(&node, "pear:12", &failure));
	EXPECT(safe_ref_node_unref(&node, &failure));
	EXPECT(safe_ref_node_anonymous(&node, &failure));
	EXPECT(safe_ref_node_unref(&node, &failure));
	EXPECT_NOTHING_ALIVE();
}

static unsigned references(struct safe_ref_node *node)
{
	unsigned n = 0;
	EXPECT(safe_ref_node_references(node, &n, &failure));
	return n;
}

static void references_are_counted(void)
{
	struct safe_ref_node top, below, again, heavier;
	EXPECT(safe_ref_node_new(&top, "top", 1, &failure) &&
	       safe_ref_node_new(&below, "below", 2, &failure));
	EXPECT(safe_ref_node_below(&top, &again, &failure) && !again.handle);
	EXPECT(safe_ref_node_hang(&top, &below, &failure) && references(&below) == 2);
	EXPECT(safe_ref_node_below(&top, &again, &failure) && references(&again) == 3);
	EXPECT(safe_ref_node_heavier(&top, &below, &heavier, &failure) && heavier.handle == below.handle);
	EXPECT(safe_ref_node_unref(&heavier, &failure));
	EXPECT(safe_ref_node_hang(&top, NULL, &failure) && references(&again) == 2);
	EXPECT(safe_ref_node_hang(&top, &below, &failure));
	EXPECT(safe_ref_node_unref(&again, &failure));
	EXPECT(safe_ref_node_take(&top, &again, &failure) && references(&again) == 2);
	EXPECT(safe_ref_node_unref(&top, &failure));
	EXPECT(safe_ref_node_unref(&below, &failure));
	EXPECT(references(&again) == 1);
	EXPECT(safe_ref_node_unref(&again, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void nodes_have_weights_texts_and_an_order(void)
{
	struct safe_ref_node light, heavy, twin;
	int weight = 0, order = 0;
	bool same = false;
	uint64_t hash = 0, other = 1;
	char *text = NULL;
	EXPECT(safe_ref_node_new(&light, "b", 1, &failure) && safe_ref_node_new(&heavy, "a", 2, &failure));
	EXPECT(safe_ref_node_set_weight(&light, 0, &failure));
	EXPECT(!safe_ref_node_set_weight(&light, -1, &failure) && failure.code == REF_INVALID);
	EXPECT(safe_ref_node_get_weight(&light, &weight, &failure) && weight == 0);
	EXPECT(safe_ref_node_format(&light, &text, &failure) && strcmp(text, "b:0") == 0);
	free(text);
	EXPECT(safe_ref_node_compare(&light, &heavy, &order, &failure) && order < 0);
	EXPECT(safe_ref_node_equals(&light, &heavy, &same, &failure) && !same);
	EXPECT(safe_ref_node_clone(&light, &twin, &failure) && twin.handle != light.handle);
	EXPECT(safe_ref_node_equals(&light, &twin, &same, &failure) && same);
	EXPECT(safe_ref_node_hash(&light, &hash, &failure) && safe_ref_node_hash(&twin, &other, &failure));
	EXPECT(hash == other);
	EXPECT(safe_ref_node_unref(&light, &failure));
	EXPECT(safe_ref_node_unref(&heavy, &failure));
	EXPECT(safe_ref_node_unref(&twin, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void iterators_end(void)
{
	struct safe_ref_node top, node;
	struct safe_ref_walk walk;
	struct safe_ref_countdown countdown;
	bool more = false, over = false;
	int number = 0, sum = 0, n = 0;
	long square = 0;
	EXPECT(safe_ref_node_new(&top, "top", 1, &failure) && safe_ref_walk_new(&walk, &top, &failure));
	EXPECT(safe_ref_walk_is_over(&walk, &over, &failure) && !over);
	for (; safe_ref_walk_next(&walk, &node, &failure) && node.handle; n++)
		EXPECT(safe_ref_node_unref(&node, &failure));
	EXPECT(n == 1 && safe_ref_walk_is_over(&walk, &over, &failure) && over);
	EXPECT(safe_ref_walk_free(&walk, &failure) && safe_ref_walk_free(&walk, &failure));
	EXPECT(safe_ref_node_unref(&top, &failure));
	EXPECT(!safe_ref_countdown_new(&countdown, -1, &failure));
	EXPECT(safe_ref_countdown_new(&countdown, 3, &failure));
	while (safe_ref_countdown_next(&countdown, &more, &number, &square, &failure) && more)
		sum += number + (int)square;
	EXPECT(sum == 20);
	EXPECT(safe_ref_countdown_free(&countdown, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void walks_are_given_away(void)
{
	struct safe_ref_node first, second, node;
	struct safe_ref_walk walk, rest;
	unsigned left = 0;
	EXPECT(safe_ref_node_new(&first, "first", 1, &failure) &&
	       safe_ref_node_new(&second, "second", 2, &failure));
	EXPECT(safe_ref_walk_new(&walk, &first, &failure) && safe_ref_walk_new(&rest, &second, &failure));
	EXPECT(!safe_ref_walk_append(&walk, &walk, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_walk_append(&walk, &rest, &failure) && !rest.handle);
	EXPECT(safe_ref_walk_next(&walk, &node, &failure) && node.handle == first.handle);
	EXPECT(safe_ref_node_unref(&node, &failure));
	EXPECT(safe_ref_walk_finish(&walk, &left, &failure) && left == 1 && !walk.handle);
	EXPECT(!safe_ref_walk_finish(&walk, &left, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_node_unref(&first, &failure) && safe_ref_node_unref(&second, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void objects_are_given_away_once(void)
{
	struct safe_ref_basket basket, into;
	struct safe_ref_apple one, other, last;
	int grams = 0, *weights = NULL;
	size_t n = 0;
	EXPECT(!safe_ref_apple_new(&one, 0, &failure));
	EXPECT(safe_ref_basket_new(&basket, &failure) && safe_ref_basket_new(&into, &failure));
	EXPECT(safe_ref_apple_new(&one, 100, &failure) && safe_ref_apple_new(&other, 200, &failure));
	EXPECT(!safe_ref_basket_put(&basket, &one, &one, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(one.handle != NULL);
	EXPECT(safe_ref_basket_put(&basket, &one, &other, &failure) && !one.handle && !other.handle);
	EXPECT(!safe_ref_basket_put(&basket, &one, NULL, &failure));
	EXPECT(safe_ref_basket_weights(&basket, &weights, &n, &failure) && n == 2 && weights[1] == 200);
	free(weights);
	EXPECT(safe_ref_basket_last(&basket, &last, &failure) && last.borrowed);
	EXPECT(safe_ref_apple_grams(&last, &grams, &failure) && grams == 200);
	EXPECT(!safe_ref_basket_put(&basket, &last, NULL, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_apple_new(&one, 300, &failure));
	EXPECT(!safe_ref_basket_put(&basket, &one, &last, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_apple_grams(&one, &grams, &failure) && grams == 300);
	EXPECT(safe_ref_apple_free(&one, &failure) && safe_ref_apple_free(&one, &failure));
	EXPECT(safe_ref_apple_free(&last, &failure));
	EXPECT(!safe_ref_basket_pour(&basket, &basket, &failure));
	EXPECT(safe_ref_basket_pour(&basket, &into, &failure) && !basket.handle);
	EXPECT(safe_ref_basket_take(&into, &last, &failure) && !last.borrowed);
	EXPECT(safe_ref_apple_free(&last, &failure));
	EXPECT(safe_ref_basket_free(&into, &failure) && safe_ref_basket_free(&into, &failure));
	EXPECT(!safe_ref_basket_take(&into, &last, &failure) && strstr(failure.message, "'basket' is gone"));
	EXPECT_NOTHING_ALIVE();
}

static void two_classes_share_a_struct(void)
{
	struct safe_ref_adder adder;
	struct safe_ref_multiplier multiplier;
	long total = 0;
	unsigned steps = 0;
	EXPECT(!safe_ref_adder_init(&adder, -1, &failure) && failure.code == REF_INVALID);
	EXPECT(safe_ref_adder_init(&adder, 3, &failure) &&
	       safe_ref_multiplier_init(&multiplier, 3, &failure));
	EXPECT(safe_ref_adder_add(&adder, 4, &total, &failure) && total == 7);
	EXPECT(safe_ref_multiplier_times(&multiplier, 4, &total, &failure) && total == 12);
	EXPECT(safe_ref_adder_get_steps(&adder, &steps, &failure) && steps == 1);
	EXPECT(safe_ref_adder_set_total(&adder, 1, &failure) &&
	       safe_ref_adder_get_total(&adder, &total, &failure));
	EXPECT(total == 1);
	EXPECT(safe_ref_adder_end(&adder, &failure));
	EXPECT(safe_ref_multiplier_end(&multiplier, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void *sit(void *desk)
{
	int sat = 0;
	struct safe_ref_failure other;
	EXPECT(!safe_ref_desk_sit((struct safe_ref_desk *)desk, &sat, &other) &&
	       other.kind == SAFE_REF_MISUSE);
	EXPECT(!safe_ref_desk_free((struct safe_ref_desk *)desk, &other) &&
	       strstr(other.message, "belongs to another thread"));
	return NULL;
}

static void an_object_belongs_to_its_thread(void)
{
	struct safe_ref_desk desk;
	pthread_t thread;
	int sat = 0;
	EXPECT(safe_ref_desk_new(&desk, &failure));
	EXPECT(pthread_create(&thread, NULL, sit, &desk) == 0 && pthread_join(thread, NULL) == 0);
	EXPECT(safe_ref_desk_sit(&desk, &sat, &failure) && sat == 1);
	EXPECT(!safe_ref_desk_sit(NULL, &sat, &failure) && strstr(failure.message, "'desk' is gone"));
	EXPECT(safe_ref_desk_free(&desk, &failure));
	safe_ref_wait(1, NULL);
	EXPECT_NOTHING_ALIVE();
}

int main(void)
{
	constructors_make_or_fail();
	references_are_counted();
	nodes_have_weights_texts_and_an_order();
	iterators_end();
	walks_are_given_away();
	objects_are_given_away_once();
	two_classes_share_a_struct();
	an_object_belongs_to_its_thread();
	return wrong != 0;
}
