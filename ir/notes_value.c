/*
 * Arguments of noted annotations: constant expressions get their values, names are looked up.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ir/nearest.h"
#include "ir/notes.h"
#include "ir/noting.h"

/* ---- literals ---- */

static bool set_integer(struct ffir_arena *a, bool negative, uint64_t number, struct ffir_value *out)
{
	const char *text = ffir_printf(a, "%s%" PRIu64, negative && number ? "-" : "", number);
	*out = (struct ffir_value){FFIR_VALUE_INTEGER, text, strlen(text)};
	return true;
}

/* "10", "0x1F", "017ul"; a negative unsigned number is the target's business. */
static bool integer_literal(struct ffir_arena *a, const char *text, bool negative, struct ffir_value *out)
{
	char *end;
	bool binary = text[0] == '0' && (text[1] == 'b' || text[1] == 'B');
	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	uintmax_t number = binary ? strtoumax(text + 2, &end, 2) : strtoumax(text, &end, 0);
	size_t suffix = strspn(end, "uUlL");
	if (errno || end[suffix] || suffix > 3 || (negative && strpbrk(end, "uU")))
		return false;
	return set_integer(a, negative, number, out);
}

static bool float_literal(struct ffir_arena *a, const char *text, bool negative, struct ffir_value *out)
{
	char *end;
	if (((*text < '0' || *text > '9') && *text != '.') || !strpbrk(text, ".eEpP"))
		return false;
	errno = 0;
	double number = strtod(text, &end);
	if (errno || end == text)
		return false;
	if (*end == 'f' || *end == 'F') {
		number = (float)number;
		end++;
	}
	if (*end)
		return false;
	const char *shown = ffir_printf(a, "%a", negative ? -number : number);
	*out = (struct ffir_value){FFIR_VALUE_FLOAT, shown, strlen(shown)};
	return true;
}

/* Without escapes: those are the compiler's. */
static bool quoted_literal(struct ffir_arena *a, const char *text, size_t size, struct ffir_value *out)
{
	if (size < 2 || text[size - 1] != text[0] || memchr(text, '\\', size) ||
	    memchr(text + 1, text[0], size - 2))
		return false;
	if (text[0] == '"') {
		*out = (struct ffir_value){FFIR_VALUE_STRING, ffir_strndup(a, text + 1, size - 2), size - 2};
		return true;
	}
	return text[0] == '\'' && size == 3 && (unsigned char)text[1] < 0x80 &&
	       set_integer(a, false, (unsigned char)text[1], out);
}

static bool word_literal(struct ffir_arena *a, const char *text, struct ffir_value *out)
{
	if (strcmp(text, "NULL") == 0 || strcmp(text, "nullptr") == 0 || strcmp(text, "false") == 0)
		return set_integer(a, false, 0, out);
	return strcmp(text, "true") == 0 && set_integer(a, false, 1, out);
}

bool notes_literal(struct ffir_arena *a, const char *text, struct ffir_value *out)
{
	size_t before = strspn(text, " \t\n"), size = strlen(text + before);
	while (size && strchr(" \t\n", text[before + size - 1]))
		size--;
	if (size > 2 && text[before] == '(' && text[before + size - 1] == ')' &&
	    !memchr(text + before + 1, '(', size - 1))
		return notes_literal(a, ffir_strndup(a, text + before + 1, size - 2), out);
	const char *bare = ffir_strndup(a, text + before, size);
	bool negative = bare[0] == '-';
	const char *digits = bare + (negative || bare[0] == '+');
	return integer_literal(a, digits, negative, out) || float_literal(a, digits, negative, out) ||
	       quoted_literal(a, bare, size, out) || word_literal(a, bare, out);
}

char notes_letter(enum ffir_word word, size_t i)
{
	const char *args = ffir_words[word].args;
	for (; *args; args++) {
		bool many = args[1] == '*' || args[1] == '+';
		if (i == 0 || many)
			return *args;
		i--;
		args += args[1] == '?';
	}
	return '\0';
}

/* ---- expressions for a compiler ---- */

struct expressions {
	struct ffir_module *notes;
	struct ffir_arena scratch;
	struct ffir_expression *items;
	size_t n;
};

static void list_expression(struct expressions *e, const char *text, const struct ffir_loc *at)
{
	struct ffir_value value;
	if (notes_literal(&e->scratch, text, &value))
		return;
	for (size_t i = 0; i < e->n; i++)
		if (strcmp(e->items[i].text, text) == 0)
			return;
	struct ffir_expression *item = FFIR_PUSH(&e->notes->arena, e->items, e->n);
	item->text = text;
	item->at = *at;
}

static void list_words(struct expressions *e, const struct ffir_annotation *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < list[i].n_args; j++)
			if (notes_letter(list[i].word, j) == 'v')
				list_expression(e, list[i].args[j].text, &list[i].at);
		list_words(e, list[i].nested, list[i].n_nested);
	}
}

static void list_type(struct expressions *e, const struct ffir_type *type);

static void list_function(struct expressions *e, const struct ffir_function_type *function)
{
	if (!function)
		return;
	list_words(e, function->result.annotations, function->result.n_annotations);
	list_type(e, function->result.type);
	for (size_t i = 0; i < function->n_params; i++) {
		list_words(e, function->params[i].annotations, function->params[i].n_annotations);
		list_type(e, function->params[i].type);
	}
}

static void list_type(struct expressions *e, const struct ffir_type *type)
{
	for (; type; type = type->to)
		list_function(e, type->function);
}

struct ffir_expression *ffir_notes_expressions(struct ffir_module *notes, size_t *n)
{
	struct expressions e = {.notes = notes};
	for (size_t i = 0; i < notes->n_decls; i++) {
		const struct ffir_decl *d = notes->decls[i];
		list_words(&e, d->annotations, d->n_annotations);
		list_type(&e, d->type);
		list_function(&e, d->function);
		for (size_t j = 0; j < d->n_fields; j++) {
			list_words(&e, d->fields[j].annotations, d->fields[j].n_annotations);
			list_type(&e, d->fields[j].type);
		}
		for (size_t j = 0; j < d->n_enumerators; j++)
			list_words(&e, d->enumerators[j].annotations, d->enumerators[j].n_annotations);
	}
	ffir_arena_release(&e.scratch);
	*n = e.n;
	return e.items;
}

/* ---- calls for a compiler ---- */

/* "int, const char *text": arguments of C types, which were split at their commas. */
static const char *joined_types(struct ffir_module *notes, const struct ffir_annotation *word)
{
	const char *text = "";
	for (size_t i = 0; i < word->n_args; i++)
		text = ffir_printf(&notes->arena, "%s%s%s", text, i ? ", " : "", word->args[i].text);
	return text;
}

struct ffir_noted_call *ffir_notes_calls(struct ffir_module *notes, size_t *n)
{
	struct ffir_noted_call *calls = NULL;
	*n = 0;
	for (size_t i = 0; i < notes->n_decls; i++) {
		const struct ffir_decl *d = notes->decls[i];
		for (size_t j = 0; j < d->n_annotations; j++) {
			const struct ffir_annotation *word = &d->annotations[j];
			bool macro = word->word == FFIR_W_MACRO_FUNCTION && word->n_args == 3;
			if (!macro && word->word != FFIR_W_VARIADIC)
				continue;
			struct ffir_noted_call *call = FFIR_PUSH(&notes->arena, calls, *n);
			call->name = ffir_decl_name(d);
			call->result = macro ? word->args[0].text : NULL;
			call->params = macro ? word->args[2].text : joined_types(notes, word);
			call->at = word->at;
		}
	}
	return calls;
}
