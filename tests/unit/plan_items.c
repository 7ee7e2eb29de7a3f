/*
 * Items of the plan other than calls: closures, classes and their properties, records, enums; and what a
 * language refuses.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/backend.h"
#include "tests/unit/plan_support.h"

static struct caught said;
static struct ffir_module *module;
static struct plan *plan;

static void lower(const char *declarations)
{
	caught_start(&said);
	module = module_of(declarations, &said.diag);
	plan = module ? plan_lower(module, &said.diag) : NULL;
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
}

static void end(void)
{
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

/* Asserts that the plan, printed, holds PART. */
static void assert_shown(const char *part)
{
	struct ffir_buf b = {0};
	plan_show(&b, plan);
	if (!strstr(b.text, part))
		printf("# --- is:\n%s# --- lacks:\n%s", b.text, part);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.text, part));
	ffir_buf_release(&b);
}

/* ---- closures ---- */

static void a_closure_is_a_program_too(void)
{
	lower(PAIR("struct pair") ALIAS(
		"each_fn",
		CALLBACK(INT, PARAM("user", POINTER(VOID) SAYS("context"))
				      PARAM("p", POINTER(CONST_NAMED("struct pair"))) PARAM("name", TEXT_IN)
					      PARAM("v", POINTER(CONST_VOID) WORD("array", ARG("n")))
						      PARAM("n", SIZE))
			WORD("on_exception", ARG("-1") VALUE("1", "-1"))));
	ASSERT_SAID(&said, "");
	assert_shown("closure int each_fn(void *user, const struct pair *p, const char *name, const void *v, "
		     "size_t n)\n"
		     "  is given (p: record pair by reference, read; name: string, UTF-8, or null; v: vector "
		     "of bytes), gives "
		     "back scalar int\n"
		     "  its user data arrives in 'user'\n"
		     "  C gets -1 when it raised\n"
		     "    1  p := decode c:p\n"
		     "    2  name := decode c:name\n"
		     "    3  v := copy c:v, c:n elements\n"
		     "    4  check_range result fits int\n"
		     "    5  c:return := pass result\n");
	end();
}

static void a_closure_that_is_given_what_nobody_explains_is_refused(void)
{
	lower(ALIAS("each_fn", CALLBACK(VOID, PARAM("v", POINTER(VOID)))));
	assert_shown("  cannot be made: its parameter 'v': 'void *' may mean many things\n");
	end();
}

static void a_closure_borrows_objects(void)
{
	lower(OPAQUE("struct box", SAYS("service"))
		      ALIAS("each_fn", CALLBACK(VOID, PARAM("box", POINTER(NAMED("struct box"))))));
	assert_shown("is given (box: object of box), gives back nothing\n    1  box := borrow c:box\n");
	end();
}

/* ---- classes ---- */

static void exported_fields_of_a_class_are_properties(void)
{
	lower("<record id=\"struct stream\" kind=\"struct\" file=\"t.h\" at=\"2\">" SAYS("service")
		      FIELD("in", POINTER(CONST_VOID) SAYS("export")
					  WORD("array", ARG("n"))) FIELD("n", SIZE SAYS("export"))
			      FIELD("total", SIZE SAYS("export")) FIELD("text", TEXT_IN SAYS("export"))
				      FIELD("hidden",
					    POINTER(VOID)) "<on target=\"x86_64-linux-gnu\" size=\"40\" "
							   "align=\"8\" offsets=\"0 8 16 24 32\"/></record>");
	ASSERT_SAID(&said, "");
	assert_shown("class stream: struct stream, storage of C\n"
		     "  property in: slice of bytes, read, or null, counted by n\n"
		     "  property n: scalar size_t, read only\n"
		     "  property total: scalar size_t\n"
		     "  property text: string, UTF-8, or null, read only\n");
	CU_ASSERT_EQUAL(plan->classes[0]->n_properties, 4);
	end();
}

static void a_field_that_can_be_no_property_is_a_warning(void)
{
	lower("<record id=\"struct s\" kind=\"struct\" file=\"t.h\" at=\"2\">" SAYS("service") FIELD(
		"p", POINTER(POINTER(VOID)) SAYS("export")) "<on target=\"x86_64-linux-gnu\" size=\"8\" "
							    "align=\"8\" offsets=\"0\"/></record>");
	ASSERT_SAYS(&said, "warning: field 'p' is no property of 's'");
	CU_ASSERT_EQUAL(plan->classes[0]->n_properties, 0);
	end();
}

static void a_destructor_alone_makes_a_service(void)
{
	lower(OPAQUE("struct box", "") FUNCTION("box_free", WORD("destructor", ARG("box")), VOID,
						PARAM("b", POINTER(NAMED("struct box")))));
	CU_ASSERT_EQUAL(plan->n_classes, 1);
	CU_ASSERT_PTR_NOT_NULL(plan->classes[0]->destructor);
	end();
}

static void the_constructor_called_new_comes_first(void)
{
	lower(OPAQUE("struct box", SAYS("service")) FUNCTION("box_of", WORD("constructor", ARG("box")),
							     POINTER(NAMED("struct box")), "")
		      FUNCTION("box_new", WORD("constructor", ARG("box")), POINTER(NAMED("struct box")), ""));
	CU_ASSERT_STRING_EQUAL(plan->classes[0]->constructors[0]->name.cname, "box_new");
	CU_ASSERT_STRING_EQUAL(plan->classes[0]->constructors[1]->name.cname, "box_of");
	end();
}

static void a_class_that_nothing_ends_is_warned_of(void)
{
	lower(OPAQUE("struct box", SAYS("service"))
		      FUNCTION("box_new", WORD("constructor", ARG("box")), POINTER(NAMED("struct box")), ""));
	ASSERT_SAYS(&said, "what 'box_new' makes is never freed: no function says FFI_DESTRUCTOR(box)");
	end();
}

/* ---- records and enums ---- */

static void a_record_stands_behind_those_that_it_holds(void)
{
	lower("<record id=\"struct outer\" kind=\"struct\" file=\"t.h\" at=\"2\">" FIELD("a",
											 NAMED("struct pair"))
		      FIELD("v", "<array count=\"2\">" NAMED(
					 "struct pair") "</array>") "<on target=\"x86_64-linux-gnu\" "
								    "size=\"48\" align=\"8\" offsets=\"0 "
								    "16\"/></record>" PAIR("struct pair"));
	CU_ASSERT_STRING_EQUAL(plan->records[0]->name.cname, "pair");
	CU_ASSERT_STRING_EQUAL(plan->records[1]->name.cname, "outer");
	CU_ASSERT_EQUAL(plan->records[1]->fields[1].shape.kind, SHAPE_VECTOR);
	CU_ASSERT_EQUAL(plan->records[1]->fields[1].shape.fixed, 2);
	end();
}

static void powers_of_two_are_no_flags_unless_it_is_said(void)
{
	lower(ENUM("enum a", "", ENUMERATOR("A1", "1") ENUMERATOR("A2", "2"))
		      ENUM("enum b", SAYS("flags"), ENUMERATOR("B1", "1") ENUMERATOR("B2", "2")));
	CU_ASSERT_FALSE(plan->enums[0]->flags);
	CU_ASSERT(plan->enums[1]->flags);
	end();
}

static void an_enum_of_constants_collects_what_its_glob_matches(void)
{
	lower(DOMAIN("Mode", WORD("enum", ARG("Mode") ARG("M_*")),
		     "") "<constant id=\"#M_A\" from=\"macro\" file=\"t.h\" at=\"1\">" INT
			 "<on target=\"x86_64-linux-gnu\" value=\"7\"/></constant>"
			 "<constant id=\"#OTHER\" from=\"macro\" file=\"t.h\" at=\"1\">" INT
			 "<on target=\"x86_64-linux-gnu\" value=\"8\"/></constant>");
	CU_ASSERT_EQUAL(plan->enums[0]->n_items, 1);
	CU_ASSERT_STRING_EQUAL(plan->enums[0]->items[0].name.cname, "M_A");
	CU_ASSERT_STRING_EQUAL(plan->enums[0]->items[0].value.text, "7");
	end();
}

/* ---- legalise ---- */

static void what_a_language_refuses_stays_raw_with_the_reason(void)
{
	struct backend b = {.title = "Tiny"};
	for (size_t shape = 0; shape < N_SHAPES; shape++)
		for (size_t position = 0; position < N_POSITIONS; position++)
			b.can[shape][position] = COPY;
	b.can[SHAPE_RECORD][AS_RESULT] = REFUSE;
	lower(PAIR("struct pair") FUNCTION("f", "", NAMED("struct pair"), "")
		      FUNCTION("g", "", VOID, PARAM("p", NAMED("struct pair"))));
	plan_legalise(plan, &b, &said.diag);
	CU_ASSERT_PTR_NULL(plan->functions[0]->call);
	CU_ASSERT_STRING_EQUAL(plan->functions[0]->raw_reason, "Tiny does not carry a record as a result");
	CU_ASSERT_PTR_NOT_NULL(plan->functions[1]->call);
	end();
}

static void knows_which_closures_are_used(void)
{
	struct backend b = {.title = "Tiny"};
	for (size_t shape = 0; shape < N_SHAPES; shape++)
		for (size_t position = 0; position < N_POSITIONS; position++)
			b.can[shape][position] = COPY;
	lower(ALIAS("a_fn", CALLBACK(VOID, PARAM("n", INT))) ALIAS("b_fn", CALLBACK(VOID, PARAM("n", INT)))
		      FUNCTION("f", "", VOID, PARAM("a", NAMED("a_fn"))));
	plan_legalise(plan, &b, &said.diag);
	CU_ASSERT(plan->closures[0]->used);
	CU_ASSERT_FALSE(plan->closures[1]->used);
	end();
}

static void a_destructor_that_is_refused_is_no_member_any_more(void)
{
	struct backend b = {.title = "Tiny"};
	lower(OPAQUE("struct box", SAYS("service")) FUNCTION("box_free", WORD("destructor", ARG("box")), VOID,
							     PARAM("b", POINTER(NAMED("struct box"))))
		      FUNCTION("box_size", "", SIZE, PARAM("b", POINTER(NAMED("struct box")))));
	plan_legalise(plan, &b, &said.diag);
	CU_ASSERT_PTR_NULL(plan->classes[0]->destructor);
	CU_ASSERT_EQUAL(plan->classes[0]->n_methods, 0);
	end();
}

/* ---- what is deprecated ---- */

#define OLD_ALIAS(id, to)                                                                                    \
	"<alias id=\"" id "\" file=\"t.h\" at=\"4\" deprecated=\"use it not\">" NAMED(to) SAYS_SINCE         \
		"</alias>"
#define SAYS_SINCE WORD("since", ARG("1.5"))

static void the_typedef_of_an_opaque_type_stands_for_it(void)
{
	lower(OPAQUE("struct box_impl", "") OLD_ALIAS("box", "struct box_impl"));
	assert_shown("record box_impl: opaque\n  since 1.5\n  deprecated: use it not\n");
	end();
}

static void the_typedef_called_like_the_tag_stands_for_it(void)
{
	lower(PAIR("struct _pair_s") OLD_ALIAS("pair", "struct _pair_s"));
	assert_shown("aligned to 8\n  since 1.5\n  deprecated: use it not\n");
	CU_ASSERT_STRING_EQUAL(plan->records[0]->name.known_as, "pair");
	end();
}

static void a_former_name_deprecates_nothing(void)
{
	lower(PAIR("struct pair") OLD_ALIAS("couple", "struct pair"));
	CU_ASSERT_PTR_NULL(plan->records[0]->standing.deprecated);
	CU_ASSERT_PTR_NULL(plan->records[0]->standing.since);
	CU_ASSERT_PTR_NULL(plan->records[0]->name.known_as);
	end();
}

static void a_comment_deprecates(void)
{
	lower("<constant id=\"#LIMIT\" from=\"macro\" file=\"t.h\" at=\"1\"><comment>/** How many.\n * "
	      "@deprecated "
	      "there is "
	      "none */</comment>" INT "<on target=\"x86_64-linux-gnu\" value=\"16\"/></constant>"
	      "<function id=\"f\" file=\"t.h\" at=\"5\"><comment>/** @deprecated */</comment><result>" VOID
	      "</result><on target=\"x86_64-linux-gnu\" symbol=\"f\"/></function>"
	      "<function id=\"g\" file=\"t.h\" at=\"5\" deprecated=\"by its attribute\"><comment>/** "
	      "@deprecated by "
	      "it */"
	      "</comment><result>" VOID "</result><on target=\"x86_64-linux-gnu\" symbol=\"g\"/></function>");
	assert_shown("constant LIMIT = 16\n  deprecated: there is none\n");
	assert_shown("f(void);\n  deprecated\n");
	assert_shown("g(void);\n  deprecated: by its attribute\n");
	end();
}

CU_TestInfo plan_items_tests[] = {
	TEST(a_closure_is_a_program_too),
	TEST(a_closure_that_is_given_what_nobody_explains_is_refused),
	TEST(a_closure_borrows_objects),
	TEST(exported_fields_of_a_class_are_properties),
	TEST(a_field_that_can_be_no_property_is_a_warning),
	TEST(a_destructor_alone_makes_a_service),
	TEST(the_constructor_called_new_comes_first),
	TEST(a_class_that_nothing_ends_is_warned_of),
	TEST(a_record_stands_behind_those_that_it_holds),
	TEST(powers_of_two_are_no_flags_unless_it_is_said),
	TEST(an_enum_of_constants_collects_what_its_glob_matches),
	TEST(what_a_language_refuses_stays_raw_with_the_reason),
	TEST(knows_which_closures_are_used),
	TEST(a_destructor_that_is_refused_is_no_member_any_more),
	TEST(the_typedef_of_an_opaque_type_stands_for_it),
	TEST(the_typedef_called_like_the_tag_stands_for_it),
	TEST(a_former_name_deprecates_nothing),
	TEST(a_comment_deprecates),
	CU_TEST_INFO_NULL,
};
