/*
 * Values inside C objects, run by the interpreter: patterns and pairs of them, failures first.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_support.h"

static struct caught said;
static struct ffir_module *module;
static struct plan *plan;
static struct run run;
static struct run_value results[4];
static size_t n_results;

static void start(const char *declarations, const char *source)
{
	caught_start(&said);
	module = module_of(declarations, &said.diag);
	plan = module ? plan_lower(module, &said.diag) : NULL;
	ASSERT_SAID(&said, "");
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
	CU_ASSERT_FATAL(run_open(&run, plan, run_compile(source)));
}

static void stop(void)
{
	run_close(&run);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

static bool call(const char *name, const struct run_value *given, size_t n)
{
	return run_call(&run, name, given, n, results, &n_results);
}

static const struct run_value nothing = {.kind = RUN_NULL};

static int64_t live(void)
{
	CU_ASSERT(call("live", NULL, 0));
	return results[0].integer;
}

#define BOOL	 "<bool name=\"_Bool\"/>"
#define TEXT_OUT POINTER(CHAR)
#define RECORD(id, words, fields, size, offsets)                                                             \
	"<record id=\"" id "\" kind=\"struct\" file=\"t.h\" at=\"2\">" words fields                          \
	"<on target=\"x86_64-linux-gnu\" size=\"" size "\" align=\"8\" offsets=\"" offsets "\"/></record>"
#define EACH_TEXT WORD("each", SAYS("utf8"))
#define LIVE                                                                                                 \
	FUNCTION("live", "", INT, "")                                                                        \
	FUNCTION("drop", "", VOID, PARAM("memory", POINTER(VOID)))

/* Pieces of memory for drop() are counted. */
static const char counted[] =
	"#include <stdlib.h>\n#include <string.h>\n#include <stdio.h>\n#include <stdbool.h>\n"
	"static int n; int live(void) { return n; }\n"
	"void drop(void *p) { if (p) { n--; free(p); } }\n"
	"static void *make(size_t size) { n++; return calloc(1, size); }\n"
	"static char *copy(const char *t) { return strcpy(make(strlen(t) + 1), t); }\n";

static char source[8192];

static const char *with_counts(const char *more)
{
	snprintf(source, sizeof source, "%s%s", counted, more);
	return source;
}

/* ---- options ---- */

#define OPTION                                                                                               \
	RECORD("struct maybe", WORD("option", ARG("there")),                                                 \
	       FIELD("there", INT) FIELD("text", TEXT_IN SAYS("utf8")), "16", "0 8")
#define MAYBES                                                                                               \
	RECORD("struct maybes", SAYS("slice"),                                                               \
	       FIELD("items", POINTER(CONST_NAMED("struct maybe"))) FIELD("n", SIZE), "16", "0 8")

static void a_slice_of_options_of_texts_goes_both_ways(void)
{
	start(OPTION MAYBES FUNCTION("sum", "", INT, PARAM("v", NAMED("struct maybes")))
		      FUNCTION("rest", "", NAMED("struct maybes"), PARAM("v", NAMED("struct maybes"))),
	      "#include <string.h>\n"
	      "struct maybe { int there; const char *text; };\n"
	      "struct maybes { const struct maybe *items; unsigned long n; };\n"
	      "int sum(struct maybes v) { int s = 0; for (unsigned long i = 0; i < v.n; i++)\n"
	      " s += v.items[i].there ? strlen(v.items[i].text) : 100; return s; }\n"
	      "struct maybes rest(struct maybes v) { return (struct maybes){v.items + 1, v.n - 1}; }\n");
	struct run_value items[] = {text("abc"), nothing, text("d")}, given = many(items, 3);
	CU_ASSERT(call("sum", &given, 1));
	CU_ASSERT_EQUAL(results[0].integer, 104);
	CU_ASSERT(call("rest", &given, 1));
	CU_ASSERT_EQUAL_FATAL(results[0].kind, RUN_MANY);
	CU_ASSERT_EQUAL_FATAL(results[0].count, 2);
	CU_ASSERT_EQUAL(results[0].items[0].kind, RUN_NULL);
	CU_ASSERT_STRING_EQUAL(results[0].items[1].text, "d");
	stop();
}

static void a_number_that_a_pointer_leads_to_may_be_missing(void)
{
	start(FUNCTION("or", "", INT,
		       PARAM("v", POINTER("<int name=\"int\" const=\"yes\"/>") SAYS("in") SAYS("nullable"))
			       PARAM("other", INT)),
	      "int or(const int *v, int other) { return v ? *v : other; }\n");
	struct run_value given[] = {nothing, integer(5)};
	CU_ASSERT(call("or", given, 2));
	CU_ASSERT_EQUAL(results[0].integer, 5);
	given[0] = integer(0);
	CU_ASSERT(call("or", given, 2));
	CU_ASSERT_EQUAL(results[0].integer, 0);
	stop();
}

/* ---- results ---- */

#define RESULT                                                                                               \
	RECORD("struct outcome", WORD("result", ARG("status") ARG("value") ARG("why")),                      \
	       FIELD("status", INT) FIELD("value", INT WORD("case", ARG("0") VALUE("1", "0")))               \
		       FIELD("why", TEXT_OUT SAYS("utf8") WORD("owned_by", ARG("drop"))),                    \
	       "16", "0 4 8")

static void a_result_that_holds_an_error_fails_and_frees_its_text(void)
{
	start(RESULT LIVE FUNCTION("half", "", NAMED("struct outcome"), PARAM("n", INT)),
	      with_counts("struct outcome { int status, value; char *why; };\n"
			  "struct outcome half(int n) { if (n % 2) return (struct outcome){1, 0, "
			  "copy(\"odd\")};\n"
			  " return (struct outcome){0, n / 2, 0}; }\n"));
	struct run_value three = integer(3), four = integer(4);
	CU_ASSERT_FALSE(call("half", &three, 1));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_FAILED);
	CU_ASSERT_STRING_EQUAL(run.failure.text, "odd");
	CU_ASSERT_EQUAL(live(), 0);
	CU_ASSERT(call("half", &four, 1));
	CU_ASSERT_EQUAL(results[0].integer, 2);
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

/* ---- tagged unions ---- */

#define TAGGED                                                                                               \
	"<record id=\"union any/as\" kind=\"union\" file=\"t.h\" at=\"2\">" FIELD(                           \
		"n", INT WORD("case", ARG("1") VALUE("1", "1")) WORD("case", ARG("2") VALUE("1", "2")))      \
		FIELD("t",                                                                                   \
		      TEXT_IN SAYS("utf8") WORD(                                                             \
			      "case",                                                                        \
			      ARG("3") VALUE("1", "3"))) "<on target=\"x86_64-linux-gnu\" size=\"8\" "       \
							 "align=\"8\" offsets=\"0 0\"/></record>" RECORD(    \
								 "struct any", WORD("tagged", ARG("tag")),   \
								 FIELD("tag", INT)                           \
									 FIELD("as", NAMED("union any/as")), \
								 "16", "0 8")

static void a_tag_tells_which_value_is_there(void)
{
	start(TAGGED FUNCTION("weigh", "", INT, PARAM("v", POINTER(CONST_NAMED("struct any")) SAYS("in")))
		      FUNCTION("make", "", VOID,
			       PARAM("tag", INT) PARAM("v", POINTER(NAMED("struct any")) SAYS("out"))),
	      "#include <string.h>\nstruct any { int tag; union { int n; const char *t; } as; };\n"
	      "int weigh(const struct any *v) { return v->tag == 3 ? (int)strlen(v->as.t) : v->as.n * "
	      "v->tag; }\n"
	      "void make(int tag, struct any *v) { v->tag = tag; if (tag == 3) v->as.t = \"three\"; else "
	      "v->as.n = tag; }\n");
	struct run_value seven = integer(7), word = text("word"), given = many(&seven, 1), tag;
	given.integer = 2;
	CU_ASSERT(call("weigh", &given, 1));
	CU_ASSERT_EQUAL(results[0].integer, 14);
	given = many(&word, 1);
	given.integer = 3;
	CU_ASSERT(call("weigh", &given, 1));
	CU_ASSERT_EQUAL(results[0].integer, 4);
	tag = integer(3);
	CU_ASSERT(call("make", &tag, 1));
	CU_ASSERT_EQUAL_FATAL(results[0].count, 1);
	CU_ASSERT_STRING_EQUAL(results[0].items[0].text, "three");
	tag = integer(9);
	CU_ASSERT(call("make", &tag, 1));
	CU_ASSERT_EQUAL(results[0].count, 0);
	CU_ASSERT_EQUAL(results[0].integer, 9);
	stop();
}

/* ---- vectors, compounds ---- */

#define PERSON                                                                                               \
	RECORD("struct person", "",                                                                          \
	       FIELD("name", TEXT_OUT SAYS("utf8") WORD("owned_by", ARG("drop")))                            \
		       FIELD("marks", POINTER(INT) WORD("array", ARG("n")) WORD("owned_by", ARG("drop")))    \
			       FIELD("n", SIZE),                                                             \
	       "24", "0 8 16")
#define PEOPLE                                                                                               \
	RECORD("struct people", WORD("vec", ARG("people_free")),                                             \
	       FIELD("items", POINTER(NAMED("struct person"))) FIELD("n", SIZE), "16", "0 8")
#define CODES ENUM("enum code", WORD("error", ""), ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1"))

static void an_out_vector_of_structs_with_owned_texts_is_read_and_freed(void)
{
	start(PERSON PEOPLE CODES LIVE FUNCTION("people_free", "", VOID,
						PARAM("p", POINTER(NAMED("struct people"))))
		      FUNCTION("people_of", "", NAMED("enum code"),
			       PARAM("n", INT) PARAM("out", POINTER(NAMED("struct people")) SAYS("out"))),
	      with_counts("struct person { char *name; int *marks; size_t n; };\n"
			  "struct people { struct person *items; size_t n; };\n"
			  "void people_free(struct people *p) { drop(p->items); p->items = 0; }\n"
			  "int people_of(int n, struct people *out) { if (n < 0) return 1;\n"
			  " out->items = make((n + 1) * sizeof *out->items); out->n = n;\n"
			  " for (int i = 0; i < n; i++) { out->items[i].name = copy(\"x\");\n"
			  "  out->items[i].marks = make(i * sizeof(int) + 1); out->items[i].n = i;\n"
			  "  for (int k = 0; k < i; k++) out->items[i].marks[k] = k; } return 0; }\n"));
	struct run_value bad = integer(-1), three = integer(3);
	CU_ASSERT_FALSE(call("people_of", &bad, 1));
	CU_ASSERT_EQUAL(run.failure.code, 1);
	CU_ASSERT_EQUAL(live(), 0);
	CU_ASSERT(call("people_of", &three, 1));
	CU_ASSERT_EQUAL_FATAL(results[0].count, 3);
	CU_ASSERT_STRING_EQUAL(results[0].items[2].items[0].text, "x");
	CU_ASSERT_EQUAL_FATAL(results[0].items[2].items[1].count, 2);
	CU_ASSERT_EQUAL(((int *)results[0].items[2].items[1].bytes)[1], 1);
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

static void an_array_of_owned_texts_is_freed_each_and_whole(void)
{
	start(LIVE FUNCTION("words", "",
			    POINTER(TEXT_OUT) WORD("array", ARG("n")) WORD("owned_by", ARG("drop"))
				    WORD("each", SAYS("utf8") WORD("owned_by", ARG("drop"))),
			    PARAM("count", INT) PARAM("n", POINTER(SIZE) SAYS("out"))),
	      with_counts("char **words(int count, size_t *n) { char **v = make((count + 1) * sizeof *v); *n "
			  "= count;\n"
			  " for (int i = 0; i < count; i++) v[i] = copy(i ? \"b\" : \"a\"); return v; }\n"));
	struct run_value two = integer(2);
	CU_ASSERT(call("words", &two, 1));
	CU_ASSERT_EQUAL_FATAL(results[0].count, 2);
	CU_ASSERT_STRING_EQUAL(results[0].items[1].text, "b");
	CU_ASSERT_EQUAL(run.freed, 3);
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

static void what_a_zero_ends_goes_both_ways(void)
{
	start(FUNCTION("count", "", INT,
		       PARAM("v", POINTER(TEXT_IN) SAYS("zero_terminated") SAYS("in") EACH_TEXT))
		      FUNCTION("days", "", POINTER(TEXT_IN) SAYS("zero_terminated") EACH_TEXT, ""),
	      "int count(const char **v) { int n = 0; while (v[n]) n++; return n; }\n"
	      "const char **days(void) { static const char *v[] = {\"Mo\", \"Tu\", 0}; return v; }\n");
	struct run_value items[] = {text("a"), text("b")}, given = many(items, 2);
	CU_ASSERT(call("count", &given, 1));
	CU_ASSERT_EQUAL(results[0].integer, 2);
	CU_ASSERT(call("days", NULL, 0));
	CU_ASSERT_EQUAL_FATAL(results[0].count, 2);
	CU_ASSERT_STRING_EQUAL(results[0].items[1].text, "Tu");
	stop();
}

static void fields_of_one_value_are_filled_in(void)
{
	start(RECORD("struct how", "",
		     FIELD("size", INT SAYS("size_of_self"))
			     FIELD("two", INT WORD("reserved", ARG("2") VALUE("1", "2"))) FIELD("level", INT),
		     "16", "0 4 8")
		      FUNCTION("apply", "", INT, PARAM("how", POINTER(CONST_NAMED("struct how")))),
	      "struct how { int size, two, level, unused; };\n"
	      "int apply(const struct how *h) { return h->size == sizeof *h && h->two == 2 ? h->level : -1; "
	      "}\n");
	struct run_value level = integer(5), given = many(&level, 1);
	CU_ASSERT(call("apply", &given, 1));
	CU_ASSERT_EQUAL(results[0].integer, 5);
	stop();
}

/* ---- texts that C takes over ---- */

static bool give_text(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	(void)given;
	(void)n;
	*back = text((const char *)user);
	return user != NULL;
}

static void texts_that_c_frees_are_made_for_it(void)
{
	start(FUNCTION("keep", "", VOID,
		       PARAM("t", TEXT_OUT SAYS("utf8") SAYS("transfer") WORD("owned_by", ARG("free"))
					  SAYS("nullable"))) FUNCTION("kept", "", INT, "")
		      FUNCTION("ask", "", INT,
			       PARAM("f", CALLBACK(TEXT_OUT SAYS("utf8") WORD("owned_by", ARG("free")),
						   PARAM("user", POINTER(VOID) SAYS("context")))
						  WORD("user_data", ARG("user")) WORD("scope", ARG("call")))
				       PARAM("user", POINTER(VOID))),
	      "#include <stdlib.h>\n#include <string.h>\nstatic char *kept_text;\n"
	      "void keep(char *t) { free(kept_text); kept_text = t; }\n"
	      "int kept(void) { return kept_text ? (int)strlen(kept_text) : -1; }\n"
	      "int ask(char *(*f)(void *), void *user) { char *t = f(user); int n = t ? (int)strlen(t) : "
	      "-1;\n"
	      " free(t); return n; }\n");
	static char answer[] = "four";
	struct run_value given = text("abc"), none = nothing;
	struct run_value asks = {.kind = RUN_CLOSURE, .function = give_text, .user = answer};
	CU_ASSERT(call("keep", &given, 1) && call("kept", NULL, 0));
	CU_ASSERT_EQUAL(results[0].integer, 3);
	CU_ASSERT(call("keep", &none, 1) && call("kept", NULL, 0));
	CU_ASSERT_EQUAL(results[0].integer, -1);
	CU_ASSERT(call("ask", &asks, 1));
	CU_ASSERT_EQUAL(results[0].integer, 4);
	asks.user = NULL;
	CU_ASSERT_FALSE(call("ask", &asks, 1));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_CALLBACK);
	stop();
}

/* ---- what cannot be ---- */

static void records_that_carry_nothing_are_refused(void)
{
	assert_refused(RECORD("struct v", SAYS("slice"), FIELD("n", SIZE), "8", "0"),
		       "t.h:9: error: FFI_SLICE: 'struct v' has to have one pointer, to what it holds");
	assert_refused(
		RECORD("struct v", SAYS("slice"), FIELD("p", POINTER(INT)), "8", "0"),
		"which field of 'struct v' counts what 'p' points to? FFI_ARRAY(field) on 'p' says it");
	assert_refused(RECORD("struct v", WORD("option", ARG("there")), FIELD("there", INT), "8", "0"),
		       "FFI_OPTION: beside 'there', 'struct v' has to have one field, which holds the value");
	assert_refused(RECORD("struct v", WORD("option", ARG("their")), FIELD("there", INT), "8", "0"),
		       "FFI_OPTION: 'struct v' has no field 'their'");
	assert_refused(RECORD("struct v", WORD("result", ARG("tag") ARG("ok") ARG("err")),
			      FIELD("tag", INT) FIELD("ok", INT) FIELD("err", INT), "16", "0 4 8"),
		       "which value of 'tag' means that all is well? FFI_CASE(value)");
	assert_refused(
		RECORD("struct v", WORD("tagged", ARG("tag")), FIELD("tag", INT) FIELD("n", INT), "8", "0 4"),
		"FFI_TAGGED: no field of 'struct v' says with FFI_CASE(enumerator) when it is the one");
	assert_refused(RECORD("struct v", WORD("vec", ARG("gone")), FIELD("p", POINTER(INT)) FIELD("n", SIZE),
			      "16", "0 8"),
		       "FFI_VEC: there is no function 'gone' in the interface");
	assert_refused(RECORD("struct v", SAYS("slice") SAYS("string_view"),
			      FIELD("p", TEXT_IN) FIELD("n", SIZE), "16", "0 8"),
		       "'struct v' cannot be FFI_SLICE and FFI_STRING_VIEW at once");
	assert_refused(
		RECORD("struct v", SAYS("slice_mut"),
		       FIELD("p", POINTER(TEXT_OUT) EACH_TEXT) FIELD("n", SIZE), "16", "0 8"),
		"FFI_SLICE_MUT: C cannot change 'char *' of other languages: FFI_SLICE lets it read them");
}

static void a_record_that_holds_itself_is_refused(void)
{
	assert_refused(RECORD("struct tree", "",
			      FIELD("children", POINTER(NAMED("struct tree")) WORD("array", ARG("n")))
				      FIELD("n", SIZE),
			      "16", "0 8"),
		       "t.h:2: error: 'struct tree' holds itself: no value of another language can");
}

static void what_cannot_be_made_for_c_stays_raw(void)
{
	assert_raw(RESULT LIVE FUNCTION("take", "", VOID, PARAM("r", NAMED("struct outcome"))), "take",
		   "parameter 'r': a failure cannot be given to C as a value", NULL);
	assert_raw(OPTION FUNCTION("take", "", VOID, PARAM("r", POINTER(NAMED("struct maybe")))), "take",
		   "C may free or keep what it is lent in a 'struct maybe' (FFI_IN, FFI_OUT)", NULL);
	assert_raw(FUNCTION("take", "", VOID, PARAM("t", TEXT_OUT SAYS("utf8") SAYS("transfer"))), "take",
		   "nobody says how C frees what it takes over (FFI_OWNED_BY)", NULL);
	assert_raw(LIVE FUNCTION(
			   "take", "", VOID,
			   PARAM("t", TEXT_OUT SAYS("utf8") SAYS("transfer") WORD("owned_by", ARG("drop")))),
		   "take", "C frees it with 'drop', and only memory for free() can be made for it", NULL);
	assert_raw(LIVE FUNCTION("make", "", TEXT_OUT SAYS("utf8") WORD("owned_by", ARG("drop")), ""), "drop",
		   "it frees what other functions give, which bindings see to", NULL);
}

static void a_text_that_an_integer_may_count_stays_raw(void)
{
	assert_raw(FUNCTION("f", "", VOID, PARAM("t", TEXT_IN) PARAM("t_len", INT)), "f",
		   "parameter 't': an integer follows it that may count it, so it may have no NUL", NULL);
	assert_raw(FUNCTION("f", "", VOID, PARAM("t", TEXT_IN) PARAM("#2", INT)), "f", "may count it", NULL);
	assert_plan(FUNCTION("f", "", VOID, PARAM("t", TEXT_IN) PARAM("mode", INT)), "f",
		    "void f(const char *t, int mode);\n"
		    "  function, gives (t: string, UTF-8; mode: scalar int), gets nothing\n"
		    "    1  check_null t\n"
		    "    2  check_range mode fits int\n"
		    "    3  c:t := encode t\n"
		    "    4  c:mode := pass mode\n"
		    "    5  call f(c:t, c:mode)\n"
		    "    6  return\n");
	assert_plan(FUNCTION("f", "", VOID, PARAM("t", TEXT_IN SAYS("utf8")) PARAM("size", INT)), "f",
		    "void f(const char *t, int size);\n"
		    "  function, gives (t: string, UTF-8; size: scalar int), gets nothing\n"
		    "    1  check_null t\n"
		    "    2  check_range size fits int\n"
		    "    3  c:t := encode t\n"
		    "    4  c:size := pass size\n"
		    "    5  call f(c:t, c:size)\n"
		    "    6  return\n");
}

CU_TestInfo plan_values_tests[] = {
	TEST(a_slice_of_options_of_texts_goes_both_ways),
	TEST(a_number_that_a_pointer_leads_to_may_be_missing),
	TEST(a_result_that_holds_an_error_fails_and_frees_its_text),
	TEST(a_tag_tells_which_value_is_there),
	TEST(an_out_vector_of_structs_with_owned_texts_is_read_and_freed),
	TEST(an_array_of_owned_texts_is_freed_each_and_whole),
	TEST(what_a_zero_ends_goes_both_ways),
	TEST(fields_of_one_value_are_filled_in),
	TEST(texts_that_c_frees_are_made_for_it),
	TEST(records_that_carry_nothing_are_refused),
	TEST(a_record_that_holds_itself_is_refused),
	TEST(what_cannot_be_made_for_c_stays_raw),
	TEST(a_text_that_an_integer_may_count_stays_raw),
	CU_TEST_INFO_NULL,
};
