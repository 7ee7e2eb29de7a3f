/*
 * The interpreter of plans.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/program.h"
#include "tests/unit/plan_run_closures.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A call while it runs. Each value is either native (SELF, PARAM, RESULT) or a C object of its type. */
struct frame {
	struct run *r;
	const struct plan_call *call;
	struct run_value *native;
	void **storage;
	struct run_closure **closures; /* of the parameters, once made */
	bool failed;
	bool raised;  /* by an op behind CALL, which had not failed, or by a callback */
	bool pending; /* a callback raised; whether C failed too is not known yet */
	int saved_errno;
	struct run_closure *made; /* the last one */
};

/* ---- types of libffi ---- */

static ffi_type *integer_type(uint64_t size, bool is_signed)
{
	switch (size) {
	case 1:
		return is_signed ? &ffi_type_sint8 : &ffi_type_uint8;
	case 2:
		return is_signed ? &ffi_type_sint16 : &ffi_type_uint16;
	case 4:
		return is_signed ? &ffi_type_sint32 : &ffi_type_uint32;
	default:
		return is_signed ? &ffi_type_sint64 : &ffi_type_uint64;
	}
}

/* As integers: libffi knows no unions, and those of the tests hold no floats. */
static ffi_type *union_type(struct run *r, uint64_t size, uint64_t align)
{
	ffi_type *type = (ffi_type *)ffir_alloc(&r->arena, sizeof *type);
	type->type = FFI_TYPE_STRUCT;
	type->elements = (ffi_type **)ffir_alloc(&r->arena, (size / align + 1) * sizeof *type->elements);
	for (size_t i = 0; i < size / align; i++)
		type->elements[i] = integer_type(align, false);
	return type;
}

static ffi_type *record_type(struct run *r, const struct ffir_decl *decl)
{
	ffi_type *type = (ffi_type *)ffir_alloc(&r->arena, sizeof *type);
	type->type = FFI_TYPE_STRUCT;
	type->elements = (ffi_type **)ffir_alloc(&r->arena, (decl->n_fields + 1) * sizeof *type->elements);
	for (size_t i = 0; i < decl->n_fields; i++)
		type->elements[i] = run_type_of(r, decl->fields[i].type);
	return type;
}

static bool is_signed(const struct run *r, const struct ffir_type *type)
{
	const struct ffir_decl *decl;
	type = ffir_type_resolve(r->p->module, type, &decl);
	if (decl)
		return decl->n_on && decl->on[0].is_signed;
	const struct ffir_basic *basic = type->name ? ffir_basic_find(r->p->module, type->name) : NULL;
	return basic && basic->is_signed;
}

ffi_type *run_type_of(struct run *r, const struct ffir_type *type)
{
	const struct ffir_decl *decl;
	uint64_t size = 0, align;
	const struct ffir_type *real = ffir_type_resolve(r->p->module, type, &decl);
	ffir_type_size(r->p->module, type, &size, &align);
	if (decl && decl->kind == FFIR_DECL_RECORD && decl->record_kind == FFIR_UNION)
		return union_type(r, size, align);
	if (decl && decl->kind == FFIR_DECL_RECORD)
		return record_type(r, decl);
	if (decl)
		return integer_type(size, decl->n_on && decl->on[0].is_signed);
	switch (real->kind) {
	case FFIR_TYPE_VOID:
		return &ffi_type_void;
	case FFIR_TYPE_FLOAT:
		return size == 4 ? &ffi_type_float : size == 8 ? &ffi_type_double : &ffi_type_longdouble;
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
		return integer_type(size, is_signed(r, type));
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_COMPLEX:
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_NAMED:
	case FFIR_TYPE_UNSUPPORTED:
		return &ffi_type_pointer;
	}
	return &ffi_type_pointer;
}

static uint64_t size_of(const struct run *r, const struct ffir_type *type)
{
	uint64_t size = 1, align;
	const struct ffir_type *real = ffir_type_resolve(r->p->module, type, NULL);
	if (real->kind != FFIR_TYPE_VOID)
		ffir_type_size(r->p->module, type, &size, &align);
	return size;
}

uint64_t run_element_size(const struct run *r, const struct ffir_type *pointer)
{
	return size_of(r, ffir_type_resolve(r->p->module, pointer, NULL)->to);
}

/* ---- C objects and native values ---- */

static bool is_float(const struct run *r, const struct ffir_type *type)
{
	return ffir_type_resolve(r->p->module, type, NULL)->kind == FFIR_TYPE_FLOAT;
}

int64_t run_load_integer(const struct run *r, const struct ffir_type *type, const void *at)
{
	uint64_t size = size_of(r, type), value = 0;
	memcpy(&value, at, size < 8 ? size : 8);
	if (size < 8 && is_signed(r, type) && value >> (8 * size - 1))
		value |= ~UINT64_C(0) << (8 * size);
	return (int64_t)value;
}

void run_store_integer(const struct run *r, const struct ffir_type *type, void *at, int64_t value)
{
	uint64_t size = size_of(r, type);
	memcpy(at, &value, size < 8 ? size : 8);
}

static void *load_pointer(const void *at)
{
	void *pointer;
	memcpy(&pointer, at, sizeof pointer);
	return pointer;
}

void run_store_pointer(void *at, const void *pointer)
{
	memcpy(at, &pointer, sizeof pointer);
}

static bool is_plain(enum plan_shape_kind kind)
{
	return kind == SHAPE_SCALAR || kind == SHAPE_ENUMERATION || kind == SHAPE_FLAGS;
}

/* The native value of the C object of TYPE at AT. */
struct run_value run_decode(struct run *r, const struct plan_shape *shape, const struct ffir_type *type,
			    const void *at)
{
	struct run_value v = {.kind = RUN_NULL};
	const struct ffir_type *real = ffir_type_resolve(r->p->module, type, NULL);
	if (is_plain(shape->kind) && is_float(r, type)) {
		v.kind = RUN_FLOAT;
		if (size_of(r, type) == sizeof(float))
			v.number = *(const float *)at;
		else
			memcpy(&v.number, at, sizeof v.number);
	} else if (is_plain(shape->kind)) {
		v.kind = RUN_INTEGER;
		v.integer = run_load_integer(r, type, at);
	} else if (shape->kind == SHAPE_STRING && load_pointer(at)) {
		v.kind = RUN_TEXT;
		v.text = ffir_strdup(&r->arena, (const char *)load_pointer(at));
	} else if (shape->kind == SHAPE_RECORD || shape->kind == SHAPE_RECORD_REF) {
		const void *from = real->kind == FFIR_TYPE_POINTER ? load_pointer(at) : at;
		if (!from)
			return v;
		v.kind = RUN_BYTES;
		v.size = shape->record->size;
		v.count = 1;
		v.bytes = ffir_alloc(&r->arena, v.size);
		memcpy(v.bytes, from, v.size);
	}
	return v;
}

void run_store(struct run *r, const struct ffir_type *type, const struct run_value *v, void *at)
{
	switch (v->kind) {
	case RUN_NULL:
		run_store_pointer(at, NULL);
		return;
	case RUN_INTEGER:
		run_store_integer(r, type, at, v->integer);
		return;
	case RUN_FLOAT:
		if (size_of(r, type) == sizeof(float))
			*(float *)at = (float)v->number;
		else
			memcpy(at, &v->number, sizeof v->number);
		return;
	case RUN_TEXT:
		run_store_pointer(at, v->text);
		return;
	case RUN_BYTES:
		memcpy(at, v->bytes, v->size);
		return;
	case RUN_OBJECT:
		run_store_pointer(at, v->object->pointer);
		return;
	case RUN_CLOSURE:
	case RUN_MANY:
	case RUN_ERROR:
		return;
	}
}

struct run_value run_load(struct run *r, const struct plan_shape *shape, const void *at)
{
	return run_decode(r, shape, shape->type, at);
}

static void store_constant(struct run *r, const struct ffir_type *type, const struct ffir_value *c, void *at)
{
	if (c->kind == FFIR_VALUE_STRING)
		run_store_pointer(at, c->text);
	else if (c->kind == FFIR_VALUE_FLOAT)
		run_store(r, type, &(struct run_value){.kind = RUN_FLOAT, .number = strtod(c->text, NULL)},
			  at);
	else
		run_store_integer(r, type, at, (int64_t)strtoull(c->text, NULL, 10));
}

static bool equals(const struct run *r, const struct ffir_type *type, const void *at,
		   const struct ffir_value *c)
{
	int64_t value;
	return ffir_value_int64(c, &value) && run_load_integer(r, type, at) == value;
}

/* ---- calls of C ---- */

/* free() is that of malloc(), which a sanitizer's run time has taken over for the whole process. */
static void *symbol_of(struct run *r, const struct plan_function *f)
{
	void *symbol = dlsym(strcmp(f->symbol, "free") == 0 ? r->process : r->library, f->symbol);
	if (!symbol)
		printf("# the library has no '%s'\n", f->symbol);
	return symbol;
}

void run_prepare(struct run *r, const struct ffir_function_type *type, ffi_cif *cif)
{
	ffi_type **args = (ffi_type **)ffir_alloc(&r->arena, (type->n_params + 1) * sizeof *args);
	for (size_t i = 0; i < type->n_params; i++)
		args[i] = run_type_of(r, type->params[i].type);
	ffi_prep_cif(cif, FFI_DEFAULT_ABI, (unsigned)type->n_params, run_type_of(r, type->result.type), args);
}

void run_invoke(struct run *r, const struct plan_function *f, void **args, void *result)
{
	ffi_cif cif;
	void *symbol = symbol_of(r, f);
	unsigned char wide[256];
	memset(wide, 0, sizeof wide);
	if (!symbol)
		return;
	run_prepare(r, f->type, &cif);
	ffi_call(&cif, FFI_FN(symbol), wide, args);
	if (result && f->type->result.type->kind != FFIR_TYPE_VOID)
		memcpy(result, wide, size_of(r, f->type->result.type));
}

/* FUNCTION with one pointer. */
static void invoke_pointer(struct run *r, const struct plan_function *f, void *pointer)
{
	void *args[] = {&pointer};
	unsigned char result[64];
	run_invoke(r, f, args, result);
}

/* The address of C's argument: storage's address is what is passed for a cell. */
static void *argument(struct frame *f, int value, void **cell)
{
	if (f->call->values[value].kind != VALUE_CELL)
		return f->storage[value];
	*cell = f->storage[value];
	return cell;
}

static void call_with(struct frame *f, const struct plan_function *function, const int *values, size_t n,
		      int dst)
{
	void *args[32], *cells[32];
	for (size_t i = 0; i < n && i < 32; i++)
		args[i] = argument(f, values[i], &cells[i]);
	run_invoke(f->r, function, args, dst >= 0 ? f->storage[dst] : NULL);
}

/* ---- closures ---- */

static void *closure_code(struct frame *f, const struct plan_closure *closure,
			  const struct run_value *function, enum plan_scope scope)
{
	void *code;
	f->made = run_closure_make(f->r, closure, function, scope, &code);
	return code;
}

static void store_destroy(void *at)
{
	void (*destroy)(void *) = run_closure_destroyed;
	memcpy(at, &destroy, sizeof destroy);
}

static void make_closure(struct frame *f, const struct plan_op *op)
{
	const struct plan_shape *shape = &f->call->values[op->src].shape;
	if (f->native[op->src].kind == RUN_NULL)
		return;
	run_store_pointer(f->storage[op->dst],
			  closure_code(f, shape->closure, &f->native[op->src], shape->scope));
	f->closures[op->src] = f->made;
	if (op->with >= 0) {
		f->made->sharing = (struct run_closure *)load_pointer(f->storage[op->with]);
		run_store_pointer(f->storage[op->with], f->made);
	}
	if (op->third >= 0)
		store_destroy(f->storage[op->third]);
}

/* Each function has a closure of its own: what C hands over as user data is the last one's. */
static void make_interface(struct frame *f, const struct plan_op *op)
{
	const struct plan_shape *shape = &f->call->values[op->src].shape;
	const struct plan_interface *interface = shape->interface;
	const struct run_value *given = &f->native[op->src];
	if (given->kind == RUN_NULL)
		return;
	char *functions = (char *)ffir_alloc(&f->r->arena, interface->record->size);
	struct run_closure *sharing = NULL;
	for (size_t i = 0; i < interface->n_methods; i++) {
		const struct plan_method *method = &interface->methods[i];
		struct run_value function = {
			.kind = RUN_CLOSURE, .function = given->functions[i], .user = given->user};
		if (!function.function)
			continue;
		run_store_pointer(functions + method->field->place->offset,
				  closure_code(f, method->closure, &function, shape->scope));
		f->made->sharing = sharing;
		sharing = f->made;
	}
	f->closures[op->src] = sharing;
	run_store_pointer(functions + interface->user->place->offset, sharing);
	if (interface->destroy)
		store_destroy(functions + interface->destroy->place->offset);
	if (ffir_type_resolve(f->r->p->module, f->call->values[op->dst].type, NULL)->kind ==
	    FFIR_TYPE_POINTER)
		run_store_pointer(f->storage[op->dst], functions);
	else
		memcpy(f->storage[op->dst], functions, interface->record->size);
}

/* ---- ops ---- */

static void refuse(struct frame *f, const char *why)
{
	f->failed = true;
	f->r->failure = (struct run_failure){RUN_REFUSED, 0, why};
}

static bool fits(const struct frame *f, const struct ffir_type *type, int64_t value)
{
	uint64_t size = size_of(f->r, type);
	if (size >= 8)
		return is_signed(f->r, type) || value >= 0;
	int64_t limit = INT64_C(1) << (8 * size);
	if (is_signed(f->r, type))
		return value >= -limit / 2 && value < limit / 2;
	return value >= 0 && value < limit;
}

static void check(struct frame *f, const struct plan_op *op)
{
	const struct run_value *v = &f->native[op->src];
	const struct plan_value *src = &f->call->values[op->src];
	if (op->kind == OP_CHECK_ALIVE && v->kind == RUN_OBJECT && v->object->disposed)
		refuse(f, "disposed");
	if (op->kind == OP_CHECK_NULL && v->kind == RUN_NULL)
		refuse(f, "null");
	if (op->kind == OP_CHECK_RANGE && v->kind == RUN_INTEGER &&
	    !fits(f, f->call->values[op->dst].type, v->integer))
		refuse(f, "out of range");
	if (op->kind == OP_CHECK_LENGTH && v->kind == RUN_BYTES) {
		uint64_t want = op->with < 0
					? src->shape.fixed
					: (uint64_t)run_load_integer(f->r, f->call->values[op->with].type,
								     f->storage[op->with]);
		if ((op->bytes ? v->size : v->count) != want)
			refuse(f, "wrong length");
	}
}

static void length(struct frame *f, const struct plan_op *op)
{
	const struct run_value *v = &f->native[op->src];
	int64_t n =
		v->kind == RUN_TEXT ? (int64_t)strlen(v->text) : (int64_t)(op->bytes ? v->size : v->count);
	if (!fits(f, f->call->values[op->dst].type, n))
		refuse(f, "too long");
	run_store_integer(f->r, f->call->values[op->dst].type, f->storage[op->dst], n);
}

static int64_t count_of(const struct frame *f, int value)
{
	return run_load_integer(f->r, f->call->values[value].type, f->storage[value]);
}

static void alloc_buffer(struct frame *f, const struct plan_op *op)
{
	const struct plan_value *dst = &f->call->values[op->dst];
	uint64_t one = op->bytes ? 1 : run_element_size(f->r, dst->type);
	free(load_pointer(f->storage[op->dst]));
	run_store_pointer(f->storage[op->dst], malloc((size_t)count_of(f, op->with) * one + 1));
	f->r->rounds++;
}

static void copy(struct frame *f, const struct plan_op *op)
{
	const struct plan_value *dst = &f->call->values[op->dst];
	struct run_value *v = &f->native[op->dst];
	const void *from = load_pointer(f->storage[op->src]);
	uint64_t one = op->bytes ? 1 : run_element_size(f->r, f->call->values[op->src].type);
	if (dst->shape.terminated || (dst->shape.element && !plan_is_plain(dst->shape.element))) {
		*v = run_read_many(f->r, &dst->shape, from, op->with < 0 ? 0 : count_of(f, op->with));
		return;
	}
	v->kind = RUN_NULL;
	if (!from)
		return;
	v->kind = RUN_BYTES;
	v->count = op->with < 0 ? (size_t)dst->shape.fixed : (size_t)count_of(f, op->with);
	v->size = v->count * one;
	v->bytes = ffir_alloc(&f->r->arena, v->size + 1);
	memcpy(v->bytes, from, v->size);
}

static void decode_op(struct frame *f, const struct plan_op *op)
{
	const struct plan_value *dst = &f->call->values[op->dst], *src = &f->call->values[op->src];
	const char *text = op->with >= 0 ? (const char *)load_pointer(f->storage[op->src]) : NULL;
	if (dst->shape.carrier || dst->shape.indirect) {
		f->native[op->dst] = run_read(f->r, &dst->shape, f->storage[op->src]);
		f->raised = f->native[op->dst].kind == RUN_ERROR;
		f->failed = f->failed || f->raised;
	} else if (text)
		f->native[op->dst] = (struct run_value){
			.kind = RUN_TEXT,
			.text = ffir_strndup(&f->r->arena, text, (size_t)count_of(f, op->with))};
	else
		f->native[op->dst] = run_decode(f->r, &dst->shape, src->type, f->storage[op->src]);
}

struct run_value run_adopt(struct run *r, const struct plan_class *klass, void *pointer, bool owns)
{
	struct run_value v = {.kind = RUN_NULL};
	if (!pointer)
		return v;
	v.kind = RUN_OBJECT;
	v.object = (struct run_object *)ffir_alloc(&r->arena, sizeof *v.object);
	v.object->klass = klass;
	v.object->pointer = pointer;
	v.object->owns = owns;
	return v;
}

static void adopt(struct frame *f, const struct plan_op *op)
{
	f->native[op->dst] = run_adopt(f->r, f->call->values[op->dst].shape.klass,
				       load_pointer(f->storage[op->src]), op->kind == OP_ADOPT);
}

static void test_error(struct frame *f, const struct plan_op *op)
{
	const struct ffir_type *type = f->call->values[op->src].type;
	int64_t code = run_load_integer(f->r, type, f->storage[op->src]);
	bool bad = false;
	if (f->failed)
		return;
	switch (op->test) {
	case TEST_STATUS:
		bad = true;
		for (size_t i = 0; i < op->n_oks; i++)
			bad = bad && !equals(f->r, type, f->storage[op->src], &op->oks[i]);
		break;
	case TEST_SENTINEL:
		bad = equals(f->r, type, f->storage[op->src], &op->value);
		break;
	case TEST_NEGATIVE:
		bad = code < 0;
		break;
	}
	if (!bad)
		return;
	f->failed = true;
	if (f->pending)
		return;
	f->r->failure = (struct run_failure){RUN_FAILED, code, NULL};
	if (!op->error && f->call->saves_errno)
		f->r->failure = (struct run_failure){RUN_ERRNO, f->saved_errno, NULL};
}

/* The pointer of the object that tells the message: its own, the cell's, or that of one it keeps. */
static void *telling(struct frame *f, const struct plan_op *op)
{
	if (f->call->values[op->src].kind == VALUE_CELL)
		return load_pointer(f->storage[op->src]);
	const struct run_object *object = f->native[op->src].object;
	if (object->klass == op->error->message_class)
		return object->pointer;
	for (size_t i = 0; i < object->n_kept; i++)
		if (object->kept[i]->klass == op->error->message_class)
			return object->kept[i]->pointer;
	return NULL;
}

static void message(struct frame *f, const struct plan_op *op)
{
	const char *text = NULL;
	void *args[1] = {NULL}, *object = NULL;
	int code = (int)f->r->failure.code;
	if (f->r->failure.kind != RUN_FAILED)
		return;
	if (op->error->message_takes == MESSAGE_OF_CODE) {
		args[0] = &code;
	} else if (op->error->message_takes == MESSAGE_OF_OBJECT) {
		object = telling(f, op);
		if (!object)
			return;
		args[0] = &object;
	}
	run_invoke(f->r, op->error->message, args, &text);
	if (text && op->error->message_field)
		memcpy(&text, text + op->error->message_offset, sizeof text);
	f->r->failure.text = text ? ffir_strdup(&f->r->arena, text) : NULL;
}

static void free_op(struct frame *f, const struct plan_op *op)
{
	void *pointer = load_pointer(f->storage[op->src]);
	if (!pointer)
		return;
	f->r->freed += op->function != NULL;
	if (op->function)
		invoke_pointer(f->r, op->function, pointer);
	else
		free(pointer);
}

static void free_parts(struct frame *f, const struct plan_op *op)
{
	const struct plan_shape *shape = &f->call->values[op->dst].shape;
	if (shape->element && !shape->carrier && !shape->indirect)
		run_free_many(f->r, shape, load_pointer(f->storage[op->src]),
			      op->with < 0 ? 0 : count_of(f, op->with));
	else
		run_free_parts(f->r, shape, f->storage[op->src]);
}

static void keep_object(struct run_object *object, struct run_object *kept)
{
	if (object->n_kept < sizeof object->kept / sizeof *object->kept)
		object->kept[object->n_kept++] = kept;
}

static void keep_closure(struct run_object *object, struct run_closure *c)
{
	for (; c && object->n_closures < sizeof object->closures / sizeof *object->closures; c = c->sharing) {
		object->closures[object->n_closures++] = c;
		c->kept = true;
	}
}

static void keep_alive(struct frame *f, const struct plan_op *op)
{
	struct run_value *v = &f->native[op->dst], *kept = &f->native[op->with];
	if (v->kind == RUN_CLOSURE && kept->kind == RUN_OBJECT)
		f->closures[op->dst]->keeps = kept->object;
	if (v->kind != RUN_OBJECT)
		return;
	if (kept->kind == RUN_OBJECT)
		keep_object(v->object, kept->object);
	if (f->closures[op->with])
		keep_closure(v->object, f->closures[op->with]);
}

static void detach(struct frame *f, const struct plan_op *op)
{
	struct run_object *object = f->native[op->src].object;
	if (!object)
		return;
	object->disposed = true;
	if (f->call->role == ROLE_DESTRUCTOR)
		run_closures_let_go(object, NULL);
}

static void inherit(struct frame *f, const struct plan_op *op)
{
	struct run_object *taker = f->native[op->dst].object, *given = f->native[op->src].object;
	if (!given)
		return;
	run_closures_let_go(given, taker);
	for (size_t i = 0; i < given->n_kept; i++)
		keep_object(taker, given->kept[i]);
	given->n_kept = 0;
}

static void end(struct frame *f, const struct plan_class *klass, int value)
{
	void *pointer = load_pointer(f->storage[value]);
	if (!pointer || !klass->destructor)
		return;
	invoke_pointer(f->r, klass->destructor->function, pointer);
	f->r->released++;
}

/* True if the program goes on at op->target. */
static bool retry(struct frame *f, const struct plan_op *op)
{
	const struct ffir_type *type = f->call->values[op->src].type;
	const struct ffir_type *capacity = f->call->values[op->with].type;
	int64_t n = count_of(f, op->with), more = n ? 2 * n : 1;
	if (!equals(f->r, type, f->storage[op->src], &op->value) || n > INT64_MAX / 4 ||
	    !fits(f, capacity, more))
		return false;
	run_store_integer(f->r, capacity, f->storage[op->with], more);
	return true;
}

static void capacity(struct frame *f, const struct plan_op *op)
{
	int64_t n = op->src < 0 ? 0 : 4 * count_of(f, op->src);
	run_store_integer(f->r, f->call->values[op->dst].type, f->storage[op->dst], n < 256 ? 256 : n);
}

static void encode(struct frame *f, const struct plan_op *op)
{
	const struct run_value *v = &f->native[op->src];
	const struct plan_shape *shape = &f->call->values[op->src].shape;
	if (op->kind == OP_PIN && shape->indirect) {
		run_write(f->r, shape, v, f->storage[op->dst]);
		return;
	}
	if (op->kind == OP_PIN && v->kind != RUN_NULL &&
	    (shape->terminated || (shape->element && !plan_is_plain(shape->element)))) {
		run_store_pointer(f->storage[op->dst], run_make_many(f->r, shape, v));
		return;
	}
	run_store_pointer(f->storage[op->dst], v->kind == RUN_NULL   ? NULL
					       : v->kind == RUN_TEXT ? (const void *)v->text
								     : v->bytes);
}

static void raise_pending(struct frame *f)
{
	if (!f->r->pending)
		return;
	f->r->pending = false;
	f->pending = true;
	f->r->failure = (struct run_failure){RUN_CALLBACK, 0, NULL};
}

static void alloc_out(struct frame *f, const struct plan_op *op)
{
	uint64_t size = size_of(f->r, f->call->values[op->dst].type);
	memset(f->storage[op->dst], 0, size);
	if (op->src >= 0)
		memcpy(f->storage[op->dst], f->storage[op->src], size);
}

/* C completes where the library's own "pump" says so; a caller that gives up asks for it before. */
static void wait_for(struct frame *f, const struct plan_op *op)
{
	void (*go_on)(void) = NULL, *symbol = dlsym(f->r->library, "pump");
	memcpy(&go_on, &symbol, sizeof go_on);
	if (f->r->gives_up && op->function)
		call_with(f, op->function, op->args, op->n_args, -1);
	const struct run_closure *done = f->closures[op->src];
	for (unsigned i = 0; done->runs == 0 && i < 10; i++)
		go_on();
	if (done->runs != 1)
		refuse(f, "not completed once");
}

static void step(struct frame *f, const struct plan_op *op)
{
	const struct plan_call *call = f->call;
	switch (op->kind) {
	case OP_CHECK_ALIVE:
	case OP_CHECK_NULL:
	case OP_CHECK_RANGE:
	case OP_CHECK_LENGTH:
		check(f, op);
		return;
	case OP_HOLD:
		if (f->native[op->src].kind == RUN_OBJECT)
			f->native[op->src].object->holds++;
		return;
	case OP_ENCODE:
	case OP_PIN:
		encode(f, op);
		return;
	case OP_LENGTH:
		length(f, op);
		return;
	case OP_CLOSURE:
		make_closure(f, op);
		return;
	case OP_INTERFACE:
		make_interface(f, op);
		return;
	case OP_DETACH:
		detach(f, op);
		return;
	case OP_INHERIT:
		inherit(f, op);
		return;
	case OP_ALLOC_OUT:
		alloc_out(f, op);
		return;
	case OP_ALLOC_OBJECT:
		run_store_pointer(f->storage[op->dst], calloc(1, call->klass->record->size));
		return;
	case OP_ALLOC_BUFFER:
		alloc_buffer(f, op);
		return;
	case OP_BOUND:
		call_with(f, op->function, op->args, op->n_args, op->dst);
		return;
	case OP_CAPACITY:
		capacity(f, op);
		return;
	case OP_GIVE:
		run_store_pointer(f->storage[op->dst], f->native[op->with].kind == RUN_TEXT
							       ? strdup(f->native[op->with].text)
							       : NULL);
		return;
	case OP_FREE_PARTS:
		free_parts(f, op);
		return;
	case OP_PASS:
		if (call->values[op->src].shape.carrier) {
			run_write(f->r, &call->values[op->src].shape, &f->native[op->src],
				  f->storage[op->dst]);
			return;
		}
		run_store(f->r, call->values[op->dst].type, &f->native[op->src], f->storage[op->dst]);
		return;
	case OP_CALL:
		call_with(f, op->function, call->args, call->n_args, op->dst);
		return;
	case OP_SAVE_ERRNO:
		f->saved_errno = errno;
		run_store_integer(f->r, call->values[op->dst].type, f->storage[op->dst], f->saved_errno);
		return;
	case OP_RAISE_PENDING:
		raise_pending(f);
		return;
	case OP_TEST_ERROR:
		test_error(f, op);
		return;
	case OP_MESSAGE:
		message(f, op);
		return;
	case OP_LOAD_OUT:
		memcpy(f->storage[op->dst], f->storage[op->src], size_of(f->r, call->values[op->dst].type));
		return;
	case OP_DECODE:
		decode_op(f, op);
		return;
	case OP_COPY:
	case OP_VIEW:
		copy(f, op);
		return;
	case OP_ADOPT:
	case OP_BORROW:
		adopt(f, op);
		return;
	case OP_KEEP_ALIVE:
		keep_alive(f, op);
		return;
	case OP_FREE:
		free_op(f, op);
		return;
	case OP_RELEASE:
		end(f, call->values[op->with].shape.klass, op->src);
		return;
	case OP_CHECK_OWNED:
		if (f->native[op->src].kind == RUN_OBJECT && !f->native[op->src].object->owns)
			refuse(f, "only lent");
		return;
	case OP_CHECK_THERE:
		if (!dlsym(f->r->library, op->function->symbol))
			refuse(f, "not there");
		return;
	case OP_CHECK_OTHER:
		if (f->native[op->src].object == f->native[op->with].object)
			refuse(f, "given twice");
		return;
	case OP_REF:
		if (load_pointer(f->storage[op->src]))
			invoke_pointer(f->r, op->function, load_pointer(f->storage[op->src]));
		return;
	case OP_AWAIT:
		wait_for(f, op);
		return;
	case OP_CHECK_THREAD:
	case OP_RETRY:
	case OP_RAISE:
	case OP_RETURN:
	case N_OPS:
		return;
	}
}

/* What C gave is there to be freed although a callback raised, and what an object keeps that was there before it keeps. */
static bool lets_go(const struct frame *f, const struct plan_op *op)
{
	if (op->kind == OP_KEEP_ALIVE)
		return f->call->values[op->dst].kind != VALUE_RESULT;
	return op->kind == OP_FREE || op->kind == OP_FREE_PARTS || op->kind == OP_LOAD_OUT ||
	       op->kind == OP_BOUND;
}

static bool runs(const struct frame *f, const struct plan_op *op)
{
	switch (op->when) {
	case WHEN_ALWAYS:
		return true;
	case WHEN_SUCCESS:
		return !f->failed || (f->raised && lets_go(f, op));
	case WHEN_FAILURE:
		return f->failed;
	}
	return false;
}

/* Behind the tests: C has not failed, but a callback raised. What nobody else ends is ended once it is loaded. */
static void fail_behind_tests(struct frame *f, size_t i)
{
	for (size_t k = i + 1; k < f->call->n_ops; k++)
		if (f->call->ops[k].kind == OP_TEST_ERROR)
			return;
	if (!f->pending)
		return;
	f->raised = f->raised || !f->failed;
	f->failed = true;
	f->pending = false;
}

static void end_unclaimed(struct frame *f)
{
	for (size_t i = 0; i < f->call->n_ops; i++) {
		const struct plan_op *op = &f->call->ops[i];
		if (program_is_unclaimed(f->call, op))
			end(f, f->call->values[op->dst].shape.klass, op->src);
	}
}

static void run_ops(struct frame *f)
{
	bool called = false;
	for (size_t i = 0; i < f->call->n_ops; i++) {
		const struct plan_op *op = &f->call->ops[i];
		if (!runs(f, op))
			continue;
		if (op->kind == OP_RETRY && retry(f, op)) {
			i = (size_t)op->target - 1;
			continue;
		}
		step(f, op);
		called = called || op->kind == OP_CALL;
		if (called)
			fail_behind_tests(f, i);
		/* What was refused before C was called leaves nothing behind: no op in front of CALL owns
		 * anything. */
		if (f->failed && !called)
			return;
	}
}

static void let_go(struct frame *f)
{
	for (size_t i = 0; i < f->call->n_values; i++)
		if (f->native[i].kind == RUN_OBJECT && f->native[i].object->holds)
			f->native[i].object->holds--;
}

static void make_values(struct frame *f, const struct run_value *given, size_t n_given)
{
	const struct plan_call *call = f->call;
	struct run *r = f->r;
	size_t next = 0;
	f->native = (struct run_value *)ffir_alloc(&r->arena, (call->n_values + 1) * sizeof *f->native);
	f->storage = (void **)ffir_alloc(&r->arena, (call->n_values + 1) * sizeof *f->storage);
	f->closures =
		(struct run_closure **)ffir_alloc(&r->arena, (call->n_values + 1) * sizeof *f->closures);
	if (call->self >= 0 && next < n_given)
		f->native[call->self] = given[next++];
	for (size_t i = 0; i < call->n_params && next < n_given; i++)
		f->native[call->params[i]] = given[next++];
	for (size_t i = 0; i < call->n_values; i++) {
		const struct plan_value *v = &call->values[i];
		if (!v->type)
			continue;
		f->storage[i] = ffir_alloc(&r->arena, size_of(r, v->type) + 16);
		if (v->kind == VALUE_CONSTANT)
			store_constant(r, v->type, &v->constant, f->storage[i]);
	}
}

bool run_call(struct run *r, const char *name, const struct run_value *given, size_t n_given,
	      struct run_value *results, size_t *n_results)
{
	struct frame f = {.r = r};
	r->failure = (struct run_failure){RUN_OK, 0, NULL};
	r->rounds = 0;
	for (size_t i = 0; i < r->p->n_functions; i++)
		if (strcmp(r->p->functions[i]->name.cname, name) == 0)
			f.call = r->p->functions[i]->call;
	if (!f.call) {
		refuse(&f, "raw");
		return false;
	}
	const struct run_closure *before = r->closures;
	make_values(&f, given, n_given);
	run_ops(&f);
	if (f.raised)
		end_unclaimed(&f);
	run_closures_end(r, before, f.failed && !f.raised);
	let_go(&f);
	r->ended += f.call->role == ROLE_DESTRUCTOR;
	*n_results = f.failed ? 0 : f.call->n_results;
	for (size_t i = 0; i < *n_results && i < 4; i++)
		results[i] = f.native[f.call->results[i]];
	return !f.failed;
}

/* ---- libraries ---- */

bool run_open(struct run *r, const struct plan *p, const char *path)
{
	memset(r, 0, sizeof *r);
	r->p = p;
	r->process = dlopen(NULL, RTLD_NOW);
	r->library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
	if (!r->library)
		printf("# %s\n", path ? dlerror() : "the library does not compile");
	return r->library != NULL;
}

void run_close(struct run *r)
{
	run_closures_free(r);
	if (r->library)
		dlclose(r->library);
	if (r->process)
		dlclose(r->process);
	ffir_arena_release(&r->arena);
}

static char folder[64], library[96], command[512];

static void remove_folder(void)
{
	unlink(library);
	snprintf(command, sizeof command, "%s/library.c", folder);
	unlink(command);
	rmdir(folder);
}

const char *run_compile(const char *text)
{
	static unsigned count;
	const char *compiler = getenv("CC");
	size_t size = strlen(text);
	bool is_file = size > 2 && strcmp(text + size - 2, ".c") == 0;
	if (!folder[0]) {
		snprintf(folder, sizeof folder, "/tmp/ffi-plan-XXXXXX");
		if (!mkdtemp(folder))
			return NULL;
		atexit(remove_folder);
	}
	char source[96];
	snprintf(source, sizeof source, "%s/library.c", folder);
	if (!is_file) {
		FILE *file = fopen(source, "w");
		if (!file || fputs(text, file) < 0 || fclose(file) != 0)
			return NULL;
	}
	unlink(library);
	snprintf(library, sizeof library, "%s/library%u.so", folder, count++);
	snprintf(command, sizeof command, "%s -shared -fPIC -w -Iattributes -o %s %s -lm",
		 compiler ? compiler : "cc", library, is_file ? text : source);
	return system(command) == 0 ? library : NULL;
}
