/*
 * Pairs of patterns that meet in one signature, run by the interpreter against a library that counts what it made: each call
 * ends well and fails wherever it can, and after each nothing is left and nothing was freed twice.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/plan_support.h"

static struct caught said;
static struct ffir_module *module;
static struct plan *plan;
static struct run run;
static struct run_value results[4];
static size_t n_results;

#define BOOL	 "<bool name=\"_Bool\"/>"
#define TEXT_OUT POINTER(CHAR)
#define BOX	 POINTER(NAMED("struct box"))
#define OWNED	 WORD("owned_by", ARG("drop"))
#define RECORD(id, words, fields, size, offsets)                                                             \
	"<record id=\"" id "\" kind=\"struct\" file=\"t.h\" at=\"2\">" words fields                          \
	"<on target=\"x86_64-linux-gnu\" size=\"" size "\" align=\"8\" offsets=\"" offsets "\"/></record>"
#define CODES                                                                                                \
	ENUM("enum code", WORD("error", ARG("OK") VALUE("1", "0")),                                          \
	     ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1") ENUMERATOR("SMALL", "2"))
#define COUNTED                                                                                              \
	CODES OPAQUE("struct box", SAYS("service")) FUNCTION("live", "", INT, "")                            \
		FUNCTION("twice", "", INT, "") FUNCTION("drop", "", VOID, PARAM("memory", POINTER(VOID)))    \
			FUNCTION("box_new", WORD("constructor", ARG("struct box")), BOX, "") FUNCTION(       \
				"box_free", WORD("destructor", ARG("struct box")), VOID, PARAM("b", BOX))

/* drop() remembers what it freed, so that freeing again is counted and not undefined. */
static const char counted[] =
	"#include <stdlib.h>\n#include <string.h>\n#include <stdbool.h>\n"
	"static int n, again, n_gone; static void *gone[16384];\n"
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
	"}\n";

static void start(const char *declarations, const char *more)
{
	caught_start(&said);
	module = module_of(declarations, &said.diag);
	plan = module ? plan_lower(module, &said.diag) : NULL;
	ASSERT_SAID(&said, "");
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
	struct ffir_buf source = {0};
	ffir_buf_printf(&source, "%s%s", counted, more);
	CU_ASSERT_FATAL(run_open(&run, plan, run_compile(source.text)));
	ffir_buf_release(&source);
}

static bool call(const char *name, const struct run_value *given, size_t n)
{
	return run_call(&run, name, given, n, results, &n_results);
}

static int64_t told(const char *name)
{
	struct run_value kept[4];
	memcpy(kept, results, sizeof kept);
	CU_ASSERT(call(name, NULL, 0));
	int64_t number = results[0].integer;
	memcpy(results, kept, sizeof kept);
	return number;
}

/* Besides OBJECTS that are open nothing is left, and nothing was freed twice. */
static void assert_clean(int64_t objects)
{
	CU_ASSERT_EQUAL(told("live"), objects);
	CU_ASSERT_EQUAL(told("twice"), 0);
}

static void stop(void)
{
	assert_clean(0);
	run_close(&run);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&said);
}

static struct run_value integer(int64_t value)
{
	return (struct run_value){.kind = RUN_INTEGER, .integer = value};
}

static struct run_value text(const char *value)
{
	return (struct run_value){.kind = RUN_TEXT, .text = value};
}

static struct run_value many(struct run_value *items, size_t count)
{
	return (struct run_value){.kind = RUN_MANY, .items = items, .count = count};
}

static struct run_value closure(run_function function, void *user)
{
	return (struct run_value){.kind = RUN_CLOSURE, .function = function, .user = user};
}

static struct run_value a_box(void)
{
	CU_ASSERT_FATAL(call("box_new", NULL, 0));
	return results[0];
}

static void end_box(struct run_value box)
{
	CU_ASSERT(call("box_free", &box, 1));
}

#define STATUS NAMED("enum code")

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

/* ---- the patterns ---- */

/* What C is told to do. */
enum mode {
	MODE_GOOD,
	MODE_NOTHING, /* it fails before it made anything */
	MODE_SET,     /* it fails, and has set what says so */
	MODE_INSIDE,  /* results inside of what comes back hold an error; callbacks raise */
	N_MODES
};

static enum mode now;

/* '#' stands for the number of the pattern in its function. C first does TAKES, whatever comes, and SETS before and GIVES
 * behind it has failed with MODE_SET. */
struct pattern {
	const char *name, *params, *c, *takes, *sets, *gives;
	struct run_value (*give)(void);		       /* NULL: callers give nothing */
	void (*check)(const struct run_value *result); /* NULL: nothing comes back */
	bool fails_inside;
	bool alone; /* two in one function cannot both decide whether it is called again */
};

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
	return now != MODE_INSIDE;
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
	struct run_value kept[4];
	memcpy(kept, results, sizeof kept);
	end_box(*result);
	memcpy(results, kept, sizeof kept);
}

#define TELL                                                                                                 \
	CALLBACK(TEXT_OUT SAYS("utf8") WORD("owned_by", ARG("free")),                                        \
		 PARAM("user", POINTER(VOID) SAYS("context")) PARAM("n", INT))

static const struct pattern patterns[] = {
	{"text", PARAM("t#", TEXT_IN), "const char *t#", "", "if (strcmp(t#, \"in\")) abort();", "",
	 give_text, NULL, false, false},
	{"texts",
	 PARAM("v#", POINTER(TEXT_IN) SAYS("in") WORD("array", ARG("n#")) WORD("each", SAYS("utf8")))
		 PARAM("n#", SIZE),
	 "const char **v#, size_t n#", "", "if (n# != 2 || strcmp(v#[1], \"b\")) abort();", "", give_texts,
	 NULL, false, false},
	{"options", PARAM("m#", NAMED("struct maybes")), "struct maybes m#", "",
	 "if (m#.n != 2 || m#.items[1].there || strcmp(m#.items[0].text, \"a\")) abort();", "", give_maybes,
	 NULL, false, false},
	{"note", PARAM("p#", POINTER(CONST_NAMED("struct note"))), "const struct note *p#", "",
	 "if (p#->n != 4 || strcmp(p#->text, \"note\")) abort();", "", give_note, NULL, false, false},
	{"given", PARAM("g#", TEXT_OUT SAYS("utf8") SAYS("transfer") WORD("owned_by", ARG("free"))),
	 "char *g#", "if (strcmp(g#, \"in\")) abort(); free(g#);", "", "", give_text, NULL, false, false},
	{"closure",
	 PARAM("f#", TELL WORD("user_data", ARG("user#")) WORD("scope", ARG("call")))
		 PARAM("user#", POINTER(VOID)),
	 "char *(*f#)(void *, int), void *user#", "", "free(f#(user#, 7));", "", give_closure, NULL, true,
	 false},
	{"owned_text", PARAM("t#", POINTER(TEXT_OUT) SAYS("out") SAYS("utf8") OWNED SAYS("set_on_error")),
	 "char **t#", "", "*t# = copy(\"text\");", "", NULL, is_text, false, false},
	{"owned_texts",
	 PARAM("v#", POINTER(POINTER(TEXT_OUT)) SAYS("out") WORD("array", ARG("n#"))
			     OWNED WORD("each", SAYS("utf8") OWNED)) PARAM("n#", POINTER(SIZE) SAYS("out")),
	 "char ***v#, size_t *n#", "", "",
	 "*v# = make(2 * sizeof **v#); (*v#)[0] = copy(\"a\"); (*v#)[1] = copy(\"b\"); *n# = 2;", NULL,
	 is_texts, false, false},
	{"numbers",
	 PARAM("v#", POINTER(POINTER(INT)) SAYS("out") WORD("array", ARG("n#")) OWNED)
		 PARAM("n#", POINTER(SIZE) SAYS("out")),
	 "int **v#, size_t *n#", "", "", "*v# = make(3 * sizeof **v#); (*v#)[2] = 9; *n# = 3;", NULL,
	 is_numbers, false, false},
	{"person", PARAM("p#", POINTER(NAMED("struct person")) SAYS("out")), "struct person *p#", "", "",
	 "fill(p#);", NULL, is_person, false, false},
	{"people", PARAM("p#", POINTER(NAMED("struct people")) SAYS("out")), "struct people *p#", "", "",
	 "p#->items = make(2 * sizeof *p#->items); p#->n = 2; fill(p#->items); fill(p#->items + 1);", NULL,
	 is_people, false, false},
	{"result", PARAM("r#", POINTER(NAMED("struct outcome")) SAYS("out")), "struct outcome *r#", "", "",
	 "if (mode == 3) *r# = (struct outcome){1, 0, copy(\"why\")}; else r#->value = 5;", NULL, is_five,
	 true, false},
	{"result_of_service", PARAM("r#", POINTER(NAMED("struct made")) SAYS("out")), "struct made *r#", "",
	 "", "if (mode == 3) *r# = (struct made){1, 0, copy(\"why\")}; else r#->box = box_new();", NULL,
	 is_box, true, false},
	{"object", PARAM("b#", POINTER(BOX) SAYS("out") SAYS("owned") SAYS("set_on_error")),
	 "struct box **b#", "", "*b# = box_new();", "", NULL, is_box, false, false},
	{"buffer",
	 PARAM("to#", TEXT_OUT SAYS("bytes") WORD("buffer", ARG("size#") ARG("size#") ARG("SMALL") VALUE(
								    "3", "2"))) PARAM("size#", POINTER(SIZE)),
	 "char *to#, size_t *size#", "", "if (*size# < 300) return SMALL; memset(to#, 'x', *size# = 300);",
	 "", NULL, is_full, false, true},
};

enum { N_PATTERNS = sizeof patterns / sizeof *patterns };

/* ---- functions of two ---- */

/* TEXT with the digit I for '#'. */
static void add(struct ffir_buf *b, const char *text_, int i)
{
	for (; *text_; text_++)
		if (*text_ == '#')
			ffir_buf_printf(b, "%d", i);
		else
			ffir_buf_add(b, text_, 1);
}

static const char *function_of_pair(char *name, size_t size, const struct pattern *a, const struct pattern *b,
				    bool method)
{
	snprintf(name, size, "%s_%s%s", a->name, b->name, method ? "_method" : "");
	return name;
}

static void add_pair(struct ffir_buf *xml, struct ffir_buf *c, const struct pattern *a,
		     const struct pattern *b, bool method)
{
	const struct pattern *const both[] = {a, b};
	char name[64];
	function_of_pair(name, sizeof name, a, b, method);
	ffir_buf_printf(xml,
			"<function id=\"%s\" file=\"t.h\" at=\"5\"><result>" STATUS
			"</result>%s" PARAM("mode", INT),
			name, method ? PARAM("self", BOX) : "");
	ffir_buf_printf(c, "enum code %s(%sint mode", name, method ? "struct box *self, " : "");
	for (int i = 0; i < 2; i++) {
		add(xml, both[i]->params, i + 1);
		ffir_buf_puts(c, ", ");
		add(c, both[i]->c, i + 1);
	}
	ffir_buf_printf(xml, "<on target=\"x86_64-linux-gnu\" symbol=\"%s\"/></function>", name);
	ffir_buf_printf(c, ") {%s\n", method ? " self->level++;" : "");
	for (int i = 0; i < 2; i++)
		add(c, both[i]->takes, i + 1);
	ffir_buf_puts(c, " if (mode == 1) return BAD;\n ");
	/* Whoever has too little room has made nothing yet. */
	for (int i = 0; i < 2; i++)
		add(c, both[i]->alone ? both[i]->sets : "", i + 1);
	for (int i = 0; i < 2; i++)
		add(c, both[i]->alone ? "" : both[i]->sets, i + 1);
	ffir_buf_puts(c, "\n if (mode == 2) return BAD;\n ");
	for (int i = 0; i < 2; i++)
		add(c, both[i]->gives, i + 1);
	ffir_buf_puts(c, "\n return OK; }\n");
}

static void check_pair(const struct pattern *a, const struct pattern *b, bool method, enum mode mode)
{
	const struct pattern *const both[] = {a, b};
	struct run_value given[4], back[4];
	size_t n = 0, at = 0;
	char name[64];
	now = mode;
	if (method)
		given[n++] = a_box();
	given[n++] = integer(mode);
	for (int i = 0; i < 2; i++)
		if (both[i]->give)
			given[n++] = both[i]->give();
	bool inside = a->fails_inside || b->fails_inside;
	bool good = mode == MODE_GOOD || (mode == MODE_INSIDE && !inside);
	bool done = call(function_of_pair(name, sizeof name, a, b, method), given, n);
	if (done != good || told("twice"))
		printf("# %s, mode %d: %s\n", name, mode, run.failure.text ? run.failure.text : "");
	CU_ASSERT_EQUAL(done, good);
	memcpy(back, results, sizeof back);
	for (int i = 0; done && i < 2; i++)
		if (both[i]->check)
			both[i]->check(&back[at++]);
	if (told("live") != method)
		printf("# %s, mode %d: %d are left\n", name, mode, (int)told("live"));
	assert_clean(method);
	if (method)
		end_box(given[0]);
}

static bool can_pair(const struct pattern *a, const struct pattern *b)
{
	return !a->alone || !b->alone;
}

static void each_pair(void (*visit)(const struct pattern *a, const struct pattern *b, bool method,
				    void *with),
		      void *with)
{
	for (int i = 0; i < N_PATTERNS; i++)
		for (int k = 0; k < N_PATTERNS; k++)
			for (int method = 0; method < 2 && can_pair(&patterns[i], &patterns[k]); method++)
				visit(&patterns[i], &patterns[k], method, with);
}

struct texts {
	struct ffir_buf xml, c;
};

static void make_one(const struct pattern *a, const struct pattern *b, bool method, void *with)
{
	struct texts *t = (struct texts *)with;
	add_pair(&t->xml, &t->c, a, b, method);
}

static void check_one(const struct pattern *a, const struct pattern *b, bool method, void *with)
{
	size_t *n = (size_t *)with;
	for (int mode = 0; mode < N_MODES; mode++, ++*n)
		check_pair(a, b, method, (enum mode)mode);
}

static void each_pair_leaves_nothing_however_it_ends(void)
{
	struct texts t = {{0}, {0}};
	size_t n = 0;
	ffir_buf_puts(&t.xml, COUNTED);
	ffir_buf_puts(&t.xml, RECORDS);
	each_pair(make_one, &t);
	start(t.xml.text, t.c.text);
	each_pair(check_one, &n);
	CU_ASSERT(n > 1000);
	stop();
	ffir_buf_release(&t.xml);
	ffir_buf_release(&t.c);
}

CU_TestInfo plan_pairs_tests[] = {
	TEST(each_pair_leaves_nothing_however_it_ends),
	CU_TEST_INFO_NULL,
};
