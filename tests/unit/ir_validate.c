/* SPDX-License-Identifier: MIT */
#include "tests/unit/suites.h"

#include <stdio.h>
#include <time.h>

#include "tests/unit/support.h"

#define TARGET                                                                                               \
	"<target id='t' endian='little' char='signed'><basic name='char' size='1' align='1' signed='yes'/>"  \
	"<basic name='int' size='4' align='4' signed='yes'/><basic name='unsigned int' size='4' align='4'/>" \
	"<basic name='long' size='8' align='8' signed='yes'/>"                                               \
	"<basic name='void*' size='8' align='8'/><basic name='size_t' is='long'/></target>\n"
#define INT "<int name='int'/>"
#define STRUCT_OF(id, type)                                                                                  \
	"<record id='" id "' kind='struct'><field name='x'>" type "</field>" LAYOUT("8", "0") "</record>"
#define LAYOUT(size, offsets) "<on target='t' size='" size "' align='4' offsets='" offsets "'/>"
#define FIELD(name, type)     "<field name='" name "'>" type "</field>"

static struct ffir_module *read_declarations(const char *declarations, struct caught *c)
{
	struct ffir_buf text = {0};
	ffir_buf_printf(&text, "<interface version='1.0'>%s%s</interface>", TARGET, declarations);
	struct ffir_module *m = ffir_read_memory(text.text, text.size, "in.xml", &c->diag);
	ffir_buf_release(&text);
	return m;
}

static void accepted(const char *declarations)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *m = read_declarations(declarations, &c);
	CU_ASSERT_PTR_NOT_NULL(m);
	ASSERT_SAID(&c, "");
	ffir_module_free(m);
	caught_end(&c);
}

static void refused(const char *declarations, const char *says)
{
	struct caught c;
	caught_start(&c);
	struct ffir_module *m = read_declarations(declarations, &c);
	CU_ASSERT_PTR_NULL(m);
	ASSERT_SAYS(&c, says);
	ffir_module_free(m);
	caught_end(&c);
}

static void names_that_are_declared_nowhere_are_refused(void)
{
	refused("<alias id='a' file='a.h' at='7'><named to='struct nowhere'/></alias>",
		"in.xml:2: error: 'a' uses 'struct nowhere', which is declared nowhere\na.h:7: note: 'a' is "
		"declared here\n");
	refused("<alias id='a'><int name='__int128'/></alias>",
		"'a' uses '__int128', which is no basic type of target 't'");
	refused("<function id='f'><result>" INT "</result></function><alias id='a'><named to='f'/></alias>",
		"'a' uses 'f' as a type, which is none");
	refused("<function id='f'><result><pointer><named to='g'/></pointer></result></function>",
		"declared nowhere");
	refused("<alias id='a'>" INT "<on target='u'/></alias>",
		"'a' has facts of target 'u', which is not described");
	accepted("<alias id='a'><named to='size_t'/></alias>");
}

static void types_stand_where_they_can(void)
{
	refused("<function id='f'><result>" INT "</result><param name='x'><void/></param></function>",
		"'f' has a 'void' where a value must be");
	refused("<function id='f'><result><array count='2'>" INT "</array></result></function>",
		"takes or returns an array by value");
	refused("<variable id='v'><function><result><void/></result></function></variable>",
		"'v' has a function where a value must be");
	refused("<alias id='a'><array count='2'><void/></array></alias>",
		"'a' has a 'void' where a value must be");
	refused("<alias id='a'><vector count='2'><pointer><void/></pointer></vector></alias>",
		"a vector of what is no number");
	accepted("<alias id='a'><function><result><void/></result></function></alias>");
}

static void what_contains_itself_is_refused(void)
{
	refused(STRUCT_OF("struct s", "<named to='struct s'/>"),
		"in.xml:2: error: 'struct s' contains itself\n");
	refused(STRUCT_OF("struct s", "<named to='t'/>") "<alias id='t'><array count='1'><named to='struct "
							 "s'/></array></alias>",
		"contains itself");
	refused("<alias id='a'><named to='b'/></alias><alias id='b'><named to='a'/></alias>",
		"contains itself");
	refused("<alias id='a'><pointer><named to='a'/></pointer></alias>", "'a' contains itself");
	refused("<alias id='f'><pointer><function><result><named "
		"to='f'/></result></function></pointer></alias>",
		"'f' contains itself");
	accepted(STRUCT_OF("struct s", "<pointer><named to='struct s'/></pointer>"));
	accepted(STRUCT_OF(
		"struct s",
		"<named to='p'/>") "<alias id='p'><pointer><named to='struct s'/></pointer></alias>");
	accepted(STRUCT_OF(
		"struct s",
		"<named to='f'/>") "<alias id='s'><named to='struct s'/></alias>"
				   "<alias id='f'><pointer><function><result><void/></result><param "
				   "name='x'><pointer><named "
				   "to='s'/></pointer></param></function></pointer></alias>");
}

/* N records, each holding the one behind it. */
static char *chain(int n)
{
	struct ffir_buf text = {0};
	for (int i = 0; i < n; i++)
		ffir_buf_printf(&text, STRUCT_OF("struct s%d", "<named to='struct s%d'/>") "\n", i, i + 1);
	ffir_buf_printf(&text, STRUCT_OF("struct s%d", INT), n);
	return text.text;
}

static void nesting_has_a_limit(void)
{
	char *text = chain(50);
	accepted(text);
	free(text);
	text = chain(20000);
	refused(text, "is nested more than 100 levels deep");
	free(text);
}

static void fields_stay_inside_of_their_record(void)
{
	refused("<record id='struct s' kind='struct'>" FIELD("x", INT) LAYOUT("4", "1") "</record>",
		"in.xml:2: error: field 'x' ends behind the 4 bytes of 'struct s'\n");
	refused("<record id='struct s' kind='struct'>" FIELD("x", INT)
			LAYOUT("4", "18446744073709551615") "</record>",
		"has an offset or size that does not fit");
	refused("<record id='struct s' kind='struct'>" FIELD("x", INT)
			LAYOUT("4", "2305843009213693951") "</record>",
		"ends behind the 4 bytes");
	refused("<record id='struct s' kind='struct'>" FIELD("x", "<array count='4611686018427387905'>" INT
								  "</array>") LAYOUT("4", "0") "</record>",
		"has a type without a size, or of one that does not fit");
	refused("<record id='struct s' kind='struct'>" FIELD("x", INT)
			LAYOUT("18446744073709551615", "0") "</record>",
		"'struct s' has a size that does not fit");
	refused("<record id='struct s' kind='struct'>" FIELD(
			"x", INT) "<on target='t' size='4' align='3' offsets='0'/></record>",
		"alignment 3, which is no power of two");
	refused("<record id='struct o' kind='struct' opaque='yes'/>" STRUCT_OF("struct s",
									       "<named to='struct o'/>"),
		"field 'x' of 'struct s' has a type without a size");
	refused("<record id='struct s' kind='struct'>" FIELD("x", INT) "</record>",
		"'struct s' has no layout and is not opaque");
}

static void fields_of_a_struct_do_not_overlap(void)
{
	refused("<record id='struct s' kind='struct'>" FIELD("x", INT) FIELD("y", INT)
			LAYOUT("8", "0 2") "</record>",
		"field 'y' of 'struct s' overlaps the one before it");
	accepted("<record id='union u' kind='union'>" FIELD("x", INT) FIELD("y", INT)
			 LAYOUT("4", "0 0") "</record>");
	accepted("<record id='struct s' kind='struct'>" FIELD("n", INT)
			 FIELD("rest", "<array><int name='char'/></array>") LAYOUT("4", "0 4") "</record>");
	refused("<record id='struct s' kind='struct'>" FIELD("rest", "<array><int name='char'/></array>")
			FIELD("n", INT) LAYOUT("4", "0 0") "</record>",
		"field 'rest' of 'struct s' has a type without a size");
}

static void bit_fields_fit(void)
{
#define BIT_FIELD(name, bits) "<field name='" name "' bits='" bits "'>" INT "</field>"
	accepted("<record id='struct s' kind='struct'>" BIT_FIELD("a", "3") BIT_FIELD("#2", "0")
			 BIT_FIELD("b", "32") LAYOUT("8", "b0 b32 b32") "</record>");
	refused("<record id='struct s' kind='struct'>" BIT_FIELD("a", "33") LAYOUT("8", "b0") "</record>",
		"bit-field 'a' of 'struct s' is wider than its type");
	refused("<record id='struct s' kind='struct'>" BIT_FIELD("a", "3") BIT_FIELD("b", "3")
			LAYOUT("4", "b0 b2") "</record>",
		"field 'b' of 'struct s' overlaps");
	refused("<record id='struct s' kind='struct'>" BIT_FIELD("a", "3") LAYOUT("4", "b30") "</record>",
		"field 'a' ends behind the 4 bytes");
	refused("<record id='struct s' kind='struct'>" BIT_FIELD("a", "3")
			LAYOUT("4", "b18446744073709551614") "</record>",
		"field 'a' ends behind the 4 bytes");
}

static void values_fit_their_types(void)
{
#define ENUM(value, size, is_signed)                                                                         \
	"<enumeration id='enum e'><enumerator name='A' value='" value "'/><on target='t' size='" size        \
	"' signed='" is_signed "'/></enumeration>"
	accepted(ENUM("-128", "1", "yes"));
	accepted(ENUM("18446744073709551615", "8", "no"));
	refused(ENUM("128", "1", "yes"), "enumerator 'A' does not fit into the 1 bytes of 'enum e'");
	refused(ENUM("-1", "4", "no"), "enumerator 'A' does not fit");
	refused(ENUM("1", "3", "no"), "'enum e' has no possible size");
#define CONSTANT(type, value) "<constant id='#C'>" type "<on target='t' " value "/></constant>"
	accepted(CONSTANT(INT, "value='-2147483648'"));
	refused(CONSTANT(INT, "value='2147483648'"), "the value of '#C' is none of its type");
	refused(CONSTANT("<int name='unsigned int'/>", "value='-1'"),
		"the value of '#C' is none of its type");
	refused(CONSTANT(INT, "value='x' kind='string'"), "the value of '#C' is none of its type");
	refused(CONSTANT(INT, ""), "'#C' has no value");
	accepted(
		"<constant id='#C' unsupported='a statement'><unsupported reason='a statement'/></constant>");
}

static void values_travel_with_their_parameters(void)
{
#define CALL(facts)                                                                                          \
	"<function id='f'><result>" INT "</result><param name='x'>" INT "</param><on target='t' " facts      \
	"/></function>"
	accepted(CALL("arguments='di:4' result='ax:4'"));
	accepted(CALL("arguments='memory/sign' result='st(1):16+st:16@16'"));
	accepted(CALL("arguments='reference(r0:4)' result='memory(r0:4)/zero'"));
	accepted(CALL("arguments='registers' result='not-callable'"));
	accepted(CALL("arguments='%f0:4^+f1:4@4^=double' result='st:8=extended'"));
	refused(CALL("arguments='memory memory'"), "'f' has 1 parameters, but 2 arguments travel");
	refused(CALL("arguments='di:4@18446744073709551615'"),
		"a piece in register 'di' has no possible size");
	refused(CALL("arguments='di:0'"), "a piece in register 'di' has no possible size");
	static const char *const odd[] = {"di",	      "di:",	     ":4",
					  "di:4@",    "di:x",	     "di:4+",
					  "+di:4",    "memory(di:4", "memory(di:4)/up",
					  "memory()", "memory(di)",  "/sign",
					  "di:4/",    "di:4=half",   "di:4=",
					  "di:4^^",   "di:4^@4",     "di:99999999999999999999"};
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		char text[512], says[128];
		snprintf(text, sizeof text, CALL("result='%s'"), odd[i]);
		snprintf(says, sizeof says, "in.xml:2: error: a value cannot travel as '%s'\n", odd[i]);
		refused(text, says);
	}
}

static void a_target_is_needed_and_sound(void)
{
	struct caught c;
	caught_start(&c);
	static const char *const texts[] = {
		"<interface version='1.0'><alias id='a'><void/></alias></interface>",
		"<interface version='1.0'><target id='t' endian='big' char='signed'><basic name='int' "
		"size='4' align='6'/></target></interface>",
		"<interface version='1.0'><target id='t' endian='big' char='signed'><basic name='s' "
		"is='int'/></target></interface>",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		CU_ASSERT_PTR_NULL(ffir_read_memory(texts[i], strlen(texts[i]), "in.xml", &c.diag));
	ASSERT_SAYS(&c, "in.xml:1: error: no 'target' says what these declarations are for\n");
	ASSERT_SAYS(&c, "basic type 'int' of target 't' has no possible size or alignment\n");
	ASSERT_SAYS(&c, "basic 's' is 'int', which is no basic of its own\n");
	caught_end(&c);
}

/* Look-ups that are quadratic in hostile input would take minutes. */
static void big_input_is_checked_quickly(void)
{
	struct ffir_buf text = {0};
	ffir_buf_puts(&text, "<record id='struct s' kind='struct'>");
	for (int i = 0; i < 50000; i++)
		ffir_buf_printf(&text, "<field name='f%d'>" INT "</field>", i);
	ffir_buf_puts(&text, "<on target='t' size='200000' align='4' offsets='");
	for (int i = 0; i < 50000; i++)
		ffir_buf_printf(&text, "%d ", 4 * i);
	ffir_buf_puts(&text, "'/></record>");
	clock_t start = clock();
	accepted(text.text);
	CU_ASSERT_TRUE(clock() - start < 10 * CLOCKS_PER_SEC);
	ffir_buf_release(&text);
}

CU_TestInfo ir_validate_tests[] = {
	TEST(names_that_are_declared_nowhere_are_refused),
	TEST(types_stand_where_they_can),
	TEST(what_contains_itself_is_refused),
	TEST(nesting_has_a_limit),
	TEST(fields_stay_inside_of_their_record),
	TEST(fields_of_a_struct_do_not_overlap),
	TEST(bit_fields_fit),
	TEST(values_fit_their_types),
	TEST(values_travel_with_their_parameters),
	TEST(a_target_is_needed_and_sound),
	TEST(big_input_is_checked_quickly),
	CU_TEST_INFO_NULL,
};
