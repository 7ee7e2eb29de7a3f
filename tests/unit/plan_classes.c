/*
 * Classes: references, copies, what is given away, and what methods are to the language.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_support.h"

#define BOX	     POINTER(NAMED("struct box"))
#define SELF	     PARAM("box", BOX)
#define SERVICE	     OPAQUE("struct box", SAYS("service"))
#define OF_BOX(word) WORD(word, ARG("struct box"))
#define BOOL	     "<bool name=\"_Bool\"/>"
#define COUNTED                                                                                              \
	SERVICE FUNCTION("box_new", OF_BOX("constructor"), BOX, "")                                          \
		FUNCTION("box_ref", OF_BOX("ref"), BOX, SELF)                                                \
			FUNCTION("box_unref", OF_BOX("unref"), VOID, SELF)

/* ---- references ---- */

static void what_is_borrowed_of_a_counted_class_is_referred_to(void)
{
	assert_plan(COUNTED FUNCTION("box_parent", "", BOX SAYS("borrowed"), SELF), "box_parent",
		    "struct box *box_parent(struct box *box);\n"
		    "  method of box, gives (), gets object of box, or null\n"
		    "    1  check_alive self\n"
		    "    2  hold self\n"
		    "    3  c:box := pass self\n"
		    "    4  c:return := call box_parent(c:box)\n"
		    "    5  ref c:return by box_ref    [on success]\n"
		    "    6  result := adopt c:return    [on success]\n"
		    "    7  return result\n");
}

static void what_c_takes_over_of_a_counted_class_stays_with_the_caller(void)
{
	assert_plan(COUNTED FUNCTION("box_put", "", VOID, SELF PARAM("other", BOX SAYS("transfer"))),
		    "box_put",
		    "void box_put(struct box *box, struct box *other);\n"
		    "  method of box, gives (other: object of box), gets nothing\n"
		    "    1  check_alive self\n"
		    "    2  check_null other\n"
		    "    3  check_alive other\n"
		    "    4  hold self\n"
		    "    5  c:box := pass self\n"
		    "    6  hold other\n"
		    "    7  c:other := pass other\n"
		    "    8  ref c:other by box_ref\n"
		    "    9  call box_put(c:box, c:other)\n"
		    "   10  return\n");
}

static void no_object_is_given_away_twice(void)
{
	assert_plan(SERVICE FUNCTION("box_join", "", VOID,
				     SELF PARAM("a", BOX SAYS("transfer")) PARAM("b", BOX SAYS("transfer"))),
		    "box_join",
		    "void box_join(struct box *box, struct box *a, struct box *b);\n"
		    "  method of box, gives (a: object of box; b: object of box), gets nothing\n"
		    "    1  check_alive self\n"
		    "    2  check_null a\n"
		    "    3  check_alive a\n"
		    "    4  check_owned a\n"
		    "    5  check_null b\n"
		    "    6  check_alive b\n"
		    "    7  check_owned b\n"
		    "    8  check_other a is not self\n"
		    "    9  check_other a is not b\n"
		    "   10  check_other b is not self\n"
		    "   11  hold self\n"
		    "   12  c:box := pass self\n"
		    "   13  hold a\n"
		    "   14  c:a := pass a\n"
		    "   15  hold b\n"
		    "   16  c:b := pass b\n"
		    "   17  detach a\n"
		    "   18  detach b\n"
		    "   19  inherit by self what a keeps\n"
		    "   20  inherit by self what b keeps\n"
		    "   21  call box_join(c:box, c:a, c:b)\n"
		    "   22  return\n");
}

static void what_is_made_keeps_what_it_is_made_of(void)
{
	assert_plan(SERVICE OPAQUE("struct view", SAYS("service"))
			    FUNCTION("view_new", WORD("constructor", ARG("struct view")),
				     POINTER(NAMED("struct view")), PARAM("box", BOX SAYS("borrowed")))
				    FUNCTION("view_end", WORD("destructor", ARG("struct view")), VOID,
					     PARAM("view", POINTER(NAMED("struct view")))),
		    "view_new",
		    "struct view *view_new(struct box *box);\n"
		    "  constructor of view, gives (box: object of box), gets object of view, may fail\n"
		    "    1  check_null box\n"
		    "    2  check_alive box\n"
		    "    3  hold box\n"
		    "    4  c:box := pass box\n"
		    "    5  c:return := call view_new(c:box)\n"
		    "    6  test_error c:return is 0\n"
		    "    7  result := adopt c:return    [on success]\n"
		    "    8  keep_alive result keeps box    [on success]\n"
		    "    9  raise\n"
		    "   10  return result\n");
}

static void references_that_cannot_be_are_refused(void)
{
	assert_refused(FUNCTION("box_ref", OF_BOX("ref"), VOID, PARAM("n", INT)),
		       "t.h:9: error: FFI_REF: 'struct box' is not a service");
	assert_refused(SERVICE FUNCTION("box_ref", OF_BOX("ref"), VOID, PARAM("n", INT)),
		       "t.h:9: error: FFI_REF: 'box_ref' does not take one 'struct box *'");
	assert_refused(COUNTED FUNCTION("box_hold", OF_BOX("ref"), VOID, SELF),
		       "t.h:9: error: FFI_REF: 'box' has one already, 'box_ref'");
}

static void nothing_keeps_itself(void)
{
	assert_refused(SERVICE FUNCTION("box_sit", "", VOID, SELF PARAM("on", BOX WORD("keeps", ARG("on")))),
		       "t.h:9: error: FFI_KEEPS(on): 'on' cannot keep itself");
	assert_refused(SERVICE FUNCTION("box_sit", "", VOID, PARAM("box", BOX SAYS("borrowed"))),
		       "'box' cannot keep itself");
	assert_raw(SERVICE FUNCTION("sit", WORD("static", ARG("struct box")), VOID,
				    PARAM("box", BOX SAYS("borrowed"))),
		   "sit", "no object is there to keep it", NULL);
}

static void two_objects_do_not_keep_each_other(void)
{
	assert_refused(SERVICE FUNCTION("box_tie", "", VOID,
					PARAM("box", BOX WORD("keeps", ARG("other")))
						PARAM("other", BOX WORD("keeps", ARG("box")))),
		       "'box_tie' makes two objects keep each other");
}

static void what_is_said_of_threads_is_told(void)
{
	assert_plan(FUNCTION("f", SAYS("blocking") SAYS("thread_safe"), VOID, ""), "f",
		    "void f(void);\n"
		    "  may wait, any thread at once\n"
		    "  function, gives (), gets nothing\n"
		    "    1  call f()\n"
		    "    2  return\n");
}

static void only_objects_belong_to_a_thread(void)
{
	assert_refused(FUNCTION("f", SAYS("thread_bound"), VOID, ""),
		       "t.h:9: error: FFI_THREAD_BOUND: 'f' has no object");
	assert_refused(SERVICE FUNCTION("box_sit", SAYS("thread_bound"), VOID, SELF),
		       "FFI_THREAD_BOUND: the objects of 'box' belong to no thread: say it of the service");
}

/* ---- what methods are to the language ---- */

static void methods_make_properties(void)
{
	struct caught said;
	struct ffir_buf text = {0};
	caught_start(&said);
	struct ffir_module *module = module_of(
		SERVICE FUNCTION("box_get_size", WORD("getter", ARG("size")), INT, SELF)
			FUNCTION("box_set_size", WORD("setter", ARG("size")), VOID, SELF PARAM("size", INT))
				FUNCTION("box_name", WORD("getter", ARG("name")), TEXT_IN, SELF),
		&said.diag);
	struct plan *plan = plan_lower(module, &said.diag);
	ASSERT_SAID(&said, "");
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
	plan_show(&text, plan);
	CU_ASSERT_PTR_NOT_NULL(strstr(text.text, "  property size: box_get_size, box_set_size\n"
						 "  property name: box_name, read only\n"));
	ffir_buf_release(&text);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

static void properties_that_cannot_be_are_refused(void)
{
	assert_refused(
		SERVICE FUNCTION("box_size", WORD("getter", ARG("size")), INT, SELF PARAM("n", INT)),
		"t.h:9: error: FFI_GETTER: 'box_size' is none: it is a method that takes the object only");
	assert_refused(SERVICE FUNCTION("box_size", WORD("setter", ARG("size")), VOID, SELF),
		       "t.h:9: error: FFI_SETTER: 'box_size' is none: it is a method that takes one value");
	assert_refused(
		SERVICE FUNCTION("box_size", WORD("getter", ARG("size")), INT, SELF) FUNCTION(
			"box_resize", WORD("setter", ARG("size")), VOID, SELF PARAM("size", TEXT_IN)),
		"t.h:9: error: FFI_SETTER(size): 'box_resize' takes another type than 'box_size' gives");
	assert_refused(SERVICE FUNCTION("box_size", WORD("getter", ARG("size")), INT, SELF)
			       FUNCTION("box_room", WORD("getter", ARG("size")), INT, SELF),
		       "t.h:9: error: FFI_GETTER: 'box' has it already, 'box_size'");
}

static void protocols_that_cannot_be_are_refused(void)
{
	assert_refused(
		SERVICE FUNCTION("box_text", SAYS("to_string"), INT, SELF),
		"t.h:9: error: FFI_TO_STRING: 'box_text' is none: it is a method that takes the object "
		"only, and gives a text");
	assert_refused(SERVICE FUNCTION("box_is", SAYS("equals"), BOOL, SELF PARAM("n", INT)),
		       "FFI_EQUALS: 'box_is' is none: it is a method that takes another object of the class");
	assert_refused(SERVICE FUNCTION("box_order", SAYS("compare"), DOUBLE, SELF PARAM("b", BOX)),
		       "FFI_COMPARE: 'box_order' is none");
	assert_refused(SERVICE FUNCTION("box_hash", SAYS("hash"), TEXT_IN, SELF),
		       "FFI_HASH: 'box_hash' is none");
	assert_refused(
		SERVICE FUNCTION("box_next", SAYS("iterator"), INT, SELF),
		"FFI_ITERATOR: 'box_next' is none: it is a method that gives one element that may be NULL");
	assert_refused(SERVICE FUNCTION("box_is", SAYS("equals") SAYS("compare"), INT, SELF PARAM("b", BOX)),
		       "'box_is' can be one thing to the language only");
	assert_refused(SERVICE FUNCTION("box_is", SAYS("equals"), INT, SELF PARAM("b", BOX))
			       FUNCTION("box_same", SAYS("equals"), INT, SELF PARAM("b", BOX)),
		       "FFI_EQUALS: 'box' has it already, 'box_is'");
}

static void an_iterator_ends_with_null_or_with_false(void)
{
	assert_plan(SERVICE FUNCTION("box_next", SAYS("iterator"), TEXT_IN, SELF), "box_next",
		    "const char *box_next(struct box *box);\n"
		    "  method of box, the next element, gives (), gets string, UTF-8, or null\n"
		    "    1  check_alive self\n"
		    "    2  hold self\n"
		    "    3  c:box := pass self\n"
		    "    4  c:return := call box_next(c:box)\n"
		    "    5  result := decode c:return    [on success]\n"
		    "    6  return result\n");
	assert_plan(SERVICE FUNCTION("box_next", SAYS("iterator"), BOOL,
				     SELF PARAM("value", POINTER(INT) SAYS("out"))),
		    "box_next",
		    "_Bool box_next(struct box *box, int *value);\n"
		    "  method of box, the next element, gives (), gets scalar _Bool; value: scalar int\n"
		    "    1  check_alive self\n"
		    "    2  hold self\n"
		    "    3  c:box := pass self\n"
		    "    4  &value := alloc_out zero\n"
		    "    5  c:return := call box_next(c:box, &value)\n"
		    "    6  c:value := load_out &value    [on success]\n"
		    "    7  result:value := decode c:value    [on success]\n"
		    "    8  result := decode c:return    [on success]\n"
		    "    9  return result, result:value\n");
}

/* ---- run ---- */

static const char boxes[] =
	"#include <stdlib.h>\n"
	"struct box { int refs; struct box *child; };\n"
	"static int n; int live(void) { return n; }\n"
	"struct box *box_new(void) { struct box *b = calloc(1, sizeof *b); b->refs = 1; n++; return b; }\n"
	"struct box *box_ref(struct box *b) { b->refs++; return b; }\n"
	"void box_unref(struct box *b) { if (--b->refs) return; if (b->child) box_unref(b->child); free(b); "
	"n--; }\n"
	"void box_put(struct box *b, struct box *c) { if (b->child) box_unref(b->child); b->child = c; }\n"
	"struct box *box_child(struct box *b) { return b->child; }\n"
	"int box_refs(struct box *b) { return b->refs; }\n";

static struct caught said;
static struct run run;
static struct run_value results[4];
static size_t n_results;

static bool call(const char *name, const struct run_value *given, size_t n)
{
	return run_call(&run, name, given, n, results, &n_results);
}

static int64_t number(const char *name, const struct run_value *given, size_t n)
{
	CU_ASSERT_FATAL(call(name, given, n));
	return results[0].integer;
}

static void references_are_taken_and_given_back(void)
{
	caught_start(&said);
	struct ffir_module *module =
		module_of(COUNTED FUNCTION("box_put", "", VOID, SELF PARAM("child", BOX SAYS("transfer")))
				  FUNCTION("box_child", "", BOX SAYS("borrowed"), SELF)
					  FUNCTION("box_refs", "", INT, SELF) FUNCTION("live", "", INT, ""),
			  &said.diag);
	struct plan *plan = plan_lower(module, &said.diag);
	ASSERT_SAID(&said, "");
	CU_ASSERT_FATAL(plan && run_open(&run, plan, run_compile(boxes)));
	CU_ASSERT_FATAL(call("box_new", NULL, 0));
	struct run_value outer = results[0];
	CU_ASSERT_FATAL(call("box_child", &outer, 1));
	CU_ASSERT_EQUAL(results[0].kind, RUN_NULL);
	CU_ASSERT_FATAL(call("box_new", NULL, 0));
	struct run_value inner = results[0], put[] = {outer, inner};
	CU_ASSERT(call("box_put", put, 2));
	CU_ASSERT_EQUAL(number("box_refs", &inner, 1), 2);
	CU_ASSERT_FATAL(call("box_child", &outer, 1));
	struct run_value again = results[0];
	CU_ASSERT_EQUAL(number("box_refs", &again, 1), 3);
	CU_ASSERT(call("box_unref", &inner, 1));
	CU_ASSERT(call("box_unref", &outer, 1));
	CU_ASSERT_EQUAL(number("box_refs", &again, 1), 1);
	CU_ASSERT_EQUAL(number("live", NULL, 0), 1);
	CU_ASSERT(call("box_unref", &again, 1));
	CU_ASSERT_EQUAL(number("live", NULL, 0), 0);
	run_close(&run);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

static void an_object_given_twice_is_refused_before_c_is_called(void)
{
	caught_start(&said);
	struct ffir_module *module =
		module_of(SERVICE FUNCTION("box_new", OF_BOX("constructor"), BOX,
					   "") FUNCTION("box_unref", OF_BOX("destructor"), VOID, SELF)
				  FUNCTION("box_put", "", VOID, SELF PARAM("child", BOX SAYS("transfer")))
					  FUNCTION("live", "", INT, ""),
			  &said.diag);
	struct plan *plan = plan_lower(module, &said.diag);
	ASSERT_SAID(&said, "");
	CU_ASSERT_FATAL(plan && run_open(&run, plan, run_compile(boxes)));
	CU_ASSERT_FATAL(call("box_new", NULL, 0));
	struct run_value box = results[0], twice[] = {box, box};
	CU_ASSERT_FALSE(call("box_put", twice, 2));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_REFUSED);
	CU_ASSERT_STRING_EQUAL(run.failure.text, "given twice");
	CU_ASSERT_FALSE(box.object->disposed);
	CU_ASSERT(call("box_unref", &box, 1));
	CU_ASSERT_EQUAL(number("live", NULL, 0), 0);
	run_close(&run);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

CU_TestInfo plan_classes_tests[] = {
	TEST(what_is_borrowed_of_a_counted_class_is_referred_to),
	TEST(what_c_takes_over_of_a_counted_class_stays_with_the_caller),
	TEST(no_object_is_given_away_twice),
	TEST(what_is_made_keeps_what_it_is_made_of),
	TEST(references_that_cannot_be_are_refused),
	TEST(nothing_keeps_itself),
	TEST(two_objects_do_not_keep_each_other),
	TEST(what_is_said_of_threads_is_told),
	TEST(only_objects_belong_to_a_thread),
	TEST(methods_make_properties),
	TEST(properties_that_cannot_be_are_refused),
	TEST(protocols_that_cannot_be_are_refused),
	TEST(an_iterator_ends_with_null_or_with_false),
	TEST(references_are_taken_and_given_back),
	TEST(an_object_given_twice_is_refused_before_c_is_called),
	CU_TEST_INFO_NULL,
};
