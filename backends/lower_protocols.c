/*
 * Lowering of what a method is to the language besides a method: properties, text, equality, order,
 * iteration, copies.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

static const struct {
	enum ffir_word word;
	enum plan_protocol protocol;
} protocol_words[] = {
	{FFIR_W_GETTER, PROTOCOL_GETTER},  {FFIR_W_SETTER, PROTOCOL_SETTER},
	{FFIR_W_TO_STRING, PROTOCOL_TEXT}, {FFIR_W_EQUALS, PROTOCOL_EQUALS},
	{FFIR_W_HASH, PROTOCOL_HASH},	   {FFIR_W_COMPARE, PROTOCOL_COMPARE},
	{FFIR_W_ITERATOR, PROTOCOL_NEXT},  {FFIR_W_CLONE, PROTOCOL_COPY},
};

/* ---- what each of them asks for ---- */

static const struct plan_shape *only_param(const struct call_builder *b)
{
	return b->call->n_params == 1 ? &b->call->values[b->call->params[0]].shape : NULL;
}

static const struct plan_shape *only_result(const struct call_builder *b)
{
	return b->n_out_results == 1 ? &b->call->values[b->out_results[0]].shape : NULL;
}

static bool is_of_class(const struct call_builder *b, const struct plan_shape *shape)
{
	return shape && shape->kind == SHAPE_OBJECT && shape->klass == b->call->klass;
}

static bool gives_number(const struct call_builder *b)
{
	const struct plan_shape *shape = only_result(b);
	enum ffir_type_kind kind = shape && shape->kind == SHAPE_SCALAR
					   ? resolve(b->l, shape->type, NULL)->kind
					   : FFIR_TYPE_VOID;
	return kind == FFIR_TYPE_BOOL || kind == FFIR_TYPE_INT;
}

/* Several codes that are no errors tell whether there is an element: the first says that there is. */
static bool tells_by_status(const struct call_builder *b, struct plan_call *call)
{
	for (size_t i = 0; i < b->phases[PHASE_TEST].n; i++) {
		const struct plan_op *test = &b->phases[PHASE_TEST].ops[i];
		if (test->test != TEST_STATUS || test->src != b->ret || test->n_oks < 2)
			continue;
		call->more = test->oks[0];
		return true;
	}
	return false;
}

static const char *check_next(const struct call_builder *b, struct plan_call *call)
{
	static const char needs[] =
		"gives one element that may be NULL, or true, or the first of several codes, "
		"and then its elements through FFI_OUT";
	if (call->n_params || !b->n_out_results)
		return needs;
	const struct plan_shape *first = &call->values[b->out_results[0]].shape;
	if (b->n_out_results == 1)
		return first->nullable || first->kind == SHAPE_OPTION ? NULL : needs;
	if (first->kind == SHAPE_SCALAR && resolve(b->l, first->type, NULL)->kind == FFIR_TYPE_BOOL) {
		call->more = (struct ffir_value){FFIR_VALUE_INTEGER, "1", 1};
		return NULL;
	}
	return first->kind == SHAPE_ENUMERATION && tells_by_status(b, call) ? NULL : needs;
}

/* What PROTOCOL needs and CALL is not, or NULL. */
static const char *misfit(const struct call_builder *b, struct plan_call *call, enum plan_protocol protocol)
{
	const struct plan_shape *result = only_result(b);
	bool compares = is_of_class(b, only_param(b)) && gives_number(b);
	switch (protocol) {
	case PROTOCOL_NONE:
		return NULL;
	case PROTOCOL_GETTER:
		return call->n_params || !result ? "takes the object only, and gives one value" : NULL;
	case PROTOCOL_SETTER:
		return only_param(b) && !b->n_out_results ? NULL : "takes one value, and gives none";
	case PROTOCOL_TEXT:
		return !call->n_params && result && result->kind == SHAPE_STRING &&
				       result->encoding != ENCODING_BYTES
			       ? NULL
			       : "takes the object only, and gives a text";
	case PROTOCOL_EQUALS:
	case PROTOCOL_COMPARE:
		return compares ? NULL : "takes another object of the class, and gives an integer or bool";
	case PROTOCOL_HASH:
		return !call->n_params && gives_number(b) ? NULL
							  : "takes the object only, and gives an integer";
	case PROTOCOL_NEXT:
		return check_next(b, call);
	case PROTOCOL_COPY:
		return !call->n_params && is_of_class(b, result) ? NULL
								 : "takes the object only, and gives another";
	}
	return NULL;
}

static void lower_protocol_word(struct call_builder *b, const struct ffir_annotation *word,
				enum plan_protocol protocol)
{
	struct plan_call *call = b->call;
	const char *macro = macro_name(b->l, word->word), *name = b->function->name.cname;
	if (call->role != ROLE_METHOD) {
		diag_warning(b->l->d, &word->at,
			     "'%s' is bound as an ordinary function: %s is for methods of a service", name,
			     macro);
		return;
	}
	if (call->protocol != PROTOCOL_NONE) {
		impossible(b, &word->at, "%s: '%s' can be one thing to the language only", macro, name);
		return;
	}
	const char *needs = misfit(b, call, protocol);
	if (needs) {
		impossible(b, &word->at, "%s: '%s' is none: it is a method that %s", macro, name, needs);
		return;
	}
	call->protocol = protocol;
	if (protocol == PROTOCOL_GETTER || protocol == PROTOCOL_SETTER)
		call->property = arg_text(word, 0);
}

/* Which thread made an object is known; of a function alone nothing is. */
static void check_thread_bound(struct call_builder *b)
{
	const struct ffir_annotation *word = said_of(b->function->decl, FFIR_W_THREAD_BOUND);
	const struct plan_class *klass = b->call->klass;
	if (!word || (klass && klass->thread_bound))
		return;
	if (klass)
		impossible(b, &word->at,
			   "FFI_THREAD_BOUND: the objects of '%s' belong to no thread: say it of the service",
			   klass->name.cname);
	else
		impossible(b, &word->at,
			   "FFI_THREAD_BOUND: '%s' has no object, so nobody knows which thread may call it",
			   b->function->name.cname);
}

void lower_protocol(struct call_builder *b)
{
	check_thread_bound(b);
	for (size_t i = 0; i < sizeof protocol_words / sizeof *protocol_words && !b->reason; i++) {
		const struct ffir_annotation *word = said_of(b->function->decl, protocol_words[i].word);
		if (word)
			lower_protocol_word(b, word, protocol_words[i].protocol);
	}
}

/* ---- of a class ---- */

/* The method of KLASS that is PROTOCOL to the language, of PROPERTY if that is not NULL. */
static struct plan_call *method_for(const struct plan_class *klass, enum plan_protocol protocol,
				    const char *property)
{
	for (size_t i = 0; i < klass->n_methods; i++)
		if (klass->methods[i]->protocol == protocol &&
		    (!property || strcmp(klass->methods[i]->property, property) == 0))
			return klass->methods[i];
	return NULL;
}

static const struct ffir_loc *at_word(const struct plan_call *call, enum ffir_word word)
{
	const struct ffir_annotation *said = said_of(call->function->decl, word);
	return said ? &said->at : &call->name.at;
}

static bool is_same_shape(const struct plan_shape *a, const struct plan_shape *b)
{
	if (a->kind != b->kind && !(a->kind == SHAPE_SLICE && b->kind == SHAPE_VECTOR))
		return false;
	if (a->element && b->element && !is_same_shape(a->element, b->element))
		return false;
	return a->enumeration == b->enumeration && a->record == b->record && a->klass == b->klass &&
	       a->encoding == b->encoding;
}

static void add_accessor(struct lowering *l, struct plan_class *klass, struct plan_call *getter)
{
	struct plan_call *setter = method_for(klass, PROTOCOL_SETTER, getter->property);
	struct plan_accessor accessor = {.getter = getter};
	const struct plan_shape *given = setter ? &setter->values[setter->params[0]].shape : NULL;
	if (given && !is_same_shape(given, &getter->values[getter->results[0]].shape)) {
		diag_error(l->d, at_word(setter, FFIR_W_SETTER),
			   "FFI_SETTER(%s): '%s' takes another type than '%s' gives", getter->property,
			   setter->name.cname, getter->name.cname);
		return;
	}
	accessor.setter = setter;
	accessor.name.cname = getter->property;
	accessor.name.at = *at_word(getter, FFIR_W_GETTER);
	*FFIR_PUSH(l->a, klass->accessors, klass->n_accessors) = accessor;
}

/* A protocol has one method, and a property one of each kind. */
static void check_twice(struct lowering *l, const struct plan_class *klass, const struct plan_call *call)
{
	const struct plan_call *first = method_for(klass, call->protocol, call->property);
	if (first == call)
		return;
	for (size_t i = 0; i < sizeof protocol_words / sizeof *protocol_words; i++)
		if (protocol_words[i].protocol == call->protocol)
			diag_error(l->d, at_word(call, protocol_words[i].word),
				   "%s: '%s' has it already, '%s'", macro_name(l, protocol_words[i].word),
				   klass->name.cname, first->name.cname);
}

static void lower_accessors_of(struct lowering *l, struct plan_class *klass)
{
	for (size_t i = 0; i < klass->n_methods; i++) {
		struct plan_call *call = klass->methods[i];
		if (call->protocol != PROTOCOL_NONE)
			check_twice(l, klass, call);
		if (call->protocol == PROTOCOL_GETTER)
			add_accessor(l, klass, call);
		else if (call->protocol == PROTOCOL_SETTER &&
			 !method_for(klass, PROTOCOL_GETTER, call->property))
			diag_warning(l->d, at_word(call, FFIR_W_SETTER),
				     "'%s' is bound as a method: nothing says FFI_GETTER(%s)",
				     call->name.cname, call->property);
	}
}

void lower_accessors(struct lowering *l)
{
	for (size_t i = 0; i < l->p->n_classes; i++)
		lower_accessors_of(l, l->p->classes[i]);
}

const struct plan_call *plan_protocol_method(const struct plan_class *klass, enum plan_protocol protocol)
{
	return method_for(klass, protocol, NULL);
}

const struct plan_call *plan_equality(const struct plan_class *klass)
{
	const struct plan_call *equals = plan_protocol_method(klass, PROTOCOL_EQUALS);
	return equals ? equals : plan_protocol_method(klass, PROTOCOL_COMPARE);
}
