/*
 * C types as the raw layer has them, and shapes as callers see them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"
#include "backends/system_v.h"

#include <stdlib.h>
#include <string.h>

/* ---- the raw layer ---- */

/* size_t and its like have the size of an address whatever the target. */
static const char *address_integer(const struct csharp *e, const struct ffir_type *type)
{
	static const char *const is_signed[] = {"ssize_t", "ptrdiff_t", "intptr_t", NULL};
	static const char *const is_unsigned[] = {"size_t", "uintptr_t", NULL};
	if (type_called(e->p, type, is_signed))
		return "nint";
	return type_called(e->p, type, is_unsigned) ? "nuint" : NULL;
}

const char *csharp_integer_name(uint64_t size, bool is_signed)
{
	switch (size) {
	case 1:
		return is_signed ? "sbyte" : "byte";
	case 2:
		return is_signed ? "short" : "ushort";
	case 4:
		return is_signed ? "int" : "uint";
	case 8:
		return is_signed ? "long" : "ulong";
	}
	return NULL;
}

static const char *integer_type(struct csharp *e, const struct ffir_type *type, const char **reason)
{
	uint64_t size = 0;
	bool is_signed = false;
	const char *found = address_integer(e, type);
	if (!found && type_integer(e->p, type, &size, &is_signed))
		found = csharp_integer_name(size, is_signed);
	if (!found)
		*reason = TEXT(e, "C# has no '%s'", type_real(e->p, type, NULL)->name);
	return found;
}

static const char *float_type(struct csharp *e, const struct ffir_type *type, const char **reason)
{
	static const char *const doubles[] = {"double", "_Float64", "_Float32x"};
	if (strcmp(type->name, "float") == 0 || strcmp(type->name, "_Float32") == 0)
		return "float";
	for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++)
		if (strcmp(type->name, doubles[i]) == 0)
			return "double";
	*reason = TEXT(e, "C# has no '%s'", type->name);
	return NULL;
}

/* What .NET has in memory as C does. By value only the parts of a complex number travel alike: of the others .NET
 * makes integers, or takes other registers. */
static const char *made_type(struct csharp *e, const struct ffir_type *real)
{
	static const struct {
		const char *c, *csharp;
	} types[] = {
		{"_Complex double", "System.Numerics.Complex"},
		{"_Complex float", "ComplexSingle"},
		{"_Float16", "System.Half"},
		{"__int128", "System.Int128"},
		{"unsigned __int128", "System.UInt128"},
	};
	if (real->kind != FFIR_TYPE_INT && real->kind != FFIR_TYPE_FLOAT && real->kind != FFIR_TYPE_COMPLEX)
		return NULL;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i].c, real->name) != 0)
			continue;
		if (strcmp(types[i].csharp, "ComplexSingle") == 0)
			csharp_need(e, CSHARP_COMPLEX_SINGLE);
		return types[i].csharp;
	}
	return NULL;
}

bool csharp_is_dotnet(struct csharp *e, const struct ffir_type *type)
{
	uint64_t count;
	const struct ffir_type *real = type_real(e->p, type_element(e->p, type, &count), NULL);
	const struct plan_record *r = plan_record_of(e->p, real);
	for (size_t i = 0; r && !r->opaque && i < r->n_fields; i++)
		if (csharp_is_dotnet(e, r->fields[i].field->type))
			return true;
	const char *made = made_type(e, real);
	return made && strncmp(made, "System.", 7) == 0;
}

bool csharp_takes_dotnet(struct csharp *e, const struct ffir_function_type *type)
{
	for (size_t i = 0; i < type->n_params; i++)
		if (csharp_is_dotnet(e, type->params[i].type))
			return true;
	return csharp_is_dotnet(e, type->result.type);
}

static const char *record_type(struct csharp *e, const struct ffir_decl *decl, enum type_place place,
			       const char **reason)
{
	const struct plan_record *r = plan_record_of_decl(e->p, decl);
	const char *why = record_missing(e->a, e->p, decl);
	if (!why && place == PLACE_ARGUMENT)
		why = csharp_no_copy(e, r);
	if (why)
		*reason = why;
	return why ? NULL : csharp_struct(r);
}

const char *csharp_integer(struct csharp *e, const struct ffir_type *type)
{
	uint64_t size = 0;
	bool is_signed = false;
	if (type_is_bool(e->p, type))
		return "byte";
	const char *found = address_integer(e, type);
	if (!found && type_integer(e->p, type, &size, &is_signed))
		found = csharp_integer_name(size, is_signed);
	return found ? found : "int";
}

static const char *enum_type(struct csharp *e, const struct ffir_type *type, const char **reason)
{
	const struct plan_enum *item = plan_enum_of(e->p, type);
	uint64_t size;
	bool is_signed;
	if (item && type_integer(e->p, type, &size, &is_signed))
		return csharp_name(&item->name);
	return integer_type(e, type, reason);
}

static const char *function_pointer(struct csharp *e, const struct ffir_function_type *type)
{
	struct ffir_buf b = {0};
	const char *reason = type->variadic || type->unprototyped ? "" : NULL;
	ffir_buf_puts(&b, "delegate* unmanaged[Cdecl]<");
	for (size_t i = 0; i < type->n_params && !reason; i++)
		ffir_buf_printf(&b, "%s, ",
				csharp_raw_type(e, type->params[i].type, PLACE_ARGUMENT, &reason));
	if (!reason)
		ffir_buf_printf(&b, "%s>", csharp_raw_type(e, type->result.type, PLACE_ARGUMENT, &reason));
	const char *text = reason ? "void*" : ffir_strndup(e->a, b.text, b.size);
	ffir_buf_release(&b);
	return text;
}

static const char *pointer_type(struct csharp *e, const struct ffir_type *type, enum type_place place)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *to = type_real(e->p, type->to, &decl);
	const char *reason = NULL;
	if (place == PLACE_FIELD)
		return "nint";
	if (to->kind == FFIR_TYPE_FUNCTION)
		return function_pointer(e, to->function);
	if (type_is_byte(e->p, to))
		return "byte*";
	if (decl && decl->kind == FFIR_DECL_RECORD && type_is_address(e->p, decl))
		return "nint";
	const char *inner = csharp_raw_type(e, type->to, PLACE_ELEMENT, &reason);
	return inner ? TEXT(e, "%s*", inner) : "void*";
}

const char *csharp_raw_type(struct csharp *e, const struct ffir_type *type, enum type_place place,
			    const char **reason)
{
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(e->p, type, &decl);
	const char *made = made_type(e, real);

	if (made && (place == PLACE_FIELD || place == PLACE_ELEMENT || complex_is_pair(e->p, type)))
		return made;
	if (made) {
		*reason = TEXT(e, "C# does not pass '%s' by value as C does", real->name);
		return NULL;
	}
	switch (real->kind) {
	case FFIR_TYPE_VOID:
		return "void";
	case FFIR_TYPE_BOOL:
		return "byte";
	case FFIR_TYPE_INT:
		return integer_type(e, type, reason);
	case FFIR_TYPE_FLOAT:
		return float_type(e, real, reason);
	case FFIR_TYPE_COMPLEX:
		*reason = TEXT(e, "C# has no '%s'", real->name);
		return NULL;
	case FFIR_TYPE_VECTOR:
		*reason = "C# cannot pass vectors";
		return NULL;
	case FFIR_TYPE_POINTER:
		return pointer_type(e, real, place);
	case FFIR_TYPE_ARRAY:
		*reason = "it is an array";
		return NULL;
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_UNSUPPORTED:
		*reason = type_missing(e->p, real);
		return NULL;
	case FFIR_TYPE_NAMED:
		if (decl && decl->kind == FFIR_DECL_RECORD)
			return record_type(e, decl, place, reason);
		return enum_type(e, type, reason);
	}
	return NULL;
}

/* Structs of C# travel as C's do if all is in memory or in general registers, whatever lies over what. */
static bool travels_alike(struct csharp *e, const struct plan_record *r)
{
	struct system_v c = system_v_of(e->p, r);
	return target_is_system_v(e->p) && r->align <= 8 &&
	       (r->size > 16 || !(c.floats || c.bits || c.unaligned || c.strange));
}

const char *csharp_no_copy(struct csharp *e, const struct plan_record *r)
{
	const char *reason = NULL;
	if ((r->is_union || !csharp_is_natural(e, r)) && travels_alike(e, r))
		return NULL;
	if (r->is_union || !csharp_is_natural(e, r))
		return TEXT(e, "C# cannot pass '%s' by value as C does", r->decl->id);
	for (size_t i = 0; i < r->n_fields && !reason; i++) {
		const struct ffir_type *type = r->fields[i].field->type;
		while (type_real(e->p, type, NULL)->kind == FFIR_TYPE_ARRAY)
			type = type_real(e->p, type, NULL)->to;
		csharp_raw_type(e, type, PLACE_ARGUMENT, &reason);
	}
	return reason;
}

/* ---- constants ---- */

const char *csharp_constant(struct csharp *e, const struct ffir_value *value, const struct ffir_type *type)
{
	const struct plan_enum *item = type ? plan_enum_of(e->p, type) : NULL;
	const char *reason = NULL;
	const char *raw = type ? csharp_raw_type(e, type, PLACE_ARGUMENT, &reason) : NULL;
	if (value->kind != FFIR_VALUE_INTEGER || !raw)
		return csharp_literal(e, value);
	if (type_pointed_to(e->p, type) || strcmp(raw, "nint") == 0 || strcmp(raw, "nuint") == 0) {
		if (strcmp(value->text, "0") == 0)
			return strchr(raw, '*') ? "null" : "0";
		return TEXT(e, "unchecked((%s)(%s))", raw, value->text);
	}
	if (type_is_bool(e->p, type))
		return strcmp(value->text, "0") == 0 ? "0" : "1";
	const struct plan_enumerator *found = enumerator_of(item, value);
	if (found)
		return TEXT(e, "%s.%s", csharp_name(&item->name), csharp_name(&found->name));
	if (item)
		return TEXT(e, "unchecked((%s)(%s))", raw, value->text);
	if (value->text[0] == '-' && (raw[0] == 'u' || strcmp(raw, "byte") == 0))
		return TEXT(e, "unchecked((%s)(%s))", raw, value->text);
	return value->text;
}

/* ---- shapes ---- */

const char *csharp_enum_cast(struct csharp *e, const struct plan_enum *item, const struct ffir_type *type,
			     bool to_c, const char *to, const char *text)
{
	uint64_t size, align;
	bool narrows = item && ffir_type_size(e->p->module, type, &size, &align) &&
		       (to_c ? size < item->size : size > item->size);
	return TEXT(e, narrows ? "checked((%s)%s)" : "(%s)%s", to, text);
}

const char *csharp_known(struct csharp *e, const struct plan_enum *item, const char *text)
{
	if (!enum_is_checked(item))
		return text;
	csharp_need(e, CSHARP_CLOSED);
	return TEXT(e, "NativeEnum.Known(%s)", text);
}

const char *csharp_element(struct csharp *e, const struct plan_shape *shape)
{
	const struct plan_shape *element = shape->element;
	const char *reason = NULL;
	if (!element)
		return "byte";
	if (element->kind == SHAPE_HANDLE)
		return csharp_name(&element->handle->alias->name);
	if (!plan_is_plain(element))
		return csharp_type(e, element, AS_ELEMENT);
	const struct ffir_type *real = type_real(e->p, element->type, NULL);
	if (real->kind == FFIR_TYPE_VOID)
		return "byte";
	if (real->kind == FFIR_TYPE_BOOL)
		return "bool";
	if (type_is_byte(e->p, real))
		return "byte";
	if (element->record)
		return csharp_struct(element->record);
	if (element->enumeration)
		return csharp_type(e, element, AS_ELEMENT);
	const char *text = csharp_raw_type(e, element->type, PLACE_FIELD, &reason);
	return text ? text : "byte";
}

static const char *scalar_type(struct csharp *e, const struct plan_shape *shape)
{
	const char *reason = NULL;
	if (type_is_bool(e->p, shape->type))
		return "bool";
	const char *text = csharp_raw_type(e, shape->type, PLACE_FIELD, &reason);
	return text ? text : "nint";
}

/* An element is C's own memory: an enumeration of another size is not what is there. */
static bool has_size_of_enum(struct csharp *e, const struct plan_shape *shape)
{
	uint64_t size, align;
	return ffir_type_size(e->p->module, shape->type, &size, &align) && size == shape->enumeration->size;
}

static const char *or_null(struct csharp *e, const char *type)
{
	return type[strlen(type) - 1] == '?' ? type : TEXT(e, "%s?", type);
}

/* A result that is not thrown at once is an object that holds what it would throw. */
static const char *result_type(struct csharp *e, const struct plan_shape *shape, enum position position)
{
	const struct plan_shape *element = shape->element;
	bool gives = element && element->kind != SHAPE_VOID;
	if (position == AS_RESULT)
		return gives ? csharp_type(e, element, AS_ELEMENT) : "void";
	return TEXT(e, "Outcome<%s>", gives ? csharp_type(e, element, AS_ELEMENT) : "bool");
}

/* Of the caller's memory, or C's own, which a callback changes. */
static bool is_span(const struct plan_shape *shape, enum position position)
{
	return shape->kind == SHAPE_SLICE &&
	       (position == AS_PARAM || (position == AS_CALLBACK_PARAM && !shape->read_only));
}

static const char *bare_type(struct csharp *e, const struct plan_shape *shape, enum position position)
{
	switch (shape->kind) {
	case SHAPE_VOID:
		return "void";
	case SHAPE_HANDLE:
		return csharp_name(&shape->handle->alias->name);
	case SHAPE_SCALAR:
	case SHAPE_RAW:
		return scalar_type(e, shape);
	case SHAPE_ENUMERATION:
	case SHAPE_FLAGS:
		if (position == AS_ELEMENT && !has_size_of_enum(e, shape))
			return scalar_type(e, shape);
		return csharp_name(&shape->enumeration->name);
	case SHAPE_RECORD:
	case SHAPE_RECORD_REF:
		return csharp_struct(shape->record);
	case SHAPE_OBJECT:
		return csharp_name(&shape->klass->name);
	case SHAPE_STRING:
		return shape->encoding == ENCODING_BYTES ? "byte[]" : "string";
	case SHAPE_SLICE:
		if (!is_span(shape, position))
			return TEXT(e, "%s[]", csharp_element(e, shape));
		return TEXT(e, "%s<%s>", shape->read_only ? "ReadOnlySpan" : "Span",
			    csharp_element(e, shape));
	case SHAPE_VECTOR:
		return TEXT(e, "%s[]", csharp_element(e, shape));
	case SHAPE_COMPOUND:
	case SHAPE_TAGGED:
		return csharp_name(&shape->carrier->record->name);
	case SHAPE_OPTION:
		return or_null(e, csharp_type(e, shape->element, AS_ELEMENT));
	case SHAPE_RESULT:
		return result_type(e, shape, position);
	case SHAPE_CLOSURE:
		return csharp_delegate(e, shape->closure);
	case SHAPE_INTERFACE:
		return csharp_name(&shape->interface->implemented);
	case N_SHAPES:
		return "object";
	}
	return "object";
}

const char *csharp_type(struct csharp *e, const struct plan_shape *shape, enum position position)
{
	if (shape->indirect) {
		struct plan_shape direct = shape_direct(e->p, shape);
		/* A span has no null, and no object of C's behind a pointer is made of one. */
		if (position == AS_CALLBACK_PARAM && is_span(&direct, position))
			return csharp_type(e, &direct, position);
		bool span = direct.kind == SHAPE_SLICE && position == AS_PARAM;
		const char *to = csharp_type(e, &direct, span ? AS_ELEMENT : position);
		return shape->nullable ? or_null(e, to) : to;
	}
	const char *text = bare_type(e, shape, position);
	bool given = position == AS_PARAM || position == AS_CALLBACK_PARAM;
	if (shape->kind == SHAPE_RECORD_REF && given && !shape->read_only)
		return TEXT(e, "ref %s", text);
	if (shape->kind == SHAPE_RECORD_REF && given && !shape->nullable && position == AS_PARAM)
		return TEXT(e, "in %s", text);
	if (shape->nullable && !is_span(shape, position) && shape->kind != SHAPE_RAW &&
	    shape->kind != SHAPE_SCALAR)
		return or_null(e, text);
	return text;
}

/* ---- text ---- */

const char *csharp_text_of(struct csharp *e, const struct plan_shape *shape, const char *pointer,
			   const char *count, bool bytes)
{
	unsigned wide = wide_unit(shape->encoding);
	bool nullable = shape->nullable;
	const char *how = nullable ? "OrNull" : "There";
	if (shape->encoding == ENCODING_BYTES && count) {
		csharp_need(e, CSHARP_COPY);
		return TEXT(e, "Copies.%s<byte>(%s, (ulong)%s)", nullable ? "OrNull" : "Of", pointer, count);
	}
	if (count)
		count = TEXT(e, wide && bytes ? ", (nuint)%s / %u" : ", (nuint)%s", count, wide);
	csharp_need(e, wide ? CSHARP_WIDE : CSHARP_TEXT_OF);
	if (wide)
		return TEXT(e, "WideText.%s((%s*)%s%s)", how, wide == 2 ? "char" : "uint", pointer,
			    count ? count : "");
	if (shape->encoding == ENCODING_BYTES)
		how = nullable ? "BytesOrNull" : "Bytes";
	return TEXT(e, "TextOf.%s(%s%s)", how, pointer, count ? count : "");
}

/* ---- what stays raw here ---- */

const char *csharp_refuse_type(void *begun, const struct ffir_type *type, enum type_place place)
{
	const char *reason = NULL;
	bool stored = place == PLACE_FIELD || place == PLACE_ELEMENT;
	csharp_raw_type((struct csharp *)begun, type, stored ? PLACE_FIELD : PLACE_ARGUMENT, &reason);
	return reason;
}

/* Objects keep copies of texts in bytes and of plain elements, which nobody else sees. */
static const char *refuse_keeping(const struct plan_call *call, const struct plan_op *op)
{
	const struct plan_op *encode = program_op_to(call, OP_ENCODE, op->with);
	const struct plan_op *pin = program_op_to(call, OP_PIN, op->with);
	const struct plan_shape *shape =
		encode || pin ? &call->values[(encode ? encode : pin)->src].shape : NULL;
	if (call->values[op->with].kind != VALUE_LOCAL || call->values[op->dst].shape.kind != SHAPE_OBJECT)
		return NULL;
	if (encode && !wide_unit(shape->encoding) && shape->encoding != ENCODING_BYTES)
		return NULL;
	if (pin && shape->kind == SHAPE_SLICE && shape->read_only && !plan_needs_form(shape))
		return NULL;
	return "C# does not keep such memory as long as an object lives";
}

static const char *refuse_op(struct csharp *e, const struct plan_call *call, const struct plan_op *op)
{
	switch (op->kind) {
	case OP_CHECK_THERE:
	case OP_CHECK_ALIVE:
	case OP_CHECK_NULL:
	case OP_CHECK_RANGE:
	case OP_CHECK_LENGTH:
	case OP_CHECK_THREAD:
	case OP_CHECK_OTHER:
	case OP_CHECK_OWNED:
	case OP_HOLD:
	case OP_ENCODE:
	case OP_PIN:
	case OP_LENGTH:
	case OP_DETACH:
	case OP_INHERIT:
	case OP_ALLOC_OUT:
	case OP_ALLOC_OBJECT:
	case OP_ALLOC_BUFFER:
	case OP_BOUND:
	case OP_CAPACITY:
	case OP_PASS:
	case OP_GIVE:
	case OP_CALL:
	case OP_SAVE_ERRNO:
	case OP_RETRY:
	case OP_RAISE_PENDING:
	case OP_TEST_ERROR:
	case OP_MESSAGE:
	case OP_LOAD_OUT:
	case OP_DECODE:
	case OP_COPY:
	case OP_VIEW:
	case OP_REF:
	case OP_ADOPT:
	case OP_BORROW:
	case OP_FREE:
	case OP_RELEASE:
	case OP_RAISE:
	case OP_AWAIT:
	case OP_RETURN:
		return NULL;
	case OP_KEEP_ALIVE:
		return refuse_keeping(call, op);
	case OP_CLOSURE: {
		const struct plan_closure *c = call->values[op->src].shape.closure;
		enum plan_encoding encoding =
			c->result < 0 ? ENCODING_UTF8 : c->values[c->result].shape.encoding;
		bool text = c->result >= 0 && c->values[c->result].shape.kind == SHAPE_STRING;
		return text && (encoding == ENCODING_BYTES || wide_unit(encoding))
			       ? TEXT(e, "'%s' gives text that is not in UTF-8", c->name.cname)
			       : NULL;
	}
	case OP_INTERFACE:
		return call->values[op->src].shape.scope == SCOPE_ASYNC
			       ? "C# does not implement structs of functions of which one runs once"
			       : NULL;
	case OP_FREE_PARTS:
		return NULL;
	case N_OPS:
		return "C# does not carry values inside C objects";
	}
	return NULL;
}

/* C writes into what a copy would be made of. */
static bool is_written(const struct plan_shape *shape)
{
	const struct plan_carrier *c = shape->carrier;
	if (shape->kind == SHAPE_SLICE)
		return !shape->read_only;
	for (size_t i = 0; c && i < c->n_slots; i++)
		if (c->slots[i].role == SLOT_VALUE && is_written(&c->slots[i].shape))
			return true;
	return shape->element && is_written(shape->element);
}

/* The memory of C objects made for the call is gone behind it. */
static bool is_kept(const struct plan_call *call, int value)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_KEEP_ALIVE && call->ops[i].with >= 0 &&
		    program_op_to(call, OP_PIN, call->ops[i].with) &&
		    program_op_to(call, OP_PIN, call->ops[i].with)->src == value)
			return true;
	return false;
}

/* Of values inside C objects. */
static const char *refuse_inside(struct csharp *e, const struct plan_call *call, size_t value)
{
	const struct plan_shape *shape = &call->values[value].shape;
	const char *name = call->values[value].name.cname;
	if (call->values[value].kind == VALUE_RESULT)
		return call->n_results > 1 && shape->kind == SHAPE_RESULT
			       ? "C# does not give a result that may be an error beside others"
			       : NULL;
	if (call->values[value].kind != VALUE_PARAM || !plan_needs_form(shape))
		return NULL;
	bool itself = shape->kind == SHAPE_SLICE && plan_is_plain(shape->element) && !shape->terminated;
	if (!itself && is_written(shape))
		return TEXT(e, "'%s': C# does not show what C changes inside of it", name);
	return is_kept(call, (int)value) ? TEXT(e, "'%s': C# does not keep C objects beyond the call", name)
					 : NULL;
}

/* The type of what is pinned where it is, if C# does not lay it where C wants it: the memory of a span or struct is
 * aligned to no more than 8 bytes, that of NativeMemory as malloc's. */
static const struct ffir_type *unaligned(const struct csharp *e, const struct plan_shape *shape,
					 uint64_t *align)
{
	bool many = (shape->kind == SHAPE_SLICE || shape->kind == SHAPE_VECTOR) && shape->element;
	bool maybe = shape->kind == SHAPE_RECORD_REF && shape->nullable;
	const struct ffir_type *type = many ? shape->element->type : maybe ? shape->type : NULL;
	uint64_t size;
	if (maybe)
		type = type_pointed_to(e->p, type);
	if (!type || !ffir_type_size(e->p->module, type, &size, align))
		return NULL;
	return *align > (shape->kind == SHAPE_VECTOR ? 16 : 8) ? type : NULL;
}

const char *csharp_refuse_call(void *begun, const struct plan_call *call)
{
	struct csharp *e = (struct csharp *)begun;
	const char *reason = csharp_refuse_later(e, call);
	if (reason)
		return reason;
	for (size_t i = 0; i < call->n_ops && !reason; i++)
		reason = refuse_op(e, call, &call->ops[i]);
	if (reason)
		return reason;
	for (size_t i = 0; i < call->n_values; i++) {
		const struct plan_shape *shape = &call->values[i].shape;
		reason = refuse_inside(e, call, i);
		if (reason)
			return reason;
		uint64_t align = 0;
		const struct ffir_type *type = unaligned(e, shape, &align);
		if (type)
			return TEXT(e, "C# cannot align '%s' to %llu bytes", type->name,
				    (unsigned long long)align);
	}
	return NULL;
}
