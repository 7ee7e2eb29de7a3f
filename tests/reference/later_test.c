/*
 * Calls that complete later: later.h through its generated header, whose callers give the callback.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

static struct safe_ref_failure failure;

struct waiting {
	struct safe_ref_worker worker;
	enum ref_error error;
	long result;
	char text[16];
	int done;
};

/* Every callback here runs once. */
static void finished(struct waiting *waiting)
{
	__atomic_add_fetch(&waiting->done, 1, __ATOMIC_SEQ_CST);
}

static bool is_done(struct waiting *waiting, int times)
{
	for (int i = 0; i < 5000 && __atomic_load_n(&waiting->done, __ATOMIC_SEQ_CST) < times; i++)
		safe_ref_wait(1, NULL);
	return __atomic_load_n(&waiting->done, __ATOMIC_SEQ_CST) == times;
}

static void opened(void *user, enum ref_error error, struct safe_ref_worker *worker,
		   struct safe_ref_failure *why)
{
	struct waiting *waiting = (struct waiting *)user;
	(void)why;
	waiting->worker = *worker;
	waiting->error = error;
	finished(waiting);
}

static void done(void *user, enum ref_error error, long result, struct safe_ref_failure *why)
{
	struct waiting *waiting = (struct waiting *)user;
	(void)why;
	waiting->error = error;
	waiting->result = result;
	finished(waiting);
}

static void told(void *user, enum ref_error error, const char *text, size_t size,
		 struct safe_ref_failure *why)
{
	struct waiting *waiting = (struct waiting *)user;
	(void)why;
	waiting->error = error;
	waiting->result = (long)size;
	memcpy(waiting->text, text, size < sizeof waiting->text ? size : sizeof waiting->text);
	finished(waiting);
}

static void ticked(void *user, struct safe_ref_failure *why)
{
	(void)why;
	finished((struct waiting *)user);
}

static void a_worker(void)
{
	struct waiting waiting = {.done = 0};
	struct safe_ref_worker worker;
	unsigned job = 0;
	EXPECT(safe_ref_worker_open("", opened, &waiting, &failure) && is_done(&waiting, 1));
	EXPECT(waiting.error == REF_INVALID && !waiting.worker.handle);
	EXPECT(safe_ref_worker_open("w", opened, &waiting, &failure) && is_done(&waiting, 2));
	EXPECT(waiting.error == REF_OK && !waiting.worker.borrowed);
	worker = waiting.worker;
	EXPECT(safe_ref_worker_square(&worker, 7, 2, done, &waiting, &job, &failure) && is_done(&waiting, 3));
	EXPECT(waiting.result == 49);
	EXPECT(safe_ref_worker_square(&worker, 7, 60000, done, &waiting, &job, &failure));
	EXPECT(safe_ref_worker_cancel(&worker, job, &failure) && is_done(&waiting, 4));
	EXPECT(waiting.error == REF_CANCELLED);
	EXPECT(!safe_ref_worker_cube(&worker, -1, 1, done, &waiting, &job, &failure));
	EXPECT(!safe_ref_worker_echo(&worker, "", told, &waiting, &failure) && failure.code == REF_EMPTY);
	EXPECT(safe_ref_worker_echo(&worker, "hallo", told, &waiting, &failure) && is_done(&waiting, 5));
	EXPECT(waiting.result == 5 && strcmp(waiting.text, "hallo") == 0);
	EXPECT(safe_ref_worker_close(&worker, &failure));
	EXPECT_NOTHING_ALIVE();
}

static void a_slow_worker(void)
{
	struct waiting waiting = {.done = 0};
	unsigned opening = 0;
	EXPECT(safe_ref_worker_open_slowly(2, opened, &waiting, &opening, &failure) && is_done(&waiting, 1));
	EXPECT(waiting.error == REF_OK && safe_ref_worker_close(&waiting.worker, &failure));
	EXPECT(safe_ref_worker_open_slowly(60000, opened, &waiting, &opening, &failure));
	EXPECT(safe_ref_worker_stay_away(opening, &failure) && is_done(&waiting, 2));
	EXPECT(waiting.error == REF_CANCELLED && !waiting.worker.handle);
	EXPECT_NOTHING_ALIVE();
}

static void no_worker(void)
{
	struct waiting waiting = {.done = 0};
	EXPECT(safe_ref_at_once(41, done, &waiting, &failure) && is_done(&waiting, 1) &&
	       waiting.result == 42);
	EXPECT(safe_ref_tick(2, ticked, &waiting, &failure) && is_done(&waiting, 2));
	EXPECT(safe_ref_remember(ticked, &waiting, &failure) && safe_ref_tell(&failure) &&
	       is_done(&waiting, 3));
	EXPECT(safe_ref_tell(&failure) && is_done(&waiting, 3));
	EXPECT_NOTHING_ALIVE();
}

int main(void)
{
	a_worker();
	a_slow_worker();
	no_worker();
	/* The threads that ran them end. */
	safe_ref_wait(20, NULL);
	return wrong != 0;
}
