/*
 * Shims as a C file that the author of the library compiles, into it or beside it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/shims.h"

#include <inttypes.h>
#include <string.h>

#include "backends/names.h"

struct printing {
	struct writer *w;
	const struct ffir_module *m;
	struct ffir_arena a;
	const char *macro; /* before each function: "POINT_SHIM" */
};

static const struct ffir_shim *shim_of(const struct printing *p, size_t i)
{
	const struct ffir_shim *shim = p->m->decls[i]->shim;
	return shim && shim->needed ? shim : NULL;
}

/* ---- what stands before the functions ---- */

static const char *const system_folders[] = {"/usr/include/", "/usr/local/include/"};

/* How a unit includes header PATH. */
static const char *include_of(struct printing *p, const char *path)
{
	for (size_t i = 0; i < sizeof system_folders / sizeof *system_folders; i++) {
		size_t n = strlen(system_folders[i]), id;
		if (strncmp(path, system_folders[i], n) != 0)
			continue;
		const char *rest = path + n;
		id = p->m->n_targets ? strcspn(p->m->targets[0].id, " ") : 0;
		if (id && strncmp(rest, p->m->targets[0].id, id) == 0 && rest[id] == '/')
			rest += id + 1;
		return ffir_printf(&p->a, "<%s>", rest);
	}
	return ffir_printf(&p->a, "\"%s\"", path);
}

static void print_includes(struct printing *p, const char *const *headers, size_t n_headers)
{
	const char **seen = NULL;
	size_t n = 0;
	for (size_t i = 0; i < n_headers; i++)
		w_line(p->w, headers[i][0] == '<' ? "#include %s" : "#include \"%s\"", headers[i]);
	for (size_t i = 0; !n_headers && i < p->m->n_decls; i++) {
		const char *file = p->m->decls[i]->at.file;
		size_t k = 0;
		if (!shim_of(p, i) || !file)
			continue;
		while (k < n && strcmp(seen[k], file) != 0)
			k++;
		if (k < n)
			continue;
		*FFIR_PUSH(&p->a, seen, n) = file;
		w_line(p->w, "#include %s", include_of(p, file));
	}
}

static bool any(const struct printing *p, bool (*is)(const struct printing *, size_t))
{
	for (size_t i = 0; i < p->m->n_decls; i++)
		if (shim_of(p, i) && is(p, i))
			return true;
	return false;
}

static bool is_deprecated(const struct printing *p, size_t i)
{
	return p->m->decls[i]->deprecated != NULL;
}

static bool is_variadic(const struct printing *p, size_t i)
{
	return p->m->decls[i]->shim->kind == SHIM_VARIADIC;
}

static bool is_macro(const struct printing *p, size_t i)
{
	return p->m->decls[i]->shim->kind == SHIM_MACRO;
}

static void print_head(struct printing *p, const char *const *headers, size_t n_headers)
{
	const char *name = p->m->library.name ? p->m->library.name : "the library";
	w_line(p->w, "/*");
	w_line(p->w,
	       " * What bindings of %s cannot call as it is, as functions: written by ffirender. Do not "
	       "edit.",
	       name_identifier(&p->a, name, CASE_KEEP));
	w_line(p->w, " *");
	w_line(p->w, " * Compile it into the library, or into one of its own that is linked with it. Values "
		     "that some");
	w_line(p->w,
	       " * language cannot pass go by pointer; a result that does is the last parameter. The first");
	w_line(p->w,
	       " * symbol tells a binding that these are the shims of the interface that it was made from.");
	w_line(p->w, " */");
	w_line(p->w, "#include <stddef.h>");
	w_line(p->w, "#include <stdint.h>");
	w_line(p->w, "#include <string.h>");
	print_includes(p, headers, n_headers);
	w_line(p->w, "");
	w_line(p->w, "#if defined _WIN32");
	w_line(p->w, "#define %s __declspec(dllexport)", p->macro);
	w_line(p->w, "#elif defined __GNUC__");
	w_line(p->w, "#define %s __attribute__((visibility(\"default\")))", p->macro);
	w_line(p->w, "#else");
	w_line(p->w, "#define %s", p->macro);
	w_line(p->w, "#endif");
	if (!any(p, is_deprecated) && !any(p, is_variadic) && !any(p, is_macro))
		return;
	w_line(p->w, "");
	w_line(p->w, "#if defined __GNUC__");
	if (any(p, is_deprecated))
		w_line(p->w, "#pragma GCC diagnostic ignored \"-Wdeprecated-declarations\"");
	if (any(p, is_macro))
		w_line(p->w, "#pragma GCC diagnostic ignored \"-Wunused-parameter\"");
	if (any(p, is_variadic)) {
		w_line(p->w, "#pragma GCC diagnostic ignored \"-Wformat-nonliteral\"");
		w_line(p->w, "#pragma GCC diagnostic ignored \"-Wformat-security\"");
	}
	w_line(p->w, "#endif");
}

/* ---- that the headers are those of the description ---- */

static void print_assert(struct printing *p, const char ***seen, size_t *n, const struct ffir_type *type)
{
	uint64_t size, align;
	struct ffir_type bare = *type;
	bare.quals = 0;
	if (type->kind == FFIR_TYPE_VOID || !ffir_type_size(p->m, type, &size, &align))
		return;
	const char *text = type->kind == FFIR_TYPE_POINTER ? "void *" : ffir_type_spell(&p->a, &bare, "");
	for (size_t i = 0; i < *n; i++)
		if (strcmp((*seen)[i], text) == 0)
			return;
	*FFIR_PUSH(&p->a, *seen, *n) = text;
	w_line(p->w, "_Static_assert(sizeof(%s) == %" PRIu64 ", \"%s is another one than was described\");",
	       text, size, text);
}

/* Of a description of several targets each has its own sizes. */
static void print_asserts(struct printing *p)
{
	const char **seen = NULL;
	size_t n = 0;
	if (p->m->n_targets != 1)
		return;
	w_line(p->w, "");
	for (size_t i = 0; i < p->m->n_decls; i++) {
		const struct ffir_shim *shim = shim_of(p, i);
		if (!shim)
			continue;
		print_assert(p, &seen, &n, shim->call->result.type);
		for (size_t j = 0; j < shim->call->n_params; j++)
			print_assert(p, &seen, &n, shim->call->params[j].type);
	}
}

/* ---- the functions ---- */

/* A macro's own names cannot be meant. */
static const char *param_name(struct printing *p, const char *name)
{
	return ffir_printf(&p->a, "ffi_%s", name + (name[0] == '#'));
}

static const char *prototype(struct printing *p, const struct ffir_shim *shim)
{
	struct ffir_function_type f = *shim->type;
	f.params = (struct ffir_param *)ffir_alloc(&p->a, (f.n_params + 1) * sizeof *f.params);
	for (size_t i = 0; i < f.n_params; i++) {
		f.params[i] = shim->type->params[i];
		f.params[i].name = param_name(p, f.params[i].name);
	}
	return ffir_function_spell(&p->a, &f, shim->symbol);
}

/* What a value of the call is called where its form is another one than the shim's. */
static const char *call_name(struct printing *p, const char *name)
{
	return ffir_printf(&p->a, "call_%s", name + (name[0] == '#'));
}

static const char *bare_type(struct printing *p, const struct ffir_type *type, const char *name)
{
	struct ffir_type bare = *type;
	bare.quals = 0;
	return ffir_type_spell(&p->a, &bare, name);
}

/* The value of the call that parameter PARAM's form stands for. */
static void print_local(struct printing *p, const struct ffir_param *param)
{
	const char *name = call_name(p, param->name), *given = param_name(p, param->name);
	const char *type = bare_type(p, param->type, name);
	w_line(p->w, "%s;", type);
	w_line(p->w, "memcpy(&%s, %s, sizeof %s);", name, given, name);
}

static const char *argument(struct printing *p, const struct ffir_param *param)
{
	switch (shim_form_of(p->m, param->type)) {
	case FORM_SAME:
	case FORM_DOUBLE:
		return param_name(p, param->name);
	case FORM_POINTER:
	case FORM_COMPLEX:
		return ffir_printf(&p->a, "*%s", param_name(p, param->name));
	case FORM_PARTS:
		return call_name(p, param->name);
	}
	return "";
}

/* Brackets around the name keep a macro of that name out. */
static const char *call_text(struct printing *p, const struct ffir_shim *shim)
{
	const char *args = "";
	for (size_t i = 0; i < shim->call->n_params; i++)
		args = ffir_printf(&p->a, "%s%s%s", args, i ? ", " : "", argument(p, &shim->call->params[i]));
	const char *name = shim->kind == SHIM_MACRO ? shim->name : ffir_printf(&p->a, "(%s)", shim->name);
	return ffir_printf(&p->a, "%s(%s)", name, args);
}

/* CALL, and its result in the shim's form; RESULT is the shim's parameter for that, if it has one. */
static void print_call(struct printing *p, const struct ffir_type *type, const char *result, const char *call)
{
	const char *given = result ? param_name(p, result) : "", *local = result ? call_name(p, result) : "";
	switch (shim_form_of(p->m, type)) {
	case FORM_SAME:
		w_line(p->w, "%s%s;", type->kind == FFIR_TYPE_VOID ? "" : "return ", call);
		return;
	case FORM_DOUBLE:
		w_line(p->w, "return (double)%s;", call);
		return;
	case FORM_POINTER:
		w_line(p->w, "*%s = %s;", given, call);
		return;
	case FORM_PARTS:
		w_line(p->w, "%s = %s;", bare_type(p, type, local), call);
		w_line(p->w, "memcpy(%s, &%s, sizeof %s);", given, local, local);
		return;
	case FORM_COMPLEX:
		w_line(p->w, "*%s = (double _Complex)%s;", given, call);
		return;
	}
}

static void print_body(struct printing *p, const struct ffir_shim *shim)
{
	size_t n = shim->call->n_params;
	for (size_t i = 0; i < n; i++) {
		enum shim_form form = shim_form_of(p->m, shim->call->params[i].type);
		if (form == FORM_PARTS)
			print_local(p, &shim->call->params[i]);
	}
	print_call(p, shim->call->result.type, shim->type->n_params > n ? shim->type->params[n].name : NULL,
		   call_text(p, shim));
}

static const char *kind_text(enum shim_kind kind)
{
	switch (kind) {
	case SHIM_INLINE:
		return "inline: ";
	case SHIM_MACRO:
		return "macro: ";
	case SHIM_VARIADIC:
	case SHIM_PASSING:
		return "";
	}
	return "";
}

static void print_shim(struct printing *p, const struct ffir_shim *shim)
{
	const char *text = prototype(p, shim);
	w_line(p->w, "");
	w_line(p->w, "/* %s%s; */", kind_text(shim->kind),
	       ffir_function_spell(&p->a, shim->as_is, shim->name));
	w_line(p->w, "%s %s;", p->macro, text);
	w_line(p->w, "%s", text);
	w_open(p->w, "{");
	print_body(p, shim);
	w_close(p->w, "}");
}

void shims_print(struct writer *w, const struct ffir_module *m, const char *const *headers, size_t n_headers)
{
	struct printing p = {.w = w, .m = m};
	const char *check = shims_check(&p.a, m);
	size_t n = (size_t)(strrchr(check, '_') - check) - 1;
	p.macro = name_case(&p.a, ffir_strndup(&p.a, check, n), CASE_UPPER);
	print_head(&p, headers, n_headers);
	print_asserts(&p);
	w_line(w, "");
	w_line(w, "%s extern const char %s;", p.macro, check);
	w_line(w, "const char %s = 0;", check);
	for (size_t i = 0; i < m->n_decls; i++)
		if (shim_of(&p, i))
			print_shim(&p, shim_of(&p, i));
	ffir_arena_release(&p.a);
}
