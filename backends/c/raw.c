/*
 * The raw layer: every type, constant, variable and function as the compiler saw it, in an order in which
 * C can read them, with their comments.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"
#include "ir/characters.h"
#include "ir/compare.h"
#include "ir/uses.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- comments ---- */

static bool is_trailing(const char *raw)
{
	return strncmp(raw, "/**<", 4) == 0 || strncmp(raw, "/*!<", 4) == 0 || strncmp(raw, "///<", 4) == 0 ||
	       strncmp(raw, "//!<", 4) == 0;
}

static bool is_one_line(const char *raw)
{
	return !strchr(raw, '\n');
}

/* RAW without what ends a line elsewhere, or turns the text around. */
static char *visible_text(struct c_emit *e, const char *raw)
{
	char *copy = c_text(e, "%s", raw);
	for (char *c = copy; *c;) {
		size_t control = strchr("\t\n", *c) ? 0 : ffir_control_size(c, strlen(c));
		memset(c, ' ', control);
		c += control ? control : 1;
	}
	return copy;
}

/* RAW as it stood in the source, indented anew. Inside of it "/ *" is broken up: compilers warn of it. */
static void emit_comment(struct c_emit *e, const char *raw)
{
	char *copy = visible_text(e, raw), *rest = copy;
	bool block = copy[0] == '/' && copy[1] == '*';

	for (char *c = copy + 2; block && (c = strstr(c, "/*")); c++)
		*c = '|';
	for (bool first = true; rest; first = false) {
		char *line = rest, *end = strchr(line, '\n');
		rest = end ? end + 1 : NULL;
		if (end)
			*end = '\0';
		line += strspn(line, " \t");
		size_t n = strlen(line);
		while (n && strchr(" \t\r\\", line[n - 1]) && (line[n - 1] != '\\' || !block))
			n--;
		if (!n && !block)
			continue;
		w_line(e->w, "%s%.*s", first || !block ? "" : line[0] == '*' ? " " : " * ", (int)n, line);
	}
}

static void emit_doc(struct c_emit *e, const struct ffir_doc *doc)
{
	if (!doc || !doc->raw)
		return;
	if (!is_trailing(doc->raw)) {
		emit_comment(e, doc->raw);
		return;
	}
	/* It stood behind, where it does not fit any more: the text without the mark. */
	if (!doc->brief)
		return;
	w_line(e->w, "/**");
	w_text(e->w, " * ", c_comment_text(e, doc->brief));
	w_line(e->w, " */");
}

static bool fits_behind(const struct ffir_doc *doc)
{
	return doc && doc->raw && is_trailing(doc->raw) && is_one_line(doc->raw);
}

/* What is to be said of it beside its author's comment, or nothing if SAYS is NULL. */
static void emit_remark(struct c_emit *e, const char *says)
{
	if (says)
		w_line(e->w, "/* %s */", c_comment_text(e, says));
}

/* The comment of a declaration, and what no attribute says of it. */
static void emit_doc_since(struct c_emit *e, const struct ffir_doc *doc, const struct ffir_decl *d)
{
	const struct plan_standing standing = plan_standing_of(d);
	emit_doc(e, doc);
	emit_remark(e, plan_standing_since(&e->a, &standing));
}

static const char *deprecated_text(struct c_emit *e, const struct ffir_decl *d)
{
	if (!d->deprecated)
		return "";
	return *d->deprecated ? c_text(e, " __attribute__((deprecated(%s)))",
				       c_string(e, d->deprecated, strlen(d->deprecated)))
			      : " __attribute__((deprecated))";
}

/* A member or enumerator with its comment, behind it or before it. */
static void emit_with_doc(struct c_emit *e, const char *text, const struct ffir_doc *doc,
			  struct plan_standing standing)
{
	const char *says = plan_standing_says(&e->a, &standing);
	if (fits_behind(doc)) {
		emit_remark(e, says);
		w_line(e->w, "%s %s", text, visible_text(e, doc->raw));
		return;
	}
	emit_doc(e, doc);
	emit_remark(e, says);
	w_line(e->w, "%s", text);
}

/* ---- records ---- */

static bool has_tag(const struct ffir_decl *d)
{
	return strchr(d->id, ' ') != NULL;
}

static const char *attributes_text(struct c_emit *e, bool packed, uint64_t aligned)
{
	if (packed && aligned)
		return c_text(e, " __attribute__((packed, aligned(%llu)))", (unsigned long long)aligned);
	if (packed)
		return " __attribute__((packed))";
	return aligned ? c_text(e, " __attribute__((aligned(%llu)))", (unsigned long long)aligned) : "";
}

static const char *record_attributes(struct c_emit *e, const struct ffir_decl *d,
				     const struct c_layout *layout)
{
	const char *text = c_text(e, "%s%s", attributes_text(e, layout->packed, layout->aligned),
				  has_tag(d) ? deprecated_text(e, d) : "");
	if (layout->transparent)
		text = c_text(e, " __attribute__((transparent_union))%s", text);
	return layout->gcc_struct ? c_text(e, " __attribute__((gcc_struct))%s", text) : text;
}

static const char *record_word(const struct ffir_decl *d)
{
	return d->record_kind == FFIR_UNION ? "union" : "struct";
}

static bool emit_body(struct c_emit *e, const struct ffir_decl *d, const struct c_layout *layout);

static bool emit_inline_record(struct c_emit *e, const struct ffir_field *f, const struct ffir_decl *inner,
			       bool packed, uint64_t aligned)
{
	struct c_layout layout;
	const char *name = f->anonymous || f->name[0] == '#' ? "" : c_name(e, f->name);
	const char *declarator = c_declarator(e, f->type, name);
	const char *quals = f->type->kind != FFIR_TYPE_NAMED ? ""
			    : f->type->quals & FFIR_CONST    ? "const "
			    : f->type->quals & FFIR_VOLATILE ? "volatile "
							     : "";
	if (!c_layout_of(e, inner, &layout))
		return false;
	const struct plan_standing standing = plan_standing_of_field(f);
	emit_doc(e, f->doc);
	emit_remark(e, plan_standing_says(&e->a, &standing));
	w_open(e->w, "%s%s {", quals, record_word(inner));
	bool good = emit_body(e, inner, &layout);
	w_close(e->w, "}%s%s%s%s;", record_attributes(e, inner, &layout), *declarator ? " " : "", declarator,
		attributes_text(e, packed, aligned));
	return good;
}

static bool emit_field(struct c_emit *e, const struct ffir_field *f, bool packed, uint64_t aligned)
{
	const struct ffir_decl *inner = c_inline_record(e, f->type);

	if (inner)
		return emit_inline_record(e, f, inner, packed, aligned);
	const char *name = f->name[0] == '#' ? "" : c_name(e, f->name);
	const char *text = c_declare(e, f->type, name);
	if (f->is_bits)
		text = c_text(e, "%s : %u", text, f->bits);
	emit_with_doc(e, c_text(e, "%s%s;", text, attributes_text(e, packed, aligned)), f->doc,
		      plan_standing_of_field(f));
	return true;
}

static void emit_pad(struct c_emit *e, size_t number, uint64_t size)
{
	if (size)
		w_line(e->w, "unsigned char hidden%zu_[%" PRIu64 "];", number + 1, size);
}

static bool emit_body(struct c_emit *e, const struct ffir_decl *d, const struct c_layout *layout)
{
	bool good = true;
	for (size_t i = 0; i < d->n_fields; i++) {
		emit_pad(e, i, layout->pads[i]);
		good = emit_field(e, &d->fields[i], layout->packs[i], layout->fields[i]) && good;
	}
	emit_pad(e, d->n_fields, layout->pads[d->n_fields]);
	return good;
}

/* Whether ISO C99 or C++11 would complain of the body. */
static bool needs_extension(const struct c_emit *e, const struct ffir_decl *d)
{
	if (!d->n_fields)
		return true;
	for (size_t i = 0; i < d->n_fields; i++) {
		const struct ffir_field *f = &d->fields[i];
		const struct ffir_decl *inner = c_inline_record(e, f->type);
		if (f->anonymous || f->is_bits || c_is_extension(e, f->type) ||
		    (inner && needs_extension(e, inner)))
			return true;
	}
	return false;
}

static const char *why_no_body(struct c_emit *e, const struct ffir_decl *d, struct c_layout *layout)
{
	const struct ffir_on *on = ffir_decl_on(d);

	if (d->unsupported)
		return d->unsupported;
	if (on && on->byte_order)
		return c_text(e, "its numbers are %s-endian", on->byte_order);
	for (size_t i = 0; i < d->n_fields; i++) {
		const char *why = c_unspeakable(e, d->fields[i].type);
		const struct ffir_decl *inner = c_inline_record(e, d->fields[i].type);
		struct c_layout inside;
		if (!why && inner)
			why = why_no_body(e, inner, &inside);
		if (why)
			return c_text(e, "field '%s': %s", d->fields[i].name, why);
	}
	return c_layout_of(e, d, layout) ? NULL : "no declaration gives its layout";
}

/* What stands behind the body: the name of a record without tag, aligned to ALIGNED. */
static const char *typedef_text(struct c_emit *e, const struct ffir_decl *d, uint64_t aligned)
{
	return has_tag(d) ? ""
			  : c_text(e, " %s%s%s", d->id, attributes_text(e, false, aligned),
				   deprecated_text(e, d));
}

/* An array of bytes of the same size and alignment. */
static void emit_bytes(struct c_emit *e, const struct ffir_decl *d, const struct ffir_on *on)
{
	const char *size = c_text(e, "%llu", (unsigned long long)on->size);

	w_line(e->w, "%s%s { unsigned char bytes_[%s]; }%s%s;", has_tag(d) ? "" : "typedef ",
	       has_tag(d) ? d->id : record_word(d), size, attributes_text(e, false, c_own_align(on)),
	       typedef_text(e, d, c_own_align(on) < on->align ? on->align : 0));
}

/* A body that cannot be said is its bytes. */
static void emit_opaque_body(struct c_emit *e, const struct ffir_decl *d, const char *why)
{
	const struct ffir_on *on = ffir_decl_on(d);

	if (!on || !on->has_layout || !on->size) {
		w_line(e->w, "/* %s: %s */", d->id, c_comment_text(e, why));
		if (!has_tag(d))
			w_line(e->w, "typedef %s %s_ %s;", record_word(d), d->id, d->id);
		return;
	}
	w_line(e->w, "/* Its fields cannot be shown: %s. */", c_comment_text(e, why));
	emit_bytes(e, d, on);
}

static void emit_record(struct c_emit *e, const struct ffir_decl *d)
{
	struct c_layout layout;

	emit_doc_since(e, d->doc, d);
	if (d->opaque) {
		if (has_tag(d))
			w_line(e->w, "%s;", c_tag(e, d->id));
		else
			w_line(e->w, "typedef %s %s_ %s;", record_word(d), d->id, d->id);
		return;
	}
	const char *why = why_no_body(e, d, &layout);
	if (why) {
		emit_opaque_body(e, d, why);
		return;
	}
	const char *extension = needs_extension(e, d) ? "__extension__ " : "";
	const char *condition = c_condition_of_fields(e, d);
	c_open_condition(e, condition);
	if (has_tag(d))
		w_open(e->w, "%s%s {", extension, c_tag(e, d->id));
	else
		w_open(e->w, "%stypedef %s {", extension, record_word(d));
	if (!emit_body(e, d, &layout))
		diag_error(e->d, &d->at, "'%s' has a member whose layout no declaration in C gives", d->id);
	w_close(e->w, "}%s%s;", record_attributes(e, d, &layout), typedef_text(e, d, layout.by_name));
	if (condition) {
		w_line(e->w, "#else");
		emit_bytes(e, d, ffir_decl_on(d));
	}
	c_close_condition(e, condition);
}

/* ---- enumerations ---- */

static void emit_enumerator(struct c_emit *e, const struct ffir_enumerator *item, bool last)
{
	int64_t number;
	bool plain = ffir_value_int64(&item->value, &number) && number > INT32_MIN && number <= INT32_MAX;
	const char *value = plain ? item->value.text : c_value(e, &item->value, NULL);

	emit_with_doc(e, c_text(e, "%s = %s%s", c_name(e, item->name), value, last ? "" : ","), item->doc,
		      plan_standing_of_enumerator(item));
}

/* An enumerator that no int holds is an extension before C23. */
static bool has_wide_enumerator(const struct ffir_decl *d)
{
	for (size_t i = 0; i < d->n_enumerators; i++) {
		int64_t number;
		if (!ffir_value_int64(&d->enumerators[i].value, &number) || number > INT32_MAX ||
		    number < INT32_MIN)
			return true;
	}
	return false;
}

/* The bytes of an integer that holds all enumerators. */
static uint64_t least_size(const struct ffir_decl *d)
{
	int64_t low = 0, high = 0, number;

	for (size_t i = 0; i < d->n_enumerators; i++) {
		if (!ffir_value_int64(&d->enumerators[i].value, &number))
			return 8;
		low = number < low ? number : low;
		high = number > high ? number : high;
	}
	for (unsigned size = 1; size < 8; size *= 2) {
		int64_t limit = (int64_t)1 << (8 * size - (low < 0));

		if (high < limit && low >= -limit)
			return size;
	}
	return 8;
}

/* A size that the values alone do not give: an enum is an int then, or has a fixed type (C23, C++). */
static const char *size_text(const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);

	if (!on || !on->has_layout)
		return "";
	if (on->size < 4 && on->size == least_size(d))
		return " __attribute__((packed))";
	if (on->size < 4)
		return on->size == 2 ? " __attribute__((mode(HI)))" : " __attribute__((mode(QI)))";
	return on->size == 8 && least_size(d) < 8 ? " __attribute__((mode(DI)))" : "";
}

static void emit_enumeration(struct c_emit *e, const struct ffir_decl *d)
{
	bool nameless = strchr(d->id, '/') != NULL, tagged = !nameless && has_tag(d);
	const char *extension = has_wide_enumerator(d) ? "__extension__ " : "";

	emit_doc_since(e, d->doc, d);
	if (!d->n_enumerators) {
		w_line(e->w, "/* %s has no enumerators */", d->id);
		return;
	}
	w_open(e->w, "%s%s {", extension, tagged ? c_tag(e, d->id) : nameless ? "enum" : "typedef enum");
	for (size_t i = 0; i < d->n_enumerators; i++)
		emit_enumerator(e, &d->enumerators[i], i + 1 == d->n_enumerators);
	w_close(e->w, "}%s%s%s%s;", size_text(d), tagged || nameless ? "" : " ",
		tagged || nameless ? "" : d->id, deprecated_text(e, d));
}

/* ---- the others ---- */

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

/* The calling convention as an attribute, where it is not the target's own. */
static const char *convention_text(struct c_emit *e, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);

	if (!on || !on->convention || strcmp(on->convention, "c") == 0)
		return "";
	const char *convention = on->convention, *argument = strchr(convention, '(');
	if (argument && isalpha((unsigned char)argument[1])) /* pcs(aapcs): a string */
		return c_text(e, " __attribute__((%.*s(\"%.*s\")))", (int)(argument - convention), convention,
			      (int)strlen(argument) - 2, argument + 1);
	bool is_abi = strcmp(convention, "ms") == 0 || strcmp(convention, "sysv") == 0;
	return c_text(e, " __attribute__((%s%s))", convention, is_abi ? "_abi" : "");
}

static void emit_alias(struct c_emit *e, const struct ffir_decl *d)
{
	const char *why = d->unsupported ? d->unsupported : c_unspeakable(e, d->type);
	const struct ffir_decl *named =
		d->type->kind == FFIR_TYPE_NAMED ? ffir_module_find(e->m, d->type->name) : NULL;
	bool said = named && named->doc && d->doc && named->doc->raw && d->doc->raw &&
		    strcmp(named->doc->raw, d->doc->raw) == 0;

	emit_doc_since(e, said ? NULL : d->doc, d);
	if (why) {
		w_line(e->w, "/* typedef %s: %s */", d->id, c_comment_text(e, why));
		return;
	}
	const char *extension = c_is_extension(e, d->type) ? "__extension__ " : "";
	const struct ffir_decl *nameless = c_inline_record(e, d->type);
	const char *name = c_name(e, d->id), *text = c_declare(e, d->type, name);
	if (nameless)
		text = c_text(e, "%s %s_ %s", record_word(nameless), name, c_declarator(e, d->type, name));
	const char *condition = c_condition(e, d->type);
	c_open_condition(e, condition);
	w_line(e->w, "%stypedef %s%s;", extension, text, deprecated_text(e, d));
	c_close_condition(e, condition);
}

static void emit_variable(struct c_emit *e, const struct plan_variable *v)
{
	const struct ffir_decl *d = v->decl;
	/* An array whose size nobody knows can be declared in C. */
	bool open_array = d->type->kind == FFIR_TYPE_ARRAY && !d->type->has_count && !d->unsupported;
	const char *why = v->refused && !open_array ? v->refused : c_unspeakable(e, d->type);

	emit_doc_since(e, d->doc, d);
	if (why) {
		w_line(e->w, "/* %s: %s */", d->id, c_comment_text(e, why));
		return;
	}
	const char *condition = c_condition(e, d->type);
	c_open_condition(e, condition);
	w_line(e->w, "%sextern %s%s%s%s;", c_is_extension(e, d->type) ? "__extension__ " : "",
	       c_declare(e, d->type, c_name(e, d->id)), symbol_text(e, d), deprecated_text(e, d),
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
	const char *why = why_no_body(e, d, &layout);
	return why ? c_text(e, "the fields of '%s' cannot be shown: %s", d->id, why) : NULL;
}

/* Why C cannot call it. A variable number of arguments is no reason here, as it is elsewhere. */
static const char *why_not_callable(struct c_emit *e, const struct plan_function *f)
{
	const char *why = c_unspeakable(e, f->decl->type ? f->decl->type : f->type->result.type);
	const struct ffir_type type = {.kind = FFIR_TYPE_FUNCTION, .function = f->decl->function};

	why = why ? why : c_unspeakable(e, &type);
	why = why ? why : passed_as_bytes(e, &type);
	if (why || !f->refused || f->odd_convention)
		return why;
	return f->type->variadic && !f->decl->is_inline && !f->decl->unsupported ? NULL : f->refused;
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

	emit_doc(e, d->doc);
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
	emit_remark(e, plan_function_since(&e->a, f));
	if (raw)
		w_line(e->w, "/* Raw only: %s. */", c_comment_text(e, raw));
	w_line(e->w, "%s%s%s%s%s%s%s;", c_is_extension(e, &type) ? "__extension__ " : "", prototype,
	       symbol_text(e, d), convention_text(e, d), promises_text(f), deprecated_text(e, d),
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
	static const char *const names[] = {"BIG_ENDIAN", "BYTE_ORDER", "LITTLE_ENDIAN", "PDP_ENDIAN"};
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

static void emit_constant(struct c_emit *e, const struct plan_constant *c, bool is_enumerator)
{
	const char *name = ffir_decl_name(c->decl);
	const char *value = is_enumerator ? name : c_value(e, &c->value, c->type);

	emit_doc(e, c->doc);
	emit_remark(e, plan_standing_says(&e->a, &c->standing));
	if (!value) {
		w_line(e->w, "/* %s: C has no literal for its value */", name);
		return;
	}
	if (is_systems(name))
		w_line(e->w, "#ifndef %s", name);
	w_line(e->w, "#define %s %s", name, value);
	if (is_systems(name))
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
		emit_record(e, d);
		return;
	case FFIR_DECL_ENUMERATION:
		emit_enumeration(e, d);
		return;
	case FFIR_DECL_ALIAS:
		emit_alias(e, d);
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
		return strchr(d->id, '/') != NULL;
	return d->kind == FFIR_DECL_ENUMERATION && e->printed[i];
}

/* Marks the enumerations that only a field names: they are declared there. */
static void mark_inline(struct c_emit *e)
{
	for (size_t i = 0; i < e->m->n_decls; i++) {
		const struct ffir_decl *d = e->m->decls[i];
		for (size_t j = 0; j < d->n_fields && !d->opaque; j++)
			(void)c_declare(e, d->fields[j].type, "");
	}
}

/* Tags that are named, behind a pointer, before the record's turn comes. */
static void emit_forward(struct c_emit *e)
{
	const struct ffir_uses *uses = ffir_uses_of(&e->a, e->m);
	bool *seen = (bool *)ffir_alloc(&e->a, e->m->n_decls + 1);

	w_line(e->w, "");
	for (size_t i = 0; i < e->m->n_decls; i++) {
		const struct ffir_decl *d = e->m->decls[i];
		if (d->kind == FFIR_DECL_RECORD && has_tag(d) && !is_inline(e, i) && !e->system[i] && seen[i])
			w_line(e->w, "%s;", c_tag(e, d->id));
		for (size_t j = 0; j < uses[i].n_uses && !e->system[i]; j++)
			seen[uses[i].uses[j].to] = true;
	}
}

void c_emit_raw(struct c_emit *e)
{
	size_t next = 0, n;

	w_line(e->w, "/* ---- the raw layer ---- */");
	mark_inline(e);
	emit_forward(e);
	for (size_t i = 0; i < e->m->n_decls; i++)
		if (!is_inline(e, i) && !e->system[i])
			emit_decl(e, e->m->decls[i], &next);
	w_line(e->w, "");
	const struct ffir_enumerator **all = sorted_enumerators(e, &n);
	for (size_t i = 0; i < e->p->n_constants; i++) {
		const struct plan_constant *c = e->p->constants[i];
		if (c->doc)
			w_line(e->w, "");
		emit_constant(e, c, is_twin(c, all, n));
	}
}
