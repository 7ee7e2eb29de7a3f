/*
 * Lowering of parameters: what callers give for each, and the ops that make C's argument of it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>
#include <strings.h>

#include "backends/shims.h"
#include "backends/words.h"

bool is_nullable(const struct lowering *l, const struct ffir_param *param, bool otherwise)
{
	if (said_of_param(l, param, FFIR_W_NULLABLE))
		return true;
	return otherwise && !said_of_param(l, param, FFIR_W_NONNULL);
}

int add_argument_local(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	b->args[i].value = add_value(b, VALUE_LOCAL, param->name, param->type);
	return b->args[i].value;
}

void check_param_null(struct call_builder *b, int source)
{
	if (!b->call->values[source].shape.nullable)
		add_op(b, PHASE_CHECK, OP_CHECK_NULL, -1, source);
}

/* ---- objects ---- */

/* C takes object SOURCE over: of a counted one it gets a reference of its own, any other is gone for the caller,
 * who must not have given it twice. */
static void transfer(struct call_builder *b, int source, int local)
{
	const struct plan_class *klass = b->call->values[source].shape.klass;
	if (klass->ref) {
		struct plan_op *op = add_op(b, PHASE_GIVE, OP_REF, -1, local);
		op->function = klass->ref;
		op->with = source;
		return;
	}
	add_op(b, PHASE_CHECK, OP_CHECK_OWNED, -1, source);
	add_op(b, PHASE_GIVE, OP_DETACH, -1, source);
}

/* Whether the call takes object SOURCE away from the caller. */
static bool gives_away(const struct call_builder *b, int source)
{
	for (size_t i = 0; i < b->phases[PHASE_GIVE].n; i++) {
		const struct plan_op *op = &b->phases[PHASE_GIVE].ops[i];
		if (op->kind == OP_DETACH && op->src == source)
			return true;
	}
	return false;
}

/* What is given away belongs to the object that is made of it, or whose method it is, unless that is given away itself. */
static void name_taker(struct call_builder *b)
{
	int taker = b->object >= 0 ? b->object : b->call->self;
	size_t n = b->phases[PHASE_GIVE].n;
	if (taker < 0 || gives_away(b, taker))
		return;
	for (size_t i = 0; i < n; i++) {
		const struct plan_op *op = &b->phases[PHASE_GIVE].ops[i];
		int given = op->src;
		if (op->kind != OP_DETACH)
			continue;
		if (taker == b->object)
			on_success(b, PHASE_KEEP, OP_INHERIT, taker, given);
		else
			add_op(b, PHASE_GIVE, OP_INHERIT, taker, given);
	}
}

void check_given(struct call_builder *b)
{
	name_taker(b);
	for (size_t i = 0; i < b->n_args; i++) {
		int given = b->args[i].source;
		if (given < 0 || !gives_away(b, given))
			continue;
		for (size_t k = 0; k < b->n_args; k++) {
			int other = b->args[k].source;
			if (k == i || other < 0 || b->call->values[other].shape.kind != SHAPE_OBJECT ||
			    b->call->values[other].shape.klass != b->call->values[given].shape.klass ||
			    (k < i && gives_away(b, other)))
				continue;
			add_op(b, PHASE_CHECK, OP_CHECK_OTHER, -1, given)->with = other;
		}
	}
}

static void use_object(struct call_builder *b, size_t i, int source, bool holds)
{
	int local = add_argument_local(b, i);
	const struct plan_class *klass = b->call->values[source].shape.klass;
	if (holds) {
		if (klass->thread_bound)
			add_op(b, PHASE_CHECK, OP_CHECK_THREAD, -1, source);
		add_op(b, PHASE_CHECK, OP_CHECK_ALIVE, -1, source);
		add_op(b, PHASE_HOLD, OP_HOLD, -1, source);
	}
	add_op(b, PHASE_HOLD, OP_PASS, local, source);
}

static void lower_self(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	int self = add_value(b, VALUE_SELF, param->name, param->type);
	b->call->values[self].shape =
		(struct plan_shape){.kind = SHAPE_OBJECT, .type = param->type, .klass = b->call->klass};
	b->call->self = self;
	b->args[i].source = self;
	if (b->call->role != ROLE_DESTRUCTOR) {
		use_object(b, i, self, true);
		if (said_of_param(b->l, param, FFIR_W_TRANSFER))
			transfer(b, self, b->args[i].value);
		return;
	}
	use_object(b, i, self, false);
	add_op(b, PHASE_GIVE, OP_DETACH, -1, self);
	if (b->call->klass->storage == STORAGE_BINDING)
		add_op(b, PHASE_FREE, OP_FREE, -1, b->args[i].value);
}

static void lower_object(struct call_builder *b, size_t i, struct plan_record *record)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape shape = {
		.kind = SHAPE_OBJECT, .type = param->type, .klass = class_of(b->l, record)};
	if (!shape.klass && b->call->klass && b->call->klass->record == record)
		shape.klass = b->call->klass;
	if (!shape.klass) {
		stay_raw(b, "%s: several classes are made of '%s'", param_label(b, i), record->decl->id);
		return;
	}
	shape.nullable = is_nullable(b->l, param, false);
	int source = add_param(b, i, &shape);
	check_param_null(b, source);
	use_object(b, i, source, true);
	lower_param_default(b, i, source);
	if (said_of_param(b->l, param, FFIR_W_TRANSFER))
		transfer(b, source, b->args[i].value);
}

/* The storage of an object that the constructor fills: the binding's, for as long as the object lives. */
void lower_storage(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_shape shape = {.kind = SHAPE_OBJECT, .type = param->type, .klass = b->call->klass};
	int local = add_argument_local(b, i);
	add_op(b, PHASE_MAKE, OP_ALLOC_OBJECT, local, -1);
	b->object = add_result(b, NULL, &shape, param->type);
	add_op(b, PHASE_RESULT, OP_ADOPT, b->object, local)->when = WHEN_SUCCESS;
	add_op(b, PHASE_FREE, OP_FREE, -1, local)->when = WHEN_FAILURE;
	*FFIR_PUSH(b->l->a, b->out_results, b->n_out_results) = b->object;
}

/* ---- callbacks ---- */

static bool scope_of(struct call_builder *b, const struct ffir_param *param, bool has_destroy,
		     enum plan_scope *scope)
{
	static const struct {
		const char *name;
		enum plan_scope scope;
	} scopes[] = {{"call", SCOPE_CALL},
		      {"notified", SCOPE_NOTIFIED},
		      {"forever", SCOPE_FOREVER},
		      {"async", SCOPE_ASYNC}};
	const struct ffir_annotation *word = said_of_param(b->l, param, FFIR_W_SCOPE);
	bool completes = b->completion >= 0 && b->args[b->completion].param == param;
	*scope = completes ? SCOPE_ASYNC : has_destroy ? SCOPE_NOTIFIED : SCOPE_FOREVER;
	if (said_of_param(b->l, param, FFIR_W_RETAINED))
		*scope = SCOPE_OBJECT;
	if (!word)
		return true;
	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
		if (!arg_text(word, 0) || strcmp(arg_text(word, 0), scopes[i].name) != 0)
			continue;
		*scope = scopes[i].scope;
		if (completes && *scope != SCOPE_ASYNC)
			impossible(b, &word->at,
				   "FFI_SCOPE: '%s' completes the call, FFI_ASYNC says: it runs once",
				   param->name);
		return true;
	}
	impossible(b, &word->at, "FFI_SCOPE: '%s' is none of call, notified, forever, async",
		   arg_text(word, 0) ? arg_text(word, 0) : "");
	return false;
}

/* The local of the parameter that WORD names, for what a closure passes; the first of those that share it makes
 * it. */
static int closure_partner(struct call_builder *b, size_t i, const struct ffir_annotation *word, bool shares)
{
	if (!word)
		return -1;
	int partner = find_param(b, arg_text(word, 0));
	if (!shares && b->args[partner].of != (int)i) {
		stay_raw(b, "%s: callbacks that share '%s'", param_label(b, i), b->args[partner].param->name);
		return -1;
	}
	return b->args[partner].value >= 0 ? b->args[partner].value : add_argument_local(b, (size_t)partner);
}

static bool same_partner(const struct ffir_annotation *a, const struct ffir_annotation *b)
{
	const char *x = a ? arg_text(a, 0) : NULL, *y = b ? arg_text(b, 0) : NULL;
	return !x || !y ? x == y : strcmp(x, y) == 0;
}

/* The place of parameter I among those with the same user data; -1 if it has that alone. */
static int member_of(struct call_builder *b, size_t i, const struct ffir_annotation *user_data)
{
	const struct ffir_annotation *destroy = said_of_param(b->l, b->args[i].param, FFIR_W_DESTROY);
	int member = 0, n = 0;
	for (size_t k = 0; user_data && k < b->n_args; k++) {
		const struct ffir_param *other = b->args[k].param;
		const struct ffir_annotation *word = said_of_param(b->l, other, FFIR_W_USER_DATA);
		if (!word || !same_partner(word, user_data))
			continue;
		if (!same_partner(said_of_param(b->l, other, FFIR_W_DESTROY), destroy))
			impossible(b, &user_data->at,
				   "'%s' and '%s' share '%s', but not what frees it: FFI_DESTROY has to say "
				   "the same",
				   b->args[i].param->name, other->name, arg_text(user_data, 0));
		if (!same_partner(said_of_param(b->l, other, FFIR_W_SCOPE),
				  said_of_param(b->l, b->args[i].param, FFIR_W_SCOPE)))
			impossible(
				b, &user_data->at,
				"'%s' and '%s' share '%s', but not how long it is used: FFI_SCOPE has to say "
				"the same",
				b->args[i].param->name, other->name, arg_text(user_data, 0));
		if (k < i)
			member++;
		n++;
	}
	return n > 1 ? member : -1;
}

static void check_closure(struct call_builder *b, size_t i, const struct plan_closure *closure,
			  const struct ffir_annotation *user_data, enum plan_scope scope)
{
	if (closure->refused)
		stay_raw_by_closure(b, i, closure);
	else if (user_data && closure->context < 0)
		stay_raw_without_context(b, i, closure);
	else if (!user_data && closure->context >= 0)
		stay_raw_without(b, WORDS(FFIR_W_USER_DATA),
				 "%s: nothing says which parameter is its user data", param_label(b, i));
	else if (scope == SCOPE_ASYNC && !user_data)
		stay_raw(b, "%s: it runs once, and has no user data that tells which of them runs",
			 param_label(b, i));
	else if (scope == SCOPE_OBJECT && b->call->self < 0 && b->call->role != ROLE_CONSTRUCTOR)
		impossible(b, &b->args[i].param->at, "FFI_RETAINED: '%s' has no object that keeps '%s'",
			   b->function->name.cname, b->args[i].param->name);
	else if (scope == SCOPE_NOTIFIED && !said_of_param(b->l, b->args[i].param, FFIR_W_DESTROY))
		impossible(b, &b->args[i].param->at,
			   "FFI_SCOPE(notified): nothing says when '%s' ends: name its function with "
			   "FFI_DESTROY",
			   b->args[i].param->name);
}

void lower_closure_param(struct call_builder *b, size_t i, const struct ffir_annotation *user_data)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_annotation *destroy = said_of_param(b->l, param, FFIR_W_DESTROY);
	struct plan_shape shape = {.kind = SHAPE_CLOSURE, .type = param->type};
	int member = member_of(b, i, user_data);
	shape.closure = member < 0 ? closure_for(b->l, param->type, param, b->function->name.cname)
				   : closure_of_member(b->l, param, b->function->name.cname, member);
	if (!scope_of(b, param, destroy != NULL, &shape.scope))
		return;
	if (member >= 0 && shape.scope == SCOPE_ASYNC)
		stay_raw(b, "%s: callbacks that share '%s' do not run once", param_label(b, i),
			 arg_text(user_data, 0));
	check_closure(b, i, shape.closure, user_data, shape.scope);
	if (b->reason)
		return;
	if (shape.scope == SCOPE_FOREVER && !said_of_param(b->l, param, FFIR_W_SCOPE))
		assume(b, WORDS(FFIR_W_SCOPE, FFIR_W_RETAINED), "%s: the callback is kept for ever",
		       param_label(b, i));
	shape.nullable = is_nullable(b->l, param, false);
	int source = add_param(b, i, &shape);
	check_param_null(b, source);
	lower_param_default(b, i, source);
	int local = add_argument_local(b, i);
	int with = closure_partner(b, i, user_data, member >= 0);
	int third = closure_partner(b, i, destroy, member >= 0);
	struct plan_op *op = add_op(b, PHASE_MAKE, OP_CLOSURE, local, source);
	op->with = with;
	op->third = third;
	if (shape.scope == SCOPE_CALL) {
		b->call->calls_back = true;
		if (b->call->leaf)
			impossible(b, &param->at, "FFI_LEAF: '%s' calls '%s' back", b->function->name.cname,
				   param->name);
	}
}

/* ---- which of them ---- */

/* Words on a parameter that is no callback and that no op carries. */
static bool has_other_words(struct call_builder *b, size_t i)
{
	static const enum ffir_word words[] = {FFIR_W_SCOPE};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		const struct ffir_annotation *word = said_of_param(b->l, b->args[i].param, words[k]);
		if (!word)
			continue;
		const char *scope = word->word == FFIR_W_SCOPE ? arg_text(word, 0) : NULL;
		if (scope &&
		    (strcmp(scope, "call") == 0 || (strcmp(scope, "async") == 0 && b->completion >= 0)))
			continue;
		stay_raw_word(b, word);
		return true;
	}
	return false;
}

/* Words that say that the callee keeps a pointer which only an object could live as long as. */
/* A text or array that the object keeps: its memory lives as long as that. */
static bool object_keeps_memory(const struct call_builder *b, size_t i)
{
	static const enum ffir_word many[] = {FFIR_W_ARRAY, FFIR_W_BYTE_LENGTH, FFIR_W_ARRAY_FIXED,
					      FFIR_W_ZERO_TERMINATED};
	const struct ffir_param *param = b->args[i].param;
	enum plan_encoding encoding;
	bool is_text =
		text_encoding(b->l, param->annotations, param->n_annotations, param->type, &encoding) ||
		is_character(b->l, pointee(b->l, param->type));
	bool keeps =
		said_of_param(b->l, param, FFIR_W_RETAINED) || said_of_param(b->l, param, FFIR_W_BORROWED);
	for (size_t k = 0; k < sizeof many / sizeof *many; k++)
		is_text = is_text || said_of_param(b->l, param, many[k]);
	return keeps && is_text && (b->call->self >= 0 || b->call->role == ROLE_CONSTRUCTOR);
}

static bool keeps_memory(struct call_builder *b, size_t i)
{
	static const enum ffir_word words[] = {FFIR_W_RETAINED,	    FFIR_W_BORROWED, FFIR_W_TRANSFER,
					       FFIR_W_KEEPS,	    FFIR_W_OWNED,    FFIR_W_OWNED_BY,
					       FFIR_W_BORROWED_FROM};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		const struct ffir_annotation *word = said_of_param(b->l, b->args[i].param, words[k]);
		if (!word)
			continue;
		stay_raw_word(b, word);
		return true;
	}
	return false;
}

/* What follows the named ones in a call of a variadic function counts none of them. */
static bool is_named(const struct call_builder *b, size_t i)
{
	const struct ffir_shim *shim = b->function->decl->shim;
	return !shim || !shim->as_is->variadic || i < shim->as_is->n_params;
}

/* Whether parameter I is an integer that nobody says anything of and that may be the length of the text in front
 * of it, by its name or for want of one. */
static bool counts_text(const struct call_builder *b, size_t i)
{
	static const char *const counts[] = {"len",  "length", "size", "sz",  "count",	 "cnt",
					     "byte", "bytes",  "max",  "cap", "capacity"};
	const struct argument *arg = i < b->n_args ? &b->args[i] : NULL;
	struct words words;
	if (!arg || !is_named(b, i) || arg->use != USE_NONE || arg->param->n_annotations ||
	    !is_count(b->l, arg->param->type))
		return false;
	if (arg->param->name[0] == '#' || strcasecmp(arg->param->name, "n") == 0)
		return true;
	split_words(arg->param->name, &words);
	for (size_t w = 0; w < words.n; w++)
		for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
			if (words.items[w].size == strlen(counts[k]) &&
			    strncasecmp(words.items[w].text, counts[k], words.items[w].size) == 0)
				return true;
	return false;
}

/* What C writes: a buffer or an out parameter. False if PARAM is none. */
static bool lower_written(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_annotation *buffer = said_of_param(b->l, param, FFIR_W_BUFFER);
	const struct ffir_annotation *out = said_of_param(b->l, param, FFIR_W_OUT);
	const struct plan_record *made = record_pointed_to(b->l, pointee(b->l, param->type));
	if (buffer) {
		lower_buffer(b, i, buffer);
		return true;
	}
	if (is_out(b->l, param) && out->by == FFIR_BY_STANDARD && may_be_many(b, i))
		return true;
	if (!is_out(b->l, param) && !(b->call->role == ROLE_CONSTRUCTOR && b->call->klass->record == made))
		return false;
	lower_out(b, i);
	return true;
}

/* What says that PARAM, which is TEXT or not, points to many; NULL if nothing does. */
static const struct ffir_annotation *said_many(const struct call_builder *b, const struct ffir_param *param,
					       bool text)
{
	static const enum ffir_word words[] = {FFIR_W_ARRAY, FFIR_W_BYTE_LENGTH, FFIR_W_ARRAY_FIXED};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct ffir_annotation *word = said_of_param(b->l, param, words[i]);
		if (word)
			return word;
	}
	return text || is_character(b->l, pointee(b->l, param->type))
		       ? NULL
		       : said_of_param(b->l, param, FFIR_W_ZERO_TERMINATED);
}

/* A pointer to one value or a text; TEXT says in ENCODING. */
static void lower_read_pointer(struct call_builder *b, size_t i, bool text, enum plan_encoding encoding)
{
	const struct ffir_param *param = b->args[i].param;
	bool is_const = points_to_const(b->l, param->type);
	bool in = said_of_param(b->l, param, FFIR_W_IN) != NULL;
	bool characters = is_character(b->l, pointee(b->l, param->type)) && is_const;
	bool ends = said_of_param(b->l, param, FFIR_W_ZERO_TERMINATED) != NULL;
	if (characters && !text && !ends && counts_text(b, i + 1))
		stay_raw_without(b, WORDS(FFIR_W_BYTE_LENGTH, FFIR_W_UTF8),
				 "%s: an integer follows it that may count it, so it may have no NUL",
				 param_label(b, i));
	else if (characters || (text && (is_const || in)))
		lower_text_param(b, i, encoding, NULL);
	else if (is_one(b->l, param))
		lower_cell_param(b, i, !in);
	else
		stay_raw_without(b,
				 is_const ? WORDS(FFIR_W_ARRAY, FFIR_W_BYTE_LENGTH, FFIR_W_IN)
					  : WORDS(FFIR_W_OUT, FFIR_W_INOUT, FFIR_W_ARRAY, FFIR_W_BUFFER),
				 "%s: '%s' may mean many things", param_label(b, i),
				 spell(b->l, param->type));
}

static void lower_pointer(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	struct plan_record *record = record_pointed_to(b->l, param->type);
	enum plan_encoding encoding = ENCODING_UTF8;
	if (lower_written(b, i))
		return;
	if (record && record->klass) {
		lower_object(b, i, record);
		return;
	}
	if (said_of_param(b->l, param, FFIR_W_TRANSFER)) {
		lower_given_text_param(b, i);
		return;
	}
	if (!object_keeps_memory(b, i) && keeps_memory(b, i))
		return;
	bool text = text_encoding(b->l, param->annotations, param->n_annotations, param->type, &encoding);
	const struct ffir_annotation *many = said_many(b, param, text);
	if (!many && record)
		lower_record_param(b, i, record);
	else if (!many)
		lower_read_pointer(b, i, text, encoding);
	/* int v[static 4] is of four at least. */
	else if (many->word != FFIR_W_ARRAY_FIXED || many->by != FFIR_BY_STANDARD || !may_be_many(b, i))
		lower_slice_param(b, i, many);
}

static void lower_use_none(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	if (function_of(b->l, param->type, NULL)) {
		lower_closure_param(b, i, said_of_param(b->l, param, FFIR_W_USER_DATA));
		return;
	}
	struct plan_interface *interface = interface_of(b->l, param->type);
	if (interface && !said_of_param(b->l, param, FFIR_W_OUT)) {
		lower_interface_param(b, i, interface);
		return;
	}
	if (handle_of(b->l, param->type)) {
		lower_handle_param(b, i);
		return;
	}
	if (refuses_change(b, i) || has_other_words(b, i))
		return;
	if (pointee(b->l, param->type))
		lower_pointer(b, i);
	else
		lower_value_param(b, i);
}

/* A cell for a count that C fills in. */
static void lower_count(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_type *to = pointee(b->l, param->type);
	if (!is_count(b->l, to)) {
		stay_raw(b, "%s: it counts, and is no integer", param_label(b, i));
		return;
	}
	int cell = b->args[i].value = add_value(b, VALUE_CELL, param->name, to);
	int loaded = b->args[i].loaded = add_value(b, VALUE_LOCAL, param->name, to);
	add_op(b, PHASE_MAKE, OP_ALLOC_OUT, cell, -1);
	add_op(b, PHASE_LOAD, OP_LOAD_OUT, loaded, cell)->when = WHEN_SUCCESS;
}

static void lower_by_use(struct call_builder *b, size_t i)
{
	const struct argument *arg = &b->args[i];
	if (said_of_param(b->l, arg->param, FFIR_W_HIDE) && arg->use != USE_CONSTANT) {
		stay_raw(b, "%s: FFI_HIDE says that it is none for other languages", param_label(b, i));
		return;
	}
	switch (arg->use) {
	case USE_NONE:
		lower_use_none(b, i);
		return;
	case USE_SELF:
		lower_self(b, i);
		return;
	case USE_CONSTANT:
		lower_constant_param(b, i);
		return;
	case USE_STORAGE:
		lower_storage(b, i);
		return;
	case USE_RESULT_LENGTH:
		lower_count(b, i);
		return;
	case USE_LENGTH:
	case USE_CAPACITY:
	case USE_WRITTEN:
	case USE_CAPACITY_WRITTEN:
	case USE_USER_DATA:
	case USE_DESTROY:
		lower_param(b, (size_t)arg->of);
		if (arg->value < 0)
			stay_raw(b, "%s: it belongs to '%s', which does not use it", param_label(b, i),
				 b->args[arg->of].param->name);
		return;
	}
}

void lower_param(struct call_builder *b, size_t i)
{
	struct argument *arg = &b->args[i];
	const struct ffir_param *outer = b->about;
	if (arg->begun || b->reason)
		return;
	arg->begun = true;
	b->about = arg->param;
	lower_by_use(b, i);
	b->about = outer;
}
