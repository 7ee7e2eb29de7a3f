/*
 * From the tree to the model: declarations.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/reader.h"

#include <string.h>

/* ---- the kinds of declarations ---- */

static bool has_child(const struct tree_node *node, const char *name)
{
	const struct tree_node *child = node->first;
	while (child && !tree_is(child, name))
		child = child->next;
	return child != NULL;
}

static void read_ons(struct reader *r, const struct tree_node *node)
{
	for (const struct tree_node *child = node->first; child; child = child->next)
		if (tree_is(child, "on"))
			read_on(r, child);
	if (r->target && !r->decl->n_on && has_child(node, "on"))
		reader_error(r, node, "'%s' has no facts of target '%s', which it is on", r->decl->id,
			     r->target);
}

/* The children that every declaration may have; false if CHILD is none of them. */
static bool read_common(struct reader *r, const struct tree_node *child, unsigned place)
{
	struct ffir_decl *d = r->decl;
	if (read_doc(r, child, &d->doc))
		return true;
	if (tree_is(child, "annotation"))
		read_annotation(r, child, place, &d->annotations, &d->n_annotations);
	else if (tree_is(child, "evidence"))
		*FFIR_PUSH(&r->m->arena, d->evidence, d->n_evidence) = read_evidence(r, child);
	else
		return tree_is(child, "on");
	return true;
}

static void read_field(struct reader *r, const struct tree_node *node, struct ffir_field *field)
{
	uint64_t bits = 0;
	field->is_bits = reader_number(r, node, "bits", 1024, &bits);
	field->bits = (unsigned)bits;
	field->anonymous = reader_yes(r, node, "anonymous");
	field->at = reader_location(r, node);
	struct typed typed = read_typed(r, node, FFIR_ON_FIELD, NULL);
	field->type = typed.type;
	field->doc = typed.doc;
	field->annotations = typed.annotations;
	field->n_annotations = typed.n_annotations;
}

static void read_record(struct reader *r, const struct tree_node *node)
{
	static const char *const kinds[] = {"struct", "union", NULL};
	struct ffir_decl *d = r->decl;
	struct names names = {0};
	if (tree_attribute(node, "kind"))
		d->record_kind = reader_choice(r, node, "kind", kinds) ? FFIR_UNION : FFIR_STRUCT;
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "field")) {
			struct ffir_field *field = FFIR_PUSH(&r->m->arena, d->fields, d->n_fields);
			field->name = reader_name(r, child, d->n_fields);
			read_field(r, child, field);
			names_add(r->scratch, &names, field->name, d->n_fields - 1);
		} else if (!read_common(r, child, FFIR_ON_RECORD)) {
			reader_unknown(r, child, "element", child->name);
		}
	}
	const char *twice = names_sort(&names);
	if (twice)
		reader_error(r, node, "field '%s' of '%s' is there twice", twice, d->id);
	read_ons(r, node);
}

static void read_enumerator(struct reader *r, const struct tree_node *node,
			    struct ffir_enumerator *enumerator)
{
	enumerator->name = reader_required(r, node, "name");
	enumerator->value = reader_value(r, node);
	enumerator->at = reader_location(r, node);
	if (!r->notes && enumerator->value.kind != FFIR_VALUE_INTEGER)
		reader_error(r, node, "enumerator '%s' needs an integer value", enumerator->name);
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (read_doc(r, child, &enumerator->doc))
			continue;
		if (tree_is(child, "annotation"))
			read_annotation(r, child, FFIR_ON_ENUMERATOR, &enumerator->annotations,
					&enumerator->n_annotations);
		else
			reader_unknown(r, child, "element", child->name);
	}
}

static void read_enumerators(struct reader *r, const struct tree_node *node, unsigned place)
{
	struct ffir_decl *d = r->decl;
	struct names names = {0};
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "enumerator")) {
			struct ffir_enumerator *enumerator =
				FFIR_PUSH(&r->m->arena, d->enumerators, d->n_enumerators);
			read_enumerator(r, child, enumerator);
			names_add(r->scratch, &names, enumerator->name, d->n_enumerators - 1);
		} else if (!read_common(r, child, place)) {
			reader_unknown(r, child, "element", child->name);
		}
	}
	const char *twice = names_sort(&names);
	if (twice)
		reader_error(r, node, "enumerator '%s' of '%s' is there twice", twice, d->id);
	read_ons(r, node);
}

static void read_enumeration(struct reader *r, const struct tree_node *node)
{
	read_enumerators(r, node, FFIR_ON_ENUM);
}

/* In a note file: globs of constants, separated by commas. */
static void read_codes(struct reader *r, const struct tree_node *node)
{
	const char *codes = r->notes ? reader_string(r, node, "codes") : NULL;
	while (codes && *codes) {
		codes += strspn(codes, ", \t\n");
		size_t length = strcspn(codes, ", \t\n");
		if (!length)
			break;
		struct ffir_enumerator *code =
			FFIR_PUSH(&r->m->arena, r->decl->enumerators, r->decl->n_enumerators);
		code->name = ffir_strndup(&r->m->arena, codes, length);
		code->at = reader_location(r, node);
		codes += length;
	}
}

static void read_domain(struct reader *r, const struct tree_node *node)
{
	read_codes(r, node);
	read_enumerators(r, node, FFIR_ON_DOMAIN | FFIR_ON_FILE | FFIR_ON_ENUM | FFIR_ON_TYPEDEF);
}

static void read_with_type(struct reader *r, const struct tree_node *node, unsigned place)
{
	struct ffir_decl *d = r->decl;
	struct typed typed = read_typed(r, node, place, "on");
	d->type = typed.type;
	d->doc = typed.doc;
	d->annotations = typed.annotations;
	d->n_annotations = typed.n_annotations;
	d->evidence = typed.evidence;
	d->n_evidence = typed.n_evidence;
	read_ons(r, node);
}

static void read_alias(struct reader *r, const struct tree_node *node)
{
	read_with_type(r, node, FFIR_ON_TYPEDEF);
}

static void read_variable(struct reader *r, const struct tree_node *node)
{
	read_with_type(r, node, FFIR_ON_VARIABLE);
}

static void read_constant(struct reader *r, const struct tree_node *node)
{
	r->decl->from = reader_string(r, node, "from");
	if (!r->decl->from && !r->notes)
		r->decl->from = "macro";
	read_with_type(r, node, 0);
}

static void read_function(struct reader *r, const struct tree_node *node)
{
	struct ffir_decl *d = r->decl;
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "signature"))
			*FFIR_PUSH(&r->m->arena, d->signatures, d->n_signatures) =
				read_function_type(r, child);
		else if (!tree_is(child, "result") && !tree_is(child, "param") &&
			 !read_common(r, child, d->kind == FFIR_DECL_FUNCTION ? FFIR_ON_FUNCTION : 0))
			reader_unknown(r, child, "element", child->name);
	}
	d->function = read_function_type(r, node);
	read_ons(r, node);
}

static const struct {
	const char *element;
	enum ffir_decl_kind kind;
	void (*read)(struct reader *r, const struct tree_node *node);
} decl_elements[] = {
	{"record", FFIR_DECL_RECORD, read_record},
	{"enumeration", FFIR_DECL_ENUMERATION, read_enumeration},
	{"alias", FFIR_DECL_ALIAS, read_alias},
	{"function", FFIR_DECL_FUNCTION, read_function},
	{"variable", FFIR_DECL_VARIABLE, read_variable},
	{"constant", FFIR_DECL_CONSTANT, read_constant},
	{"domain", FFIR_DECL_DOMAIN, read_domain},
	{"macro", FFIR_DECL_MACRO, read_function},
};

/* Tags, ordinary names, macros and domains each have their own keys; a glob of a note file may have any. */
static void check_id(struct reader *r, const struct tree_node *node, const struct ffir_decl *d)
{
	const char *prefix = d->kind == FFIR_DECL_CONSTANT ? "#"
			     : d->kind == FFIR_DECL_DOMAIN ? "domain/"
			     : d->kind == FFIR_DECL_MACRO  ? "macro "
							   : "";
	if (strncmp(d->id, prefix, strlen(prefix)) != 0 || strlen(d->id) == strlen(prefix))
		reader_error(r, node, "the id of '%s' starts with '%s', unlike '%s'", node->name, prefix,
			     d->id);
	else if (!*prefix && d->id[0] == '#')
		reader_error(r, node, "the id of '%s' cannot start with '#': '%s'", node->name, d->id);
}

static struct ffir_decl *add_decl(struct reader *r, const struct tree_node *node, enum ffir_decl_kind kind)
{
	const char *id = reader_required(r, node, "id");
	if (!*id)
		return NULL;
	struct ffir_decl *d = ffir_module_add(r->m, kind, id);
	if (!d) {
		reader_error(r, node, "'%s' is declared twice", id);
		diag_note(r->d, &ffir_module_find(r->m, id)->read_at, "here for the first time");
	}
	return d;
}

bool read_decl(struct reader *r, const struct tree_node *node)
{
	size_t i = 0, n = sizeof decl_elements / sizeof *decl_elements;
	while (i < n && !tree_is(node, decl_elements[i].element))
		i++;
	if (i == n)
		return false;
	if (tree_attribute(node, "targets") && !reader_has_target(r, node, "targets"))
		return true;
	struct ffir_decl *d = add_decl(r, node, decl_elements[i].kind);
	if (!d)
		return true;
	d->read_at.file = r->file;
	d->read_at.line = node->line;
	d->at = reader_location(r, node);
	d->transparent = reader_yes(r, node, "transparent");
	d->opaque = reader_yes(r, node, "opaque");
	d->defined = reader_yes(r, node, "defined");
	d->is_inline = reader_yes(r, node, "inline");
	d->deprecated = reader_string(r, node, "deprecated");
	d->unsupported = reader_string(r, node, "unsupported");
	check_id(r, node, d);
	r->decl = d;
	decl_elements[i].read(r, node);
	r->decl = NULL;
	return true;
}
