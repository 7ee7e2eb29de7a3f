/*
 * What each pattern of annotations becomes: the program, op by op, as `show --plan` prints it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_support.h"

/* clang-format off */

#define SQL \
	OPAQUE("struct db", SAYS("service")) \
	OPAQUE("struct stmt", SAYS("service")) \
	DOMAIN("Code", \
	       WORD("error_domain", ARG("Code") ARG("OK") ARG("ROW") ARG("DONE") VALUE("2", "0") VALUE("3", "100") \
			    VALUE("4", "101")) WORD("error_message", ARG("errmsg")), \
	       ENUMERATOR("OK", "0") ENUMERATOR("ERROR", "1") ENUMERATOR("ROW", "100") ENUMERATOR("DONE", "101")) \
	FUNCTION("errmsg", "", TEXT_IN, PARAM("db", POINTER(NAMED("struct db"))))

#define STREAM \
	"<record id=\"struct stream\" kind=\"struct\" file=\"t.h\" at=\"2\">" WORD("service_as", ARG("Writer")) \
		WORD("service_as", ARG("Reader")) \
	FIELD("in", POINTER(CONST_VOID) SAYS("export") WORD("array", ARG("n"))) FIELD("n", SIZE SAYS("export")) \
	"<on target=\"x86_64-linux-gnu\" size=\"16\" align=\"8\" offsets=\"0 8\"/></record>" \
	ENUM("enum e", WORD("error", ARG("OK") VALUE("1", "0")), ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1"))

static void a_constructor_may_fill_a_cell_that_holds_an_object_on_failure_too(void)
{
	assert_plan(
		SQL
		FUNCTION("db_open", WORD("constructor", ARG("struct db")), INT WORD("status", ARG("Code")), PARAM("name", TEXT_IN)
			 PARAM("out", POINTER(POINTER(NAMED("struct db"))) SAYS("out") SAYS("set_on_error")))
		FUNCTION("db_close", WORD("destructor", ARG("struct db")), INT WORD("status", ARG("Code")), PARAM("db", POINTER(NAMED("struct db")))),
		"db_open",
		"int db_open(const char *name, struct db **out);\n"
		"  constructor of db, gives (name: string, UTF-8), gets out: object of db, may fail\n"
		"    1  check_null name\n"
		"    2  c:name := encode name\n"
		"    3  &out := alloc_out zero\n"
		"    4  c:return := call db_open(c:name, &out)\n"
		"    5  test_error c:return is an error of Code, not 0, 100, 101\n"
		"    6  message errmsg of &out    [on failure]\n"
		"    7  c:out := load_out &out    [on success]\n"
		"    8  test_error c:out is 0    [on success]\n"
		"    9  result:out := adopt c:out    [on success]\n"
		"   10  release &out    [on failure]\n"
		"   11  raise\n"
		"   12  return result:out\n");
}

static void a_destructor_may_return_a_code_and_no_message_of_the_object(void)
{
	assert_plan(
		SQL
		FUNCTION("db_close", WORD("destructor", ARG("struct db")), INT WORD("status", ARG("Code")), PARAM("db", POINTER(NAMED("struct db")))),
		"db_close",
		"int db_close(struct db *db);\n"
		"  destructor of db, gives (), gets nothing, may fail\n"
		"    1  c:db := pass self\n"
		"    2  detach self\n"
		"    3  c:return := call db_close(c:db)\n"
		"    4  test_error c:return is an error of Code, not 0, 100, 101\n"
		"    5  raise\n"
		"    6  return\n");
}

#define VALUES PARAM("#2", INT) PARAM("#3", POINTER(POINTER(NAMED("struct db"))) WORD("array", ARG("#2")))
#define SHARED(name, params) \
	PARAM(name, CALLBACK(VOID, PARAM("#1", POINTER(NAMED("struct db")) WORD("context_by", ARG("user_of"))) params) \
		    SAYS("nullable") WORD("user_data", ARG("user")) WORD("destroy", ARG("end")))

static void callbacks_may_share_one_user_data(void)
{
	assert_plan(
		SQL
		FUNCTION("user_of", "", POINTER(VOID), PARAM("db", POINTER(NAMED("struct db"))))
		FUNCTION("define", "", VOID, PARAM("user", POINTER(VOID)) SHARED("step", VALUES) SHARED("last", "")
			 PARAM("end", CALLBACK(VOID, PARAM("#1", POINTER(VOID))))),
		"define",
		"void define(void *user, void (*step)(struct db *, int, struct db **), void (*last)(struct db *), void (*end)(void *));\n"
		"  function, gives (step: closure define_step, kept until it is freed, or null; last: closure define_last, kept until it is freed, or null), gets nothing, may fail\n"
		"    1  c:step := closure step, user data c:user, freed by c:end\n"
		"    2  c:last := closure last, user data c:user, freed by c:end\n"
		"    3  call define(c:user, c:step, c:last, c:end)\n"
		"    4  raise_pending\n"
		"    5  raise\n"
		"    6  return\n");
}

static void a_destructors_code_that_is_no_failure_is_dropped(void)
{
	assert_plan(
		SQL
		FUNCTION("db_close", WORD("destructor", ARG("struct db")), INT WORD("as", ARG("Code")), PARAM("db", POINTER(NAMED("struct db")))),
		"db_close",
		"int db_close(struct db *db);\n"
		"  destructor of db, gives (), gets nothing\n"
		"    1  c:db := pass self\n"
		"    2  detach self\n"
		"    3  c:return := call db_close(c:db)\n"
		"    4  return\n");
}

static void user_data_that_comes_back_and_memory_nobody_typed(void)
{
	assert_plan(
		SQL
		FUNCTION("hook", "", POINTER(VOID) SAYS("context"), PARAM("db", POINTER(NAMED("struct db")))
			 PARAM("call", CALLBACK(VOID, PARAM("user", POINTER(VOID) SAYS("context")) PARAM("memory", POINTER(VOID) SAYS("borrowed")))
			       WORD("user_data", ARG("user")) SAYS("retained"))
			 PARAM("user", POINTER(VOID))),
		"hook",
		"void *hook(struct db *db, void (*call)(void *, void *), void *user);\n"
		"  method of db, gives (call: closure hook_call, kept as long as the object), gets nothing, may fail\n"
		"    1  check_alive self\n"
		"    2  check_null call\n"
		"    3  hold self\n"
		"    4  c:db := pass self\n"
		"    5  c:call := closure call, user data c:user\n"
		"    6  c:return := call hook(c:db, c:call, c:user)\n"
		"    7  raise_pending\n"
		"    8  keep_alive self keeps call    [on success]\n"
		"    9  raise\n"
		"   10  return\n");
	assert_plan(
		FUNCTION("count16", "", SIZE, PARAM("text", POINTER(CONST_VOID) SAYS("utf16")))
		FUNCTION("text16", "", POINTER(CONST_VOID) SAYS("utf16") WORD("byte_length", ARG("count16")), PARAM("text", POINTER(CONST_VOID) SAYS("utf16"))),
		"text16",
		"const void *text16(const void *text);\n"
		"  function, gives (text: string, UTF-16), gets string, UTF-16, or null\n"
		"    1  check_null text\n"
		"    2  c:text := encode text\n"
		"    3  c:return := call text16(c:text)\n"
		"    4  c:length := bound count16(c:text)    [on success]\n"
		"    5  result := decode c:return, c:length bytes    [on success]\n"
		"    6  return result\n");
	assert_plan(FUNCTION("room", "", POINTER(VOID) SAYS("borrowed"), ""), "room",
		"void *room(void);\n"
		"  function, gives (), gets raw void *, or null\n"
		"    1  c:return := call room()\n"
		"    2  result := decode c:return    [on success]\n"
		"    3  return result\n");
}

static void an_object_keeps_what_it_needs(void)
{
	assert_plan(
		SQL
		FUNCTION("prepare", WORD("constructor", ARG("struct stmt")), INT WORD("status", ARG("Code")), PARAM("db", POINTER(NAMED("struct db")))
			 PARAM("sql", TEXT_IN SAYS("utf8") WORD("byte_length", ARG("n"))) PARAM("n", INT)
			 PARAM("out", POINTER(POINTER(NAMED("struct stmt"))) SAYS("out") WORD("keeps", ARG("db")))
			 PARAM("tail", POINTER(TEXT_IN) WORD("pass", ARG("NULL") VALUE("1", "0"))))
		FUNCTION("finalize", WORD("destructor", ARG("struct stmt")), VOID, PARAM("stmt", POINTER(NAMED("struct stmt")))),
		"prepare",
		"int prepare(struct db *db, const char *sql, int n, struct stmt **out, const char **tail);\n"
		"  constructor of stmt, gives (db: object of db; sql: string, UTF-8), gets out: object of stmt, may fail\n"
		"    1  check_null db\n"
		"    2  check_alive db\n"
		"    3  check_null sql\n"
		"    4  c:sql := encode sql\n"
		"    5  c:n := length of sql as encoded in c:sql, in bytes\n"
		"    6  hold db\n"
		"    7  c:db := pass db\n"
		"    8  &out := alloc_out zero\n"
		"    9  c:return := call prepare(c:db, c:sql, c:n, &out, 0)\n"
		"   10  test_error c:return is an error of Code, not 0, 100, 101\n"
		"   11  message errmsg of db    [on failure]\n"
		"   12  c:out := load_out &out    [on success]\n"
		"   13  test_error c:out is 0    [on success]\n"
		"   14  result:out := adopt c:out    [on success]\n"
		"   15  keep_alive result:out keeps db    [on success]\n"
		"   16  raise\n"
		"   17  return result:out\n");
}

static void several_codes_that_are_no_errors_are_a_result_and_a_kept_object_tells_the_text(void)
{
	assert_plan(
		SQL
		FUNCTION("step", "", INT WORD("status", ARG("Code")), PARAM("stmt", POINTER(NAMED("struct stmt")))),
		"step",
		"int step(struct stmt *stmt);\n"
		"  method of stmt, gives (), gets enumeration Code, may fail\n"
		"    1  check_alive self\n"
		"    2  hold self\n"
		"    3  c:stmt := pass self\n"
		"    4  c:return := call step(c:stmt)\n"
		"    5  test_error c:return is an error of Code, not 0, 100, 101\n"
		"    6  message errmsg of self    [on failure]\n"
		"    7  result := decode c:return    [on success]\n"
		"    8  raise\n"
		"    9  return result\n");
}

static void the_binding_allocates_what_a_constructor_fills(void)
{
	assert_plan(
		STREAM
		FUNCTION("begin_", WORD("constructor", ARG("Writer")), NAMED("enum e"), PARAM("s", POINTER(NAMED("struct stream")))
			 PARAM("level", INT WORD("default", ARG("LEVEL") VALUE("1", "-1")))
			 PARAM("version", TEXT_IN WORD("pass", ARG("VERSION") "<on target=\"x86_64-linux-gnu\" arg=\"1\" value=\"1.2\" kind=\"string\"/>"))),
		"begin_",
		"enum e begin_(struct stream *s, int level, const char *version);\n"
		"  constructor of Writer, gives (level: scalar int = -1), gets object of Writer, may fail\n"
		"    1  check_range level fits int\n"
		"    2  c:level := pass level\n"
		"    3  c:s := alloc_object struct stream\n"
		"    4  c:return := call begin_(c:s, c:level, \"1.2\")\n"
		"    5  test_error c:return is an error of e, not 0\n"
		"    6  result := adopt c:s    [on success]\n"
		"    7  free c:s    [on failure]\n"
		"    8  raise\n"
		"    9  return result\n");
}

static void a_destructor_empties_storage_that_the_binding_frees(void)
{
	assert_plan(
		STREAM
		FUNCTION("begin", WORD("constructor", ARG("Writer")), NAMED("enum e"), PARAM("s", POINTER(NAMED("struct stream"))))
		FUNCTION("end", WORD("destructor", ARG("Writer")), NAMED("enum e"), PARAM("s", POINTER(NAMED("struct stream")))),
		"end",
		"enum e end(struct stream *s);\n"
		"  destructor of Writer, gives (), gets nothing, may fail\n"
		"    1  c:s := pass self\n"
		"    2  detach self\n"
		"    3  c:return := call end(c:s)\n"
		"    4  test_error c:return is an error of e, not 0\n"
		"    5  free c:s\n"
		"    6  raise\n"
		"    7  return\n");
}

static void a_copy_is_constructed_of_another_object(void)
{
	assert_plan(
		STREAM
		FUNCTION("copy", WORD("constructor", ARG("Reader")), NAMED("enum e"), PARAM("to", POINTER(NAMED("struct stream")))
			 PARAM("from", POINTER(NAMED("struct stream")))),
		"copy",
		"enum e copy(struct stream *to, struct stream *from);\n"
		"  constructor of Reader, gives (from: object of Reader), gets object of Reader, may fail\n"
		"    1  check_null from\n"
		"    2  check_alive from\n"
		"    3  hold from\n"
		"    4  c:from := pass from\n"
		"    5  c:to := alloc_object struct stream\n"
		"    6  c:return := call copy(c:to, c:from)\n"
		"    7  test_error c:return is an error of e, not 0\n"
		"    8  result := adopt c:to    [on success]\n"
		"    9  free c:to    [on failure]\n"
		"   10  raise\n"
		"   11  return result\n");
}

static void a_buffer_begins_with_its_bound_and_grows(void)
{
	assert_plan(
		ENUM("enum e", WORD("error", ARG("OK") VALUE("1", "0")), ENUMERATOR("OK", "0") ENUMERATOR("SMALL", "5"))
		FUNCTION("bound", "", SIZE, PARAM("n", SIZE))
		FUNCTION("pack", "", NAMED("enum e"),
			 PARAM("to", POINTER(VOID) WORD("buffer", ARG("size") ARG("size") ARG("SMALL") ARG("bound") VALUE("3", "5")))
			 PARAM("size", POINTER(SIZE)) PARAM("from", POINTER(CONST_VOID) WORD("array", ARG("n"))) PARAM("n", SIZE)),
		"pack",
		"enum e pack(void *to, size_t *size, const void *from, size_t n);\n"
		"  function, gives (from: slice of bytes, read), gets to: vector of bytes, may fail\n"
		"    1  check_null from\n"
		"    2  c:n := length of from\n"
		"    3  c:from := pin from\n"
		"    4  c:capacity := bound bound(c:n)\n"
		"    5  c:to := alloc_buffer c:capacity elements\n"
		"    6  &size := alloc_out c:capacity\n"
		"    7  c:return := call pack(c:to, &size, c:from, c:n)\n"
		"    8  retry from 5 with c:capacity doubled, if c:return is 5    [on success]\n"
		"    9  test_error c:return is an error of e, not 0\n"
		"   10  c:size := load_out &size    [on success]\n"
		"   11  result:to := copy c:to, c:size elements    [on success]\n"
		"   12  free c:to\n"
		"   13  raise\n"
		"   14  return result:to\n");
}

static void a_buffer_without_bound_begins_with_four_times_the_input(void)
{
	assert_plan(
		FUNCTION("pack", "", INT,
			 PARAM("to", POINTER(CHAR) SAYS("bytes") WORD("buffer", ARG("size") ARG("used") ARG("SMALL") VALUE("3", "-5")))
			 PARAM("size", SIZE) PARAM("used", POINTER(SIZE))
			 PARAM("from", POINTER(CONST_VOID) WORD("array", ARG("n"))) PARAM("n", SIZE)),
		"pack",
		"int pack(char *to, size_t size, size_t *used, const void *from, size_t n);\n"
		"  function, gives (from: slice of bytes, read), gets scalar int; to: vector of bytes\n"
		"    1  check_null from\n"
		"    2  c:n := length of from\n"
		"    3  c:from := pin from\n"
		"    4  c:size := capacity 4 times c:n, at least 256\n"
		"    5  c:to := alloc_buffer c:size elements\n"
		"    6  &used := alloc_out zero\n"
		"    7  c:return := call pack(c:to, c:size, &used, c:from, c:n)\n"
		"    8  retry from 5 with c:size doubled, if c:return is -5    [on success]\n"
		"    9  c:used := load_out &used    [on success]\n"
		"   10  result:to := copy c:to, c:used elements    [on success]\n"
		"   11  result := decode c:return    [on success]\n"
		"   12  free c:to\n"
		"   13  return result, result:to\n");
}

static void a_buffer_may_be_counted_by_the_result(void)
{
	assert_plan(
		OPAQUE("struct box", SAYS("service"))
		FUNCTION("box_read", "", INT WORD("sentinel", ARG("-1") VALUE("1", "-1")) SAYS("errno"), PARAM("box", POINTER(NAMED("struct box")))
			 PARAM("to", POINTER(VOID) WORD("buffer", ARG("n") ARG("return"))) PARAM("n", SIZE)),
		"box_read",
		"int box_read(struct box *box, void *to, size_t n);\n"
		"  method of box, gives (n: scalar size_t), gets to: vector of bytes, may fail\n"
		"    1  check_alive self\n"
		"    2  check_range n fits size_t\n"
		"    3  c:n := pass n\n"
		"    4  hold self\n"
		"    5  c:box := pass self\n"
		"    6  c:to := alloc_buffer c:n elements\n"
		"    7  c:return := call box_read(c:box, c:to, c:n)\n"
		"    8  c:errno := save_errno\n"
		"    9  test_error c:return is -1\n"
		"   10  result:to := copy c:to, c:return elements    [on success]\n"
		"   11  free c:to\n"
		"   12  raise\n"
		"   13  return result:to\n");
}

static void a_text_that_is_owned_is_freed_behind_its_copy(void)
{
	assert_plan(
		FUNCTION("give_back", "", VOID, PARAM("p", POINTER(VOID)))
		FUNCTION("name", "", POINTER(CHAR) SAYS("utf8") WORD("owned_by", ARG("give_back")), ""),
		"name",
		"char *name(void);\n"
		"  function, gives (), gets string, UTF-8, or null\n"
		"    1  c:return := call name()\n"
		"    2  result := decode c:return    [on success]\n"
		"    3  free c:return with give_back    [on success]\n"
		"    4  return result\n");
}

static void a_text_that_is_set_on_failure_too_is_freed_always(void)
{
	assert_plan(
		SQL
		FUNCTION("give_back", "", VOID, PARAM("p", POINTER(VOID)))
		FUNCTION("check", "", INT WORD("status", ARG("Code")), PARAM("db", POINTER(NAMED("struct db")))
			 PARAM("why", POINTER(POINTER(CHAR)) SAYS("out") SAYS("utf8") WORD("owned_by", ARG("give_back")) SAYS("set_on_error"))),
		"check",
		"int check(struct db *db, char **why);\n"
		"  method of db, gives (), gets enumeration Code; why: string, UTF-8, or null, may fail\n"
		"    1  check_alive self\n"
		"    2  hold self\n"
		"    3  c:db := pass self\n"
		"    4  &why := alloc_out zero\n"
		"    5  c:return := call check(c:db, &why)\n"
		"    6  test_error c:return is an error of Code, not 0, 100, 101\n"
		"    7  message errmsg of self    [on failure]\n"
		"    8  c:why := load_out &why\n"
		"    9  result:why := decode c:why    [on success]\n"
		"   10  result := decode c:return    [on success]\n"
		"   11  free c:why with give_back\n"
		"   12  raise\n"
		"   13  return result, result:why\n");
}

static void an_array_comes_back_with_its_length_and_is_freed(void)
{
	assert_plan(
		FUNCTION("give_back", "", VOID, PARAM("p", POINTER(VOID)))
		FUNCTION("list", "", POINTER(DOUBLE) WORD("array", ARG("n")) WORD("owned_by", ARG("give_back")) SAYS("nonnull"),
			 PARAM("n", POINTER(SIZE) SAYS("out"))),
		"list",
		"double *list(size_t *n);\n"
		"  function, gives (), gets vector of scalar double\n"
		"    1  &n := alloc_out zero\n"
		"    2  c:return := call list(&n)\n"
		"    3  c:n := load_out &n    [on success]\n"
		"    4  result := copy c:return, c:n elements    [on success]\n"
		"    5  free c:return with give_back    [on success]\n"
		"    6  return result\n");
}

static void an_array_comes_back_through_a_cell(void)
{
	assert_plan(
		FUNCTION("give_back", "", VOID, PARAM("p", POINTER(VOID)))
		FUNCTION("list", "", INT SAYS("errno"),
			 PARAM("v", POINTER(POINTER(DOUBLE)) SAYS("out") WORD("array", ARG("n")) WORD("owned_by", ARG("give_back")))
			 PARAM("n", POINTER(SIZE))),
		"list",
		"int list(double **v, size_t *n);\n"
		"  function, gives (), gets scalar int; v: vector of scalar double, or null, may fail\n"
		"    1  &v := alloc_out zero\n"
		"    2  &n := alloc_out zero\n"
		"    3  c:return := call list(&v, &n)\n"
		"    4  c:errno := save_errno\n"
		"    5  test_error c:return is negative\n"
		"    6  c:v := load_out &v    [on success]\n"
		"    7  c:n := load_out &n    [on success]\n"
		"    8  result:v := copy c:v, c:n elements    [on success]\n"
		"    9  result := decode c:return    [on success]\n"
		"   10  free c:v with give_back    [on success]\n"
		"   11  raise\n"
		"   12  return result, result:v\n");
}

static void a_function_of_the_same_parameters_counts(void)
{
	assert_plan(
		OPAQUE("struct box", SAYS("service"))
		FUNCTION("box_bytes", "", INT, PARAM("box", POINTER(NAMED("struct box"))) PARAM("column", INT))
		FUNCTION("box_blob", "", POINTER(CONST_VOID) WORD("array", ARG("box_bytes")) SAYS("borrowed"), PARAM("box", POINTER(NAMED("struct box")))
			 PARAM("column", INT)),
		"box_blob",
		"const void *box_blob(struct box *box, int column);\n"
		"  method of box, gives (column: scalar int), gets vector of bytes, or null\n"
		"    1  check_alive self\n"
		"    2  check_range column fits int\n"
		"    3  c:column := pass column\n"
		"    4  hold self\n"
		"    5  c:box := pass self\n"
		"    6  c:return := call box_blob(c:box, c:column)\n"
		"    7  c:length := bound box_bytes(c:box, c:column)    [on success]\n"
		"    8  result := copy c:return, c:length elements    [on success]\n"
		"    9  return result\n");
}

static void slices_that_share_a_length_are_compared(void)
{
	assert_plan(
		FUNCTION("dot", "", DOUBLE, PARAM("a", POINTER("<float name=\"double\" const=\"yes\"/>") WORD("array", ARG("n")))
			 PARAM("b", POINTER("<float name=\"double\" const=\"yes\"/>") WORD("array", ARG("n"))) PARAM("n", SIZE)),
		"dot",
		"double dot(const double *a, const double *b, size_t n);\n"
		"  function, gives (a: slice of scalar double, read; b: slice of scalar double, read), gets scalar double\n"
		"    1  check_null a\n"
		"    2  check_null b\n"
		"    3  c:n := length of a\n"
		"    4  c:a := pin a\n"
		"    5  check_length b has c:n elements\n"
		"    6  c:b := pin b\n"
		"    7  c:return := call dot(c:a, c:b, c:n)\n"
		"    8  result := decode c:return    [on success]\n"
		"    9  return result\n");
}

static void what_is_filled_is_as_long_as_what_is_given(void)
{
	assert_plan(
		FUNCTION("scale", "", VOID, PARAM("out", POINTER(DOUBLE) SAYS("out") WORD("array", ARG("n")))
			 PARAM("in", POINTER("<float name=\"double\" const=\"yes\"/>") WORD("array", ARG("n"))) PARAM("n", SIZE)),
		"scale",
		"void scale(double *out, const double *in, size_t n);\n"
		"  function, gives (in: slice of scalar double, read), gets out: vector of scalar double\n"
		"    1  check_null in\n"
		"    2  c:n := length of in\n"
		"    3  c:in := pin in\n"
		"    4  c:out := alloc_buffer c:n elements\n"
		"    5  call scale(c:out, c:in, c:n)\n"
		"    6  result:out := copy c:out, c:n elements    [on success]\n"
		"    7  free c:out\n"
		"    8  return result:out\n");
}

static void fixed_arrays_are_checked_and_filled(void)
{
	assert_plan(
		FUNCTION("turn", "", VOID, PARAM("in", POINTER("<float name=\"double\" const=\"yes\"/>") WORD("array_fixed", ARG("3") VALUE("1", "3")))
			 PARAM("out", POINTER(DOUBLE) SAYS("out") WORD("array_fixed", ARG("3") VALUE("1", "3")))),
		"turn",
		"void turn(const double *in, double *out);\n"
		"  function, gives (in: slice of scalar double, read, exactly 3), gets out: vector of scalar double\n"
		"    1  check_null in\n"
		"    2  check_length in has its fixed number of elements\n"
		"    3  c:in := pin in\n"
		"    4  c:out := alloc_buffer 3 elements\n"
		"    5  call turn(c:in, c:out)\n"
		"    6  result:out := copy c:out, 3 elements    [on success]\n"
		"    7  free c:out\n"
		"    8  return result:out\n");
}

static void bytes_are_counted_where_it_is_said(void)
{
	assert_plan(
		FUNCTION("put", "", VOID, PARAM("v", POINTER("<float name=\"double\" const=\"yes\"/>") WORD("byte_length", ARG("n")) SAYS("nullable"))
			 PARAM("n", INT)),
		"put",
		"void put(const double *v, int n);\n"
		"  function, gives (v: slice of scalar double, read, or null), gets nothing\n"
		"    1  c:n := length of v, in bytes\n"
		"    2  c:v := pin v\n"
		"    3  call put(c:v, c:n)\n"
		"    4  return\n");
}

static void an_object_is_given_away_or_kept(void)
{
	assert_plan(
		OPAQUE("struct box", SAYS("service"))
		OPAQUE("struct item", SAYS("service"))
		FUNCTION("box_add", "", VOID, PARAM("box", POINTER(NAMED("struct box"))) PARAM("item", POINTER(NAMED("struct item")) SAYS("transfer"))
			 PARAM("seen", POINTER(NAMED("struct item")) SAYS("borrowed") SAYS("nullable"))),
		"box_add",
		"void box_add(struct box *box, struct item *item, struct item *seen);\n"
		"  method of box, gives (item: object of item; seen: object of item, or null), gets nothing\n"
		"    1  check_alive self\n"
		"    2  check_null item\n"
		"    3  check_alive item\n"
		"    4  check_owned item\n"
		"    5  check_alive seen\n"
		"    6  check_other item is not seen\n"
		"    7  hold self\n"
		"    8  c:box := pass self\n"
		"    9  hold item\n"
		"   10  c:item := pass item\n"
		"   11  hold seen\n"
		"   12  c:seen := pass seen\n"
		"   13  detach item\n"
		"   14  inherit by self what item keeps\n"
		"   15  call box_add(c:box, c:item, c:seen)\n"
		"   16  keep_alive self keeps seen    [on success]\n"
		"   17  return\n");
}

static void a_borrowed_object_keeps_its_owner(void)
{
	assert_plan(
		OPAQUE("struct box", SAYS("service"))
		OPAQUE("struct item", SAYS("service"))
		FUNCTION("box_first", "", POINTER(NAMED("struct item")) WORD("borrowed_from", ARG("box")), PARAM("box", POINTER(NAMED("struct box")))),
		"box_first",
		"struct item *box_first(struct box *box);\n"
		"  method of box, gives (), gets object of item, or null\n"
		"    1  check_alive self\n"
		"    2  hold self\n"
		"    3  c:box := pass self\n"
		"    4  c:return := call box_first(c:box)\n"
		"    5  result := borrow c:return    [on success]\n"
		"    6  keep_alive result keeps self    [on success]\n"
		"    7  return result\n");
}

static void values_go_in_and_out_through_pointers(void)
{
	assert_plan(
		FUNCTION("next", "", INT, PARAM("seed", POINTER(INT) SAYS("inout")) PARAM("least", POINTER("<int name=\"int\" const=\"yes\"/>") SAYS("in"))),
		"next",
		"int next(int *seed, const int *least);\n"
		"  function, gives (seed: scalar int; least: scalar int), gets scalar int; seed: scalar int\n"
		"    1  check_range seed fits int\n"
		"    2  check_range least fits int\n"
		"    3  c:seed := pass seed\n"
		"    4  c:least := pass least\n"
		"    5  &seed := alloc_out c:seed\n"
		"    6  &least := alloc_out c:least\n"
		"    7  c:return := call next(&seed, &least)\n"
		"    8  c:seed.2 := load_out &seed    [on success]\n"
		"    9  result:seed := decode c:seed.2    [on success]\n"
		"   10  result := decode c:return    [on success]\n"
		"   11  return result, result:seed\n");
}

static void a_status_may_come_through_a_parameter(void)
{
	assert_plan(
		SQL
		FUNCTION("count", "", SIZE, PARAM("db", POINTER(NAMED("struct db"))) PARAM("status", POINTER(INT) SAYS("out") WORD("status", ARG("Code")))),
		"count",
		"size_t count(struct db *db, int *status);\n"
		"  method of db, gives (), gets scalar size_t; status: enumeration Code, may fail\n"
		"    1  check_alive self\n"
		"    2  hold self\n"
		"    3  c:db := pass self\n"
		"    4  &status := alloc_out zero\n"
		"    5  c:return := call count(c:db, &status)\n"
		"    6  c:status := load_out &status\n"
		"    7  test_error c:status is an error of Code, not 0, 100, 101\n"
		"    8  message errmsg of self    [on failure]\n"
		"    9  result:status := decode c:status    [on success]\n"
		"   10  result := decode c:return    [on success]\n"
		"   11  raise\n"
		"   12  return result, result:status\n");
}

static void a_callback_is_kept_until_its_user_data_is_freed(void)
{
	assert_plan(
		ALIAS("each_fn", CALLBACK(INT, PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT)))
		OPAQUE("struct box", SAYS("service"))
		FUNCTION("box_on", "", VOID, PARAM("box", POINTER(NAMED("struct box")))
			 PARAM("each", NAMED("each_fn") WORD("user_data", ARG("user")) WORD("destroy", ARG("done")) SAYS("nullable"))
			 PARAM("user", POINTER(VOID)) PARAM("done", CALLBACK(VOID, PARAM("user", POINTER(VOID))))),
		"box_on",
		"void box_on(struct box *box, each_fn each, void *user, void (*done)(void *));\n"
		"  method of box, gives (each: closure each_fn, kept until it is freed, or null), gets nothing, may fail\n"
		"    1  check_alive self\n"
		"    2  hold self\n"
		"    3  c:box := pass self\n"
		"    4  c:each := closure each, user data c:user, freed by c:done\n"
		"    5  call box_on(c:box, c:each, c:user, c:done)\n"
		"    6  raise_pending\n"
		"    7  raise\n"
		"    8  return\n");
}

static void a_retained_callback_lives_with_the_object(void)
{
	assert_plan(
		ALIAS("each_fn", CALLBACK(INT, PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT)))
		OPAQUE("struct box", SAYS("service"))
		FUNCTION("box_on", "", VOID, PARAM("box", POINTER(NAMED("struct box")))
			 PARAM("each", NAMED("each_fn") WORD("user_data", ARG("user")) SAYS("retained")) PARAM("user", POINTER(VOID))),
		"box_on",
		"void box_on(struct box *box, each_fn each, void *user);\n"
		"  method of box, gives (each: closure each_fn, kept as long as the object), gets nothing, may fail\n"
		"    1  check_alive self\n"
		"    2  check_null each\n"
		"    3  hold self\n"
		"    4  c:box := pass self\n"
		"    5  c:each := closure each, user data c:user\n"
		"    6  call box_on(c:box, c:each, c:user)\n"
		"    7  raise_pending\n"
		"    8  keep_alive self keeps each    [on success]\n"
		"    9  raise\n"
		"   10  return\n");
}

static void any_call_may_run_a_callback_that_some_call_keeps(void)
{
	assert_plan(
		ALIAS("each_fn", CALLBACK(INT, PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT)))
		OPAQUE("struct box", SAYS("service"))
		FUNCTION("box_on", "", VOID, PARAM("box", POINTER(NAMED("struct box")))
			 PARAM("each", NAMED("each_fn") WORD("user_data", ARG("user")) SAYS("retained")) PARAM("user", POINTER(VOID)))
		FUNCTION("box_run", "", VOID, PARAM("box", POINTER(NAMED("struct box")))),
		"box_run",
		"void box_run(struct box *box);\n"
		"  method of box, gives (), gets nothing, may fail\n"
		"    1  check_alive self\n"
		"    2  hold self\n"
		"    3  c:box := pass self\n"
		"    4  call box_run(c:box)\n"
		"    5  raise_pending\n"
		"    6  raise\n"
		"    7  return\n");
}

static void a_leaf_runs_no_callback(void)
{
	assert_plan(
		ALIAS("each_fn", CALLBACK(INT, PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT)))
		OPAQUE("struct box", SAYS("service"))
		FUNCTION("box_on", "", VOID, PARAM("box", POINTER(NAMED("struct box")))
			 PARAM("each", NAMED("each_fn") WORD("user_data", ARG("user")) SAYS("retained")) PARAM("user", POINTER(VOID)))
		FUNCTION("box_size", SAYS("leaf"), SIZE, PARAM("box", POINTER(NAMED("struct box")))),
		"box_size",
		"size_t box_size(struct box *box);\n"
		"  method of box, gives (), gets scalar size_t, leaf\n"
		"    1  check_alive self\n"
		"    2  hold self\n"
		"    3  c:box := pass self\n"
		"    4  c:return := call box_size(c:box)\n"
		"    5  result := decode c:return    [on success]\n"
		"    6  return result\n");
}

static void an_integer_may_be_of_an_enum_of_constants(void)
{
	assert_plan(
		DOMAIN("Mode", WORD("enum", ARG("Mode") ARG("M_*")), ENUMERATOR("M_A", "1") ENUMERATOR("M_B", "2"))
		FUNCTION("mode", "", INT WORD("as", ARG("Mode")), PARAM("m", INT WORD("as", ARG("Mode")) WORD("default", ARG("M_A") VALUE("1", "1")))),
		"mode",
		"int mode(int m);\n"
		"  function, gives (m: enumeration Mode = 1), gets enumeration Mode\n"
		"    1  check_range m fits int\n"
		"    2  c:m := pass m\n"
		"    3  c:return := call mode(c:m)\n"
		"    4  result := decode c:return    [on success]\n"
		"    5  return result\n");
}

static void a_handle_is_of_its_own_type_and_may_be_none(void)
{
	assert_plan("<alias id=\"channel\" file=\"t.h\" at=\"4\">" INT WORD("handle", ARG("-1") VALUE("1", "-1")) "</alias>"
		    FUNCTION("after", "", NAMED("channel"), PARAM("it", NAMED("channel") SAYS("nullable"))
			     PARAM("other", NAMED("channel"))),
		    "after",
		    "channel after(channel it, channel other);\n"
		    "  function, gives (it: handle channel, or null; other: handle channel), gets handle channel, or null\n"
		    "    1  check_range it fits channel\n"
		    "    2  check_null other\n"
		    "    3  check_range other fits channel\n"
		    "    4  c:it := pass it\n"
		    "    5  c:other := pass other\n"
		    "    6  c:return := call after(c:it, c:other)\n"
		    "    7  result := decode c:return    [on success]\n"
		    "    8  return result\n");
	assert_refused("<alias id=\"channel\" file=\"t.h\" at=\"4\">" INT SAYS("handle") "</alias>"
		       FUNCTION("after", "", VOID, PARAM("it", NAMED("channel") SAYS("nullable"))),
		       "FFI_NULLABLE: no value of 'it' is none: FFI_HANDLE has to name it");
}

static void what_may_be_left_out_stands_last(void)
{
	assert_plan(
		FUNCTION("f", "", VOID, PARAM("a", INT WORD("default", ARG("1") VALUE("1", "1"))) PARAM("b", INT)
			 PARAM("c", INT WORD("default", ARG("3") VALUE("1", "3")))),
		"f",
		"void f(int a, int b, int c);\n"
		"  function, gives (a: scalar int; b: scalar int; c: scalar int = 3), gets nothing\n"
		"    1  check_range a fits int\n"
		"    2  check_range b fits int\n"
		"    3  check_range c fits int\n"
		"    4  c:a := pass a\n"
		"    5  c:b := pass b\n"
		"    6  c:c := pass c\n"
		"    7  call f(c:a, c:b, c:c)\n"
		"    8  return\n");
}

static void a_record_that_is_borrowed_is_copied(void)
{
	assert_plan(
		PAIR("struct pair")
		FUNCTION("origin", "", POINTER(CONST_NAMED("struct pair")) SAYS("borrowed"), ""),
		"origin",
		"const struct pair *origin(void);\n"
		"  function, gives (), gets record pair by reference, read, or null\n"
		"    1  c:return := call origin()\n"
		"    2  result := decode c:return    [on success]\n"
		"    3  return result\n");
}

static void a_failed_pointer_has_its_reason_in_errno(void)
{
	assert_plan(
		OPAQUE("struct box", SAYS("service"))
		FUNCTION("box_new", WORD("constructor", ARG("struct box")), POINTER(NAMED("struct box")) SAYS("errno"), PARAM("name", TEXT_IN))
		FUNCTION("box_free", WORD("destructor", ARG("struct box")), VOID, PARAM("box", POINTER(NAMED("struct box")))),
		"box_new",
		"struct box *box_new(const char *name);\n"
		"  constructor of box, gives (name: string, UTF-8), gets object of box, may fail\n"
		"    1  check_null name\n"
		"    2  c:name := encode name\n"
		"    3  c:return := call box_new(c:name)\n"
		"    4  c:errno := save_errno\n"
		"    5  test_error c:return is 0\n"
		"    6  result := adopt c:return    [on success]\n"
		"    7  raise\n"
		"    8  return result\n");
}

static void an_object_of_one_thread_is_checked(void)
{
	assert_plan(
		OPAQUE("struct box", SAYS("service") SAYS("thread_bound"))
		FUNCTION("box_run", "", VOID, PARAM("box", POINTER(NAMED("struct box")))),
		"box_run",
		"void box_run(struct box *box);\n"
		"  method of box, gives (), gets nothing\n"
		"    1  check_thread self\n"
		"    2  check_alive self\n"
		"    3  hold self\n"
		"    4  c:box := pass self\n"
		"    5  call box_run(c:box)\n"
		"    6  return\n");
}

static void what_malloc_made_is_freed_by_the_c_library(void)
{
	assert_plan(
		FUNCTION("name", "", POINTER(CHAR) SAYS("utf8") WORD("owned_by", ARG("free")), ""),
		"name",
		"char *name(void);\n"
		"  function, gives (), gets string, UTF-8, or null\n"
		"    1  c:return := call name()\n"
		"    2  result := decode c:return    [on success]\n"
		"    3  free c:return with free    [on success]\n"
		"    4  return result\n");
}

CU_TestInfo plan_calls_tests[] = {
	TEST(a_constructor_may_fill_a_cell_that_holds_an_object_on_failure_too),
	TEST(a_destructor_may_return_a_code_and_no_message_of_the_object),
	TEST(callbacks_may_share_one_user_data),
	TEST(a_destructors_code_that_is_no_failure_is_dropped),
	TEST(user_data_that_comes_back_and_memory_nobody_typed),
	TEST(an_object_keeps_what_it_needs),
	TEST(several_codes_that_are_no_errors_are_a_result_and_a_kept_object_tells_the_text),
	TEST(the_binding_allocates_what_a_constructor_fills),
	TEST(a_destructor_empties_storage_that_the_binding_frees),
	TEST(a_copy_is_constructed_of_another_object),
	TEST(a_buffer_begins_with_its_bound_and_grows),
	TEST(a_buffer_without_bound_begins_with_four_times_the_input),
	TEST(a_buffer_may_be_counted_by_the_result),
	TEST(a_text_that_is_owned_is_freed_behind_its_copy),
	TEST(a_text_that_is_set_on_failure_too_is_freed_always),
	TEST(an_array_comes_back_with_its_length_and_is_freed),
	TEST(an_array_comes_back_through_a_cell),
	TEST(a_function_of_the_same_parameters_counts),
	TEST(slices_that_share_a_length_are_compared),
	TEST(what_is_filled_is_as_long_as_what_is_given),
	TEST(fixed_arrays_are_checked_and_filled),
	TEST(bytes_are_counted_where_it_is_said),
	TEST(an_object_is_given_away_or_kept),
	TEST(a_borrowed_object_keeps_its_owner),
	TEST(values_go_in_and_out_through_pointers),
	TEST(a_status_may_come_through_a_parameter),
	TEST(a_callback_is_kept_until_its_user_data_is_freed),
	TEST(a_retained_callback_lives_with_the_object),
	TEST(any_call_may_run_a_callback_that_some_call_keeps),
	TEST(a_leaf_runs_no_callback),
	TEST(an_integer_may_be_of_an_enum_of_constants),
	TEST(a_handle_is_of_its_own_type_and_may_be_none),
	TEST(what_may_be_left_out_stands_last),
	TEST(a_record_that_is_borrowed_is_copied),
	TEST(a_failed_pointer_has_its_reason_in_errno),
	TEST(an_object_of_one_thread_is_checked),
	TEST(what_malloc_made_is_freed_by_the_c_library),
	CU_TEST_INFO_NULL,
};
