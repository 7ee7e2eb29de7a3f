/*
 * Interfaces of several targets: what their document shares, and what it must not.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/suites.h"
#include "tests/unit/support.h"

#include "ir/annotation.h"
#include "ir/load.h"
#include "ir/notes.h"

#define TARGET(id, endian, long_size)                                                                        \
	"<target id='" id "' endian='" endian "' char='signed'><basic name='int' size='4' align='4' "        \
	"signed='yes'/><basic name='long' size='" long_size "' align='" long_size "' signed='yes'/>"         \
	"<basic name='void*' size='" long_size "' align='" long_size "'/></target>"
#define DOCUMENT(body) "<interface version='1.0'>" body "</interface>"
#define A(body)	       DOCUMENT(TARGET("a", "little", "8") body)
#define B(body)	       DOCUMENT(TARGET("b", "little", "4") body)
#define C(body)	       DOCUMENT(TARGET("c", "big", "8") body)
#define AB(body)       DOCUMENT(TARGET("a", "little", "8") TARGET("b", "little", "4") body)
#define INT	       "<int name='int'/>"
#define LONG	       "<int name='long'/>"

#define POINT(on)	     "<record id='struct p' kind='struct'><field name='x'>" LONG "</field>" on "</record>"
#define PLACED(target, size) "<on target='" target "' size='" size "' align='" size "' offsets='0'/>"
#define CONSTANT(name, value, target)                                                                        \
	"<constant id='#" name "' from='macro'>" INT "<on target='" target "' value='" value "'/></"         \
	"constant>"
#define FUNCTION(name, result, target)                                                                       \
	"<function id='" name "'><result>" result "</result><on target='" target "' symbol='" name           \
	"'/></function>"

static bool read_all(struct caught *c, const char *text, struct ffir_interface *out)
{
	return ffir_read_interface_memory(text, strlen(text), "in.xml", out, &c->diag);
}

/* The modules of the documents together, in any order, as text; "" after messages. The caller frees it. */
static char *merged(struct caught *c, const char *const *texts, size_t n)
{
	struct ffir_interface all = {0};
	struct ffir_buf b = {0};
	bool good = true;
	for (size_t i = 0; i < n; i++) {
		struct ffir_interface one = {0};
		good = read_all(c, texts[i], &one) && good;
		for (size_t k = 0; k < one.n_modules; k++) {
			ffir_interface_add(&all, one.modules[k]);
			one.modules[k] = NULL;
		}
		ffir_interface_release(&one);
	}
	ffir_buf_puts(&b, "");
	if (good && ffir_interface_agree(&all, &c->diag))
		ffir_write_interface(&b, &all);
	ffir_interface_release(&all);
	return b.text;
}

static char *merged_2(struct caught *c, const char *a, const char *b)
{
	const char *const texts[] = {a, b};
	return merged(c, texts, 2);
}

static size_t count(const char *text, const char *part)
{
	size_t n = 0;
	for (const char *at = text; (at = strstr(at, part)); at++)
		n++;
	return n;
}

#define ASSERT_HAS(text, part)                                                                               \
	do {                                                                                                 \
		if (!strstr((text), (part)))                                                                 \
			printf("# is: %s# not: %s\n", (text), (part));                                       \
		CU_ASSERT_PTR_NOT_NULL(strstr((text), (part)));                                              \
	} while (0)

/* ---- writing ---- */

static void shares_what_is_the_same(void)
{
	struct caught c;
	caught_start(&c);
	char *text = merged_2(&c, A(POINT(PLACED("a", "8")) CONSTANT("N", "1", "a")),
			      B(POINT(PLACED("b", "4")) CONSTANT("N", "1", "b")));
	CU_ASSERT_EQUAL(count(text, "<record "), 1);
	ASSERT_HAS(text, "<on target=\"a\" size=\"8\" align=\"8\" offsets=\"0\"/>");
	ASSERT_HAS(text, "<on target=\"b\" size=\"4\" align=\"4\" offsets=\"0\"/>");
	ASSERT_HAS(text, "<on value=\"1\"/>");
	CU_ASSERT_EQUAL(count(text, "targets="), 0);
	ASSERT_SAID(&c, "");
	free(text);
	caught_end(&c);
}

static void keeps_apart_what_differs(void)
{
	struct caught c;
	caught_start(&c);
	char *text =
		merged_2(&c,
			 A("<alias id='t'>" LONG "</alias>" CONSTANT("N", "1", "a") FUNCTION("f", INT, "a")
				   FUNCTION("only_a", INT, "a")),
			 B("<alias id='t'>" INT "</alias>" CONSTANT("N", "2", "b") FUNCTION("f", LONG, "b")));
	ASSERT_HAS(text, "<alias id=\"t\" targets=\"a\"><int name=\"long\"/>");
	ASSERT_HAS(text, "<alias id=\"t\" targets=\"b\"><int name=\"int\"/>");
	ASSERT_HAS(text, "<on target=\"a\" value=\"1\"/>\n  <on target=\"b\" value=\"2\"/>");
	ASSERT_HAS(text, "<function id=\"f\" targets=\"a\"");
	ASSERT_HAS(text, "<function id=\"f\" targets=\"b\"");
	ASSERT_HAS(text, "<function id=\"only_a\" targets=\"a\"");
	CU_ASSERT_EQUAL(count(text, "<constant "), 1);
	free(text);
	caught_end(&c);
}

static void a_kind_may_differ(void)
{
	struct caught c;
	caught_start(&c);
	char *text = merged_2(&c, A(FUNCTION("f", INT, "a")), B("<alias id='f'>" INT "</alias>"));
	ASSERT_HAS(text, "<function id=\"f\" targets=\"a\"");
	ASSERT_HAS(text, "<alias id=\"f\" targets=\"b\">");
	free(text);
	caught_end(&c);
}

static void places_and_docs_are_no_shape(void)
{
	struct caught c;
	caught_start(&c);
	char *text = merged_2(&c, A("<alias id='t' file='/usr/include/t.h' at='3'>" INT "</alias>"),
			      B("<alias id='t' file='t.h' at='4'>" INT
				"<comment>/** Tells the more. */</comment></alias>"));
	CU_ASSERT_EQUAL(count(text, "<alias "), 1);
	ASSERT_HAS(text, "Tells the more");
	free(text);
	caught_end(&c);
}

static void values_of_annotations_are_facts(void)
{
#define ENOUGH(value, target)                                                                                \
	"<function id='f'><result>" INT "</result><param name='p'><pointer>" INT "</pointer>"                \
	"<annotation name='array' by='declared'><arg>N</arg><on target='" target "' arg='1' value='" value   \
	"'/></annotation></param><param name='q'><pointer>" INT "</pointer><annotation name='array' "        \
	"by='declared'><arg>M</arg><on target='" target                                                      \
	"' arg='1' value='7'/></annotation></param><on target='" target "' symbol='f'/></function>"
	struct caught c;
	caught_start(&c);
	char *text = merged_2(&c, A(ENOUGH("2", "a")), B(ENOUGH("3", "b")));
	CU_ASSERT_EQUAL(count(text, "<function "), 1);
	ASSERT_HAS(text, "<on target=\"a\" arg=\"1\" value=\"2\"/>");
	ASSERT_HAS(text, "<on target=\"b\" arg=\"1\" value=\"3\"/>");
	ASSERT_HAS(text, "<on arg=\"1\" value=\"7\"/>");
	struct ffir_interface all = {0};
	CU_ASSERT_TRUE_FATAL(read_all(&c, text, &all));
	CU_ASSERT_STRING_EQUAL(
		all.modules[1]->decls[0]->function->params[0].annotations[0].args[0].value.text, "3");
	ffir_interface_release(&all);
	free(text);
	caught_end(&c);
}

static void keeps_each_order(void)
{
	struct caught c;
	caught_start(&c);
	char *text = merged_2(&c, A(CONSTANT("X", "1", "a") CONSTANT("Y", "1", "a") CONSTANT("Z", "1", "a")),
			      B(CONSTANT("X", "1", "b") CONSTANT("W", "1", "b") CONSTANT("Z", "1", "b")));
	const char *x = strstr(text, "#X"), *w = strstr(text, "#W"), *y = strstr(text, "#Y"),
		   *z = strstr(text, "#Z");
	CU_ASSERT_TRUE(x && w && y && z && x < w && x < y && w < z && y < z);
	free(text);
	caught_end(&c);
}

/* ---- the same in any order ---- */

#define BODY(target, size)                                                                                   \
	"<library name='lib." target "' soname='" target ".so'/>" POINT(PLACED(target, size))                \
		CONSTANT("N", size, target) FUNCTION("f", INT, target)                                       \
			FUNCTION("only_" target, LONG, target) "<unit name='u.c' target='" target "'/>"

static void merges_in_any_order_to_the_same(void)
{
	static const char *const texts[] = {A(BODY("a", "8")), B(BODY("b", "4")), C(BODY("c", "8"))};
	static const size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	struct caught c;
	caught_start(&c);
	char *expected = merged(&c, texts, 3);
	CU_ASSERT_EQUAL(count(expected, "<target "), 3);
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		const char *const in_order[] = {texts[orders[i][0]], texts[orders[i][1]],
						texts[orders[i][2]]};
		char *all = merged(&c, in_order, 3), *two = merged(&c, in_order, 2);
		char *then = merged_2(&c, two, in_order[2]),
		     *again = merged(&c, (const char *const *)&all, 1);
		CU_ASSERT_STRING_EQUAL(all, expected);
		CU_ASSERT_STRING_EQUAL(then, expected);
		CU_ASSERT_STRING_EQUAL(again, expected);
		free(all);
		free(two);
		free(then);
		free(again);
	}
	ASSERT_SAID(&c, "");
	free(expected);
	caught_end(&c);
}

static void gives_each_target_back_what_it_said(void)
{
	static const char *const texts[] = {A(BODY("a", "8")), B(BODY("b", "4")), C(BODY("c", "8"))};
	struct caught c;
	caught_start(&c);
	char *text = merged(&c, texts, 3);
	struct ffir_interface all = {0};
	CU_ASSERT_TRUE_FATAL(read_all(&c, text, &all));
	CU_ASSERT_EQUAL_FATAL(all.n_modules, 3);
	for (size_t i = 0; i < 3; i++) {
		struct ffir_module *m = ffir_read_memory(texts[i], strlen(texts[i]), "in.xml", &c.diag);
		struct ffir_buf before = {0}, after = {0};
		m->library.name = "lib";
		ffir_write_document(&before, m);
		ffir_write_document(&after, all.modules[i]);
		CU_ASSERT_STRING_EQUAL(after.text, before.text);
		ffir_buf_release(&before);
		ffir_buf_release(&after);
		ffir_module_free(m);
	}
	ffir_interface_release(&all);
	free(text);
	caught_end(&c);
}

/* ---- the library ---- */

static void names_what_files_have_in_front(void)
{
	static const char *const cases[][3] = {{"foo.x86-64", "foo.aarch64", "foo"},
					       {"foo.arm", "foo.aarch64", "foo"},
					       {"foo-arm", "foo", "foo"},
					       {"foo", "foo", "foo"},
					       {"x86", "arm", "arm"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct caught c;
		char a[400], b[400], name[40];
		snprintf(a, sizeof a, A("<library name='%s'/>"), cases[i][0]);
		snprintf(b, sizeof b, B("<library name='%s'/>"), cases[i][1]);
		snprintf(name, sizeof name, "<library name=\"%s\"/>", cases[i][2]);
		caught_start(&c);
		char *text = merged_2(&c, a, b);
		ASSERT_HAS(text, name);
		free(text);
		caught_end(&c);
	}
}

static void keeps_the_soname_of_each(void)
{
	struct caught c;
	caught_start(&c);
	char *text = merged_2(&c, A("<library name='z' soname='libz.so.1'/>"),
			      B("<library name='z' soname='zlib1.dll'/>"));
	ASSERT_HAS(text, "<library targets=\"a\" name=\"z\" soname=\"libz.so.1\"/>");
	ASSERT_HAS(text, "<library targets=\"b\" name=\"z\" soname=\"zlib1.dll\"/>");
	free(text);
	caught_end(&c);
}

static void refuses_two_libraries(void)
{
	struct caught c;
	caught_start(&c);
	free(merged_2(&c, A("<library name='y' file='y.h' at='1'/>"),
		      B("<library name='z' file='z.h' at='2'/>")));
	ASSERT_SAID(&c, "z.h:2: error: the inputs are of different libraries: their names are 'y' and 'z'; "
			"give those of one library\ny.h:1: note: the other one is here\n");
	caught_end(&c);
	caught_start(&c);
	free(merged_2(&c, A("<library name='z' version='1' file='z.h' at='1'/>"),
		      B("<library name='z' version='2' file='z.h' at='1'/>")));
	ASSERT_SAYS(&c, "their versions are '1' and '2'");
	caught_end(&c);
}

/* ---- reading ---- */

static void refused(const char *text, const char *said)
{
	struct caught c;
	struct ffir_interface all = {0};
	caught_start(&c);
	CU_ASSERT_FALSE(read_all(&c, text, &all));
	CU_ASSERT_EQUAL(all.n_modules, 0);
	ASSERT_SAID(&c, said);
	ffir_interface_release(&all);
	caught_end(&c);
}

static void refuses_a_target_twice(void)
{
	refused(DOCUMENT(TARGET("a", "little", "8") "\n" TARGET("a", "big", "8")),
		"in.xml:2: error: target 'a' is described a second time\n");
	refused(DOCUMENT(TARGET("a b", "little", "8") TARGET("c", "big", "8")),
		"in.xml:1: error: the id of a target holds no blanks, as 'a b' does\n");
}

static void refuses_facts_of_a_target_that_is_not_described(void)
{
	refused(AB("\n" CONSTANT("N", "1", "a c")),
		"in.xml:2: error: target 'c' is not described in this document\n"
		"in.xml:2: error: '#N' has no facts of target 'b', which it is on\n");
	refused(AB("\n<alias id='t' targets='c'>" INT "</alias>"),
		"in.xml:2: error: target 'c' is not described in this document\n");
	refused(AB("\n<library name='z' targets='c'/>"),
		"in.xml:2: error: target 'c' is not described in this document\n");
	refused(AB("\n<unit name='u.c' target='c'/>"),
		"in.xml:2: error: target 'c' is not described in this document\n");
	refused(AB("\n<unit name='u.c'/>"), "in.xml:2: error: 'unit' needs the attribute 'target'\n");
	refused(A("\n" CONSTANT("N", "1", "a c")),
		"in.xml:2: error: target 'c' is not described in this document\n");
}

static void refuses_facts_that_are_missing(void)
{
	refused(AB("\n" CONSTANT("N", "1", "a")),
		"in.xml:2: error: '#N' has no facts of target 'b', which it is on\n");
	refused(AB("\n" POINT(PLACED("b", "4"))),
		"in.xml:2: error: 'struct p' has no facts of target 'a', which it is on\n");
	refused(AB("\n<function id='f'><result>" INT "</result><param name='p'><pointer>" INT
		   "</pointer><annotation name='array' by='declared'><arg>N</arg>\n<on target='a' arg='1' "
		   "value='2'/></annotation></param></function>"),
		"in.xml:3: error: argument 1 of 'array' has no value on target 'b'\n");
}

static void refuses_facts_twice(void)
{
	refused(AB("\n<constant id='#N' from='macro'>" INT "<on target='a b' value='1'/>\n"
		   "<on target='b' value='2'/></constant>"),
		"in.xml:3: error: '#N' has facts of target 'b' a second time\n");
	refused(AB("\n" CONSTANT("N", "1", "a a")),
		"in.xml:2: error: attribute 'target' names target 'a' twice\n"
		"in.xml:2: error: '#N' has no facts of target 'b', which it is on\n");
	refused(AB("\n<alias id='t' targets='a'>" INT "</alias>\n<alias id='t'>" LONG "</alias>"),
		"in.xml:3: error: 't' is declared twice\nin.xml:2: note: here for the first time\n");
}

static void says_once_what_is_wrong_with_a_shape(void)
{
	refused(AB("\n<alias id='t'><named to='struct nowhere'/></alias>"),
		"in.xml:2: error: 't' uses 'struct nowhere', which is declared nowhere\n");
	/* What is wrong on the second target only is found. */
	refused(AB("\n<alias id='t' targets='b'>" INT "</alias><alias id='u'><named to='t'/></alias>"),
		"in.xml:2: error: 'u' uses 't', which is declared nowhere\n");
}

static void one_module_is_chosen(void)
{
	struct caught c;
	struct ffir_interface all = {0};
	const char *text = DOCUMENT(TARGET("arm-linux", "little", "4") TARGET("arm-none", "little", "4")
					    TARGET("x86", "little", "8"));
	caught_start(&c);
	CU_ASSERT_TRUE_FATAL(read_all(&c, text, &all));
	CU_ASSERT_PTR_EQUAL(ffir_interface_choose(&all, "x86", NULL, &c.diag), all.modules[2]);
	CU_ASSERT_PTR_EQUAL(ffir_interface_choose(&all, "arm-l", NULL, &c.diag), all.modules[0]);
	ASSERT_SAID(&c, "");
	CU_ASSERT_PTR_NULL(ffir_interface_choose(&all, "arm", "in.xml", &c.diag));
	CU_ASSERT_PTR_NULL(ffir_interface_choose(&all, "mips", "in.xml", &c.diag));
	CU_ASSERT_PTR_NULL(ffir_interface_choose(&all, NULL, "in.xml", &c.diag));
	ASSERT_SAID(&c, "in.xml: error: 'arm' begins the names of several targets: 'arm-linux', 'arm-none', "
			"'x86'; say more\n"
			"in.xml: error: there is nothing of target 'mips' here, but of 'arm-linux', "
			"'arm-none', 'x86'\n"
			"in.xml: error: this is an interface of several targets, 'arm-linux', 'arm-none', "
			"'x86'; choose one with '--target'\n");
	ffir_interface_release(&all);
	caught_end(&c);
}

/* ---- notes ---- */

static void notes_may_be_about_one_target(void)
{
	static const char notes[] = "<notes version='1.0'><function id='only_a'/><function id='only_b'/>"
				    "\n<function id='nowhere'/></notes>";
	char path[] = "/tmp/ffi-targets-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	struct caught c;
	struct ffir_interface all = {0};
	fputs(notes, file);
	fclose(file);
	caught_start(&c);
	char *text = merged_2(&c, A(BODY("a", "8")), B(BODY("b", "4")));
	CU_ASSERT_TRUE_FATAL(read_all(&c, text, &all));
	struct ffir_module *said = ffir_read_notes(path, &c.diag);
	CU_ASSERT_PTR_NOT_NULL_FATAL(said);
	CU_ASSERT_TRUE(ffir_notes_apply_to(&all, said, &c.diag));
	CU_ASSERT_EQUAL(c.diag.warnings, 2);
	CU_ASSERT_EQUAL(count(caught_text(&c), "'nowhere'"), 1);
	CU_ASSERT_EQUAL(count(caught_text(&c), "only_"), 0);
	ffir_module_free(said);
	ffir_interface_release(&all);
	remove(path);
	free(text);
	caught_end(&c);
}

CU_TestInfo targets_tests[] = {
	TEST(shares_what_is_the_same),
	TEST(keeps_apart_what_differs),
	TEST(a_kind_may_differ),
	TEST(places_and_docs_are_no_shape),
	TEST(values_of_annotations_are_facts),
	TEST(keeps_each_order),
	TEST(merges_in_any_order_to_the_same),
	TEST(gives_each_target_back_what_it_said),
	TEST(names_what_files_have_in_front),
	TEST(keeps_the_soname_of_each),
	TEST(refuses_two_libraries),
	TEST(refuses_a_target_twice),
	TEST(refuses_facts_of_a_target_that_is_not_described),
	TEST(refuses_facts_that_are_missing),
	TEST(refuses_facts_twice),
	TEST(says_once_what_is_wrong_with_a_shape),
	TEST(one_module_is_chosen),
	TEST(notes_may_be_about_one_target),
	CU_TEST_INFO_NULL,
};
