/*
 * Calls that complete later.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_support.h"

#define JOB	POINTER(NAMED("struct job"))
#define USER	PARAM("user", POINTER(VOID))
#define CONTEXT PARAM("user", POINTER(VOID) SAYS("context"))
#define DONE	CALLBACK(VOID, CONTEXT PARAM("code", NAMED("enum code")) PARAM("n", INT))
#define FINISH	PARAM("done", DONE WORD("user_data", ARG("user")))
#define ASYNC	WORD("async", ARG("done"))
#define CANCEL	WORD("cancel", ARG("job_cancel"))
#define CODES                                                                                                \
	ENUM("enum code", WORD("error", ARG("OK") VALUE("1", "0")),                                          \
	     ENUMERATOR("OK", "0") ENUMERATOR("GONE", "1"))
#define JOBS                                                                                                 \
	CODES OPAQUE("struct job", SAYS("service"))                                                          \
		FUNCTION("job_cancel", "", VOID, PARAM("job", JOB) PARAM("id", INT))

static void what_completes_later_gives_what_its_callback_is_given(void)
{
	assert_plan(
		JOBS FUNCTION("job_run", ASYNC CANCEL, INT,
			      PARAM("job", JOB) PARAM("name", TEXT_IN WORD("scope", ARG("async")))
				      FINISH USER),
		"job_run",
		"int job_run(struct job *job, const char *name, void (*done)(void *, enum code, int), void "
		"*user);\n"
		"  method of job, gives (name: string, UTF-8; done: closure job_run_done, kept until it is "
		"called), gets scalar int, may fail\n"
		"  completes through done, failed if code is an error of code, not 0\n"
		"    1  check_alive self\n"
		"    2  check_null name\n"
		"    3  check_null done\n"
		"    4  c:name := encode name\n"
		"    5  hold self\n"
		"    6  c:job := pass self\n"
		"    7  c:done := closure done, user data c:user\n"
		"    8  keep_alive done keeps self\n"
		"    9  keep_alive done keeps c:name\n"
		"   10  c:return := call job_run(c:job, c:name, c:done, c:user)\n"
		"   11  raise_pending\n"
		"   12  result := decode c:return    [on success]\n"
		"   13  raise\n"
		"   14  await done, given up with job_cancel(c:job, c:return)    [on success]\n"
		"   15  return result\n");
}

static void what_gives_no_handle_was_not_started(void)
{
	assert_plan(
		"<alias id=\"ticket\" file=\"t.h\" at=\"4\">" INT WORD(
			"handle", ARG("0") VALUE("1", "0")) "</alias>" FUNCTION("job_cancel", "", VOID,
										PARAM("id", NAMED("ticket")))
			CODES FUNCTION("job_run", ASYNC CANCEL, NAMED("ticket"), FINISH USER),
		"job_run",
		"ticket job_run(void (*done)(void *, enum code, int), void *user);\n"
		"  function, gives (done: closure job_run_done, kept until it is called), gets handle "
		"ticket, or null, may "
		"fail\n"
		"  completes through done, failed if code is an error of code, not 0\n"
		"    1  check_null done\n"
		"    2  c:done := closure done, user data c:user\n"
		"    3  c:return := call job_run(c:done, c:user)\n"
		"    4  raise_pending\n"
		"    5  test_error c:return is 0\n"
		"    6  result := decode c:return    [on success]\n"
		"    7  raise\n"
		"    8  await done, given up with job_cancel(c:return)    [on success]\n"
		"    9  return result\n");
}

static void what_cannot_complete_later_is_refused(void)
{
	assert_refused(FUNCTION("f", WORD("async", ARG("done")), VOID, PARAM("n", INT)),
		       "t.h:9: error: FFI_ASYNC: 'f' has no parameter 'done'");
	assert_refused(FUNCTION("f", WORD("async", ARG("done")), VOID, PARAM("done", INT)),
		       "t.h:9: error: FFI_ASYNC: 'done' is no callback");
	assert_refused(CODES FUNCTION("f", ASYNC, VOID,
				      PARAM("done", DONE SAYS("nullable") WORD("user_data", ARG("user")))
					      USER),
		       "FFI_ASYNC: 'done' may be NULL");
	assert_refused(CODES FUNCTION("f", ASYNC, VOID,
				      PARAM("done", DONE WORD("scope", ARG("call"))
							    WORD("user_data", ARG("user"))) USER),
		       "FFI_SCOPE: 'done' completes the call, FFI_ASYNC says: it runs once");
	assert_refused(CODES FUNCTION("f", ASYNC, INT, FINISH USER),
		       "t.h:9: error: FFI_ASYNC: 'f' gives something when it is started, which nobody gets");
	assert_refused(CODES FUNCTION("f", CANCEL, INT, FINISH USER),
		       "t.h:9: error: FFI_CANCEL: 'f' gives nothing up");
	assert_refused(CODES FUNCTION("f", ASYNC CANCEL, VOID, FINISH USER),
		       "t.h:9: error: FFI_CANCEL: there is no function 'job_cancel'");
	assert_refused(JOBS FUNCTION("f", ASYNC CANCEL, VOID, FINISH USER),
		       "t.h:9: error: FFI_CANCEL: 'f' has nothing that 'job_cancel' could take as 'job'");
	assert_raw(FUNCTION("f", ASYNC, VOID,
			    PARAM("done",
				  CALLBACK(VOID, CONTEXT PARAM("v", POINTER(INT) WORD("array", ARG("n")))
							 PARAM("n", SIZE)) WORD("user_data", ARG("user")))
				    USER),
		   "f", "what completes it may change 'v', which is gone when the caller goes on (FFI_IN)",
		   NULL);
	assert_raw(FUNCTION("f", WORD("async", ARG("done")), VOID,
			    PARAM("done", CALLBACK(VOID, PARAM("n", INT)))),
		   "f", "it runs once, and has no user data that tells which of them runs", NULL);
}

/* ---- run ---- */

static const char jobs[] = "struct job { int left; }; static struct job one;\n"
			   "static void (*waiting)(void *, int, int); static void *waits, *path;\n"
			   "struct job *job_new(void) { return &one; }\n"
			   "void job_end(struct job *j) { (void)j; }\n"
			   "int job_run(struct job *j, int n, void (*done)(void *, int, int), void *user) {\n"
			   " if (n < 0) return 1; j->left = n; waiting = done; waits = user; return 0; }\n"
			   "void job_cancel(struct job *j, void *user) { if (user == waits) j->left = -1; }\n"
			   "void pump(void) { if (one.left > 1) { one.left--; return; }\n"
			   " void (*done)(void *, int, int) = waiting; waiting = 0; if (done) done(waits, "
			   "one.left < 0, 42); }\n";

static bool keep(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	struct run_value *kept = (struct run_value *)user;
	(void)back;
	for (size_t i = 0; i < n; i++)
		kept[i] = given[i];
	return true;
}

static void a_call_completes_once_or_is_given_up(void)
{
	struct caught said;
	struct run run;
	struct run_value results[4], kept[2] = {{.kind = RUN_NULL}};
	size_t n;
	caught_start(&said);
	struct ffir_module *module = module_of(
		CODES OPAQUE("struct job", SAYS("service"))
			FUNCTION("job_new", WORD("constructor", ARG("struct job")), JOB, "") FUNCTION(
				"job_end", WORD("destructor", ARG("struct job")), VOID, PARAM("job", JOB))
				FUNCTION("job_cancel", "", VOID, PARAM("job", JOB) USER)
					FUNCTION("job_run", ASYNC CANCEL, NAMED("enum code"),
						 PARAM("job", JOB) PARAM("n", INT) FINISH USER),
		&said.diag);
	struct plan *plan = plan_lower(module, &said.diag);
	ASSERT_SAID(&said, "");
	CU_ASSERT_FATAL(plan && run_open(&run, plan, run_compile(jobs)));
	CU_ASSERT_FATAL(run_call(&run, "job_new", NULL, 0, results, &n));
	struct run_value given[] = {results[0],
				    {.kind = RUN_INTEGER, .integer = -1},
				    {.kind = RUN_CLOSURE, .function = keep, .user = kept}};
	CU_ASSERT_FALSE(run_call(&run, "job_run", given, 3, results, &n));
	CU_ASSERT_EQUAL(run.failure.code, 1);
	CU_ASSERT_EQUAL(kept[0].kind, RUN_NULL);
	given[1].integer = 3;
	CU_ASSERT(run_call(&run, "job_run", given, 3, results, &n));
	CU_ASSERT_EQUAL(kept[0].integer, 0);
	CU_ASSERT_EQUAL(kept[1].integer, 42);
	run.gives_up = true;
	CU_ASSERT(run_call(&run, "job_run", given, 3, results, &n));
	CU_ASSERT_EQUAL(kept[0].integer, 1);
	run_close(&run);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

CU_TestInfo plan_async_tests[] = {
	TEST(what_completes_later_gives_what_its_callback_is_given),
	TEST(what_gives_no_handle_was_not_started),
	TEST(what_cannot_complete_later_is_refused),
	TEST(a_call_completes_once_or_is_given_up),
	CU_TEST_INFO_NULL,
};
