/* SPDX-License-Identifier: MIT */
#include "tests/unit/suites.h"

#include <stdio.h>

#include "tests/unit/support.h"

static struct ffir_module *read_text(const char *text, struct caught *c)
{
	return ffir_read_memory(text, strlen(text), "in.xml", &c->diag);
}

/* TARGET has what most documents here need. */
#define TARGET                                                                                               \
	"<target id='t' endian='little' char='signed'>"                                                      \
	"<basic name='int' size='4' align='4' signed='yes'/><basic name='void*' size='8' "                   \
	"align='8'/></target>\n"
#define DOCUMENT(declarations) "<interface version='1.0'>" TARGET declarations "</interface>"
#define INT		       "<int name='int'/>"

static bool round_trips(const char *path)
{
	struct caught c;
	struct ffir_buf once = {0}, twice = {0};
	bool good = false;
	caught_start(&c);
	struct ffir_module *m = ffir_read_document(path, &c.diag), *again = NULL;
	if (m) {
		ffir_write_document(&once, m);
		again = ffir_read_memory(once.text, once.size, path, &c.diag);
	}
	if (again) {
		ffir_write_document(&twice, again);
		FILE *file = fopen(path, "rb");
		char *text = (char *)calloc(1, once.size + 2);
		good = fread(text, 1, once.size + 1, file) == once.size &&
		       memcmp(text, once.text, once.size) == 0 && once.size == twice.size &&
		       memcmp(once.text, twice.text, once.size) == 0;
		free(text);
		fclose(file);
	}
	if (*caught_text(&c))
		printf("# %s", caught_text(&c));
	caught_end(&c);
	ffir_module_free(m);
	ffir_module_free(again);
	ffir_buf_release(&once);
	ffir_buf_release(&twice);
	return good;
}

static void documents_come_back_byte_for_byte(void)
{
	CU_ASSERT_TRUE(round_trips("tests/data/point.ffi.xml"));
	CU_ASSERT_TRUE(round_trips("tests/data/everything.ffi.xml"));
}

static void raw_comments_are_parsed(void)
{
	static const char *const docs[][2] = {
		{"<comment>/** One. Two.\n @return three */</comment>", "One."},
		{"<comment encoding='base64'>LyoqIE9uZS4BICov</comment>", "One."},
		{"<comment>/** One. */</comment><doc><brief>Else.</brief></doc>", "Else."},
	};
	for (size_t i = 0; i < sizeof docs / sizeof *docs; i++) {
		struct ffir_buf text = {0};
		struct caught c;
		caught_start(&c);
		ffir_buf_printf(
			&text,
			DOCUMENT("<function id='f' defined='no'>%s<result>" INT "</result></function>"),
			docs[i][0]);
		struct ffir_module *m = read_text(text.text, &c);
		CU_ASSERT_PTR_NOT_NULL_FATAL(m);
		const struct ffir_doc *doc = ffir_module_find(m, "f")->doc;
		CU_ASSERT_STRING_EQUAL(doc->brief, docs[i][1]);
		CU_ASSERT_EQUAL(doc->n_sections, i == 0);
		CU_ASSERT_PTR_NOT_NULL(doc->raw);
		ffir_module_free(m);
		ffir_buf_release(&text);
		caught_end(&c);
	}
}

static void records_come_back_as_they_were(void)
{
	struct diag d = {0};
	struct ffir_buf records = {0}, again = {0};
	struct ffir_module *m = ffir_read_document("tests/data/everything.ffi.xml", &d);
	struct ffir_module *back = ffir_module_new();
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	ffir_write_records(&records, m);
	for (const char *at = records.text; at < records.text + records.size; at += strlen(at) + 1) {
		const char *xml = strchr(at, '\n') + 1;
		CU_ASSERT_TRUE(ffir_read_record(back, xml, strlen(xml), "r", &d));
	}
	CU_ASSERT_TRUE(ffir_validate(back, &d));
	ffir_write_records(&again, back);
	CU_ASSERT_EQUAL(records.size, again.size);
	CU_ASSERT_EQUAL(memcmp(records.text, again.text, records.size), 0);
	ffir_module_free(m);
	ffir_module_free(back);
	ffir_buf_release(&records);
	ffir_buf_release(&again);
}

/* Reading TEXT fails and says, among other things, SAYS. */
static void refused(const char *text, const char *says)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *m = read_text(text, &c);
	CU_ASSERT_PTR_NULL(m);
	CU_ASSERT_NOT_EQUAL(c.diag.errors, 0);
	ASSERT_SAYS(&c, says);
	ffir_module_free(m);
	caught_end(&c);
}

static void what_is_no_document_is_refused(void)
{
	refused("", "in.xml:1: error: not well-formed XML: Document is empty");
	refused("\n\nhello", "in.xml:3: error: not well-formed XML");
	refused("<interface version='1.0'>\n<record", "in.xml:2: error: not well-formed XML");
	refused("<interface version='1.0'>\n<target/>\n", "in.xml:3: error: not well-formed XML");
	refused("<html version='1.0'/>", "in.xml:1: error: the outermost element is 'html', not 'interface'");
	refused("<interface version='1.0'/><x/>", "error: not well-formed XML");
	refused("<interface version='1.0'>&#0;</interface>", "in.xml:1: error: not well-formed XML");
	refused("<interface version='1.0'>\n\xff</interface>",
		"in.xml:2: error: not well-formed XML: byte 0xff is no character of UTF-8 text");
	refused("<?xml version='1.0' encoding='UTF-16'?>\n<interface version='2.0'/>",
		"in.xml:2: error: this is version 2.0");
}

static void other_major_versions_are_refused(void)
{
	refused("<interface version='2.0'/>", "in.xml:1: error: this is version 2.0 of the format, and this "
					      "ffirender reads version 1.x: use a newer one\n");
	refused("<interface version='0.9'/>", "use an older one");
	refused("<interface version='x'/>", "'x' is no version");
	refused("<interface/>", "'interface' needs the attribute 'version'");
	struct caught c;
	caught_start(&c);
	struct ffir_module *m = read_text("<interface version='1.999' new='x'/>", &c);
	CU_ASSERT_PTR_NOT_NULL(m);
	ffir_module_free(m);
	caught_end(&c);
}

static void entities_and_document_types_are_refused(void)
{
	refused("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>\n"
		"<interface version='1.0'>&b;</interface>",
		"in.xml:1: error: a document type declaration ('<!DOCTYPE') is not accepted\n");
	refused("<!DOCTYPE a SYSTEM '/etc/passwd'>\n<interface version='1.0'/>",
		"in.xml:1: error: a document type declaration ('<!DOCTYPE') is not accepted\n");
	refused("<interface version='1.0'>\n&b;</interface>", "in.xml:2: error: not well-formed XML");
}

static void deep_nesting_is_refused(void)
{
	struct ffir_buf text = {0};
	ffir_buf_puts(&text, "<interface version='1.0'><alias id='a'>\n");
	for (int i = 0; i < 100000; i++)
		ffir_buf_puts(&text, "<pointer>");
	refused(text.text, "in.xml:2: error: elements are nested too deep at 'pointer'\n");
	ffir_buf_release(&text);
}

static void lines_are_right_in_long_documents(void)
{
	struct ffir_buf text = {0};
	ffir_buf_puts(&text, "<interface version='1.0'>");
	for (int i = 0; i < 70000; i++)
		ffir_buf_puts(&text, "\n");
	ffir_buf_puts(&text, "<nonsense/></interface>");
	refused(text.text, "in.xml:70001: error: unknown element 'nonsense'\n");
	ffir_buf_release(&text);
}

static void numbers_that_are_none_are_refused(void)
{
	static const char *const numbers[] = {
		"-1", "0x10", "", " 4", "4.0", "18446744073709551616", "99999999999999999999999"};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char text[400], says[200];
		snprintf(text, sizeof text,
			 DOCUMENT("<alias id='a'><array count='%s'>" INT "</array></alias>"), numbers[i]);
		snprintf(says, sizeof says,
			 "in.xml:2: error: attribute 'count' is a number from 0 to 18446744073709551615, not "
			 "'%s'\n",
			 numbers[i]);
		refused(text, says);
	}
	refused(DOCUMENT("<enumeration id='enum e'><enumerator name='A' value='1e3'/></enumeration>"),
		"in.xml:2: error: value '1e3' is no decimal integer");
	refused(DOCUMENT("<constant id='#C'>" INT "<on target='t' value='007'/></constant>"),
		"'007' is no decimal integer");
	refused(DOCUMENT("<constant id='#C'>" INT "<on target='t' value='-'/></constant>"),
		"'-' is no decimal integer");
	refused(DOCUMENT("<constant id='#C'>" INT "<on target='t' value='1.5' kind='float'/></constant>"),
		"'1.5' is no hexadecimal float");
	refused(DOCUMENT("<constant id='#C'>" INT "<on target='t' value='A' encoded='value'/></constant>"),
		"attribute 'value' is no valid base64");
	refused(DOCUMENT("<alias id='AA==' encoded='id'>" INT "</alias>"), "attribute 'id' holds a NUL");
}

static void duplicate_names_are_refused_with_both_places(void)
{
	refused(DOCUMENT("<alias id='a'>" INT "</alias>\n<function id='a'><result>" INT
			 "</result></function>"),
		"in.xml:3: error: 'a' is declared twice\nin.xml:2: note: here for the first time\n");
	refused(DOCUMENT("<record id='struct s' kind='struct'><field name='x'>" INT
			 "</field><field name='x'>" INT "</field></record>"),
		"field 'x' of 'struct s' is there twice");
	refused(DOCUMENT("<function id='f'><result>" INT "</result><param name='x'>" INT
			 "</param><param name='x'>" INT "</param></function>"),
		"parameter 'x' is there twice");
	refused(DOCUMENT("<enumeration id='enum e'><enumerator name='A' value='1'/><enumerator name='A' "
			 "value='2'/></enumeration>"),
		"enumerator 'A' of 'enum e' is there twice");
	refused("<interface version='1.0'><target id='t' endian='big' char='signed'><basic name='int' "
		"size='4' align='4'/>"
		"<basic name='int' size='4' align='4'/></target></interface>",
		"basic 'int' is there twice");
}

static void what_goes_without_saying_is_there(void)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *m = read_text(
		DOCUMENT("<source file='a.h'><record id='struct s' at='2'><field at='3:1'>" INT
			 "</field><field file='b.h' at='4'><pointer><function><param at='5'>" INT
			 "</param></function></pointer></field><on size='16' align='8' offsets='0 "
			 "8'/></record>"
			 "<function id='f' at='6'><on/></function><function id='g' "
			 "inline='yes'><on/></function>"
			 "<function id='h'><on symbol='' visibility='hidden' convention='ms'/></function>"
			 "<constant id='#C'>" INT "<on value='1'/></constant></source>"),
		&c);
	ASSERT_SAID(&c, "");
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	const struct ffir_decl *s = m->decls[0], *f = m->decls[1], *g = m->decls[2], *h = m->decls[3];
	CU_ASSERT_EQUAL(s->record_kind, FFIR_STRUCT);
	CU_ASSERT_STRING_EQUAL(s->fields[0].name, "#1");
	CU_ASSERT_STRING_EQUAL(s->fields[0].at.file, "a.h");
	CU_ASSERT_EQUAL(s->fields[0].at.column, 1);
	const struct ffir_function_type *function = s->fields[1].type->to->function;
	CU_ASSERT_EQUAL(function->result.type->kind, FFIR_TYPE_VOID);
	CU_ASSERT_STRING_EQUAL(function->params[0].name, "#1");
	CU_ASSERT_STRING_EQUAL(function->params[0].at.file, "b.h");
	CU_ASSERT_STRING_EQUAL(f->at.file, "a.h");
	CU_ASSERT_STRING_EQUAL(f->on->targets, "t");
	CU_ASSERT_STRING_EQUAL(f->on->symbol, "f");
	CU_ASSERT_STRING_EQUAL(f->on->visibility, "default");
	CU_ASSERT_STRING_EQUAL(f->on->convention, "c");
	CU_ASSERT_PTR_NULL(f->on->call);
	CU_ASSERT_PTR_NULL(g->on->symbol);
	CU_ASSERT_PTR_NULL(g->on->visibility);
	CU_ASSERT_PTR_NULL(g->at.file);
	CU_ASSERT_PTR_NULL(h->on->symbol);
	CU_ASSERT_STRING_EQUAL(h->on->visibility, "hidden");
	CU_ASSERT_STRING_EQUAL(h->on->convention, "ms");
	CU_ASSERT_STRING_EQUAL(m->decls[4]->from, "macro");
	ffir_module_free(m);
	caught_end(&c);
}

static void what_is_missing_or_too_much_is_refused(void)
{
	refused(DOCUMENT("<alias id='a'/>"), "in.xml:2: error: 'alias' needs a type");
	refused(DOCUMENT("<alias>" INT "</alias>"), "'alias' needs the attribute 'id'");
	refused(DOCUMENT("<alias id='a'>" INT INT "</alias>"), "'alias' has a second type");
	refused(DOCUMENT("<alias id='a'><pointer/></alias>"), "'pointer' needs a type");
	refused(DOCUMENT("<alias id='a'>stray" INT "</alias>"), "text where 'alias' can hold none");
	refused(DOCUMENT("<alias id='a' at='3'>" INT "</alias>"),
		"'alias' has a place, but neither it nor an element around it has a 'file'");
	refused(DOCUMENT("<alias id='a' file='a.h' at='a.h:3'>" INT "</alias>"),
		"attribute 'at' is a line, or line:column, not 'a.h:3'");
	refused(DOCUMENT("<alias id='a' file='a.h' at='3:'>" INT "</alias>"), "not '3:'");
	refused(DOCUMENT("<source><alias id='a'>" INT "</alias></source>"),
		"'source' needs the attribute 'file'");
	refused(DOCUMENT("<source file='a.h'><source file='b.h'/></source>"), "unknown element 'source'");
	refused(DOCUMENT("<source file='a.h'><target id='u' endian='big' char='signed'/></source>"),
		"unknown element 'target'");
	refused(DOCUMENT("<constant id='C'>" INT "</constant>"),
		"the id of 'constant' starts with '#', unlike 'C'");
	refused(DOCUMENT("<alias id='#a'>" INT "</alias>"), "the id of 'alias' cannot start with '#'");
	refused(DOCUMENT("<alias id='a'><int name='int' const='maybe'/></alias>"),
		"attribute 'const' is 'yes' or 'no', not 'maybe'");
	refused(DOCUMENT("<record id='struct s' kind='class'/>"),
		"attribute 'kind' of 'record' cannot be 'class'");
	refused(DOCUMENT("<record id='struct s' kind='struct'><field name='x'>" INT
			 "</field><on target='t' size='4' align='4'/></record>"),
		"field 'x' has no offset");
	refused(DOCUMENT("<record id='struct s' kind='struct'><field name='x'>" INT
			 "</field><on target='t' offsets='0'/></record>"),
		"'on' of 'struct s' needs the attribute 'size'");
	refused(DOCUMENT("<record id='struct s' kind='struct'><on target='t' size='4' align='4' "
			 "offsets='0'/></record>"),
		"'struct s' has 0 fields, but 1 offsets");
	refused(DOCUMENT("<record id='struct s' kind='struct'><field name='x'>" INT
			 "</field><on target='t' size='4' align='4' offsets='b0'/></record>"),
		"field 'x' needs an offset in bytes, without 'b': it is no bit-field");
	refused(DOCUMENT("<alias id='a'>" INT "<annotation name='array' by='declared'/></alias>"),
		"annotation 'array' has 0 arguments, not 1");
	refused(DOCUMENT("<alias id='a'>" INT "<annotation name='handle' by='declared'><arg>0</arg><on "
			 "target='t' arg='2' value='0'/>"
			 "</annotation></alias>"),
		"annotation 'handle' has no argument 2");
}

static void unknown_elements_make_a_declaration_unsupported(void)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *m = read_text(DOCUMENT("<alias id='a'><decimal name='_Decimal32'/></alias>"
						   "<alias id='b' sparkle='yes'>" INT
						   "<annotation name='glitter' by='declared'/></alias>"
						   "<alias id='c'><pointer><void/><blink/></pointer></alias>"
						   "<alias id='d' sparkle='yes'>" INT "</alias>"),
					  &c);
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	CU_ASSERT_STRING_EQUAL(m->decls[0]->unsupported,
			       "has an element 'decimal' that this version does not know");
	CU_ASSERT_EQUAL(m->decls[0]->type->kind, FFIR_TYPE_UNSUPPORTED);
	CU_ASSERT_STRING_EQUAL(m->decls[1]->unsupported,
			       "has an annotation 'glitter' that this version does not know");
	CU_ASSERT_STRING_EQUAL(m->decls[2]->unsupported,
			       "has an element 'blink' that this version does not know");
	CU_ASSERT_PTR_NULL(m->decls[3]->unsupported);
	ASSERT_SAID(&c, "");
	ffir_module_free(m);
	caught_end(&c);
}

static void a_missing_file_and_a_folder_are_refused(void)
{
	struct caught c;
	caught_start(&c);
	CU_ASSERT_PTR_NULL(ffir_read_document("tests/data/nowhere.ffi.xml", &c.diag));
	CU_ASSERT_PTR_NULL(ffir_read_document("tests/data", &c.diag));
	ASSERT_SAID(&c, "tests/data/nowhere.ffi.xml: error: cannot be read: No such file or directory\n"
			"tests/data: error: cannot be read: Is a directory\n");
	caught_end(&c);
}

/* ---- note files ---- */

static struct ffir_module *read_notes_text(const char *text, struct caught *c)
{
	char path[] = "/tmp/ffi-notes-XXXXXX";
	int file = mkstemp(path);
	FILE *out = fdopen(file, "w");
	fputs(text, out);
	fclose(out);
	struct ffir_module *m = ffir_read_notes(path, &c->diag);
	remove(path);
	return m;
}

static void notes_leave_shapes_out(void)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *m =
		read_notes_text("<notes version='1.0'>\n"
				"<function id='each*'>\n"
				"<param name='f'><annotation name='user_data'><arg>user</arg></annotation>\n"
				"<param name='#1'><annotation name='context'/></param></param>\n"
				"<result><annotation name='nonnull'/></result></function></notes>",
				&c);
	CU_ASSERT_PTR_NOT_NULL_FATAL(m);
	const struct ffir_function_type *function = m->decls[0]->function;
	CU_ASSERT_STRING_EQUAL(m->decls[0]->id, "each*");
	CU_ASSERT_PTR_NULL(function->result.type);
	CU_ASSERT_EQUAL(function->result.annotations[0].word, FFIR_W_NONNULL);
	CU_ASSERT_EQUAL(function->result.annotations[0].by, FFIR_BY_NOTED);
	CU_ASSERT_EQUAL(function->params[0].annotations[0].at.line, 3);
	CU_ASSERT_EQUAL(function->params[0].type->kind, FFIR_TYPE_FUNCTION);
	const struct ffir_param *inner = &function->params[0].type->function->params[0];
	CU_ASSERT_STRING_EQUAL(inner->name, "#1");
	CU_ASSERT_EQUAL(inner->annotations[0].word, FFIR_W_CONTEXT);
	ASSERT_SAID(&c, "");
	ffir_module_free(m);
	caught_end(&c);
}

static void slips_in_notes_are_named(void)
{
	struct caught c;
	caught_start(&c);
	CU_ASSERT_PTR_NULL(read_notes_text("<notes version='1.0'>\n<function id='f'>\n"
					   "<annotation name='nulable'/>\n"
					   "<annotation name='nullable'/>\n"
					   "<param name='x'><annotation name='leaf'/></param>\n"
					   "<parameter nome='x'/>\n"
					   "</function></notes>",
					   &c));
	CU_ASSERT_EQUAL(c.diag.errors, 4);
	ASSERT_SAYS(&c, ":3: error: unknown annotation 'nulable'; did you mean 'nullable'?\n");
	ASSERT_SAYS(&c, ":4: error: annotation 'nullable' is said of the result: write it in 'result'\n");
	ASSERT_SAYS(&c, ":5: error: annotation 'leaf' cannot stand on a parameter\n");
	ASSERT_SAYS(&c, ":6: error: unknown element 'parameter'\n");
	ASSERT_SAYS(&c, ":6: warning: unknown attribute 'nome' of 'parameter' is passed over\n");
	caught_end(&c);
}

CU_TestInfo ir_read_tests[] = {
	TEST(documents_come_back_byte_for_byte),
	TEST(raw_comments_are_parsed),
	TEST(records_come_back_as_they_were),
	TEST(what_is_no_document_is_refused),
	TEST(other_major_versions_are_refused),
	TEST(entities_and_document_types_are_refused),
	TEST(deep_nesting_is_refused),
	TEST(lines_are_right_in_long_documents),
	TEST(numbers_that_are_none_are_refused),
	TEST(duplicate_names_are_refused_with_both_places),
	TEST(what_goes_without_saying_is_there),
	TEST(what_is_missing_or_too_much_is_refused),
	TEST(unknown_elements_make_a_declaration_unsupported),
	TEST(a_missing_file_and_a_folder_are_refused),
	TEST(notes_leave_shapes_out),
	TEST(slips_in_notes_are_named),
	CU_TEST_INFO_NULL,
};
