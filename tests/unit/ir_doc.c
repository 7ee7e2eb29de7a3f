/* SPDX-License-Identifier: MIT */
#include "tests/unit/suites.h"

#include <stdio.h>
#include <string.h>

#include "ir/doc.h"

static struct ffir_arena arena;

static struct ffir_doc *parse(const char *raw)
{
	return ffir_doc_parse(&arena, raw, strlen(raw));
}

static bool same(const char *is, const char *expected)
{
	bool equal = is && expected ? strcmp(is, expected) == 0 : is == expected;
	if (!equal)
		printf("# is '%s', not '%s'\n", is ? is : "(none)", expected ? expected : "(none)");
	return equal;
}

/* Brief and description of RAW; NULL for none. */
static void says(const char *raw, const char *brief, const char *description)
{
	const struct ffir_doc *doc = parse(raw);
	CU_ASSERT_TRUE(same(doc->brief, brief));
	CU_ASSERT_TRUE(same(doc->description, description));
	CU_ASSERT_TRUE(same(doc->raw, raw));
	ffir_arena_release(&arena);
}

/* "kind name: text" for each section, one in a line. */
static void sections(const char *raw, const char *expected)
{
	static const char *const kinds[] = {"param",	  "returns", "errors", "since",
					    "deprecated", "see",     "note"};
	static const char *const directions[] = {"", " in", " out", " inout"};
	const struct ffir_doc *doc = parse(raw);
	struct ffir_buf text = {0};
	ffir_buf_puts(&text, "");
	for (size_t i = 0; i < doc->n_sections; i++)
		ffir_buf_printf(&text, "%s%s%s%s: %s\n", kinds[doc->sections[i].kind],
				directions[doc->sections[i].direction], doc->sections[i].name ? " " : "",
				doc->sections[i].name ? doc->sections[i].name : "", doc->sections[i].text);
	CU_ASSERT_TRUE(same(text.text, expected));
	ffir_buf_release(&text);
	ffir_arena_release(&arena);
}

static void marks_of_every_kind_come_off(void)
{
	says("/** A point. */", "A point.", NULL);
	says("/*! A point. */", "A point.", NULL);
	says("/**< A point. */", "A point.", NULL);
	says("/* A point. */", "A point.", NULL);
	says("/// A point.", "A point.", NULL);
	says("//!< A point.", "A point.", NULL);
	says("// A point.", "A point.", NULL);
	says("/****************\n * A point.\n ****************/", "A point.", NULL);
	says("/*\n   A\n     point.\n*/", "A point.", NULL);
	says("/// A point\n/// in space.", "A point in space.", NULL);
}

static void several_blocks_are_one_text(void)
{
	says("/* A box of  */\n/* two lines. */", "A box of two lines.", NULL);
	says("/* ------- */\n   /* A. */\n   /* ------- */", "A.", NULL);
	says("/** A. */\n/** B,\n * goes on.\n */", "A.", "B, goes on.");
	says("/**< A */\n/**< B */", "A", "B");
	says("/* A */ and not a comment */", "A */ and not a comment", NULL);
}

static void nothing_gives_nothing(void)
{
	static const char *const empty[] = {"",	      "/*", "/**/", "/***/", "/****/",
					    "/** */", "//", "///",  "//!<",  "/**\n *\n */"};
	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
		says(empty[i], NULL, NULL);
}

static void the_first_sentence_is_the_brief(void)
{
	says("/** One. Two. */", "One.", "Two.");
	says("/** Sets x.y, e.g. Foo, i.e. bar. Then\n * more.\n *\n * Last. */",
	     "Sets x.y, e.g. Foo, i.e. bar.", "Then more.\n\nLast.");
	says("/** No full stop\n *\n * Text. */", "No full stop", "Text.");
	says("/** Text first.\n * @brief The brief\n * goes on.\n *\n * The end. */", "The brief goes on.",
	     "Text first.\n\nThe end.");
	says("/** \\brief Short.\n\n Long. */", "Short.", "Long.");
}

static void carriage_returns_and_tabs_do_no_harm(void)
{
	says("/**\r\n *\tA\tpoint.\r\n *\r\n * More.\r\n */", "A point.", "More.");
	says("/**\r * A point.\r *\r * More. */", "A point.", "More.");
}

static void bytes_that_are_no_utf8_are_replaced(void)
{
	says("/** caf\xe9 \x01"
	     "b */",
	     "caf\xef\xbf\xbd b", NULL);
	says("/** caf\xc3\xa9 */", "caf\xc3\xa9", NULL);
	const struct ffir_doc *doc = ffir_doc_parse(&arena, "/** a\0b */", 10);
	CU_ASSERT_TRUE(same(doc->brief, "a b"));
	CU_ASSERT_TRUE(same(doc->raw, "/** a b */"));
	ffir_arena_release(&arena);
}

static void doxygen_commands_become_sections(void)
{
	sections("/** Text.\n"
		 " * @param[in,out] a the first\n *   and more\n"
		 " * \\param b - the second\n"
		 " * @param[out] c,d both\n"
		 " * @param ... the rest\n"
		 " * @return what\n"
		 " * @retval 0 fine\n * @retval -1 broken\n"
		 " * @throws E_IO on error\n"
		 " * @since 1.2\n * @deprecated use g()\n * @see g()\n * @note Beware\n * @warning Hot */",
		 "param inout a: the first and more\nparam b: the second\nparam out c: both\nparam out d: "
		 "both\nparam ...: "
		 "the rest\n"
		 "returns: what\n0: fine\n-1: broken\nerrors: E_IO: on error\nsince: 1.2\ndeprecated: use "
		 "g()\nsee: g()\n"
		 "note: Beware\nnote: Warning: Hot\n");
	sections("/** @return what\n *\n * @retval 0 fine */", "returns: what\n0: fine\n");
	sections("/** @retval \"a text\" The name */", "returns: \"a text\": The name\n");
	sections("/** @deprecated */", "deprecated: \n");
	sections("/** @param\n * @param [in] */", "");
	says("/** Text.\n * @param a one\n *\n * After. */", "Text.", "After.");
}

static void doxygen_sections_begin_inside_a_line(void)
{
	const char raw[] = "/** Adds. @param a,b both \\param[out] c the rest @return the sum, @c 0 too */";
	sections(raw, "param a: both\nparam b: both\nparam out c: the rest\nreturns: the sum, 0 too\n");
	says(raw, "Adds.", NULL);
	says("/**< The size. @since 1.2 */", "The size.", NULL);
	says("/** Finds `@return x`, a@see.org and @returned. */",
	     "Finds `@return x`, a@see.org and @returned.", NULL);
	says("/** Text.\n *\n *     f(); @return x\n */", "Text.", "    f(); @return x");
	sections("/** Text.\n * @code\n * f(); @return x\n * @endcode */", "");
}

static void what_means_nothing_in_a_binding_is_dropped(void)
{
	says("/**\n * @file\n * @ingroup x y\n * Text.\n *\n * SPDX-License-Identifier: MIT\n * @author "
	     "Me,\n * and you\n */",
	     "Text.", NULL);
	says("/** @{ */", NULL, NULL);
	says("/* ------------- */", NULL, NULL);
}

static void inline_markup_comes_out(void)
{
	says("/** Sets @p x to \\c NULL, \\@home, a@b.org, @@, 50%, %d. */",
	     "Sets x to NULL, @home, a@b.org, @, 50%, %d.", NULL);
	says("/** See {@link foo()} and <b>bold</b> <tt>x</tt> 1 &lt; 2 <stdio.h>. */",
	     "See foo() and bold x 1 < 2 <stdio.h>.", NULL);
	says("/** %NULL of #Object, #1. */", "NULL of Object, #1.", NULL);
	says("/** Unknown @command stays, C:\\\\dir too. */", "Unknown @command stays, C:\\dir too.", NULL);
}

static void lists_and_code_keep_their_lines(void)
{
	says("/** Brief.\n *\n * - one\n *   goes on\n * - two\n *\n * 1. first\n */", "Brief.",
	     "- one goes on\n- two\n\n1. first");
	says("/** Brief.\n * @code\n * if (@p x)\n *   y(&z);\n *\n * w();\n * @endcode\n * Text. */",
	     "Brief.", "    if (@p x)\n      y(&z);\n\n    w();\n\nText.");
	says("/** Brief.\n *\n *     code();\n *     more();\n *\n * Text. */", "Brief.",
	     "    code();\n    more();\n\nText.");
	says("/** Brief.\n * ```c\n * x;\n * ```\n */", "Brief.", "    x;");
	says("/** Brief.\n * @code\n * never ended */", "Brief.", "    never ended");
}

static void gtk_doc_is_understood(void)
{
	static const char raw[] =
		"/**\n * gtk_foo_bar: (skip)\n * @self: (transfer full) (nullable): a #GtkFoo\n"
		" * @...: more\n *\n * Does @self good.\n *\n * Returns: (transfer none): %TRUE or not\n * "
		"Since: 2.4\n"
		" * Deprecated: 3.0: Use b()\n */";
	says(raw, "Does self good.", NULL);
	sections(raw, "param self: a GtkFoo\nparam ...: more\nreturns: TRUE or not\nsince: 2.4\ndeprecated: "
		      "3.0: Use b()\n");
}

static void kernel_doc_is_understood(void)
{
	static const char raw[] = "/**\n * kfree() - Frees &struct foo\n *   memory\n * @p: the pointer, "
				  "@p\n * @n: how many\n *\n"
				  " * Text of %GFP_KERNEL.\n *\n * Context: Any.\n * Return: nothing\n */";
	says(raw, "Frees struct foo memory", "Text of GFP_KERNEL.");
	sections(raw, "param p: the pointer, p\nparam n: how many\nnote: Context: Any.\nreturns: nothing\n");
	says("/**\n * struct foo - A foo\n * @x: one\n */", "A foo", NULL);
	says("/** point - a pair */", "point - a pair", NULL);
	says("/**\n * point - a pair\n * @x: one\n */", "a pair", NULL);
}

static void params_have_directions(void)
{
	sections("/** @param[in] a x\n * @param[out] b,c y\n * @param[in,out] d z\n * @param[ inout ] e u\n"
		 " * @param[other] f v\n * @param g w */",
		 "param in a: x\nparam out b: y\nparam out c: y\nparam inout d: z\nparam inout e: u\n"
		 "param f: v\nparam g: w\n");
	sections("/**\n * f:\n * @a: (out) (nullable): x\n * @b: (out caller-allocates): y\n * @c: (inout): "
		 "z\n"
		 " * @d: (array length=c) (in): u\n */",
		 "param out a: x\nparam out b: y\nparam inout c: z\nparam in d: u\n");
}

static void what_no_name_looks_like_stays(void)
{
	says("/** See #geo_point, #open() and (#geo_line). */", "See geo_point, open() and (geo_line).",
	     NULL);
	says("/** #define, #ff00ff, a#b_c and rfc.html#section_3 stay. */",
	     "#define, #ff00ff, a#b_c and rfc.html#section_3 stay.", NULL);
	says("/** A &mdash; B &le; C, &#39;D&#x27; &amp;#39; &#x202e;&#0;&unknown; */",
	     "A \u2014 B \u2264 C, 'D' &#39; &#0;&unknown;", NULL);
	says("/** One\\n two, \\f$x\\f$ and data\\[0\\], snake\\_case. */",
	     "One two, x and data[0], snake_case.", NULL);
	says("/** [func@Geo.point] of [class@Geo] and [a](b), x[i@j]. */",
	     "Geo.point of Geo and [a](b), x[i@j].", NULL);
	says("/** <h3>Title</h3> a <!-- hidden --> b */", "Title a b", NULL);
	says("/**\n * @function\n *\n * Text @function.\n */", "Text @function.", NULL);
	says("/** Text.\n * @todo\n * more\n *\n * Rest. */", "Text.", "Rest.");
	sections("/** @copydoc geo_point */", "see: geo_point\n");
	sections("/** Text.\n * @file: the file\n * @return: it */", "param file: the file\nreturns: it\n");
}

static void briefs_do_not_end_in_brackets(void)
{
	says("/** Sizes (at most 256. Not more) are kept. Rest. */",
	     "Sizes (at most 256. Not more) are kept.", "Rest.");
	says("/** At max. 4 of them. Rest. */", "At max. 4 of them.", "Rest.");
	says("/** Never ( closed. Rest. */", "Never ( closed. Rest.", NULL);
}

static void text_may_stand_below_its_command(void)
{
	says("/**\n * \\brief A.\n * \\details It goes\n *          on.\n *\n *          And on.\n *\n"
	     " *              code();\n */",
	     "A.", "It goes on.\n\nAnd on.\n\n    code();");
	says("/**\n * \\brief A.\n * \\details It.\n *\n *          On. */", "A.", "It.\n\nOn.");
	says("/**\n * An event.\n\n   @sa other\n */", "An event.", NULL);
	sections("/**\n * f:\n * @one  : x\n * @two : y\n */", "param one: x\nparam two: y\n");
}

static void gtk_code_is_code(void)
{
	says("/**\n * f:\n *\n * Text.\n *\n * |[<!-- language=\"C\" -->\n *   f (%NULL);\n * ]|\n * More.\n "
	     "*/",
	     "Text.", "      f (%NULL);\n\nMore.");
	says("/**\n * T.f:\n *\n * Text.\n * |[f ();]| and more\n */", "Text.", "    f ();");
}

static void any_cut_of_a_comment_is_survived(void)
{
	static const char raw[] = "/**\n * f: (a)\n * @x: (b): {@link y} \\c &amp; <b> @param[in] a,b "
				  "@code\n @endcode %N \xc3\xa9 */";
	for (size_t from = 0; from < sizeof raw; from++)
		for (size_t to = from; to < sizeof raw; to++) {
			char *cut = (char *)ffir_alloc(&arena, to - from + 1);
			memcpy(cut, raw + from, to - from);
			CU_ASSERT_PTR_NOT_NULL(ffir_doc_parse(&arena, cut, to - from));
		}
	ffir_arena_release(&arena);
}

CU_TestInfo ir_doc_tests[] = {
	TEST(marks_of_every_kind_come_off),
	TEST(several_blocks_are_one_text),
	TEST(nothing_gives_nothing),
	TEST(the_first_sentence_is_the_brief),
	TEST(carriage_returns_and_tabs_do_no_harm),
	TEST(bytes_that_are_no_utf8_are_replaced),
	TEST(doxygen_commands_become_sections),
	TEST(doxygen_sections_begin_inside_a_line),
	TEST(what_means_nothing_in_a_binding_is_dropped),
	TEST(inline_markup_comes_out),
	TEST(lists_and_code_keep_their_lines),
	TEST(gtk_doc_is_understood),
	TEST(kernel_doc_is_understood),
	TEST(params_have_directions),
	TEST(what_no_name_looks_like_stays),
	TEST(gtk_code_is_code),
	TEST(briefs_do_not_end_in_brackets),
	TEST(text_may_stand_below_its_command),
	TEST(any_cut_of_a_comment_is_survived),
	CU_TEST_INFO_NULL,
};
