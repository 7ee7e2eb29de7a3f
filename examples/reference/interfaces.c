/*
 * Structs of functions that the caller implements.
 *
 * SPDX-License-Identifier: MIT
 */
#include "interfaces.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "counts.h"

int ref_write(const struct ref_sink *sink, size_t lines)
{
	int taken = 0;
	if (sink->has_room && !sink->has_room(sink->user, lines))
		return 0;
	for (size_t i = 1; i <= lines; i++) {
		char line[32];
		snprintf(line, sizeof line, "line %zu", i);
		int n = sink->write(sink->user, line);
		if (n < 0)
			break;
		taken += n;
	}
	return taken;
}

struct writing {
	const struct ref_sink *sink;
	size_t lines;
	int taken;
};

static void *run_write(void *data)
{
	struct writing *writing = data;
	writing->taken = ref_write(writing->sink, writing->lines);
	return NULL;
}

int ref_write_elsewhere(const struct ref_sink *sink, size_t lines)
{
	struct writing writing = {.sink = sink, .lines = lines};
	pthread_t thread;
	if (!sink || pthread_create(&thread, NULL, run_write, &writing) != 0)
		return 0;
	pthread_join(thread, NULL);
	return writing.taken;
}

ref_node *ref_node_first(struct ref_order order, ref_node *a, ref_node *b)
{
	return order.is_before(b, a, order.user) ? b : a;
}

struct ref_log {
	struct ref_sink sink;
	const struct ref_order *order;
};

ref_log *ref_log_new(const struct ref_sink *sink)
{
	ref_log *log = calloc(1, sizeof *log);
	if (!log)
		return NULL;
	log->sink = *sink;
	count_objects(1);
	count_callbacks(1);
	return log;
}

void ref_log_free(ref_log *log)
{
	count_callbacks(-1);
	if (log->sink.release)
		log->sink.release(log->sink.user);
	free(log);
	count_objects(-1);
}

int ref_log_write(ref_log *log, const char *line)
{
	return log->sink.write(log->sink.user, line);
}

void ref_log_order(ref_log *log, const struct ref_order *order)
{
	log->order = order;
}

int ref_log_write_nodes(ref_log *log, ref_node *a, ref_node *b)
{
	bool turned = log->order && log->order->is_before(b, a, log->order->user);
	int n = ref_log_write(log, ref_node_name(turned ? b : a));
	return n < 0 ? n : n + ref_log_write(log, ref_node_name(turned ? a : b));
}
