/*
 * Functions of the caller.
 *
 * SPDX-License-Identifier: MIT
 */
#include "callbacks.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "counts.h"

/* ---- for the call ---- */

static int visited;

int ref_visited(void)
{
	return visited;
}

int ref_visit(int n, ref_visitor visit, void *user)
{
	int sum = 0;
	visited = 0;
	for (int i = 1; i <= n; i++) {
		int add = visit(i, user);
		visited++;
		if (add < 0)
			break;
		sum += add;
	}
	return sum;
}

struct visit {
	int n, sum;
	ref_visitor visit;
	void *user;
};

static void *run_visit(void *data)
{
	struct visit *visit = data;
	visit->sum = ref_visit(visit->n, visit->visit, visit->user);
	return NULL;
}

int ref_visit_elsewhere(int n, ref_visitor visit, void *user)
{
	struct visit data = {.n = n, .visit = visit, .user = user};
	pthread_t thread;
	if (pthread_create(&thread, NULL, run_visit, &data) != 0)
		return 0;
	pthread_join(thread, NULL);
	return data.sum;
}

int ref_visit_maybe(int n, ref_visitor visit, void *user)
{
	return visit ? ref_visit(n, visit, user) : 0;
}

ref_node *ref_node_weighed(const char *name, ref_visitor weigh, void *user)
{
	ref_node *node = ref_node_new(name, 0);
	if (node)
		ref_node_set_weight(node, weigh((int)strlen(name), user));
	return node;
}

void ref_node_visit(ref_node *node, bool (*visit)(ref_node *node, const char *name, void *user), void *user)
{
	for (; node && visit(node, ref_node_name(node), user);)
		node = ref_node_below(node);
}

void ref_sort(int *numbers, size_t n, int (*compare)(int a, int b, void *user), void *user)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && compare(numbers[k - 1], numbers[k], user) > 0; k--) {
			int number = numbers[k];
			numbers[k] = numbers[k - 1];
			numbers[k - 1] = number;
		}
}

int ref_tell_apart(int n, void (*even)(int value, void *user), int (*odd)(int value, void *user), void *user)
{
	int counted = 0;
	for (int i = 1; i <= n; i++) {
		if (i % 2 == 0)
			even(i, user);
		else if (odd)
			counted += odd(i, user);
		counted++;
	}
	return counted;
}

/* ---- for ever ---- */

static ref_operation operation;

void ref_operation_set(ref_operation wanted)
{
	operation = wanted;
}

int ref_operate(int a, int b)
{
	return operation ? operation(a, b) : 0;
}

/* ---- bells ---- */

struct listener {
	ref_listener run;
	void *user;
	void (*destroy)(void *);
};

struct ref_bell {
	size_t n;
	struct listener listeners[4];
	bool (*may_ring)(const char *text, void *user);
	void *asked;
	int n_echoes;
	ref_echo echo;
	void *echo_data;
	void (*echo_destroy)(void *);
	void (*begin)(void *user);
	void (*end)(void *user, int heard);
	void *wrapped;
	void (*unwrap)(void *);
};

ref_bell *ref_bell_new(void)
{
	ref_bell *bell = calloc(1, sizeof *bell);
	if (bell)
		count_objects(1);
	return bell;
}

static void let_go(void *user, void (*destroy)(void *))
{
	if (!destroy)
		return;
	count_callbacks(-1);
	destroy(user);
}

void ref_bell_silence(ref_bell *bell)
{
	while (bell->n) {
		struct listener last = bell->listeners[--bell->n];
		let_go(last.user, last.destroy);
	}
}

void ref_bell_free(ref_bell *bell)
{
	ref_bell_silence(bell);
	let_go(bell->echo_data, bell->echo_destroy);
	let_go(bell->wrapped, bell->unwrap);
	if (bell->may_ring)
		count_callbacks(-1);
	free(bell);
	count_objects(-1);
}

enum ref_error ref_bell_listen(ref_bell *bell, ref_listener listener, void *user, void (*destroy)(void *))
{
	if (bell->n == sizeof bell->listeners / sizeof *bell->listeners) {
		destroy(user);
		return REF_INVALID;
	}
	bell->listeners[bell->n++] = (struct listener){listener, user, destroy};
	count_callbacks(1);
	return REF_OK;
}

int ref_bell_ring(ref_bell *bell, const char *text)
{
	int heard = 0;
	if (bell->may_ring && !bell->may_ring(text, bell->asked))
		return 0;
	if (bell->begin)
		bell->begin(bell->wrapped);
	for (size_t i = 0; i < bell->n; i++, heard++)
		bell->listeners[i].run(text, bell->listeners[i].user);
	for (int i = 0; i < bell->n_echoes; i++)
		bell->echo(bell, i);
	if (bell->end)
		bell->end(bell->wrapped, heard);
	return heard;
}

struct ring {
	ref_bell *bell;
	const char *text;
	int heard;
};

static void *run_ring(void *data)
{
	struct ring *ring = data;
	ring->heard = ref_bell_ring(ring->bell, ring->text);
	return NULL;
}

int ref_bell_ring_elsewhere(ref_bell *bell, const char *text)
{
	struct ring ring = {.bell = bell, .text = text};
	pthread_t thread;
	if (pthread_create(&thread, NULL, run_ring, &ring) != 0)
		return 0;
	pthread_join(thread, NULL);
	return ring.heard;
}

void ref_bell_ask(ref_bell *bell, bool (*may_ring)(const char *text, void *user), void *user)
{
	bool (*before)(const char *, void *) = may_ring ? bell->may_ring : NULL;
	void *asked = bell->asked;
	count_callbacks((may_ring != NULL) - (bell->may_ring != NULL));
	bell->may_ring = may_ring;
	bell->asked = user;
	if (before)
		before("over", asked);
}

void *ref_bell_echo_data(ref_bell *bell)
{
	return bell->echo_data;
}

void ref_bell_set_echo(ref_bell *bell, int n, ref_echo echo, void *user, void (*destroy)(void *))
{
	let_go(bell->echo_data, bell->echo_destroy);
	bell->n_echoes = n;
	bell->echo = echo;
	bell->echo_data = user;
	bell->echo_destroy = destroy;
	count_callbacks(1);
}

void ref_bell_wrap(ref_bell *bell, void (*begin)(void *user), void (*end)(void *user, int heard), void *user,
		   void (*destroy)(void *))
{
	let_go(bell->wrapped, bell->unwrap);
	bell->begin = begin;
	bell->end = end;
	bell->wrapped = user;
	bell->unwrap = begin || end ? destroy : NULL;
	if (bell->unwrap)
		count_callbacks(1);
}
