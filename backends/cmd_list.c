/*
 * ffirender --list: the languages' own tables, readable.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/command.h"

/* Of enum strategy. */
static const char *const strategy_words[] = {"-", "pin", "copy", "view", "shim"};
/* Of enum position. */
static const char *const position_words[N_POSITIONS] = {"parameter",	     "result", "callback's parameter",
							"callback's result", "field",  "element"};
/* Of enum plan_shape_kind; NULL is not worth a line. */
static const char *const shape_words[N_SHAPES] = {
	NULL,
	"bool, integer, float",
	"enumeration",
	"bit set",
	"struct by value",
	"struct by pointer",
	"handle",
	"object",
	"string",
	"slice",
	"vector",
	"optional value",
	"result or error",
	"tagged union",
	"callback",
	"interface",
	"raw pointer",
};
/* Of enum callback_threads. */
static const char *const thread_words[] = {"on any thread", "through the event loop",
					   "in an isolate of their own"};

enum { SHAPE_COLUMNS = 22 };

static void print_language(const struct backend *b)
{
	printf("%s: %s\n", b->name, b->summary);
	printf("  needs %s; writes %s; %s the interface; callbacks run %s\n\n", b->minimum, b->suffix,
	       b->family, thread_words[b->callbacks]);
	printf("  %-*s", SHAPE_COLUMNS, "");
	for (int p = 0; p < N_POSITIONS; p++)
		printf(" %s%s", position_words[p], p + 1 < N_POSITIONS ? " " : "\n");
	for (int s = 0; s < N_SHAPES; s++) {
		if (!shape_words[s])
			continue;
		printf("  %-*s", SHAPE_COLUMNS, shape_words[s]);
		for (int p = 0; p < N_POSITIONS; p++)
			printf(p + 1 < N_POSITIONS ? " %-*s " : " %.*s\n", (int)strlen(position_words[p]),
			       strategy_words[b->can[s][p]]);
	}
	putchar('\n');
}

int list_run(void)
{
	for (const struct backend *const *b = backends; *b; b++)
		print_language(*b);
	puts("copy: the value is copied; pin: C works on the caller's memory; view: the caller looks at C's "
	     "memory;\n"
	     "shim: through a small C function; -: the function stays in the raw layer, with the reason "
	     "beside it.");
	return STATUS_OK;
}
