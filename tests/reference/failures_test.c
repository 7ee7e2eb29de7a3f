/*
 * What the safe layer does where something fails: what it says, what is left, and whose failure it was.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

static struct safe_ref_failure failure;

static void messages_are_cut_between_characters(void)
{
	struct {
		struct safe_ref_failure failure;
		char behind[128];
	} told;
	char text[300];
	memset(&told, 0x55, sizeof told);
	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	EXPECT(!safe_ref_fail(&told.failure, SAFE_REF_FAILED, 5, text));
	EXPECT(strlen(told.failure.message) == 255 && told.failure.code == 5);
	memcpy(text + 254, "\303\251", 2);
	EXPECT(!safe_ref_fail(&told.failure, SAFE_REF_FAILED, 5, text));
	EXPECT(strlen(told.failure.message) == 254);
	for (size_t i = 0; i < sizeof told.behind; i++)
		EXPECT(told.behind[i] == 0x55);
	EXPECT(!safe_ref_fail(NULL, SAFE_REF_FAILED, 5, text));
}

static void failures_have_a_kind_and_a_code(void)
{
	ref_channel channels[4], one, other;
	for (int i = 0; i < 4; i++)
		EXPECT(safe_ref_channel_need(&channels[i], &failure));
	EXPECT(!safe_ref_channel_pair(&one, &other, &failure));
	EXPECT(failure.kind == SAFE_REF_ERROR && failure.code == REF_EMPTY);
	EXPECT(strcmp(failure.message, "there is nothing") == 0);
	EXPECT(!safe_ref_channel_pair(&one, &other, NULL));
	for (int i = 0; i < 4; i++)
		EXPECT(safe_ref_channel_close(channels[i], &failure));
	EXPECT_NOTHING_ALIVE();
}

static void what_fails_is_empty(void)
{
	struct safe_ref_label label = {0};
	struct safe_ref_badge badge = {0};
	struct safe_ref_node node;
	char *text = (char *)"stale";
	EXPECT(!safe_ref_text_join(NULL, "", &text, &failure) && !text);
	text = (char *)"stale";
	EXPECT(!safe_ref_label_show(&label, &text, &failure) && !text);
	text = (char *)"stale";
	EXPECT(!safe_ref_badge_copy(&badge, &text, &failure) && !text);
	EXPECT(safe_ref_node_new(&node, "a", 1, &failure));
	text = (char *)"stale";
	EXPECT(!safe_ref_node_repeat(&node, 0, &text, &failure) && !text);
	EXPECT(safe_ref_node_unref(&node, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void results_may_be_of_no_interest(void)
{
	struct safe_units_times_Scale clock;
	int value = 3;
	EXPECT(safe_ref_triple(2, NULL, &failure) && safe_ref_root(16, NULL, &failure));
	EXPECT(safe_ref_square(&value, NULL, &failure) && value == 9);
	EXPECT(safe_ref_closed_other(REF_CLOSED_A, NULL, &failure));
	EXPECT(safe_ref_clock_new(&clock, 1, &failure) && safe_ref_clock_go(&clock, 1, NULL, &failure));
	EXPECT(safe_ref_clock_free(&clock, &failure));
	EXPECT_NOTHING_ALIVE();
}

static int compared;

static int fails_each_time(int a, int b, void *user, struct safe_ref_failure *why)
{
	(void)user;
	safe_ref_fail(why, SAFE_REF_FAILED, ++compared, "no order");
	return a - b;
}

static void of_many_failures_the_first_counts(void)
{
	int numbers[] = {3, 1, 2, 4};
	EXPECT(!safe_ref_sort(numbers, 4, fails_each_time, NULL, &failure));
	EXPECT(compared > 1 && failure.code == 1);
}

static void hears(const char *text, void *user, struct safe_ref_failure *why)
{
	++*(int *)user;
	if (*text == '!')
		safe_ref_fail(why, SAFE_REF_FAILED, 6, text);
}

static bool asks(const char *text, void *user, struct safe_ref_failure *why)
{
	(void)user;
	if (*text == '?')
		return safe_ref_fail(why, SAFE_REF_FAILED, 7, text);
	return true;
}

static void what_fails_where_nobody_waits_is_nobodys(void)
{
	struct safe_ref_bell bell;
	int heard = 0, rang = 0;
	EXPECT(safe_ref_bell_new(&bell, &failure) &&
	       safe_ref_bell_listen(&bell, hears, &heard, NULL, &failure));
	EXPECT(ref_bell_ring(bell.handle, "!") == 1 && heard == 1);
	EXPECT(safe_ref_bell_ring(&bell, "a", &rang, &failure) && rang == 1 && heard == 2);
	EXPECT(safe_ref_bell_ask(&bell, asks, NULL, &failure));
	EXPECT(!safe_ref_bell_ring(&bell, "?", &rang, &failure) && failure.code == 7);
	EXPECT(heard == 3); /* C was told yes, as the header says of what fails */
	EXPECT(safe_ref_bell_ring(&bell, "b", &rang, &failure) && heard == 4);
	EXPECT(safe_ref_bell_free(&bell, &failure));
	EXPECT_NOTHING_ALIVE();
}

static bool ends_its_node(struct safe_ref_node *lent, const char *name, void *user,
			  struct safe_ref_failure *why)
{
	(void)lent;
	(void)name;
	(void)why;
	struct safe_ref_failure refused;
	EXPECT(!safe_ref_node_unref((struct safe_ref_node *)user, &refused));
	EXPECT(strstr(refused.message, "in use") != NULL);
	return true;
}

static struct safe_ref_log kept;

static int ends_its_log(void *user, const char *line)
{
	(void)user;
	struct safe_ref_failure refused;
	EXPECT(!safe_ref_log_free(&kept, &refused) && strstr(refused.message, "in use") != NULL);
	return (int)strlen(line);
}

static void what_a_call_uses_does_not_end(void)
{
	struct safe_ref_node node;
	struct ref_sink sink = {ends_its_log, NULL, NULL, NULL};
	int written = 0;
	EXPECT(safe_ref_node_new(&node, "a", 1, &failure));
	EXPECT(safe_ref_node_visit(&node, ends_its_node, &node, &failure));
	EXPECT(safe_ref_node_unref(&node, &failure));
	EXPECT(safe_ref_log_new(&kept, &sink, &failure));
	EXPECT(safe_ref_log_write(&kept, "line", &written, &failure) && written == 4);
	EXPECT(safe_ref_log_free(&kept, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void what_is_lent_is_not_given_away(void)
{
	struct safe_ref_node node;
	struct safe_ref_walk walk, rest;
	unsigned int left = 0;
	EXPECT(safe_ref_node_new(&node, "a", 1, &failure));
	EXPECT(safe_ref_walk_new(&walk, &node, &failure) && safe_ref_walk_new(&rest, &node, &failure));
	rest.borrowed = true;
	EXPECT(!safe_ref_walk_append(&walk, &rest, &failure) &&
	       strstr(failure.message, "'rest' is only lent"));
	EXPECT(!safe_ref_walk_finish(&rest, &left, &failure) &&
	       strstr(failure.message, "'walk' is only lent"));
	rest.borrowed = false;
	EXPECT(!safe_ref_walk_append(&walk, &walk, &failure) && strstr(failure.message, "given twice"));
	EXPECT(safe_ref_walk_finish(&rest, &left, &failure) && left == 1 && !rest.handle);
	EXPECT(safe_ref_walk_free(&walk, &failure) && safe_ref_node_unref(&node, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void a_store_is_free_behind_each_call(void)
{
	struct safe_Store store;
	const char *complaint = NULL;
	int number = 0;
	EXPECT(safe_ref_store_open(&store, "s", &failure));
	EXPECT(safe_ref_store_complaint(&store, &complaint, &failure));
	EXPECT(safe_ref_store_set(&store, "one", 1, &failure));
	EXPECT(safe_Store_number_of(&store, "one", &number, &failure) && number == 1);
	EXPECT(safe_ref_store_close(&store, &failure) && !store.handle);
	EXPECT_NOTHING_ALIVE();
}

int main(void)
{
	messages_are_cut_between_characters();
	failures_have_a_kind_and_a_code();
	what_fails_is_empty();
	results_may_be_of_no_interest();
	of_many_failures_the_first_counts();
	what_fails_where_nobody_waits_is_nobodys();
	what_a_call_uses_does_not_end();
	what_is_lent_is_not_given_away();
	a_store_is_free_behind_each_call();
	return wrong != 0;
}
