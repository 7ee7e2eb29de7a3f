/*
 * Types and values as C spells them. Declarators are built outwards from the name.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"
#include "backends/decimal.h"
#include "backends/lower.h"
#include "ir/characters.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

char *c_text(struct c_emit *e, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	char *text = ffir_vprintf(&e->a, format, ap);
	va_end(ap);
	return text;
}

/* ---- names and text ---- */

const char *c_name(struct c_emit *e, const char *name)
{
	if (c_is_taken(name))
		return c_text(e, "%s_", name);
	return c_is_keyword(name) ? c_text(e, "%s_NAME(%s)", e->upper, name) : name;
}

/* Whether NAME, the tag of ID, is also a typedef of something else: C keeps them apart, C++ does not (C++11 [dcl.typedef]). */
static bool is_taken_in_cxx(const struct c_emit *e, const char *id, const char *name)
{
	const struct ffir_decl *tagged = ffir_module_find(e->m, id), *other = ffir_module_find(e->m, name);
	const struct ffir_decl *named = other;
	if (!tagged || !other || other == tagged ||
	    (other->kind == FFIR_DECL_FUNCTION || other->kind == FFIR_DECL_VARIABLE))
		return false;
	if (other->kind == FFIR_DECL_ALIAS)
		ffir_type_resolve(e->m, other->type, &named);
	return named != tagged || (other->type && ffir_type_quals(e->m, other->type));
}

const char *c_tag(struct c_emit *e, const char *id)
{
	const struct ffir_decl *d = ffir_module_find(e->m, id), *namer = d ? c_namer(e, d) : NULL;
	const char *name = strrchr(id, ' ');
	if (d && d->kind == FFIR_DECL_ENUMERATION && d->n_enumerators && c_is_nameless(e, d))
		return c_text(e, "enum %s_", d->enumerators[0].name);
	if (namer)
		return c_text(e, "%s %s_", d->record_kind == FFIR_UNION ? "union" : "struct", namer->id);
	if (!name++)
		return c_name(e, id);
	const char *text = c_name(e, name);
	if (is_taken_in_cxx(e, id, name) && text == name)
		text = c_text(e, "%s_NAME(%s)", e->upper, name);
	return c_text(e, "%.*s%s", (int)(name - id), id, text);
}

const char *c_identifier(struct c_emit *e, const char *text, bool upper)
{
	char *name = c_text(e, "%s%s", isdigit((unsigned char)*text) ? "_" : "", text);
	for (char *c = name; *c; c++) {
		if (!isalnum((unsigned char)*c))
			*c = '_';
		*c = (char)(upper ? toupper((unsigned char)*c) : tolower((unsigned char)*c));
	}
	return name;
}

const char *c_string(struct c_emit *e, const char *text, size_t size)
{
	struct ffir_buf b = {0};

	ffir_buf_puts(&b, "\"");
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == '"' || c == '\\')
			ffir_buf_printf(&b, "\\%c", c);
		else if (c == '\n')
			ffir_buf_puts(&b, "\\n");
		else if (c == '?' && i && text[i - 1] == '?')
			ffir_buf_puts(&b, "\\?"); /* no trigraph */
		else if (c < ' ' || c >= 127)
			ffir_buf_printf(&b, "\\%03o", c);
		else
			ffir_buf_add(&b, text + i, 1);
	}
	ffir_buf_puts(&b, "\"");
	const char *literal = ffir_strdup(&e->a, b.text);
	ffir_buf_release(&b);
	return literal;
}

const char *c_comment_text(struct c_emit *e, const char *text)
{
	char *copy = c_text(e, "%s", text);
	for (char *c = copy; *c; c++)
		if ((c[0] == '*' && c[1] == '/') || (c[0] == '/' && c[1] == '*'))
			c[c[0] == '*'] = '|';
	return copy;
}

/* ---- types ---- */

static const struct ffir_decl *decl_of(const struct c_emit *e, const struct ffir_type *type)
{
	return type->kind == FFIR_TYPE_NAMED ? ffir_module_find(e->m, type->name) : NULL;
}

static const struct ffir_type *base_of(const struct ffir_type *type)
{
	for (;;) {
		switch (type->kind) {
		case FFIR_TYPE_POINTER:
		case FFIR_TYPE_ARRAY:
		case FFIR_TYPE_VECTOR:
			type = type->to;
			continue;
		case FFIR_TYPE_FUNCTION:
			type = type->function->result.type;
			continue;
		case FFIR_TYPE_VOID:
		case FFIR_TYPE_BOOL:
		case FFIR_TYPE_INT:
		case FFIR_TYPE_FLOAT:
		case FFIR_TYPE_COMPLEX:
		case FFIR_TYPE_NAMED:
		case FFIR_TYPE_UNSUPPORTED:
			return type;
		}
	}
}

const struct ffir_decl *c_inline_record(const struct c_emit *e, const struct ffir_type *type)
{
	const struct ffir_decl *d = decl_of(e, base_of(type));
	return d && d->kind == FFIR_DECL_RECORD && c_is_nameless(e, d) ? d : NULL;
}

const struct ffir_decl *c_namer(const struct c_emit *e, const struct ffir_decl *d)
{
	const char *slash = strchr(d->id, '/');
	if (d->kind != FFIR_DECL_RECORD || !slash)
		return NULL;
	struct ffir_buf id = {0};
	ffir_buf_printf(&id, "%.*s", (int)(slash - d->id), d->id);
	const struct ffir_decl *owner = ffir_module_find(e->m, id.text);
	ffir_buf_release(&id);
	const struct ffir_type *type = !owner				   ? NULL
				       : owner->kind == FFIR_DECL_FUNCTION ? owner->function->result.type
				       : owner->kind == FFIR_DECL_ALIAS || owner->kind == FFIR_DECL_VARIABLE
					       ? owner->type
					       : NULL;
	return type && decl_of(e, base_of(type)) == d ? owner : NULL;
}

bool c_is_nameless(const struct c_emit *e, const struct ffir_decl *d)
{
	return strchr(d->id, '/') && !c_namer(e, d);
}

/* "enum { A = 1, B = 2 }": of an enumeration that has no name, so that it can stand only here. */
static const char *inline_enumeration(struct c_emit *e, const struct ffir_decl *d)
{
	const char *text = "enum { ";
	for (size_t i = 0; i < d->n_enumerators; i++)
		text = c_text(e, "%s%s%s = %s", text, i ? ", " : "", d->enumerators[i].name,
			      d->enumerators[i].value.text);
	return c_text(e, "%s }", text);
}

static const char *quals_before(struct c_emit *e, unsigned quals)
{
	return c_text(e, "%s%s%s", quals & FFIR_CONST ? "const " : "",
		      quals & FFIR_VOLATILE ? "volatile " : "", quals & FFIR_ATOMIC ? "_Atomic " : "");
}

static size_t index_of(const struct c_emit *e, const struct ffir_decl *d)
{
	size_t i = 0;
	while (e->m->decls[i] != d)
		i++;
	return i;
}

unsigned c_mentions(const struct c_emit *e, const struct ffir_decl *d)
{
	return d->kind == FFIR_DECL_ENUMERATION && c_is_nameless(e, d) ? e->mentions[index_of(e, d)] : 0;
}

static void count_mentions(struct c_emit *e, const struct ffir_type *type, unsigned weight)
{
	const struct ffir_decl *d = decl_of(e, type);

	if (d && d->kind == FFIR_DECL_ENUMERATION && c_is_nameless(e, d))
		e->mentions[index_of(e, d)] += weight;
	if (type->to)
		count_mentions(e, type->to, weight);
	if (type->kind != FFIR_TYPE_FUNCTION)
		return;
	count_mentions(e, type->function->result.type, 2);
	for (size_t i = 0; i < type->function->n_params; i++)
		count_mentions(e, type->function->params[i].type, 2);
}

void c_count_mentions(struct c_emit *e)
{
	for (size_t i = 0; i < e->m->n_decls; i++) {
		const struct ffir_decl *d = e->m->decls[i];
		const struct ffir_type function = {.kind = FFIR_TYPE_FUNCTION, .function = d->function};
		for (size_t j = 0; j < d->n_fields && !d->opaque; j++)
			count_mentions(e, d->fields[j].type, 1);
		if (d->kind != FFIR_DECL_CONSTANT && d->type)
			count_mentions(e, d->type, 2);
		if (d->kind == FFIR_DECL_FUNCTION)
			count_mentions(e, &function, 2);
	}
}

static const char *named_text(struct c_emit *e, const struct ffir_type *type)
{
	const struct ffir_decl *d = decl_of(e, type);
	if (!d || !c_is_nameless(e, d))
		return d ? c_tag(e, type->name) : type->name;
	if (d->kind != FFIR_DECL_ENUMERATION)
		return d->record_kind == FFIR_UNION ? "union" : "struct";
	return c_mentions(e, d) == 1 ? inline_enumeration(e, d) : c_tag(e, type->name);
}

static const char *base_text(struct c_emit *e, const struct ffir_type *type)
{
	switch (type->kind) {
	case FFIR_TYPE_VOID:
		return "void";
	case FFIR_TYPE_BOOL:
		return strcmp(type->name, "_Bool") == 0 ? "bool" : type->name;
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
	case FFIR_TYPE_UNSUPPORTED:
		return type->name;
	case FFIR_TYPE_NAMED:
		return named_text(e, type);
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_FUNCTION:
		break;
	}
	return "";
}

static const char *parameters_text(struct c_emit *e, const struct ffir_function_type *f)
{
	const char *text = "";

	if (f->unprototyped)
		return "";
	if (!f->n_params && !f->variadic)
		return "void";
	for (size_t i = 0; i < f->n_params; i++) {
		const char *name = f->params[i].name;
		bool silent = !name || name[0] == '#';
		text = c_text(e, "%s%s%s", text, i ? ", " : "",
			      c_declare(e, f->params[i].type, silent ? "" : c_name(e, name)));
	}
	return f->variadic ? c_text(e, "%s%s...", text, f->n_params ? ", " : "") : text;
}

static const char *pointer_text(struct c_emit *e, const struct ffir_type *type, unsigned quals,
				const char *declarator)
{
	enum ffir_type_kind to = type->to->kind;
	bool outer = to == FFIR_TYPE_ARRAY || to == FFIR_TYPE_FUNCTION;
	unsigned all = type->quals | quals;
	const char *words = c_text(e, "%s%s", quals_before(e, all & ~(unsigned)FFIR_RESTRICT),
				   all & FFIR_RESTRICT ? "__restrict " : "");
	size_t length = strlen(words);
	if (length && !*declarator)
		length--;
	return c_text(e, "%s*%.*s%s%s", outer ? "(" : "", (int)length, words, declarator, outer ? ")" : "");
}

/* Walks TYPE outwards to its base, *BASE, whose qualifiers (its own and those of arrays of it) are *QUALS. */
static const char *outwards(struct c_emit *e, const struct ffir_type *type, const char *declarator,
			    const struct ffir_type **base, unsigned *quals)
{
	unsigned carried = 0;
	const char *vector = "";

	for (;; type = type->kind == FFIR_TYPE_FUNCTION ? type->function->result.type : type->to) {
		if (type->kind == FFIR_TYPE_POINTER) {
			declarator = pointer_text(e, type, carried, declarator);
			carried = 0;
		} else if (type->kind == FFIR_TYPE_ARRAY) {
			carried |= type->quals;
			declarator = type->has_count ? c_text(e, "%s[%" PRIu64 "]", declarator, type->count)
						     : c_text(e, "%s[]", declarator);
		} else if (type->kind == FFIR_TYPE_VECTOR) {
			uint64_t size = 0, align;
			carried |= type->quals;
			(void)ffir_type_size(e->m, type, &size, &align);
			vector = c_text(e, "__attribute__((vector_size(%" PRIu64 "))) ", size);
		} else if (type->kind == FFIR_TYPE_FUNCTION) {
			declarator = c_text(e, "%s(%s)", declarator, parameters_text(e, type->function));
		} else {
			break;
		}
	}
	*base = type;
	*quals = type->quals | carried;
	return *vector ? c_text(e, "%s%s", vector, declarator) : declarator;
}

const char *c_declarator(struct c_emit *e, const struct ffir_type *type, const char *name)
{
	unsigned quals;
	return outwards(e, type, name, &type, &quals);
}

const char *c_declare(struct c_emit *e, const struct ffir_type *type, const char *name)
{
	unsigned quals;
	const char *declarator = outwards(e, type, name, &type, &quals);
	return c_text(e, "%s%s%s%s", quals_before(e, quals), base_text(e, type), *declarator ? " " : "",
		      declarator);
}

const char *c_prototype(struct c_emit *e, const struct ffir_function_type *type, const char *name)
{
	const struct ffir_type f = {.kind = FFIR_TYPE_FUNCTION,
				    .function = (struct ffir_function_type *)type};
	return c_declare(e, &f, name);
}

static const char *unspeakable_params(const struct c_emit *e, const struct ffir_function_type *f)
{
	const char *why = c_unspeakable(e, f->result.type);
	for (size_t i = 0; !why && i < f->n_params; i++) {
		why = c_unspeakable(e, f->params[i].type);
		const struct ffir_decl *d = decl_of(e, base_of(f->params[i].type));
		if (!why && d && c_is_nameless(e, d))
			why = "the type of a parameter has no name";
	}
	return why;
}

const char *c_unspeakable(const struct c_emit *e, const struct ffir_type *type)
{
	const struct ffir_decl *d;

	switch (type->kind) {
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		return NULL;
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_VECTOR:
		return c_unspeakable(e, type->to);
	case FFIR_TYPE_FUNCTION:
		return unspeakable_params(e, type->function);
	case FFIR_TYPE_UNSUPPORTED:
		return type->name;
	case FFIR_TYPE_NAMED:
		d = decl_of(e, type);
		if (!d || d->kind != FFIR_DECL_ALIAS)
			return NULL;
		return d->unsupported ? d->unsupported : c_unspeakable(e, d->type);
	}
	return NULL;
}

bool c_is_extension(const struct c_emit *e, const struct ffir_type *type)
{
	switch (type->kind) {
	case FFIR_TYPE_COMPLEX:
	case FFIR_TYPE_VECTOR:
		return true;
	case FFIR_TYPE_INT:
		return strstr(type->name, "__int128") != NULL;
	case FFIR_TYPE_FLOAT:
		return strchr(type->name, '_') != NULL;
	case FFIR_TYPE_ARRAY:
		return !type->has_count || type->count == 0 || c_is_extension(e, type->to);
	case FFIR_TYPE_POINTER:
		return c_is_extension(e, type->to);
	case FFIR_TYPE_FUNCTION:
		for (size_t i = 0; i < type->function->n_params; i++)
			if (c_is_extension(e, type->function->params[i].type))
				return true;
		return c_is_extension(e, type->function->result.type);
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_NAMED:
	case FFIR_TYPE_UNSUPPORTED:
		return false;
	}
	return false;
}

bool c_has_constant(const struct c_emit *e, const struct ffir_type *type)
{
	const struct ffir_decl *d = NULL;
	const struct ffir_type *resolved = ffir_type_resolve(e->m, type, &d);

	if (ffir_type_quals(e->m, type) & FFIR_CONST)
		return true;
	if (resolved && resolved->kind == FFIR_TYPE_ARRAY)
		return c_has_constant(e, resolved->to);
	for (size_t i = 0; d && i < d->n_fields; i++)
		if (c_has_constant(e, d->fields[i].type))
			return true;
	return false;
}

/* ---- values ---- */

/* What stands behind a literal of the type; NULL if the value must be cast. */
static const char *suffix_of(const char *name)
{
	static const struct {
		const char *name, *suffix;
	} suffixes[] = {{"int", ""},
			{"unsigned int", "u"},
			{"long int", "L"},
			{"long unsigned int", "UL"},
			{"long", "L"},
			{"unsigned long", "UL"},
			{"long long int", "LL"},
			{"long long unsigned int", "ULL"},
			{"long long", "LL"},
			{"unsigned long long", "ULL"}};
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (strcmp(suffixes[i].name, name) == 0)
			return suffixes[i].suffix;
	return NULL;
}

/* The digits of a literal that is never read as a wider type: INT_MIN is (-2147483647 - 1). */
static const char *integer_digits(struct c_emit *e, const char *text, const char *suffix)
{
	int64_t number;
	struct ffir_value v = {.kind = FFIR_VALUE_INTEGER, .text = text};

	if (text[0] != '-')
		return c_text(e, "%s%s", text, suffix);
	if (ffir_value_int64(&v, &number) && (number == INT32_MIN || number == INT64_MIN))
		return c_text(e, "(-%" PRIu64 "%s - 1)", (uint64_t)0 - (uint64_t)(number + 1), suffix);
	return c_text(e, "(%s%s)", text, suffix);
}

static const char *integer_literal(struct c_emit *e, const struct ffir_value *value,
				   const struct ffir_type *type)
{
	const struct ffir_type *resolved = type ? ffir_type_resolve(e->m, type, NULL) : NULL;
	bool plain = resolved && resolved->kind == FFIR_TYPE_INT;
	const char *suffix = plain ? suffix_of(resolved->name) : "";
	int64_t small;
	bool wide = !ffir_value_int64(value, &small) || small > INT32_MAX || small < INT32_MIN;

	if (plain && suffix)
		return integer_digits(e, value->text, suffix);
	uint64_t high, low;
	if (type && wide && !ffir_value_uint64(value, &low) && !ffir_value_int64(value, &small) &&
	    ffir_value_words(value, &high, &low))
		return c_text(e, "((%s)((unsigned __int128)0x%" PRIx64 "ULL << 64 | 0x%" PRIx64 "ULL))",
			      c_declare(e, type, ""), high, low);
	const char *digits = integer_digits(e, value->text,
					    !wide		    ? ""
					    : value->text[0] == '-' ? "LL"
								    : "ULL");
	return type ? c_text(e, "((%s)%s)", c_declare(e, type, ""), digits) : digits;
}

/* Decimal, since hexadecimal floats are not C++11's: enough digits to give the same value back, of which
 * the widest format has 113 bits. */
static const char *float_literal(struct c_emit *e, const struct ffir_value *value,
				 const struct ffir_type *type)
{
	const struct ffir_type *resolved = type ? ffir_type_resolve(e->m, type, NULL) : NULL;
	const char *name = resolved && resolved->kind == FFIR_TYPE_FLOAT ? resolved->name : "double";
	bool is_float = strcmp(name, "float") == 0, is_long = strcmp(name, "long double") == 0;
	const char *suffix = is_float ? "f" : is_long ? "L" : "";

	if (strcmp(value->text, "inf") == 0)
		return c_text(e, "__builtin_inf%s()", is_float ? "f" : is_long ? "l" : "");
	if (strcmp(value->text, "-inf") == 0)
		return c_text(e, "(-__builtin_inf%s())", is_float ? "f" : is_long ? "l" : "");
	if (strcmp(value->text, "nan") == 0)
		return c_text(e, "__builtin_nan%s(\"\")", is_float ? "f" : is_long ? "l" : "");
	const struct ffir_basic *basic = ffir_basic_find(e->m, name);
	bool is_wide = !basic || basic->size > 8;
	bool is_cast = !is_float && !is_long && strcmp(name, "double") != 0;
	const char *digits = decimal_of(&e->a, value->text, is_float ? 9 : is_wide ? 36 : 17);
	if (!digits || (is_cast && is_wide))
		return NULL;
	const char *point = strpbrk(digits, ".e") ? "" : ".0";
	bool is_negative = *digits == '-' && strpbrk(digits, "123456789");
	if (is_cast)
		return c_text(e, "((%s)%s%s)", name, digits, point);
	return c_text(e, is_negative ? "(%s%s%s)" : "%s%s%s", digits, point, suffix);
}

/* Universal character names from U+00A0 on (C11 6.4.3), octal numbers before. */
static const char *wide_literal(struct c_emit *e, const struct ffir_value *value, const char *prefix)
{
	struct ffir_buf b = {0};
	ffir_buf_printf(&b, "%s\"", prefix);
	for (const char *text = value->text; text < value->text + value->size;) {
		uint32_t code = ffir_character_next(&text);
		if (code == '"' || code == '\\')
			ffir_buf_printf(&b, "\\%c", (char)code);
		else if (code >= ' ' && code < 127 && code != '?')
			ffir_buf_printf(&b, "%c", (char)code);
		else if (code < 0xa0)
			ffir_buf_printf(&b, "\\%03o", (unsigned)code);
		else
			ffir_buf_printf(&b, code < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)code);
	}
	ffir_buf_puts(&b, "\"");
	const char *literal = ffir_strdup(&e->a, b.text);
	ffir_buf_release(&b);
	return literal;
}

static const char *string_literal(struct c_emit *e, const struct ffir_value *value,
				  const struct ffir_type *type)
{
	const struct ffir_basic *wide = wide_text_unit(e->m, type);
	if (wide)
		return wide_literal(e, value, wide_text_prefix(wide));
	const char *literal = c_string(e, value->text, value->size);
	const struct ffir_type *unit =
		type && type->kind == FFIR_TYPE_POINTER ? ffir_type_resolve(e->m, type->to, NULL) : NULL;
	bool is_cast = unit && unit->name && strcmp(unit->name, "char") != 0;
	return is_cast ? c_text(e, "((%s)%s)", c_declare(e, type, ""), literal) : literal;
}

const char *c_value(struct c_emit *e, const struct ffir_value *value, const struct ffir_type *type)
{
	switch (value->kind) {
	case FFIR_VALUE_INTEGER:
		return integer_literal(e, value, type);
	case FFIR_VALUE_FLOAT:
		return float_literal(e, value, type);
	case FFIR_VALUE_STRING:
		return string_literal(e, value, type);
	case FFIR_VALUE_NONE:
		return NULL;
	}
	return NULL;
}
