/*
 * ffirender --list: the languages' own tables, readable.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/command.h"
#include "backends/list/runtime.h"
#include "backends/shims.h"
#include "ir/read.h"

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

enum { SHAPE_COLUMNS = 22, TYPE_COLUMNS = 25 };

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

/* How F is called: "yes", or what else, and WHY. */
static const char *way_of(const struct plan_function *f, const char **why)
{
	*why = f->refused ? f->refused : f->raw_reason;
	return !*why						  ? "yes"
	       : !f->refused					  ? "raw layer only: "
	       : f->decl->shim && f->decl->shim->way == SHIM_NONE ? "shim: "
								  : "no: ";
}

/* What becomes of each function of types.ffi.xml, as in any binding. */
static void print_functions(const struct plan *p)
{
	puts("  by value on x86-64, and functions:");
	for (size_t i = 0; i < p->n_functions; i++) {
		const struct plan_function *f = p->functions[i];
		const char *why, *way = way_of(f, &why), *shim = why ? strstr(why, NEEDS_SHIM) : NULL;
		printf("  %-*s %s%.*s\n", TYPE_COLUMNS, f->doc->brief, way, shim ? (int)(shim - why) : -1,
		       why ? why : "");
	}
	putchar('\n');
}

/* Warnings would be what the table says. */
static bool print_types(const struct backend *b)
{
	struct diag d = {.program = "ffirender", .silent = true};
	struct ffir_module *m =
		ffir_read_memory(types_ffi_xml, sizeof types_ffi_xml - 1, "types.ffi.xml", &d);
	if (m)
		shims_find(m);
	if (m && b->variadic)
		shims_call_variadic(m);
	struct plan *p = m ? plan_lower(m, &d) : NULL;
	bool known = p != NULL;
	if (known) {
		plan_legalise(p, b, &d);
		print_functions(p);
	}
	plan_free(p);
	ffir_module_free(m);
	return known;
}

int list_run(void)
{
	for (const struct backend *const *b = backends; *b; b++) {
		print_language(*b);
		if (!print_types(*b))
			return STATUS_ERROR;
	}
	puts("copy: the value is copied; pin: C works on the caller's memory; view: the caller looks at C's "
	     "memory;\n"
	     "shim: through a small C function; -: the function stays in the raw layer, with the reason "
	     "beside it.");
	return STATUS_OK;
}
