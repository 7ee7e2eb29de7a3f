/*
 * Patterns, and the library that counts what it made.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "tests/unit/plan_patterns.h"

#define BOOL	 "<bool name=\"_Bool\"/>"
#define TEXT_OUT POINTER(CHAR)
#define OWNED	 WORD("owned_by", ARG("drop"))
#define RECORD(id, words, fields, size, offsets)                                                             \
	"<record id=\"" id "\" kind=\"struct\" file=\"t.h\" at=\"2\">" words fields                          \
	"<on target=\"x86_64-linux-gnu\" size=\"" size "\" align=\"8\" offsets=\"" offsets "\"/></record>"
#define CODES                                                                                                \
	ENUM("enum code", WORD("error", ARG("OK") VALUE("1", "0")),                                          \
	     ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1") ENUMERATOR("SMALL", "2"))
#define COUNTED                                                                                              \
	CODES OPAQUE("struct box", SAYS("service")) FUNCTION("live", "", INT, "")                            \
		FUNCTION("twice", "", INT, "") FUNCTION("later", "", INT, "")                                \
			FUNCTION("drop", "", VOID, PARAM("memory", POINTER(VOID)))                           \
				FUNCTION("box_new", WORD("constructor", ARG("struct box")), BOX, "")         \
					FUNCTION("box_free", WORD("destructor", ARG("struct box")), VOID,    \
						 PARAM("b", BOX))

#define TELL                                                                                                 \
	CALLBACK(TEXT_OUT SAYS("utf8") WORD("owned_by", ARG("free")),                                        \
		 PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT))
#define LET_GO CALLBACK(VOID, PARAM("user", POINTER(VOID)))
#define CASE_1 WORD("case", ARG("1") VALUE("1", "1"))
#define CASE_3 WORD("case", ARG("3") VALUE("1", "3"))
#define UNION(id, words)                                                                                     \
	"<record id=\"" id "\" kind=\"union\" file=\"t.h\" at=\"2\">" FIELD("n", INT CASE_1)                 \
		FIELD("t", TEXT_OUT CASE_3 words) "<on target=\"x86_64-linux-gnu\" size=\"8\" align=\"8\" "  \
						  "offsets=\"0 0\"/></record>"

/* drop() remembers what it freed, so that freeing again is counted and not undefined. */
const char pattern_library[] =
	"#include <stdlib.h>\n#include <string.h>\n#include <stdbool.h>\n"
	"#include <errno.h>\nstatic int n, again, n_gone; static void *gone[16384];\n"
	"int live(void) { return n; }\nint twice(void) { return again; }\n"
	"__attribute__((destructor)) static void end(void) { while (n_gone) free(gone[--n_gone]); }\n"
	"void drop(void *p) { if (!p) return;\n"
	" for (int i = 0; i < n_gone; i++) if (gone[i] == p) { again++; return; }\n"
	" if (n_gone == 16384) abort();\n gone[n_gone++] = p; n--; }\n"
	"static void *make(size_t size) { n++; return calloc(1, size); }\n"
	"static char *copy(const char *t) { return strcpy(make(strlen(t) + 1), t); }\n"
	"struct box { int level; }; enum code { OK, BAD, SMALL };\n"
	"struct box *box_new(void) { return make(sizeof(struct box)); }\nvoid box_free(struct box *b) { "
	"drop(b); }\n"
	"struct person { char *name; int *marks; size_t n; }; struct people { struct person *items; size_t "
	"n; };\n"
	"struct maybe { int there; const char *text; }; struct maybes { const struct maybe *items; size_t n; "
	"};\n"
	"struct note { const char *text; int n; };\n"
	"struct outcome { int status, value; char *why; };\n"
	"struct made { int status; struct box *box; char *why; };\n"
	"void people_free(struct people *p) { drop(p->items); p->items = 0; }\n"
	"void fill(struct person *p) { p->name = copy(\"name\"); p->marks = make(2 * sizeof(int)); p->n = 2; "
	"}\n"
	"struct any { int tag; union { int n; char *t; } as; };\n"
	"typedef char *(*teller)(void *, int);\n"
	"struct sink { teller put; void *user; void (*release)(void *); };\n"
	"static struct sink kept[8]; static int n_kept;\n"
	"static void keep(teller put, void *user, void (*release)(void *)) {\n"
	" n++; kept[n_kept++] = (struct sink){put, user, release}; }\n"
	"static void (*waiting)(void *, int, int); static void *waits;\n"
	"void pump(void) { void (*done)(void *, int, int) = waiting; waiting = 0; if (done) done(waits, 0, "
	"42); }\n"
	"int later(void) { int count = n_kept; for (; n_kept; n--) { struct sink *k = &kept[--n_kept];\n"
	" free(k->put(k->user, 7)); if (k->release) k->release(k->user); }\n pump(); return count; }\n";

#define CASE_0 WORD("case", ARG("0") VALUE("1", "0"))
#define RECORDS                                                                                              \
	RECORD("struct person", "",                                                                          \
	       FIELD("name", TEXT_OUT SAYS("utf8") OWNED)                                                    \
		       FIELD("marks", POINTER(INT) WORD("array", ARG("n")) OWNED) FIELD("n", SIZE),          \
	       "24", "0 8 16")                                                                               \
	RECORD("struct people", WORD("vec", ARG("people_free")),                                             \
	       FIELD("items", POINTER(NAMED("struct person"))) FIELD("n", SIZE), "16", "0 8")                \
	FUNCTION("people_free", "", VOID, PARAM("p", POINTER(NAMED("struct people"))))                       \
	RECORD("struct maybe", WORD("option", ARG("there")),                                                 \
	       FIELD("there", INT) FIELD("text", TEXT_IN SAYS("utf8")), "16", "0 8")                         \
	RECORD("struct maybes", SAYS("slice"),                                                               \
	       FIELD("items", POINTER(CONST_NAMED("struct maybe"))) FIELD("n", SIZE), "16", "0 8")           \
	RECORD("struct note", "", FIELD("text", TEXT_IN SAYS("utf8")) FIELD("n", INT), "16", "0 8")          \
	RECORD("struct outcome", WORD("result", ARG("status") ARG("value") ARG("why")),                      \
	       FIELD("status", INT) FIELD("value", INT CASE_0) FIELD("why", TEXT_OUT SAYS("utf8") OWNED),    \
	       "16", "0 4 8")                                                                                \
	RECORD("struct made", WORD("result", ARG("status") ARG("box") ARG("why")),                           \
	       FIELD("status", INT) FIELD("box", BOX CASE_0 SAYS("owned"))                                   \
		       FIELD("why", TEXT_OUT SAYS("utf8") OWNED),                                            \
	       "24", "0 8 16")
#define MORE_RECORDS                                                                                         \
	UNION("union any/as", SAYS("utf8"))                                                                  \
	RECORD("struct any", WORD("tagged", ARG("tag")),                                                     \
	       FIELD("tag", INT) FIELD("as", NAMED("union any/as")), "16", "0 8")                            \
	UNION("union got/as", SAYS("utf8") OWNED)                                                            \
	RECORD("struct got", WORD("tagged", ARG("tag")),                                                     \
	       FIELD("tag", INT) FIELD("as", NAMED("union got/as")), "16", "0 8")                            \
	RECORD("struct sink", SAYS("interface"),                                                             \
	       FIELD("put", TELL WORD("user_data", ARG("user")) WORD("destroy", ARG("release")))             \
		       FIELD("user", POINTER(VOID)) FIELD("release", LET_GO),                                \
	       "24", "0 8 16")

void patterns_declare(struct ffir_buf *xml)
{
	ffir_buf_puts(xml, COUNTED);
	ffir_buf_puts(xml, RECORDS);
	ffir_buf_puts(xml, MORE_RECORDS);
}

static struct run_value closure(run_function function, void *user)
{
	return (struct run_value){.kind = RUN_CLOSURE, .function = function, .user = user};
}

/* ---- the patterns ---- */

enum mode pattern_mode;
unsigned pattern_completions;

static struct run_value give_text(void)
{
	return text("in");
}

static struct run_value give_texts(void)
{
	static struct run_value items[2];
	items[0] = text("a");
	items[1] = text("b");
	return many(items, 2);
}

static struct run_value give_maybes(void)
{
	static struct run_value items[2];
	items[0] = text("a");
	items[1] = (struct run_value){.kind = RUN_NULL};
	return many(items, 2);
}

static struct run_value give_note(void)
{
	static struct run_value fields[2];
	fields[0] = text("note");
	fields[1] = integer(4);
	return many(fields, 2);
}

static bool tell(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	(void)user;
	CU_ASSERT_EQUAL(n, 1);
	CU_ASSERT_EQUAL(given[0].integer, 7);
	*back = text("told");
	return pattern_mode != MODE_INSIDE;
}

static struct run_value give_sink(void)
{
	static const run_function functions[] = {tell};
	return (struct run_value){.kind = RUN_CLOSURE, .functions = functions};
}

static bool complete(void *user, const struct run_value *given, size_t n, struct run_value *back)
{
	(void)user;
	(void)back;
	CU_ASSERT_EQUAL(n, 2);
	CU_ASSERT_EQUAL(given[1].integer, 42);
	pattern_completions++;
	return true;
}

static struct run_value give_completion(void)
{
	return closure(complete, NULL);
}

static struct run_value give_tagged(void)
{
	static struct run_value value;
	value = text("any");
	struct run_value v = many(&value, 1);
	v.integer = 3;
	return v;
}

static struct run_value give_closure(void)
{
	return closure(tell, NULL);
}

static void is_text(const struct run_value *result)
{
	CU_ASSERT_STRING_EQUAL(result->text, "text");
}

static void is_texts(const struct run_value *result)
{
	CU_ASSERT_EQUAL_FATAL(result->count, 2);
	CU_ASSERT_STRING_EQUAL(result->items[1].text, "b");
}

static void is_numbers(const struct run_value *result)
{
	CU_ASSERT_EQUAL_FATAL(result->count, 3);
	CU_ASSERT_EQUAL(((const int *)result->bytes)[2], 9);
}

static void is_person(const struct run_value *result)
{
	CU_ASSERT_EQUAL_FATAL(result->count, 2);
	CU_ASSERT_STRING_EQUAL(result->items[0].text, "name");
	CU_ASSERT_EQUAL(result->items[1].count, 2);
}

static void is_people(const struct run_value *result)
{
	CU_ASSERT_EQUAL_FATAL(result->count, 2);
	is_person(&result->items[1]);
}

static void is_five(const struct run_value *result)
{
	CU_ASSERT_EQUAL(result->integer, 5);
}

static void is_full(const struct run_value *result)
{
	CU_ASSERT_EQUAL(result->count, 300);
}

static void is_box(const struct run_value *result)
{
	CU_ASSERT_EQUAL_FATAL(result->kind, RUN_OBJECT);
	CU_ASSERT(result->object->owns);
	pair_end_box(*result);
}

static void is_child(const struct run_value *result)
{
	CU_ASSERT_EQUAL_FATAL(result->kind, RUN_OBJECT);
	CU_ASSERT_EQUAL_FATAL(result->object->n_kept, 1);
	CU_ASSERT_FALSE(result->object->kept[0]->disposed);
	pair_end_box(*result);
}

static void is_tagged(const struct run_value *result)
{
	CU_ASSERT_EQUAL_FATAL(result->count, 1);
	CU_ASSERT_EQUAL(result->integer, 3);
	CU_ASSERT_STRING_EQUAL(result->items[0].text, "tagged");
}

const struct pattern patterns[] = {
	{.name = "text",
	 .params = PARAM("t#", TEXT_IN),
	 .c = "const char *t#",
	 .sets = "if (strcmp(t#, \"in\")) abort();",
	 .give = give_text},
	{.name = "texts",
	 .params = PARAM("v#", POINTER(TEXT_IN) SAYS("in") WORD("array", ARG("n#"))
				       WORD("each", SAYS("utf8"))) PARAM("n#", SIZE),
	 .c = "const char **v#, size_t n#",
	 .sets = "if (n# != 2 || strcmp(v#[1], \"b\")) abort();",
	 .give = give_texts},
	{.name = "options",
	 .params = PARAM("m#", NAMED("struct maybes")),
	 .c = "struct maybes m#",
	 .sets = "if (m#.n != 2 || m#.items[1].there || strcmp(m#.items[0].text, \"a\")) abort();",
	 .give = give_maybes},
	{.name = "note",
	 .params = PARAM("p#", POINTER(CONST_NAMED("struct note"))),
	 .c = "const struct note *p#",
	 .sets = "if (p#->n != 4 || strcmp(p#->text, \"note\")) abort();",
	 .give = give_note},
	{.name = "given",
	 .params = PARAM("g#", TEXT_OUT SAYS("utf8") SAYS("transfer") WORD("owned_by", ARG("free"))),
	 .c = "char *g#",
	 .takes = "if (strcmp(g#, \"in\")) abort(); free(g#);",
	 .give = give_text},
	{.name = "closure",
	 .params = PARAM("f#", TELL WORD("user_data", ARG("user#")) WORD("scope", ARG("call")))
		 PARAM("user#", POINTER(VOID)),
	 .c = "char *(*f#)(void *, int), void *user#",
	 .sets = "free(f#(user#, 7));",
	 .give = give_closure,
	 .fails_inside = true},
	{.name = "owned_text",
	 .params = PARAM("t#", POINTER(TEXT_OUT) SAYS("out") SAYS("utf8") OWNED SAYS("set_on_error")),
	 .c = "char **t#",
	 .sets = "*t# = copy(\"text\");",
	 .check = is_text},
	{.name = "owned_texts",
	 .params = PARAM("v#", POINTER(POINTER(TEXT_OUT)) SAYS("out") WORD("array", ARG("n#")) OWNED WORD(
				       "each", SAYS("utf8") OWNED)) PARAM("n#", POINTER(SIZE) SAYS("out")),
	 .c = "char ***v#, size_t *n#",
	 .gives = "*v# = make(2 * sizeof **v#); (*v#)[0] = copy(\"a\"); (*v#)[1] = copy(\"b\"); *n# = 2;",
	 .check = is_texts},
	{.name = "numbers",
	 .params = PARAM("v#", POINTER(POINTER(INT)) SAYS("out") WORD("array", ARG("n#")) OWNED)
		 PARAM("n#", POINTER(SIZE) SAYS("out")),
	 .c = "int **v#, size_t *n#",
	 .gives = "*v# = make(3 * sizeof **v#); (*v#)[2] = 9; *n# = 3;",
	 .check = is_numbers},
	{.name = "person",
	 .params = PARAM("p#", POINTER(NAMED("struct person")) SAYS("out")),
	 .c = "struct person *p#",
	 .gives = "fill(p#);",
	 .check = is_person},
	{.name = "people",
	 .params = PARAM("p#", POINTER(NAMED("struct people")) SAYS("out")),
	 .c = "struct people *p#",
	 .gives = "p#->items = make(2 * sizeof *p#->items); p#->n = 2; fill(p#->items); fill(p#->items + 1);",
	 .check = is_people},
	{.name = "result",
	 .params = PARAM("r#", POINTER(NAMED("struct outcome")) SAYS("out")),
	 .c = "struct outcome *r#",
	 .gives = "if (mode == 3) *r# = (struct outcome){1, 0, copy(\"why\")}; else r#->value = 5;",
	 .check = is_five,
	 .fails_inside = true},
	{.name = "result_of_service",
	 .params = PARAM("r#", POINTER(NAMED("struct made")) SAYS("out")),
	 .c = "struct made *r#",
	 .gives = "if (mode == 3) *r# = (struct made){1, 0, copy(\"why\")}; else r#->box = box_new();",
	 .check = is_box,
	 .fails_inside = true},
	{.name = "object",
	 .params = PARAM("b#", POINTER(BOX) SAYS("out") SAYS("owned") SAYS("set_on_error")),
	 .c = "struct box **b#",
	 .sets = "*b# = box_new();",
	 .check = is_box},
	{.name = "buffer",
	 .params = PARAM("to#", TEXT_OUT SAYS("bytes") WORD("buffer", ARG("size#") ARG("size#") ARG("SMALL")
									      VALUE("3", "2")))
		 PARAM("size#", POINTER(SIZE)),
	 .c = "char *to#, size_t *size#",
	 .sets = "if (*size# < 300) return SMALL; memset(to#, 'x', *size# = 300);",
	 .check = is_full,
	 .alone = true,
	 .again = true},
	{.name = "object_given",
	 .params = PARAM("o#", BOX SAYS("transfer")),
	 .c = "struct box *o#",
	 .takes = "drop(o#);",
	 .give = pair_new_box,
	 .taken = true},
	{.name = "child",
	 .params = PARAM("b#", POINTER(BOX) SAYS("out") SAYS("owned") WORD("keeps", ARG("self"))),
	 .c = "struct box **b#",
	 .gives = "*b# = box_new();",
	 .check = is_child,
	 .keeper = "has no parameter 'self'"},
	{.name = "kept",
	 .params = PARAM("f#", TELL WORD("user_data", ARG("user#")) WORD("destroy", ARG("release#")))
		 PARAM("user#", POINTER(VOID)) PARAM("release#", LET_GO),
	 .c = "teller f#, void *user#, void (*release#)(void *)",
	 .takes = "if (mode == 1) release#(user#); else keep(f#, user#, release#);",
	 .taken = true,
	 .give = give_closure},
	{.name = "retained",
	 .params = PARAM("f#", TELL WORD("user_data", ARG("user#")) SAYS("retained"))
		 PARAM("user#", POINTER(VOID)),
	 .c = "teller f#, void *user#",
	 .gives = "keep(f#, user#, 0);",
	 .give = give_closure,
	 .keeper = "has no object that keeps"},
	{.name = "interface",
	 .params = PARAM("s#", POINTER(CONST_NAMED("struct sink")) WORD("scope", ARG("call"))),
	 .c = "const struct sink *s#",
	 .gives = "free(s#->put(s#->user, 7));",
	 .give = give_sink,
	 .fails_inside = true},
	{.name = "kept_interface",
	 .params = PARAM("s#", POINTER(CONST_NAMED("struct sink"))),
	 .c = "const struct sink *s#",
	 .takes = "if (mode == 1) s#->release(s#->user); else keep(s#->put, s#->user, s#->release);",
	 .taken = true,
	 .give = give_sink},
	{.name = "retained_interface",
	 .params = PARAM("s#", POINTER(CONST_NAMED("struct sink")) SAYS("retained")),
	 .c = "const struct sink *s#",
	 .gives = "keep(s#->put, s#->user, 0);",
	 .give = give_sink,
	 .keeper = "has no object that keeps"},
	{.name = "tagged",
	 .params = PARAM("a#", NAMED("struct any")),
	 .c = "struct any a#",
	 .sets = "if (a#.tag != 3 || strcmp(a#.as.t, \"any\")) abort();",
	 .give = give_tagged},
	{.name = "owned_tagged",
	 .params = PARAM("a#", POINTER(NAMED("struct got")) SAYS("out")),
	 .c = "struct any *a#",
	 .gives = "*a# = (struct any){3, {.t = copy(\"tagged\")}};",
	 .check = is_tagged},
	{.name = "async",
	 .params = PARAM("done#", CALLBACK(VOID, PARAM("user", POINTER(VOID) SAYS("context"))
							 PARAM("code", NAMED("enum code")) PARAM("n", INT))
					  WORD("user_data", ARG("user#"))) PARAM("user#", POINTER(VOID)),
	 .c = "void (*done#)(void *, int, int), void *user#",
	 .gives = "waiting = done#; waits = user#;",
	 .give = give_completion,
	 .alone = true,
	 .words = WORD("async", ARG("done#"))},
	{.name = "errno",
	 .alone = true,
	 .result = INT WORD("sentinel", ARG("-1") VALUE("1", "-1")) SAYS("errno")},
};

const size_t n_patterns = sizeof patterns / sizeof *patterns;
