/*
 * Programs of calls for languages with exceptions: in which order their ops are printed, and what a failure undoes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/program.h"

bool program_is_unclaimed(const struct plan_call *call, const struct plan_op *op)
{
	if (op->kind != OP_ADOPT || op->when != WHEN_SUCCESS ||
	    !call->values[op->dst].shape.klass->destructor || program_op_of(call, OP_RELEASE, op->src))
		return false;
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_LOAD_OUT && call->ops[i].dst == op->src &&
		    program_op_of(call, OP_RELEASE, call->ops[i].src))
			return false;
	return true;
}

bool program_raises_late(const struct plan_call *call)
{
	if (!program_op(call, OP_RAISE_PENDING) || !program_op(call, OP_TEST_ERROR))
		return false;
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		bool frees = op->kind == OP_FREE_PARTS || (op->kind == OP_FREE && op->function);
		if ((frees && op->when == WHEN_SUCCESS) || program_is_unclaimed(call, op))
			return true;
	}
	return false;
}

/* ---- steps ---- */

struct stepping {
	struct ffir_arena *a;
	const struct plan_call *call;
	struct program_step *steps;
	size_t n;
	bool *done; /* parallel to the ops */
};

static void add_step(struct stepping *s, enum program_step_kind kind, const struct plan_op *op)
{
	*FFIR_PUSH(s->a, s->steps, s->n) = (struct program_step){kind, op};
}

static void add_op(struct stepping *s, size_t i)
{
	const struct plan_op *op = &s->call->ops[i];
	if (s->done[i])
		return;
	s->done[i] = true;
	if (op->when != WHEN_FAILURE && op->kind != OP_FREE && op->kind != OP_FREE_PARTS)
		add_step(s, STEP_OP, op);
}

static void guard(struct stepping *s, enum plan_when when)
{
	for (size_t i = 0; i < s->call->n_ops; i++) {
		const struct plan_op *op = &s->call->ops[i];
		if ((op->kind == OP_FREE_PARTS || (op->kind == OP_FREE && op->function)) && op->when == when)
			add_step(s, STEP_GUARD, op);
	}
}

/* Up to CALL, the rounds of RETRY with it; returns the index of what comes behind. */
static size_t add_front(struct stepping *s)
{
	size_t first = s->call->n_ops, last = first, i = 0;
	bool loops = program_loop(s->call, &first, &last);
	for (; i < s->call->n_ops; i++) {
		bool over = loops ? i == last : s->call->ops[i].kind == OP_CALL;
		if (i == first)
			add_step(s, STEP_LOOP, NULL);
		add_op(s, i);
		if (over)
			break;
	}
	if (loops)
		add_step(s, STEP_LOOP_END, NULL);
	return i + 1;
}

/*
 * Behind CALL: first what C gave, which may have to be ended, and what is freed whatever happens; then the tests; then,
 * once nothing has failed, what is freed for that reason, and the results.
 */
static void add_rest(struct stepping *s, size_t from)
{
	const struct plan_call *call = s->call;
	size_t behind_tests = from;
	bool late = program_raises_late(call);
	for (size_t i = from; i < call->n_ops; i++) {
		if (call->ops[i].kind == OP_TEST_ERROR || call->ops[i].kind == OP_RAISE_PENDING)
			behind_tests = i + 1;
		if (call->ops[i].kind == OP_LOAD_OUT)
			add_op(s, i);
	}
	guard(s, WHEN_ALWAYS);
	for (size_t i = from; i < behind_tests; i++)
		if (!late || call->ops[i].kind != OP_RAISE_PENDING)
			add_op(s, i);
	for (size_t i = from; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_BOUND)
			add_op(s, i);
	guard(s, WHEN_SUCCESS);
	for (size_t i = from; i < call->n_ops; i++)
		add_op(s, i);
}

size_t program_steps(struct ffir_arena *a, const struct plan_call *call, struct program_step **steps)
{
	struct stepping s = {.a = a, .call = call};
	s.done = (bool *)ffir_alloc(a, (call->n_ops + 1) * sizeof *s.done);
	add_rest(&s, add_front(&s));
	*steps = s.steps;
	return s.n;
}

/* ---- undoing ---- */

/* What OP, a RELEASE or FREE of WHEN_FAILURE, calls if TEST failed; NULL if there is nothing to call, as where TEST
 * found just that to be NULL. */
static const struct plan_function *undoing(const struct plan_call *call, const struct plan_op *op,
					   const struct plan_op *test)
{
	if (op->when != WHEN_FAILURE || (op->kind != OP_RELEASE && op->kind != OP_FREE))
		return NULL;
	const struct plan_op *load = program_op_of(call, OP_LOAD_OUT, op->src);
	if (test && test->test == TEST_SENTINEL && (test->src == op->src || (load && test->src == load->dst)))
		return NULL;
	if (op->kind == OP_FREE)
		return op->function;
	const struct plan_call *ends = call->values[op->with].shape.klass->destructor;
	return ends ? ends->function : op->function;
}

/* Whether C, which failed by TEST, or an object that is gone by then, does not run what OP made. C that succeeded
 * runs once what runs once, and keeps what an object keeps that was there before. */
static bool is_let_go(const struct plan_call *call, const struct plan_op *op, const struct plan_op *test)
{
	if (op->kind != OP_CLOSURE && op->kind != OP_INTERFACE)
		return false;
	enum program_hold hold = program_hold(call, op);
	if (hold != HOLD_ONCE && (hold != HOLD_LASTING || call->values[op->src].shape.scope != SCOPE_OBJECT))
		return false;
	if (test)
		return true;
	const struct plan_op *keep = program_op_with(call, OP_KEEP_ALIVE, op->src);
	return hold == HOLD_LASTING && keep && call->values[keep->dst].kind == VALUE_RESULT;
}

/* What an object that was there before keeps of a call that may have succeeded. */
static bool is_kept_all_the_same(const struct plan_call *call, const struct plan_op *op)
{
	return op->kind == OP_KEEP_ALIVE && call->values[op->dst].kind != VALUE_RESULT &&
	       call->values[op->dst].shape.kind == SHAPE_OBJECT;
}

size_t program_undoes(struct ffir_arena *a, const struct plan_call *call, const struct plan_op *test,
		      struct program_undo **undoes)
{
	size_t n = 0;
	*undoes = NULL;
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		const struct plan_function *f = undoing(call, op, test);
		if (f)
			*FFIR_PUSH(a, *undoes, n) = (struct program_undo){UNDO_OBJECT, op->src, f, NULL};
		if (!test && program_raises_late(call) && program_is_unclaimed(call, op))
			*FFIR_PUSH(a, *undoes, n) = (struct program_undo){
				UNDO_OBJECT, op->src, call->values[op->dst].shape.klass->destructor->function,
				NULL};
		if (!test && is_kept_all_the_same(call, op))
			*FFIR_PUSH(a, *undoes, n) = (struct program_undo){UNDO_KEEP, op->dst, NULL, op};
	}
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_ALLOC_OBJECT)
			*FFIR_PUSH(a, *undoes, n) =
				(struct program_undo){UNDO_STORAGE, call->ops[i].dst, NULL, NULL};
	for (size_t i = 0; i < call->n_ops; i++)
		if (is_let_go(call, &call->ops[i], test))
			*FFIR_PUSH(a, *undoes, n) =
				(struct program_undo){UNDO_CLOSURE, call->ops[i].src, NULL, NULL};
	return n;
}
