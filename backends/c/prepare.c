/*
 * The ops before C is called: checks, then what C is given.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/call.h"

#include <inttypes.h>
#include <string.h>

/* ---- before the call ---- */

void c_op_check_alive(struct c_call *x, const struct plan_op *op)
{
	const char *object = x->text[op->src];
	bool nullable = VALUE(x, op->src)->shape.nullable;

	c_fail_if(x, op, c_text(x->e, nullable ? "%s && !%s->handle" : "!%s || !%s->handle", object, object),
		  c_misuse(x, "is gone", object));
}

/* A handle is null by its own value. */
static void check_handle(struct c_call *x, const struct plan_op *op)
{
	const struct plan_handle *handle = VALUE(x, op->src)->shape.handle;
	const char *name = x->text[op->src], *invalid;

	if (handle->invalid.kind == FFIR_VALUE_NONE)
		return;
	invalid = c_value(x->e, &handle->invalid, NULL);
	if (handle->is_pointer)
		invalid = strcmp(invalid, "0") == 0
				  ? "NULL"
				  : c_cast(x->e, VALUE(x, op->src)->shape.type, NULL, invalid);
	c_fail_if(x, op, c_text(x->e, "%s == %s", name, invalid), c_misuse(x, "is none", name));
}

void c_op_check_null(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *v = VALUE(x, op->src);
	const char *name = x->text[op->src];

	const struct ffir_type *type = ffir_type_resolve(x->e->m, v->shape.type, NULL);

	if (v->shape.kind == SHAPE_HANDLE) {
		check_handle(x, op);
		return;
	}
	if (v->shape.kind == SHAPE_OBJECT)
		return; /* CHECK_ALIVE sees it */
	if (v->shape.kind == SHAPE_INTERFACE && type->kind != FFIR_TYPE_POINTER)
		return;
	if (v->shape.kind == SHAPE_SLICE && x->count[op->src])
		c_fail_if(x, op, c_text(x->e, "!%s && %s", name, x->count[op->src]),
			  c_misuse(x, "is NULL", name));
	else
		c_fail_if(x, op, c_text(x->e, "!%s", name), c_misuse(x, "is NULL", name));
}

const char *c_is_unknown(struct c_call *x, const struct plan_enum *items, const char *value)
{
	const char *condition = "";

	for (size_t i = 0; i < items->n_items; i++)
		condition = c_text(x->e, "%s%s%s != %s", condition, i ? " && " : "", value,
				   c_value(x->e, &items->items[i].value, NULL));
	return condition;
}

void c_op_check_range(struct c_call *x, const struct plan_op *op)
{
	const struct plan_enum *items = VALUE(x, op->src)->shape.enumeration;
	const char *name = x->text[op->src];

	if (enum_is_checked(items))
		c_fail_if(x, op, c_is_unknown(x, items, name),
			  c_misuse(x, "is no value of its enumeration", name));
}

const char *c_is_of_another_thread(struct c_call *x, const char *object)
{
	return c_text(x->e, "%s->thread != &safe_%s_pending", object, x->e->library);
}

void c_op_check_thread(struct c_call *x, const struct plan_op *op)
{
	const char *object = x->text[op->src];
	c_fail_if(x, op, c_text(x->e, "%s && %s", object, c_is_of_another_thread(x, object)),
		  c_misuse(x, "belongs to another thread", object));
}

void c_op_check_owned(struct c_call *x, const struct plan_op *op)
{
	const char *object = x->text[op->src];
	bool nullable = VALUE(x, op->src)->shape.nullable;

	c_fail_if(x, op, c_text(x->e, nullable ? "%s && %s->borrowed" : "%s->borrowed", object, object),
		  c_misuse(x, "is only lent", object));
}

void c_op_check_other(struct c_call *x, const struct plan_op *op)
{
	const char *object = x->text[op->src], *other = x->text[op->with];
	bool nullable = VALUE(x, op->src)->shape.nullable, may_not_be = VALUE(x, op->with)->shape.nullable;

	c_fail_if(x, op,
		  c_text(x->e, "%s%s%s%s%s->handle == %s->handle", nullable ? object : "",
			 nullable ? " && " : "", may_not_be ? other : "", may_not_be ? " && " : "", object,
			 other),
		  c_misuse(x, "is given twice", object));
}

void c_op_check_there(struct c_call *x, const struct plan_op *op)
{
	const char *text = c_text(x->e, "%s: the library that is loaded lacks it, it came with %s",
				  op->function->name.cname, op->function->since);
	c_fail_if(x, op, c_text(x->e, "!%s", c_raw_name(x, op->function)),
		  c_failing(x, c_text(x->e, "SAFE_%s_MISUSE", x->e->upper), "0",
			    c_string(x->e, text, strlen(text))));
}

/* One reference more, to what C is given or gave. */
void c_op_ref(struct c_call *x, const struct plan_op *op)
{
	const char *text = x->text[op->src];
	const char *pointer = c_cast(x->e, op->function->type->params[0].type, VALUE(x, op->src)->type, text);

	bool may_be_null = op->with < 0 || VALUE(x, op->with)->shape.nullable;

	if (may_be_null)
		w_open(x->e->w, x->gotos && op->when == WHEN_SUCCESS ? "if (ok && %s)" : "if (%s)", text);
	w_line(x->e->w, "%s(%s);", c_raw_name(x, op->function), pointer);
	if (may_be_null)
		w_close(x->e->w, "");
}

void c_op_pass(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *src = VALUE(x, op->src);

	if (src->shape.kind == SHAPE_OBJECT) {
		const char *pointer = c_object_pointer(x, op->src);
		if (c_needs_variable(x, op))
			w_line(x->e->w, "%s = %s;", c_assign_to(x, op->dst), pointer);
		else
			x->text[op->dst] = pointer;
		return;
	}
	const struct ffir_type *from = src->shape.type ? src->shape.type : src->type;
	bool same = src->shape.kind == SHAPE_RECORD;
	x->text[op->dst] =
		same ? x->text[op->src] : c_cast(x->e, VALUE(x, op->dst)->type, from, x->text[op->src]);
}

/* The pointer that the caller gave, as C wants it. */
void c_op_give_pointer(struct c_call *x, const struct plan_op *op)
{
	const char *wanted = c_declare(x->e, c_value_type(x, op->dst), "");
	const char *given = c_given_type(x, op->src);
	x->text[op->dst] = strcmp(wanted, given) == 0
				   ? x->text[op->src]
				   : c_cast(x->e, VALUE(x, op->dst)->type, NULL, x->text[op->src]);
}

void c_op_length(struct c_call *x, const struct plan_op *op)
{
	const struct plan_value *src = VALUE(x, op->src);
	const struct ffir_type *to = VALUE(x, op->dst)->type;
	const char *limit = c_limit_of(x, to), *count = x->count[op->src],
		   *size = c_element_size(x, &src->shape);

	if (src->shape.kind == SHAPE_SLICE && src->shape.nullable)
		count = c_text(x->e, "(%s ? %s : 0)", x->text[op->src], count);
	if (src->shape.kind == SHAPE_STRING) {
		const char *text = x->text[op->src], *units = c_units_of(x, &src->shape, text);
		count = src->shape.nullable ? c_text(x->e, "(%s ? %s : 0)", text, units) : units;
		if (op->bytes && c_unit_size(&src->shape) > 1)
			count = c_text(x->e, "%s * %u", count, c_unit_size(&src->shape));
	} else if (op->bytes && strcmp(size, "1") != 0) {
		c_fail_if(x, op, c_text(x->e, "%s > %s / %s", count, limit ? limit : "SIZE_MAX", size),
			  c_misuse(x, "is too long", x->text[op->src]));
		count = c_text(x->e, "%s * %s", count, size);
		limit = NULL;
	}
	if (limit)
		c_fail_if(x, op, c_text(x->e, "%s > %s", count, limit),
			  c_misuse(x, "is too long", x->text[op->src]));
	const struct ffir_type size_type = {.kind = FFIR_TYPE_NAMED, .name = "size_t"};
	x->text[op->dst] = c_cast(x->e, to, &size_type, count);
}

/* The fields whose value is always the same, which callers need not know. */
static void fill_fixed(struct c_call *x, int cell)
{
	const struct plan_record *r = plan_record_of(x->e->p, VALUE(x, cell)->type);
	const struct plan_carrier *c = r ? r->carrier : NULL;

	for (size_t i = 0; c && i < c->n_slots; i++) {
		const struct plan_slot *slot = &c->slots[i];
		if (slot->role == SLOT_FIXED)
			w_line(x->e->w, "%s.%s = %s;", x->text[cell], c_name(x->e, slot->name.cname),
			       c_cast(x->e, slot->field->field->type, NULL,
				      c_value(x->e, &slot->value, NULL)));
	}
}

void c_op_alloc_out(struct c_call *x, const struct plan_op *op)
{
	const char *zero = c_zero_of(x, c_value_type(x, op->dst));

	if (op->src >= 0) {
		w_line(x->e->w, "%s = %s;", c_assign_to(x, op->dst), x->text[op->src]);
	} else if (zero) {
		w_line(x->e->w, "%s = %s;", c_assign_to(x, op->dst), zero);
	} else {
		if (!x->gotos)
			w_line(x->e->w, "%s;", c_assign_to(x, op->dst));
		w_line(x->e->w, "memset(&%s, 0, sizeof %s);", x->text[op->dst], x->text[op->dst]);
	}
	fill_fixed(x, op->dst);
}

void c_op_alloc_object(struct c_call *x, const struct plan_op *op)
{
	const char *to = c_assign_to(x, op->dst), *name = x->text[op->dst];
	const char *made = c_text(x->e, "calloc(1, sizeof *%s)", name);

	w_line(x->e->w, "%s = %s;", to, c_cast(x->e, c_value_type(x, op->dst), NULL, made));
	c_fail_if(x, op, c_text(x->e, "!%s", name), c_no_memory(x));
}

/* What must hold of a capacity, or NULL: it is not negative, and what it makes with four bytes more does not
 * overflow. */
static const char *capacity_fits(struct c_call *x, int value, uint64_t size)
{
	const struct ffir_type *resolved = ffir_type_resolve(x->e->m, VALUE(x, value)->type, NULL);
	const struct ffir_basic *b = resolved->name ? ffir_basic_find(x->e->m, resolved->name) : NULL;
	const char *capacity = x->text[value];

	if (VALUE(x, value)->kind == VALUE_CONSTANT)
		return NULL;
	if (b && b->is_signed)
		return c_text(x->e, "%s >= 0", capacity);
	if (c_limit_of(x, VALUE(x, value)->type))
		return NULL;
	return size > 1 ? c_text(x->e, "%s <= (SIZE_MAX - 4) / %" PRIu64, capacity, size)
			: c_text(x->e, "%s <= SIZE_MAX - 4", capacity);
}

/* Four bytes more than asked for: room for the NUL of a text in any encoding. */
void c_op_alloc_buffer(struct c_call *x, const struct plan_op *op)
{
	const struct ffir_type *to = ffir_type_resolve(x->e->m, VALUE(x, op->dst)->type, NULL)->to;
	uint64_t size = 1, align;
	const char *buffer = x->text[op->dst];

	if (op->bytes || !ffir_type_size(x->e->m, to, &size, &align))
		size = 1;
	const char *fits = capacity_fits(x, op->with, size);
	if (x->c->retries)
		w_line(x->e->w, "free(%s);", buffer);
	const char *bytes = size > 1 ? c_text(x->e, "(size_t)%s * %" PRIu64 " + 4", x->text[op->with], size)
				     : c_text(x->e, "(size_t)%s + 4", x->text[op->with]);
	const char *made = c_cast(x->e, c_value_type(x, op->dst), NULL, c_text(x->e, "malloc(%s)", bytes));
	if (fits)
		w_line(x->e->w, "%s = %s ? %s : NULL;", buffer, fits, made);
	else
		w_line(x->e->w, "%s = %s;", buffer, made);
	c_fail_if(x, op, c_text(x->e, "!%s", buffer), c_no_memory(x));
}

void c_op_bound(struct c_call *x, const struct plan_op *op)
{
	const char *called =
		c_text(x->e, "%s(%s)", c_raw_name(x, op->function), c_arguments(x, op->args, op->n_args));
	const struct ffir_type *from = op->function->type->result.type;

	w_line(x->e->w, "%s = %s;", c_assign_to(x, op->dst),
	       c_cast(x->e, c_value_type(x, op->dst), from, called));
}

void c_op_capacity(struct c_call *x, const struct plan_op *op)
{
	const struct ffir_type *type = c_value_type(x, op->dst);
	const char *limit = c_limit_of(x, type);

	if (!limit)
		limit = "SIZE_MAX";
	if (op->src < 0) {
		w_line(x->e->w, "%s = 256;", c_assign_to(x, op->dst));
		return;
	}
	const char *input = x->text[op->src];
	const char *guess =
		c_text(x->e, "%s < 64 ? 256 : %s > %s / 4 ? %s : %s * 4", input, input, limit, limit, input);
	w_line(x->e->w, "%s = %s;", c_assign_to(x, op->dst), c_cast(x->e, type, NULL, guess));
}

void c_op_detach(struct c_call *x, const struct plan_op *op)
{
	bool nullable = VALUE(x, op->src)->shape.nullable;

	if (nullable)
		w_open(x->e->w, "if (%s)", x->text[op->src]);
	w_line(x->e->w, "%s->handle = NULL;", x->text[op->src]);
	if (nullable)
		w_close(x->e->w, "");
}

void c_op_inherit(struct c_call *x, const struct plan_op *op)
{
	const struct plan_shape *given = &VALUE(x, op->src)->shape;
	const char *taker = VALUE(x, op->dst)->kind == VALUE_RESULT ? x->out[op->dst] : x->text[op->dst];

	if (!c_class_keeps_closures(x->e, given->klass) ||
	    !c_class_keeps_closures(x->e, VALUE(x, op->dst)->shape.klass))
		return;
	if (given->nullable)
		w_line(x->e->w, "if (%s)", x->text[op->src]);
	w_line(x->e->w, "%ssafe_%s_move_closures(&%s->closures, &%s->closures);", given->nullable ? "\t" : "",
	       x->e->library, taker, x->text[op->src]);
}

/* What C is given of a callback whose record is in VARIABLE of the first that shares it. */
static void pass_closure(struct c_call *x, const struct plan_op *op, const struct plan_op *first,
			 const char *record)
{
	const struct plan_shape *shape = &VALUE(x, op->src)->shape;
	const struct plan_closure *owner = VALUE(x, first->src)->shape.closure;
	const char *given = x->text[op->src], *run = c_closure_name(x->e, shape->closure, "run");
	bool on_stack = shape->scope == SCOPE_CALL;

	w_line(x->e->w, "%s%s%s = %s;", record, on_stack ? "." : "->",
	       c_closure_function(x->e, shape->closure), given);
	x->text[op->dst] = shape->nullable ? c_text(x->e, "(%s ? %s : NULL)", given, run) : run;
	if (op->with >= 0)
		x->text[op->with] = c_cast(x->e, VALUE(x, op->with)->type, NULL,
					   c_text(x->e, "%s%s", on_stack ? "&" : "", record));
	if (op->third >= 0)
		x->text[op->third] =
			c_cast(x->e, VALUE(x, op->third)->type, NULL, c_closure_name(x->e, owner, "end"));
}

/* A callback for the length of the call stands in a record on the stack; else on the heap, where it stays
 * until C says that it is over, or the object ends, or for ever. */
void c_op_closure(struct c_call *x, const struct plan_op *op)
{
	const struct plan_shape *shape = &VALUE(x, op->src)->shape;
	const struct plan_closure *c = shape->closure;
	const char *given = x->text[op->src];
	struct writer *w = x->e->w;

	if (c_closure_is_bare(c)) {
		x->text[op->dst] = given;
		return;
	}
	bool on_stack = shape->scope == SCOPE_CALL;
	const struct plan_op *first = program_first_sharing(x->c, op);
	const char *record = c_text(x->e, "c_%s", x->text[first->src]), *dot = on_stack ? "." : "->";
	if (first != op) {
		pass_closure(x, op, first, record);
		return;
	}
	if (!on_stack) {
		w_line(w, "%s = (struct %s *)calloc(1, sizeof *%s);", record, c_closure_name(x->e, c, "call"),
		       record);
		c_fail_if(x, op, c_text(x->e, "!%s", record), c_no_memory(x));
	}
	w_line(w, "%s%suser = %s;", record, dot, x->count[op->src]);
	if (shape->scope == SCOPE_ASYNC)
		w_line(w, "%s->once = true;", record);
	if (op->third >= 0)
		w_line(w, "%s%send = %s;", record, dot, x->out_count[op->src]);
	pass_closure(x, op, op, record);
}
