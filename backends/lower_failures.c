/*
 * Lowering of failures: which codes and values mean one, and who tells the text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

/* The object that tells the text: one of that class or of another over its struct, else one that keeps one of that class alive. */
static int telling_object(const struct call_builder *b, const struct plan_class *klass)
{
	const struct plan_call *call = b->call;
	for (size_t i = 0; i < call->n_values; i++) {
		const struct plan_value *v = &call->values[i];
		bool given = v->kind == VALUE_SELF || v->kind == VALUE_PARAM;
		if (given && v->shape.kind == SHAPE_OBJECT && v->shape.klass->record == klass->record &&
		    !v->shape.nullable)
			return (int)i;
	}
	for (size_t i = 0; i < b->n_args; i++) {
		const struct ffir_param *param = b->args[i].param;
		const struct ffir_type *to = pointee(b->l, param->type);
		if (to && record_pointed_to(b->l, to) == klass->record && b->args[i].value >= 0 &&
		    said_of_param(b->l, param, FFIR_W_SET_ON_ERROR))
			return b->args[i].value;
	}
	return call->self;
}

/* Size and sign of an integer, bool or enum. */
static bool integer_form(const struct lowering *l, const struct ffir_type *type, uint64_t *size,
			 bool *is_signed)
{
	const struct ffir_type *real = resolve(l, type, NULL);
	const struct plan_enum *e = plan_enum_of(l->p, type);
	const struct ffir_basic *basic =
		real->kind == FFIR_TYPE_INT ? ffir_basic_find(l->m, real->name) : NULL;
	uint64_t align;
	if (e) {
		*size = e->size;
		*is_signed = e->is_signed;
		return true;
	}
	if (!basic || !ffir_type_size(l->m, type, size, &align))
		return false;
	*is_signed = basic->is_signed;
	if (is_character(l, type) && l->m->n_targets)
		*is_signed = l->m->targets[0].char_signed;
	return true;
}

struct ffir_value value_as(struct lowering *l, struct ffir_value value, const struct ffir_type *type)
{
	uint64_t size, bits;
	int64_t number;
	bool is_signed;
	if (value.kind != FFIR_VALUE_INTEGER || !integer_form(l, type, &size, &is_signed) || size > 8)
		return value;
	if (ffir_value_int64(&value, &number))
		bits = (uint64_t)number;
	else if (!ffir_value_uint64(&value, &bits))
		return value;
	unsigned unused = 64 - (unsigned)size * 8;
	bits = bits << unused >> unused;
	if (is_signed && bits >> (size * 8 - 1))
		value.text = ffir_printf(l->a, "-%llu", (unsigned long long)((0 - bits) << unused >> unused));
	else
		value.text = ffir_printf(l->a, "%llu", (unsigned long long)bits);
	value.size = strlen(value.text);
	return value;
}

static const struct ffir_value *values_as(struct lowering *l, const struct ffir_value *values, size_t n,
					  const struct ffir_type *type)
{
	struct ffir_value *list = NULL;
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		*FFIR_PUSH(l->a, list, count) = value_as(l, values[i], type);
	return list;
}

struct plan_op *add_test(struct call_builder *b, enum phase phase, enum plan_test test, int src,
			 struct plan_error *error)
{
	struct plan_op *op = add_op(b, phase, OP_TEST_ERROR, -1, src);
	op->test = test;
	op->error = error;
	op->when = WHEN_ALWAYS;
	if (error) {
		op->oks = values_as(b->l, error->oks, error->n_oks, b->call->values[src].type);
		op->n_oks = error->n_oks;
	}
	if (!error || !error->message)
		return op;
	int object = -1;
	if (error->message_takes == MESSAGE_OF_OBJECT) {
		object = telling_object(b, error->message_class);
		if (object < 0 || b->call->role == ROLE_DESTRUCTOR)
			return op;
	}
	struct plan_op *message = add_op(b, PHASE_MESSAGE, OP_MESSAGE, -1, object);
	message->error = error;
	message->with = src;
	message->when = WHEN_FAILURE;
	return op;
}

/* The enum of the domain that WORD names for an integer of TYPE; NULL if it is none. */
static struct plan_enum *domain_said(struct call_builder *b, const struct ffir_annotation *word,
				     const struct ffir_type *type)
{
	const char *macro = macro_name(b->l, word->word);
	struct plan_enum *e = enum_named(b->l, arg_text(word, 0), &word->at);
	if (!e)
		b->failed = true;
	else if (!is_integer(b->l, type))
		impossible(b, &word->at, "%s: '%s' is no integer", macro, spell(b->l, type));
	else if (!e->error)
		impossible(b, &word->at, "%s: none of '%s' is an error: declare it with FFI_ERROR_DOMAIN",
			   macro, e->name.cname);
	else
		return e;
	stay_raw(b, "its status is of an unknown domain");
	return NULL;
}

/* What FFI_STATUS or the enum itself says of a code; NULL if it is none. */
struct plan_enum *status_enum(struct call_builder *b, const struct ffir_param *param,
			      const struct ffir_type *type)
{
	const struct ffir_annotation *word = said_of_param(b->l, param, FFIR_W_STATUS);
	struct plan_enum *e = plan_enum_of(b->l->p, type);
	if (!word)
		return e && e->error ? e : NULL;
	return domain_said(b, word, type);
}

void lower_negative_status(struct call_builder *b, const struct ffir_annotation *word)
{
	const struct ffir_type *type = b->type->result.type;
	struct plan_enum *e = domain_said(b, word, type);
	const struct ffir_basic *basic = e ? ffir_basic_find(b->l->m, resolve(b->l, type, NULL)->name) : NULL;
	if (e && !(basic && basic->is_signed))
		impossible(b, &word->at, "FFI_NEGATIVE_STATUS: '%s' is never negative", spell(b->l, type));
	if (e)
		add_test(b, PHASE_TEST, TEST_NEGATIVE, b->ret, e->error);
}

/* The codes that FFI_STATUS(domain, ok...) says are the only ones of the domain's oks to come back. */
static bool narrow_status(struct call_builder *b, const struct ffir_param *param, struct plan_op *test,
			  const struct ffir_type *type)
{
	const struct ffir_annotation *word = said_of_param(b->l, param, FFIR_W_STATUS);
	if (!word || word->n_args < 2)
		return true;
	struct ffir_value *oks = NULL;
	size_t n = 0;
	for (size_t i = 1; i < word->n_args; i++) {
		if (word->args[i].value.kind != FFIR_VALUE_INTEGER) {
			impossible(b, &word->at, "FFI_STATUS: the value of '%s' is not known",
				   word->args[i].text);
			return false;
		}
		*FFIR_PUSH(b->l->a, oks, n) = value_as(b->l, word->args[i].value, type);
	}
	test->oks = oks;
	test->n_oks = n;
	return true;
}

/* The test of a status; several codes that are no errors tell something: callers get them. */
void lower_status(struct call_builder *b, const struct ffir_param *param, struct plan_enum *e, int src,
		  const struct ffir_type *type)
{
	struct plan_op *test = add_test(b, PHASE_TEST, TEST_STATUS, src, e->error);
	bool only_object = b->call->role == ROLE_CONSTRUCTOR || b->call->role == ROLE_DESTRUCTOR;
	if (!narrow_status(b, param, test, type) || test->n_oks < 2 || only_object)
		return;
	struct plan_shape shape = {.kind = SHAPE_ENUMERATION, .type = type, .enumeration = e};
	int result = add_result(b, param->name, &shape, type);
	on_success(b, PHASE_RESULT, OP_DECODE, result, src);
	give(b, result);
}

/* What gives no handle to give a call up with has not started it: nothing completes it. */
static void test_started(struct call_builder *b)
{
	const struct ffir_param *result = &b->type->result;
	struct plan_shape shape = {.kind = SHAPE_VOID};
	if (handle_shape(b->l, result, result->type, true, &shape) &&
	    shape.handle->invalid.kind != FFIR_VALUE_NONE)
		add_test(b, PHASE_TEST, TEST_SENTINEL, b->ret, NULL)->value =
			value_as(b->l, shape.handle->invalid, result->type);
}

void lower_sentinel(struct call_builder *b)
{
	const struct ffir_param *result = &b->type->result;
	const struct ffir_annotation *sentinel = said_of_param(b->l, result, FFIR_W_SENTINEL);
	const struct ffir_annotation *saves = said_of_param(b->l, result, FFIR_W_ERRNO);
	static const struct ffir_value null = {FFIR_VALUE_INTEGER, "0", 1};
	if (saves) {
		const struct ffir_type *type = new_type(b->l, FFIR_TYPE_INT, "int");
		b->saved_errno = add_value(b, VALUE_LOCAL, "errno", type);
		add_op(b, PHASE_ERRNO, OP_SAVE_ERRNO, b->saved_errno, -1);
		b->call->saves_errno = true;
	}
	if (sentinel) {
		struct plan_op *op = add_test(b, PHASE_TEST, TEST_SENTINEL, b->ret, NULL);
		if (!sentinel->n_args || sentinel->args[0].value.kind == FFIR_VALUE_NONE)
			impossible(b, &sentinel->at, "FFI_SENTINEL: the value of '%s' is not known",
				   sentinel->n_args ? sentinel->args[0].text : "");
		else if (strstr(sentinel->args[0].value.text, "nan") &&
			 sentinel->args[0].value.kind == FFIR_VALUE_FLOAT)
			impossible(b, &sentinel->at, "FFI_SENTINEL: nothing equals a NaN");
		else
			op->value = value_as(b->l, sentinel->args[0].value, result->type);
	} else if (saves && pointee(b->l, result->type)) {
		add_test(b, PHASE_TEST, TEST_SENTINEL, b->ret, NULL)->value = null;
	} else if (saves) {
		add_test(b, PHASE_TEST, TEST_NEGATIVE, b->ret, NULL);
	} else if (b->completion >= 0) {
		test_started(b);
	}
}

void check_constructor(struct call_builder *b)
{
	if (b->reason)
		return;
	if (b->object < 0)
		impossible(b, &b->function->name.at,
			   "'%s' constructs nothing: it neither returns nor fills a '%s *'",
			   b->function->name.cname, b->call->klass->record->decl->id);
	else if (b->n_out_results > 1 && b->out_results[0] != b->object)
		stay_raw(b, "a constructor gives the object only: FFI_STATUS, FFI_SENTINEL or FFI_ERRNO says "
			    "what "
			    "its result means");
	else if (b->n_out_results > 1)
		stay_raw(b, "a constructor gives the object only: FFI_PASS says what to pass for the other "
			    "pointers");
}
