/*
 * Functions of the caller: callbacks.h through its generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <pthread.h>

static struct safe_ref_failure failure;

struct seen {
	int n, last, ends;
	pthread_t thread;
};

static int visit(int value, void *user, struct safe_ref_failure *why)
{
	struct seen *seen = (struct seen *)user;
	seen->n++;
	seen->thread = pthread_self();
	if (value == 4)
		safe_ref_fail(why, SAFE_REF_FAILED, value, "four");
	return value;
}

static void even(int value, void *user, struct safe_ref_failure *why)
{
	(void)why;
	((struct seen *)user)->last += value;
}

static int cannot_compare(int a, int b, void *user, struct safe_ref_failure *why)
{
	(void)user;
	safe_ref_fail(why, SAFE_REF_FAILED, 7, "no order");
	return a - b;
}

static bool cannot_look(struct safe_ref_node *node, const char *name, void *user,
			struct safe_ref_failure *why)
{
	(void)node;
	(void)user;
	return safe_ref_fail(why, SAFE_REF_FAILED, 8, name);
}

static void for_the_call(void)
{
	struct seen seen = {0};
	int sum = 0;
	EXPECT(safe_ref_visit(3, visit, &seen, &sum, &failure) && sum == 6 && seen.n == 3);
	EXPECT(!safe_ref_visit(9, visit, &seen, &sum, &failure) && failure.code == 4 && seen.n == 7);
	EXPECT(safe_ref_visited() == 4);
	EXPECT(!safe_ref_visit(1, NULL, NULL, &sum, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_visit_maybe(3, NULL, NULL, &sum, &failure) && sum == 0);
	seen.n = 0;
	EXPECT(safe_ref_visit_maybe(3, visit, &seen, &sum, &failure) && seen.n == 3);
	struct safe_ref_node node;
	EXPECT(safe_ref_node_weighed(&node, "pie", visit, &seen, &failure) &&
	       safe_ref_node_unref(&node, &failure));
	EXPECT(!safe_ref_node_weighed(&node, "pear", visit, &seen, &failure) && failure.code == 4 &&
	       !node.handle);
	EXPECT(!safe_ref_node_weighed(&node, "", visit, &seen, &failure) && failure.kind == SAFE_REF_FAILED);
	EXPECT_NOTHING_ALIVE();
	EXPECT(safe_ref_visit_elsewhere(3, visit, &seen, &sum, &failure) && sum == 6);
	EXPECT(!pthread_equal(seen.thread, pthread_self()));
	EXPECT(safe_ref_tell_apart(3, even, visit, &seen, &sum, &failure) && sum == 7 && seen.last == 2);
	EXPECT(safe_ref_tell_apart(3, even, NULL, &seen, &sum, &failure) && sum == 3 && seen.last == 4);
	EXPECT_NOTHING_ALIVE();
}

static bool look(struct safe_ref_node *node, const char *name, void *user, struct safe_ref_failure *why)
{
	struct seen *seen = (struct seen *)user;
	seen->n += (int)strlen(name);
	return safe_ref_node_get_weight(node, &seen->last, why);
}

/* Fails behind a call of its own that went well. */
static bool look_and_fail(struct safe_ref_node *node, const char *name, void *user,
			  struct safe_ref_failure *why)
{
	int weight = 0;
	(void)user;
	EXPECT(safe_ref_node_get_weight(node, &weight, why));
	return safe_ref_fail(why, SAFE_REF_FAILED, 9, name);
}

/* What is only lent does not end. */
static bool look_and_end(struct safe_ref_node *node, const char *name, void *user,
			 struct safe_ref_failure *why)
{
	(void)name;
	++*(int *)user;
	EXPECT(safe_ref_node_unref(node, why) && !node->handle);
	return true;
}

static int downwards(int a, int b, void *user, struct safe_ref_failure *why)
{
	(void)user;
	(void)why;
	return b - a;
}

static void objects_and_numbers(void)
{
	struct safe_ref_node top, below;
	struct seen seen = {0};
	int numbers[] = {1, 3, 2};
	EXPECT(safe_ref_node_new(&top, "top", 1, &failure) &&
	       safe_ref_node_new(&below, "below", 2, &failure));
	EXPECT(safe_ref_node_hang(&top, &below, &failure));
	EXPECT(safe_ref_node_visit(&top, look, &seen, &failure) && seen.n == 8 && seen.last == 2);
	EXPECT(!safe_ref_node_visit(&top, cannot_look, NULL, &failure) && failure.code == 8);
	EXPECT(!safe_ref_node_visit(&top, look_and_fail, NULL, &failure) && failure.code == 9);
	seen.n = 0;
	EXPECT(safe_ref_node_visit(&top, look_and_end, &seen.n, &failure) && seen.n == 2);
	EXPECT(safe_ref_node_unref(&top, &failure));
	EXPECT(safe_ref_node_unref(&below, &failure));
	EXPECT(safe_ref_sort(numbers, 3, downwards, NULL, &failure) && numbers[0] == 3 && numbers[2] == 1);
	EXPECT(!safe_ref_sort(numbers, 3, cannot_compare, NULL, &failure) && failure.code == 7);
	EXPECT_NOTHING_ALIVE();
}

static int times(int a, int b)
{
	return a * b;
}

static void for_ever(void)
{
	int result = 0;
	EXPECT(safe_ref_operate(3, 4, &result, &failure) && result == 0);
	EXPECT(safe_ref_operation_set(times, &failure));
	EXPECT(safe_ref_operate(3, 4, &result, &failure) && result == 12);
	EXPECT(safe_ref_operation_set(times, &failure));
}

static void hear(const char *text, void *user, struct safe_ref_failure *why)
{
	struct seen *seen = (struct seen *)user;
	seen->n++;
	seen->thread = pthread_self();
	if (strcmp(text, "ouch") == 0)
		safe_ref_fail(why, SAFE_REF_FAILED, 0, text);
}

static void end(void *user)
{
	((struct seen *)user)->ends++;
}

static bool may_ring(const char *text, void *user, struct safe_ref_failure *why)
{
	(void)user;
	(void)why;
	return strcmp(text, "psst") != 0;
}

/* Fails when another one takes its place. */
static bool stays(const char *text, void *user, struct safe_ref_failure *why)
{
	(void)user;
	if (strcmp(text, "over") == 0)
		safe_ref_fail(why, SAFE_REF_FAILED, 0, text);
	return true;
}

static void echo(struct safe_ref_bell *bell, int n, void *user, struct safe_ref_failure *why)
{
	(void)bell;
	(void)why;
	((struct seen *)user)->last += n;
}

static void begin_ring(void *user, struct safe_ref_failure *why)
{
	(void)why;
	((struct seen *)user)->n = 100;
}

static void end_ring(void *user, int heard, struct safe_ref_failure *why)
{
	(void)why;
	((struct seen *)user)->n += heard;
}

static void two_that_share_their_user_data(void)
{
	struct safe_ref_bell bell;
	struct seen seen = {0};
	int heard = 0;
	EXPECT(safe_ref_bell_new(&bell, &failure));
	EXPECT(safe_ref_bell_wrap(&bell, begin_ring, end_ring, &seen, end, &failure));
	EXPECT(safe_ref_bell_ring(&bell, "ding", &heard, &failure) && seen.n == 100);
	EXPECT(safe_ref_bell_wrap(&bell, NULL, end_ring, &seen, end, &failure) && seen.ends == 1);
	EXPECT(safe_ref_bell_ring(&bell, "ding", &heard, &failure) && seen.n == 100);
	EXPECT(safe_ref_bell_free(&bell, &failure) && seen.ends == 2);
	EXPECT_NOTHING_ALIVE();
}

/* Ends the bell that rings, which is in use. */
static void end_bell(const char *text, void *user, struct safe_ref_failure *why)
{
	(void)text;
	EXPECT(!safe_ref_bell_free((struct safe_ref_bell *)user, why) && why->kind == SAFE_REF_MISUSE);
	why->kind = SAFE_REF_NOTHING;
}

static void while_it_is_in_use(void)
{
	struct safe_ref_bell bell;
	int heard = 0;
	EXPECT(safe_ref_bell_new(&bell, &failure));
	EXPECT(safe_ref_bell_listen(&bell, end_bell, &bell, NULL, &failure));
	EXPECT(safe_ref_bell_ring(&bell, "ding", &heard, &failure) && heard == 1 && bell.handle);
	EXPECT(safe_ref_bell_free(&bell, &failure) && safe_ref_bell_free(&bell, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void as_long_as_c_likes(void)
{
	struct safe_ref_bell bell;
	struct seen seen = {0};
	int heard = 0;
	EXPECT(safe_ref_bell_new(&bell, &failure));
	EXPECT(safe_ref_bell_listen(&bell, hear, &seen, end, &failure));
	EXPECT(safe_ref_bell_ring(&bell, "ding", &heard, &failure) && heard == 1 && seen.n == 1);
	EXPECT(safe_ref_bell_ring_elsewhere(&bell, "ding", &heard, &failure));
	EXPECT(!pthread_equal(seen.thread, pthread_self()));
	EXPECT(!safe_ref_bell_ring(&bell, "ouch", &heard, &failure));
	EXPECT(strcmp(failure.message, "ouch") == 0);
	for (int i = 0; i < 3; i++)
		EXPECT(safe_ref_bell_listen(&bell, hear, &seen, end, &failure));
	EXPECT(!safe_ref_bell_listen(&bell, hear, &seen, end, &failure) && seen.ends == 1);
	EXPECT(safe_ref_bell_ask(&bell, stays, NULL, &failure));
	EXPECT(!safe_ref_bell_ask(&bell, may_ring, NULL, &failure) && strcmp(failure.message, "over") == 0);
	EXPECT(safe_ref_bell_ring(&bell, "psst", &heard, &failure) && heard == 0);
	EXPECT(safe_ref_bell_ask(&bell, NULL, NULL, &failure));
	EXPECT(safe_ref_bell_set_echo(&bell, 4, echo, &seen, end, &failure));
	EXPECT(safe_ref_bell_ring(&bell, "psst", &heard, &failure) && heard == 4 && seen.last == 6);
	EXPECT(safe_ref_bell_silence(&bell, &failure) && seen.ends == 5);
	EXPECT(safe_ref_bell_free(&bell, &failure) && seen.ends == 6);
	EXPECT_NOTHING_ALIVE();
}

static void begin(void *user, struct safe_ref_failure *why)
{
	(void)why;
	((struct seen *)user)->n++;
}

static void heard_by(void *user, int heard, struct safe_ref_failure *why)
{
	(void)why;
	((struct seen *)user)->last = heard + 1;
}

static void that_share_their_user_data(void)
{
	struct seen seen = {0};
	struct safe_ref_bell bell;
	int heard = 0;
	EXPECT(safe_ref_bell_new(&bell, &failure));
	EXPECT(safe_ref_bell_wrap(&bell, begin, heard_by, &seen, end, &failure));
	EXPECT(safe_ref_bell_ring(&bell, "ding", &heard, &failure) && seen.n == 1 && seen.last == 1);
	EXPECT(safe_ref_bell_wrap(&bell, NULL, heard_by, &seen, end, &failure) && seen.ends == 1);
	EXPECT(safe_ref_bell_ring(&bell, "ding", &heard, &failure) && seen.n == 1);
	EXPECT(safe_ref_bell_free(&bell, &failure) && seen.ends == 2);
	EXPECT_NOTHING_ALIVE();
}

int main(void)
{
	for_the_call();
	objects_and_numbers();
	for_ever();
	two_that_share_their_user_data();
	while_it_is_in_use();
	as_long_as_c_likes();
	that_share_their_user_data();
	return wrong != 0;
}
