/*
 * Lowering of values that callers give: numbers, structs, texts, arrays, and the C objects that are made of them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

/* ---- values ---- */

void lower_param_default(struct call_builder *b, size_t i, int source)
{
	const struct ffir_annotation *word = said_of_param(b->l, b->args[i].param, FFIR_W_DEFAULT);
	if (!word)
		return;
	if (!word->n_args || word->args[0].value.kind == FFIR_VALUE_NONE)
		impossible(b, &word->at, "FFI_DEFAULT: the value of '%s' is not known",
			   word->n_args ? word->args[0].text : "");
	else
		b->call->values[source].constant = word->args[0].value;
}

/* Whether a C object of SHAPE can be made of what callers give. */
static bool can_be_made(struct call_builder *b, size_t i, const struct plan_shape *shape)
{
	const struct plan_carrier *c = shape->carrier;
	if (c && c->one_way)
		stay_raw(b, "%s: %s", param_label(b, i), c->one_way);
	if (shape->element && !plan_is_plain(shape->element))
		return can_be_made(b, i, shape->element) && !b->reason;
	return !b->reason;
}

void lower_value_param(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape shape;
	const char *reason;
	const struct ffir_annotation *as = said_of_param(b->l, param, FFIR_W_AS);
	if (!as)
		as = said_of_param(b->l, param, FFIR_W_STATUS);
	if (!value_shape(b->l, param->type, as, &shape, &reason)) {
		stay_raw(b, "%s: %s", param_label(b, i), reason);
		return;
	}
	if (said_of_param(b->l, param, FFIR_W_TRANSFER) && shape.carrier && shape.carrier->points) {
		stay_raw(b, "%s: C takes over memory that only its own allocator could make",
			 param_label(b, i));
		return;
	}
	if (!can_be_made(b, i, &shape))
		return;
	int source = add_param(b, i, &shape);
	int local = add_argument_local(b, i);
	if (is_ranged(b->l, param->type))
		add_op(b, PHASE_CHECK, OP_CHECK_RANGE, local, source);
	add_op(b, PHASE_PREPARE, OP_PASS, local, source);
	lower_param_default(b, i, source);
}

void lower_constant_param(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_annotation *word = said_of_param(b->l, param, FFIR_W_PASS);
	if (!word)
		word = said_of_param(b->l, param, FFIR_W_RESERVED);
	if (!word->n_args || word->args[0].value.kind == FFIR_VALUE_NONE) {
		impossible(b, &word->at, "%s: the value of '%s' is not known", macro_name(b->l, word->word),
			   word->n_args ? word->args[0].text : "");
		return;
	}
	int value = add_value(b, VALUE_CONSTANT, param->name, param->type);
	b->call->values[value].constant = word->args[0].value;
	b->args[i].value = value;
}

/* What C made of the value at pointer LOCAL, which is null where none was given. */
static void lower_changed(struct call_builder *b, size_t i, const struct plan_shape *shape, int local)
{
	const struct ffir_param *param = b->args[i].param;
	int result = add_result(b, param->name, shape, param->type);
	on_success(b, PHASE_RESULT, OP_DECODE, result, local);
	*FFIR_PUSH(b->l->a, b->out_results, b->n_out_results) = result;
}

/* A pointer to one value that C reads, or CHANGES, and that may be absent, or lies in a carrier. */
static void lower_pointed(struct call_builder *b, size_t i, bool changes)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape shape;
	const char *reason;
	if (!value_shape(b->l, pointee(b->l, param->type), said_of_param(b->l, param, FFIR_W_AS), &shape,
			 &reason)) {
		stay_raw(b, "%s: %s", param_label(b, i), reason);
		return;
	}
	shape.type = param->type;
	shape.indirect = true;
	shape.nullable = is_nullable(b->l, param, false);
	shape.free = NULL;
	if (!can_be_made(b, i, &shape))
		return;
	int source = add_param(b, i, &shape);
	check_param_null(b, source);
	int local = add_argument_local(b, i);
	add_op(b, PHASE_PREPARE, OP_PIN, local, source);
	lower_param_default(b, i, source);
	if (changes)
		lower_changed(b, i, &shape, local);
}

/* A pointer to one value that C reads (FFI_IN) or changes (FFI_INOUT). */
void lower_cell_param(struct call_builder *b, size_t i, bool changes)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_type *to = pointee(b->l, param->type);
	struct plan_shape shape;
	const char *reason;
	if (said_of_param(b->l, param, FFIR_W_NULLABLE)) {
		lower_pointed(b, i, changes);
		return;
	}
	if (!value_shape(b->l, to, said_of_param(b->l, param, FFIR_W_AS), &shape, &reason)) {
		stay_raw(b, "%s: %s", param_label(b, i), reason);
		return;
	}
	int source = add_param(b, i, &shape);
	int local = add_value(b, VALUE_LOCAL, param->name, to);
	if (shape.kind == SHAPE_HANDLE)
		add_op(b, PHASE_CHECK, OP_CHECK_NULL, -1, source);
	int cell = add_value(b, VALUE_CELL, param->name, to);
	b->args[i].value = cell;
	if (is_ranged(b->l, to))
		add_op(b, PHASE_CHECK, OP_CHECK_RANGE, local, source);
	add_op(b, PHASE_PREPARE, OP_PASS, local, source);
	add_op(b, PHASE_MAKE, OP_ALLOC_OUT, cell, local);
	lower_param_default(b, i, source);
	if (!changes)
		return;
	int loaded = b->args[i].loaded = add_value(b, VALUE_LOCAL, param->name, to);
	int result = add_result(b, param->name, &shape, to);
	add_op(b, PHASE_LOAD, OP_LOAD_OUT, loaded, cell)->when = WHEN_SUCCESS;
	add_op(b, PHASE_RESULT, OP_DECODE, result, loaded)->when = WHEN_SUCCESS;
	*FFIR_PUSH(b->l->a, b->out_results, b->n_out_results) = result;
}

static bool says_room(struct call_builder *b, const struct ffir_param *param)
{
	static const enum ffir_word words[] = {FFIR_W_ARRAY, FFIR_W_BYTE_LENGTH, FFIR_W_ARRAY_FIXED,
					       FFIR_W_BUFFER};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (said_of_param(b->l, param, words[i]))
			return true;
	return false;
}

/* Why nobody can give what TO is and get back what C made of it; NULL if it holds no memory. */
static const char *why_not_changed(struct call_builder *b, size_t i, const struct ffir_type *to)
{
	const struct ffir_param *param = b->args[i].param;
	const struct plan_record *record = plan_record_of(b->l->p, to);
	const struct plan_record *behind = record_pointed_to(b->l, to);
	enum plan_encoding encoding;
	if (handle_of(b->l, to) || function_of(b->l, to, NULL))
		return NULL;
	if (behind && behind->klass)
		return "C takes one object and gives another: FFI_TRANSFER on a parameter for the one, "
		       "FFI_OUT on "
		       "another for the other";
	if (pointee(b->l, to))
		return "the caller lends what it leads to, and whose it is afterwards nobody can say: FFI_IN "
		       "on a "
		       "parameter for what C reads, FFI_OUT on another for what it gives";
	if (record && !record->klass && record->carrier && record->carrier->points)
		return "the caller lends what the struct leads to, and whose it is afterwards nobody can "
		       "say: FFI_IN "
		       "on a parameter for what C reads, FFI_OUT on another for what it gives";
	if (text_encoding(b->l, param->annotations, param->n_annotations, param->type, &encoding) &&
	    encoding != ENCODING_BYTES && !says_room(b, param))
		return "C changes a text in place, and nobody says what room it has: FFI_IN if C only reads "
		       "it, "
		       "FFI_BUFFER if C fills it";
	return NULL;
}

bool refuses_change(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_annotation *word = said_of_param(b->l, param, FFIR_W_INOUT);
	const struct ffir_type *to = pointee(b->l, param->type);
	const char *why = word && to ? why_not_changed(b, i, to) : NULL;
	if (!why || b->reason)
		return false;
	diag_warning(b->l->d, &word->at, "'%s' stays in the raw layer: FFI_INOUT on '%s': %s",
		     b->function->name.cname, param->name, why);
	stay_raw(b, "FFI_INOUT on '%s': %s", param->name, why);
	return true;
}

/* ---- texts ---- */

static void lower_length(struct call_builder *b, size_t i, const struct ffir_annotation *word, int source,
			 int encoded)
{
	int n = find_param(b, arg_text(word, 0));
	struct argument *length = &b->args[n];
	if (!is_count(b->l, length->param->type)) {
		stay_raw(b, "%s: '%s', which counts it, is no integer", param_label(b, i),
			 length->param->name);
		return;
	}
	bool bytes = word->word == FFIR_W_BYTE_LENGTH;
	if (length->value >= 0) {
		if (length->bytes != bytes || encoded >= 0)
			impossible(b, &word->at, "'%s' cannot count both bytes and elements",
				   length->param->name);
		struct plan_op *op = add_op(b, PHASE_PREPARE, OP_CHECK_LENGTH, -1, source);
		op->with = length->value;
		op->bytes = bytes;
		return;
	}
	length->value = add_value(b, VALUE_LOCAL, length->param->name, length->param->type);
	length->bytes = bytes;
	struct plan_op *op = add_op(b, PHASE_PREPARE, OP_LENGTH, length->value, source);
	op->bytes = bytes;
	op->with = encoded;
}

void lower_text_param(struct call_builder *b, size_t i, enum plan_encoding encoding,
		      const struct ffir_annotation *count)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape shape = {.kind = SHAPE_STRING, .type = param->type, .encoding = encoding};
	shape.nullable = is_nullable(b->l, param, false);
	int source = add_param(b, i, &shape);
	check_param_null(b, source);
	int local = add_argument_local(b, i);
	add_op(b, PHASE_PREPARE, OP_ENCODE, local, source);
	if (count)
		lower_length(b, i, count, source, local);
	lower_param_default(b, i, source);
}

/* ---- slices and records ---- */

static bool slice_element(struct call_builder *b, size_t i, bool read_only, struct plan_shape *element)
{
	const char *reason;
	if (!array_element_shape(b->l, b->args[i].param, element, &reason))
		stay_raw_without(b, WORDS(FFIR_W_EACH), "%s: an array: %s", param_label(b, i), reason);
	else if (!plan_is_plain(element) && !read_only)
		stay_raw_without(b, WORDS(FFIR_W_IN),
				 "%s: an array whose elements are more than numbers, and C may change them",
				 param_label(b, i));
	else
		return can_be_made(b, i, element);
	return false;
}

void lower_slice_param(struct call_builder *b, size_t i, const struct ffir_annotation *word)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape element, shape = {.kind = SHAPE_SLICE, .type = param->type};
	enum plan_encoding encoding;
	const struct ffir_type *to = pointee(b->l, param->type);
	bool counted = word->word == FFIR_W_ARRAY || word->word == FFIR_W_BYTE_LENGTH;
	if (counted && to &&
	    text_encoding(b->l, param->annotations, param->n_annotations, param->type, &encoding) &&
	    encoding != ENCODING_BYTES && points_to_const(b->l, param->type)) {
		lower_text_param(b, i, encoding, word);
		return;
	}
	shape.terminated = word->word == FFIR_W_ZERO_TERMINATED;
	shape.read_only = points_to_const(b->l, param->type) || said_of_param(b->l, param, FFIR_W_IN);
	shape.nullable = is_nullable(b->l, param, false);
	if (!slice_element(b, i, shape.read_only, &element))
		return;
	if (word->word == FFIR_W_ARRAY_FIXED && !fixed_count(word, &shape.fixed)) {
		impossible(b, &word->at, "FFI_ARRAY_FIXED: '%s' is no number of elements",
			   word->n_args ? word->args[0].text : "");
		return;
	}
	if (shape.terminated && !shape.read_only) {
		stay_raw_without(b, WORDS(FFIR_W_IN), "%s: an array that ends in a zero, and C may change it",
				 param_label(b, i));
		return;
	}
	shape.element = copy_shape(b->l, &element);
	int source = add_param(b, i, &shape);
	check_param_null(b, source);
	int local = add_argument_local(b, i);
	if (counted)
		lower_length(b, i, word, source, -1);
	else if (!shape.terminated)
		add_op(b, PHASE_CHECK, OP_CHECK_LENGTH, -1, source);
	add_op(b, PHASE_PREPARE, OP_PIN, local, source);
}

/* An integer that follows the pointer and that nothing explains may count it; says so. */
bool may_be_many(struct call_builder *b, size_t i)
{
	const struct argument *next = i + 1 < b->n_args ? &b->args[i + 1] : NULL;
	if (!next || next->use != USE_NONE || resolve(b->l, next->param->type, NULL)->kind != FFIR_TYPE_INT)
		return false;
	stay_raw_without(b, WORDS(FFIR_W_ARRAY, FFIR_W_IN, FFIR_W_INOUT),
			 "%s: '%s' follows it, so it may point to many", param_label(b, i),
			 next->param->name);
	return true;
}

static void lower_carried(struct call_builder *b, size_t i, const struct plan_carrier *c)
{
	const struct ffir_param *param = b->args[i].param;
	bool changes = !points_to_const(b->l, param->type) && !said_of_param(b->l, param, FFIR_W_IN);
	if (c->refused)
		stay_raw(b, "%s: %s", param_label(b, i), c->refused);
	else if (!changes && plan_slot_of(c, SLOT_FIXED) && !is_nullable(b->l, param, false))
		lower_cell_param(b, i, false);
	else if (!changes)
		lower_pointed(b, i, false);
	else if (c->points)
		stay_raw_without(b, WORDS(FFIR_W_IN, FFIR_W_OUT),
				 "%s: C may free or keep what it is lent in a '%s'", param_label(b, i),
				 c->record->decl->id);
	else if (can_be_made(b, i, &c->shape))
		lower_cell_param(b, i, true);
}

void lower_record_param(struct call_builder *b, size_t i, struct plan_record *record)
{
	const struct ffir_param *param = b->args[i].param;
	if (record->opaque) {
		stay_raw_without_type(b, record, WORDS(FFIR_W_SERVICE), "%s: '%s' is opaque and no service",
				      param_label(b, i), record->decl->id);
		return;
	}
	if (!is_one(b->l, param) && may_be_many(b, i))
		return;
	if (record->carrier) {
		lower_carried(b, i, record->carrier);
		return;
	}
	struct plan_shape shape = {.kind = SHAPE_RECORD_REF, .type = param->type, .record = record};
	shape.read_only = points_to_const(b->l, param->type) || said_of_param(b->l, param, FFIR_W_IN);
	shape.nullable = is_nullable(b->l, param, false);
	int source = add_param(b, i, &shape);
	check_param_null(b, source);
	add_op(b, PHASE_PREPARE, OP_PIN, add_argument_local(b, i), source);
	lower_param_default(b, i, source);
}

/* Memory that C takes over can be made where it is freed with free(). */
static bool can_be_given(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_annotation *by = said_of_param(b->l, param, FFIR_W_OWNED_BY);
	enum plan_encoding encoding;
	if (!by)
		stay_raw_without(b, WORDS(FFIR_W_OWNED_BY), "%s: nobody says how C frees what it takes over",
				 param_label(b, i));
	else if (strcmp(arg_text(by, 0) ? arg_text(by, 0) : "", "free") != 0)
		stay_raw(b, "%s: C frees it with '%s', and only memory for free() can be made for it",
			 param_label(b, i), arg_text(by, 0) ? arg_text(by, 0) : "");
	else if (!text_encoding(b->l, param->annotations, param->n_annotations, param->type, &encoding))
		stay_raw_without(b, WORDS(FFIR_W_UTF8, FFIR_W_BYTES), "%s: only a text can be given to C",
				 param_label(b, i));
	return !b->reason;
}

void lower_given_text_param(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape shape = {.kind = SHAPE_STRING, .type = param->type};
	if (!can_be_given(b, i))
		return;
	text_encoding(b->l, param->annotations, param->n_annotations, param->type, &shape.encoding);
	shape.nullable = is_nullable(b->l, param, false);
	int source = add_param(b, i, &shape);
	check_param_null(b, source);
	int encoded = add_value(b, VALUE_LOCAL, param->name, param->type);
	add_op(b, PHASE_PREPARE, OP_ENCODE, encoded, source);
	add_op(b, PHASE_GIVE, OP_GIVE, add_argument_local(b, i), encoded)->with = source;
	lower_param_default(b, i, source);
}
