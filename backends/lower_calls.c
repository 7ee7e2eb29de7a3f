/*
 * Lowering of a call: what each C parameter is there for, and the one order of the ops.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <stdlib.h>
#include <string.h>

/* ---- the builder ---- */

int add_value(struct call_builder *b, enum plan_value_kind kind, const char *name,
	      const struct ffir_type *type)
{
	struct plan_value *value = FFIR_PUSH(b->l->a, b->call->values, b->call->n_values);
	value->kind = kind;
	value->name.cname = name;
	value->type = type;
	return (int)b->call->n_values - 1;
}

struct plan_op *add_op(struct call_builder *b, enum phase phase, enum plan_op_kind kind, int dst, int src)
{
	struct plan_op *op = FFIR_PUSH(b->l->a, b->phases[phase].ops, b->phases[phase].n);
	*op = (struct plan_op){.kind = kind, .dst = dst, .src = src, .with = -1, .third = -1, .target = -1};
	return op;
}

void impossible_word(struct call_builder *b, const struct ffir_annotation *word, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	const char *text = ffir_vprintf(b->l->a, format, ap);
	va_end(ap);
	if (word->by == FFIR_BY_STANDARD)
		stay_raw(b, "%s", text);
	else
		impossible(b, &word->at, "%s", text);
}

int find_param(const struct call_builder *b, const char *name)
{
	for (size_t i = 0; name && i < b->n_args; i++)
		if (strcmp(b->args[i].param->name, name) == 0)
			return (int)i;
	return -1;
}

const char *param_label(const struct call_builder *b, size_t i)
{
	const char *name = b->args[i].param->name;
	return name[0] == '#' ? ffir_printf(b->l->a, "parameter %s", name + 1)
			      : ffir_printf(b->l->a, "parameter '%s'", name);
}

int add_param(struct call_builder *b, size_t i, const struct plan_shape *shape)
{
	const struct ffir_param *param = b->args[i].param;
	int value = add_value(b, VALUE_PARAM, param->name, param->type);
	struct plan_value *v = &b->call->values[value];
	v->name = plan_name_of(param->name, &param->at, param->annotations, param->n_annotations);
	v->shape = *shape;
	v->doc = doc_of_param(b->l->a, b->function->doc, param);
	b->args[i].source = value;
	return value;
}

int add_result(struct call_builder *b, const char *name, const struct plan_shape *shape,
	       const struct ffir_type *type)
{
	int value = add_value(b, VALUE_RESULT, name, type);
	b->call->values[value].shape = *shape;
	return value;
}

/* ---- what each parameter is for ---- */

static const char *const use_says[] = {
	"a value",
	"the object",
	"a length",
	"the length of what comes back",
	"a capacity",
	"the length of what was written",
	"a capacity and what was written",
	"user data",
	"what frees user data",
	"passed by the binding",
	"the object's storage",
};

static bool may_share(enum use use)
{
	return use == USE_LENGTH || use == USE_USER_DATA || use == USE_DESTROY;
}

bool claim(struct call_builder *b, const struct ffir_annotation *word, int i, enum use use, int of)
{
	struct argument *arg = &b->args[i];
	if (arg->use == USE_NONE) {
		arg->use = use;
		arg->of = of;
		return true;
	}
	if (arg->use == use && may_share(use))
		return true;
	impossible_word(b, word, "'%s' cannot be %s and %s at once", arg->param->name, use_says[arg->use],
			use_says[use]);
	return false;
}

/* The parameter that argument I of WORD, said of the value OF, names; -1 after an error. */
static int named_param(struct call_builder *b, const struct ffir_annotation *word, size_t i)
{
	const char *name = arg_text(word, i);
	int found = find_param(b, name);
	if (found < 0)
		impossible(b, &word->at, "%s: '%s' has no parameter '%s'", macro_name(b->l, word->word),
			   b->function->name.cname, name ? name : "");
	return found;
}

static bool is_pointer(const struct call_builder *b, int i)
{
	return pointee(b->l, b->args[i].param->type) != NULL;
}

static void classify_buffer(struct call_builder *b, size_t i, const struct ffir_annotation *word)
{
	const char *capacity = arg_text(word, 0), *written = arg_text(word, 1);
	int c = named_param(b, word, 0);
	if (c < 0)
		return;
	bool same = written && strcmp(written, capacity) == 0;
	if (same && !is_pointer(b, c)) {
		impossible(b, &word->at, "FFI_BUFFER: '%s' cannot tell what was written: it is no pointer",
			   capacity);
		return;
	}
	claim(b, word, c, same ? USE_CAPACITY_WRITTEN : USE_CAPACITY, (int)i);
	if (!written || same || strcmp(written, "return") == 0)
		return;
	int w = named_param(b, word, 1);
	if (w >= 0)
		claim(b, word, w, USE_WRITTEN, (int)i);
}

/* An array at parameter I; counted by an integer that the slice gives, or by a cell that C fills. */
static void classify_array(struct call_builder *b, size_t i, const struct ffir_annotation *word)
{
	const struct ffir_param *param = b->args[i].param;
	int n = named_param(b, word, 0);
	if (n < 0)
		return;
	bool out = is_out(b->l, param);
	const struct ffir_type *to = pointee(b->l, param->type);
	bool callee_allocates = out && to && pointee(b->l, to);
	if (!out)
		claim(b, word, n, USE_LENGTH, (int)i);
	else if (is_pointer(b, n))
		claim(b, word, n, callee_allocates ? USE_RESULT_LENGTH : USE_CAPACITY_WRITTEN, (int)i);
	if (!out)
		b->args[n].bytes = word->word == FFIR_W_BYTE_LENGTH;
}

/* Memory that C fills whole and no array of the caller counts: its length is the caller's to say. */
static void classify_filled(struct call_builder *b, size_t i, const struct ffir_annotation *word)
{
	int n = word ? find_param(b, arg_text(word, 0)) : -1;
	if (n < 0 || !is_out(b->l, b->args[i].param))
		return;
	if (b->args[n].use == USE_NONE && !is_pointer(b, n))
		claim(b, word, n, USE_CAPACITY, (int)i);
}

static const struct ffir_annotation *array_word(const struct lowering *l, const struct ffir_param *param)
{
	const struct ffir_annotation *word = said_of_param(l, param, FFIR_W_ARRAY);
	return word ? word : said_of_param(l, param, FFIR_W_BYTE_LENGTH);
}

static void classify_param(struct call_builder *b, size_t i)
{
	const struct ffir_param *param = b->args[i].param;
	const struct ffir_annotation *word;
	if ((word = said_of_param(b->l, param, FFIR_W_PASS)) ||
	    (word = said_of_param(b->l, param, FFIR_W_RESERVED)))
		claim(b, word, (int)i, USE_CONSTANT, (int)i);
	if ((word = said_of_param(b->l, param, FFIR_W_BUFFER)))
		classify_buffer(b, i, word);
	else if ((word = array_word(b->l, param)))
		classify_array(b, i, word);
	if ((word = said_of_param(b->l, param, FFIR_W_USER_DATA))) {
		int data = named_param(b, word, 0);
		if (data >= 0)
			claim(b, word, data, USE_USER_DATA, (int)i);
	}
	if ((word = said_of_param(b->l, param, FFIR_W_DESTROY))) {
		int destroy = named_param(b, word, 0);
		if (destroy >= 0)
			claim(b, word, destroy, USE_DESTROY, (int)i);
	}
}

static void classify_result(struct call_builder *b)
{
	const struct ffir_annotation *word = array_word(b->l, &b->type->result);
	int n = word ? find_param(b, arg_text(word, 0)) : -1;
	if (!word)
		return;
	if (n >= 0 && is_pointer(b, n))
		claim(b, word, n, USE_RESULT_LENGTH, -1);
	else if (n < 0 && !function_named(b->l, arg_text(word, 0)))
		impossible(b, &word->at, "%s: '%s' has no parameter '%s', and there is no such function",
			   macro_name(b->l, word->word), b->function->name.cname,
			   arg_text(word, 0) ? arg_text(word, 0) : "");
}

static int param_of_record(const struct call_builder *b, const struct plan_record *record, bool by_pointer)
{
	for (size_t i = 0; i < b->n_args; i++) {
		const struct ffir_type *type = b->args[i].param->type;
		if (by_pointer)
			type = pointee(b->l, type);
		if (type && record_pointed_to(b->l, type) == record)
			return (int)i;
	}
	return -1;
}

/* Where somebody says what the function is of its class, else the function itself. */
static const struct ffir_loc *role_place(const struct call_builder *b)
{
	const struct ffir_annotation *word = role_word(b->function->decl);
	return word ? &word->at : &b->function->name.at;
}

static void classify_self(struct call_builder *b)
{
	const struct plan_class *klass = b->call->klass;
	int self = param_of_record(b, klass->record, false);
	if (self < 0)
		impossible(b, role_place(b), "'%s' cannot be of '%s': no parameter of it is a '%s *'",
			   b->function->name.cname, klass->name.cname, klass->record->decl->id);
	else if (b->args[self].use == USE_NONE)
		b->args[self].use = USE_SELF;
	else
		impossible(b, &b->args[self].param->at, "'%s' cannot be the object and %s at once",
			   b->args[self].param->name, use_says[b->args[self].use]);
}

/* The three forms of a constructor: it returns T *, fills a T **, or is given zeroed storage. */
static void classify_constructor(struct call_builder *b)
{
	struct plan_class *klass = b->call->klass;
	enum plan_storage storage = STORAGE_C;
	if (record_pointed_to(b->l, b->type->result.type) != klass->record &&
	    param_of_record(b, klass->record, true) < 0) {
		int i = param_of_record(b, klass->record, false);
		storage = STORAGE_BINDING;
		if (i < 0) {
			impossible(b, role_place(b),
				   "'%s' cannot construct '%s': it neither returns a '%s *' nor takes one",
				   b->function->name.cname, klass->name.cname, klass->record->decl->id);
			return;
		}
		if (klass->record->opaque) {
			impossible(b, role_place(b),
				   "'%s' cannot construct '%s': the storage that it takes is of unknown "
				   "size, '%s' is "
				   "opaque",
				   b->function->name.cname, klass->name.cname, klass->record->decl->id);
			return;
		}
		b->args[i].use = USE_STORAGE;
	}
	if (klass->n_constructors && klass->storage != storage)
		impossible(b, role_place(b),
			   "'%s' and '%s' cannot both construct '%s': one allocates it, the other takes its "
			   "storage",
			   b->function->name.cname, klass->constructors[0]->function->name.cname,
			   klass->name.cname);
	else
		klass->storage = storage;
}

static void check_text(struct call_builder *b, const struct ffir_param *param)
{
	enum plan_encoding encoding;
	if (text_encoding(b->l, param->annotations, param->n_annotations, param->type, &encoding) &&
	    !can_hold_text(b->l, param->type, encoding))
		impossible(b, param->at.file ? &param->at : &b->function->name.at,
			   "%s of '%s' is no text: '%s' does not point to characters of that encoding",
			   param->name ? ffir_printf(b->l->a, "parameter '%s'", param->name) : "the result",
			   b->function->name.cname, spell(b->l, param->type));
}

static void classify(struct call_builder *b)
{
	check_text(b, &b->type->result);
	for (size_t i = 0; i < b->n_args; i++) {
		check_text(b, b->args[i].param);
		classify_param(b, i);
	}
	for (size_t i = 0; i < b->n_args; i++)
		classify_filled(b, i, array_word(b->l, b->args[i].param));
	classify_result(b);
	if (b->reason)
		return;
	switch (b->call->role) {
	case ROLE_METHOD:
	case ROLE_DESTRUCTOR:
		classify_self(b);
		return;
	case ROLE_CONSTRUCTOR:
		classify_constructor(b);
		return;
	case ROLE_FUNCTION:
	case ROLE_STATIC:
		return;
	}
}

/* ---- the program ---- */

/* A value that callers may leave out stands behind those that they have to give, or is not optional. */
static void order_params(struct call_builder *b)
{
	struct plan_call *call = b->call;
	for (size_t i = 0; i < b->n_args; i++)
		if (b->args[i].source >= 0 && b->args[i].use != USE_SELF)
			*FFIR_PUSH(b->l->a, call->params, call->n_params) = b->args[i].source;
	bool optional = true;
	for (size_t i = call->n_params; i-- > 0;) {
		struct plan_value *value = &call->values[call->params[i]];
		if (!optional)
			value->constant.kind = FFIR_VALUE_NONE;
		optional = optional && value->constant.kind != FFIR_VALUE_NONE;
	}
}

/* Whether the call fails with a pointer that is neither NULL nor an object. */
static bool has_other_sentinel(const struct call_builder *b)
{
	for (size_t i = 0; i < b->phases[PHASE_TEST].n; i++) {
		const struct plan_op *test = &b->phases[PHASE_TEST].ops[i];
		if (test->src == b->ret && test->test == TEST_SENTINEL && strcmp(test->value.text, "0") != 0)
			return true;
	}
	return false;
}

/* A callback may raise where C made an object all the same. */
static void release_made(struct call_builder *b)
{
	if (b->ret < 0 || has_other_sentinel(b))
		return;
	for (size_t i = 0; i < b->phases[PHASE_RESULT].n; i++) {
		const struct plan_op *made = &b->phases[PHASE_RESULT].ops[i];
		bool refers = i > 0 && made[-1].kind == OP_REF; /* which C does not give */
		if (made->kind == OP_ADOPT && made->src == b->ret && !refers)
			add_release(b, b->ret, made->dst);
	}
}

static bool is_bound(const struct call_builder *b, int value)
{
	for (size_t i = 0; i < b->phases[PHASE_LOAD].n; i++)
		if (b->phases[PHASE_LOAD].ops[i].kind == OP_BOUND &&
		    b->phases[PHASE_LOAD].ops[i].dst == value)
			return true;
	return false;
}

/* What a call that C cannot fail gives is to be freed also where a callback raised. */
static void free_made(struct call_builder *b)
{
	if (b->phases[PHASE_TEST].n || b->phases[PHASE_NULL].n)
		return;
	for (size_t i = 0; i < b->phases[PHASE_FREE].n; i++) {
		struct plan_op *op = &b->phases[PHASE_FREE].ops[i];
		if (op->when == WHEN_SUCCESS && !is_bound(b, op->with))
			op->when = WHEN_ALWAYS;
	}
}

static void add_failures(struct call_builder *b)
{
	if (b->l->keeps_callbacks && !b->call->leaf)
		b->call->calls_back = true;
	if (b->call->calls_back) {
		release_made(b);
		free_made(b);
	}
	if (b->call->calls_back)
		add_op(b, PHASE_PENDING, OP_RAISE_PENDING, -1, -1)->when = WHEN_ALWAYS;
	b->call->can_fail = b->call->calls_back || b->phases[PHASE_TEST].n || b->phases[PHASE_NULL].n;
	if (b->call->can_fail)
		add_op(b, PHASE_RAISE, OP_RAISE, -1, -1)->when = WHEN_FAILURE;
	add_op(b, PHASE_RETURN, OP_RETURN, -1, -1)->when = WHEN_SUCCESS;
}

static void assemble(struct call_builder *b)
{
	struct plan_call *call = b->call;
	int round = -1;
	for (size_t phase = 0; phase < N_PHASES; phase++) {
		if (phase == PHASE_ROUND)
			round = (int)call->n_ops;
		size_t n = b->phases[phase].n;
		for (size_t i = 0; i < n; i++) {
			struct plan_op *op = FFIR_PUSH(b->l->a, call->ops, call->n_ops);
			*op = b->phases[phase].ops[phase == PHASE_FREE ? n - 1 - i : i];
			if (op->kind == OP_RETRY)
				op->target = round;
		}
	}
}

static void finish(struct call_builder *b)
{
	struct plan_call *call = b->call;
	int ret = b->ret;
	for (size_t i = 0; i < b->n_args; i++)
		*FFIR_PUSH(b->l->a, call->args, call->n_args) = b->args[i].value;
	add_op(b, PHASE_CALL, OP_CALL, ret, -1)->function = b->function;
	for (size_t i = 0; i < b->n_out_results; i++)
		*FFIR_PUSH(b->l->a, call->results, call->n_results) = b->out_results[i];
	call->must_use = b->function->must_use && call->n_results;
	add_failures(b);
	assemble(b);
}

static void check_destructor(struct call_builder *b)
{
	if (b->call->n_params || b->call->n_results)
		impossible(b, role_place(b), "'%s' cannot be a destructor: it %s", b->function->name.cname,
			   b->call->n_params
				   ? "needs more than the object, and has to take that only"
				   : "gives something back: FFI_STATUS says which codes are failures, "
				     "FFI_AS that none is");
}

/* A member is where its class is. */
static void leave_space(struct call_builder *b)
{
	const struct ffir_annotation *word = said_of(b->function->decl, FFIR_W_NAMESPACE);
	b->call->name.space = NULL;
	if (word)
		diag_warning(b->l->d, &word->at, "FFI_NAMESPACE: '%s' is where its class '%s' is",
			     b->function->name.cname, b->call->klass->name.cname);
}

static void build(struct call_builder *b)
{
	if (b->function->since)
		add_op(b, PHASE_CHECK, OP_CHECK_THERE, -1, -1)->function = b->function;
	classify(b);
	if (b->reason)
		return;
	if (!is_void(b->l, b->type->result.type))
		b->ret = add_value(b, VALUE_RETURN, NULL, b->type->result.type);
	for (size_t i = 0; i < b->n_args && !b->reason; i++) {
		lower_param(b, i);
		survey_on(b);
	}
	if (b->reason)
		return;
	b->about = &b->type->result;
	lower_result(b);
	b->about = NULL;
	survey_on(b);
	if (b->call->role == ROLE_CONSTRUCTOR)
		check_constructor(b);
	if (b->call->klass)
		leave_space(b);
	survey_end(b);
}

static void begin(struct call_builder *b, struct plan_function *function)
{
	b->function = function;
	b->type = function->type;
	b->n_args = function->type->n_params;
	b->args = (struct argument *)ffir_alloc(b->l->a, (b->n_args + 1) * sizeof *b->args);
	b->ret = b->saved_errno = b->object = b->completion = -1;
	for (size_t i = 0; i < b->n_args; i++)
		b->args[i] = (struct argument){
			.param = &b->type->params[i], .of = -1, .value = -1, .source = -1, .loaded = -1};
	b->call->name = function->name;
	b->call->function = function;
	b->call->self = -1;
	b->call->leaf = function->leaf;
	b->call->doc = function->doc;
	b->call->returns_doc = doc_of_result(function->doc);
	b->call->deprecated = function->deprecated;
}

/* Whether a callback of this call is used when the call is over. */
static bool keeps_callback(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_params; i++) {
		const struct plan_shape *shape = &call->values[call->params[i]].shape;
		if ((shape->kind == SHAPE_CLOSURE || shape->kind == SHAPE_INTERFACE) &&
		    shape->scope != SCOPE_CALL)
			return true;
	}
	return false;
}

static void note_kept(struct lowering *l, struct plan_class *klass, struct plan_class *kept)
{
	for (size_t i = 0; i < klass->n_keeps; i++)
		if (klass->keeps[i] == kept)
			return;
	*FFIR_PUSH(l->a, klass->keeps, klass->n_keeps) = kept;
}

static void note_keeps(struct lowering *l, const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		if (op->kind != OP_KEEP_ALIVE || call->values[op->with].shape.kind != SHAPE_OBJECT ||
		    call->values[op->dst].shape.kind != SHAPE_OBJECT)
			continue;
		note_kept(l, call->values[op->dst].shape.klass, call->values[op->with].shape.klass);
	}
}

static void begin_call(struct lowering *l, struct call_builder *b, struct plan_function *function)
{
	const char *reason = NULL;
	b->l = l;
	b->call = (struct plan_call *)ffir_alloc(l->a, sizeof *b->call);
	begin(b, function);
	if (said_of(function->decl, FFIR_W_REF))
		stay_raw(b, "bindings take their references themselves");
	find_completion(b);
	if (!find_role(l, function, &b->call->role, &b->call->klass, &reason))
		stay_raw(b, "it has no place in a class");
	if (reason)
		stay_raw_without(b, WORDS(FFIR_W_METHOD), "%s", reason);
	/* What is made later is no constructor's object. */
	if (b->completion >= 0 && b->call->role == ROLE_CONSTRUCTOR)
		b->call->role = ROLE_STATIC;
	if (!b->reason)
		build(b);
	if (!b->reason) {
		order_params(b);
		lower_completion(b);
		check_given(b);
		check_rounds(b);
		lower_protocol(b);
	}
	if (b->reason) {
		function->raw_reason = b->reason;
		return;
	}
	function->call = b->call;
	l->keeps_callbacks = l->keeps_callbacks || keeps_callback(b->call);
	if (b->call->role == ROLE_CONSTRUCTOR)
		add_member(l, b->call);
}

static void begin_calls(struct lowering *l, struct call_builder *builders, size_t n, bool constructors)
{
	for (size_t i = 0; i < n; i++) {
		struct plan_function *f = l->p->functions[i];
		bool constructs = said_of(f->decl, FFIR_W_CONSTRUCTOR) != NULL;
		if (!f->refused && constructs == constructors)
			begin_call(l, &builders[i], f);
	}
}

/* A destructor does what the constructors' storage asks for, so they come first; and any call may run a
 * callback that some other one keeps, so programs are put together when all are known. */
void lower_calls(struct lowering *l)
{
	size_t n = l->p->n_functions; /* C's free may be added behind them */
	struct call_builder *builders = (struct call_builder *)calloc(n + 1, sizeof *builders);
	if (!builders)
		abort();
	begin_calls(l, builders, n, true);
	begin_calls(l, builders, n, false);
	for (size_t i = 0; i < n; i++) {
		struct plan_function *f = l->p->functions[i];
		if (f->refused)
			f->raw_reason = f->refused;
		if (f->frees && !f->refused && (!f->call || f->call->role == ROLE_FUNCTION)) {
			f->call = NULL;
			f->raw_reason = "it frees what other functions give, which bindings see to";
		}
		if (!f->call)
			continue;
		finish(&builders[i]);
		note_keeps(l, f->call);
		if (f->call->role == ROLE_DESTRUCTOR)
			check_destructor(&builders[i]);
		if (f->call->role != ROLE_CONSTRUCTOR)
			add_member(l, f->call);
	}
	free(builders);
}
