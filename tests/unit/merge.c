/*
 * Merge: what several units or documents said of one library.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/suites.h"
#include "tests/unit/support.h"

#include "ir/domain.h"
#include "ir/load.h"
#include "ir/merge.h"

#define TARGET                                                                                               \
	"<target id='x86_64-linux-gnu' compiler='GCC' endian='little' char='signed' flags=''>"               \
	"<basic name='int' size='4' align='4' signed='yes'/><basic name='long' size='8' align='8' "          \
	"signed='yes'/>"                                                                                     \
	"<basic name='void*' size='8' align='8'/></target>"
#define ON "<on target='x86_64-linux-gnu' "
#define FN(id, file, line, param)                                                                            \
	"<function id='" id "' file='" file "' at='" line                                                    \
	"' defined='yes'><result><int name='int'/></result>" param ON "symbol='" id                          \
	"' visibility='default' convention='c'/></function>"
#define BODY(type, size)                                                                                     \
	"<field name='x'><int name='" type "'/></field>" ON "size='" size "' align='" size "' offsets='0'/>"
#define RECORD(id, file, line, body)                                                                         \
	"<record id='" id "' kind='struct' file='" file "' at='" line "'>" body "</record>"
#define OPAQUE(id, file, line)                                                                               \
	"<record id='" id "' kind='struct' file='" file "' at='" line "' opaque='yes'/>"
#define INT(name)	"<param name='" name "'><int name='int'/></param>"
#define PTR(name, to)	"<param name='" name "'><pointer><named to='" to "'/></pointer></param>"
#define VALUE(name, to) "<param name='" name "'><named to='" to "'/></param>"

static struct ffir_module *read_target(struct caught *c, const char *target, const char *body)
{
	struct ffir_buf text = {0};
	ffir_buf_printf(&text, "<interface version='1.0'>%s%s</interface>", target, body);
	struct ffir_module *m = ffir_read_memory(text.text, text.size, "test.xml", &c->diag);
	ffir_buf_release(&text);
	if (!m)
		printf("# %s", caught_text(c));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	return m;
}

/* A merged with B, or NULL; either is a document without its target. */
static struct ffir_module *merge(struct caught *c, const char *a, const char *b)
{
	caught_start(c);
	struct ffir_module *into = read_target(c, TARGET, a);
	if (ffir_merge(into, read_target(c, TARGET, b), &c->diag))
		return into;
	ffir_module_free(into);
	return NULL;
}

static void merge_end(struct caught *c, struct ffir_module *m)
{
	ffir_module_free(m);
	caught_end(c);
}

static void folds_equal_declarations(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c, RECORD("struct p", "p.h", "1", BODY("int", "4")) FN("f", "p.h", "2", INT("a")),
		      RECORD("struct p", "../p.h", "1", BODY("int", "4")) FN("g", "p.h", "3", INT("a")));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_EQUAL(m->n_decls, 3);
	CU_ASSERT_STRING_EQUAL(ffir_module_find(m, "struct p")->at.file, "p.h");
	ASSERT_SAID(&c, "");
	merge_end(&c, m);
}

static void names_both_places_of_a_conflict(void)
{
	struct caught c;
	struct ffir_module *m = merge(
		&c,
		RECORD("struct p", "p.h", "1",
		       BODY("int",
			    "4")) "<unit name='a.c'><has key='struct p' hash='0000000000000001'/></unit>",
		RECORD("struct p", "q.h", "7",
		       BODY("long",
			    "8")) "<unit name='b.c'><has key='struct p' hash='0000000000000002'/></unit>");
	CU_ASSERT_PTR_NULL(m);
	ASSERT_SAID(&c, "q.h:7: error: conflicting declarations of 'struct p': field 'x' is 'long' in 'b.c', "
			"'int' in 'a.c'\n"
			"p.h:1: note: the other declaration of 'struct p'\n");
	merge_end(&c, m);
}

static void tells_what_differs(void)
{
	static const struct {
		const char *a, *b, *said;
	} cases[] = {
		{FN("f", "a.h", "1", INT("a")), FN("f", "b.h", "1", INT("a") INT("b")),
		 "the number of parameters is 2 here, 1 there"},
		{FN("f", "a.h", "1", INT("a")),
		 FN("f", "b.h", "1", "<param name='a'><int name='long'/></param>"),
		 "parameter 1 is 'long' here, 'int' there"},
		{FN("f", "a.h", "1", ""), "<alias id='f' file='b.h' at='1'><int name='int'/></alias>",
		 "it is a typedef here, a function there"},
		{"<enumeration id='enum e' file='a.h' at='1'><enumerator name='A' value='0'/>" ON
		 "size='4' signed='no'/></enumeration>",
		 "<enumeration id='enum e' file='b.h' at='1'><enumerator name='A' value='1'/>" ON
		 "size='4' signed='no'/></enumeration>",
		 "'A' is 1 here, 0 there"},
		{"<constant id='#N' from='macro' file='a.h' at='1'><int name='int'/>" ON
		 "value='1'/></constant>",
		 "<constant id='#N' from='macro' file='b.h' at='1'><int name='int'/>" ON
		 "value='2'/></constant>",
		 "its value is 2 here, 1 there"},
		{"<alias id='t' file='a.h' at='1'><int name='int'/></alias>",
		 "<alias id='t' file='b.h' at='1'><int name='long'/></alias>",
		 "it is 'long' here, 'int' there"},
		{RECORD("struct p", "a.h", "1", BODY("int", "4")),
		 "<record id='struct p' kind='union' file='b.h' at='1'>" BODY("int", "4") "</record>",
		 "it is a union here, a struct there"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct caught c;
		struct ffir_module *m = merge(&c, cases[i].a, cases[i].b);
		CU_ASSERT_PTR_NULL(m);
		ASSERT_SAYS(&c, cases[i].said);
		merge_end(&c, m);
	}
}

static void refuses_two_targets(void)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *a = read_target(&c, TARGET, "");
	struct ffir_module *b =
		read_target(&c,
			    "<target id='aarch64-linux-gnu' endian='little' char='unsigned'><basic "
			    "name='void*' size='8' align='8'/></target>",
			    "");
	CU_ASSERT_FALSE(ffir_merge(a, b, &c.diag));
	ASSERT_SAID(&c, "test: error: these inputs cannot be one: they are for different targets, "
			"'x86_64-linux-gnu' and 'aarch64-linux-gnu'\n");
	merge_end(&c, a);
}

static void refuses_flags_that_change_a_type(void)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *a = read_target(&c, TARGET, "");
	struct ffir_module *b =
		read_target(&c,
			    "<target id='x86_64-linux-gnu' endian='little' char='signed'><basic name='long' "
			    "size='4' align='4'/><basic name='void*' size='8' align='8'/></target>",
			    "");
	CU_ASSERT_FALSE(ffir_merge(a, b, &c.diag));
	ASSERT_SAYS(&c, "'long' is not the same type in all of them");
	merge_end(&c, a);
}

static void refuses_two_libraries(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c, "<library name='a' file='a.h' at='1'/>", "<library name='b' file='b.h' at='1'/>");
	CU_ASSERT_PTR_NULL(m);
	ASSERT_SAYS(&c, "b.h:1: error: the inputs are of different libraries: their names are 'a' and 'b'");
	merge_end(&c, m);
}

static void prefers_a_library_name_that_was_said(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c, "<library name='file'/>", "<library name='said' file='b.h' at='1'/>");
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_STRING_EQUAL(m->library.name, "said");
	merge_end(&c, m);
}

/* ---- opaque records ---- */

#define PRIVATE                                                                                              \
	RECORD("struct state", "private.h", "9",                                                             \
	       "<field name='i'><pointer><named to='struct inner'/></pointer></field>" ON                    \
	       "size='8' align='8' offsets='0'/>")                                                           \
	RECORD("struct inner", "private.h", "3", BODY("int", "4"))

static void lets_opaque_win_and_drops_what_only_the_body_needed(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c, PRIVATE FN("f", "lib.h", "1", PTR("s", "struct state")),
		      OPAQUE("struct state", "lib.h", "0") FN("g", "lib.h", "2", PTR("s", "struct state")));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	const struct ffir_decl *state = ffir_module_find(m, "struct state");
	CU_ASSERT_TRUE(state->opaque);
	CU_ASSERT_EQUAL(state->n_fields, 0);
	CU_ASSERT_PTR_NULL(ffir_decl_on(state));
	CU_ASSERT_PTR_NULL(ffir_module_find(m, "struct inner"));
	CU_ASSERT_TRUE(ffir_validate(m, &c.diag));
	merge_end(&c, m);
}

static void keeps_public_types_that_a_dropped_body_needed(void)
{
	struct caught c;
	struct ffir_module *m = merge(&c, PRIVATE FN("f", "private.h", "1", PTR("s", "struct state")),
				      OPAQUE("struct state", "lib.h", "1"));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_PTR_NOT_NULL(ffir_module_find(m, "struct inner"));
	merge_end(&c, m);
}

static void obeys_a_unit_that_lists_an_incomplete_record(void)
{
	struct caught c;
	struct ffir_module *m = merge(&c, PRIVATE, "<unit name='b.c'><opaque key='struct state'/></unit>");
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_TRUE(ffir_module_find(m, "struct state")->opaque);
	merge_end(&c, m);
}

static void keeps_a_body_that_travels_by_value(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c, OPAQUE("struct p", "lib.h", "1"),
		      RECORD("struct p", "lib.h", "3",
			     BODY("int", "4")) "<alias id='p_t' file='lib.h' at='4'><named to='struct "
					       "p'/></alias>" FN("f", "lib.h", "5", VALUE("p", "p_t")));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_FALSE(ffir_module_find(m, "struct p")->opaque);
	CU_ASSERT_EQUAL(ffir_module_find(m, "struct p")->n_fields, 1);
	merge_end(&c, m);
}

static void keeps_a_body_that_an_array_needs(void)
{
	struct caught c;
	struct ffir_module *m = merge(
		&c, OPAQUE("struct p", "lib.h", "1"),
		RECORD("struct p", "lib.h", "3",
		       BODY("int", "4")) "<alias id='triple' file='lib.h' at='4'><array count='3'><named "
					 "to='struct p'/></array></alias>");
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_FALSE(ffir_module_find(m, "struct p")->opaque);
	CU_ASSERT_TRUE(ffir_validate(m, &c.diag));
	merge_end(&c, m);
}

static void keeps_a_body_that_is_exported_by_name(void)
{
	struct caught c;
	struct ffir_module *m = merge(
		&c,
		RECORD("struct p", "lib.h", "3",
		       "<annotation name='export' by='declared' file='lib.h' at='3'/>" BODY("int", "4")),
		OPAQUE("struct p", "lib.h", "1"));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_FALSE(ffir_module_find(m, "struct p")->opaque);
	merge_end(&c, m);
}

/* ---- names, docs, annotations, evidence ---- */

static void takes_names_and_docs_from_the_header(void)
{
	struct caught c;
	struct ffir_module *m = merge(
		&c,
		"<function id='f' file='f.c' at='9' "
		"defined='yes'><doc><brief>Inside.</brief></doc><result><int "
		"name='int'/></result>" INT("number") INT("count") ON
		"symbol='f' visibility='default' convention='c' arguments='di:4 si:4'/></function><unit "
		"name='f.c'/>",
		"<function id='f' file='f.h' at='2' "
		"defined='no'><doc><brief>Outside.</brief></doc><result><int "
		"name='int'/></result>" INT(
			"n") "<param name='#2'><int name='int'/><annotation name='default' by='declared' "
			     "file='f.h' at='2'><arg>3</arg></annotation></param></function>");
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	const struct ffir_decl *f = ffir_module_find(m, "f");
	CU_ASSERT_STRING_EQUAL(f->doc->brief, "Outside.");
	CU_ASSERT_STRING_EQUAL(f->at.file, "f.h");
	CU_ASSERT_STRING_EQUAL(f->function->params[0].name, "n");
	CU_ASSERT_STRING_EQUAL(f->function->params[1].name, "count");
	CU_ASSERT_EQUAL(f->on[0].call->n_arguments, 2);
	CU_ASSERT_EQUAL(f->function->params[1].n_annotations, 1);
	CU_ASSERT_TRUE(f->defined);
	merge_end(&c, m);
}

#define ARRAY(name, by, file, line, arg)                                                                     \
	"<param name='" name "'><pointer><int name='int'/></pointer><annotation name='array' by='" by        \
	"' file='" file "' at='" line "'><arg>" arg "</arg></annotation></param>"

static void renames_parameters_where_annotations_name_them(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c,
		      FN("f", "f.c", "9",
			 ARRAY("v", "declared", "f.c", "9", "len") INT("len")) "<unit name='f.c'/>",
		      FN("f", "f.h", "2", ARRAY("values", "declared", "f.h", "2", "v") INT("v")));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	const struct ffir_function_type *f = ffir_module_find(m, "f")->function;
	CU_ASSERT_STRING_EQUAL(f->params[0].name, "values");
	CU_ASSERT_STRING_EQUAL(f->params[1].name, "v");
	CU_ASSERT_EQUAL(f->params[0].n_annotations, 1);
	CU_ASSERT_STRING_EQUAL(f->params[0].annotations[0].args[0].text, "v");
	merge_end(&c, m);
}

static void lets_the_greater_authority_win(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c, FN("f", "f.h", "2", ARRAY("v", "noted", "n.xml", "2", "a") INT("a") INT("b")),
		      FN("f", "f.h", "2", ARRAY("v", "declared", "f.h", "2", "b") INT("a") INT("b")));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	const struct ffir_param *v = &ffir_module_find(m, "f")->function->params[0];
	CU_ASSERT_EQUAL(v->n_annotations, 1);
	CU_ASSERT_STRING_EQUAL(v->annotations[0].args[0].text, "b");
	CU_ASSERT_EQUAL(v->annotations[0].by, FFIR_BY_DECLARED);
	merge_end(&c, m);
}

static void refuses_annotations_that_contradict(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c, FN("f", "f.h", "2", ARRAY("v", "declared", "f.h", "2", "a") INT("a") INT("b")),
		      FN("f", "g.h", "4", ARRAY("v", "declared", "g.h", "4", "b") INT("a") INT("b")));
	CU_ASSERT_PTR_NULL(m);
	ASSERT_SAID(&c, "g.h:4: error: conflicting annotations of parameter 'v' of 'f': 'array(b)' here, "
			"'array(a)' there\n"
			"f.h:2: note: the other annotation\n");
	merge_end(&c, m);
}

static void keeps_words_that_may_repeat(void)
{
	struct caught c;
#define CLASS(name)                                                                                          \
	RECORD("struct p", "p.h", "1",                                                                       \
	       "<annotation name='service_as' by='declared' file='p.h' at='1'><arg>" name                    \
	       "</arg></annotation>" BODY("int", "4"))
	struct ffir_module *m = merge(&c, CLASS("A"), CLASS("B"));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_EQUAL(ffir_module_find(m, "struct p")->n_annotations, 2);
	merge_end(&c, m);
}

static void hands_the_evidence_of_units_out(void)
{
	struct caught c;
	struct ffir_module *m =
		merge(&c, FN("f", "f.h", "2", PTR("p", "struct p")) OPAQUE("struct p", "f.h", "1"),
		      "<unit name='f.c'><evidence key='f' param='p' name='not-written' from='GCC'/><evidence "
		      "key='f' name='calls-nothing-unknown' from='GCC'/>"
		      "<evidence key='f' param='gone' name='x' from='GCC'/><evidence key='gone' name='x' "
		      "from='GCC'/></unit>");
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	ffir_settle_evidence(m);
	ffir_settle_evidence(m);
	const struct ffir_decl *f = ffir_module_find(m, "f");
	CU_ASSERT_EQUAL(f->n_evidence, 1);
	CU_ASSERT_EQUAL_FATAL(f->function->params[0].n_evidence, 1);
	CU_ASSERT_STRING_EQUAL(f->function->params[0].evidence[0].name, "not-written");
	merge_end(&c, m);
}

#define DOMAIN(codes)                                                                                        \
	"<domain id='domain/E' file='e.h' at='1'><annotation name='enum' by='declared' "                     \
	"file='e.h' at='1'><arg>E</arg><arg>E_*,F</arg></annotation>" codes "</domain>"
#define CONSTANT(name, value)                                                                                \
	"<constant id='#" name "' from='macro' file='e.h' at='2'><int name='int'/>" ON "value='" value       \
	"'/></constant>"
#define CODE(name, value) "<enumerator name='" name "' value='" value "'/>"

static void joins_the_codes_of_a_domain(void)
{
	struct caught c;
	struct ffir_module *m = merge(&c, DOMAIN(CODE("E_A", "1") CODE("E_C", "3")),
				      DOMAIN(CODE("E_B", "2") CODE("E_A", "1")));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_EQUAL(ffir_module_find(m, "domain/E")->n_enumerators, 3);
	merge_end(&c, m);
	m = merge(&c, DOMAIN(CODE("E_A", "1")), DOMAIN(CODE("E_A", "2")));
	CU_ASSERT_PTR_NULL(m);
	ASSERT_SAYS(&c, "'E_A' is 2 here, 1 there");
	merge_end(&c, m);
}

static void fills_a_domain_by_its_globs(void)
{
	struct caught c;
	struct ffir_module *m = merge(&c, DOMAIN("") CONSTANT("E_B", "2"),
				      DOMAIN("") CONSTANT("E_A", "1") CONSTANT("X", "9"));
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	ffir_fill_domains(m, &c.diag);
	const struct ffir_decl *domain = ffir_module_find(m, "domain/E");
	CU_ASSERT_EQUAL_FATAL(domain->n_enumerators, 2);
	CU_ASSERT_STRING_EQUAL(domain->enumerators[0].name, "E_B");
	CU_ASSERT_STRING_EQUAL(domain->enumerators[1].value.text, "1");
	ASSERT_SAID(&c, "e.h:1: warning: no constant of the interface matches 'F'\n");
	merge_end(&c, m);
}

static void merges_many_in_any_order_to_the_same(void)
{
	static const char *const parts[] = {
		PRIVATE FN(
			"f", "lib.h", "1",
			PTR("s",
			    "struct state")) "<unit name='a.c'><has key='f' hash='0000000000000001'/></unit>",
		OPAQUE("struct state", "lib.h", "0") FN(
			"g", "lib.h", "2",
			PTR("s",
			    "struct state")) "<unit name='b.c'><has key='g' hash='0000000000000002'/></unit>",
		PRIVATE FN(
			"h", "lib.h", "3",
			PTR("s",
			    "struct state")) "<unit name='c.c'><has key='h' hash='0000000000000003'/></unit>",
	};
	static const unsigned orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
					     {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		struct caught c;
		struct ffir_module *m = merge(&c, parts[orders[i][0]], parts[orders[i][1]]);
		CU_ASSERT_PTR_NOT_NULL_FATAL(m);
		CU_ASSERT_TRUE(ffir_merge(m, read_target(&c, TARGET, parts[orders[i][2]]), &c.diag));
		CU_ASSERT_TRUE(ffir_module_find(m, "struct state")->opaque);
		CU_ASSERT_PTR_NULL(ffir_module_find(m, "struct inner"));
		CU_ASSERT_EQUAL(m->n_decls, 4);
		CU_ASSERT_EQUAL(m->n_units, 3);
		merge_end(&c, m);
	}
}

CU_TestInfo merge_tests[] = {
	TEST(folds_equal_declarations),
	TEST(names_both_places_of_a_conflict),
	TEST(tells_what_differs),
	TEST(refuses_two_targets),
	TEST(refuses_flags_that_change_a_type),
	TEST(refuses_two_libraries),
	TEST(prefers_a_library_name_that_was_said),
	TEST(lets_opaque_win_and_drops_what_only_the_body_needed),
	TEST(keeps_public_types_that_a_dropped_body_needed),
	TEST(obeys_a_unit_that_lists_an_incomplete_record),
	TEST(keeps_a_body_that_travels_by_value),
	TEST(keeps_a_body_that_an_array_needs),
	TEST(keeps_a_body_that_is_exported_by_name),
	TEST(takes_names_and_docs_from_the_header),
	TEST(renames_parameters_where_annotations_name_them),
	TEST(lets_the_greater_authority_win),
	TEST(refuses_annotations_that_contradict),
	TEST(keeps_words_that_may_repeat),
	TEST(hands_the_evidence_of_units_out),
	TEST(joins_the_codes_of_a_domain),
	TEST(fills_a_domain_by_its_globs),
	TEST(merges_many_in_any_order_to_the_same),
	CU_TEST_INFO_NULL,
};
