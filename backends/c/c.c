/*
 * C: one header, declarations as the compiler saw them and safe inline functions over them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/backend.h"

/* C11's and C++'s, since the header serves both. */
static const char *const keywords[] = {
	"alignas",     "alignof",      "and",	    "and_eq",
	"asm",	       "auto",	       "bitand",    "bitor",
	"bool",	       "break",	       "case",	    "catch",
	"char",	       "char16_t",     "char32_t",  "char8_t",
	"class",       "co_await",     "co_return", "co_yield",
	"compl",       "concept",      "const",	    "const_cast",
	"consteval",   "constexpr",    "constinit", "continue",
	"decltype",    "default",      "delete",    "do",
	"double",      "dynamic_cast", "else",	    "enum",
	"errno",       "explicit",     "export",    "extern",
	"false",       "float",	       "for",	    "friend",
	"goto",	       "if",	       "inline",    "int",
	"long",	       "mutable",      "namespace", "new",
	"noexcept",    "not",	       "not_eq",    "nullptr",
	"operator",    "or",	       "or_eq",	    "private",
	"protected",   "public",       "register",  "reinterpret_cast",
	"requires",    "restrict",     "return",    "short",
	"signed",      "sizeof",       "static",    "static_assert",
	"static_cast", "struct",       "switch",    "template",
	"this",	       "thread_local", "throw",	    "true",
	"try",	       "typedef",      "typeid",    "typename",
	"typeof",      "union",	       "unsigned",  "using",
	"virtual",     "void",	       "volatile",  "wchar_t",
	"while",       "xor",	       "xor_eq",    NULL,
};

static void emit_c(const struct plan *p, const struct emit_options *options, struct output *out,
		   struct diag *d)
{
	(void)p, (void)options, (void)out, (void)d;
}

#define EVERYWHERE(how)                                                                                      \
	{                                                                                                    \
		how, how, how, how, how                                                                      \
	}

extern const struct backend backend_c;
const struct backend backend_c = {
	.abi = PLAN_ABI,
	.name = "c",
	.summary = "A C header, safe functions over exact declarations",
	.family = "declares",
	.minimum = "C99 or C++11",
	.suffix = ".ffi.h",
	.can = {[SHAPE_VOID] = EVERYWHERE(COPY),
		[SHAPE_SCALAR] = EVERYWHERE(COPY),
		[SHAPE_ENUMERATION] = EVERYWHERE(COPY),
		[SHAPE_FLAGS] = EVERYWHERE(COPY),
		[SHAPE_RECORD] = EVERYWHERE(COPY),
		[SHAPE_RECORD_REF] = EVERYWHERE(PIN),
		[SHAPE_HANDLE] = EVERYWHERE(COPY),
		[SHAPE_OBJECT] = EVERYWHERE(PIN),
		[SHAPE_STRING] = EVERYWHERE(PIN),
		[SHAPE_SLICE] = EVERYWHERE(PIN),
		[SHAPE_VECTOR] = EVERYWHERE(COPY),
		[SHAPE_CLOSURE] = EVERYWHERE(PIN),
		[SHAPE_RAW] = EVERYWHERE(PIN)},
	.callbacks = ANY_THREAD,
	.naming = {.cases = {[NAME_TYPE] = CASE_SNAKE,
			     [NAME_FUNCTION] = CASE_SNAKE,
			     [NAME_METHOD] = CASE_SNAKE,
			     [NAME_PARAM] = CASE_KEEP,
			     [NAME_FIELD] = CASE_KEEP,
			     [NAME_CONSTANT] = CASE_KEEP,
			     [NAME_ENUMERATOR] = CASE_KEEP},
		   .keywords = keywords,
		   .escape = "_",
		   .type_prefix = "safe_",
		   .flat = true},
	.emit = emit_c,
};
