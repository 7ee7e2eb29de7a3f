/*
 * From the tree to the model: docs, annotations, types.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/reader.h"

#include <string.h>

#include "ir/doc.h"

/* ---- docs ---- */

static const char *text_of(struct reader *r, const struct tree_node *node)
{
	return ffir_strdup(&r->m->arena, node->text);
}

static enum ffir_doc_kind doc_kind(const struct tree_node *node)
{
	static const char *const names[] = {"param", "returns", "errors", "since", "deprecated", "see"};
	static const enum ffir_doc_kind kinds[] = {FFIR_DOC_PARAM, FFIR_DOC_RETURNS,	FFIR_DOC_ERRORS,
						   FFIR_DOC_SINCE, FFIR_DOC_DEPRECATED, FFIR_DOC_SEE};
	const struct tree_attribute *kind = tree_attribute(node, "kind");
	for (size_t i = 0; kind && i < sizeof names / sizeof *names; i++)
		if (strcmp(kind->value, names[i]) == 0)
			return kinds[i];
	return FFIR_DOC_NOTE;
}

static enum ffir_doc_direction doc_direction(const struct tree_node *node)
{
	static const char *const names[] = {"in", "out", "inout"};
	static const enum ffir_doc_direction directions[] = {FFIR_DOC_IN, FFIR_DOC_OUT, FFIR_DOC_INOUT};
	const struct tree_attribute *direction = tree_attribute(node, "direction");
	for (size_t i = 0; direction && i < sizeof names / sizeof *names; i++)
		if (strcmp(direction->value, names[i]) == 0)
			return directions[i];
	return FFIR_DOC_UNSAID;
}

/* Docs never shape a binding, so what a later version adds to them is passed over. */
static void read_said(struct reader *r, const struct tree_node *node, struct ffir_doc *doc)
{
	doc->brief = doc->description = NULL;
	doc->sections = NULL;
	doc->n_sections = 0;
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "brief")) {
			doc->brief = text_of(r, child);
		} else if (tree_is(child, "description")) {
			doc->description = text_of(r, child);
		} else if (tree_is(child, "section")) {
			struct ffir_doc_section *section =
				FFIR_PUSH(&r->m->arena, doc->sections, doc->n_sections);
			section->kind = doc_kind(child);
			section->direction = doc_direction(child);
			section->name = reader_string(r, child, "name");
			section->text = text_of(r, child);
		}
	}
}

bool read_doc(struct reader *r, const struct tree_node *node, struct ffir_doc **doc)
{
	if (tree_is(node, "comment")) {
		struct ffir_doc *said = *doc;
		*doc = ffir_doc_parse(&r->m->arena, node->text, strlen(node->text));
		if (said)
			said->raw = (*doc)->raw;
		*doc = said ? said : *doc;
	} else if (tree_is(node, "doc")) {
		if (!*doc)
			*doc = FFIR_NEW(&r->m->arena, struct ffir_doc);
		read_said(r, node, *doc);
	} else {
		return false;
	}
	return true;
}

/* ---- annotations ---- */

static void read_annotation_value(struct reader *r, const struct tree_node *node,
				  struct ffir_annotation *annotation)
{
	uint64_t arg = reader_required_number(r, node, "arg", 1000);
	if (!reader_is_here(r, node))
		return;
	if (arg < 1 || arg > annotation->n_args)
		reader_error(r, node, "annotation '%s' has no argument %u", ffir_words[annotation->word].name,
			     (unsigned)arg);
	else
		annotation->args[arg - 1].value = reader_value(r, node);
}

/* An argument that has a value on one target has one on each. */
static void check_values(struct reader *r, const struct tree_node *node,
			 const struct ffir_annotation *annotation)
{
	uint64_t arg;
	for (const struct tree_node *child = node->first; child && r->target; child = child->next)
		if (tree_is(child, "on") && reader_number(r, child, "arg", annotation->n_args, &arg) && arg &&
		    annotation->args[arg - 1].value.kind == FFIR_VALUE_NONE)
			reader_error(r, child, "argument %u of '%s' has no value on target '%s'",
				     (unsigned)arg, ffir_words[annotation->word].name, r->target);
}

/* The column "args" of the vocabulary: a letter for each, '?' '*' '+' behind it. */
static void count_args(const char *args, size_t *least, size_t *most)
{
	*least = *most = 0;
	for (; *args; args++) {
		bool optional = args[1] == '?' || args[1] == '*';
		bool many = args[1] == '*' || args[1] == '+';
		*least += !optional;
		*most = many ? SIZE_MAX : *most + 1;
		args += optional || many;
	}
}

static void check_args(struct reader *r, const struct tree_node *node,
		       const struct ffir_annotation *annotation)
{
	const struct ffir_word_info *word = &ffir_words[annotation->word];
	size_t least, most, n = annotation->n_args + annotation->n_nested;
	count_args(word->args, &least, &most);
	if (n < least || n > most)
		reader_error(r, node, "annotation '%s' has %zu arguments, not %s%zu", word->name, n,
			     n < least && least != most ? "at least "
			     : least != most		? "at most "
							: "",
			     n < least ? least : most);
	else if (annotation->n_args && annotation->args[0].text &&
		 !ffir_word_takes(annotation->word, annotation->args[0].text))
		reader_error(r, node, "annotation '%s' takes a name%s, not '%s'", word->name,
			     annotation->word == FFIR_W_NAMESPACE ? ", or several with dots between" : "",
			     annotation->args[0].text);
}

static const char *place_name(unsigned place)
{
	static const char *const names[] = {"a function", "a result",	    "a parameter",   "a field",
					    "a record",	  "an enumeration", "an enumerator", "an alias",
					    "a variable", "this",	    "a domain"};
	unsigned i = 0;
	while (i + 1 < sizeof names / sizeof *names && !(place & 1u << i))
		i++;
	return names[i];
}

/* Only of note files, where people write: the plugin has checked in its own terms. */
static void check_place(struct reader *r, const struct tree_node *node, enum ffir_word word, unsigned place)
{
	unsigned may = ffir_words[word].places;
	if (place & (FFIR_ON_RECORD | FFIR_ON_ENUM) && may & FFIR_ON_TYPEDEF)
		return;
	if (!r->notes || !place || may & place)
		return;
	if (place == FFIR_ON_FUNCTION && may & FFIR_ON_RESULT)
		reader_error(r, node, "annotation '%s' is said of the result: write it in 'result'",
			     ffir_words[word].name);
	else
		reader_error(r, node, "annotation '%s' cannot stand on %s", ffir_words[word].name,
			     place_name(place));
}

static enum ffir_by read_by(struct reader *r, const struct tree_node *node)
{
	static const char *const names[] = {"declared", "standard", "noted", NULL};
	static const enum ffir_by bys[] = {FFIR_BY_DECLARED, FFIR_BY_STANDARD, FFIR_BY_NOTED};
	if (r->notes)
		return FFIR_BY_NOTED;
	if (!tree_attribute(node, "by"))
		return FFIR_BY_DECLARED;
	return bys[reader_choice(r, node, "by", names)];
}

void read_annotation(struct reader *r, const struct tree_node *node, unsigned place,
		     struct ffir_annotation **list, size_t *n)
{
	const char *name = reader_required(r, node, "name");
	enum ffir_word word = ffir_word_find(name);
	if (word == FFIR_N_WORDS) {
		reader_unknown(r, node, "annotation", name);
		return;
	}
	check_place(r, node, word, place);
	struct ffir_annotation annotation = {
		.word = word, .by = read_by(r, node), .at = reader_location(r, node)};
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "arg"))
			FFIR_PUSH(&r->m->arena, annotation.args, annotation.n_args)->text = text_of(r, child);
		else if (tree_is(child, "annotation"))
			read_annotation(r, child, 0, &annotation.nested, &annotation.n_nested);
		else if (!tree_is(child, "on"))
			reader_unknown(r, child, "element", child->name);
	}
	for (const struct tree_node *child = node->first; child; child = child->next)
		if (tree_is(child, "on"))
			read_annotation_value(r, child, &annotation);
	check_values(r, node, &annotation);
	check_args(r, node, &annotation);
	*FFIR_PUSH(&r->m->arena, *list, *n) = annotation;
}

struct ffir_evidence read_evidence(struct reader *r, const struct tree_node *node)
{
	struct ffir_evidence evidence = {reader_required(r, node, "name"), reader_string(r, node, "from"),
					 reader_string(r, node, "as")};
	return evidence;
}

/* ---- types ---- */

static const struct {
	const char *element;
	enum ffir_type_kind kind;
} type_elements[] = {
	{"void", FFIR_TYPE_VOID},
	{"bool", FFIR_TYPE_BOOL},
	{"int", FFIR_TYPE_INT},
	{"float", FFIR_TYPE_FLOAT},
	{"complex", FFIR_TYPE_COMPLEX},
	{"vector", FFIR_TYPE_VECTOR},
	{"pointer", FFIR_TYPE_POINTER},
	{"array", FFIR_TYPE_ARRAY},
	{"function", FFIR_TYPE_FUNCTION},
	{"named", FFIR_TYPE_NAMED},
	{"unsupported", FFIR_TYPE_UNSUPPORTED},
};

static bool is_type(const struct tree_node *node, enum ffir_type_kind *kind)
{
	for (size_t i = 0; i < sizeof type_elements / sizeof *type_elements; i++)
		if (tree_is(node, type_elements[i].element)) {
			*kind = type_elements[i].kind;
			return true;
		}
	return false;
}

/* Stands where there is no type that could be read. */
static struct ffir_type *no_type(struct reader *r, const struct tree_node *node)
{
	struct ffir_type *type = ffir_type_new(r->m, FFIR_TYPE_UNSUPPORTED);
	type->name = "no type";
	if (r->decl && r->decl->unsupported)
		type->name = r->decl->unsupported;
	else
		reader_error(r, node, "'%s' needs a type", node->name);
	return type;
}

static struct ffir_type *read_type(struct reader *r, const struct tree_node *node, enum ffir_type_kind kind);

/* The one type in NODE. */
static struct ffir_type *read_inner_type(struct reader *r, const struct tree_node *node)
{
	struct ffir_type *type = NULL;
	for (const struct tree_node *child = node->first; child; child = child->next) {
		enum ffir_type_kind kind;
		if (!is_type(child, &kind))
			reader_unknown(r, child, "element", child->name);
		else if (type)
			reader_error(r, child, "'%s' has a second type", node->name);
		else
			type = read_type(r, child, kind);
	}
	return type ? type : no_type(r, node);
}

static void check_function_elements(struct reader *r, const struct tree_node *node)
{
	for (const struct tree_node *child = node->first; child; child = child->next)
		if (!tree_is(child, "result") && !tree_is(child, "param"))
			reader_unknown(r, child, "element", child->name);
}

static struct ffir_type *read_type(struct reader *r, const struct tree_node *node, enum ffir_type_kind kind)
{
	struct ffir_type *type = ffir_type_new(r->m, kind);
	type->quals = (reader_yes(r, node, "const") ? FFIR_CONST : 0u) |
		      (reader_yes(r, node, "volatile") ? FFIR_VOLATILE : 0u) |
		      (reader_yes(r, node, "restrict") ? FFIR_RESTRICT : 0u) |
		      (reader_yes(r, node, "atomic") ? FFIR_ATOMIC : 0u);
	switch (kind) {
	case FFIR_TYPE_VOID:
		break;
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		type->name = reader_required(r, node, "name");
		break;
	case FFIR_TYPE_VECTOR:
		type->has_count = true;
		type->count = reader_required_number(r, node, "count", UINT64_MAX);
		type->to = read_inner_type(r, node);
		break;
	case FFIR_TYPE_POINTER:
		type->to = read_inner_type(r, node);
		break;
	case FFIR_TYPE_ARRAY:
		type->has_count = reader_number(r, node, "count", UINT64_MAX, &type->count);
		type->to = read_inner_type(r, node);
		break;
	case FFIR_TYPE_FUNCTION:
		check_function_elements(r, node);
		type->function = read_function_type(r, node);
		break;
	case FFIR_TYPE_NAMED:
		type->name = reader_required(r, node, "to");
		break;
	case FFIR_TYPE_UNSUPPORTED:
		type->name = reader_required(r, node, "reason");
		type->at = reader_location(r, node);
		break;
	}
	return type;
}

/* A callback's parameters in a note file. */
static bool has_params(const struct tree_node *node)
{
	for (const struct tree_node *child = node->first; child; child = child->next)
		if (tree_is(child, "param") || tree_is(child, "result"))
			return true;
	return false;
}

struct typed read_typed(struct reader *r, const struct tree_node *node, unsigned place, const char *skip)
{
	struct typed typed = {0};
	for (const struct tree_node *child = node->first; child; child = child->next) {
		enum ffir_type_kind kind;
		if (read_doc(r, child, &typed.doc))
			continue;
		if (tree_is(child, "annotation"))
			read_annotation(r, child, place, &typed.annotations, &typed.n_annotations);
		else if (tree_is(child, "evidence"))
			*FFIR_PUSH(&r->m->arena, typed.evidence, typed.n_evidence) = read_evidence(r, child);
		else if (is_type(child, &kind) && typed.type)
			reader_error(r, child, "'%s' has a second type", node->name);
		else if (is_type(child, &kind))
			typed.type = read_type(r, child, kind);
		else if (!(skip && tree_is(child, skip)) &&
			 !(r->notes && (tree_is(child, "param") || tree_is(child, "result"))))
			reader_unknown(r, child, "element", child->name);
	}
	if (!typed.type && r->notes && has_params(node)) {
		typed.type = ffir_type_new(r->m, FFIR_TYPE_FUNCTION);
		typed.type->function = read_function_type(r, node);
	}
	if (!typed.type && !r->notes)
		typed.type = no_type(r, node);
	return typed;
}

static void read_param(struct reader *r, const struct tree_node *node, unsigned place,
		       struct ffir_param *param)
{
	struct typed typed = read_typed(r, node, place, NULL);
	param->type = typed.type;
	param->doc = typed.doc;
	param->annotations = typed.annotations;
	param->n_annotations = typed.n_annotations;
	param->evidence = typed.evidence;
	param->n_evidence = typed.n_evidence;
	param->at = reader_location(r, node);
}

/* C asks compilers for 127; look-ups by name are linear. */
enum { MAX_PARAMS = 4096 };

struct ffir_function_type *read_function_type(struct reader *r, const struct tree_node *node)
{
	struct ffir_function_type *function = FFIR_NEW(&r->m->arena, struct ffir_function_type);
	struct names names = {0};
	bool has_result = false;
	function->variadic = reader_yes(r, node, "variadic");
	function->unprototyped = reader_yes(r, node, "unprototyped");
	for (const struct tree_node *child = node->first; child; child = child->next) {
		if (tree_is(child, "result")) {
			if (has_result)
				reader_error(r, child, "'%s' has a second result", node->name);
			has_result = true;
			read_param(r, child, FFIR_ON_RESULT, &function->result);
		} else if (tree_is(child, "param")) {
			struct ffir_param *param =
				FFIR_PUSH(&r->m->arena, function->params, function->n_params);
			param->name = reader_name(r, child, function->n_params);
			read_param(r, child, FFIR_ON_PARAM, param);
			names_add(r->scratch, &names, param->name, function->n_params - 1);
		}
	}
	if (!has_result && !r->notes)
		function->result.type = ffir_type_new(r->m, FFIR_TYPE_VOID);
	if (function->n_params > MAX_PARAMS)
		reader_error(r, node, "'%s' has more than %d parameters", node->name, MAX_PARAMS);
	const char *twice = names_sort(&names);
	if (twice)
		reader_error(r, node, "parameter '%s' is there twice", twice);
	return function;
}
