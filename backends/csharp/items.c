/*
 * What the file consists of besides calls: enumerations, constants, exceptions, and the raw layer.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- enumerations ---- */

/* SAME: an earlier one of its value, or NULL. */
static const char *enumerator_value(struct csharp *e, const struct plan_enum *item, size_t i,
				    const struct plan_enumerator *same)
{
	const struct plan_enumerator *member = &item->items[i];
	int64_t value;
	if (same)
		return csharp_name(&same->name);
	if (item->size == 4 && item->is_signed && ffir_value_int64(&member->value, &value) &&
	    value > INT32_MAX)
		return TEXT(e, "unchecked((int)%s)", member->value.text);
	return csharp_literal(e, &member->value);
}

/* What carries ITEM in C; NULL where C# says so by itself. */
static const char *enum_base(const struct plan_enum *item)
{
	return item->size == 4 && item->is_signed ? NULL : csharp_integer_name(item->size, item->is_signed);
}

/* As the analyzers see it, in 64 bits. */
static uint64_t bits_of(const struct plan_enum *item, size_t i)
{
	const struct ffir_value *value = &item->items[i].value;
	int64_t number;
	uint64_t bits = 0;
	if (ffir_value_int64(value, &number))
		return (uint64_t)(item->size == 4 && item->is_signed ? (int32_t)number : number);
	return ffir_value_uint64(value, &bits) ? bits : 0;
}

/* CA1008: without flags one member is zero; with them none but "None", once. */
static bool has_odd_zero(const struct plan_enum *item)
{
	size_t n = 0, n_none = 0;
	for (size_t i = 0; i < item->n_items; i++)
		if (!bits_of(item, i)) {
			n++;
			n_none += strcmp(csharp_name(&item->items[i].name), "None") == 0;
		}
	return item->flags ? n > n_none || n > 1 : !n;
}

/* CA2217: each value is made of bits that have a name. */
static bool are_bits(const struct plan_enum *item)
{
	uint64_t single = 0, all = 0;
	for (size_t i = 0; i < item->n_items; i++) {
		uint64_t bits = bits_of(item, i);
		all |= bits;
		if (!(bits & (bits - 1)))
			single |= bits;
	}
	return all == single;
}

/* CA1027: and they are not just counted, from 0 or 1. */
static bool look_like_flags(const struct plan_enum *item)
{
	uint64_t most = 0, n = item->n_items + 1;
	for (size_t i = 0; i < item->n_items; i++) {
		uint64_t bits = bits_of(item, i);
		most = bits > most ? bits : most;
		n -= bits == 0;
	}
	return item->n_items > 1 && most >= n && are_bits(item);
}

static void emit_reason(struct csharp *e, const char *category, const char *rule, const char *reason)
{
	w_line(e->w, "[SuppressMessage(\"%s\", \"%s\", Justification = \"%s\")]", category, rule, reason);
}

static void emit_enum_reasons(struct csharp *e, const struct plan_enum *item)
{
	if (has_odd_zero(item))
		emit_reason(e, "Design", "CA1008", "The values are C's.");
	if (!item->flags && look_like_flags(item))
		emit_reason(e, "Design", "CA1027", "C has one of them at a time.");
	if (item->flags && !are_bits(item))
		emit_reason(e, "Usage", "CA2217", "The values are C's.");
	if (enum_base(item))
		emit_reason(e, "Design", "CA1028", "The type is C's.");
	if (item->flags)
		w_line(e->w, "[Flags]");
}

static void emit_enum(struct csharp *e, const struct plan_enum *item)
{
	csharp_gap(e);
	csharp_summary_of(e, item->doc, &item->standing, enum_says(e->a, item));
	emit_enum_reasons(e, item);
	const char *base = enum_base(item);
	const struct plan_enumerator **before = enumerators_before(e->a, item);
	csharp_open(e, "public enum %s%s%s", csharp_own(csharp_name(&item->name)), base ? " : " : "",
		    base ? base : "");
	for (size_t i = 0; i < item->n_items; i++) {
		if (i)
			csharp_gap(e);
		csharp_summary_of(e, item->items[i].doc, &item->items[i].standing,
				  TEXT(e, "C's %s.", item->items[i].name.cname));
		w_line(e->w, "%s = %s,", csharp_name(&item->items[i].name),
		       enumerator_value(e, item, i, before[i]));
	}
	csharp_close(e, "");
}

void csharp_emit_enums(struct csharp *e)
{
	for (size_t i = 0; i < e->p->n_enums; i++) {
		csharp_enter(e, &e->p->enums[i]->name);
		emit_enum(e, e->p->enums[i]);
		csharp_leave(e, &e->p->enums[i]->name);
	}
}

/* ---- constants ---- */

static const char *integer_type(const struct ffir_value *value)
{
	int64_t small;
	uint64_t number;
	if (ffir_value_int64(value, &small))
		return small >= INT32_MIN && small <= INT32_MAX ? "int"
		       : small >= 0 && small <= UINT32_MAX	? "uint"
								: "long";
	return ffir_value_uint64(value, &number) ? "ulong" : NULL;
}

/* What behaves as a constant and is none to the compiler: 128 bits, and bytes that are no text. */
static const char *made_constant(struct csharp *e, const struct plan_constant *item, const char *name)
{
	const struct ffir_value *value = &item->value;
	uint64_t high, low;
	if (value->kind == FFIR_VALUE_INTEGER && ffir_value_words(value, &high, &low))
		return TEXT(e, "static System.%s %s => new(0x%" PRIx64 "UL, 0x%" PRIx64 "UL);",
			    value->text[0] == '-' || high <= INT64_MAX ? "Int128" : "UInt128", name, high,
			    low);
	if (value->kind != FFIR_VALUE_STRING || item->unit != 1)
		return NULL;
	struct ffir_buf bytes = {0};
	for (size_t i = 0; i < value->size; i++)
		ffir_buf_printf(&bytes, "%s%u", i ? ", " : "", (unsigned char)value->text[i]);
	const char *text = TEXT(e, "static System.ReadOnlySpan<byte> %s => [%s];", name, bytes.text);
	ffir_buf_release(&bytes);
	return text;
}

/* What stands behind "public"; NULL if C# has nothing for its value. */
static const char *constant_text(struct csharp *e, const struct plan_constant *item)
{
	const char *name = csharp_own(csharp_name(&item->name)), *type = NULL;
	const char *value = csharp_literal(e, &item->value);
	switch (item->value.kind) {
	case FFIR_VALUE_STRING:
		type = "string";
		break;
	case FFIR_VALUE_FLOAT:
		type = "double";
		break;
	case FFIR_VALUE_INTEGER:
		type = integer_type(&item->value);
		break;
	case FFIR_VALUE_NONE:
		break;
	}
	if (!value || !type)
		return made_constant(e, item, name);
	return TEXT(e, "const %s %s = %s;", type, name, value);
}

/* Those in the place of the FIRST one. */
static void emit_constants(struct csharp *e, size_t first)
{
	const struct plan_name *place = &e->p->constants[first]->name;
	csharp_enter(e, place);
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "The constants of the C library.");
	csharp_open(e, "public static class Constants");
	for (size_t i = first; i < e->p->n_constants; i++) {
		const struct plan_constant *item = e->p->constants[i];
		if (!csharp_same_place(&item->name, place))
			continue;
		const char *text = constant_text(e, item);
		csharp_gap(e);
		if (!text) {
			csharp_comment(e, TEXT(e, "%s: C# has no literal for its value", item->name.cname));
			continue;
		}
		if (item->group) {
			const char *const parts[] = {item->group->brief, item->group->description};
			csharp_comment_lines(e, text_joined(e->a, parts, 2, "\n\n"));
			csharp_gap(e);
		}
		csharp_summary_of(e, item->doc, &item->standing, TEXT(e, "C's %s.", item->name.cname));
		w_line(e->w, "public %s", text);
	}
	csharp_close(e, "");
	csharp_leave(e, place);
}

void csharp_emit_constants(struct csharp *e)
{
	for (size_t i = 0; i < e->p->n_constants; i++) {
		size_t first = 0;
		while (!csharp_same_place(&e->p->constants[first]->name, &e->p->constants[i]->name))
			first++;
		if (first == i)
			emit_constants(e, i);
	}
}

/* ---- exceptions ---- */

/* The three constructors that every exception has. */
static void emit_constructors(struct csharp *e, const char *name)
{
	csharp_doc(e, "summary", NULL, "Makes one without a message.");
	csharp_open(e, "public %s()", name);
	csharp_close(e, "");
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "Makes one with a message.");
	csharp_doc(e, "param", "message", "what went wrong");
	w_line(e->w, "public %s(string message)", name);
	w_line(e->w, "    : base(message)");
	csharp_open(e, "%s", "");
	csharp_close(e, "");
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "Makes one with a message and its cause.");
	csharp_doc(e, "param", "message", "what went wrong");
	csharp_doc(e, "param", "innerException", "the cause");
	w_line(e->w, "public %s(string message, Exception innerException)", name);
	w_line(e->w, "    : base(message, innerException)");
	csharp_open(e, "%s", "");
	csharp_close(e, "");
}

void csharp_emit_base_error(struct csharp *e)
{
	csharp_gap(e);
	csharp_doc(e, "summary", NULL,
		   TEXT(e, "What goes wrong in %s.", e->p->name.cname ? e->p->name.cname : "the library"));
	csharp_open(e, "public class %s : Exception", csharp_name(&e->p->base_error));
	emit_constructors(e, csharp_name(&e->p->base_error));
	csharp_close(e, "");
}

static void emit_error_class(struct csharp *e, const struct plan_error *error)
{
	const char *name = csharp_name(&error->name), *codes = csharp_name(&error->codes->name);
	csharp_enter(e, &error->name);
	csharp_gap(e);
	csharp_summary_of(e, error->codes->doc, &error->codes->standing,
			  TEXT(e, "A failure that C tells with %s.", error->codes->name.cname));
	csharp_open(e, "public class %s : %s", csharp_own(name), csharp_name(&e->p->base_error));
	emit_constructors(e, csharp_own(name));
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "Makes one of what C returned.");
	csharp_doc(e, "param", "message", "what went wrong");
	csharp_doc(e, "param", "code", "what C returned");
	w_line(e->w, "public %s(string message, %s code)", csharp_own(name), codes);
	w_line(e->w, "    : base(message)");
	csharp_open(e, "%s", "");
	w_line(e->w, "Code = code;");
	csharp_close(e, "");
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "What C returned.");
	w_line(e->w, "public %s Code { get; }", codes);
	csharp_close(e, "");
	csharp_leave(e, &error->name);
}

/* The maker of an exception: with the text that C has for it, else the code's name. */
static void emit_error_maker(struct csharp *e, const struct plan_error *error)
{
	const char *name = csharp_name(&error->name), *codes = csharp_name(&error->codes->name);
	bool known = error->message != NULL;
	bool given = error_is_told_by_object(error);
	if (!known || given)
		csharp_open(e, "internal static unsafe %s %s(%s code%s)", name, csharp_flat(e, name), codes,
			    given ? ", byte* text" : "");
	else
		csharp_open(e, "internal static unsafe %s %s(%s code)", name, csharp_flat(e, name), codes);
	if (known && !given) {
		const struct ffir_function_type *type = error->message->type;
		const char *reason = NULL;
		const char *takes = error->message_takes == MESSAGE_OF_NOTHING ? "" : "code";
		const char *raw =
			*takes ? csharp_raw_type(e, type->params[0].type, PLACE_ARGUMENT, &reason) : codes;
		if (strcmp(raw, codes) != 0)
			takes = TEXT(e, "(%s)code", raw);
		const char *call = TEXT(e, "Raw.%s(%s)", csharp_name(&error->message->name), takes);
		if (error->message_field) {
			w_line(e->w, "nint from = (nint)%s;", call);
			w_line(e->w, "byte* text = from == 0 ? null : *(byte**)(from + %" PRIu64 ");",
			       error->message_offset);
		} else {
			w_line(e->w, "byte* text = %s;", call);
		}
	}
	const char *text =
		known ? "Marshal.PtrToStringUTF8((nint)text) ?? code.ToString()" : "code.ToString()";
	w_line(e->w, "return new %s(%s, code);", name, text);
	csharp_close(e, "");
}

void csharp_emit_errors(struct csharp *e)
{
	bool any = false;
	for (size_t i = 0; i < e->p->n_errors; i++) {
		emit_error_class(e, e->p->errors[i]);
		any = any || e->p->errors[i]->used;
	}
	if (!any)
		return;
	csharp_gap(e);
	csharp_open(e, "internal static class Failures");
	for (size_t i = 0; i < e->p->n_errors; i++) {
		if (!e->p->errors[i]->used)
			continue;
		csharp_gap(e);
		emit_error_maker(e, e->p->errors[i]);
	}
	csharp_close(e, "");
}

/* ---- the raw layer ---- */

/* errno is only there behind an import. */
static bool is_only_imported(const struct plan_function *f)
{
	return f->call && f->call->saves_errno;
}

static const char *function_head(struct csharp *e, const struct plan_function *f, const char *words)
{
	const char *reason = NULL;
	return TEXT(e, "%s %s %s(", words, csharp_raw_type(e, f->type->result.type, PLACE_ARGUMENT, &reason),
		    csharp_name(&f->name));
}

static const char **raw_params(struct csharp *e, const struct plan_function *f, bool named, size_t *n)
{
	const char **params = NULL, *reason = NULL;
	*n = 0;
	for (size_t i = 0; i < f->type->n_params; i++) {
		const char *type = csharp_raw_type(e, f->type->params[i].type, PLACE_ARGUMENT, &reason);
		*FFIR_PUSH(e->a, params, *n) =
			named ? TEXT(e, "%s %s", type,
				     name_argument(e->a, &backend_csharp.naming, f->type, i, NULL))
			      : type;
	}
	return params;
}

/* The type of a pointer to it. */
static const char *pointer_type(struct csharp *e, const struct plan_function *f)
{
	struct ffir_buf b = {0};
	const char *reason = NULL;
	size_t n;
	const char **types = raw_params(e, f, false, &n);
	ffir_buf_printf(&b, "delegate* unmanaged[Cdecl%s]<", f->leaf ? ", SuppressGCTransition" : "");
	for (size_t i = 0; i < n; i++)
		ffir_buf_printf(&b, "%s, ", types[i]);
	ffir_buf_printf(&b, "%s>", csharp_raw_type(e, f->type->result.type, PLACE_ARGUMENT, &reason));
	const char *text = ffir_strndup(e->a, b.text, b.size);
	ffir_buf_release(&b);
	return text;
}

static void emit_raw_body(struct csharp *e, const struct plan_function *f)
{
	const char *name = csharp_name(&f->name);
	const char **args = NULL;
	size_t n = 0;
	const char *give = function_gives(e->p, f) ? "return " : "";
	for (size_t i = 0; i < f->type->n_params; i++)
		*FFIR_PUSH(e->a, args, n) = name_argument(e->a, &backend_csharp.naming, f->type, i, NULL);
	if (!is_only_imported(f))
		csharp_open(e, "if (NativeLoader.Imports)");
	csharp_list(e, TEXT(e, "%sNativeImports.%s(", give, name), args, n, ");");
	if (is_only_imported(f))
		return;
	csharp_close(e, "");
	csharp_open(e, "else");
	csharp_list(e,
		    TEXT(e, "%s((%s)NativeLoader.Entry(ref NativeEntries.%s_entry.At, \"%s\"))(", give,
			 pointer_type(e, f), name, f->symbol),
		    args, n, ");");
	csharp_close(e, "");
}

/* What C's comment says of a function that stands nowhere else, else its DECLARATION. */
static void emit_raw_doc(struct csharp *e, const struct plan_function *f, const char *declaration)
{
	const char **said = (const char **)ffir_alloc(e->a, (f->type->n_params + 1) * sizeof *said);
	bool any = false;
	if (!f->raw_reason || !f->doc) {
		csharp_doc(e, "summary", NULL, declaration);
		return;
	}
	csharp_summary(e, f->doc, declaration);
	for (size_t i = 0; i < f->type->n_params; i++) {
		said[i] = plan_doc_of_param(e->a, f->doc, f->type->params[i].name);
		any |= said[i] != NULL;
	}
	for (size_t i = 0; any && i < f->type->n_params; i++) {
		const char *name = name_argument(e->a, &backend_csharp.naming, f->type, i, NULL);
		csharp_doc(e, "param", name[0] == '@' ? name + 1 : name,
			   said[i] ? said[i] : ffir_type_spell(e->a, f->type->params[i].type, ""));
	}
	for (size_t i = 0; i < f->doc->n_sections; i++)
		if (f->doc->sections[i].kind == FFIR_DOC_RETURNS)
			csharp_doc(e, "returns", NULL, f->doc->sections[i].text);
	csharp_comment_lines(e, declaration);
}

static void emit_raw_function(struct csharp *e, const struct plan_function *f)
{
	size_t n;
	csharp_gap(e);
	if (f->refused) {
		csharp_comment(e, TEXT(e, "%s cannot be called: %s", f->name.cname, f->refused));
		return;
	}
	const struct ffir_type type = {.kind = FFIR_TYPE_FUNCTION,
				       .function = (struct ffir_function_type *)f->type};
	emit_raw_doc(e, f, TEXT(e, "%s;", ffir_type_spell(e->a, &type, f->name.cname)));
	if (f->raw_reason)
		csharp_comment(e, TEXT(e, "Only here: %s", f->raw_reason));
	if (f->raw_reason)
		csharp_obsolete(e, f->deprecated);
	w_line(e->w, "[MethodImpl(MethodImplOptions.AggressiveInlining)]");
	const char **params = raw_params(e, f, true, &n);
	csharp_list(e, function_head(e, f, "public static"), params, n, ")");
	csharp_open(e, "%s", "");
	emit_raw_body(e, f);
	csharp_close(e, "");
}

/* The two libraries that there may be. */
static const char *const library_names[] = {"Library", "Shims"};

static bool is_in_shims(struct csharp *e, const struct plan_function *f)
{
	return f->shim && shims_file(e->a, e->p, e->options);
}

static void emit_import(struct csharp *e, const struct plan_function *f)
{
	const char *symbol = f->symbol, *name = csharp_name(&f->name);
	size_t n;
	const char *entry =
		strcmp(symbol, name + (*name == '@')) == 0 ? "" : TEXT(e, ", EntryPoint = \"%s\"", symbol);
	const char *last_error = f->call && f->call->saves_errno ? ", SetLastError = true" : "";
	bool generated = !csharp_takes_dotnet(e, f->type);
	csharp_gap(e);
	if (generated) {
		w_line(e->w, "[LibraryImport(%s%s%s)]", library_names[is_in_shims(e, f)], entry, last_error);
		w_line(e->w, "[UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]");
	} else {
		/* It would want an attribute of the whole assembly. */
		w_line(e->w,
		       "[SuppressMessage(\"Interoperability\", \"SYSLIB1054\", Justification = \"A type of "
		       ".NET's own.\")]");
		w_line(e->w, "[DllImport(%s%s%s, CallingConvention = CallingConvention.Cdecl)]",
		       library_names[is_in_shims(e, f)], entry, last_error);
	}
	w_line(e->w, "[DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]");
	if (f->leaf)
		w_line(e->w, "[SuppressGCTransition]");
	const char **params = raw_params(e, f, true, &n);
	csharp_list(e, function_head(e, f, generated ? "internal static partial" : "internal static extern"),
		    params, n, ");");
}

/* Lines of as many of WORDS as fit, as parts of one literal. */
static void emit_words(struct csharp *e, const char *const *words, size_t n, const char *last)
{
	const char *line = "";
	for (size_t i = 0; i < n; i++) {
		if (strlen(line) + strlen(words[i]) > CSHARP_COLUMNS - 20) {
			w_line(e->w, "\"%s \" +", line);
			line = "";
		}
		line = TEXT(e, "%s%s%s", line, *line ? " " : "", words[i]);
	}
	w_line(e->w, "\"%s\"%s", line, last);
}

/* What one of the libraries has to have. That of shims tells of what interface they are. */
static const char **symbols_of(struct csharp *e, bool shims, size_t *n)
{
	const char **symbols = NULL;
	*n = 0;
	if (shims == (shims_file(e->a, e->p, e->options) != NULL) && e->p->uses_shims)
		*FFIR_PUSH(e->a, symbols, *n) = e->options->shims_check;
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_function *f = e->p->functions[i];
		if (!f->refused && !f->since && is_in_shims(e, f) == shims)
			*FFIR_PUSH(e->a, symbols, *n) = f->symbol;
	}
	for (size_t i = 0; i < e->p->n_variables && !shims; i++)
		if (csharp_has_variable(e, e->p->variables[i]) && !e->p->variables[i]->standing.since)
			*FFIR_PUSH(e->a, symbols, *n) = e->p->variables[i]->symbol;
	return symbols;
}

/* What a program of the target of M can see. */
static const char *condition_of(struct csharp *e, const struct ffir_module *m)
{
	const struct ffir_basic *pointer = ffir_basic_find(m, "void*");
	if (!m->n_targets || !pointer)
		return "true";
	return TEXT(e, "nint.Size == %llu && %sBitConverter.IsLittleEndian",
		    (unsigned long long)pointer->size, m->targets[0].big_endian ? "!" : "");
}

/* The names of the targets, and whether this is one of them; a line for each. */
static void emit_targets(struct csharp *e)
{
	const struct ffir_interface *all = e->options->all;
	const char *conditions = "";
	for (size_t i = 0; i < all->n_modules; i++) {
		const char *id = ffir_target_id(all->modules[i]),
			   *next = i + 1 < all->n_modules ? ", \" +" : "\",";
		const char *condition = condition_of(e, all->modules[i]);
		w_line(e->w, "\"%s%s", *id ? id : "another target", next);
		if (!strstr(conditions, condition))
			conditions = TEXT(e, "%s%s%s", conditions, *conditions ? ") || (" : "", condition);
	}
	bool several = strstr(conditions, " || ") != NULL;
	w_line(e->w, "%s%s%s,", several ? "(" : "", conditions, several ? ")" : "");
}

static void emit_loader_of(struct csharp *e, bool shims, const char *variable, const char *last)
{
	size_t n;
	const char **symbols = symbols_of(e, shims, &n);
	w_line(e->w, "new(");
	e->w->level++;
	w_line(e->w, "%s,", library_names[shims]);
	w_line(e->w, "\"%s\",", variable);
	emit_targets(e);
	emit_words(e, symbols, n, last);
	e->w->level--;
}

static void emit_loader(struct csharp *e)
{
	size_t n_shims;
	symbols_of(e, true, &n_shims);
	csharp_need(e, CSHARP_LOADER);
	csharp_gap(e);
	w_line(e->w, "internal static readonly NativeLoader Loader =");
	e->w->level++;
	emit_loader_of(e, false, library_variable(e->a, e->p), n_shims ? "," : ");");
	if (n_shims) {
		e->w->level++;
		emit_loader_of(e, true, shims_variable(e->a, e->p), "));");
		e->w->level--;
	}
	e->w->level--;
	csharp_gap(e);
	w_line(e->w, "static NativeImports() => Loader.Register();");
}

static void emit_imports(struct csharp *e)
{
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "How the JIT's code calls C.");
	if (csharp_uses_obsolete(e->p)) {
		w_line(e->w, "// What .NET writes for it has no pragma.");
		csharp_obsolete(e, "Its types are.");
	}
	csharp_open(e, "internal static unsafe partial class NativeImports");
	const char *shims = e->p->uses_shims ? shims_file(e->a, e->p, e->options) : NULL;
	w_line(e->w, "private const string Library = %s;", csharp_string(e, e->library, strlen(e->library)));
	if (shims)
		w_line(e->w, "private const string Shims = %s;", csharp_string(e, shims, strlen(shims)));
	emit_loader(e);
	for (size_t i = 0; i < e->p->n_functions; i++)
		if (!e->p->functions[i]->refused)
			emit_import(e, e->p->functions[i]);
	csharp_close(e, "");
}

static bool has_entry(const struct plan_function *f)
{
	return !f->refused && !is_only_imported(f);
}

static void emit_entry(struct csharp *e, const struct plan_name *name)
{
	w_line(e->w, "internal static class %s_entry { internal static nint At; }", csharp_name(name));
}

static void emit_found(struct csharp *e, const struct plan_name *name, const char *symbol)
{
	w_line(e->w, "NativeEntries.%s_entry.At = loader.Find(\"%s\");", csharp_name(name), symbol);
}

/* Each in a class of its own: such a field's address needs no instruction. */
static void emit_entries(struct csharp *e)
{
	csharp_gap(e);
	csharp_doc(e, "summary", NULL,
		   "Where C's functions are, for code that was compiled ahead of time, and its variables.");
	csharp_open(e, "internal static class NativeEntries");
	for (size_t i = 0; i < e->p->n_functions; i++)
		if (has_entry(e->p->functions[i]))
			emit_entry(e, &e->p->functions[i]->name);
	for (size_t i = 0; i < e->p->n_variables; i++)
		if (csharp_has_variable(e, e->p->variables[i]))
			emit_entry(e, &e->p->variables[i]->name);
	csharp_close(e, "");
}

static void emit_search(struct csharp *e)
{
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "Finds them, before the first call.");
	csharp_open(e, "internal static class NativeSymbols");
	w_line(e->w, "internal static readonly bool Found = Find(NativeImports.Loader);");
	csharp_gap(e);
	csharp_open(e, "private static bool Find(NativeLoader loader)");
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_function *f = e->p->functions[i];
		if (has_entry(f))
			emit_found(e, &f->name, f->symbol);
	}
	for (size_t i = 0; i < e->p->n_variables; i++)
		if (csharp_has_variable(e, e->p->variables[i]))
			emit_found(e, &e->p->variables[i]->name, e->p->variables[i]->symbol);
	w_line(e->w, "return true;");
	csharp_close(e, "");
	csharp_close(e, "");
}

static bool calls_anything(struct csharp *e)
{
	for (size_t i = 0; i < e->p->n_functions; i++)
		if (!e->p->functions[i]->refused)
			return true;
	for (size_t i = 0; i < e->p->n_variables; i++)
		if (csharp_has_variable(e, e->p->variables[i]))
			return true;
	return false;
}

void csharp_emit_raw(struct csharp *e)
{
	csharp_gap(e);
	csharp_doc(e, "summary", NULL, "The C functions themselves: nothing is checked, nothing is freed.");
	w_line(e->w, "[SuppressMessage(\"Naming\", \"CA1707\", Justification = \"The names are C's.\")]");
	csharp_open(e, "public static unsafe class Raw");
	for (size_t i = 0; i < e->p->n_functions; i++)
		emit_raw_function(e, e->p->functions[i]);
	for (size_t i = 0; i < e->p->n_variables; i++)
		csharp_emit_variable(e, e->p->variables[i]);
	csharp_close(e, "");
	if (!calls_anything(e))
		return;
	emit_imports(e);
	emit_entries(e);
	emit_search(e);
}
