/*
 * Lowering of memory that the callee fills: how much of it there is to be, and how much of it was used.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

struct buffer {
	size_t i;
	const struct ffir_annotation *word;
	int c;	     /* the capacity's parameter; -1 of a fixed one */
	bool in_out; /* ... which tells what was written, too */
	bool bytes;
	const struct ffir_type *capacity_type;
	int capacity; /* a local */
	int pointer;
	int written; /* a local or the return value, -1: up to the NUL */
};

static int length_of_input(const struct call_builder *b)
{
	for (size_t i = 0; i < b->n_args; i++)
		if (b->args[i].use == USE_LENGTH && b->args[i].value >= 0)
			return b->args[i].value;
	return -1;
}

/* BOUND's arguments are ours, found by their names. */
static void lower_bound(struct call_builder *b, struct buffer *buffer, const char *name)
{
	const struct plan_function *f = function_named(b->l, name);
	if (!f || f->refused || !is_count(b->l, f->type->result.type)) {
		impossible(b, &buffer->word->at, "FFI_BUFFER: '%s' is no function that returns a capacity",
			   name);
		return;
	}
	struct plan_op *op = add_op(b, PHASE_CAPACITY, OP_BOUND, buffer->capacity, -1);
	op->function = f;
	for (size_t k = 0; k < f->type->n_params; k++) {
		int i = find_param(b, f->type->params[k].name);
		if (i >= 0)
			lower_param(b, (size_t)i);
		if (i < 0 || b->args[i].value < 0) {
			impossible(b, &buffer->word->at,
				   "FFI_BUFFER: '%s' takes '%s', and '%s' has no such parameter", name,
				   f->type->params[k].name, b->function->name.cname);
			return;
		}
		*FFIR_PUSH(b->l->a, op->args, op->n_args) = b->args[i].value;
	}
}

static bool lower_too_small(struct call_builder *b, const struct buffer *buffer)
{
	const struct ffir_annotation *word = buffer->word;
	if (word->word != FFIR_W_BUFFER || !arg_text(word, 2))
		return false;
	if (word->args[2].value.kind == FFIR_VALUE_NONE || b->ret < 0) {
		impossible(b, &word->at,
			   b->ret < 0 ? "FFI_BUFFER: '%s' cannot come back, the function returns nothing"
				      : "FFI_BUFFER: the value of '%s' is not known",
			   word->args[2].text);
		return false;
	}
	struct plan_op *op = on_success(b, PHASE_RETRY, OP_RETRY, -1, b->ret);
	op->with = buffer->capacity;
	op->value = value_as(b->l, word->args[2].value, b->type->result.type);
	b->call->retries = true;
	return true;
}

/* The capacity that the caller gives, where nothing else tells one. */
static void lower_given_capacity(struct call_builder *b, struct buffer *buffer)
{
	struct plan_shape shape = {.kind = SHAPE_SCALAR, .type = buffer->capacity_type};
	int source = add_param(b, (size_t)buffer->c, &shape);
	b->call->values[source].type = buffer->capacity_type;
	add_op(b, PHASE_CHECK, OP_CHECK_RANGE, buffer->capacity, source);
	add_op(b, PHASE_PREPARE, OP_PASS, buffer->capacity, source);
}

static void lower_capacity(struct call_builder *b, struct buffer *buffer)
{
	const char *bound = buffer->word->word == FFIR_W_BUFFER ? arg_text(buffer->word, 3) : NULL;
	struct argument *c = &b->args[buffer->c];
	bool retries;
	if (c->value >= 0) { /* another array's length */
		buffer->capacity = c->value;
		return;
	}
	buffer->capacity = add_value(b, VALUE_LOCAL, buffer->in_out ? "capacity" : c->param->name,
				     buffer->capacity_type);
	if (!buffer->in_out)
		c->value = buffer->capacity;
	retries = lower_too_small(b, buffer);
	if (bound)
		lower_bound(b, buffer, bound);
	else if (retries)
		add_op(b, PHASE_CAPACITY, OP_CAPACITY, buffer->capacity, length_of_input(b));
	else
		lower_given_capacity(b, buffer);
}

/* A cell that C fills with a count, anew in each round; a local with what it holds behind CALL. */
static int lower_round_cell(struct call_builder *b, size_t i, int initial)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_type *to = pointee(b->l, param->type);
	if (!to || !is_count(b->l, to)) {
		stay_raw(b, "%s: it counts, and is no pointer to an integer", param_label(b, i));
		return -1;
	}
	int cell = b->args[i].value = add_value(b, VALUE_CELL, param->name, to);
	int loaded = b->args[i].loaded = add_value(b, VALUE_LOCAL, param->name, to);
	add_op(b, PHASE_ROUND, OP_ALLOC_OUT, cell, initial);
	on_success(b, PHASE_LOAD, OP_LOAD_OUT, loaded, cell);
	return loaded;
}

static void lower_written(struct call_builder *b, struct buffer *buffer, bool text)
{
	const char *written = buffer->word->word == FFIR_W_BUFFER ? arg_text(buffer->word, 1) : NULL;
	if (buffer->in_out) {
		buffer->written = lower_round_cell(b, (size_t)buffer->c, buffer->capacity);
	} else if (!written) {
		buffer->written = text ? -1 : buffer->capacity;
	} else if (strcmp(written, "return") == 0) {
		if (b->ret < 0 || !is_count(b->l, b->type->result.type))
			impossible(b, &buffer->word->at,
				   "FFI_BUFFER: '%s' does not return how much was written",
				   b->function->name.cname);
		buffer->written = b->ret;
		b->returns_count = true;
	} else {
		buffer->written = lower_round_cell(b, (size_t)find_param(b, written), -1);
	}
}

/* What callers get: a text, or a copy of the elements. */
static void lower_filled(struct call_builder *b, const struct buffer *buffer,
			 const struct plan_shape *element, const enum plan_encoding *encoding)
{
	const struct ffir_param *param = b->args[buffer->i].param;
	struct plan_shape shape = {.kind = SHAPE_VECTOR, .type = param->type};
	if (encoding) {
		shape.kind = SHAPE_STRING;
		shape.encoding = *encoding;
	} else {
		shape.element = copy_shape(b->l, element);
	}
	int result = add_result(b, param->name, &shape, param->type);
	b->call->values[result].doc = doc_of_param(b->l->a, b->function->doc, param);
	struct plan_op *op =
		on_success(b, PHASE_RESULT, encoding ? OP_DECODE : OP_COPY, result, buffer->pointer);
	op->with = buffer->written;
	op->bytes = buffer->bytes;
	free_parts(b, result, buffer->pointer, buffer->written, buffer->bytes, false);
	give(b, result);
}

/* A fixed capacity is a constant. */
static void lower_fixed_capacity(struct call_builder *b, struct buffer *buffer)
{
	const struct ffir_annotation *word = buffer->word;
	if (!word->n_args || word->args[0].value.kind != FFIR_VALUE_INTEGER) {
		impossible(b, &word->at, "FFI_ARRAY_FIXED: '%s' is no number of elements",
			   word->n_args ? word->args[0].text : "");
		return;
	}
	const char *type = ffir_basic_find(b->l->m, "unsigned long") ? "unsigned long" : "unsigned int";
	buffer->capacity = add_value(b, VALUE_CONSTANT, "capacity", new_type(b->l, FFIR_TYPE_INT, type));
	b->call->values[buffer->capacity].constant = word->args[0].value;
	buffer->written = buffer->capacity;
}

static bool find_capacity(struct call_builder *b, struct buffer *buffer)
{
	if (buffer->word->word == FFIR_W_ARRAY_FIXED)
		return true;
	buffer->c = find_param(b, arg_text(buffer->word, 0));
	const struct argument *c = &b->args[buffer->c];
	/* The length of an array that callers give is made there. */
	if (c->use == USE_LENGTH)
		lower_param(b, (size_t)buffer->c);
	buffer->in_out = pointee(b->l, c->param->type) != NULL;
	buffer->capacity_type = buffer->in_out ? pointee(b->l, c->param->type) : c->param->type;
	if (is_count(b->l, buffer->capacity_type))
		return true;
	impossible(b, &buffer->word->at, "%s: '%s' is no integer", macro_name(b->l, buffer->word->word),
		   c->param->name);
	return false;
}

void lower_buffer(struct call_builder *b, size_t i, const struct ffir_annotation *word)
{
	const struct ffir_param *param = b->args[i].param;
	struct buffer buffer = {.i = i, .word = word, .c = -1, .capacity = -1, .written = -1};
	enum plan_encoding encoding = ENCODING_UTF8;
	struct plan_shape element = {.kind = SHAPE_SCALAR, .type = pointee(b->l, param->type)};
	const char *reason;
	bool text = text_encoding(b->l, param->annotations, param->n_annotations, param->type, &encoding) &&
		    encoding != ENCODING_BYTES;
	if (!array_element_shape(b->l, param, &element, &reason)) {
		stay_raw_without(b, WORDS(FFIR_W_EACH), "%s: a buffer: %s", param_label(b, i), reason);
		return;
	}
	buffer.bytes = word->word == FFIR_W_BYTE_LENGTH;
	if (!find_capacity(b, &buffer))
		return;
	/* What callers give comes first: a bound or a first guess is made of it. */
	for (size_t k = 0; k < b->n_args; k++)
		if (b->args[k].use == USE_LENGTH || b->args[k].use == USE_SELF)
			lower_param(b, k);
	if (buffer.c >= 0)
		lower_capacity(b, &buffer);
	else
		lower_fixed_capacity(b, &buffer);
	if (b->reason)
		return;
	buffer.pointer = b->args[i].value = add_value(b, VALUE_LOCAL, param->name, param->type);
	struct plan_op *op = add_op(b, PHASE_ROUND, OP_ALLOC_BUFFER, buffer.pointer, -1);
	op->with = buffer.capacity;
	op->bytes = buffer.bytes;
	add_op(b, PHASE_FREE, OP_FREE, -1, buffer.pointer);
	if (buffer.c >= 0)
		lower_written(b, &buffer, text);
	if (!b->reason)
		lower_filled(b, &buffer, &element, text ? &encoding : NULL);
}

/* ---- rounds ---- */

/* Whether OP gives C something for good, so that to give it again would be one time too many. */
static bool hands_over(const struct call_builder *b, const struct plan_op *op)
{
	if (op->kind == OP_DETACH)
		return true;
	return (op->kind == OP_CLOSURE || op->kind == OP_INTERFACE) &&
	       b->call->values[op->src].shape.scope == SCOPE_NOTIFIED;
}

static const struct ffir_loc *place_of_buffer(const struct call_builder *b)
{
	for (size_t i = 0; i < b->n_args; i++) {
		const struct ffir_annotation *word = said_of_param(b->l, b->args[i].param, FFIR_W_BUFFER);
		if (word)
			return &word->at;
	}
	return &b->function->name.at;
}

void check_rounds(struct call_builder *b)
{
	static const enum phase phases[] = {PHASE_MAKE, PHASE_GIVE};
	for (size_t p = 0; b->call->retries && p < sizeof phases / sizeof *phases; p++)
		for (size_t i = 0; i < b->phases[phases[p]].n; i++) {
			const struct plan_op *op = &b->phases[phases[p]].ops[i];
			if (hands_over(b, op))
				impossible(b, place_of_buffer(b),
					   "FFI_BUFFER: '%s' is called again when it was too small, but "
					   "takes '%s' "
					   "over the first time; without a value for 'too small' it is "
					   "called once",
					   b->function->name.cname, b->call->values[op->src].name.cname);
		}
}
