/*
 * Arguments of noted annotations: constant expressions get their values, names are looked up where they
 * stand.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "ir/nearest.h"
#include "ir/noting.h"

/* What stands around an annotation. */
struct around {
	const char *id;				   /* the declaration */
	const struct ffir_function_type *function; /* whose parameters can be named; or NULL */
	const struct ffir_decl *record;		   /* whose fields can be named; or NULL */
};

struct reported {
	unsigned line;
	size_t arg;
	const char *text;
};

struct checking {
	struct noting *n;
	bool knows;		   /* notes_know */
	struct reported *reported; /* a glob says one thing of many functions: one message is enough */
	size_t n_reported;
};

static bool is_new(struct checking *c, const struct ffir_annotation *a, size_t arg)
{
	const char *text = arg < a->n_args ? a->args[arg].text : "";
	for (size_t i = 0; i < c->n_reported; i++)
		if (c->reported[i].line == a->at.line && c->reported[i].arg == arg &&
		    strcmp(c->reported[i].text, text) == 0)
			return false;
	struct reported *reported = FFIR_PUSH(&c->n->scratch, c->reported, c->n_reported);
	*reported = (struct reported){a->at.line, arg, text};
	return true;
}

/* "; did you mean 'x'?" or nothing. */
static const char *hint(struct checking *c, const struct ffir_nearest *nearest)
{
	return nearest->name ? ffir_printf(&c->n->scratch, "; did you mean '%s'?", nearest->name) : "";
}

/* ---- values ---- */

static const struct ffir_value *constant_value(const struct ffir_module *m, struct ffir_arena *scratch,
					       const char *name)
{
	const struct ffir_decl *constant = ffir_module_find(m, ffir_printf(scratch, "#%s", name));
	const struct ffir_on *on = constant ? ffir_decl_on(constant) : NULL;
	if (on && on->value.kind != FFIR_VALUE_NONE)
		return &on->value;
	for (size_t i = 0; i < m->n_decls; i++)
		for (size_t j = 0; j < m->decls[i]->n_enumerators; j++)
			if (strcmp(m->decls[i]->enumerators[j].name, name) == 0)
				return &m->decls[i]->enumerators[j].value;
	return NULL;
}

static void know(struct noting *n, const struct ffir_annotation *a)
{
	for (size_t i = 0; i < a->n_args; i++)
		if (a->args[i].value.kind != FFIR_VALUE_NONE && notes_letter(a->word, i) == 'v')
			*FFIR_PUSH(&n->scratch, n->known, n->n_known) = a->args[i];
}

static const struct ffir_value *known_value(const struct noting *n, const char *text)
{
	for (size_t i = 0; i < n->n_known; i++)
		if (strcmp(n->known[i].text, text) == 0)
			return &n->known[i].value;
	return NULL;
}

static bool is_identifier(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
	return *text && !(*text >= '0' && *text <= '9') && text[strspn(text, letters)] == '\0';
}

static void refuse_value(struct checking *c, const struct ffir_annotation *a, size_t i)
{
	const char *text = a->args[i].text;
	struct ffir_nearest nearest = ffir_nearest_to(text);
	for (size_t j = 0; j < c->n->m->n_decls; j++) {
		const struct ffir_decl *d = c->n->m->decls[j];
		if (d->kind == FFIR_DECL_CONSTANT)
			ffir_nearest_offer(&nearest, ffir_decl_name(d));
		for (size_t k = 0; k < d->n_enumerators; k++)
			ffir_nearest_offer(&nearest, d->enumerators[k].name);
	}
	if (is_identifier(text))
		notes_error(c->n, &a->at, "'%s' is no constant of the interface%s", text,
			    nearest.name ? hint(c, &nearest)
					 : "; select it, or give the notes to 'ffirender scan'");
	else
		notes_error(c->n, &a->at,
			    "only a compiler can evaluate '%s': give the notes to 'ffirender scan', or write "
			    "a number or a constant of the interface",
			    text);
}

static void check_value(struct checking *c, struct ffir_annotation *a, size_t i)
{
	struct ffir_module *m = c->n->m;
	struct ffir_annotation_arg *arg = &a->args[i];
	if (arg->value.kind != FFIR_VALUE_NONE || notes_literal(&m->arena, arg->text, &arg->value))
		return;
	const struct ffir_value *value = constant_value(m, &c->n->scratch, arg->text);
	if (!value)
		value = known_value(c->n, arg->text);
	if (value)
		arg->value = *value;
	else if (is_new(c, a, i))
		refuse_value(c, a, i);
}

/* ---- names of parameters and fields ---- */

/* "#2" also finds a second parameter that has a name. */
static const char *param_name(const struct ffir_function_type *function, const char *name)
{
	for (size_t i = 0; i < function->n_params; i++)
		if (strcmp(function->params[i].name, name) == 0)
			return function->params[i].name;
	size_t number = 0;
	for (const char *digit = name + 1; name[0] == '#' && *digit >= '0' && *digit <= '9' && number < 1000;
	     digit++)
		number = number * 10 + (size_t)(*digit - '0');
	return number > 0 && number <= function->n_params ? function->params[number - 1].name : NULL;
}

static const char *field_name(const struct ffir_decl *record, const char *name)
{
	for (size_t i = 0; i < record->n_fields; i++)
		if (strcmp(record->fields[i].name, name) == 0)
			return record->fields[i].name;
	return NULL;
}

static bool is_function(const struct ffir_module *m, const char *name)
{
	const struct ffir_decl *d = ffir_module_find(m, name);
	return d && d->kind == FFIR_DECL_FUNCTION;
}

/* A list of at most eight, "'a', 'b'". */
static const char *list_params(struct checking *c, const struct ffir_function_type *function)
{
	const char *text = "";
	for (size_t i = 0; i < function->n_params && i < 8; i++)
		text = ffir_printf(&c->n->scratch, "%s%s'%s'", text, i ? ", " : "", function->params[i].name);
	return text;
}

static void refuse_name(struct checking *c, const struct ffir_annotation *a, size_t i,
			const struct around *around)
{
	const char *text = a->args[i].text, *word = ffir_words[a->word].name;
	struct ffir_nearest nearest = ffir_nearest_to(text);
	for (size_t j = 0; around->function && j < around->function->n_params; j++)
		ffir_nearest_offer(&nearest, around->function->params[j].name);
	for (size_t j = 0; around->record && j < around->record->n_fields; j++)
		ffir_nearest_offer(&nearest, around->record->fields[j].name);
	const char *more = hint(c, &nearest);
	if (!nearest.name && around->function && around->function->n_params)
		more = ffir_printf(&c->n->scratch, "; it has %s", list_params(c, around->function));
	notes_error(c->n, &a->at, "annotation '%s' names '%s', but '%s' has no such %s%s", word, text,
		    around->id, around->record ? "field" : "parameter", more);
}

/* A buffer's result may say how much was written. */
static bool is_special(enum ffir_word word, size_t i, const char *text)
{
	return word == FFIR_W_BUFFER && i == 1 && strcmp(text, "return") == 0;
}

static void check_name(struct checking *c, struct ffir_annotation *a, size_t i, const struct around *around)
{
	const char *text = a->args[i].text, *found = NULL;
	if ((!around->function && !around->record) || is_special(a->word, i, text))
		return;
	if (around->function)
		found = param_name(around->function, text);
	if (!found && around->record)
		found = field_name(around->record, text);
	if (found)
		a->args[i].text = found;
	else if (!is_function(c->n->m, text) && is_new(c, a, i))
		refuse_name(c, a, i, around);
}

/* ---- names of other declarations ---- */

/* The C library's that frees what the library allocated stands in no interface. */
static void check_function(struct checking *c, const struct ffir_annotation *a, size_t i)
{
	const char *text = a->args[i].text;
	struct ffir_nearest nearest = ffir_nearest_to(text);
	if (is_function(c->n->m, text) || strcmp(text, "free") == 0 || !is_new(c, a, i))
		return;
	for (size_t j = 0; j < c->n->m->n_decls; j++)
		if (c->n->m->decls[j]->kind == FFIR_DECL_FUNCTION)
			ffir_nearest_offer(&nearest, c->n->m->decls[j]->id);
	notes_error(c->n, &a->at, "annotation '%s' names the function '%s', which is not in the interface%s",
		    ffir_words[a->word].name, text, nearest.name ? hint(c, &nearest) : "; is it selected?");
}

static bool is_class(const struct ffir_decl *d, const char *name, struct ffir_nearest *nearest)
{
	bool found = false;
	if (d->kind != FFIR_DECL_RECORD && d->kind != FFIR_DECL_ALIAS)
		return false;
	const char *own = ffir_decl_name(d);
	ffir_nearest_offer(nearest, own);
	found = strcmp(own, name) == 0 || strcmp(d->id, name) == 0;
	for (size_t i = 0; i < d->n_annotations; i++) {
		const struct ffir_annotation *a = &d->annotations[i];
		if (a->word != FFIR_W_SERVICE_AS || !a->n_args)
			continue;
		ffir_nearest_offer(nearest, a->args[0].text);
		found |= strcmp(a->args[0].text, name) == 0;
	}
	return found;
}

static void check_class(struct checking *c, const struct ffir_annotation *a, size_t i)
{
	const char *text = a->args[i].text;
	struct ffir_nearest nearest = ffir_nearest_to(text);
	bool found = false;
	for (size_t j = 0; j < c->n->m->n_decls; j++)
		found |= is_class(c->n->m->decls[j], text, &nearest);
	if (!found && is_new(c, a, i))
		notes_error(c->n, &a->at,
			    "annotation '%s' names '%s', which is no type or class of the interface%s",
			    ffir_words[a->word].name, text, hint(c, &nearest));
}

static void check_domain(struct checking *c, const struct ffir_annotation *a, size_t i)
{
	const char *text = a->args[i].text;
	struct ffir_nearest nearest = ffir_nearest_to(text);
	for (size_t j = 0; j < c->n->m->n_decls; j++) {
		const struct ffir_decl *d = c->n->m->decls[j];
		if (d->kind != FFIR_DECL_DOMAIN && d->kind != FFIR_DECL_ENUMERATION &&
		    d->kind != FFIR_DECL_ALIAS)
			continue;
		if (strcmp(ffir_decl_name(d), text) == 0 || strcmp(d->id, text) == 0)
			return;
		ffir_nearest_offer(&nearest, ffir_decl_name(d));
	}
	if (is_new(c, a, i))
		notes_error(c->n, &a->at,
			    "annotation '%s' names '%s', which is no domain or enum of the interface%s",
			    ffir_words[a->word].name, text,
			    nearest.name ? hint(c, &nearest)
					 : "; define it: <domain id=\"domain/NAME\" codes=\"...\">");
}

static void check_scope(struct checking *c, const struct ffir_annotation *a, size_t i)
{
	static const char *const scopes[] = {"call", "async", "notified", "forever"};
	for (size_t j = 0; j < sizeof scopes / sizeof *scopes; j++)
		if (strcmp(a->args[i].text, scopes[j]) == 0)
			return;
	if (is_new(c, a, i))
		notes_error(c->n, &a->at,
			    "annotation 'scope' cannot be '%s': it is call, async, notified or forever",
			    a->args[i].text);
}

/* ---- everything that was noted ---- */

/* Names that these words bring are their own. */
static bool brings_name(enum ffir_word word)
{
	return word == FFIR_W_SERVICE_AS || word == FFIR_W_ERROR_DOMAIN || word == FFIR_W_ENUM ||
	       word == FFIR_W_FLAGS_ENUM || word == FFIR_W_CONSTANT || word == FFIR_W_MACRO_FUNCTION;
}

static void check_arg(struct checking *c, struct ffir_annotation *a, size_t i, const struct around *around)
{
	switch (notes_letter(a->word, i)) {
	case 'v':
		check_value(c, a, i);
		break;
	case 'n':
		if (!brings_name(a->word))
			check_name(c, a, i, around);
		break;
	case 'f':
		check_function(c, a, i);
		break;
	case 't':
		check_class(c, a, i);
		break;
	case 'd':
		check_domain(c, a, i);
		break;
	case 'w':
		if (a->word == FFIR_W_SCOPE)
			check_scope(c, a, i);
		break;
	}
}

static void check_words(struct checking *c, struct ffir_annotation *list, size_t n,
			const struct around *around)
{
	for (size_t i = 0; i < n; i++) {
		bool of_file = list[i].by == FFIR_BY_NOTED && list[i].at.file == c->n->file;
		if (c->knows)
			know(c->n, &list[i]);
		if (!c->knows && of_file && list[i].word == FFIR_W_VARIADIC && is_new(c, &list[i], 0))
			notes_error(c->n, &list[i].at,
				    "annotation 'variadic' has types that only a compiler knows: give the "
				    "notes to 'ffirender scan'");
		for (size_t j = 0; !c->knows && of_file && j < list[i].n_args; j++)
			check_arg(c, &list[i], j, around);
		check_words(c, list[i].nested, list[i].n_nested, around);
	}
}

static void check_function_type(struct checking *c, const struct ffir_function_type *function,
				const char *id);

static void check_type(struct checking *c, const struct ffir_type *type, const char *id)
{
	for (; type; type = type->to)
		check_function_type(c, type->function, id);
}

static void check_function_type(struct checking *c, const struct ffir_function_type *function, const char *id)
{
	const struct around around = {id, function, NULL};
	if (!function)
		return;
	check_words(c, function->result.annotations, function->result.n_annotations, &around);
	check_type(c, function->result.type, id);
	for (size_t i = 0; i < function->n_params; i++) {
		check_words(c, function->params[i].annotations, function->params[i].n_annotations, &around);
		check_type(c, function->params[i].type, id);
	}
}

static void check_all(struct checking *c)
{
	struct noting *n = c->n;
	for (size_t i = 0; i < n->m->n_decls; i++) {
		struct ffir_decl *d = n->m->decls[i];
		const struct around around = {d->id, d->function, d->kind == FFIR_DECL_RECORD ? d : NULL};
		check_words(c, d->annotations, d->n_annotations, &around);
		check_type(c, d->type, d->id);
		check_function_type(c, d->function, d->id);
		for (size_t j = 0; j < d->n_signatures; j++)
			check_function_type(c, d->signatures[j], d->id);
		for (size_t j = 0; j < d->n_fields; j++) {
			check_words(c, d->fields[j].annotations, d->fields[j].n_annotations, &around);
			check_type(c, d->fields[j].type, d->id);
		}
		for (size_t j = 0; j < d->n_enumerators; j++)
			check_words(c, d->enumerators[j].annotations, d->enumerators[j].n_annotations,
				    &around);
	}
}

void notes_know(struct noting *n)
{
	struct checking c = {.n = n, .knows = true};
	check_all(&c);
}

void notes_check(struct noting *n)
{
	struct checking c = {.n = n};
	check_all(&c);
}
