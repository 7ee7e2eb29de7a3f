/*
 * Proposals for the questions of `ffirender notes`, from names, types and comments.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/asking.h"

#include <string.h>
#include <strings.h>

#include "backends/words.h"

static void propose(struct asking *a, struct choices *out, enum ffir_word word, const char *first,
		    const char *second)
{
	struct choice *c = FFIR_PUSH(a->a, out->items, out->n);
	*c = (struct choice){.word = word, .args = {first, second}, .says = ffir_words[word].says};
	if (word == FFIR_W_BORROWED)
		c->says = "it stays the library's";
}

/* ---- types ---- */

static const struct ffir_type *pointed_to(const struct asking *a, const struct ffir_type *type)
{
	const struct ffir_type *real = ffir_type_resolve(a->m, type, NULL);
	return real->kind == FFIR_TYPE_POINTER ? real->to : NULL;
}

static bool is_integer(const struct asking *a, const struct ffir_type *type)
{
	return type && ffir_type_resolve(a->m, type, NULL)->kind == FFIR_TYPE_INT;
}

static bool is_void_pointer(const struct asking *a, const struct ffir_type *type)
{
	const struct ffir_type *to = pointed_to(a, type);
	return to && ffir_type_resolve(a->m, to, NULL)->kind == FFIR_TYPE_VOID;
}

/* ---- names ---- */

static bool has_word(const char *name, const char *const *list)
{
	struct words words;
	split_words(name, &words);
	for (size_t i = 0; i < words.n; i++)
		for (const char *const *one = list; *one; one++)
			if (words.items[i].size == strlen(*one) &&
			    strncasecmp(words.items[i].text, *one, words.items[i].size) == 0)
				return true;
	return false;
}

static bool names_end(const char *name)
{
	static const char *const words[] = {"free",    "close", "destroy", "delete",   "release",
					    "dispose", "unref", "cleanup", "finalize", "end",
					    "finish",  "quit",	"term",	   NULL};
	return has_word(name, words);
}

static bool names_count(const char *name)
{
	static const char *const words[] = {"len",   "length", "size", "count", "num", "n",  "nr",
					    "bytes", "nbytes", "cnt",  "cb",	"cap", "sz", NULL};
	return has_word(name, words);
}

/* The parameter that may count what ABOUT points to: one named after it ("dest", "destLen"), an integer that
 * follows, one with a name of that kind. */
static const struct ffir_param *counter_of(const struct asking *a, const struct ffir_function_type *type,
					   const struct ffir_param *about)
{
	const struct ffir_param *next = NULL, *any = NULL;
	if (!about->name)
		return NULL;
	for (size_t i = 0; i < type->n_params; i++) {
		const struct ffir_param *param = &type->params[i];
		bool value = is_integer(a, param->type), named = names_count(param->name);
		if (param == about || !(value || (named && is_integer(a, pointed_to(a, param->type)))))
			continue;
		if (named && strncmp(param->name, about->name, strlen(about->name)) == 0)
			return param;
		if (i > 0 && &type->params[i - 1] == about)
			next = param;
		if (named && !any)
			any = param;
	}
	return next ? next : any;
}

static void propose_counted(struct asking *a, struct choices *out, const struct ffir_function_type *type,
			    const struct plan_question *q, enum ffir_word word)
{
	const struct ffir_param *counter = counter_of(a, type, q->about);
	if (q->about->name && names_count(q->about->name) && is_integer(a, pointed_to(a, q->about->type)))
		return;
	bool out_too = counter && word == FFIR_W_BUFFER && pointed_to(a, counter->type);
	propose(a, out, word, counter ? counter->name : "?", out_too ? counter->name : NULL);
}

/* ---- functions ---- */

/* Whether F, by its type and name, frees a pointer of TYPE; NULL: any. */
static bool may_free(const struct asking *a, const struct plan_function *f, const struct ffir_type *type)
{
	if (f->refused || !f->type || f->type->n_params != 1 || !names_end(f->name.cname))
		return false;
	const struct ffir_type *to = pointed_to(a, f->type->params[0].type);
	const struct ffir_type *from = pointed_to(a, type);
	if (!to || !from)
		return false;
	const struct ffir_decl *takes = NULL, *given = NULL;
	to = ffir_type_resolve(a->m, to, &takes);
	from = ffir_type_resolve(a->m, from, &given);
	return to->kind == FFIR_TYPE_VOID || (to->kind == from->kind && takes == given);
}

static void propose_freed(struct asking *a, struct choices *out, const struct plan_question *q)
{
	size_t before = out->n;
	const struct ffir_type *type = q->about->type, *to = pointed_to(a, type);
	if (to && q->about->name && pointed_to(a, to))
		type = to;
	for (size_t i = 0; i < a->p->n_functions && out->n < before + 3; i++)
		if (may_free(a, a->p->functions[i], type))
			propose(a, out, FFIR_W_OWNED_BY, a->p->functions[i]->name.cname, NULL);
	if (out->n == before)
		propose(a, out, FFIR_W_OWNED_BY, "?", NULL);
}

/* ---- classes ---- */

static const struct plan_record *record_behind(const struct asking *a, const struct ffir_type *type)
{
	for (const struct ffir_type *to = type; to; to = pointed_to(a, to)) {
		struct plan_record *record = plan_record_of(a->p, to);
		if (record)
			return record;
	}
	return NULL;
}

static void propose_class(struct asking *a, struct choices *out, const struct plan_record *record,
			  enum ffir_word word)
{
	size_t before = out->n;
	for (size_t i = 0; record && i < a->p->n_classes; i++)
		if (a->p->classes[i]->record == record)
			propose(a, out, word, a->p->classes[i]->name.cname, NULL);
	if (out->n == before)
		propose(a, out, word, record ? ffir_decl_name(record->decl) : "?", NULL);
}

static bool is_ended(const struct asking *a, const struct plan_record *record)
{
	for (size_t i = 0; i < a->p->n_classes; i++)
		if (a->p->classes[i]->record == record && a->p->classes[i]->destructor)
			return true;
	return false;
}

void asking_ends(struct asking *a, const struct plan_function *f, struct choices *out)
{
	if (f->refused || !f->type || f->type->n_params != 1 || !names_end(f->name.cname))
		return;
	const struct ffir_type *to = pointed_to(a, f->type->params[0].type);
	const struct plan_record *record = to ? plan_record_of(a->p, to) : NULL;
	if (!record || (!record->opaque && !record->klass) || is_ended(a, record) ||
	    (ffir_type_quals(a->m, to) & FFIR_CONST))
		return;
	propose_class(a, out, record, FFIR_W_DESTRUCTOR);
}

/* ---- errors ---- */

static void propose_status(struct asking *a, struct choices *out)
{
	for (size_t i = 0; i < a->p->n_errors; i++)
		propose(a, out, FFIR_W_STATUS, a->p->errors[i]->name.cname, NULL);
}

bool asking_is_common(const struct plan_question *q)
{
	for (size_t i = 0; i < q->n_words; i++)
		if (strcmp(q->words[i], ffir_words[FFIR_W_STATUS].name) == 0)
			return true;
	return false;
}

/* ---- a word ---- */

static void propose_user_data(struct asking *a, struct choices *out, const struct ffir_function_type *type)
{
	size_t before = out->n;
	for (size_t i = 0; i < type->n_params; i++)
		if (is_void_pointer(a, type->params[i].type))
			propose(a, out, FFIR_W_USER_DATA, type->params[i].name, NULL);
	if (out->n == before)
		propose(a, out, FFIR_W_USER_DATA, "?", NULL);
}

/* The function type whose parameter Q is about. */
static const struct ffir_function_type *around(const struct asking *a, const struct plan_function *f,
					       const struct plan_question *q)
{
	const struct ffir_type *type = q->within ? ffir_type_resolve(a->m, q->within->type, NULL) : NULL;
	if (type && type->kind == FFIR_TYPE_POINTER)
		type = ffir_type_resolve(a->m, type->to, NULL);
	return type && type->kind == FFIR_TYPE_FUNCTION ? type->function : f->type;
}

/* A proposal in the making. */
struct proposing {
	struct asking *a;
	const struct plan_function *f;
	const struct plan_question *q;
	const struct ffir_function_type *type; /* whose parameters are meant */
	const struct plan_record *record;      /* that is meant, or NULL */
	enum ffir_word word;
	struct choices *out;
};

static void for_any(const struct proposing *p)
{
	propose(p->a, p->out, p->word, *ffir_words[p->word].args ? "?" : NULL, NULL);
}

static void for_made(const struct proposing *p)
{
	for_any(p);
	if (p->record && (p->record->klass || p->record->opaque) && !p->q->within)
		propose_class(p->a, p->out, p->record, FFIR_W_CONSTRUCTOR);
}

static void for_counted(const struct proposing *p)
{
	propose_counted(p->a, p->out, p->type, p->q, p->word);
}

static void for_freed(const struct proposing *p)
{
	propose_freed(p->a, p->out, p->q);
}

static void for_class(const struct proposing *p)
{
	propose_class(p->a, p->out, p->record, p->word);
}

static void for_owner(const struct proposing *p)
{
	propose(p->a, p->out, p->word, p->f->type->n_params ? p->f->type->params[0].name : "?", NULL);
}

static void for_user_data(const struct proposing *p)
{
	propose_user_data(p->a, p->out, p->type);
}

static void for_scope(const struct proposing *p)
{
	propose(p->a, p->out, p->word, "call", NULL);
	propose(p->a, p->out, p->word, "forever", NULL);
}

static void for_status(const struct proposing *p)
{
	propose_status(p->a, p->out);
}

/* What it says needs words of its own, for which there is no proposal. */
static void for_elements(const struct proposing *p)
{
	(void)p;
}

static const struct {
	enum ffir_word word;
	void (*propose)(const struct proposing *p);
} proposals[] = {
	{FFIR_W_OUT, for_made},	      {FFIR_W_OWNED, for_made},		 {FFIR_W_ARRAY, for_counted},
	{FFIR_W_BUFFER, for_counted}, {FFIR_W_BYTE_LENGTH, for_counted}, {FFIR_W_OWNED_BY, for_freed},
	{FFIR_W_METHOD, for_class},   {FFIR_W_BORROWED_FROM, for_owner}, {FFIR_W_USER_DATA, for_user_data},
	{FFIR_W_SCOPE, for_scope},    {FFIR_W_STATUS, for_status},	 {FFIR_W_EACH, for_elements},
};

static void propose_word(const struct proposing *p)
{
	for (size_t i = 0; i < sizeof proposals / sizeof *proposals; i++) {
		if (proposals[i].word != p->word)
			continue;
		proposals[i].propose(p);
		return;
	}
	for_any(p);
}

void asking_choices(struct asking *a, const struct plan_function *f, const struct plan_question *q,
		    struct choices *out)
{
	const struct ffir_param *value = q->about	     ? q->about
					 : f->type->n_params ? &f->type->params[0]
							     : &f->type->result;
	struct proposing p = {a, f, q, around(a, f, q), record_behind(a, value->type), FFIR_N_WORDS, out};
	for (size_t i = 0; i < q->n_words; i++) {
		p.word = ffir_word_find(q->words[i]);
		propose_word(&p);
	}
}

const struct ffir_param *asking_callback(const struct asking *a, const struct plan_function *f,
					 const struct plan_question *q)
{
	if (!q->about || !q->about->name || q->within || !is_void_pointer(a, q->about->type))
		return NULL;
	for (size_t i = 0; i < f->type->n_params; i++) {
		const struct ffir_type *to = pointed_to(a, f->type->params[i].type);
		if (to && ffir_type_resolve(a->m, to, NULL)->kind == FFIR_TYPE_FUNCTION)
			return &f->type->params[i];
	}
	return NULL;
}

/* ---- comments ---- */

const char *asking_documented(const struct plan_function *f, const struct plan_question *q)
{
	for (size_t i = 0; f->doc && q->about && i < f->doc->n_sections; i++) {
		const struct ffir_doc_section *s = &f->doc->sections[i];
		bool fits = q->about->name ? s->kind == FFIR_DOC_PARAM && s->name &&
						     strcmp(s->name, q->about->name) == 0
					   : s->kind == FFIR_DOC_RETURNS;
		if (fits)
			return s->text;
	}
	return NULL;
}

bool asking_is_settled(const struct asking *a, const struct plan_function *f)
{
	if (f->call || ffir_module_find(a->m, f->decl->id) != f->decl)
		return true;
	for (size_t i = 0; f->type && i < f->type->n_params; i++)
		if (ffir_annotation_find(f->type->params[i].annotations, f->type->params[i].n_annotations,
					 FFIR_W_HIDE))
			return true;
	return false;
}
