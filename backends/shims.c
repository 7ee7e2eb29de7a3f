/*
 * Which declarations of an interface a shim can stand for, and what becomes of those that are called through one.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/shims.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "backends/types.h"
#include "ir/annotation.h"

/* ---- types ---- */

static enum shim_form form_of_float(const char *name)
{
	static const char *const same[] = {"float", "double", "_Float32", "_Float64", "_Float32x"};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (strcmp(same[i], name) == 0)
			return FORM_SAME;
	return strcmp(name, "long double") == 0 ? FORM_DOUBLE : FORM_POINTER;
}

/* The type of the parts of vector or complex integer REAL; false if it is none that an array can be made of. */
static bool part_of(const struct ffir_module *m, const struct ffir_type *real, struct ffir_type *part)
{
	uint64_t size, align;
	if (real->kind == FFIR_TYPE_VECTOR) {
		*part = *real->to;
		return ffir_type_size(m, real->to, &size, &align) && size <= 8;
	}
	const char *name = complex_part_name(real->name);
	bool is_float = name && (form_of_float(name) != FORM_POINTER || name[0] == '_');
	*part = (struct ffir_type){.kind = FFIR_TYPE_INT, .name = name};
	return name && !is_float && ffir_basic_find(m, name);
}

static enum shim_form form_of_complex(const struct ffir_module *m, const struct ffir_type *real)
{
	struct ffir_type part;
	if (strcmp(real->name, "_Complex long double") == 0)
		return FORM_COMPLEX;
	return part_of(m, real, &part) ? FORM_PARTS : FORM_POINTER;
}

enum shim_form shim_form_of(const struct ffir_module *m, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	struct ffir_type part;
	uint64_t size, align;
	type = ffir_type_resolve(m, type, &decl);
	if (!type)
		return FORM_SAME;
	switch (type->kind) {
	case FFIR_TYPE_INT:
		if (!ffir_type_size(m, type, &size, &align) || (size <= 8 && !strstr(type->name, "_BitInt")))
			return FORM_SAME;
		return FORM_POINTER;
	case FFIR_TYPE_FLOAT:
		return form_of_float(type->name);
	case FFIR_TYPE_COMPLEX:
		return form_of_complex(m, type);
	case FFIR_TYPE_VECTOR:
		return part_of(m, type, &part) ? FORM_PARTS : FORM_POINTER;
	case FFIR_TYPE_NAMED:
		return decl && decl->kind == FFIR_DECL_RECORD ? FORM_POINTER : FORM_SAME;
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_UNSUPPORTED:
		return FORM_SAME;
	}
	return FORM_SAME;
}

/* Whether C can spell it outside of the declaration that it stands in. */
static bool can_spell_function(const struct ffir_function_type *f);

static bool can_spell(const struct ffir_type *type)
{
	for (; type; type = type->to) {
		if (type->kind == FFIR_TYPE_UNSUPPORTED ||
		    (type->kind == FFIR_TYPE_NAMED && strchr(type->name, '/')))
			return false;
		if (type->kind == FFIR_TYPE_FUNCTION)
			return can_spell_function(type->function);
	}
	return true;
}

static bool can_spell_function(const struct ffir_function_type *f)
{
	for (size_t i = 0; i < f->n_params; i++)
		if (!can_spell(f->params[i].type))
			return false;
	return can_spell(f->result.type);
}

static bool changes_form(const struct ffir_module *m, const struct ffir_function_type *f)
{
	for (size_t i = 0; i < f->n_params; i++)
		if (shim_form_of(m, f->params[i].type) != FORM_SAME)
			return true;
	return shim_form_of(m, f->result.type) != FORM_SAME;
}

/* ---- the shim's own type ---- */

static struct ffir_annotation *add_word(struct ffir_module *m, struct ffir_param *param, enum ffir_word word)
{
	struct ffir_annotation *list = NULL;
	size_t n = 0;
	for (size_t i = 0; i < param->n_annotations; i++)
		*FFIR_PUSH(&m->arena, list, n) = param->annotations[i];
	FFIR_PUSH(&m->arena, list, n)->word = word;
	list[n - 1].at = param->at;
	param->annotations = list;
	param->n_annotations = n;
	return &list[n - 1];
}

/* PARAM points to so many elements. */
static void add_count(struct ffir_module *m, struct ffir_param *param, uint64_t count)
{
	struct ffir_annotation *word = add_word(m, param, FFIR_W_ARRAY_FIXED);
	word->args = FFIR_NEW(&m->arena, struct ffir_annotation_arg);
	word->n_args = 1;
	word->args->text = ffir_printf(&m->arena, "%" PRIu64, count);
	word->args->value =
		(struct ffir_value){FFIR_VALUE_INTEGER, word->args->text, strlen(word->args->text)};
}

static struct ffir_type *pointer_to(struct ffir_module *m, const struct ffir_type *type, unsigned quals)
{
	struct ffir_type *to = ffir_type_new(m, type->kind), *pointer = ffir_type_new(m, FFIR_TYPE_POINTER);
	*to = *type;
	to->quals = (to->quals & ~(unsigned)(FFIR_CONST | FFIR_VOLATILE)) | quals;
	pointer->to = to;
	pointer->at = type->at;
	return pointer;
}

/* PARAM, of a value that changes its form, points to what its form is made of; WORD says which way it goes. */
static void point_to_form(struct ffir_module *m, struct ffir_param *param, enum shim_form form,
			  enum ffir_word word)
{
	const struct ffir_type *real = ffir_type_resolve(m, param->type, NULL);
	unsigned quals = word == FFIR_W_IN ? FFIR_CONST : 0;
	struct ffir_type element = *param->type;
	if (form != FORM_PARTS || word == FFIR_W_OUT)
		add_word(m, param, word);
	if (form == FORM_COMPLEX)
		element = (struct ffir_type){.kind = FFIR_TYPE_COMPLEX, .name = "_Complex double"};
	else if (form == FORM_PARTS && part_of(m, real, &element))
		add_count(m, param, real->kind == FFIR_TYPE_VECTOR ? real->count : 2);
	param->type = pointer_to(m, &element, quals);
}

static struct ffir_type *double_type(struct ffir_module *m)
{
	struct ffir_type *type = ffir_type_new(m, FFIR_TYPE_FLOAT);
	type->name = "double";
	return type;
}

static bool has_param(const struct ffir_function_type *f, const char *name)
{
	for (size_t i = 0; i < f->n_params; i++)
		if (strcmp(f->params[i].name, name) == 0)
			return true;
	return false;
}

static void return_by_pointer(struct ffir_module *m, struct ffir_function_type *f, enum shim_form form)
{
	struct ffir_param result = f->result;
	const char *name = "result";
	while (has_param(f, name))
		name = ffir_printf(&m->arena, "%s_", name);
	result.name = name;
	point_to_form(m, &result, form, FFIR_W_OUT);
	*FFIR_PUSH(&m->arena, f->params, f->n_params) = result;
	f->result = (struct ffir_param){.type = ffir_type_new(m, FFIR_TYPE_VOID), .at = result.at};
}

static struct ffir_function_type *type_of_shim(struct ffir_module *m, const struct ffir_function_type *call)
{
	struct ffir_function_type *f = FFIR_NEW(&m->arena, struct ffir_function_type);
	enum shim_form form = shim_form_of(m, call->result.type);
	f->result = call->result;
	for (size_t i = 0; i < call->n_params; i++) {
		struct ffir_param *param = FFIR_PUSH(&m->arena, f->params, f->n_params);
		enum shim_form taken = shim_form_of(m, call->params[i].type);
		*param = call->params[i];
		if (taken == FORM_DOUBLE)
			param->type = double_type(m);
		else if (taken != FORM_SAME)
			point_to_form(m, param, taken, FFIR_W_IN);
	}
	if (form == FORM_DOUBLE)
		f->result.type = double_type(m);
	else if (form != FORM_SAME)
		return_by_pointer(m, f, form);
	return f;
}

/* ---- names ---- */

/* What a signature's name says of one more argument. */
static const char *type_word(struct ffir_arena *a, const struct ffir_type *type)
{
	switch (type->kind) {
	case FFIR_TYPE_POINTER:
		if (type->to->kind == FFIR_TYPE_INT && strcmp(type->to->name, "char") == 0)
			return "string";
		if (type->to->kind == FFIR_TYPE_FUNCTION)
			return "function";
		return type->to->kind == FFIR_TYPE_VOID
			       ? "pointer"
			       : ffir_printf(a, "%s_pointer", type_word(a, type->to));
	case FFIR_TYPE_ARRAY:
		return ffir_printf(a, "%s_array", type_word(a, type->to));
	case FFIR_TYPE_VECTOR:
		return ffir_printf(a, "%s_vector", type_word(a, type->to));
	case FFIR_TYPE_NAMED: {
		const char *blank = strchr(type->name, ' ');
		return blank ? blank + 1 : type->name;
	}
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		return type->name ? type->name : "void";
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_UNSUPPORTED:
		break;
	}
	return "value";
}

/* "control_int_string" for control(what, int, const char *): C's name, and what the call has beside the fixed
 * parameters. */
static const char *signature_suffix(struct ffir_arena *a, const struct ffir_decl *d,
				    const struct ffir_function_type *call)
{
	char *text = ffir_strdup(a, "");
	for (size_t i = d->function->n_params; i < call->n_params; i++)
		text = ffir_printf(a, "%s_%s", text, type_word(a, call->params[i].type));
	for (char *c = text; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '_';
	return text;
}

/* ---- which there are ---- */

/* What stands in a file that is compiled by itself cannot be included. */
static bool is_in_header(const struct ffir_module *m, const struct ffir_decl *d)
{
	for (size_t i = 0; i < m->n_units && d->at.file; i++)
		if (strcmp(m->units[i].name, d->at.file) == 0)
			return false;
	return true;
}

static bool can_stand_for(const struct ffir_module *m, const struct ffir_decl *d)
{
	return d->function && !d->imported && !d->function->unprototyped && can_spell_function(d->function) &&
	       is_in_header(m, d) &&
	       !ffir_annotation_find(d->annotations, d->n_annotations, FFIR_W_UNAVAILABLE) &&
	       !ffir_annotation_find(d->annotations, d->n_annotations, FFIR_W_HIDE);
}

static struct ffir_shim *new_shim(struct ffir_module *m, const struct ffir_decl *d, enum shim_kind kind,
				  const char *id, const struct ffir_function_type *call)
{
	struct ffir_shim *shim = FFIR_NEW(&m->arena, struct ffir_shim);
	shim->kind = kind;
	shim->name = ffir_decl_name(d);
	shim->symbol = ffir_printf(&m->arena, "%s_shim_%s", ffir_shims_prefix(&m->arena, m), id);
	shim->as_is = d->function;
	shim->call = call;
	shim->type = type_of_shim(m, call);
	return shim;
}

/* A function ID beside D, of which it has all but the type; NULL if there is something of that name. */
static struct ffir_decl *add_beside(struct ffir_module *m, const struct ffir_decl *d, const char *id)
{
	struct ffir_decl *copy = ffir_module_add(m, FFIR_DECL_FUNCTION, id);
	if (!copy)
		return NULL;
	const char *own = copy->id;
	*copy = *d;
	copy->kind = FFIR_DECL_FUNCTION;
	copy->id = own;
	return copy;
}

/* Each of several signatures has a name of its own: the author's too. */
static void rename_signature(struct ffir_module *m, struct ffir_decl *d, const char *suffix)
{
	struct ffir_annotation *list = NULL;
	size_t n = 0;
	for (size_t i = 0; i < d->n_annotations; i++) {
		struct ffir_annotation *a = FFIR_PUSH(&m->arena, list, n);
		*a = d->annotations[i];
		if (a->word != FFIR_W_NAME || !a->n_args)
			continue;
		a->args = FFIR_NEW(&m->arena, struct ffir_annotation_arg);
		a->n_args = 1;
		a->args->text = ffir_printf(&m->arena, "%s%s", d->annotations[i].args->text, suffix);
	}
	d->annotations = list;
	d->n_annotations = n;
}

struct order {
	struct ffir_decl **decls;
	size_t n;
};

static void find_signature(struct ffir_module *m, struct order *order, const struct ffir_decl *d,
			   const struct ffir_function_type *call)
{
	const char *suffix = d->n_signatures > 1 ? signature_suffix(&m->arena, d, call) : "";
	const char *id = ffir_printf(&m->arena, "%s%s", d->id, suffix);
	struct ffir_decl *copy = NULL;
	for (unsigned number = 2; !copy; number++) {
		copy = add_beside(m, d, id);
		if (!copy)
			id = ffir_printf(&m->arena, "%s%s_%u", d->id, suffix, number);
	}
	copy->function = (struct ffir_function_type *)call;
	copy->n_signatures = 0;
	copy->shim = new_shim(m, d, SHIM_VARIADIC, id, call);
	if (*suffix)
		rename_signature(m, copy, id + strlen(d->id));
	*FFIR_PUSH(&m->arena, order->decls, order->n) = copy;
}

static bool find_signatures(struct ffir_module *m, struct order *order, struct ffir_decl *d)
{
	size_t n = 0;
	for (size_t i = 0; i < d->n_signatures; i++)
		n += can_spell_function(d->signatures[i]);
	if (n < d->n_signatures || !n || d->unsupported || d->is_inline)
		return false;
	ffir_module_forget(m, d);
	for (size_t i = 0; i < d->n_signatures; i++)
		find_signature(m, order, d, d->signatures[i]);
	return true;
}

static bool find_macro(struct ffir_module *m, struct order *order, struct ffir_decl *d)
{
	struct ffir_decl *function = add_beside(m, d, ffir_decl_name(d));
	if (!function)
		return false;
	ffir_module_forget(m, d);
	function->shim = new_shim(m, d, SHIM_MACRO, function->id, d->function);
	*FFIR_PUSH(&m->arena, order->decls, order->n) = function;
	return true;
}

/* False if D stays as it is; else what takes its place is in ORDER. */
static bool find_shim(struct ffir_module *m, struct order *order, struct ffir_decl *d)
{
	if ((d->kind != FFIR_DECL_FUNCTION && d->kind != FFIR_DECL_MACRO) || !can_stand_for(m, d))
		return false;
	if (d->kind == FFIR_DECL_MACRO)
		return find_macro(m, order, d);
	if (d->function->variadic)
		return find_signatures(m, order, d);
	if (d->is_inline)
		d->shim = new_shim(m, d, SHIM_INLINE, d->id, d->function);
	else if (!ffir_is_hidden(d) && (!ffir_is_usual_call(d) || changes_form(m, d->function)))
		d->shim = new_shim(m, d, SHIM_PASSING, d->id, d->function);
	return false;
}

void shims_find(struct ffir_module *m)
{
	struct order before = {0}, order = {0};
	for (size_t i = 0; i < m->n_decls; i++)
		*FFIR_PUSH(&m->arena, before.decls, before.n) = m->decls[i];
	for (size_t i = 0; i < before.n; i++)
		if (!find_shim(m, &order, before.decls[i]))
			*FFIR_PUSH(&m->arena, order.decls, order.n) = before.decls[i];
	m->decls = order.decls;
	m->n_decls = order.n;
}

/* ---- which are called ---- */

void shims_need(struct ffir_module *m, const struct backend *b)
{
	struct diag silence = {.silent = true};
	struct plan *p = plan_lower(m, &silence);
	if (p)
		plan_legalise(p, b, &silence);
	for (size_t i = 0; p && i < p->n_functions; i++) {
		struct ffir_shim *shim = p->functions[i]->decl->shim;
		if (shim && shim->kind == SHIM_PASSING && p->functions[i]->refused)
			shim->needed = true;
	}
	plan_free(p);
	for (size_t i = 0; i < m->n_decls; i++) {
		struct ffir_shim *shim = m->decls[i]->shim;
		if (shim && shim->kind != SHIM_PASSING && !(shim->kind == SHIM_VARIADIC && b->variadic))
			shim->needed = true;
	}
}

void shims_need_always(struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_decls; i++)
		if (m->decls[i]->shim && m->decls[i]->shim->kind != SHIM_PASSING)
			m->decls[i]->shim->needed = true;
}

static const char *all_targets(struct ffir_module *m)
{
	const char *text = "";
	for (size_t i = 0; i < m->n_targets; i++)
		text = ffir_printf(&m->arena, "%s%s%s", text, i ? " " : "", m->targets[i].id);
	return text;
}

static void use(struct ffir_module *m, struct ffir_decl *d)
{
	struct ffir_on *on = FFIR_NEW(&m->arena, struct ffir_on);
	on->targets = all_targets(m);
	on->symbol = d->shim->symbol;
	on->visibility = "default";
	on->convention = "c";
	d->shim->way = SHIM_CALLED;
	d->function = (struct ffir_function_type *)d->shim->type;
	d->is_inline = false;
	d->on = on;
	d->n_on = 1;
}

void shims_use(struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_decls; i++)
		if (m->decls[i]->shim && m->decls[i]->shim->needed)
			use(m, m->decls[i]);
}

void shims_call_variadic(struct ffir_module *m)
{
	for (size_t i = 0; i < m->n_decls; i++)
		if (m->decls[i]->shim && m->decls[i]->shim->kind == SHIM_VARIADIC)
			m->decls[i]->shim->way = SHIM_DIRECT;
}

/* ---- of what interface they are ---- */

static void add_layout(struct ffir_buf *b, const struct ffir_module *m, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	ffir_type_resolve(m, type, &decl);
	if (!decl || decl->kind != FFIR_DECL_RECORD)
		return;
	for (size_t i = 0; decl && i < decl->n_on; i++)
		ffir_buf_printf(b, " %s %" PRIu64 " %" PRIu64, decl->on[i].targets, decl->on[i].size,
				decl->on[i].align);
}

/* The order of declarations, which a linker may change, does not count. */
const char *shims_check(struct ffir_arena *a, const struct ffir_module *m)
{
	uint64_t hash = 0;
	for (size_t i = 0; i < m->n_decls; i++) {
		const struct ffir_shim *shim = m->decls[i]->shim;
		struct ffir_buf b = {0};
		if (!shim)
			continue;
		ffir_buf_printf(&b, "%s\n", ffir_function_spell(a, shim->type, shim->symbol));
		add_layout(&b, m, shim->call->result.type);
		for (size_t j = 0; j < shim->call->n_params; j++)
			add_layout(&b, m, shim->call->params[j].type);
		hash += ffir_hash(b.text, b.size);
		ffir_buf_release(&b);
	}
	return ffir_printf(a, "%s_shims_%016" PRIx64, ffir_shims_prefix(a, m), hash);
}

bool shims_are_there(const struct ffir_module *m, const char **others)
{
	struct ffir_arena a = {0};
	const char *check = shims_check(&a, m);
	size_t n = (size_t)(strrchr(check, '_') - check) + 1;
	bool there = false;
	*others = NULL;
	for (size_t i = 0; i < m->n_exported && !there; i++) {
		there = strcmp(m->exported[i], check) == 0;
		if (!there && strncmp(m->exported[i], check, n) == 0)
			*others = m->exported[i];
	}
	ffir_arena_release(&a);
	return there;
}
