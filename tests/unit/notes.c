/*
 * Note files: what they add, who wins, and what is said of mistakes.
 *
 * SPDX-License-Identifier: MIT
 */
#include <unistd.h>

#include "tests/unit/suites.h"
#include "tests/unit/support.h"

#include "ir/nearest.h"
#include "ir/notes.h"
#include "ir/noting.h"

#define ON "<on target='x86_64-linux-gnu' "
#define CONSTANT(name, value)                                                                                \
	"<constant id='#" name "' from='macro' file='z.h' at='1'><int name='int'/>" ON "value='" value       \
	"'/></constant>"

/* A little of everything, in the manner of zlib. */
static const char library[] =
	"<interface version='1.0'><target id='x86_64-linux-gnu' endian='little' char='signed'><basic "
	"name='int' size='4' align='4' signed='yes'/><basic name='void*' size='8' "
	"align='8'/></target>" CONSTANT("Z_OK", "0") CONSTANT("Z_END", "1") CONSTANT("Z_MEM_ERROR", "-4")
		CONSTANT("Z_BUF_ERROR", "-5") CONSTANT(
			"sizeof(int)",
			"4") "<enumeration id='enum mode' file='z.h' at='2'><enumerator name='FAST' "
			     "value='7'/>" ON
			     "size='4' signed='no'/></enumeration><record id='struct stream_s' kind='struct' "
			     "file='z.h' at='3'><field name='next'><pointer><int "
			     "name='int'/></pointer></field><field name='avail'><int "
			     "name='int'/></field><field "
			     "name='hook'><pointer><function><result><void/></result><param "
			     "name='user'><pointer><void/></pointer></param></function></pointer></field>" ON
			     "size='24' align='8' offsets='0 8 16'/></record>"
			     "<alias id='stream' file='z.h' at='4'><named to='struct stream_s'/></alias>"
			     "<alias id='row_fn' file='z.h' at='5'><pointer><function><result><int "
			     "name='int'/></result><param "
			     "name='user'><pointer><void/></pointer></param></function></pointer></alias>"
			     "<function id='pack' file='z.h' at='6' defined='no'><result><int "
			     "name='int'/></result>"
			     "<param name='dest'><pointer><int name='int'/></pointer></param>"
			     "<param name='len'><int name='int'/></param>"
			     "<param name='source'><pointer><int name='int'/></pointer><annotation "
			     "name='nonnull' by='standard' file='z.h' at='6'/></param></function>"
			     "<function id='pack2' file='z.h' at='7' defined='no'><result><int "
			     "name='int'/></result>"
			     "<param name='dest'><pointer><int name='int'/></pointer></param><param "
			     "name='#2'><int name='int'/></param></function>"
			     "<function id='each' file='z.h' at='8' defined='no'><result><int "
			     "name='int'/></result><param name='f'><named to='row_fn'/></param>"
			     "<param name='g'><pointer><function><result><void/></result><param "
			     "name='ctx'><pointer><void/></pointer></param></function></pointer></param>"
			     "<param name='user'><pointer><void/></pointer></param></function>"
			     "<function id='bound' file='z.h' at='9' defined='no'><result><int "
			     "name='int'/></result><param name='n'><int name='int'/></param></function>"
			     "<function id='fill' file='z.h' at='10' defined='no'><result><int "
			     "name='int'/></result>"
			     "<param name='to'><pointer><int name='int'/></pointer>"
			     "<annotation name='out' by='standard' file='z.h' at='10'/>"
			     "<annotation name='array' by='standard' "
			     "file='z.h' at='10'><arg>n</arg></annotation></param>"
			     "<param name='n'><int name='int'/></param></function>"
			     "</interface>";

struct noted {
	struct caught c;
	struct ffir_module *m;
	bool fine;
};

static struct ffir_module *read_notes(const char *text, struct diag *d)
{
	char path[] = "/tmp/ffi-notes-XXXXXX";
	int fd = mkstemp(path);
	CU_ASSERT_NOT_EQUAL_FATAL(fd, -1);
	struct ffir_buf all = {0};
	ffir_buf_printf(&all, "<notes version='1.0'>\n%s\n</notes>", text);
	CU_ASSERT_EQUAL(write(fd, all.text, all.size), (ssize_t)all.size);
	close(fd);
	struct ffir_module *notes = ffir_read_notes(path, d);
	unlink(path);
	ffir_buf_release(&all);
	return notes;
}

static void add_notes(struct noted *n, const char *text)
{
	struct ffir_module *notes = read_notes(text, &n->c.diag);
	n->fine = n->fine && notes && ffir_notes_apply(n->m, notes, &n->c.diag);
	ffir_module_free(notes);
}

/* TEXT is in line 2 of its file. */
static void note(struct noted *n, const char *text)
{
	caught_start(&n->c);
	n->fine = true;
	n->m = ffir_read_memory(library, sizeof library - 1, "z.xml", &n->c.diag);
	if (!n->m)
		printf("# %s", caught_text(&n->c));
	CU_ASSERT_PTR_NOT_NULL_FATAL(n->m);
	add_notes(n, text);
}

static void note_end(struct noted *n)
{
	ffir_module_free(n->m);
	caught_end(&n->c);
}

static struct ffir_param *param(struct noted *n, const char *function, size_t i)
{
	return &ffir_module_find(n->m, function)->function->params[i];
}

#define ANNOTATION(name, args) "<annotation name='" name "'>" args "</annotation>"
#define ARG(text)	       "<arg>" text "</arg>"
#define PARAM(name, inner)     "<param name='" name "'>" inner "</param>"
#define FUNCTION(id, inner)    "<function id='" id "'>" inner "</function>"

/* ---- globs ---- */

static void matches_globs_with_alternatives(void)
{
	CU_ASSERT_TRUE(ffir_glob_match("z_*", "z_init"));
	CU_ASSERT_TRUE(ffir_glob_match("a,b?,struct c[12]", "struct c2"));
	CU_ASSERT_TRUE(ffir_glob_match(",a,", "a"));
	CU_ASSERT_FALSE(ffir_glob_match("a,b", "a,b"));
	CU_ASSERT_FALSE(ffir_glob_match("", ""));
	CU_ASSERT_FALSE(ffir_glob_match("z_", "z_init"));
}

static void finds_the_nearest_name(void)
{
	struct ffir_nearest nearest = ffir_nearest_to("compres");
	ffir_nearest_offer(&nearest, NULL);
	ffir_nearest_offer(&nearest, "uncompress");
	ffir_nearest_offer(&nearest, "compress2");
	ffir_nearest_offer(&nearest, "compress");
	CU_ASSERT_STRING_EQUAL(nearest.name, "compress");
	nearest = ffir_nearest_to("dset");
	ffir_nearest_offer(&nearest, "dest");
	CU_ASSERT_STRING_EQUAL(nearest.name, "dest");
	nearest = ffir_nearest_to("q");
	ffir_nearest_offer(&nearest, "p");
	CU_ASSERT_PTR_NULL(nearest.name);
}

/* ---- what notes add ---- */

static void adds_to_every_function_that_a_glob_matches(void)
{
	struct noted n;
	note(&n, FUNCTION("pack*", ANNOTATION("leaf", "") PARAM("dest", ANNOTATION("out", ""))
					   PARAM("source", ANNOTATION("utf8", ""))));
	CU_ASSERT_TRUE(n.fine);
	ASSERT_SAID(&n.c, "");
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "pack")->n_annotations, 1);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "pack2")->n_annotations, 1);
	CU_ASSERT_EQUAL_FATAL(param(&n, "pack2", 0)->n_annotations, 1);
	CU_ASSERT_EQUAL(param(&n, "pack2", 0)->annotations[0].word, FFIR_W_OUT);
	CU_ASSERT_EQUAL(param(&n, "pack2", 0)->annotations[0].by, FFIR_BY_NOTED);
	CU_ASSERT_EQUAL(param(&n, "pack2", 0)->annotations[0].at.line, 2);
	note_end(&n);
}

static void finds_unnamed_and_named_parameters_by_number(void)
{
	struct noted n;
	note(&n, FUNCTION("pack2", PARAM("dest", ANNOTATION("array", ARG("#2"))))
			 FUNCTION("pack", PARAM("#1", ANNOTATION("array", ARG("#2")))));
	CU_ASSERT_TRUE(n.fine);
	ASSERT_SAID(&n.c, "");
	CU_ASSERT_STRING_EQUAL(param(&n, "pack2", 0)->annotations[0].args[0].text, "#2");
	CU_ASSERT_STRING_EQUAL(param(&n, "pack", 0)->annotations[0].args[0].text, "len");
	note_end(&n);
}

static void keeps_what_was_declared_or_is_standard(void)
{
	struct noted n;
	note(&n, FUNCTION("pack", PARAM("source", ANNOTATION("nullable", ""))));
	CU_ASSERT_TRUE(n.fine);
	CU_ASSERT_EQUAL_FATAL(param(&n, "pack", 2)->n_annotations, 1);
	CU_ASSERT_EQUAL(param(&n, "pack", 2)->annotations[0].word, FFIR_W_NONNULL);
	CU_ASSERT_PTR_NOT_NULL(strstr(caught_text(&n.c),
				      "annotation 'nullable' is left out: an attribute in C says "
				      "'nonnull'"));
	note_end(&n);
}

static void says_more_exactly_what_is_standard(void)
{
	struct noted n;
	note(&n, FUNCTION("fill",
			  PARAM("to", ANNOTATION("out", "") ANNOTATION("buffer", ARG("n") ARG("return")))));
	CU_ASSERT_TRUE(n.fine);
	ASSERT_SAID(&n.c, "");
	const struct ffir_param *to = param(&n, "fill", 0);
	CU_ASSERT_EQUAL_FATAL(to->n_annotations, 2);
	CU_ASSERT_EQUAL(to->annotations[0].word, FFIR_W_OUT);
	CU_ASSERT_EQUAL(to->annotations[0].by, FFIR_BY_NOTED);
	CU_ASSERT_EQUAL(to->annotations[1].word, FFIR_W_BUFFER);
	note_end(&n);
}

static void lets_the_later_note_win(void)
{
	struct noted n;
	note(&n, FUNCTION("pack*", PARAM("dest", ANNOTATION("out", "") ANNOTATION("array_fixed", ARG("3"))))
			 FUNCTION("pack", PARAM("dest", ANNOTATION("inout", ""))));
	add_notes(&n, FUNCTION("pack", PARAM("dest", ANNOTATION("array_fixed", ARG("4")))));
	CU_ASSERT_TRUE(n.fine);
	const struct ffir_param *dest = param(&n, "pack", 0);
	CU_ASSERT_EQUAL_FATAL(dest->n_annotations, 2);
	CU_ASSERT_EQUAL(dest->annotations[0].word, FFIR_W_INOUT);
	CU_ASSERT_STRING_EQUAL(dest->annotations[1].args[0].value.text, "4");
	note_end(&n);
}

static void reaches_parameters_of_callbacks(void)
{
	struct noted n;
	note(&n,
	     FUNCTION(
		     "each",
		     PARAM("g",
			   ANNOTATION("user_data", ARG("user")) PARAM(
				   "ctx",
				   ANNOTATION(
					   "context",
					   "")))) "<alias id='row_fn'>" PARAM("user",
									      ANNOTATION(
										      "context",
										      "")) "</alias>"
											   "<record "
											   "id='struct "
											   "stream_s'><field "
											   "name='hook'"
											   ">" PARAM(
												   "user",
												   ANNOTATION(
													   "c"
													   "o"
													   "n"
													   "t"
													   "e"
													   "x"
													   "t",
													   "")) "</field></record>");
	CU_ASSERT_TRUE(n.fine);
	ASSERT_SAID(&n.c, "");
	CU_ASSERT_EQUAL(param(&n, "each", 1)->type->to->function->params[0].annotations[0].word,
			FFIR_W_CONTEXT);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "row_fn")->type->to->function->params[0].n_annotations, 1);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "struct stream_s")
				->fields[2]
				.type->to->function->params[0]
				.n_annotations,
			1);
	note_end(&n);
}

static void adds_to_fields_enumerators_constants_and_docs(void)
{
	struct noted n;
	note(&n,
	     "<record id='struct stream_s'><doc><brief>A stream.</brief></doc><field name='next'>" ANNOTATION(
		     "array", ARG("avail")) "</field></record>"
					    "<enumeration id='enum mode'><enumerator name='FAST'>" ANNOTATION(
						    "name", ARG("Quick")) "</enumerator></enumeration>"
									  "<constant id='#Z_*'>" ANNOTATION(
										  "since",
										  ARG("1.2")) "</constant>");
	CU_ASSERT_TRUE(n.fine);
	ASSERT_SAID(&n.c, "");
	const struct ffir_decl *stream = ffir_module_find(n.m, "struct stream_s");
	CU_ASSERT_STRING_EQUAL(stream->doc->brief, "A stream.");
	CU_ASSERT_EQUAL(stream->fields[0].n_annotations, 1);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "enum mode")->enumerators[0].n_annotations, 1);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "#Z_END")->n_annotations, 1);
	note_end(&n);
}

static void puts_kinds_of_types_on_the_record_that_an_alias_names(void)
{
	struct noted n;
	note(&n, "<alias id='stream'>" ANNOTATION("service", "") "</alias>");
	CU_ASSERT_TRUE(n.fine);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "struct stream_s")->n_annotations, 1);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "stream")->n_annotations, 0);
	note_end(&n);
}

static void takes_several_classes_over_one_struct(void)
{
	struct noted n;
	note(&n, "<record id='struct stream_s'>" ANNOTATION("service_as", ARG("In"))
			 ANNOTATION("service_as",
				    ARG("Out")) "</record>" FUNCTION("pack", ANNOTATION("method", ARG("In")))
				 FUNCTION("pack2", ANNOTATION("method", ARG("Out"))));
	CU_ASSERT_TRUE(n.fine);
	ASSERT_SAID(&n.c, "");
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "struct stream_s")->n_annotations, 2);
	note_end(&n);
}

static void drops_the_body_of_a_record_that_is_noted_opaque(void)
{
	struct noted n;
	note(&n, "<record id='struct stream_s'>" ANNOTATION("opaque", "") "</record>");
	CU_ASSERT_TRUE(n.fine);
	CU_ASSERT_TRUE(ffir_module_find(n.m, "struct stream_s")->opaque);
	CU_ASSERT_TRUE(ffir_validate(n.m, &n.c.diag));
	note_end(&n);
}

static void names_the_library_that_nobody_named(void)
{
	struct noted n;
	note(&n, "<library name='zz' version='3' soname='libzz.so.3'/>");
	CU_ASSERT_TRUE(n.fine);
	CU_ASSERT_STRING_EQUAL(n.m->library.name, "zz");
	CU_ASSERT_STRING_EQUAL(n.m->library.soname, "libzz.so.3");
	note_end(&n);
}

/* ---- domains and values ---- */

static void makes_a_domain_of_constants(void)
{
	struct noted n;
	note(&n, "<domain id='domain/ZError' codes='Z_*_ERROR, Z_OK'>" ANNOTATION(
			 "error_domain",
			 ARG("ZError") ARG("Z_OK")) "</domain>" FUNCTION("pack",
									 "<result>" ANNOTATION(
										 "status",
										 ARG("ZError")) "</result>"));
	CU_ASSERT_TRUE(n.fine);
	ASSERT_SAID(&n.c, "");
	const struct ffir_decl *domain = ffir_module_find(n.m, "domain/ZError");
	CU_ASSERT_PTR_NOT_NULL_FATAL(domain);
	CU_ASSERT_EQUAL_FATAL(domain->n_enumerators, 3);
	CU_ASSERT_STRING_EQUAL(domain->enumerators[0].name, "Z_OK");
	CU_ASSERT_STRING_EQUAL(domain->enumerators[2].name, "Z_BUF_ERROR");
	CU_ASSERT_STRING_EQUAL(domain->enumerators[2].value.text, "-5");
	CU_ASSERT_STRING_EQUAL(domain->annotations[0].args[1].value.text, "0");
	note_end(&n);
}

static void a_domain_of_errors_needs_no_names_for_them(void)
{
	struct noted n;
	note(&n,
	     "<domain id='domain/Failure'>" ANNOTATION("error_domain", ARG("Failure") ARG("0")) "</domain>");
	CU_ASSERT(n.fine);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "domain/Failure")->n_enumerators, 0);
	note_end(&n);
	note(&n, "<domain id='domain/Failure'>" ANNOTATION("enum", ARG("Failure") ARG("NONE_*")) "</domain>");
	CU_ASSERT_FALSE(n.fine);
	note_end(&n);
	note(&n, "<domain id='domain/Failure' codes='NONE_*'>" ANNOTATION(
			 "error_domain", ARG("Failure") ARG("0")) "</domain>");
	CU_ASSERT_FALSE(n.fine);
	note_end(&n);
}

static void makes_an_enum_of_the_globs_in_its_annotation(void)
{
	struct noted n;
	note(&n, "<domain id='domain/Code'>" ANNOTATION("enum", ARG("Code") ARG("Z_OK,Z_END")) "</domain>");
	CU_ASSERT_TRUE(n.fine);
	CU_ASSERT_EQUAL(ffir_module_find(n.m, "domain/Code")->n_enumerators, 2);
	note_end(&n);
}

static void looks_values_up(void)
{
	static const char *const cases[][2] = {
		{"-1", "-1"},	{"0x1F", "31"}, {"10ul", "10"},	       {"(-2)", "-2"}, {"NULL", "0"},
		{"true", "1"},	{"'A'", "65"},	{"Z_MEM_ERROR", "-4"}, {"FAST", "7"},  {"sizeof(int)", "4"},
		{"0b101", "5"}, {" 3 ", "3"},	{"010", "8"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct noted n;
		struct ffir_buf text = {0};
		ffir_buf_printf(&text, FUNCTION("pack", PARAM("len", ANNOTATION("default", ARG("%s")))),
				cases[i][0]);
		note(&n, text.text);
		CU_ASSERT_TRUE(n.fine);
		CU_ASSERT_EQUAL_FATAL(param(&n, "pack", 1)->n_annotations, 1);
		CU_ASSERT_STRING_EQUAL(param(&n, "pack", 1)->annotations[0].args[0].value.text, cases[i][1]);
		ffir_buf_release(&text);
		note_end(&n);
	}
}

static void knows_literals_from_expressions(void)
{
	static const char *const expressions[] = {
		"-1u",	       "1+1",	  "sizeof(int)", "\"a\\n\"", "'\\n'",
		"~0",	       "",	  "-",		 "1x",	     "99999999999999999999999",
		"\"a\" \"b\"", "(1)+(2)", "Z_OK",	 "+"};
	struct ffir_arena a = {0};
	struct ffir_value v;
	for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++)
		CU_ASSERT_FALSE(notes_literal(&a, expressions[i], &v));
	CU_ASSERT_TRUE(notes_literal(&a, "18446744073709551615u", &v));
	CU_ASSERT_STRING_EQUAL(v.text, "18446744073709551615");
	CU_ASSERT_TRUE(notes_literal(&a, "-0.5", &v));
	CU_ASSERT_STRING_EQUAL(v.text, "-0x1p-1");
	CU_ASSERT_EQUAL(v.kind, FFIR_VALUE_FLOAT);
	CU_ASSERT_TRUE(notes_literal(&a, "\"a b\"", &v));
	CU_ASSERT_EQUAL(v.kind, FFIR_VALUE_STRING);
	CU_ASSERT_EQUAL(v.size, 3);
	CU_ASSERT_TRUE(notes_literal(&a, "-0", &v));
	CU_ASSERT_STRING_EQUAL(v.text, "0");
	ffir_arena_release(&a);
}

static void lists_what_a_compiler_must_evaluate(void)
{
	struct caught c;
	size_t n;
	caught_start(&c);
	struct ffir_module *notes = read_notes(
		FUNCTION("f", PARAM("a", ANNOTATION("pass", ARG("sizeof (x)")))
				      PARAM("b", ANNOTATION("default", ARG("3"))) PARAM(
					      "c", ANNOTATION("buffer", ARG("n") ARG("n") ARG("Z_BUF_ERROR")
										ARG("bound"))))
			FUNCTION("g", "<result>" ANNOTATION("sentinel", ARG("sizeof (x)")) "</result>"),
		&c.diag);
	CU_ASSERT_PTR_NOT_NULL_FATAL(notes);
	const struct ffir_expression *found = ffir_notes_expressions(notes, &n);
	CU_ASSERT_EQUAL_FATAL(n, 2);
	CU_ASSERT_TRUE(strcmp(found[0].text, "Z_BUF_ERROR") == 0 ||
		       strcmp(found[1].text, "Z_BUF_ERROR") == 0);
	CU_ASSERT_TRUE(strcmp(found[0].text, "sizeof (x)") == 0 || strcmp(found[1].text, "sizeof (x)") == 0);
	ffir_module_free(notes);
	caught_end(&c);
}

/* ---- mistakes ---- */

static void says_what_is_wrong(void)
{
	static const struct {
		const char *text, *said;
		bool fine;
	} cases[] = {
		{FUNCTION("pakc", ""),
		 ":2: warning: no function 'pakc' in the interface; did you mean 'pack'?", true},
		{FUNCTION("zz*", ""), ":2: warning: no function of the interface matches 'zz*'", true},
		{"<record id='stream'/>", "did you mean <record id=\"struct stream_s\">?", true},
		{"<record id='pack'/>", "did you mean <function id=\"pack\">?", true},
		{"<record id='stream_s'/>", "did you mean <record id=\"struct stream_s\">?", true},
		{FUNCTION("pack", PARAM("dst", "")), "'pack' has no parameter 'dst'; did you mean 'dest'?",
		 true},
		{FUNCTION("pack", PARAM("#4", "")),
		 "'pack' has no parameter '#4'; it has 'dest', 'len', 'source'", true},
		{FUNCTION("pack*", PARAM("x", "")),
		 "none of the functions that 'pack*' matches has a parameter 'x'", true},
		{"<record id='struct stream_s'><field name='nxt'/></record>",
		 "'struct stream_s' has no field 'nxt'; did you mean 'next'?", true},
		{"<enumeration id='enum mode'><enumerator name='FATS'/></enumeration>",
		 "'enum mode' has no enumerator 'FATS'; did you mean 'FAST'?", true},
		{FUNCTION("pack", PARAM("dest", ANNOTATION("array", ARG("lne")))),
		 "annotation 'array' names 'lne', but 'pack' has no such parameter; did you mean 'len'?",
		 false},
		{FUNCTION("pack", PARAM("dest", ANNOTATION("buffer", ARG("len") ARG("return") ARG("Z_BUF_ERR")
									     ARG("bound")))),
		 "'Z_BUF_ERR' is no constant of the interface; did you mean 'Z_BUF_ERROR'?", false},
		{FUNCTION("pack", PARAM("dest", ANNOTATION("buffer", ARG("len") ARG("len") ARG("Z_BUF_ERROR")
									     ARG("bund")))),
		 "names the function 'bund', which is not in the interface; did you mean 'bound'?", false},
		{FUNCTION("pack", PARAM("len", ANNOTATION("default", ARG("1 + Z_OK")))),
		 "only a compiler can evaluate '1 + Z_OK': give the notes to 'ffirender scan'", false},
		{FUNCTION("pack", ANNOTATION("method", ARG("strem"))),
		 "annotation 'method' names 'strem', which is no type or class of the interface; did you "
		 "mean 'stream'?",
		 false},
		{FUNCTION("pack", "<result>" ANNOTATION("status", ARG("mod")) "</result>"),
		 "annotation 'status' names 'mod', which is no domain or enum of the interface; did you mean "
		 "'mode'?",
		 false},
		{FUNCTION("each", PARAM("f", ANNOTATION("scope", ARG("once")))),
		 "annotation 'scope' cannot be 'once': it is call, async, notified or forever", false},
		{FUNCTION("each", PARAM("f", PARAM("user", ""))),
		 "'f' of 'each' has the type 'row_fn': write its parameters in <alias id=\"row_fn\">", false},
		{FUNCTION("each", PARAM("user", PARAM("x", ""))),
		 "'user' of 'each' is no callback: it has no parameters", false},
		{FUNCTION("pack", PARAM("dest", ANNOTATION("in", "") ANNOTATION("out", ""))),
		 "annotation 'out' contradicts 'in' in line 2; keep one of them", false},
		{FUNCTION("pack", PARAM("dest", ANNOTATION("out", "") ANNOTATION("out", ""))),
		 "annotation 'out' stands here for the second time", false},
		{"<domain id='domain/D' codes='Z_OKK'>" ANNOTATION("enum", ARG("D") ARG("Z_OKK")) "</domain>",
		 "no constant 'Z_OKK' in the interface; did you mean 'Z_OK'?", false},
		{"<domain id='domain/D' codes='Z_OK'>" ANNOTATION("enum", ARG("E") ARG("Z_OK")) "</domain>",
		 "annotation 'enum' names 'E', but the domain's id is 'domain/D'", false},
		{FUNCTION("pack", ANNOTATION("leef", "")), "unknown annotation 'leef'; did you mean 'leaf'?",
		 false},
		{FUNCTION("pack", PARAM("dest", ANNOTATION("leaf", ""))),
		 "annotation 'leaf' cannot stand on a parameter", false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct noted n;
		note(&n, cases[i].text);
		CU_ASSERT_EQUAL(n.fine, cases[i].fine);
		ASSERT_SAYS(&n.c, cases[i].said);
		note_end(&n);
	}
}

static void says_it_once_for_all_that_a_glob_matches(void)
{
	struct noted n;
	note(&n, FUNCTION("pack*", PARAM("dest", ANNOTATION("array_fixed", ARG("N")))));
	CU_ASSERT_FALSE(n.fine);
	CU_ASSERT_EQUAL(n.c.diag.errors, 1);
	note_end(&n);
}

static void outlives_the_notes_module(void)
{
	struct noted n;
	note(&n,
	     "<macro id='macro pack_all'><comment>/** x */</comment><doc><brief>x</brief></doc><result><int "
	     "name='int'/></result>"
	     "<param name='s'><pointer><named to='stream'/></pointer>" ANNOTATION("nullable",
										  "") "</param></macro>");
	CU_ASSERT_TRUE(n.fine);
	struct ffir_buf text = {0};
	ffir_write_document(&text, n.m);
	CU_ASSERT_PTR_NOT_NULL(strstr(text.text, "<macro id=\"macro pack_all\""));
	ffir_buf_release(&text);
	note_end(&n);
}

CU_TestInfo notes_tests[] = {
	TEST(matches_globs_with_alternatives),
	TEST(finds_the_nearest_name),
	TEST(adds_to_every_function_that_a_glob_matches),
	TEST(finds_unnamed_and_named_parameters_by_number),
	TEST(keeps_what_was_declared_or_is_standard),
	TEST(says_more_exactly_what_is_standard),
	TEST(lets_the_later_note_win),
	TEST(reaches_parameters_of_callbacks),
	TEST(adds_to_fields_enumerators_constants_and_docs),
	TEST(puts_kinds_of_types_on_the_record_that_an_alias_names),
	TEST(takes_several_classes_over_one_struct),
	TEST(drops_the_body_of_a_record_that_is_noted_opaque),
	TEST(names_the_library_that_nobody_named),
	TEST(makes_a_domain_of_constants),
	TEST(a_domain_of_errors_needs_no_names_for_them),
	TEST(makes_an_enum_of_the_globs_in_its_annotation),
	TEST(looks_values_up),
	TEST(knows_literals_from_expressions),
	TEST(lists_what_a_compiler_must_evaluate),
	TEST(says_what_is_wrong),
	TEST(says_it_once_for_all_that_a_glob_matches),
	TEST(outlives_the_notes_module),
	CU_TEST_INFO_NULL,
};
