/*
 * Pairs of patterns that meet in one signature, run by the interpreter against a library that counts what it made: each call
 * ends well and fails wherever it can, and after each nothing is left and nothing was freed twice.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/plan_patterns.h"

static struct caught said;
static struct ffir_module *module;
static struct plan *plan;
static struct run run;
static struct run_value results[4];
static size_t n_results;

static void start(const char *declarations, const char *more)
{
	caught_start(&said);
	module = module_of(declarations, &said.diag);
	plan = module ? plan_lower(module, &said.diag) : NULL;
	ASSERT_SAID(&said, "");
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
	struct ffir_buf source = {0};
	ffir_buf_printf(&source, "%s%s", pattern_library, more);
	CU_ASSERT_FATAL(run_open(&run, plan, run_compile(source.text)));
	ffir_buf_release(&source);
}

static bool call(const char *name, const struct run_value *given, size_t n)
{
	return run_call(&run, name, given, n, results, &n_results);
}

static int64_t told(const char *name)
{
	struct run_value kept[4];
	memcpy(kept, results, sizeof kept);
	CU_ASSERT(call(name, NULL, 0));
	int64_t number = results[0].integer;
	memcpy(results, kept, sizeof kept);
	return number;
}

/* Besides OBJECTS that are open nothing is left, and nothing was freed twice. */
static void assert_clean(int64_t objects)
{
	CU_ASSERT_EQUAL(told("live"), objects);
	CU_ASSERT_EQUAL(told("twice"), 0);
}

static void stop(void)
{
	assert_clean(0);
	run_close(&run);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

struct run_value pair_new_box(void)
{
	CU_ASSERT_FATAL(call("box_new", NULL, 0));
	return results[0];
}

void pair_end_box(struct run_value box)
{
	struct run_value kept[4];
	memcpy(kept, results, sizeof kept);
	CU_ASSERT(call("box_free", &box, 1));
	memcpy(results, kept, sizeof kept);
}

/* ---- functions of two ---- */

/* TEXT, which may be NULL, with the digit I for '#'. */
static void add(struct ffir_buf *b, const char *text_, int i)
{
	for (; text_ && *text_; text_++)
		if (*text_ == '#')
			ffir_buf_printf(b, "%d", i);
		else
			ffir_buf_add(b, text_, 1);
}

static const char *function_of_pair(char *name, size_t size, const struct pattern *a, const struct pattern *b,
				    bool method)
{
	snprintf(name, size, "%s_%s%s", a->name, b->name, method ? "_method" : "");
	return name;
}

static const char *result_of(const struct pattern *a, const struct pattern *b)
{
	return a->result ? a->result : b->result;
}

static void add_all(struct ffir_buf *c, const struct pattern *const *both, bool alone)
{
	for (int i = 0; i < 2; i++)
		add(c, both[i]->alone == alone ? both[i]->sets : NULL, i + 1);
}

static void add_body(struct ffir_buf *c, const struct pattern *const *both, bool method)
{
	const char *fails = result_of(both[0], both[1]) ? "{ errno = 33; return -1; }" : "return BAD;";
	ffir_buf_printf(c, ") {%s\n", method ? " self->level++;" : "");
	for (int i = 0; i < 2; i++)
		add(c, both[i]->takes, i + 1);
	ffir_buf_printf(c, " if (mode == 1) %s\n ", fails);
	/* Whoever has too little room has made nothing yet. */
	add_all(c, both, true);
	add_all(c, both, false);
	ffir_buf_printf(c, "\n if (mode == 2) %s\n ", fails);
	for (int i = 0; i < 2; i++)
		add(c, both[i]->gives, i + 1);
	ffir_buf_puts(c, "\n return 0; }\n");
}

static void add_pair(struct ffir_buf *xml, struct ffir_buf *c, const struct pattern *a,
		     const struct pattern *b, bool method)
{
	const struct pattern *const both[] = {a, b};
	const char *result = result_of(a, b);
	char name[64];
	function_of_pair(name, sizeof name, a, b, method);
	ffir_buf_printf(xml, "<function id=\"%s\" file=\"t.h\" at=\"5\">", name);
	for (int i = 0; i < 2; i++)
		add(xml, both[i]->words, i + 1);
	ffir_buf_printf(xml, "<result>%s</result>%s" PARAM("mode", INT), result ? result : NAMED("enum code"),
			method ? PARAM("self", BOX) : "");
	ffir_buf_printf(c, "int %s(%sint mode", name, method ? "struct box *self, " : "");
	for (int i = 0; i < 2; i++) {
		add(xml, both[i]->params, i + 1);
		ffir_buf_puts(c, both[i]->c ? ", " : "");
		add(c, both[i]->c, i + 1);
	}
	ffir_buf_printf(xml, "<on target=\"x86_64-linux-gnu\" symbol=\"%s\"/></function>", name);
	add_body(c, both, method);
}

/* What C kept may be called, and is let go; what it was to complete is done. */
static void end_later(const char *name, enum mode mode, bool completes)
{
	pattern_mode = MODE_GOOD;
	told("later");
	if (run.late)
		printf("# %s, mode %d: C calls what is gone\n", name, mode);
	CU_ASSERT_EQUAL(run.late, 0);
	run.late = 0;
	CU_ASSERT_EQUAL(pattern_completions, completes);
}

static void check_pair(const struct pattern *a, const struct pattern *b, bool method, enum mode mode)
{
	const struct pattern *const both[] = {a, b};
	struct run_value given[4], back[4];
	size_t n = 0, at = 0;
	char name[64];
	pattern_mode = mode;
	pattern_completions = 0;
	if (method)
		given[n++] = pair_new_box();
	given[n++] = (struct run_value){.kind = RUN_INTEGER, .integer = mode};
	for (int i = 0; i < 2; i++)
		if (both[i]->give)
			given[n++] = both[i]->give();
	bool inside = a->fails_inside || b->fails_inside, succeeds = mode == MODE_GOOD || mode == MODE_INSIDE;
	bool good = mode == MODE_GOOD || (mode == MODE_INSIDE && !inside);
	bool done = call(function_of_pair(name, sizeof name, a, b, method), given, n);
	struct run_failure failure = run.failure;
	if (done != good || told("twice"))
		printf("# %s, mode %d: %s\n", name, mode, failure.text ? failure.text : "");
	CU_ASSERT_EQUAL(done, good);
	CU_ASSERT(succeeds || !result_of(a, b) || (failure.kind == RUN_ERRNO && failure.code == 33));
	memcpy(back, results, sizeof back);
	if (done && result_of(a, b))
		CU_ASSERT_EQUAL(back[at++].integer, 0);
	for (int i = 0; done && i < 2; i++)
		if (both[i]->check)
			both[i]->check(&back[at++]);
	end_later(name, mode, succeeds && (a->words || b->words));
	if (told("live") != method)
		printf("# %s, mode %d: %d are left\n", name, mode, (int)told("live"));
	assert_clean(method);
	if (method)
		pair_end_box(given[0]);
}

/* Why no plan is made of such a function, or NULL. */
static const char *refusal(const struct pattern *a, const struct pattern *b, bool method)
{
	if (!method && (a->keeper || b->keeper))
		return a->keeper ? a->keeper : b->keeper;
	if ((a->words && (b->check || b->result)) || (b->words && (a->check || a->result)))
		return "gives something when it is started, which nobody gets";
	if ((a->again && b->taken) || (b->again && a->taken))
		return "is called again when it was too small, but takes";
	return NULL;
}

static void each_pair(void (*visit)(const struct pattern *a, const struct pattern *b, bool method,
				    void *with),
		      void *with)
{
	for (size_t i = 0; i < n_patterns; i++)
		for (size_t k = 0; k < n_patterns; k++)
			for (int method = 0; method < 2 && !(i == k && patterns[i].alone); method++)
				visit(&patterns[i], &patterns[k], method, with);
}

struct texts {
	struct ffir_buf xml, c;
};

static void make_one(const struct pattern *a, const struct pattern *b, bool method, void *with)
{
	struct texts *t = (struct texts *)with;
	if (!refusal(a, b, method))
		add_pair(&t->xml, &t->c, a, b, method);
}

static void check_one(const struct pattern *a, const struct pattern *b, bool method, void *with)
{
	size_t *n = (size_t *)with;
	for (int mode = 0; mode < N_MODES && !refusal(a, b, method); mode++, ++*n)
		check_pair(a, b, method, (enum mode)mode);
}

static void each_pair_leaves_nothing_however_it_ends(void)
{
	struct texts t = {{0}, {0}};
	size_t n = 0;
	patterns_declare(&t.xml);
	each_pair(make_one, &t);
	start(t.xml.text, t.c.text);
	each_pair(check_one, &n);
	CU_ASSERT(n > 2500);
	stop();
	ffir_buf_release(&t.xml);
	ffir_buf_release(&t.c);
}

static void refuse_one(const struct pattern *a, const struct pattern *b, bool method, void *with)
{
	size_t *n = (size_t *)with;
	struct texts t = {{0}, {0}};
	if (!refusal(a, b, method))
		return;
	++*n;
	patterns_declare(&t.xml);
	add_pair(&t.xml, &t.c, a, b, method);
	assert_refused(t.xml.text, refusal(a, b, method));
	ffir_buf_release(&t.xml);
	ffir_buf_release(&t.c);
}

static void pairs_that_cannot_be_are_refused(void)
{
	size_t n = 0;
	each_pair(refuse_one, &n);
	CU_ASSERT(n > 100);
}

CU_TestInfo plan_pairs_tests[] = {
	TEST(each_pair_leaves_nothing_however_it_ends),
	TEST(pairs_that_cannot_be_are_refused),
	CU_TEST_INFO_NULL,
};
