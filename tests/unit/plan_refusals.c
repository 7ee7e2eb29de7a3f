/*
 * What stays raw and why, and what is refused at its line.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_support.h"

#define BOX	POINTER(NAMED("struct box"))
#define SERVICE OPAQUE("struct box", SAYS("service"))
#define EACH	ALIAS("each_fn", CALLBACK(INT, PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT)))

/* ---- raw, with a reason ---- */

static void pointers_that_may_mean_many_things_stay_raw(void)
{
	assert_raw(FUNCTION("f", "", VOID, PARAM("p", POINTER(INT))), "f", "parameter 'p': 'int *'", NULL);
	assert_raw(FUNCTION("f", "", VOID, PARAM("p", POINTER(VOID))), "f", "'void *' may mean many things",
		   NULL);
	assert_raw(FUNCTION("f", "", VOID, PARAM("p", POINTER(CHAR))), "f", "'char *' may mean many things",
		   NULL);
	assert_raw(FUNCTION("f", "", POINTER(INT), ""), "f", "'int *' may mean many things", NULL);
	assert_raw(FUNCTION("f", "", POINTER(CHAR), ""), "f", "nobody says who frees the 'char *'", NULL);
}

static void a_record_before_an_integer_may_be_an_array(void)
{
	assert_raw(PAIR("struct pair") FUNCTION(
			   "f", "", VOID, PARAM("p", POINTER(CONST_NAMED("struct pair"))) PARAM("n", SIZE)),
		   "f", "'n' follows it, so it may point to many (FFI_ARRAY, ", NULL);
}

static void an_opaque_record_that_is_no_service_stays_raw(void)
{
	assert_raw(OPAQUE("struct box", "") FUNCTION("f", "", VOID, PARAM("b", BOX)), "f",
		   "'struct box' is opaque and no service", NULL);
}

static void an_object_whose_owner_nobody_names_stays_raw(void)
{
	assert_raw(SERVICE FUNCTION("f", "", BOX, ""), "f", "nobody says who ends the 'box'", NULL);
}

static void words_without_ops_stay_raw_with_a_warning_at_their_line(void)
{
	assert_raw(FUNCTION("f", "", VOID, PARAM("v", POINTER(TEXT_IN) SAYS("zero_terminated"))), "f",
		   "parameter 'v': an array: 'const char *' may mean many things (FFI_EACH)", NULL);
}

static void a_callback_needs_to_know_its_user_data(void)
{
	assert_raw(EACH FUNCTION("f", "", VOID, PARAM("each", NAMED("each_fn")) PARAM("user", POINTER(VOID))),
		   "f", "nothing says which parameter is its user data", NULL);
	assert_raw(FUNCTION("f", "", VOID,
			    PARAM("each", CALLBACK(VOID, PARAM("n", INT)) WORD("user_data", ARG("user")))
				    PARAM("user", POINTER(VOID))),
		   "f", "does not say in which parameter its user data arrives", NULL);
	assert_raw(FUNCTION("f", "", VOID, PARAM("each", CALLBACK(VOID, PARAM("p", POINTER(VOID))))), "f",
		   "its parameter 'p': 'void *'", NULL);
}

static void a_callback_changes_only_what_all_languages_have_as_c(void)
{
	assert_raw(OPAQUE("struct box", SAYS("service"))
			   FUNCTION("f", "", VOID,
				    PARAM("each", CALLBACK(VOID, PARAM("boxes", POINTER(BOX) SAYS("out") WORD(
											"array", ARG("n")))
									 PARAM("n", SIZE)))),
		   "f",
		   "its parameter 'boxes': C may want it changed, and its elements are more than numbers "
		   "(FFI_IN)",
		   NULL);
}

static void a_service_of_several_classes_needs_to_be_told_which(void)
{
	assert_raw(OPAQUE("struct box", WORD("service_as", ARG("A")) WORD("service_as", ARG("B")))
			   FUNCTION("f", "", VOID, PARAM("b", BOX)),
		   "f", "several classes are made of 'struct box' (FFI_METHOD)", NULL);
}

static void a_hidden_parameter_hides_the_call(void)
{
	assert_raw(FUNCTION("f", "", VOID, PARAM("text", TEXT_IN SAYS("hide"))), "f",
		   "parameter 'text': FFI_HIDE says that it is none for other languages", NULL);
}

#define SHARES(name, destroy)                                                                                \
	PARAM(name, CALLBACK(VOID, PARAM("user", POINTER(VOID) SAYS("context")))                             \
			    WORD("user_data", ARG("user")) destroy)

static void callbacks_that_share_user_data_share_what_frees_it(void)
{
	assert_raw(FUNCTION("f", "", VOID,
			    SHARES("a", WORD("scope", ARG("async"))) SHARES("b", WORD("scope", ARG("async")))
				    PARAM("user", POINTER(VOID))),
		   "f", "callbacks that share 'user' do not run once", NULL);
	assert_refused(FUNCTION("f", "", VOID,
				SHARES("a", WORD("scope", ARG("call"))) SHARES(
					"b", WORD("scope", ARG("forever"))) PARAM("user", POINTER(VOID))),
		       "share 'user', but not how long it is used: FFI_SCOPE has to say the same");
	assert_refused(FUNCTION("f", "", VOID,
				SHARES("a", WORD("destroy", ARG("end"))) SHARES("b", "")
					PARAM("user", POINTER(VOID))
						PARAM("end", CALLBACK(VOID, PARAM("#1", POINTER(VOID))))),
		       "share 'user', but not what frees it: FFI_DESTROY has to say the same");
}

static void elements_that_are_pointers_are_texts_or_objects(void)
{
	assert_raw(FUNCTION("f", "", VOID,
			    PARAM("each",
				  CALLBACK(VOID, PARAM("n", INT) PARAM("v", POINTER(POINTER(CHAR)) WORD(
										    "array", ARG("n")))))),
		   "f", "an array: 'char *' may mean many things (FFI_ARRAY, FFI_EACH)", NULL);
}

static void what_a_constructor_gives_beside_the_object_has_to_be_said(void)
{
	assert_raw(SERVICE FUNCTION("f", WORD("constructor", ARG("struct box")), INT,
				    PARAM("b", POINTER(BOX) SAYS("out") SAYS("owned"))),
		   "f", "FFI_STATUS, FFI_SENTINEL or FFI_ERRNO says what its result means", NULL);
	assert_raw(SERVICE FUNCTION("f", WORD("constructor", ARG("struct box")), BOX,
				    PARAM("n", POINTER(INT) SAYS("out"))),
		   "f", "FFI_PASS says what to pass for the other pointers", NULL);
}

/* ---- impossible ---- */

static void names_that_are_not_there_are_refused(void)
{
	assert_refused(FUNCTION("f", "", VOID,
				PARAM("v", POINTER(CONST_VOID) WORD("array", ARG("m"))) PARAM("n", INT)),
		       "t.h:9: error: FFI_ARRAY: 'f' has no parameter 'm'");
	assert_refused(FUNCTION("f", WORD("constructor", ARG("nothing")), POINTER(INT), ""),
		       "t.h:9: error: FFI_CONSTRUCTOR: 'nothing' is not a service");
	assert_refused(FUNCTION("f", "", INT WORD("status", ARG("Code")), ""),
		       "t.h:9: error: there is no enum or domain 'Code'");
	assert_refused(FUNCTION("f", "", POINTER(CHAR) SAYS("utf8") WORD("owned_by", ARG("drop")), ""),
		       "t.h:9: error: FFI_OWNED_BY: there is no function 'drop'");
}

static void a_parameter_is_there_for_one_thing(void)
{
	assert_refused(EACH FUNCTION("f", "", VOID,
				     PARAM("v", POINTER(CONST_VOID) WORD("array", ARG("n")))
					     PARAM("each", NAMED("each_fn") WORD("user_data", ARG("n")))
						     PARAM("n", SIZE)),
		       "'n' cannot be a length and user data at once");
}

static void a_destructor_takes_the_object_only(void)
{
	assert_refused(SERVICE FUNCTION("f", WORD("destructor", ARG("struct box")), VOID,
					PARAM("b", BOX) PARAM("n", INT)),
		       "'f' cannot be a destructor: it needs more than the object");
	assert_refused(SERVICE FUNCTION("f", WORD("destructor", ARG("struct box")), VOID, PARAM("b", BOX))
			       FUNCTION("g", WORD("destructor", ARG("struct box")), VOID, PARAM("b", BOX)),
		       "'box' has two destructors, 'f' and 'g'");
}

static void a_constructor_needs_something_to_construct(void)
{
	assert_refused(SERVICE FUNCTION("f", WORD("constructor", ARG("struct box")), INT, PARAM("n", INT)),
		       "'f' cannot construct 'box': it neither returns a 'struct box *' nor takes one");
	assert_refused(SERVICE FUNCTION("f", WORD("constructor", ARG("struct box")), INT, PARAM("b", BOX)),
		       "'struct box' is opaque");
}

static void a_method_needs_an_object(void)
{
	assert_refused(SERVICE FUNCTION("f", WORD("method", ARG("struct box")), VOID, PARAM("n", INT)),
		       "t.h:9: error: 'f' cannot be of 'box': no parameter of it is a 'struct box *'");
	assert_refused(SERVICE FUNCTION("f",
					WORD("method", ARG("struct box")) WORD("static", ARG("struct box")),
					VOID, PARAM("b", BOX)),
		       "cannot be FFI_STATIC and FFI_METHOD at once");
}

static void a_text_is_made_of_characters(void)
{
	assert_refused(PAIR("struct pair") FUNCTION(
			       "f", "", VOID, PARAM("p", POINTER(CONST_NAMED("struct pair")) SAYS("utf8"))),
		       "parameter 'p' of 'f' is no text: 'const struct pair *' does not point to characters");
	assert_refused(FUNCTION("f", "", TEXT_IN SAYS("utf16"), ""),
		       "t.h:5: error: the result of 'f' is no text");
}

static void nothing_is_written_through_const(void)
{
	assert_refused(
		FUNCTION("f", "", VOID, PARAM("p", POINTER("<int name=\"int\" const=\"yes\"/>") SAYS("out"))),
		"FFI_OUT: 'p' points to const");
}

static void a_leaf_calls_nothing_back(void)
{
	assert_refused(EACH FUNCTION("f", SAYS("leaf"), VOID,
				     PARAM("each", NAMED("each_fn") WORD("user_data", ARG("user"))
							   WORD("scope", ARG("call")))
					     PARAM("user", POINTER(VOID))),
		       "FFI_LEAF: 'f' calls 'each' back");
}

static void values_that_nobody_knows_are_refused(void)
{
	assert_refused(FUNCTION("f", "", VOID, PARAM("n", INT WORD("pass", ARG("SIZE_OF_IT")))),
		       "t.h:9: error: FFI_PASS: the value of 'SIZE_OF_IT' is not known");
	assert_refused(FUNCTION("f", "", INT WORD("sentinel", ARG("BAD")), ""),
		       "t.h:9: error: FFI_SENTINEL: the value of 'BAD' is not known");
}

static void a_status_is_of_an_enum_of_errors(void)
{
	assert_refused(ENUM("enum plain", "", ENUMERATOR("A", "0"))
			       FUNCTION("f", "", INT WORD("status", ARG("plain")), ""),
		       "FFI_STATUS: none of 'plain' is an error");
	assert_refused(ENUM("enum e", WORD("error", "") WORD("error_message", ARG("text")),
			    ENUMERATOR("A", "0")) FUNCTION("text", "", INT, ""),
		       "'text' cannot tell an error's text");
	assert_refused(ENUM("enum e", WORD("error", ""), ENUMERATOR("A", "0"))
			       FUNCTION("f", "", SIZE WORD("negative_status", ARG("e")), ""),
		       "FFI_NEGATIVE_STATUS: 'size_t' is never negative");
	assert_refused(PAIR("struct pair")
			       ENUM("enum e", WORD("error", "") WORD("error_message", ARG("last") ARG("a")),
				    ENUMERATOR("A", "0"))
				       FUNCTION("last", "", POINTER(NAMED("struct pair")), ""),
		       "'last' cannot tell an error's text: what it returns has no text 'a'");
}

static void owned_memory_needs_a_function_that_frees_it(void)
{
	assert_refused(FUNCTION("f", "", POINTER(CHAR) SAYS("utf8") SAYS("owned"), ""),
		       "FFI_OWNED: 'char *' has no destructor: say with FFI_OWNED_BY(function)");
}

/* ---- not callable at all ---- */

static void says_why_a_function_cannot_be_called(void)
{
	static const char declarations[] =
		"<function id=\"printf_like\" file=\"t.h\" at=\"5\" "
		"variadic=\"yes\"><result><void/></result></function>"
		"<function id=\"hidden\" file=\"t.h\" at=\"6\"><result><void/></result><on "
		"target=\"x86_64-linux-gnu\" "
		"symbol=\"hidden\" visibility=\"hidden\"/></function>";
	assert_raw(declarations, "printf_like", "any number of arguments", NULL);
	assert_raw(declarations, "hidden", "its visibility is hidden", NULL);
}

static void hidden_things_are_not_there(void)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *m = module_of(FUNCTION("f", SAYS("hide"), VOID, ""), &c.diag);
	struct plan *p = plan_lower(m, &c.diag);
	CU_ASSERT_EQUAL(p->n_functions, 0);
	plan_free(p);
	ffir_module_free(m);
	caught_end(&c);
}

/* The warning stands at the word. */
static void what_c_would_change_in_memory_that_it_is_lent_stays_raw(void)
{
	static const char lent[] =
		"FFI_INOUT on 'p': the caller lends what it leads to, and whose it is afterwards "
		"nobody can say: FFI_IN on a parameter for what C reads, FFI_OUT on another";
	assert_raw(FUNCTION("f", "", VOID, PARAM("p", POINTER(TEXT_IN) SAYS("utf8") SAYS("inout"))), "f",
		   lent, "t.h:9: warning: 'f' stays in the raw layer: FFI_INOUT on 'p'");
	assert_raw(FUNCTION("f", "", VOID, PARAM("p", POINTER(POINTER(VOID)) SAYS("inout"))), "f", lent,
		   "t.h:9: warning: ");
	assert_raw(FUNCTION("f", "", VOID,
			    PARAM("p", POINTER(TEXT_IN) SAYS("inout") WORD("array", ARG("n")))
				    PARAM("n", SIZE)),
		   "f", lent, "t.h:9: warning: ");
	assert_raw(SERVICE FUNCTION("f", "", VOID, PARAM("p", POINTER(BOX) SAYS("inout"))), "f",
		   "C takes one object and gives another: FFI_TRANSFER on a parameter for the one, FFI_OUT",
		   "t.h:9: warning: ");
	assert_raw(FUNCTION("f", "", VOID, PARAM("p", POINTER(CHAR) SAYS("utf8") SAYS("inout"))), "f",
		   "C changes a text in place, and nobody says what room it has: FFI_IN if C only reads it, "
		   "FFI_BUFFER if C fills it",
		   "t.h:9: warning: ");
}

CU_TestInfo plan_refusals_tests[] = {
	TEST(what_c_would_change_in_memory_that_it_is_lent_stays_raw),
	TEST(pointers_that_may_mean_many_things_stay_raw),
	TEST(a_record_before_an_integer_may_be_an_array),
	TEST(an_opaque_record_that_is_no_service_stays_raw),
	TEST(an_object_whose_owner_nobody_names_stays_raw),
	TEST(words_without_ops_stay_raw_with_a_warning_at_their_line),
	TEST(a_callback_changes_only_what_all_languages_have_as_c),
	TEST(a_callback_needs_to_know_its_user_data),
	TEST(a_service_of_several_classes_needs_to_be_told_which),
	TEST(a_hidden_parameter_hides_the_call),
	TEST(callbacks_that_share_user_data_share_what_frees_it),
	TEST(elements_that_are_pointers_are_texts_or_objects),
	TEST(names_that_are_not_there_are_refused),
	TEST(a_parameter_is_there_for_one_thing),
	TEST(a_destructor_takes_the_object_only),
	TEST(what_a_constructor_gives_beside_the_object_has_to_be_said),
	TEST(a_constructor_needs_something_to_construct),
	TEST(a_method_needs_an_object),
	TEST(a_text_is_made_of_characters),
	TEST(nothing_is_written_through_const),
	TEST(a_leaf_calls_nothing_back),
	TEST(values_that_nobody_knows_are_refused),
	TEST(a_status_is_of_an_enum_of_errors),
	TEST(owned_memory_needs_a_function_that_frees_it),
	TEST(says_why_a_function_cannot_be_called),
	TEST(hidden_things_are_not_there),
	CU_TEST_INFO_NULL,
};
