/*
 * What a call does before C runs with the functions that it gives to C.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/python/body.h"

/* "(function, "name", nullable)" of each closure whose user data is WITH. */
static const char *const *sharing_functions(struct body *b, int with, size_t *n)
{
	const struct plan_op **ops;
	*n = program_sharing(b->e->a, b->call, with, &ops);
	const char **list = (const char **)ffir_alloc(b->e->a, (*n + 1) * sizeof *list);
	for (size_t i = 0; i < *n; i++) {
		const char *name = param_name(b, ops[i]->src);
		bool nullable = value_at(b, ops[i]->src)->shape.nullable;
		list[i] = TEXT(b->e, "(%s, \"%s\", %s)", name, name, nullable ? "True" : "False");
	}
	return list;
}

static void add_context(struct body *b, const char *made, const char *variable)
{
	*FFIR_PUSH(b->e->a, b->contexts, b->n_contexts) = TEXT(b->e, "%s as %s", made, variable);
	*FFIR_PUSH(b->e->a, b->closures, b->n_closures) = variable;
}

/* VARIABLE is a closure for functions that have one key. */
static void make_shared(struct body *b, const char *variable, const char *const *functions, size_t n)
{
	need(b->e, PART_SHARED_CLOSURE);
	emit_list(b->e, TEXT(b->e, "%s = _SharedClosure(", variable), functions, n, ")");
	w_line(b->e->w, "%s.register()", variable);
}

static void make_call_closure(struct body *b, const struct plan_op *op, const char *variable)
{
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src), *nullable = shape->nullable ? ", True" : "";
	if (shape->closure->member < 0) {
		add_context(b, TEXT(b->e, "_Closure(%s, \"%s\"%s)", name, name, nullable), variable);
		return;
	}
	size_t n;
	const char *const *functions = sharing_functions(b, op->with, &n);
	need(b->e, PART_METHODS);
	add_context(b, TEXT(b->e, "_Methods(%s)", text_joined(b->e->a, functions, n, ", ")), variable);
}

/* "_LastingClosure(function, "name")", of class CLASS_NAME. */
static void make_lasting(struct body *b, const struct plan_op *op, const char *variable,
			 const char *class_name, const char *function)
{
	bool nullable = value_at(b, op->src)->shape.nullable;
	need(b->e, PART_LASTING_CLOSURE);
	w_line(b->e->w, "%s = %s(%s, \"%s\"%s).register()", variable, class_name, function,
	       param_name(b, op->src), nullable ? ", True" : "");
}

static const char *completing_function(struct body *b)
{
	need(b->e, PART_COMPLETION);
	b->completion = new_name(b, "completion");
	w_line(b->e->w, "%s = _Completion()", b->completion);
	return TEXT(b->e, "%s.done", b->completion);
}

/* The variable of the closure object: the first of those that share their user data makes it for all. */
static const char *closure_variable(struct body *b, const struct plan_op *op)
{
	enum program_hold hold = program_hold(b->call, op);
	if (hold == HOLD_SHARED)
		return b->values[program_first_sharing(b->call, op)->src].text;
	const char *function =
		program_shows(b->call, op->src) ? param_name(b, op->src) : completing_function(b);
	const char *variable = new_name(b, "closure");
	if (hold == HOLD_CALL) {
		make_call_closure(b, op, variable);
	} else if (hold == HOLD_ONCE) {
		need(b->e, PART_ONCE_CLOSURE);
		make_lasting(b, op, variable, "_OnceClosure", function);
	} else if (value_at(b, op->src)->shape.closure->member == 0) {
		size_t n;
		const char *const *functions = sharing_functions(b, op->with, &n);
		make_shared(b, variable, functions, n);
	} else {
		make_lasting(b, op, variable, "_LastingClosure", function);
	}
	return variable;
}

void emit_closure(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	bool shares = shape->closure->member >= 0, kept = closure_is_kept(shape);
	const char *runner = closure_runner(e, shape->closure, kept);
	need(e, PART_CLOSURE);
	const char *variable = closure_variable(b, op);
	const char *pointer = kept	      ? TEXT(e, "%s(%s)", runner, name)
			      : op->with >= 0 ? runner
					      : TEXT(e, "%s(%s)", runner, variable);
	if (shape->nullable)
		pointer = TEXT(e, "%s if %s is not None else %s(0)", pointer, name,
			       closure_class(e, shape->closure));
	if (kept || (op->with < 0 && shape->scope != SCOPE_CALL)) {
		w_line(e->w, "%s.pointer = %s", variable, pointer);
		pointer = TEXT(e, "%s.pointer", variable);
	}
	b->values[op->dst].text = pointer;
	b->values[op->src].text = variable;
	if (op->with >= 0)
		b->values[op->with].text = kept ? "None" : TEXT(e, "%s.key", variable);
	if (op->third >= 0)
		b->values[op->third].text =
			shape->nullable
				? TEXT(e, "_destroy_closure if %s is not None else type(_destroy_closure)(0)",
				       shares ? TEXT(e, "%s.key", variable) : name)
				: "_destroy_closure";
}

/* What implements C's struct of functions: they share one key, and the struct lives as long as that. */
void emit_interface(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src), *variable = new_name(b, "closure");
	const char *functions =
		TEXT(e, "*%s(%s)", interface_helper(e, "_functions_of", shape->interface), name);
	if (shape->nullable)
		functions = TEXT(e, "*(() if %s is None else %s)", name, functions + 1);
	need(e, PART_METHODS);
	if (program_hold(b->call, op) == HOLD_CALL)
		add_context(b, TEXT(e, "_Methods(%s)", functions), variable);
	else
		make_shared(b, variable, &functions, 1);
	const char *text = TEXT(e, "%s(%s)", interface_helper(e, "_struct_of", shape->interface), variable);
	if (is_pointer(b, op->dst))
		text = TEXT(e, "ctypes.byref(%s)", text);
	if (shape->nullable)
		text = TEXT(e, "None if %s is None else %s", name, text);
	b->values[op->src].text = variable;
	b->values[op->dst].text = text;
}
