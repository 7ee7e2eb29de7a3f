/*
 * Lowering of enums, those made of constants too, and of what makes errors of them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

#include "ir/notes.h"

/* ---- enums ---- */

static void lower_enumerators(struct lowering *l, struct plan_enum *e, const struct ffir_enumerator *items,
			      size_t n, const struct ffir_doc *whole)
{
	for (size_t i = 0; i < n; i++) {
		const struct ffir_enumerator *from = &items[i];
		if (ffir_annotation_find(from->annotations, from->n_annotations, FFIR_W_HIDE))
			continue;
		struct plan_enumerator *item = FFIR_PUSH(l->a, e->items, e->n_items);
		item->name = plan_name_of(from->name, &from->at, from->annotations, from->n_annotations);
		item->value = from->value;
		item->doc = doc_of_part(l->a, from->doc, whole, from->name);
		item->standing = plan_standing_of_enumerator(from);
	}
}

/* Enumerators of an enum that is made of constants: those that match its glob. */
static void collect_constants(struct lowering *l, struct plan_enum *e, const char *glob)
{
	for (size_t i = 0; i < l->m->n_decls; i++) {
		const struct ffir_decl *c = l->m->decls[i];
		const struct ffir_on *on = ffir_decl_on(c);
		if (c->kind != FFIR_DECL_CONSTANT || !on || on->value.kind != FFIR_VALUE_INTEGER ||
		    !ffir_glob_match(glob, ffir_decl_name(c)))
			continue;
		struct plan_enumerator *item = FFIR_PUSH(l->a, e->items, e->n_items);
		item->name = plan_name_of(ffir_decl_name(c), &c->at, c->annotations, c->n_annotations);
		item->value = on->value;
		item->doc = c->doc;
		item->standing = plan_standing_of(c);
	}
}

static const struct ffir_type *integer_of_size(struct lowering *l, uint64_t size, bool is_signed)
{
	static const char *const names[][2] = {{"unsigned char", "signed char"},
					       {"unsigned short", "short"},
					       {"unsigned int", "int"},
					       {"unsigned long", "long"},
					       {"unsigned long long", "long long"}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct ffir_basic *basic = ffir_basic_find(l->m, names[i][is_signed]);
		if (basic && basic->size == size)
			return new_type(l, FFIR_TYPE_INT, basic->name);
	}
	return new_type(l, FFIR_TYPE_INT, is_signed ? "int" : "unsigned int");
}

/* "POINT_AXIS" of POINT_AXIS_X and POINT_AXIS_Y; the first enumerator if they share nothing. */
static const char *shared_name(struct lowering *l, const struct plan_enum *e)
{
	if (!e->n_items)
		return "enumeration";
	const char *first = e->items[0].name.cname;
	size_t shared = strlen(first);
	for (size_t i = 1; i < e->n_items; i++) {
		size_t same = 0;
		while (same < shared && first[same] == e->items[i].name.cname[same])
			same++;
		shared = same;
	}
	if (shared < strlen(first) || e->n_items == 1)
		while (e->n_items > 1 && shared && first[shared - 1] != '_')
			shared--;
	if (shared && first[shared - 1] == '_')
		shared--;
	return shared ? ffir_strndup(l->a, first, shared) : first;
}

static void lower_layout_of_enum(struct lowering *l, struct plan_enum *e, const struct ffir_decl *decl)
{
	const struct ffir_on *on = ffir_decl_on(decl);
	e->is_signed = on ? on->is_signed : true;
	e->size = on && on->has_layout ? on->size : 4;
	e->type = integer_of_size(l, e->size, e->is_signed);
}

static bool is_anonymous_enum(const struct ffir_decl *decl)
{
	return decl->kind == FFIR_DECL_ENUMERATION && strchr(decl->id, '/');
}

struct plan_enum *enum_for(struct lowering *l, const struct ffir_decl *decl)
{
	struct plan_enum *e = (struct plan_enum *)plan_index_find(l->p, decl);
	if (e)
		return e;
	if (said_of(decl, FFIR_W_HIDE))
		return NULL;
	e = (struct plan_enum *)ffir_alloc(l->a, sizeof *e);
	plan_index_add(l->p, decl, e);
	*FFIR_PUSH(l->a, l->p->enums, l->p->n_enums) = e;
	e->decl = decl;
	e->doc = decl->doc;
	e->standing = plan_standing_of(decl);
	e->flags = said_of(decl, FFIR_W_FLAGS) || said_of(decl, FFIR_W_FLAGS_ENUM);
	e->closed = said_of(decl, FFIR_W_CLOSED) != NULL;
	lower_enumerators(l, e, decl->enumerators, decl->n_enumerators, decl->doc);
	if (decl->kind == FFIR_DECL_DOMAIN) {
		const struct ffir_annotation *made = said_of(decl, FFIR_W_ENUM);
		if (!made)
			made = said_of(decl, FFIR_W_FLAGS_ENUM);
		if (made && !e->n_items && arg_text(made, 1))
			collect_constants(l, e, arg_text(made, 1));
		e->type = new_type(l, FFIR_TYPE_INT, "int");
		e->size = ffir_basic_find(l->m, "int") ? ffir_basic_find(l->m, "int")->size : 4;
		e->is_signed = true;
	} else {
		lower_layout_of_enum(l, e, decl);
	}
	e->anonymous = is_anonymous_enum(decl);
	e->name = plan_name_of(e->anonymous ? shared_name(l, e) : ffir_decl_name(decl), &decl->at,
			       decl->annotations, decl->n_annotations);
	e->name.from = decl->imported;
	return e;
}

/* The declaration of an enum that an annotation names: a domain, a tag, a typedef. */
static const struct ffir_decl *enum_decl_named(const struct lowering *l, const char *name)
{
	static const char *const kinds[] = {"domain/%s", "enum %s", "%s"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const char *id = i == 0	  ? ffir_printf(l->a, "domain/%s", name)
				 : i == 1 ? ffir_printf(l->a, "enum %s", name)
					  : name;
		const struct ffir_decl *decl = ffir_module_find(l->m, id);
		if (decl && decl->kind == FFIR_DECL_ALIAS)
			resolve(l, decl->type, &decl);
		if (decl && (decl->kind == FFIR_DECL_DOMAIN || decl->kind == FFIR_DECL_ENUMERATION))
			return decl;
	}
	return NULL;
}

struct plan_enum *enum_named(struct lowering *l, const char *name, const struct ffir_loc *at)
{
	const struct ffir_decl *decl = name ? enum_decl_named(l, name) : NULL;
	struct plan_enum *e = decl ? enum_for(l, decl) : NULL;
	if (!e)
		diag_error(l->d, at,
			   "there is no enum or domain '%s': declare it with FFI_ENUM or FFI_ERROR_DOMAIN",
			   name ? name : "");
	return e;
}

/* ---- errors ---- */

/* The field of the struct that F returns which holds the text; false after a message. */
static bool lower_message_field(struct lowering *l, struct plan_error *error, const struct plan_function *f,
				const struct ffir_annotation *word)
{
	const struct ffir_decl *decl = record_decl_pointed_to(l, f->type->result.type);
	const struct ffir_on *on = decl ? ffir_decl_on(decl) : NULL;
	for (size_t i = 0; on && on->places && i < decl->n_fields; i++) {
		const struct ffir_type *to = pointee(l, decl->fields[i].type);
		if (strcmp(decl->fields[i].name, arg_text(word, 1)) != 0 || !to || !is_byte(l, to))
			continue;
		error->message_field = &decl->fields[i];
		error->message_offset = on->places[i].offset;
		return true;
	}
	diag_error(l->d, &word->at, "'%s' cannot tell an error's text: what it returns has no text '%s'",
		   f->name.cname, arg_text(word, 1));
	return false;
}

static bool returns_text(const struct lowering *l, const struct plan_function *f)
{
	const struct ffir_type *result = pointee(l, f->type->result.type);
	return result && is_byte(l, result);
}

/* How FUNCTION tells the text of ERROR, as its signature says. */
static void lower_message(struct lowering *l, struct plan_error *error, const struct ffir_annotation *word)
{
	const struct plan_function *f = function_named(l, arg_text(word, 0));
	bool in_field = arg_text(word, 1) != NULL;
	if (!f) {
		diag_error(l->d, &word->at, "FFI_ERROR_MESSAGE: there is no function '%s'",
			   arg_text(word, 0));
		return;
	}
	if (in_field && !lower_message_field(l, error, f, word))
		return;
	if (f->refused || (!in_field && !returns_text(l, f)) || f->type->n_params > 1) {
		diag_error(l->d, &word->at,
			   "'%s' cannot tell an error's text: it has to return 'const char *' and take the "
			   "code, an "
			   "object, or nothing",
			   f->name.cname);
		return;
	}
	error->message = f;
	error->message_takes = MESSAGE_OF_NOTHING;
	if (f->type->n_params == 0)
		return;
	const struct ffir_type *takes = f->type->params[0].type;
	struct plan_record *record = record_pointed_to(l, takes);
	if (is_integer(l, takes)) {
		error->message_takes = MESSAGE_OF_CODE;
	} else if (record && record->klass && !in_field) {
		error->message_takes = MESSAGE_OF_OBJECT;
		error->message_class = record->klass;
	} else {
		error->message = NULL;
		diag_error(l->d, &word->at,
			   "'%s' cannot tell an error's text: '%s' is neither a code nor a service",
			   f->name.cname, spell(l, takes));
	}
}

static void lower_error(struct lowering *l, const struct ffir_decl *decl, const struct ffir_annotation *word)
{
	struct plan_enum *e = enum_for(l, decl);
	if (!e)
		return;
	struct plan_error *error = (struct plan_error *)ffir_alloc(l->a, sizeof *error);
	error->name = e->name;
	error->codes = e;
	e->error = error;
	size_t first = word->word == FFIR_W_ERROR_DOMAIN ? 1 : 0; /* its first argument is the name */
	for (size_t i = first; i < word->n_args; i++) {
		if (word->args[i].value.kind != FFIR_VALUE_INTEGER) {
			diag_error(l->d, &word->at, "the value of '%s' in %s is not known",
				   word->args[i].text, macro_name(l, word->word));
			continue;
		}
		*FFIR_PUSH(l->a, error->oks, error->n_oks) = word->args[i].value;
	}
	if (!error->n_oks)
		*FFIR_PUSH(l->a, error->oks, error->n_oks) = (struct ffir_value){FFIR_VALUE_INTEGER, "0", 1};
	*FFIR_PUSH(l->a, l->p->errors, l->p->n_errors) = error;
	const struct ffir_annotation *message = said_of(decl, FFIR_W_ERROR_MESSAGE);
	if (message)
		lower_message(l, error, message);
}

void lower_errors(struct lowering *l)
{
	for (size_t i = 0; i < l->m->n_decls; i++) {
		const struct ffir_decl *decl = l->m->decls[i];
		const struct ffir_annotation *word = said_of(decl, FFIR_W_ERROR);
		if (!word)
			word = said_of(decl, FFIR_W_ERROR_DOMAIN);
		if (word && (decl->kind == FFIR_DECL_ENUMERATION || decl->kind == FFIR_DECL_DOMAIN))
			lower_error(l, decl, word);
	}
}

/* ---- comments of several ---- */

/* Whether DOC, of several paragraphs, stands in front of what is at AT, and what is at NEXT follows in the next line. */
static bool is_of_several(const struct ffir_doc *doc, const struct ffir_loc *at, const struct ffir_loc *next)
{
	return doc && doc->description && at->file && next->file && strcmp(at->file, next->file) == 0 &&
	       next->line == at->line + 1;
}

void lower_groups(struct lowering *l)
{
	for (size_t i = 0; i + 1 < l->p->n_constants; i++) {
		struct plan_constant *c = l->p->constants[i], *next = l->p->constants[i + 1];
		if (!is_of_several(c->doc, &c->decl->at, &next->decl->at))
			continue;
		c->group = c->doc;
		c->doc = NULL;
	}
	for (size_t i = 0; i < l->p->n_enums; i++) {
		struct plan_enum *e = l->p->enums[i];
		if (e->n_items < 2 ||
		    !is_of_several(e->items[0].doc, &e->items[0].name.at, &e->items[1].name.at))
			continue;
		if (!e->doc)
			e->doc = e->items[0].doc;
		e->items[0].doc = NULL;
	}
}
