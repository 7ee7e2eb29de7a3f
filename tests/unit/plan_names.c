/*
 * Names: words, prefixes, keywords, collisions.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_support.h"

#include <string.h>

#include "backends/backend.h"

static const char *const keywords[] = {"class", "from", NULL};
static const char *const taken[] = {"Error", NULL};

static const struct naming tidy = {
	.cases = {CASE_PASCAL, CASE_SNAKE, CASE_SNAKE, CASE_SNAKE, CASE_SNAKE, CASE_UPPER, CASE_UPPER},
	.keywords = keywords,
	.taken = NULL,
	.escape = "_",
	.error_suffix = "Error",
};

static struct caught said;
static struct ffir_module *module;
static struct plan *plan;
static bool good;

static void assign(const char *declarations, const struct naming *n, const char *const *renames,
		   size_t n_renames)
{
	caught_start(&said);
	module = module_of(declarations, &said.diag);
	plan = module ? plan_lower(module, &said.diag) : NULL;
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
	good = names_assign(plan, n, NULL, renames, n_renames, &said.diag);
}

static void end(void)
{
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

static void splits_words_at_case_and_digits(void)
{
	static const struct {
		const char *name;
		enum name_case to;
		const char *expected;
	} cases[] = {
		{"XMLParser2", CASE_SNAKE, "xml_parser2"},
		{"XMLParser2", CASE_PASCAL, "XMLParser2"},
		{"XMLParser2", CASE_CAMEL, "xmlParser2"},
		{"crc32_combine", CASE_SNAKE, "crc32_combine"},
		{"crc32_combine", CASE_PASCAL, "Crc32Combine"},
		{"POINT_AXIS_X", CASE_PASCAL, "PointAxisX"},
		{"deflateInit2_", CASE_SNAKE, "deflate_init2"},
		{"blockSize100k", CASE_SNAKE, "block_size100k"},
		{"GL2DTexture", CASE_SNAKE, "gl2d_texture"},
		{"utf8Next16Bits", CASE_PASCAL, "Utf8Next16Bits"},
		{"getURL", CASE_SNAKE, "get_url"},
		{"z_stream", CASE_PASCAL, "ZStream"},
		{"_private", CASE_SNAKE, "private"},
		{"point_new", CASE_UPPER, "POINT_NEW"},
		{"Keep_As2", CASE_KEEP, "Keep_As2"},
		{"libs-1.x", CASE_PASCAL, "Libs1X"},
		{"a", CASE_PASCAL, "A"},
		{"__", CASE_SNAKE, "__"},
	};
	struct ffir_arena a = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CU_ASSERT_STRING_EQUAL(name_case(&a, cases[i].name, cases[i].to), cases[i].expected);
	ffir_arena_release(&a);
}

#define POINTS                                                                                               \
	OPAQUE("struct test_cloud", SAYS("service"))                                                         \
	ENUM("enum test_error", WORD("error", ""), ENUMERATOR("TEST_OK", "0") ENUMERATOR("TEST_BAD", "1"))   \
	ENUM("enum test_kind", "", ENUMERATOR("TEST_KIND_2D", "0") ENUMERATOR("TEST_KIND_FLAT", "1"))        \
	FUNCTION("test_cloud_new", WORD("constructor", ARG("test_cloud")),                                   \
		 POINTER(NAMED("struct test_cloud")), "")                                                    \
	FUNCTION("test_cloud_size", "", SIZE, PARAM("self", POINTER(NAMED("struct test_cloud"))))            \
	FUNCTION("test_clouds", "", SIZE, PARAM("from", INT) PARAM("#2", INT))                               \
	FUNCTION("test_2d", "", SIZE, "")                                                                    \
	FUNCTION("test_cloud_free", WORD("destructor", ARG("test_cloud")), VOID,                             \
		 PARAM("self", POINTER(NAMED("struct test_cloud"))))

static void strips_the_library_and_the_class(void)
{
	assign(POINTS, &tidy, NULL, 0);
	CU_ASSERT(good);
	ASSERT_SAID(&said, "");
	CU_ASSERT_STRING_EQUAL(plan->classes[0]->name.name, "Cloud");
	CU_ASSERT_STRING_EQUAL(plan->functions[0]->call->name.name, "new");
	CU_ASSERT_STRING_EQUAL(plan->functions[1]->call->name.name, "size");
	CU_ASSERT_STRING_EQUAL(plan->functions[2]->call->name.name, "clouds");
	CU_ASSERT_STRING_EQUAL(plan->functions[2]->name.name, "test_clouds");
	end();
}

static void keeps_a_prefix_where_no_name_would_be_left(void)
{
	assign(POINTS, &tidy, NULL, 0);
	CU_ASSERT_STRING_EQUAL(plan->functions[3]->call->name.name, "test_2d");
	CU_ASSERT_STRING_EQUAL(plan->enums[1]->items[0].name.name, "KIND_2D");
	CU_ASSERT_STRING_EQUAL(plan->enums[1]->items[1].name.name, "KIND_FLAT");
	CU_ASSERT_STRING_EQUAL(plan->enums[0]->items[1].name.name, "BAD");
	end();
}

static void codes_yield_their_name_to_the_exception(void)
{
	assign(POINTS, &tidy, NULL, 0);
	CU_ASSERT_STRING_EQUAL(plan->errors[0]->name.name, "Error");
	CU_ASSERT_STRING_EQUAL(plan->enums[0]->name.name, "ErrorCode");
	end();
}

static void a_struct_yields_its_name_to_its_class(void)
{
	assign(PAIR("struct cloud") FUNCTION("cloud_free", WORD("destructor", ARG("cloud")), VOID,
					     PARAM("c", POINTER(NAMED("struct cloud")))),
	       &tidy, NULL, 0);
	CU_ASSERT_STRING_EQUAL(plan->classes[0]->name.name, "Cloud");
	CU_ASSERT_STRING_EQUAL(plan->records[0]->name.name, "CloudStruct");
	end();
}

static void a_name_that_is_taken_keeps_its_prefix(void)
{
	struct naming n = tidy;
	n.taken = taken;
	assign(POINTS, &n, NULL, 0);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->errors[0]->name.name, "TestError");
	CU_ASSERT_STRING_EQUAL(plan->enums[0]->name.name, "ErrorCode");
	end();
}

static void escapes_keywords_and_names_what_has_no_name(void)
{
	assign(POINTS, &tidy, NULL, 0);
	const struct plan_call *call = plan->functions[2]->call;
	CU_ASSERT_STRING_EQUAL(call->values[call->params[0]].name.name, "from_");
	CU_ASSERT_STRING_EQUAL(call->values[call->params[1]].name.name, "argument_2");
	end();
}

static void a_flat_language_keeps_whole_names_behind_its_prefix(void)
{
	struct naming n = tidy;
	n.flat = true;
	n.type_prefix = "safe_";
	n.error_suffix = NULL;
	memset(n.cases, 0, sizeof n.cases);
	n.cases[NAME_TYPE] = n.cases[NAME_FUNCTION] = n.cases[NAME_METHOD] = CASE_SNAKE;
	assign(POINTS, &n, NULL, 0);
	CU_ASSERT(good);
	ASSERT_SAID(&said, "");
	CU_ASSERT_STRING_EQUAL(plan->classes[0]->name.name, "safe_test_cloud");
	CU_ASSERT_STRING_EQUAL(plan->functions[0]->call->name.name, "safe_test_cloud_new");
	CU_ASSERT_STRING_EQUAL(plan->functions[2]->call->name.name, "safe_test_clouds");
	CU_ASSERT_STRING_EQUAL(plan->enums[1]->items[0].name.name, "TEST_KIND_2D");
	end();
}

static void collisions_name_both_sources(void)
{
	assign(FUNCTION("f_x", "", VOID, "") FUNCTION("fX", "", VOID, "") FUNCTION("g", "", VOID, ""), &tidy,
	       NULL, 0);
	CU_ASSERT_FALSE(good);
	ASSERT_SAYS(
		&said,
		"t.h:5: error: 'f_x' and 'fX' would both be called 'f_x': rename one with --rename fX=NEW");
	end();
}

/* C names neither the enum nor the struct: nobody could rename them. */
static void what_c_leaves_without_a_name_yields_to_what_has_one(void)
{
	assign(ENUM("enum/E5_0", "", ENUMERATOR("E5_0", "1")) ENUM("enum e50", "", ENUMERATOR("E50_A", "1"))
		       PAIR("struct r9/#4") PAIR("struct r9_4") PAIR("struct r9_4_type")
			       PAIR("struct r9_/#4"),
	       &tidy, NULL, 0);
	CU_ASSERT(good);
	ASSERT_SAID(&said, "");
	CU_ASSERT_STRING_EQUAL(plan->enums[0]->name.name, "E50Values");
	CU_ASSERT_STRING_EQUAL(plan->enums[1]->name.name, "E50");
	CU_ASSERT_STRING_EQUAL(plan->records[0]->name.name, "R94Type2");
	CU_ASSERT_STRING_EQUAL(plan->records[1]->name.name, "R94");
	CU_ASSERT_STRING_EQUAL(plan->records[2]->name.name, "R94Type");
	CU_ASSERT_STRING_EQUAL(plan->records[3]->name.name, "R94Type3");
	end();
}

static void a_type_is_renamed_by_its_tag_where_a_function_has_its_name(void)
{
	static const char *const renames[] = {"struct pair=PairOf"};
	static const char *const both =
		PAIR("struct pair") FUNCTION("pair", "", VOID, PARAM("p", POINTER(NAMED("struct pair"))));
	struct naming n = tidy;
	n.cases[NAME_FUNCTION] = CASE_PASCAL;
	assign(both, &n, NULL, 0);
	CU_ASSERT_FALSE(good);
	ASSERT_SAYS(&said, "rename one with --rename 'struct pair=NEW'");
	end();
	assign(both, &n, renames, 1);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->records[0]->name.name, "PairOf");
	CU_ASSERT_STRING_EQUAL(plan->functions[0]->call->name.name, "Pair");
	end();
}

static void underscores_behind_a_name_tell_it_from_another(void)
{
	assign(FUNCTION("get", "", VOID, "") FUNCTION("get_", "", VOID, "") FUNCTION("put_", "", VOID, ""),
	       &tidy, NULL, 0);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->functions[1]->call->name.name, "get_");
	CU_ASSERT_STRING_EQUAL(plan->functions[2]->call->name.name, "put");
	end();
}

static void constants_apart_collide_with_nothing_else(void)
{
	static const char *const constants = FUNCTION(
		"test_size", "", VOID, "") "<constant id=\"#TEST_SIZE\" file=\"t.h\" at=\"8\">" INT
					   "<on target=\"x86_64-linux-gnu\" value=\"3\"/></constant>";
	struct naming n = tidy;
	n.cases[NAME_CONSTANT] = CASE_SNAKE;
	assign(constants, &n, NULL, 0);
	CU_ASSERT_STRING_EQUAL(plan->constants[0]->name.name, "test_size");
	end();
	n.constants_apart = true;
	assign(constants, &n, NULL, 0);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->constants[0]->name.name, "size");
	end();
}

static void constants_that_differ_in_case_keep_c_spelling(void)
{
	static const char *const renames[] = {"test_a_SIZE=TEST_A_SIZE"};
	static const char *const constants =
		FUNCTION("test_f", "", VOID, "") "<constant id=\"#test_a_SIZE\" file=\"t.h\" at=\"8\">" INT
						 "<on target=\"x86_64-linux-gnu\" value=\"3\"/></constant>"
						 "<constant id=\"#test_A_SIZE\" file=\"t.h\" at=\"9\">" INT
						 "<on target=\"x86_64-linux-gnu\" value=\"3\"/></constant>";
	struct naming n = tidy;
	n.cases[NAME_CONSTANT] = CASE_UPPER;
	assign(constants, &n, NULL, 0);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->constants[0]->name.name, "A_SIZE");
	CU_ASSERT_STRING_EQUAL(plan->constants[1]->name.name, "TEST_A_SIZE");
	end();
	assign(constants, &n, renames, 1);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->constants[0]->name.name, "TEST_A_SIZE");
	CU_ASSERT_STRING_EQUAL(plan->constants[1]->name.name, "A_SIZE");
	end();
	n.cases[NAME_CONSTANT] = CASE_UPPER;
	static const char *const third =
		FUNCTION("f", "", VOID, "") "<constant id=\"#a_SIZE\" file=\"t.h\" at=\"8\">" INT
					    "<on target=\"x86_64-linux-gnu\" value=\"3\"/></constant>"
					    "<constant id=\"#A_Size\" file=\"t.h\" at=\"9\">" INT
					    "<on target=\"x86_64-linux-gnu\" value=\"3\"/></constant>";
	assign(third, &n, NULL, 0);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->constants[0]->name.name, "A_SIZE");
	CU_ASSERT_STRING_EQUAL(plan->constants[1]->name.name, "A_Size");
	end();
	static const char *const same[] = {"A_Size=A_SIZE"};
	assign(third, &n, same, 1);
	CU_ASSERT_FALSE(good);
	end();
}

static void a_member_is_not_called_as_its_class_nor_as_all_classes_have_it(void)
{
	static const char *const all_have[] = {"Close", NULL};
	struct naming n = tidy;
	n.cases[NAME_METHOD] = CASE_PASCAL;
	n.reserved[NAME_METHOD] = all_have;
	n.aside = "Native";
	n.owner_aside = "Value";
	assign(OPAQUE("struct box", SAYS("service"))
		       FUNCTION("box_box", "", VOID, PARAM("b", POINTER(NAMED("struct box"))))
			       FUNCTION("box_close", "", VOID, PARAM("b", POINTER(NAMED("struct box")))),
	       &n, NULL, 0);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->functions[0]->call->name.name, "BoxValue");
	CU_ASSERT_STRING_EQUAL(plan->functions[1]->call->name.name, "CloseNative");
	end();
}

static void two_exceptions_of_one_name_are_told_apart(void)
{
	assign(ENUM("enum other_error", "", ENUMERATOR("M_A", "0")), &tidy, NULL, 0);
	CU_ASSERT_STRING_EQUAL(plan->base_error.name, "TestError");
	end();
	assign(ENUM("enum test_error", "", ENUMERATOR("M_A", "0")), &tidy, NULL, 0);
	CU_ASSERT_STRING_EQUAL(plan->base_error.name, "TestLibraryError");
	end();
}

static void an_escaped_name_is_nobody_elses_in_the_raw_layer(void)
{
	assign(FUNCTION("from", "", VOID, "") FUNCTION("from_", "", VOID, ""), &tidy, NULL, 0);
	CU_ASSERT_FALSE(good);
	CU_ASSERT_PTR_NOT_NULL(strstr(caught_text(&said), "t.h:5: error: 'from' and 'from_' would both be "
							  "called 'from_' in the raw layer: FFI_HIDE one"));
	end();
}

/* They are found by halves. */
static void keywords_are_sorted(void)
{
	for (size_t i = 0; backends[i]; i++)
		for (size_t k = 1; backends[i]->naming.keywords[k]; k++)
			CU_ASSERT(strcmp(backends[i]->naming.keywords[k - 1],
					 backends[i]->naming.keywords[k]) < 0);
}

static void what_no_language_prints_takes_no_name(void)
{
	assign(OPAQUE("struct file_s", SAYS("service") WORD("name", ARG("File")))
		       ALIAS("file", POINTER(NAMED("struct file_s"))) OPAQUE("struct unseen", "")
			       ENUM("enum unseen", "", ENUMERATOR("UNSEEN_A", "0")),
	       &tidy, NULL, 0);
	CU_ASSERT(good);
	ASSERT_SAID(&said, "");
	CU_ASSERT_STRING_EQUAL(plan->classes[0]->name.name, "File");
	CU_ASSERT_STRING_EQUAL(plan->enums[0]->name.name, "Unseen");
	end();
}

static void a_struct_goes_by_its_typedef(void)
{
	assign(PAIR("struct _node") ALIAS("node", NAMED("struct _node")) PAIR("struct leaf")
		       ALIAS("leaf_t", NAMED("struct leaf")) FUNCTION("_hidden", "", VOID, PARAM("__n", INT)),
	       &tidy, NULL, 0);
	CU_ASSERT(good);
	CU_ASSERT_STRING_EQUAL(plan->records[0]->name.name, "Node");
	CU_ASSERT_STRING_EQUAL(plan->records[1]->name.name, "Leaf");
	CU_ASSERT_STRING_EQUAL(plan->functions[0]->call->name.name, "_hidden");
	CU_ASSERT_STRING_EQUAL(plan->functions[0]->call->values[0].name.name, "n");
	end();
}

static void renames_are_taken_as_they_are(void)
{
	static const char *const renames[] = {"fX=Other", "test_cloud_size=count", "test_cloud=Heap"};
	assign(POINTS FUNCTION("f_x", "", VOID, "") FUNCTION("fX", "", VOID, ""), &tidy, renames, 3);
	CU_ASSERT(good);
	ASSERT_SAID(&said, "");
	CU_ASSERT_STRING_EQUAL(plan->functions[6]->call->name.name, "Other");
	CU_ASSERT_STRING_EQUAL(plan->functions[1]->call->name.name, "count");
	CU_ASSERT_STRING_EQUAL(plan->classes[0]->name.name, "Heap");
	end();
}

static void a_rename_of_nothing_offers_the_nearest(void)
{
	static const char *const renames[] = {"test_cluds=x"};
	assign(POINTS, &tidy, renames, 1);
	CU_ASSERT_FALSE(good);
	ASSERT_SAYS(&said, "nothing is called 'test_cluds', did you mean 'test_clouds'?");
	end();
}

static void the_authors_name_is_cased_but_not_stripped(void)
{
	assign(FUNCTION("test_a", WORD("name", ARG("testTotal")), VOID, "") FUNCTION("test_b", "", VOID, ""),
	       &tidy, NULL, 0);
	CU_ASSERT_STRING_EQUAL(plan->functions[0]->call->name.name, "test_total");
	CU_ASSERT_STRING_EQUAL(plan->functions[1]->call->name.name, "b");
	end();
}

static void two_languages_can_be_named_one_after_the_other(void)
{
	struct naming n = tidy;
	n.cases[NAME_FUNCTION] = CASE_CAMEL;
	assign(POINTS FUNCTION("test_do_it", "", VOID, ""), &tidy, NULL, 0);
	CU_ASSERT_STRING_EQUAL(plan->functions[5]->call->name.name, "do_it");
	CU_ASSERT(names_assign(plan, &n, NULL, NULL, 0, &said.diag));
	CU_ASSERT_STRING_EQUAL(plan->functions[5]->call->name.name, "doIt");
	ASSERT_SAID(&said, "");
	end();
}

CU_TestInfo plan_names_tests[] = {
	TEST(splits_words_at_case_and_digits),
	TEST(strips_the_library_and_the_class),
	TEST(keeps_a_prefix_where_no_name_would_be_left),
	TEST(codes_yield_their_name_to_the_exception),
	TEST(a_struct_yields_its_name_to_its_class),
	TEST(a_name_that_is_taken_keeps_its_prefix),
	TEST(what_c_leaves_without_a_name_yields_to_what_has_one),
	TEST(escapes_keywords_and_names_what_has_no_name),
	TEST(a_flat_language_keeps_whole_names_behind_its_prefix),
	TEST(collisions_name_both_sources),
	TEST(a_type_is_renamed_by_its_tag_where_a_function_has_its_name),
	TEST(underscores_behind_a_name_tell_it_from_another),
	TEST(constants_apart_collide_with_nothing_else),
	TEST(constants_that_differ_in_case_keep_c_spelling),
	TEST(a_member_is_not_called_as_its_class_nor_as_all_classes_have_it),
	TEST(two_exceptions_of_one_name_are_told_apart),
	TEST(an_escaped_name_is_nobody_elses_in_the_raw_layer),
	TEST(keywords_are_sorted),
	TEST(what_no_language_prints_takes_no_name),
	TEST(a_struct_goes_by_its_typedef),
	TEST(renames_are_taken_as_they_are),
	TEST(a_rename_of_nothing_offers_the_nearest),
	TEST(the_authors_name_is_cased_but_not_stripped),
	TEST(two_languages_can_be_named_one_after_the_other),
	CU_TEST_INFO_NULL,
};
