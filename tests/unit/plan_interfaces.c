/*
 * Structs of functions that the caller implements.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_support.h"

#define TWO_ARGS PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT)
#define SINK_IS(fields)                                                                                      \
	"<record id=\"struct sink\" kind=\"struct\" file=\"t.h\" at=\"2\">" SAYS("interface") fields         \
		"<on target=\"x86_64-linux-gnu\" size=\"32\" align=\"8\" offsets=\"0 8 16 24\"/></record>"
#define USER	   FIELD("user", POINTER(VOID))
#define SHARED	   WORD("user_data", ARG("user")) WORD("destroy", ARG("done"))
#define PUT	   FIELD("put", CALLBACK(INT, TWO_ARGS) SHARED)
#define END	   FIELD("end", CALLBACK(VOID, PARAM("user", POINTER(VOID) SAYS("context"))) SHARED SAYS("nullable"))
#define DONE	   FIELD("done", CALLBACK(VOID, PARAM("user", POINTER(VOID))))
#define SINK	   SINK_IS(USER PUT END DONE)
#define SINK_PARAM PARAM("sink", POINTER(CONST_NAMED("struct sink")))

static void an_interface_is_made_for_its_scope(void)
{
	assert_plan(
		SINK FUNCTION("fill", "", INT,
			      PARAM("sink", POINTER(CONST_NAMED("struct sink")) WORD("scope", ARG("call")))),
		"fill",
		"int fill(const struct sink *sink);\n"
		"  function, gives (sink: interface sink, kept for the call), gets scalar int, may fail\n"
		"    1  check_null sink\n"
		"    2  c:sink := interface sink\n"
		"    3  c:return := call fill(c:sink)\n"
		"    4  raise_pending\n"
		"    5  result := decode c:return    [on success]\n"
		"    6  raise\n"
		"    7  return result\n");
}

static void interfaces_that_cannot_be_are_refused(void)
{
	assert_refused(OPAQUE("struct sink", SAYS("interface")),
		       "t.h:9: error: FFI_INTERFACE: 'struct sink' is opaque");
	assert_refused(SINK_IS(USER FIELD("put", CALLBACK(INT, TWO_ARGS)) FIELD("end", INT) DONE),
		       "t.h:9: error: FFI_INTERFACE: no function of 'struct sink' says which field is its "
		       "user data");
	assert_refused(
		SINK_IS(USER PUT FIELD("end", DOUBLE) DONE),
		"FFI_INTERFACE: 'end' of 'struct sink' is neither a function nor what all of them are given");
	assert_refused(
		SINK_IS(USER FIELD("put", CALLBACK(INT, TWO_ARGS) WORD("user_data", ARG("data"))) END DONE),
		"FFI_USER_DATA: 'struct sink' has no field 'data'");
	assert_refused(
		SINK_IS(USER PUT FIELD("end", CALLBACK(VOID, TWO_ARGS) WORD("user_data", ARG("done"))) DONE),
		"all functions of 'struct sink' have one in common, 'done' is another");
	assert_raw(SINK_IS(USER FIELD("put", CALLBACK(INT, PARAM("n", INT)) SHARED) END DONE)
			   FUNCTION("fill", "", INT, SINK_PARAM),
		   "fill", "does not say in which parameter its user data arrives", NULL);
	assert_refused(SINK FUNCTION("fill", "", INT,
				     PARAM("sink", POINTER(CONST_NAMED("struct sink")) SAYS("retained"))),
		       "FFI_RETAINED: 'fill' has no object that keeps 'sink'");
	assert_refused(
		SINK FUNCTION("fill", SAYS("leaf"), INT,
			      PARAM("sink", POINTER(CONST_NAMED("struct sink")) WORD("scope", ARG("call")))),
		"FFI_LEAF: 'fill' calls 'sink' back");
}

static const char sinks[] =
	"struct sink { void *user; int (*put)(void *, int); void (*end)(void *); void (*done)(void *); };\n"
	"int fill(const struct sink *s) { int sum = 0; for (int i = 1; i < 4; i++) sum += s->put(s->user, "
	"i);\n"
	" if (s->end) s->end(s->user); s->done(s->user); return sum; }\n";

static bool twice(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	(void)n;
	back->integer = 2 * given[0].integer;
	return ++*(int *)user != 3;
}

static bool end(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	(void)given;
	(void)n;
	(void)back;
	*(int *)user = -1;
	return true;
}

static void functions_of_an_interface_run_and_are_let_go(void)
{
	struct caught said;
	struct run run;
	struct run_value results[4];
	size_t n;
	int count = 0;
	caught_start(&said);
	struct ffir_module *module = module_of(SINK FUNCTION("fill", "", INT, SINK_PARAM), &said.diag);
	struct plan *plan = plan_lower(module, &said.diag);
	ASSERT_SAID(&said, "");
	CU_ASSERT_FATAL(plan && run_open(&run, plan, run_compile(sinks)));
	const run_function without[] = {twice, NULL}, with[] = {twice, end};
	struct run_value sink = {.kind = RUN_CLOSURE, .functions = without, .user = &count};
	/* The third number raises, and C has nothing that it keeps: the exception is left for the next call. */
	run_call(&run, "fill", &sink, 1, results, &n);
	CU_ASSERT_EQUAL(count, 3);
	CU_ASSERT_EQUAL(run.freed, 1);
	run.pending = false;
	count = 10;
	sink.functions = with;
	CU_ASSERT(run_call(&run, "fill", &sink, 1, results, &n));
	CU_ASSERT_EQUAL(results[0].integer, 12);
	CU_ASSERT_EQUAL(count, -1);
	CU_ASSERT_EQUAL(run.freed, 2);
	run_close(&run);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

CU_TestInfo plan_interfaces_tests[] = {
	TEST(an_interface_is_made_for_its_scope),
	TEST(interfaces_that_cannot_be_are_refused),
	TEST(functions_of_an_interface_run_and_are_let_go),
	CU_TEST_INFO_NULL,
};
