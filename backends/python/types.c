/*
 * C types as ctypes knows them, and values as Python's annotations spell them.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

uint64_t bits_mask(uint64_t size)
{
	return size == 8 ? UINT64_MAX : (UINT64_C(1) << (size * 8)) - 1;
}

bool integer_limits(struct python *e, const struct ffir_type *type, const char **low, const char **high)
{
	uint64_t size;
	bool is_signed;
	if (!type_integer(e->p, type, &size, &is_signed) || size > 8)
		return false;
	uint64_t top = bits_mask(size);
	*low = is_signed ? TEXT(e, "-0x%llX", (unsigned long long)(top / 2 + 1)) : "0";
	*high = TEXT(e, "0x%llX", (unsigned long long)(is_signed ? top / 2 : top));
	return true;
}

const char *long_double_ctype(struct python *e, const char **reason)
{
	const char *id = e->p->module->n_targets ? e->p->module->targets[0].id : "";
	if (!strstr(id, "mingw"))
		return "ctypes.c_longdouble";
	*reason = "ctypes has no 'long double' of GCC's on Windows";
	return NULL;
}

/* On x86 and Arm _Float64x is long double under another name (C23 H.2.3); on POWER that is no IEEE number. */
static bool is_long_double(const struct python *e, const char *name)
{
	const char *id = e->p->module->n_targets ? e->p->module->targets[0].id : "";
	return strcmp(name, "long double") == 0 ||
	       (strcmp(name, "_Float64x") == 0 && strncmp(id, "powerpc", 7) != 0);
}

static const char *float_ctype(struct python *e, const struct ffir_type *type, const char **reason)
{
	static const struct {
		const char *c, *python;
	} floats[] = {
		{"float", "c_float"},	  {"double", "c_double"},    {"_Float32", "c_float"},
		{"_Float64", "c_double"}, {"_Float32x", "c_double"},
	};
	if (is_long_double(e, type->name))
		return long_double_ctype(e, reason);
	for (size_t i = 0; i < sizeof floats / sizeof *floats; i++)
		if (strcmp(floats[i].c, type->name) == 0)
			return TEXT(e, "ctypes.%s", floats[i].python);
	*reason = TEXT(e, "ctypes has no '%s'", type->name);
	return NULL;
}

bool is_single(struct python *e, const struct ffir_type *type)
{
	const char *reason = NULL;
	type = type_real(e->p, type, NULL);
	const char *text = type->kind == FFIR_TYPE_FLOAT ? float_ctype(e, type, &reason) : NULL;
	return text && strcmp(text, "ctypes.c_float") == 0;
}

bool number_limits(struct python *e, const struct ffir_type *type, const struct plan_enum *item,
		   const char **low, const char **high)
{
	uint64_t size;
	bool is_signed;
	if (!integer_limits(e, type, low, high))
		return false;
	if (enum_has_sign_bit(item) && type_integer(e->p, type, &size, &is_signed) && is_signed)
		*high = TEXT(e, "0x%llX", (unsigned long long)bits_mask(size));
	return true;
}

const char *ctype_integer(uint64_t size, bool is_signed)
{
	switch (size) {
	case 1:
		return is_signed ? "ctypes.c_byte" : "ctypes.c_ubyte";
	case 2:
		return is_signed ? "ctypes.c_short" : "ctypes.c_ushort";
	case 4:
		return is_signed ? "ctypes.c_int" : "ctypes.c_uint";
	case 8:
		return is_signed ? "ctypes.c_int64" : "ctypes.c_uint64";
	}
	return NULL;
}

/* ---- ctypes ---- */

static const struct {
	const char *c, *python;
} integers[] = {
	{"signed char", "c_byte"},
	{"unsigned char", "c_ubyte"},
	{"short", "c_short"},
	{"unsigned short", "c_ushort"},
	{"int", "c_int"},
	{"unsigned int", "c_uint"},
	{"long", "c_long"},
	{"unsigned long", "c_ulong"},
	{"long long", "c_longlong"},
	{"unsigned long long", "c_ulonglong"},
	{"size_t", "c_size_t"},
	{"ssize_t", "c_ssize_t"},
	{"int8_t", "c_int8"},
	{"uint8_t", "c_uint8"},
	{"int16_t", "c_int16"},
	{"uint16_t", "c_uint16"},
	{"int32_t", "c_int32"},
	{"uint32_t", "c_uint32"},
	{"int64_t", "c_int64"},
	{"uint64_t", "c_uint64"},
};

static const char *integer_called(struct python *e, const char *name)
{
	for (size_t i = 0; name && i < sizeof integers / sizeof *integers; i++)
		if (strcmp(integers[i].c, name) == 0)
			return TEXT(e, "ctypes.%s", integers[i].python);
	return NULL;
}

/* The first name on the way to the basic type that ctypes has too: size_t rather than unsigned long. */
static const char *integer_ctype(struct python *e, const struct ffir_type *type, const char **reason)
{
	const struct ffir_module *m = e->p->module;
	const struct ffir_type *step = type;
	for (unsigned depth = 0; step && step->kind == FFIR_TYPE_NAMED && depth < 64; depth++) {
		const char *found = integer_called(e, step->name);
		if (found)
			return found;
		const struct ffir_decl *alias = ffir_module_find(m, step->name);
		step = alias && alias->kind == FFIR_DECL_ALIAS ? alias->type : NULL;
	}
	const struct ffir_type *real = type_real(e->p, type, NULL);
	const char *found = integer_called(e, real->name);
	uint64_t size;
	bool is_signed;
	if (!found && type_integer(e->p, type, &size, &is_signed))
		found = ctype_integer(size, is_signed);
	if (!found)
		*reason = TEXT(e, "ctypes has no '%s'", real->name);
	return found;
}

static const char *record_ctype(struct python *e, const struct ffir_decl *decl, enum type_place place,
				const char **reason)
{
	const struct plan_record *r = plan_record_of_decl(e->p, decl);
	const char *missing = record_missing(e->a, e->p, decl);
	if (missing)
		*reason = missing;
	else if (place == PLACE_CALLBACK_RESULT)
		*reason = "ctypes cannot return a struct from a callback";
	else if (e->records[r->index].by_value && (place == PLACE_ARGUMENT || place == PLACE_RESULT))
		return e->records[r->index].by_value;
	else if (e->records[r->index].no_copy && (place == PLACE_ARGUMENT || place == PLACE_RESULT))
		*reason = e->records[r->index].no_copy;
	else
		return record_name(e, r);
	return NULL;
}

/* A typedef's name stands in the raw layer, where arguments are described. */
static const char *function_pointer(struct python *e, const struct ffir_function_type *type,
				    const char **reason)
{
	for (size_t i = 0; i < e->p->n_closures; i++)
		if (e->p->closures[i]->type == type && e->p->closures[i]->decl &&
		    ctype_function(e, type, reason))
			return closure_attribute(e, e->p->closures[i]);
	return ctype_function(e, type, reason);
}

static const char *pointer_ctype(struct python *e, const struct ffir_type *type, enum type_place place)
{
	static const char address[] = "ctypes.c_void_p";
	const struct ffir_decl *decl = NULL;
	const char *reason = NULL;
	const struct ffir_type *to = type_real(e->p, type->to, &decl);
	bool is_const = ffir_type_quals(e->p->module, type->to) & FFIR_CONST;

	if (place == PLACE_CALLBACK_RESULT)
		return address; /* ctypes gives C no other pointers */

	switch (to->kind) {
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_UNSUPPORTED:
		return address;
	case FFIR_TYPE_FUNCTION: {
		const char *function =
			place == PLACE_ARGUMENT ? function_pointer(e, to->function, &reason) : NULL;
		return function ? function : address;
	}
	case FFIR_TYPE_INT:
		if (strcmp(to->name, "char") == 0 && is_const)
			return "ctypes.c_char_p";
		if (strcmp(to->name, "char") == 0 && place != PLACE_RESULT)
			return "ctypes.POINTER(ctypes.c_char)";
		if (type_is_byte(e->p, to))
			return address;
		break;
	case FFIR_TYPE_NAMED:
		if (decl && decl->kind == FFIR_DECL_RECORD && type_is_address(e->p, decl))
			return address;
		break;
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_ARRAY:
		break;
	}
	const char *inner = ctype(e, type->to, PLACE_ELEMENT, &reason);
	return inner ? TEXT(e, "ctypes.POINTER(%s)", inner) : address;
}

const char *ctype_array(struct python *e, const struct ffir_type *type, const char *element)
{
	unsigned long long count = type->has_count ? type->count : 0;
	bool nested = element && strchr(element, '*');
	return element ? TEXT(e, nested ? "(%s) * %llu" : "%s * %llu", element, count) : NULL;
}

const char *ctype(struct python *e, const struct ffir_type *type, enum type_place place, const char **reason)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(e->p, type, &decl);
	const char *made = made_number(e, real);

	if (made)
		return made_ctype(e, type, made, place, reason);
	switch (real->kind) {
	case FFIR_TYPE_VOID:
		return "None";
	case FFIR_TYPE_BOOL:
		return "ctypes.c_bool";
	case FFIR_TYPE_INT:
		if (place == PLACE_ELEMENT && strcmp(real->name, "char") == 0)
			return "ctypes.c_char";
		return integer_ctype(e, type, reason);
	case FFIR_TYPE_FLOAT:
		return float_ctype(e, real, reason);
	case FFIR_TYPE_COMPLEX:
		*reason = TEXT(e, "ctypes has no '%s'", real->name);
		return NULL;
	case FFIR_TYPE_VECTOR:
		*reason = "ctypes has no vectors";
		return NULL;
	case FFIR_TYPE_POINTER:
		return pointer_ctype(e, real, place);
	case FFIR_TYPE_ARRAY:
		return ctype_array(e, real, ctype(e, real->to, PLACE_ELEMENT, reason));
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_UNSUPPORTED:
		*reason = type_missing(e->p, real);
		return NULL;
	case FFIR_TYPE_NAMED:
		if (decl && decl->kind == FFIR_DECL_RECORD)
			return record_ctype(e, decl, place, reason);
		return integer_ctype(e, type, reason);
	}
	return NULL;
}

const char *ctype_function(struct python *e, const struct ffir_function_type *type, const char **reason)
{
	struct ffir_buf b = {0};
	const char *result = ctype(e, type->result.type, PLACE_CALLBACK_RESULT, reason);
	if (type->variadic || type->unprototyped)
		*reason = type->variadic ? "a variadic callback" : "a callback without a prototype";
	ffir_buf_printf(&b, "ctypes.CFUNCTYPE(%s", result ? result : "");
	for (size_t i = 0; i < type->n_params && !*reason; i++) {
		const char *param = ctype(e, type->params[i].type, PLACE_RESULT, reason);
		if (param)
			ffir_buf_printf(&b, ", %s", param);
	}
	ffir_buf_puts(&b, ")");
	const char *text = *reason ? NULL : ffir_strndup(e->a, b.text, b.size);
	ffir_buf_release(&b);
	return text;
}

/* ---- what a function's program needs ---- */

/* Whether the program reads the memory that the result points to, instead of the copy that c_char_p makes. */
static bool needs_address(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		bool of_return = op->src >= 0 && call->values[op->src].kind == VALUE_RETURN;
		if (of_return && (op->kind == OP_FREE || op->kind == OP_COPY || op->kind == OP_VIEW ||
				  (op->kind == OP_DECODE && op->with >= 0)))
			return true;
	}
	return false;
}

/* A struct of one long double comes back in a register of the x87 (System V ABI for AMD64, 3.2.3), where
 * libffi does not look for a struct. */
static bool is_in_x87(const struct python *e, const struct ffir_type *type)
{
	const struct ffir_module *m = e->p->module;
	const struct ffir_decl *decl = NULL;
	uint64_t size, align;
	bool x86_64 = m->n_targets && strncmp(m->targets[0].id, "x86_64", 6) == 0;
	if (!x86_64 || !ffir_type_size(m, type, &size, &align) || size != 16)
		return false;
	type = type_real(e->p, type, &decl);
	if (!decl || decl->kind != FFIR_DECL_RECORD)
		return false;
	while (type->kind == FFIR_TYPE_ARRAY || (decl && decl->kind == FFIR_DECL_RECORD && decl->n_fields)) {
		type = type->kind == FFIR_TYPE_ARRAY ? type->to : decl->fields[0].type;
		decl = NULL;
		type = type_real(e->p, type, &decl);
	}
	return type->kind == FFIR_TYPE_FLOAT && strcmp(type->name, "long double") == 0;
}

const char *ctype_result(struct python *e, const struct plan_function *f, const char **reason)
{
	const char *text = ctype(e, f->type->result.type, PLACE_RESULT, reason);
	if (text && strcmp(text, "ctypes.c_char_p") == 0 && f->call && needs_address(f->call))
		return "ctypes.c_void_p";
	return text;
}

/* ---- what stays raw here ---- */

const char *python_refuse_type(void *begun, const struct ffir_type *type, enum type_place place)
{
	struct python *e = (struct python *)begun;
	const char *reason = NULL;
	if (place == PLACE_RESULT && is_in_x87(e, type))
		return "ctypes cannot return a struct of one long double";
	ctype(e, type, place == PLACE_CALLBACK_ARGUMENT ? PLACE_RESULT : place, &reason);
	return reason;
}

/* A buffer is bytes, which are searched for a NUL and counted as such. */
static const char *buffer_refused(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		if (op->kind != OP_DECODE || !wide_unit(call->values[op->dst].shape.encoding))
			continue;
		for (size_t k = 0; k < i; k++)
			if (call->ops[k].kind == OP_ALLOC_BUFFER && call->ops[k].dst == op->src)
				return "a buffer for text of 16 or 32 bits a unit";
	}
	return NULL;
}

/* ctypes cannot lend a function of another type for what frees the user data, whatever name a typedef gives it. */
static const char *destroy_refused(struct python *e, const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++) {
		const struct plan_op *op = &call->ops[i];
		const char *reason = NULL;
		if (op->kind != OP_CLOSURE || op->third < 0)
			continue;
		const struct ffir_type *freeing = type_pointed_to(e->p, call->values[op->third].type);
		const char *type = ctype_function(e, freeing->function, &reason);
		if (!type || strcmp(type, "ctypes.CFUNCTYPE(None, ctypes.c_void_p)") != 0)
			return "what frees its user data is no 'void (*)(void *)'";
	}
	return NULL;
}

const char *python_refuse_call(void *begun, const struct plan_call *call)
{
	const char *reason = buffer_refused(call);
	return reason ? reason : destroy_refused((struct python *)begun, call);
}

/* ---- annotations ---- */

static const char *record_annotation(struct python *e, const struct ffir_decl *decl, enum type_place place)
{
	const struct plan_record *r = plan_record_of_decl(e->p, decl);
	const char *reason = NULL, *text = record_ctype(e, decl, place, &reason);
	return text ? record_name(e, r) : NULL;
}

const char *raw_annotation(struct python *e, const struct ffir_type *type, enum type_place place)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(e->p, type, &decl);

	switch (real->kind) {
	case FFIR_TYPE_VOID:
		return "None";
	case FFIR_TYPE_BOOL:
		return "bool";
	case FFIR_TYPE_INT:
		return "int";
	case FFIR_TYPE_FLOAT:
		return "float";
	case FFIR_TYPE_COMPLEX:
		return "complex";
	case FFIR_TYPE_NAMED:
		if (decl && decl->kind == FFIR_DECL_RECORD)
			return record_annotation(e, decl, place);
		return "int";
	case FFIR_TYPE_POINTER:
		if (place == PLACE_RESULT) {
			const char *text = pointer_ctype(e, real, place);
			bool optional =
				strcmp(text, "ctypes.c_char_p") == 0 || strcmp(text, "ctypes.c_void_p") == 0;
			if (optional)
				need_import(e, "from typing import Optional");
			if (strcmp(text, "ctypes.c_char_p") == 0)
				return "Optional[bytes]";
			if (strcmp(text, "ctypes.c_void_p") == 0)
				return "Optional[int]";
		}
		return "_Pointer";
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_UNSUPPORTED:
		return "_Pointer";
	}
	return NULL;
}

static bool given_out(enum position position)
{
	return position == AS_RESULT || position == AS_CALLBACK_PARAM || position == AS_FIELD;
}

/* A result inside of something else is its value or its exception. */
static const char *element_annotation(struct python *e, const struct plan_shape *element,
				      enum position position)
{
	const char *text = annotation(e, element, position);
	if (element->kind != SHAPE_RESULT)
		return text;
	need_import(e, "from typing import Union");
	return TEXT(e, "Union[%s, Exception]", text);
}

static const char *vector_annotation(struct python *e, const struct plan_shape *shape, enum position position)
{
	const struct plan_shape *element = shape->element;
	if (!element ||
	    (type_is_bytes(e->p, element->type) && !element->carrier && element->kind == SHAPE_SCALAR))
		return "bytes";
	if (!given_out(position)) {
		need_import(e, "from typing import Sequence");
		return TEXT(e, "Sequence[%s]", annotation(e, element, position));
	}
	need_import(e, "from typing import List");
	return TEXT(e, "List[%s]", element_annotation(e, element, position));
}

static const char *slice_annotation(struct python *e, const struct plan_shape *shape)
{
	const struct plan_shape *element = shape->element;
	if (shape->carrier && !shape->read_only) {
		need_typing(e, "from _typeshed import WriteableBuffer");
		return "WriteableBuffer";
	}
	if (plan_needs_form(shape) && !(element && type_is_bytes(e->p, element->type)))
		return vector_annotation(e, shape, AS_PARAM);
	if (!element || type_is_bytes(e->p, element->type)) {
		need_typing(e, shape->read_only ? "from _typeshed import ReadableBuffer"
						: "from _typeshed import WriteableBuffer");
		return shape->read_only ? "ReadableBuffer" : "WriteableBuffer";
	}
	need_import(e, "from typing import Any");
	bool numbers = element->kind == SHAPE_SCALAR || wrapper_name(element);
	if (!shape->read_only && numbers)
		need_typing(e, "from _typeshed import WriteableBuffer");
	if (!shape->read_only)
		return numbers ? "WriteableBuffer" : "ctypes.Array[Any]";
	need_import(e, "from typing import Sequence, Union");
	if (numbers)
		need_typing(e, "from _typeshed import ReadableBuffer");
	if (numbers)
		return TEXT(e, "Union[Sequence[%s], ReadableBuffer]", annotation(e, element, AS_PARAM));
	return TEXT(e, "Union[Sequence[%s], ctypes.Array[Any]]", annotation(e, element, AS_PARAM));
}

/* Memory of C that a callback changes. */
static const char *view_annotation(struct python *e, const struct plan_shape *shape)
{
	if (type_is_bytes(e->p, shape->element->type))
		return "memoryview";
	need_import(e, "from typing import Any");
	return "ctypes.Array[Any]";
}

static const char *bare_annotation(struct python *e, const struct plan_shape *shape, enum position position)
{
	const struct ffir_type *real;
	switch (shape->kind) {
	case SHAPE_VOID:
		return "None";
	case SHAPE_SCALAR:
		real = type_real(e->p, shape->type, NULL);
		return real->kind == FFIR_TYPE_BOOL	 ? "bool"
		       : real->kind == FFIR_TYPE_FLOAT	 ? "float"
		       : real->kind == FFIR_TYPE_COMPLEX ? "complex"
							 : "int";
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
		return python_name(&shape->enumeration->name);
	case SHAPE_RECORD:
	case SHAPE_RECORD_REF:
		return record_name(e, shape->record);
	case SHAPE_HANDLE:
		return python_name(&shape->handle->alias->name);
	case SHAPE_OBJECT:
		return python_name(&shape->klass->name);
	case SHAPE_STRING:
		return shape->encoding == ENCODING_BYTES ? "bytes" : "str";
	case SHAPE_SLICE:
		if (position == AS_CALLBACK_PARAM && !shape->read_only)
			return view_annotation(e, shape);
		return given_out(position) && shape->carrier ? vector_annotation(e, shape, position)
							     : slice_annotation(e, shape);
	case SHAPE_VECTOR:
		return vector_annotation(e, shape, position);
	case SHAPE_OPTION:
		return element_annotation(e, shape->element, position);
	case SHAPE_RESULT:
		return shape->element ? annotation(e, shape->element, position) : "None";
	case SHAPE_COMPOUND:
	case SHAPE_TAGGED:
		return python_name(&shape->carrier->record->name);
	case SHAPE_CLOSURE:
		return closure_annotation(e, shape->closure);
	case SHAPE_RAW:
	case N_SHAPES:
		return "_Pointer";
	case SHAPE_INTERFACE:
		return python_name(&shape->interface->name);
	}
	return "_Pointer";
}

const char *annotation(struct python *e, const struct plan_shape *shape, enum position position)
{
	const char *bare = bare_annotation(e, shape, position);
	if (!shape->nullable && shape->kind != SHAPE_OPTION)
		return bare;
	need_import(e, "from typing import Optional");
	return TEXT(e, "Optional[%s]", bare);
}
