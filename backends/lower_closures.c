/*
 * Lowering of callbacks: the program that runs when C calls a function of the other language.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

struct closure_builder {
	struct lowering *l;
	struct plan_closure *closure;
	int *lengths; /* by parameter: the one that it counts, or -1 */
};

static int closure_value(struct closure_builder *b, enum plan_value_kind kind, const char *name,
			 const struct ffir_type *type)
{
	struct plan_closure *c = b->closure;
	struct plan_value *value = FFIR_PUSH(b->l->a, c->values, c->n_values);
	value->kind = kind;
	value->name.cname = name;
	value->type = type;
	return (int)c->n_values - 1;
}

/* What the function is given for PARAM, by the name that annotations have for it. */
static int given_value(struct closure_builder *b, const struct ffir_param *param)
{
	int value = closure_value(b, VALUE_PARAM, param->name, param->type);
	b->closure->values[value].name =
		plan_name_of(param->name, &param->at, param->annotations, param->n_annotations);
	return value;
}

static struct plan_op *closure_op(struct closure_builder *b, enum plan_op_kind kind, int dst, int src)
{
	struct plan_op *op = FFIR_PUSH(b->l->a, b->closure->ops, b->closure->n_ops);
	*op = (struct plan_op){.kind = kind, .dst = dst, .src = src, .with = -1, .third = -1, .target = -1};
	return op;
}

static void refuse(struct closure_builder *b, const struct ffir_param *param, const char *reason)
{
	if (!b->closure->refused && param->name)
		b->closure->unclear = param;
	if (!b->closure->refused)
		b->closure->refused =
			param->name ? ffir_printf(b->l->a, "its parameter '%s': %s", param->name, reason)
				    : ffir_printf(b->l->a, "its result: %s", reason);
}

/* A pointer to RECORD, which the callback READS. */
static bool pointed_record_shape(struct closure_builder *b, size_t i, struct plan_record *record, bool reads,
				 struct plan_shape *shape, const char **reason)
{
	struct lowering *l = b->l;
	const struct ffir_function_type *type = b->closure->type;
	const struct ffir_param *param = &type->params[i];
	if (record->carrier) {
		*reason = "C may want it changed (FFI_IN)";
		if (!reads || !value_shape(l, pointee(l, param->type), NULL, shape, reason))
			return false;
		shape->type = param->type;
		shape->indirect = true;
		shape->nullable = is_nullable(l, param, false);
		return true;
	}
	*reason = "an integer follows it, so it may point to many";
	if (i + 1 < type->n_params && is_integer(l, type->params[i + 1].type) && !is_one(l, param))
		return false;
	shape->kind = SHAPE_RECORD_REF;
	shape->record = record;
	shape->read_only = points_to_const(l, param->type);
	return true;
}

/* C's own memory can be shown for the call of numbers, enumerations and records: languages have them as C does. */
static bool is_shown_in_place(const struct plan_shape *element)
{
	return plan_is_plain(element) && element->kind != SHAPE_HANDLE && element->kind != SHAPE_RAW;
}

static const char *const changed_in_place =
	"C may want it changed, and its elements are more than numbers (FFI_IN)";

/* So many elements that the callback changes. */
static bool fixed_in_place(struct lowering *l, const struct ffir_param *param, struct plan_shape *shape,
			   enum plan_op_kind *op, const char **reason)
{
	if (!object_shape(l, param, shape, reason))
		return false;
	*reason = changed_in_place;
	*op = OP_VIEW;
	shape->kind = SHAPE_SLICE;
	return is_shown_in_place(shape->element);
}

/* Which shape a pointer that C hands to a callback has, and the op that makes it. */
static bool pointer_shape(struct closure_builder *b, size_t i, struct plan_shape *shape,
			  enum plan_op_kind *op, const char **reason)
{
	struct lowering *l = b->l;
	const struct ffir_param *param = &b->closure->type->params[i];
	const struct ffir_type *to = pointee(l, param->type);
	struct plan_record *record = record_pointed_to(l, param->type);
	bool text = text_encoding(l, param->annotations, param->n_annotations, param->type, &shape->encoding);

	*reason = ffir_printf(l->a, "'%s' may mean many things", spell(l, param->type));
	shape->type = param->type;
	shape->nullable = is_nullable(l, param, !record);
	*op = OP_DECODE;
	if (text || (is_byte(l, to) && is_character(l, to) && points_to_const(l, param->type))) {
		shape->kind = SHAPE_STRING;
		return true;
	}
	if (is_void(l, to) && said_of_param(l, param, FFIR_W_BORROWED)) {
		shape->kind = SHAPE_RAW;
		return true;
	}
	if (record && record->klass) {
		shape->kind = SHAPE_OBJECT;
		shape->klass = class_of(l, record);
		*op = said_of_param(l, param, FFIR_W_OWNED) ? OP_ADOPT : OP_BORROW;
		*reason = "several classes are made of it";
		return shape->klass != NULL;
	}
	bool reads = points_to_const(l, param->type) || said_of_param(l, param, FFIR_W_IN);
	bool many = said_of_param(l, param, FFIR_W_ARRAY_FIXED) ||
		    said_of_param(l, param, FFIR_W_ZERO_TERMINATED);
	if (many && reads) {
		*op = OP_COPY;
		return object_shape(l, param, shape, reason);
	}
	if (said_of_param(l, param, FFIR_W_ARRAY_FIXED))
		return fixed_in_place(l, param, shape, op, reason);
	if (record && (record->carrier || !record->opaque))
		return pointed_record_shape(b, i, record, reads, shape, reason);
	return reads && object_shape(l, param, shape, reason);
}

static int param_of_type(const struct ffir_function_type *type, const char *name)
{
	for (size_t i = 0; name && i < type->n_params; i++)
		if (strcmp(type->params[i].name, name) == 0)
			return (int)i;
	return -1;
}

static const struct ffir_annotation *count_word(const struct lowering *l, const struct ffir_param *param)
{
	const struct ffir_annotation *word = said_of_param(l, param, FFIR_W_ARRAY);
	return word ? word : said_of_param(l, param, FFIR_W_BYTE_LENGTH);
}

static void array_param(struct closure_builder *b, size_t i, const struct ffir_annotation *word)
{
	struct lowering *l = b->l;
	const struct ffir_param *param = &b->closure->type->params[i];
	const struct ffir_type *to = pointee(l, param->type);
	struct plan_shape element;
	const char *reason;
	int length = param_of_type(b->closure->type, arg_text(word, 0));
	if (!array_element_shape(l, param, &element, &reason)) {
		refuse(b, param, ffir_printf(l->a, "an array: %s", reason));
		return;
	}
	if (length < 0) {
		refuse(b, param, "what counts it is no parameter");
		return;
	}
	struct plan_shape shape = {.kind = SHAPE_VECTOR, .type = param->type};
	bool text = text_encoding(l, param->annotations, param->n_annotations, param->type, &shape.encoding);
	bool reads = points_to_const(l, param->type) || said_of_param(l, param, FFIR_W_IN);
	bool changes = said_of_param(l, param, FFIR_W_OUT) || said_of_param(l, param, FFIR_W_INOUT);
	enum plan_op_kind kind = OP_COPY;
	shape.nullable = is_nullable(l, param, false);
	if (text && shape.encoding != ENCODING_BYTES && is_byte(l, to) && !changes) {
		shape.kind = SHAPE_STRING;
		kind = OP_DECODE;
	} else {
		shape.element = copy_shape(l, &element);
	}
	if (shape.element && !reads && is_shown_in_place(&element)) {
		shape.kind = SHAPE_SLICE;
		kind = OP_VIEW;
	} else if (changes) {
		refuse(b, param, changed_in_place);
		return;
	}
	int value = given_value(b, param);
	b->closure->values[value].shape = shape;
	b->closure->values[value].doc = doc_of_param(b->l->a, b->closure->doc, param);
	struct plan_op *op = closure_op(b, kind, value, b->closure->args[i]);
	op->with = b->closure->args[length];
	op->bytes = word->word == FFIR_W_BYTE_LENGTH;
	*FFIR_PUSH(l->a, b->closure->params, b->closure->n_params) = value;
}

static void closure_param(struct closure_builder *b, size_t i)
{
	struct lowering *l = b->l;
	struct plan_closure *c = b->closure;
	const struct ffir_param *param = &c->type->params[i];
	const struct ffir_annotation *count = count_word(l, param);
	struct plan_shape shape = {.kind = SHAPE_VOID};
	const char *reason = NULL;
	enum plan_op_kind kind = OP_DECODE;
	if ((int)i == c->context && !c->context_by)
		return;
	if (b->lengths[i] >= 0)
		return;
	if (count) {
		array_param(b, i, count);
		return;
	}
	const struct ffir_annotation *as = said_of_param(l, param, FFIR_W_AS);
	if (!as)
		as = said_of_param(l, param, FFIR_W_STATUS);
	bool known = handle_shape(l, param, param->type, true, &shape) ? true
		     : pointee(l, param->type) ? pointer_shape(b, i, &shape, &kind, &reason)
					       : value_shape(l, param->type, as, &shape, &reason);
	if (!known) {
		refuse(b, param, reason);
		return;
	}
	if (shape.kind == SHAPE_SLICE && !shape.read_only)
		kind = OP_VIEW;
	if (kind == OP_VIEW && !is_shown_in_place(shape.element)) {
		refuse(b, param, changed_in_place);
		return;
	}
	int value = given_value(b, param);
	c->values[value].shape = shape;
	c->values[value].doc = doc_of_param(b->l->a, c->doc, param);
	closure_op(b, kind, value, c->args[i]);
	*FFIR_PUSH(l->a, c->params, c->n_params) = value;
}

/* What points into memory of the other language would be gone when C looks at it. */
static bool result_shape(struct closure_builder *b, const struct ffir_param *result, struct plan_shape *shape,
			 const char **reason)
{
	struct lowering *l = b->l;
	if (!object_shape(l, result, shape, reason))
		return false;
	*reason = "nobody would keep the text alive that C is given (FFI_OWNED_BY(free): C frees it)";
	if (shape->kind == SHAPE_STRING && !shape->carrier)
		return shape->free && shape->free == l->free;
	*reason = "nobody would keep alive what it points to";
	if (!plan_is_plain(shape) && (!shape->carrier || shape->carrier->points))
		return false;
	*reason = shape->carrier ? shape->carrier->one_way : NULL;
	return !*reason;
}

static void closure_result(struct closure_builder *b)
{
	struct lowering *l = b->l;
	struct plan_closure *c = b->closure;
	const struct ffir_param *result = &c->type->result;
	struct plan_shape shape;
	const char *reason;
	if (is_void(l, result->type))
		return;
	if (!result_shape(b, result, &shape, &reason)) {
		refuse(b, result, reason);
		return;
	}
	c->result = closure_value(b, VALUE_RESULT, NULL, result->type);
	c->values[c->result].shape = shape;
	c->values[c->result].doc = doc_of_result(c->doc);
	c->ret = closure_value(b, VALUE_RETURN, NULL, result->type);
	if (is_ranged(l, result->type))
		closure_op(b, OP_CHECK_RANGE, c->ret, c->result);
	closure_op(b, shape.kind == SHAPE_STRING && !shape.carrier ? OP_GIVE : OP_PASS, c->ret, c->result);
}

/* Where the user data arrives. */
static void find_context(struct closure_builder *b)
{
	struct lowering *l = b->l;
	struct plan_closure *c = b->closure;
	for (size_t i = 0; i < c->type->n_params; i++) {
		const struct ffir_param *param = &c->type->params[i];
		const struct ffir_annotation *by = said_of_param(l, param, FFIR_W_CONTEXT_BY);
		if (!by && !said_of_param(l, param, FFIR_W_CONTEXT))
			continue;
		if (c->context >= 0) {
			diag_error(l->d, &param->at, "the user data of '%s' can arrive in one parameter only",
				   c->name.cname);
			return;
		}
		c->context = (int)i;
		if (!by)
			continue;
		c->context_by = function_named(l, arg_text(by, 0));
		if (!c->context_by)
			diag_error(l->d, &by->at, "FFI_CONTEXT_BY: there is no function '%s'",
				   arg_text(by, 0) ? arg_text(by, 0) : "");
	}
}

static void find_lengths(struct closure_builder *b)
{
	const struct ffir_function_type *type = b->closure->type;
	b->lengths = (int *)ffir_alloc(b->l->a, (type->n_params + 1) * sizeof *b->lengths);
	for (size_t i = 0; i < type->n_params; i++)
		b->lengths[i] = -1;
	for (size_t i = 0; i < type->n_params; i++) {
		const struct ffir_annotation *word = count_word(b->l, &type->params[i]);
		int length = word ? param_of_type(type, arg_text(word, 0)) : -1;
		if (length >= 0)
			b->lengths[length] = (int)i;
	}
}

static void find_exception_value(struct closure_builder *b, const struct ffir_param *param,
				 const struct ffir_annotation *word)
{
	struct lowering *l = b->l;
	struct plan_closure *c = b->closure;
	if (param && ffir_annotation_find(param->annotations, param->n_annotations, FFIR_W_ON_EXCEPTION))
		word = ffir_annotation_find(param->annotations, param->n_annotations, FFIR_W_ON_EXCEPTION);
	if (!word)
		return;
	if (is_void(l, c->type->result.type)) {
		diag_error(l->d, &word->at, "FFI_ON_EXCEPTION: '%s' returns nothing", c->name.cname);
		return;
	}
	if (!word->n_args || word->args[0].value.kind == FFIR_VALUE_NONE) {
		diag_error(l->d, &word->at, "FFI_ON_EXCEPTION: the value of '%s' is not known",
			   word->n_args ? word->args[0].text : "");
		return;
	}
	c->on_exception = word->args[0].value;
}

/* "OWNER_PARAM"; a parameter without a name has the one that FFI_NAME gives, or its number. */
static const char *closure_name(struct lowering *l, const struct ffir_param *param, const char *owner)
{
	const struct plan_name name =
		plan_name_of(param->name, &param->at, param->annotations, param->n_annotations);
	if (param->name[0] != '#')
		return ffir_printf(l->a, "%s_%s", owner, param->name);
	return name.given ? ffir_printf(l->a, "%s_%s", owner, name.given)
			  : ffir_printf(l->a, "%s_arg%s", owner, param->name + 1);
}

static struct plan_closure *new_closure(struct lowering *l, const struct ffir_function_type *type,
					const struct ffir_decl *alias, const struct ffir_param *param,
					const char *owner)
{
	struct plan_closure *c = (struct plan_closure *)ffir_alloc(l->a, sizeof *c);
	struct closure_builder b = {.l = l, .closure = c};
	if (alias)
		c->name = plan_name_of(alias->id, &alias->at, alias->annotations, alias->n_annotations);
	else
		c->name = plan_name_of(closure_name(l, param, owner), &param->at, NULL, 0);
	c->decl = alias;
	c->type = type;
	c->doc = alias ? alias->doc : NULL;
	if (alias)
		c->standing = plan_standing_of(alias);
	c->result = c->ret = c->context = c->member = -1;
	*FFIR_PUSH(l->a, l->p->closures, l->p->n_closures) = c;
	find_context(&b);
	find_lengths(&b);
	find_exception_value(&b, param, alias ? said_of(alias, FFIR_W_ON_EXCEPTION) : NULL);
	if (type->variadic || type->unprototyped)
		c->refused =
			type->variadic ? "it is variadic" : "it has no prototype: declare its parameters";
	else
		c->refused = target_refuses_call(l, type, NULL);
	for (size_t i = 0; i < type->n_params; i++) {
		int value = closure_value(&b, VALUE_LOCAL, type->params[i].name, type->params[i].type);
		*FFIR_PUSH(l->a, c->args, c->n_args) = value;
	}
	for (size_t i = 0; i < type->n_params; i++)
		closure_param(&b, i);
	closure_result(&b);
	return c;
}

struct plan_closure *closure_of_member(struct lowering *l, const struct ffir_param *param, const char *owner,
				       int member)
{
	const struct ffir_function_type *function = function_of(l, param->type, NULL);
	struct plan_closure *c = new_closure(l, function, NULL, param, owner);
	c->member = member;
	return c;
}

struct plan_closure *closure_for(struct lowering *l, const struct ffir_type *type,
				 const struct ffir_param *param, const char *owner)
{
	const struct ffir_decl *alias;
	const struct ffir_function_type *function = function_of(l, type, &alias);
	bool own =
		param && ffir_annotation_find(param->annotations, param->n_annotations, FFIR_W_ON_EXCEPTION);
	if (!alias || own)
		return new_closure(l, function, own ? NULL : alias, param, owner);
	struct plan_alias *item = alias_for(l, alias);
	if (!item)
		return new_closure(l, function, NULL, param, owner);
	if (!item->closure)
		item->closure = new_closure(l, function, alias, NULL, owner);
	return item->closure;
}
