/*
 * Running a compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#define _GNU_SOURCE /* pipe2 */
#include "backends/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backends/interrupts.h"

extern char **environ;

/* Our ends of the pipes, -1 when closed. */
struct child {
	pid_t pid;
	int to, from;
	int told; /* the signal that was passed on, or 0 */
};

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int start(struct child *c, const char *const *argv, const int in[2], const int out[2],
		 bool show_errors)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t pipe_signal;

	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
	if (out[1] >= 0)
		posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	if (!show_errors)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int error = posix_spawnp(&c->pid, argv[0], &actions, &attributes, (char *const *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* A signal that is for us alone is for the child too. */
static void pass_on_signal(struct child *c)
{
	int number = interrupted();
	if (number && number != c->told)
		kill(c->pid, number);
	c->told = number;
}

/* Gives the child some of INPUT; closes the pipe when all is given or the child reads no more. */
static void feed(struct child *c, const char **input, size_t *size)
{
	ssize_t n = *size ? write(c->to, *input, *size) : 0;
	if (n < 0 && errno == EINTR)
		return;
	if (n < 0)
		*size = 0;
	else {
		*input += n;
		*size -= (size_t)n;
	}
	if (!*size)
		close_end(&c->to);
}

static void drain(struct child *c, struct ffir_buf *output)
{
	char bytes[4096];
	ssize_t n = read(c->from, bytes, sizeof bytes);
	if (n > 0)
		ffir_buf_add(output, bytes, (size_t)n);
	else if (n == 0 || errno != EINTR)
		close_end(&c->from);
}

static void converse(struct child *c, const char *input, size_t size, struct ffir_buf *output)
{
	while (c->to >= 0 || c->from >= 0) {
		struct pollfd ends[2] = {{.fd = c->to, .events = POLLOUT}, {.fd = c->from, .events = POLLIN}};
		int ready = poll(ends, 2, -1);
		pass_on_signal(c);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready < 0)
			break;
		if (ends[0].revents)
			feed(c, &input, &size);
		if (ends[1].revents)
			drain(c, output);
	}
	close_end(&c->to);
	close_end(&c->from);
}

static int wait_for(struct child *c)
{
	int status;
	for (;;) {
		pass_on_signal(c);
		if (waitpid(c->pid, &status, 0) >= 0)
			break;
		if (errno != EINTR)
			return 127;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool spawn(const char *const *argv, const char *input, size_t size, struct ffir_buf *output, bool show_errors,
	   int *status, struct diag *d)
{
	int in[2] = {-1, -1}, out[2] = {-1, -1};
	struct child child = {.to = -1, .from = -1};
	struct sigaction ignore = {.sa_handler = SIG_IGN}, saved;

	if (pipe2(in, O_CLOEXEC) != 0 || (output && pipe2(out, O_CLOEXEC) != 0)) {
		diag_error(d, NULL, "cannot run '%s': %s", argv[0], strerror(errno));
		close_end(&in[0]);
		close_end(&in[1]);
		return false;
	}
	child.to = in[1];
	child.from = out[0];
	sigaction(SIGPIPE, &ignore, &saved);
	int error = start(&child, argv, in, out, show_errors);
	close_end(&in[0]);
	close_end(&out[1]);
	if (error == 0) {
		converse(&child, input, size, output);
		*status = wait_for(&child);
	} else {
		diag_error(d, NULL, "cannot run '%s': %s", argv[0], strerror(error));
		close_end(&child.to);
		close_end(&child.from);
	}
	sigaction(SIGPIPE, &saved, NULL);
	return error == 0;
}
