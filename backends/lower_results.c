/*
 * Lowering of what comes back: pointers, and the result.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower_returned.h"

#include <string.h>

void give(struct call_builder *b, int result)
{
	*FFIR_PUSH(b->l->a, b->out_results, b->n_out_results) = result;
}

struct plan_op *on_success(struct call_builder *b, enum phase phase, enum plan_op_kind kind, int dst, int src)
{
	struct plan_op *op = add_op(b, phase, kind, dst, src);
	op->when = WHEN_SUCCESS;
	return op;
}

void add_release(struct call_builder *b, int src, int result)
{
	struct plan_op *op = add_op(b, PHASE_RELEASE, OP_RELEASE, -1, src);
	op->with = result;
	op->when = WHEN_FAILURE;
}

/* ---- pointers that come back ---- */

static const struct ffir_annotation *said_of_returned(const struct call_builder *b, const struct returned *r,
						      enum ffir_word word)
{
	return said_of_param(b->l, r->param, word);
}

/* The function that frees what came back, -1 ops if nobody does. False if the words are wrong. */
static bool lower_free(struct call_builder *b, const struct returned *r)
{
	const struct ffir_annotation *by = said_of_returned(b, r, FFIR_W_OWNED_BY);
	const struct ffir_annotation *owned = said_of_returned(b, r, FFIR_W_OWNED);
	if (owned && !by) {
		impossible(
			b, &owned->at,
			"FFI_OWNED: '%s' has no destructor: say with FFI_OWNED_BY(function) how it is freed",
			spell(b->l, r->type));
		return false;
	}
	if (!by)
		return true;
	enum plan_free_takes takes;
	const char *reason;
	const struct plan_function *f = freeing_function(b->l, arg_text(by, 0), r->type, &takes, &reason);
	if (!f) {
		impossible_word(b, by, "FFI_OWNED_BY: %s", reason);
		return false;
	}
	struct plan_op *op = on_success(b, PHASE_FREE, OP_FREE, -1, r->src);
	op->function = f;
	if (r->cell >= 0 && said_of_returned(b, r, FFIR_W_SET_ON_ERROR))
		op->when = WHEN_ALWAYS;
	return true;
}

static void lower_text_result(struct call_builder *b, const struct returned *r, enum plan_encoding encoding,
			      int length, bool bytes)
{
	struct plan_shape shape = {.kind = SHAPE_STRING, .type = r->type, .encoding = encoding};
	shape.nullable = r->nullable && is_nullable(b->l, r->param, true);
	if (!lower_free(b, r))
		return;
	int result = add_result(b, r->name, &shape, r->type);
	struct plan_op *op = on_success(b, PHASE_RESULT, OP_DECODE, result, r->src);
	op->with = length;
	op->bytes = bytes;
	give(b, result);
}

/* What counts the elements of the array that comes back, as a value behind CALL. */
int counted_by(struct call_builder *b, const struct ffir_annotation *word)
{
	int n = find_param(b, arg_text(word, 0));
	if (n >= 0) {
		lower_param(b, (size_t)n);
		return b->args[n].loaded >= 0 ? b->args[n].loaded : b->args[n].value;
	}
	const struct plan_function *f = function_named(b->l, arg_text(word, 0));
	if (!f || f->type->n_params > b->n_args || !is_count(b->l, f->type->result.type)) {
		impossible(b, &word->at, "%s: '%s' is no function of the same leading parameters that counts",
			   macro_name(b->l, word->word), arg_text(word, 0) ? arg_text(word, 0) : "");
		return -1;
	}
	int length = add_value(b, VALUE_LOCAL, "length", f->type->result.type);
	struct plan_op *op = on_success(b, PHASE_LOAD, OP_BOUND, length, -1);
	op->function = f;
	for (size_t i = 0; i < f->type->n_params; i++) {
		lower_param(b, i);
		*FFIR_PUSH(b->l->a, op->args, op->n_args) = b->args[i].value;
	}
	return length;
}

void free_parts(struct call_builder *b, int result, int src, int length, bool bytes, bool always)
{
	if (!plan_owns_parts(&b->call->values[result].shape))
		return;
	struct plan_op *op = on_success(b, PHASE_FREE, OP_FREE_PARTS, result, src);
	op->with = length;
	op->bytes = bytes;
	if (always)
		op->when = WHEN_ALWAYS;
}

bool set_on_error(const struct call_builder *b, const struct ffir_param *param)
{
	return said_of_param(b->l, param, FFIR_W_SET_ON_ERROR) != NULL;
}

static void lower_vector(struct call_builder *b, const struct returned *r, const struct ffir_annotation *word)
{
	struct plan_shape element, shape = {.kind = SHAPE_VECTOR, .type = r->type};
	struct ffir_param words = *r->param;
	enum plan_encoding encoding;
	const char *reason;
	bool counted = word->word == FFIR_W_ARRAY || word->word == FFIR_W_BYTE_LENGTH;
	bool bytes = word->word == FFIR_W_BYTE_LENGTH;
	words.type = (struct ffir_type *)r->type;
	if (word->word == FFIR_W_ARRAY_FIXED && !fixed_count(word, &shape.fixed)) {
		impossible(b, &word->at, "FFI_ARRAY_FIXED: '%s' is no number of elements",
			   word->n_args ? word->args[0].text : "");
		return;
	}
	int length = counted ? counted_by(b, word) : -1;
	if (b->reason)
		return;
	if (text_encoding(b->l, words.annotations, words.n_annotations, r->type, &encoding) &&
	    encoding != ENCODING_BYTES && counted) {
		lower_text_result(b, r, encoding, length, bytes);
		return;
	}
	if (!array_element_shape(b->l, &words, &element, &reason)) {
		stay_raw_without(b, WORDS(FFIR_W_EACH), "what comes back: an array: %s", reason);
		return;
	}
	if (!lower_free(b, r))
		return;
	shape.terminated = word->word == FFIR_W_ZERO_TERMINATED;
	shape.element = copy_shape(b->l, &element);
	shape.nullable = r->nullable && is_nullable(b->l, r->param, true);
	int result = add_result(b, r->name, &shape, r->type);
	struct plan_op *op = on_success(b, PHASE_RESULT, OP_COPY, result, r->src);
	op->with = length;
	op->bytes = bytes;
	free_parts(b, result, r->src, length, bytes, r->cell >= 0 && set_on_error(b, r->param));
	give(b, result);
}

/* The value of the object that WORD (FFI_KEEPS, FFI_BORROWED_FROM) names, or -1. */
static int kept_object(struct call_builder *b, const struct ffir_annotation *word)
{
	int x = find_param(b, arg_text(word, 0));
	if (x < 0) {
		impossible(b, &word->at, "%s: '%s' has no parameter '%s'", macro_name(b->l, word->word),
			   b->function->name.cname, arg_text(word, 0) ? arg_text(word, 0) : "");
		return -1;
	}
	lower_param(b, (size_t)x);
	int source = b->args[x].source;
	if (source >= 0 && b->call->values[source].shape.kind == SHAPE_OBJECT)
		return source;
	stay_raw(b, "%s(%s): only an object can be kept alive", macro_name(b->l, word->word),
		 arg_text(word, 0));
	return -1;
}

static bool keeps(const struct call_builder *b, enum phase phase, int object, int kept)
{
	for (size_t i = 0; i < b->phases[phase].n; i++)
		if (b->phases[phase].ops[i].dst == object && b->phases[phase].ops[i].with == kept)
			return true;
	return false;
}

static void keep_alive(struct call_builder *b, int object, int kept)
{
	bool made = b->call->values[object].kind == VALUE_RESULT;
	if (object != kept && (keeps(b, PHASE_KEEP, kept, object) || keeps(b, PHASE_HELD, kept, object)))
		impossible(b, &b->function->name.at,
			   "'%s' makes two objects keep each other: neither would ever end",
			   b->function->name.cname);
	on_success(b, made ? PHASE_KEEP : PHASE_HELD, OP_KEEP_ALIVE, object, -1)->with = kept;
}

static void keep_said(struct call_builder *b, const struct ffir_param *param, int object)
{
	const struct ffir_annotation *keeps = said_of_param(b->l, param, FFIR_W_KEEPS);
	int kept = keeps ? kept_object(b, keeps) : -1;
	if (kept >= 0 && kept == object)
		impossible(b, &keeps->at, "FFI_KEEPS(%s): '%s' cannot keep itself", arg_text(keeps, 0),
			   arg_text(keeps, 0));
	else if (kept >= 0)
		keep_alive(b, object, kept);
}

static struct plan_class *class_of_returned(struct call_builder *b, struct plan_record *record)
{
	if (b->call->role == ROLE_CONSTRUCTOR && b->call->klass->record == record)
		return b->call->klass;
	struct plan_class *klass = class_of(b->l, record);
	if (!klass)
		stay_raw(b, "what comes back: several classes are made of '%s'", record->decl->id);
	return klass;
}

static bool owns(struct call_builder *b, const struct returned *r, const struct plan_class *klass)
{
	const struct ffir_annotation *by = said_of_returned(b, r, FFIR_W_OWNED_BY);
	if (!by)
		return said_of_returned(b, r, FFIR_W_OWNED) || said_of(b->function->decl, FFIR_W_CLONE);
	const struct plan_function *f = function_named(b->l, arg_text(by, 0));
	const struct ffir_annotation *ends = f ? said_of(f->decl, FFIR_W_DESTRUCTOR) : NULL;
	if (f && !ends)
		ends = said_of(f->decl, FFIR_W_UNREF);
	if (!ends || class_named(b->l, arg_text(ends, 0)) != klass)
		impossible_word(b, by, "FFI_OWNED_BY: '%s' is not the destructor of '%s'",
				arg_text(by, 0) ? arg_text(by, 0) : "", klass->name.cname);
	return true;
}

/* A constructor whose object is NULL has failed, whatever else it says. */
static void lower_constructed(struct call_builder *b, const struct returned *r, int result)
{
	static const struct ffir_value null = {FFIR_VALUE_INTEGER, "0", 1};
	bool out = r->cell >= 0;
	bool tested =
		!out && said_of_returned(b, r, FFIR_W_ERRNO) && !said_of_returned(b, r, FFIR_W_SENTINEL);
	b->object = result;
	if (!tested) {
		struct plan_op *op = add_test(b, out ? PHASE_NULL : PHASE_TEST, TEST_SENTINEL, r->src, NULL);
		op->value = null;
		op->when = out ? WHEN_SUCCESS : WHEN_ALWAYS;
	}
}

static void lower_returned_object(struct call_builder *b, const struct returned *r,
				  struct plan_record *record)
{
	struct plan_class *klass = class_of_returned(b, record);
	if (!klass)
		return;
	bool constructs = b->call->role == ROLE_CONSTRUCTOR && klass == b->call->klass && b->object < 0;
	bool adopts = owns(b, r, klass) || constructs;
	const struct ffir_annotation *from = said_of_returned(b, r, FFIR_W_BORROWED_FROM);
	struct plan_shape shape = {.kind = SHAPE_OBJECT, .type = r->type, .klass = klass};
	if (!adopts && !from && !said_of_returned(b, r, FFIR_W_BORROWED) &&
	    !said_of_returned(b, r, FFIR_W_KEEPS)) {
		stay_raw_without(b, WORDS(FFIR_W_OWNED, FFIR_W_BORROWED_FROM),
				 "what comes back: nobody says who ends the '%s'", klass->name.cname);
		return;
	}
	shape.nullable = !constructs && r->nullable && is_nullable(b->l, r->param, true);
	int result = add_result(b, r->name, &shape, r->type);
	if (constructs)
		lower_constructed(b, r, result);
	if (!adopts && klass->ref) {
		on_success(b, PHASE_RESULT, OP_REF, -1, r->src)->function = klass->ref;
		adopts = true;
	}
	on_success(b, PHASE_RESULT, adopts ? OP_ADOPT : OP_BORROW, result, r->src);
	int owner = from ? kept_object(b, from) : adopts ? -1 : b->call->self;
	if (owner >= 0)
		keep_alive(b, result, owner);
	keep_said(b, r->param, result);
	if (r->cell >= 0 && said_of_returned(b, r, FFIR_W_SET_ON_ERROR))
		add_release(b, r->cell, result);
	give(b, result);
}

/* What the pointer leads to is read, and freed as its words say. */
static void lower_pointed_result(struct call_builder *b, const struct returned *r)
{
	struct ffir_param words = *r->param;
	struct plan_shape shape;
	const char *reason;
	words.type = (struct ffir_type *)r->type;
	if (!object_shape(b->l, &words, &shape, &reason)) {
		stay_raw(b, "what comes back: %s", reason);
		return;
	}
	shape.nullable = r->nullable && is_nullable(b->l, r->param, true);
	int result = add_result(b, r->name, &shape, r->type);
	on_success(b, PHASE_RESULT, OP_DECODE, result, r->src);
	free_parts(b, result, r->src, -1, false, r->cell >= 0 && set_on_error(b, r->param));
	give(b, result);
}

static void lower_returned_record(struct call_builder *b, const struct returned *r,
				  struct plan_record *record)
{
	bool borrowed =
		said_of_returned(b, r, FFIR_W_BORROWED) || said_of_returned(b, r, FFIR_W_BORROWED_FROM);
	bool owned = said_of_returned(b, r, FFIR_W_OWNED_BY) != NULL;
	struct plan_shape shape = {
		.kind = SHAPE_RECORD_REF, .type = r->type, .record = record, .read_only = true};
	if (record->opaque) {
		stay_raw_without_type(b, record, WORDS(FFIR_W_SERVICE),
				      "what comes back: '%s' is opaque and no service", record->decl->id);
		return;
	}
	if (!borrowed && !owned) {
		stay_raw_without(b, WORDS(FFIR_W_OWNED_BY, FFIR_W_BORROWED),
				 "what comes back: nobody says who frees the '%s'", record->decl->id);
		return;
	}
	if (record->carrier) {
		lower_pointed_result(b, r);
		return;
	}
	if (!lower_free(b, r))
		return;
	shape.nullable = r->nullable && is_nullable(b->l, r->param, true);
	int result = add_result(b, r->name, &shape, r->type);
	on_success(b, PHASE_RESULT, OP_DECODE, result, r->src);
	give(b, result);
}

/* A handle that comes back; the value that stands for none is null, unless it is a failure already. */
static bool lower_handle(struct call_builder *b, const struct returned *r)
{
	struct plan_shape shape;
	if (!handle_shape(b->l, r->param, r->type, r->nullable, &shape))
		return false;
	int result = add_result(b, r->name, &shape, r->type);
	on_success(b, PHASE_RESULT, OP_DECODE, result, r->src);
	give(b, result);
	return true;
}

static const struct ffir_annotation *array_of_returned(const struct call_builder *b, const struct returned *r)
{
	static const enum ffir_word words[] = {FFIR_W_ARRAY, FFIR_W_BYTE_LENGTH, FFIR_W_ARRAY_FIXED};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct ffir_annotation *word = said_of_returned(b, r, words[i]);
		if (word)
			return word;
	}
	return NULL;
}

/* Memory of C that nobody typed: its address. */
static void lower_address_result(struct call_builder *b, const struct returned *r)
{
	struct plan_shape shape = {.kind = SHAPE_RAW, .type = r->type};
	shape.nullable = r->nullable && is_nullable(b->l, r->param, true);
	int result = add_result(b, r->name, &shape, r->type);
	on_success(b, PHASE_RESULT, OP_DECODE, result, r->src);
	give(b, result);
}

void lower_returned(struct call_builder *b, const struct returned *r)
{
	const struct ffir_annotation *array = array_of_returned(b, r);
	struct plan_record *record = record_pointed_to(b->l, r->type);
	enum plan_encoding encoding = ENCODING_UTF8;
	bool text = text_encoding(b->l, r->param->annotations, r->param->n_annotations, r->type, &encoding);
	const struct ffir_type *to = pointee(b->l, r->type);
	if (!array && !text && !is_character(b->l, to))
		array = said_of_returned(b, r, FFIR_W_ZERO_TERMINATED);
	if (lower_handle(b, r))
		return;
	if (array) {
		lower_vector(b, r, array);
		return;
	}
	if (record && record->klass) {
		lower_returned_object(b, r, record);
		return;
	}
	if (record) {
		lower_returned_record(b, r, record);
		return;
	}
	bool said = said_of_returned(b, r, FFIR_W_OWNED_BY) || said_of_returned(b, r, FFIR_W_OWNED) ||
		    said_of_returned(b, r, FFIR_W_BORROWED) || said_of_returned(b, r, FFIR_W_BORROWED_FROM);
	bool whose = said || points_to_const(b->l, r->type);
	struct ffir_param words = *r->param;
	words.type = (struct ffir_type *)r->type;
	if (is_void(b->l, to) && !text && said_of_returned(b, r, FFIR_W_BORROWED))
		lower_address_result(b, r);
	else if ((is_character(b->l, to) || text) && whose) {
		if (!said)
			assume(b, WORDS(FFIR_W_BORROWED, FFIR_W_OWNED_BY),
			       "what comes back: the text is copied, and nobody frees it");
		lower_text_result(b, r, encoding, -1, false);
	} else if (is_character(b->l, to) || text)
		stay_raw_without(b, WORDS(FFIR_W_OWNED_BY, FFIR_W_BORROWED),
				 "what comes back: nobody says who frees the '%s'", spell(b->l, r->type));
	else if (says_one(b->l, &words))
		lower_pointed_result(b, r);
	else
		stay_raw_without(b, WORDS(FFIR_W_ARRAY, FFIR_W_ARRAY_FIXED),
				 "what comes back: '%s' may mean many things", spell(b->l, r->type));
}

/* ---- the result ---- */

/* C's int, by that name: as likely a code as a number. */
static bool may_be_code(const struct call_builder *b, const struct ffir_param *result)
{
	return result->type->kind == FFIR_TYPE_INT && strcmp(result->type->name, "int") == 0 &&
	       b->saved_errno < 0 && !said_of_param(b->l, result, FFIR_W_SENTINEL) &&
	       !said_of_param(b->l, result, FFIR_W_NEGATIVE_STATUS);
}

static void lower_plain_result(struct call_builder *b)
{
	const struct ffir_param *result = &b->type->result;
	struct plan_shape shape;
	const char *reason;
	if (!object_shape(b->l, result, &shape, &reason)) {
		stay_raw(b, "its result: %s", reason);
		return;
	}
	if (shape.kind == SHAPE_SCALAR && may_be_code(b, result))
		assume(b, WORDS(FFIR_W_STATUS, FFIR_W_SENTINEL, FFIR_W_AS),
		       "its result: an 'int' that is given to the caller as it is, and no failure");
	int value = add_result(b, NULL, &shape, result->type);
	on_success(b, PHASE_RESULT, OP_DECODE, value, b->ret);
	free_parts(b, value, b->ret, -1, false, false);
	give(b, value);
}

/* Of the result itself; results through parameters are there already, and it stands before them. */
static void lower_own_result(struct call_builder *b)
{
	const struct ffir_param *result = &b->type->result;
	const struct ffir_annotation *negative = said_of_param(b->l, result, FFIR_W_NEGATIVE_STATUS);
	struct plan_enum *status = negative ? NULL : status_enum(b, result, result->type);
	if (b->reason || (b->ret < 0 && !said_of_param(b->l, result, FFIR_W_ERRNO)))
		return;
	if (status) {
		lower_status(b, result, status, b->ret, result->type);
		return;
	}
	/* The user data of the callback before is nothing that callers know. */
	if (said_of_param(b->l, result, FFIR_W_CONTEXT))
		return;
	/* A destructor gives nothing: a code that FFI_AS names, and no FFI_STATUS, is no failure either. */
	if (b->call->role == ROLE_DESTRUCTOR && said_of_param(b->l, result, FFIR_W_AS))
		return;
	if (b->ret < 0) {
		impossible(b, &b->function->name.at, "FFI_ERRNO: '%s' returns nothing that tells a failure",
			   b->function->name.cname);
		return;
	}
	lower_sentinel(b);
	if (negative)
		lower_negative_status(b, negative);
	bool tested =
		said_of_param(b->l, result, FFIR_W_SENTINEL) || said_of_param(b->l, result, FFIR_W_ERRNO);
	struct returned r = {
		.param = result, .type = result->type, .src = b->ret, .cell = -1, .nullable = !tested};
	if (b->reason || b->returns_count || lower_handle(b, &r))
		return;
	if (function_of(b->l, result->type, NULL)) {
		stay_raw(b, "its result is a function that C has: only the raw layer gives its address");
	} else if (pointee(b->l, result->type)) {
		lower_returned(b, &r);
	} else {
		lower_plain_result(b);
	}
}

/* An object that C goes on using: the one that was made, or that of the method, keeps it. */
static void keep_given(struct call_builder *b, size_t i, int object)
{
	const struct ffir_param *param = b->args[i].param;
	if (!said_of_param(b->l, param, FFIR_W_BORROWED) && !said_of_param(b->l, param, FFIR_W_RETAINED))
		return;
	if (b->args[i].source == object)
		impossible(b, &param->at, "'%s' cannot keep itself", param->name);
	else if (object < 0)
		stay_raw(b, "%s: no object is there to keep it", param_label(b, i));
	else
		keep_alive(b, object, b->args[i].source);
}

/* What parameters say that an object keeps. */
static void lower_keeps(struct call_builder *b)
{
	int object = b->object >= 0 ? b->object : b->call->self;
	for (size_t i = 0; i < b->n_args; i++) {
		int source = b->args[i].source;
		if (source < 0)
			continue;
		const struct plan_shape *shape = &b->call->values[source].shape;
		if (shape->kind == SHAPE_OBJECT) {
			keep_said(b, b->args[i].param, source);
			keep_given(b, i, object);
		}
		bool memory = shape->kind == SHAPE_STRING || shape->kind == SHAPE_SLICE;
		const struct ffir_param *param = b->args[i].param;
		if (memory && object >= 0 &&
		    (said_of_param(b->l, param, FFIR_W_RETAINED) ||
		     said_of_param(b->l, param, FFIR_W_BORROWED)))
			keep_alive(b, object, b->args[i].value);
		if ((shape->kind == SHAPE_CLOSURE || shape->kind == SHAPE_INTERFACE) &&
		    shape->scope == SCOPE_OBJECT && object >= 0)
			keep_alive(b, object, source);
	}
}

void lower_result(struct call_builder *b)
{
	int *through_params = b->out_results;
	size_t n = b->n_out_results;
	b->out_results = NULL;
	b->n_out_results = 0;
	lower_own_result(b);
	if (b->n_out_results)
		b->call->values[b->out_results[0]].doc = b->call->returns_doc;
	for (size_t i = 0; i < n; i++)
		give(b, through_params[i]);
	if (!b->reason)
		lower_keeps(b);
}
