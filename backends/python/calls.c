/*
 * A call's program as the body of a Python function: each op is an expression or a line or two.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "backends/python/python.h"

/* What Python has for a value of the program. */
enum form {
	FORM_VALUE,   /* a number, bytes, an instance */
	FORM_ADDRESS, /* a C pointer, as the raw layer gives it */
	FORM_MEMORY,  /* a bytearray that ALLOC_BUFFER made */
	FORM_ARRAY,   /* a ctypes array that ALLOC_BUFFER made */
	FORM_CELL,    /* an instance of ctypes */
};

struct value_state {
	const char *text; /* the expression */
	enum form form;
	const char *pointer; /* of MEMORY: what C is given */
	const char *count;   /* of a pinned slice */
	bool pinned;
};

struct body {
	struct python *e;
	const struct plan_call *call;
	struct value_state *values;
	const char **names; /* that are taken */
	size_t n_names;
	const char **contexts; /* "x as y" of the with statement around the call */
	size_t n_contexts;
	const char **closures; /* their variables */
	size_t n_closures;
	const char **lasting; /* closures that are released if the call fails */
	size_t n_lasting;
};

static void emit_op(struct body *b, const struct plan_op *op);

/* ---- names of variables ---- */

static bool name_is_taken(const struct body *b, const char *name)
{
	for (size_t i = 0; i < b->n_names; i++)
		if (strcmp(b->names[i], name) == 0)
			return true;
	return python_is_keyword(name);
}

static const char *new_name(struct body *b, const char *wish)
{
	const char *name = wish;
	for (unsigned i = 2; name_is_taken(b, name); i++)
		name = TEXT(b->e, "%s_%u", wish, i);
	*FFIR_PUSH(b->e->a, b->names, b->n_names) = name;
	return name;
}

/* A variable for value I, called as C calls it. */
static const char *variable_for(struct body *b, int i, const char *otherwise)
{
	const char *cname = b->call->values[i].name.cname;
	if (!cname || cname[0] == '#')
		cname = otherwise;
	return new_name(b, name_case(b->e->a, cname, CASE_SNAKE));
}

static const char *param_name(const struct body *b, int i)
{
	return b->call->values[i].kind == VALUE_SELF ? "self" : python_name(&b->call->values[i].name);
}

/* ---- values ---- */

static const struct plan_value *value_at(const struct body *b, int i)
{
	return &b->call->values[i];
}

static bool is_pointer(const struct body *b, int i)
{
	return value_at(b, i)->type && pointed_to(b->e, value_at(b, i)->type);
}

/* An integer constant as Python spells it for C type TYPE: -1 of a size_t is its greatest value. */
static const char *integer_for(struct python *e, const struct ffir_value *value, const struct ffir_type *type)
{
	const char *low, *high, *text = value_literal(e, value);
	if (value->kind != FFIR_VALUE_INTEGER || text[0] != '-')
		return text;
	if (type && pointed_to(e, type)) {
		uint64_t size = 8, align;
		ffir_type_size(e->p->module, type, &size, &align);
		return TEXT(e, size == 8 ? "0x%llX" : "0x%llX & 0xFFFFFFFF",
			    (unsigned long long)strtoll(text, NULL, 10));
	}
	if (type && integer_limits(e, type, &low, &high) && low[0] == '0')
		return TEXT(e, "%s & %s", text, high);
	return text;
}

static const char *constant_text(struct body *b, const struct plan_value *value)
{
	struct python *e = b->e;
	const struct ffir_type *to = value->type ? pointed_to(e, value->type) : NULL;
	const char *reason = NULL;
	/* ctypes takes no None for a function pointer. */
	if (to && to->kind == FFIR_TYPE_FUNCTION && ctype_function(e, to->function, &reason)) {
		const char *address = integer_for(e, &value->constant, value->type);
		return TEXT(e, "%s(%s)", ctype_function(e, to->function, &reason),
			    address);
	}
	if (to) {
		if (value->constant.kind == FFIR_VALUE_STRING)
			return bytes_literal(e, value->constant.text, value->constant.size);
		if (value->constant.kind == FFIR_VALUE_INTEGER && strcmp(value->constant.text, "0") == 0)
			return "None";
	}
	return integer_for(e, &value->constant, value->type);
}

/* Value I as an argument of C. */
static const char *argument_text(struct body *b, int i)
{
	const struct plan_value *value = value_at(b, i);
	const struct value_state *state = &b->values[i];
	if (value->kind == VALUE_CONSTANT)
		return constant_text(b, value);
	if (state->form == FORM_MEMORY)
		return state->pointer;
	return state->text ? state->text : "None";
}

/* The ctypes class of the elements that pointer value I leads to. */
static const char *element_class(struct body *b, int i)
{
	const char *reason = NULL;
	const struct ffir_type *to = real_type(b->e, value_at(b, i)->type, NULL)->to;
	const char *text = to ? ctype(b->e, to, PLACE_ELEMENT, &reason) : NULL;
	return text ? text : "ctypes.c_ubyte";
}

static bool points_to_bytes(const struct body *b, int i)
{
	const struct ffir_type *to = pointed_to(b->e, value_at(b, i)->type);
	return to && is_bytes(b->e, to);
}

/* ---- checks ---- */

static void emit_check_null(struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	switch (shape->kind) {
	case SHAPE_RECORD_REF:
	case SHAPE_RAW:
		need(b->e, PART_NONE);
		w_open(b->e->w, "if %s is None:", name);
		w_line(b->e->w, "raise _none(\"%s\")", name);
		w_close(b->e->w, "");
		return;
	case SHAPE_CLOSURE: /* CLOSURE, ENCODE, PIN and CHECK_ALIVE look at the type */
	case SHAPE_STRING:
	case SHAPE_SLICE:
	case SHAPE_OBJECT:
	case SHAPE_VOID:
	case SHAPE_SCALAR:
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
	case SHAPE_RECORD:
	case SHAPE_HANDLE:
	case SHAPE_VECTOR:
	case SHAPE_OPTION:
	case SHAPE_RESULT:
	case SHAPE_TAGGED:
	case SHAPE_INTERFACE:
	case N_SHAPES:
		return;
	}
}

static void emit_limits(struct body *b, const char *text, const char *shown, const struct ffir_type *type)
{
	const char *low, *high;
	if (!integer_limits(b->e, type, &low, &high))
		return;
	need(b->e, PART_OUT_OF_RANGE);
	w_open(b->e->w, "if not %s <= %s <= %s:", low, text, high);
	w_line(b->e->w, "raise _out_of_range(\"%s\", %s, \"%s\")", shown, text,
	       ffir_type_spell(b->e->a, type, ""));
	w_close(b->e->w, "");
}

static void emit_check_range(struct body *b, const struct plan_op *op)
{
	const struct plan_value *src = value_at(b, op->src);
	const struct plan_enum *item = src->shape.enumeration;
	const char *name = param_name(b, op->src);
	if (item && item->closed && !item->flags && item->n_items) {
		w_line(b->e->w, "%s = %s(%s)", name, python_name(&item->name), name);
		return;
	}
	emit_limits(b, name, name, op->dst >= 0 ? value_at(b, op->dst)->type : src->type);
}

static void emit_check_alive(struct body *b, const struct plan_op *op)
{
	const struct plan_value *src = value_at(b, op->src);
	const char *name = param_name(b, op->src);
	if (src->kind == VALUE_SELF)
		return; /* self._handle raises if it is gone */
	need(b->e, PART_CHECK_OBJECT);
	if (src->shape.nullable)
		w_open(b->e->w, "if %s is not None:", name);
	w_line(b->e->w, "_check_object(%s, %s, \"%s\")", name, python_name(&src->shape.klass->name), name);
	if (src->shape.nullable)
		w_close(b->e->w, "");
}

static void emit_check_thread(struct body *b, const struct plan_op *op)
{
	need_import(b->e, "import threading");
	w_open(b->e->w, "if %s._handle.thread != threading.get_ident():", param_name(b, op->src));
	w_line(b->e->w, "raise RuntimeError(\"%s belongs to another thread\")", param_name(b, op->src));
	w_close(b->e->w, "");
}

/* ---- memory of the caller ---- */

static bool length_reads(const struct body *b, int encoded)
{
	for (size_t i = 0; i < b->call->n_ops; i++)
		if (b->call->ops[i].kind == OP_LENGTH && b->call->ops[i].with == encoded)
			return true;
	return false;
}

static void emit_encode(struct body *b, const struct plan_op *op)
{
	static const struct {
		enum part part;
		const char *call;
	} encodings[] = {
		[ENCODING_UTF8] = {PART_ENCODE, "_encode(%s, \"%s\")"},
		[ENCODING_ASCII] = {PART_ENCODE, "_encode(%s, \"%s\", \"ascii\")"},
		[ENCODING_LOCALE] = {PART_ENCODE_LOCALE, "_encode_locale(%s, \"%s\")"},
		[ENCODING_UTF16] = {PART_ENCODE, "_encode(%s, \"%s\", \"utf-16\")"},
		[ENCODING_UTF32] = {PART_ENCODE, "_encode(%s, \"%s\", \"utf-32\")"},
		[ENCODING_BYTES] = {PART_ENCODE_BYTES, "_encode_bytes(%s, \"%s\")"},
	};
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	need(b->e, encodings[shape->encoding].part);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	const char *text = TEXT(b->e, encodings[shape->encoding].call, name, name);
#pragma GCC diagnostic pop
	if (shape->nullable)
		text = TEXT(b->e, "None if %s is None else %s", name, text);
	if (length_reads(b, op->dst)) {
		const char *variable = new_name(b, TEXT(b->e, "%s_bytes", name));
		w_line(b->e->w, "%s = %s", variable, text);
		text = variable;
		b->values[op->dst].count = shape->nullable
						   ? TEXT(b->e, "(0 if %s is None else len(%s))", text, text)
						   : TEXT(b->e, "len(%s)", text);
	}
	b->values[op->dst].text = text;
}

/* Slice SRC as a pointer and a count, made once, when the first op asks. */
static void pin_slice(struct body *b, int src)
{
	struct python *e = b->e;
	struct value_state *state = &b->values[src];
	const struct plan_shape *shape = &value_at(b, src)->shape;
	const char *name = param_name(b, src), *reason = NULL;
	if (state->pinned)
		return;
	state->pinned = true;
	const char *otherwise = shape->nullable ? TEXT(e, " if %s is not None else ", name) : "";
	if (is_bytes(e, shape->element->type)) {
		need(e, PART_BUFFER);
		state->text = new_name(b, TEXT(e, "%s_pointer", name));
		state->count = new_name(b, TEXT(e, "%s_size", name));
		w_line(e->w, "%s, %s = %s(%s)%s%s", state->text, state->count,
		       shape->read_only ? "_readable" : "_writable", name, otherwise,
		       *otherwise ? "(None, 0)" : "");
		return;
	}
	bool numbers = shape->element->kind == SHAPE_SCALAR || shape->element->enumeration;
	enum part part = numbers	    ? shape->read_only ? PART_NUMBERS : PART_OWN_NUMBERS
			 : shape->read_only ? PART_ARRAY
					    : PART_OWN_ARRAY;
	static const char *const makers[] = {[PART_ARRAY] = "_array",
					     [PART_OWN_ARRAY] = "_own_array",
					     [PART_NUMBERS] = "_numbers",
					     [PART_OWN_NUMBERS] = "_own_numbers"};
	need(e, part);
	if (numbers)
		need(e, PART_NUMBERS);
	state->text = new_name(b, TEXT(e, "%s_array", name));
	w_line(e->w, "%s = %s(%s, %s, \"%s\")%s%s", state->text, makers[part], name,
	       ctype(e, shape->element->type, PLACE_ELEMENT, &reason), name, otherwise,
	       *otherwise ? "None" : "");
	state->count = shape->nullable ? TEXT(e, "(0 if %s is None else len(%s))", name, state->text)
				       : TEXT(e, "len(%s)", state->text);
}

static void emit_pin(struct body *b, const struct plan_op *op)
{
	if (value_at(b, op->src)->shape.kind != SHAPE_SLICE) {
		b->values[op->dst].text = param_name(b, op->src);
		return;
	}
	pin_slice(b, op->src);
	b->values[op->dst].text = b->values[op->src].text;
}

/* Bytes in one element of slice SRC as a factor, "" for 1. */
static const char *size_factor(struct body *b, const struct plan_shape *shape)
{
	uint64_t size = 1, align;
	if (shape->element && !is_bytes(b->e, shape->element->type))
		ffir_type_size(b->e->p->module, shape->element->type, &size, &align);
	return size == 1 ? "" : TEXT(b->e, " * %llu", (unsigned long long)size);
}

static const char *slice_count(struct body *b, const struct plan_op *op)
{
	pin_slice(b, op->src);
	return TEXT(b->e, "%s%s", b->values[op->src].count,
		    op->bytes ? size_factor(b, &value_at(b, op->src)->shape) : "");
}

static void emit_length(struct body *b, const struct plan_op *op)
{
	uint64_t size = 8, align;
	const struct ffir_type *type = value_at(b, op->dst)->type;
	const char *text = value_at(b, op->src)->shape.kind == SHAPE_STRING ? b->values[op->with].count
									    : slice_count(b, op);
	ffir_type_size(b->e->p->module, type, &size, &align);
	if (size < 8)
		emit_limits(b, text, TEXT(b->e, "the length of %s", param_name(b, op->src)), type);
	b->values[op->dst].text = text;
}

static void emit_check_length(struct body *b, const struct plan_op *op)
{
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	const char *count = shape->kind == SHAPE_STRING ? TEXT(b->e, "len(%s)", name) : slice_count(b, op);
	const char *wanted = op->with >= 0 ? argument_text(b, op->with)
					   : TEXT(b->e, "%llu", (unsigned long long)shape->fixed);
	const char *shown = op->with >= 0 ? TEXT(b->e, "{%s}", wanted) : wanted;
	w_open(b->e->w, "if %s%s != %s:", shape->nullable ? TEXT(b->e, "%s is not None and ", name) : "",
	       count, wanted);
	w_line(b->e->w, "raise ValueError(f\"%s must have %s elements, not {%s}\")", name, shown, count);
	w_close(b->e->w, "");
}

/* ---- callbacks ---- */

static void emit_closure(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->src)->shape;
	const char *name = param_name(b, op->src);
	const char *variable = new_name(b, "closure");
	const char *runner = closure_runner(e, shape->closure);
	bool call = shape->scope == SCOPE_CALL;
	need(e, PART_CLOSURE);
	if (call) {
		*FFIR_PUSH(e->a, b->contexts, b->n_contexts) =
			TEXT(e, "_Closure(%s, \"%s\"%s) as %s", name, name, shape->nullable ? ", True" : "",
			     variable);
		*FFIR_PUSH(e->a, b->closures, b->n_closures) = variable;
	} else {
		need(e, PART_RAISED);
		need(e, PART_LASTING_CLOSURE);
		w_line(e->w, "%s = _LastingClosure(%s, \"%s\"%s).register()", variable, name, name,
		       shape->nullable ? ", True" : "");
		*FFIR_PUSH(e->a, b->lasting, b->n_lasting) = shape->scope == SCOPE_OBJECT ? variable : NULL;
	}
	const char *pointer = op->with >= 0 ? runner : TEXT(e, "%s(%s)", runner, variable);
	if (shape->nullable)
		pointer = TEXT(e, "%s if %s is not None else %s(0)", pointer, name,
			       closure_class(e, shape->closure));
	if (op->with < 0 && !call) {
		w_line(e->w, "%s.pointer = %s", variable, pointer);
		pointer = TEXT(e, "%s.pointer", variable);
	}
	b->values[op->dst].text = pointer;
	b->values[op->src].text = variable;
	if (op->with >= 0)
		b->values[op->with].text = TEXT(e, "%s.key", variable);
	if (op->third >= 0)
		b->values[op->third].text =
			shape->nullable
				? TEXT(e, "_destroy_closure if %s is not None else type(_destroy_closure)(0)",
				       name)
				: "_destroy_closure";
}

/* ---- objects ---- */

/* Whether something will need the object's handle behind the call, too. */
static bool is_keeper_or_kept(const struct body *b, int value)
{
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (op->kind == OP_KEEP_ALIVE && (op->dst == value || op->with == value))
			return true;
	}
	return false;
}

static void pass_object(struct body *b, const struct plan_op *op, const char *name)
{
	const char *text = value_at(b, op->src)->shape.nullable
				   ? TEXT(b->e, "None if %s is None else %s._handle", name, name)
				   : TEXT(b->e, "%s._handle", name);
	if (is_keeper_or_kept(b, op->src)) {
		const char *variable =
			new_name(b, strcmp(name, "self") == 0 ? "handle" : TEXT(b->e, "%s_handle", name));
		w_line(b->e->w, "%s = %s", variable, text);
		b->values[op->src].text = text = variable;
	}
	b->values[op->dst].text = text;
}

static void emit_pass(struct body *b, const struct plan_op *op)
{
	const struct plan_value *src = value_at(b, op->src);
	const char *name = param_name(b, op->src);
	if (src->kind != VALUE_SELF && src->kind != VALUE_PARAM)
		b->values[op->dst] = b->values[op->src];
	else if (src->shape.kind != SHAPE_OBJECT)
		b->values[op->dst].text = name;
	else
		pass_object(b, op, name);
}

static void emit_detach(struct body *b, const struct plan_op *op)
{
	const char *name = param_name(b, op->src);
	const char *variable = new_name(b, "handle");
	const char *before = TEXT(b->e, "%s._handle", name);
	w_line(b->e->w, "%s = %s._detach()", variable, name);
	for (size_t i = 0; i < b->call->n_values; i++)
		if (b->values[i].text && strcmp(b->values[i].text, before) == 0)
			b->values[i].text = variable;
}

static void emit_alloc_object(struct body *b, const struct plan_op *op)
{
	const char *variable = new_name(b, "handle");
	w_line(b->e->w, "%s = %s()", variable, handle_name(b->e, b->call->klass));
	b->values[op->dst].text = variable;
}

/* "_CloudHandle(POINTER)"; the storage of the binding is a handle already. */
static const char *adopted(struct body *b, const struct plan_op *op, const struct plan_class *klass)
{
	if (klass->storage == STORAGE_BINDING) {
		w_line(b->e->w, "%s.owned = True", b->values[op->src].text);
		return b->values[op->src].text;
	}
	if (op->kind == OP_BORROW)
		return TEXT(b->e, "%s.borrow(%s)", handle_name(b->e, klass), b->values[op->src].text);
	return TEXT(b->e, "%s(%s)", handle_name(b->e, klass), b->values[op->src].text);
}

static bool is_kept_later(const struct body *b, int value)
{
	for (size_t i = 0; i < b->call->n_ops; i++)
		if (b->call->ops[i].kind == OP_KEEP_ALIVE && b->call->ops[i].dst == value)
			return true;
	return false;
}

static void emit_adopt(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_value *dst = value_at(b, op->dst);
	const struct plan_class *klass = dst->shape.klass;
	const char *handle = adopted(b, op, klass);
	bool first = b->call->role == ROLE_CONSTRUCTOR && klass == b->call->klass && op->kind == OP_ADOPT;
	if (first && b->call == main_constructor(klass)) {
		w_line(e->w, "self._handle = %s", handle);
		if (klass->thread_bound) {
			need_import(e, "import threading");
			w_line(e->w, "self._handle.thread = threading.get_ident()");
		}
		b->values[op->dst].text = "self";
		return;
	}
	const char *text = TEXT(e, "%s._of(%s)", first ? "cls" : python_name(&klass->name), handle);
	if (dst->shape.nullable)
		text = TEXT(e, "%s if %s else None", text, b->values[op->src].text);
	if (is_kept_later(b, op->dst) || klass->thread_bound) {
		const char *variable = new_name(b, "instance");
		w_line(e->w, "%s = %s", variable, text);
		if (klass->thread_bound) {
			need_import(e, "import threading");
			w_line(e->w, "%s._handle.thread = threading.get_ident()", variable);
		}
		text = variable;
	}
	b->values[op->dst].text = text;
}

static void emit_keep_alive(struct body *b, const struct plan_op *op)
{
	const struct plan_value *kept = value_at(b, op->with), *dst = value_at(b, op->dst);
	/* Of objects that the caller gave, PASS has put the handle into a variable. */
	const char *keeper = b->values[op->dst].text;
	const char *what = b->values[op->with].text;
	const char *may_be_none = dst->kind == VALUE_RESULT && dst->shape.nullable	     ? keeper
				  : kept->shape.kind == SHAPE_OBJECT && kept->shape.nullable ? what
											     : NULL;
	if (may_be_none)
		w_open(b->e->w, "if %s is not None:", may_be_none);
	w_line(b->e->w, dst->kind == VALUE_RESULT ? "%s._handle.keep(%s)" : "%s.keep(%s)", keeper, what);
	if (may_be_none)
		w_close(b->e->w, "");
}

/* ---- storage for the callee ---- */

static void emit_alloc_out(struct body *b, const struct plan_op *op)
{
	const char *reason = NULL;
	const char *variable = b->values[op->dst].text;
	const char *type = ctype(b->e, value_at(b, op->dst)->type, PLACE_FIELD, &reason);
	if (!variable)
		variable = variable_for(b, op->dst, "cell");
	w_line(b->e->w, "%s = %s(%s)", variable, type, op->src >= 0 ? argument_text(b, op->src) : "");
	b->values[op->dst] = (struct value_state){.text = variable, .form = FORM_CELL};
}

static const char *const *bound_arguments(struct body *b, const struct plan_op *op)
{
	const char **args = (const char **)ffir_alloc(b->e->a, (op->n_args + 1) * sizeof *args);
	for (size_t i = 0; i < op->n_args; i++)
		args[i] = argument_text(b, op->args[i]);
	return args;
}

static void emit_bound(struct body *b, const struct plan_op *op)
{
	const char *variable = variable_for(b, op->dst, "length");
	const char *first =
		TEXT(b->e, "%s = raw.%s(", variable, python_attribute(b->e, op->function->name.cname));
	emit_list(b->e, first, bound_arguments(b, op), op->n_args, ")");
	b->values[op->dst].text = variable;
}

static void emit_capacity(struct body *b, const struct plan_op *op)
{
	const char *low, *high;
	const char *variable = variable_for(b, op->dst, "capacity");
	const char *text = op->src >= 0 ? TEXT(b->e, "max(256, 4 * %s)", argument_text(b, op->src)) : "256";
	uint64_t size = 8, align;
	ffir_type_size(b->e->p->module, value_at(b, op->dst)->type, &size, &align);
	if (size < 8 && op->src >= 0 && integer_limits(b->e, value_at(b, op->dst)->type, &low, &high))
		text = TEXT(b->e, "min(%s, %s)", text, high);
	w_line(b->e->w, "%s = %s", variable, text);
	b->values[op->dst].text = variable;
}

static void emit_alloc_buffer(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	struct value_state *state = &b->values[op->dst];
	const char *capacity = argument_text(b, op->with);
	state->text = variable_for(b, op->dst, "buffer");
	if (points_to_bytes(b, op->dst)) {
		need(e, PART_ROOM);
		state->form = FORM_MEMORY;
		state->pointer = new_name(b, TEXT(e, "%s_pointer", state->text));
		w_line(e->w, "%s, %s = _room(%s)", state->text, state->pointer, capacity);
		return;
	}
	const char *element = element_class(b, op->dst);
	state->form = FORM_ARRAY;
	if (op->bytes)
		capacity = TEXT(e, "(%s // ctypes.sizeof(%s))", capacity, element);
	w_line(e->w, "%s = (%s * %s)()", state->text, element, capacity);
}

/* ---- what comes back ---- */

static void emit_load_out(struct body *b, const struct plan_op *op)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *type = real_type(b->e, value_at(b, op->src)->type, &decl);
	const char *reason = NULL, *cell = b->values[op->src].text;
	bool record = decl && decl->kind == FFIR_DECL_RECORD;
	const char *class_text = ctype(b->e, value_at(b, op->src)->type, PLACE_FIELD, &reason);
	bool pointer = class_text && strncmp(class_text, "ctypes.POINTER", 14) == 0;
	bool text = class_text && strcmp(class_text, "ctypes.c_char_p") == 0;
	b->values[op->dst].form = type->kind == FFIR_TYPE_POINTER && !text ? FORM_ADDRESS : FORM_VALUE;
	b->values[op->dst].text = record || pointer ? cell : TEXT(b->e, "%s.value", cell);
}

/* The bytes at pointer SRC, COUNT of them; up to the NUL if COUNT is NULL. */
static const char *bytes_of(struct body *b, int src, const char *count)
{
	struct python *e = b->e;
	const struct value_state *state = &b->values[src];
	if (state->form == FORM_MEMORY)
		return count ? TEXT(e, "%s[:%s]", state->text, count)
			     : TEXT(e, "%s[:%s.find(0)]", state->text, state->text);
	if (count) {
		need(e, PART_BYTES_AT);
		return TEXT(e, "_bytes_at(%s, %s)", state->text, count);
	}
	return state->form == FORM_ADDRESS ? TEXT(e, "ctypes.string_at(%s)", state->text) : state->text;
}

static const char *decoded(struct python *e, const char *bytes, enum plan_encoding encoding, bool copy)
{
	switch (encoding) {
	case ENCODING_UTF8:
		return TEXT(e, "%s.decode()", bytes);
	case ENCODING_ASCII:
		return TEXT(e, "%s.decode(\"ascii\")", bytes);
	case ENCODING_LOCALE:
		need_import(e, "import os");
		return TEXT(e, copy ? "os.fsdecode(bytes(%s))" : "os.fsdecode(%s)", bytes);
	case ENCODING_UTF16:
		return TEXT(e, "%s.decode(\"utf-16\")", bytes);
	case ENCODING_UTF32:
		return TEXT(e, "%s.decode(\"utf-32\")", bytes);
	case ENCODING_BYTES:
		return copy ? TEXT(e, "bytes(%s)", bytes) : bytes;
	}
	return bytes;
}

/* Texts that ctypes has copied already: a helper looks at None. */
static const char *copied_text(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	const char *text = b->values[op->src].text;
	if (!shape->nullable) {
		need(e, PART_TEXT);
		text = TEXT(e, "_text(%s, \"%s\")", text, b->call->function->name.cname);
		return decoded(e, text, shape->encoding, false);
	}
	if (shape->encoding == ENCODING_BYTES)
		return text;
	if (shape->encoding == ENCODING_LOCALE) {
		need(e, PART_LOCALE_OR_NONE);
		return TEXT(e, "_locale_or_none(%s)", text);
	}
	need(e, PART_TEXT_OR_NONE);
	return TEXT(e, "_text_or_none(%s%s)", text, shape->encoding == ENCODING_ASCII ? ", \"ascii\"" : "");
}

static const char *decoded_string(struct body *b, const struct plan_op *op)
{
	const struct value_state *state = &b->values[op->src];
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	if (state->form == FORM_VALUE && op->with < 0)
		return copied_text(b, op);
	const char *count = op->with >= 0 ? argument_text(b, op->with) : NULL;
	const char *text =
		decoded(b->e, bytes_of(b, op->src, count), shape->encoding, state->form == FORM_MEMORY);
	return shape->nullable ? TEXT(b->e, "%s if %s else None", text, state->text) : text;
}

static void emit_decode(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	const char *src = b->values[op->src].text, *text = src;
	switch (shape->kind) {
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
		text = TEXT(e, "%s(%s)", python_name(&shape->enumeration->name), src);
		break;
	case SHAPE_RECORD_REF:
		text = TEXT(e, "%s.from_buffer_copy(%s.contents)",
			    e->records[record_index(e, shape->record)].name, src);
		if (shape->nullable)
			text = TEXT(e, "%s if %s else None", text, src);
		break;
	case SHAPE_STRING:
		text = decoded_string(b, op);
		break;
	case SHAPE_VOID:
	case SHAPE_SCALAR:
	case SHAPE_RECORD:
	case SHAPE_HANDLE:
	case SHAPE_OBJECT:
	case SHAPE_SLICE:
	case SHAPE_VECTOR:
	case SHAPE_OPTION:
	case SHAPE_RESULT:
	case SHAPE_TAGGED:
	case SHAPE_CLOSURE:
	case SHAPE_INTERFACE:
	case SHAPE_RAW:
	case N_SHAPES:
		break;
	}
	b->values[op->dst].text = text;
}

/* Elements that ctypes gives one by one, as callers see them. */
static const char *elements_text(struct body *b, const struct plan_shape *element, const char *list,
				 bool foreign)
{
	struct python *e = b->e;
	if (element->kind == SHAPE_ENUMERATION || element->kind == SHAPE_FLAGS)
		return TEXT(e, "[%s(item) for item in %s]", python_name(&element->enumeration->name), list);
	if (element->kind == SHAPE_RECORD && foreign)
		return TEXT(e, "[%s.from_buffer_copy(item) for item in %s]",
			    e->records[record_index(e, element->record)].name, list);
	return list;
}

static void emit_copy(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct value_state *state = &b->values[op->src];
	const struct plan_shape *shape = &value_at(b, op->dst)->shape;
	const char *count = op->with >= 0 ? argument_text(b, op->with)
					  : TEXT(e, "%llu", (unsigned long long)shape->fixed);
	const char *text;
	if (state->form == FORM_MEMORY) {
		text = TEXT(e, "bytes(memoryview(%s)[:%s])", state->text, count);
	} else if (!shape->element || is_bytes(e, shape->element->type)) {
		text = bytes_of(b, op->src, count);
	} else {
		if (op->bytes)
			count = TEXT(e, "%s // ctypes.sizeof(%s)", count, element_class(b, op->src));
		text = elements_text(b, shape->element, TEXT(e, "%s[:%s]", state->text, count),
				     state->form != FORM_ARRAY);
	}
	if (shape->nullable && state->form == FORM_ADDRESS)
		text = TEXT(e, "%s if %s else None", text, state->text);
	b->values[op->dst].text = text;
}

/* ---- failures ---- */

static const char *status_test(struct body *b, const struct plan_op *op)
{
	const char *src = b->values[op->src].text;
	struct ffir_buf oks = {0};
	if (op->n_oks == 0)
		return TEXT(b->e, "%s != 0", src);
	if (op->n_oks == 1)
		return TEXT(b->e, "%s != %s", src, value_literal(b->e, &op->oks[0]));
	for (size_t i = 0; i < op->n_oks; i++)
		ffir_buf_printf(&oks, "%s%s", i ? ", " : "", value_literal(b->e, &op->oks[i]));
	const char *text = TEXT(b->e, "%s not in (%s)", src, oks.text);
	ffir_buf_release(&oks);
	return text;
}

static const char *failure_test(struct body *b, const struct plan_op *op)
{
	const char *src = b->values[op->src].text;
	int64_t value;
	switch (op->test) {
	case TEST_STATUS:
		return status_test(b, op);
	case TEST_SENTINEL:
		if (is_pointer(b, op->src) && ffir_value_int64(&op->value, &value) && value == 0)
			return b->values[op->src].form == FORM_ADDRESS ? TEXT(b->e, "not %s", src)
								       : TEXT(b->e, "%s is None", src);
		return TEXT(b->e, "%s == %s", src, integer_for(b->e, &op->value, value_at(b, op->src)->type));
	case TEST_NEGATIVE:
		return TEXT(b->e, "%s < 0", src);
	}
	return "False";
}

static const struct plan_op *message_of(const struct body *b, const struct plan_error *error)
{
	for (size_t i = 0; i < b->call->n_ops; i++)
		if (b->call->ops[i].kind == OP_MESSAGE && b->call->ops[i].error == error)
			return &b->call->ops[i];
	return NULL;
}

/* The text that an object tells, as bytes or None. */
static const char *object_message(struct body *b, const struct plan_error *error)
{
	struct python *e = b->e;
	const struct plan_op *op = message_of(b, error);
	if (!op || op->src < 0)
		return "None";
	const struct plan_value *src = value_at(b, op->src);
	const char *function = python_attribute(e, error->message->name.cname);
	if (src->kind == VALUE_CELL)
		return TEXT(e, "raw.%s(%s) if %s else None", function, b->values[op->src].text,
			    b->values[op->src].text);
	const char *handle = TEXT(e, "%s._handle", param_name(b, op->src));
	if (src->shape.klass == error->message_class)
		return TEXT(e, "raw.%s(%s)", function, handle);
	need(e, PART_KEPT);
	return TEXT(e, "raw.%s(_kept(%s, %s))", function, handle, handle_name(e, error->message_class));
}

static const char *failure_text(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_error *error = op->error;
	const char *src = b->values[op->src].text;
	if (error && error->message && error->message_takes == MESSAGE_OF_OBJECT &&
	    !function_refused(e, error->message))
		return TEXT(e, "%s(%s, %s)", error_maker(e, error), src, object_message(b, error));
	if (error)
		return TEXT(e, "%s(%s)", error_maker(e, error), src);
	if (b->call->saves_errno) {
		need(e, PART_OS_ERROR);
		return "_os_error()";
	}
	return TEXT(e, "%s(\"%s() failed\")", e->base_error, b->call->function->name.cname);
}

/* What has to be undone when the call failed. */
static size_t emit_undo(struct body *b, const struct plan_op *test, bool print)
{
	size_t n = 0;
	for (size_t i = 0; i < b->n_lasting; i++) {
		if (!b->lasting[i])
			continue;
		if (print)
			w_line(b->e->w, "%s.release()", b->lasting[i]);
		n++;
	}
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (op->when != WHEN_FAILURE ||
		    (op->kind != OP_RELEASE && (op->kind != OP_FREE || !op->function)))
			continue;
		if (test && test->test == TEST_SENTINEL && test->src == op->src)
			continue; /* it is NULL */
		n++;
		if (!print)
			continue;
		const struct plan_function *f = op->kind == OP_FREE ? op->function : NULL;
		const struct plan_class *klass = NULL;
		for (size_t k = 0; !f && k < b->e->p->n_classes; k++) {
			klass = b->e->p->classes[k];
			if (klass->destructor &&
			    klass->record ==
				    plan_record_of(b->e->p,
						   real_type(b->e, value_at(b, op->src)->type, NULL)->to))
				f = klass->destructor->function;
		}
		if (!f)
			continue;
		w_open(b->e->w, "if %s:", b->values[op->src].text);
		w_line(b->e->w, "raw.%s(%s)", python_attribute(b->e, f->name.cname), b->values[op->src].text);
		w_close(b->e->w, "");
	}
	return n;
}

static void emit_raise(struct body *b, const struct plan_op *op)
{
	const char *failure = failure_text(b, op);
	w_open(b->e->w, "if %s:", failure_test(b, op));
	if (emit_undo(b, op, false)) {
		const char *variable = new_name(b, "error");
		w_line(b->e->w, "%s = %s", variable, failure);
		emit_undo(b, op, true);
		failure = variable;
	}
	w_line(b->e->w, "raise %s", failure);
	w_close(b->e->w, "");
}

/* Objects that keep callbacks may run one in any call. */
static bool some_callback_lasts(const struct plan *p)
{
	for (size_t i = 0; i < p->n_functions; i++) {
		const struct plan_call *call = p->functions[i]->call;
		for (size_t k = 0; call && k < call->n_params; k++) {
			const struct plan_shape *shape = &call->values[call->params[k]].shape;
			if (shape->kind == SHAPE_CLOSURE && shape->scope != SCOPE_CALL)
				return true;
		}
	}
	return false;
}

static void emit_pending(struct body *b)
{
	for (size_t i = 0; i < b->n_closures; i++) {
		if (emit_undo(b, NULL, false)) {
			w_open(b->e->w, "if %s.error is not None:", b->closures[i]);
			emit_undo(b, NULL, true);
			w_line(b->e->w, "%s.reraise()", b->closures[i]);
			w_close(b->e->w, "");
		} else {
			w_line(b->e->w, "%s.reraise()", b->closures[i]);
		}
	}
	if (!some_callback_lasts(b->e->p))
		return;
	need(b->e, PART_RAISED);
	if (emit_undo(b, NULL, false)) {
		need_import(b->e, "import threading");
		w_open(b->e->w, "if threading.get_ident() in _raised:");
	} else {
		w_open(b->e->w, "if _raised:");
	}
	emit_undo(b, NULL, true);
	w_line(b->e->w, "_reraise()");
	w_close(b->e->w, "");
}

static void emit_retry(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const char *low, *high = "0x7FFFFFFFFFFFFFFF", *capacity = b->values[op->with].text;
	integer_limits(e, value_at(b, op->with)->type, &low, &high);
	if (strlen(high) > strlen("0x7FFFFFFFFFFFFFFF") || strcmp(high, "0xFFFFFFFFFFFFFFFF") == 0)
		high = "0x7FFFFFFFFFFFFFFF"; /* Python's own memory ends there */
	w_open(e->w, "if %s != %s or %s > %s // 2:", b->values[op->src].text,
	       integer_for(e, &op->value, value_at(b, op->src)->type), capacity, high);
	w_line(e->w, "break");
	w_close(e->w, "");
	w_line(e->w, "%s *= 2", capacity);
}

/* ---- the call ---- */

/* How often ops behind the call read its result. */
static size_t count_reads(const struct body *b, int value)
{
	size_t n = 0;
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (op->src == value || op->with == value)
			n += op->kind == OP_DECODE && value_at(b, op->dst)->shape.kind != SHAPE_RECORD_REF
				     ? 1
				     : 2;
	}
	return n;
}

static const char *result_variable(struct body *b, const struct plan_op *call)
{
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (op->kind == OP_TEST_ERROR && op->src == call->dst && op->test == TEST_STATUS)
			return new_name(b, "status");
	}
	return new_name(b, is_pointer(b, call->dst) ? "pointer" : "result");
}

static const char *cell_argument(struct body *b, size_t i)
{
	int value = b->call->args[i];
	const char *text = argument_text(b, value), *reason = NULL;
	if (value_at(b, value)->kind != VALUE_CELL)
		return text;
	/* ctypes takes an instance for a pointer to its class; an address has no class. */
	const char *type = ctype(b->e, b->call->function->type->params[i].type, PLACE_ARGUMENT, &reason);
	return type && strncmp(type, "ctypes.POINTER", 14) == 0 ? text : TEXT(b->e, "ctypes.byref(%s)", text);
}

/* Whether lines stand between the call and the return. */
static bool looks_behind(const struct body *b)
{
	for (size_t i = 0; i < b->call->n_ops; i++)
		if (b->call->ops[i].kind == OP_TEST_ERROR)
			return true;
	return b->call->calls_back && some_callback_lasts(b->e->p);
}

static void emit_the_call(struct body *b, const struct plan_op *op)
{
	struct python *e = b->e;
	const struct plan_function *f = op->function ? op->function : b->call->function;
	const char **args = (const char **)ffir_alloc(e->a, (b->call->n_args + 1) * sizeof *args);
	const char *reason = NULL;
	for (size_t i = 0; i < b->call->n_args; i++)
		args[i] = cell_argument(b, i);
	const char *callee = TEXT(e, "raw.%s(", python_attribute(e, f->name.cname));
	bool inlined = op->dst >= 0 && !b->n_contexts && !b->call->retries && count_reads(b, op->dst) == 1 &&
		       b->call->n_results == 1 && !looks_behind(b);
	if (op->dst >= 0) {
		const char *type = ctype_result(e, f, &reason);
		bool address = is_pointer(b, op->dst) && type && strcmp(type, "ctypes.c_char_p") != 0;
		b->values[op->dst].form = address ? FORM_ADDRESS : FORM_VALUE;
	}
	if (inlined) {
		struct ffir_buf text = {0};
		ffir_buf_puts(&text, callee);
		for (size_t i = 0; i < b->call->n_args; i++)
			ffir_buf_printf(&text, "%s%s", i ? ", " : "", args[i]);
		ffir_buf_puts(&text, ")");
		b->values[op->dst].text = ffir_strndup(e->a, text.text, text.size);
		ffir_buf_release(&text);
		return;
	}
	if (b->n_contexts) {
		struct ffir_buf with = {0};
		for (size_t i = 0; i < b->n_contexts; i++)
			ffir_buf_printf(&with, "%s%s", i ? ", " : "", b->contexts[i]);
		w_open(e->w, "with %s:", with.text);
		ffir_buf_release(&with);
	}
	if (op->dst >= 0 && count_reads(b, op->dst)) {
		b->values[op->dst].text = result_variable(b, op);
		callee = TEXT(e, "%s = %s", b->values[op->dst].text, callee);
	}
	emit_list(e, callee, args, b->call->n_args, ")");
	if (b->n_contexts)
		w_close(e->w, "");
}

static void emit_op(struct body *b, const struct plan_op *op)
{
	switch (op->kind) {
	case OP_CHECK_ALIVE:
		emit_check_alive(b, op);
		return;
	case OP_CHECK_NULL:
		emit_check_null(b, op);
		return;
	case OP_CHECK_RANGE:
		emit_check_range(b, op);
		return;
	case OP_CHECK_LENGTH:
		emit_check_length(b, op);
		return;
	case OP_CHECK_THREAD:
		emit_check_thread(b, op);
		return;
	case OP_HOLD: /* the argument is a reference to the handle */
		return;
	case OP_ENCODE:
		emit_encode(b, op);
		return;
	case OP_PIN:
		emit_pin(b, op);
		return;
	case OP_LENGTH:
		emit_length(b, op);
		return;
	case OP_CLOSURE:
		emit_closure(b, op);
		return;
	case OP_DETACH:
		emit_detach(b, op);
		return;
	case OP_ALLOC_OUT:
		emit_alloc_out(b, op);
		return;
	case OP_ALLOC_OBJECT:
		emit_alloc_object(b, op);
		return;
	case OP_ALLOC_BUFFER:
		emit_alloc_buffer(b, op);
		return;
	case OP_BOUND:
		emit_bound(b, op);
		return;
	case OP_CAPACITY:
		emit_capacity(b, op);
		return;
	case OP_PASS:
		emit_pass(b, op);
		return;
	case OP_CALL:
		emit_the_call(b, op);
		return;
	case OP_SAVE_ERRNO:
		b->values[op->dst].text = "ctypes.get_errno()";
		return;
	case OP_RETRY:
		emit_retry(b, op);
		return;
	case OP_RAISE_PENDING:
		emit_pending(b);
		return;
	case OP_TEST_ERROR:
		emit_raise(b, op);
		return;
	case OP_LOAD_OUT:
		emit_load_out(b, op);
		return;
	case OP_DECODE:
		emit_decode(b, op);
		return;
	case OP_COPY:
	case OP_VIEW:
		emit_copy(b, op);
		return;
	case OP_ADOPT:
	case OP_BORROW:
		emit_adopt(b, op);
		return;
	case OP_KEEP_ALIVE:
		emit_keep_alive(b, op);
		return;
	case OP_MESSAGE: /* part of TEST_ERROR's line */
	case OP_FREE:	 /* printed around what is between CALL and it */
	case OP_RELEASE: /* part of TEST_ERROR's lines */
	case OP_RAISE:
	case OP_RETURN:
	case N_OPS:
		return;
	}
}

static bool frees(const struct plan_op *op, enum plan_when when)
{
	return op->kind == OP_FREE && op->function && op->when == when;
}

static size_t open_frees(struct body *b, enum plan_when when)
{
	size_t n = 0;
	for (size_t i = 0; i < b->call->n_ops; i++)
		n += frees(&b->call->ops[i], when);
	if (n)
		w_open(b->e->w, "try:");
	return n;
}

static void close_frees(struct body *b, enum plan_when when, size_t n)
{
	if (!n)
		return;
	w_close(b->e->w, "finally:");
	b->e->w->level++;
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *op = &b->call->ops[i];
		if (!frees(op, when))
			continue;
		w_open(b->e->w, "if %s:", b->values[op->src].text);
		w_line(b->e->w, "raw.%s(%s)", python_attribute(b->e, op->function->name.cname),
		       b->values[op->src].text);
		w_close(b->e->w, "");
	}
	b->e->w->level--;
}

static void emit_return(struct body *b)
{
	struct ffir_buf text = {0};
	const struct plan_call *call = b->call;
	if (call->role == ROLE_CONSTRUCTOR && call == main_constructor(call->klass))
		return;
	for (size_t i = 0; i < call->n_results; i++)
		ffir_buf_printf(&text, "%s%s", i ? ", " : "", b->values[call->results[i]].text);
	if (call->n_results)
		w_line(b->e->w, "return %s", text.text);
	ffir_buf_release(&text);
}

/* A value that was tested or loaded keeps its place, so that FREE finds it in a variable. */
static void settle_freed(struct body *b, const struct plan_op *op)
{
	for (size_t i = 0; i < b->call->n_ops; i++) {
		const struct plan_op *free_op = &b->call->ops[i];
		if (free_op->kind != OP_FREE || !free_op->function || free_op->src != op->dst)
			continue;
		const char *variable = new_name(b, "address");
		w_line(b->e->w, "%s = %s", variable, b->values[op->dst].text);
		b->values[op->dst].text = variable;
		return;
	}
}

static bool is_early(const struct plan_op *op)
{
	return op->when == WHEN_ALWAYS || op->kind == OP_RETRY || op->kind == OP_TEST_ERROR;
}

/* Everything behind CALL: what always happens, then the failures, then what is only there on success. */
static void emit_rest(struct body *b, size_t from)
{
	const struct plan_call *call = b->call;
	size_t always = 0, last_test = from;
	for (size_t i = from; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_TEST_ERROR)
			last_test = i + 1;
	for (size_t i = from; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		if (op->kind == OP_LOAD_OUT && op->when == WHEN_ALWAYS) {
			emit_op(b, op);
			settle_freed(b, op);
		}
	}
	always = open_frees(b, WHEN_ALWAYS);
	for (size_t i = from; i < last_test; i++) {
		const struct plan_op *op = &call->ops[i];
		bool loaded = op->kind == OP_LOAD_OUT && op->when == WHEN_ALWAYS;
		if (!loaded && (is_early(op) || op->kind == OP_LOAD_OUT || op->kind == OP_BOUND))
			emit_op(b, op);
	}
	size_t success = open_frees(b, WHEN_SUCCESS);
	for (size_t i = from; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		bool done = (i < last_test &&
			     (is_early(op) || op->kind == OP_LOAD_OUT || op->kind == OP_BOUND)) ||
			    (op->kind == OP_LOAD_OUT && op->when == WHEN_ALWAYS);
		if (!done && op->when != WHEN_FAILURE)
			emit_op(b, op);
	}
	emit_return(b);
	close_frees(b, WHEN_SUCCESS, success);
	close_frees(b, WHEN_ALWAYS, always);
}

/* The loop that RETRY goes round, from op FIRST to op LAST. */
static bool find_loop(const struct plan_call *call, size_t *first, size_t *last)
{
	for (size_t i = 0; i < call->n_ops; i++) {
		if (call->ops[i].kind != OP_RETRY)
			continue;
		*first = (size_t)call->ops[i].target;
		*last = i;
		return true;
	}
	return false;
}

static void take_names(struct body *b)
{
	new_name(b, b->call->role == ROLE_CONSTRUCTOR ? "cls_" : "self_");
	for (size_t i = 0; i < b->call->n_params; i++)
		*FFIR_PUSH(b->e->a, b->names, b->n_names) = param_name(b, b->call->params[i]);
}

void emit_call_body(struct python *e, const struct plan_call *call)
{
	struct body b = {.e = e, .call = call};
	size_t first = SIZE_MAX, last = SIZE_MAX, i;
	b.values = (struct value_state *)ffir_alloc(e->a, (call->n_values + 1) * sizeof *b.values);
	take_names(&b);
	bool loops = find_loop(call, &first, &last);
	for (i = 0; i < call->n_ops; i++) {
		if (i == first)
			w_open(e->w, "while True:");
		emit_op(&b, &call->ops[i]);
		if (call->ops[i].kind == OP_CALL && !loops)
			break;
		if (i == last)
			break;
	}
	if (loops)
		w_close(e->w, "");
	emit_rest(&b, i + 1);
}
