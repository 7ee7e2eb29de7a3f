/*
 * C: one header, declarations as the compiler saw them and safe inline functions over them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"

#include <string.h>

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

/* What the safe layer has for itself, for a closure and for a property: backends/c/runtime, closure.c, safe.c. */
static const char *const own_names[] = {"safe_*_copy",	       "safe_*_end_closures", "safe_*_move_closures",
					"safe_*_enter",	       "safe_*_fail",	      "safe_*_failure",
					"safe_*_failure_kind", "safe_*_leave",	      "safe_*_pending",
					"safe_*_report",       "safe_*_units",	      NULL};
static const char *const own_names_of_closure[] = {"*_call", "*_end", "*_run", NULL};
static const char *const own_names_of_property[] = {"*_get_*", "*_set_*", NULL};

/* Of these, what C itself cannot say: C23's, and macros of the headers that a binding includes. */
static const char *const taken[] = {"alignas", "alignof",	"bool",		"constexpr", "errno", "false",
				    "nullptr", "static_assert", "thread_local", "true",	     "typeof"};

bool c_is_taken(const char *name)
{
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (strcmp(name, taken[i]) == 0)
			return true;
	return false;
}

bool c_is_keyword(const char *name)
{
	return name_is_keyword(&backend_c.naming, name);
}

/* "point" of "point.ffi.h" or "out/point.h"; else the library's name. */
static const char *header_name(struct c_emit *e, const struct emit_options *options)
{
	if (options->module)
		return options->module;
	return e->p->name.cname ? e->p->name.cname : "library";
}

const char *c_upper(struct c_emit *e, const struct emit_options *options)
{
	return c_identifier(e, header_name(e, options), true);
}

static void emit_about(struct c_emit *e)
{
	struct writer *w = e->w;
	const struct ffir_doc *doc = e->p->doc;

	w_line(w, "/*");
	w_line(w, " * %s%s%s: written by ffirender from what the compiler recorded. Do not edit.",
	       header_name(e, &(struct emit_options){0}), e->p->version ? " " : "",
	       e->p->version ? e->p->version : "");
	if (doc && doc->brief) {
		w_line(w, " *");
		w_text(w, " * ", c_comment_text(e, doc->brief));
	}
	w_line(w, " *");
	w_line(w, " * The raw layer declares what the library has, as it is. The safe layer, whose names "
		  "begin with \"safe_\",");
	w_line(w, " * checks what it is given and says why something failed: such a function returns false "
		  "then. What it");
	w_line(w, " * would have given through pointers is then empty, if it would have to be freed, and "
		  "else not touched.");
	w_line(w, " */");
}

/* C's names have an underscore before them in the assembler of some targets. */
static void emit_symbol_macros(struct c_emit *e, const char *body)
{
	if (!strstr(body, c_text(e, "%s_ASM(", e->upper)))
		return;
	w_line(e->w, "#define %s_TEXT_(text) #text", e->upper);
	w_line(e->w, "#define %s_TEXT(text) %s_TEXT_(text)", e->upper, e->upper);
	w_line(e->w, "#define %s_ASM(symbol) __asm__(%s_TEXT(__USER_LABEL_PREFIX__) symbol)", e->upper,
	       e->upper);
	w_line(e->w, "");
}

static void emit_head(struct c_emit *e, const struct emit_options *options, const char *body)
{
	struct writer *w = e->w;
	const char *guard = c_text(e, "%s_FFI_H", e->upper);

	emit_about(e);
	w_line(w, "#ifndef %s", guard);
	w_line(w, "#define %s", guard);
	w_line(w, "");
	c_emit_targets(e, options->all);
	bool is_safe = c_has_safe(e);
	if (is_safe)
		w_line(w, "#include <errno.h>");
	w_line(w, "#include <stdbool.h>");
	w_line(w, "#include <stddef.h>");
	w_line(w, "#include <stdint.h>");
	if (is_safe) {
		w_line(w, "#include <stdlib.h>");
		w_line(w, "#include <string.h>");
	}
	c_emit_includes(e);
	for (size_t i = 0; i < e->p->n_imports; i++)
		w_line(w, "#include \"%s.ffi.h\"", e->p->imports[i]);
	w_line(w, "");
	emit_symbol_macros(e, body);
	w_line(w, "#ifdef __cplusplus");
	w_line(w, "#define %s_CHECK(condition, text) static_assert(condition, text)", e->upper);
	if (strstr(body, c_text(e, "%s_NAME(", e->upper)))
		w_line(w, "#define %s_NAME(keyword) keyword##_", e->upper);
	w_line(w, "extern \"C\" {");
	w_line(w, "#else");
	w_line(w, "#define %s_CHECK(condition, text) __extension__ _Static_assert(condition, text)",
	       e->upper);
	if (strstr(body, c_text(e, "%s_NAME(", e->upper)))
		w_line(w, "#define %s_NAME(keyword) keyword", e->upper);
	w_line(w, "#endif");
	w_line(w, "");
}

/* Declarations here name deprecated types of C without a warning, which is for those who use them. */
static bool has_deprecated_types(const struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_decls; i++)
		if (m->decls[i]->deprecated && m->decls[i]->kind != FFIR_DECL_FUNCTION)
			return true;
	return false;
}

/* A packed record with a field whose record is aligned by an attribute: GCC warns of it, here as where it was written. */
static bool has_packed_alignment(const struct c_emit *e)
{
	for (size_t i = 0; i < e->m->n_decls; i++) {
		const struct ffir_decl *d = e->m->decls[i];
		const struct ffir_on *on = d->kind == FFIR_DECL_RECORD ? ffir_decl_on(d) : NULL;
		for (size_t j = 0; on && !d->opaque && !e->system[i] && j < d->n_fields; j++) {
			uint64_t size, align;
			const struct ffir_decl *record = NULL;
			(void)ffir_type_resolve(e->m, d->fields[j].type, &record);
			if (record && record->kind == FFIR_DECL_RECORD && !d->fields[j].is_bits &&
			    ffir_type_size(e->m, d->fields[j].type, &size, &align) && align > on->align)
				return true;
		}
	}
	return false;
}

static void emit_pragma(struct c_emit *e, const char *pragma)
{
	bool packed = has_packed_alignment(e), is_push = strcmp(pragma, "push") == 0;

	if (!packed && !has_deprecated_types(e->m))
		return;
	w_line(e->w, "#pragma GCC diagnostic %s", pragma);
	if (is_push && has_deprecated_types(e->m))
		w_line(e->w, "#pragma GCC diagnostic ignored \"-Wdeprecated-declarations\"");
	if (is_push && packed) {
		w_line(e->w, "#ifndef __clang__");
		w_line(e->w, "#pragma GCC diagnostic ignored \"-Wpacked-not-aligned\"");
		w_line(e->w, "#endif");
	}
	if (is_push)
		w_line(e->w, "");
}

static void emit_tail(struct c_emit *e, const struct emit_options *options)
{
	w_line(e->w, "");
	w_line(e->w, "#ifdef __cplusplus");
	w_line(e->w, "}");
	w_line(e->w, "#endif");
	w_line(e->w, "#undef %s_CHECK", e->upper);
	c_emit_targets_end(e, options->all);
	w_line(e->w, "");
	w_line(e->w, "#endif");
}

/* The linker finds it in the shims of this interface only. */
static void emit_shims_check(struct c_emit *e, const struct emit_options *options)
{
	const char *check = options->shims_check;
	if (!check)
		return;
	w_line(e->w, "/* What the compiler cannot call as it is, 'ffirender shims' has written: link that "
		     "too. Shims of");
	w_line(e->w, " * another interface lack this symbol. */");
	w_line(e->w, "extern const char %s;", check);
	w_line(e->w, "__attribute__((unused, used)) static const char *const %.*s = &%s;",
	       (int)(strrchr(check, '_') - check), check, check);
	w_line(e->w, "");
}

static void emit_c(const struct plan *p, const struct emit_options *options, struct output *out,
		   struct diag *d)
{
	struct writer body = {.indent = "\t"};
	struct c_emit e = {.p = p, .m = p->module, .w = &body, .d = d};

	const char *name = header_name(&e, options);
	e.library = c_identifier(&e, name, false);
	e.upper = c_upper(&e, options);
	e.mentions = (unsigned *)ffir_alloc(&e.a, (p->module->n_decls + 1) * sizeof *e.mentions);
	c_count_mentions(&e);
	e.counts_calls = c_takes_closures(&e);
	c_mark_system(&e);
	emit_shims_check(&e, options);
	c_emit_raw(&e);
	c_emit_checks(&e, options->all);
	c_emit_safe(&e);
	e.w = output_file(out, c_text(&e, "%s.ffi.h", name), "\t");
	emit_head(&e, options, body.buf.text ? body.buf.text : "");
	emit_pragma(&e, "push");
	if (body.buf.size)
		ffir_buf_add(&e.w->buf, body.buf.text, body.buf.size);
	emit_pragma(&e, "pop");
	emit_tail(&e, options);
	ffir_buf_release(&body.buf);
	ffir_arena_release(&e.a);
}

static void *begin_c(const struct plan *p, struct ffir_arena *a)
{
	(void)a;
	return (void *)p->module;
}

static const char *refuse_call(void *begun, const struct plan_call *call)
{
	struct c_emit e = {.m = (const struct ffir_module *)begun};
	bool lacks = c_condition_of_function(&e, call->function->decl->function) != NULL;
	ffir_arena_release(&e.a);
	return lacks ? "not every compiler can declare it" : NULL;
}

#define EVERYWHERE(how)                                                                                      \
	{                                                                                                    \
		how, how, how, how, how, how                                                                 \
	}

const struct backend backend_c = {
	.abi = PLAN_ABI,
	.name = "c",
	.title = "C",
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
		[SHAPE_OBJECT] = {PIN, PIN, PIN, PIN, PIN, PIN},
		[SHAPE_STRING] = EVERYWHERE(PIN),
		[SHAPE_SLICE] = {PIN, PIN, PIN, PIN, VIEW, PIN},
		[SHAPE_VECTOR] = EVERYWHERE(COPY),
		[SHAPE_COMPOUND] = EVERYWHERE(VIEW),
		[SHAPE_OPTION] = EVERYWHERE(VIEW),
		[SHAPE_RESULT] = EVERYWHERE(VIEW),
		[SHAPE_TAGGED] = EVERYWHERE(VIEW),
		[SHAPE_CLOSURE] = EVERYWHERE(PIN),
		[SHAPE_INTERFACE] = {VIEW},
		[SHAPE_RAW] = EVERYWHERE(PIN)},
	.objects = OBJECTS_AS_C,
	.variadic = true,
	.runs_once = true,
	.shares_user_data = true,
	.callbacks = ANY_THREAD,
	.declares_variadic = true,
	.begin = begin_c,
	.refuse_call = refuse_call,
	.naming = {.cases = {[NAME_TYPE] = CASE_KEEP,
			     [NAME_FUNCTION] = CASE_KEEP,
			     [NAME_METHOD] = CASE_KEEP,
			     [NAME_PARAM] = CASE_KEEP,
			     [NAME_FIELD] = CASE_KEEP,
			     [NAME_CONSTANT] = CASE_KEEP,
			     [NAME_ENUMERATOR] = CASE_KEEP},
		   .keywords = keywords,
		   .taken = own_names,
		   .taken_by_closure = own_names_of_closure,
		   .taken_by_property = own_names_of_property,
		   .escape = "_",
		   .type_prefix = "safe_",
		   .own_types = true,
		   .flat = true},
	.many = &c_many,
	.emit = emit_c,
};
