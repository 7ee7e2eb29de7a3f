/*
 * Which comment documents which name: find() asks at the name itself.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ir/comments.h"

/* The comment of the word NAME, where it stands last in TEXT; "" if there is none. Valid until the next
 * call. */
static const char *find(const char *text, const char *name)
{
	static char found[256];
	size_t size = strlen(text);
	/* Without a NUL behind it, so that reading too far is noticed. */
	char *copy = (char *)malloc(size ? size : 1);
	struct ffir_comments *c = ffir_comments_read((const char *)memcpy(copy, text, size), size);
	unsigned line = 1, column = 1;
	const char *at = NULL;
	const struct ffir_comment *comment = NULL;

	for (const char *p = strstr(text, name); p; p = strstr(p + 1, name))
		at = p;
	for (const char *p = text; at && p < at; p++) {
		column = *p == '\n' ? 1 : column + 1;
		line += *p == '\n';
	}
	if (at) {
		unsigned none_before = 0;
		comment = ffir_comments_find(c, line, column, &none_before);
		CU_ASSERT(comment ? none_before == line : none_before >= line);
		if (none_before > line)
			CU_ASSERT_PTR_NULL(ffir_comments_find(c, none_before - 1, 1, &line));
	}
	snprintf(found, sizeof found, "%.*s", comment ? (int)comment->size : 0, comment ? comment->text : "");
	ffir_comments_free(c);
	free(copy);
	return found;
}

/* The same of the tag TAG, which no body follows. */
static const char *find_tag(const char *text, const char *tag)
{
	static char found[256];
	struct ffir_comments *c = ffir_comments_read(text, strlen(text));
	const char *at = strstr(text, tag), *start = at;
	const struct ffir_comment *comment;
	unsigned line = 1;

	while (start > text && start[-1] != '\n')
		start--;
	for (const char *p = text; p < start; p++)
		line += *p == '\n';
	comment = ffir_comments_of_tag(c, line, (unsigned)(at - start) + 1, tag);
	snprintf(found, sizeof found, "%.*s", comment ? (int)comment->size : 0, comment ? comment->text : "");
	ffir_comments_free(c);
	return found;
}

static const char *of_file(const char *text)
{
	static char found[256];
	struct ffir_comments *c = ffir_comments_read(text, strlen(text));
	const struct ffir_comment *comment = ffir_comments_of_file(c);

	snprintf(found, sizeof found, "%.*s", comment ? (int)comment->size : 0, comment ? comment->text : "");
	ffir_comments_free(c);
	return found;
}

#define IS(text, name, comment) CU_ASSERT_STRING_EQUAL(find(text, name), comment)

static void the_next_comment_ends_what_goes_on(void)
{
	IS("enum e {\n/* a */\nA,\n/* b */\nB = 1,\n/* c */\nC };", "A,", "/* a */");
	IS("enum e {\n/* a */\nA,\n/* b */\nB = 1,\n/* c */\nC };", "B ", "/* b */");
	IS("enum e {\n/* a */\nA,\nB,\n/* c */\nC };", "B,", "");
	IS("/* a */\nint a, b,\n/* c */\n c, d;", "b,", "/* a */");
	IS("/* a */\nint a, b,\n/* c */\n c, d;", "d;", "/* c */");
	IS("/* a */\nDECLARE(a)\n/* b */\nDECLARE(b)\n/* c */\nint c;", "c;", "/* c */");
	IS("/* a */\nDECLARE(a)\n/* -- */\nint c;", "c;", "");
	IS("/** a */\nDECLARE(a)\n/* - */\nint c;", "c;", "/** a */");
	IS("int a; /**< one */\n/**< two */\n\n/**< three */\n\nint b;", "a;", "/**< three */");
	IS("int a;\n///< one\n\n///< two\nint b; ///< three", "b;", "///< three");
}

static void a_doc_comment_stands_before(void)
{
	IS("/** d */\nint f(void);\n", "f(", "/** d */");
	IS("/** d */\n\n\nAPI(1) extern \"C\" const char *\nf(void);\n", "f(", "/** d */");
	IS("/*! d */ int f;", "f;", "/*! d */");
	IS("/// a\n/// b\nint f;", "f;", "/// a\n/// b");
	IS("extern \"C\" {\n/** d */\nint f;\n}", "f;", "/** d */");
	IS("/** d */\nextern \"C\" {\nint f;\n}", "f;", "/** d */");
}

static void a_plain_comment_counts_where_it_touches(void)
{
	IS("/* d */\nint f;", "f;", "/* d */");
	IS("// d\nint f;", "f;", "// d");
	IS("/* d */\n\nint f;", "f;", "");
	IS("/*****/\nint f;", "f;", "");
	IS("/** d */\n/* near */\nint f;", "f;", "/** d */");
	IS("int e; /* of e */\nint f;", "f;", "");
	IS("/* d */\n#endif\nint f;", "f;", "");
}

static void a_comment_may_stand_behind(void)
{
	IS("struct s {\n\tint a; /**< d */\n\tint f; ///< of f\n};", "a;", "/**< d */");
	IS("struct s {\n\tint a; /**< d */\n\tint f; ///< of f\n};", "f;", "///< of f");
	IS("enum { A, /* of A */\n B /* of B */ };", "A,", "/* of A */");
	IS("enum { A, /* of A */\n B /* of B */ };", "B /", "/* of B */");
	IS("int a; int f; /* d */\n", "a;", "");
	IS("int a, f; /* d */\n", "a,", "/* d */");
	IS("int f\n/**< d */;\n", "f\n", "/**< d */");
	IS("struct f { /**< d */ int x; };", "f {", "/**< d */");
}

static void parameters_have_their_own(void)
{
	IS("/** d */ int f(int a, int b);", "a,", "");
	IS("/** d */ int f(int a /**< of a */, int b);", "a /", "/**< of a */");
	IS("/** d */ int f(/** of a */ int a, int b);", "a,", "/** of a */");
	IS("/** d */ int f(/** of a */ int a, int b);", "b)", "");
	IS("/** d */ int (*f)(int a);", "f)", "/** d */");
	IS("/** d */ int (*f)(int a);", "a)", "");
	IS("/** d */ void (*f(int a, void (*g)(int)))(int);", "f(", "/** d */");
	IS("/** d */ void (*f(int a, void (*g)(int)))(int);", "g)", "");
}

static void declarators_share_and_enumerators_do_not(void)
{
	IS("/** d */ int a, f;", "f;", "/** d */");
	IS("enum e { /** d */ A, F };", "A,", "/** d */");
	IS("enum e { /** d */ A, F };", "F ", "");
	IS("/** d */ int a = 1; int f;", "f;", "");
	/* The list goes on behind another comment. */
	IS("enum e { /** d */ A, F, /** of B */ B };", "F,", "");
	IS("enum e { /** d */ A, F,\n#define B B\nB };", "F,", "");
}

static void bodies_end_what_is_documented(void)
{
	IS("/** d */ struct s { int f; };", "f;", "");
	IS("/** d */ typedef struct { int x; } f;", "f;", "/** d */");
	IS("/** d */ struct __attribute__((packed)) f { int x; };", "f {", "/** d */");
	IS("/** d */ struct s g(void) { return x; } int f;", "f;", "");
	IS("/** d */ struct s g(void) NOTHROW { return x; } int f;", "f;", "");
	IS("/** d */ int g[] = { 1 }; int f;", "f;", "");
}

static void macros_take_what_stands_before_them(void)
{
	IS("/** d */\n#define F 1\nint f;", "F 1", "/** d */");
	IS("/** d */\n#define F 1\nint f;", "f;", "");
	IS("#define F 1 /**< d */\n", "F 1", "/**< d */");
	IS("#define F (1 + \\\n 2) /* d */\n", "F (", "/* d */");
	IS("/** d */\n#ifndef F\n#define F 10\n#endif\n", "F 1", "/** d */");
	IS("/** d */\n#if X\n#define F 1\n#else\n#define F 2\n#endif\n", "F 2", "/** d */");
	IS("/** d */\n#if X\n#define G 1\n#else\n#define F 2\n#endif\n", "F 2", "");
	IS("/** d */\n#include <x.h>\nint f;", "f;", "");
	IS("int f;\n#ifdef X /* d */\n#endif /**< e */\n", "f;", "");
}

static void branches_of_a_condition_share(void)
{
	IS("/** d */\n#if X\nint g;\n#elif Y\nlong f;\n#endif\n", "f;", "/** d */");
	IS("/** d */\n#if X\n#if Z\nint g;\n#else\nint h;\n#endif\n#else\nlong f;\n#endif\n", "f;",
	   "/** d */");
	IS("/** d */\n#if X\nint g;\n#endif\nlong f;\n", "f;", "");
}

static void a_declaration_may_lack_its_semicolon(void)
{
	IS("/** d */\nDECLARE(g)\n\nint f;", "f;", "");
	IS("/** d */\nDECLARE(g)\n\nint f;", "int f;", "");
	IS("/** d */\nDECLARE(g)\n\n/* of more */\n\nDECLARE(f)\n", "DECLARE(f)", "");
	IS("/** d */\nDECLARE(g)\nint f;", "f;", "/** d */");
	IS("/** d */\nDECLARE(g)\n/** of f */\nint f;", "f;", "/** of f */");
}

static void groups_and_files_are_no_declarations(void)
{
	IS("/** @defgroup g G\n * @{ */\nint f;", "f;", "");
	IS("/** \\file f.h */\nint f;", "f;", "");
	CU_ASSERT_STRING_EQUAL(of_file("/* licence */\n/** \\file f.h */\nint f;"), "/** \\file f.h */");
	CU_ASSERT_STRING_EQUAL(of_file("/** d */\n#ifndef H\n#define H\n#endif"), "/** d */");
	CU_ASSERT_STRING_EQUAL(of_file("/** d */\n#ifndef H\n#define H 10\n#endif"), "");
	CU_ASSERT_STRING_EQUAL(of_file("/** d */\nint f;"), "");
}

static void headings_are_no_documentation(void)
{
	IS("/* ---- Boxes ---- */\nint f;", "f;", "");
	IS("/*=== Boxes ===*/\nint f;", "f;", "");
	IS("/********\n * Boxes\n ********/\nint f;", "f;", "");
	IS("//////////\n// Boxes\n//////////\nint f;", "f;", "");
	IS("/* ------------\n * Boxes\n */\nint f;", "f;", "");
	IS("/** d */\n/* ---- Boxes ---- */\nint f;", "f;", "/** d */");
	/* Sentences and longer texts are no headings, whatever is drawn around them. */
	IS("/********\n * Makes a box.\n ********/\nint f;", "f;", "/********\n * Makes a box.\n ********/");
	IS("/* ----\n * f: makes\n * a box\n */\nint f;", "f;", "/* ----\n * f: makes\n * a box\n */");
	IS("/* a -> b, a--, --a */\nint f;", "f;", "/* a -> b, a--, --a */");
	IS("/** ---- d ---- */\nint f;", "f;", "/** ---- d ---- */");
}

static void literals_hide_comments(void)
{
	IS("const char *s = \"/** x */\"; int f;", "f;", "");
	IS("char c = '\"'; /** d */ int f;", "f;", "/** d */");
	IS("/* don't */ int g;\n/** d */ int f;", "f;", "/** d */");
	IS("auto s = R\"x(/** no )\" */)x\"; /** d */ int f;", "f;", "/** d */");
	IS("int n = 1'000; /** d */ int f;", "f;", "/** d */");
}

static void lines_count_however_they_end(void)
{
	IS("\xef\xbb\xbf/** d */ int g;\n/** e */ int f;", "f;", "/** e */");
	IS("/** d */\r\nint f;\r\n", "f;", "/** d */");
	IS("// a \\\n b\nint f;", "f;", "// a \\\n b");
	IS("int \\\ng;\n/** d */\nint f;", "f;", "/** d */");
}

static void a_file_may_end_anywhere(void)
{
	static const char *const texts[] = {"",
					    "/",
					    "/*",
					    "/* *",
					    "//",
					    "///",
					    "/**/",
					    "#",
					    "\\",
					    "\"",
					    "'",
					    "R\"",
					    "R\"x(",
					    "/** f",
					    "#define",
					    "#define f /*",
					    "1'",
					    "/** */ (",
					    "/** */ struct f {",
					    "f /**<",
					    "// f \\",
					    "/** */ }",
					    ")))",
					    "[[["};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		CU_ASSERT_PTR_NOT_NULL(find(texts[i], "f"));
}

static void the_end_of_a_declaration_is_noticed(void)
{
	static const char *const words[] = {"asm", NULL};
	static const struct {
		const char *text;
		unsigned line;
		bool after;
	} cases[] = {
		{"asm", 1, true},
		{"int a; asm(\"x\")", 1, true},
		{"asm(\"x\");", 1, false},
		{"int a", 1, false},
		{"", 1, false},
		{"asm /* ; */", 1, true},
		{"F(x)", 1, false},
		{"} asm\n#define X ;\n", 1, true},
		{"asm\nint a", 2, false},
		{"'\n{ asm\nasm\n", 3, true},
		{"asm", 2, false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		bool after = ffir_ends_after(cases[i].text, strlen(cases[i].text), cases[i].line, words);
		CU_ASSERT_EQUAL(after, cases[i].after);
	}
}

static void blocks_below_each_other_are_one(void)
{
	IS("/* a   */\n/* b   */\nint f;", "f;", "/* a   */\n/* b   */");
	IS("int f; /* a */\n       /* b */\nint g;", "f;", "/* a */\n       /* b */");
	IS("int f; /* a */\n       /* b */\nint g;", "g;", "");
	IS("/** a */\n/** b\n */\nint f;", "f;", "/** a */\n/** b\n */");
	IS("int f; /**< a */\n       /**< b */\nint g;", "f;", "/**< a */\n       /**< b */");
	IS("/** a */\n\n/** b */\nint f;", "f;", "/** b */");
	IS("/** a */\n /** b */\nint f;", "f;", "/** b */");
	IS("/* a\n */\n/* b */\nint f;", "f;", "/* b */");
	IS("/*< private >*/\n/* b */\nint f;", "f;", "/* b */");
	IS("/** @{ */\n/** b */\nint f;", "f;", "/** b */");
	IS("/* --- a --- */\n/* b */\nint f;", "f;", "/* b */");
	IS("/* ----- */\n/* a     */\n/* ----- */\nint f;", "f;", "");
}

static void words_of_gtk_doc_are_no_commands(void)
{
	IS("/** f:\n * @file: a\n */\nint f;", "f;", "/** f:\n * @file: a\n */");
	IS("/** d\n * \\file_id\n */\nint f;", "f;", "/** d\n * \\file_id\n */");
	IS("struct s {\n/** @name: d */\nint f; };", "f;", "/** @name: d */");
	IS("/** @name Group */\nint f;", "f;", "");
	CU_ASSERT_STRING_EQUAL(of_file("/** f:\n * @file: a\n */\nint f;"), "");
}

static void what_says_nothing_is_passed_over(void)
{
	IS("/** d */\n//! <!-- [mark] -->\nint f;", "f;", "/** d */");
	IS("//! <!-- [mark] -->\nint f;", "f;", "");
	IS("//! <!-- [mark] --> d\nint f;", "f;", "//! <!-- [mark] --> d");
	IS("/** @endlifecycle */\nint f;", "f;", "");
	IS("/** @start{Some words} */\nint f;", "f;", "");
	IS("/* a */\n/*< private >*/\nint f;", "f;", "/* a */");
	IS("struct s { int f; /*< skip >*/ };", "f;", "");
	IS("struct s {\n/* private: */\nint f; };", "f;", "");
	IS("/** @deprecated */\nint f;", "f;", "/** @deprecated */");
	IS("/** @see g */\nint f;", "f;", "/** @see g */");
	IS("/** @defgroup g Title\n * @{\n * @enum e\n * @brief d */\nenum e { A };", "e {",
	   "/** @defgroup g Title\n * @{\n * @enum e\n * @brief d */");
}

static void a_tag_that_is_mentioned_has_no_comment(void)
{
	CU_ASSERT_STRING_EQUAL(find_tag("/** d */\nstruct tag *f(void);\n", "tag"), "");
	CU_ASSERT_STRING_EQUAL(find_tag("/** d */\nextern struct tag f;\n", "tag"), "");
	CU_ASSERT_STRING_EQUAL(find_tag("struct s {\n\tstruct tag *f; /**< d */\n};", "tag"), "");
	CU_ASSERT_STRING_EQUAL(find_tag("/** d */\ntypedef struct tag *(*f)(int);\n", "tag"), "");
	CU_ASSERT_STRING_EQUAL(find_tag("/** d */\nstruct tag;\n", "tag"), "/** d */");
	CU_ASSERT_STRING_EQUAL(find_tag("/** d */\ntypedef struct tag f;\n", "tag"), "/** d */");
	CU_ASSERT_STRING_EQUAL(find_tag("/** d */\ntypedef struct\n tag\n *f;\n", "tag"), "/** d */");
	CU_ASSERT_STRING_EQUAL(find_tag("/** d */\ntypedef struct tag f FFI_NAME(\"x\");", "tag"),
			       "/** d */");
	CU_ASSERT_STRING_EQUAL(find_tag("/** d */\ntypedef struct tag", "tag"), "/** d */");
}

CU_TestInfo comments_tests[] = {
	TEST(the_next_comment_ends_what_goes_on),
	TEST(a_doc_comment_stands_before),
	TEST(a_plain_comment_counts_where_it_touches),
	TEST(a_comment_may_stand_behind),
	TEST(parameters_have_their_own),
	TEST(blocks_below_each_other_are_one),
	TEST(declarators_share_and_enumerators_do_not),
	TEST(bodies_end_what_is_documented),
	TEST(macros_take_what_stands_before_them),
	TEST(branches_of_a_condition_share),
	TEST(a_declaration_may_lack_its_semicolon),
	TEST(groups_and_files_are_no_declarations),
	TEST(words_of_gtk_doc_are_no_commands),
	TEST(what_says_nothing_is_passed_over),
	TEST(a_tag_that_is_mentioned_has_no_comment),
	TEST(headings_are_no_documentation),
	TEST(literals_hide_comments),
	TEST(lines_count_however_they_end),
	TEST(a_file_may_end_anywhere),
	TEST(the_end_of_a_declaration_is_noticed),
	CU_TEST_INFO_NULL,
};
