/*
 * Lowering of C objects in memory: the elements of arrays, fields, what a pointer leads to. Parameters, results
 * and callbacks share it, so that an array of owned texts means the same wherever it stands.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

struct ffir_param words_of_element(const struct lowering *l, const struct ffir_param *words)
{
	const struct ffir_annotation *each = said_of_param(l, words, FFIR_W_EACH);
	struct ffir_param element = {
		.name = words->name, .type = resolve(l, words->type, NULL)->to, .at = words->at};
	if (each) {
		element.annotations = each->nested;
		element.n_annotations = each->n_nested;
		element.at = each->at;
	}
	return element;
}

struct ffir_param words_of_field(const struct ffir_field *field)
{
	return (struct ffir_param){.name = field->name,
				   .type = field->type,
				   .annotations = field->annotations,
				   .n_annotations = field->n_annotations,
				   .doc = field->doc,
				   .at = field->at};
}

/* ---- who frees it ---- */

const struct plan_function *freeing_function(struct lowering *l, const char *name,
					     const struct ffir_type *type, enum plan_free_takes *takes,
					     const char **reason)
{
	const struct ffir_decl *freed = NULL, *taken = NULL;
	struct plan_function *f = function_named(l, name);
	if (!f && name && strcmp(name, "free") == 0)
		f = free_function(l);
	if (!f || f->refused) {
		*reason = ffir_printf(
			l->a, f ? "'%s' cannot be called" : "there is no function '%s' in the interface",
			name ? name : "");
		return NULL;
	}
	*reason = ffir_printf(l->a, "'%s' does not take one pointer", name);
	if (f->type->n_params != 1)
		return NULL;
	const struct ffir_type *param = f->type->params[0].type, *to = pointee(l, param);
	resolve(l, type, &freed);
	resolve(l, to ? to : param, &taken);
	bool of_record = freed && freed->kind == FFIR_DECL_RECORD;
	*takes = !of_record ? FREE_TAKES_POINTER : to ? FREE_TAKES_ADDRESS : FREE_TAKES_RECORD;
	f->frees = true;
	if (of_record && taken == freed)
		return f;
	if (of_record) {
		*takes = FREE_TAKES_POINTER;
		*reason = ffir_printf(l->a, "'%s' takes neither '%s' nor a pointer to it", name, freed->id);
	}
	return to ? f : NULL;
}

static bool find_free(struct lowering *l, const struct ffir_param *words, struct plan_shape *shape,
		      const char **reason)
{
	const struct ffir_annotation *by = said_of_param(l, words, FFIR_W_OWNED_BY);
	if (!by && said_of_param(l, words, FFIR_W_OWNED)) {
		*reason = ffir_printf(l->a,
				      "'%s' has no destructor: FFI_OWNED_BY(function) says how it is freed",
				      spell(l, words->type));
		return false;
	}
	if (!by)
		return true;
	shape->free = freeing_function(l, arg_text(by, 0), words->type, &shape->free_takes, reason);
	return shape->free != NULL;
}

/* ---- pointers ---- */

static bool object_pointer_shape(struct lowering *l, const struct ffir_param *words,
				 const struct plan_record *record, struct plan_shape *shape,
				 const char **reason)
{
	const struct ffir_annotation *by = said_of_param(l, words, FFIR_W_OWNED_BY);
	shape->kind = SHAPE_OBJECT;
	shape->klass = class_of(l, record);
	shape->adopted = by || said_of_param(l, words, FFIR_W_OWNED);
	*reason = ffir_printf(l->a, "several classes are made of '%s'", record->decl->id);
	return shape->klass != NULL;
}

static bool many_shape(struct lowering *l, const struct ffir_param *words, const struct ffir_annotation *word,
		       struct plan_shape *shape, const char **reason)
{
	struct plan_shape element;
	shape->kind = SHAPE_VECTOR;
	if (word->word == FFIR_W_ZERO_TERMINATED) {
		shape->terminated = true;
	} else if (!fixed_count(word, &shape->fixed)) {
		*reason = "FFI_ARRAY_FIXED names no number of elements";
		return false;
	}
	if (!array_element_shape(l, words, &element, reason))
		return false;
	shape->element = copy_shape(l, &element);
	return find_free(l, words, shape, reason);
}

/* A number that may be missing is one; whose memory it is says it of structs only. */
bool says_one(const struct lowering *l, const struct ffir_param *words)
{
	const struct ffir_type *to = pointee(l, words->type);
	if (said_of_param(l, words, FFIR_W_IN))
		return true;
	if (record_pointed_to(l, words->type))
		return said_of_param(l, words, FFIR_W_NULLABLE) || said_of_param(l, words, FFIR_W_BORROWED) ||
		       said_of_param(l, words, FFIR_W_BORROWED_FROM) ||
		       said_of_param(l, words, FFIR_W_OWNED_BY);
	return said_of_param(l, words, FFIR_W_NULLABLE) && !is_byte(l, to) && !is_void(l, to) &&
	       !pointee(l, to);
}

static bool pointer_shape(struct lowering *l, const struct ffir_param *words, struct plan_shape *shape,
			  const char **reason)
{
	const struct ffir_type *to = pointee(l, words->type);
	struct plan_record *record = record_pointed_to(l, words->type);
	enum plan_encoding encoding;
	const struct ffir_annotation *many = said_of_param(l, words, FFIR_W_ARRAY_FIXED);
	bool text = text_encoding(l, words->annotations, words->n_annotations, words->type, &encoding);
	bool one = says_one(l, words);
	if (!many && !text)
		many = said_of_param(l, words, FFIR_W_ZERO_TERMINATED);
	*shape = (struct plan_shape){.type = words->type};
	shape->nullable = is_nullable(l, words, false);
	if (many)
		return many_shape(l, words, many, shape, reason);
	if (record && record->klass)
		return object_pointer_shape(l, words, record, shape, reason);
	if (text) {
		shape->kind = SHAPE_STRING;
		shape->encoding = encoding;
		*reason = ffir_printf(l->a, "'%s' is no text of that encoding", spell(l, words->type));
		return can_hold_text(l, words->type, encoding) && find_free(l, words, shape, reason);
	}
	*reason = ffir_printf(l->a, "'%s' may mean many things", spell(l, words->type));
	if (!one || function_of(l, words->type, NULL) || pointee(l, to))
		return false;
	struct plan_shape inner;
	if (!value_shape(l, to, said_of_param(l, words, FFIR_W_AS), &inner, reason))
		return false;
	bool nullable = shape->nullable;
	*shape = inner;
	shape->type = words->type;
	shape->nullable = nullable;
	shape->indirect = true;
	shape->free = NULL;
	return find_free(l, words, shape, reason);
}

/* ---- arrays that lie in the object ---- */

static bool inline_array_shape(struct lowering *l, const struct ffir_param *words, struct plan_shape *shape,
			       const char **reason)
{
	const struct ffir_type *array = resolve(l, words->type, NULL);
	struct plan_shape element;
	*shape = (struct plan_shape){.kind = SHAPE_VECTOR, .type = words->type, .fixed = array->count};
	*reason = "an array of unknown size";
	if (!array->has_count)
		return false;
	enum plan_encoding encoding = ENCODING_BYTES;
	bool said = text_encoding(l, words->annotations, words->n_annotations, words->type, &encoding);
	if (said ? encoding != ENCODING_BYTES : is_character(l, array->to)) {
		static const uint64_t units[] = {[ENCODING_UTF16] = 2, [ENCODING_UTF32] = 4};
		uint64_t size = 1, align;
		shape->kind = SHAPE_STRING;
		shape->encoding = encoding;
		ffir_type_size(l->m, array->to, &size, &align);
		uint64_t unit = shape->encoding == ENCODING_UTF16 || shape->encoding == ENCODING_UTF32
					? units[shape->encoding]
					: 1;
		*reason = "it is no text of that encoding";
		return size == unit;
	}
	if (!array_element_shape(l, words, &element, reason))
		return false;
	shape->element = copy_shape(l, &element);
	return true;
}

/* ---- any of them ---- */

bool object_shape(struct lowering *l, const struct ffir_param *words, struct plan_shape *shape,
		  const char **reason)
{
	const struct ffir_type *real = resolve(l, words->type, NULL);
	const struct ffir_annotation *as = said_of_param(l, words, FFIR_W_AS);
	if (real->kind == FFIR_TYPE_VOID) {
		*shape = (struct plan_shape){.kind = SHAPE_SCALAR, .type = words->type};
		return true;
	}
	if (real->kind == FFIR_TYPE_POINTER)
		return pointer_shape(l, words, shape, reason);
	if (real->kind == FFIR_TYPE_ARRAY)
		return inline_array_shape(l, words, shape, reason);
	if (!as)
		as = said_of_param(l, words, FFIR_W_STATUS);
	if (!value_shape(l, words->type, as, shape, reason))
		return false;
	return !said_of_param(l, words, FFIR_W_OWNED_BY) || find_free(l, words, shape, reason);
}

bool array_element_shape(struct lowering *l, const struct ffir_param *words, struct plan_shape *element,
			 const char **reason)
{
	struct ffir_param one = words_of_element(l, words);
	*reason = "only a pointer can be an array";
	if (!one.type)
		return false;
	/* FFI_AS said of the array is said of its elements. */
	if (said_of_param(l, words, FFIR_W_AS) && is_count(l, one.type)) {
		one.annotations = words->annotations;
		one.n_annotations = words->n_annotations;
	}
	return object_shape(l, &one, element, reason);
}

bool fixed_count(const struct ffir_annotation *word, uint64_t *count)
{
	return word->n_args && ffir_value_uint64(&word->args[0].value, count) && *count;
}
