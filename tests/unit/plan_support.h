/*
 * Interfaces for tests of the plan, in few words: macros that make the XML of declarations, and what is
 * made of them as text.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_PLAN_SUPPORT_H
#define TESTS_PLAN_SUPPORT_H

#include "backends/names.h"
#include "backends/plan.h"
#include "tests/unit/plan_run.h"
#include "tests/unit/suites.h"
#include "tests/unit/support.h"

#define INT			 "<int name=\"int\"/>"
#define SIZE			 "<named to=\"size_t\"/>"
#define DOUBLE			 "<float name=\"double\"/>"
#define VOID			 "<void/>"
#define CHAR			 "<int name=\"char\"/>"
#define CONST_CHAR		 "<int name=\"char\" const=\"yes\"/>"
#define CONST_VOID		 "<void const=\"yes\"/>"
#define NAMED(id)		 "<named to=\"" id "\"/>"
#define CONST_NAMED(id)		 "<named to=\"" id "\" const=\"yes\"/>"
#define POINTER(type)		 "<pointer>" type "</pointer>"
#define TEXT_IN			 POINTER(CONST_CHAR)
#define CALLBACK(result, params) POINTER("<function><result>" result "</result>" params "</function>")

#define ARG(text)	"<arg>" text "</arg>"
/* Argument I has that value. */
#define VALUE(i, value) "<on target=\"x86_64-linux-gnu\" arg=\"" i "\" value=\"" value "\"/>"
#define WORD(name, args)                                                                                     \
	"<annotation name=\"" name "\" by=\"declared\" file=\"t.h\" at=\"9\">" args "</annotation>"
#define SAYS(name) "<annotation name=\"" name "\" by=\"declared\" file=\"t.h\" at=\"9\"/>"

#define PARAM(name, type_and_words) "<param name=\"" name "\">" type_and_words "</param>"
#define FIELD(name, type_and_words) "<field name=\"" name "\">" type_and_words "</field>"
#define FUNCTION(name, words, result, params)                                                                \
	"<function id=\"" name "\" file=\"t.h\" at=\"5\">" words "<result>" result "</result>" params        \
	"<on target=\"x86_64-linux-gnu\" symbol=\"" name "\"/></function>"
#define OPAQUE(id, words)                                                                                    \
	"<record id=\"" id "\" kind=\"struct\" opaque=\"yes\" file=\"t.h\" at=\"2\">" words "</record>"
/* Two doubles, x and y. */
#define PAIR(id)                                                                                             \
	"<record id=\"" id "\" kind=\"struct\" file=\"t.h\" at=\"2\">" FIELD("x", DOUBLE) FIELD(             \
		"y",                                                                                         \
		DOUBLE) "<on target=\"x86_64-linux-gnu\" size=\"16\" align=\"8\" offsets=\"0 8\"/></record>"
#define ENUMERATOR(name, value) "<enumerator name=\"" name "\" value=\"" value "\"/>"
#define ENUM(id, words, enumerators)                                                                         \
	"<enumeration id=\"" id "\" file=\"t.h\" at=\"3\">" words enumerators                                \
	"<on target=\"x86_64-linux-gnu\" size=\"4\" signed=\"no\"/></enumeration>"
#define DOMAIN(name, words, codes)                                                                           \
	"<domain id=\"domain/" name "\" file=\"t.h\" at=\"3\">" words codes "</domain>"
#define ALIAS(id, type) "<alias id=\"" id "\" file=\"t.h\" at=\"4\">" type "</alias>"

/* The module of DECLARATIONS, or NULL after messages. */
struct ffir_module *module_of(const char *declarations, struct diag *d);
/* What `show --plan` prints of FUNCTION (up to the empty line behind it), to be freed. "" if it is not there.
 */
char *shown_plan(const struct plan *p, const char *function);

/* Asserts that lowering DECLARATIONS gives the program EXPECTED for FUNCTION, without a message. */
void assert_plan(const char *declarations, const char *function, const char *expected);
/* Asserts that FUNCTION stays raw for a reason that holds PART, and what is said (NULL: nothing). */
void assert_raw(const char *declarations, const char *function, const char *part, const char *said);
/* Asserts that lowering is refused with a message that holds PART. */
void assert_refused(const char *declarations, const char *part);

#define ASSERT_TEXT(actual, expected)                                                                        \
	do {                                                                                                 \
		if (strcmp((actual), (expected)) != 0)                                                       \
			printf("# --- is:\n%s# --- should be:\n%s", (actual), (expected));                   \
		CU_ASSERT_STRING_EQUAL((actual), (expected));                                                \
	} while (0)

#endif
