/*
 * The raw layer: every type, constant, variable and function as the compiler saw it, in an order in which
 * C can read them, with their comments.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"
#include "ir/compare.h"
#include "ir/uses.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- functions and variables ---- */

static const char *promises_text(const struct plan_function *f)
{
	if (f->noreturn)
		return " __attribute__((noreturn))";
	return f->must_use ? " __attribute__((warn_unused_result))" : "";
}

/* The symbol, where it is not what C makes of the name. */
static const char *symbol_text(struct c_emit *e, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *name = d->shim && d->shim->way == SHIM_DIRECT ? d->shim->name : ffir_decl_name(d);
	const char *symbol = on && on->symbol ? on->symbol : name;

	if (strcmp(symbol, name) == 0 && !c_is_keyword(name))
		return "";
	if (d->shim && d->shim->way == SHIM_CALLED)
		return c_text(e, " %s_ASM(%s)", e->upper, c_string(e, symbol, strlen(symbol)));
	return c_text(e, " __asm__(%s)", c_string(e, symbol, strlen(symbol)));
}

/* One word of a calling convention as an attribute. */
static const char *attribute_text(struct c_emit *e, const char *word, int size)
{
	const char *argument = (const char *)memchr(word, '(', (size_t)size);
	if (argument && isalpha((unsigned char)argument[1])) /* pcs(aapcs): a string */
		return c_text(e, " __attribute__((%.*s(\"%.*s\")))", (int)(argument - word), word,
			      (int)(word + size - argument) - 2, argument + 1);
	bool is_abi =
		(size == 2 && strncmp(word, "ms", 2) == 0) || (size == 4 && strncmp(word, "sysv", 4) == 0);
	return c_text(e, " __attribute__((%.*s%s))", size, word, is_abi ? "_abi" : "");
}

/* The calling convention as attributes, where it is not the target's own. */
static const char *convention_text(struct c_emit *e, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *text = "";

	if (!on || !on->convention || strcmp(on->convention, "c") == 0)
		return "";
	for (const char *word = on->convention; *word; word += strspn(word, " ")) {
		size_t size = strcspn(word, " ");
		text = c_text(e, "%s%s", text, attribute_text(e, word, (int)size));
		word += size;
	}
	return text;
}

static void emit_variable(struct c_emit *e, const struct plan_variable *v)
{
	const struct ffir_decl *d = v->decl;
	/* An array whose size nobody knows can be declared in C. */
	bool open_array = d->type->kind == FFIR_TYPE_ARRAY && !d->type->has_count && !d->unsupported;
	const char *why = v->refused && !open_array ? v->refused : c_unspeakable(e, d->type);

	c_emit_doc_since(e, d->doc, d);
	if (why) {
		w_line(e->w, "/* %s: %s */", d->id, c_comment_text(e, why));
		return;
	}
	const char *condition = c_condition(e, d->type);
	c_open_condition(e, condition);
	w_line(e->w, "%sextern %s%s%s%s;", c_is_extension(e, d->type) ? "__extension__ " : "",
	       c_declare(e, d->type, c_name(e, d->id)), symbol_text(e, d), c_deprecated_text(e, d),
	       v->standing.since ? " __attribute__((weak))" : "");
	c_close_condition(e, condition);
}

/* A record that is declared as bytes is passed as bytes: in other registers than its fields would be. */
static const char *passed_as_bytes(struct c_emit *e, const struct ffir_type *type)
{
	const struct ffir_decl *d = NULL;
	const struct ffir_type *real = ffir_type_resolve(e->m, type, &d);
	struct c_layout layout;

	if (real && real->kind == FFIR_TYPE_POINTER)
		real = ffir_type_resolve(e->m, real->to, NULL);
	if (real && real->kind == FFIR_TYPE_FUNCTION) {
		const char *why = passed_as_bytes(e, real->function->result.type);
		for (size_t i = 0; !why && i < real->function->n_params; i++)
			why = passed_as_bytes(e, real->function->params[i].type);
		return why;
	}
	if (!d || d->kind != FFIR_DECL_RECORD || d->opaque)
		return NULL;
	const char *why = c_why_no_body(e, d, &layout);
	return why ? c_text(e, "the fields of '%s' cannot be shown: %s", d->id, why) : NULL;
}

/* Why C cannot call it. */
static const char *why_not_callable(struct c_emit *e, const struct plan_function *f)
{
	const char *why = c_unspeakable(e, f->decl->type ? f->decl->type : f->type->result.type);
	const struct ffir_type type = {.kind = FFIR_TYPE_FUNCTION, .function = f->decl->function};

	why = why ? why : c_unspeakable(e, &type);
	why = why ? why : passed_as_bytes(e, &type);
	return why || f->odd_convention ? why : f->refused;
}

bool c_can_call(struct c_emit *e, const struct plan_function *f)
{
	return !why_not_callable(e, f);
}

/* Several signatures are of one variadic function, which is declared with the first. */
static bool is_declared(const struct c_emit *e, const struct ffir_shim *shim, const struct ffir_decl *d)
{
	for (size_t i = 0; e->m->decls[i] != d; i++)
		if (e->m->decls[i]->shim && e->m->decls[i]->shim->as_is == shim->as_is)
			return true;
	return false;
}

static void emit_function(struct c_emit *e, const struct plan_function *f)
{
	const struct ffir_decl *d = f->decl;
	const struct ffir_type type = {.kind = FFIR_TYPE_FUNCTION, .function = d->function};
	bool direct = f->shim && f->shim->way == SHIM_DIRECT;
	const char *why = why_not_callable(e, f),
		   *prototype = c_prototype(e, direct ? f->shim->as_is : d->function,
					    c_name(e, direct ? f->shim->name : f->name.cname));

	if (direct && is_declared(e, f->shim, d))
		return;

	c_emit_doc(e, d->doc);
	if (why) {
		w_line(e->w, "/* Cannot be called: %s.", c_comment_text(e, why));
		w_line(e->w, " * %s; */", c_comment_text(e, prototype));
		return;
	}
	const char *raw = f->odd_convention ? "its calling convention is not the usual one"
			  : f->refused	    ? f->refused
					    : f->raw_reason;
	const char *condition = c_condition_of_function(e, d->function);
	c_open_condition(e, condition);
	c_emit_remark(e, plan_function_since(&e->a, f));
	if (raw)
		w_line(e->w, "/* Raw only: %s. */", c_comment_text(e, raw));
	w_line(e->w, "%s%s%s%s%s%s%s;", c_is_extension(e, &type) ? "__extension__ " : "", prototype,
	       symbol_text(e, d), convention_text(e, d), promises_text(f), c_deprecated_text(e, d),
	       f->since ? " __attribute__((weak))" : "");
	c_close_condition(e, condition);
}

static int compare_enumerators(const void *a, const void *b)
{
	const struct ffir_enumerator *const *one = (const struct ffir_enumerator *const *)a;
	const struct ffir_enumerator *const *other = (const struct ffir_enumerator *const *)b;
	return strcmp((*one)->name, (*other)->name);
}

/* All enumerators, by name. */
static const struct ffir_enumerator **sorted_enumerators(struct c_emit *e, size_t *n)
{
	const struct ffir_enumerator **all = NULL;

	*n = 0;
	for (size_t i = 0; i < e->m->n_decls; i++)
		for (size_t j = 0;
		     e->m->decls[i]->kind == FFIR_DECL_ENUMERATION && j < e->m->decls[i]->n_enumerators; j++)
			*FFIR_PUSH(&e->a, all, *n) = &e->m->decls[i]->enumerators[j];
	if (*n)
		qsort(all, *n, sizeof *all, compare_enumerators);
	return all;
}

/* A macro that is the enumerator of its name; one that hides it has a value of its own. */
static bool is_twin(const struct plan_constant *c, const struct ffir_enumerator **all, size_t n)
{
	const struct ffir_enumerator wanted = {.name = ffir_decl_name(c->decl)}, *key = &wanted;
	const struct ffir_enumerator **found =
		!n ? NULL
		   : (const struct ffir_enumerator **)bsearch(&key, all, n, sizeof *all, compare_enumerators);
	return found && ffir_value_equal(&(*found)->value, &c->value);
}

/* What headers of the C library define, or may, as those of a library do that was written before C99. */
static bool is_systems(const char *name)
{
	static const char *const names[] = {"BIG_ENDIAN", "BYTE_ORDER", "LITTLE_ENDIAN",
					    "PDP_ENDIAN", "SIGSTKSZ",	"MINSIGSTKSZ"};
	size_t n = strlen(name);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	bool limit = n > 4 && (strcmp(name + n - 4, "_MAX") == 0 || strcmp(name + n - 4, "_MIN") == 0);
	return (name[0] == '_' && (name[1] == '_' || isupper((unsigned char)name[1]))) ||
	       (limit && (strncmp(name, "INT", 3) == 0 || strncmp(name, "UINT", 4) == 0 ||
			  strncmp(name, "SIZE_", 5) == 0 || strncmp(name, "SSIZE_", 6) == 0 ||
			  strncmp(name, "PTRDIFF_", 8) == 0 || strncmp(name, "WCHAR_", 6) == 0));
}

/* Whether it stands in a header of the C library, the kernel or the compiler, which define many names both. */
static bool is_in_system_header(const struct ffir_decl *d)
{
	static const char *const folders[] = {"/linux/", "/asm/",     "/asm-generic/", "/bits/",
					      "/sys/",	 "/netinet/", "/lib/gcc"};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (d->at.file && strstr(d->at.file, folders[i]))
			return true;
	return false;
}

static void emit_constant(struct c_emit *e, const struct plan_constant *c, bool is_enumerator)
{
	const char *name = ffir_decl_name(c->decl);
	const char *value = is_enumerator ? name : c_value(e, &c->value, c->type);

	c_emit_doc(e, c->group ? c->group : c->doc);
	c_emit_remark(e, plan_standing_says(&e->a, &c->standing));
	if (!value) {
		w_line(e->w, "/* %s: C has no literal for its value */", name);
		return;
	}
	bool guarded =
		is_systems(name) || is_in_system_header(c->decl) || c_system_header_of(c->decl->at.file);
	if (guarded)
		w_line(e->w, "#ifndef %s", name);
	w_line(e->w, "#define %s %s", name, value);
	if (guarded)
		w_line(e->w, "#endif");
}

/* ---- all of it ---- */

/* The plan has functions in the order of their declarations, so that the next one is searched first. */
static const struct plan_function *function_of(const struct plan *p, const struct ffir_decl *d, size_t *next)
{
	for (size_t i = 0; i < p->n_functions; i++) {
		size_t at = (*next + i) % p->n_functions;
		if (p->functions[at]->decl == d) {
			*next = at + 1;
			return p->functions[at];
		}
	}
	return NULL;
}

static const struct plan_variable *variable_of(const struct plan *p, const struct ffir_decl *d)
{
	for (size_t i = 0; i < p->n_variables; i++)
		if (p->variables[i]->decl == d)
			return p->variables[i];
	return NULL;
}

static void emit_decl(struct c_emit *e, const struct ffir_decl *d, size_t *next)
{
	const struct plan_function *f;
	const struct plan_variable *v;

	w_line(e->w, "");
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		c_emit_record(e, d);
		return;
	case FFIR_DECL_ENUMERATION:
		c_emit_enumeration(e, d);
		return;
	case FFIR_DECL_ALIAS:
		c_emit_alias(e, d);
		return;
	case FFIR_DECL_FUNCTION:
		f = function_of(e->p, d, next);
		if (f)
			emit_function(e, f);
		return;
	case FFIR_DECL_VARIABLE:
		v = variable_of(e->p, d);
		if (v)
			emit_variable(e, v);
		return;
	case FFIR_DECL_CONSTANT:
	case FFIR_DECL_DOMAIN:
	case FFIR_DECL_MACRO:
		return;
	}
}

static bool is_inline(const struct c_emit *e, size_t i)
{
	const struct ffir_decl *d = e->m->decls[i];
	if (d->kind == FFIR_DECL_RECORD)
		return c_is_nameless(e, d);
	return c_mentions(e, d) == 1;
}

/* Tags that are named, behind a pointer, before the record's turn comes. */
static void emit_forward(struct c_emit *e)
{
	const struct ffir_uses *uses = ffir_uses_of(&e->a, e->m);
	bool *seen = (bool *)ffir_alloc(&e->a, e->m->n_decls + 1);

	w_line(e->w, "");
	for (size_t i = 0; i < e->m->n_decls; i++) {
		const struct ffir_decl *d = e->m->decls[i];
		if (d->kind == FFIR_DECL_RECORD && c_has_tag(e, d) && !is_inline(e, i) && !e->system[i] &&
		    seen[i])
			w_line(e->w, "%s;", c_tag(e, d->id));
		for (size_t j = 0; j < uses[i].n_uses && !e->system[i]; j++)
			seen[uses[i].uses[j].to] = true;
	}
}

/* What a header declares that is included. */
static void emit_included(struct c_emit *e, const struct ffir_decl *d)
{
	const char *header = c_system_header_of(d->at.file);
	if (!header || (d->kind != FFIR_DECL_FUNCTION && d->kind != FFIR_DECL_VARIABLE))
		return;
	w_line(e->w, "");
	w_line(e->w, "/* %s: <%s> declares it. */", ffir_decl_name(d), header);
}

void c_emit_raw(struct c_emit *e)
{
	size_t next = 0, n;

	w_line(e->w, "/* ---- the raw layer ---- */");
	emit_forward(e);
	for (size_t i = 0; i < e->m->n_decls; i++)
		if (e->system[i])
			emit_included(e, e->m->decls[i]);
		else if (!is_inline(e, i))
			emit_decl(e, e->m->decls[i], &next);
	w_line(e->w, "");
	const struct ffir_enumerator **all = sorted_enumerators(e, &n);
	for (size_t i = 0; i < e->p->n_constants; i++) {
		const struct plan_constant *c = e->p->constants[i];
		if (c->doc || c->group)
			w_line(e->w, "");
		emit_constant(e, c, is_twin(c, all, n));
	}
}
