/*
 * What several unit tests need: messages caught as text, text read as a module.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "ir/read.h"
#include "ir/write.h"

/* Messages of DIAG go to a text in memory, "" if there are none. */
struct caught {
	struct diag diag;
	char *text;
	size_t size;
};

static inline void caught_start(struct caught *c)
{
	memset(c, 0, sizeof *c);
	c->diag.program = "test";
	c->diag.out = open_memstream(&c->text, &c->size);
}

static inline const char *caught_text(struct caught *c)
{
	fflush(c->diag.out);
	return c->text;
}

static inline void caught_end(struct caught *c)
{
	fclose(c->diag.out);
	free(c->text);
}

/* Asserts that all that was said is TEXT, and shows it if not. */
#define ASSERT_SAID(c, expected)                                                                             \
	do {                                                                                                 \
		if (strcmp(caught_text(c), (expected)) != 0)                                                 \
			printf("# said: %s# not: %s\n", caught_text(c), (expected));                         \
		CU_ASSERT_STRING_EQUAL(caught_text(c), (expected));                                          \
	} while (0)

/* Asserts that PART is among what was said. */
#define ASSERT_SAYS(c, part)                                                                                 \
	do {                                                                                                 \
		if (!strstr(caught_text(c), (part)))                                                         \
			printf("# said: %s# not: %s\n", caught_text(c), (part));                             \
		CU_ASSERT_PTR_NOT_NULL(strstr(caught_text(c), (part)));                                      \
	} while (0)

#endif
