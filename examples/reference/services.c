/*
 * Classes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "services.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "counts.h"

const char *ref_error_text(enum ref_error error)
{
	switch (error) {
	case REF_OK:
		return "all is well";
	case REF_EMPTY:
		return "there is nothing";
	case REF_INVALID:
		return "an argument cannot be right";
	case REF_CANCELLED:
		return "somebody gave up";
	}
	return "an error without a text";
}

/* ---- nodes ---- */

struct ref_node {
	unsigned references;
	int weight;
	ref_node *below;
	char name[32];
};

static ref_node *node_new(const char *name, size_t size, int weight)
{
	ref_node *node = size && size < sizeof node->name ? calloc(1, sizeof *node) : NULL;
	if (!node)
		return NULL;
	node->references = 1;
	node->weight = weight;
	memcpy(node->name, name, size);
	count_objects(1);
	return node;
}

ref_node *ref_node_new(const char *name, int weight)
{
	return node_new(name, strlen(name), weight);
}

ref_node *ref_node_anonymous(void)
{
	return ref_node_new("anonymous", 0);
}

enum ref_error ref_node_parse(const char *text, ref_node **node)
{
	const char *colon = strchr(text, ':');
	char *end = NULL;
	long weight = colon ? strtol(colon + 1, &end, 10) : -1;
	if (weight < 0 || *end || end == colon + 1 || colon == text)
		return REF_INVALID;
	*node = node_new(text, (size_t)(colon - text), (int)weight);
	return *node ? REF_OK : REF_INVALID;
}

ref_node *ref_node_ref(ref_node *node)
{
	__atomic_add_fetch(&node->references, 1, __ATOMIC_SEQ_CST);
	return node;
}

void ref_node_unref(ref_node *node)
{
	while (node && __atomic_sub_fetch(&node->references, 1, __ATOMIC_SEQ_CST) == 0) {
		ref_node *below = node->below;
		free(node);
		count_objects(-1);
		node = below;
	}
}

ref_node *ref_node_clone(const ref_node *node)
{
	return ref_node_new(node->name, node->weight);
}

unsigned ref_node_references(const ref_node *node)
{
	return __atomic_load_n(&node->references, __ATOMIC_SEQ_CST);
}

int ref_node_get_weight(const ref_node *node)
{
	return node->weight;
}

enum ref_error ref_node_set_weight(ref_node *node, int weight)
{
	if (weight < 0)
		return REF_INVALID;
	node->weight = weight;
	return REF_OK;
}

const char *ref_node_name(const ref_node *node)
{
	return node->name;
}

char *ref_node_format(const ref_node *node)
{
	char *text = malloc(sizeof node->name + 16);
	if (!text)
		abort();
	snprintf(text, sizeof node->name + 16, "%s:%d", node->name, node->weight);
	count_memory(1);
	return text;
}

void ref_text_free(char *text)
{
	if (text)
		count_memory(-1);
	free(text);
}

bool ref_node_equals(const ref_node *node, const ref_node *other)
{
	return node->weight == other->weight && strcmp(node->name, other->name) == 0;
}

uint64_t ref_node_hash(const ref_node *node)
{
	uint64_t hash = (uint64_t)(unsigned)node->weight + UINT64_C(0xcbf29ce484222325);
	for (const char *c = node->name; *c; c++)
		hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001b3);
	return hash;
}

int ref_node_compare(const ref_node *node, const ref_node *other)
{
	if (node->weight != other->weight)
		return node->weight < other->weight ? -1 : 1;
	return strcmp(node->name, other->name);
}

void ref_node_hang(ref_node *node, ref_node *below)
{
	ref_node *before = node->below;
	node->below = below;
	ref_node_unref(before);
}

ref_node *ref_node_below(const ref_node *node)
{
	return node->below;
}

ref_node *ref_node_take(ref_node *node)
{
	ref_node *below = node->below;
	node->below = NULL;
	return below;
}

ref_node *ref_node_heavier(ref_node *a, ref_node *b)
{
	return a->weight == b->weight ? NULL : a->weight > b->weight ? a : b;
}

/* ---- walks ---- */

struct ref_walk {
	ref_node *next;
	ref_walk *rest;
};

ref_walk *ref_walk_new(ref_node *node)
{
	ref_walk *walk = calloc(1, sizeof *walk);
	if (!walk)
		return NULL;
	walk->next = node;
	count_objects(1);
	return walk;
}

void ref_walk_free(ref_walk *walk)
{
	while (walk) {
		ref_walk *rest = walk->rest;
		free(walk);
		count_objects(-1);
		walk = rest;
	}
}

ref_node *ref_walk_next(ref_walk *walk)
{
	while (walk && !walk->next)
		walk = walk->rest;
	ref_node *node = walk ? walk->next : NULL;
	if (node)
		walk->next = node->below;
	return node;
}

bool ref_walk_is_over(const ref_walk *walk)
{
	while (walk && !walk->next)
		walk = walk->rest;
	return !walk;
}

void ref_walk_append(ref_walk *walk, ref_walk *rest)
{
	while (walk->rest)
		walk = walk->rest;
	walk->rest = rest;
}

unsigned ref_walk_finish(ref_walk *walk)
{
	unsigned left = 0;
	while (ref_walk_next(walk))
		left++;
	ref_walk_free(walk);
	return left;
}

struct ref_countdown {
	int next;
};

ref_countdown *ref_countdown_new(int from)
{
	ref_countdown *countdown = from < 0 ? NULL : calloc(1, sizeof *countdown);
	if (!countdown)
		return NULL;
	countdown->next = from;
	count_objects(1);
	return countdown;
}

void ref_countdown_free(ref_countdown *countdown)
{
	free(countdown);
	count_objects(-1);
}

bool ref_countdown_next(ref_countdown *countdown, int *number, long *square)
{
	if (countdown->next == 0)
		return false;
	*number = countdown->next;
	*square = (long)countdown->next * countdown->next;
	countdown->next--;
	return true;
}

/* ---- apples ---- */

struct ref_apple {
	int grams;
};

struct ref_basket {
	size_t n;
	ref_apple *apples[16];
	int weights[16];
};

ref_apple *ref_apple_new(int grams)
{
	ref_apple *apple = grams > 0 ? calloc(1, sizeof *apple) : NULL;
	if (!apple)
		return NULL;
	apple->grams = grams;
	count_objects(1);
	return apple;
}

void ref_apple_free(ref_apple *apple)
{
	free(apple);
	count_objects(-1);
}

int ref_apple_grams(const ref_apple *apple)
{
	return apple->grams;
}

ref_basket *ref_basket_new(void)
{
	ref_basket *basket = calloc(1, sizeof *basket);
	if (basket)
		count_objects(1);
	return basket;
}

void ref_basket_free(ref_basket *basket)
{
	while (basket->n)
		ref_apple_free(ref_basket_take(basket));
	free(basket);
	count_objects(-1);
}

static void put(ref_basket *basket, ref_apple *apple)
{
	if (!apple)
		return;
	if (basket->n == sizeof basket->apples / sizeof *basket->apples) {
		ref_apple_free(apple);
		return;
	}
	basket->weights[basket->n] = apple->grams;
	basket->apples[basket->n++] = apple;
}

void ref_basket_put(ref_basket *basket, ref_apple *one, ref_apple *other)
{
	put(basket, one);
	put(basket, other);
}

ref_apple *ref_basket_take(ref_basket *basket)
{
	return basket->n ? basket->apples[--basket->n] : NULL;
}

const ref_apple *ref_basket_last(const ref_basket *basket)
{
	return basket->n ? basket->apples[basket->n - 1] : NULL;
}

const int *ref_basket_weights(const ref_basket *basket, size_t *count)
{
	*count = basket->n;
	return basket->weights;
}

void ref_basket_pour(ref_basket *basket, ref_basket *into)
{
	for (size_t i = 0; i < basket->n; i++)
		put(into, basket->apples[i]);
	basket->n = 0;
	ref_basket_free(basket);
}

/* ---- meters ---- */

enum { ADDS = 1, MULTIPLIES };

static enum ref_error begin(struct ref_meter *meter, int start, int what)
{
	if (start < 0 || meter->running)
		return REF_INVALID;
	meter->total = start;
	meter->running = what;
	count_objects(1);
	return REF_OK;
}

/* One that does not run, or does something else, is an object too many for ever. */
static void end(struct ref_meter *meter, int what)
{
	count_objects(meter->running == what ? -1 : 1);
	meter->running = 0;
}

enum ref_error ref_adder_init(struct ref_meter *meter, int start)
{
	return begin(meter, start, ADDS);
}

void ref_adder_end(struct ref_meter *meter)
{
	end(meter, ADDS);
}

long ref_adder_add(struct ref_meter *meter, int n)
{
	meter->steps++;
	return meter->total += n;
}

enum ref_error ref_multiplier_init(struct ref_meter *meter, int start)
{
	return begin(meter, start, MULTIPLIES);
}

void ref_multiplier_end(struct ref_meter *meter)
{
	end(meter, MULTIPLIES);
}

long ref_multiplier_times(struct ref_meter *meter, int n)
{
	meter->steps++;
	return meter->total *= n;
}

/* ---- threads ---- */

struct ref_desk {
	int sat;
};

ref_desk *ref_desk_new(void)
{
	ref_desk *desk = calloc(1, sizeof *desk);
	if (desk)
		count_objects(1);
	return desk;
}

void ref_desk_free(ref_desk *desk)
{
	free(desk);
	count_objects(-1);
}

int ref_desk_sit(ref_desk *desk)
{
	return ++desk->sat;
}

void ref_wait(unsigned milliseconds)
{
	struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
	nanosleep(&time, NULL);
}
