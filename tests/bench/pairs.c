/*
 * Runs two commands in turn, A B A B ..., and prints the ratio A/B of their CPU time and peak memory: the
 * medians over the pairs, so that a machine whose speed drifts does not matter.
 *
 *	pairs RUNS 'COMMAND A' 'COMMAND B'
 *
 * Prints: CPU ratio, memory ratio, milliseconds of CPU of A and of B (medians), and the median difference.
 *
 * SPDX-License-Identifier: MIT
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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
	size_t n = argc == 4 ? strtoul(argv[1], NULL, 10) : 0;
	if (n == 0 || n > 100000) {
		fprintf(stderr, "usage: pairs RUNS 'COMMAND A' 'COMMAND B'\n");
		return 2;
	}
	double *columns = calloc(n * 5, sizeof *columns);
	if (!columns)
		return 1;
	double *cpu = columns, *memory = cpu + n, *a_cpu = memory + n, *b_cpu = a_cpu + n, *more = b_cpu + n;
	run(argv[2]);
	run(argv[3]);
	for (size_t i = 0; i < n; i++) {
		struct cost a, b;
		/* Which comes first changes, so that neither always follows the other. */
		if (i % 2) {
			b = run(argv[3]);
			a = run(argv[2]);
		} else {
			a = run(argv[2]);
			b = run(argv[3]);
		}
		cpu[i] = a.cpu / b.cpu;
		memory[i] = a.memory / b.memory;
		a_cpu[i] = a.cpu;
		b_cpu[i] = b.cpu;
		more[i] = a.cpu - b.cpu;
	}
	printf("%.3f %.3f %.2f %.2f %.2f\n", median(cpu, n), median(memory, n), median(a_cpu, n),
	       median(b_cpu, n), median(more, n));
	free(columns);
	return 0;
}
