/*
 * Patterns run by the interpreter against libraries of a few lines: failures first.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>

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

static struct run_value memory(void *bytes, size_t count, size_t size)
{
	return (struct run_value){.kind = RUN_BYTES, .bytes = bytes, .count = count, .size = size};
}

static int64_t live(void)
{
	CU_ASSERT(call("live", NULL, 0));
	return results[0].integer;
}

#define LIVE FUNCTION("live", "", INT, "")

/* ---- sqlite's way: the object is there on failure too, and tells why ---- */

#define DB   POINTER(NAMED("struct db"))
#define STMT POINTER(NAMED("struct stmt"))
#define DATABASE                                                                                             \
	OPAQUE("struct db", SAYS("service"))                                                                 \
	OPAQUE("struct stmt", SAYS("service"))                                                               \
	DOMAIN("Code",                                                                                       \
	       WORD("error_domain", ARG("Code") ARG("OK") ARG("ROW") ARG("DONE") VALUE("2", "0")             \
					    VALUE("3", "100") VALUE("4", "101"))                             \
		       WORD("error_message", ARG("errmsg")),                                                 \
	       ENUMERATOR("OK", "0") ENUMERATOR("ERROR", "1") ENUMERATOR("ROW", "100")                       \
		       ENUMERATOR("DONE", "101"))                                                            \
	FUNCTION("errmsg", "", TEXT_IN, PARAM("db", DB))                                                     \
	FUNCTION("db_open", WORD("constructor", ARG("struct db")), INT WORD("status", ARG("Code")),          \
		 PARAM("name", TEXT_IN) PARAM("out", POINTER(DB) SAYS("out") SAYS("set_on_error")))          \
	FUNCTION("db_close", WORD("destructor", ARG("struct db")), INT WORD("status", ARG("Code")),          \
		 PARAM("db", DB))                                                                            \
	FUNCTION("prepare", WORD("constructor", ARG("struct stmt")), INT WORD("status", ARG("Code")),        \
		 PARAM("db", DB) PARAM("sql", TEXT_IN SAYS("utf8") WORD("byte_length", ARG("n")))            \
			 PARAM("n", INT) PARAM("out", POINTER(STMT) SAYS("out") WORD("keeps", ARG("db"))))   \
	FUNCTION("finalize", WORD("destructor", ARG("struct stmt")), VOID, PARAM("s", STMT))                 \
	FUNCTION("step", "", INT WORD("status", ARG("Code")), PARAM("s", STMT)) LIVE

static const char database[] =
	"#include <stdlib.h>\n#include <string.h>\n"
	"struct db { int bad; }; struct stmt { struct db *db; int left; };\n"
	"static int n; int live(void) { return n; }\n"
	"const char *errmsg(struct db *d) { return d->bad == 1 ? \"no such file\" : \"syntax\"; }\n"
	"int db_open(const char *name, struct db **out) { *out = calloc(1, sizeof **out); n++;\n"
	" if (!strcmp(name, \"nomem\")) { free(*out); n--; *out = 0; return 7; }\n"
	" (*out)->bad = !strcmp(name, \"missing\"); return (*out)->bad; }\n"
	"int db_close(struct db *d) { free(d); n--; return 0; }\n"
	"int prepare(struct db *d, const char *sql, int size, struct stmt **out) {\n"
	" if (size == 0) return 0;\n"
	" if (strncmp(sql, \"select\", size)) { d->bad = 2; return 1; }\n"
	" *out = calloc(1, sizeof **out); (*out)->db = d; (*out)->left = 1; n++; return 0; }\n"
	"void finalize(struct stmt *s) { free(s); n--; }\n"
	"int step(struct stmt *s) { if (s->left < 0) { s->db->bad = 2; return 1; }\n"
	" return s->left-- ? 100 : 101; }\n";

static void an_open_that_fails_tells_why_and_leaves_nothing_open(void)
{
	struct run_value missing = text("missing"), nomem = text("nomem");
	start(DATABASE, database);
	CU_ASSERT_FALSE(call("db_open", &missing, 1));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_FAILED);
	CU_ASSERT_EQUAL(run.failure.code, 1);
	CU_ASSERT_STRING_EQUAL(run.failure.text, "no such file");
	CU_ASSERT_EQUAL(run.released, 1);
	CU_ASSERT_FALSE(call("db_open", &nomem, 1));
	CU_ASSERT_EQUAL(run.failure.code, 7);
	CU_ASSERT_PTR_NULL(run.failure.text);
	CU_ASSERT_EQUAL(run.released, 1);
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

static void an_object_asks_the_one_it_keeps_for_the_text(void)
{
	struct run_value name = text("file");
	start(DATABASE, database);
	CU_ASSERT_FATAL(call("db_open", &name, 1));
	struct run_value db = results[0];
	struct run_value wrong[] = {db, text("insert")}, right[] = {db, text("select")},
			 empty[] = {db, text("")};
	CU_ASSERT_FALSE(call("prepare", wrong, 2));
	CU_ASSERT_STRING_EQUAL(run.failure.text, "syntax");
	CU_ASSERT_FALSE(call("prepare", empty, 2));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_FAILED);
	CU_ASSERT_FATAL(call("prepare", right, 2));
	struct run_value stmt = results[0];
	CU_ASSERT_EQUAL(stmt.object->n_kept, 1);
	CU_ASSERT_PTR_EQUAL(stmt.object->kept[0], db.object);
	CU_ASSERT(call("step", &stmt, 1));
	CU_ASSERT_EQUAL(results[0].integer, 100);
	CU_ASSERT(call("step", &stmt, 1));
	CU_ASSERT_EQUAL(results[0].integer, 101);
	CU_ASSERT_FALSE(call("step", &stmt, 1));
	CU_ASSERT_STRING_EQUAL(run.failure.text, "syntax");
	CU_ASSERT(call("finalize", &stmt, 1));
	CU_ASSERT(call("db_close", &db, 1));
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

/* ---- zlib's way: storage of the binding ---- */

#define STREAM POINTER(NAMED("struct stream"))
#define STREAMS                                                                                              \
	"<record id=\"struct stream\" kind=\"struct\" file=\"t.h\" at=\"2\">" SAYS("service") FIELD(         \
		"state",                                                                                     \
		POINTER(VOID)) "<on target=\"x86_64-linux-gnu\" size=\"8\" align=\"8\" "                     \
			       "offsets=\"0\"/></record>" ENUM("enum e",                                     \
							       WORD("error", ARG("OK") VALUE("1", "0"))      \
								       WORD("error_message", ARG("tell")),   \
							       ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1")) \
				       FUNCTION("tell", "", TEXT_IN, PARAM("code", NAMED("enum e")))         \
					       FUNCTION("end", WORD("destructor", ARG("struct stream")),     \
							NAMED("enum e"), PARAM("s", STREAM))                 \
						       FUNCTION("begin",                                     \
								WORD("constructor", ARG("struct stream")),   \
								NAMED("enum e"),                             \
								PARAM("s", STREAM) PARAM("bad", INT)) LIVE

static void storage_is_freed_when_it_was_not_filled(void)
{
	struct run_value bad = integer(1), good = integer(0);
	start(STREAMS, "#include <stdlib.h>\nstruct stream { void *state; }; static int n; int live(void) { "
		       "return n; }\n"
		       "const char *tell(int code) { return code ? \"bad\" : \"ok\"; }\n"
		       "int begin(struct stream *s, int bad) { if (bad || s->state) return 1; s->state = "
		       "malloc(1); n++; "
		       "return 0; }\n"
		       "int end(struct stream *s) { free(s->state); n--; return 0; }\n");
	CU_ASSERT_FALSE(call("begin", &bad, 1));
	CU_ASSERT_STRING_EQUAL(run.failure.text, "bad");
	CU_ASSERT_FATAL(call("begin", &good, 1));
	struct run_value stream = results[0];
	CU_ASSERT_EQUAL(live(), 1);
	CU_ASSERT(call("end", &stream, 1));
	CU_ASSERT(stream.object->disposed);
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

static void a_negative_result_is_a_code_and_others_are_values(void)
{
	struct run_value bad = integer(-3), good = integer(3);
	start(ENUM("enum e", WORD("error", ARG("OK") VALUE("1", "0")),
		   ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1"))
		      FUNCTION("count", "", INT WORD("negative_status", ARG("enum e")), PARAM("how", INT)),
	      "int count(int how) { return how; }\n");
	CU_ASSERT_FALSE(call("count", &bad, 1));
	CU_ASSERT_EQUAL(run.failure.code, -3);
	CU_ASSERT(call("count", &good, 1));
	CU_ASSERT_EQUAL(results[0].integer, 3);
	stop();
}

static void a_message_stands_in_the_struct_that_a_function_returns(void)
{
	struct run_value bad = integer(1);
	start("<record id=\"struct last\" kind=\"struct\" file=\"t.h\" at=\"2\">" FIELD("kind", INT) FIELD(
		      "text",
		      POINTER(CHAR)) "<on target=\"x86_64-linux-gnu\" size=\"16\" align=\"8\" offsets=\"0 "
				     "8\"/></record>" ENUM("enum e",
							   WORD("error", ARG("OK") VALUE("1", "0")) WORD(
								   "error_message", ARG("tell") ARG("text")),
							   ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1"))
					     FUNCTION("tell", "", POINTER(NAMED("struct last")), "")
						     FUNCTION("fail", "", NAMED("enum e"), PARAM("how", INT)),
	      "struct last { int kind; char *text; }; static int none;\n"
	      "struct last *tell(void) { static struct last l = {1, \"bad\"}; return none ? 0 : &l; }\n"
	      "int fail(int how) { none = how == 2; return how != 0; }\n");
	CU_ASSERT_FALSE(call("fail", &bad, 1));
	CU_ASSERT_STRING_EQUAL(run.failure.text, "bad");
	bad = integer(2);
	CU_ASSERT_FALSE(call("fail", &bad, 1));
	CU_ASSERT_PTR_NULL(run.failure.text);
	stop();
}

/* ---- what comes back and who frees it ---- */

#define GIVE_BACK FUNCTION("give_back", "", VOID, PARAM("p", POINTER(VOID))) LIVE
#define ALLOCATOR                                                                                            \
	"#include <stdlib.h>\n#include <string.h>\n#include <errno.h>\nstatic int n; int live(void) { "      \
	"return n; }\n"                                                                                      \
	"void give_back(void *p) { free(p); n--; }\n"

static void owned_texts_are_copied_and_freed(void)
{
	start(GIVE_BACK FUNCTION("name", "", POINTER(CHAR) SAYS("utf8") WORD("owned_by", ARG("give_back")),
				 PARAM("some", INT)),
	      ALLOCATOR "char *name(int some) { if (!some) return 0; n++; return strdup(\"me\"); }\n");
	struct run_value some = integer(1), none = integer(0);
	CU_ASSERT(call("name", &some, 1));
	CU_ASSERT_STRING_EQUAL(results[0].text, "me");
	CU_ASSERT(call("name", &none, 1));
	CU_ASSERT_EQUAL(results[0].kind, RUN_NULL);
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

static void what_malloc_made_is_freed_by_the_c_library(void)
{
	start(FUNCTION("name", "", POINTER(CHAR) SAYS("utf8") WORD("owned_by", ARG("free")), ""),
	      "#include <string.h>\nchar *name(void) { return strdup(\"me\"); }\n");
	CU_ASSERT(call("name", NULL, 0));
	CU_ASSERT_STRING_EQUAL(results[0].text, "me");
	CU_ASSERT_EQUAL(run.freed, 1);
	stop();
}

static void a_text_that_is_set_on_failure_is_freed_then_too(void)
{
	start(GIVE_BACK ENUM("enum e", WORD("error", ""), ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1"))
		      FUNCTION("check", "", NAMED("enum e"),
			       PARAM("bad", INT) PARAM("why", POINTER(POINTER(CHAR)) SAYS("out") SAYS("utf8")
								      WORD("owned_by", ARG("give_back"))
									      SAYS("set_on_error"))),
	      ALLOCATOR "int check(int bad, char **why) { *why = strdup(\"x\"); n++; return bad; }\n");
	struct run_value bad = integer(1), good = integer(0);
	CU_ASSERT_FALSE(call("check", &bad, 1));
	CU_ASSERT_EQUAL(live(), 0);
	CU_ASSERT(call("check", &good, 1));
	CU_ASSERT_STRING_EQUAL(results[0].text, "x");
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

static void arrays_come_back_whole_and_errno_with_them(void)
{
	start(GIVE_BACK FUNCTION("list", "", INT SAYS("errno"),
				 PARAM("n", INT) PARAM(
					 "v", POINTER(POINTER(DOUBLE)) SAYS("out") WORD("array", ARG("size"))
						      WORD("owned_by", ARG("give_back")))
					 PARAM("size", POINTER(SIZE))),
	      ALLOCATOR "int list(int count, double **v, size_t *size) { if (count < 0) { errno = ERANGE; "
			"return -1; }\n"
			" *size = count; *v = malloc(count * sizeof **v + 1); n++;\n"
			" for (int i = 0; i < count; i++) (*v)[i] = i; return count; }\n");
	struct run_value three = integer(3), bad = integer(-1);
	CU_ASSERT(call("list", &three, 1));
	CU_ASSERT_EQUAL(results[1].count, 3);
	CU_ASSERT_EQUAL(((double *)results[1].bytes)[2], 2);
	CU_ASSERT_FALSE(call("list", &bad, 1));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_ERRNO);
	CU_ASSERT_EQUAL(run.failure.code, ERANGE);
	CU_ASSERT_EQUAL(live(), 0);
	stop();
}

static void a_function_counts_what_another_returned(void)
{
	char word[] = "a\0b";
	start(OPAQUE("struct box", SAYS("service")) FUNCTION(
		      "box_of", "", POINTER(NAMED("struct box")) SAYS("borrowed"),
		      PARAM("v", POINTER(CONST_VOID) WORD("array", ARG("n"))) PARAM("n", SIZE))
		      FUNCTION("box_bytes", "", INT,
			       PARAM("box", POINTER(NAMED("struct box"))) PARAM("i", INT))
			      FUNCTION("box_blob", "",
				       POINTER(CONST_VOID) WORD("array", ARG("box_bytes")) SAYS("borrowed"),
				       PARAM("box", POINTER(NAMED("struct box"))) PARAM("i", INT)),
	      "#include <string.h>\nstruct box { char text[8]; int n; } box;\n"
	      "struct box *box_of(const void *v, unsigned long n) { memcpy(box.text, v, n); box.n = n; "
	      "return &box; }\n"
	      "int box_bytes(struct box *b, int i) { return b->n - i; }\n"
	      "const void *box_blob(struct box *b, int i) { return b->text + i; }\n");
	struct run_value bytes = memory(word, 3, 3);
	CU_ASSERT_FATAL(call("box_of", &bytes, 1));
	struct run_value given[] = {results[0], integer(1)};
	CU_ASSERT_FALSE(given[0].object->owns);
	CU_ASSERT(call("box_blob", given, 2));
	CU_ASSERT_EQUAL(results[0].count, 2);
	CU_ASSERT_EQUAL(memcmp(results[0].bytes, word + 1, 2), 0);
	stop();
}

/* ---- buffers and slices ---- */

static void a_buffer_begins_with_its_bound(void)
{
	char data[300];
	memset(data, 'x', sizeof data);
	start(ENUM("enum e", WORD("error", ARG("OK") VALUE("1", "0")),
		   ENUMERATOR("OK", "0")
			   ENUMERATOR("SMALL", "5")) FUNCTION("bound", "", SIZE, PARAM("n", SIZE))
		      FUNCTION("pack", "", NAMED("enum e"),
			       PARAM("to", POINTER(VOID) WORD("buffer", ARG("size") ARG("size") ARG("SMALL")
										ARG("bound") VALUE("3", "5")))
				       PARAM("size", POINTER(SIZE))
					       PARAM("from", POINTER(CONST_VOID) WORD("array", ARG("n")))
						       PARAM("n", SIZE)),
	      "#include <string.h>\nunsigned long bound(unsigned long n) { return n / 3; }\n"
	      "int pack(void *to, unsigned long *size, const void *from, unsigned long n) {\n"
	      " if (*size < n) { *size = 0; return 5; }\n"
	      " memcpy(to, from, n); *size = n; return 0; }\n");
	struct run_value given = memory(data, sizeof data, sizeof data);
	CU_ASSERT(call("pack", &given, 1));
	CU_ASSERT_EQUAL(results[0].count, sizeof data);
	CU_ASSERT_EQUAL(run.rounds, 3);
	stop();
}

static void slices_of_one_length_have_one_length(void)
{
	double a[] = {1, 2, 3}, b[] = {4, 5, 6};
	start(FUNCTION("dot", "", DOUBLE,
		       PARAM("a", POINTER("<float name=\"double\" const=\"yes\"/>") WORD("array", ARG("n")))
			       PARAM("b", POINTER("<float name=\"double\" const=\"yes\"/>")
						  WORD("array", ARG("n"))) PARAM("n", SIZE)),
	      "double dot(const double *a, const double *b, unsigned long n) { double s = 0; while (n--) s "
	      "+= a[n] * "
	      "b[n]; return s; }\n");
	struct run_value same[] = {memory(a, 3, sizeof a), memory(b, 3, sizeof b)};
	struct run_value other[] = {memory(a, 3, sizeof a), memory(b, 2, sizeof b[0] * 2)};
	CU_ASSERT(call("dot", same, 2));
	CU_ASSERT_DOUBLE_EQUAL(results[0].number, 32, 1e-12);
	CU_ASSERT_FALSE(call("dot", other, 2));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_REFUSED);
	stop();
}

/* ---- callbacks ---- */

static bool add_up(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	int64_t *sum = (int64_t *)user;
	CU_ASSERT_EQUAL(n, 1);
	*sum += given[0].integer;
	back->integer = *sum;
	return *sum < 10;
}

static void a_kept_callback_raises_from_the_call_that_ran_it(void)
{
	int64_t sum = 0;
	start(ALIAS("each_fn", CALLBACK(INT, PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT)))
		      OPAQUE("struct box", SAYS("service")) FUNCTION(
			      "box_new", WORD("constructor", ARG("struct box")), POINTER(NAMED("struct box")),
			      "") FUNCTION("box_on", "", VOID,
					   PARAM("box", POINTER(NAMED("struct box"))) PARAM(
						   "each", NAMED("each_fn") WORD("user_data", ARG("user"))
								   SAYS("retained"))
						   PARAM("user", POINTER(VOID)))
			      FUNCTION("box_free", WORD("destructor", ARG("struct box")), VOID,
				       PARAM("box", POINTER(NAMED("struct box"))))
				      FUNCTION("box_run", "", INT,
					       PARAM("box", POINTER(NAMED("struct box"))) PARAM("n", INT)),
	      "struct box { int (*each)(void *, int); void *user; } box;\n"
	      "struct box *box_new(void) { return &box; }\n"
	      "void box_free(struct box *b) { b->each = 0; }\n"
	      "void box_on(struct box *b, int (*each)(void *, int), void *user) { b->each = each; b->user = "
	      "user; }\n"
	      "int box_run(struct box *b, int n) { return b->each(b->user, n); }\n");
	CU_ASSERT_FATAL(call("box_new", NULL, 0));
	struct run_value on[] = {results[0], {.kind = RUN_CLOSURE, .function = add_up, .user = &sum}};
	struct run_value go[] = {results[0], integer(4)};
	CU_ASSERT(call("box_on", on, 2));
	CU_ASSERT(call("box_run", go, 2));
	CU_ASSERT_EQUAL(results[0].integer, 4);
	CU_ASSERT(call("box_run", go, 2));
	CU_ASSERT_EQUAL(results[0].integer, 8);
	CU_ASSERT_FALSE(call("box_run", go, 2));
	CU_ASSERT_EQUAL(run.failure.kind, RUN_CALLBACK);
	stop();
}

static void values_in_cells_come_back_changed(void)
{
	start(FUNCTION("next", "", INT,
		       PARAM("seed", POINTER(INT) SAYS("inout"))
			       PARAM("least", POINTER("<int name=\"int\" const=\"yes\"/>") SAYS("in"))),
	      "int next(int *seed, const int *least) { *seed += 7; return *seed > *least; }\n");
	struct run_value given[] = {integer(-3), integer(4)};
	CU_ASSERT(call("next", given, 2));
	CU_ASSERT_EQUAL(results[0].integer, 0);
	CU_ASSERT_EQUAL(results[1].integer, 4);
	stop();
}

CU_TestInfo plan_runs_tests[] = {
	TEST(an_open_that_fails_tells_why_and_leaves_nothing_open),
	TEST(an_object_asks_the_one_it_keeps_for_the_text),
	TEST(storage_is_freed_when_it_was_not_filled),
	TEST(a_negative_result_is_a_code_and_others_are_values),
	TEST(a_message_stands_in_the_struct_that_a_function_returns),
	TEST(owned_texts_are_copied_and_freed),
	TEST(what_malloc_made_is_freed_by_the_c_library),
	TEST(a_text_that_is_set_on_failure_is_freed_then_too),
	TEST(arrays_come_back_whole_and_errno_with_them),
	TEST(a_function_counts_what_another_returned),
	TEST(a_buffer_begins_with_its_bound),
	TEST(slices_of_one_length_have_one_length),
	TEST(a_kept_callback_raises_from_the_call_that_ran_it),
	TEST(values_in_cells_come_back_changed),
	CU_TEST_INFO_NULL,
};
