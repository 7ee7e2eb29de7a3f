/*
 * Several words about who owns what in one function.
 *
 * SPDX-License-Identifier: MIT
 */
#include "pairs.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counts.h"
#include "memory.h"

struct ref_guide {
	ref_walk *walk;
	ref_listener hear;
	void *hears;
	void (*destroy)(void *);
	const int *weights;
	size_t n_weights;
	unsigned packed;
	bool (*may)(int weight, void *user);
	void *asked;
	const struct ref_order *order;
};

struct ref_halt {
	ref_guide *guide;
	ref_node *node;
};

/* ---- who leads ---- */

ref_guide *ref_guide_new(ref_walk *walk)
{
	ref_guide *guide = calloc(1, sizeof *guide);
	if (!guide) {
		ref_walk_free(walk);
		return NULL;
	}
	guide->walk = walk;
	count_objects(1);
	return guide;
}

enum ref_error ref_guide_along(ref_walk *walk, ref_walk *then, ref_guide **guide)
{
	if (ref_walk_is_over(walk)) {
		ref_walk_free(walk);
		ref_walk_free(then);
		return REF_EMPTY;
	}
	if (then)
		ref_walk_append(walk, then);
	*guide = ref_guide_new(walk);
	return *guide ? REF_OK : REF_INVALID;
}

ref_guide *ref_guide_permitted(ref_walk *walk, bool (*may)(const char *name, void *user), void *user)
{
	ref_node *first = ref_walk_next(walk);
	if (!first || !may(ref_node_name(first), user)) {
		ref_walk_free(walk);
		return NULL;
	}
	return ref_guide_new(walk);
}

static void hear_no_more(ref_guide *guide)
{
	if (!guide->hear)
		return;
	guide->hear = NULL;
	count_callbacks(-1);
	guide->destroy(guide->hears);
}

/* What is left of the walks is looked at: it has to be there still. */
void ref_guide_free(ref_guide *guide)
{
	hear_no_more(guide);
	if (guide->may)
		count_callbacks(-1);
	ref_walk_finish(guide->walk);
	free(guide);
	count_objects(-1);
}

unsigned ref_guide_go(ref_guide *guide)
{
	unsigned steps = 0;
	for (ref_node *node; (node = ref_walk_next(guide->walk)); steps++)
		if (guide->hear)
			guide->hear(ref_node_name(node), guide->hears);
	guide->packed = 0;
	for (size_t i = 0; i < guide->n_weights; i++)
		guide->packed += guide->may(guide->weights[i], guide->asked);
	return steps;
}

enum ref_error ref_guide_lead(ref_guide *guide, ref_walk *walk, ref_listener hear, void *user,
			      void (*destroy)(void *), char **sign)
{
	ref_node *first = ref_walk_next(walk);
	if (!first) {
		ref_walk_free(walk);
		destroy(user);
		return REF_EMPTY;
	}
	hear_no_more(guide);
	guide->hear = hear;
	guide->hears = user;
	guide->destroy = destroy;
	count_callbacks(1);
	ref_walk_append(guide->walk, walk);
	*sign = memory_copy(ref_node_name(first));
	return REF_OK;
}

int ref_guide_pack(ref_guide *guide, const int *weights, size_t n, bool (*may)(int weight, void *user),
		   void *user)
{
	int sum = 0;
	if (n == 0) {
		errno = EINVAL;
		return -1;
	}
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	if (!guide->may)
		count_callbacks(1);
	guide->weights = weights;
	guide->n_weights = n;
	guide->may = may;
	guide->asked = user;
	return sum;
}

unsigned ref_guide_packed(const ref_guide *guide)
{
	return guide->packed;
}

/* ---- halts ---- */

enum ref_error ref_guide_halt(ref_guide *guide, const struct ref_order *order, ref_halt **halt)
{
	ref_node *node = ref_walk_next(guide->walk);
	ref_halt *made = node ? calloc(1, sizeof *made) : NULL;
	if (!made)
		return REF_EMPTY;
	guide->order = order;
	made->guide = guide;
	made->node = node;
	count_objects(1);
	*halt = made;
	return REF_OK;
}

void ref_halt_free(ref_halt *halt)
{
	free(halt);
	count_objects(-1);
}

ref_node *ref_halt_first(ref_halt *halt, ref_node *other)
{
	const struct ref_order *order = halt->guide->order;
	return order->is_before(other, halt->node, order->user) ? other : halt->node;
}

/* ---- telling ---- */

char *ref_guide_tell(ref_guide *guide, struct ref_shape shape, const struct ref_sink *sink,
		     ref_text_maker make, void *user, int n)
{
	char text[64];
	int taken = 0;
	(void)guide;
	for (int i = 1; i <= n; i++) {
		char *made = make(i, user);
		int took = made ? sink->write(sink->user, made) : -1;
		free(made);
		if (took < 0)
			break;
		taken += took;
	}
	snprintf(text, sizeof text, "%d %.1f", taken, ref_shape_area(shape));
	return memory_copy(text);
}

struct sending {
	ref_walk *walk;
	struct ref_sink sink;
	const char *title;
	ref_done done;
	void *user;
};

static void *run_send(void *data)
{
	struct sending sending = *(struct sending *)data;
	long steps = 0;
	char line[64];
	free(data);
	for (ref_node *node; (node = ref_walk_next(sending.walk)); steps++) {
		snprintf(line, sizeof line, "%s %s", sending.title, ref_node_name(node));
		sending.sink.write(sending.sink.user, line);
	}
	ref_walk_free(sending.walk);
	sending.sink.release(sending.sink.user);
	count_callbacks(-2);
	sending.done(sending.user, REF_OK, steps);
	return NULL;
}

enum ref_error ref_guide_send(ref_guide *guide, ref_walk *walk, const struct ref_sink *sink,
			      const char *title, ref_done done, void *user)
{
	struct sending *sending = ref_walk_is_over(walk) ? NULL : calloc(1, sizeof *sending);
	pthread_t thread;
	(void)guide;
	if (!sending) {
		ref_walk_free(walk);
		sink->release(sink->user);
		return REF_EMPTY;
	}
	*sending = (struct sending){walk, *sink, title, done, user};
	count_callbacks(2);
	if (pthread_create(&thread, NULL, run_send, sending) != 0)
		abort();
	pthread_detach(thread);
	return REF_OK;
}
