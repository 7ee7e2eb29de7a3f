/*
 * Signals that wait.
 *
 * SPDX-License-Identifier: MIT
 */
#define _GNU_SOURCE /* sigaction */
#include "backends/interrupts.h"

#include <signal.h>
#include <stddef.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
enum { N_SIGNALS = sizeof signals / sizeof *signals };

static struct sigaction before[N_SIGNALS];
static volatile sig_atomic_t came;

static void remember(int number)
{
	came = number;
}

void interrupts_hold(void)
{
	came = 0;
	for (size_t i = 0; i < N_SIGNALS; i++) {
		struct sigaction wait = {.sa_handler = remember};
		sigemptyset(&wait.sa_mask);
		sigaction(signals[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &wait, NULL);
	}
}

int interrupted(void)
{
	return came;
}

void interrupts_release(void)
{
	int number = came;
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	came = 0;
	if (number)
		raise(number);
}
