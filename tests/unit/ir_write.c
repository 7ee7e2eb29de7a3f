/* SPDX-License-Identifier: MIT */
#include "tests/unit/suites.h"

#include <stdio.h>

#include "tests/unit/support.h"

static struct ffir_module *one_constant(const char *bytes, size_t size)
{
	struct ffir_module *m = ffir_module_new();
	FFIR_PUSH(&m->arena, m->targets, m->n_targets)->id = "t";
	struct ffir_decl *d = ffir_module_add(m, FFIR_DECL_CONSTANT, "#C");
	d->type = ffir_type_new(m, FFIR_TYPE_INT);
	d->type->name = "int";
	struct ffir_on *on = FFIR_PUSH(&m->arena, d->on, d->n_on);
	on->targets = "t";
	on->value.kind = FFIR_VALUE_STRING;
	on->value.text = bytes;
	on->value.size = size;
	return m;
}

/* What stands behind value= for a string constant of these bytes. */
static bool writes_value(const char *bytes, size_t size, const char *text)
{
	struct ffir_module *m = one_constant(bytes, size);
	struct ffir_buf b = {0};
	ffir_write_decl(&b, m->decls[0], "t");
	const char *value = strstr(b.text, " value=");
	bool good = value && strncmp(value + 7, text, strlen(text)) == 0;
	if (!good)
		printf("# %s\n", b.text);
	ffir_buf_release(&b);
	ffir_module_free(m);
	return good;
}

static void markup_is_escaped(void)
{
	CU_ASSERT_TRUE(
		writes_value("<a b=\"c\">&\t\n\r", 13, "\"&lt;a b=&quot;c&quot;&gt;&amp;&#9;&#10;&#13;\""));
	CU_ASSERT_TRUE(writes_value("", 0, "\"\" kind=\"string\"/>"));
	CU_ASSERT_TRUE(writes_value("\xc3\xa9\xf0\x9f\x98\x80", 6, "\"\xc3\xa9\xf0\x9f\x98\x80\""));
}

static void what_xml_cannot_hold_is_base64(void)
{
	CU_ASSERT_TRUE(writes_value("\0", 1, "\"AA==\" kind=\"string\" encoded=\"value\"/>"));
	CU_ASSERT_TRUE(writes_value("a\x01", 2, "\"YQE=\""));
	CU_ASSERT_TRUE(writes_value("\xff\xfe\xfd", 3, "\"//79\""));
	CU_ASSERT_TRUE(writes_value("\xed\xa0\x80", 3, "\"7aCA\""));
	CU_ASSERT_TRUE(writes_value("\xef\xbf\xbe", 3, "\"77++\""));
	CU_ASSERT_TRUE(writes_value("\xc0\x80", 2, "\"wIA=\""));
	CU_ASSERT_TRUE(writes_value("\xe2\x82", 2, "\"4oI=\""));
}

static void the_magic_of_records_is_broken_up_in_text(void)
{
	CU_ASSERT_TRUE(writes_value("xFFI1 FFI1", 10, "\"x&#70;FI1 FFI1\""));
}

static void locations_come_back_whatever_the_file_is_called(void)
{
	static const struct ffir_loc places[] = {
		{"a.h", 3, 0},	    {"a.h", 3, 7}, {"a:12", 3, 0},    {"a:12", 3, 4},
		{"C:/x y.h", 9, 0}, {"a.h", 0, 0}, {"a\n\xff", 1, 1},
	};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct ffir_module *m = one_constant("", 0);
		struct ffir_module *back = ffir_module_new();
		struct ffir_buf b = {0};
		struct diag d = {0};
		m->decls[0]->at = places[i];
		ffir_write_decl(&b, m->decls[0], "t");
		CU_ASSERT_TRUE(ffir_read_record(back, b.text, b.size, "r", &d));
		CU_ASSERT_STRING_EQUAL(back->decls[0]->at.file, places[i].file);
		CU_ASSERT_EQUAL(back->decls[0]->at.line, places[i].line);
		CU_ASSERT_EQUAL(back->decls[0]->at.column, places[i].column);
		ffir_buf_release(&b);
		ffir_module_free(m);
		ffir_module_free(back);
	}
}

static void records_have_a_key_and_end_in_nul(void)
{
	struct ffir_module *m = one_constant("x", 1);
	struct ffir_unit *unit = FFIR_PUSH(&m->arena, m->units, m->n_units);
	struct ffir_buf b = {0};
	unit->name = "odd\nFFI1 name.c";
	m->library.name = "lib";
	ffir_write_records(&b, m);
	static const char *const starts[] = {"FFI1 target t\n<target", "FFI1 library lib\n<library",
					     "FFI1 decl #C\n<constant", "FFI1 unit odd??FI1 name.c\n<unit"};
	const char *at = b.text;
	for (size_t i = 0; i < 4; i++) {
		CU_ASSERT_EQUAL(strncmp(at, starts[i], strlen(starts[i])), 0);
		CU_ASSERT_PTR_NULL(strstr(at + 1, FFIR_RECORD_MAGIC));
		at += strlen(at) + 1;
	}
	CU_ASSERT_PTR_EQUAL(at, b.text + b.size);
	CU_ASSERT_EQUAL(unit->n_has, 1);
	CU_ASSERT_STRING_EQUAL(unit->has[0].key, "#C");
	struct ffir_buf decl = {0};
	ffir_write_decl(&decl, m->decls[0], "t");
	CU_ASSERT_EQUAL(unit->has[0].hash, ffir_hash(decl.text, decl.size));
	ffir_buf_release(&decl);
	ffir_buf_release(&b);
	ffir_module_free(m);
}

static void records_of_declarations_tell_no_unit_apart(void)
{
	struct ffir_module *m = ffir_module_new();
	struct ffir_decl *d = ffir_module_add(m, FFIR_DECL_FUNCTION, "f");
	struct ffir_buf b = {0}, document = {0};
	d->function = FFIR_NEW(&m->arena, struct ffir_function_type);
	d->function->result.type = ffir_type_new(m, FFIR_TYPE_VOID);
	d->defined = true;
	FFIR_PUSH(&m->arena, d->evidence, d->n_evidence)->name = "seen";
	ffir_write_decl(&b, d, "t");
	CU_ASSERT_STRING_EQUAL(b.text, "<function id=\"f\"/>");
	ffir_write_document(&document, m);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(document.text, "<function id=\"f\" defined=\"yes\">\n  <evidence name=\"seen\"/>"));
	ffir_buf_release(&b);
	ffir_buf_release(&document);
	ffir_module_free(m);
}

static void the_values_of_arguments_hold_on_a_target(void)
{
	struct ffir_module *m = one_constant("x", 1);
	struct ffir_decl *d = m->decls[0];
	struct ffir_annotation *a = FFIR_PUSH(&m->arena, d->annotations, d->n_annotations);
	struct ffir_buf b = {0};
	a->word = FFIR_W_SENTINEL;
	struct ffir_annotation_arg *arg = FFIR_PUSH(&m->arena, a->args, a->n_args);
	arg->text = "NOT<HERE";
	arg->value.kind = FFIR_VALUE_INTEGER;
	arg->value.text = "-1";
	arg->value.size = 2;
	ffir_write_decl(&b, d, "t");
	CU_ASSERT_PTR_NOT_NULL(strstr(b.text, " <annotation name=\"sentinel\" by=\"declared\">\n"
					      "  <arg>NOT&lt;HERE</arg>\n"
					      "  <on target=\"t\" arg=\"1\" value=\"-1\"/>\n"
					      " </annotation>\n"));
	ffir_buf_release(&b);
	ffir_module_free(m);
}

/* Text is looked at in chunks: lengths and places around their borders. */
static void one_byte_is_escaped_wherever_it_stands(void)
{
	static const struct {
		const char *bytes, *attribute, *text;
	} cases[] = {
		{"x", "x", "x"},
		{"&", "&amp;", "&amp;"},
		{"<", "&lt;", "&lt;"},
		{">", "&gt;", "&gt;"},
		{"\"", "&quot;", "\""},
		{"\n", "&#10;", "\n"},
		{"\t", "&#9;", "\t"},
		{"\r", "&#13;", "&#13;"},
		{"F", "F", "F"},
		{FFIR_RECORD_MAGIC, "&#70;FI1 ", "&#70;FI1 "},
		{"\xc3\xa9", "\xc3\xa9", "\xc3\xa9"},
		{"FF", "FF", "FF"},
	};
	static const char filling[] = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghij";
	char bytes[128], attribute[128], comment[128];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (int before = 0; before < 40; before++) {
			for (int behind = 0; behind < 40; behind += 13) {
				snprintf(bytes, sizeof bytes, "%.*s%s%.*s", before, filling, cases[i].bytes,
					 behind, filling);
				snprintf(attribute, sizeof attribute, " value=\"%.*s%s%.*s\"", before,
					 filling, cases[i].attribute, behind, filling);
				snprintf(comment, sizeof comment, "<comment>%.*s%s%.*s</comment>", before,
					 filling, cases[i].text, behind, filling);
				struct ffir_module *m = one_constant(bytes, strlen(bytes));
				struct ffir_buf b = {0};
				m->decls[0]->doc = FFIR_NEW(&m->arena, struct ffir_doc);
				m->decls[0]->doc->raw = bytes;
				ffir_write_decl(&b, m->decls[0], "t");
				CU_ASSERT_PTR_NOT_NULL(strstr(b.text, attribute));
				CU_ASSERT_PTR_NOT_NULL(strstr(b.text, comment));
				ffir_buf_release(&b);
				ffir_module_free(m);
			}
		}
	}
}

CU_TestInfo ir_write_tests[] = {
	TEST(markup_is_escaped),
	TEST(one_byte_is_escaped_wherever_it_stands),
	TEST(what_xml_cannot_hold_is_base64),
	TEST(the_magic_of_records_is_broken_up_in_text),
	TEST(locations_come_back_whatever_the_file_is_called),
	TEST(records_have_a_key_and_end_in_nul),
	TEST(records_of_declarations_tell_no_unit_apart),
	TEST(the_values_of_arguments_hold_on_a_target),
	CU_TEST_INFO_NULL,
};
