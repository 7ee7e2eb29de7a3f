/*
 * Running a compiler: no shell, no temporary files of ours.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_SPAWN_H
#define FFI_SPAWN_H

#include "ir/diag.h"

/* Runs ARGV (NULL last; argv[0] is looked for in PATH) with the SIZE bytes at INPUT on its standard input.
 * What it prints on standard output is appended to OUTPUT, or goes to ours if that is NULL; its standard
 * error is ours if SHOW_ERRORS, else dropped. *STATUS is its exit status, 128 + the number if a signal
 * ended it. False, after a message, if it could not be run. */
bool spawn(const char *const *argv, const char *input, size_t size, struct ffir_buf *output, bool show_errors,
	   int *status, struct diag *d);

#endif
