/*
 * Calls that complete later: each on a thread of its own.
 *
 * SPDX-License-Identifier: MIT
 */
#include "later.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "counts.h"

struct job {
	struct job *next;
	unsigned id, milliseconds;
	bool cancelled;
	int n, power;
	const char *text;
	void *user;
	ref_opened opened;
	ref_done done;
	ref_told told;
	ref_ticked ticked;
	ref_worker *worker;
};

struct ref_worker {
	pthread_mutex_t lock;
	pthread_cond_t idle;
	unsigned last_id;
	struct job *jobs;
};

/* ---- threads ---- */

static void start(struct job *job, void *(*run)(void *))
{
	pthread_t thread;
	count_callbacks(1);
	if (pthread_create(&thread, NULL, run, job) != 0)
		abort();
	pthread_detach(thread);
}

static struct job *new_job(void *user)
{
	struct job *job = calloc(1, sizeof *job);
	if (!job)
		abort();
	job->user = user;
	return job;
}

/* What is counted is let go before the callback runs: its caller may look. */
static void finish(struct job *job)
{
	count_callbacks(-1);
	free(job);
}

/* ---- workers ---- */

static ref_worker *worker_new(void)
{
	ref_worker *worker = calloc(1, sizeof *worker);
	if (!worker)
		return NULL;
	pthread_mutex_init(&worker->lock, NULL);
	pthread_cond_init(&worker->idle, NULL);
	count_objects(1);
	return worker;
}

static void *run_open(void *data)
{
	struct job job = *(struct job *)data;
	ref_wait(5);
	finish(data);
	ref_worker *worker = job.n ? worker_new() : NULL;
	job.opened(job.user, worker ? REF_OK : REF_INVALID, worker);
	return NULL;
}

void ref_worker_open(const char *name, ref_opened done, void *user)
{
	struct job *job = new_job(user);
	job->n = *name != 0;
	job->opened = done;
	start(job, run_open);
}

void ref_worker_close(ref_worker *worker)
{
	pthread_mutex_lock(&worker->lock);
	while (worker->jobs)
		pthread_cond_wait(&worker->idle, &worker->lock);
	pthread_mutex_unlock(&worker->lock);
	pthread_cond_destroy(&worker->idle);
	pthread_mutex_destroy(&worker->lock);
	free(worker);
	count_objects(-1);
}

static unsigned enqueue(ref_worker *worker, struct job *job, void *(*run)(void *))
{
	pthread_mutex_lock(&worker->lock);
	unsigned id = job->id = ++worker->last_id;
	job->worker = worker;
	job->next = worker->jobs;
	worker->jobs = job;
	pthread_mutex_unlock(&worker->lock);
	start(job, run);
	return id;
}

static void dequeue(struct job *job)
{
	ref_worker *worker = job->worker;
	pthread_mutex_lock(&worker->lock);
	struct job **link = &worker->jobs;
	while (*link != job)
		link = &(*link)->next;
	*link = job->next;
	pthread_cond_broadcast(&worker->idle);
	pthread_mutex_unlock(&worker->lock);
}

static bool is_cancelled(struct job *job)
{
	pthread_mutex_lock(&job->worker->lock);
	bool cancelled = job->cancelled;
	pthread_mutex_unlock(&job->worker->lock);
	return cancelled;
}

static void *run_square(void *data)
{
	struct job *job = data, all = *job;
	for (unsigned i = 0; i < job->milliseconds && !is_cancelled(job); i++)
		ref_wait(1);
	enum ref_error error = is_cancelled(job) ? REF_CANCELLED : REF_OK;
	dequeue(job);
	finish(job);
	all.done(all.user, error, error ? 0 : (long)all.n * all.n * (all.power == 3 ? all.n : 1));
	return NULL;
}

unsigned ref_worker_square(ref_worker *worker, int n, unsigned milliseconds, ref_done done, void *user)
{
	struct job *job = new_job(user);
	job->n = n;
	job->milliseconds = milliseconds;
	job->done = done;
	return enqueue(worker, job, run_square);
}

/* Workers that are not there yet. */
static ref_worker openings = {.lock = PTHREAD_MUTEX_INITIALIZER, .idle = PTHREAD_COND_INITIALIZER};

static void *run_open_slowly(void *data)
{
	struct job *job = data, all = *job;
	for (unsigned i = 0; i < job->milliseconds && !is_cancelled(job); i++)
		ref_wait(1);
	bool cancelled = is_cancelled(job);
	dequeue(job);
	finish(job);
	all.opened(all.user, cancelled ? REF_CANCELLED : REF_OK, cancelled ? NULL : worker_new());
	return NULL;
}

unsigned ref_worker_open_slowly(unsigned milliseconds, ref_opened done, void *user)
{
	struct job *job = new_job(user);
	job->milliseconds = milliseconds;
	job->opened = done;
	return enqueue(&openings, job, run_open_slowly);
}

void ref_worker_stay_away(unsigned opening)
{
	ref_worker_cancel(&openings, opening);
}

static void *run_cube(void *data)
{
	((struct job *)data)->power = 3;
	return run_square(data);
}

enum ref_error ref_worker_cube(ref_worker *worker, int n, unsigned milliseconds, unsigned *id, ref_done done,
			       void *user)
{
	if (n < 0)
		return REF_INVALID;
	struct job *job = new_job(user);
	job->n = n;
	job->milliseconds = milliseconds;
	job->done = done;
	*id = enqueue(worker, job, run_cube);
	return REF_OK;
}

void ref_worker_cancel(ref_worker *worker, unsigned id)
{
	pthread_mutex_lock(&worker->lock);
	for (struct job *job = worker->jobs; job; job = job->next)
		if (job->id == id)
			job->cancelled = true;
	pthread_mutex_unlock(&worker->lock);
}

static void *run_echo(void *data)
{
	struct job all = *(struct job *)data;
	ref_wait(20);
	dequeue(data);
	finish(data);
	all.told(all.user, REF_OK, all.text, strlen(all.text));
	return NULL;
}

enum ref_error ref_worker_echo(ref_worker *worker, const char *text, ref_told done, void *user)
{
	if (!*text)
		return REF_EMPTY;
	struct job *job = new_job(user);
	job->text = text;
	job->told = done;
	enqueue(worker, job, run_echo);
	return REF_OK;
}

/* ---- without a worker ---- */

void ref_at_once(int n, ref_done done, void *user)
{
	done(user, n < 0 ? REF_INVALID : REF_OK, n + 1L);
}

static void *run_tick(void *data)
{
	struct job all = *(struct job *)data;
	ref_wait(all.milliseconds);
	finish(data);
	all.ticked(all.user);
	return NULL;
}

void ref_tick(unsigned milliseconds, ref_ticked ticked, void *user)
{
	struct job *job = new_job(user);
	job->milliseconds = milliseconds;
	job->ticked = ticked;
	start(job, run_tick);
}

static struct job *remembered;

void ref_remember(ref_ticked ticked, void *user)
{
	struct job *job = new_job(user);
	job->ticked = ticked;
	job->next = remembered;
	remembered = job;
	count_callbacks(1);
}

void ref_tell(void)
{
	while (remembered) {
		struct job all = *remembered;
		finish(remembered);
		remembered = all.next;
		all.ticked(all.user);
	}
}
