/*
 * The comment of a safe function, and what compilers are told of it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/call.h"

#include <string.h>

static void doc_item(struct c_call *x, const char *head, const char *text)
{
	c_doc_lines(x->e, c_text(x->e, "%s%s%s", head, *text ? " " : "", text));
}

/* What C's comment says of the parameter NAME, which callers do not give by itself in other languages. */
static const char *said_of_param(const struct c_call *x, const char *name)
{
	const struct ffir_doc *doc = x->c->doc;
	for (size_t i = 0; doc && name && i < doc->n_sections; i++)
		if (doc->sections[i].kind == FFIR_DOC_PARAM && doc->sections[i].name &&
		    strcmp(doc->sections[i].name, name) == 0)
			return doc->sections[i].text;
	return NULL;
}

static bool says_more(const struct c_call *x)
{
	const struct plan_call *c = x->c;
	for (size_t i = 0; i < c->n_params; i++)
		if (c->values[c->params[i]].doc || said_of_param(x, x->count[c->params[i]]))
			return true;
	for (size_t i = 0; i < c->n_results; i++)
		if (c->values[c->results[i]].doc || x->owned[c->results[i]])
			return true;
	for (size_t i = 0; c->doc && i < c->doc->n_sections; i++)
		if (c->doc->sections[i].kind != FFIR_DOC_PARAM &&
		    c->doc->sections[i].kind != FFIR_DOC_RETURNS)
			return true;
	return false;
}

static void doc_params(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_params; i++) {
		int p = x->c->params[i];
		const char *count = said_of_param(x, x->count[p]);
		if (x->c->values[p].doc)
			doc_item(x,
				 c_text(x->e, x->in_out[p] ? "@param[in,out] %s" : "@param %s",
					x->in_out[p] ? x->out[p] : x->text[p]),
				 x->c->values[p].doc);
		if (count)
			doc_item(x, c_text(x->e, "@param %s", x->count[p]), count);
	}
}

static void doc_results(struct c_call *x)
{
	for (size_t i = 0; i < x->c->n_results; i++) {
		int r = x->c->results[i];
		const struct plan_value *v = &x->c->values[r];
		const char *doc = v->doc ? v->doc : "", *freed = "";
		if (x->owned[r])
			freed = "to be freed with free()";
		else if (v->freed_by)
			freed = c_text(x->e, "to be freed with %s()", v->freed_by->name.cname);
		const char *text = c_text(x->e, "%s%s%s", doc, *doc && *freed ? "; " : "", freed);
		if (x->plain && *text)
			doc_item(x, "@return", text);
		else if (!x->plain && ((*doc && !x->in_out[r]) || *freed))
			doc_item(x, c_text(x->e, "@param[out] %s", x->out[r]), text);
	}
}

/* What the comment says beside parameters and result; what attributes say is told to compilers. */
static void doc_rest(struct c_call *x)
{
	static const struct {
		enum ffir_doc_kind kind;
		const char *head;
	} kinds[] = {{FFIR_DOC_ERRORS, "@throws"},
		     {FFIR_DOC_NOTE, "@note"},
		     {FFIR_DOC_SINCE, "@since"},
		     {FFIR_DOC_SEE, "@see"},
		     {FFIR_DOC_DEPRECATED, "@deprecated"}};
	const struct ffir_doc *doc = x->c->doc;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (size_t k = 0; doc && k < doc->n_sections; k++)
			if (doc->sections[k].kind == kinds[i].kind)
				doc_item(x, kinds[i].head, doc->sections[k].text);
}

void c_emit_call_doc(struct c_call *x)
{
	const struct ffir_doc *doc = x->c->doc;
	const char *since = plan_function_since(&x->e->a, x->c->function);
	bool brief = doc && doc->brief, description = doc && doc->description;
	bool more = says_more(x);

	w_line(x->e->w, "");
	if (!brief && !description && !more && !since)
		return;
	if (brief && !description && !more && !since && !strchr(doc->brief, '\n')) {
		w_line(x->e->w, "/** %s */", c_comment_text(x->e, doc->brief));
		return;
	}
	w_line(x->e->w, "/**");
	if (brief)
		c_doc_lines(x->e, doc->brief);
	if (brief && description)
		w_line(x->e->w, " *");
	if (description)
		c_doc_lines(x->e, doc->description);
	if ((brief || description) && since)
		w_line(x->e->w, " *");
	if (since)
		c_doc_lines(x->e, since);
	if ((brief || description || since) && more)
		w_line(x->e->w, " *");
	doc_params(x);
	doc_results(x);
	doc_rest(x);
	w_line(x->e->w, " */");
}

void c_emit_call_attributes(struct c_call *x)
{
	const char *why = x->c->function->decl->deprecated;

	if (why)
		w_line(x->e->w, "__attribute__((deprecated%s))",
		       *why ? c_text(x->e, "(%s)", c_string(x->e, why, strlen(why))) : "");
	if (x->c->function->noreturn && x->plain && x->c->n_results == 0) /* else something returns */
		w_line(x->e->w, "__attribute__((noreturn))");
	else if (x->c->must_use && x->plain)
		w_line(x->e->w, "__attribute__((warn_unused_result))");
}

void c_emit_call_directive(struct c_call *x, const char *text)
{
	if (x->c->function->decl->deprecated)
		w_line(x->e->w, "%s", text);
}
