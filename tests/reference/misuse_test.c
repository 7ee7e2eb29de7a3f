/*
 * NULL where C takes none, and objects that are gone: each function says which of its parameters it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

static struct safe_ref_failure failure;

#define REFUSES(why, call)                                                                                   \
	EXPECT(!(call) && failure.kind == SAFE_REF_MISUSE && strstr(failure.message, why) != NULL)

/* None of them was made. */
static struct safe_Store store;
static struct safe_ref_adder adder;
static struct safe_ref_apple apple;
static struct safe_ref_badge badge;
static struct safe_ref_basket basket;
static struct safe_ref_bell bell;
static struct safe_ref_countdown countdown;
static struct safe_ref_label label;
static struct safe_ref_log log;
static struct safe_ref_multiplier multiplier;
static struct safe_ref_node node;
static struct safe_ref_rows rows;
static struct safe_ref_seal seal;
static struct safe_ref_summary summary;
static struct safe_ref_walk walk;
static struct safe_ref_worker worker;
static struct safe_units_lengths_Scale units_lengths_scale;
static struct safe_units_times_Scale units_times_scale;

static char *text;
static const char *constant;

static void null_is_refused(void)
{
	REFUSES("'number' is NULL", safe_ref_option_increment(NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_result_parse(NULL, NULL, &failure));
	REFUSES("'shapes' is NULL", safe_ref_shapes_area(NULL, 1, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_text_length(NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_text_ascii(NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_text_join(NULL, NULL, &text, &failure));
	REFUSES("'text' is NULL", safe_ref_text_maybe(NULL, &text, &failure));
	REFUSES("'text' is NULL", safe_ref_text_count(NULL, 0, NULL, &failure));
	REFUSES("'bytes' is NULL", safe_ref_bytes_count(NULL, 1, 0, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_text_utf16_length(NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_text_utf16_copy(NULL, (char16_t **)&text, &failure));
	REFUSES("'text' is NULL", safe_ref_text_utf32_length(NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_text_locale_length(NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_text_bytes(NULL, &text, &failure));
	REFUSES("'texts' is NULL", safe_ref_texts_join(NULL, 1, &text, &failure));
	REFUSES("'texts' is NULL", safe_ref_texts_join_ended(NULL, &text, &failure));
	REFUSES("'text' is NULL", safe_ref_texts_split(NULL, (char ***)&text, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_texts_words(NULL, (char ***)&text, &failure));
	REFUSES("'text' is NULL", safe_ref_string_fill(NULL, NULL, &failure));
	REFUSES("'make' is NULL", safe_ref_text_from(NULL, NULL, 0, NULL, &failure));
	REFUSES("'make' is NULL", safe_ref_text_collect(NULL, NULL, 0, &text, &failure));
	REFUSES("'take' is NULL", safe_ref_text_show(NULL, NULL, &failure));
	REFUSES("'numbers' is NULL", safe_ref_sum(NULL, 1, NULL, &failure));
	REFUSES("'numbers' is NULL", safe_ref_sum_three(NULL, NULL, &failure));
	REFUSES("'numbers' is NULL", safe_ref_sum_ended(NULL, NULL, &failure));
	REFUSES("'numbers' is NULL", safe_ref_double(NULL, 1, &failure));
	REFUSES("'numbers' is NULL", safe_ref_sum_bytes(NULL, 1, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_vec_split(NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_vec_split_or_fail(NULL, NULL, &failure));
	REFUSES("'take' is NULL", safe_ref_numbers_show(NULL, NULL, 0, NULL, &failure));
	REFUSES("'visit' is NULL", safe_ref_visit(0, NULL, NULL, NULL, &failure));
	REFUSES("'visit' is NULL", safe_ref_visit_elsewhere(0, NULL, NULL, NULL, &failure));
	REFUSES("'numbers' is NULL", safe_ref_sort(NULL, 1, NULL, NULL, &failure));
	REFUSES("'even' is NULL", safe_ref_tell_apart(0, NULL, NULL, NULL, NULL, &failure));
	REFUSES("'operation' is NULL", safe_ref_operation_set(0, &failure));
	REFUSES("'show' is NULL", safe_ref_channel_each(NULL, NULL, &failure));
	REFUSES("'sink' is NULL", safe_ref_write(NULL, 0, NULL, &failure));
	REFUSES("'done' is NULL", safe_ref_at_once(0, NULL, NULL, &failure));
	REFUSES("'ticked' is NULL", safe_ref_tick(0, NULL, NULL, &failure));
	REFUSES("'ticked' is NULL", safe_ref_remember(NULL, NULL, &failure));
	REFUSES("'grid' is NULL", safe_ref_grid_sum(NULL, NULL, &failure));
	REFUSES("'packed' is NULL", safe_ref_packed_double(NULL, &failure));
	REFUSES("'value' is NULL", safe_ref_square(NULL, NULL, &failure));
	REFUSES("'value' is NULL", safe_ref_mixed_turn(NULL, &failure));
	REFUSES("'witness' is NULL", safe_ref_mixed_witness(0, &failure));
	REFUSES("'line' is NULL", safe_ref_line_next(NULL, NULL, &failure));
	REFUSES("'name' is NULL", safe_ref_person_make(NULL, 0, NULL, &failure));
	REFUSES("'person' is NULL", safe_ref_person_weigh(NULL, NULL, &failure));
	REFUSES("'name' is NULL", safe_ref_person_find(NULL, NULL, &failure));
	REFUSES("'names' is NULL", safe_ref_people_of(NULL, NULL, &failure));
	REFUSES("'names' is NULL", safe_ref_people_find(NULL, NULL, &failure));
	REFUSES("'people' is NULL", safe_ref_people_weigh(NULL, 1, NULL, &failure));
	REFUSES("'values' is NULL", safe_ref_inline_sum(NULL, 1, NULL, &failure));
	REFUSES("'range' is NULL", safe_ref_range_turn(NULL, NULL, &failure));
	REFUSES("'visit' is NULL", safe_ref_inline_visit(0, NULL, NULL, NULL, &failure));
	REFUSES("'lengths' is NULL", safe_ref_units_sum(NULL, 1, NULL, &failure));
	REFUSES("'length' is NULL", safe_ref_units_double(NULL, &failure));
	REFUSES("'stretch' is NULL", safe_ref_units_stretch(0, NULL, NULL, NULL, &failure));
	REFUSES("'name' is NULL", safe_ref_store_open(&store, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_label_new(&label, NULL, &failure));
	REFUSES("'name' is NULL", safe_ref_node_new(&node, NULL, 0, &failure));
	REFUSES("'text' is NULL", safe_ref_node_parse(&node, NULL, &failure));
	REFUSES("'name' is NULL", safe_ref_node_weighed(&node, NULL, NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_node_read(NULL, NULL, &failure));
	REFUSES("'sink' is NULL", safe_ref_log_new(&log, NULL, &failure));
	REFUSES("'name' is NULL", safe_ref_worker_open(NULL, NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_badge_new(&badge, NULL, &failure));
}

static void null_is_no_elements(void)
{
	int64_t sum = 1;
	EXPECT(safe_ref_sum(NULL, 0, &sum, &failure) && sum == 0);
	EXPECT(safe_ref_double(NULL, 0, &failure));
}

static void stores_and_nodes_that_are_gone_are_refused(void)
{
	REFUSES("'store' is gone", safe_ref_store_complaint(&store, &constant, &failure));
	REFUSES("'store' is gone", safe_ref_store_set(&store, NULL, 0, &failure));
	REFUSES("'store' is gone", safe_Store_number_of(&store, NULL, NULL, &failure));
	REFUSES("'store' is gone", safe_ref_rows_open(&rows, &store, &failure));
	REFUSES("'rows' is gone", safe_ref_rows_next(&rows, NULL, &constant, NULL, &failure));
	REFUSES("'store' is gone", safe_ref_summary_new(&summary, &store, &failure));
	REFUSES("the object is gone", safe_ref_summary_get_n(&summary, NULL, &failure));
	REFUSES("the object is gone", safe_ref_summary_set_n(&summary, 0, &failure));
	REFUSES("the object is gone", safe_ref_summary_get_first(&summary, &constant, &failure));
	REFUSES("the object is gone", safe_ref_summary_get_weight(&summary, NULL, &failure));
	REFUSES("the object is gone", safe_ref_summary_set_weight(&summary, 0, &failure));
	REFUSES("'store' is gone", safe_ref_seal_new(&seal, &store, &failure));
	REFUSES("'seal' is gone", safe_ref_seal_holds(&seal, NULL, &failure));
	REFUSES("'label' is gone", safe_ref_label_number(&label, NULL, 0, &failure));
	REFUSES("'label' is gone", safe_ref_label_show(&label, &text, &failure));
	REFUSES("'node' is gone", safe_ref_node_clone(&node, &node, &failure));
	REFUSES("'node' is gone", safe_ref_node_references(&node, NULL, &failure));
	REFUSES("'node' is gone", safe_ref_node_get_weight(&node, NULL, &failure));
	REFUSES("'node' is gone", safe_ref_node_set_weight(&node, 0, &failure));
	REFUSES("'node' is gone", safe_ref_node_name(&node, &constant, &failure));
	REFUSES("'node' is gone", safe_ref_node_format(&node, &text, &failure));
	REFUSES("'node' is gone", safe_ref_node_equals(&node, &node, NULL, &failure));
	REFUSES("'node' is gone", safe_ref_node_hash(&node, NULL, &failure));
	REFUSES("'node' is gone", safe_ref_node_compare(&node, &node, NULL, &failure));
	REFUSES("'node' is gone", safe_ref_node_hang(&node, &node, &failure));
	REFUSES("'node' is gone", safe_ref_node_below(&node, &node, &failure));
	REFUSES("'node' is gone", safe_ref_node_take(&node, &node, &failure));
	REFUSES("'a' is gone", safe_ref_node_heavier(&node, &node, &node, &failure));
	REFUSES("'node' is gone", safe_ref_node_visit(&node, NULL, NULL, &failure));
	REFUSES("'a' is gone", safe_ref_node_first((struct ref_order){0}, &node, &node, &node, &failure));
	REFUSES("'node' is gone", safe_ref_node_share(&node, 0, NULL, &failure));
	REFUSES("'node' is gone", safe_ref_node_repeat(&node, 0, &text, &failure));
	REFUSES("'node' is gone", safe_ref_node_weights(&node, (int **)&text, NULL, &failure));
	REFUSES("'node' is gone", safe_ref_node_depth(&node, NULL, &failure));
	REFUSES("'node' is gone", safe_ref_walk_new(&walk, &node, &failure));
	REFUSES("'walk' is gone", safe_ref_walk_next(&walk, &node, &failure));
	REFUSES("'walk' is gone", safe_ref_walk_is_over(&walk, NULL, &failure));
	REFUSES("'walk' is gone", safe_ref_walk_append(&walk, &walk, &failure));
	REFUSES("'walk' is gone", safe_ref_walk_finish(&walk, NULL, &failure));
}

static void others_that_are_gone_are_refused(void)
{
	REFUSES("'countdown' is gone", safe_ref_countdown_next(&countdown, NULL, NULL, NULL, &failure));
	REFUSES("'apple' is gone", safe_ref_apple_grams(&apple, NULL, &failure));
	REFUSES("'basket' is gone", safe_ref_basket_put(&basket, &apple, &apple, &failure));
	REFUSES("'basket' is gone", safe_ref_basket_take(&basket, &apple, &failure));
	REFUSES("'basket' is gone", safe_ref_basket_last(&basket, &apple, &failure));
	REFUSES("'basket' is gone", safe_ref_basket_weights(&basket, (int **)&text, NULL, &failure));
	REFUSES("'basket' is gone", safe_ref_basket_pour(&basket, &basket, &failure));
	REFUSES("'meter' is gone", safe_ref_adder_add(&adder, 0, NULL, &failure));
	REFUSES("the object is gone", safe_ref_adder_get_total(&adder, NULL, &failure));
	REFUSES("the object is gone", safe_ref_adder_set_total(&adder, 0, &failure));
	REFUSES("the object is gone", safe_ref_adder_get_steps(&adder, NULL, &failure));
	REFUSES("the object is gone", safe_ref_adder_set_steps(&adder, 0, &failure));
	REFUSES("'meter' is gone", safe_ref_multiplier_times(&multiplier, 0, NULL, &failure));
	REFUSES("the object is gone", safe_ref_multiplier_get_total(&multiplier, NULL, &failure));
	REFUSES("the object is gone", safe_ref_multiplier_set_total(&multiplier, 0, &failure));
	REFUSES("the object is gone", safe_ref_multiplier_get_steps(&multiplier, NULL, &failure));
	REFUSES("the object is gone", safe_ref_multiplier_set_steps(&multiplier, 0, &failure));
	REFUSES("'bell' is gone", safe_ref_bell_listen(&bell, NULL, NULL, NULL, &failure));
	REFUSES("'bell' is gone", safe_ref_bell_silence(&bell, &failure));
	REFUSES("'bell' is gone", safe_ref_bell_ring(&bell, NULL, NULL, &failure));
	REFUSES("'bell' is gone", safe_ref_bell_ring_elsewhere(&bell, NULL, NULL, &failure));
	REFUSES("'bell' is gone", safe_ref_bell_ask(&bell, NULL, NULL, &failure));
	REFUSES("'bell' is gone", safe_ref_bell_echo_data(&bell, &failure));
	REFUSES("'bell' is gone", safe_ref_bell_set_echo(&bell, 0, NULL, NULL, NULL, &failure));
	REFUSES("'bell' is gone", safe_ref_bell_wrap(&bell, NULL, NULL, NULL, NULL, &failure));
	REFUSES("'log' is gone", safe_ref_log_write(&log, NULL, NULL, &failure));
	REFUSES("'log' is gone", safe_ref_log_order(&log, NULL, &failure));
	REFUSES("'log' is gone", safe_ref_log_write_nodes(&log, &node, &node, NULL, &failure));
	REFUSES("'worker' is gone", safe_ref_worker_square(&worker, 0, 0, NULL, NULL, NULL, &failure));
	REFUSES("'worker' is gone", safe_ref_worker_cube(&worker, 0, 0, NULL, NULL, NULL, &failure));
	REFUSES("'worker' is gone", safe_ref_worker_cancel(&worker, 0, &failure));
	REFUSES("'worker' is gone", safe_ref_worker_echo(&worker, NULL, NULL, NULL, &failure));
	REFUSES("'badge' is gone", safe_ref_badge_version(&badge, NULL, &failure));
	REFUSES("'badge' is gone", safe_ref_badge_text(&badge, &constant, &failure));
	REFUSES("'badge' is gone", safe_ref_badge_number(&badge, NULL, &failure));
	REFUSES("'badge' is gone", safe_ref_badge_has_text(&badge, NULL, &failure));
	REFUSES("'badge' is gone", safe_ref_badge_copy(&badge, &text, &failure));
	REFUSES("'badge' is gone", safe_ref_badge_set_long(&badge, 0, 0, &failure));
	REFUSES("'badge' is gone", safe_ref_badge_set_string(&badge, 0, NULL, &failure));
	REFUSES("'ruler' is gone", safe_ref_ruler_read(&units_lengths_scale, 0, NULL, &failure));
	REFUSES("'clock' is gone", safe_ref_clock_go(&units_times_scale, 0, NULL, &failure));
}

static int weigh(int value, void *user, struct safe_ref_failure *why)
{
	(void)user;
	(void)why;
	return value;
}

static bool look(struct safe_ref_node *of, const char *name, void *user, struct safe_ref_failure *why)
{
	(void)of;
	(void)name;
	(void)user;
	(void)why;
	return true;
}

/* The parameters behind the first one. */
static void further_parameters_are_refused(void)
{
	struct safe_ref_node here;
	struct safe_ref_basket whole;
	struct safe_ref_bell rings;
	struct safe_Store open;
	struct ref_order order = {0};
	bool same = false;
	int compared = 0, numbers[] = {1};
	EXPECT(safe_ref_node_new(&here, "here", 1, &failure) && safe_ref_basket_new(&whole, &failure));
	EXPECT(safe_ref_bell_new(&rings, &failure) && safe_ref_store_open(&open, "open", &failure));
	REFUSES("'more' is NULL", safe_ref_text_join("a", NULL, &text, &failure));
	REFUSES("'compare' is NULL", safe_ref_sort(numbers, 1, NULL, NULL, &failure));
	REFUSES("'weigh' is NULL", safe_ref_node_weighed(&node, "a", NULL, NULL, &failure));
	REFUSES("'name' is NULL", safe_ref_node_weighed(&node, NULL, weigh, NULL, &failure));
	REFUSES("'name' is NULL", safe_ref_store_set(&open, NULL, 0, &failure));
	REFUSES("'name' is NULL", safe_Store_number_of(&open, NULL, NULL, &failure));
	REFUSES("'other' is gone", safe_ref_node_equals(&here, &node, &same, &failure));
	REFUSES("'other' is gone", safe_ref_node_compare(&here, &node, &compared, &failure));
	REFUSES("'below' is gone", safe_ref_node_hang(&here, &node, &failure));
	REFUSES("'b' is gone", safe_ref_node_heavier(&here, &node, &node, &failure));
	REFUSES("'b' is gone", safe_ref_node_first(order, &here, &node, &node, &failure));
	REFUSES("'node' is gone", safe_ref_node_visit(&node, look, NULL, &failure));
	REFUSES("'visit' is NULL", safe_ref_node_visit(&here, NULL, NULL, &failure));
	REFUSES("'one' is gone", safe_ref_basket_put(&whole, &apple, NULL, &failure));
	REFUSES("'into' is gone", safe_ref_basket_pour(&whole, &basket, &failure));
	EXPECT(whole.handle != NULL);
	REFUSES("'listener' is NULL", safe_ref_bell_listen(&rings, NULL, NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_bell_ring(&rings, NULL, NULL, &failure));
	REFUSES("'text' is NULL", safe_ref_bell_ring_elsewhere(&rings, NULL, NULL, &failure));
	REFUSES("'echo' is NULL", safe_ref_bell_set_echo(&rings, 0, NULL, NULL, NULL, &failure));
	EXPECT(safe_ref_node_unref(&here, &failure) && safe_ref_basket_free(&whole, &failure));
	EXPECT(safe_ref_bell_free(&rings, &failure) && safe_ref_store_close(&open, &failure));
	EXPECT_NOTHING_ALIVE();
}

int main(void)
{
	null_is_refused();
	null_is_no_elements();
	stores_and_nodes_that_are_gone_are_refused();
	others_that_are_gone_are_refused();
	further_parameters_are_refused();
	return wrong != 0;
}
