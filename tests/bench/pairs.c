/*
 * Runs two commands in turn, A B, B A, A B ..., and prints how their CPU time and peak memory compare: the
 * medians over the pairs, so that a machine whose speed drifts does not matter.
 *
 *	pairs SECONDS 'COMMAND A' 'COMMAND B'
 *
 * Goes on for SECONDS, but for at least 3 pairs and at most 301. Prints: CPU ratio A/B, ratio of peak memory,
 * milliseconds of CPU of A and of B, MiB of A (medians; of the largest process), and the number of pairs.
 *
 * SPDX-License-Identifier: MIT
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 301, LEAST = 3 };

struct cost {
	double cpu;    /* milliseconds, user and system, children included */
	double memory; /* KiB, of the largest process */
};

static struct cost run(const char *command)
{
	pid_t child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	int status;
	struct rusage used;
	if (child < 0 || wait4(child, &status, 0, &used) < 0 || !WIFEXITED(status) || WEXITSTATUS(status)) {
		fprintf(stderr, "pairs: failed: %s\n", command);
		exit(1);
	}
	return (struct cost){
		(double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
			(double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3,
		(double)used.ru_maxrss,
	};
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *values, size_t n)
{
	qsort(values, n, sizeof *values, ascending);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

int main(int argc, char **argv)
{
	char *end = NULL;
	double seconds = argc == 4 ? strtod(argv[1], &end) : -1;
	if (seconds < 0 || !end || *end) {
		fprintf(stderr, "usage: pairs SECONDS 'COMMAND A' 'COMMAND B'\n");
		return 2;
	}
	double cpu[MOST], memory[MOST], a_cpu[MOST], b_cpu[MOST], a_memory[MOST];
	double end_at = now() + seconds;
	size_t n = 0;
	while (n < LEAST || (n < MOST && now() < end_at)) {
		/* Which comes first changes, so that neither always follows the other. */
		bool swapped = n % 2;
		struct cost first = run(argv[swapped ? 3 : 2]), second = run(argv[swapped ? 2 : 3]);
		struct cost a = swapped ? second : first, b = swapped ? first : second;
		cpu[n] = a.cpu / b.cpu;
		memory[n] = a.memory / b.memory;
		a_cpu[n] = a.cpu;
		b_cpu[n] = b.cpu;
		a_memory[n] = a.memory / 1024;
		n++;
	}
	printf("%.3f %.3f %.2f %.2f %.1f %zu\n", median(cpu, n), median(memory, n), median(a_cpu, n),
	       median(b_cpu, n), median(a_memory, n), n);
	return 0;
}
