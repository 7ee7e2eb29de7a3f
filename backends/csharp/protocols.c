/*
 * What methods of a class are to the language besides methods: properties, equality, order, hashes, text,
 * and what foreach goes through.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

#include <string.h>

/* ---- properties ---- */

static bool can_throw(const struct plan_call *call)
{
	for (size_t i = 0; i < call->n_ops; i++)
		if (call->ops[i].kind == OP_TEST_ERROR)
			return true;
	return false;
}

/* TYPE without its '?'. */
static const char *bare(struct csharp *e, const char *type)
{
	size_t n = strlen(type);
	return n && type[n - 1] == '?' ? ffir_strndup(e->a, type, n - 1) : type;
}

static const char *set_type(struct csharp *e, const struct plan_accessor *accessor)
{
	const struct plan_call *setter = accessor->setter;
	return setter ? csharp_type(e, &setter->values[setter->params[0]].shape, AS_PARAM) : NULL;
}

/* A getter that fails for a reason of C's is no property (CA1065), nor are two types one. */
static bool is_property(struct csharp *e, const struct plan_accessor *accessor)
{
	const struct plan_call *getter = accessor->getter;
	const char *set = set_type(e, accessor);
	const char *get = csharp_type(e, &getter->values[getter->results[0]].shape, AS_RESULT);
	return !can_throw(getter) && (!set || strcmp(bare(e, get), bare(e, set)) == 0);
}

static void emit_accessor(struct csharp *e, const struct plan_accessor *accessor)
{
	struct plan_call *getter = accessor->getter, *setter = accessor->setter;
	const char *get = csharp_type(e, &getter->values[getter->results[0]].shape, AS_RESULT);
	const char *set = set_type(e, accessor);
	csharp_gap(e);
	csharp_summary(e, getter->doc, TEXT(e, "C's %s.", getter->function->name.cname));
	csharp_obsolete(e, getter->deprecated);
	if (set && strcmp(get, set) != 0) {
		bool wider = set[strlen(set) - 1] == '?';
		w_line(e->w, wider ? "[AllowNull]" : "[DisallowNull]");
	}
	csharp_open(e, "public %s %s", get, csharp_name(&accessor->name));
	csharp_open(e, "get");
	csharp_emit_call_body(e, getter);
	csharp_close(e, "");
	if (setter) {
		setter->values[setter->params[0]].name.name = "value";
		csharp_gap(e);
		csharp_open(e, "set");
		csharp_emit_call_body(e, setter);
		csharp_close(e, "");
	}
	csharp_close(e, "");
}

void csharp_emit_accessors(struct csharp *e, const struct plan_class *k)
{
	for (size_t i = 0; i < k->n_accessors; i++) {
		const struct plan_accessor *accessor = &k->accessors[i];
		if (is_property(e, accessor)) {
			emit_accessor(e, accessor);
			continue;
		}
		csharp_emit_method(e, accessor->getter, "public");
		if (accessor->setter)
			csharp_emit_method(e, accessor->setter, "public");
	}
}

/* ---- what objects are to the language ---- */

static const char *method_name(const struct plan_call *call)
{
	return csharp_name(&call->name);
}

static const char *result_of(struct csharp *e, const struct plan_call *call)
{
	return csharp_type(e, &call->values[call->results[0]].shape, AS_RESULT);
}

/* What foreach gives for each element. */
static const char *element(struct csharp *e, const struct plan_call *next)
{
	if (next->n_results == 1)
		return bare(e, result_of(e, next));
	struct plan_call rest = program_rest(next);
	return csharp_result_type(e, &rest);
}

const char *csharp_bases(struct csharp *e, const struct plan_class *k)
{
	const char *name = csharp_name(&k->name), *bases = "IDisposable";
	const struct plan_call *next = plan_protocol_method(k, PROTOCOL_NEXT);
	if (plan_equality(k))
		bases = TEXT(e, "%s, IEquatable<%s>", bases, name);
	if (plan_protocol_method(k, PROTOCOL_COMPARE))
		bases = TEXT(e, "%s, IComparable<%s>", bases, name);
	if (next)
		bases = TEXT(e, "%s, IEnumerable<%s>", bases, element(e, next));
	return bases;
}

bool csharp_is_hidden(const struct plan_call *call)
{
	return call->protocol == PROTOCOL_EQUALS || call->protocol == PROTOCOL_HASH ||
	       call->protocol == PROTOCOL_COMPARE;
}

static void emit_equality(struct csharp *e, const struct plan_class *k)
{
	const struct plan_call *call = plan_equality(k), *hash = plan_protocol_method(k, PROTOCOL_HASH);
	const char *name = csharp_name(&k->name);
	const char *behind = call->protocol == PROTOCOL_COMPARE	       ? " == 0"
			     : strcmp(result_of(e, call), "bool") == 0 ? ""
								       : " != 0";
	csharp_gap(e);
	csharp_summary(e, call->doc, "Whether the objects are equal.");
	csharp_doc(e, "param", "other", "another one");
	csharp_doc(e, "returns", NULL, "true if they are equal");
	csharp_obsolete(e, call->deprecated);
	w_line(e->w, "public bool Equals(%s? other) => other is not null && %s(other)%s;", name,
	       method_name(call), behind);
	csharp_gap(e);
	w_line(e->w, "/// <inheritdoc/>");
	w_line(e->w, "public override bool Equals(object? obj) => obj is %s other && Equals(other);", name);
	csharp_gap(e);
	w_line(e->w, "/// <inheritdoc/>");
	if (hash)
		w_line(e->w, "public override int GetHashCode() => %s().GetHashCode();", method_name(hash));
	else
		w_line(e->w, "public override int GetHashCode() => 0;");
}

static void emit_order(struct csharp *e, const struct plan_class *k, const struct plan_call *call)
{
	static const struct {
		const char *sign, *says, *is;
	} operators[] = {
		{"==", "Whether the objects are equal.", "left is null ? right is null : left.Equals(right)"},
		{"!=", "Whether the objects are not equal.", "!(left == right)"},
		{"<", "Whether the first comes before the second; nothing comes first.",
		 "left is null ? right is not null : left.CompareTo(right) < 0"},
		{"<=", "Whether the first does not come behind the second.", "!(right < left)"},
		{">", "Whether the first comes behind the second.", "right < left"},
		{">=", "Whether the first does not come before the second.", "!(left < right)"},
	};
	const char *name = csharp_name(&k->name);
	csharp_gap(e);
	csharp_summary(e, call->doc, "Which of the objects comes first.");
	csharp_doc(e, "param", "other", "another one");
	csharp_doc(e, "returns", NULL, "less than 0 if this comes first, 0 if they are equal");
	csharp_obsolete(e, call->deprecated);
	w_line(e->w, "public int CompareTo(%s? other) => other is null ? 1 : %s(other).CompareTo(0);", name,
	       method_name(call));
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		csharp_gap(e);
		csharp_doc(e, "summary", NULL, operators[i].says);
		csharp_doc(e, "param", "left", "the first");
		csharp_doc(e, "param", "right", "the second");
		csharp_doc(e, "returns", NULL, "true if it is so");
		w_line(e->w, "public static bool operator %s(%s? left, %s? right) => %s;", operators[i].sign,
		       name, name, operators[i].is);
	}
}

static void emit_untyped(struct csharp *e)
{
	csharp_gap(e);
	w_line(e->w, "System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => "
		     "GetEnumerator();");
}

static void emit_iteration(struct csharp *e, const struct plan_call *next)
{
	const char *name = method_name(next), *type = element(e, next);
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, TEXT(e, "What %s() gives, until the end.", name));
	csharp_doc(e, "returns", NULL, "the elements");
	bool objects = next->n_results == 1 && next->values[next->results[0]].shape.kind == SHAPE_OBJECT;
	if (objects) {
		csharp_need(e, CSHARP_ITERATION);
		w_line(e->w, "public IEnumerator<%s> GetEnumerator() => Iteration.Of(%s);", type, name);
		emit_untyped(e);
		return;
	}
	csharp_open(e, "public IEnumerator<%s> GetEnumerator()", type);
	if (next->n_results == 1) {
		csharp_open(e, "while (%s() is { } item)", name);
		w_line(e->w, "yield return item;");
	} else {
		const char *items = "";
		for (size_t i = 1; i < next->n_results; i++)
			items = TEXT(e, "%s%sitem%zu", items, i > 1 ? ", " : "", i);
		const struct plan_value *more = &next->values[next->results[0]];
		const char *test =
			strcmp(result_of(e, next), "bool") == 0
				? strcmp(next->more.text, "0") == 0 ? "!more" : "more"
				: TEXT(e, "%smore == %s",
				       more->shape.enumeration && !plan_enum_of(e->p, more->type) ? "(int)"
												  : "",
				       csharp_constant(e, &next->more, more->type));
		csharp_open(e, "while (true)");
		w_line(e->w, "var (more, %s) = %s();", items, name);
		csharp_open(e, "if (!(%s))", test);
		w_line(e->w, "yield break;");
		csharp_close(e, "");
		csharp_gap(e);
		w_line(e->w, next->n_results > 2 ? "yield return (%s);" : "yield return %s;", items);
	}
	csharp_close(e, "");
	csharp_close(e, "");
	emit_untyped(e);
}

static void emit_text(struct csharp *e, const struct plan_call *call)
{
	bool nullable = call->values[call->results[0]].shape.nullable;
	csharp_gap(e);
	w_line(e->w, "/// <inheritdoc/>");
	w_line(e->w, "public override string ToString() => %s()%s;", method_name(call),
	       nullable ? " ?? string.Empty" : "");
}

void csharp_emit_protocols(struct csharp *e, const struct plan_class *k)
{
	const struct plan_call *text = plan_protocol_method(k, PROTOCOL_TEXT);
	const struct plan_call *order = plan_protocol_method(k, PROTOCOL_COMPARE);
	const struct plan_call *next = plan_protocol_method(k, PROTOCOL_NEXT);
	if (text)
		emit_text(e, text);
	if (plan_equality(k))
		emit_equality(e, k);
	if (order)
		emit_order(e, k, order);
	if (next)
		emit_iteration(e, next);
}
