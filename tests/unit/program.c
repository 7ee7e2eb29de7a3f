/*
 * In which order a language with exceptions prints a program, and what a failure undoes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/program.h"
#include "tests/unit/plan_support.h"

static struct caught said;
static struct ffir_module *module;
static struct plan *plan;
static struct ffir_arena arena;

static const struct plan_call *lower(const char *declarations, const char *function)
{
	caught_start(&said);
	module = module_of(declarations, &said.diag);
	plan = module ? plan_lower(module, &said.diag) : NULL;
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
	for (size_t i = 0; i < plan->n_functions; i++)
		if (strcmp(plan->functions[i]->name.cname, function) == 0)
			return plan->functions[i]->call;
	return NULL;
}

static void end(void)
{
	ffir_arena_release(&arena);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

static const char *steps_of(const struct plan_call *call)
{
	static const char *const says[] = {
		[STEP_LOOP] = "loop", [STEP_LOOP_END] = "end", [STEP_OP] = "", [STEP_GUARD] = "guard "};
	struct program_step *steps;
	size_t n = program_steps(&arena, call, &steps);
	const char *text = "";
	for (size_t i = 0; i < n; i++)
		text = ffir_printf(&arena, "%s%s%s%s", text, i ? ", " : "", says[steps[i].kind],
				   steps[i].op ? plan_op_names[steps[i].op->kind] : "");
	return text;
}

static const char *undoes_of(const struct plan_call *call, bool tested)
{
	static const char *const says[] = {[UNDO_OBJECT] = "end",
					   [UNDO_STORAGE] = "free",
					   [UNDO_CLOSURE] = "let go",
					   [UNDO_KEEP] = "keep in"};
	struct program_undo *undoes;
	size_t n = program_undoes(&arena, call, tested ? program_op(call, OP_TEST_ERROR) : NULL, &undoes);
	const char *text = "";
	for (size_t i = 0; i < n; i++)
		text = ffir_printf(&arena, "%s%s%s %s", text, i ? ", " : "", says[undoes[i].kind],
				   call->values[undoes[i].value].kind == VALUE_SELF
					   ? "self"
					   : call->values[undoes[i].value].name.cname);
	return text;
}

#define BOX POINTER(NAMED("struct box"))
#define BOXES                                                                                                \
	ENUM("enum e", WORD("error", ARG("OK") VALUE("1", "0")),                                             \
	     ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1"))                                                   \
	ALIAS("each_fn", CALLBACK(INT, PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT)))        \
	OPAQUE("struct box", SAYS("service"))                                                                \
	FUNCTION("box_free", WORD("destructor", ARG("struct box")), VOID, PARAM("box", BOX))
#define RETAINED PARAM("each", NAMED("each_fn") WORD("user_data", ARG("user")) SAYS("retained"))
#define USER	 PARAM("user", POINTER(VOID))

static void what_is_freed_is_guarded_before_anything_may_raise(void)
{
	const struct plan_call *call = lower(
		BOXES FUNCTION("box_on", "", VOID, PARAM("box", BOX) RETAINED USER)
			FUNCTION("text_free", "", VOID, PARAM("text", POINTER(VOID)))
				FUNCTION("box_text", "", POINTER(CHAR) WORD("owned_by", ARG("text_free")),
					 PARAM("box", BOX)),
		"box_text");
	ASSERT_TEXT(steps_of(call),
		    "check_alive, hold, pass, call, guard free, raise_pending, decode, return");
	end();
}

static void what_only_success_gives_is_guarded_behind_the_tests(void)
{
	const struct plan_call *call = lower(
		BOXES FUNCTION("text_free", "", VOID, PARAM("text", POINTER(VOID))) FUNCTION(
			"text_of", "", NAMED("enum e"),
			PARAM("text", POINTER(POINTER(CHAR)) SAYS("out") WORD("owned_by", ARG("text_free")))),
		"text_of");
	ASSERT_TEXT(steps_of(call), "alloc_out, call, load_out, test_error, guard free, decode, return");
	end();
}

static void rounds_end_where_retry_stands(void)
{
	const struct plan_call *call =
		lower(ENUM("enum e", WORD("error", ARG("OK") VALUE("1", "0")),
			   ENUMERATOR("OK", "0") ENUMERATOR("SMALL", "5")) FUNCTION("bound", "", SIZE, "")
			      FUNCTION("pack", "", NAMED("enum e"),
				       PARAM("to", POINTER(VOID) WORD("buffer",
								      ARG("size") ARG("size") ARG("SMALL")
									      ARG("bound") VALUE("3", "5")))
					       PARAM("size", POINTER(SIZE))),
		      "pack");
	ASSERT_TEXT(steps_of(call),
		    "bound, loop, alloc_buffer, alloc_out, call, retry, end, load_out, test_error, "
		    "copy, return");
	end();
}

static void a_closure_goes_with_the_object_that_was_not_made(void)
{
	const struct plan_call *call = lower(
		BOXES FUNCTION("box_new", WORD("constructor", ARG("struct box")), NAMED("enum e"),
			       PARAM("box", POINTER(BOX) SAYS("out") SAYS("set_on_error")) RETAINED USER),
		"box_new");
	CU_ASSERT_PTR_NOT_NULL_FATAL(call);
	ASSERT_TEXT(undoes_of(call, true), "end box, let go each");
	ASSERT_TEXT(undoes_of(call, false), "end box, let go each");
	end();
}

static void an_object_keeps_what_c_may_have_kept(void)
{
	const struct plan_call *call = lower(
		BOXES FUNCTION("box_on", "", NAMED("enum e"), PARAM("box", BOX) RETAINED USER), "box_on");
	ASSERT_TEXT(undoes_of(call, true), "let go each");
	ASSERT_TEXT(undoes_of(call, false), "keep in self");
	end();
}

static void what_runs_once_is_let_go_only_by_c_s_failure(void)
{
	const struct plan_call *call = lower(
		BOXES FUNCTION("box_later", "", NAMED("enum e"),
			       PARAM("box", BOX) PARAM("each", NAMED("each_fn") WORD("user_data", ARG("user"))
								       WORD("scope", ARG("async"))) USER),
		"box_later");
	CU_ASSERT_PTR_NOT_NULL_FATAL(call);
	ASSERT_TEXT(undoes_of(call, true), "let go each");
	ASSERT_TEXT(undoes_of(call, false), "");
	end();
}

CU_TestInfo program_tests[] = {
	TEST(what_is_freed_is_guarded_before_anything_may_raise),
	TEST(what_only_success_gives_is_guarded_behind_the_tests),
	TEST(rounds_end_where_retry_stands),
	TEST(a_closure_goes_with_the_object_that_was_not_made),
	TEST(an_object_keeps_what_c_may_have_kept),
	TEST(what_runs_once_is_let_go_only_by_c_s_failure),
	CU_TEST_INFO_NULL,
};
